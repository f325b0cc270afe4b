"""Graded tests of ex03."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from reference.ex03_cross_entropy import oracle
from reference.kit.author import Draw, Expect, Subject

FLOOR = 1e-12
"""Down to here a probability costs exactly its logarithm; below, at least as much as here."""
SLACK = 1e-4
"""Of a loss at the floor: float32 keeps seven digits; the next floor that people choose, 1e-10, costs 17 % less."""


def tenths(draw: Draw, rows: int, classes: int) -> np.ndarray:
    """Rows of probabilities in whole tenths, none of them 0."""
    return (draw.multinomial(10 - classes, np.full(classes, 1 / classes), size=rows) + 1) / 10


def with_two_bad_labels(draw: Draw, n_classes: int) -> Iterator[tuple[np.ndarray, int, int]]:
    """Yield labels, two of them bad, with the first bad one's value and position: too large first, negative first."""
    for sign in (1, -1):
        labels = draw.integers(n_classes, size=7)
        position = int(draw.integers(3, 6))
        value = sign * int(10 * draw.integers(6, 9) + draw.integers(6, 9))  # no digit of position or class in it
        labels[position], labels[6] = value, -sign * 99
        yield labels, value, position


def refuses_bad_labels(expect: Expect, draw: Draw, loss: Callable[..., Any], rows: np.ndarray, n_classes: int) -> None:
    """Check that a loss refuses a label just below and one just beyond the classes."""
    for bad, why in ((-1, "There is no class -1"), (n_classes, f"The last of {n_classes} classes is {n_classes - 1}")):
        labels = draw.integers(n_classes, size=len(rows))
        labels[draw.integers(len(rows))] = bad
        with expect.raises(ValueError, why=why):
            loss(rows, labels)


def names_the_first_bad_label(
    expect: Expect, draw: Draw, loss: Callable[..., Any], rows: np.ndarray, n_classes: int
) -> None:
    """Check that a loss says which label is bad, and where it stands."""
    for labels, value, position in with_two_bad_labels(draw, n_classes):
        with expect.raises(ValueError, mentions=(value, position), why=f"Bad is the {value} at position {position}"):
            loss(rows, labels)


def refuses_other_lengths(
    expect: Expect, draw: Draw, loss: Callable[..., Any], rows: np.ndarray, n_classes: int
) -> None:
    """Check that a loss refuses one label for all, one too few and one too many."""
    for length in (1, len(rows) - 1, len(rows) + 1):
        with expect.raises(ValueError, why=f"Images: {len(rows)}, labels: {length}"):
            loss(rows, draw.integers(n_classes, size=length))


def costs_at_least_the_floor(subject: Subject, expect: Expect, draw: Draw, dtype: Any) -> None:
    """Check the loss of answers that are certain: one wrong yes, one wrong no, one right answer of either kind."""
    labels = draw.permutation([0, 0, 1, 1])
    probabilities = labels.astype(dtype)
    for answer in (0, 1):
        row = draw.choice(np.flatnonzero(labels == answer))
        probabilities[row] = 1 - answer
    loss = expect.number(
        subject.binary_cross_entropy(probabilities, labels), why="One infinite loss spoils every weight"
    )
    least = -np.log(FLOOR) / 2
    expect.that(
        loss >= least * (1 - SLACK),
        f"returned {loss:.6g}; two right answers and two of probability 1e-12 cost {least:.6g}, and 0 cannot cost less",
    )


@pytest.mark.task("one_hot", points=0.5)
def test_each_label_becomes_a_row(subject: Subject, expect: Expect, draw: Draw) -> None:
    labels = draw.permutation([0, 0, 1, 2, 2])
    expect.close(
        subject.one_hot(labels, 3), oracle.one_hot(labels, 3), why="A row for each label, a column for each class"
    )


@pytest.mark.task("one_hot", points=0.5)
def test_a_class_that_does_not_occur_keeps_its_column(subject: Subject, expect: Expect, draw: Draw) -> None:
    labels = draw.permutation(draw.choice([1, 2, 3], size=2, replace=False)[[0, 1, 1]])
    expect.close(subject.one_hot(labels, 5), oracle.one_hot(labels, 5), why="There are 5 classes, so 5 columns")


@pytest.mark.task("one_hot", points=0.25)
def test_one_hot_takes_a_list(subject: Subject, expect: Expect, draw: Draw) -> None:
    labels = draw.integers(3, size=5).tolist()
    expect.close(subject.one_hot(labels, 3), oracle.one_hot(labels, 3))


@pytest.mark.task("one_hot", points=0.25)
def test_a_negative_label_is_an_error(subject: Subject, expect: Expect, draw: Draw) -> None:
    labels = draw.integers(3, size=5)
    labels[draw.integers(5)] = -int(draw.integers(1, 4))
    with expect.raises(ValueError, why="No class has a negative number"):
        subject.one_hot(labels, 3)


