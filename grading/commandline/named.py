"""What is meant where a file or a folder is named in the place of an exercise."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from grading.classroom.placing import Survey, placed
from grading.commandline.chosen import course
from grading.commandline.own import own
from grading.subject.handed_in import SUFFIXES
from reference.ground.errors import UnknownExerciseError, UserError
from reference.kit.exercise import Exercise


@dataclass(frozen=True)
class Named:
    """A file that was named in an exercise's place."""

    path: Path
    exercise: Exercise


def file_named(names: list[str]) -> Named | None:
    """Return the file that is to be checked where one was named that is not the student's own work in the course.

    Raises UserError where there is none under that name, where its name does not say which exercise it answers, or
    where more than this file was named.
    """
    for name in names:
        path = Path(name)
        if path.suffix.lower() not in SUFFIXES:
            continue
        if not path.is_file():
            if path.name == name:  # as short as an exercise's name
                continue
            raise UserError(f"there is no file {name!r}: name one, or an exercise such as {course().exercises[0].id}")
        exercise = _answered_by(path)
        if path.resolve() == own(exercise).path.resolve():
            continue
        if len(names) > 1:
            raise UserError(f"{name} is checked by itself: kata check {exercise.id} --subject {shlex.quote(name)}")
        return Named(path, exercise)
    return None


def _answered_by(path: Path) -> Exercise:
    """Return the exercise that a file answers by its name. Raises UserError where that is none, or several."""
    files = placed(Survey(code=[path]), course()).files
    exercises = [e for e in course().exercises if path.stem.lower() == e.module]
    exercises = exercises or [e for e in course().exercises if files[e.id]]
    if len(exercises) == 1:
        return exercises[0]
    raise UserError(
        f"the name of {path} does not say which exercise it answers: "
        f"name the exercise, and the file with --subject {shlex.quote(str(path))}"
    )


def check_no_folder(names: list[str]) -> None:
    """Raise UserError where one of the names is a folder's and no exercise's."""
    for name in names:
        if Path(name).is_dir() and not _is_an_exercise(name):
            raise UserError(
                f"{name!r} is a folder: kata check EX --subject {shlex.quote(name)} checks what lies in it, "
                "kata check --all your own work on every exercise"
            )


def _is_an_exercise(name: str) -> bool:
    try:
        return bool(course().exercise(name))
    except UnknownExerciseError:
        return False
