"""The threshold of ex12: fruits told apart by shape and pattern, not by colour.

On the rendered fruits as they are, a linear model on the pixels reaches 0.92 and a colour histogram 0.88: nothing that
needs a convolution. So each image is lit by a lamp of a random colour, which blurs the histograms, and every other one
is a negative, where the weight of a pixel would have to be its own opposite: that ends the linear model.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import NearestCentroid
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from reference.datasets.images import rendered_fruits
from reference.kit.measure import Measure

SIZE = 20
"""Pixels of a side, as in the workshop."""
TRAIN, VALIDATION, TEST = 108, 12, 40
"""Images of each class: the 160 that are rendered and kept unless somebody asks for another number."""
DARKEST = 0.45
"""The least that a lamp gives of red, green or blue. Without lamps a colour histogram reaches as much as a network."""
LEARNING_RATE, EPOCHS = 1e-3, 18
"""Takes the model answer 6 s of one core."""
BINS = 8
"""Steps of red, green and blue in a colour histogram: 512 bins."""

Predict = Callable[[Any, np.ndarray], np.ndarray]
Features = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Parts:
    """Images and labels to train on, to watch, and to test."""

    train: tuple[np.ndarray, np.ndarray]
    validation: tuple[np.ndarray, np.ndarray]
    test: tuple[np.ndarray, np.ndarray]
    class_names: list[str]


def fruits_accuracy(subject: Any, rng: np.random.Generator, predict: Predict | None = None) -> float:
    """Build, compile and train with `subject`, and return the accuracy on test images that it never saw, in 0..1."""
    data = lit_fruits(rng)
    model = subject.build_fruit_cnn((SIZE, SIZE, 3), len(data.class_names))
    model = subject.compile_model(model, LEARNING_RATE)
    subject.train(model, *data.train, data.validation, epochs=EPOCHS, rng_seed=int(rng.integers(2**31)))
    images, labels = data.test
    answers = np.asarray((predict or subject.probes.predict)(model, images))
    return float(np.mean(answers.reshape(len(images), -1).argmax(axis=1) == labels))


def lit_fruits(rng: np.random.Generator) -> Parts:
    """Rendered fruits under lamps of many colours, half of them negatives; classes and parts drawn."""
    data = rendered_fruits(SIZE, TRAIN + VALIDATION, TEST)
    images = np.concatenate([data.train_images, data.test_images])
    labels = np.concatenate([data.train_labels, data.test_labels])
    number = rng.permutation(len(data.class_names))
    chosen = np.stack([rng.permutation(np.flatnonzero(labels == each)) for each in range(len(number))], axis=1)
    lamps = rng.uniform(DARKEST, 1, size=(len(images), 1, 1, 3)).astype(np.float32)
    images = images * lamps
    negative = rng.permutation(len(images)) % 2 == 0
    images[negative] = 1 - images[negative]
    parts = np.split(chosen, [TRAIN, TRAIN + VALIDATION])
    train, validation, test = ((images[part.ravel()], number[labels[part.ravel()]]) for part in parts)
    names = [data.class_names[int(old)] for old in np.argsort(number)]
    return Parts(train, validation, test, names)


def mean_colour(images: np.ndarray) -> np.ndarray:
    """Mean red, green and blue of each image."""
    return images.mean(axis=(1, 2))


def histogram(images: np.ndarray) -> np.ndarray:
    """How often each of 512 colours occurs in each image; the root, so that rare ones count."""
    steps = np.minimum((images * BINS).astype(int), BINS - 1) @ np.array([BINS * BINS, BINS, 1])
    counts = np.stack([np.bincount(each.ravel(), minlength=BINS**3) for each in steps])
    return np.sqrt(counts / steps[0].size)


def pixels(images: np.ndarray) -> np.ndarray:
    """All pixels of each image in a row."""
    return images.reshape(len(images), -1)


def _baseline(model: Any, features: Features, rng: np.random.Generator) -> float:
    data = lit_fruits(rng)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is still improving after its last round says so
        model.fit(features(data.train[0]), data.train[1])
    return float(model.score(features(data.test[0]), data.test[1]))


def _softmax_regression() -> Any:
    """Scikit-learn's perceptron without a hidden layer: a softmax on weighted pixels, in batches, fast on 1,200."""
    return make_pipeline(StandardScaler(), MLPClassifier((), max_iter=40, tol=0.0, n_iter_no_change=40))


MEASURES = [
    Measure(
        "ex12.fruits",
        fruits_accuracy,
        baselines={
            "always the most frequent class": lambda rng: _baseline(DummyClassifier(), mean_colour, rng),
            "nearest mean colour": lambda rng: _baseline(NearestCentroid(), mean_colour, rng),
            "logistic regression on a colour histogram": lambda rng: _baseline(
                LogisticRegression(C=30, max_iter=300), histogram, rng
            ),
            "a linear model on the pixels": lambda rng: _baseline(_softmax_regression(), pixels, rng),
        },
        broken=(
            "no-non-linearity",
            "labels-left-behind",
            "always-one-epoch",
        ),
    )
]
