"""What a run does with results as they come: records, what is kept of former runs, and which seed counts.

Marking is a stand-in here; `test_run.py` has workers.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from grading.classroom import run as running
from grading.classroom.handed_in import Submission, submissions
from grading.classroom.pool import Marked, Unit
from grading.classroom.run import ClassRun, Step, continued, mark_class
from grading.marking.records import suite_hash
from grading.results import ExerciseResult, Record, TestResult
from grading.subject.sandbox import Bare, Bubblewrap
from reference.ground.errors import UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import MODULE, SOLUTION

PNG = b"\x89PNG\r\n\x1a\n"
EX02 = Course.here().exercise("ex02")


class Marking:
    """Stands for `mark_all`: notes the units, and passes each unless it is said otherwise."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[Unit], Any, int]] = []
        self.result: Callable[[Unit], ExerciseResult] = passed
        self.picture: bytes | None = None

    def __call__(self, units: list[Unit], *, sandbox: Any, jobs: int) -> Iterator[Marked]:
        self.asked.append((list(units), sandbox, jobs))
        for unit in reversed(list(units)):
            yield Marked(unit, self.result(unit), self.picture)

    @property
    def units(self) -> list[tuple[str, str, str]]:
        """Student, exercise and seed of each unit so far."""
        return [(unit.key, unit.exercise.id, unit.seed) for units, _, _ in self.asked for unit in units]


def passed(unit: Unit) -> ExerciseResult:
    """Return a result with a point, which took some time."""
    test = TestResult("test_double", "double", 1.0, 1.0, "pass", seconds=1.23456)
    return ExerciseResult.of(unit.exercise.id, [test], [])


def not_marked(unit: Unit) -> ExerciseResult:
    """Return a result that could not be had."""
    return ExerciseResult.not_marked(unit.exercise.id, "double", "busy")


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> Marking:
    """How exercises are marked."""
    stand_in = Marking()
    monkeypatch.setattr(running, "mark_all", stand_in)
    return stand_in


def put(folder: Path, name: str = f"{MODULE}.py", text: str = SOLUTION) -> Path:
    """Write a file of a student's."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def run(exercise: Exercise, tmp_path: Path) -> ClassRun:
    """A run of two: one handed in, one did not."""
    put(tmp_path / "class" / "anna")
    (tmp_path / "class" / "ben").mkdir()
    people = submissions([tmp_path / "class"]).submissions
    return ClassRun(people, [exercise], tmp_path / "out", "5", Bare(), jobs=3, created="then")


def steps(run: ClassRun) -> list[str]:
    """Mark and return whose steps there were."""
    return [step.submission.student for step in mark_class(run)]


def record(run: ClassRun, key: str) -> Record:
    """Return a student's record."""
    found = run.folder.record(key)
    assert found is not None
    return found


# One run


def test_only_what_was_handed_in_is_marked(run: ClassRun, marking: Marking) -> None:
    heard: list[tuple[int, int]] = []
    done: list[Step] = list(mark_class(run, lambda *told: heard.append(told)))
    assert heard == [(2, 0)]
    assert [(step.submission.student, step.exercise.id, step.result.points) for step in done] == [
        ("ben", "ex91", 0),
        ("anna", "ex91", 1),
    ]
    assert [step.record and step.record.student for step in done] == ["ben", "anna"]
    assert marking.units == [("anna", "ex91", "5")]
    ((_, sandbox, jobs),) = marking.asked
    assert (sandbox, jobs) == (Bare(), 3)


def test_nothing_is_started_where_nobody_handed_in(run: ClassRun, marking: Marking, tmp_path: Path) -> None:
    (tmp_path / "class" / "anna" / f"{MODULE}.py").unlink()
    assert steps(run) == ["anna", "ben"]
    assert marking.asked == []


