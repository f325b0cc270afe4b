"""Graded tests of ex03."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from reference.ex03_cross_entropy import oracle
from reference.kit.author import Draw, Expect, Subject

FLOOR = 1e-12
"""Down to here a probability costs exactly its logarithm; below, at least as much as here."""
HIGHEST = 1e-3
"""Above this nobody puts a floor: what costs less there is another mistake."""
SLACK = 1e-4
"""Of a loss at the floor: float32 keeps seven digits; the next floor that people choose, 1e-10, costs 17 % less."""
SINGLE = 1e-5
"""Between what float32 leaves of a mean, 1e-6, and a mistake: a Python float no longer shows how precise it was."""


def tenths(draw: Draw, rows: int, classes: int) -> np.ndarray:
    """Rows of probabilities in whole tenths, none of them 0."""
    return (draw.multinomial(10 - classes, np.full(classes, 1 / classes), size=rows) + 1) / 10


def with_two_bad_labels(draw: Draw, n_classes: int) -> Iterator[tuple[np.ndarray, int, int]]:
    """Yield labels, two of them bad, with the first bad one's value and position: too large first, negative first."""
    for sign in (1, -1):
        labels = draw.integers(n_classes, size=7)
        position = int(draw.integers(4, 6))
        value = sign * int(10 * draw.integers(7, 9) + draw.integers(7, 9))  # no digit of position or class in it
        labels[position], labels[6] = value, -sign * 99
        yield labels, value, position


def refuses_bad_labels(expect: Expect, draw: Draw, loss: Callable[..., Any], rows: np.ndarray, n_classes: int) -> None:
    """Check that a loss refuses a label just below and one just beyond the classes, and takes the last one."""
    for bad, why in ((-1, "There is no class -1"), (n_classes, f"The last of {n_classes} classes is {n_classes - 1}")):
        labels = draw.integers(n_classes, size=len(rows))
        labels[draw.integers(len(rows))] = bad
        with expect.raises(ValueError, why=why):
            loss(rows, labels)
        expect.number(loss(rows, np.where(labels == bad, n_classes - 1, labels)), why="All of these labels are classes")


def names_the_first_bad_label(
    expect: Expect, draw: Draw, call: Callable[[np.ndarray], Any], n_classes: int
) -> Iterator[Any]:
    """Check that labels are refused with the first bad one and its position; yield what comes back without them."""
    for labels, value, position in with_two_bad_labels(draw, n_classes):
        why = f"Bad is the {value} at position {position}"
        with expect.raises(ValueError, why=why) as refused:
            call(labels)
        says = [str(number) in refused.text for number in (value, position, position + 1, labels[6])]
        expect.unless(says == [True, False, True, False], "positions-counted-from-one", why)
        expect.unless(not says[0] and says[3], "a-later-bad-label-named", why)
        expect.unless(not says[0] and not says[1], "refusal-without-a-place", why)
        unsigned = {str(value % 2**bits) for bits in (8, 16, 32, 64)} - {str(value)}
        expect.unless(any(wrapped in refused.text for wrapped in unsigned), "labels-in-a-byte", why)
        expect.that(says[0] and says[1], f"raised a ValueError whose message is {refused.text!r}. {why}")
        yield call(np.clip(labels, 0, n_classes - 1))


def is_capped(subject: Subject, expect: Expect, loss: Callable[[float], Any], floor: str, added: str) -> None:
    """Name what keeps a loss of one image finite too soon: a floor, or a number added inside the logarithm.

    `loss` asks for the loss of one image whose right answer got a probability.
    """
    ten, one = (expect.number(loss(p)) for p in (10 * FLOOR, FLOOR))
    too_low = -np.log(HIGHEST) < one < -np.log(FLOOR) * (1 - SLACK)
    told = f"It returned {one:.6g}; expected {-np.log(FLOOR):.6g}."
    expect.unless(too_low and abs(ten - one) < 1e-6, floor, told)
    expect.unless(too_low and np.isclose(np.exp(-ten) - np.exp(-one), 9 * FLOOR, rtol=0.01, atol=0), added, told)


