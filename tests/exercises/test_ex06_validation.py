"""Graded tests of ex06: splits are random, so they are judged by what every right split fulfils."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from reference.ex06_validation import oracle
from reference.kit.author import Draw, Expect, ForAll, Subject

PARTS = ("training", "validation", "test")
SINGLE = 1e-5
"""Relative: above what float32 leaves of a share (1e-7). A Python float no longer shows how precise it was."""
WITHIN = 1 + 1e-6
"""Rows a class may be away from its exact share: one, and what floats do to a product."""


@pytest.mark.task("hold_out_split", points=0.5)
def test_no_row_is_in_two_parts(subject: Subject, expect: Expect, draw: Draw) -> None:
    labels = labelled(draw, 11, 7, 5)
    parts = parts_of(expect, subject.hold_out_split(labels, (0.6, 0.2, 0.2), generator(draw)), labels)
    twice = oracle.repeated(*parts)
    by_place = sorted(np.concatenate(parts).tolist()) == sorted([*range(11), *range(7), *range(5)])
    expect.unless(by_place, "places-inside-the-class", f"More than once: {rows_in_words(twice)}")
    # Parts that overlap where they are cut leave no row out; by chance alone, those that are drawn one by one do.
    one_by_one = oracle.left_out(len(labels), *parts) and not any(oracle.repeated(part) for part in parts)
    expect.unless(twice and one_by_one, "parts-drawn-one-by-one", f"More than once: {rows_in_words(twice)}")
    expect.that(not twice, f"uses {rows_in_words(twice)} more than once: what was trained on cannot judge any more")


@pytest.mark.task("hold_out_split", points=0.5)
def test_no_row_is_left_out(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Sizes at which rounding every part's size alone, up or down, leaves rows over.
    labels = labelled(draw, 7, 12, 4)
    parts = parts_of(expect, subject.hold_out_split(labels.tolist(), (0.6, 0.2, 0.2), generator(draw)), labels)
    missing = oracle.left_out(len(labels), *parts)
    whole_classes = missing and not np.isin(labels[missing], np.delete(labels, missing)).any()
    expect.unless(whole_classes and any(map(len, parts)), "classes-left-out", f"Left out: {rows_in_words(missing)}")
    nothing_is_missing(expect, labels, (0.6, 0.2, 0.2), parts)


@pytest.mark.task("hold_out_split", points=0.5)
def test_each_class_keeps_its_share(subject: Subject, expect: Expect, draw: Draw) -> None:
    # By chance alone 401 rows miss their share by 8 and 55 by 3; all 15 counts within one row: 1 in 10^5 splits.
    # Three unequal fractions in any order: which part is which shows.
    fractions = three_fractions(draw)
    labels = labelled(draw, 401, 307, 293, 211, 55)
    parts = parts_of(expect, subject.hold_out_split(labels, fractions, generator(draw)), labels)
    name_the_exchanged_parts(expect, labels, fractions, parts)
    off, label, part = oracle.furthest_from_share(labels, fractions, parts)
    of_class, there = int((labels == label).sum()), int((labels[parts[part]] == label).sum())
    sizes_right = all(abs(len(p) - f * len(labels)) <= 3 for p, f in zip(parts, fractions, strict=True))
    all_once = not oracle.repeated(*parts) and not oracle.left_out(len(labels), *parts)
    by_chance = sizes_right and all_once and off >= 2  # rounding class by class is never off by two
    counts, _ = counts_and_shares(labels, fractions, parts)
    rests = [fractions[1] * (counts.sum(axis=1) - counts[:, first]) for first in (0, 2)]
    of_the_rest = counts[:, 1].min() > 1 and any(np.abs(counts[:, 1] - rest).max() <= WITHIN for rest in rests)
    sizes = ", ".join(str(len(part)) for part in parts)
    expect.unless(off > WITHIN and of_the_rest, "share-of-what-is-left", f"It made parts of {sizes} rows")
    expect.that(
        off <= WITHIN,
        f"puts {there} of the {of_class} rows of class {label} into {PARTS[part]}; its share there is "
        f"{fractions[part] * of_class:.1f}"
        + (
            ". The three parts have the right sizes, but the classes were left to chance: share out each on its own"
            * by_chance
        ),
        diagnosis="classes-left-to-chance" if by_chance else None,
    )


@pytest.mark.task("hold_out_split", points=0.5)
def test_small_classes_are_within_one_row_of_their_share(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Where both other sizes are cut down, 4, 9 or 14 rows leave more than one too many to the last part. Of 14 a fifth
    # of what training leaves is another number.
    cut_down = labelled(draw, *draw.permutation([4, 14])), (0.6, 0.2, 0.2)
    for labels, fractions in (
        cut_down,
        (labelled(draw, 3, 10), three_fractions(draw)),
        (labelled(draw, 5, 10), (0.8, 0.2, 0.0)),
        (labelled(draw, 1), (0.6, 0.2, 0.2)),
    ):
        parts = parts_of(expect, subject.hold_out_split(labels, fractions, generator(draw)), labels)
        nothing_is_missing(expect, labels, fractions, parts)
        off, label, part = oracle.furthest_from_share(labels, fractions, parts)
        of_class, there = int((labels == label).sum()), int((labels[parts[part]] == label).sum())
        too_far = (
            f"puts {there} of the {of_class} rows of class {label} into {PARTS[part]}; its share there is "
            f"{fractions[part] * of_class:.1f}, which is more than one row away"
        )
        counts, shares = counts_and_shares(labels, fractions, parts)
        cut = np.array_equal(counts[:, :2], np.floor(shares[:, :2] + 1e-9))
        expect.unless(off > WITHIN and cut, "rest-goes-to-the-test-part", f"It {too_far}")
        expect.that(off <= WITHIN, too_far)


@pytest.mark.task("hold_out_split", points=0.25)
def test_fractions_may_miss_one_by_what_floats_do(subject: Subject, expect: Expect, draw: Draw) -> None:
    labels = labelled(draw, 10, 10)
    subject.hold_out_split(labels, (0.5, 0.25, 0.25), generator(draw))  # one in floats too, however it is compared
    for first in draw.permutation([0.6, 0.7]):
        fractions = (float(first), 0.2, 0.2) if first == 0.6 else (float(first), 0.2, 0.1)
        try:
            got = subject.hold_out_split(labels, fractions, generator(draw))
        except Exception as error:  # of whichever kind, here or there
            said = str(error).partition(" raised ")[2]
            expect.unless(said.startswith("ValueError"), "fractions-compared-exactly", f"It raised {said}")
            raise
        parts = parts_of(expect, got, labels)
        sizes = [len(part) for part in parts]
        wanted = [fraction * len(labels) for fraction in fractions]
        expect.that(
            all(abs(size - exact) <= 2 * WITHIN for size, exact in zip(sizes, wanted, strict=True)),
            f"makes parts of {', '.join(map(str, sizes))} rows",
        )


@pytest.mark.task("hold_out_split", points=0.25)
def test_fractions_that_do_not_sum_to_one_are_an_error(subject: Subject, expect: Expect, draw: Draw) -> None:
    labels = labelled(draw, 10, 7)
    for last in draw.permutation([0.1, 0.3]):
        with expect.raises(ValueError, why="The fractions must sum to 1"):
            got = subject.hold_out_split(labels, (0.6, 0.2, float(last)), generator(draw))
            expect.unless(got is not None, "fractions-not-checked")
    for fractions in ((0.8, 0.2), (0.6, 0.2, 0.1, 0.1)):
        with expect.raises(ValueError, why="Three parts need three fractions"):
            got = subject.hold_out_split(labels, fractions, generator(draw))
            expect.unless(got is not None, "fractions-not-counted")
    parts_of(expect, subject.hold_out_split(labels, (0.6, 0.2, 0.2), generator(draw)), labels)


@pytest.mark.task("hold_out_split", points=0.5)
def test_the_split_follows_the_generator(subject: Subject, expect: Expect, draw: Draw) -> None:
    labels = labelled(draw, 11, 7, 5)

    def split(rng: np.random.Generator) -> list[np.ndarray]:
        return parts_of(expect, subject.hold_out_split(labels, (0.6, 0.2, 0.2), rng), labels)

    def is_in_order(parts: Any) -> bool:
        own = [np.flatnonzero(labels == label) for label in np.unique(labels)]
        return all(in_file_order(np.isin(rows, part).nonzero()[0]) for rows in own for part in parts)

    follows(expect, draw, split, is_in_order, "split")


@pytest.mark.task("k_fold_indices", points=0.5)
def test_each_row_is_in_one_validation_fold(subject: Subject, expect: Expect, draw: Draw) -> None:
    n, k = int(draw.choice([10, 11, 13])), 4
    pairs = pairs_of(expect, subject.k_fold_indices(n, k, generator(draw)), n, k)
    validation = [fold for _, fold in pairs]
    twice, never = oracle.repeated(*validation), oracle.left_out(n, *validation)
    sizes = [len(fold) for fold in validation]
    anew = bool(never) and (sum(sizes) == n or set(sizes) == {n // k}) and not any(map(oracle.repeated, validation))
    expect.that(
        not twice,
        f"validates {rows_in_words(twice)} more than once"
        + (f" and {rows_in_words(never)} never: shuffle once, then cut" * anew),
        diagnosis="shuffled-anew-for-each-fold" if anew else None,
    )
    forgotten = {len(fold) for fold in validation} == {n // k}
    expect.unless(never and forgotten, "rest-is-never-validated", f"Never validated: {rows_in_words(never)}")
    expect.that(
        not never, f"never validates {rows_in_words(never)}: what becomes of the rest when {k} does not divide?"
    )


@pytest.mark.task("k_fold_indices", points=0.5)
def test_training_rows_are_all_the_others(subject: Subject, expect: Expect, draw: Draw) -> None:
    n, k = 13, int(draw.integers(3, 6))
    pairs = pairs_of(expect, subject.k_fold_indices(n, k, generator(draw)), n, k)
    apart = [np.array(oracle.left_out(n, train)) for train, _ in pairs]
    by_place = all(len(kept) == len(fold) and in_file_order(kept) for kept, (_, fold) in zip(apart, pairs, strict=True))
    folds = [set(fold.tolist()) for _, fold in pairs]
    one_side = [set(train.tolist()) for train, _ in pairs] in (
        [set().union(*folds[:i]) for i in range(k)],
        [set().union(*folds[i + 1 :]) for i in range(k)],
    )
    for train, validation in pairs:
        leaked = sorted({*train.tolist()} & {*validation.tolist()})
        expect.unless(leaked and by_place, "trained-on-by-place", f"In both: {rows_in_words(leaked)}")
        everything = len(np.unique(train)) == n
        expect.that(
            not leaked,
            f"trains on {rows_in_words(leaked)} and validates by the same: that is leakage",
            diagnosis="folds-train-on-everything" if everything else None,
        )
        unused = oracle.left_out(n, train, validation)
        expect.unless(unused and one_side, "folds-on-one-side-alone", f"Left out: {rows_in_words(unused)}")
        expect.that(
            not unused, f"has a pair without {rows_in_words(unused)}: all rows of the other folds are trained on"
        )
        expect.that(not oracle.repeated(train), f"trains on {rows_in_words(oracle.repeated(train))} twice")


@pytest.mark.task("k_fold_indices", points=0.5)
def test_sizes_of_folds_differ_by_at_most_one(subject: Subject, expect: Expect, draw: Draw, for_all: ForAll) -> None:
    state = int(draw.integers(2**31))

    def sizes_of(n: int, k: int, state: int) -> list[int]:
        pairs = pairs_of(expect, subject.k_fold_indices(n, k, np.random.default_rng(state)), n, k)
        return [len(validation) for _, validation in pairs]

    @for_all(n=st.integers(5, 29), k=st.integers(2, 5))
    def check(n: int, k: int) -> None:
        sizes, up = sizes_of(n, k, state), -(-n // k)
        right = max(sizes) - min(sizes) <= 1 and sum(sizes) == n
        wrong = (
            f"makes folds of {', '.join(map(str, sizes))} rows; {n} rows in {k} folds are "
            f"{n // k} {f'or {n // k + 1} ' * bool(n % k)}each"
        )
        by_chance = not right and sum(sizes) == n and any(sizes_of(n, k, state + i) != sizes for i in (1, 2, 3))
        expect.unless(by_chance, "a-fold-drawn-for-each-row", f"It {wrong}")
        all_in_the_last = sizes == [n // k] * (k - 1) + [n // k + n % k]
        expect.unless(not right and all_in_the_last, "rest-goes-to-the-last-fold", f"It {wrong}")
        rounded_up = sizes == [max(0, min(up, n - i * up)) for i in range(k)]
        expect.unless(not right and rounded_up, "sizes-of-folds-rounded-up", f"It {wrong}")
        expect.that(right, wrong)


@pytest.mark.task("k_fold_indices", points=0.25)
def test_folds_follow_the_generator(subject: Subject, expect: Expect, draw: Draw) -> None:
    n, k = 23, 4

    def folds(rng: np.random.Generator) -> list[np.ndarray]:
        return [fold for _, fold in pairs_of(expect, subject.k_fold_indices(n, k, rng), n, k)]

    def is_in_order(parts: Any) -> bool:
        return all(map(in_file_order, parts))

    follows(expect, draw, folds, is_in_order, "folds")


@pytest.mark.task("standardise", points=0.25)
def test_standardised_in_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    table = draw.permutation([[2, 10], [3, 60], [5, 20], [7, 70], [11, 90]])
    other = draw.integers(0, 40, size=(3, 2))
    for train, test in (
        (table, other / 4),
        (table / 2, other),
        (table.tolist(), other.tolist()),
        (table.astype(np.float32) / 4, other.astype(np.float32)),
    ):
        expect.close(
            subject.standardise(train, test, test[:1]),
            oracle.standardise(train, test, test[:1]),
            why="Whole numbers go in, but what comes out is none",
        )
    (alone,) = oracle.standardise(table[:1])
    expect.close(first_part(subject.standardise(table[:1])), alone, why="In a single row every column is constant")


@pytest.mark.task("standardise", points=0.25)
def test_training_columns_get_mean_zero_and_deviation_one(subject: Subject, expect: Expect, draw: Draw) -> None:
    train = columns(draw, 5)
    got = first_part(subject.standardise(train))
    name_what_was_fitted(expect, [got], train)
    expect.close(got, oracle.standardise(train)[0], why="Each column for itself")


@pytest.mark.task("standardise", points=0.5)
def test_other_rows_are_scaled_as_the_training_rows_were(subject: Subject, expect: Expect, draw: Draw) -> None:
    train, validation, test = columns(draw, 5), columns(draw, 3) + 7, columns(draw, 1)
    got = subject.standardise(train, validation.tolist(), test)
    if type(got) in (tuple, list):
        name_what_was_fitted(expect, got, train, validation, test)
    expect.close(
        got,
        oracle.standardise(train, validation, test),
        why="Mean and standard deviation are fitted on the training rows alone",
    )


@pytest.mark.task("standardise", points=0.25)
def test_a_constant_column_becomes_zero(subject: Subject, expect: Expect, draw: Draw) -> None:
    train, test = columns(draw, 5), columns(draw, 3)
    train[:, 1] = test[:, 1] = draw.integers(1, 9)
    expect.close(subject.standardise(train, test), oracle.standardise(train, test), why="It has no spread to divide by")
    expect.no_warning(why="A constant column divides by zero")
    # One column has a spread of 2e-7 to 5e-7: small, as numbers in another unit are, and yet not constant. Who calls a
    # spread of less than 1e-8 none is right: rounding leaves such a one in a constant column.
    train = columns(draw, 5) * [1, 1e-8]
    got = first_part(subject.standardise(train))
    name_what_was_fitted(expect, [got], train)
    expect.close(got, oracle.standardise(train)[0], why="Its columns are not constant, however small their numbers")


@pytest.mark.task("standardise", points=0.25)
def test_a_column_of_equal_tenths_becomes_zero(subject: Subject, expect: Expect, draw: Draw) -> None:
    train = columns(draw, 7)
    # At these, the mean of seven is off in the last digit, and the standard deviation is 1e-17 instead of 0.
    train[:, 1] = draw.choice([0.1, 0.2, 0.4, 0.7, 0.8, 0.9, 1.1, 1.4])
    (want,) = oracle.standardise(train)
    want[:, 1] = 0  # the oracle leaves 1e-16
    expect.close(
        first_part(subject.standardise(train)),
        want,
        why="The second column is constant; in floats its standard deviation is 1e-17 and not quite 0",
    )


@pytest.mark.task("standardise", points=0.25)
def test_the_result_is_always_a_tuple(subject: Subject, expect: Expect, draw: Draw) -> None:
    train = columns(draw, 3)
    got = subject.standardise(train)
    expect.that(
        type(got) in (tuple, list) and len(got) == 1,
        "did not return a tuple of one array: whoever calls it should not have to ask how many parts there were",
    )
    expect.close(got[0], oracle.standardise(train)[0])


@pytest.mark.task("confusion_matrix", points=0.5)
def test_rows_are_the_truth(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Every class occurs, and pair (2, 0) more than once: a transposed or once-only count shows.
    truth = np.concatenate([[2, 2, 2, 1, 0], draw.integers(3, size=6)])
    prediction = np.concatenate([[0, 0, 1, 1, 0], draw.integers(2, size=6)])
    order = draw.permutation(11)
    truth, prediction = truth[order], prediction[order]
    many = np.zeros(300, dtype=int)
    for right, predicted in ((truth, prediction), (truth[:1], prediction[:1]), (many, many)):
        got, counts = subject.confusion_matrix(right, predicted, 3), oracle.confusion_matrix(right, predicted, 3)
        if (counts.sum(axis=1) > 0).all():
            expect.unless(
                expect.alike(got, counts / counts.sum(axis=1, keepdims=True)),
                "shares-instead-of-counts",
                f"It returned {np.round(got, 3).tolist()}; expected {counts.tolist()}",
            )
        expect.close(got, counts)


@pytest.mark.task("confusion_matrix", points=0.25)
def test_classes_that_do_not_occur_keep_their_place(subject: Subject, expect: Expect, draw: Draw) -> None:
    truth, prediction = (2 * draw.integers(2, size=7) + 1).tolist(), (2 * draw.integers(2, size=7) + 1).tolist()
    expect.close(
        subject.confusion_matrix(truth, prediction, 5),
        oracle.confusion_matrix(truth, prediction, 5),
        why="There are 5 classes, whether they occur here or not",
    )


@pytest.mark.task("accuracy", points=0.25)
def test_accuracy_is_the_share_of_hits(subject: Subject, expect: Expect, draw: Draw) -> None:
    # As many of each class are predicted as there are, and the classes differ in size and in hits.
    places, classes = draw.permutation(11), draw.permutation([0, 3, 5])
    truth = classes[np.array([0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2])[places]]
    prediction = classes[np.array([0, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2])[places]]
    got = subject.accuracy(truth, prediction)
    one_each = type(got) in (tuple, list) and expect.alike(np.asarray(got), truth == prediction)
    expect.unless(one_each, "a-yes-or-no-for-each-row", f"It returned {got}; expected one number")
    expect.close(got, oracle.accuracy(truth, prediction), rtol=SINGLE)
    for hit in (truth[:1], truth[:1] + 1):
        expect.close(subject.accuracy(truth[:1], hit), oracle.accuracy(truth[:1], hit), rtol=SINGLE)


@pytest.mark.task("accuracy", points=0.25)
def test_accuracy_of_lists(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Every class occurs; how often each is predicted is never how often it is there.
    truth = draw.permutation([0, 1, 2, 3, *draw.integers(4, size=3)])
    prediction = np.where(draw.permutation(7) < 5, truth, (truth + 1) % 4)
    truth, prediction = truth.tolist(), prediction.tolist()
    expect.close(
        subject.accuracy(truth, prediction),
        oracle.accuracy(truth, prediction),
        rtol=SINGLE,
        why="Two lists compared with == give one answer, not one for each row",
    )


@pytest.mark.task("cross_validate", points=0.5)
def test_each_row_is_validated_once(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels, k = *rows(draw, 13), 4
    fit_predict, given = spy(x)
    subject.cross_validate(fit_predict, x.tolist(), labels.tolist(), k, generator(draw))
    folds = folds_given(expect, given, x, labels, k)
    turned = all(len(train) < len(validation) for train, _, validation in folds)
    expect.unless(turned, "folds-taken-the-other-way-round")
    expect.unless(all(np.array_equal(train, asked) for train, _, asked in folds), "judged-by-the-training-rows")
    validated = [validation for _, _, validation in folds]
    twice, never = oracle.repeated(*validated), oracle.left_out(len(x), *validated)
    anew = bool(never) and sum(len(fold) for fold in validated) == len(x)
    expect.that(
        not twice,
        f"asked for predictions of {rows_in_words(twice)} more than once"
        + (f" and of {rows_in_words(never)} never: the folds are made once, before the first round" * anew),
        diagnosis="new-folds-in-every-round" if anew else None,
    )
    expect.that(not never, f"never asked for a prediction of {rows_in_words(never)}")


@pytest.mark.task("cross_validate", points=0.5)
def test_nothing_that_is_validated_is_trained_on(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels, k = *rows(draw, 13), 4
    fit_predict, given = spy(x)
    subject.cross_validate(fit_predict, x, labels, k, generator(draw))
    folds = folds_given(expect, given, x, labels, k)
    for train, _, validation in folds:
        leaked = sorted({*train.tolist()} & {*validation.tolist()})
        diagnosis = None
        if all(len(np.unique(train)) == len(x) for train, _, _ in folds):
            diagnosis = "trained-on-all-rows"
        elif all(np.array_equal(train, validation) for train, _, validation in folds):
            diagnosis = "judged-by-the-training-rows"
        expect.that(
            not leaked,
            f"gave fit_predict {rows_in_words(leaked)} for training and again to predict: a model that has seen the "
            "answers is always right",
            diagnosis=diagnosis,
        )


@pytest.mark.task("cross_validate", points=0.5)
def test_trains_on_all_other_rows_with_their_own_labels(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels, k = *rows(draw, 13), 4
    fit_predict, given = spy(x)
    subject.cross_validate(fit_predict, x, labels, k, generator(draw))
    for train, train_labels, validation in folds_given(expect, given, x, labels, k):
        unused = oracle.left_out(len(x), train, validation)
        expect.that(
            not unused, f"has a fold without {rows_in_words(unused)}: all rows of the other folds are trained on"
        )
        expect.that(
            train_labels.shape == train.shape,
            f"gave fit_predict {len(train)} rows with {train_labels.size} labels to train on",
            diagnosis="all-labels-given" if np.array_equal(train_labels, labels) else None,
        )
        expect.that(
            np.array_equal(train_labels, labels[train]),
            f"gave fit_predict labels that belong to other rows: with {rows_in_words(train.tolist())} the labels "
            f"{train_labels.tolist()} instead of {labels[train].tolist()}",
            diagnosis="labels-not-in-step" if np.isin(train_labels, labels).all() else None,
        )


@pytest.mark.task("cross_validate", points=0.5)
def test_one_accuracy_for_each_fold(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Many rows: by chance alone, who sorts before comparing is nowhere near the same.
    x, labels, k = *rows(draw, 29), 3
    answers = np.where(draw.permutation(29) < 17, labels, (labels + 1) % 3)
    for table, in_a_list in ((x, False), (x.astype(np.float32), False), ((2 * x).astype(int), False), (x, True)):
        fit_predict, given = spy(table, answers, in_a_list)
        some = (table.tolist(), labels.tolist()) if in_a_list else (table, labels)
        accuracies = subject.cross_validate(fit_predict, *some, k, generator(draw))
        folds = [validation for _, _, validation in folds_given(expect, given, table, labels, k)]
        right = np.array([oracle.accuracy(labels[fold], answers[fold]) for fold in folds])
        sizes = np.array([len(fold) for fold in folds])
        hits = right * sizes
        expect.unless(expect.alike(accuracies, right.mean()), "mean-of-the-accuracies", f"It returned {accuracies}")
        given_back = expect.sequence(accuracies, k, of="accuracies", why="fit_predict may return a list" * in_a_list)
        got = np.array([expect.number(each) for each in given_back])
        wrong = not expect.alike(np.sort(got), np.sort(right), rtol=SINGLE)
        more = f"It returned {got.round(4).tolist()}"
        so_far = np.allclose(got, hits.cumsum() / sizes.cumsum(), rtol=SINGLE)
        expect.unless(wrong and so_far, "counted-on-and-on", more)
        all_or_none = in_a_list and np.isin(got, [0, 1]).all()
        expect.unless(wrong and all_or_none, "answers-compared-as-a-whole", more)
        expect.unless(np.allclose(np.sort(got), np.sort(hits)) and hits.any(), "hits-instead-of-accuracies")
        in_step = np.allclose(np.sort(got) * hits.sum(), np.sort(hits) * got.sum(), rtol=SINGLE) and got.any()
        expect.unless(wrong and in_step, "divided-by-one-size", more)
        expect.close(np.sort(got), np.sort(right), rtol=SINGLE, why="From the smallest to the largest")


@pytest.mark.task("cross_validate", points=0.25)
def test_cross_validation_follows_the_generator(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels, k = *rows(draw, 23), 4

    def folds(rng: np.random.Generator) -> list[np.ndarray]:
        fit_predict, given = spy(x)
        subject.cross_validate(fit_predict, x, labels, k, rng)
        return [validation for _, _, validation in folds_given(expect, given, x, labels, k)]

    def is_in_order(parts: Any) -> bool:
        return all(map(in_file_order, parts))

    follows(expect, draw, folds, is_in_order, "validation")


def labelled(draw: Draw, *sizes: int) -> np.ndarray:
    """Labels of classes of these sizes, mixed; the classes' numbers have gaps."""
    return draw.permutation(np.repeat(draw.choice(10, size=len(sizes), replace=False), sizes))


