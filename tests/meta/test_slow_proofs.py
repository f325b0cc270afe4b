"""The proofs that are too slow for every run have been made, suffice, and are not stale."""

from __future__ import annotations

from typing import Any

import pytest

from grading.authoring import calibration
from reference.ground.places import CHECKOUT
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.meta.crowd import CLASS
from tests.meta.mutation import score
from tests.meta.proofs import (
    ALL,
    CALIBRATION,
    RUNNING,
    STARTS,
    WHOLE,
    engine_state,
    is_current,
    is_listed,
    kinds,
    missing,
    stored,
    whole,
)
from tests.meta.rejections import seeds_of, wrong_answers
from tests.meta.test_four_sides import OTHER, TRIVIAL, WRONG

EXERCISES = [pytest.param(e, id=e.id) for e in Course.here().exercises]
MUTATION_SCORE = 0.95
ENVIRONMENTS = 200
SOUND_WAYS = 6
"""Of different kinds, beside the model answer, that each threshold lets pass."""


def _stored_proof(kind: str, exercise: Exercise) -> dict[str, Any]:
    """Return a stored proof; one that is listed as missing is skipped with the reason that the list gives."""
    if is_listed(kind, exercise):
        pytest.skip(f"the {kind} proof of {exercise.id} is listed as missing or stale")
    proof = stored(kind, exercise)
    assert proof is not None, f"not made yet: run `python -m tests.meta.{kind} {exercise.id}`"
    return proof


@pytest.mark.parametrize(
    ("kind", "exercise"),
    [pytest.param(kind, e, id=f"{kind}-{e.id}") for e in Course.here().exercises for kind in kinds(e)],
)
def test_a_proof_is_current_or_listed_as_missing(kind: str, exercise: Exercise) -> None:
    again = f"run `python -m tests.meta.{kind} {exercise.id}`, or say in missing.toml why not"
    if is_listed(kind, exercise):
        assert not is_current(kind, exercise), f"{kind} of {exercise.id} is made: take it off missing.toml"
    else:
        assert is_current(kind, exercise), again


def test_the_list_of_missing_proofs_names_what_there_is() -> None:
    course = Course.here()
    for entry in missing():
        assert entry.reason
        if entry.exercise == ALL:
            assert set(entry.proofs) <= set(WHOLE)
            continue
        exercise = course.exercise(entry.exercise)
        assert set(entry.proofs) <= {*kinds(exercise), *([CALIBRATION] if exercise.measures else [])}


def test_what_an_exercises_proofs_leave_out_is_in_those_about_the_engine() -> None:
    for name in STARTS:
        assert name.partition("/")[0] in RUNNING
        assert (CHECKOUT / "grading" / f"{name}.py").is_file()
    decides = {"worker/student", "worker/loading", "worker/imports", "worker/wire", "worker/objects", "worker/probes"}
    decides |= {"subject/proxy", "subject/calls", "subject/reports", "subject/local", "subject/isolated"}
    assert decides.isdisjoint(STARTS)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_mutants_are_killed_and_survivors_explained(exercise: Exercise) -> None:
    proof = _stored_proof("mutation", exercise)
    assert score(proof) >= MUTATION_SCORE
    assert not [mutant for mutant in proof["survivors"] if not mutant["reason"]]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_model_answer_passed_with_fifty_seeds_on_both_bindings(exercise: Exercise) -> None:
    proof = _stored_proof("seeds", exercise)
    assert proof["seeds"] >= 50
    assert len(proof["bindings"]) == 2
    assert proof["failures"] == []


@pytest.mark.parametrize("exercise", [pytest.param(e, id=e.id) for e in Course.here().exercises if e.is_heavy])
def test_variants_of_keras_exercises_were_rejected_and_accepted(exercise: Exercise) -> None:
    proof = _stored_proof("variants", exercise)
    assert proof["failures"] == []
    same = len(TRIVIAL)  # who answers the same to everything
    assert proof["variants"] == same + sum(variant.values[0] == exercise for variant in WRONG + OTHER)


@pytest.mark.parametrize(
    "exercise", [pytest.param(e, id=e.id) for e in Course.here().exercises if "rejections" in kinds(e)]
)
def test_wrong_answers_were_rejected_at_many_seeds(exercise: Exercise) -> None:
    proof = _stored_proof("rejections", exercise)
    assert proof["seeds"] >= len(seeds_of(exercise))
    assert proof["answers"] == len(wrong_answers(exercise))
    assert proof["failures"] == []


@pytest.mark.parametrize("exercise", EXERCISES)
def test_thresholds_stand_in_a_gap(exercise: Exercise) -> None:
    for measure in exercise.measures:
        known = exercise.thresholds[measure.name]
        assert known.needed == calibration.between(measure.name, known.distributions)
        sound = {d.name for d in known.distributions if d.kind == "model"}
        assert sound == {calibration.MODEL_ANSWER, *measure.sound}
        assert len(measure.sound) >= SOUND_WAYS
        assert {d.name for d in known.distributions if d.kind == "baseline"} == set(measure.baselines)
        assert {d.name for d in known.distributions if d.kind == "broken"} == set(measure.broken)
        seeds = min(len(distribution.values) for distribution in known.distributions)
        if is_listed(CALIBRATION, exercise):
            assert seeds < calibration.SEEDS, f"{measure.name} is calibrated: take it off missing.toml"
            pytest.skip(f"{measure.name} is listed: it rests on {seeds} seeds so far")
        assert seeds >= calibration.SEEDS, f"run `kata calibrate {exercise.id}`, or say in missing.toml why not"


@pytest.mark.parametrize("kind", WHOLE)
def test_a_proof_about_the_engine_is_current_or_listed_as_missing(kind: str) -> None:
    entries = whole(kind)
    wanted = {ALL} if kind in ("environments", "sameness") else {exercise.id for exercise in Course.here().exercises}
    wanted |= {CLASS} if kind == "crowd" else set()
    current = {name for name, entry in entries.items() if entry["state"] == engine_state()}
    enough = kind != "environments" or entries.get(ALL, {}).get("environments", 0) >= ENVIRONMENTS
    if any(entry.exercise == ALL and kind in entry.proofs for entry in missing()):
        assert not (wanted <= current and enough), f"{kind} is made: take it off missing.toml"
        pytest.skip(f"{kind} is listed as missing or stale: current are {sorted(current) or 'none'}")
    assert wanted <= current, f"run `python -m tests.meta.{kind} {' '.join(sorted(wanted - current))}`"
    assert enough


@pytest.mark.parametrize("kind", WHOLE)
def test_nothing_was_lost(kind: str) -> None:
    assert [entry for entry in whole(kind).values() if entry.get("lost") or entry.get("differing")] == []