@pytest.mark.task("one_hot", points=0.25)
def test_a_label_beyond_the_classes_is_an_error(subject: Subject, expect: Expect, draw: Draw) -> None:
    labels = draw.integers(3, size=5)
    labels[draw.integers(5)] = 3
    with expect.raises(ValueError, why="The last of 3 classes is 2"):
        subject.one_hot(labels, 3)


@pytest.mark.task("one_hot", points=0.25)
def test_one_hot_names_the_first_bad_label(subject: Subject, expect: Expect, draw: Draw) -> None:
    for labels, value, position in with_two_bad_labels(draw, 3):
        with expect.raises(ValueError, mentions=(value, position), why=f"Bad is the {value} at position {position}"):
            subject.one_hot(labels, 3)


@pytest.mark.task("cross_entropy", points=0.75)
def test_loss_is_the_mean_of_the_negative_logarithms(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities, labels = tenths(draw, 5, 3), draw.integers(3, size=5)
    labels[0] = probabilities[0].argmin()
    want = oracle.cross_entropy(probabilities, labels)
    expect.close(subject.cross_entropy(probabilities, labels), want, why="The mean of -log p, p each row's right entry")


@pytest.mark.task("cross_entropy", points=0.5)
def test_a_tiny_probability_costs_exactly_its_logarithm(subject: Subject, expect: Expect, draw: Draw) -> None:
    tiny = np.array([FLOOR, 10.0 ** -draw.integers(8, 12), 0.3])
    labels = draw.integers(2, size=3)
    probabilities = np.where(labels[:, None] == [0, 1], tiny[:, None], 1 - tiny[:, None])
    want = oracle.cross_entropy(probabilities, labels)
    expect.close(subject.cross_entropy(probabilities, labels), want, why="-log(1e-12) is 27.6310")


@pytest.mark.task("cross_entropy", points=0.5)
def test_probability_zero_costs_a_finite_loss(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities, labels = tenths(draw, 3, 2), draw.integers(2, size=3)
    row = draw.integers(3)
    probabilities[row] = np.array([0, 1]) != labels[row]
    loss = expect.number(subject.cross_entropy(probabilities, labels), why="One infinite loss spoils every weight")
    least = oracle.cross_entropy(np.maximum(probabilities, FLOOR), labels)
    expect.that(
        loss >= least * (1 - SLACK),
        f"returned {loss:.6g}; with 1e-12 in the place of the 0 it is {least:.6g}, and 0 cannot cost less",
    )
    expect.no_warning(why="Put the floor under the probability before the logarithm")


@pytest.mark.task("cross_entropy", points=0.5)
def test_wrong_classes_of_probability_zero_cost_nothing(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities, labels = tenths(draw, 4, 3), draw.integers(3, size=4)
    probabilities[0] = np.arange(3) == labels[0]
    want = oracle.cross_entropy(probabilities, labels)
    expect.close(subject.cross_entropy(probabilities, labels), want, why="Certain and right costs 0")


@pytest.mark.task("cross_entropy", points=0.25)
def test_cross_entropy_takes_lists(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities, labels = tenths(draw, 5, 3).tolist(), draw.integers(3, size=5).tolist()
    expect.close(subject.cross_entropy(probabilities, labels), oracle.cross_entropy(probabilities, labels))


@pytest.mark.task("cross_entropy", points=0.25)
def test_cross_entropy_checks_its_labels(subject: Subject, expect: Expect, draw: Draw) -> None:
    refuses_bad_labels(expect, draw, subject.cross_entropy, tenths(draw, 5, 3), 3)


@pytest.mark.task("cross_entropy", points=0.25)
def test_cross_entropy_names_the_first_bad_label(subject: Subject, expect: Expect, draw: Draw) -> None:
    names_the_first_bad_label(expect, draw, subject.cross_entropy, tenths(draw, 7, 3), 3)


@pytest.mark.task("cross_entropy", points=0.25)
def test_cross_entropy_wants_one_label_for_each_row(subject: Subject, expect: Expect, draw: Draw) -> None:
    refuses_other_lengths(expect, draw, subject.cross_entropy, tenths(draw, 5, 3), 3)


@pytest.mark.task("cross_entropy_from_scores", points=0.5)
def test_scores_cost_what_their_softmax_costs(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores, labels = draw.normal(scale=2, size=(5, 3)).round(1), draw.integers(3, size=5)
    want = oracle.cross_entropy_from_scores(scores, labels)
    expect.close(subject.cross_entropy_from_scores(scores, labels), want)


@pytest.mark.task("cross_entropy_from_scores", points=0.5)
def test_large_scores_do_not_overflow(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores, labels = draw.integers(-3, 4, size=(2, 3)) + np.array([[1e4], [-1e4]]), draw.integers(3, size=2)
    want = oracle.cross_entropy_from_scores(scores, labels)
    expect.close(
        subject.cross_entropy_from_scores(scores, labels),
        want,
        rtol=2e-3,  # between log-sum-exp in float32 at 1e4, where numbers lie 0.001 apart, and a wrong answer
        why="Adding one number to all scores of a row changes nothing",
    )
    expect.no_warning(why="Subtract the row's maximum before the exponential")


@pytest.mark.task("cross_entropy_from_scores", points=0.5)
def test_a_gap_of_ten_thousand_costs_ten_thousand(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores, labels = draw.integers(-3, 4, size=(3, 2)).astype(float), draw.integers(2, size=3)
    scores[0, 1 - labels[0]] = scores[0, labels[0]] + 1e4
    want = oracle.cross_entropy_from_scores(scores, labels)
    expect.close(subject.cross_entropy_from_scores(scores, labels), want, why="Row 0 alone costs 10000")
    expect.no_warning(why="The probability need not be made at all")


@pytest.mark.task("cross_entropy_from_scores", points=0.25)
def test_loss_from_scores_takes_lists(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores, labels = draw.normal(size=(5, 3)).round(1).tolist(), draw.integers(3, size=5).tolist()
    want = oracle.cross_entropy_from_scores(scores, labels)
    expect.close(subject.cross_entropy_from_scores(scores, labels), want)


@pytest.mark.task("cross_entropy_from_scores", points=0.25)
def test_loss_from_scores_checks_its_labels(subject: Subject, expect: Expect, draw: Draw) -> None:
    refuses_bad_labels(expect, draw, subject.cross_entropy_from_scores, draw.normal(size=(5, 3)).round(1), 3)


@pytest.mark.task("cross_entropy_from_scores", points=0.25)
def test_loss_from_scores_names_the_first_bad_label(subject: Subject, expect: Expect, draw: Draw) -> None:
    names_the_first_bad_label(expect, draw, subject.cross_entropy_from_scores, draw.normal(size=(7, 3)).round(1), 3)


@pytest.mark.task("cross_entropy_from_scores", points=0.25)
def test_loss_from_scores_wants_one_label_for_each_row(subject: Subject, expect: Expect, draw: Draw) -> None:
    refuses_other_lengths(expect, draw, subject.cross_entropy_from_scores, draw.normal(size=(5, 3)).round(1), 3)


@pytest.mark.task("binary_cross_entropy", points=0.5)
def test_each_answer_pays_for_what_was_true(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities, labels = draw.uniform(0.05, 0.95, size=5).round(2), draw.permutation([0, 0, 0, 1, 1])
    want = oracle.binary_cross_entropy(probabilities, labels)
    why = "The mean of -log p where the label is 1 and -log(1 - p) where it is 0"
    expect.close(subject.binary_cross_entropy(probabilities, labels), want, why=why)


@pytest.mark.task("binary_cross_entropy", points=0.25)
def test_both_ends_are_exact(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities, labels = draw.uniform(0.05, 0.95, size=3).round(2), np.array([1, 0, draw.integers(2)])
    probabilities[:2] = np.abs([0, 1] - 10.0 ** -draw.integers(8, 12, size=2))
    want = oracle.binary_cross_entropy(probabilities, labels)
    expect.close(subject.binary_cross_entropy(probabilities, labels), want, why="1e-12 is a probability like any other")


@pytest.mark.task("binary_cross_entropy", points=0.25)
def test_sure_and_wrong_costs_a_finite_loss(subject: Subject, expect: Expect, draw: Draw) -> None:
    costs_at_least_the_floor(subject, expect, draw, np.float64)
    expect.no_warning(why="Put the floor under the probability before the logarithm")


@pytest.mark.task("binary_cross_entropy", points=0.25)
def test_float32_has_a_floor_at_both_ends(subject: Subject, expect: Expect, draw: Draw) -> None:
    costs_at_least_the_floor(subject, expect, draw, np.float32)


@pytest.mark.task("binary_cross_entropy", points=0.25)
def test_binary_loss_takes_lists(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities, labels = draw.uniform(0.05, 0.95, size=5).round(2).tolist(), draw.integers(2, size=5).tolist()
    want = oracle.binary_cross_entropy(probabilities, labels)
    expect.close(subject.binary_cross_entropy(probabilities, labels), want)


@pytest.mark.task("binary_cross_entropy", points=0.25)
def test_binary_loss_checks_its_labels(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities = draw.uniform(0.05, 0.95, size=5).round(2)
    refuses_bad_labels(expect, draw, subject.binary_cross_entropy, probabilities, 2)


@pytest.mark.task("binary_cross_entropy", points=0.25)
def test_binary_loss_names_the_first_bad_label(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities = draw.uniform(0.05, 0.95, size=7).round(2)
    names_the_first_bad_label(expect, draw, subject.binary_cross_entropy, probabilities, 2)


@pytest.mark.task("binary_cross_entropy", points=0.25)
def test_binary_loss_wants_one_label_for_each_probability(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities = draw.uniform(0.05, 0.95, size=5).round(2)
    refuses_other_lengths(expect, draw, subject.binary_cross_entropy, probabilities, 2)
