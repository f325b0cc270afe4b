"""Who calls a function that fails its own tests is told so; nobody else is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grading.marking.dragged import dragged_down
from grading.results import Outcome, Reason, TestResult
from grading.subject import Sandbox
from grading.subject.reports import Loaded
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import run, small_exercise, source, walled

CALLING = {"high": ["middle"], "middle": ["helper"], "helper": ["low"], "low": [], "alone": []}


def of(task: str, outcome: Outcome = "fail", reason: Reason = "own") -> TestResult:
    """Return what came of a test of a task."""
    return TestResult(f"test_{task}", task, 0.0, 1.0, outcome, "no", reason=reason)


def told(*results: TestResult, calls: dict[str, list[str]] | None = None) -> list[str]:
    """Return what is said of these results."""
    loaded = Loaded(0, [], calls=CALLING if calls is None else calls)
    return [remark.text for remark in dragged_down(source(""), loaded, results)]


def test_the_nearest_to_mend_is_named() -> None:
    assert told(of("middle"), of("low")) == ["middle calls low, which fails its own tests: mend that one first."]
    assert told(of("low"), of("middle"), of("high")) == [
        "middle calls low, which fails its own tests: mend that one first.",
        "high calls low, which fails its own tests: mend that one first.",
    ]


def test_of_two_below_both_are_named() -> None:
    calls = {"sum": ["one", "two"], "one": [], "two": []}
    assert told(of("one"), of("two", "error"), of("sum"), calls=calls) == [
        "sum calls one and two, which fail their own tests: mend those first."
    ]


@pytest.mark.parametrize(
    "results",
    [
        (of("middle"), of("low", "pass")),
        (of("middle"), of("alone")),
        (of("middle", "pass"), of("low")),
        (of("middle"), of("low", "not attempted")),
        (of("middle"), of("low", "timeout", "not run")),
        (of("middle"), of("low", "error", "unchecked")),
        (of("middle"), of("low", "error", "repeat")),
        (of("middle"),),
        (),
    ],
)
def test_nothing_is_said_where_nothing_below_fails_by_itself(results: tuple[TestResult, ...]) -> None:
    assert told(*results) == []


def test_functions_that_call_each_other_are_not_told_apart() -> None:
    assert told(of("one"), of("two"), calls={"one": ["two"], "two": ["one"]}) == []


def test_nothing_is_said_of_what_was_not_loaded() -> None:
    assert dragged_down(source(""), None, [of("middle"), of("low")]) == []


@pytest.fixture
def exercise(tmp_path: Path) -> Iterator[Exercise]:
    """The small exercise."""
    yield small_exercise(tmp_path)
    Course.here().attach()


@pytest.mark.parametrize("box", [None, *filter(None, [walled()])])
def test_a_suite_says_it_of_the_students_own_functions(exercise: Exercise, box: Sandbox | None) -> None:
    code = """
def double(x):
    return 3 * x + 1

def loud(text):
    return text.upper() * int(double(1))

def shout(text):
    return loud(text)
"""
    (remark,) = run(exercise, code, sandbox=box).remarks
    assert (remark.kind, remark.files) == ("dragged down", ["ex91_small.py"])
    assert remark.text == "shout calls double, which fails its own tests: mend that one first."
    assert not remark.needs_a_look
    assert run(exercise, code.replace("3 * x + 1", "2 * x").replace("* int(double(1))", ""), sandbox=box).remarks == []
