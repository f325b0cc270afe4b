"""Wrong ways of ex06."""

from __future__ import annotations

import numpy as np

from reference.kit.catalogue import misconception


def _checked(fractions):
    if len(fractions) != 3 or not np.isclose(sum(fractions), 1):
        raise ValueError("three fractions that sum to 1")


def _by_class(labels, fractions, cut, shuffled):
    """Share out class by class; `cut(n)` gives where the parts of n rows begin and end."""
    _checked(fractions)
    labels = np.asarray(labels)
    parts = [[], [], []]
    for label in np.unique(labels):
        own = shuffled(np.flatnonzero(labels == label))
        for part, (begin, end) in zip(parts, cut(len(own)), strict=True):
            part.extend(own[begin:end].tolist())
    return tuple(np.array(part, dtype=int) for part in parts)


def _ends(fractions, n):
    first, second = (round(end * n) for end in np.cumsum(fractions)[:2])
    return [(0, first), (first, second), (second, n)]


@misconception
def classes_left_to_chance(labels, fractions, rng):
    _checked(fractions)
    rows = rng.permutation(len(labels))
    return tuple(rows[begin:end] for begin, end in _ends(fractions, len(rows)))


@misconception
def rest_goes_to_the_test_part(labels, fractions, rng):
    def cut(n):
        train, validation = int(fractions[0] * n), int(fractions[1] * n)
        return [(0, train), (train, train + validation), (train + validation, n)]

    return _by_class(labels, fractions, cut, rng.permutation)


@misconception
def each_size_rounded_alone(labels, fractions, rng):
    def cut(n):
        train, validation, test = (round(fraction * n) for fraction in fractions)
        return [(0, train), (train, train + validation), (train + validation, train + validation + test)]

    return _by_class(labels, fractions, cut, rng.permutation)


@misconception
def parts_drawn_one_by_one(labels, fractions, rng):
    _checked(fractions)
    labels = np.asarray(labels)
    parts = []
    for fraction in fractions:
        picked = []
        for label in np.unique(labels):
            own = np.flatnonzero(labels == label)
            picked.extend(rng.permutation(own)[: round(fraction * len(own))].tolist())
        parts.append(np.array(picked))
    return tuple(parts)


@misconception
def split_from_another_generator(labels, fractions, rng):
    return _by_class(labels, fractions, lambda n: _ends(fractions, n), np.random.permutation)


@misconception
def split_with_a_seed_of_its_own(labels, fractions, rng):
    return _by_class(labels, fractions, lambda n: _ends(fractions, n), np.random.default_rng(42).permutation)


@misconception
def split_in_file_order(labels, fractions, rng):
    return _by_class(labels, fractions, lambda n: _ends(fractions, n), lambda own: own)


@misconception
def fractions_compared_exactly(labels, fractions, rng):
    if sum(fractions) != 1:
        raise ValueError("the fractions do not sum to 1")
    return _by_class(labels, fractions, lambda n: _ends(fractions, n), rng.permutation)


@misconception
def fractions_not_checked(labels, fractions, rng):
    labels = np.asarray(labels)
    parts = [[], [], []]
    for label in np.unique(labels):
        own = rng.permutation(np.flatnonzero(labels == label))
        for part, (begin, end) in zip(parts, _ends(fractions, len(own)), strict=True):
            part.extend(own[begin:end].tolist())
    return tuple(np.array(part, dtype=int) for part in parts)


@misconception
def labels_instead_of_rows(labels, fractions, rng):
    parts = _by_class(labels, fractions, lambda n: _ends(fractions, n), rng.permutation)
    return tuple(np.asarray(labels)[part] for part in parts)


@misconception
def parts_in_another_order(labels, fractions, rng):
    train, validation, test = _by_class(labels, fractions, lambda n: _ends(fractions, n), rng.permutation)
    return train, test, validation


@misconception
def share_of_what_is_left(labels, fractions, rng):
    def cut(n):
        first = round(fractions[0] * n)
        second = first + round(fractions[1] * (n - first))
        return [(0, first), (first, second), (second, n)]

    return _by_class(labels, fractions, cut, rng.permutation)


@misconception
def classes_left_out(labels, fractions, rng):
    _checked(fractions)
    labels = np.asarray(labels)
    parts = [[], [], []]
    for label in range(len(np.unique(labels))):
        own = rng.permutation(np.flatnonzero(labels == label))
        for part, (begin, end) in zip(parts, _ends(fractions, len(own)), strict=True):
            part.extend(own[begin:end].tolist())
    return tuple(np.array(part, dtype=int) for part in parts)


