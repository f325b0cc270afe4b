"""Wrong ways of ex01."""

from __future__ import annotations

import math

import numpy as np

from reference.catalogue import misconception

BOTH = (np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([-0.5, -1.5]))
"""Hidden neurons of XOR: at least one input, both inputs."""


@misconception(
    "linear",
    rejected_by="test_rows_columns_and_neurons_fit",
    says="put things together that do not fit: (B, D) @ (D, K) is (B, K), and NumPy adds a bias of shape (K,) to every "
    "row by itself. Which of the two arrays comes first, and does either need turning?",
)
def weights_before_inputs(x, weights, bias):
    return weights @ x + bias


@misconception(
    "linear",
    rejected_by="test_weighted_sum_plus_bias",
    says="left the bias out: without it every neuron's line goes through the origin.",
)
def linear_without_bias(x, weights, bias):
    return np.asarray(x) @ weights


@misconception(
    "linear",
    rejected_by="test_weighted_sum_plus_bias",
    says="multiplied element by element, as `*` does, and never added up: a weighted sum is a product of matrices. "
    "Which operator is that?",
)
def linear_element_by_element(x, weights, bias):
    sums = np.zeros((len(x), len(bias)))
    for i, k in np.ndindex(sums.shape):
        sums[i, k] = x[i][k] * weights[i][k] + bias[k]
    return sums


@misconception(
    "linear",
    rejected_by="test_weighted_sum_plus_bias",
    says="turned the weights round: a neuron's weights stand in a column, not in a row.",
)
def weights_turned_round(x, weights, bias):
    return np.asarray(x) @ np.transpose(weights) + bias


@misconception(
    "linear",
    rejected_by="test_weighted_sum_plus_bias",
    says="gave each sample a bias of its own: the bias belongs to the neuron, so it goes with the column.",
)
def bias_for_each_sample(x, weights, bias):
    return np.array([row @ weights + bias[i] for i, row in enumerate(x)])


@misconception(
    "step",
    rejected_by="test_zero_is_on_the_upper_step",
    says="is 0 at exactly zero: the edge belongs to the upper side. Which comparison lets equality through?",
)
def step_without_its_edge(z):
    return (np.asarray(z) > 0).astype(float)


@misconception(
    "step",
    rejected_by="test_step_is_zero_below_and_one_above",
    says="gave the sign, -1 or 1: a neuron that does not fire says 0.",
)
def step_as_sign(z):
    return np.where(np.asarray(z) >= 0, 1.0, -1.0)


@misconception(
    "step",
    rejected_by="test_step_is_zero_below_and_one_above",
    says="compared the whole array at once: `if` wants one yes or no, and an array has many. "
    "A comparison alone, without `if`, answers for every element.",
)
def step_with_if(z):
    if z >= 0:
        return 1.0
    return 0.0


