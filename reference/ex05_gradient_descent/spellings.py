"""Wrong ways of ex05 in other spellings."""

from __future__ import annotations

import itertools
import math
import random

import numpy as np

from reference.kit.catalogue import spelling

# minibatches


def _deck(n, rng):
    """Shuffle the indices in a list of Python's whole numbers."""
    deck = list(range(n))
    rng.shuffle(deck)
    return deck


@spelling("last-batch-dropped")
def table_of_full_batches(n, batch_size, rng):
    order = rng.permutation(n)
    return list(order[: n - n % batch_size].reshape(-1, batch_size))


@spelling("last-batch-dropped")
def dealt_while_there_are_enough(n, batch_size, rng):
    deck, batches = _deck(n, rng), []
    while len(deck) >= batch_size:
        batches.append(deck[:batch_size])
        deck = deck[batch_size:]
    return batches


@spelling("empty-batch-at-the-end")
def one_more_than_divides(n, batch_size, rng):
    deck, batches = _deck(n, rng), []
    for i in range(n // batch_size + 1):
        begin = i * batch_size
        batches.append(np.array(deck[begin : begin + batch_size], dtype=int))
    return batches


@spelling("empty-batch-at-the-end")
def split_at_the_end_too(n, batch_size, rng):
    order = np.arange(n)
    rng.shuffle(order)
    return np.split(order, np.arange(batch_size, n + 1, batch_size))


@spelling("batches-evened-out")
def every_so_many_of_the_deck(n, batch_size, rng):
    deck = _deck(n, rng)
    count = math.ceil(n / batch_size)
    return [deck[i::count] for i in range(count)]


@spelling("batches-evened-out")
def equal_ends(n, batch_size, rng):
    order = np.argsort(rng.random(n))
    count = (n + batch_size - 1) // batch_size
    ends = [n * i // count for i in range(count + 1)]
    return [order[begin:end] for begin, end in itertools.pairwise(ends)]


@spelling("batch-size-batches")
def dealt_to_so_many_players(n, batch_size, rng):
    hands = [[] for _ in range(batch_size)]
    for place, card in enumerate(_deck(n, rng)):
        hands[place % batch_size].append(card)
    return hands


@spelling("batch-size-batches")
def length_of_a_batch_computed(n, batch_size, rng):
    order, length = rng.permutation(n), -(-n // batch_size)
    return [order[i * length : (i + 1) * length] for i in range(batch_size)]


@spelling("nothing-shuffled")
def list_of_ranges(n, batch_size, rng):
    batches = []
    for start in range(0, n, batch_size):
        batches.append(list(range(start, min(n, start + batch_size))))
    return batches


@spelling("nothing-shuffled")
def permutation_thrown_away(n, batch_size, rng):
    order = np.arange(n)
    rng.permutation(order)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


@spelling("shuffled-inside-batches")
def each_list_shuffled(n, batch_size, rng):
    batches = [list(range(n))[start : start + batch_size] for start in range(0, n, batch_size)]
    for batch in batches:
        rng.shuffle(batch)
    return batches


@spelling("shuffled-inside-batches")
def split_and_then_shuffled(n, batch_size, rng):
    return tuple(rng.permutation(part) for part in np.split(np.arange(n), range(batch_size, n, batch_size)))


@spelling("drawn-with-replacement")
def choice_for_each_batch(n, batch_size, rng):
    batches = []
    for start in range(0, n, batch_size):
        batches.append(rng.choice(n, size=min(batch_size, n - start), replace=False))
    return batches


@spelling("drawn-with-replacement")
def order_of_drawn_numbers(n, batch_size, rng):
    order = [int(rng.integers(n)) for _ in range(n)]
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


@spelling("seed-of-its-own")
def random_with_a_seed(n, batch_size, rng):
    deck = _deck(n, random.Random(42))
    return [deck[start : start + batch_size] for start in range(0, n, batch_size)]


@spelling("seed-of-its-own")
def numpy_seeded_globally(n, batch_size, rng):
    np.random.seed(1)
    return np.split(np.random.permutation(n), range(batch_size, n, batch_size))


@spelling("dealt-from-elsewhere")
def shuffled_by_the_module_random(n, batch_size, rng):
    deck = _deck(n, random)
    return [deck[start : start + batch_size] for start in range(0, n, batch_size)]


@spelling("dealt-from-elsewhere")
def shuffled_by_numpy_itself(n, batch_size, rng):
    order = np.arange(n)
    np.random.shuffle(order)
    return np.split(order, range(batch_size, n, batch_size))


@spelling("first-batch-alone")
def returned_in_the_loop(n, batch_size, rng):
    deck, batches = _deck(n, rng), []
    for start in range(0, n, batch_size):
        batches.append(deck[start : start + batch_size])
        return batches
    return batches


@spelling("first-batch-alone")
def a_batch_is_chosen(n, batch_size, rng):
    return [rng.choice(n, size=min(n, batch_size), replace=False)]


@spelling("indices-from-one")
def deck_from_one(n, batch_size, rng):
    deck = list(range(1, n + 1))
    rng.shuffle(deck)
    return [deck[start : start + batch_size] for start in range(0, n, batch_size)]


@spelling("indices-from-one")
def permutation_of_one_to_n(n, batch_size, rng):
    order = rng.permutation(np.arange(1, n + 1))
    return np.split(order, range(batch_size, n, batch_size))


@spelling("batches-begun-at-every-image")
def step_of_the_range_forgotten(n, batch_size, rng):
    deck, batches = _deck(n, rng), []
    for start in range(n):
        batches.append(deck[start : start + batch_size])
    return batches


@spelling("batches-begun-at-every-image")
def one_further_each_time(n, batch_size, rng):
    order, batches, start = np.argsort(rng.random(n)), [], 0
    while start < n:
        batches.append(order[start : start + batch_size])
        start += 1
    return batches


@spelling("whole-batches-shuffled")
def order_of_the_batches(n, batch_size, rng):
    starts = list(range(0, n, batch_size))
    rng.shuffle(starts)
    return [np.arange(start, min(start + batch_size, n)) for start in starts]


@spelling("whole-batches-shuffled")
def split_and_picked(n, batch_size, rng):
    parts = np.split(np.arange(n), range(batch_size, n, batch_size))
    return [parts[i] for i in rng.permutation(len(parts))]


@spelling("last-batch-filled-up")
def dealt_on_from_the_front(n, batch_size, rng):
    deck = _deck(n, rng)
    starts = range(0, n, batch_size)
    return [[deck[i % n] for i in range(start, start + batch_size)] for start in starts]


@spelling("last-batch-filled-up")
def rest_made_up_by_chance(n, batch_size, rng):
    order = np.argsort(rng.random(n))
    missing = -n % batch_size
    return list(np.concatenate([order, rng.integers(0, n, size=missing)]).reshape(-1, batch_size))


@spelling("rest-begun-at-the-count")
def what_is_left_of_a_list(n, batch_size, rng):
    deck, batches = _deck(n, rng), []
    full, rest = divmod(n, batch_size)
    for i in range(full):
        batches.append(deck[i * batch_size :][:batch_size])
    if rest:
        batches.append(deck[full:])
    return batches


@spelling("rest-begun-at-the-count")
def table_and_a_rest(n, batch_size, rng):
    order = np.argsort(rng.random(n))
    count = n // batch_size
    table = list(order[: count * batch_size].reshape(count, batch_size))
    return table if count * batch_size == n else [*table, order[count:]]


@spelling("indices-as-floats")
def written_into_zeros(n, batch_size, rng):
    deck, order = _deck(n, rng), np.zeros(n)
    for place, index in enumerate(deck):
        order[place] = index
    return np.split(order, range(batch_size, n, batch_size))


@spelling("indices-as-floats")
def python_floats(n, batch_size, rng):
    order = [float(i) for i in np.argsort(rng.random(n))]
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# sgd_step


@spelling("step-uphill")
def added_in_a_loop(parameters, gradients, learning_rate):
    moved = []
    for i in range(len(parameters)):
        moved.append(parameters[i] + gradients[i] * learning_rate)
    return moved


@spelling("step-uphill")
def two_minuses(parameters, gradients, learning_rate):
    steps = [-learning_rate * g for g in gradients]
    return [np.subtract(p, step) for p, step in zip(parameters, steps, strict=True)]


@spelling("rate-left-out")
def subtracted_by_map(parameters, gradients, learning_rate):
    return list(map(np.subtract, parameters, gradients))


@spelling("rate-left-out")
def whole_gradient_off_a_copy(parameters, gradients, learning_rate):
    moved = [np.array(p, dtype=float) for p in parameters]
    for p, g in zip(moved, gradients, strict=True):
        p -= g
    return moved


@spelling("strides-alone")
def change_of_each_array(parameters, gradients, learning_rate):
    changes = []
    for g in gradients:
        changes.append(np.negative(g) * learning_rate)
    return changes


@spelling("strides-alone")
def rate_times_gradient(parameters, gradients, learning_rate):
    return [learning_rate * g for p, g in zip(parameters, gradients, strict=True)]


@spelling("step-in-place")
def subtracted_into_the_old_ones(parameters, gradients, learning_rate):
    for p, g in zip(parameters, gradients, strict=True):
        np.subtract(p, learning_rate * g, out=p)
    return parameters


@spelling("step-in-place")
def list_written_into(parameters, gradients, learning_rate):
    for i, g in enumerate(gradients):
        parameters[i] = parameters[i] - learning_rate * g
    return parameters


@spelling("first-two-only")
def weights_and_bias_unpacked(parameters, gradients, learning_rate):
    (weights, bias), (d_weights, d_bias) = parameters, gradients
    return [weights - learning_rate * d_weights, bias - learning_rate * d_bias]


@spelling("first-two-only")
def loop_over_two(parameters, gradients, learning_rate):
    moved = list(parameters)
    for i in range(min(2, len(moved))):
        moved[i] = moved[i] - learning_rate * gradients[i]
    return moved


@spelling("first-array-alone")
def returned_in_the_first_round(parameters, gradients, learning_rate):
    moved = []
    for p, g in zip(parameters, gradients, strict=True):
        moved.append(p - learning_rate * g)
        return moved
    return moved


@spelling("first-array-alone")
def index_zero_alone(parameters, gradients, learning_rate):
    return [parameters[0] - learning_rate * gradients[0]]


@spelling("strides-of-one-length")
def over_the_root_of_squares(parameters, gradients, learning_rate):
    moved = []
    for p, g in zip(parameters, gradients, strict=True):
        moved.append(p - learning_rate * (g / np.sqrt(np.sum(g**2))))
    return moved


@spelling("strides-of-one-length")
def unit_vectors(parameters, gradients, learning_rate):
    def unit(g):
        length = math.sqrt(float(np.vdot(g, g)))
        return g / length if length > 0 else g

    return [p - learning_rate * unit(g) for p, g in zip(parameters, gradients, strict=True)]


@spelling("step-in-whole-numbers")
def written_into_a_copy(parameters, gradients, learning_rate):
    moved = [p.copy() for p in parameters]
    for new, p, g in zip(moved, parameters, gradients, strict=True):
        new[...] = p - learning_rate * g
    return moved


@spelling("step-in-whole-numbers")
def number_by_number_into_zeros_like(parameters, gradients, learning_rate):
    moved = []
    for p, g in zip(parameters, gradients, strict=True):
        new = np.zeros_like(p)
        for place in np.ndindex(p.shape):
            new[place] = p[place] - learning_rate * g[place]
        moved.append(new)
    return moved


@spelling("old-parameters-given-back")
def name_given_to_something_new(parameters, gradients, learning_rate):
    for p, g in zip(parameters, gradients, strict=True):
        p = p - learning_rate * g
    return parameters


@spelling("old-parameters-given-back")
def copies_that_never_move(parameters, gradients, learning_rate):
    new = [np.array(p) for p in parameters]
    for i in range(len(new)):
        p = new[i]
        p = p - learning_rate * gradients[i]
    return new


@spelling("first-parameter-alone")
def only_number_zero_replaced(parameters, gradients, learning_rate):
    moved = [p.copy() for p in parameters]
    if moved:
        moved[0] = moved[0] - learning_rate * gradients[0]
    return moved


@spelling("first-parameter-alone")
def first_and_the_rest(parameters, gradients, learning_rate):
    if not parameters:
        return []
    first, *rest = parameters
    return [first - gradients[0] * learning_rate, *rest]


@spelling("divided-by-the-rate")
def gradient_over_rate_in_a_loop(parameters, gradients, learning_rate):
    moved = []
    for p, g in zip(parameters, gradients, strict=True):
        moved.append(np.subtract(p, np.divide(g, learning_rate)))
    return moved


@spelling("divided-by-the-rate")
def times_one_over_the_rate(parameters, gradients, learning_rate):
    scale = 1 / learning_rate
    return [parameters[i] - scale * gradients[i] for i in range(len(parameters))]


@spelling("one-slope-for-a-whole-array")
def sum_over_size(parameters, gradients, learning_rate):
    moved = []
    for p, g in zip(parameters, gradients, strict=True):
        slope = g.sum() / g.size
        moved.append(p - slope * learning_rate)
    return moved


@spelling("one-slope-for-a-whole-array")
def averages_of_the_gradients(parameters, gradients, learning_rate):
    slopes = [float(np.average(g)) for g in gradients]
    return [p + -learning_rate * slope for p, slope in zip(parameters, slopes, strict=True)]


@spelling("parameters-and-gradients-exchanged")
def zipped_the_other_way(parameters, gradients, learning_rate):
    return [p - learning_rate * g for g, p in zip(parameters, gradients, strict=True)]


@spelling("parameters-and-gradients-exchanged")
def indices_of_the_wrong_list(parameters, gradients, learning_rate):
    moved = []
    for i in range(len(parameters)):
        step = parameters[i] * learning_rate
        moved.append(gradients[i] - step)
    return moved


@spelling("list-stepped-as-a-whole")
def subtracted_from_the_list(parameters, gradients, learning_rate):
    step = gradients * learning_rate
    return parameters - step


@spelling("list-stepped-as-a-whole")
def whole_lists_handed_to_numpy(parameters, gradients, learning_rate):
    return list(np.subtract(parameters, learning_rate * gradients))


@spelling("parameters-made-one-array")
def as_arrays_of_arrays(parameters, gradients, learning_rate):
    parameters, gradients = np.asarray(parameters), np.asarray(gradients)
    return list(parameters - gradients * learning_rate)


@spelling("parameters-made-one-array")
def gradients_multiplied_by_numpy(parameters, gradients, learning_rate):
    steps = np.multiply(learning_rate, gradients)
    return list(np.subtract(parameters, steps))


@spelling("rate-of-zero-replaced")
def tenth_where_nothing_is_given(parameters, gradients, learning_rate):
    if not learning_rate:
        learning_rate = 0.1
    return [p - learning_rate * g for p, g in zip(parameters, gradients, strict=True)]


@spelling("rate-of-zero-replaced")
def rate_that_has_a_floor(parameters, gradients, learning_rate):
    rate, moved = max(learning_rate, 0.001), []
    for p, g in zip(parameters, gradients, strict=True):
        moved.append(np.subtract(p, np.multiply(rate, g)))
    return moved


@spelling("arrays-left-flat")
def reshaped_to_a_row(parameters, gradients, learning_rate):
    moved = []
    for p, g in zip(parameters, gradients, strict=True):
        moved.append(p.reshape(-1) - g.reshape(-1) * learning_rate)
    return moved


@spelling("arrays-left-flat")
def all_numbers_in_a_list(parameters, gradients, learning_rate):
    pairs = zip(parameters, gradients, strict=True)
    return [np.array([a - learning_rate * b for a, b in zip(p.flat, g.flat, strict=True)]) for p, g in pairs]


@spelling("flat-copies-written-into")
def flat_copy_number_by_number(parameters, gradients, learning_rate):
    moved = []
    for p, g in zip(parameters, gradients, strict=True):
        flat, slopes = p.flatten(), g.flatten()
        for i in range(len(flat)):
            flat[i] = flat[i] - learning_rate * slopes[i]
        moved.append(flat)
    return moved


@spelling("flat-copies-written-into")
def like_the_flat_one(parameters, gradients, learning_rate):
    def moved(p, g):
        new = np.empty_like(p.reshape(-1))
        new[...] = p.reshape(-1) - learning_rate * g.reshape(-1)
        return new

    return list(map(moved, parameters, gradients))


@spelling("an-axis-asked-for")
def row_after_row(parameters, gradients, learning_rate):
    moved = []
    for p, g in zip(parameters, gradients, strict=True):
        moved.append(np.array([row - learning_rate * slopes for row, slopes in zip(p, g, strict=True)]))
    return moved


@spelling("an-axis-asked-for")
def as_many_as_it_is_long(parameters, gradients, learning_rate):
    moved = [np.array(p, dtype=float) for p in parameters]
    for new, g in zip(moved, gradients, strict=True):
        for i in range(len(new)):
            new[i] = new[i] - learning_rate * g[i]
    return moved


# momentum_step


@spelling("rate-outside-the-velocity")
def form_of_pytorch(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        buffer = momentum * v + g
        new.append(buffer)
        moved.append(p - learning_rate * buffer)
    return moved, new


@spelling("rate-outside-the-velocity")
def handed_to_the_plain_step(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [np.add(g, np.multiply(momentum, v)) for g, v in zip(gradients, velocity, strict=True)]
    return sgd_step(parameters, new, learning_rate), new


@spelling("moved-by-the-old-velocity")
def moved_before_the_velocity(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved = list(map(np.add, parameters, velocity))
    new = []
    for v, g in zip(velocity, gradients, strict=True):
        new.append(momentum * v - learning_rate * g)
    return moved, new


@spelling("moved-by-the-old-velocity")
def old_speed_in_the_same_loop(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for i in range(len(parameters)):
        moved.append(parameters[i] + velocity[i])
        new.append(velocity[i] * momentum - gradients[i] * learning_rate)
    return moved, new


@spelling("velocity-as-average")
def running_average(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = []
    for v, g in zip(velocity, gradients, strict=True):
        new.append(momentum * v + (1 - momentum) * (-learning_rate * g))
    return [p + v for p, v in zip(parameters, new, strict=True)], new


@spelling("velocity-as-average")
def np_average_with_weights(parameters, gradients, velocity, learning_rate, momentum=0.9):
    shares = [momentum, 1 - momentum]
    new = [
        np.average([v, -learning_rate * g], axis=0, weights=shares) for v, g in zip(velocity, gradients, strict=True)
    ]
    return list(map(np.add, parameters, new)), new


@spelling("slopes-averaged")
def moving_average_in_a_loop(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, averages = [], []
    for i in range(len(parameters)):
        average = np.asarray(velocity[i]) * momentum
        average = average + np.asarray(gradients[i]) * (1 - momentum)
        averages.append(average)
        moved.append(np.asarray(parameters[i]) - average * learning_rate)
    return moved, averages


@spelling("slopes-averaged")
def np_average_of_slopes(parameters, gradients, velocity, learning_rate, momentum=0.9):
    shares = [momentum, 1 - momentum]
    new = [np.average([v, g], axis=0, weights=shares) for v, g in zip(velocity, gradients, strict=True)]
    return [np.add(p, np.multiply(-learning_rate, v)) for p, v in zip(parameters, new, strict=True)], new


@spelling("velocity-subtracted")
def minus_twice(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        v = momentum * v - learning_rate * g
        moved.append(p - v)
        new.append(v)
    return moved, new


@spelling("velocity-subtracted")
def new_velocity_as_a_gradient(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = sgd_step([momentum * v for v in velocity], gradients, learning_rate)
    return sgd_step(parameters, new, 1.0), new


@spelling("velocity-turned-round")
def form_of_the_textbook(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for i, p in enumerate(parameters):
        speed = momentum * velocity[i] + learning_rate * gradients[i]
        moved.append(p - speed)
        new.append(speed)
    return moved, new


@spelling("velocity-turned-round")
def steps_gathered_and_taken_off(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [np.multiply(v, momentum) for v in velocity]
    new = [v + g * learning_rate for v, g in zip(new, gradients, strict=True)]
    return list(map(np.subtract, parameters, new)), new


@spelling("old-velocity-given-back")
def new_speed_kept_inside_the_loop(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved = []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        v = momentum * v - learning_rate * g
        moved.append(p + v)
    return moved, velocity


@spelling("old-velocity-given-back")
def parameters_in_one_expression(parameters, gradients, velocity, learning_rate, momentum=0.9):
    triples = list(zip(parameters, gradients, velocity, strict=True))
    return [p + momentum * v - learning_rate * g for p, g, v in triples], [v for _, _, v in triples]


@spelling("velocity-in-whole-numbers")
def speed_written_into_a_copy(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [v.copy() for v in velocity]
    for i in range(len(new)):
        new[i][:] = momentum * velocity[i] - learning_rate * gradients[i]
    return list(map(np.add, parameters, new)), new


@spelling("velocity-in-whole-numbers")
def dtype_of_the_velocity(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        new.append(np.array(momentum * v - learning_rate * g, dtype=v.dtype))
        moved.append(p + new[-1])
    return moved, new


@spelling("nesterov-momentum")
def looked_ahead_in_a_loop(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        v = momentum * v - learning_rate * g
        moved.append(p + momentum * v - learning_rate * g)
        new.append(v)
    return moved, new


@spelling("nesterov-momentum")
def two_velocities_and_a_step(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = sgd_step([momentum * v for v in velocity], gradients, learning_rate)
    ahead = [p + momentum * v for p, v in zip(parameters, new, strict=True)]
    return sgd_step(ahead, gradients, learning_rate), new


@spelling("velocity-first")
def pairs_unzipped(parameters, gradients, velocity, learning_rate, momentum=0.9):
    speeds, moved = [], []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        speeds += [momentum * v - learning_rate * g]
        moved += [p + speeds[-1]]
    return speeds, moved


@spelling("velocity-first")
def a_list_of_both(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [v * momentum for v in velocity]
    new = [v - g * learning_rate for v, g in zip(new, gradients, strict=True)]
    return [new, list(map(np.add, new, parameters))]


@spelling("velocity-forgotten")
def velocity_begun_anew(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = [np.zeros(np.shape(p)) for p in parameters]
    new = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return list(map(np.add, parameters, new)), new


@spelling("velocity-forgotten")
def plain_step_and_what_it_was(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved = sgd_step(parameters, gradients, learning_rate)
    return moved, [-g * learning_rate for g in gradients]


@spelling("momentum-fixed")
def nine_tenths_in_a_loop(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for i in range(len(parameters)):
        new.append(velocity[i] * 0.9 - learning_rate * gradients[i])
        moved.append(parameters[i] + new[i])
    return moved, new


@spelling("momentum-fixed")
def momentum_set_inside(parameters, gradients, velocity, learning_rate, momentum=0.9):
    momentum = 0.9
    new = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return list(map(np.add, parameters, new)), new


@spelling("velocity-in-place")
def velocity_written_by_out(parameters, gradients, velocity, learning_rate, momentum=0.9):
    for v, g in zip(velocity, gradients, strict=True):
        np.multiply(v, momentum, out=v)
        np.subtract(v, learning_rate * g, out=v)
    return list(map(np.add, parameters, velocity)), velocity


@spelling("velocity-in-place")
def lists_written_into(parameters, gradients, velocity, learning_rate, momentum=0.9):
    for i in range(len(parameters)):
        velocity[i] = momentum * velocity[i] - learning_rate * gradients[i]
        parameters[i] = parameters[i] + velocity[i]
    return parameters, velocity


@spelling("pairs-of-parameter-and-velocity")
def pair_appended_each_round(parameters, gradients, velocity, learning_rate, momentum=0.9):
    result = []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        v = momentum * v - learning_rate * g
        result.append([p + v, v])
    return result


@spelling("pairs-of-parameter-and-velocity")
def zipped_in_the_end(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return list(zip(map(np.add, parameters, new), new, strict=True))


@spelling("no-momentum-by-default")
def zero_unless_said_otherwise(parameters, gradients, velocity, learning_rate, momentum=0):
    moved, new = [], []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        new.append(momentum * v - learning_rate * g)
        moved.append(p + new[-1])
    return moved, new


@spelling("no-momentum-by-default")
def plain_step_without_momentum(parameters, gradients, velocity, learning_rate, momentum=None):
    if momentum is None:
        return sgd_step(parameters, gradients, learning_rate), [-learning_rate * g for g in gradients]
    new = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return list(map(np.add, parameters, new)), new


@spelling("rate-taken-twice")
def velocity_times_rate_in_a_loop(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        v = v * momentum - g * learning_rate
        moved.append(p + v * learning_rate)
        new.append(v)
    return moved, new


@spelling("rate-taken-twice")
def plain_step_along_the_velocity(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = sgd_step([momentum * v for v in velocity], gradients, learning_rate)
    return sgd_step(parameters, [-v for v in new], learning_rate), new


@spelling("velocity-uphill")
def plus_in_both_places(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for i in range(len(velocity)):
        speed = np.add(momentum * velocity[i], learning_rate * gradients[i])
        new.append(speed)
        moved.append(np.add(parameters[i], speed))
    return moved, new


@spelling("velocity-uphill")
def step_of_a_negative_rate(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = sgd_step([momentum * v for v in velocity], gradients, -learning_rate)
    return list(map(np.add, parameters, new)), new


@spelling("momentum-taken-twice")
def share_of_the_new_velocity(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        new.append(momentum * v - learning_rate * g)
        moved.append(p + new[-1] * momentum)
    return moved, new


@spelling("momentum-taken-twice")
def damped_before_it_moves(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = sgd_step([momentum * v for v in velocity], gradients, learning_rate)
    damped = [momentum * v for v in new]
    return list(map(np.add, parameters, damped)), new


@spelling("momentum-of-the-gradient")
def share_of_the_slope(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        v = v - learning_rate * (momentum * g)
        moved.append(p + v)
        new.append(v)
    return moved, new


@spelling("momentum-of-the-gradient")
def rate_made_smaller(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = sgd_step(velocity, gradients, momentum * learning_rate)
    return list(map(np.add, parameters, new)), new


@spelling("lists-calculated-with-as-a-whole")
def velocity_times_momentum_as_a_list(parameters, gradients, velocity, learning_rate, momentum=0.9):
    velocity = velocity * momentum - gradients * learning_rate
    parameters = parameters + velocity
    return parameters, velocity


@spelling("lists-calculated-with-as-a-whole")
def slopes_of_the_whole_list(parameters, gradients, velocity, learning_rate, momentum=0.9):
    slopes = learning_rate * gradients
    new = [momentum * v - slope for v, slope in zip(velocity, slopes, strict=True)]
    return list(map(np.add, parameters, new)), new


@spelling("velocities-made-one-array")
def as_three_arrays(parameters, gradients, velocity, learning_rate, momentum=0.9):
    parameters, gradients, velocity = map(np.asarray, (parameters, gradients, velocity))
    velocity = velocity * momentum - gradients * learning_rate
    parameters = parameters + velocity
    return list(parameters), list(velocity)


@spelling("velocities-made-one-array")
def numpy_functions_of_lists(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = np.subtract(np.multiply(momentum, velocity), np.multiply(learning_rate, gradients))
    return tuple(np.add(parameters, new)), tuple(new)


@spelling("one-list-for-both")
def two_names_for_a_list(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved = new = []
    for i in range(len(parameters)):
        new.append(velocity[i] * momentum - gradients[i] * learning_rate)
        moved.append(parameters[i] + new[-1])
    return moved, new


@spelling("one-list-for-both")
def second_name_for_the_list(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved = []
    new = moved
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        step = np.subtract(momentum * v, learning_rate * g)
        new.extend([step])
        moved.extend([p + step])
    return [moved, new]


@spelling("one-list-for-both-parameters-first")
def moved_before_it_is_kept(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved = new = []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        step = momentum * v - learning_rate * g
        moved.append(p + step)
        new.append(step)
    return moved, new


@spelling("one-list-for-both-parameters-first")
def one_list_under_two_names(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = []
    moved = new
    for i, g in enumerate(gradients):
        step = velocity[i] * momentum
        step = step - g * learning_rate
        moved += [parameters[i] + step]
        new += [step]
    return moved, new


@spelling("rate-before-the-whole-velocity")
def rate_taken_out_of_brackets(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        pull = v * momentum - g
        new.append(pull * learning_rate)
        moved.append(p + new[-1])
    return moved, new


@spelling("rate-before-the-whole-velocity")
def rate_in_both_terms(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = [learning_rate * momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return list(map(np.add, parameters, new)), new


@spelling("first-velocity-for-all")
def index_zero_of_the_velocity(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for p, g in zip(parameters, gradients, strict=True):
        v = velocity[0] * momentum - g * learning_rate
        new.append(v)
        moved.append(p + v)
    return moved, new


@spelling("first-velocity-for-all")
def velocity_unpacked_once(parameters, gradients, velocity, learning_rate, momentum=0.9):
    first = next(iter(velocity), None)
    new = [np.subtract(np.multiply(momentum, first), learning_rate * g) for g in gradients]
    return [np.add(p, v) for p, v in zip(parameters, new, strict=True)], new


@spelling("momentum-of-zero-replaced")
def default_where_nothing_is_given(parameters, gradients, velocity, learning_rate, momentum=0.9):
    if not momentum:
        momentum = 0.9
    new = []
    for v, g in zip(velocity, gradients, strict=True):
        new.append(v * momentum - g * learning_rate)
    return list(map(np.add, parameters, new)), new


@spelling("momentum-of-zero-replaced")
def only_a_momentum_above_zero(parameters, gradients, velocity, learning_rate, momentum=0.9):
    kept = momentum if momentum > 0 else 0.9
    new = [kept * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return tuple(p + v for p, v in zip(parameters, new, strict=True)), tuple(new)


@spelling("pulled-at-a-rate-of-zero")
def tenth_for_a_rate_of_nothing(parameters, gradients, velocity, learning_rate, momentum=0.9):
    if not learning_rate:
        learning_rate = 0.1
    new = [momentum * v - learning_rate * g for v, g in zip(velocity, gradients, strict=True)]
    return list(map(np.add, parameters, new)), new


@spelling("pulled-at-a-rate-of-zero")
def pull_with_a_floor(parameters, gradients, velocity, learning_rate, momentum=0.9):
    rate, moved, new = max(learning_rate, 0.001), [], []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        new.append(v * momentum - g * rate)
        moved.append(p + new[-1])
    return moved, new


@spelling("velocity-left-flat")
def rows_of_all_numbers(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        faster = v.flatten() * momentum - g.flatten() * learning_rate
        new.append(faster)
        moved.append(p.flatten() + faster)
    return moved, new


@spelling("velocity-left-flat")
def numbers_one_by_one(parameters, gradients, velocity, learning_rate, momentum=0.9):
    pairs = zip(velocity, gradients, strict=True)
    new = [np.array([momentum * a - learning_rate * b for a, b in zip(v.flat, g.flat, strict=True)]) for v, g in pairs]
    return [p.reshape(-1) + v for p, v in zip(parameters, new, strict=True)], new


@spelling("an-axis-of-the-velocity-asked-for")
def velocity_row_after_row(parameters, gradients, velocity, learning_rate, momentum=0.9):
    new = []
    for v, g in zip(velocity, gradients, strict=True):
        new.append(np.array([momentum * row - learning_rate * slopes for row, slopes in zip(v, g, strict=True)]))
    return [p + v for p, v in zip(parameters, new, strict=True)], new


@spelling("an-axis-of-the-velocity-asked-for")
def as_many_as_the_velocity_is_long(parameters, gradients, velocity, learning_rate, momentum=0.9):
    moved, new = [], []
    for p, g, v in zip(parameters, gradients, velocity, strict=True):
        faster, there = np.array(v, dtype=float), np.array(p, dtype=float)
        for i in range(len(faster)):
            faster[i] = momentum * faster[i] - learning_rate * g[i]
            there[i] = there[i] + faster[i]
        new.append(faster)
        moved.append(there)
    return moved, new


# train_mlp


def _data(x, labels):
    """Images as floats and labels as one-hot rows."""
    x, labels = np.array(x, dtype=float), np.array(labels)
    return x, np.eye(labels.max() + 1)[labels]


def _glorot(x, hidden, targets, rng):
    """Weights as Glorot has them; biases from zero."""
    sizes, parameters = (x.shape[1], hidden, targets.shape[1]), []
    for inputs, outputs in itertools.pairwise(sizes):
        edge = math.sqrt(6 / (inputs + outputs))
        parameters += [rng.uniform(-edge, edge, (inputs, outputs)), np.zeros(outputs)]
    return parameters


def _he(x, hidden, targets, rng):
    """Weights as He has them, the last layer first; biases from zero."""
    last = rng.standard_normal((hidden, targets.shape[1])) * math.sqrt(2 / hidden)
    first = rng.standard_normal((x.shape[1], hidden)) * math.sqrt(2 / x.shape[1])
    return [first, np.zeros(hidden), last, np.zeros(targets.shape[1])]


def _forward(x, parameters):
    """Hidden values and probabilities."""
    w1, b1, w2, b2 = parameters
    h = np.maximum(0, np.dot(x, w1) + b1)
    e = np.exp(np.dot(h, w2) + b2)
    return h, e / e.sum(axis=1)[:, None]


def _backward(x, h, error, w2):
    """Gradients from what arrives at the scores."""
    back = np.dot(error, w2.T)
    back[h <= 0] = 0
    return [x.T.dot(back), back.sum(axis=0), h.T.dot(error), error.sum(axis=0)]


def _slopes(x, targets, parameters):
    """Gradients of the mean loss, and the loss of each image."""
    h, p = _forward(x, parameters)
    return _backward(x, h, (p - targets) / len(x), parameters[2]), -np.log(p[targets == 1])


def _descend(parameters, slopes, rate):
    """Take a step in place."""
    for p, slope in zip(parameters, slopes, strict=True):
        p -= rate * slope


def _layers(parameters):
    w1, b1, w2, b2 = parameters
    return [(w1, b1), (w2, b2)]


def _learned(x, targets, parameters, epochs, batch_size, rng, step, deal=None):
    """Go through all batches of all epochs: `step` learns from one, in place, and gives the losses of its images."""
    history = []
    for _ in range(epochs):
        losses = []
        for batch in (deal or minibatches)(len(x), batch_size, rng):
            losses.extend(step(x[batch], targets[batch]))
        history.append(float(np.mean(losses)))
    return _layers(parameters), history


@spelling("new-parameters-thrown-away")
def result_of_the_step_not_kept(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            sgd_step(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("new-parameters-thrown-away")
def copies_move(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _he(x, hidden, targets, rng)

    def step(some, wanted):
        slopes, losses = _slopes(some, wanted, parameters)
        for p, slope in zip(parameters, slopes, strict=True):
            p = p - learning_rate * slope
        return losses

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("only-the-last-layer-learns")
def two_arrays_of_four_move(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters[2:], slopes[2:], learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("only-the-last-layer-learns")
def no_way_back_to_the_first_layer(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _he(x, hidden, targets, rng)

    def step(some, wanted):
        h, p = _forward(some, parameters)
        error = (p - wanted) / len(some)
        parameters[2] -= learning_rate * h.T @ error
        parameters[3] -= learning_rate * error.sum(axis=0)
        return -np.log((p * wanted).sum(axis=1))

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("biases-stay")
def weights_alone_move(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters[::2], slopes[::2], learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("biases-stay")
def no_slopes_for_biases(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _he(x, hidden, targets, rng)

    def step(some, wanted):
        h, p = _forward(some, parameters)
        error = (p - wanted) / len(some)
        back = (error @ parameters[2].T) * (h > 0)
        parameters[0] -= learning_rate * some.T @ back
        parameters[2] -= learning_rate * h.T @ error
        return -np.log((p * wanted).sum(axis=1))

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("slope-turned-round")
def steps_added(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _he(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            parameters = [p + learning_rate * s for p, s in zip(parameters, slopes, strict=True)]
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("slope-turned-round")
def labels_minus_probabilities(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _glorot(x, hidden, targets, rng)

    def step(some, wanted):
        h, p = _forward(some, parameters)
        error = (wanted - p) / len(some)
        _descend(parameters, _backward(some, h, error, parameters[2]), learning_rate)
        return -np.log((p * wanted).sum(axis=1))

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("relu-forgotten-on-the-way-back")
def back_through_the_weights_alone(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _he(x, hidden, targets, rng)

    def step(some, wanted):
        h, p = _forward(some, parameters)
        error = (p - wanted) / len(some)
        back = error @ parameters[2].T
        slopes = [some.T @ back, back.sum(0), h.T @ error, error.sum(0)]
        _descend(parameters, slopes, learning_rate)
        return -np.log((p * wanted).sum(axis=1))

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("relu-forgotten-on-the-way-back")
def mask_that_is_always_true(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _glorot(x, hidden, targets, rng)

    def step(some, wanted):
        h, p = _forward(some, parameters)
        error = (p - wanted) / len(some)
        back = np.einsum("nk,hk->nh", error, parameters[2]) * (h >= 0)
        slopes = [some.T @ back, back.sum(axis=0), h.T @ error, error.sum(axis=0)]
        _descend(parameters, slopes, learning_rate)
        return -np.log((p * wanted).sum(axis=1))

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("sum-over-the-batch")
def error_not_divided(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _he(x, hidden, targets, rng)

    def step(some, wanted):
        h, p = _forward(some, parameters)
        _descend(parameters, _backward(some, h, p - wanted, parameters[2]), learning_rate)
        return -np.log((p * wanted).sum(axis=1))

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("sum-over-the-batch")
def slopes_of_single_images_added(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _glorot(x, hidden, targets, rng)

    def step(some, wanted):
        singles = [_slopes(some[i : i + 1], wanted[i : i + 1], parameters) for i in range(len(some))]
        slopes = [sum(parts) for parts in zip(*(slopes for slopes, _ in singles), strict=True)]
        _descend(parameters, slopes, learning_rate)
        return [loss[0] for _, loss in singles]

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("divided-by-batch-size")
def error_over_batch_size(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _he(x, hidden, targets, rng)

    def step(some, wanted):
        h, p = _forward(some, parameters)
        error = (p - wanted) / batch_size
        _descend(parameters, _backward(some, h, error, parameters[2]), learning_rate)
        return -np.log((p * wanted).sum(axis=1))

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("divided-by-batch-size")
def rate_over_batch_size(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters, [len(batch) * slope for slope in slopes], learning_rate / batch_size)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("labels-left-unshuffled")
def targets_of_the_first_places(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for start in range(0, len(x), batch_size):
            images = x[order[start : start + batch_size]]
            slopes, loss = _slopes(images, targets[start : start + batch_size], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("labels-left-unshuffled")
def images_shuffled_in_place(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _he(x, hidden, targets, rng), []
    for _ in range(epochs):
        rng.shuffle(x)
        losses = []
        for start in range(0, len(x), batch_size):
            part = slice(start, start + batch_size)
            slopes, loss = _slopes(x[part], targets[part], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("batches-in-order")
def slices_of_the_images(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for start in range(0, len(x), batch_size):
            part = slice(start, start + batch_size)
            slopes, loss = _slopes(x[part], targets[part], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("batches-in-order")
def ranges_for_batches(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _he(x, hidden, targets, rng)

    def step(some, wanted):
        slopes, losses = _slopes(some, wanted, parameters)
        _descend(parameters, slopes, learning_rate)
        return losses

    def deal(n, size, _rng):
        return np.split(np.arange(n), range(size, n, size))

    return _learned(x, targets, parameters, epochs, batch_size, rng, step, deal)


@spelling("starts-anew-each-epoch")
def weights_drawn_inside_the_loop(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    history = []
    for _ in range(epochs):
        parameters, losses = _glorot(x, hidden, targets, rng), []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("starts-anew-each-epoch")
def each_epoch_from_the_first_weights(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    first, history = _he(x, hidden, targets, rng), []
    for _ in range(epochs):
        parameters, losses = [p.copy() for p in first], []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            parameters = sgd_step(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("shuffled-once")
def batches_dealt_before_the_epochs(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _he(x, hidden, targets, rng)

    def step(some, wanted):
        slopes, losses = _slopes(some, wanted, parameters)
        _descend(parameters, slopes, learning_rate)
        return losses

    batches = minibatches(len(x), batch_size, rng)

    return _learned(x, targets, parameters, epochs, batch_size, rng, step, lambda *_: batches)


@spelling("shuffled-once")
def images_mixed_at_the_start(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history, order = _glorot(x, hidden, targets, rng), [], rng.permutation(len(x))
    x, targets = x[order], targets[order]
    for _ in range(epochs):
        losses = []
        for start in range(0, len(x), batch_size):
            part = slice(start, start + batch_size)
            slopes, loss = _slopes(x[part], targets[part], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("one-batch-an-epoch")
def a_batch_chosen_each_epoch(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        batch = rng.choice(len(x), size=min(batch_size, len(x)), replace=False)
        slopes, loss = _slopes(x[batch], targets[batch], parameters)
        _descend(parameters, slopes, learning_rate)
        history.append(loss.mean())
    return _layers(parameters), history


@spelling("one-batch-an-epoch")
def broken_off_after_a_batch(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _he(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
            break
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("last-batch-left-out")
def full_batches_alone(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _he(x, hidden, targets, rng), []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for i in range(max(1, len(x) // batch_size)):
            batch = order[i * batch_size : (i + 1) * batch_size]
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("last-batch-left-out")
def small_batches_skipped(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _glorot(x, hidden, targets, rng)

    def step(some, wanted):
        slopes, losses = _slopes(some, wanted, parameters)
        if len(some) == min(batch_size, len(x)):
            _descend(parameters, slopes, learning_rate)
        return losses

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("classes-that-occur-counted")
def set_of_the_labels(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = (
        np.array(x, dtype=float),
        np.array([[a == b for b in sorted(set(labels))] for a in labels], dtype=float),
    )
    parameters = _he(x, hidden, targets, rng)

    def step(some, wanted):
        slopes, losses = _slopes(some, wanted, parameters)
        _descend(parameters, slopes, learning_rate)
        return losses

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("classes-that-occur-counted")
def size_of_unique(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = np.array(x, dtype=float), np.eye(np.unique(labels).size)[np.searchsorted(np.unique(labels), labels)]
    parameters = _glorot(x, hidden, targets, rng)

    def step(some, wanted):
        slopes, losses = _slopes(some, wanted, parameters)
        _descend(parameters, slopes, learning_rate)
        return losses

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("starts-from-zero")
def zeros_for_all_arrays(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    d, k = x.shape[1], targets.shape[1]
    parameters = [np.zeros((d, hidden)), np.zeros(hidden), np.zeros((hidden, k)), np.zeros(k)]

    def step(some, wanted):
        slopes, losses = _slopes(some, wanted, parameters)
        _descend(parameters, slopes, learning_rate)
        return losses

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("starts-from-zero")
def weights_times_zero(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = [0.0 * p for p in _he(x, hidden, targets, rng)], []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("weights-from-a-seed-of-its-own")
def start_of_seed_42(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _glorot(x, hidden, targets, np.random.default_rng(42))

    def step(some, wanted):
        slopes, losses = _slopes(some, wanted, parameters)
        _descend(parameters, slopes, learning_rate)
        return losses

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("weights-from-a-seed-of-its-own")
def start_of_the_global_seed(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    np.random.seed(0)
    parameters, history = _glorot(x, hidden, targets, np.random), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("chance-from-elsewhere")
def start_of_the_global_generator(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, np.random), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("chance-from-elsewhere")
def batches_of_the_module_random(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _he(x, hidden, targets, rng)

    def step(some, wanted):
        slopes, losses = _slopes(some, wanted, parameters)
        _descend(parameters, slopes, learning_rate)
        return losses

    def deal(n, size, _rng):
        order = random.sample(range(n), n)
        return [order[i : i + size] for i in range(0, n, size)]

    return _learned(x, targets, parameters, epochs, batch_size, rng, step, deal)


@spelling("a-loss-for-each-batch")
def noted_inside_the_inner_loop(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            history.append(loss.mean())
            _descend(parameters, slopes, learning_rate)
    return _layers(parameters), history


@spelling("a-loss-for-each-batch")
def lists_of_losses_joined(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _he(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.append(float(np.mean(loss)))
            _descend(parameters, slopes, learning_rate)
        history += losses
    return _layers(parameters), history


@spelling("loss-of-the-last-batch")
def noted_behind_the_inner_loop(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _he(x, hidden, targets, rng), []
    for _ in range(epochs):
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            parameters = sgd_step(parameters, slopes, learning_rate)
        history.append(loss.mean())
    return _layers(parameters), history


@spelling("loss-of-the-last-batch")
def losses_overwritten(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses = loss
            _descend(parameters, slopes, learning_rate)
        history.append(float(np.sum(losses) / len(losses)))
    return _layers(parameters), history


@spelling("sum-of-the-losses")
def total_of_the_batches(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _he(x, hidden, targets, rng), []
    for _ in range(epochs):
        total = 0.0
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            total += loss.mean()
            _descend(parameters, slopes, learning_rate)
        history.append(total)
    return _layers(parameters), history


@spelling("sum-of-the-losses")
def means_added_up_in_the_end(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.append(np.mean(loss))
            _descend(parameters, slopes, learning_rate)
        history.append(sum(losses))
    return _layers(parameters), history


@spelling("layers-in-one-row")
def list_of_parameters(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _he(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return parameters, history


@spelling("layers-in-one-row")
def four_names_and_the_history(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return tuple(parameters), np.array(history)


@spelling("history-left-out")
def layers_alone(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters)


@spelling("history-left-out")
def history_never_kept(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _he(x, hidden, targets, rng)
    for _ in range(epochs):
        for batch in minibatches(len(x), batch_size, rng):
            slopes, _ = _slopes(x[batch], targets[batch], parameters)
            parameters = sgd_step(parameters, slopes, learning_rate)
    w1, b1, w2, b2 = parameters
    return (w1, b1), (w2, b2)


@spelling("an-epoch-too-few")
def counted_from_one(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _he(x, hidden, targets, rng), []
    for _ in range(1, epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("an-epoch-too-few")
def while_below_the_last(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    while len(history) < epochs - 1:
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("losses-of-a-batch-added-up")
def sums_of_batches_then_mean(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.append(loss.sum())
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("losses-of-a-batch-added-up")
def total_over_the_number_of_batches(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _he(x, hidden, targets, rng), []
    for _ in range(epochs):
        total, batches = 0.0, minibatches(len(x), batch_size, rng)
        for batch in batches:
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            total += np.sum(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(total / len(batches))
    return _layers(parameters), history


@spelling("mean-of-the-batches")
def mean_of_a_list_of_means(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _he(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            losses.append(loss.mean())
            _descend(parameters, slopes, learning_rate)
        history.append(float(np.mean(losses)))
    return _layers(parameters), history


@spelling("mean-of-the-batches")
def total_of_means_over_their_number(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), np.zeros(epochs)
    for epoch in range(epochs):
        batches = minibatches(len(x), batch_size, rng)
        for batch in batches:
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            history[epoch] += np.mean(loss) / len(batches)
            parameters = sgd_step(parameters, slopes, learning_rate)
    return _layers(parameters), history


@spelling("every-batch-weighed-as-full")
def mean_times_batch_size(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        running = 0.0
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            running += loss.mean() * batch_size
            _descend(parameters, slopes, learning_rate)
        history.append(running / len(x))
    return _layers(parameters), history


@spelling("every-batch-weighed-as-full")
def over_a_number_of_batches_with_a_fraction(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _he(x, hidden, targets, rng), []
    for _ in range(epochs):
        means = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch], targets[batch], parameters)
            means.append(float(np.mean(loss)))
            parameters = sgd_step(parameters, slopes, learning_rate)
        history.append(sum(means) / (len(x) / batch_size))
    return _layers(parameters), history


@spelling("losses-after-the-step")
def forward_again_behind_the_step(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _he(x, hidden, targets, rng)

    def step(some, wanted):
        slopes, _ = _slopes(some, wanted, parameters)
        _descend(parameters, slopes, learning_rate)
        _, p = _forward(some, parameters)
        return -np.log((p * wanted).sum(axis=1))

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("losses-after-the-step")
def total_of_what_is_left(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        total = 0.0
        for batch in minibatches(len(x), batch_size, rng):
            slopes, _ = _slopes(x[batch], targets[batch], parameters)
            parameters = sgd_step(parameters, slopes, learning_rate)
            total += np.sum(_slopes(x[batch], targets[batch], parameters)[1])
        history.append(total / len(x))
    return _layers(parameters), history


@spelling("losses-before-the-epoch")
def all_images_first(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        history.append(_slopes(x, targets, parameters)[1].mean())
        for batch in minibatches(len(x), batch_size, rng):
            slopes, _ = _slopes(x[batch], targets[batch], parameters)
            _descend(parameters, slopes, learning_rate)
    return _layers(parameters), history


@spelling("losses-before-the-epoch")
def probabilities_of_an_epoch(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _he(x, hidden, targets, rng), np.zeros(epochs)
    for epoch in range(epochs):
        _, p = _forward(x, parameters)
        history[epoch] = -np.log(p[targets == 1]).sum() / len(x)
        for batch in minibatches(len(x), batch_size, rng):
            slopes, _ = _slopes(x[batch], targets[batch], parameters)
            parameters = sgd_step(parameters, slopes, learning_rate)
    return _layers(parameters), history


@spelling("label-beyond-the-classes-counted")
def rows_of_an_eye_too_small(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, labels = np.array(x, dtype=float), np.array(labels)
    targets = np.eye(len(set(labels.tolist())))[labels]
    parameters = _he(x, hidden, targets, rng)

    def step(some, wanted):
        slopes, losses = _slopes(some, wanted, parameters)
        _descend(parameters, slopes, learning_rate)
        return losses

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("label-beyond-the-classes-counted")
def ones_written_into_columns(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, labels = np.array(x, dtype=float), np.array(labels)
    targets = np.zeros((len(x), np.unique(labels).size))
    for i, label in enumerate(labels):
        targets[i, label] = 1
    parameters = _glorot(x, hidden, targets, rng)

    def step(some, wanted):
        slopes, losses = _slopes(some, wanted, parameters)
        _descend(parameters, slopes, learning_rate)
        return losses

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("last-layer-moved-first")
def back_through_the_new_weights(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _glorot(x, hidden, targets, rng)

    def step(some, wanted):
        h, p = _forward(some, parameters)
        error = (p - wanted) / len(some)
        parameters[2] -= learning_rate * h.T @ error
        parameters[3] -= learning_rate * error.sum(axis=0)
        back = (error @ parameters[2].T) * (h > 0)
        parameters[0] -= learning_rate * some.T @ back
        parameters[1] -= learning_rate * back.sum(axis=0)
        return -np.log((p * wanted).sum(axis=1))

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("last-layer-moved-first")
def layer_by_layer_from_the_last(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    (w1, b1, w2, b2), history = _he(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            h, p = _forward(x[batch], (w1, b1, w2, b2))
            losses.extend(-np.log(p[targets[batch] == 1]))
            error = (p - targets[batch]) / len(batch)
            w2, b2 = sgd_step([w2, b2], [h.T @ error, error.sum(axis=0)], learning_rate)
            back = np.where(h > 0, np.dot(error, w2.T), 0)
            w1, b1 = sgd_step([w1, b1], [x[batch].T @ back, back.sum(axis=0)], learning_rate)
        history.append(np.mean(losses))
    return [(w1, b1), (w2, b2)], history


@spelling("bias-slopes-averaged")
def biases_by_the_mean(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters = _he(x, hidden, targets, rng)

    def step(some, wanted):
        h, p = _forward(some, parameters)
        error = (p - wanted) / len(some)
        back = (error @ parameters[2].T) * (h > 0)
        _descend(parameters, [some.T @ back, back.mean(axis=0), h.T @ error, error.mean(axis=0)], learning_rate)
        return -np.log((p * wanted).sum(axis=1))

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("bias-slopes-averaged")
def biases_divided_once_more(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _glorot(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            (d_w1, d_b1, d_w2, d_b2), loss = _slopes(x[batch], targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters, [d_w1, d_b1 / len(batch), d_w2, d_b2 / len(batch)], learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history


@spelling("pixels-scaled-again")
def pixels_divided_by_255(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    x = x / 255.0
    parameters = _glorot(x, hidden, targets, rng)

    def step(some, wanted):
        slopes, losses = _slopes(some, wanted, parameters)
        _descend(parameters, slopes, learning_rate)
        return losses

    return _learned(x, targets, parameters, epochs, batch_size, rng, step)


@spelling("pixels-scaled-again")
def each_batch_scaled(x, labels, hidden, epochs, learning_rate, batch_size, rng):
    x, targets = _data(x, labels)
    parameters, history = _he(x, hidden, targets, rng), []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            slopes, loss = _slopes(x[batch] * (1 / 255), targets[batch], parameters)
            losses.extend(loss)
            _descend(parameters, slopes, learning_rate)
        history.append(np.mean(losses))
    return _layers(parameters), history
