"""Wrong ways of ex03 in other spellings."""

from __future__ import annotations

import math

import numpy as np

from reference.kit.catalogue import spelling


def _checked(labels, rows, classes):
    """Look at the labels one by one, and give them as a list of whole numbers."""
    if len(labels) != rows:
        raise ValueError(f"there are {rows} rows and {len(labels)} labels")
    for i in range(rows):
        if labels[i] < 0 or labels[i] >= classes:
            raise ValueError(f"labels[{i}] is {labels[i]}")
    return [int(label) for label in labels]


# one_hot


@spelling("classes-down-the-rows")
def zeros_with_a_column_for_each_image(labels, n_classes):
    table = np.zeros((n_classes, len(labels)))
    for image, label in enumerate(_checked(labels, len(labels), n_classes)):
        table[label, image] = 1
    return table


@spelling("classes-down-the-rows")
def classes_compared_with_all_labels(labels, n_classes):
    labels = _checked(labels, len(labels), n_classes)
    return np.array([[float(label == c) for label in labels] for c in range(n_classes)])


@spelling("classes-counted-from-one")
def one_before_the_label(labels, n_classes):
    rows = np.zeros((len(labels), n_classes))
    for row, label in zip(rows, _checked(labels, len(labels), n_classes), strict=True):
        row[label - 1] = 1.0
    return rows


@spelling("classes-counted-from-one")
def columns_rolled_by_one(labels, n_classes):
    table = np.roll(np.identity(n_classes), -1, axis=1)
    return table[_checked(labels, len(labels), n_classes)]


@spelling("all-labels-in-one-row")
def list_of_zeros_with_ones(labels, n_classes):
    row = [0.0] * n_classes
    for label in _checked(labels, len(labels), n_classes):
        row[label] = 1.0
    return np.array(row)


@spelling("all-labels-in-one-row")
def classes_that_are_in_the_batch(labels, n_classes):
    labels = _checked(labels, len(labels), n_classes)
    return np.isin(np.arange(n_classes), labels).astype(np.float32)


@spelling("whole-columns-of-ones")
def same_row_many_times(labels, n_classes):
    rows = [[0] * n_classes] * len(labels)
    for i, label in enumerate(_checked(labels, len(labels), n_classes)):
        rows[i][label] = 1
    return np.array(rows, dtype=float)


@spelling("whole-columns-of-ones")
def column_filled_for_each_label(labels, n_classes):
    result = np.zeros((len(labels), n_classes), dtype=int)
    for label in _checked(labels, len(labels), n_classes):
        result[:, label] = 1
    return result


@spelling("columns-up-to-the-largest-label")
def zeros_up_to_max_plus_one(labels, n_classes):
    labels = _checked(labels, len(labels), n_classes)
    result = np.zeros((len(labels), max(labels) + 1))
    result[range(len(labels)), labels] = 1
    return result


@spelling("columns-up-to-the-largest-label")
def comparison_up_to_the_largest(labels, n_classes):
    labels = _checked(labels, len(labels), n_classes)
    return np.array([[float(c == label) for c in range(1 + np.max(labels))] for label in labels])


@spelling("columns-for-the-labels-that-occur")
def eye_of_the_inverse(labels, n_classes):
    kinds, numbers = np.unique(_checked(labels, len(labels), n_classes), return_inverse=True)
    return np.eye(len(kinds))[numbers]


@spelling("columns-for-the-labels-that-occur")
def sorted_set_as_columns(labels, n_classes):
    labels = _checked(labels, len(labels), n_classes)
    kinds = sorted(set(labels))
    rows = np.zeros((len(labels), len(kinds)))
    for i, label in enumerate(labels):
        rows[i][kinds.index(label)] = 1
    return rows


@spelling("comparison-with-a-list")
def too_large_ones_sought_first(labels, n_classes):
    bad = (labels >= n_classes) | (labels < 0)
    if bad.any():
        first = bad.argmax()
        raise ValueError(f"there is no class {labels[first]}, at {first}")
    return np.eye(n_classes)[labels]


@spelling("comparison-with-a-list")
def where_of_an_array(labels, n_classes):
    wrong = np.where((labels < 0) | (labels > n_classes - 1))[0]
    if len(wrong) > 0:
        raise ValueError(f"bad label {labels[wrong[0]]} in row {wrong[0]}")
    rows = np.zeros((labels.size, n_classes))
    rows[np.arange(labels.size), labels] = 1
    return rows


@spelling("negative-labels-count-from-the-end")
def only_too_large_ones_refused(labels, n_classes):
    for i, label in enumerate(labels):
        if label >= n_classes:
            raise ValueError(f"label {label} at {i}")
    return np.identity(n_classes)[list(labels)]


@spelling("negative-labels-count-from-the-end")
def zeros_and_two_indices_unchecked(labels, n_classes):
    rows = np.zeros((len(labels), n_classes))
    rows[np.arange(len(labels)), labels] = 1
    return rows


@spelling("too-large-labels-left-to-numpy")
def only_negative_ones_refused(labels, n_classes):
    for i, label in enumerate(labels):
        if label < 0:
            raise ValueError(f"label {label} at {i}")
    return np.identity(n_classes)[list(labels)]


@spelling("too-large-labels-left-to-numpy")
def rows_of_an_identity_matrix_in_a_loop(labels, n_classes):
    rows = []
    for i, label in enumerate(labels):
        if label < 0:
            raise ValueError(f"{label}, at {i}, is negative")
        rows.append(np.eye(n_classes)[label])
    return np.stack(rows)


@spelling("refusal-without-a-place")
def number_of_bad_labels(labels, n_classes):
    if not all(0 <= label < n_classes for label in labels):
        raise ValueError("labels must lie between 0 and n_classes - 1")
    return np.array([[1.0 if c == label else 0.0 for c in range(n_classes)] for label in labels])


@spelling("refusal-without-a-place")
def min_and_max_looked_at(labels, n_classes):
    labels = np.array(labels)
    if np.min(labels) < 0:
        raise ValueError("there are negative labels")
    if np.max(labels) > n_classes - 1:
        raise ValueError("there are labels that are too large")
    return (labels.reshape(-1, 1) == range(n_classes)).astype(float)


@spelling("positions-counted-from-one")
def one_added_to_the_position(labels, n_classes):
    labels = np.array(labels)
    bad = np.flatnonzero((labels < 0) | (labels >= n_classes))
    if len(bad):
        raise ValueError(f"row {bad[0] + 1} has the label {labels[bad[0]]}")
    return np.eye(n_classes)[labels]


@spelling("positions-counted-from-one")
def range_that_begins_at_one(labels, n_classes):
    rows = np.zeros((len(labels), n_classes))
    for i in range(1, len(labels) + 1):
        label = labels[i - 1]
        if label not in range(n_classes):
            raise ValueError(f"number {i}: {label}")
        rows[i - 1, label] = 1
    return rows


@spelling("a-later-bad-label-named")
def last_bad_one_named(labels, n_classes):
    bad = [i for i, label in enumerate(labels) if not 0 <= label < n_classes]
    if bad:
        raise ValueError(f"label {labels[bad[-1]]} at position {bad[-1]}")
    return np.eye(n_classes)[list(labels)]


@spelling("a-later-bad-label-named")
def message_overwritten_in_the_loop(labels, n_classes):
    problem = ""
    for i, label in enumerate(labels):
        if label < 0 or label >= n_classes:
            problem = f"{label} at {i}"
    if problem:
        raise ValueError(problem)
    return (np.array(labels)[:, np.newaxis] == np.arange(n_classes)).astype(int)


@spelling("one-hot-begun-with-ones")
def ones_in_a_loop(labels, n_classes):
    rows = []
    for label in _checked(labels, len(labels), n_classes):
        row = [1.0] * n_classes
        row[label] = 1.0
        rows.append(row)
    return np.array(rows)


@spelling("one-hot-begun-with-ones")
def filled_with_ones(labels, n_classes):
    labels = _checked(labels, len(labels), n_classes)
    return np.full((len(labels), n_classes), 1)


@spelling("label-in-its-own-column")
def label_written_in_a_loop(labels, n_classes):
    rows = np.zeros((len(labels), n_classes))
    for i, label in enumerate(_checked(labels, len(labels), n_classes)):
        rows[i][label] = label
    return rows


@spelling("label-in-its-own-column")
def one_hot_times_the_classes(labels, n_classes):
    labels = _checked(labels, len(labels), n_classes)
    return np.diag(np.arange(n_classes))[labels]


