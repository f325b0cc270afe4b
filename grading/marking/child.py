"""The child process that runs a suite: pytest on one file, an event a test."""

from __future__ import annotations

import functools
import os
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from grading.environment import leave_behind
from grading.errors import NoPictureError, SubmissionError, Why
from grading.marking.alike import like
from grading.marking.dragged import dragged_down
from grading.marking.events import Called, Collected, Drawn, Ended, Event, Finished, Revised, Started
from grading.marking.job import Job
from grading.marking.picture import drawn
from grading.marking.processes import die_with_parent, silent
from grading.marking.warm import keep_keras_defaults
from grading.results import Outcome, TestResult, encoded
from grading.subject import Subject
from grading.subject.calls import Binding, LoadedSource
from grading.worker.stack import with_room
from reference.ground.errors import DataError
from reference.kit.course import Course

HUNG: frozenset[Outcome] = frozenset({"timeout", "crash"})
"""Outcomes after which nothing is drawn: it would take as long again."""


def _source(job: Job) -> LoadedSource:
    if isinstance(job.source, SubmissionError):
        raise job.source
    return job.source


def run_child(job: Job, pipe: Connection, skip: list[str], closed: dict[str, Why]) -> None:
    """Run pytest on the suite, sending an event a test."""
    import pytest

    import grading.judging.plugin as plugin

    def send(event: Event) -> None:
        pipe.send_bytes(encoded(event))

    def ended(result: TestResult, printed: str) -> None:
        results.append(result)
        binding = run.bindings.get(job.exercise.id)
        dragged = [] if binding is None else dragged_down(binding.source, binding.told, results)
        send(Ended(result, printed, run.closed, [*run.remarks(), *dragged]))

    results: list[TestResult] = []
    run = plugin.Run(
        lambda _exercise: _source(job),
        seed=job.seed,
        sandbox=job.sandbox,
        course=job.exercise.course,
        closed=closed,
        on_call=lambda function: send(Called(function)),
        on_start=lambda test: send(Started(test)),
        on_result=ended,
        on_revised=lambda result: send(Revised(result.id, result.message, result.diagnosis)),
        on_collected=lambda tests: send(Collected(tests)),
        ends_with_pytest=False,
    )
    if job.sandbox is not None and isinstance(job.source, LoadedSource):
        run.binding(job.exercise)  # the worker starts while pytest collects
    _settle(job)
    job.exercise.course.attach()
    problem = ""
    with silent():
        arguments = _arguments(job.exercise.suite, job.exercise.course)
        code = with_room(pytest.main, arguments, [_Handover(run, skip, job)])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED):
        problem = f"pytest ended with code {int(code)} on {job.exercise.suite}"
    send(Finished(problem))
    if job.dpi:
        outcomes = {result.outcome for result in results}
        is_worth_it = "pass" in outcomes and not skip and outcomes.isdisjoint(HUNG)
        send(Drawn(_picture(job, run.bindings[job.exercise.id]) if is_worth_it else None))
    run.close()
    pipe.close()
    os._exit(0)  # at once, whatever threads the student started


def _picture(job: Job, binding: Binding) -> bytes | None:
    """Draw what the student's functions give, with the worker that the suite ran in."""
    try:
        with silent():
            known = functools.partial(like, job.exercise, job.dpi)
            return drawn(job.exercise, Subject(binding, job.exercise), job.dpi, known=known)
    except (NoPictureError, DataError):
        return None


def _settle(job: Job) -> None:
    """Leave behind what the shell, or a settings file, had set for pytest, Keras and Matplotlib."""
    die_with_parent()
    leave_behind()
    if job.exercise.is_heavy:
        keep_keras_defaults()
    if "matplotlib" in job.exercise.libraries:
        import matplotlib

        matplotlib.rcdefaults()
        matplotlib.use("agg")


class _Handover:
    """Gives the plugin its run before it makes one from the command line, and leaves out what is done."""

    def __init__(self, run: Any, skip: list[str], job: Job) -> None:
        self._run, self._skip, self._job = run, set(skip), job

    def pytest_configure(self, config: Any) -> None:
        """Hand the run over."""
        from grading.judging.plugin import RUN

        config.stash[RUN] = self._run

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Leave out the tests that reported already, and those that are not asked for."""
        items[:] = [item for item in items if item.name not in self._skip and self._is_wanted(item)]

    def _is_wanted(self, item: Any) -> bool:
        return self._job.asks_for(item.originalname, item.get_closest_marker("task").args[0])


def _arguments(suite: Path, course: Course) -> list[str]:
    return [
        str(suite),
        f"--rootdir={course.root}",
        f"--config-file={os.devnull}",
        *("-o", "addopts="),
        *("-o", "filterwarnings=default"),
        *("-p", "grading.judging.plugin"),
        *("-p", "pytest_timeout"),
        *("-p", "no:cacheprovider"),
        *("-p", "no:faulthandler"),
        *("-p", "no:junitxml"),
        *("-p", "no:unraisableexception"),  # it would collect garbage five times, half a second beside TensorFlow
        "--noconftest",
        "--import-mode=importlib",
        "--strict-markers",
        "--tb=no",
        "-q",
    ]
