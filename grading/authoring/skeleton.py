"""The skeleton of a new exercise: all its files, so that it builds at once and its proofs say what is to be written."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template

from reference.ground.errors import UserError
from reference.ground.files import write_atomically
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from reference.kit.settings import Settings

POINTS = 10
"""Of every exercise."""


def write_skeleton(course: Course, module: str, tasks: Sequence[str], title: str, part: str) -> Exercise:
    """Write the files of a new exercise and return it; nothing is overwritten.

    Args:
        course: where it goes.
        module: its name, such as "ex21_attention".
        tasks: the functions that a student will write.
        title: what it is about.
        part: the part of the course, one capital letter.

    Raises:
        UserError: a name that no module or function can have, or one that is taken.
    """
    if not re.fullmatch(r"ex\d\d_[a-z][a-z0-9_]*", module):
        raise UserError(f"{module!r} cannot be an exercise's name: it must look like ex21_attention")
    for task in tasks:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", task) or keyword.iskeyword(task):
            raise UserError(f"{task!r} cannot be a task's name: it must be a function's, such as scaled_dot_product")
    if len(set(tasks)) != len(tasks):
        raise UserError(f"the tasks {', '.join(tasks)} must have different names")
    number = module.partition("_")[0]
    taken = [exercise.module for exercise in course.exercises if exercise.id == number]
    if taken:
        raise UserError(f"{number} is {taken[0]} already: take another number")
    files = dict(_files(course, module, tasks, title, part))
    present = [path for path in files if path.exists()]
    if present:
        raise UserError(f"{present[0]} exists already: nothing was written")
    for path, text in files.items():
        write_atomically(path, text)
    return Course(course.root).exercise(module)


def _files(course: Course, module: str, tasks: Sequence[str], title: str, part: str) -> Iterator[tuple[Path, str]]:
    exercise = Exercise(course, module, Settings(title, part, minutes=30, libraries=("numpy",), tasks=()))
    names = {
        "module": module,
        "id": module.partition("_")[0],
        "title": title,
        "part": part,
        "first": tasks[0],
        "first_id": tasks[0].replace("_", "-"),
    }
    share = POINTS / len(tasks)

    def filled(name: str, **more: str) -> str:
        return Template(_text(name)).substitute(names, **more)

    def for_each_task(name: str) -> str:
        return "".join(
            filled(name, task=task, number=str(number), points=f"{share:g}") for number, task in enumerate(tasks, 1)
        )

    yield exercise.solution, filled("solution.py", tasks=for_each_task("task.py")).rstrip() + "\n"
    yield exercise.settings_file, filled("settings.toml", tasks=for_each_task("task.toml")).rstrip() + "\n"
    yield exercise.part_file("__init__"), f'"""What is trusted in exercise {int(names["id"][2:])}: {title}."""\n'
    yield exercise.part_file("oracle"), filled("oracle.py", tasks=for_each_task("oracle_task.py")).rstrip() + "\n"
    for name in ("misconceptions", "other_ways"):
        yield exercise.part_file(name), filled(f"{name}.py")
    yield exercise.words_file, filled("misconceptions.toml")
    yield exercise.suite, filled("suite.py", tests=for_each_task("test.py")).rstrip() + "\n"


def _text(name: str) -> str:
    return (Path(__file__).with_name("templates") / f"{name}.txt").read_text(encoding="utf-8")
