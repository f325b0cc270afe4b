"""Runs the suite of one exercise and counts: in a child process, so that nothing a student's code does ends the run.

The parent knows which tests exist before the student's code is touched, and a test that did not report has not
passed. Where a child ends early (local binding), the test that ran is marked and another child does the rest.
"""

from __future__ import annotations

import dataclasses
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, Literal

import msgspec

from grading.errors import MachineBusyError, NotMarkedError, Why
from grading.marking.alike import expect_another
from grading.marking.child import run_child
from grading.marking.events import Called, Collected, Drawn, Ended, Event, Finished, Revised, Started, heard
from grading.marking.job import Job
from grading.marking.picture import DRAW_SECONDS, PICTURE_LIMIT
from grading.marking.processes import child_context
from grading.results import ExerciseResult, Outcome, Remark, TestResult
from grading.subject import Sandbox
from grading.subject.clock import Allowance, Meter
from grading.subject.workers import end_servers, prepare
from reference.ground.errors import UserError

GRACE_SECONDS = 3.0
"""Beyond a call's limit before a child that does not report is killed from outside; the local binding alone."""
LOST_CHILDREN = 2
"""Children that may end between two tests, such as on a machine without memory, before the suite is given up."""
START_SECONDS = 120.0
"""For a child to collect its tests: 1 s on an idle machine, 10 s where it imports TensorFlow; without its waiting."""
OWN_SECONDS = 300.0
"""For what a test does of its own beside the calls of the student's code, where those have limits of their own."""


@dataclass
class Progress:
    """What the parent knows of a running suite."""

    expected: dict[str, TestResult] = field(default_factory=dict)
    done: dict[str, TestResult] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    closed: dict[str, Why] = field(default_factory=dict)
    running: str | None = None
    called: str = ""
    """The function that the running test has called last."""
    lost: int = 0
    """Children that ended while no test ran."""
    since: float = 0.0
    allowance: Allowance | None = None
    """How long the child may go on without a word."""
    finished: bool = False
    picture: bytes | None = None
    remarks: list[Remark] = field(default_factory=list)


@dataclass
class Part:
    """A part of a suite, and the child that runs it."""

    job: Job
    progress: Progress = field(default_factory=Progress)
    child: Any = None
    pipe: Any = None


@dataclass(frozen=True)
class SuiteResult:
    """The result of a suite, and what the student's code printed in each test."""

    result: ExerciseResult
    printed: dict[str, str]
    picture: bytes | None = None
    """The picture of the student's work as PNG, where it was asked for and can be drawn."""
    machine_was_busy: bool = False
    """Whether nothing but the machine's other work kept it from being marked: it is to be tried again alone."""


def run_suite(job: Job, on_result: Callable[[TestResult], None] = lambda _result: None) -> SuiteResult:
    """Run a suite and return its result; `on_result` hears of each test as it ends.

    Where the suite cannot be run, or the student's code is not heard out by a fault of ours or of the machine, the
    result says so: no test of the exercise counts then, whatever came of those before.
    """
    try:
        return _run_parts(job, on_result)
    except NotMarkedError as problem:
        exercise = job.exercise
        result = ExerciseResult.not_marked(exercise.id, exercise.tasks[0].name, problem)
        return SuiteResult(result, {}, machine_was_busy=isinstance(problem, MachineBusyError))


def _run_parts(job: Job, on_result: Callable[[TestResult], None]) -> SuiteResult:
    """Run the parts of a suite side by side. Raises NotMarkedError."""
    parts = [Part(part, Progress(expected=_expected(part))) for part in _side_by_side(job)]
    try:
        for part in reversed(parts):
            _start(part)
        for part in parts:  # what the slow one reports waits in its pipe
            while not part.progress.finished:
                if part.child is None:
                    _start(part)
                _follow_to_its_end(part, on_result)
    except BaseException:  # whoever listens has had enough, or the user pressed Ctrl+C
        for part in parts:
            if part.child is not None:
                part.child.kill()
                part.child.join()
        raise
    order = [task.name for task in job.exercise.tasks]
    tests = [part.progress.done[name] for part in parts for name in part.progress.expected]
    if len(parts) > 1:
        tests.sort(key=lambda test: order.index(test.task))
    printed = {name: text for part in parts for name, text in part.progress.printed.items()}
    remarks = {remark.text: remark for part in parts for remark in part.progress.remarks}
    result = ExerciseResult.of(job.exercise.id, tests, job.exercise.bonus_tasks, remarks.values())
    return SuiteResult(result, printed, next((part.progress.picture for part in parts if part.progress.picture), None))


def _side_by_side(job: Job) -> list[Job]:
    """Part a job that somebody waits for: tests that train long run beside the others, on a core of their own.

    What they have trained is what the picture shows.
    """
    if job.sandbox is not None or job.tasks or job.slow is not None or not job.exercise.slow_tests:
        return [job]
    return [dataclasses.replace(job, slow=False, dpi=0), dataclasses.replace(job, slow=True)]


def _expected(job: Job) -> dict[str, TestResult]:
    """Return what must report, as the exercise lists it: nothing that a machine collects can add to it or take away."""
    try:
        listed = job.exercise.graded_tests
    except UserError as problem:
        raise NotMarkedError(str(problem)) from None
    wanted = [test for test in listed if job.asks_for(test.name, test.task)]
    return {test.id: TestResult(test.id, test.task, 0.0, test.points, "not attempted") for test in wanted}


def _start(part: Part) -> None:
    """Start a child that runs what is not done yet."""
    job, progress = part.job, part.progress
    prepare(_sandboxes(job), list(job.exercise.libraries))
    if job.dpi:
        expect_another(job.exercise, job.dpi)
    context = child_context()
    part.pipe, theirs = context.Pipe(duplex=False)
    skip = list(progress.done)
    part.child = context.Process(target=run_child, args=(job, theirs, skip, progress.closed))
    sys.stdout.flush()
    sys.stderr.flush()
    part.child.start()
    theirs.close()


