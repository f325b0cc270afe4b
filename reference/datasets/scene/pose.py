"""How an object is turned: on a motor, as the fruits of Fruits-360 are, or any way up."""

from __future__ import annotations

import numpy as np


def turned(axis: tuple[float, float, float], spin: float) -> np.ndarray:
    """The rotation (3, 3) that lays the object's axis along `axis` (viewer's space), turned around it by `spin`."""
    ahead = np.array(axis, dtype=np.float64)
    ahead /= np.sqrt((ahead * ahead).sum())
    across = np.array([0.0, 0.0, 1.0]) if abs(ahead[2]) < 0.9 else np.array([0.0, 1.0, 0.0])
    side = np.cross(across, ahead)
    side /= np.sqrt((side * side).sum())
    up = np.cross(ahead, side)
    cosine, sine = np.cos(spin), np.sin(spin)
    return np.column_stack([cosine * side + sine * up, cosine * up - sine * side, ahead])


def lying(rng: np.random.Generator, tilt: float = 0.12) -> np.ndarray:
    """On its side, the axis anywhere around the motor's: seen from the side, from the top, from the bottom."""
    angle = rng.uniform(0, 2 * np.pi)
    return turned((np.cos(angle), rng.normal(0, tilt), np.sin(angle)), rng.uniform(0, 2 * np.pi))


def on_motor(rng: np.random.Generator, standing: float = 0.5, upright: float = 1.0, tilt: float = 0.12) -> np.ndarray:
    """Standing with probability `standing`, its top up with probability `upright`; else lying."""
    if rng.random() >= standing:
        return lying(rng, tilt)
    up = 1.0 if rng.random() < upright else -1.0
    return turned((rng.normal(0, tilt), up, rng.normal(0, 1.5 * tilt)), rng.uniform(0, 2 * np.pi))
