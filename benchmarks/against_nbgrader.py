"""A class graded by `kata grade` and by plain `nbgrader autograde`: `python benchmarks/against_nbgrader.py [options]`.

Both mark the same made-up notebooks (right, wrong, untouched) with the same tests, on the same machine, one after the
other. nbgrader runs each notebook in a kernel, one at a time; its test cells run the suite's tests of their task in
that kernel, with pytest and without a sandbox. With `--bare` its test cells are empty, so that what is left is
nbgrader's own work: no test can be marked faster by it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.large_class import NUMPY, made_up
from benchmarks.verdicts import KATA, environment
from reference.kit.course import Course
from reference.kit.exercise import Exercise

ROOT = Path(__file__).resolve().parent.parent
ASSIGNMENT = "kata"
CONFIG = f'c = get_config()\nc.CourseDirectory.course_id = "{ASSIGNMENT}"\nc.ClearSolutions.enforce_metadata = False\n'
TEST = """
import sys
sys.path.insert(0, {root!r})
from benchmarks.against_nbgrader import check
check({exercise!r}, {task!r}, globals())
"""


def main() -> None:
    """Grade with both and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=10)
    parser.add_argument("--only", nargs="+", default=list(NUMPY), metavar="EX")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--bare", action="store_true", help="leave nbgrader's test cells empty")
    options = parser.parse_args()
    exercises = [Course.here().exercise(name) for name in options.only]
    with tempfile.TemporaryDirectory(prefix="kata-peer-") as name:
        course = Path(name) / "course"
        _write_course(course, exercises, options.students, bare=options.bare)
        ours = _ours(course, Path(name), exercises, options.jobs)
        theirs = _theirs(course)
    units = options.students * len(exercises)
    print(f"{options.students} students, {len(exercises)} exercises, {units} notebooks, {options.jobs} jobs")
    print(f"{'who':<34} {'seconds':>8} {'each':>7} {'ratio':>7}")
    print(f"{'kata grade':<34} {ours:>8.1f} {ours / units:>7.2f}")
    peer = "nbgrader, empty test cells" if options.bare else "nbgrader, the same tests"
    print(f"{peer:<34} {theirs:>8.1f} {theirs / units:>7.2f} {theirs / ours:>7.1f}")


def check(exercise_id: str, task: str, names: dict[str, Any]) -> None:
    """Run the suite's tests of a task on the functions of this kernel. Raises AssertionError where one fails."""
    from types import SimpleNamespace

    import pytest

    from grading.judging import plugin
    from grading.marking.child import _arguments, _Handover
    from grading.marking.job import Job
    from grading.marking.processes import silent
    from grading.subject import LoadedSource, LocalBinding

    exercise = Course.here().exercise(exercise_id)
    source = LoadedSource(exercise.id, exercise.module, b"")
    binding = LocalBinding(source, list(exercise.libraries))
    binding._module = SimpleNamespace(**names)
    run = plugin.Run(lambda _exercise: source, course=exercise.course)
    run.bindings[exercise.id] = binding
    job = Job(exercise, source, run.seed, tasks=(task,))
    with silent():
        code = pytest.main(_arguments(exercise.suite, exercise.course), plugins=[_Handover(run, [], job)])
    assert code == pytest.ExitCode.OK, f"{task} does not pass its tests"


def _write_course(course: Path, exercises: list[Exercise], students: int, *, bare: bool) -> None:
    course.mkdir()
    (course / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    for exercise in exercises:
        stub = exercise.stub.read_text(encoding="utf-8")
        _write(course / "source" / ASSIGNMENT / f"{exercise.module}.ipynb", exercise, stub, bare=bare)
        texts = list(made_up(exercise))
        for number in range(students):
            place = course / "submitted" / f"student{number:04d}" / ASSIGNMENT / f"{exercise.module}.ipynb"
            _write(place, exercise, texts[number % len(texts)], bare=bare)


def _write(path: Path, exercise: Exercise, text: str, *, bare: bool) -> None:
    cells = [_cell(text, f"{exercise.id}-answer", solution=True, points=None)]
    for task in exercise.tasks:
        code = "" if bare else TEST.format(root=str(ROOT), exercise=exercise.id, task=task.name)
        cells.append(_cell(code, f"{exercise.id}-{task.name}", solution=False, points=1))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.parent.mkdir(parents=True, exist_ok=True)
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": cells}
    path.write_text(json.dumps(notebook), encoding="utf-8")


def _cell(source: str, name: str, *, solution: bool, points: int | None) -> dict[str, Any]:
    about: dict[str, Any] = {
        "schema_version": 3,
        "grade_id": name,
        "solution": solution,
        "task": False,
        "cell_type": "code",
    }
    about |= {"grade": not solution, "locked": not solution} | ({} if points is None else {"points": points})
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": name.replace("_", "-")[:64],
        "execution_count": None,
        "outputs": [],
    }
    return cell | {"source": source, "metadata": {"nbgrader": about}}


def _ours(course: Path, folder: Path, exercises: list[Exercise], jobs: int) -> float:
    """Return the seconds of `kata grade` over the same notebooks."""
    for student in (course / "submitted").iterdir():
        shutil.copytree(student / ASSIGNMENT, folder / "class" / student.name)
    words = ["grade", str(folder / "class"), "--out", str(folder / "out"), "--jobs", str(jobs)]
    words += [word for exercise in exercises for word in ("--only", exercise.id)]
    return _seconds([sys.executable, "-c", KATA, *words], ROOT)


def _theirs(course: Path) -> float:
    """Return the seconds of `nbgrader autograde`; the assignment is generated before."""
    nbgrader = str(Path(sys.executable).with_name("nbgrader"))
    _seconds([nbgrader, "generate_assignment", ASSIGNMENT], course)
    return _seconds([nbgrader, "autograde", ASSIGNMENT], course)


def _seconds(command: list[str], folder: Path) -> float:
    around = environment(ROOT)
    around["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{around.get('PATH', '')}"  # nbgrader looks for alembic
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"{command[-2:]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
