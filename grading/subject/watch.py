"""What a worker may hold at once: a look at it from outside, several times a second while its answer is awaited.

A limit on a process's addresses is none on what all processes of a sandbox hold, and counts no empty files.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass

from grading.errors import TooMuchError
from grading.subject.clock import family

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
FILES_LIMIT = 20_000
"""Files of a sandbox's temporary folder: each takes a kilobyte of the kernel's, even an empty one."""
RESIDENT_BYTES = {False: 3 * 2**29, True: 5 * 2**30}
"""Memory that all processes of a worker hold together, without and with a heavy library: it uses 0.2 and 1.5 GB."""


@dataclass(frozen=True)
class Watch:
    """Looks at what a process and all its descendants hold."""

    pid: int
    heavy: bool
    """Whether a heavy library is among theirs."""
    has_files_of_its_own: bool
    """Whether their temporary folder is a sandbox's."""

    def look(self) -> None:
        """Raise TooMuchError where they hold more than they may."""
        processes = family(self.pid)
        limit = RESIDENT_BYTES[self.heavy]
        if sum(map(_resident, processes)) > limit:
            raise TooMuchError(f"it took more than {limit / 2**30:g} GB of memory")
        if self.has_files_of_its_own and _files(processes[-1]) > FILES_LIMIT:
            raise TooMuchError(f"it made more than {FILES_LIMIT:,} files")


def _resident(pid: int) -> int:
    """Return the bytes that a process holds; 0 where it is gone, or the system does not say."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * PAGE_BYTES
    return 0


def _files(pid: int) -> int:
    """Return how many files the temporary folder of a process's sandbox holds."""
    with contextlib.suppress(OSError):
        room = os.statvfs(f"/proc/{pid}/root/tmp")
        return room.f_files - room.f_ffree
    return 0
