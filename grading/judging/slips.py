"""What may have been meant: for each expression of a student's function the changes that take a slip back."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator

from grading.judging.spots import (
    Change,
    Spot,
    arguments_of,
    called,
    named,
    number_node,
    numpy_call,
    plus,
    spots,
    text_of,
    with_keywords,
)
from grading.judging.statements import OPERATIONS, SIGNS, of_statement

REDUCING = ("sum", "max", "min", "mean", "std", "var", "prod", "argmax", "argmin", "median", "any", "all", "average")
"""What takes an axis away."""
ALONG = (*REDUCING, "concatenate", "stack", "expand_dims", "squeeze", "repeat", "sort", "argsort", "cumsum", "norm")
"""What goes along an axis that it is told."""
BY_ELEMENTS = ("exp", "log", "log2", "sqrt", "square", "abs", "round", "floor", "ceil", "maximum", "minimum", "tanh")
"""What changes each number by itself."""
IN_ORDER = (*REDUCING, *BY_ELEMENTS)
"""Functions one after the other whose order makes a difference."""
MODULES = ("np", "numpy", "math", "tf")
"""Names before functions that belong to no array."""
MAKING = ("zeros", "ones", "full", "empty", "array", "asarray")
"""What makes an array, also like another one."""
INSTEAD = (
    ("max", "min"),
    ("argmax", "argmin"),
    ("amax", "amin"),
    ("maximum", "minimum"),
    ("mean", "sum"),
    ("mean", "median"),
    ("max", "mean"),
    ("exp", "log"),
    ("log", "log2"),
    ("log", "log10"),
    ("log", "log1p"),
    ("exp", "exp2"),
    ("exp", "expm1"),
    ("floor", "ceil"),
    ("round", "floor"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
    ("std", "var"),
    ("any", "all"),
    ("hstack", "vstack"),
    ("sort", "argsort"),
    ("dot", "multiply"),
    ("abs", "square"),
    ("sin", "cos"),
    ("tanh", "sinh"),
    ("append", "extend"),
    ("greater", "less"),
    ("lower", "upper"),
    ("permutation", "shuffle"),
    ("add", "subtract"),
)
"""Functions that are taken for each other."""
ORDERED = (ast.Sub, ast.Div, ast.FloorDiv, ast.MatMult, ast.Pow, ast.Mod)
"""Operations whose sides are no equals."""
EDGES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
OPPOSITES: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.Gt, ast.GtE),
    ast.LtE: (ast.GtE, ast.Gt),
    ast.Gt: (ast.Lt, ast.LtE),
    ast.GtE: (ast.LtE, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
STEP = 2
"""The place of the step among the arguments of `range`."""
AXES = (0, 1, -1, 2, -2, -3)
"""What an axis may be in arrays of an exercise."""
SOME = (0, 1, -1, 2)
"""Numbers that stand in the place of another one."""


def changes(program: ast.Module, function: str) -> Iterator[Change]:
    """Yield what may have been meant instead, for all places of a function and its helpers."""
    for owner in program.body:
        assert isinstance(owner, ast.FunctionDef)  # noqa: S101 -- _program makes no other
        names = _names(owner)
        numbers = _numbers(program)
        for spot in spots(owner):
            yield from _of_expression(spot, names, numbers, arguments_of(owner))
            yield from of_statement(spot)
        if owner.name == function:
            yield from _of_start(owner)


def _names(owner: ast.FunctionDef) -> list[str]:
    """Return parameters and local names, in the order in which they come."""
    stored = [node.id for node in ast.walk(owner) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    return list(dict.fromkeys([*(argument.arg for argument in arguments_of(owner)), *stored]))


def _numbers(program: ast.Module) -> list[float]:
    """Return the numbers that stand in a program."""
    found = [node.value for node in ast.walk(program) if isinstance(node, ast.Constant)]
    return list(dict.fromkeys(value for value in found if isinstance(value, int | float) and value is not True))


def _of_expression(spot: Spot, names: list[str], numbers: list[float], arguments: list[ast.arg]) -> Iterator[Change]:
    node = spot.node
    if isinstance(node, ast.BinOp):
        yield from _of_operation(spot, node)
    elif isinstance(node, ast.Compare):
        yield from _of_comparison(spot, node)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield Change(0, "and-for-or", spot, ast.BoolOp(other, node.values))
        for i in range(len(node.values)):
            rest = node.values[:i] + node.values[i + 1 :]
            new = rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
            yield Change(3, "a-part-too-much", spot, new, {"part": text_of(node.values[i])})
    elif isinstance(node, ast.UnaryOp) and _is_axis(spot) and isinstance(node.operand, ast.Constant):
        for axis in (*AXES, None):
            new, shown = ast.Constant(None) if axis is None else number_node(axis), {"part": text_of(node)}
            yield Change(1, "along-another-axis", spot, new, shown, together=True)
        yield from _arguments_for(spot, node, arguments)
    elif isinstance(node, ast.UnaryOp):
        kind = "asks-the-opposite" if isinstance(node.op, ast.Not | ast.Invert) else "a-minus-too-much"
        yield Change(0, kind, spot, node.operand)
        if isinstance(node.operand, ast.Constant):
            yield from _arguments_for(spot, node, arguments)
    elif isinstance(node, ast.Call):
        yield from _of_call(spot, node)
    elif isinstance(node, ast.Constant):
        yield from _of_constant(spot, node, numbers, arguments)
    elif isinstance(node, ast.Subscript):
        yield from _of_index(spot, node)
    elif isinstance(node, ast.Attribute):
        if node.attr == "T":
            yield Change(0, "a-matrix-turned", spot, node.value)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for name in names:
            if name != node.id:
                new = ast.Name(name, ast.Load())
                yield Change(2, "another-value", spot, new, {"part": node.id}, together=True)
    elif isinstance(node, ast.IfExp):
        yield Change(0, "asks-the-opposite", spot, ast.IfExp(node.test, node.orelse, node.body))
    if _is_value(spot):
        yield from _of_value(spot, names)


def _is_value(spot: Spot) -> bool:
    """Tell whether an expression is what is returned, assigned or handed over."""
    return isinstance(spot.node, ast.expr) and (
        (spot.name == "value" and isinstance(spot.parent, ast.Return | ast.Assign | ast.AugAssign))
        or (spot.name == "args" and isinstance(spot.parent, ast.Call))
        or (spot.name == "elts" and isinstance(spot.parent, ast.Tuple))
        or (spot.name in ("left", "right") and isinstance(spot.parent, ast.BinOp))
    )


def _of_operation(spot: Spot, node: ast.BinOp) -> Iterator[Change]:
    if isinstance(node.op, ORDERED):
        yield Change(0, "sides-exchanged", spot, ast.BinOp(node.right, node.op, node.left))
    for other in OPERATIONS.get(type(node.op), ()):
        new = ast.BinOp(node.left, other(), node.right)
        yield Change(1, "another-operation", spot, new, {"part": f"{SIGNS[type(node.op)]} {text_of(node.right)}"})
    for kept, lost in ((node.left, node.right), (node.right, node.left)):
        sign = SIGNS.get(type(node.op), "")
        part = f"{sign} {text_of(lost)}" if lost is node.right else f"{text_of(lost)} {sign}"
        yield Change(2, "a-part-too-much", spot, kept, {"part": part})
    yield from _of_brackets(spot, node)
    if isinstance(node.op, ast.Pow):
        yield from _of_power(spot, node)
    if isinstance(node.op, ast.MatMult):
        for left, right in ((True, False), (False, True), (True, True)):
            new = ast.BinOp(_turned(node.left, left), node.op, _turned(node.right, right))
            yield Change(1, "a-matrix-turned", spot, new)
        yield Change(
            1, "sides-exchanged", spot, ast.BinOp(_turned(node.right, True), node.op, _turned(node.left, True))
        )


def _of_brackets(spot: Spot, node: ast.BinOp) -> Iterator[Change]:
    """Yield two operations calculated in the other order, with the same numbers in the same places."""
    one, other = node.left, node.right
    if isinstance(one, ast.BinOp) and not _is_alike(one.op, node.op):
        new = ast.BinOp(one.left, one.op, ast.BinOp(one.right, node.op, other))
        yield Change(1, "brackets-elsewhere", spot, new)
    if isinstance(other, ast.BinOp) and not _is_alike(node.op, other.op):
        new = ast.BinOp(ast.BinOp(one, node.op, other.left), other.op, other.right)
        yield Change(1, "brackets-elsewhere", spot, new)


def _is_alike(first: ast.operator, second: ast.operator) -> bool:
    """Tell whether it makes no difference which of two operations is done first."""
    return isinstance(first, ast.Add | ast.Mult | ast.MatMult) and type(first) is type(second)


def _of_power(spot: Spot, node: ast.BinOp) -> Iterator[Change]:
    base, power = node.left, f"** {text_of(node.right)}"
    if isinstance(base, ast.Call) and called(base) in REDUCING and (array := _subject(base)) is not None:
        new = _with_subject(base, ast.BinOp(array, node.op, node.right))
        yield Change(1, "in-the-wrong-order", spot, new, {"first": called(base), "then": power})
    if (
        isinstance(node.right, ast.Constant)
        and node.right.value == 2
        and isinstance(base, ast.Subscript)
        and isinstance(base.slice, ast.Constant)
        and isinstance(base.slice.value, int)
    ):
        for step in (1, -1):
            other = ast.Subscript(base.value, ast.Constant(base.slice.value + step), ast.Load())
            yield Change(1, "taken-for-a-square", spot, ast.BinOp(base, ast.Mult(), other))


def _turned(node: ast.expr, turn: bool) -> ast.expr:
    if not turn:
        return node
    if isinstance(node, ast.Attribute) and node.attr == "T":
        return node.value
    return ast.Attribute(node, "T", ast.Load())


def _of_comparison(spot: Spot, node: ast.Compare) -> Iterator[Change]:
    for i, op in enumerate(node.ops):
        if type(op) in EDGES:
            ops = [*node.ops[:i], EDGES[type(op)](), *node.ops[i + 1 :]]
            yield Change(0, "edge-on-the-wrong-side", spot, ast.Compare(node.left, ops, node.comparators))
        for other in OPPOSITES.get(type(op), ()):
            ops = [*node.ops[:i], other(), *node.ops[i + 1 :]]
            yield Change(0, "asks-the-opposite", spot, ast.Compare(node.left, ops, node.comparators))


def _of_call(spot: Spot, node: ast.Call) -> Iterator[Change]:
    name = called(node)
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    if "axis" in keywords:
        yield Change(1, "an-axis-too-much", spot, with_keywords(node, axis=None))
    elif name in REDUCING and not _has_axis(node):
        for axis in ("-1", "0", "1", "(1, 2)"):
            along = ast.parse(axis, mode="eval").body
            new = with_keywords(node, axis=along)
            yield Change(1, "no-axis-named", spot, new, {"same": f"axis {axis}"}, together=True)
            kept = with_keywords(node, axis=along, keepdims=ast.Constant(True))
            yield Change(1, "no-axis-named", spot, kept, {"same": f"axis {axis} kept"}, together=True)
    if name in REDUCING:
        if "keepdims" in keywords:
            yield Change(0, "an-axis-kept", spot, with_keywords(node, keepdims=None), {"same": "without"}, True)
        elif "axis" in keywords or _has_axis(node):
            new = with_keywords(node, keepdims=ast.Constant(True))
            yield Change(0, "an-axis-not-kept", spot, new, {"same": "kept"}, together=True)
            for number in (-1, 0, 1) if "axis" in keywords else ():
                another = number_node(number)
                if ast.unparse(another) != ast.unparse(keywords["axis"]):
                    kept = with_keywords(node, axis=another, keepdims=ast.Constant(True))
                    yield Change(1, "along-another-axis", spot, kept, {"same": f"axis {number} kept"}, together=True)
    for one, other in INSTEAD:
        for was, new_name in ((one, other), (other, one)):
            if name == was:
                yield Change(1, "another-function", spot, named(node, new_name), {"part": name}, together=True)
    plain = [argument for argument in node.args if not isinstance(argument, ast.Starred)]
    if len(plain) == len(node.args) > 1:
        for i, j in itertools.combinations(range(len(plain)), 2):
            order = list(node.args)
            order[i], order[j] = order[j], order[i]
            yield Change(1, "arguments-exchanged", spot, ast.Call(node.func, order, node.keywords), {"part": name})
    if name == "range":
        yield from _of_range(spot, node)
    if name == "clip" and (array := _subject(node)) is not None:
        yield Change(1, "clips-too-much", spot, numpy_call("asarray", array))
    elif len(node.args) >= 1 and name not in ("range", "len", "print"):
        yield Change(2, "a-part-too-much", spot, node.args[0], {"part": name})
    yield from _of_order(spot, node)
    yield from _of_sorting(spot, node)
    is_method = isinstance(node.func, ast.Attribute) and (not node.args or not isinstance(node.func.value, ast.Name))
    if is_method and isinstance(node.func, ast.Attribute):
        yield Change(2, "a-part-too-much", spot, node.func.value, {"part": name})
    if name.removesuffix("_like") in MAKING:
        kind, to = "an-array-of-whole-numbers", ast.Name("float", ast.Load())
        rank = 0 if "dtype" in keywords else 1
        yield Change(rank, kind, spot, with_keywords(node, dtype=to), {"same": "float"}, together=True)
        if "dtype" in keywords:
            yield Change(1, kind, spot, with_keywords(node, dtype=None))
    if name == "copy" and isinstance(node.func, ast.Attribute):
        array = node.args[0] if node.args else node.func.value
        cast = ast.Call(ast.Attribute(array, "astype", ast.Load()), [ast.Name("float", ast.Load())], [])
        yield Change(1, "an-array-of-whole-numbers", spot, cast)


def _of_order(spot: Spot, node: ast.Call) -> Iterator[Change]:
    """Yield two functions, or a function and a power, in the opposite order."""
    inside, then = _subject(node), called(node)
    if isinstance(inside, ast.Call) and then in IN_ORDER:
        array, first = _subject(inside), called(inside)
        if array is not None and first in IN_ORDER and first != then:
            new = _with_subject(inside, _with_subject(node, array))
            yield Change(0, "in-the-wrong-order", spot, new, {"first": first, "then": then})
    elif isinstance(inside, ast.BinOp) and isinstance(inside.op, ast.Pow) and then in REDUCING:
        power = f"** {text_of(inside.right)}"
        raised = ast.BinOp(_with_subject(node, inside.left), inside.op, inside.right)
        yield Change(1, "in-the-wrong-order", spot, raised, {"first": power, "then": then})


def _of_sorting(spot: Spot, node: ast.Call) -> Iterator[Change]:
    """Yield other orders that lists are sorted in."""
    is_list = called(node) == "sorted" or (called(node) == "sort" and _is_method(node))
    given = {keyword.arg for keyword in node.keywords}
    if not is_list:
        return
    if "reverse" not in given:
        yield Change(1, "sorts-the-other-way", spot, with_keywords(node, reverse=ast.Constant(True)))
    if "key" not in given:
        argument = ast.arguments([], [ast.arg("each")], None, [], [], None, [])
        second = ast.Subscript(ast.Name("each", ast.Load()), ast.Constant(1), ast.Load())
        yield Change(1, "sorts-by-the-first", spot, with_keywords(node, key=ast.Lambda(argument, second)))


def _subject(node: ast.Call) -> ast.expr | None:
    """Return what a function of an array is called with, or a method of an array belongs to."""
    if _is_method(node) and isinstance(node.func, ast.Attribute):
        return node.func.value
    return node.args[0] if node.args and not isinstance(node.args[0], ast.Starred) else None


def _with_subject(node: ast.Call, array: ast.expr) -> ast.Call:
    """Return the same call with another array."""
    if _is_method(node) and isinstance(node.func, ast.Attribute):
        return ast.Call(ast.Attribute(array, node.func.attr, ast.Load()), node.args, node.keywords)
    return ast.Call(node.func, [array, *node.args[1:]], node.keywords)


def _is_method(node: ast.Call) -> bool:
    """Tell whether a method is called, and no function of a module."""
    return isinstance(node.func, ast.Attribute) and not (
        isinstance(node.func.value, ast.Name) and node.func.value.id in MODULES
    )


def _of_range(spot: Spot, node: ast.Call) -> Iterator[Change]:
    last = 0 if len(node.args) == 1 else 1
    for i, argument in enumerate(node.args):
        for step in (1, -1):
            if i == last:
                kind = "ends-too-early" if step == 1 else "ends-too-late"
            else:
                kind = "steps-of-another-size" if i == STEP else "starts-elsewhere"
            args = [*node.args[:i], plus(argument, step), *node.args[i + 1 :]]
            yield Change(1, kind, spot, ast.Call(node.func, args, node.keywords))
    if len(node.args) == 1:
        one = ast.Constant(1)
        yield Change(1, "starts-elsewhere", spot, ast.Call(node.func, [one, node.args[0]], []))
        yield Change(2, "starts-elsewhere", spot, ast.Call(node.func, [one, plus(node.args[0], 1)], []))
    if len(node.args) == 2:
        yield Change(1, "starts-elsewhere", spot, ast.Call(node.func, [node.args[1]], []))
    if len(node.args) == 3:
        yield Change(1, "steps-too-wide", spot, ast.Call(node.func, list(node.args[:2]), []))


def _of_constant(spot: Spot, node: ast.Constant, numbers: list[float], arguments: list[ast.arg]) -> Iterator[Change]:
    value, parent = node.value, spot.parent
    is_default = isinstance(parent, ast.arguments)
    if isinstance(value, bool):
        yield Change(0, "a-default-of-its-own" if is_default else "true-for-false", spot, ast.Constant(not value))
    elif isinstance(value, int | float):
        kind = "a-default-of-its-own" if is_default else "along-another-axis" if _is_axis(spot) else "another-number"
        shown = {"part": text_of(node)}
        near: list[float] = [*_near(value), *numbers]
        for number in dict.fromkeys(near):
            if number != value and not (
                kind == "along-another-axis" and not (isinstance(number, int) and -4 < number < 4)
            ):
                rank = 1 if isinstance(number, int) and kind != "another-number" else 2
                yield Change(rank, kind, spot, number_node(number), shown, together=True)
        if kind == "along-another-axis":
            yield Change(1, kind, spot, ast.Constant(None), shown, together=True)
        if not is_default and not isinstance(parent, ast.UnaryOp):
            yield from _arguments_for(spot, node, arguments)
    elif value is None and is_default:
        for number in SOME:
            yield Change(2, "a-default-of-its-own", spot, ast.Constant(number))


def _arguments_for(spot: Spot, node: ast.expr, arguments: list[ast.arg]) -> Iterator[Change]:
    """Yield the function's arguments in the place of a number, but for those that stand beside it already."""
    beside = {other.id for other in ast.iter_child_nodes(spot.parent) if isinstance(other, ast.Name)}
    for argument in arguments:
        if argument.arg not in beside:
            shown = {"part": text_of(node), "name": argument.arg}
            yield Change(2, "an-argument-ignored", spot, ast.Name(argument.arg, ast.Load()), shown, together=True)