@misconception(
    "sigmoid",
    rejected_by="test_sigmoid_far_left_does_not_overflow",
    says="took the exponential of a large number on the way, and that overflowed.",
)
def sigmoid_overflows(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


@misconception(
    "sigmoid",
    rejected_by="test_sigmoid_far_right_does_not_overflow",
    says="gave nan: exp(1000) is infinite, and infinite over infinite is nothing. "
    "This form of the fraction is good on the left; which one is good on the right?",
)
def sigmoid_infinite_over_infinite(z):
    exponentials = np.exp(np.asarray(z, dtype=float))
    return exponentials / (1 + exponentials)


@misconception(
    "sigmoid",
    rejected_by="test_sigmoid_far_right_does_not_overflow",
    says="computed both forms for all numbers and chose afterwards: `np.where` does not keep the wrong one from "
    "overflowing.",
)
def sigmoid_takes_both_branches(z):
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


@misconception(
    "sigmoid",
    rejected_by="test_sigmoid_squeezes_into_0_and_1",
    says="falls from 1 to 0 instead of rising: look at the sign in the exponent.",
)
def sigmoid_falling(z):
    return 1 / (1 + np.exp(np.asarray(z, dtype=float)))


@misconception(
    "sigmoid",
    rejected_by="test_sigmoid_squeezes_into_0_and_1",
    says="divides before it adds: `1 / 1 + a` is 1 + a. The denominator needs brackets.",
)
def sigmoid_without_brackets(z):
    return 1 / 1 + np.exp(-np.asarray(z, dtype=float))


@misconception(
    "sigmoid",
    rejected_by="test_sigmoid_squeezes_into_0_and_1",
    says="used `math.exp`, which takes one number: `np.exp` takes a whole array.",
)
def sigmoid_with_math(z):
    return 1 / (1 + math.exp(-z))


@misconception(
    "sigmoid",
    rejected_by="test_sigmoid_of_whole_numbers",
    says="kept the whole numbers' type, so that everything between 0 and 1 was cut to 0: "
    "`np.empty_like(z)` takes over more than the shape.",
)
def sigmoid_in_whole_numbers(z):
    z = np.asarray(z)
    result = np.empty_like(z)
    result[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    result[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return result


@misconception(
    "relu",
    rejected_by="test_relu_cuts_off_the_negative",
    says="found the largest number along axis 0: the second argument of `np.max` is an axis. "
    "Which function compares two things element by element?",
)
def relu_with_np_max(z):
    return np.max(z, 0)


@misconception(
    "relu",
    rejected_by="test_relu_cuts_off_the_negative",
    says="used `np.max`, which finds the largest number of one array and takes its second argument for an axis. "
    "Which function compares two things element by element?",
)
def relu_with_np_max_of_zero(z):
    return np.max(0, z)


@misconception(
    "relu",
    rejected_by="test_relu_cuts_off_the_negative",
    says="compared the whole array at once: Python's `max(0, z)` wants one yes or no, and an array has many.",
)
def relu_with_python_max(z):
    return max(0, z)


@misconception(
    "relu",
    rejected_by="test_relu_cuts_off_the_negative",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
def relu_in_place(z):
    z[z < 0] = 0
    return z


@misconception(
    "relu",
    rejected_by="test_relu_cuts_off_the_negative",
    says="turned negative numbers into positive ones: they are cut off, not folded up.",
)
def relu_as_absolute_value(z):
    return np.abs(z)


@misconception(
    "relu",
    rejected_by="test_relu_cuts_off_the_negative",
    says="says only whether a number is positive: that is the step, and the ReLU's slope. It should keep the number.",
)
def relu_as_step(z):
    return (np.asarray(z) > 0).astype(float)


@misconception(
    "relu",
    rejected_by="test_relu_has_no_upper_limit",
    says="cut off above 1 as well: only the negative side is cut off.",
)
def relu_clipped_at_one(z):
    return np.clip(z, 0, 1)


@misconception(
    "leaky_relu",
    rejected_by="test_leaky_relu_lets_a_little_through",
    says="took the larger of z and the slope itself: the slope has to be multiplied by z.",
)
def leaky_relu_not_below_the_slope(z, slope=0.01):
    return np.maximum(z, slope)


@misconception(
    "leaky_relu",
    rejected_by="test_leaky_relu_lets_a_little_through",
    says="made negative numbers positive: a small slope shrinks them and keeps their sign.",
)
def leaky_relu_folded_up(z, slope=0.01):
    return np.where(np.asarray(z) > 0, z, -slope * np.asarray(z))


@misconception(
    "leaky_relu",
    rejected_by="test_leaky_relu_lets_a_little_through",
    says="cut the negative side off altogether: that is the ReLU without its leak.",
)
def leaky_relu_without_leak(z, slope=0.01):
    return np.maximum(z, 0)


@misconception(
    "leaky_relu",
    rejected_by="test_leaky_relu_lets_a_little_through",
    says="multiplied both sides by the slope: positive numbers stay as they are.",
)
def leaky_relu_shrinks_everything(z, slope=0.01):
    return slope * np.asarray(z)


@misconception(
    "leaky_relu",
    rejected_by="test_the_slope_is_the_callers",
    says="used 0.01 whatever the caller said: `slope` is an argument, 0.01 only its default.",
)
def leaky_relu_of_its_own_slope(z, slope=0.01):
    return np.maximum(z, 0.01 * np.asarray(z))


@misconception(
    "perceptron",
    rejected_by="test_perceptron_parts_the_samples",
    says="gave the weighted sums: a perceptron goes on to say 0 or 1.",
)
def perceptron_without_step(x, weights, bias):
    return np.asarray(x) @ weights + bias


@misconception(
    "perceptron",
    rejected_by="test_perceptron_parts_the_samples",
    says="took the bias for a threshold to be reached: it is added to the sum, and the sum is compared with 0.",
)
def perceptron_with_bias_as_threshold(x, weights, bias):
    return (np.asarray(x) @ weights >= bias).astype(float)


@misconception(
    "perceptron",
    rejected_by="test_perceptron_parts_the_samples",
    says="left the bias out, so that its line cannot leave the origin.",
)
def perceptron_without_bias(x, weights, bias):
    return (np.asarray(x) @ weights >= 0).astype(float)


@misconception(
    "perceptron",
    rejected_by="test_perceptron_parts_the_samples",
    says="gave one answer for the whole batch: `sum()` without an axis adds up the samples too.",
)
def perceptron_for_the_whole_batch(x, weights, bias):
    return float((np.asarray(x) * weights).sum() + bias >= 0)


@misconception(
    "perceptron",
    rejected_by="test_perceptron_parts_the_samples",
    says="answers -1 and 1: here a neuron that does not fire says 0.",
)
def perceptron_of_signs(x, weights, bias):
    return np.where(np.asarray(x) @ weights + bias >= 0, 1.0, -1.0)


@misconception(
    "perceptron",
    rejected_by="test_perceptron_parts_the_samples",
    says="gave a column, shape (B, 1): with one neuron there is one number a sample, shape (B,).",
)
def perceptron_as_a_column(x, weights, bias):
    return (np.asarray(x) @ np.reshape(weights, (-1, 1)) + bias >= 0).astype(float)


@misconception(
    "perceptron",
    rejected_by="test_the_line_itself_counts_as_one",
    says="is 0 on its own line: a sum of exactly 0 has reached the edge, so the answer is 1.",
)
def perceptron_without_its_line(x, weights, bias):
    return (np.asarray(x) @ weights + bias > 0).astype(float)


@misconception(
    "mlp_forward",
    rejected_by="test_layers_of_other_widths",
    says="stumbled on its way through the layers. Is each layer given what the layer before it said, and only the "
    "first one x?",
)
def mlp_always_from_the_samples(x, layers):
    for weights, bias, activation in layers:
        result = _activate(activation, np.asarray(x) @ weights + bias)
    return result


@misconception(
    "mlp_forward",
    rejected_by="test_each_layer_is_given_what_the_last_one_said",
    says="went through the layers from the last to the first.",
)
def mlp_from_the_last_layer(x, layers):
    for weights, bias, activation in reversed(layers):
        x = _activate(activation, x @ weights + bias)
    return x


@misconception(
    "mlp_forward",
    rejected_by="test_each_activation_by_its_name",
    says="took every activation for a ReLU: each layer names its own.",
)
def mlp_of_relu_only(x, layers):
    for weights, bias, _ in layers:
        x = np.maximum(np.asarray(x) @ weights + bias, 0)
    return x


@misconception(
    "mlp_forward",
    rejected_by="test_each_activation_by_its_name",
    says="left the activations out: whatever the number of layers, that is one straight line.",
)
def mlp_without_activations(x, layers):
    for weights, bias, _ in layers:
        x = np.asarray(x) @ weights + bias
    return x


@misconception(
    "mlp_forward",
    rejected_by="test_each_activation_by_its_name",
    says="activated before the weighted sum: first the sum, then the activation.",
)
def mlp_activated_first(x, layers):
    for weights, bias, activation in layers:
        x = _activate(activation, np.asarray(x, dtype=float)) @ weights + bias
    return x


@misconception(
    "mlp_forward",
    rejected_by="test_each_layer_is_given_what_the_last_one_said",
    says="activated only the last layer: the hidden ones have activations too, and without them they are one layer.",
)
def mlp_activated_at_the_end(x, layers):
    for weights, bias, _ in layers:
        x = np.asarray(x) @ weights + bias
    return _activate(layers[-1][2], x)


@misconception(
    "mlp_forward",
    rejected_by="test_each_layer_is_given_what_the_last_one_said",
    says="left the last layer without its activation: it names one like all the others.",
)
def mlp_without_its_last_activation(x, layers):
    for weights, bias, activation in layers:
        sums = np.asarray(x) @ weights + bias
        x = _activate(activation, sums)
    return sums


@misconception(
    "mlp_forward",
    rejected_by="test_each_layer_is_given_what_the_last_one_said",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
def mlp_uses_up_its_layers(x, layers):
    while layers:
        weights, bias, activation = layers.pop(0)
        x = _activate(activation, x @ weights + bias)
    return x


@misconception(
    "xor_network",
    rejected_by="test_network_computes_xor",
    says="has one layer, and one layer draws one straight line: no line parts the ones of XOR from its zeros.",
)
def xor_by_one_layer():
    return [(np.array([[1.0], [1.0]]), np.array([-0.5]), "step")]


@misconception(
    "xor_network",
    rejected_by="test_network_computes_xor",
    says="has no bend between its layers: weighted sums of weighted sums are one weighted sum, and that draws one line.",
)
def xor_without_a_bend():
    return [(*BOTH, "linear"), (np.array([[1.0], [-1.0]]), np.array([-0.5]), "step")]


@misconception(
    "xor_network",
    rejected_by="test_network_computes_xor",
    says="computes the opposite of XOR: 1 where the inputs are equal.",
)
def xor_turned_round():
    return [(*BOTH, "step"), (np.array([[-1.0], [1.0]]), np.array([0.5]), "step")]


@misconception(
    "xor_network",
    rejected_by="test_network_computes_xor",
    says="computes OR: it fires for (1, 1) too. Which hidden neuron sees that both inputs are 1, and may it speak against?",
)
def xor_as_or():
    return [(*BOTH, "step"), (np.array([[1.0], [1.0]]), np.array([-0.5]), "step")]


def _activate(name, z):
    if name == "step":
        return (z >= 0).astype(float)
    if name == "sigmoid":
        return (1 + np.tanh(z / 2)) / 2
    return {"linear": z, "tanh": np.tanh(z), "relu": np.maximum(z, 0)}[name]
