"""The figure of ex11: three models as graphs, drawn from what Keras says of the student's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from reference.pictures.look import COLOURS, picture_only

WIDTH, HEIGHT = 0.86, 0.62
"""Of a box, where boxes stand 1 apart."""
COLOUR_OF = {"InputLayer": COLOURS[5], "Dense": COLOURS[0], "Concatenate": COLOURS[2], "Flatten": COLOURS[7]}
"""Kinds of layers that are told apart; a layer that is a model itself, and every other kind, has one more."""
OTHERS, NESTED = COLOURS[4], COLOURS[1]

Edges = list[tuple[str, str]]


def draw(subject: Any) -> Figure:
    """Draw a model of layers in a line, one that branches and joins, and one whose layers are shared."""
    figure = Figure(figsize=(12, 5.4), layout="constrained")
    panels = figure.subplots(1, 3, width_ratios=(1.1, 2, 2))
    models = (
        ("sequential: a line", subject.sequential_mlp((20, 20, 3), [64, 32], 16)),
        ("functional: branches that join", subject.two_inputs_two_outputs((20, 20, 3), 50, 16)),
        ("shared: one set of weights, used twice", subject.shared_layers((20, 20, 3), [64, 32])),
    )
    for axes, (title, model) in zip(panels, models, strict=True):
        described = subject.probes.describe(model)
        graph(axes, described, edges(described, subject.probes.config(model)))
        picture_only(axes, f"{title}\n{described['parameters']:,} parameters")
    return figure


def graph(axes: Axes, described: dict[str, Any], arrows: Edges) -> None:
    """Draw a model's layers as boxes, inputs at the bottom, and arrows from each to those that are called on it."""
    layers = {layer["name"]: layer for layer in described["layers"]}
    arrows = [pair for pair in arrows if set(pair) <= layers.keys()]
    places = placed(list(layers), arrows)
    for before, after in dict.fromkeys(arrows):
        (x, y), (to_x, to_y) = places[before], places[after]
        times = arrows.count((before, after))
        for number in range(times):
            aside = 0.22 * (number - (times - 1) / 2)
            ends = {"xy": (to_x + aside, to_y - HEIGHT / 2), "xytext": (x + aside, y + HEIGHT / 2)}
            axes.annotate("", **ends, arrowprops={"arrowstyle": "-|>", "color": "0.35", "shrinkA": 0, "shrinkB": 0})
    for name, (x, y) in places.items():
        box(axes, x, y, layers[name])
    across, up = zip(*places.values(), strict=True)
    axes.set_xlim(min(across) - 0.6, max(across) + 0.6)
    axes.set_ylim(min(up) - 0.5, max(up) + 0.5)


def box(axes: Axes, x: float, y: float, layer: dict[str, Any]) -> None:
    """Draw a layer: its kind, its shape, its name where somebody chose one, its parameters."""
    kind = layer["kinds"][0]
    colour = NESTED if layer.get("layers") else COLOUR_OF.get(kind, OTHERS)
    corner = (x - WIDTH / 2, y - HEIGHT / 2)
    axes.add_patch(
        FancyBboxPatch(
            corner, WIDTH, HEIGHT, boxstyle="round,pad=0,rounding_size=0.06", facecolor=colour, edgecolor="white"
        )
    )
    activation = layer["activation"]
    title = kind.removesuffix("Layer") + (f", {activation}" if activation not in (None, "linear") else "")
    shape = layer["output_shape"]
    lines = [title] + ([" x ".join(map(str, shape[1:]))] if shape and len(shape) > 1 else [])
    if is_chosen(layer["name"]):
        lines.insert(0, f'"{layer["name"]}"')
    if layer["parameters"]:
        lines.append(f"{layer['parameters']:,} parameters")
    axes.text(x, y, "\n".join(lines), ha="center", va="center", fontsize=8, color="white", linespacing=1.25)


def is_chosen(name: str) -> bool:
    """Tell whether a layer's name is not one of those that Keras makes up."""
    return name in ("image", "words", "class", "ripe")


def placed(names: list[str], arrows: Edges) -> dict[str, tuple[float, float]]:
    """Give each layer a place: one row above the highest it is called on, near the middle of those."""
    rows = dict.fromkeys(names, 0)
    for _ in names:  # as often as the longest way can be
        for before, after in arrows:
            rows[after] = max(rows[after], rows[before] + 1)
    for name in names:  # an input stands right below the first layer that takes it
        following = [rows[after] for before, after in arrows if before == name]
        if following and not any(after == name for _, after in arrows):
            rows[name] = min(following) - 1
    places: dict[str, tuple[float, float]] = {}
    for row in range(max(rows.values(), default=0) + 1):
        here = [name for name in names if rows[name] == row]
        wish = {name: _middle([places[a][0] for a, b in arrows if b == name and a in places]) for name in here}
        here.sort(key=lambda name: wish[name])
        middle = _middle([wish[name] for name in here]) if row else 0.0
        for number, name in enumerate(here):
            places[name] = (middle + number - (len(here) - 1) / 2, float(row))
    return places


def edges(described: dict[str, Any], architecture: str) -> Edges:
    """Return which layer is called on which, once for each call; a line where the architecture has no calls."""
    names = [layer["name"] for layer in described["layers"]]
    layers = json.loads(architecture)["config"].get("layers", [])
    found = [
        (before, layer["config"]["name"])
        for layer in layers
        for call in layer.get("inbound_nodes", [])
        for before in _sources(call)
    ]
    return found or list(pairwise(names))


def _sources(call: Any) -> Iterator[str]:
    """Yield the names of the layers whose tensors a call takes, however deep they stand in its arguments."""
    if isinstance(call, dict):
        if "keras_history" in call:
            yield str(call["keras_history"][0])
        for value in call.values():
            yield from _sources(value)
    elif isinstance(call, list):
        for value in call:
            yield from _sources(value)


def _middle(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