def _near(value: float) -> list[float]:
    """Return what is written by mistake for a number, or what was meant."""
    if isinstance(value, int):
        ends = [float("inf"), float("-inf"), 0.5] if value in (0, 1, -1) else [value * 2, value / 2]
        return [value + 1, value - 1, -value, *SOME, *ends]
    return [value * 10, value / 10, value * 2, value / 2, 1 - value, value * 100, value / 100, -value, 0, 1, 0.5]


def _of_index(spot: Spot, node: ast.Subscript) -> Iterator[Change]:
    index = node.slice
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    if isinstance(index, ast.Tuple) and len(parts) > 1:
        for order in list(itertools.permutations(range(len(parts))))[1:6]:
            new = ast.Tuple([parts[i] for i in order], ast.Load())
            yield Change(1, "places-exchanged", spot, ast.Subscript(node.value, new, node.ctx))
    for i, part in enumerate(parts):
        for kind, new_part in _of_part(part):
            rest = [*parts[:i], new_part, *parts[i + 1 :]]
            new_index = ast.Tuple(rest, ast.Load()) if isinstance(index, ast.Tuple) else new_part
            yield Change(1, kind, spot, ast.Subscript(node.value, new_index, node.ctx))
    if isinstance(node.ctx, ast.Load):
        yield Change(2, "a-part-for-the-whole", spot, node.value)
        if not isinstance(index, ast.Slice | ast.Tuple):
            whole = ast.Tuple([ast.Slice(), index], ast.Load())
            yield Change(1, "a-row-for-a-column", spot, ast.Subscript(node.value, whole, node.ctx))


