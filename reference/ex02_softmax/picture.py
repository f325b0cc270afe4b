"""The figure of ex02: scores, probabilities, and what a temperature does to them."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from reference.kit.look import COLOURS, panel

NAMES = ["class a", "class b", "class c"]
SCORES = np.array([2.0, 1.0, 0.1])


def draw(subject: Any) -> Figure:
    """Draw the slide's three scores, their probabilities, and the probabilities of scores times a factor."""
    figure = Figure(figsize=(10, 3.4), layout="constrained")
    left, middle, right = figure.subplots(1, 3)
    probabilities = subject.softmax(SCORES)
    for axes, values, title in ((left, SCORES, "scores"), (middle, probabilities, "probabilities")):
        bars = axes.bar(NAMES, values, color=COLOURS[:3])
        axes.bar_label(bars, [f"{value:.2g}" if title == "scores" else f"{value:.2f}" for value in values], padding=2)
        axes.margins(y=0.15)
        panel(axes, title)
    factors = np.linspace(0, 4, 81)
    curves = subject.softmax(factors[:, None] * SCORES)
    for name, curve, colour in zip(NAMES, curves.T, COLOURS, strict=False):
        right.plot(factors, curve, color=colour, label=name)
    right.axvline(1, color="0.7", linewidth=1, linestyle=":")
    right.set_xlabel("all scores times ...")
    right.legend(frameon=False)
    panel(right, "larger scores: surer")
    return figure
