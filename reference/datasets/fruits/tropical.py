"""Avocado, banana, coconut and pineapple."""

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
    crest,
    direction,
    everywhere,
    fade,
    lines,
    lumps,
    near,
    on_spiral,
    spots,
    stripes,
    toward,
    tube,
)

TOP, BOTTOM = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)


def avocado(rng: np.random.Generator) -> Scene:
    """A dark green pear with small bumps, the stalk's stub on top; one in six is ripe and nearly black."""
    noise = Noise(rng)
    slim = rng.uniform(0.62, 0.72)
    body = Body(
        (slim, slim * rng.uniform(0.96, 1.0), 0.95),
        taper=rng.uniform(0.0, 0.2),
        dents=(Dent(TOP, -rng.uniform(0.0, 0.06), 0.3),),
        lumps=lumps(rng, 0.02),
    )
    ripe = rng.random() < 1 / 6
    colour = near(rng, (50, 40, 38), 6) if ripe else between(rng, (66, 76, 32), (50, 62, 26))
    peel = Peel(
        colour,
        (
            Mark(clouds(noise, 1.2, 0.4, 0.8), between(rng, colour, (80, 95, 45))),
            Mark(clouds(noise, 15, 0.3, 0.75, 2), raised=rng.uniform(0.004, 0.018)),
            Mark(both(everywhere(rng.uniform(0.2, 0.8)), clouds(noise, 16, 0.58, 0.8, 1)), near(rng, (26, 30, 15), 4)),
            Mark(both(everywhere(rng.uniform(0.0, 0.5)), clouds(noise, 19, 0.3, 0.15, 1)), near(rng, (115, 120, 65))),
            Mark(toward(TOP, 0.15, 0.3), (75, 65, 35), -0.03),
            Mark(toward(TOP, 0.1, 0.3), near(rng, (95, 55, 45)), 0.08),
        ),
        gloss=rng.uniform(0.12, 0.3),
        shine=20,
    )
    parts = [Part(body, peel)]
    if rng.random() < 0.5:
        top = body.point(TOP)[2]
        stub = tube([(0, 0, top - 0.1), (0.01, 0, top + 0.03), (0.03, 0.01, top + 0.08)], [0.08, 0.075, 0.06], 8)
        parts.append(Part(stub, Peel(near(rng, (100, 62, 50)))))
    return on_the_motor(rng, *parts, ambient=0.32)


def banana(rng: np.random.Generator) -> Scene:
    """A bent tube with blunt edges, a stalk at one end and a black tip at the other, brown spots; some are green."""
    noise = Noise(rng)
    bend = rng.uniform(0.45, 0.95)
    thick = rng.uniform(0.24, 0.34)
    angles = np.linspace(-bend, bend, 9) * 1.25
    lean = float(rng.normal(0, 0.05))
    arc = [(float((np.cos(a) - 1) / bend), lean * float(a), float(np.sin(a) / bend)) for a in angles]
    radii = thick * np.array([0.35, 0.75, 0.95, 1, 1, 1, 0.9, 0.65, 0.35])
    x, y, z = arc[-1]
    ahead = (-float(np.sin(angles[-1])), lean, float(np.cos(angles[-1])))
    long = rng.uniform(0.15, 0.35)
    stalk = [
        arc[-1],
        (x + ahead[0] * long / 2, y, z + ahead[2] * long / 2),
        (x + ahead[0] * long, y, z + ahead[2] * long),
    ]
    yellow = between(rng, (190, 164, 52), (175, 142, 42))
    if rng.random() < 0.1:
        yellow = near(rng, (150, 158, 62))
    brown = near(rng, (85, 60, 40))
    skin = (
        Mark(clouds(noise, 1.5, 0.4, 0.8), between(rng, yellow, (190, 175, 90))),
        Mark(stripes(5, 0.9, rng.uniform(0, 6)), raised=0.015),
        Mark(both(clouds(noise, 5, 0.6, 0.72), clouds(noise, 1, 0.4, 0.7)), (110, 75, 30)),
        Mark(spots(rng, int(rng.integers(0, 9)), 0.02, 0.1), brown),
        Mark(fade(0.75, 1.1), (150, 150, 70)),
        Mark(fade(-0.88, -0.97), (50, 40, 32)),
    )
    fruit = Part(tube(arc, list(radii), 40), Peel(yellow, skin, gloss=rng.uniform(0.03, 0.15), shine=15))
    end = Peel(between(rng, yellow, (120, 105, 60)), (Mark(fade(0.2, 0.8), brown),), gloss=0.03)
    tip = Part(tube(stalk, [thick * 0.42, thick * 0.3, thick * 0.36], 12), end)
    return on_the_motor(rng, fruit, tip, ambient=0.62, standing=0.0, tilt=0.3)


