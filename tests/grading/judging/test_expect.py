"""What an expectation lets pass, what it does not, and what it says then."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grading.errors import NotAttemptedError, Said, SubjectError, Wrong
from grading.judging.expect import Expect
from grading.subject import Call, Subject
from grading.worker.wire import Handle
from reference.kit import author
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import WRONG, expecting, small_exercise

ECHO = "import numpy as np\n\ndef double(x):\n    return x\n\ndef shout(text):\n    return text\n"
"""Gives what it is given, so that a test chooses what came back."""

THRESHOLDS = """
["ex91.half"]
needed = 0.5
date = "2026-01-01"
versions = { numpy = "2" }

[["ex91.half".distributions]]
kind = "model"
name = "model answer"
values = [0.9, 0.95]

[["ex91.half".distributions]]
kind = "baseline"
name = "always the same"
values = [0.25]
"""

RAISING = """
def double(x):
    raise ValueError("3 rows, but 4 labels")

def shout(text):
    raise NotImplementedError("shout: not written yet")
"""


@pytest.fixture
def echo(tmp_path: Path) -> Iterator[tuple[Subject, Expect]]:
    """A subject that gives back its argument, and its expectations; no mistake is known."""
    yield expecting(small_exercise(tmp_path, wrong="", words="", oracle="# nobody knows what is right\n"), ECHO)
    Course.here().attach()


def said(check: Any, *args: Any, **options: Any) -> str:
    """Return what a check says when it fails."""
    with pytest.raises(Wrong) as caught:
        check(*args, **options)
    return str(caught.value)


# close


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (np.arange(3.0), [0, 1, 2]),
        (np.array([0.1, 0.2], "f4"), np.array([0.1, 0.2])),
        (0.5, 0.5),
        (1, 1.0),
        (np.float64(2), 2),
        (np.array(2.0), 2),
        ([np.zeros(2), 1.0], [np.zeros(2), 1.0]),
        ((1.0, 2.0), [1.0, 2.0]),
        ({"a": 1.0, "b": np.ones(2)}, {"b": np.ones(2), "a": 1.0}),
        ([("pear", 0.5)], [("pear", 0.5)]),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        (np.array([np.nan, np.inf]), np.array([np.nan, np.inf])),
    ],
)
def test_close_lets_the_right_value_pass(echo: tuple[Subject, Expect], got: Any, want: Any) -> None:
    subject, expect = echo
    wanted = want if isinstance(want, dict) or type(want) is tuple or _has_parts(want) else np.asarray(want)
    expect.close(subject.double(got), wanted)


def _has_parts(want: Any) -> bool:
    return isinstance(want, list) and (type(want[0]) is tuple or isinstance(want[0], np.ndarray | float))


@pytest.mark.parametrize(
    ("got", "want", "message"),
    [
        (3, 2.0, "returned 3; expected 2"),
        (np.array([1, 3]), np.array([1, 2]), "returned [1, 3]; expected [1, 2]"),
        (None, 2.0, "returned None: is the `return` missing?"),
        ("2", 2.0, "returned a str; expected one number"),
        ([2.0], 2.0, "returned a list; expected one number"),
        ([1.0, 2.0], np.ones(2), "returned a list; expected a NumPy array of shape (2,)"),
        (np.ones(3), np.ones(2), "returned an array of shape (3,); expected shape (2,)"),
        (np.ones((2, 1)), np.ones(2), "returned an array of shape (2, 1); expected shape (2,)"),
        (np.ones(1), 1.0, "returned an array of shape (1,); expected shape ()"),
        (np.ones(1), np.ones(2), "returned an array of shape (1,); expected shape (2,)"),
        (np.ones(2), np.ones((2, 2)), "returned an array of shape (2,); expected shape (2, 2)"),
        (np.float64(1), np.ones(2), "returned an array of shape (); expected shape (2,)"),
        (np.ones(2, "f2"), np.ones(2), "returned numbers of dtype float16; expected float32 or float64"),
        (np.ones(2, "c16"), np.ones(2), "returned numbers of dtype complex128; expected float32 or float64"),
        (1.0, {"a": 1.0}, "returned a float; expected a dict with the keys 'a'"),
        ({"b": 1.0}, {"a": 1.0}, "returned the keys ['b']; expected ['a']"),
        ({"a": 1.0, "b": 2.0}, {"a": 1.0}, "returned the keys ['a', 'b']; expected ['a']"),
        (1.0, [1.0], "returned a float; expected a list of 1 entry"),
        ([1.0], [1.0, 2.0], "returned a list of 1 entry; expected 2 entries"),
        ([1.0, 2.0, 3.0], [1.0, 2.0], "returned a list of 3 entries; expected 2 entries"),
        ([1.0, 3.0], [1.0, 2.0], "at [1]: returned 3; expected 2"),
        ({"a": [1.0]}, {"a": [2.0]}, "at ['a'][0]: returned 1; expected 2"),
        ([("fig", 0.5)], [("pear", 0.5)], "at [0][0]: returned 'fig'; expected 'pear'"),
        ([("quince", 0.5)], [("pear", 0.5)], "at [0][0]: returned 'quince'; expected 'pear'"),
        (np.zeros(30), np.eye(30)[7], "is wrong in 1 of 30 places, first at [7]: it gave 0, expected 1"),
        (float("nan"), 1.0, "returned nan; expected 1"),
    ],
)
def test_close_says_what_is_wrong(echo: tuple[Subject, Expect], got: Any, want: Any, message: str) -> None:
    subject, expect = echo
    text = said(expect.close, subject.double(got), want)
    assert text.startswith("double(")
    assert text.endswith(f") {message}")


def test_close_takes_a_tolerance_of_the_tests_own(echo: tuple[Subject, Expect]) -> None:
    subject, expect = echo
    expect.close(subject.double(1.01), 1.0, rtol=0.1)
    said(expect.close, subject.double(1.01), 1.0, rtol=0.001)
    expect.close(subject.double([1.01]), [1.0], rtol=0.1)


def test_why_follows_as_a_sentence_of_its_own(echo: tuple[Subject, Expect]) -> None:
    subject, expect = echo
    assert said(expect.close, subject.double(1), 2.0, why="Two.") == "double(1) returned 1; expected 2. Two."
    assert said(expect.close, subject.double(None), 2.0, why="Two.").endswith("is the `return` missing? Two.")


def test_the_call_that_gave_the_value_is_named_also_when_another_followed(echo: tuple[Subject, Expect]) -> None:
    subject, expect = echo
    first = subject.double(np.array([3]))
    subject.shout("later")
    assert said(expect.close, first, np.array([4])).startswith("double([3]) ")


# equal


@pytest.mark.parametrize(
    ("got", "want"),
    [(3, 3), (3.0, 3), (np.int64(3), 3), ("a", "a"), ([1, "a"], [1, "a"]), ((1, 2), (1, 2)), ([1, 2], (1, 2))],
)
def test_equal_lets_the_same_pass(echo: tuple[Subject, Expect], got: Any, want: Any) -> None:
    subject, expect = echo
    expect.equal(subject.double(got), want)


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (3.0001, 3),
        ("3", 3),
        (3, "3"),
        ([1], [1, 2]),
        ([1, 2, 3], [1, 2]),
        (["1", 2], [1, 2]),
        (np.array([1, 2]), [1, 2]),
        (None, None),
        (None, 0),
        ("ab", ["a", "b"]),
        ({1: 2}, [1]),
        (np.array([3]), 3),
    ],
)
def test_equal_lets_nothing_else_pass(echo: tuple[Subject, Expect], got: Any, want: Any) -> None:
    subject, expect = echo
    assert "; expected " in said(expect.equal, subject.double(got), want)


# array, number, sequence


def test_array_gives_back_an_array_of_the_shape(echo: tuple[Subject, Expect]) -> None:
    subject, expect = echo
    assert expect.array(subject.double(np.ones((2, 3))), (2, 3)).shape == (2, 3)
    assert expect.array(subject.double(np.ones(2))).tolist() == [1, 1]


@pytest.mark.parametrize("got", [np.ones((3, 2)), [[1.0, 1, 1]] * 2, None, 1.0, "array", np.ones((2, 3), "c16")])
def test_array_lets_nothing_else_pass(echo: tuple[Subject, Expect], got: Any) -> None:
    subject, expect = echo
    said(expect.array, subject.double(got), (2, 3))


@pytest.mark.parametrize("got", [2, 2.0, np.float32(2), np.array(2), True])
def test_number_gives_back_a_float(echo: tuple[Subject, Expect], got: Any) -> None:
    subject, expect = echo
    number = expect.number(subject.double(got))
    assert type(number) is float
    assert number == float(got)


@pytest.mark.parametrize("got", ["2", [2], np.array([2.0]), None, 2j, float("nan"), float("inf")])
def test_number_lets_nothing_pass_that_is_no_finite_number(echo: tuple[Subject, Expect], got: Any) -> None:
    subject, expect = echo
    said(expect.number, subject.double(got))


@pytest.mark.parametrize("got", [[1, 2], (1, 2), np.array([1, 2])])
def test_sequence_gives_back_a_list(echo: tuple[Subject, Expect], got: Any) -> None:
    subject, expect = echo
    assert expect.sequence(subject.double(got), 2) == [1, 2]
    assert len(expect.sequence(subject.double(got))) == 2


@pytest.mark.parametrize(
    ("got", "message"),
    [
        ("ab", "returned a str; expected a list of words"),
        (None, "returned None; expected a list of words"),
        ({0: 1, 1: 2}, "returned a dict; expected a list of words"),
        (np.array(2), "returned an array of shape () and dtype int64; expected a list of words"),
        ([1], "returned 1 words; expected 2"),
        ([1, 2, 3], "returned 3 words; expected 2"),
    ],
)
def test_sequence_lets_nothing_else_pass(echo: tuple[Subject, Expect], got: Any, message: str) -> None:
    subject, expect = echo
    assert said(expect.sequence, subject.double(got), 2, of="words").endswith(message)


# that, fail


@pytest.mark.parametrize("condition", [True, 1, np.True_, np.array([True, True]), np.array([])])
def test_that_lets_what_is_true_pass(echo: tuple[Subject, Expect], condition: Any) -> None:
    subject, expect = echo
    subject.double(1)
    expect.that(condition, "is wrong")


@pytest.mark.parametrize("name", [name for name in vars(author.Expect) if not name.startswith("_")])
def test_what_authors_are_promised_is_asked_for_in_the_same_way(name: str) -> None:
    """An option that could be given by place, too, would be taken for another one day."""
    promised, ours = (inspect.signature(getattr(of, name)).parameters for of in (author.Expect, Expect))
    assert [(one.name, one.kind) for one in ours.values()] == [(one.name, one.kind) for one in promised.values()]


@pytest.mark.parametrize("condition", [False, 0, None, "", np.False_, np.array([True, False])])
def test_that_fails_with_its_message_after_the_newest_call(echo: tuple[Subject, Expect], condition: Any) -> None:
    subject, expect = echo
    subject.double(1)
    subject.shout("a")
    assert said(expect.that, condition, "is wrong") == "shout('a') is wrong"


@pytest.mark.parametrize(("shows", "diagnosis"), [((True, False), "squared"), ((True, True), None), ((0, 0), None)])
def test_that_names_the_mistake_that_shows_alone(exercise: Exercise, shows: Any, diagnosis: str | None) -> None:
    subject, expect = expecting(exercise, ECHO)
    subject.double(3)
    mistakes = dict(zip(("squared", "whispered"), shows, strict=True))
    failed = failure(expect.that, False, "is wrong", mistakes=mistakes)
    assert (str(failed), failed.diagnosis) == ("double(3) is wrong", diagnosis)
    expect.that(True, "is wrong", mistakes=mistakes)
    with pytest.raises(LookupError, match="says nothing of 'cubed'"):
        expect.that(True, "is wrong", mistakes={"cubed": False})


def test_fail_fails_with_the_diagnosis_it_is_given(echo: tuple[Subject, Expect]) -> None:
    subject, expect = echo
    subject.double(1)
    with pytest.raises(Wrong, match=r"^double\(1\) is wrong$") as caught:
        expect.fail("is wrong", diagnosis="squared")
    assert caught.value.diagnosis == "squared"


def test_a_mistake_that_is_known_is_named_before_what_came_back(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, "def double(x):\n    return x * x\n")
    with pytest.raises(Wrong) as caught:
        expect.close(subject.double(3), 6.0)
    assert str(caught.value) == "double(3) squared its argument. What is twice three?\nIt returned 9; expected 6"
    assert caught.value.diagnosis == "squared"


# no_warning


WARNING = """
import warnings

