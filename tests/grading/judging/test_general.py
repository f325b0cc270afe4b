"""A mistake of every exercise is named where it explains all calls of a task, or where an error's own words name it."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
import pytest

from grading.errors import Called
from grading.judging import other_arguments, slips, statements, telling_keras
from grading.judging.general import is_general, recognise
from grading.judging.mistake import Mistake, Outcome
from grading.judging.other_arguments import CHANGED, Again
from grading.judging.spoilt import SPOILT
from grading.judging.telling_errors import ERRORS, is_of_arrays_alone
from grading.subject.calls import Call
from grading.subject.reports import Frame, Raised, Value
from reference.kit.catalogue import general_words

A = np.array([[1.5, -2.25], [3.75, 0.5], [-0.125, 4.0]])
B = np.array([[7.25, 1.5], [2.75, -3.5]])
LISTS = A.tolist()


def right(call: Called) -> Outcome | None:
    """What `call` should have given: its argument as an array, rows and all; an error for an empty one."""
    value = call.args[0]
    if len(value) == 0:
        return "raised", ("ValueError", "nothing there")
    more = call.args[1] if len(call.args) > 1 else call.kwargs.get("more", 0.0)
    return "value", np.asarray(value, dtype=float) + more


def same(x: Any, more: float = 0.0) -> Any:
    """The function that is called, for the names of its parameters."""


AGAIN = Again.of(same, right)


def gave(value: Any, *args: Any, **kwargs: Any) -> Call:
    """Return a call that gave a value."""
    return Call("same", args, kwargs, Value(0, value))


def failed(text: str, *args: Any, line: str = "", kind: str = "ValueError") -> Call:
    """Return a call that raised in a line of the student's file."""
    return Call("same", args, {}, Raised(0, [kind, "Exception"], text, [Frame(7, "same", line)]))


def named(call: Call, *others: Call, certain: bool = True) -> str:
    """Return the name of the mistake that a call and others of its task show; "" for none."""
    mistake = recognise(call, others, right, None, lambda _call: certain)
    return mistake.id if mistake else ""


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("returns-nothing", lambda _: None),
        ("returns-a-list", lambda x: x.tolist()),
        ("returns-a-list", list),
        ("cuts-to-whole-numbers", lambda x: x.astype(int)),
        ("rounds-its-result", lambda x: x.round(1)),
        ("opposite-sign", lambda x: -x),
        ("rows-for-columns", lambda x: x.T),
        ("flattened", np.ravel),
        ("axis-too-many", lambda x: x[None]),
        ("axis-too-many", lambda x: x[:, None]),
        ("axis-too-many", lambda x: x[..., None]),
        ("first-row-alone", lambda x: x[0]),
        ("first-row-alone", lambda x: x[:1]),
        ("first-row-alone", lambda x: x * (np.arange(len(x)) == 0)[:, None]),
        ("last-row-alone", lambda x: x[-1]),
        ("sum-for-mean", lambda x: x * len(x)),
        ("mean-for-sum", lambda x: x / len(x)),
        ("off-by-a-factor", lambda x: 100 * x),
        ("off-by-a-factor", lambda x: x / 2),
        ("off-by-one", lambda x: x + 1),
        ("off-by-one", lambda x: x - 1),
        ("negatives-cut-off", lambda x: np.maximum(x, 0)),
        ("signs-lost", abs),
        ("turned-back-to-front", lambda x: x[::-1]),
        ("turned-back-to-front", lambda x: x[:, ::-1]),
        ("reduced-too-far", lambda x: x.sum(axis=1)),
        ("reduced-too-far", lambda x: x.sum(axis=1, keepdims=True)),
        ("reduced-too-far", lambda x: x.mean(axis=0)),
    ],
)
def test_what_a_mistake_makes_of_the_right_answer_is_named(name: str, spoil: Any) -> None:
    assert named(gave(spoil(A), A), gave(spoil(B), B)) == name
    assert named(gave(spoil(A), A), gave(B, B)) == ("" if name != "returns-nothing" else name)
    assert named(gave(spoil(A), A), gave(B, B), certain=False) == name


