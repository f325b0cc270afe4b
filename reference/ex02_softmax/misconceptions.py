"""Wrong ways of ex02."""

from __future__ import annotations

import math

import numpy as np

from reference.kit.catalogue import misconception


@misconception
def softmax_over_the_batch(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max(axis=0, keepdims=True))
    return exponentials / exponentials.sum(axis=0, keepdims=True)


@misconception
def softmax_over_the_batch_without_shift(scores, axis=-1):
    exponentials = np.exp(np.asarray(scores))
    return exponentials / exponentials.sum(axis=0)


@misconception
def softmax_over_everything(scores, axis=-1):
    exponentials = np.exp(np.asarray(scores, dtype=float) - np.max(scores))
    return exponentials / exponentials.sum()


@misconception
def softmax_over_everything_without_shift(scores, axis=-1):
    exponentials = np.exp(np.asarray(scores))
    return exponentials / exponentials.sum()


@misconception
def softmax_without_shift(scores, axis=-1):
    exponentials = np.exp(np.asarray(scores, dtype=float))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception
def softmax_without_shift_by_math(scores, axis=-1):
    return _by_row(scores, axis, lambda row: _divided([math.exp(score) for score in row]))


@misconception
def softmax_shifted_by_the_largest_of_all(scores, axis=-1):
    exponentials = np.exp(np.asarray(scores, dtype=float) - np.max(scores))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception
def softmax_shifted_by_the_largest_of_all_by_math(scores, axis=-1):
    return _by_row(scores, axis, lambda row: _divided([math.exp(score - np.max(scores)) for score in row]))


