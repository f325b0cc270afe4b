"""The whole way with nbgrader: a class of sixteen is issued an assignment, hands in, and every mark is right."""

from __future__ import annotations

import copy
import csv
import getpass
import importlib.util
import json
import os
import re
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from grading.issuing.course import write_course
from reference.kit.course import Course
from tests.grading.nbgrader_run import nbgrader

pytestmark = [
    pytest.mark.timeout(3000),  # on a machine with much else to do
    pytest.mark.skipif(importlib.util.find_spec("nbgrader") is None, reason="needs nbgrader, which is not installed"),
    pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange does not work on Windows"),
]

Notebook = dict[str, Any]
SELF = getpass.getuser()
"""Who hands in through the exchange, which goes by accounts."""
ALL_TESTS = 10.0
"""Points of each exercise."""
BONUS = 2.0
"""Of ex08 on top."""


@dataclass(frozen=True)
class Student:
    """One who hands in through a portal."""

    number: str
    """As the portal numbers students."""
    files: dict[str, str | bytes]
    points: float


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
    """What students do with the notebook that they were given."""

    def __init__(self, released: Path, source: Path) -> None:
        self.released: Notebook = json.loads(released.read_text(encoding="utf-8"))
        self.right: Notebook = json.loads(source.read_text(encoding="utf-8"))

    def untouched(self) -> Notebook:
        """Return it as it was given out."""
        return copy.deepcopy(self.released)

    def written(self, *tasks: str) -> Notebook:
        """Return it with the right answer to some tasks."""
        notebook = self.untouched()
        for task in tasks:
            lines = "".join(code(self.right, task)["source"]).splitlines(keepends=True)
            code(notebook, task)["source"] = "".join(line for line in lines if "SOLUTION" not in line)
        return notebook

    def done(self, change: Callable[[Notebook], None] = lambda _: None) -> Notebook:
        """Return it with all tasks right, then changed."""
        notebook = self.written("softmax", "log_softmax", "predict_classes")
        change(notebook)
        return notebook


def body(notebook: Notebook, task: str, lines: str) -> Notebook:
    """Replace what a task does, after its docstring."""
    cell = code(notebook, task)
    head, _, _ = "".join(cell["source"]).rpartition('"""')
    cell["source"] = head + '"""\n' + "".join(f"    {line}\n" for line in lines.splitlines())
    return notebook


