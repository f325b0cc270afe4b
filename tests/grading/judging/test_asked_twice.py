"""A network that is asked twice must answer each input alike, wherever it stands."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grading.errors import Wrong
from grading.judging.asked_twice import asked_twice

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


@pytest.mark.parametrize("answers", [np.zeros((30, 3)), np.float32(0.5)], ids=["too few", "one number"])
def test_another_number_of_answers_fails(answers: Any) -> None:
    with pytest.raises(Wrong, match="for 31 inputs"):
        asked_twice(lambda _: answers, INPUTS)


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
