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
