"""A class of nbgrader's from the first command to the last: issued, handed in, marked, given back, exported."""

from __future__ import annotations

import csv
import getpass
import json
import os
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from grading.issuing.course import write_course
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.nbgrader_desk import (
    Desk,
    Notebook,
    appended,
    body,
    broken,
    forged,
    formatted,
    noisy,
    shuffled,
    timed,
    warning,
)
from tests.grading.nbgrader_run import nbgrader

SELF = getpass.getuser()
"""Who hands in through the exchange, which goes by accounts."""
ASSIGNMENT = "week1"
EVERY_LESSON = "KATA_NBGRADER"
"""Set it in the environment to hold the classes of Keras, text and LIME too."""


@dataclass(frozen=True)
class Lesson:
    """What a class is issued, and what of it is worth what when it is wrong."""

    exercises: tuple[str, ...]
    """The first one is handed in by everybody, the rest through the exchange alone."""
    written: tuple[tuple[str, ...], float]
    """Tasks of the first exercise that one half of it consists of, and their points."""
    loops: tuple[str, float]
    """A task that never returns, and what the rest is worth."""
    mistakes: dict[str, float]
    """Points of all tasks right but for a known mistake."""
    bonus: float = 0.0
    """Points that come on top when everything is right."""

    @property
    def parts(self) -> list[Exercise]:
        """The exercises."""
        return [Course.here().exercise(name) for name in self.exercises]


LESSONS = {
    "numpy": Lesson(
        ("ex02", "ex08"),
        (("softmax",), 6.0),
        ("softmax", 2.5),
        {"softmax-over-the-batch": 5.0, "softmax-without-shift": 7.75},
        bonus=2.0,
    ),
    "keras": Lesson(
        ("ex11",), (("sequential_mlp", "functional_mlp"), 5.0), ("shared_layers", 8.0), {"no-relu-inside": 8.75}
    ),
    "text": Lesson(("ex16",), (("tokenize", "build_vocabulary"), 3.75), ("most_similar", 8.75), {"hyphens-kept": 9.5}),
    "lime": Lesson(
        ("ex20",), (("superpixels", "perturb"), 1.5), ("draw_explanation", 9.5), {"correlation-instead-of-r2": 9.75}
    ),
}


@dataclass(frozen=True)
class Student:
    """One who hands in through a portal."""

    number: str
    """As the portal numbers students."""
    files: dict[str, str | bytes]
    points: float


def hand_ins(lesson: Lesson, desk: Desk, gradebook: Path) -> dict[str, Student]:
    """Return who hands in what, and what it is worth."""
    attack = "import sqlite3\nwith sqlite3.connect(DATABASE) as book:\n    book.execute('delete from grade')"
    attack = attack.replace("DATABASE", repr(os.fspath(gradebook)))
    exits, copied = "import os\nos._exit(0)", desk.name.replace(".ipynb", "-Copy1.ipynb")
    (written, half), (endless, rest) = lesson.written, lesson.loops
    notebooks: dict[str, tuple[dict[str, Notebook | str], float]] = {
        "right": ({desk.name: desk.done()}, 10.0),
        "half": ({desk.name: desk.written(*written)}, half),
        **{mistake: ({desk.name: desk.mistaken(mistake)}, points) for mistake, points in lesson.mistakes.items()},
        "untouched": ({desk.name: desk.untouched()}, 0.0),
        "exits": ({desk.name: desk.done(appended(exits))}, 0.0),
        "loops": ({desk.name: body(desk.done(), endless, "while True:\n    pass")}, rest),
        "attacks the gradebook": ({desk.name: desk.done(appended(attack))}, 10.0),
        "formatted": ({desk.name: desk.done(formatted)}, 10.0),
        "timed": ({desk.name: desk.done(timed)}, 10.0),
        "noisy": ({desk.name: desk.done(noisy)}, 10.0),
        "warns": ({desk.name: desk.done(warning(written[-1]))}, 10.0),
        "copy": ({desk.name: desk.untouched(), copied: desk.done()}, 10.0),
        "shuffled": ({desk.name: desk.done(shuffled(*desk.tasks[:2]))}, 10.0),
        "broken metadata": ({desk.name: desk.done(broken)}, 10.0),
        "no JSON": ({desk.name: '{"cells": [{'}, 0.0),
        "forged": ({desk.name: desk.untouched(forged)}, 0.0),
    }
    return {
        who: Student(
            str(1000 + number),
            {file: what if isinstance(what, str) else json.dumps(what) for file, what in files.items()},
            points,
        )
        for number, (who, (files, points)) in enumerate(notebooks.items())
    }


