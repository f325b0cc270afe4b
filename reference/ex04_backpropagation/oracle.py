"""Oracles of ex04. They know only the way forward: each slope is found by moving one number alone.

The step is imaginary (Squire and Trapp, 1998): f(x + ih) has the slope as its imaginary part, times h. Nothing is
subtracted, so that h can be 1e-20 and the slope is exact, which an ordinary difference cannot be.
`numerical_gradient` is the mean of SciPy's differences forward and backward.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import optimize

STEP = 1e-20


def dense_backward(upstream: Any, x: Any, weights: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Slopes of sum(upstream * output): a loss that has `upstream` as the output's gradient."""
    upstream, x, weights = (np.asarray(each, dtype=float) for each in (upstream, x, weights))
    bias = np.zeros(np.shape(weights)[1])

    def loss(x: Any, weights: Any, bias: Any) -> Any:
        return np.sum(upstream * _dense(x, weights, bias))

    return (
        _slopes(lambda moved: loss(moved, weights, bias), x),
        _slopes(lambda moved: loss(x, moved, bias), weights),
        _slopes(lambda moved: loss(x, weights, moved), bias),
    )


def relu_backward(upstream: Any, z: Any) -> np.ndarray:
    """Slopes of sum(upstream * relu(z))."""
    return _slopes(lambda moved: np.sum(upstream * _relu(moved)), z)


def softmax_cross_entropy_backward(scores: Any, labels: Any) -> np.ndarray:
    """Slopes of the mean cross-entropy."""
    return _slopes(lambda moved: _cross_entropy(moved, labels), scores)


def numerical_gradient(f: Callable[[np.ndarray], float], x: Any, epsilon: float = 1e-6) -> np.ndarray:
    """Central differences: the mean of SciPy's forward differences with steps epsilon and -epsilon."""
    x = np.asarray(x, dtype=float)

    def flat(numbers: np.ndarray) -> float:
        return f(numbers.reshape(x.shape))

    sides = [optimize.approx_fprime(x.ravel(), flat, step) for step in (epsilon, -epsilon)]
    return np.mean(sides, axis=0).reshape(x.shape)


def mlp_loss_and_gradients(x: Any, labels: Any, layers: Any) -> tuple[float, list[tuple[np.ndarray, np.ndarray]]]:
    """Loss of a two-layer network, and its slope for each parameter alone."""
    x = np.asarray(x, dtype=float)
    parameters = [np.asarray(parameter, dtype=float) for layer in layers for parameter in layer]

    def loss(parameters: list[np.ndarray]) -> Any:
        weights_1, bias_1, weights_2, bias_2 = parameters
        return _cross_entropy(_dense(_relu(_dense(x, weights_1, bias_1)), weights_2, bias_2), labels)

    slopes = [
        _slopes(lambda moved, i=i: loss([*parameters[:i], moved, *parameters[i + 1 :]]), parameters[i])  # type: ignore[misc]
        for i in range(4)
    ]
    return float(np.real(loss(parameters))), [(slopes[0], slopes[1]), (slopes[2], slopes[3])]


def _dense(x: Any, weights: Any, bias: Any) -> Any:
    return np.dot(x, weights) + bias


def _relu(z: Any) -> Any:
    return np.where(np.real(z) > 0, z, 0)


def _cross_entropy(scores: Any, labels: Any) -> Any:
    losses = []
    for row, label in zip(scores, labels, strict=True):
        largest = np.real(row).max()
        losses.append(np.log(np.exp(row - largest).sum()) + largest - row[label])
    return sum(losses) / len(losses)


def _slopes(loss: Callable[[np.ndarray], Any], at: Any) -> np.ndarray:
    """Return the slope of `loss` for each number of `at`."""
    at = np.asarray(at, dtype=complex)
    slopes = np.zeros(at.shape)
    for place in np.ndindex(at.shape):
        moved = at.copy()
        moved[place] += 1j * STEP
        slopes[place] = np.imag(loss(moved)) / STEP
    return slopes
