"""Wrong ways of ex05."""

from __future__ import annotations

import numpy as np

from reference.kit.catalogue import misconception


@misconception
def last_batch_dropped(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(n // batch_size)]


@misconception
def empty_batch_at_the_end(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(n // batch_size + 1)]


@misconception
def batches_evened_out(n, batch_size, rng):
    return np.array_split(rng.permutation(n), -(-n // batch_size))


@misconception
def batch_size_batches(n, batch_size, rng):
    return np.array_split(rng.permutation(n), batch_size)


@misconception
def nothing_shuffled(n, batch_size, rng):
    return [np.arange(start, min(start + batch_size, n)) for start in range(0, n, batch_size)]


@misconception
def shuffled_inside_batches(n, batch_size, rng):
    return [rng.permutation(np.arange(start, min(start + batch_size, n))) for start in range(0, n, batch_size)]


@misconception
def drawn_with_replacement(n, batch_size, rng):
    return [rng.integers(0, n, size=min(batch_size, n - start)) for start in range(0, n, batch_size)]


@misconception
def seed_of_its_own(n, batch_size, rng):
    order = np.random.default_rng(0).permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


@misconception
def dealt_from_elsewhere(n, batch_size, rng):
    order = np.random.default_rng().permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


@misconception
def first_batch_alone(n, batch_size, rng):
    return [rng.permutation(n)[:batch_size]]


@misconception
def indices_from_one(n, batch_size, rng):
    order = rng.permutation(n) + 1
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


@misconception
def batches_begun_at_every_image(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(n)]


@misconception
def whole_batches_shuffled(n, batch_size, rng):
    batches = [np.arange(start, min(start + batch_size, n)) for start in range(0, n, batch_size)]
    rng.shuffle(batches)
    return batches


@misconception
def last_batch_filled_up(n, batch_size, rng):
    count = -(-n // batch_size)
    return list(np.resize(rng.permutation(n), (count, batch_size)))


@misconception
def rest_begun_at_the_count(n, batch_size, rng):
    order, full = rng.permutation(n), n // batch_size
    batches = [order[i * batch_size : (i + 1) * batch_size] for i in range(full)]
    return [*batches, order[full:]] if n % batch_size else batches


@misconception
def indices_as_floats(n, batch_size, rng):
    order = rng.permutation(n).astype(float)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


@misconception
def step_uphill(parameters, gradients, learning_rate):
    return [p + learning_rate * g for p, g in zip(parameters, gradients, strict=True)]


@misconception
def rate_left_out(parameters, gradients, learning_rate):
    return [p - g for p, g in zip(parameters, gradients, strict=True)]


@misconception
def strides_alone(parameters, gradients, learning_rate):
    return [-learning_rate * g for g in gradients]


@misconception
def step_in_place(parameters, gradients, learning_rate):
    for p, g in zip(parameters, gradients, strict=True):
        p -= learning_rate * g
    return parameters


@misconception
def first_two_only(parameters, gradients, learning_rate):
    moved = [p - learning_rate * g for p, g in zip(parameters[:2], gradients, strict=False)]
    return moved + list(parameters[2:])


@misconception
def first_array_alone(parameters, gradients, learning_rate):
    return [p - learning_rate * g for p, g in zip(parameters[:1], gradients[:1], strict=True)]


@misconception
def strides_of_one_length(parameters, gradients, learning_rate):
    return [p - learning_rate * g / np.linalg.norm(g) for p, g in zip(parameters, gradients, strict=True)]


@misconception
def step_in_whole_numbers(parameters, gradients, learning_rate):
    return [(p - learning_rate * g).astype(p.dtype) for p, g in zip(parameters, gradients, strict=True)]


@misconception
def old_parameters_given_back(parameters, gradients, learning_rate):
    return list(parameters)


@misconception
def first_parameter_alone(parameters, gradients, learning_rate):
    steps = [learning_rate * gradient for gradient in gradients]
    return [p - step if i == 0 else p for i, (p, step) in enumerate(zip(parameters, steps, strict=True))]


@misconception
def divided_by_the_rate(parameters, gradients, learning_rate):
    return [p - g / learning_rate for p, g in zip(parameters, gradients, strict=True)]


@misconception
def one_slope_for_a_whole_array(parameters, gradients, learning_rate):
    return [p - learning_rate * np.mean(g) for p, g in zip(parameters, gradients, strict=True)]


@misconception
def parameters_and_gradients_exchanged(parameters, gradients, learning_rate):
    return [g - learning_rate * p for p, g in zip(parameters, gradients, strict=True)]


@misconception
def list_stepped_as_a_whole(parameters, gradients, learning_rate):
    return parameters - learning_rate * gradients


@misconception
def parameters_made_one_array(parameters, gradients, learning_rate):
    return list(np.array(parameters) - learning_rate * np.array(gradients))


@misconception
def rate_of_zero_replaced(parameters, gradients, learning_rate):
    rate = learning_rate or 0.01
    return [p - rate * g for p, g in zip(parameters, gradients, strict=True)]


@misconception
def arrays_left_flat(parameters, gradients, learning_rate):
    return [np.ravel(p) - learning_rate * np.ravel(g) for p, g in zip(parameters, gradients, strict=True)]


@misconception
def flat_copies_written_into(parameters, gradients, learning_rate):
    moved = []
    for p, g in zip(parameters, gradients, strict=True):
        flat = p.flatten()
        flat[:] = flat - learning_rate * g.flatten()
        moved.append(flat)
    return moved


@misconception
def an_axis_asked_for(parameters, gradients, learning_rate):
    pairs = zip(parameters, gradients, strict=True)
    return [np.array([p[i] - learning_rate * g[i] for i in range(p.shape[0])]) for p, g in pairs]


@misconception
def rate_outside_the_velocity(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [momentum * v + g for v, g in zip(velocity, gradients, strict=True)]
    return [p - learning_rate * v for p, v in zip(parameters, velocity, strict=True)], velocity


@misconception
def moved_by_the_old_velocity(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(parameters, velocity, strict=True)], new


@misconception
def velocity_as_average(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [momentum * v - (1 - momentum) * learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(parameters, velocity, strict=True)], velocity


@misconception
def slopes_averaged(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [momentum * v + (1 - momentum) * g for v, g in zip(velocity, gradients, strict=True)]
    return [p - learning_rate * v for p, v in zip(parameters, velocity, strict=True)], velocity


@misconception
def velocity_subtracted(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p - v for p, v in zip(parameters, velocity, strict=True)], velocity


@misconception
def velocity_turned_round(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [momentum * v + learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p - v for p, v in zip(parameters, velocity, strict=True)], velocity


@misconception
def old_velocity_given_back(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(parameters, new, strict=True)], velocity


@misconception
def velocity_in_whole_numbers(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [np.zeros_like(v) for v in velocity]
    for faster, v, g in zip(new, velocity, gradients, strict=True):
        faster[...] = momentum * v - learning_rate * g
    return [p + v for p, v in zip(parameters, new, strict=True)], new


@misconception
def nesterov_momentum(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    moves = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + m for p, m in zip(parameters, moves, strict=True)], velocity


@misconception
def velocity_first(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return velocity, [p + v for p, v in zip(parameters, velocity, strict=True)]


@misconception
def velocity_forgotten(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [-learning_rate * g for g in gradients]
    return [p + v for p, v in zip(parameters, velocity, strict=True)], velocity


@misconception
def momentum_fixed(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [0.9 * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(parameters, velocity, strict=True)], velocity


@misconception
def velocity_in_place(parameters, gradients, velocity, learning_rate, momentum=0.9):
    for v, g in zip(velocity, gradients, strict=True):
        v *= momentum
        v -= learning_rate * g
    return [p + v for p, v in zip(parameters, velocity, strict=True)], velocity


@misconception
def pairs_of_parameter_and_velocity(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [(p + v, v) for p, v in zip(parameters, new, strict=True)]


@misconception
def no_momentum_by_default(parameters, gradients, velocity, learning_rate, momentum=0.0):
    new = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(parameters, new, strict=True)], new


@misconception
def rate_taken_twice(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + learning_rate * v for p, v in zip(parameters, new, strict=True)], new


@misconception
def velocity_uphill(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [momentum * v + learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(parameters, new, strict=True)], new


@misconception
def momentum_taken_twice(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + momentum * v for p, v in zip(parameters, new, strict=True)], new


@misconception
def momentum_of_the_gradient(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [v - momentum * learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(parameters, new, strict=True)], new


@misconception
def lists_calculated_with_as_a_whole(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = momentum * velocity - learning_rate * gradients
    return parameters + new, new


@misconception
def velocities_made_one_array(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = momentum * np.array(velocity) - learning_rate * np.array(gradients)
    return list(np.array(parameters) + new), list(new)


@misconception
def one_list_for_both(parameters, gradients, velocity, learning_rate, momentum=0.9):
    both = []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        new = momentum * v - learning_rate * g
        both += [new, p + new]
    return both, both


@misconception
def one_list_for_both_parameters_first(parameters, gradients, velocity, learning_rate, momentum=0.9):
    both = []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        new = momentum * v - learning_rate * g
        both += [p + new, new]
    return both, both


@misconception
def rate_before_the_whole_velocity(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [learning_rate * (momentum * v - g) for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(parameters, new, strict=True)], new


@misconception
def first_velocity_for_all(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [momentum * velocity[0] - learning_rate * g for g in gradients]
    return [p + v for p, v in zip(parameters, new, strict=True)], new


@misconception
def momentum_of_zero_replaced(parameters, gradients, velocity, learning_rate, momentum=0.9):
    kept = momentum or 0.9
    new = [kept * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(parameters, new, strict=True)], new


@misconception
def pulled_at_a_rate_of_zero(parameters, gradients, velocity, learning_rate, momentum=0.9):
    rate = learning_rate or 0.01
    new = [momentum * v - rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(parameters, new, strict=True)], new


@misconception
def velocity_left_flat(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [momentum * np.ravel(v) - learning_rate * np.ravel(g) for v, g in zip(velocity, gradients, strict=True)]
    return [np.ravel(p) + v for p, v in zip(parameters, new, strict=True)], new


@misconception
def an_axis_of_the_velocity_asked_for(parameters, gradients, velocity, learning_rate, momentum=0.9):
    pairs = zip(velocity, gradients, strict=True)
    new = [np.array([momentum * v[i] - learning_rate * g[i] for i in range(v.shape[0])]) for v, g in pairs]
    return [p + v for p, v in zip(parameters, new, strict=True)], new


@misconception
def new_parameters_thrown_away(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, 0.0, batch_size, rng)


@misconception
def only_the_last_layer_learns(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, learning=(0, 0, 1, 1))


@misconception
def biases_stay(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, learning=(1, 0, 1, 0))


@misconception
def slope_turned_round(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, -learning_rate, batch_size, rng)


@misconception
def relu_forgotten_on_the_way_back(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, closed=1.0)


@misconception
def sum_over_the_batch(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, divisor=lambda _batch: 1)


@misconception
def divided_by_batch_size(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, divisor=lambda _batch: batch_size)


@misconception
def labels_left_unshuffled(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, labelled=np.sort)


@misconception
def batches_in_order(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, shuffled=np.arange)


@misconception
def starts_anew_each_epoch(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    layers, history = [], []
    for _ in range(epochs):
        layers, losses = _train(x, labels, hidden, 1, learning_rate, batch_size, rng)
        history.extend(losses)
    return layers, history


@misconception
def shuffled_once(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    order = rng.permutation(len(x))
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, shuffled=lambda _n: order)


@misconception
def one_batch_an_epoch(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, batches=slice(0, 1))


@misconception
def last_batch_left_out(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    full = max(1, len(x) // batch_size)
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, batches=slice(0, full))


@misconception
def classes_that_occur_counted(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    labels = np.unique(labels, return_inverse=True)[1]
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng)


@misconception
def starts_from_zero(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, spread=0.0)


@misconception
def weights_from_a_seed_of_its_own(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, np.random.default_rng(0))


@misconception
def chance_from_elsewhere(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, np.random.default_rng())


@misconception
def a_loss_for_each_batch(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, summary=_means)


@misconception
def loss_of_the_last_batch(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, summary=lambda losses: _means(losses)[-1:])


@misconception
def sum_of_the_losses(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(
        x, labels, hidden, epochs, learning_rate, batch_size, rng, summary=lambda losses: [sum(_means(losses))]
    )


@misconception
def layers_in_one_row(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    layers, history = _train(x, labels, hidden, epochs, learning_rate, batch_size, rng)
    return [array for layer in layers for array in layer], history


@misconception
def history_left_out(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng)[0]


@misconception
def an_epoch_too_few(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs - 1, learning_rate, batch_size, rng)


@misconception
def losses_of_a_batch_added_up(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    def summary(losses):
        return [np.mean([np.sum(each) for each in losses])]

    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, summary=summary)


@misconception
def mean_of_the_batches(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    def summary(losses):
        return [np.mean(_means(losses))]

    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, summary=summary)


@misconception
def every_batch_weighed_as_full(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    def summary(losses):
        return [batch_size * sum(_means(losses)) / len(x)]

    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, summary=summary)


@misconception
def losses_after_the_step(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, measured="after the step")


@misconception
def losses_before_the_epoch(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, measured="before the epoch")


@misconception
def label_beyond_the_classes_counted(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    np.eye(len(np.unique(labels)))[np.asarray(labels)]
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng)


@misconception
def last_layer_moved_first(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, ahead=learning_rate)


@misconception
def bias_slopes_averaged(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, over_biases=np.mean)


@misconception
def pixels_scaled_again(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(np.asarray(x) / 255, labels, hidden, epochs, learning_rate, batch_size, rng)


def _means(losses):
    return [np.mean(each) for each in losses]


def _losses(x, one_hot, parameters):
    weights_1, bias_1, weights_2, bias_2 = parameters
    scores = np.maximum(x @ weights_1 + bias_1, 0) @ weights_2 + bias_2
    return np.logaddexp.reduce(scores, axis=1) - (scores * one_hot).sum(axis=1)


def _train(
    x,
    labels,
    hidden,
    epochs,
    learning_rate,
    batch_size,
    rng,
    *,
    learning=(1, 1, 1, 1),
    closed=0.0,
    divisor=len,
    labelled=lambda batch: batch,
    shuffled=None,
    batches=slice(None),
    spread=0.2,
    summary=lambda losses: [np.mean(np.concatenate(losses))],
    measured="as they were met",
    ahead=0.0,
    over_biases=np.sum,
):
    """Train as the model answer does, but for the one thing that an argument changes."""
    x, labels = np.asarray(x), np.asarray(labels)
    features, classes = x.shape[1], max(labels) + 1
    parameters = [
        rng.normal(scale=spread, size=(features, hidden)),
        np.zeros(hidden),
        rng.normal(scale=spread, size=(hidden, classes)),
        np.zeros(classes),
    ]
    history = []
    for _ in range(epochs):
        losses, epoch_begins = [], parameters
        order = (shuffled or rng.permutation)(len(x))
        for start in range(0, len(x), batch_size)[batches]:
            batch = order[start : start + batch_size]
            weights_1, bias_1, weights_2, bias_2 = step_begins = parameters
            z = x[batch] @ weights_1 + bias_1
            h = np.maximum(z, 0)
            scores = h @ weights_2 + bias_2
            exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
            probabilities = exponentials / exponentials.sum(axis=1, keepdims=True)
            one_hot = np.eye(classes)[labels[labelled(batch)]]
            delta_2 = (probabilities - one_hot) / divisor(batch)
            back = delta_2 @ (weights_2 - ahead * h.T @ delta_2).T
            delta_1 = back * np.where(z > 0, 1.0, closed)
            gradients = [
                x[batch].T @ delta_1,
                over_biases(delta_1, axis=0),
                h.T @ delta_2,
                over_biases(delta_2, axis=0),
            ]
            parameters = [
                p - learning_rate * moves * g for p, g, moves in zip(parameters, gradients, learning, strict=True)
            ]
            by = {"before the epoch": epoch_begins, "after the step": parameters}.get(measured, step_begins)
            losses.append(_losses(x[batch], one_hot, by))
        history.extend(summary(losses))
    return [tuple(parameters[:2]), tuple(parameters[2:])], history
