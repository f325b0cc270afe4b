"""`nbgrader export` for the import of a school's platform: Moodle's and Canvas's CSV."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry
from nbgrader.plugins import ExportPlugin
from traitlets import Enum

FORMULA_STARTS = ("=", "+", "-", "@")


class MoodleExporter(ExportPlugin):
    """A row a student, a column an assignment; Moodle's import maps "ID number" or "Email address".

    "Identifier" is that of Moodle's own grading worksheet, for students who come from a Moodle zip.
    """

    def export(self, gradebook: Any) -> None:
        """Write the file."""
        names = _assignments(self, gradebook)
        rows = [["Identifier", "ID number", "First name", "Last name", "Email address", *names]]
        for student in _students(self, gradebook):
            who = [student.id, student.first_name, student.last_name, student.email]
            scores = [_score(gradebook, name, student.id) for name in names]
            rows.append([f"Participant {student.id}", *(_cell(text) for text in who), *scores])
        _write(Path(self.to or "moodle.csv"), rows)


class CanvasExporter(ExportPlugin):
    """A row a student, a column an assignment, as Canvas's own gradebook export has them."""

    id_column = Enum(("SIS User ID", "ID"), "SIS User ID", help="The column that nbgrader's student id goes into.").tag(
        config=True
    )

    def export(self, gradebook: Any) -> None:
        """Write the file."""
        names = _assignments(self, gradebook)
        rows = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *names]]
        worth = [f"{gradebook.find_assignment(name).max_score:g}" for name in names]
        rows.append(["    Points Possible", "", "", "", "", *worth])
        for student in _students(self, gradebook):
            called = ", ".join(part for part in (student.last_name, student.first_name) if part) or student.id
            ids = [_cell(student.id) if column == self.id_column else "" for column in ("ID", "SIS User ID")]
            scores = [_score(gradebook, name, student.id) for name in names]
            rows.append([_cell(called), *ids, "", "", *scores])
        _write(Path(self.to or "canvas.csv"), rows)


def _assignments(plugin: Any, gradebook: Any) -> list[str]:
    wanted = [str(name) for name in plugin.assignment]
    return [assignment.name for assignment in gradebook.assignments if not wanted or assignment.name in wanted]


def _students(plugin: Any, gradebook: Any) -> list[Any]:
    wanted = [str(name) for name in plugin.student]
    return [student for student in gradebook.students if not wanted or student.id in wanted]


def _score(gradebook: Any, assignment: str, student: str) -> str:
    """Return the points of a submission; "" where there is none, or some of it waits for a person: not a zero."""
    try:
        submission = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return ""
    if submission.needs_manual_grade:
        return ""
    return f"{max(0.0, submission.score - (submission.late_submission_penalty or 0.0)):g}"


def _cell(text: str | None) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    line = " ".join((text or "").split())
    return f"'{line}" if line.startswith(FORMULA_STARTS) else line


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
