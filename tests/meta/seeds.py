"""Many seeds: `python -m tests.meta.seeds [ex02 ...]` runs right answers at all of them.

The model answer runs on both bindings. All other right ways run on one, as many in a module as there are tasks, without
the tests that train a network for long: those run with the variants.

Every test must pass every time. The result goes to `tests/meta/results/exNN_name/`;
`test_slow_proofs.py` checks that it is there and not stale.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache, reduce
from itertools import product, zip_longest

from rich.progress import track

from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.marking.warm import warm
from grading.subject import LoadedSource, Sandbox
from reference.kit.catalogue import Variant
from reference.kit.exercise import Exercise
from tests.meta.proofs import chosen, store

SEEDS, WAYS_SEEDS = 200, 50
"""How many there are for the model answer, and for other ways."""
HEAVY_SEEDS = 50
"""How many there are for the model answer where a network is trained for long, and in the sandbox where TensorFlow is
needed. Else it runs at all seeds: one draw in fifty hid from fifty of them that it was rejected."""


@cache
def right_answers(exercise: Exercise) -> list[str]:
    """Return the model answer, and modules that hold all other right ways, one of each task in each module."""
    text = exercise.solution.read_text(encoding="utf-8")
    by_task: dict[str, list[Variant]] = {}
    for way in exercise.other_ways:
        by_task.setdefault(way.task, []).append(way)
    mixed = []
    for ways in zip_longest(*by_task.values()):
        mixed.append(reduce(lambda so_far, way: way.source(so_far), filter(None, ways), text))
    return [text, *mixed]


def failures(
    exercise: Exercise, number: int, seed: str, sandbox: Sandbox | None, slow: bool | None = None
) -> list[str]:
    """Return what the right answer of this number fails with this seed; number 0 is the model answer.

    `slow` chooses the slow tests, or only the others.
    """
    text = right_answers(exercise)[number]
    source = LoadedSource(exercise.id, exercise.module, text.encode())
    result = run_suite(Job(exercise, source, seed, sandbox, slow=slow)).result
    where = f"answer {number}, seed {seed}, {sandbox.kind if sandbox else 'local'}"
    return [f"{where}: {t.id}: {t.message}" for t in result.tests if t.outcome != "pass"]


def prove(exercise: Exercise) -> bool:
    """Run an exercise with all seeds, store and print the result."""
    warm(exercise)
    sandbox = Sandbox.available()
    seeds = [str(number) for number in range(1, (HEAVY_SEEDS if exercise.slow_tests else SEEDS) + 1)]
    answers = len(right_answers(exercise))
    quick = False if exercise.slow_tests else None
    runs: list[tuple[int, str, Sandbox | None, bool | None]] = list(product([0], seeds, [None], [None]))
    runs += product([0], seeds[: HEAVY_SEEDS if exercise.is_heavy else SEEDS], [sandbox], [None])
    runs += product(range(1, answers), seeds[:WAYS_SEEDS], [None], [quick])
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        results = pool.map(failures, [exercise] * len(runs), *zip(*runs, strict=True))
        failed = [
            text for texts in track(results, f"seeds of {exercise.id}", len(runs), transient=True) for text in texts
        ]
    found = {"seeds": len(seeds), "answers": answers, "bindings": ["local", sandbox.kind], "failures": failed}
    store("seeds", exercise, found)
    print(f"{exercise.id}: {answers} right answers at {len(seeds)} seeds, {len(failed)} failures")
    for text in failed:
        print(f"  {text}")
    return not failed


if __name__ == "__main__":
    verdicts = [prove(exercise) for exercise in chosen(sys.argv[1:])]
    sys.exit(0 if all(verdicts) else 1)
