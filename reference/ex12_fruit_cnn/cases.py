"""What ex12 is tested on: noise, weights for the pixel network, dots whose traces in its weights can be told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from reference.kit.author import Expect, Subject

Drawn = np.random.Generator
Pair = tuple[np.ndarray, np.ndarray]

FRUITS = ["Plum", "Banana", "Raspberry", "Apricot", "Lemon", "Cocos", "Kiwi"]
LOSSES = {
    "categoricalcrossentropy": "loss-for-one-hot-labels",
    "binarycrossentropy": "loss-for-two-classes",
    "mse": "squared-error",
    "meansquarederror": "squared-error",
    "mae": "absolute-error",
    "meanabsoluteerror": "absolute-error",
}
"""Names of losses that are not for classes given as whole numbers, and what it is to take them."""


OTHER_METRIC = "sparse_categorical_crossentropy"
"""What a model may be compiled with in place of the accuracy."""


def mistakes_of_shape(taken: list[list[int | None]], asked: tuple[int, ...]) -> list[str]:
    """Return what is wrong with the images that a network takes, by the misconception's id, where it is known."""
    rows, columns, depth = asked
    if taken == [[None, 20, 20, 3]] and asked != (20, 20, 3):
        return ["always-the-same-images"]
    if taken == [[None, columns, rows, depth]] and rows != columns:
        return ["height-and-width-exchanged"]
    if [each[:3] for each in taken] == [[None, rows, columns]] and taken[0][3:] not in ([depth], [None]):
        return ["channels-of-its-own"]
    return []


def noise(draw: Drawn, count: int, shape: tuple[int, ...]) -> np.ndarray:
    """Draw images without any fruit on them."""
    return draw.uniform(size=(count, *shape)).astype(np.float32)


def image(draw: Drawn, shape: tuple[int, ...]) -> np.ndarray:
    """Draw one image of two digits a pixel, about every other one fully lit: whoever cuts them off keeps something."""
    return np.minimum(draw.uniform(0, 2, size=shape), 1).round(2)


def other_ranges(images: np.ndarray) -> list[np.ndarray]:
    """Return images in 0..1 as other ranges have them: divided by 255, around zero, of standard deviation one."""
    return [images / 255, 2 * images - 1, images - images.mean(), (images - images.mean()) / images.std()]


def roundings(probability: float) -> list[float]:
    """Return a probability with up to four digits, where that is another; who is too sure says 1 without rounding.

    1e-5 stands between what float32 leaves of a probability and what rounding takes of it.
    """
    rounded = [round(probability, digits) for digits in range(5)]
    return [each for each in rounded if abs(each - probability) > 1e-5 and each < 1]


def labels(draw: Drawn, count: int, classes: int) -> np.ndarray:
    """Draw labels among which every class occurs."""
    return draw.permutation(np.arange(count) % classes)


def pixel_weights(draw: Drawn, shape: tuple[int, ...] = (3, 2, 1), classes: int = 4) -> Pair:
    """Draw kernel and bias for a network on the pixels of such images."""
    kernel = draw.normal(size=(int(np.prod(shape)), classes)).astype(np.float32)
    return kernel, draw.normal(size=classes).astype(np.float32)


@dataclass(frozen=True)
class Dots:
    """Images with one lit pixel each, another for each image, and weights for a network on their pixels."""

    training: Pair
    """Images, (13, 5, 4, 1), and labels among which every class occurs."""
    validation: Pair
    """The same, (7, 5, 4, 1), of pixels that are dark on all training images."""
    own: np.ndarray
    """The lit pixel of each training image."""
    others: np.ndarray
    """The lit pixel of each validation image."""
    weights: Pair
    """Kernel, (20, 3), and bias."""


def dots(draw: Drawn) -> Dots:
    """Draw dots of three classes."""
    pixels = draw.permutation(20)
    own, others = pixels[:13], pixels[13:]
    training, validation = _lit(draw, own), _lit(draw, others)
    return Dots(training, validation, own, others, pixel_weights(draw, (5, 4, 1), 3))


def dark_pixels_count(dots: Dots, moved: np.ndarray) -> bool:
    """Tell whether weights of pixels that were dark on all training images moved, and all alike: not by images."""
    dark = moved[dots.others]
    return bool(np.abs(dark).max() > 1e-4 and np.allclose(dark, dark[0], rtol=1e-3, atol=1e-5))


def learned_elsewhere(dots: Dots, moved: np.ndarray) -> bool:
    """Tell whether weights of pixels that were dark on all training images moved, and not as validation images do."""
    dark, (_, labels) = moved[dots.others], dots.validation
    lit = np.abs(dark).max(axis=1) > 1e-5
    return not np.array_equal(dark[lit].argmax(axis=1), labels[lit])


def _lit(draw: Drawn, pixels: np.ndarray) -> Pair:
    images = np.zeros((len(pixels), 5, 4, 1), dtype=np.float32)
    images.reshape(len(pixels), -1)[np.arange(len(pixels)), pixels] = 1
    return images, labels(draw, len(pixels), 3)


def figures_of(
    subject: Subject, expect: Expect, model: Any, images: np.ndarray, labels: np.ndarray
) -> dict[str, float]:
    """Return loss and metrics of a compiled model, once both take classes given as whole numbers."""
    name = str(subject.probes.describe(model)["loss"]).replace("_", "").lower()
    if name in LOSSES:
        expect.unless(True, LOSSES[name])
    try:
        return subject.probes.evaluate(model, images, labels)
    except Exception as error:
        expect.unless("dtype='string'" in str(error), "metrics-given-as-weights")
        # what compares labels and probabilities number by number wants as many axes
        figures = subject.probes.evaluate(model, images, labels[:, np.newaxis])
        is_metric = name == "sparsecategoricalcrossentropy" and any("acc" in each for each in figures)
        expect.unless(is_metric, "accuracy-of-another-kind")
        raise
