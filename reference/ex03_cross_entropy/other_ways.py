"""Other right ways of ex03."""

from __future__ import annotations

import math

import numpy as np

from reference.kit.catalogue import other_way


def _checked(labels, n_rows, n_classes):
    if len(labels) != n_rows:
        raise ValueError("one label for each row, please")
    for position, label in enumerate(labels):
        if label not in range(n_classes):
            raise ValueError(f"labels[{position}] is {label}")
    return list(labels)


@other_way("one_hot", how="a comparison with all classes, result of booleans in Fortran order")
def one_hot_by_comparison(labels, n_classes):
    labels = np.asarray(labels)
    bad = (labels < 0) | (labels >= n_classes)
    if bad.any():
        first = int(bad.argmax())
        raise ValueError(f"position {first}: there is no class {labels[first]}")
    return np.asfortranarray(labels[:, None] == np.arange(n_classes))


@other_way("one_hot", how="a loop that sets ones, small whole numbers")
def one_hot_with_a_loop(labels, n_classes):
    rows = np.zeros((len(labels), n_classes), dtype=np.int8)
    for row, label in zip(rows, _checked(labels, len(labels), n_classes), strict=True):
        row[label] = 1
    return rows


@other_way("cross_entropy", how="a loop over plain Python floats")
def cross_entropy_with_a_loop(probabilities, labels):
    rows = np.asarray(probabilities).tolist()
    labels = _checked(labels, len(rows), len(rows[0]))
    losses = [-math.log(max(row[label], 1e-300)) for row, label in zip(rows, labels, strict=True)]
    return sum(losses) / len(losses)


@other_way("cross_entropy", how="one-hot rows times clipped logarithms, float32 throughout, 0-d array")
def cross_entropy_in_float32(probabilities, labels):
    probabilities = np.array(probabilities, dtype=np.float32)
    labels = _checked(labels, *probabilities.shape)
    rows = np.eye(probabilities.shape[1], dtype=np.float32)[labels]
    return np.array(-(rows * np.log(np.clip(probabilities, 1e-30, 1))).sum(axis=1).mean())


@other_way("cross_entropy", how="float32 throughout, and a Python float of it at the end")
def cross_entropy_in_float32_as_a_float(probabilities, labels):
    probabilities = np.asarray(probabilities, dtype=np.float32)
    labels = _checked(labels, *probabilities.shape)
    picked = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(picked, np.float32(1e-12))).mean())


@other_way("cross_entropy", how="two indices, a large number where the probability is 0")
def cross_entropy_with_two_indices(probabilities, labels):
    probabilities = np.asarray(probabilities)
    labels = _checked(labels, *probabilities.shape)
    picked = probabilities[np.arange(len(labels)), labels]
    losses = np.full(len(picked), 1000.0)
    losses[picked > 0] = -np.log(picked[picked > 0])
    return losses.mean()


@other_way("cross_entropy_from_scores", how="np.logaddexp and np.take_along_axis")
def loss_from_scores_by_logaddexp(scores, labels):
    scores = np.asarray(scores)
    labels = np.array(_checked(labels, *scores.shape))
    right = np.take_along_axis(scores, labels[:, None], axis=1)
    return np.mean(np.logaddexp.reduce(scores, axis=1, keepdims=True) - right)


@other_way("cross_entropy_from_scores", how="the log-softmax in float32, then one entry of each row")
def loss_from_scores_in_float32(scores, labels):
    scores = np.array(scores, dtype=np.float32)
    labels = _checked(labels, *scores.shape)
    scores -= scores.max(axis=1, keepdims=True)
    log_probabilities = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return -log_probabilities[np.arange(len(labels)), labels].mean()


@other_way("cross_entropy_from_scores", how="the logarithm of the sum in float32, and a Python float of it at the end")
def loss_from_scores_in_float32_as_a_float(scores, labels):
    scores = np.asarray(scores, dtype=np.float32)
    labels = _checked(labels, *scores.shape)
    largest = scores.max(axis=1)
    sums = np.exp(scores - largest[:, None]).sum(axis=1)
    return float((largest - scores[np.arange(len(labels)), labels] + np.log(sums)).mean())


@other_way("cross_entropy_from_scores", how="how far each class lies above the right one, in a loop")
def loss_from_scores_by_gaps(scores, labels):
    rows = np.asarray(scores, dtype=float).tolist()
    losses = []
    for row, label in zip(rows, _checked(labels, len(rows), len(rows[0])), strict=True):
        best = max(row)
        losses.append(best - row[label] + math.log(sum(math.exp(score - best) for score in row)))
    return float(np.mean(losses))


@other_way("binary_cross_entropy", how="the formula with both logarithms, each with a floor of its own")
def binary_loss_by_formula(probabilities, labels):
    p = np.asarray(probabilities)
    y = np.array(_checked(labels, len(p), 2))
    return -(y * np.log(np.maximum(p, 1e-12)) + (1 - y) * np.log(np.maximum(1 - p, 1e-12))).mean()


@other_way("binary_cross_entropy", how="log1p in a loop, clipped to the last float below 1")
def binary_loss_by_log1p(probabilities, labels):
    losses = []
    for p, label in zip(probabilities, _checked(labels, len(probabilities), 2), strict=True):
        p = min(max(float(p), 1e-15), 1 - 1e-15)
        losses.append(-math.log(p) if label else -math.log1p(-p))
    return math.fsum(losses) / len(losses)


@other_way("binary_cross_entropy", how="clipped in float64 whatever comes in")
def binary_loss_clipped_in_float64(probabilities, labels):
    p = np.clip(np.asarray(probabilities, dtype=np.float64), 1e-12, 1 - 1e-12)
    y = np.array(_checked(labels, len(p), 2))
    return -np.log(np.abs(1 - y - p)).mean()
