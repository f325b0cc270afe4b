"""Which slips are taken back in each kind of expression: no kind is forgotten, and none is taken for another."""

from __future__ import annotations

import ast

import pytest

from grading.judging.slips import EDGES, INSTEAD, OPPOSITES, changes


def changed(expression: str, *, is_returned: bool = False, whole: bool = False) -> list[str]:
    """Return each change to an expression of a and b: rank, kind, what fills the words, and the code that it makes.

    One that stands where no value is handed on unless it is returned; `whole` shows the whole function.
    """
    body = f"return {expression}" if is_returned else f"for _ in {expression}:\n        pass"
    tree = ast.parse(f"def f(a, b):\n    {body}")
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    loop = function.body[0]
    node = loop.iter if isinstance(loop, ast.For) else loop.value if isinstance(loop, ast.Return) else None
    told = []
    for change in changes(tree, "f"):
        if (change.spot.node is node) != whole:
            held = change.spot.held()
            change.spot.put(change.new)
            made = ast.unparse(ast.fix_missing_locations(tree)).removeprefix("def f(a, b):\n    ")
            change.spot.restore(held)
            made = made.removeprefix("return ").removeprefix("for _ in ").removesuffix(":\n        pass")
            words = " ".join([str(change.rank), change.kind, *change.fields.values()])
            told.append(f"{words}{' +' if change.together else ''}: {made}")
    return told


