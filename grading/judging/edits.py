"""Single changes to a student's function: what one slip of the pen, taken back, makes of it.

Nothing runs here. A change is made in the syntax tree and written down as text; `grading.judging.mending` has it tried.
"""

from __future__ import annotations

import ast
import copy
import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from grading.subject.calls import LoadedSource
from grading.worker.loading import split

LONGEST = 70
"""Characters of a piece of code in a message."""
SHORTEST = 4
"""Below that its whole line is shown."""
MOST = 500
"""Changes to one function that are written down; those that slips lead to most often come first."""
REDUCING = ("sum", "max", "min", "mean", "std", "var", "prod", "argmax", "argmin", "median", "any", "all", "average")
"""What takes an axis away."""
ALONG = (*REDUCING, "concatenate", "stack", "expand_dims", "squeeze", "repeat", "sort", "argsort", "cumsum", "norm")
"""What goes along an axis that it is told."""
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
ASKING = ("breakpoint", "set_trace", "input")
"""What waits for a person: somebody is looking for the mistake, and would be asked again for each change."""
SOME = (0, 1, -1, 2)
"""Numbers that stand in the place of another one."""


@dataclass(frozen=True)
class Edit:
    """One change to a student's code: where, of what kind, and the functions with it."""

    kind: str
    """The name of the mistake that it takes back, in `reference/kit/general.toml`."""
    line: int
    """Of the module's text."""
    code: str
    """What stands there."""
    fields: dict[str, str]
    """What else fills the words."""
    text: str
    """The function and its helpers, with the change."""


@dataclass
class _Spot:
    """A place in a tree where a node stands."""

    parent: ast.AST
    name: str
    index: int | None
    node: ast.AST
    count: int = 1
    """Statements that go together, from this one on."""

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
class _Change:
    """What to put where, and what it says about the code that was there."""

    rank: int
    kind: str
    spot: _Spot
    new: ast.AST | list[ast.stmt]
    fields: dict[str, str] = field(default_factory=dict)
    together: bool = False
    """Whether the same change is also made wherever the same code stands: a slip is copied."""


def edits(source: LoadedSource, function: str, tasks: set[str]) -> Iterator[Edit]:
    """Yield single changes to a function, and to helpers of the student's own that it calls, the likeliest first.

    `tasks` are the functions that are asked for: other ones of these are left as they are.
    """
    program = _program(source, function, tasks)
    if program is None:
        return
    changes = sorted(_changes(program, function), key=lambda change: change.rank)
    texts = {_written(program)}
    lines = source.data.decode("utf-8-sig", "replace").split("\n")
    for group in _groups(changes):
        before = [(change.spot, change.spot.held()) for change in group]
        first = group[0]
        code, line = _shown(first.spot, lines)
        for change in reversed(group):  # what is inside first
            change.spot.put(change.new)
        text = _written(program)
        for spot, held in before:
            spot.restore(held)
        if text and text not in texts:
            texts.add(text)
            yield Edit(first.kind, line, code, first.fields, text)
            if len(texts) > MOST:
                return


def _program(source: LoadedSource, function: str, tasks: set[str]) -> ast.Module | None:
    """Return a module of the function and its helpers; None where it is not there or cannot be read."""
    known: dict[str, ast.FunctionDef] = {}
    for first, text in split(source.data.decode("utf-8-sig", "replace"), source.cells):
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        ast.increment_lineno(tree, first - 1)
        known |= {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    if function not in known:
        return None
    wanted, queue = {function}, [function]
    while queue:
        names = {node.id for node in ast.walk(known[queue.pop()]) if isinstance(node, ast.Name)}
        new = (names & set(known)) - wanted - tasks
        wanted |= new
        queue += sorted(new)
    if any(_called(node) in ASKING for name in wanted for node in ast.walk(known[name]) if isinstance(node, ast.Call)):
        return None
    found = [known[name] for name in sorted(wanted, key=lambda name: name == function)]
    for one in found:
        one.body = _without_docstring(one.body)
        one.returns = None
        for argument in _arguments(one):
            argument.annotation = None
    return ast.Module([*found], [])


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    is_text = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    return body[1:] if is_text and len(body) > 1 else body


def _arguments(function: ast.FunctionDef) -> list[ast.arg]:
    given = function.args
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]


