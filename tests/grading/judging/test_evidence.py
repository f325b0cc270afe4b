"""A mistake is named where it explains all that a task gave in a run, and not where one call alone points to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from grading.judging.evidence import CALLS_OF_A_TEST, LARGEST_CALL, MODELS_OF_A_TASK, Evidence
from grading.results import TestResult
from grading.subject import Sandbox
from grading.subject.calls import Call
from grading.subject.placed import Placed
from grading.subject.reports import Value
from grading.worker.wire import Handle
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.judging.test_diagnosis import TWO_WAYS, WORDS
from tests.grading.small import by_name, run, small_exercise

SUITE = """
import pytest


@pytest.mark.task("double", points=1)
def test_double(subject, expect):
    expect.close(subject.double(5), 10)


@pytest.mark.task("double", points=1)
def test_three(subject, expect):
    expect.close(subject.double(8), 16)


@pytest.mark.task("double", points=1)
def test_negative(subject, expect):
    with expect.raises(ValueError):
        subject.double("text")


@pytest.mark.task("shout", points=1)
def test_prints(subject, expect):
    expect.unless(subject.shout("who") != "WHO", "prints")
"""
ORACLE = '''
"""What is right."""


def double(x):
    if isinstance(x, str):
        raise ValueError("a text")
    return x + x


def shout(text):
    return text.upper()
'''


@pytest.fixture
def results(tmp_path: Path) -> Iterator[Callable[[str], dict[str, TestResult]]]:
    """Runs the suite above against a `double` of this expression."""
    exercise: Exercise = small_exercise(tmp_path, suite=SUITE, oracle=ORACLE, wrong=TWO_WAYS, words=WORDS)
    yield lambda what: by_name(
        run(exercise, f"def double(x):\n    return {what}\n\ndef shout(text):\n    return 'x'\n")
    )
    Course.here().attach()


def test_a_mistake_that_explains_all_calls_is_named_in_each_test(
    results: Callable[[str], dict[str, TestResult]],
) -> None:
    tests = results("x * x")
    assert [tests[name].diagnosis for name in ("test_double", "test_three")] == ["squared", "squared"]
    assert tests["test_double"].message == "double(5) is wrong\nIt returned 25; expected 10"


def test_a_later_wrong_result_that_it_does_not_give_takes_the_name_away(
    results: Callable[[str], dict[str, TestResult]],
) -> None:
    tests = results("25 if x == 5 else 1")
    assert tests["test_double"].diagnosis is None
    assert tests["test_double"].message == "double(5) returned 25; expected 10"
    assert (tests["test_double"].outcome, tests["test_double"].points) == ("fail", 0)


def test_a_right_result_that_it_does_not_give_takes_the_name_away(
    results: Callable[[str], dict[str, TestResult]],
) -> None:
    tests = results("25 if x == 5 else x + x")
    assert (tests["test_double"].diagnosis, tests["test_three"].outcome) == (None, "pass")


def test_another_mistake_that_explains_all_is_named_instead(results: Callable[[str], dict[str, TestResult]]) -> None:
    tests = results("x + 3")  # 8: what both plus-three and no-negatives give
    assert {tests[name].diagnosis for name in ("test_double", "test_three")} <= {"plus-three", "no-negatives"}
    assert tests["test_double"].diagnosis is not None


def test_an_error_that_is_due_and_does_not_come_says_nothing_about_another_mistake(
    results: Callable[[str], dict[str, TestResult]],
) -> None:
    tests = results("25 if x == 5 else 64 if x == 8 else 'nothing'")
    assert [tests[name].diagnosis for name in ("test_double", "test_three")] == ["squared", "squared"]
    assert tests["test_negative"].diagnosis is None


def test_what_a_test_found_out_by_itself_stays(results: Callable[[str], dict[str, TestResult]]) -> None:
    assert results("x * x")["test_prints"].diagnosis == "prints"


def test_the_isolated_binding_names_the_same(tmp_path: Path, sandbox: Sandbox | None) -> None:
    exercise = small_exercise(tmp_path, suite=SUITE, oracle=ORACLE, wrong=TWO_WAYS, words=WORDS)
    try:
        for what in ("x * x", "25 if x == 5 else 1", "x + 3"):
            code = f"def double(x):\n    return {what}\n\ndef shout(text):\n    return 'x'\n"
            here, there = (by_name(run(exercise, code, sandbox=where)) for where in (None, sandbox))
            assert {n: (t.diagnosis, t.message) for n, t in here.items()} == {
                n: (t.diagnosis, t.message) for n, t in there.items()
            }
    finally:
        Course.here().attach()


def call(size: int = 1, task: str = "double") -> Call:
    """Return a call with an array of this size."""
    return Call(task, (np.zeros(size),), {}, Value(0, 1.0))


def test_of_many_calls_the_first_and_the_last_are_kept() -> None:
    evidence = Evidence()
    made = [call() for _ in range(3 * CALLS_OF_A_TEST)]
    evidence.note(made)
    assert evidence.about("double") == made[:CALLS_OF_A_TEST] + made[-CALLS_OF_A_TEST:]
    few = [call(task="shout") for _ in range(2 * CALLS_OF_A_TEST)]
    evidence.note(few)
    assert evidence.about("shout") == few


def test_large_calls_and_objects_are_not_kept() -> None:
    evidence = Evidence()
    evidence.note([call(LARGEST_CALL + 1), Call("double", (Handle(0, "Loud"),), {}, Value(0, 1.0))])
    kept = Call("double", ([{"a": np.zeros(3)}],), {}, Value(0, 1.0))
    evidence.note([kept])
    assert evidence.about("double") == [kept]


def test_few_calls_with_models_are_kept() -> None:
    evidence = Evidence()
    model = Placed("Sequential", "", [np.zeros(2)])
    evidence.note([Call("double", (model,), {}, Value(0, 1.0)) for _ in range(MODELS_OF_A_TASK + 2)])
    plain = call()
    evidence.note([plain])
    assert len(evidence.about("double")) == MODELS_OF_A_TASK + 1
    assert evidence.about("double")[-1] is plain
