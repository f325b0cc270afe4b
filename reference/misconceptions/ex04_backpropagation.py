"""Wrong ways of ex04."""

from __future__ import annotations

import numpy as np

from reference.catalogue import misconception


# First, because any two matrices that do not fit raise the same error, and what it says is true of all of them.
@misconception(
    "dense_backward",
    rejected_by="test_each_weight_gathers_from_every_image",
    says="combined matrices that do not fit. Write their shapes side by side: which one must be turned round so that "
    "the axis you sum over stands in the middle?",
)
def no_matrix_turned_round(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights, x @ upstream, upstream.sum(axis=0)


@misconception(
    "dense_backward",
    rejected_by="test_each_weight_gathers_from_every_image",
    says="averaged d_weights and d_bias over the batch. The mean belongs to the loss, which has put its 1/B into "
    "upstream already; here it would count twice.",
)
def parameters_averaged_over_the_batch(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream / len(x), upstream.mean(axis=0)


@misconception(
    "dense_backward",
    rejected_by="test_each_weight_gathers_from_every_image",
    says="gave every image a d_bias of its own. There is one bias for all images: how do their wishes become one?",
)
def bias_not_summed(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream, upstream


@misconception(
    "dense_backward",
    rejected_by="test_each_weight_gathers_from_every_image",
    says="averaged d_bias over the images. Every image moved the loss through the bias, and what reaches the loss on "
    "several ways adds up.",
)
def bias_averaged(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream, upstream.mean(axis=0)


@misconception(
    "dense_backward",
    rejected_by="test_each_weight_gathers_from_every_image",
    says="gave d_weights lying on its side. A gradient has the shape of what it is the gradient of: which factor "
    "comes first?",
)
def weights_transposed(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, upstream.T @ x, upstream.sum(axis=0)


@misconception(
    "dense_backward",
    rejected_by="test_square_layer_tells_rows_from_columns",
    says="multiplied by the weights as they are, as on the way forward. Weight (d, k) led from feature d to unit k; "
    "going back, which index of the weights must meet the units of upstream?",
)
def weights_not_turned_round(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights, x.T @ upstream, upstream.sum(axis=0)


@misconception(
    "dense_backward",
    rejected_by="test_square_layer_tells_rows_from_columns",
    says="multiplied x and upstream without turning x round. The sum runs over the images: which axis of x are they?",
)
def x_not_turned_round(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x @ upstream, upstream.sum(axis=0)


@misconception(
    "dense_backward",
    rejected_by="test_each_weight_gathers_from_every_image",
    says="gave the gradients in another order; the caller unpacks d_x, d_weights, d_bias.",
)
def bias_before_weights(upstream, x, weights):
    upstream, x, weights = np.asarray(upstream), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, upstream.sum(axis=0), x.T @ upstream


@misconception(
    "dense_backward",
    rejected_by="test_each_weight_gathers_from_every_image",
    says="took nothing but ones for upstream: that is the layer's own slope. The chain rule multiplies it by how much "
    "the loss changes with the output.",
)
def upstream_forgotten(upstream, x, weights):
    upstream, x, weights = np.ones(np.shape(upstream)), np.asarray(x), np.asarray(weights)
    return upstream @ weights.T, x.T @ upstream, upstream.sum(axis=0)


@misconception(
    "relu_backward",
    rejected_by="test_upstream_passes_where_z_was_positive",
    says="applied the ReLU to upstream. A gradient may well be negative: it is z that decides what passes.",
)
def relu_of_upstream(upstream, z):
    return np.maximum(upstream, 0)


@misconception(
    "relu_backward",
    rejected_by="test_upstream_passes_where_z_was_positive",
    says="multiplied by the ReLU's output instead of its slope. How steep is the ReLU at 2? And at 3?",
)
def times_output_instead_of_slope(upstream, z):
    return np.asarray(upstream) * np.maximum(z, 0)


@misconception(
    "relu_backward",
    rejected_by="test_upstream_passes_where_z_was_positive",
    says="gave the slope of the ReLU alone, 0 or 1. The chain rule multiplies it by upstream.",
)
def slope_without_upstream(upstream, z):
    return (np.asarray(z) > 0).astype(float)


@misconception(
    "relu_backward",
    rejected_by="test_nothing_passes_at_zero",
    says="let the gradient through at 0, where the ReLU has a corner. The frameworks settled for 0 there: is it > or >=?",
)
def passes_at_zero(upstream, z):
    return np.asarray(upstream) * (np.asarray(z) >= 0)


@misconception(
    "relu_backward",
    rejected_by="test_nothing_passes_at_zero",
    says="took the middle of the two slopes at 0, a half. That can be argued for, but the frameworks settled for 0.",
)
def half_passes_at_zero(upstream, z):
    return np.asarray(upstream) * (np.sign(z) + 1) / 2


@misconception(
    "relu_backward",
    rejected_by="test_upstream_passes_where_z_was_positive",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
def upstream_overwritten(upstream, z):
    upstream = np.asarray(upstream)
    upstream[np.asarray(z) <= 0] = 0
    return upstream


@misconception(
    "softmax_cross_entropy_backward",
    rejected_by="test_advice_is_shared_by_the_batch",
    says="forgot the 1/B: the loss is the mean over the images, so each has only its share.",
)
def not_divided_by_the_batch(scores, labels):
    gradient = _softmax(scores)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient


@misconception(
    "softmax_cross_entropy_backward",
    rejected_by="test_advice_is_shared_by_the_batch",
    says="divided by the number of all scores. The loss is a mean over the images; the classes of an image are summed.",
)
def divided_by_all_scores(scores, labels):
    gradient = _softmax(scores)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / gradient.size


@misconception(
    "softmax_cross_entropy_backward",
    rejected_by="test_advice_is_shared_by_the_batch",
    says="took 1 away in whole columns: `[:, labels]` means these columns of every row. How do you name one place a row?",
)
def one_taken_from_whole_columns(scores, labels):
    gradient = _softmax(scores)
    gradient[:, labels] -= 1
    return gradient / len(labels)


@misconception(
    "softmax_cross_entropy_backward",
    rejected_by="test_slide_example",
    says="points the other way: truth minus probability is where the scores should go. The gradient says in which "
    "direction the loss grows.",
)
def truth_minus_probability(scores, labels):
    gradient = _softmax(scores)
    gradient[np.arange(len(labels)), labels] -= 1
    return -gradient / len(labels)


@misconception(
    "softmax_cross_entropy_backward",
    rejected_by="test_slide_example",
    says="gave the probabilities and did not look at the labels: what changes for the right class?",
)
def probabilities_alone(scores, labels):
    return _softmax(scores) / len(labels)


@misconception(
    "softmax_cross_entropy_backward",
    rejected_by="test_slide_example",
    says="stopped half way: -1/p of the right class is the slope with respect to the probability. The softmax lies "
    "between the probability and the scores.",
)
def slope_for_the_probabilities(scores, labels):
    probabilities = _softmax(scores)
    gradient = np.zeros_like(probabilities)
    rows = np.arange(len(labels))
    gradient[rows, labels] = -1 / probabilities[rows, labels]
    return gradient / len(labels)


@misconception(
    "softmax_cross_entropy_backward",
    rejected_by="test_slide_example",
    says="took 1 away from the scores themselves: the softmax is missing.",
)
def scores_minus_truth(scores, labels):
    gradient = np.array(scores, dtype=float)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)


@misconception(
    "softmax_cross_entropy_backward",
    rejected_by="test_large_scores_do_not_overflow",
    says="overflowed: exp(710) is more than a float can hold. What may be taken away from all scores of a row?",
)
def softmax_without_shift(scores, labels):
    exponentials = np.exp(np.asarray(scores, dtype=float))
    gradient = exponentials / exponentials.sum(axis=1, keepdims=True)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)


@misconception(
    "softmax_cross_entropy_backward",
    rejected_by="test_large_scores_do_not_overflow",
    says="lost a row: it subtracted the largest score of the whole batch, so that small rows vanish. "
    "Which maximum belongs to a row?",
)
def shifted_by_the_largest_of_all(scores, labels):
    exponentials = np.exp(np.asarray(scores, dtype=float) - np.max(scores))
    gradient = exponentials / exponentials.sum(axis=1, keepdims=True)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)


@misconception(
    "numerical_gradient",
    rejected_by="test_error_shrinks_with_the_square_of_the_step",
    says="stepped to one side only: the curvature of f stays in the result, an error as large as epsilon. "
    "What does a step back give you?",
)
def step_forward_alone(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        moved = x.copy()
        moved[place] += epsilon
        gradient[place] = (f(moved) - f(x)) / epsilon
    return gradient


@misconception(
    "numerical_gradient",
    rejected_by="test_slopes_of_a_smooth_function",
    says="is twice as steep as f: how far is it from x - epsilon to x + epsilon?",
)
def divided_by_one_step(f, x, epsilon=1e-6):
    return 2 * _central(f, np.array(x, dtype=float), epsilon)


@misconception(
    "numerical_gradient",
    rejected_by="test_slopes_of_a_smooth_function",
    says="is twice epsilon times too small: a slope is the change of f divided by the way it took.",
)
def not_divided_by_the_step(f, x, epsilon=1e-6):
    return 2 * epsilon * _central(f, np.array(x, dtype=float), epsilon)


@misconception(
    "numerical_gradient",
    rejected_by="test_slopes_of_a_smooth_function",
    says="is off by a factor of epsilon squared: `/ 2 * epsilon` divides by 2 and multiplies by epsilon. "
    "Where do brackets belong?",
)
def brackets_forgotten(f, x, epsilon=1e-6):
    return epsilon**2 * _central(f, np.array(x, dtype=float), epsilon)


@misconception(
    "numerical_gradient",
    rejected_by="test_epsilon_is_the_step",
    says="ignored `epsilon`: it always steps by 1e-6.",
)
def epsilon_ignored(f, x, epsilon=1e-6):
    return _central(f, np.array(x, dtype=float), 1e-6)


@misconception(
    "numerical_gradient",
    rejected_by="test_whole_numbers_can_take_a_small_step",
    says="stayed where it was: in an array of whole numbers a step of 1e-6 is cut to nothing. Which type should x have?",
)
def steps_cut_to_whole_numbers(f, x, epsilon=1e-6):
    return _central(f, np.array(x), epsilon)


@misconception(
    "numerical_gradient",
    rejected_by="test_slopes_of_a_smooth_function",
    says="moved all numbers of x at once. That gives their slopes added up; each place wants its own.",
)
def all_places_at_once(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    return np.full(x.shape, (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon))


@misconception(
    "numerical_gradient",
    rejected_by="test_error_shrinks_with_the_square_of_the_step",
    says="forgot to take the step back before the next place, so that x wanders off on the way.",
)
def steps_never_undone(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        x[place] += epsilon
        above = f(x)
        x[place] -= 2 * epsilon
        gradient[place] = (above - f(x)) / (2 * epsilon)
    return gradient


@misconception(
    "numerical_gradient",
    rejected_by="test_slopes_of_a_smooth_function",
    says="gave f a single number of x. f needs the whole array, of which only one place has moved.",
)
def f_of_one_number(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        gradient[place] = (f(x[place] + epsilon) - f(x[place] - epsilon)) / (2 * epsilon)
    return gradient


@misconception(
    "numerical_gradient",
    rejected_by="test_slopes_of_a_smooth_function",
    says="gave the slopes in one long row: the gradient has the shape of x.",
)
def gradient_in_one_row(f, x, epsilon=1e-6):
    return _central(f, np.array(x, dtype=float), epsilon).ravel()


@misconception(
    "numerical_gradient",
    rejected_by="test_f_gets_arrays_of_the_shape_of_x",
    says="gave f one long row instead of an array of the shape of x: a real f multiplies matrices and would fail.",
)
def f_of_a_flat_x(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    return _central(f, x.ravel(), epsilon).reshape(x.shape)


@misconception(
    "numerical_gradient",
    rejected_by="test_slopes_of_a_smooth_function",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
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


@misconception(
    "mlp_loss_and_gradients",
    rejected_by="test_gradients_of_all_layers",
    says="forgot the ReLU on the way back: silent neurons get blamed for what they had no part in.",
)
def relu_forgotten_on_the_way_back(x, labels, layers):
    x, _, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    first = _parameters(d_scores @ weights_2.T, x)
    return loss, [first, _parameters(d_scores, hidden)]


@misconception(
    "mlp_loss_and_gradients",
    rejected_by="test_loss_of_the_network",
    says="has no ReLU between its layers: two dense layers in a row are one dense layer in disguise.",
)
def network_without_relu(x, labels, layers):
    x, z, _, weights_2, _ = _forward(x, layers)
    loss, d_scores = _loss(z @ weights_2 + np.asarray(layers[1][1]), labels)
    return loss, [_parameters(d_scores @ weights_2.T, x), _parameters(d_scores, z)]


@misconception(
    "mlp_loss_and_gradients",
    rejected_by="test_loss_of_the_network",
    says="sent the scores through a ReLU too. Scores may be negative: the ReLU stands between the layers only.",
)
def relu_on_the_scores(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(np.maximum(scores, 0), labels)
    d_scores = d_scores * (scores > 0)
    return loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]


@misconception(
    "mlp_loss_and_gradients",
    rejected_by="test_loss_of_the_network",
    says="added the losses of the images up: the loss of a batch is their mean, and the gradients are of the mean.",
)
def loss_summed(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return loss * len(labels), [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]


@misconception(
    "mlp_loss_and_gradients",
    rejected_by="test_loss_of_the_network",
    says="has a negative loss: the logarithm of a probability is at most 0, and the loss is minus that.",
)
def loss_without_minus(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return -loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]


@misconception(
    "mlp_loss_and_gradients",
    rejected_by="test_gradients_of_all_layers",
    says="gave the last layer's gradients first, in the order of the way back. `layers` begins at the input.",
)
def last_layer_first(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return loss, [_parameters(d_scores, hidden), _parameters(d_scores @ weights_2.T * (z > 0), x)]


@misconception(
    "mlp_loss_and_gradients",
    rejected_by="test_gradients_of_all_layers",
    says="gave the second layer's weights the blame for z. What went into that layer was z after the ReLU.",
)
def second_layer_fed_with_z(x, labels, layers):
    x, z, _, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, z)]


@misconception(
    "mlp_loss_and_gradients",
    rejected_by="test_gradients_of_all_layers",
    says="divided by the batch twice: the gradient of the scores carries the 1/B, and all others inherit it.",
)
def divided_by_the_batch_twice(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    d_scores = d_scores / len(labels)
    return loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]


@misconception(
    "mlp_loss_and_gradients",
    rejected_by="test_gradients_of_all_layers",
    says="gave the gradients in one row; they come as `layers` does: a pair (d_weights, d_bias) for each layer.",
)
def gradients_in_one_list(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return loss, [*_parameters(d_scores @ weights_2.T * (z > 0), x), *_parameters(d_scores, hidden)]


@misconception(
    "mlp_loss_and_gradients",
    rejected_by="test_a_neuron_at_zero_gets_no_gradient",
    says="let the gradient through at z = 0. A neuron that gives 0 everywhere has slope 0 here: is it > or >=?",
)
def neuron_at_zero_gets_a_gradient(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    loss, d_scores = _loss(scores, labels)
    return loss, [_parameters(d_scores @ weights_2.T * (z >= 0), x), _parameters(d_scores, hidden)]


@misconception(
    "mlp_loss_and_gradients",
    rejected_by="test_large_scores_cost_what_they_say",
    says="took the logarithm of the finished softmax: a probability of exp(-1000) is 0 in a float, and the loss infinite. "
    "The exponential and the logarithm cancel on paper: let them.",
)
def loss_from_finished_softmax(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    probabilities = _softmax(scores)
    loss = -np.log(probabilities[np.arange(len(labels)), labels]).mean()
    _, d_scores = _loss(scores, labels)
    return loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]


@misconception(
    "mlp_loss_and_gradients",
    rejected_by="test_large_scores_cost_what_they_say",
    says="added a small number inside the logarithm: then no mistake can cost more than that number's logarithm.",
)
def loss_plus_epsilon(x, labels, layers):
    x, z, hidden, weights_2, scores = _forward(x, layers)
    probabilities = _softmax(scores)
    loss = -np.log(probabilities[np.arange(len(labels)), labels] + 1e-12).mean()
    _, d_scores = _loss(scores, labels)
    return loss, [_parameters(d_scores @ weights_2.T * (z > 0), x), _parameters(d_scores, hidden)]


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


def _loss(scores, labels):
    rows = np.arange(len(labels))
    shifted = scores - scores.max(axis=1, keepdims=True)
    loss = -(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))[rows, labels].mean()
    d_scores = _softmax(scores)
    d_scores[rows, labels] -= 1
    return loss, d_scores / len(labels)


def _parameters(upstream, x):
    return x.T @ upstream, upstream.sum(axis=0)