def _written(program: ast.Module) -> str:
    """Return a program's text; "" where a tree has become none."""
    try:
        return ast.unparse(ast.fix_missing_locations(program))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ""


def _shown(spot: _Spot, lines: list[str]) -> tuple[str, int]:
    """Return the code that a message shows, short enough, and its line: an expression, else the line it begins in."""
    node = spot.node if hasattr(spot.node, "lineno") else spot.parent
    line = getattr(node, "lineno", 1)
    if isinstance(node, ast.expr) and node.end_lineno == line and not isinstance(node, ast.Name | ast.Constant):
        text = lines[line - 1].encode("utf-8")[node.col_offset : node.end_col_offset].decode("utf-8", "replace")
        if SHORTEST <= len(text) <= LONGEST:
            return text, line
    return _short(lines[line - 1].strip(), LONGEST), line


def _groups(changes: list[_Change]) -> Iterator[list[_Change]]:
    """Yield each change alone, then those of one rank that are the same in several places all together."""
    for _, of_rank in itertools.groupby(changes, key=lambda change: change.rank):
        alike: dict[tuple[str, str, str], list[_Change]] = defaultdict(list)
        for change in of_rank:
            yield [change]
            if change.together and isinstance(change.new, ast.AST):
                alike[change.kind, ast.dump(change.spot.node), ast.dump(change.new)].append(change)
                alike[change.kind, "", change.fields.get("same", "")].append(change)
        for (_, old, same), group in alike.items():
            if len(group) > 1 and (old or same):
                yield group


# What may have been meant: for each kind of place the changes that take a slip back.


def _changes(program: ast.Module, function: str) -> Iterator[_Change]:
    for owner in program.body:
        assert isinstance(owner, ast.FunctionDef)  # noqa: S101 -- _program makes no other
        names = _names(owner)
        numbers = _numbers(program)
        for spot in _spots(owner):
            yield from _of_expression(spot, names, numbers, _arguments(owner))
            yield from _of_statement(spot)
        if owner.name == function:
            yield from _of_start(owner)


def _spots(root: ast.AST) -> Iterator[_Spot]:
    for node in ast.walk(root):
        for name, value in ast.iter_fields(node):
            if isinstance(value, list):
                for index, item in enumerate(value):
                    if isinstance(item, ast.AST):
                        yield _Spot(node, name, index, item)
            elif isinstance(value, ast.AST):
                yield _Spot(node, name, None, value)


