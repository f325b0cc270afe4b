"""A course of one small exercise, for tests that want a suite of their own: it takes a tenth of a second to run.

Its tasks are `double` and, as a bonus, `shout`. What a test needs otherwise it hands over: another suite, another
catalogue of wrong ways, other limits.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from grading.authoring.listing import listing
from grading.judging.expect import Expect
from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.results import ExerciseResult, TestResult
from grading.subject import LoadedSource, LocalBinding, Sandbox, Subject
from grading.subject.sandbox import bubblewrap_problem
from reference.ground.errors import SourceError
from reference.kit.course import Course
from reference.kit.exercise import Exercise

MODULE = "ex91_small"

SETTINGS = """
title = "Small"
part = "A"
minutes = 1
call_seconds = 1.0
libraries = ["numpy"]

[[tasks]]
name = "double"
hints = ["one", "two", "three"]

[[tasks]]
name = "shout"
bonus = true
hints = ["one", "two", "three"]
"""

SOLUTION = """
import numpy as np


def double(x):
    return 2 * x


def shout(text):
    return text.upper()
"""

SUITE = """
import numpy as np
import pytest


@pytest.mark.task("double", points=2)
def test_double(subject, expect, draw):
    x = draw.integers(3, 9, size=4)
    expect.close(subject.double(x), 2 * x)


@pytest.mark.task("double", points=1)
def test_double_of_nothing(subject, expect):
    expect.close(subject.double(np.zeros((0, 2))), np.zeros((0, 2)))


@pytest.mark.task("shout", points=1)
def test_shout(subject, expect):
    expect.equal(subject.shout("who"), "WHO")
"""

ORACLE = '''
"""What is right."""


def double(x):
    return x + x


def shout(text):
    return text.upper()
'''

WRONG = '''
"""What is wrong."""

from reference.kit.catalogue import misconception


@misconception
def squared(x):
    return x * x


@misconception
def whispered(text):
    return text.lower()
'''

WORDS = """
[squared]
task = "double"
rejected_by = "test_double"
says = "squared its argument. What is twice three?"

[whispered]
task = "shout"
rejected_by = "test_shout"
says = "is too quiet"
recognised = false
"""


def small_exercise(root: Path, **parts: str) -> Exercise:
    """Write the course into `root` and return its exercise; `parts` are texts that stand in the place of ours.

    Their names: solution, settings, suite, oracle, wrong, words, thresholds, beside.
    """
    homes: Mapping[str, tuple[str, str]] = {
        "solution": (f"solutions/{MODULE}.py", SOLUTION),
        "settings": (f"solutions/{MODULE}.toml", SETTINGS),
        "suite": (f"tests/exercises/test_{MODULE}.py", SUITE),
        "oracle": (f"reference/{MODULE}/oracle.py", ORACLE),
        "wrong": (f"reference/{MODULE}/misconceptions.py", WRONG),
        "words": (f"reference/{MODULE}/misconceptions.toml", WORDS),
        "thresholds": (f"reference/{MODULE}/thresholds.toml", ""),
        "beside": (f"reference/{MODULE}/beside.py", ""),
    }
    assert parts.keys() <= homes.keys()
    for part, (place, ours) in homes.items():
        text = parts.get(part, ours)
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if text:
            path.write_text(text, encoding="utf-8")
    (root / "reference" / MODULE / "__init__.py").touch()
    shutil.rmtree(root / "reference" / MODULE / "__pycache__", ignore_errors=True)
    exercise = Course(root).exercise("ex91")
    list_tests(exercise)
    return exercise


def list_tests(exercise: Exercise) -> None:
    """List the tests of the exercise's suite, as `kata build` does; one that cannot be collected has no list."""
    suite = exercise.suite.read_text(encoding="utf-8")
    if suite not in _listings:
        try:
            _listings[suite] = listing(exercise)
        except SourceError:
            _listings[suite] = ""
    exercise.tests_file.unlink(missing_ok=True)
    if _listings[suite]:
        exercise.tests_file.write_text(_listings[suite], encoding="utf-8")


_listings: dict[str, str] = {}
"""By a suite's text: collecting takes a tenth of a second."""


@pytest.fixture
def exercise(tmp_path: Path) -> Iterator[Exercise]:
    """The small exercise as it is; the checkout's own course comes first again afterwards."""
    yield small_exercise(tmp_path)
    Course.here().attach()


def source(code: str | bytes, module: str = MODULE) -> LoadedSource:
    """Return what a student handed in."""
    data = code.encode("utf-8") if isinstance(code, str) else code
    return LoadedSource(module.partition("_")[0], module, data)


def run(
    exercise: Exercise, code: str | bytes = SOLUTION, *, seed: str = "1", sandbox: Sandbox | None = None
) -> ExerciseResult:
    """Run the exercise's suite against a module's text."""
    return run_suite(Job(exercise, source(code, exercise.module), seed, sandbox)).result


def by_name(result: ExerciseResult) -> dict[str, TestResult]:
    """Return the results of tests by the tests' names."""
    return {test.id: test for test in result.tests}


def outcomes(result: ExerciseResult) -> dict[str, str]:
    """Return the outcome of each test by its name."""
    return {test.id: test.outcome for test in result.tests}


def local(exercise: Exercise, code: str = SOLUTION) -> Subject:
    """Return a subject in this process."""
    return Subject(LocalBinding(source(code, exercise.module), ["numpy"]), exercise)


def expecting(exercise: Exercise, code: str = SOLUTION, test: str = "test_double") -> tuple[Subject, Expect]:
    """Return a subject in this process, and what a test of that name asserts with."""
    subject = local(exercise, code)
    return subject, Expect(subject, exercise, test)


def walled() -> Sandbox | None:
    """Return bubblewrap's sandbox, None where this machine has none."""
    return None if bubblewrap_problem() else Sandbox.best()
