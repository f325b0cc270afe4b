"""Wrong ways of ex04 in other spellings."""

from __future__ import annotations

import math

import numpy as np

from reference.kit.catalogue import spelling

LEFT = []
"""Gradients that calls before have left."""

# dense_backward


def _as_floats(*values):
    return [np.array(value, dtype=float) for value in values]


def _below(upstream, weights):
    """Work out d_x with sums of products."""
    return np.array([[sum(u * w for u, w in zip(row, each, strict=True)) for each in weights] for row in upstream])


def _gathered(upstream, x):
    """Work out d_weights image by image."""
    total = np.zeros((len(x[0]), len(upstream[0])))
    for above, row in zip(upstream, x, strict=True):
        total += np.outer(row, above)
    return total


@spelling("no-matrix-turned-round")
def products_by_dot(upstream, x, weights):
    d_bias = np.sum(upstream, axis=0)
    d_weights = np.dot(x, upstream)
    d_x = np.dot(upstream, weights)
    return d_x, d_weights, d_bias


@spelling("no-matrix-turned-round")
def matmul_of_floats(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    return [np.matmul(upstream, weights), np.matmul(x, upstream), np.einsum("bk->k", upstream)]


@spelling("parameters-averaged-over-the-batch")
def sums_divided_by_the_images(upstream, x, weights):
    d_weights, d_bias = _gathered(upstream, x), np.sum(upstream, axis=0)
    return _below(upstream, weights), d_weights / len(upstream), d_bias / len(upstream)


@spelling("parameters-averaged-over-the-batch")
def mean_of_outer_products(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    each = x[:, :, None] * upstream[:, None, :]
    return np.einsum("bk,dk->bd", upstream, weights), each.mean(axis=0), upstream.mean(axis=0)


@spelling("bias-not-summed")
def bias_a_copy_of_upstream(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    d_bias = upstream.copy()
    d_weights = np.dot(np.transpose(x), upstream)
    return np.dot(upstream, np.transpose(weights)), d_weights, d_bias


@spelling("bias-not-summed")
def upstream_times_the_ones_of_the_bias(upstream, x, weights):
    upstream = np.array(upstream, dtype=np.float32)
    d_bias = upstream * np.ones(upstream.shape[1], dtype=np.float32)
    return _below(upstream, weights), _gathered(upstream, x), d_bias


@spelling("bias-keeps-its-axis")
def ones_in_a_row_times_upstream(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    return upstream @ weights.T, x.T @ upstream, np.ones((1, len(upstream))) @ upstream


@spelling("bias-keeps-its-axis")
def bias_of_shape_one_by_units(upstream, x, weights):
    d_bias = np.zeros((1, np.shape(upstream)[1]))
    for row in upstream:
        d_bias += row
    return _below(upstream, weights), _gathered(upstream, x), d_bias


@spelling("bias-averaged")
def bias_sum_over_len(upstream, x, weights):
    d_bias = sum(np.array(row, dtype=float) for row in upstream) / len(upstream)
    return _below(upstream, weights), _gathered(upstream, x), d_bias


@spelling("bias-averaged")
def np_average_for_the_bias(upstream, x, weights):
    upstream, x, weights = (np.array(each, dtype=np.float32) for each in (upstream, x, weights))
    return np.inner(upstream, weights), x.T.dot(upstream), np.average(upstream, axis=0)


@spelling("weights-transposed")
def units_before_features(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    d_weights = np.einsum("bd,bk->kd", x, upstream)
    return np.einsum("bk,dk->bd", upstream, weights), d_weights, upstream.sum(0)


@spelling("weights-transposed")
def outer_products_of_upstream_and_x(upstream, x, weights):
    d_weights = 0
    for row, above in zip(x, upstream, strict=True):
        d_weights = d_weights + np.outer(above, row)
    return np.dot(upstream, np.transpose(weights)), d_weights, np.sum(upstream, axis=0)


@spelling("weights-not-turned-round")
def upstream_dot_weights(upstream, x, weights):
    d_weights = np.dot(np.transpose(x), upstream)
    return np.dot(upstream, weights), d_weights, np.add.reduce(upstream, axis=0)


@spelling("weights-not-turned-round")
def sum_over_the_first_axis_of_weights(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    d_x = np.tensordot(upstream, weights, axes=([1], [0]))
    return d_x, x.T @ upstream, upstream.sum(axis=0)


@spelling("x-not-turned-round")
def x_dot_upstream(upstream, x, weights):
    d_x = np.inner(upstream, weights)
    d_weights = np.dot(x, upstream)
    return d_x, d_weights, np.sum(upstream, 0)


@spelling("x-not-turned-round")
def sum_over_the_features(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    return upstream.dot(weights.T), np.einsum("ij,jk->ik", x, upstream), upstream.sum(axis=0)


@spelling("bias-before-weights")
def three_results_in_another_order(upstream, x, weights):
    d_b = np.sum(upstream, axis=0)
    d_w = _gathered(upstream, x)
    d_x = _below(upstream, weights)
    return d_x, d_b, d_w


@spelling("bias-before-weights")
def list_of_the_input_and_the_parameters(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    parameters = [np.ones(len(x)) @ upstream, np.einsum("bd,bk->dk", x, upstream)]
    return [upstream @ weights.T, *parameters]


@spelling("upstream-forgotten")
def slopes_of_the_layer_alone(upstream, x, weights):
    images, units = np.shape(upstream)
    d_x = np.array([np.sum(weights, axis=1, dtype=float)] * images)
    d_weights = np.array([np.sum(x, axis=0, dtype=float)] * units).T
    return d_x, d_weights, np.full(units, float(images))


@spelling("upstream-forgotten")
def ones_like_upstream(upstream, x, weights):
    ones = np.ones_like(upstream, dtype=np.float32)
    return np.dot(ones, np.transpose(weights)), np.dot(np.transpose(x), ones), ones.sum(axis=0)


@spelling("bias-summed-over-the-units")
def bias_as_a_sum_of_each_row(upstream, x, weights):
    d_bias = np.array([float(sum(row)) for row in upstream])
    return _below(upstream, weights), _gathered(upstream, x), d_bias


@spelling("bias-summed-over-the-units")
def upstream_times_ones(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    return np.matmul(upstream, weights.T), np.matmul(x.T, upstream), upstream @ np.ones(upstream.shape[-1])


@spelling("one-number-for-all-biases")
def np_sum_without_an_axis(upstream, x, weights):
    return _below(upstream, weights), _gathered(upstream, x), np.sum(upstream)


@spelling("one-number-for-all-biases")
def bias_added_up_in_two_loops(upstream, x, weights):
    d_bias = 0.0
    for row in upstream:
        for number in row:
            d_bias += float(number)
    return np.inner(upstream, weights), np.dot(np.transpose(x), upstream), d_bias


@spelling("weights-from-the-last-image")
def assigned_in_the_loop(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    d_weights, d_bias = np.zeros_like(weights), np.zeros(weights.shape[1])
    for row, above in zip(x, upstream, strict=True):
        d_weights = row[:, None] * above
        d_bias += above
    return upstream @ weights.T, d_weights, d_bias


@spelling("weights-from-the-last-image")
def each_weight_overwritten(upstream, x, weights):
    d_weights = np.empty(np.shape(weights))
    for b in range(len(x)):
        for d in range(len(weights)):
            for k in range(len(weights[0])):
                d_weights[d, k] = x[b][d] * upstream[b][k]
    return _below(upstream, weights), d_weights, np.sum(upstream, axis=0)


@spelling("nothing-for-the-layer-below")
def gradients_of_the_parameters(upstream, x, weights):
    d_bias = np.sum(upstream, axis=0)
    d_weights = _gathered(upstream, x)
    return [d_weights, d_bias]


@spelling("nothing-for-the-layer-below")
def parameters_by_einsum(upstream, x, weights):
    upstream, x = np.array(upstream, dtype=np.float32), np.array(x, dtype=np.float32)
    return np.einsum("bd,bk->dk", x, upstream), np.einsum("bk->k", upstream)


@spelling("weights-averaged-alone")
def mean_over_the_images_for_the_weights(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    d_weights = np.mean([np.outer(row, above) for row, above in zip(x, upstream, strict=True)], axis=0)
    return upstream @ weights.T, d_weights, upstream.sum(axis=0)


@spelling("weights-averaged-alone")
def weights_over_the_batch_size(upstream, x, weights):
    d_weights = np.dot(np.transpose(x), upstream)
    batch = np.shape(x)[0]
    return np.dot(upstream, np.transpose(weights)), d_weights / batch, np.sum(upstream, axis=0)


@spelling("forward-instead-of-back")
def output_of_the_layer(upstream, x, weights):
    output = np.dot(x, weights)
    return output, _gathered(upstream, x), np.sum(upstream, axis=0)


@spelling("forward-instead-of-back")
def forward_with_einsum(upstream, x, weights):
    upstream, x, weights = (np.array(each, dtype=np.float32) for each in (upstream, x, weights))
    d_x = np.einsum("bd,dk->bk", x, weights)
    return d_x, np.einsum("bd,bk->dk", x, upstream), upstream.sum(axis=0)


@spelling("bias-gradient-of-ones")
def ones_in_the_shape_of_the_bias(upstream, x, weights):
    units = len(weights[0])
    return _below(upstream, weights), _gathered(upstream, x), np.array([1.0] * units)


@spelling("bias-gradient-of-ones")
def bias_like_a_row_of_upstream(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    d_x, d_weights = upstream @ weights.T, x.T @ upstream
    return d_x, d_weights, np.ones_like(upstream[0])


@spelling("images-put-together-first")
def sums_by_row_and_column(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    d_bias = upstream.sum(axis=0)
    d_weights = x.sum(axis=0)[:, None] * d_bias[None, :]
    return upstream @ weights.T, d_weights, d_bias


@spelling("images-put-together-first")
def each_feature_added_up_times_each_unit(upstream, x, weights):
    above, inputs = (
        [sum(column) for column in zip(*upstream, strict=True)],
        [sum(column) for column in zip(*x, strict=True)],
    )
    d_weights = np.array([[i * u for u in above] for i in inputs])
    return _below(upstream, weights), d_weights, np.array(above)


@spelling("mean-of-x-put-together-first")
def average_image_times_the_bias_gradient(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    d_bias = np.einsum("bk->k", upstream)
    return upstream @ weights.T, np.mean(x, axis=0).reshape(-1, 1) @ d_bias.reshape(1, -1), d_bias


@spelling("mean-of-x-put-together-first")
def average_image_of_float32(upstream, x, weights):
    upstream, x, weights = (np.array(each, dtype=np.float32) for each in (upstream, x, weights))
    average = x.sum(axis=0) / len(x)
    return np.inner(upstream, weights), np.outer(average, upstream.sum(axis=0)), upstream.sum(axis=0)


@spelling("bias-without-its-axis")
def ones_times_upstream_squeezed(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    return upstream @ weights.T, x.T @ upstream, np.squeeze(np.ones((1, len(upstream))) @ upstream)


@spelling("bias-without-its-axis")
def one_number_for_one_unit(upstream, x, weights):
    d_bias = np.sum(upstream, axis=0)
    return _below(upstream, weights), _gathered(upstream, x), d_bias if len(d_bias) > 1 else d_bias[0]


@spelling("everything-squeezed")
def squeezed_one_by_one(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    d_x, d_weights = upstream.dot(weights.T).squeeze(), x.T.dot(upstream).squeeze()
    return d_x, d_weights, upstream.sum(axis=0).squeeze()


@spelling("everything-squeezed")
def results_squeezed_in_a_loop(upstream, x, weights):
    results = []
    for each in (_below(upstream, weights), _gathered(upstream, x), np.sum(upstream, axis=0)):
        results.append(np.squeeze(each))
    return results


@spelling("bias-from-the-last-image")
def bias_set_in_each_round(upstream, x, weights):
    d_bias = np.zeros(len(upstream[0]))
    for row in upstream:
        d_bias = np.array(row, dtype=float)
    return _below(upstream, weights), _gathered(upstream, x), d_bias


@spelling("bias-from-the-last-image")
def bias_set_unit_by_unit(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    d_bias = np.zeros(upstream.shape[1])
    for b, k in np.ndindex(upstream.shape):
        d_bias[k] = upstream[b, k]
    return upstream @ weights.T, x.T @ upstream, d_bias


@spelling("parameters-from-the-last-image")
def both_set_in_each_round(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    d_x = np.zeros(x.shape)
    for b in range(len(x)):
        d_x[b] = weights @ upstream[b]
        d_weights = np.outer(x[b], upstream[b])
        d_bias = upstream[b]
    return d_x, d_weights, d_bias


@spelling("parameters-from-the-last-image")
def set_in_three_loops(upstream, x, weights):
    (images, units), features = np.shape(upstream), len(weights)
    d_weights, d_bias = np.zeros((features, units)), np.zeros(units)
    for b in range(images):
        for k in range(units):
            d_bias[k] = upstream[b][k]
            for d in range(features):
                d_weights[d, k] = upstream[b][k] * x[b][d]
    return _below(upstream, weights), d_weights, d_bias


@spelling("input-from-the-last-unit")
def input_set_unit_by_unit(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    for above, column in zip(upstream.T, weights.T, strict=True):
        d_x = above[:, None] * column
    return d_x, x.T @ upstream, upstream.sum(axis=0)


@spelling("input-from-the-last-unit")
def input_set_in_three_loops(upstream, x, weights):
    d_x = np.zeros(np.shape(x))
    for b, row in enumerate(upstream):
        for d in range(len(weights)):
            for k, number in enumerate(row):
                d_x[b, d] = number * weights[d][k]
    return d_x, _gathered(upstream, x), np.sum(upstream, axis=0)


@spelling("bias-gradient-left-out")
def input_and_weights_alone(upstream, x, weights):
    return [_below(upstream, weights), _gathered(upstream, x)]


@spelling("bias-gradient-left-out")
def two_products(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    return np.einsum("bk,dk->bd", upstream, weights), np.einsum("bd,bk->dk", x, upstream)


@spelling("weights-not-summed")
def outer_product_of_each_image(upstream, x, weights):
    d_weights = np.array([np.outer(row, above) for row, above in zip(x, upstream, strict=True)])
    return _below(upstream, weights), d_weights, np.sum(upstream, axis=0)


@spelling("weights-not-summed")
def images_kept_by_einsum(upstream, x, weights):
    upstream, x, weights = _as_floats(upstream, x, weights)
    return upstream @ weights.T, np.einsum("bd,bk->bdk", x, upstream), upstream.sum(axis=0)


# relu_backward


@spelling("relu-of-upstream")
def upstream_where_upstream_is_positive(upstream, z):
    upstream = np.asarray(upstream)
    return upstream * (upstream > 0)


@spelling("relu-of-upstream")
def upstream_clipped(upstream, z):
    return np.clip(np.array(upstream, dtype=np.float32), 0, None)


@spelling("times-output-instead-of-slope")
def upstream_times_z_where_it_is_positive(upstream, z):
    upstream, z = _as_floats(upstream, z)
    z[z < 0] = 0
    return upstream * z


@spelling("times-output-instead-of-slope")
def product_cut_off_where_z_is_negative(upstream, z):
    return np.where(np.array(z) > 0, np.multiply(upstream, z), 0.0)


@spelling("slope-without-upstream")
def ones_where_z_is_positive(upstream, z):
    return np.where(np.array(z) > 0, 1.0, 0.0)


@spelling("slope-without-upstream")
def slope_written_into_zeros(upstream, z):
    slope = np.zeros(np.shape(z), dtype=np.float32)
    slope[np.array(z) > 0] = 1
    return slope


@spelling("passes-at-zero")
def zeros_where_z_is_below_zero(upstream, z):
    gradient = np.array(upstream, dtype=float)
    gradient[np.array(z) < 0] = 0
    return gradient


@spelling("passes-at-zero")
def where_with_less(upstream, z):
    return np.where(np.less(z, 0), 0, upstream)


@spelling("half-passes-at-zero")
def heaviside_with_a_half(upstream, z):
    return np.multiply(upstream, np.heaviside(np.array(z, dtype=float), 0.5))


@spelling("half-passes-at-zero")
def mean_of_both_slopes(upstream, z):
    z = np.array(z)
    right, left = (z >= 0).astype(float), (z > 0).astype(float)
    return upstream * (right + left) / 2


@spelling("upstream-overwritten")
def upstream_times_the_mask_in_place(upstream, z):
    upstream = np.asarray(upstream)
    upstream *= np.asarray(z) > 0
    return upstream


@spelling("upstream-overwritten")
def zeros_put_into_upstream(upstream, z):
    if not isinstance(upstream, np.ndarray):
        upstream = np.array(upstream)
    np.putmask(upstream, np.asarray(z) <= 0, 0)
    return upstream


@spelling("passes-where-negative")
def zeros_where_z_is_positive(upstream, z):
    gradient = np.array(upstream, dtype=float)
    gradient[np.array(z) >= 0] = 0
    return gradient


@spelling("passes-where-negative")
def mask_turned_round(upstream, z):
    return np.array(upstream, dtype=np.float32) * np.less(z, 0)


@spelling("slope-of-the-sigmoid")
def sigmoid_times_one_minus_sigmoid(upstream, z):
    sigmoid = 1 / (1 + np.exp(-np.array(z, dtype=float)))
    return upstream * sigmoid * (1 - sigmoid)


@spelling("slope-of-the-sigmoid")
def slope_by_the_tanh(upstream, z):
    s = (np.tanh(np.array(z, dtype=float) / 2) + 1) / 2
    return np.multiply(upstream, s - s**2)


@spelling("divided-by-z")
def z_and_its_size_over_twice_z(upstream, z):
    z = np.array(z, dtype=float)
    with np.errstate(all="ignore"):
        slope = (z + np.abs(z)) / (2 * z)
    return np.array(upstream, dtype=float) * slope


@spelling("divided-by-z")
def half_of_one_and_z_over_its_size(upstream, z):
    upstream, z = np.array(upstream, dtype=float), np.array(z, dtype=float)
    return upstream * (1 + z / np.abs(z)) / 2


@spelling("shape-of-z-lost")
def numbers_appended_one_by_one(upstream, z):
    passed = []
    for above, here in zip(np.ravel(upstream), np.ravel(z), strict=True):
        passed.append(float(above) if here > 0 else 0.0)
    return np.array(passed)


@spelling("shape-of-z-lost")
def masked_after_reshaping(upstream, z):
    flat = np.array(upstream, dtype=float).reshape(-1)
    flat[np.array(z).reshape(-1) <= 0] = 0
    return flat


@spelling("whole-numbers-behind-a-silent-first")
def vectorized_question(upstream, z):
    def passed(above, here):
        if here > 0:
            return above
        return 0

    return np.vectorize(passed)(upstream, z)


@spelling("whole-numbers-behind-a-silent-first")
def type_of_the_first_number(upstream, z):
    upstream, z = np.array(upstream), np.array(z)
    numbers = [above if here > 0 else 0 for above, here in zip(upstream.flat, z.flat, strict=True)]
    return np.array(numbers).astype(type(numbers[0])).reshape(z.shape)


@spelling("leaky-slope")
def hundredth_for_the_rest(upstream, z):
    result = np.array(upstream, dtype=float)
    result[np.array(z) <= 0] *= 0.01
    return result


@spelling("leaky-slope")
def leaky_number_by_number(upstream, z):
    above = np.array(upstream, dtype=np.float32)
    return np.array([u if h > 0 else u / 100 for u, h in zip(above.flat, np.ravel(z), strict=True)]).reshape(
        above.shape
    )


@spelling("leaky-slope-of-a-tenth")
def tenth_for_the_rest(upstream, z):
    upstream, z = np.array(upstream, dtype=float), np.array(z)
    return np.where(z > 0, upstream, 0.1 * upstream)


@spelling("leaky-slope-of-a-tenth")
def slope_of_ones_and_tenths(upstream, z):
    slope = np.ones(np.shape(z))
    slope[np.array(z) <= 0] = 0.1
    return slope * upstream


@spelling("relu-forward-again")
def z_where_positive(upstream, z):
    return np.where(np.array(z) > 0, z, 0)


@spelling("relu-forward-again")
def negatives_of_z_set_to_zero(upstream, z):
    result = np.array(z, dtype=float)
    result[result < 0] = 0
    return result


@spelling("silent-ones-dropped")
def picked_by_where(upstream, z):
    return np.array(upstream)[np.where(np.array(z) > 0)]


@spelling("silent-ones-dropped")
def list_with_a_condition(upstream, z):
    return np.array([above for above, here in zip(np.ravel(upstream), np.ravel(z), strict=True) if here > 0])


@spelling("sign-of-z-as-slope")
def ones_and_minus_ones(upstream, z):
    z = np.array(z)
    return np.array(upstream, dtype=float) * ((z > 0).astype(float) - (z < 0))


@spelling("sign-of-z-as-slope")
def turned_round_where_negative(upstream, z):
    upstream, z = np.array(upstream, dtype=float), np.array(z)
    return np.where(z > 0, upstream, np.where(z < 0, -upstream, 0))


@spelling("z-as-slope")
def product_of_both(upstream, z):
    return np.multiply(upstream, z)


@spelling("z-as-slope")
def products_one_by_one(upstream, z):
    result = np.array(upstream, dtype=float)
    for place in np.ndindex(result.shape):
        result[place] *= np.array(z)[place]
    return result


@spelling("two-axes-alone")
def passed_by_row_and_column(upstream, z):
    upstream, z = np.array(upstream, dtype=float), np.array(z)
    result = np.zeros(z.shape)
    for i in range(len(z)):
        for j in range(z.shape[1]):
            result[i, j] = upstream[i, j] if z[i, j] > 0 else 0.0
    return result


@spelling("two-axes-alone")
def zeros_written_by_row_and_column(upstream, z):
    z, result = np.array(z), np.array(upstream, dtype=np.float32)
    height, width = z.shape[0], z.shape[1]
    for i in range(height):
        for j in range(width):
            if not z[i, j] > 0:
                result[i, j] = 0
    return result


@spelling("rows-and-columns-alone")
def shape_unpacked_into_two(upstream, z):
    height, width = np.shape(z)
    result = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            if np.array(z)[i, j] > 0:
                result[i, j] = np.array(upstream)[i, j]
    return result


@spelling("rows-and-columns-alone")
def all_places_of_two_axes(upstream, z):
    upstream, z = np.array(upstream, dtype=float), np.array(z)
    m, n = upstream.shape
    return np.array([[upstream[i, j] if z[i, j] > 0 else 0 for j in range(n)] for i in range(m)])


# softmax_cross_entropy_backward


def _softmax_in_a_loop(scores):
    rows = []
    for row in scores:
        powers = [math.exp(float(score) - float(max(row))) for score in row]
        rows.append([power / sum(powers) for power in powers])
    return np.array(rows)


def _softmax_at_once(scores):
    scores = np.array(scores, dtype=float)
    return np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))


def _one_hot(labels, classes):
    truth = np.zeros((len(labels), classes))
    for i, label in enumerate(labels):
        truth[i, label] = 1
    return truth


@spelling("not-divided-by-the-batch")
def difference_alone(scores, labels):
    probabilities = _softmax_at_once(scores)
    return probabilities - _one_hot(labels, probabilities.shape[1])


@spelling("not-divided-by-the-batch")
def one_taken_in_a_loop(scores, labels):
    gradient = _softmax_in_a_loop(scores).astype(np.float32)
    for row, label in zip(gradient, labels, strict=True):
        row[label] -= 1
    return gradient


@spelling("divided-by-all-scores")
def over_images_and_classes(scores, labels):
    images, classes = np.shape(scores)
    return (_softmax_at_once(scores) - _one_hot(labels, classes)) / (images * classes)


@spelling("divided-by-all-scores")
def over_the_size_in_a_loop(scores, labels):
    gradient = _softmax_in_a_loop(scores)
    for i in range(len(labels)):
        gradient[i][labels[i]] -= 1
    gradient *= 1 / np.size(scores)
    return gradient


@spelling("divided-by-the-classes")
def over_the_length_of_a_row(scores, labels):
    gradient = _softmax_in_a_loop(scores)
    for row, label in zip(gradient, labels, strict=True):
        row[label] -= 1
        row /= len(row)
    return gradient


@spelling("divided-by-the-classes")
def difference_over_the_last_axis(scores, labels):
    p = _softmax_at_once(scores)
    classes = p.shape[-1]
    return (p - np.eye(classes)[list(labels)]) / classes


@spelling("one-taken-from-whole-columns")
def columns_of_ones_as_truth(scores, labels):
    probabilities = _softmax_in_a_loop(scores)
    truth = np.zeros_like(probabilities)
    truth[:, np.array(labels)] = 1
    return (probabilities - truth) / len(labels)


@spelling("one-taken-from-whole-columns")
def ellipsis_and_labels(scores, labels):
    gradient = _softmax_at_once(scores).astype(np.float32)
    gradient[..., labels] -= 1
    return gradient / np.float32(len(scores))


@spelling("truth-minus-probability")
def truth_first(scores, labels):
    truth = _one_hot(labels, np.shape(scores)[1])
    return (truth - _softmax_at_once(scores)) / len(truth)


@spelling("truth-minus-probability")
def one_minus_the_probability_in_a_loop(scores, labels):
    gradient = _softmax_in_a_loop(scores)
    for i, row in enumerate(gradient):
        for j, p in enumerate(row):
            gradient[i, j] = (1 - p if j == labels[i] else -p) / len(gradient)
    return gradient


@spelling("probabilities-alone")
def softmax_in_a_loop_over_the_batch(scores, labels):
    return _softmax_in_a_loop(scores) / len(scores)


@spelling("probabilities-alone")
def truth_that_is_thrown_away(scores, labels):
    gradient = _softmax_at_once(scores)
    gradient[np.arange(len(labels)), labels] - 1
    gradient /= gradient.shape[0]
    return gradient


@spelling("slope-for-the-probabilities")
def minus_truth_over_probability(scores, labels):
    probabilities = _softmax_in_a_loop(scores)
    with np.errstate(divide="ignore", invalid="ignore"):
        return -_one_hot(labels, len(probabilities[0])) / probabilities / len(labels)


@spelling("slope-for-the-probabilities")
def reciprocals_in_a_loop(scores, labels):
    p = _softmax_at_once(scores)
    gradient = np.zeros(p.shape, dtype=np.float32)
    for i, label in enumerate(labels):
        gradient[i, label] = -1 / (len(labels) * p[i, label])
    return gradient


@spelling("scores-minus-truth")
def scores_as_they_are_minus_one_hot(scores, labels):
    scores = np.array(scores, dtype=np.float32)
    return (scores - _one_hot(labels, scores.shape[1])) / len(scores)


@spelling("scores-minus-truth")
def one_taken_from_each_score_in_a_loop(scores, labels):
    result = []
    for row, label in zip(scores, labels, strict=True):
        row = [float(score) for score in row]
        row[label] -= 1
        result.append([number / len(scores) for number in row])
    return np.array(result)


@spelling("softmax-without-shift")
def powers_of_e(scores, labels):
    powers = np.e ** np.array(scores, dtype=float)
    probabilities = powers / powers.sum(axis=1)[:, None]
    return (probabilities - _one_hot(labels, powers.shape[1])) / len(labels)


@spelling("softmax-without-shift")
def row_by_row_without_a_maximum(scores, labels):
    gradient = np.zeros(np.shape(scores))
    for i, label in enumerate(labels):
        gradient[i] = np.exp(scores[i]) / np.sum(np.exp(scores[i]))
        gradient[i, label] -= 1
    return gradient / len(gradient)


@spelling("shifted-by-the-largest-of-all")
def shifted_by_amax(scores, labels):
    scores = np.array(scores, dtype=float)
    scores -= np.amax(scores)
    powers = np.exp(scores)
    probabilities = np.divide(powers.T, powers.sum(axis=1)).T
    return (probabilities - _one_hot(labels, scores.shape[1])) / len(labels)


@spelling("shifted-by-the-largest-of-all")
def largest_of_all_rows_in_a_loop(scores, labels):
    largest = max(float(max(row)) for row in scores)
    gradient = []
    for row, label in zip(scores, labels, strict=True):
        powers = np.array([math.exp(score - largest) for score in row])
        gradient.append((powers / powers.sum() - np.eye(len(row))[label]) / len(labels))
    return np.array(gradient)


@spelling("shifted-by-the-mean")
def mean_of_each_row_in_a_loop(scores, labels):
    gradient = np.zeros(np.shape(scores))
    for out, row, label in zip(gradient, np.array(scores, dtype=float), labels, strict=True):
        powers = np.exp(row - np.mean(row))
        out[:] = powers / sum(powers)
        out[label] -= 1
    return gradient / len(labels)


@spelling("shifted-by-the-mean")
def average_taken_away(scores, labels):
    scores = np.array(scores, dtype=float)
    powers = np.exp(scores - np.average(scores, axis=1)[:, np.newaxis])
    probabilities = powers / np.sum(powers, axis=1, keepdims=True)
    return (probabilities - _one_hot(labels, scores.shape[1])) / scores.shape[0]


@spelling("only-the-right-class-moves")
def right_places_written_into_zeros(scores, labels):
    p = _softmax_in_a_loop(scores)
    gradient = np.zeros_like(p)
    for i, label in enumerate(labels):
        gradient[i, label] = (p[i, label] - 1) / len(labels)
    return gradient


@spelling("only-the-right-class-moves")
def difference_times_the_truth(scores, labels):
    p = _softmax_at_once(scores)
    truth = _one_hot(labels, p.shape[1])
    return np.where(truth == 1, p - truth, 0) / len(p)


@spelling("one-taken-after-the-division")
def mean_first_then_minus_one(scores, labels):
    gradient = _softmax_at_once(scores) / len(labels)
    gradient[range(len(labels)), labels] -= 1
    return gradient


@spelling("one-taken-after-the-division")
def brackets_left_out(scores, labels):
    p, n = _softmax_in_a_loop(scores), len(scores)
    truth = _one_hot(labels, p.shape[1])
    return np.array([a / n - b for a, b in zip(p, truth, strict=True)])


@spelling("one-taken-from-whole-rows")
def rows_numbered_by_labels(scores, labels):
    gradient = _softmax_in_a_loop(scores)
    for label in set(map(int, labels)):
        gradient[label] -= 1
    return gradient / len(labels)


@spelling("one-taken-from-whole-rows")
def rows_of_ones_as_truth(scores, labels):
    probabilities = _softmax_at_once(scores)
    truth = np.zeros(probabilities.shape, dtype=int)
    truth[np.array(labels), :] = 1
    return (probabilities - truth) / probabilities.shape[0]


@spelling("one-added-for-the-right-class")
def plus_one_hot(scores, labels):
    probabilities = _softmax_in_a_loop(scores)
    return (_one_hot(labels, probabilities.shape[1]) + probabilities) / len(labels)


@spelling("one-added-for-the-right-class")
def plus_one_in_the_right_places(scores, labels):
    gradient = _softmax_at_once(scores)
    gradient[list(range(len(labels))), list(labels)] += 1
    return np.array(gradient / len(labels), dtype=np.float32)


@spelling("softmax-down-the-batch")
def softmax_of_the_turned_scores(scores, labels):
    probabilities = _softmax_at_once(np.transpose(scores)).T
    return (probabilities - _one_hot(labels, probabilities.shape[1])) / len(labels)


@spelling("softmax-down-the-batch")
def columns_in_a_loop(scores, labels):
    gradient = np.array(scores, dtype=float)
    for j in range(gradient.shape[1]):
        powers = np.exp(gradient[:, j] - gradient[:, j].max())
        gradient[:, j] = powers / powers.sum()
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)


@spelling("probabilities-taken-twice")
def difference_times_the_probability(scores, labels):
    p = _softmax_in_a_loop(scores)
    d = p - _one_hot(labels, p.shape[1])
    return np.multiply(d, p) / len(d)


@spelling("probabilities-taken-twice")
def slope_of_the_square(scores, labels):
    p = _softmax_at_once(scores).astype(np.float32)
    for row, label in zip(p, labels, strict=True):
        one = np.zeros(len(row), dtype=np.float32)
        one[label] = row[label]
        row[:] = (row**2 - one) / len(labels)
    return p


@spelling("largest-score-for-the-right-class")
def one_taken_from_the_largest_probability(scores, labels):
    gradient = _softmax_in_a_loop(scores)
    for row in gradient:
        row[row.argmax()] -= 1
    return gradient / len(labels)


@spelling("largest-score-for-the-right-class")
def one_hot_of_the_answer(scores, labels):
    probabilities = _softmax_at_once(scores)
    return (probabilities - _one_hot(probabilities.argmax(axis=1), probabilities.shape[1])) / len(probabilities)


@spelling("probabilities-not-divided")
def truth_over_the_batch(scores, labels):
    probabilities = _softmax_at_once(scores)
    return probabilities - _one_hot(labels, probabilities.shape[1]) / len(labels)


@spelling("probabilities-not-divided")
def one_share_taken_in_a_loop(scores, labels):
    gradient = _softmax_in_a_loop(scores)
    share = 1 / len(labels)
    for i, label in enumerate(labels):
        gradient[i, label] = gradient[i, label] - share
    return gradient


@spelling("mean-taken-twice")
def divided_once_and_again(scores, labels):
    probabilities = _softmax_at_once(scores)
    difference = (probabilities - _one_hot(labels, probabilities.shape[1])) / len(labels)
    return difference / len(scores)


@spelling("mean-taken-twice")
def averaged_twice_in_a_loop(scores, labels):
    gradient = _softmax_in_a_loop(scores)
    for row, label in zip(gradient, labels, strict=True):
        row[label] -= 1
        row /= len(labels)
    return gradient / np.shape(scores)[0]


@spelling("classes-counted-from-one")
def label_less_one(scores, labels):
    gradient = _softmax_in_a_loop(scores)
    for i, label in enumerate(labels):
        gradient[i, label - 1] -= 1
    return gradient / len(gradient)


@spelling("classes-counted-from-one")
def truth_one_column_to_the_left(scores, labels):
    probabilities = _softmax_at_once(scores)
    truth = np.roll(_one_hot(labels, probabilities.shape[1]), -1, axis=1)
    return (probabilities - truth) / len(labels)


@spelling("sigmoid-for-softmax")
def one_over_one_and_exp(scores, labels):
    probabilities = 1 / (1 + np.exp(-np.array(scores, dtype=float)))
    return (probabilities - _one_hot(labels, probabilities.shape[1])) / len(labels)


@spelling("sigmoid-for-softmax")
def sigmoid_by_tanh(scores, labels):
    gradient = 0.5 * (1 + np.tanh(np.array(scores, dtype=float) / 2))
    for row, label in zip(gradient, labels, strict=True):
        row[label] -= 1
    return gradient / len(labels)


@spelling("truth-as-wide-as-the-largest-label")
def zeros_as_wide_as_the_largest_label(scores, labels):
    return (_softmax_at_once(scores) - _one_hot(labels, max(labels) + 1)) / len(labels)


@spelling("truth-as-wide-as-the-largest-label")
def labels_compared_with_a_range(scores, labels):
    labels = np.array(labels)
    truth = (labels[:, None] == np.arange(labels.max() + 1)).astype(float)
    gradient = _softmax_in_a_loop(scores) - truth
    return gradient / len(gradient)


# numerical_gradient


def _moved(x, place, step):
    """Copy x with one number moved."""
    moved = np.array(x, dtype=float)
    moved[place] += step
    return moved


def _by_steps(f, x, slope):
    """Fill an array of the shape of x with the slopes at its places."""
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in range(x.size):
        place = np.unravel_index(i, x.shape)
        gradient[place] = slope(f, x, place)
    return gradient


@spelling("step-forward-alone")
def difference_to_where_it_is(f, x, epsilon=1e-6):
    here = f(np.array(x, dtype=float))
    return _by_steps(f, x, lambda f, x, place: (f(_moved(x, place, epsilon)) - here) / epsilon)


@spelling("step-forward-alone")
def forward_steps_from_an_identity_matrix(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    steps = epsilon * np.eye(x.size)
    slopes = [(f(x + step.reshape(x.shape)) - f(x)) / epsilon for step in steps]
    return np.array(slopes).reshape(x.shape)


@spelling("step-back-alone")
def difference_to_the_step_back(f, x, epsilon=1e-6):
    here = f(np.array(x, dtype=float))
    return _by_steps(f, x, lambda f, x, place: (here - f(_moved(x, place, -epsilon))) / epsilon)


@spelling("step-back-alone")
def back_in_place_and_put_back(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    for value in it:
        old = float(value)
        above = f(x.copy())
        x[it.multi_index] = old - epsilon
        gradient[it.multi_index] = (above - f(x.copy())) / epsilon
        x[it.multi_index] = old
    return gradient


@spelling("divided-by-one-step")
def both_steps_over_epsilon(f, x, epsilon=1e-6):
    def slope(f, x, place):
        return (f(_moved(x, place, epsilon)) - f(_moved(x, place, -epsilon))) / epsilon

    return _by_steps(f, x, slope)


@spelling("divided-by-one-step")
def identity_matrix_over_epsilon(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.empty(x.size)
    for i, row in enumerate(np.identity(x.size)):
        e = row.reshape(x.shape) * epsilon
        gradient[i] = f(x + e) - f(x - e)
    return gradient.reshape(x.shape) / epsilon


@spelling("not-divided-by-the-step")
def difference_of_both_steps(f, x, epsilon=1e-6):
    def change(f, x, place):
        return f(_moved(x, place, epsilon)) - f(_moved(x, place, -epsilon))

    return _by_steps(f, x, change)


@spelling("not-divided-by-the-step")
def change_in_place(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    change = np.zeros_like(x)
    for place, old in list(np.ndenumerate(x)):
        x[place] = old + epsilon
        change[place] += f(x)
        x[place] = old - epsilon
        change[place] -= f(x)
        x[place] = old
    return change


@spelling("brackets-forgotten")
def half_times_epsilon(f, x, epsilon=1e-6):
    def slope(f, x, place):
        return (f(_moved(x, place, epsilon)) - f(_moved(x, place, -epsilon))) / 2 * epsilon

    return _by_steps(f, x, slope)


@spelling("brackets-forgotten")
def divided_by_two_after_all(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(*x.shape):
        step = np.zeros(x.shape)
        step[place] = epsilon
        gradient[place] = f(x + step) - f(x - step)
    return gradient / 2 * epsilon


@spelling("epsilon-ignored")
def step_of_its_own(f, x, epsilon=1e-6):
    h = 1e-6
    return _by_steps(f, x, lambda f, x, i: (f(_moved(x, i, h)) - f(_moved(x, i, -h))) / (2 * h))


@spelling("epsilon-ignored")
def epsilon_set_anew(f, x, epsilon=1e-6):
    epsilon = 0.000001
    x = np.array(x, dtype=float)
    gradient = np.empty_like(x)
    for place in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[place], below[place] = x[place] + epsilon, x[place] - epsilon
        gradient[place] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@spelling("steps-cut-to-whole-numbers")
def sides_in_the_type_of_the_caller(f, x, epsilon=1e-6):
    x = np.array(x)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = epsilon
        step = step.astype(x.dtype)
        gradient[place] = (f(x + step) - f(x - step)) / (2 * epsilon)
    return gradient


@spelling("steps-cut-to-whole-numbers")
def step_like_whole_numbers(f, x, epsilon=1e-6):
    x = np.asarray(x)
    gradient = np.zeros_like(x, dtype=float)
    for i, e in enumerate(np.eye(x.size)):
        step = np.zeros_like(x)
        step.flat[:] = epsilon * e
        gradient.flat[i] = (f(x + step) - f(x - step)) / (2 * epsilon)
    return gradient


@spelling("steps-to-the-next-whole-number")
def flat_copies_of_whole_numbers(f, x, epsilon=1e-6):
    x = np.asarray(x)
    slopes = []
    for i, number in enumerate(x.ravel()):
        sides = []
        for moved in (number + epsilon, number - epsilon):
            other = x.copy()
            other.flat[i] = moved
            sides.append(f(other))
        slopes.append((sides[0] - sides[1]) / (2 * epsilon))
    return np.array(slopes).reshape(x.shape)


@spelling("steps-to-the-next-whole-number")
def whole_numbers_moved_and_put_back(f, x, epsilon=1e-6):
    x = np.array(x)
    gradient = np.zeros_like(x, dtype=float)
    for place in np.ndindex(*x.shape):
        old = x[place]
        x[place] = old + epsilon
        gradient[place] = f(x.copy()) / (2 * epsilon)
        x[place] = old - epsilon
        gradient[place] -= f(x.copy()) / (2 * epsilon)
        x[place] = old
    return gradient


@spelling("steps-rounded-by-float32")
def copy_in_the_type_of_the_caller(f, x, epsilon=1e-6):
    x = np.asarray(x)
    kind = x.dtype if x.dtype.kind == "f" else float
    gradient = np.zeros(x.shape, dtype=kind)
    for place in np.ndindex(x.shape):
        above, below = x.astype(kind), x.astype(kind)
        above[place] += epsilon
        below[place] -= epsilon
        gradient[place] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@spelling("steps-rounded-by-float32")
def times_one_point_for_floats(f, x, epsilon=1e-6):
    x = np.array(x) * 1.0
    gradient = np.zeros_like(x)
    for i in range(x.size):
        values = []
        for sign in (1, -1):
            moved = x.copy()
            moved.flat[i] += sign * epsilon
            values.append(f(moved))
        gradient.flat[i] = (values[0] - values[1]) / (2 * epsilon)
    return gradient


@spelling("all-places-at-once")
def whole_array_moved_for_each_place(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        gradient[place] = (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)
    return gradient


@spelling("all-places-at-once")
def one_slope_in_the_shape_of_x(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    step = np.full(x.shape, epsilon)
    return np.ones(x.shape) * (f(x + step) - f(x - step)) / (2 * epsilon)


@spelling("steps-to-both-sides-never-undone")
def one_copy_for_all_steps(f, x, epsilon=1e-6):
    above, below = np.array(x, dtype=float), np.array(x, dtype=float)
    gradient = np.zeros(above.shape)
    for i in range(above.size):
        above.flat[i] += epsilon
        below.flat[i] -= epsilon
        gradient.flat[i] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@spelling("steps-never-undone")
def left_at_the_step_back(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place, old in list(np.ndenumerate(x)):
        x[place] = old + epsilon
        above = f(x)
        x[place] = old - epsilon
        below = f(x)
        gradient[place] = (above - below) / (2 * epsilon)
    return gradient


@spelling("steps-to-both-sides-never-undone")
def step_made_once_for_all_places(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient, step = np.zeros(x.shape), np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step[place] = epsilon
        gradient[place] = (f(x + step) - f(x - step)) / (2 * epsilon)
    return gradient


@spelling("steps-never-undone")
def two_steps_back_and_on_to_the_next(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    slopes = np.zeros(x.size)
    flat = x.reshape(-1)
    for i in range(x.size):
        flat[i] = flat[i] + epsilon
        slopes[i] = f(x)
        flat[i] = flat[i] - 2 * epsilon
        slopes[i] = (slopes[i] - f(x)) / (2 * epsilon)
    return slopes.reshape(x.shape)


@spelling("f-of-one-number")
def comprehension_over_numbers(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    slopes = [(f(number + epsilon) - f(number - epsilon)) / (2 * epsilon) for number in x.ravel()]
    return np.array(slopes).reshape(x.shape)


@spelling("f-of-one-number")
def vectorized_difference(f, x, epsilon=1e-6):
    slope = np.vectorize(lambda number: (f(number + epsilon) - f(number - epsilon)) / (2 * epsilon))
    return slope(np.array(x, dtype=float))


@spelling("gradient-in-one-row")
def slopes_appended(f, x, epsilon=1e-6):
    slopes = []
    for place in np.ndindex(np.shape(x)):
        slopes.append((f(_moved(x, place, epsilon)) - f(_moved(x, place, -epsilon))) / (2 * epsilon))
    return np.array(slopes)


@spelling("gradient-in-one-row")
def zeros_of_the_size(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.size)
    for i in range(x.size):
        step = np.zeros(x.size)
        step[i] = epsilon
        step = step.reshape(x.shape)
        gradient[i] = (f(x + step) - f(x - step)) / (2 * epsilon)
    return gradient


@spelling("f-of-a-flat-x")
def flattened_and_put_back(f, x, epsilon=1e-6):
    flat = np.array(x, dtype=float).flatten()
    gradient = np.zeros(len(flat))
    for i, old in enumerate(flat.copy()):
        flat[i] = old + epsilon
        above = f(flat)
        flat[i] = old - epsilon
        gradient[i] = (above - f(flat)) / (2 * epsilon)
        flat[i] = old
    return gradient.reshape(np.shape(x))


@spelling("f-of-a-flat-x")
def rows_of_an_identity_matrix(f, x, epsilon=1e-6):
    flat = np.ravel(np.array(x, dtype=float))
    steps = np.eye(flat.size) * epsilon
    slopes = [f(flat + step) - f(flat - step) for step in steps]
    return np.reshape(slopes, np.shape(x)) / (2 * epsilon)


@spelling("step-back-by-arithmetic")
def flat_numbers_of_the_caller(f, x, epsilon=1e-6):
    x = np.asarray(x)
    gradient = np.zeros(x.shape)
    for i in range(x.size):
        x.flat[i] += epsilon
        above = f(x)
        x.flat[i] -= epsilon + epsilon
        gradient.flat[i] = (above - f(x)) / (2 * epsilon)
        x.flat[i] += epsilon
    return gradient


@spelling("step-back-by-arithmetic")
def difference_written_in_two_steps(f, x, epsilon=1e-6):
    x = np.asarray(x)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        for sign in (1, -1):
            x[place] += sign * epsilon
            gradient[place] += sign * f(x) / (2 * epsilon)
            x[place] -= sign * epsilon
    return gradient


@spelling("all-numbers-step-at-once")
def one_slope_for_all(f, x, epsilon=1e-6):
    above, below = (np.array(x, dtype=float) + sign * epsilon for sign in (1, -1))
    return (f(above) - f(below)) / (2 * epsilon)


@spelling("all-numbers-step-at-once")
def one_slope_by_np_subtract(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    change = np.subtract(f(np.add(x, epsilon)), f(np.subtract(x, epsilon)))
    return np.divide(change, 2 * epsilon)


@spelling("step-as-a-share-of-the-number")
def number_made_larger_by_a_share(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for place, number in np.ndenumerate(x):
        h = epsilon * number
        with np.errstate(divide="ignore", invalid="ignore"):
            gradient[place] = np.float64(f(_moved(x, place, h)) - f(_moved(x, place, -h))) / (2 * h)
    return gradient


@spelling("step-as-a-share-of-the-number")
def factor_of_one_plus_epsilon(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    change, way = np.zeros(x.shape), np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[place] *= 1 + epsilon
        below[place] *= 1 - epsilon
        change[place], way[place] = f(above) - f(below), (above - below)[place]
    return change / way


@spelling("whole-rows-step-at-once")
def loop_over_the_first_axis(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.empty(x.shape)
    for i in range(x.shape[0]):
        above, below = x.copy(), x.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@spelling("whole-rows-step-at-once")
def one_index_for_each_row(f, x, epsilon=1e-6):
    gradient = np.zeros(np.shape(x))
    for i, _ in enumerate(x):
        change = f(_moved(x, i, epsilon)) - f(_moved(x, i, -epsilon))
        gradient[i] += change / (2 * epsilon)
    return gradient


@spelling("one-slope-for-each-row")
def row_by_row(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        above, below = x.copy(), x.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@spelling("one-slope-for-each-row")
def list_of_slopes(f, x, epsilon=1e-6):
    return np.array([(f(_moved(x, i, epsilon)) - f(_moved(x, i, -epsilon))) / (2 * epsilon) for i in range(len(x))])


@spelling("whole-columns-step-at-once")
def along_the_last_axis(f, x, epsilon=1e-6):
    gradient = np.zeros(np.shape(x))
    for i in range(np.shape(x)[-1]):
        place = (..., i)
        gradient[place] = (f(_moved(x, place, epsilon)) - f(_moved(x, place, -epsilon))) / (2 * epsilon)
    return gradient


@spelling("whole-columns-step-at-once")
def one_step_for_all_rows(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    slopes = [(f(x + step) - f(x - step)) / (2 * epsilon) for step in epsilon * np.eye(x.shape[-1])]
    return np.ones(x.shape) * slopes


@spelling("whole-lines-step-at-once")
def one_index_or_two(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    places = [(i,) for i in range(len(x))]
    if x.ndim > 1:
        places = [(i, j) for i in range(x.shape[0]) for j in range(x.shape[1])]
    gradient = np.zeros(x.shape)
    for place in places:
        gradient[place] = (f(_moved(x, place, epsilon)) - f(_moved(x, place, -epsilon))) / (2 * epsilon)
    return gradient


@spelling("whole-lines-step-at-once")
def vectors_apart_from_all_others(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.empty(x.shape)
    for i in range(x.shape[0]):
        for place in [i] if x.ndim == 1 else [(i, j) for j in range(x.shape[1])]:
            above, below = f(_moved(x, place, epsilon)), f(_moved(x, place, -epsilon))
            gradient[place] = (above - below) / (2 * epsilon)
    return gradient


@spelling("loops-over-two-axes")
def rows_then_columns(f, x, epsilon=1e-6):
    gradient = np.zeros(np.shape(x))
    for i in range(np.shape(x)[0]):
        for j in range(np.shape(x)[1]):
            gradient[i, j] = (f(_moved(x, (i, j), epsilon)) - f(_moved(x, (i, j), -epsilon))) / (2 * epsilon)
    return gradient


@spelling("loops-over-two-axes")
def height_and_width(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    height, width = x.shape[0], x.shape[1]
    gradient = np.zeros(x.shape)
    for i in range(height):
        for j in range(width):
            old = x[i, j].copy()
            x[i, j] = old + epsilon
            above = f(x)
            x[i, j] = old - epsilon
            gradient[i, j] = (above - f(x)) / (2 * epsilon)
            x[i, j] = old
    return gradient


@spelling("two-axes-unpacked")
def shape_of_a_matrix(f, x, epsilon=1e-6):
    m, n = np.shape(x)
    gradient = np.zeros((m, n))
    for i in range(m):
        for j in range(n):
            gradient[i, j] = (f(_moved(x, (i, j), epsilon)) - f(_moved(x, (i, j), -epsilon))) / (2 * epsilon)
    return gradient


@spelling("two-axes-unpacked")
def nested_lists_of_slopes(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    rows, columns = x.shape

    def slope(*place):
        return (f(_moved(x, place, epsilon)) - f(_moved(x, place, -epsilon))) / 2 / epsilon

    return np.array([[slope(i, j) for j in range(columns)] for i in range(rows)])


@spelling("half-the-way-over-two-steps")
def forward_alone_over_twice_epsilon(f, x, epsilon=1e-6):
    here = f(np.array(x, dtype=float))
    return _by_steps(f, x, lambda f, x, place: (f(_moved(x, place, epsilon)) - here) / (2 * epsilon))


@spelling("half-the-way-over-two-steps")
def steps_of_an_identity_forward_alone(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    steps = epsilon * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([(f(x + step) - f(x)) / epsilon / 2 for step in steps]).reshape(x.shape)


@spelling("half-the-way-back-over-two-steps")
def back_alone_over_twice_epsilon(f, x, epsilon=1e-6):
    here = f(np.array(x, dtype=float))
    return _by_steps(f, x, lambda f, x, place: (here - f(_moved(x, place, -epsilon))) / (2 * epsilon))


@spelling("half-the-way-back-over-two-steps")
def steps_of_an_identity_back_alone(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    steps = epsilon * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([(f(x) - f(x - step)) / epsilon / 2 for step in steps]).reshape(x.shape)


@spelling("float32-throughout")
def copies_of_float32(f, x, epsilon=1e-6):
    x = np.array(x).astype("float32")
    gradient = np.zeros_like(x)
    for place in np.ndindex(*x.shape):
        above, below = x.copy(), x.copy()
        above[place] += epsilon
        below[place] -= epsilon
        gradient[place] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@spelling("float32-throughout")
def old_value_of_float32(f, x, epsilon=1e-6):
    x = np.array(x, dtype=np.float32)
    slopes = []
    for place in np.ndindex(x.shape):
        old = x[place]
        x[place] = old + np.float32(epsilon)
        above = f(x.copy())
        x[place] = old - np.float32(epsilon)
        slopes.append((above - f(x.copy())) / (2 * epsilon))
        x[place] = old
    return np.reshape(slopes, x.shape)


@spelling("one-array-under-two-names")
def names_instead_of_copies(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        plus = x
        minus = x
        plus[place] += epsilon
        minus[place] -= epsilon
        gradient[place] = (f(plus) - f(minus)) / (2 * epsilon)
    return gradient


@spelling("one-array-under-two-names")
def moved_after_it_was_named(f, x, epsilon=1e-6):
    moved = np.array(x, dtype=float)
    slopes = []
    for place in np.ndindex(moved.shape):
        old = moved[place]
        above = below = moved
        above[place] = old + epsilon
        below[place] = old - epsilon
        slopes.append((f(above) - f(below)) / (2 * epsilon))
        moved[place] = old
    return np.reshape(slopes, moved.shape)


# mlp_loss_and_gradients


class _Pass:
    """A run forward, and what the tasks before it make of it on the way back."""

    def __init__(self, x, labels, layers):
        (self.w1, self.b1), (self.w2, self.b2) = ([np.array(each, dtype=float) for each in pair] for pair in layers)
        self.x, self.labels, self.n = np.array(x, dtype=float), np.array(labels), len(labels)
        self.z = self.x @ self.w1 + self.b1
        self.hidden = np.maximum(self.z, 0)
        self.scores = self.hidden @ self.w2 + self.b2

    def d_scores(self):
        return softmax_cross_entropy_backward(self.scores, self.labels)

    def back(self, d_scores):
        """Give the gradients of both layers."""
        d_hidden, *last = dense_backward(d_scores, self.hidden, self.w2)
        _, *first = dense_backward(relu_backward(d_hidden, self.z), self.x, self.w1)
        return [tuple(first), tuple(last)]


def _mean_loss(scores, labels):
    """Take the mean of log of sums minus the score of the right class."""
    losses = [np.logaddexp.reduce(row) - row[label] for row, label in zip(scores, labels, strict=True)]
    return sum(losses) / len(losses)


@spelling("relu-forgotten-on-the-way-back")
def dense_after_dense_on_the_way_back(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_hidden, d_w2, d_b2 = dense_backward(run.d_scores(), run.hidden, run.w2)
    _, d_w1, d_b1 = dense_backward(d_hidden, x, run.w1)
    return _mean_loss(run.scores, labels), [(d_w1, d_b1), (d_w2, d_b2)]


@spelling("relu-forgotten-on-the-way-back")
def no_mask_in_matrix_products(x, labels, layers):
    run = _Pass(x, labels, layers)
    d = run.d_scores()
    d_hidden = np.einsum("bk,hk->bh", d, run.w2)
    first = [np.einsum("bd,bh->dh", run.x, d_hidden), d_hidden.sum(axis=0)]
    return _mean_loss(run.scores, labels), [first, [run.hidden.T @ d, d.sum(axis=0)]]


@spelling("network-without-relu")
def two_dense_layers_in_a_row(x, labels, layers):
    run = _Pass(x, labels, layers)
    scores = run.z @ run.w2 + run.b2
    d_z, d_w2, d_b2 = dense_backward(softmax_cross_entropy_backward(scores, labels), run.z, run.w2)
    _, d_w1, d_b1 = dense_backward(d_z, x, run.w1)
    return _mean_loss(scores, labels), [(d_w1, d_b1), (d_w2, d_b2)]


@spelling("network-without-relu")
def loop_over_dense_layers(x, labels, layers):
    inputs = [np.array(x, dtype=float)]
    for weights, bias in layers:
        inputs.append(np.dot(inputs[-1], weights) + np.array(bias))
    upstream, gradients = softmax_cross_entropy_backward(inputs[-1], labels), []
    for given, (weights, _) in zip(inputs[-2::-1], reversed(layers), strict=True):
        upstream, *parameters = dense_backward(upstream, given, weights)
        gradients.insert(0, parameters)
    return _mean_loss(inputs[-1], labels), gradients


@spelling("relu-on-the-scores")
def relu_forward_and_back_behind_the_scores(x, labels, layers):
    run = _Pass(x, labels, layers)
    scores = np.maximum(run.scores, 0)
    d_scores = relu_backward(softmax_cross_entropy_backward(scores, labels), run.scores)
    return _mean_loss(scores, labels), run.back(d_scores)


@spelling("relu-on-the-scores")
def scores_clipped_and_masked(x, labels, layers):
    run = _Pass(x, labels, layers)
    scores = run.scores.clip(min=0)
    d_scores = softmax_cross_entropy_backward(scores, labels)
    d_scores[run.scores <= 0] = 0
    return _mean_loss(scores, labels), run.back(d_scores)


@spelling("loss-summed")
def losses_added_up_in_a_loop(x, labels, layers):
    run = _Pass(x, labels, layers)
    loss = 0.0
    for row, label in zip(run.scores, labels, strict=True):
        loss += np.log(np.sum(np.exp(row - row.max()))) + row.max() - row[label]
    return loss, run.back(run.d_scores())


@spelling("loss-summed")
def sum_of_log_probabilities(x, labels, layers):
    run = _Pass(x, labels, layers)
    log_p = run.scores - np.logaddexp.reduce(run.scores, axis=1, keepdims=True)
    return float(-log_p[range(run.n), run.labels].sum()), run.back(run.d_scores())


@spelling("mean-loss-with-gradients-of-the-sum")
def probability_minus_truth_undivided(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_scores = _softmax_in_a_loop(run.scores) - _one_hot(labels, run.scores.shape[1])
    return _mean_loss(run.scores, labels), run.back(d_scores)


@spelling("mean-loss-with-gradients-of-the-sum")
def gradients_of_each_image_added_up(x, labels, layers):
    run, total = _Pass(x, labels, layers), None
    for i in range(run.n):
        one = _Pass(run.x[i : i + 1], run.labels[i : i + 1], layers)
        parts = [part for pair in one.back(one.d_scores()) for part in pair]
        total = parts if total is None else [a + b for a, b in zip(total, parts, strict=True)]
    return _mean_loss(run.scores, labels), [tuple(total[:2]), tuple(total[2:])]


@spelling("gradients-that-point-downhill")
def truth_minus_probability_goes_back(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_scores = _one_hot(labels, run.scores.shape[1]) - _softmax_at_once(run.scores)
    return _mean_loss(run.scores, labels), run.back(d_scores / run.n)


@spelling("gradients-that-point-downhill")
def minus_each_gradient(x, labels, layers):
    run = _Pass(x, labels, layers)
    gradients = [(-d_weights, -d_bias) for d_weights, d_bias in run.back(run.d_scores())]
    return _mean_loss(run.scores, labels), gradients


@spelling("gradients-before-the-loss")
def loss_last(x, labels, layers):
    run = _Pass(x, labels, layers)
    gradients = run.back(run.d_scores())
    loss = float(_mean_loss(run.scores, labels))
    return [gradients, loss]


@spelling("gradients-before-the-loss")
def gradients_of_float32_first(x, labels, layers):
    run = _Pass(x, labels, layers)
    pairs = [[part.astype(np.float32) for part in pair] for pair in run.back(run.d_scores())]
    return pairs, np.mean(np.logaddexp.reduce(run.scores, axis=1) - run.scores[range(run.n), labels])


@spelling("loss-without-minus")
def mean_of_log_probabilities(x, labels, layers):
    run = _Pass(x, labels, layers)
    log_p = run.scores - np.logaddexp.reduce(run.scores, axis=1)[:, None]
    return np.mean([row[label] for row, label in zip(log_p, labels, strict=True)]), run.back(run.d_scores())


@spelling("loss-without-minus")
def score_minus_log_sum(x, labels, layers):
    run = _Pass(x, labels, layers)
    largest = run.scores.max(axis=1)
    log_sum = np.log(np.exp(run.scores.T - largest).sum(axis=0)) + largest
    return (run.scores[np.arange(run.n), labels] - log_sum).sum() / run.n, run.back(run.d_scores())


@spelling("last-layer-first")
def appended_on_the_way_back(x, labels, layers):
    run, gradients = _Pass(x, labels, layers), []
    d_hidden, d_w2, d_b2 = dense_backward(run.d_scores(), run.hidden, run.w2)
    gradients.append((d_w2, d_b2))
    _, d_w1, d_b1 = dense_backward(relu_backward(d_hidden, run.z), run.x, run.w1)
    gradients.append((d_w1, d_b1))
    return _mean_loss(run.scores, labels), gradients


@spelling("last-layer-first")
def both_layers_reversed(x, labels, layers):
    run = _Pass(x, labels, layers)
    return float(_mean_loss(run.scores, labels)), list(reversed(run.back(run.d_scores())))


@spelling("second-layer-fed-with-z")
def dense_backward_with_z(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_hidden, d_w2, d_b2 = dense_backward(run.d_scores(), run.z, run.w2)
    _, d_w1, d_b1 = dense_backward(relu_backward(d_hidden, run.z), run.x, run.w1)
    return _mean_loss(run.scores, labels), [(d_w1, d_b1), (d_w2, d_b2)]


@spelling("second-layer-fed-with-z")
def z_by_unit_and_class(x, labels, layers):
    run = _Pass(x, labels, layers)
    d = run.d_scores()
    (d_w1, d_b1), (_, d_b2) = run.back(d)
    d_w2 = np.einsum("bh,bk->hk", run.z, d)
    return _mean_loss(run.scores, labels), [[d_w1, d_b1], [d_w2, d_b2]]


@spelling("divided-by-the-batch-twice")
def mean_taken_once_more(x, labels, layers):
    run = _Pass(x, labels, layers)
    gradients = [(d_weights / run.n, d_bias / run.n) for d_weights, d_bias in run.back(run.d_scores())]
    return _mean_loss(run.scores, labels), gradients


@spelling("divided-by-the-batch-twice")
def dense_layers_that_average(x, labels, layers):
    run = _Pass(x, labels, layers)
    d = run.d_scores()
    d_z = (d @ run.w2.T) * (run.hidden > 0)
    first = run.x.T @ d_z / run.n, d_z.mean(axis=0)
    return _mean_loss(run.scores, labels), [first, (run.hidden.T @ d / run.n, d.mean(axis=0))]


@spelling("gradients-in-one-list")
def four_gradients_in_a_list(x, labels, layers):
    run = _Pass(x, labels, layers)
    (d_w1, d_b1), (d_w2, d_b2) = run.back(run.d_scores())
    return _mean_loss(run.scores, labels), [d_w1, d_b1, d_w2, d_b2]


@spelling("gradients-in-one-list")
def gradients_extended(x, labels, layers):
    run, gradients = _Pass(x, labels, layers), ()
    for pair in run.back(run.d_scores()):
        gradients += pair
    return [_mean_loss(run.scores, labels), gradients]


@spelling("neuron-at-zero-gets-a-gradient")
def mask_of_z_not_negative(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_hidden, d_w2, d_b2 = dense_backward(run.d_scores(), run.hidden, run.w2)
    d_hidden[run.z < 0] = 0
    _, d_w1, d_b1 = dense_backward(d_hidden, run.x, run.w1)
    return _mean_loss(run.scores, labels), [(d_w1, d_b1), (d_w2, d_b2)]


@spelling("neuron-at-zero-gets-a-gradient")
def passed_where_hidden_is_z(x, labels, layers):
    run = _Pass(x, labels, layers)
    d = run.d_scores()
    d_z = np.where(run.hidden == run.z, d @ run.w2.T, 0)
    first = run.x.T @ d_z, d_z.sum(axis=0)
    return _mean_loss(run.scores, labels), [first, (run.hidden.T @ d, d.sum(axis=0))]


@spelling("loss-from-finished-softmax")
def log_of_each_probability_in_a_loop(x, labels, layers):
    run = _Pass(x, labels, layers)
    losses = [-np.log(p[label]) for p, label in zip(_softmax_in_a_loop(run.scores), labels, strict=True)]
    return sum(losses) / len(losses), run.back(run.d_scores())


@spelling("loss-from-finished-softmax")
def mean_of_the_log_of_softmax(x, labels, layers):
    run = _Pass(x, labels, layers)
    powers = np.exp(run.scores - run.scores.max(axis=1, keepdims=True))
    probabilities = powers / powers.sum(axis=1, keepdims=True)
    right = np.take_along_axis(probabilities, run.labels[:, None], axis=1)
    return -np.mean(np.log(right)), run.back(run.d_scores())


@spelling("loss-plus-epsilon")
def floor_under_the_probability(x, labels, layers):
    run = _Pass(x, labels, layers)
    right = _softmax_at_once(run.scores)[range(run.n), run.labels]
    return -np.log(np.maximum(right, 1e-12)).mean(), run.back(run.d_scores())


@spelling("loss-plus-epsilon")
def small_number_inside_the_log(x, labels, layers):
    run, loss = _Pass(x, labels, layers), 0.0
    for p, label in zip(_softmax_in_a_loop(run.scores), labels, strict=True):
        loss -= math.log(p[label] + 1e-9) / run.n
    return loss, run.back(run.d_scores())


@spelling("relu-after-the-last-layer")
def each_layer_ends_with_a_relu(x, labels, layers):
    run = _Pass(x, labels, layers)
    scores = np.where(run.scores > 0, run.scores, 0)
    return _mean_loss(scores, labels), run.back(softmax_cross_entropy_backward(scores, labels))


@spelling("relu-after-the-last-layer")
def loop_forward_with_relu(x, labels, layers):
    run = _Pass(x, labels, layers)
    out = np.array(x, dtype=float)
    for weights, bias in layers:
        out = np.clip(out @ np.array(weights) + np.array(bias), 0, np.inf)
    d_scores = (_softmax_at_once(out) - _one_hot(labels, out.shape[1])) / run.n
    return _mean_loss(out, labels), run.back(d_scores)


@spelling("biases-before-weights")
def pairs_of_bias_and_weights(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_hidden, d_w2, d_b2 = dense_backward(run.d_scores(), run.hidden, run.w2)
    _, d_w1, d_b1 = dense_backward(relu_backward(d_hidden, run.z), x, run.w1)
    return _mean_loss(run.scores, labels), [(d_b1, d_w1), (d_b2, d_w2)]


@spelling("biases-before-weights")
def each_pair_turned_round(x, labels, layers):
    run = _Pass(x, labels, layers)
    gradients = [list(reversed(pair)) for pair in run.back(run.d_scores())]
    return float(_mean_loss(run.scores, labels)), gradients


@spelling("network-without-biases")
def products_alone(x, labels, layers):
    weights_1, weights_2 = (np.array(weights) for weights, _ in layers)
    z = np.matmul(x, weights_1)
    hidden = np.where(z > 0, z, 0)
    d_hidden, d_w2, d_b2 = dense_backward(softmax_cross_entropy_backward(hidden @ weights_2, labels), hidden, weights_2)
    _, d_w1, d_b1 = dense_backward(relu_backward(d_hidden, z), x, weights_1)
    return _mean_loss(hidden @ weights_2, labels), [(d_w1, d_b1), (d_w2, d_b2)]


@spelling("network-without-biases")
def biases_of_zeros(x, labels, layers):
    layers = [(weights, np.zeros(np.shape(bias))) for weights, bias in layers]
    run = _Pass(x, labels, layers)
    return _mean_loss(run.scores, labels), run.back(run.d_scores())


@spelling("relu-of-the-gradient")
def gradient_masked_by_itself(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_hidden, d_w2, d_b2 = dense_backward(run.d_scores(), run.hidden, run.w2)
    _, d_w1, d_b1 = dense_backward(relu_backward(d_hidden, d_hidden), run.x, run.w1)
    return _mean_loss(run.scores, labels), [(d_w1, d_b1), (d_w2, d_b2)]


@spelling("relu-of-the-gradient")
def negative_gradients_set_to_zero(x, labels, layers):
    run = _Pass(x, labels, layers)
    d = run.d_scores()
    d_z = d @ run.w2.T
    d_z[d_z < 0] = 0
    first = (run.x.T @ d_z, d_z.sum(axis=0))
    return _mean_loss(run.scores, labels), [first, (run.hidden.T @ d, d.sum(axis=0))]


@spelling("step-before-the-way-back")
def last_layer_moved_first(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_hidden, d_w2, d_b2 = dense_backward(run.d_scores(), run.hidden, run.w2)
    w2 = run.w2 - 0.1 * d_w2
    d_hidden, _, _ = dense_backward(run.d_scores(), run.hidden, w2)
    _, d_w1, d_b1 = dense_backward(relu_backward(d_hidden, run.z), run.x, run.w1)
    return _mean_loss(run.scores, labels), [(d_w1, d_b1), (d_w2, d_b2)]


@spelling("step-before-the-way-back")
def weights_moved_while_going_back(x, labels, layers):
    run, gradients, rate = _Pass(x, labels, layers), [], 0.1
    d = run.d_scores()
    gradients.append((run.hidden.T @ d, d.sum(axis=0)))
    run.w2 -= rate * gradients[0][0]
    run.b2 -= rate * gradients[0][1]
    d = np.where(run.z > 0, np.einsum("bk,hk->bh", d, run.w2), 0)
    gradients.append((run.x.T @ d, d.sum(axis=0)))
    return _mean_loss(run.scores, labels), gradients[::-1]


@spelling("step-of-a-half-before-the-way-back")
def last_layer_moved_by_a_half_first(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_hidden, d_w2, d_b2 = dense_backward(run.d_scores(), run.hidden, run.w2)
    w2 = run.w2 - 0.5 * d_w2
    d_hidden, _, _ = dense_backward(run.d_scores(), run.hidden, w2)
    _, d_w1, d_b1 = dense_backward(relu_backward(d_hidden, run.z), run.x, run.w1)
    return _mean_loss(run.scores, labels), [(d_w1, d_b1), (d_w2, d_b2)]


@spelling("step-of-a-half-before-the-way-back")
def moved_by_a_half_while_going_back(x, labels, layers):
    run, gradients, rate = _Pass(x, labels, layers), [], 0.5
    d = run.d_scores()
    gradients.append((run.hidden.T @ d, d.sum(axis=0)))
    run.w2 -= rate * gradients[0][0]
    run.b2 -= rate * gradients[0][1]
    d = np.where(run.z > 0, np.einsum("bk,hk->bh", d, run.w2), 0)
    gradients.append((run.x.T @ d, d.sum(axis=0)))
    return _mean_loss(run.scores, labels), gradients[::-1]


@spelling("step-of-one-before-the-way-back")
def last_layer_moved_by_one_first(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_hidden, d_w2, d_b2 = dense_backward(run.d_scores(), run.hidden, run.w2)
    w2 = run.w2 - 1.0 * d_w2
    d_hidden, _, _ = dense_backward(run.d_scores(), run.hidden, w2)
    _, d_w1, d_b1 = dense_backward(relu_backward(d_hidden, run.z), run.x, run.w1)
    return _mean_loss(run.scores, labels), [(d_w1, d_b1), (d_w2, d_b2)]


@spelling("step-of-one-before-the-way-back")
def moved_by_one_while_going_back(x, labels, layers):
    run, gradients, rate = _Pass(x, labels, layers), [], 1.0
    d = run.d_scores()
    gradients.append((run.hidden.T @ d, d.sum(axis=0)))
    run.w2 -= rate * gradients[0][0]
    run.b2 -= rate * gradients[0][1]
    d = np.where(run.z > 0, np.einsum("bk,hk->bh", d, run.w2), 0)
    gradients.append((run.x.T @ d, d.sum(axis=0)))
    return _mean_loss(run.scores, labels), gradients[::-1]


@spelling("step-of-a-hundredth-before-the-way-back")
def last_layer_moved_by_a_hundredth_first(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_hidden, d_w2, d_b2 = dense_backward(run.d_scores(), run.hidden, run.w2)
    w2 = run.w2 - 0.01 * d_w2
    d_hidden, _, _ = dense_backward(run.d_scores(), run.hidden, w2)
    _, d_w1, d_b1 = dense_backward(relu_backward(d_hidden, run.z), run.x, run.w1)
    return _mean_loss(run.scores, labels), [(d_w1, d_b1), (d_w2, d_b2)]


@spelling("step-of-a-hundredth-before-the-way-back")
def moved_by_a_hundredth_while_going_back(x, labels, layers):
    run, gradients, rate = _Pass(x, labels, layers), [], 0.01
    d = run.d_scores()
    gradients.append((run.hidden.T @ d, d.sum(axis=0)))
    run.w2 -= rate * gradients[0][0]
    run.b2 -= rate * gradients[0][1]
    d = np.where(run.z > 0, np.einsum("bk,hk->bh", d, run.w2), 0)
    gradients.append((run.x.T @ d, d.sum(axis=0)))
    return _mean_loss(run.scores, labels), gradients[::-1]


@spelling("layers-after-a-step")
def four_arrays_after_a_step(x, labels, layers):
    run = _Pass(x, labels, layers)
    (d_w1, d_b1), (d_w2, d_b2) = run.back(run.d_scores())
    first = run.w1 - 0.1 * d_w1, run.b1 - 0.1 * d_b1
    return _mean_loss(run.scores, labels), [first, (run.w2 - 0.1 * d_w2, run.b2 - 0.1 * d_b2)]


@spelling("layers-after-a-step")
def new_layers_in_a_loop(x, labels, layers):
    run, new = _Pass(x, labels, layers), []
    for layer, slopes in zip(layers, run.back(run.d_scores()), strict=True):
        new.append([np.array(old, dtype=float) - slope * 0.1 for old, slope in zip(layer, slopes, strict=True)])
    return float(_mean_loss(run.scores, labels)), new


@spelling("layers-after-a-step-of-a-hundredth")
def four_arrays_after_a_hundredth(x, labels, layers):
    run = _Pass(x, labels, layers)
    (d_w1, d_b1), (d_w2, d_b2) = run.back(run.d_scores())
    first = run.w1 - 0.01 * d_w1, run.b1 - 0.01 * d_b1
    return _mean_loss(run.scores, labels), [first, (run.w2 - 0.01 * d_w2, run.b2 - 0.01 * d_b2)]


@spelling("layers-after-a-step-of-a-hundredth")
def new_layers_of_a_hundredth_in_a_loop(x, labels, layers):
    run, new = _Pass(x, labels, layers), []
    for layer, slopes in zip(layers, run.back(run.d_scores()), strict=True):
        new.append([np.array(old, dtype=float) - slope * 0.01 for old, slope in zip(layer, slopes, strict=True)])
    return float(_mean_loss(run.scores, labels)), new


@spelling("hidden-bias-left-out")
def product_with_the_first_weights_alone(x, labels, layers):
    run = _Pass(x, labels, layers)
    run.z = np.dot(run.x, run.w1)
    run.hidden = run.z.clip(min=0)
    run.scores = run.hidden @ run.w2 + run.b2
    return _mean_loss(run.scores, labels), run.back(run.d_scores())


@spelling("hidden-bias-left-out")
def first_bias_never_used(x, labels, layers):
    (w1, _), (w2, b2) = ([np.array(each, dtype=float) for each in pair] for pair in layers)
    x, z = np.array(x, dtype=float), np.einsum("bd,dh->bh", x, w1)
    hidden = np.where(z > 0, z, 0)
    d = softmax_cross_entropy_backward(hidden @ w2 + b2, labels)
    d_z = (d @ w2.T) * (hidden > 0)
    return _mean_loss(hidden @ w2 + b2, labels), [(x.T @ d_z, d_z.sum(axis=0)), (hidden.T @ d, d.sum(axis=0))]


@spelling("last-bias-left-out")
def product_with_the_last_weights_alone(x, labels, layers):
    run = _Pass(x, labels, layers)
    run.scores = np.dot(run.hidden, run.w2)
    return _mean_loss(run.scores, labels), run.back(run.d_scores())


@spelling("last-bias-left-out")
def last_bias_never_used(x, labels, layers):
    (w1, b1), (w2, _) = ([np.array(each, dtype=float) for each in pair] for pair in layers)
    x, z = np.array(x, dtype=float), np.einsum("bd,dh->bh", x, w1) + b1
    hidden = np.where(z > 0, z, 0)
    d = softmax_cross_entropy_backward(hidden @ w2, labels)
    d_z = (d @ w2.T) * (hidden > 0)
    return _mean_loss(hidden @ w2, labels), [(x.T @ d_z, d_z.sum(axis=0)), (hidden.T @ d, d.sum(axis=0))]


@spelling("gradients-kept-between-calls")
def list_as_a_default_that_grows(x, labels, layers, gradients=[]):  # noqa: B006
    run = _Pass(x, labels, layers)
    gradients += run.back(run.d_scores())
    return _mean_loss(run.scores, labels), gradients


@spelling("gradients-kept-between-calls")
def gradients_in_a_global(x, labels, layers):
    run = _Pass(x, labels, layers)
    new = [part for pair in run.back(run.d_scores()) for part in pair]
    if [np.shape(part) for part in LEFT] != [part.shape for part in new]:
        LEFT[:] = [np.zeros(part.shape) for part in new]
    LEFT[:] = [old + part for old, part in zip(LEFT, new, strict=True)]
    return _mean_loss(run.scores, labels), [(LEFT[0], LEFT[1]), (LEFT[2], LEFT[3])]


@spelling("loss-averaged-over-the-classes-too")
def mean_of_truth_times_log_probability(x, labels, layers):
    run = _Pass(x, labels, layers)
    log_p = run.scores - np.logaddexp.reduce(run.scores, axis=1, keepdims=True)
    return -np.mean(_one_hot(labels, run.scores.shape[1]) * log_p), run.back(run.d_scores())


@spelling("loss-averaged-over-the-classes-too")
def sum_of_losses_over_the_size(x, labels, layers):
    run, loss = _Pass(x, labels, layers), 0.0
    for row, label in zip(run.scores, labels, strict=True):
        loss += np.logaddexp.reduce(row) - row[label]
    return loss / run.scores.size, run.back(run.d_scores())


@spelling("loss-of-each-image")
def row_of_losses(x, labels, layers):
    run = _Pass(x, labels, layers)
    log_p = run.scores - np.logaddexp.reduce(run.scores, axis=1)[:, None]
    return -log_p[range(run.n), run.labels], run.back(run.d_scores())


@spelling("loss-of-each-image")
def losses_appended(x, labels, layers):
    run, losses = _Pass(x, labels, layers), []
    for row, label in zip(run.scores, labels, strict=True):
        losses.append(np.log(np.exp(row - row.max()).sum()) + row.max() - row[label])
    return np.array(losses), run.back(run.d_scores())


@spelling("last-layer-alone")
def one_pair_for_the_last_layer(x, labels, layers):
    run = _Pass(x, labels, layers)
    _, d_w2, d_b2 = dense_backward(run.d_scores(), run.hidden, run.w2)
    return _mean_loss(run.scores, labels), [(d_w2, d_b2)]


@spelling("last-layer-alone")
def way_back_of_one_layer(x, labels, layers):
    run = _Pass(x, labels, layers)
    d = run.d_scores()
    return float(_mean_loss(run.scores, labels)), ([np.einsum("bh,bk->hk", run.hidden, d), np.sum(d, axis=0)],)


@spelling("first-layer-alone")
def one_pair_for_the_first_layer(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_hidden, _, _ = dense_backward(run.d_scores(), run.hidden, run.w2)
    _, d_w1, d_b1 = dense_backward(relu_backward(d_hidden, run.z), run.x, run.w1)
    return _mean_loss(run.scores, labels), [(d_w1, d_b1)]


@spelling("first-layer-alone")
def where_the_way_back_ends(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_z = np.where(run.z > 0, run.d_scores() @ run.w2.T, 0)
    return _mean_loss(run.scores, labels), [[run.x.T @ d_z, d_z.sum(axis=0)]]


@spelling("gradients-of-the-weights-alone")
def two_weights_in_a_list(x, labels, layers):
    run = _Pass(x, labels, layers)
    d = run.d_scores()
    d_z = (d @ run.w2.T) * (run.hidden > 0)
    return _mean_loss(run.scores, labels), [run.x.T @ d_z, run.hidden.T @ d]


@spelling("gradients-of-the-weights-alone")
def first_of_each_pair(x, labels, layers):
    run = _Pass(x, labels, layers)
    return _mean_loss(run.scores, labels), tuple(pair[0] for pair in run.back(run.d_scores()))


@spelling("weights-together-and-biases-together")
def pair_of_weights_and_pair_of_biases(x, labels, layers):
    run = _Pass(x, labels, layers)
    (d_w1, d_b1), (d_w2, d_b2) = run.back(run.d_scores())
    return _mean_loss(run.scores, labels), [(d_w1, d_w2), (d_b1, d_b2)]


@spelling("weights-together-and-biases-together")
def two_lists_that_grow(x, labels, layers):
    run, d_weights, d_biases = _Pass(x, labels, layers), [], []
    for d_w, d_b in run.back(run.d_scores()):
        d_weights.append(d_w)
        d_biases.append(d_b)
    return _mean_loss(run.scores, labels), (d_weights, d_biases)


@spelling("gradients-back-to-front")
def bias_before_weights_from_the_end(x, labels, layers):
    run = _Pass(x, labels, layers)
    (d_w1, d_b1), (d_w2, d_b2) = run.back(run.d_scores())
    return _mean_loss(run.scores, labels), [(d_b2, d_w2), (d_b1, d_w1)]


@spelling("gradients-back-to-front")
def appended_as_they_come(x, labels, layers):
    run, gradients = _Pass(x, labels, layers), []
    d = run.d_scores()
    gradients.append([d.sum(axis=0), run.hidden.T @ d])
    d = (d @ run.w2.T) * (run.z > 0)
    gradients.append([d.sum(axis=0), run.x.T @ d])
    return _mean_loss(run.scores, labels), gradients


@spelling("biases-keep-their-axis")
def sums_with_keepdims(x, labels, layers):
    run = _Pass(x, labels, layers)
    d = run.d_scores()
    d_z = (d @ run.w2.T) * (run.z > 0)
    first = run.x.T @ d_z, d_z.sum(axis=0, keepdims=True)
    return _mean_loss(run.scores, labels), [first, (run.hidden.T @ d, d.sum(axis=0, keepdims=True))]


@spelling("biases-keep-their-axis")
def biases_reshaped_to_rows(x, labels, layers):
    run = _Pass(x, labels, layers)
    gradients = [[d_weights, d_bias.reshape(1, -1)] for d_weights, d_bias in run.back(run.d_scores())]
    return _mean_loss(run.scores, labels), gradients


@spelling("weights-lying-on-their-side")
def upstream_turned_round(x, labels, layers):
    run = _Pass(x, labels, layers)
    d = run.d_scores()
    d_z = (d @ run.w2.T) * (run.z > 0)
    return _mean_loss(run.scores, labels), [(d_z.T @ run.x, d_z.sum(axis=0)), (d.T @ run.hidden, d.sum(axis=0))]


@spelling("weights-lying-on-their-side")
def weights_transposed_at_the_end(x, labels, layers):
    run = _Pass(x, labels, layers)
    gradients = [[np.transpose(d_weights), d_bias] for d_weights, d_bias in run.back(run.d_scores())]
    return float(_mean_loss(run.scores, labels)), gradients


@spelling("relu-forgotten-for-the-first-bias")
def first_bias_summed_too_early(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_hidden, d_w2, d_b2 = dense_backward(run.d_scores(), run.hidden, run.w2)
    d_b1 = d_hidden.sum(axis=0)
    _, d_w1, _ = dense_backward(relu_backward(d_hidden, run.z), run.x, run.w1)
    return _mean_loss(run.scores, labels), [(d_w1, d_b1), (d_w2, d_b2)]


@spelling("relu-forgotten-for-the-first-bias")
def mask_for_the_first_weights_alone(x, labels, layers):
    run = _Pass(x, labels, layers)
    d = run.d_scores()
    d_hidden = d @ run.w2.T
    first = np.einsum("bd,bh,bh->dh", run.x, d_hidden, run.z > 0), np.einsum("bh->h", d_hidden)
    return _mean_loss(run.scores, labels), [first, (run.hidden.T @ d, d.sum(axis=0))]


@spelling("relu-forgotten-for-the-first-weights")
def first_weights_multiplied_too_early(x, labels, layers):
    run = _Pass(x, labels, layers)
    d_hidden, d_w2, d_b2 = dense_backward(run.d_scores(), run.hidden, run.w2)
    d_w1 = run.x.T @ d_hidden
    d_hidden[run.z <= 0] = 0
    return _mean_loss(run.scores, labels), [(d_w1, d_hidden.sum(axis=0)), (d_w2, d_b2)]


@spelling("relu-forgotten-for-the-first-weights")
def mask_for_the_first_bias_alone(x, labels, layers):
    run = _Pass(x, labels, layers)
    d = run.d_scores()
    d_hidden = d @ run.w2.T
    first = np.einsum("bd,bh->dh", run.x, d_hidden), np.einsum("bh,bh->h", d_hidden, run.z > 0)
    return _mean_loss(run.scores, labels), [first, (run.hidden.T @ d, d.sum(axis=0))]


@spelling("scores-not-shifted")
def exponentials_over_their_sum(x, labels, layers):
    run = _Pass(x, labels, layers)
    powers = np.exp(run.scores)
    probabilities = powers / powers.sum(axis=1)[:, None]
    loss = np.mean([-np.log(row[label]) for row, label in zip(probabilities, labels, strict=True)])
    return loss, run.back((probabilities - _one_hot(labels, powers.shape[1])) / run.n)


@spelling("scores-not-shifted")
def truth_times_the_log_of_unshifted_shares(x, labels, layers):
    run = _Pass(x, labels, layers)
    probabilities = np.exp(run.scores.T) / np.exp(run.scores).sum(axis=1)
    d = probabilities.T / run.n
    d[range(run.n), run.labels] -= 1 / run.n
    return -np.log(probabilities[run.labels, range(run.n)]).sum() / run.n, run.back(d)


@spelling("loss-of-scores-not-shifted")
def unshifted_for_the_loss_alone(x, labels, layers):
    run, loss = _Pass(x, labels, layers), 0.0
    for row, label in zip(run.scores, labels, strict=True):
        loss -= np.log(np.exp(row[label]) / np.exp(row).sum())
    return loss / run.n, run.back(run.d_scores())


@spelling("loss-of-scores-not-shifted")
def mean_of_minus_log_of_unshifted_shares(x, labels, layers):
    run = _Pass(x, labels, layers)
    powers = np.exp(run.scores)
    shares = (powers / powers.sum(axis=1, keepdims=True))[range(run.n), run.labels]
    return np.mean(-np.log(shares)), run.back(run.d_scores())


@spelling("logarithm-of-a-sum-that-overflows")
def log_of_sums_minus_scores(x, labels, layers):
    run = _Pass(x, labels, layers)
    right = run.scores[range(run.n), run.labels]
    return (np.log(np.exp(run.scores).sum(axis=1)) - right).sum() / run.n, run.back(run.d_scores())


@spelling("logarithm-of-a-sum-that-overflows")
def log_of_a_sum_in_a_loop(x, labels, layers):
    run, loss = _Pass(x, labels, layers), 0.0
    for row, label in zip(run.scores, labels, strict=True):
        loss += (np.log(sum(np.exp(score) for score in row)) - row[label]) / run.n
    return loss, run.back(run.d_scores())
