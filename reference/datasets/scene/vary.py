"""How much one individual differs from the next: colours and directions drawn from a generator."""

from __future__ import annotations

import numpy as np

from reference.datasets.scene.marks import Colour


def near(rng: np.random.Generator, colour: Colour, spread: float = 10.0) -> Colour:
    """A colour about this one: lighter or darker by `spread`, each channel by a third of it."""
    values = np.clip(np.array(colour) + rng.normal(0, spread) + rng.normal(0, spread / 3, 3), 0, 255)
    return float(values[0]), float(values[1]), float(values[2])


def between(rng: np.random.Generator, first: Colour, second: Colour, spread: float = 6.0) -> Colour:
    """A colour on the way from the first to the second."""
    share = rng.random()
    mixed = (1 - share) * np.array(first) + share * np.array(second)
    return near(rng, (float(mixed[0]), float(mixed[1]), float(mixed[2])), spread)


def direction(rng: np.random.Generator, low: float = -1.0, high: float = 1.0) -> tuple[float, float, float]:
    """A direction whose height along the axis is in low..high."""
    z = rng.uniform(low, high)
    azimuth = rng.uniform(0, 2 * np.pi)
    aside = np.sqrt(1 - z * z)
    return float(aside * np.cos(azimuth)), float(aside * np.sin(azimuth)), float(z)
