"""What is issued is derived from the single source: the same code, the same points, nothing beside."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from grading.authoring.stubs import stub_of
from grading.authoring.worked import is_same_code
from grading.issuing.course import SETTINGS, as_said, by_part, write_course
from grading.issuing.marks import key
from grading.issuing.mended import Known, mended
from grading.issuing.source import TEST, source_notebook, worth
from grading.subject.notebook import code_of
from reference.ground.errors import UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise

EXERCISES = [pytest.param(exercise, id=exercise.id) for exercise in Course.here().exercises]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_source_notebook_holds_the_code_of_the_solution(exercise: Exercise) -> None:
    code = code_of(source_notebook(exercise).encode(), "notebook").data
    assert is_same_code(code, exercise.solution.read_bytes())


@pytest.mark.parametrize("exercise", EXERCISES)
def test_each_task_has_a_locked_test_cell_worth_its_points(exercise: Exercise) -> None:
    cells = [cell["metadata"].get("nbgrader", {}) for cell in json.loads(source_notebook(exercise))["cells"]]
    tests = {said["grade_id"].removeprefix(TEST): said["points"] for said in cells if said.get("grade")}
    assert all(said["locked"] and said["schema_version"] == 3 for said in cells if said.get("grade"))
    assert tests == {task.name: worth(exercise, task.name) for task in exercise.tasks}
    assert sum(tests.values()) == 10
    assert all(tests[name] == 0 for name in exercise.bonus_tasks)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_released_notebook_is_the_stub(exercise: Exercise) -> None:
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("nbgrader")
    from grading.issuing.preprocessors import NamedStubs

    released, _ = NamedStubs().preprocess(nbformat.reads(source_notebook(exercise), as_version=4), {})
    code = code_of(nbformat.writes(released).encode(), "notebook").data
    assert is_same_code(code, stub_of(exercise.solution.read_text(encoding="utf-8")).encode())


def test_what_an_instructor_has_changed_is_kept(tmp_path: Path) -> None:
    here = Course.here()
    groups = {"one": [here.exercise("ex02")]}
    assert {file.how for file in write_course(tmp_path, here, groups)} == {"written"}
    (tmp_path / SETTINGS).write_text("mine", encoding="utf-8")
    assert [file.how for file in write_course(tmp_path, here, groups)] == ["kept", "unchanged"]
    assert [file.how for file in write_course(tmp_path, here, groups, anew=True)] == ["written", "unchanged"]


def test_the_settings_are_python(tmp_path: Path) -> None:
    here = Course.here()
    list(write_course(tmp_path, here, {}))
    ast.parse((tmp_path / SETTINGS).read_text(encoding="utf-8"))


def test_assignments_are_the_parts_or_what_is_said() -> None:
    here = Course.here()
    assert set(by_part(here.exercises)) == {f"part_{exercise.part.lower()}" for exercise in here.exercises}
    assert [e.id for e in as_said(here, ["week1=ex01,softmax"])["week1"]] == ["ex01", "ex02"]


@pytest.mark.parametrize("order", ["week 1=ex01", "week1", "../x=ex01", "a=ex99", "a+b=ex01"])
def test_an_assignment_that_cannot_be_is_a_sentence(order: str) -> None:
    with pytest.raises(UserError):
        as_said(Course.here(), [order])


def test_an_exercise_is_in_one_assignment() -> None:
    with pytest.raises(UserError, match="in one and in two"):
        as_said(Course.here(), ["one=ex01", "two=ex01"])


def test_students_whose_names_differ_have_records_that_differ() -> None:
    names = ["anna", "Anna", "\u00e4nna", "an na", "an_na", "..", "a/b", "x" * 200]
    keys = [key(name) for name in names]
    assert len({name.lower() for name in keys}) == len(names)
    assert keys[0] == "anna"


KNOWN = [
    Known("f", "code", "def f():\n    ...", False, False, True, 0.0, "sum"),
    Known("test_f", "code", "points('f')", True, True, False, 2.0, "sum"),
]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b'{"cells": 1}',
        b'{"cells": [1, null, {}, {"cell_type": 3, "source": {"a": 1}, "metadata": []}]}',
        b'{"cells": [{"cell_type": "code", "source": "\\ud800", "metadata": {"nbgrader": {"grade_id": {}}}}]}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_whatever_is_handed_in_becomes_a_notebook_with_each_cell_once(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ex.ipynb"
    path.write_bytes(data)
    notebook = mended(path, KNOWN, ["f"])
    names = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in notebook["cells"]]
    assert [name for name in names if name] == ["f", "test_f"]
    json.dumps(notebook).encode("utf-8")


def test_without_nbgrader_one_sentence_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys, importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'nbgrader' else find(name, *rest)\n"
        "sys.argv[0] = 'kata'; from grading.commandline.app import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "nbgrader", "init", str(tmp_path / "c")],
        env={"PYTHONPATH": str(Course.here().root), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "pip install" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
