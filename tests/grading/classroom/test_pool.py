"""Every unit has a result, whatever happens to the processes that mark; the processes are stand-ins here."""

from __future__ import annotations

import dataclasses
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from types import SimpleNamespace
from typing import Any

import pytest

from grading.classroom import pool
from grading.classroom.pool import LOST, Marked, Unit, mark_all
from grading.marking.job import Job
from grading.marking.suite import SuiteResult
from grading.results import ExerciseResult, Outcome, TestResult
from grading.subject.sandbox import Bare
from reference.kit.exercise import Exercise
from tests.grading.small import source

Does = Callable[[Unit, int], Any]


class Executor:
    """Stands for a pool: marks at once, in this process; may break."""

    made: list[Executor]
    does: Does

    def __init__(self, jobs: int, mp_context: Any, initializer: Any) -> None:
        assert mp_context.get_start_method() == "fork"
        assert initializer is pool.begin
        self.jobs, self.number = jobs, len(Executor.made)
        self.asked: list[tuple[Unit, Any]] = []
        self.shut: list[dict[str, bool]] = []
        Executor.made.append(self)

    def __enter__(self) -> Executor:
        return self

    def __exit__(self, *_: Any) -> None:
        return None

    def submit(self, function: Any, unit: Unit, sandbox: Any) -> Future[Any]:
        """Mark a unit."""
        assert function is pool.mark_one
        self.asked.append((unit, sandbox))
        future: Future[Any] = Future()
        result = Executor.does(unit, self.number)
        if isinstance(result, BrokenProcessPool) and "refuses" in str(result):
            raise result
        if isinstance(result, BaseException):
            future.set_exception(result)
        else:
            future.set_result(result)
        return future

    def shutdown(self, **options: bool) -> None:
        """Note it."""
        self.shut.append(options)


@pytest.fixture
def executors(monkeypatch: pytest.MonkeyPatch) -> list[Executor]:
    """The pools that are made."""
    monkeypatch.setattr(pool, "ProcessPoolExecutor", Executor)
    monkeypatch.setattr(pool, "warm", lambda exercise: warmed.append(exercise.id))
    warmed: list[str] = []
    monkeypatch.setattr(Executor, "made", [], raising=False)
    monkeypatch.setattr(Executor, "does", staticmethod(lambda unit, _number: done(unit)), raising=False)
    Executor.warmed = warmed  # type: ignore[attr-defined]
    return Executor.made


def result(*outcomes: Outcome) -> ExerciseResult:
    """Return a result of tests that ended so."""
    tests = [TestResult(f"test_{i}", "double", float(o == "pass"), 1.0, o) for i, o in enumerate(outcomes)]
    return ExerciseResult.of("ex91", tests, [])


def done(unit: Unit, *, busy: bool = False) -> Marked:
    """Return that a unit was marked."""
    return Marked(unit, result("pass"), None, machine_was_busy=busy)


@pytest.fixture
def units(exercise: Exercise) -> list[Unit]:
    """Three units."""
    return [Unit(name, exercise, source(""), "7") for name in ("anna", "ben", "cem")]


def marked(units: list[Unit], does: Does | None = None, jobs: int = 2) -> dict[str, str]:
    """Mark all units, each of which ends so; return what came of whom."""
    if does is not None:
        Executor.does = staticmethod(does)
    came = list(mark_all(units, sandbox=Bare(), jobs=jobs))
    assert sorted(one.unit.key for one in came) == sorted(unit.key for unit in units), "each has one result"
    return {one.unit.key: one.result.problem if not one.result.is_marked else "marked" for one in came}


def test_all_are_marked_by_one_pool(executors: list[Executor], units: list[Unit]) -> None:
    assert set(marked(units).values()) == {"marked"}
    (made,) = executors
    assert made.jobs == 2
    assert made.asked == [(unit, Bare()) for unit in units]
    assert Executor.warmed == ["ex91"]  # type: ignore[attr-defined]


def test_nobody_is_marked_where_nobody_handed_in(executors: list[Executor]) -> None:
    assert marked([]) == {}


@pytest.mark.parametrize("how", ["breaks", "refuses"])
def test_what_a_broken_pool_left_is_marked_by_another(executors: list[Executor], units: list[Unit], how: str) -> None:
    def does(unit: Unit, number: int) -> Any:
        return BrokenProcessPool(how) if unit.key != "anna" and number == 0 else done(unit)

    assert set(marked(units, does).values()) == {"marked"}
    assert [sorted(unit.key for unit, _ in made.asked) for made in executors] == [
        ["anna", "ben", "cem"],
        ["ben", "cem"],
    ]


@pytest.mark.parametrize("how", ["breaks", "refuses"])
def test_what_three_pools_could_not_mark_is_not_marked(executors: list[Executor], units: list[Unit], how: str) -> None:
    def does(unit: Unit, _number: int) -> Any:
        return BrokenProcessPool(how) if unit.key == "ben" else done(unit)

    assert marked(units, does) == {
        "anna": "marked",
        "ben": f"ex91 could not be marked: {LOST}",
        "cem": "marked",
    }
    assert [len(made.asked) for made in executors] == [3, 1, 1]


