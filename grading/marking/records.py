"""Makes records: runs the suites of some exercises against one submission and says under which conditions."""

from __future__ import annotations

import functools
import importlib.metadata
import platform
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from grading.errors import SubmissionError
from grading.marking.job import Job, Source
from grading.marking.suite import run_suite
from grading.results import ExerciseResult, Record, Remark, TestResult
from grading.subject.calls import LoadedSource
from grading.subject.sandbox import Sandbox
from reference.ground.files import fingerprint
from reference.kit.exercise import Exercise


@dataclass(frozen=True)
class Marked:
    """A record, and what goes with it but not into it."""

    record: Record
    printed: dict[tuple[str, str], str]
    """What the student's code printed, by exercise and test."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """Pictures of the student's work as PNG, by exercise, where they were asked for and can be drawn."""


def mark(
    student: str,
    sources: list[tuple[Exercise, Source]],
    *,
    seed: str,
    sandbox: Sandbox | None = None,
    tasks: tuple[str, ...] = (),
    note: str = "",
    dpi: Mapping[str, int] = MappingProxyType({}),
    on_result: Callable[[Exercise, TestResult], None] = lambda _exercise, _result: None,
) -> Marked:
    """Run the suite of each exercise against its source and return the record.

    `dpi` names the exercises whose pictures are drawn from what their tests have trained, in dots per inch.
    """
    begin = time.monotonic()
    results, printed, pictures = [], {}, {}
    for exercise, source in sources:
        job = Job(exercise, source, seed, sandbox, tasks, dpi=dpi.get(exercise.id, 0))
        suite = run_suite(job, functools.partial(on_result, exercise))
        if suite.machine_was_busy:
            suite = run_suite(job, functools.partial(on_result, exercise))
        results.append(suite.result)
        if suite.picture is not None:
            pictures[exercise.id] = suite.picture
        printed.update({(exercise.id, test): text for test, text in suite.printed.items()})
    seconds = round(time.monotonic() - begin, 3)
    record = assemble(student, sources, results, seed=seed, sandbox=sandbox, seconds=seconds, note=note)
    return Marked(record, printed, pictures)


def result_without_source(exercise: Exercise, problem: SubmissionError) -> ExerciseResult:
    """Return what running a suite would give where there is nothing to run it against; nothing is started for it."""
    tests = [
        TestResult(test.id, test.task, 0.0, test.points, problem.outcome, str(problem), reason=problem.reason)
        for test in exercise.graded_tests
    ]
    return ExerciseResult.of(exercise.id, tests, exercise.bonus_tasks)


def assemble(
    student: str,
    sources: list[tuple[Exercise, Source]],
    results: list[ExerciseResult],
    *,
    seed: str,
    sandbox: Sandbox | None,
    seconds: float,
    note: str = "",
    remarks: Iterable[Remark] = (),
) -> Record:
    """Return the record of results that stand in the order of `sources`."""
    return Record(
        student=student,
        suite_hash=suite_hash(exercise for exercise, _ in sources),
        seed=seed,
        environment=environment(),
        sandbox=sandbox.kind if sandbox is not None else "local",
        submission_hash=submission_hash(sources),
        exercises=results,
        seconds=seconds,
        note=note,
        remarks=list(remarks),
    )


def submission_hash(sources: Iterable[tuple[Exercise, Source]]) -> str:
    """Return a hash over what was handed in; a file that cannot be taken counts by its message."""
    named = [
        (e.module, s.data if isinstance(s, LoadedSource) else str(s).encode("utf-8", "replace")) for e, s in sources
    ]
    return fingerprint(named)


def suite_hash(exercises: Iterable[Exercise]) -> str:
    """Return a hash over all that decides a verdict: what each exercise rests on."""
    return fingerprint((exercise.id, exercise.fingerprint().encode()) for exercise in exercises)


def environment() -> dict[str, str]:
    """Return the versions that a result may hang on; nothing is imported for it."""
    versions = {"python": platform.python_version()}
    for name in ("numpy", "keras", "tensorflow"):
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = "not installed"
    return {**versions, "platform": platform.platform(terse=True)}
