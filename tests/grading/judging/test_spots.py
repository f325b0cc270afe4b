"""Places in code, and the small pieces that are put there."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from grading.judging.spots import (
    Change,
    Spot,
    arguments_of,
    called,
    named,
    number_node,
    numpy_call,
    plus,
    read,
    short,
    spots,
    text_of,
    with_keywords,
)


def tree_of(text: str) -> Any:
    """Return the tree of an expression."""
    return ast.parse(text, mode="eval").body


def function_of(text: str) -> Any:
    """Return the tree of a function."""
    return ast.parse(text).body[0]


def written(node: ast.AST) -> str:
    """Return the code of a node."""
    return ast.unparse(ast.fix_missing_locations(node))


def test_every_place_below_a_node_is_found_with_its_parent() -> None:
    tree = tree_of("f(a, 1)")
    found = [(spot.name, spot.index, type(spot.node).__name__) for spot in spots(tree)]
    assert found == [
        ("func", None, "Name"),
        ("args", 0, "Name"),
        ("args", 1, "Constant"),
        ("ctx", None, "Load"),
        ("ctx", None, "Load"),
    ]
    assert all(spot.count == 1 for spot in spots(tree))


def test_a_node_is_put_and_everything_stands_again_as_it_was() -> None:
    tree = tree_of("a + b")
    spot = Spot(tree, "right", None, tree.right)
    held = spot.held()
    spot.put(ast.Constant(7))
    assert written(tree) == "a + 7"
    spot.restore(held)
    assert written(tree) == "a + b"


@pytest.mark.parametrize(
    ("index", "count", "new", "text"),
    [
        (0, 1, "one", "x(); b(); c()"),
        (1, 1, "two", "a(); x(); x(); c()"),
        (1, 2, "one", "a(); x()"),
        (2, 1, "none", "a(); b(); pass"),
        (0, 3, "none", "pass"),
    ],
)
def test_statements_are_put_in_the_place_of_so_many(index: int, count: int, new: str, text: str) -> None:
    tree = ast.parse("a(); b(); c()")
    body, one = tree.body, ast.parse("x()").body[0]
    news: dict[str, Any] = {"one": one, "two": [one, one], "none": []}
    spot = Spot(tree, "body", index, body[index], count)
    held = spot.held()
    assert held is not body
    spot.put(news[new])
    assert "; ".join(written(tree).split("\n")) == text
    spot.restore(held)
    assert written(tree) == "a()\nb()\nc()"
    assert tree.body is body, "other changes share it"


def test_a_change_is_made_in_one_place_unless_it_says_otherwise() -> None:
    tree = tree_of("a + b")
    change = Change(1, "another-value", Spot(tree, "right", None, tree.right), ast.Constant(7))
    assert (change.together, change.fields) == (False, {})


def test_all_parameters_of_a_function_are_its_arguments() -> None:
    names = [one.arg for one in arguments_of(function_of("def f(a, /, b, *more, c=1, **others): pass"))]
    assert names == ["a", "b", "c", "more", "others"]
    assert arguments_of(function_of("def f(): pass")) == []


def test_what_is_set_can_be_read() -> None:
    target = function_of("x[0] = 1").targets[0]
    value = read(target)
    assert isinstance(value, ast.Subscript)
    assert isinstance(value.ctx, ast.Load)
    assert isinstance(target.ctx, ast.Store)


@pytest.mark.parametrize(("length", "end"), [(9, "x"), (10, "x"), (11, "..."), (50, "...")])
def test_a_text_is_cut_where_it_is_too_long(length: int, end: str) -> None:
    text = short("x" * length, 10)
    assert text.endswith(end)
    assert len(text) == min(length, 10)


def test_a_part_of_a_sentence_has_35_characters_at_most() -> None:
    assert text_of(tree_of("a   +  b")) == "a + b"
    assert text_of(tree_of("x" * 35)) == "x" * 35
    assert text_of(tree_of("x" * 36)) == "x" * 32 + "..."


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (0.5, "0.5"),
        (float("inf"), "float('inf')"),
        (float("-inf"), "float('-inf')"),
        (-2.5, "-2.5"),
        (0, "0"),
    ],
)
def test_a_number_is_written_as_code(value: float, text: str) -> None:
    assert written(number_node(value)) == text
    assert eval(text) == value  # noqa: S307 -- text of ours


@pytest.mark.parametrize(("step", "text"), [(1, "n + 1"), (2, "n + 2"), (-1, "n - 1"), (-3, "n - 3")])
def test_a_value_that_is_larger_or_smaller(step: int, text: str) -> None:
    assert written(plus(tree_of("n"), step)) == text


def test_a_call_of_numpys() -> None:
    assert written(numpy_call("abs", tree_of("x"))) == "np.abs(x)"


@pytest.mark.parametrize(("text", "name"), [("f(x)", "f"), ("np.mean(x)", "mean"), ("f()(x)", ""), ("a[0](x)", "")])
def test_what_is_called_has_a_name_or_none(text: str, name: str) -> None:
    assert called(tree_of(text)) == name


@pytest.mark.parametrize(("text", "new"), [("f(x, k=1)", "g(x, k=1)"), ("np.f(x, k=1)", "np.g(x, k=1)")])
def test_another_function_is_called_in_the_same_way(text: str, new: str) -> None:
    assert written(named(tree_of(text), "g")) == new


def test_keywords_are_set_or_left_out_and_others_stay() -> None:
    call = tree_of("f(x, axis=0, out=y, **more)")
    assert written(with_keywords(call, axis=ast.Constant(1))) == "f(x, out=y, **more, axis=1)"
    assert written(with_keywords(call, axis=None, keepdims=ast.Constant(True))) == "f(x, out=y, **more, keepdims=True)"
    assert written(call) == "f(x, axis=0, out=y, **more)"


def test_a_place_in_a_loop_is_told_from_one_outside() -> None:
    text = "a = 1\nwhile b:\n    if c:\n        d = 2\nfor e in f:\n    g = 3\nh = 4"
    places = {
        written(spot.node): spot.in_a_loop for spot in spots(ast.parse(text)) if isinstance(spot.node, ast.Assign)
    }
    assert places == {"a = 1": False, "d = 2": True, "g = 3": True, "h = 4": False}
    assert Spot(ast.parse(text), "body", 0, ast.parse(text).body[0]).in_a_loop is False
