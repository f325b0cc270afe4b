"""Wrong answers at many seeds: `python -m tests.meta.rejections [ex02 ...]` runs each wrong way in each spelling.

At every seed at least one test of its task must fail. The tests are called as they stand, without pytest and without
naming mistakes, so that thousands of runs take minutes; the variants see to the names, at one seed. Exercises that need
TensorFlow, and tests that train a network for long, are left out: there one run takes as long as a hundred here.

The result goes to `tests/meta/results/exNN_name/`; `test_slow_proofs.py` checks that it is there and not stale.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
import multiprocessing
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import Any

from rich.progress import track

from grading.errors import Wrong
from grading.judging.expect import Expect
from grading.judging.seeds import chance, generator
from grading.subject import LoadedSource, Subject, bind
from grading.subject.calls import Binding, Call
from grading.subject.clock import Allowance
from grading.subject.deadline import within
from reference.kit.catalogue import Variant
from reference.kit.exercise import Exercise
from reference.kit.strategies import search
from tests.meta.proofs import chosen, kinds, store
from tests.meta.test_four_sides import SLOW

SEEDS, SLOW_SEEDS = 50, 10
"""How many there are, and how many of exercises that train or ask for long."""
SECONDS = 20.0
"""For one test: no right answer takes as long, and who never ends is rejected for that."""


class Unnamed(Expect):
    """Says that something is wrong, and not which mistake was made: to find that out takes most of the time."""

    def _fail(self, call: Call | None, problem: str, *_: Any, **__: Any) -> Any:
        raise Wrong(problem, call=call)


def seeds_of(exercise: Exercise) -> list[str]:
    """Return the seeds at which an exercise's wrong answers run."""
    return [str(number) for number in range(1, 1 + (SLOW_SEEDS if exercise.id in SLOW else SEEDS))]


def wrong_answers(exercise: Exercise) -> list[Variant]:
    """Return the wrong ways of an exercise, in each spelling, but for those that only a slow test rejects."""
    return [v for v in (*exercise.misconceptions, *exercise.spellings) if v.rejected_by not in exercise.slow_tests]


@cache
def tests_of(exercise: Exercise, task: str, first: str) -> list[tuple[str, Callable[..., None]]]:
    """Return the tests of a task but for slow ones; the one to reject an answer comes first."""
    suite = importlib.import_module(f"tests.exercises.test_{exercise.module}")
    names = [t.name for t in exercise.graded_tests if t.task == task and t.name not in exercise.slow_tests]
    return [(name, getattr(suite, name)) for name in sorted(names, key=lambda name: name != first)]


def is_passed(exercise: Exercise, name: str, test: Callable[..., None], seed: str, binding: Binding) -> bool:
    """Tell whether the code behind a binding passes a test at a seed."""
    subject = Subject(binding, exercise)
    draw = generator(seed, exercise.module, name)
    given = {"subject": subject, "expect": Unnamed(subject, exercise, name), "draw": draw}
    wanted = inspect.signature(test).parameters
    if "for_all" in wanted:
        given["for_all"] = search(int(draw.integers(2**32)))
    try:
        with within(Allowance(SECONDS)):
            test(**{name: given[name] for name in wanted})
    except Exception:  # noqa: BLE001 -- a test fails by whatever it raises
        return False
    finally:
        subject.forget()
    return True


def seeds_passed(exercise: Exercise, variant: Variant | None) -> list[str]:
    """Return the seeds at which an answer passes all tests of its task; None is the model answer, and all tests."""
    text, passed = exercise.solution.read_text(encoding="utf-8"), []
    if variant is None:
        tests = [test for task in exercise.tasks for test in tests_of(exercise, task.name, "")]
    else:
        text, tests = variant.source(text), tests_of(exercise, variant.task, variant.rejected_by)
    source = LoadedSource(exercise.id, exercise.module, text.encode())
    for seed in seeds_of(exercise):
        binding = bind(source, exercise, None, chance(seed, exercise.module))
        with quietly():
            passed += [seed] if all(is_passed(exercise, *test, seed, binding) for test in tests) else []
        binding.close()
    return passed


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """Show nothing of what answers print and warn of."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield


def prove(exercise: Exercise) -> bool:
    """Run all wrong answers of an exercise at all seeds, and the model answer; store and print the result."""
    wrong = wrong_answers(exercise)
    answers: list[Variant | None] = [None, *wrong]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        results = pool.map(seeds_passed, [exercise] * len(answers), answers, chunksize=4)
        right, *passed = track(results, f"wrong answers of {exercise.id}", len(answers), transient=True)
    failures = [f"{variant.id}: {', '.join(seeds)}" for variant, seeds in zip(wrong, passed, strict=True) if seeds]
    seeds = len(seeds_of(exercise))
    if len(right) != seeds:  # then what is rejected says nothing
        failures.append(f"the model answer is rejected at {seeds - len(right)} seeds")
    store("rejections", exercise, {"seeds": seeds, "answers": len(wrong), "failures": failures})
    print(f"{exercise.id}: {len(wrong)} wrong answers at {seeds} seeds, {len(failures)} failures")
    for text in failures:
        print(f"  {text}")
    return not failures


if __name__ == "__main__":
    verdicts = [prove(exercise) for exercise in chosen(sys.argv[1:]) if "rejections" in kinds(exercise)]
    sys.exit(0 if all(verdicts) else 1)