@dataclass(frozen=True)
class Term:
    """A course folder after the class has been marked."""

    lesson: Lesson
    folder: Path
    students: dict[str, Student]
    said: dict[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def exercise(self) -> Exercise:
        """The exercise that everybody hands in."""
        return self.lesson.parts[0]

    @property
    def expected(self) -> dict[str, float]:
        """What is to stand in the export, by student."""
        everything = 10.0 * len(self.lesson.exercises) + self.lesson.bonus
        return {**{student.number: student.points for student in self.students.values()}, SELF: everything}

    def autograded(self, who: str) -> str:
        """Return a student's notebook as it was graded."""
        place = self.folder / "autograded" / self.students[who].number / ASSIGNMENT
        return (place / f"{self.exercise.module}.ipynb").read_text(encoding="utf-8")

    def feedback(self, who: str) -> str:
        """Return what a student is given back."""
        place = self.folder / "feedback" / self.students[who].number / ASSIGNMENT
        return (place / f"{self.exercise.module}.html").read_text(encoding="utf-8")


def hold(lesson: Lesson, home: Path) -> Term:
    """Issue, hand in, mark and give back, with nbgrader's own commands."""
    folder, exchange, own = home / "kata course", home / "exchange", home / "student"
    for place in (exchange, own):
        place.mkdir()
    exchange.chmod(0o777)
    list(write_course(folder, Course.here(), {ASSIGNMENT: lesson.parts}))
    settings = f"\nc.Exchange.root = {os.fspath(exchange)!r}\nc.CourseDirectory.course_id = 'kata'\n"
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(settings)
    (own / "nbgrader_config.py").write_text(f"c = get_config()\n{settings}", encoding="utf-8")
    said = nbgrader(
        [
            (folder, ["generate_assignment", ASSIGNMENT]),
            (folder, ["release_assignment", ASSIGNMENT]),
            (own, ["fetch_assignment", ASSIGNMENT]),
        ],
        home,
    )
    released, source = folder / "release" / ASSIGNMENT, folder / "source" / ASSIGNMENT
    for exercise in lesson.parts:
        file_name = f"{exercise.module}.ipynb"
        (own / ASSIGNMENT / file_name).write_bytes((source / file_name).read_bytes())
    first = lesson.parts[0]
    desk = Desk(first, released / f"{first.module}.ipynb", source / f"{first.module}.ipynb")
    students = hand_ins(lesson, desk, folder / "gradebook.db")
    _pack(folder / "downloaded" / ASSIGNMENT / "archive", students)
    said |= nbgrader(
        [
            (own, ["submit", ASSIGNMENT]),
            (folder, ["collect", ASSIGNMENT]),
            (folder, ["zip_collect", ASSIGNMENT]),
            (folder, ["autograde", ASSIGNMENT]),
            (folder, ["generate_feedback", ASSIGNMENT]),
            (folder, ["release_feedback", ASSIGNMENT, f"--student={SELF}"]),
            (own, ["fetch_feedback", ASSIGNMENT]),
            (folder, ["export"]),
        ],
        home,
    )
    for kind in ("Moodle", "Canvas"):
        words = ["export", f"--exporter=grading.issuing.exporters.{kind}Exporter", f"--to={kind}.csv"]
        said[kind] = nbgrader([(folder, words)], home)["export"]
    return Term(lesson, folder, students, said)


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


def marks(path: Path) -> dict[str, float]:
    """Return the points in nbgrader's own export, by student."""
    return {row["student_id"]: float(row["score"]) for row in table(path)}
