"""Many balls as one shape: a raspberry's drupelets, a pineapple's eyes, and, strung on a curve, stalks and bananas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reference.datasets.scene.body import Body
from reference.datasets.scene.surface import Surface, View, rotate, unit


@dataclass(frozen=True)
class Balls:
    """Balls at `centres` (3, count) with `radii` (count,)."""

    centres: np.ndarray
    radii: np.ndarray
    strung: bool = False
    """True: the balls are the beads of a smooth tube, given in order."""

    def outline(self, rotation: np.ndarray) -> np.ndarray:
        """The six outermost points of each ball, (3, count)."""
        centres = rotate(rotation, self.centres)
        ends = [centres + sign * self.radii * np.eye(3)[axis].reshape(3, 1) for axis in range(3) for sign in (-1, 1)]
        return np.concatenate(ends, axis=1)

    def seen(self, view: View) -> Surface:
        """Draw ball after ball into its own small window, the nearest point wins."""
        centres = rotate(view.rotation, self.centres)
        left, bottom, _ = (centres - self.radii).min(axis=1)
        right, top, _ = (centres + self.radii).max(axis=1)
        window = view.window(left, right, bottom, top)
        x, y = view.x[window[1]], view.y[window[0]].reshape(-1, 1)
        depth = np.full((y.size, x.size), -np.inf)
        nearest = np.zeros(depth.shape, dtype=np.int64)
        for index, ((cx, cy, cz), radius) in enumerate(zip(centres.T, self.radii, strict=True)):
            rows, columns = view.window(cx - radius, cx + radius, cy - radius, cy + radius)
            here = (
                slice(max(rows.start - window[0].start, 0), max(rows.stop - window[0].start, 0)),
                slice(max(columns.start - window[1].start, 0), max(columns.stop - window[1].start, 0)),
            )
            height = radius * radius - (x[here[1]] - cx) ** 2 - (y[here[0]] - cy) ** 2
            front = np.where(height > 0, cz + np.sqrt(np.maximum(height, 0)), -np.inf)
            closer = front > depth[here]
            depth[here] = np.where(closer, front, depth[here])
            nearest[here] = np.where(closer, index, nearest[here])
        z = np.where(np.isfinite(depth), depth, 0)
        point = np.stack([np.broadcast_to(x, z.shape), np.broadcast_to(y, z.shape), z])
        position = rotate(view.rotation.T, point)
        if self.strung:
            normal, direction = self._along(position, nearest)
        else:
            normal, direction = unit(position - self.centres[:, nearest]), unit(position)
        return Surface(window, view, depth, rotate(view.rotation, normal), position, direction)

    def _along(self, position: np.ndarray, nearest: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Normal and place on a tube: straight away from its curve, not from a bead's centre."""
        ahead = np.gradient(self.centres, axis=1)
        length = np.sqrt((ahead * ahead).sum(axis=0))
        ahead = ahead / length
        offset = position - self.centres[:, nearest]
        tangent = ahead[:, nearest]
        along = (offset * tangent).sum(axis=0)
        last = self.radii.size - 1
        along = np.where(
            nearest == 0, np.maximum(along, 0), np.where(nearest == last, np.minimum(along, 0), along)
        )  # the ends are round
        normal = unit(offset - along * tangent)
        aside = _aside(ahead[:, 0])
        side = unit(
            aside.reshape((3,) + (1,) * nearest.ndim) - (aside.reshape(3, 1) * ahead).sum(axis=0)[nearest] * tangent
        )
        third = np.cross(tangent, side, axis=0)
        height = np.clip(2 * (nearest + along / length[nearest]) / max(last, 1) - 1, -1, 1)
        azimuth = np.arctan2((normal * third).sum(axis=0), (normal * side).sum(axis=0))
        flat = np.sqrt(1 - height * height)
        return normal, np.stack([flat * np.cos(azimuth), flat * np.sin(azimuth), height])


def _aside(ahead: np.ndarray) -> np.ndarray:
    """A direction across the tube: y, unless the tube runs along it."""
    return np.array([0.0, 1.0, 0.0]) if abs(ahead[1]) < 0.9 else np.array([1.0, 0.0, 0.0])


def tube(points: list[tuple[float, float, float]], radii: list[float], beads: int = 24, smooth: bool = True) -> Balls:
    """A bent tube through `points`, with a radius at each, both passed smoothly; its axis runs from first to last."""
    knots = np.linspace(0, 1, len(points))
    at = np.linspace(0, 1, beads)
    values = np.column_stack([np.array(points), np.array(radii)])
    if smooth and len(points) == 3:
        basis = np.stack([(1 - at) * (1 - 2 * at), 4 * at * (1 - at), at * (2 * at - 1)])
        curve = (basis[:, :, None] * values[:, None, :]).sum(axis=0)
    else:
        curve = np.column_stack([np.interp(at, knots, column) for column in values.T])
    return Balls(curve[:, :3].T.copy(), np.maximum(curve[:, 3], 0.005), strung=True)


def on_spiral(
    body: Body, count: int, size: float, rng: np.random.Generator, sunk: float = 0.3, uneven: float = 0.1
) -> Balls:
    """Balls on a body in the spiral in which plants set leaves, seeds and drupelets.

    Args:
        body: what the balls sit on.
        count: how many.
        size: radius of a ball, as a multiple of the radius with which they would just touch.
        rng: draws their small irregularities.
        sunk: how deep a ball sits, in its own radii.
        uneven: spread of place and size, as a share of the radius.
    """
    touch = np.sqrt(4 / count)
    z = 1 - (2 * np.arange(count) + 1) / count
    azimuth = np.arange(count) * np.pi * (3 - np.sqrt(5))
    aside = np.sqrt(1 - z * z)
    directions = unit(
        np.stack([aside * np.cos(azimuth), aside * np.sin(azimuth), z]) + rng.normal(0, uneven * touch, (3, count))
    )
    surface = body.points(directions)
    distance = np.sqrt((surface * surface).sum(axis=0))
    radii = size * touch * distance * (1 + rng.normal(0, uneven, count))
    return Balls(surface * (1 - sunk * radii / distance), np.maximum(radii, 0.02))
