"""Oracles of ex11: what models must do, in NumPy, SciPy and scikit-learn, without Keras.

A task's oracle says what is fixed about its model: the shapes of its weights, or what it costs to know nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
from scipy import special
from sklearn.metrics import log_loss

Shape = tuple[int, ...]
Activation = Callable[[np.ndarray], np.ndarray]

SCALE, ALPHA = 1.0507009873554805, 1.6732632423543772
"""Of the SELU: with these, mean 0 and variance 1 stay what they are from layer to layer."""
ACTIVATIONS: dict[str, Activation] = {
    "linear": lambda z: z,
    "relu": lambda z: np.maximum(z, 0),
    "sigmoid": special.expit,
    "tanh": np.tanh,
    "softmax": lambda z: special.softmax(z, axis=-1),
    "elu": lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
    "leaky relu": lambda z: np.where(z > 0, z, 0.2 * z),  # the function of Keras
    "leakier relu": lambda z: np.where(z > 0, z, 0.3 * z),  # its layer
    "gelu": lambda z: z * special.ndtr(z),
    "silu": lambda z: z * special.expit(z),
    "selu": lambda z: SCALE * np.where(z > 0, z, ALPHA * np.expm1(np.minimum(z, 0))),
    "relu6": lambda z: np.clip(z, 0, 6),
    "softplus": lambda z: np.logaddexp(z, 0),
    "log softmax": lambda z: special.log_softmax(z, axis=-1),
    "softmax of softmax": lambda z: special.softmax(special.softmax(z, axis=-1), axis=-1),
    "softmax over the batch": lambda z: special.softmax(z, axis=0),
    "softmax of relu": lambda z: special.softmax(np.maximum(z, 0), axis=-1),
}


def dense_shapes(input_shape: Shape, widths: list[int]) -> list[Shape]:
    """Shapes of kernel and bias of each Dense layer on a flattened input, in order."""
    sizes = [math.prod(input_shape), *widths]
    return [shape for before, after in pairwise(sizes) for shape in ((before, after), (after,))]


def forward(x: np.ndarray, weights: list[np.ndarray], inside: str = "relu", last: str = "softmax") -> np.ndarray:
    """What Dense layers with these weights (kernel, bias, kernel, ...) make of a batch, which is flattened first."""
    z = np.asarray(x, dtype=float).reshape(len(x), -1)
    for kernel, bias in zip(weights[:-2:2], weights[1:-2:2], strict=True):
        z = ACTIVATIONS[inside](z @ kernel + bias)
    return ACTIVATIONS[last](z @ weights[-2] + weights[-1])


def mistaken(x: np.ndarray, weights: list[np.ndarray], slips: dict[str, tuple[str, str]]) -> dict[str, np.ndarray]:
    """What wrong activations would make of a batch, by the mistake's name."""
    return {name: forward(x, weights, *activations) for name, activations in slips.items()}


def mistaken_shapes(input_shape: Shape, hidden: list[int], n_classes: int) -> dict[str, list[Shape]]:
    """Shapes of the weights of perceptrons that were put together wrongly, by the mistake's name."""
    channels = input_shape[-1:]
    flattened_late = (*input_shape[:-1], [*channels, *hidden][-1])
    flat = dense_shapes(channels, [*hidden, n_classes])
    of_less = {
        "flattens-three-axes-alone": flat if len(input_shape) == 2 else [],
        "equal-widths-made-one": dense_shapes(input_shape, [*dict.fromkeys(hidden), n_classes]),
        "one-sigmoid-for-two-classes": dense_shapes(input_shape, [*hidden, 1]) if n_classes == 2 else [],
    }  # each shows where the same shapes, from another mistake, would have shown before
    return {
        **{name: shapes for name, shapes in of_less.items() if shapes},
        "image-not-flattened": flat,
        "flattened-too-late": dense_shapes(channels, hidden) + dense_shapes(flattened_late, [n_classes]),
        "output-layer-left-out": dense_shapes(input_shape, hidden),
        "results-thrown-away": dense_shapes(input_shape, [n_classes]),
        "every-layer-called-on-the-input": dense_shapes(input_shape, [*hidden[-1:], n_classes]),
        "only-the-first-width": dense_shapes(input_shape, [*hidden[:1], n_classes]),
        "last-width-left-out": dense_shapes(input_shape, [*hidden[:-1], n_classes]),
        "first-width-left-out": dense_shapes(input_shape, [*hidden[1:], n_classes]),
        "output-as-wide-as-the-last-hidden-layer": dense_shapes(input_shape, [*hidden, *hidden[-1:]]),
        "output-layer-in-the-loop": dense_shapes(
            input_shape, [each for width in hidden for each in (width, n_classes)]
        ),
        "widths-turned-round": dense_shapes(input_shape, [*hidden[::-1], n_classes]),
        "one-layer-for-all-widths": dense_shapes(input_shape, [sum(hidden), n_classes]),
        "a-class-too-few": dense_shapes(input_shape, [*hidden, n_classes - 1]),
        "a-class-too-many": dense_shapes(input_shape, [*hidden, n_classes + 1]),
        "batch-normalisation-inside": [
            *(each for one in pairwise([math.prod(input_shape), *hidden]) for each in (one, *5 * (one[1:],))),
            *dense_shapes((hidden[-1],) if hidden else input_shape, [n_classes]),
        ],
        "no-bias-at-the-end": dense_shapes(input_shape, [*hidden, n_classes])[:-1],
    }


def sequential_mlp(input_shape: Shape, hidden: list[int], n_classes: int) -> list[Shape]:
    """Shapes of the perceptron's weights."""
    return dense_shapes(input_shape, [*hidden, n_classes])


def functional_mlp(input_shape: Shape, hidden: list[int], n_classes: int) -> list[Shape]:
    """Shapes of the perceptron's weights: the same."""
    return dense_shapes(input_shape, [*hidden, n_classes])


def two_inputs_two_outputs(image_shape: Shape, n_words: int, n_classes: int) -> dict[str, float]:
    """Cross-entropy of each output where all answers are equally likely, whatever the image's and the words' shapes."""
    del image_shape, n_words
    return cross_entropies({"class": np.arange(n_classes), "ripe": np.array([0, 1])}, n_classes)


def shared_layers(input_shape: Shape, hidden: list[int]) -> list[Shape]:
    """Shapes of the weights: those of one input alone."""
    return dense_shapes(input_shape, hidden)


def cross_entropies(
    labels: dict[str, np.ndarray], n_classes: int, answers: dict[str, np.ndarray] | None = None
) -> dict[str, float]:
    """Mean cross-entropy of the outputs "class" (whole numbers) and "ripe" (0 or 1); without answers, of even odds."""
    if answers is None:
        rows = len(labels["class"]), len(labels["ripe"])
        answers = {"class": np.full((rows[0], n_classes), 1 / n_classes), "ripe": np.full(rows[1], 0.5)}
    fruit = np.asarray(answers["class"], dtype=float)
    fruit = fruit / fruit.sum(axis=1, keepdims=True)  # float32 rows sum to 1 only nearly, of which scikit-learn warns
    return {
        "class": float(log_loss(labels["class"], fruit, labels=range(n_classes))),
        "ripe": float(log_loss(labels["ripe"], np.ravel(answers["ripe"]).astype(float), labels=[0, 1])),
    }
