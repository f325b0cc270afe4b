"""`kata try`: what one has built, on what one has: a photograph or a sentence through one's own networks."""

from __future__ import annotations

import functools
import hashlib
import io
import json
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from grading.commandline import progress, show
from grading.commandline.checking import source_of
from grading.commandline.chosen import course
from grading.commandline.student import OneExercise, SubjectOption
from grading.commandline.terminal import Terminal
from grading.errors import BrokenCallError, SubjectError, SubmissionError, Wrong
from grading.marking.warm import warm
from grading.reports.tried import coloured, in_signs, page
from grading.subject import LoadedSource, Subject, bind
from reference.ground.errors import DataError, UnknownExerciseError, UserError
from reference.ground.files import write_atomically
from reference.kit.exercise import Exercise
from reference.kit.meanings import meaning_of
from reference.kit.trial import Given, Tried, Untried

OWN = "exercises"
BLUES = ("grey93", "light_sky_blue1", "sky_blue2", "steel_blue1")
ORANGES = ("cornsilk1", "navajo_white1", "sandy_brown", "dark_orange")
STYLES = {
    f"{side}-{step}": f"black on {colour}"
    for side, colours in (("for", BLUES), ("against", ORANGES))
    for step, colour in enumerate(colours, 1)
}
"""How a word is coloured in a terminal: blue speaks for the answer, orange against it."""
LONGEST_NAME = 1000
"""Characters of what could still be a file's name."""


class OwnWork:
    """The student's functions as far as they have passed, and the networks that were trained with them."""

    def __init__(self, terminal: Terminal, where: str) -> None:
        self._terminal, self._where = terminal, where
        self._subjects: dict[str, Subject | None] = {}
        self._networks: dict[str, Any] = {}
        self._sources: dict[str, LoadedSource] = {}

    def subject(self, exercise: str) -> Subject | None:
        """See `reference.kit.trial.Own`."""
        if exercise not in self._subjects:
            try:
                self._subjects[exercise] = self._bound(course().exercise(exercise))
            except UnknownExerciseError:  # another course may do without it
                self._subjects[exercise] = None
        return self._subjects[exercise]

    def network(self, exercise: str) -> Any:
        """See `reference.kit.trial.Own`."""
        if exercise not in self._networks:
            self._networks[exercise] = self._kept(course().exercise(exercise))
        return self._networks[exercise]

    def trial(self, exercise: str) -> Any:
        """See `reference.kit.trial.Own`."""
        return course().exercise(exercise).trial

    def planted(self, exercise: str, model: Any, owner: str) -> Any:
        """See `reference.kit.trial.Own`."""
        ours, theirs = self._needed(course().exercise(owner)), self._needed(course().exercise(exercise))
        values = [weight["value"] for weight in ours.probes.weights(model)]
        return theirs.probes.build(ours.probes.config(model), values)

    def _bound(self, exercise: Exercise) -> Subject | None:
        if self._where == OWN and not progress.load().passed(exercise):
            return None
        warm(exercise)
        source = source_of(self._where, exercise)
        self._sources[exercise.id] = source
        return Subject(bind(source, exercise, None), exercise)

    def _needed(self, exercise: Exercise) -> Subject:
        subject = self.subject(exercise.id)
        if subject is None:
            raise Untried(
                f"this needs your {exercise.id}, {exercise.title}, which has not passed yet: kata check {exercise.id}"
            )
        return subject

    def _kept(self, exercise: Exercise) -> Any:
        """Return the network from disk, or train it and keep it."""
        subject, trial = self._needed(exercise), exercise.trial
        text = (self._sources[exercise.id].data, trial.__file__ or "")
        state = hashlib.sha256(text[0] + meaning_of(Path(text[1]).read_text(encoding="utf-8")).encode()).hexdigest()
        path = course().state / "networks" / f"{exercise.id}-{state[:16]}.npz"
        if path.is_file():
            try:
                with np.load(path, allow_pickle=False) as kept:
                    count = len(kept.files) - 1
                    values = [kept[f"weight{number}"] for number in range(count)]
                    return subject.probes.build(str(kept["architecture"]), values)
            except (OSError, ValueError, KeyError, SubjectError):
                path.unlink(missing_ok=True)  # damaged: it is trained anew
        with self._terminal.waiting(f"training your network of {exercise.id}, once; it is kept"):
            model = trial.learn(subject)
        try:
            values = [weight["value"] for weight in subject.probes.weights(model)]
            named = {f"weight{number}": value for number, value in enumerate(values)}
            buffer = io.BytesIO()
            np.savez_compressed(buffer, architecture=np.array(subject.probes.config(model)), **named)
            write_atomically(path, buffer.getvalue())
        except (SubjectError, Wrong, OSError):
            self._terminal.say("This network cannot be written down; it is trained again the next time.", "dim")
        return model