def formatted(notebook: Notebook) -> None:
    """Break lines as a formatter does, and leave a space at their ends."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and "def " in "".join(cell["source"]):
            text = (
                "".join(cell["source"])
                .replace("axis: int = -1)", "axis: int = -1,\n)")
                .replace("(scores:", "(\n    scores:")
            )
            cell["source"] = text.replace("\n", "  \r\n") + "\n\n\n"


def timed(notebook: Notebook) -> None:
    """Time a cell."""
    cell = code(notebook, "softmax")
    cell["source"] = "%%time\n" + "".join(cell["source"])


def noisy(notebook: Notebook) -> None:
    """Leave cells that fail, warn and print behind."""
    warns = "import sys, warnings\nwarnings.warn('careful')\nprint('x' * 100, file=sys.stderr)"
    said = [{"output_type": "stream", "name": "stderr", "text": "UserWarning: careful"}]
    notebook["cells"] += [scratch("softmax(undefined)"), scratch(warns, outputs=said)]


def shuffled(notebook: Notebook) -> None:
    """Copy cells, delete one, and give others new names."""
    cells = notebook["cells"]
    tests = [cell for cell in cells if "points(" in "".join(cell["source"])]
    cells.append(copy.deepcopy(tests[0]))
    cells.append(copy.deepcopy(code(notebook, "softmax")))
    cells.remove(tests[1])
    tests[2]["metadata"]["nbgrader"]["grade_id"] = "cell-0815"
    code(notebook, "log_softmax")["metadata"]["nbgrader"]["grade_id"] = "softmax"


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


def hand_ins(desk: Desk, gradebook: Path) -> dict[str, Student]:
    """Return who hands in what, and what it is worth."""
    name = "ex02_softmax.ipynb"
    database = os.fspath(gradebook)
    attack = "import sqlite3\nwith sqlite3.connect(DATABASE) as book:\n    book.execute('delete from grade')"
    attack = attack.replace("DATABASE", repr(database))
    batch = "e = np.exp(scores - np.max(scores, axis=0, keepdims=True))\nreturn e / e.sum(axis=0, keepdims=True)"
    raw = "e = np.exp(np.asarray(scores, dtype=float))\nreturn e / e.sum(axis=axis, keepdims=True)"
    notebooks: dict[str, tuple[dict[str, Notebook | str], float]] = {
        "right": ({name: desk.done()}, 10.0),
        "half": ({name: desk.written("softmax")}, 6.0),
        "wrong axis": ({name: body(desk.done(), "softmax", batch)}, 5.0),
        "overflows": ({name: body(desk.done(), "softmax", raw)}, 8.0),
        "untouched": ({name: desk.untouched()}, 0.0),
        "exits": ({name: desk.done(lambda n: n["cells"].append(scratch("import os\nos._exit(0)")))}, 0.0),
        "loops": ({name: body(desk.done(), "softmax", "while True:\n    pass")}, 2.5),
        "attacks the gradebook": ({name: desk.done(lambda n: n["cells"].append(scratch(attack)))}, 10.0),
        "formatted": ({name: desk.done(formatted)}, 10.0),
        "timed": ({name: desk.done(timed)}, 10.0),
        "noisy": ({name: desk.done(noisy)}, 10.0),
        "copy": ({name: desk.untouched(), "ex02_softmax-Copy1.ipynb": desk.done()}, 10.0),
        "shuffled": ({name: desk.done(shuffled)}, 10.0),
        "broken metadata": ({name: desk.done(broken)}, 10.0),
        "no JSON": ({name: '{"cells": [{'}, 0.0),
        "forged": ({name: _changed(desk.untouched(), forged)}, 0.0),
    }
    return {
        who: Student(
            str(1000 + number),
            {file: what if isinstance(what, str) else json.dumps(what) for file, what in files.items()},
            points,
        )
        for number, (who, (files, points)) in enumerate(notebooks.items())
    }


def _changed(notebook: Notebook, change: Callable[[Notebook], None]) -> Notebook:
    change(notebook)
    return notebook


@dataclass(frozen=True)
class Term:
    """A course folder after the class has been marked."""

    folder: Path
    students: dict[str, Student]
    said: dict[str, tuple[int, str]]

    def autograded(self, who: str) -> str:
        """Return a student's notebook as it was graded."""
        return (self.folder / "autograded" / self.students[who].number / "week1/ex02_softmax.ipynb").read_text("utf-8")

    def feedback(self, who: str) -> str:
        """Return what a student is given back."""
        return (self.folder / "feedback" / self.students[who].number / "week1/ex02_softmax.html").read_text("utf-8")


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory) -> Term:
    """Issue, hand in, mark and give back, with nbgrader's own commands."""
    home = tmp_path_factory.mktemp("school")
    folder, exchange, own = home / "kata course", home / "exchange", home / "student"
    for place in (exchange, own):
        place.mkdir()
    exchange.chmod(0o777)
    here = Course.here()
    list(write_course(folder, here, {"week1": [here.exercise("ex02"), here.exercise("ex08")]}))
    settings = f"\nc.Exchange.root = {os.fspath(exchange)!r}\nc.CourseDirectory.course_id = 'kata'\n"
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(settings)
    (own / "nbgrader_config.py").write_text(f"c = get_config()\n{settings}", encoding="utf-8")
    said = nbgrader(
        [
            (folder, ["generate_assignment", "week1"]),
            (folder, ["release_assignment", "week1"]),
            (own, ["fetch_assignment", "week1"]),
        ],
        home,
    )
    desk = Desk(folder / "release/week1/ex02_softmax.ipynb", folder / "source/week1/ex02_softmax.ipynb")
    for name in ("ex02_softmax", "ex08_pooling"):
        (own / f"week1/{name}.ipynb").write_bytes((folder / f"source/week1/{name}.ipynb").read_bytes())
    students = hand_ins(desk, folder / "gradebook.db")
    _pack(folder / "downloaded/week1/archive", students)
    said |= nbgrader(
        [
            (own, ["submit", "week1"]),
            (folder, ["collect", "week1"]),
            (folder, ["zip_collect", "week1"]),
            (folder, ["autograde", "week1"]),
            (folder, ["generate_feedback", "week1"]),
            (folder, ["release_feedback", "week1", f"--student={SELF}"]),
            (own, ["fetch_feedback", "week1"]),
            (folder, ["export"]),
        ],
        home,
    )
    for kind in ("Moodle", "Canvas"):
        words = ["export", f"--exporter=grading.issuing.exporters.{kind}Exporter", f"--to={kind}.csv"]
        said[kind] = nbgrader([(folder, words)], home)["export"]
    return Term(folder, students, said)


