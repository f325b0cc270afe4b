"""What may have been meant: for each statement of a student's function the changes that take a slip back."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import replace

from grading.judging.spots import Change, Spot, read

OPERATIONS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Div),
    ast.Mult: (ast.Div, ast.MatMult, ast.Add, ast.Pow),
    ast.Div: (ast.Mult, ast.FloorDiv, ast.Sub),
    ast.FloorDiv: (ast.Div, ast.Mod),
    ast.Mod: (ast.FloorDiv,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
}
SIGNS = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.MatMult: "@",
    ast.Pow: "**",
}


def of_statement(spot: Spot) -> Iterator[Change]:
    """Yield what may have been meant instead of a statement; nothing where none stands."""
    node = spot.node
    if not isinstance(node, ast.stmt) or spot.index is None:
        return
    body: list[ast.stmt] = getattr(spot.parent, spot.name)
    if isinstance(node, ast.For | ast.While) and not node.orelse:
        yield from _of_loop(spot, node, body)
    if isinstance(node, ast.If):
        yield Change(1, "asks-the-opposite", spot, ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse))
        if not node.orelse:
            yield Change(2, "a-condition-too-much", spot, list(node.body))
            only_raises = len(node.body) == 1 and isinstance(node.body[0], ast.Raise)
            yield Change(1 if only_raises else 2, "refuses-too-much" if only_raises else "a-line-too-much", spot, [])
    elif not isinstance(node, ast.Return | ast.FunctionDef | ast.For | ast.While | ast.Import | ast.ImportFrom):
        yield Change(1, "a-line-too-much", spot, [])
    if isinstance(node, ast.AugAssign):
        for other in OPERATIONS.get(type(node.op), ()):
            new = ast.AugAssign(node.target, other(), node.value)
            yield Change(1, "another-operation", spot, new, {"part": SIGNS[type(node.op)] + "="})
        yield Change(1, "goes-on-adding", spot, ast.Assign([node.target], node.value))
        apart = ast.BinOp(read(node.target), node.op, node.value)
        yield Change(1, "changed-in-place", spot, ast.Assign([node.target], apart))
    if spot.in_a_loop and isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
        if isinstance(target, ast.Name | ast.Subscript):
            for op in (ast.Add(), ast.Mult()):
                yield Change(2, "overwrites-instead-of-adding", spot, ast.AugAssign(target, op, node.value))
    if isinstance(node, ast.Break):
        yield Change(0, "break-for-continue", spot, ast.Continue())
    if spot.index + 1 < len(body) and not isinstance(node, ast.Return):
        following = body[spot.index + 1]
        yield Change(1, "two-lines-exchanged", replace(spot, count=2), [following, node])


def _of_loop(spot: Spot, node: ast.For | ast.While, body: list[ast.stmt]) -> Iterator[Change]:
    """Yield statements moved into a loop or out of it."""
    last = node.body[-1]
    if len(node.body) > 1:
        shorter = copy.copy(node)
        shorter.body = node.body[:-1]
        kind = "returns-in-the-loop" if isinstance(last, ast.Return) else "inside-the-loop"
        yield Change(0, kind, spot, [shorter, last], {"line": str(last.lineno)})
        later = copy.copy(node)
        later.body = node.body[1:]
        yield Change(1, "set-anew-each-round", spot, [node.body[0], later], {"line": str(node.body[0].lineno)})
    index = spot.index or 0
    if index + 1 < len(body) and not isinstance(body[index + 1], ast.Return):
        longer = copy.copy(node)
        longer.body = [*node.body, body[index + 1]]
        line = str(body[index + 1].lineno)
        yield Change(1, "behind-the-loop", replace(spot, count=2), [longer], {"line": line})
    if index and isinstance(body[index - 1], ast.Assign):
        longer = copy.copy(node)
        longer.body = [body[index - 1], *node.body]
        both = replace(spot, index=index - 1, count=2)
        yield Change(1, "before-the-loop", both, [longer], {"line": str(body[index - 1].lineno)})
