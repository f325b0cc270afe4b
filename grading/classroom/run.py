"""Runs a class under one seed: records are written as they are complete, and an interrupted run goes on."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from grading.classroom.folder import Conditions, RunFolder
from grading.classroom.handed_in import Reading, Submission
from grading.classroom.names import keys_of
from grading.classroom.pool import Marked, Unit, mark_all
from grading.classroom.reading import HandedIn, read_all
from grading.errors import SubmissionError
from grading.judging.seeds import fresh_seed
from grading.marking.job import Source
from grading.marking.records import assemble, result_without_source, submission_hash, suite_hash
from grading.results import ExerciseResult, Record, Remark
from grading.subject import Sandbox
from reference.ground.errors import DamagedError, UserError
from reference.kit.exercise import Exercise


@dataclass(frozen=True)
class ClassRun:
    """What is marked, under which conditions, and where the results go."""

    submissions: list[Submission]
    exercises: list[Exercise]
    out: Path
    seed: str
    sandbox: Sandbox
    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    created: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    seeds: dict[str, str] = field(default_factory=dict)
    """Of students who handed in anew after the run had ended, by key."""
    had_ended: bool = False
    """Whether students may have seen feedback of this run already."""
    kept: dict[str, str] = field(default_factory=dict)
    """Names by key of students with a record of the former run who are not among the submissions now."""

    numbers: dict[str, str] = field(default_factory=dict)
    """What a portal knows students of the former run by, by key."""

    scheduler: str = ""
    """Address of a Dask scheduler whose workers mark; "" where this machine does."""
    places: list[str] = field(default_factory=list)
    """Where the submissions were taken from."""
    reading: Reading | None = None

    def seed_of(self, key: str) -> str:
        """Return the seed that a student's submission is marked with."""
        return self.seeds.get(key, self.seed)

    @property
    def folder(self) -> RunFolder:
        """What lies in `out`."""
        return RunFolder(self.out)

    def conditions(self, *, finished: bool) -> Conditions:
        """Return what is written down of this run."""
        return Conditions(
            created=self.created,
            seed=self.seed,
            suite_hash=suite_hash(self.exercises),
            sandbox=self.sandbox.kind,
            exercises=[exercise.id for exercise in self.exercises],
            students={**self.kept, **{submission.key: submission.student for submission in self.submissions}},
            seeds=self.seeds,
            places=self.places,
            reading=self.reading,
            numbers={**self.numbers, **{one.key: one.number for one in self.submissions if one.number}},
            finished=finished,
        )


@dataclass(frozen=True)
class Step:
    """One exercise of one submission has been marked; `record` is the whole submission's once it is complete."""

    submission: Submission
    exercise: Exercise
    result: ExerciseResult
    record: Record | None


@dataclass
class Open:
    """A submission that is not marked whole: what was handed in, and the results that it has by now."""

    submission: Submission
    files: list[tuple[Exercise, Source]]
    results: dict[str, ExerciseResult]
    remarks: list[Remark]
    """What is to be said of the files that were handed in."""
    seed: str

    @property
    def units(self) -> list[Unit]:
        """What is still to mark."""
        key = self.submission.key
        return [
            Unit(key, exercise, source, self.seed) for exercise, source in self.files if exercise.id not in self.results
        ]


def continued(run: ClassRun) -> ClassRun:
    """Return `run` with the seed, the date and the students of the unfinished or former run that lies in its folder.

    Students keep the keys that they had, and those who are not among the submissions now stay in the run.

    Raises UserError where the folder holds something else, or marks of exercises that this run leaves out.
    """
    if run.folder.has_run():
        former = run.folder.conditions()
        _check_exercises(run, former)
        keys = keys_of([submission.student for submission in run.submissions], former.students)
        return dataclasses.replace(
            run,
            submissions=[dataclasses.replace(one, key=key) for one, key in zip(run.submissions, keys, strict=True)],
            seed=former.seed,
            created=former.created,
            seeds=dict(former.seeds),
            had_ended=former.finished,
            numbers=dict(former.numbers),
            places=list(dict.fromkeys([*run.places, *former.places])),
            kept={key: name for key, name in former.students.items() if key not in keys and run.folder.has_record(key)},
        )
    if not run.folder.is_free():
        raise UserError(f"--out {run.out} holds something else than a class run: name an empty or a new folder")
    return run


