"""A class of odd hand-ins: how each is written into its student's folder, and what a careful person makes of it."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path

from tests.grading.classroom.odd_hand_ins.folders import FOLDERS
from tests.grading.classroom.odd_hand_ins.hostile import HOSTILE
from tests.grading.classroom.odd_hand_ins.modules import MODULES
from tests.grading.classroom.odd_hand_ins.names import NAMES
from tests.grading.classroom.odd_hand_ins.notebooks import NOTEBOOKS
from tests.grading.classroom.odd_hand_ins.row import HandIn

__all__ = ["CLASS", "EXERCISES", "HandIn", "write_class"]

EXERCISES = ("ex02", "ex03", "ex07")
"""What the class is marked for."""
CLASS: tuple[HandIn, ...] = (*NOTEBOOKS, *NAMES, *MODULES, *FOLDERS, *HOSTILE)


def write_class(place: Path, hand_ins: Iterable[HandIn] = CLASS) -> list[HandIn]:
    """Write the folder of a class; return what could be written, since not every file system takes every name."""
    written = []
    for hand_in in hand_ins:
        folder = place / hand_in.student
        try:
            folder.mkdir(parents=True)
            hand_in.build(folder)
        except OSError as problem:
            if problem.errno in (errno.EILSEQ, errno.EINVAL, errno.ENAMETOOLONG):
                continue
            raise
        written.append(hand_in)
    return written
