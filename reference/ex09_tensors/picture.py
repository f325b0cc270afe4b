"""The figure of ex09: arrays by rank, a line that learns, the way of its two variables, and a graph from a file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reference.ex09_tensors.oracle import shown_graphs, source_of
from reference.kit.look import COLOURS, panel, picture_only

MATRIX = np.arange(1, 10).reshape(3, 3)
TENSORS = (
    ("number", np.array(7), (0.0, 0.0)),
    ("vector", np.array([1, 2, 3]), (4.2, 0.0)),
    ("matrix", MATRIX, (0.0, -4.6)),
    ("3-dim. array", np.stack([MATRIX] * 3), (4.2, -4.6)),
)
"""The slide's arrays, and where the upper left corner of each is drawn."""
SLOPE, INTERCEPT, RATE = 1.5, 1.0, 0.05
STEPS = (0, 1, 2, 4, 8, 16, 32, 64)


def draw(subject: Any) -> Figure:
    """Draw the slide's arrays with rank and shape, a line at some steps, its descent, and the graph of a function."""
    figure = Figure(figsize=(12.5, 3.6), layout="constrained")
    arrays, line, descent, graph = figure.subplots(1, 4, width_ratios=(1.0, 1.1, 1.1, 0.7))
    for name, tensor, corner in TENSORS:
        _boxes(arrays, tensor, corner)
        rank, shape = subject.rank_and_shape(tensor)
        arrays.text(corner[0], corner[1] + 0.75, f"{name}: rank {rank}", fontsize=9, weight="bold")
        arrays.text(corner[0], corner[1] + 0.2, f"shape {tuple(shape)}", fontsize=9, color="0.3")
    arrays.set_aspect("equal")
    arrays.set_xlim(-0.1, 8.8)
    arrays.set_ylim(-8.7, 1.4)
    picture_only(arrays)
    arrays.set_title("tensors", fontsize=11, loc="left")
    _line(subject, line, descent)
    _graph(subject, graph)
    return figure


def _boxes(axes: Axes, tensor: np.ndarray, corner: tuple[float, float]) -> None:
    """Draw a tensor's numbers in boxes, the layers of a 3-dim. array one behind the other."""
    layers = tensor.reshape((1,) * (3 - tensor.ndim) + tensor.shape)
    for depth in reversed(range(len(layers))):
        for (row, column), number in np.ndenumerate(layers[depth]):
            x, y = corner[0] + column + 0.35 * depth, corner[1] - 1 - row - 0.35 * depth
            axes.add_patch(_box(x, y, COLOURS[depth]))
            if depth == 0:
                axes.text(x + 0.5, y + 0.5, str(number), ha="center", va="center", fontsize=9, color="white")


def _box(x: float, y: float, colour: str) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((x, y), 0.94, 0.94, facecolor=colour, edgecolor="white", linewidth=0.8)


def _line(subject: Any, line: Axes, descent: Axes) -> None:
    """Draw the line after some steps over its points, and the same steps on the map of the loss."""
    rng = np.random.default_rng(9)
    x = np.sort(rng.uniform(-1, 3, 25))
    y = SLOPE * x + INTERCEPT + rng.normal(scale=0.5, size=x.size)
    places = np.array([subject.fit_line(x, y, steps, RATE) for steps in STEPS], dtype=float)
    ends = np.array([-1.2, 3.2])
    line.plot(x, y, "o", color="0.6", markersize=4)
    for number, (steps, (slope, intercept)) in enumerate(zip(STEPS, places, strict=True)):
        share = (number + 1) / len(STEPS)
        label = f"after {steps}" if steps in (0, 2, 8, 64) else None
        line.plot(ends, slope * ends + intercept, color=COLOURS[0], alpha=0.15 + 0.85 * share**2, label=label)
    line.legend(frameon=False, fontsize=9, loc="upper left")
    panel(line, "a line that learns")
    slopes, intercepts = np.meshgrid(np.linspace(-0.3, 2.7, 61), np.linspace(-0.4, 1.8, 45))
    losses = np.mean((slopes[..., None] * x + intercepts[..., None] - y) ** 2, axis=-1)
    descent.contour(
        slopes,
        intercepts,
        losses,
        levels=losses.min() + np.linspace(0.1, 3.5, 14) ** 2,
        colors="0.85",
        linewidths=0.8,
        zorder=0,
    )
    descent.plot(*places.T, "o-", color=COLOURS[0], markersize=4, linewidth=1.2)
    for steps, place in zip(STEPS[:4], places, strict=False):
        descent.annotate(str(steps), place, xytext=(5, -11), textcoords="offset points", fontsize=9)
    descent.set_xlabel("slope", fontsize=9)
    descent.set_ylabel("intercept", fontsize=9)
    panel(descent, "its two variables, step by step")


def _graph(subject: Any, axes: Axes) -> None:
    """Draw the operations of sin(2 x) summed up, as they stand in the event file that the student's code writes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subject.write_graph(subject.functions.sine(2.0), np.zeros((2, 3), dtype=np.float32), folder)
        graphs = shown_graphs(subject.probes.files(folder))
    chosen = max(graphs, key=lambda graph: "Sin" in graph.operations, default=None)
    levels: dict[str, int] = {}
    nodes = {node.name: node for node in chosen.nodes} if chosen else {}
    shown = {name: node for name, node in nodes.items() if node.op not in ("Const", "Identity", "_Retval", "NoOp")}
    for name, node in shown.items():
        levels[name] = max((levels.get(source_of(each), -1) + 1 for each in node.input), default=0)
    for name, node in shown.items():
        words = "input" if node.op in ("Placeholder", "_Arg") else node.op
        axes.text(
            0.5, -levels[name], words, ha="center", va="center", fontsize=9, color="white",
            bbox={"boxstyle": "round,pad=0.5", "facecolor": COLOURS[levels[name] % 4], "edgecolor": "none"},
        )  # fmt: skip
        for each in node.input:
            if source_of(each) in shown:
                axes.annotate(
                    "", (0.5, -levels[name] + 0.22), (0.5, -levels[source_of(each)] - 0.22),
                    arrowprops={"arrowstyle": "->", "color": "0.4"},
                )  # fmt: skip
    axes.set_xlim(0, 1)
    axes.set_ylim(-max(levels.values(), default=1) - 0.5, 0.5)
    picture_only(axes)
    axes.set_title("the graph of sin(2 x)", fontsize=11, loc="left")
