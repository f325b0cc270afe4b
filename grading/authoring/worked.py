"""Whether a student has worked on an exercise: what stands in a file, held against the stub it began as."""

from __future__ import annotations

import ast
import functools
import warnings

from grading.authoring.stubs import stub_of
from reference.kit.exercise import Exercise

CODE_LIMIT = 200_000
"""Characters that are parsed; what is longer is no untouched stub."""


def was_worked_on(exercise: Exercise, code: bytes) -> bool:
    """Tell whether a module's code, or that of a notebook, has another body for any task than the stub.

    Comments, layout, lesson text and cells for trying things out are no work on the exercise.
    """
    functions = _functions(_text(code))
    if functions is None:  # no Python any more: somebody has begun
        return True
    return any(functions.get(name) not in (None, former) for name, former in _stub(exercise).items())


def defined(code: bytes) -> set[str]:
    """Return the names of the functions at the top of a module; none of what is no Python."""
    return set(_functions(_text(code)) or {})


def is_same_code(code: bytes, other: bytes) -> bool:
    """Tell whether two modules are the same but for comments and layout."""
    trees = [_parsed(_text(data)) for data in (code, other)]
    if None in trees:
        return code == other
    first, second = (ast.dump(tree) for tree in trees if tree is not None)
    return first == second


@functools.cache
def _stub(exercise: Exercise) -> dict[str, str]:
    functions = _functions(stub_of(exercise.solution.read_text(encoding="utf-8"))) or {}
    return {task.name: functions[task.name] for task in exercise.tasks if task.name in functions}


def _functions(text: str) -> dict[str, str] | None:
    """Return the bodies of the functions at the top of a module by name, without docstrings."""
    tree = _parsed(text)
    if tree is None:
        return None
    return {node.name: _body(node) for node in tree.body if isinstance(node, ast.FunctionDef)}


def _body(function: ast.FunctionDef) -> str:
    begins_with_text = ast.get_docstring(function, clean=False) is not None
    return "\n".join(ast.dump(statement) for statement in function.body[begins_with_text:])


def _text(code: bytes) -> str:
    """Return code as text; a byte order mark, which an editor may have set, is no part of it."""
    return code.decode("utf-8-sig", "replace")


def _parsed(text: str) -> ast.Module | None:
    if len(text) > CODE_LIMIT:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
