"""Values and calls are written short, exact, and so that a terminal and a page can show them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grading import wording
from grading.subject import Call
from grading.worker.wire import Handle, TensorFunction


def half(x: float) -> float:
    return x / 2


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (0.1, "0.1"),
        (2.0, "2"),
        (-0.0, "0"),
        (1e-12, "1e-12"),
        (1 / 3, "0.333333"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        (True, "True"),
        (None, "None"),
        ("caf\u00e9", "'caf\\xe9'"),
        (np.float32(0.1), "0.1"),
        (np.bool_(True), "True"),
        (np.array(2.5), "2.5"),
        (np.array([[1, 2], [3, 4]]), "[[1, 2], [3, 4]]"),
        (np.zeros(24), "[" + ", ".join(["0"] * 24) + "]"),
        (np.zeros(25), "array of shape (25,)"),
        (np.zeros((1, 1, 1, 1)), "[[[[0]]]]"),
        (np.zeros((1, 1, 1, 1, 1)), "array of shape (1, 1, 1, 1, 1)"),
        (np.zeros((0, 3)), "array of shape (0, 3)"),
        (np.zeros((3, 0)), "array of shape (3, 0)"),
        ([1, [2.0, "a"]], "[1, [2, 'a']]"),
        ((1,), "(1,)"),
        ((1, 2), "(1, 2)"),
        ((), "()"),
        ({"a": np.array([1])}, "{'a': [1]}"),
        (Handle(3, "Sequential"), "a Sequential object"),
        (Path("/secret/folder"), "'.../folder'"),
        (TensorFunction("cubic", 1.0, 0.5), "cubic(1, 0.5)"),
        (np.random.default_rng(0), "rng"),
        (half, "half"),
        (lambda x: x, "lambda"),
    ],
)
def test_a_value_is_written_as_a_student_would(value: Any, text: str) -> None:
    assert wording.value(value) == text


def test_a_long_value_is_cut() -> None:
    assert len(wording.value(list(range(1000)))) <= wording.SHORT + 2
    assert wording.value("x" * 1000).endswith(" ...")
    assert len(wording.value({str(i): i for i in range(1000)})) == wording.SHORT


def test_a_text_is_cut_at_its_limit_and_not_before() -> None:
    assert wording.cut("x" * wording.SHORT) == "x" * wording.SHORT
    assert wording.cut("x" * (wording.SHORT + 1)) == "x" * (wording.SHORT - 4) + " ..."


def test_a_list_of_large_arrays_names_each() -> None:
    assert wording.value([np.zeros(30), np.zeros((5, 6))]) == "[array of shape (30,), array of shape (5, 6)]"


def test_a_call_is_written_with_all_its_arguments() -> None:
    assert wording.call(Call("softmax", (np.array([1.0, 2.0]),), {"axis": 0})) == "softmax([1, 2], axis=0)"
    assert wording.call(Call("f", (), {})) == "f()"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        (np.zeros((2, 3), "f4"), "an array of shape (2, 3) and dtype float32"),
        (3, "an int"),
        (3.0, "a float"),
        ("a", "a str"),
        ([], "a list"),
        (Handle(1, "Figure"), "a Figure object"),
    ],
)
def test_a_kind_is_named_with_its_article(value: Any, text: str) -> None:
    assert wording.kind(value) == text


@pytest.mark.parametrize(
    ("test", "words"),
    [
        ("test_rows_sum_to_one", "rows sum to one"),
        ("test_rows_sum_to_one[3]", "rows sum to one (3)"),
        ("test_shapes[a-b]", "shapes (a-b)"),
        ("test_", "test_"),
    ],
)
def test_a_tests_name_is_a_sentence(test: str, words: str) -> None:
    assert wording.sentence(test) == words


@pytest.mark.parametrize(("name", "text"), [("axis", "axis"), ("#0", "scores"), ("#1", "axis")])
def test_an_argument_is_named_by_the_functions_signature(name: str, text: str) -> None:
    def softmax(scores: Any, axis: int = -1) -> Any:
        return scores, axis

    assert wording.argument(name, softmax) == text


def test_an_argument_of_an_unknown_function_is_counted() -> None:
    assert wording.argument("#0") == "number 1"


def test_counts_come_with_their_nouns() -> None:
    assert [wording.plural(n, "test") for n in (0, 1, 2)] == ["0 tests", "1 test", "2 tests"]
    assert [wording.entries(n) for n in (0, 1, 2)] == ["0 entries", "1 entry", "2 entries"]


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x00", "\r", "\u202e", "\u200b", "\ud800"])
def test_signs_that_steer_a_terminal_are_written_out(sign: str) -> None:
    shown = wording.printable(f"a{sign}b")
    assert sign not in shown
    assert shown.startswith("a\\")


def test_other_signs_stay_as_they_are() -> None:
    assert wording.printable("caf\u00e9\n\t\u4f60") == "caf\u00e9\n\t\u4f60"


@pytest.mark.parametrize(
    ("one", "other", "written"),
    [
        (1.0, 2.0, ("1", "2")),
        (1.1124600, 1.1124601, ("1.11246", "1.1124601")),
        (1.0, 1.0 + 2**-52, ("1", "1.0000000000000002")),
        (np.array([1.5, 0.1]), np.array([1.5, 0.1000000001]), ("[1.5, 0.1]", "[1.5, 0.1000000001]")),
        ([1, "a"], [1, "b"], ("[1, 'a']", "[1, 'b']")),
    ],
)
def test_as_many_digits_are_shown_as_it_takes_to_see_the_difference(
    one: Any, other: Any, written: tuple[str, str]
) -> None:
    assert wording.apart(one, other) == written


def test_what_cannot_be_told_apart_is_written_with_all_its_digits() -> None:
    assert wording.apart(0.1, 0.1) == ("0.10000000000000001",) * 2
