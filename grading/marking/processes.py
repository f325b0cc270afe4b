"""How processes of ours are made, and kept from writing where nobody wants it."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from typing import Any

PR_SET_PDEATHSIG = 1


def child_context() -> Any:
    """Return how children are made: forked where that can be done, so that they start at once."""
    can_fork = "fork" in multiprocessing.get_all_start_methods() and not _tensorflow_has_run()
    return multiprocessing.get_context("fork" if can_fork else "spawn")


def end_with_parent() -> None:
    """Let this process end when the one that made it has ended, however that came: killed, it can tell nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _tensorflow_has_run() -> bool:
    """Whether an operation of TensorFlow has run in this process: a fork of it would wait for threads it lacks."""
    module = sys.modules.get("tensorflow.python.eager.context")
    context = getattr(module, "_context", None)
    return bool(getattr(context, "_initialized", False))


@contextlib.contextmanager
def silent() -> Iterator[None]:
    """Send what this process writes to its two streams nowhere, also from libraries not written in Python."""
    sys.stdout.flush()
    sys.stderr.flush()
    with open(os.devnull, "wb") as nothing:
        kept = {stream: os.dup(stream) for stream in (1, 2)}
        for stream in kept:
            os.dup2(nothing.fileno(), stream)
        try:
            yield
        finally:
            sys.stdout.flush()  # what Python has kept back until now goes nowhere, too
            sys.stderr.flush()
            for stream, copy in kept.items():
                os.dup2(copy, stream)
                os.close(copy)


def die_with_parent() -> None:
    """Have the system end this process when the one that made it ends, however that ends; on Linux alone."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