CASES: dict[str, list[str]] = {
    "a - b": [
        "0 sides-exchanged: b - a",
        "1 another-operation - b: a + b",
        "1 another-operation - b: a / b",
        "2 a-part-too-much - b: a",
        "2 a-part-too-much a -: b",
    ],
    "a + b": [
        "1 another-operation + b: a - b",
        "1 another-operation + b: a * b",
        "2 a-part-too-much + b: a",
        "2 a-part-too-much a +: b",
    ],
    "a @ b": [
        "0 sides-exchanged: b @ a",
        "1 another-operation @ b: a * b",
        "2 a-part-too-much @ b: a",
        "2 a-part-too-much a @: b",
        "1 a-matrix-turned: a.T @ b",
        "1 a-matrix-turned: a @ b.T",
        "1 a-matrix-turned: a.T @ b.T",
        "1 sides-exchanged: b.T @ a.T",
    ],
    "a.T @ b": [
        "0 sides-exchanged: b @ a.T",
        "1 another-operation @ b: a.T * b",
        "2 a-part-too-much @ b: a.T",
        "2 a-part-too-much a.T @: b",
        "1 a-matrix-turned: a @ b",
        "1 a-matrix-turned: a.T @ b.T",
        "1 a-matrix-turned: a @ b.T",
        "1 sides-exchanged: b.T @ a",
    ],
    "a | b": [
        "2 a-part-too-much  b: a",
        "2 a-part-too-much a : b",
    ],
    "a < b": [
        "0 edge-on-the-wrong-side: a <= b",
        "0 asks-the-opposite: a > b",
        "0 asks-the-opposite: a >= b",
    ],
    "a >= b": [
        "0 edge-on-the-wrong-side: a > b",
        "0 asks-the-opposite: a <= b",
        "0 asks-the-opposite: a < b",
    ],
    "a == b": [
        "0 asks-the-opposite: a != b",
    ],
    "a in b": [
        "0 asks-the-opposite: a not in b",
    ],
    "a is b < 1": [
        "0 asks-the-opposite: a is not b < 1",
        "0 edge-on-the-wrong-side: a is b <= 1",
        "0 asks-the-opposite: a is b > 1",
        "0 asks-the-opposite: a is b >= 1",
    ],
    "a and b": [
        "0 and-for-or: a or b",
        "3 a-part-too-much a: b",
        "3 a-part-too-much b: a",
    ],
    "a or b or f": [
        "0 and-for-or: a and b and f",
        "3 a-part-too-much a: b or f",
        "3 a-part-too-much b: a or f",
        "3 a-part-too-much f: a or b",
    ],
    "not a": [
        "0 asks-the-opposite: a",
    ],
    "~a": [
        "0 asks-the-opposite: a",
    ],
    "-a": [
        "0 a-minus-too-much: a",
    ],
    "a.T": [
        "0 a-matrix-turned: a",
    ],
    "a.S": [],
    "a if b else f": [
        "0 asks-the-opposite: f if b else a",
    ],
    "np.sum(a, axis=b, keepdims=True)": [
        "1 an-axis-too-much: np.sum(a, keepdims=True)",
        "0 an-axis-kept without +: np.sum(a, axis=b)",
        "1 another-function sum +: np.mean(a, axis=b, keepdims=True)",
        "2 a-part-too-much sum: a",
    ],
    "np.mean(a)": [
        "1 no-axis-named axis -1 +: np.mean(a, axis=-1)",
        "1 no-axis-named axis -1 kept +: np.mean(a, axis=-1, keepdims=True)",
        "1 no-axis-named axis 0 +: np.mean(a, axis=0)",
        "1 no-axis-named axis 0 kept +: np.mean(a, axis=0, keepdims=True)",
        "1 no-axis-named axis 1 +: np.mean(a, axis=1)",
        "1 no-axis-named axis 1 kept +: np.mean(a, axis=1, keepdims=True)",
        "1 no-axis-named axis (1, 2) +: np.mean(a, axis=(1, 2))",
        "1 no-axis-named axis (1, 2) kept +: np.mean(a, axis=(1, 2), keepdims=True)",
        "1 another-function mean +: np.sum(a)",
        "1 another-function mean +: np.median(a)",
        "1 another-function mean +: np.max(a)",
        "2 a-part-too-much mean: a",
    ],
    "np.max(a, axis=1)": [
        "1 an-axis-too-much: np.max(a)",
        "0 an-axis-not-kept kept +: np.max(a, axis=1, keepdims=True)",
        "1 along-another-axis axis -1 kept +: np.max(a, axis=-1, keepdims=True)",
        "1 along-another-axis axis 0 kept +: np.max(a, axis=0, keepdims=True)",
        "1 another-function max +: np.min(a, axis=1)",
        "1 another-function max +: np.mean(a, axis=1)",
        "2 a-part-too-much max: a",
    ],
    "np.max(a, b)": [
        "0 an-axis-not-kept kept +: np.max(a, b, keepdims=True)",
        "1 another-function max +: np.min(a, b)",
        "1 another-function max +: np.mean(a, b)",
        "1 arguments-exchanged max: np.max(b, a)",
        "2 a-part-too-much max: a",
    ],
    "a.min()": [
        "1 no-axis-named axis -1 +: a.min(axis=-1)",
        "1 no-axis-named axis -1 kept +: a.min(axis=-1, keepdims=True)",
        "1 no-axis-named axis 0 +: a.min(axis=0)",
        "1 no-axis-named axis 0 kept +: a.min(axis=0, keepdims=True)",
        "1 no-axis-named axis 1 +: a.min(axis=1)",
        "1 no-axis-named axis 1 kept +: a.min(axis=1, keepdims=True)",
        "1 no-axis-named axis (1, 2) +: a.min(axis=(1, 2))",
        "1 no-axis-named axis (1, 2) kept +: a.min(axis=(1, 2), keepdims=True)",
        "1 another-function min +: a.max()",
        "2 a-part-too-much min: a",
    ],
    "a.min(b)": [
        "0 an-axis-not-kept kept +: a.min(b, keepdims=True)",
        "1 another-function min +: a.max(b)",
        "2 a-part-too-much min: b",
    ],
    "np.add(a, b)": [
        "1 another-function add +: np.subtract(a, b)",
        "1 arguments-exchanged add: np.add(b, a)",
        "2 a-part-too-much add: a",
    ],
    "np.log(a)": [
        "1 another-function log +: np.exp(a)",
        "1 another-function log +: np.log2(a)",
        "1 another-function log +: np.log10(a)",
        "1 another-function log +: np.log1p(a)",
        "2 a-part-too-much log: a",
    ],
    "g(*a)": [
        "2 a-part-too-much g: *a",
    ],
    "g(a, b, f)": [
        "1 arguments-exchanged g: g(b, a, f)",
        "1 arguments-exchanged g: g(f, b, a)",
        "1 arguments-exchanged g: g(a, f, b)",
        "2 a-part-too-much g: a",
    ],
    "np.clip(a, b, f)": [
        "1 arguments-exchanged clip: np.clip(b, a, f)",
        "1 arguments-exchanged clip: np.clip(f, b, a)",
        "1 arguments-exchanged clip: np.clip(a, f, b)",
        "1 clips-too-much: np.asarray(a)",
    ],
    "a.clip()": [
        "1 clips-too-much: np.asarray(a)",
        "2 a-part-too-much clip: a",
    ],
    "clip()": [],
    "sorted(a)": [
        "2 a-part-too-much sorted: a",
        "1 sorts-the-other-way: sorted(a, reverse=True)",
        "1 sorts-by-the-first: sorted(a, key=lambda each: each[1])",
    ],
    "sorted(a, key=b, reverse=f)": [
        "2 a-part-too-much sorted: a",
    ],
    "a.sort(key=b)": [
        "1 another-function sort +: a.argsort(key=b)",
        "1 sorts-the-other-way: a.sort(key=b, reverse=True)",
        "2 a-part-too-much sort: a",
    ],
    "np.sort(a)": [
        "1 another-function sort +: np.argsort(a)",
        "2 a-part-too-much sort: a",
    ],
    "a[0] ** 2": [
        "0 sides-exchanged: 2 ** a[0]",
        "1 another-operation ** 2: a[0] * 2",
        "2 a-part-too-much ** 2: a[0]",
        "2 a-part-too-much a[0] **: 2",
        "1 taken-for-a-square: a[0] * a[1]",
        "1 taken-for-a-square: a[0] * a[-1]",
    ],
    "print(a)": [],
    "len(a)": [],
    "np.zeros_like(a, dtype=b)": [
        "1 another-function zeros_like +: np.ones_like(a, dtype=b)",
        "2 a-part-too-much zeros_like: a",
        "0 an-array-of-whole-numbers float +: np.zeros_like(a, dtype=float)",
        "1 an-array-of-whole-numbers: np.zeros_like(a)",
    ],
    "a.copy()": [
        "2 a-part-too-much copy: a",
        "1 an-array-of-whole-numbers: a.astype(float)",
    ],
    "np.copy(a)": [
        "2 a-part-too-much copy: a",
        "1 an-array-of-whole-numbers: a.astype(float)",
    ],
    "a()": [],
    "range()": [],
    "range(a)": [
        "1 ends-too-early: range(a + 1)",
        "1 ends-too-late: range(a - 1)",
        "1 starts-elsewhere: range(1, a)",
        "2 starts-elsewhere: range(1, a + 1)",
    ],
    "range(a, b)": [
        "1 arguments-exchanged range: range(b, a)",
        "1 starts-elsewhere: range(a + 1, b)",
        "1 starts-elsewhere: range(a - 1, b)",
        "1 ends-too-early: range(a, b + 1)",
        "1 ends-too-late: range(a, b - 1)",
        "1 starts-elsewhere: range(b)",
    ],
    "range(a, b, f)": [
        "1 arguments-exchanged range: range(b, a, f)",
        "1 arguments-exchanged range: range(f, b, a)",
        "1 arguments-exchanged range: range(a, f, b)",
        "1 starts-elsewhere: range(a + 1, b, f)",
        "1 starts-elsewhere: range(a - 1, b, f)",
        "1 ends-too-early: range(a, b + 1, f)",
        "1 ends-too-late: range(a, b - 1, f)",
        "1 steps-of-another-size: range(a, b, f + 1)",
        "1 steps-of-another-size: range(a, b, f - 1)",
        "1 steps-too-wide: range(a, b)",
    ],
    "a[b]": [
        "1 off-by-one-place: a[b + 1]",
        "1 off-by-one-place: a[b - 1]",
        "2 a-part-for-the-whole: a",
        "1 a-row-for-a-column: a[:, b]",
    ],
    "a[1]": [
        "2 a-part-for-the-whole: a",
        "1 a-row-for-a-column: a[:, 1]",
    ],
    "a[b, f]": [
        "1 places-exchanged: a[f, b]",
        "1 off-by-one-place: a[b + 1, f]",
        "1 off-by-one-place: a[b - 1, f]",
        "1 off-by-one-place: a[b, f + 1]",
        "1 off-by-one-place: a[b, f - 1]",
        "2 a-part-for-the-whole: a",
    ],
    "a[:, b]": [
        "1 places-exchanged: a[b, :]",
        "1 ends-too-late: a[:-1, b]",
        "1 starts-elsewhere: a[1:, b]",
        "1 not-from-the-back: a[::-1, b]",
        "1 off-by-one-place: a[:, b + 1]",
        "1 off-by-one-place: a[:, b - 1]",
        "2 a-part-for-the-whole: a",
    ],
    "a[:]": [
        "1 ends-too-late: a[:-1]",
        "1 starts-elsewhere: a[1:]",
        "1 not-from-the-back: a[::-1]",
        "2 a-part-for-the-whole: a",
    ],
    "a[b:]": [
        "1 ends-too-late: a[b:-1]",
        "1 starts-elsewhere: a[b + 1:]",
        "1 starts-elsewhere: a[b - 1:]",
        "1 starts-elsewhere: a[:]",
        "1 the-wrong-end: a[:b]",
        "2 a-part-for-the-whole: a",
    ],
    "a[:b:-1]": [
        "1 ends-too-early: a[:b - 1:-1]",
        "1 ends-too-late: a[:b + 1:-1]",
        "1 ends-too-early: a[::-1]",
        "1 starts-elsewhere: a[1:b:-1]",
        "1 the-wrong-end: a[b::-1]",
        "1 steps-too-wide: a[:b]",
        "2 a-part-for-the-whole: a",
    ],
    "a[:b]": [
        "1 ends-too-early: a[:b + 1]",
        "1 ends-too-late: a[:b - 1]",
        "1 ends-too-early: a[:]",
        "1 starts-elsewhere: a[1:b]",
        "1 the-wrong-end: a[b:]",
        "2 a-part-for-the-whole: a",
    ],
    "a[b:f]": [
        "1 ends-too-early: a[b:f + 1]",
        "1 ends-too-late: a[b:f - 1]",
        "1 ends-too-early: a[b:]",
        "1 starts-elsewhere: a[b + 1:f]",
        "1 starts-elsewhere: a[b - 1:f]",
        "1 starts-elsewhere: a[:f]",
        "2 a-part-for-the-whole: a",
    ],
    "a[::b]": [
        "1 ends-too-late: a[:-1:b]",
        "1 starts-elsewhere: a[1::b]",
        "1 steps-too-wide: a[:]",
        "2 a-part-for-the-whole: a",
    ],
    "a[b:f:f]": [
        "1 ends-too-early: a[b:f + 1:f]",
        "1 ends-too-late: a[b:f - 1:f]",
        "1 ends-too-early: a[b::f]",
        "1 starts-elsewhere: a[b + 1:f:f]",
        "1 starts-elsewhere: a[b - 1:f:f]",
        "1 starts-elsewhere: a[:f:f]",
        "1 steps-too-wide: a[b:f]",
        "2 a-part-for-the-whole: a",
    ],
    "a[1, 2, b]": [
        "1 places-exchanged: a[1, b, 2]",
        "1 places-exchanged: a[2, 1, b]",
        "1 places-exchanged: a[2, b, 1]",
        "1 places-exchanged: a[b, 1, 2]",
        "1 places-exchanged: a[b, 2, 1]",
        "1 off-by-one-place: a[1, 2, b + 1]",
        "1 off-by-one-place: a[1, 2, b - 1]",
        "2 a-part-for-the-whole: a",
    ],
    "True": [
        "0 true-for-false: False",
    ],
    "1": [
        "2 another-number 1 +: 2",
        "2 another-number 1 +: 0",
        "2 another-number 1 +: -1",
        "2 another-number 1 +: float('inf')",
        "2 another-number 1 +: float('-inf')",
        "2 another-number 1 +: 0.5",
        "2 an-argument-ignored 1 a +: a",
        "2 an-argument-ignored 1 b +: b",
    ],
    "7": [
        "2 another-number 7 +: 8",
        "2 another-number 7 +: 6",
        "2 another-number 7 +: -7",
        "2 another-number 7 +: 0",
        "2 another-number 7 +: 1",
        "2 another-number 7 +: -1",
        "2 another-number 7 +: 2",
        "2 another-number 7 +: 14",
        "2 another-number 7 +: 3.5",
        "2 an-argument-ignored 7 a +: a",
        "2 an-argument-ignored 7 b +: b",
    ],
    "0.25": [
        "2 another-number 0.25 +: 2.5",
        "2 another-number 0.25 +: 0.025",
        "2 another-number 0.25 +: 0.5",
        "2 another-number 0.25 +: 0.125",
        "2 another-number 0.25 +: 0.75",
        "2 another-number 0.25 +: 25.0",
        "2 another-number 0.25 +: 0.0025",
        "2 another-number 0.25 +: -0.25",
        "2 another-number 0.25 +: 0",
        "2 another-number 0.25 +: 1",
        "2 an-argument-ignored 0.25 a +: a",
        "2 an-argument-ignored 0.25 b +: b",
    ],
    "'text'": [],
    "None": [],
}
"""An expression, and all that may have been meant."""


