"""Wrong ways of ex03."""

from __future__ import annotations

import numpy as np

from reference.kit.catalogue import misconception


def _check(labels, n_rows, n_classes):
    labels = np.asarray(labels)
    if len(labels) != n_rows:
        raise ValueError(f"{len(labels)} labels for {n_rows} rows")
    for position, label in enumerate(labels):
        if not 0 <= label < n_classes:
            raise ValueError(f"label {label} at position {position}")
    return labels


def _picked(probabilities, labels):
    probabilities = np.asarray(probabilities)
    labels = _check(labels, len(probabilities), probabilities.shape[1])
    return probabilities[np.arange(len(labels)), labels]


def _softmax(scores, axis=1):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


def _log_sums(scores):
    """Stay in float64: in float32 numbers near 10,000 lie 0.001 apart."""
    return np.logaddexp.reduce(np.asarray(scores, dtype=float), axis=1)


def _clipped_loss(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels), 1e-12)).mean()


@misconception
def classes_down_the_rows(labels, n_classes):
    return np.eye(n_classes)[_check(labels, len(labels), n_classes)].T


@misconception
def classes_counted_from_one(labels, n_classes):
    return np.eye(n_classes)[_check(labels, len(labels), n_classes) - 1]


@misconception
def all_labels_in_one_row(labels, n_classes):
    row = np.zeros(n_classes)
    row[_check(labels, len(labels), n_classes)] = 1
    return row


@misconception
def whole_columns_of_ones(labels, n_classes):
    rows = np.zeros((len(labels), n_classes))
    rows[:, _check(labels, len(labels), n_classes)] = 1
    return rows


@misconception
def columns_up_to_the_largest_label(labels, n_classes):
    labels = _check(labels, len(labels), n_classes)
    return np.eye(int(labels.max()) + 1)[labels]


@misconception
def columns_for_the_labels_that_occur(labels, n_classes):
    labels = _check(labels, len(labels), n_classes)
    return (labels[:, None] == np.unique(labels)).astype(float)


@misconception
def comparison_with_a_list(labels, n_classes):
    if np.any(labels < 0) or np.any(labels >= n_classes):
        _check(labels, len(labels), n_classes)
    return np.eye(n_classes)[labels]


@misconception
def negative_labels_count_from_the_end(labels, n_classes):
    return np.eye(n_classes)[np.asarray(labels)]


@misconception
def too_large_labels_left_to_numpy(labels, n_classes):
    labels = np.asarray(labels)
    if (labels < 0).any() or (labels > n_classes).any():
        raise ValueError("bad label")
    return np.eye(n_classes)[labels]


@misconception
def refusal_without_a_place(labels, n_classes):
    labels = np.asarray(labels)
    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("bad label")
    return np.eye(n_classes)[labels]


@misconception
def positions_counted_from_one(labels, n_classes):
    for position, label in enumerate(labels, start=1):
        if not 0 <= label < n_classes:
            raise ValueError(f"label {label} at position {position}")
    return np.eye(n_classes)[np.asarray(labels)]


@misconception
def a_later_bad_label_named(labels, n_classes):
    labels = np.asarray(labels)
    for place in (labels.argmin(), labels.argmax()):
        if not 0 <= labels[place] < n_classes:
            raise ValueError(f"label {labels[place]} at position {place}")
    return np.eye(n_classes)[labels]


@misconception
def one_hot_begun_with_ones(labels, n_classes):
    rows = np.ones((len(labels), n_classes))
    rows[np.arange(len(labels)), _check(labels, len(labels), n_classes)] = 1
    return rows


@misconception
def label_in_its_own_column(labels, n_classes):
    rows = np.zeros((len(labels), n_classes))
    rows[np.arange(len(labels)), _check(labels, len(labels), n_classes)] = labels
    return rows


@misconception
def labels_in_a_byte(labels, n_classes):
    labels = np.asarray(labels).astype(np.uint8)
    return np.eye(n_classes)[_check(labels, len(labels), n_classes)]


@misconception
def as_many_labels_as_classes(labels, n_classes):
    return np.eye(n_classes)[_check(labels, len(labels), len(labels))]


