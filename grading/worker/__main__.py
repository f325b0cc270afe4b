"""The loop of a worker: reads frames from one pipe, calls the student's module, writes replies to another.

Usage: python -P -s WORKER_FOLDER MEMORY_BYTES CPU_SECONDS PROCESSES SITE_FOLDER,... FILTER pipes REQUESTS REPLIES
   or: the same words up to FILTER, then: fork CONTROL LIBRARY,... alone|shared
(three limits where 0 means none, where third-party libraries lie, a file with a program for the kernel or "", and
descriptors; "alone" when no other process is in sight, so that all others may be killed).
"""

from __future__ import annotations

import functools
import os
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
ONESELF = 0x4B415441
"""Stands in a program for the kernel where the number of the process that takes it belongs."""
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2


def limit(memory: int, cpu: int, processes: int) -> None:
    """Take away what an answer does not need; a process without privileges cannot raise it again."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    megabyte = 2**20
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 64 * megabyte,
        resource.RLIMIT_NOFILE: 128,
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: cpu,
        resource.RLIMIT_NPROC: processes,
    }
    for what, value in wanted.items():
        if value or what == resource.RLIMIT_CORE:
            resource.setrlimit(what, (value, value))


def limit_child(cpu: int, processes: int) -> None:
    """Limit the CPU seconds of this child of a server, and with how many processes and threads it may be; 0 for any."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    if processes:
        resource.setrlimit(resource.RLIMIT_NPROC, (processes, processes))


def keep_alone(program: str) -> None:
    """Have the kernel refuse this process every new process and other program, as the file says; "" for no file.

    Raises OSError where the kernel does not take it: nothing of a student's may run then.
    """
    if not program:
        return
    import ctypes

    class Program(ctypes.Structure):
        """How the kernel is handed a filter: the number of its instructions of 8 bytes, and where they are."""

        _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))

    with open(program, "rb") as file:
        instructions = file.read().replace(ONESELF.to_bytes(4, sys.byteorder), os.getpid().to_bytes(4, sys.byteorder))
    libc = ctypes.CDLL(None, use_errno=True)
    handed_over = Program(len(instructions) // 8, instructions)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(handed_over), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "the kernel does not take the filter")


def main() -> None:
    """Serve until the other side closes."""
    memory, cpu, processes = (int(word) for word in sys.argv[1:4])
    sites, program, mode, *words = sys.argv[4:]
    sys.path[:] = [path for path in sys.path if os.path.abspath(path or ".") != FOLDER]
    sys.path.extend(sites.split(","))
    sys.argv[:] = [""]
    limit(memory, cpu, processes if mode == "pipes" else 0)
    sys.path.insert(0, os.path.dirname(FOLDER))
    import worker.forkserver
    import worker.loop
    import worker.semaphores
    from worker.stack import with_room

    sys.path.remove(os.path.dirname(FOLDER))
    worker.semaphores.provide()
    if mode == "pipes":
        keep_alone(program)
        with_room(worker.loop.serve, int(words[0]), int(words[1]))
        return

    def settle(cpu: int) -> None:
        limit_child(cpu, processes)
        keep_alone(program)

    serve = functools.partial(worker.forkserver.serve, alone=words[2] == "alone", settle=settle)
    with_room(serve, int(words[0]), words[1].split(","))


if __name__ == "__main__":
    main()
