"""Other right ways of ex05."""

from __future__ import annotations

import numpy as np

from reference.kit.catalogue import other_way


@other_way("minibatches", how="dealt card by card into lists of Python's whole numbers")
def minibatches_card_by_card(n, batch_size, rng):
    deck = list(range(n))
    rng.shuffle(deck)
    batches = []
    while deck:
        batches.append([deck.pop() for _ in range(min(batch_size, len(deck)))])
    return tuple(batches)


@other_way("minibatches", how="np.split at the multiples, int32")
def minibatches_by_split(n, batch_size, rng):
    return np.split(np.argsort(rng.random(n)).astype(np.int32), range(batch_size, n, batch_size))


@other_way("sgd_step", how="float32, a loop, copies changed in place, as a tuple")
def sgd_step_on_copies(parameters, gradients, learning_rate):
    moved = []
    for i in range(len(parameters)):
        parameter = np.array(parameters[i], dtype=np.float32)
        parameter += np.float32(-learning_rate) * np.asarray(gradients[i], dtype=np.float32)
        moved.append(parameter)
    return tuple(moved)


@other_way("momentum_step", how="one loop for both, result as a list, Fortran order")
def momentum_step_with_a_loop(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        speed = np.asfortranarray(v * momentum - g * learning_rate)
        moved.append(speed + p)
        speeds.append(speed)
    return [moved, speeds]


@other_way("train_mlp", how="image by image, uniform weights (Glorot), loss from log-sum-exp, history as an array")
def train_mlp_image_by_image(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    features, classes = x.shape[1], int(np.max(labels)) + 1
    first, second = np.sqrt(6 / (features + hidden)), np.sqrt(6 / (hidden + classes))
    w1, b1 = rng.uniform(-first, first, (features, hidden)), np.zeros(hidden)
    w2, b2 = rng.uniform(-second, second, (hidden, classes)), np.zeros(classes)
    history = np.zeros(epochs)
    for epoch in range(epochs):
        for batch in minibatches(len(x), batch_size, rng):
            slopes = [np.zeros_like(array) for array in (w1, b1, w2, b2)]
            for i in batch:
                h = np.maximum(x[i] @ w1 + b1, 0)
                scores = h @ w2 + b2
                logarithms = scores - np.logaddexp.reduce(scores)
                history[epoch] -= logarithms[labels[i]] / len(x)
                delta_2 = np.exp(logarithms)
                delta_2[labels[i]] -= 1
                delta_1 = np.where(h > 0, w2 @ delta_2, 0)
                for slope, part in zip(
                    slopes, (np.outer(x[i], delta_1), delta_1, np.outer(h, delta_2), delta_2), strict=True
                ):
                    slope += part
            w1, b1, w2, b2 = sgd_step([w1, b1, w2, b2], [slope / len(batch) for slope in slopes], learning_rate)
    return [[w1, b1], [w2, b2]], history


@other_way("train_mlp", how="float32, with momentum, last layer from zero, loss after each epoch over all images")
def train_mlp_in_float32(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x = np.asarray(x, dtype=np.float32)
    classes = len(set(np.asarray(labels).tolist()))
    one_hot = np.eye(classes, dtype=np.float32)[labels]
    parameters = [
        rng.normal(0, 0.2, (x.shape[1], hidden)).astype(np.float32),
        np.full(hidden, 0.01, np.float32),
        np.zeros((hidden, classes), np.float32),
        np.zeros(classes, np.float32),
    ]
    velocity = [np.zeros_like(parameter) for parameter in parameters]
    losses = []
    for _ in range(epochs):
        for batch in minibatches(len(x), batch_size, rng):
            h, p = _forward(x[batch], parameters)
            delta_2 = (p - one_hot[batch]) / np.float32(len(batch))
            delta_1 = (delta_2 @ parameters[2].T) * (h > 0)
            slopes = [x[batch].T @ delta_1, delta_1.sum(0), h.T @ delta_2, delta_2.sum(0)]
            parameters, velocity = momentum_step(
                parameters, slopes, velocity, np.float32(learning_rate), np.float32(0.5)
            )
        losses.append(float(-np.log((_forward(x, parameters)[1] * one_hot).sum(1)).mean()))
    w1, b1, w2, b2 = parameters
    return ((w1, b1), (w2, b2)), losses


def _forward(x, parameters):
    h = np.maximum(x @ parameters[0] + parameters[1], 0)
    exponentials = np.exp(h @ parameters[2] + parameters[3])
    return h, exponentials / exponentials.sum(axis=1, keepdims=True)
