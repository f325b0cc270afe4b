"""Makes reports of a class run from its records: grades as CSV, a page for the class, and four files a student.

A student's are a page, the same as Markdown, and what CI and Gradescope read.
"""

from __future__ import annotations

from pathlib import Path

from grading.reports.classrun import read_class_run
from grading.reports.grades import grades_csv
from grading.reports.gradescope import results_json
from grading.reports.html import class_page, student_page
from grading.reports.junit import junit_xml
from grading.reports.markdown import student_markdown
from reference.ground.files import write_atomically
from reference.kit.course import Course

__all__ = ["write_reports"]


def write_reports(out: Path, course: Course) -> Path:
    """Write all reports of the class run in the folder `out`; return the path of the class's page.

    It may be called at any time, also while the run goes on, and again. The class's page is written last, so that it
    never leads to a page that is not there. Raises UserError where `out` holds no class run.
    """
    run = read_class_run(out, course)
    known = [exercise for exercise in course.exercises if exercise.id in run.exercises]
    for entry in run.entries:
        if entry.has_page:
            _write(out / "students" / f"{entry.key}.html", student_page(run, entry))
        if entry.record is not None:
            _write(out / "students" / f"{entry.key}.md", student_markdown(entry.record, course))
            _write(out / "junit" / f"{entry.key}.xml", junit_xml(entry.record))
            _write(out / "gradescope" / f"{entry.key}.json", results_json(entry.record, known))
    _write(out / "grades.csv", grades_csv(run))
    index = out / "index.html"
    _write(index, class_page(run))
    return index


def _write(path: Path, content: str | bytes) -> None:
    """Write a report where it is not the same already: a class of a thousand has some thousands of them."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        if path.read_bytes() == data:
            return
    except OSError:
        pass
    write_atomically(path, data)
