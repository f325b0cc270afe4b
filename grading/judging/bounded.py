"""Bounds for work of our own whose size a student's answer decides, such as building their network anew."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from grading.subject.clock import Allowance
from grading.subject.deadline import within
from grading.worker import room as memory


@contextlib.contextmanager
def bounded(room: int, seconds: float) -> Iterator[None]:
    """Let the block take so many bytes of memory more, and so many seconds; then what it does fails.

    Raises LateError, MemoryError or whatever a library makes of the latter. Where the system has no such limits, as
    Windows, the memory is not bounded.
    """
    with memory.room(room), within(Allowance(seconds)):
        yield
