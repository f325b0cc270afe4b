"""What the kata remembers of a student, in `.kata/progress.json`: which exercises passed, which hints were shown."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated

import msgspec

from grading.commandline import show
from grading.commandline.chosen import course
from grading.commandline.own import own
from grading.commandline.terminal import Terminal
from grading.results import ExerciseResult, as_json, from_json
from reference.ground.errors import DamagedError
from reference.ground.files import back_up, fingerprint, write_atomically
from reference.kit.exercise import Exercise


def file() -> Path:
    """Where it lies."""
    return course().state / "progress.json"


class Checked(msgspec.Struct, frozen=True):
    """How an exercise did when it was last checked as a whole."""

    points: float
    max_points: float
    bonus: float
    passed: bool
    source: str
    """Hash of the file that was checked."""
    open_tasks: list[str]
    """Tasks with a test that did not pass, in the order of the exercise."""


class Progress(msgspec.Struct):
    """A student's way through the course."""

    greeted: bool = False
    checked: dict[str, Checked] = {}
    hints: dict[str, Annotated[int, msgspec.Meta(ge=0)]] = {}
    """How many hints were shown, by "ex02.softmax"."""

    def note(self, result: ExerciseResult, source: bytes) -> None:
        """Remember a result."""
        still_open = list(dict.fromkeys(test.task for test in result.tests if test.outcome != "pass"))
        self.checked[result.id] = Checked(
            points=result.points,
            max_points=result.max_points,
            bonus=result.bonus,
            passed=result.passed,
            source=fingerprint([(result.id, source)]),
            open_tasks=still_open,
        )

    def passed(self, exercise: Exercise) -> bool:
        """Tell whether an exercise has passed."""
        return exercise.id in self.checked and self.checked[exercise.id].passed

    def changed_since(self, exercise: Exercise) -> bool:
        """Tell whether the student's work is another than what was checked last."""
        seen = self.checked.get(exercise.id)
        if seen is None:
            return False
        work = own(exercise)
        return work.path.is_file() and seen.source != fingerprint([(exercise.id, work.data)])

    def next(self) -> Exercise | None:
        """Return the first exercise that has not passed; None when all have."""
        return next((exercise for exercise in course().exercises if not self.passed(exercise)), None)

    def save(self) -> None:
        """Write it down; where that cannot be done, say so and go on."""
        try:
            write_atomically(file(), as_json(self))
        except OSError as problem:
            why = problem.strerror or type(problem).__name__
            Terminal().problem(f"{show.relative(file())} cannot be written ({why}): this is not remembered")


def load() -> Progress:
    """Read what is remembered; a file that cannot be read is kept aside and forgotten."""
    path = file()
    try:
        return from_json(Progress, path.read_bytes())
    except FileNotFoundError:
        return Progress()
    except (OSError, DamagedError):
        with contextlib.suppress(OSError):
            back_up(path, course().backups)
        return Progress()