@spelling("labels-in-a-byte")
def bytes_compared_with_all_classes(labels, n_classes):
    labels = np.array(labels).astype("uint8")
    labels = np.array(_checked(labels, len(labels), n_classes))
    return (labels[:, None] == np.arange(n_classes)).astype(float)


@spelling("labels-in-a-byte")
def eight_bits_with_a_sign(labels, n_classes):
    small = np.asarray(labels).astype(np.int8)
    rows = np.zeros((len(small), n_classes))
    for i, label in enumerate(small):
        if label < 0 or label >= n_classes:
            raise ValueError(f"labels[{i}] is {label}")
        rows[i, label] = 1
    return rows


@spelling("as-many-labels-as-classes")
def length_for_the_number_of_classes(labels, n_classes):
    rows = np.zeros((len(labels), n_classes))
    for i in range(len(labels)):
        if labels[i] < 0 or labels[i] >= len(labels):
            raise ValueError(f"label {labels[i]} at {i}")
        rows[i, labels[i]] = 1
    return rows


@spelling("as-many-labels-as-classes")
def labels_among_the_positions(labels, n_classes):
    labels = np.array(labels)
    bad = np.flatnonzero(~np.isin(labels, np.arange(labels.size)))
    if bad.size:
        raise ValueError(f"{labels[bad[0]]} at position {bad[0]}")
    return np.identity(n_classes)[labels]


# cross_entropy


def _right(probabilities, labels):
    """Pick the right class of each row in a loop."""
    labels = _checked(labels, len(probabilities), len(probabilities[0]))
    return [float(row[label]) for row, label in zip(probabilities, labels, strict=True)]


def _each_cost(probabilities, labels):
    """Give a list of losses."""
    return [-math.log(max(p, 1e-12)) for p in _right(probabilities, labels)]


def _rows_of_truth(labels, rows, classes):
    return np.eye(classes)[_checked(labels, rows, classes)]


@spelling("sum-over-the-batch")
def losses_summed_in_a_loop(probabilities, labels):
    total = 0.0
    for p in _right(probabilities, labels):
        total -= np.log(max(p, 1e-12))
    return total


@spelling("sum-over-the-batch")
def truth_times_logarithms_summed(probabilities, labels):
    probabilities = np.array(probabilities)
    truth = _rows_of_truth(labels, *probabilities.shape)
    return -np.sum(truth * np.log(np.maximum(probabilities, 1e-12)))


@spelling("mean-over-every-entry")
def mean_of_truth_times_logarithms(probabilities, labels):
    probabilities = np.array(probabilities)
    truth = _rows_of_truth(labels, *probabilities.shape)
    return -np.mean(truth * np.log(np.clip(probabilities, 1e-12, 1)))


@spelling("mean-over-every-entry")
def sum_over_rows_times_columns(probabilities, labels):
    return sum(_each_cost(probabilities, labels)) / (len(probabilities) * len(probabilities[0]))


@spelling("divided-by-the-classes")
def sum_over_the_length_of_a_row(probabilities, labels):
    return math.fsum(_each_cost(probabilities, labels)) / len(probabilities[0])


@spelling("divided-by-the-classes")
def mean_over_the_classes_then_sum(probabilities, labels):
    probabilities = np.array(probabilities)
    truth = _rows_of_truth(labels, *probabilities.shape)
    logarithms = np.log(np.maximum(probabilities, 1e-12))
    return -(truth * logarithms).mean(axis=1).sum()


@spelling("a-loss-for-each-image")
def array_of_losses(probabilities, labels):
    return np.array(_each_cost(probabilities, labels))


@spelling("a-loss-for-each-image")
def truth_times_logarithms_by_row(probabilities, labels):
    probabilities = np.array(probabilities)
    truth = _rows_of_truth(labels, *probabilities.shape)
    return -np.einsum("bc,bc->b", truth, np.log(np.maximum(probabilities, 1e-12)))


@spelling("without-the-sign")
def mean_of_logs_in_a_loop(probabilities, labels):
    return sum(math.log(max(p, 1e-12)) for p in _right(probabilities, labels)) / len(labels)


@spelling("without-the-sign")
def truth_times_logarithms_over_the_batch(probabilities, labels):
    probabilities = np.array(probabilities)
    truth = _rows_of_truth(labels, *probabilities.shape)
    return np.sum(truth * np.log(np.maximum(probabilities, 1e-12))) / len(truth)


@spelling("loss-in-bits")
def mean_of_log2(probabilities, labels):
    return -np.mean(np.log2(np.maximum(_right(probabilities, labels), 1e-12)))


@spelling("loss-in-bits")
def math_log_with_base_two(probabilities, labels):
    losses = [-math.log(max(p, 1e-12), 2) for p in _right(probabilities, labels)]
    return sum(losses) / len(losses)


@spelling("loss-to-base-ten")
def mean_of_log10(probabilities, labels):
    return -np.log10(np.maximum(_right(probabilities, labels), 1e-12)).mean()


@spelling("loss-to-base-ten")
def math_log10_in_a_loop(probabilities, labels):
    total = 0
    for p in _right(probabilities, labels):
        total += -math.log10(max(p, 1e-12))
    return total / len(labels)


@spelling("logarithm-of-the-mean")
def log_of_the_average(probabilities, labels):
    right = _right(probabilities, labels)
    return -math.log(max(sum(right) / len(right), 1e-12))


@spelling("logarithm-of-the-mean")
def log_of_truth_times_probabilities(probabilities, labels):
    probabilities = np.array(probabilities)
    truth = _rows_of_truth(labels, *probabilities.shape)
    average = np.sum(truth * probabilities, axis=1).mean()
    return -np.log(np.clip(average, 1e-12, None))


@spelling("without-the-logarithm")
def mean_of_what_is_lacking(probabilities, labels):
    return np.mean([1 - p for p in _right(probabilities, labels)])


@spelling("without-the-logarithm")
def one_minus_the_product_with_the_truth(probabilities, labels):
    probabilities = np.array(probabilities)
    truth = _rows_of_truth(labels, *probabilities.shape)
    return float((1 - (truth * probabilities).sum(axis=1)).mean())


@spelling("loss-of-the-predicted-class")
def largest_of_each_row_in_a_loop(probabilities, labels):
    _checked(labels, len(probabilities), len(probabilities[0]))
    losses = [-math.log(max(*(float(p) for p in row), 1e-12)) for row in probabilities]
    return sum(losses) / len(losses)


@spelling("loss-of-the-predicted-class")
def argmax_as_labels(probabilities, labels):
    _checked(labels, len(probabilities), len(probabilities[0]))
    predicted = one_hot(np.argmax(probabilities, axis=1), len(probabilities[0]))
    return -(predicted * np.log(np.maximum(probabilities, 1e-12))).sum(axis=1).mean()


@spelling("every-image-with-every-label")
def take_along_the_columns(probabilities, labels):
    labels = _checked(labels, len(probabilities), len(probabilities[0]))
    picked = np.take(np.array(probabilities), labels, axis=1)
    return -np.mean(np.log(np.maximum(picked, 1e-12)))


@spelling("every-image-with-every-label")
def two_loops_over_images_and_labels(probabilities, labels):
    labels = _checked(labels, len(probabilities), len(probabilities[0]))
    losses = []
    for row in probabilities:
        for label in labels:
            losses.append(-math.log(max(row[label], 1e-12)))
    return sum(losses) / len(losses)


@spelling("binary-loss-for-every-class")
def yes_or_no_for_each_class(probabilities, labels):
    p = np.clip(np.array(probabilities, dtype=float), 1e-12, None)
    y = _rows_of_truth(labels, *p.shape)
    no = np.maximum(1 - np.array(probabilities, dtype=float), 1e-12)
    return -(y * np.log(p) + (1 - y) * np.log(no)).sum(axis=1).mean()


@spelling("binary-loss-for-every-class")
def wrong_classes_charged_in_a_loop(probabilities, labels):
    total = sum(_each_cost(probabilities, labels))
    for row, label in zip(probabilities, labels, strict=True):
        total -= sum(math.log(max(1 - float(p), 1e-12)) for c, p in enumerate(row) if c != label)
    return total / len(labels)


@spelling("small-number-added-inside-the-logarithm")
def epsilon_added_to_every_probability(probabilities, labels):
    probabilities = np.array(probabilities)
    truth = _rows_of_truth(labels, *probabilities.shape)
    return -(truth * np.log(probabilities + 1e-8)).sum() / len(truth)


