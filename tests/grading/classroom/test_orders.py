"""What travels to a cluster and what comes back, whatever happens there: scheduler and processes are stand-ins.

`test_cluster.py` has real ones.
"""

from __future__ import annotations

import dataclasses
import logging
import os
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from grading.classroom import cluster, distant
from grading.classroom.cluster import connect, mark_on_cluster, workers
from grading.classroom.distant import LostError, Order, mark_there, marked
from grading.classroom.pool import LOST, Marked, Unit
from grading.results import ExerciseResult
from grading.subject import Sandbox
from grading.subject.sandbox import Bare
from reference.ground.errors import UserError

ADDRESS = "tcp://10.0.0.1:8786"


@dataclasses.dataclass(frozen=True)
class Course:
    """What is asked of a course: whether it is the same."""

    name: str


OURS, THEIRS, HERE = Course("ours"), Course("theirs"), Course("here")


@dataclasses.dataclass(frozen=True)
class Exercise:
    """What is asked of an exercise."""

    id: str = "ex91"
    course: Course = OURS
    print: str = "f"

    @property
    def tasks(self) -> list[Any]:
        """Tasks: a result that nobody could make names the first."""
        return [SimpleNamespace(name="double"), SimpleNamespace(name="shout"), SimpleNamespace(name="last")]

    def fingerprint(self) -> str:
        """Count how often it is asked for."""
        FINGERPRINTS.append(self.id)
        return f"{self.print} of {self.id}"


FINGERPRINTS: list[str] = []


def unit(key: str, **more: Any) -> Unit:
    """Return a unit of a student's."""
    exercise: Any = Exercise(**more)
    source: Any = f"source of {key}"
    return Unit(key, exercise, source, "5")


def result(of: Unit, *, busy: bool = False) -> Marked:
    """Return what came of a unit."""
    return Marked(of, ExerciseResult.of("ex91", [], []), None, busy)