@pytest.mark.parametrize("expression", CASES)
def test_an_expression_has_these_changes_and_no_others(expression: str) -> None:
    assert changed(expression) == CASES[expression]


@pytest.mark.parametrize(
    ("expression", "made"),
    [
        ("np.sum(np.log(a), axis=b)", ["0 in-the-wrong-order log sum: np.log(np.sum(a, axis=b))"]),
        ("np.log(a.mean(b))", ["0 in-the-wrong-order mean log: np.log(a).mean(b)"]),
        ("np.log(a).mean(b)", ["0 in-the-wrong-order log mean: np.log(a.mean(b))"]),
        ("a.max(b).round()", ["0 in-the-wrong-order max round: a.round().max(b)"]),
        ("np.maximum(np.log(a), b)", ["0 in-the-wrong-order log maximum: np.log(np.maximum(a, b))"]),
        ("np.sum(a, b) ** 2", ["1 in-the-wrong-order sum ** 2: np.sum(a ** 2, b)"]),
        ("np.sum(a ** 2, b)", ["1 in-the-wrong-order ** 2 sum: np.sum(a, b) ** 2"]),
        ("(a ** 2).sum(b)", ["1 in-the-wrong-order ** 2 sum: a.sum(b) ** 2"]),
        ("np.log(a ** 2)", []),
        ("np.sum(a * 2)", []),
        ("np.exp(a) ** 2", []),
        ("np.sum() ** 2", []),
        ("np.sum(*a) ** 2", []),
        ("np.abs(np.abs(a))", []),
        ("np.sum(np.log())", []),
        ("np.sum(np.log(*a))", []),
        ("np.sum(g(a))", []),
        ("g(np.sum(a))", []),
        ("np.sum(a)", []),
    ],
)
def test_two_functions_one_after_the_other_may_belong_the_other_way_round(expression: str, made: list[str]) -> None:
    assert [one for one in changed(expression) if "in-the-wrong-order" in one] == made