@spelling("small-number-added-inside-the-logarithm")
def epsilon_added_in_a_loop(probabilities, labels):
    epsilon, total = 1e-10, 0.0
    for p in _right(probabilities, labels):
        total += -math.log(p + epsilon)
    return total / len(labels)


@spelling("floor-too-high")
def clipped_at_a_billionth(probabilities, labels):
    return float(-np.log(np.clip(_right(probabilities, labels), 1e-9, 1)).mean())


@spelling("floor-too-high")
def max_in_a_loop_too_high(probabilities, labels):
    losses = [-math.log(max(p, 1e-8)) for p in _right(probabilities, labels)]
    return math.fsum(losses) / len(losses)


@spelling("logarithm-of-zero")
def logs_of_right_entries_in_a_loop(probabilities, labels):
    return -sum(np.log(p) for p in _right(probabilities, labels)) / len(labels)


@spelling("logarithm-of-zero")
def take_along_axis_without_a_floor(probabilities, labels):
    probabilities = np.array(probabilities)
    labels = np.array(_checked(labels, *probabilities.shape))
    return -np.mean(np.log(np.take_along_axis(probabilities, labels[:, None], axis=1)))


@spelling("impossible-images-left-out")
def only_positive_ones_in_a_loop(probabilities, labels):
    losses = []
    for p in _right(probabilities, labels):
        if p > 0:
            losses.append(-math.log(p))
    return sum(losses) / len(losses)


@spelling("impossible-images-left-out")
def finite_losses_alone(probabilities, labels):
    with np.errstate(divide="ignore"):
        losses = -np.log(np.array(_right(probabilities, labels)))
    return losses[np.isfinite(losses)].mean()


@spelling("floor-put-into-the-argument")
def maximum_into_the_argument(probabilities, labels):
    probabilities = np.asarray(probabilities, dtype=float)
    np.maximum(probabilities, 1e-12, out=probabilities)
    return -np.mean(np.log(_right(probabilities, labels)))


@spelling("floor-put-into-the-argument")
def zeros_replaced_in_a_loop(probabilities, labels):
    _checked(labels, len(probabilities), len(probabilities[0]))
    losses = []
    for row, label in zip(np.asarray(probabilities, dtype=float), labels, strict=True):
        row[row == 0] = 1e-12
        losses.append(-math.log(row[label]))
    return sum(losses) / len(losses)


@spelling("zero-times-infinity")
def einsum_of_truth_and_logarithms(probabilities, labels):
    logarithms = np.log(np.array(probabilities))
    truth = _rows_of_truth(labels, *logarithms.shape)
    return -np.einsum("ij,ij->", truth, logarithms) / len(truth)


@spelling("zero-times-infinity")
def products_summed_in_a_loop(probabilities, labels):
    truth, total = _rows_of_truth(labels, *np.shape(probabilities)), 0.0
    for row, right in zip(probabilities, truth, strict=True):
        total -= np.sum(np.log(row) * right)
    return total / len(truth)


@spelling("two-indices-into-a-list")
def shape_of_a_list(probabilities, labels):
    rows, classes = probabilities.shape
    labels = _checked(labels, rows, classes)
    return -np.log(np.maximum(probabilities[range(rows), labels], 1e-12)).mean()


@spelling("two-indices-into-a-list")
def two_indices_in_a_loop(probabilities, labels):
    labels = _checked(labels, len(probabilities), len(probabilities[0]))
    losses = []
    for i in range(len(labels)):
        losses.append(-np.log(max(probabilities[i, labels[i]], 1e-12)))
    return np.mean(losses)


@spelling("unchecked-labels")
def rows_indexed_by_any_label(probabilities, labels):
    if len(probabilities) != len(labels):
        raise ValueError("other lengths")
    losses = [-math.log(max(row[label], 1e-12)) for row, label in zip(probabilities, labels, strict=True)]
    return sum(losses) / len(losses)


@spelling("unchecked-labels")
def eye_indexed_by_any_label(probabilities, labels):
    probabilities = np.array(probabilities)
    if len(labels) != probabilities.shape[0]:
        raise ValueError(f"{len(labels)} labels, {len(probabilities)} images")
    truth = np.eye(probabilities.shape[1])[np.array(labels)]
    return -(truth * np.log(np.maximum(probabilities, 1e-12))).sum(axis=1).mean()


@spelling("as-many-rows-as-labels")
def arange_as_long_as_the_labels(probabilities, labels):
    probabilities = np.array(probabilities)
    if len(labels) > len(probabilities):
        raise ValueError("more labels than images")
    labels = _checked(labels, len(labels), probabilities.shape[1])
    return -np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-12)).mean()


@spelling("as-many-rows-as-labels")
def loop_over_the_labels(probabilities, labels):
    _checked(labels, len(labels), len(probabilities[0]))
    if len(labels) > len(probabilities):
        raise ValueError(f"{len(labels)} labels are too many")
    total = 0.0
    for i, label in enumerate(labels):
        total -= math.log(max(probabilities[i][label], 1e-12))
    return total / len(labels)


@spelling("fewer-labels-shared-by-all-rows")
def zip_of_rows_and_labels(probabilities, labels):
    _checked(labels, len(labels), len(probabilities[0]))
    total = 0.0
    for row, label in zip(probabilities, labels):  # noqa: B905
        total += -math.log(max(row[label], 1e-12))
    return total / len(probabilities)


@spelling("fewer-labels-shared-by-all-rows")
def rows_of_zeros_where_labels_end(probabilities, labels):
    probabilities = np.array(probabilities)
    truth = np.zeros(probabilities.shape)
    for i, label in enumerate(_checked(labels, len(labels), probabilities.shape[1])[: len(truth)]):
        truth[i, label] = 1
    return -(truth * np.log(np.maximum(probabilities, 1e-12))).sum(axis=1).mean()


@spelling("one-label-for-all-images")
def truth_stretched_by_broadcasting(probabilities, labels):
    probabilities = np.array(probabilities)
    truth = _rows_of_truth(labels, len(labels), probabilities.shape[1])
    return -(truth * np.log(np.maximum(probabilities, 1e-12))).sum(axis=1).mean()


@spelling("one-label-for-all-images")
def range_of_rows_with_one_label(probabilities, labels):
    probabilities = np.array(probabilities)
    if len(labels) not in (1, len(probabilities)):
        raise ValueError("other lengths")
    labels = _checked(labels, len(labels), probabilities.shape[1])
    return -np.log(np.maximum(probabilities[range(len(probabilities)), labels], 1e-12)).mean()


@spelling("loss-of-the-first-image")
def return_inside_the_loop(probabilities, labels):
    _checked(labels, len(probabilities), len(probabilities[0]))
    for row, label in zip(probabilities, labels, strict=True):
        return -math.log(max(row[label], 1e-12))
    return None


@spelling("loss-of-the-first-image")
def first_of_the_losses(probabilities, labels):
    losses = _each_cost(probabilities, labels)
    return np.float32(losses[0])


@spelling("share-of-the-first-image")
def mean_returned_inside_the_loop(probabilities, labels):
    _checked(labels, len(probabilities), len(probabilities[0]))
    total = 0.0
    for row, label in zip(probabilities, labels, strict=True):
        total -= np.log(np.maximum(row[label], 1e-12))
        return total / len(probabilities)
    return None


@spelling("share-of-the-first-image")
def first_cost_over_the_batch(probabilities, labels):
    first, *_ = _each_cost(probabilities, labels)
    return first / np.shape(probabilities)[0]


@spelling("impossible-images-cost-nothing")
def logarithm_where_positive(probabilities, labels):
    right = np.array(_right(probabilities, labels))
    losses = np.zeros(len(right))
    losses[right > 0] = -np.log(right[right > 0])
    return losses.mean()


@spelling("impossible-images-cost-nothing")
def zero_skipped_in_the_loop(probabilities, labels):
    total = 0.0
    for p in _right(probabilities, labels):
        if p == 0:
            continue
        total += -math.log(p)
    return total / len(labels)


@spelling("certainty-costs-something")
def clipped_just_below_one(probabilities, labels):
    right = [min(max(p, 1e-15), 1 - 1e-6) for p in _right(probabilities, labels)]
    return -np.mean(np.log(right))


@spelling("certainty-costs-something")
def all_probabilities_clipped_at_both_ends(probabilities, labels):
    clipped = np.clip(np.array(probabilities, dtype=float), 1e-15, 0.999999)
    truth = _rows_of_truth(labels, *clipped.shape)
    return -(truth * np.log(clipped)).sum(axis=1).mean()


