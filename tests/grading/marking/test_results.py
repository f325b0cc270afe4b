"""Points are added up here, whatever a file says, and what could not be marked stands outside them."""

from __future__ import annotations

import json

import msgspec
import pytest

from grading.results import (
    NEED_A_LOOK,
    OUTCOMES,
    SUITE,
    ExerciseResult,
    Outcome,
    Reason,
    Record,
    Remark,
    TestResult,
    as_json,
    encoded,
    from_json,
    without_repeats,
)
from reference.ground.errors import DamagedError


def ended(outcome: Outcome, message: str = "", task: str = "double", points: float = 2.0) -> TestResult:
    """Return the result of a test worth `points`."""
    return TestResult(f"test_{outcome}_{message}", task, points * (outcome == "pass"), points, outcome, message)


def record(*results: ExerciseResult) -> Record:
    """Return a record of these exercises."""
    return Record("anna", "f" * 64, "3", {"python": "3.12"}, "bubblewrap", "0" * 64, list(results))


def test_bonus_points_stand_apart() -> None:
    result = ExerciseResult.of("ex91", [ended("pass"), ended("fail"), ended("pass", task="shout")], ["shout"])
    assert (result.points, result.max_points, result.bonus) == (2, 4, 2)
    assert not result.passed


def test_bonus_points_make_up_for_nothing() -> None:
    result = ExerciseResult.of("ex91", [ended("fail"), ended("pass", task="shout", points=9)], ["shout"])
    assert not result.passed
    assert record(result).points == 0


def test_an_exercise_without_tests_has_not_passed() -> None:
    assert not ExerciseResult.of("ex91", [], []).passed
    assert not record().passed


def test_where_one_test_could_not_be_marked_none_counts() -> None:
    result = ExerciseResult.of("ex91", [ended("pass"), ended("not marked")], [])
    assert (result.points, result.max_points, result.bonus) == (0, 0, 0)
    assert (result.passed, result.is_marked) == (False, False)
    assert record(result).not_marked == [result]
    assert not record(result).passed


@pytest.mark.parametrize("outcome", ["fail", "error", "timeout", "crash", "not attempted"])
def test_whatever_is_no_pass_is_none(outcome: Outcome) -> None:
    assert not ExerciseResult.of("ex91", [ended("pass"), ended(outcome)], []).passed


def test_an_error_that_was_told_already_is_a_repeat() -> None:
    tests = [ended("error", "a"), ended("error", "a"), ended("error", "b"), ended("fail", "a"), ended("pass")]
    kept, repeats = without_repeats(ExerciseResult.of("ex91", tests, []).tests)
    assert [(test.outcome, test.message) for test in kept] == [("error", "a"), ("error", "b"), ("fail", "a")]
    assert [(test.outcome, test.message) for test in repeats] == [("error", "a")]


def test_totals_are_added_up_whatever_a_record_says() -> None:
    said = json.loads(record(ExerciseResult.of("ex91", [ended("pass"), ended("fail")], [])).to_json())
    said["points"] = said["max_points"] = 100
    read = Record.from_json(json.dumps(said))
    assert (read.points, read.max_points) == (2, 4)


def test_records_are_of_the_second_version() -> None:
    assert record().schema == 2


def test_a_record_is_read_as_it_was_written() -> None:
    written = record(ExerciseResult.of("ex91", [ended("error", "caf\u00e9\n")], []))
    assert Record.from_json(written.to_json()) == written


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("schema", 1),
        ("schema", 999),
        ("seed", 3),
        ("student", None),
        ("exercises", {}),
        ("exercises", [{"id": "../../etc", "points": 0, "max_points": 0, "bonus": 0, "tests": []}]),
        ("exercises", [{"id": "ex91", "points": -1, "max_points": 0, "bonus": 0, "tests": []}]),
        ("surplus", 1),
    ],
)
def test_a_record_of_another_form_is_refused(field: str, value: object) -> None:
    said = json.loads(record().to_json())
    said[field] = value
    with pytest.raises(DamagedError):
        Record.from_json(json.dumps(said))


@pytest.mark.parametrize("kind", [Remark, TestResult, ExerciseResult, Record])
def test_a_result_does_not_change_once_it_is_made_and_has_no_surplus(kind: type[msgspec.Struct]) -> None:
    assert kind.__struct_config__.frozen
    assert kind.__struct_config__.forbid_unknown_fields


