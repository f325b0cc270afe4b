"""One check of a student's exercises: run the suites, remember the result, draw the picture, say what is next."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grading.commandline import show
from grading.commandline.at_once import AtOnce, how_many
from grading.commandline.chosen import course
from grading.commandline.own import own, own_file, own_source
from grading.commandline.progress import Progress
from grading.commandline.terminal import Terminal
from grading.errors import SubmissionError
from grading.judging.seeds import PUBLIC_SEED
from grading.marking.job import Job, Source
from grading.marking.records import Marked, mark
from grading.marking.warm import warm
from grading.subject import LoadedSource, Sandbox
from grading.subject.handed_in import sources_from
from grading.wording import sentence
from reference.ground.errors import UserError
from reference.ground.files import write_atomically
from reference.kit.exercise import Exercise

DPI = 120
"""Dots per inch of a student's pictures."""
OWN = "exercises"
"""The subject whose results are remembered: the student's own files."""


@dataclass(frozen=True)
class Check:
    """What is to be checked, and how."""

    exercises: list[Exercise]
    subject: str = OWN
    seed: str | None = None
    isolated: bool = False
    tasks: tuple[str, ...] = ()

    def run(self, terminal: Terminal | None = None) -> Marked:
        """Run the suites; show a bar on `terminal`."""
        sandbox = Sandbox.best() if self.isolated else None
        find = finder(self.subject)
        sources = [(exercise, _source(find, exercise)) for exercise in self.exercises]
        seed = PUBLIC_SEED if self.seed is None else self.seed
        marking = functools.partial(
            mark, self.subject, seed=seed, sandbox=sandbox, tasks=self.tasks, dpi=self._pictures()
        )

        def in_turn(on_result: Callable[[Exercise, str], None]) -> Marked:
            return marking(sources=sources, on_result=lambda exercise, test: on_result(exercise, test.id))

        at_once = how_many(self.exercises)
        if at_once == 1:
            _warm(terminal, self.exercises)
            return self._shown(terminal, sources, in_turn)
        with AtOnce(marking, sources) as several:
            _warm(terminal, self.exercises)
            running = functools.partial(several.run, self.subject, at_once, seed=seed, sandbox=sandbox)
            return self._shown(terminal, sources, running)

    def _shown(
        self,
        terminal: Terminal | None,
        sources: list[tuple[Exercise, Source]],
        marked: Callable[[Callable[[Exercise, str], None]], Marked],
    ) -> Marked:
        """Run with a bar on `terminal`."""
        if terminal is None:
            return marked(lambda _exercise, _test: None)
        with terminal.progress() as bar:
            running = bar.add_task("checking", total=self._tests(sources))

            def on_result(exercise: Exercise, test: str) -> None:
                bar.update(running, description=f"{exercise.id} {sentence(test)}", advance=1, refresh=True)

            return marked(on_result)

    def _tests(self, sources: list[tuple[Exercise, Source]]) -> int | None:
        """Return how many tests there are to run; None where that is not listed, which their suite says."""
        jobs = [Job(exercise, source, "", tasks=self.tasks) for exercise, source in sources]
        try:
            return sum(job.asks_for(test.name, test.task) for job in jobs for test in job.exercise.graded_tests)
        except UserError:
            return None

    def _pictures(self) -> dict[str, int]:
        """Return the exercises whose tests train what their pictures show: those are drawn with them."""
        if not self.is_remembered:
            return {}
        return {exercise.id: DPI for exercise in self.exercises if exercise.slow_tests and exercise.has_picture}

    @property
    def is_remembered(self) -> bool:
        """Whether the result is the student's own and whole."""
        is_own = self.subject == OWN or all(_is_own(self.subject, exercise) for exercise in self.exercises)
        return is_own and not self.tasks


def report(terminal: Terminal, order: Check, marked: Marked, remembered: Progress, *, verbose: bool) -> None:
    """Write the results, remember them, draw what has passed and say what is next."""
    for exercise, result in zip(order.exercises, marked.record.exercises, strict=True):
        if order.subject == OWN and own(exercise).said:
            terminal.say(own(exercise).said, "dim")
        printed = {test: text for (exercise_id, test), text in marked.printed.items() if exercise_id == exercise.id}
        show.exercise_result(terminal, exercise, result, printed, verbose=verbose)
    if len(order.exercises) > 1:
        record = marked.record
        terminal.say(f"\n{show.points(record.points)} of {show.points(record.max_points)} points", "bold")
    if not order.is_remembered:
        return
    for exercise in remember(order, marked, remembered):
        draw(terminal, exercise, marked.pictures.get(exercise.id))
    if order.subject == OWN:
        _say_what_is_next(terminal, order, marked, remembered)


