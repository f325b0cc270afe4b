"""Wrong ways of ex01 in other spellings."""

from __future__ import annotations

import math
from functools import reduce

import numpy as np

from reference.kit.catalogue import spelling


def _each(rule, z, kind=float):
    """Put what `rule` gives for each number, a Python float, in the number's place."""
    z = np.asarray(z)
    result = np.zeros(z.shape, dtype=kind)
    for index in np.ndindex(z.shape):
        result[index] = rule(float(z[index]))
    return result


# linear


@spelling("weights-before-inputs")
def weights_at_the_inputs(x, weights, bias):
    sums = weights @ x
    return sums + bias


@spelling("weights-before-inputs")
def bias_added_row_by_row(x, weights, bias):
    products = weights @ x
    return np.array([row + bias for row in products])


@spelling("weights-before-inputs-as-lists-too")
def dot_of_weights_and_inputs(x, weights, bias):
    return np.dot(weights, x) + bias


@spelling("weights-before-inputs-as-lists-too")
def einsum_of_weights_and_inputs(x, weights, bias):
    return np.einsum("ij,jk->ik", weights, x) + bias


@spelling("linear-without-bias")
def sums_in_a_loop_without_bias(x, weights, bias):
    return np.array(
        [[sum(a * b for a, b in zip(row, column, strict=False)) for column in zip(*weights, strict=False)] for row in x]
    )


@spelling("linear-without-bias")
def einsum_without_bias(x, weights, bias):
    return np.einsum("bd,dk->bk", np.asarray(x, dtype=np.float32), np.asarray(weights, dtype=np.float32))


@spelling("linear-element-by-element")
def products_put_in_place_one_by_one(x, weights, bias):
    sums = np.empty((len(x), len(bias)))
    for k in range(len(bias)):
        for i in range(len(x)):
            sums[i][k] = bias[k] + weights[i][k] * x[i][k]
    return sums


@spelling("linear-element-by-element")
def products_in_nested_lists(x, weights, bias):
    return np.array([[x[i][k] * weights[i][k] + bias[k] for k in range(len(bias))] for i in range(len(x))])


@spelling("linear-by-an-asterisk")
def asterisk_between_arrays(x, weights, bias):
    x, weights, bias = np.array(x), np.array(weights), np.array(bias)
    z = x * weights
    return z + bias


@spelling("linear-by-an-asterisk")
def hadamard_product_in_single_precision(x, weights, bias):
    z = np.asarray(x, dtype=np.float32) * np.asarray(weights, dtype=np.float32)
    return np.add(z, bias)


@spelling("weights-turned-round")
def neurons_in_rows_by_einsum(x, weights, bias):
    return np.einsum("bd,kd->bk", x, weights) + bias


@spelling("weights-turned-round")
def dot_with_the_transposed(x, weights, bias):
    turned = np.array(weights).T
    return np.add(bias, np.dot(x, turned))


@spelling("weights-turned-round-in-loops")
def weights_of_row_k(x, weights, bias):
    result = []
    for sample in x:
        row = []
        for k in range(len(bias)):
            total = bias[k]
            for d in range(len(sample)):
                total = total + sample[d] * weights[k][d]
            row.append(total)
        result.append(row)
    return np.array(result)


@spelling("weights-turned-round-in-loops")
def inner_product_with_row_k(x, weights, bias):
    def number(sample, k):
        return bias[k] + sum(sample[d] * weights[k][d] for d in range(len(sample)))

    return np.array([[number(sample, k) for k in range(len(bias))] for sample in x])


@spelling("bias-for-each-sample")
def bias_of_the_row(x, weights, bias):
    sums = np.dot(x, weights).astype(float)
    for i in range(len(sums)):
        sums[i] += bias[i]
    return sums


@spelling("bias-for-each-sample")
def bias_of_the_row_in_a_double_loop(x, weights, bias):
    products = np.matmul(x, weights)
    return np.array([[number + bias[i] for number in row] for i, row in enumerate(products)])


@spelling("bias-as-a-column")
def bias_with_a_new_axis(x, weights, bias):
    return np.dot(x, weights) + np.array(bias)[:, np.newaxis]


@spelling("bias-as-a-column")
def bias_added_to_the_turned_sums_and_back(x, weights, bias):
    return (np.matmul(x, weights).T + bias).T


@spelling("bias-for-each-input")
def bias_times_the_inputs(x, weights, bias):
    return np.dot(x, weights) + len(weights) * np.asarray(bias)


@spelling("bias-for-each-input")
def bias_inside_the_sum(x, weights, bias):
    x, weights = np.asarray(x), np.asarray(weights)
    return (x[:, :, None] * weights[None] + np.asarray(bias)).sum(axis=1)


@spelling("linear-in-whole-numbers")
def sums_cut_to_the_type_of_x(x, weights, bias):
    x = np.array(x)
    return (np.matmul(x, weights) + bias).astype(x.dtype)


@spelling("linear-in-whole-numbers")
def sums_put_into_an_array_like_x(x, weights, bias):
    x = np.asarray(x)
    sums = np.empty_like(x, shape=(x.shape[0], len(bias)))
    for i, row in enumerate(x):
        for k, one in enumerate(bias):
            sums[i, k] = np.dot(row, np.asarray(weights)[:, k]) + one
    return sums


@spelling("linear-minus-bias")
def bias_as_a_threshold_taken_off(x, weights, bias):
    sums = np.einsum("ij,jk->ik", x, weights).astype(float)
    sums -= bias
    return sums


@spelling("linear-minus-bias")
def bias_taken_off_in_loops(x, weights, bias):
    return np.array(
        [[np.dot(row, neuron) - b for neuron, b in zip(np.transpose(weights), bias, strict=False)] for row in x]
    )


@spelling("linear-summed-over-the-neurons")
def one_number_a_sample(x, weights, bias):
    return np.array([sum(np.dot(row, weights) + bias) for row in x])


@spelling("linear-summed-over-the-neurons")
def weights_summed_first(x, weights, bias):
    return np.einsum("bd,dk->b", x, weights) + np.sum(bias)


@spelling("linear-with-all-biases-everywhere")
def total_bias_in_a_loop(x, weights, bias):
    sums = np.matmul(x, weights).astype(float)
    for b in bias:
        sums += b
    return sums


@spelling("linear-with-all-biases-everywhere")
def sum_of_biases_for_each_neuron(x, weights, bias):
    return np.array([[np.dot(row, column) + math.fsum(bias) for column in zip(*weights, strict=False)] for row in x])


@spelling("linear-in-the-type-of-its-weights")
def sums_put_into_an_array_like_the_weights(x, weights, bias):
    weights = np.array(weights)
    sums = np.zeros((len(x), weights.shape[1]), dtype=weights.dtype)
    sums[:] = np.matmul(x, weights) + bias
    return sums


@spelling("linear-in-the-type-of-its-weights")
def filled_in_loops_in_the_type_of_the_weights(x, weights, bias):
    weights = np.asarray(weights)
    sums = np.empty_like(weights, shape=(len(x), len(bias)))
    for i, row in enumerate(x):
        for k, column in enumerate(weights.T):
            sums[i, k] = sum(a * b for a, b in zip(row, column, strict=False)) + bias[k]
    return sums


@spelling("linear-in-the-type-of-its-products")
def biases_added_one_by_one(x, weights, bias):
    sums = np.matmul(x, weights)
    for row in sums:
        for k in range(len(row)):
            row[k] = row[k] + bias[k]
    return sums


@spelling("linear-in-the-type-of-its-products")
def columns_set_to_themselves_and_their_bias(x, weights, bias):
    sums = np.einsum("bd,dk->bk", np.asarray(x), np.asarray(weights))
    for k, one in enumerate(bias):
        sums[:, k] = sums[:, k] + one
    return sums


@spelling("linear-in-the-type-of-its-biases")
def products_added_to_rows_of_biases(x, weights, bias):
    sums = np.array([bias] * len(x))
    for i, row in enumerate(x):
        for d, number in enumerate(row):
            for k in range(len(bias)):
                sums[i][k] = sums[i][k] + number * weights[d][k]
    return sums


