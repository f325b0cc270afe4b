"""Made by people: ball, biscuit, bottle cap, button, die, doughnut, gear, marble, necklace, pencil."""

from __future__ import annotations

import numpy as np

from reference.datasets.scene import (
    Balls,
    Body,
    Mark,
    Noise,
    Part,
    Peel,
    Scene,
    bands,
    between,
    both,
    clouds,
    fade,
    local,
    lumps,
    near,
    outside,
    spots,
    step,
    stripes,
    toward,
    tube,
)
from reference.datasets.scene.surface import Surface
from reference.datasets.source_objects.table import any_colour, thrown

TOP, BOTTOM = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)


def ball(rng: np.random.Generator) -> Scene:
    """Striped from pole to pole, in rings, or dotted."""
    kind = int(rng.integers(3))
    if kind == 0:
        pattern = stripes(int(rng.integers(2, 6)), 0.1)
    elif kind == 1:
        pattern = bands(int(rng.integers(2, 5)), 0.15, rng.uniform(0, 6))
    else:
        pattern = spots(rng, int(rng.integers(15, 40)), 0.12, 0.25, 0.1)
    marks = (Mark(pattern, any_colour(rng)), Mark(toward(TOP, 0.15, 0.1), any_colour(rng)))
    return thrown(rng, Part(Body(), Peel(any_colour(rng), marks, gloss=rng.uniform(0.1, 0.6), shine=60)))


def biscuit(rng: np.random.Generator) -> Scene:
    """A flat, crumbly round, with chocolate chips or without."""
    noise = Noise(rng)
    body = Body((1, rng.uniform(0.9, 1), 0.25), square=0.5, lumps=lumps(rng, 0.03, 4))
    dough = between(rng, (215, 170, 110), (165, 110, 60), 12)
    marks = [
        Mark(clouds(noise, 3, 0.4, 0.7, 3), near(rng, dough, 20)),
        Mark(clouds(noise, 12, 0.35, 0.65, 2), near(rng, dough, 20), 0.05),
        Mark(outside(local(TOP, 0.2, 0.7)), (150, 95, 45)),
    ]
    if rng.random() < 0.7:
        marks.append(Mark(spots(rng, int(rng.integers(15, 45)), 0.05, 0.13, 0.2), near(rng, (65, 38, 25), 10), 0.05))
    return thrown(rng, Part(body, Peel(dough, tuple(marks), gloss=0.0)), facing=0.5)


def bottle_cap(rng: np.random.Generator) -> Scene:
    """Flat metal with 21 flutes around it and a print on top."""
    body = Body((1, 1, 0.3), square=0.9, ribs=(21, 0.035))
    paint, print_ = any_colour(rng), any_colour(rng)
    marks = [
        Mark(both(local(TOP, 0.6, 0.8), toward(TOP, 0.9, 0.05)), paint),
        Mark(both(stripes(21, 0.8), outside(local(TOP, 0.5, 0.9))), (235, 235, 238), 0.05),
        Mark(toward(TOP, rng.uniform(0.3, 0.7), 0.05), print_),
    ]
    if rng.random() < 0.5:
        marks.append(Mark(both(toward(TOP, 0.6, 0.05), stripes(int(rng.integers(2, 6)), 0.1)), paint))
    return thrown(rng, Part(body, Peel(near(rng, (165, 168, 172)), tuple(marks), gloss=0.5, shine=40)), facing=0.45)