@misconception
def sum_over_the_batch(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels), 1e-12)).sum()


@misconception
def mean_over_every_entry(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels), 1e-12)).sum() / np.size(probabilities)


@misconception
def divided_by_the_classes(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels), 1e-12)).sum() / np.shape(probabilities)[1]


@misconception
def a_loss_for_each_image(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels), 1e-12))


@misconception
def without_the_sign(probabilities, labels):
    return np.log(np.maximum(_picked(probabilities, labels), 1e-12)).mean()


@misconception
def loss_in_bits(probabilities, labels):
    return _clipped_loss(probabilities, labels) / np.log(2)


@misconception
def loss_to_base_ten(probabilities, labels):
    return _clipped_loss(probabilities, labels) / np.log(10)


@misconception
def logarithm_of_the_mean(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels).mean(), 1e-12))


@misconception
def without_the_logarithm(probabilities, labels):
    return 1 - _picked(probabilities, labels).mean()


@misconception
def loss_of_the_predicted_class(probabilities, labels):
    _picked(probabilities, labels)
    return -np.log(np.maximum(np.max(probabilities, axis=1), 1e-12)).mean()


@misconception
def every_image_with_every_label(probabilities, labels):
    _picked(probabilities, labels)
    return -np.log(np.maximum(np.asarray(probabilities)[:, labels], 1e-12)).mean()


@misconception
def binary_loss_for_every_class(probabilities, labels):
    right = np.maximum(_picked(probabilities, labels), 1e-12)
    rest = np.maximum(1 - np.asarray(probabilities, dtype=float), 1e-12)
    rest[np.arange(len(right)), labels] = 1
    return -(np.log(right) + np.log(rest).sum(axis=1)).mean()


@misconception
def small_number_added_inside_the_logarithm(probabilities, labels):
    return -np.log(_picked(probabilities, labels) + 1e-12).mean()


@misconception
def floor_too_high(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels), 1e-7)).mean()


@misconception
def logarithm_of_zero(probabilities, labels):
    return -np.log(_picked(probabilities, labels)).mean()


@misconception
def impossible_images_left_out(probabilities, labels):
    picked = _picked(probabilities, labels)
    return -np.log(picked[picked > 0]).mean()


@misconception
def floor_put_into_the_argument(probabilities, labels):
    probabilities = np.asarray(probabilities, dtype=float)
    probabilities[probabilities < 1e-12] = 1e-12
    return -np.log(_picked(probabilities, labels)).mean()


@misconception
def zero_times_infinity(probabilities, labels):
    probabilities = np.asarray(probabilities)
    rows = np.eye(probabilities.shape[1])[_check(labels, len(probabilities), probabilities.shape[1])]
    return -(rows * np.log(probabilities)).sum(axis=1).mean()


@misconception
def two_indices_into_a_list(probabilities, labels):
    labels = _check(labels, len(probabilities), len(probabilities[0]))
    return -np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-12)).mean()


@misconception
def unchecked_labels(probabilities, labels):
    probabilities = np.asarray(probabilities)
    if len(labels) != len(probabilities):
        raise ValueError("not as many labels as rows")
    return -np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-12)).mean()


@misconception
def as_many_rows_as_labels(probabilities, labels):
    return _clipped_loss(np.asarray(probabilities)[: len(labels)], labels)


@misconception
def fewer_labels_shared_by_all_rows(probabilities, labels):
    _check(labels, len(labels), len(probabilities[0]))
    if len(labels) > len(probabilities):
        raise ValueError("more labels than rows")
    right = [row[label] for row, label in zip(probabilities, labels, strict=False)]
    return -np.log(np.maximum(right, 1e-12)).sum() / len(probabilities)


@misconception
def one_label_for_all_images(probabilities, labels):
    if len(labels) == 1:
        labels = np.repeat(labels, len(probabilities))
    return _clipped_loss(probabilities, labels)


@misconception
def loss_of_the_first_image(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels), 1e-12))[0]


@misconception
def share_of_the_first_image(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels), 1e-12))[0] / len(labels)