def test_a_record_says_under_which_conditions(run: ClassRun, marking: Marking) -> None:
    marking.picture = PNG
    steps(run)
    anna, ben = record(run, "anna"), record(run, "ben")
    assert (anna.student, anna.seed, anna.sandbox, anna.note, anna.points) == ("anna", "5", "none", "", 1)
    assert anna.suite_hash == suite_hash(run.exercises)
    assert anna.seconds == 1.235
    assert (ben.note, ben.points, ben.seconds) == ("no exercise was handed in", 0, 0)
    assert run.folder.picture("anna", "ex91") == PNG
    assert run.folder.picture("ben", "ex91") is None


def test_a_picture_of_a_former_work_is_taken_away(run: ClassRun, marking: Marking, tmp_path: Path) -> None:
    marking.picture = PNG
    steps(run)
    put(tmp_path / "class" / "anna", text="# another\n")
    marking.picture = None
    steps(run)
    assert run.folder.picture("anna", "ex91") is None


def test_the_run_is_finished_once_all_are_marked(run: ClassRun, marking: Marking) -> None:
    seen: list[bool] = []
    for _ in mark_class(run, lambda *_: None):
        seen.append(run.folder.conditions().finished)
    assert seen == [False, False]
    conditions = run.folder.conditions()
    assert conditions.finished
    assert (conditions.seed, conditions.created, conditions.sandbox) == ("5", "then", "none")
    assert (conditions.exercises, conditions.students) == (["ex91"], {"anna": "anna", "ben": "ben"})
    assert conditions.suite_hash == suite_hash(run.exercises)


def two_exercises(run: ClassRun) -> ClassRun:
    """Return the run with another exercise, which nobody has handed in."""
    return dataclasses.replace(run, exercises=[*run.exercises, EX02])


def test_a_record_is_written_once_all_exercises_of_a_student_are_marked(run: ClassRun, marking: Marking) -> None:
    both = two_exercises(run)
    done = list(mark_class(both))
    assert [(step.submission.student, step.exercise.id, step.record is not None) for step in done] == [
        ("anna", "ex02", False),
        ("ben", "ex91", False),
        ("ben", "ex02", True),
        ("anna", "ex91", True),
    ]
    assert [result.id for result in record(both, "anna").exercises] == ["ex91", "ex02"]
    assert record(both, "anna").note == "", "something was handed in"
    Course.here().attach()


def test_a_file_that_cannot_be_taken_was_handed_in(run: ClassRun, marking: Marking, tmp_path: Path) -> None:
    put(tmp_path / "class" / "ben", f"{MODULE}.ipynb", "{")
    steps(run)
    assert record(run, "ben").note == ""
    assert marking.units == [("anna", "ex91", "5")]


# Another run into the same folder


def test_what_is_marked_is_not_marked_again(run: ClassRun, marking: Marking) -> None:
    steps(run)
    heard: list[tuple[int, int]] = []
    assert list(mark_class(run, lambda *told: heard.append(told))) == []
    assert heard == [(0, 2)]
    assert len(marking.asked) == 1


@pytest.mark.parametrize(
    "other",
    [{"seed": "6"}, {"sandbox": Bubblewrap()}, {"seeds": {"anna": "7", "ben": "7"}}],
    ids=["seed", "sandbox", "own seeds"],
)
def test_under_other_conditions_all_are_marked_again(run: ClassRun, marking: Marking, other: dict[str, Any]) -> None:
    steps(run)
    changed = dataclasses.replace(run, **other)
    assert sorted(steps(changed)) == ["anna", "ben"]
    assert record(changed, "anna").seed == changed.seed_of("anna")
    assert marking.units[-1] == ("anna", "ex91", changed.seed_of("anna"))


def test_other_tests_and_other_exercises_are_other_conditions(run: ClassRun, marking: Marking) -> None:
    steps(run)
    both = two_exercises(run)
    assert sorted(steps(both)) == ["anna", "anna", "ben", "ben"]
    suite = run.exercises[0].suite
    suite.write_text(suite.read_text(encoding="utf-8").replace("size=4", "size=5"), encoding="utf-8")
    assert sorted(steps(both)) == ["anna", "anna", "ben", "ben"]
    Course.here().attach()


