"""The same answers give the same points in every form that they are handed in; Keras exercises: `forms.py`."""

from __future__ import annotations

import pytest

from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.meta.forms import FORMS, lost

SMALL = [exercise for exercise in Course.here().exercises if not exercise.is_heavy]


@pytest.mark.parametrize("form", FORMS[1:])
@pytest.mark.parametrize("exercise", SMALL, ids=lambda exercise: exercise.id)
def test_the_same_answers_give_the_same_points(exercise: Exercise, form: str) -> None:
    assert lost(exercise, form) == []