@pytest.mark.parametrize(
    ("expression", "made"),
    [
        ("a - b / f", ["(a - b) / f"]),
        ("(a - b) / f", ["a - b / f"]),
        ("a / b * f", ["a / (b * f)"]),
        ("a / (b * f)", ["a / b * f"]),
        ("a - (b - f)", ["a - b - f"]),
        ("a - b - f", ["a - (b - f)"]),
        ("a * b ** f", ["(a * b) ** f"]),
        ("a + b + f", []),
        ("a * (b * f)", []),
        ("a @ b @ f", []),
        ("a + b", []),
    ],
)
def test_brackets_may_be_missing_or_stand_elsewhere(expression: str, made: list[str]) -> None:
    told = [one for one in changed(expression) if "brackets-elsewhere" in one]
    assert [one.removeprefix("1 brackets-elsewhere: ") for one in told] == made


@pytest.mark.parametrize("base", ["a", "a[b]", "a['c']", "a[0].c"])
def test_what_is_no_side_among_others_is_taken_for_no_square(base: str) -> None:
    assert [one for one in changed(f"{base} ** 2") if "square" in one] == []
    assert [one for one in changed("a[0] ** 3") if "square" in one] == []


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("g(a, 7)", ["b"]),
        ("g(a, -7)", ["b"]),
        ("a * 7", ["b"]),
        ("a < 7", ["b"]),
        ("a[7]", ["b"]),
        ("g(-7)", ["a", "b"]),
        ("g(axis=-1)", ["a", "b"]),
        ("g(7, (a, b))", ["a", "b"]),
    ],
)
def test_an_argument_that_stands_beside_a_number_is_not_meant_in_its_place(expression: str, names: list[str]) -> None:
    number = "-1" if "axis" in expression else "-7" if "-7" in expression else "7"
    made = [one for one in changed(expression, whole=True) if "an-argument-ignored" in one]
    assert [one.partition(" +")[0] for one in made] == [f"2 an-argument-ignored {number} {name}" for name in names]


