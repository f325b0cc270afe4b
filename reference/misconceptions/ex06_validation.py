"""Wrong ways of ex06."""

from __future__ import annotations

import numpy as np

from reference.catalogue import misconception


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


@misconception(
    "hold_out_split",
    rejected_by="test_each_class_keeps_its_share",
    says="leaves the classes to chance: it shuffles all rows and cuts once, so that a rare class can miss a part. "
    "What if each class is shared out on its own?",
)
def classes_left_to_chance(labels, fractions, rng):
    _checked(fractions)
    rows = rng.permutation(len(labels))
    return tuple(rows[begin:end] for begin, end in _ends(fractions, len(rows)))


@misconception(
    "hold_out_split",
    rejected_by="test_small_classes_are_within_one_row_of_their_share",
    says="cuts the sizes of training and validation down to whole rows and gives the rest to the test part, which gets "
    "too many of every class. Round where the parts end, not how large they are.",
)
def rest_goes_to_the_test_part(labels, fractions, rng):
    def cut(n):
        train, validation = int(fractions[0] * n), int(fractions[1] * n)
        return [(0, train), (train, train + validation), (train + validation, n)]

    return _by_class(labels, fractions, cut, rng.permutation)


@misconception(
    "hold_out_split",
    rejected_by="test_no_row_is_left_out",
    says="rounds the size of each part by itself; together they need not make all rows. Where do the parts end?",
)
def each_size_rounded_alone(labels, fractions, rng):
    def cut(n):
        train, validation, test = (round(fraction * n) for fraction in fractions)
        return [(0, train), (train, train + validation), (train + validation, train + validation + test)]

    return _by_class(labels, fractions, cut, rng.permutation)


@misconception(
    "hold_out_split",
    rejected_by="test_no_row_is_in_two_parts",
    says="draws the three parts one by one from all rows, so that they overlap: shuffle once, then cut.",
)
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


@misconception(
    "hold_out_split",
    rejected_by="test_the_split_follows_the_generator",
    says="draws from NumPy's global generator: nobody can repeat its split. What is `rng` for?",
)
def split_from_another_generator(labels, fractions, rng):
    return _by_class(labels, fractions, lambda n: _ends(fractions, n), np.random.permutation)


@misconception(
    "hold_out_split",
    rejected_by="test_the_split_follows_the_generator",
    says="makes a generator of its own with a fixed seed: every call gives the same split, whatever `rng` says.",
)
def split_with_a_seed_of_its_own(labels, fractions, rng):
    return _by_class(labels, fractions, lambda n: _ends(fractions, n), np.random.default_rng(42).permutation)


@misconception(
    "hold_out_split",
    rejected_by="test_the_split_follows_the_generator",
    says="cuts each class in the order its rows came. Files are sorted by date, by camera, by person: shuffle first.",
)
def split_in_file_order(labels, fractions, rng):
    return _by_class(labels, fractions, lambda n: _ends(fractions, n), lambda own: own)


@misconception(
    "hold_out_split",
    rejected_by="test_fractions_may_miss_one_by_what_floats_do",
    says="refuses fractions that sum to one but for the last digit: in floats 0.7 + 0.2 + 0.1 is not quite 1. "
    "How does one compare floats?",
)
def fractions_compared_exactly(labels, fractions, rng):
    if sum(fractions) != 1:
        raise ValueError("the fractions do not sum to 1")
    return _by_class(labels, fractions, lambda n: _ends(fractions, n), rng.permutation)


@misconception(
    "hold_out_split",
    rejected_by="test_fractions_that_do_not_sum_to_one_are_an_error",
    says="takes fractions that do not sum to 1 and makes up the difference silently: say so with a ValueError.",
)
def fractions_not_checked(labels, fractions, rng):
    labels = np.asarray(labels)
    parts = [[], [], []]
    for label in np.unique(labels):
        own = rng.permutation(np.flatnonzero(labels == label))
        for part, (begin, end) in zip(parts, _ends(fractions, len(own)), strict=True):
            part.extend(own[begin:end].tolist())
    return tuple(np.array(part, dtype=int) for part in parts)


