"""Wrong ways of ex06 in other spellings."""

from __future__ import annotations

import math
import random
import statistics
from collections import Counter, defaultdict
from itertools import chain, pairwise

import numpy as np

from reference.kit.catalogue import spelling

# hold_out_split


def _must_sum_to_one(fractions):
    if len(fractions) != 3:
        raise ValueError(f"expected 3 fractions, got {len(fractions)}")
    if abs(sum(fractions) - 1.0) > 1e-6:
        raise ValueError(f"fractions sum to {sum(fractions)}")


def _rows_of(labels):
    """Collect the rows of each class in a dict."""
    rows = defaultdict(list)
    for i, label in enumerate(labels):
        rows[int(label)].append(i)
    return rows


def _dealt(labels, fractions, shuffled):
    """Share out each class in lists; `shuffled` gives the rows of a class in another order."""
    parts = [[], [], []]
    for own in _rows_of(labels).values():
        own = list(shuffled(own))
        a = round(fractions[0] * len(own))
        b = round((fractions[0] + fractions[1]) * len(own))
        parts[0] += own[:a]
        parts[1] += own[a:b]
        parts[2] += own[b:]
    return [np.array(part, dtype=int) for part in parts]


def _in_place(generator):
    """Shuffle a list by a generator's own `shuffle`."""

    def shuffled(own):
        generator.shuffle(own)
        return own

    return shuffled


@spelling("classes-left-to-chance")
def all_rows_shuffled_in_place(labels, fractions, rng):
    _must_sum_to_one(fractions)
    rows = np.arange(len(labels))
    rng.shuffle(rows)
    a = int(fractions[0] * len(rows))
    b = a + int(fractions[1] * len(rows))
    return rows[:a], rows[a:b], rows[b:]


@spelling("classes-left-to-chance")
def order_of_random_numbers(labels, fractions, rng):
    if not np.isclose(np.sum(fractions), 1) or len(fractions) > 3 or len(fractions) < 3:
        raise ValueError("bad fractions")
    order = np.argsort(rng.random(len(labels)))
    ends = (np.cumsum(fractions)[:-1] * len(labels)).round().astype(int)
    train, validation, test = np.split(order, ends)
    return np.sort(train), np.sort(validation), np.sort(test)


@spelling("rest-goes-to-the-test-part")
def lists_cut_at_whole_sizes(labels, fractions, rng):
    _must_sum_to_one(fractions)
    train, validation, test = [], [], []
    for own in _rows_of(labels).values():
        rng.shuffle(own)
        n_train, n_validation = int(len(own) * fractions[0]), int(len(own) * fractions[1])
        train.extend(own[:n_train])
        validation.extend(own[n_train : n_train + n_validation])
        test.extend(own[n_train + n_validation :])
    return np.array(train, dtype=int), np.array(validation, dtype=int), np.array(test, dtype=int)


@spelling("rest-goes-to-the-test-part")
def popped_off_and_the_rest(labels, fractions, rng):
    _must_sum_to_one(fractions)
    parts = [], [], []
    for own in _rows_of(labels).values():
        waiting = rng.permutation(own).tolist()
        for part in (0, 1):
            for _ in range(math.floor(fractions[part] * len(own))):
                parts[part].append(waiting.pop())
        parts[2].extend(waiting)
    return parts


@spelling("each-size-rounded-alone")
def sizes_cut_down_one_by_one(labels, fractions, rng):
    _must_sum_to_one(fractions)
    parts = [[], [], []]
    for own in _rows_of(labels).values():
        rng.shuffle(own)
        begin = 0
        for part, fraction in zip(parts, fractions, strict=True):
            end = begin + int(fraction * len(own))
            part += own[begin:end]
            begin = end
    return [np.array(part, dtype=int) for part in parts]


@spelling("each-size-rounded-alone")
def sizes_rounded_all_at_once(labels, fractions, rng):
    _must_sum_to_one(fractions)
    labels = np.asarray(labels)
    train, validation, test = [], [], []
    for label in set(labels.tolist()):
        own = rng.permutation(np.where(labels == label)[0])
        a, b, c = np.round(np.multiply(fractions, len(own))).astype(int)
        train.append(own[:a])
        validation.append(own[a : a + b])
        test.append(own[a + b : a + b + c])
    return np.concatenate(train), np.concatenate(validation), np.concatenate(test)


@spelling("parts-drawn-one-by-one")
def choice_without_replacement_for_each_part(labels, fractions, rng):
    _must_sum_to_one(fractions)
    parts = [], [], []
    for own in _rows_of(labels).values():
        for part, fraction in zip(parts, fractions, strict=True):
            part.extend(rng.choice(own, size=round(fraction * len(own)), replace=False).tolist())
    return parts


@spelling("parts-drawn-one-by-one")
def shuffled_before_each_part(labels, fractions, rng):
    _must_sum_to_one(fractions)
    labels = np.array(labels)
    train, validation, test = [], [], []
    for label in np.unique(labels):
        own = np.flatnonzero(labels == label)
        a, b = (round(share * len(own)) for share in (fractions[0], fractions[0] + fractions[1]))
        rng.shuffle(own)
        train += own[:a].tolist()
        rng.shuffle(own)
        validation += own[a:b].tolist()
        rng.shuffle(own)
        test += own[b:].tolist()
    return np.array(train), np.array(validation), np.array(test)


@spelling("split-from-another-generator")
def shuffled_by_the_module_random(labels, fractions, rng):
    _must_sum_to_one(fractions)
    return _dealt(labels, fractions, _in_place(random))


@spelling("split-from-another-generator")
def generator_without_a_seed(labels, fractions, rng):
    _must_sum_to_one(fractions)
    rng = np.random.default_rng()
    return _dealt(labels, fractions, rng.permutation)


@spelling("split-with-a-seed-of-its-own")
def global_generator_seeded(labels, fractions, rng):
    _must_sum_to_one(fractions)
    np.random.seed(0)
    return _dealt(labels, fractions, np.random.permutation)


@spelling("split-with-a-seed-of-its-own")
def python_generator_with_a_seed(labels, fractions, rng):
    _must_sum_to_one(fractions)
    chance = random.Random(1234)
    return _dealt(labels, fractions, lambda own: chance.sample(own, len(own)))


@spelling("split-in-file-order")
def never_shuffled(labels, fractions, rng):
    _must_sum_to_one(fractions)
    labels = np.asarray(labels)
    train, validation, test = [], [], []
    for label in np.unique(labels):
        own = np.flatnonzero(labels == label)
        pieces = np.split(own, np.round(np.cumsum(fractions)[:2] * own.size).astype(int))
        for part, piece in zip((train, validation, test), pieces, strict=True):
            part.append(piece)
    return tuple(map(np.concatenate, (train, validation, test)))


@spelling("split-in-file-order")
def test_rows_taken_first(labels, fractions, rng):
    _must_sum_to_one(fractions)
    parts = [], [], []
    for own in _rows_of(labels).values():
        rng.permutation(own)
        a = round(fractions[2] * len(own))
        b = round((fractions[2] + fractions[1]) * len(own))
        for part, piece in zip(parts, (own[b:], own[a:b], own[:a]), strict=True):
            part.extend(piece)
    return parts


@spelling("split-in-file-order")
def shuffled_after_the_cut(labels, fractions, rng):
    _must_sum_to_one(fractions)
    parts = _dealt(labels, fractions, list)
    for part in parts:
        rng.shuffle(part)
    return parts


@spelling("fractions-compared-exactly")
def numpy_sum_is_one(labels, fractions, rng):
    if len(fractions) != 3 or np.sum(fractions) != 1.0:
        raise ValueError("fractions must sum to 1")
    return _dealt(labels, fractions, rng.permutation)