def button(rng: np.random.Generator) -> Scene:
    """A disc with a rim and two or four holes."""
    body = Body((1, 1, 0.16), square=0.7)
    holes, apart = int(rng.choice([2, 4])), rng.uniform(0.26, 0.36)
    colour = any_colour(rng, (0.0, 0.9))
    edge = rng.uniform(0.75, 0.95)
    marks = [Mark(clouds(Noise(rng), 2, 0.4, 0.7, 3), near(rng, colour, 15)), Mark(toward(TOP, edge, 0.1), None, -0.06)]
    for azimuth in 2 * np.pi * np.arange(holes) / holes:
        at = (np.sin(apart) * np.cos(azimuth), np.sin(apart) * np.sin(azimuth), np.cos(apart))
        marks.append(Mark(toward(at, 0.12, 0.1), (30, 28, 28), -0.1))
    return thrown(rng, Part(body, Peel(colour, tuple(marks), gloss=rng.uniform(0.1, 0.5))), facing=0.5)


def die(rng: np.random.Generator) -> Scene:
    """A cube with round corners and pips: on each face as many as its number."""
    ivory, pip = any_colour(rng, (0.0, 0.9), (150, 250)), (30.0, 30.0, 35.0)
    if sum(ivory) < 380:
        pip = (240.0, 240.0, 235.0)
    face = rng.uniform(0.72, 0.8)
    spread = {
        1: [(0, 0)],
        2: [(-1, -1), (1, 1)],
        3: [(-1, -1), (0, 0), (1, 1)],
        4: [(-1, -1), (1, 1), (-1, 1), (1, -1)],
        5: [(-1, -1), (1, 1), (-1, 1), (1, -1), (0, 0)],
        6: [(-1, -1), (1, 1), (-1, 1), (1, -1), (-1, 0), (1, 0)],
    }
    places = []
    for number, (axis, sign) in enumerate([(0, 1), (1, 1), (2, 1), (2, -1), (1, -1), (0, -1)], start=1):
        for a, b in spread[number]:
            place = [0.0, 0.0, 0.0]
            place[axis], place[axis - 1], place[axis - 2] = sign * face, 0.42 * face * a, 0.42 * face * b
            places.append(place)

    def pips(surface: Surface) -> np.ndarray:
        nearest = np.full(surface.depth.shape, 9.0)
        for place in places:
            offset = surface.position - np.array(place).reshape(3, 1, 1)
            nearest = np.minimum(nearest, (offset * offset).sum(axis=0))
        return step(0.19, 0.16, np.sqrt(nearest))

    return thrown(rng, Part(Cube(face), Peel(ivory, (Mark(pips, pip, -0.04),), gloss=0.2)))


class Cube(Body):
    """A cube with round corners, of half the side `half`."""

    def __init__(self, half: float) -> None:
        super().__init__((half, half, half))

    def radius(self, direction: np.ndarray) -> np.ndarray:
        """Distance of the surface from the centre: a norm of high power."""
        power = sum(np.abs(part) ** 8 for part in direction)
        distance: np.ndarray = np.asarray(power) ** (-1 / 8)
        return distance


def doughnut(rng: np.random.Generator) -> Scene:
    """A ring with icing and sprinkles."""
    thick = rng.uniform(0.28, 0.4)
    around = np.linspace(0, 2 * np.pi, 61)
    ring = Balls(np.stack([np.cos(around), np.sin(around), 0 * around]), np.full(61, thick), strung=True)
    icing = any_colour(rng, (0.2, 0.8), (90, 245))
    noise = Noise(rng)

    def iced(surface: Surface) -> np.ndarray:
        return step(0.0, 0.2, surface.position[2] / thick + 0.8 * (noise(surface.position, 3) - 0.5))

    marks = [Mark(iced, icing, 0.02)]
    for _ in range(3):
        low = rng.uniform(0.74, 0.78)
        marks.append(Mark(both(iced, clouds(Noise(rng), 9, low, low + 0.03, 1)), any_colour(rng), 0.03))
    dough = between(rng, (215, 160, 90), (180, 120, 60))
    return thrown(rng, Part(ring, Peel(dough, tuple(marks), gloss=rng.uniform(0.1, 0.5))), facing=0.35)


