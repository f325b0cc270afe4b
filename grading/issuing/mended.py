"""A submitted notebook as nbgrader needs it: each cell that is graded is there once, whatever became of it.

What a student wrote stays, for feedback to show. Marks do not hang on it: they come from what the grader read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grading.errors import SubmissionError
from grading.subject.handed_in import in_utf8, read_bytes
from grading.subject.notebook import CELLS_LIMIT, CHECK_TAG

SOURCE_LIMIT = 200_000
"""Characters of a cell that feedback shows."""


@dataclass(frozen=True)
class Known:
    """A cell of the issued notebook, as nbgrader's gradebook keeps it."""

    name: str
    kind: str
    """"code" or "markdown"."""
    source: str
    locked: bool
    graded: bool
    solution: bool
    points: float
    checksum: str

    @property
    def task(self) -> str:
        """The task that a test cell of ours is about."""
        return self.name.removeprefix("test_")


@dataclass
class Cell:
    """A cell of what a student handed in."""

    kind: str
    source: str
    claims: str = ""
    """The name in nbgrader's metadata, which a student may have changed."""
    name: str = ""
    """The name that it has from now on."""
    attachments: dict[str, Any] | None = None


def mended(path: Path, known: Iterable[Known], tasks: Iterable[str]) -> dict[str, Any]:
    """Return a notebook with every known cell in it once, as plain JSON; from a file that may be anything at all."""
    known = list(known)
    try:
        data = read_bytes(path)
        cells, note = [Cell("code", _plain(in_utf8(data).decode("utf-8", "replace"))[:SOURCE_LIMIT])], ""
        if path.suffix.lower() != ".py":
            cells = list(_cells(data))
    except SubmissionError as problem:
        cells, note = [], str(problem)
    except (ValueError, RecursionError) as problem:
        cells, note = [], f"{path.name} cannot be read as a notebook: {str(problem)[:200]}"
    placed = _placed(cells, known, list(tasks))
    if note:
        placed.insert(0, Cell("markdown", f"**{_plain(note)}**"))
    by_name = {cell.name: cell for cell in known}
    return {
        "cells": [_as_json(number, cell, by_name.get(cell.name)) for number, cell in enumerate(placed)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cells(data: bytes) -> Iterable[Cell]:
    """Yield what can be shown of a notebook. Raises ValueError, RecursionError."""
    notebook = json.loads(data.decode("utf-8-sig"))
    if not isinstance(notebook, dict):
        raise ValueError("it is no notebook")
    cells = notebook.get("cells")
    if cells is None and isinstance(notebook.get("worksheets"), list):
        sheets = [sheet.get("cells") for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets if isinstance(sheet, list) for cell in sheet]
    if not isinstance(cells, list):
        raise ValueError("it has no cells")
    for cell in cells[:CELLS_LIMIT]:
        if isinstance(cell, dict):
            yield _cell(cell)


def _cell(cell: dict[str, Any]) -> Cell:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    source = _plain(source)[:SOURCE_LIMIT] if isinstance(source, str) else ""
    metadata = cell.get("metadata")
    said = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    claims = said.get("grade_id") if isinstance(said, dict) else None
    kind = cell.get("cell_type")
    return Cell(
        kind if kind in ("code", "markdown", "raw") else "markdown",
        source,
        claims if isinstance(claims, str) else "",
        attachments=_pictures(cell.get("attachments")) if kind == "markdown" else None,
    )


def _pictures(attachments: object) -> dict[str, Any] | None:
    """Return the pictures of a lesson; anything else is left out."""
    if not isinstance(attachments, dict):
        return None
    kept = {
        name: {"image/png": bundle["image/png"]}
        for name, bundle in attachments.items()
        if isinstance(bundle, dict)
        and isinstance(bundle.get("image/png"), str)
        and re.fullmatch(r"[A-Za-z0-9+/=\s]*", bundle["image/png"])
    }
    return kept or None


def _placed(cells: list[Cell], known: list[Known], tasks: list[str]) -> list[Cell]:
    """Give each known cell its one place."""
    locked = {cell.name: cell for cell in known if cell.locked}
    sources = {_spaceless(cell.source) for cell in locked.values()}
    kept = [cell for cell in cells if _spaceless(cell.source) not in sources]
    answers = [cell for cell in known if not cell.locked]
    for answer in answers:
        found = _answer(kept, answer)
        if found is None:
            empty = f"# {answer.name} has no cell of its own in what was handed in."
            found = Cell(answer.kind, empty)
            kept.append(found)
        found.name, found.kind = answer.name, answer.kind
    names = {answer.name for answer in answers}
    for cell in sorted(locked.values(), key=lambda test: _order(tasks, test)):
        here = Cell(cell.kind, cell.source, name=cell.name)
        if cell.task in names:
            kept.insert(next(i for i, other in enumerate(kept) if other.name == cell.task) + 1, here)
        else:
            kept.append(here)
    return kept


def _answer(cells: list[Cell], answer: Known) -> Cell | None:
    """Return the last cell that is the answer: by its name and its function, by its function, by its name."""
    free = [cell for cell in reversed(cells) if not cell.name]
    defines = re.compile(rf"^def {re.escape(answer.name)}\s*\(", re.MULTILINE)
    rules: tuple[Callable[[Cell], object], ...] = (
        lambda cell: cell.claims == answer.name and cell.kind == "code" and defines.search(cell.source),
        lambda cell: cell.kind == "code" and defines.search(cell.source),
        lambda cell: cell.claims == answer.name,
    )
    return next((cell for rule in rules for cell in free if rule(cell)), None)


def _order(tasks: list[str], cell: Known) -> tuple[int, str]:
    return (tasks.index(cell.task) if cell.task in tasks else len(tasks), cell.name)


def _as_json(number: int, cell: Cell, known: Known | None) -> dict[str, Any]:
    metadata: dict[str, Any] = {}
    if known is not None:
        metadata["nbgrader"] = {
            "cell_type": known.kind,
            "checksum": known.checksum,
            "grade": known.graded,
            "grade_id": known.name,
            "locked": known.locked,
            "schema_version": 3,
            "solution": known.solution,
            "task": False,
            **({"points": known.points} if known.graded else {}),
        }
        if known.graded and known.locked:
            metadata["tags"] = [CHECK_TAG]
    said: dict[str, Any] = {
        "id": f"cell-{number}",
        "cell_type": cell.kind,
        "metadata": metadata,
        "source": cell.source,
    }
    if cell.kind == "code":
        said |= {"execution_count": None, "outputs": []}
    elif cell.attachments:
        said["attachments"] = cell.attachments
    return said


def _plain(text: str) -> str:
    """Return a text that UTF-8 can write: a lone surrogate is no text."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _spaceless(text: str) -> str:
    return "".join(text.split())
