"""Oranges and their kin: pores all over, and overlapping colours. Form and ends tell them apart."""

from __future__ import annotations

from dataclasses import replace

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
    everywhere,
    lumps,
    near,
    spots,
    studio,
    toward,
)

TOP, BOTTOM = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)
OVEREXPOSED = 1.55
"""The lamp of the clementines: the real ones were photographed so bright that their red is full nearly all over. At 1
they have the colour of a real apricot."""


def pores(noise: Noise, depth: float, frequency: float = 21.0) -> Mark:
    """The fine dents of a citrus peel."""
    return Mark(clouds(noise, frequency, 0.25, 0.75, octaves=1), raised=depth)


def stalk_end(rng: np.random.Generator, size: float) -> tuple[Mark, Mark]:
    """Where the stalk was: a greenish star with a pale centre."""
    centre = near(rng, (190, 195, 130), 15)
    return Mark(toward(TOP, size * 1.9, 0.6), (120, 125, 40), -0.02), Mark(toward(TOP, size, 0.4), centre, 0.02)


def clementine(rng: np.random.Generator) -> Scene:
    """A flattened ball, glossy, of the loudest orange."""
    noise = Noise(rng)
    flat = rng.uniform(0.82, 0.95)
    body = Body(
        (1, rng.uniform(0.95, 1.0), flat),
        square=rng.uniform(0, 0.25),
        dents=(Dent(BOTTOM, rng.uniform(0.03, 0.12), 0.3), Dent(TOP, rng.uniform(0.0, 0.08), 0.25)),
        lumps=lumps(rng, 0.025),
    )
    colour = between(rng, (240, 60, 32), (234, 78, 27))
    bright = both(toward(direction(rng), rng.uniform(0.4, 0.9), 1.2), clouds(noise, 11, 0.3, 0.85, 3))
    peel = Peel(
        colour,
        (
            pores(noise, rng.uniform(0.004, 0.012)),
            Mark(clouds(noise, 1.5, 0.5, 0.85), between(rng, (230, 96, 40), (232, 48, 26))),
            Mark(bright, near(rng, (245, 150, 40))),
            Mark(spots(rng, int(rng.integers(0, 4)), 0.05, 0.12, 1.0), (245, 120, 45)),
            Mark(toward(TOP, 0.12, 0.4), (95, 75, 30), -0.05),
            Mark(toward(BOTTOM, 0.1), (240, 150, 70), 0.04),
        ),
        gloss=rng.uniform(0.2, 0.45),
        shine=110,
    )
    lamp = studio(rng, ambient=0.7)
    return on_the_motor(rng, Part(body, peel), light=replace(lamp, strength=OVEREXPOSED * lamp.strength))


def mandarine(rng: np.random.Generator) -> Scene:
    """Flat, loose-skinned and wrinkled, with a neck at the stalk; orange and yellow in patches."""
    noise = Noise(rng)
    body = Body(
        (1, rng.uniform(0.93, 1.0), rng.uniform(0.72, 0.86)),
        dents=(
            Dent(TOP, -rng.uniform(0.12, 0.38), 0.32),
            Dent(TOP, 0.12, 0.13),
            Dent(BOTTOM, rng.uniform(0.05, 0.16), 0.22),
        ),
        ribs=(int(rng.integers(7, 11)), rng.uniform(0.0, 0.015)),
        lumps=lumps(rng, 0.015, 4.0),
    )
    peel = Peel(
        between(rng, (230, 140, 45), (235, 115, 35)),
        (
            Mark(clouds(noise, 1.3, 0.35, 0.7), between(rng, (205, 160, 50), (225, 165, 60))),
            Mark(clouds(noise, 1.0, 0.5, 0.75), (240, 105, 55)),
            Mark(both(everywhere(0.5), clouds(noise, 7, 0.4, 0.65)), near(rng, (222, 160, 52))),
            Mark(clouds(noise, 8, 0.3, 0.8, octaves=3), raised=0.035),
            Mark(clouds(noise, 14, 0.55, 0.8, octaves=1), near(rng, (215, 125, 48)), -0.012),
            *stalk_end(rng, 0.08),
        ),
        gloss=rng.uniform(0.05, 0.2),
    )
    return on_the_motor(rng, Part(body, peel), ambient=0.6)


