"""What the garbage collector calls swallows errors: an alarm that rings there rings again, and ends the work then."""

from __future__ import annotations

import gc
import signal
import sys
import time
from collections.abc import Iterator
from types import FrameType, SimpleNamespace
from typing import Any

import pytest

from grading.errors import LateError
from grading.subject.clock import Allowance
from grading.subject.deadline import within
from grading.worker.interrupting import AGAIN_SECONDS, reaches
from grading.worker.loading import SlowPartError, Stopwatch

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no timers")

CALLED: list[str] = []


def busy(seconds: float) -> None:
    """Use the processor for a while."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def collected(phase: str, _info: dict[str, int]) -> None:
    """Take longer than any alarm of these tests."""
    CALLED.append(phase)
    if phase == "start":
        busy(0.3)
        CALLED.append("whole")


@pytest.fixture
def slow_collector() -> Iterator[None]:
    """A garbage collector that calls back for long, when it is asked to collect."""
    gc.disable()
    gc.collect()  # what other tests left: what is raised in its `__del__` goes no further either
    CALLED.clear()
    gc.callbacks.append(collected)
    yield
    gc.callbacks.remove(collected)
    gc.enable()


def test_a_cell_whose_time_is_over_in_a_callback_of_the_collector_ends_after_it(slow_collector: None) -> None:
    def cell() -> None:
        with Stopwatch(0.1):
            gc.collect()
            busy(2.0)

    with pytest.raises(SlowPartError):
        cell()
    assert CALLED == ["start", "whole", "stop"]
    assert 0 < AGAIN_SECONDS < 0.1, "what is over goes on for no longer than that"


def test_work_whose_time_is_over_in_a_callback_of_the_collector_ends_after_it(slow_collector: None) -> None:
    ended: list[str] = []

    def work() -> None:
        with within(Allowance(0.1)):
            gc.collect()
            busy(2.0)
            ended.append("by itself")

    with pytest.raises(LateError):
        work()
    assert CALLED == ["start", "whole", "stop"]
    assert ended == []


class Slow:
    """What takes longer than any alarm of these tests when it goes: what is raised meanwhile goes no further."""

    def __del__(self) -> None:
        CALLED.append("gone")
        busy(0.3)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_cell_whose_time_is_over_in_a_finaliser_ends_after_it() -> None:
    def cell() -> None:
        with Stopwatch(0.1):
            Slow()
            CALLED.append("behind it")
            busy(2.0)
            CALLED.append("by itself")

    CALLED.clear()
    with pytest.raises(SlowPartError):
        cell()
    assert CALLED[0] == "gone"
    assert "by itself" not in CALLED


def test_no_alarm_rings_once_a_part_is_over() -> None:
    for _ in range(20):
        with pytest.raises(SlowPartError), Stopwatch(0.01):
            busy(2.0)
        assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    busy(3 * AGAIN_SECONDS)


def test_an_alarm_in_the_end_of_a_stopwatch_is_too_late() -> None:
    watch = Stopwatch(5.0)
    within_its_end: Any = SimpleNamespace(f_code=watch.__exit__.__code__, f_back=None)
    watch._ring(signal.SIGPROF, within_its_end)
    with pytest.raises(SlowPartError):
        watch._ring(signal.SIGPROF, sys._getframe())


def test_only_frames_below_a_callback_are_passed_over(slow_collector: None) -> None:
    seen: list[bool] = []

    def look(phase: str, _info: dict[str, int]) -> None:
        def deeper(frame: FrameType | None) -> None:
            seen.append(reaches(frame))

        deeper(sys._getframe())

    gc.callbacks.append(look)
    gc.collect()
    gc.callbacks.remove(look)
    assert seen == [False, False]
    assert reaches(sys._getframe())
    assert reaches(None)
