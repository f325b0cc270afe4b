"""Changes that are written down: which functions stand with them, in which order, and what a message shows of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import pytest

from grading.judging import edits as module
from grading.judging.edits import Edit, edits
from grading.judging.spots import Change, Spot
from grading.subject.calls import LoadedSource
from grading.worker.places import Cell


def edits_of(text: str, *tasks: str, cells: tuple[Cell, ...] = (), function: str = "f") -> list[Edit]:
    """Return the changes to a function of a module."""
    source = LoadedSource("ex91", "ex91_small", text.encode(), cells=cells, is_notebook=bool(cells))
    return list(edits(source, function, set(tasks)))


def shown(text: str, kind: str, **more: Any) -> set[tuple[str, int]]:
    """Return what messages of one kind show, and its lines."""
    return {(edit.code, edit.line) for edit in edits_of(text, **more) if edit.kind == kind}


def program(text: str, *tasks: str, function: str = "f") -> str:
    """Return the program of which one thing is changed; "" where there is none."""
    found = module._program(LoadedSource("ex91", "ex91_small", text.encode()), function, set(tasks))
    return "" if found is None else ast.unparse(found)


HELPERS = """
def z(x):
    return x


def b(x):
    return z(x)


def a(x):
    return 1


def f(x):
    return b(x) + f(x)
"""


def test_helpers_that_are_called_however_indirectly_stand_before_the_function() -> None:
    text = program(HELPERS)
    assert [line for line in text.split("\n") if line.startswith("def ")] == [
        "def b(x):",
        "def z(x):",
        "def f(x):",
    ] or (sorted(text.split("\n\n")[:-1]) == ["def b(x):\n    return z(x)", "def z(x):\n    return x"])
    assert text.split("\n\n")[-1].startswith("def f(x):")
    assert "def a(" not in text


@pytest.mark.parametrize("letter", ["a", "z"])
def test_the_function_stands_last_whatever_its_helpers_are_called(letter: str) -> None:
    names = [f"{letter}{number}" for number in range(20)]
    helpers = "\n".join(f"def {name}():\n    return 1" for name in names)
    text = program(f"def f():\n    return {' + '.join(f'{name}()' for name in names)}\n{helpers}")
    assert text.count("def ") == 21
    assert text.rpartition("def ")[2].startswith("f():")


def test_helpers_stand_in_the_order_of_their_names_whatever_seeds_a_set() -> None:
    names = ["zest", "apple", "melon", "berry"]
    helpers = "\n".join(f"def {name}():\n    return 1" for name in names)
    text = program(f"def f():\n    return {' + '.join(f'{name}()' for name in names)}\n{helpers}")
    assert [part.partition("(")[0] for part in text.split("def ")[1:]] == ["apple", "berry", "melon", "zest", "f"]


def test_other_tasks_are_left_as_they_are_and_so_is_what_they_alone_call() -> None:
    assert program(HELPERS, "b", "f") == "def f(x):\n    return b(x) + f(x)"


def test_a_function_that_is_not_there_has_no_program() -> None:
    assert program(HELPERS, function="g") == ""
    assert program("f = 1") == ""


def test_the_last_of_two_of_one_name_is_the_function() -> None:
    assert program("def f():\n    return 1\n\ndef f():\n    return 2") == "def f():\n    return 2"


@pytest.mark.parametrize("asking", ["input()", "breakpoint()", "pdb.set_trace()"])
def test_what_waits_for_a_person_is_not_asked_again(asking: str) -> None:
    assert program(f"def g():\n    {asking}\n\ndef f():\n    return g()") == ""
    assert program(f"def g():\n    {asking}\n\ndef f():\n    return 1") == "def f():\n    return 1"


def test_what_only_says_is_left_out() -> None:
    text = 'def f(a: int, *b: float, c: "x" = 1) -> int:\n    "Says."\n    "more"\n    return a'
    assert program(text) == 'def f(a, *b, c=1):\n    """more"""\n    return a'
    assert program('def f():\n    "Says."') == 'def f():\n    """Says."""'
    assert program("def f():\n    a\n    return a") == "def f():\n    a\n    return a"
    assert program("def f():\n    x = 'text'\n    return x") == "def f():\n    x = 'text'\n    return x"


@pytest.mark.parametrize("error", [SyntaxError, ValueError, RecursionError, MemoryError])
def test_a_cell_that_cannot_be_read_is_left_out_and_the_others_are_not(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = ast.parse

    def read(text: str) -> ast.Module:
        if "bad" in text:
            raise error
        return parse(text)

    monkeypatch.setattr(ast, "parse", read)
    text = "bad\n\ndef f(x):\n    return x / 3\n"
    assert ("x / 3", 4) in shown(text, "another-operation", cells=(Cell(1, 1), Cell(3, 2)))


@pytest.mark.parametrize("error", [ValueError, TypeError, AttributeError, RecursionError])
def test_a_change_that_makes_no_code_is_left_out(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    unparse = ast.unparse

    def write(tree: ast.AST) -> str:
        text = unparse(tree)
        if "+" in text:
            raise error
        return text

    monkeypatch.setattr(ast, "unparse", write)
    texts = [edit.text for edit in edits_of("def f(x):\n    return x / 3")]
    assert "" not in texts
    assert len(texts) > 9


CODE = """# f
def f(x, y):
    a = 1
    b = \u00e4 + x ** y
    c = x ** (
        y)
    if x > y: return xx
    d = y / x
    return x + 2
