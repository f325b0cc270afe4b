"""What an exercise lists as its graded tests is what pytest finds in its suite, and is worth ten points."""

from __future__ import annotations

import pytest

from grading.authoring.listing import collected
from grading.marking.warm import warm
from reference.kit.course import Course
from reference.kit.exercise import Exercise


@pytest.mark.parametrize("exercise", Course.here().exercises, ids=lambda exercise: exercise.id)
def test_an_exercise_lists_the_tests_that_are_collected(exercise: Exercise) -> None:
    warm(exercise)
    assert exercise.lists_its_tests, "run `kata build`"
    assert list(exercise.graded_tests) == collected(exercise)


@pytest.mark.parametrize("exercise", Course.here().exercises, ids=lambda exercise: exercise.id)
def test_an_exercise_is_worth_ten_points(exercise: Exercise) -> None:
    points = sum(test.points for test in exercise.graded_tests if test.task not in exercise.bonus_tasks)
    assert round(points, 6) == 10
