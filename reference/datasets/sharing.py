"""Makes many images, in this process and beside it; what comes out depends on neither their number nor their order.

A helper process reads its jobs from standard input and writes the bytes of one image after the other. It is started
afresh rather than forked, because this process may hold TensorFlow, and without `multiprocessing`, because a student's
script need not be written to be imported twice.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from reference.ground.places import CHECKOUT

AT_ONCE = 32
"""Images that are taken from a helper together: each time, the thread that does it holds this process up."""
HELPER = "import sys; sys.path.insert(0, sys.argv[1]); from reference.datasets.sharing import help_out; help_out()"

Progress = Callable[[int, int], None]
"""Is told how many are done, of how many."""
Maker = Callable[[Any, int, int], np.ndarray]
"""A function of a module that makes the image of a job, uint8 (height, width, 3)."""


def make_images(
    maker: Maker,
    jobs: Sequence[Any],
    height: int,
    width: int,
    progress: Progress | None = None,
    processes: int | None = None,
    *,
    alone: int,
) -> np.ndarray:
    """The images of all jobs, uint8 (jobs, height, width, 3).

    Args:
        maker: makes one image. What it raises for a job is raised here.
        jobs: one an image; each can be pickled.
        height: of each image.
        width: of each image.
        progress: called from this thread with (done, total).
        processes: at work at a time; 2 unless given, unless the machine has one core or the jobs are few.
        alone: so many jobs are done sooner than a helper process has started.
    """
    images = np.zeros((len(jobs), height, width, 3), dtype=np.uint8)
    done = np.zeros(len(jobs), dtype=bool)
    if processes is None:
        processes = 1 if len(jobs) < alone else min(2, os.cpu_count() or 1)
    helpers = [_Helper(maker, jobs, images, done, start, processes) for start in range(1, processes)]
    try:
        # This process takes its share, then whatever a helper that failed has left.
        for index in [*range(0, len(jobs), processes), *range(len(jobs))]:
            helper = next((helper for helper in helpers if index % processes == helper.start), None)
            if helper is not None:
                helper.wait_for(index)
            if not done[index]:
                images[index] = maker(jobs[index], height, width)
                done[index] = True
            if progress is not None:
                progress(int(done.sum()), len(jobs))
    finally:
        for helper in helpers:
            helper.stop()
    return images


class _Helper:
    """A process that makes every n-th image, and the thread that takes them in."""

    def __init__(
        self, maker: Maker, jobs: Sequence[Any], images: np.ndarray, done: np.ndarray, start: int, processes: int
    ) -> None:
        self.start = start
        self._images, self._done = images, done
        self._places = np.arange(start, len(jobs), processes)
        order = pickle.dumps((maker, jobs[start::processes], *images.shape[1:3]))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", HELPER, str(CHECKOUT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._arrived = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._take_in, args=(order,), daemon=True)
        self._thread.start()

    def _take_in(self, order: bytes) -> None:
        given, taken = self._process.stdin, self._process.stdout
        if given is None or taken is None:  # never: both are pipes
            return
        shape = self._images.shape[1:]
        size = int(np.prod(shape))
        try:
            with given:
                given.write(order)
            for first in range(0, len(self._places), AT_ONCE):
                places = self._places[first : first + AT_ONCE]
                content = taken.read(len(places) * size)
                whole = len(content) // size
                self._images[places[:whole]] = np.frombuffer(content[: whole * size], np.uint8).reshape(-1, *shape)
                self._done[places[:whole]] = True
                with self._arrived:
                    self._arrived.notify_all()
                if whole < len(places):
                    break
        except (OSError, ValueError):
            pass  # the process is gone: its images are made here
        finally:
            with self._arrived:
                self._ended = True
                self._arrived.notify_all()

    def wait_for(self, place: int) -> None:
        """Until the image at this place is there, or will not come."""
        with self._arrived:
            self._arrived.wait_for(lambda: self._ended or bool(self._done[place]))

    def stop(self) -> None:
        """End the process, also when it is in the middle of its work."""
        self._process.kill()
        self._process.wait()
        self._thread.join()
        if self._process.stdout is not None:
            self._process.stdout.close()


def help_out() -> None:
    """Be a helper process."""
    maker, jobs, height, width = pickle.load(sys.stdin.buffer)  # noqa: S301 -- from the process that started this one
    for job in jobs:
        sys.stdout.buffer.write(maker(job, height, width).tobytes())
    sys.stdout.buffer.flush()
