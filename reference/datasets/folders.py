"""Folders of images, one folder a class: listed, read, and written. What is wrong with one is said in a sentence."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageOps

from reference.datasets.rendering import TEST, TRAIN, Job, painters, render
from reference.datasets.sharing import Progress, made
from reference.ground.errors import DataError

SUFFIXES = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp")
TRAIN_FOLDER, TEST_FOLDER = "Training", "Test"
HELD_OUT = 0.25
"""Share of each class for testing, where a folder has no Training and Test."""
CHANGES_WHAT_IS_READ = 1
"""Counted up whenever `read_images` makes other pixels of the same file: kept images are then read again."""
JPEG_QUALITY = 90
ALONE = 1000
"""So few files are read sooner than a helper process has started."""
LAYOUT = f"it needs {TRAIN_FOLDER}/CLASS/*.jpg and {TEST_FOLDER}/CLASS/*.jpg, or one folder of images a class"


class File(NamedTuple):
    """An image file, its class, and what tells whether it changed: its size, and when it did."""

    path: str
    label: int
    size: int
    changed: int


@dataclass(frozen=True)
class Listing:
    """What a folder holds."""

    train: list[File]
    test: list[File]
    class_names: tuple[str, ...]


def listed(
    folder: Path,
    classes: Sequence[str] | None = None,
    train_per_class: int | None = None,
    test_per_class: int | None = None,
    seed: int = 0,
) -> Listing:
    """The files of a folder, the classes taking turns; see `images.fruit_folder` for arguments and errors."""
    if not folder.exists():
        raise DataError(f"There is no folder {folder}: check the path you gave.")
    if not folder.is_dir():
        raise DataError(f"{folder} is a file, not a folder: name the folder that holds the images.")
    inside = _folders(folder)
    rng = np.random.default_rng(seed)
    if TRAIN_FOLDER in inside or TEST_FOLDER in inside:
        for part in (TRAIN_FOLDER, TEST_FOLDER):
            if part not in inside:
                raise DataError(f"{folder} has no folder {part}: {LAYOUT}.")
        names = _names(inside[TRAIN_FOLDER], classes)
        tested = _folders(inside[TEST_FOLDER])
        train, test = [], []
        for name in names:
            train.append(_shuffled(_images(inside[TRAIN_FOLDER] / name), rng))
            if name not in tested:
                raise DataError(
                    f"The class {name} is in {inside[TRAIN_FOLDER]} but not in {inside[TEST_FOLDER]}: "
                    f"add the folder {inside[TEST_FOLDER] / name}, or leave the class out."
                )
            test.append(_shuffled(_images(tested[name]), rng))
    else:
        names = _names(folder, classes)
        train, test = [], []
        for name in names:
            files = _shuffled(_images(inside[name]), rng)
            if len(files) < 2:
                raise DataError(
                    f"The class folder {inside[name]} has a single image, which cannot both train and test: add some."
                )
            held_out = max(1, round(HELD_OUT * len(files)))
            train.append(files[held_out:])
            test.append(files[:held_out])
    return Listing(_in_turns(train, train_per_class), _in_turns(test, test_per_class), names)


def _names(folder: Path, classes: Sequence[str] | None) -> tuple[str, ...]:
    """The classes of a folder, or those asked for."""
    found = _folders(folder)
    if not found:
        raise DataError(f"{folder} has no class folders: {LAYOUT}.")
    for name in classes or ():
        if name not in found:
            raise DataError(f"{folder} has no class folder {name}: it has {', '.join(sorted(found))}.")
    return tuple(classes) if classes else tuple(sorted(found))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What stands in a folder, by name, without hidden files."""
    try:
        with os.scandir(folder) as entries:
            return sorted((each for each in entries if not each.name.startswith(".")), key=attrgetter("name"))
    except PermissionError as error:
        raise DataError(f"You may not read the folder {folder}: give yourself the right (chmod u+rx).") from error


def _folders(folder: Path) -> dict[str, Path]:
    """The folders in a folder, by name."""
    return {entry.name: Path(entry) for entry in _entries(folder) if entry.is_dir()}


def _images(folder: Path) -> list[os.DirEntry[str]]:
    """The image files of a class."""
    files = [entry for entry in _entries(folder) if entry.name.lower().endswith(SUFFIXES)]
    if not files:
        raise DataError(f"The class folder {folder} holds no images: put some .jpg or .png in, or remove the folder.")
    return files