def _of_part(part: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Yield what else one part of an index may have been meant to be."""
    if isinstance(part, ast.Slice):
        lower, upper, step = part.lower, part.upper, part.step
        if upper is not None:
            further = -1 if isinstance(step, ast.UnaryOp) and isinstance(step.op, ast.USub) else 1
            yield "ends-too-early", ast.Slice(lower, plus(upper, further), step)
            yield "ends-too-late", ast.Slice(lower, plus(upper, -further), step)
            yield "ends-too-early", ast.Slice(lower, None, step)
        else:
            yield "ends-too-late", ast.Slice(lower, ast.Constant(-1), step)
        if lower is not None:
            yield "starts-elsewhere", ast.Slice(plus(lower, 1), upper, step)
            yield "starts-elsewhere", ast.Slice(plus(lower, -1), upper, step)
            yield "starts-elsewhere", ast.Slice(None, upper, step)
            if upper is None:
                yield "the-wrong-end", ast.Slice(None, lower, step)
        else:
            yield "starts-elsewhere", ast.Slice(ast.Constant(1), upper, step)
            if upper is not None:
                yield "the-wrong-end", ast.Slice(upper, None, step)
        if step is None and lower is None and upper is None:
            yield "not-from-the-back", ast.Slice(None, None, ast.Constant(-1))
        elif step is not None:
            yield "steps-too-wide", ast.Slice(lower, upper, None)
    elif not isinstance(part, ast.Constant):
        yield "off-by-one-place", plus(part, 1)
        yield "off-by-one-place", plus(part, -1)


def _of_value(spot: Spot, names: list[str]) -> Iterator[Change]:
    """Yield what may be missing around a value."""
    node = spot.node
    assert isinstance(node, ast.expr)  # noqa: S101 -- _is_value has seen to it
    if not isinstance(node, ast.UnaryOp) and not (isinstance(node, ast.Constant) and not isinstance(node.value, int)):
        yield Change(2, "a-minus-missing", spot, ast.UnaryOp(ast.USub(), node))
    is_whole = isinstance(spot.parent, ast.Return | ast.Assign | ast.AugAssign)
    if is_whole and not isinstance(node, ast.Constant):
        yield Change(3, "not-taken-from-one", spot, ast.BinOp(ast.Constant(1), ast.Sub(), node))
        for name in names[:4]:
            count = ast.Call(ast.Name("len", ast.Load()), [ast.Name(name, ast.Load())], [])
            yield Change(2, "not-divided", spot, ast.BinOp(node, ast.Div(), count), {"part": f"len({name})"})
            value = ast.Name(name, ast.Load())
            yield Change(3, "a-factor-missing", spot, ast.BinOp(node, ast.Mult(), value), {"part": name})
            yield Change(3, "not-divided", spot, ast.BinOp(node, ast.Div(), value), {"part": name})
            yield Change(3, "a-term-missing", spot, ast.BinOp(node, ast.Add(), value), {"part": name})
            yield Change(3, "a-term-missing", spot, ast.BinOp(node, ast.Sub(), value), {"part": name})
        for factor in (2, 0.5):
            new = ast.BinOp(node, ast.Mult(), ast.Constant(factor))
            yield Change(3, "a-factor-missing", spot, new, {"part": "2" if factor == 2 else "1/2"})
        for step in (1, -1):
            yield Change(3, "off-by-one-place", spot, plus(node, step))
        yield Change(3, "a-matrix-turned", spot, ast.Attribute(node, "T", ast.Load()))
        copied = ast.Call(ast.Attribute(node, "copy", ast.Load()), [], [])
        yield Change(1, "not-copied", spot, copied)
        for name, kind in (("square", "not-squared"), ("sqrt", "no-root-taken"), ("abs", "sign-kept")):
            yield Change(2, kind, spot, numpy_call(name, node))
        for name in ("exp", "log"):
            yield Change(3, "a-function-missing", spot, numpy_call(name, node), {"part": name})


def _has_axis(node: ast.Call) -> bool:
    """Tell whether an axis is handed over by its place: second behind an array, first where the array is before."""
    return len(node.args) > (0 if _is_method(node) else 1)


def _is_axis(spot: Spot) -> bool:
    parent = spot.parent
    if isinstance(parent, ast.keyword):
        return parent.arg == "axis"
    if not isinstance(parent, ast.Call) or not isinstance(parent.func, ast.Attribute):
        return False  # Python's own max and sum know no axis
    return called(parent) in ALONG and spot.name == "args"


def _of_start(owner: ast.FunctionDef) -> Iterator[Change]:
    """Yield arguments that are made arrays of floats, or copied, at the start."""
    start = Spot(owner, "body", 0, owner.body[0])
    for argument in [*owner.args.posonlyargs, *owner.args.args]:
        name = ast.Name(argument.arg, ast.Load())
        cast = with_keywords(numpy_call("array", name), dtype=ast.Name("float", ast.Load()))
        line = ast.Assign([ast.Name(argument.arg, ast.Store())], cast)
        yield Change(3, "not-made-floats", start, [line, owner.body[0]], {"part": argument.arg})
