"""The code of a notebook that was handed in: its cells as one module text, and where each of them begins.

IPython's own transformer decides what is a magic. Lines stay where they are, so that a place in the module's text is
a place in a cell. Cells are numbered as JupyterLab does after "Restart Kernel and Run All Cells": code cells alone,
from 1, blank ones left out.
"""

from __future__ import annotations

import ast
import json
import re
import warnings
from dataclasses import dataclass
from typing import Any

from grading.errors import SubmissionError
from grading.worker.places import Cell

CHECK_TAG = "kata-check"
"""Marks the cells that run the kata; they are no part of the answer."""
CHECKS = "grading.commandline.cell"
"""The module that the test cells of an issued notebook call."""
CELLS_LIMIT = 2_000
"""Cells of a notebook; a long one has a hundred."""
RUN_THEIR_CONTENT = frozenset(
    (
        "time",
        "timeit",
        "capture",
        "prun",
        "debug",
        "memit",
        "mprun",
        "lprun",
        "snakeviz",
        "pyinstrument",
        "heat",
        "ipytest",
    )
)
"""Cell magics whose content is Python that the kernel runs: it is part of the answer."""


@dataclass(frozen=True)
class NotebookCode:
    """What a notebook holds of code."""

    data: bytes
    """All of it as one module, UTF-8."""
    cells: tuple[Cell, ...]
    """Where the cells begin in it."""
    unread: tuple[int, ...] = ()
    """Numbers of cells whose magic is not known to run Python, though they define functions."""
    in_text: tuple[str, ...] = ()
    """Names of functions that are defined in cells of text."""


def code_of(data: bytes, name: str) -> NotebookCode:
    """Return the code cells of a notebook, magics turned into calls, check cells left out. Raises SubmissionError."""
    text, cells, unread, line = [], [], [], 1
    all_cells = _read(data, name)
    for number, source in _code_cells(all_cells, name):
        code = python_of(source)
        if code is None:
            if re.search(r"^\s*def \w+\(", source, re.MULTILINE):
                unread.append(number)
            continue
        code = code.rstrip("\n") + "\n"
        text.append(code)
        cells.append(Cell(line, number))
        line += code.count("\n") + 2
    return NotebookCode("\n\n".join(text).encode("utf-8"), tuple(cells), tuple(unread), _functions_in_text(all_cells))


def python_of(source: str) -> str | None:
    """Return a cell as Python with its lines where they were; None where its content is another language's."""
    from IPython.core import inputtransformer2 as ipython

    lines = _as_lines(source)
    cleaned = lines
    for clean in (ipython.leading_empty_lines, ipython.leading_indent, ipython.classic_prompt, ipython.ipython_prompt):
        cleaned = clean(cleaned)
    blank = _height(lines) - _height(cleaned)
    if cleaned and cleaned[0].startswith("%%") and not re.match(r"%%\w+\?", cleaned[0]):
        magic, _, options = cleaned[0][2:].strip().partition(" ")
        if magic not in RUN_THEIR_CONTENT:
            return None
        inner = python_of("".join(cleaned[1:]))
        first = _setup(options) if magic == "timeit" else ""
        return None if inner is None else "\n" * blank + first + "\n" + inner
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            cleaned = _without_magics(cleaned)
    except (SyntaxError, RuntimeError, RecursionError):
        pass  # what is no Python is told when it is parsed
    return "\n" * blank + "".join(cleaned)


def _without_magics(lines: list[str]) -> list[str]:
    """Turn magics into calls, one at a time, with blank lines in place of those that a continued one has used up."""
    from IPython.core import inputtransformer2 as ipython

    manager = ipython.TransformerManager()
    for _ in range(ipython.TRANSFORM_LOOP_LIMIT):
        changed, after = manager.do_one_token_transform(lines)
        if not changed:
            break
        lost = _height(lines) - _height(after)
        where = next((i for i, (old, new) in enumerate(zip(lines, after, strict=False)) if old != new), len(after) - 1)
        lines = [*after[: where + 1], *["\n"] * lost, *after[where + 1 :]]
    return lines


