"""The isolated binding, whose worker is a stand-in: budgets, ends, and what it is told.

`tests/grading/test_isolated.py` has real workers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grading.errors import (
    GoneError,
    LateError,
    NotMarkedError,
    SubjectCrashError,
    SubjectTimeoutError,
    TooMuchError,
)
from grading.subject import isolated
from grading.subject.calls import Call, LoadedSource
from grading.subject.clock import Usage
from grading.subject.isolated import IsolatedBinding
from grading.subject.reports import Bad, CalledBack, Failed, Loaded, Missing, Raised, Ready, Tried, Unsendable, Value
from grading.subject.sandbox import Bare
from grading.worker.places import Cell
from grading.worker.wire import WireError

SOURCE = LoadedSource("ex91", "ex91_small", b"x = 1", None, (Cell(1, 2),))
READY, LOADED = Ready(0), Loaded(1, ["double"], [Failed(1, "raised E", ["shout"], False)])


class Machine:
    """Workers that answer what was laid ready, each answer after so many seconds."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.workers: list[Worker] = []
        self.now = 100.0
        self.usage = Usage()
        self.limits: list[float] = []
        self.before: list[Usage] = []

    def start(self, sandbox: Any, libraries: list[str], cpu_seconds: int) -> Worker:
        """Start a worker."""
        self.workers.append(Worker(self, (sandbox, libraries, cpu_seconds)))
        return self.workers[-1]


class Worker:
    """A worker and its pipes and meter."""

    def __init__(self, machine: Machine, asked: tuple[Any, ...]) -> None:
        self.machine, self.asked = machine, asked
        self.pipes = self.meter = self
        self.posted: list[dict[str, Any]] = []
        self.awaited: list[int] = []
        self.did: list[str] = []
        self.printed = ""

    def read(self) -> Usage:
        """Read what it has had."""
        return self.machine.usage

    def post(self, message: dict[str, Any]) -> None:
        """Note a message."""
        self.posted.append(message)

    def await_report(self, number: int, allowance: Any) -> Any:
        """Answer."""
        self.awaited.append(number)
        self.machine.limits.append(allowance.seconds)
        seconds, answer = self.machine.answers.pop(0)
        self.machine.now += seconds
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def take_output(self) -> str:
        """Return what was printed."""
        printed, self.printed = self.printed, ""
        return printed

    def release(self) -> None:
        """Note it."""
        self.did.append("release")

    def kill(self) -> None:
        """Note it."""
        self.did.append("kill")


class Allowance:
    """Counts by the machine's clock; nothing is waited for."""

    machine: Machine

    def __init__(self, seconds: float, _read: Any, *, before: Usage) -> None:
        self.seconds, self.begin = seconds, self.machine.now
        self.machine.before.append(before)

    @property
    def elapsed(self) -> float:
        """Seconds since it began."""
        return self.machine.now - self.begin

    def charged(self) -> float:
        """Return half of them: the rest was waited."""
        return self.elapsed / 2


Make = Callable[..., tuple[IsolatedBinding, Machine]]


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Make:
    """Make a binding whose worker answers these, at once or after so many seconds."""

    def made(*answers: Any, call_seconds: float = 8, budget_seconds: float = 20, **more: Any) -> Any:
        timed = [answer if isinstance(answer, tuple) else (0.0, answer) for answer in answers]
        machine = Machine(*timed)
        monkeypatch.setattr(isolated, "start_worker", machine.start)
        monkeypatch.setattr(isolated, "Allowance", Allowance)
        monkeypatch.setattr(Allowance, "machine", machine, raising=False)
        binding = IsolatedBinding(
            SOURCE, ["numpy"], Bare(), call_seconds=call_seconds, budget_seconds=budget_seconds, **more
        )
        return binding, machine

    return made


def value(what: Any = 6) -> Value:
    """Return the report of a value."""
    return Value(2, what)


# Starting and loading


def test_a_worker_is_started_ahead_and_handed_the_source(make: Make) -> None:
    _, machine = make(beside=b"y = 2", chance=5, load_seconds=10)
    (worker,) = machine.workers
    assert worker.asked == (Bare(), ["numpy"], 80)
    (message,) = worker.posted
    arrays = {name: message.pop(name).tobytes() for name in ("source", "beside")}
    assert arrays == {"source": b"x = 1", "beside": b"y = 2"}
    assert message == {
        "do": "load",
        "id": 1,
        "name": "ex91_small",
        "file": "ex91_small.ipynb",
        "top_seconds": 3.0,
        "cells": [[1, 2]],
        "allowed": ["numpy"],
        "chance": 5,
    }
    assert worker.awaited == []
    assert make()[1].workers[0].posted[0]["chance"] == 0


