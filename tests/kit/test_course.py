"""A course is a folder; its exercises know their parts, their limits and what their verdicts rest on."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from reference.ground.errors import NotACourseError, UnknownExerciseError, UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import MODULE, ORACLE, SETTINGS, SOLUTION, WORDS, WRONG, small_exercise


def again(exercise: Exercise) -> str:
    """Return the fingerprint of the exercise as it lies on the disk now."""
    return Course(exercise.course.root).exercise(exercise.id).fingerprint()


@pytest.mark.parametrize("name", ["ex91", "91", "ex91_small", "small", "EX91", "solutions/ex91_small.py"])
def test_an_exercise_goes_by_id_number_module_and_file(exercise: Exercise, name: str) -> None:
    assert exercise.course.exercise(name) == exercise


@pytest.mark.parametrize("name", ["ex92", "", "ex9", "smal", "double"])
def test_an_exercise_that_is_not_there_is_told_with_those_that_are(exercise: Exercise, name: str) -> None:
    with pytest.raises(UnknownExerciseError, match="ex91"):
        exercise.course.exercise(name)


def test_a_folder_without_exercises_is_no_course(tmp_path: Path) -> None:
    with pytest.raises(NotACourseError):
        Course.at(tmp_path)


def test_a_course_travels_by_its_folder(exercise: Exercise) -> None:
    assert pickle.loads(pickle.dumps(exercise)) == exercise  # noqa: S301 -- our own


@pytest.mark.parametrize(
    "settings",
    [
        "",
        SETTINGS.replace("libraries", "librarys"),
        SETTINGS.replace("minutes = 1", 'minutes = "one"'),
        SETTINGS.replace("bonus = true", "bonus = 1"),
        SETTINGS.replace("call_seconds = 1.0", "call_seconds = []"),
        SETTINGS.replace('name = "double"', ""),
        SETTINGS + "[",
    ],
)
def test_damaged_settings_are_told_with_the_file(tmp_path: Path, settings: str) -> None:
    with pytest.raises(UserError, match=f"{MODULE}.toml cannot be read"):
        small_exercise(tmp_path, settings=settings or "x")
    Course.here().attach()


def test_an_exercise_may_import_its_libraries_and_what_signatures_are_written_with(tmp_path: Path) -> None:
    assert small_exercise(tmp_path / "a").libraries == ("numpy", "jaxtyping")
    heavy = small_exercise(tmp_path / "b", settings=SETTINGS.replace('["numpy"]', '["tensorflow"]'))
    assert heavy.libraries == ("tensorflow", "keras", "tensorboard", "jaxtyping")
    assert heavy.is_heavy
    assert not small_exercise(tmp_path / "a").is_heavy


def test_all_calls_together_have_six_times_the_time_of_one(exercise: Exercise) -> None:
    assert (exercise.call_seconds, exercise.budget_seconds) == (1, 6)
    assert exercise.hurried(0.5).budget_seconds == 3
    assert exercise.hurried(0.5).tasks == exercise.tasks


def test_bonus_tasks_are_those_that_say_so(exercise: Exercise) -> None:
    assert exercise.bonus_tasks == {"shout"}


def test_the_oracle_of_a_task_is_the_courses_own(exercise: Exercise, tmp_path: Path) -> None:
    assert exercise.oracle("double")(4) == 8  # type: ignore[misc]
    assert exercise.oracle("no_such_task") is None
    other = small_exercise(tmp_path / "other", oracle=ORACLE.replace("x + x", "x + x + 1"))
    assert other.oracle("double")(4) == 9  # type: ignore[misc]
    assert exercise.oracle("double")(4) == 8  # type: ignore[misc]


def test_misconceptions_come_with_their_words(exercise: Exercise) -> None:
    squared, whispered = exercise.misconceptions
    assert (squared.id, squared.task, squared.rejected_by) == ("squared", "double", "test_double")
    assert (squared.recognised_as, whispered.recognised_as) == ("squared", "")
    assert squared.function(3) == 9


def test_a_misconception_that_goes_by_another_name_is_recognised_as_that(tmp_path: Path) -> None:
    words = WORDS.replace('says = "squared', 'goes_by = "a-power"\nsays = "squared')
    exercise = small_exercise(tmp_path, words=words)
    assert exercise.misconceptions[0].recognised_as == "a-power"
    Course.here().attach()


def test_a_misconception_without_words_is_told(tmp_path: Path) -> None:
    exercise = small_exercise(tmp_path, words=WORDS.replace("[squared]", "[cubed]"))
    with pytest.raises(UserError, match="squared"):
        _ = exercise.misconceptions
    Course.here().attach()


def test_an_exercise_without_catalogues_has_none(tmp_path: Path) -> None:
    exercise = small_exercise(tmp_path, wrong="", words="")
    assert (exercise.misconceptions, exercise.other_ways, exercise.measures, exercise.thresholds) == ([], [], [], {})
    assert not exercise.has_picture
    Course.here().attach()


def test_a_variant_takes_the_place_of_its_task_in_the_model_answer(exercise: Exercise) -> None:
    names: dict[str, object] = {}
    exec(exercise.misconceptions[0].source(SOLUTION), names)  # noqa: S102 -- our own
    assert names["double"](3) == 9  # type: ignore[operator]
    assert names["shout"]("a") == "A"  # type: ignore[operator]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (f"reference/{MODULE}/oracle.py", "x + x", "x + x + 0"),
        (f"reference/{MODULE}/misconceptions.py", "x * x", "x ** 2"),
        (f"reference/{MODULE}/misconceptions.toml", "squared its", "took the square of its"),
        (f"solutions/{MODULE}.py", "2 * x", "x * 2"),
        (f"solutions/{MODULE}.toml", "call_seconds = 1.0", "call_seconds = 2.0"),
        (f"tests/exercises/test_{MODULE}.py", "points=2", "points=3"),
        (f"reference/{MODULE}/beside.py", "", "def cubic():\n    return 3\n"),
        (f"reference/{MODULE}/thresholds.toml", "", "# another\n"),
    ],
)
def test_what_decides_a_verdict_changes_the_fingerprint(exercise: Exercise, file: str, old: str, new: str) -> None:
    before = again(exercise)
    path = exercise.course.root / file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
    assert again(exercise) != before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (f"reference/{MODULE}/oracle.py", "What is right.", "What is right, in other words."),
        (f"solutions/{MODULE}.py", "    return 2 * x", "    # a comment\n    return 2 * x"),
        (f"reference/{MODULE}/picture.py", "", "def draw(subject):\n    return subject\n"),
        (f"solutions/{MODULE}.toml", "hints = [", 'hints = ["In other words.", '),
        (f"solutions/{MODULE}.toml", "minutes = ", "minutes = 1"),
    ],
)
def test_what_decides_nothing_does_not_change_it(exercise: Exercise, file: str, old: str, new: str) -> None:
    before = again(exercise)
    path = exercise.course.root / file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
    assert again(exercise) == before


@pytest.mark.parametrize(
    "module",
    [
        "worker/wire.py",
        "worker/student.py",
        "subject/proxy.py",
        "subject/sandbox.py",
        "judging/comparison.py",
        "judging/plugin.py",
        "judging/rebuilt.py",
        "marking/suite.py",
        "results.py",
        "errors.py",
    ],
)
def test_verdicts_rest_on_the_engine_that_judges(exercise: Exercise, module: str) -> None:
    assert Course.here().root / "grading" / module in exercise.rests_on()


def test_no_part_is_taken_from_another_course_that_was_read_before(exercise: Exercise, tmp_path: Path) -> None:
    assert exercise.oracle("double")(4) == 8  # type: ignore[misc]
    other = small_exercise(tmp_path / "other", wrong=WRONG.replace("x * x", "x * x * x"))
    assert other.misconceptions[0].function(2) == 8
    assert exercise.misconceptions[0].function(3) == 9
