"""The page that shows side by side what two students wrote alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grading.classroom.similar import Pair, Side
from grading.reports.html import render

PAIRS_LIMIT = 50
"""Pairs that a person may look through."""
AROUND = 3
"""Lines that are shown before and after a place."""


@dataclass(frozen=True)
class _Shown:
    """A side of a pair, as the page has it."""

    student: str
    lines: str
    shown: list[tuple[str, bool]]


def similar_page(pairs: Sequence[Pair]) -> str:
    """Return the page; the pairs with the most in common alone, where there are many."""
    shown = [
        {
            "students": pair.students,
            "shared": pair.shared,
            "alike": [
                {"exercise": one.exercise, "share": one.share, "one": _side(one.one), "other": _side(one.other)}
                for one in pair.alike
            ],
        }
        for pair in pairs[:PAIRS_LIMIT]
    ]
    return render("similar.html", pairs=shown, more=max(0, len(pairs) - PAIRS_LIMIT))


def _side(side: Side) -> _Shown:
    """Return a side with the places and the lines around them; what lies between is left out."""
    parts = side.parts
    shown = []
    for number, (text, is_alike) in enumerate(parts):
        shown.append((text if is_alike else _around(text, number == 0, number == len(parts) - 1), is_alike))
    return _Shown(side.student, side.lines, shown)


def _around(text: str, is_first: bool, is_last: bool) -> str:
    """Return the lines of a text that lie near a place before or after it."""
    lines = text.split("\n")
    before = [] if is_first else lines[: AROUND + 1]
    after = [] if is_last else lines[-AROUND - 1 :]
    if len(lines) <= len(before) + len(after):
        return text
    return "\n".join([*before, "...", *after])