def double(x):
    warnings.warn("overflow in it", {category})
    return 2 * x
"""


def test_a_runtime_warning_of_the_newest_call_fails(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, WARNING.format(category="RuntimeWarning"))
    subject.double(1)
    assert "gave the warning 'overflow in it'" in said(expect.no_warning)


@pytest.mark.parametrize("category", ["UserWarning", "DeprecationWarning", "FutureWarning", "SyntaxWarning"])
def test_other_warnings_do_not_fail(exercise: Exercise, category: str) -> None:
    subject, expect = expecting(exercise, WARNING.format(category=category))
    subject.double(1)
    expect.no_warning()


def test_numpys_overflow_is_a_runtime_warning(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, "import numpy as np\n\ndef double(x):\n    return np.exp(x)\n")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        subject.double(np.array([1e4]))
    said(expect.no_warning)


# raises


def test_raises_lets_the_right_error_pass_and_gives_its_words(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, RAISING)
    with expect.raises(ValueError, mentions=(3, "4 labels")) as caught:
        subject.double(1)
    assert caught.text == "3 rows, but 4 labels"


def test_raises_takes_a_subclass_and_any_of_several(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, "def double(x):\n    raise IndexError('x')\n")
    with expect.raises(LookupError):
        subject.double(1)
    with expect.raises(ValueError, IndexError):
        subject.double(1)


def test_raises_does_not_let_another_error_pass(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, RAISING)
    with pytest.raises(SubjectError, match=r"raised ValueError.*; expected an IndexError or TypeError"):
        with expect.raises(IndexError, TypeError):
            subject.double(1)


def test_raises_does_not_let_a_value_pass(echo: tuple[Subject, Expect]) -> None:
    subject, expect = echo
    with pytest.raises(Wrong, match=r"^double\(1\) returned 1; expected a ValueError. Why\?$"):
        with expect.raises(ValueError, why="Why?"):
            subject.double(1)


def test_raises_wants_the_numbers_mentioned(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, RAISING)
    with pytest.raises(Wrong, match="does not mention 5 and columns"):
        with expect.raises(ValueError, mentions=(3, 5, "columns")):
            subject.double(1)


def test_an_untouched_stub_is_not_the_error_that_was_wanted(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, RAISING)
    with pytest.raises(NotAttemptedError):
        with expect.raises(NotImplementedError):
            subject.shout("a")


def test_a_module_that_cannot_be_loaded_is_not_the_error_that_was_wanted(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, "1 /\n")
    with pytest.raises(SubjectError, match="is not valid Python"):
        with expect.raises(ValueError):
            subject.double(1)


def test_raises_around_no_call_is_a_mistake_of_the_test(exercise: Exercise) -> None:
    _, expect = expecting(exercise, RAISING)
    with pytest.raises(RuntimeError, match="saw no call"):
        with expect.raises(ValueError):
            pass


# measured, reaches


@pytest.fixture
def trained(tmp_path: Path) -> tuple[Subject, Expect]:
    """Expectations of an exercise with a threshold of 0.5."""
    pair = expecting(small_exercise(tmp_path, thresholds=THRESHOLDS), ECHO)
    Course.here().attach()
    return pair


@pytest.mark.parametrize("accuracy", [0.5, 0.51, 1.0])
def test_an_accuracy_at_the_threshold_or_above_passes_and_is_noted(
    trained: tuple[Subject, Expect], accuracy: float
) -> None:
    _, expect = trained
    expect.reaches(accuracy, "ex91.half")
    assert expect.figure == accuracy


def test_an_accuracy_below_the_threshold_fails_with_what_others_reach(trained: tuple[Subject, Expect]) -> None:
    _, expect = trained
    text = said(expect.reaches, 0.499, "ex91.half", why="Train longer.")
    assert text == (
        "What was trained did not learn enough. Accuracy: model answer 0.90 to 0.95, always the same 0.25, "
        "yours 0.50, needed 0.50. Train longer."
    )
    assert expect.figure == 0.499


def test_a_threshold_that_does_not_exist_is_no_pass(trained: tuple[Subject, Expect]) -> None:
    _, expect = trained
    with pytest.raises(KeyError):
        expect.reaches(1.0, "ex91.whole")


def test_an_accuracy_that_is_no_number_does_not_pass(trained: tuple[Subject, Expect]) -> None:
    _, expect = trained
    said(expect.reaches, float("nan"), "ex91.half")


# mistakes that a test knows of


def failure(check: Any, *args: Any, **options: Any) -> Wrong:
    """Return what a check raises."""
    with pytest.raises(Wrong) as caught:
        check(*args, **options)
    return caught.value


SQUARED = "double(3) squared its argument. What is twice three?\nIt returned {}; expected 6. Why?"


def test_close_names_the_mistake_that_a_test_gave_a_value_for(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, ECHO)
    mistakes = {"whispered": 8.0, "squared": 7.0}
    wrong = failure(expect.close, subject.double(3), 6.0, mistakes={"squared": 3.0}, why="Why?")
    assert (str(wrong), wrong.diagnosis) == (SQUARED.format(3), "squared")
    wrong = failure(expect.close, subject.double(3), 6.0, mistakes=mistakes, why="Why?")
    assert (str(wrong), wrong.diagnosis) == ("double(3) returned 3; expected 6. Why?", None)
    wrong = failure(expect.close, subject.double(3), 6.0, mistakes={"whispered": 3.0})
    assert (str(wrong), wrong.diagnosis) == ("double(3) is too quiet\nIt returned 3; expected 6", None)
    expect.close(subject.double(3), 3.0, mistakes={"squared": 3.0})
    with pytest.raises(LookupError, match="says nothing of 'cubed'"):
        expect.close(subject.double(3), 3.0, mistakes={"cubed": 3.0})


def test_a_mistake_is_compared_within_the_tests_own_tolerance(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, ECHO)
    got = subject.double(3.01)
    assert failure(expect.close, got, 6.0, mistakes={"squared": 3.0}).diagnosis is None
    assert failure(expect.close, got, 6.0, rtol=0.1, mistakes={"squared": 3.0}).diagnosis == "squared"


def test_alike_tells_what_close_would(echo: tuple[Subject, Expect]) -> None:
    _, expect = echo
    assert expect.alike(1.0, 1.0) is True
    assert expect.alike(1.01, 1.0) is False
    assert expect.alike(1.01, 1.0, rtol=0.1) is True
    assert expect.alike([1.0], [1.0, 2.0]) is False


def test_a_loose_test_refuses_the_known_mistakes_that_explain_all_calls(exercise: Exercise) -> None:
    square = "def double(x):\n    return {}\n\ndef shout(text):\n    return text.lower()\n"
    subject, expect = expecting(exercise, square.format("x * x"))
    wrong = failure(expect.no_known_mistake, subject.double(3), 6)
    assert (str(wrong), wrong.diagnosis) == (SQUARED.format(9).removesuffix(". Why?"), "squared")
    expect.no_known_mistake(subject.double(2), 4)
    expect.no_known_mistake(subject.double(3), 9)
    expect.no_known_mistake(subject.shout("Who"), "WHO")  # a mistake without a name
    subject, expect = expecting(exercise, square.format("9 if x == 3 else 1"))
    got = subject.double(3)
    subject.double(4)
    expect.no_known_mistake(got, 6)
    expect.no_known_mistake(5, 6)


def test_a_loose_test_of_no_call_lets_pass(exercise: Exercise) -> None:
    _, expect = expecting(exercise)
    expect.no_known_mistake(5, 6)


@pytest.mark.parametrize("wrong", [True, 1, np.True_, np.array([False, True])])
def test_unless_fails_with_the_words_of_the_catalogue(exercise: Exercise, wrong: Any) -> None:
    subject, expect = expecting(exercise, ECHO)
    subject.double(3)
    failed = failure(expect.unless, wrong, "squared")
    assert (str(failed), failed.diagnosis) == ("double(3) squared its argument. What is twice three?", "squared")
    assert failed.call is subject.calls[-1]
    assert failed.said is None
    assert str(failure(expect.unless, wrong, "squared", "Look.")).endswith("three?\nLook.")
    assert failure(expect.unless, wrong, "whispered").diagnosis is None


@pytest.mark.parametrize("right", [False, 0, None, np.False_, np.array([False, False]), np.array([])])
def test_unless_lets_pass_what_is_right_and_knows_its_mistake(exercise: Exercise, right: Any) -> None:
    _, expect = expecting(exercise, ECHO)
    expect.unless(right, "squared")
    with pytest.raises(LookupError, match="says nothing of 'cubed'"):
        expect.unless(right, "cubed")


def test_wrong_ways_are_there_to_run(exercise: Exercise) -> None:
    _, expect = expecting(exercise, ECHO)
    ways = expect.wrong_ways("squared")
    assert list(ways) == ["squared"]
    assert ways["squared"](3) == 9
    with pytest.raises(LookupError):
        expect.wrong_ways("squared", "cubed")


def test_a_catalogue_without_code_has_no_wrong_ways(echo: tuple[Subject, Expect]) -> None:
    _, expect = echo
    assert expect.wrong_ways("squared", "cubed") == {}


def test_what_was_found_before_any_call_is_said_as_it_is(exercise: Exercise) -> None:
    _, expect = expecting(exercise, ECHO)
    assert str(failure(expect.unless, True, "squared")) == "squared its argument. What is twice three?"
    assert str(failure(expect.close, 3, 6.0, why="Why?")) == "returned 3; expected 6. Why?"
    assert str(failure(expect.fail, "is wrong", diagnosis="squared")) == "is wrong"
    assert failure(expect.fail, "is wrong", diagnosis="squared").diagnosis == "squared"


GENERAL = """
[squared]
task = "double"
rejected_by = "test_double"
says = "squared it"
goes_by = "power"