def _shuffled(files: list[os.DirEntry[str]], rng: np.random.Generator) -> list[os.DirEntry[str]]:
    """The files in a random order."""
    return [files[place] for place in rng.permutation(len(files))]


def _in_turns(by_class: list[list[os.DirEntry[str]]], at_most: int | None) -> list[File]:
    """One file of each class, then the second of each, as long as there are any."""
    longest = max(len(files) for files in by_class)
    rounds = longest if at_most is None else min(at_most, longest)
    result = []
    for place in range(rounds):
        for label, files in enumerate(by_class):
            if place < len(files):
                path = files[place].path
                try:
                    facts = files[place].stat()
                except OSError as error:
                    raise DataError(f"{path} cannot be read ({error.strerror}): restore or remove it.") from error
                result.append(File(path, label, facts.st_size, facts.st_mtime_ns))
    return result


def read_images(paths: Sequence[str], height: int, width: int, progress: Progress | None = None) -> np.ndarray:
    """The images of these files as RGB, uint8 (files, height, width, 3).

    Raises:
        DataError: names a file that is no whole image or may not be read.
    """
    return made(read_image, paths, height, width, progress, alone=ALONE)


def read_image(path: str | Path, height: int, width: int) -> np.ndarray:
    """One image as RGB, transparency white, shrunk by area; uint8 (height, width, 3)."""
    try:
        with Image.open(path) as file:
            file.draft("RGB", (width, height))  # lets JPEG skip details that shrinking would lose
            ImageOps.exif_transpose(file, in_place=True)
            image = _rgb(file)
            if image.size != (width, height):
                larger = image.width < width or image.height < height
                image = image.resize((width, height), Image.Resampling.BILINEAR if larger else Image.Resampling.BOX)
            return np.asarray(image)
    except PermissionError as error:
        raise DataError(f"You may not read the file {path}: give yourself the right (chmod u+r).") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DataError(f"{path} is damaged or no image: replace it or remove it.") from error


def _rgb(image: Image.Image) -> Image.Image:
    """Any kind of image as RGB on white."""
    if image.mode.startswith("I"):  # 16 bits of grey
        return Image.fromarray((np.asarray(image) // 257).clip(0, 255).astype(np.uint8)).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def write_fruit_folder(
    folder: str | Path,
    seed: int = 0,
    train_per_class: int = 120,
    test_per_class: int = 40,
    size: int = 100,
    progress: Progress | None = None,
    classes: Sequence[str] | None = None,
) -> None:
    """Render fruits into a folder in the layout of Fruits-360: `Training/Apricot/0_100.jpg` and so on.

    The folder appears when all of it is written, or not at all.

    Args:
        folder: must not exist yet, or be empty.
        seed: 0..2^32-1; the same fruits as `rendered_fruits` makes of it.
        train_per_class: images of each class in Training.
        test_per_class: images of each class in Test.
        size: pixels of a side.
        progress: called with (done, total).
        classes: names out of the 16; all unless given.

    Raises:
        DataError: the folder is not empty, or cannot be written to.
    """
    known = painters("fruits")
    names = tuple(classes or known)
    for name in names:
        if name not in known:
            raise DataError(f"There is no rendered fruit named {name!r}: choose from {', '.join(known)}.")
    target = Path(folder)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise DataError(f"{target} is not empty: name a new folder, nothing is overwritten.")
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    except OSError as error:
        raise DataError(f"{target} cannot be written ({error.strerror}): name a folder of your own.") from error
    try:
        parts = ((TRAIN, TRAIN_FOLDER, train_per_class), (TEST, TEST_FOLDER, test_per_class))
        jobs = [Job("fruits", name, part, k, seed) for part, _, count in parts for k in range(count) for name in names]
        for image, job in zip(render(jobs, size, size, progress), jobs, strict=True):
            path = (
                partial / (TRAIN_FOLDER if job.split == TRAIN else TEST_FOLDER) / job.name / f"{job.index}_{size}.jpg"
            )
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(image).save(path, quality=JPEG_QUALITY)
        partial.chmod(0o755)
        if target.exists():
            target.rmdir()
        os.replace(partial, target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