def test_one_number_for_everything_is_named_from_two_calls_on() -> None:
    assert named(gave(A.sum(), A), gave(B.sum(), B)) == "reduced-too-far"
    assert named(gave(A.sum(), A)) == ""


def test_axes_in_another_order_are_named_with_that_order() -> None:
    def cube(call: Called) -> Outcome:
        return "value", np.stack([call.args[0], call.args[0] + 5])

    value = cube(gave(None, A))[1].transpose(2, 0, 1)
    mistake = recognise(gave(value, A), [], cube, None, lambda _call: True)
    assert mistake == Mistake("axes-exchanged", {"order": (2, 0, 1)})


def test_nothing_is_wrong_with_the_right_answer() -> None:
    assert named(gave(A, A)) == ""
    assert named(gave(A + 0.3, A)) == ""
    assert named(gave(3.0, [])) == ""


def test_two_whole_numbers_are_chance_and_two_fractions_are_not() -> None:
    pair = np.array([1.5, 2.5])
    assert named(gave(2 * pair, pair)) == ""
    assert named(gave(2 * pair, pair), gave(2 * A, A)) == "off-by-a-factor"
    assert named(gave(pair / 10, pair)) == "off-by-a-factor"
    assert named(gave(pair[:1] / 10, pair[:1])) == ""


def test_the_same_answer_to_everything_is_no_mistake_of_these() -> None:
    fractions = A / 10
    assert named(gave(np.zeros(A.shape), fractions), gave(np.zeros(B.shape), B / 10)) == ""
    ones = np.array([[1.0, 0.5], [2.0, 3.0]])
    assert named(gave(1.0, ones[:, 0]), gave(1.0, ones[:1, 0])) == ""


