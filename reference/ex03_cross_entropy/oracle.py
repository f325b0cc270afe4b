"""Oracles of ex03: scikit-learn's one-hot encoder and log loss, SciPy's log_softmax."""

from __future__ import annotations

import numpy as np
from scipy import special
from sklearn.metrics import log_loss
from sklearn.preprocessing import OneHotEncoder


def one_hot(labels: np.ndarray, n_classes: int) -> np.ndarray:
    """Rows of zeros with a one at the label; ValueError for a label outside 0..n_classes-1."""
    encoder = OneHotEncoder(categories=[list(range(n_classes))], sparse_output=False)
    return encoder.fit_transform(np.reshape(labels, (-1, 1)))


def cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Mean loss; ValueError for bad labels. scikit-learn's floor lies at 2e-16."""
    probabilities = np.asarray(probabilities, dtype=float)
    one_hot(labels, probabilities.shape[1])
    return float(log_loss(labels, probabilities, labels=range(probabilities.shape[1])))


def cross_entropy_from_scores(scores: np.ndarray, labels: np.ndarray) -> float:
    """Mean loss from scores; ValueError for bad labels."""
    log_probabilities = special.log_softmax(np.asarray(scores, dtype=float), axis=1)
    rows = one_hot(labels, log_probabilities.shape[1])
    if len(rows) != len(log_probabilities):
        raise ValueError("not as many labels as rows")
    return float(-(rows * log_probabilities).sum(axis=1).mean())


def binary_cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Mean loss of yes-or-no answers; ValueError for bad labels."""
    one_hot(labels, 2)
    return float(log_loss(labels, np.asarray(probabilities, dtype=float), labels=[0, 1]))
