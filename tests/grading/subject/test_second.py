"""Where a student's networks are built anew: behind walls of its own, or in this process where there are none."""

from __future__ import annotations

import contextlib
import json
import resource
import sys
import time
import types
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from grading.errors import NotMarkedError, SubjectCrashError, SubjectTimeoutError
from grading.subject import LoadedSource, second
from grading.subject.reports import Missing, Raised, Unsendable, Value
from grading.subject.sandbox import Bare, Bubblewrap, bubblewrap_problem
from grading.subject.second import Second
from grading.subject.workers import end_servers
from grading.worker import probes
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests import needs

ASKED = ("an architecture", [np.ones(3)], [1, 2])


class Worker:
    """Stands in for a binding; `report` is what it answers, or raises."""

    made: list[Worker]
    report: Any = Value(1, value=[0.25, 0.5], type="list")

    def __init__(self, source: LoadedSource, allowed: list[str], sandbox: Any, **limits: float) -> None:
        self.source, self.allowed, self.sandbox, self.limits = source, allowed, sandbox, limits
        self.asked: list[Any] = []
        self.closed = 0
        self.made.append(self)

    def call(self, function: str, args: Any, kwargs: Any, *, probe: bool) -> Any:
        """Answer."""
        self.asked.append((function, args, kwargs, probe))
        if isinstance(self.report, BaseException):
            raise self.report
        return self.report

    def close(self) -> None:
        """Note it."""
        self.closed += 1


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> list[Worker]:
    """The workers that are started."""
    monkeypatch.setattr(second, "IsolatedBinding", Worker)
    monkeypatch.setattr(Worker, "made", [], raising=False)
    return Worker.made


def here(monkeypatch: pytest.MonkeyPatch, does: Any) -> None:
    """Have networks that are built in this process answer so."""

    def predicted_anew(*asked: Any) -> Any:
        return does(*asked)

    monkeypatch.setattr(second, "predicted_anew", predicted_anew)


# Where


def test_behind_walls_a_worker_of_its_own_builds_it(exercise: Exercise, workers: list[Worker]) -> None:
    asked = Second(exercise, Bubblewrap(slot=2))
    assert workers == [], "none is started before it is needed"
    got = asked.predicted(*ASKED)
    assert (type(got), got.tolist()) == (np.ndarray, [0.25, 0.5])  # type: ignore[union-attr]
    asked.predicted(*ASKED)
    (worker,) = workers
    assert worker.asked == [("predicted_anew", ASKED, {}, True)] * 2
    assert worker.source == LoadedSource(exercise.id, "second", b"pass"), "it holds nothing of the student's"
    assert worker.allowed == list(exercise.libraries)
    assert worker.limits == {"call_seconds": 30.0, "budget_seconds": 300.0}
    assert worker.sandbox == Bubblewrap(slot=2502), "another user"
    asked.close()
    asked.close()
    assert worker.closed == 1
    asked.predicted(*ASKED)
    assert len(workers) == 2


