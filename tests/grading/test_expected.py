"""What an exercise's suite holds is known without running it."""

from __future__ import annotations

import pytest

from grading.authoring.expected import expected_tests, result_without_tests
from grading.errors import SubmissionError
from grading.marking.job import Job
from grading.marking.suite import run_suite
from reference.kit.course import Course, Exercise

MISSING = SubmissionError("not attempted", "it was not handed in")


@pytest.mark.parametrize("exercise", Course.here().exercises, ids=lambda exercise: exercise.id)
def test_every_exercise_tells_its_tests_and_ten_points(exercise: Exercise) -> None:
    result = result_without_tests(exercise, MISSING)
    assert result is not None
    assert result.max_points == 10
    assert {test.outcome for test in result.tests} == {"not attempted"}
    assert len({name for name, _, _ in expected_tests(exercise)}) == len(result.tests)


@pytest.mark.parametrize("name", ["ex02", "ex14"])
def test_the_result_is_what_running_the_suite_gives(name: str) -> None:
    exercise = Course.here().exercise(name)
    ran = run_suite(Job(exercise, MISSING, 1)).result
    told = result_without_tests(exercise, MISSING)
    assert told is not None
    assert [(t.id, t.task, t.max_points, t.outcome, t.message, t.reason) for t in told.tests] == [
        (t.id, t.task, t.max_points, t.outcome, t.message, t.reason) for t in ran.tests
    ]