@spelling("logarithm-of-the-product")
def product_of_all_in_a_loop(probabilities, labels):
    product = 1.0
    for p in _right(probabilities, labels):
        product *= max(p, 1e-12)
    return -math.log(max(product, 5e-324)) / len(labels)


@spelling("logarithm-of-the-product")
def truth_as_a_power(probabilities, labels):
    probabilities = np.array(probabilities, dtype=float)
    powers = np.maximum(probabilities, 1e-12) ** _rows_of_truth(labels, *probabilities.shape)
    return float(-np.log(powers.prod() + 1e-300) / len(powers))


@spelling("labels-left-over")
def index_for_each_row(probabilities, labels):
    if len(labels) < len(probabilities):
        raise ValueError("too few labels")
    total = 0.0
    for i in range(len(probabilities)):
        if labels[i] not in range(len(probabilities[i])):
            raise ValueError(f"label {labels[i]} at {i}")
        total -= math.log(max(float(probabilities[i][labels[i]]), 1e-12))
    return total / len(probabilities)


@spelling("labels-left-over")
def labels_cut_to_the_rows(probabilities, labels):
    p = np.array(probabilities)
    labels = _checked(labels[: p.shape[0]], *p.shape)
    return -(np.eye(p.shape[1])[labels] * np.log(np.maximum(p, 1e-12))).sum(axis=1).mean()


@spelling("binary-loss-between-bounds-for-every-class")
def bounds_around_all_classes(probabilities, labels):
    p = np.minimum(np.maximum(np.array(probabilities, dtype=float), 1e-12), 1 - 1e-12)
    y = _rows_of_truth(labels, *p.shape)
    return -np.sum(np.where(y == 1, np.log(p), np.log(1 - p))) / len(p)


@spelling("binary-loss-between-bounds-for-every-class")
def bounds_around_each_class_in_a_loop(probabilities, labels):
    labels, total = _checked(labels, len(probabilities), len(probabilities[0])), 0.0
    for row, label in zip(probabilities, labels, strict=True):
        for c, p in enumerate(row):
            q = min(max(float(p), 1e-12), 1 - 1e-12)
            total -= math.log(q) if c == label else math.log(1 - q)
    return total / len(labels)


@spelling("binary-loss-between-wide-bounds-for-every-class")
def wide_bounds_around_all_classes(probabilities, labels):
    p = np.clip(np.array(probabilities, dtype=float), 1e-15, 1 - 1e-15)
    y = _rows_of_truth(labels, *p.shape)
    return np.mean(np.sum(-y * np.log(p) - (1 - y) * np.log(1 - p), axis=1))


@spelling("binary-loss-between-wide-bounds-for-every-class")
def wide_bounds_around_each_class_in_a_loop(probabilities, labels):
    labels, losses = _checked(labels, len(probabilities), len(probabilities[0])), []
    for row, label in zip(probabilities, labels, strict=True):
        q = [min(max(float(p), 1e-15), 1 - 1e-15) for p in row]
        losses.append(-sum(math.log(p if c == label else 1 - p) for c, p in enumerate(q)))
    return sum(losses) / len(losses)


@spelling("rows-counted-as-classes")
def size_of_the_wrong_axis(probabilities, labels):
    p, labels = np.array(probabilities, dtype=float), np.array(_checked(labels, *[len(probabilities)] * 2))
    return np.mean(-np.log(p[np.arange(p.shape[0]), labels].clip(1e-12, 1)))


@spelling("rows-counted-as-classes")
def length_of_the_labels_as_a_bound(probabilities, labels):
    p = np.asarray(probabilities)
    if p.shape[0] != len(labels):
        raise ValueError("other lengths")
    for i, label in enumerate(labels):
        if not 0 <= label < len(labels):
            raise ValueError(f"label {label} at {i}")
    losses = -np.log(np.maximum(p[range(len(labels)), labels], 1e-12))
    return losses.sum() / len(labels)


@spelling("floor-at-the-precision")
def eps_of_their_own_type(probabilities, labels):
    p = np.array(probabilities)
    if p.dtype != np.float32:
        p = p.astype(float)
    p = np.clip(p, np.finfo(p.dtype).eps, 1)
    return -np.log(p[np.arange(len(p)), _checked(labels, *p.shape)]).mean()


@spelling("floor-at-the-precision")
def smallest_step_in_a_loop(probabilities, labels):
    kind = getattr(probabilities, "dtype", np.dtype(float))
    floor = float(np.finfo(kind if kind.kind == "f" else float).eps)
    losses = [-math.log(max(p, floor)) for p in _right(probabilities, labels)]
    return sum(losses) / len(losses)


# cross_entropy_from_scores


def _softmax_in_a_loop(scores):
    rows = []
    for row in np.array(scores, dtype=float).tolist():
        powers = [math.exp(score - max(row)) for score in row]
        rows.append([power / sum(powers) for power in powers])
    return rows


def _log_sums(scores):
    """Give the logarithm of each row's sum of exponentials."""
    scores = np.array(scores, dtype=float)
    largest = scores.max(axis=1)
    return largest + np.log(np.exp(scores - largest[:, None]).sum(axis=1))


@spelling("scores-taken-for-probabilities")
def loss_of_the_scores_themselves(scores, labels):
    return sum(_each_cost(scores, labels)) / len(labels)


@spelling("scores-taken-for-probabilities")
def cross_entropy_of_scores(scores, labels):
    return cross_entropy(scores, labels)


@spelling("softmax-twice")
def softmax_of_a_softmax(scores, labels):
    return np.mean(_each_cost(_softmax_in_a_loop(_softmax_in_a_loop(scores)), labels))


@spelling("softmax-twice")
def from_scores_after_a_softmax(scores, labels):
    probabilities = np.array(_softmax_in_a_loop(scores))
    return (_log_sums(probabilities) - _right(probabilities, labels)).mean()


@spelling("softmax-down-the-batch")
def softmax_of_turned_scores(scores, labels):
    probabilities = np.array(_softmax_in_a_loop(np.transpose(scores))).T
    return cross_entropy(probabilities, labels)


@spelling("softmax-down-the-batch")
def exponentials_over_their_sum_of_columns(scores, labels):
    scores = np.array(scores, dtype=float)
    powers = np.exp(scores - np.max(scores, 0))
    probabilities = powers / sum(powers)
    return float(np.mean(_each_cost(probabilities, labels)))


@spelling("distance-to-the-best-score")
def gaps_in_a_loop(scores, labels):
    gaps = [float(max(row)) - right for row, right in zip(scores, _right(scores, labels), strict=True)]
    return sum(gaps) / len(gaps)


@spelling("distance-to-the-best-score")
def shifted_scores_without_the_sum(scores, labels):
    scores = np.array(scores, dtype=float)
    scores -= scores.max(axis=1, keepdims=True)
    truth = _rows_of_truth(labels, *scores.shape)
    return -(truth * scores).sum() / len(scores)


@spelling("sum-over-the-scored-batch")
def log_sums_minus_scores_summed(scores, labels):
    total = 0.0
    for log_sum, right in zip(_log_sums(scores), _right(scores, labels), strict=True):
        total += log_sum - right
    return total


@spelling("sum-over-the-scored-batch")
def truth_times_log_softmax_summed(scores, labels):
    scores = np.array(scores, dtype=float)
    log_p = scores - _log_sums(scores).reshape(-1, 1)
    return -np.sum(log_p * _rows_of_truth(labels, *scores.shape))


@spelling("sum-of-exponentials-overflows")
def log_of_summed_powers_in_a_loop(scores, labels):
    right = _right(scores, labels)
    losses = [np.log(np.sum(np.exp(row))) - s for row, s in zip(np.array(scores), right, strict=True)]
    return np.mean(losses)


@spelling("sum-of-exponentials-overflows")
def log_softmax_without_a_shift(scores, labels):
    scores = np.array(scores, dtype=float)
    log_p = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    return -log_p[np.arange(len(scores)), _checked(labels, *scores.shape)].mean()


@spelling("shifted-by-the-largest-of-all")
def largest_of_the_batch_in_a_loop(scores, labels):
    largest, right = np.max(scores), _right(scores, labels)
    losses = []
    for row, s in zip(np.array(scores, dtype=float), right, strict=True):
        losses.append(np.log(np.exp(row - largest).sum()) - (s - largest))
    return sum(losses) / len(losses)


@spelling("shifted-by-the-largest-of-all")
def shifted_by_amax_of_everything(scores, labels):
    scores = np.array(scores, dtype=float)
    scores -= np.amax(scores)
    log_p = scores - np.log(np.exp(scores).sum(axis=1))[:, np.newaxis]
    return -np.mean(_right(log_p, labels))


