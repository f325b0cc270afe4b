"""A result says in a field why it is so; a record is the same after it was written and read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from grading.errors import SubmissionError
from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.results import ExerciseResult, Outcome, Reason, Record, TestResult, from_json, without_repeats
from grading.subject import LoadedSource
from reference.ground.errors import DamagedError
from reference.kit.exercise import Exercise
from tests.grading.class_runs import record

from .conftest import RunOdd

BEGIN = "### BEGIN SOLUTION"


def came_to(name: str, outcome: Outcome, message: str = "", reason: Reason = "own") -> TestResult:
    """Return a result of softmax."""
    return TestResult(name, "softmax", float(outcome == "pass"), 1.0, outcome, message, reason=reason)


def reasons(result: ExerciseResult) -> set[str]:
    """Return the different reasons."""
    return {test.reason for test in result.tests}


def test_a_right_answer_and_a_stub_are_the_student_s_own(run_odd: RunOdd, model_answer: str) -> None:
    assert reasons(run_odd(model_answer)) == {"own"}
    stub = run_odd("def softmax(scores, axis=-1):\n    raise NotImplementedError('softmax: not written yet')\n")
    assert {test.reason for test in stub.tests if test.outcome == "not attempted"} == {"own"}


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda _text: "",
        lambda text: text.replace("def ", "def (", 1),
        lambda _text: b"\xff",
        lambda _text: SubmissionError("not attempted", "ex02_softmax.py was not handed in"),
    ],
    ids=["empty", "syntax", "bytes", "missing"],
)
def test_what_befell_the_whole_file_says_so_and_is_told_once(
    run_odd: RunOdd, model_answer: str, spoilt: Callable[[str], str | bytes | SubmissionError]
) -> None:
    result = run_odd(spoilt(model_answer))
    assert reasons(result) == {"whole file"}
    assert result.problem == result.tests[0].message


def test_what_was_not_run_says_so(run_odd: RunOdd, model_answer: str) -> None:
    result = run_odd(model_answer.replace(BEGIN, f"{BEGIN}\n    import os; os._exit(3)", 1))
    crashed = [test for test in result.tests if test.outcome == "crash"]
    assert [test.reason for test in crashed if test.task == "softmax"][:2] == ["own", "not run"]
    assert {test.reason for test in result.tests if test.outcome == "pass"} == {"own"}
    assert not result.problem


def test_an_error_in_the_same_words_is_a_repeat(run_odd: RunOdd, model_answer: str) -> None:
    result = run_odd(model_answer.replace("def log_softmax(", "def logsoftmax("))
    first, *others = [test.reason for test in result.tests if test.task == "log_softmax"]
    assert (first, set(others)) == ("own", {"repeat"})


def test_only_an_error_repeats_another() -> None:
    outcomes: list[Outcome] = ["error", "error", "fail", "fail", "timeout", "crash", "not attempted", "pass"]
    tests = [came_to(f"test_{i}", outcome, "the same") for i, outcome in enumerate(outcomes)]
    told = ExerciseResult.of("ex02", tests, []).tests
    assert [test.reason for test in told] == ["own", "repeat", "own", "own", "repeat", "repeat", "own", "own"]


def test_other_words_are_no_repeat() -> None:
    tests = [came_to("a", "error", "one"), came_to("b", "error", "another")]
    assert ExerciseResult.of("ex02", tests, []).tests == tests


def test_what_stopped_many_tests_is_told_once() -> None:
    tests = [
        came_to("a", "pass"),
        came_to("b", "error", "it raised", "repeat"),
        came_to("c", "error", "it raised", "repeat"),
        came_to("d", "fail", "wrong"),
        came_to("e", "timeout", "late", "not run"),
        came_to("f", "not attempted", "open"),
    ]
    kept, repeats = without_repeats(tests)
    assert [test.id for test in kept] == ["b", "d"], "the first of them, though what it repeats is not among these"
    assert [test.id for test in repeats] == ["c", "e"]


def test_a_record_is_the_same_after_it_was_written_and_read() -> None:
    before = record("Zo\u00eb", "pass", "fail", "error", message="\x1b[31m \u202e \U0001f600", reason="whole file")
    before = replace(before, seed="f" * 32, note="a note", seconds=1.5)
    assert Record.from_json(before.to_json()) == before


def test_a_message_that_no_file_can_hold_is_written_nevertheless() -> None:
    before = record("Ada", "fail", message="half a surrogate: \ud800")
    before = replace(before, exercises=[replace(before.exercises[0], points=1.0)])
    again = Record.from_json(before.to_json())
    assert again.exercises[0].tests[0].message == "half a surrogate: ?"
    assert again.points == 1


def test_a_figure_that_is_no_number_is_none_in_the_record() -> None:
    before = record("Ada", "fail")
    tests = [replace(before.exercises[0].tests[0], measured=float("nan"))]
    again = Record.from_json(replace(before, exercises=[replace(before.exercises[0], tests=tests)]).to_json())
    assert again.exercises[0].tests[0].measured is None


def test_points_of_a_record_are_those_of_its_exercises_whatever_it_says() -> None:
    text = record("Ada", "pass").to_json()
    total = '\n "points": 1.0'
    assert total in text
    assert Record.from_json(text.replace(total, '\n "points": 99.0')).points == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"seed": "3"', '"seed": 3', "Expected str, got int - at seed"),
        ('"seed": "3",', "", "Object missing required field seed"),
        ('"seed": "3"', '"seed": "3", "surplus": 1', "unknown field surplus"),
        ('"points": 1.0', '"points": -1', "Expected float >= 0.0 - at exercises[0].points"),
        ('"points": 1.0', '"points": true', "Expected float, got bool"),
        ('"points": 1.0', '"points": NaN', "no JSON"),
        ('"points": 1.0', '"points": 1e999', "Number out of range"),
        ('"pass"', '"excellent"', "Invalid enum value 'excellent' - at exercises[0].tests[0].outcome"),
        ('"own"', '"luck"', "Invalid enum value 'luck' - at exercises[0].tests[0].reason"),
        ('"ex02"', '"../ex02"', "Expected str that can be a file's name - at exercises[0].id"),
        ('"ex02"', '"ex02\\n"', "that can be a file's name"),
        ('"schema": 2', '"schema": 1', "Expected int >= 2 - at schema"),
        ('"schema": 2', '"schema": 3', "Expected int <= 2 - at schema"),
        ("{", "[", "Expected object, got array"),
    ],
)
def test_a_damaged_record_is_refused_with_the_place(old: str, new: str, said: str) -> None:
    text = record("Ada", "pass").to_json()
    assert old in text
    with pytest.raises(DamagedError) as caught:
        Record.from_json(text.replace(old, new, 1))
    assert said in str(caught.value)
    assert len(str(caught.value)) < 170


def test_what_is_no_utf8_or_nested_too_deep_is_damaged() -> None:
    for data in (b"\xff", b"[" * 100_000, b'"\xff"', b""):
        with pytest.raises(DamagedError):
            Record.from_json(data)
    with pytest.raises(DamagedError):
        from_json(dict, b'{"a":' * 100_000)


def test_a_check_that_raised_itself_says_so(
    softmax: Exercise, model_answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raise_in_check(*_: object, **__: object) -> None:
        raise ZeroDivisionError("no shape")

    monkeypatch.setattr("grading.judging.expect.Expect.close", raise_in_check)
    result = run_suite(Job(softmax, LoadedSource(softmax.id, softmax.module, model_answer.encode()), "1")).result
    unchecked = [test for test in result.tests if test.reason == "unchecked"]
    assert unchecked
    assert {test.outcome for test in unchecked} == {"fail"}
    assert unchecked[0].message == "what softmax returned could not be checked: ZeroDivisionError: no shape"
