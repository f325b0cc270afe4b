"""What is known of an odd hand-in: how it is written, and what a careful person makes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from grading.results import Outcome, RemarkKind
from tests.grading.classroom.odd_hand_ins.writing import Build


@dataclass(frozen=True)
class HandIn:
    """What one student handed in, and what must come of it."""

    student: str
    """Name of the folder."""
    build: Build
    points: float = 10.0
    """Of the exercise that it is about."""
    outcomes: frozenset[Outcome] = frozenset({"pass"})
    """Of that exercise's tests, all together."""
    remarks: tuple[RemarkKind, ...] = ()
    """Kinds of all that is remarked, on the files and on the exercise."""
    says: str = ""
    """What a message or a remark says, word by word."""
    exercise: str = "ex02"
    fault: str = ""
    """Why the engine does not make that of it yet."""


def passes(student: str, build: Build, *remarks: RemarkKind, says: str = "", exercise: str = "ex02") -> HandIn:
    """Return a hand-in that is right, however odd it looks."""
    return HandIn(student, build, remarks=remarks, says=says, exercise=exercise)


def fails(student: str, build: Build, outcome: Outcome, *remarks: RemarkKind, says: str) -> HandIn:
    """Return a hand-in without a point, of which one sentence says why."""
    return HandIn(student, build, 0.0, frozenset({outcome}), remarks, says)


def partly(student: str, build: Build, points: float, outcomes: str, *remarks: RemarkKind, says: str) -> HandIn:
    """Return a hand-in with some of the points; `outcomes` are words with commas between them."""
    kinds: Any = frozenset(outcomes.split(", "))
    return HandIn(student, build, points, kinds, remarks, says)


def not_yet(fault: str, hand_in: HandIn) -> HandIn:
    """Return a hand-in of which the engine makes something else, by a fault that is known."""
    return replace(hand_in, fault=fault)
