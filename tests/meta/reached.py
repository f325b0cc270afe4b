"""Which tests a change of the model answer can reach: by what the functions call there, and what the tests mention.

A test may be said to reach more than it does, and never less: `test_reached.py` holds that against the calls of a run.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Mapping
from pathlib import Path

from reference.kit.exercise import Exercise

Definitions = Mapping[str, ast.AST]
"""What is defined at the top of a module, by name."""


def tasks_reached(exercise: Exercise, text: str) -> tuple[str, ...]:
    """Return the tasks with a test that may come out otherwise where `text` stands for the model answer."""
    functions = functions_reached(exercise.solution.read_text(encoding="utf-8"), text)
    own = functions & {task.name for task in exercise.tasks}
    asked = {test.task for test in exercise.graded_tests if functions & mentioned(exercise, test.name)}
    return tuple(task.name for task in exercise.tasks if task.name in own | asked)


def functions_reached(solution: str, text: str) -> set[str]:
    """Return what is defined in `text` otherwise than in `solution`, and all there that uses it."""
    before, after = _definitions(ast.parse(solution)), _definitions(ast.parse(text))
    reached = {name for name, node in after.items() if name not in before or ast.dump(node) != ast.dump(before[name])}
    uses = {name: {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} for name, node in after.items()}
    while more := {name for name, used in uses.items() if used & reached} - reached:
        reached |= more
    return reached


@functools.cache
def mentioned(exercise: Exercise, test: str) -> set[str]:
    """Return the tasks' functions that a test may call, in what it uses of its suite and of the exercise's folder."""
    tasks = {task.name for task in exercise.tasks}
    found: set[str] = set()
    waiting, seen = [(exercise.suite, test)], set()
    while waiting:
        place, name = waiting.pop()
        if (place, name) in seen:
            continue
        seen.add((place, name))
        tree = _parsed(place)
        node = _definitions(tree).get(name)
        if node is not None:
            modules, names = _imports(exercise, tree)
            used = list(_used(node, modules))
            found |= {what for place_of, what in used if place_of is None} & tasks
            waiting += [(place_of or place, what) for place_of, what in used]
            waiting += [names[what] for _, what in used if what in names]
    return found


def _used(node: ast.AST, modules: Mapping[str, Path]) -> Iterator[tuple[Path | None, str]]:
    """Yield all names in a definition, arguments, attributes and texts among them; with the module that one is of."""
    for part in ast.walk(node):
        match part:
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in modules:
                yield modules[owner], name
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.Constant(value=str(name)):
                yield None, name


@functools.cache
def _parsed(place: Path) -> ast.Module:
    return ast.parse(place.read_text(encoding="utf-8") if place.is_file() else "")


@functools.cache
def _definitions(tree: ast.Module) -> dict[str, ast.AST]:
    found: dict[str, ast.AST] = {}
    for statement in tree.body:
        match statement:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found[name] = statement
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                module = getattr(statement, "module", None)
                for alias in aliases:
                    found[alias.asname or alias.name] = ast.Constant(f"{module} {alias.name}")
            case _:
                bound = [n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
                found.update(dict.fromkeys(bound, statement))
    return found


@functools.cache
def _imports(exercise: Exercise, tree: ast.Module) -> tuple[dict[str, Path], dict[str, tuple[Path, str]]]:
    """Return what a module imports of the exercise's folder: modules, and names with the modules they are of."""
    modules, names = {}, {}
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom) and statement.module:
            owner, _, part = statement.module.removeprefix(f"{exercise.folder.parent.name}.").partition(".")
            for alias in statement.names if owner == exercise.module else ():
                known = alias.asname or alias.name
                if part:
                    names[known] = exercise.part_file(part), alias.name
                else:
                    modules[known] = exercise.part_file(alias.name)
    return modules, names
