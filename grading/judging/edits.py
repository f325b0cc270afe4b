"""Single changes to a student's function: what one slip of the pen, taken back, makes of it.

Nothing runs here. A change is made in the syntax tree and written down as text; `grading.judging.mending` has it tried.
"""

from __future__ import annotations

import ast
import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from grading.judging.slips import changes
from grading.judging.spots import Change, Spot, arguments_of, called, short
from grading.subject.calls import LoadedSource
from grading.worker.loading import split

LONGEST = 70
"""Characters of a piece of code in a message."""
SHORTEST = 4
"""Below that its whole line is shown."""
MOST = 500
"""Changes to one function that are written down; those that slips lead to most often come first."""
ASKING = ("breakpoint", "set_trace", "input")
"""What waits for a person: somebody is looking for the mistake, and would be asked again for each change."""


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
    rank: int
    """How far down the list of what slips lead to it stands."""


def edits(source: LoadedSource, function: str, tasks: set[str]) -> Iterator[Edit]:
    """Yield single changes to a function, and to helpers of the student's own that it calls, the likeliest first.

    `tasks` are the functions that are asked for: other ones of these are left as they are.
    """
    program = _program(source, function, tasks)
    if program is None:
        return
    meant = sorted(changes(program, function), key=lambda change: change.rank)
    texts, made = {_written(program)}, _made(program)
    lines = source.data.decode("utf-8-sig", "replace").split("\n")
    for group in _groups(meant):
        before = [(change.spot, change.spot.held()) for change in group]
        first = group[0]
        code, line = _shown(first.spot, lines)
        for change in reversed(group):  # what is inside first
            change.spot.put(change.new)
        text = "" if _read(program) & (made - _made(program)) else _written(program)
        for spot, held in before:
            spot.restore(held)
        if text and text not in texts:
            texts.add(text)
            yield Edit(first.kind, line, code, first.fields, text, first.rank)
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
    if any(called(node) in ASKING for name in wanted for node in ast.walk(known[name]) if isinstance(node, ast.Call)):
        return None
    found = [known[name] for name in sorted(wanted, key=lambda name: (name == function, name))]
    for one in found:
        one.body = _without_docstring(one.body)
        one.returns = None
        for argument in arguments_of(one):
            argument.annotation = None
    return ast.Module([*found], [])


def _made(program: ast.Module) -> set[tuple[str, str]]:
    """Return the names that each function makes. One that it makes no more would be found outside of it, if at all."""
    given = {(owner.name, argument.arg) for owner in _functions(program) for argument in arguments_of(owner)}
    return given | _names(program, ast.Store)


def _read(program: ast.Module) -> set[tuple[str, str]]:
    """Return the names that each function reads."""
    return _names(program, ast.Load)


def _names(program: ast.Module, context: type[ast.expr_context]) -> set[tuple[str, str]]:
    return {
        (owner.name, node.id)
        for owner in _functions(program)
        for node in ast.walk(owner)
        if isinstance(node, ast.Name) and isinstance(node.ctx, context)
    }


def _functions(program: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in program.body if isinstance(node, ast.FunctionDef)]


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    is_text = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    return body[1:] if is_text and len(body) > 1 else body


def _written(program: ast.Module) -> str:
    """Return a program's text; "" where a tree has become none."""
    try:
        return ast.unparse(ast.fix_missing_locations(program))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ""


def _shown(spot: Spot, lines: list[str]) -> tuple[str, int]:
    """Return the code that a message shows, short enough, and its line: an expression, else the line it begins in."""
    node = spot.node if hasattr(spot.node, "lineno") else spot.parent
    line = getattr(node, "lineno", 1)
    if isinstance(node, ast.expr) and node.end_lineno == line and not isinstance(node, ast.Name | ast.Constant):
        text = lines[line - 1].encode("utf-8")[node.col_offset : node.end_col_offset].decode("utf-8", "replace")
        if SHORTEST <= len(text) <= LONGEST:
            return text, line
    return short(lines[line - 1].strip(), LONGEST), line


def _groups(meant: list[Change]) -> Iterator[list[Change]]:
    """Yield each change alone, then those of one rank that are the same in several places all together."""
    for _, of_rank in itertools.groupby(meant, key=lambda change: change.rank):
        alike: dict[tuple[str, str, str], list[Change]] = defaultdict(list)
        for change in of_rank:
            yield [change]
            if change.together and isinstance(change.new, ast.AST):
                alike[change.kind, ast.dump(change.spot.node), ast.dump(change.new)].append(change)
                alike[change.kind, "", change.fields.get("same", "")].append(change)
        for (_, old, same), group in alike.items():
            if len(group) > 1 and (old or same):
                yield group
