"""The exercises as data: what stands beside each solution in its TOML file."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from grading.errors import UserError
from grading.places import EXERCISES, SOLUTIONS, SUITES

EVERYWHERE = ("jaxtyping",)
"""Libraries that every exercise may import: the signatures are written with them."""

COMES_WITH_TENSORFLOW = ("keras",)
"""`import keras` and `from tensorflow import keras` are the same."""


class UnknownExerciseError(UserError):
    """No exercise has that name; the message lists those that exist."""


@dataclass(frozen=True)
class Task:
    """One function a student writes."""

    name: str
    hints: tuple[str, ...]
    """A nudge, the idea, nearly the line."""
    bonus: bool = False


@dataclass(frozen=True)
class Exercise:
    """One module of the course."""

    id: str
    """Short name: "ex02"."""
    module: str
    """Name of its module: "ex02_softmax"."""
    title: str
    part: str
    minutes: int
    libraries: tuple[str, ...]
    """What it may import beside the standard library."""
    tasks: tuple[Task, ...]
    call_seconds: float
    """How long one call of a task may take, in seconds."""
    slow_tests: tuple[str, ...] = ()
    """Tests that train for seconds: where a person waits, they run beside the others."""

    @property
    def budget_seconds(self) -> float:
        """How long all calls of a grading run may take together, in seconds."""
        return 6 * self.call_seconds

    @property
    def stub(self) -> Path:
        """The file a student edits."""
        return EXERCISES / f"{self.module}.py"

    @property
    def solution(self) -> Path:
        """The single source."""
        return SOLUTIONS / f"{self.module}.py"

    @property
    def suite(self) -> Path:
        """The graded tests."""
        return SUITES / f"test_{self.module}.py"

    def task(self, name: str) -> Task:
        """Return the task called `name`."""
        return next(task for task in self.tasks if task.name == name)


@functools.cache
def exercises() -> tuple[Exercise, ...]:
    """Return all exercises in the order of the course."""
    return tuple(_read(path) for path in sorted(SOLUTIONS.glob("ex[0-9][0-9]_*.toml")))


def exercise(name: str) -> Exercise:
    """Return the exercise with this id, number, module or file name. Raises UnknownExerciseError."""
    wanted = Path(name).stem.lower()
    if wanted.isdigit():
        wanted = f"ex{int(wanted):02d}"
    for candidate in exercises():
        if wanted in (candidate.id, candidate.module, candidate.module.partition("_")[2]):
            return candidate
    known = ", ".join(candidate.id for candidate in exercises())
    raise UnknownExerciseError(f"there is no exercise {name!r}; there are {known}")


def _read(path: Path) -> Exercise:
    with path.open("rb") as file:
        data = tomllib.load(file)
    tasks = tuple(
        Task(name=task["name"], hints=tuple(task["hints"]), bonus=task.get("bonus", False)) for task in data["tasks"]
    )
    return Exercise(
        id=path.stem.partition("_")[0],
        module=path.stem,
        title=data["title"],
        part=data["part"],
        minutes=data["minutes"],
        libraries=(
            *data["libraries"],
            *(COMES_WITH_TENSORFLOW if "tensorflow" in data["libraries"] else ()),
            *EVERYWHERE,
        ),
        tasks=tasks,
        call_seconds=float(data.get("call_seconds", 10)),
        slow_tests=tuple(data.get("slow_tests", ())),
    )
