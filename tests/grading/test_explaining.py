"""What is marked once more to answer a complaint: what was handed in, then or now."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from grading.commandline.explaining import _asked
from grading.errors import SubmissionError
from grading.subject import LoadedSource
from reference.kit.course import Course

EXERCISES = Course.here().exercises[:4]
SOURCE = LoadedSource("ex01", "ex01_neuron", b"")
NOTHING, UNREADABLE = (SubmissionError(outcome, "") for outcome in ("not attempted", "error"))


def case(*given: tuple[Any, bool]) -> Any:
    """Return a case of the first exercises: what lies there now, and whether it was attempted in the record."""
    results = [
        SimpleNamespace(id=exercise.id, attempted=attempted, is_marked=True)
        for exercise, (_, attempted) in zip(EXERCISES, given, strict=False)
    ]
    sources = [(exercise, source) for exercise, (source, _) in zip(EXERCISES, given, strict=False)]
    return SimpleNamespace(record=SimpleNamespace(exercises=results), sources=sources)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ([(NOTHING, False), (SOURCE, True), (NOTHING, False), (UNREADABLE, False)], [1, 3]),
        ([(NOTHING, True), (SOURCE, False)], [0, 1]),
        ([(NOTHING, False), (NOTHING, False)], [0]),
    ],
    ids=["what lies there", "what lay there", "nothing at all"],
)
def test_suites_run_for_what_was_handed_in_then_or_now(given: list[tuple[Any, bool]], asked: list[int]) -> None:
    assert _asked(case(*given), []) == [EXERCISES[number] for number in asked]


def test_what_is_named_alone_is_asked() -> None:
    there = case((SOURCE, True), (SOURCE, True), (NOTHING, False))
    assert _asked(there, EXERCISES[1:3]) == [EXERCISES[1]]
    assert _asked(there, EXERCISES[2:3]) == [EXERCISES[2]]


def test_what_could_not_be_marked_is_asked_again() -> None:
    there = case((NOTHING, False), (NOTHING, False))
    there.record.exercises[1].is_marked = False
    assert _asked(there, []) == [EXERCISES[1]]
