"""Fifty seeds: `python -m tests.meta.seeds [ex02 ...]` runs each model answer on both bindings, fifty seeds each.

Every test must pass every time. The result goes to `tests/meta/results/exNN_name/`;
`test_slow_proofs.py` checks that it is there and not stale.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import product

from rich.progress import track

from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.marking.warm import warm
from grading.subject import LoadedSource, Sandbox
from reference.kit.exercise import Exercise
from tests.meta.proofs import chosen, store

SEEDS = tuple(str(number) for number in range(1, 51))


def failures(exercise: Exercise, seed: str, sandbox: Sandbox | None) -> list[str]:
    """Return what the model answer fails with this seed."""
    source = LoadedSource(exercise.id, exercise.module, exercise.solution.read_bytes())
    result = run_suite(Job(exercise, source, seed, sandbox)).result
    where = sandbox.kind if sandbox else "local"
    return [f"seed {seed}, {where}: {t.id}: {t.message}" for t in result.tests if t.outcome != "pass"]


def prove(exercise: Exercise) -> bool:
    """Run an exercise with all seeds, store and print the result."""
    warm(exercise)
    sandbox = Sandbox.available()
    runs = list(product(SEEDS, (None, sandbox)))
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        results = pool.map(failures, [exercise] * len(runs), *zip(*runs, strict=True))
        failed = [
            text for texts in track(results, f"seeds of {exercise.id}", len(runs), transient=True) for text in texts
        ]
    store("seeds", exercise, {"seeds": len(SEEDS), "bindings": ["local", sandbox.kind], "failures": failed})
    print(f"{exercise.id}: {len(SEEDS)} seeds on both bindings, {len(failed)} failures")
    for text in failed:
        print(f"  {text}")
    return not failed


if __name__ == "__main__":
    verdicts = [prove(exercise) for exercise in chosen(sys.argv[1:])]
    sys.exit(0 if all(verdicts) else 1)
