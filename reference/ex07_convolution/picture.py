"""The figure of ex07: a photograph through the edge kernels, and the window that slides."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from skimage import data

from reference.kit.look import COLOURS, picture_only

PLACES = (0, 1, 5, 11)
"""Of the twelve places of the window, those that are shown."""
SMALL = np.array([[0, 0, 9, 0, 0, 0], [0, 0, 9, 0, 0, 0], [0, 0, 9, 0, 0, 0], [9, 9, 9, 9, 9, 9], [0, 0, 9, 0, 0, 0]])
"""A vertical line that crosses a horizontal one."""


def draw(subject: Any) -> Figure:
    """Draw a photograph and its two feature maps, and below four places of a window on a small image."""
    figure = Figure(figsize=(11, 5.7), layout="constrained")
    parts: Any = figure.subfigures(2, 1, height_ratios=(2, 1))
    above, below = parts
    kernels = subject.edge_kernels()
    _photograph(above.subplots(1, 4), subject, kernels)
    _strip(below.subplots(1, len(PLACES)), subject, np.asarray(kernels["vertical"]))
    below.suptitle("the vertical kernel slides over a small image", fontsize=11, x=0.01, ha="left")
    return figure


def _photograph(panels: Any, subject: Any, kernels: dict[str, np.ndarray]) -> None:
    camera: Any = data.camera
    photo = camera()[40:440, 100:460].reshape(200, 2, 180, 2).mean(axis=(1, 3)) / 255
    filters = np.stack([kernels["vertical"], kernels["horizontal"]], axis=-1)[:, :, None]
    maps = np.asarray(subject.conv2d(photo[None, :, :, None], filters, np.zeros(2)))[0]
    strength = np.abs(maps)
    panels[0].imshow(photo, cmap="gray", vmin=0, vmax=1)
    picture_only(panels[0], "photograph")
    limit = np.quantile(strength, 0.99)
    names = ("vertical kernel (red: above 0)", "horizontal kernel")
    for axes, answer, name in zip(panels[1:], np.moveaxis(maps, -1, 0), names, strict=False):
        axes.imshow(answer, cmap="RdBu_r", vmin=-limit, vmax=limit)
        picture_only(axes, name)
    panels[3].imshow(np.hypot(*np.moveaxis(maps, -1, 0)), cmap="gray_r", vmin=0, vmax=limit)
    picture_only(panels[3], "both: the strength of edges")


def _strip(panels: Any, subject: Any, kernel: np.ndarray) -> None:
    answers = np.asarray(subject.convolve_one(SMALL, kernel))
    height, width = SMALL.shape
    right, top = width + 1, (height - answers.shape[0]) / 2
    limit = 1.6 * float(np.abs(answers).max())
    for axes, place in zip(panels, PLACES, strict=True):
        y, x = divmod(place, answers.shape[1])
        so_far = np.where(np.arange(answers.size).reshape(answers.shape) <= place, answers, np.nan)
        _table(axes, SMALL, 0, 0, "Greys", (0, 20))
        _table(axes, so_far, right, top, "RdBu_r", (-limit, limit))
        _outline(axes, x, y, kernel.shape)
        _outline(axes, right + x, top + y, (1, 1))
        axes.set(xlim=(-0.1, right + answers.shape[1] + 0.1), ylim=(height + 0.1, -0.1), aspect="equal")
        picture_only(axes, f"place {place + 1} of {answers.size}")


def _table(axes: Axes, numbers: np.ndarray, left: float, top: float, colours: str, limits: tuple[float, float]) -> None:
    """Draw numbers on coloured squares, the first one with its corner at (left, top); nan stays empty."""
    height, width = numbers.shape
    extent = (left, left + width, top + height, top)
    axes.imshow(numbers, cmap=colours, vmin=limits[0], vmax=limits[1], extent=extent)
    axes.add_patch(Rectangle((left, top), width, height, fill=False, edgecolor="0.6", linewidth=0.8))
    for (y, x), number in np.ndenumerate(numbers):
        if np.isfinite(number):
            axes.text(left + x + 0.5, top + y + 0.5, f"{number:.3g}", ha="center", va="center", fontsize=7)


def _outline(axes: Axes, left: float, top: float, size: tuple[int, ...]) -> None:
    """Draw the frame of a window."""
    axes.add_patch(Rectangle((left, top), size[1], size[0], fill=False, edgecolor=COLOURS[1], linewidth=2.5, zorder=3))
