"""What the test cells of an issued notebook call: a task's tests on what is in the notebook, and the points as a float.

It is the notebook's file as it was saved, where everything that ran in the kernel is in it; else the cells that ran,
in the order they ran. A process of its own tries them, so that no print, warning or patch changes what comes of it.
"""

from __future__ import annotations

import contextlib
import html
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grading.commandline.magic import checked, is_unsaved, notebook_of, plain, with_picture
from grading.reports.cells import COLOURS, task_page
from grading.results import Record
from grading.subject.notebook import CHECK_TAG
from reference.ground.errors import UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise

CALLS_US = re.compile(r"^\s*(%kata\b|%load_ext grading\b)", re.MULTILINE)
"""A cell that runs the kata, which is no part of the answer."""


def points(exercise_id: str, task: str, worth: float) -> float:
    """Show how the task's tests went, and return the points: a plain float from 0 to `worth`."""
    return _tried(exercise_id, task, worth)


def everything(exercise_id: str) -> None:
    """Show how all tasks of the exercise did, with its picture once everything passes."""
    _tried(exercise_id, None, 0.0)


def _tried(exercise_id: str, task: str | None, worth: float) -> float:
    try:
        exercise = Course.here().exercise(exercise_id)
    except UserError as problem:
        _display(*plain(f"kata: {problem}"))
        return 0.0
    with _notebook(exercise) as (notebook, note):
        record, page, text = checked(exercise, notebook, [] if task is None else ["--task", task])
        if record is None:
            _display(page, text)
            return 0.0
        result = record.exercises[0]
        if task is not None:
            page, text = task_page(task, result, bonus=task in exercise.bonus_tasks)
        page += f'<p style="color:{COLOURS["not attempted"]}">{html.escape(note)}</p>'
        text += f"\n{note}"
        if task is None and record.passed:
            page, text = with_picture(exercise, notebook, page, text)
    _display(page, text)
    return 0.0 if task is None else round(share(record, task) * float(worth), 6)


def share(record: Record, task: str) -> float:
    """Return the part of a task's points that was reached, in 0..1."""
    tests = [test for test in record.exercises[0].tests if test.task == task]
    worth = sum(test.max_points for test in tests)
    return float(sum(test.points for test in tests) / worth) if worth else 0.0


@contextlib.contextmanager
def _notebook(exercise: Exercise) -> Iterator[tuple[Path, str]]:
    """Yield the file that holds what is in the notebook, and a sentence about which that is."""
    saved = notebook_of(exercise, here_only=True)
    if saved is not None and not is_unsaved(saved, exercise):
        yield saved, f"{saved.name} as it is saved."
        return
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        ran = Path(folder) / f"{exercise.module}.ipynb"
        ran.write_text(json.dumps({"cells": list(_cells_that_ran()), "nbformat": 4, "nbformat_minor": 5}), "utf-8")
        yield ran, "The cells that you have run, as the notebook is not saved yet."


def _cells_that_ran() -> Iterator[dict[str, Any]]:
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    for source in [] if shell is None else list(shell.user_ns.get("In", [])):
        tags = [CHECK_TAG] if CALLS_US.search(source) else []
        yield {"cell_type": "code", "source": source, "metadata": {"tags": tags}, "outputs": []}


def _display(page: str, text: str) -> None:
    from IPython.display import display

    display({"text/html": page, "text/plain": text}, raw=True)  # type: ignore[no-untyped-call]
