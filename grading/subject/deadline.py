"""A deadline for work of our own whose length the student's code decides, such as answering a call back."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType

from grading.errors import LateError
from grading.subject.clock import Allowance
from grading.worker.interrupting import reaches

SHORTEST_LOOK = 0.05
"""Seconds until work that has waited for a core is looked at again."""


def alarm(allowance: Allowance, over: type[BaseException]) -> Callable[[int, FrameType | None], None]:
    """Return what hears a timer's alarm: it raises `over` once the time is over, and sets the timer anew until then."""

    def look(_signal: int, frame: FrameType | None) -> None:
        left = allowance.left()
        if left <= 0 and reaches(frame):
            raise over
        signal.setitimer(signal.ITIMER_REAL, max(left, SHORTEST_LOOK))

    return look


@contextlib.contextmanager
def within(allowance: Allowance) -> Iterator[None]:
    """Raise LateError in the block once its time is over; where the system has no timers, once it is done."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
    else:
        handler = signal.signal(signal.SIGALRM, alarm(allowance, LateError))
        timer = signal.setitimer(signal.ITIMER_REAL, max(allowance.left(), SHORTEST_LOOK))
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, *timer)
            signal.signal(signal.SIGALRM, handler)
    if allowance.left() <= 0:
        raise LateError
