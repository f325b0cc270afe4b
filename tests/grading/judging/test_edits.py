"""One change to a student's own code is found where it makes all answers right, and it is of the kind that was made."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from grading.errors import Called
from grading.judging.edits import MOST, edits
from grading.judging.mending import mended
from grading.judging.mistake import Mistake, Outcome
from grading.subject.calls import Call, LoadedSource
from grading.subject.reports import Raised, Value
from grading.worker.places import Cell
from grading.worker.trying import Came, tried
from reference.kit.catalogue import general_words

A = np.array([[1.5, -2.25, 0.5], [3.75, 0.5, -1.0], [-0.125, 4.0, 2.0]])
V = np.array([0.5, -1.5, 2.5, 1.0])
WHOLE = np.array([3, 1, 4, 1, 5])
Inputs = tuple[tuple[Any, ...], ...]


def share(x: Any, axis: int = -1) -> Any:
    return np.exp(x) / np.exp(x).sum(axis=axis, keepdims=True)


def total(x: Any) -> float:
    return float(sum(abs(number) * (i + 1) for i, number in enumerate(x)))


def clipped(x: Any, low: float = 0.0, high: float = 1.0) -> Any:
    return np.minimum(np.maximum(x, low), high)


def above(x: Any, edge: float) -> Any:
    return np.asarray(x) >= edge


def halves(x: Any) -> Any:
    return np.asarray(x, dtype=float) / 2


def opposite(x: Any) -> Any:
    return -x


def average(x: Any) -> float:
    return float(np.mean(x))


def differences(x: Any) -> Any:
    return x[1:] - x[:-1]


def every_second(x: Any) -> list[Any]:
    return list(x[::2])


def product(a: Any, b: Any) -> Any:
    return a.T @ b


def spread(x: Any) -> float:
    return float(np.sqrt(np.mean((x - np.mean(x)) ** 2)))


def column_means(x: Any) -> Any:
    return np.asarray(x).mean(axis=0)


def pair(x: Any) -> Any:
    return float(np.min(x)), float(np.max(x))


def as_probabilities(x: Any) -> Any:
    return 1 / (1 + np.exp(-np.asarray(x)))


def log_of_the_sum(x: Any) -> Any:
    return np.log(np.exp(x).sum(axis=1))


def ranked(x: Any) -> list[Any]:
    return sorted(enumerate(x.tolist()), key=lambda entry: -entry[1])


def middle_of_maps(x: Any) -> Any:
    return x.sum() / (x.shape[0] * x.shape[1])


def standardised(x: Any) -> Any:
    return (x - np.mean(x)) / np.std(x)


def maps_added_up(x: Any) -> Any:
    return np.einsum("bhwc->bc", x)


MAPS = np.arange(48.0).reshape(2, 3, 4, 2) % 7
ARRAYS: Inputs = ((A,), (A.T + 1,), (A[:2],))
VECTORS: Inputs = ((V,), (V[::-1] * 2,), (np.array([1.0, 4.0, 9.0]),))
WHOLES: Inputs = ((WHOLE,), (V,), (np.array([1.0, 4.0, 9.0]),))
WRONG: list[tuple[str, Callable[..., Any], Inputs, str]] = [
    ("an-axis-not-kept", share, ARRAYS, "def share(x, axis=-1):\n    e = np.exp(x)\n    return e / e.sum(axis=axis)"),
    ("no-axis-named", share, ARRAYS, "def share(x, axis=-1):\n    e = np.exp(x)\n    return e / e.sum()"),
    (
        "along-another-axis",
        column_means,
        (ARRAYS[0], ARRAYS[2]),
        "def column_means(x):\n    return np.mean(x, axis=1)",
    ),
    ("an-axis-kept", column_means, ARRAYS, "def column_means(x):\n    return np.mean(x, axis=0, keepdims=True)"),
    (
        "an-argument-ignored",
        share,
        ((A, 0), (A, 1), (A[:2], 0)),
        "def share(x, axis=-1):\n    e = np.exp(x)\n    return e / e.sum(axis=-1, keepdims=True)",
    ),
    ("edge-on-the-wrong-side", above, ((V, 1.0), (V, 0.5), (V, 3.0)), "def above(x, edge):\n    return x > edge"),
    ("asks-the-opposite", above, ((V, 1.0), (V, 0.5), (V, 3.0)), "def above(x, edge):\n    return x <= edge"),
    ("another-operation", halves, VECTORS, "def halves(x):\n    return x // 2"),
    ("another-number", halves, VECTORS, "def halves(x):\n    return x / 3"),
    ("a-default-of-its-own", clipped, VECTORS, "def clipped(x, low=0.0, high=2.0):\n    return np.clip(x, low, high)"),
    (
        "another-value",
        clipped,
        ((V, 0.1, 0.8), (V,), (V, -1.0, 2.0)),
        "def clipped(x, low=0.0, high=1.0):\n    return np.minimum(np.maximum(x, high), high)",
    ),
    ("another-function", pair, VECTORS, "def pair(x):\n    return float(np.min(x)), float(np.min(x))"),
    (
        "along-another-axis",
        column_means,
        (ARRAYS[0], ARRAYS[2]),
        "def column_means(x):\n    return x.mean(axis=-1)",
    ),
    (
        "steps-of-another-size",
        every_second,
        ((V,), (WHOLE,)),
        "def every_second(x):\n    return [x[i] for i in range(0, len(x), 3)]",
    ),
    (
        "ends-too-early",
        total,
        VECTORS,
        "def total(x):\n    t = 0.0\n    for i in range(len(x) - 1):\n        t += abs(x[i]) * (i + 1)\n    return t",
    ),
    (
        "starts-elsewhere",
        total,
        VECTORS,
        "def total(x):\n    t = 0.0\n    for i in range(1, len(x)):\n        t += abs(x[i]) * (i + 1)\n    return t",
    ),
    (
        "returns-in-the-loop",
        total,
        VECTORS,
        "def total(x):\n    t = 0.0\n    for i in range(len(x)):\n        t += abs(x[i]) * (i + 1)\n        return t",
    ),
    (
        "goes-on-adding",
        halves,
        VECTORS,
        "def halves(x):\n    out, half = np.zeros(len(x)), 0.0\n"
        "    for i in range(len(x)):\n        half += x[i] / 2\n        out[i] = half\n    return out",
    ),
    (
        "overwrites-instead-of-adding",
        total,
        VECTORS,
        "def total(x):\n    t = 0.0\n    for i in range(len(x)):\n        t = abs(x[i]) * (i + 1)\n    return t",
    ),
    (
        "set-anew-each-round",
        total,
        VECTORS,
        "def total(x):\n    for i in range(len(x)):\n        t = 0.0\n        t += abs(x[i]) * (i + 1)\n    return t",
    ),
    ("sides-exchanged", differences, VECTORS, "def differences(x):\n    return x[:-1] - x[1:]"),
    ("a-minus-missing", opposite, VECTORS, "def opposite(x):\n    return x"),
    ("a-minus-too-much", halves, VECTORS, "def halves(x):\n    return -x / 2"),
    ("a-part-too-much", halves, VECTORS, "def halves(x):\n    return np.abs(x) / 2"),
    ("a-line-too-much", halves, VECTORS, "def halves(x):\n    y = x / 2\n    y += 0.25\n    return y"),
    ("a-matrix-turned", product, ((A, A), (A[:2], A[:2])), "def product(a, b):\n    return a @ b"),
    ("not-squared", spread, VECTORS, "def spread(x):\n    d = x - x.mean()\n    return np.sqrt(np.mean(d))"),
    ("no-root-taken", spread, VECTORS, "def spread(x):\n    d = x - x.mean()\n    return np.mean(d * d)"),
    (
        "not-divided",
        average,
        VECTORS,
        "def average(x):\n    t = 0.0\n    for number in x:\n        t += number\n    return t",
    ),
    (
        "an-array-of-whole-numbers",
        halves,
        WHOLES,
        "def halves(x):\n    out = np.zeros_like(x)\n"
        "    for i in range(len(x)):\n        out[i] = x[i] / 2\n    return out",
    ),
    (
        "arguments-exchanged",
        clipped,
        ((V, 0.1, 0.8), (V,), (V, -1.0, 2.0)),
        "def clipped(x, low=0.0, high=1.0):\n    return np.clip(x, high, low)",
    ),
    (
        "two-lines-exchanged",
        total,
        VECTORS,
        "def total(x):\n    t, i = 0.0, 0\n    for number in x:\n"
        "        t += abs(number) * i\n        i += 1\n    return t",
    ),
    (
        "inside-the-loop",
        total,
        VECTORS,
        "def total(x):\n    t = 0.0\n    for i in range(len(x)):\n"
        "        t += abs(x[i]) * (i + 1)\n        t = t * 1.0 + 1 - 1 if i else t * 2\n    return t",
    ),
    (
        "sign-kept",
        total,
        VECTORS,
        "def total(x):\n    t = 0.0\n    for i in range(len(x)):\n        s = x[i]\n"
        "        t += s * (i + 1)\n    return t",
    ),
    (
        "clips-too-much",
        as_probabilities,
        ((V * 10,), (V.tolist(),), (V[::-1] * 20,)),
        "def as_probabilities(x):\n    return 1 / (1 + np.exp(-np.clip(x, -10, 10)))",
    ),
    (
        "in-the-wrong-order",
        log_of_the_sum,
        ARRAYS,
        "def log_of_the_sum(x):\n    e = np.exp(x)\n    return np.log(e).sum(axis=1)",
    ),
    (
        "sorts-the-other-way",
        ranked,
        VECTORS,
        "def ranked(x):\n    pairs = list(enumerate(x.tolist()))\n    pairs.sort(key=lambda p: p[1])\n    return pairs",
    ),
    (
        "sorts-by-the-first",
        ranked,
        VECTORS,
        "def ranked(x):\n    return sorted(enumerate(x.tolist()), reverse=True)",
    ),
    (
        "brackets-elsewhere",
        standardised,
        VECTORS,
        "def standardised(x):\n    m, s = np.mean(x), np.std(x)\n    return x - m / s",
    ),
    (
        "along-another-axis",
        share,
        ARRAYS[:2],
        "def share(x, axis=-1):\n    e = np.exp(x)\n    return e / e.sum(axis=0)",
    ),
    (
        "no-axis-named",
        maps_added_up,
        ((MAPS,), (MAPS[:1] * 2,)),
        "def maps_added_up(x):\n    return np.sum(x)",
    ),
    (
        "taken-for-a-square",
        middle_of_maps,
        (ARRAYS[0], ARRAYS[2], (A[:, :2],)),
        "def middle_of_maps(x):\n    return np.sum(x) / x.shape[0] ** 2",
    ),
    (
        "break-for-continue",
        total,
        VECTORS,
        "def total(x):\n    t = 0.0\n    for i in range(len(x)):\n"
        "        if x[i] < 0:\n            t -= x[i] * (i + 1)\n            break\n"
        "        t += x[i] * (i + 1)\n    return t",
    ),
]


def call_of(function: Callable[..., Any], *args: Any) -> Call:
    """Return a call with what came of it."""
    try:
        return Call(function.__name__, args, {}, Value(0, function(*args)))
    except Exception as error:  # noqa: BLE001 -- a wrong answer may do anything
        return Call(function.__name__, args, {}, Raised(0, [type(error).__name__], str(error), []))


def look(text: str, right: Callable[..., Any], inputs: Inputs, name: str = "") -> Mistake | None:
    """Return the mistake in a student's text, asked with inputs of a test."""
    scope: dict[str, Any] = {"np": np}
    exec(text, scope)  # noqa: S102 -- it stands in for a student's module
    name = name or right.__name__
    with np.errstate(all="ignore"):
        calls = [call_of(scope[name], *given) for given in inputs]

    def ask(call: Called) -> Outcome:
        try:
            return "value", right(*call.args, **call.kwargs)
        except ValueError as error:
            return "raised", ("ValueError", str(error))

    def attempt(texts: Sequence[str], given: Sequence[Called]) -> list[list[Came]]:
        return tried(scope, name, texts, [(call.args, call.kwargs) for call in given], 5.0, lambda value: value)

    return mended(LoadedSource("ex91", "ex91_small", text.encode()), name, set(), calls, ask, attempt)


