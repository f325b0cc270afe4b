"""The marks behind an assignment's submissions: one process marks all of them isolated, in parallel and warm.

It is a class run like that of `kata grade`, in a folder of its own in the course folder, so that a submission is
marked once, by whatever command: another `nbgrader autograde` finds its record. nbgrader's process, which may be the
school's Jupyter server, only reads what came of it.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec

from grading.classroom.folder import RunFolder
from grading.classroom.handed_in import Submission
from grading.environment import clean, settings_folder
from grading.results import Record
from reference.ground.errors import DamagedError, UserError
from reference.kit.course import Course

RUNS = ".kata"
"""The folder of the course folder that holds a class run an assignment; the secret seeds lie in it."""
WHO = "grading.issuing.marks"
"""This module, as the process that marks is told."""


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be marked."""

    course: str
    """The course's folder; "" for that of the kata."""
    out: str
    exercises: list[str]
    submissions: dict[str, str]
    """Folders by student."""
    sandbox: str
    jobs: int
    seed: str = ""
    """Where the tests' inputs come from; "" for a secret one that is drawn."""


@dataclass(frozen=True)
class Marks:
    """The marks of one assignment."""

    folder: RunFolder

    @staticmethod
    def of(course_folder: Path, assignment: str) -> Marks:
        """Return the marks of an assignment of the course folder, whether or not there are any yet."""
        return Marks(RunFolder(course_folder / RUNS / assignment))

    def mark(self, order: Order) -> None:
        """Mark what is not marked yet. Raises UserError, which says what could not be done."""
        place = Path(order.course) if order.course else Course.here().root
        settings = settings_folder(place)
        code = f"import sys; sys.path.insert(0, {os.fspath(Course.here().root)!r}); from {WHO} import main; main()"
        done = subprocess.run(
            [sys.executable, "-P", "-c", code],
            input=msgspec.json.encode(order),
            stdout=subprocess.PIPE,
            env=clean(os.environ, settings),
            check=False,
        )
        if done.returncode:
            said = done.stdout.decode("utf-8", "replace").strip()
            raise UserError(said or f"the process that marks ended with exit code {done.returncode}")

    def record(self, student: str) -> Record | None:
        """Return a student's record, or None where there is none that can be read."""
        try:
            return self.folder.record(key(student))
        except DamagedError:
            return None

    def picture(self, student: str, exercise_id: str) -> bytes | None:
        """Return the picture of a student's own work, or None."""
        return self.folder.picture(key(student), exercise_id)


def key(student: str) -> str:
    """Return the form of a student's name for file names: the same for the same name, whoever else is marked."""
    safe = re.sub(r"[^a-z0-9.-]+", "_", student.lower()).strip("._")[:40]
    if safe == student:
        return safe
    digest = hashlib.sha256(student.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return f"{safe or 'student'}_{digest}"


def main() -> None:
    """Be the process that marks: the order comes on stdin, a sentence about what went wrong goes to stdout."""
    try:
        _mark(msgspec.json.decode(sys.stdin.buffer.read(), type=Order))
    except UserError as problem:
        sys.stdout.buffer.write(str(problem).encode("utf-8", "replace"))
        sys.exit(2)
    except KeyboardInterrupt:
        sys.stdout.write("interrupted; what was done is kept, the same command goes on")
        sys.exit(130)


def _mark(order: Order) -> None:
    from grading.classroom.capacity import jobs_that_fit
    from grading.classroom.run import ClassRun, continued, mark_class
    from grading.judging.seeds import chosen_seed, fresh_seed
    from grading.subject import Sandbox
    from grading.subject.sandbox import SANDBOXES, Bare

    if order.sandbox not in SANDBOXES:
        raise UserError(f"c.MarkedExporter.sandbox = {order.sandbox!r}: there are {' and '.join(SANDBOXES)}")
    course = Course.at(Path(order.course)) if order.course else Course.here()
    out = Path(order.out)
    out.mkdir(parents=True, exist_ok=True)
    out.parent.chmod(0o700)  # the seeds are secret
    exercises = [course.exercise(name) for name in order.exercises]
    run = ClassRun(
        submissions=[Submission(student, key(student), Path(path)) for student, path in order.submissions.items()],
        exercises=exercises,
        out=out,
        seed=chosen_seed(order.seed) if order.seed else fresh_seed(),
        sandbox=Bare() if order.sandbox == "none" else Sandbox.best(),
        jobs=order.jobs or jobs_that_fit(exercises),
    )
    others = run.folder.conditions().students if run.folder.has_run() else {}
    run = continued(run)
    if order.seed and run.seed != order.seed:
        raise UserError(
            f"{out} holds marks of another seed than {order.seed!r}: take that folder away to mark all anew"
        )
    marked = 0
    try:
        for step in mark_class(run):
            if step.record is not None:
                marked += 1
                sys.stderr.write(f"[kata] {marked} marked: {step.submission.student!r}\n")
                sys.stderr.flush()
    finally:
        now = run.folder.conditions()
        run.folder.write_conditions(msgspec.structs.replace(now, students={**others, **now.students}))
