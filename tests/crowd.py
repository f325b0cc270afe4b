"""A busy machine for tests and proofs: sixteen processes that want a core each."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Iterator

BUSY = 16


@contextlib.contextmanager
def crowd() -> Iterator[None]:
    """Have so many processes compute for as long as this lasts, or their parent lives."""
    busy = [multiprocessing.get_context("fork").Process(target=_spin, daemon=True) for _ in range(BUSY)]
    for process in busy:
        process.start()
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.join()


def _spin() -> None:
    while os.getppid() != 1:
        pass
