"""A smooth random field in space: random numbers on a lattice, passed smoothly."""

from __future__ import annotations

import numpy as np

SIDE = 16
"""Of the lattice, which repeats: a power of two, so that wrapping is a bitwise and."""


class Noise:
    """A field of its own for each object that is drawn."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._lattice = rng.random(SIDE**3)

    def __call__(
        self, position: np.ndarray, frequency: float, stretch: tuple[float, float, float] = (1, 1, 1)
    ) -> np.ndarray:
        """Values in 0..1 at points (3, ...); about `frequency` lumps a unit, drawn out along axes by `stretch`."""
        corners = []
        for axis in range(3):
            along = position[axis] * (frequency / stretch[axis]) + 5.37 * (axis + 1)
            floor = np.floor(along)
            part = along - floor
            low = floor.astype(np.int64) & (SIDE - 1)
            corners.append((low, (low + 1) & (SIDE - 1), part * part * (3 - 2 * part)))
        (x0, x1, fx), (y0, y1, fy), (z0, z1, fz) = corners
        look = self._lattice.take
        rows = []
        for y in (y0, y1):
            for z in (z0, z1):
                base = y * SIDE + z * SIDE**2
                start = look(base + x0)
                rows.append(start + fx * (look(base + x1) - start))
        near = rows[0] + fz * (rows[1] - rows[0])
        far = rows[2] + fz * (rows[3] - rows[2])
        field: np.ndarray = near + fy * (far - near)
        return field

    def rough(
        self, position: np.ndarray, frequency: float, octaves: int = 3, stretch: tuple[float, float, float] = (1, 1, 1)
    ) -> np.ndarray:
        """Lumps with smaller lumps on them, values in 0..1."""
        total, weight, share = np.zeros(position.shape[1:]), 0.0, 1.0
        for octave in range(octaves):
            total += share * self(position, frequency * 2.03**octave, stretch)
            weight += share
            share *= 0.5
        return total / weight