def test_a_module_is_loaded_once_before_its_first_call(make: Make) -> None:
    binding, machine = make(READY, LOADED, value(6), value(7))
    told: Loaded | None = binding.told
    assert told is None
    assert binding.call("double", (3,), {"x": 4}, how="counted") == value(6)
    assert binding.told == LOADED
    assert binding.call("describe", (), {}, probe=True) == value(7)
    worker = machine.workers[0]
    assert worker.awaited == [0, 1, 2, 3]
    assert worker.posted[1:] == [
        {"do": "call", "id": 2, "function": "double", "args": (3,), "kwargs": {"x": 4}, "how": "counted"},
        {"do": "probe", "id": 3, "function": "describe", "args": (), "kwargs": {}, "how": "plainly"},
    ]
    assert machine.limits == [60, 8, 8, 8]


def test_loading_has_the_time_of_a_call_unless_it_is_said(make: Make) -> None:
    binding, machine = make(READY, LOADED, value(), load_seconds=3)
    binding.call("double", (), {})
    assert machine.limits == [60, 3, 8]
    binding, machine = make(READY, LOADED, value(), load_seconds=30)
    binding.call("double", (), {})
    assert machine.limits == [60, 20, 8], "no more than the budget"


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (LOADED, "it answered before it was asked"),
        (LateError(), "it was not ready within 60 s"),
        (GoneError("exit code 3"), "exit code 3"),
        (WireError("no frame"), "no frame"),
    ],
)
def test_a_worker_that_does_not_start_is_no_fault_of_the_students(make: Make, answer: Any, problem: str) -> None:
    binding, machine = make(answer)
    with pytest.raises(NotMarkedError, match=rf"^the worker for ex91_small.ipynb did not start: {problem}$"):
        binding.call("double", (), {})
    assert machine.workers[0].did == ["kill"]
    assert binding.spent == 0


@pytest.mark.parametrize("report", [Bad(1, "error", "no Python"), Bad(1, "not attempted", "")])
def test_a_module_that_cannot_be_run_stays_so(make: Make, report: Any) -> None:
    binding, machine = make(READY, report)
    assert [binding.call("double", (), {}) for _ in range(3)] == [report] * 3
    assert machine.workers[0].awaited == [0, 1]
    assert binding.told is None
    machine.now += 1000
    binding.forget()
    assert len(machine.workers[0].posted) == 1


@pytest.mark.parametrize(
    ("answer", "kind", "message"),
    [
        (
            LateError(),
            SubjectTimeoutError,
            "ex91_small.ipynb did not finish loading within 8 s: does a loop outside the functions never end?",
        ),
        (
            GoneError("signal SIGKILL"),
            SubjectCrashError,
            "ex91_small.ipynb ended the Python interpreter while it was loaded (signal SIGKILL)",
        ),
        (WireError("no frame"), SubjectCrashError, "ex91_small.ipynb did not load: no frame"),
        (TooMuchError("it held 9 GB"), SubjectCrashError, "ex91_small.ipynb did not load: it held 9 GB"),
        (value(), SubjectCrashError, "ex91_small.ipynb did not load: an answer of another kind than was asked for"),
    ],
)
def test_a_module_that_does_not_load_is_the_whole_files_problem(
    make: Make, answer: Any, kind: type[SubjectCrashError], message: str
) -> None:
    binding, machine = make(READY, (3.0, answer))
    with pytest.raises(kind) as caught:
        binding.call("double", (), {})
    assert (type(caught.value), str(caught.value), caught.value.reason) == (kind, message, "whole file")
    assert machine.workers[0].did == ["kill"]
    assert binding.spent == 1.5


# Calls


@pytest.mark.parametrize(
    ("answer", "kind", "message"),
    [
        (LateError(), SubjectTimeoutError, "double did not come back within 8 s: does a loop never end?"),
        (GoneError("exit code 3"), SubjectCrashError, "double ended the Python interpreter (exit code 3)"),
        (TooMuchError("it held 9 GB"), SubjectCrashError, "double was ended: it held 9 GB"),
    ],
)
def test_a_call_that_does_not_come_back_ends_its_worker_and_the_next_has_another(
    make: Make, answer: Any, kind: type[SubjectCrashError], message: str
) -> None:
    binding, machine = make(READY, LOADED, answer, READY, LOADED, value())
    with pytest.raises(kind) as caught:
        binding.call("double", (), {})
    assert (type(caught.value), str(caught.value), caught.value.reason) == (kind, message, "own")
    assert binding.call("double", (), {}) == value()
    first, second = machine.workers
    assert (first.did, second.did) == (["kill"], [])
    assert second.awaited == [0, 3, 4], "no answer of the first one's counts"


