"""Semaphores for threads, where the system has no shared memory to put them into.

Keras reads folders with a pool of threads, and `multiprocessing` makes such a pool with semaphores that processes could
share. A worker starts no processes, so that they only need to hold between its threads.
"""

from __future__ import annotations

import _multiprocessing  # type: ignore[import-not-found]
import threading
from typing import Any

RECURSIVE = 0
"""The kind of a lock that whoever holds it may take again; all others count."""


class SemLock:
    """What `multiprocessing` makes its locks and semaphores of."""

    SEM_VALUE_MAX = _multiprocessing.SemLock.SEM_VALUE_MAX
    handle = 0
    name = None

    def __init__(self, kind: int, value: int, maxvalue: int, name: str, unlink: bool) -> None:  # noqa: ARG002 -- theirs
        self.kind, self.maxvalue = kind, maxvalue
        self._free = threading.Semaphore(value)
        self._holder, self._times = 0, 0

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        """Take it, waiting where it is taken, and tell whether that has worked."""
        if self.kind == RECURSIVE and self._is_mine():
            self._times += 1
            return True
        waits = max(timeout, 0.0) if block and timeout is not None else None
        if not self._free.acquire(block, waits):
            return False
        self._holder, self._times = threading.get_ident(), self._times + 1
        return True

    def release(self) -> None:
        """Give it back. Raises AssertionError for another's lock, ValueError for what was given back already."""
        if self.kind == RECURSIVE:
            if not self._is_mine():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._times > 1:
                self._times -= 1
                return
        elif self._get_value() >= self.maxvalue:
            raise ValueError("semaphore or lock released too many times")
        self._times -= 1
        self._free.release()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: Any) -> None:
        self.release()

    def _count(self) -> int:
        return self._times

    def _is_mine(self) -> bool:
        return self._times > 0 and self._holder == threading.get_ident()

    def _get_value(self) -> int:
        return self._free._value

    def _is_zero(self) -> bool:
        return self._get_value() == 0

    def _after_fork(self) -> None:
        pass


def provide() -> None:
    """Have `multiprocessing` use these where the system's own cannot be made."""
    try:
        _multiprocessing.SemLock(1, 1, 1, "/kata", True)
    except OSError:
        _multiprocessing.SemLock = SemLock