AROUND_A_VALUE = [
    "2 another-value a +: b",
    "2 a-minus-missing: -a",
    "3 not-taken-from-one: 1 - a",
    "2 not-divided len(a): a / len(a)",
    "3 a-factor-missing a: a * a",
    "3 not-divided a: a / a",
    "3 a-term-missing a: a + a",
    "3 a-term-missing a: a - a",
    "2 not-divided len(b): a / len(b)",
    "3 a-factor-missing b: a * b",
    "3 not-divided b: a / b",
    "3 a-term-missing b: a + b",
    "3 a-term-missing b: a - b",
    "3 a-factor-missing 2: a * 2",
    "3 a-factor-missing 1/2: a * 0.5",
    "3 off-by-one-place: a + 1",
    "3 off-by-one-place: a - 1",
    "3 a-matrix-turned: a.T",
    "1 not-copied: a.copy()",
    "2 not-squared: np.square(a)",
    "2 no-root-taken: np.sqrt(a)",
    "2 sign-kept: np.abs(a)",
    "3 a-function-missing exp: np.exp(a)",
    "3 a-function-missing log: np.log(a)",
]
"""What may be missing around what is returned."""


def test_what_may_be_missing_around_a_value_is_this() -> None:
    assert changed("a", is_returned=True) == AROUND_A_VALUE