class Scheduler:
    """Stands in for Dask: a scheduler whose workers answer at once."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.answers: Callable[[Order], tuple[str, Any]] = lambda order: ("finished", result(order.unit))
        self.orders: list[Order] = []
        self.closed = 0
        self.loop = object()
        self.problem: Exception | None = None

    def Client(self, address: str, **how: Any) -> Any:  # noqa: N802
        """Connect."""
        self.asked.append((address, how))
        if self.problem is not None:
            raise self.problem
        return self

    def close(self) -> None:
        """Close."""
        self.closed += 1

    def nthreads(self) -> dict[str, int]:
        """Return the workers."""
        return {"one": 4, "two": 1}

    def submit(self, function: Any, order: Order, **how: Any) -> Any:
        """Take an order."""
        assert function is mark_there
        assert how == {"pure": False, "retries": 3}, "the same order is not taken for one that was done"
        self.orders.append(order)
        status, answer = self.answers(order)
        return Future(status, answer)

    def as_completed(self, futures: Any, *, loop: Any, raise_errors: bool) -> Iterator[Any]:
        """Yield what is done."""
        assert loop is self.loop
        assert raise_errors is False
        return iter(list(futures))


class Future:
    """What becomes of an order."""

    def __init__(self, status: str, answer: Any) -> None:
        self.status, self.answer = status, answer

    def result(self) -> Any:
        """Return it."""
        return self.answer


@pytest.fixture
def dask(monkeypatch: pytest.MonkeyPatch) -> Scheduler:
    """A scheduler that answers."""
    scheduler = Scheduler()
    monkeypatch.setitem(sys.modules, "distributed", scheduler)
    monkeypatch.setattr(cluster, "Course", SimpleNamespace(here=lambda: OURS))
    FINGERPRINTS.clear()
    return scheduler


def mark(*units: Unit) -> list[Marked]:
    """Mark units on the cluster."""
    return list(mark_on_cluster(units, sandbox=Bare(), scheduler=ADDRESS))


# The scheduler


def test_a_scheduler_has_twenty_seconds_to_answer(dask: Scheduler) -> None:
    logging.getLogger("distributed").setLevel(logging.INFO)
    assert connect(ADDRESS) is dask
    assert dask.asked == [(ADDRESS, {"timeout": 20.0, "set_as_default": False})]
    assert logging.getLogger("distributed").level == logging.CRITICAL


@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (OSError("no route\nto host\n(113)"), "no route"),
        (TimeoutError(), "it does not answer"),
        (ValueError("no address"), "no address"),
    ],
)
def test_a_scheduler_that_does_not_answer_is_one_sentence(dask: Scheduler, problem: Exception, why: str) -> None:
    dask.problem = problem
    with pytest.raises(UserError) as caught:
        mark(unit("anna"))
    assert str(caught.value) == f"no Dask scheduler at {ADDRESS} ({why}): start one with `dask scheduler`"


def test_without_dask_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match=r'--scheduler needs Dask: pip install -c constraints\.txt -e "\.\[instr'):
        connect(ADDRESS)


def test_workers_are_counted_and_not_their_threads(dask: Scheduler) -> None:
    assert workers(ADDRESS) == 2
    assert dask.closed == 1


# Orders


def test_every_unit_is_ordered_and_what_comes_is_handed_on(dask: Scheduler) -> None:
    units = [unit("anna"), unit("ben", id="ex92", course=THEIRS), unit("cem")]
    assert mark(*units) == [result(one) for one in units]
    assert dask.orders == [
        Order(units[0], "f of ex91", True, "none"),
        Order(units[1], "f of ex92", False, "none"),
        Order(units[2], "f of ex91", True, "none"),
    ]
    assert FINGERPRINTS == ["ex91", "ex92"], "read once an exercise, not once a student"
    assert dask.closed == 1


def test_what_a_machine_was_too_busy_for_is_marked_once_more_at_the_end(dask: Scheduler) -> None:
    anna, ben, cem = unit("anna"), unit("ben"), unit("cem")
    times = {"anna": 1, "ben": 9, "cem": 0}

    def answer(order: Order) -> tuple[str, Marked]:
        times[order.unit.key] -= 1
        return "finished", result(order.unit, busy=times[order.unit.key] >= 0)

    dask.answers = answer
    assert mark(anna, ben, cem) == [result(cem), result(anna), result(ben, busy=True)]
    assert [order.unit.key for order in dask.orders] == ["anna", "ben", "cem", "anna", "ben"]


def test_a_worker_that_is_lost_for_good_costs_nobody_a_point(dask: Scheduler) -> None:
    dask.answers = lambda order: ("error", None) if order.unit.key == "anna" else ("finished", result(order.unit))
    lost, other = mark(unit("anna"), unit("ben"))
    assert (lost.unit.key, lost.picture, lost.machine_was_busy) == ("anna", None, False)
    assert lost.result == ExerciseResult.not_marked("ex91", "double", LOST)
    assert other.unit.key == "ben"


@pytest.mark.parametrize("status", ["cancelled", "lost", "pending", "zz"])
def test_a_scheduler_that_is_lost_ends_the_run_with_one_sentence(dask: Scheduler, status: str) -> None:
    dask.answers = lambda _order: (status, None)
    with pytest.raises(UserError, match=rf"the Dask scheduler at {ADDRESS} is lost: the same command goes on"):
        mark(unit("anna"))
    assert dask.closed == 1


# Beside a worker


def order(of: Unit | None = None, fingerprint: str = "f of ex91", is_ours: bool = False, kind: str = "none") -> Order:
    """Return an order."""
    return Order(of or unit("anna", course=THEIRS), fingerprint, is_ours, kind)


class Process:
    """Stands in for a process beside the worker."""

    made: list[Process]
    answers: list[Any]

    def __init__(self) -> None:
        self.ended = 0
        Process.made.append(self)

    def ask(self, order: Order) -> Any:
        """Answer."""
        answer = Process.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer, order

    def end(self) -> None:
        """End."""
        self.ended += 1


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> type[Process]:
    """Processes that are made."""
    Process.made, Process.answers = [], []
    monkeypatch.setattr(distant, "_Process", Process)
    monkeypatch.setattr(distant, "_own", SimpleNamespace())
    return Process


def test_a_thread_of_a_worker_keeps_its_process(beside: type[Process]) -> None:
    beside.answers = ["one", "two"]
    assert [mark_there(order()), mark_there(order())] == [("one", order()), ("two", order())]  # type: ignore[comparison-overlap]
    assert len(beside.made) == 1
    assert beside.made[0].ended == 0


@pytest.mark.parametrize("gone", [EOFError(), BrokenPipeError()])
def test_a_process_that_has_ended_is_another_the_next_time(beside: type[Process], gone: Exception) -> None:
    beside.answers = [gone, "two"]
    with pytest.raises(LostError):
        mark_there(order())
    assert mark_there(order()) == ("two", order())  # type: ignore[comparison-overlap]
    assert [process.ended for process in beside.made] == [1, 0]


def test_a_process_answers_one_order_after_the_other_until_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    for gone in (EOFError(), ConnectionResetError()):
        asked: list[Any] = [1, 2, gone]
        did: list[Any] = []

        def receive(asked: list[Any] = asked) -> Any:
            one = asked.pop(0)
            if isinstance(one, Exception):
                raise one
            return one

        def leave(code: int) -> None:
            raise SystemExit(code)

        monkeypatch.setattr(distant, "begin", lambda did=did: did.append("begins"))
        monkeypatch.setattr(distant, "Connection", lambda number, did=did: _pipe(number, did, receive))
        monkeypatch.setattr(distant, "marked", lambda order: 10 * order)
        monkeypatch.setattr(os, "_exit", leave)
        monkeypatch.setattr(sys, "argv", ["-c", "7", "8"])
        with pytest.raises(SystemExit) as caught:
            distant.serve()
        assert caught.value.code == 0
        assert did == ["begins", 7, 10, 20]


def _pipe(number: int, did: list[Any], receive: Callable[[], Any]) -> Any:
    did.append(number)
    return SimpleNamespace(recv=receive, send=did.append)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is done on this machine, whose own course is another one."""
    did: list[Any] = []
    monkeypatch.setattr(distant, "Course", SimpleNamespace(here=lambda: HERE))
    monkeypatch.setattr(distant, "warm", lambda exercise: did.append(("warm", exercise.course)))
    monkeypatch.setattr(Sandbox, "best", staticmethod(lambda: "the best"))

    def mark_one(of: Unit, sandbox: Any) -> Marked:
        did.append((of.exercise.course, sandbox if isinstance(sandbox, str) else type(sandbox)))
        return result(of, busy=True)

    monkeypatch.setattr(distant, "mark_one", mark_one)
    distant._fingerprint.cache_clear()
    FINGERPRINTS.clear()
    return did


