"""Exercises that need no TensorFlow are marked while it is being loaded, which keeps one core busy for some seconds."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from grading.classroom.pool import begin

Result = TypeVar("Result")
GIVES_WAY = 10
"""How far its process stands back where a core is wanted by what takes longest."""


class Meanwhile(Generic[Result]):
    """Does work in a process of its own, which is forked as long as this one has no threads.

    What came of it goes through a pipe when all is done, so that the process never waits for this one in between.
    """

    def __init__(self, work: Callable[[], Result]) -> None:
        context: Any = multiprocessing.get_context("fork")
        self.result, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(theirs, work))
        self._process.start()
        theirs.close()

    @property
    def is_done(self) -> bool:
        """Whether it has ended, however that came."""
        return bool(self.result.poll())

    def get(self) -> Result | None:
        """Wait for what came of it; None where the process was lost, or failed."""
        try:
            result: Result = self.result.recv()
        except EOFError:
            return None
        return result

    def close(self) -> None:
        """End the process, whatever it is about."""
        self._process.kill()
        self._process.join()
        self.result.close()


def _work(result: Connection, work: Callable[[], object]) -> None:
    begin()
    os.nice(GIVES_WAY)
    result.send(work())
