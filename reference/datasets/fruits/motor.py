"""What all fruits share: the motor they turn on."""

from __future__ import annotations

import numpy as np

from reference.datasets.scene import Light, Part, Peel, Scene, on_motor, studio

SHAFTS = (Peel((225, 215, 190), gloss=0.2), Peel((45, 42, 42), gloss=0.1), Peel((150, 140, 125), gloss=0.1))
"""White, black and wooden pins."""


def on_the_motor(
    rng: np.random.Generator,
    *parts: Part,
    upright: float = 0.8,
    standing: float = 0.5,
    ambient: float = 0.4,
    tilt: float = 0.12,
    light: Light | None = None,
) -> Scene:
    """A fruit on its motor, under a lamp; `upright`: the share of standing fruits whose top is up."""
    shaft = SHAFTS[int(rng.integers(len(SHAFTS)))] if rng.random() < 0.6 else None
    rotation = on_motor(rng, standing, upright, tilt)
    return Scene(parts, rotation, light or studio(rng, ambient), shaft, float(rng.uniform(0, 0.02)))
