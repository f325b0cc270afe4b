"""Graded tests of ex02."""

from typing import Any

import numpy as np
import pytest

from reference.ex02_softmax import oracle
from reference.kit.author import Draw, Expect, Subject

BENT = 1e-3
"""As much as the logarithm of a probability of 1 is changed where small numbers are kept from being 0."""
SINGLE = 1e-4
"""Between what float32 leaves, 1e-7, and a mistake: a Python float no longer shows how precise it was."""


@pytest.mark.task("softmax", points=1)
def test_slide_example(subject: Subject, expect: Expect) -> None:
    got = subject.softmax(np.array([2.0, 1.0, 0.1]))
    expect.close(got, oracle.softmax(np.array([2.0, 1.0, 0.1])), why="The slide says about 0.7, 0.2 and 0.1")


@pytest.mark.task("softmax", points=1)
def test_each_row_sums_to_one(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.normal(size=(2, 3)).round(1)
    expect.close(subject.softmax(scores), oracle.softmax(scores), why="Each row is one image and must sum to 1")


@pytest.mark.task("softmax", points=0.5)
def test_other_axis(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.normal(scale=3, size=(3, 5, 2))
    for axis in (0, 1, 2, -2):
        expect.close(subject.softmax(scores, axis=axis), oracle.softmax(scores, axis=axis))


@pytest.mark.task("softmax", points=0.5)
def test_one_class_is_certain(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.normal(scale=50, size=(4, 1))
    expect.close(subject.softmax(scores), np.ones((4, 1)), why="Where there is one class, it is certain")
    row = scores[:, 0][None] / 50
    expect.close(subject.softmax(row), oracle.softmax(row), why="One row of four classes is not four rows of one")


@pytest.mark.task("softmax", points=1)
def test_large_scores_do_not_overflow(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Eighths, which float32 holds exactly at 1e4 too.
    scores = draw.integers(-20, 21, size=(2, 3)) / 8 + [[1e4], [-1e4]]
    expect.close(
        subject.softmax(scores),
        oracle.softmax(scores),
        why="Adding one number to all scores of a row changes nothing",
    )
    expect.no_warning(why="Subtract the row's maximum before the exponential")
    low = draw.integers(-3, 4, size=(2, 3)) - 1e4
    expect.close(subject.softmax(low), oracle.softmax(low), why="Where all scores are far below 0 one is the largest")


@pytest.mark.task("softmax", points=0.25)
def test_rows_far_apart_keep_their_own_maximum(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.integers(-3, 4, size=(2, 3)) + np.array([[5000.0], [-5000.0]])
    expect.close(subject.softmax(scores), oracle.softmax(scores))


@pytest.mark.task("softmax", points=0.25)
def test_both_ends_in_one_row(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Who is right where all scores of a row are large, and overflows here, subtracts something else than the largest.
    for level in (1e4, -1e4):
        row = draw.integers(-3, 4, size=(1, 3)) + level
        expect.close(subject.softmax(row), oracle.softmax(row), why="Adding one number to all scores changes nothing")
    scores = both_ends(draw)
    for each in (scores, scores.astype(np.float32)):
        got = expect.array(subject.softmax(each), scores.shape)
        expect.unless(np.isnan(got), "softmax-shifted-by-the-mean")
        expect.close(got, oracle.softmax(each), why="What is subtracted is the largest of the row")
        expect.no_warning(why="Subtract the row's maximum before the exponential")


@pytest.mark.task("softmax", points=0.25)
def test_whole_numbers_are_scores_too(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.integers(-3, 4, size=(2, 3))
    expect.close(subject.softmax(scores), oracle.softmax(scores))


@pytest.mark.task("softmax", points=0.25)
def test_softmax_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    for scores in forms(draw):
        expect.close(subject.softmax(scores), oracle.softmax(scores))


@pytest.mark.task("softmax", points=0.5)
def test_a_class_ruled_out_gets_zero(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.normal(size=(2, 4)).round(1)
    expect.close(subject.softmax(scores), oracle.softmax(scores))
    ruled_out = scores.copy()
    ruled_out[0, draw.integers(4)] = -np.inf
    try:
        got = subject.softmax(ruled_out)
    except Exception as error:
        # Whatever its message says: who answers without the -inf, and not with it, refuses it.
        expect.unless("ValueError" in getattr(error, "types", ()), "softmax-refuses-every-infinity")
        raise
    expect.close(got, oracle.softmax(ruled_out), why="exp(-inf) is 0: that class is ruled out")
    expect.no_warning()


@pytest.mark.task("softmax", points=0.5)
def test_nothing_but_minus_infinity_is_an_error(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.normal(size=(3, 2)).round(1)
    scores[1] = -np.inf
    with expect.raises(ValueError, why="No class is left in that row"):
        subject.softmax(scores)
    right = np.where(np.isneginf(scores) & (np.arange(2) == draw.integers(2)), -1.0, scores)
    expect.array(subject.softmax(right), (3, 2), why="In every row a class is left: no error")


@pytest.mark.task("log_softmax", points=0.5)
def test_log_softmax_is_the_logarithm(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.normal(scale=2, size=(2, 3)).round(1)
    got, want = subject.log_softmax(scores), oracle.log_softmax(scores)
    shifted = scores - scores.max(axis=-1, keepdims=True)
    base_two = {
        "log-softmax-to-base-ten": want / np.log(2),
        "log-softmax-of-two-bases": shifted + (want - shifted) / np.log(2),
    }
    expect.close(got, want, mistakes=base_two)


@pytest.mark.task("log_softmax", points=0.25)
def test_log_softmax_along_other_axes(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.normal(scale=3, size=(3, 5, 2)).round(1)
    for axis in (0, 1, 2, -2):
        expect.close(subject.log_softmax(scores, axis=axis), oracle.log_softmax(scores, axis=axis))


@pytest.mark.task("log_softmax", points=0.25)
def test_log_softmax_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    for scores in forms(draw):
        expect.close(subject.log_softmax(scores), oracle.log_softmax(scores))


@pytest.mark.task("log_softmax", points=0.5)
def test_log_of_a_tiny_probability(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.integers(1, 4) + np.array([0.0, -float(draw.integers(800, 1000)), -float(draw.integers(1010, 1200))])
    got, want = subject.log_softmax(scores), oracle.log_softmax(scores)
    largest, *tiny = expect.array(got, want.shape)
    bent = abs(largest) < BENT and np.isfinite(tiny).all() and tiny[0] == tiny[1] > want[1]
    expect.unless(bent and largest > 0, "log-of-softmax-plus-epsilon")
    expect.unless(bent, "logarithm-of-a-softmax-with-a-floor")
    expect.close(got, want)
    expect.no_warning()


@pytest.mark.task("log_softmax", points=0.5)
def test_log_softmax_of_large_scores(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.integers(-3, 4, size=(2, 3)) + np.array([[1e4], [-1e4]])
    for each in (scores, both_ends(draw), both_ends(draw).astype(np.float32)):
        expect.close(subject.log_softmax(each), oracle.log_softmax(each))
        expect.no_warning(why="Subtract the row's maximum before the exponential")


@pytest.mark.task("log_softmax", points=0.5)
def test_log_softmax_with_classes_ruled_out(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.integers(-3, 4, size=(2, 4)).astype(float)
    scores[1, draw.integers(4)] = -np.inf
    expect.close(subject.log_softmax(scores), oracle.log_softmax(scores), why="The logarithm of probability 0 is -inf")
    nothing = scores + np.array([[-np.inf], [0]])
    with expect.raises(ValueError, why="No class is left in that row"):
        subject.log_softmax(nothing)


@pytest.mark.task("predict_classes", points=0.75)
def test_best_class_first(subject: Subject, expect: Expect, draw: Draw) -> None:
    names = ["Lemon", *draw.permutation(["Apricot", "Banana", "Cocos"]).tolist()]
    scores = np.insert(draw.permutation(3), draw.integers(1, 4), 3) * 1.5 - draw.uniform(0, 2)
    expect.close(subject.predict_classes(scores, names), oracle.predict_classes(scores, names), rtol=SINGLE)


@pytest.mark.task("predict_classes", points=0.5)
def test_equal_classes_keep_their_order(subject: Subject, expect: Expect, draw: Draw) -> None:
    fruits = ["Apricot", "Banana", "Cocos", "Lemon", "Plum"]
    asked = [(draw.permutation([1.0, 1.0, 1.0, 0.0, 2.0]), names) for names in (fruits, fruits[::-1])]
    answers = [subject.predict_classes(scores, names) for scores, names in asked]  # all, before one is judged
    for got, (scores, names) in zip(answers, asked, strict=True):
        expect.close(got, oracle.predict_classes(scores, names), rtol=SINGLE)
    # A sort that is not stable may leave few classes as they are, never these. Asked last, so that this calls no other
    # mistake in question.
    names = [f"class {i}" for i in draw.permutation(40)]
    scores = draw.permutation(np.repeat([0.0, 1.0, 2.0, 3.0], 10))
    expect.close(subject.predict_classes(scores, names), oracle.predict_classes(scores, names), rtol=SINGLE)


@pytest.mark.task("predict_classes", points=0.25)
def test_predictions_from_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    names = ["Plum", "Banana", "Quince"]
    scores = draw.permutation([-2, 0, 1])
    far = draw.permutation([1e4, 9999.0, -1e4])
    for each in (scores, scores.tolist(), (scores / 2).astype(np.float32), far, scores[:1]):
        known = names[: len(each)]
        expect.close(subject.predict_classes(each, known), oracle.predict_classes(each, known), rtol=SINGLE)


def both_ends(draw: Draw) -> np.ndarray:
    """Return rows in which scores of 1e4 and -1e4 stand, and others less than 2 away from the largest."""
    return np.array([draw.permutation([1e4, 1e4 - draw.integers(1, 3), 0.0, -1e4]) for _ in range(2)])


def forms(draw: Draw) -> list[Any]:
    """Return scores as lists, whole numbers, float32, of one row, one class and one entry, and of other ranks."""
    scores = draw.permutation([-3, -1, 0, 1, 2, 4]) / 2
    return [
        scores.tolist(),
        scores.reshape(2, 3).tolist(),
        (2 * scores).astype(int),
        (2 * scores).astype(int).reshape(3, 2),
        scores.astype(np.float32).reshape(2, 3),
        scores.reshape(1, 6),
        scores[:1],
        scores.reshape(3, 1, 2),
    ]
