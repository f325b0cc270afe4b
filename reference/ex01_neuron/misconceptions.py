"""Wrong ways of ex01."""

from __future__ import annotations

import math

import numpy as np

from reference.kit.catalogue import misconception

BOTH = (np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([-0.5, -1.5]))
"""Hidden neurons of XOR: at least one input, both inputs."""


@misconception
def weights_before_inputs(x, weights, bias):
    return weights @ x + bias


@misconception
def weights_before_inputs_as_lists_too(x, weights, bias):
    return np.matmul(weights, x) + bias


@misconception
def linear_without_bias(x, weights, bias):
    return np.asarray(x) @ weights


@misconception
def linear_element_by_element(x, weights, bias):
    sums = np.zeros((len(x), len(bias)))
    for i, k in np.ndindex(sums.shape):
        sums[i, k] = x[i][k] * weights[i][k] + bias[k]
    return sums


@misconception
def linear_by_an_asterisk(x, weights, bias):
    return np.multiply(x, weights) + bias


@misconception
def weights_turned_round(x, weights, bias):
    return np.asarray(x) @ np.transpose(weights) + bias


@misconception
def weights_turned_round_in_loops(x, weights, bias):
    sums = np.zeros((len(x), len(bias)))
    for i, k in np.ndindex(sums.shape):
        sums[i, k] = sum(x[i][d] * weights[k][d] for d in range(len(x[i]))) + bias[k]
    return sums


@misconception
def bias_for_each_sample(x, weights, bias):
    return np.array([np.dot(row, weights) + bias[i] for i, row in enumerate(x)])


@misconception
def bias_as_a_column(x, weights, bias):
    return np.matmul(x, weights) + np.reshape(bias, (-1, 1))


@misconception
def bias_for_each_input(x, weights, bias):
    sums = np.zeros((len(x), len(bias)))
    for i, k in np.ndindex(sums.shape):
        for d in range(len(weights)):
            sums[i, k] += x[i][d] * weights[d][k] + bias[k]
    return sums


@misconception
def linear_in_whole_numbers(x, weights, bias):
    x = np.asarray(x)
    sums = np.zeros((len(x), len(bias)), dtype=x.dtype)
    sums[...] = x @ np.asarray(weights) + bias
    return sums


@misconception
def linear_minus_bias(x, weights, bias):
    return np.dot(x, weights) - np.asarray(bias)


@misconception
def linear_summed_over_the_neurons(x, weights, bias):
    return (np.dot(x, weights) + bias).sum(axis=1)


@misconception
def linear_with_all_biases_everywhere(x, weights, bias):
    return np.dot(x, weights) + np.sum(bias)


@misconception
def linear_in_the_type_of_its_weights(x, weights, bias):
    weights = np.asarray(weights)
    return (np.dot(x, weights) + bias).astype(weights.dtype)


@misconception
def linear_in_the_type_of_its_products(x, weights, bias):
    sums = np.dot(x, weights)
    for i, k in np.ndindex(sums.shape):
        sums[i, k] += bias[k]
    return sums


@misconception
def linear_in_the_type_of_its_biases(x, weights, bias):
    sums = np.tile(bias, (len(x), 1))
    for i, k in np.ndindex(sums.shape):
        for d in range(len(weights)):
            sums[i, k] += x[i][d] * weights[d][k]
    return sums


@misconception
def linear_sums_that_go_on(x, weights, bias):
    return np.cumsum(np.dot(x, weights), axis=1) + bias


@misconception
def linear_sums_that_go_on_with_their_biases(x, weights, bias):
    return np.cumsum(np.dot(x, weights) + bias, axis=1)


@misconception
def linear_sums_that_never_begin_anew(x, weights, bias):
    products = np.dot(x, weights)
    return np.cumsum(products).reshape(products.shape) + bias


@misconception
def linear_sums_with_biases_that_never_begin_anew(x, weights, bias):
    sums = np.dot(x, weights) + bias
    return np.cumsum(sums).reshape(sums.shape)


