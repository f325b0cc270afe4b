"""The same answers give the same points as a module, as a notebook, and with %%time on each cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grading.authoring.notebooks import student_notebook
from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.subject.handed_in import read_source
from grading.subject.notebook import CHECK_TAG
from reference.kit.course import Course, Exercise

SMALL = [exercise for exercise in Course.here().exercises if not exercise.is_heavy]
"""The others train for seconds; what reads their notebooks is the same."""


@pytest.mark.parametrize("exercise", SMALL, ids=lambda exercise: exercise.id)
def test_the_same_answers_give_the_same_points(exercise: Exercise, tmp_path: Path) -> None:
    notebook = json.loads(student_notebook(exercise, exercise.solution.read_text(encoding="utf-8")))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and CHECK_TAG not in cell["metadata"].get("tags", []):
            cell["source"] = ["%%time\n", *cell["source"], "\n\nprobe = %timeit -o -n 1 -r 1 sum([1])\n!ls\n"]
    notebook["cells"].append({"cell_type": "code", "metadata": {}, "source": "assert 1 == 2", "outputs": []})
    path = tmp_path / f"{exercise.module}.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    result = run_suite(Job(exercise, read_source(path, exercise), "5")).result
    assert (result.points, result.max_points) == (10, 10), [t for t in result.tests if t.outcome != "pass"]
