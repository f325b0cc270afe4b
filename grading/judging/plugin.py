"""The pytest plugin: options, the fixtures of the suites, and a result for every graded test.

A graded test stands in `tests/exercises`, names its task and its points with
`@pytest.mark.task("softmax", points=1)`, and speaks to the student's code through the fixture `subject`.
"""

from __future__ import annotations

import os
import signal
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import numpy as np
import pytest

from grading import wording
from grading.errors import (
    BrokenCallError,
    Called,
    ClosedError,
    NotMarkedError,
    Said,
    SubjectError,
    SubmissionError,
    Why,
    Wrong,
)
from grading.judging.diagnosis import Patience, diagnose, is_right, is_what_one_gave
from grading.judging.evidence import Evidence
from grading.judging.expect import Expect
from grading.judging.mending import one_change
from grading.judging.mistake import Mistake
from grading.judging.seeds import PUBLIC_SEED, chance, generator
from grading.judging.telling_keras import of_keras
from grading.results import Outcome, Reason, Remark, TestResult
from grading.subject import LoadedSource, Sandbox, Subject, bind
from grading.subject.calls import Binding
from grading.subject.clock import Allowance, Meter
from grading.subject.deadline import alarm
from grading.subject.guard import Guard
from grading.subject.handed_in import read_source, sources_from
from grading.subject.remarks import remarks
from grading.subject.second import Second
from reference.ground.errors import SandboxMissingError, UnknownExerciseError, UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise

NAMING_SECONDS = 20.0
"""Of the processor, for wrong ways of a heavy exercise that train: one takes a second. Others take a thousandth."""
LEAST_SECONDS = 1.0
"""Of the processor, for what is right when that patience is used up: most functions of such an exercise are quick."""
MENDED_FUNCTIONS = 3
"""Functions of an exercise for which the one change is looked for."""
BROKEN_FUNCTIONS = 2
"""Functions of an exercise that may hang or crash before its others are closed too: each costs a whole limit."""

TEST = pytest.StashKey["GradedTest"]()
RUN = pytest.StashKey["Run"]()


class OutOfTimeError(BaseException):
    """The time of a test of the local binding is over. No Exception, so that no student's `except` catches it."""


@dataclass
class GradedTest:
    """What a graded test is and what has come of it."""

    exercise: Exercise
    task: str
    points: float
    subject: Subject | None = None
    expect: Expect | None = None
    outcome: Outcome | None = None
    reason: Reason = "own"
    message: str = ""
    diagnosis: str | None = None
    said: Said | None = None
    """Parts of the message, where a mistake was looked for in the catalogue."""
    call: Called | None = None
    """The call that the message is about."""
    printed: str = ""
    begin: float = 0.0
    seconds: float = 0.0


