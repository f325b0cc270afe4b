"""Wrong ways of ex04."""

from __future__ import annotations

import numpy as np

from reference.kit.catalogue import misconception

KEPT = {}
"""Gradients that calls before have left."""


# First, because any two matrices that do not fit raise the same error, and what it says is true of all of them.
@misconception
def no_matrix_turned_round(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights, x @ upstream, upstream.sum(axis=0)


@misconception
def parameters_averaged_over_the_batch(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream / len(x), upstream.mean(axis=0)


@misconception
def bias_not_summed(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream, upstream


@misconception
def bias_keeps_its_axis(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream, upstream.sum(axis=0, keepdims=True)


@misconception
def bias_averaged(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream, upstream.mean(axis=0)


@misconception
def weights_transposed(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, upstream.T @ x, upstream.sum(axis=0)


@misconception
def weights_not_turned_round(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights, x.T @ upstream, upstream.sum(axis=0)


@misconception
def x_not_turned_round(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x @ upstream, upstream.sum(axis=0)


@misconception
def bias_before_weights(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, upstream.sum(axis=0), x.T @ upstream


@misconception
def upstream_forgotten(upstream, x, weights):
    upstream, x, weights = np.ones(np.shape(upstream)), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream, upstream.sum(axis=0)


@misconception
def bias_summed_over_the_units(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream, upstream.sum(axis=1)


@misconception
def one_number_for_all_biases(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream, upstream.sum()


@misconception
def weights_from_the_last_image(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, np.outer(x[-1], upstream[-1]), upstream.sum(axis=0)


@misconception
def nothing_for_the_layer_below(upstream, x, weights):
    upstream, x = np.asarray(upstream), np.asarray(x)
    return x.T @ upstream, upstream.sum(axis=0)


@misconception
def weights_averaged_alone(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream / len(x), upstream.sum(axis=0)


@misconception
def forward_instead_of_back(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return x @ weights, x.T @ upstream, upstream.sum(axis=0)


@misconception
def bias_gradient_of_ones(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream, np.ones(upstream.shape[1])


@misconception
def images_put_together_first(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    d_weights = np.outer(x.sum(axis=0), upstream.sum(axis=0))
    return upstream @ weights.T, d_weights, upstream.sum(axis=0)


@misconception
def mean_of_x_put_together_first(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    d_weights = np.outer(x.mean(axis=0), upstream.sum(axis=0))
    return upstream @ weights.T, d_weights, upstream.sum(axis=0)


@misconception
def bias_without_its_axis(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream, upstream.sum(axis=0).squeeze()


@misconception
def everything_squeezed(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return tuple(np.squeeze(each) for each in (upstream @ weights.T, x.T @ upstream, upstream.sum(axis=0)))


@misconception
def bias_from_the_last_image(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream, upstream[-1]


@misconception
def parameters_from_the_last_image(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, np.outer(x[-1], upstream[-1]), upstream[-1]


@misconception
def input_from_the_last_unit(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return np.outer(upstream[:, -1], weights[:, -1]), x.T @ upstream, upstream.sum(axis=0)


@misconception
def bias_gradient_left_out(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream


@misconception
def weights_not_summed(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x[:, :, None] * upstream[:, None, :], upstream.sum(axis=0)


@misconception
def relu_of_upstream(upstream, z):
    return np.maximum(upstream, 0)


@misconception
def times_output_instead_of_slope(upstream, z):
    return np.asarray(upstream) * np.maximum(z, 0)


@misconception
def slope_without_upstream(upstream, z):
    return (np.asarray(z) > 0).astype(float)


@misconception
def passes_at_zero(upstream, z):
    return np.asarray(upstream) * (np.asarray(z) >= 0)


@misconception
def half_passes_at_zero(upstream, z):
    return np.asarray(upstream) * (np.sign(z) + 1) / 2


@misconception
def upstream_overwritten(upstream, z):
    upstream = np.asarray(upstream)
    upstream[np.asarray(z) <= 0] = 0
    return upstream


@misconception
def passes_where_negative(upstream, z):
    return np.where(np.asarray(z) < 0, upstream, 0)


@misconception
def slope_of_the_sigmoid(upstream, z):
    falling = np.exp(-np.abs(z))
    return np.asarray(upstream) * falling / (1 + falling) ** 2


@misconception
def divided_by_z(upstream, z):
    z = np.asarray(z, dtype=float)
    return np.asarray(upstream) * (np.maximum(z, 0) / z)


@misconception
def shape_of_z_lost(upstream, z):
    return (np.asarray(upstream) * (np.asarray(z) > 0)).ravel()


@misconception
def whole_numbers_behind_a_silent_first(upstream, z):
    upstream, z = np.asarray(upstream), np.asarray(z)
    return np.vectorize(lambda above, here: above if here > 0 else 0)(upstream, z)


@misconception
def leaky_slope(upstream, z):
    return np.asarray(upstream) * np.where(np.asarray(z) > 0, 1, 0.01)


@misconception
def leaky_slope_of_a_tenth(upstream, z):
    return np.asarray(upstream) * np.where(np.asarray(z) > 0, 1, 0.1)


@misconception
def relu_forward_again(upstream, z):
    return np.maximum(z, 0)


@misconception
def silent_ones_dropped(upstream, z):
    return np.asarray(upstream)[np.asarray(z) > 0]


@misconception
def sign_of_z_as_slope(upstream, z):
    return np.asarray(upstream) * np.sign(z)


@misconception
def z_as_slope(upstream, z):
    return np.asarray(upstream) * np.asarray(z)


@misconception
def two_axes_alone(upstream, z):
    upstream, z = np.array(upstream, dtype=float), np.asarray(z)
    for row in range(z.shape[0]):
        for column in range(z.shape[1]):
            if z[row, column] <= 0:
                upstream[row, column] = 0
    return upstream


@misconception
def rows_and_columns_alone(upstream, z):
    upstream, z = np.array(upstream, dtype=float), np.asarray(z)
    rows, columns = z.shape
    for row in range(rows):
        for column in range(columns):
            if z[row, column] <= 0:
                upstream[row, column] = 0
    return upstream


@misconception
def not_divided_by_the_batch(scores, labels):
    gradient = _softmax(scores)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient


@misconception
def divided_by_all_scores(scores, labels):
    gradient = _softmax(scores)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / gradient.size


@misconception
def divided_by_the_classes(scores, labels):
    gradient = _softmax(scores)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / gradient.shape[1]


@misconception
def one_taken_from_whole_columns(scores, labels):
    gradient = _softmax(scores)
    gradient[:, labels] -= 1
    return gradient / len(labels)


@misconception
def truth_minus_probability(scores, labels):
    gradient = _softmax(scores)
    gradient[np.arange(len(labels)), labels] -= 1
    return -gradient / len(labels)


@misconception
def probabilities_alone(scores, labels):
    return _softmax(scores) / len(labels)


@misconception
def slope_for_the_probabilities(scores, labels):
    probabilities = _softmax(scores)
    gradient = np.zeros_like(probabilities)
    rows = np.arange(len(labels))
    gradient[rows, labels] = -1 / probabilities[rows, labels]
    return gradient / len(labels)


@misconception
def scores_minus_truth(scores, labels):
    gradient = np.array(scores, dtype=float)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)


@misconception
def softmax_without_shift(scores, labels):
    exponentials = np.exp(np.asarray(scores, dtype=float))
    gradient = exponentials / exponentials.sum(axis=1, keepdims=True)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)


@misconception
def shifted_by_the_largest_of_all(scores, labels):
    exponentials = np.exp(np.asarray(scores, dtype=float) - np.max(scores))
    gradient = exponentials / exponentials.sum(axis=1, keepdims=True)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)


@misconception
def shifted_by_the_mean(scores, labels):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.mean(axis=1, keepdims=True))
    gradient = exponentials / exponentials.sum(axis=1, keepdims=True)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)


@misconception
def only_the_right_class_moves(scores, labels):
    probabilities = _softmax(scores)
    return (probabilities - 1) * np.eye(probabilities.shape[1])[np.asarray(labels)] / len(labels)


@misconception
def one_taken_after_the_division(scores, labels):
    probabilities = _softmax(scores)
    return probabilities / len(labels) - np.eye(probabilities.shape[1])[np.asarray(labels)]


@misconception
def one_taken_from_whole_rows(scores, labels):
    probabilities = _softmax(scores)
    probabilities[labels] -= 1
    return probabilities / len(labels)


@misconception
def one_added_for_the_right_class(scores, labels):
    probabilities = _softmax(scores)
    return (probabilities + np.eye(probabilities.shape[1])[np.asarray(labels)]) / len(labels)


@misconception
def softmax_down_the_batch(scores, labels):
    exponentials = np.exp(np.asarray(scores, dtype=float) - np.max(scores, axis=0))
    probabilities = exponentials / exponentials.sum(axis=0)
    return (probabilities - np.eye(probabilities.shape[1])[np.asarray(labels)]) / len(labels)


@misconception
def probabilities_taken_twice(scores, labels):
    probabilities = _softmax(scores)
    truth = np.eye(probabilities.shape[1])[np.asarray(labels)]
    return probabilities * (probabilities - truth) / len(labels)


@misconception
def largest_score_for_the_right_class(scores, labels):
    gradient = _softmax(scores)
    gradient[np.arange(len(gradient)), np.argmax(scores, axis=1)] -= 1
    return gradient / len(labels)


@misconception
def probabilities_not_divided(scores, labels):
    gradient = _softmax(scores)
    gradient[np.arange(len(labels)), labels] -= 1 / len(labels)
    return gradient


@misconception
def mean_taken_twice(scores, labels):
    gradient = _softmax(scores)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels) ** 2


@misconception
def classes_counted_from_one(scores, labels):
    gradient = _softmax(scores)
    gradient[np.arange(len(labels)), np.asarray(labels) - 1] -= 1
    return gradient / len(labels)


@misconception
def sigmoid_for_softmax(scores, labels):
    gradient = np.exp(-np.logaddexp(0, -np.asarray(scores, dtype=float)))
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)


@misconception
def truth_as_wide_as_the_largest_label(scores, labels):
    truth = np.eye(np.max(labels) + 1)[np.asarray(labels)]
    return (_softmax(scores) - truth) / len(labels)


@misconception
def step_forward_alone(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        moved = x.copy()
        moved[place] += epsilon
        gradient[place] = (f(moved) - f(x)) / epsilon
    return gradient


@misconception
def step_back_alone(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        moved = x.copy()
        moved[place] -= epsilon
        gradient[place] = (f(x) - f(moved)) / epsilon
    return gradient


@misconception
def divided_by_one_step(f, x, epsilon=1e-6):
    return 2 * _central(f, np.array(x, dtype=float), epsilon)


@misconception
def not_divided_by_the_step(f, x, epsilon=1e-6):
    return 2 * epsilon * _central(f, np.array(x, dtype=float), epsilon)


@misconception
def brackets_forgotten(f, x, epsilon=1e-6):
    return epsilon**2 * _central(f, np.array(x, dtype=float), epsilon)


@misconception
def epsilon_ignored(f, x, epsilon=1e-6):
    return _central(f, np.array(x, dtype=float), 1e-6)


@misconception
def steps_cut_to_whole_numbers(f, x, epsilon=1e-6):
    return _central(f, np.array(x), epsilon)


@misconception
def steps_to_the_next_whole_number(f, x, epsilon=1e-6):
    x = np.array(x)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[place] = x[place] + epsilon
        below[place] = x[place] - epsilon
        gradient[place] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@misconception
def steps_rounded_by_float32(f, x, epsilon=1e-6):
    x = np.array(x)
    return _central(f, x.astype(float) if x.dtype.kind in "iu" else x, epsilon)


@misconception
def all_places_at_once(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    return np.full(x.shape, (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon))


@misconception
def steps_never_undone(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        x[place] += epsilon
        above = f(x)
        x[place] -= 2 * epsilon
        gradient[place] = (above - f(x)) / (2 * epsilon)
    return gradient


@misconception
def steps_to_both_sides_never_undone(f, x, epsilon=1e-6):
    above, below = np.array(x, dtype=float), np.array(x, dtype=float)
    gradient = np.zeros_like(above)
    for place in np.ndindex(above.shape):
        above[place] += epsilon
        below[place] -= epsilon
        gradient[place] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@misconception
def f_of_one_number(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        gradient[place] = (f(x[place] + epsilon) - f(x[place] - epsilon)) / (2 * epsilon)
    return gradient


@misconception
def gradient_in_one_row(f, x, epsilon=1e-6):
    return _central(f, np.array(x, dtype=float), epsilon).ravel()


@misconception
def f_of_a_flat_x(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    return _central(f, x.ravel(), epsilon).reshape(x.shape)


@misconception
def step_back_by_arithmetic(f, x, epsilon=1e-6):
    x = np.asarray(x)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        x[place] += epsilon
        above = f(x)
        x[place] -= 2 * epsilon
        gradient[place] = (above - f(x)) / (2 * epsilon)
        x[place] += epsilon
    return gradient


@misconception
def all_numbers_step_at_once(f, x, epsilon=1e-6):
    x = np.asarray(x, dtype=float)
    return float((f(x + epsilon) - f(x - epsilon)) / (2 * epsilon))


@misconception
def step_as_a_share_of_the_number(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.empty_like(x)
    for place in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[place] = epsilon * x[place]
        with np.errstate(all="ignore"):
            gradient[place] = np.divide(f(x + step) - f(x - step), 2 * step[place])
    return gradient


@misconception
def whole_rows_step_at_once(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for row in range(len(x)):
        step = np.zeros_like(x)
        step[row] = epsilon
        gradient[row] = (f(x + step) - f(x - step)) / (2 * epsilon)
    return gradient


@misconception
def one_slope_for_each_row(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    slopes = []
    for row in range(len(x)):
        step = np.zeros_like(x)
        step[row] = epsilon
        slopes.append((f(x + step) - f(x - step)) / (2 * epsilon))
    return np.array(slopes)


@misconception
def whole_columns_step_at_once(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for column in range(x.shape[-1]):
        step = np.zeros_like(x)
        step[..., column] = epsilon
        gradient[..., column] = (f(x + step) - f(x - step)) / (2 * epsilon)
    return gradient


@misconception
def whole_lines_step_at_once(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape[:2]):
        step = np.zeros_like(x)
        step[place] = epsilon
        gradient[place] = (f(x + step) - f(x - step)) / (2 * epsilon)
    return gradient


@misconception
def loops_over_two_axes(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for row in range(x.shape[0]):
        for column in range(x.shape[1]):
            step = np.zeros_like(x)
            step[row, column] = epsilon
            gradient[row, column] = (f(x + step) - f(x - step)) / (2 * epsilon)
    return gradient


@misconception
def two_axes_unpacked(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    rows, columns = x.shape
    return _central(f, x, epsilon).reshape(rows, columns)


@misconception
def half_the_way_over_two_steps(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        moved = x.copy()
        moved[place] += epsilon
        gradient[place] = (f(moved) - f(x)) / (2 * epsilon)
    return gradient


@misconception
def half_the_way_back_over_two_steps(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        moved = x.copy()
        moved[place] -= epsilon
        gradient[place] = (f(x) - f(moved)) / (2 * epsilon)
    return gradient


@misconception
def float32_throughout(f, x, epsilon=1e-6):
    return _central(f, np.array(x, dtype=np.float32), epsilon)


@misconception
def one_array_under_two_names(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        above = below = x.copy()
        above[place] += epsilon
        below[place] -= epsilon
        gradient[place] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@misconception
def relu_forgotten_on_the_way_back(x, labels, layers):
    x, _, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    first = _parameters(d_scores @ weights_2.T, x)
    return loss, [first, _parameters(d_scores, hidden)]


@misconception
def network_without_relu(x, labels, layers):
    x, z, _, weights_2, _ = _forward(x, layers)
    loss, d_scores = _loss(z @ weights_2 + np.asarray(layers[1][1]), labels)
    return loss, [_parameters(d_scores @ weights_2.T, x), _parameters(d_scores, z)]


@misconception
def relu_on_the_scores(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(np.maximum(scores, 0), labels)
    d_scores = d_scores * (scores > 0)
    return loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]


@misconception
def loss_summed(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return loss * len(labels), [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]


@misconception
def mean_loss_with_gradients_of_the_sum(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    d_scores = d_scores * len(labels)
    return loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]


@misconception
def gradients_that_point_downhill(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return loss, [_parameters(-d_scores @ weights_2.T * (z > 0), x), _parameters(-d_scores, hidden)]


@misconception
def gradients_before_the_loss(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)], loss


@misconception
def loss_without_minus(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return -loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]


@misconception
def last_layer_first(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return loss, [_parameters(d_scores, hidden), _parameters(d_scores @ weights_2.T * (z > 0), x)]


@misconception
def second_layer_fed_with_z(x, labels, layers):
    x, z, _, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, z)]


@misconception
def divided_by_the_batch_twice(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    d_scores = d_scores / len(labels)
    return loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]


@misconception
def gradients_in_one_list(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return loss, [*_parameters(d_scores @ weights_2.T * (z > 0), x), *_parameters(d_scores, hidden)]


@misconception
def neuron_at_zero_gets_a_gradient(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return loss, [_parameters(d_scores @ weights_2.T * (z >= 0), x), _parameters(d_scores, hidden)]


@misconception
def loss_from_finished_softmax(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    probabilities = _softmax(scores)
    loss = -np.log(probabilities[np.arange(len(labels)), labels]).mean()
    _, d_scores = _loss(scores, labels)
    return loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]


@misconception
def loss_plus_epsilon(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    probabilities = _softmax(scores)
    loss = -np.log(probabilities[np.arange(len(labels)), labels] + 1e-12).mean()
    _, d_scores = _loss(scores, labels)
    return loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]


@misconception
def relu_after_the_last_layer(x, labels, layers):
    (weights_1, bias_1), (weights_2, bias_2) = layers
    x, z = np.asarray(x), np.dot(x, weights_1) + bias_1
    hidden = np.maximum(z, 0)
    scores = np.maximum(hidden @ weights_2 + bias_2, 0)
    d_scores = _softmax(scores)
    d_scores[np.arange(len(labels)), labels] -= 1
    d_scores /= len(labels)
    d_hidden = d_scores @ np.transpose(weights_2) * (z > 0)
    gradients = [_parameters(d_hidden, x), _parameters(d_scores, hidden)]
    return _loss(scores, labels)[0], gradients


@misconception
def biases_before_weights(x, labels, layers):
    (weights_1, bias_1), (weights_2, bias_2) = layers
    x, z = np.asarray(x), np.dot(x, weights_1) + bias_1
    hidden = np.maximum(z, 0)
    scores = hidden @ weights_2 + bias_2
    d_scores = _softmax(scores)
    d_scores[np.arange(len(labels)), labels] -= 1
    d_scores /= len(labels)
    d_hidden = d_scores @ np.transpose(weights_2) * (z > 0)
    gradients = [_parameters(d_hidden, x)[::-1], _parameters(d_scores, hidden)[::-1]]
    return _loss(scores, labels)[0], gradients


@misconception
def network_without_biases(x, labels, layers):
    (weights_1, _), (weights_2, _) = layers
    x, z = np.asarray(x), np.dot(x, weights_1)
    hidden = np.maximum(z, 0)
    scores = hidden @ weights_2
    d_scores = _softmax(scores)
    d_scores[np.arange(len(labels)), labels] -= 1
    d_scores /= len(labels)
    d_hidden = d_scores @ np.transpose(weights_2) * (z > 0)
    return _loss(scores, labels)[0], [_parameters(d_hidden, x), _parameters(d_scores, hidden)]


@misconception
def relu_of_the_gradient(x, labels, layers):
    (weights_1, bias_1), (weights_2, bias_2) = layers
    x, z = np.asarray(x), np.dot(x, weights_1) + bias_1
    hidden = np.maximum(z, 0)
    scores = hidden @ weights_2 + bias_2
    d_scores = _softmax(scores)
    d_scores[np.arange(len(labels)), labels] -= 1
    d_scores /= len(labels)
    d_hidden = np.maximum(d_scores @ np.transpose(weights_2), 0)
    return _loss(scores, labels)[0], [_parameters(d_hidden, x), _parameters(d_scores, hidden)]


@misconception
def step_before_the_way_back(x, labels, layers):
    return _stepped_too_early(x, labels, layers, learning_rate=0.1)


@misconception
def step_of_a_half_before_the_way_back(x, labels, layers):
    return _stepped_too_early(x, labels, layers, learning_rate=0.5)


@misconception
def step_of_one_before_the_way_back(x, labels, layers):
    return _stepped_too_early(x, labels, layers, learning_rate=1.0)


@misconception
def step_of_a_hundredth_before_the_way_back(x, labels, layers):
    return _stepped_too_early(x, labels, layers, learning_rate=0.01)


@misconception
def layers_after_a_step(x, labels, layers):
    loss, gradients = _right(x, labels, layers)
    return loss, [
        tuple(np.asarray(old) - 0.1 * slope for old, slope in zip(layer, slopes, strict=True))
        for layer, slopes in zip(layers, gradients, strict=True)
    ]


@misconception
def layers_after_a_step_of_a_hundredth(x, labels, layers):
    loss, gradients = _right(x, labels, layers)
    return loss, [
        tuple(np.asarray(old) - 0.01 * slope for old, slope in zip(layer, slopes, strict=True))
        for layer, slopes in zip(layers, gradients, strict=True)
    ]


@misconception
def hidden_bias_left_out(x, labels, layers):
    (weights_1, bias_1), last = layers
    return _right(x, labels, [(weights_1, np.zeros(np.shape(bias_1))), last])


@misconception
def last_bias_left_out(x, labels, layers):
    first, (weights_2, bias_2) = layers
    return _right(x, labels, [first, (weights_2, np.zeros(np.shape(bias_2)))])


@misconception
def gradients_kept_between_calls(x, labels, layers):
    loss, gradients = _right(x, labels, layers)
    shape = tuple(np.shape(weights) for weights, _ in layers)
    before = KEPT.get(shape, [(0, 0), (0, 0)])
    KEPT[shape] = [
        tuple(old + new for old, new in zip(olds, news, strict=True))
        for olds, news in zip(before, gradients, strict=True)
    ]
    return loss, KEPT[shape]


@misconception
def loss_averaged_over_the_classes_too(x, labels, layers):
    loss, gradients = _right(x, labels, layers)
    return loss / len(layers[1][1]), gradients


@misconception
def loss_of_each_image(x, labels, layers):
    scores = _forward(x, layers)[-1]
    losses = [_loss(scores[i : i + 1], labels[i : i + 1])[0] for i in range(len(labels))]
    return np.array(losses), _right(x, labels, layers)[1]


@misconception
def last_layer_alone(x, labels, layers):
    loss, gradients = _right(x, labels, layers)
    return loss, gradients[1:]


@misconception
def first_layer_alone(x, labels, layers):
    loss, gradients = _right(x, labels, layers)
    return loss, gradients[:1]


@misconception
def gradients_of_the_weights_alone(x, labels, layers):
    loss, gradients = _right(x, labels, layers)
    return loss, [d_weights for d_weights, _ in gradients]


@misconception
def weights_together_and_biases_together(x, labels, layers):
    loss, gradients = _right(x, labels, layers)
    return loss, list(zip(*gradients, strict=True))


@misconception
def gradients_back_to_front(x, labels, layers):
    loss, gradients = _right(x, labels, layers)
    return loss, [pair[::-1] for pair in reversed(gradients)]


@misconception
def biases_keep_their_axis(x, labels, layers):
    loss, gradients = _right(x, labels, layers)
    return loss, [(d_weights, d_bias[None]) for d_weights, d_bias in gradients]


@misconception
def weights_lying_on_their_side(x, labels, layers):
    loss, gradients = _right(x, labels, layers)
    return loss, [(d_weights.T, d_bias) for d_weights, d_bias in gradients]


@misconception
def relu_forgotten_for_the_first_bias(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    d_hidden = d_scores @ weights_2.T
    return loss, [(x.T @ (d_hidden * (z > 0)), d_hidden.sum(axis=0)), _parameters(d_scores, hidden)]


@misconception
def relu_forgotten_for_the_first_weights(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    d_hidden = d_scores @ weights_2.T
    return loss, [(x.T @ d_hidden, (d_hidden * (z > 0)).sum(axis=0)), _parameters(d_scores, hidden)]


@misconception
def scores_not_shifted(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    probabilities = _overflowing(scores)
    rows = np.arange(len(labels))
    loss = -np.log(probabilities[rows, labels]).mean()
    probabilities[rows, labels] -= 1
    d_scores = probabilities / len(labels)
    return loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]


@misconception
def loss_of_scores_not_shifted(x, labels, layers):
    probabilities = _overflowing(_forward(x, layers)[-1])
    return -np.log(probabilities[np.arange(len(labels)), labels]).mean(), _right(x, labels, layers)[1]


@misconception
def logarithm_of_a_sum_that_overflows(x, labels, layers):
    scores = _forward(x, layers)[-1]
    losses = np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(len(labels)), labels]
    return losses.mean(), _right(x, labels, layers)[1]


def _softmax(scores):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def _central(f, x, epsilon):
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[place] = epsilon
        gradient[place] = (f(x + step) - f(x - step)) / (2 * epsilon)
    return gradient


def _forward(x, layers):
    (weights_1, bias_1), (weights_2, bias_2) = ((np.asarray(w), np.asarray(b)) for w, b in layers)
    x = np.asarray(x)
    z = x @ weights_1 + bias_1
    hidden = np.maximum(z, 0)
    return x, z, hidden, weights_2, hidden @ weights_2 + bias_2


def _stepped_too_early(x, labels, layers, learning_rate):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    last = _parameters(d_scores, hidden)
    moved = weights_2 - learning_rate * last[0]
    return loss, [_parameters(d_scores @ moved.T * (z > 0), x), last]


def _loss(scores, labels):
    rows = np.arange(len(labels))
    shifted = scores - scores.max(axis=1, keepdims=True)
    loss = -(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))[rows, labels].mean()
    d_scores = _softmax(scores)
    d_scores[rows, labels] -= 1
    return loss, d_scores / len(labels)


def _parameters(upstream, x):
    return x.T @ upstream, upstream.sum(axis=0)


def _overflowing(scores):
    exponentials = np.exp(np.asarray(scores, dtype=float))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def _right(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]