def _setup(options: str) -> str:
    """Return the statement that a `%%timeit` line may hold after its options."""
    return re.sub(r"^(\s*-([oqct]\b|[nrptv]\s*\S+))*\s*", "", options)


def _as_lines(source: str) -> list[str]:
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    return [f"{line}\n" for line in source.removesuffix("\n").split("\n")]


def _height(lines: list[str]) -> int:
    return "".join(lines).count("\n")


def _read(data: bytes, name: str) -> list[Any]:
    """Return a notebook's cells as JSON has them; those of version 3 stand in worksheets."""
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _unreadable(name, "it is not UTF-8") from None
    except RecursionError:
        raise _unreadable(name, "it is nested too deep") from None
    except ValueError as problem:
        raise _unreadable(name, f"it is not JSON: {problem}") from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if cells is None and isinstance(notebook, dict) and isinstance(notebook.get("worksheets"), list):
        sheets = [sheet.get("cells") for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets if isinstance(sheet, list) for cell in sheet]
    if not isinstance(cells, list):
        raise _unreadable(name, "it has no cells")
    if len(cells) > CELLS_LIMIT:
        raise _unreadable(name, f"it has {len(cells):,} cells, more than {CELLS_LIMIT:,}")
    return cells


def _code_cells(cells: list[Any], name: str) -> list[tuple[int, str]]:
    """Return number and text of the code cells that are the student's."""
    own, number = [], 0
    for position, cell in enumerate(cells, start=1):
        if not isinstance(cell, dict):
            raise _unreadable(name, f"its cell at position {position} is none")
        if cell.get("cell_type") != "code":
            continue
        source = _text(cell)
        if source is None:
            raise _unreadable(name, f"its cell at position {position} has no text")
        if not source.strip():
            continue
        number += 1
        if not (_only_checks(source) or (CHECK_TAG in _tags(cell.get("metadata")) and _only_commands(source))):
            own.append((number, source.encode("utf-8", "replace").decode("utf-8")))  # a lone surrogate is no text
    return own


def _text(cell: dict[str, Any]) -> str | None:
    """Return what stands in a cell; None where that is no text."""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    return source if isinstance(source, str) else None


def _only_commands(source: str) -> bool:
    """Tell whether a cell holds commands and comments alone: into one that checks, a student may have written more."""
    return all(line.startswith(("#", "%", "!")) for line in map(str.strip, source.splitlines()) if line)


def _only_checks(source: str) -> bool:
    """Tell whether a cell only calls the kata's own check, as the test cells of an issued notebook do."""
    if CHECKS not in source:
        return False
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    ours: set[str] = set()
    for statement in statements:
        if isinstance(statement, ast.ImportFrom) and statement.module == CHECKS:
            ours.update(alias.asname or alias.name for alias in statement.names)
        elif not _is_call(statement, ours):
            return False
    return True


def _is_call(statement: ast.stmt, names: set[str]) -> bool:
    """Tell whether a statement calls one of the functions with constants alone."""
    if not isinstance(statement, ast.Expr) or not isinstance(call := statement.value, ast.Call):
        return False
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return (
        isinstance(call.func, ast.Name)
        and call.func.id in names
        and all(isinstance(value, ast.Constant) for value in given)
    )


def _functions_in_text(cells: list[Any]) -> tuple[str, ...]:
    texts = [_text(cell) or "" for cell in cells if cell.get("cell_type") in ("markdown", "raw")]
    return tuple(name for text in texts for name in re.findall(r"^def (\w+)\(", text, re.MULTILINE))


def _tags(metadata: object) -> list[Any]:
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return tags if isinstance(tags, list) else []


def _unreadable(name: str, why: str) -> SubmissionError:
    return SubmissionError("error", f"{name} cannot be read as a notebook: {why[:200]}")
