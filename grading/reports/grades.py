"""The grades as CSV: a row a student, for a gradebook or a spreadsheet.

The file is UTF-8 with a byte order mark, commas, decimal points and CRLF. Excel takes a file without the mark for the
machine's old code page and spoils every umlaut; Moodle's import and Canvas skip the mark. (Where Excel expects
semicolons, use Data > From Text/CSV.) In Moodle's import map `student` to the field you know students by; Canvas wants
its own column `SIS User ID`, which `student` can be renamed to where submissions are named by that id.

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


def grades_csv(run: ClassRun) -> bytes:
    """Return the file's content, rows sorted by student."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)  # a spreadsheet that parts at ";" reads "x;=1+1" as one cell
    writer.writerow(["student", "points", "max_points", "bonus", "percent", *run.exercises, "needs a look"])
    writer.writerows(_row(run, entry) for entry in run.entries)
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