@misconception
def places_inside_the_class(labels, fractions, rng):
    return _by_class(labels, fractions, lambda n: _ends(fractions, n), lambda own: rng.permutation(len(own)))


@misconception
def fractions_not_counted(labels, fractions, rng):
    if not np.isclose(sum(fractions), 1):
        raise ValueError("the fractions do not sum to 1")
    labels = np.asarray(labels)
    parts = [[], [], []]
    for label in np.unique(labels):
        own = rng.permutation(np.flatnonzero(labels == label))
        for part, (begin, end) in zip(parts, _ends(fractions, len(own)), strict=True):
            part.extend(own[begin:end].tolist())
    return tuple(np.array(part, dtype=int) for part in parts)


@misconception
def rest_is_never_validated(n, k, rng):
    rows, size = rng.permutation(n), n // k
    folds = [rows[i * size : (i + 1) * size] for i in range(k)]
    return [(np.setdiff1d(rows, fold), fold) for fold in folds]


@misconception
def rest_goes_to_the_last_fold(n, k, rng):
    rows, size = rng.permutation(n), n // k
    folds = [rows[i * size : (i + 1) * size if i < k - 1 else n] for i in range(k)]
    return [(np.setdiff1d(rows, fold), fold) for fold in folds]


@misconception
def shuffled_anew_for_each_fold(n, k, rng):
    pairs = []
    for i in range(k):
        fold = np.array_split(rng.permutation(n), k)[i]
        pairs.append((np.setdiff1d(np.arange(n), fold), fold))
    return pairs


@misconception
def folds_train_on_everything(n, k, rng):
    rows = rng.permutation(n)
    return [(rows, fold) for fold in np.array_split(rows, k)]


@misconception
def pairs_turned_round(n, k, rng):
    rows = rng.permutation(n)
    return [(fold, np.setdiff1d(rows, fold)) for fold in np.array_split(rows, k)]


@misconception
def folds_in_file_order(n, k, rng):
    rows = np.arange(n)
    return [(np.setdiff1d(rows, fold), fold) for fold in np.array_split(rows, k)]


@misconception
def folds_from_another_generator(n, k, rng):
    rows = np.random.permutation(n)  # noqa: NPY002
    return [(np.setdiff1d(rows, fold), fold) for fold in np.array_split(rows, k)]


@misconception
def folds_with_a_seed_of_its_own(n, k, rng):
    rows = np.random.default_rng(0).permutation(n)
    return [(np.setdiff1d(rows, fold), fold) for fold in np.array_split(rows, k)]


@misconception
def trained_on_by_place(n, k, rng):
    rows, places = rng.permutation(n), np.arange(n)
    return [(np.setdiff1d(places, own), rows[own]) for own in np.array_split(places, k)]


@misconception
def folds_on_one_side_alone(n, k, rng):
    rows = rng.permutation(n)
    ends = np.cumsum([len(fold) for fold in np.array_split(rows, k)])
    return [(rows[end:], fold) for end, fold in zip(ends, np.array_split(rows, k), strict=True)]


@misconception
def a_fold_drawn_for_each_row(n, k, rng):
    number = rng.integers(k, size=n)
    return [(np.flatnonzero(number != i), np.flatnonzero(number == i)) for i in range(k)]