@pytest.mark.parametrize(("kind", "right", "inputs", "text"), WRONG, ids=[entry[0] for entry in WRONG])
def test_the_kind_of_change_is_the_kind_of_mistake(
    kind: str, right: Callable[..., Any], inputs: Inputs, text: str
) -> None:
    found = look(text, right, inputs)
    assert found is not None
    assert found.id == kind, found.says
    assert "ex91_small.py, line" in found.says


def test_a_right_answer_has_no_mistake() -> None:
    assert look("def halves(x):\n    return x / 2", halves, VECTORS) is None


def test_two_mistakes_are_not_taken_for_one() -> None:
    assert look("def halves(x):\n    return np.abs(x) // 3 + 1", halves, VECTORS) is None


def test_what_is_set_outside_a_loop_is_not_said_to_overwrite_rounds() -> None:
    """Halved once too often: adding the array to itself would hide it."""
    found = look("def halves(x):\n    x = np.asarray(x, dtype=float)\n    return x / 4", halves, VECTORS)
    assert found is not None
    assert found.id == "another-number"


def test_where_two_places_would_do_as_well_none_is_named() -> None:
    """Twice too large by the second line or by the third: the two numbers are one mistake, the two signs are not."""
    one_kind = look("def halves(x):\n    x = np.asarray(x) * 1.0\n    return x / 4.0 * 1.0", halves, VECTORS)
    assert one_kind is not None
    assert one_kind.id == "another-number"
    text = "def halves(x):\n    x = x + x - x\n    y = x - x / 4 + x / 4 - x / 4\n    return y - x / 4 - x / 4"
    assert look(text, halves, VECTORS) is None


