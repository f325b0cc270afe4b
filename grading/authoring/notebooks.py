"""The student's notebook, derived from a stub."""

from __future__ import annotations

import hashlib
from typing import Any

from grading.subject.notebook import CHECK_TAG
from reference.kit.course import Exercise


def student_notebook(exercise: Exercise, stub: str) -> str:
    """Return the student's notebook as JSON text: the stub's cells, and one that checks after each task.

    The same stub gives the same bytes: cells are named after their content.
    """
    import jupytext
    import nbformat

    notebook = jupytext.reads(stub, fmt="py:percent")
    cells: list[Any] = []
    waiting = [task.name for task in exercise.tasks]
    for cell in notebook.cells:
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

    if task is not None:
        lines = [
            f"# Save the notebook (Ctrl+S), then run this cell: it checks {task}.",
            f"!kata check {exercise.id} --task {task} --subject {exercise.module}.ipynb",
        ]
    else:
        lines = [
            f"!kata check {exercise.id} --subject {exercise.module}.ipynb",
            f"!kata figure {exercise.id} --subject {exercise.module}.ipynb --out {exercise.module}.png",
            "from pathlib import Path",
            "",
            "from IPython.display import Image",
            "",
            f'Image("{exercise.module}.png") if Path("{exercise.module}.png").exists() else None',
        ]
    return nbformat.v4.new_code_cell("\n".join(lines), metadata={"tags": [CHECK_TAG]})
