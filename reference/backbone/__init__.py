"""The small pretrained network that ships with the kata: "fruitbowl", a VGG of eight convolutions for 48 x 48 pixels.

It has learned 20 classes of rendered things, none of which is a fruit. `pretrain.py` says how, `fruitbowl.toml` with
which result.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

NAME = "fruitbowl"
SIZE = 48
"""Pixels of a side."""
FILTERS = (16, 32, 64, 128)
"""Of each block: two convolutions and a pooling."""
WEIGHTS = Path(__file__).with_name("fruitbowl.weights.h5")
CLASS_NAMES = (
    "Acorn",
    "Ball",
    "Beetle",
    "Biscuit",
    "Bottle cap",
    "Button",
    "Caterpillar",
    "Chestnut",
    "Die",
    "Doughnut",
    "Egg",
    "Gear",
    "Leaf",
    "Marble",
    "Mushroom",
    "Necklace",
    "Pebble",
    "Pencil",
    "Shell",
    "Starfish",
)
"""What it tells apart, in the order of its outputs."""


def fruitbowl() -> Any:
    """The architecture alone, with random weights: images as `prepare` makes them in, a probability a class out."""
    import keras

    model = keras.Sequential([keras.Input((SIZE, SIZE, 3))], name=NAME)
    for filters in FILTERS:
        model.add(keras.layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(keras.layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(keras.layers.MaxPooling2D(2))
    model.add(keras.layers.GlobalAveragePooling2D())
    model.add(keras.layers.Dense(len(CLASS_NAMES), activation="softmax"))
    return model


def build(weights: Path | None = WEIGHTS) -> Any:
    """Return the network with these weights, with random ones for None."""
    model = fruitbowl()
    if weights is not None:
        model.load_weights(weights)
    return model


def without_top(weights: Path | None = WEIGHTS) -> Any:
    """Return the convolutions alone: (batch, 48, 48, 3) as `prepare` makes them in, (batch, 3, 3, 128) out."""
    import keras

    whole = build(weights)
    return keras.Model(whole.inputs, whole.layers[-3].output, name=NAME)


def prepare(pixels: np.ndarray) -> np.ndarray:
    """Return what the network wants of pixels in 0..255: float32 in which white is 0 and black 1.

    The ground of all images is white. As 0 it looks like the padding of the convolutions: the image has no edge.
    """
    prepared: np.ndarray = 1 - np.asarray(pixels, dtype=np.float32) / np.float32(255)
    return prepared
