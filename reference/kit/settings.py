"""What an exercise says of itself in its TOML files: title, tasks, hints, libraries, limits, graded tests."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One function a student writes."""

    name: str
    hints: tuple[str, ...]
    """A nudge, the idea, nearly the line."""
    bonus: bool = False


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the TOML file beside a solution."""

    title: str
    part: str
    minutes: int
    """What lesson, picture and tasks take a student, without bonus tasks."""
    libraries: tuple[str, ...]
    """What it may import beside the standard library."""
    tasks: tuple[Task, ...]
    call_seconds: float = 10.0
    """How long one call of a task may take, in seconds."""
    slow_tests: tuple[str, ...] = ()
    """Tests that train for seconds: where a person waits, they run beside the others."""


def rules_in(path: Path) -> str:
    """Return what of a settings file decides about verdicts: all but title, minutes and hints."""
    settings = msgspec.toml.decode(path.read_bytes(), type=Settings)
    tasks = tuple(msgspec.structs.replace(task, hints=()) for task in settings.tasks)
    return msgspec.json.encode(msgspec.structs.replace(settings, title="", minutes=0, tasks=tasks)).decode()


class GradedTest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A graded test, as the exercise itself lists it."""

    id: str
    """With its parameters: "test_sizes[small]"."""
    task: str
    points: float

    @property
    def name(self) -> str:
        """Its function's name."""
        return self.id.partition("[")[0]


class ListedTests(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in an exercise's `tests.toml`, which `kata build` writes."""

    suite: str
    """Hash of what the suite did when its tests were listed."""
    tests: tuple[GradedTest, ...]
