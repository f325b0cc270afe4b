"""Pictures that need not be drawn once more: where functions give what the model answer's give, so is the picture.

What a picture shows hangs on nothing but what the functions return to it, and writing it down takes longer than all
calls. So a process that marks a class keeps the model answer's picture, with all that its functions returned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from grading.judging.comparison import agree
from grading.marking.picture import drawn
from grading.marking.processes import child_context, die_with_parent, silent
from grading.subject import Subject, bind
from grading.subject.calls import Call
from grading.subject.handed_in import read_source
from reference.kit.exercise import Exercise

OFTEN = 2
"""From which drawing on the model answer's picture is worth its while."""
DRAW_SECONDS = 60.0
"""For the model answer's: it takes less than one, and without it each is drawn by itself."""


@dataclass(frozen=True)
class Known:
    """A picture, and what the functions returned to it, in order."""

    values: list[tuple[str, Any]]
    """The name of each function that was called, and its result."""
    png: bytes


@dataclass
class _Asked:
    """How often a picture was asked for, and the model answer's once that was often."""

    times: int = 0
    known: Known | None = None


_asked: dict[tuple[Exercise, int], _Asked] = {}


def expect_another(exercise: Exercise, dpi: int) -> None:
    """Note that a picture is wanted; called before the process is forked that draws it.

    Networks stay with the code that made them, so that pictures of them cannot be compared: they are never kept.
    """
    if exercise.is_heavy or not exercise.has_picture:
        return
    asked = _asked.setdefault((exercise, dpi), _Asked())
    asked.times += 1
    if asked.times == OFTEN:
        asked.known = _models(exercise, dpi)


def like(exercise: Exercise, dpi: int, calls: Iterable[Call]) -> bytes | None:
    """Return the model answer's picture where these calls gave what its own gave, and None elsewhere."""
    asked = _asked.get((exercise, dpi))
    if asked is None or asked.known is None:
        return None
    return asked.known.png if agree(_given(calls), asked.known.values) else None


def _models(exercise: Exercise, dpi: int) -> Known | None:
    """Draw the model answer's picture in a process of its own."""
    context = child_context()
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_draw, args=(exercise, dpi, theirs))
    child.start()
    theirs.close()
    try:
        known: Known | None = ours.recv() if ours.poll(DRAW_SECONDS) else None  # of our own code alone
    except EOFError:
        known = None
    finally:
        child.kill()
        child.join()
        ours.close()
    return known


def _draw(exercise: Exercise, dpi: int, pipe: Connection) -> None:
    die_with_parent()
    subject = Subject(bind(read_source(exercise.solution, exercise), exercise, None), exercise)
    with silent():
        png = drawn(exercise, subject, dpi)
    pipe.send(Known(_given(subject.calls), png))


def _given(calls: Iterable[Call]) -> list[tuple[str, Any]]:
    return [(call.function, call.value) for call in calls]
