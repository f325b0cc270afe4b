import numpy as np


def linear(x, weights, bias):
    return x @ weights + bias


def step(z):
    return (np.asarray(z) > 0).astype(float)


def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


def relu(z):
    return np.maximum(z, 0)


def leaky_relu(z, slope=0.01):
    raise NotImplementedError("leaky_relu: not written yet")


def perceptron(x, weights, bias):
    return step(x @ weights + bias)