def test_only_who_handed_in_something_else_is_marked_again(run: ClassRun, marking: Marking, tmp_path: Path) -> None:
    steps(run)
    put(tmp_path / "class" / "ben")
    assert steps(run) == ["ben"]
    assert record(run, "ben").points == 1


def test_what_could_not_be_marked_is_marked_again_alone(run: ClassRun, marking: Marking) -> None:
    marking.result = lambda unit: not_marked(unit) if unit.exercise.id == "ex91" else passed(unit)
    both = two_exercises(run)
    steps(both)
    first = record(both, "anna")
    assert [result.is_marked for result in first.exercises] == [False, True]
    marking.result = passed
    marking.asked.clear()
    assert steps(both) == ["anna"]
    assert marking.units == [("anna", "ex91", "5")]
    assert record(both, "anna").points == 1
    Course.here().attach()


@pytest.mark.parametrize("text", ["", "{", "null"])
def test_a_damaged_record_is_none(run: ClassRun, marking: Marking, text: str) -> None:
    steps(run)
    (run.out / "records" / "anna.json").write_text(text, encoding="utf-8")
    assert steps(run) == ["anna"]


def test_what_lies_beside_the_answers_is_noted_without_marking(run: ClassRun, marking: Marking, tmp_path: Path) -> None:
    steps(run)
    before = record(run, "anna")
    put(tmp_path / "class" / "anna", "notes.txt", "hello")
    assert steps(run) == []
    after = record(run, "anna")
    assert [remark.files for remark in after.remarks] == [["notes.txt"]]
    assert replace(after, remarks=before.remarks) == before


def test_a_record_that_says_it_all_is_not_written_anew(run: ClassRun, marking: Marking) -> None:
    steps(run)
    path = run.out / "records" / "anna.json"
    os.utime(path, (1, 1))
    steps(run)
    assert path.stat().st_mtime == 1


def test_a_student_who_is_called_otherwise_now_has_the_same_record(run: ClassRun, marking: Marking) -> None:
    steps(run)
    called = [dataclasses.replace(one, student=one.student.upper()) for one in run.submissions]
    assert steps(dataclasses.replace(run, submissions=called)) == []
    assert record(run, "anna").student == "ANNA"


# Seeds of those who hand in anew


def anew(run: ClassRun, tmp_path: Path) -> ClassRun:
    """Have anna hand in something else, and go on."""
    steps(run)
    put(tmp_path / "class" / "anna", text=SOLUTION + "# more\n")
    return continued(run)


def test_who_hands_in_anew_after_the_end_has_a_seed_that_nobody_knows(
    run: ClassRun, marking: Marking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "fresh_seed", lambda: "fresh")
    again = anew(run, tmp_path)
    assert again.had_ended
    assert steps(again) == ["anna"]
    assert (record(run, "anna").seed, record(run, "ben").seed) == ("fresh", "5")
    assert marking.units[-1] == ("anna", "ex91", "fresh")
    assert run.folder.conditions().seeds == {"anna": "fresh"}
    assert steps(continued(run)) == [], "that seed is hers now"
    assert continued(run).seeds == {"anna": "fresh"}


@pytest.mark.parametrize("former", ["0" * 64, "f" * 64])
def test_whatever_the_hashes_of_two_hand_ins_the_second_has_a_fresh_seed(
    run: ClassRun, marking: Marking, monkeypatch: pytest.MonkeyPatch, former: str
) -> None:
    monkeypatch.setattr(running, "fresh_seed", lambda: "fresh")
    steps(run)
    run.folder.write_record("anna", replace(record(run, "anna"), submission_hash=former))
    again = continued(run)
    assert steps(again) == ["anna"]
    assert (record(run, "anna").seed, again.seeds) == ("fresh", {"anna": "fresh"})


