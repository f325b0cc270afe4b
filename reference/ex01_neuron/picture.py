"""The figure of ex01: the activations, the line that one neuron draws, the region that two of them draw."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from reference.kit.look import COLOURS, panel

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0, 1, 1, 0])
ENDS = (-0.6, 1.6)
"""Where the plane of two inputs begins and ends: the corners with some room around them."""
POINTS = 161
"""Points a side of the plane that are sent through the network."""
SHADES = ListedColormap(["#f4f2ee", "#a9c5da"])
"""Where the answer is 0, and where it is 1."""
LINES_SHOWN = 6
"""Hidden neurons whose lines are drawn; with more, nobody sees a thing."""


def draw(subject: Any) -> Figure:
    """Draw the activations, and what one neuron and the network answer all over the plane of two inputs."""
    figure = Figure(figsize=(12, 4.2), layout="constrained")
    left, middle, right = figure.subplots(1, 3)
    _activations(left, subject)
    grid = np.linspace(*ENDS, POINTS)
    plane = np.stack(np.meshgrid(grid, grid), axis=-1).reshape(-1, 2)
    weights, bias = np.array([1.0, 1.0]), -0.5
    _region(middle, subject.perceptron(plane, weights, bias))
    _lines(middle, weights[:, None], np.array([bias]))
    panel(middle, "one neuron: one line, one corner wrong")
    layers = subject.xor_network()
    _region(right, subject.mlp_forward(plane, layers))
    _lines(right, np.asarray(layers[0][0], dtype=float), np.asarray(layers[0][1], dtype=float))
    panel(right, "your network: several lines, a region")
    return figure


def _activations(axes: Axes, subject: Any) -> None:
    """Draw every activation over -4..4; the leak is made larger than usual, so that it can be seen."""
    z = np.linspace(-4, 4, 401)
    tanh = subject.mlp_forward(z[:, None], [(np.array([[1.0]]), np.array([0.0]), "tanh")])
    curves = {
        "step": subject.step(z),
        "sigmoid": subject.sigmoid(z),
        "tanh": np.ravel(tanh),
        "relu": subject.relu(z),
        "leaky_relu, slope 0.1": subject.leaky_relu(z, slope=0.1),
    }
    axes.axhline(0, color="0.85", linewidth=1)
    axes.axvline(0, color="0.85", linewidth=1)
    for (name, values), colour in zip(curves.items(), COLOURS, strict=False):
        style = "--" if name.startswith("leaky") else "-"  # it lies on the ReLU where z is positive
        axes.plot(z, values, style, color=colour, label=name, linewidth=1.8)
    axes.set_ylim(-1.2, 2.6)
    axes.set_xlabel("weighted sum z")
    axes.legend(frameon=False, fontsize=9, loc="upper left")
    panel(axes, "activations")


def _region(axes: Axes, outputs: Any) -> None:
    """Shade where the output counts as 1, and set the four corners with what XOR wants for them."""
    answers = (np.asarray(outputs, dtype=float).reshape(POINTS, POINTS) > 0.5).astype(float)
    axes.imshow(answers, origin="lower", extent=(*ENDS, *ENDS), cmap=SHADES, vmin=0, vmax=1, interpolation="nearest")
    for wanted, colour in ((0, "white"), (1, COLOURS[1])):
        x, y = CORNERS[wanted == XOR].T
        axes.scatter(x, y, s=90, color=colour, edgecolor="0.2", zorder=3, label=f"XOR is {wanted}")
    axes.legend(frameon=True, framealpha=0.9, edgecolor="none", fontsize=9, loc="upper right")
    axes.set_xlim(ENDS)
    axes.set_ylim(ENDS)
    axes.set_xticks([0, 1])
    axes.set_yticks([0, 1])
    axes.set_xlabel("first input")
    axes.set_ylabel("second input")


def _lines(axes: Axes, weights: np.ndarray, bias: np.ndarray) -> None:
    """Draw where the weighted sum of each neuron is zero."""
    for (first, second), constant in zip(weights.T[:LINES_SHOWN], np.ravel(bias), strict=False):
        length = float(np.hypot(first, second))
        if length:
            start = -constant * np.array([first, second]) / length**2
            axes.axline(start, start + np.array([-second, first]) / length, color="0.25", linewidth=1, linestyle="--")
