"""A round body: a distance from the centre for each direction. Most fruits, eggs, pebbles and nuts are one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reference.datasets.scene.surface import Surface, View, rotate, unit

STEPS = 9
"""Of a ray towards the surface. With 6, silhouettes swell visibly; with 14, pictures look the same."""
CLOSE = 0.02
"""A ray that ends this near the surface has met it: less than a pixel of a 100-pixel frame."""
PROBE = 0.01
"""How far apart the points are from which a slope is taken."""


@dataclass(frozen=True)
class Dent:
    """A hollow around a direction; a negative depth is a nipple or a neck."""

    direction: tuple[float, float, float]
    depth: float
    width: float
    """In radians, where the depth has fallen to about 0.6."""


@dataclass(frozen=True)
class Furrow:
    """The seam of an apricot: a groove from pole to pole on one side."""

    azimuth: float
    depth: float
    width: float


@dataclass(frozen=True)
class Body:
    """An ellipsoid, made less regular step by step."""

    axes: tuple[float, float, float] = (1.0, 1.0, 1.0)
    square: float = 0.0
    """0 is round, 1 has the flat ends of a barrel."""
    taper: float = 0.0
    """Positive: the top is slimmer than the bottom."""
    ribs: tuple[int, float] = (0, 0.0)
    """Count around the axis, and depth."""
    dents: tuple[Dent, ...] = ()
    furrow: Furrow | None = None
    lumps: tuple[tuple[float, float, float, float, float], ...] = ()
    """Waves (three frequencies, phase, height), see `lumps`."""

    def radius(self, direction: np.ndarray) -> np.ndarray:
        """Distance of the surface from the centre along unit vectors (3, ...)."""
        x, y, z = direction
        across = (x / self.axes[0]) ** 2 + (y / self.axes[1]) ** 2
        along = (z / self.axes[2]) ** 2
        radius: np.ndarray = 1 / np.sqrt(across + along)
        if self.square:
            radius = radius + self.square * (1 / np.sqrt(np.sqrt(across * across + along * along)) - radius)
        if self.taper:
            radius = radius * (1 - self.taper * z)
        for dent in self.dents:
            a, b, c = dent.direction
            radius = radius - dent.depth * np.exp((a * x + b * y + c * z - 1) / dent.width**2)
        if self.furrow:
            cosine, sine = np.cos(self.furrow.azimuth), np.sin(self.furrow.azimuth)
            aside = (y * cosine - x * sine) / self.furrow.width
            radius = radius - self.furrow.depth * np.exp(-aside * aside) * np.clip(x * cosine + y * sine + 0.3, 0, 1)
        count, depth = self.ribs
        if count:
            radius = radius * (1 - depth * (1 - z * z) * np.abs(np.sin(count / 2 * np.arctan2(y, x))))
        for a, b, c, phase, height in self.lumps:
            radius = radius + height * np.sin(a * x + b * y + c * z + phase)
        return radius

    def outline(self, rotation: np.ndarray) -> np.ndarray:
        """Some hundred points of the turned surface, (3, count)."""
        return rotate(rotation, GLOBE * self.radius(GLOBE))

    def _above(self, position: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How far points of the object's space are outside, and their distance from the centre."""
        x, y, z = position
        distance = np.sqrt(x * x + y * y + z * z + 1e-9)
        return distance - self.radius(position / distance), distance

    def seen(self, view: View) -> Surface:
        """Walk from the front towards the surface, all pixels at once."""
        reach = float(self.radius(GLOBE).max()) * 1.02
        window = view.window(-reach, reach, -reach, reach)
        x, y = np.meshgrid(view.x[window[1]], view.y[window[0]])
        aside = x * x + y * y
        inside = aside < reach * reach
        back = view.rotation.T
        z = np.sqrt(reach * reach - aside[inside])
        level = rotate(back, np.stack([x[inside], y[inside], np.zeros_like(z)]))
        into = back[:, 2].reshape(3, 1)
        for _ in range(STEPS):
            above, distance = self._above(level + z * into)
            z = z - above / np.clip(z / distance + 0.1, 0.35, 1)
        position = level + z * into
        above, _ = self._above(position)
        slope = []
        for axis in range(3):
            probe = position.copy()
            probe[axis] += PROBE
            slope.append(self._above(probe)[0] - above)
        depth = np.full(aside.shape, -np.inf)
        depth[inside] = np.where(above < CLOSE, z, -np.inf)
        return Surface(
            window,
            view,
            depth,
            _spread(inside, rotate(view.rotation, unit(np.stack(slope)))),
            _spread(inside, position),
            _spread(inside, unit(position)),
        )


def _spread(inside: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """Put vectors of the pixels inside back into the window; the others look at the viewer."""
    full = np.zeros((3, *inside.shape))
    full[2] = 1
    full[:, inside] = vectors
    return full


def _globe(count: int = 400) -> np.ndarray:
    """Directions spread evenly, (3, count)."""
    z = 1 - (2 * np.arange(count) + 1) / count
    azimuth = np.arange(count) * np.pi * (3 - np.sqrt(5))
    aside = np.sqrt(1 - z * z)
    return np.stack([aside * np.cos(azimuth), aside * np.sin(azimuth), z])


GLOBE = _globe()


def lumps(
    rng: np.random.Generator, height: float, frequency: float = 3.0, count: int = 5
) -> tuple[tuple[float, float, float, float, float], ...]:
    """Random waves that make a body uneven by about `height`; a higher frequency makes smaller lumps."""
    waves = []
    for _ in range(count):
        a, b, c = rng.normal(0, frequency / 1.7, 3)
        waves.append((float(a), float(b), float(c), float(rng.uniform(0, 2 * np.pi)), height / np.sqrt(count)))
    return tuple(waves)