def _check_exercises(run: ClassRun, former: Conditions) -> None:
    """Raise UserError where records would lose exercises."""
    wanted = [exercise.id for exercise in run.exercises]
    lost = [name for name in former.exercises if name not in wanted]
    if lost and any(run.folder.has_record(key) for key in former.students):
        raise UserError(
            f"--out {run.out} holds marks of {', '.join(lost)}, which would be lost if {', '.join(wanted)} alone were "
            "marked into it: name a new folder, or mark them all"
        )


def mark_class(run: ClassRun, on_start: Callable[[int, int], None] = lambda _todo, _total: None) -> Iterator[Step]:
    """Mark what has not been marked under the same conditions; yield each step as it is done.

    An exercise that could not be marked the last time is marked again. `on_start` hears how many steps there are to
    do, and how many submissions were already marked.
    """
    read = read_all(run.submissions, run.exercises, run.jobs)
    submissions = [_opened(run, one, handed_in) for one, handed_in in zip(run.submissions, read, strict=True)]
    waiting = {opened.submission.key: opened for opened in submissions if opened.units}
    units = [unit for opened in waiting.values() for unit in opened.units]
    on_start(len(units), len(submissions) - len(waiting))
    del submissions
    run.folder.write_conditions(run.conditions(finished=False))
    to_run = []
    for unit in units:
        if isinstance(unit.source, SubmissionError):  # nothing is started for what was not handed in
            result = result_without_source(unit.exercise, unit.source)
            yield _step(run, waiting, Marked(unit, result, None))
        else:
            to_run.append(unit)
    del units
    for marked in _marked(run, to_run) if to_run else ():
        yield _step(run, waiting, marked)
    run.folder.write_conditions(run.conditions(finished=True))


def _marked(run: ClassRun, units: list[Unit]) -> Iterator[Marked]:
    """Yield the result of every unit as it comes, from this machine or a cluster."""
    if not run.scheduler:
        return mark_all(units, sandbox=run.sandbox, jobs=run.jobs)
    from grading.classroom.cluster import mark_on_cluster

    return mark_on_cluster(units, sandbox=run.sandbox, scheduler=run.scheduler)


def _step(run: ClassRun, waiting: dict[str, Open], marked: Marked) -> Step:
    """Note the result of an exercise; who is marked whole waits no longer, and takes no more memory."""
    exercise, opened = marked.unit.exercise, waiting[marked.unit.key]
    run.folder.write_picture(opened.submission.key, exercise.id, marked.picture)
    opened.results[exercise.id] = marked.result
    record = _complete(run, opened)
    if record is not None:
        del waiting[marked.unit.key]
    return Step(opened.submission, exercise, marked.result, record)


def _complete(run: ClassRun, opened: Open) -> Record | None:
    """Write the record of a submission once all its exercises are marked."""
    if opened.units:
        return None
    files = opened.files
    ordered = [opened.results[exercise.id] for exercise, _ in files]
    missing = all(isinstance(source, SubmissionError) and source.is_nothing for _, source in files)
    record = assemble(
        opened.submission.student,
        files,
        ordered,
        seed=opened.seed,
        sandbox=run.sandbox,
        seconds=round(sum(test.seconds for result in ordered for test in result.tests), 3),
        note="no exercise was handed in" if missing else "",
        remarks=opened.remarks,
    )
    run.folder.write_record(opened.submission.key, record)
    return record


def _opened(run: ClassRun, submission: Submission, handed_in: HandedIn) -> Open:
    """Return a submission with the results that a record of these very files, tests and seed has for it already."""
    files = handed_in.sources
    try:
        record = run.folder.record(submission.key)
    except DamagedError:
        record = None
    if record is not None and _is_of(record, run, submission, files):
        now = msgspec.structs.replace(record, student=submission.student, remarks=handed_in.remarks)
        if now != record:  # something was laid beside the files that are marked, or the student is called otherwise
            run.folder.write_record(submission.key, now)
        results = {result.id: result for result in record.exercises if result.is_marked}
        return Open(submission, files, results, handed_in.remarks, record.seed)
    if record is not None and run.had_ended and record.submission_hash != submission_hash(files):
        run.seeds[submission.key] = fresh_seed()
    return Open(submission, files, {}, handed_in.remarks, run.seed_of(submission.key))


def _is_of(record: Record, run: ClassRun, submission: Submission, files: list[tuple[Exercise, Source]]) -> bool:
    """Tell whether a record was made of these files, tests and seed, in the same kind of sandbox."""
    return (record.seed, record.suite_hash, record.submission_hash, record.sandbox) == (
        run.seed_of(submission.key),
        suite_hash(run.exercises),
        submission_hash(files),
        run.sandbox.kind,
    )
