"""Whatever a student hands in gets one clear sentence and an outcome of its own, on both bindings."""

from __future__ import annotations

import time

import pytest

from grading import wording
from grading.errors import SubmissionError
from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.marking.warm import warm
from grading.results import ExerciseResult
from grading.subject import LoadedSource, Sandbox
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests import needs

from .conftest import RunOdd

BEGIN = "### BEGIN SOLUTION"


def first_body(model_answer: str, code: str) -> str:
    """Return the model answer with `code` at the start of its first task, softmax."""
    return model_answer.replace(BEGIN, f"{BEGIN}\n    {code}", 1)


def messages(result: ExerciseResult, outcome: str) -> set[str]:
    """Return the different messages of tests with this outcome, without the ones that were not run."""
    return {t.message for t in result.tests if t.outcome == outcome and t.reason != "not run"}


def outcomes(result: ExerciseResult) -> set[str]:
    """Return the different outcomes."""
    return {test.outcome for test in result.tests}


def test_a_syntax_error_is_told_with_its_line(run_odd: RunOdd, model_answer: str) -> None:
    result = run_odd(model_answer.replace("def log_softmax(", "def log_softmax(("))
    assert outcomes(result) == {"error"}
    (message,) = messages(result, "error")
    assert "ex02_softmax.py is not valid Python: line 8" in message
    assert "log_softmax((" in message


def test_a_renamed_function_costs_its_own_tests_alone(run_odd: RunOdd, model_answer: str) -> None:
    result = run_odd(model_answer.replace("def log_softmax(", "def logsoftmax("))
    assert {t.task for t in result.tests if t.outcome == "error"} == {"log_softmax"}
    assert messages(result, "error") == {
        "ex02_softmax.py has no function log_softmax. It has logsoftmax: was it renamed?"
    }
    assert result.points == 7.5


def test_a_missing_return_is_named(run_odd: RunOdd, model_answer: str) -> None:
    result = run_odd(first_body(model_answer, "return None"))
    assert all("returned None" in m for m in messages(result, "fail") if m.startswith("softmax"))
    assert result.points < 10


@pytest.mark.parametrize(
    ("code", "said"), [("return 'one'", "a str"), ("return [1, 2]", "a list"), ("return 3", "an int")]
)
def test_a_wrong_type_is_named(run_odd: RunOdd, model_answer: str, code: str, said: str) -> None:
    result = run_odd(first_body(model_answer, code))
    assert any(f"returned {said}; expected a NumPy array" in message for message in messages(result, "fail"))


def test_an_object_that_cannot_be_compared_is_a_failure(run_odd: RunOdd, model_answer: str) -> None:
    result = run_odd(first_body(model_answer, "return object()"))
    assert "fail" in outcomes(result)
    assert result.points < 10


def test_an_endless_loop_is_a_timeout_of_its_task(run_odd: RunOdd, model_answer: str) -> None:
    result = run_odd(first_body(model_answer, "while True: pass"))
    assert {t.task for t in result.tests if t.outcome == "timeout"} == {"softmax", "predict_classes"}
    assert "softmax did not come back within 1 s: does a loop never end?" in messages(result, "timeout")
    assert {t.outcome for t in result.tests if t.task == "log_softmax"} == {"pass"}


def test_an_endless_loop_that_catches_everything_is_a_timeout(run_odd: RunOdd, model_answer: str) -> None:
    code = "while True:\n        try:\n            while True: pass\n        except BaseException: pass"
    result = run_odd(first_body(model_answer, code))
    assert {t.outcome for t in result.tests if t.task == "softmax"} == {"timeout"}


