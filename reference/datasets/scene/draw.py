"""From a scene to an image: frame the object tightly, draw its parts, take the mean over each pixel's area."""

from __future__ import annotations

import numpy as np

from reference.datasets.scene.balls import tube
from reference.datasets.scene.parts import Part, Peel, Scene
from reference.datasets.scene.surface import View

FINER = 2.0
"""How many times finer than the image the scene is drawn, along each side."""
FINEST_NEEDED = 100
"""From this many pixels a side on, 1.5 times finer is fine enough."""
COARSEST = 48
"""Pixels a side of the drawing, at least: below, seeds and pores fall between the pixels."""


def draw(scene: Scene, height: int, width: int) -> np.ndarray:
    """The image of a scene on white, uint8 (height, width, 3)."""
    finer = FINER if max(height, width) < FINEST_NEEDED else 1.5
    side = max(round(finer * max(height, width)), COARSEST)
    drawn = _drawing(scene, side)
    image = _area_mean(_area_mean(drawn, height, axis=1), width, axis=2)
    return np.clip(np.round(image * 255), 0, 255).astype(np.uint8).transpose(1, 2, 0).copy()


def _drawing(scene: Scene, side: int) -> np.ndarray:
    """The scene in a square frame, (3, side, side), 0..1."""
    parts = scene.parts
    turned = [part.shape.outline(scene.rotation) for part in parts]
    if scene.shaft is not None:
        shaft = _shaft(np.concatenate(turned, axis=1), scene.shaft)
        parts = (*parts, shaft)
        turned.append(shaft.shape.outline(np.eye(3)))
    outline = np.concatenate(turned, axis=1)[:2]
    low, high = outline.min(axis=1), outline.max(axis=1)
    reach = (high - low).max() * (1 + 2 * scene.margin)
    at = (np.arange(side) + 0.5) / side - 0.5
    centre = (low + high) / 2
    x, y = centre[0] + reach * at, centre[1] - reach * at
    image = np.ones((3, side, side))
    front = np.full((side, side), -np.inf)
    for part in parts:
        surface = part.shape.seen(View(x, y, np.eye(3) if part.fixed else scene.rotation))
        here = front[surface.window]
        nearer = surface.depth > here
        if not nearer.any():
            continue
        front[surface.window] = np.where(nearer, surface.depth, here)
        below = image[:, *surface.window]
        image[:, *surface.window] = np.where(nearer, np.clip(part.peel.lit(surface, scene.light), 0, 1), below)
    return image


def _shaft(outline: np.ndarray, peel: Peel) -> Part:
    """The motor's shaft: a short pin below the object, where it stands."""
    bottom = float(outline[1].min())
    low = outline[:, outline[1] < bottom + 0.15]
    x, depth = float(low[0].mean()), float(low[2].mean())
    return Part(tube([(x, bottom + 0.1, depth), (x, bottom - 0.07, depth)], [0.06, 0.06], 8), peel, fixed=True)


def _area_mean(image: np.ndarray, size: int, axis: int) -> np.ndarray:
    """Shrink one axis to `size` pixels, each the mean over its share of the old ones."""
    old = image.shape[axis]
    if old % size == 0:
        shape = image.shape[:axis] + (size, old // size) + image.shape[axis + 1 :]
        mean: np.ndarray = image.reshape(shape).mean(axis=axis + 1)
        return mean
    total = np.concatenate([np.zeros_like(np.take(image, [0], axis)), np.cumsum(image, axis=axis)], axis=axis)
    edges = np.arange(size + 1) * (old / size)
    whole = np.minimum(edges.astype(np.int64), old - 1)
    part = (edges - whole).reshape([-1 if a == axis else 1 for a in range(image.ndim)])
    upto = np.take(total, whole, axis) + part * (np.take(total, whole + 1, axis) - np.take(total, whole, axis))
    shrunk: np.ndarray = np.diff(upto, axis=axis) * (size / old)
    return shrunk
