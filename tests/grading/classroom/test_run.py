"""A class is marked once under the same conditions: same files, same tests, same seed, same sandbox."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from grading.classroom.handed_in import submissions
from grading.classroom.run import ClassRun, continued, mark_class
from grading.results import Record
from grading.subject.sandbox import Bare
from reference.ground.errors import UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import MODULE, SOLUTION, small_exercise


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    """Two students: one right, one with nothing."""
    folder = tmp_path / "handed in"
    for name, text in (("anna", SOLUTION), ("ben", "")):
        (folder / name).mkdir(parents=True)
        if text:
            (folder / name / f"{MODULE}.py").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def run(exercise: Exercise, handed_in: Path, tmp_path: Path) -> ClassRun:
    """A run of the two, in bare workers."""
    return ClassRun(submissions([handed_in]).submissions, [exercise], tmp_path / "out", "5", Bare(), jobs=1)


def marked(run: ClassRun) -> list[str]:
    """Mark the class and return whose exercises were marked, sorted."""
    return sorted(step.submission.student for step in mark_class(run))


def record(run: ClassRun, student: str) -> Record:
    """Return a student's record."""
    return Record.from_json((run.out / "records" / f"{student}.json").read_text(encoding="utf-8"))


def test_every_student_has_a_record_with_seed_and_points(run: ClassRun) -> None:
    assert marked(run) == ["anna", "ben"]
    assert {name: record(run, name).points for name in ("anna", "ben")} == {"anna": 3, "ben": 0}
    assert record(run, "anna").seed == "5"
    assert record(run, "ben").note == "no exercise was handed in"


def test_what_was_marked_is_not_marked_again(run: ClassRun) -> None:
    marked(run)
    assert marked(run) == []


def test_records_of_another_seed_do_not_count(run: ClassRun) -> None:
    marked(run)
    assert marked(dataclasses.replace(run, seed="6")) == ["anna", "ben"]
    assert record(run, "anna").seed == "6"


def test_a_record_of_other_files_does_not_count(run: ClassRun, handed_in: Path) -> None:
    marked(run)
    (handed_in / "anna" / f"{MODULE}.py").write_text("# nothing\n", encoding="utf-8")
    assert marked(run) == ["anna"]
    assert record(run, "anna").points == 0


def test_records_of_other_tests_do_not_count(run: ClassRun) -> None:
    marked(run)
    suite = run.exercises[0].suite
    suite.write_text(suite.read_text(encoding="utf-8").replace("points=2", "points=4"), encoding="utf-8")
    assert marked(run) == ["anna", "ben"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 999}', "null"])
def test_a_damaged_record_does_not_count(run: ClassRun, text: str) -> None:
    marked(run)
    (run.out / "records" / "anna.json").write_text(text, encoding="utf-8")
    assert marked(run) == ["anna"]


def test_a_run_that_was_begun_goes_on_with_its_seed(run: ClassRun) -> None:
    marked(run)
    assert continued(dataclasses.replace(run, seed="9")).seed == "5"


def test_a_folder_that_holds_something_else_is_not_written_into(run: ClassRun) -> None:
    run.out.mkdir()
    (run.out / "thesis.txt").touch()
    with pytest.raises(UserError, match="something else"):
        continued(run)


@pytest.mark.parametrize("text", ["", "[]", '{"seed": "x"}'])
def test_a_damaged_run_is_told(run: ClassRun, text: str) -> None:
    run.out.mkdir()
    (run.out / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="damaged"):
        continued(run)


def test_a_suite_that_cannot_be_run_gives_no_points(tmp_path: Path, handed_in: Path) -> None:
    broken = small_exercise(tmp_path / "broken")
    broken.suite.write_text("def test_of_no_task(subject):\n    pass\n", encoding="utf-8")
    run = ClassRun(submissions([handed_in]).submissions, [broken], tmp_path / "out", "5", Bare(), jobs=1)
    steps = list(mark_class(run))
    Course.here().attach()
    assert len(steps) == 2
    assert not any(step.result.points or step.result.passed for step in steps)


def test_what_could_not_be_marked_is_marked_again(tmp_path: Path, handed_in: Path) -> None:
    broken = small_exercise(tmp_path / "broken")
    broken.suite.write_text("def test_of_no_task(subject):\n    pass\n", encoding="utf-8")
    run = ClassRun(submissions([handed_in]).submissions, [broken], tmp_path / "out", "5", Bare(), jobs=1)
    assert marked(run) == ["anna", "ben"]
    assert marked(run) == ["anna"], "nothing is to be marked again of what was not handed in"
    Course.here().attach()


def again(run: ClassRun, *places: Path) -> ClassRun:
    """Return a run of what lies in these places now, into the same folder."""
    return continued(dataclasses.replace(run, submissions=submissions(places).submissions))


def hand_in(folder: Path, text: str = SOLUTION) -> Path:
    """Write a module into a student's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{MODULE}.py").write_text(text, encoding="utf-8")
    return folder


def test_one_student_who_is_marked_again_takes_nobody_out_of_the_run(run: ClassRun, handed_in: Path) -> None:
    marked(run)
    hand_in(handed_in / "ben")
    alone = again(run, handed_in / "ben")
    assert alone.kept == {"anna": "anna"}
    assert marked(alone) == ["ben"]
    assert run.folder.conditions().students == {"anna": "anna", "ben": "ben"}
    assert (record(run, "anna").points, record(run, "ben").points) == (3, 3)


def test_who_has_no_record_and_is_gone_is_not_kept(run: ClassRun, handed_in: Path) -> None:
    marked(run)
    (run.out / "records" / "anna.json").unlink()
    hand_in(handed_in / "ben")
    assert again(run, handed_in / "ben").kept == {}


def test_a_student_who_comes_later_takes_nobody_s_record(run: ClassRun, handed_in: Path) -> None:
    hand_in(handed_in / "J M\u00fcller")
    marked(again(run, handed_in))
    hand_in(handed_in / "J Muller")  # comes first, and has the same form for file names
    later = again(run, handed_in)
    keys = {submission.student: submission.key for submission in later.submissions}
    assert marked(later) == ["J Muller"]
    assert {record(run, key).student for name, key in keys.items() if name == "J M\u00fcller"} == {"J M\u00fcller"}
    assert record(run, keys["J Muller"]).student == "J Muller"


def test_a_record_of_the_same_files_under_a_former_name_gets_the_new_one(run: ClassRun) -> None:
    marked(run)
    called = [dataclasses.replace(one, student=one.student.title()) for one in run.submissions]
    assert marked(dataclasses.replace(run, submissions=called)) == []
    assert record(run, "anna").student == "Anna"


def test_marks_of_exercises_that_are_left_out_are_not_lost(run: ClassRun, tmp_path: Path) -> None:
    marked(run)
    other = Course.here().exercise("ex02")
    with pytest.raises(UserError, match="holds marks of ex91, which would be lost if ex02 alone were marked into it"):
        continued(dataclasses.replace(run, exercises=[other]))
    assert continued(dataclasses.replace(run, exercises=[*run.exercises, other]))


def test_an_exercise_may_be_left_out_where_nothing_was_marked_yet(run: ClassRun) -> None:
    run.folder.write_conditions(run.conditions(finished=False))
    assert continued(dataclasses.replace(run, exercises=[Course.here().exercise("ex02")]))
