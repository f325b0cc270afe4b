"""How many submissions this machine can mark at a time: one a core, as far as its memory goes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from grading.subject.watch import RESIDENT_BYTES
from reference.kit.exercise import Exercise

OWN_BYTES = {False: 2**28, True: 3 * 2**30}
"""What marking takes beside the worker, without and with TensorFlow: there, networks are built anew beside it."""
CGROUP = Path("/sys/fs/cgroup/memory.max")
"""Where a container says what memory it may use."""


def bytes_of_one(exercises: Iterable[Exercise]) -> int:
    """Return the memory that marking one submission may take at most."""
    heavy = any(exercise.is_heavy for exercise in exercises)
    return RESIDENT_BYTES[heavy] + OWN_BYTES[heavy]


def bytes_of_machine() -> int | None:
    """Return the memory of this machine, or of the container it is; None where the system does not say."""
    found = []
    with contextlib.suppress(OSError, ValueError, AttributeError):
        found.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    with contextlib.suppress(OSError, ValueError):
        found.append(int(CGROUP.read_text(encoding="ascii")))
    return min(found, default=None)


def jobs_that_fit(exercises: Iterable[Exercise]) -> int:
    """Return how many submissions are marked at a time where nobody says: at least one."""
    cores, memory = os.cpu_count() or 1, bytes_of_machine()
    return cores if memory is None else max(1, min(cores, memory // bytes_of_one(exercises)))
