"""Folders of images, one folder a class: which files they hold. What is wrong with one is said in a sentence."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from reference.datasets.layouts import LAYOUT, Layout, entries, find_layout, folders, is_file, is_folder
from reference.datasets.photographs import SUFFIXES, readable
from reference.ground.errors import DataError

HELD_OUT = 0.25
"""Share of each class for testing, where a folder has no Training and Test."""
NAMED = 8
"""So many names a sentence lists; of the others it gives the number."""


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
    layout: Layout
    left_out: tuple[str, ...]
    """Classes that were left out, by name."""
    passed_over: dict[str, int]
    """How many files of the classes that are read were not, by their ending, in small letters; or `folder` and such."""


def list_images(
    folder: Path,
    classes: Sequence[str] | None = None,
    train_per_class: int | None = None,
    test_per_class: int | None = None,
    seed: int = 0,
    *,
    leave_out: Collection[str] = (),
    leave_out_unpaired: bool = False,
) -> Listing:
    """The files of a folder, the classes taking turns; see `images.fruit_folder` for arguments and errors."""
    layout = find_layout(folder)
    trained = folders(layout.train)
    tested = trained if layout.test is None else folders(layout.test)
    known = trained | tested
    for part, inside in ((layout.train, trained), (layout.test, tested)):
        if not inside:
            raise DataError(f"{part} has no class folders: {LAYOUT}.")
    for name in [*(classes or ()), *leave_out]:
        if name not in known:
            raise DataError(f"{layout.train} has no class folder {name}: it has {_few(sorted(known))}.")
    names = [name for name in classes or sorted(known) if name not in leave_out]
    if leave_out_unpaired:
        names = [name for name in names if name in trained and name in tested]
    else:
        _refuse_unpaired(
            layout, [name for name in names if name not in tested], [name for name in names if name not in trained]
        )
    if not names:
        raise DataError(f"No class of {folder} is left: leave fewer out.")
    rng = np.random.default_rng(seed)
    passed_over = Counter[str]()
    train, test = [], []
    for name in names:
        files = _shuffled(_images(trained[name], passed_over), rng)
        if layout.test is not None:
            train.append(files)
            test.append(_shuffled(_images(tested[name], passed_over), rng))
            continue
        if len(files) < 2:
            raise DataError(
                f"The class folder {trained[name]} has a single image, which cannot both train and test: add some, or "
                f"leave the class out ({_left_out(name)})."
            )
        held_out = max(1, round(HELD_OUT * len(files)))
        train.append(files[held_out:])
        test.append(files[:held_out])
    for part in {layout.train, layout.test or layout.train}:
        passed_over.update(_ending(entry) for entry in entries(part) if not is_folder(entry))
    return Listing(
        _in_turns(train, train_per_class),
        _in_turns(test, test_per_class),
        tuple(names),
        layout,
        tuple(sorted(set(known) - set(names))) if classes is None else (),
        dict(sorted(passed_over.items())),
    )


def _refuse_unpaired(layout: Layout, untested: list[str], untrained: list[str]) -> None:
    """Classes that stand in one part only are an error, which names those of both parts."""
    sides = [(untested, layout.train, layout.test), (untrained, layout.test, layout.train)]
    lacking = [f"{_few(names)} in {there} but not in {missing}" for names, there, missing in sides if names]
    if lacking:
        first = (untested or untrained)[0]
        raise DataError(
            f"Some classes stand in one part only ({'; '.join(lacking)}): add their images to the other part, or leave "
            f"them out ({_left_out(first)}, or --leave-out-unpaired for all)."
        )


def _left_out(name: str) -> str:
    """The option of `kata data look` that leaves a class out, as it is typed."""
    return f"--leave-out {shlex.quote(name)}"


def _few(names: Sequence[str]) -> str:
    """Names in a sentence: some of them if there are many."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _images(folder: Path, passed_over: Counter[str]) -> list[os.DirEntry[str]]:
    """The image files of a class that can be read here; the rest is counted."""
    files, others = [], Counter[str]()
    for entry in entries(folder):
        if is_file(entry) and entry.name.lower().endswith(readable()):
            files.append(entry)
        else:
            others[_ending(entry)] += 1
    if not files:
        unread = ", ".join(f"{count} {ending}" for ending, count in others.items() if ending in SUFFIXES)
        what = (
            f"no images that can be read here ({unread}): save them as JPEG"
            if unread
            else ("no images: put some .jpg or .png in")
        )
        raise DataError(f"The class folder {folder} holds {what}, or leave the class out ({_left_out(folder.name)}).")
    passed_over.update(others)
    return files


def _ending(entry: os.DirEntry[str]) -> str:
    """What a file is counted under that is not read."""
    if is_folder(entry):
        return "folder"
    if entry.is_symlink() and not is_file(entry):
        return "broken link"
    return Path(entry.name).suffix.lower() or "without ending"


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
                    raise DataError(f"{path} cannot be read ({error.strerror}): move it out of the folder.") from error
                result.append(File(path, label, facts.st_size, facts.st_mtime_ns))
    return result