def _sandboxes(job: Job) -> list[Sandbox | None]:
    """Return where the workers of a job run: a second one where trained networks are built anew."""
    box = job.sandbox
    is_trained = job.exercise.is_heavy and job.exercise.slow_tests
    return [box, box.second()] if box is not None and is_trained else [box]


def _follow_to_its_end(part: Part, on_result: Callable[[TestResult], None]) -> None:
    """Note what a child reports, and how it ended if it did not finish."""
    job, progress, child, pipe = part.job, part.progress, part.child, part.pipe
    progress.running, progress.since = None, time.monotonic()
    meter = Meter(child.pid)
    progress.allowance = Allowance(START_SECONDS, meter.read)
    try:
        how = _follow(job, progress, pipe, meter, on_result)
        if how:
            if how == "timeout":
                child.kill()
            child.join()
            end_servers()  # one may still serve what the child left behind
            _mark_broken(job, progress, how, child.exitcode, on_result)
        elif job.dpi:
            progress.picture = _picture(part, meter)
        part.child = None
        child.join()
    finally:
        pipe.close()


def _follow(
    job: Job, progress: Progress, ours: Connection, meter: Meter, on_result: Callable[[TestResult], None]
) -> Literal["", "timeout", "crash"]:
    """Note what a child reports until it has finished (""), is silent for too long, or is gone."""
    while not progress.finished:
        left = progress.allowance.left() if progress.allowance else START_SECONDS
        if left <= 0:
            return "timeout"
        if not ours.poll(left):
            continue
        try:
            event = heard(ours.recv_bytes())
            _note(event, progress, on_result)
            if not isinstance(event, Called):  # a test has its time for all its calls together
                limit = START_SECONDS if progress.running is None else _limit(job)
                progress.allowance = Allowance(limit, meter.read, before=meter.read())
        except (EOFError, OSError):
            return "crash"
    return ""


def _picture(part: Part, meter: Meter) -> bytes | None:
    """Return the picture that a child draws after its tests; None where there is none, or it takes too long."""
    allowance = Allowance(DRAW_SECONDS + part.job.exercise.budget_seconds, meter.read, before=meter.read())
    try:
        while (left := allowance.left()) > 0:
            if part.pipe.poll(left) and isinstance(event := heard(part.pipe.recv_bytes(PICTURE_LIMIT)), Drawn):
                return event.png
    except (MachineBusyError, EOFError, OSError):
        pass
    part.child.kill()
    return None


def _limit(job: Job) -> float:
    """Return how long one test may be silent."""
    if job.sandbox is None:
        return job.exercise.call_seconds + GRACE_SECONDS
    return job.exercise.budget_seconds + OWN_SECONDS


def _note(event: Event, progress: Progress, on_result: Callable[[TestResult], None]) -> None:
    if not isinstance(event, Called):
        progress.since = time.monotonic()
    match event:
        case Collected(tests=tests):
            if {test.id for test in tests} != set(progress.expected) - set(progress.done):
                raise NotMarkedError("pytest found other tests in its suite than the exercise lists: run `kata build`")
        case Started(test=name):
            progress.running, progress.called = name, ""
        case Called(function=function):
            progress.called = function
        case Ended(result=result, printed=printed, closed=closed, remarks=remarks):
            if result.outcome == "not marked":
                raise (MachineBusyError if result.reason == "busy" else NotMarkedError)(result.message)
            worth = progress.expected[result.id].max_points
            points = worth if result.outcome == "pass" else 0.0
            result = msgspec.structs.replace(result, points=points, max_points=worth)
            progress.done[result.id] = result
            progress.running = None
            progress.printed[result.id] = printed
            progress.closed.update(closed)
            progress.remarks = remarks
            on_result(result)
        case Revised(test=name, message=message, diagnosis=diagnosis):
            known = progress.done[name]
            progress.done[name] = msgspec.structs.replace(known, message=message, diagnosis=diagnosis)
        case Finished(problem=problem):
            progress.finished = set(progress.done) >= set(progress.expected)
            if not progress.finished or not progress.expected:
                raise NotMarkedError(f"the suite could not be run: {problem}")


def _mark_broken(
    job: Job, progress: Progress, how: str, code: int | None, on_result: Callable[[TestResult], None]
) -> None:
    """Give the test that ran when a child ended its outcome, and close the function it had called."""
    from grading.judging.plugin import close

    if progress.running is None:  # between two tests: another child goes on, unless that keeps happening
        progress.lost += 1
        if progress.lost > LOST_CHILDREN:
            raise NotMarkedError(f"its suite ended between two tests, again and again ({_ending(code)})")
        return
    if how == "timeout" and job.sandbox is not None:  # its calls have limits of their own, and kept them
        raise NotMarkedError(f"{progress.running} went on for too long without a call of the student's code")
    test = progress.expected[progress.running]
    function = progress.called or test.task
    if how == "timeout":
        message = f"{function} did not come back within {job.exercise.call_seconds:.3g} s: does a loop never end?"
    else:
        message = f"{function} ended the Python interpreter ({_ending(code)})"
    outcome: Outcome = "timeout" if how == "timeout" else "crash"
    marked = msgspec.structs.replace(test, outcome=outcome, message=message, seconds=time.monotonic() - progress.since)
    progress.done[test.id] = marked
    close(progress.closed, job.exercise, function, outcome)
    on_result(marked)
    if set(progress.done) >= set(progress.expected):
        progress.finished = True


def _ending(code: int | None) -> str:
    if code is not None and -code in set(signal.Signals):
        return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"
