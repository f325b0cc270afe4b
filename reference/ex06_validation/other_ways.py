"""Other right ways of ex06."""

from __future__ import annotations

import math

import numpy as np

from reference.kit.catalogue import other_way


@other_way("hold_out_split", how="largest remainders, lists of Python ints, shuffled in place")
def split_by_largest_remainders(labels, fractions, rng):
    if len(fractions) != 3 or not math.isclose(sum(fractions), 1, abs_tol=1e-9):
        raise ValueError("three fractions that sum to 1")
    labels = list(labels)
    parts = [], [], []
    for label in sorted(set(labels)):
        own = [row for row, other in enumerate(labels) if other == label]
        rng.shuffle(own)
        exact = [fraction * len(own) for fraction in fractions]
        sizes = [math.floor(size + 1e-9) for size in exact]
        while sum(sizes) < len(own):
            behind = [size - share for size, share in zip(sizes, exact, strict=True)]
            sizes[behind.index(min(behind))] += 1
        for part, size in zip(parts, sizes, strict=True):
            part += own[:size]
            own = own[size:]
    return [sorted(part) for part in parts]


@other_way("hold_out_split", how="ends cut down instead of rounded, unsigned numbers, sorted by a random key")
def split_by_random_keys(labels, fractions, rng):
    if len(fractions) != 3 or abs(sum(fractions) - 1) > 1e-8:
        raise ValueError("three fractions that sum to 1")
    labels = np.asarray(labels)
    order = np.lexsort((rng.random(len(labels)), labels))
    part_of = np.empty(len(labels), dtype=int)
    for label in np.unique(labels):
        own = order[labels[order] == label]
        place = (np.arange(len(own)) + 1) / len(own)
        part_of[own] = np.searchsorted(np.cumsum(fractions)[:2] + 1e-9, place, side="left")
    return tuple(np.flatnonzero(part_of == part).astype(np.uint32) for part in range(3))


@other_way("hold_out_split", how="row by row to the part that lacks most; an array of no rows holds floats")
def split_row_by_row(labels, fractions, rng):
    if len(fractions) != 3 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("three fractions that sum to 1")
    labels = np.asarray(labels)
    parts = [], [], []
    for label in np.unique(labels):
        own = rng.permutation(np.flatnonzero(labels == label))
        lacking = np.array(fractions) * len(own)
        for row in own:
            part = int(np.argmax(lacking))
            lacking[part] -= 1
            parts[part].append(row)
    return tuple(np.array(part) for part in parts)


@other_way("k_fold_indices", how="every k-th of the shuffled rows, sets, pairs as lists")
def folds_by_every_kth(n, k, rng):
    rows = [int(row) for row in rng.permutation(n)]
    return [[sorted(set(rows) - set(rows[i::k])), rows[i::k]] for i in range(k)]


@other_way("k_fold_indices", how="a fold number for each row, shuffled; masks")
def folds_by_number(n, k, rng):
    number = np.arange(n) % k
    rng.shuffle(number)
    return tuple((np.flatnonzero(number != i), np.flatnonzero(number == i)) for i in range(k))


@other_way("standardise", how="float32")
def standardise_in_float32(train, *others):
    train = np.array(train, dtype=np.float32)
    mean, spread = train.mean(axis=0), train.std(axis=0)
    spread[train.max(axis=0) == train.min(axis=0)] = 1
    return tuple((np.array(part, dtype=np.float32) - mean) / spread for part in (train, *others))


@other_way("standardise", how="column by column, plain Python, a list of Fortran arrays")
def standardise_by_columns(train, *others):
    parts = [np.array(part, dtype=float, order="F") for part in (train, *others)]
    for column in range(parts[0].shape[1]):
        values = parts[0][:, column].tolist()
        mean = math.fsum(values) / len(values)
        spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
        for part in parts:
            part[:, column] -= mean
            if spread > 1e-12 * abs(mean):
                part[:, column] /= spread
    return parts


@other_way("standardise", how="a spread of less than 1e-8 counts as none")
def standardise_what_varies(train, *others):
    train, *others = (np.array(part, dtype=float) for part in (train, *others))
    mean, spread = train.mean(axis=0), train.std(axis=0)
    spread[np.isclose(spread, 0)] = 1.0
    return tuple((part - mean) / spread for part in (train, *others))


@other_way("confusion_matrix", how="a loop over the pairs, floats")
def confusion_by_loop(truth, prediction, n_classes):
    counts = np.zeros((n_classes, n_classes))
    for right, guess in zip(truth, prediction, strict=True):
        counts[right, guess] += 1
    return counts


@other_way("confusion_matrix", how="np.bincount of pairs written as one number")
def confusion_by_bincount(truth, prediction, n_classes):
    pairs = np.asarray(truth) * n_classes + np.asarray(prediction)
    return np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)


@other_way("accuracy", how="counted in Python")
def accuracy_by_counting(truth, prediction):
    return sum(int(a == b) for a, b in zip(truth, prediction, strict=True)) / len(truth)


@other_way("cross_validate", how="folds of its own, by name, lists, float32 rows, an array of accuracies")
def cross_validate_with_masks(fit_predict, x, labels, k, rng):
    x = np.asarray(x, dtype=np.float32)
    number = rng.permutation(np.arange(len(x)) % k)
    accuracies = np.zeros(k, dtype=np.float32)
    for fold in range(k):
        own = [int(label) for label, other in zip(labels, number, strict=True) if other != fold]
        asked = np.asarray(labels)[number == fold]
        answers = fit_predict(x=x[number == fold], train_x=x[number != fold], train_labels=own)
        accuracies[fold] = (answers == asked).mean()
    return accuracies
