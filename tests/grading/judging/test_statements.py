"""Which slips are taken back in each kind of statement: no kind is forgotten, and none is taken for another."""

from __future__ import annotations

import ast

import pytest

from grading.judging.spots import spots
from grading.judging.statements import OPERATIONS, SIGNS, of_statement


def changed(text: str) -> list[str]:
    """Return each change: its rank, its kind, what fills its words, and the code that it makes."""
    tree = ast.parse(text)
    told = []
    for spot in spots(tree):
        for change in of_statement(spot):
            held = change.spot.held()
            change.spot.put(change.new)
            words = " ".join([str(change.rank), change.kind, *change.fields.values()])
            told.append(f"{words}: {ast.unparse(ast.fix_missing_locations(tree))}")
            change.spot.restore(held)
    assert ast.unparse(tree) == ast.unparse(ast.parse(text)), "the code is left as it was"
    return told


CASES: dict[str, tuple[str, list[str]]] = {
    "a value that is set": (
        "x = 1",
        [
            "1 a-line-too-much: pass",
        ],
    ),
    "a value that is set in a loop": (
        "while a:\n    x = 1",
        [
            "1 a-line-too-much: while a:\n    pass",
            "2 overwrites-instead-of-adding: while a:\n    x += 1",
            "2 overwrites-instead-of-adding: while a:\n    x *= 1",
        ],
    ),
    "what is set in one go in a loop": (
        "while a:\n    x = y = 1",
        [
            "1 a-line-too-much: while a:\n    pass",
        ],
    ),
    "what is set in one go": (
        "a = b = 1",
        [
            "1 a-line-too-much: pass",
        ],
    ),
    "an attribute": (
        "a.b = 1",
        [
            "1 a-line-too-much: pass",
        ],
    ),
    "adding": (
        "x += 2",
        [
            "1 a-line-too-much: pass",
            "1 another-operation +=: x -= 2",
            "1 another-operation +=: x *= 2",
            "1 goes-on-adding: x = 2",
            "1 changed-in-place: x = x + 2",
        ],
    ),
    "taking away": (
        "x[0] -= 2",
        [
            "1 a-line-too-much: pass",
            "1 another-operation -=: x[0] += 2",
            "1 another-operation -=: x[0] /= 2",
            "1 goes-on-adding: x[0] = 2",
            "1 changed-in-place: x[0] = x[0] - 2",
        ],
    ),
    "multiplying": (
        "x *= y",
        [
            "1 a-line-too-much: pass",
            "1 another-operation *=: x /= y",
            "1 another-operation *=: x @= y",
            "1 another-operation *=: x += y",
            "1 another-operation *=: x **= y",
            "1 goes-on-adding: x = y",
            "1 changed-in-place: x = x * y",
        ],
    ),
    "dividing": (
        "x /= y",
        [
            "1 a-line-too-much: pass",
            "1 another-operation /=: x *= y",
            "1 another-operation /=: x //= y",
            "1 another-operation /=: x -= y",
            "1 goes-on-adding: x = y",
            "1 changed-in-place: x = x / y",
        ],
    ),
    "whole division": (
        "x //= y",
        [
            "1 a-line-too-much: pass",
            "1 another-operation //=: x /= y",
            "1 another-operation //=: x %= y",
            "1 goes-on-adding: x = y",
            "1 changed-in-place: x = x // y",
        ],
    ),
    "a remainder": (
        "x %= 2",
        [
            "1 a-line-too-much: pass",
            "1 another-operation %=: x //= 2",
            "1 goes-on-adding: x = 2",
            "1 changed-in-place: x = x % 2",
        ],
    ),
    "a matrix product": (
        "x @= y",
        [
            "1 a-line-too-much: pass",
            "1 another-operation @=: x *= y",
            "1 goes-on-adding: x = y",
            "1 changed-in-place: x = x @ y",
        ],
    ),
    "a power": (
        "x **= 2",
        [
            "1 a-line-too-much: pass",
            "1 another-operation **=: x *= 2",
            "1 goes-on-adding: x = 2",
            "1 changed-in-place: x = x ** 2",
        ],
    ),
    "another operation": (
        "x |= y",
        [
            "1 a-line-too-much: pass",
            "1 goes-on-adding: x = y",
            "1 changed-in-place: x = x | y",
        ],
    ),
    "a condition": (
        "if a:\n    b()\n    c()",
        [
            "1 asks-the-opposite: if not a:\n    b()\n    c()",
            "2 a-condition-too-much: b()\nc()",
            "2 a-line-too-much: pass",
            "1 a-line-too-much: if a:\n    pass\n    c()",
            "1 two-lines-exchanged: if a:\n    c()\n    b()",
            "1 a-line-too-much: if a:\n    b()\n    pass",
        ],
    ),
    "a refusal": (
        "if a:\n    raise b",
        [
            "1 asks-the-opposite: if not a:\n    raise b",
            "2 a-condition-too-much: raise b",
            "1 refuses-too-much: pass",
            "1 a-line-too-much: if a:\n    pass",
        ],
    ),
    "a refusal among others": (
        "if a:\n    raise b\n    c()",
        [
            "1 asks-the-opposite: if not a:\n    raise b\n    c()",
            "2 a-condition-too-much: raise b\nc()",
            "2 a-line-too-much: pass",
            "1 a-line-too-much: if a:\n    pass\n    c()",
            "1 two-lines-exchanged: if a:\n    c()\n    raise b",
            "1 a-line-too-much: if a:\n    raise b\n    pass",
        ],
    ),
    "a condition with another way": (
        "if a:\n    b()\nelse:\n    c()",
        [
            "1 asks-the-opposite: if not a:\n    b()\nelse:\n    c()",
            "1 a-line-too-much: if a:\n    pass\nelse:\n    c()",
            "1 a-line-too-much: if a:\n    b()\nelse:\n    pass",
        ],
    ),
    "an import": (
        "import a\nfrom b import c",
        [
            "1 two-lines-exchanged: from b import c\nimport a",
        ],
    ),
    "a break": (
        "for i in a:\n    break",
        [
            "1 a-line-too-much: for i in a:\n    pass",
            "0 break-for-continue: for i in a:\n    continue",
        ],
    ),
    "a loop": (
        "x = 0\nfor i in a:\n    b()\n    c()\nd()",
        [
            "1 a-line-too-much: pass\nfor i in a:\n    b()\n    c()\nd()",
            "1 two-lines-exchanged: for i in a:\n    b()\n    c()\nx = 0\nd()",
            "0 inside-the-loop 4: x = 0\nfor i in a:\n    b()\nc()\nd()",
            "1 set-anew-each-round 3: x = 0\nb()\nfor i in a:\n    c()\nd()",
            "1 behind-the-loop 5: x = 0\nfor i in a:\n    b()\n    c()\n    d()",
            "1 before-the-loop 1: for i in a:\n    x = 0\n    b()\n    c()\nd()",
            "1 two-lines-exchanged: x = 0\nd()\nfor i in a:\n    b()\n    c()",
            "1 a-line-too-much: x = 0\nfor i in a:\n    b()\n    c()\npass",
            "1 a-line-too-much: x = 0\nfor i in a:\n    pass\n    c()\nd()",
            "1 two-lines-exchanged: x = 0\nfor i in a:\n    c()\n    b()\nd()",
            "1 a-line-too-much: x = 0\nfor i in a:\n    b()\n    pass\nd()",
        ],
    ),
    "a loop before two lines": (
        "for i in a:\n    b()\nc()\nd()",
        [
            "1 behind-the-loop 3: for i in a:\n    b()\n    c()\nd()",
            "1 two-lines-exchanged: c()\nfor i in a:\n    b()\nd()",
            "1 a-line-too-much: for i in a:\n    b()\npass\nd()",
            "1 two-lines-exchanged: for i in a:\n    b()\nd()\nc()",
            "1 a-line-too-much: for i in a:\n    b()\nc()\npass",
            "1 a-line-too-much: for i in a:\n    pass\nc()\nd()",
        ],
    ),
    "a loop behind two lines": (
        "b()\nx = 0\nwhile a:\n    c()",
        [
            "1 a-line-too-much: pass\nx = 0\nwhile a:\n    c()",
            "1 two-lines-exchanged: x = 0\nb()\nwhile a:\n    c()",
            "1 a-line-too-much: b()\npass\nwhile a:\n    c()",
            "1 two-lines-exchanged: b()\nwhile a:\n    c()\nx = 0",
            "1 before-the-loop 2: b()\nwhile a:\n    x = 0\n    c()",
            "1 a-line-too-much: b()\nx = 0\nwhile a:\n    pass",
        ],
    ),
    "a loop of three lines": (
        "for i in a:\n    b()\n    c()\n    d()",
        [
            "0 inside-the-loop 4: for i in a:\n    b()\n    c()\nd()",
            "1 set-anew-each-round 2: b()\nfor i in a:\n    c()\n    d()",
            "1 a-line-too-much: for i in a:\n    pass\n    c()\n    d()",
            "1 two-lines-exchanged: for i in a:\n    c()\n    b()\n    d()",
            "1 a-line-too-much: for i in a:\n    b()\n    pass\n    d()",
            "1 two-lines-exchanged: for i in a:\n    b()\n    d()\n    c()",
            "1 a-line-too-much: for i in a:\n    b()\n    c()\n    pass",
        ],
    ),
    "a loop with an end of its own": (
        "while a:\n    b()\nelse:\n    d()",
        [
            "1 a-line-too-much: while a:\n    pass\nelse:\n    d()",
            "1 a-line-too-much: while a:\n    b()\nelse:\n    pass",
        ],
    ),
    "a return in a loop": (
        "def f():\n    for i in a:\n        b()\n        return c\n    return d",
        [
            "0 returns-in-the-loop 4: def f():\n    for i in a:\n        b()\n    return c\n    return d",
            "1 set-anew-each-round 3: def f():\n    b()\n    for i in a:\n        return c\n    return d",
            "1 two-lines-exchanged: def f():\n    return d\n    for i in a:\n        b()\n        return c",
            "1 a-line-too-much: def f():\n    for i in a:\n        pass\n        return c\n    return d",
            "1 two-lines-exchanged: def f():\n    for i in a:\n        return c\n        b()\n    return d",
        ],
    ),
    "a call before a loop": (
        "b()\nwhile a:\n    b()",
        [
            "1 a-line-too-much: pass\nwhile a:\n    b()",
            "1 two-lines-exchanged: while a:\n    b()\nb()",
            "1 a-line-too-much: b()\nwhile a:\n    pass",
        ],
    ),
}
"""A statement, and all that may have been meant."""


@pytest.mark.parametrize("name", CASES)
def test_a_statement_has_these_changes_and_no_others(name: str) -> None:
    text, expected = CASES[name]
    assert changed(text) == expected


def test_an_operation_is_never_taken_for_itself_and_each_has_its_sign() -> None:
    assert [one for one, others in OPERATIONS.items() if one in others] == []
    for one, sign in SIGNS.items():
        assert ast.unparse(ast.BinOp(ast.Name("a"), one(), ast.Name("b"))) == f"a {sign} b"
    assert set(SIGNS) == set(OPERATIONS) == set().union(*OPERATIONS.values())


def test_an_expression_is_no_statement() -> None:
    tree = ast.parse("x + y", mode="eval")
    assert [change for spot in spots(tree) for change in of_statement(spot)] == []
