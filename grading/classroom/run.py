"""Runs a class under one seed: records are written as they are complete, and an interrupted run goes on."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grading.classroom.handed_in import Submission, sources
from grading.classroom.pool import Unit, mark_all
from grading.errors import SubmissionError
from grading.marking.job import Source
from grading.marking.records import assemble, submission_hash, suite_hash
from grading.results import ExerciseResult, Record
from grading.subject import Sandbox
from reference.ground.errors import UserError
from reference.ground.files import write_atomically
from reference.kit.course import Exercise

SCHEMA = 1
RUN_FILE = "run.json"


@dataclass(frozen=True)
class ClassRun:
    """What is marked, under which conditions, and where the results go."""

    submissions: list[Submission]
    exercises: list[Exercise]
    out: Path
    seed: int
    sandbox: Sandbox
    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    created: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))

    def conditions(self, *, finished: bool) -> dict[str, Any]:
        """Return what `run.json` says."""
        return {
            "schema": SCHEMA,
            "created": self.created,
            "seed": self.seed,
            "suite_hash": suite_hash(self.exercises),
            "sandbox": self.sandbox.kind,
            "exercises": [each.id for each in self.exercises],
            "students": {each.key: each.student for each in self.submissions},
            "finished": finished,
        }

    def record_path(self, submission: Submission) -> Path:
        """Return where a submission's record lies."""
        return self.out / "records" / f"{submission.key}.json"

    def picture_path(self, submission: Submission, of: Exercise) -> Path:
        """Return where the picture of a submission's exercise lies."""
        return self.out / "pictures" / submission.key / f"{of.id}.png"


@dataclass(frozen=True)
class Step:
    """One exercise of one submission has been marked; `record` is the whole submission's once it is complete."""

    submission: Submission
    exercise: Exercise
    result: ExerciseResult
    record: Record | None


def continued(run: ClassRun) -> ClassRun:
    """Return `run` with the seed and date of the unfinished or former run that lies in its folder.

    Raises UserError where the folder holds something else.
    """
    path = run.out / RUN_FILE
    if not path.exists():
        if run.out.exists() and (not run.out.is_dir() or any(run.out.iterdir())):
            raise UserError(f"--out {run.out} holds something else than a class run: name an empty or a new folder")
        return run
    try:
        former = json.loads(path.read_text(encoding="utf-8"))
        seed, created = int(former["seed"]), str(former["created"])
    except (OSError, ValueError, KeyError, TypeError):
        raise UserError(f"{path} is damaged: name another folder with --out") from None
    return dataclasses.replace(run, seed=seed, created=created)


def mark_class(run: ClassRun, on_start: Callable[[int, int], None] = lambda _todo, _total: None) -> Iterator[Step]:
    """Mark what has not been marked under the same conditions; yield each step as it is done.

    `on_start` hears how many steps there are to do, and how many submissions were already marked.
    """
    every = {each.key: (each, sources(each, run.exercises)) for each in run.submissions}
    waiting = {key: handed for key, handed in every.items() if not _is_marked(run, *handed)}
    on_start(len(waiting) * len(run.exercises), len(every) - len(waiting))
    _write_conditions(run, finished=False)
    results: dict[str, dict[str, ExerciseResult]] = {key: {} for key in waiting}
    units = [Unit(key, of, source) for key, (_, handed) in waiting.items() for of, source in handed]
    for marked in mark_all(units, seed=run.seed, sandbox=run.sandbox, jobs=run.jobs):
        key, of = marked.unit.key, marked.unit.exercise
        submission, _ = waiting[key]
        if marked.picture is not None:
            write_atomically(run.picture_path(submission, of), marked.picture)
        else:
            run.picture_path(submission, of).unlink(missing_ok=True)
        results[key][of.id] = marked.result
        yield Step(submission, of, marked.result, _complete(run, waiting[key], results[key]))
    _write_conditions(run, finished=True)


def _complete(
    run: ClassRun, handed: tuple[Submission, list[tuple[Exercise, Source]]], results: dict[str, ExerciseResult]
) -> Record | None:
    """Write the record of a submission once all its exercises are marked."""
    submission, files = handed
    if len(results) < len(files):
        return None
    ordered = [results[of.id] for of, _ in files]
    seconds = round(sum(test.seconds for result in ordered for test in result.tests), 3)
    missing = all(isinstance(source, SubmissionError) and source.outcome == "not attempted" for _, source in files)
    record = assemble(
        submission.student,
        files,
        ordered,
        seed=run.seed,
        sandbox=run.sandbox,
        seconds=seconds,
        note="no exercise was handed in" if missing else "",
    )
    write_atomically(run.record_path(submission), record.to_json())
    return record


def _is_marked(run: ClassRun, submission: Submission, files: list[tuple[Exercise, Source]]) -> bool:
    """Tell whether a record of these very files, tests and seed lies there already."""
    try:
        record = Record.from_json(run.record_path(submission).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return (record.seed, record.suite_hash, record.submission_hash, record.sandbox) == (
        run.seed,
        suite_hash(run.exercises),
        submission_hash(files),
        run.sandbox.kind,
    )


def _write_conditions(run: ClassRun, *, finished: bool) -> None:
    text = json.dumps(run.conditions(finished=finished), indent=1, ensure_ascii=False) + "\n"
    write_atomically(run.out / RUN_FILE, text)
