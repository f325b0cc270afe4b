"""Parts and scenes: what there is to draw."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from reference.datasets.scene.light import Light, shade
from reference.datasets.scene.marks import Colour, Mark
from reference.datasets.scene.surface import Shape, Surface


@dataclass(frozen=True)
class Peel:
    """A colour with marks on it, the later over the earlier."""

    colour: Colour
    marks: tuple[Mark, ...] = ()
    gloss: float = 0.1
    """Strength of the highlight, 0..1."""
    shine: float = 40.0
    """Sharpness of the highlight: 10 is a peach, 150 a cherry."""

    def lit(self, surface: Surface, light: Light) -> np.ndarray:
        """Colours (3, h, w), about 0..1, of what is seen."""
        colour = np.empty((3, *surface.depth.shape))
        colour[:] = np.array(self.colour).reshape(3, 1, 1)
        relief: np.ndarray | None = None
        for mark in self.marks:
            cover = mark.cover(surface)
            if mark.colour is not None:
                colour += cover * (np.array(mark.colour).reshape(3, 1, 1) - colour)
            if mark.raised:
                relief = mark.raised * cover if relief is None else relief + mark.raised * cover
        normal = surface.normal if relief is None else _tilted(surface, relief)
        return shade(colour / 255, normal, light, self.gloss, self.shine)


def _tilted(surface: Surface, relief: np.ndarray) -> np.ndarray:
    """Normals over a relief (h, w): tilted away from where it rises."""
    if min(relief.shape) < 2:
        return surface.normal
    down, right = np.gradient(relief, surface.view.step)
    x, y, z = surface.normal
    along = right * x - down * y
    flat = np.clip(z, 0, 1)  # seen at a grazing angle, a relief is squeezed: do not take that for steepness
    tilted = np.stack([x - flat * (right - along * x), y + flat * (down + along * y), z + flat * along * z])
    result: np.ndarray = tilted / np.sqrt((tilted * tilted).sum(axis=0) + 1e-12)
    return result


@dataclass(frozen=True)
class Part:
    """A shape with its peel; a `fixed` part does not turn with the object (the shaft of a motor)."""

    shape: Shape
    peel: Peel
    fixed: bool = False


@dataclass(frozen=True)
class Scene:
    """An object, how it is turned, and its light."""

    parts: tuple[Part, ...]
    rotation: np.ndarray
    """From the object's space into the viewer's, (3, 3)."""
    light: Light
    shaft: Peel | None = None
    """The motor's shaft below the object, if it shows."""
    margin: float = field(default=0.0)
    """White around the object, as a share of the frame."""
