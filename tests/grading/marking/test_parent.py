"""What the parent of a suite makes of each word of its child, and of its silence; the children are stand-ins."""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import SimpleNamespace
from typing import Any

import pytest

from grading.errors import MachineBusyError, NotMarkedError
from grading.marking import suite
from grading.marking.child import run_child
from grading.marking.events import Called, Collected, Drawn, Ended, Event, Finished, Revised, Started
from grading.marking.job import Job
from grading.marking.picture import DRAW_SECONDS
from grading.marking.suite import Part, Progress
from grading.results import ExerciseResult, Outcome, Remark, TestResult, encoded
from grading.subject.clock import Meter
from grading.subject.sandbox import Bare, Bubblewrap
from reference.ground.errors import UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import SETTINGS, SUITE, small_exercise, source

Hear = list[TestResult]


def of(name: str, points: float = 2.0, outcome: Outcome = "not attempted", task: str = "double") -> TestResult:
    """Return a result of a test that is worth so many points."""
    return TestResult(name, task, points * (outcome == "pass"), points, outcome)


def two() -> Progress:
    """Return what is known before two tests have begun."""
    return Progress({"a": of("a"), "b": of("b", 3.0, task="shout")})


def noted(progress: Progress, *events: Event) -> Hear:
    """Note events and return what was heard of results."""
    heard: Hear = []
    for event in events:
        suite._note(event, progress, heard.append)
    return heard


def ended(name: str, outcome: Outcome, **fields: Any) -> Ended:
    """Return the end of a test, of which the child says that it has 99 points."""
    return Ended(TestResult(name, "double", 99.0, 99.0, outcome, **fields), "", {})


@pytest.fixture
def job(exercise: Exercise) -> Job:
    """The small exercise against nothing."""
    return Job(exercise, source(""), "1")


# What a child says


def test_the_tests_that_were_listed_may_be_collected() -> None:
    progress = two()
    assert noted(progress, Collected([of("b"), of("a")])) == []
    progress.done["a"] = of("a")
    noted(progress, Collected([of("b")]))
    assert set(progress.expected) == {"a", "b"}


@pytest.mark.parametrize("names", ["", "a", "b", "abc", "ac"])
def test_other_tests_than_those_that_were_listed_are_not_marked(names: str) -> None:
    with pytest.raises(NotMarkedError, match="other tests in its suite than the exercise lists"):
        noted(two(), Collected([of(name) for name in names]))


def test_tests_that_are_done_may_not_be_collected_again() -> None:
    progress = two()
    progress.done["a"] = of("a")
    with pytest.raises(NotMarkedError, match="other tests"):
        noted(progress, Collected([of("a"), of("b")]))


def test_points_are_those_of_the_list_whatever_a_child_says() -> None:
    progress = two()
    right, wrong = noted(progress, ended("a", "pass"), ended("b", "fail", message="no"))
    assert (right.points, right.max_points) == (2.0, 2.0)
    assert (wrong.points, wrong.max_points, wrong.message) == (0.0, 3.0, "no")
    assert progress.done == {"a": right, "b": wrong}


@pytest.mark.parametrize("outcome", ["fail", "error", "timeout", "crash", "not attempted"])
def test_only_a_pass_has_points(outcome: Outcome) -> None:
    assert [result.points for result in noted(two(), ended("a", outcome))] == [0.0]


def test_a_test_of_which_nobody_knew_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        noted(two(), ended("c", "pass"))


def test_one_test_that_cannot_be_marked_ends_the_suite() -> None:
    with pytest.raises(NotMarkedError, match=r"^late$") as caught:
        noted(two(), ended("a", "not marked", message="late"))
    assert type(caught.value) is NotMarkedError
    with pytest.raises(MachineBusyError, match=r"^busy$"):
        noted(two(), ended("a", "not marked", message="busy", reason="busy"))


def test_what_runs_what_it_called_and_what_it_printed_is_known() -> None:
    progress = two()
    progress.since = before = -5.0
    progress.called = "of another test"
    noted(progress, Started("a"))
    assert (progress.running, progress.called) == ("a", "")
    assert progress.since > before
    progress.since = before
    noted(progress, Called("double"))
    assert (progress.running, progress.called, progress.since) == ("a", "double", before)
    remark = Remark("import", "scipy")
    noted(progress, Ended(of("a", outcome="pass"), "loud", {"shout": ("crash", "closed")}, [remark]))
    assert progress.running is None
    assert progress.since > before
    assert (progress.printed, progress.closed) == ({"a": "loud"}, {"shout": ("crash", "closed")})
    assert progress.remarks == [remark]