def orange(rng: np.random.Generator) -> Scene:
    """A ball with pores and a star at the stalk."""
    noise = Noise(rng)
    body = Body(
        (1, rng.uniform(0.97, 1.0), rng.uniform(0.94, 1.05)),
        dents=(Dent(TOP, rng.uniform(0.0, 0.04), 0.2),),
        lumps=lumps(rng, 0.012),
    )
    navel = rng.random() < 0.4
    peel = Peel(
        between(rng, (228, 140, 28), (225, 110, 15)),
        (
            pores(noise, rng.uniform(0.002, 0.009)),
            Mark(clouds(noise, 1.2, 0.5, 0.85), between(rng, (235, 155, 50), (215, 105, 10))),
            Mark(spots(rng, int(rng.integers(0, 4)), 0.02, 0.05), (120, 70, 20), -0.02),
            *stalk_end(rng, rng.uniform(0.05, 0.1)),
            Mark(toward(BOTTOM, 0.13 if navel else 0.05, 0.4), (110, 60, 15), -0.05),
        ),
        gloss=rng.uniform(0.04, 0.18),
        shine=30,
    )
    return on_the_motor(rng, Part(body, peel), ambient=0.24)


def lemon(rng: np.random.Generator) -> Scene:
    """Longer than wide, with a nipple at the bottom and a small neck; some are still green."""
    noise = Noise(rng)
    slim = rng.uniform(0.75, 0.86)
    body = Body(
        (slim, slim * rng.uniform(0.96, 1.0), 0.95),
        taper=rng.uniform(-0.08, 0.05),
        dents=(Dent(BOTTOM, -rng.uniform(0.05, 0.17), 0.2), Dent(TOP, -rng.uniform(0.0, 0.12), 0.22)),
        lumps=lumps(rng, 0.015),
    )
    green = rng.random() < 0.12
    peel = Peel(
        near(rng, (175, 180, 50)) if green else between(rng, (285, 225, 62), (265, 215, 75)),
        (
            pores(noise, 0.006, 18),
            Mark(clouds(noise, 1.2, 0.5, 0.9), near(rng, (150, 165, 50) if green else (270, 200, 45))),
            Mark(spots(rng, int(rng.integers(0, 5)), 0.02, 0.07), (170, 125, 60)),
            Mark(toward(TOP, 0.1), (150, 150, 70), -0.03),
            Mark(toward(BOTTOM, 0.06), (150, 115, 40)),
        ),
        gloss=rng.uniform(0.1, 0.3),
        shine=25,
    )
    return on_the_motor(rng, Part(body, peel), upright=0.3, standing=0.7, ambient=0.42)


def lime(rng: np.random.Generator) -> Scene:
    """Nearly round, green to yellow in patches, with pale scars and brown spots."""
    noise = Noise(rng)
    body = Body(
        (rng.uniform(0.9, 1.0), rng.uniform(0.9, 1.0), rng.uniform(0.88, 1.06)),
        taper=rng.uniform(-0.12, 0.05),
        dents=(Dent(TOP, rng.uniform(0, 0.06), 0.2), Dent(BOTTOM, -rng.uniform(0.0, 0.1), 0.25)),
        lumps=lumps(rng, 0.025),
    )
    ripe = rng.random() < 0.2
    scar = spots(rng, int(rng.integers(1, 6)), 0.08, 0.25, 1.0)
    peel = Peel(
        near(rng, (205, 200, 80) if ripe else (148, 168, 74)),
        (
            pores(noise, 0.011, 17),
            Mark(clouds(noise, 1.1, 0.35, 0.7), between(rng, (205, 208, 105), (180, 195, 90))),
            Mark(toward(direction(rng), 0.9, 1.5), near(rng, (105, 138, 62))),
            Mark(lambda surface: scar(surface) * clouds(noise, 9, 0.45, 0.6)(surface), (215, 190, 135)),
            Mark(spots(rng, int(rng.integers(0, 6)), 0.03, 0.1), (110, 85, 50), -0.01),
            Mark(toward(TOP, 0.11, 0.4), near(rng, (170, 145, 110)), -0.03),
            Mark(toward(TOP, 0.05, 0.4), near(rng, (220, 205, 180)), 0.03),
        ),
        gloss=rng.uniform(0.1, 0.3),
    )
    return on_the_motor(rng, Part(body, peel), ambient=0.55)
