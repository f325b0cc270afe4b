"""The figure of ex12: learning curves, the confusion matrix, and the images that were taken for something else."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reference.datasets.images import ImageSet
from reference.datasets.shown import shown_fruits
from reference.kit.look import COLOURS, panel, picture_only

EPOCHS, LEARNING_RATE = 8, 1e-3
VALIDATION = 1 / 6
"""Share of the training images: 20 of the 120 that each rendered class has."""
SHOWN = 10
"""Images that were surely taken for something else, one of each confusion."""


def draw(subject: Any) -> Figure:
    """Train the student's network on fruits and draw what came of it."""
    data = shown_fruits()
    start = max(1, round(VALIDATION * len(data.train_images)))
    validation = data.train_images[:start], data.train_labels[:start]
    model = subject.build_fruit_cnn(data.train_images.shape[1:], len(data.class_names))
    model = subject.compile_model(model, LEARNING_RATE)
    images, labels = data.train_images[start:], data.train_labels[start:]
    history = subject.train(model, images, labels, validation, epochs=EPOCHS, rng_seed=0)
    answers = np.asarray(subject.probes.predict(model, data.test_images))

    figure = Figure(figsize=(12, 6.6), layout="constrained")
    parts: Any = figure.subfigures(1, 2, width_ratios=(1.15, 1))
    left, right = parts
    above: Any = left.subfigures(2, 1, height_ratios=(1, 1.15))
    _curves(above[0].subplots(1, 2), history)
    _mistakes(above[1], data, answers)
    _confusions(right.subplots(), data, answers.argmax(axis=1))
    return figure


def _curves(panels: Any, history: dict[str, list[float]]) -> None:
    for axes, name in zip(panels, ("loss", "accuracy"), strict=True):
        for key, colour, words in ((name, COLOURS[0], "training"), (f"val_{name}", COLOURS[1], "validation")):
            values = history.get(key, [])
            axes.plot(np.arange(1, len(values) + 1), values, "o-", color=colour, markersize=3, label=words)
        axes.set_ylim(bottom=0, top=None if name == "loss" else 1.02)
        axes.set_xlabel("epoch", fontsize=9)
        panel(axes, name)
    panels[0].legend(frameon=False, fontsize=9)


def _mistakes(part: Any, data: ImageSet, answers: np.ndarray) -> None:
    guesses = answers.argmax(axis=1)
    wrong = np.flatnonzero(guesses != data.test_labels)
    surest = wrong[np.argsort(-answers[wrong, guesses[wrong]])]
    _, first = np.unique(np.stack([data.test_labels[surest], guesses[surest]]), axis=1, return_index=True)
    worst = surest[np.sort(first)][:SHOWN]
    part.suptitle(f"{len(wrong)} mistakes, the surest of each kind", fontsize=11, x=0.01, ha="left")
    panels = part.subplots(2, SHOWN // 2).ravel()
    for axes in panels:
        axes.set_axis_off()
    for axes, i in zip(panels, worst, strict=False):
        axes.imshow(data.test_images[i])
        guess = f"{data.class_names[guesses[i]]} {answers[i, guesses[i]]:.2f}"
        picture_only(axes)
        axes.set_title(f"{data.class_names[data.test_labels[i]]}\ntaken for\n{guess}", fontsize=8)


def _confusions(axes: Axes, data: ImageSet, guesses: np.ndarray) -> None:
    names = data.class_names
    table = np.zeros((len(names), len(names)), dtype=int)
    np.add.at(table, (data.test_labels, guesses), 1)
    axes.imshow(np.sqrt(table), cmap="Blues")
    for row, column in np.argwhere(table):
        pale = table[row, column] > table.max() / 3
        colour = "white" if pale else "0.2"
        axes.text(column, row, str(table[row, column]), ha="center", va="center", fontsize=8, color=colour)
    axes.set_xticks(range(len(names)), names, rotation=90)
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("taken for", fontsize=9)
    share = float(np.mean(guesses == data.test_labels))
    panel(axes, f"test images: {share:.0%} right")
    axes.tick_params(length=0, labelsize=8)