def test_a_number_that_is_returned_may_lack_its_sign_and_nothing_else() -> None:
    assert changed("2", is_returned=True) == [*CHANGED_TWO, "2 a-minus-missing: -2"]
    assert [one for one in changed("0.5", is_returned=True) if "missing" in one] == [], "-0.5 is tried as a number"
    assert [one for one in changed("-a", is_returned=True) if "a-minus-" in one] == ["0 a-minus-too-much: a"]


CHANGED_TWO = [
    *(f"2 another-number 2 +: {number}" for number in (3, 1, -2, 0, -1, 4)),
    *(f"2 an-argument-ignored 2 {name} +: {name}" for name in "ab"),
]


def test_no_more_than_four_names_stand_around_a_value() -> None:
    names = of("def f(a, b, c, d, e):\n    return 1 * a", "a-factor-missing")
    made = [one.rpartition("return ")[2] for one in names]
    assert made == ["1 * a * a", "1 * a * b", "1 * a * c", "1 * a * d", "1 * a * 2", "1 * a * 0.5"]


def of(text: str, *kinds: str, function: str = "f") -> list[str]:
    """Return the changes of these kinds to a program: rank, kind, what fills the words, and the last line it makes."""
    tree = ast.parse(text)
    told = []
    for change in changes(tree, function):
        if change.kind in kinds:
            held = change.spot.held()
            change.spot.put(change.new)
            made = ast.unparse(ast.fix_missing_locations(tree)).replace("\n    ", "; ")
            change.spot.restore(held)
            words = " ".join([str(change.rank), change.kind, *change.fields.values()])
            told.append(f"{words}{' +' if change.together else ''}: {made}")
    assert ast.unparse(tree) == ast.unparse(ast.parse(text)), "the code is left as it was"
    return told


