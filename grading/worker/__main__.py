"""The loop of a worker: reads frames from one pipe, calls the student's module, writes replies to another.

Usage: python -P -s WORKER_FOLDER MEMORY_BYTES CPU_SECONDS PROCESSES SITE_FOLDER,... pipes REQUESTS REPLIES
   or: the same words, then: fork CONTROL LIBRARY,... alone|shared
(three limits where 0 means none, where third-party libraries lie, and descriptors;
"alone" when no other process is in sight, so that all others may be killed).
"""

from __future__ import annotations

import os
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))


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


def limit_cpu(seconds: int) -> None:
    """Limit the CPU seconds of this process."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def main() -> None:
    """Serve until the other side closes."""
    memory, cpu, processes = (int(word) for word in sys.argv[1:4])
    sites, mode, *words = sys.argv[4:]
    sys.path[:] = [path for path in sys.path if os.path.abspath(path or ".") != FOLDER]
    sys.path.extend(sites.split(","))
    sys.argv[:] = [""]
    limit(memory, cpu, processes)
    sys.path.insert(0, os.path.dirname(FOLDER))
    import worker.forkserver
    import worker.loop

    sys.path.remove(os.path.dirname(FOLDER))
    if mode == "pipes":
        worker.loop.serve(int(words[0]), int(words[1]))
    else:
        worker.forkserver.serve(int(words[0]), words[1].split(","), alone=words[2] == "alone", limit_cpu=limit_cpu)


if __name__ == "__main__":
    main()
