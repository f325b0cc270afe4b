"""The figure of ex04: gradients on their way back through a small network, and how exact a check by steps can be."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from reference.kit.look import COLOURS, panel, picture_only

X = np.array([[1.0, 0.5, -0.8]])
LABELS = [0]
WEIGHTS_1 = np.array([[0.9, -0.6, -0.5, 0.7], [0.4, 0.3, -0.7, -0.9], [-0.5, 0.4, 0.6, -0.6]])
BIAS_1 = np.array([0.1, 1.2, -0.1, 0.2])
WEIGHTS_2 = np.array([[0.3, 0.9, -0.4], [0.8, -0.3, 0.2], [0.7, 0.6, -0.8], [-0.5, 0.8, 0.3]])
BIAS_2 = np.array([0.0, 0.2, 0.1])
"""The third hidden neuron is silent for X: nothing goes back through it."""
STEPS = np.logspace(-13, 0, 53)
COLUMNS = ("input", "hidden (ReLU)", "scores")


def draw(subject: Any) -> Figure:
    """Draw the gradient of every weight of a small network, and a numerical gradient's error for many steps."""
    figure = Figure(figsize=(10, 4), layout="constrained")
    left, right = figure.subplots(1, 2)
    layers = [(WEIGHTS_1, BIAS_1), (WEIGHTS_2, BIAS_2)]
    _, gradients = subject.mlp_loss_and_gradients(X, LABELS, layers)
    _network(left, [np.asarray(d_weights) for d_weights, _ in gradients])
    _errors(right, subject)
    return figure


def _network(axes: Axes, gradients: list[np.ndarray]) -> None:
    sizes = [gradients[0].shape[0], *(each.shape[1] for each in gradients)]
    heights = [np.arange(size) - (size - 1) / 2 for size in sizes]
    largest = max(np.abs(each).max() for each in gradients)
    for column, slopes in enumerate(gradients):
        for (i, j), slope in np.ndenumerate(slopes):
            colour = "0.85" if slope == 0 else COLOURS[int(slope < 0)]
            axes.plot(
                [column, column + 1],
                [-heights[column][i], -heights[column + 1][j]],
                color=colour,
                linewidth=1 + 6 * abs(slope) / largest,
                solid_capstyle="round",
                zorder=1 + abs(slope) / largest,
            )
    for column, (name, places) in enumerate(zip(COLUMNS, heights, strict=True)):
        axes.scatter([column] * len(places), -places, s=260, color="white", edgecolor="0.35", zorder=3)
        axes.text(column, 2.0, name, ha="center", fontsize=9)
    for height, name in zip(heights[2], ("class a, right", "class b", "class c"), strict=True):
        axes.text(2.14, -height, name, va="center", fontsize=9)
    axes.set_xlim(-0.2, 2.75)
    axes.set_ylim(-2.2, 2.3)
    lines = [Line2D([], [], color=colour, linewidth=3) for colour in (*COLOURS[:2], "0.85")]
    names = ["more weight, more loss", "more weight, less loss", "no part in it"]
    axes.legend(lines, names, frameon=False, fontsize=8, loc="lower center", ncols=3, columnspacing=1)
    picture_only(axes, "the gradient of every weight (thicker: larger)")


def _errors(axes: Axes, subject: Any) -> None:
    scores, labels = np.array([[2.0, 1.0, 0.1], [0.3, -0.4, 1.1]]), np.array([0, 1])

    def f(scores: np.ndarray) -> float:
        chosen = scores[np.arange(2), labels]
        return float((np.log(np.exp(scores).sum(axis=1)) - chosen).mean())

    exact = np.asarray(subject.softmax_cross_entropy_backward(scores, labels))
    errors = [np.abs(subject.numerical_gradient(f, scores, epsilon=float(step)) - exact).max() for step in STEPS]
    axes.loglog(STEPS, errors, "o", markersize=4, color=COLOURS[0])
    for size, slope, colour, name, at, align in (
        (1e-16, -1, COLOURS[3], "rounding:\nlike 1 / epsilon", 1e-11, "left"),
        (1e-2, 2, COLOURS[2], "curvature:\nlike epsilon squared", 2e-3, "right"),
    ):
        sizes = size * STEPS**slope
        seen = (sizes > 1e-12) & (sizes < 1e-1)
        axes.loglog(STEPS[seen], sizes[seen], color=colour, linewidth=1.2, linestyle="--", zorder=1)
        axes.text(at, size * at**slope * 4, name, color=colour, fontsize=9, ha=align, va="bottom")
    axes.set_xlabel("step epsilon", fontsize=9)
    axes.set_ylabel("largest difference", fontsize=9)
    panel(axes, "numerical against exact gradient")
