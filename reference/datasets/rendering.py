"""Renders many scenes; what comes out depends on neither their number nor their order."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from reference.datasets.scene import Scene, draw
from reference.datasets.sharing import Progress, make_images

TRAIN, TEST = 0, 1
ALONE = 100
"""So few images are rendered sooner than a helper process has started."""

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
    """All images, uint8 (jobs, height, width, 3); arguments as for `sharing.make_images`."""
    return make_images(rendered, jobs, height, width, progress, processes, alone=ALONE)