@pytest.mark.parametrize("outcome", ["pass", "fail", "error", "timeout", "crash", "not attempted"])
def test_a_revision_changes_message_and_diagnosis_and_nothing_else(outcome: Outcome) -> None:
    progress = two()
    (before,) = noted(progress, ended("a", outcome, message="old", diagnosis="squared", measured=0.5, seconds=2.0))
    assert noted(progress, Revised("a", "new", None)) == [], "it is no other result"
    assert progress.done == {"a": dataclasses_replaced(before, message="new", diagnosis=None)}
    assert progress.done["a"].points == (2.0 if outcome == "pass" else 0.0)
    noted(progress, Revised("a", "newer", "cubed"))
    assert (progress.done["a"].message, progress.done["a"].diagnosis) == ("newer", "cubed")
    assert progress.running is None
    assert not progress.finished


def dataclasses_replaced(result: TestResult, **fields: Any) -> TestResult:
    """Return a result with other fields."""
    return TestResult(**{**{name: getattr(result, name) for name in result.__struct_fields__}, **fields})


def test_a_test_that_has_not_ended_cannot_be_revised() -> None:
    with pytest.raises(KeyError):
        noted(two(), Revised("a", "new", None))


def test_a_suite_has_finished_once_all_have_reported() -> None:
    progress = two()
    noted(progress, ended("a", "pass"), ended("b", "fail"))
    assert not progress.finished
    noted(progress, Finished(""))
    assert progress.finished


@pytest.mark.parametrize("reported", ["", "a", "b"])
def test_a_suite_of_which_a_test_did_not_report_is_not_marked(reported: str) -> None:
    progress = two()
    with pytest.raises(NotMarkedError, match="the suite could not be run: it broke"):
        noted(progress, *[ended(name, "pass") for name in reported], Finished("it broke"))
    assert not progress.finished


def test_a_suite_without_tests_is_not_marked() -> None:
    with pytest.raises(NotMarkedError, match="could not be run"):
        noted(Progress(), Finished(""))


# A child that ends, or says nothing


def broken(
    job: Job, progress: Progress, how: str, code: int | None = 3, heard: Callable[[TestResult], None] | None = None
) -> TestResult:
    """Have a child end while `a` runs, and return what `a` ended with."""
    results: Hear = []
    suite._mark_broken(job, progress, how, code, heard or results.append)
    assert results in ([], [progress.done["a"]])
    return progress.done["a"]


def running(progress: Progress, called: str = "") -> Progress:
    """Have `a` run."""
    progress.running, progress.called = "a", called
    return progress


@pytest.mark.parametrize(("called", "name"), [("", "double"), ("shout", "shout")])
def test_the_test_that_ran_has_crashed_and_its_function_is_closed(job: Job, called: str, name: str) -> None:
    progress = running(two(), called)
    progress.since = time.monotonic() - 5.0
    result = broken(job, progress, "crash")
    assert (result.outcome, result.points, result.max_points) == ("crash", 0.0, 2.0)
    assert result.message == f"{name} ended the Python interpreter (exit code 3)"
    assert progress.closed == {name: ("crash", f"not run: {name} did not come back in an earlier test")}
    assert not progress.finished
    assert 5.0 <= result.seconds < 60.0


@pytest.mark.parametrize(("called", "name"), [("", "double"), ("shout", "shout")])
def test_the_test_that_was_silent_is_a_timeout(job: Job, called: str, name: str) -> None:
    progress = running(two(), called)
    result = broken(job, progress, "timeout")
    assert (result.outcome, result.points) == ("timeout", 0.0)
    assert result.message == f"{name} did not come back within 1 s: does a loop never end?"
    assert progress.closed[name][0] == "timeout"


def test_with_the_last_test_the_suite_has_finished(job: Job) -> None:
    progress = running(two())
    progress.done["b"] = of("b", outcome="pass")
    heard: Hear = []
    broken(job, progress, "crash", heard=heard.append)
    assert progress.finished
    assert [result.id for result in heard] == ["a"]