def attempt(
    name: OneExercise,
    what: Annotated[str, typer.Argument(metavar="PHOTO|SENTENCE", help="A file with a photograph, or a sentence.")],
    subject: SubjectOption = OWN,
    out: Annotated[
        Path | None, typer.Option(help="Where to write the picture; figures/try_EX.png if not said.")
    ] = None,
) -> None:
    """Try what you have built on a photograph or a sentence of your own."""
    exercise, terminal = course().exercise(name), Terminal()
    able = [known.id for known in course().exercises if known.has_trial]
    if not exercise.has_trial:
        raise UserError(f"{exercise.id} has nothing to try on something of yours; try {' or '.join(able)}")
    given = _given(what)
    own = OwnWork(terminal, subject)
    try:
        own._needed(exercise)
        with terminal.waiting(f"trying {exercise.id}"):
            tried = exercise.trial.run(own, given)
    except (Untried, SubmissionError) as problem:
        raise UserError(str(problem)) from None
    except (SubjectError, Wrong, BrokenCallError) as problem:
        raise UserError(f"{exercise.id} could not be tried: {problem}; `kata check {exercise.id}` says more") from None
    _say(terminal, exercise, what, tried, out)


attempt.command_name = "try"  # type: ignore[attr-defined]


def _given(what: str) -> Given:
    """Return a file's pixels, or the words as they are."""
    if not what.strip():
        raise UserError("nothing was said: give a sentence in quotation marks, or the file of a photograph")
    path = Path(what).expanduser()
    looks_like_file = len(what) < LONGEST_NAME and "\n" not in what and (path.suffix and " " not in path.suffix)
    if len(what) < LONGEST_NAME and path.is_file():
        return _pixels(path)
    if looks_like_file and path.suffix.lower() in _endings():
        raise UserError(f"there is no file {what}: name one with a photograph")
    if path.is_dir() and len(what) < LONGEST_NAME:
        raise UserError(f"{what} is a folder: name one photograph in it")
    return what


@functools.cache
def _endings() -> tuple[str, ...]:
    from reference.datasets.photographs import SUFFIXES

    return SUFFIXES


def _pixels(path: Path) -> np.ndarray:
    from reference.datasets.brought import photograph

    try:
        return photograph(path)
    except DataError as problem:
        raise UserError(str(problem)) from None


def _say(terminal: Terminal, exercise: Exercise, what: str, tried: Tried, out: Path | None) -> None:
    """Write what came of it, its picture, and the student's own page."""
    for line in tried.said:
        terminal.say(line)
    if tried.words:
        if terminal.out.is_terminal:
            terminal.words([(word.text, STYLES.get(word.style, "")) for word in coloured(tried.words)])
        else:
            terminal.say(in_signs(tried.words))
    target = out if out is not None else course().figures / f"try_{exercise.id}.png"
    png = b""
    if tried.figure is not None:
        buffer = io.BytesIO()
        tried.figure.savefig(buffer, format="png", dpi=120)
        png = buffer.getvalue()
        _write(target, png)
        terminal.say(f"What it saw: {show.relative(target)}")
    keep = course().state / "tried"
    record = {"exercise": exercise.id, "given": what, "said": list(tried.said), "words": [list(w) for w in tried.words]}
    _write(keep / f"{exercise.id}.json", json.dumps(record, ensure_ascii=False).encode())
    if png:
        _write(keep / f"{exercise.id}.png", png)
    yours = course().figures / "yours.html"
    _write(yours, page(keep, {known.id: known.title for known in course().exercises}).encode())
    terminal.say(f"Your own page, with all that you have tried: {show.relative(yours)}", "dim")


def _write(path: Path, data: bytes) -> None:
    try:
        write_atomically(path, data)
    except OSError as problem:
        raise UserError(f"{path} cannot be written: {problem.strerror}; name another place with --out") from None
