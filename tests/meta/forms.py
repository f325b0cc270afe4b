"""The forms of a hand-in: `python -m tests.meta.forms [ex12 ...]` hands each model answer in as module and notebooks.

As a module, as one with lines that fail, as a notebook, as one after a formatter, and with `%%time` and scratch work
on every cell it must get the same points. NumPy exercises do so in every run of the tests; the dated result for all
goes to `tests/meta/results/forms.json`, an entry an exercise.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.progress import track

from grading.authoring.notebooks import student_notebook
from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.marking.warm import warm
from grading.subject import Sandbox
from grading.subject.handed_in import read_source
from grading.subject.notebook import CHECK_TAG
from reference.kit.exercise import Exercise
from tests.meta.proofs import chosen, store_whole, whole

SHORT_LINES = "48"
"""A line length at which a formatter breaks most lines anew."""
SCRATCH = "\n\nprobe = %timeit -o -n 1 -r 1 sum([1])\n!ls\n"
LINES_THAT_FAIL = "\nprint(my_result)\nassert 1 == 2, 'my own check'\nexit()\n"
FORMS = ("module", "scribbled", "notebook", "formatted", "timed")


def scribbled(text: str) -> str:
    """Return a module with lines that fail before each function and at its end."""
    lines = text.splitlines(keepends=True)
    functions = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    for node in reversed(functions):
        first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        lines.insert(first - 1, LINES_THAT_FAIL)
    return "".join([*lines, LINES_THAT_FAIL])


def hand_in(exercise: Exercise, form: str, folder: Path) -> Path:
    """Write an exercise's model answer in this form and return the file."""
    text = exercise.solution.read_text(encoding="utf-8")
    if form in ("module", "scribbled"):
        path = folder / f"{exercise.module}.py"
        path.write_text(scribbled(text) if form == "scribbled" else text, encoding="utf-8")
        return path
    notebook = json.loads(student_notebook(exercise, text))
    if form == "timed":
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code" and CHECK_TAG not in cell["metadata"].get("tags", []):
                cell["source"] = ["%%time\n", *cell["source"], SCRATCH]
        notebook["cells"].append({"cell_type": "code", "metadata": {}, "source": "assert 1 == 2", "outputs": []})
    path = folder / f"{exercise.module}.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    if form == "formatted":
        before = path.read_text(encoding="utf-8")
        options = ["--isolated", "--line-length", SHORT_LINES, "--config", "format.quote-style = 'single'"]
        subprocess.run([sys.executable, "-m", "ruff", "format", *options, str(path)], check=True, capture_output=True)
        assert path.read_text(encoding="utf-8") != before
    return path


def lost(exercise: Exercise, form: str, sandbox: Sandbox | None = None) -> list[str]:
    """Return what the model answer loses in this form."""
    with tempfile.TemporaryDirectory() as folder:
        source = read_source(hand_in(exercise, form, Path(folder)), exercise)
        result = run_suite(Job(exercise, source, "5", sandbox)).result
    return [f"{form}: {test.id}: {test.outcome}: {test.message}" for test in result.tests if test.outcome != "pass"]


def all_lost(exercise: Exercise) -> dict[str, Any]:
    """Return what the model answer loses in any form, in a sandbox."""
    warm(exercise)
    return {"lost": [problem for form in FORMS for problem in lost(exercise, form, Sandbox.available())]}


if __name__ == "__main__":
    for exercise in track(chosen(sys.argv[1:]), "forms", transient=True):
        store_whole("forms", exercise.id, all_lost(exercise))
        print(exercise.id, whole("forms")[exercise.id], flush=True)
    sys.exit(1 if any(entry["lost"] for entry in whole("forms").values()) else 0)
