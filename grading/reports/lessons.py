"""What a class's records say together: its distribution, the mistakes students share, the hardest tests."""

from __future__ import annotations

import contextlib
import functools
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from grading.reports.classrun import ClassRun, Entry
from grading.reports.remarks import in_words, percent
from grading.results import ExerciseResult, Record
from reference.ground.errors import UnknownExerciseError
from reference.kit.catalogue import Words, general_words, recognised_as
from reference.kit.course import Course

HARDEST = 10
"""How many of the hardest tests are shown: what one lesson can take up."""


@dataclass(frozen=True)
class Diagnosis:
    """A misconception, and who had it."""

    id: str
    task: str
    """The function it is about; "" for a general one."""
    says: str
    """What the catalogue says about it; it follows the call where there is a task."""
    entries: list[Entry]


@dataclass(frozen=True)
class ExerciseLesson:
    """What the class did in one exercise."""

    id: str
    title: str
    mean: float
    """Points, over all who were marked."""
    max_points: float
    attempted: int
    passed: int
    diagnoses: list[Diagnosis]
    """Most frequent first."""


@dataclass(frozen=True)
class HardTest:
    """A graded test, and how many passed it of those who had written its task."""

    exercise: str
    id: str
    task: str
    passed: int
    tried: int


def title(course: Course, exercise_id: str) -> str:
    """Return an exercise's title; "" for one that this version does not know."""
    try:
        return course.exercise(exercise_id).title
    except UnknownExerciseError:
        return ""


def distribution(run: ClassRun) -> list[int]:
    """Count students by percent of points: below 10, below 20, ..., 90 to 100."""
    bins = [0] * 10
    for share in _shares(run):
        bins[max(0, min(9, int(share // 10)))] += 1
    return bins


def median(run: ClassRun) -> float | None:
    """Return the median percent of points; None where nobody has a record."""
    return statistics.median(shares) if (shares := _shares(run)) else None


def lessons(run: ClassRun) -> list[ExerciseLesson]:
    """Return what the class did in each exercise of the run."""
    return [_lesson(run, exercise_id) for exercise_id in run.exercises]


def hardest(run: ClassRun, limit: int = HARDEST) -> list[HardTest]:
    """Return the tests that the smallest part passed of those who tried; none that all passed."""
    tried: Counter[tuple[str, str, str]] = Counter()
    passed: Counter[tuple[str, str, str]] = Counter()
    for _, record in run.records:
        for result in record.exercises:
            for test in result.tests:
                key = (result.id, test.id, test.task)
                tried[key] += test.outcome not in ("not attempted", "not marked")
                passed[key] += test.outcome == "pass"
    tests = [HardTest(*key, passed[key], count) for key, count in tried.items() if passed[key] < count]
    return sorted(tests, key=lambda test: (test.passed / test.tried, -test.tried))[:limit]


@functools.cache
def catalogued(course: Course, exercise_id: str) -> Callable[[str], tuple[str, str]]:
    """Return a function from a misconception's id to its task and what the catalogue says about it.

    A mistake that is the same in every exercise is said in the words for it; an id that nothing knows, and a general
    one that stands for several, by its own words.
    """
    known: dict[str, Words] = {}
    general: dict[str, set[str]] = defaultdict(set)
    with contextlib.suppress(UnknownExerciseError):  # a record may be older than the course
        for name, words in course.exercise(exercise_id).words.items():
            known[name] = words
            general[recognised_as(name, words)].add(words.says)

    def look_up(identifier: str) -> tuple[str, str]:
        if identifier in known:
            return known[identifier].task, known[identifier].says
        same = general.get(identifier, set())
        said = general_words().get(identifier, "")
        return "", min(same) if len(same) == 1 else said if said and "{" not in said else in_words(identifier)

    return look_up


def _lesson(run: ClassRun, exercise_id: str) -> ExerciseLesson:
    results = [(entry, result) for entry, record in run.records if (result := _of(record, exercise_id))]
    return ExerciseLesson(
        id=exercise_id,
        title=title(run.course, exercise_id),
        mean=statistics.fmean(result.points for _, result in results) if results else 0.0,
        max_points=max((result.max_points for _, result in results), default=0.0),
        attempted=sum(result.attempted for _, result in results),
        passed=sum(result.passed for _, result in results),
        diagnoses=_diagnoses(run.course, exercise_id, results),
    )


def _diagnoses(course: Course, exercise_id: str, results: list[tuple[Entry, ExerciseResult]]) -> list[Diagnosis]:
    who: dict[str, list[Entry]] = defaultdict(list)
    for entry, result in results:
        for identifier in sorted({test.diagnosis for test in result.tests if test.diagnosis}):
            who[identifier].append(entry)
    diagnoses = [
        Diagnosis(identifier, *catalogued(course, exercise_id)(identifier), entries)
        for identifier, entries in who.items()
    ]
    return sorted(diagnoses, key=lambda diagnosis: (-len(diagnosis.entries), diagnosis.id))


def _of(record: Record, exercise_id: str) -> ExerciseResult | None:
    return next((result for result in record.exercises if result.id == exercise_id and result.is_marked), None)


def _shares(run: ClassRun) -> list[float]:
    return [percent(record.points, record.max_points) for _, record in run.records if not record.not_marked]