def test_numbers_cut_off_where_the_argument_is_whole_are_a_matter_of_its_type() -> None:
    def half(call: Called) -> Outcome:
        return "value", np.asarray(call.args[0]) / 4

    whole, fractions = np.array([5, 6, 9]), np.array([5.0, 6.5])
    calls = gave(whole // 4, whole), gave(fractions / 4, fractions)
    mistake = recognise(calls[0], calls, half, None, lambda _call: True)
    assert mistake is not None
    assert mistake.id == "keeps-whole-numbers"
    for others in ([], [gave(fractions // 4, fractions)]):
        mistake = recognise(gave(whole // 4, whole), others, half, None, lambda _call: True)
        assert mistake is not None
        assert mistake.id == "cuts-to-whole-numbers"


def test_results_of_a_tuple_are_exchanged_or_left_out() -> None:
    def three(call: Called) -> Outcome:
        return "value", (call.args[0], 2.0 * call.args[0], call.args[0].sum())

    one, two, total = three(gave(None, A))[1]
    for value, name in (
        ((two, one, total), "results-exchanged"),
        ((total, one, two), "results-exchanged"),
        (two, "one-result-alone"),
        ((one, two), ""),
    ):
        mistake = recognise(gave(value, A), [], three, None, lambda _call: True)
        assert (mistake.id if mistake else "") == name


def test_lists_in_a_tuple_are_lists() -> None:
    def two(call: Called) -> Outcome:
        return "value", (call.args[0], 2.0 * call.args[0])

    mistake = recognise(gave((LISTS, (2 * A).tolist()), A), [], two, None, lambda _call: True)
    assert mistake == Mistake("returns-a-list")


@pytest.mark.parametrize("call", [gave(A, A, more=2.0), gave(A, A, 2.0)])
def test_an_argument_that_is_not_used_is_named_by_its_name(call: Call) -> None:
    mistake = recognise(call, [gave(B, B)], right, AGAIN, lambda _call: True)
    assert mistake == Mistake("ignores-an-argument", {"name": "more"})
    assert "`more`" in mistake.says
    assert recognise(call, [gave(B, B)], right, None, lambda _call: True) is None
    assert recognise(call, [gave(B + 3, B, 3.0)], right, AGAIN, lambda _call: True) is None


def test_another_default_is_named_with_the_right_one() -> None:
    mistake = recognise(gave(A + 0.9, A), [gave(B + 3, B, 3.0)], right, AGAIN, lambda _call: True)
    assert mistake is not None
    assert mistake.says == "takes 0.9 for `more` where the caller says nothing: the default is 0.0."
    assert recognise(gave(A + 0.9, A), [gave(B, B)], right, AGAIN, lambda _call: True) is None


def product(left: Any, right: Any, plus: Any) -> Any:
    """The function of the tests below."""
    return np.asarray(left) @ np.asarray(right) + plus


@pytest.mark.parametrize(
    ("name", "spoil", "says"),
    [
        ("as-with-zeros", lambda a, b, _plus: a @ b, "with zeros for `plus`"),
        ("as-with-the-opposite-sign", lambda a, b, plus: a @ b - plus, "with the opposite sign of `plus`"),
        ("as-if-turned-round", lambda a, b, plus: a @ b.T + plus, "with `right` turned round"),
        ("as-if-exchanged", lambda a, b, plus: b @ a + plus, "with `left` and `right` exchanged"),
        ("", lambda a, b, plus: a * b + plus, ""),
    ],
)
def test_what_an_argument_is_taken_for_is_named(name: str, spoil: Any, says: str) -> None:
    def ask(call: Called) -> Outcome:
        return "value", product(*call.args, **call.kwargs)

    square = np.array([[1.0, 2.0], [4.0, -3.0]])
    calls = []
    for given in ((B, square, np.array([3.0, 5.0])), (square, B + 1, np.array([-1.0, 7.0]))):
        calls.append(Call("product", given, {}, Value(0, spoil(*given))))
    mistake = recognise(calls[0], calls, ask, Again.of(product, ask), lambda _call: True)
    assert (mistake.id if mistake else "") == name
    assert says in (mistake.says if mistake else "")


@pytest.mark.parametrize("spoil", [lambda x, _more: x, lambda x, more: x - more, lambda x, more: more - x])
def test_an_argument_that_another_call_leaves_out_is_looked_at_where_it_is_given(spoil: Any) -> None:
    call = gave(spoil(A, A + 1), A, A + 1)
    for other in (gave(B, B), gave(B + 7, B)):
        mistake = recognise(call, [other], right, AGAIN, lambda _call: True)
        assert mistake is None or mistake.id in ("ignores-an-argument", "as-with-zeros")


def test_lists_of_arrays_may_be_exchanged() -> None:
    def step(places: Any, slopes: Any) -> Any:
        return [place - slope for place, slope in zip(places, slopes, strict=True)]

    def ask(call: Called) -> Outcome:
        return "value", step(*call.args)

    given = [A, B], [A / 3, B / 7]
    call = Call("step", given, {}, Value(0, step(*given[::-1])))
    mistake = recognise(call, [], ask, Again.of(step, ask), lambda _call: True)
    assert mistake is not None
    assert mistake.id == "opposite-sign"
    twice = lambda asked: ("value", [2 * one - two for one, two in zip(*asked.args, strict=True)])  # noqa: E731
    call = Call("step", given, {}, Value(0, [2 * two - one for one, two in zip(*given, strict=True)]))
    mistake = recognise(call, [], twice, Again.of(step, twice), lambda _call: True)
    assert mistake == Mistake("as-if-exchanged", {"one": "places", "other": "slopes"}, 2)


def test_one_result_of_several_may_be_spoilt() -> None:
    def two(call: Called) -> Outcome:
        return "value", (call.args[0], 2.0 * call.args[0])

    for value, name in (((A, -2 * A), "opposite-sign"), ((A.T, 2 * A), "rows-for-columns"), ((A, A - 7), "")):
        mistake = recognise(gave(value, A), [], two, None, lambda _call: True)
        assert (mistake.id if mistake else "") == name


def test_the_right_answer_may_stand_among_others() -> None:
    assert named(gave([B, A], A), gave([A, B, B], B)) == "right-among-others"
    assert named(gave((A, 3), A), gave((B, 4), B)) == "right-among-others"
    assert named(gave([B, A, B], A)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "'list' object has no attribute 'shape'",
        "unsupported operand type(s) for @: 'list' and 'list'",
        "unsupported operand type(s) for -: 'int' and 'list'",
        "bad operand type for unary -: 'list'",
        "'>=' not supported between instances of 'list' and 'int'",
        "list indices must be integers or slices, not tuple",
        "list indices must be integers or slices, not NoneType",
        "can't multiply sequence by non-int of type 'float'",
        "'bool' object has no attribute 'mean'",
    ],
)
def test_who_fails_for_lists_alone_has_written_for_arrays(text: str) -> None:
    name = "written-for-arrays-alone"
    assert named(failed(text, LISTS), gave(A, A)) == name
    assert named(failed(text, LISTS)) == ""
    assert named(failed(text, A), gave(A, A)) == ""
    assert named(failed(text, LISTS), gave(A, A), failed(text, B)) == ""
    assert named(failed(text, LISTS), gave(A, A), failed("something else", B)) == ""
    assert named(failed(text, LISTS), gave(A, A), failed("nothing there", A[:0])) == name


def test_lists_in_tuples_are_lists_and_lists_of_tuples_or_texts_are_none() -> None:
    text = "'list' object has no attribute 'shape'"
    assert named(failed(text, [(LISTS, "relu")]), gave(A, [(A, "relu")])) == "written-for-arrays-alone"
    assert named(failed(text, [(A, "relu")]), gave(A, [(A, "relu")])) == ""
    assert named(failed(text, ["a", "b"]), gave(A, A)) == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one-answer-for-an-array", "The truth value of an array with more than one element is ambiguous. Use a.any()"),
        ("one-number-for-an-array", "only 0-dimensional arrays can be converted to Python scalars"),
        ("one-number-for-an-array", "only length-1 arrays can be converted to Python scalars"),
        ("floats-into-whole-numbers", "Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with"),
        ("", "cannot convert float infinity to integer"),
        ("a-number-for-a-row", "'numpy.float64' object is not iterable"),
        ("a-number-for-a-row", "'float' object is not iterable"),
        ("a-number-for-a-row", "object of type 'numpy.float32' has no len()"),
        ("a-number-for-a-row", "object of type 'float' has no len()"),
        ("", "'floating' object is not iterable"),
        ("", "'int' object is not iterable"),
        (
            "rows-of-several-lengths",
            "setting an array element with a sequence. The requested array has an inhomogeneous shape after 1",
        ),
        ("", "setting an array element with a sequence."),
        ("no-such-axis", "axis 1 is out of bounds for array of dimension 1"),
        ("works-on-none", "'NoneType' object is not subscriptable"),
        ("works-on-none", "'NoneType' object cannot be interpreted as an integer"),
        ("works-on-none", "unsupported operand type(s) for *: 'NoneType' and 'int'"),
        ("", "operands could not be broadcast together with shapes (2,3) (2,)"),
        ("", "name 'nmupy' is not defined"),
    ],
)
def test_an_error_whose_words_name_its_cause_is_named(name: str, text: str) -> None:
    assert named(failed(text, A)) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("for i in len(x):", "no-range-made"),
        ("for i in x.shape[0]:", "no-range-made"),
        ("return [x[i] for i in len(x)]", "no-range-made"),
        ("for row in x:", ""),
        ("a, b = len(x)", ""),
    ],
)
def test_what_goes_through_a_number_of_rows_lacks_its_range(line: str, name: str) -> None:
    assert named(failed("'int' object is not iterable", A, line=line)) == name


@pytest.mark.parametrize(
    ("line", "shapes", "kept"),
    [
        ("x - x.max(axis=1)", "(2,3) (2,)", "(2, 1)"),
        ("e / np.sum(e, axis=1)", "(5,2,3) (5,3)", "(5, 1, 3)"),
        ("e / np.sum(e, axis=1, keepdims=True)", "(2,3) (2,)", ""),
        ("x + bias", "(2,3) (2,)", ""),
        ("x - x.mean(axis=1)", "(2,3) (4,)", ""),
    ],
)
def test_an_axis_was_lost_where_the_line_reduces_along_it(line: str, shapes: str, kept: str) -> None:
    call = failed(f"operands could not be broadcast together with shapes {shapes} ", A, line=line)
    mistake = recognise(call, [], right, None, lambda _call: True)
    if kept:
        assert mistake is not None
        assert mistake.id == "lost-an-axis"
        assert mistake.says.endswith(f"{kept}.")
    else:
        assert mistake is None


def test_each_mistake_has_words_and_all_words_are_of_one() -> None:
    known = {mistake.id for mistake, _ in SPOILT} | set(ERRORS)
    known |= {"returns-nothing", "ignores-an-argument", "another-default", "right-among-others"}
    known |= {"as-if-exchanged", *CHANGED, *telling_keras.ERRORS, "input-of-another-shape", "learning-rate-cut-short"}
    known |= {"written-for-arrays-alone", "changes-its-argument"}
    texts = [Path(str(module.__file__)).read_text(encoding="utf-8") for module in (slips, statements)]
    changes = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', "".join(texts)))
    assert known.isdisjoint(changes)
    assert known | changes == set(general_words())
    for mistake, _ in SPOILT:
        assert not re.search(r"[{}]", mistake.says)
    assert is_general("opposite-sign")
    assert not is_general("squared")
    assert Mistake("returns-nothing").says == ""


# Where a mistake ends


def told(value: Any, given: Any, wanted: Any, *others: Call, args: tuple[Any, ...] = ()) -> Mistake | None:
    """Return the mistake in a value that came of `given` (and `args`), where `wanted` is right for every call."""
    return recognise(gave(value, given, *args), others, lambda _: ("value", wanted), None, lambda _call: True)


def name_of(mistake: Mistake | None) -> str:
    """Return the name of a mistake; "" for none."""
    return mistake.id if mistake else ""


def test_where_nobody_knows_what_is_right_or_an_error_is_due_nothing_is_named() -> None:
    def nobody(_call: Called) -> Outcome | None:
        return None

    assert recognise(gave(None, A), [], nobody, None, lambda _call: True) is None
    assert named(gave(None, [])) == ""


@pytest.mark.parametrize(("rows", "name"), [(200, "flattened"), (201, "")])
def test_results_of_more_than_fifty_thousand_numbers_are_not_looked_at(rows: int, name: str) -> None:
    large = np.arange(250.0 * rows).reshape(rows, 250)
    assert name_of(told(large.ravel(), large, large)) == name


def test_a_call_that_raised_says_nothing_of_a_wrong_value() -> None:
    assert named(gave(A.T, A), failed("something else", B)) == "rows-for-columns"


def test_rows_that_cannot_be_counted_are_passed_over() -> None:
    assert name_of(told(A + 1, [[1.0, 2.0], [3.0]], A)) == "off-by-one"


class Pair(NamedTuple):
    """Two results with names, which no list of them makes."""

    one: Any
    other: Any


@pytest.mark.parametrize("due", [A * 1j, Pair(A, B)], ids=["complex", "named tuple"])
def test_what_cannot_be_cut_is_not_spared_by_it(due: Any) -> None:
    whole, other = np.array([5, 6, 9]), failed("something else", np.array([1, 2]))

    def ask(call: Called) -> Outcome:
        return "value", due if call is other else call.args[0] / 4

    mistake = recognise(gave(whole // 4, whole), [other], ask, None, lambda _call: True)
    assert name_of(mistake) == "cuts-to-whole-numbers"


def test_an_empty_answer_tells_nothing() -> None:
    assert told([], A, np.zeros(0)) is None


def test_one_part_of_many_may_keep_whole_numbers() -> None:
    def five(call: Called) -> Outcome:
        quarter = np.asarray(call.args[0]) / 4
        return "value", tuple(quarter + part for part in (0, 1.125, 2, 3, 4))

    whole, fractions = np.array([5, 6, 9]), np.array([5.0, 6.5])
    right = five(gave(None, whole))[1]
    value = (right[0], np.trunc(right[1]), *right[2:])
    calls = gave(value, whole), gave(five(gave(None, fractions))[1], fractions)
    assert name_of(recognise(calls[0], calls, five, None, lambda _call: True)) == "keeps-whole-numbers"


FOUR = (A, 3 * A + 1, 5 * A - 2, 7 * A + 0.5)


@pytest.mark.parametrize(
    ("wanted", "value", "name"),
    [
        (FOUR, (FOUR[3], *FOUR[:3]), "results-exchanged"),
        (FOUR[:2], FOUR[1::-1], "results-exchanged"),
        ((*FOUR, B), (B, *FOUR), ""),
        (FOUR, FOUR[3], "one-result-alone"),
        (FOUR[:2], A, "one-result-alone"),
        ((*FOUR, B), A, ""),
        ((A,), A, ""),
        (FOUR, (A, -FOUR[1], *FOUR[2:]), "opposite-sign"),
        (FOUR, (-A, FOUR[1], -FOUR[2], FOUR[3]), "opposite-sign"),
        (FOUR, (-A, -FOUR[1], -FOUR[2], FOUR[3]), ""),
        ((*FOUR, B), (-A, *FOUR[1:], B), ""),
    ],
)
def test_up_to_four_results_are_told_apart(wanted: Any, value: Any, name: str) -> None:
    assert name_of(told(value, A, wanted)) == name


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ([A], "first-row-alone"),
        ([B, A], "turned-back-to-front"),
        ([A[None], B[None]], "axis-too-many"),
        ([A[:, None], B[:, None]], ""),
        ([B], ""),
    ],
)
def test_lists_of_arrays_are_spoilt_as_well(value: Any, name: str) -> None:
    assert name_of(told(value, A, [A, B])) == name


@pytest.mark.parametrize(("digits", "name"), [(4, "rounds-its-result"), (5, "")])
def test_up_to_four_digits_are_rounded_to(digits: int, name: str) -> None:
    wanted = np.sqrt(np.array([[2.0, 3.0], [5.0, 7.0]]))
    assert name_of(told(wanted.round(digits), A, wanted)) == name


def test_rows_are_those_of_the_first_argument() -> None:
    assert name_of(told(3 * A, A, A, args=(2.0,))) == "sum-for-mean"
    assert name_of(told(A / 3, A, A, args=(np.ones(7),))) == "mean-for-sum"


def test_what_has_one_axis_is_not_flattened_and_one_number_may_have_two() -> None:
    row = np.array([1.0, 2.0, 5.0])
    assert named(gave(A.ravel(), A), gave(B.ravel(), B)) == "flattened"
    assert named(gave(A.ravel(), A), gave(row, row)) == ""
    assert named(gave(5.0, np.array([[5.0]])), gave(7.0, np.array([[7.0]]))) == "axis-missing"


def test_four_axes_may_be_in_another_order() -> None:
    wanted = np.arange(120.0).reshape(2, 3, 4, 5)
    assert told(wanted.transpose(3, 0, 2, 1), A, wanted) == Mistake("axes-exchanged", {"order": (3, 0, 2, 1)})


def test_the_right_answer_is_looked_for_at_both_ends() -> None:
    assert named(gave([A, B, B], A)) == "right-among-others"
    assert named(gave([B, 2 * B, A], A)) == "right-among-others"


def test_no_rows_are_neither_counted_nor_averaged() -> None:
    """Nothing is raised by it, nor is anybody warned."""
    empty = np.zeros((0, 2))
    assert told(B, empty, empty) is None
    assert told(A, empty, B) is None
    assert name_of(told(B + 1, empty, B)) == "off-by-one"


@pytest.mark.parametrize("wanted", [[A, B], (A, B), {"a": A}], ids=["list", "tuple", "dictionary"])
def test_an_answer_of_several_parts_is_not_said_to_stand_among_others(wanted: Any) -> None:
    for value in ((wanted, B), [B, wanted]):
        assert told(value, A, wanted) is None


def test_an_empty_list_holds_no_right_answer() -> None:
    assert named(gave([B, A], A), gave([], B)) == ""


@pytest.mark.parametrize("value", [0, 1, -1, 2, 0.1, 0.5, 0.01, 0.001, 0.9, 0.99])
@pytest.mark.parametrize("default", [0.3, None])
def test_these_are_tried_for_another_default(value: float, default: float | None) -> None:
    def curved(x: Any, more: float | None = default) -> Any:
        return np.sqrt(x * x + 7) + x * (0.3 if more is None else more)

    def ask(call: Called) -> Outcome:
        return "value", curved(*call.args, **call.kwargs)

    again = Again.of(curved, ask)
    mistake = recognise(gave(curved(A, value), A), [], ask, again, lambda _call: True)
    assert mistake == Mistake("another-default", {"name": "more", "value": value, "default": default})


def test_a_default_that_is_no_number_has_no_other_number_in_its_place() -> None:
    def chosen(x: Any, way: Any = "plain") -> Any:
        return x if way == "plain" else np.sqrt(abs(x)) + 5

    def ask(call: Called) -> Outcome:
        return "value", chosen(*call.args, **call.kwargs)

    assert recognise(gave(chosen(A, 0), A), [], ask, Again.of(chosen, ask), lambda _call: True) is None


def test_arguments_behind_one_that_is_ignored_keep_their_meaning() -> None:
    def shifted(x: Any, more: float = 0.0, power: float = 1.0, base: float = 0.0) -> Any:
        return abs(x + 5) ** power + 10 * more + 100 * base

    def ask(call: Called) -> Outcome:
        return "value", shifted(*call.args, **call.kwargs)

    value = shifted(A, 0.0, 2.0, 0.7)
    mistake = recognise(gave(value, A, 0.3, 2.0, 0.7), [], ask, Again.of(shifted, ask), lambda _call: True)
    assert mistake == Mistake("ignores-an-argument", {"name": "more"})


def test_lists_of_numbers_may_be_exchanged_and_two_wrong_numbers_are_enough() -> None:
    def ask(call: Called) -> Outcome:
        return "value", np.asarray(call.args[0]) ** 2 + 3 * np.asarray(call.args[1])

    def both(left: Any, right: Any) -> Any:
        """Name the parameters."""

    given: tuple[Any, ...] = [1.0, 4.0], [3.0, 9.0]
    value = ask(gave(None, *given[::-1]))
    assert value is not None
    mistake = recognise(gave(value[1], *given), [], ask, Again.of(both, ask), lambda _call: True)
    assert mistake == Mistake("as-if-exchanged", {"one": "left", "other": "right"}, 2)


@pytest.mark.parametrize(("numbers", "name"), [(1, ""), (2, "as-with-zeros")])
def test_two_wrong_numbers_tell_what_an_argument_was_taken_for(numbers: int, name: str) -> None:
    x, plus = np.array([9.0, 4.0, 7.0]), np.array([3.0, 3.0, 3.0]) * (np.arange(3) < numbers)

    def ask(call: Called) -> Outcome:
        return "value", call.args[0] + call.args[1]

    def both(x: Any, plus: Any) -> Any:
        """Name the parameters."""

    assert name_of(recognise(gave(x, x, plus), [], ask, Again.of(both, ask), lambda _call: True)) == name


@pytest.mark.parametrize(("after", "many"), [(0.0, 10), (0.125, 10), (0.1875, 10), (0.2, 0), (0.25, 0)])
def test_a_fifth_of_a_second_is_there_for_other_arguments(
    monkeypatch: pytest.MonkeyPatch, after: float, many: int
) -> None:
    def both(x: Any, y: Any, more: float = 0.3) -> Any:
        """Name the parameters."""

    times = iter([10.0])
    monkeypatch.setattr(other_arguments, "time", SimpleNamespace(process_time=lambda: next(times, 10.0 + after)))
    again = Again.of(both, right)
    kinds = [mistake.id for mistake, _ in other_arguments.of_arguments(gave(A, A, A), again)]
    assert kinds.count("another-default") == many
    assert kinds.count("as-with-zeros") == 2 * (many > 0)
    assert kinds.count("as-if-exchanged") == (many > 0)


def test_a_list_that_only_an_array_could_stand_for_ends_a_call_as_arrays_alone() -> None:
    text = "'list' object has no attribute 'max'"
    assert is_of_arrays_alone(failed(text, [1.0, 2.0]))
    assert not is_of_arrays_alone(failed(text, A))
    assert not is_of_arrays_alone(failed("'list' object is not callable", [1.0, 2.0]))
    assert not is_of_arrays_alone(gave(1.0, [1.0, 2.0]))


def test_an_axis_beyond_the_last_is_told_with_how_many_there_are() -> None:
    for axes, words in ((0, "0 axes"), (1, "1 axis"), (2, "2 axes")):
        text = f"axis 2 is out of bounds for array of dimension {axes}"
        assert recognise(failed(text, A), [], right, None, lambda _call: True) == Mistake(
            "no-such-axis", {"axis": "2", "axes": words}
        )


@pytest.mark.parametrize(
    "line", ["(x - x.max(axis=1, keepdims=True)) / e.sum(axis=1)", "e / e.sum(axis=1)  # of keepdims=False"]
)
def test_one_axis_that_is_kept_of_two_leaves_the_other_lost(line: str) -> None:
    text = "operands could not be broadcast together with shapes (2,3) (2,) "
    assert named(failed(text, A, line=line)) == ("lost-an-axis" if "max" in line else "")


def test_the_line_that_raised_is_the_innermost_one_of_the_students() -> None:
    text = "operands could not be broadcast together with shapes (2,3) (2,) "
    frames = [Frame(3, "same", "return helper(x)"), Frame(7, "helper", "return x / x.sum(axis=1)")]
    for order, name in ((frames, "lost-an-axis"), (frames[::-1], "")):
        call = Call("same", (A,), {}, Raised(0, ["ValueError"], text, order))
        assert named(call) == name
    nowhere = Call("same", (A,), {}, Raised(0, ["ValueError"], text, []))
    assert named(nowhere) == ""


def test_a_mistake_goes_by_its_name_and_does_not_change() -> None:
    mistake = Mistake("returns-nothing")
    assert mistake.recognised_as == "returns-nothing"
    assert mistake.fewest == 0
    with pytest.raises(dataclasses.FrozenInstanceError):
        mistake.id = "another"  # type: ignore[misc]


def test_the_smaller_of_two_shapes_may_come_first() -> None:
    for shapes in ("(2,3) (2,)", "(2,) (2,3)"):
        text = f"operands could not be broadcast together with shapes {shapes} "
        assert named(failed(text, A, line="e / e.sum(axis=1)")) == "lost-an-axis"
