"""Oracles of ex10: Python's own walk through a folder, Matplotlib and scikit-image for what the files hold."""

from __future__ import annotations

import os
from pathlib import Path

import matplotlib.image
import numpy as np
import skimage.color
import skimage.transform

Size = int | tuple[int, int]
Folder = str | os.PathLike[str]


def list_images(folder: Folder) -> list[str]:
    """Full paths, sorted: what is hidden is cut off on the way down."""
    if not os.path.isdir(folder):  # noqa: PTH112 -- os.walk all through
        raise FileNotFoundError(os.fspath(folder))
    found = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "."]
        found += [os.path.join(place, name) for name in files if name[0] != "." and is_image(name)]  # noqa: PTH118
    return sorted(found)


def is_image(name: str) -> bool:
    """Whether a file of this name is an image."""
    return name.lower().endswith((".jpg", ".jpeg", ".png"))


def class_counts(folder: Folder) -> dict[str, int]:
    """Images by folder name, in sorted order."""
    names = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir() and entry.name[0] != ".")
    return {name: len(list_images(Path(folder, name))) for name in names}


def plot_images(paths: list[str], rows: int, columns: int) -> list[tuple[int, int]]:
    """The cells that are filled, as (row, column), in the order of the paths: what the figure must show."""
    return [divmod(number, columns) for number in range(min(len(paths), rows * columns))]


def mean_image_by_class(folder: Folder, size: Size) -> dict[str, np.ndarray]:
    """Means by class; classes without images left out."""
    means = {}
    for name in class_counts(folder):
        images = [pixels(path, size) for path in list_images(Path(folder, name))]
        if images:
            means[name] = np.mean(images, axis=0)
    return means


def image_dataset(
    folder: Folder,
    classes: list[str],
    size: Size,
    batch_size: int,  # noqa: ARG001 -- the exercise's own signature
    shuffle_seed: int,  # noqa: ARG001
    augment: bool = False,  # noqa: ARG001
) -> tuple[np.ndarray, np.ndarray]:
    """What one pass gives, in the order of the files: images, and labels as numbers."""
    paths = [(path, label) for label, name in enumerate(classes) for path in list_images(Path(folder, name))]
    return np.stack([pixels(path, size) for path, _ in paths]), np.array([label for _, label in paths])


def pixels(path: str, size: Size) -> np.ndarray:
    """An image file as (height, width, 3) in 0..1; exact where it has the size already or one colour."""
    image = matplotlib.image.imread(path)  # of what a palette says of transparency, scikit-image reads nothing
    if image.dtype.kind == "f":  # a PNG file's bytes, divided in float32
        image = np.rint(image * 255).astype(np.uint8)
    if image.ndim == 2:
        image = skimage.color.gray2rgb(image)  # type: ignore[no-untyped-call]
    image = skimage.color.rgba2rgb(image) if image.shape[2] == 4 else image / 255.0  # type: ignore[no-untyped-call]
    sides = (size, size) if isinstance(size, int) else size
    resized: np.ndarray = skimage.transform.resize(image, sides)  # type: ignore[no-untyped-call]
    return resized


def keys_of(images: np.ndarray) -> list[bytes]:
    """What images hold, to the nearest of 256 steps."""
    return [np.rint(image * 255).clip(0, 255).astype(np.uint8).tobytes() for image in images]


def below(folder: Folder, paths: list[str]) -> list[str]:
    """Paths as they follow after a folder's, with slashes."""
    return [Path(path).relative_to(folder).as_posix() for path in paths]