def coconut(rng: np.random.Generator) -> Scene:
    """A brown egg of fibres, some loose; three dark eyes at one end."""
    noise = Noise(rng)
    slim = rng.uniform(0.76, 0.88)
    body = Body((slim, slim * rng.uniform(0.95, 1.0), 0.95), taper=rng.uniform(-0.1, 0.12), lumps=lumps(rng, 0.025))
    colour = between(rng, (142, 105, 96), (130, 94, 80))
    eyes = [(0.35 * float(np.cos(a)), 0.35 * float(np.sin(a)), 0.935) for a in 2 * np.pi * np.arange(3) / 3]
    peel = Peel(
        colour,
        (
            Mark(clouds(noise, 1.5, 0.35, 0.75), between(rng, colour, (112, 80, 72))),
            Mark(both(everywhere(0.7), clouds(noise, 16, 0.3, 0.75, 2, (1, 1, 4))), (165, 128, 118), 0.014),
            Mark(both(everywhere(0.55), clouds(noise, 24, 0.5, 0.9, 1, (1, 1, 2.5))), (70, 48, 44), -0.01),
            Mark(lines(rng, noise, int(rng.integers(5, 12)), 0.014, 0.15), near(rng, (170, 130, 112)), 0.02),
            Mark(lines(rng, noise, int(rng.integers(1, 4)), 0.014, 1.0), near(rng, (195, 155, 125)), 0.02),
            *(Mark(both(everywhere(0.8), toward(eye, 0.11, 1.0)), (52, 38, 36), -0.02) for eye in eyes),
        ),
        gloss=0.0,
    )
    parts = [Part(body, peel)]
    for _ in range(int(rng.integers(0, 5))):
        at = direction(rng)
        root = np.array(body.point(at))
        middle, end = root * 1.06 + rng.normal(0, 0.08, 3), root * 1.05 + rng.normal(0, 0.2, 3)
        thread = tube([tuple(root), tuple(middle), tuple(end)], [0.014, 0.012, 0.008], 24)
        parts.append(Part(thread, Peel(near(rng, (150, 115, 95)), gloss=0)))
    return on_the_motor(rng, *parts, ambient=0.46)


def pineapple(rng: np.random.Generator) -> Scene:
    """A barrel of scales in spirals, each with a pale dry tip; the leaves are cut off."""
    noise = Noise(rng)
    slim = rng.uniform(0.76, 0.86)
    body = Body((slim, slim, 0.92), square=rng.uniform(0.5, 0.9), taper=rng.uniform(-0.05, 0.15))
    scales = on_spiral(body, int(rng.integers(60, 85)), rng.uniform(1.2, 1.35), rng, sunk=0.66, uneven=0.07)
    ripe = rng.random() < 0.25
    colour = between(rng, (170, 115, 45), (140, 110, 50)) if ripe else between(rng, (158, 108, 72), (128, 92, 64))
    eye = Peel(
        colour,
        (
            Mark(clouds(noise, 1.5, 0.35, 0.7), between(rng, colour, (105, 76, 54))),
            Mark(clouds(noise, 9, 0.4, 0.7, 2), near(rng, (150, 118, 85)), 0.04),
            Mark(both(everywhere(0.5), clouds(noise, 12, 0.5, 0.8, 1)), (60, 46, 36)),
            Mark(crest(0.75, 0.45), near(rng, (62, 44, 32), 6)),
            Mark(both(crest(0.86, 0.95, 0.25), crest(0.995, 0.97, 0.4)), near(rng, (70, 52, 40), 6)),
            Mark(both(crest(0.94, 0.99, 0.5), clouds(noise, 6, 0.35, 0.65)), near(rng, (190, 162, 135))),
            Mark(both(everywhere(0.8), crest(0.9, 0.97, -0.3), clouds(noise, 5, 0.3, 0.6)), near(rng, (185, 140, 95))),
            Mark(both(toward(BOTTOM, 0.5, 0.4), clouds(noise, 3, 0.35, 0.6)), near(rng, (190, 165, 145))),
            Mark(toward(TOP, 0.3, 0.3), near(rng, (120, 95, 60))),
            Mark(toward(TOP, 0.16, 0.3), near(rng, (200, 180, 60))),
        ),
        gloss=0.06,
    )
    core = Part(Body((slim * 0.9, slim * 0.9, 0.84), square=body.square), Peel((40, 32, 26), gloss=0))
    return on_the_motor(rng, core, Part(scales, eye), ambient=0.66, upright=0.9)