def test_an_isolated_suite_that_is_silent_is_not_marked(job: Job) -> None:
    isolated = dataclasses.replace(job, sandbox=Bare())
    progress = running(two())
    with pytest.raises(NotMarkedError, match="a went on for too long without a call of the student's code"):
        broken(isolated, progress, "timeout")
    assert progress.done == {}
    assert broken(isolated, progress, "crash").outcome == "crash"


def test_twice_a_child_may_end_between_two_tests(job: Job) -> None:
    progress = two()
    for _ in range(2):
        suite._mark_broken(job, progress, "crash", -9, lambda _result: None)
    assert (progress.done, progress.closed, progress.finished) == ({}, {}, False)
    with pytest.raises(NotMarkedError, match=r"between two tests, again and again \(signal SIGKILL\)"):
        suite._mark_broken(job, progress, "crash", -9, lambda _result: None)


@pytest.mark.parametrize(
    ("code", "words"),
    [(-9, "signal SIGKILL"), (-11, "signal SIGSEGV"), (0, "exit code 0"), (9, "exit code 9"), (None, "exit code None")],
)
def test_how_a_child_ended_is_written_in_words(code: int | None, words: str) -> None:
    assert suite._ending(code) == words


# Listening


class Limits:
    """Stands for `Allowance`; notes each, and has so many seconds left."""

    made: list[float]

    def __init__(self, seconds: float, _read: Any, *, before: Any = None) -> None:
        assert before is None or before.waited >= 0
        self.seconds = seconds
        Limits.made.append(seconds)

    def left(self) -> float:
        """Return what is left."""
        return 5.0


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The limits that are set."""
    monkeypatch.setattr(suite, "Allowance", Limits)
    Limits.made = []
    return Limits.made


def pipe(*events: Event, close: bool = True) -> tuple[Connection, Connection]:
    """Return both ends of a pipe in which events lie."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    for event in events:
        theirs.send_bytes(encoded(event))
    if close:
        theirs.close()
    return ours, theirs


def meter() -> Any:
    """Return what reads this process."""
    return Meter(os.getpid())


def test_a_child_is_heard_until_it_has_finished(job: Job, limits: list[float]) -> None:
    heard: Hear = []
    progress = two()
    events = (
        Collected([of("a"), of("b")]),
        Started("a"),
        Called("double"),
        ended("a", "pass"),
        Started("b"),
        ended("b", "fail"),
        Finished(""),
        Started("a"),
    )
    ours, _ = pipe(*events)
    assert suite._follow(job, progress, ours, meter(), heard.append) == ""
    assert [result.id for result in heard] == ["a", "b"]
    assert limits == [120.0, 4.0, 120.0, 4.0, 120.0, 120.0], "a call has no time of its own"
    ours.close()


def test_an_isolated_test_has_the_budget_and_what_the_test_does_itself(job: Job, limits: list[float]) -> None:
    ours, _ = pipe(Started("a"))
    suite._follow(dataclasses.replace(job, sandbox=Bare()), two(), ours, meter(), lambda _result: None)
    assert limits == [job.exercise.budget_seconds + 300.0]
    ours.close()


def test_a_child_that_is_gone_has_crashed(job: Job, limits: list[float]) -> None:
    ours, _ = pipe(Started("a"))
    progress = two()
    assert suite._follow(job, progress, ours, meter(), lambda _result: None) == "crash"
    assert progress.running == "a"
    ours.close()


@pytest.mark.parametrize(("left", "how"), [(0.0, "timeout"), (-1.0, "timeout"), (0.5, "crash"), (1.0, "crash")])
def test_a_child_without_time_is_not_heard_any_more(job: Job, left: float, how: str) -> None:
    ours, _ = pipe()
    progress = two()
    progress.allowance = SimpleNamespace(left=lambda: left)  # type: ignore[assignment]
    assert suite._follow(job, progress, ours, meter(), lambda _result: None) == how
    ours.close()


