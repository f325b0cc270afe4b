"""Every graded test is proven from four sides: model answer, stub, misconceptions, other right ways."""

from __future__ import annotations

import functools
import os
from collections import Counter
from typing import Literal
from zlib import crc32

import pytest
from _pytest.mark.structures import ParameterSet

from grading.authoring.stubs import stub_of
from grading.marking.records import environment
from grading.results import ExerciseResult
from grading.subject import Sandbox
from reference.kit.catalogue import Variant
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.meta.proofs import is_current, stored
from tests.meta.reached import tasks_reached

from .conftest import RunText

EXERCISES = [pytest.param(e, id=e.id) for e in Course.here().exercises]
KERAS_PROOFS = "KATA_KERAS_PROOFS"
"""Set in the environment, it lets the variants of Keras exercises run too, which takes long: see `variants.py`."""


LATE = pytest.mark.skipif(not os.environ.get(KERAS_PROOFS), reason="takes long: python -m tests.meta.variants")
TRIVIAL = {
    "raises ValueError": "raise ValueError('no')",
    "an empty list": "return []",
    "the first argument": "return next(iter([*a, *k.values()]), None)",
    "zeros": "import numpy\n    return numpy.zeros(numpy.shape(a[0]) if a else ())",
    "nothing": "return None",
}
"""Bodies that are the same for every function."""


def all_variants(kind: Literal["misconceptions", "spellings", "other_ways"]) -> list[ParameterSet]:
    """Return all variants of a kind with their exercises; those of Keras exercises run when they are asked for."""
    return [
        pytest.param(e, v, id=f"{e.id}-{v.id}", marks=[LATE] if e.is_heavy or kind == "spellings" else [])
        for e in Course.here().exercises
        for v in getattr(e, kind)
    ]


WRONG = [*all_variants("misconceptions"), *all_variants("spellings")]
OTHER = all_variants("other_ways")
UNSPELLED: tuple[str, ...] = ()
"""Exercises that do not yet have each mistake that is named in three spellings."""
SLOW = ("ex05", "ex17", "ex20")
"""Exercises without TensorFlow that train or ask for long; their other right ways have two seeds in a run."""
SEEDS = ("1", "2", "3")
"""Three in every run; `seeds.py` does fifty and its result is committed."""
VERSIONS = ("python", "numpy", "keras", "tensorflow")
"""What must be as it was for a proof to speak for this machine."""


def verdicts(result: ExerciseResult) -> list[tuple[str, str, str | None]]:
    """What both bindings must agree on."""
    return [(test.id, test.outcome, test.diagnosis) for test in result.tests]


def is_tried_in_the_sandbox(variant: Variant) -> bool:
    """Tell whether a variant runs in both bindings: one in four does in every run, all where proofs are made."""
    return bool(os.environ.get(KERAS_PROOFS)) or crc32(variant.id.encode()) % 4 == 0


@functools.cache
def is_proven(exercise: Exercise) -> bool:
    """Tell whether all variants of an exercise have run on these very files, in the versions that are installed."""
    if os.environ.get(KERAS_PROOFS) or not is_current("variants", exercise):
        return False
    proof, here = stored("variants", exercise) or {}, environment()
    return not proof["failures"] and all(proof["versions"].get(name) == here[name] for name in VERSIONS)


def leave_to_the_proof(exercise: Exercise, variant: Variant) -> None:
    """Skip three variants in four where a dated proof says how each comes out; change a file, and all run again."""
    if not is_tried_in_the_sandbox(variant) and is_proven(exercise):
        pytest.skip("one in four runs; of the others speaks the exercise's variants.json, made on these very files")


def tasks_of_tests(exercise: Exercise) -> dict[str, str]:
    """Return the task of each graded test of an exercise, by the test's name."""
    return {test.name: test.task for test in exercise.graded_tests}


@pytest.mark.parametrize(
    ("exercise", "seed"),
    [
        pytest.param(e, seed, id=f"{e.id}-{seed}", marks=[LATE] if e.is_heavy and seed != SEEDS[0] else [])
        for e in Course.here().exercises
        for seed in SEEDS
    ],
)
def test_model_answer_passes_on_both_bindings(
    exercise: Exercise, seed: str, run_text: RunText, sandbox: Sandbox
) -> None:
    text = exercise.solution.read_text(encoding="utf-8")
    for where in (None, sandbox):
        result = run_text(exercise, text, where, seed)
        assert not [f"{t.id}: {t.message}" for t in result.tests if t.outcome != "pass"]
        assert result.points == result.max_points == 10


