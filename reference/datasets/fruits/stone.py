"""Stone fruits: a seam from stalk to tip. The apricot is yellow-orange, the peach blushes, the plum has a bloom."""

from __future__ import annotations

import numpy as np

from reference.datasets.fruits.motor import on_the_motor
from reference.datasets.scene import (
    Body,
    Dent,
    Furrow,
    Mark,
    Noise,
    Part,
    Peel,
    Scene,
    between,
    both,
    clouds,
    direction,
    lines,
    lumps,
    near,
    rim,
    spots,
    toward,
    tube,
)

TOP, BOTTOM = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)


def seam(azimuth: float) -> tuple[float, float, float]:
    """The direction of the middle of a furrow."""
    return float(np.cos(azimuth)), float(np.sin(azimuth)), 0.0


def apricot(rng: np.random.Generator) -> Scene:
    """Orange, taller than wide, with a deep seam and a red cheek."""
    noise = Noise(rng)
    azimuth = rng.uniform(0, 2 * np.pi)
    wide = rng.uniform(0.84, 0.95)
    body = Body(
        (wide, wide * rng.uniform(0.92, 1.0), rng.uniform(0.95, 1.02)),
        square=rng.uniform(0.05, 0.3),
        dents=(Dent(TOP, rng.uniform(0.04, 0.16), 0.25), Dent(BOTTOM, -rng.uniform(-0.03, 0.06), 0.25)),
        furrow=Furrow(azimuth, rng.uniform(0.02, 0.08), rng.uniform(0.07, 0.18)),
        lumps=lumps(rng, 0.02),
    )
    cheek = both(toward(direction(rng, 0.0, 1.0), rng.uniform(0.4, 0.9), 1.2), clouds(noise, 2, 0.2, 0.7))
    peel = Peel(
        between(rng, (226, 106, 30), (210, 90, 20)),
        (
            Mark(clouds(noise, 1.2, 0.4, 0.8), between(rng, (225, 122, 44), (200, 76, 20))),
            Mark(cheek, near(rng, (170, 40, 30))),
            Mark(spots(rng, int(rng.integers(0, 7)), 0.015, 0.05), (140, 70, 25)),
            Mark(toward(TOP, 0.12), (110, 50, 20), -0.05),
        ),
        gloss=rng.uniform(0.0, 0.12),
        shine=12,
    )
    return on_the_motor(rng, Part(body, peel), ambient=0.36)


def peach(rng: np.random.Generator) -> Scene:
    """Round and fuzzy, yellow under a red blush with streaks, the stalk in a pit."""
    noise = Noise(rng)
    azimuth = rng.uniform(0, 2 * np.pi)
    body = Body(
        (1, rng.uniform(0.94, 1.0), rng.uniform(0.9, 1.0)),
        square=rng.uniform(0.0, 0.3),
        dents=(Dent(TOP, rng.uniform(0.15, 0.3), 0.24), Dent(BOTTOM, rng.uniform(-0.05, 0.08), 0.3)),
        furrow=Furrow(azimuth, rng.uniform(0.02, 0.08), rng.uniform(0.08, 0.18)),
        lumps=lumps(rng, 0.03),
    )
    blush = near(rng, (168, 52, 38))
    side = toward(direction(rng, -0.5, 0.6), rng.uniform(0.7, 1.35), 1.1)
    peel = Peel(
        between(rng, (228, 155, 70), (215, 130, 55)),
        (
            Mark(clouds(noise, 1.5, 0.35, 0.75), between(rng, (220, 165, 90), (200, 85, 45))),
            Mark(both(side, clouds(noise, 5, 0.15, 0.65, 3, (1, 1, 2.5))), blush),
            Mark(both(clouds(noise, 3, 0.42, 0.7, 3, (1, 1, 3)), rim(1.2, 0.1)), between(rng, blush, (215, 140, 70))),
            Mark(
                both(clouds(noise, 2, 0.5, 0.75, 3, (1, 1, 3)), toward(direction(rng), 1.6, 1.0)),
                near(rng, (150, 40, 35)),
            ),
            Mark(spots(rng, int(rng.integers(0, 6)), 0.02, 0.06), (130, 75, 35)),
            Mark(toward(TOP, 0.35, 1.0), (220, 175, 95)),
            Mark(toward(TOP, 0.09, 0.4), (70, 35, 15)),
            Mark(clouds(noise, 14, 0.3, 0.7, 1), raised=0.004),
        ),
        gloss=rng.uniform(0.0, 0.06),
        shine=8,
    )
    return on_the_motor(rng, Part(body, peel), ambient=0.42, upright=0.4)


def plum(rng: np.random.Generator) -> Scene:
    """Dark, smooth and glossy under a torn white bloom; one in six is yellow or red."""
    noise = Noise(rng)
    body = Body(
        (rng.uniform(0.88, 0.98), rng.uniform(0.86, 0.95), rng.uniform(0.92, 1.08)),
        dents=(Dent(TOP, rng.uniform(0.08, 0.2), 0.22),),
        furrow=Furrow(rng.uniform(0, 2 * np.pi), rng.uniform(0.01, 0.06), 0.1),
        lumps=lumps(rng, 0.015),
    )
    dark = between(rng, (78, 20, 26), (52, 22, 34))
    other = rng.random() < 1 / 6
    skin = between(rng, (205, 150, 50), (160, 40, 40), 12) if other else dark
    torn = both(clouds(noise, 2, 0.42, 0.62, 3), clouds(noise, 9, 0.25, 0.65, 2))
    peel = Peel(
        skin,
        (
            Mark(clouds(noise, 1.0, 0.4, 0.8), between(rng, skin, (95, 25, 30) if not other else skin)),
            Mark(torn, near(rng, (112, 92, 108), 12)),
            Mark(both(lines(rng, noise, int(rng.integers(0, 5)), 0.02, 1.0), torn), (150, 125, 120)),
            Mark(toward(TOP, 0.22, 1.0), (120, 95, 95)),
            Mark(toward(TOP, 0.08), (150, 110, 70)),
        ),
        gloss=rng.uniform(0.15, 0.4),
        shine=rng.uniform(25, 90),
    )
    parts = [Part(body, peel)]
    if rng.random() < 0.25:
        stalk = tube([(0, 0, 0.75), (0.03, 0, 0.95), (0.1, 0.05, 1.12)], [0.03, 0.025, 0.04], 10)
        parts.append(Part(stalk, Peel((120, 95, 55))))
    return on_the_motor(rng, *parts, ambient=0.36)
