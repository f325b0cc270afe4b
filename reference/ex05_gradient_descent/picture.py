"""The figure of ex05: walks down a bowl at three learning rates, with momentum, and the loss of a network."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reference.datasets.digits import digits
from reference.kit.look import COLOURS, panel

STEEPNESS = np.array([1.0, 10.0])
"""A long bowl, (x^2 + 10 y^2) / 2: ten times as steep across as along. Rates above 2 / 10 run away."""
START = np.array([-3.7, 1.0])
WALKS = ((0.015, "too short"), (0.11, "about right"), (0.203, "too long"))
STEPS = 25


def draw(subject: Any) -> Figure:
    """Draw three walks on one bowl, the same bowl with and without momentum, and a loss curve on digits."""
    figure = Figure(figsize=(12, 3.6), layout="constrained")
    left, middle, right = figure.subplots(1, 3)
    for (rate, words), colour in zip(WALKS, COLOURS, strict=False):
        _path(left, _walk(subject, rate), colour, f"{rate}: {words}")
    _bowl(left, f"{STEPS} steps at three learning rates")
    _path(middle, _walk(subject, 0.03), COLOURS[0], "plain steps")
    _path(middle, _roll(subject, 0.03, 0.7), COLOURS[3], "with momentum 0.7")
    _bowl(middle, f"{STEPS} steps at rate 0.03")
    data = digits(0)
    for (rate, batch_size), colour in zip(((0.15, 32), (0.15, 1000)), (COLOURS[1], COLOURS[5]), strict=True):
        _, history = subject.train_mlp(
            data.train_images, data.train_labels, 32, 40, rate, batch_size, np.random.default_rng(0)
        )
        name = f"batches of {batch_size}" if batch_size < 1000 else "all 1000 images a step"
        right.plot(np.arange(1, 41), history, color=colour, label=name)
    right.set_ylim(bottom=0)
    right.set_xlabel("epoch", fontsize=9)
    right.legend(frameon=False, fontsize=9)
    panel(right, "mean loss on real digits")
    return figure


def _walk(subject: Any, rate: float) -> np.ndarray:
    places = [START]
    for _ in range(STEPS):
        (place,) = subject.sgd_step([places[-1]], [STEEPNESS * places[-1]], rate)
        places.append(place)
    return np.array(places)


def _roll(subject: Any, rate: float, momentum: float) -> np.ndarray:
    places, velocity = [START], [np.zeros(2)]
    for _ in range(STEPS):
        (place,), velocity = subject.momentum_step(
            [places[-1]], [STEEPNESS * places[-1]], velocity, rate, momentum=momentum
        )
        places.append(place)
    return np.array(places)


def _path(axes: Axes, places: np.ndarray, colour: str, label: str) -> None:
    axes.plot(*places.T, "o-", color=colour, markersize=3, linewidth=1.2, label=label)


def _bowl(axes: Axes, title: str) -> None:
    x, y = np.meshgrid(np.linspace(-4.2, 1.6, 117), np.linspace(-2.2, 2.2, 89))
    axes.contour(
        x, y, (STEEPNESS[0] * x**2 + STEEPNESS[1] * y**2) / 2, levels=12, colors="0.85", linewidths=0.8, zorder=0
    )
    axes.plot(0, 0, "+", color="0.3", markersize=9)
    axes.set_xlim(-4.2, 1.6)
    axes.set_ylim(-2.2, 3.3)
    axes.set_xlabel("one weight", fontsize=9)
    axes.set_ylabel("another weight", fontsize=9)
    axes.legend(frameon=False, fontsize=9, loc="upper left", ncols=1)
    panel(axes, title)
