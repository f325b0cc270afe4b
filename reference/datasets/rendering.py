"""Renders many scenes, in this process and beside it; what comes out depends on neither their number nor their order.

`python -m reference.datasets.rendering` is the helper process: it reads its jobs from standard input and writes the
bytes of one image after the other. It is started afresh rather than forked, because this process may hold TensorFlow,
and without `multiprocessing`, because a student's script need not be written to be imported twice.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from reference.datasets.scene import Scene, draw

TRAIN, TEST = 0, 1
ALONE = 100
"""So few images are rendered sooner than a helper process has started (half a second)."""
ROOT = Path(__file__).parents[2]

Progress = Callable[[int, int], None]
"""Is told how many are done, of how many."""
Painter = Callable[[np.random.Generator], Scene]


@dataclass(frozen=True)
class Job:
    """One image: what it shows, and the seed that decides the rest."""

    kind: str
    name: str
    split: int
    index: int
    seed: int


def painters(kind: str) -> dict[str, Painter]:
    """The classes of a kind ("fruits", "source_objects"), by name."""
    module = importlib.import_module(f"reference.datasets.{kind}")
    known: dict[str, Painter] = getattr(module, kind.upper())
    return known


def rendered(job: Job, height: int, width: int) -> np.ndarray:
    """The image of a job, uint8 (height, width, 3)."""
    rng = np.random.default_rng([job.seed, job.split, zlib.crc32(f"{job.kind}/{job.name}".encode()), job.index])
    return draw(painters(job.kind)[job.name](rng), height, width)


def render(
    jobs: list[Job], height: int, width: int, progress: Progress | None = None, processes: int | None = None
) -> np.ndarray:
    """All images, uint8 (jobs, height, width, 3).

    Args:
        jobs: what to render.
        height: of each image.
        width: of each image.
        progress: called from this thread with (done, total).
        processes: at work at a time; 2 unless given or unless the machine has one core.
    """
    images = np.zeros((len(jobs), height, width, 3), dtype=np.uint8)
    done = np.zeros(len(jobs), dtype=bool)
    if processes is None:
        processes = 1 if len(jobs) < ALONE else min(2, os.cpu_count() or 1)
    helpers = [_Helper(jobs, images, done, start, processes) for start in range(1, processes)]
    try:
        # This process takes its share, then whatever a helper that failed has left.
        for index in [*range(0, len(jobs), processes), *range(len(jobs))]:
            helper = next((one for one in helpers if index % processes == one.start), None)
            if helper is not None:
                helper.wait_for(index)
            if not done[index]:
                images[index] = rendered(jobs[index], height, width)
                done[index] = True
            if progress is not None:
                progress(int(done.sum()), len(jobs))
    finally:
        for helper in helpers:
            helper.stop()
    return images


class _Helper:
    """A process that renders every n-th image, and the thread that takes them in."""

    def __init__(self, jobs: list[Job], images: np.ndarray, done: np.ndarray, start: int, processes: int) -> None:
        self.start = start
        self._images, self._done = images, done
        self._places = range(start, len(jobs), processes)
        order = {"height": images.shape[1], "width": images.shape[2], "jobs": [asdict(jobs[k]) for k in self._places]}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "reference.datasets.rendering"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
        )
        self._arrived = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._take_in, args=(json.dumps(order).encode(),), daemon=True)
        self._thread.start()

    def _take_in(self, order: bytes) -> None:
        given, taken = self._process.stdin, self._process.stdout
        if given is None or taken is None:  # never: both are pipes
            return
        shape = self._images.shape[1:]
        try:
            with given:
                given.write(order)
            for place in self._places:
                content = taken.read(int(np.prod(shape)))
                if len(content) < np.prod(shape):
                    break
                self._images[place] = np.frombuffer(content, dtype=np.uint8).reshape(shape)
                self._done[place] = True
                with self._arrived:
                    self._arrived.notify_all()
        except (OSError, ValueError):
            pass  # the process is gone: its images are rendered here
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


def main() -> None:
    """Be a helper process."""
    order = json.loads(sys.stdin.buffer.read())
    for job in order["jobs"]:
        sys.stdout.buffer.write(rendered(Job(**job), order["height"], order["width"]).tobytes())
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
