"""The whole way with nbgrader: a class of seventeen is issued an assignment, hands in, and every mark is right."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sqlite3
import sys

import pytest

from tests.grading.nbgrader_desk import code
from tests.grading.nbgrader_term import ASSIGNMENT, EVERY_LESSON, LESSONS, Term, hold, marks, table


def _lesson(name: str) -> object:
    is_late = name != "numpy" and not os.environ.get(EVERY_LESSON)
    late = pytest.mark.skipif(is_late, reason="takes minutes: python -m tests.meta.nbgrader")
    return pytest.param(name, marks=[late, pytest.mark.xdist_group(f"nbgrader {name}")])


pytestmark = [
    pytest.mark.timeout(3000),  # on a machine with much else to do
    pytest.mark.skipif(importlib.util.find_spec("nbgrader") is None, reason="needs nbgrader, which is not installed"),
    pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange does not work on Windows"),
]


@pytest.fixture(scope="module", params=[_lesson(name) for name in LESSONS])
def term(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Term:
    """A class that has been marked."""
    return hold(LESSONS[request.param], tmp_path_factory.mktemp("school"))


def test_every_command_of_nbgraders_succeeds(term: Term) -> None:
    assert {name: code for name, (code, _) in term.said.items() if code} == {}, term.said


def test_every_mark_in_the_export_is_right(term: Term) -> None:
    names = {student.number: who for who, student in term.students.items()}
    exported = marks(term.folder / "grades.csv")
    wrong = {
        names.get(who, who): (points, term.expected.get(who))
        for who, points in exported.items()
        if points != term.expected.get(who)
    }
    assert wrong == {}
    assert exported.keys() == term.expected.keys()
    worth = {row["max_score"] for row in table(term.folder / "grades.csv")}
    assert worth == {f"{10.0 * len(term.lesson.exercises)}"}


def test_the_portals_files_hold_the_same_marks(term: Term) -> None:
    for kind, column, head in (("Moodle", "ID number", 0), ("Canvas", "SIS User ID", 1)):
        rows = table(term.folder / f"{kind}.csv")[head:]
        assert {row[column]: float(row[ASSIGNMENT]) for row in rows} == term.expected


def test_a_mistake_is_named_in_the_comment_and_in_feedback(term: Term) -> None:
    mistake = next(iter(term.lesson.mistakes))
    says = re.split("[:;`\"']", term.exercise.words[mistake].says)[0]
    assert says in term.feedback(mistake)
    with sqlite3.connect(term.folder / "gradebook.db") as gradebook:
        comments = [
            row[0] for row in gradebook.execute("select auto_comment from comment where auto_comment is not null")
        ]
    assert any(says in comment for comment in comments)


def test_feedback_comes_back_through_the_exchange(term: Term) -> None:
    place = term.folder.parent / "student" / ASSIGNMENT / "feedback"
    assert list(place.rglob(f"{term.exercise.module}.html"))


def test_what_could_not_be_read_says_so(term: Term) -> None:
    assert "cannot be read as a notebook" in term.autograded("no JSON")


def test_a_copy_that_was_marked_is_the_one_that_is_shown(term: Term) -> None:
    notebook = json.loads(term.autograded("copy"))
    assert "NotImplementedError" not in "".join(code(notebook, term.exercise.tasks[0].name)["source"])


def test_every_graded_notebook_has_each_cell_once(term: Term) -> None:
    tasks = [task.name for task in term.exercise.tasks]
    for who in term.students:
        cells = json.loads(term.autograded(who))["cells"]
        names = [cell["metadata"]["nbgrader"]["grade_id"] for cell in cells if "nbgrader" in cell["metadata"]]
        assert sorted(names) == sorted([*tasks, *(f"test_{task}" for task in tasks)]), who


def test_nothing_of_a_student_was_run_by_nbgrader(term: Term) -> None:
    assert "Executing notebook" not in term.said["autograde"][1]
    for who in term.students:
        for cell in json.loads(term.autograded(who))["cells"]:
            is_test = "test_" in cell["metadata"].get("nbgrader", {}).get("grade_id", "")
            assert is_test or not cell.get("outputs"), who


def test_a_released_notebook_shows_no_line_of_a_solution(term: Term) -> None:
    from grading.authoring.stubs import solution_lines

    for exercise in term.lesson.parts:
        text = (term.folder / f"release/{ASSIGNMENT}/{exercise.module}.ipynb").read_text(encoding="utf-8")
        shown = [line for line in solution_lines(exercise.solution.read_text(encoding="utf-8")) if line in text]
        assert not shown
        assert not re.search("(BEGIN|END) SOLUTION", text)