def three_fractions(draw: Draw) -> tuple[float, float, float]:
    """Unequal fractions in any order."""
    first, second, third = draw.permutation([0.5, 0.3, 0.2]).tolist()
    return first, second, third


def name_the_exchanged_parts(expect: Expect, labels: np.ndarray, fractions: Any, parts: list[np.ndarray]) -> None:
    """Fail if the parts are right, but not in the order of the fractions."""
    if oracle.furthest_from_share(labels, fractions, parts)[0] > WITHIN:
        for order in ((0, 2, 1), (2, 1, 0), (1, 0, 2), (1, 2, 0), (2, 0, 1)):
            exchanged = [parts[number] for number in order]
            right = oracle.furthest_from_share(labels, fractions, exchanged)[0] <= WITHIN
            expect.unless(right, "parts-in-another-order")


def counts_and_shares(labels: np.ndarray, fractions: Any, parts: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """How many rows of each class are in each part, and what its exact share of them is, both of shape (classes, 3)."""
    classes, sizes = np.unique(labels, return_counts=True)
    return np.array([[np.sum(labels[rows] == c) for rows in parts] for c in classes]), np.outer(sizes, fractions)


def nothing_is_missing(expect: Expect, labels: np.ndarray, fractions: Any, parts: list[np.ndarray]) -> None:
    """Fail if a row is in no part."""
    missing = oracle.left_out(len(labels), *parts)
    counts, shares = counts_and_shares(labels, fractions, parts)
    rounded = any(np.array_equal(counts, each) for each in (np.round(shares), np.floor(shares + 1e-9)))
    alone = missing and rounded and not oracle.repeated(*parts)
    expect.unless(alone, "each-size-rounded-alone", f"Left out: {rows_in_words(missing)}")
    expect.that(not missing, f"leaves {rows_in_words(missing)} out: every row belongs to one of the three parts")


def in_file_order(places: np.ndarray) -> bool:
    """Whether these are one after the other, or every so many: by chance alone few numbers are."""
    return len(np.unique(np.diff(np.sort(places)))) <= 1


FITTED_OTHERWISE = (
    "each-part-by-its-own-mean",
    "fitted-on-all-rows",
    "one-mean-for-all-columns",
    "rows-instead-of-columns",
    "spread-of-a-sample",
    "divided-by-the-variance",
    "scaled-from-zero-to-one",
    "mean-subtracted-alone",
    "others-left-as-they-are",
    "mean-subtracted-after-the-division",
    "median-subtracted",
)
"""Mistakes that a single call tells where no column is constant; what becomes of those is another question."""


def name_what_was_fitted(expect: Expect, got: Any, train: np.ndarray, *others: np.ndarray) -> None:
    """Fail where the first two parts, of columns that are not constant, are scaled in a way known to be wrong."""
    want = oracle.standardise(train, *others)[:2]
    pairs = zip(got[:2], (train, *others), strict=False)
    got = [given if type(part) is list and part == given.tolist() else part for part, given in pairs]
    if len(got) != len(want) or expect.alike(got, want):
        return
    more = f"At [0] it returned {np.round(got[0], 4).tolist()}; expected {np.round(want[0], 4).tolist()}"
    for name, way in expect.wrong_ways(*FITTED_OTHERWISE).items():
        expect.unless(expect.alike(got, way(train, *others)[:2]), name, more)
    spread, deviations = train.std(axis=0), train - train.mean(axis=0)
    is_table = isinstance(got[0], np.ndarray) and got[0].shape == train.shape and got[0].any(axis=0).all()
    for power in (1, 2) if is_table and not expect.alike(got[0], want[0]) else ():
        divisor = np.abs(deviations).sum(axis=0) / np.abs(got[0]).sum(axis=0)
        added = (divisor**power - spread**power)[spread.argmin()]  # a little shows in small columns alone
        larger = (spread**power + added) ** (1 / power)
        expect.unless(0 < added < 0.1 and expect.alike(got[0], deviations / larger), "spread-made-larger")


def columns(draw: Draw, n: int) -> np.ndarray:
    """N rows of two columns that differ in mean and spread, and are never constant."""
    table = draw.normal(size=(n, 2)) * [1, 20] + [5, 40]
    table[0] += [2, 40]
    return table.round(1)


def first_part(got: Any) -> Any:
    """The training rows of what standardise returned; whether it is a tuple is asked elsewhere."""
    return got[0] if type(got) in (tuple, list) and len(got) == 1 else got


def rows(draw: Draw, n: int) -> tuple[np.ndarray, np.ndarray]:
    """N rows of two numbers that all differ, exact in float32 too, so that a row can be known again; and labels."""
    return draw.permutation(8 * n)[: 2 * n].reshape(n, 2) / 2, draw.permutation(np.arange(n) % 3)


def generator(draw: Draw) -> np.random.Generator:
    """A generator for the student's function, of a drawn state."""
    return np.random.default_rng(int(draw.integers(2**31)))


def row_numbers(expect: Expect, part: Any, n: int, name: str) -> np.ndarray:
    """The row numbers of a part as an array, or a failure that says what they are instead."""
    array = np.asarray(part)
    mask = array.dtype.kind == "b"
    expect.that(not mask, f"has {name} that are True or False; expected row numbers: np.flatnonzero finds them")
    good = array.ndim == 1 and (array.dtype.kind in "iu" or array.size == 0)
    expect.that(good, f"has {name} that are no row numbers: expected one whole number a row")
    array = array.astype(int)
    strange = [row for row in array.tolist() if not 0 <= row < n]
    expect.that(not strange, f"has the row number {strange[:1]} among its {name}; there are rows 0 to {n - 1}")
    return array


def parts_of(expect: Expect, got: Any, labels: np.ndarray) -> list[np.ndarray]:
    """The three parts of a split as arrays of row numbers."""
    parts = expect.sequence(got, 3, of="parts")
    flat = [np.asarray(part).ravel() for part in parts]
    if sum(part.size for part in flat) == len(labels):
        values = np.sort(np.concatenate(flat))
        is_right = np.array_equal(values, np.arange(len(labels)))  # the labels of so few rows may be their numbers
        expect.that(
            is_right or not np.array_equal(values, np.sort(labels)),
            "returned the labels of the rows; expected row numbers, which serve for images and labels alike",
            diagnosis="labels-instead-of-rows",
        )
    return [row_numbers(expect, part, len(labels), f"{name} rows") for part, name in zip(parts, PARTS, strict=True)]


def pairs_of(expect: Expect, got: Any, n: int, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """The folds as k pairs of arrays of row numbers."""
    pairs = []
    for pair in expect.sequence(got, k, of="pairs"):
        expect.that(
            type(pair) in (tuple, list) and len(pair) == 2, "returned folds that are no pairs (train, validation)"
        )
        train, validation = (row_numbers(expect, p, n, f"{name} rows") for p, name in zip(pair, PARTS, strict=False))
        pairs.append((train, validation))
    swapped = k > 2 and all(len(train) < len(validation) for train, validation in pairs)
    expect.that(
        not swapped,
        "trains on one fold and validates by the others: it is the other way about, train comes first",
        diagnosis="pairs-turned-round",
    )
    return pairs


def spy(x: np.ndarray, answers: Any = None, in_a_list: bool = False) -> tuple[Callable[..., Any], list[Any]]:
    """A fit_predict that notes what it is given and predicts the known answers of rows of `x`, else class 0."""
    known = {tuple(row): answer for row, answer in zip(x.tolist(), answers, strict=True)} if answers is not None else {}
    given = []

    def fit_predict(train_x: Any = None, train_labels: Any = None, x: np.ndarray | None = None, *more: Any) -> Any:
        given.append((train_x, train_labels, x, *more))
        asked = np.asarray([] if x is None else x, dtype=float)
        predicted = [known.get(tuple(row), 0) for row in asked.tolist()] if asked.ndim == 2 else []
        return predicted if in_a_list else np.array(predicted, dtype=int)

    return fit_predict, given


def folds_given(
    expect: Expect, given: Any, x: np.ndarray, labels: np.ndarray, k: int
) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """What fit_predict was given, fold by fold: training row numbers, training labels, validation row numbers."""
    given = list(given)
    expect.that(len(given) == k, f"called fit_predict {len(given)} times; expected {k}, once a fold")
    folds = []
    for arguments in given:
        expect.that(
            all(argument is not None for argument in arguments[:3]),
            "called fit_predict with too few arguments; it takes train_x, train_labels, x",
        )
        expect.that(
            len(arguments) == 3,
            f"gave fit_predict {len(arguments)} arguments: the labels of the rows to predict are not its business",
            diagnosis="validation-labels-given" if len(arguments) == 4 else None,
        )
        train, validation = known_rows(expect, arguments[0], x), known_rows(expect, arguments[2], x)
        folds.append((train, np.asarray(arguments[1]), validation))
    return folds


def known_rows(expect: Expect, got: Any, x: np.ndarray) -> np.ndarray:
    """Which rows of `x` these are."""
    numbers = {tuple(row): number for number, row in enumerate(x.tolist())}
    array = np.asarray(got, dtype=float)
    expect.that(
        array.ndim == 2 and array.shape[1] == x.shape[1],
        f"gave fit_predict rows as an array of shape {array.shape}; expected {x.shape[1]} columns, as in x",
    )
    found = [numbers.get(tuple(row)) for row in array.tolist()]
    centred = x - x.mean(axis=0)
    leaked = any(
        all(np.isclose(fitted, row, rtol=1e-4).all(axis=1).any() for row in array)
        for fitted in (centred / x.std(axis=0), centred / x.std(axis=0, ddof=1), centred)
    )
    expect.that(
        None not in found,
        "gave fit_predict rows that are not rows of x"
        + (
            ": they are standardised, with a mean over all rows, also over those that are yet to judge. That is leakage"
            if leaked
            else ", which it should pass on as they are"
        ),
        diagnosis="standardised-before-splitting" if leaked else None,
    )
    return np.array(found, dtype=int)


def follows(expect: Expect, draw: Draw, make: Callable[..., Any], is_in_order: Callable[..., bool], what: str) -> None:
    """Check that `make(rng)`, a list of arrays, depends on the generator's state and on nothing else."""
    state = int(draw.integers(2**31))

    def made(number: int) -> Any:
        return make(np.random.default_rng(number))

    first = made(state)
    expect.that(
        same(first, made(state)),
        "gave two results for generators of one state: all chance must come from rng, else nobody can repeat it",
        diagnosis=f"{what}-from-another-generator",
    )
    # That another state puts the same rows together by chance has a probability below 1e-5, three of them below 1e-15.
    others = [made(state + step) for step in (1, 2, 3)]
    in_order = is_in_order(first)
    expect.that(
        not all(same_rows(first, other) for other in others),
        "gives the same rows whatever the state of rng: "
        + ("it cuts them in the order they came" if in_order else "it draws from a generator of its own"),
        diagnosis=f"{what}-in-file-order" if in_order else f"{what}-with-a-seed-of-its-own",
    )


def same(one: Any, other: Any) -> bool:
    return len(one) == len(other) and all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def same_rows(one: Any, other: Any) -> bool:
    """Whether the same rows are together; in which order they stand is nothing to whoever trains or judges."""
    together, there = ({frozenset(part.tolist()) for part in parts} for parts in (one, other))
    return together == there


def rows_in_words(numbers: Any) -> str:
    shown = ", ".join(map(str, numbers[:6])) + (" and more" if len(numbers) > 6 else "")
    return f"row{'s' * (len(numbers) != 1)} {shown}"
