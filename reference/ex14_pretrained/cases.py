"""What ex14 is tested on: images that each way of resizing treats alike, and a network that sees mean colours."""

from __future__ import annotations

from typing import Any

import numpy as np

from reference import backbone
from reference.datasets.images import rendered_source_objects
from reference.ex14_pretrained.oracle import SIZES
from reference.kit.author import Expect, Subject

Drawn = np.random.Generator

FELL_OVER = {"AttributeError", "KeyError", "IndexError", "TypeError", "NameError"}
"""What ends a function that goes on with a name that nobody knows."""

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
    return np.tile(colours.repeat(40, axis=1), (11, 1, 1)), size * np.array([1, 3, 5]) // 6


def probabilities(draw: Drawn, n: int) -> np.ndarray:
    """Probabilities of n classes, no two alike."""
    shares = draw.permutation(n) + draw.uniform(0.2, 0.8, size=n)
    normed: np.ndarray = shares / shares.sum()
    return normed


def in_some_order(draw: Drawn) -> list[str]:
    """The fruits as no alphabet has them."""
    names = [str(name) for name in draw.permutation(FRUITS)]
    return names if names != sorted(names) else names[::-1]


def planted(draw: Drawn, name: str, classes: int = len(FRUITS), *, thinned: bool = False) -> Any:
    """A model with the input of this network that tells classes by the mean colour it is given.

    Where it is `thinned`, it has BatchNormalization and Dropout, which do nothing as long as it is not trained.
    """
    import keras

    size = SIZES[name]
    model = keras.Sequential([keras.Input((size, size, 3)), keras.layers.GlobalAveragePooling2D()])
    if thinned:
        as_it_comes = [np.ones(3), np.zeros(3), np.zeros(3), np.full(3, 0.999)]  # 0.001 is added to the variance
        model.add(keras.layers.BatchNormalization())
        model.layers[-1].set_weights(as_it_comes)
        model.add(keras.layers.Dropout(0.5))
    model.add(keras.layers.Dense(classes, activation="softmax"))
    # Of the pixels: so no class has it all, even if they are left in 0..255.
    spread = 100 if name in ("VGG16", "ResNet50") else 20
    model.layers[-1].set_weights([draw.normal(size=(3, classes)) / spread, draw.normal(size=classes)])
    return model


def loaded(subject: Subject, expect: Expect, path: str) -> Any:
    """Ask for a fruitbowl with the weights of a file; who takes them for a whole model is told so."""
    try:
        return subject.load_pretrained(backbone.NAME, path)
    except Exception as error:
        as_model = "model config" in getattr(error, "text", "") or "file format" in getattr(error, "text", "")
        expect.unless(as_model, "weights-taken-for-a-model")
        raise


def refused(subject: Subject, expect: Expect, name: str) -> None:
    """Ask for a network that nobody knows; an answer, or an error of another kind than ValueError, is named."""
    try:
        model = subject.load_pretrained(name, None)
    except Exception as error:
        what, types = getattr(error, "text", ""), getattr(error, "types", ())
        explains = types and "ValueError" not in types and all(known in what for known in SIZES)
        expect.unless(explains, "another-kind-of-error", f"It raised {', '.join(types[:1])}: {what[:300]}")
        over = FELL_OVER & set(types)
        expect.unless(over, "unknown-name-falls-through", f"It raised {', '.join(sorted(over))}: {what[:300]}")
        raise
    expect.unless(model is None, "none-for-an-unknown-name")
