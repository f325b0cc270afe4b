"""The child runs pytest on one suite, as it is here and nowhere else, and says an event a test."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from grading.errors import NoPictureError, SubmissionError
from grading.judging import plugin
from grading.marking import child
from grading.marking.events import Called, Collected, Drawn, Ended, Event, Finished, Revised, Started, heard
from grading.marking.job import Job
from grading.results import Outcome, Remark, TestResult
from grading.subject.sandbox import Bare
from reference.ground.errors import DataError
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import SETTINGS, small_exercise, source

RESULT = TestResult("test_double", "double", 2.0, 2.0, "fail", "no", diagnosis="squared")


class _EndError(BaseException):
    """The child has ended."""


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The exit codes with which the child ended; nothing of this process is changed for it."""
    codes: list[int] = []

    def end(code: int) -> None:
        codes.append(code)
        raise _EndError

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(child, "_settle", lambda _job: None)
    monkeypatch.setattr(child, "silent", contextlib.nullcontext)
    return codes


def events(job: Job, monkeypatch: pytest.MonkeyPatch, code: int, does: Any = None, *skip: str) -> list[Event]:
    """Run a child whose pytest does this with the plugin that hands over, and ends with this code."""
    ours, theirs = multiprocessing.Pipe(duplex=False)

    def main(arguments: list[str], plugins: list[Any]) -> int:
        assert arguments[0] == str(job.exercise.suite)
        if does is not None:
            does(plugins[0])
        return code

    monkeypatch.setattr(pytest, "main", main)
    with pytest.raises(_EndError):
        child.run_child(job, theirs, list(skip), {"shout": ("crash", "closed")})
    said = []
    with contextlib.suppress(EOFError):
        while True:
            said.append(heard(ours.recv_bytes()))
    ours.close()
    return said


@pytest.mark.parametrize("code", [pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED])
def test_a_suite_that_ran_to_its_end_has_no_problem(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch, ends: list[int], code: int
) -> None:
    assert events(Job(exercise, source(""), "7"), monkeypatch, code) == [Finished("")]
    assert ends == [0]


@pytest.mark.parametrize(
    "code", [pytest.ExitCode.INTERRUPTED, pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.USAGE_ERROR]
)
def test_a_suite_that_did_not_says_so(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch, ends: list[int], code: int
) -> None:
    problem = f"pytest ended with code {int(code)} on {exercise.suite}"
    assert events(Job(exercise, source(""), "7"), monkeypatch, code) == [Finished(problem)]
    assert ends == [0]