@dataclass
class Run:
    """A run of suites: what is tested, from which seed, and who hears of the results."""

    sources: Callable[[Exercise], LoadedSource]
    """Gives an exercise's source. Raises SubmissionError."""
    seed: str = PUBLIC_SEED
    sandbox: Sandbox | None = None
    """None for the local binding."""
    course: Course = field(default_factory=Course.here)
    on_start: Callable[[str], None] = lambda _test: None
    on_call: Callable[[str], None] = lambda _function: None
    on_result: Callable[[TestResult, str], None] = lambda _result, _printed: None
    """Hears each result and what the student's code printed."""
    on_revised: Callable[[TestResult], None] = lambda _result: None
    """Hears of a result whose message names another mistake, or none, after all tests have been seen."""
    on_collected: Callable[[list[TestResult]], None] = lambda _tests: None
    closed: dict[str, Why] = field(default_factory=dict)
    """Functions that are not called any more."""
    ends_with_pytest: bool = True
    """Whether its workers end with the last test; whoever made the run closes it where they do not."""
    bindings: dict[str, Binding] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=lambda: defaultdict(Evidence))
    """By exercise, what its tests have seen."""
    patience: dict[str, Patience] = field(default_factory=lambda: defaultdict(lambda: Patience(NAMING_SECONDS)))
    """By exercise, how long mistakes may still be looked for."""
    seconds: dict[str, Second] = field(default_factory=dict)
    """By exercise, where networks are built anew."""

    def second(self, wanted: Exercise) -> Second:
        """Return where an exercise's networks are built anew, made at first use."""
        return self.seconds.setdefault(wanted.id, Second(wanted, self.sandbox))

    def binding(self, wanted: Exercise) -> Binding:
        """Return the exercise's binding, made at first use."""
        if wanted.id not in self.bindings:
            self.bindings[wanted.id] = Guard(
                bind(self.sources(wanted), wanted, self.sandbox, chance(self.seed, wanted.module)),
                self.closed,
                self.on_call,
            )
        return self.bindings[wanted.id]

    def remarks(self) -> list[Remark]:
        """Return what loading the sources showed, as far as they are loaded, and what tests noted."""
        return [
            remark
            for binding in self.bindings.values()
            for remark in (*remarks(binding.source, binding.told), *binding.noted)
        ]

    def printed(self) -> str:
        """Return what the sources have printed apart from this process since this was last asked."""
        return "".join(binding.take_output() for binding in self.bindings.values())

    def close(self) -> None:
        """End all workers."""
        for binding in self.bindings.values():
            binding.close()
        for second in self.seconds.values():
            second.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare what is tested, where, and from which seed."""
    group = parser.getgroup("kata", "the graded suites in tests/exercises")
    group.addoption("--subject", default="exercises", help="exercises, solutions, a folder or a file")
    group.addoption("--isolated", action="store_true", help="run the subject in a worker process")
    group.addoption("--kata-seed", default=PUBLIC_SEED, help="where the tests' inputs come from")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Register the markers; make a run from the command line's options unless one was handed over."""
    config.addinivalue_line("markers", "task(name, points): a graded test of a task")
    course = config.stash[RUN].course if RUN in config.stash else Course.here()
    for exercise in course.exercises:
        config.addinivalue_line("markers", f"{exercise.id}: graded tests of {exercise.module}")
        for task in exercise.tasks:
            config.addinivalue_line("markers", f"{task.name}: graded tests of a task of {exercise.module}")
    if RUN in config.stash:
        return
    where = config.getoption("--subject")
    try:
        sources = sources_from(where, course)
    except UserError as problem:
        raise pytest.UsageError(f"--subject {where}: {problem}") from None
    sandbox = None
    if config.getoption("--isolated"):
        try:
            sandbox = Sandbox.best()
        except SandboxMissingError as problem:
            raise pytest.UsageError(f"--isolated: {problem}") from None
    config.stash[RUN] = Run(sources, config.getoption("--kata-seed"), sandbox)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the workers."""
    if RUN in config.stash and config.stash[RUN].ends_with_pytest:
        config.stash[RUN].close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Note what each graded test is worth, mark it by exercise and task, and set its time limit."""
    for item in items:
        course = config.stash[RUN].course
        if item.path.parent != course.suites:
            continue
        marker = item.get_closest_marker("task")
        try:
            wanted = course.exercise(item.path.stem.removeprefix("test_"))
        except UnknownExerciseError as problem:
            raise pytest.UsageError(f"{item.path.name}: {problem}") from None
        if marker is None:
            raise pytest.UsageError(f"{item.nodeid} names no task: add @pytest.mark.task(name, points=...)")
        item.stash[TEST] = GradedTest(wanted, marker.args[0], float(marker.kwargs["points"]))
        item.add_marker(getattr(pytest.mark, wanted.id))
        item.add_marker(getattr(pytest.mark, marker.args[0]))
        if config.stash[RUN].sandbox is None and _has_timeouts(config):
            item.add_marker(pytest.mark.timeout(wanted.call_seconds))


def _has_timeouts(config: pytest.Config) -> bool:
    """Whether pytest-timeout is there: under its entry point's name, or the one that `-p` gave it."""
    return any(config.pluginmanager.hasplugin(name) for name in ("timeout", "pytest_timeout"))


@pytest.hookimpl(tryfirst=True, optionalhook=True)
def pytest_timeout_set_timer(item: pytest.Item, settings: Any) -> bool | None:
    """End a graded test of the local binding once a call has had its time, or all have had the exercise's."""
    if TEST not in item.stash or not hasattr(signal, "setitimer"):
        return None
    signal.signal(signal.SIGALRM, _alarm_of_calls(item.stash[TEST], settings.timeout))
    signal.setitimer(signal.ITIMER_REAL, settings.timeout)
    return True


def _alarm_of_calls(graded: GradedTest, seconds: float) -> Callable[[int, FrameType | None], None]:
    """Return what hears a test's alarm: the time begins anew where another call has been made since it began.

    So no call has less than in a sandbox, where each has its own. What a test waited for a core does not count.
    """
    meter = Meter(os.getpid())

    def allow(seconds: float) -> Allowance:
        return Allowance(seconds, meter.read, before=meter.read())

    whole = allow(graded.exercise.budget_seconds)
    hear, seen = alarm(allow(seconds), OutOfTimeError), 1

    def look(number: int, frame: FrameType | None) -> None:
        nonlocal hear, seen
        try:
            hear(number, frame)
        except OutOfTimeError:
            calls = len(graded.subject.calls) if graded.subject else 0
            if calls <= seen or whole.left() <= 0:
                raise
            hear, seen = alarm(allow(seconds), OutOfTimeError), calls
            signal.setitimer(signal.ITIMER_REAL, seconds)

    return look