def gear(rng: np.random.Generator) -> Scene:
    """A toothed wheel with a dark hub."""
    teeth = int(rng.integers(8, 17))
    metal = any_colour(rng, (0.0, 0.35), (110, 215))
    body = Body((1, 1, rng.uniform(0.15, 0.25)), square=0.8, ribs=(teeth, rng.uniform(0.07, 0.11)))
    marks = [
        Mark(clouds(Noise(rng), 3, 0.45, 0.7, 3), near(rng, (150, 95, 60), 15)),
        Mark(both(toward(TOP, 1.1, 0.05), outside(toward(TOP, 0.85, 0.05))), None, -0.06),
        Mark(toward(TOP, 0.5, 0.05), near(rng, metal, 20), 0.05),
        Mark(toward(TOP, 0.24, 0.05), (25, 25, 28), -0.1),
    ]
    return thrown(rng, Part(body, Peel(metal, tuple(marks), gloss=0.35, shine=25)), facing=0.45)


def marble(rng: np.random.Generator) -> Scene:
    """Glass with a swirl of colour and a sharp highlight."""
    noise = Noise(rng)
    swirl = (1.0, 1.0, rng.uniform(1, 4))
    marks = (
        Mark(clouds(noise, 1.3, 0.45, 0.52, 3, swirl), any_colour(rng)),
        Mark(clouds(noise, 2.1, 0.56, 0.6, 3, swirl), any_colour(rng)),
    )
    peel = Peel(any_colour(rng, (0.1, 0.9), (60, 250)), marks, gloss=rng.uniform(0.6, 0.95), shine=150)
    return thrown(rng, Part(Body(), peel), ambient=0.6)


def necklace(rng: np.random.Generator) -> Scene:
    """Beads on a closed string, of one colour or of two by turns."""
    count = 2 * int(rng.integers(8, 16))
    around = 2 * np.pi * np.arange(count) / count
    long = rng.uniform(0.6, 1.0)
    centres = np.stack([np.cos(around), long * np.sin(around), 0.1 * np.sin(3 * around + rng.uniform(0, 6))])
    radii = np.full(count, 3.0 / count) * (1 + 0.15 * rng.normal(0, 1, count))
    first = any_colour(rng, (0.0, 0.9))
    second = any_colour(rng) if rng.random() < 0.5 else first
    beads = [
        Part(Balls(centres[:, k::2], radii[k::2]), Peel(colour, gloss=rng.uniform(0.3, 0.8), shine=70))
        for k, colour in ((0, first), (1, second))
    ]
    return thrown(rng, *beads, facing=0.3)


def pencil(rng: np.random.Generator) -> Scene:
    """A long stick with a wooden cone, a point, and edges."""
    paint, lead = any_colour(rng), any_colour(rng, (0.2, 0.9), (40, 220))
    thick, half = rng.uniform(0.09, 0.16), 1.0
    stick = tube([(0, 0, -half), (0, 0, 0), (0, 0, half)], [thick] * 3, 60)
    body = Peel(
        paint,
        (Mark(stripes(6, 0.9), None, 0.03), Mark(fade(-0.88, -0.9), any_colour(rng, (0, 0.8)))),
        gloss=rng.uniform(0.1, 0.5),
    )
    cone = tube([(0, 0, half), (0, 0, half + 0.2), (0, 0, half + 0.4)], [thick, thick * 0.55, 0.015], 30)
    wood = Peel(near(rng, (220, 180, 125)), (Mark(fade(0.2, 0.3), lead),), gloss=0.05)
    scene = thrown(rng, Part(stick, body), Part(cone, wood))
    angle, lean = rng.uniform(0, 2 * np.pi), rng.normal(0, 0.3)
    ahead = np.array([np.cos(angle) * np.cos(lean), np.sin(angle) * np.cos(lean), np.sin(lean)])
    side = np.array([-np.sin(angle), np.cos(angle), 0.0])
    rotation = np.column_stack([side, np.cross(ahead, side), ahead])
    return Scene(scene.parts, rotation, scene.light, None, scene.margin)
