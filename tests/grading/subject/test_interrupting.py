"""What the garbage collector calls swallows errors: an alarm that rings there rings again, and ends the work then."""

from __future__ import annotations

import gc
import signal
import sys
import time
from collections.abc import Iterator
from types import FrameType

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
    assert CALLED == ["start", "stop"]
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
    assert CALLED == ["start", "stop"]
    assert ended == []


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