@misconception
def sizes_of_folds_rounded_up(n, k, rng):
    rows, size = rng.permutation(n), -(-n // k)
    folds = [rows[i * size : (i + 1) * size] for i in range(k)]
    return [(np.setdiff1d(rows, fold), fold) for fold in folds]


def _scaled(part, mean, spread):
    return (np.asarray(part, dtype=float) - mean) / np.where(spread <= 1e-12 * np.abs(mean), 1, spread)


@misconception
def each_part_by_its_own_mean(train, *others):
    return tuple(_scaled(part, np.mean(part, axis=0), np.std(part, axis=0)) for part in (train, *others))


@misconception
def fitted_on_all_rows(train, *others):
    together = np.concatenate([np.asarray(part, dtype=float) for part in (train, *others)])
    return tuple(_scaled(part, together.mean(axis=0), together.std(axis=0)) for part in (train, *others))


@misconception
def one_mean_for_all_columns(train, *others):
    return tuple(_scaled(part, np.mean(train), np.std(train)) for part in (train, *others))


@misconception
def rows_instead_of_columns(train, *others):
    return tuple(
        _scaled(part, np.mean(part, axis=1, keepdims=True), np.std(part, axis=1, keepdims=True))
        for part in (train, *others)
    )


@misconception
def spread_of_a_sample(train, *others):
    return tuple(_scaled(part, np.mean(train, axis=0), np.std(train, axis=0, ddof=1)) for part in (train, *others))


@misconception
def divided_by_the_variance(train, *others):
    mean, spread = np.mean(train, axis=0), np.where(np.ptp(train, axis=0) == 0, 1, np.var(train, axis=0))
    return tuple((np.asarray(part) - mean) / spread for part in (train, *others))


@misconception
def scaled_from_zero_to_one(train, *others):
    return tuple(_scaled(part, np.min(train, axis=0), np.ptp(train, axis=0)) for part in (train, *others))


@misconception
def constant_column_becomes_nan(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    return tuple((np.asarray(part) - mean) / spread for part in (train, *others))


@misconception
def spread_compared_with_zero(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    return tuple((np.asarray(part) - mean) / np.where(spread == 0, 1, spread) for part in (train, *others))


@misconception
def small_columns_taken_for_constant(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    return tuple((np.asarray(part) - mean) / np.where(spread < 1e-6, 1, spread) for part in (train, *others))


@misconception
def small_columns_made_zero(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    flat = spread < 1e-6
    return tuple(np.where(flat, 0, np.asarray(part) - mean) / np.where(flat, 1, spread) for part in (train, *others))


@misconception
def bare_array_for_one_part(train, *others):
    parts = tuple(_scaled(part, np.mean(train, axis=0), np.std(train, axis=0)) for part in (train, *others))
    return parts if others else parts[0]


@misconception
def standardised_in_place(train, *others):
    train = np.asarray(train)
    mean, spread = train.mean(axis=0), train.std(axis=0)
    train -= mean
    train /= np.where(spread <= 1e-12 * np.abs(mean), 1, spread)
    return (train, *(_scaled(part, mean, spread) for part in others))


@misconception
def standardised_in_whole_numbers(train, *others):
    train, results = np.asarray(train), []
    mean, spread = train.mean(axis=0), train.std(axis=0)
    for part in (train, *map(np.asarray, others)):
        result = np.zeros_like(part)
        result[...] = _scaled(part, mean, spread)
        results.append(result)
    return tuple(results)


@misconception
def mean_subtracted_alone(train, *others):
    return tuple(np.asarray(part) - np.mean(train, axis=0) for part in (train, *others))


@misconception
def each_part_by_itself_without_zeros(train, *others):
    parts = []
    for part in (train, *others):
        part = np.asarray(part, dtype=float)
        spread = part.std(axis=0)
        spread[spread == 0] = 1
        parts.append((part - part.mean(axis=0)) / spread)
    return tuple(parts)


@misconception
def others_left_as_they_are(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    spread = np.where(np.ptp(train, axis=0) == 0, 1, spread)
    return ((np.asarray(train) - mean) / spread, *others)


@misconception
def spread_made_larger(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0) + 1e-5
    return tuple((np.asarray(part) - mean) / spread for part in (train, *others))


@misconception
def spread_made_a_little_larger(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0) + 1e-8
    return tuple((np.asarray(part) - mean) / spread for part in (train, *others))


@misconception
def mean_subtracted_after_the_division(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    spread = np.where(np.ptp(train, axis=0) == 0, 1, spread)
    return tuple(np.asarray(part) / spread - mean for part in (train, *others))


@misconception
def median_subtracted(train, *others):
    middle, spread = np.median(train, axis=0), np.std(train, axis=0)
    spread = np.where(np.ptp(train, axis=0) == 0, 1, spread)
    return tuple((np.asarray(part) - middle) / spread for part in (train, *others))


@misconception
def constant_columns_left_as_they_are(train, *others):
    mean, spread, constant = np.mean(train, axis=0), np.std(train, axis=0), np.ptp(train, axis=0) == 0
    spread = np.where(constant, 1, spread)
    return tuple(np.where(constant, part, (np.asarray(part) - mean) / spread) for part in (train, *others))


@misconception
def prediction_in_the_rows(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(counts, (prediction, truth), 1)
    return counts


@misconception
def each_pair_counted_once(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    counts[np.asarray(truth), np.asarray(prediction)] += 1
    return counts


@misconception
def only_classes_that_occur(truth, prediction, n_classes):
    present = np.union1d(truth, prediction)
    counts = np.zeros((len(present), len(present)), dtype=int)
    np.add.at(counts, (np.searchsorted(present, truth), np.searchsorted(present, prediction)), 1)
    return counts


@misconception
def shares_instead_of_counts(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes))
    np.add.at(counts, (truth, prediction), 1)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


@misconception
def shares_of_all_rows(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes))
    np.add.at(counts, (truth, prediction), 1)
    return counts / len(truth)


@misconception
def one_row_many_times(truth, prediction, n_classes):
    counts = [[0] * n_classes] * n_classes
    for right, predicted in zip(truth, prediction, strict=True):
        counts[right][predicted] += 1
    return np.array(counts)


@misconception
def list_compared_with_a_number(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(n_classes):
        for j in range(n_classes):
            counts[i, j] = np.sum((truth == i) & (prediction == j))
    return counts


@misconception
def counted_in_bytes(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=np.uint8)
    np.add.at(counts, (truth, prediction), 1)
    return counts


@misconception
def only_what_was_right(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for right, predicted in zip(truth, prediction, strict=True):
        counts[right, predicted] += right == predicted
    return counts


@misconception
def classes_counted_from_one(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(counts, (np.asarray(truth) - 1, np.asarray(prediction) - 1), 1)
    return counts


@misconception
def class_zero_left_out(truth, prediction, n_classes):
    truth, prediction = np.asarray(truth), np.asarray(prediction)
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(1, n_classes + 1):
        for j in range(1, n_classes + 1):
            counts[i - 1, j - 1] = np.sum((truth == i) & (prediction == j))
    return counts


@misconception
def first_pair_alone(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    counts[truth[0], prediction[0]] = 1
    return counts


@misconception
def too_few_pairs_for_the_square(truth, prediction, n_classes):
    pairs = np.asarray(truth) * n_classes + np.asarray(prediction)
    return np.bincount(pairs).reshape(n_classes, n_classes)


@misconception
def only_pairs_that_occur(truth, prediction, n_classes):
    pairs = np.asarray(truth) * n_classes + np.asarray(prediction)
    return np.unique(pairs, return_counts=True)[1].reshape(n_classes, n_classes)


@misconception
def bins_over_what_occurs(truth, prediction, n_classes):
    return np.histogram2d(truth, prediction, bins=n_classes)[0]


@misconception
def number_of_hits(truth, prediction):
    return int(np.sum(np.equal(truth, prediction)))


@misconception
def accuracy_in_percent(truth, prediction):
    return 100 * float(np.mean(np.equal(truth, prediction)))


@misconception
def compared_after_sorting(truth, prediction):
    return float(np.mean(np.equal(np.sort(truth), np.sort(prediction))))


@misconception
def mean_over_the_classes(truth, prediction):
    truth, prediction = np.asarray(truth), np.asarray(prediction)
    return float(np.mean([np.mean(prediction[truth == label] == label) for label in np.unique(truth)]))


@misconception
def error_rate(truth, prediction):
    return float(np.mean(np.not_equal(truth, prediction)))


@misconception
def lists_compared_as_a_whole(truth, prediction):
    return float(np.mean(truth == prediction))


@misconception
def share_cut_to_a_whole_number(truth, prediction):
    return int(np.equal(truth, prediction).sum()) // len(truth)


@misconception
def a_yes_or_no_for_each_row(truth, prediction):
    return np.equal(truth, prediction)


@misconception
def found_anywhere(truth, prediction):
    return float(np.mean(np.isin(prediction, truth)))


@misconception
def found_anywhere_in_the_prediction(truth, prediction):
    return float(np.mean(np.isin(truth, prediction)))


@misconception
def distance_of_class_numbers(truth, prediction):
    return 1 - float(np.mean(np.abs(np.subtract(truth, prediction))))


@misconception
def squared_distance_of_class_numbers(truth, prediction):
    return 1 - float(np.mean(np.square(np.subtract(truth, prediction))))


@misconception
def classes_0_and_1_alone(truth, prediction):
    truth, prediction = np.asarray(truth), np.asarray(prediction)
    return float(np.sum((truth == prediction) & (truth < 2)) / len(truth))


@misconception
def four_counts_of_two_classes(truth, prediction):
    truth, prediction = np.asarray(truth), np.asarray(prediction)
    known = (truth < 2) & (prediction < 2)
    return float(np.sum((truth == prediction) & known) / np.sum(known))


def _folds(n, k, rng):
    rows = rng.permutation(n)
    return [(np.setdiff1d(rows, fold), fold) for fold in np.array_split(rows, k)]


def _cross_validated(fit_predict, x, labels, folds):
    """The right way, for given folds."""
    x, labels = np.asarray(x), np.asarray(labels)
    accuracies = []
    for train, validation in folds:
        prediction = np.asarray(fit_predict(x[train], labels[train], x[validation]))
        accuracies.append(float(np.mean(prediction == labels[validation])))
    return accuracies


@misconception
def trained_on_all_rows(fit_predict, x, labels, k, rng):
    folds = [(np.arange(len(x)), validation) for _, validation in _folds(len(x), k, rng)]
    return _cross_validated(fit_predict, x, labels, folds)


@misconception
def judged_by_the_training_rows(fit_predict, x, labels, k, rng):
    return _cross_validated(fit_predict, x, labels, [(train, train) for train, _ in _folds(len(x), k, rng)])


@misconception
def folds_taken_the_other_way_round(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    accuracies = []
    for fold in np.array_split(rng.permutation(len(x)), k):
        others = np.setdiff1d(np.arange(len(x)), fold)
        prediction = fit_predict(x[fold], labels[fold], x[others])
        accuracies.append(float(np.mean(np.equal(labels[others], prediction))))
    return accuracies


@misconception
def standardised_before_splitting(fit_predict, x, labels, k, rng):
    x = np.asarray(x, dtype=float)
    return _cross_validated(fit_predict, (x - x.mean(axis=0)) / x.std(axis=0), labels, _folds(len(x), k, rng))


@misconception
def labels_not_in_step(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    accuracies = []
    for train, validation in _folds(len(x), k, rng):
        prediction = np.asarray(fit_predict(x[train], labels[: len(train)], x[validation]))
        accuracies.append(float(np.mean(prediction == labels[validation])))
    return accuracies


@misconception
def all_labels_given(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    accuracies = []
    for train, validation in _folds(len(x), k, rng):
        prediction = np.asarray(fit_predict(x[train], labels, x[validation]))
        accuracies.append(float(np.mean(prediction == labels[validation])))
    return accuracies


@misconception
def validation_labels_given(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    accuracies = []
    for train, validation in _folds(len(x), k, rng):
        prediction = np.asarray(fit_predict(x[train], labels[train], x[validation], labels[validation]))
        accuracies.append(float(np.mean(prediction == labels[validation])))
    return accuracies


@misconception
def mean_of_the_accuracies(fit_predict, x, labels, k, rng):
    return float(np.mean(_cross_validated(fit_predict, x, labels, _folds(len(x), k, rng))))


@misconception
def hits_instead_of_accuracies(fit_predict, x, labels, k, rng):
    folds = _folds(len(x), k, rng)
    shares = _cross_validated(fit_predict, x, labels, folds)
    return [share * len(validation) for share, (_, validation) in zip(shares, folds, strict=True)]


@misconception
def counted_on_and_on(fit_predict, x, labels, k, rng):
    folds = _folds(len(x), k, rng)
    shares, sizes = np.array(_cross_validated(fit_predict, x, labels, folds)), [len(own) for _, own in folds]
    return (np.cumsum(shares * sizes) / np.cumsum(sizes)).tolist()


@misconception
def divided_by_one_size(fit_predict, x, labels, k, rng):
    folds = _folds(len(x), k, rng)
    shares = _cross_validated(fit_predict, x, labels, folds)
    return [share * len(own) / (len(x) // k) for share, (_, own) in zip(shares, folds, strict=True)]


@misconception
def answers_compared_as_a_whole(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    accuracies = []
    for train, validation in _folds(len(x), k, rng):
        prediction = fit_predict(x[train], labels[train], x[validation])
        accuracies.append(float(np.mean(prediction == labels[validation].tolist())))
    return accuracies


@misconception
def new_folds_in_every_round(fit_predict, x, labels, k, rng):
    return _cross_validated(fit_predict, x, labels, [_folds(len(x), k, rng)[i] for i in range(k)])


@misconception
def validation_with_a_seed_of_its_own(fit_predict, x, labels, k, rng):
    return _cross_validated(fit_predict, x, labels, _folds(len(x), k, np.random.default_rng(1)))


@misconception
def validation_in_file_order(fit_predict, x, labels, k, rng):
    folds = np.array_split(np.arange(len(x)), k)
    return _cross_validated(fit_predict, x, labels, [(np.setdiff1d(np.arange(len(x)), fold), fold) for fold in folds])


@misconception
def validation_from_another_generator(fit_predict, x, labels, k, rng):
    return _cross_validated(fit_predict, x, labels, _folds(len(x), k, np.random))