def test_a_default_may_be_another_number_nothing_or_the_opposite() -> None:
    assert of("def f(a=2, c=None, d=True): pass", "a-default-of-its-own") == [
        *(f"1 a-default-of-its-own 2 +: def f(a={n}, c=None, d=True):; pass" for n in (3, 1, -2, 0, -1, 4)),
        *(f"2 a-default-of-its-own: def f(a=2, c={n}, d=True):; pass" for n in (0, 1, -1, 2)),
        "0 a-default-of-its-own: def f(a=2, c=None, d=False):; pass",
    ]
    assert of("def f(a=2): pass", "an-argument-ignored", "another-number") == []


@pytest.mark.parametrize(
    ("call", "axes"),
    [
        ("np.sum(a, axis={})", ["2", "0", "-1", "None"]),
        ("np.stack(a, {})", ["2", "0", "-1", "None"]),
        ("a.cumsum({})", ["2", "0", "-1", "None"]),
        ("g(a, {})", []),
        ("np.power(a, {})", []),
        ("max({}, a)", []),
        ("sum(a, {})", []),
        ("g(a, out={})", []),
        ("np.sum(a, out={})", []),
        ("np.clip(a, a_max={})", []),
    ],
)
def test_an_axis_may_be_another_one_between_minus_three_and_three(call: str, axes: list[str]) -> None:
    made = [one for one in of(f"def f(a):\n    return {call.format(1)}", "along-another-axis") if "kept" not in one]
    assert made == [f"1 along-another-axis 1 +: def f(a):; return {call.format(axis)}" for axis in axes]
    assert bool(of(f"def f(a):\n    return {call.format(1)}", "another-number")) == (not axes)


def test_axes_that_no_array_has_are_not_tried() -> None:
    made = of("def f(a):\n    b = 9\n    return np.sum(a, axis=3)", "along-another-axis")
    axes = [one.rpartition("axis=")[2] for one in made if "kept" not in one]
    assert axes == ["2)", "-3)", "0)", "1)", "-1)", "None)"]


def test_numbers_of_the_program_are_tried_for_each_other() -> None:
    made = of("def g(a):\n    return 40\ndef f(b, c=0.75):\n    return 6", "another-number")
    assert [one for one in made if one.endswith(("return 40", "return 0.75"))] == [
        "2 another-number 6 +: def g(a):; return 40\n\ndef f(b, c=0.75):; return 40",
        "2 another-number 6 +: def g(a):; return 40\n\ndef f(b, c=0.75):; return 0.75",
    ]
    assert of("def f(b):\n    return b[True]", "another-number") == []


