"""A seed that a function is given, and whether it settles what is random in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pytest

from reference.kit.author import Subject
from reference.kit.chance import is_seed_ignored

Draw = Callable[[int], np.ndarray]


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


def ignored(side: Elsewhere, run: Draw) -> bool:
    return is_seed_ignored(cast(Subject, cast(Any, side)), run, 7)


def test_chance_alone_decides(side: Elsewhere) -> None:
    assert ignored(side, lambda _: side.rng.random(3))


def test_the_seed_settles_all_of_it(side: Elsewhere) -> None:
    assert not ignored(side, lambda seed: np.random.default_rng(seed).random(3))


def test_nothing_is_random(side: Elsewhere) -> None:
    assert not ignored(side, lambda _: np.ones(3))


def test_sums_in_another_order_are_no_chance(side: Elsewhere) -> None:
    assert not ignored(side, lambda _: np.ones(3) + 1e-6 * side.rng.random(3))


def test_a_part_that_the_seed_settles_is_enough(side: Elsewhere) -> None:
    assert not ignored(side, lambda seed: np.random.default_rng(seed).random(3) + side.rng.random(3))


def test_small_numbers_are_compared_at_their_own_size(side: Elsewhere) -> None:
    assert ignored(side, lambda _: 1e-9 * side.rng.random(3))
