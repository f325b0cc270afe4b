"""Grown or washed up outdoors: acorn, beetle, caterpillar, chestnut, egg, leaf, mushroom, pebble, shell, starfish."""

from __future__ import annotations

import numpy as np

from reference.datasets.scene import (
    Balls,
    Body,
    Dent,
    Mark,
    Noise,
    Part,
    Peel,
    Scene,
    bands,
    between,
    both,
    clouds,
    direction,
    fade,
    lines,
    lumps,
    near,
    on_spiral,
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


def acorn(rng: np.random.Generator) -> Scene:
    """A smooth nut in a scaly cup."""
    noise, slim = Noise(rng), rng.uniform(0.55, 0.72)
    nut = Body((slim, slim, 0.95), dents=(Dent(BOTTOM, -0.12, 0.15),))
    skin = between(rng, (150, 105, 55), (115, 130, 60), 12)
    streaks = Mark(clouds(noise, 5, 0.4, 0.7, 2, (1, 1, 6)), near(rng, (110, 75, 35)))
    cup = Body((slim * 1.12, slim * 1.12, 0.62))
    scales = on_spiral(cup, int(rng.integers(120, 200)), 1.1, rng, sunk=0.5)
    above = scales.centres[2] > rng.uniform(-0.05, 0.15)
    scales = Balls(scales.centres[:, above] + np.array([[0], [0], [0.35]]), scales.radii[above])
    parts = [Part(nut, Peel(skin, (streaks,), gloss=0.3)), Part(scales, Peel(near(rng, (135, 110, 80)), gloss=0.0))]
    stalk = tube([(0, 0, 0.85), (0.02, 0, 1.0), (0.08, 0.03, rng.uniform(1.1, 1.4))], [0.06, 0.05, 0.06], 10)
    return thrown(rng, *parts, Part(stalk, Peel((110, 85, 55), gloss=0)))


def beetle(rng: np.random.Generator) -> Scene:
    """A domed shell with a seam, a head, six legs, and dots on some."""
    colour, dark = any_colour(rng), near(rng, (45, 38, 36), 8)
    across = Body((0.68, 0.45, 0.9), taper=0.1)
    marks = [Mark(both(outside(stripes(1, 0.04, np.pi / 2)), outside(stripes(1, 0.04, -np.pi / 2))), dark, -0.02)]
    if rng.random() < 0.6:
        marks.append(Mark(spots(rng, int(rng.integers(6, 16)), 0.1, 0.22, 0.2), dark))
    parts = [Part(across, Peel(colour, tuple(marks), gloss=rng.uniform(0.3, 0.7), shine=60))]
    parts.append(Part(Balls(np.array([[0.0], [0.0], [0.95]]), np.array([0.3])), Peel(dark, gloss=0.3)))
    for side in (-1.0, 1.0):
        for z in (-0.4, 0.1, 0.55):
            lean = rng.normal(0, 0.1)
            leg = [(side * 0.5, -0.1, z), (side * 0.85, 0.02, z + 0.1 + lean), (side * 1.05, -0.3, z + lean - 0.1)]
            parts.append(Part(tube(leg, [0.06, 0.05, 0.03], 12), Peel(dark, gloss=0.2)))
        feeler = [(side * 0.1, 0, 1.1), (side * 0.3, 0.1, 1.35), (side * 0.55, 0.1, 1.45)]
        parts.append(Part(tube(feeler, [0.03, 0.025, 0.03], 12), Peel(dark, gloss=0.2)))
    scene = thrown(rng, *parts)
    x, y, z = direction(rng, 0.45, 1.0)  # seen from above: the back, y, towards the viewer
    back = np.array([x, y, z])
    ahead = np.cross(back, rng.normal(0, 1, 3))
    ahead /= np.sqrt((ahead * ahead).sum())
    rotation = np.column_stack([np.cross(back, ahead), back, ahead])
    return Scene(scene.parts, rotation, scene.light, None, scene.margin)


def caterpillar(rng: np.random.Generator) -> Scene:
    """Balls in a wavy row, in two colours by turns, with a head."""
    count, wave = int(rng.integers(7, 12)), rng.uniform(0.1, 0.5)
    at = np.linspace(-1, 1, count)
    phase = rng.uniform(0, 6)
    centres = np.stack([wave * np.sin(3 * at + phase), 0.15 * np.cos(5 * at + phase), 1.1 * at])
    radii = 1.5 / count * (1 + 0.1 * rng.normal(0, 1, count))
    first, second = any_colour(rng), any_colour(rng)
    hairs = Mark(clouds(Noise(rng), 14, 0.5, 0.7, 1), near(rng, first, 25), 0.02)
    parts = [
        Part(Balls(centres[:, k::2], radii[k::2]), Peel(colour, (hairs,), gloss=0.1))
        for k, colour in ((0, first), (1, second))
    ]
    head = centres[:, -1:] + np.array([[0.0], [0.0], [0.2]])
    parts.append(Part(Balls(head, radii[-1:] * 1.15), Peel(near(rng, (60, 40, 35), 15), gloss=0.4)))
    return thrown(rng, *parts)


def chestnut(rng: np.random.Generator) -> Scene:
    """Brown, glossy and flat on one side, with a large pale scar."""
    noise = Noise(rng)
    body = Body((0.98, rng.uniform(0.6, 0.8), 0.85), dents=(Dent(TOP, -0.15, 0.15),), lumps=lumps(rng, 0.04))
    skin = between(rng, (110, 50, 25), (75, 30, 18), 8)
    peel = Peel(
        skin,
        (
            Mark(clouds(noise, 4, 0.4, 0.7, 2, (1, 1, 5)), near(rng, (140, 75, 40))),
            Mark(toward(BOTTOM, rng.uniform(0.5, 0.75), 0.15), near(rng, (195, 165, 125)), -0.02),
            Mark(both(toward(BOTTOM, 0.6, 0.2), clouds(noise, 9, 0.5, 0.7)), near(rng, (160, 130, 95))),
        ),
        gloss=rng.uniform(0.3, 0.7),
        shine=60,
    )
    return thrown(rng, Part(body, peel))


def egg(rng: np.random.Generator) -> Scene:
    """Smooth and pale, speckled or not."""
    noise, slim = Noise(rng), rng.uniform(0.68, 0.78)
    shell_colour = any_colour(rng, (0.02, 0.3), (185, 250))
    marks = []
    if rng.random() < 0.6:
        low = rng.uniform(0.58, 0.66)
        marks.append(Mark(clouds(noise, rng.uniform(6, 14), low, low + 0.05, 2), near(rng, (95, 70, 50), 20)))
    body = Body((slim, slim, 0.95), taper=rng.uniform(0.08, 0.18))
    return thrown(rng, Part(body, Peel(shell_colour, tuple(marks), gloss=0.08, shine=15)), ambient=0.5)


def leaf(rng: np.random.Generator) -> Scene:
    """Flat and pointed, with a midrib and side veins, on a stalk."""
    noise = Noise(rng)
    green = (
        between(rng, (70, 120, 45), (190, 120, 40), 15)
        if rng.random() < 0.7
        else between(rng, (170, 50, 30), (90, 60, 40))
    )
    wide = rng.uniform(0.3, 0.6)
    blade = Body(
        (wide, 0.07, 1.0), taper=rng.uniform(-0.1, 0.3), dents=(Dent(TOP, -0.25, 0.12),), lumps=lumps(rng, 0.03, 5)
    )
    pale = near(rng, (min(green[0] + 50, 255), min(green[1] + 50, 255), green[2] + 25))

    def veins(surface: Surface) -> np.ndarray:
        x, _, z = surface.position
        return step(0.8, 1.0, np.cos(26 * (z - 0.8 * np.abs(x))))

    def midrib(surface: Surface) -> np.ndarray:
        return step(0.04, 0.01, np.abs(surface.position[0]))

    marks = (
        Mark(clouds(noise, 2, 0.4, 0.7, 3), near(rng, green, 25)),
        Mark(veins, pale, 0.01),
        Mark(midrib, pale, 0.02),
        Mark(spots(rng, int(rng.integers(0, 6)), 0.03, 0.1), (100, 75, 40)),
    )
    stalk = tube([(0, 0, -0.9), (0.03, 0, -1.1), (rng.normal(0, 0.15), 0, -1.4)], [0.04, 0.03, 0.035], 12)
    scene = thrown(rng, Part(blade, Peel(green, marks, gloss=0.1, shine=15)), Part(stalk, Peel(pale)))
    angle, lean = rng.uniform(0, 2 * np.pi), rng.normal(0, 0.35)
    ahead = np.array([np.cos(angle), np.sin(angle), 0.0])
    back = np.array([-np.sin(lean) * np.sin(angle), np.sin(lean) * np.cos(angle), np.cos(lean)])
    return Scene(scene.parts, np.column_stack([np.cross(back, ahead), back, ahead]), scene.light, None, scene.margin)


def mushroom(rng: np.random.Generator) -> Scene:
    """A cap, spotted or not, on a stem; gills below."""
    noise = Noise(rng)
    cap = Body((0.95, 0.95, rng.uniform(0.4, 0.65)), dents=(Dent(BOTTOM, 0.35, 0.7),), lumps=lumps(rng, 0.02))
    colour = any_colour(rng, (0.3, 0.8), (110, 220))
    marks = [
        Mark(clouds(noise, 2, 0.4, 0.8), near(rng, colour, 20)),
        Mark(both(fade(-0.1, -0.25), stripes(26, 0.9)), (215, 195, 165), -0.02),
        Mark(both(fade(-0.1, -0.25), outside(stripes(26, 0.9))), (150, 125, 100)),
    ]
    if rng.random() < 0.5:
        marks.append(Mark(both(fade(0.0, 0.2), spots(rng, 30, 0.06, 0.16, 0.2)), (240, 235, 220), 0.04))
    long = rng.uniform(0.7, 1.4)
    stem = tube(
        [(0, 0, -0.1), (rng.normal(0, 0.08), 0, -long / 2), (0, 0, -long)], [0.16, 0.17, rng.uniform(0.2, 0.3)], 24
    )
    pale = Peel(
        near(rng, (225, 210, 180), 12), (Mark(clouds(noise, 6, 0.4, 0.7, 2, (1, 1, 4)), (185, 165, 130)),), gloss=0.0
    )
    return thrown(rng, Part(cap, Peel(colour, tuple(marks), gloss=rng.uniform(0, 0.4))), Part(stem, pale))


def pebble(rng: np.random.Generator) -> Scene:
    """Worn, uneven, grained, some with a vein of quartz."""
    noise = Noise(rng)
    body = Body(
        (1, rng.uniform(0.65, 0.95), rng.uniform(0.5, 0.9)), square=rng.uniform(0, 0.4), lumps=lumps(rng, 0.07, 2.5)
    )
    grey = any_colour(rng, (0.0, 0.25), (80, 210))
    marks = [
        Mark(clouds(noise, 2, 0.4, 0.7, 3), near(rng, grey, 25)),
        Mark(clouds(noise, 18, 0.5, 0.7, 1), near(rng, grey, 40), 0.01),
    ]
    if rng.random() < 0.5:
        marks.append(Mark(lines(rng, noise, int(rng.integers(1, 4)), rng.uniform(0.03, 0.1), 1.0), (225, 222, 215)))
    return thrown(rng, Part(body, Peel(grey, tuple(marks), gloss=rng.uniform(0, 0.25), shine=15)))


def shell(rng: np.random.Generator) -> Scene:
    """A cockle: a dome with ribs that run out from the hinge, in rings of colour."""
    noise, count = Noise(rng), int(rng.integers(14, 22))
    dome = Body((1, 1, rng.uniform(0.45, 0.65)), ribs=(count, 0.03), dents=(Dent(BOTTOM, 0.3, 0.8),))
    pale, ring = any_colour(rng, (0.05, 0.3), (190, 250)), any_colour(rng, (0.2, 0.6), (120, 210))
    marks = (
        Mark(both(bands(rng.uniform(3, 8), 0.8, rng.uniform(0, 6)), clouds(noise, 2, 0.3, 0.6)), ring),
        Mark(stripes(count, 0.9), near(rng, pale, 12), 0.05),
        Mark(toward(TOP, 0.2), ring, 0.1),
    )
    return thrown(rng, Part(dome, Peel(pale, marks, gloss=0.15)), facing=0.3)


def starfish(rng: np.random.Generator) -> Scene:
    """Five blunt arms with rows of knobs."""
    colour = any_colour(rng, (0.4, 0.9), (130, 230))
    bent = rng.uniform(-0.4, 0.4)
    parts = []
    knob = Peel(near(rng, (235, 215, 180), 20), gloss=0.1)
    grain = Mark(clouds(Noise(rng), 12, 0.4, 0.6, 2), near(rng, colour, 25), 0.02)
    long, thick = rng.uniform(0.9, 1.2), rng.uniform(0.22, 0.32)
    for arm in range(5):
        a = 2 * np.pi * arm / 5 + rng.normal(0, 0.08)
        b = a + bent
        ends = [
            (0.0, 0.0, 0.0),
            (long / 2 * np.cos(a), long / 2 * np.sin(a), 0.0),
            (long * np.cos(b), long * np.sin(b), -0.1),
        ]
        points = [(float(x), float(y), float(z)) for x, y, z in ends]
        limb = tube(points, [thick, thick * 0.75, thick * 0.3], 20)
        parts.append(Part(limb, Peel(colour, (grain,), gloss=0.05)))
        above = limb.centres[:, 3::4].copy()
        above[2] += limb.radii[3::4]
        parts.append(Part(Balls(above, np.full(above.shape[1], 0.06)), knob))
    return thrown(rng, *parts, facing=0.4)