@misconception(
    "hold_out_split",
    rejected_by="test_no_row_is_left_out",
    says="returned the labels of the rows; expected row numbers, which serve for images and labels alike.",
)
def labels_instead_of_rows(labels, fractions, rng):
    parts = _by_class(labels, fractions, lambda n: _ends(fractions, n), rng.permutation)
    return tuple(np.asarray(labels)[part] for part in parts)


@misconception(
    "k_fold_indices",
    rejected_by="test_each_row_is_in_one_validation_fold",
    says="cuts folds of n // k rows and forgets the rest, which is never validated.",
)
def rest_is_never_validated(n, k, rng):
    rows, size = rng.permutation(n), n // k
    folds = [rows[i * size : (i + 1) * size] for i in range(k)]
    return [(np.setdiff1d(rows, fold), fold) for fold in folds]


@misconception(
    "k_fold_indices",
    rejected_by="test_sizes_of_folds_differ_by_at_most_one",
    says="gives all that is left over to the last fold: let the first few folds have one more each.",
)
def rest_goes_to_the_last_fold(n, k, rng):
    rows, size = rng.permutation(n), n // k
    folds = [rows[i * size : (i + 1) * size if i < k - 1 else n] for i in range(k)]
    return [(np.setdiff1d(rows, fold), fold) for fold in folds]


@misconception(
    "k_fold_indices",
    rejected_by="test_each_row_is_in_one_validation_fold",
    says="shuffles anew for every fold, so that some rows are validated twice and some never: shuffle once, then cut.",
)
def shuffled_anew_for_each_fold(n, k, rng):
    pairs = []
    for i in range(k):
        fold = np.array_split(rng.permutation(n), k)[i]
        pairs.append((np.setdiff1d(np.arange(n), fold), fold))
    return pairs


@misconception(
    "k_fold_indices",
    rejected_by="test_training_rows_are_all_the_others",
    says="trains on all rows, also on those that judge: that is leakage.",
)
def folds_train_on_everything(n, k, rng):
    rows = rng.permutation(n)
    return [(rows, fold) for fold in np.array_split(rows, k)]


@misconception(
    "k_fold_indices",
    rejected_by="test_each_row_is_in_one_validation_fold",
    says="trains on one fold and validates by the others: it is the other way about.",
)
def pairs_turned_round(n, k, rng):
    rows = rng.permutation(n)
    return [(fold, np.setdiff1d(rows, fold)) for fold in np.array_split(rows, k)]


@misconception(
    "k_fold_indices",
    rejected_by="test_folds_follow_the_generator",
    says="cuts the rows in the order they came: where they are sorted by class, whole classes are never trained on.",
)
def folds_in_file_order(n, k, rng):
    rows = np.arange(n)
    return [(np.setdiff1d(rows, fold), fold) for fold in np.array_split(rows, k)]


@misconception(
    "k_fold_indices",
    rejected_by="test_folds_follow_the_generator",
    says="draws from NumPy's global generator: nobody can repeat its folds. What is `rng` for?",
)
def folds_from_another_generator(n, k, rng):
    rows = np.random.permutation(n)  # noqa: NPY002
    return [(np.setdiff1d(rows, fold), fold) for fold in np.array_split(rows, k)]


@misconception(
    "k_fold_indices",
    rejected_by="test_folds_follow_the_generator",
    says="makes a generator of its own with a fixed seed: every call gives the same folds, whatever `rng` says.",
)
def folds_with_a_seed_of_its_own(n, k, rng):
    rows = np.random.default_rng(0).permutation(n)
    return [(np.setdiff1d(rows, fold), fold) for fold in np.array_split(rows, k)]