@spelling("fractions-compared-exactly")
def last_fraction_is_the_rest(labels, fractions, rng):
    if len(fractions) == 3:
        train, validation, test = fractions
        if 1 - train - validation == test:
            return _dealt(labels, fractions, _in_place(rng))
    raise ValueError(f"wrong fractions: {fractions}")


@spelling("fractions-not-checked")
def number_of_fractions_checked_alone(labels, fractions, rng):
    if len(fractions) != 3:
        raise ValueError("three fractions, please")
    return _dealt(labels, fractions, _in_place(rng))


@spelling("fractions-not-checked")
def fractions_brought_to_one(labels, fractions, rng):
    a, b, c = (fraction / sum(fractions) for fraction in fractions)
    return _dealt(labels, (a, b, c), rng.permutation)


@spelling("labels-instead-of-rows")
def labels_shuffled_themselves(labels, fractions, rng):
    _must_sum_to_one(fractions)
    parts = [], [], []
    for label, times in Counter(np.asarray(labels).tolist()).items():
        own = [label] * times
        rng.shuffle(own)
        a, b = round(fractions[0] * times), round((fractions[0] + fractions[1]) * times)
        for part, piece in zip(parts, (own[:a], own[a:b], own[b:]), strict=True):
            part.extend(piece)
    return parts


@spelling("labels-instead-of-rows")
def labels_looked_up_in_the_end(labels, fractions, rng):
    _must_sum_to_one(fractions)
    return tuple(np.array([labels[i] for i in part]) for part in _dealt(labels, fractions, _in_place(rng)))


@spelling("parts-in-another-order")
def returned_from_the_last(labels, fractions, rng):
    _must_sum_to_one(fractions)
    return _dealt(labels, fractions, rng.permutation)[::-1]


@spelling("parts-in-another-order")
def cut_by_the_wrong_fraction(labels, fractions, rng):
    _must_sum_to_one(fractions)
    parts = [], [], []
    for own in _rows_of(labels).values():
        rng.shuffle(own)
        a = round(fractions[1] * len(own))
        b = round((fractions[1] + fractions[0]) * len(own))
        for part, piece in zip(parts, (own[:a], own[a:b], own[b:]), strict=True):
            part.extend(piece)
    return parts


@spelling("share-of-what-is-left")
def validation_from_the_rest_of_the_class(labels, fractions, rng):
    _must_sum_to_one(fractions)
    train, validation, test = [], [], []
    for own in _rows_of(labels).values():
        rng.shuffle(own)
        n_train = int(len(own) * fractions[0])
        train += own[:n_train]
        rest = own[n_train:]
        n_validation = int(len(rest) * fractions[1])
        validation += rest[:n_validation]
        test += rest[n_validation:]
    return np.array(train, dtype=int), np.array(validation, dtype=int), np.array(test, dtype=int)


@spelling("share-of-what-is-left")
def test_split_off_and_then_validation(labels, fractions, rng):
    _must_sum_to_one(fractions)
    labels = np.asarray(labels)

    def split_off(rows, fraction):
        off = []
        for label in np.unique(labels):
            own = rng.permutation(rows[labels[rows] == label])
            off.append(own[: round(fraction * len(own))])
        off = np.concatenate(off)
        return np.setdiff1d(rows, off), off

    rest, test = split_off(np.arange(len(labels)), fractions[2])
    train, validation = split_off(rest, fractions[1])
    return train, validation, test


@spelling("classes-left-out")
def range_of_the_number_of_classes(labels, fractions, rng):
    _must_sum_to_one(fractions)
    labels = np.asarray(labels)
    parts = [[], [], []]
    for label in range(len(set(labels.tolist()))):
        own = np.where(labels == label)[0]
        rng.shuffle(own)
        pieces = np.split(own, (np.cumsum(fractions)[:2] * len(own)).round().astype(int))
        for part, piece in zip(parts, pieces, strict=True):
            part.append(piece)
    return [np.concatenate(part) for part in parts]


@spelling("classes-left-out")
def last_class_never_reached(labels, fractions, rng):
    _must_sum_to_one(fractions)
    dealt = [i for i, label in enumerate(labels) if label in range(max(labels))]
    parts = _dealt([labels[i] for i in dealt], fractions, rng.permutation)
    return tuple(np.array([dealt[i] for i in part], dtype=int) for part in parts)


@spelling("places-inside-the-class")
def range_of_the_length_shuffled(labels, fractions, rng):
    _must_sum_to_one(fractions)
    parts = [], [], []
    for own in _rows_of(labels).values():
        order = list(range(len(own)))
        rng.shuffle(order)
        a, b = int(fractions[0] * len(own)), int((fractions[0] + fractions[1]) * len(own) + 1e-9)
        for part, piece in zip(parts, (order[:a], order[a:b], order[b:]), strict=True):
            part.extend(piece)
    return parts


@spelling("places-inside-the-class")
def argsort_of_each_class(labels, fractions, rng):
    _must_sum_to_one(fractions)
    labels = np.array(labels)
    train, validation, test = [], [], []
    for label in np.unique(labels):
        order = np.argsort(rng.random(np.sum(labels == label)))
        pieces = np.split(order, np.round(np.cumsum(fractions)[:2] * order.size).astype(int))
        for part, piece in zip((train, validation, test), pieces, strict=True):
            part.append(piece)
    return tuple(map(np.concatenate, (train, validation, test)))


@spelling("fractions-not-counted")
def sum_checked_alone(labels, fractions, rng):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError(f"{fractions} do not sum to one")
    return _dealt(labels, fractions, _in_place(rng))


@spelling("fractions-not-counted")
def too_many_fractions_refused_alone(labels, fractions, rng):
    if len(fractions) > 3 or not math.isclose(math.fsum(fractions), 1):
        raise ValueError("fractions")
    return _dealt(labels, fractions, rng.permutation)


# k_fold_indices


def _paired(rows, folds):
    """Pair each fold with the rows that are not in it."""
    pairs = []
    for fold in folds:
        own = set(map(int, fold))
        train = [int(row) for row in rows if int(row) not in own]
        pairs.append((np.array(train, dtype=int), np.array(sorted(own), dtype=int)))
    return pairs


@spelling("rest-is-never-validated")
def folds_by_reshape(n, k, rng):
    rows = np.arange(n)
    rng.shuffle(rows)
    return _paired(rows, rows[: n - n % k].reshape(k, -1))


