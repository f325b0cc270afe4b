"""Makes reports of a class run from its records: grades as CSV, a page for the class, a page for each student."""

from __future__ import annotations

from pathlib import Path

from grading.reports.classrun import read_class_run
from grading.reports.grades import grades_csv
from grading.reports.html import class_page, student_page
from reference.ground.files import write_atomically
from reference.kit.course import Course

__all__ = ["write_reports"]


def write_reports(out: Path, course: Course) -> Path:
    """Write all reports of the class run in the folder `out`; return the path of the class's page.

    It may be called at any time, also while the run goes on, and again. The class's page is written last, so that it
    never leads to a page that is not there. Raises UserError where `out` holds no class run.
    """
    run = read_class_run(out, course)
    for entry in run.entries:
        if entry.has_page:
            write_atomically(out / "students" / f"{entry.key}.html", student_page(run, entry))
    write_atomically(out / "grades.csv", grades_csv(run))
    index = out / "index.html"
    write_atomically(index, class_page(run))
    return index