def test_names_are_parameters_and_what_was_set() -> None:
    made = of("def f(a, /, b, *c, d):\n    x = a\n    return g(x)", "another-value")
    assert [one.partition("; ")[2] for one in made] == [
        *(f"x = {name}; return g(x)" for name in ("b", "d", "c", "x")),
        *(f"x = a; return g({name})" for name in ("a", "b", "d", "c")),
    ]


def test_arguments_by_place_are_made_floats_at_the_start_of_the_function_that_is_asked_for() -> None:
    text = "def g(a):\n    return a\ndef f(a, /, b, *, c):\n    return b"
    assert of(text, "not-made-floats") == [
        f"3 not-made-floats {name}: def g(a):; return a\n\ndef f(a, /, b, *, c):; "
        f"{name} = np.array({name}, dtype=float); return b"
        for name in "ab"
    ]


def test_values_are_what_is_returned_set_and_handed_over() -> None:
    text = (
        "def f(a):\n    g(a + 1, (a, 2), key=a)\n    x = a\n    x += a\n    for _ in a:\n        pass\n    return a[0]"
    )
    made = [one.partition("def f(a):; ")[2] for one in of(text, "a-minus-missing")]
    call, rest = "g(a + 1, (a, 2), key=a)", "; x = a; x += a; for _ in a:;     pass; return a[0]"
    assert sorted(made) == sorted(
        [
            f"{call}; x = -a; x += a; for _ in a:;     pass; return a[0]",
            f"{call}; x = a; x += -a; for _ in a:;     pass; return a[0]",
            f"{call}; x = a; x += a; for _ in a:;     pass; return -a[0]",
            "g(-(a + 1), (a, 2), key=a)" + rest,
            "g(a + 1, -(a, 2), key=a)" + rest,
            "g(-a + 1, (a, 2), key=a)" + rest,
            "g(a + -1, (a, 2), key=a)" + rest,
            "g(a + 1, (-a, 2), key=a)" + rest,
            "g(a + 1, (a, -2), key=a)" + rest,
        ]
    )


def test_functions_are_taken_for_each_other_both_ways_and_no_pair_stands_twice() -> None:
    assert len({frozenset(pair) for pair in INSTEAD}) == len(INSTEAD)
    for one, other in INSTEAD:
        assert f"1 another-function {one} +: np.{other}(a)" in changed(f"np.{one}(a)")
        assert f"1 another-function {other} +: np.{one}(a)" in changed(f"np.{other}(a)")


def test_edges_and_opposites_go_both_ways() -> None:
    assert {EDGES[EDGES[one]] is one for one in EDGES} == {True}
    assert all(one in OPPOSITES[other] for one, others in OPPOSITES.items() for other in others)


def test_statements_are_changed_too() -> None:
    assert of("def f(a):\n    a += 1\n    return a", "goes-on-adding") == [
        "1 goes-on-adding: def f(a):; a = 1; return a"
    ]


@pytest.mark.parametrize(
    ("axis", "others"),
    [("-1", "0 1 -1 2 -2 -3 None"), ("2", "3 1 -2 0 -1 None")],
    ids=["from behind", "from the front"],
)
def test_an_axis_may_be_any_other_and_none(axis: str, others: str) -> None:
    tree = ast.parse(f"def f(a):\n    return np.sum(a, axis={axis})")
    found = [each for each in changes(tree, "f") if each.kind == "along-another-axis" and "part" in each.fields]
    made = []
    for change in found:
        held = change.spot.held()
        change.spot.put(change.new)
        made.append(ast.unparse(ast.fix_missing_locations(tree)).rpartition("axis=")[2].rstrip(")"))
        change.spot.restore(held)
    assert made == others.split()
    assert {(change.rank, change.fields["part"], change.together) for change in found} == {(1, axis, True)}