[whispered]
task = "shout"
rejected_by = "test_shout"
says = "is a power"
goes_by = "power"
"""


def test_mistakes_that_go_by_one_name_are_known_by_both(tmp_path: Path) -> None:
    subject, expect = expecting(small_exercise(tmp_path, words=GENERAL), ECHO)
    Course.here().attach()
    subject.double(3)
    for name, words in (("squared", "squared it"), ("power", "squared it"), ("whispered", "is a power")):
        failed = failure(expect.unless, True, name)
        assert (str(failed), failed.diagnosis) == (f"double(3) {words}", "power")


@pytest.mark.parametrize("other", ["squared", "amplified"])
def test_a_name_that_is_also_a_general_one_is_its_own(tmp_path: Path, other: str) -> None:
    both = (
        GENERAL.replace("squared]", f"{other}]")
        + '\n[power]\ntask = "double"\nrejected_by = "test_double"\nsays = "itself"\n'
    )
    wrong = WRONG.replace("squared", other) + "\n\n@misconception\ndef power(x):\n    return x**5\n"
    subject, expect = expecting(small_exercise(tmp_path, words=both, wrong=wrong), ECHO)
    Course.here().attach()
    subject.double(3)
    assert str(failure(expect.unless, True, "power")) == "double(3) itself"


# what a failure carries


def test_a_failure_by_value_can_be_said_anew_and_one_of_the_tests_own_cannot(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, "def double(x):\n    return x * x\n")
    got = subject.double(3)
    for wrong in (
        failure(expect.close, got, 6.0, why="Why?"),
        failure(expect.close, got, 6.0, why="Why?", mistakes={"squared": 9.0}),
    ):
        assert wrong.said is not None
        assert wrong.said.message() == "double(3) returned 9; expected 6. Why?"
        assert wrong.said.message("is odd.") == "double(3) is odd.\nIt returned 9; expected 6. Why?"
        assert (wrong.diagnosis, wrong.call) == ("squared", subject.calls[-1])
    own = failure(expect.that, False, "is odd", diagnosis="whispered")
    assert (own.said, own.diagnosis, own.call, str(own)) == (None, "whispered", subject.calls[-1], "double(3) is odd")
    looked_for = failure(expect.that, False, "is odd")
    assert looked_for.said is not None
    assert looked_for.diagnosis == "squared"


def test_other_calls_of_the_test_may_take_the_name_away(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, "def double(x):\n    return 9 if x == 3 else 1\n")
    got = subject.double(3)
    assert failure(expect.close, got, 6.0).diagnosis == "squared"
    subject.double(4)
    assert failure(expect.close, got, 6.0).diagnosis is None


def test_a_mistake_without_a_name_is_told(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, "def shout(text):\n    return text.lower()\n", "test_shout")
    wrong = failure(expect.equal, subject.shout("Who"), "WHO")
    assert (str(wrong), wrong.diagnosis) == ("shout('Who') is too quiet\nIt returned 'who'; expected 'WHO'", None)


def test_a_warning_is_told_with_reason_and_diagnosis(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, WARNING.format(category="RuntimeWarning"))
    expect.no_warning()
    subject.double(1)
    wrong = failure(expect.no_warning, why="Shift first", diagnosis="squared")
    assert wrong.diagnosis == "squared"
    assert str(wrong) == (
        "double(1) gave the warning 'overflow in it': a number on the way left the range of floats. Shift first"
    )


def test_the_warnings_of_an_earlier_call_do_not_count(exercise: Exercise) -> None:
    code = WARNING.format(category="RuntimeWarning") + "\ndef shout(text):\n    return text\n"
    subject, expect = expecting(exercise, code)
    subject.double(1)
    subject.shout("a")
    expect.no_warning()


def test_a_threshold_that_was_missed_has_its_reason_diagnosis_and_call(trained: tuple[Subject, Expect]) -> None:
    subject, expect = trained
    assert failure(expect.reaches, 0.4, "ex91.half").call is None
    subject.double(1)
    wrong = failure(expect.reaches, 0.4, "ex91.half", diagnosis="squared")
    assert (wrong.diagnosis, wrong.call, wrong.said) == ("squared", subject.calls[-1], None)
    assert not str(wrong).endswith(" ")
    assert failure(expect.reaches, 0.4, "ex91.half").diagnosis is None
    assert expect.measured(3) == 3.0
    assert expect.figure == 3.0


# words


@pytest.mark.parametrize(
    ("check", "got", "options", "message"),
    [
        ("array", [1], {"why": "Why?"}, "returned a list; expected a NumPy array. Why?"),
        ("array", [1], {"shape": (2,)}, "returned a list; expected a NumPy array of shape (2,)"),
        ("array", np.ones(3), {"shape": (2,), "why": "Y"}, "returned an array of shape (3,); expected shape (2,). Y"),
        ("array", "x", {"shape": ()}, "returned a str; expected one number"),
        ("number", [1], {"why": "Why?"}, "returned a list; expected one number. Why?"),
        ("number", float("nan"), {"why": "Why?"}, "returned nan; expected a finite number. Why?"),
        ("number", float("-inf"), {}, "returned -inf; expected a finite number"),
        ("number", np.ones((1, 1)), {}, "returned an array of shape (1, 1) and dtype float64; expected one number"),
        ("sequence", 3, {"why": "Why?"}, "returned an int; expected a list of results. Why?"),
        ("sequence", [1], {"length": 2, "why": "Why?"}, "returned 1 results; expected 2. Why?"),
        ("sequence", [], {"length": 1, "of": "words"}, "returned 0 words; expected 1"),
    ],
)
def test_each_check_says_what_it_wanted(
    echo: tuple[Subject, Expect], check: str, got: Any, options: dict[str, Any], message: str
) -> None:
    subject, expect = echo
    text = said(getattr(expect, check), subject.double(got), **options)
    assert text.startswith("double(")
    assert text.endswith(f") {message}")


def test_arrays_of_up_to_24_numbers_are_shown_whole(echo: tuple[Subject, Expect]) -> None:
    subject, expect = echo
    assert "returned [0, 0," in said(expect.close, subject.double(np.zeros(24)), np.ones(24))
    text = said(expect.close, subject.double(np.zeros((5, 5))), np.eye(5)[::-1])
    assert text.endswith("is wrong in 5 of 25 places, first at [0, 4]: it gave 0, expected 1")


def test_single_precision_is_precise_enough_and_whole_numbers_are_numbers(echo: tuple[Subject, Expect]) -> None:
    subject, expect = echo
    for dtype in ("f4", "f8", "i1", "u2", "?"):
        assert expect.array(subject.double(np.ones(2, dtype)), (2,)).dtype == dtype
    for dtype in ("f2", "c8"):
        assert "expected float32 or float64" in said(expect.array, subject.double(np.ones(2, dtype)), (2,))


@pytest.mark.parametrize(("got", "what"), [(["a"], "texts of dtype <U1"), ([None, 1], "objects of dtype object")])
def test_an_array_of_something_else_is_told_as_such(exercise: Exercise, got: Any, what: str) -> None:
    _, expect = expecting(exercise, ECHO)
    assert said(expect.array, np.array(got)) == f"returned {what}; expected numbers"


def test_equal_says_both_values_and_why(echo: tuple[Subject, Expect]) -> None:
    subject, expect = echo
    assert said(expect.equal, subject.double([1, "a"]), [1, "b"], why="Look!") == (
        "double([1, 'a']) returned [1, 'a']; expected [1, 'b']. Look!"
    )
    assert said(expect.equal, subject.double([1, 2]), (1, 3)).endswith("returned (1, 2); expected (1, 3)")


@pytest.mark.parametrize(
    ("got", "want"), [(True, 1), (False, 0), ({"a": 1}, {"a": 1}), ([(1, 2)], [[1, 2]]), (np.float32(2), 2)]
)
def test_equal_takes_what_python_takes_for_the_same(echo: tuple[Subject, Expect], got: Any, want: Any) -> None:
    subject, expect = echo
    expect.equal(subject.double(got), want)


@pytest.mark.parametrize(
    ("got", "want"), [({"a": 1}, {"a": 2}), (2, True), ("True", True), ({"a": 1}, [("a", 1)]), (["a"], "a"), (-1, 1)]
)
def test_equal_does_not_take_what_is_only_alike(echo: tuple[Subject, Expect], got: Any, want: Any) -> None:
    subject, expect = echo
    said(expect.equal, subject.double(got), want)


def test_an_object_that_stays_with_the_students_code_equals_nothing(echo: tuple[Subject, Expect]) -> None:
    _, expect = echo
    loud = Handle(0, "Loud")
    assert said(expect.equal, loud, loud).endswith("returned a Loud object; expected a Loud object")


def test_the_error_that_was_wanted_is_named_with_its_article(echo: tuple[Subject, Expect]) -> None:
    subject, expect = echo
    for kind, wanted in ((IndexError, "an IndexError"), (ValueError, "a ValueError"), (OSError, "an OSError")):
        with pytest.raises(Wrong, match=rf"^double\(1\) returned 1; expected {wanted}$"):
            with expect.raises(kind):
                subject.double(1)


def test_words_that_an_error_lacks_are_listed_with_the_reason(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, RAISING)
    with pytest.raises(Wrong) as caught:
        with expect.raises(ValueError, mentions=("5", "columns"), why="Say the sizes"):
            subject.double(1)
    assert str(caught.value) == (
        "double(1) raised the right error, but its message '3 rows, but 4 labels' does not mention 5 and columns. "
        "Say the sizes"
    )


def test_another_error_is_told_with_the_reason(exercise: Exercise) -> None:
    subject, expect = expecting(exercise, RAISING)
    with pytest.raises(SubjectError, match=r"; expected a KeyError\. Say so$"):
        with expect.raises(KeyError, why="Say so"):
            subject.double(1)


def test_an_error_after_a_call_that_went_well_counts(exercise: Exercise) -> None:
    code = "def double(x):\n    if x > 1:\n        raise ValueError('too large')\n    return x\n"
    subject, expect = expecting(exercise, code)
    subject.double(1)
    with expect.raises(ValueError, mentions=("large",)):
        subject.double(2)


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        ("returned 3; expected 6", "double(3) is odd\nIt returned 3; expected 6"),
        ("at [0]: returned 3; expected 6", "double(3) is odd\nAt [0]: returned 3; expected 6"),
    ],
)
def test_a_mistake_comes_before_what_came_of_the_call(problem: str, message: str) -> None:
    assert Said(Call("double", (3,), {}), "double(3)", problem).message("is odd") == message
