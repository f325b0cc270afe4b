"""A student's functions beside the model answer's: what differs, task by task."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator

from grading.authoring.stubs import BEGIN, END
from reference.kit.exercise import Exercise


def differences(exercise: Exercise, own: str, model: str) -> Iterator[tuple[str, str]]:
    """Yield each task with its difference as a unified diff; "" where both do the same in the same words.

    Docstrings and comments are left out: they are the lesson's.
    """
    theirs, ours = _bodies(own), _bodies(model)
    for task in exercise.tasks:
        before, after = theirs.get(task.name, []), ours.get(task.name, [])
        lines = list(difflib.unified_diff(before, after, lineterm="", n=max(len(before), len(after))))
        yield task.name, "\n".join(lines[3:])  # without the names of files and the places


def _bodies(text: str) -> dict[str, list[str]]:
    """Return the lines of each function, as they are written, without docstring and comments of their own line."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return {}
    lines = text.splitlines()
    bodies = {}
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef):
            continue
        first, *rest = node.body
        is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and rest
        begin = (rest[0] if is_docstring else first).lineno
        body = lines[begin - 1 : node.end_lineno]
        bodies[node.name] = [line for line in body if line.strip() not in (BEGIN, END, "")]
    return bodies
