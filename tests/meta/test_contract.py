"""What the contract of a task names is drawn by its suite, with every seed."""

from __future__ import annotations

import pytest

from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.meta.contract import applying, entries, missing, parameters

EXERCISES = [
    pytest.param(e, id=e.id, marks=pytest.mark.xdist_group(f"contract {e.id}")) for e in Course.here().exercises
]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_what_a_contract_names_is_drawn_with_every_seed(exercise: Exercise) -> None:
    seeds = ("1",) if exercise.is_heavy else ("1", "2", "3")  # networks train for as long at each
    assert missing(exercise, seeds) == []


def test_the_table_speaks_of_arguments_that_are_there() -> None:
    known = {
        f"{exercise.id}.{task}.{parameter.name}"
        for exercise in Course.here().exercises
        for task, all_of_them in parameters(exercise).items()
        for parameter in all_of_them
    }
    assert set(entries()) <= known


def test_what_is_not_asked_has_a_reason() -> None:
    assert [name for name, entry in entries().items() if entry.not_asked and not entry.reason] == []


def test_an_annotation_says_what_applies() -> None:
    wanted = applying(Course.here().exercise("ex02"))
    assert "ex02.softmax.scores: whole numbers" in wanted
    assert "ex02.softmax.scores: float32" in wanted
