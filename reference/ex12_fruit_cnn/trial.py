"""`kata try ex12 PHOTO`: a photograph through a network of the student's own functions.

The network learns plain fruits, turned, shrunk and lit anew: without such copies it says "Banana" to anything uneven.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from reference.datasets.cutout import cut_out
from reference.datasets.images import rendered_fruits
from reference.kit.look import COLOURS, panel, picture_only
from reference.kit.trial import Given, Own, Tried, Untried

SIZE = 20
"""Pixels of a side, as in the workshop."""
RENDERED = 60
"""Pixels of a side at which fruits are turned before they are made small."""
TRAIN, VALIDATION, COPIES = 80, 12, 3
"""Images of each class, and copies of each training image."""
STAGES = ((2e-3, 10), (2e-4, 4))
"""Learning rate and epochs of each stage."""
SMALLEST_SHARE = 0.53
"""To which a copy is shrunk at most."""
DARKEST, BRIGHTEST, TINT = 0.65, 1.6, 0.1
"""What light does to a copy: all colours together, and each by itself."""
BEST = 3
"""Classes that are named."""


def learn(subject: Any) -> Any:
    """Return a network of the student's functions that has learned the sixteen fruits."""
    rng = np.random.default_rng(0)
    data = rendered_fruits(RENDERED, TRAIN + VALIDATION, 0)
    count = TRAIN * len(data.class_names)
    images = np.round(data.train_images * 255).astype(np.uint8)
    plain = small(images)
    copies = np.concatenate([plain[:count], *(copied(images[:count], rng) for _ in range(COPIES))])
    labels = np.tile(data.train_labels[:count], 1 + COPIES)
    validation = plain[count:], data.train_labels[count:]
    model = subject.build_fruit_cnn((SIZE, SIZE, 3), len(data.class_names))
    order = rng.permutation(len(copies))
    for rate, epochs in STAGES:
        model = subject.compile_model(model, rate)
        subject.train(model, copies[order], labels[order], validation, epochs=epochs, rng_seed=0)
    return model


def small(images: np.ndarray) -> np.ndarray:
    """Return the images at the network's size: float32 in 0..1, (images, SIZE, SIZE, 3)."""
    sized = [np.asarray(Image.fromarray(p).resize((SIZE, SIZE), Image.Resampling.BOX)) for p in images]
    return np.stack(sized).astype(np.float32) / 255


def copied(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the images turned, shrunk and lit anew, each otherwise: float32 in 0..1, (images, SIZE, SIZE, 3)."""
    made = np.empty((len(images), SIZE, SIZE, 3), dtype=np.float32)
    for place, pixels in zip(made, images, strict=True):
        turned = Image.fromarray(pixels).rotate(rng.uniform(0, 360), Image.Resampling.BILINEAR, fillcolor="white")
        side = max(2, round(SIZE * rng.uniform(SMALLEST_SHARE, 1)))
        pixels = np.asarray(turned.resize((side, side), Image.Resampling.BOX), dtype=np.float32) / 255
        background = pixels.min(axis=2, keepdims=True) > 0.97
        light = rng.uniform(DARKEST, BRIGHTEST) * (1 + rng.uniform(-TINT, TINT, 3))
        lit = np.where(background, pixels, np.clip(pixels * light, 0, 1))
        place[:] = 1
        start = (SIZE - side) // 2
        place[start : start + side, start : start + side] = lit
    return made


def class_names() -> tuple[str, ...]:
    """Return the names of the sixteen fruits in the order of the network's answers."""
    return rendered_fruits(SIZE, 1, 0).class_names


def run(own: Own, given: Given) -> Tried:
    """Name the three likeliest fruits of a photograph, and show what the network saw."""
    if isinstance(given, str):
        raise Untried("ex12 looks at photographs: name the file of one, such as banana.jpg")
    names = class_names()
    model, subject = own.network("ex12"), own.subject("ex12")
    fruit, found = cut_out(given)
    seen = small(fruit[np.newaxis])[0]
    answer = np.asarray(subject.probes.predict(model, seen[np.newaxis]))[0]
    best = np.argsort(-answer)[:BEST]
    heat = heat_map(own, model, seen, int(best[0]))
    said = [f"{names[i]:<11} {answer[i]:.2f}" for i in best]
    if not found:
        said.append("No fruit could be cut out of the background, so the network was shown the whole photograph.")
    said.append("It knows these 16 fruits and has to name one of them, whatever it is shown.")
    return Tried(said, _drawn(given, seen, heat, [names[i] for i in best], answer[best]))


def heat_map(own: Own, model: Any, seen: np.ndarray, number: int) -> np.ndarray | None:
    """Return where the evidence for a class lies, laid over the image, once the student's ex13 can say so."""
    subject = own.subject("ex13")
    if subject is None:
        return None
    planted = own.planted("ex13", model, "ex12")
    layers = [layer for layer in subject.probes.describe(planted)["layers"] if "Conv2D" in layer["kinds"]]
    if not layers:
        return None
    heat = subject.class_activation_map(planted, seen, number, layers[-1]["name"])
    shown: np.ndarray = np.clip(np.asarray(subject.overlay(seen, heat, 0.5)), 0, 1)
    return shown


def _drawn(
    photo: np.ndarray, seen: np.ndarray, heat: np.ndarray | None, names: list[str], shares: np.ndarray
) -> Figure:
    pictures = [(photo, "your photograph"), (seen, f"what the network sees: {SIZE} x {SIZE} pixels")]
    if heat is not None:
        pictures.append((heat, f'where the evidence for "{names[0]}" lies'))
    figure = Figure(figsize=(3.4 * len(pictures) + 2.6, 3.4), layout="constrained")
    panels: Any = figure.subplots(1, len(pictures) + 1)
    for axes, (pixels, title) in zip(panels, pictures, strict=False):
        axes.imshow(pixels, interpolation="nearest")
        picture_only(axes, title)
    places = np.arange(len(names))[::-1]
    panels[-1].barh(places, shares, color=COLOURS[0])
    panels[-1].set_yticks(places, names)
    panels[-1].set_xlim(0, 1)
    panel(panels[-1], "its answer")
    return figure
