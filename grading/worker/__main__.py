"""The loop of a worker: reads frames from one pipe, calls the student's module, writes replies to another.

Usage: python -I WORKER_FOLDER REQUESTS REPLIES MEMORY_BYTES CPU_SECONDS PROCESSES SITE_FOLDER...
(two descriptors, three limits where 0 means none, and where third-party libraries lie).
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


def main() -> None:
    """Serve until the other side closes its pipe."""
    requests, replies, memory, cpu, processes = (int(word) for word in sys.argv[1:6])
    sys.path[:] = [path for path in sys.path if os.path.abspath(path or ".") != FOLDER]
    sys.path.extend(sys.argv[6:])
    sys.argv[:] = [""]
    limit(memory, cpu, processes)
    sys.path.insert(0, os.path.dirname(FOLDER))
    import worker.loop

    sys.path.remove(os.path.dirname(FOLDER))
    worker.loop.serve(requests, replies)


if __name__ == "__main__":
    main()
