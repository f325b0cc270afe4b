"""The figure of ex11: three models as graphs, drawn from what Keras says of the student's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from reference.kit.look import COLOURS, picture_only

WIDTH, HEIGHT = 0.86, 0.66
"""Of a box, where boxes stand 1 apart."""
COLOUR_OF = {"InputLayer": COLOURS[5], "Dense": COLOURS[0], "Concatenate": COLOURS[2], "Flatten": COLOURS[7]}
"""Kinds of layers that are told apart; every other kind has `OTHERS`."""
OTHERS, NESTED = COLOURS[4], COLOURS[1]
NAMED = ("image", "words", "class", "ripe")
"""Names that the task asks for; the others are made up by Keras."""

Layer = dict[str, Any]
Edges = list[tuple[str, str]]


def draw(subject: Any) -> Figure:
    """Draw a model of layers in a line, one that branches and joins, and one whose layers are shared."""
    figure = Figure(figsize=(12, 5.6), layout="constrained")
    panels = figure.subplots(1, 3, width_ratios=(1, 2, 2), sharey=True)
    models = (
        ("sequential: a line", subject.sequential_mlp((20, 20, 3), [64, 32], 16)),
        ("functional: branches that join", subject.two_inputs_two_outputs((20, 20, 3), 50, 16)),
        ("shared: one set of weights, used twice", subject.shared_layers((20, 20, 3), [64, 32])),
    )
    for axes, (title, model) in zip(panels, models, strict=True):
        described = subject.probes.describe(model)
        picture_only(axes, f"{title}\n{described['parameters']:,} parameters")
        graph(axes, *parts(described, json.loads(subject.probes.config(model))["config"]))
    return figure


def parts(described: dict[str, Any], architecture: dict[str, Any]) -> tuple[dict[str, Layer], Edges, list[str]]:
    """Return a model's layers by name, which is called on which, and the layers of its outputs.

    A model without calls in its architecture is a line; the input that it does not count as a layer goes in front.
    """
    layers: dict[str, Layer] = {layer["name"]: layer for layer in described["layers"]}
    arrows = [
        (before, layer["config"]["name"])
        for layer in architecture.get("layers", [])
        for before in _sources(layer.get("inbound_nodes", []))
    ]
    if arrows:
        return layers, arrows, list(_layer_names(architecture.get("output_layers", [])))
    start = [{"kinds": ["InputLayer"], "output_shape": each["shape"], "name": ""} for each in described["inputs"]]
    layers = {layer["name"]: layer for layer in start} | layers
    return layers, list(pairwise(layers)), list(layers)[-1:]


def graph(axes: Axes, layers: dict[str, Layer], arrows: Edges, outputs: list[str]) -> None:
    """Draw layers as boxes, inputs at the bottom, and arrows from each to those that are called on it."""
    places = placed(layers, arrows)
    for before, after in arrows:
        (x, y), (to_x, to_y) = places[before], places[after]
        beside = 0.5 * WIDTH * max(-0.6, min(0.6, x - to_x))  # two arrows into one box end apart
        arrow(axes, (x, y + rows_of(layers[before]) - 1 + HEIGHT / 2), (to_x + beside, to_y - HEIGHT / 2))
    for name in dict.fromkeys(outputs):
        x, y = places[name]
        top = y + rows_of(layers[name]) - 1 + HEIGHT / 2
        times = outputs.count(name)
        for number in range(times):
            aside = 0.5 * (number - (times - 1) / 2)
            arrow(axes, (x + aside, top), (x + aside, top + 1 - HEIGHT))
    for name, (x, y) in places.items():
        inside = inner(layers[name])
        if inside:
            frame(axes, x, y, len(inside))
        for number, layer in enumerate(inside or [layers[name]]):
            box(axes, x, y + number, layer)
            if number:
                arrow(axes, (x, y + number - 1 + HEIGHT / 2), (x, y + number - HEIGHT / 2))
    across = [x for x, _ in places.values()]
    axes.set_xlim(min(across) - 0.6, max(across) + 0.6)
    axes.autoscale_view(scalex=False)


def arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw an arrow."""
    style = {"arrowstyle": "-|>", "color": "0.35", "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", xy=end, xytext=start, arrowprops=style)
    axes.update_datalim([start, end])