def names_the_floor(subject: Subject, expect: Expect) -> None:
    """Name a floor under the probability of the right class that is too high, or a number added to it."""
    one_image = lambda p: subject.cross_entropy(np.array([[p, 1 - p]]), np.array([0]))  # noqa: E731
    is_capped(subject, expect, one_image, "floor-too-high", "small-number-added-inside-the-logarithm")


def names_the_binary_floor(subject: Subject, expect: Expect) -> None:
    """Name a floor under the probability of yes that is too high, or a number added to it."""
    one_yes = lambda p: subject.binary_cross_entropy(np.array([p]), np.array([1]))  # noqa: E731
    is_capped(subject, expect, one_yes, "binary-floor-too-high", "small-number-added-at-both-ends")


def names_the_end_without_a_floor(subject: Subject, expect: Expect) -> None:
    """Name what has no floor in float64: where both kinds of answers are in a batch, neither tells which."""
    for p, label, name in ((0.0, 1, "binary-logarithm-of-zero"), (1.0, 0, "floor-at-one-end")):
        loss = subject.binary_cross_entropy(np.array([p]), np.array([label]))
        expect.unless(expect.alike(loss, np.inf) or expect.alike(loss, np.nan), name)


def takes_one_image(expect: Expect, call: Callable[[np.ndarray], Any]) -> None:
    """Ask about one image of the last of three classes; name a refusal of labels that are as many as the images."""
    try:
        call(np.array([2]))
    except Exception as error:
        types, text = getattr(error, "types", ()), getattr(error, "text", "")
        if types[:1] == ("ValueError",) and "shape" not in text:
            call(np.array([2, 0, 1, 2]))
            with contextlib.suppress(Exception):
                call(np.array([2]))  # what follows is about the newest call
            expect.unless(True, "rows-counted-as-classes", f"It raised a ValueError: {text}")
        raise


def refuses_other_lengths(
    expect: Expect, draw: Draw, loss: Callable[..., Any], rows: np.ndarray, n_classes: int
) -> None:
    """Check that a loss refuses one label for all, one too few and one too many."""
    for length in (1, len(rows) - 1, len(rows) + 1):
        with expect.raises(ValueError, why=f"Images: {len(rows)}, labels: {length}"):
            loss(rows, draw.integers(n_classes, size=length))
    expect.number(loss(rows, draw.integers(n_classes, size=len(rows))), why="There is one label for each image")


def costs_nothing(expect: Expect, loss: Any) -> None:
    """Check that a loss is 0, or what a ceiling below 1 leaves of it."""
    expect.that(abs(expect.number(loss)) < 1e-6, f"returned {loss:.6g}; certain and right costs 0")


def large_batches_cost_their_mean(expect: Expect, draw: Draw, loss: Callable[[np.ndarray], Any]) -> None:
    """Check the loss of so many images that the product of their probabilities is 0 in a float.

    `loss` asks for the loss of images whose right answers got these probabilities. A product of 0 costs the same
    whatever it was made of.
    """
    right = draw.uniform(0.01, 0.04, size=401)
    got, halved = loss(right), loss(right / 2)
    want = -np.log(right / 2).mean()
    if not expect.alike(halved, want, rtol=SINGLE) and expect.alike(got, halved):
        told = f"It returned {halved:.6g}; expected {want:.6g}."
        expect.unless(True, "logarithm-of-the-product", told)
    expect.close(halved, want, rtol=SINGLE, why="A batch may be large")


