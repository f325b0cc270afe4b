"""`kata watch`: checks an exercise whenever its file is saved."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer

from grading.commandline import progress, show
from grading.commandline.checking import Check, report
from grading.commandline.chosen import course
from grading.commandline.keys import Keys
from grading.commandline.own import contents, own
from grading.commandline.student import greet, hint, list_exercises, reset
from grading.commandline.terminal import Terminal
from grading.marking.warm import warm
from grading.wording import plural
from reference.ground.errors import UnknownExerciseError, UserError
from reference.kit.exercise import Exercise

STEP_MILLISECONDS = 20
"""Quiet time after which a save counts as finished; editors write in one go, or rename."""
DEBOUNCE_MILLISECONDS = 200
"""The longest that a burst of saves is awaited."""
LOOK_MILLISECONDS = 1000
"""How often files are looked at where no event came: a save during a check, a folder on a network."""

LOOKS = 5
"""With keys, so many times in that time it is looked whether one was pressed."""
BAR = 30
"""Columns of the bar of exercises that have passed."""
KEYS = "h hint  n next  l list  c check all  q quit"


def watch(
    name: Annotated[
        str | None, typer.Argument(metavar="[EX]", help="Where to begin; the next one if not said.")
    ] = None,
) -> None:
    """Check an exercise whenever you save its file. Keys: h hint, n next, l list, c check all, q quit."""
    if not course().stubs.is_dir():
        raise UserError(f"there is no folder {course().stubs}: `kata reset EX` puts the files of an exercise back")
    terminal, remembered = Terminal(), progress.load()
    greet(terminal, remembered)
    begin = course().exercise(name) if name else remembered.next() or course().exercises[-1]
    with Keys() as keys:
        watching = Watching(terminal, keys, begin)
        watching.check(begin)
        _warm_pictures()
        if not keys.are_there:
            where = show.relative(course().stubs)
            terminal.say(f"\nWatching {where}: save a file and it is checked. Ctrl+C ends this.", "dim")
        watching.run()


class Watching:
    """The files that are watched, and the exercise that the keys are about."""

    def __init__(self, terminal: Terminal, keys: Keys, begin: Exercise) -> None:
        self._terminal, self._keys, self.current = terminal, keys, begin
        self._seen = {exercise.id: _Seen.of(exercise) for exercise in course().exercises}

    def run(self) -> None:
        """Check what is saved and do what the keys say, until q or Ctrl+C."""
        for number, events in enumerate(_events(self._keys)):
            for key in self._keys.pressed():
                if key == "q":
                    return
                self.press(key)
            if events or not self._keys.are_there or number % LOOKS == 0:
                self.look()

    def look(self) -> None:
        """Check each exercise whose code has changed since it was last looked at."""
        for exercise in course().exercises:
            if contents(exercise) == self._seen[exercise.id].files:
                continue
            before, seen = self._seen[exercise.id], _Seen.of(exercise)
            self._seen[exercise.id] = seen
            if seen.work != before.work and any(content is not None for content in seen.files):
                self.check(exercise)

    def check(self, exercise: Exercise) -> None:
        """Check one exercise and write the verdict: on a clear screen with keys, else under a line that says when."""
        self.current = exercise
        self._checked([exercise])

    def press(self, key: str) -> None:
        """Do what a key stands for; others do nothing."""
        match key:
            case "h":
                self._terminal.say()
                hint(self.current.id)
            case "n":
                following = progress.load().next()
                self.check(following if following is not None else course().exercises[-1])
            case "c":
                self._checked(list(course().exercises))
            case "l":
                self._choose()

    def _checked(self, exercises: list[Exercise]) -> None:
        if self._keys.are_there:
            self._terminal.out.clear()
        for exercise in exercises:
            warm(exercise)
        order = Check(exercises)
        self._terminal.say(f"\n{time.strftime('%H:%M:%S')}", "dim")
        report(self._terminal, order, order.run(self._terminal), progress.load(), verbose=False)
        if self._keys.are_there:
            self._say_where_we_are()

    def _say_where_we_are(self) -> None:
        remembered, known = progress.load(), course().exercises
        passed = sum(remembered.passed(exercise) for exercise in known)
        done = round(BAR * passed / len(known))
        self._terminal.say(f"\n[{'#' * done}{'-' * (BAR - done)}] {passed} of {plural(len(known), 'exercise')} passed")
        self._terminal.say(f"{self.current.id} is watched: save it and it is checked.  {KEYS}", "dim")

    def _choose(self) -> None:
        """Show the list, and go to the exercise that is chosen, or reset one."""
        self._terminal.out.clear()
        list_exercises()
        words = self._keys.line("\nGo to (2, ex02), reset (r 2), or Enter to stay: ").split()
        is_reset = bool(words) and words[0].lower() in ("r", "reset")
        name = " ".join(words[1:] if is_reset else words)
        try:
            chosen = course().exercise(name) if name else self.current
        except UnknownExerciseError as problem:
            self._terminal.say(str(problem))
            return
        if is_reset and name:
            reset(chosen.id)
            self._seen[chosen.id] = _Seen.of(chosen)
        self.check(chosen)


def _events(keys: Keys) -> Iterator[object]:
    """Yield what was saved, and nothing every now and then, so that keys are heard."""
    import watchfiles

    logging.getLogger("watchfiles").setLevel(logging.ERROR)  # it would announce Ctrl+C
    yield from watchfiles.watch(
        course().stubs,
        *([course().notebooks] if course().notebooks.is_dir() else []),
        step=STEP_MILLISECONDS,
        debounce=DEBOUNCE_MILLISECONDS,
        recursive=False,
        rust_timeout=LOOK_MILLISECONDS // LOOKS if keys.are_there else LOOK_MILLISECONDS,
        yield_on_timeout=True,
        raise_interrupt=False,
    )


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


def _warm_pictures() -> None:
    """Import what drawing needs while nobody waits for it."""
    import matplotlib.figure  # noqa: F401
