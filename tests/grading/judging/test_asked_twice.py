"""A network that is asked twice must answer each input alike, wherever it stands."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grading.errors import Wrong
from grading.judging.asked_twice import asked_twice
from grading.subject import Call

INPUTS = np.random.default_rng(0).normal(size=(31, 5, 3))


def sums(inputs: Any) -> np.ndarray:
    return np.asarray(inputs).sum(axis=1)


def test_who_answers_by_the_input_passes() -> None:
    assert np.array_equal(asked_twice(sums, INPUTS), sums(INPUTS))


def test_both_orders_and_both_batch_sizes_are_asked() -> None:
    asked: list[np.ndarray] = []
    asked_twice(lambda inputs: asked.append(inputs) or sums(inputs), INPUTS)  # type: ignore[func-returns-value]
    whole, *parts = asked
    together = np.concatenate(parts)
    assert np.array_equal(whole, INPUTS)
    assert {len(part) for part in parts} != {len(INPUTS)}
    assert not np.array_equal(together, INPUTS)
    assert np.array_equal(np.sort(together, axis=0), np.sort(INPUTS, axis=0))


def test_who_answers_by_the_place_in_the_batch_fails() -> None:
    with pytest.raises(Wrong, match="elsewhere in the batch"):
        asked_twice(lambda inputs: np.eye(4)[np.arange(len(inputs)) % 4], INPUTS)


def test_who_answers_by_the_rest_of_the_batch_fails() -> None:
    with pytest.raises(Wrong, match="elsewhere in the batch"):
        asked_twice(lambda inputs: sums(inputs) - sums(inputs).mean(axis=0), INPUTS)


def test_who_draws_anew_each_time_fails() -> None:
    rng = np.random.default_rng(1)
    with pytest.raises(Wrong, match="elsewhere in the batch"):
        asked_twice(lambda inputs: rng.uniform(size=(len(inputs), 3)), INPUTS)


def test_rounding_that_hangs_on_the_batch_passes() -> None:
    answers = asked_twice(lambda inputs: sums(inputs) + 1e-6 * len(inputs), INPUTS)
    assert answers.shape == (31, 3)


@pytest.mark.parametrize(
    ("answers", "shape"),
    [
        (np.zeros((30, 3)), "answers of shape (30, 3)"),
        (np.zeros(32), "answers of shape (32,)"),
        (np.zeros((0, 31)), "answers of shape (0, 31)"),
        (np.float32(0.5), "one number"),
    ],
)
def test_another_number_of_answers_fails(answers: Any, shape: str) -> None:
    with pytest.raises(Wrong) as caught:
        asked_twice(lambda _: answers, INPUTS)
    assert str(caught.value) == f"It gave a model that gives {shape} for 31 inputs"


def test_the_failure_is_laid_to_the_call_that_gave_the_model() -> None:
    call = Call("build", (3,), {})
    for ask in (lambda _: 0.5, lambda inputs: np.arange(len(inputs))):
        with pytest.raises(Wrong, match=r"^build\(3\) gave a model that ") as caught:
            asked_twice(ask, INPUTS, call)
        assert caught.value.call is call


class Reversing:
    """Draws nothing: gives the last order, and the least of two bounds."""

    def __init__(self) -> None:
        self.bounds: list[tuple[Any, Any]] = []

    def permutation(self, count: int) -> np.ndarray:
        """Give the last order."""
        return np.arange(count)[::-1]

    def integers(self, low: Any, high: Any) -> Any:
        """Give the least."""
        self.bounds.append((low, high))
        return low


@pytest.mark.parametrize(
    ("count", "low", "high"), [(31, 11, 22), (32, 11, 23), (33, 12, 24), (1, 1, 2), (2, 1, 3), (3, 2, 4), (100, 34, 68)]
)
def test_the_second_time_a_third_to_two_thirds_are_asked_together(
    monkeypatch: pytest.MonkeyPatch, count: int, low: int, high: int
) -> None:
    drawn = Reversing()
    monkeypatch.setattr(np.random, "default_rng", lambda: drawn)
    asked: list[list[int]] = []

    def ask(inputs: np.ndarray) -> np.ndarray:
        asked.append(inputs.tolist())
        return inputs

    answers = asked_twice(ask, np.arange(count))
    assert drawn.bounds == [(low, high)]
    assert (type(drawn.bounds[0][0]), type(drawn.bounds[0][1])) == (int, int)
    backwards = list(range(count))[::-1]
    assert asked == [list(range(count)), *[backwards[at : at + low] for at in range(0, count, low)]]
    assert answers.tolist() == list(range(count))


def off(amount: float, value: float = 1.0) -> Any:
    """Return what answers alike, but for an amount the second time."""
    times = iter([0.0])
    return lambda inputs: np.full((len(inputs), 2), value + next(times, amount))


@pytest.mark.parametrize(("amount", "value"), [(0.009, 1.0), (0.0009, 0.0), (-0.9, 100.0)])
def test_rounding_passes(amount: float, value: float) -> None:
    asked_twice(off(amount, value), INPUTS)


@pytest.mark.parametrize(("amount", "value"), [(0.02, 1.0), (0.002, 0.0), (-2.0, 100.0)])
def test_more_than_rounding_does_not(amount: float, value: float) -> None:
    with pytest.raises(Wrong, match="elsewhere in the batch"):
        asked_twice(off(amount, value), INPUTS)


def test_an_answer_that_is_no_number_is_the_same_again() -> None:
    assert np.isnan(asked_twice(lambda inputs: np.full(len(inputs), np.nan), INPUTS)).all()


@pytest.mark.parametrize(("first", "second"), [(3, 2), (2, 3), (1, 3), (3, 1)])
def test_answers_of_another_shape_are_other_answers(first: int, second: int) -> None:
    widths = iter([first])
    with pytest.raises(Wrong, match="elsewhere in the batch"):
        asked_twice(lambda inputs: np.zeros((len(inputs), next(widths, second))), INPUTS)


def test_one_input_is_asked_for_twice() -> None:
    assert asked_twice(sums, INPUTS[:1]).shape == (1, 3)


@pytest.mark.parametrize("kind", [dict, list], ids=["by name", "in a list"])
def test_several_inputs_stay_together(kind: type) -> None:
    both = {"image": INPUTS, "words": INPUTS[:, :, 0]}
    inputs = both if kind is dict else list(both.values())

    def ask(given: Any) -> np.ndarray:
        image, words = given.values() if isinstance(given, dict) else given
        assert np.array_equal(image[:, :, 0], words)
        return sums(image)

    assert np.array_equal(asked_twice(ask, inputs), sums(INPUTS))
