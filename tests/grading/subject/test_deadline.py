"""A deadline ends work of our own whose length a student's code decides, and leaves the timers as they were."""

from __future__ import annotations

import signal
import threading
import time
from typing import Any

import pytest

from grading.errors import LateError
from grading.subject.deadline import alarm, within

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no timers")


class Left:
    """An allowance that has so many seconds left each time it is asked, the last ones for ever."""

    def __init__(self, *seconds: float) -> None:
        self.seconds = list(seconds)

    def left(self) -> float:
        """Return what is left."""
        return self.seconds.pop(0) if len(self.seconds) > 1 else self.seconds[0]


@pytest.fixture
def timers(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds to which timers were set, and are not."""
    were: list[float] = []

    def setitimer(_which: int, seconds: float, *_interval: float) -> tuple[float, float]:
        were.append(seconds)
        return (0.0, 0.0)

    monkeypatch.setattr(signal, "setitimer", setitimer)
    return were


def rung(left: float) -> None:
    """Have an alarm heard when so much is left."""
    allowance: Any = Left(left)
    alarm(allowance, LateError)(signal.SIGALRM, None)


@pytest.mark.parametrize("left", [0.0, -0.5, -2.0])
def test_an_alarm_ends_what_has_nothing_left(left: float, timers: list[float]) -> None:
    with pytest.raises(LateError):
        rung(left)
    assert timers == []


@pytest.mark.parametrize(("left", "again"), [(3.0, 3.0), (0.5, 0.5), (0.01, 0.05)])
def test_an_alarm_is_set_anew_while_something_is_left(left: float, again: float, timers: list[float]) -> None:
    rung(left)
    assert timers == [again]


def test_what_waits_for_a_core_is_looked_at_after_a_twentieth_of_a_second(timers: list[float]) -> None:
    allowance: Any = Left(0.001, 0.001)
    with within(allowance):
        pass
    assert timers == [0.05, 0.0]


def work_until(end: float, allowance: Any) -> None:
    """Work within an allowance, whose timer is set when it begins."""
    with within(allowance):
        assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= 0.05
        while time.monotonic() < end:
            pass


def test_work_without_end_is_ended_and_handler_and_timer_are_as_before() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, _frame: heard.append(number))
    signal.setitimer(signal.ITIMER_REAL, 100.0)
    mine = signal.getsignal(signal.SIGALRM)
    allowance: Any = Left(0.01, 0.0)
    try:
        end = time.monotonic() + 10
        with pytest.raises(LateError):
            work_until(end, allowance)
        assert time.monotonic() < end
        assert signal.getsignal(signal.SIGALRM) is mine
        assert 90 < signal.getitimer(signal.ITIMER_REAL)[0] <= 100
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)
    assert heard == []


@pytest.mark.parametrize("left", [5.0, 0.5])
def test_work_that_is_done_in_time_is_not_late(left: float) -> None:
    allowance: Any = Left(left)
    with within(allowance):
        pass


@pytest.mark.parametrize("left", [0.0, -0.5])
def test_work_that_took_too_long_is_late_though_no_alarm_was_heard(left: float, timers: list[float]) -> None:
    allowance: Any = Left(1.0, left)
    with pytest.raises(LateError), within(allowance):
        pass


def test_on_another_thread_it_is_said_once_the_work_is_done() -> None:
    came: list[str] = []

    def work() -> None:
        allowance: Any = Left(0.0)
        try:
            with within(allowance):
                came.append("done")
        except LateError:
            came.append("late")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert came == ["done", "late"]


def test_on_a_system_without_timers_it_is_said_once_the_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "setitimer")
    allowance: Any = Left(0.0)
    came = []
    with pytest.raises(LateError), within(allowance):
        came.append("done")
    assert came == ["done"]