@pytest.mark.usefixtures("ends")
def test_what_the_plugin_hears_is_said(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    remark = Remark("import", "scipy")
    monkeypatch.setattr(plugin.Run, "remarks", lambda _run: [remark])

    def does(handover: Any) -> None:
        config = SimpleNamespace(stash=pytest.Stash())
        handover.pytest_configure(config)
        run = config.stash[plugin.RUN]
        assert (run.seed, run.sandbox, run.course) == ("7", None, exercise.course)
        assert not run.ends_with_pytest, "a picture is drawn with its workers afterwards"
        assert run.sources(exercise) == source("")
        run.on_collected([RESULT])
        run.on_start("test_double")
        run.on_call("double")
        run.on_result(RESULT, "loud")
        run.on_revised(RESULT)

    assert events(Job(exercise, source(""), "7"), monkeypatch, 0, does) == [
        Collected([RESULT]),
        Started("test_double"),
        Called("double"),
        Ended(RESULT, "loud", {"shout": ("crash", "closed")}, [remark]),
        Revised("test_double", "no", "squared"),
        Finished(""),
    ]


@pytest.mark.usefixtures("ends")
def test_a_source_that_cannot_be_taken_is_told_by_the_first_test(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = SubmissionError("error", "it cannot be read")

    def does(handover: Any) -> None:
        with pytest.raises(SubmissionError, match="it cannot be read"):
            handover._run.sources(exercise)

    for sandbox in (None, Bare()):
        assert events(Job(exercise, problem, "7", sandbox), monkeypatch, 0, does) == [Finished("")]


@pytest.mark.parametrize("sandbox", [None, Bare()])
@pytest.mark.usefixtures("ends")
def test_a_worker_starts_while_pytest_collects(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch, sandbox: Bare | None
) -> None:
    bound: list[Exercise] = []
    monkeypatch.setattr(plugin.Run, "binding", lambda _run, wanted: bound.append(wanted))
    before: list[int] = []
    events(Job(exercise, source(""), "7", sandbox), monkeypatch, 0, lambda _handover: before.append(len(bound)))
    assert (before, bound) == (([0], []) if sandbox is None else ([1], [exercise]))


@pytest.mark.parametrize(
    ("outcomes", "skip", "png"),
    [
        (["pass"], [], b"PNG"),
        (["fail", "pass", "error"], [], b"PNG"),
        (["fail"], [], None),
        ([], [], None),
        (["pass"], ["test_double"], None),
        (["pass", "crash"], [], None),
        (["timeout", "pass"], [], None),
        (["timeout"], ["test_double"], None),
    ],
)
@pytest.mark.usefixtures("ends")
def test_a_picture_is_drawn_where_a_test_passed_and_none_hung(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch, outcomes: list[Outcome], skip: list[str], png: bytes | None
) -> None:
    drawn: list[Any] = []

    def picture(_job: Job, binding: Any) -> bytes:
        drawn.append(binding)
        return b"PNG"

    def does(handover: Any) -> None:
        handover._run.bindings[exercise.id] = binding
        for outcome in outcomes:
            handover._run.on_result(TestResult("test_double", "double", 0.0, 2.0, outcome), "")

    binding = SimpleNamespace(source=source(""), told=None, closed={}, close=lambda: None, remarks=list)
    monkeypatch.setattr(child, "_picture", picture)
    monkeypatch.setattr(plugin.Run, "remarks", lambda _run: [])
    job = Job(exercise, source(""), "7", dpi=40)
    assert events(job, monkeypatch, 0, does, *skip)[-2:] == [Finished(""), Drawn(png)]
    assert drawn == ([] if png is None else [binding])


@pytest.mark.parametrize("problem", [NoPictureError("it cannot be drawn"), DataError("no fruits"), None])
def test_a_picture_that_cannot_be_drawn_is_none(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch, problem: Exception | None
) -> None:
    def drawn(*_: Any, **__: Any) -> bytes:
        if problem is not None:
            raise problem
        return b"PNG"

    monkeypatch.setattr(child, "drawn", drawn)
    monkeypatch.setattr(child, "silent", contextlib.nullcontext)
    binding: Any = SimpleNamespace()
    assert child._picture(Job(exercise, source(""), "7", dpi=40), binding) == (b"PNG" if problem is None else None)


def item(name: str, task: str) -> Any:
    """Return a collected test."""
    mark = pytest.mark.task(task, points=1).mark
    return SimpleNamespace(
        name=name,
        originalname=name.partition("[")[0],
        get_closest_marker=lambda wanted: mark if wanted == "task" else None,
    )


def left(job: Job, *skip: str) -> list[str]:
    """Return which tests are run."""
    items = [item("test_double", "double"), item("test_double_of_nothing[1]", "double"), item("test_shout", "shout")]
    handover: Any = child._Handover(None, list(skip), job)
    handover.pytest_collection_modifyitems(items)
    return [test.name for test in items]


def test_what_is_done_and_what_is_not_asked_for_is_left_out(exercise: Exercise) -> None:
    job = Job(exercise, source(""), "7")
    assert left(job) == ["test_double", "test_double_of_nothing[1]", "test_shout"]
    assert left(job, "test_double", "test_shout") == ["test_double_of_nothing[1]"]
    assert left(Job(exercise, source(""), "7", tasks=("shout",))) == ["test_shout"]
    assert left(Job(exercise, source(""), "7", tasks=("double",)), "test_double") == ["test_double_of_nothing[1]"]


def test_slow_tests_are_known_by_the_function_without_its_parameters(exercise: Exercise) -> None:
    slow = small_exercise(exercise.course.root, settings=f'slow_tests = ["test_double_of_nothing"]\n{SETTINGS}')
    assert left(Job(slow, source(""), "7", slow=True)) == ["test_double_of_nothing[1]"]
    assert left(Job(slow, source(""), "7", slow=False)) == ["test_double", "test_shout"]


def test_no_file_of_the_machine_has_a_word_in_how_pytest_runs(exercise: Exercise) -> None:
    arguments = child._arguments(exercise.suite, exercise.course)
    assert arguments[0] == str(exercise.suite)
    for option in (
        f"--config-file={os.devnull}",
        "addopts=",
        "--noconftest",
        "no:cacheprovider",
        "no:junitxml",
        "no:faulthandler",
        "--strict-markers",
        "grading.judging.plugin",
        f"--rootdir={exercise.course.root}",
    ):
        assert option in arguments


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is done to settle a child."""
    done: list[str] = []
    for name in ("die_with_parent", "leave_behind", "keep_keras_defaults"):
        monkeypatch.setattr(child, name, lambda name=name: done.append(name))
    drawing = SimpleNamespace(rcdefaults=lambda: done.append("rcdefaults"), use=done.append)
    monkeypatch.setitem(sys.modules, "matplotlib", drawing)
    yield done
    Course.here().attach()


@pytest.mark.parametrize(
    ("libraries", "done"),
    [
        ('["numpy"]', []),
        ('["numpy", "matplotlib"]', ["rcdefaults", "agg"]),
        ('["tensorflow"]', ["keep_keras_defaults"]),
    ],
)
def test_settings_of_the_shell_and_of_files_are_left_behind(
    exercise: Exercise, settled: list[str], libraries: str, done: list[str]
) -> None:
    settings = SETTINGS.replace('["numpy"]', libraries)
    assert settings.count(libraries) == 1
    child._settle(Job(small_exercise(exercise.course.root, settings=settings), source(""), "7"))
    assert settled == ["die_with_parent", "leave_behind", *done]
