"""Writes what students hand in: a finished module or notebook, changed in some way, under some name."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grading.authoring.notebooks import student_notebook
from grading.authoring.stubs import stub_of
from reference.kit.course import Course

MODULE = "ex02_softmax.py"
NOTEBOOK = "ex02_softmax.ipynb"
BEGIN = "### BEGIN SOLUTION"

Build = Callable[[Path], None]
"""Writes a hand-in into the student's folder, which is there already."""


@functools.cache
def answer(exercise_id: str = "ex02") -> str:
    """Return an exercise's model answer."""
    return Course.here().exercise(exercise_id).solution.read_text(encoding="utf-8")


@functools.cache
def stub(exercise_id: str = "ex02") -> str:
    """Return what a student begins with."""
    return stub_of(answer(exercise_id))


def notebook_text(text: str, exercise_id: str = "ex02") -> str:
    """Return the notebook that holds a module's text."""
    return student_notebook(Course.here().exercise(exercise_id), text)


def write(path: Path, content: str | bytes) -> None:
    """Write a file, making its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def dirs(*names: str) -> Build:
    """Return what makes folders and nothing in them."""

    def build(folder: Path) -> None:
        for name in names:
            (folder / name).mkdir(parents=True)

    return build


def module(change: Callable[[str], str | bytes] = str, name: str = MODULE, exercise_id: str = "ex02") -> Build:
    """Return what writes the model answer, changed, as one file."""
    return lambda folder: write(folder / name, change(answer(exercise_id)))


def text(content: str | bytes, name: str = MODULE) -> Build:
    """Return what writes one file."""
    return lambda folder: write(folder / name, content)


def before(code: str) -> Build:
    """Return what writes the model answer with code above it."""
    return module(lambda right: f"{code}\n{right}")


def after(code: str) -> Build:
    """Return what writes the model answer with code below it."""
    return module(lambda right: f"{right}\n\n{code}\n")


def inside(code: str) -> Build:
    """Return what writes the model answer with code at the start of its first task."""
    return module(lambda right: right.replace(BEGIN, code, 1))


def notebook(change: Callable[[dict[str, Any]], object] = lambda _: None, name: str = NOTEBOOK) -> Build:
    """Return what writes the finished notebook, changed in place."""

    def build(folder: Path) -> None:
        content = json.loads(notebook_text(answer()))
        change(content)
        write(folder / name, json.dumps(content))

    return build


def each_cell(change: Callable[[dict[str, Any]], object]) -> Build:
    """Return what writes the finished notebook with every cell changed in place."""
    return notebook(lambda content: [change(cell) for cell in content["cells"]])


def with_cells(*sources: str, first: bool = False) -> Build:
    """Return what writes the finished notebook with code cells at its end, or at its beginning."""
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]

    def change(content: dict[str, Any]) -> None:
        content["cells"] = [*cells, *content["cells"]] if first else [*content["cells"], *cells]

    return notebook(change)


def with_line(line: str) -> Build:
    """Return what writes the finished notebook with a line above the code of every task."""

    def change(cell: dict[str, Any]) -> None:
        source = "".join(cell["source"])
        if source.startswith("def "):
            cell["source"] = f"{line}\n{source}"

    return each_cell(change)


def together(*builds: Build) -> Build:
    """Return what does one after the other."""

    def build(folder: Path) -> None:
        for one in builds:
            one(folder)

    return build
