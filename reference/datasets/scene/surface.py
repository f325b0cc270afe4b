"""What a shape hands to its peel: for each pixel of a window of the frame, the point that is seen there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np


@dataclass(frozen=True)
class View:
    """The frame's pixels in space. The viewer looks along -z, from far away."""

    x: np.ndarray
    """Pixel centres from left to right, (width,)."""
    y: np.ndarray
    """Pixel centres from top to bottom, so falling, (height,)."""
    rotation: np.ndarray
    """From the object's space into the viewer's, (3, 3)."""

    @cached_property
    def step(self) -> float:
        """Distance between two pixels."""
        return float(self.x[1] - self.x[0])

    def window(self, left: float, right: float, bottom: float, top: float) -> tuple[slice, slice]:
        """Rows and columns that hold this rectangle, cut at the frame."""
        first_x, first_y, step = float(self.x[0]), float(self.y[0]), self.step
        rows = _cut((first_y - top) / step, (first_y - bottom) / step + 2, self.y.size)
        return rows, _cut((left - first_x) / step, (right - first_x) / step + 2, self.x.size)


@dataclass(frozen=True)
class Surface:
    """The visible points of one part, as arrays over the `window` of the frame."""

    window: tuple[slice, slice]
    view: View
    depth: np.ndarray
    """Towards the viewer, (h, w); -inf where the part is not seen."""
    normal: np.ndarray
    """Outward, of length 1, in the viewer's space, (3, h, w)."""
    position: np.ndarray
    """In the object's space, (3, h, w)."""
    direction: np.ndarray
    """Where on the part, as on a globe whose poles are the ends of its axis; of length 1, (3, h, w)."""

    @cached_property
    def azimuth(self) -> np.ndarray:
        """Around the axis, in -pi..pi, (h, w)."""
        around: np.ndarray = np.arctan2(self.direction[1], self.direction[0])
        return around

    @cached_property
    def own_normal(self) -> np.ndarray:
        """The normal in the object's space, (3, h, w)."""
        return rotate(self.view.rotation.T, self.normal)


class Shape(Protocol):
    """What a part of a scene can have as its form."""

    def seen(self, view: View) -> Surface:
        """The points of the shape that the viewer sees."""
        ...

    def outline(self, rotation: np.ndarray) -> np.ndarray:
        """Points on or around the turned shape whose bounding box is the shape's own, (3, count)."""
        ...


def _cut(first: float, last: float, size: int) -> slice:
    """The whole pixels of first..last that are in 0..size."""
    return slice(int(min(max(first, 0), size)), int(min(max(last, 0), size)))


def rotate(rotation: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """Turn vectors (3, ...) by a matrix; written out, so that no matrix library has a say in the last bit."""
    x, y, z = vectors
    turned: np.ndarray = np.stack([row[0] * x + row[1] * y + row[2] * z for row in rotation])
    return turned


def unit(vectors: np.ndarray) -> np.ndarray:
    """Vectors (3, ...) scaled to length 1."""
    x, y, z = vectors
    result: np.ndarray = vectors / np.sqrt(x * x + y * y + z * z + 1e-12)
    return result