@misconception
def linear_with_reshaped_weights(x, weights, bias):
    return np.dot(x, np.reshape(weights, (len(bias), -1)).T) + bias


@misconception
def linear_with_reshaped_sums(x, weights, bias):
    return np.dot(x, weights).T.reshape(len(x), len(bias)) + bias


@misconception
def linear_with_reshaped_sums_and_biases(x, weights, bias):
    return (np.dot(x, weights) + bias).T.reshape(len(x), len(bias))


@misconception
def linear_with_bias_added_to_the_weights(x, weights, bias):
    return np.dot(x, np.asarray(weights) + bias)


@misconception
def linear_with_bias_beside_another_input(x, weights, bias):
    return np.column_stack([np.ones(len(x)), x]) @ np.vstack([weights, bias])


@misconception
def linear_with_a_one_beside_another_weight(x, weights, bias):
    return np.column_stack([x, np.ones(len(x))]) @ np.vstack([bias, weights])


@misconception
def step_without_its_edge(z):
    return (np.asarray(z) > 0).astype(float)


@misconception
def step_as_sign(z):
    return np.where(np.asarray(z) >= 0, 1.0, -1.0)


@misconception
def step_as_numpys_sign(z):
    return np.sign(z)


@misconception
def step_half_way_at_its_edge(z):
    return (np.sign(z) + 1) / 2


@misconception
def step_with_if(z):
    if z >= 0:
        return 1.0
    return 0.0


@misconception
def step_as_a_ramp(z):
    return np.clip(z, 0, 1)


@misconception
def step_with_a_tolerance(z):
    return (np.asarray(z) > -1e-8).astype(float)


@misconception
def step_as_the_size_of_the_sign(z):
    return np.abs(np.sign(z))