def _names(owner: ast.FunctionDef) -> list[str]:
    """Return parameters and local names, in the order in which they come."""
    stored = [node.id for node in ast.walk(owner) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    return list(dict.fromkeys([*(argument.arg for argument in _arguments(owner)), *stored]))


def _numbers(program: ast.Module) -> list[float]:
    """Return the numbers that stand in a program."""
    found = [node.value for node in ast.walk(program) if isinstance(node, ast.Constant)]
    return list(dict.fromkeys(value for value in found if isinstance(value, int | float) and value is not True))


def _of_expression(spot: _Spot, names: list[str], numbers: list[float], arguments: list[ast.arg]) -> Iterator[_Change]:
    node = spot.node
    if isinstance(node, ast.BinOp):
        yield from _of_operation(spot, node)
    elif isinstance(node, ast.Compare):
        yield from _of_comparison(spot, node)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield _Change(0, "and-for-or", spot, ast.BoolOp(other, node.values))
        for i in range(len(node.values)):
            rest = node.values[:i] + node.values[i + 1 :]
            new = rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
            yield _Change(3, "a-part-too-much", spot, new, {"part": _text(node.values[i])})
    elif isinstance(node, ast.UnaryOp):
        kind = "asks-the-opposite" if isinstance(node.op, ast.Not | ast.Invert) else "a-minus-too-much"
        yield _Change(0, kind, spot, node.operand)
    elif isinstance(node, ast.Call):
        yield from _of_call(spot, node)
    elif isinstance(node, ast.Constant):
        yield from _of_constant(spot, node, numbers, arguments)
    elif isinstance(node, ast.Subscript):
        yield from _of_index(spot, node)
    elif isinstance(node, ast.Attribute):
        if node.attr == "T":
            yield _Change(0, "a-matrix-turned", spot, node.value)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for name in names:
            if name != node.id:
                new = ast.Name(name, ast.Load())
                yield _Change(2, "another-value", spot, new, {"part": node.id}, together=True)
    elif isinstance(node, ast.IfExp):
        yield _Change(0, "asks-the-opposite", spot, ast.IfExp(node.test, node.orelse, node.body))
    if _is_value(spot):
        yield from _of_value(spot, names)


def _is_value(spot: _Spot) -> bool:
    """Tell whether an expression is what is returned, assigned or handed over."""
    return isinstance(spot.node, ast.expr) and (
        (spot.name == "value" and isinstance(spot.parent, ast.Return | ast.Assign | ast.AugAssign))
        or (spot.name == "args" and isinstance(spot.parent, ast.Call))
        or (spot.name == "elts" and isinstance(spot.parent, ast.Tuple))
        or (spot.name in ("left", "right") and isinstance(spot.parent, ast.BinOp))
    )


def _of_operation(spot: _Spot, node: ast.BinOp) -> Iterator[_Change]:
    if isinstance(node.op, ORDERED):
        yield _Change(0, "sides-exchanged", spot, ast.BinOp(node.right, node.op, node.left))
    for other in OPERATIONS.get(type(node.op), ()):
        new = ast.BinOp(node.left, other(), node.right)
        yield _Change(1, "another-operation", spot, new, {"part": f"{SIGNS[type(node.op)]} {_text(node.right)}"})
    for kept, lost in ((node.left, node.right), (node.right, node.left)):
        sign = SIGNS.get(type(node.op), "")
        part = f"{sign} {_text(lost)}" if lost is node.right else f"{_text(lost)} {sign}"
        yield _Change(2, "a-part-too-much", spot, kept, {"part": part})
    if isinstance(node.op, ast.MatMult):
        for left, right in ((True, False), (False, True), (True, True)):
            new = ast.BinOp(_turned(node.left, left), node.op, _turned(node.right, right))
            yield _Change(1, "a-matrix-turned", spot, new)
        yield _Change(
            1, "sides-exchanged", spot, ast.BinOp(_turned(node.right, True), node.op, _turned(node.left, True))
        )


def _turned(node: ast.expr, turn: bool) -> ast.expr:
    if not turn:
        return node
    if isinstance(node, ast.Attribute) and node.attr == "T":
        return node.value
    return ast.Attribute(node, "T", ast.Load())


def _of_comparison(spot: _Spot, node: ast.Compare) -> Iterator[_Change]:
    for i, op in enumerate(node.ops):
        if type(op) in EDGES:
            ops = [*node.ops[:i], EDGES[type(op)](), *node.ops[i + 1 :]]
            yield _Change(0, "edge-on-the-wrong-side", spot, ast.Compare(node.left, ops, node.comparators))
        for other in OPPOSITES.get(type(op), ()):
            ops = [*node.ops[:i], other(), *node.ops[i + 1 :]]
            yield _Change(0, "asks-the-opposite", spot, ast.Compare(node.left, ops, node.comparators))


def _of_call(spot: _Spot, node: ast.Call) -> Iterator[_Change]:
    name = _called(node)
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    if "axis" in keywords:
        yield _Change(1, "an-axis-too-much", spot, _with(node, axis=None))
    elif name in REDUCING and not _has_axis(node):
        for axis in (-1, 0, 1):
            new = _with(node, axis=ast.Constant(axis))
            yield _Change(1, "no-axis-named", spot, new, {"same": f"axis {axis}"}, together=True)
            kept = _with(node, axis=ast.Constant(axis), keepdims=ast.Constant(True))
            yield _Change(1, "no-axis-named", spot, kept, {"same": f"axis {axis} kept"}, together=True)
    if name in REDUCING:
        if "keepdims" in keywords:
            yield _Change(0, "an-axis-kept", spot, _with(node, keepdims=None), {"same": "without"}, True)
        elif "axis" in keywords or _has_axis(node):
            new = _with(node, keepdims=ast.Constant(True))
            yield _Change(0, "an-axis-not-kept", spot, new, {"same": "kept"}, together=True)
    for one, other in INSTEAD:
        for was, new_name in ((one, other), (other, one)):
            if name == was:
                yield _Change(1, "another-function", spot, _named(node, new_name), {"part": name}, together=True)
    plain = [argument for argument in node.args if not isinstance(argument, ast.Starred)]
    if len(plain) == len(node.args) > 1:
        for i, j in itertools.combinations(range(len(plain)), 2):
            order = list(node.args)
            order[i], order[j] = order[j], order[i]
            yield _Change(1, "arguments-exchanged", spot, ast.Call(node.func, order, node.keywords), {"part": name})
    if name == "range":
        yield from _of_range(spot, node)
    if len(node.args) >= 1 and name not in ("range", "len", "print"):
        yield _Change(2, "a-part-too-much", spot, node.args[0], {"part": name})
    is_method = isinstance(node.func, ast.Attribute) and (not node.args or not isinstance(node.func.value, ast.Name))
    if is_method and isinstance(node.func, ast.Attribute):
        yield _Change(2, "a-part-too-much", spot, node.func.value, {"part": name})
    if name.removesuffix("_like") in MAKING:
        kind, to = "an-array-of-whole-numbers", ast.Name("float", ast.Load())
        yield _Change(1, kind, spot, _with(node, dtype=to), {"same": "float"}, together=True)
        if "dtype" in keywords:
            yield _Change(1, kind, spot, _with(node, dtype=None))
    if name == "copy" and isinstance(node.func, ast.Attribute):
        cast = ast.Call(ast.Attribute(node.func.value, "astype", ast.Load()), [ast.Name("float", ast.Load())], [])
        yield _Change(1, "an-array-of-whole-numbers", spot, cast)


def _of_range(spot: _Spot, node: ast.Call) -> Iterator[_Change]:
    for i, argument in enumerate(node.args):
        for step in (1, -1):
            ends = i == 1 or len(node.args) == 1
            kind = ("ends-too-early" if step == 1 else "ends-too-late") if ends else "starts-elsewhere"
            args = [*node.args[:i], _plus(argument, step), *node.args[i + 1 :]]
            yield _Change(1, kind, spot, ast.Call(node.func, args, node.keywords))
    if len(node.args) == 1:
        one = ast.Constant(1)
        yield _Change(1, "starts-elsewhere", spot, ast.Call(node.func, [one, node.args[0]], []))
        yield _Change(2, "starts-elsewhere", spot, ast.Call(node.func, [one, _plus(node.args[0], 1)], []))
    if len(node.args) == 2:
        yield _Change(1, "starts-elsewhere", spot, ast.Call(node.func, [node.args[1]], []))
    if len(node.args) == 3:
        yield _Change(1, "steps-too-wide", spot, ast.Call(node.func, list(node.args[:2]), []))


def _of_constant(spot: _Spot, node: ast.Constant, numbers: list[float], arguments: list[ast.arg]) -> Iterator[_Change]:
    value, parent = node.value, spot.parent
    is_default = isinstance(parent, ast.arguments)
    if isinstance(value, bool):
        yield _Change(0, "a-default-of-its-own" if is_default else "true-for-false", spot, ast.Constant(not value))
    elif isinstance(value, int | float):
        kind = "a-default-of-its-own" if is_default else "along-another-axis" if _is_axis(spot) else "another-number"
        shown = {"part": _text(node)}
        near: list[float] = [*_near(value), *numbers]
        for number in dict.fromkeys(near):
            if number != value and not (
                kind == "along-another-axis" and not (isinstance(number, int) and -4 < number < 4)
            ):
                rank = 1 if isinstance(number, int) and kind != "another-number" else 2
                yield _Change(rank, kind, spot, _number(number), shown, together=True)
        if kind == "along-another-axis":
            yield _Change(1, kind, spot, ast.Constant(None), shown, together=True)
        if not is_default:
            for argument in arguments:
                new = ast.Name(argument.arg, ast.Load())
                yield _Change(
                    2, "an-argument-ignored", spot, new, {"part": _text(node), "name": argument.arg}, together=True
                )
    elif value is None and is_default:
        for number in SOME:
            yield _Change(2, "a-default-of-its-own", spot, ast.Constant(number))


def _near(value: float) -> list[float]:
    """Return what is written by mistake for a number, or what was meant."""
    if isinstance(value, int):
        ends = [float("inf"), float("-inf"), 0.5] if value in (0, 1, -1) else [value * 2, value / 2]
        return [value + 1, value - 1, -value, *SOME, *ends]
    return [value * 10, value / 10, value * 2, value / 2, 1 - value, value * 100, value / 100, -value, 0, 1, 0.5]


def _of_index(spot: _Spot, node: ast.Subscript) -> Iterator[_Change]:
    index = node.slice
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    if isinstance(index, ast.Tuple) and len(parts) > 1:
        for order in list(itertools.permutations(range(len(parts))))[1:6]:
            new = ast.Tuple([parts[i] for i in order], ast.Load())
            yield _Change(1, "places-exchanged", spot, ast.Subscript(node.value, new, node.ctx))
    for i, part in enumerate(parts):
        for kind, new_part in _of_part(part):
            rest = [*parts[:i], new_part, *parts[i + 1 :]]
            new_index = ast.Tuple(rest, ast.Load()) if isinstance(index, ast.Tuple) else new_part
            yield _Change(1, kind, spot, ast.Subscript(node.value, new_index, node.ctx))
    if isinstance(node.ctx, ast.Load):
        yield _Change(2, "a-part-for-the-whole", spot, node.value)
        if not isinstance(index, ast.Slice | ast.Tuple):
            whole = ast.Tuple([ast.Slice(), index], ast.Load())
            yield _Change(1, "a-row-for-a-column", spot, ast.Subscript(node.value, whole, node.ctx))


def _of_part(part: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Yield what else one part of an index may have been meant to be."""
    if isinstance(part, ast.Slice):
        lower, upper, step = part.lower, part.upper, part.step
        if upper is not None:
            yield "ends-too-early", ast.Slice(lower, _plus(upper, 1), step)
            yield "ends-too-late", ast.Slice(lower, _plus(upper, -1), step)
            yield "ends-too-early", ast.Slice(lower, None, step)
        else:
            yield "ends-too-late", ast.Slice(lower, ast.Constant(-1), step)
        if lower is not None:
            yield "starts-elsewhere", ast.Slice(_plus(lower, 1), upper, step)
            yield "starts-elsewhere", ast.Slice(_plus(lower, -1), upper, step)
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
        yield "off-by-one-place", _plus(part, 1)
        yield "off-by-one-place", _plus(part, -1)


def _of_value(spot: _Spot, names: list[str]) -> Iterator[_Change]:
    """Yield what may be missing around a value."""
    node = spot.node
    assert isinstance(node, ast.expr)  # noqa: S101 -- _is_value has seen to it
    if not isinstance(node, ast.UnaryOp) and not (isinstance(node, ast.Constant) and not isinstance(node.value, int)):
        yield _Change(2, "a-minus-missing", spot, ast.UnaryOp(ast.USub(), node))
    is_whole = isinstance(spot.parent, ast.Return | ast.Assign | ast.AugAssign)
    if is_whole and not isinstance(node, ast.Constant):
        yield _Change(3, "not-taken-from-one", spot, ast.BinOp(ast.Constant(1), ast.Sub(), node))
        for name in names[:4]:
            count = ast.Call(ast.Name("len", ast.Load()), [ast.Name(name, ast.Load())], [])
            yield _Change(2, "not-divided", spot, ast.BinOp(node, ast.Div(), count), {"part": f"len({name})"})
            value = ast.Name(name, ast.Load())
            yield _Change(3, "a-factor-missing", spot, ast.BinOp(node, ast.Mult(), value), {"part": name})
            yield _Change(3, "not-divided", spot, ast.BinOp(node, ast.Div(), value), {"part": name})
            yield _Change(3, "a-term-missing", spot, ast.BinOp(node, ast.Add(), value), {"part": name})
            yield _Change(3, "a-term-missing", spot, ast.BinOp(node, ast.Sub(), value), {"part": name})
        for factor in (2, 0.5):
            new = ast.BinOp(node, ast.Mult(), ast.Constant(factor))
            yield _Change(3, "a-factor-missing", spot, new, {"part": "2" if factor == 2 else "1/2"})
        for step in (1, -1):
            yield _Change(3, "off-by-one-place", spot, _plus(node, step))
        yield _Change(3, "a-matrix-turned", spot, ast.Attribute(node, "T", ast.Load()))
        copied = ast.Call(ast.Attribute(node, "copy", ast.Load()), [], [])
        yield _Change(1, "not-copied", spot, copied)
        for name, kind in (("square", "not-squared"), ("sqrt", "no-root-taken"), ("abs", "sign-kept")):
            yield _Change(2, kind, spot, _numpy(name, node))
        for name in ("exp", "log"):
            yield _Change(3, "a-function-missing", spot, _numpy(name, node), {"part": name})


def _of_statement(spot: _Spot) -> Iterator[_Change]:
    node = spot.node
    if not isinstance(node, ast.stmt) or spot.index is None:
        return
    body: list[ast.stmt] = getattr(spot.parent, spot.name)
    if isinstance(node, ast.For | ast.While) and not node.orelse:
        yield from _of_loop(spot, node, body)
    if isinstance(node, ast.If):
        yield _Change(1, "asks-the-opposite", spot, ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse))
        if not node.orelse:
            yield _Change(2, "a-condition-too-much", spot, list(node.body))
            only_raises = len(node.body) == 1 and isinstance(node.body[0], ast.Raise)
            yield _Change(1 if only_raises else 2, "refuses-too-much" if only_raises else "a-line-too-much", spot, [])
    elif not isinstance(node, ast.Return | ast.FunctionDef | ast.For | ast.While | ast.Import | ast.ImportFrom):
        yield _Change(1, "a-line-too-much", spot, [])
    if isinstance(node, ast.AugAssign):
        for other in OPERATIONS.get(type(node.op), ()):
            new = ast.AugAssign(node.target, other(), node.value)
            yield _Change(1, "another-operation", spot, new, {"part": SIGNS[type(node.op)] + "="})
        yield _Change(1, "goes-on-adding", spot, ast.Assign([node.target], node.value))
        apart = ast.BinOp(_read(node.target), node.op, node.value)
        yield _Change(1, "changed-in-place", spot, ast.Assign([node.target], apart))
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
        if isinstance(target, ast.Name | ast.Subscript):
            for op in (ast.Add(), ast.Mult()):
                yield _Change(2, "overwrites-instead-of-adding", spot, ast.AugAssign(target, op, node.value))
    if isinstance(node, ast.Break):
        yield _Change(0, "break-for-continue", spot, ast.Continue())
    if spot.index + 1 < len(body) and not isinstance(node, ast.Return):
        following = body[spot.index + 1]
        yield _Change(1, "two-lines-exchanged", replace(spot, count=2), [following, node])


def _of_loop(spot: _Spot, node: ast.For | ast.While, body: list[ast.stmt]) -> Iterator[_Change]:
    """Yield statements moved into a loop or out of it."""
    last = node.body[-1]
    if len(node.body) > 1:
        shorter = copy.copy(node)
        shorter.body = node.body[:-1]
        kind = "returns-in-the-loop" if isinstance(last, ast.Return) else "inside-the-loop"
        yield _Change(0, kind, spot, [shorter, last], {"line": str(last.lineno)})
        later = copy.copy(node)
        later.body = node.body[1:]
        yield _Change(1, "set-anew-each-round", spot, [node.body[0], later], {"line": str(node.body[0].lineno)})
    index = spot.index or 0
    if index + 1 < len(body) and not isinstance(body[index + 1], ast.Return):
        longer = copy.copy(node)
        longer.body = [*node.body, body[index + 1]]
        line = str(body[index + 1].lineno)
        yield _Change(1, "behind-the-loop", replace(spot, count=2), [longer], {"line": line})
    if index and isinstance(body[index - 1], ast.Assign):
        longer = copy.copy(node)
        longer.body = [body[index - 1], *node.body]
        both = replace(spot, index=index - 1, count=2)
        yield _Change(1, "before-the-loop", both, [longer], {"line": str(body[index - 1].lineno)})


def _of_start(owner: ast.FunctionDef) -> Iterator[_Change]:
    """Yield arguments that are made arrays of floats, or copied, at the start."""
    start = _Spot(owner, "body", 0, owner.body[0])
    for argument in [*owner.args.posonlyargs, *owner.args.args]:
        name = ast.Name(argument.arg, ast.Load())
        cast = _with(_numpy("array", name), dtype=ast.Name("float", ast.Load()))
        line = ast.Assign([ast.Name(argument.arg, ast.Store())], cast)
        yield _Change(3, "not-made-floats", start, [line, owner.body[0]], {"part": argument.arg})


def _read(target: ast.Name | ast.Attribute | ast.Subscript) -> ast.expr:
    """Return what stands for a target's value."""
    value = copy.copy(target)
    value.ctx = ast.Load()
    return value


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 3] + "..."


def _text(node: ast.AST) -> str:
    return _short(ast.unparse(node), LONGEST // 2)


def _number(value: float) -> ast.expr:
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        sign = ast.Constant("inf" if value > 0 else "-inf")
        return ast.Call(ast.Name("float", ast.Load()), [sign], [])
    return ast.Constant(value)


def _plus(node: ast.expr, step: int) -> ast.expr:
    op: ast.operator = ast.Add() if step > 0 else ast.Sub()
    return ast.BinOp(node, op, ast.Constant(abs(step)))


def _numpy(name: str, argument: ast.expr) -> ast.Call:
    return ast.Call(ast.Attribute(ast.Name("np", ast.Load()), name, ast.Load()), [argument], [])


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _named(node: ast.Call, name: str) -> ast.Call:
    if isinstance(node.func, ast.Attribute):
        return ast.Call(ast.Attribute(node.func.value, name, ast.Load()), node.args, node.keywords)
    return ast.Call(ast.Name(name, ast.Load()), node.args, node.keywords)


def _has_axis(node: ast.Call) -> bool:
    """Tell whether an axis is handed over by its place: second behind an array, first where the array is before."""
    is_method = isinstance(node.func, ast.Attribute) and not (
        isinstance(node.func.value, ast.Name) and node.func.value.id in ("np", "numpy", "tf")
    )
    return len(node.args) > (0 if is_method else 1)


def _is_axis(spot: _Spot) -> bool:
    parent = spot.parent
    if isinstance(parent, ast.keyword):
        return parent.arg == "axis"
    return isinstance(parent, ast.Call) and _called(parent) in ALONG and spot.name == "args"


def _with(node: ast.Call, **values: ast.expr | None) -> ast.Call:
    """Return a call with keywords set, or left out where their value is None."""
    kept = [keyword for keyword in node.keywords if keyword.arg not in values]
    new = [ast.keyword(name, value) for name, value in values.items() if value is not None]
    return ast.Call(node.func, node.args, [*kept, *new])
