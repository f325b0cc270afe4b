"""What the proofs share: running a suite against a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.marking.warm import warm
from grading.results import ExerciseResult
from grading.subject import LoadedSource, Sandbox
from reference.kit.exercise import Exercise

RunText = Callable[..., ExerciseResult]


@pytest.fixture(scope="session")
def sandbox() -> Sandbox:
    """Bubblewrap where there is one; a bare worker elsewhere."""
    return Sandbox.available()


@pytest.fixture(scope="session")
def run_text() -> RunText:
    """Run an exercise's suite, or the tests of some of its tasks, against a module's text.

    `slow` chooses the tests that train for long, or only the others.
    """

    def run(
        exercise: Exercise,
        text: str,
        sandbox: Sandbox | None = None,
        seed: str = "1",
        tasks: tuple[str, ...] = (),
        slow: bool | None = None,
    ) -> ExerciseResult:
        warm(exercise)
        source = LoadedSource(exercise.id, exercise.module, text.encode())
        return run_suite(Job(exercise, source, seed, sandbox, tasks, slow)).result

    return run