"""


def test_a_message_shows_the_expression_where_it_fits_and_else_its_line() -> None:
    assert shown(CODE, "edge-on-the-wrong-side") == {("x > y", 7)}
    assert shown(CODE, "sides-exchanged") == {("x ** y", 4), ("c = x ** (", 5), ("y / x", 8)}
    assert ("a = 1", 3) in shown(CODE, "another-number"), "a number alone says too little"
    assert ("return x + 2", 9) in shown(CODE, "another-value"), "and so does a name"
    assert ("if x > y: return xx", 7) in shown(CODE, "a-condition-too-much")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a", "a**b"),
        ("x" * 67, "x" * 67 + "**b"),
        ("x" * 68, "return " + "x" * 60 + "..."),
    ],
)
def test_an_expression_of_70_characters_is_shown_and_of_a_longer_one_the_line_as_far_as_that(
    name: str, code: str
) -> None:
    assert shown(f"def f({name}, b):\n    return {name}**b", "sides-exchanged") == {(code, 2)}
    assert len(code) <= 70


def test_of_three_characters_the_line_is_shown() -> None:
    assert shown("def f(a, b):\n    return a-b", "sides-exchanged") == {("return a-b", 2)}


# Order and number


def put(monkeypatch: pytest.MonkeyPatch, *made: tuple[int, str, int, str, dict[str, str], bool]) -> list[Edit]:
    """Have these changes to the values of a function's assignments: rank, kind, which, by what, words, together."""

    def changes(tree: Any, _function: str) -> Iterator[Change]:
        for rank, kind, which, new, fields, together in made:
            parent = tree.body[0].body[which]
            node = ast.parse(new, mode="eval").body
            yield Change(rank, kind, Spot(parent, "value", None, parent.value), node, fields, together)

    monkeypatch.setattr(module, "changes", changes)
    return edits_of("def f():\n    a = old\n    b = old\n    c = other\n    return")


def test_likely_changes_come_first_and_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    found = put(monkeypatch, (2, "later", 0, "x", {}, False), (0, "first", 1, "y", {"part": "p"}, False))
    assert [(edit.kind, edit.text) for edit in found] == [
        ("first", "def f():\n    a = old\n    b = y\n    c = other\n    return"),
        ("later", "def f():\n    a = x\n    b = old\n    c = other\n    return"),
    ]
    assert found[0].fields == {"part": "p"}


def rows(found: list[Edit]) -> list[str]:
    """Return the values that a, b and c are given by each change."""
    return [" ".join(line.rpartition(" ")[2] for line in edit.text.split("\n")[1:4]) for edit in found]


def test_a_change_of_the_same_code_is_made_in_all_its_places_too(monkeypatch: pytest.MonkeyPatch) -> None:
    found = put(monkeypatch, (1, "k", 0, "new", {}, True), (1, "k", 1, "new", {}, True), (1, "k", 2, "new", {}, True))
    assert rows(found) == ["new old other", "old new other", "old old new", "new new other"]
    assert (found[-1].kind, found[-1].line) == ("k", 2), "told where it stands first"


def test_changes_that_are_the_same_by_their_words_are_made_together(monkeypatch: pytest.MonkeyPatch) -> None:
    same = {"same": "axis 0"}
    found = put(monkeypatch, (1, "k", 0, "one", same, True), (1, "k", 2, "two", same, True))
    assert rows(found) == ["one old other", "old old two", "one old two"]


@pytest.mark.parametrize(
    ("second", "together"),
    [
        ((1, "other", 1, "new"), True),
        ((2, "k", 1, "new"), True),
        ((1, "k", 1, "newer"), True),
        ((1, "k", 1, "new"), False),
    ],
)
def test_changes_of_another_kind_rank_or_code_are_not_made_together(
    second: tuple[int, str, int, str], together: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = put(monkeypatch, (1, "k", 0, "new", {}, together), (*second, {}, together))
    assert len(found) == 2


def test_what_is_changed_to_what_it_was_is_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rows(
        put(monkeypatch, (1, "k", 0, "old", {}, False), (1, "k", 0, "x", {}, False), (2, "k", 0, "x", {}, False))
    ) == ["x old other"]


def test_five_hundred_changes_are_written_down_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    assert module.MOST == 500
    monkeypatch.setattr(module, "MOST", 3)
    made: Any = [(1, "k", 0, f"x{n}", {}, False) for n in range(6)]
    assert rows(put(monkeypatch, *made)) == ["x0 old other", "x1 old other", "x2 old other"]
    assert len(put(monkeypatch, *made[:2])) == 2


def test_code_is_left_as_it_was_when_a_change_inside_another_is_taken_back() -> None:
    first = edits_of("def f(x):\n    x = x + (x - 1)\n    return x - 1")
    assert [edit.text for edit in first] == [
        edit.text for edit in edits_of("def f(x):\n    x = x + (x - 1)\n    return x - 1")
    ]
    assert all(edit.text.startswith("def f(x):\n") for edit in first)


def test_what_is_shown_is_an_expression_of_one_line_else_the_line_it_begins_in() -> None:
    text = "def f(x):\n    many_numbers = np.sum(x)\n    return (x[0] +\n            x[1]) / many_numbers + 7.25"
    shown = {(one.line, one.code) for one in edits_of(text)}
    lines = [line.strip() for line in text.split("\n")]
    assert (3, lines[2]) in shown
    assert (4, lines[3]) in shown
    assert (2, "np.sum(x)") in shown
    assert (4, "x[1]") in shown
    assert not [code for _, code in shown if code in ("many_numbers", "7.25") or code.endswith(" /")]
    assert all(code in lines[line - 1] for line, code in shown)
