"""Oracles of ex12: a planted network whose answers SciPy and scikit-learn know, and what training must leave alone.

A student's network is asked what it can do. Compiling, training and classifying are tested on a network of the test's
own, one Dense layer on the pixels: what it answers and how a step moves it can be said without Keras.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import special
from sklearn.metrics import log_loss


def pixel_network(
    image_shape: tuple[int, ...],
    kernel: np.ndarray,
    bias: np.ndarray,
    learning_rate: float | None = None,
    thinned: bool = False,
    hidden: bool = False,
    loss: str = "sparse_categorical_crossentropy",
    metric: str = "",
) -> Any:
    """A softmax on weighted pixels as a Keras model; compiled with plain gradient descent where it has a rate.

    It runs eagerly: a handful of images is learned long before a graph is traced. Where it is `thinned`, it has
    BatchNormalization and Dropout, which do nothing as long as it is not trained. Where its softmax is `hidden`, a
    layer stands behind it that changes nothing, and Keras cannot see that probabilities come of it.
    """
    import keras

    before = [keras.layers.BatchNormalization(epsilon=0.0), keras.layers.Dropout(0.5)] if thinned else []
    last = keras.layers.Dense(len(bias), activation="softmax")
    behind = [keras.layers.Rescaling(1.0)] if hidden else []
    model = keras.Sequential([keras.Input(image_shape), keras.layers.Flatten(), *before, last, *behind])
    last.set_weights([kernel, bias])
    if learning_rate is not None:
        model.compile(
            optimizer=keras.optimizers.SGD(learning_rate),
            loss=loss,
            metrics=[metric or "accuracy"],
            run_eagerly=True,
        )
    return model


def train(
    model: Any,
    images: np.ndarray,
    labels: np.ndarray,
    validation: tuple[np.ndarray, np.ndarray],
    epochs: int,
    rng_seed: int,  # noqa: ARG001 -- the exercise's own signature
) -> dict[str, list[float]]:
    """The history of so few images that all of them are one batch, step by step."""
    history: dict[str, list[float]] = {}
    for _ in range(epochs):
        model.reset_metrics()
        learned = model.train_on_batch(images, labels, return_dict=True)
        model.reset_metrics()
        watched = model.test_on_batch(*validation, return_dict=True)
        for name, value in {**learned, **{f"val_{name}": watched[name] for name in watched}}.items():
            history.setdefault(name, []).append(float(value))
    return history


def classify_image(model: Any, image: np.ndarray, class_names: list[str]) -> tuple[str, float]:
    """Name and probability of the most probable class."""
    return named(np.asarray(model(np.asarray(image)[np.newaxis], training=False))[0], class_names)


def probabilities(images: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """What the pixel network answers."""
    scores = np.reshape(images, (len(images), -1)).astype(float) @ kernel + bias
    result: np.ndarray = special.softmax(scores, axis=1)
    return result


def other_cross_entropies(answers: np.ndarray, labels: np.ndarray) -> dict[str, list[float]]:
    """What a loss of cross-entropy may be by mistake, by the misconception's id."""
    each = -np.log(answers[np.arange(len(labels)), labels])
    kept = [each[labels != label] for label in range(answers.shape[1])]
    return {
        "softmax-in-the-loss": [cross_entropy(special.softmax(answers, axis=1), labels)],
        "summed-over-the-batch": [float(each.sum())],
        "a-class-left-out": [float(rest.sum() / count) for rest in kept for count in (len(rest), len(each))],
    }


def cross_entropy(answers: np.ndarray, labels: np.ndarray) -> float:
    """Mean loss of whole-number labels."""
    return float(log_loss(labels, answers, labels=range(answers.shape[1])))


def named(answers: np.ndarray, class_names: list[str]) -> tuple[str, float]:
    """The most probable class of one image, by Python's max."""
    probability, name = max(zip(answers.tolist(), class_names, strict=True))
    return name, probability


def is_additive(scores: np.ndarray, tolerance: float) -> bool:
    """Tell whether scores for a, b, a + b and 0 (in this order along the first axis) are those of a linear function."""
    a, b, both, nothing = scores
    return bool(np.max(np.abs(a + b - both - nothing)) <= tolerance * np.max(np.abs(a - b)))
