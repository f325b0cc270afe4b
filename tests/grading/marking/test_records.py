"""A record says what came of a submission and under which conditions; a suite that was too late runs once more."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import platform
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from grading.errors import SubmissionError
from grading.marking import records
from grading.marking.job import Job, Source
from grading.marking.records import (
    Marked,
    assemble,
    environment,
    mark,
    result_without_source,
    submission_hash,
    suite_hash,
)
from grading.marking.suite import SuiteResult
from grading.results import ExerciseResult, Remark, TestResult
from grading.subject.sandbox import Bare
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import SOLUTION, source

PASSED = TestResult("test_double", "double", 2.0, 2.0, "pass", seconds=1.0)
BUSY = ExerciseResult.not_marked("ex91", "double", "busy")
RIGHT = ExerciseResult.of("ex91", [PASSED], [])


class Suites:
    """Stands for `run_suite`: notes the jobs and gives what was laid ready."""

    def __init__(self, *results: SuiteResult) -> None:
        self.jobs: list[Job] = []
        self.results = iter(results)

    def __call__(self, job: Job, on_result: Any) -> SuiteResult:
        self.jobs.append(job)
        on_result(PASSED)
        return next(self.results)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that goes on by 2.3456 s each time."""
    times: Iterator[float] = iter([1.0, 3.3456])
    monkeypatch.setattr(records, "time", SimpleNamespace(monotonic=lambda: next(times)))


def suites(monkeypatch: pytest.MonkeyPatch, *results: SuiteResult) -> Suites:
    """Have suites give these results."""
    stand_in = Suites(*results)
    monkeypatch.setattr(records, "run_suite", stand_in)
    return stand_in


@pytest.mark.usefixtures("clock")
def test_a_record_holds_results_and_conditions(monkeypatch: pytest.MonkeyPatch, exercise: Exercise) -> None:
    suite = suites(monkeypatch, SuiteResult(RIGHT, {"test_double": "loud"}))
    heard: list[Any] = []
    sources: list[tuple[Exercise, Source]] = [(exercise, source(SOLUTION))]
    marked = mark(
        "Anna",
        sources,
        seed="7",
        sandbox=Bare(),
        tasks=("double",),
        note="noted",
        on_result=lambda *told: heard.append(told),
    )
    record = marked.record
    assert (record.student, record.seed, record.sandbox, record.note) == ("Anna", "7", "none", "noted")
    assert (record.exercises, record.points, record.seconds) == ([RIGHT], 2.0, 2.346)
    assert record.suite_hash == suite_hash([exercise])
    assert record.submission_hash == submission_hash(sources)
    assert record.environment == environment()
    assert marked.printed == {("ex91", "test_double"): "loud"}
    assert suite.jobs == [Job(exercise, sources[0][1], "7", Bare(), ("double",))]
    assert heard == [(exercise, PASSED)]


def test_a_students_own_run_is_called_local(monkeypatch: pytest.MonkeyPatch, exercise: Exercise) -> None:
    suites(monkeypatch, SuiteResult(RIGHT, {}))
    assert mark("you", [(exercise, source(""))], seed="7").record.sandbox == "local"


@pytest.mark.parametrize("second", [RIGHT, BUSY])
def test_what_the_machine_was_too_busy_for_runs_once_more(
    monkeypatch: pytest.MonkeyPatch, exercise: Exercise, second: ExerciseResult
) -> None:
    again = SuiteResult(second, {"test_double": "again"}, machine_was_busy=second is BUSY)
    suite = suites(monkeypatch, SuiteResult(BUSY, {"test_shout": "first"}, machine_was_busy=True), again)
    marked = mark("you", [(exercise, source(""))], seed="7")
    assert marked.record.exercises == [second]
    assert marked.printed == {("ex91", "test_double"): "again"}
    assert len(suite.jobs) == 2
    assert suite.jobs[0] == suite.jobs[1]


