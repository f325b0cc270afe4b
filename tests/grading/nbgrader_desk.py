"""What students do with the notebook that they were given: right, wrong, hostile and odd."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reference.kit.exercise import Exercise

Notebook = dict[str, Any]
Change = Callable[[Notebook], object]


def code(notebook: Notebook, task: str) -> dict[str, Any]:
    """Return the cell that defines a task."""
    cells: list[dict[str, Any]] = notebook["cells"]
    return next(cell for cell in cells if cell["cell_type"] == "code" and f"def {task}(" in "".join(cell["source"]))


def scratch(source: str, **more: Any) -> dict[str, Any]:
    """Return a cell of a student's own."""
    return {
        "cell_type": "code",
        "id": "mine",
        "metadata": {},
        "outputs": [],
        "execution_count": 1,
        "source": source,
        **more,
    }


class Desk:
    """A student's desk: the released notebook, and what they know of the right answers."""

    def __init__(self, exercise: Exercise, released: Path, source: Path) -> None:
        self.exercise = exercise
        self.tasks = [task.name for task in exercise.tasks]
        self.released: Notebook = json.loads(released.read_text(encoding="utf-8"))
        self.right: Notebook = json.loads(source.read_text(encoding="utf-8"))

    @property
    def name(self) -> str:
        """The notebook's file name."""
        return f"{self.exercise.module}.ipynb"

    def untouched(self, change: Change = lambda _: None) -> Notebook:
        """Return it as it was given out, then changed."""
        return self.written(change=change)

    def written(self, *tasks: str, change: Change = lambda _: None) -> Notebook:
        """Return it with the right answer to some tasks, then changed."""
        notebook = copy.deepcopy(self.released)
        for task in tasks:
            lines = "".join(code(self.right, task)["source"]).splitlines(keepends=True)
            code(notebook, task)["source"] = "".join(line for line in lines if "SOLUTION" not in line)
        change(notebook)
        return notebook

    def done(self, change: Change = lambda _: None) -> Notebook:
        """Return it with all tasks right, then changed."""
        return self.written(*self.tasks, change=change)

    def mistaken(self, mistake: str) -> Notebook:
        """Return it with all tasks right but for a known mistake of the catalogue."""
        wrong = next(wrong for wrong in self.exercise.misconceptions if wrong.id == mistake)
        notebook = self.done()
        code(notebook, wrong.task)["source"] = wrong.source("").strip()
        return notebook


def body(notebook: Notebook, task: str, lines: str) -> Notebook:
    """Replace what a task does, after its docstring."""
    cell = code(notebook, task)
    head, _, _ = "".join(cell["source"]).rpartition('"""')
    cell["source"] = head + '"""\n' + "".join(f"    {line}\n" for line in lines.splitlines())
    return notebook


def beginning(notebook: Notebook, task: str, lines: str) -> None:
    """Put lines before what a task does."""
    cell = code(notebook, task)
    head, _, rest = "".join(cell["source"]).rpartition('"""')
    cell["source"] = head + '"""\n' + "".join(f"    {line}\n" for line in lines.splitlines()) + rest.lstrip("\n")


def formatted(notebook: Notebook) -> None:
    """Break lines as a formatter does, and leave a space at their ends."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and "def " in "".join(cell["source"]):
            text = re.sub(r"^def (\w+)\((.+)\) ->", "def \\1(\n    \\2,\n) ->", "".join(cell["source"]), flags=re.M)
            cell["source"] = text.replace("\n", "  \r\n") + "\n\n\n"


def timed(notebook: Notebook) -> None:
    """Time every cell that defines something."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and "def " in "".join(cell["source"]):
            cell["source"] = "%%time\n" + "".join(cell["source"])


def noisy(notebook: Notebook) -> None:
    """Leave cells that fail, warn and print behind."""
    warns = "import sys, warnings\nwarnings.warn('careful')\nprint('x' * 100, file=sys.stderr)"
    said = [{"output_type": "stream", "name": "stderr", "text": "UserWarning: careful"}]
    notebook["cells"] += [scratch("softmax(undefined)"), scratch(warns, outputs=said)]


def warning(*tasks: str) -> Change:
    """Warn and print to stderr in every call of tasks."""

    def change(notebook: Notebook) -> None:
        for task in tasks:
            beginning(notebook, task, "import sys, warnings\nwarnings.warn('careful')\nprint('!', file=sys.stderr)")

    return change


def shuffled(first: str, second: str) -> Change:
    """Copy cells, delete one, and give others new names."""

    def change(notebook: Notebook) -> None:
        cells = notebook["cells"]
        tests = [cell for cell in cells if "points(" in "".join(cell["source"])]
        cells.append(copy.deepcopy(tests[0]))
        cells.append(copy.deepcopy(code(notebook, first)))
        cells.remove(tests[1])
        tests[2]["metadata"]["nbgrader"]["grade_id"] = "cell-0815"
        code(notebook, second)["metadata"]["nbgrader"]["grade_id"] = first

    return change


def broken(notebook: Notebook) -> None:
    """Spoil the metadata that nbgrader reads."""
    for cell in notebook["cells"]:
        said = cell["metadata"].get("nbgrader")
        if said is None:
            cell["metadata"] = None
        else:
            said.update(points="a lot", grade_id=[said["grade_id"]], schema_version=99, solution="yes")
    notebook["metadata"] = None
    notebook["cells"].append(scratch("# half a surrogate: \ud800"))


def forged(notebook: Notebook) -> None:
    """Write the points into the test cells."""
    for cell in notebook["cells"]:
        if (said := cell["metadata"].get("nbgrader")) and said["grade"]:
            cell["source"] = f"{said['points']}"
            data = {"text/plain": f"{said['points']}"}
            cell["outputs"] = [{"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}]


def appended(source: str) -> Change:
    """Put a cell of one's own at the end."""
    return lambda notebook: notebook["cells"].append(scratch(source))
