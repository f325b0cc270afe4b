"""Other right ways of ex01."""

from __future__ import annotations

import numpy as np

from reference.kit.catalogue import other_way


@other_way("linear", how="three loops over plain numbers")
def linear_with_loops(x, weights, bias):
    sums = np.zeros((len(x), len(bias)))
    for i, row in enumerate(x):
        for k, total in enumerate(bias):
            for d, number in enumerate(row):
                total = total + number * weights[d][k]
            sums[i, k] = total
    return sums


@other_way("linear", how="np.einsum in float32, result in Fortran order")
def linear_with_einsum(x, weights, bias):
    x, weights, bias = (np.asarray(a, dtype=np.float32) for a in (x, weights, bias))
    return np.asfortranarray(np.einsum("bd,dk->bk", x, weights) + bias)


@other_way("linear", how="the bias as one more weight, of an input that is always 1")
def linear_with_a_column_of_ones(x, weights, bias):
    return np.column_stack([x, np.ones(len(x))]) @ np.vstack([weights, bias])


@other_way("step", how="the comparison itself, as booleans")
def step_as_booleans(z):
    return np.asarray(z) >= 0


@other_way("step", how="np.heaviside")
def step_by_heaviside(z):
    return np.heaviside(z, 1)


@other_way("step", how="whole numbers, by np.where")
def step_in_whole_numbers(z):
    return np.where(np.asarray(z) < 0, 0, 1)


@other_way("sigmoid", how="a tanh, squeezed and lifted")
def sigmoid_by_tanh(z):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z)))


@other_way("sigmoid", how="each half with its own form, by masks")
def sigmoid_by_masks(z):
    z = np.asarray(z, dtype=float)
    result = np.empty_like(z)
    right = z >= 0
    result[right] = 1 / (1 + np.exp(-z[right]))
    left = np.exp(z[~right])
    result[~right] = left / (1 + left)
    return result


@other_way("sigmoid", how="clipped where nothing changes any more, float32")
def sigmoid_clipped(z):
    z = np.clip(np.asarray(z, dtype=np.float32), -80, 80)
    return 1 / (1 + np.exp(-z))


@other_way("sigmoid", how="through the softplus, np.logaddexp")
def sigmoid_by_logaddexp(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z)))


@other_way("relu", how="times 0 or 1: negative numbers become -0")
def relu_by_mask(z):
    z = np.asarray(z)
    return z * (z > 0)


@other_way("relu", how="half of number plus absolute value")
def relu_by_absolute_value(z):
    return (np.abs(z) + z) / 2


@other_way("leaky_relu", how="np.where, float32")
def leaky_relu_by_where(z, slope=0.01):
    z = np.asarray(z, dtype=np.float32)
    return np.where(z < 0, np.float32(slope) * z, z)


@other_way("leaky_relu", how="positive part plus slope times negative part")
def leaky_relu_in_two_parts(z, slope=0.01):
    return np.maximum(z, 0) + slope * np.minimum(z, 0)


@other_way("perceptron", how="booleans from a product and a sum along the last axis")
def perceptron_by_sum(x, weights, bias):
    return (np.asarray(x) * weights).sum(axis=-1) + bias >= 0


@other_way("perceptron", how="a loop over the samples, whole numbers")
def perceptron_with_loop(x, weights, bias):
    return np.array([1 if np.dot(sample, weights) + bias >= 0 else 0 for sample in x])


@other_way("mlp_forward", how="one layer, then the others by recursion; a chain of ifs")
def mlp_by_recursion(x, layers):
    if not layers:
        return x
    weights, bias, activation = layers[0]
    z = np.matmul(x, weights) + bias
    if activation == "step":
        z = z >= 0
    elif activation == "sigmoid":
        z = 0.5 * (1 + np.tanh(z / 2))
    elif activation == "tanh":
        z = np.tanh(z)
    elif activation == "relu":
        z = z.clip(min=0)
    return mlp_forward(z, layers[1:])


@other_way("mlp_forward", how="float32, sample by sample")
def mlp_sample_by_sample(x, layers):
    functions = {
        "linear": lambda z: z,
        "step": lambda z: z >= 0,
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "tanh": lambda z: 2 / (1 + np.exp(-2 * z)) - 1,
        "relu": lambda z: np.maximum(z, 0),
    }
    results = []
    for sample in np.asarray(x, dtype=np.float32):
        signal = sample
        for weights, bias, activation in layers:
            sums = signal @ np.asarray(weights, dtype=np.float32) + np.asarray(bias, dtype=np.float32)
            signal = functions[activation](sums)
        results.append(signal)
    return np.array(results)


@other_way("xor_network", how="the distance of the inputs, by two ReLUs and a linear output")
def xor_by_relu():
    return [
        (np.array([[1.0, -1.0], [-1.0, 1.0]]), np.zeros(2), "relu"),
        (np.ones((2, 1)), np.zeros(1), "linear"),
    ]


@other_way("xor_network", how="soft lines by sigmoids, plain lists")
def xor_by_sigmoid():
    return ([[[20, -20], [20, -20]], [-10, 30], "sigmoid"], [[[20], [20]], [-30], "sigmoid"])


@other_way("xor_network", how="two hidden layers of tanh, float32")
def xor_by_tanh():
    hidden = np.array([[5, -5], [5, -5]], dtype=np.float32)
    return [
        (hidden, np.array([-2, 8], dtype=np.float32), "tanh"),
        (np.array([[3, 0, 1], [3, 0, 1]], dtype=np.float32), np.array([-3, 0, 0], dtype=np.float32), "tanh"),
        (np.array([[4], [1], [0]], dtype=np.float32), np.array([0], dtype=np.float32), "tanh"),
    ]


@other_way("xor_network", how="the inputs passed through beside AND; an output without its last axis")
def xor_by_passing_through():
    return [
        (np.array([[1, 0, 1], [0, 1, 1]]), np.array([0, 0, -1]), "relu"),
        (np.array([1, 1, -2]), 0.0, "linear"),
    ]