def test_a_fault_of_ours_is_one_units_own(executors: list[Executor], units: list[Unit]) -> None:
    def does(unit: Unit, _number: int) -> Any:
        return ZeroDivisionError("by 0") if unit.key == "ben" else done(unit)

    came = marked(units, does)
    assert came == {
        "anna": "marked",
        "ben": "ex91 could not be marked: ZeroDivisionError: by 0",
        "cem": "marked",
    }
    assert len(executors) == 1


def test_what_is_not_marked_stands_by_the_first_task(units: list[Unit]) -> None:
    assert pool.not_marked(units[0], "why") == ExerciseResult.not_marked("ex91", "double", "why")


def test_a_unit_and_what_came_of_it_stay_what_they_are(units: list[Unit]) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        units[0].seed = "8"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        done(units[0]).picture = b"PNG"  # type: ignore[misc]


def test_what_the_machine_was_too_busy_for_is_tried_again_alone_at_the_end(
    executors: list[Executor], units: list[Unit]
) -> None:
    def does(unit: Unit, number: int) -> Any:
        return done(unit, busy=unit.key != "cem" and number == 0)

    Executor.does = staticmethod(does)
    came = list(mark_all(units, sandbox=Bare(), jobs=2))
    first, *others = [one.unit.key for one in came]
    assert (first, sorted(others)) == ("cem", ["anna", "ben"])
    assert not any(one.machine_was_busy for one in came)
    assert [made.jobs for made in executors] == [2, 1, 1]
    assert [len(made.asked) for made in executors] == [3, 1, 1]


def test_what_is_lost_when_it_is_tried_alone_is_not_marked(executors: list[Executor], units: list[Unit]) -> None:
    def does(unit: Unit, number: int) -> Any:
        if unit.key != "ben":
            return done(unit)
        return BrokenProcessPool("breaks") if number else done(unit, busy=True)

    assert marked(units, does)["ben"] == f"ex91 could not be marked: {LOST}"
    assert len(executors) == 2


def test_who_stays_busy_says_so(executors: list[Executor], units: list[Unit]) -> None:
    came = []
    Executor.does = staticmethod(lambda unit, _number: done(unit, busy=True))
    came = list(mark_all(units[:1], sandbox=Bare(), jobs=2))
    assert [one.machine_was_busy for one in came] == [True]


def test_whoever_has_had_enough_leaves_no_process_behind(
    executors: list[Executor], units: list[Unit], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[str] = []
    children = [SimpleNamespace(kill=lambda name=name: killed.append(name)) for name in ("first", "second")]
    monkeypatch.setattr(multiprocessing, "active_children", lambda: children)
    marking = mark_all(units, sandbox=Bare(), jobs=2)
    next(marking)
    with pytest.raises(KeyboardInterrupt):
        marking.throw(KeyboardInterrupt())  # type: ignore[attr-defined]
    assert killed == ["first", "second"]
    assert executors[0].shut == [{"wait": False, "cancel_futures": True}]


def test_exercises_with_pictures_have_what_draws_them_loaded(
    executors: list[Executor], units: list[Unit], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(pool, "importlib", SimpleNamespace(import_module=loaded.append))
    marked(units)
    assert loaded == []
    monkeypatch.setattr(Exercise, "has_picture", True)
    marked(units)
    assert loaded == ["matplotlib.figure"]


def test_a_process_of_the_pool_leaves_ctrl_c_to_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[Any] = []
    monkeypatch.setattr(pool, "die_with_parent", lambda: order.append("dies with its parent"))
    monkeypatch.setattr(signal, "signal", lambda *asked: order.append(asked))
    pool.begin()
    assert order == ["dies with its parent", (signal.SIGINT, signal.SIG_IGN)]


# One unit


@pytest.fixture
def unit(units: list[Unit], monkeypatch: pytest.MonkeyPatch) -> Unit:
    """A unit of an exercise with a picture."""
    monkeypatch.setattr(Exercise, "has_picture", True)
    return units[0]


def mark_one(monkeypatch: pytest.MonkeyPatch, unit: Unit, came: SuiteResult, dpi: int) -> Marked:
    """Mark a unit whose suite gives this; it is asked for a picture of so many dots."""

    def run_suite(job: Job) -> SuiteResult:
        assert job == Job(unit.exercise, unit.source, "7", Bare(), dpi=dpi)
        return came

    monkeypatch.setattr(pool, "run_suite", run_suite)
    return pool.mark_one(unit, Bare())


def test_the_suite_gives_the_picture(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    came = SuiteResult(result("pass"), {}, b"PNG")
    assert mark_one(monkeypatch, unit, came, 80) == Marked(unit, came.result, b"PNG")


def test_no_picture_is_asked_of_an_exercise_without_one(units: list[Unit], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Exercise, "has_picture", False)
    assert mark_one(monkeypatch, units[0], SuiteResult(result("pass"), {}), 0).picture is None


def test_a_machine_that_is_busy_is_told_of(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    came = SuiteResult(result("pass"), {}, machine_was_busy=True)
    assert mark_one(monkeypatch, unit, came, 80) == Marked(unit, came.result, None, machine_was_busy=True)