@pytest.mark.parametrize("sandbox", [None, Bare()])
def test_without_walls_it_is_built_in_this_process(
    exercise: Exercise, sandbox: Any, workers: list[Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Any] = []

    def answer(*asked: Any) -> list[int]:
        heard.append(asked)
        return [0, 7]

    here(monkeypatch, answer)
    asked = Second(exercise, sandbox)
    got = asked.predicted(*ASKED)
    assert (type(got), got.tolist(), heard) == (np.ndarray, [0, 7], [ASKED])  # type: ignore[union-attr]
    asked.close()
    assert workers == []


def test_the_probe_goes_by_the_name_that_is_asked_for() -> None:
    assert probes.PROBES["predicted_anew"] is probes.predicted_anew


# What goes wrong


@pytest.mark.parametrize(
    "report",
    [
        Raised(1, types=["ValueError"], text="no", frames=[]),
        Unsendable(1, "too much"),
        Missing(1),
        SubjectCrashError("it ended"),
        SubjectTimeoutError("it did not come back"),
        ValueError("no number"),
    ],
)
def test_what_cannot_be_built_is_not_confirmed(
    exercise: Exercise, report: Any, workers: list[Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Worker, "report", report)
    assert Second(exercise, Bubblewrap()).predicted(*ASKED) is None


def test_a_worker_that_does_not_start_is_no_fault_of_the_students(
    exercise: Exercise, workers: list[Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Worker, "report", NotMarkedError("it did not start"))
    with pytest.raises(NotMarkedError):
        Second(exercise, Bubblewrap()).predicted(*ASKED)


@pytest.mark.parametrize("error", [MemoryError, ValueError, RecursionError])
def test_what_cannot_be_built_here_is_not_confirmed(
    exercise: Exercise, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_asked: Any) -> Any:
        raise error

    here(monkeypatch, fails)
    assert Second(exercise, None).predicted(*ASKED) is None


def test_what_is_built_here_has_so_much_time(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    def long(*_asked: Any) -> Any:
        end = time.monotonic() + 10
        while time.monotonic() < end:
            pass
        return [1]

    monkeypatch.setattr(second, "SECONDS", 0.05)
    here(monkeypatch, long)
    assert Second(exercise, None).predicted(*ASKED) is None


# The room it has


def test_a_network_has_room_for_four_times_its_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    did: list[Any] = []

    @contextlib.contextmanager
    def room(size: int) -> Iterator[None]:
        did.append(size)
        yield
        did.append("over")

    def noting(answer: str) -> Any:
        return lambda *asked: answer if did.append(asked) is None else ""  # type: ignore[func-returns-value]

    monkeypatch.setitem(sys.modules, "keras", types.ModuleType("keras"))  # which is not everywhere
    monkeypatch.setattr(probes, "room", room)
    monkeypatch.setattr(probes, "build", noting("ours"))
    monkeypatch.setattr(probes, "predict", noting("what it says"))
    values = [np.zeros(3, dtype=np.float32), np.zeros(5, dtype=np.float32)]
    assert probes.predicted_anew("a", values, [1, 2]) == "what it says"
    assert did == [2**29 + 4 * 32, ("a", values), "over", 2**31, ("ours", [1, 2]), "over"]


# With the library itself


def described(kind: str, **config: Any) -> dict[str, Any]:
    """Describe a layer as Keras does."""
    return {"module": "keras.layers", "class_name": kind, "config": config, "registered_name": None}


def architecture(*layers: dict[str, Any]) -> str:
    """Describe a network of four inputs."""
    start = described("InputLayer", batch_shape=[None, 4], dtype="float32", name="start")
    return json.dumps({**described("Sequential", name="s", layers=[start, *layers]), "module": "keras"})


@needs.tensorflow
@pytest.mark.skipif(bool(bubblewrap_problem()), reason="needs bubblewrap")
def test_networks_are_built_behind_walls_and_none_takes_this_process(exercise: Exercise) -> None:
    """One is right, one would take 10 GB to answer, and one is of a layer that aborts TensorFlow or raises."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    heavy = Course.here().exercise("ex12")
    asked = Second(heavy, Bubblewrap())
    inputs = np.linspace(-1, 1, 20).reshape(5, 4).astype(np.float32)
    kernel, bias = np.ones((4, 2), dtype=np.float32), np.array([1, 2], dtype=np.float32)
    dense = architecture(described("Dense", units=2))
    wide = [described("Reshape", target_shape=[4, 1]), described("UpSampling1D", size=100_000)]
    try:
        got = asked.predicted(dense, [kernel, bias], inputs)
        assert got is not None
        np.testing.assert_allclose(got, inputs @ kernel + bias, atol=1e-5)
        assert asked.predicted(architecture(*wide, described("UpSampling1D", size=100_000)), [], inputs) is None
        assert asked.predicted(dense, [kernel], inputs) is None
        assert asked.predicted("no architecture", [], inputs) is None
        again = asked.predicted(dense, [kernel, bias], inputs)
        assert again is not None, "what went wrong before does not keep it from the next"
    finally:
        asked.close()
        end_servers()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 2**18  # kilobytes