def frame(axes: Axes, x: float, y: float, rows: int) -> None:
    """Draw the frame of a model that is used as a layer."""
    pad = (1 - HEIGHT) / 4
    corner = (x - WIDTH / 2 - pad / 2, y - HEIGHT / 2 - pad)
    style = "round,pad=0,rounding_size=0.08"
    size = (WIDTH + pad, rows - 1 + HEIGHT + 2 * pad)
    axes.add_patch(FancyBboxPatch(corner, *size, boxstyle=style, facecolor="none", edgecolor=NESTED, linewidth=2))


def box(axes: Axes, x: float, y: float, layer: Layer) -> None:
    """Draw a layer: its name where the task gave it one, its kind, its shape, its parameters."""
    kind = layer["kinds"][0]
    colour = NESTED if inner(layer) else COLOUR_OF.get(kind, OTHERS)
    style = "round,pad=0,rounding_size=0.06"
    corner = (x - WIDTH / 2, y - HEIGHT / 2)
    axes.add_patch(FancyBboxPatch(corner, WIDTH, HEIGHT, boxstyle=style, facecolor=colour, edgecolor="none"))
    activation, shape = layer.get("activation"), layer["output_shape"]
    lines = [f'"{layer["name"]}"'] if layer["name"] in NAMED else []
    lines.append(kind.removesuffix("Layer") + (f", {activation}" if activation not in (None, "linear") else ""))
    if shape and len(shape) > 1:
        lines[-1] += ": " + " x ".join(map(str, shape[1:]))
    if layer.get("parameters"):
        lines.append(f"{layer['parameters']:,} parameters")
    axes.text(x, y, "\n".join(lines), ha="center", va="center", fontsize=8, color="white", linespacing=1.3)


def inner(layer: Layer) -> list[Layer]:
    """Return the layers inside a layer that is a model itself, from its input up."""
    return [each for each in layer.get("layers", []) if each["kinds"][0] != "InputLayer"]


def rows_of(layer: Layer) -> int:
    """Return how many boxes high a layer is drawn."""
    return max(1, len(inner(layer)))


def placed(layers: dict[str, Layer], arrows: Edges) -> dict[str, tuple[float, float]]:
    """Give each layer a place: above all that it is called on, near their middle."""
    rows = dict.fromkeys(layers, 0)
    for _ in layers:  # as often as the longest way can be
        for before, after in arrows:
            rows[after] = max(rows[after], rows[before] + rows_of(layers[before]))
    places: dict[str, tuple[float, float]] = {}
    for row in sorted(set(rows.values())):
        here = [name for name in layers if rows[name] == row]
        wish = {name: _middle([places[a][0] for a, b in arrows if b == name and a in places]) for name in here}
        here.sort(key=lambda name: wish[name])
        middle = _middle([wish[name] for name in here])
        for number, name in enumerate(here):
            places[name] = (middle + number - (len(here) - 1) / 2, float(row))
    return places


def _sources(calls: Any) -> Iterator[str]:
    """Yield the names of the layers whose tensors calls take, however deep they stand in the arguments."""
    if isinstance(calls, dict):
        if "keras_history" in calls:
            yield str(calls["keras_history"][0])
        for value in calls.values():
            yield from _sources(value)
    elif isinstance(calls, list):
        for value in calls:
            yield from _sources(value)


def _layer_names(outputs: Any) -> Iterator[str]:
    """Yield the layers of a model's outputs: each is written [name, call, tensor], in lists or dicts."""
    if isinstance(outputs, dict):
        outputs = list(outputs.values())
    if outputs and isinstance(outputs[0], str):
        yield outputs[0]
    else:
        for each in outputs:
            yield from _layer_names(each)


def _middle(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
