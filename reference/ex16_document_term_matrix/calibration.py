"""The threshold of ex16: plain reviews, in which every word tells, counted by scikit-learn."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.tree import DecisionTreeClassifier

from reference.datasets.reviews import reviews, tokens
from reference.kit.measure import Measure

TRAINING, TEST = 400, 300
"""Reviews: with so many, a trained model is right nearly always."""

Counted = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def counted_reviews(rng: np.random.Generator) -> Counted:
    """Write plain reviews and count the words of the training part: counts and labels of both parts."""
    written = reviews(TRAINING + TEST, rng, families=["plain"])
    vectoriser = CountVectorizer(analyzer=tokens)
    training = vectoriser.fit_transform(written.texts[:TRAINING]).toarray()
    test = vectoriser.transform(written.texts[TRAINING:]).toarray()
    return training, written.recommended[:TRAINING], test, written.recommended[TRAINING:]


def reviews_accuracy(subject: Any, rng: np.random.Generator) -> float:
    """Train `subject.logistic_baseline` on counted reviews and return the accuracy on others, in 0..1."""
    training, labels, test, truth = counted_reviews(rng)
    probabilities = np.asarray(subject.logistic_baseline(training, labels, test), dtype=float)
    return float(np.mean((probabilities > 0.5) == truth))


def _baseline(model: Any, rng: np.random.Generator, *, lengths_only: bool = False) -> float:
    training, labels, test, truth = counted_reviews(rng)
    if lengths_only:
        training, test = training.sum(axis=1, keepdims=True), test.sum(axis=1, keepdims=True)
    return float(model.fit(training, labels).score(test, truth))


MEASURES = [
    Measure(
        "ex16.reviews",
        reviews_accuracy,
        baselines={
            "always the most frequent class": lambda rng: _baseline(DummyClassifier(), rng),
            "how long a review is": lambda rng: _baseline(DecisionTreeClassifier(max_depth=3), rng, lengths_only=True),
            "the one word that tells most": lambda rng: _baseline(DecisionTreeClassifier(max_depth=1), rng),
        },
        broken=("never-trained", "probability-of-class-zero", "labels-shuffled-alone"),
        sound={
            "weights and bias apart, a rate of 0.1": ("logistic-with-a-fixed-rate",),
            "mini-batches from a random start": ("logistic-in-mini-batches",),
            "one document at a time": ("logistic-document-by-document",),
            "with momentum, in float32": ("logistic-with-momentum",),
            "with a penalty on large weights": ("logistic-with-weight-decay",),
            "counts scaled by the training part": ("logistic-on-scaled-counts",),
            "a softmax over two classes": ("logistic-as-softmax",),
        },
    )
]
