"""Mutation operators for code that builds networks and datasets, where little is arithmetic and much is named.

cosmic-ray's operators change what is computed. Here options change ("relu", "same"), names, keyword arguments are left
out, arguments exchanged, and layers of a list, layers of a graph, steps of a chain and statements left out.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

FAMILIES = (
    ("relu", "sigmoid"),
    ("softmax", "sigmoid"),
    ("sigmoid", "tanh"),
    ("same", "valid"),
    ("horizontal", "vertical"),
    ("zero", "none"),
    ("adam", "sgd"),
    ("float32", "float64"),
    ("sparse_categorical_crossentropy", "categorical_crossentropy"),
    ("binary_crossentropy", "mse"),
    ("accuracy", "mae"),
)
"""An option, and another one in its place: the first word becomes the second, the second the first."""
OTHER_OPTION = {second: first for first, second in reversed(FAMILIES)} | dict(reversed(FAMILIES))


class Edit(NamedTuple):
    """A part of a module's source, and what stands in its place."""

    node: ast.expr | ast.stmt
    text: str


Operator = Callable[[ast.AST, frozenset[str]], Iterator[Edit]]
"""Gives the edits of one node; the names are those of imported modules."""


def edited(source: str) -> Iterator[tuple[int, str]]:
    """Yield each changed text of a module with the number, from 0, of the first line that the change touches."""
    tree = ast.parse(source)
    lines = source.encode().splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
    modules = frozenset(
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    )
    for node in ast.walk(tree):
        for operator in OPERATORS:
            for edit in operator(node, modules):
                where = edit.node
                begin = starts[where.lineno - 1] + where.col_offset
                end = starts[(where.end_lineno or where.lineno) - 1] + (where.end_col_offset or 0)
                whole = source.encode()
                yield where.lineno - 1, (whole[:begin] + edit.text.encode() + whole[end:]).decode()


def other_strings(node: ast.AST, _modules: frozenset[str]) -> Iterator[Edit]:
    """Change an option to another of its family, and a name to one that nobody knows; sentences stay."""
    for child in _own_children(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str) and not isinstance(node, ast.Expr):
            word = child.value
            if word in OTHER_OPTION:
                yield Edit(child, repr(OTHER_OPTION[word]))
            elif word and not word.isspace() and " " not in word:
                yield Edit(child, repr(f"{word}_"))


def keywords_left_out(node: ast.AST, _modules: frozenset[str]) -> Iterator[Edit]:
    """Leave out one keyword argument of a call."""
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            if keyword.arg is not None:
                kept = [each for each in node.keywords if each is not keyword]
                yield Edit(node, ast.unparse(ast.Call(node.func, node.args, kept)))


def arguments_exchanged(node: ast.AST, _modules: frozenset[str]) -> Iterator[Edit]:
    """Exchange the first two arguments of a call."""
    if isinstance(node, ast.Call) and len(node.args) > 1 and not isinstance(node.args[1], ast.Starred):
        first, second, *rest = node.args
        yield Edit(node, ast.unparse(ast.Call(node.func, [second, first, *rest], node.keywords)))


def layers_left_out_of_lists(node: ast.AST, _modules: frozenset[str]) -> Iterator[Edit]:
    """Leave one of several entries out of a list that is written down."""
    if isinstance(node, ast.List) and len(node.elts) > 1:
        for entry in node.elts:
            kept = [each for each in node.elts if each is not entry]
            yield Edit(node, ast.unparse(ast.List(kept, ast.Load())))


def layers_left_out_of_graphs(node: ast.AST, _modules: frozenset[str]) -> Iterator[Edit]:
    """Pass on what a layer is called on: `Dense(3)(x)` becomes `x`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Call) and len(node.args) == 1:
        yield Edit(node, ast.unparse(node.args[0]))


def steps_left_out_of_chains(node: ast.AST, modules: frozenset[str]) -> Iterator[Edit]:
    """Leave out the last step of a chain: `dataset.cache().batch(2)` becomes `dataset.cache()`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        root: ast.AST = node.func.value
        while isinstance(root, ast.Attribute):
            root = root.value
        if not (isinstance(root, ast.Name) and root.id in modules):
            yield Edit(node, ast.unparse(node.func.value))


def statements_left_out(node: ast.AST, _modules: frozenset[str]) -> Iterator[Edit]:
    """Leave out a call whose result nobody takes, and an assignment to an attribute."""
    is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    if is_call or (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute)):
        assert isinstance(node, ast.stmt)
        yield Edit(node, "pass")


OPERATORS: tuple[Operator, ...] = (
    other_strings,
    keywords_left_out,
    arguments_exchanged,
    layers_left_out_of_lists,
    layers_left_out_of_graphs,
    steps_left_out_of_chains,
    statements_left_out,
)


def _own_children(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the children of a node that is no f-string, whose parts are no texts of their own."""
    return iter(()) if isinstance(node, ast.JoinedStr | ast.FormattedValue) else ast.iter_child_nodes(node)
