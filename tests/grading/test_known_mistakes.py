"""A suite names a mistake by its id; the words are the catalogue's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grading.errors import Wrong
from grading.judging.expect import Expect
from grading.subject import LoadedSource, LocalBinding, Subject
from reference.kit.course import Course

EXERCISE = Course.here().exercise("ex07")
"""Whose catalogue is used; its modules need no TensorFlow."""
PLAIN = next(name for name, words in EXERCISE.words.items() if words.recognised and not words.goes_by)
GENERAL = "changes-its-argument"
"""A name that misconceptions of many exercises go by, and which is no misconception's own."""
CODE = "def double(x):\n    return 2 * x\n"


@pytest.fixture
def subject() -> Subject:
    """A function that gives twice what it is given."""
    return Subject(LocalBinding(LoadedSource("ex07", "ex07_convolution", CODE.encode()), []), EXERCISE)


@pytest.fixture
def expect(subject: Subject) -> Expect:
    """What judges it."""
    return Expect(subject, EXERCISE, "test")


def wrong(check: Any, *args: Any, **kwargs: Any) -> Wrong:
    """Return what a check raises."""
    with pytest.raises(Wrong) as caught:
        check(*args, **kwargs)
    return caught.value


def test_a_known_mistake_has_the_catalogues_words_and_name(subject: Subject, expect: Expect) -> None:
    subject.double(3)
    problem = wrong(expect.unless, True, PLAIN)
    assert str(problem) == f"double(3) {EXERCISE.words[PLAIN].says}"
    assert problem.diagnosis == PLAIN


def test_more_stands_on_a_line_of_its_own(subject: Subject, expect: Expect) -> None:
    subject.double(3)
    assert str(wrong(expect.unless, True, PLAIN, "It gave 7")).endswith(f"{EXERCISE.words[PLAIN].says}\nIt gave 7")


def test_nothing_wrong_is_nothing_said(expect: Expect) -> None:
    expect.unless(False, PLAIN)
    expect.unless(np.zeros(3), PLAIN)


def test_one_wrong_place_of_an_array_is_enough(expect: Expect) -> None:
    wrong(expect.unless, np.array([False, True]), PLAIN)


@pytest.mark.parametrize("is_wrong", [True, False])
def test_an_unknown_mistake_is_the_suites_error_whatever_was_answered(expect: Expect, is_wrong: bool) -> None:
    with pytest.raises(LookupError, match="no-such-mistake"):
        expect.unless(is_wrong, "no-such-mistake")
    with pytest.raises(LookupError, match="no-such-mistake"):
        expect.close(1.0, 2.0 if is_wrong else 1.0, mistakes={"no-such-mistake": 3.0})


def test_a_more_general_name_is_known_too(expect: Expect) -> None:
    assert GENERAL not in EXERCISE.words
    assert wrong(expect.unless, True, GENERAL).diagnosis == GENERAL


def test_what_a_known_mistake_would_have_given_is_named(subject: Subject, expect: Expect) -> None:
    got = subject.double(3.0)
    problem = wrong(expect.close, got, 7.0, mistakes={PLAIN: 6.0}, why="Why not?")
    assert problem.diagnosis == PLAIN
    assert str(problem) == f"double(3) {EXERCISE.words[PLAIN].says}\nIt returned 6; expected 7. Why not?"


def test_what_is_right_is_no_mistake_though_one_gives_the_same(subject: Subject, expect: Expect) -> None:
    expect.close(subject.double(3.0), 6.0, mistakes={PLAIN: 6.0})


def test_another_wrong_answer_is_not_named(subject: Subject, expect: Expect) -> None:
    assert wrong(expect.close, subject.double(3.0), 7.0, mistakes={PLAIN: 8.0}).diagnosis is None


def test_alike_says_whether_close_would_pass(expect: Expect) -> None:
    assert expect.alike(np.array([1, 2], np.float32), np.array([1.00001, 2]))
    assert not expect.alike(np.array([1, 2], np.float32), np.array([1.1, 2]))
    assert not expect.alike(np.array([1, 2], np.float32), np.zeros((2, 1)))
    assert expect.alike(1.0, 1.001, rtol=1e-2)
