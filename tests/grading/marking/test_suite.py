"""The parent of a suite counts: what did not report has not passed, and nothing is lost with a child."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.results import ExerciseResult, TestResult
from grading.subject.sandbox import Bare
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import SETTINGS, SOLUTION, by_name, outcomes, run, small_exercise, source, walled

HEAD = "import os\nimport pytest\n\n"

LEAVING = (
    HEAD
    + """
@pytest.mark.task("double", points=1)
def test_first(subject):
    subject.double(1)

@pytest.mark.task("double", points=1)
def test_ends_the_session(subject):
    {ending}

@pytest.mark.task("shout", points=1)
def test_last(subject):
    subject.shout("a")
"""
)

THREE_CALLS = (
    HEAD
    + """
@pytest.mark.task("double", points=1)
def test_first(subject):
    subject.double(1)

@pytest.mark.task("double", points=1)
def test_second(subject):
    subject.shout("a")

@pytest.mark.task("shout", points=1)
def test_third(subject):
    subject.shout("b")
"""
)


def is_unmarked(result: ExerciseResult) -> bool:
    """Tell whether a suite that could not be run to its end gave no points and none to be had."""
    Course.here().attach()
    return not (result.is_marked or result.passed or result.points or result.bonus or result.max_points)


def test_the_model_answer_has_all_points(exercise: Exercise) -> None:
    result = run(exercise)
    assert (result.points, result.max_points, result.bonus) == (3, 3, 1)
    assert result.passed


def test_points_of_bonus_tasks_stand_apart(exercise: Exercise) -> None:
    result = run(exercise, SOLUTION.replace("upper", "lower"))
    assert (result.points, result.max_points, result.bonus) == (3, 3, 0)
    result = run(exercise, SOLUTION.replace("2 * x", "3 * x"))
    assert (result.points, result.max_points, result.bonus) == (1, 3, 1)


def test_a_suite_whose_tests_did_not_all_report_is_not_marked(tmp_path: Path) -> None:
    exercise = small_exercise(tmp_path, suite=LEAVING.format(ending="pytest.exit('enough')"))
    assert is_unmarked(run(exercise))


def test_a_last_test_that_came_to_no_end_has_not_passed(tmp_path: Path) -> None:
    ending = (
        '\n\n@pytest.mark.task("double", points=1)\ndef test_ends_the_session(subject):\n    pytest.exit("enough")\n'
    )
    result = run(small_exercise(tmp_path, suite=HEAD + ending))
    Course.here().attach()
    assert not result.points
    assert not result.passed


@pytest.mark.parametrize("suite", ['"""None."""\n', "import no_such_module\n", "def f(:\n"])
def test_a_suite_that_cannot_be_run_is_not_marked(tmp_path: Path, suite: str) -> None:
    assert is_unmarked(run(small_exercise(tmp_path, suite=suite)))


def test_what_was_marked_before_a_child_ended_is_kept_and_what_is_left_is_run(tmp_path: Path) -> None:
    exercise = small_exercise(tmp_path, suite=THREE_CALLS)
    result = run(exercise, SOLUTION.replace("return text", "import os; os._exit(7); return text"))
    Course.here().attach()
    assert outcomes(result) == {"test_first": "pass", "test_second": "crash", "test_third": "crash"}
    assert (result.points, result.max_points) == (1, 2)
    assert "shout ended the Python interpreter (exit code 7)" in by_name(result)["test_second"].message


def test_a_child_that_always_ends_gives_no_points(exercise: Exercise) -> None:
    result = run(exercise, "import os\n\ndef double(x):\n    os._exit(0)\n\ndef shout(text):\n    os._exit(0)\n")
    assert set(outcomes(result).values()) == {"crash"}
    assert (result.points, result.bonus) == (0, 0)


def test_a_call_without_end_is_a_timeout_without_points(tmp_path: Path) -> None:
    exercise = small_exercise(tmp_path, settings=SETTINGS.replace("1.0", "0.2"))
    code = SOLUTION.replace("return 2 * x", "\n    while True: pass")
    for sandbox in (None, walled() or Bare()):
        result = run(exercise, code, sandbox=sandbox)
        assert outcomes(result)["test_double"] == "timeout"
        assert (result.points, result.bonus) == (0, 1)
    Course.here().attach()


def test_each_result_is_told_as_it_comes(exercise: Exercise) -> None:
    heard: list[TestResult] = []
    result = run_suite(Job(exercise, source(SOLUTION), "1"), heard.append).result
    assert heard == list(result.tests)


def test_whoever_listens_may_end_the_run(exercise: Exercise) -> None:
    def enough(_result: TestResult) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_suite(Job(exercise, source(SOLUTION), "1"), enough)


def test_what_is_printed_is_kept_by_test(exercise: Exercise) -> None:
    code = SOLUTION.replace("return text", "print('loud', text); return text")
    suite = run_suite(Job(exercise, source(code), "1"))
    assert suite.printed["test_shout"] == "loud who\n"
    assert suite.printed["test_double"] == ""


def test_only_the_tasks_that_are_asked_for_are_run(exercise: Exercise) -> None:
    result = run_suite(Job(exercise, source(SOLUTION), "1", tasks=("shout",))).result
    assert outcomes(result) == {"test_shout": "pass"}


@pytest.mark.parametrize("slow", ["test_double", "test_shout"])
def test_slow_tests_run_beside_the_others_and_the_order_stays(tmp_path: Path, slow: str) -> None:
    exercise = small_exercise(tmp_path, settings=f'slow_tests = ["{slow}"]\n{SETTINGS}')
    result = run(exercise)
    Course.here().attach()
    assert set(outcomes(result)) == {"test_double", "test_double_of_nothing", "test_shout"}
    assert set(outcomes(result).values()) == {"pass"}
    assert [test.task for test in result.tests] == ["double", "double", "shout"]
    assert result.points == 3
