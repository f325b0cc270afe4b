"""The four sides of an exercise: model answer, stub, misconceptions, other right ways; what does not hold is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grading.authoring.skeleton import POINTS
from grading.authoring.stubs import stub_of
from grading.judging.seeds import PUBLIC_SEED
from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.marking.warm import warm
from grading.results import ExerciseResult
from grading.subject import LoadedSource
from reference.kit.catalogue import Variant
from reference.kit.exercise import Exercise


def steps(exercise: Exercise) -> int:
    """Return how many runs of the suite the proof takes."""
    return 2 + len(exercise.misconceptions) + len(exercise.other_ways)


def not_proven(exercise: Exercise, on_step: Callable[[str], None] = lambda _what: None) -> Iterator[str]:
    """Yield a sentence for everything that one of the four sides finds; `on_step` hears of each run that begins."""
    warm(exercise)
    solution = exercise.solution.read_text(encoding="utf-8")
    on_step("model answer")
    answer = _run(exercise, solution)
    for test in answer.tests:
        if test.outcome != "pass":
            yield f"{exercise.id}: the model answer fails {test.id}: {test.message}"
    if answer.max_points != POINTS:
        yield f"{exercise.id} is worth {answer.max_points:g} points, not {POINTS}: change `points` in its suite"
    on_step("stub")
    for test in _run(exercise, stub_of(solution)).tests:
        if test.outcome != "not attempted":
            yield f"{exercise.id}: the stub does not fail {test.id} as not attempted, but as {test.outcome}"
    tasks = {test.name: test.task for test in exercise.graded_tests}
    for variant in exercise.misconceptions:
        on_step(variant.id)
        yield from _misconception(exercise, variant, solution, tasks)
    for variant in exercise.other_ways:
        on_step(variant.id)
        for test in _run(exercise, variant.source(solution), (variant.task,)).tests:
            if test.outcome != "pass":
                yield f"{exercise.id}: the other right way {variant.id} fails {test.id}: {test.message}"


def _misconception(exercise: Exercise, variant: Variant, solution: str, tasks: dict[str, str]) -> Iterator[str]:
    if variant.rejected_by not in tasks:
        return  # said already: what an exercise lacks goes before its proofs
    result = _run(exercise, variant.source(solution), (tasks[variant.rejected_by],))
    failed = [test for test in result.tests if test.outcome != "pass"]
    rejecting = [test for test in failed if test.id.partition("[")[0] == variant.rejected_by]
    if not rejecting:
        yield f"{exercise.id}: {variant.id} passes {variant.rejected_by}, which is to reject it"
    elif variant.recognised_as and variant.recognised_as not in {test.diagnosis for test in failed}:
        yield f"{exercise.id}: {variant.id} is rejected, but not recognised as {variant.recognised_as}"


def _run(exercise: Exercise, text: str, tasks: tuple[str, ...] = ()) -> ExerciseResult:
    source = LoadedSource(exercise.id, exercise.module, text.encode("utf-8"))
    return run_suite(Job(exercise, source, PUBLIC_SEED, None, tasks)).result