@misconception
def sigmoid_overflows(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


@misconception
def sigmoid_overflows_in_math(z):
    return np.vectorize(lambda number: 1 / (1 + math.exp(-number)), otypes=[float])(z)


@misconception
def sigmoid_overflows_on_the_right(z):
    return 1 - 1 / (1 + np.exp(np.asarray(z)))


@misconception
def sigmoid_infinite_over_infinite(z):
    exponentials = np.exp(np.asarray(z, dtype=float))
    return exponentials / (1 + exponentials)


@misconception
def sigmoid_takes_both_branches(z):
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


@misconception
def sigmoid_one_form_for_the_whole_array(z):
    z = np.asarray(z, dtype=float)
    if (z >= 0).all():
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


@misconception
def sigmoid_overflows_in_float32(z):
    z = np.clip(z, -500, 500)
    return 1 / (1 + np.exp(-z))


@misconception
def sigmoid_falling(z):
    return 1 / (1 + np.exp(np.asarray(z, dtype=float)))


@misconception
def sigmoid_without_brackets(z):
    return 1 / 1 + np.exp(-np.asarray(z, dtype=float))


@misconception
def sigmoid_with_math(z):
    return 1 / (1 + math.exp(-z))


@misconception
def sigmoid_in_whole_numbers(z):
    z = np.asarray(z)
    result = np.empty_like(z)
    result[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    result[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return result


@misconception
def sigmoid_as_tanh(z):
    return np.tanh(z)


@misconception
def sigmoid_as_tanh_by_its_formula(z):
    up, down = np.exp(z), np.exp(np.negative(z))
    return (up - down) / (up + down)


@misconception
def sigmoid_as_its_slope(z):
    falling = np.exp(-np.abs(z))
    return falling / (1 + falling) ** 2


@misconception
def sigmoid_as_its_slope_by_a_formula(z):
    exponentials = np.exp(np.negative(z))
    return exponentials / (1 + exponentials) ** 2


@misconception
def sigmoid_of_the_absolute_value(z):
    return 1 / (1 + np.exp(-np.abs(z)))


@misconception
def sigmoid_without_its_one(z):
    return 1 / np.exp(-np.asarray(z, dtype=float))


@misconception
def sigmoid_twice_as_steep(z):
    return 0.5 * (1 + np.tanh(np.asarray(z, dtype=float)))


@misconception
def sigmoid_as_tanh_of_the_half(z):
    return np.tanh(np.asarray(z) / 2)


@misconception
def sigmoid_without_its_middle(z):
    z = np.asarray(z, dtype=float)
    result = np.zeros(z.shape)
    result[z > 0] = 1 / (1 + np.exp(-z[z > 0]))
    result[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return result


@misconception
def sigmoid_with_a_one_in_its_middle(z):
    z = np.asarray(z, dtype=float)
    result = np.ones(z.shape)
    result[z > 0] = 1 / (1 + np.exp(-z[z > 0]))
    result[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return result


@misconception
def sigmoid_on_the_right_alone(z):
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), 0)


@misconception
def sigmoid_of_minus_the_absolute_value(z):
    falling = np.exp(-np.abs(z))
    return falling / (1 + falling)


@misconception
def sigmoid_in_the_type_of_its_first_number(z):
    def of_one(number):
        if abs(number) > 100:
            return int(number > 0)
        return 1 / (1 + math.exp(-number))

    return np.vectorize(of_one)(z)


@misconception
def sigmoid_in_the_type_of_a_first_number_far_left(z):
    return np.vectorize(lambda number: 0 if number < -100 else 1 / (1 + math.exp(-number)))(z)


@misconception
def sigmoid_in_the_type_of_a_first_number_far_right(z):
    return np.vectorize(lambda number: 1 if number > 100 else math.exp(number) / (1 + math.exp(number)))(z)


@misconception
def relu_with_np_max(z):
    return np.max(z, 0)


@misconception
def relu_with_np_max_of_zero(z):
    return np.max(0, z)


@misconception
def relu_with_python_max(z):
    return max(0, z)


@misconception
def relu_in_place(z):
    z = np.asarray(z)
    z[z < 0] = 0
    return z


@misconception
def relu_as_absolute_value(z):
    return np.abs(z)


@misconception
def relu_as_step(z):
    return (np.asarray(z) > 0).astype(float)


@misconception
def relu_as_step_with_its_edge(z):
    return np.heaviside(z, 1)


@misconception
def relu_clipped_at_one(z):
    return np.clip(z, 0, 1)


@misconception
def relu_of_the_smaller(z):
    return np.minimum(z, 0)


@misconception
def relu_without_the_negative_places(z):
    z = np.asarray(z)
    return z[z > 0]


@misconception
def relu_without_the_places_below_zero(z):
    z = np.asarray(z)
    return z[z >= 0]


@misconception
def relu_with_a_leak(z):
    return np.where(np.asarray(z) > 0, z, 0.01 * np.asarray(z))


@misconception
def relu_squared(z):
    return np.square(np.maximum(z, 0))


@misconception
def relu_with_an_upper_limit(z):
    return np.clip(z, 0, 6)


@misconception
def relu_in_the_type_of_its_first_number(z):
    return np.vectorize(lambda number: number if number > 0 else 0)(z)


@misconception
def relu_in_the_type_of_a_first_number_below_zero(z):
    return np.vectorize(lambda number: 0 if number < 0 else number)(z)


@misconception
def leaky_relu_not_below_the_slope(z, slope=0.01):
    return np.maximum(z, slope)


@misconception
def leaky_relu_folded_up(z, slope=0.01):
    return np.where(np.asarray(z) > 0, z, -slope * np.asarray(z))


@misconception
def leaky_relu_without_leak(z, slope=0.01):
    return np.maximum(z, 0)


@misconception
def leaky_relu_shrinks_everything(z, slope=0.01):
    return slope * np.asarray(z)


@misconception
def leaky_relu_of_its_own_slope(z, slope=0.01):
    return np.maximum(z, 0.01 * np.asarray(z))


@misconception
def leaky_relu_in_whole_numbers(z, slope=0.01):
    z = np.asarray(z)
    result = np.zeros_like(z)
    result[...] = np.maximum(z, slope * z)
    return result


@misconception
def leaky_relu_with_a_tenth(z, slope=0.1):
    return np.where(np.asarray(z) > 0, z, slope * np.asarray(z))


@misconception
def leaky_relu_divided_by_its_slope(z, slope=0.01):
    with np.errstate(all="ignore"):
        return np.where(np.asarray(z) > 0, z, np.asarray(z) / slope)


@misconception
def leaky_relu_turned_round(z, slope=0.01):
    return np.where(np.asarray(z) < 0, z, slope * np.asarray(z))


@misconception
def leaky_relu_adds_its_slope(z, slope=0.01):
    return np.where(np.asarray(z) > 0, z, np.asarray(z) + slope)


@misconception
def leaky_relu_of_the_slope_alone(z, slope=0.01):
    return np.where(np.asarray(z) >= 0, z, slope)


@misconception
def leaky_relu_of_the_slope_at_zero_too(z, slope=0.01):
    return np.where(np.asarray(z) > 0, z, slope)


@misconception
def leaky_relu_leaks_on_both_sides(z, slope=0.01):
    return np.maximum(z, 0) + slope * np.asarray(z)


@misconception
def leaky_relu_adds_the_leak_to_the_number(z, slope=0.01):
    return np.asarray(z) + slope * np.minimum(z, 0)


@misconception
def leaky_relu_shrinks_by_its_slope(z, slope=0.01):
    return np.where(np.asarray(z) < 0, np.asarray(z) - slope * np.asarray(z), z)


@misconception
def leaky_relu_takes_zero_for_nothing(z, slope=0.01):
    return np.maximum(z, (slope or 0.01) * np.asarray(z))


@misconception
def leaky_relu_in_the_type_of_its_first_number(z, slope=0.01):
    return np.vectorize(lambda number: number if number > 0 else slope * number)(z)


@misconception
def leaky_relu_in_the_type_of_a_first_zero_too(z, slope=0.01):
    return np.vectorize(lambda number: slope * number if number < 0 else number)(z)


@misconception
def perceptron_without_step(x, weights, bias):
    return np.asarray(x) @ weights + bias


@misconception
def perceptron_with_bias_as_threshold(x, weights, bias):
    return (np.asarray(x) @ weights >= bias).astype(float)


@misconception
def perceptron_without_bias(x, weights, bias):
    return (np.asarray(x) @ weights >= 0).astype(float)


@misconception
def perceptron_for_the_whole_batch(x, weights, bias):
    return float((np.asarray(x) * weights).sum() + bias >= 0)


@misconception
def perceptron_of_signs(x, weights, bias):
    return np.where(np.asarray(x) @ weights + bias >= 0, 1.0, -1.0)


@misconception
def perceptron_of_numpys_signs(x, weights, bias):
    return np.sign(np.matmul(x, weights) + bias)


@misconception
def perceptron_as_a_column(x, weights, bias):
    return (np.asarray(x) @ np.reshape(weights, (-1, 1)) + bias >= 0).astype(float)


@misconception
def perceptron_without_its_line(x, weights, bias):
    return (np.asarray(x) @ weights + bias > 0).astype(float)


@misconception
def perceptron_with_a_sigmoid(x, weights, bias):
    return 1 / (1 + np.exp(-(np.matmul(x, weights) + bias)))


@misconception
def perceptron_with_bias_for_each_input(x, weights, bias):
    return (np.dot(x, weights) + len(weights) * bias >= 0).astype(float)


@misconception
def perceptron_with_bias_beside_another_input(x, weights, bias):
    return (np.column_stack([np.ones(len(x)), x]) @ np.append(weights, bias) >= 0).astype(float)


@misconception
def perceptron_with_a_one_beside_another_weight(x, weights, bias):
    return (np.column_stack([x, np.ones(len(x))]) @ np.append(bias, weights) >= 0).astype(float)


@misconception
def perceptron_of_two_inputs(x, weights, bias):
    x = np.asarray(x)
    return (weights[0] * x[:, 0] + weights[1] * x[:, 1] + bias >= 0).astype(float)


@misconception
def mlp_always_from_the_samples(x, layers):
    for weights, bias, activation in layers:
        result = _activate(activation, np.asarray(x) @ weights + bias)
    return result


@misconception
def mlp_from_the_last_layer(x, layers):
    for weights, bias, activation in reversed(layers):
        x = _activate(activation, np.matmul(x, weights) + bias)
    return x


@misconception
def mlp_of_relu_only(x, layers):
    for weights, bias, _ in layers:
        x = np.maximum(np.asarray(x) @ weights + bias, 0)
    return x


@misconception
def mlp_without_activations(x, layers):
    for weights, bias, _ in layers:
        x = np.asarray(x) @ weights + bias
    return x


@misconception
def mlp_activated_first(x, layers):
    for weights, bias, activation in layers:
        x = _activate(activation, np.asarray(x, dtype=float)) @ weights + bias
    return x


@misconception
def mlp_activated_at_the_end(x, layers):
    for weights, bias, _ in layers:
        x = np.asarray(x) @ weights + bias
    return _activate(layers[-1][2], x)


@misconception
def mlp_without_its_last_activation(x, layers):
    for weights, bias, activation in layers:
        sums = np.asarray(x) @ weights + bias
        x = _activate(activation, sums)
    return sums


@misconception
def mlp_uses_up_its_layers(x, layers):
    while layers:
        weights, bias, activation = layers.pop(0)
        x = _activate(activation, np.asarray(x) @ weights + bias)
    return x


@misconception
def mlp_returns_after_its_first_layer(x, layers):
    for weights, bias, activation in layers:
        return _activate(activation, np.asarray(x) @ weights + bias)
    return x


@misconception
def mlp_without_biases(x, layers):
    for weights, _, activation in layers:
        x = _activate(activation, np.asarray(x) @ weights)
    return x


@misconception
def mlp_without_tanh(x, layers):
    for weights, bias, activation in layers:
        x = np.matmul(x, weights) + bias
        if activation == "step":
            x = np.greater_equal(x, 0).astype(float)
        elif activation == "sigmoid":
            x = 1 / (1 + np.exp(-x))
        elif activation == "relu":
            x = np.maximum(x, 0)
    return x


@misconception
def mlp_of_sigmoids_only(x, layers):
    for weights, bias, _ in layers:
        x = 1 / (1 + np.exp(-(np.matmul(x, weights) + bias)))
    return x


@misconception
def mlp_with_all_its_layers(x, layers):
    functions = {
        "linear": lambda z: z,
        "step": lambda z: np.greater_equal(z, 0).astype(float),
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "tanh": np.tanh,
        "relu": lambda z: np.maximum(z, 0),
    }
    said = []
    for weights, bias, activation in layers:
        x = functions[activation](np.matmul(x, weights) + bias)
        said.append(x)
    return said


@misconception
def mlp_without_step(x, layers):
    return _with_some("sigmoid tanh relu", x, layers)


@misconception
def mlp_without_sigmoid(x, layers):
    return _with_some("step tanh relu", x, layers)


@misconception
def mlp_without_relu(x, layers):
    return _with_some("step sigmoid tanh", x, layers)


@misconception
def mlp_with_relu_alone(x, layers):
    return _with_some("relu", x, layers)


@misconception
def mlp_with_tanh_alone(x, layers):
    return _with_some("tanh", x, layers)


@misconception
def mlp_with_sigmoid_alone(x, layers):
    return _with_some("sigmoid", x, layers)


@misconception
def mlp_with_step_alone(x, layers):
    return _with_some("step", x, layers)


@misconception
def mlp_with_a_tanh_half_as_steep(x, layers):
    for weights, bias, activation in layers:
        sums = np.dot(x, weights) + bias
        x = np.tanh(sums / 2) if activation == "tanh" else _activate(activation, sums)
    return x


@misconception
def mlp_with_a_sigmoid_twice_as_steep(x, layers):
    for weights, bias, activation in layers:
        sums = np.dot(x, weights) + bias
        x = (1 + np.tanh(sums)) / 2 if activation == "sigmoid" else _activate(activation, sums)
    return x


@misconception
def mlp_with_a_step_without_its_edge(x, layers):
    for weights, bias, activation in layers:
        sums = np.dot(x, weights) + bias
        x = (sums > 0).astype(float) if activation == "step" else _activate(activation, sums)
    return x


@misconception
def xor_by_one_layer():
    return [(np.array([[1.0], [1.0]]), np.array([-0.5]), "step")]


@misconception
def xor_without_a_bend():
    return [(*BOTH, "linear"), (np.array([[1.0], [-1.0]]), np.array([-0.5]), "step")]


@misconception
def xor_turned_round():
    return [(*BOTH, "step"), (np.array([[-1.0], [1.0]]), np.array([0.5]), "step")]


@misconception
def xor_as_or():
    return [(*BOTH, "step"), (np.array([[1.0], [1.0]]), np.array([-0.5]), "step")]


@misconception
def xor_parted_elsewhere():
    return [
        (np.array([[1.0, -1.0], [-1.0, 1.0]]), np.zeros(2), "relu"),
        (np.array([[0.5], [0.5]]), np.zeros(1), "linear"),
    ]


@misconception
def xor_on_its_edges():
    return [
        (np.ones((2, 2)), np.array([0.0, -1.0]), "step"),
        (np.array([[1.0], [-1.0]]), np.array([0.0]), "step"),
    ]


@misconception
def xor_with_neurons_in_rows():
    return [
        (np.array([[1, 1], [-1, -1]]), np.array([-0.5, 1.5]), "step"),
        (np.array([[1], [1]]), np.array([-1.5]), "step"),
    ]


@misconception
def xor_with_thresholds_for_biases():
    return [
        (np.ones((2, 2)), np.array([0.5, 1.5]), "step"),
        (np.array([[1.0], [-1.0]]), np.array([0.5]), "step"),
    ]


@misconception
def xor_too_soft():
    return [(*BOTH, "sigmoid"), (np.array([[1.0], [-2.0]]), np.array([-0.5]), "sigmoid")]


@misconception
def xor_as_and():
    return [(*BOTH, "step"), (np.array([[0.0], [1.0]]), np.array([-0.5]), "step")]


@misconception
def xor_as_nand():
    return [(*BOTH, "step"), (np.array([[0.0], [-1.0]]), np.array([0.5]), "step")]


@misconception
def xor_as_nor():
    return [(*BOTH, "step"), (np.array([[-1.0], [-1.0]]), np.array([0.5]), "step")]


@misconception
def xor_for_one_of_the_two():
    return [
        (np.array([[1.0, 1.0], [0.0, 1.0]]), np.array([-0.5, -1.5]), "step"),
        (np.array([[1.0], [-1.0]]), np.array([-0.5]), "step"),
    ]


@misconception
def xor_for_all_but_one_of_the_two():
    return [
        (np.array([[1.0, 1.0], [0.0, 1.0]]), np.array([-0.5, -1.5]), "step"),
        (np.array([[-1.0], [1.0]]), np.array([0.5]), "step"),
    ]


@misconception
def xor_of_one_input():
    return [(np.array([[1.0, 0.0], [0.0, 1.0]]), np.zeros(2), "relu"), (np.array([[1.0], [0.0]]), np.zeros(1), "relu")]


@misconception
def xor_that_never_fires():
    return [(*BOTH, "step"), (np.array([[1.0], [-1.0]]), np.array([-1.5]), "step")]


@misconception
def xor_that_always_fires():
    return [(*BOTH, "step"), (np.array([[1.0], [-1.0]]), np.array([0.5]), "step")]


def _with_some(names, x, layers):
    """Send samples through layers of which those with other names are linear."""
    for weights, bias, activation in layers:
        sums = np.dot(x, weights) + bias
        x = _activate(activation, sums) if activation in names.split() else sums
    return x


def _activate(name, z):
    if name == "step":
        return (z >= 0).astype(float)
    if name == "sigmoid":
        return (1 + np.tanh(z / 2)) / 2
    return {"linear": z, "tanh": np.tanh(z), "relu": np.maximum(z, 0)}[name]