def costs_at_least_the_floor(subject: Subject, expect: Expect, draw: Draw, dtype: Any) -> None:
    """Check the loss of answers that are certain: one wrong yes, one wrong no, one right answer of either kind."""
    labels = draw.permutation([0, 0, 1, 1])
    probabilities = labels.astype(dtype)
    for answer in (0, 1):
        row = draw.choice(np.flatnonzero(labels == answer))
        probabilities[row] = 1 - answer
    names_the_end_without_a_floor(subject, expect)
    loss = expect.number(
        subject.binary_cross_entropy(probabilities, labels), why="One infinite loss spoils every weight"
    )
    least = -np.log(FLOOR) / 2
    if loss < least * (1 - SLACK):
        names_the_binary_floor(subject, expect)
        loss = subject.binary_cross_entropy(probabilities, labels)  # what follows is about the newest call
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
    takes_one_image(expect, lambda labels: subject.one_hot(labels, 3))
    labels = draw.permutation(draw.choice([1, 2, 3], size=2, replace=False)[[0, 1, 1]])
    expect.close(subject.one_hot(labels, 5), oracle.one_hot(labels, 5), why="There are 5 classes, so 5 columns")
    labels = np.array([0, draw.integers(257, 300)])
    expect.close(subject.one_hot(labels, 300), oracle.one_hot(labels, 300), why=f"Image 1 is of class {labels[1]}")


@pytest.mark.task("one_hot", points=0.25)
def test_one_hot_takes_a_list(subject: Subject, expect: Expect, draw: Draw) -> None:
    takes_one_image(expect, lambda labels: subject.one_hot(labels, 3))
    for size in (5, 1):
        labels = draw.integers(3, size=size).tolist()
        for each in (labels, np.array(labels)):
            expect.close(subject.one_hot(each, 3), oracle.one_hot(each, 3))


@pytest.mark.task("one_hot", points=0.25)
def test_a_negative_label_is_an_error(subject: Subject, expect: Expect, draw: Draw) -> None:
    labels = draw.integers(3, size=5)
    labels[draw.integers(5)] = -int(draw.integers(1, 4))
    with expect.raises(ValueError, why="No class has a negative number"):
        subject.one_hot(labels, 3)
    expect.array(subject.one_hot(np.maximum(labels, 0), 3), (5, 3), why="All of these labels are classes")


@pytest.mark.task("one_hot", points=0.25)
def test_a_label_beyond_the_classes_is_an_error(subject: Subject, expect: Expect, draw: Draw) -> None:
    labels = draw.integers(3, size=5)
    labels[draw.integers(5)] = 3
    with expect.raises(ValueError, why="The last of 3 classes is 2"):
        subject.one_hot(labels, 3)
    expect.array(subject.one_hot(np.minimum(labels, 2), 3), (5, 3), why="All of these labels are classes")


@pytest.mark.task("one_hot", points=0.25)
def test_one_hot_names_the_first_bad_label(subject: Subject, expect: Expect, draw: Draw) -> None:
    for rows in names_the_first_bad_label(expect, draw, lambda labels: subject.one_hot(labels, 3), 3):
        expect.array(rows, (7, 3), why="All of these labels are classes")


