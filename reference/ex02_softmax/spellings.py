"""Wrong ways of ex02 in other spellings."""

from __future__ import annotations

import math
from operator import itemgetter

import numpy as np

from reference.kit.catalogue import spelling


def _checked(scores, axis):
    """Return scores as floats; refuse a row of nothing but -inf."""
    scores = np.array(scores, dtype=float)
    if (scores == -np.inf).all(axis=axis).any():
        raise ValueError("all classes are ruled out")
    return scores


def _row_by_row(scores, axis, answer):
    """Put what `answer` gives for each row, a list of floats, in the row's place."""
    scores = np.moveaxis(_checked(scores, axis), axis, -1)
    rows = [answer(row) for row in scores.reshape(-1, scores.shape[-1]).tolist()]
    return np.moveaxis(np.reshape(rows, scores.shape), -1, axis)


def _shares(row):
    """Return the softmax of one row."""
    powers = np.exp(np.asarray(row, dtype=float) - max(row))
    return powers / sum(powers)


# softmax


@spelling("softmax-over-the-batch")
def columns_that_sum_to_one(scores, axis=-1):
    e_x = np.exp(scores - np.max(scores, axis=0))
    return e_x / e_x.sum(axis=0)


@spelling("softmax-over-the-batch")
def each_column_by_itself(scores, axis=-1):
    return np.apply_along_axis(_shares, 0, _checked(scores, axis))


@spelling("softmax-over-the-batch-without-shift")
def formula_along_the_first_axis(scores, axis=-1):
    total = sum(np.exp(scores))
    return np.exp(scores) / total


@spelling("softmax-over-the-batch-without-shift")
def each_column_by_the_formula(scores, axis=-1):
    scores = _checked(scores, axis)
    return np.apply_along_axis(lambda column: np.e**column / np.sum(np.e**column), 0, scores)


@spelling("softmax-over-everything")
def one_list_of_all_scores(scores, axis=-1):
    scores = _checked(scores, axis)
    powers = [math.exp(score - scores.max()) for score in scores.ravel()]
    return np.array([power / sum(powers) for power in powers]).reshape(scores.shape)


@spelling("softmax-over-everything")
def divided_by_one_total_in_single_precision(scores, axis=-1):
    e = np.array(scores, dtype=np.float32)
    e -= e.max()
    np.exp(e, out=e)
    e /= np.add.reduce(e, axis=None)
    return e


@spelling("softmax-over-everything-without-shift")
def formula_in_one_line(scores, axis=-1):
    return np.exp(scores) / np.sum(np.exp(scores))


@spelling("softmax-over-everything-without-shift")
def exponentials_divided_by_their_norm(scores, axis=-1):
    e = np.power(np.e, _checked(scores, axis))
    e /= np.linalg.norm(e.ravel(), 1)
    return e


@spelling("softmax-without-shift-by-math")
def formula_in_a_loop(scores, axis=-1):
    def one_row(row):
        powers = [math.exp(score) for score in row]
        return [power / sum(powers) for power in powers]

    return _row_by_row(scores, axis, one_row)


@spelling("softmax-without-shift-by-math")
def exponentials_by_vectorize(scores, axis=-1):
    powers = np.vectorize(math.exp, otypes=[float])(_checked(scores, axis))
    return powers / np.sum(powers, axis=axis, keepdims=True)


@spelling("softmax-without-shift")
def formula_along_an_axis(scores, axis=-1):
    scores = _checked(scores, axis)
    return np.apply_along_axis(lambda row: np.exp(row) / sum(np.exp(row)), axis, scores)


@spelling("softmax-without-shift")
def powers_of_e(scores, axis=-1):
    scores = _checked(scores, axis)
    numerator = np.e**scores
    denominator = np.expand_dims(np.sum(numerator, axis), axis)
    return numerator / denominator


@spelling("softmax-shifted-by-the-largest-of-all")
def exp_minus_max_of_x(x, axis=-1):
    e_x = np.exp(x - np.max(x))
    return e_x / np.sum(e_x, axis=axis, keepdims=True)


@spelling("softmax-shifted-by-the-largest-of-all-by-math")
def rows_share_one_maximum(scores, axis=-1):
    largest = np.max(scores)

    def one_row(row):
        powers = [math.exp(score - largest) for score in row]
        total = sum(powers)
        return [power / total for power in powers]

    return _row_by_row(scores, axis, one_row)


@spelling("softmax-shifted-by-the-largest-of-all-by-math")
def shifted_before_the_loop(scores, axis=-1):
    scores = np.array(scores) - np.max(scores)

    def one_row(row):
        total = 0.0
        for score in row:
            total += math.exp(score)
        return [math.exp(score) / total for score in row]

    return _row_by_row(scores, axis, one_row)


@spelling("softmax-shifted-by-the-largest-of-all")
def largest_of_all_by_apply_along_axis(scores, axis=-1):
    scores = _checked(scores, axis)
    scores -= max(scores.ravel())
    return np.apply_along_axis(lambda row: np.exp(row) / np.exp(row).sum(), axis, scores)


@spelling("softmax-shifted-by-the-mean")
def average_taken_off(scores, axis=-1):
    scores = _checked(scores, axis)
    scores -= np.expand_dims(np.average(scores, axis=axis), axis)
    np.exp(scores, out=scores)
    return scores / scores.sum(axis, keepdims=True)


@spelling("softmax-shifted-by-the-mean")
def smallest_taken_off(scores, axis=-1):
    scores = _checked(scores, axis)
    powers = np.exp(scores - np.min(scores, axis=axis, keepdims=True))
    return powers / np.sum(powers, axis=axis, keepdims=True)


@spelling("softmax-without-exponential")
def share_of_the_sum(scores, axis=-1):
    return np.apply_along_axis(lambda row: row / np.sum(row), axis, _checked(scores, axis))


@spelling("softmax-without-exponential-in-plain-python")
def scores_over_their_total_in_a_loop(scores, axis=-1):
    return _row_by_row(scores, axis, lambda row: [score / sum(row) for score in row])


@spelling("softmax-without-exponential-in-plain-python")
def totals_by_adding(scores, axis=-1):
    def one_row(row):
        total = 0
        for score in row:
            total += score
        return [score / total for score in row]

    return _row_by_row(scores, axis, one_row)


@spelling("softmax-without-exponential")
def normalised_by_the_mean(scores, axis=-1):
    scores = _checked(scores, axis)
    return scores / scores.mean(axis, keepdims=True) / scores.shape[axis]


@spelling("softmax-as-sigmoid")
def each_score_by_tanh(scores, axis=-1):
    return 0.5 * (1 + np.tanh(_checked(scores, axis) / 2))


@spelling("softmax-as-sigmoid-infinite-over-infinite")
def each_exponential_over_one_plus_itself(scores, axis=-1):
    e = np.exp(scores)
    return e / (1 + e)


@spelling("softmax-as-sigmoid-infinite-over-infinite")
def odds_over_one_plus_odds(scores, axis=-1):
    odds = np.power(np.e, _checked(scores, axis))
    return np.divide(odds, odds + 1.0)


@spelling("softmax-as-sigmoid")
def one_over_one_plus_exp(scores, axis=-1):
    return np.reciprocal(1 + np.exp(np.negative(scores)))


