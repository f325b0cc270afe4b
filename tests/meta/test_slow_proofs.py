"""The proofs that are too slow for every run have been made, suffice, and are not stale."""

from __future__ import annotations

import pytest

from grading import calibration
from grading.curriculum import Exercise, exercises
from reference.thresholds import thresholds
from tests.meta.proofs import state, stored

EVERY = [pytest.param(e, id=e.id) for e in exercises()]
MUTATION_SCORE = 0.95


@pytest.mark.parametrize("exercise", EVERY)
@pytest.mark.parametrize("kind", ["mutation", "seeds"])
def test_proof_is_there_and_not_stale(kind: str, exercise: Exercise) -> None:
    found = stored(kind, exercise)
    again = f"run `python -m tests.meta.{kind} {exercise.id}`"
    assert found is not None, f"not made yet: {again}"
    assert found["state"] == state(exercise), f"stale since {found['date']}: {again}"


@pytest.mark.parametrize("exercise", EVERY)
def test_mutants_are_killed_and_survivors_explained(exercise: Exercise) -> None:
    found = stored("mutation", exercise)
    assert found is not None
    assert found["killed"] >= MUTATION_SCORE * found["mutants"] > 0
    assert not [mutant for mutant in found["survivors"] if not mutant["reason"]]


@pytest.mark.parametrize("exercise", EVERY)
def test_model_answer_passed_with_fifty_seeds_on_both_bindings(exercise: Exercise) -> None:
    found = stored("seeds", exercise)
    assert found is not None
    assert found["seeds"] >= 50
    assert len(found["bindings"]) == 2
    assert found["failures"] == []


@pytest.mark.parametrize("exercise", EVERY)
def test_thresholds_stand_in_a_gap(exercise: Exercise) -> None:
    for measure in calibration.measures(exercise):
        known = thresholds()[measure.name]
        assert known.needed == calibration.between(measure.name, known.distributions)
        assert min(len(each.values) for each in known.distributions) >= calibration.SEEDS
        assert {d.name for d in known.distributions if d.kind == "baseline"} == set(measure.baselines)
        assert {d.name for d in known.distributions if d.kind == "broken"} == set(measure.broken)
