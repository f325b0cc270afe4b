"""nbgrader's course folder: settings, and a source notebook for each exercise, grouped into assignments."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grading.issuing.source import source_notebook
from reference.ground.errors import UserError
from reference.ground.files import write_atomically
from reference.kit.course import Course
from reference.kit.exercise import Exercise

SETTINGS = "nbgrader_config.py"
MISSING = (
    "nbgrader is not installed beside the kata: pip install -c constraints.txt -e '.[instructor,notebook]' in its "
    "folder brings it"
)


@dataclass(frozen=True)
class Written:
    """A file of the course folder."""

    path: Path
    how: str
    """"written", "unchanged" or "kept": it differs from ours, and was not touched."""


def need_nbgrader() -> None:
    """Raise UserError, which says what to install, where nbgrader is missing."""
    if importlib.util.find_spec("nbgrader") is None:
        raise UserError(MISSING)


def by_part(exercises: Iterable[Exercise]) -> dict[str, list[Exercise]]:
    """Return an assignment for each part of the course."""
    groups: dict[str, list[Exercise]] = {}
    for exercise in exercises:
        groups.setdefault(f"part_{exercise.part.lower()}", []).append(exercise)
    return groups


def as_said(course: Course, orders: Iterable[str]) -> dict[str, list[Exercise]]:
    """Return the assignments of orders such as "week1=ex01,ex02". Raises UserError."""
    groups: dict[str, list[Exercise]] = {}
    for order in orders:
        name, _, wanted = order.partition("=")
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*", name) or not wanted:
            raise UserError(f"--assignment {order!r}: say NAME=ex01,ex02, the name of letters, digits, _, - and .")
        groups[name] = [course.exercise(word) for word in wanted.split(",") if word.strip()]
    taken: dict[str, str] = {}
    for name, exercises in groups.items():
        for exercise in exercises:
            if exercise.id in taken:
                raise UserError(f"{exercise.id} is in {taken[exercise.id]} and in {name}: put it into one assignment")
            taken[exercise.id] = name
    return groups


def write_course(
    folder: Path, course: Course, groups: dict[str, list[Exercise]], *, anew: bool = False
) -> Iterator[Written]:
    """Write the settings and the source notebooks; what differs from ours is kept, unless it is to be written anew."""
    yield _write(folder / SETTINGS, settings(folder, course), anew=anew)
    for name, exercises in groups.items():
        for exercise in exercises:
            yield _write(folder / "source" / name / f"{exercise.module}.ipynb", source_notebook(exercise), anew=anew)


def settings(folder: Path, course: Course) -> str:
    """Return the text of `nbgrader_config.py`."""
    name = re.sub(r"[^A-Za-z0-9_.-]+", "_", folder.resolve().name).strip("_.") or "kata"
    own = course.root.resolve() != Course.here().root.resolve()
    where = f"\nc.MarkedExporter.course = {os.fspath(course.root.resolve())!r}  # a course of your own" if own else ""
    return TEMPLATE.replace("COURSE_ID", name).replace("\n# OWN_COURSE", where)


def _write(path: Path, text: str, *, anew: bool) -> Written:
    if path.is_file() and path.read_bytes() == text.encode("utf-8"):
        return Written(path, "unchanged")
    if path.exists() and not anew:
        return Written(path, "kept")
    write_atomically(path, text)
    return Written(path, "written")


TEMPLATE = '''"""nbgrader's settings for this course. `kata nbgrader init` wrote them; they are yours to change."""

from grading.issuing.settings import configure

c = get_config()  # noqa: F821 -- nbgrader brings it
configure(c)  # marks come from the kata's isolated grader: no code of a student's runs in nbgrader or beside it
# OWN_COURSE

c.CourseDirectory.course_id = "COURSE_ID"

# Where assignments are handed out and in, the same folder for all accounts of the school's JupyterHub:
# c.Exchange.root = "/srv/nbgrader/exchange"

# Submissions marked at a time (0: one a core), and how they are locked in ("none" runs them as you, unprotected):
# c.MarkedExporter.jobs = 0
# c.MarkedExporter.sandbox = "bubblewrap"

# `nbgrader export` writes what its --exporter says; these two are for the import of a school's platform:
#   nbgrader export --exporter=grading.issuing.exporters.MoodleExporter --to=moodle.csv
#   nbgrader export --exporter=grading.issuing.exporters.CanvasExporter --to=canvas.csv
# c.CanvasExporter.id_column = "SIS User ID"  # or "ID", where students come from a Canvas zip

# `nbgrader zip_collect` reads what Moodle ("Download all submissions") and Canvas ("Download Submissions") pack.
# Put the zip into downloaded/ASSIGNMENT/archive/.
'''