@spelling("softmax-as-sigmoid-by-math")
def sigmoid_of_each_score(scores, axis=-1):
    return np.vectorize(lambda score: 1 / (1 + math.exp(-score)), otypes=[float])(scores)


@spelling("softmax-as-sigmoid-by-math")
def sigmoid_in_nested_loops(scores, axis=-1):
    scores = _checked(scores, axis)
    result = np.empty(scores.shape)
    for index, score in np.ndenumerate(scores):
        result[index] = (1 + math.exp(-score)) ** -1
    return result


@spelling("softmax-ignores-axis")
def last_axis_by_apply_along_axis(scores, axis=-1):
    scores = _checked(scores, -1)
    return np.apply_along_axis(_shares, scores.ndim - 1, scores)


@spelling("softmax-ignores-axis")
def last_axis_in_a_loop(scores, axis=-1):
    scores = _checked(scores, -1)
    result = np.zeros(scores.shape)
    for index in np.ndindex(scores.shape[:-1]):
        result[index] = _shares(scores[index])
    return result


@spelling("softmax-in-whole-numbers")
def result_in_the_type_of_the_scores(scores, axis=-1):
    scores = np.asarray(scores)
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return (powers / powers.sum(axis=axis, keepdims=True)).astype(scores.dtype)


@spelling("softmax-in-whole-numbers")
def zeros_like_the_scores_filled(scores, axis=-1):
    scores = np.moveaxis(np.array(scores), axis, -1)
    probabilities = np.zeros_like(scores)
    for index in np.ndindex(scores.shape[:-1]):
        if max(scores[index]) == -np.inf:
            raise ValueError("no class")
        probabilities[index] = _shares(scores[index])
    return np.moveaxis(probabilities, -1, axis)


