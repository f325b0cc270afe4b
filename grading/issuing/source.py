"""The source notebook that nbgrader issues, derived from the single source: solutions marked, a test cell a task."""

from __future__ import annotations

import ast
import hashlib
from typing import Any

from grading.authoring.stubs import BEGIN
from grading.authoring.targets import in_notebook
from grading.subject.notebook import CHECK_TAG
from grading.wording import number
from reference.kit.exercise import Exercise

SCHEMA = 3
"""Of nbgrader's metadata."""
TEST = "test_"
"""Before a task's name in the name of its test cell; the solution cell has the task's own."""


def source_notebook(exercise: Exercise) -> str:
    """Return the source notebook as JSON text. The same solution gives the same bytes."""
    import jupytext
    import nbformat

    notebook = jupytext.reads(exercise.solution.read_text(encoding="utf-8"), fmt="py:percent")
    cells: list[Any] = []
    for cell in notebook.cells:
        in_notebook(cell, exercise)
        cell.metadata = nbformat.from_dict({})
        cells.append(cell)
        if cell.cell_type != "code" or BEGIN not in cell.source:
            continue
        name = _function(cell.source)
        cell.metadata["nbgrader"] = _nbgrader(name, solution=True)
        if name in {task.name for task in exercise.tasks}:
            cells.append(_test_cell(exercise, name))
    cells.append(nbformat.v4.new_markdown_cell("## All of it\n\nAnd the picture, once everything passes."))
    everything = f'from grading.commandline.cell import everything\n\neverything("{exercise.id}")'
    cells.append(nbformat.v4.new_code_cell(everything, metadata={"tags": [CHECK_TAG]}))
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


def worth(exercise: Exercise, task: str) -> float:
    """Return the points that a task's test cell is worth; those of a bonus task come on top, so it is worth none."""
    if task in exercise.bonus_tasks:
        return 0.0
    return round(sum(test.points for test in exercise.graded_tests if test.task == task), 6)


def _function(code: str) -> str:
    """Return the name of the function that a solution cell defines."""
    return next(node.name for node in ast.parse(code).body if isinstance(node, ast.FunctionDef))


def _test_cell(exercise: Exercise, task: str) -> Any:
    import nbformat

    points = worth(exercise, task)
    said = f"{number(points)} points" if task not in exercise.bonus_tasks else "A bonus task"
    lines = [
        f"# {said}: run this cell to try the tests of {task} on what is in this notebook.",
        "from grading.commandline.cell import points",
        "",
        f'points("{exercise.id}", "{task}", worth={points!r})',
    ]
    metadata = {"nbgrader": _nbgrader(TEST + task, points=points), "tags": [CHECK_TAG]}
    return nbformat.v4.new_code_cell("\n".join(lines), metadata=metadata)


def _nbgrader(name: str, *, solution: bool = False, points: float | None = None) -> dict[str, Any]:
    """Return nbgrader's metadata of a solution cell, or of a locked test cell that is worth points."""
    said: dict[str, Any] = {
        "grade": points is not None,
        "grade_id": name,
        "locked": not solution,
        "schema_version": SCHEMA,
        "solution": solution,
        "task": False,
    }
    return said if points is None else {**said, "points": points}