@pytest.hookimpl(tryfirst=True, optionalhook=True)
def pytest_timeout_cancel_timer(item: pytest.Item) -> bool | None:
    """Take the timer of a graded test away."""
    if TEST not in item.stash or not hasattr(signal, "setitimer"):
        return None
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    return True


def pytest_collection_finish(session: pytest.Session) -> None:
    """Say which graded tests there are, before any code of a student is touched."""
    session.config.stash[RUN].on_collected([_result(item) for item in session.items if TEST in item.stash])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[Any]:
    """Announce a graded test, and its result at the end."""
    run = item.config.stash[RUN]
    if TEST not in item.stash:
        return (yield)
    graded = item.stash[TEST]
    graded.begin = time.perf_counter()
    run.on_start(item.name)
    try:
        return (yield)
    finally:
        graded.seconds = time.perf_counter() - graded.begin
        graded.printed += run.printed()
        run.on_result(_result(item), graded.printed)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn what a graded test raised into an outcome and a message for the student."""
    report = yield
    graded = item.stash.get(TEST, None)
    if graded is None:
        return report
    if call.excinfo is not None:
        _judge(item, graded, call.excinfo.value)
        if not item.config.getoption("fulltrace", False):
            report.longrepr = f"{graded.outcome}: {graded.message}"
    elif call.when == "call" and graded.outcome is None:
        graded.outcome = "pass"
    graded.printed = report.capstdout
    return report


def _judge(item: pytest.Item, graded: GradedTest, error: BaseException) -> None:
    """Set outcome, message and diagnosis from what the test raised."""
    run = item.config.stash[RUN]
    graded.message = str(error)
    if isinstance(error, Wrong):
        graded.outcome, graded.diagnosis, graded.said = "fail", error.diagnosis, error.said
        graded.call = error.call
    elif isinstance(error, SubmissionError | BrokenCallError | ClosedError | NotMarkedError):
        graded.outcome, graded.reason = error.outcome, error.reason
    elif isinstance(error, SubjectError):
        graded.outcome, graded.reason = error.outcome, error.reason
        call, trace = error.call, error.trace if "\n" in error.trace else ""
        asked = of_keras(error.text) if call is None else None
        if asked:  # a test asked something of the student's model
            graded.diagnosis = asked.recognised_as
            graded.message = f"{_called(graded)} {asked.says}\n{graded.message}"
        elif call is None:
            graded.message += f"\n{trace}" if trace else ""
        else:
            start, graded.call = wording.call(call), call
            graded.said = Said(call, start, graded.message.removeprefix(f"{start} "), trace=trace)
            calls = graded.subject.calls if graded.subject else []
            known = diagnose(graded.exercise, call, name_of(item), calls, run.patience[graded.exercise.id])
            graded.diagnosis = (known.recognised_as or None) if known else None
            graded.message = graded.said.message(known.says if known else "")
    elif isinstance(error, OutOfTimeError):
        graded.outcome = "timeout"
        limit = graded.exercise.call_seconds
        graded.message = f"{_called(graded)} did not come back within {limit:.3g} s: does a loop never end?"
    elif isinstance(error, AssertionError):
        graded.outcome = "fail"
    else:
        graded.outcome, graded.reason = "fail", "unchecked"
        graded.message = f"what {graded.task} returned could not be checked: {type(error).__name__}: {error}"
    if graded.outcome in ("timeout", "crash") and not isinstance(error, ClosedError):
        close(run.closed, graded.exercise, _called(graded), graded.outcome)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Look again at each mistake that was named from what one call gave, now that all calls of its task are known."""
    run = session.config.stash[RUN]
    changes: dict[tuple[str, str], Mistake | None] = {}
    for item in session.items:
        graded = item.stash.get(TEST, None)
        if graded is None or (graded.said is None and graded.call is None):
            continue
        before = graded.message, graded.diagnosis
        patience = run.patience[graded.exercise.id]
        if patience.left > 0:
            _look_again(graded, name_of(item), run.evidence[graded.exercise.id], patience)
        if graded.diagnosis is None:
            _mend(graded, run, changes)
        if (graded.message, graded.diagnosis) != before:
            run.on_revised(_result(item))


