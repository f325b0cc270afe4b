"""Derives stubs and notebooks from the solutions, and says what is stale, shown too early or without hints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grading.authoring import targets
from grading.authoring.listing import write_listing
from grading.authoring.notebooks import student_notebook
from grading.authoring.stubs import prose, solution_lines, stub_of
from reference.ground.errors import SourceError
from reference.ground.files import back_up, write_atomically
from reference.kit.course import Course
from reference.kit.exercise import Exercise

HINTS = 3
"""A nudge, the idea, nearly the line."""


@dataclass(frozen=True)
class Derived:
    """A file that is made from a solution."""

    path: Path
    text: str

    @property
    def is_stale(self) -> bool:
        """Whether the file is missing or differs from what the solution gives."""
        return not self.path.is_file() or self.path.read_bytes() != self.text.encode("utf-8")


def derived(exercise: Exercise) -> list[Derived]:
    """Return what is derived from an exercise: its stub and its notebook. Raises SourceError."""
    try:
        stub = stub_of(exercise.solution.read_text(encoding="utf-8"))
    except SourceError as problem:
        raise SourceError(f"{exercise.solution.relative_to(exercise.course.root)}: {problem}") from None
    return [
        Derived(exercise.stub, targets.in_module(stub, exercise)),
        Derived(exercise.notebook, student_notebook(exercise, stub)),
    ]


def build(course: Course, *, pictures: bool = False) -> Iterator[tuple[Path, Path | None]]:
    """Write every derived file that is stale; yield its path and where the former one was kept.

    With `pictures` those of the lessons are drawn, too, which takes a minute where networks are trained.
    """
    for exercise in course.exercises:
        place = targets.has_place(exercise.solution.read_text(encoding="utf-8"))
        if pictures and place and not targets.is_current(exercise):
            targets.draw_target(exercise)
            yield exercise.target, None
        for file in derived(exercise):
            if file.is_stale:
                kept = back_up(file.path, course.backups)
                write_atomically(file.path, file.text)
                yield file.path, kept
        if exercise.suite.is_file() and not exercise.lists_its_tests:
            write_listing(exercise)
            yield exercise.tests_file, None


def problems(course: Course) -> Iterator[str]:
    """Yield a sentence for everything that is not as it must be."""
    for exercise in course.exercises:
        source = exercise.solution.read_text(encoding="utf-8")
        try:
            files = derived(exercise)
        except SourceError as problem:
            yield str(problem)
            continue
        for file in files:
            if file.is_stale:
                yield f"{file.path.relative_to(exercise.course.root)} is stale: run `kata build`"
        if exercise.suite.is_file() and not exercise.lists_its_tests:
            yield f"{exercise.tests_file.relative_to(course.root)} is stale: run `kata build`"
        if targets.has_place(source) and not targets.is_current(exercise):
            yield f"{exercise.target.relative_to(course.root)} is missing or stale: run `kata build --pictures`"
        stub, read = files[0].text, _spaceless(prose(source))
        for line in solution_lines(source):
            if line in (other.strip() for other in stub.splitlines()):
                yield f"{exercise.stub.relative_to(exercise.course.root)} shows the solution's line `{line}`"
            if _spaceless(line) in read:
                yield f"the lesson of {exercise.id} shows the solution's line `{line}`"
        for task in exercise.tasks:
            if len(task.hints) != HINTS or not all(hint.strip() for hint in task.hints):
                yield f"{exercise.id}: {task.name} has {len(task.hints)} hints, needs {HINTS}"
            if f"def {task.name}(" not in stub:
                yield f"{exercise.solution.relative_to(exercise.course.root)} has no function {task.name}"


def _spaceless(text: str) -> str:
    return "".join(text.split())