@spelling("scores-shifted-by-their-mean")
def mean_of_a_row_in_a_loop(scores, labels):
    _checked(labels, len(scores), len(scores[0]))
    losses = []
    for row, label in zip(np.array(scores, dtype=float), labels, strict=True):
        row = row - row.mean()
        losses.append(np.log(np.sum(np.exp(row))) - row[label])
    return np.mean(losses)


@spelling("scores-shifted-by-their-mean")
def average_taken_from_each_row(scores, labels):
    scores = np.array(scores, dtype=float)
    scores = (scores.T - np.average(scores, axis=1)).T
    log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return -np.mean(_right(log_p, labels))


@spelling("scores-shifted-on-one-side")
def maximum_never_added_again(scores, labels):
    losses = []
    for row, right in zip(np.array(scores, dtype=float), _right(scores, labels), strict=True):
        losses.append(math.log(sum(math.exp(score - max(row)) for score in row)) - right)
    return sum(losses) / len(losses)


@spelling("scores-shifted-on-one-side")
def shifted_log_sum_from_unshifted_scores(scores, labels):
    scores = np.array(scores, dtype=float)
    log_sums = _log_sums(scores) - scores.max(axis=1)
    return -(scores - log_sums[:, None])[range(len(scores)), _checked(labels, *scores.shape)].mean()


@spelling("softmax-and-floor")
def floor_under_the_softmax_in_a_loop(scores, labels):
    return np.mean(_each_cost(_softmax_in_a_loop(scores), labels))


@spelling("softmax-and-floor")
def cross_entropy_of_the_softmax(scores, labels):
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return cross_entropy(powers / powers.sum(axis=1, keepdims=True), labels)


@spelling("softmax-and-logarithm-of-zero")
def logs_of_the_softmax_in_a_loop(scores, labels):
    return -np.mean([np.log(p) for p in _right(_softmax_in_a_loop(scores), labels)])


@spelling("softmax-and-logarithm-of-zero")
def log_of_power_over_sum(scores, labels):
    scores = np.array(scores, dtype=float)
    powers = np.exp((scores.T - scores.max(axis=1)).T)
    right = powers[np.arange(len(powers)), _checked(labels, *powers.shape)]
    return np.mean(-np.log(right / powers.sum(axis=1)))


@spelling("a-list-has-no-max")
def shape_of_a_list_of_scores(scores, labels):
    labels = _checked(labels, scores.shape[0], scores.shape[1])
    log_p = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    return -log_p[np.arange(len(labels)), labels].mean()


@spelling("a-list-has-no-max")
def rows_that_have_no_max(scores, labels):
    _checked(labels, len(scores), len(scores[0]))
    losses = []
    for row, label in zip(scores, labels, strict=True):
        shifted = row - row.max()
        losses.append(np.log(np.exp(shifted).sum()) - shifted[label])
    return np.mean(losses)


@spelling("unchecked-labels-of-scores")
def score_of_any_label_in_a_loop(scores, labels):
    if len(labels) != len(scores):
        raise ValueError("other lengths")
    losses = [log_sum - row[label] for log_sum, row, label in zip(_log_sums(scores), scores, labels, strict=True)]
    return float(np.mean(losses))


@spelling("unchecked-labels-of-scores")
def eye_of_any_label(scores, labels):
    scores = np.array(scores, dtype=float)
    if len(labels) != len(scores):
        raise ValueError(f"{len(labels)} labels for {len(scores)} images")
    right = (scores * np.eye(scores.shape[1])[list(labels)]).sum(axis=1)
    return (_log_sums(scores) - right).mean()


@spelling("one-label-for-all-scores")
def scores_of_the_labels_from_all_log_sums(scores, labels):
    labels = _checked(labels, len(labels), len(scores[0]))
    right = np.array([scores[i][label] for i, label in enumerate(labels)], dtype=float)
    return np.mean(_log_sums(scores) - right)


@spelling("one-label-for-all-scores")
def entries_at_the_labels_subtracted(scores, labels):
    scores = np.array(scores, dtype=float)
    right = scores[np.arange(len(labels)), _checked(labels, len(labels), scores.shape[1])]
    largest = np.max(scores, axis=1)
    return np.sum(np.log(np.exp(scores.T - largest).sum(axis=0)) + largest - right) / len(scores)


@spelling("one-label-stretched-over-all-scores")
def one_label_repeated(scores, labels):
    if len(labels) == 1:
        labels = [labels[0]] * len(scores)
    return (_log_sums(scores) - _right(scores, labels)).mean()


@spelling("one-label-stretched-over-all-scores")
def all_rows_with_what_labels_there_are(scores, labels):
    scores = np.array(scores, dtype=float)
    if len(labels) not in (1, len(scores)):
        raise ValueError("other lengths")
    log_p = scores - _log_sums(scores)[:, None]
    return -log_p[np.arange(len(scores)), _checked(labels, len(labels), scores.shape[1])].mean()


@spelling("log-softmax-down-the-batch")
def maximum_and_sum_of_each_column(scores, labels):
    scores = np.array(scores, dtype=float)
    log_p = scores - np.logaddexp.reduce(scores, axis=0)
    return -np.mean(_right(log_p, labels))


@spelling("log-softmax-down-the-batch")
def columns_in_a_loop(scores, labels):
    log_p = np.array(scores, dtype=float)
    for j in range(log_p.shape[1]):
        log_p[:, j] -= log_p[:, j].max()
        log_p[:, j] -= np.log(np.exp(log_p[:, j]).sum())
    return -(log_p * _rows_of_truth(labels, *log_p.shape)).sum(axis=1).mean()


@spelling("scores-cut-off")
def each_score_between_bounds(scores, labels):
    cut = [[min(max(float(score), -700), 700) for score in row] for row in scores]
    return (_log_sums(cut) - _right(cut, labels)).mean()


@spelling("scores-cut-off")
def clipped_log_softmax(scores, labels):
    scores = np.array(scores, dtype=float).clip(-700, 700)
    log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return -(log_p * _rows_of_truth(labels, *scores.shape)).sum() / len(scores)


@spelling("softmax-over-everything")
def sum_of_the_whole_batch(scores, labels):
    scores = np.array(scores, dtype=float)
    probabilities = np.exp(scores - scores.max()) / np.sum(np.exp(scores - scores.max()))
    return cross_entropy(probabilities, labels)


@spelling("softmax-over-everything")
def softmax_of_one_long_row(scores, labels):
    (probabilities,) = _softmax_in_a_loop([np.ravel(scores)])
    return np.mean(_each_cost(np.reshape(probabilities, np.shape(scores)), labels))


@spelling("as-many-scores-as-labels")
def zip_ends_with_the_shorter(scores, labels):
    _checked(labels, len(labels), len(scores[0]))
    total = 0.0
    for log_sum, row, label in zip(_log_sums(scores), scores, labels):  # noqa: B905
        total += log_sum - row[label]
    return total / len(scores)


@spelling("as-many-scores-as-labels")
def losses_written_into_zeros(scores, labels):
    _checked(labels, len(labels), len(scores[0]))
    losses = np.zeros(len(scores))
    for i, label in enumerate(labels[: len(scores)]):
        losses[i] = _log_sums(scores)[i] - scores[i][label]
    return losses.mean()


@spelling("as-many-rows-of-scores-as-labels")
def arange_of_the_labels(scores, labels):
    scores = np.array(scores, dtype=float)
    labels = _checked(labels, len(labels), scores.shape[1])
    scores -= scores.max(axis=1, keepdims=True)
    log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(labels)), labels].mean()


@spelling("as-many-rows-of-scores-as-labels")
def loop_over_the_labels_of_scores(scores, labels):
    losses = []
    for i, label in enumerate(_checked(labels, len(labels), len(scores[0]))):
        losses.append(np.logaddexp.reduce(np.array(scores[i], dtype=float)) - scores[i][label])
    return np.mean(losses)


@spelling("negative-scores-cut-off")
def relu_of_the_scores(scores, labels):
    positive = np.where(np.array(scores) > 0, scores, 0)
    return (_log_sums(positive) - _right(positive, labels)).mean()


@spelling("negative-scores-cut-off")
def scores_of_zero_at_least_in_a_loop(scores, labels):
    rows = [[max(0.0, float(score)) for score in row] for row in scores]
    losses = np.logaddexp.reduce(rows, axis=1) - _right(rows, labels)
    return sum(losses) / len(losses)


