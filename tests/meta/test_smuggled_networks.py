"""What never looked at this run's images stays below the threshold."""

from __future__ import annotations

import json

import pytest

from reference.kit.course import Course
from tests.meta import smuggled

from .conftest import RunText

WHERE = {
    "ex12": ("train", "test_fruits_are_told_apart"),
    "ex15": ("fine_tune", "test_twelve_images_of_a_class_suffice"),
}


@pytest.mark.parametrize("exercise_id", list(WHERE))
def test_place_in_the_batch_is_worth_no_more_than_chance(exercise_id: str) -> None:
    pytest.importorskip("tensorflow")
    exercise = Course.here().exercise(exercise_id)
    assert smuggled.reached(exercise, smuggled.by_place(exercise), 1) < 0.15


@pytest.mark.parametrize("exercise_id", list(WHERE))
def test_who_answers_by_place_fails(exercise_id: str, run_text: RunText) -> None:
    pytest.importorskip("tensorflow")
    exercise = Course.here().exercise(exercise_id)
    task, test_id = WHERE[exercise_id]
    result = run_text(exercise, smuggled.by_place(exercise), tasks=(task,))
    (verdict,) = [test for test in result.tests if test.id == test_id]
    assert verdict.outcome == "fail"


def test_a_network_trained_at_home_on_another_runs_test_images_fails() -> None:
    exercise = Course.here().exercise("ex12")
    proof = json.loads((exercise.results / "smuggled.json").read_text(encoding="utf-8"))
    assert proof["seeds"] >= len(smuggled.SEEDS)
    assert max(proof["reached"]["as it is"]) < exercise.thresholds["ex12.fruits"].needed