def test_a_silent_child_is_waited_for_as_long_as_it_may_be_silent(job: Job) -> None:
    asked: list[float] = []

    class Silent:
        def poll(self, seconds: float) -> bool:
            asked.append(seconds)
            if len(asked) > 2:
                raise EOFError
            return False

    silent: Any = Silent()
    with pytest.raises(EOFError):
        suite._follow(job, two(), silent, meter(), lambda _result: None)
    assert asked == [120.0] * 3
    left = iter([2.0, 1.0, 0.0])
    progress = two()
    progress.allowance = SimpleNamespace(left=lambda: next(left))  # type: ignore[assignment]
    asked.clear()
    assert suite._follow(job, progress, silent, meter(), lambda _result: None) == "timeout"
    assert asked == [2.0, 1.0]


class Child:
    """A process that does nothing."""

    def __init__(self, exitcode: int = 3) -> None:
        self.pid, self.exitcode, self.did = os.getpid(), exitcode, list[str]()

    def start(self) -> None:
        """Note it."""
        self.did.append("start")

    def kill(self) -> None:
        """Note it."""
        self.did.append("kill")

    def join(self) -> None:
        """Note it."""
        self.did.append("join")


def follow(
    monkeypatch: pytest.MonkeyPatch, job: Job, how: str | BaseException, progress: Progress
) -> tuple[Part, Child, list[str]]:
    """Follow a child to its end, which comes in this way."""
    servers: list[str] = []

    def ends(*_: Any) -> Any:
        if isinstance(how, BaseException):
            raise how
        return how

    monkeypatch.setattr(suite, "_follow", ends)
    monkeypatch.setattr(suite, "end_servers", lambda: servers.append("ended"))
    child, (ours, _) = Child(), pipe()
    part = Part(job, progress, child, ours)
    try:
        suite._follow_to_its_end(part, lambda _result: None)
    finally:
        assert ours.closed
    return part, child, servers


@pytest.mark.parametrize(
    ("how", "did", "outcome"),
    [("", ["join"], None), ("crash", ["join", "join"], "crash"), ("timeout", ["kill", "join", "join"], "timeout")],
)
def test_a_child_that_did_not_finish_is_ended_and_its_test_marked(
    monkeypatch: pytest.MonkeyPatch, job: Job, how: str, did: list[str], outcome: str | None
) -> None:
    part, child, servers = follow(monkeypatch, job, how, running(two(), "double"))
    assert part.child is None
    assert child.did == did
    assert servers == (["ended"] if how else [])
    assert part.progress.running is None, "what ran before the child began is not its own"
    assert part.progress.done == {}