@spelling("linear-in-the-type-of-its-biases")
def inputs_added_to_repeated_biases(x, weights, bias):
    x, weights = np.asarray(x), np.asarray(weights)
    sums = np.repeat(np.array(bias)[None], len(x), axis=0)
    for d in range(x.shape[1]):
        sums[:] = sums + np.outer(x[:, d], weights[d])
    return sums


@spelling("linear-sums-that-go-on")
def total_begun_for_each_sample(x, weights, bias):
    result = []
    for sample in x:
        total, row = 0, []
        for k in range(len(bias)):
            for d in range(len(sample)):
                total += sample[d] * weights[d][k]
            row.append(total + bias[k])
        result.append(row)
    return np.array(result)


@spelling("linear-sums-that-go-on")
def sums_of_all_neurons_so_far(x, weights, bias):
    products = np.einsum("bd,dk->bk", x, weights)
    return np.array([[row[: k + 1].sum() + bias[k] for k in range(len(bias))] for row in products])


@spelling("linear-sums-that-go-on-with-their-biases")
def total_and_bias_begun_for_each_sample(x, weights, bias):
    sums = np.zeros((len(x), len(bias)))
    for i, sample in enumerate(x):
        total = 0.0
        for k, column in enumerate(np.transpose(weights)):
            total += sum(np.multiply(sample, column))
            total += bias[k]
            sums[i, k] = total
    return sums


@spelling("linear-sums-that-go-on-with-their-biases")
def neuron_before_added(x, weights, bias):
    sums = np.matmul(x, weights).astype(float) + np.asarray(bias)
    for k in range(1, len(bias)):
        sums[:, k] += sums[:, k - 1]
    return sums


@spelling("linear-sums-that-never-begin-anew")
def total_begun_once(x, weights, bias):
    total = 0
    sums = np.zeros((len(x), len(bias)))
    for i, k in np.ndindex(sums.shape):
        for d in range(len(weights)):
            total += x[i][d] * weights[d][k]
        sums[i, k] = total + bias[k]
    return sums


@spelling("linear-sums-that-never-begin-anew")
def total_begun_once_in_lists(x, weights, bias):
    total, result = 0.0, []
    for sample in x:
        row = []
        for column, one in zip(np.array(weights).T, bias, strict=False):
            total = total + np.dot(sample, column)
            row.append(total + one)
        result.append(row)
    return np.array(result)


@spelling("linear-sums-with-biases-that-never-begin-anew")
def total_and_bias_begun_once(x, weights, bias):
    total = 0
    sums = np.empty((len(x), len(bias)))
    for i in range(len(x)):
        for k in range(len(bias)):
            for d in range(len(weights)):
                total = total + x[i][d] * weights[d][k]
            total = total + bias[k]
            sums[i, k] = total
    return sums


@spelling("linear-sums-with-biases-that-never-begin-anew")
def running_total_of_all_sums(x, weights, bias):
    sums = np.matmul(np.asarray(x, dtype=float), weights) + bias
    return np.add.accumulate(sums.ravel()).reshape(sums.shape)


@spelling("linear-with-reshaped-weights")
def neurons_in_reshaped_rows(x, weights, bias):
    neurons = np.array(weights).reshape(len(bias), len(weights))
    return np.array([[np.dot(sample, w) + b for w, b in zip(neurons, bias, strict=False)] for sample in x])


@spelling("linear-with-reshaped-weights")
def flat_weights_in_pieces(x, weights, bias):
    flat, inputs = np.ravel(weights), len(weights)
    sums = np.zeros((len(x), len(bias)))
    for k in range(len(bias)):
        sums[:, k] = np.dot(x, flat[k * inputs : (k + 1) * inputs]) + bias[k]
    return sums


@spelling("linear-with-reshaped-sums")
def products_of_each_neuron_in_one_list(x, weights, bias):
    flat = [np.dot(sample, column) for column in np.transpose(weights) for sample in x]
    return np.reshape(flat, (len(x), len(bias))) + bias


@spelling("linear-with-reshaped-sums")
def product_turned_and_reshaped(x, weights, bias):
    turned = np.asarray(weights).T @ np.asarray(x).T
    return np.add(turned.reshape(-1, len(bias)), bias)


@spelling("linear-with-reshaped-sums-and-biases")
def sums_of_each_neuron_in_one_list(x, weights, bias):
    flat = []
    for k in range(len(bias)):
        for sample in x:
            flat.append(sum(sample[d] * weights[d][k] for d in range(len(sample))) + bias[k])
    return np.array(flat).reshape(len(x), len(bias))


@spelling("linear-with-reshaped-sums-and-biases")
def sums_in_the_order_of_columns(x, weights, bias):
    sums = np.einsum("bd,dk->bk", x, weights) + bias
    return sums.ravel(order="F").reshape(sums.shape)


@spelling("linear-with-bias-added-to-the-weights")
def bias_in_every_product(x, weights, bias):
    sums = np.zeros((len(x), len(bias)))
    for i, k in np.ndindex(sums.shape):
        sums[i, k] = sum(number * (weights[d][k] + bias[k]) for d, number in enumerate(x[i]))
    return sums


@spelling("linear-with-bias-added-to-the-weights")
def weights_moved_by_the_bias(x, weights, bias):
    moved = np.array(weights, dtype=float)
    moved += bias
    return np.einsum("bd,dk->bk", x, moved)


@spelling("linear-with-bias-beside-another-input")
def ones_before_and_biases_below(x, weights, bias):
    ones = np.ones((len(x), 1))
    return np.dot(np.hstack([ones, x]), np.concatenate([weights, [bias]]))


@spelling("linear-with-bias-beside-another-input")
def one_inserted_and_bias_appended(x, weights, bias):
    rows = [*np.asarray(weights), np.asarray(bias)]
    return np.array([sum(a * row for a, row in zip([1, *sample], rows, strict=False)) for sample in x])


@spelling("linear-with-a-one-beside-another-weight")
def ones_behind_and_biases_on_top(x, weights, bias):
    return np.matmul(np.hstack([x, np.ones((len(x), 1))]), np.concatenate([[bias], weights], axis=0))


@spelling("linear-with-a-one-beside-another-weight")
def one_appended_and_bias_inserted(x, weights, bias):
    widened = np.insert(np.array(weights, dtype=float), 0, bias, axis=0)
    return np.array([np.append(sample, 1) @ widened for sample in np.asarray(x)])


# step


@spelling("step-without-its-edge")
def heaviside_of_zero(z):
    return np.heaviside(z, 0)


@spelling("step-without-its-edge")
def one_if_positive(z):
    return _each(lambda number: 1 if number > 0 else 0, z, int)


@spelling("step-as-sign")
def twice_the_step_less_one(z):
    return 2 * (np.asarray(z) >= 0) - 1


@spelling("step-as-sign")
def minus_one_below_zero(z):
    return _each(lambda number: -1 if number < 0 else 1, z)


@spelling("step-as-numpys-sign")
def number_over_its_size(z):
    return _each(lambda number: number / abs(number) if number else 0, z)


@spelling("step-as-numpys-sign")
def positive_less_negative(z):
    z = np.array(z)
    return (z > 0).astype(int) - (z < 0).astype(int)


@spelling("step-half-way-at-its-edge")
def heaviside_of_a_half(z):
    return np.heaviside(z, 0.5)


@spelling("step-half-way-at-its-edge")
def mean_of_two_comparisons(z):
    z = np.asarray(z)
    return ((z > 0).astype(float) + (z >= 0)) / 2


@spelling("step-with-if")
def one_or_zero_in_one_line(z):
    return 1 if z >= 0 else 0


@spelling("step-with-if")
def below_zero_first(z):
    return 0.0 if z < 0 else 1.0


@spelling("step-as-a-ramp")
def smaller_of_one_and_the_relu(z):
    return np.minimum(1, np.maximum(0, z))


@spelling("step-as-a-ramp")
def cut_off_at_both_ends(z):
    return _each(lambda number: max(0.0, min(1.0, number)), z)


@spelling("step-with-a-tolerance")
def positive_or_close_to_zero(z):
    return (np.asarray(z) > 0) | np.isclose(z, 0)


@spelling("step-with-a-tolerance")
def rounded_before_it_is_compared(z):
    return np.where(np.round(z, 6) >= 0, 1, 0)