@misconception
def impossible_images_cost_nothing(probabilities, labels):
    picked = _picked(probabilities, labels)
    return -np.log(np.where(picked > 0, picked, 1)).mean()


@misconception
def certainty_costs_something(probabilities, labels):
    return -np.log(np.clip(_picked(probabilities, labels), 1e-15, 1 - 1e-6)).mean()


@misconception
def logarithm_of_the_product(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels), 1e-12).prod(dtype=float)) / len(labels)


@misconception
def labels_left_over(probabilities, labels):
    return _clipped_loss(probabilities, labels[: len(probabilities)])


@misconception
def binary_loss_between_bounds_for_every_class(probabilities, labels):
    return _loss_of_all_classes(probabilities, labels, 1e-12)


@misconception
def binary_loss_between_wide_bounds_for_every_class(probabilities, labels):
    return _loss_of_all_classes(probabilities, labels, 1e-15)


@misconception
def rows_counted_as_classes(probabilities, labels):
    probabilities = np.asarray(probabilities)
    labels = _check(labels, len(probabilities), len(probabilities))
    return -np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-12)).mean()


@misconception
def floor_at_the_precision(probabilities, labels):
    right = _picked(np.asarray(probabilities) * 1.0, labels)
    return -np.log(np.maximum(right, np.finfo(right.dtype).eps)).mean()


@misconception
def scores_taken_for_probabilities(scores, labels):
    return _clipped_loss(scores, labels)


@misconception
def softmax_twice(scores, labels):
    return _clipped_loss(_softmax(_softmax(scores)), labels)


@misconception
def softmax_down_the_batch(scores, labels):
    return _clipped_loss(_softmax(scores, axis=0), labels)


@misconception
def distance_to_the_best_score(scores, labels):
    return (np.max(scores, axis=1) - _picked(scores, labels)).mean()


@misconception
def sum_over_the_scored_batch(scores, labels):
    return (_log_sums(scores) - _picked(scores, labels)).sum()


@misconception
def sum_of_exponentials_overflows(scores, labels):
    return (np.log(np.exp(np.asarray(scores)).sum(axis=1)) - _picked(scores, labels)).mean()


@misconception
def shifted_by_the_largest_of_all(scores, labels):
    shifted = np.asarray(scores) - np.max(scores)
    return (np.log(np.exp(shifted).sum(axis=1)) - _picked(shifted, labels)).mean()


@misconception
def scores_shifted_by_their_mean(scores, labels):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.mean(axis=1, keepdims=True)
    return (np.log(np.exp(shifted).sum(axis=1)) - _picked(shifted, labels)).mean()


@misconception
def scores_shifted_on_one_side(scores, labels):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=1, keepdims=True)
    return (np.log(np.exp(shifted).sum(axis=1)) - _picked(scores, labels)).mean()


@misconception
def softmax_and_floor(scores, labels):
    return _clipped_loss(_softmax(scores), labels)


@misconception
def softmax_and_logarithm_of_zero(scores, labels):
    return -np.log(_picked(_softmax(scores), labels)).mean()


@misconception
def a_list_has_no_max(scores, labels):
    shifted = scores - scores.max(axis=1, keepdims=True)
    return (np.log(np.exp(shifted).sum(axis=1)) - _picked(shifted, labels)).mean()


@misconception
def unchecked_labels_of_scores(scores, labels):
    scores = np.asarray(scores)
    if len(labels) != len(scores):
        raise ValueError("not as many labels as rows")
    return (_log_sums(scores) - scores[np.arange(len(labels)), labels]).mean()


@misconception
def one_label_for_all_scores(scores, labels):
    scores = np.asarray(scores)
    right = _picked(scores[: len(labels)], labels)
    return (_log_sums(scores) - right).mean()


@misconception
def one_label_stretched_over_all_scores(scores, labels):
    if len(labels) == 1:
        labels = np.repeat(labels, len(scores))
    return (_log_sums(scores) - _picked(scores, labels)).mean()


@misconception
def log_softmax_down_the_batch(scores, labels):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=0)
    return -_picked(shifted - np.log(np.exp(shifted).sum(axis=0)), labels).mean()


