"""The figure of ex06: a hold-out split, the folds of a cross-validation, and what a simple model confuses."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from sklearn.datasets import load_digits

from reference.kit.look import COLOURS, panel

SIZES = (20, 15, 5)
"""Rows of the three small classes in the first two panels."""
FOLDS = 5
PARTS = ("training", "validation", "test")


def draw(subject: Any) -> Figure:
    """Draw the splits of 40 rows in three classes, and the confusion matrix of a nearest-mean model on real digits."""
    figure = Figure(figsize=(11, 4.2), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=[1.45, 1])
    _draw_splits(left, subject)
    _draw_confusion(right, subject)
    return figure


def _draw_splits(axes: Axes, subject: Any) -> None:
    """One strip for the hold-out split, one for each fold; a column is a row of data, sorted by class."""
    labels = np.repeat(np.arange(len(SIZES)), SIZES)
    strips = np.zeros((1 + FOLDS, len(labels)), dtype=int)
    for part, rows in enumerate(subject.hold_out_split(labels, (0.6, 0.2, 0.2), np.random.default_rng(1))):
        strips[0, np.asarray(rows, dtype=int)] = part
    folds = subject.k_fold_indices(len(labels), FOLDS, np.random.default_rng(1))
    for number, (_, validation) in enumerate(folds, start=1):
        strips[number, np.asarray(validation, dtype=int)] = 1
    places = np.array([0, *(1.6 + np.arange(FOLDS))])
    colours = ListedColormap(["#c9dcea", COLOURS[1], COLOURS[2]])
    for place, strip in zip(places, strips, strict=True):
        axes.pcolormesh(
            np.arange(len(labels) + 1),
            [place, place + 0.8],
            strip[None],
            cmap=colours,
            vmin=-0.5,
            vmax=2.5,
            edgecolors="white",
            linewidth=1,
        )
    for end in np.cumsum(SIZES)[:-1]:
        axes.axvline(end, color="0.25", linewidth=1.5)
    middles = np.cumsum(SIZES) - np.array(SIZES) / 2
    axes.set_xticks(middles, [f"class {name}\n{size} rows" for name, size in zip("abc", SIZES, strict=True)])
    axes.set_yticks(places + 0.4, ["hold-out", *(f"fold {number}" for number in range(1, FOLDS + 1))])
    axes.invert_yaxis()
    panel(axes, "each column is a row of data: what is it used for?")
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    patches = [Patch(color=colours(part), label=name) for part, name in enumerate(PARTS)]
    axes.legend(handles=patches, frameon=False, ncols=3, loc="upper center", bbox_to_anchor=(0.5, -0.13), fontsize=9)


def _draw_confusion(axes: Axes, subject: Any) -> None:
    """Counts of truth against prediction on the test digits; the right ones pale, so that the mistakes show."""
    digits = load_digits()
    train, _, test = (
        np.asarray(rows, dtype=int)
        for rows in subject.hold_out_split(digits.target, (0.6, 0.2, 0.2), np.random.default_rng(1))
    )
    train_x, test_x = subject.standardise(digits.data[train], digits.data[test])
    prediction = _nearest_mean(np.asarray(train_x), digits.target[train], np.asarray(test_x))
    truth = digits.target[test]
    counts = np.asarray(subject.confusion_matrix(truth, prediction, 10))
    mistakes = counts * (1 - np.eye(10))
    axes.imshow(mistakes, cmap="Oranges", vmin=0, vmax=max(8.0, float(mistakes.max())))
    for i, j in np.argwhere(counts):
        right = i == j
        axes.text(j, i, f"{counts[i, j]:g}", ha="center", va="center", fontsize=8, color=COLOURS[0] if right else "0.1")
    axes.set_xticks(range(10))
    axes.set_yticks(range(10))
    axes.set_xlabel("taken for", fontsize=9)
    axes.set_ylabel("truth", fontsize=9)
    panel(axes, f"digits by nearest mean: accuracy {float(subject.accuracy(truth, prediction)):.2f}")
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)


def _nearest_mean(train_x: np.ndarray, train_labels: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Give each row the class whose mean image is nearest."""
    means = np.stack([train_x[train_labels == label].mean(axis=0) for label in range(10)])
    nearest: np.ndarray = np.linalg.norm(x[:, None] - means, axis=2).argmin(axis=1)
    return nearest
