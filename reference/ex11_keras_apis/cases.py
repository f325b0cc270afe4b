"""What ex11 is tested on: sizes that can be told apart, fruits with words, weights at which activations show."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from reference.ex11_keras_apis.oracle import Shape, forward
from reference.kit.author import Subject

Drawn = np.random.Generator


def sizes(draw: Drawn) -> tuple[int, list[int], int]:
    """Features, widths of three hidden layers, classes: all different, and none next to another.

    So no two mistakes look alike, such as a layer that was lost and a class too few.
    """
    features, *hidden, n_classes = map(int, draw.permutation([3, 5, 7, 9, 13]))
    return features, hidden, n_classes


def image_shape(draw: Drawn) -> Shape:
    """Height, width, channels: all different, and different from every width."""
    return (*map(int, draw.permutation([2, 6])), 3) if draw.integers(2) else (2, 3, 1)


def fruit_sizes(draw: Drawn) -> tuple[Shape, int, int]:
    """Shape of an image, length of the vocabulary, classes: not 4, as ln 4 is just twice ln 2."""
    return (*map(int, draw.permutation([5, 6])), 3), int(draw.choice([11, 13])), int(draw.choice([3, 5]))


def fruit_data(draw: Drawn, count: int, shape: Shape, n_words: int) -> tuple[np.ndarray, np.ndarray]:
    """Images in [0, 1] and word counts from 0 to 3, among them both."""
    words = draw.integers(4, size=(count, n_words))
    words[:, :2] = [0, 3]
    return draw.uniform(size=(count, *shape)), words


def planted(draw: Drawn, shapes: list[Shape]) -> dict[Shape, np.ndarray]:
    """Weights at which ReLUs cut about half and a softmax is far from even, by their shapes."""
    scales = [1.5 / math.sqrt(shape[0]) if len(shape) > 1 else 1 for shape in shapes]
    return {shape: draw.normal(size=shape) * scale for shape, scale in zip(shapes, scales, strict=True)}


def codes_apart(draw: Drawn, shape: Shape, shapes: list[Shape]) -> tuple[dict[Shape, np.ndarray], np.ndarray]:
    """Weights by their shapes and two batches of images, whose codes no ReLU makes equal by cutting both to zeros."""
    while True:
        weights, pair = planted(draw, shapes), 20 * draw.uniform(size=(2, 2, *shape))
        first, second = (forward(images, list(weights.values()), last="relu") for images in pair)
        if not np.allclose(first, second, rtol=0.01):
            return weights, pair


def asked_loudly(
    subject: Subject, draw: Drawn, model: Any, shapes: list[Shape], features: int, n_classes: int
) -> tuple[Any, np.ndarray, np.ndarray]:
    """Ask a perceptron where its hidden layers, but not its scores, are much larger than 6: a ReLU may have a ceiling.

    Return what it gives for five inputs, what is right, and what such a ceiling makes of it.
    """
    weights = planted(draw, shapes)
    weights = {shape: weight / 10 if shape[1:] == (n_classes,) else weight for shape, weight in weights.items()}
    x, ordered = draw.normal(scale=10, size=(5, features)), in_order(weights, features)
    subject.probes.set_weights(model, list(weights.values()))
    return subject.probes.predict(model, x), forward(x, ordered), forward(x, ordered, "relu6")


def positive(draw: Drawn, shapes: list[Shape]) -> list[np.ndarray]:
    """Weights at which no ReLU is shut, no sigmoid saturated and every score above 1.

    Then what is connected shows, and so does a missing softmax or sigmoid.
    """
    return [draw.uniform(0.5, 1.5, size=shape) / math.prod(shape[:-1]) for shape in shapes]


def in_order(weights: dict[Shape, np.ndarray], size: int) -> list[np.ndarray]:
    """Kernels and biases in the order in which they follow each other on inputs of `size`; all sizes are different."""
    ordered = []
    while kernel := next((shape for shape in weights if len(shape) == 2 and shape[0] == size), None):
        size = kernel[1]
        ordered += [weights[kernel], weights[(size,)]]
    return ordered


def numbers(array: np.ndarray) -> str:
    """An array with two decimals, as nested lists."""
    return str(np.round(np.asarray(array, dtype=float), 2).tolist())
