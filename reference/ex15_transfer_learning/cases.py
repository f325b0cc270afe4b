"""What ex15 is tested on: a small base whose layers can be told apart, images with labels, weights for a head."""

from __future__ import annotations

from typing import Any

import numpy as np

Drawn = np.random.Generator

SHAPE = (12, 11, 3)
"""Of the small base's images; its maps are (3, 2, 6)."""
CLASSES = 3


def small_base(draw: Drawn, shut: bool = False) -> Any:
    """Two normalised convolutions, a third, a pooling: seven layers, the last four with normalisation among them."""
    import keras

    layers = keras.layers
    inputs = keras.Input(SHAPE, name="images")
    x = layers.Conv2D(4, 3, activation="tanh", name="first")(inputs)
    x = layers.BatchNormalization(name="norm_a")(x)
    x = layers.Conv2D(5, 3, activation="tanh", name="second")(x)
    x = layers.BatchNormalization(name="norm_b")(x)
    x = layers.Conv2D(6, 3, activation="tanh", name="third")(x)
    base = keras.Model(inputs, layers.MaxPooling2D(2, name="pool")(x), name="base")
    base.set_weights(
        [
            draw.uniform(0.5, 1.5, size=w.shape)
            if "variance" in w.path or "gamma" in w.path
            else draw.normal(scale=0.4, size=w.shape)
            for w in base.weights
        ]
    )
    for layer in base.layers if shut else []:
        layer.trainable = False  # one by one: the base itself still counts as trainable
    return base


def pictures(draw: Drawn, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Images, and labels among which every class occurs."""
    return draw.uniform(size=(count, *SHAPE)).astype(np.float32), draw.permutation(np.arange(count) % CLASSES)


def head_weights(draw: Drawn, shapes: list[tuple[int, ...]], planted: bool = False) -> list[np.ndarray]:
    """Weights for a head: drawn ones, or such that each hidden unit is 1 and has a class of its own."""
    if planted:
        return [np.zeros(shapes[0]), np.ones(shapes[1]), np.eye(shapes[2][0], shapes[2][1]), np.zeros(shapes[3])]
    first = draw.normal(scale=1 / np.sqrt(shapes[0][0]), size=shapes[0])
    return [first, *(draw.normal(size=shape) for shape in shapes[1:])]


def is_head(path: str) -> bool:
    """Tell whether a weight is one of the head's, by its path."""
    return path.split("/")[-2] in ("hidden", "classes")
