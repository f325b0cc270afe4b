"""Exercises that are checked at once are marked as they would be one after the other, whatever becomes of a process."""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest

from grading.commandline import at_once
from grading.commandline.at_once import AtOnce, how_many
from grading.errors import SubmissionError
from grading.marking.job import Source
from grading.marking.records import Marked, mark
from grading.subject.handed_in import read_source
from reference.kit.course import Course
from reference.kit.exercise import Exercise

Sources = list[tuple[Exercise, Source]]

pytestmark = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="exercises are checked one by one where nothing forks"
)
LOUD = "\nprint('loud')\n"


@pytest.fixture
def sources() -> Sources:
    """A stub, a model answer that prints, and a file that is not there."""
    stub, loud, gone = (Course.here().exercise(name) for name in ("ex01", "ex02", "ex03"))
    printing = read_source(loud.solution, loud)
    return [
        (stub, read_source(stub.stub, stub)),
        (loud, type(printing)(loud.id, loud.module, printing.data + LOUD.encode())),
        (gone, SubmissionError("not attempted", "not there")),
    ]


def ignore(_exercise: Exercise, _test: str) -> None:
    """Hear of a test, and do nothing."""


def run(
    sources: Sources,
    marking: Any = mark,
    heard: Callable[[Exercise, str], None] = ignore,
    dpi: dict[str, int] | None = None,
) -> Marked:
    """Mark two at once."""
    one = functools.partial(marking, "you", seed="7", dpi=dpi or {})
    with AtOnce(one, sources) as several:
        return several.run("you", 2, heard, seed="7", sandbox=None)


def verdicts(marked: Marked) -> list[tuple[str, str, str, float]]:
    """Return what each test came to, in order."""
    return [
        (result.id, test.id, test.outcome, test.points) for result in marked.record.exercises for test in result.tests
    ]


def test_they_are_marked_as_they_would_be_one_after_the_other(sources: Sources) -> None:
    heard: list[tuple[str, str]] = []
    marked = run(sources, heard=lambda exercise, test: heard.append((exercise.id, test)), dpi={"ex02": 40})
    alone = mark("you", sources, seed="7", dpi={"ex02": 40})
    assert verdicts(marked) == verdicts(alone)
    assert marked.record.points == alone.record.points > 0
    assert marked.record.submission_hash == alone.record.submission_hash
    assert marked.printed == alone.printed
    assert list(marked.pictures) == list(alone.pictures) == ["ex02"]
    assert sorted(heard) == sorted((name, test) for name, test, _, _ in verdicts(alone))


def lost_in_a_pool(*words: Any, parent: int, lost: str, **more: Any) -> Marked:
    """Mark, but be killed in a process of a pool."""
    if os.getpid() != parent and more["sources"][0][0].id == lost:
        os.kill(os.getpid(), signal.SIGKILL)
    return mark(*words, **more)


@pytest.fixture
def with_a_heavy_one(monkeypatch: pytest.MonkeyPatch) -> Sources:
    """Files that are not there, as if the last needed TensorFlow: the others are begun while that is loaded."""
    monkeypatch.setattr(AtOnce, "_is_heavy", lambda _several, number: number == 2)
    gone = SubmissionError("not attempted", "not there")
    return [(Course.here().exercise(name), gone) for name in ("ex01", "ex02", "ex03")]


def test_those_without_tensorflow_are_begun_before_it_is_loaded(with_a_heavy_one: Sources) -> None:
    heard: set[tuple[str, str]] = set()
    one = functools.partial(mark, "you", seed="7")
    with AtOnce(one, with_a_heavy_one) as several:
        assert several._light is not None
        several._light.result.poll(60)
        assert several._light.is_done
        marked = several.run("you", 2, lambda each, test: heard.add((each.id, test)), seed="7", sandbox=None)
    alone = mark("you", with_a_heavy_one, seed="7")
    assert verdicts(marked) == verdicts(alone)
    assert len(heard) == len(verdicts(alone))


@pytest.mark.parametrize("lost", ["ex01", "ex03"])
def test_what_the_process_beside_was_lost_with_is_marked_all_the_same(with_a_heavy_one: Sources, lost: str) -> None:
    losing = functools.partial(lost_in_a_pool, parent=os.getpid(), lost=lost)
    marked = run(with_a_heavy_one, losing)
    assert verdicts(marked) == verdicts(mark("you", with_a_heavy_one, seed="7"))


def test_what_was_begun_ends_where_nobody_waits_for_it(with_a_heavy_one: Sources) -> None:
    with pytest.raises(KeyboardInterrupt), AtOnce(functools.partial(mark, "you", seed="7"), with_a_heavy_one):
        raise KeyboardInterrupt
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("lost", ["ex01", "ex02", "ex03"])
def test_what_a_process_was_lost_with_is_marked_all_the_same(sources: Sources, lost: str) -> None:
    heard: set[tuple[str, str]] = set()
    losing = functools.partial(lost_in_a_pool, parent=os.getpid(), lost=lost)
    marked = run(sources, losing, lambda exercise, test: heard.add((exercise.id, test)))
    assert verdicts(marked) == verdicts(mark("you", sources, seed="7"))
    assert len(heard) == len(verdicts(marked))


def at_fault(*_words: Any, **_more: Any) -> Marked:
    """Fail by a fault of ours."""
    raise ZeroDivisionError("ours")


def test_a_fault_of_ours_is_not_hidden(sources: Sources) -> None:
    with pytest.raises(ZeroDivisionError, match="ours"):
        run(sources, at_fault)


def test_nothing_is_left_behind_when_it_is_given_up(sources: Sources) -> None:
    def interrupted(_exercise: Exercise, _test: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(sources, heard=interrupted)
    for process in multiprocessing.active_children():
        process.join(10)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("names", "pooled"),
    [
        (("ex01", "ex09", "ex17", "ex19"), ["ex19", "ex09"]),  # those without TensorFlow are marked beside
        (("ex01", "ex17"), ["ex17", "ex01"]),
    ],
)
def test_those_that_take_longest_come_first(
    monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], pooled: list[str]
) -> None:
    exercises = [Course.here().exercise(name) for name in names]
    order: list[str] = []

    class Pool:
        """Takes what is handed to it, and loses it."""

        def __init__(self, *_arguments: Any) -> None:
            pass

        def __enter__(self) -> Pool:
            return self

        def __exit__(self, *_problem: object) -> None:
            pass

        def submit(self, _function: Any, number: int, *_arguments: Any) -> Any:
            order.append(exercises[number].id)
            if len(order) == len(pooled):
                raise BrokenProcessPool

    monkeypatch.setattr(at_once, "ProcessPoolExecutor", Pool)
    gone: Sources = [(exercise, SubmissionError("not attempted", "not there")) for exercise in exercises]
    with at_once.AtOnce(functools.partial(at_fault), gone) as several:
        several._pooled(2, ignore)
    assert order == pooled


@pytest.mark.parametrize(
    ("fit", "methods", "expected"), [(1, ["fork"], 1), (2, ["fork"], 2), (64, ["fork"], 3), (64, ["spawn"], 1)]
)
def test_as_many_as_fit_are_checked_at_once(
    monkeypatch: pytest.MonkeyPatch, fit: int, methods: list[str], expected: int
) -> None:
    monkeypatch.setattr(at_once, "jobs_that_fit", lambda _exercises: fit)
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: methods)
    assert how_many([Course.here().exercise(name) for name in ("ex01", "ex02", "ex03")]) == expected