def _pack(folder: Path, students: dict[str, Student]) -> None:
    """Write the zips of two portals: one half of the class is Moodle's, the other Canvas's."""
    folder.mkdir(parents=True)
    people = list(students.items())
    with zipfile.ZipFile(folder / "Kata-week1-4711.zip", "w") as moodle:
        for who, student in people[::2]:
            for file, data in student.files.items():
                moodle.writestr(f"{who.title()} Muster_{student.number}_assignsubmission_file_/{file}", data)
    with zipfile.ZipFile(folder / "submissions.zip", "w") as canvas:
        for number, (who, student) in enumerate(people[1::2]):
            late = "LATE_" if number % 2 else ""
            for file, data in student.files.items():
                canvas.writestr(f"{who.replace(' ', '')}_{late}{student.number}_{900 + number}_{file}", data)


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_every_command_of_nbgraders_succeeds(term: Term) -> None:
    assert {name: code for name, (code, _) in term.said.items() if code} == {}, term.said


def test_every_mark_in_the_export_is_right(term: Term) -> None:
    rows = table(term.folder / "grades.csv")
    assert {row["max_score"] for row in rows} == {f"{2 * ALL_TESTS}"}
    marks = {row["student_id"]: float(row["score"]) for row in rows}
    expected = {student.number: student.points for student in term.students.values()}
    names = {student.number: who for who, student in term.students.items()}
    wrong = {
        names.get(who, who): (points, expected.get(who)) for who, points in marks.items() if expected.get(who) != points
    }
    assert wrong == {SELF: (2 * ALL_TESTS + BONUS, None)}
    assert len(marks) == len(expected) + 1


def test_the_portals_files_hold_the_same_marks(term: Term) -> None:
    for kind, column, head in (("Moodle", "ID number", 0), ("Canvas", "SIS User ID", 1)):
        rows = table(term.folder / f"{kind}.csv")[head:]
        marks = {row[column]: float(row["week1"]) for row in rows}
        assert marks == {**{s.number: s.points for s in term.students.values()}, SELF: 2 * ALL_TESTS + BONUS}


def test_a_mistake_is_named_in_the_comment_and_in_feedback(term: Term) -> None:
    says = Course.here().exercise("ex02").words["softmax-over-the-batch"].says.split(":")[0]
    assert says in term.feedback("wrong axis")
    with sqlite3.connect(term.folder / "gradebook.db") as gradebook:
        comments = [
            row[0] for row in gradebook.execute("select auto_comment from comment where auto_comment is not null")
        ]
    assert any(says in comment for comment in comments)


def test_feedback_comes_back_through_the_exchange(term: Term) -> None:
    assert list((term.folder.parent / "student/week1/feedback").rglob("ex02_softmax.html"))


def test_what_could_not_be_read_says_so(term: Term) -> None:
    assert "cannot be read as a notebook" in term.autograded("no JSON")


def test_a_copy_that_was_marked_is_the_one_that_is_shown(term: Term) -> None:
    notebook = json.loads(term.autograded("copy"))
    assert "NotImplementedError" not in "".join(code(notebook, "softmax")["source"])


def test_every_graded_notebook_has_each_cell_once(term: Term) -> None:
    for who in term.students:
        cells = json.loads(term.autograded(who))["cells"]
        names = [cell["metadata"]["nbgrader"]["grade_id"] for cell in cells if "nbgrader" in cell["metadata"]]
        tasks = [task.name for task in Course.here().exercise("ex02").tasks]
        assert sorted(names) == sorted([*tasks, *(f"test_{task}" for task in tasks)]), who


def test_nothing_of_a_student_was_run_by_nbgrader(term: Term) -> None:
    assert "Executing notebook" not in term.said["autograde"][1]
    for who in term.students:
        for cell in json.loads(term.autograded(who))["cells"]:
            is_test = "test_" in cell["metadata"].get("nbgrader", {}).get("grade_id", "")
            assert is_test or not cell.get("outputs"), who


def test_a_released_notebook_shows_no_line_of_a_solution(term: Term) -> None:
    from grading.authoring.stubs import solution_lines

    for exercise in (Course.here().exercise(name) for name in ("ex02", "ex08")):
        text = (term.folder / f"release/week1/{exercise.module}.ipynb").read_text(encoding="utf-8")
        shown = [line for line in solution_lines(exercise.solution.read_text(encoding="utf-8")) if line in text]
        assert not shown
        assert not re.search("(BEGIN|END) SOLUTION", text)
