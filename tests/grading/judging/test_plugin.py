"""What the plugin makes of what a graded test did: an outcome, points, a message, and inputs from the run's seed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grading.marking.warm import warm
from grading.results import ExerciseResult
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import SOLUTION, by_name, outcomes, run, small_exercise

HEAD = "import numpy as np\nimport pytest\n\n"

DRAWING = (
    HEAD
    + """
@pytest.mark.task("double", points=1)
def test_one(subject, expect, draw):
    expect.measured(draw.random())

@pytest.mark.task("double", points=1)
def test_other(subject, expect, draw):
    expect.measured(draw.random())

@pytest.mark.parametrize("case", [1, 2])
@pytest.mark.task("double", points=1)
def test_several(subject, expect, draw, case):
    expect.measured(draw.random())

@pytest.mark.task("double", points=1)
def test_search(expect, for_all):
    from hypothesis import strategies as st
    seen = []
    @for_all(n=st.integers(0, 10**9))
    def check(n):
        seen.append(n)
    expect.measured(sum(seen))
"""
)

ENDINGS = (
    HEAD
    + """
@pytest.mark.task("double", points=1)
def test_passes(subject, expect):
    expect.close(subject.double(1), 2.0)

@pytest.mark.task("double", points=1)
def test_fails(subject, expect):
    expect.close(subject.double(1), 3.0)

@pytest.mark.task("double", points=1)
def test_asserts(subject):
    assert subject.double(1) == 3, "not three"

@pytest.mark.task("double", points=1)
def test_trips(subject):
    subject.double(1)["no such key"]

@pytest.mark.task("double", points=1)
def test_skips(subject):
    pytest.skip("not today")

@pytest.mark.task("double", points=1)
def test_expects_to_fail(subject):
    pytest.xfail("it may fail")

@pytest.mark.xfail
@pytest.mark.task("double", points=1)
def test_may_fail(subject):
    assert subject.double(1) == 3

@pytest.fixture
def broken():
    raise RuntimeError("set-up")

@pytest.fixture
def breaks_at_the_end():
    yield
    raise RuntimeError("tear-down")

@pytest.mark.task("double", points=1)
def test_is_not_set_up(subject, broken):
    pass

@pytest.mark.task("double", points=1)
def test_is_not_torn_down(subject, breaks_at_the_end):
    subject.double(1)

@pytest.mark.task("shout", points=1)
def test_calls_a_stub(subject):
    subject.shout("a")
