"""Points are added up here, whatever a file says, and what could not be marked stands outside them."""

from __future__ import annotations

import json

import pytest

from grading.results import ExerciseResult, Outcome, Record, TestResult, without_repeats
from reference.ground.errors import DamagedError


def ended(outcome: Outcome, message: str = "", task: str = "double", points: float = 2.0) -> TestResult:
    """Return the result of a test worth `points`."""
    return TestResult(f"test_{outcome}_{message}", task, points * (outcome == "pass"), points, outcome, message)


def record(*results: ExerciseResult) -> Record:
    """Return a record of these exercises."""
    return Record("anna", "f" * 64, "3", {"python": "3.12"}, "bubblewrap", "0" * 64, list(results))


def test_bonus_points_stand_apart() -> None:
    result = ExerciseResult.of("ex91", [ended("pass"), ended("fail"), ended("pass", task="shout")], ["shout"])
    assert (result.points, result.max_points, result.bonus) == (2, 4, 2)
    assert not result.passed


def test_bonus_points_make_up_for_nothing() -> None:
    result = ExerciseResult.of("ex91", [ended("fail"), ended("pass", task="shout", points=9)], ["shout"])
    assert not result.passed
    assert record(result).points == 0


def test_an_exercise_without_tests_has_not_passed() -> None:
    assert not ExerciseResult.of("ex91", [], []).passed
    assert not record().passed


def test_where_one_test_could_not_be_marked_none_counts() -> None:
    result = ExerciseResult.of("ex91", [ended("pass"), ended("not marked")], [])
    assert (result.points, result.max_points, result.passed, result.is_marked) == (0, 0, False, False)
    assert record(result).not_marked == [result]
    assert not record(result).passed


@pytest.mark.parametrize("outcome", ["fail", "error", "timeout", "crash", "not attempted"])
def test_whatever_is_no_pass_is_none(outcome: Outcome) -> None:
    assert not ExerciseResult.of("ex91", [ended("pass"), ended(outcome)], []).passed


def test_an_error_that_was_told_already_is_a_repeat() -> None:
    tests = [ended("error", "a"), ended("error", "a"), ended("error", "b"), ended("fail", "a"), ended("pass")]
    kept, repeats = without_repeats(ExerciseResult.of("ex91", tests, []).tests)
    assert [(test.outcome, test.message) for test in kept] == [("error", "a"), ("error", "b"), ("fail", "a")]
    assert [(test.outcome, test.message) for test in repeats] == [("error", "a")]


def test_totals_are_added_up_whatever_a_record_says() -> None:
    said = json.loads(record(ExerciseResult.of("ex91", [ended("pass"), ended("fail")], [])).to_json())
    said["points"] = said["max_points"] = 100
    read = Record.from_json(json.dumps(said))
    assert (read.points, read.max_points) == (2, 4)


def test_a_record_is_read_as_it_was_written() -> None:
    written = record(ExerciseResult.of("ex91", [ended("error", "caf\u00e9\n")], []))
    assert Record.from_json(written.to_json()) == written


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("schema", 1),
        ("schema", 999),
        ("seed", 3),
        ("student", None),
        ("exercises", {}),
        ("exercises", [{"id": "../../etc", "points": 0, "max_points": 0, "bonus": 0, "tests": []}]),
        ("exercises", [{"id": "ex91", "points": -1, "max_points": 0, "bonus": 0, "tests": []}]),
        ("surplus", 1),
    ],
)
def test_a_record_of_another_form_is_refused(field: str, value: object) -> None:
    said = json.loads(record().to_json())
    said[field] = value
    with pytest.raises(DamagedError):
        Record.from_json(json.dumps(said))
