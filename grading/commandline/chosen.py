"""The course that a command works on: the one of this checkout, or the one that `--course` names."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path

from reference.kit.course import Course

_CHOSEN: ContextVar[Path | None] = ContextVar("course", default=None)


def choose(folder: Path | None) -> None:
    """Work on the course in this folder from now on; on the checkout's own for None."""
    _CHOSEN.set(folder)


def course(*, may_be_empty: bool = False) -> Course:
    """Return the course to work on. Raises NotACourseError where it has no exercise, unless it may have none yet."""
    folder = _CHOSEN.get()
    if folder is None:
        return Course.here()
    return Course(folder.resolve()) if may_be_empty else Course.at(folder)