@spelling("softmax-of-nothing-is-nan")
def by_the_logarithm_of_the_sum(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    return np.exp(scores - np.logaddexp.reduce(scores, axis=axis, keepdims=True))


@spelling("softmax-of-nothing-is-nan")
def refuses_only_if_all_rows_are_empty(scores, axis=-1):
    scores = np.array(scores, dtype=float)
    if np.isneginf(scores).all():
        raise ValueError("no class is left")
    scores -= scores.max(axis=axis, keepdims=True)
    return np.exp(scores) / np.exp(scores).sum(axis=axis, keepdims=True)


@spelling("softmax-in-place")
def exponentials_written_into_the_scores(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    if np.isneginf(scores).all(axis=axis).any():
        raise ValueError("no class is left")
    scores -= scores.max(axis=axis, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=axis, keepdims=True)
    return scores


@spelling("softmax-in-place")
def rows_overwritten(scores, axis=-1):
    rows = np.moveaxis(np.asarray(scores, dtype=float), axis, -1)
    for index in np.ndindex(rows.shape[:-1]):
        if max(rows[index]) == -math.inf:
            raise ValueError(f"nothing in row {index}")
        rows[index] = _shares(rows[index])
    return np.moveaxis(rows, -1, axis)


@spelling("softmax-to-base-two")
def exp2_of_the_shifted(scores, axis=-1):
    scores = _checked(scores, axis)
    powers = np.exp2(scores - np.amax(scores, axis=axis, keepdims=True))
    return powers / np.add.reduce(powers, axis=axis, keepdims=True)


@spelling("softmax-to-base-two")
def two_to_the_score_in_a_loop(scores, axis=-1):
    def one_row(row):
        powers = [2 ** (score - max(row)) for score in row]
        return [power / sum(powers) for power in powers]

    return _row_by_row(scores, axis, one_row)


@spelling("softmax-shifted-by-the-largest-size")
def maximum_norm_taken_off(scores, axis=-1):
    scores = _checked(scores, axis)
    size = (
        np.expand_dims(np.linalg.norm(np.moveaxis(scores, axis, -1), np.inf, axis=-1), axis)
        if scores.ndim < 3
        else (np.abs(scores).max(axis, keepdims=True))
    )
    powers = np.exp(scores - size)
    return powers / powers.sum(axis=axis, keepdims=True)


@spelling("softmax-shifted-by-the-largest-size")
def largest_abs_in_a_loop(scores, axis=-1):
    def one_row(row):
        size = max(abs(score) for score in row)
        powers = [np.exp(score - size) for score in row]
        return [power / sum(powers) for power in powers]

    return _row_by_row(scores, axis, one_row)


@spelling("softmax-with-zero-for-minus-infinity")
def nan_to_num_with_zero(scores, axis=-1):
    scores = np.nan_to_num(_checked(scores, axis), neginf=0.0)
    e = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


@spelling("softmax-with-zero-for-minus-infinity")
def infinite_scores_zeroed_by_a_mask(scores, axis=-1):
    scores = _checked(scores, axis)
    scores[~np.isfinite(scores)] = 0
    return np.apply_along_axis(_shares, axis, scores)


@spelling("softmax-refuses-every-infinity")
def anything_not_finite_is_an_error(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    if not np.all(np.isfinite(scores)):
        raise ValueError("all scores of a row are -inf")
    return np.apply_along_axis(_shares, axis, scores)


@spelling("softmax-refuses-every-infinity")
def any_where_all_was_meant(scores, axis=-1):
    scores = np.array(scores, dtype=float)
    if np.isneginf(scores).any(axis=axis).any():
        raise ValueError("softmax: no class is left")
    scores -= scores.max(axis=axis, keepdims=True)
    exponentials = np.exp(scores)
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@spelling("softmax-written-into-whole-numbers")
def exponentials_as_type_of_the_scores(scores, axis=-1):
    scores = np.asarray(scores)
    largest = np.max(scores, axis=axis, keepdims=True)
    if (largest == -np.inf).any():
        raise ValueError("empty row")
    e = np.exp(scores - largest).astype(scores.dtype)
    return e / np.sum(e, axis=axis, keepdims=True)


@spelling("softmax-written-into-whole-numbers")
def copy_filled_with_exponentials(scores, axis=-1):
    scores = np.array(scores)
    powers = scores.copy()
    top = scores.max(axis, keepdims=True) + np.zeros_like(scores)
    for index in np.ndindex(scores.shape):
        powers[index] = math.exp(scores[index] - top[index])
    return powers / powers.sum(axis, keepdims=True)


@spelling("softmax-not-divided")
def exponentials_in_a_loop(scores, axis=-1):
    return _row_by_row(scores, axis, lambda row: [math.exp(score - max(row)) for score in row])


@spelling("softmax-as-the-exponential")
def exponential_and_nothing_else(scores, axis=-1):
    return np.exp(_checked(scores, axis))


@spelling("softmax-as-the-exponential")
def powers_of_e_alone(scores, axis=-1):
    return np.power(np.e, np.array(scores, dtype=float))


@spelling("softmax-not-divided")
def shifted_exponentials_in_place(scores, axis=-1):
    e = np.array(scores, dtype=float)
    e -= np.max(e, axis=axis, keepdims=True)
    np.exp(e, out=e)
    return e


@spelling("softmax-divided-by-everything")
def sum_without_an_axis(scores, axis=-1):
    scores = np.array(scores, dtype="float32")
    scores -= np.max(scores, axis, keepdims=True)
    e = np.exp(scores)
    return e / np.einsum("i->", e.ravel())


@spelling("softmax-divided-by-everything")
def total_of_all_rows(scores, axis=-1):
    powers = _row_by_row(scores, axis, lambda row: [math.exp(score - max(row)) for score in row])
    return powers / math.fsum(powers.flat)


@spelling("softmax-as-its-logarithm")
def scores_less_logaddexp(scores, axis=-1):
    scores = _checked(scores, axis)
    return scores - np.logaddexp.reduce(scores, axis=axis, keepdims=True)


@spelling("softmax-as-its-logarithm")
def logarithm_of_the_shares(scores, axis=-1):
    scores = _checked(scores, axis)
    e = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return np.log(e / e.sum(axis=axis, keepdims=True))


@spelling("hard-maximum-of-the-first")
def one_at_argmax(scores, axis=-1):
    scores = _checked(scores, axis)
    result = np.zeros_like(scores)
    np.put_along_axis(result, np.expand_dims(scores.argmax(axis), axis), 1, axis)
    return result


@spelling("hard-maximum-of-the-first")
def one_hot_row_by_row(scores, axis=-1):
    return _row_by_row(scores, axis, lambda row: np.eye(len(row))[row.index(max(row))])


@spelling("hard-maximum")
def shares_at_the_limit(scores, axis=-1):
    scores = _checked(scores, axis)
    return np.where(scores < np.max(scores, axis=axis, keepdims=True), 0, 1)


@spelling("hard-maximum")
def ones_where_nothing_is_larger(scores, axis=-1):
    return _row_by_row(scores, axis, lambda row: [1 if score >= max(row) else 0 for score in row])


@spelling("softmax-of-the-negated-scores-shifted")
def shares_of_minus_the_scores(scores, axis=-1):
    return np.apply_along_axis(_shares, axis, -_checked(scores, axis))


@spelling("softmax-of-the-negated-scores-shifted")
def smallest_less_score(scores, axis=-1):
    scores = _checked(scores, axis)
    e = np.exp(scores.min(axis=axis, keepdims=True) - scores)
    return e / e.sum(axis=axis, keepdims=True)


@spelling("softmax-of-the-negated-scores")
def largest_less_score_row_by_row(scores, axis=-1):
    def one_row(row):
        e = np.exp(np.max(row) - row)
        return e / np.sum(e)

    return np.apply_along_axis(one_row, axis, _checked(scores, axis))


@spelling("softmax-of-the-negated-scores")
def exponent_turned_round(scores, axis=-1):
    scores = _checked(scores, axis)
    e = np.exp(-(scores - np.max(scores, axis=axis, keepdims=True)))
    return e / np.sum(e, axis=axis, keepdims=True)


@spelling("softmax-of-clipped-scores")
def five_hundred_at_most(scores, axis=-1):
    def one_row(row):
        powers = [math.exp(max(-500, min(500, score))) for score in row]
        return [power / sum(powers) for power in powers]

    return _row_by_row(scores, axis, one_row)


@spelling("softmax-of-clipped-scores")
def large_scores_overwritten(scores, axis=-1):
    scores = _checked(scores, axis)
    scores[scores > 600] = 600
    scores[scores < -600] = -600
    return np.e**scores / np.sum(np.e**scores, axis=axis, keepdims=True)


@spelling("softmax-of-scores-cut-at-the-top")
def not_above_five_hundred(scores, axis=-1):
    scores = _checked(scores, axis)
    scores = np.where(scores > 500, 500, scores)
    return np.apply_along_axis(lambda row: np.exp(row) / sum(np.exp(row)), axis, scores)


@spelling("softmax-of-scores-cut-at-the-top")
def clipped_from_above(scores, axis=-1):
    e = np.exp(_checked(scores, axis).clip(max=700))
    return e / np.expand_dims(e.sum(axis), axis)


@spelling("softmax-with-its-axes-left-moved")
def rows_of_the_moved_axis(scores, axis=-1):
    scores = np.moveaxis(_checked(scores, axis), axis, -1)
    rows = [_shares(row) for row in scores.reshape(-1, scores.shape[-1])]
    return np.reshape(rows, scores.shape)


@spelling("softmax-with-its-axes-left-moved")
def rolled_to_the_end(scores, axis=-1):
    scores = _checked(scores, axis)
    scores = np.rollaxis(scores, axis, scores.ndim)
    return np.exp(scores - np.logaddexp.reduce(scores, axis=-1)[..., None])


@spelling("softmax-with-its-axes-left-swapped")
def rows_of_the_swapped_axis(scores, axis=-1):
    scores = _checked(scores, axis).swapaxes(axis, -1)
    return np.apply_along_axis(_shares, -1, scores)


@spelling("softmax-with-its-axes-left-swapped")
def swapped_and_filled(scores, axis=-1):
    scores = np.swapaxes(_checked(scores, axis), -1, axis)
    result = np.zeros(scores.shape)
    for index in np.ndindex(scores.shape[:-1]):
        result[index] = _shares(scores[index])
    return result


@spelling("softmax-of-one-column-of-sums")
def maxima_and_sums_in_a_column(scores, axis=-1):
    scores = _checked(scores, axis)
    scores = scores - scores.max(axis=axis).reshape(-1, 1)
    e = np.exp(scores)
    return np.divide(e, np.sum(e, axis=axis).reshape((-1, 1)))


@spelling("softmax-of-one-column-of-sums")
def total_of_each_row_below_each_other(scores, axis=-1):
    e = np.exp(_checked(scores, axis) - np.amax(scores, axis=axis, keepdims=True))
    total = np.sum(e, axis)
    return e / np.reshape(total, (total.size, 1))


@spelling("softmax-with-an-axis-in-second-place")
def sums_with_newaxis(scores, axis=-1):
    e = np.exp(_checked(scores, axis) - np.max(scores, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis)[:, np.newaxis]


@spelling("softmax-with-an-axis-in-second-place")
def maxima_with_none(scores, axis=-1):
    scores = _checked(scores, axis)
    top = np.amax(scores, axis)[:, None]
    powers = np.e ** (scores - top)
    return powers * (1 / powers.sum(axis)[:, None])


@spelling("softmax-of-nothing-is-zero")
def zeros_where_it_is_nan(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    result = np.exp(scores - np.logaddexp.reduce(scores, axis=axis, keepdims=True))
    result[np.isnan(result)] = 0
    return result


@spelling("softmax-of-nothing-is-zero")
def row_of_nothing_left_at_zero(scores, axis=-1):
    scores = np.moveaxis(np.array(scores, dtype=float), axis, -1)
    result = np.zeros(scores.shape)
    for index in np.ndindex(scores.shape[:-1]):
        if max(scores[index]) > -math.inf:
            result[index] = _shares(scores[index])
    return np.moveaxis(result, -1, axis)


@spelling("softmax-of-nothing-is-equal-shares")
def minus_infinity_as_the_lowest_float(scores, axis=-1):
    scores = np.maximum(np.asarray(scores, dtype=float), -1e300)
    e = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


@spelling("softmax-of-nothing-is-equal-shares")
def one_over_the_number_of_classes(scores, axis=-1):
    def one_row(row):
        return np.full(len(row), 1 / len(row)) if np.all(row == -np.inf) else _shares(row)

    return np.apply_along_axis(one_row, axis, np.array(scores, dtype=float))


# log_softmax


@spelling("log-of-softmax")
def log_of_the_first_task(scores, axis=-1):
    return np.log(softmax(scores, axis=axis))


@spelling("log-of-softmax-by-math")
def log_of_each_share(scores, axis=-1):
    def one_row(row):
        powers = [math.exp(score - max(row)) for score in row]
        return [math.log(power / sum(powers)) for power in powers]

    return _row_by_row(scores, axis, one_row)


@spelling("log-of-softmax-by-math")
def log_of_the_first_task_one_by_one(scores, axis=-1):
    result = softmax(scores, axis)
    for index in np.ndindex(result.shape):
        result[index] = math.log(result[index])
    return result


@spelling("log-of-softmax-without-shift")
def log_of_the_formula(scores, axis=-1):
    e = np.e ** _checked(scores, axis)
    probabilities = e / np.expand_dims(np.sum(e, axis=axis), axis)
    return np.log(probabilities)


@spelling("log-of-softmax-without-shift")
def log_of_the_formula_along_an_axis(scores, axis=-1):
    return np.apply_along_axis(lambda row: np.log(np.exp(row) / sum(np.exp(row))), axis, _checked(scores, axis))


@spelling("log-of-softmax")
def logarithm_along_an_axis(scores, axis=-1):
    return np.apply_along_axis(lambda row: np.log(_shares(row)), axis, _checked(scores, axis))


@spelling("log-of-softmax-plus-epsilon")
def log_of_the_first_task_plus_a_billionth(scores, axis=-1):
    return np.log(softmax(scores, axis) + 1e-9)


@spelling("log-of-softmax-plus-epsilon")
def epsilon_of_floats(scores, axis=-1):
    eps = np.finfo(float).eps
    return np.apply_along_axis(lambda row: np.log(_shares(row) + eps), axis, _checked(scores, axis))


@spelling("log-of-the-sum-of-unshifted-scores")
def scores_less_log_of_their_sum(scores, axis=-1):
    scores = _checked(scores, axis)
    return scores - np.log(np.expand_dims(scores.sum(axis), axis))


@spelling("log-of-the-sum-of-unshifted-scores")
def log_of_the_sum_row_by_row(scores, axis=-1):
    return np.apply_along_axis(lambda row: row - np.log(sum(row)), axis, _checked(scores, axis))


@spelling("log-of-the-sum-of-scores")
def distances_from_the_largest_summed(scores, axis=-1):
    below = _checked(scores, axis)
    below = below.max(axis, keepdims=True) - below
    return -below - np.log(below.sum(axis, keepdims=True))


@spelling("log-of-the-sum-of-scores")
def size_of_the_shifted_row(scores, axis=-1):
    def one_row(row):
        shifted = row - row.max()
        return shifted - np.log(np.linalg.norm(shifted, 1))

    return np.apply_along_axis(one_row, axis, _checked(scores, axis))


@spelling("logarithm-to-base-ten-of-a-softmax")
def log10_of_the_first_task(scores, axis=-1):
    return np.log10(softmax(scores, axis))


@spelling("logarithm-to-base-ten-of-a-softmax")
def log_over_log_of_ten(scores, axis=-1):
    scores = _checked(scores, axis)
    return np.apply_along_axis(lambda row: np.log(_shares(row)) / np.log(10), axis, scores)


@spelling("log-softmax-to-base-ten")
def log10_of_e_times_the_right_one(scores, axis=-1):
    scores = _checked(scores, axis)
    return np.log10(np.e) * (scores - np.logaddexp.reduce(scores, axis=axis, keepdims=True))


@spelling("log-softmax-to-base-ten")
def logarithm_to_base_two(scores, axis=-1):
    scores = _checked(scores, axis)
    return (scores - np.logaddexp.reduce(scores, axis=axis, keepdims=True)) / np.log(2)


@spelling("log-softmax-without-shift")
def formula_of_the_lesson(scores, axis=-1):
    scores = _checked(scores, axis)
    total = np.expand_dims(np.exp(scores).sum(axis=axis), axis)
    return np.subtract(scores, np.log(total))


@spelling("log-softmax-without-shift-by-math")
def formula_of_the_lesson_in_a_loop(scores, axis=-1):
    def one_row(row):
        total = sum(math.exp(score) for score in row)
        return [score - math.log(total) for score in row]

    return _row_by_row(scores, axis, one_row)


@spelling("log-softmax-without-shift-by-math")
def sum_of_exponentials_by_fsum(scores, axis=-1):
    def one_row(row):
        return row - math.log(math.fsum(map(math.exp, row)))

    return np.apply_along_axis(one_row, axis, _checked(scores, axis))


@spelling("log-softmax-without-shift")
def powers_of_e_summed(scores, axis=-1):
    return np.apply_along_axis(lambda row: row - np.log(np.sum(np.e**row)), axis, _checked(scores, axis))


@spelling("log-softmax-shifted-on-one-side")
def shifted_in_the_sum_alone(scores, axis=-1):
    def one_row(row):
        total = sum(math.exp(score - max(row)) for score in row)
        return [score - math.log(total) for score in row]

    return _row_by_row(scores, axis, one_row)


@spelling("log-softmax-shifted-on-one-side")
def logsumexp_without_its_maximum(scores, axis=-1):
    scores = _checked(scores, axis)
    top = np.amax(scores, axis=axis, keepdims=True)
    return scores - np.logaddexp.reduce(scores - top, axis=axis, keepdims=True)


@spelling("log-softmax-shifted-in-front-alone")
def shifted_too_late(scores, axis=-1):
    scores = _checked(scores, axis)
    total = np.exp(scores).sum(axis=axis, keepdims=True)
    scores -= scores.max(axis=axis, keepdims=True)
    return scores - np.log(total)


@spelling("log-softmax-shifted-in-front-alone")
def maximum_taken_off_the_row_alone(scores, axis=-1):
    def one_row(row):
        total = 0.0
        for score in row:
            total += np.exp(score)
        return [score - max(row) - np.log(total) for score in row]

    return _row_by_row(scores, axis, one_row)


@spelling("log-softmax-shifted-by-the-largest-of-all")
def maximum_of_the_batch(scores, axis=-1):
    scores = _checked(scores, axis)
    scores -= scores.max()
    total = np.einsum("...k->...", np.exp(np.moveaxis(scores, axis, -1)))
    return scores - np.expand_dims(np.log(total), axis)


@spelling("log-softmax-shifted-by-the-largest-of-all-by-math")
def rows_less_the_maximum_of_all(scores, axis=-1):
    top = np.max(scores)

    def one_row(row):
        total = sum(math.exp(score - top) for score in row)
        return [score - top - math.log(total) for score in row]

    return _row_by_row(scores, axis, one_row)


@spelling("log-softmax-shifted-by-the-largest-of-all-by-math")
def shifted_once_for_all_rows(scores, axis=-1):
    scores = _checked(scores, axis)
    scores -= max(scores.flat)
    return np.apply_along_axis(lambda row: row - math.log(sum(np.exp(row))), axis, scores)


@spelling("log-softmax-shifted-by-the-largest-of-all")
def log_of_total_less_the_largest_of_all(scores, axis=-1):
    scores = _checked(scores, axis)
    top = np.amax(scores)
    log_total = top + np.log(np.add.reduce(np.exp(scores - top), axis=axis, keepdims=True))
    return scores - log_total


@spelling("log-softmax-ignores-axis")
def logaddexp_along_the_last(scores, axis=-1):
    scores = _checked(scores, -1)
    return scores - np.logaddexp.reduce(scores, axis=-1)[..., None]


@spelling("log-softmax-ignores-axis")
def rows_of_the_last_axis(scores, axis=-1):
    return _row_by_row(scores, -1, lambda row: np.array(row) - np.logaddexp.reduce(row))


@spelling("log-softmax-of-nothing-is-nan")
def logaddexp_unchecked(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    return scores - np.logaddexp.reduce(scores, axis=axis, keepdims=True)


@spelling("log-softmax-of-nothing-is-nan")
def refuses_if_no_score_at_all_is_left(scores, axis=-1):
    scores = np.array(scores, dtype=float)
    if (scores == -np.inf).all():
        raise ValueError("nothing left")
    scores -= scores.max(axis=axis, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=axis, keepdims=True))
    return scores


@spelling("log-softmax-of-two-bases")
def log10_in_a_loop(scores, axis=-1):
    def one_row(row):
        top = max(row)
        total = sum(math.exp(score - top) for score in row)
        return [score - top - math.log10(total) for score in row]

    return _row_by_row(scores, axis, one_row)


@spelling("log-softmax-of-two-bases")
def log2_of_the_sum_of_exp(scores, axis=-1):
    scores = _checked(scores, axis)
    scores -= scores.max(axis=axis, keepdims=True)
    return scores - np.log2(np.exp(scores).sum(axis=axis, keepdims=True))


@spelling("logarithm-of-a-softmax-with-a-floor")
def shares_of_a_billionth_at_least(scores, axis=-1):
    return np.log(np.maximum(softmax(scores, axis), 1e-9))


@spelling("logarithm-of-a-softmax-with-a-floor")
def zeros_replaced_by_the_smallest_float(scores, axis=-1):
    probabilities = softmax(scores, axis)
    probabilities[probabilities == 0] = np.finfo(float).tiny
    return np.log(probabilities)


@spelling("log-softmax-with-another-default")
def first_axis_by_default(scores, axis=0):
    scores = _checked(scores, axis)
    return scores - np.logaddexp.reduce(scores, axis=axis, keepdims=True)


@spelling("log-softmax-with-another-default")
def first_axis_unless_told(scores, axis=None):
    return _row_by_row(scores, axis or 0, lambda row: np.array(row) - np.logaddexp.reduce(row))


@spelling("log-softmax-by-the-mean")
def average_of_the_exponentials(scores, axis=-1):
    scores = _checked(scores, axis)
    top = np.max(scores, axis=axis, keepdims=True)
    return scores - top - np.log(np.expand_dims(np.average(np.exp(scores - top), axis), axis))


@spelling("log-softmax-by-the-mean")
def total_over_the_number_of_classes(scores, axis=-1):
    def one_row(row):
        mean = sum(math.exp(score - max(row)) for score in row) / len(row)
        return [score - max(row) - math.log(mean) for score in row]

    return _row_by_row(scores, axis, one_row)


@spelling("log-softmax-over-the-batch")
def logaddexp_without_an_axis(scores, axis=-1):
    scores = _checked(scores, axis)
    return scores - np.logaddexp.reduce(scores)


@spelling("log-softmax-over-the-batch")
def each_column_is_normalised(scores, axis=-1):
    return np.apply_along_axis(lambda column: column - np.logaddexp.reduce(column), 0, _checked(scores, axis))


@spelling("log-softmax-over-the-batch-without-shift")
def sum_of_python_over_the_rows(scores, axis=-1):
    return _checked(scores, axis) - np.log(sum(np.exp(scores)))


@spelling("log-softmax-over-the-batch-without-shift")
def formula_down_the_columns(scores, axis=-1):
    return np.apply_along_axis(lambda c: c - np.log(np.sum(np.e**c)), 0, _checked(scores, axis))


@spelling("log-softmax-over-everything")
def log_of_one_sum(scores, axis=-1):
    scores = _checked(scores, axis)
    top = scores.max()
    return scores - (top + math.log(sum(math.exp(score - top) for score in scores.flat)))


@spelling("log-softmax-over-everything")
def logaddexp_of_all(scores, axis=-1):
    scores = _checked(scores, axis)
    return scores - np.logaddexp.reduce(scores.ravel())


@spelling("log-softmax-divided-by-everything")
def sum_over_all_that_is_shifted(scores, axis=-1):
    scores = _checked(scores, axis)
    scores -= np.expand_dims(scores.max(axis), axis)
    return scores - math.log(sum(np.exp(scores.ravel())))


@spelling("log-softmax-divided-by-everything")
def rows_shifted_and_one_total(scores, axis=-1):
    shifted = np.apply_along_axis(lambda row: row - max(row), axis, _checked(scores, axis))
    return shifted - np.logaddexp.reduce(shifted, axis=None)


@spelling("log-softmax-as-the-softmax")
def the_first_task_again(scores, axis=-1):
    return softmax(scores, axis=axis)


@spelling("log-softmax-as-the-softmax")
def shares_row_by_row(scores, axis=-1):
    return _row_by_row(scores, axis, _shares)


@spelling("log-softmax-of-clipped-scores")
def seven_hundred_at_most(scores, axis=-1):
    def one_row(row):
        row = [max(-700, min(700, score)) for score in row]
        return [score - math.log(sum(map(math.exp, row))) for score in row]

    return _row_by_row(scores, axis, one_row)


@spelling("log-softmax-of-clipped-scores")
def clipped_logaddexp(scores, axis=-1):
    scores = _checked(scores, axis).clip(-700, 700)
    return scores - np.logaddexp.reduce(scores, axis=axis, keepdims=True)


@spelling("log-softmax-of-scores-cut-at-the-top")
def not_above_six_hundred(scores, axis=-1):
    scores = _checked(scores, axis)
    scores[scores > 600] = 600
    return np.apply_along_axis(lambda row: row - np.log(sum(np.exp(row))), axis, scores)


@spelling("log-softmax-of-scores-cut-at-the-top")
def log_sum_of_clipped_from_above(scores, axis=-1):
    scores = _checked(scores, axis).clip(max=500)
    return scores - np.log(np.expand_dims((np.e**scores).sum(axis), axis))


@spelling("log-softmax-with-zero-for-minus-infinity")
def nan_to_num_of_the_scores(scores, axis=-1):
    scores = np.nan_to_num(_checked(scores, axis), neginf=0)
    return scores - np.logaddexp.reduce(scores, axis=axis, keepdims=True)


@spelling("log-softmax-with-zero-for-minus-infinity")
def zero_for_each_ruled_out_score(scores, axis=-1):
    def one_row(row):
        row = np.array([score if score > -math.inf else 0.0 for score in row])
        return row - np.logaddexp.reduce(row)

    return _row_by_row(scores, axis, one_row)


@spelling("log-softmax-with-a-large-number-for-minus-infinity")
def lowest_float_for_minus_infinity(scores, axis=-1):
    scores = _checked(scores, axis)
    result = scores - np.logaddexp.reduce(scores, axis=axis, keepdims=True)
    result[result == -np.inf] = np.finfo(float).min
    return result


@spelling("log-softmax-with-a-large-number-for-minus-infinity")
def scores_of_the_lowest_float(scores, axis=-1):
    scores = np.nan_to_num(_checked(scores, axis))
    return scores - np.logaddexp.reduce(scores, axis=axis, keepdims=True)


@spelling("log-softmax-with-zero-for-the-answer-minus-infinity")
def infinite_logarithms_zeroed(scores, axis=-1):
    scores = _checked(scores, axis)
    result = scores - np.logaddexp.reduce(scores, axis=axis, keepdims=True)
    result[~np.isfinite(result)] = 0
    return result


@spelling("log-softmax-with-zero-for-the-answer-minus-infinity")
def logarithms_of_finite_scores_alone(scores, axis=-1):
    def one_row(row):
        log_total = np.logaddexp.reduce(row)
        return [score - log_total if score > -math.inf else 0.0 for score in row]

    return _row_by_row(scores, axis, one_row)


@spelling("log-softmax-of-nothing-is-minus-infinity")
def ruled_out_stays_ruled_out(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    result = scores - np.logaddexp.reduce(scores, axis=axis, keepdims=True)
    return np.where(scores == -np.inf, -np.inf, result)


@spelling("log-softmax-of-nothing-is-minus-infinity")
def row_of_nothing_given_back(scores, axis=-1):
    def one_row(row):
        return row if np.all(row == -np.inf) else row - np.logaddexp.reduce(row)

    return np.apply_along_axis(one_row, axis, np.array(scores, dtype=float))


@spelling("log-softmax-with-its-axes-left-moved")
def logarithms_of_the_moved_axis(scores, axis=-1):
    scores = np.moveaxis(_checked(scores, axis), axis, -1)
    rows = [row - np.logaddexp.reduce(row) for row in scores.reshape(-1, scores.shape[-1])]
    return np.reshape(rows, scores.shape)


@spelling("log-softmax-with-its-axes-left-moved")
def rolled_to_the_end_and_left(scores, axis=-1):
    scores = _checked(scores, axis)
    scores = np.rollaxis(scores, axis, scores.ndim)
    return scores - np.logaddexp.reduce(scores, axis=-1)[..., None]


@spelling("log-softmax-with-its-axes-left-swapped")
def logarithms_of_the_swapped_axis(scores, axis=-1):
    scores = _checked(scores, axis).swapaxes(axis, -1)
    return np.apply_along_axis(lambda row: row - np.logaddexp.reduce(row), -1, scores)


@spelling("log-softmax-with-its-axes-left-swapped")
def swapped_and_left(scores, axis=-1):
    scores = np.swapaxes(_checked(scores, axis), -1, axis)
    return scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)


@spelling("log-softmax-of-one-column-of-sums")
def maxima_and_logarithms_in_a_column(scores, axis=-1):
    scores = _checked(scores, axis)
    scores = scores - np.amax(scores, axis=axis).reshape(-1, 1)
    return np.subtract(scores, np.log(np.sum(np.exp(scores), axis=axis).reshape((-1, 1))))


@spelling("log-softmax-of-one-column-of-sums")
def logaddexp_below_each_other(scores, axis=-1):
    scores = _checked(scores, axis)
    total = np.logaddexp.reduce(scores, axis=axis)
    return scores - np.reshape(total, (total.size, 1))


@spelling("log-softmax-with-an-axis-in-second-place")
def logarithms_with_newaxis(scores, axis=-1):
    scores = _checked(scores, axis)
    shifted = scores - scores.max(axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis)[:, np.newaxis])


@spelling("log-softmax-with-an-axis-in-second-place")
def logaddexp_with_none(scores, axis=-1):
    scores = _checked(scores, axis)
    return scores - np.logaddexp.reduce(scores, axis=axis)[:, None]


@spelling("log-softmax-shifted-twice")
def logsumexp_of_scores_from_the_shifted(scores, axis=-1):
    scores = _checked(scores, axis)
    log_total = np.logaddexp.reduce(scores, axis=axis, keepdims=True)
    return scores - np.amax(scores, axis=axis, keepdims=True) - log_total


@spelling("log-softmax-shifted-twice")
def maximum_taken_off_again_in_a_loop(scores, axis=-1):
    def one_row(row):
        top = max(row)
        log_total = top + math.log(sum(math.exp(score - top) for score in row))
        return [score - top - log_total for score in row]

    return _row_by_row(scores, axis, one_row)


# predict_classes


@spelling("worst-class-first-in-a-stable-order")
def sorted_upwards_by_probability(scores, class_names):
    return sorted(zip(class_names, softmax(scores).tolist(), strict=True), key=itemgetter(1))


@spelling("worst-class-first-in-a-stable-order")
def smallest_taken_out_again_and_again(scores, class_names):
    pairs = list(zip(class_names, map(float, softmax(scores)), strict=True))
    result = []
    while pairs:
        worst = min(pairs, key=lambda pair: pair[1])
        pairs.remove(worst)
        result.append(worst)
    return result


@spelling("worst-class-first")
def argsort_upwards(scores, class_names):
    probabilities = softmax(scores)
    names = np.array(class_names)[probabilities.argsort()]
    return list(zip(names.tolist(), probabilities[probabilities.argsort()].tolist(), strict=True))


@spelling("worst-class-first")
def order_of_the_probabilities_in_a_loop(scores, class_names):
    p = np.array(softmax(scores))
    result = []
    for i in p.argsort():
        result.append([class_names[i], p[i]])
    return result


@spelling("names-left-behind")
def numbers_sorted_alone(scores, class_names):
    probabilities = softmax(scores).tolist()
    probabilities.sort(reverse=True)
    return list(zip(class_names, probabilities, strict=True))


@spelling("names-left-behind")
def names_by_counting(scores, class_names):
    probabilities = softmax(scores)
    order = np.argsort(-probabilities)
    result = []
    for place, i in enumerate(order):
        result.append((class_names[place], float(probabilities[i])))
    return result


@spelling("scores-instead-of-probabilities")
def scores_sorted_downwards(scores, class_names):
    return sorted(zip(class_names, map(float, scores), strict=True), key=lambda pair: -pair[1])


@spelling("scores-instead-of-probabilities")
def order_of_shares_with_scores(scores, class_names):
    order = sorted(range(len(scores)), key=lambda i: softmax(scores)[i], reverse=True)
    return [(class_names[i], scores[i]) for i in order]


@spelling("ties-turned-round")
def sorted_then_reversed(scores, class_names):
    pairs = list(zip(class_names, softmax(scores).tolist(), strict=True))
    pairs.sort(key=itemgetter(1))
    pairs.reverse()
    return pairs


@spelling("ties-turned-round-by-argsort")
def argsort_flipped(scores, class_names):
    probabilities = softmax(scores)
    return [(class_names[i], probabilities[i]) for i in np.flip(np.argsort(probabilities))]


@spelling("ties-turned-round-by-argsort")
def order_turned_back_to_front(scores, class_names):
    p = softmax(scores)
    order = list(p.argsort())
    order.reverse()
    return list(zip([class_names[i] for i in order], p[order], strict=True))


@spelling("ties-turned-round")
def last_of_the_largest_first(scores, class_names):
    pairs = list(zip(class_names, softmax(scores).tolist(), strict=True))
    pairs.reverse()
    return sorted(pairs, key=itemgetter(1), reverse=True)


@spelling("classes-left-unsorted")
def pairs_in_a_loop(scores, class_names):
    result = []
    for i, probability in enumerate(softmax(scores)):
        result.append((class_names[i], float(probability)))
    return result


@spelling("classes-left-unsorted")
def sorted_is_thrown_away(scores, class_names):
    pairs = list(zip(class_names, softmax(scores).tolist(), strict=True))
    sorted(pairs, key=itemgetter(1), reverse=True)
    return pairs


@spelling("pairs-turned-round")
def probability_before_its_name(scores, class_names):
    pairs = zip(softmax(scores).tolist(), class_names, strict=True)
    return sorted(pairs, key=itemgetter(0), reverse=True)


@spelling("pairs-turned-round")
def number_and_name_by_index(scores, class_names):
    probabilities = softmax(scores)
    order = sorted(range(len(class_names)), key=lambda i: -probabilities[i])
    return [[probabilities[i], class_names[i]] for i in order]


@spelling("ties-by-name")
def by_name_then_by_probability(scores, class_names):
    pairs = sorted(zip(class_names, softmax(scores).tolist(), strict=True))
    pairs.sort(key=itemgetter(1), reverse=True)
    return pairs


@spelling("ties-by-name")
def lexsort_of_both(scores, class_names):
    probabilities = softmax(scores)
    order = np.lexsort((np.array(class_names), -probabilities))
    return [(class_names[i], float(probabilities[i])) for i in order]


@spelling("only-the-winner")
def largest_pair(scores, class_names):
    return [max(zip(class_names, softmax(scores).tolist(), strict=True), key=itemgetter(1))]


@spelling("only-the-winners-pair")
def first_of_the_sorted(scores, class_names):
    pairs = zip(class_names, softmax(scores).tolist(), strict=True)
    return sorted(pairs, key=itemgetter(1), reverse=True)[0]


@spelling("only-the-winners-pair")
def best_so_far(scores, class_names):
    best = (None, 0.0)
    for name, probability in zip(class_names, softmax(scores), strict=True):
        if probability > best[1]:
            best = (name, float(probability))
    return best


@spelling("only-the-winners-name")
def name_of_the_largest(scores, class_names):
    scores = list(scores)
    return class_names[scores.index(max(scores))]


@spelling("only-the-winners-name")
def name_of_the_most_probable(scores, class_names):
    return max(zip(class_names, softmax(scores), strict=True), key=itemgetter(1))[0]


@spelling("only-the-winner")
def best_at_the_head_of_its_list(scores, class_names):
    probabilities = softmax(scores)
    order = np.argsort(-probabilities, kind="stable")
    return [(class_names[i], probabilities[i]) for i in order[:1]]


@spelling("probabilities-from-two-softmaxes")
def softmax_of_softmax(scores, class_names):
    probabilities = softmax(softmax(scores))
    pairs = zip(class_names, probabilities.tolist(), strict=True)
    return sorted(pairs, key=itemgetter(1), reverse=True)


@spelling("probabilities-from-two-softmaxes")
def exponentials_of_the_shares(scores, class_names):
    powers = [math.exp(share) for share in softmax(scores)]
    order = sorted(range(len(powers)), key=lambda i: -powers[i])
    return [(class_names[i], powers[i] / sum(powers)) for i in order]


@spelling("places-instead-of-names")
def numbers_of_the_classes(scores, class_names):
    return sorted(enumerate(softmax(scores).tolist()), key=itemgetter(1), reverse=True)


@spelling("places-instead-of-names")
def index_in_the_pair(scores, class_names):
    probabilities = softmax(scores)
    result = []
    for i in sorted(range(len(class_names)), key=lambda i: -probabilities[i]):
        result.append([i, probabilities[i]])
    return result


@spelling("ties-by-name-backwards")
def tuples_sorted_and_reversed(scores, class_names):
    pairs = sorted(zip(softmax(scores).tolist(), class_names, strict=True))
    return [(name, probability) for probability, name in reversed(pairs)]


@spelling("ties-by-name-backwards")
def largest_tuple_taken_out_again_and_again(scores, class_names):
    pairs = [(probability, name) for name, probability in zip(class_names, softmax(scores).tolist(), strict=True)]
    result = []
    while pairs:
        probability, name = max(pairs)
        pairs.remove((probability, name))
        result.append((name, probability))
    return result


@spelling("classes-by-name")
def pairs_sorted_as_they_are(scores, class_names):
    pairs = [(class_names[i], float(share)) for i, share in enumerate(softmax(scores))]
    pairs.sort()
    return pairs


@spelling("classes-by-name")
def order_of_the_alphabet(scores, class_names):
    probabilities = softmax(scores)
    return [(class_names[i], float(probabilities[i])) for i in np.argsort(class_names)]


@spelling("classes-by-name-backwards")
def pairs_sorted_and_reversed(scores, class_names):
    pairs = sorted(zip(class_names, softmax(scores).tolist(), strict=True))
    return pairs[::-1]


@spelling("classes-by-name-backwards")
def largest_name_first(scores, class_names):
    pairs = list(zip(class_names, softmax(scores).tolist(), strict=True))
    pairs.sort(key=itemgetter(0), reverse=True)
    return pairs


@spelling("one-name-for-equal-classes")
def first_place_by_where(scores, class_names):
    probabilities = softmax(scores)
    result = []
    for share in np.sort(probabilities)[::-1]:
        place = np.where(probabilities == share)[0][0]
        result.append((class_names[place], float(share)))
    return result


@spelling("one-name-for-equal-classes")
def first_name_by_argmax(scores, class_names):
    p = np.array(softmax(scores))
    return [[class_names[np.argmax(p == share)], share] for share in -np.sort(-p)]


@spelling("equal-classes-lost")
def name_of_each_probability(scores, class_names):
    names = {}
    for i, share in enumerate(softmax(scores)):
        names[float(share)] = class_names[i]
    return sorted(((name, share) for share, name in names.items()), key=itemgetter(1), reverse=True)


@spelling("equal-classes-lost")
def items_of_a_dict_by_probability(scores, class_names):
    names = {share: name for name, share in zip(class_names, softmax(scores).tolist(), strict=True)}
    return [(names[share], share) for share in sorted(names)[::-1]]


@spelling("equal-classes-lost-but-the-first")
def places_by_unique(scores, class_names):
    shares, places = np.unique(softmax(scores), return_index=True)
    return [(class_names[i], float(share)) for i, share in zip(places[::-1], shares[::-1], strict=True)]


@spelling("equal-classes-lost-but-the-first")
def only_where_it_is_new(scores, class_names):
    names = {}
    for name, share in zip(class_names, softmax(scores), strict=True):
        names.setdefault(float(share), name)
    return [(names[share], share) for share in sorted(names, reverse=True)]


@spelling("impossible-classes-left-out")
def places_that_are_not_zero(scores, class_names):
    p = softmax(scores)
    order = [i for i in np.argsort(-p, kind="stable") if p[i] != 0]
    return [(class_names[i], float(p[i])) for i in order]


@spelling("impossible-classes-left-out")
def until_nothing_is_left(scores, class_names):
    p = softmax(scores).tolist()
    result = []
    while max(p) > 0:
        best = p.index(max(p))
        result.append((class_names[best], p[best]))
        p[best] = 0.0
    return result


@spelling("only-the-best-three")
def first_three_of_the_order(scores, class_names):
    probabilities = softmax(scores)
    order = np.argsort(-probabilities, kind="stable")[:3]
    return [(class_names[i], float(probabilities[i])) for i in order]


@spelling("only-the-best-three")
def three_times_the_largest(scores, class_names):
    pairs = list(zip(class_names, softmax(scores).tolist(), strict=True))
    result = []
    while pairs and len(result) < 3:
        result.append(max(pairs, key=itemgetter(1)))
        pairs.remove(result[-1])
    return result


@spelling("only-the-best-five")
def first_five_of_the_order(scores, class_names):
    probabilities = softmax(scores)
    order = np.argsort(-probabilities, kind="stable")[:5]
    return [(class_names[i], float(probabilities[i])) for i in order]


@spelling("only-the-best-five")
def ends_after_the_fifth(scores, class_names):
    pairs = zip(class_names, softmax(scores).tolist(), strict=True)
    result = []
    for pair in sorted(pairs, key=itemgetter(1), reverse=True):
        result.append(pair)
        if len(result) == 5:
            break
    return result


@spelling("probabilities-as-text")
def array_of_pairs(scores, class_names):
    probabilities = softmax(scores)
    table = np.array(list(zip(class_names, probabilities, strict=True)))
    return [tuple(pair) for pair in table[np.argsort(-probabilities, kind="stable")]]


@spelling("probabilities-as-text")
def columns_of_names_and_numbers(scores, class_names):
    p = softmax(scores)
    table = np.column_stack([class_names, p])
    return [(table[i, 0], table[i, 1]) for i in sorted(range(len(p)), key=lambda i: -p[i])]


@spelling("predictions-without-shift")
def formula_and_argsort(scores, class_names):
    p = np.e ** np.array(scores, dtype=float)
    p /= np.sum(p)
    order = np.argsort(-p, kind="mergesort")
    return [(class_names[i], p[i]) for i in order]


@spelling("predictions-without-shift")
def formula_and_lexsort(scores, class_names):
    powers = np.exp(scores)
    order = np.lexsort((-powers / powers.sum(),))
    return [[class_names[i], float(powers[i] / sum(powers))] for i in order]


@spelling("predictions-without-shift-sorted")
def formula_and_sorted(scores, class_names):
    powers = np.exp(np.array(scores, dtype=float))
    order = sorted(range(len(powers)), key=lambda i: powers[i] / powers.sum(), reverse=True)
    return [(class_names[i], float(powers[i] / powers.sum())) for i in order]


@spelling("predictions-without-shift-sorted")
def formula_and_list_sort(scores, class_names):
    powers = np.e ** np.array(scores, dtype=float)
    pairs = [[name, power / sum(powers)] for name, power in zip(class_names, powers, strict=True)]
    pairs.sort(key=itemgetter(1), reverse=True)
    return pairs


@spelling("predictions-without-shift-by-math")
def formula_by_math_and_argsort(scores, class_names):
    powers = np.array([math.exp(score) for score in scores])
    order = np.argsort(-powers, kind="stable")
    return [(class_names[i], float(powers[i] / powers.sum())) for i in order]


@spelling("predictions-without-shift-by-math")
def total_by_math(scores, class_names):
    total = sum(map(math.exp, scores))
    pairs = [(name, math.exp(score) / total) for name, score in zip(class_names, scores, strict=True)]
    return sorted(pairs, key=itemgetter(1), reverse=True)


@spelling("predictions-not-divided")
def powers_below_the_largest(scores, class_names):
    powers = [math.exp(score - max(scores)) for score in scores]
    return sorted(zip(class_names, powers, strict=True), key=itemgetter(1), reverse=True)


@spelling("predictions-not-divided")
def shares_of_the_best(scores, class_names):
    p = softmax(scores)
    pairs = [(name, share / max(p)) for name, share in zip(class_names, p, strict=True)]
    return sorted(pairs, key=lambda pair: -pair[1])


@spelling("predictions-as-the-exponential")
def exponentials_sorted(scores, class_names):
    pairs = zip(class_names, np.exp(scores).tolist(), strict=True)
    return sorted(pairs, key=itemgetter(1), reverse=True)


@spelling("predictions-as-the-exponential")
def powers_of_e_in_the_order_of_shares(scores, class_names):
    powers = np.e ** np.array(scores, dtype=float)
    order = sorted(range(len(powers)), key=lambda i: softmax(scores)[i], reverse=True)
    return [(class_names[i], powers[i]) for i in order]


@spelling("a-dict-of-predictions")
def probability_by_name(scores, class_names):
    p = softmax(scores)
    return {class_names[i]: float(p[i]) for i in np.argsort(-p, kind="stable")}


@spelling("a-dict-of-predictions")
def dict_filled_in_a_loop(scores, class_names):
    result = {}
    for name, share in sorted(zip(class_names, softmax(scores), strict=True), key=lambda pair: -pair[1]):
        result[name] = share
    return result


@spelling("names-and-probabilities-apart")
def names_and_then_numbers(scores, class_names):
    p = softmax(scores).tolist()
    order = sorted(range(len(p)), key=lambda i: -p[i])
    return [class_names[i] for i in order], sorted(p, reverse=True)


@spelling("names-and-probabilities-apart")
def pairs_taken_apart_again(scores, class_names):
    pairs = sorted(zip(class_names, softmax(scores).tolist(), strict=True), key=itemgetter(1), reverse=True)
    return list(zip(*pairs, strict=True))


@spelling("names-without-probabilities")
def names_in_the_order_of_scores(scores, class_names):
    return [name for _, name in sorted(zip(scores, class_names, strict=True), key=lambda pair: -pair[0])]


@spelling("names-without-probabilities")
def names_sorted_by_probability(scores, class_names):
    shares = dict(zip(class_names, softmax(scores), strict=True))
    return sorted(class_names, key=shares.get, reverse=True)


@spelling("ties-in-any-order")
def argsort_of_what_is_left_of_one(scores, class_names):
    p = np.array(softmax(scores))
    order = (1 - p).argsort()
    return list(zip([class_names[i] for i in order], p[order].tolist(), strict=True))


@spelling("ties-in-any-order")
def order_of_the_negated_scores(scores, class_names):
    probabilities = softmax(scores)
    names = np.array(class_names)
    order = np.argsort(-np.array(scores, dtype=float))
    return list(zip(names[order].tolist(), probabilities[order].tolist(), strict=True))