def test_a_name_that_is_made_no_more_is_not_looked_for_outside() -> None:
    """Without its second line the function would find the module's own `share`, which stands there by chance."""
    text = "share = 0.5\ndef halves(x):\n    share = len(x) * 0.1\n    x = np.asarray(x)\n    return x * share"
    changed = [edit.text for edit in edits(LoadedSource("ex91", "ex91_small", text.encode()), "halves", set())]
    assert all("share = " in one or "* share" not in one for one in changed)
    assert any("x = np.asarray(x)" not in one for one in changed)  # an argument is there without it
    assert look(text, halves, VECTORS) is None


def test_one_call_alone_is_no_proof() -> None:
    assert look("def halves(x):\n    return x / 3", halves, VECTORS[:1]) is None


def test_what_was_right_must_stay_right() -> None:
    """Without its guard the first call comes out right too, and the second one, which was right, no longer."""

    def guarded(x: Any) -> float:
        if len(x) == 0:
            raise ValueError("empty")
        return float(x[0] + len(x))

    text = "def guarded(x):\n    if len(x) < 3:\n        raise ValueError('empty')\n    return float(x[0] + len(x))"
    found = look(text, guarded, (([1.0, 2.0],), ([],), ([4.0, 5.0, 6.0],), ([7.0],)))
    assert found is not None
    assert found.id == "another-number"


