"""Oracles of ex01: slow, plain loops; SciPy's expit and NumPy's heaviside and tanh for the curves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy import special


def linear(x: np.ndarray, weights: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Weighted sums (B, K), one number after the other."""
    x, weights, bias = (np.asarray(each, dtype=float) for each in (x, weights, bias))
    sums = np.zeros((len(x), len(bias)))
    for i, k in np.ndindex(sums.shape):
        sums[i, k] = sum(x[i][d] * weights[d][k] for d in range(len(weights))) + bias[k]
    return sums


def step(z: np.ndarray) -> np.ndarray:
    """Zero below 0, one from 0 on."""
    result: np.ndarray = np.heaviside(z, 1.0)
    return result


def sigmoid(z: np.ndarray) -> np.ndarray:
    """SciPy's logistic function."""
    result: np.ndarray = special.expit(np.asarray(z, dtype=float))
    return result


def relu(z: np.ndarray) -> np.ndarray:
    """Negative numbers replaced by 0."""
    return leaky_relu(z, 0.0)


def leaky_relu(z: np.ndarray, slope: float = 0.01) -> np.ndarray:
    """Negative numbers multiplied by `slope`, one number after the other."""
    z = np.asarray(z, dtype=float)
    return np.array([number if number > 0 else slope * number for number in z.ravel().tolist()]).reshape(z.shape)


def perceptron(x: np.ndarray, weights: np.ndarray, bias: float) -> np.ndarray:
    """0 or 1 for each row of `x`."""
    return step(linear(x, np.reshape(weights, (-1, 1)), np.array([bias]))[:, 0])


def mlp_forward(x: np.ndarray, layers: Sequence[tuple[Any, Any, str]]) -> np.ndarray:
    """What the last of some layers (weights, bias, activation) says."""
    for weights, bias, activation in layers:
        x = ACTIVATIONS[activation](linear(x, weights, bias))
    return x


ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "linear": lambda z: z,
    "step": step,
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "relu": relu,
}
