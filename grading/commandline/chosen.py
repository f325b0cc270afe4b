"""The course that a command works on: the one of this checkout, or the one that `--course` names."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path

from reference.kit.course import Course

_CHOSEN: ContextVar[Path | None] = ContextVar("course", default=None)


def choose(folder: Path | None) -> None:
    """Work on the course in this folder from now on; on the checkout's own for None."""
    _CHOSEN.set(folder)


def course() -> Course:
    """Return the course to work on. Raises NotACourseError."""
    folder = _CHOSEN.get()
    return Course.here() if folder is None else Course.at(folder)
