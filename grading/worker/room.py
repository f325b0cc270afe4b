"""Room in memory for work whose size a student's code decides."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator


@contextlib.contextmanager
def room(size: int) -> Iterator[None]:
    """Let the block take so many bytes of addresses more, if it is not limited to less; beyond them it fails.

    Raises MemoryError or whatever a library makes of it. Where the system has no such limits, as Windows, the block has
    all there is.
    """
    try:
        import resource

        now = taken()
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    except (ImportError, OSError):
        yield
        return
    limits = [limit for limit in (now + size, soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def taken() -> int:
    """Return the bytes of addresses that this process has. Raises OSError where the system does not say."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
