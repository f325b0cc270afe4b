"""The threshold of ex12: fruits told apart by shape and pattern, not by colour.

On the rendered fruits as they are, a linear model on the pixels reaches 0.92 and a colour histogram 0.88: nothing that
needs a convolution. So each image is lit by a lamp of a random colour, which blurs the histograms, and every other one
is a negative, where the weight of a pixel would have to be its own opposite: that ends the linear model.

Training has two stages. At one rate throughout, a textbook network (convolutions, batch normalisation, global pooling)
ends anywhere between 0.25 and 0.60: its weights move faster than the running statistics of its normalisation follow.
A few epochs at a tenth of the rate let both come to rest, and it ends at 0.60 to 0.65 whatever the seed.

Who trains at home finds the training images there, not the test images: these are rendered from the run's own seed.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import NearestCentroid
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from reference.datasets.fruits import FRUITS
from reference.datasets.images import rendered_fruits, shuffled
from reference.kit.measure import Measure

SIZE = 20
"""Pixels of a side, as in the workshop."""
TRAIN, VALIDATION, TEST = 80, 12, 40
"""Images of each class. The test images, 640 in all, are rendered for the run: 3.4 s of one core, then kept."""
DARKEST = 0.3
"""The least that a lamp gives of red, green or blue. Without lamps a colour histogram reaches as much as a network."""
STAGES = ((2e-3, 14), (2e-4, 4))
"""Learning rate and epochs of each stage; the model answer takes 4 s of one core."""
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
    parts = cache(partial(lit_fruits, rng))  # rendering takes longest, and is not begun for a network that is not there
    model = subject.build_fruit_cnn((SIZE, SIZE, 3), len(FRUITS))
    for learning_rate, epochs in STAGES:
        model = subject.compile_model(model, learning_rate)
        subject.train(model, *parts().train, parts().validation, epochs=epochs, rng_seed=int(rng.integers(2**31)))
    images, labels = parts().test
    answers = np.asarray((predict or subject.probes.predict)(model, images))
    subject.keep(data=parts(), answers=answers, histories=[c.value for c in subject.calls if c.function == "train"])
    return float(np.mean(answers.reshape(len(images), -1).argmax(axis=1) == labels))


def lit_fruits(rng: np.random.Generator) -> Parts:
    """Rendered fruits under lamps of many colours, half of them negatives; classes numbered at random, parts shuffled.

    Training and validation images are the same for everybody (under other lamps), the test images are drawn.
    """
    data = rendered_fruits(SIZE, TRAIN + VALIDATION, 0)
    drawn = rendered_fruits(SIZE, 0, TEST, int(rng.integers(2**32)))
    number = rng.permutation(len(data.class_names))
    border = TRAIN * len(number)
    train, validation, test = (
        shuffled(rng, _lit(images, rng), number[labels])
        for images, labels in (
            (data.train_images[:border], data.train_labels[:border]),
            (data.train_images[border:], data.train_labels[border:]),
            (drawn.test_images, drawn.test_labels),
        )
    )
    names = [data.class_names[int(old)] for old in np.argsort(number)]
    return Parts(train, validation, test, names)


def _lit(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The images under lamps of random colours, every other one (drawn) a negative."""
    lit: np.ndarray = images * rng.uniform(DARKEST, 1, size=(len(images), 1, 1, 3)).astype(np.float32)
    negative = rng.permutation(len(images)) % 2 == 0
    lit[negative] = 1 - lit[negative]
    return lit


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
        sound={
            "a textbook network: global pooling, Adam, batches of 32": (
                "as-in-the-textbooks",
                "with-plain-adam",
            ),
            "the workshop's network, Adam": ("as-in-the-workshop", "with-plain-adam"),
            "no normalisation, a hidden layer, RMSprop": ("without-normalisation", "with-rmsprop-and-objects"),
            "a residual network, batches of 32": ("with-a-shortcut",),
            "functional, three convolutions, global pooling": ("pooled-globally",),
            "SGD with momentum, batches of 32": ("with-momentum",),
            "early stopping": ("pooled-after-the-non-linearity", "with-plain-adam", "stopped-early"),
            "the model answer without an average of its weights": ("with-plain-adam",),
            "the model answer in batches of 64": ("in-batches-of-64",),
        },
    )
]
