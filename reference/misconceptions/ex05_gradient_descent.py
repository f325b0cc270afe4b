"""Wrong ways of ex05."""

from __future__ import annotations

import numpy as np

from reference.catalogue import misconception


@misconception(
    "minibatches",
    rejected_by="test_sizes_for_any_n_and_batch_size",
    says="leaves the last images out when they do not fill a batch: they are images like the others.",
)
def last_batch_dropped(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(n // batch_size)]


@misconception(
    "minibatches",
    rejected_by="test_sizes_for_any_n_and_batch_size",
    says="ends with an empty batch when `batch_size` divides n: the mean loss over no image is nan.",
)
def empty_batch_at_the_end(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(n // batch_size + 1)]


@misconception(
    "minibatches",
    rejected_by="test_sizes_for_any_n_and_batch_size",
    says="evened the batches out, as `np.array_split` does: all are full but the last.",
)
def batches_evened_out(n, batch_size, rng):
    return np.array_split(rng.permutation(n), -(-n // batch_size))


@misconception(
    "minibatches",
    rejected_by="test_sizes_for_any_n_and_batch_size",
    says="made `batch_size` batches: it is the number of images in a batch, not the number of batches.",
)
def batch_size_batches(n, batch_size, rng):
    return np.array_split(rng.permutation(n), batch_size)


@misconception(
    "minibatches",
    rejected_by="test_images_of_a_batch_are_mixed",
    says="deals the indices in order: nothing is shuffled, so that images which came in sorted stay sorted.",
)
def nothing_shuffled(n, batch_size, rng):
    return [np.arange(start, min(start + batch_size, n)) for start in range(0, n, batch_size)]


@misconception(
    "minibatches",
    rejected_by="test_images_of_a_batch_are_mixed",
    says="shuffles the images inside each batch, but the same neighbours always meet: shuffle before you deal.",
)
def shuffled_inside_batches(n, batch_size, rng):
    return [rng.permutation(np.arange(start, min(start + batch_size, n))) for start in range(0, n, batch_size)]


@misconception(
    "minibatches",
    rejected_by="test_every_index_comes_once",
    says="draws each batch afresh, so that some images come twice and some never: an epoch goes through all of them.",
)
def drawn_with_replacement(n, batch_size, rng):
    return [rng.integers(0, n, size=min(batch_size, n - start)) for start in range(0, n, batch_size)]


@misconception(
    "minibatches",
    rejected_by="test_chance_comes_from_rng",
    says="ignores `rng` and shuffles from a seed of its own: every epoch gets the same order.",
)
def seed_of_its_own(n, batch_size, rng):
    order = np.random.default_rng(0).permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


@misconception(
    "sgd_step",
    rejected_by="test_a_step_against_the_gradient",
    says="went uphill: the gradient points to where the loss grows. Which sign takes you down?",
)
def step_uphill(parameters, gradients, learning_rate):
    return [p + learning_rate * g for p, g in zip(parameters, gradients, strict=True)]


@misconception(
    "sgd_step",
    rejected_by="test_a_step_against_the_gradient",
    says="left the learning rate out: the stride is the rate times the gradient.",
)
def rate_left_out(parameters, gradients, learning_rate):
    return [p - g for p, g in zip(parameters, gradients, strict=True)]


@misconception(
    "sgd_step",
    rejected_by="test_a_step_against_the_gradient",
    says="returned the strides alone: they start from where the parameters are.",
)
def strides_alone(parameters, gradients, learning_rate):
    return [-learning_rate * g for g in gradients]


@misconception(
    "sgd_step",
    rejected_by="test_a_step_against_the_gradient",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
def step_in_place(parameters, gradients, learning_rate):
    for p, g in zip(parameters, gradients, strict=True):
        p -= learning_rate * g
    return parameters


@misconception(
    "sgd_step",
    rejected_by="test_steps_of_any_number_of_parameters",
    says="moves the first two arrays only: a deeper network has more of them.",
)
def first_two_only(parameters, gradients, learning_rate):
    moved = [p - learning_rate * g for p, g in zip(parameters[:2], gradients, strict=False)]
    return moved + list(parameters[2:])


@misconception(
    "sgd_step",
    rejected_by="test_steps_of_any_number_of_parameters",
    says="scaled each gradient to length one: where the ground is flat, the stride should be short.",
)
def strides_of_one_length(parameters, gradients, learning_rate):
    return [p - learning_rate * g / np.linalg.norm(g) for p, g in zip(parameters, gradients, strict=True)]


@misconception(
    "sgd_step",
    rejected_by="test_whole_numbers_move_by_fractions",
    says="kept the whole numbers' type of the parameters, so that a stride of less than one was cut off.",
)
def step_in_whole_numbers(parameters, gradients, learning_rate):
    return [(p - learning_rate * g).astype(p.dtype) for p, g in zip(parameters, gradients, strict=True)]


@misconception(
    "momentum_step",
    rejected_by="test_velocity_is_kept_and_pulled",
    says="adds the gradient to the velocity and multiplies by the rate when it moves, which is PyTorch's form. In "
    "Keras's the rate stands inside: velocity = momentum * velocity - rate * gradient.",
)
def rate_outside_the_velocity(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [momentum * v + g for v, g in zip(velocity, gradients, strict=True)]
    return [p - learning_rate * v for p, v in zip(parameters, velocity, strict=True)], velocity


@misconception(
    "momentum_step",
    rejected_by="test_velocity_is_kept_and_pulled",
    says="moved with the velocity from before this step: the new one moves the parameters.",
)
def moved_by_the_old_velocity(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(parameters, velocity, strict=True)], new


@misconception(
    "momentum_step",
    rejected_by="test_velocity_is_kept_and_pulled",
    says="took the average of velocity and slope (a factor 1 - momentum): then the ball never gets faster than the walker.",
)
def velocity_as_average(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [momentum * v - (1 - momentum) * learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(parameters, velocity, strict=True)], velocity


@misconception(
    "momentum_step",
    rejected_by="test_velocity_is_kept_and_pulled",
    says="subtracted the velocity: the minus already stands in front of the gradient.",
)
def velocity_subtracted(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p - v for p, v in zip(parameters, velocity, strict=True)], velocity


@misconception(
    "momentum_step",
    rejected_by="test_velocity_is_kept_and_pulled",
    says="looked ahead (Nesterov's form): a good method, but another one. Move by the new velocity, once.",
)
def nesterov_momentum(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    moves = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + m for p, m in zip(parameters, moves, strict=True)], velocity


@misconception(
    "momentum_step",
    rejected_by="test_velocity_is_kept_and_pulled",
    says="returned the velocity first: parameters come first.",
)
def velocity_first(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return velocity, [p + v for p, v in zip(parameters, velocity, strict=True)]


@misconception(
    "momentum_step",
    rejected_by="test_velocity_is_kept_and_pulled",
    says="forgot the velocity it was given: each step is a plain one. What does the ball remember?",
)
def velocity_forgotten(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [-learning_rate * g for g in gradients]
    return [p + v for p, v in zip(parameters, velocity, strict=True)], velocity


@misconception(
    "momentum_step",
    rejected_by="test_velocity_is_kept_and_pulled",
    says="always keeps 0.9 of the velocity: the caller may ask for another share.",
)
def momentum_fixed(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [0.9 * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(parameters, velocity, strict=True)], velocity


@misconception(
    "momentum_step",
    rejected_by="test_velocity_is_kept_and_pulled",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
def velocity_in_place(parameters, gradients, velocity, learning_rate, momentum=0.9):
    for v, g in zip(velocity, gradients, strict=True):
        v *= momentum
        v -= learning_rate * g
    return [p + v for p, v in zip(parameters, velocity, strict=True)], velocity


@misconception(
    "train_mlp",
    rejected_by="test_every_layer_learns",
    says="learned nothing: the steps were computed, but their result was not kept. What does the next batch start from?",
)
def new_parameters_thrown_away(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, 0.0, batch_size, rng)


@misconception(
    "train_mlp",
    rejected_by="test_every_layer_learns",
    says="left the first layer where it started: its gradient comes back through the weights of the second.",
)
def only_the_last_layer_learns(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, learning=(0, 0, 1, 1))


@misconception(
    "train_mlp",
    rejected_by="test_one_batch_of_all_is_one_step",
    says="moved the weights but not the biases: the loss depends on them too.",
)
def biases_stay(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, learning=(1, 0, 1, 0))


@misconception(
    "train_mlp",
    rejected_by="test_one_batch_of_all_is_one_step",
    says="went uphill: is it probabilities minus labels, and parameters minus gradients?",
)
def slope_turned_round(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, -learning_rate, batch_size, rng)


@misconception(
    "train_mlp",
    rejected_by="test_one_batch_of_all_is_one_step",
    says="forgot the ReLU on the way back: a unit that gave 0 passes no gradient on.",
)
def relu_forgotten_on_the_way_back(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, closed=1.0)


@misconception(
    "train_mlp",
    rejected_by="test_one_batch_of_all_is_one_step",
    says="added the gradients of the batch up; the loss is their mean, so that the stride does not grow with the batch.",
)
def sum_over_the_batch(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, divisor=lambda _batch: 1)


@misconception(
    "train_mlp",
    rejected_by="test_one_batch_of_all_is_one_step",
    says="divided by `batch_size` where the batch held fewer images: divide by how many there are.",
)
def divided_by_batch_size(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, divisor=lambda _batch: batch_size)


@misconception(
    "train_mlp",
    rejected_by="test_one_batch_of_all_is_one_step",
    says="shuffled the images but not the labels: each image learns another one's class.",
)
def labels_left_unshuffled(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, labelled=np.sort)


@misconception(
    "train_mlp",
    rejected_by="test_batches_are_shuffled",
    says="took the batches in the order the images came: shuffle anew in each epoch, or what came first is forgotten.",
)
def batches_in_order(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, shuffled=np.arange)


@misconception(
    "train_mlp",
    rejected_by="test_second_step_goes_on_from_the_first",
    says="starts anew in every epoch, with fresh weights: draw them once, before the first epoch.",
)
def starts_anew_each_epoch(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    layers, history = [], []
    for _ in range(epochs):
        layers, losses = _train(x, labels, hidden, 1, learning_rate, batch_size, rng)
        history.extend(losses)
    return layers, history


@misconception(
    "train_mlp",
    rejected_by="test_batches_are_shuffled",
    says="shuffles once and keeps that order for all epochs: deal new batches in each.",
)
def shuffled_once(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    order = rng.permutation(len(x))
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, shuffled=lambda _n: order)


@misconception(
    "train_mlp",
    rejected_by="test_every_image_is_learned_from",
    says="takes one batch an epoch: an epoch goes through all images.",
)
def one_batch_an_epoch(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, batches=slice(0, 1))


@misconception(
    "train_mlp",
    rejected_by="test_hidden_units_start_different",
    says="starts from zero: all hidden units get the same gradient and stay the same for ever. What tells them apart?",
)
def starts_from_zero(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, spread=0.0)


@misconception(
    "train_mlp",
    rejected_by="test_chance_of_training_comes_from_rng",
    says="draws its weights from a seed of its own: whoever passes another `rng` wants another start.",
)
def weights_from_a_seed_of_its_own(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, np.random.default_rng(0))


@misconception(
    "train_mlp",
    rejected_by="test_chance_of_training_comes_from_rng",
    says="takes chance from elsewhere than `rng`: two runs from the same state differ.",
)
def chance_from_elsewhere(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, np.random.default_rng())


@misconception(
    "train_mlp",
    rejected_by="test_history_is_one_mean_loss_an_epoch",
    says="noted a loss for each batch: the history has one number an epoch, the mean.",
)
def a_loss_for_each_batch(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, summary=list)


@misconception(
    "train_mlp",
    rejected_by="test_history_is_one_mean_loss_an_epoch",
    says="noted the loss of the epoch's last batch, which jumps about: the mean over all batches tells how it goes.",
)
def loss_of_the_last_batch(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, summary=lambda losses: losses[-1:])


@misconception(
    "train_mlp",
    rejected_by="test_history_is_one_mean_loss_an_epoch",
    says="added the losses of the batches up: a mean can be compared between data of any size.",
)
def sum_of_the_losses(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng, summary=lambda losses: [np.sum(losses)])


@misconception(
    "train_mlp",
    rejected_by="test_shapes_of_the_layers",
    says="returned the four arrays in one row: a layer is a pair (weights, bias).",
)
def layers_in_one_row(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    layers, history = _train(x, labels, hidden, epochs, learning_rate, batch_size, rng)
    return [array for layer in layers for array in layer], history


@misconception(
    "train_mlp",
    rejected_by="test_shapes_of_the_layers",
    says="returned the layers but not the history: how would you see whether it learned?",
)
def history_left_out(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    return _train(x, labels, hidden, epochs, learning_rate, batch_size, rng)[0]


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
    summary=lambda losses: [np.mean(losses)],
):
    """Train as the model answer does, but for the one thing that an argument changes."""
    features, classes = x.shape[1], max(labels) + 1
    parameters = [
        rng.normal(scale=spread, size=(features, hidden)),
        np.zeros(hidden),
        rng.normal(scale=spread, size=(hidden, classes)),
        np.zeros(classes),
    ]
    history = []
    for _ in range(epochs):
        losses = []
        order = (shuffled or rng.permutation)(len(x))
        for start in range(0, len(x), batch_size)[batches]:
            batch = order[start : start + batch_size]
            weights_1, bias_1, weights_2, bias_2 = parameters
            z = x[batch] @ weights_1 + bias_1
            h = np.maximum(z, 0)
            scores = h @ weights_2 + bias_2
            exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
            probabilities = exponentials / exponentials.sum(axis=1, keepdims=True)
            one_hot = np.eye(classes)[labels[labelled(batch)]]
            losses.append(-np.mean(np.log(probabilities[one_hot == 1])))
            delta_2 = (probabilities - one_hot) / divisor(batch)
            delta_1 = (delta_2 @ weights_2.T) * np.where(z > 0, 1.0, closed)
            gradients = [x[batch].T @ delta_1, delta_1.sum(axis=0), h.T @ delta_2, delta_2.sum(axis=0)]
            parameters = [
                p - learning_rate * moves * g for p, g, moves in zip(parameters, gradients, learning, strict=True)
            ]
        history.extend(summary(losses))
    return [tuple(parameters[:2]), tuple(parameters[2:])], history
