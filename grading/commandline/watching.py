"""`kata watch`: checks an exercise whenever its file is saved."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from grading import progress
from grading.commandline import show
from grading.commandline.checking import Check, report
from grading.commandline.student import greet
from grading.commandline.terminal import Terminal
from grading.curriculum import Exercise, exercise, exercises
from grading.places import EXERCISES
from grading.suite import warm

STEP_MILLISECONDS = 20
"""Quiet time after which a save counts as finished; editors write in one go, or rename."""
DEBOUNCE_MILLISECONDS = 200
"""The longest that a burst of saves is awaited."""


def watch(
    name: Annotated[
        str | None, typer.Argument(metavar="[EX]", help="Where to begin; the next one if not said.")
    ] = None,
) -> None:
    """Check an exercise whenever you save its file. Ctrl+C ends it."""
    import watchfiles

    terminal, remembered = Terminal(), progress.load()
    greet(terminal, remembered)
    begin = exercise(name) if name else remembered.next() or exercises()[-1]
    _check(terminal, begin)
    _warm_pictures()
    terminal.say(f"\nWatching {show.relative(EXERCISES)}: save a file and it is checked. Ctrl+C ends this.", "dim")
    changes = watchfiles.watch(
        EXERCISES,
        step=STEP_MILLISECONDS,
        debounce=DEBOUNCE_MILLISECONDS,
        recursive=False,
        raise_interrupt=False,
    )
    for changed in changes:
        saved = {Path(path).name for _, path in changed}
        for each in exercises():
            if each.stub.name in saved and each.stub.is_file():
                _check(terminal, each)


def _check(terminal: Terminal, of: Exercise) -> None:
    """Check one exercise and write the verdict under a line that says when."""
    warm(of)
    order = Check([of])
    terminal.say(f"\n{time.strftime('%H:%M:%S')}", "dim")
    report(terminal, order, order.run(terminal), progress.load(), verbose=False)


def _warm_pictures() -> None:
    """Import what drawing needs while nobody waits for it."""
    import matplotlib.figure  # noqa: F401