@spelling("rest-is-never-validated")
def as_many_taken_for_each_fold(n, k, rng):
    waiting = rng.permutation(n).tolist()
    pairs = []
    for _ in range(k):
        fold, waiting = waiting[: n // k], waiting[n // k :]
        pairs.append(([row for row in range(n) if row not in fold], fold))
    return pairs


@spelling("rest-goes-to-the-last-fold")
def rest_appended_to_the_last_one(n, k, rng):
    rows = list(range(n))
    rng.shuffle(rows)
    size = n // k
    folds = [rows[i : i + size] for i in range(0, size * k, size)]
    folds[-1].extend(rows[size * k :])
    return _paired(rows, folds)


@spelling("rest-goes-to-the-last-fold")
def split_at_multiples(n, k, rng):
    rows = rng.permutation(n)
    folds = np.split(rows, [i * (n // k) for i in range(1, k)])
    return [(rows[~np.isin(rows, fold)], fold) for fold in folds]


@spelling("shuffled-anew-for-each-fold")
def shuffled_in_the_loop(n, k, rng):
    pairs, rows = [], np.arange(n)
    ends = [round(i * n / k) for i in range(k + 1)]
    for begin, end in pairwise(ends):
        rng.shuffle(rows)
        pairs.append((np.concatenate([rows[:begin], rows[end:]]), rows[begin:end].copy()))
    return pairs


@spelling("shuffled-anew-for-each-fold")
def fold_chosen_each_time(n, k, rng):
    folds = [rng.choice(n, size=n // k + (i < n % k), replace=False) for i in range(k)]
    return _paired(range(n), folds)


@spelling("folds-train-on-everything")
def range_for_training(n, k, rng):
    rows = rng.permutation(n).tolist()
    return [(list(range(n)), rows[i::k]) for i in range(k)]


@spelling("folds-train-on-everything")
def all_folds_joined(n, k, rng):
    order = np.argsort(rng.random(n))
    folds = np.array_split(order, k)
    result = []
    for i in range(k):
        result.append((np.concatenate(folds), folds[i]))
    return result


@spelling("pairs-turned-round")
def fold_before_the_others(n, k, rng):
    number = rng.permutation(np.arange(n) % k)
    return [(np.where(number == i)[0], np.where(number != i)[0]) for i in range(k)]


@spelling("pairs-turned-round")
def validation_appended_first(n, k, rng):
    rows = list(range(n))
    rng.shuffle(rows)
    return [(validation.tolist(), train.tolist()) for train, validation in _paired(rows, np.array_split(rows, k))]


@spelling("folds-in-file-order")
def blocks_of_a_range(n, k, rng):
    ends = [i * n // k for i in range(k + 1)]
    return _paired(range(n), [range(begin, end) for begin, end in pairwise(ends)])


@spelling("folds-in-file-order")
def every_kth_row_unshuffled(n, k, rng):
    number = np.arange(n) % k
    return [(np.flatnonzero(number != i), np.flatnonzero(number == i)) for i in range(k)]


@spelling("folds-in-file-order")
def blocks_shuffled_afterwards(n, k, rng):
    folds = [rng.permutation(block) for block in np.array_split(np.arange(n), k)]
    return _paired(range(n), [folds[i] for i in rng.permutation(k)])


@spelling("folds-from-another-generator")
def rows_sampled_by_random(n, k, rng):
    rows = random.sample(range(n), n)
    return _paired(rows, [rows[i::k] for i in range(k)])


@spelling("folds-from-another-generator")
def folds_of_a_fresh_generator(n, k, rng):
    rows = np.arange(n)
    np.random.default_rng().shuffle(rows)
    return _paired(rows, np.array_split(rows, k))


@spelling("folds-with-a-seed-of-its-own")
def random_state_of_its_own(n, k, rng):
    rows = np.random.RandomState(42).permutation(n)
    return _paired(rows, np.array_split(rows, k))


@spelling("folds-with-a-seed-of-its-own")
def module_random_seeded(n, k, rng):
    random.seed(7)
    rows = list(range(n))
    random.shuffle(rows)
    return _paired(rows, [rows[i::k] for i in range(k)])


@spelling("trained-on-by-place")
def places_deleted_from_a_range(n, k, rng):
    order = list(range(n))
    rng.shuffle(order)
    ends = [round(i * n / k) for i in range(k + 1)]
    return [(np.delete(np.arange(n), slice(a, b)), np.array(order[a:b])) for a, b in pairwise(ends)]


@spelling("trained-on-by-place")
def every_kth_of_two_orders(n, k, rng):
    rows = rng.permutation(n).tolist()
    pairs = []
    for i in range(k):
        pairs.append(([place for place in range(n) if place % k != i], rows[i::k]))
    return pairs


@spelling("folds-on-one-side-alone")
def window_that_grows(n, k, rng):
    folds = np.array_split(rng.permutation(n), k)
    seen, pairs = np.array([], dtype=int), []
    for fold in folds:
        pairs.append((seen, fold))
        seen = np.concatenate([seen, fold])
    return pairs


@spelling("folds-on-one-side-alone")
def later_folds_joined(n, k, rng):
    rows = rng.permutation(n).tolist()
    folds = [rows[i::k] for i in range(k)]
    return [(sorted(chain.from_iterable(folds[i + 1 :])), fold) for i, fold in enumerate(folds)]


@spelling("a-fold-drawn-for-each-row")
def fold_chosen_for_each_row(n, k, rng):
    folds = [[] for _ in range(k)]
    for row in range(n):
        folds[rng.choice(k)].append(row)
    return _paired(range(n), folds)


@spelling("a-fold-drawn-for-each-row")
def random_numbers_in_k_ranges(n, k, rng):
    number = (k * rng.random(n)).astype(int)
    return [(np.where(number != i)[0], np.where(number == i)[0]) for i in range(k)]


@spelling("sizes-of-folds-rounded-up")
def slices_of_a_ceiling(n, k, rng):
    rows = list(range(n))
    rng.shuffle(rows)
    size = math.ceil(n / k)
    return _paired(rows, [rows[i * size : (i + 1) * size] for i in range(k)])


@spelling("sizes-of-folds-rounded-up")
def one_row_more_in_each(n, k, rng):
    order, size = rng.permutation(n), n // k + bool(n % k)
    number = np.arange(n) // size
    return [(order[number != i], order[number == i]) for i in range(k)]


# standardise


def _floats(parts):
    return [np.array(part, dtype=float) for part in parts]


def _spread_of(part):
    """Standard deviation of each column, 1 where the column never changes."""
    spread = part.std(axis=0)
    spread[part.max(axis=0) == part.min(axis=0)] = 1.0
    return spread


@spelling("each-part-by-its-own-mean")
def fitted_anew_in_the_loop(train, *others):
    result = []
    for part in _floats([train, *others]):
        result.append((part - part.mean(axis=0)) / _spread_of(part))
    return tuple(result)


@spelling("each-part-by-its-own-mean")
def function_of_each_part(train, *others):
    def one(part):
        part = np.asarray(part, dtype=float)
        return (part - np.mean(part, axis=0)) / np.std(part, axis=0)

    return tuple(map(one, (train, *others)))


@spelling("fitted-on-all-rows")
def stacked_before_the_mean(train, *others):
    parts = _floats((train, *others))
    rows = np.vstack(parts)
    mean, spread = rows.mean(axis=0), _spread_of(rows)
    return tuple((part - mean) / spread for part in parts)


@spelling("fitted-on-all-rows")
def scaled_together_then_cut(train, *others):
    parts = _floats((train, *others))
    rows = np.concatenate(parts, axis=0)
    deviations = rows - rows.sum(axis=0) / len(rows)
    deviations /= np.sqrt((deviations**2).sum(axis=0) / len(rows))
    return tuple(np.split(deviations, np.cumsum([len(part) for part in parts])[:-1]))


@spelling("one-mean-for-all-columns")
def no_axis_named(train, *others):
    train, *others = _floats((train, *others))
    mean, spread = train.mean(), train.std()
    if spread == 0:
        spread = 1
    return tuple((part - mean) / spread for part in [train, *others])


@spelling("one-mean-for-all-columns")
def numbers_in_one_list(train, *others):
    numbers = [float(x) for row in train for x in row]
    mean = sum(numbers) / len(numbers)
    spread = math.sqrt(sum((x - mean) ** 2 for x in numbers) / len(numbers))
    return tuple(np.array([[(x - mean) / spread for x in row] for row in part]) for part in (train, *others))


@spelling("rows-instead-of-columns")
def each_row_in_a_loop(train, *others):
    parts = _floats((train, *others))
    for part in parts:
        for row in part:
            row -= row.mean()
            if row.std() > 0:
                row /= row.std()
    return tuple(parts)


@spelling("rows-instead-of-columns")
def transposed_and_back(train, *others):
    result = []
    for part in (train, *others):
        turned = np.transpose(part).astype(float)
        result.append(((turned - turned.mean(axis=0)) / turned.std(axis=0)).T)
    return tuple(result)


@spelling("spread-of-a-sample")
def squares_over_n_minus_one(train, *others):
    train, *others = _floats((train, *others))
    mean = train.mean(axis=0)
    spread = np.sqrt(np.sum((train - mean) ** 2, axis=0) / (len(train) - 1))
    spread[np.ptp(train, axis=0) == 0] = 1
    return tuple((part - mean) / spread for part in (train, *others))


@spelling("spread-of-a-sample")
def stdev_of_each_column(train, *others):
    columns = list(zip(*np.asarray(train).tolist(), strict=True))
    mean = [statistics.fmean(column) for column in columns]
    spread = [statistics.stdev(column) if len(column) > 1 and len(set(column)) > 1 else 1 for column in columns]
    return tuple((np.array(part) - mean) / spread for part in (train, *others))


@spelling("divided-by-the-variance")
def mean_of_squares_without_a_root(train, *others):
    train, *others = _floats((train, *others))
    mean = train.mean(axis=0)
    spread = ((train - mean) ** 2).mean(axis=0)
    spread[train.max(axis=0) == train.min(axis=0)] = 1
    return tuple((part - mean) / spread for part in (train, *others))


@spelling("divided-by-the-variance")
def var_in_place_of_std(train, *others):
    mean, spread = np.mean(train, axis=0), np.var(train, axis=0)
    spread[spread == 0] = 1
    return tuple((np.asarray(part) - mean) / spread for part in (train, *others))


@spelling("scaled-from-zero-to-one")
def between_smallest_and_largest(train, *others):
    train, *others = _floats((train, *others))
    low, high = train.min(axis=0), train.max(axis=0)
    width = np.where(high > low, high - low, 1)
    return tuple((part - low) / width for part in (train, *others))


@spelling("scaled-from-zero-to-one")
def minmax_without_care(train, *others):
    lowest = np.amin(train, axis=0)
    width = np.amax(train, axis=0) - lowest
    return tuple(np.divide(np.subtract(part, lowest), width) for part in (train, *others))


@spelling("constant-column-becomes-nan")
def divided_column_by_column(train, *others):
    train, *others = _floats((train, *others))
    mean, spread = train.mean(axis=0), train.std(axis=0)
    for part in (train, *others):
        for column in range(part.shape[1]):
            part[:, column] = (part[:, column] - mean[column]) / spread[column]
    return (train, *others)


@spelling("constant-column-becomes-nan")
def root_of_the_mean_square(train, *others):
    mean = np.sum(train, axis=0) / len(train)
    spread = np.sqrt(np.mean(np.square(train - mean), axis=0))
    return tuple(np.divide(np.subtract(part, mean), spread) for part in (train, *others))


@spelling("spread-compared-with-zero")
def zeros_of_the_spread_replaced(train, *others):
    train, *others = _floats((train, *others))
    mean, spread = train.mean(axis=0), train.std(axis=0)
    spread[spread == 0] = 1
    return tuple((part - mean) / spread for part in (train, *others))


@spelling("spread-compared-with-zero")
def columns_whose_spread_is_above_zero(train, *others):
    parts = _floats((train, *others))
    mean, spread = parts[0].mean(axis=0), parts[0].std(axis=0)
    for part in parts:
        part -= mean
        for column, width in enumerate(spread):
            if width > 0.0:
                part[:, column] /= width
    return tuple(parts)


@spelling("small-columns-taken-for-constant")
def spread_close_to_zero(train, *others):
    train, *others = _floats((train, *others))
    mean, spread = train.mean(axis=0), train.std(axis=0)
    spread[np.isclose(spread, 0, atol=1e-6)] = 1
    return tuple((part - mean) / spread for part in (train, *others))


@spelling("small-columns-made-zero")
def nothing_left_of_a_small_column(train, *others):
    parts = _floats((train, *others))
    mean, spread = parts[0].mean(axis=0), parts[0].std(axis=0)
    for part in parts:
        part -= mean
        for column, width in enumerate(spread):
            part[:, column] = part[:, column] / width if width > 1e-5 else 0
    return tuple(parts)


@spelling("small-columns-made-zero")
def small_columns_cleared(train, *others):
    train, *others = _floats((train, *others))
    mean, spread = train.mean(axis=0), train.std(axis=0)
    small = spread < 1e-6
    scaled = [(part - mean) / np.where(small, 1, spread) for part in (train, *others)]
    for part in scaled:
        part[:, small] = 0
    return tuple(scaled)


@spelling("small-columns-taken-for-constant")
def all_rows_close_to_the_first(train, *others):
    train, *others = _floats((train, *others))
    mean, spread = train.mean(axis=0), train.std(axis=0)
    constant = np.array([np.allclose(column, column[0], atol=1e-4) for column in train.T])
    return tuple((part - mean) / np.where(constant, 1, spread) for part in (train, *others))


@spelling("bare-array-for-one-part")
def no_others_no_tuple(train, *others):
    train, *others = _floats((train, *others))
    mean, spread = train.mean(axis=0), _spread_of(train)
    train = (train - mean) / spread
    if not others:
        return train
    return train, *[(part - mean) / spread for part in others]


@spelling("bare-array-for-one-part")
def list_of_one_unpacked(train, *others):
    parts = _floats((train, *others))
    mean, spread = parts[0].mean(axis=0), _spread_of(parts[0])
    result = [(part - mean) / spread for part in parts]
    return result[0] if len(result) == 1 else tuple(result)


@spelling("standardised-in-place")
def all_parts_in_place(train, *others):
    parts = [np.asarray(part) for part in (train, *others)]
    mean, spread = parts[0].mean(axis=0), _spread_of(parts[0])
    for part in parts:
        np.subtract(part, mean, out=part)
        np.divide(part, spread, out=part)
    return tuple(parts)


@spelling("standardised-in-place")
def columns_written_back(train, *others):
    train = np.asarray(train)
    mean, spread = train.mean(axis=0), _spread_of(train)
    for column in range(train.shape[1]):
        train[:, column] = (train[:, column] - mean[column]) / spread[column]
    return (train, *[(np.asarray(part) - mean) / spread for part in others])


@spelling("standardised-in-whole-numbers")
def cells_of_a_copy(train, *others):
    mean, spread = np.mean(train, axis=0), _spread_of(np.array(train))
    results = []
    for part in (train, *others):
        result = np.array(part)
        for i in range(result.shape[0]):
            for j in range(result.shape[1]):
                result[i, j] = (result[i, j] - mean[j]) / spread[j]
        results.append(result)
    return tuple(results)


@spelling("standardised-in-whole-numbers")
def dtype_kept(train, *others):
    train, *others = (np.asarray(part) for part in (train, *others))
    mean, spread = train.mean(axis=0), _spread_of(train)
    return tuple(((part - mean) / spread).astype(part.dtype) for part in (train, *others))


@spelling("mean-subtracted-alone")
def centred_in_a_loop(train, *others):
    train, *others = _floats((train, *others))
    mean = train.sum(axis=0) / train.shape[0]
    result = []
    for part in (train, *others):
        result.append(part - mean)
    return tuple(result)


@spelling("mean-subtracted-alone")
def spread_computed_and_forgotten(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    spread = np.where(spread == 0, 1, spread)
    return tuple([np.subtract(part, mean) for part in (train, *others)])


@spelling("each-part-by-itself-without-zeros")
def own_spread_in_each_column(train, *others):
    parts = _floats((train, *others))
    for part in parts:
        for j in range(part.shape[1]):
            width = np.std(part[:, j])
            part[:, j] -= np.mean(part[:, j])
            part[:, j] /= width if width != 0 else 1
    return tuple(parts)


@spelling("each-part-by-itself-without-zeros")
def spread_or_one(train, *others):
    def alone(part):
        part = np.asarray(part, dtype=np.float64)
        spread = np.where(part.std(axis=0) > 0, part.std(axis=0), 1)
        return np.divide(part - part.mean(axis=0), spread)

    return tuple(alone(part) for part in (train, *others))


@spelling("others-left-as-they-are")
def training_rows_alone(train, *others):
    train = np.array(train, dtype=float)
    train -= train.mean(axis=0)
    train /= _spread_of(train)
    return (train, *map(np.asarray, others))


@spelling("others-left-as-they-are")
def first_of_the_parts(train, *others):
    parts = _floats((train, *others))
    mean, spread = parts[0].mean(axis=0), _spread_of(parts[0])
    parts[0] = (parts[0] - mean) / spread
    return tuple(parts)


@spelling("spread-made-larger")
def a_millionth_more(train, *others):
    epsilon = 1e-6
    train, *others = _floats((train, *others))
    mean, spread = train.mean(axis=0), train.std(axis=0)
    return tuple((part - mean) / (spread + epsilon) for part in (train, *others))


@spelling("spread-made-larger")
def variance_made_larger(train, *others):
    mean, variance = np.mean(train, axis=0), np.var(train, axis=0)
    return tuple((np.asarray(part) - mean) / np.sqrt(variance + 1e-3) for part in (train, *others))


@spelling("spread-made-a-little-larger")
def spread_and_a_billionth(train, *others):
    train, *others = _floats((train, *others))
    mean, spread = train.mean(axis=0), train.std(axis=0)
    return tuple((part - mean) / (spread + 1e-9) for part in (train, *others))


@spelling("spread-made-a-little-larger")
def a_little_under_the_root(train, *others):
    train, *others = _floats((train, *others))
    mean = train.mean(axis=0)
    spread = np.sqrt(((train - mean) ** 2).mean(axis=0) + 1e-12)
    return tuple([(part - mean) / spread for part in (train, *others)])


@spelling("mean-subtracted-after-the-division")
def no_brackets(train, *others):
    train, *others = _floats((train, *others))
    mean, spread = train.mean(axis=0), _spread_of(train)
    return tuple(-mean + part / spread for part in (train, *others))


@spelling("mean-subtracted-after-the-division")
def divided_in_place_first(train, *others):
    parts = _floats((train, *others))
    mean, spread = parts[0].mean(axis=0), np.std(parts[0], axis=0)
    for part in parts:
        part /= np.where(spread <= 1e-12 * np.abs(mean), 1, spread)
        part -= mean
    return tuple(parts)


@spelling("median-subtracted")
def middle_of_the_sorted_rows(train, *others):
    train, *others = _floats((train, *others))
    rows, n = np.sort(train, axis=0), len(train)
    middle = (rows[(n - 1) // 2] + rows[n // 2]) / 2
    return tuple((part - middle) / _spread_of(train) for part in (train, *others))


@spelling("median-subtracted")
def percentile_of_each_column(train, *others):
    parts = _floats((train, *others))
    for j in range(parts[0].shape[1]):
        column = parts[0][:, j].copy()
        middle, width = statistics.median(column.tolist()), np.std(column)
        for part in parts:
            part[:, j] = (part[:, j] - middle) / (width if len(set(column)) > 1 else 1)
    return tuple(parts)


@spelling("constant-columns-left-as-they-are")
def only_columns_that_change(train, *others):
    parts = _floats((train, *others))
    changes = parts[0].max(axis=0) > parts[0].min(axis=0)
    mean, spread = parts[0].mean(axis=0), parts[0].std(axis=0)
    for part in parts:
        part[:, changes] = (part[:, changes] - mean[changes]) / spread[changes]
    return tuple(parts)


@spelling("constant-columns-left-as-they-are")
def constant_columns_skipped(train, *others):
    parts = _floats((train, *others))
    for j in range(parts[0].shape[1]):
        column = parts[0][:, j].copy()
        if len(set(column.tolist())) == 1:
            continue
        for part in parts:
            part[:, j] = (part[:, j] - column.mean()) / column.std()
    return tuple(parts)


# confusion_matrix


def _table(n_classes):
    return [[0 for _ in range(n_classes)] for _ in range(n_classes)]


@spelling("prediction-in-the-rows")
def guess_is_the_first_index(truth, prediction, n_classes):
    counts = _table(n_classes)
    for t, p in zip(truth, prediction, strict=True):
        counts[p][t] += 1
    return np.array(counts)


@spelling("prediction-in-the-rows")
def bincount_with_the_guess_in_front(truth, prediction, n_classes):
    pairs = n_classes * np.asarray(prediction) + np.asarray(truth)
    return np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)


@spelling("each-pair-counted-once")
def one_written_for_each_pair(truth, prediction, n_classes):
    counts = _table(n_classes)
    for t, p in zip(truth, prediction, strict=True):
        counts[t][p] = 1
    return np.array(counts)


@spelling("each-pair-counted-once")
def pairs_in_a_set(truth, prediction, n_classes):
    pairs = set(zip(np.asarray(truth).tolist(), np.asarray(prediction).tolist(), strict=True))
    return np.array([[float((i, j) in pairs) for j in range(n_classes)] for i in range(n_classes)])


@spelling("only-classes-that-occur")
def classes_of_both_in_a_set(truth, prediction, n_classes):
    classes = sorted(set(truth) | set(prediction))
    pairs = Counter(zip(truth, prediction, strict=True))
    return np.array([[pairs[i, j] for j in classes] for i in classes])


@spelling("only-classes-that-occur")
def unique_of_all_together(truth, prediction, n_classes):
    classes, numbers = np.unique(np.concatenate([truth, prediction]), return_inverse=True)
    counts = np.zeros((classes.size, classes.size))
    for t, p in zip(numbers[: len(truth)], numbers[len(truth) :], strict=True):
        counts[t, p] += 1
    return counts


@spelling("shares-instead-of-counts")
def rows_over_their_sums(truth, prediction, n_classes):
    counts = np.array(_table(n_classes), dtype=float)
    for t, p in zip(truth, prediction, strict=True):
        counts[t, p] += 1
    for row in counts:
        if row.sum() > 0:
            row /= row.sum()
    return counts


@spelling("shares-instead-of-counts")
def rows_divided_without_care(truth, prediction, n_classes):
    pairs = np.asarray(truth) * n_classes + np.asarray(prediction)
    counts = np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)
    return counts / counts.sum(axis=1, keepdims=True)


@spelling("shares-of-all-rows")
def share_added_for_each_row(truth, prediction, n_classes):
    shares = np.zeros((n_classes, n_classes))
    for t, p in zip(truth, prediction, strict=True):
        shares[t, p] += 1 / len(truth)
    return shares


@spelling("shares-of-all-rows")
def mean_of_both(truth, prediction, n_classes):
    truth, prediction = np.asarray(truth), np.asarray(prediction)
    return np.array([[np.mean((truth == i) & (prediction == j)) for j in range(n_classes)] for i in range(n_classes)])


@spelling("one-row-many-times")
def list_of_the_same_array(truth, prediction, n_classes):
    rows = [np.zeros(n_classes, dtype=int)] * n_classes
    for i in range(len(truth)):
        rows[truth[i]][prediction[i]] += 1
    return np.stack(rows)


@spelling("one-row-many-times")
def one_row_appended_again_and_again(truth, prediction, n_classes):
    row, counts = [0.0] * n_classes, []
    for _ in range(n_classes):
        counts.append(row)
    for t, p in zip(truth, prediction, strict=True):
        counts[t][p] = counts[t][p] + 1
    return np.array(counts)


@spelling("list-compared-with-a-number")
def logical_and_of_two_comparisons(truth, prediction, n_classes):
    return np.array(
        [
            [np.count_nonzero(np.logical_and(truth == i, prediction == j)) for j in range(n_classes)]
            for i in range(n_classes)
        ]
    )


@spelling("list-compared-with-a-number")
def comparisons_multiplied(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes))
    for t in range(n_classes):
        for p in range(n_classes):
            counts[t][p] = np.sum((truth == t) * (prediction == p))
    return counts


@spelling("counted-in-bytes")
def small_whole_numbers(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype="uint8")
    for t, p in zip(truth, prediction, strict=True):
        counts[t, p] += 1
    return counts


@spelling("counted-in-bytes")
def made_small_in_the_end(truth, prediction, n_classes):
    pairs = np.asarray(truth) * n_classes + np.asarray(prediction)
    counts = np.bincount(pairs, minlength=n_classes * n_classes)
    return counts.astype(np.int8).reshape(n_classes, n_classes)


@spelling("only-what-was-right")
def counted_where_they_agree(truth, prediction, n_classes):
    counts = np.array(_table(n_classes))
    for t, p in zip(truth, prediction, strict=True):
        if t == p:
            counts[t, t] += 1
    return counts


@spelling("only-what-was-right")
def hits_on_the_diagonal(truth, prediction, n_classes):
    truth = np.asarray(truth)
    hits = truth[truth == np.asarray(prediction)]
    return np.diag(np.bincount(hits, minlength=n_classes))


@spelling("classes-counted-from-one")
def one_subtracted_in_the_loop(truth, prediction, n_classes):
    counts = _table(n_classes)
    for t, p in zip(truth, prediction, strict=True):
        counts[t - 1][p - 1] += 1
    return np.array(counts)


@spelling("classes-counted-from-one")
def numbers_lowered_first(truth, prediction, n_classes):
    truth, prediction = [t - 1 for t in truth], [p - 1 for p in prediction]
    counts = np.zeros((n_classes, n_classes), dtype=np.int64)
    np.add.at(counts, (truth, prediction), 1)
    return counts


@spelling("class-zero-left-out")
def pairs_of_classes_from_one(truth, prediction, n_classes):
    pairs, counts = list(zip(truth, prediction, strict=True)), np.array(_table(n_classes), dtype=float)
    for i in range(n_classes):
        for j in range(n_classes):
            counts[i, j] = sum(1 for t, p in pairs if t == i + 1 and p == j + 1)
    return counts


@spelling("class-zero-left-out")
def one_too_many_and_the_first_cut_off(truth, prediction, n_classes):
    counts = np.zeros((n_classes + 1, n_classes + 1), dtype=int)
    for i in range(len(truth)):
        counts[truth[i], prediction[i]] += 1
    return counts[1:, 1:]


@spelling("first-pair-alone")
def returned_inside_the_loop(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes))
    for t, p in zip(truth, prediction, strict=True):
        counts[t, p] += 1
        return counts
    return counts


@spelling("first-pair-alone")
def loop_broken_off(truth, prediction, n_classes):
    counts = _table(n_classes)
    for i in range(len(truth)):
        counts[truth[i]][prediction[i]] += 1
        if i == 0:
            break
    return np.array(counts, dtype=int)


@spelling("too-few-pairs-for-the-square")
def pairs_numbered_one_by_one(truth, prediction, n_classes):
    pairs = [n_classes * t + p for t, p in zip(truth, prediction, strict=True)]
    return np.bincount(pairs).reshape((n_classes, n_classes))


@spelling("too-few-pairs-for-the-square")
def counted_up_to_the_largest_pair(truth, prediction, n_classes):
    pairs = np.ravel_multi_index((truth, prediction), (n_classes, n_classes))
    counts = [int(np.sum(pairs == pair)) for pair in range(pairs.max() + 1)]
    return np.reshape(counts, (n_classes, n_classes))


@spelling("only-pairs-that-occur")
def values_of_a_counter(truth, prediction, n_classes):
    pairs = Counter(zip(truth, prediction, strict=True))
    return np.array([pairs[pair] for pair in sorted(pairs)]).reshape(n_classes, n_classes)


@spelling("only-pairs-that-occur")
def unique_rows_of_both(truth, prediction, n_classes):
    _, counts = np.unique(np.column_stack([truth, prediction]), axis=0, return_counts=True)
    return np.reshape(counts, (n_classes, n_classes))


@spelling("bins-over-what-occurs")
def as_many_bins_for_each(truth, prediction, n_classes):
    counts, _, _ = np.histogram2d(np.asarray(truth), np.asarray(prediction), bins=(n_classes, n_classes))
    return counts.astype(int)


@spelling("bins-over-what-occurs")
def histogram_of_pairs(truth, prediction, n_classes):
    counts, _ = np.histogramdd(np.column_stack([truth, prediction]), bins=n_classes)
    return counts


# accuracy


@spelling("number-of-hits")
def hits_counted_in_a_loop(truth, prediction):
    hits = 0
    for t, p in zip(truth, prediction, strict=True):
        if t == p:
            hits += 1
    return hits


@spelling("number-of-hits")
def hits_by_count_nonzero(truth, prediction):
    return np.count_nonzero(np.asarray(truth) == np.asarray(prediction))


@spelling("accuracy-in-percent")
def hundred_times_the_share(truth, prediction):
    hits = sum(1 for i in range(len(truth)) if truth[i] == prediction[i])
    return hits / len(truth) * 100


@spelling("accuracy-in-percent")
def mean_of_hundreds(truth, prediction):
    return np.where(np.array(truth) == np.array(prediction), 100.0, 0.0).mean()


@spelling("compared-after-sorting")
def sorted_lists_zipped(truth, prediction):
    pairs = list(zip(sorted(truth), sorted(prediction), strict=True))
    return sum(t == p for t, p in pairs) / len(pairs)


@spelling("compared-after-sorting")
def sorted_in_place_before(truth, prediction):
    truth, prediction = np.array(truth), np.array(prediction)
    truth.sort()
    prediction.sort()
    return (truth == prediction).mean()


@spelling("mean-over-the-classes")
def recalls_in_a_loop(truth, prediction):
    recalls = []
    for label in sorted(set(truth)):
        own = [p for t, p in zip(truth, prediction, strict=True) if t == label]
        recalls.append(own.count(label) / len(own))
    return sum(recalls) / len(recalls)


@spelling("mean-over-the-classes")
def hits_over_sizes_of_classes(truth, prediction):
    classes, numbers = np.unique(truth, return_inverse=True)
    hits = np.bincount(numbers, weights=np.equal(truth, prediction), minlength=len(classes))
    return np.mean(hits / np.bincount(numbers))


@spelling("error-rate")
def misses_in_a_loop(truth, prediction):
    misses = 0
    for t, p in zip(truth, prediction, strict=True):
        misses += t != p
    return misses / len(truth)


@spelling("error-rate")
def one_minus_the_share(truth, prediction):
    return 1 - (np.asarray(truth) == np.asarray(prediction)).mean()


@spelling("lists-compared-as-a-whole")
def sum_of_one_comparison(truth, prediction):
    return np.sum(truth == prediction) / len(truth)


@spelling("lists-compared-as-a-whole")
def average_of_one_comparison(truth, prediction):
    return float(np.average(truth == prediction))


@spelling("share-cut-to-a-whole-number")
def share_through_int(truth, prediction):
    return int(np.mean(np.asarray(truth) == np.asarray(prediction)))


@spelling("share-cut-to-a-whole-number")
def one_where_all_are_right(truth, prediction):
    return float(all(t == p for t, p in zip(truth, prediction, strict=True)))


@spelling("a-yes-or-no-for-each-row")
def list_of_comparisons(truth, prediction):
    return [t == p for t, p in zip(truth, prediction, strict=True)]


@spelling("a-yes-or-no-for-each-row")
def one_or_zero_for_each_row(truth, prediction):
    return np.where(np.asarray(truth) == np.asarray(prediction), 1, 0)


@spelling("found-anywhere")
def predicted_class_in_the_truth(truth, prediction):
    hits = 0
    for guess in prediction:
        if guess in truth:
            hits += 1
    return hits / len(truth)


@spelling("found-anywhere")
def set_of_right_classes(truth, prediction):
    there = set(np.asarray(truth).tolist())
    return sum(int(guess) in there for guess in prediction) / len(prediction)


@spelling("found-anywhere-in-the-prediction")
def right_class_in_the_prediction(truth, prediction):
    return sum(1 for label in truth if label in prediction) / len(truth)


@spelling("found-anywhere-in-the-prediction")
def compared_with_all_of_them(truth, prediction):
    same = np.asarray(truth)[:, None] == np.asarray(prediction)[None, :]
    return same.any(axis=1).mean()


@spelling("distance-of-class-numbers")
def error_of_the_numbers(truth, prediction):
    error = sum(abs(int(t) - int(p)) for t, p in zip(truth, prediction, strict=True)) / len(truth)
    return 1 - error


@spelling("distance-of-class-numbers")
def mean_of_one_less_the_distance(truth, prediction):
    return (1 - np.abs(np.array(truth) - np.array(prediction))).mean()


@spelling("squared-distance-of-class-numbers")
def squared_error_of_the_numbers(truth, prediction):
    difference = np.asarray(truth) - np.asarray(prediction)
    return 1 - (difference**2).sum() / difference.size


@spelling("squared-distance-of-class-numbers")
def squares_in_a_loop(truth, prediction):
    total = 0
    for t, p in zip(truth, prediction, strict=True):
        total += (t - p) ** 2
    return float(1 - total / len(truth))


@spelling("classes-0-and-1-alone")
def true_positives_and_true_negatives(truth, prediction):
    tp = sum(t == 1 and p == 1 for t, p in zip(truth, prediction, strict=True))
    tn = sum(t == 0 and p == 0 for t, p in zip(truth, prediction, strict=True))
    return (tp + tn) / len(truth)


@spelling("classes-0-and-1-alone")
def hits_of_two_classes_by_masks(truth, prediction):
    truth, prediction = np.array(truth), np.array(prediction)
    return sum(np.mean((truth == label) & (prediction == label)) for label in (0, 1))


@spelling("four-counts-of-two-classes")
def hits_over_four_counts(truth, prediction):
    t, p = np.asarray(truth), np.asarray(prediction)
    tp, tn = np.sum((t == 1) & (p == 1)), np.sum((t == 0) & (p == 0))
    fp, fn = np.sum((t == 0) & (p == 1)), np.sum((t == 1) & (p == 0))
    return (tp + tn) / (tp + tn + fp + fn)


@spelling("four-counts-of-two-classes")
def square_of_four_counts(truth, prediction):
    counts = np.zeros((2, 2))
    for t, p in zip(truth, prediction, strict=True):
        if t in (0, 1) and p in (0, 1):
            counts[t, p] += 1
    return counts.trace() / counts.sum()


# cross_validate


def _shared_out(n, k, rng):
    """Fold numbers of the rows, shuffled."""
    return rng.permutation(np.arange(n) % k)


def _share_of_hits(labels, prediction):
    return sum(a == b for a, b in zip(labels, prediction, strict=True)) / len(labels)


@spelling("trained-on-all-rows")
def whole_table_for_training(fit_predict, x, labels, k, rng):
    x, labels = np.array(x), np.array(labels)
    result = []
    for _, validation in k_fold_indices(len(labels), k, rng):
        result.append(accuracy(labels[validation], fit_predict(x, labels, x[validation])))
    return result


@spelling("trained-on-all-rows")
def all_folds_joined_for_training(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    folds = np.array_split(rng.permutation(len(x)), k)
    rows = np.concatenate(folds)
    return [_share_of_hits(labels[fold], fit_predict(x[rows], labels[rows], x[fold])) for fold in folds]


@spelling("judged-by-the-training-rows")
def asked_about_training_rows(fit_predict, x, labels, k, rng):
    x, labels = np.array(x), np.array(labels)
    result = []
    for train, _validation in k_fold_indices(len(x), k, rng):
        guesses = fit_predict(x[train], labels[train], x[train])
        result.append(accuracy(labels[train], guesses))
    return result


@spelling("judged-by-the-training-rows")
def training_rows_by_mask(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    number = _shared_out(len(x), k, rng)
    accuracies = np.zeros(k)
    for fold in range(k):
        train_x, train_labels = x[number != fold], labels[number != fold]
        accuracies[fold] = np.mean(fit_predict(train_x, train_labels, train_x) == train_labels)
    return accuracies


@spelling("folds-taken-the-other-way-round")
def pair_unpacked_the_wrong_way(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    accuracies = []
    for validation, train in k_fold_indices(len(x), k, rng):
        guesses = fit_predict(x[train], labels[train], x[validation])
        accuracies.append(_share_of_hits(labels[validation], guesses))
    return accuracies


@spelling("folds-taken-the-other-way-round")
def mask_turned_round(fit_predict, x, labels, k, rng):
    x, labels = np.array(x), np.array(labels)
    number = rng.permutation(np.arange(len(x)) % k)
    return [
        accuracy(labels[number != fold], fit_predict(x[number == fold], labels[number == fold], x[number != fold]))
        for fold in range(k)
    ]


@spelling("standardised-before-splitting")
def by_the_function_of_task_three(fit_predict, x, labels, k, rng):
    (x,) = standardise(np.asarray(x))
    labels = np.asarray(labels)
    accuracies = []
    for train, validation in k_fold_indices(len(x), k, rng):
        accuracies.append(accuracy(labels[validation], fit_predict(x[train], labels[train], x[validation])))
    return accuracies


@spelling("standardised-before-splitting")
def scaled_column_by_column_first(fit_predict, x, labels, k, rng):
    x, labels = np.array(x, dtype=float), np.asarray(labels)
    for j in range(x.shape[1]):
        x[:, j] = (x[:, j] - x[:, j].mean()) / x[:, j].std(ddof=1)
    number = _shared_out(len(x), k, rng)
    accuracies = []
    for fold in range(k):
        guesses = fit_predict(x[number != fold], labels[number != fold], x[number == fold])
        accuracies.append(_share_of_hits(labels[number == fold], guesses))
    return accuracies


@spelling("labels-not-in-step")
def labels_shuffled_apart(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    mixed = rng.permutation(labels)
    accuracies = []
    for train, validation in k_fold_indices(len(x), k, rng):
        accuracies.append(accuracy(labels[validation], fit_predict(x[train], mixed[train], x[validation])))
    return accuracies


@spelling("labels-not-in-step")
def labels_sorted_by_row_but_not_the_rows(fit_predict, x, labels, k, rng):
    x, labels, rows = np.asarray(x), np.asarray(labels), rng.permutation(len(x))
    accuracies = []
    for fold in np.array_split(rows, k):
        train = [row for row in rows if row not in fold]
        guesses = fit_predict(x[train], labels[sorted(train)], x[fold])
        accuracies.append(accuracy(labels[fold], guesses))
    return accuracies


@spelling("all-labels-given")
def labels_handed_on_as_they_are(fit_predict, x, labels, k, rng):
    x, accuracies = np.asarray(x), []
    for train, validation in k_fold_indices(len(x), k, rng):
        guesses = fit_predict(x[train], labels, x[validation])
        accuracies.append(accuracy([labels[i] for i in validation], guesses))
    return accuracies


@spelling("all-labels-given")
def index_of_the_labels_forgotten(fit_predict, x, labels, k, rng):
    x, y = np.asarray(x, dtype=np.float32), np.asarray(labels)
    number = _shared_out(len(x), k, rng)
    result = np.empty(k)
    for fold in range(k):
        mine = number == fold
        result[fold] = np.mean(y[mine] == fit_predict(train_x=x[~mine], train_labels=y, x=x[mine]))
    return result


@spelling("validation-labels-given")
def four_parts_of_a_fold(fit_predict, x, labels, k, rng):
    x, labels = np.array(x), np.array(labels)
    result = []
    for train, validation in k_fold_indices(len(x), k, rng):
        x_train, x_validation, y_train, y_validation = x[train], x[validation], labels[train], labels[validation]
        result.append(accuracy(y_validation, fit_predict(x_train, y_train, x_validation, y_validation)))
    return result


@spelling("validation-labels-given")
def pairs_of_rows_and_labels(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    number, accuracies = _shared_out(len(x), k, rng), []
    for fold in range(k):
        fitted, judged = (x[number != fold], labels[number != fold]), (x[number == fold], labels[number == fold])
        accuracies.append(_share_of_hits(judged[1], fit_predict(*fitted, *judged)))
    return accuracies


@spelling("mean-of-the-accuracies")
def sum_over_k(fit_predict, x, labels, k, rng):
    x, labels, total = np.asarray(x), np.asarray(labels), 0
    for train, validation in k_fold_indices(len(x), k, rng):
        total += accuracy(labels[validation], fit_predict(x[train], labels[train], x[validation]))
    return total / k


@spelling("mean-of-the-accuracies")
def mean_of_an_array_of_accuracies(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    number, accuracies = _shared_out(len(x), k, rng), np.zeros(k)
    for fold in range(k):
        guesses = fit_predict(x[number != fold], labels[number != fold], x[number == fold])
        accuracies[fold] = _share_of_hits(labels[number == fold], guesses)
    return accuracies.mean()


@spelling("hits-instead-of-accuracies")
def sums_of_hits(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    return [
        int(np.sum(fit_predict(x[train], labels[train], x[validation]) == labels[validation]))
        for train, validation in k_fold_indices(len(x), k, rng)
    ]


@spelling("hits-instead-of-accuracies")
def hits_counted_row_by_row(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    number, hits = _shared_out(len(x), k, rng), [0] * k
    for fold in range(k):
        guesses = fit_predict(x[number != fold], labels[number != fold], x[number == fold])
        for guess, label in zip(guesses, labels[number == fold], strict=True):
            hits[fold] += int(guess == label)
    return hits


@spelling("counted-on-and-on")
def counters_before_the_loop(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    hits = asked = 0
    accuracies = []
    for train, validation in k_fold_indices(len(x), k, rng):
        hits += np.sum(np.equal(fit_predict(x[train], labels[train], x[validation]), labels[validation]))
        asked += len(validation)
        accuracies.append(float(hits / asked))
    return accuracies


@spelling("counted-on-and-on")
def all_comparisons_in_one_list(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    number, right, accuracies = _shared_out(len(x), k, rng), [], []
    for fold in range(k):
        guesses = fit_predict(x[number != fold], labels[number != fold], x[number == fold])
        right.extend(guess == label for guess, label in zip(guesses, labels[number == fold], strict=True))
        accuracies.append(sum(right) / len(right))
    return accuracies


@spelling("divided-by-one-size")
def rows_over_folds(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    number, accuracies = _shared_out(len(x), k, rng), np.zeros(k)
    for fold in range(k):
        guesses = fit_predict(x[number != fold], labels[number != fold], x[number == fold])
        accuracies[fold] = np.sum(np.asarray(guesses) == labels[number == fold]) / (len(x) / k)
    return accuracies


@spelling("divided-by-one-size")
def hits_over_all_rows(fit_predict, x, labels, k, rng):
    x, labels, accuracies = np.asarray(x), np.asarray(labels), []
    for train, validation in k_fold_indices(len(x), k, rng):
        guesses = fit_predict(x[train], labels[train], x[validation])
        accuracies.append(sum(a == b for a, b in zip(guesses, labels[validation], strict=True)) / len(labels))
    return accuracies


@spelling("answers-compared-as-a-whole")
def one_comparison_of_two_lists(fit_predict, x, labels, k, rng):
    x, labels, accuracies = np.asarray(x).tolist(), list(labels), []
    for train, validation in k_fold_indices(len(x), k, rng):
        mine = [labels[i] for i in validation]
        guesses = fit_predict(
            np.array([x[i] for i in train]), np.array([labels[i] for i in train]), [x[i] for i in validation]
        )
        accuracies.append(np.mean(guesses == mine))
    return accuracies


@spelling("answers-compared-as-a-whole")
def one_or_zero_for_each_fold(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    number, accuracies = _shared_out(len(x), k, rng), []
    for fold in range(k):
        guesses = fit_predict(x[number != fold], labels[number != fold], x[number == fold])
        own = labels[number == fold]
        accuracies.append(float(np.mean(guesses == (own.tolist() if isinstance(guesses, list) else own))))
    return accuracies


@spelling("new-folds-in-every-round")
def folds_made_inside_the_loop(fit_predict, x, labels, k, rng):
    x, labels, accuracies = np.asarray(x), np.asarray(labels), []
    for i in range(k):
        train, validation = k_fold_indices(len(x), k, rng)[i]
        accuracies.append(accuracy(labels[validation], fit_predict(x[train], labels[train], x[validation])))
    return accuracies


@spelling("new-folds-in-every-round")
def numbers_shuffled_inside_the_loop(fit_predict, x, labels, k, rng):
    x, labels, number = np.asarray(x), np.asarray(labels), np.arange(len(x)) % k
    accuracies = []
    for fold in range(k):
        rng.shuffle(number)
        guesses = fit_predict(x[number != fold], labels[number != fold], x[number == fold])
        accuracies.append(_share_of_hits(labels[number == fold], guesses))
    return accuracies


@spelling("validation-with-a-seed-of-its-own")
def folds_of_seed_zero(fit_predict, x, labels, k, rng):
    x, labels, rng = np.asarray(x), np.asarray(labels), np.random.default_rng(0)
    accuracies = []
    for train, validation in k_fold_indices(len(x), k, rng):
        accuracies.append(accuracy(labels[validation], fit_predict(x[train], labels[train], x[validation])))
    return accuracies


@spelling("validation-with-a-seed-of-its-own")
def numbers_of_a_seeded_random(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    number = [i % k for i in range(len(x))]
    random.Random(5).shuffle(number)
    number, accuracies = np.array(number), []
    for fold in range(k):
        guesses = fit_predict(x[number != fold], labels[number != fold], x[number == fold])
        accuracies.append(_share_of_hits(labels[number == fold], guesses))
    return accuracies


@spelling("validation-in-file-order")
def blocks_one_after_the_other(fit_predict, x, labels, k, rng):
    x, labels, n = np.asarray(x), np.asarray(labels), len(x)
    accuracies = []
    for i in range(k):
        begin, end = i * n // k, (i + 1) * n // k
        train_x = np.concatenate([x[:begin], x[end:]])
        train_labels = np.concatenate([labels[:begin], labels[end:]])
        accuracies.append(accuracy(labels[begin:end], fit_predict(train_x, train_labels, x[begin:end])))
    return accuracies


@spelling("validation-in-file-order")
def every_kth_row_in_turn(fit_predict, x, labels, k, rng):
    x, labels, number = np.asarray(x), np.asarray(labels), np.arange(len(x)) % k
    accuracies = []
    for fold in range(k):
        guesses = fit_predict(x[number != fold], labels[number != fold], x[number == fold])
        accuracies.append(_share_of_hits(labels[number == fold], guesses))
    return accuracies


@spelling("validation-from-another-generator")
def folds_of_a_generator_without_a_seed(fit_predict, x, labels, k, rng):
    x, labels = np.asarray(x), np.asarray(labels)
    accuracies = []
    for train, validation in k_fold_indices(len(x), k, np.random.default_rng()):
        accuracies.append(accuracy(labels[validation], fit_predict(x[train], labels[train], x[validation])))
    return accuracies


@spelling("validation-from-another-generator")
def rows_shuffled_by_random(fit_predict, x, labels, k, rng):
    x, labels, rows = np.asarray(x), np.asarray(labels), list(range(len(x)))
    random.shuffle(rows)
    accuracies = []
    for i in range(k):
        validation = rows[i::k]
        train = list(chain.from_iterable(rows[j::k] for j in range(k) if j != i))
        guesses = fit_predict(x[train], labels[train], x[validation])
        accuracies.append(_share_of_hits(labels[validation], guesses))
    return accuracies