"""
)

STUB = "import numpy as np\n\ndef double(x):\n    return 2 * x\n\ndef shout(text):\n    raise NotImplementedError\n"


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExerciseResult]:
    """What came of tests that ended in all ways."""
    yield run(small_exercise(tmp_path_factory.mktemp("endings"), suite=ENDINGS), STUB)
    Course.here().attach()


def measured(exercise: Exercise, seed: str) -> dict[str, float | None]:
    """Return what each test drew under a seed."""
    warm(exercise)  # a child that had to import the search first might take too long
    return {test.id: test.measured for test in run(exercise, seed=seed).tests}


def test_the_inputs_of_a_test_follow_the_runs_seed(tmp_path: Path) -> None:
    exercise = small_exercise(tmp_path, suite=DRAWING)
    one, same, other = (measured(exercise, seed) for seed in ("1", "1", "f" * 25))
    Course.here().attach()
    assert len(one) == 5
    assert one == same
    assert not set(one.values()) & set(other.values())
    assert len(set(one.values())) == len(one), "each test draws inputs of its own"


def test_a_seed_of_128_bits_counts_to_its_last_bit(tmp_path: Path) -> None:
    exercise = small_exercise(tmp_path, suite=DRAWING)
    one, other = (measured(exercise, seed) for seed in ("e" * 32, "e" * 31 + "f"))
    Course.here().attach()
    assert not set(one.values()) & set(other.values())


def test_only_what_passes_has_points(ended: ExerciseResult) -> None:
    assert {test.id for test in ended.tests if test.points} == {"test_passes"}
    assert {test.max_points for test in ended.tests} == {1.0}
    assert (ended.points, ended.max_points, ended.bonus) == (1, 9, 0)


@pytest.mark.parametrize(
    ("test", "outcome", "message"),
    [
        ("test_passes", "pass", ""),
        ("test_fails", "fail", "double(1) returned 2; expected 3"),
        ("test_asserts", "fail", "not three"),
        ("test_calls_a_stub", "not attempted", "shout: not written yet"),
    ],
)
def test_an_end_has_its_outcome_and_message(ended: ExerciseResult, test: str, outcome: str, message: str) -> None:
    result = by_name(ended)[test]
    assert (result.outcome, result.message.partition("\n")[0]) == (outcome, message)


@pytest.mark.parametrize(
    "test",
    [
        "test_trips",
        "test_skips",
        "test_expects_to_fail",
        "test_may_fail",
        "test_is_not_set_up",
        "test_is_not_torn_down",
    ],
)
def test_what_ends_in_another_way_has_not_passed(ended: ExerciseResult, test: str) -> None:
    assert by_name(ended)[test].outcome != "pass"


def test_an_answer_that_cannot_be_checked_says_so(ended: ExerciseResult) -> None:
    assert "could not be checked: TypeError" in by_name(ended)["test_trips"].message


@pytest.mark.parametrize("marks", ["", '@pytest.mark.task("double")'])
def test_a_graded_test_without_task_or_points_stops_the_run(tmp_path: Path, marks: str) -> None:
    exercise = small_exercise(tmp_path, suite=f"{HEAD}\n{marks}\ndef test_one(subject):\n    pass\n")
    result = run(exercise)
    Course.here().attach()
    assert not result.is_marked
    assert not result.points


def test_a_function_that_ends_the_interpreter_is_not_called_again_by_other_tests(exercise: Exercise) -> None:
    code = SOLUTION.replace("return 2 * x", "import os; open('calls', 'a').write('x'); os._exit(0)")
    log = exercise.course.root / "calls"
    result = run(exercise, code.replace("'calls'", repr(str(log))))
    assert outcomes(result) == {"test_double": "crash", "test_double_of_nothing": "crash", "test_shout": "pass"}
    assert log.read_text(encoding="utf-8") == "x"
    assert result.points == 0


def test_the_task_of_a_closed_function_is_told_that_it_was_not_run(exercise: Exercise) -> None:
    result = run(exercise, SOLUTION.replace("return 2 * x", "import os; os._exit(0)"))
    assert "double did not come back in an earlier test" in by_name(result)["test_double_of_nothing"].message


def test_a_known_mistake_behind_an_error_is_named(tmp_path: Path) -> None:
    wrong = (
        '"""Wrong."""\nfrom reference.kit.catalogue import misconception\n\n\n'
        "@misconception\ndef indexed(x):\n    return [][9]\n"
    )
    words = '[indexed]\ntask = "double"\nrejected_by = "test_double"\nsays = "looks past the end."\n'
    exercise = small_exercise(tmp_path, wrong=wrong, words=words)
    result = by_name(run(exercise, SOLUTION.replace("return 2 * x", "return [][9]")))["test_double"]
    Course.here().attach()
    assert (result.outcome, result.diagnosis) == ("error", "indexed")
    assert "looks past the end.\nIt raised IndexError: list index out of range (ex91_small.py, line 6" in result.message


def test_a_mistake_without_a_name_is_told_and_not_named(exercise: Exercise) -> None:
    result = by_name(run(exercise, SOLUTION.replace("upper", "lower")))["test_shout"]
    assert (result.outcome, result.diagnosis) == ("fail", None)
    assert result.message.startswith("shout('who') is too quiet\nIt returned 'who'")


def test_a_test_tool_that_the_student_patches_judges_as_before(exercise: Exercise) -> None:
    code = "import pytest\npytest.main = pytest.fail = lambda *_, **__: 0\n" + SOLUTION.replace("2 * x", "3 * x")
    assert outcomes(run(exercise, code))["test_double"] != "pass"
