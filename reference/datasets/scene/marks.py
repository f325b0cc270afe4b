"""Marks: what covers a surface, and how much of it. Gradients, blush, spots, seeds, pores and fibres are all marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from reference.datasets.scene.noise import Noise
from reference.datasets.scene.surface import Surface, unit

Colour = tuple[float, float, float]
"""Red, green, blue in 0..255."""
Cover = Callable[[Surface], np.ndarray]
"""How much of each visible point is covered, 0..1, (h, w)."""


@dataclass(frozen=True)
class Mark:
    """What is covered takes on `colour` and rises by `raised` (in radii; negative: sinks)."""

    cover: Cover
    colour: Colour | None = None
    raised: float = 0.0


def step(low: float, high: float, values: np.ndarray) -> np.ndarray:
    """0 up to `low`, 1 from `high`, smooth between; with low > high the other way round."""
    part = np.clip((values - low) / (high - low), 0, 1)
    smooth: np.ndarray = part * part * (3 - 2 * part)
    return smooth


def everywhere(amount: float = 1.0) -> Cover:
    """The same everywhere."""
    return lambda surface: np.full(surface.depth.shape, amount)


def both(*covers: Cover) -> Cover:
    """Only where all of them are."""

    def product(surface: Surface) -> np.ndarray:
        result = covers[0](surface)
        for cover in covers[1:]:
            result = result * cover(surface)
        return result

    return product


def outside(cover: Cover) -> Cover:
    """Where it is not."""
    return lambda surface: 1 - cover(surface)


def fade(low: float, high: float) -> Cover:
    """Along the axis (bottom -1, top 1): none at `low`, all at `high`."""
    return lambda surface: step(low, high, surface.direction[2])


def bands(count: float, sharp: float = 0.5, phase: float = 0.0) -> Cover:
    """Rings around the axis."""
    return lambda surface: step(-sharp, sharp, np.sin(count * np.pi * surface.direction[2] + phase))


def stripes(count: int, sharp: float = 0.5, phase: float = 0.0) -> Cover:
    """From pole to pole."""
    return lambda surface: step(-sharp, sharp, np.sin(count * surface.azimuth + phase))


def toward(direction: Sequence[float], width: float, edge: float = 1.0) -> Cover:
    """Around a direction; `width` in radians, `edge` 1 is soft and near 0 sharp."""
    a, b, c = direction

    def disc(surface: Surface) -> np.ndarray:
        x, y, z = surface.direction
        angle = np.sqrt(np.maximum(2 - 2 * (a * x + b * y + c * z), 0))
        return step(width * (1 + edge / 2), width * (1 - edge / 2), angle)

    return disc


def local(direction: Sequence[float], low: float, high: float) -> Cover:
    """Where the surface faces a direction of the object's space: the tip of each scale, the crown of each drupelet."""
    a, b, c = direction

    def facing(surface: Surface) -> np.ndarray:
        x, y, z = surface.own_normal
        return step(low, high, a * x + b * y + c * z)

    return facing


def crest(low: float, high: float, lean: float = 0.0) -> Cover:
    """On shapes of many balls: 1 where a ball faces outward, 0 in the grooves; `lean` moves the crest up the axis."""

    def facing(surface: Surface) -> np.ndarray:
        outward = surface.direction.copy()
        outward[2] += lean
        return step(low, high, (unit(outward) * surface.own_normal).sum(axis=0))

    return facing


def rim(low: float = 0.6, high: float = 0.1) -> Cover:
    """Towards the edge of what is seen: the fuzz of a peach against the light."""
    return lambda surface: step(low, high, surface.normal[2])


def clouds(
    noise: Noise,
    frequency: float,
    low: float = 0.4,
    high: float = 0.6,
    octaves: int = 2,
    stretch: tuple[float, float, float] = (1, 1, 1),
) -> Cover:
    """Irregular patches, or at a high frequency grain: where the noise passes from `low` to `high`."""
    return lambda surface: step(low, high, noise.rough(surface.position, frequency, octaves, stretch))


def spots(rng: np.random.Generator, count: int, smallest: float, largest: float, edge: float = 0.5) -> Cover:
    """Round spots of random place and size (radii in radians)."""
    places = rng.normal(0, 1, (count, 3))
    places /= np.sqrt((places * places).sum(axis=1, keepdims=True))
    sizes = rng.uniform(smallest, largest, count)

    def scattered(surface: Surface) -> np.ndarray:
        result = np.zeros(surface.depth.shape)
        for place, size in zip(places, sizes, strict=True):
            result = np.maximum(result, toward(place, size, edge)(surface))
        return result

    return scattered


def lines(rng: np.random.Generator, noise: Noise, count: int, width: float, tilt: float = 0.1) -> Cover:
    """Thin, slightly wavy lines from pole to pole (`tilt` 0), or all over the place (`tilt` 1)."""
    azimuths = rng.uniform(0, 2 * np.pi, count)
    across = np.stack([np.cos(azimuths), np.sin(azimuths), rng.normal(0, tilt, count)])

    def threads(surface: Surface) -> np.ndarray:
        x, y, z = surface.direction
        wave = 0.35 * (noise(surface.position, 1.7) - 0.5)
        result = np.zeros(surface.depth.shape)
        for a, b, c in across.T:
            result = np.maximum(result, step(width, width * 0.3, np.abs(a * x + b * y + c * z + wave)))
        return result

    return threads


def distances(places: np.ndarray, stretch: float = 1.0) -> Cover:
    """No cover yet: how far, squared, the nearest of many directions (3, count) is.

    Dots are longer along the axis by `stretch`. What it computed last it remembers: a seed and the pit around it cost
    one search.
    """
    last: list[tuple[Surface, np.ndarray]] = []

    def nearest(surface: Surface) -> np.ndarray:
        if not last or last[0][0] is not surface:
            x, y, z = surface.direction
            result = np.full(surface.depth.shape, 9.0)
            for a, b, c in places.T:
                aside = z - c
                np.minimum(result, 2 - 2 * (a * x + b * y + c * z) - (1 - 1 / stretch**2) * aside * aside, out=result)
            last[:] = [(surface, result)]
        return last[0][1]

    return nearest


def pits(nearest: Cover, width: float) -> Cover:
    """A dot around each of the places that `nearest` measures to: the seeds of a strawberry."""
    return lambda surface: step(1.5 * width * width, 0.5 * width * width, nearest(surface))