def test_exercises_stand_in_the_order_of_their_sources(monkeypatch: pytest.MonkeyPatch, exercise: Exercise) -> None:
    suites(monkeypatch, SuiteResult(RIGHT, {"a": "1"}), SuiteResult(BUSY, {"b": "2"}))
    marked = mark("you", [(exercise, source("")), (exercise, source(""))], seed="7")
    assert marked.record.exercises == [RIGHT, BUSY]
    assert marked.printed == {("ex91", "a"): "1", ("ex91", "b"): "2"}


def test_pictures_stand_by_their_exercises_where_there_are_any(
    monkeypatch: pytest.MonkeyPatch, exercise: Exercise
) -> None:
    suite = suites(monkeypatch, SuiteResult(RIGHT, {}, b"PNG"), SuiteResult(RIGHT, {}))
    other = Course.here().exercise("ex02")
    marked = mark("you", [(exercise, source("")), (other, source(""))], seed="7", dpi={exercise.id: 40})
    assert marked.pictures == {exercise.id: b"PNG"}
    assert [job.dpi for job in suite.jobs] == [40, 0]
    Course.here().attach()


def test_what_was_marked_stays_as_it_is(exercise: Exercise) -> None:
    marked = Marked(assemble("Anna", [(exercise, source(""))], [], seed="7", sandbox=None, seconds=0.0), {})
    with pytest.raises(dataclasses.FrozenInstanceError):
        marked.record = marked.record  # type: ignore[misc]


@pytest.mark.parametrize("outcome", ["not attempted", "error"])
def test_nothing_is_run_for_what_was_not_handed_in(exercise: Exercise, outcome: Any) -> None:
    result = result_without_source(exercise, SubmissionError(outcome, "not there"))
    assert {(test.outcome, test.message, test.points) for test in result.tests} == {(outcome, "not there", 0.0)}
    assert {test.reason for test in result.tests} == {"whole file"}
    assert (result.points, result.max_points, result.bonus) == (0, 3, 0)
    assert [(test.id, test.task, test.max_points) for test in result.tests] == [
        ("test_double", "double", 2),
        ("test_double_of_nothing", "double", 1),
        ("test_shout", "shout", 1),
    ]
    assert result.problem == "not there"


def test_what_is_assembled_has_its_remarks(exercise: Exercise) -> None:
    remarks = [Remark("aside", "notes.txt"), Remark("link", "a link")]
    record = assemble("Anna", [(exercise, source(""))], [RIGHT], seed="7", sandbox=None, seconds=1.5, remarks=remarks)
    assert (record.remarks, record.note, record.seconds, record.sandbox) == (remarks, "", 1.5, "local")
    assert assemble("Anna", [], [], seed="7", sandbox=None, seconds=0.0).remarks == []


def test_a_submission_is_known_by_names_and_bytes(exercise: Exercise) -> None:
    other = Course.here().exercise("ex02")
    one: list[tuple[Exercise, Source]] = [(exercise, source("a")), (other, source("b", other.module))]
    assert submission_hash(one) == submission_hash(reversed(one))
    hashes = [
        submission_hash(one),
        submission_hash(one[:1]),
        submission_hash([(exercise, source("b")), (other, source("a", other.module))]),
        submission_hash([(exercise, source("a")), (other, SubmissionError("error", "no"))]),
        submission_hash([(exercise, source("a")), (other, SubmissionError("error", "\ud800"))]),
        submission_hash([]),
    ]
    assert len(set(hashes)) == len(hashes)
    Course.here().attach()


def test_the_hash_of_suites_names_each_exercise(exercise: Exercise) -> None:
    here, other = suite_hash([exercise]), Course.here().exercise("ex02")
    assert suite_hash([exercise]) == here
    assert len({here, suite_hash([other]), suite_hash([exercise, other]), suite_hash([])}) == 4
    Course.here().attach()


def test_the_versions_that_a_result_hangs_on_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "tensorflow":
            raise importlib.metadata.PackageNotFoundError
        return f"version of {name}"

    monkeypatch.setattr(importlib.metadata, "version", version)
    monkeypatch.setattr(platform, "platform", lambda *, terse: "short" if terse else "with the build of the kernel")
    assert environment() == {
        "python": platform.python_version(),
        "numpy": "version of numpy",
        "keras": "version of keras",
        "tensorflow": "not installed",
        "platform": "short",
    }
