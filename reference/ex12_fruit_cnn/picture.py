"""The figure of ex12: learning curves, the confusion matrix, and the images that were taken for something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reference.datasets.shown import shown_fruits
from reference.ex12_fruit_cnn.calibration import Parts
from reference.kit.look import COLOURS, panel, picture_only

EPOCHS, LEARNING_RATE = 8, 1e-3
VALIDATION = 1 / 6
"""Share of the training images: 20 of the 120 that each rendered class has."""
SHOWN = 10
"""Images that were surely taken for something else, one of each confusion."""


@dataclass(frozen=True)
class Trained:
    """What came of training: the test images with the network's answers, and how each stage went."""

    images: np.ndarray
    labels: np.ndarray
    names: Sequence[str]
    answers: np.ndarray
    history: dict[str, list[float]]


def draw(subject: Any) -> Figure:
    """Draw what came of training on fruits: of the test that has just trained, or of plain fruits."""
    came = _tested(**subject.kept) if "histories" in subject.kept else _trained(subject)
    figure = Figure(figsize=(12, 6.6), layout="constrained")
    parts: Any = figure.subfigures(1, 2, width_ratios=(1.15, 1))
    left, right = parts
    above: Any = left.subfigures(2, 1, height_ratios=(1, 1.15))
    _curves(above[0].subplots(1, 2), came.history)
    _mistakes(above[1], came)
    _confusions(right.subplots(), came)
    return figure


def _tested(data: Parts, answers: np.ndarray, histories: list[dict[str, list[float]]]) -> Trained:
    history = {name: [value for stage in histories for value in stage[name]] for name in histories[0]}
    return Trained(*data.test, data.class_names, answers.reshape(len(answers), -1), history)


def _trained(subject: Any) -> Trained:
    data = shown_fruits()
    start = max(1, round(VALIDATION * len(data.train_images)))
    validation = data.train_images[:start], data.train_labels[:start]
    model = subject.build_fruit_cnn(data.train_images.shape[1:], len(data.class_names))
    model = subject.compile_model(model, LEARNING_RATE)
    images, labels = data.train_images[start:], data.train_labels[start:]
    history = subject.train(model, images, labels, validation, epochs=EPOCHS, rng_seed=0)
    answers = np.asarray(subject.probes.predict(model, data.test_images))
    return Trained(data.test_images, data.test_labels, data.class_names, answers, history)


def _curves(panels: Any, history: dict[str, list[float]]) -> None:
    for axes, name in zip(panels, ("loss", "accuracy"), strict=True):
        for key, colour, words in ((name, COLOURS[0], "training"), (f"val_{name}", COLOURS[1], "validation")):
            values = history.get(key, [])
            axes.plot(np.arange(1, len(values) + 1), values, "o-", color=colour, markersize=3, label=words)
        axes.set_ylim(bottom=0, top=None if name == "loss" else 1.02)
        axes.set_xlabel("epoch", fontsize=9)
        panel(axes, name)
    panels[0].legend(frameon=False, fontsize=9)


def _mistakes(part: Any, came: Trained) -> None:
    answers, guesses = came.answers, came.answers.argmax(axis=1)
    wrong = np.flatnonzero(guesses != came.labels)
    surest = wrong[np.argsort(-answers[wrong, guesses[wrong]])]
    _, first = np.unique(np.stack([came.labels[surest], guesses[surest]]), axis=1, return_index=True)
    worst = surest[np.sort(first)][:SHOWN]
    part.suptitle(f"{len(wrong)} mistakes, the surest of each kind", fontsize=11, x=0.01, ha="left")
    panels = part.subplots(2, SHOWN // 2).ravel()
    for axes in panels:
        axes.set_axis_off()
    for axes, i in zip(panels, worst, strict=False):
        axes.imshow(came.images[i])
        guess = f"{came.names[guesses[i]]} {answers[i, guesses[i]]:.2f}"
        picture_only(axes)
        axes.set_title(f"{came.names[came.labels[i]]}\ntaken for\n{guess}", fontsize=8)


def _confusions(axes: Axes, came: Trained) -> None:
    names, guesses = came.names, came.answers.argmax(axis=1)
    table = np.zeros((len(names), len(names)), dtype=int)
    np.add.at(table, (came.labels, guesses), 1)
    axes.imshow(np.sqrt(table), cmap="Blues")
    for row, column in np.argwhere(table):
        pale = table[row, column] > table.max() / 3
        colour = "white" if pale else "0.2"
        axes.text(column, row, str(table[row, column]), ha="center", va="center", fontsize=8, color=colour)
    axes.set_xticks(range(len(names)), names, rotation=90)
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("taken for", fontsize=9)
    share = float(np.mean(guesses == came.labels))
    panel(axes, f"test images: {share:.0%} right")
    axes.tick_params(length=0, labelsize=8)
