"""A seed that a function is given, and whether it settles what is random in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pytest

from reference.kit.author import Subject
from reference.kit.chance import mistake_of_seed

Run = Callable[[int, np.ndarray], np.ndarray]


class Elsewhere:
    """Stands for the student's side: its libraries have a global generator."""

    def __init__(self) -> None:
        self.rng = np.random.default_rng(0)

    @property
    def probes(self) -> Elsewhere:
        return self

    def settle(self, number: int) -> None:
        self.rng = np.random.default_rng(number)


@pytest.fixture
def side() -> Elsewhere:
    return Elsewhere()


def mistake(side: Elsewhere, run: Run) -> str:
    return mistake_of_seed(cast(Subject, cast(Any, side)), run, 7, 12)


def in_batches(places: np.ndarray) -> np.ndarray:
    """What a training leaves that goes through the examples in this order, six at a time: it hangs on the batches."""
    return np.cumsum(places.reshape(2, 6).sum(axis=1) ** 2 / 100)


def test_chance_alone_decides(side: Elsewhere) -> None:
    assert mistake(side, lambda _, places: in_batches(side.rng.permutation(places))) == "seed-ignored"


def test_a_generator_that_nobody_can_settle_decides(side: Elsewhere) -> None:
    unsettled = np.random.default_rng(5)
    assert mistake(side, lambda _, places: in_batches(unsettled.permutation(places))) == "seed-ignored"


def test_the_seed_settles_all_of_it(side: Elsewhere) -> None:
    assert mistake(side, lambda seed, places: in_batches(np.random.default_rng(seed).permutation(places))) == ""


def test_nothing_is_random(side: Elsewhere) -> None:
    assert mistake(side, lambda *_: np.ones(3)) == ""
    assert mistake(side, lambda _, places: in_batches(places)) == ""


@pytest.mark.parametrize("seed", range(5))
def test_a_seed_of_its_own_shuffles(side: Elsewhere, seed: int) -> None:
    def run(_: int, places: np.ndarray) -> np.ndarray:
        return in_batches(places[np.random.default_rng(seed).permutation(12)])

    assert mistake(side, run) == "always-the-same-seed"


def test_sums_in_another_order_are_no_chance(side: Elsewhere) -> None:
    assert mistake(side, lambda *_: np.ones(3) + 1e-6 * side.rng.random(3)) == ""


def test_a_gradient_of_next_to_nothing_may_turn_round_in_a_batch(side: Elsewhere) -> None:
    def run(_: int, places: np.ndarray) -> np.ndarray:
        return np.append(np.ones(3000), -1.0 if places[0] else 1.0)

    assert mistake(side, run) == ""


def test_a_part_that_the_seed_settles_is_enough(side: Elsewhere) -> None:
    assert mistake(side, lambda seed, _: np.random.default_rng(seed).random(3) + side.rng.random(3)) == ""


def test_a_seed_that_changes_little_is_used(side: Elsewhere) -> None:
    def run(seed: int, places: np.ndarray) -> np.ndarray:
        return 1 + 1e-4 * np.random.default_rng(seed).random(3) + 0.01 * places[0]

    assert mistake(side, run) == ""


def test_small_numbers_are_compared_at_their_own_size(side: Elsewhere) -> None:
    assert mistake(side, lambda *_: 1e-9 * side.rng.random(3)) == "seed-ignored"


def unless_0(unseeded: Callable[[], np.random.Generator]) -> Run:
    """Takes the seed 0 for none."""
    return lambda seed, places: in_batches((np.random.default_rng(seed) if seed else unseeded()).permutation(places))


def test_a_seed_of_0_is_taken_for_none(side: Elsewhere) -> None:
    unsettled = np.random.default_rng(5)
    assert mistake(side, unless_0(lambda: side.rng)) == "seed-0-taken-for-none"
    assert mistake(side, unless_0(lambda: unsettled)) == "seed-0-taken-for-none"


def test_of_a_seed_of_0_taken_for_none_the_last_call_is_the_one_with_0(side: Elsewhere) -> None:
    asked: list[int] = []

    def run(seed: int, places: np.ndarray) -> np.ndarray:
        asked.append(seed)
        return unless_0(lambda: side.rng)(seed, places)

    mistake(side, run)
    assert asked[-1] == 0
