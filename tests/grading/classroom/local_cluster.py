"""A Dask cluster on this machine, whose processes can be killed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from grading.classroom.cluster import connect
from reference.ground.places import CHECKOUT


class Cluster:
    """A scheduler and two workers of one thread, each a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"tcp://127.0.0.1:{self._free()}"
        self.scheduler = self._start("scheduler", "--host", self.address, "--no-dashboard")
        self.workers = [self.add_worker(), self.add_worker()]

    @staticmethod
    def _free() -> int:
        import socket

        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port: int = one.getsockname()[1]
            return port

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def add_worker(self) -> subprocess.Popen[bytes]:
        """Start a worker."""
        return self._start("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")

    def end(self) -> None:
        """End all of it."""
        for process in [*self.workers, self.scheduler]:
            process.kill()
            process.wait()


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """Run a cluster in a folder, once both workers are there, and end it."""
    cluster = Cluster(folder)
    try:
        client = connect(cluster.address)
        client.wait_for_workers(2, timeout=60)
        client.close()
        yield cluster
    finally:
        cluster.end()