@misconception
def scores_cut_off(scores, labels):
    scores = np.clip(np.asarray(scores, dtype=float), -700, 700)
    return (np.log(np.exp(scores).sum(axis=1)) - _picked(scores, labels)).mean()


@misconception
def softmax_over_everything(scores, labels):
    exponentials = np.exp(np.asarray(scores, dtype=float) - np.max(scores))
    return _clipped_loss(exponentials / exponentials.sum(), labels)


@misconception
def labels_of_scores_left_over(scores, labels):
    labels = labels[: len(scores)]
    return (_log_sums(scores) - _picked(scores, labels)).mean()


@misconception
def as_many_scores_as_labels(scores, labels):
    scores = np.asarray(scores, dtype=float)
    _check(labels, len(labels), scores.shape[1])
    losses = [np.logaddexp.reduce(row) - row[label] for row, label in zip(scores, labels, strict=False)]
    return sum(losses) / len(scores)


@misconception
def as_many_rows_of_scores_as_labels(scores, labels):
    scores = np.asarray(scores, dtype=float)[: len(labels)]
    return (_log_sums(scores) - _picked(scores, labels)).mean()


@misconception
def negative_scores_cut_off(scores, labels):
    scores = np.maximum(np.asarray(scores, dtype=float), 0)
    return (np.logaddexp.reduce(scores, axis=1) - _picked(scores, labels)).mean()


@misconception
def hinge_loss(scores, labels):
    scores = np.asarray(scores, dtype=float)
    right = _picked(scores, labels)
    return (np.maximum(0, scores - right[:, None] + 1).sum(axis=1) - 1).mean()


@misconception
def shifted_by_the_largest_distance_from_zero(scores, labels):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - np.abs(scores).max(axis=1, keepdims=True)
    return (np.log(np.exp(shifted).sum(axis=1)) - _picked(shifted, labels)).mean()


@misconception
def two_classes_alone(scores, labels):
    return (_log_sums(np.asarray(scores)[:, :2]) - _picked(scores, labels)).mean()


@misconception
def right_class_counted_twice(scores, labels):
    return np.logaddexp(0, _log_sums(scores) - _picked(scores, labels)).mean()


@misconception
def largest_score_where_the_sum_overflows(scores, labels):
    scores = np.asarray(scores, dtype=float)
    log_sums = np.log(np.exp(scores).sum(axis=1))
    log_sums = np.where(np.isfinite(log_sums), log_sums, scores.max(axis=1))
    return (log_sums - _picked(scores, labels)).mean()


@misconception
def logarithm_of_the_multiplied_sums(scores, labels):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.log(np.exp(shifted).sum(axis=1).prod()) / len(labels) - _picked(shifted, labels).mean()


@misconception
def rows_of_scores_counted_as_classes(scores, labels):
    scores = np.asarray(scores)
    labels = _check(labels, len(scores), len(scores))
    return (_log_sums(scores) - scores[np.arange(len(labels)), labels]).mean()


@misconception
def sum_over_the_answers(probabilities, labels):
    return _binary_loss(probabilities, labels) * len(labels)


@misconception
def only_yes_costs(probabilities, labels):
    return -(_yes_or_no(probabilities, labels) * np.log(np.maximum(probabilities, 1e-12))).mean()


@misconception
def yes_and_no_turned_round(probabilities, labels):
    return _binary_loss(1 - np.asarray(probabilities), labels)


@misconception
def share_of_mistakes(probabilities, labels):
    return ((np.asarray(probabilities) >= 0.5) != _yes_or_no(probabilities, labels)).mean()


@misconception
def every_answer_taken_for_yes(probabilities, labels):
    _yes_or_no(probabilities, labels)
    return -np.log(np.maximum(probabilities, 1e-12)).mean()


@misconception
def binary_floor_too_high(probabilities, labels):
    return _binary_loss(np.clip(probabilities, 1e-7, 1 - 1e-7), labels)


