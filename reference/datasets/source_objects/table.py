"""What all source objects share: they lie any way up, and most may have any colour."""

from __future__ import annotations

import numpy as np

from reference.datasets.scene import Colour, Part, Scene, direction, studio, turned


def any_colour(
    rng: np.random.Generator, saturation: tuple[float, float] = (0.3, 0.95), value: tuple[float, float] = (90, 240)
) -> Colour:
    """A colour of any hue; `saturation` in 0..1, `value` in 0..255."""
    position = rng.uniform(0, 6)
    wheel = np.clip([abs(position - 3) - 1, 2 - abs(position - 2), 2 - abs(position - 4)], 0, 1)
    red, green, blue = rng.uniform(*value) * (1 - rng.uniform(*saturation) * (1 - wheel))
    return float(red), float(green), float(blue)


def thrown(rng: np.random.Generator, *parts: Part, facing: float | None = None, ambient: float = 0.45) -> Scene:
    """Any way up; with `facing` in 0..1 the axis points at least so far towards the viewer or away."""
    if facing is None:
        axis = direction(rng)
    else:
        x, y, z = direction(rng, facing, 1.0)
        axis = (x, y, z if rng.random() < 0.8 else -z)
    return Scene(
        parts, turned(axis, rng.uniform(0, 2 * np.pi)), studio(rng, ambient), None, float(rng.uniform(0, 0.04))
    )