@spelling("step-as-the-size-of-the-sign")
def one_unless_zero(z):
    return np.where(np.asarray(z) == 0, 0, 1)


@spelling("step-as-the-size-of-the-sign")
def truth_of_the_numbers(z):
    return np.array(z).astype(bool)


# sigmoid


@spelling("sigmoid-overflows")
def formula_of_the_lesson(z):
    z = np.array(z)
    denominator = 1 + np.exp(-z)
    return np.divide(1.0, denominator)


@spelling("sigmoid-overflows")
def power_of_minus_one(z):
    return (1.0 + np.power(np.e, np.negative(z))) ** -1


@spelling("sigmoid-overflows-in-math")
def formula_for_each_number(z):
    return _each(lambda number: 1 / (1 + math.exp(-number)), z)


@spelling("sigmoid-overflows-in-math")
def formula_in_a_list(z):
    z = np.asarray(z)
    return np.array([1.0 / (math.exp(-number) + 1.0) for number in z.ravel()]).reshape(z.shape)


@spelling("sigmoid-overflows-on-the-right")
def what_the_falling_one_leaves(z):
    falling = np.reciprocal(1.0 + np.exp(z))
    return np.subtract(1, falling)


@spelling("sigmoid-overflows-on-the-right")
def rest_of_one_over_a_power(z):
    z = np.array(z)
    result = np.ones(z.shape)
    result -= 1 / (np.e**z + 1)
    return result


@spelling("sigmoid-infinite-over-infinite")
def share_of_the_exponential(z):
    e = np.e ** np.asarray(z)
    return e / (e + 1)


@spelling("sigmoid-infinite-over-infinite")
def exponential_times_the_rest(z):
    grown = np.exp(np.array(z))
    return grown * np.reciprocal(1 + grown)


@spelling("sigmoid-takes-both-branches")
def selected_from_two_arrays(z):
    z = np.asarray(z)
    right, left = 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z))
    return np.select([z < 0], [left], default=right)


@spelling("sigmoid-takes-both-branches")
def left_ones_put_over_the_right_ones(z):
    z = np.array(z)
    result = np.array(1 / (1 + np.exp(-z)))
    e = np.exp(z)
    result[z < 0] = (e / (1 + e))[z < 0]
    return result


@spelling("sigmoid-one-form-for-the-whole-array")
def form_by_the_largest(z):
    z = np.asarray(z)
    if z.max() > 0:
        return 1 / (1 + np.exp(-z))
    e = np.exp(z)
    return e / (1 + e)


@spelling("sigmoid-one-form-for-the-whole-array")
def form_by_any_negative(z):
    z = np.array(z, dtype=float)
    e = np.exp(z if np.any(z < 0) else -z)
    return e / (1 + e) if np.any(z < 0) else 1 / (1 + e)


@spelling("sigmoid-overflows-in-float32")
def cut_off_at_seven_hundred(z):
    e = np.exp(-np.clip(z, -700, 700))
    return 1 / (1 + e)


@spelling("sigmoid-overflows-in-float32")
def at_least_minus_a_hundred(z):
    return np.reciprocal(np.exp(-np.maximum(z, -100.0, dtype=np.result_type(np.asarray(z), np.float16))) + 1)


@spelling("sigmoid-falling")
def one_less_the_sigmoid(z):
    e = np.exp(-np.abs(z))
    return 1 - np.where(np.greater_equal(z, 0), 1, e) / (1 + e)


@spelling("sigmoid-falling")
def half_less_half_of_tanh(z):
    return (1 - np.tanh(np.asarray(z) / 2)) / 2


@spelling("sigmoid-without-brackets")
def one_and_the_exponential(z):
    return 1.0 / 1.0 + np.power(np.e, -np.array(z, dtype=float))


@spelling("sigmoid-without-brackets")
def exponential_added_afterwards(z):
    result = np.ones(np.shape(z))
    result /= 1
    result += np.exp(np.negative(z))
    return result


@spelling("sigmoid-with-math")
def share_of_the_exponential_by_math(z):
    return math.exp(z) / (math.exp(z) + 1)


@spelling("sigmoid-with-math")
def power_by_math(z):
    return math.pow(1 + math.exp(-z), -1)


@spelling("sigmoid-in-whole-numbers")
def result_in_the_type_of_z(z):
    z = np.asarray(z)
    e = np.exp(-np.abs(z))
    return (np.where(z >= 0, 1, e) / (1 + e)).astype(z.dtype)


@spelling("sigmoid-in-whole-numbers")
def zeros_like_z_filled(z):
    z = np.array(z)
    result = np.zeros_like(z)
    for index, number in np.ndenumerate(z):
        result[index] = 0.5 + 0.5 * math.tanh(number / 2)
    return result


@spelling("sigmoid-as-tanh")
def tanh_of_each(z):
    return _each(math.tanh, z)


@spelling("sigmoid-as-tanh")
def tanh_out_of_a_sigmoid(z):
    return 2 / (1 + np.exp(-2 * np.asarray(z))) - 1


@spelling("sigmoid-as-tanh-by-its-formula")
def sinh_over_cosh(z):
    return np.sinh(z) / np.cosh(z)


@spelling("sigmoid-as-tanh-by-its-formula")
def difference_over_sum_of_powers(z):
    z = np.asarray(z)
    return (np.e**z - np.e**-z) / (np.e**z + np.e**-z)


@spelling("sigmoid-as-its-slope")
def value_times_the_rest(z):
    s = 1 / (1 + np.exp(-np.array(z)))
    return s * (1 - s)


@spelling("sigmoid-as-its-slope")
def slope_by_cosh_of_the_half(z):
    return 0.25 / np.cosh(np.asarray(z) / 2) ** 2


@spelling("sigmoid-as-its-slope-by-a-formula")
def quotient_with_a_square(z):
    e = np.e ** -np.array(z, dtype=float)
    return np.divide(e, np.square(e + 1))


@spelling("sigmoid-as-its-slope-by-a-formula")
def exponential_over_a_product(z):
    denominator = 1 + np.exp(np.negative(z))
    return np.exp(np.negative(z)) / (denominator * denominator)


@spelling("sigmoid-of-the-absolute-value")
def always_the_right_half(z):
    shrinking = np.exp(-np.abs(z))
    return 1 / (1 + shrinking)


@spelling("sigmoid-of-the-absolute-value")
def size_of_each_number(z):
    return _each(lambda number: 1 / (1 + math.exp(-math.sqrt(number**2))), z)


@spelling("sigmoid-without-its-one")
def exponential_alone(z):
    return np.exp(np.array(z))


@spelling("sigmoid-without-its-one")
def one_over_a_power_of_e(z):
    return np.divide(1, np.e ** np.negative(z))


@spelling("sigmoid-twice-as-steep")
def formula_of_twice_z(z):
    e = np.exp(-2 * np.abs(z))
    return np.where(np.asarray(z) >= 0, 1, e) / (1 + e)


@spelling("sigmoid-twice-as-steep")
def half_of_tanh_and_a_half(z):
    return _each(lambda number: 0.5 + math.tanh(number) / 2, z)


@spelling("sigmoid-as-tanh-of-the-half")
def sigmoid_stretched_to_minus_one(z):
    e = np.exp(-np.abs(z))
    return 2 * np.where(np.asarray(z) >= 0, 1, e) / (1 + e) - 1


@spelling("sigmoid-as-tanh-of-the-half")
def tanh_of_half_of_each(z):
    return _each(lambda number: math.tanh(0.5 * number), z)


@spelling("sigmoid-without-its-middle")
def selected_by_two_open_conditions(z):
    z = np.array(z, dtype=float)
    e = np.exp(-np.abs(z))
    return np.select([z > 0, z < 0], [1 / (1 + e), e / (1 + e)])


@spelling("sigmoid-without-its-middle")
def zero_left_as_it_is(z):
    result = np.array(z, dtype=float)
    for index, number in np.ndenumerate(result):
        if number > 0:
            result[index] = 1 / (1 + math.exp(-number))
        elif number < 0:
            result[index] = math.exp(number) / (1 + math.exp(number))
    return result