@misconception
def small_number_added_at_both_ends(probabilities, labels):
    labels, p = _yes_or_no(probabilities, labels), np.asarray(probabilities)
    return -(labels * np.log(p + 1e-12) + (1 - labels) * np.log(1 - p + 1e-12)).mean()


@misconception
def binary_logarithm_of_zero(probabilities, labels):
    labels, p = _yes_or_no(probabilities, labels), np.asarray(probabilities)
    return -(labels * np.log(p) + (1 - labels) * np.log(1 - p)).mean()


@misconception
def floor_at_one_end(probabilities, labels):
    p = np.maximum(probabilities, 1e-12)
    return -np.log(np.where(_yes_or_no(probabilities, labels) == 1, p, 1 - p)).mean()


@misconception
def floor_at_one_end_of_the_formula(probabilities, labels):
    labels, p = _yes_or_no(probabilities, labels), np.maximum(probabilities, 1e-12)
    return -(labels * np.log(p) + (1 - labels) * np.log(1 - p)).mean()


@misconception
def ceiling_that_rounds_to_one(probabilities, labels):
    p = np.clip(probabilities, 1e-12, 1 - 1e-12)
    labels = _yes_or_no(probabilities, labels)
    return -(labels * np.log(p) + (1 - labels) * np.log(1 - p)).mean()


@misconception
def ceiling_that_rounds_to_one_before_the_choice(probabilities, labels):
    p = np.clip(probabilities, 1e-12, 1 - 1e-12)
    return -np.log(np.where(_yes_or_no(probabilities, labels) == 1, p, 1 - p)).mean()


@misconception
def one_minus_a_list(probabilities, labels):
    right = np.where(_yes_or_no(probabilities, labels) == 1, probabilities, 1 - probabilities)
    return -np.log(np.maximum(right, 1e-12)).mean()


@misconception
def formula_takes_any_label(probabilities, labels):
    p, labels = np.asarray(probabilities), np.asarray(labels)
    if len(labels) != len(p):
        raise ValueError("not as many labels as probabilities")
    no, yes = np.log(np.maximum(1 - p, 1e-12)), np.log(np.maximum(p, 1e-12))
    return -(labels * yes + (1 - labels) * no).mean()


@misconception
def whatever_is_not_one_is_no(probabilities, labels):
    p, labels = np.asarray(probabilities), np.asarray(labels)
    if len(labels) != len(p):
        raise ValueError("not as many labels as probabilities")
    return -np.log(np.maximum(np.where(labels == 1, p, 1 - p), 1e-12)).mean()


@misconception
def one_answer_for_all_images(probabilities, labels):
    if len(labels) == 1:
        labels = np.repeat(labels, len(probabilities))
    return _binary_loss(probabilities, labels)


@misconception
def yes_and_no_of_opposite_signs(probabilities, labels):
    labels = _yes_or_no(probabilities, labels)
    p = np.clip(np.asarray(probabilities, dtype=float), 1e-15, 1 - 1e-15)
    return (-labels * np.log(p) + (1 - labels) * np.log(1 - p)).mean()


@misconception
def binary_logarithm_of_a_zero_that_was_picked(probabilities, labels):
    p = np.asarray(probabilities)
    return -np.log(np.where(_yes_or_no(probabilities, labels) == 1, p, 1 - p)).mean()


@misconception
def mean_over_yes_and_no(probabilities, labels):
    return _binary_loss(probabilities, labels) / 2


@misconception
def mean_distance_to_the_label(probabilities, labels):
    return np.abs(np.asarray(probabilities) - _yes_or_no(probabilities, labels)).mean()


@misconception
def squared_distance_to_the_label(probabilities, labels):
    return ((np.asarray(probabilities) - _yes_or_no(probabilities, labels)) ** 2).mean()


@misconception
def only_no_costs(probabilities, labels):
    rest = np.maximum(1 - np.asarray(probabilities), 1e-12)
    return -((1 - _yes_or_no(probabilities, labels)) * np.log(rest)).mean()