@pytest.mark.parametrize("exercise", EXERCISES)
def test_stub_gets_nothing_as_not_attempted(exercise: Exercise, run_text: RunText, sandbox: Sandbox) -> None:
    text = stub_of(exercise.solution.read_text(encoding="utf-8"))
    for where in (None, sandbox):
        result = run_text(exercise, text, where)
        assert (result.points, result.bonus) == (0, 0)
        assert {(t.id, t.outcome) for t in result.tests} == {(t.id, "not attempted") for t in result.tests}


@pytest.mark.parametrize("body", TRIVIAL.values(), ids=list(TRIVIAL))
@pytest.mark.parametrize(
    "exercise", [pytest.param(e, id=e.id, marks=[LATE] if e.is_heavy else []) for e in Course.here().exercises]
)
def test_who_answers_the_same_to_everything_gets_nothing(exercise: Exercise, body: str, run_text: RunText) -> None:
    text = "\n\n".join(f"def {task.name}(*a, **k):\n    {body}" for task in exercise.tasks)
    for seed in SEEDS[: 1 if is_proven(exercise) else 2]:
        result = run_text(exercise, text, None, seed)
        assert [test.id for test in result.tests if test.outcome == "pass"] == []


@pytest.mark.parametrize(("exercise", "variant"), WRONG)
def test_misconception_is_rejected_and_named(
    exercise: Exercise, variant: Variant, run_text: RunText, sandbox: Sandbox
) -> None:
    """The tests of its task run; those that train for long only where one of them is to reject it."""
    leave_to_the_proof(exercise, variant)
    text = variant.source(exercise.solution.read_text(encoding="utf-8"))
    asked = {
        "tasks": (tasks_of_tests(exercise)[variant.rejected_by],),
        "slow": None if variant.rejected_by in exercise.slow_tests else False,
    }
    result = run_text(exercise, text, **asked)
    failed = {test.id: test for test in result.tests if test.outcome != "pass"}
    assert variant.rejected_by in {name.partition("[")[0] for name in failed}, (
        f"not rejected; failing: {sorted(failed)}"
    )
    assert not [t.message for t in failed.values() if t.reason == "unchecked"]
    if variant.recognised_as:
        assert variant.recognised_as in {test.diagnosis for test in failed.values()}, [
            f"{t.id}: {t.diagnosis}: {t.message}" for t in failed.values()
        ]
    if is_tried_in_the_sandbox(variant):
        assert verdicts(run_text(exercise, text, sandbox, **asked)) == verdicts(result)


@pytest.mark.parametrize(("exercise", "variant"), OTHER)
def test_other_right_way_passes(exercise: Exercise, variant: Variant, run_text: RunText, sandbox: Sandbox) -> None:
    """All tests run that can come out otherwise than with the model answer, which passes them all."""
    leave_to_the_proof(exercise, variant)
    text = variant.source(exercise.solution.read_text(encoding="utf-8"))
    tasks = tasks_reached(exercise, text)
    assert variant.task in tasks
    for seed in SEEDS[:2] if exercise.id in SLOW or exercise.is_heavy else SEEDS:
        result = run_text(exercise, text, None, seed, tasks)
        assert not [f"{t.id}: {t.message}" for t in result.tests if t.outcome != "pass"]
    if is_tried_in_the_sandbox(variant):
        assert verdicts(run_text(exercise, text, sandbox, seed, tasks)) == verdicts(result)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_slow_tests_are_there(exercise: Exercise) -> None:
    assert set(exercise.slow_tests) <= set(tasks_of_tests(exercise))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_catalogue_is_rich_enough(exercise: Exercise) -> None:
    wrong = exercise.misconceptions
    assert len(wrong) >= 6
    assert {v.task for v in wrong} == {task.name for task in exercise.tasks}
    assert len(exercise.other_ways) >= 2
    assert len({v.id for v in wrong}) == len(wrong)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_misconception_has_words_and_no_words_are_without_one(exercise: Exercise) -> None:
    assert [variant.id for variant in exercise.misconceptions] == list(exercise.words)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_each_mistake_that_is_named_has_three_spellings(exercise: Exercise) -> None:
    counts = Counter(variant.id.partition("/")[0] for variant in exercise.spellings)
    few = [v.id for v in exercise.misconceptions if v.recognised_as and counts[v.id] < 2]
    if exercise.id in UNSPELLED:
        pytest.skip(f"{exercise.id}: {len(few)} mistakes have one spelling so far")
    assert few == []


def test_eight_in_ten_misconceptions_are_named() -> None:
    wrong = [v for e in Course.here().exercises for v in e.misconceptions]
    assert sum(bool(v.recognised_as) for v in wrong) >= 0.8 * len(wrong)