def test_what_goes_wrong_while_listening_closes_the_pipe(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    with pytest.raises(KeyboardInterrupt):
        follow(monkeypatch, job, KeyboardInterrupt(), two())


def test_a_child_has_time_to_collect_its_tests(monkeypatch: pytest.MonkeyPatch, job: Job, limits: list[float]) -> None:
    part, _, _ = follow(monkeypatch, job, "", two())
    assert limits == [120.0]
    assert part.progress.since > 0


# The picture


def pictured(job: Job, *events: Event, left: list[float]) -> tuple[bytes | None, Child, list[float]]:
    """Wait for a child's picture with so many seconds left, and return it, the child and what the pipe was asked."""
    ours, _ = pipe(*events)
    asked: list[float] = []
    remaining = iter(left)

    class Limited(Limits):
        def left(self) -> float:
            return next(remaining)

    def poll(seconds: float) -> bool:
        asked.append(seconds)
        return ours.poll(0)

    listening: Any = SimpleNamespace(poll=poll, recv_bytes=ours.recv_bytes)
    part = Part(job, two(), Child(), listening)
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(suite, "Allowance", Limited)
        png = suite._picture(part, meter())
    ours.close()
    return png, part.child, asked


def test_a_picture_has_as_long_as_a_drawing_and_all_its_calls(job: Job, limits: list[float]) -> None:
    png, child, asked = pictured(job, Started("a"), Drawn(b"PNG"), Drawn(b"late"), left=[5.0, 0.5])
    assert (png, child.did, asked) == (b"PNG", [], [5.0, 0.5])
    assert limits == [DRAW_SECONDS + job.exercise.budget_seconds]


@pytest.mark.usefixtures("limits")
def test_a_child_whose_picture_does_not_come_in_time_is_ended(job: Job) -> None:
    assert pictured(job, Drawn(b"PNG"), left=[0.0])[0] is None
    png, child, asked = pictured(job, Started("a"), Drawn(b"PNG"), left=[5.0, 0.0])
    assert (png, child.did, asked) == (None, ["kill"], [5.0])


@pytest.mark.usefixtures("limits")
def test_a_child_that_is_gone_has_drawn_nothing(job: Job) -> None:
    png, child, _ = pictured(job, left=[5.0])
    assert (png, child.did) == (None, ["kill"])
    png, child, _ = pictured(job, Drawn(None), left=[5.0])
    assert (png, child.did) == (None, [])


# Children


def test_a_child_is_told_what_is_done_and_what_is_closed(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    prepared: list[Any] = []
    made: list[Any] = []

    class Context:
        def Pipe(self, *, duplex: bool) -> Any:  # noqa: N802 -- it has the name of multiprocessing's
            assert not duplex
            return "ours", SimpleNamespace(close=lambda: made.append("closed"))

        def Process(self, *, target: Any, args: tuple[Any, ...]) -> Child:  # noqa: N802 -- the same
            made.append((target, args))
            return Child()

    monkeypatch.setattr(suite, "prepare", lambda *args: prepared.append(args))
    monkeypatch.setattr(suite, "child_context", Context)
    monkeypatch.setattr(suite, "expect_another", lambda *asked: expected.append(asked))
    expected: list[Any] = []
    part = Part(job, two())
    part.progress.done["a"] = of("a")
    part.progress.closed["shout"] = "crash", "closed"
    suite._start(part)
    assert prepared == [([None], list(job.exercise.libraries))]
    (target, (given, _theirs, skip, closed)), last = made
    assert (target, given, skip, closed) == (run_child, job, ["a"], {"shout": ("crash", "closed")})
    assert (last, part.pipe, part.child.did) == ("closed", "ours", ["start"])
    assert expected == []
    suite._start(Part(dataclasses.replace(job, dpi=40), two()))
    assert expected == [(job.exercise, 40)], "where a picture is wanted"


def run(
    monkeypatch: pytest.MonkeyPatch, job: Job, follow: Callable[[Part], None]
) -> tuple[suite.SuiteResult, list[Part]]:
    """Run the parts of a suite, each of whose children does this."""
    started: list[Part] = []

    def start(part: Part) -> None:
        part.child = Child()
        started.append(part)

    monkeypatch.setattr(suite, "_start", start)
    monkeypatch.setattr(suite, "_follow_to_its_end", lambda part, _heard: follow(part))
    try:
        return suite._run_parts(job, lambda _result: None), started
    except BaseException:
        assert [part.child.did for part in started if part.child] == [["kill", "join"]] * sum(
            part.child is not None for part in started
        )
        raise


def passing(part: Part) -> None:
    """Have all tests of a part pass."""
    progress = part.progress
    progress.done = {
        name: TestResult(name, test.task, test.max_points, test.max_points, "pass")
        for name, test in progress.expected.items()
    }
    progress.printed = {name: f"{name} printed" for name in progress.done}
    progress.remarks = [Remark("import", "scipy"), Remark("import", f"slow: {part.job.slow}")]
    progress.finished = True
    part.child = None


def test_results_stand_in_the_order_of_the_list(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    result, started = run(monkeypatch, job, passing)
    assert [test.id for test in result.result.tests] == ["test_double", "test_double_of_nothing", "test_shout"]
    assert (result.result.points, result.result.bonus, len(started)) == (3.0, 1.0, 1)
    assert result.printed["test_shout"] == "test_shout printed"
    assert not result.machine_was_busy
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.machine_was_busy = True  # type: ignore[misc]


def test_one_part_keeps_the_order_of_its_suite(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    head, *tests = SUITE.split("@pytest.mark.task")
    turned = small_exercise(job.exercise.course.root, suite="@pytest.mark.task".join([head, *reversed(tests)]))
    result, _ = run(monkeypatch, dataclasses.replace(job, exercise=turned), passing)
    assert [test.task for test in result.result.tests] == ["shout", "double", "double"]


@pytest.fixture
def with_slow_tests(exercise: Exercise) -> Job:
    """The small exercise, whose first test is slow."""
    root = exercise.course.root
    slow = small_exercise(root, settings=f'slow_tests = ["test_double"]\n{SETTINGS}')
    return Job(slow, source(""), "1")


def test_two_parts_run_side_by_side_the_slow_one_first(monkeypatch: pytest.MonkeyPatch, with_slow_tests: Job) -> None:
    result, started = run(monkeypatch, with_slow_tests, passing)
    assert [part.job.slow for part in started] == [True, False]
    assert [set(part.progress.expected) for part in started] == [
        {"test_double"},
        {"test_double_of_nothing", "test_shout"},
    ]
    assert [test.task for test in result.result.tests] == ["double", "double", "shout"]
    assert len(result.printed) == 3
    assert [remark.text for remark in result.result.remarks] == ["scipy", "slow: False", "slow: True"]


def test_a_part_that_has_not_finished_has_another_child(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    seen: list[Part] = []

    def follow(part: Part) -> None:
        assert part.child is not None
        seen.append(part)
        if len(seen) < 3:
            part.child = None
        else:
            passing(part)

    _, started = run(monkeypatch, job, follow)
    assert (len(seen), len(started)) == (3, 3)


def test_whoever_has_had_enough_leaves_no_child_behind(
    monkeypatch: pytest.MonkeyPatch, job: Job, with_slow_tests: Job
) -> None:
    def enough(_part: Part) -> None:
        raise KeyboardInterrupt

    for each in (job, with_slow_tests):
        with pytest.raises(KeyboardInterrupt):
            run(monkeypatch, each, enough)


def test_a_child_that_is_gone_need_not_be_killed(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    def gone(part: Part) -> None:
        part.child = None
        raise NotMarkedError("gone")

    with pytest.raises(NotMarkedError, match="gone"):
        run(monkeypatch, job, gone)


def test_slow_tests_run_beside_the_others_only_where_somebody_waits(job: Job, with_slow_tests: Job) -> None:
    def parts(wanted: Job) -> list[bool | None]:
        return [part.slow for part in suite._side_by_side(wanted)]

    assert parts(with_slow_tests) == [False, True]
    assert [part.dpi for part in suite._side_by_side(dataclasses.replace(with_slow_tests, dpi=40))] == [0, 40]
    assert parts(job) == [None]
    assert parts(dataclasses.replace(with_slow_tests, sandbox=Bare())) == [None]
    assert parts(dataclasses.replace(with_slow_tests, tasks=("double",))) == [None]


def test_what_must_report_is_listed_with_its_points(job: Job) -> None:
    expected = suite._expected(job)
    assert expected["test_double"] == TestResult("test_double", "double", 0.0, 2.0, "not attempted")
    assert list(expected) == ["test_double", "test_double_of_nothing", "test_shout"]
    assert list(suite._expected(dataclasses.replace(job, tasks=("shout",)))) == ["test_shout"]


def test_an_exercise_whose_list_cannot_be_read_is_not_marked(job: Job) -> None:
    job.exercise.tests_file.write_text("[", encoding="utf-8")
    with pytest.raises(NotMarkedError):
        suite._expected(job)


@pytest.mark.parametrize(
    ("problem", "busy"), [(NotMarkedError("it broke"), False), (MachineBusyError("it is busy"), True)]
)
def test_a_suite_that_cannot_be_marked_has_no_points_and_none_to_be_had(
    monkeypatch: pytest.MonkeyPatch, job: Job, problem: NotMarkedError, busy: bool
) -> None:
    def fail(*_: Any) -> Any:
        raise problem

    monkeypatch.setattr(suite, "_run_parts", fail)
    ended = suite.run_suite(job)
    assert ended.result == ExerciseResult.not_marked("ex91", "double", str(problem))
    assert (ended.printed, ended.machine_was_busy) == ({}, busy)


def test_another_error_is_nobodys_to_hide(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    def fail(*_: Any) -> Any:
        raise UserError("a fault of ours")

    monkeypatch.setattr(suite, "_run_parts", fail)
    with pytest.raises(UserError):
        suite.run_suite(job)


@pytest.mark.parametrize("trains", [True, False])
def test_a_server_is_ready_for_what_trains(trains: bool, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = Course.here().exercise("ex12" if trains else "ex11")
    heard: list[Any] = []
    monkeypatch.setattr(suite, "prepare", lambda boxes, _libraries: heard.extend(boxes))
    monkeypatch.setattr(suite, "child_context", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        suite._start(suite.Part(Job(wanted, job.source, "1", Bubblewrap())))
    assert heard == [Bubblewrap(), Bubblewrap(slot=2500)][: 1 + trains]
