"""A small ready-made class, derived from the solutions: what graders and students see, without anybody's homework.

It must be over within a minute on two cores, and show the whole course. So of the exercises that need TensorFlow the
first alone is handed in finished; of the others one student has written the first task, in which no network of some
size is trained. A new exercise joins by these rules without a line here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from grading.authoring.stubs import BEGIN, stub_of
from reference.ground.files import write_atomically
from reference.kit.course import Course
from reference.kit.exercise import Exercise

KERAS_FINISHED = 1
"""Keras exercises that are handed in finished; each costs some ten seconds."""

Writer = Callable[[Exercise, int], str | None]
"""Gives the text that a student hands in for an exercise (and its number from 0), None for nothing."""


def shown(course: Course) -> list[Exercise]:
    """Return the exercises that are marked in the demo: all of them."""
    return list(course.exercises)


def write_class(course: Course, folder: Path) -> Path:
    """Write the submissions into `folder`, one folder a student, and return it."""
    keras = [exercise for exercise in course.exercises if _is_keras(exercise)]
    for student, text_of in STUDENTS.items():
        for number, exercise in enumerate(course.exercises):
            takes_part = text_of is _half_done or (text_of is _finished and exercise in keras[:KERAS_FINISHED])
            text = text_of(exercise, number) if takes_part or not _is_keras(exercise) else None
            if text is not None:
                write_atomically(folder / student / f"{exercise.module}.py", text)
    return folder


def _is_keras(exercise: Exercise) -> bool:
    return exercise.is_heavy


def _solution(exercise: Exercise) -> str:
    return exercise.solution.read_text(encoding="utf-8")


def _untouched(exercise: Exercise, _number: int) -> str:
    return stub_of(_solution(exercise))


def _finished(exercise: Exercise, _number: int) -> str:
    return _solution(exercise)


def _half_done(exercise: Exercise, _number: int) -> str:
    names = [task.name for task in exercise.tasks]
    return stub_of(_solution(exercise), written=names[: 1 if _is_keras(exercise) else (len(names) + 1) // 2])


def _mistaken(exercise: Exercise, _number: int) -> str:
    """Everything written, with one typical misconception in each task."""
    text, seen = _solution(exercise), set()
    for variant in exercise.misconceptions:
        if variant.task not in seen and variant.recognised_as == variant.id:
            seen.add(variant.task)
            text = variant.source(text)
    return text


def _never_ends(exercise: Exercise, number: int) -> str | None:
    """The first exercise, in whose last task a loop goes on for ever; nothing else."""
    if number:
        return None
    before, _, last = _solution(exercise).rpartition(BEGIN)
    return f"{before}{BEGIN}\n    while True:\n        pass{last}"


STUDENTS: dict[str, Writer] = {
    "Ada, whose loop never ends": _never_ends,
    "Ben, done": _finished,
    "Cem, half way": _half_done,
    "Dora, with typical mistakes": _mistaken,
    "Emil, not begun": _untouched,
}
