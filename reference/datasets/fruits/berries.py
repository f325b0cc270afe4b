"""Kiwi, pomegranate, raspberry and strawberry: fuzz, a crown, drupelets, seeds."""

from __future__ import annotations

import numpy as np

from reference.datasets.fruits.motor import on_the_motor
from reference.datasets.scene import (
    Body,
    Dent,
    Mark,
    Noise,
    Part,
    Peel,
    Scene,
    between,
    both,
    clouds,
    direction,
    distances,
    everywhere,
    fade,
    lumps,
    near,
    on_spiral,
    pits,
    rim,
    spots,
    toward,
    tube,
)

TOP, BOTTOM = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)


def kiwi(rng: np.random.Generator) -> Scene:
    """A brown barrel with short fuzz and lengthwise wrinkles, dark ends."""
    noise = Noise(rng)
    slim = rng.uniform(0.74, 0.86)
    body = Body(
        (slim, slim * rng.uniform(0.9, 1.0), rng.uniform(0.94, 1.0)),
        square=rng.uniform(0.2, 0.6),
        taper=rng.uniform(-0.08, 0.08),
        lumps=lumps(rng, 0.02),
    )
    colour = between(rng, (180, 142, 92), (165, 125, 75))
    peel = Peel(
        colour,
        (
            Mark(clouds(noise, 1.5, 0.35, 0.75), between(rng, colour, (145, 105, 55))),
            Mark(clouds(noise, 4, 0.35, 0.75, 2, (1, 1, 3)), raised=0.02),
            Mark(both(everywhere(0.5), clouds(noise, 24, 0.2, 0.8, 1, (1, 1, 1.6))), (205, 170, 120), 0.008),
            Mark(both(everywhere(0.45), clouds(noise, 17, 0.5, 0.9, 1)), (115, 82, 42)),
            Mark(toward(TOP, 0.3, 0.3), (130, 90, 45), 0.06),
            Mark(toward(TOP, 0.2, 0.3), (120, 80, 40), -0.08),
            Mark(toward(TOP, 0.08, 0.4), (165, 130, 80), 0.05),
            Mark(toward(BOTTOM, rng.uniform(0.12, 0.25)), (75, 48, 22)),
            Mark(rim(0.45, 0.0), near(rng, (175, 145, 100))),
        ),
        gloss=0.02,
        shine=8,
    )
    return on_the_motor(rng, Part(body, peel), ambient=0.5, upright=0.5)


def pomegranate(rng: np.random.Generator) -> Scene:
    """A red ball with faint edges, leathery patches, and a crown at its bottom."""
    noise = Noise(rng)
    body = Body(
        (1, rng.uniform(0.95, 1.0), rng.uniform(0.88, 0.98)),
        ribs=(int(rng.integers(5, 7)), rng.uniform(0.0, 0.012)),
        dents=(Dent(BOTTOM, -0.1, 0.2), Dent(TOP, rng.uniform(0.0, 0.1), 0.2)),
        lumps=lumps(rng, 0.02),
    )
    skin = between(rng, (138, 13, 12), (158, 24, 22), 8) if rng.random() < 0.88 else near(rng, (205, 120, 70))
    leather = both(toward(direction(rng), 0.8, 1.2), clouds(noise, 6, 0.5, 0.65, 3))
    peel = Peel(
        skin,
        (
            Mark(clouds(noise, 1.2, 0.4, 0.8), between(rng, skin, (120, 12, 15))),
            Mark(toward(direction(rng), 0.7, 1.4), between(rng, skin, (165, 42, 34))),
            Mark(clouds(noise, 4, 0.45, 0.7, 2, (1, 1, 4)), near(rng, (152, 24, 20))),
            Mark(leather, (125, 85, 40)),
            Mark(spots(rng, int(rng.integers(0, 6)), 0.02, 0.05), (90, 40, 25)),
            Mark(toward(BOTTOM, 0.25, 0.8), (150, 60, 35)),
        ),
        gloss=rng.uniform(0.12, 0.4),
        shine=rng.uniform(25, 70),
    )
    parts = [Part(body, peel)]
    points = int(rng.integers(5, 7))
    long, open_ = rng.uniform(0.0, 0.16), rng.uniform(-0.05, 0.12)
    brown = Peel(between(rng, (150, 60, 35), (120, 75, 45)), gloss=0.05)
    for azimuth in 2 * np.pi * (np.arange(points) + rng.normal(0, 0.1, points)) / points:
        x, y = float(np.cos(azimuth)), float(np.sin(azimuth))
        ring = [
            (0.17 * x, 0.17 * y, -0.8),
            (0.19 * x, 0.19 * y, -0.98),
            ((0.2 + open_) * x, (0.2 + open_) * y, -1.04 - long),
        ]
        parts.append(Part(tube(ring, [0.11, 0.1, 0.02], 10), brown))
    return on_the_motor(rng, *parts, upright=0.85, standing=0.8, ambient=0.28, tilt=0.18)


