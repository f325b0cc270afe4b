"""What ex19 is tested on: random cells and texts, masks that lie anywhere."""

from __future__ import annotations

from typing import Any

import numpy as np

from reference.kit.author import Subject

Drawn = np.random.Generator
Pair = tuple[np.ndarray, np.ndarray]
Weights = tuple[np.ndarray, np.ndarray, np.ndarray]
State = tuple[np.ndarray, np.ndarray, np.ndarray]


def weights(draw: Drawn, dimensions: int, units: int) -> Weights:
    """Draw kernel, recurrent kernel and bias, in hundredths."""
    shapes = ((dimensions, 4 * units), (units, 4 * units), (4 * units,))
    kernel, recurrent_kernel, bias = (draw.integers(-150, 151, size=shape) / 100 for shape in shapes)
    return kernel, recurrent_kernel, bias


def whole_weights(draw: Drawn, dimensions: int, units: int) -> Weights:
    """Draw kernel, recurrent kernel and bias, whole numbers."""
    shapes = ((dimensions, 4 * units), (units, 4 * units), (4 * units,))
    kernel, recurrent_kernel, bias = (draw.integers(-2, 3, size=shape) for shape in shapes)
    return kernel, recurrent_kernel, bias


def state(draw: Drawn, batch: int, dimensions: int, units: int) -> State:
    """Draw words, what was said last, and what is remembered, in hundredths."""
    x = draw.integers(-200, 201, size=(batch, dimensions)) / 100
    h = draw.integers(-95, 96, size=(batch, units)) / 100
    return x, h, draw.integers(-200, 201, size=(batch, units)) / 100


def texts(draw: Drawn, *shape: int) -> np.ndarray:
    """Draw words' vectors, in hundredths."""
    return draw.integers(-200, 201, size=shape) / 100


def masks(draw: Drawn) -> np.ndarray:
    """Draw a mask for six texts of seven words: in front, behind, on both sides, inside, nowhere, everywhere."""
    mask = np.ones((6, 7), dtype=bool)
    mask[0, : draw.integers(1, 4)] = False
    mask[1, -draw.integers(1, 4) :] = False
    mask[2, 0] = mask[2, 6] = False
    mask[3, 1 + draw.permutation(5)[: draw.integers(1, 4)]] = False
    mask[5] = False
    return mask[draw.permutation(6)]


def told_apart(subject: Subject, draw: Drawn, model: Any, n_words: int) -> list[np.ndarray]:
    """Draw large weights for a network, so that its answers differ visibly: scores are about 1. Return the weights."""
    values = [weight["value"] for weight in subject.probes.weights(model)]
    for place, value in enumerate(values):
        if value.ndim > 1:
            inputs = 1 if len(value) == n_words else np.prod(value.shape[:-1])
            values[place] = draw.normal(size=value.shape) / np.sqrt(inputs)
    subject.probes.set_weights(model, values)
    return values
