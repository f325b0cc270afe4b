"""A mistake is named where it explains all that a task gave in a run, and not where one call alone points to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grading.errors import Called
from grading.judging.evidence import Evidence
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


def call(size: int = 1, task: str = "double", value: Any = 1.0, **kwargs: Any) -> Call:
    """Return a call with an array of this size."""
    return Call(task, (np.zeros(size),), kwargs, Value(0, value))


def kept(*calls: Called, task: str = "double") -> list[Called]:
    """Return which of the calls of a test are kept."""
    evidence = Evidence()
    evidence.note(calls)
    return evidence.about(task)


def test_of_many_calls_the_first_and_the_last_twelve_are_kept() -> None:
    made = [call() for _ in range(36)]
    assert kept(*made) == made[:12] + made[-12:]
    assert kept(*made[:25]) == made[:12] + made[13:25]
    assert kept(*made[:24]) == made[:24]


def test_calls_are_kept_by_task_and_test_after_test() -> None:
    evidence = Evidence()
    first, loud, second = call(), call(task="shout"), call()
    evidence.note([first, loud])
    evidence.note([second])
    assert evidence.about("double") == [first, second]
    assert evidence.about("shout") == [loud]
    assert evidence.about("whisper") == []


def test_the_calls_of_one_task_take_no_room_from_another() -> None:
    loud = [call(task="shout") for _ in range(24)]
    made = [call() for _ in range(24)]
    assert kept(*loud, *made) == made


@pytest.mark.parametrize(
    "value",
    [
        np.zeros(199_999),
        [np.zeros(100_000), (np.zeros(99_998), 1)],
        {"a": np.zeros(100_000), "b": {"c": np.zeros(99_999)}},
        Placed("Sequential", "", [np.zeros(100_000), np.zeros(99_999)]),
        ["x"] * 199_999,
    ],
    ids=["array", "list", "dict", "model", "texts"],
)
@pytest.mark.parametrize("where", ["args", "kwargs", "value"])
def test_a_call_of_more_than_200_000_numbers_is_not_kept(value: Any, where: str) -> None:
    def made(more: Any) -> Call:
        if where == "value":
            return Call("double", (more,), {}, Value(0, value))
        return Call("double", (value,), {}, Value(0, more)) if where == "args" else call(0, value=more, x=value)

    fits, too_large = made(1.0), made([1.0, 1.0])
    assert kept(fits, too_large) == [fits]


def test_objects_that_stay_with_the_students_code_are_not_kept() -> None:
    loud = Handle(0, "Loud")
    whole = call()
    assert kept(call(value=loud), call(x=loud), Call("double", (loud,), {}, Value(0, 1)), whole) == [whole]


@pytest.mark.parametrize("where", ["args", "kwargs", "value"])
def test_four_calls_with_models_are_kept_for_each_task(where: str) -> None:
    model = Placed("Sequential", "", [np.zeros(2)])

    def made(task: str) -> Call:
        if where == "args":
            return Call(task, (model,), {}, Value(0, 1.0))
        return call(task=task, x=model) if where == "kwargs" else call(task=task, value=model)

    evidence = Evidence()
    plain = call()
    for task in ("double", "shout"):
        evidence.note([made(task) for _ in range(3)])
        evidence.note([made(task) for _ in range(3)])
    evidence.note([plain])
    assert len(evidence.about("double")) == 5
    assert len(evidence.about("shout")) == 4
    assert evidence.about("double")[-1] is plain


def test_a_model_that_is_too_large_takes_no_room_from_others() -> None:
    large, small = (Placed("Sequential", "", [np.zeros(size)]) for size in (200_001, 2))
    made = [Call("double", (model,), {}, Value(0, 1.0)) for model in [large] * 4 + [small] * 4]
    assert kept(*made) == made[4:]


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
    assert (tests["test_double"].diagnosis, tests["test_three"].outcome) == (
        "another-number",
        "pass",
    )  # 5, nothing else
    assert "ex91_small.py, line" in tests["test_double"].message


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


def test_of_few_calls_each_is_kept_once() -> None:
    made = [call() for _ in range(23)]
    assert kept(*made) == made
