"""`kata watch`: checks an exercise whenever its file is saved."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import Annotated

import typer

from grading.commandline import progress, show
from grading.commandline.checking import Check, report
from grading.commandline.chosen import course
from grading.commandline.own import contents, own
from grading.commandline.student import greet
from grading.commandline.terminal import Terminal
from grading.marking.warm import warm
from reference.kit.exercise import Exercise

STEP_MILLISECONDS = 20
"""Quiet time after which a save counts as finished; editors write in one go, or rename."""
DEBOUNCE_MILLISECONDS = 200
"""The longest that a burst of saves is awaited."""
LOOK_MILLISECONDS = 1000
"""How often files are looked at where no event came: a save during a check, a folder on a network."""


def watch(
    name: Annotated[
        str | None, typer.Argument(metavar="[EX]", help="Where to begin; the next one if not said.")
    ] = None,
) -> None:
    """Check an exercise whenever you save its file. Ctrl+C ends it."""
    import watchfiles

    terminal, remembered = Terminal(), progress.load()
    greet(terminal, remembered)
    begin = course().exercise(name) if name else remembered.next() or course().exercises[-1]
    seen = {exercise.id: _Seen.of(exercise) for exercise in course().exercises}
    _check(terminal, begin)
    _warm_pictures()
    terminal.say(f"\nWatching {show.relative(course().stubs)}: save a file and it is checked. Ctrl+C ends this.", "dim")
    changes = watchfiles.watch(
        course().stubs,
        *([course().notebooks] if course().notebooks.is_dir() else []),
        step=STEP_MILLISECONDS,
        debounce=DEBOUNCE_MILLISECONDS,
        recursive=False,
        rust_timeout=LOOK_MILLISECONDS,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    logging.getLogger("watchfiles").setLevel(logging.ERROR)  # it would announce Ctrl+C
    for _ in changes:
        for exercise in course().exercises:
            if contents(exercise) == seen[exercise.id].files:
                continue
            before, seen[exercise.id] = seen[exercise.id], _Seen.of(exercise)
            if seen[exercise.id].work != before.work and any(
                content is not None for content in seen[exercise.id].files
            ):
                _check(terminal, exercise)


@dataclass(frozen=True)
class _Seen:
    """What lay there when it was last looked at: one event may report several saves, and a save may report several."""

    files: tuple[bytes | None, ...]
    work: bytes
    """The code alone: what a notebook's cells have shown is no change."""

    @staticmethod
    def of(exercise: Exercise) -> _Seen:
        files = contents(exercise)
        return _Seen(files, own(exercise).data)


def _check(terminal: Terminal, exercise: Exercise) -> None:
    """Check one exercise and write the verdict under a line that says when."""
    warm(exercise)
    order = Check([exercise])
    terminal.say(f"\n{time.strftime('%H:%M:%S')}", "dim")
    report(terminal, order, order.run(terminal), progress.load(), verbose=False)


def _warm_pictures() -> None:
    """Import what drawing needs while nobody waits for it."""
    import matplotlib.figure  # noqa: F401