def test_an_error_that_is_due_counts_where_nothing_else_is_wrong() -> None:
    def guarded(x: Any) -> float:
        if len(x) <= 1:
            raise ValueError("empty")
        return float(sum(x))

    text = "def guarded(x):\n    if len(x) < 1:\n        raise ValueError('empty')\n    return float(sum(x))"
    found = look(text, guarded, (([1.0, 2.0],), ([],), ([4.0],)))
    assert found is not None
    assert found.id == "edge-on-the-wrong-side"


def test_the_same_slip_in_two_places_is_one_mistake() -> None:
    text = "def share(x, axis=-1):\n    m = x.max(axis=axis)\n    e = np.exp(x - m)\n    return e / e.sum(axis=axis)"
    found = look(text, share, ARRAYS)
    assert found is not None
    assert found.id == "an-axis-not-kept"


def test_a_helper_of_the_students_own_is_changed_too_and_another_task_is_not() -> None:
    text = "def half(x):\n    return x / 3\n\n\ndef halves(x):\n    return half(x)"
    found = look(text, halves, VECTORS)
    assert found is not None
    assert "line 2" in found.says
    source = LoadedSource("ex91", "ex91_small", text.encode())
    assert not [edit for edit in edits(source, "halves", {"half"}) if "def half(" in edit.text]


