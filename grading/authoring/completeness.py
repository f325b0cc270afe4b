"""What an exercise must have before it is proven: catalogues, words, tests and points for every task."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from reference.kit.exercise import Exercise

TO_BE_WRITTEN = "To be written"
"""How the skeleton marks a sentence that is not there yet."""
MISCONCEPTIONS, OTHER_WAYS = 6, 2
"""At least so many of an exercise."""


def still_to_write(exercise: Exercise) -> Iterator[str]:
    """Yield a sentence for everything that an exercise lacks; nothing of a student's or a library's is imported."""
    parts = {"oracle": "oracle", "misconceptions": "misconceptions", "other right ways": "other_ways"}
    for what, name in {**parts, "picture": "picture"}.items():
        if not exercise.part_file(name).is_file():
            yield f"{exercise.id} has no {what}: write {_shown(exercise, exercise.part_file(name))}"
    if not exercise.suite.is_file():
        yield f"{exercise.id} has no graded tests: write {_shown(exercise, exercise.suite)}"
        return
    for path in (exercise.solution, exercise.settings_file, exercise.part_file("oracle")):
        if path.is_file() and TO_BE_WRITTEN.lower() in path.read_text(encoding="utf-8").lower():
            yield f"{_shown(exercise, path)} says in places that something is to be written"
    if not exercise.lists_its_tests:
        return  # said already: it is `kata build` that lists them
    tests = exercise.graded_tests
    names = [task.name for task in exercise.tasks]
    for task in names:
        if not [test for test in tests if test.task == task]:
            yield f"{exercise.id}: no test is about {task}: write one in {_shown(exercise, exercise.suite)}"
        if not [words for words in exercise.words.values() if words.task == task]:
            yield f"{exercise.id}: {task} has no misconception: name one in {_shown(exercise, exercise.words_file)}"
    for test in tests:
        if test.task not in names:
            yield f"{exercise.id}: {test.name} is about {test.task}, which is no task of it"
    yield from _catalogues(exercise, {test.name for test in tests})


def _catalogues(exercise: Exercise, tests: set[str]) -> Iterator[str]:
    written = _decorated(exercise.part_file("misconceptions"), "misconception")
    for name in sorted(written ^ set(exercise.words)):
        where = exercise.words_file.name if name in written else exercise.part_file("misconceptions").name
        yield f"{exercise.id}: {name} is missing in {where}"
    for name, words in exercise.words.items():
        if words.rejected_by not in tests:
            yield f"{exercise.id}: {name} is to be rejected by {words.rejected_by}, which is no test of the suite"
    if len(exercise.words) < MISCONCEPTIONS:
        yield f"{exercise.id} has {len(exercise.words)} misconceptions, needs {MISCONCEPTIONS}"
    others = _decorated(exercise.part_file("other_ways"), "other_way")
    if len(others) < OTHER_WAYS:
        yield f"{exercise.id} has {len(others)} other right ways, needs {OTHER_WAYS}"


def _decorated(path: Path, decorator: str) -> set[str]:
    """Ids of the functions of a module that have this decorator."""
    return {
        node.name.replace("_", "-")
        for node in _body(path)
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(mark).partition("(")[0] == decorator for mark in node.decorator_list)
    }


def _body(path: Path) -> list[ast.stmt]:
    return ast.parse(path.read_text(encoding="utf-8")).body if path.is_file() else []


def _shown(exercise: Exercise, path: Path) -> str:
    return path.relative_to(exercise.course.root).as_posix()
