"""The judge is proven like the exercises: named mutants are killed, and so are nine in ten of all others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from reference.ground.places import CHECKOUT
from tests.meta.judge import RESULTS, Named, NamedProof, named_mutants
from tests.meta.judge_mutation import ModuleProof, drawn, modules_with_tests, proof_path, share, state_of
from tests.meta.mutation import Mutant

AGAIN = "run `python -m tests.meta.judge"
MUTATION_SCORE = 0.9
SMALLEST_SAMPLE = 60
"""Mutants of a module that are tried at least, where there are as many."""
ONCE_SURVIVED = ("draw-ignores-the-runs-seed", "network-open", "lambda-layers-rebuilt", "budget-never-spent")
"""Those that once survived all tests."""

NAMED = [pytest.param(mutant, id=name) for name, mutant in named_mutants().items()]
PROVEN = [module for module in modules_with_tests() if proof_path(module).is_file()]


@pytest.fixture(scope="module")
def named() -> NamedProof:
    """The stored result of the named mutants."""
    path = RESULTS / "named.json"
    assert path.is_file(), f"not made yet: {AGAIN}`"
    return msgspec.json.decode(path.read_bytes(), type=NamedProof)


def proof(module: str) -> ModuleProof:
    """Return the stored result of a module."""
    return msgspec.json.decode(proof_path(module).read_bytes(), type=ModuleProof)


@pytest.mark.parametrize("mutant", NAMED)
def test_the_old_text_of_a_mutant_stands_once_in_its_file(mutant: Named) -> None:
    assert (CHECKOUT / mutant.file).read_text(encoding="utf-8").count(mutant.old) == 1
    assert mutant.new != mutant.old


@pytest.mark.parametrize("mutant", NAMED)
def test_the_test_that_kills_a_mutant_is_there(mutant: Named) -> None:
    path, _, name = mutant.test.partition("::")
    assert f"def {name.partition('[')[0]}(" in (CHECKOUT / path).read_text(encoding="utf-8")


def test_there_are_the_four_that_once_survived_and_twenty_more() -> None:
    assert set(ONCE_SURVIVED) <= set(named_mutants())
    assert len(named_mutants()) >= 24


def test_every_named_mutant_was_killed_by_its_test(named: NamedProof) -> None:
    assert {(outcome.id, outcome.test) for outcome in named.mutants} == {
        (name, mutant.test) for name, mutant in named_mutants().items()
    }, f"others than those that were proven on {named.date}: {AGAIN}`"
    assert [outcome.id for outcome in named.mutants if not outcome.killed] == []


@pytest.mark.parametrize("module", modules_with_tests())
def test_a_modules_tests_are_there(module: str) -> None:
    assert (CHECKOUT / module).is_file()
    assert all(Path(CHECKOUT, name.partition("::")[0]).is_file() for name in modules_with_tests()[module].tests)


@pytest.mark.parametrize("module", PROVEN)
def test_a_modules_proof_is_not_stale(module: str) -> None:
    assert proof(module).state == state_of(module), f"stale since {proof(module).date}: {AGAIN} --mutation {module}`"


@pytest.mark.parametrize("module", PROVEN)
def test_a_module_was_tried_whole_or_in_a_sample_of_its_mutants(module: str) -> None:
    stored = proof(module)
    assert min(SMALLEST_SAMPLE, stored.mutants) <= stored.tried <= stored.mutants


@pytest.mark.parametrize("module", PROVEN)
def test_nine_in_ten_mutants_of_a_module_are_killed_and_the_others_explained(
    module: str, record_property: Callable[[str, object], None]
) -> None:
    stored = proof(module)
    record_property("killed", share(stored))
    print(f"{module}: {share(stored)}")
    assert stored.killed >= MUTATION_SCORE * stored.tried > 0, share(stored)
    assert [survivor for survivor in stored.survivors if not survivor.reason] == []


def test_a_sample_is_the_same_each_time_and_keeps_the_order_of_lines() -> None:
    there_are = [Mutant(line, "was", "became", str(line)) for line in range(100)]
    assert drawn(there_are, 10) == drawn(there_are, 10)
    assert drawn(there_are, 10) == sorted(drawn(there_are, 10))
    assert len(set(drawn(there_are, 10))) == 10
    assert drawn(there_are, 10) != there_are[:10]
    assert drawn(there_are, 100) == drawn(there_are, None) == drawn(there_are, 101) == there_are
