"""Reads what a class run left in its folder; a record that cannot be read becomes an entry that says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grading.classroom.folder import ROSTER, RunFolder
from grading.reports.roster import Matched, Roster, matched, read_roster
from grading.reports.spelling import alphabetical
from grading.results import Record
from reference.ground.errors import DamagedError
from reference.kit.course import Course


@dataclass(frozen=True)
class Entry:
    """One student of the class, with the record or the reason why there is none."""

    key: str
    """The student's name in file names."""
    name: str
    record: Record | None
    problem: str = ""
    """Why there is no record, and what to do; "" where there is one."""
    damaged: bool = False

    @property
    def has_page(self) -> bool:
        """Whether there is something to tell the student."""
        return self.record is not None or self.damaged


@dataclass(frozen=True)
class ClassRun:
    """A class run: its conditions, and its students sorted by name."""

    folder: RunFolder
    course: Course
    """Whose titles and words the pages show."""
    created: str
    seed: str
    seeds: dict[str, str]
    """Of students who handed in anew after the run had ended."""
    suite_hash: str
    sandbox: str
    exercises: list[str]
    entries: list[Entry]
    finished: bool
    roster: Roster
    """Who takes the course; empty where nobody said."""
    on_roster: Matched
    """Who of the class is who of it, and who handed in nothing."""

    @property
    def records(self) -> list[tuple[Entry, Record]]:
        """The entries that have a record, with it."""
        return [(entry, entry.record) for entry in self.entries if entry.record is not None]


def read_class_run(out: Path, course: Course) -> ClassRun:
    """Read the class run in the folder `out`. Raises UserError where there is none or its `run.json` is damaged."""
    folder = RunFolder(out)
    conditions = folder.conditions()
    table = folder.roster()
    roster = Roster() if table is None else read_roster(table, str(out / ROSTER))
    names = sorted(conditions.students.items(), key=lambda pair: (alphabetical(pair[1]), pair[1], pair[0]))
    return ClassRun(
        folder=folder,
        course=course,
        created=conditions.created,
        seed=conditions.seed,
        seeds=conditions.seeds,
        suite_hash=conditions.suite_hash,
        sandbox=conditions.sandbox,
        exercises=conditions.exercises,
        entries=[_entry(folder, key, name, conditions.finished) for key, name in names],
        finished=conditions.finished,
        roster=roster,
        on_roster=matched(roster, [(key, name, conditions.numbers.get(key, "")) for key, name in names]),
    )


def _entry(folder: RunFolder, key: str, name: str, finished: bool) -> Entry:
    try:
        record = folder.record(key)
    except DamagedError as problem:
        return Entry(key, name, None, f"the record cannot be read ({problem}): grade again", damaged=True)
    if record is None:
        return Entry(key, name, None, "has no record: grade again" if finished else "not marked yet")
    if record.student not in (name, key):
        return Entry(key, name, None, f"the record is that of {record.student!r}: grade again", damaged=True)
    return Entry(key, name, record)
