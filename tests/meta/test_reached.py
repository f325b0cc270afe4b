"""What is said to be reached holds whatever is called: of each test in a run, and of each function that breaks."""

from __future__ import annotations

import pytest

from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.meta.contract import look
from tests.meta.reached import functions_reached, mentioned, tasks_reached

from .conftest import RunText

EXERCISES = [
    pytest.param(e, id=e.id, marks=pytest.mark.xdist_group(f"contract {e.id}")) for e in Course.here().exercises
]
QUICK = ("ex02", "ex03", "ex04", "ex16")
SOLUTION = """
import math
LIMIT = 3
def least(x): return math.floor(x)
def most(x): return least(x) + LIMIT
def both(x): return [least(x), most(x)]
def other(x): return x
"""


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_test_calls_nothing_that_it_is_not_said_to(exercise: Exercise) -> None:
    called = look(exercise, "1").called
    assert {test for test, _ in called} <= {test.name for test in exercise.graded_tests}
    assert {function for _, function in called} == {task.name for task in exercise.tasks}
    assert [(test, function) for test, function in sorted(called) if function not in mentioned(exercise, test)] == []


@pytest.mark.parametrize(
    ("exercise", "task"),
    [pytest.param(e, t.name, id=f"{e.id}-{t.name}") for e in Course.here().exercises if e.id in QUICK for t in e.tasks],
)
def test_a_function_that_breaks_is_seen_by_what_is_run_alone(exercise: Exercise, task: str, run_text: RunText) -> None:
    """The whole suite runs: of the tests that are left out, none sees it."""
    text = exercise.solution.read_text(encoding="utf-8") + f"\n\ndef {task}(*a, **k):\n    return 1 / 0\n"
    seen = {test.task for test in run_text(exercise, text).tests if test.outcome != "pass"}
    assert task in seen
    assert seen <= set(tasks_reached(exercise, text))


@pytest.mark.parametrize(
    ("added", "reached"),
    [
        ("", set()),
        ("import math", set()),
        ("import os", {"os"}),
        ("import numpy as math", {"math", "least", "most", "both"}),
        ("LIMIT = 4", {"LIMIT", "most", "both"}),
        ("def other(x): return [x]", {"other"}),
        ("def most(x): return 4 + least(x)", {"most", "both"}),
        ("def least(x): return helped(x)\ndef helped(x): return x", {"least", "helped", "most", "both"}),
    ],
)
def test_what_uses_a_changed_name_is_reached(added: str, reached: set[str]) -> None:
    assert functions_reached(SOLUTION, f"{SOLUTION}\n{added}\n") == reached


def test_a_test_is_not_said_to_reach_everything() -> None:
    lime = Course.here().exercise("ex20")
    assert {name for test in lime.graded_tests if test.task == "perturb" for name in mentioned(lime, test.name)} == {
        "perturb"
    }