@pytest.mark.parametrize("answer", [WireError("no frame"), CalledBack(0, (), {}), LOADED, READY])
def test_an_answer_that_is_none_cannot_be_compared(make: Make, answer: Any) -> None:
    binding, machine = make(READY, LOADED, answer)
    report = binding.call("double", (), {})
    text = "no frame" if isinstance(answer, WireError) else "an answer of another kind than was asked for"
    assert report == Unsendable(2, text)
    assert machine.workers[0].did == ["kill"]


def test_what_a_callback_raises_ends_the_worker_that_waits_for_its_answer(make: Make) -> None:
    binding, machine = make(READY, LOADED, (2.0, ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        binding.call("double", (), {})
    assert machine.workers[0].did == ["kill"]
    assert binding.spent == 1.0


def test_a_function_that_is_not_there_is_told_with_what_loading_showed(make: Make) -> None:
    binding, _ = make(READY, LOADED, Missing(2), Raised(3, ["E"], "e", []))
    assert binding.call("shout", (), {}) == Missing(2, LOADED.functions, LOADED.failed)
    assert binding.call("double", (), {}) == Raised(3, ["E"], "e", [])


@pytest.mark.parametrize(
    ("function", "probe", "kind"),
    [
        ("build", True, NotMarkedError),
        ("build", False, SubjectCrashError),
        ("describe", True, SubjectCrashError),
    ],
)
def test_a_worker_that_ends_while_nothing_of_the_students_runs_is_no_fault_of_theirs(
    make: Make, function: str, probe: bool, kind: type[Exception]
) -> None:
    binding, machine = make(READY, LOADED, GoneError("signal SIGKILL"))
    with pytest.raises(kind) as caught:
        binding.call(function, (), {}, probe=probe)
    assert type(caught.value) is kind
    assert "(signal SIGKILL)" in str(caught.value)
    assert machine.workers[0].did == ["kill"]


# Trials


CAME: list[list[Any]] = [[["value", 4]], [["nothing"]]]
CALLS = [Call("double", (3,), {"x": 4})]


def test_versions_are_tried_in_the_worker_and_cost_nothing(make: Make) -> None:
    binding, machine = make(READY, LOADED, (2.0, value()), (4.0, Tried(3, CAME)), value())
    binding.call("double", (), {})
    spent, machine.usage = binding.spent, Usage(waited=7.0)
    assert binding.tried("double", ["a", "b"], CALLS, 0.5) == CAME
    worker = machine.workers[0]
    assert worker.posted[-1] == {
        "do": "try",
        "id": 3,
        "function": "double",
        "texts": ["a", "b"],
        "calls": [((3,), {"x": 4})],
        "seconds": 0.5,
    }
    assert worker.awaited[-1] == 3
    assert machine.limits[-1] == 2.0
    assert machine.before[-1] == Usage(waited=7.0), "what was waited before is not its own"
    assert binding.spent == spent
    binding.call("double", (), {})
    assert worker.did == []


def test_nothing_is_tried_without_a_module_or_without_versions(make: Make) -> None:
    binding, machine = make(READY, LOADED, value())
    assert binding.tried("double", ["a"], CALLS, 0.5) == []
    binding.call("double", (), {})
    assert binding.tried("double", [], CALLS, 0.5) == []
    binding.close()
    assert binding.tried("double", ["a"], CALLS, 0.5) == []
    assert len(machine.workers) == 1
    assert len(machine.workers[0].posted) == 2


@pytest.mark.parametrize(
    "answer",
    [LateError(), GoneError("signal SIGKILL"), TooMuchError("it held 9 GB"), WireError("no"), NotMarkedError("no")],
)
def test_a_trial_that_ends_its_worker_names_nothing_and_the_next_call_has_another(make: Make, answer: Any) -> None:
    binding, machine = make(READY, LOADED, value(6), (9.0, answer), READY, LOADED, value(7))
    binding.call("double", (), {})
    spent = binding.spent
    assert binding.tried("double", ["a"], CALLS, 0.5) == []
    assert binding.spent == spent
    assert binding.call("double", (), {}) == value(7)
    first, second = machine.workers
    assert (first.did, second.did) == (["kill"], [])


def test_what_a_callback_raises_in_a_trial_ends_its_worker(make: Make) -> None:
    binding, machine = make(READY, LOADED, value(), ZeroDivisionError())
    binding.call("double", (), {})
    with pytest.raises(ZeroDivisionError):
        binding.tried("double", ["a"], CALLS, 0.5)
    assert machine.workers[0].did == ["kill"]


def test_an_answer_of_another_kind_is_none_of_a_trial(make: Make) -> None:
    binding, _ = make(READY, LOADED, value(), value())
    binding.call("double", (), {})
    assert binding.tried("double", ["a"], CALLS, 0.5) == []


# Budget


def test_a_budget_is_spent_by_loading_and_calls_together(make: Make) -> None:
    binding, machine = make(
        READY, (4.0, LOADED), (12.0, value()), (14.0, value()), (8.0, value()), call_seconds=16, budget_seconds=20
    )
    for _ in range(2):
        binding.call("double", (), {})
    assert binding.spent == 2 + 6 + 7
    assert machine.limits == [60, 16, 16, 12], "12 of 20 s are left after 8"
    binding.call("double", (), {})
    assert machine.limits[-1] == 5
    assert binding.spent == 19


@pytest.mark.parametrize("seconds", [40.0, 60.0])
def test_what_is_spent_is_spent(make: Make, seconds: float) -> None:
    binding, machine = make(READY, LOADED, (seconds, value()))
    binding.call("double", (), {})
    with pytest.raises(SubjectTimeoutError, match=r"^double was not called: the exercise's 20 s are spent$") as caught:
        binding.call("double", (), {})
    assert caught.value.reason == "own"
    assert len(machine.workers) == 1
    assert machine.workers[0].did == []


def test_a_module_is_not_loaded_anew_once_the_budget_is_spent(make: Make) -> None:
    binding, machine = make(READY, LOADED, (40.0, LateError()))
    with pytest.raises(SubjectTimeoutError):
        binding.call("double", (), {})
    for _ in range(2):
        with pytest.raises(SubjectTimeoutError, match="was not called"):
            binding.call("double", (), {})
    assert len(machine.workers) == 1


def test_a_limit_that_the_budget_cuts_is_told(make: Make) -> None:
    binding, _ = make(READY, LOADED, (30.0, value()), LateError())
    binding.call("double", (), {})
    with pytest.raises(SubjectTimeoutError, match="did not come back within 5 s"):
        binding.call("double", (), {})


def test_a_worker_that_was_ended_is_not_started_anew_once_the_budget_is_spent(make: Make) -> None:
    binding, machine = make(READY, LOADED, (40.0, value()))
    binding.call("double", (), {})
    binding.close()
    with pytest.raises(SubjectTimeoutError, match="was not called"):
        binding.call("double", (), {})
    assert len(machine.workers) == 1


def test_nothing_is_given_back_of_what_was_read_at_once(make: Make) -> None:
    binding, machine = make(READY, LOADED, BRIEF, (40.0, value()), value())
    for _ in range(2):
        binding.call("double", (), {})
    machine.usage = Usage(waited=5.0)
    with pytest.raises(SubjectTimeoutError, match="was not called"):
        binding.call("double", (), {})


def test_what_was_waited_before_brief_calls_is_not_given_back(make: Make) -> None:
    binding, machine = make(READY, LOADED, *[BRIEF] * 40, budget_seconds=1)
    machine.usage = Usage(waited=3.0)
    for _ in range(32):
        binding.call("double", (), {})
    machine.usage = Usage(waited=3.25)
    binding.call("double", (), {})
    assert machine.limits[-1] == 0.25


BRIEF = (1 / 32, value())
"""A call below a twentieth of a second; 32 of them make a second."""


def test_brief_calls_count_whole_until_the_budget_seems_to_be_spent(make: Make) -> None:
    binding, machine = make(READY, LOADED, *[BRIEF] * 40, budget_seconds=1)
    for _ in range(32):
        binding.call("double", (), {})
    assert binding.spent == 1
    machine.usage = Usage(waited=0.5, ran=0.5)
    binding.call("double", (), {})  # half a second was waited: it is given back
    assert machine.limits[-1] == 0.5
    assert binding.spent == 0.5 + 1 / 32
    for _ in range(4):
        binding.call("double", (), {})
    assert binding.spent == 0.5 + 5 / 32


def test_brief_calls_that_went_beyond_the_budget_are_looked_at_too(make: Make) -> None:
    budget = 63 / 64
    binding, machine = make(READY, LOADED, *[BRIEF] * 40, budget_seconds=budget)
    for _ in range(32):
        binding.call("double", (), {})
    assert binding.spent == 1
    machine.usage = Usage(waited=0.5, ran=0.5)
    binding.call("double", (), {})
    assert machine.limits[-1] == budget - 0.5


def test_no_more_is_given_back_than_brief_calls_had(make: Make) -> None:
    binding, machine = make(READY, LOADED, (1.0, value()), *[BRIEF] * 20, budget_seconds=1)
    for _ in range(17):
        binding.call("double", (), {})
    assert binding.spent == 1
    machine.usage = Usage(waited=100.0)
    binding.call("double", (), {})
    assert binding.spent == 0.5 + 1 / 32


def test_nothing_is_given_back_where_nothing_was_waited(make: Make) -> None:
    binding, machine = make(READY, LOADED, *[BRIEF] * 40, budget_seconds=1)
    for _ in range(32):
        binding.call("double", (), {})
    machine.usage = Usage(waited=-3.0)
    with pytest.raises(SubjectTimeoutError, match="was not called"):
        binding.call("double", (), {})
    assert binding.spent == 1


def test_what_was_waited_before_a_call_is_not_its_own(make: Make) -> None:
    binding, machine = make(READY, LOADED, (2.0, value()), (0.01, value()), (2.0, value()))
    machine.usage = Usage(waited=3.0)
    binding.call("double", (), {})
    assert machine.before == [Usage(), Usage(waited=3.0), Usage(waited=3.0)]
    machine.usage = Usage(waited=5.0)
    binding.call("double", (), {})
    binding.call("double", (), {})
    assert machine.before[3:] == [Usage(waited=3.0), Usage(waited=3.0)]
    assert binding.spent == pytest.approx(1 + 0.01 + 1)


@pytest.mark.parametrize(("seconds", "spent"), [(0.049, 0.049), (0.05, 0.025), (0.06, 0.03)])
def test_from_a_twentieth_of_a_second_on_it_is_read_what_was_waited(make: Make, seconds: float, spent: float) -> None:
    binding, machine = make(READY, LOADED, (seconds, value()))
    machine.now = 0.0
    binding.call("double", (), {})
    assert binding.spent == pytest.approx(spent)


def test_a_new_worker_begins_with_its_own_usage(make: Make) -> None:
    binding, machine = make(READY, LOADED, LateError(), READY, LOADED, value())
    machine.usage = Usage(waited=3.0)
    with pytest.raises(SubjectTimeoutError):
        binding.call("double", (), {})
    machine.usage = Usage(waited=4.0)
    binding.call("double", (), {})
    assert machine.before[3:] == [Usage(waited=4.0)] * 3


# Ends


def test_objects_are_forgotten_by_a_worker_that_has_the_module(make: Make) -> None:
    binding, machine = make(READY, LOADED, value())
    binding.forget()
    assert len(machine.workers[0].posted) == 1
    binding.call("double", (), {})
    binding.forget()
    assert machine.workers[0].posted[-1] == {"do": "forget"}
    binding.close()
    binding.forget()
    assert len(machine.workers[0].posted) == 3


def test_a_binding_that_was_closed_starts_another_worker(make: Make) -> None:
    binding, machine = make(READY, LOADED, value(), READY, LOADED, value())
    binding.call("double", (), {})
    binding.close()
    binding.close()
    assert machine.workers[0].did == ["release"]
    assert binding.call("double", (), {}) == value()
    assert len(machine.workers) == 2


def test_what_was_printed_is_kept_when_a_worker_is_killed(make: Make) -> None:
    binding, machine = make(READY, LOADED, LateError(), READY, LOADED, value())
    machine.workers[0].printed = "first, "
    with pytest.raises(SubjectTimeoutError):
        binding.call("double", (), {})
    binding.call("double", (), {})
    machine.workers[1].printed = "second"
    assert binding.take_output() == "first, second"
    assert binding.take_output() == ""
    binding.close()
    assert binding.take_output() == ""


def test_bytes_of_the_source_go_as_they_are(make: Make) -> None:
    _, machine = make()
    source = machine.workers[0].posted[0]["source"]
    assert (source.dtype, source.shape) == (np.uint8, (5,))
