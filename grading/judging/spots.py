"""Places in a syntax tree, what may be put there, and small trees to put."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

LONGEST_PART = 35
"""Characters of a part of an expression in a message."""


@dataclass
class Spot:
    """A place in a tree where a node stands."""

    parent: ast.AST
    name: str
    index: int | None
    node: ast.AST
    count: int = 1
    """Statements that go together, from this one on."""
    in_a_loop: bool = False
    """Whether it is come to again and again."""

    def put(self, new: ast.AST | list[ast.stmt]) -> None:
        """Let another node stand there; where statements stand, several, or none."""
        if self.index is None:
            setattr(self.parent, self.name, new)
            return
        nodes = new if isinstance(new, list) else [new]
        getattr(self.parent, self.name)[self.index : self.index + self.count] = nodes or [ast.Pass()]

    def held(self) -> Any:
        """Return what `restore` is given later."""
        value = getattr(self.parent, self.name)
        return list(value) if isinstance(value, list) else value

    def restore(self, held: Any) -> None:
        """Let everything stand there again as it was. Lists stay the same objects: other changes share them."""
        if self.index is None:
            setattr(self.parent, self.name, held)
        else:
            getattr(self.parent, self.name)[:] = held


@dataclass
class Change:
    """What to put where, and what it says about the code that was there."""

    rank: int
    kind: str
    spot: Spot
    new: ast.AST | list[ast.stmt]
    fields: dict[str, str] = field(default_factory=dict)
    together: bool = False
    """Whether the same change is also made wherever the same code stands: a slip is copied."""


def spots(root: ast.AST) -> Iterator[Spot]:
    """Yield all places below a node."""
    looped: set[ast.AST] = set()
    for node in ast.walk(root):  # what holds others comes first
        in_a_loop = node in looped or isinstance(node, ast.For | ast.While)
        if in_a_loop:
            looped.update(ast.iter_child_nodes(node))
        for name, value in ast.iter_fields(node):
            if isinstance(value, list):
                for index, item in enumerate(value):
                    if isinstance(item, ast.AST):
                        yield Spot(node, name, index, item, in_a_loop=in_a_loop)
            elif isinstance(value, ast.AST):
                yield Spot(node, name, None, value, in_a_loop=in_a_loop)


def arguments_of(function: ast.FunctionDef) -> list[ast.arg]:
    """Return the parameters of a function."""
    given = function.args
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]


def read(target: ast.Name | ast.Attribute | ast.Subscript) -> ast.expr:
    """Return what stands for a target's value."""
    value = copy.copy(target)
    value.ctx = ast.Load()
    return value


def short(text: str, most: int) -> str:
    """Return a text that is cut where it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 3] + "..."


def text_of(node: ast.AST) -> str:
    """Return the code of a node, short enough for a part of a sentence."""
    return short(ast.unparse(node), LONGEST_PART)


def number_node(value: float) -> ast.expr:
    """Return what stands for a number."""
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        sign = ast.Constant("inf" if value > 0 else "-inf")
        return ast.Call(ast.Name("float", ast.Load()), [sign], [])
    return ast.Constant(value)


def plus(node: ast.expr, step: int) -> ast.expr:
    """Return a value that is so much larger, or smaller."""
    op: ast.operator = ast.Add() if step > 0 else ast.Sub()
    return ast.BinOp(node, op, ast.Constant(abs(step)))


def numpy_call(name: str, argument: ast.expr) -> ast.Call:
    """Return a call of a NumPy function."""
    return ast.Call(ast.Attribute(ast.Name("np", ast.Load()), name, ast.Load()), [argument], [])


def called(node: ast.Call) -> str:
    """Return the name of what is called; "" where it has none."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def named(node: ast.Call, name: str) -> ast.Call:
    """Return the same call of another function."""
    if isinstance(node.func, ast.Attribute):
        return ast.Call(ast.Attribute(node.func.value, name, ast.Load()), node.args, node.keywords)
    return ast.Call(ast.Name(name, ast.Load()), node.args, node.keywords)


def with_keywords(node: ast.Call, **values: ast.expr | None) -> ast.Call:
    """Return a call with keywords set, or left out where their value is None."""
    kept = [keyword for keyword in node.keywords if keyword.arg not in values]
    new = [ast.keyword(name, value) for name, value in values.items() if value is not None]
    return ast.Call(node.func, node.args, [*kept, *new])