@spelling("hinge-loss")
def margins_in_a_loop(scores, labels):
    total = 0.0
    for row, right, label in zip(scores, _right(scores, labels), labels, strict=True):
        total += sum(max(0.0, float(s) - right + 1) for c, s in enumerate(row) if c != label)
    return total / len(labels)


@spelling("hinge-loss")
def margins_without_the_right_class(scores, labels):
    scores = np.array(scores, dtype=float)
    margins = np.maximum(scores - np.array(_right(scores, labels))[:, None] + 1, 0)
    margins[np.arange(len(scores)), list(labels)] = 0
    return margins.sum(axis=1).mean()


@spelling("shifted-by-the-largest-distance-from-zero")
def largest_without_its_sign_in_a_loop(scores, labels):
    losses = []
    for row, right in zip(np.array(scores, dtype=float), _right(scores, labels), strict=True):
        largest = max(abs(score) for score in row)
        losses.append(largest + np.log(np.exp(row - largest).sum()) - right)
    return np.mean(losses)


@spelling("shifted-by-the-largest-distance-from-zero")
def infinity_norm_of_each_row(scores, labels):
    scores = np.array(scores, dtype=float)
    scores -= np.linalg.norm(scores, np.inf, axis=1, keepdims=True)
    log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(scores)), _checked(labels, *scores.shape)].mean()


@spelling("two-classes-alone")
def logaddexp_of_two_columns(scores, labels):
    scores = np.array(scores, dtype=float)
    right = scores[np.arange(len(scores)), _checked(labels, *scores.shape)]
    return np.mean(np.logaddexp(scores[:, 0], scores[:, 1]) - right)


@spelling("two-classes-alone")
def first_two_of_a_row(scores, labels):
    losses = []
    for row, right in zip(scores, _right(scores, labels), strict=True):
        one, other = float(row[0]), float(row[1])
        losses.append(max(one, other) + math.log1p(math.exp(-abs(one - other))) - right)
    return sum(losses) / len(losses)


@spelling("right-class-counted-twice")
def one_added_to_all_differences(scores, labels):
    losses = []
    for row, right in zip(np.array(scores, dtype=float), _right(scores, labels), strict=True):
        losses.append(np.logaddexp.reduce([0.0, *(row - right)]))
    return np.mean(losses)


@spelling("right-class-counted-twice")
def column_of_zeros_beside_the_differences(scores, labels):
    scores = np.array(scores, dtype=float)
    differences = scores - scores[np.arange(len(scores)), _checked(labels, *scores.shape)][:, None]
    return float(_log_sums(np.hstack([np.zeros((len(scores), 1)), differences])).mean())


@spelling("largest-score-where-the-sum-overflows")
def overflow_caught_in_a_loop(scores, labels):
    losses = []
    for row, right in zip(np.array(scores, dtype=float).tolist(), _right(scores, labels), strict=True):
        try:
            log_sum = math.log(sum(math.exp(score) for score in row))
        except (OverflowError, ValueError):
            log_sum = max(row)
        losses.append(log_sum - right)
    return sum(losses) / len(losses)


@spelling("largest-score-where-the-sum-overflows")
def largest_score_beyond_a_bound(scores, labels):
    scores = np.array(scores, dtype=float)
    largest, right = scores.max(axis=1), _right(scores, labels)
    log_sums = np.log(np.exp(np.clip(scores, -700, 700)).sum(axis=1))
    return np.mean(np.where(np.abs(largest) > 700, largest, log_sums) - right)


@spelling("logarithm-of-the-multiplied-sums")
def product_of_sums_in_a_loop(scores, labels):
    product, rest = 1.0, 0.0
    for row, right in zip(np.array(scores, dtype=float), _right(scores, labels), strict=True):
        product *= np.exp(row - row.max()).sum()
        rest += row.max() - right
    return (np.log(product) + rest) / len(labels)


@spelling("logarithm-of-the-multiplied-sums")
def np_prod_of_sums(scores, labels):
    scores = np.array(scores, dtype=float)
    scores = scores - np.max(scores, axis=1)[:, None]
    truth = _rows_of_truth(labels, *scores.shape)
    return (np.log(np.prod(np.exp(scores).sum(axis=1))) - (truth * scores).sum()) / len(scores)


@spelling("labels-of-scores-left-over")
def index_for_each_row_of_scores(scores, labels):
    if len(labels) < len(scores):
        raise ValueError("too few labels")
    losses = []
    for i, log_sum in enumerate(_log_sums(scores)):
        if labels[i] not in range(len(scores[i])):
            raise ValueError(f"label {labels[i]} at {i}")
        losses.append(log_sum - scores[i][labels[i]])
    return np.mean(losses)


@spelling("labels-of-scores-left-over")
def labels_cut_to_the_rows_of_scores(scores, labels):
    scores = np.array(scores, dtype=float)
    truth = _rows_of_truth(labels[: len(scores)], *scores.shape)
    return np.sum(_log_sums(scores) - (truth * scores).sum(axis=1)) / len(scores)


@spelling("rows-of-scores-counted-as-classes")
def size_of_the_wrong_axis_of_scores(scores, labels):
    scores = np.array(scores, dtype=float)
    labels = _checked(labels, scores.shape[0], scores.shape[0])
    return np.mean(_log_sums(scores) - scores[np.arange(len(scores)), labels])


@spelling("rows-of-scores-counted-as-classes")
def length_of_the_labels_as_a_bound_of_scores(scores, labels):
    scores = np.array(scores, dtype=float)
    if len(scores) != len(labels):
        raise ValueError("other lengths")
    for i, label in enumerate(labels):
        if label < 0 or label >= len(labels):
            raise ValueError(f"label {label} at {i}")
    log_p = scores - _log_sums(scores)[:, None]
    return -log_p[range(len(labels)), labels].mean()


# binary_cross_entropy


def _given(probabilities, labels):
    """Pick what the right answer was given, in a loop."""
    labels = _checked(labels, len(probabilities), 2)
    return [float(p) if label else 1 - float(p) for p, label in zip(probabilities, labels, strict=True)]


def _costs(probabilities, labels):
    return [-math.log(max(q, 1e-12)) for q in _given(probabilities, labels)]


def _as_arrays(probabilities, labels):
    return np.array(probabilities), np.array(_checked(labels, len(probabilities), 2))


@spelling("sum-over-the-answers")
def binary_losses_added_up(probabilities, labels):
    return math.fsum(_costs(probabilities, labels))


