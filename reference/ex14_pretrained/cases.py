"""What ex14 is tested on: images that each way of resizing treats alike, and a network that sees mean colours."""

from __future__ import annotations

from typing import Any

import numpy as np

from reference import backbone
from reference.datasets.images import rendered_source_objects
from reference.ex14_pretrained.oracle import SIZES

Drawn = np.random.Generator

FRUITS = ["Apricot", "Banana", "Cocos", "Kiwi", "Lemon", "Plum", "Raspberry"]


def things(draw: Drawn, n: int) -> tuple[np.ndarray, list[str]]:
    """Images (uint8) of n kinds of things that fruitbowl has learned, and what they show."""
    names = [str(name) for name in draw.choice(backbone.CLASS_NAMES, size=n, replace=False)]
    seed = int(draw.integers(2**32))
    made = rendered_source_objects(backbone.SIZE, 1, 0, seed, names, cache=False, processes=1)
    return np.rint(255 * made.train_images).astype(np.uint8), names


def noise(draw: Drawn, n: int, size: int) -> np.ndarray:
    """Images of this size, each pixel drawn."""
    return draw.integers(0, 256, size=(n, size, size, 3), dtype=np.uint8)


def plain(draw: Drawn, height: int, width: int) -> np.ndarray:
    """An image of one colour: however it is resized, it stays that."""
    return np.broadcast_to(draw.integers(0, 256, size=3, dtype=np.uint8), (height, width, 3)).copy()


def stripes(draw: Drawn, size: int) -> tuple[np.ndarray, np.ndarray]:
    """A long image of three stripes, and where their middles are once it is `size` pixels wide.

    There, every way of resizing gives the stripe's own colour: even the widest kernel reaches 5 pixels of the result,
    and to the next stripe it is 8.
    """
    colours = draw.integers(0, 256, size=(1, 3, 3), dtype=np.uint8)
    return np.tile(colours.repeat(24, axis=1), (11, 1, 1)), size * np.array([1, 3, 5]) // 6


def probabilities(draw: Drawn, n: int) -> np.ndarray:
    """Probabilities of n classes, no two alike."""
    shares = draw.permutation(n) + draw.uniform(0.2, 0.8, size=n)
    normed: np.ndarray = shares / shares.sum()
    return normed


def planted(draw: Drawn, name: str) -> Any:
    """A model with the input of this network that tells seven classes by the mean colour it is given."""
    import keras

    size = SIZES[name]
    model = keras.Sequential([keras.Input((size, size, 3)), keras.layers.GlobalAveragePooling2D()])
    model.add(keras.layers.Dense(len(FRUITS), activation="softmax"))
    spread = 100 if name in ("VGG16", "ResNet50") else 1  # of the pixels as prepared: so no class has it all
    model.set_weights([draw.normal(size=(3, len(FRUITS))) / spread, draw.normal(size=len(FRUITS))])
    return model
