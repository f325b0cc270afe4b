"""What a limit counts: the time that code could do something about: elapsed time less what it waited for a core.

On Linux the kernel says how long each thread was ready to run and had no core (`/proc/PID/task/TID/schedstat`). A
crowd of threads that wait for each other's cores cannot hide behind that: the processor time that a process has used,
shared out over the machine's cores, counts in any case. Elsewhere elapsed time counts, and limits are longer.

A limit ends what it limits; its backstop, many times as long, ends what a machine is too busy to do, and says so.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from grading.errors import MachineBusyError

BACKSTOP = 20.0
"""Times the limit, and this is added, before a machine counts as too busy; 18 processes on 2 cores share them by 9."""
BACKSTOP_SECONDS = 60.0
ELSEWHERE = 3.0
"""Where the system does not say how long threads waited, a limit is so many times as long."""
NANOSECONDS = 1e-9
CAN_TELL = sys.platform.startswith("linux") and os.path.exists("/proc/self/schedstat")  # noqa: PTH110


@dataclass(frozen=True)
class Usage:
    """What processes have had so far, in seconds."""

    waited: float = 0.0
    """All their threads together: ready to run, without a core."""
    ran: float = 0.0
    """All their threads together: processor time."""


@dataclass
class Meter:
    """Reads what a process and all its descendants have had; what threads that ended had had is kept."""

    pid: int
    _seen: dict[tuple[int, int], Usage] = field(default_factory=dict)

    def read(self) -> Usage:
        """Return the usage since each of the processes began."""
        if CAN_TELL:
            for pid in family(self.pid):
                for thread in _names(f"/proc/{pid}/task"):
                    with contextlib.suppress(OSError, ValueError):
                        with open(f"/proc/{pid}/task/{thread}/schedstat", encoding="ascii") as file:
                            ran, waited = file.read().split()[:2]
                        usage = Usage(int(waited) * NANOSECONDS, int(ran) * NANOSECONDS)
                        self._seen[pid, int(thread)] = usage
        return Usage(sum(u.waited for u in self._seen.values()), sum(u.ran for u in self._seen.values()))


class Allowance:
    """So many seconds for something that begins now; `left` says how many it still has.

    Reading what was waited costs a tenth of a millisecond, so it is read only once the seconds have passed by the
    clock on the wall. What a process waited before this began and since it was read last then counts in its favour.
    """

    def __init__(
        self,
        seconds: float,
        read: Callable[[], Usage] | None = None,
        *,
        before: Usage | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.seconds = seconds if CAN_TELL and read is not None else seconds * (1.0 if read is None else ELSEWHERE)
        self._read, self._clock = read, clock
        self._begin = clock()
        self._before = before if before is not None else Usage()

    @property
    def elapsed(self) -> float:
        """Seconds by the clock on the wall since it began."""
        return self._clock() - self._begin

    def charged(self) -> float:
        """Return the seconds that count so far."""
        elapsed = self.elapsed
        if self._read is None or not CAN_TELL:
            return elapsed
        now = self._read()
        waited = max(0.0, now.waited - self._before.waited)
        ran = max(0.0, now.ran - self._before.ran)
        return min(elapsed, max(elapsed - waited, ran / _cores()))

    def left(self) -> float:
        """Return the seconds that are left, 0 where there are none. Raises MachineBusyError beyond the backstop."""
        elapsed = self.elapsed
        if elapsed < self.seconds:
            return self.seconds - elapsed
        left = self.seconds - self.charged()
        if left <= 0:
            return 0.0
        if elapsed > BACKSTOP * self.seconds + BACKSTOP_SECONDS:
            raise MachineBusyError(
                f"the machine is busy: in {elapsed:.0f} s it had {self.seconds - left:.0f} s of the {self.seconds:g} s "
                "that this may take"
            )
        return left


def _cores() -> int:
    with contextlib.suppress(AttributeError, OSError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def family(pid: int) -> list[int]:
    """Return a process and all its descendants, parents before their children."""
    found, waiting = [], [pid]
    while waiting:
        current = waiting.pop()
        found.append(current)
        for thread in _names(f"/proc/{current}/task"):
            with contextlib.suppress(OSError, ValueError):
                with open(f"/proc/{current}/task/{thread}/children", encoding="ascii") as file:
                    waiting += [int(word) for word in file.read().split()]
    return found


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 -- read for every call that takes long
    except OSError:
        return []
