"""Every input is drawn from the run's seed, and the seed cannot be found by trying."""

from __future__ import annotations

import numpy as np
import pytest

from grading.judging.seeds import PUBLIC_SEED, chance, chosen_seed, fresh_seed, generator
from reference.ground.errors import UserError


def numbers(seed: str, exercise: str = "ex02_softmax", test: str = "test_a") -> list[int]:
    return generator(seed, exercise, test).integers(2**62, size=3).tolist()


def test_the_same_seed_exercise_and_test_give_the_same_numbers() -> None:
    assert numbers("a") == numbers("a")


@pytest.mark.parametrize(
    "other", [{"seed": "b"}, {"seed": "a", "exercise": "ex03_x"}, {"seed": "a", "test": "test_a[1]"}]
)
def test_another_seed_exercise_or_test_gives_other_numbers(other: dict[str, str]) -> None:
    assert numbers("a") != numbers(**other)


def test_a_fresh_seed_has_128_bits_and_is_another_each_time() -> None:
    seeds = {fresh_seed() for _ in range(100)}
    assert len(seeds) == 100
    assert all(len(bytes.fromhex(seed)) == 16 for seed in seeds)


def test_a_generator_starts_from_all_bits_of_the_hash() -> None:
    """A search over small seeds, as compiled code in a sandbox can make, meets no generator of ours."""
    wanted = generator(fresh_seed(), "ex02_softmax", "test_a").integers(2**62, size=2)
    assert not any(np.array_equal(np.random.default_rng(seed).integers(2**62, size=2), wanted) for seed in range(5000))


@pytest.mark.parametrize("text", ["", "a b", "x" * 65, "../x", "\u00e9", "7\n"])
def test_a_seed_of_other_signs_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="a seed has 1 to 64"):
        chosen_seed(text)


def test_a_seed_that_somebody_chose_is_taken_as_it_is() -> None:
    assert chosen_seed("Klasse_7-b") == "Klasse_7-b"
    assert chosen_seed(PUBLIC_SEED) == PUBLIC_SEED


def test_the_numbers_of_a_seed_are_the_same_in_every_version() -> None:
    """A record names its seed: whoever marks the submission again has the same inputs."""
    assert numbers("a") == [2705506283465278982, 3756465453608257080, 1728555816816747546]


def test_what_a_students_code_draws_starts_from_32_bits_of_its_own() -> None:
    drawn = [chance(str(seed), "ex02_softmax") for seed in range(200)]
    assert len(set(drawn)) == 200
    assert all(0 <= number < 2**32 for number in drawn)
    assert max(drawn) >= 2**31
    assert drawn[0] == chance("0", "ex02_softmax") != chance("0", "ex03_cross_entropy")
    assert drawn[:2] == [1189807224, 2515788582]