@pytest.mark.parametrize("code", ["import os; os._exit(0)", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"])
def test_an_end_of_the_interpreter_is_a_crash_of_its_task(run_odd: RunOdd, model_answer: str, code: str) -> None:
    result = run_odd(first_body(model_answer, code))
    assert {t.outcome for t in result.tests if t.task == "softmax"} == {"crash"}
    assert any("softmax ended the Python interpreter" in message for message in messages(result, "crash"))
    assert {t.outcome for t in result.tests if t.task == "log_softmax"} == {"pass"}


@needs.tensorflow
def test_a_function_that_crashes_costs_only_the_tests_that_call_it(sandbox: Sandbox | None) -> None:
    training = Course.here().exercise("ex12")
    text = training.solution.read_text(encoding="utf-8")
    text = text.replace("    keras.utils.set_random_seed(rng_seed)\n", "    import os; os._exit(5)\n", 1)
    warm(training)
    result = run_suite(Job(training, LoadedSource(training.id, training.module, text.encode()), "1", sandbox)).result
    by_task = {task.name: [t for t in result.tests if t.task == task.name] for task in training.tasks}
    assert [t for tests in by_task.values() for t in tests] == list(result.tests)
    assert {t.outcome for t in by_task["train"]} == {"crash"}
    assert {t.outcome for name, tests in by_task.items() for t in tests if name != "train"} == {"pass"}


def test_a_polite_exit_is_an_error(run_odd: RunOdd, model_answer: str) -> None:
    result = run_odd(first_body(model_answer, "import sys; sys.exit(0)"))
    assert {t.outcome for t in result.tests if t.task == "softmax"} == {"error"}
    assert result.points <= 2.5


def test_an_exception_is_shown_with_its_last_line_first(run_odd: RunOdd, model_answer: str) -> None:
    result = run_odd(first_body(model_answer, "return [][scores.ndim]"))
    assert any(
        message.startswith("softmax(")
        and "raised IndexError: list index out of range (ex02_softmax.py, line" in message
        for message in messages(result, "error")
    )


def test_an_empty_file_was_not_attempted(run_odd: RunOdd) -> None:
    result = run_odd(b" \n")
    assert messages(result, "not attempted") == {"ex02_softmax.py is empty: nothing was handed in"}
    assert outcomes(result) == {"not attempted"}


@needs.tensorflow
@pytest.mark.parametrize(
    ("text", "outcome", "said"),
    [
        ("", "not attempted", "is empty"),
        ("def f(:\n", "error", "is not valid Python"),
        ("1 / 0\n", "error", "has no function"),
    ],
)
def test_a_model_that_is_placed_before_the_first_call_changes_no_outcome(
    sandbox: Sandbox | None, text: str, outcome: str, said: str
) -> None:
    seeing = Course.here().exercise("ex13")
    warm(seeing)
    result = run_suite(Job(seeing, LoadedSource(seeing.id, seeing.module, text.encode()), "1", sandbox)).result
    assert outcomes(result) == {outcome}
    assert all(said in message for message in messages(result, outcome))


def test_a_file_that_is_no_utf8_is_told_where(run_odd: RunOdd) -> None:
    result = run_odd("# first\n# fr\u00fchling\n".encode("latin-1"))
    assert messages(result, "error") == {
        "ex02_softmax.py is not UTF-8 (line 2, byte 12): save it again with encoding UTF-8"
    }


def test_a_missing_file_was_not_attempted(run_odd: RunOdd) -> None:
    result = run_odd(SubmissionError("not attempted", "ex02_softmax.py was not handed in"))
    assert outcomes(result) == {"not attempted"}
    assert result.points == 0


def test_a_library_that_is_not_allowed_costs_the_task_that_uses_it(run_odd: RunOdd, model_answer: str) -> None:
    result = run_odd(first_body("from scipy import special\n" + model_answer, "return special.softmax(scores, axis)"))
    (message,) = messages(result, "error")
    assert message.startswith("ex02_softmax.py, line 1 imports scipy, which this exercise does not allow")
    assert {t.task for t in result.tests if t.outcome == "pass"} >= {"log_softmax"}
    assert not [t for t in result.tests if t.task == "softmax" and t.outcome == "pass"]


def test_a_line_that_computes_for_ever_is_left_and_the_functions_count(
    sandbox: Sandbox | None, model_answer: str
) -> None:
    unhurried = Course.here().exercise("ex02")
    text = "while True: pass\n" + model_answer
    result = run_suite(Job(unhurried, LoadedSource("ex02", unhurried.module, text.encode()), "1", sandbox)).result
    assert outcomes(result) == {"pass"}
    assert [remark.kind for remark in result.remarks] == ["failed line"]


def test_a_module_that_waits_for_ever_is_a_timeout(run_odd: RunOdd, model_answer: str) -> None:
    assert outcomes(run_odd(model_answer + "\nimport time; time.sleep(10_000)\n")) == {"timeout"}


def test_a_thread_without_end_holds_nothing_up(run_odd: RunOdd, model_answer: str) -> None:
    thread = "import threading, time\nthreading.Thread(target=time.sleep, args=(90,)).start()\n"
    begin = time.monotonic()
    result = run_odd(thread + model_answer)
    assert outcomes(result) in ({"pass"}, {"error"}), "the sandbox lets NumPy exercises have no threads"
    assert time.monotonic() - begin < 60


@pytest.mark.parametrize(
    "line", ["1 / 0", "assert softmax([1.0, 1.0])[0] == 1", "exit()", "import seaborn as sns", "x"]
)
def test_a_line_that_fails_outside_the_functions_costs_nothing(run_odd: RunOdd, model_answer: str, line: str) -> None:
    for text in (f"{model_answer}\n{line}\n", model_answer.replace("\ndef ", f"\n{line}\n\n\ndef ", 1)):
        assert outcomes(run_odd(text)) == {"pass"}


def test_source_that_is_nested_too_deep_is_an_error(run_odd: RunOdd) -> None:
    result = run_odd("x = " + "(" * 5000 + ")" * 5000)
    assert outcomes(result) == {"error"}


def test_a_changed_argument_is_named(run_odd: RunOdd, model_answer: str) -> None:
    result = run_odd(first_body(model_answer, "scores -= 1"))
    assert "changes-its-argument" in {test.diagnosis for test in result.tests}


def test_a_class_that_equals_everything_gains_nothing(run_odd: RunOdd, model_answer: str) -> None:
    cheat = (
        "class Any(np.ndarray):\n"
        "    __eq__ = __ne__ = lambda *_: True\n"
        "def softmax(scores, axis=-1):\n"
        "    return np.zeros(np.shape(scores)).view(Any)\n"
    )
    result = run_odd(f"{model_answer}\n{cheat}")
    assert {t.outcome for t in result.tests if t.task == "softmax"} <= {"fail", "error"}


def test_patching_the_test_tools_gains_nothing_isolated(run_odd: RunOdd, model_answer: str, sandbox: object) -> None:
    if sandbox is None:
        pytest.skip("a student may fool their own local run; no points hang on it")
    cheat = (
        "import numpy as np\nnp.isclose = np.allclose = lambda *a, **k: np.True_\n"
        "def softmax(scores, axis=-1):\n    return np.ones(np.shape(scores))\n"
    )
    result = run_odd(f"{model_answer}\n{cheat}")
    passed = {t.id for t in result.tests if t.task == "softmax" and t.outcome == "pass"}
    assert passed <= {"test_one_class_is_certain"}, "only where one is the right answer"


def test_what_the_code_prints_is_heard_with_its_test_on_both_bindings(
    softmax: Exercise, model_answer: str, sandbox: Sandbox | None
) -> None:
    text = first_body(model_answer, "print('rows', len(scores))").encode()
    printed = run_suite(Job(softmax, LoadedSource(softmax.id, softmax.module, text), "1", sandbox)).printed
    heard = {name for name, said in printed.items() if "rows" in said}
    assert heard
    assert not [name for name in heard if "log" in name]


def test_input_at_the_top_is_told_in_our_words(run_odd: RunOdd, model_answer: str) -> None:
    result = run_odd("name = input('Who are you?')\n" + model_answer)
    assert outcomes(result) == {"pass"}
    (remark,) = result.remarks
    assert remark.kind == "failed line"
    assert "line 1 raised EOFError: input() waits for somebody to type" in remark.text


def test_an_argument_among_others_that_was_changed_is_named() -> None:
    def standardise(train: object, *others: object, mean: float = 0.0) -> None: ...

    named = [wording.argument(name, standardise) for name in ("#0", "#1", "#3", "mean")]
    assert named == ["train", "others[0]", "others[2]", "mean"]