@pytest.mark.task("cross_entropy", points=0.5)
def test_loss_is_the_mean_of_the_negative_logarithms(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities, labels = tenths(draw, 5, 3), draw.integers(3, size=5)
    labels[0] = probabilities[0].argmin()
    want = oracle.cross_entropy(probabilities, labels)
    expect.close(
        subject.cross_entropy(probabilities, labels),
        want,
        rtol=SINGLE,
        why="The mean of -log p, p each row's right entry",
    )


@pytest.mark.task("cross_entropy", points=0.25)
def test_losses_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities, labels = tenths(draw, 7, 3), draw.integers(3, size=7)
    takes_one_image(expect, lambda labels: subject.cross_entropy(probabilities[: len(labels)], labels))
    single = np.array([[1e-12, 1], [0.25, 0.75], [1e-9, 1]], dtype=np.float32)
    for rows, right in ((probabilities[:1], labels[:1]), (single, np.array([0, 1, 0])), (probabilities, labels)):
        want = oracle.cross_entropy(rows, right)
        got = subject.cross_entropy(rows, right)
        if rows is single and not expect.alike(got, want):
            names_the_floor(subject, expect)
        expect.close(got, want, rtol=SINGLE, why="1e-12 is a probability in float32 too")
    whole = np.eye(3, dtype=int)[labels]
    costs_nothing(expect, subject.cross_entropy(whole, labels))
    one_wrong = np.concatenate([(labels[:1] + 1) % 3, labels[1:]])
    loss = expect.number(subject.cross_entropy(whole, one_wrong), why="A floor under whole numbers is none")
    least = -np.log(FLOOR) / 7
    expect.that(loss >= least * (1 - SLACK), f"returned {loss:.6g}; with 1e-12 in the place of the 0 it is {least:.6g}")
    large_batches_cost_their_mean(
        expect, draw, lambda p: subject.cross_entropy(np.stack([p, 1 - p], axis=1), np.zeros(len(p), dtype=int))
    )


@pytest.mark.task("cross_entropy", points=0.5)
def test_a_tiny_probability_costs_exactly_its_logarithm(subject: Subject, expect: Expect, draw: Draw) -> None:
    names_the_floor(subject, expect)
    tiny = np.array([FLOOR, 10.0 ** -draw.integers(8, 12), 0.3])
    labels = draw.integers(2, size=3)
    probabilities = np.where(labels[:, None] == [0, 1], tiny[:, None], 1 - tiny[:, None])
    want = oracle.cross_entropy(probabilities, labels)
    expect.close(subject.cross_entropy(probabilities, labels), want, rtol=SINGLE, why="-log(1e-12) is 27.6310")


@pytest.mark.task("cross_entropy", points=0.5)
def test_probability_zero_costs_a_finite_loss(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities, labels = tenths(draw, 5, 2), draw.integers(2, size=5)
    for row in draw.permutation(5)[:2]:
        probabilities[row] = np.array([0, 1]) != labels[row]
    loss = expect.number(subject.cross_entropy(probabilities, labels), why="One infinite loss spoils every weight")
    least = oracle.cross_entropy(np.maximum(probabilities, FLOOR), labels)
    if loss < least * (1 - SLACK):
        names_the_floor(subject, expect)
        loss = subject.cross_entropy(probabilities, labels)  # what follows is about the newest call
    expect.that(
        loss >= least * (1 - SLACK),
        f"returned {loss:.6g}; with 1e-12 in the place of each 0 it is {least:.6g}, and 0 cannot cost less",
    )
    expect.no_warning(why="Put the floor under the probability before the logarithm")


@pytest.mark.task("cross_entropy", points=0.5)
def test_wrong_classes_of_probability_zero_cost_nothing(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities, labels = tenths(draw, 4, 3), draw.integers(3, size=4)
    probabilities[0] = np.arange(3) == labels[0]
    want = oracle.cross_entropy(probabilities, labels)
    expect.close(subject.cross_entropy(probabilities, labels), want, rtol=SINGLE, why="Certain and right costs 0")


@pytest.mark.task("cross_entropy", points=0.25)
def test_cross_entropy_takes_lists(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities, labels = tenths(draw, 5, 3).tolist(), draw.integers(3, size=5).tolist()
    expect.close(subject.cross_entropy(probabilities, labels), oracle.cross_entropy(probabilities, labels), rtol=SINGLE)


@pytest.mark.task("cross_entropy", points=0.25)
def test_cross_entropy_checks_its_labels(subject: Subject, expect: Expect, draw: Draw) -> None:
    refuses_bad_labels(expect, draw, subject.cross_entropy, tenths(draw, 5, 3), 3)


@pytest.mark.task("cross_entropy", points=0.25)
def test_cross_entropy_names_the_first_bad_label(subject: Subject, expect: Expect, draw: Draw) -> None:
    rows = tenths(draw, 7, 3)
    for loss in names_the_first_bad_label(expect, draw, lambda labels: subject.cross_entropy(rows, labels), 3):
        expect.number(loss, why="All of these labels are classes")


@pytest.mark.task("cross_entropy", points=0.25)
def test_cross_entropy_wants_one_label_for_each_row(subject: Subject, expect: Expect, draw: Draw) -> None:
    refuses_other_lengths(expect, draw, subject.cross_entropy, tenths(draw, 5, 3), 3)


@pytest.mark.task("cross_entropy_from_scores", points=0.25)
def test_scores_cost_what_their_softmax_costs(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores, labels = draw.normal(scale=2, size=(5, 3)).round(1), draw.integers(3, size=5)
    want = oracle.cross_entropy_from_scores(scores, labels)
    expect.close(subject.cross_entropy_from_scores(scores, labels), want, rtol=SINGLE)


@pytest.mark.task("cross_entropy_from_scores", points=0.25)
def test_losses_from_scores_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    whole, labels = draw.integers(-3, 4, size=(7, 3)), draw.integers(3, size=7)
    takes_one_image(expect, lambda labels: subject.cross_entropy_from_scores(whole[: len(labels)], labels))
    ends = np.array([draw.permutation([1e4, 9999.0, -1e4]) for _ in range(3)])
    for scores in (whole, whole[:1], (whole / 4).astype(np.float32), ends, ends.astype(np.float32)):
        right = labels[: len(scores)]
        want = oracle.cross_entropy_from_scores(scores, right)
        # Between log-sum-exp in float32 at 1e4, where numbers lie 0.001 apart, and a wrong answer.
        rtol = 2e-3 if len(scores) == 3 else SINGLE
        expect.close(subject.cross_entropy_from_scores(scores, right), want, rtol=rtol)
        expect.no_warning(why="Subtract the row's maximum before the exponential")
    large, labels = draw.integers(-1, 2, size=(311, 41)), draw.integers(41, size=311)
    want = oracle.cross_entropy_from_scores(large, labels)
    expect.close(subject.cross_entropy_from_scores(large, labels), want, rtol=SINGLE, why="A batch may be large")


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
    near, far = (
        expect.array(subject.cross_entropy_from_scores(np.array([[-gap, gap]]), np.array([0])), ())
        for gap in (float(draw.integers(450, 550)), 5e3)
    )
    small = np.array([[-1.0, 1.0]]), np.array([0])
    is_right = expect.alike(subject.cross_entropy_from_scores(*small), oracle.cross_entropy_from_scores(*small))
    expect.unless(is_right and -np.log(HIGHEST) < near < 800 and abs(near - far) < 1e-3, "softmax-and-floor")
    scores, labels = draw.integers(-3, 4, size=(3, 2)).astype(float), draw.integers(2, size=3)
    scores[0, 1 - labels[0]] = scores[0, labels[0]] + 1e4
    want = oracle.cross_entropy_from_scores(scores, labels)
    expect.close(subject.cross_entropy_from_scores(scores, labels), want, rtol=SINGLE, why="Row 0 alone costs 10000")
    expect.no_warning(why="The probability need not be made at all")


@pytest.mark.task("cross_entropy_from_scores", points=0.25)
def test_loss_from_scores_takes_lists(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores, labels = draw.normal(size=(5, 3)).round(1).tolist(), draw.integers(3, size=5).tolist()
    want = oracle.cross_entropy_from_scores(scores, labels)
    expect.close(subject.cross_entropy_from_scores(scores, labels), want, rtol=SINGLE)


@pytest.mark.task("cross_entropy_from_scores", points=0.25)
def test_loss_from_scores_checks_its_labels(subject: Subject, expect: Expect, draw: Draw) -> None:
    refuses_bad_labels(expect, draw, subject.cross_entropy_from_scores, draw.normal(size=(5, 3)).round(1), 3)


@pytest.mark.task("cross_entropy_from_scores", points=0.25)
def test_loss_from_scores_names_the_first_bad_label(subject: Subject, expect: Expect, draw: Draw) -> None:
    rows = draw.normal(size=(7, 3)).round(1)
    ask = lambda labels: subject.cross_entropy_from_scores(rows, labels)  # noqa: E731
    for loss in names_the_first_bad_label(expect, draw, ask, 3):
        expect.number(loss, why="All of these labels are classes")


@pytest.mark.task("cross_entropy_from_scores", points=0.25)
def test_loss_from_scores_wants_one_label_for_each_row(subject: Subject, expect: Expect, draw: Draw) -> None:
    refuses_other_lengths(expect, draw, subject.cross_entropy_from_scores, draw.normal(size=(5, 3)).round(1), 3)


@pytest.mark.task("binary_cross_entropy", points=0.25)
def test_each_answer_pays_for_what_was_true(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities, labels = draw.uniform(0.05, 0.95, size=5).round(2), draw.permutation([0, 0, 0, 1, 1])
    want = oracle.binary_cross_entropy(probabilities, labels)
    why = "The mean of -log p where the label is 1 and -log(1 - p) where it is 0"
    expect.close(subject.binary_cross_entropy(probabilities, labels), want, rtol=SINGLE, why=why)


@pytest.mark.task("binary_cross_entropy", points=0.25)
def test_binary_losses_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities, labels = draw.integers(1, 8, size=7) / 8, draw.permutation([0, 0, 0, 0, 1, 1, 1])
    single = np.array([1e-12, 1 - 2.0**-20, 0.25], dtype=np.float32)
    between = (draw.integers(16, 64, size=1) + 0.5) * 2.0**-24  # halfway between two numbers that 1 - p can be
    for answers, right in (
        (probabilities[:1], labels[:1]),
        (probabilities.astype(np.float32), labels),
        (between.astype(np.float32), np.array([1])),
        (single, np.array([1, 0, 0])),
    ):
        want = oracle.binary_cross_entropy(answers, right)
        got = subject.binary_cross_entropy(answers, right)
        if answers.min() < HIGHEST and not expect.alike(got, want):
            names_the_binary_floor(subject, expect)
        expect.close(got, want, rtol=SINGLE, why="Both ends are exact in float32 too")
    names_the_end_without_a_floor(subject, expect)
    costs_nothing(expect, subject.binary_cross_entropy(labels.copy(), labels))
    loss = expect.number(subject.binary_cross_entropy(1 - labels, labels), why="A floor under whole numbers is none")
    expect.that(loss >= -np.log(FLOOR) * (1 - SLACK), f"returned {loss:.6g}; seven times 1e-12 costs 27.631")
    large_batches_cost_their_mean(expect, draw, lambda p: subject.binary_cross_entropy(p, np.ones(len(p), dtype=int)))


@pytest.mark.task("binary_cross_entropy", points=0.25)
def test_both_ends_are_exact(subject: Subject, expect: Expect, draw: Draw) -> None:
    names_the_binary_floor(subject, expect)
    probabilities, labels = draw.uniform(0.05, 0.95, size=3).round(2), np.array([1, 0, draw.integers(2)])
    probabilities[:2] = np.abs([0, 1] - 10.0 ** -draw.integers(8, 12, size=2))
    want = oracle.binary_cross_entropy(probabilities, labels)
    expect.close(
        subject.binary_cross_entropy(probabilities, labels),
        want,
        rtol=SINGLE,
        why="1e-12 is a probability like any other",
    )


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
    expect.close(subject.binary_cross_entropy(probabilities, labels), want, rtol=SINGLE)


@pytest.mark.task("binary_cross_entropy", points=0.25)
def test_binary_loss_checks_its_labels(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities = draw.uniform(0.05, 0.95, size=5).round(2)
    refuses_bad_labels(expect, draw, subject.binary_cross_entropy, probabilities, 2)


@pytest.mark.task("binary_cross_entropy", points=0.25)
def test_binary_loss_names_the_first_bad_label(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities = draw.uniform(0.05, 0.95, size=7).round(2)
    ask = lambda labels: subject.binary_cross_entropy(probabilities, labels)  # noqa: E731
    for loss in names_the_first_bad_label(expect, draw, ask, 2):
        expect.number(loss, why="All of these labels are yes or no")


@pytest.mark.task("binary_cross_entropy", points=0.25)
def test_binary_loss_wants_one_label_for_each_probability(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities = draw.uniform(0.05, 0.95, size=5).round(2)
    refuses_other_lengths(expect, draw, subject.binary_cross_entropy, probabilities, 2)
