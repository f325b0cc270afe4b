"""Children that read what students hand in: with limits of their own, and killed when nobody listens any more."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import Any

from grading.marking.processes import child_context
from grading.worker.room import taken

READ_MEMORY = 2**30
"""Bytes that reading one submission may take; a notebook with pictures takes some 50 MB."""
READ_CPU_SECONDS = 20
"""Of processor time for one student's files; ordinary ones take 0.1 s."""
READ_SECONDS = 300.0
"""Of elapsed time, where a processor is to be had now and then."""


@contextlib.contextmanager
def child(work: Callable[..., None], *given: Any, seconds: float = READ_SECONDS) -> Iterator[Callable[[], Any]]:
    """Start a child that does `work` with a pipe and what is given; yield what receives its answers one by one.

    What is yielded raises EOFError where the child has ended, or says nothing for so many seconds.
    """
    context = child_context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(theirs, *given))
    process.start()
    theirs.close()

    def receive() -> Any:
        if not ours.poll(seconds):
            raise EOFError
        return ours.recv()  # what our own code has made, of plain data

    try:
        yield receive
    finally:
        process.kill()
        process.join()
        ours.close()


def limit(cpu_seconds: int | None = None) -> None:
    """Limit this process's memory and processor time, where the system can."""
    try:
        import resource

        memory = taken() + READ_MEMORY
    except (ImportError, OSError):
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds or READ_CPU_SECONDS,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end() -> None:
    """End this child at once: whoever waits sees the pipe end."""
    os._exit(0)
