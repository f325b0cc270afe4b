"""The figure of ex14: what fruitbowl says of things that it knows, and of a fruit, which it does not."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from reference.backbone import CLASS_NAMES, NAME, SIZE, WEIGHTS
from reference.datasets.images import ImageSet, rendered_fruits, rendered_source_objects
from reference.kit.look import COLOURS, panel, picture_only

THINGS = ("Starfish", "Doughnut", "Mushroom")
FRUIT = "Mandarine"
SEED = 3
SHOWN = 4 * SIZE
"""Pixels of a side as shown: people need more than the network."""


def draw(subject: Any) -> Figure:
    """Draw three things and a fruit, and below each of them the three best guesses."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(WEIGHTS, folder)
        model = subject.load_pretrained(NAME, f"{subject.probes.location(Path(folder))}/{WEIGHTS.name}")
    figure = Figure(figsize=(10.5, 4.4), layout="constrained")
    above, below = figure.subplots(2, 4, height_ratios=(2, 1))
    known = rendered_source_objects(SHOWN, 1, 0, SEED, THINGS, cache=False, processes=1)
    unknown = rendered_fruits(SHOWN, 1, 0, SEED, [FRUIT], cache=False, processes=1)
    for column, (image, name) in enumerate([*_pairs(known), *_pairs(unknown)]):
        guesses = subject.classify(model, NAME, image, list(CLASS_NAMES))
        above[column].imshow(image)
        picture_only(above[column], f"a {name.lower()}" + ": none of its classes" * (name == FRUIT))
        _bars(below[column], guesses, name)
    return figure


def _pairs(data: ImageSet) -> list[tuple[np.ndarray, str]]:
    return list(zip(np.rint(255 * data.train_images).astype(np.uint8), data.class_names, strict=True))


def _bars(axes: Any, guesses: list[tuple[str, float]], truth: str) -> None:
    """Probabilities as bars with their names inside or beside them; the right class is green, a wrong one red."""
    names, shares = zip(*guesses, strict=True)
    places = range(len(guesses))
    colours = [COLOURS[2] if name == truth else COLOURS[3] for name in names]
    axes.barh(places, shares, color=colours, height=0.35)
    for place, name, share in zip(places, names, shares, strict=True):
        axes.text(0.015, place - 0.28, f"{name}  {share:.0%}", fontsize=9, va="bottom")
    axes.set_ylim(len(guesses) - 0.5, -0.95)
    axes.set_xlim(0, 1)
    axes.set_yticks([])
    axes.set_xticks([0, 0.5, 1], ["0 %", "50 %", "100 %"])
    panel(axes, "")
