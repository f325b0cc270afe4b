"""Oracles of ex06: scikit-learn's metrics, scaler and folds; plain counting for what every split must fulfil."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from sklearn import metrics
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler

Rows = np.ndarray


def hold_out_split(labels: Any, fractions: Sequence[float], rng: np.random.Generator) -> tuple[Rows, ...]:
    """One right split of many: each class by largest remainders, row by row."""
    if len(fractions) != 3 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("three fractions that sum to 1")
    parts: list[list[int]] = [[], [], []]
    for label in set(np.asarray(labels).tolist()):
        rows = [row for row, other in enumerate(labels) if other == label]
        exact = [fraction * len(rows) for fraction in fractions]
        sizes = [int(size + 1e-9) for size in exact]
        for number in sorted(range(3), key=lambda i: sizes[i] - exact[i])[: len(rows) - sum(sizes)]:
            sizes[number] += 1
        rng.shuffle(rows)
        for part, size in zip(parts, sizes, strict=True):
            part += rows[:size]
            rows = rows[size:]
    return tuple(np.array(part, dtype=int) for part in parts)


def k_fold_indices(n: int, k: int, rng: np.random.Generator) -> list[tuple[Rows, Rows]]:
    """One right set of folds of many: scikit-learn's KFold, shuffled."""
    folds = KFold(k, shuffle=True, random_state=int(rng.integers(2**31)))
    return [(train, validation) for train, validation in folds.split(np.zeros((n, 1)))]


def standardise(train: Any, *others: Any) -> tuple[np.ndarray, ...]:
    """scikit-learn's StandardScaler, fitted on `train`."""
    scaler = StandardScaler().fit(np.asarray(train, dtype=float))
    return tuple(scaler.transform(np.asarray(part, dtype=float)) for part in (train, *others))


def confusion_matrix(truth: Any, prediction: Any, n_classes: int) -> np.ndarray:
    """scikit-learn's confusion matrix over all classes: rows are truth."""
    counts: np.ndarray = metrics.confusion_matrix(truth, prediction, labels=range(n_classes))
    return counts


def accuracy(truth: Any, prediction: Any) -> float:
    """scikit-learn's accuracy_score."""
    return float(metrics.accuracy_score(truth, prediction))


def cross_validate(
    fit_predict: Callable[..., Any], x: Any, labels: Any, k: int, rng: np.random.Generator
) -> list[float]:
    """One right result of many, over scikit-learn's folds."""
    x, labels = np.asarray(x), np.asarray(labels)
    return [
        accuracy(labels[validation], fit_predict(x[train], labels[train], x[validation]))
        for train, validation in k_fold_indices(len(x), k, rng)
    ]


def repeated(*parts: Rows) -> list[int]:
    """Return the rows that occur more than once in all parts together."""
    times = Counter(row for part in parts for row in part.tolist())
    return sorted(row for row, count in times.items() if count > 1)


def left_out(n: int, *parts: Rows) -> list[int]:
    """Return the rows of 0..n-1 that are in no part."""
    return sorted(set(range(n)) - {row for part in parts for row in part.tolist()})


def furthest_from_share(labels: Any, fractions: Sequence[float], parts: Sequence[Rows]) -> tuple[float, int, int]:
    """Return how many rows the worst class and part are away from their exact share, that class, and that part."""
    labels = np.asarray(labels)
    return max(
        (abs(int((labels[rows] == label).sum()) - fraction * int((labels == label).sum())), int(label), part)
        for label in np.unique(labels)
        for part, (fraction, rows) in enumerate(zip(fractions, parts, strict=True))
    )
