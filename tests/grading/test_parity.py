"""One submission, one seed: `kata grade`, nbgrader and the notebook's own test cells give the same points."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from grading.issuing.course import write_course
from grading.issuing.source import TEST
from grading.judging.seeds import PUBLIC_SEED
from grading.results import Record
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.kernel import run_notebook
from tests.grading.nbgrader_desk import Desk, Notebook, code
from tests.grading.nbgrader_run import nbgrader
from tests.grading.nbgrader_term import EVERY_LESSON

pytestmark = [
    pytest.mark.timeout(1800),
    pytest.mark.xdist_group("parity"),
    pytest.mark.skipif(importlib.util.find_spec("nbgrader") is None, reason="needs nbgrader, which is not installed"),
    pytest.mark.skipif(sys.platform == "win32", reason="submissions are isolated on Linux"),
]

WHO = "anna"
KATA = "import sys; sys.argv[0] = 'kata'; from grading.commandline.app import main; main()"
QUICK = ("ex02", "ex08")
"""Whose test cells an ordinary run tries; a kernel and each of its cells take seconds."""
IS_WHOLE = bool(os.environ.get(EVERY_LESSON))
LIGHT = [exercise for exercise in Course.here().exercises if not exercise.is_heavy]
EXERCISES = list(Course.here().exercises) if IS_WHOLE else LIGHT
LATE = pytest.mark.skipif(not IS_WHOLE, reason="takes minutes: python -m tests.meta.nbgrader parity")


@dataclass(frozen=True)
class Marked:
    """Points by exercise and task."""

    folder: Path
    """Where the notebooks lie that were handed in."""
    by_kata: dict[str, dict[str, float]]
    by_nbgrader: dict[str, dict[str, float]]
    total: float
    """As nbgrader exports it."""


def half_right(desk: Desk) -> Notebook:
    """Return a notebook whose last task holds a known mistake; of the rest, which may build on one another, half."""
    *rest, last = desk.tasks
    mistake = next(wrong.id for wrong in desk.exercise.misconceptions if wrong.task == last)
    notebook = desk.written(*rest[::2])
    code(notebook, last)["source"] = code(desk.mistaken(mistake), last)["source"]
    return notebook


@pytest.fixture(scope="module")
def chosen(request: pytest.FixtureRequest) -> list[Exercise]:
    """Return the exercises whose tests were chosen by -k; all of them where none was."""
    calls = [getattr(item, "callspec", None) for item in request.session.items if item.path == request.path]
    wanted = {call.params["exercise"].id for call in calls if call is not None}
    return [exercise for exercise in EXERCISES if exercise.id in wanted] or EXERCISES


@pytest.fixture(scope="module")
def marked(chosen: list[Exercise], tmp_path_factory: pytest.TempPathFactory) -> Marked:
    """Mark a student by nbgrader and by `kata grade`, with the seed that a student's own runs use."""
    home = tmp_path_factory.mktemp("parity")
    folder, handed_in = home / "course", home / "course/submitted" / WHO / "all"
    list(write_course(folder, Course.here(), {"all": chosen}))
    nbgrader([(folder, ["generate_assignment", "all"])], home)
    handed_in.mkdir(parents=True)
    for exercise in chosen:
        name = f"{exercise.module}.ipynb"
        desk = Desk(exercise, folder / "release/all" / name, folder / "source/all" / name)
        (handed_in / name).write_text(json.dumps(half_right(desk)), encoding="utf-8")
    said = nbgrader(
        [(folder, ["autograde", "all", f"--MarkedExporter.seed={PUBLIC_SEED}"]), (folder, ["export"])], home
    )
    assert [code for code, _ in said.values()] == [0, 0], said
    ids = [word for exercise in chosen for word in ("--only", exercise.id)]
    words = ["grade", str(handed_in), "--one-student", "--out", str(home / "out"), "--seed", PUBLIC_SEED, *ids]
    done = subprocess.run([sys.executable, "-c", KATA, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = (home / "out/records").glob("*.json")
    record = Record.from_json(path.read_text(encoding="utf-8"))
    (row,) = csv.DictReader((folder / "grades.csv").read_text(encoding="utf-8").splitlines())
    return Marked(handed_in, _by_kata(record), _by_nbgrader(folder / "gradebook.db"), float(row["score"]))


def _by_kata(record: Record) -> dict[str, dict[str, float]]:
    points: dict[str, dict[str, float]] = {}
    for result in record.exercises:
        tasks = points.setdefault(result.id, {})
        for test in result.tests:
            tasks[test.task] = round(tasks.get(test.task, 0.0) + test.points, 6)
    return points


def _by_nbgrader(gradebook: Path) -> dict[str, dict[str, float]]:
    query = """
        select notebook.name, base_cell.name, grade.auto_score, grade.extra_credit from grade
        join base_cell on grade.cell_id = base_cell.id join notebook on base_cell.notebook_id = notebook.id
    """
    points: dict[str, dict[str, float]] = {}
    with sqlite3.connect(gradebook) as book:
        for notebook, cell, score, extra in book.execute(query):
            exercise = Course.here().exercise(notebook).id
            points.setdefault(exercise, {})[cell.removeprefix(TEST)] = score + (extra or 0.0)
    return points


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_nbgrader_gives_the_points_of_kata_grade(exercise: Exercise, marked: Marked) -> None:
    assert marked.by_nbgrader[exercise.id] == marked.by_kata[exercise.id]
    assert 0 < sum(marked.by_kata[exercise.id].values()) < 10


def test_the_export_is_the_sum(marked: Marked) -> None:
    assert marked.total == pytest.approx(sum(sum(tasks.values()) for tasks in marked.by_kata.values()))


@pytest.mark.parametrize(
    "exercise",
    [pytest.param(exercise, id=exercise.id, marks=() if exercise.id in QUICK else LATE) for exercise in EXERCISES],
)
def test_the_notebooks_own_cells_give_the_same_points(exercise: Exercise, marked: Marked) -> None:
    cells = run_notebook(marked.folder / f"{exercise.module}.ipynb")
    shown = {
        cell["metadata"]["nbgrader"]["grade_id"].removeprefix(TEST): float(
            "".join(cell["outputs"][-1]["data"]["text/plain"])
        )
        for cell in cells
        if cell["metadata"].get("nbgrader", {}).get("grade")
    }
    expected = marked.by_kata[exercise.id]
    assert shown == {task: 0.0 if task in exercise.bonus_tasks else points for task, points in expected.items()}