@spelling("sigmoid-with-a-one-in-its-middle")
def ones_filled_on_both_sides(z):
    z = np.array(z)
    result = np.ones(z.shape)
    for side in (z > 0, z < 0):
        result[side] = 0.5 + 0.5 * np.tanh(z[side] / 2)
    return result


@spelling("sigmoid-with-a-one-in-its-middle")
def one_by_default(z):
    z = np.asarray(z)
    e = np.exp(-np.abs(z))
    return np.select([z > 0, z < 0], [1 / (1 + e), 1 - 1 / (1 + e)], default=1.0)


@spelling("sigmoid-on-the-right-alone")
def right_half_filled(z):
    z = np.array(z, dtype=float)
    result = np.zeros_like(z)
    result[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    return result


@spelling("sigmoid-on-the-right-alone")
def zero_for_each_below_zero(z):
    return _each(lambda number: 0.0 if number < 0 else 1 / (1 + math.exp(-number)), z)


@spelling("sigmoid-of-minus-the-absolute-value")
def always_the_left_half(z):
    return _each(lambda number: math.exp(-abs(number)) / (1 + math.exp(-abs(number))), z)


@spelling("sigmoid-of-minus-the-absolute-value")
def tanh_of_the_size_taken_off(z):
    return 0.5 * (1 - np.tanh(np.abs(z) / 2))


@spelling("sigmoid-in-the-type-of-its-first-number")
def vectorized_with_plain_ends(z):
    @np.vectorize
    def of_one(number):
        if number >= 500:
            return 1
        if number <= -500:
            return 0
        return 0.5 + 0.5 * math.tanh(number / 2)

    return of_one(z)


@spelling("sigmoid-in-the-type-of-its-first-number")
def array_made_for_the_first_number(z):
    z = np.asarray(z)
    given = [1 if n > 30 else 0 if n < -30 else 1 / (1 + math.exp(-n)) for n in z.ravel().tolist()]
    return np.array(given, dtype=type(given[0])).reshape(z.shape) if type(given[0]) is float else _cut(given, z.shape)


def _cut(given, shape):
    """Put numbers into an array of whole numbers."""
    return np.array([int(number) for number in given]).reshape(shape)


@spelling("sigmoid-in-the-type-of-a-first-number-far-left")
def vectorized_with_a_plain_left_end(z):
    def of_one(number):
        if number < -700:
            return 0
        return 1.0 / (1.0 + math.exp(-number))

    return np.vectorize(of_one)(np.asarray(z))


@spelling("sigmoid-in-the-type-of-a-first-number-far-left")
def decorated_with_a_plain_left_end(z):
    @np.vectorize
    def of_one(number):
        return 0.5 * (1 + math.tanh(number / 2)) if number > -50 else 0

    return of_one(z)


@spelling("sigmoid-in-the-type-of-a-first-number-far-right")
def vectorized_with_a_plain_right_end(z):
    def of_one(number):
        if number > 700:
            return 1
        e = math.exp(number)
        return e / (e + 1)

    return np.vectorize(of_one)(np.asarray(z))


@spelling("sigmoid-in-the-type-of-a-first-number-far-right")
def decorated_with_a_plain_right_end(z):
    @np.vectorize
    def of_one(number):
        return 0.5 * (1 + math.tanh(number / 2)) if number < 50 else 1

    return of_one(z)


# relu


@spelling("relu-with-np-max")
def largest_along_axis_zero(z):
    return np.array(z).max(0)


@spelling("relu-with-np-max")
def largest_of_the_rows(z):
    return np.maximum.reduce(z, 0)


@spelling("relu-with-np-max-of-zero")
def amax_of_zero_and_z(z):
    return np.amax(0, z)


@spelling("relu-with-np-max-of-zero")
def np_max_of_a_float_zero(z):
    return np.max(0.0, z)


@spelling("relu-with-python-max")
def python_max_of_z_and_zero(z):
    return max(z, 0)


@spelling("relu-with-python-max")
def z_if_positive(z):
    if z > 0:
        return z
    return 0


@spelling("relu-in-place")
def maximum_written_into_z(z):
    z = np.asarray(z)
    np.maximum(z, 0, out=z)
    return z


@spelling("relu-in-place")
def negative_ones_overwritten_one_by_one(z):
    z = np.asarray(z)
    for index in np.ndindex(z.shape):
        if z[index] < 0:
            z[index] = 0
    return z


@spelling("relu-as-absolute-value")
def larger_of_z_and_its_opposite(z):
    return np.maximum(z, np.negative(z))


@spelling("relu-as-absolute-value")
def root_of_the_square(z):
    return _each(lambda number: math.sqrt(number * number), z)


@spelling("relu-as-step")
def one_where_positive(z):
    return np.where(np.asarray(z) > 0, 1, 0)


@spelling("relu-as-step")
def comparison_for_each(z):
    return _each(lambda number: number > 0, z, bool)


@spelling("relu-as-step-with-its-edge")
def not_negative_as_a_number(z):
    return np.greater_equal(z, 0).astype(float)


@spelling("relu-as-step-with-its-edge")
def zero_below_one_above(z):
    return np.where(np.asarray(z) < 0, 0, 1)


@spelling("relu-clipped-at-one")
def between_zero_and_one(z):
    return np.minimum(np.maximum(z, 0), 1)


@spelling("relu-clipped-at-one")
def one_at_most_for_each(z):
    return _each(lambda number: min(max(number, 0), 1), z)


@spelling("relu-of-the-smaller")
def negative_half(z):
    return np.where(np.asarray(z) < 0, z, 0)


@spelling("relu-of-the-smaller")
def python_min_for_each(z):
    return _each(lambda number: min(0, number), z)


@spelling("relu-without-the-negative-places")
def positive_ones_in_a_list(z):
    return np.array([number for number in np.ravel(z) if number > 0])


@spelling("relu-without-the-negative-places")
def others_deleted(z):
    z = np.array(z).flatten()
    return np.delete(z, np.nonzero(z <= 0))


@spelling("relu-without-the-places-below-zero")
def filtered(z):
    return np.array(list(filter(lambda number: number >= 0, np.ravel(z))))


@spelling("relu-without-the-places-below-zero")
def extract_of_the_rest(z):
    return np.extract(np.greater_equal(z, 0), z)


@spelling("relu-with-a-leak")
def larger_of_z_and_its_hundredth(z):
    return np.maximum(np.asarray(z) / 100, z)


@spelling("relu-with-a-leak")
def hundredth_of_each_below_zero(z):
    return _each(lambda number: number if number > 0 else 0.01 * number, z)


@spelling("relu-squared")
def square_of_the_positive(z):
    z = np.asarray(z)
    return z * z * (z > 0)


@spelling("relu-squared")
def relu_times_number(z):
    return _each(lambda number: max(number, 0.0) ** 2, z)


@spelling("relu-with-an-upper-limit")
def six_at_most_for_each(z):
    return _each(lambda number: min(max(number, 0), 6), z)


@spelling("relu-with-an-upper-limit")
def smaller_of_twenty_and_the_relu(z):
    return np.minimum(20, np.maximum(z, 0))


@spelling("relu-with-an-upper-limit")
def limited_like_a_pixel(z):
    z = np.asarray(z, dtype=np.float32)
    return np.where(z < 0, 0, np.where(z > 255, 255, z))


@spelling("relu-in-the-type-of-its-first-number")
def vectorized_python_max(z):
    return np.vectorize(lambda number: max(0, number))(z)


@spelling("relu-in-the-type-of-its-first-number")
def vectorized_if_positive(z):
    @np.vectorize
    def of_one(number):
        if number <= 0:
            return 0
        return number

    return of_one(z)


@spelling("relu-in-the-type-of-a-first-number-below-zero")
def vectorized_python_max_of_number_first(z):
    return np.vectorize(lambda number: max(number, 0))(z)


@spelling("relu-in-the-type-of-a-first-number-below-zero")
def vectorized_if_not_negative(z):
    def of_one(number):
        return number if number >= 0 else 0

    return np.vectorize(of_one)(np.asarray(z))


# leaky_relu


@spelling("leaky-relu-not-below-the-slope")
def clipped_at_the_slope(z, slope=0.01):
    return np.clip(z, slope, None)


@spelling("leaky-relu-not-below-the-slope")
def python_max_with_the_slope(z, slope=0.01):
    return _each(lambda number: max(slope, number), z)


@spelling("leaky-relu-folded-up")
def size_of_the_shrunk(z, slope=0.01):
    z = np.asarray(z)
    return np.where(z >= 0, z, np.abs(slope * z))


@spelling("leaky-relu-folded-up")
def minus_slope_in_a_loop(z, slope=0.01):
    return _each(lambda number: number if number > 0 else -number * slope, z)


@spelling("leaky-relu-without-leak")
def relu_once_more(z, slope=0.01):
    return relu(z)


@spelling("leaky-relu-without-leak")
def shrunk_and_then_cut_off(z, slope=0.01):
    z = np.maximum(z, np.multiply(slope, z))
    return z * (z > 0)


@spelling("leaky-relu-shrinks-everything")
def slope_times_each(z, slope=0.01):
    return _each(lambda number: number * slope if number < 0 else slope * number, z)


@spelling("leaky-relu-shrinks-everything")
def slope_times_both_parts(z, slope=0.01):
    return slope * np.maximum(z, 0) + slope * np.minimum(z, 0)


@spelling("leaky-relu-of-its-own-slope")
def hundredth_whatever_is_said(z, slope=0.01):
    return np.where(np.asarray(z) < 0, np.divide(z, 100), z)


@spelling("leaky-relu-of-its-own-slope")
def slope_set_anew(z, slope=0.01):
    slope = 0.01
    return _each(lambda number: max(number, slope * number), z)


@spelling("leaky-relu-in-whole-numbers")
def copy_with_shrunk_negatives(z, slope=0.01):
    z = np.array(z)
    negative = z < 0
    z[negative] = slope * z[negative]
    return z


@spelling("leaky-relu-in-whole-numbers")
def result_as_the_type_of_z(z, slope=0.01):
    z = np.asarray(z)
    return np.where(z > 0, z, slope * z).astype(z.dtype)


@spelling("leaky-relu-with-a-tenth")
def larger_of_z_and_its_tenth(z, slope=1e-1):
    return np.maximum(z, np.multiply(z, slope))


@spelling("leaky-relu-with-a-tenth")
def slope_of_another_library(z, slope=0.3):
    z = np.asarray(z, dtype=np.float32)
    return np.where(z < 0, slope * z, z)


@spelling("leaky-relu-with-a-tenth")
def tenth_by_default_in_a_loop(z, slope=None):
    slope = 1 / 10 if slope is None else slope
    return _each(lambda number: number * (slope if number < 0 else 1), z)


@spelling("leaky-relu-divided-by-its-slope")
def negative_part_over_the_slope(z, slope=0.01):
    z = np.array(z, dtype=float)
    z[z < 0] /= slope
    return z


@spelling("leaky-relu-divided-by-its-slope")
def times_one_over_the_slope(z, slope=0.01):
    z = np.asarray(z)
    return np.where(z < 0, z * np.divide(1, slope), z)


@spelling("leaky-relu-turned-round")
def smaller_of_z_and_its_share(z, slope=0.01):
    return np.minimum(z, np.multiply(slope, z))


@spelling("leaky-relu-turned-round")
def positive_ones_shrunk(z, slope=0.01):
    return _each(lambda number: slope * number if number >= 0 else number, z)


@spelling("leaky-relu-adds-its-slope")
def slope_added_below_zero(z, slope=0.01):
    return _each(lambda number: number if number > 0 else number + slope, z)


@spelling("leaky-relu-adds-its-slope")
def slope_added_by_a_mask(z, slope=0.01):
    z = np.asarray(z)
    return z + slope * (z <= 0)


@spelling("leaky-relu-of-the-slope-alone")
def slope_in_the_negative_places(z, slope=0.01):
    z = np.array(z, dtype=float)
    z[z < 0] = slope
    return z


@spelling("leaky-relu-of-the-slope-alone")
def slope_for_each_below_zero(z, slope=0.01):
    return _each(lambda number: slope if number < 0 else number, z)


@spelling("leaky-relu-of-the-slope-at-zero-too")
def number_if_positive_else_slope(z, slope=0.01):
    return _each(lambda number: number if number > 0 else slope, z)


@spelling("leaky-relu-of-the-slope-at-zero-too")
def slope_put_by_a_mask(z, slope=0.01):
    result = np.array(z, dtype=float)
    result[result <= 0] = slope
    return result


@spelling("leaky-relu-leaks-on-both-sides")
def relu_and_a_share_of_everything(z, slope=0.01):
    return relu(z) + np.multiply(slope, z)


@spelling("leaky-relu-leaks-on-both-sides")
def positive_ones_and_their_share(z, slope=0.01):
    return _each(lambda number: number * (1 + slope) if number > 0 else number * slope, z)


@spelling("leaky-relu-adds-the-leak-to-the-number")
def share_added_below_zero(z, slope=0.01):
    return _each(lambda number: number + slope * number if number < 0 else number, z)


@spelling("leaky-relu-adds-the-leak-to-the-number")
def negative_ones_and_their_share(z, slope=0.01):
    z = np.asarray(z)
    return np.where(z < 0, (1 + slope) * z, z)


@spelling("leaky-relu-shrinks-by-its-slope")
def times_what_the_slope_leaves_of_one(z, slope=0.01):
    return np.maximum(z, 0) + (1 - slope) * np.minimum(z, 0)


@spelling("leaky-relu-shrinks-by-its-slope")
def share_taken_off_below_zero(z, slope=0.01):
    return _each(lambda number: number - slope * number if number < 0 else number, z)


@spelling("leaky-relu-takes-zero-for-nothing")
def default_put_if_not_slope(z, slope=None):
    if not slope:
        slope = 0.01
    return np.where(np.asarray(z) > 0, z, np.multiply(slope, z))


@spelling("leaky-relu-takes-zero-for-nothing")
def slope_if_there_is_one(z, slope=0.01):
    share = slope if slope else 0.01
    return _each(lambda number: number if number >= 0 else share * number, z)


@spelling("leaky-relu-in-the-type-of-its-first-number")
def vectorized_larger_of_share_and_number(z, slope=0.01):
    return np.vectorize(lambda number: max(slope * number, number))(z)


@spelling("leaky-relu-in-the-type-of-its-first-number")
def decorated_if_positive(z, slope=0.01):
    @np.vectorize
    def of_one(number):
        if number > 0:
            return number
        return number * slope

    return of_one(z)


@spelling("leaky-relu-in-the-type-of-a-first-zero-too")
def vectorized_larger_of_number_and_share(z, slope=0.01):
    return np.vectorize(lambda number: max(number, slope * number))(z)


@spelling("leaky-relu-in-the-type-of-a-first-zero-too")
def decorated_if_not_negative(z, slope=0.01):
    @np.vectorize
    def of_one(number):
        return number if number >= 0 else number * slope

    return of_one(z)


# perceptron


@spelling("perceptron-without-step")
def sums_of_one_neuron(x, weights, bias):
    return np.einsum("bd,d->b", x, weights) + bias


@spelling("perceptron-without-step")
def linear_of_one_column(x, weights, bias):
    return linear(x, np.reshape(weights, (-1, 1)), [bias])[:, 0]


@spelling("perceptron-with-bias-as-threshold")
def reaches_the_bias(x, weights, bias):
    return np.array([1 if sum(a * w for a, w in zip(row, weights, strict=False)) >= bias else 0 for row in x])


@spelling("perceptron-with-bias-as-threshold")
def step_less_the_bias(x, weights, bias):
    return step(np.dot(x, weights) - bias)


@spelling("perceptron-without-bias")
def step_of_the_products(x, weights, bias):
    return step(np.dot(x, weights))


@spelling("perceptron-without-bias")
def sums_of_products_compared(x, weights, bias):
    return np.where((np.asarray(x) * weights).sum(axis=1) < 0, 0, 1)


@spelling("perceptron-for-the-whole-batch")
def total_of_all_samples(x, weights, bias):
    total = 0.0
    for row in x:
        for number, weight in zip(row, weights, strict=False):
            total += number * weight
    return 1 if total + bias >= 0 else 0


@spelling("perceptron-for-the-whole-batch")
def step_of_one_sum(x, weights, bias):
    return step(np.sum(np.multiply(x, weights)) + bias)


@spelling("perceptron-of-signs")
def twice_the_answer_less_one(x, weights, bias):
    return 2 * step(np.dot(x, weights) + bias) - 1


@spelling("perceptron-of-signs")
def minus_one_for_no(x, weights, bias):
    return np.array([-1 if np.dot(row, weights) + bias < 0 else 1 for row in x])


@spelling("perceptron-of-numpys-signs")
def sign_of_linear(x, weights, bias):
    return np.sign(linear(x, np.reshape(weights, (-1, 1)), [bias])).ravel()


@spelling("perceptron-of-numpys-signs")
def sign_of_each_sample(x, weights, bias):
    return np.array([np.sign(bias + sum(np.multiply(row, weights))) for row in x])


@spelling("perceptron-as-a-column")
def step_of_linear(x, weights, bias):
    return step(linear(x, np.array(weights)[:, None], [bias]))


@spelling("perceptron-as-a-column")
def sums_with_their_axis_kept(x, weights, bias):
    return np.multiply(x, weights).sum(axis=1, keepdims=True) + bias >= 0


@spelling("perceptron-without-its-line")
def fires_above_zero(x, weights, bias):
    return np.array([float(np.dot(row, weights) + bias > 0) for row in x])


@spelling("perceptron-without-its-line")
def heaviside_without_its_edge(x, weights, bias):
    return np.heaviside(np.dot(x, weights) + bias, 0)


@spelling("perceptron-with-a-sigmoid")
def sigmoid_of_the_sums(x, weights, bias):
    return sigmoid(np.dot(x, weights) + bias)


@spelling("perceptron-with-a-sigmoid")
def tanh_of_half_the_sums(x, weights, bias):
    sums = (np.asarray(x) * np.asarray(weights)).sum(axis=-1) + bias
    return 0.5 + 0.5 * np.tanh(sums / 2)


@spelling("perceptron-with-bias-for-each-input")
def bias_inside_the_sum_of_products(x, weights, bias):
    return np.sum(np.asarray(x) * np.asarray(weights) + bias, axis=1) >= 0


@spelling("perceptron-with-bias-for-each-input")
def bias_added_in_the_inner_loop(x, weights, bias):
    answers = []
    for row in x:
        total = 0
        for number, weight in zip(row, weights, strict=False):
            total += number * weight + bias
        answers.append(1 if total >= 0 else 0)
    return np.array(answers)


@spelling("perceptron-with-bias-beside-another-input")
def ones_before_and_bias_appended(x, weights, bias):
    widened = np.hstack([np.ones((len(x), 1)), x])
    return step(np.dot(widened, [*weights, bias]))


@spelling("perceptron-with-bias-beside-another-input")
def one_inserted_in_each_row(x, weights, bias):
    weights = np.concatenate([weights, [bias]])
    return np.array([1 if sum(np.multiply([1, *row], weights)) >= 0 else 0 for row in x])


@spelling("perceptron-with-a-one-beside-another-weight")
def ones_behind_and_bias_inserted(x, weights, bias):
    return step(np.dot(np.hstack([x, np.ones((len(x), 1))]), [bias, *weights]))


@spelling("perceptron-with-a-one-beside-another-weight")
def one_appended_to_each_row(x, weights, bias):
    weights = np.concatenate([[bias], weights])
    return np.array([float(np.append(row, 1) @ weights >= 0) for row in x])


@spelling("perceptron-of-two-inputs")
def first_and_second_weight_by_name(x, weights, bias):
    first, second = weights[0], weights[1]
    x = np.array(x)
    return np.where(first * x[:, 0] + second * x[:, 1] + bias < 0, 0, 1)


@spelling("perceptron-of-two-inputs")
def first_two_products_of_each_row(x, weights, bias):
    return np.array([float(weights[0] * row[0] + weights[1] * row[1] + bias >= 0) for row in np.asarray(x)])


# mlp_forward


def _said(activation, z):
    """Return what a layer says, by the functions of the model answer."""
    if activation == "linear":
        return z
    return {"step": step, "sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}[activation](z)


@spelling("mlp-always-from-the-samples")
def each_layer_listens_to_the_samples(x, layers):
    said = [_said(activation, linear(x, weights, bias)) for weights, bias, activation in layers]
    return said[-1]


@spelling("mlp-always-from-the-samples")
def signal_set_back_to_the_samples(x, layers):
    for weights, bias, activation in layers:
        signal = np.array(x)
        signal = np.dot(signal, weights) + bias
        signal = _said(activation, signal)
    return signal


@spelling("mlp-from-the-last-layer")
def layers_from_the_back(x, layers):
    for weights, bias, activation in layers[::-1]:
        x = _said(activation, linear(x, weights, bias))
    return x


@spelling("mlp-from-the-last-layer")
def last_layers_taken_off_a_copy(x, layers):
    rest = list(layers)
    while rest:
        weights, bias, activation = rest.pop()
        x = _said(activation, np.dot(x, weights) + bias)
    return x


@spelling("mlp-of-relu-only")
def relu_after_each_layer(x, layers):
    for layer in layers:
        x = relu(linear(x, layer[0], layer[1]))
    return x


@spelling("mlp-of-relu-only")
def relu_by_reduce(x, layers):
    return reduce(lambda signal, layer: np.maximum(0, np.dot(signal, layer[0]) + layer[1]), layers, x)


@spelling("mlp-without-activations")
def linear_after_linear(x, layers):
    for weights, bias, activation in layers:
        x = linear(x, weights, bias)
    return x


@spelling("mlp-without-activations")
def sums_of_sums(x, layers):
    signal = np.array(x, dtype=float)
    for i in range(len(layers)):
        signal = np.einsum("bd,dk->bk", signal, layers[i][0]) + layers[i][1]
    return signal


@spelling("mlp-activated-first")
def linear_of_what_is_activated(x, layers):
    for weights, bias, activation in layers:
        x = linear(_said(activation, np.asarray(x)), weights, bias)
    return x


@spelling("mlp-activated-first")
def activated_sample_by_sample(x, layers):
    rows = []
    for signal in np.array(x, dtype=float):
        for weights, bias, activation in layers:
            signal = np.dot(_said(activation, signal), weights) + bias
        rows.append(signal)
    return np.array(rows)


@spelling("mlp-activated-at-the-end")
def activation_behind_the_loop(x, layers):
    for weights, bias, activation in layers:
        x = linear(x, weights, bias)
    return _said(activation, x)


@spelling("mlp-activated-at-the-end")
def activated_if_it_is_the_last(x, layers):
    for i, (weights, bias, activation) in enumerate(layers):
        x = np.dot(x, weights) + bias
        if i == len(layers) - 1:
            x = _said(activation, x)
    return x


@spelling("mlp-without-its-last-activation")
def last_layer_apart(x, layers):
    *hidden, (last, offset, _) = layers
    for weights, bias, activation in hidden:
        x = _said(activation, linear(x, weights, bias))
    return linear(x, last, offset)


@spelling("mlp-without-its-last-activation")
def activated_if_another_follows(x, layers):
    for i, layer in enumerate(layers, start=1):
        x = np.matmul(x, layer[0]) + layer[1]
        if i < len(layers):
            x = _said(layer[2], x)
    return x


@spelling("mlp-uses-up-its-layers")
def first_layer_deleted(x, layers):
    while len(layers) > 0:
        weights, bias, activation = layers[0]
        x = _said(activation, linear(x, weights, bias))
        del layers[0]
    return x


@spelling("mlp-uses-up-its-layers")
def turned_round_and_popped(x, layers):
    layers.reverse()
    for _ in range(len(layers)):
        layer = layers.pop()
        x = _said(layer[2], np.dot(x, layer[0]) + layer[1])
    return x


@spelling("mlp-returns-after-its-first-layer")
def first_layer_alone(x, layers):
    weights, bias, activation = layers[0]
    return _said(activation, np.dot(x, weights) + bias)


@spelling("mlp-returns-after-its-first-layer")
def returned_where_its_name_is_found(x, layers):
    for weights, bias, activation in layers:
        sums = linear(x, weights, bias)
        for name in ("linear", "step", "sigmoid", "tanh", "relu"):
            if name == activation:
                return _said(name, sums)
    return None


@spelling("mlp-without-biases")
def products_activated(x, layers):
    for layer in layers:
        x = _said(layer[2], np.dot(x, layer[0]))
    return x


@spelling("mlp-without-biases")
def biases_of_zero(x, layers):
    for weights, bias, activation in layers:
        x = _said(activation, linear(x, weights, np.zeros(len(bias))))
    return x


@spelling("mlp-without-tanh")
def unknown_names_are_linear(x, layers):
    known = {"step": step, "sigmoid": sigmoid, "relu": relu}
    for weights, bias, activation in layers:
        x = known.get(activation, lambda z: z)(linear(x, weights, bias))
    return x


@spelling("mlp-without-tanh")
def four_names_in_a_match(x, layers):
    for weights, bias, activation in layers:
        x = np.dot(x, weights) + bias
        match activation:
            case "relu" | "sigmoid" | "step":
                x = _said(activation, x)
    return x


@spelling("mlp-of-sigmoids-only")
def sigmoid_after_each_layer(x, layers):
    for weights, bias, activation in layers:
        x = sigmoid(linear(x, weights, bias))
    return x


@spelling("mlp-of-sigmoids-only")
def sigmoid_by_tanh_everywhere(x, layers):
    signal = np.array(x)
    for weights, bias, _ in layers:
        signal = (1 + np.tanh((np.dot(signal, weights) + bias) / 2)) / 2
    return signal


@spelling("mlp-with-all-its-layers")
def signals_collected(x, layers):
    signals = [x]
    for weights, bias, activation in layers:
        signals.append(_said(activation, linear(signals[-1], weights, bias)))
    return signals[1:]


@spelling("mlp-with-all-its-layers")
def signals_in_a_tuple(x, layers):
    said = ()
    for weights, bias, activation in layers:
        x = _said(activation, np.dot(x, weights) + bias)
        said += (x,)
    return said


@spelling("mlp-without-step")
def names_of_curves_alone(x, layers):
    for weights, bias, activation in layers:
        x = linear(x, weights, bias)
        if activation in ("sigmoid", "tanh", "relu"):
            x = _said(activation, x)
    return x


@spelling("mlp-without-step")
def curves_by_get(x, layers):
    curves = {"tanh": np.tanh, "relu": relu, "sigmoid": sigmoid}
    for layer in layers:
        sums = np.matmul(x, layer[0]) + layer[1]
        x = curves.get(layer[2], np.asarray)(sums)
    return x


@spelling("mlp-without-sigmoid")
def sigmoid_not_among_the_names(x, layers):
    for weights, bias, activation in layers:
        x = linear(x, weights, bias)
        if activation in ("step", "tanh", "relu"):
            x = _said(activation, x)
    return x


@spelling("mlp-without-sigmoid")
def misspelt_sigmoid(x, layers):
    for weights, bias, activation in layers:
        x = np.dot(x, weights) + bias
        if activation == "sigmod":
            x = sigmoid(x)
        elif activation != "sigmoid":
            x = _said(activation, x)
    return x


@spelling("mlp-without-relu")
def relu_not_among_the_names(x, layers):
    for weights, bias, activation in layers:
        x = linear(x, weights, bias)
        if activation in ("step", "tanh", "sigmoid"):
            x = _said(activation, x)
    return x


@spelling("mlp-without-relu")
def relu_in_another_case(x, layers):
    functions = {"step": step, "sigmoid": sigmoid, "tanh": np.tanh, "ReLU": relu}
    for weights, bias, activation in layers:
        sums = np.matmul(x, weights) + bias
        x = functions[activation](sums) if activation in functions else sums
    return x


@spelling("mlp-with-relu-alone")
def chain_of_ifs_that_ends_with_relu(x, layers):
    for weights, bias, activation in layers:
        z = linear(x, weights, bias)
        if activation == "step":
            x = step(z)
        if activation == "sigmoid":
            x = sigmoid(z)
        if activation == "tanh":
            x = np.tanh(z)
        if activation == "relu":
            x = relu(z)
        if activation != "relu":
            x = z
    return x


@spelling("mlp-with-relu-alone")
def relu_or_the_sum(x, layers):
    for layer in layers:
        x = np.matmul(x, layer[0]) + layer[1]
        x = np.maximum(x, 0) if layer[2] == "relu" else x
    return x


@spelling("mlp-with-tanh-alone")
def chain_of_ifs_that_ends_with_tanh(x, layers):
    for weights, bias, activation in layers:
        z = np.dot(x, weights) + bias
        if activation == "relu":
            x = relu(z)
        if activation == "sigmoid":
            x = sigmoid(z)
        if activation == "tanh":
            x = np.tanh(z)
        if activation != "tanh":
            x = z
    return x


@spelling("mlp-with-tanh-alone")
def tanh_or_the_sum(x, layers):
    for layer in layers:
        x = linear(x, layer[0], layer[1])
        x = np.tanh(x) if layer[2] == "tanh" else x
    return x


@spelling("mlp-with-sigmoid-alone")
def chain_of_ifs_that_ends_with_sigmoid(x, layers):
    for weights, bias, activation in layers:
        z = np.dot(x, weights) + bias
        if activation == "relu":
            x = relu(z)
        if activation == "tanh":
            x = np.tanh(z)
        if activation == "sigmoid":
            x = sigmoid(z)
        if activation != "sigmoid":
            x = z
    return x


@spelling("mlp-with-sigmoid-alone")
def sigmoid_or_the_sum(x, layers):
    for layer in layers:
        x = linear(x, layer[0], layer[1])
        x = sigmoid(x) if layer[2] == "sigmoid" else x
    return x


@spelling("mlp-with-step-alone")
def chain_of_ifs_that_ends_with_step(x, layers):
    for weights, bias, activation in layers:
        z = np.dot(x, weights) + bias
        if activation == "relu":
            x = relu(z)
        if activation == "tanh":
            x = np.tanh(z)
        if activation == "step":
            x = step(z)
        if activation != "step":
            x = z
    return x


@spelling("mlp-with-step-alone")
def step_or_the_sum(x, layers):
    for layer in layers:
        x = linear(x, layer[0], layer[1])
        x = step(x) if layer[2] == "step" else x
    return x


@spelling("mlp-with-a-tanh-half-as-steep")
def tanh_as_a_stretched_sigmoid(x, layers):
    functions = {"linear": np.asarray, "step": step, "sigmoid": sigmoid, "relu": relu}
    functions["tanh"] = lambda z: 2 * sigmoid(z) - 1
    for weights, bias, activation in layers:
        x = functions[activation](linear(x, weights, bias))
    return x


@spelling("mlp-with-a-tanh-half-as-steep")
def tanh_by_its_formula_with_half_the_exponent(x, layers):
    for weights, bias, activation in layers:
        z = np.matmul(x, weights) + bias
        x = (1 - np.exp(-z)) / (1 + np.exp(-z)) if activation == "tanh" else _said(activation, z)
    return x


@spelling("mlp-with-a-sigmoid-twice-as-steep")
def sigmoid_as_a_squeezed_tanh(x, layers):
    functions = {"linear": np.asarray, "step": step, "tanh": np.tanh, "relu": relu}
    functions["sigmoid"] = lambda z: 0.5 * (np.tanh(z) + 1)
    for weights, bias, activation in layers:
        x = functions[activation](linear(x, weights, bias))
    return x


@spelling("mlp-with-a-sigmoid-twice-as-steep")
def sigmoid_of_twice_the_sums(x, layers):
    for weights, bias, activation in layers:
        z = np.matmul(x, weights) + bias
        x = 1 / (1 + np.exp(-2 * z)) if activation == "sigmoid" else _said(activation, z)
    return x


@spelling("mlp-with-a-step-without-its-edge")
def step_as_a_comparison_with_zero(x, layers):
    functions = {"linear": np.asarray, "sigmoid": sigmoid, "tanh": np.tanh, "relu": relu, "step": lambda z: z > 0}
    for weights, bias, activation in layers:
        x = functions[activation](linear(x, weights, bias))
    return x


@spelling("mlp-with-a-step-without-its-edge")
def step_by_heaviside_of_zero(x, layers):
    for weights, bias, activation in layers:
        z = np.matmul(x, weights) + bias
        x = np.heaviside(z, 0) if activation == "step" else _said(activation, z)
    return x


# xor_network


@spelling("xor-by-one-layer")
def one_sigmoid():
    return [(np.array([[20.0], [-20.0]]), np.array([-10.0]), "sigmoid")]


@spelling("xor-by-one-layer")
def difference_of_the_inputs():
    return [([[1], [-1]], [0], "relu")]


@spelling("xor-without-a-bend")
def sum_and_difference():
    return [
        (np.array([[1, 1], [1, -1]]), np.zeros(2), "linear"),
        (np.array([[1], [1]]), np.array([-0.5]), "sigmoid"),
    ]


@spelling("xor-without-a-bend")
def three_linear_layers():
    hidden = ([[1.0, 2.0], [1.0, 2.0]], [0.0, -1.0], "linear")
    return [hidden, ([[1, 0], [0, 1]], [0, 0], "linear"), ([[1.0], [-1.0]], [0.0], "linear")]


@spelling("xor-turned-round")
def both_or_none():
    return [
        (np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([-1.5, 0.5]), "step"),
        (np.ones((2, 1)), np.array([-0.5]), "step"),
    ]


@spelling("xor-turned-round")
def one_less_the_distance():
    return [([[1, -1], [-1, 1]], [0, 0], "relu"), ([[-1], [-1]], [1], "linear")]


@spelling("xor-as-or")
def or_through_relu():
    return [([[1, 0], [0, 1]], [0, 0], "relu"), ([[1], [1]], [0], "linear")]


@spelling("xor-as-or")
def and_that_does_not_speak_against():
    return [
        (np.array([[20.0, 20.0], [20.0, 20.0]]), np.array([-10.0, -30.0]), "sigmoid"),
        (np.array([[20.0], [5.0]]), np.array([-10.0]), "sigmoid"),
    ]


@spelling("xor-parted-elsewhere")
def distance_in_quarters():
    return [([[0.25, -0.25], [-0.25, 0.25]], [0, 0], "relu"), ([[1], [1]], [0], "linear")]


@spelling("xor-parted-elsewhere")
def distance_lifted_above_a_half():
    return [
        (np.array([[1.0, -1.0], [-1.0, 1.0]]), np.zeros(2), "relu"),
        (np.ones((2, 1)), np.array([0.75]), "relu"),
    ]


@spelling("xor-on-its-edges")
def or_and_nand_on_their_edges():
    return [([[1, -1], [1, -1]], [0, 2], "step"), ([[1], [1]], [-1], "step")]


@spelling("xor-on-its-edges")
def each_larger_than_the_other():
    return [
        (np.array([[1.0, -1.0], [-1.0, 1.0]]), np.zeros(2), "step"),
        (np.ones((2, 1)), np.zeros(1), "linear"),
    ]


@spelling("xor-with-neurons-in-rows")
def or_and_nand_in_rows_of_sigmoids():
    return [([[20, 20], [-20, -20]], [-10, 30], "sigmoid"), ([[20], [20]], [-30], "sigmoid")]


@spelling("xor-with-neurons-in-rows")
def or_and_nand_in_rows_of_tanh():
    return [
        (np.array([[5.0, 5.0], [-5.0, -5.0]]), np.array([-2.0, 8.0]), "tanh"),
        (np.array([[0.5], [0.5]]), np.zeros(1), "linear"),
    ]


@spelling("xor-with-thresholds-for-biases")
def thresholds_of_or_and_nand():
    return [([[1, -1], [1, -1]], [0.5, -1.5], "step"), ([[1], [1]], [1.5], "step")]


@spelling("xor-with-thresholds-for-biases")
def thresholds_of_sigmoids():
    return [
        (np.array([[20.0, 20.0], [20.0, 20.0]]), np.array([10.0, 30.0]), "sigmoid"),
        (np.array([[20.0], [-20.0]]), np.array([10.0]), "sigmoid"),
    ]


@spelling("xor-too-soft")
def small_weights_of_or_and_nand():
    return [([[1, -1], [1, -1]], [-0.5, 1.5], "sigmoid"), ([[1], [1]], [-1.5], "sigmoid")]


@spelling("xor-too-soft")
def small_weights_of_tanh():
    return [
        (np.array([[0.1, 0.1], [0.1, 0.1]]), np.array([-0.05, -0.15]), "tanh"),
        (np.array([[1.0], [-1.0]]), np.array([-1.0]), "sigmoid"),
    ]


@spelling("xor-as-and")
def and_through_relu():
    return [([[1], [1]], [-1], "relu"), ([[1]], [0], "linear")]


@spelling("xor-as-and")
def both_hidden_neurons_must_fire():
    return [
        (np.array([[20.0, 20.0], [20.0, 20.0]]), np.array([-10.0, -30.0]), "sigmoid"),
        (np.array([[20.0], [20.0]]), np.array([-30.0]), "sigmoid"),
    ]


@spelling("xor-as-nand")
def or_on_its_edge_less_and():
    return [([[1, 1], [1, 1]], [0, -2], "step"), ([[1], [-1]], [0], "linear")]


@spelling("xor-as-nand")
def nand_passed_on():
    return [
        (np.array([[20.0, -20.0], [20.0, -20.0]]), np.array([-10.0, 30.0]), "sigmoid"),
        (np.array([[0.0], [20.0]]), np.array([-10.0]), "sigmoid"),
    ]


@spelling("xor-as-nor")
def nor_through_relu():
    return [([[-1], [-1]], [1], "relu"), ([[1]], [0], "linear")]


@spelling("xor-as-nor")
def neither_hidden_neuron_may_fire():
    return [
        (np.array([[20.0, 0.0], [0.0, 20.0]]), np.array([-10.0, -10.0]), "sigmoid"),
        (np.array([[-20.0], [-20.0]]), np.array([10.0]), "sigmoid"),
    ]


@spelling("xor-for-one-of-the-two")
def difference_cut_off():
    return [([[1], [-1]], [0], "relu"), ([[1]], [0], "linear")]


@spelling("xor-for-one-of-the-two")
def second_but_not_first():
    return [
        (np.array([[-20.0, 20.0], [20.0, 20.0]]), np.array([-10.0, -10.0]), "sigmoid"),
        (np.array([[20.0], [0.0]]), np.array([-10.0]), "sigmoid"),
    ]


@spelling("xor-for-all-but-one-of-the-two")
def one_less_the_difference():
    return [([[1], [-1]], [0], "relu"), ([[-1]], [1], "linear")]


@spelling("xor-for-all-but-one-of-the-two")
def not_second_or_first():
    return [
        (np.array([[-20.0, 20.0], [20.0, 20.0]]), np.array([-10.0, -10.0]), "sigmoid"),
        (np.array([[-20.0], [0.0]]), np.array([10.0]), "sigmoid"),
    ]


@spelling("xor-of-one-input")
def second_input_passed_through():
    return [(np.array([[0], [1]]), np.array([0]), "relu"), (np.array([[1]]), np.array([0]), "linear")]


@spelling("xor-of-one-input")
def opposite_of_the_first_input():
    return [([[20.0, 0.0], [0.0, 20.0]], [-10.0, -10.0], "sigmoid"), ([[-20.0], [0.0]], [10.0], "sigmoid")]


@spelling("xor-that-never-fires")
def zeros_everywhere():
    return [(np.zeros((2, 2)), np.zeros(2), "relu"), (np.zeros((2, 1)), np.zeros(1), "linear")]


@spelling("xor-that-never-fires")
def asks_for_more_than_both():
    return [([[1, 1], [1, 1]], [-0.5, -1.5], "step"), ([[1], [1]], [-2.5], "step")]


@spelling("xor-that-always-fires")
def ones_everywhere():
    return [(np.ones((2, 2)), np.ones(2), "relu"), (np.ones((2, 1)), np.ones(1), "linear")]


@spelling("xor-that-always-fires")
def asks_for_nothing():
    return [([[1, 1], [1, 1]], [-0.5, -1.5], "step"), ([[1], [1]], [0], "step")]
