"""What a verdict is known by: the files behind it, and a hash that changes with what they do."""

from __future__ import annotations

import importlib
import inspect
import shutil
from pathlib import Path

import pytest

from grading.judging.expect import Expect
from grading.marking.warm import imports
from reference.ground.places import CHECKOUT
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from reference.kit.meanings import meaning_of


@pytest.mark.parametrize("exercise", Course.here().exercises, ids=lambda exercise: exercise.id)
def test_whatever_a_suite_takes_from_the_reference_decides(exercise: Exercise) -> None:
    deciding = set(exercise.rests_on())
    assert {exercise.suite, exercise.solution, exercise.settings_file, exercise.words_file} <= deciding
    assert exercise.folder / "oracle.py" in deciding
    for name in imports(exercise.suite):
        file = Course.here().root.joinpath(*name.split(".")).with_suffix(".py")
        if name.startswith("reference.") and file.is_file():
            assert file in deciding


def test_whatever_an_expectation_calls_decides() -> None:
    deciding = {*Course.here().exercise("ex09").rests_on(), CHECKOUT / "grading/wording.py"}  # words decide nothing
    module = inspect.getmodule(Expect)
    assert module is not None
    used = {getattr(value, "__module__", None) for value in vars(module).values()}
    for name in sorted(
        str(module_name) for module_name in used if str(module_name).startswith(("grading.", "reference.ground"))
    ):
        assert Path(str(importlib.import_module(name).__file__)) in deciding, name


def test_an_exercise_that_trains_rests_on_its_data_and_one_in_numpy_does_not() -> None:
    course = Course.here()
    trains, numpy_only = (course.exercise(name).rests_on() for name in ("ex15", "ex02"))
    assert course.reference / "backbone/fruitbowl.weights.h5" in trains
    assert course.exercise("ex15").thresholds_file in trains
    assert course.reference / "datasets/fruits/citrus.py" in trains
    assert not [path for path in numpy_only if path.is_relative_to(course.reference / "datasets")]


@pytest.fixture
def copied(tmp_path: Path) -> Course:
    """A copy of one exercise, as a course of its own."""
    here, course = Course.here().exercise("ex02"), Course(tmp_path)
    for file in (here.solution, here.settings_file, here.suite):
        place = tmp_path / file.relative_to(here.course.root)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, place)
    shutil.copytree(here.folder, course.reference / here.module)
    return course


@pytest.mark.parametrize(
    ("file", "old", "new", "is_stale"),
    [
        ("solutions/ex02_softmax.toml", "minutes =", "call_seconds = 2\nminutes =", True),
        ("tests/exercises/test_ex02_softmax.py", "expect.close(", "expect.array(", True),
        ("reference/ex02_softmax/oracle.py", "return", "return 1 +", True),
        ("reference/ex02_softmax/misconceptions.toml", "has columns", "has rows", True),
        ("reference/ex02_softmax/oracle.py", '"""', '"""More words. ', False),
        ("reference/ex02_softmax/picture.py", "return", "return 1 +", False),
    ],
)
def test_a_changed_limit_makes_a_proof_stale_and_a_changed_picture_does_not(
    copied: Course, file: str, old: str, new: str, is_stale: bool
) -> None:
    before = copied.exercise("ex02").fingerprint()
    path = copied.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert (Course(copied.root).exercise("ex02").fingerprint() != before) == is_stale
    Course.here().attach()


def test_a_changed_tolerance_makes_a_proof_stale() -> None:
    file = CHECKOUT / "grading/judging/comparison.py"
    text = file.read_text(encoding="utf-8")
    assert file in Course.here().exercise("ex02").rests_on()
    assert meaning_of(text) != meaning_of(text.replace("SINGLE = 1e-4", "SINGLE = 1e-3"))
    assert meaning_of(text) == meaning_of(text.replace('"""Relative tolerance for', '"""A tolerance for'))


def test_imports_count_unless_they_are_left_out() -> None:
    one, other = "from a.b import c\nx = c()\n", "from a.d import c\nx = c()\n"
    assert meaning_of(one) != meaning_of(other)
    assert meaning_of(one, imports=False) == meaning_of(other, imports=False)
