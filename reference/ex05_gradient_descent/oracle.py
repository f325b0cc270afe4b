"""Oracles of ex05: scikit-learn's batches, steps number by number, SciPy's softmax and difference quotients."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
from scipy.optimize import approx_fprime
from scipy.special import log_softmax
from sklearn.utils import gen_batches

Layers = list[tuple[np.ndarray, np.ndarray]]


def minibatches(n: int, batch_size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """One right answer of many: scikit-learn's slices of a shuffled order."""
    order = np.array(sorted(range(n), key=rng.random(n).tolist().__getitem__))
    return [order[part] for part in gen_batches(n, batch_size)]


def sgd_step(parameters: list[np.ndarray], gradients: list[np.ndarray], learning_rate: float) -> list[np.ndarray]:
    """Every number minus the rate times its slope."""
    rest = [np.zeros(np.shape(parameter)) for parameter in parameters]
    return momentum_step(parameters, gradients, rest, learning_rate, momentum=0.0)[0]


def momentum_step(
    parameters: list[np.ndarray],
    gradients: list[np.ndarray],
    velocity: list[np.ndarray],
    learning_rate: float,
    momentum: float = 0.9,
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Parameters and velocity after a step, one number after another."""
    new_parameters, new_velocity = [], []
    for parameter, gradient, speed in zip(parameters, gradients, velocity, strict=True):
        moved, faster = np.array(parameter, dtype=float), np.array(speed, dtype=float)
        for place in np.ndindex(moved.shape):
            faster[place] = momentum * faster[place] - learning_rate * gradient[place]
            moved[place] = moved[place] + faster[place]
        new_parameters.append(moved)
        new_velocity.append(faster)
    return new_parameters, new_velocity


def scores(x: np.ndarray, layers: Layers) -> np.ndarray:
    """Scores of a network with a ReLU after every layer but the last."""
    values = np.asarray(x, dtype=float)
    for number, (weights, bias) in enumerate(layers):
        values = values @ np.asarray(weights, dtype=float) + np.asarray(bias, dtype=float)
        if number < len(layers) - 1:
            values = np.maximum(values, 0)
    return values


def loss(x: np.ndarray, labels: np.ndarray, layers: Layers) -> float:
    """Mean cross-entropy of a network's scores."""
    logarithms = log_softmax(scores(x, layers), axis=1)
    return float(-np.mean(logarithms[np.arange(len(labels)), labels]))


def flat(layers: Layers) -> np.ndarray:
    """Return all weights and biases in one row."""
    return np.concatenate([np.ravel(array) for layer in layers for array in layer]).astype(float)


def gradients(x: np.ndarray, labels: np.ndarray, layers: Layers) -> Layers:
    """Slope of the loss for every weight and bias, by SciPy's difference quotients: good to about 1e-7."""
    shapes = [array.shape for layer in layers for array in layer]
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])[:-1]

    def unpacked(row: np.ndarray) -> Layers:
        arrays = [part.reshape(shape) for part, shape in zip(np.split(row, ends), shapes, strict=True)]
        return list(zip(arrays[::2], arrays[1::2], strict=True))

    return unpacked(approx_fprime(flat(layers), lambda values: loss(x, labels, unpacked(values))))


def descend(
    x: np.ndarray, labels: np.ndarray, layers: Layers, learning_rate: float, batches: list[np.ndarray]
) -> Layers:
    """Layers after one step of gradient descent for each batch, in the order given."""
    for batch in batches:
        slopes = gradients(x[batch], labels[batch], layers)
        layers = [
            (weights - learning_rate * d_weights, bias - learning_rate * d_bias)
            for (weights, bias), (d_weights, d_bias) in zip(layers, slopes, strict=True)
        ]
    return layers


def goes_on(first: Layers, once: Layers, twice: Layers, last: Layers, alike: float) -> bool:
    """Tell whether the last layers are those after two steps, but for `alike`.

    Whoever steps with momentum goes on by a share of the first step as well.
    """
    step, beyond = flat(once) - flat(first), flat(last) - flat(twice)
    return np.allclose(beyond, np.clip(step @ beyond / (step @ step), 0, 1) * step, atol=alike)


def ways_in_two_batches(
    x: np.ndarray, labels: np.ndarray, first: Layers, last: Layers, learning_rate: float, alike: float
) -> Iterator[tuple[tuple[np.ndarray, np.ndarray], Layers]]:
    """Yield each way in two steps from the first layers to the last: its two batches, and the layers between.

    One batch holds all images but one, the other that one.
    """
    for order, size in itertools.product(map(np.array, itertools.permutations(range(len(x)))), (1, len(x) - 1)):
        batches = order[:size], order[size:]
        between = descend(x, labels, first, learning_rate, [batches[0]])
        if goes_on(first, between, descend(x, labels, between, learning_rate, [batches[1]]), last, alike):
            yield batches, between