def _scaled(part, mean, spread):
    return (np.asarray(part, dtype=float) - mean) / np.where(spread < 1e-12, 1, spread)


@misconception(
    "standardise",
    rejected_by="test_other_rows_are_scaled_as_the_training_rows_were",
    says="gave each part a mean and a spread of its own: the same image then has other numbers in the test part than "
    "in training. Which rows may numbers be learned from?",
)
def each_part_by_its_own_mean(train, *others):
    return tuple(_scaled(part, np.mean(part, axis=0), np.std(part, axis=0)) for part in (train, *others))


@misconception(
    "standardise",
    rejected_by="test_other_rows_are_scaled_as_the_training_rows_were",
    says="took mean and spread over all rows together, so that the test rows had a say in how training looks. "
    "That is leakage, if a quiet one.",
)
def fitted_on_all_rows(train, *others):
    together = np.concatenate([np.asarray(part, dtype=float) for part in (train, *others)])
    return tuple(_scaled(part, together.mean(axis=0), together.std(axis=0)) for part in (train, *others))


@misconception(
    "standardise",
    rejected_by="test_training_columns_get_mean_zero_and_deviation_one",
    says="took one mean and one spread for the whole table: centimetres and kilograms need one each. Which axis?",
)
def one_mean_for_all_columns(train, *others):
    return tuple(_scaled(part, np.mean(train), np.std(train)) for part in (train, *others))


@misconception(
    "standardise",
    rejected_by="test_training_columns_get_mean_zero_and_deviation_one",
    says="gave each row mean 0 instead of each column: axis 0 runs over the rows.",
)
def rows_instead_of_columns(train, *others):
    return tuple(
        _scaled(part, np.mean(part, axis=1, keepdims=True), np.std(part, axis=1, keepdims=True))
        for part in (train, *others)
    )


@misconception(
    "standardise",
    rejected_by="test_training_columns_get_mean_zero_and_deviation_one",
    says="divided by the sample's standard deviation (N - 1); the population's is asked for (N), NumPy's own default.",
)
def spread_of_a_sample(train, *others):
    return tuple(_scaled(part, np.mean(train, axis=0), np.std(train, axis=0, ddof=1)) for part in (train, *others))


@misconception(
    "standardise",
    rejected_by="test_training_columns_get_mean_zero_and_deviation_one",
    says="divided by the variance: the standard deviation is its square root.",
)
def divided_by_the_variance(train, *others):
    return tuple(_scaled(part, np.mean(train, axis=0), np.var(train, axis=0)) for part in (train, *others))


@misconception(
    "standardise",
    rejected_by="test_training_columns_get_mean_zero_and_deviation_one",
    says="brought each column to 0..1 by its smallest and largest value. That is another way to scale: one outlier "
    "squeezes all others.",
)
def scaled_from_zero_to_one(train, *others):
    return tuple(_scaled(part, np.min(train, axis=0), np.ptp(train, axis=0)) for part in (train, *others))


