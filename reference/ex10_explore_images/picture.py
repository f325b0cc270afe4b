"""The figure of ex10: the workshop's grid of fruits, the number of images a class, and the mean images."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure, SubFigure
from matplotlib.image import imread
from PIL import Image

from reference.datasets.shown import shown_fruits
from reference.kit.look import COLOURS, panel, picture_only

SIDE = 40
"""Pixels of an image."""
PER_CLASS = 9
SEED = 3


def draw(subject: Any) -> Figure:
    """Write a folder of fruits, some classes smaller than others, and show what the functions make of it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "fruits")
        _write(folder)
        shown = _grid(subject, folder)
        counts = subject.class_counts(folder)
        means = subject.mean_image_by_class(folder, SIDE)
    figure = Figure(figsize=(11, 8), layout="constrained")
    above, below = np.ravel(figure.subfigures(2, 1, height_ratios=[1.25, 1]))  # type: ignore[arg-type]
    left, right = above.subplots(1, 2, width_ratios=[1.5, 1])
    left.imshow(shown)
    picture_only(left, "plot_images: a few of them")
    names = list(counts)
    right.barh(names, [counts[name] for name in names], color=COLOURS[0])
    right.invert_yaxis()
    right.set_xlabel("images")
    panel(right, "class_counts: how many of each")
    _draw_means(below, means)
    return figure


def _write(folder: Path) -> None:
    """Fruits as PNG files, the number of a class by chance."""
    data = shown_fruits(size=SIDE, train_per_class=PER_CLASS, test_per_class=0, seed=SEED)
    most = np.random.default_rng(SEED).integers(3, PER_CLASS + 1, size=len(data.class_names))
    for number, (image, label) in enumerate(zip(data.train_images, data.train_labels, strict=True)):
        place = folder / data.class_names[label]
        place.mkdir(parents=True, exist_ok=True)
        if number // len(data.class_names) < most[label]:
            Image.fromarray(np.rint(image * 255).astype(np.uint8)).save(place / f"{number:03}.png")


def _grid(subject: Any, folder: Path) -> np.ndarray:
    """What plot_images shows of ten images from all over the list, without its white margin."""
    paths = subject.list_images(folder)
    chosen = [paths[round(position)] for position in np.linspace(0, len(paths) - 1, 10)]
    figure = subject.plot_images(chosen, 2, 5)
    picture = subject.probes.picture(figure, 160)["png"]
    shown: np.ndarray = imread(io.BytesIO(picture.tobytes()))[..., :3]
    inked = shown.min(axis=2) < 0.99
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    return shown[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if rows.size else shown


def _draw_means(figure: SubFigure, means: dict[str, np.ndarray]) -> None:
    """One small panel for each class."""
    figure.suptitle("mean_image_by_class: what they have in common", fontsize=11, x=0.01, ha="left")
    grid = figure.subplots(2, 8, squeeze=False).ravel()
    for axes in grid:
        axes.set_axis_off()
    for axes, (name, mean) in zip(grid, means.items(), strict=False):
        axes.imshow(np.clip(mean, 0, 1))
        axes.set_title(name, fontsize=9)
