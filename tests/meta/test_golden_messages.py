"""What wrong answers are told, word for word: `python -m tests.meta.golden_messages` renews what stands here."""

from __future__ import annotations

import pytest

from reference.kit.course import Course
from reference.kit.exercise import Exercise

from .golden_messages import FOLDER, Golden, module_with, read_golden, said_of

GOLDEN = [
    pytest.param(exercise, golden, id=f"{exercise.id}-{name}")
    for exercise in Course.here().exercises
    for name, golden in read_golden(exercise).items()
]


@pytest.mark.parametrize(("exercise", "golden"), GOLDEN)
def test_a_wrong_answer_is_told_what_stands_here(exercise: Exercise, golden: Golden) -> None:
    assert said_of(exercise, golden) == golden.says


def test_each_file_is_of_an_exercise_and_holds_messages() -> None:
    exercises = {exercise.id: exercise for exercise in Course.here().exercises}
    for path in FOLDER.iterdir():
        assert read_golden(exercises[path.stem])
    assert len(GOLDEN) >= 40


def test_the_functions_stand_in_the_place_of_the_model_answers() -> None:
    solution = "import numpy\n\n\ndef one():\n    return 1\n\n\ndef two():\n    return 2\n"
    text = module_with("def two():\n    return 3\n", solution)
    assert text.startswith("import numpy as np\n\n\ndef two():\n    return 3\n")
    assert text.count("def two") == text.count("def one") == 1
