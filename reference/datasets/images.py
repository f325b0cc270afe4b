"""Image sets: rendered fruits, rendered source objects, and fruits from a folder, all behind one interface.

>>> data = rendered_fruits(size=20, train_per_class=120, test_per_class=40, seed=0)
>>> data.train_images.shape, data.train_labels.shape, data.class_names[:2]
((1920, 20, 20, 3), (1920,), ('Apricot', 'Avocado'))
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reference.datasets.cache import Place, cached_images, name_part
from reference.datasets.folders import list_images
from reference.datasets.fruits import FRUITS
from reference.datasets.photographs import CHANGES_WHAT_IS_READ, read_images
from reference.datasets.rendering import TEST, TRAIN, Job, painters, render
from reference.datasets.sharing import Progress
from reference.ground.errors import DataError

FRUITS_VARIABLE = "KATA_FRUITS"
"""Names a folder of real fruits in the environment."""
TRAIN_PER_CLASS, TEST_PER_CLASS = 120, 40

Size = int | tuple[int, int]


@dataclass(frozen=True)
class ImageSet:
    """Training and test images with labels; the classes take turns, so that every stretch is balanced."""

    train_images: np.ndarray
    """Float32 in 0..1, (images, height, width, 3)."""
    train_labels: np.ndarray
    """Int64 in 0..classes - 1, (images,)."""
    test_images: np.ndarray
    test_labels: np.ndarray
    class_names: tuple[str, ...]


def rendered_fruits(
    size: Size = 20,
    train_per_class: int = TRAIN_PER_CLASS,
    test_per_class: int = TEST_PER_CLASS,
    seed: int = 0,
    classes: Sequence[str] | None = None,
    *,
    cache: Place = None,
    progress: Progress | None = None,
    processes: int | None = None,
) -> ImageSet:
    """Fruits of the workshop's 16 classes, made from a seed.

    Every image shows an individual of its own, so the test images are of other fruits than the training images. Image
    number i of a class is the same whatever else is asked for: more images, fewer classes.

    Args:
        size: pixels of a side, or (height, width).
        train_per_class: training images of each class.
        test_per_class: test images of each class.
        seed: 0..2^32-1; the same seed gives the same bytes.
        classes: names out of the 16, in the order that the labels shall have; all 16 unless given.
        cache: folder to keep the images in, False for none; else what KATA_CACHE names, else `.kata/cache`.
        progress: called with (done, total) after each image; not called when the images come from the cache.
        processes: that render at the same time; has no influence on the images.

    Raises:
        DataError: a class that does not exist, a size or number that makes no image.
    """
    names = _class_names(classes, tuple(FRUITS), "fruit")
    return _rendered("fruits", names, size, train_per_class, test_per_class, seed, cache, progress, processes)


def rendered_source_objects(
    size: Size = 20,
    train_per_class: int = TRAIN_PER_CLASS,
    test_per_class: int = TEST_PER_CLASS,
    seed: int = 0,
    classes: Sequence[str] | None = None,
    *,
    cache: Place = None,
    progress: Progress | None = None,
    processes: int | None = None,
) -> ImageSet:
    """Things that are no fruits, for pretraining a backbone; arguments and errors as for `rendered_fruits`."""
    names = _class_names(classes, tuple(painters("source_objects")), "source object")
    return _rendered("source_objects", names, size, train_per_class, test_per_class, seed, cache, progress, processes)


def fruit_folder(
    folder: str | Path,
    size: Size = 20,
    train_per_class: int | None = None,
    test_per_class: int | None = None,
    seed: int = 0,
    classes: Sequence[str] | None = None,
    *,
    leave_out: Collection[str] = (),
    leave_out_unpaired: bool = False,
    cache: Place = None,
    progress: Progress | None = None,
) -> ImageSet:
    """Images from a folder: `Training/CLASS/*.jpg` and `Test/CLASS/*.jpg` as in Fruits-360, or just `CLASS/*.jpg`.

    The parts may have other usual names (train, test, val), and lie up to two levels down. Grey, palette and
    transparent images become RGB, transparency white. Of a folder without parts, a quarter of each class is set aside
    for testing.

    Args:
        folder: where the images are.
        size: pixels of a side, or (height, width); images are shrunk by area.
        train_per_class: at most so many images of each class; all unless given.
        test_per_class: the same for the test images.
        seed: decides which files are taken, and their order.
        classes: folders to read, in the order of the labels; all, by name, unless given. The workshop's 16 come in the
            workshop's order, which is that of their names.
        leave_out: classes that are not read.
        leave_out_unpaired: do not read the classes that stand in one part only, instead of raising an error.
        cache: as for `rendered_fruits`; a folder whose files changed is read again.
        progress: called with (done, total) after each file that was read.

    Raises:
        DataError: no such folder, no class folders, more than one way to read it, an empty class, a class that stands
            in one part only, a file that is no image, a folder or file that may not be read.
    """
    height, width = _sides(size)
    listing = list_images(
        Path(folder),
        classes,
        train_per_class,
        test_per_class,
        seed,
        leave_out=leave_out,
        leave_out_unpaired=leave_out_unpaired,
    )
    files = [*listing.train, *listing.test]
    images = cached_images(
        f"folder-{height}x{width}-{name_part(CHANGES_WHAT_IS_READ, files)}",
        (len(files), height, width, 3),
        lambda: read_images([file.path for file in files], height, width, progress),
        cache,
    )
    labels = np.array([file.label for file in files], dtype=np.int64)
    return _set(images, labels, len(listing.train), listing.class_names)


def shuffled(rng: np.random.Generator, images: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Images and their labels in an order that tells nothing of the classes: an image set's take turns.

    What a student's network is asked about comes in such an order; otherwise the place in the batch gives the answer.
    """
    order = rng.permutation(len(labels))
    return images[order], labels[order]