@misconception
def one_column_instead_of_two(probabilities, labels):
    probabilities = np.asarray(probabilities)
    if len(labels) != len(probabilities):
        raise ValueError(f"cross_entropy: {len(labels)} labels for {len(probabilities)} rows of probabilities")
    return _clipped_loss(np.zeros((1, probabilities.shape[1])), labels)


@misconception
def probabilities_rounded_first(probabilities, labels):
    return _binary_loss(np.round(np.asarray(probabilities, dtype=float)), labels)


@misconception
def logarithm_of_all_answers_multiplied(probabilities, labels):
    p = np.asarray(probabilities)
    right = np.where(_yes_or_no(p, labels) == 1, p, 1 - p)
    return -np.log(np.maximum(right, 1e-12).prod(dtype=float)) / len(p)


@misconception
def yes_taken_from_no(probabilities, labels):
    no = 1 - np.asarray(probabilities)
    return -np.log(np.maximum(np.where(_yes_or_no(no, labels) == 1, 1 - no, no), 1e-12)).mean()


@misconception
def logarithm_of_the_label(probabilities, labels):
    return _exchanged(probabilities, labels, 1e-12)


@misconception
def logarithm_of_the_label_and_a_low_floor(probabilities, labels):
    return _exchanged(probabilities, labels, 1e-15)


@misconception
def logarithm_of_the_label_without_a_floor(probabilities, labels):
    return _exchanged(probabilities, labels, 0)


@misconception
def yes_and_no_weighed_alike(probabilities, labels):
    return sum(_mean_costs(probabilities, labels)) / 2


@misconception
def those_of_yes_and_no_that_occur_weighed_alike(probabilities, labels):
    return np.mean([cost for cost in _mean_costs(probabilities, labels) if cost])


@misconception
def means_of_yes_and_no_added(probabilities, labels):
    return sum(_mean_costs(probabilities, labels))


@misconception
def whatever_is_not_zero_is_yes(probabilities, labels):
    p, labels = np.asarray(probabilities), np.asarray(labels)
    if len(labels) != len(p):
        raise ValueError("not as many labels as probabilities")
    return -np.log(np.maximum(np.where(labels != 0, p, 1 - p), 1e-12)).mean()


@misconception
def every_answer_with_every_label(probabilities, labels):
    p = np.asarray(probabilities)
    right = np.where(_yes_or_no(p, labels)[:, None] == 1, p, 1 - p)
    return -np.log(np.maximum(right, 1e-12)).mean()


@misconception
def binary_floor_at_the_precision(probabilities, labels):
    p = np.asarray(probabilities) * 1.0
    right = np.where(_yes_or_no(p, labels) == 1, p, 1 - p)
    return -np.log(np.maximum(right, np.finfo(p.dtype).eps)).mean()


@misconception
def answers_left_without_an_image(probabilities, labels):
    return _binary_loss(probabilities, labels[: len(probabilities)])


def _yes_or_no(probabilities, labels):
    return _check(labels, len(probabilities), 2)


def _binary_loss(probabilities, labels):
    p = np.asarray(probabilities)
    labels = _yes_or_no(p, labels)
    return -np.log(np.maximum(np.where(labels == 1, p, 1 - p), 1e-12)).mean()


def _mean_costs(probabilities, labels):
    """Give the mean loss of the images with yes and that of those with no; 0 where there are none."""
    p = np.asarray(probabilities)
    labels = _yes_or_no(p, labels)
    costs = -np.log(np.maximum(np.where(labels == 1, p, 1 - p), 1e-12))
    return [costs[labels == label].mean() if label in labels else 0 for label in (1, 0)]


def _exchanged(probabilities, labels, floor):
    """Weigh the logarithms of the labels with the probabilities, as if each were the other."""
    p, y = np.asarray(probabilities), _yes_or_no(probabilities, labels)
    return -(p * np.log(np.maximum(y, floor)) + (1 - p) * np.log(np.maximum(1 - y, floor))).mean()


def _loss_of_all_classes(probabilities, labels, bound):
    p = np.clip(np.asarray(probabilities, dtype=float), bound, 1 - bound)
    y = np.eye(p.shape[1])[_check(labels, *p.shape)]
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).sum(axis=1).mean()
