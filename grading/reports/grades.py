"""The grades as CSV: a row a student, for a gradebook or a spreadsheet.

The file is UTF-8 with a byte order mark, commas, decimal points and CRLF. Excel takes a file without the mark for the
machine's old code page and spoils every umlaut; Moodle's import and Canvas skip the mark. (Where Excel expects
semicolons, use Data > From Text/CSV.) Where the grader named a roster, its columns stand first, with its own headings:
Moodle maps "ID number" or "Email address" to its own, and Canvas takes a file that begins with "Student" and "ID".
Who is on the roster and handed in nothing has a row, too.

Who has no readable record has empty cells, not zeros: an import then leaves the gradebook as it is. So has who has an
exercise that could not be marked, in that exercise's column and in the sums, which would be too low.
"""

from __future__ import annotations

import csv
import io

from grading.reports.classrun import ClassRun, Entry
from grading.reports.remarks import needs_a_look, percent
from grading.wording import number, printable

FORMULA_STARTS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet reads as the beginning of a formula, full-width forms too (they are Excel's in Japanese)."""


NOTHING = "handed in nothing"


def grades_csv(run: ClassRun) -> bytes:
    """Return the file's content, rows sorted by student."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)  # a spreadsheet that parts at ";" reads "x;=1+1" as one cell
    columns = [_cell(heading) for heading in run.roster.columns]
    writer.writerow([*columns, "student", "points", "max_points", "bonus", "percent", *run.exercises, "needs a look"])
    for entry in run.entries:
        person = run.on_roster.people.get(entry.key)
        writer.writerow([*(map(_cell, person.cells) if person else [""] * len(columns)), *_row(run, entry)])
    empty = [""] * (4 + len(run.exercises))
    for person in run.on_roster.missing:
        writer.writerow([*map(_cell, person.cells), _cell(person.name), *empty, NOTHING])
    return text.getvalue().encode("utf-8-sig")


def _row(run: ClassRun, entry: Entry) -> list[str]:
    record = entry.record
    if record is None:
        return [_cell(entry.name), "", "", "", "", *("" for _ in run.exercises), _cell(entry.problem)]
    points = {result.id: number(result.points) for result in record.exercises if result.is_marked}
    sums = [number(record.points), number(record.max_points), number(record.bonus)]
    sums += [f"{percent(record.points, record.max_points):.1f}"]
    return [
        _cell(entry.name),
        *(sums if not record.not_marked else ["", "", "", ""]),
        *(points.get(name, "") for name in run.exercises),
        _cell("; ".join(needs_a_look(run, entry))),
    ]


def _cell(text: str) -> str:
    """Return a text on one line that no spreadsheet takes for a formula."""
    line = " ".join(printable(text).split())
    return f"'{line}" if line.startswith(FORMULA_STARTS) else line
