"""A round body: a distance from the centre for each direction. Most fruits, eggs, pebbles and nuts are one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reference.datasets.scene.surface import Surface, View, rotate, unit

STEPS, MORE_STEPS = 6, 12
"""Of a ray towards the surface. With 4, silhouettes swell visibly; with 9, pictures look the same. Rays that have not
met it by then, because they passed over the edge of a hollow, get some more."""
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
    """A ball, made less regular step by step, then stretched."""

    axes: tuple[float, float, float] = (1.0, 1.0, 1.0)
    square: float = 0.0
    """0 is round, 1 has the flat ends of a barrel."""
    taper: float = 0.0
    """Positive: the top is slimmer than the bottom; 0.5 makes a cone of an egg."""
    ribs: tuple[int, float] = (0, 0.0)
    """Count around the axis, and depth."""
    dents: tuple[Dent, ...] = ()
    furrow: Furrow | None = None
    lumps: tuple[tuple[float, float, float, float, float], ...] = ()
    """Waves (three frequencies, phase, height), see `lumps`."""

    def radius(self, direction: np.ndarray) -> np.ndarray:
        """Distance of the surface from the centre along unit vectors (3, ...), before `axes` stretches the body."""
        x, y, z = direction
        radius: np.ndarray = np.ones_like(x)
        if self.taper or self.square:
            across, along = (x * x + y * y) / (1 - self.taper * z) ** 2, z * z
            radius = 1 / np.sqrt(across + along)
            if self.square:
                radius = radius + self.square * (1 / np.sqrt(np.sqrt(across * across + along * along)) - radius)
        for dent in self.dents:
            a, b, c = dent.direction
            radius = radius - dent.depth * np.exp((a * x + b * y + c * z - 1) / dent.width**2)
        if self.furrow:
            cosine, sine = np.cos(self.furrow.azimuth), np.sin(self.furrow.azimuth)
            aside = (y * cosine - x * sine) / self.furrow.width
            radius = radius - self.furrow.depth * np.exp(-aside * aside) * np.clip(x * cosine + y * sine + 0.3, 0, 1)
        count, depth = self.ribs
        if count:
            radius = radius * (1 - depth * (1 - z * z) * np.sin(count * np.arctan2(y, x)))
        for a, b, c, phase, height in self.lumps:
            radius = radius + height * np.sin(a * x + b * y + c * z + phase)
        return radius

    def points(self, direction: np.ndarray) -> np.ndarray:
        """The surface in these directions, (3, ...)."""
        stretch = np.array(self.axes).reshape((3,) + (1,) * (direction.ndim - 1))
        surface: np.ndarray = stretch * direction * self.radius(direction)
        return surface

    def point(self, direction: tuple[float, float, float]) -> tuple[float, float, float]:
        """The surface in one direction."""
        x, y, z = self.points(np.array(direction).reshape(3, 1))[:, 0]
        return float(x), float(y), float(z)

    def outline(self, rotation: np.ndarray) -> np.ndarray:
        """Some hundred points of the turned surface, (3, count)."""
        return rotate(rotation, self.points(GLOBE))

    def _above(self, place: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How far places (3, count) of the unstretched space are outside, and their distance from the centre."""
        x, y, z = place
        distance = np.sqrt(x * x + y * y + z * z + 1e-9)
        return distance - self.radius(place / distance), distance

    def seen(self, view: View) -> Surface:
        """Walk from the front towards the surface, all pixels at once, in the space where the body is nearly a ball."""
        axes = np.array(self.axes).reshape(3, 1)
        reach = float(self.radius(GLOBE).max()) * 1.02
        wide, high, _ = reach * np.sqrt(((view.rotation * self.axes) ** 2).sum(axis=1))
        window = view.window(-wide, wide, -high, high)
        x, y = (grid.ravel() for grid in np.meshgrid(view.x[window[1]], view.y[window[0]]))
        back = view.rotation.T / axes
        level = rotate(back, np.stack([x, y, np.zeros_like(x)]))
        into = back[:, 2].reshape(3, 1)
        speed = float(np.sqrt((into * into).sum()))
        middle = (level * into).sum(axis=0) / speed**2
        room = reach * reach - (level * level).sum(axis=0) + (middle * speed) ** 2
        inside = room > 0
        level, middle = level[:, inside], middle[inside]
        z = np.sqrt(room[inside]) / speed - middle
        for _ in range(STEPS):
            above, distance = self._above(level + z * into)
            z = z - above / (speed * np.clip((z + middle) * speed / distance + 0.1, 0.35, 1))
        above, _ = self._above(level + z * into)
        late = np.flatnonzero((above >= CLOSE) & ((z + middle) * speed > -0.5 * reach))
        for _ in range(MORE_STEPS):
            above, _ = self._above(level[:, late] + z[late] * into)
            z[late] -= 0.8 * above / speed
        place = level + z * into
        above, _ = self._above(place)
        slope = []
        for axis in range(3):
            probe = place.copy()
            probe[axis] += PROBE
            slope.append((self._above(probe)[0] - above) / self.axes[axis])
        shape = (window[0].stop - window[0].start, window[1].stop - window[1].start)
        inside = inside.reshape(shape)
        depth = np.full(shape, -np.inf)
        depth[inside] = np.where(above < CLOSE, z, -np.inf)
        return Surface(
            window,
            view,
            depth,
            _spread(inside, rotate(view.rotation, unit(np.stack(slope)))),
            _spread(inside, place * axes),
            _spread(inside, unit(place)),
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
    rng: np.random.Generator, height: float, frequency: float = 3.0, count: int = 3
) -> tuple[tuple[float, float, float, float, float], ...]:
    """Random waves that make a body uneven by about `height`; a higher frequency makes smaller lumps."""
    waves = []
    for _ in range(count):
        a, b, c = rng.normal(0, frequency / 1.7, 3)
        waves.append((float(a), float(b), float(c), float(rng.uniform(0, 2 * np.pi)), height / np.sqrt(count)))
    return tuple(waves)