def remember(order: Check, marked: Marked, remembered: Progress) -> list[Exercise]:
    """Write down how the student's own work did; return what has passed and has no picture of this work yet."""
    if not order.is_remembered:
        return []
    newly_passed = []
    for exercise, result in zip(order.exercises, marked.record.exercises, strict=True):
        unchanged = remembered.passed(exercise) and not remembered.changed_since(exercise)
        work = own(exercise) if order.subject == OWN else own_file(Path(order.subject), exercise)
        if work.path.is_file() and result.is_marked:
            remembered.note(result, work.data)
        if result.passed and not (unchanged and _picture_path(exercise).is_file()):
            newly_passed.append(exercise)
    remembered.save()
    return newly_passed


def draw(terminal: Terminal, exercise: Exercise, drawn: bytes | None = None) -> None:
    """Draw the picture of an exercise that has passed, unless its tests have drawn it, and say where it lies."""
    from grading.errors import NoPictureError
    from grading.marking.picture import picture

    if not exercise.has_picture:
        return
    try:
        if drawn is None:
            with terminal.waiting(f"drawing {exercise.id}"):
                drawn = picture(exercise, _source(own_source, exercise), dpi=DPI)
        write_atomically(_picture_path(exercise), drawn)
    except NoPictureError as problem:
        terminal.say(str(problem))
        return
    except OSError as problem:
        terminal.say(f"{show.relative(_picture_path(exercise))} cannot be written: {problem.strerror}")
        return
    terminal.say(f"Your picture of {exercise.id}: {show.relative(_picture_path(exercise))}")


def _picture_path(exercise: Exercise) -> Path:
    return exercise.course.figures / f"{exercise.module}.png"


def _say_what_is_next(terminal: Terminal, order: Check, marked: Marked, remembered: Progress) -> None:
    arrow = terminal.signs.arrow
    if marked.record.passed:
        following = remembered.next()
        if following is None:
            terminal.say(f"{arrow} That was the last one: every exercise has passed.", "bold green")
        else:
            place = show.relative(following.stub)
            terminal.say(f"{arrow} Next: {following.id}  {following.title}  ({place})", "bold")
        return
    judged = [pair for pair in zip(order.exercises, marked.record.exercises, strict=True) if pair[1].is_marked]
    first = next((exercise for exercise, result in judged if not result.passed), None)
    if first is None:
        return
    path = own(first).path
    if not path.exists():
        terminal.say(f"{arrow} {show.relative(path)} is not there: kata reset {first.id} puts it back")
        return
    terminal.say(f"{arrow} Edit {show.relative(path)} and check again. Stuck? kata hint {first.id}")


def _warm(terminal: Terminal | None, exercises: list[Exercise]) -> None:
    """Load Keras, which takes seconds, before the suites are forked, and say so."""
    keras = [exercise for exercise in exercises if exercise.is_heavy]
    if keras:
        with terminal.waiting("loading TensorFlow") if terminal else contextlib.nullcontext():
            for exercise in keras:
                warm(exercise)


def _is_own(subject: str, exercise: Exercise) -> bool:
    """Tell whether a subject is the exercise's own module or notebook in the course."""
    return Path(subject).resolve() in (exercise.stub.resolve(), exercise.notebook.resolve())


def finder(subject: str) -> Callable[[Exercise], LoadedSource]:
    """Return where exercises are taken from. Raises UserError where there is nothing of that name."""
    return own_source if subject == OWN else sources_from(subject, course())


def source_of(subject: str, exercise: Exercise) -> LoadedSource:
    """Return an exercise's source. Raises SubmissionError, and UserError where there is nothing of that name."""
    return finder(subject)(exercise)


def _source(find: Callable[[Exercise], LoadedSource], exercise: Exercise) -> Source:
    try:
        return find(exercise)
    except SubmissionError as problem:
        return problem
