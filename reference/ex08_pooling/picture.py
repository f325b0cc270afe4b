"""The figure of ex08: a photograph pooled to less and less, and what windows save to learn."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from skimage import data

from reference.kit.look import COLOURS, panel, picture_only

SIZE = 16
"""Side of the windows: large enough to be seen as tiles."""
SHAPES = ((20, 20, 3), (100, 100, 3), (224, 224, 3))
"""The workshop's fruit images as its network takes them and as they come, and what VGG16 takes."""
HIDDEN, FILTERS, KERNEL = 512, 32, 3
"""The first layers of the workshop's fruit network."""


def draw(subject: Any) -> Figure:
    """Draw a cat under max, average and global pooling, and the parameters of an MLP and a CNN."""
    photograph = data.chelsea()[8:296, 16:432] / 255  # type: ignore[no-untyped-call]
    batch = photograph[None]
    figure = Figure(figsize=(11, 5.8), layout="constrained")
    grid = figure.add_gridspec(2, 4, height_ratios=(1, 1.15))
    pictures = (
        (photograph, "the photograph"),
        (np.asarray(subject.max_pool2d(batch, SIZE))[0], f"the largest of {SIZE} x {SIZE}"),
        (np.asarray(subject.average_pool2d(batch, SIZE))[0], f"the mean of {SIZE} x {SIZE}"),
        (np.asarray(subject.global_average_pool(batch))[:, None], "the mean of all"),
    )
    height, width = photograph.shape[:2]
    for column, (picture, title) in enumerate(pictures):
        axes = figure.add_subplot(grid[0, column])
        axes.imshow(np.clip(picture, 0, 1), extent=(0, width, height, 0), interpolation="nearest")
        rows, columns = picture.shape[:2]
        picture_only(axes, f"{title}\n{rows} x {columns} x 3: {picture.size:,} numbers")
    axes = figure.add_subplot(grid[1, :])
    counts = np.array([subject.parameter_counts(shape, HIDDEN, FILTERS, KERNEL) for shape in SHAPES])
    places = np.arange(len(SHAPES))
    names = (f"MLP: {HIDDEN} units", f"CNN: {FILTERS} filters of {KERNEL} x {KERNEL}")
    for number, (name, colour) in enumerate(zip(names, COLOURS, strict=False)):
        bars = axes.bar(places + 0.4 * number - 0.2, counts[:, number], 0.36, color=colour, label=name)
        axes.bar_label(bars, [f"{count:,}" for count in counts[:, number]], padding=2, fontsize=9)
    axes.set_yscale("log")
    axes.set_ylim(100, 3e9)
    axes.set_xticks(places, [" x ".join(map(str, shape)) for shape in SHAPES])
    axes.set_xlabel("image")
    axes.legend(frameon=False, loc="upper left", ncols=2)
    panel(axes, "parameters of the first layer")
    return figure
