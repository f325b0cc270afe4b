"""Where in a folder the images lie: its training and test part, or its class folders, up to two levels down.

Two ways to read a folder are never chosen between: the error names both.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from reference.datasets.photographs import SUFFIXES
from reference.ground.errors import DataError

PARTS = {
    "training": ("training", "train"),
    "test": ("test", "testing"),
    "validation": ("validation", "val", "valid"),
}
"""Names that the parts of a set usually have, in any letter case."""
DEEPEST = 2
"""Levels below the folder that was named on which its images are looked for."""
NO_FOLDERS_OF_THEIRS = ("__MACOSX",)
"""What archives bring along."""
LAYOUT = "it needs Training/CLASS/*.jpg and Test/CLASS/*.jpg, or one folder of images a class"


class Layout(NamedTuple):
    """The folders that hold the class folders, and a part that is not read."""

    train: Path
    test: Path | None
    """None where all images are in `train`, and some of them have to be set aside."""
    unread: Path | None
    """The validation part, where there is a test part beside it."""


def find_layout(folder: Path) -> Layout:
    """Where the images of a folder are.

    Raises:
        DataError: no such folder, no class folders, half of the parts alone, or more than one way to read it.
    """
    try:
        if not folder.exists():
            raise DataError(f"There is no folder {folder}: check the path you gave.")
        if not folder.is_dir():
            raise DataError(f"{folder} is a file, not a folder: name the folder that holds the images.")
    except OSError as error:
        raise DataError(f"{folder} cannot be looked at ({error.strerror}): check the path you gave.") from error
    folders(folder)  # says so where it may not be read
    if _holds_images(folder) and not _subfolders(folder):
        raise DataError(f"{folder} holds images but no class folders: name the folder above it, or {LAYOUT}.")
    start = _unwrapped(folder, _part_named(folder.name))
    level = [start]
    with_one_class: list[Path] = []
    for _ in range(DEEPEST + 1):
        with_parts = {candidate: layout for candidate in level if (layout := _parts_of(candidate)) is not None}
        if with_parts:
            return with_parts[_only(list(with_parts), folder)]
        for candidate in level:
            _refuse_half(candidate)
        with_classes = [candidate for candidate in level if _classes_with_images(candidate) > 1]
        if with_classes:
            return Layout(_only(with_classes, folder), None, None)
        with_one_class += [candidate for candidate in level if _classes_with_images(candidate) == 1]
        level = [below for candidate in level for below in _subfolders(candidate)]
    if with_one_class:
        return Layout(_only(with_one_class, folder), None, None)
    if _subfolders(start):
        return Layout(start, None, None)  # class folders without images: the caller names one
    raise DataError(f"{folder} has no class folders: {LAYOUT}.")


def folders(folder: Path) -> dict[str, Path]:
    """The folders in a folder, by name, without hidden ones and what archives bring along.

    Raises:
        DataError: the folder may not be read.
    """
    return {
        entry.name: Path(entry)
        for entry in entries(folder)
        if is_folder(entry) and entry.name not in NO_FOLDERS_OF_THEIRS
    }


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """What stands in a folder, by name, without hidden files.

    Raises:
        DataError: the folder may not be read.
    """
    try:
        with os.scandir(folder) as all_entries:
            return sorted((entry for entry in all_entries if not entry.name.startswith(".")), key=attrgetter("name"))
    except PermissionError as error:
        raise DataError(f"You may not read the folder {folder}: give yourself the right (chmod u+rx).") from error
    except OSError as error:
        raise DataError(f"The folder {folder} cannot be read ({error.strerror}): check the path you gave.") from error


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, or a link to one; a link in a circle is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file with content, or a link to one: no pipe, which would be waited for, and no broken link."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _parts_of(folder: Path) -> Layout | None:
    """The two parts that stand in a folder, if both do."""
    parts = _parts(folder)
    train, test = parts.get("training"), parts.get("test") or parts.get("validation")
    if train is None or test is None:
        return None
    return Layout(
        _class_root(_unwrapped(train, "training")),
        _class_root(_unwrapped(test, _part_named(test.name))),
        parts.get("validation") if "test" in parts else None,
    )


def _refuse_half(folder: Path) -> None:
    """One part without the other is an error: the images of the other may have been forgotten."""
    parts = _parts(folder)
    train, test = parts.get("training"), parts.get("test") or parts.get("validation")
    if train is not None:
        raise DataError(
            f"{folder} has no folder Test beside {train.name}: {LAYOUT}. To set a quarter of each class aside instead, "
            f"name {train}."
        )
    if test is not None:
        raise DataError(f"{folder} has no folder Training beside {test.name}: {LAYOUT}.")


def _parts(folder: Path) -> dict[str, Path]:
    """The folders in a folder that are named like the parts of a set."""
    parts: dict[str, Path] = {}
    for path in _subfolders(folder):
        part = _part_named(path.name)
        if part is None:
            continue
        if part in parts:
            raise DataError(
                f"{folder} has two folders for the {part} part, {parts[part].name} and {path.name}: "
                "move one of them elsewhere."
            )
        parts[part] = path
    return parts


def _part_named(name: str) -> str | None:
    """The part that a folder of this name holds, if any."""
    return next((part for part, names in PARTS.items() if name.casefold() in names), None)


def _unwrapped(folder: Path, part: str | None) -> Path:
    """The innermost of folders of the same part inside each other: Training/Training."""
    inside = _subfolders(folder)
    if part is None or len(inside) != 1 or _part_named(inside[0].name) != part:
        return folder
    return _unwrapped(inside[0], part)


def _class_root(part: Path) -> Path:
    """The folder in a part, or below it, that holds the class folders; the part itself if nothing is there."""
    level = [part]
    for _ in range(DEEPEST + 1):
        with_classes = [candidate for candidate in level if _classes_with_images(candidate)]
        if with_classes:
            return _only(with_classes, part)
        level = [below for candidate in level for below in _subfolders(candidate)]
    return part


def _only(candidates: list[Path], folder: Path) -> Path:
    """The one candidate, or an error that names them."""
    if len(candidates) > 1:
        named = " and ".join(str(path) for path in candidates[:3])
        more = f" and {len(candidates) - 3} more" if len(candidates) > 3 else ""
        raise DataError(f"{folder} can be read in more than one way: name one of {named}{more}.")
    return candidates[0]


def _classes_with_images(folder: Path) -> int:
    """How many of its folders hold images."""
    return sum(_holds_images(path) for path in _subfolders(folder))


def _holds_images(folder: Path) -> bool:
    """Whether images stand right in a folder."""
    return any(entry.name.lower().endswith(SUFFIXES) and is_file(entry) for entry in _readable_entries(folder))


def _subfolders(folder: Path) -> list[Path]:
    """The folders in a folder, none if it may not be read."""
    try:
        return list(folders(folder).values())
    except DataError:
        return []


def _readable_entries(folder: Path) -> Iterable[os.DirEntry[str]]:
    """What stands in a folder, nothing if it may not be read."""
    try:
        return entries(folder)
    except DataError:
        return []