@pytest.mark.parametrize(("is_ours", "course"), [(True, HERE), (False, THEIRS)])
@pytest.mark.parametrize(("kind", "sandbox"), [("none", Bare), ("bubblewrap", "the best"), ("other", "the best")])
def test_a_unit_is_marked_with_this_machines_own_course_and_told_as_it_was_ordered(
    here: list[Any], is_ours: bool, course: Course, kind: str, sandbox: Any
) -> None:
    asked = order(is_ours=is_ours, kind=kind)
    assert marked(asked) == result(asked.unit, busy=True)
    assert here == [("warm", course), (course, sandbox)]


@pytest.mark.parametrize("fingerprint", ["a", "z"])
def test_a_machine_with_other_tests_marks_nothing(here: list[Any], fingerprint: str) -> None:
    done = marked(order(fingerprint=fingerprint))
    assert not done.result.is_marked
    assert "could not be marked: the kata on " in done.result.problem
    assert done.result.problem.endswith(" has other tests: bring it to the same version")
    assert (done.unit, done.picture, here) == (order().unit, None, [])


def test_a_fingerprint_is_read_once(here: list[Any]) -> None:
    for _ in range(3):
        marked(order())
    assert FINGERPRINTS == ["ex91"]


def test_a_fault_of_ours_is_told_by_its_kind(here: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_exercise: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(distant, "warm", fail)
    assert marked(order()).result.problem == "ex91 could not be marked: ZeroDivisionError: oh"


def test_an_order_does_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        order().sandbox = "none"  # type: ignore[misc]