def _mend(graded: GradedTest, run: Run, known: dict[tuple[str, str], Mistake | None]) -> None:
    """Name the place in the student's own code where one change makes all answers of a function right."""
    call, exercise = graded.said.call if graded.said else graded.call, graded.exercise
    if call is None or exercise.id not in run.bindings:
        return
    key = exercise.id, call.function
    if key not in known:
        spent = sum(name == exercise.id for name, _ in known)
        made = run.evidence[exercise.id].about(call.function) if spent < MENDED_FUNCTIONS else []
        seconds = max(LEAST_SECONDS, run.patience[exercise.id].left)
        known[key] = one_change(run.bindings[exercise.id], exercise, call.function, made, seconds)
    mistake = known[key]
    if mistake is None or is_right(exercise, call):
        return
    graded.diagnosis = mistake.recognised_as
    if graded.said is not None:
        graded.message = graded.said.message(mistake.says)
    else:
        graded.message += f"\n{call.function} {mistake.says}"


def _look_again(graded: GradedTest, test: str, evidence: Evidence, patience: Patience) -> None:
    """Name the mistake that explains all calls of the task, and none where none does."""
    said = graded.said
    if said is None or (
        graded.diagnosis and not is_what_one_gave(graded.exercise, said.call, graded.diagnosis, patience)
    ):
        return  # the test has evidence of its own
    known = diagnose(graded.exercise, said.call, test, evidence.about(said.call.function), patience)
    diagnosis = (known.recognised_as or None) if known else None
    if diagnosis is None or diagnosis != graded.diagnosis:
        graded.message, graded.diagnosis = said.message(known.says if known else ""), diagnosis


def _called(graded: GradedTest) -> str:
    """Return the function that a test has called last; its task's where it has called none."""
    calls = graded.subject.calls if graded.subject else []
    return calls[-1].function if calls else graded.task


def close(closed: dict[str, Why], exercise: Exercise, function: str, outcome: Outcome) -> None:
    """Close a function that did not come back; all of the exercise's with the second."""
    closed[function] = outcome, f"not run: {function} did not come back in an earlier test"
    names = {task.name for task in exercise.tasks}
    if len(names & set(closed)) >= BROKEN_FUNCTIONS:
        for name in names - set(closed):
            closed[name] = closed[function]


@pytest.fixture
def subject(request: pytest.FixtureRequest) -> Iterator[Subject]:
    """The code under test: `subject.softmax(scores)` calls the student's function."""
    graded = request.node.stash[TEST]
    run = request.config.stash[RUN]
    if graded.task in run.closed:
        raise ClosedError(run.closed[graded.task])
    subject = Subject(run.binding(graded.exercise), graded.exercise)
    graded.subject = subject
    yield subject
    run.evidence[graded.exercise.id].note(subject.calls)
    subject.forget()


@pytest.fixture
def expect(request: pytest.FixtureRequest, subject: Subject) -> Expect:
    """Assertions that teach; see `grading.judging.expect.Expect`."""
    graded = request.node.stash[TEST]
    patience = request.config.stash[RUN].patience[graded.exercise.id]
    second = request.config.stash[RUN].second(graded.exercise)
    expect = Expect(subject, graded.exercise, name_of(request.node), patience, second)
    graded.expect = expect
    return expect


@pytest.fixture
def model(request: pytest.FixtureRequest) -> Subject:
    """The model answer, in this process: what a student's work is counted against (`model.steps("conv2d", ...)`)."""
    wanted: Exercise = request.node.stash[TEST].exercise
    return Subject(bind(read_source(wanted.solution, wanted), wanted, None), wanted)


@pytest.fixture
def draw(request: pytest.FixtureRequest) -> np.random.Generator:
    """A generator of this test's own, from the run's seed: every input of a test is drawn from it."""
    seed = request.config.stash[RUN].seed
    return generator(seed, request.node.stash[TEST].exercise.module, request.node.name)


@pytest.fixture
def for_all(draw: np.random.Generator) -> Callable[..., Callable[[Callable[..., None]], None]]:
    """Search for a smallest counterexample: `@for_all(n=st.integers(1, 9))` above a function that checks one case."""
    from reference.kit.strategies import search

    return search(int(draw.integers(2**32)))


def name_of(item: pytest.Item) -> str:
    """Return a test's name without its parameters."""
    return item.name.partition("[")[0]


def _result(item: pytest.Item) -> TestResult:
    graded = item.stash[TEST]
    outcome: Outcome = graded.outcome or "not attempted"
    return TestResult(
        id=item.name,
        task=graded.task,
        points=graded.points if outcome == "pass" else 0.0,
        max_points=graded.points,
        outcome=outcome,
        message="" if outcome == "pass" else graded.message,
        diagnosis=graded.diagnosis,
        measured=graded.expect.figure if graded.expect else None,
        seconds=graded.seconds,
        reason=graded.reason,
    )