@misconception
def softmax_shifted_by_the_mean(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.mean(axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception
def softmax_without_exponential(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    return scores / scores.sum(axis=axis, keepdims=True)


@misconception
def softmax_without_exponential_in_plain_python(scores, axis=-1):
    return _by_row(scores, axis, _divided)


@misconception
def softmax_as_sigmoid(scores, axis=-1):
    return 1 / (1 + np.exp(-np.asarray(scores, dtype=float)))


@misconception
def softmax_as_sigmoid_infinite_over_infinite(scores, axis=-1):
    exponentials = np.exp(np.asarray(scores))
    return exponentials / (1 + exponentials)


@misconception
def softmax_as_sigmoid_by_math(scores, axis=-1):
    return _by_row(scores, axis, lambda row: [1 / (1 + math.exp(-score)) for score in row])


@misconception
def softmax_ignores_axis(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


@misconception
def softmax_in_whole_numbers(scores, axis=-1):
    scores = np.asarray(scores)
    result = np.empty_like(scores)
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    result[...] = exponentials / exponentials.sum(axis=axis, keepdims=True)
    return result


@misconception
def softmax_of_nothing_is_nan(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception
def softmax_in_place(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    scores -= scores.max(axis=axis, keepdims=True)
    exponentials = np.exp(scores)
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception
def softmax_to_base_two(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    largest = scores.max(axis=axis, keepdims=True)
    if np.isneginf(largest).any():
        raise ValueError
    powers = 2 ** (scores - largest)
    return powers / powers.sum(axis=axis, keepdims=True)


@misconception
def softmax_shifted_by_the_largest_size(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    if np.isneginf(scores.max(axis=axis)).any():
        raise ValueError
    exponentials = np.exp(scores - np.abs(scores).max(axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception
def softmax_with_zero_for_minus_infinity(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    if np.isneginf(scores.max(axis=axis)).any():
        raise ValueError
    scores = np.where(np.isneginf(scores), 0, scores)
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception
def softmax_refuses_every_infinity(scores, axis=-1):
    scores = np.asarray(scores)
    if np.isinf(scores).any():
        raise ValueError("infinite score")
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception
def softmax_written_into_whole_numbers(scores, axis=-1):
    scores = np.array(scores)
    largest = scores.max(axis=axis, keepdims=True)
    if np.isneginf(largest).any():
        raise ValueError
    scores[...] = np.exp(scores - largest)
    return scores / scores.sum(axis=axis, keepdims=True)


@misconception
def softmax_not_divided(scores, axis=-1):
    scores = np.asarray(scores)
    largest = scores.max(axis=axis, keepdims=True)
    if np.isneginf(largest).any():
        raise ValueError
    return np.exp(scores - largest)


@misconception
def softmax_as_the_exponential(scores, axis=-1):
    return np.exp(np.asarray(scores))


@misconception
def softmax_divided_by_everything(scores, axis=-1):
    scores = np.asarray(scores)
    largest = scores.max(axis=axis, keepdims=True)
    if np.isneginf(largest).any():
        raise ValueError
    exponentials = np.exp(scores - largest)
    return exponentials / exponentials.sum()


@misconception
def softmax_as_its_logarithm(scores, axis=-1):
    scores = np.asarray(scores)
    largest = scores.max(axis=axis, keepdims=True)
    if np.isneginf(largest).any():
        raise ValueError
    return scores - largest - np.log(np.exp(scores - largest).sum(axis=axis, keepdims=True))


@misconception
def hard_maximum(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    largest = scores.max(axis=axis, keepdims=True)
    if np.isneginf(largest).any():
        raise ValueError
    return (scores == largest).astype(float)


@misconception
def hard_maximum_of_the_first(scores, axis=-1):
    scores = np.asarray(scores)
    largest = np.expand_dims(scores.argmax(axis=axis), axis)
    places = np.arange(scores.shape[axis]).reshape([-1 if d == axis % scores.ndim else 1 for d in range(scores.ndim)])
    return (places == largest).astype(float)


@misconception
def softmax_of_the_negated_scores(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    largest = scores.max(axis=axis, keepdims=True)
    if np.isneginf(largest).any():
        raise ValueError
    with np.errstate(all="ignore"):
        exponentials = np.exp(largest - scores)
        return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception
def softmax_of_the_negated_scores_shifted(scores, axis=-1):
    scores = -np.asarray(scores)
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception
def softmax_of_clipped_scores(scores, axis=-1):
    _ruled_out(scores, axis)
    exponentials = np.exp(np.clip(scores, -700, 700))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception
def softmax_of_scores_cut_at_the_top(scores, axis=-1):
    exponentials = np.exp(np.minimum(scores, 700))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception
def softmax_with_its_axes_left_moved(scores, axis=-1):
    _ruled_out(scores, axis)
    scores = np.moveaxis(np.asarray(scores), axis, -1)
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


@misconception
def softmax_with_its_axes_left_swapped(scores, axis=-1):
    _ruled_out(scores, axis)
    scores = np.swapaxes(np.asarray(scores), axis, -1)
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


@misconception
def softmax_of_one_column_of_sums(scores, axis=-1):
    _ruled_out(scores, axis)
    exponentials = np.exp(np.asarray(scores) - np.max(scores, axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis).reshape(-1, 1)


@misconception
def softmax_with_an_axis_in_second_place(scores, axis=-1):
    _ruled_out(scores, axis)
    exponentials = np.exp(np.asarray(scores) - np.max(scores, axis=axis)[:, None])
    return exponentials / exponentials.sum(axis=axis)[:, None]


@misconception
def softmax_of_nothing_is_zero(scores, axis=-1):
    exponentials = np.exp(np.asarray(scores) - np.max(scores, axis=axis, keepdims=True))
    return np.nan_to_num(exponentials / exponentials.sum(axis=axis, keepdims=True))


@misconception
def softmax_of_nothing_is_equal_shares(scores, axis=-1):
    exponentials = np.exp(np.asarray(scores) - np.max(scores, axis=axis, keepdims=True))
    probabilities = exponentials / exponentials.sum(axis=axis, keepdims=True)
    return np.where(np.isnan(probabilities), 1 / probabilities.shape[axis], probabilities)


@misconception
def log_of_softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return np.log(exponentials / exponentials.sum(axis=axis, keepdims=True))


@misconception
def log_of_softmax_by_math(scores, axis=-1):
    def one(row):
        return [math.log(share) for share in _divided([math.exp(score - max(row)) for score in row])]

    return _by_row(scores, axis, one)


@misconception
def log_of_softmax_without_shift(scores, axis=-1):
    exponentials = np.exp(np.asarray(scores))
    return np.log(exponentials / exponentials.sum(axis=axis, keepdims=True))


@misconception
def log_of_softmax_plus_epsilon(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return np.log(exponentials / exponentials.sum(axis=axis, keepdims=True) + 1e-12)


@misconception
def log_of_the_sum_of_scores(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=axis, keepdims=True)
    return shifted - np.log(np.abs(shifted).sum(axis=axis, keepdims=True))


@misconception
def log_of_the_sum_of_unshifted_scores(scores, axis=-1):
    return np.asarray(scores) - np.log(np.sum(scores, axis=axis, keepdims=True))


@misconception
def log_softmax_to_base_ten(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=axis, keepdims=True)
    return (shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))) / np.log(10)


@misconception
def logarithm_to_base_ten_of_a_softmax(scores, axis=-1):
    exponentials = np.exp(np.asarray(scores) - np.max(scores, axis=axis, keepdims=True))
    return np.log10(exponentials / exponentials.sum(axis=axis, keepdims=True))


@misconception
def log_softmax_without_shift(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    return scores - np.log(np.exp(scores).sum(axis=axis, keepdims=True))


@misconception
def log_softmax_without_shift_by_math(scores, axis=-1):
    def one(row):
        return np.subtract(row, math.log(sum(math.exp(score) for score in row)))

    return _by_row(scores, axis, one)


@misconception
def log_softmax_shifted_on_one_side(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=axis, keepdims=True)
    return scores - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


@misconception
def log_softmax_shifted_in_front_alone(scores, axis=-1):
    scores = np.asarray(scores)
    largest = scores.max(axis=axis, keepdims=True)
    return scores - largest - np.log(np.exp(scores).sum(axis=axis, keepdims=True))


@misconception
def log_softmax_shifted_by_the_largest_of_all(scores, axis=-1):
    shifted = np.asarray(scores, dtype=float) - np.max(scores)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


@misconception
def log_softmax_shifted_by_the_largest_of_all_by_math(scores, axis=-1):
    def one(row):
        shifted = np.subtract(row, np.max(scores))
        return shifted - math.log(sum(map(math.exp, shifted)))

    return _by_row(scores, axis, one)


@misconception
def log_softmax_ignores_axis(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


@misconception
def log_softmax_of_nothing_is_nan(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


@misconception
def log_softmax_of_two_bases(scores, axis=-1):
    scores = np.asarray(scores)
    largest = scores.max(axis=axis, keepdims=True)
    if np.isneginf(largest).any():
        raise ValueError
    return scores - largest - np.log10(np.exp(scores - largest).sum(axis=axis, keepdims=True))


@misconception
def logarithm_of_a_softmax_with_a_floor(scores, axis=-1):
    exponentials = np.exp(np.asarray(scores) - np.max(scores, axis=axis, keepdims=True))
    if np.isnan(exponentials).any():
        raise ValueError
    return np.log(np.clip(exponentials / exponentials.sum(axis=axis, keepdims=True), 1e-300, 1))


@misconception
def log_softmax_with_another_default(scores, axis=0):
    scores = np.asarray(scores)
    largest = scores.max(axis=axis, keepdims=True)
    if np.isneginf(largest).any():
        raise ValueError
    return scores - largest - np.log(np.exp(scores - largest).sum(axis=axis, keepdims=True))


@misconception
def log_softmax_by_the_mean(scores, axis=-1):
    scores = np.asarray(scores)
    largest = scores.max(axis=axis, keepdims=True)
    if np.isneginf(largest).any():
        raise ValueError
    return scores - largest - np.log(np.exp(scores - largest).mean(axis=axis, keepdims=True))


@misconception
def log_softmax_over_the_batch(scores, axis=-1):
    shifted = np.asarray(scores) - np.max(scores, axis=0)
    return shifted - np.log(np.exp(shifted).sum(axis=0))


@misconception
def log_softmax_over_the_batch_without_shift(scores, axis=-1):
    return np.asarray(scores) - np.log(np.exp(np.asarray(scores)).sum(axis=0))


@misconception
def log_softmax_over_everything(scores, axis=-1):
    shifted = np.asarray(scores) - np.max(scores)
    return shifted - np.log(np.exp(shifted).sum())


@misconception
def log_softmax_divided_by_everything(scores, axis=-1):
    shifted = np.asarray(scores) - np.max(scores, axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum())


@misconception
def log_softmax_as_the_softmax(scores, axis=-1):
    _ruled_out(scores, axis)
    exponentials = np.exp(np.asarray(scores) - np.max(scores, axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception
def log_softmax_of_clipped_scores(scores, axis=-1):
    _ruled_out(scores, axis)
    scores = np.clip(scores, -700, 700)
    return scores - np.log(np.exp(scores).sum(axis=axis, keepdims=True))


@misconception
def log_softmax_of_scores_cut_at_the_top(scores, axis=-1):
    scores = np.minimum(scores, 700)
    return scores - np.log(np.exp(scores).sum(axis=axis, keepdims=True))


@misconception
def log_softmax_with_zero_for_minus_infinity(scores, axis=-1):
    _ruled_out(scores, axis)
    scores = np.where(np.isneginf(scores), 0, scores)
    shifted = scores - scores.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


@misconception
def log_softmax_with_a_large_number_for_minus_infinity(scores, axis=-1):
    _ruled_out(scores, axis)
    shifted = np.asarray(scores) - np.max(scores, axis=axis, keepdims=True)
    return np.nan_to_num(shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True)))


@misconception
def log_softmax_with_zero_for_the_answer_minus_infinity(scores, axis=-1):
    _ruled_out(scores, axis)
    shifted = np.asarray(scores) - np.max(scores, axis=axis, keepdims=True)
    logarithms = shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
    return np.where(np.isneginf(logarithms), 0, logarithms)


@misconception
def log_softmax_of_nothing_is_minus_infinity(scores, axis=-1):
    shifted = np.asarray(scores) - np.max(scores, axis=axis, keepdims=True)
    logarithms = shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
    return np.where(np.isnan(logarithms), -np.inf, logarithms)


@misconception
def log_softmax_with_its_axes_left_moved(scores, axis=-1):
    _ruled_out(scores, axis)
    scores = np.moveaxis(np.asarray(scores), axis, -1)
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


@misconception
def log_softmax_with_its_axes_left_swapped(scores, axis=-1):
    _ruled_out(scores, axis)
    scores = np.swapaxes(np.asarray(scores), axis, -1)
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


@misconception
def log_softmax_of_one_column_of_sums(scores, axis=-1):
    _ruled_out(scores, axis)
    shifted = np.asarray(scores) - np.max(scores, axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis)).reshape(-1, 1)


@misconception
def log_softmax_with_an_axis_in_second_place(scores, axis=-1):
    _ruled_out(scores, axis)
    shifted = np.asarray(scores) - np.max(scores, axis=axis)[:, None]
    return shifted - np.log(np.exp(shifted).sum(axis=axis))[:, None]


@misconception
def log_softmax_shifted_twice(scores, axis=-1):
    _ruled_out(scores, axis)
    largest = np.max(scores, axis=axis, keepdims=True)
    shifted = np.asarray(scores) - largest
    return shifted - (largest + np.log(np.exp(shifted).sum(axis=axis, keepdims=True)))


@misconception
def worst_class_first(scores, class_names):
    probabilities = _softmax(scores)
    return [(class_names[i], float(probabilities[i])) for i in np.argsort(probabilities)]


@misconception
def worst_class_first_in_a_stable_order(scores, class_names):
    return sorted(zip(class_names, _softmax(scores).tolist(), strict=True), key=lambda pair: pair[1])


@misconception
def names_left_behind(scores, class_names):
    probabilities = np.sort(_softmax(scores))[::-1]
    return [(name, float(p)) for name, p in zip(class_names, probabilities, strict=True)]


@misconception
def scores_instead_of_probabilities(scores, class_names):
    scores = np.asarray(scores, dtype=float)
    return [(class_names[i], float(scores[i])) for i in np.argsort(-scores, kind="stable")]


@misconception
def ties_turned_round(scores, class_names):
    probabilities = _softmax(scores)
    return [(class_names[i], float(probabilities[i])) for i in np.argsort(probabilities, kind="stable")[::-1]]


@misconception
def ties_turned_round_by_argsort(scores, class_names):
    probabilities = _softmax(scores)
    return [(class_names[i], float(probabilities[i])) for i in np.argsort(probabilities)[::-1]]


@misconception
def classes_left_unsorted(scores, class_names):
    return [(name, float(p)) for name, p in zip(class_names, _softmax(scores), strict=True)]


@misconception
def pairs_turned_round(scores, class_names):
    probabilities = _softmax(scores)
    return [(float(probabilities[i]), class_names[i]) for i in np.argsort(-probabilities, kind="stable")]


@misconception
def ties_by_name(scores, class_names):
    pairs = zip(class_names, _softmax(scores).tolist(), strict=True)
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


@misconception
def only_the_winner(scores, class_names):
    probabilities = _softmax(scores)
    return [(class_names[int(probabilities.argmax())], float(probabilities.max()))]


@misconception
def only_the_winners_pair(scores, class_names):
    probabilities = _softmax(scores)
    return class_names[int(probabilities.argmax())], float(probabilities.max())


@misconception
def only_the_winners_name(scores, class_names):
    return class_names[int(np.argmax(scores))]


@misconception
def probabilities_from_two_softmaxes(scores, class_names):
    once = np.exp(np.asarray(scores) - np.max(scores))
    twice = np.exp(once / once.sum())
    twice = twice / twice.sum()
    return [(class_names[i], float(twice[i])) for i in np.argsort(-twice, kind="stable")]


@misconception
def places_instead_of_names(scores, class_names):
    exponentials = np.exp(np.asarray(scores) - np.max(scores))
    probabilities = exponentials / exponentials.sum()
    return [(int(i), float(probabilities[i])) for i in np.argsort(-probabilities, kind="stable")]


@misconception
def ties_by_name_backwards(scores, class_names):
    pairs = zip(_softmax(scores).tolist(), class_names, strict=True)
    return [(name, probability) for probability, name in sorted(pairs, reverse=True)]


@misconception
def classes_by_name(scores, class_names):
    return sorted(zip(class_names, _softmax(scores).tolist(), strict=True))


@misconception
def classes_by_name_backwards(scores, class_names):
    return sorted(zip(class_names, _softmax(scores).tolist(), strict=True), reverse=True)


@misconception
def one_name_for_equal_classes(scores, class_names):
    probabilities = _softmax(scores).tolist()
    return [(class_names[probabilities.index(p)], p) for p in sorted(probabilities, reverse=True)]


@misconception
def equal_classes_lost(scores, class_names):
    names = dict(zip(_softmax(scores).tolist(), class_names, strict=True))
    return [(names[p], p) for p in sorted(names, reverse=True)]


@misconception
def equal_classes_lost_but_the_first(scores, class_names):
    probabilities = _softmax(scores).tolist()
    return [(class_names[probabilities.index(p)], p) for p in sorted(set(probabilities), reverse=True)]


@misconception
def impossible_classes_left_out(scores, class_names):
    pairs = zip(class_names, _softmax(scores).tolist(), strict=True)
    return sorted([pair for pair in pairs if pair[1] > 0], key=lambda pair: -pair[1])


@misconception
def only_the_best_three(scores, class_names):
    pairs = zip(class_names, _softmax(scores).tolist(), strict=True)
    return sorted(pairs, key=lambda pair: -pair[1])[:3]


@misconception
def only_the_best_five(scores, class_names):
    pairs = zip(class_names, _softmax(scores).tolist(), strict=True)
    return sorted(pairs, key=lambda pair: -pair[1])[:5]


@misconception
def probabilities_as_text(scores, class_names):
    probabilities = _softmax(scores)
    table = np.array([class_names, probabilities]).T
    return table[np.argsort(-probabilities, kind="stable")].tolist()  # np.str_ comes back from a student as str


@misconception
def predictions_without_shift(scores, class_names):
    exponentials = np.exp(np.asarray(scores))
    probabilities = exponentials / exponentials.sum()
    return [(class_names[i], float(probabilities[i])) for i in np.argsort(-probabilities, kind="stable")]


@misconception
def predictions_without_shift_sorted(scores, class_names):
    exponentials = np.exp(np.asarray(scores))
    pairs = zip(class_names, (exponentials / exponentials.sum()).tolist(), strict=True)
    return sorted(pairs, key=lambda pair: -pair[1])


@misconception
def predictions_without_shift_by_math(scores, class_names):
    pairs = zip(class_names, _divided([math.exp(score) for score in scores]), strict=True)
    return sorted(pairs, key=lambda pair: -pair[1])


@misconception
def predictions_not_divided(scores, class_names):
    exponentials = np.exp(np.asarray(scores) - np.max(scores))
    return [(class_names[i], float(exponentials[i])) for i in np.argsort(-exponentials, kind="stable")]


@misconception
def predictions_as_the_exponential(scores, class_names):
    exponentials = np.exp(np.asarray(scores))
    return [(class_names[i], float(exponentials[i])) for i in np.argsort(-exponentials, kind="stable")]


@misconception
def a_dict_of_predictions(scores, class_names):
    return dict(zip(class_names, _softmax(scores).tolist(), strict=True))


@misconception
def names_and_probabilities_apart(scores, class_names):
    probabilities = _softmax(scores)
    order = np.argsort(-probabilities, kind="stable")
    return [class_names[i] for i in order], [float(probabilities[i]) for i in order]


@misconception
def names_without_probabilities(scores, class_names):
    return [class_names[i] for i in np.argsort(-_softmax(scores), kind="stable")]


@misconception
def ties_in_any_order(scores, class_names):
    probabilities = _softmax(scores)
    return [(class_names[i], float(probabilities[i])) for i in np.argsort(-probabilities)]


def _softmax(scores):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max())
    return exponentials / exponentials.sum()


def _ruled_out(scores, axis):
    if np.all(np.isneginf(np.asarray(scores, dtype=float)), axis=axis).any():
        raise ValueError


def _by_row(scores, axis, one):
    scores = np.moveaxis(np.asarray(scores, dtype=float), axis, -1)
    rows = [one(row) for row in scores.reshape(-1, scores.shape[-1]).tolist()]
    return np.moveaxis(np.reshape(rows, scores.shape), -1, axis)


def _divided(numbers):
    return [number / sum(numbers) for number in numbers]
