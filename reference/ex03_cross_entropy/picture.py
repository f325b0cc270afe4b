"""The figure of ex03: what a probability costs, what one mistake costs a batch, and where a floor stops the price."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reference.kit.look import COLOURS, panel

BATCH = np.array([0.9, 0.95, 0.85, 0.9, 0.0001, 0.92, 0.88, 0.9, 0.93, 0.9])
"""What ten images gave their right class; one is a confident mistake."""


def draw(subject: Any) -> Figure:
    """Draw the loss against the probability, the losses of a batch, and both losses against a gap of scores."""
    figure = Figure(figsize=(11.5, 3.6), layout="constrained")
    left, middle, right = figure.subplots(1, 3)
    _price(subject, left)
    _batch(subject, middle)
    _gap(subject, right)
    return figure


def _price(subject: Any, axes: Axes) -> None:
    probabilities = np.concatenate([np.geomspace(0.006, 0.1, 30), np.linspace(0.12, 1, 45)])
    axes.plot(probabilities, [_loss(subject, p) for p in probabilities], color=COLOURS[0])
    for p in (0.7, 0.2, 0.1, 0.01):
        loss = _loss(subject, p)
        axes.plot(p, loss, "o", color=COLOURS[1])
        axes.annotate(f"{p:g} costs {loss:.2f}", (p, loss), (7, 4), textcoords="offset points", fontsize=9)
    axes.set_xlabel("probability of the right class")
    axes.set_ylabel("loss")
    axes.set_ylim(bottom=0)
    panel(axes, "the surer and wronger, the dearer")


def _batch(subject: Any, axes: Axes) -> None:
    losses = np.array([_loss(subject, p) for p in BATCH])
    wrong = int(losses.argmax())
    bars = axes.bar(np.arange(len(BATCH)), losses, color=COLOURS[0])
    bars[wrong].set_color(COLOURS[3])
    axes.annotate(
        f"{BATCH[wrong]:g} for the right class",
        (wrong + 0.5, losses[wrong]),
        (4, 0),
        textcoords="offset points",
        va="top",
        fontsize=9,
    )
    for rows, text in ((BATCH, "mean of all"), (np.delete(BATCH, wrong), "mean without it")):
        mean = float(subject.cross_entropy(np.stack([rows, 1 - rows], axis=1), np.zeros(len(rows), dtype=int)))
        axes.axhline(mean, color="0.4", linewidth=1, linestyle="--")
        axes.annotate(
            f"{text}: {mean:.2f}",
            (1, mean),
            (0, 3),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            ha="right",
            fontsize=9,
        )
    axes.set_xticks(np.arange(len(BATCH)))
    axes.set_xlabel("image of the batch")
    panel(axes, "one confident mistake")


def _gap(subject: Any, axes: Axes) -> None:
    gaps = np.linspace(-10, 60, 71)
    scores = np.stack([np.zeros_like(gaps), gaps], axis=1)
    label = np.array([0])
    exact = [float(subject.cross_entropy_from_scores(row[None], label)) for row in scores]
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    softmax = exponentials / exponentials.sum(axis=1, keepdims=True)
    floored = [float(subject.cross_entropy(row[None], label)) for row in softmax]
    axes.plot(gaps, exact, color=COLOURS[0], label="from scores")
    axes.plot(gaps, floored, color=COLOURS[1], linestyle="--", linewidth=2, label="from probabilities")
    axes.set_xlabel("how far the right class's score lies behind")
    axes.legend(frameon=False, fontsize=9)
    panel(axes, "a floor ends the price")


def _loss(subject: Any, probability: float) -> float:
    return float(subject.cross_entropy(np.array([[probability, 1 - probability]]), np.array([0])))
