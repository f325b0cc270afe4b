"""Marks one student of a run once more, with the seed of the record, to answer a complaint."""

from __future__ import annotations

import shlex
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from grading.classroom.folder import Conditions, RunFolder
from grading.classroom.handed_in import Reading, Submission, submissions
from grading.classroom.names import keys_of
from grading.classroom.reading import read_submission
from grading.marking.job import Source
from grading.marking.records import Marked, environment, mark, submission_hash, suite_hash
from grading.results import ExerciseResult, Record, Remark
from grading.subject import Sandbox
from grading.wording import printable
from reference.ground.errors import DamagedError, UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise

NAMES_LIMIT = 8


@dataclass(frozen=True)
class Case:
    """A student's record, what they handed in as it lies there now, and what has changed since."""

    record: Record
    sources: list[tuple[Exercise, Source]]
    remarks: list[Remark]
    changes: list[str]
    """Sentences; none where everything that a mark rests on is the same."""

    def replay(self, sandbox: Sandbox, only: Collection[Exercise] = ()) -> Marked:
        """Run the suites again with the record's seed, of these exercises alone where some are named."""
        sources = [(exercise, source) for exercise, source in self.sources if not only or exercise in only]
        return mark(self.record.student, sources, seed=self.record.seed, sandbox=sandbox)


def find_case(
    out: Path, student: str, course: Course, spare: Path, places: Collection[Path] = (), reading: Reading | None = None
) -> Case:
    """Return a student's case.

    Args:
        out: the folder of the run.
        student: a name, a key, or a part of a name that only one has.
        course: where the exercises are.
        spare: a folder for archives.
        places: where the submissions lie now; where the run took them from if none is named.
        reading: how places are read that may be a class or one student's; as in the run if not said.

    Raises UserError where there is no such student, record or submission.
    """
    folder = RunFolder(out)
    conditions = folder.conditions()
    key = _key_of(conditions, student)
    name = conditions.students[key]
    try:
        record = folder.record(key)
    except DamagedError as problem:
        raise UserError(f"the record of {printable(name)} cannot be read ({problem}): grade again") from None
    if record is None:
        raise UserError(f"{printable(name)} is not marked yet: there is nothing to explain")
    submission = _submission(conditions, key, places, reading, out, spare)
    exercises = [course.exercise(result.id) for result in record.exercises]
    handed_in = read_submission(submission, exercises)
    return Case(record, handed_in.sources, handed_in.remarks, list(_changes(record, handed_in.sources, exercises)))


def _key_of(conditions: Conditions, student: str) -> str:
    """Return whom a word means. Raises UserError where it is nobody, or more than one."""
    wanted = student.casefold()
    for fits in (
        [key for key, name in conditions.students.items() if student in (key, name)],
        [key for key, name in conditions.students.items() if wanted in (key.casefold(), name.casefold())],
        [key for key, name in conditions.students.items() if wanted and wanted in name.casefold()],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            names = ", ".join(printable(conditions.students[key]) for key in fits[:NAMES_LIMIT])
            raise UserError(f"{student!r} may be {len(fits)} students ({names}): write one of these names")
    names = ", ".join(printable(name) for name in list(conditions.students.values())[:NAMES_LIMIT])
    raise UserError(f"{student!r} is no student of this run; there are {names}")


def _submission(
    conditions: Conditions, key: str, places: Collection[Path], reading: Reading | None, out: Path, spare: Path
) -> Submission:
    """Return what a student handed in. Raises UserError where it is not there any more."""
    name = conditions.students[key]
    wanted = list(places) or [Path(place) for place in conditions.places]
    there = [place for place in wanted if place.exists()]
    if not there:
        where = ", ".join(map(str, wanted)) or "nowhere that was written down"
        raise UserError(
            f"the submissions are not where they were ({where}): name the folder, as in "
            f"kata grade SUBMISSIONS --explain {shlex.quote(printable(name))} --out {out}"
        )
    found = submissions(there, reading or conditions.reading, out, spare).submissions
    keys = keys_of([one.student for one in found], conditions.students)
    for one, own in zip(found, keys, strict=True):
        if own == key:
            return one
    raise UserError(f"{printable(name)} is not among the submissions in {', '.join(map(str, there))} any more")


def _changes(record: Record, sources: list[tuple[Exercise, Source]], exercises: list[Exercise]) -> list[str]:
    changes = []
    if record.submission_hash != submission_hash(sources):
        changes.append("what was handed in has changed since")
    if record.suite_hash != suite_hash(exercises):
        changes.append("the tests, or what they rest on, have changed since")
    here = environment()
    other = [name for name in sorted({*here, *record.environment}) if here.get(name) != record.environment.get(name)]
    if other:
        said = ", ".join(
            f"{name} {record.environment.get(name, 'unknown')} then, {here.get(name)} now" for name in other
        )
        changes.append(f"the machine has changed since: {said}")
    return changes


def differences(before: ExerciseResult, now: ExerciseResult) -> list[str]:
    """Say which tests of an exercise end otherwise than in the record; nothing where all are the same."""
    known = {test.id: test for test in before.tests}
    said = []
    for test in now.tests:
        old = known.pop(test.id, None)
        if old is None:
            said.append(f"{before.id}: {test.id} is new: {test.outcome}, {test.points:g} points")
        elif (old.outcome, old.points) != (test.outcome, test.points):
            was, is_now = (f"{one.outcome} with {one.points:g} points" for one in (old, test))
            said.append(f"{before.id}: {test.id} was {was} and is {is_now}")
    return said + [f"{before.id}: {name} is no test any more" for name in known]
