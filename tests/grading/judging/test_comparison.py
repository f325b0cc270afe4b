"""Two results are the same where shapes are equal and numbers close at the coarser's precision; nothing else is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grading.judging.comparison import agree, mismatch, tolerance

HALF_OFF = np.array([1.0, 2.0, 3.0]) * 1.5


def places(got: Any, want: Any, rtol: float | None = None) -> list[bool]:
    """Return where two lists of numbers differ."""
    return [bool(wrong) for wrong in mismatch(np.asarray(got), np.asarray(want), rtol)]


@pytest.mark.parametrize(
    ("one", "other", "relative"),
    [
        (np.float64(1), np.float64(1), 1e-7),
        (np.float32(1), np.float64(1), 1e-4),
        (np.float64(1), np.float32(1), 1e-4),
        (np.complex64(1), np.complex128(1), 1e-4),
        (np.complex128(1), np.complex128(1), 1e-7),
        (1, np.int8(1), 1e-7),
        (np.longdouble(1), np.float64(1), 1e-7),
    ],
)
def test_the_coarser_of_two_dtypes_gives_the_tolerance(one: Any, other: Any, relative: float) -> None:
    assert tolerance(one, other) == relative


def test_numbers_that_are_half_as_large_again_are_wrong() -> None:
    assert places(HALF_OFF, [1.0, 2.0, 3.0]) == [True, True, True]


def test_the_eighth_digit_of_a_double_does_not_count_and_the_sixth_does() -> None:
    assert places([1 + 1e-8, 1 + 1e-6], [1.0, 1.0]) == [False, True]


def test_the_fifth_digit_of_a_single_does_not_count_and_the_third_does() -> None:
    assert places(np.array([1 + 1e-5, 1 + 1e-3], "f4"), np.array([1, 1], "f4")) == [False, True]


def test_a_test_may_ask_for_another_tolerance() -> None:
    assert places([1.01], [1.0], 0.1) == [False]
    assert places([1.01], [1.0], 0.001) == [True]


def test_nan_is_right_only_where_nan_is_wanted() -> None:
    nan = float("nan")
    assert places([nan, nan, 1.0], [nan, 1.0, nan]) == [False, True, True]


def test_infinity_is_right_only_with_its_sign() -> None:
    inf = float("inf")
    assert places([inf, -inf, 1.0, inf], [inf, inf, inf, 1.0]) == [False, True, True, True]


def test_small_numbers_are_compared_at_their_own_size() -> None:
    assert places([1e-9], [2e-9]) == [True]
    assert places([1e-5, 0.0], [1e-5, 1e-6]) == [False, True]


def test_a_number_far_below_the_largest_may_be_rounded_away() -> None:
    assert places([1.0, 1e-9], [1.0, 0.0]) == [False, False]
    assert places([1.0, 1e-6], [1.0, 0.0]) == [False, True]


def test_large_numbers_do_not_widen_what_is_let_pass_near_zero() -> None:
    assert places([1e6, 1.5e-7], [1e6, 0.0]) == [False, True]


def test_what_is_left_of_a_sum_that_cancels_is_zero() -> None:
    assert places([0.1 + 0.2 - 0.3], [0.0]) == [False]
    assert places([1e-12], [0.0]) == [True]


def test_a_wanted_infinity_does_not_widen_the_tolerance() -> None:
    assert places([float("inf"), 3e-8], [float("inf"), 1e-8]) == [False, True]


def test_whole_numbers_differ_by_one() -> None:
    assert places([1, 3], [1, 2]) == [False, True]
    assert places([True, False], [True, True]) == [False, True]


def test_nothing_differs_from_nothing() -> None:
    assert places([], []) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1),
        (1, 1.0),
        (np.float64(1), 1),
        (np.arange(3), np.arange(3.0)),
        ([1, "a", None], [1, "a", None]),
        ((1, 2), [1, 2]),
        ({"a": [1, 2]}, {"a": [1, 2]}),
        ([np.zeros(2), 1], [np.zeros(2), 1]),
        (None, None),
        ("a", "a"),
    ],
)
def test_results_agree(one: Any, other: Any) -> None:
    assert agree(one, other)
    assert agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 2),
        ("1", 1),
        ("a", "b"),
        (None, 0),
        (None, False),
        (None, []),
        ([1], 1),
        ([1, 2], [1]),
        ([1, 2], [1, 3]),
        ([1, 2], np.array([1, 2])),
        (np.zeros(3), np.zeros((3, 1))),
        (np.zeros((1, 3)), np.zeros((3, 3))),
        (np.zeros(3), 0.0),
        ({"a": 1}, {"b": 1}),
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"a": 1}, [("a", 1)]),
        ({1, 2}, {1, 2}),
        (np.array(["a"]), np.array([1])),
        (b"a", b"b"),
        (object(), 1),
    ],
)
def test_results_do_not_agree(one: Any, other: Any) -> None:
    assert not agree(one, other)
    assert not agree(other, one)


def test_an_absolute_tolerance_holds_beside_the_relative_one() -> None:
    assert agree(1.0, 1.05, rtol=1e-9, atol=0.1)
    assert not agree(1.0, 1.2, rtol=1e-9, atol=0.1)