def test_who_hands_in_anew_before_the_end_has_the_seed_of_all(run: ClassRun, marking: Marking, tmp_path: Path) -> None:
    steps(run)
    run.folder.write_conditions(run.conditions(finished=False))
    put(tmp_path / "class" / "anna", text=SOLUTION + "# more\n")
    again = continued(run)
    assert not again.had_ended
    steps(again)
    assert record(run, "anna").seed == "5"
    assert again.seeds == {}


def test_the_same_files_under_other_tests_keep_their_seed(run: ClassRun, marking: Marking) -> None:
    steps(run)
    suite = run.exercises[0].suite
    suite.write_text(suite.read_text(encoding="utf-8").replace("size=4", "size=5"), encoding="utf-8")
    again = continued(run)
    assert sorted(steps(again)) == ["anna", "ben"]
    assert (record(run, "anna").seed, again.seeds) == ("5", {})


def test_who_comes_after_the_end_has_the_seed_of_all(run: ClassRun, marking: Marking, tmp_path: Path) -> None:
    steps(run)
    put(tmp_path / "class" / "cem")
    people = submissions([tmp_path / "class"]).submissions
    later = continued(dataclasses.replace(run, submissions=people))
    assert steps(later) == ["cem"]
    assert (record(run, "cem").seed, later.seeds) == ("5", {})


# What is continued


def test_a_new_run_begins_in_an_empty_folder_as_it_is(run: ClassRun) -> None:
    assert continued(run) is run
    run.out.mkdir()
    assert continued(run) is run


def test_a_folder_with_something_else_is_refused(run: ClassRun) -> None:
    run.out.mkdir()
    (run.out / "thesis.txt").touch()
    with pytest.raises(UserError, match="holds something else than a class run: name an empty or a new folder"):
        continued(run)


def test_a_former_run_gives_seed_date_and_students(run: ClassRun, marking: Marking) -> None:
    steps(run)
    again = continued(dataclasses.replace(run, seed="9", created="now", submissions=run.submissions[1:]))
    assert (again.seed, again.created, again.had_ended) == ("5", "then", True)
    assert again.kept == {"anna": "anna"}
    assert again.conditions(finished=True).students == {"anna": "anna", "ben": "ben"}
    (run.out / "records" / "anna.json").unlink()
    assert continued(dataclasses.replace(run, submissions=run.submissions[1:])).kept == {}


def test_students_keep_their_keys(run: ClassRun, marking: Marking, tmp_path: Path) -> None:
    steps(run)
    new = [Submission("Anna", "anna", tmp_path), dataclasses.replace(run.submissions[0], key="other")]
    again = continued(dataclasses.replace(run, submissions=new))
    assert [(one.student, one.key) for one in again.submissions] == [("Anna", "Anna-2"), ("anna", "anna")]


def test_marks_of_exercises_that_would_be_left_out_are_not_lost(run: ClassRun, marking: Marking) -> None:
    both = two_exercises(run)
    steps(both)
    with pytest.raises(UserError, match="holds marks of ex91, which would be lost if ex02 alone were marked into it"):
        continued(dataclasses.replace(run, exercises=[EX02]))
    assert continued(both).seed == "5"
    for path in (run.out / "records").iterdir():
        path.unlink()
    assert continued(dataclasses.replace(run, exercises=[EX02]))
    Course.here().attach()


def test_a_run_has_its_date_and_as_many_jobs_as_cores(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    made = ClassRun([], [exercise], tmp_path, "5", Bare())
    assert (made.jobs, made.seeds, made.had_ended, made.kept) == (7, {}, False, {})
    assert datetime.fromisoformat(made.created).tzinfo is not None
    assert "." not in made.created
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert ClassRun([], [exercise], tmp_path, "5", Bare()).jobs == 1


def test_a_run_and_its_steps_stay_what_they_are(run: ClassRun, marking: Marking) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        run.seed = "6"  # type: ignore[misc]
    step = next(mark_class(run))
    with pytest.raises(dataclasses.FrozenInstanceError):
        step.record = None  # type: ignore[misc]