def raspberry(rng: np.random.Generator) -> Scene:
    """Drupelets around a hollow. Half are red, half blue and purple as those of Fruits-360: the form must tell."""
    noise = Noise(rng)
    slim = rng.uniform(0.75, 0.95)
    body = Body((slim, slim * rng.uniform(0.92, 1.0), 0.9), taper=rng.uniform(0.0, 0.25), lumps=lumps(rng, 0.03))
    count = int(rng.integers(80, 125))
    blue = rng.random() < 0.5
    skin = near(rng, (142, 52, 160), 10) if blue else between(rng, (170, 30, 45), (205, 55, 70))
    deep = near(rng, (100, 30, 150), 8) if blue else near(rng, (125, 18, 32), 8)
    pale = near(rng, (160, 160, 200), 8) if blue else near(rng, (225, 130, 130), 8)
    edge = near(rng, (95, 60, 175), 10) if blue else deep
    drupelet = Peel(
        skin,
        (
            Mark(clouds(noise, 1.5, 0.4, 0.8), between(rng, skin, deep)),
            Mark(clouds(noise, 5, 0.5, 0.75), pale),
            Mark(rim(0.55, 0.15), edge),
            Mark(toward(TOP, 0.35, 0.3), deep, -0.2),
        ),
        gloss=rng.uniform(0.15, 0.35),
        shine=16,
    )
    berries = on_spiral(body, count, rng.uniform(1.1, 1.3), rng, sunk=0.6, uneven=0.12)
    if rng.random() < 0.7:  # picked: hollow where it sat on its stalk
        keep = berries.centres[2] < 0.8 * float(berries.centres[2].max())
        berries = type(berries)(berries.centres[:, keep], berries.radii[keep])
    core = Body((slim * 0.8, slim * 0.8, 0.72), taper=body.taper, dents=(Dent(TOP, 0.4, 0.35),))
    return on_the_motor(rng, Part(core, Peel(deep, gloss=0)), Part(berries, drupelet), ambient=0.78, upright=0.3)


def strawberry(rng: np.random.Generator) -> Scene:
    """A red cone set with seeds, pale at the shoulders, under a star of green leaves."""
    noise = Noise(rng)
    wide = rng.uniform(0.62, 0.78)
    body = Body(
        (wide, wide * rng.uniform(0.85, 1.0), 0.95),
        square=rng.uniform(0.0, 0.3),
        taper=-rng.uniform(0.25, 0.55),
        dents=(Dent(TOP, rng.uniform(0.0, 0.12), 0.3),),
        lumps=lumps(rng, 0.03),
    )
    seeds = on_spiral(body, int(rng.integers(140, 220)), 0.5, rng, 0, 0.15).centres
    seeds = seeds / np.array(body.axes).reshape(3, 1)
    seeds = seeds / np.sqrt((seeds * seeds).sum(axis=0))
    nearest = distances(seeds, 1.4)
    red = between(rng, (178, 26, 20), (135, 14, 14))
    peel = Peel(
        red,
        (
            Mark(both(fade(rng.uniform(-0.3, 0.5), 0.95), clouds(noise, 2, 0.2, 0.6)), near(rng, (215, 165, 120))),
            Mark(pits(nearest, 0.062), near(rng, (140, 16, 14)), -0.025),
            Mark(pits(nearest, 0.022), near(rng, (190, 120, 60)), 0.015),
        ),
        gloss=rng.uniform(0.2, 0.5),
        shine=45,
    )
    parts = [Part(body, peel)]
    leaf = Peel(between(rng, (85, 105, 45), (60, 75, 35)), (Mark(clouds(noise, 5), (45, 55, 25)),), gloss=0.05)
    count = int(rng.integers(6, 11))
    top = body.point(TOP)[2]
    for azimuth in 2 * np.pi * (np.arange(count) + rng.normal(0, 0.25, count)) / count:
        x, y, reach, lift = np.cos(azimuth), np.sin(azimuth), rng.uniform(0.35, 0.6), rng.uniform(-0.12, 0.3)
        points = [(0, 0, top), (0.55 * reach * x, 0.55 * reach * y, top + 0.07), (reach * x, reach * y, top + lift)]
        parts.append(Part(tube(points, [0.07, 0.1, 0.02], 10), leaf))
    if rng.random() < 0.5:
        parts.append(
            Part(tube([(0, 0, top), (0.05, 0, top + 0.12), (0.1, 0.05, top + 0.3)], [0.05, 0.04, 0.04], 8), leaf)
        )
    return on_the_motor(rng, *parts, ambient=0.33, upright=0.25, tilt=0.2)
