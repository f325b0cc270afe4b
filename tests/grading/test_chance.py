"""The same submission under the same seed comes to the same, also where the student's code draws of its own."""

from __future__ import annotations

import pytest

from grading.judging.seeds import chance
from grading.subject import LoadedSource, Sandbox, bind
from grading.subject.reports import Value
from reference.kit.course import Course

CODE = b"""
import random
import numpy as np

def drawn():
    return [random.random(), float(np.random.random()), list({"a", "bc", "def", "ghij"})]
"""


def drawn(sandbox: Sandbox | None, seed: str) -> object:
    exercise = Course.here().exercise("ex02")
    binding = bind(LoadedSource("ex02", "ex02_softmax", CODE), exercise, sandbox, chance(seed, exercise.module))
    try:
        report = binding.call("drawn", (), {})
        assert isinstance(report, Value)
        return report.value
    finally:
        binding.close()


@pytest.mark.parametrize("where", ["local", "isolated"])
def test_what_a_students_code_draws_follows_the_runs_seed(where: str) -> None:
    sandbox = None if where == "local" else Sandbox.available()
    assert drawn(sandbox, "1") == drawn(sandbox, "1")
    assert drawn(sandbox, "1") != drawn(sandbox, "2")