def test_a_place_in_a_notebook_is_told_by_its_cell() -> None:
    text = "import numpy as np\n\ndef halves(x):\n    return x / 3\n"
    source = LoadedSource("ex91", "ex91_small", text.encode(), cells=(Cell(1, 1), Cell(3, 4)), is_notebook=True)
    lines = {edit.line for edit in edits(source, "halves", set())}
    assert 4 in lines
    assert source.place(4) == "ex91_small.ipynb, cell 4, line 2"


@pytest.mark.parametrize(
    "text",
    [
        "def other(x):\n    return x",
        "def halves(x:\n    return x",
        "def halves(x):\n    breakpoint()\n    return x / 3",
        "halves = lambda x: x / 3",
        "\0",
    ],
)
def test_what_cannot_be_read_or_waits_for_a_person_is_left_alone(text: str) -> None:
    assert list(edits(LoadedSource("ex91", "ex91_small", text.encode()), "halves", set())) == []


def test_changes_are_not_more_than_may_be_and_none_is_there_twice() -> None:
    body = "\n".join(f"    a{i} = x[{i}] + a{i - 1} * {i}.5" for i in range(1, 60))
    source = LoadedSource("ex91", "ex91_small", f"def f(x):\n    a0 = 0\n{body}\n    return a59".encode())
    texts = [edit.text for edit in edits(source, "f", set())]
    assert len(texts) == len(set(texts)) == MOST


def test_each_change_leaves_the_others_as_they_were() -> None:
    text = textwrap.dedent(WRONG[0][3])
    source = LoadedSource("ex91", "ex91_small", text.encode())
    assert [edit.text for edit in edits(source, "share", set())] == [
        edit.text for edit in edits(source, "share", set())
    ]
    known = general_words()
    for edit in edits(source, "share", set()):
        assert known[edit.kind].format(place="here", code=edit.code, **edit.fields)


@pytest.mark.parametrize(
    "came",
    [[], ["value"], [V, V], ["raised", V], [["value"], 1], ["value", None], ["value", {"a": 1}], [{}, 0], [1, 2, 3]],
    ids=str,
)
def test_whatever_a_worker_answers_names_no_mistake(came: Any) -> None:
    def ask(call: Called) -> Outcome:
        return "value", halves(*call.args)

    source = LoadedSource("ex91", "ex91_small", b"def halves(x):\n    return x / 3")
    calls = [call_of(lambda x: x / 3, *given) for given in VECTORS]
    answers = [came] * 5
    assert mended(source, "halves", set(), calls, ask, lambda texts, _calls: [answers for _ in texts]) is None


def test_where_there_is_no_time_nothing_is_named() -> None:
    def ask(call: Called) -> Outcome:
        return "value", halves(*call.args)

    asked = []

    def attempt(texts: Sequence[str], _calls: Sequence[Called]) -> list[list[Came]]:
        asked.append(len(texts))
        return []

    source = LoadedSource("ex91", "ex91_small", b"def halves(x):\n    return x / 3")
    assert mended(source, "halves", set(), [call_of(lambda x: x / 3, *v) for v in VECTORS], ask, attempt) is None
    assert len(asked) == 1
