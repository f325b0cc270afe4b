"""Oracles of ex15: which weights may move, what a head computes and costs, without training anything.

A task's oracle says what is fixed about its result, for a base of the test's own.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special
from sklearn.metrics import log_loss

VGG16_PARAMETERS, VGG16_TRAINABLE = 15_786_439, 8_151_175
"""Of VGG16 at 75 x 75 with the workshop's head; all, and those of the head and the last four layers."""

SLIPS: dict[str, tuple[Callable[[np.ndarray], np.ndarray], Callable[[np.ndarray], np.ndarray]]] = {
    "": (lambda z: np.maximum(z, 0), lambda z: special.softmax(z, axis=-1)),
    "no-relu-in-the-head": (lambda z: z, lambda z: special.softmax(z, axis=-1)),
    "sigmoid-in-the-hidden-layer": (special.expit, lambda z: special.softmax(z, axis=-1)),
    "tanh-in-the-hidden-layer": (np.tanh, lambda z: special.softmax(z, axis=-1)),
    "no-softmax-at-the-end": (lambda z: np.maximum(z, 0), lambda z: z),
    "softmax-twice": (lambda z: np.maximum(z, 0), lambda z: special.softmax(special.softmax(z, axis=-1), axis=-1)),
    "sigmoid-at-the-end": (lambda z: np.maximum(z, 0), special.expit),
    "softmax-over-the-batch": (lambda z: np.maximum(z, 0), lambda z: special.softmax(z, axis=0)),
}
"""Activations of the hidden layer and of the output: the right ones, and wrong ones by name."""


def freeze(model: Any, keep_last: int = 0) -> list[str]:
    """Return the names of the weights that are left open, such as "third/kernel"."""
    return open_in(model.layers[len(model.layers) - keep_last :])


def open_in(layers: list[Any]) -> list[str]:
    """Return the names of the weights that layers train."""
    return [short(weight.path) for layer in layers for weight in layer.weights if "moving_" not in weight.path]


def short(path: str) -> str:
    """Layer and weight, whatever stands before them."""
    return "/".join(path.split("/")[-2:])


def build_transfer_model(base: Any, n_classes: int, hidden: int, dropout: float) -> list[tuple[int, ...]]:
    """Return the shapes of the head's weights, in order."""
    del dropout
    inputs = math.prod(base.output_shape[1:])
    return [(inputs, hidden), (hidden,), (hidden, n_classes), (n_classes,)]


def train_head(
    model: Any,
    base: Any,
    images: Any,
    labels: Any,
    validation: Any,
    epochs: int,
    learning_rate: float,
    rng_seed: int,
) -> list[str]:
    """Return the names of the base's weights that are trained: none."""
    del model, images, labels, validation, epochs, learning_rate, rng_seed
    return freeze(base, 0)


def fine_tune(
    model: Any,
    base: Any,
    last_layers: int,
    images: Any,
    labels: Any,
    validation: Any,
    epochs: int,
    learning_rate: float,
    rng_seed: int,
) -> list[str]:
    """Return the names of the base's weights that are trained: those of the last layers."""
    del model, images, labels, validation, epochs, learning_rate, rng_seed
    return freeze(base, last_layers)


def head(features: np.ndarray, weights: list[np.ndarray], slip: str = "") -> np.ndarray:
    """What a head with these weights (kernel, bias, kernel, bias) makes of the base's maps."""
    inside, last = SLIPS[slip]
    kernel, bias, out_kernel, out_bias = weights
    hidden = inside(np.asarray(features, dtype=float).reshape(len(features), -1) @ kernel + bias)
    return last(hidden @ out_kernel + out_bias)


def cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Mean cross-entropy of integer labels."""
    rows = np.asarray(probabilities, dtype=float)
    return float(log_loss(labels, rows / rows.sum(axis=1, keepdims=True), labels=range(rows.shape[1])))
