"""How all figures look: colours and the few lines that every panel shares."""

from __future__ import annotations

from matplotlib.axes import Axes

COLOURS = ("#2f6f9f", "#e08a2e", "#5a9e4b", "#b8485a", "#7c62a8", "#8a8578", "#3aa6a0", "#c9a227")
"""Told apart in grey and by the colour-blind in this order; blue first."""


def panel(axes: Axes, title: str) -> None:
    """Give a panel its title and take away the frame it does not need."""
    axes.set_title(title, fontsize=11, loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=9)


def picture_only(axes: Axes, title: str = "") -> None:
    """Give an image its title and take the axes away."""
    axes.set_title(title, fontsize=10, loc="left")
    axes.set_axis_off()
