"""The student's notebook, derived from a stub."""

from __future__ import annotations

import hashlib
from typing import Any

from grading.authoring.targets import in_notebook
from grading.subject.notebook import CHECK_TAG
from reference.kit.exercise import Exercise


def student_notebook(exercise: Exercise, stub: str) -> str:
    """Return the student's notebook as JSON text: the stub's cells, and one that checks after each task.

    The first of these brings the magic that the others use. The same stub gives the same bytes: cells are named after
    their content.
    """
    import jupytext
    import nbformat

    notebook = jupytext.reads(stub, fmt="py:percent")
    cells: list[Any] = []
    waiting = [task.name for task in exercise.tasks]
    for cell in notebook.cells:
        if cell.cell_type == "code" and not any(earlier.cell_type == "code" for earlier in cells):
            cells.append(_load_cell())
        in_notebook(cell, exercise)
        cells.append(cell)
        if cell.cell_type == "code" and waiting and f"def {waiting[0]}(" in cell.source:
            cells.append(_check_cell(exercise, waiting.pop(0)))
    cells.append(nbformat.v4.new_markdown_cell("## All of it\n\nAnd the picture, once everything passes."))
    cells.append(_check_cell(exercise, None))
    notebook.cells = cells
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    for position, cell in enumerate(notebook.cells):
        cell.id = hashlib.sha256(f"{position}{cell.source}".encode()).hexdigest()[:12]
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return nbformat.writes(notebook) + "\n"


def _check_cell(exercise: Exercise, task: str | None) -> Any:
    """Return a cell that checks the saved notebook: one task, or everything with the picture."""
    import nbformat

    what = task if task is not None else "everything"
    lines = [
        f"# Save the notebook (Ctrl+S), then run this cell: it checks {what}.",
        f"%kata check {exercise.id}" + (f" --task {task}" if task is not None else ""),
    ]
    return nbformat.v4.new_code_cell("\n".join(lines), metadata={"tags": [CHECK_TAG]})


def _load_cell() -> Any:
    """Return the cell that brings the magic of the others."""
    import nbformat

    lines = ["# Run this cell first: the check cells below need it.", "%load_ext grading.commandline.magic"]
    return nbformat.v4.new_code_cell("\n".join(lines), metadata={"tags": [CHECK_TAG]})
