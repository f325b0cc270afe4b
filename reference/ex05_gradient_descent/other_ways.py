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


@other_way("momentum_step", how="velocity kept in float32")
def momentum_step_in_float32(parameters, gradients, velocity, learning_rate, momentum=0.9):
    speeds = []
    for old, slope in zip(velocity, gradients, strict=True):
        pull = np.float32(learning_rate) * np.asarray(slope, dtype=np.float32)
        speeds.append(np.float32(momentum) * np.asarray(old, dtype=np.float32) - pull)
    return [weights + speed for weights, speed in zip(parameters, speeds, strict=True)], speeds


@other_way("train_mlp", how="image by image, uniform weights (Glorot), loss from log-sum-exp, history as an array")
def train_mlp_image_by_image(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, labels = np.asarray(x), np.asarray(labels)
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
    x, labels = np.asarray(x), np.asarray(labels)
    x = np.asarray(x, dtype=np.float32)
    classes = int(labels.max()) + 1
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


@other_way("train_mlp", how="starts as He et al. have it: normal, the square root of 2 / inputs")
def train_mlp_started_as_he_says(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    classes = int(np.max(labels)) + 1
    w1, w2 = (rng.normal(0, np.sqrt(2 / shape[0]), shape) for shape in ((x.shape[1], hidden), (hidden, classes)))
    start = [w1, np.zeros(hidden), w2, np.zeros(classes)]
    return _descended(x, labels, start, epochs, learning_rate, batch_size, rng)


@other_way("train_mlp", how="starts from small uniform weights, biases a little above zero")
def train_mlp_from_small_weights(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    classes = int(np.max(labels)) + 1
    w1, w2 = (rng.uniform(-0.1, 0.1, shape) for shape in ((x.shape[1], hidden), (hidden, classes)))
    start = [w1, np.full(hidden, 0.01), w2, np.full(classes, 0.01)]
    return _descended(x, labels, start, epochs, learning_rate, batch_size, rng)


@other_way("train_mlp", how="with a little momentum, Glorot's uniform start")
def train_mlp_with_momentum(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    classes = int(np.max(labels)) + 1
    start = []
    for shape in ((x.shape[1], hidden), (hidden, classes)):
        edge = np.sqrt(6 / sum(shape))
        start += [rng.uniform(-edge, edge, shape), np.zeros(shape[1])]
    return _descended(x, labels, start, epochs, learning_rate, batch_size, rng, momentum=0.3)


@other_way("train_mlp", how="biases as one more row of the weights, for an input that is always 1")
def train_mlp_with_a_row_of_biases(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    x = np.hstack([x, np.ones((len(x), 1))])
    targets = np.eye(int(np.max(labels)) + 1)[labels]
    first = np.vstack([rng.normal(0, 0.15, (x.shape[1] - 1, hidden)), np.zeros((1, hidden))])
    second = np.vstack([rng.normal(0, 0.15, (hidden, targets.shape[1])), np.zeros((1, targets.shape[1]))])
    history = []
    for _ in range(epochs):
        total = 0.0
        for batch in minibatches(len(x), batch_size, rng):
            h = np.hstack([np.maximum(x[batch] @ first, 0), np.ones((len(batch), 1))])
            scores = h @ second
            p = np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))
            total -= np.log(p[targets[batch] == 1]).sum()
            error = (p - targets[batch]) / len(batch)
            back = ((error @ second.T) * (h > 0))[:, :-1]
            first, second = sgd_step([first, second], [x[batch].T @ back, h.T @ error], learning_rate)
        history.append(total / len(x))
    return [(first[:-1], first[-1]), (second[:-1], second[-1])], history


def _descended(x, labels, parameters, epochs, learning_rate, batch_size, rng, momentum=0.0):
    """Train from these parameters on."""
    targets = np.eye(len(parameters[-1]))[labels]
    velocity = [np.zeros_like(parameter) for parameter in parameters]
    history = []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            h, p = _forward(x[batch], parameters)
            losses.append(-np.log((p * targets[batch]).sum(axis=1)))
            delta_2 = (p - targets[batch]) / len(batch)
            delta_1 = (delta_2 @ parameters[2].T) * (h > 0)
            slopes = [x[batch].T @ delta_1, delta_1.sum(axis=0), h.T @ delta_2, delta_2.sum(axis=0)]
            parameters, velocity = momentum_step(parameters, slopes, velocity, learning_rate, momentum)
        history.append(np.concatenate(losses).mean())
    w1, b1, w2, b2 = parameters
    return [(w1, b1), (w2, b2)], history


def _forward(x, parameters):
    h = np.maximum(x @ parameters[0] + parameters[1], 0)
    exponentials = np.exp(h @ parameters[2] + parameters[3])
    return h, exponentials / exponentials.sum(axis=1, keepdims=True)