def _rendered(
    kind: str,
    names: tuple[str, ...],
    size: Size,
    train_per_class: int,
    test_per_class: int,
    seed: int,
    cache: Place,
    progress: Progress | None,
    processes: int | None,
) -> ImageSet:
    """Render, or take from the cache."""
    height, width = _sides(size)
    if train_per_class < 0 or test_per_class < 0 or train_per_class + test_per_class == 0:
        raise DataError(
            f"{train_per_class} training and {test_per_class} test images a class make no set: ask for one or more."
        )
    if not 0 <= seed < 2**32:
        raise DataError(f"{seed} is no seed: take a whole number from 0 to 2^32 - 1.")
    jobs = [
        Job(kind, name, split, index, seed)
        for split, count in ((TRAIN, train_per_class), (TEST, test_per_class))
        for index in range(count)
        for name in names
    ]
    sources = sorted((Path(__file__).parent).glob("scene/*.py")) + sorted((Path(__file__).parent / kind).glob("*.py"))
    sources.append(Path(__file__).with_name("rendering.py"))
    mark = name_part([source.read_text(encoding="utf-8") for source in sources], names)
    images = cached_images(
        f"{kind}-{height}x{width}-{train_per_class}+{test_per_class}-seed{seed}-{mark}",
        (len(jobs), height, width, 3),
        lambda: render(jobs, height, width, progress, processes),
        cache,
    )
    labels = np.tile(np.arange(len(names), dtype=np.int64), train_per_class + test_per_class)
    return _set(images, labels, train_per_class * len(names), names)


def _set(images: np.ndarray, labels: np.ndarray, train: int, names: tuple[str, ...]) -> ImageSet:
    """Pixels from bytes to 0..1, and the two parts."""
    pixels = images.astype(np.float32) / np.float32(255)
    return ImageSet(pixels[:train], labels[:train], pixels[train:], labels[train:], names)


def _sides(size: Size) -> tuple[int, int]:
    """Height and width of a size, 4 pixels or more."""
    height, width = (size, size) if isinstance(size, int) else size
    if min(height, width) < 4:
        raise DataError(f"{height} x {width} pixels are too few for an image: ask for 4 x 4 or more.")
    return height, width


def _class_names(classes: Sequence[str] | None, known: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """The names that were asked for, if they exist."""
    names = known if classes is None else tuple(classes)
    for name in names:
        if name not in known:
            raise DataError(f"There is no rendered {kind} named {name!r}: choose from {', '.join(known)}.")
    if not names or len(set(names)) < len(names):
        raise DataError(f"An image set needs one or more classes, each once: these are {list(names)}.")
    return names


__all__ = [
    "DataError",
    "ImageSet",
    "fruit_folder",
    "rendered_fruits",
    "rendered_source_objects",
    "shuffled",
]
