"""The zoo in one class, with honest students before, between and after: nobody gains, nobody loses, nothing is left."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from grading.classroom.handed_in import submissions
from grading.classroom.run import ClassRun, mark_class
from grading.reports import write_reports
from grading.results import Record
from grading.subject import Sandbox
from grading.subject.sandbox import bubblewrap_problem
from reference.kit.course import Course
from tests import needs
from tests.grading.zoo import KERAS_ZOO, LOOT, ZOO, Animal

pytestmark = [
    pytest.mark.timeout(3600),
    pytest.mark.skipif(bool(bubblewrap_problem()), reason="hostile code needs the sandbox"),
]
CALL_SECONDS = 1.0
HONEST = 3
"""Students between two hostile ones at the start, in the middle and at the end of each part of the zoo."""
FAMILIES = ("exit", "patch", "read", "forge", "lie", "loop", "exhaust", "escape", "smuggle", "warm")


@dataclass(frozen=True)
class Marked:
    """A class of hostile submissions and honest ones that was marked."""

    out: Path
    records: dict[str, Record]
    """By the name of the student's folder."""
    honest: list[str]
    seconds: float


def mark(home: Path, exercise_id: str, zoo: list[Animal]) -> Marked:
    """Mark a class: hostile submissions in the order they are listed, an honest one before each seventh and after."""
    exercise = Course.here().exercise(exercise_id)
    place, right, honest = home / "submissions", exercise.solution.read_bytes(), []
    for number, animal in enumerate(zoo):
        folder = place / f"{number:03}-{animal.student}"
        folder.mkdir(parents=True)
        (folder / f"{exercise.module}.py").write_bytes(animal.code.encode())
        for name, content in animal.files.items():
            (folder / name).write_bytes(content)
        if number % 7 == 0 or number == len(zoo) - 1:
            name = f"{number:03}-~honest"
            (place / name).mkdir()
            (place / name / f"{exercise.module}.py").write_bytes(right)
            honest.append(name)
    begin = time.monotonic()
    hurried = exercise if exercise.is_heavy else exercise.hurried(CALL_SECONDS)
    run = ClassRun(submissions([place]).submissions, [hurried], home / "out", "zoo", Sandbox.best())
    list(mark_class(run))
    write_reports(run.out, Course.here())
    records = {one.path.name: run.folder.record(one.key) for one in run.submissions}
    known = {name: record for name, record in records.items() if record is not None}
    return Marked(run.out, known, honest, time.monotonic() - begin)


@pytest.fixture(scope="module")
def numpy_class(tmp_path_factory: pytest.TempPathFactory) -> Marked:
    """The zoo of ex02."""
    return mark(tmp_path_factory.mktemp("zoo"), "ex02", ZOO)


@pytest.fixture(scope="module")
def keras_class(tmp_path_factory: pytest.TempPathFactory) -> Marked:
    """The zoo of ex09."""
    return mark(tmp_path_factory.mktemp("zoo"), "ex09", KERAS_ZOO)


def check(marked: Marked, exercise_id: str, zoo: list[Animal]) -> None:
    """Hold a class to what must come of it."""
    assert len(marked.records) == len(zoo) + len(marked.honest)
    results = {name: record.exercises[0] for name, record in marked.records.items()}
    lost = {name: results[name].points for name in marked.honest if results[name].points < 10}
    assert lost == {}, "honest students have all their points"
    gained = {name: result.points for name, result in results.items() if name not in marked.honest and result.points}
    assert gained == {}, "hostile ones have none"
    assert {result.id for result in results.values()} == {exercise_id}
    assert loot(marked) == []
    assert left_behind() == []


def loot(marked: Marked) -> list[str]:
    """Return what hostile code has found out, as it stands in records and reports."""
    found = []
    for path in marked.out.rglob("*"):
        if path.is_file() and LOOT.encode() in (content := path.read_bytes()):
            at = content.index(LOOT.encode())
            found.append(f"{path.name}: {content[at : at + 120]!r}")
    return found


def left_behind() -> list[str]:
    """Return workers that nobody has any more, once the kernel has had time to take their sandboxes down."""
    deadline = time.monotonic() + 20
    while (left := _workers()) and time.monotonic() < deadline:
        time.sleep(0.2)
    return left


def _workers() -> list[str]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_text(encoding="utf-8", errors="replace").split("\0")
                parent = int(
                    (entry / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[1]
                )
            except (OSError, ValueError, IndexError):
                continue
            if "/kata/worker" in words and parent == 1:
                found.append(f"{entry.name}: {' '.join(words)[:200]}")
    return found


@pytest.mark.xdist_group("zoo ex02")
def test_hostile_numpy_submissions_gain_nothing(numpy_class: Marked) -> None:
    check(numpy_class, "ex02", ZOO)


@pytest.mark.xdist_group("zoo ex02")
def test_each_ends_in_time(numpy_class: Marked) -> None:
    slow = {name: record.seconds for name, record in numpy_class.records.items()}
    assert {name: seconds for name, seconds in slow.items() if seconds > 90} == {}


@needs.tensorflow
@pytest.mark.xdist_group("zoo ex09")
def test_hostile_keras_submissions_gain_nothing(keras_class: Marked) -> None:
    check(keras_class, "ex09", KERAS_ZOO)


def test_the_zoo_is_large_and_has_all_families() -> None:
    zoo = [*ZOO, *KERAS_ZOO]
    assert len(zoo) >= 80
    assert {animal.family for animal in zoo} == set(FAMILIES)
    assert len({animal.student for animal in zoo}) == len(zoo)
    assert all(animal.tries for animal in zoo)