@misconception(
    "standardise",
    rejected_by="test_a_constant_column_becomes_zero",
    says="divided by a spread of 0: a column that never changes became nan, and one nan spreads through all weights.",
)
def constant_column_becomes_nan(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    return tuple((np.asarray(part) - mean) / spread for part in (train, *others))


@misconception(
    "standardise",
    rejected_by="test_a_column_of_equal_tenths_becomes_zero",
    says="asks whether the standard deviation is exactly 0. For seven times 0.1 it is 1e-17 in floats, and a column "
    "that says nothing became one of ones. When is a column constant?",
)
def spread_compared_with_zero(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    return tuple((np.asarray(part) - mean) / np.where(spread == 0, 1, spread) for part in (train, *others))


@misconception(
    "standardise",
    rejected_by="test_the_result_is_always_a_tuple",
    says="returned a bare array when there is one part and a tuple when there are more.",
)
def bare_array_for_one_part(train, *others):
    parts = tuple(_scaled(part, np.mean(train, axis=0), np.std(train, axis=0)) for part in (train, *others))
    return parts if others else parts[0]


@misconception(
    "standardise",
    rejected_by="test_training_columns_get_mean_zero_and_deviation_one",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
def standardised_in_place(train, *others):
    train = np.asarray(train)
    mean, spread = train.mean(axis=0), train.std(axis=0)
    train -= mean
    train /= np.where(spread < 1e-12, 1, spread)
    return (train, *(_scaled(part, mean, spread) for part in others))


@misconception(
    "confusion_matrix",
    rejected_by="test_rows_are_the_truth",
    says="has the prediction in its rows and the truth in its columns: turned round, a miss reads as a false alarm.",
)
def prediction_in_the_rows(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(counts, (prediction, truth), 1)
    return counts


@misconception(
    "confusion_matrix",
    rejected_by="test_rows_are_the_truth",
    says="counted every pair once, however often it occurs: `counts[truth, prediction] += 1` reads all, adds 1, and "
    "writes all back. Which NumPy function adds for each pair?",
)
def each_pair_counted_once(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    counts[np.asarray(truth), np.asarray(prediction)] += 1
    return counts


@misconception(
    "confusion_matrix",
    rejected_by="test_classes_that_do_not_occur_keep_their_place",
    says="left out the classes that do not occur, so that its rows cannot be told any more.",
)
def only_classes_that_occur(truth, prediction, n_classes):
    present = np.union1d(truth, prediction)
    counts = np.zeros((len(present), len(present)), dtype=int)
    np.add.at(counts, (np.searchsorted(present, truth), np.searchsorted(present, prediction)), 1)
    return counts


@misconception(
    "confusion_matrix",
    rejected_by="test_rows_are_the_truth",
    says="gave shares of each row; counts were asked for.",
)
def shares_instead_of_counts(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes))
    np.add.at(counts, (truth, prediction), 1)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


@misconception(
    "accuracy",
    rejected_by="test_accuracy_is_the_share_of_hits",
    says="counted the hits; what share of all rows are they?",
)
def number_of_hits(truth, prediction):
    return int(np.sum(np.equal(truth, prediction)))


@misconception(
    "accuracy",
    rejected_by="test_accuracy_is_the_share_of_hits",
    says="gave percent; a share in 0..1 was asked for.",
)
def accuracy_in_percent(truth, prediction):
    return 100 * float(np.mean(np.equal(truth, prediction)))


@misconception(
    "accuracy",
    rejected_by="test_accuracy_is_the_share_of_hits",
    says="gave the share of mistakes, not of hits.",
)
def error_rate(truth, prediction):
    return float(np.mean(np.not_equal(truth, prediction)))


@misconception(
    "accuracy",
    rejected_by="test_accuracy_of_lists",
    says="compared two lists as a whole, which gives one False for all rows. Make arrays of them first.",
)
def lists_compared_as_a_whole(truth, prediction):
    return float(np.mean(truth == prediction))


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


@misconception(
    "cross_validate",
    rejected_by="test_nothing_that_is_validated_is_trained_on",
    says="trains on all rows and validates by some of them: a model that has seen the answers is always right.",
)
def trained_on_all_rows(fit_predict, x, labels, k, rng):
    folds = [(np.arange(len(x)), validation) for _, validation in _folds(len(x), k, rng)]
    return _cross_validated(fit_predict, x, labels, folds)


@misconception(
    "cross_validate",
    rejected_by="test_nothing_that_is_validated_is_trained_on",
    says="asks about the training rows: that says how well they were learned by heart.",
)
def judged_by_the_training_rows(fit_predict, x, labels, k, rng):
    return _cross_validated(fit_predict, x, labels, [(train, train) for train, _ in _folds(len(x), k, rng)])


@misconception(
    "cross_validate",
    rejected_by="test_nothing_that_is_validated_is_trained_on",
    says="standardised x before it was split, with a mean over all rows, also over those that are yet to judge. "
    "That is leakage: what is fitted belongs inside fit_predict.",
)
def standardised_before_splitting(fit_predict, x, labels, k, rng):
    x = np.asarray(x, dtype=float)
    return _cross_validated(fit_predict, (x - x.mean(axis=0)) / x.std(axis=0), labels, _folds(len(x), k, rng))


@misconception(
    "cross_validate",
    rejected_by="test_trains_on_all_other_rows_with_their_own_labels",
    says="gave fit_predict labels that are not those of its rows: rows and labels must be picked by the same numbers.",
)
def labels_not_in_step(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    accuracies = []
    for train, validation in _folds(len(x), k, rng):
        prediction = np.asarray(fit_predict(x[train], labels[: len(train)], x[validation]))
        accuracies.append(float(np.mean(prediction == labels[validation])))
    return accuracies


@misconception(
    "cross_validate",
    rejected_by="test_trains_on_all_other_rows_with_their_own_labels",
    says="gave fit_predict the labels of all rows, also of those it is asked about.",
)
def all_labels_given(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    accuracies = []
    for train, validation in _folds(len(x), k, rng):
        prediction = np.asarray(fit_predict(x[train], labels, x[validation]))
        accuracies.append(float(np.mean(prediction == labels[validation])))
    return accuracies


@misconception(
    "cross_validate",
    rejected_by="test_nothing_that_is_validated_is_trained_on",
    says="gave fit_predict the labels of the rows it shall predict: the answers stay with whoever judges.",
)
def validation_labels_given(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    accuracies = []
    for train, validation in _folds(len(x), k, rng):
        prediction = np.asarray(fit_predict(x[train], labels[train], x[validation], labels[validation]))
        accuracies.append(float(np.mean(prediction == labels[validation])))
    return accuracies


@misconception(
    "cross_validate",
    rejected_by="test_one_accuracy_for_each_fold",
    says="gave the mean of the accuracies; all k were asked for, since their spread says how far to trust the mean.",
)
def mean_of_the_accuracies(fit_predict, x, labels, k, rng):
    return float(np.mean(_cross_validated(fit_predict, x, labels, _folds(len(x), k, rng))))


@misconception(
    "cross_validate",
    rejected_by="test_each_row_is_validated_once",
    says="makes new folds in every round, so that some rows are validated twice and some never.",
)
def new_folds_in_every_round(fit_predict, x, labels, k, rng):
    return _cross_validated(fit_predict, x, labels, [_folds(len(x), k, rng)[i] for i in range(k)])


@misconception(
    "cross_validate",
    rejected_by="test_cross_validation_follows_the_generator",
    says="makes a generator of its own with a fixed seed: every call uses the same folds, whatever `rng` says.",
)
def validation_with_a_seed_of_its_own(fit_predict, x, labels, k, rng):
    return _cross_validated(fit_predict, x, labels, _folds(len(x), k, np.random.default_rng(1)))


@misconception(
    "cross_validate",
    rejected_by="test_cross_validation_follows_the_generator",
    says="cuts the rows in the order they came: where they are sorted by class, whole classes are never trained on.",
)
def validation_in_file_order(fit_predict, x, labels, k, rng):
    folds = np.array_split(np.arange(len(x)), k)
    return _cross_validated(fit_predict, x, labels, [(np.setdiff1d(np.arange(len(x)), fold), fold) for fold in folds])


@misconception(
    "cross_validate",
    rejected_by="test_cross_validation_follows_the_generator",
    says="draws its folds from NumPy's global generator: nobody can repeat them. What is `rng` for?",
)
def validation_from_another_generator(fit_predict, x, labels, k, rng):
    return _cross_validated(fit_predict, x, labels, _folds(len(x), k, np.random))
