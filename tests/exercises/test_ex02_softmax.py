"""Graded tests of ex02."""

import numpy as np
import pytest

from reference.ex02_softmax import oracle
from reference.kit.author import Draw, Expect, Subject


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


@pytest.mark.task("softmax", points=1)
def test_large_scores_do_not_overflow(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.normal(size=(2, 3)).round(1) + [[1e4], [-1e4]]
    expect.close(
        subject.softmax(scores),
        oracle.softmax(scores),
        rtol=2e-3,  # between float32 at 1e4, which keeps three digits of the differences, and a wrong answer
        why="Adding one number to all scores of a row changes nothing",
    )
    expect.no_warning(why="Subtract the row's maximum before the exponential")


@pytest.mark.task("softmax", points=0.5)
def test_rows_far_apart_keep_their_own_maximum(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.integers(-3, 4, size=(2, 3)) + np.array([[5000.0], [-5000.0]])
    expect.close(subject.softmax(scores), oracle.softmax(scores))


@pytest.mark.task("softmax", points=0.5)
def test_whole_numbers_are_scores_too(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.integers(-3, 4, size=(2, 3))
    expect.close(subject.softmax(scores), oracle.softmax(scores))


@pytest.mark.task("softmax", points=0.5)
def test_a_class_ruled_out_gets_zero(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.normal(size=(2, 4)).round(1)
    scores[0, draw.integers(4)] = -np.inf
    expect.close(subject.softmax(scores), oracle.softmax(scores), why="exp(-inf) is 0: that class is ruled out")
    expect.no_warning()


@pytest.mark.task("softmax", points=0.5)
def test_nothing_but_minus_infinity_is_an_error(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.normal(size=(3, 2)).round(1)
    scores[1] = -np.inf
    with expect.raises(ValueError, why="No class is left in that row"):
        subject.softmax(scores)


@pytest.mark.task("log_softmax", points=1)
def test_log_softmax_is_the_logarithm(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.normal(scale=2, size=(2, 3)).round(1)
    expect.close(subject.log_softmax(scores), oracle.log_softmax(scores))
    expect.close(subject.log_softmax(scores, axis=0), oracle.log_softmax(scores, axis=0))


@pytest.mark.task("log_softmax", points=0.5)
def test_log_of_a_tiny_probability(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = np.array([0.0, -float(draw.integers(800, 1200))])
    expect.close(subject.log_softmax(scores), oracle.log_softmax(scores))
    expect.no_warning()


@pytest.mark.task("log_softmax", points=0.5)
def test_log_softmax_of_large_scores(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.integers(-3, 4, size=(2, 3)) + np.array([[1e4], [-1e4]])
    expect.close(subject.log_softmax(scores), oracle.log_softmax(scores))
    expect.no_warning(why="Subtract the row's maximum before the exponential")


@pytest.mark.task("log_softmax", points=0.5)
def test_log_softmax_with_classes_ruled_out(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.integers(-3, 4, size=(2, 4)).astype(float)
    scores[1, draw.integers(4)] = -np.inf
    expect.close(subject.log_softmax(scores), oracle.log_softmax(scores), why="The logarithm of probability 0 is -inf")
    scores[0] = -np.inf
    with expect.raises(ValueError, why="No class is left in that row"):
        subject.log_softmax(scores)


@pytest.mark.task("predict_classes", points=1)
def test_best_class_first(subject: Subject, expect: Expect, draw: Draw) -> None:
    names = ["Apricot", "Banana", "Cocos", "Lemon"]
    scores = draw.permutation(4) * 1.5 - draw.uniform(0, 2)
    expect.close(subject.predict_classes(scores, names), oracle.predict_classes(scores, names))


@pytest.mark.task("predict_classes", points=0.5)
def test_equal_classes_keep_their_order(subject: Subject, expect: Expect, draw: Draw) -> None:
    names = ["Apricot", "Banana", "Cocos", "Lemon", "Plum"]
    scores = draw.permutation([1.0, 1.0, 1.0, 0.0, 2.0])
    expect.close(subject.predict_classes(scores, names), oracle.predict_classes(scores, names))
