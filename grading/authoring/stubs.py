"""Derives a student's stub from a solution: everything but what stands between the solution marks."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection

from reference.ground.errors import SourceError

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"


def stub_of(solution: str, written: Collection[str] = ()) -> str:
    """Return the stub: each marked body becomes a NotImplementedError that names the task. Raises SourceError.

    The bodies of the functions named in `written` stay, as if a student had done those.
    """
    lines: list[str] = []
    function, inside = "", False
    for number, line in enumerate(solution.splitlines(), start=1):
        text = line.strip()
        if match := re.match(r"def (\w+)\(", line):
            function = match.group(1)
        if text == BEGIN:
            if inside or not function:
                raise SourceError(f"line {number}: {BEGIN} inside another, or outside a function")
            inside = function not in written
            if not inside:
                continue
            indent = line[: len(line) - len(line.lstrip())]
            lines.append(f'{indent}raise NotImplementedError("{function}: not written yet")')
        elif text == END:
            if not inside and function not in written:
                raise SourceError(f"line {number}: {END} without a beginning")
            inside = False
        elif not inside:
            lines.append(line)
    if inside:
        raise SourceError(f"{BEGIN} without an end")
    return "\n".join(lines) + "\n"


def solution_lines(solution: str) -> list[str]:
    """Return the lines that must show nowhere else: those of the marked bodies that say something."""
    lines, inside = [], False
    for line in solution.splitlines():
        text = line.strip()
        if text in (BEGIN, END):
            inside = text == BEGIN
        elif inside and _says_something(text):
            lines.append(text)
    return lines


def prose(solution: str) -> str:
    """Return what a student reads: markdown cells and docstrings."""
    comments = [line.lstrip("# ") for line in solution.splitlines() if line.startswith("#")]
    docstrings = [
        ast.get_docstring(node) or ""
        for node in ast.walk(ast.parse(solution))
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
    ]
    return "\n".join([*comments, *docstrings])


def _says_something(line: str) -> bool:
    """Tell whether a line gives an answer away: `return result` and `else:` do not."""
    return len(re.findall(r"\w+", line)) >= 4 and not line.startswith(("#", "raise ", '"'))