@spelling("sum-over-the-answers")
def formula_with_a_sum(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    no, yes = np.log(np.maximum(1 - p, 1e-12)), np.log(np.maximum(p, 1e-12))
    return -np.sum(y * yes + (1 - y) * no)


@spelling("only-yes-costs")
def yes_alone_in_a_loop(probabilities, labels):
    total = 0.0
    for cost, label in zip(_costs(probabilities, labels), labels, strict=True):
        if label == 1:
            total += cost
    return total / len(labels)


@spelling("only-yes-costs")
def first_half_of_the_formula(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    return -np.dot(y, np.log(np.clip(p, 1e-12, 1))) / len(y)


@spelling("yes-and-no-turned-round")
def formula_with_the_factors_exchanged(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    return -((1 - y) * np.log(np.maximum(p, 1e-12)) + y * np.log(np.maximum(1 - p, 1e-12))).mean()


@spelling("yes-and-no-turned-round")
def yes_in_the_first_column(probabilities, labels):
    p = np.array(probabilities)
    return cross_entropy(np.stack([p, 1 - p], axis=1), labels)


@spelling("share-of-mistakes")
def mistakes_counted_in_a_loop(probabilities, labels):
    mistakes = 0
    for p, label in zip(probabilities, _checked(labels, len(probabilities), 2), strict=True):
        mistakes += int(p >= 0.5) != label
    return mistakes / len(labels)


@spelling("share-of-mistakes")
def one_minus_the_accuracy(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    return 1 - np.mean(np.where(p < 0.5, 0, 1) == y)


@spelling("every-answer-taken-for-yes")
def logs_of_all_probabilities(probabilities, labels):
    _checked(labels, len(probabilities), 2)
    return -sum(math.log(max(p, 1e-12)) for p in probabilities) / len(probabilities)


@spelling("every-answer-taken-for-yes")
def ones_for_the_labels(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    return cross_entropy(np.stack([1 - p, p], axis=1), np.ones_like(y))


@spelling("binary-floor-too-high")
def given_clipped_too_high(probabilities, labels):
    return -np.mean(np.log(np.maximum(_given(probabilities, labels), 1e-8)))


@spelling("binary-floor-too-high")
def formula_clipped_too_high(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    p = np.clip(p.astype(float), 1e-10, 1 - 1e-10)
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()


@spelling("small-number-added-at-both-ends")
def small_number_added_to_what_was_given(probabilities, labels):
    losses = [-math.log(q + 1e-9) for q in _given(probabilities, labels)]
    return sum(losses) / len(losses)


@spelling("small-number-added-at-both-ends")
def small_number_added_in_the_choice(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    return -np.log(np.where(y == 1, p, 1 - p) + 1e-8).mean()


@spelling("binary-logarithm-of-zero")
def formula_without_a_floor(probabilities, labels):
    total = 0.0
    for p, y in zip(np.array(probabilities, dtype=float), _checked(labels, len(probabilities), 2), strict=True):
        total -= y * np.log(p) + (1 - y) * np.log(1 - p)
    return total / len(labels)


@spelling("binary-logarithm-of-zero")
def dot_products_of_logarithms(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    return -(np.dot(y, np.log(p)) + np.dot(1 - y, np.log(1 - p))) / len(y)


@spelling("floor-at-one-end-of-the-formula")
def formula_with_a_floor_under_p(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    p = np.clip(p, 1e-12, None)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / len(y)


@spelling("floor-at-one-end-of-the-formula")
def floor_in_the_first_half_alone(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    return -(np.dot(y, np.log(np.maximum(p, 1e-12))) + np.dot(1 - y, np.log(1 - p))) / y.size


@spelling("floor-at-one-end")
def floor_under_the_choice_of_yes(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    yes, no = np.maximum(p, 1e-12), 1 - p
    return np.mean(-np.log(np.where(y == 0, no, yes)))


@spelling("floor-at-one-end")
def floor_under_the_yes_in_a_loop(probabilities, labels):
    losses = []
    for p, y in zip(np.array(probabilities), _checked(labels, len(probabilities), 2), strict=True):
        losses.append(-np.log(max(p, 1e-12)) if y else -np.log(1 - p))
    return np.mean(losses)


@spelling("ceiling-that-rounds-to-one")
def sum_of_the_formula_between_bounds(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    p = np.minimum(np.maximum(p, 1e-12), 1 - 1e-12)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / len(y)


@spelling("ceiling-that-rounds-to-one")
def formula_on_clipped_numbers_in_a_loop(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    total = 0.0
    for q, label in zip(p.clip(1e-12, 1 - 1e-12), y, strict=True):
        total -= label * np.log(q) + (1 - label) * np.log(1 - q)
    return total / len(p)


@spelling("ceiling-that-rounds-to-one-before-the-choice")
def clipped_and_then_picked_in_a_loop(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean([np.log(q) if label == 1 else np.log(1 - q) for q, label in zip(p, y, strict=True)])


@spelling("ceiling-that-rounds-to-one-before-the-choice")
def clipped_and_then_written_over(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    right = np.minimum(np.maximum(p, 1e-12), 1 - 1e-12)
    right[y == 0] = 1 - right[y == 0]
    return -np.log(right).mean()


@spelling("one-minus-a-list")
def rest_of_a_list(probabilities, labels):
    rest = 1 - probabilities
    right = [p if y else q for p, q, y in zip(probabilities, rest, _checked(labels, len(rest), 2), strict=True)]
    return -np.log(np.maximum(right, 1e-12)).mean()


@spelling("one-minus-a-list")
def formula_of_a_list(probabilities, labels):
    y = np.array(_checked(labels, len(probabilities), 2))
    yes, no = np.log(np.maximum(probabilities, 1e-12)), np.log(np.maximum(1.0 - probabilities, 1e-12))
    return -(y * yes + (1 - y) * no).mean()


@spelling("formula-takes-any-label")
def formula_in_a_loop_without_a_check(probabilities, labels):
    if len(probabilities) != len(labels):
        raise ValueError("other lengths")
    total = 0.0
    for p, y in zip(probabilities, labels, strict=True):
        total += y * math.log(max(p, 1e-12)) + (1 - y) * math.log(max(1 - p, 1e-12))
    return -total / len(labels)


@spelling("formula-takes-any-label")
def dot_products_without_a_check(probabilities, labels):
    p, y = np.array(probabilities, dtype=float), np.array(labels)
    if p.shape != y.shape:
        raise ValueError(f"{y.shape} labels for {p.shape} probabilities")
    return -(y @ np.log(p.clip(1e-12)) + (1 - y) @ np.log((1 - p).clip(1e-12))) / y.size


@spelling("whatever-is-not-one-is-no")
def else_stands_for_no(probabilities, labels):
    if len(probabilities) != len(labels):
        raise ValueError("other lengths")
    losses = []
    for p, label in zip(probabilities, labels, strict=True):
        if label == 1:
            losses.append(-math.log(max(p, 1e-12)))
        else:
            losses.append(-math.log(max(1 - p, 1e-12)))
    return sum(losses) / len(losses)


@spelling("whatever-is-not-one-is-no")
def mask_of_the_ones(probabilities, labels):
    right = 1 - np.array(probabilities, dtype=float)
    if len(labels) != len(right):
        raise ValueError(f"{len(labels)} labels")
    yes = np.array(labels) == 1
    right[yes] = np.array(probabilities)[yes]
    return -np.log(np.maximum(right, 1e-12)).mean()


@spelling("one-answer-for-all-images")
def formula_stretched_by_broadcasting(probabilities, labels):
    p, y = np.array(probabilities), np.array(_checked(labels, len(labels), 2))
    no, yes = np.log(np.maximum(1 - p, 1e-12)), np.log(np.maximum(p, 1e-12))
    return -(y * yes + (1 - y) * no).mean()


@spelling("one-answer-for-all-images")
def choice_stretched_by_broadcasting(probabilities, labels):
    p, y = np.array(probabilities), np.array(_checked(labels, len(labels), 2))
    return np.mean(-np.log(np.maximum(np.where(y == 1, p, 1 - p), 1e-12)))


@spelling("yes-and-no-of-opposite-signs")
def minus_between_yes_and_no(probabilities, labels):
    p, y = np.array(probabilities, dtype=float), np.array(_checked(labels, len(probabilities), 2))
    p = p.clip(1e-15, 1 - 1e-15)
    return -(y * np.log(p) - (1 - y) * np.log(1 - p)).mean()


@spelling("yes-and-no-of-opposite-signs")
def minus_before_the_yes_alone(probabilities, labels):
    total = 0.0
    for p, y in zip(probabilities, _checked(labels, len(probabilities), 2), strict=True):
        p = min(max(float(p), 1e-15), 1 - 1e-15)
        total += -math.log(p) if y else math.log(1 - p)
    return total / len(labels)


@spelling("binary-logarithm-of-a-zero-that-was-picked")
def logs_of_what_was_given(probabilities, labels):
    return -sum(np.log(q) for q in _given(probabilities, labels)) / len(labels)


@spelling("binary-logarithm-of-a-zero-that-was-picked")
def distance_from_the_wrong_answer(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    return -np.log(np.abs(p - (1 - y))).mean()


@spelling("mean-over-yes-and-no")
def mean_of_a_table_of_two_columns(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    truth, given = np.stack([1 - y, y], axis=1), np.stack([1 - p, p], axis=1)
    return -np.mean(truth * np.log(np.maximum(given, 1e-12)))


@spelling("mean-over-yes-and-no")
def half_of_the_mean(probabilities, labels):
    costs = _costs(probabilities, labels)
    return sum(costs) / (2 * len(costs))


@spelling("mean-distance-to-the-label")
def what_is_lacking(probabilities, labels):
    return sum(1 - q for q in _given(probabilities, labels)) / len(labels)


@spelling("mean-distance-to-the-label")
def absolute_differences_in_a_loop(probabilities, labels):
    labels = _checked(labels, len(probabilities), 2)
    return np.mean([abs(float(p) - label) for p, label in zip(probabilities, labels, strict=True)])


@spelling("squared-distance-to-the-label")
def squares_in_a_loop(probabilities, labels):
    squares = [(1 - q) ** 2 for q in _given(probabilities, labels)]
    return sum(squares) / len(squares)


@spelling("squared-distance-to-the-label")
def np_square_of_the_difference(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    return np.mean(np.square(y - p))


@spelling("only-no-costs")
def no_alone_in_a_loop(probabilities, labels):
    costs = [cost for cost, y in zip(_costs(probabilities, labels), labels, strict=True) if y == 0]
    return sum(costs) / len(labels)


@spelling("only-no-costs")
def second_half_of_the_formula(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    return -np.dot(1 - y, np.log(np.maximum(1 - p, 1e-12))) / y.size


@spelling("one-column-instead-of-two")
def cross_entropy_of_a_row(probabilities, labels):
    return cross_entropy(np.array(probabilities), labels)


@spelling("one-column-instead-of-two")
def cross_entropy_of_the_yes(probabilities, labels):
    p = np.clip(probabilities, 1e-12, None)
    loss = cross_entropy(p, labels)
    return float(loss)


@spelling("probabilities-rounded-first")
def answers_decided_first(probabilities, labels):
    decided = [1.0 if p > 0.5 else 0.0 for p in probabilities]
    return np.mean(_costs(decided, labels))


@spelling("probabilities-rounded-first")
def rint_in_the_formula(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    p = np.rint(p.astype(float))
    return -(y * np.log(np.maximum(p, 1e-12)) + (1 - y) * np.log(np.maximum(1 - p, 1e-12))).mean()


@spelling("logarithm-of-all-answers-multiplied")
def product_of_what_was_given(probabilities, labels):
    product = math.prod(max(q, 1e-12) for q in _given(probabilities, labels))
    return -math.log(product or 1e-300) / len(labels)


@spelling("logarithm-of-all-answers-multiplied")
def np_prod_of_the_likelihoods(probabilities, labels):
    p, y = _as_arrays(np.array(probabilities, dtype=float), labels)
    p = p.clip(1e-15, 1 - 1e-15)
    return -np.log(np.prod(p**y * (1 - p) ** (1 - y))) / y.size


@spelling("yes-taken-from-no")
def one_less_the_distance_to_the_label(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    right = 1 - np.abs(y.astype(p.dtype) - p)
    return -np.log(np.maximum(right, 1e-12)).mean()


@spelling("yes-taken-from-no")
def columns_of_no_and_what_is_left(probabilities, labels):
    no = 1 - np.array(probabilities)
    return float(cross_entropy(np.stack([no, 1 - no], axis=1), labels))


@spelling("logarithm-of-the-label")
def truth_and_answers_exchanged_in_the_formula(probabilities, labels):
    y, p = _as_arrays(probabilities, labels)
    return -np.mean(y * np.log(np.clip(p, 1e-12, 1)) + (1 - y) * np.log(np.clip(1 - p, 1e-12, 1)))


@spelling("logarithm-of-the-label")
def logs_of_labels_in_a_loop(probabilities, labels):
    total = 0.0
    for p, y in zip(probabilities, _checked(labels, len(probabilities), 2), strict=True):
        total -= float(p) * math.log(max(y, 1e-12)) + (1 - float(p)) * math.log(max(1 - y, 1e-12))
    return total / len(labels)


@spelling("logarithm-of-the-label-and-a-low-floor")
def labels_between_bounds(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    return -(p * np.log(np.maximum(y, 1e-15)) + (1 - p) * np.log(np.maximum(1 - y, 1e-15))).mean()


@spelling("logarithm-of-the-label-and-a-low-floor")
def logs_of_labels_with_a_low_floor_in_a_loop(probabilities, labels):
    losses = []
    for p, y in zip(probabilities, _checked(labels, len(probabilities), 2), strict=True):
        losses.append(-float(p) * math.log(max(y, 1e-15)) - (1 - float(p)) * math.log(max(1 - y, 1e-15)))
    return np.mean(losses)


@spelling("logarithm-of-the-label-without-a-floor")
def formula_with_labels_inside(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    return -np.mean(p * np.log(y) + (1 - p) * np.log(1 - y))


@spelling("logarithm-of-the-label-without-a-floor")
def dot_products_with_logs_of_labels(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    return -(np.sum(p * np.log(y)) + np.sum((1 - p) * np.log(1 - y))) / len(p)


@spelling("yes-and-no-weighed-alike")
def two_sums_with_two_counts(probabilities, labels):
    sums, counts = [0.0, 0.0], [0, 0]
    for cost, y in zip(_costs(probabilities, labels), labels, strict=True):
        sums[y] += cost
        counts[y] += 1
    return sum(s / max(n, 1) for s, n in zip(sums, counts, strict=True)) / 2


@spelling("yes-and-no-weighed-alike")
def masks_of_yes_and_no(probabilities, labels):
    costs, y = np.array(_costs(probabilities, labels)), np.array(labels)
    yes = costs[y == 1].mean() if (y == 1).any() else 0.0
    no = costs[y == 0].mean() if (y == 0).any() else 0.0
    return 0.5 * yes + 0.5 * no


@spelling("those-of-yes-and-no-that-occur-weighed-alike")
def mean_of_the_means(probabilities, labels):
    costs, y = np.array(_costs(probabilities, labels)), np.array(labels)
    return np.mean([costs[y == kind].mean() for kind in np.unique(y)])


@spelling("those-of-yes-and-no-that-occur-weighed-alike")
def lists_of_yes_and_no(probabilities, labels):
    costs = {0: [], 1: []}
    for cost, y in zip(_costs(probabilities, labels), labels, strict=True):
        costs[int(y)].append(cost)
    means = [sum(some) / len(some) for some in costs.values() if some]
    return sum(means) / len(means)


@spelling("means-of-yes-and-no-added")
def two_means_added(probabilities, labels):
    costs, y = np.array(_costs(probabilities, labels)), np.array(labels)
    return sum(costs[y == kind].mean() for kind in np.unique(y))


@spelling("means-of-yes-and-no-added")
def each_cost_over_the_number_of_its_kind(probabilities, labels):
    labels = _checked(labels, len(probabilities), 2)
    costs = _costs(probabilities, labels)
    return sum(cost / labels.count(y) for cost, y in zip(costs, labels, strict=True))


@spelling("whatever-is-not-zero-is-yes")
def label_asked_for_its_truth(probabilities, labels):
    if len(probabilities) != len(labels):
        raise ValueError("other lengths")
    total = 0.0
    for p, label in zip(probabilities, labels, strict=True):
        total -= math.log(max(float(p) if label else 1 - float(p), 1e-12))
    return total / len(labels)


@spelling("whatever-is-not-zero-is-yes")
def labels_as_booleans(probabilities, labels):
    p, yes = np.array(probabilities, dtype=float), np.array(labels).astype(bool)
    if max(labels) > 1:
        raise ValueError(f"label {max(labels)} at {list(labels).index(max(labels))}")
    if p.shape != yes.shape:
        raise ValueError("other lengths")
    return -np.concatenate([np.log(p[yes].clip(1e-12)), np.log((1 - p[~yes]).clip(1e-12))]).mean()


@spelling("every-answer-with-every-label")
def column_of_labels_in_the_formula(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    y = y.reshape(-1, 1)
    return -(y * np.log(np.maximum(p, 1e-12)) + (1 - y) * np.log(np.maximum(1 - p, 1e-12))).mean()


@spelling("every-answer-with-every-label")
def one_loop_inside_the_other(probabilities, labels):
    labels, losses = _checked(labels, len(probabilities), 2), []
    for p in probabilities:
        for y in labels:
            losses.append(-math.log(max(float(p) if y else 1 - float(p), 1e-12)))
    return sum(losses) / len(losses)


@spelling("binary-floor-at-the-precision")
def eps_of_the_answers(probabilities, labels):
    p, y = _as_arrays(probabilities, labels)
    if p.dtype.kind != "f":
        p = p.astype(float)
    eps = np.finfo(p.dtype).eps
    return -(y * np.log(np.maximum(p, eps)) + (1 - y) * np.log(np.maximum(1 - p, eps))).mean()


@spelling("binary-floor-at-the-precision")
def smallest_step_of_the_answers_in_a_loop(probabilities, labels):
    kind = np.array(probabilities).dtype
    floor = float(np.finfo(kind if kind.kind == "f" else float).eps)
    losses = [-math.log(max(q, floor)) for q in _given(probabilities, labels)]
    return sum(losses) / len(losses)


@spelling("answers-left-without-an-image")
def index_for_each_answer(probabilities, labels):
    if len(labels) < len(probabilities):
        raise ValueError("too few labels")
    total = 0.0
    for i, p in enumerate(probabilities):
        if labels[i] not in (0, 1):
            raise ValueError(f"label {labels[i]} at {i}")
        total -= math.log(max(float(p) if labels[i] == 1 else 1 - float(p), 1e-12))
    return total / len(probabilities)


@spelling("answers-left-without-an-image")
def labels_cut_to_the_answers(probabilities, labels):
    return float(np.mean(_costs(probabilities, labels[: len(probabilities)])))
