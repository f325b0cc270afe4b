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