def test_a_test_of_which_nothing_else_is_known_took_no_time_and_ended_by_itself() -> None:
    assert TestResult("test_double", "double", 2.0, 2.0, "pass") == TestResult(
        "test_double", "double", 2.0, 2.0, "pass", "", None, None, 0.0, "own"
    )
    assert record().seconds == 0.0


# Sums


def test_sums_have_six_digits() -> None:
    thirds = [ended("pass", str(i), points=1 / 3) for i in range(2)] + [ended("fail", points=0.1)]
    loud = [ended("pass", task="shout", points=2 / 3)]
    result = ExerciseResult.of("ex91", thirds + loud, ["shout"])
    assert (result.points, result.max_points, result.bonus) == (0.666667, 0.766667, 0.666667)
    total = record(result, result)
    assert (total.points, total.max_points, total.bonus) == (1.333334, 1.533334, 1.333334)
    seven = [ExerciseResult("ex91", 0.1234567, 0.1234567, 0.1234567, []) for _ in range(7)]
    assert {record(*seven).points, record(*seven).max_points, record(*seven).bonus} == {0.864197}


@pytest.mark.parametrize(
    ("points", "most", "passed"), [(2.0, 2.0, True), (2.5, 2.0, True), (1.9, 2.0, False), (0.0, 0.0, True)]
)
def test_all_points_are_a_pass(points: float, most: float, passed: bool) -> None:
    assert ExerciseResult("ex91", points, most, 0.0, [ended("pass")]).passed is passed


def test_a_record_has_passed_where_every_exercise_has() -> None:
    right, wrong = (ExerciseResult.of("ex91", [ended(outcome)], []) for outcome in ("pass", "fail"))
    assert record(right, right).passed
    for results in ((right, wrong), (wrong, right), (wrong,)):
        assert not record(*results).passed


def test_an_exercise_was_attempted_where_anything_was_written() -> None:
    def attempted(*outcomes: Outcome) -> bool:
        return ExerciseResult.of("ex91", [ended(outcome) for outcome in outcomes], []).attempted

    for outcome in ("pass", "fail", "error", "timeout", "crash"):
        assert attempted("not attempted", outcome)
    assert not attempted("not attempted", "not attempted")
    assert not attempted("not marked")
    assert not attempted()


# One sentence for all tests


def because(reason: Reason, message: str = "told", outcome: Outcome = "error") -> TestResult:
    """Return a test that ended for a reason."""
    return TestResult(f"test_{reason}", "double", 0.0, 1.0, outcome, message, reason=reason)


def test_one_problem_holds_for_all_where_the_whole_file_had_it() -> None:
    def problem(*tests: TestResult) -> str:
        return ExerciseResult("ex91", 0.0, 0.0, 0.0, list(tests)).problem

    assert problem(because("whole file", "first"), because("whole file", "second")) == "first"
    for other in ("own", "unchecked", "not run", "repeat"):
        assert problem(because("whole file"), because(other)) == ""
    assert problem(because("own", "late", "not marked"), because("own")) == "late"
    assert problem() == ""


def test_what_could_not_be_marked_stands_for_the_whole_suite() -> None:
    result = ExerciseResult.not_marked("ex91", "double", "it broke")
    (test,) = result.tests
    assert (test.id, test.task, test.outcome) == (SUITE, "double", "not marked")
    assert (result.points, result.max_points, result.bonus, test.points, test.max_points) == (0, 0, 0, 0, 0)
    assert result.problem == test.message == "ex91 could not be marked: it broke"


# Repeats


def reasons(*tests: TestResult) -> list[str]:
    """Return the reasons of tests once they stand in a result."""
    return [test.reason for test in ExerciseResult.of("ex91", tests, []).tests]


@pytest.mark.parametrize("outcome", ["error", "timeout", "crash"])
def test_the_same_words_a_second_time_are_a_repeat(outcome: Outcome) -> None:
    again = because("own", "a", outcome)
    assert reasons(again, again, because("own", "b", outcome), again) == ["own", "repeat", "own", "repeat"]
    assert reasons(because("own", "a", "fail"), again) == ["own", "repeat"]


@pytest.mark.parametrize("outcome", ["fail", "pass", "not attempted"])
def test_other_ends_are_no_repeats(outcome: Outcome) -> None:
    again = because("own", "a", outcome)
    assert reasons(because("own", "a"), again, again) == ["own"] * 3


@pytest.mark.parametrize("reason", ["unchecked", "not run", "whole file"])
def test_who_has_a_reason_of_its_own_keeps_it(reason: Reason) -> None:
    assert reasons(because("own", "a"), because(reason, "a")) == ["own", reason]


@pytest.mark.parametrize("outcome", ["pass", "not attempted"])
def test_who_has_no_problem_has_told_none(outcome: Outcome) -> None:
    assert reasons(because("own", "a", outcome), because("own", "a")) == ["own", "own"]


@pytest.mark.parametrize("reason", ["not run", "whole file", "repeat", "busy"])
def test_tests_that_could_not_be_run_stand_apart_unless_there_are_no_others(reason: Reason) -> None:
    own, other, odd = because("own"), because(reason, "first"), because("unchecked")
    assert without_repeats([own, other, odd]) == ([own, odd], [other])
    assert without_repeats([other, other, own]) == ([other, own], [other])
    assert without_repeats([because("own", outcome="pass"), because("own", outcome="not attempted")]) == ([], [])


# Remarks


def test_a_person_looks_where_points_may_not_say_what_was_done() -> None:
    kinds = {"not placed", "archive", "link", "limit", "two versions", "unread cell", "unconfirmed"}
    assert kinds == NEED_A_LOOK
    for kind in kinds:
        assert Remark(kind, "told").needs_a_look  # type: ignore[arg-type]
    for kind in ("failed cell", "import", "taken", "aside"):
        assert not Remark(kind, "told").needs_a_look  # type: ignore[arg-type]


def test_remarks_of_an_exercise_stay_with_it_marked_or_not() -> None:
    remark = Remark("import", "scipy")
    for outcome in ("pass", "not marked"):
        assert ExerciseResult.of("ex91", [ended(outcome)], [], [remark]).remarks == [remark]
    assert set(OUTCOMES) == {"pass", "fail", "error", "timeout", "crash", "not attempted", "not marked"}


# JSON


def test_half_a_surrogate_becomes_a_question_mark() -> None:
    odd = ended("fail", "a\ud800b \u00e9")
    assert from_json(TestResult, encoded(odd)).message == "a?b \u00e9"
    assert from_json(TestResult, encoded(ended("fail", "\u00e9"))).message == "\u00e9"


def test_a_file_is_written_for_people_too() -> None:
    text = as_json(Remark("import", "caf\u00e9"))
    assert text == '{\n "kind": "import",\n "text": "caf\u00e9",\n "files": []\n}\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "no JSON: "),
        (b'{"kind": "import", "text": "\xff"}', "not UTF-8"),
        ('{"kind": "import", "text": 3}', "Expected str, got int - at text"),
        ('{"kind": "none", "text": ""}', "Invalid enum value 'none' - at kind"),
        ('{"kind": "import"}', "Object missing required field text"),
        ("[]", "Expected object, got array"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_a_few_words(text: str | bytes, words: str) -> None:
    with pytest.raises(DamagedError) as caught:
        from_json(Remark, text)
    said = str(caught.value)
    assert said.startswith(words) if words.endswith(" ") else said == words


def test_a_file_that_is_nested_without_end_is_told() -> None:
    class Loose(msgspec.Struct):
        schema: int

    with pytest.raises(DamagedError, match=r"^nested too deeply$"):
        from_json(Loose, '{"surplus": ' + "[" * 100_000 + "]" * 100_000 + "}")


def test_a_name_that_is_none_is_told_without_the_pattern() -> None:
    text = '{"id": "../x", "points": 0, "max_points": 0, "bonus": 0, "tests": []}'
    with pytest.raises(DamagedError, match=r"^Expected str that can be a file's name - at id$"):
        from_json(ExerciseResult, text)


def test_what_is_wrong_is_cut_where_it_is_long() -> None:
    with pytest.raises(DamagedError) as caught:
        from_json(Remark, '{"kind": "' + "x" * 500 + '", "text": ""}')
    assert len(str(caught.value)) == 160


@pytest.mark.parametrize("name", ["a", "ex02", "Anna-2", "a.b", "_"])
def test_a_safe_name_stands_in_any_path(name: str) -> None:
    text = '{"id": "%s", "points": 0, "max_points": 0, "bonus": 0, "tests": []}'
    assert from_json(ExerciseResult, text % name).id == name


@pytest.mark.parametrize("name", ["", ".", "..", ".a", "a/b", "a b", "a:b", "a*", "a?", "<a", "a|b", "\u00e4", "a\\n"])
def test_no_other_name_does(name: str) -> None:
    text = '{"id": "%s", "points": 0, "max_points": 0, "bonus": 0, "tests": []}'
    with pytest.raises(DamagedError):
        from_json(ExerciseResult, text % name)
