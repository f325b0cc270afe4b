"""Which tests an exercise has and what they are worth, read from its suite's text: nothing is imported for it."""

from __future__ import annotations

import ast
import functools
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grading.errors import SubmissionError
from grading.results import ExerciseResult, TestResult
from reference.ground.places import CHECKOUT
from reference.kit.course import Exercise

_KNOWN: dict[str, Callable[..., Any]] = {"tuple": tuple, "list": list, "sorted": sorted, "range": range, "len": len}
"""Functions that a suite may make its parameters with."""


def result_without_tests(exercise: Exercise, problem: SubmissionError) -> ExerciseResult | None:
    """Return the result of an exercise whose file could not be had: what running its suite would give.

    None where only running it would tell.
    """
    try:
        expected = expected_tests(exercise)
    except (ValueError, OSError, SyntaxError):
        return None
    tests = [
        TestResult(name, task, 0.0, points, problem.outcome, str(problem), reason="whole file")
        for name, task, points in expected
    ]
    return ExerciseResult.of(exercise.id, tests, exercise.bonus_tasks)


@functools.cache
def expected_tests(exercise: Exercise) -> tuple[tuple[str, str, float], ...]:
    """Return id, task and points of each test of an exercise, in the order of its suite.

    Raises ValueError where a suite makes its parameters in a way that only running it would tell.
    """
    tree = ast.parse(exercise.suite.read_text(encoding="utf-8"))
    tests: list[tuple[str, str, float]] = []
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
            continue
        marks = [mark for mark in node.decorator_list if isinstance(mark, ast.Call)]
        task = next((mark for mark in marks if ast.unparse(mark.func) == "pytest.mark.task"), None)
        if task is None:
            continue
        points = next(float(ast.literal_eval(word.value)) for word in task.keywords if word.arg == "points")
        labels = [
            _labels(mark, tree, exercise) for mark in marks if ast.unparse(mark.func) == "pytest.mark.parametrize"
        ]
        for combination in itertools.product(*labels):  # the decorator written last turns slowest
            name = f"{node.name}[{'-'.join(reversed(combination))}]" if combination else node.name
            tests.append((name, str(ast.literal_eval(task.args[0])), points))
    return tuple(tests)


def _labels(mark: ast.Call, tree: ast.Module, exercise: Exercise) -> list[str]:
    """Return how pytest calls the values of a parameter."""
    ids = next((word.value for word in mark.keywords if word.arg == "ids"), None)
    if ids is not None:
        return [str(label) for label in _value(ids, tree, exercise)]
    names = ast.literal_eval(mark.args[0])
    values = list(_value(mark.args[1], tree, exercise))
    return [
        v if isinstance(v, str) else str(v) if isinstance(v, int | float) else f"{names}{i}"
        for i, v in enumerate(values)
    ]


def _value(node: ast.expr, tree: ast.Module, exercise: Exercise) -> Any:
    """Return what an expression stands for: literals, and constants of the suite or of what is trusted."""
    if isinstance(node, ast.Name):
        return _value(_assigned(tree, node.id), tree, exercise)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        module = ast.parse(_file(tree, node.value.id, exercise).read_text(encoding="utf-8"))
        return _value(_assigned(module, node.attr), module, exercise)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _KNOWN:
        return _KNOWN[node.func.id](*(_value(argument, tree, exercise) for argument in node.args))
    if isinstance(node, ast.Dict):  # its keys are what a test goes through
        return dict.fromkeys(_value(key, tree, exercise) for key in node.keys if key is not None)
    return ast.literal_eval(node)


def _assigned(tree: ast.Module, name: str) -> ast.expr:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            targets, value = [node.target], node.value
        else:
            continue
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return value
    raise ValueError(f"no constant {name}")


def _file(tree: ast.Module, alias: str, exercise: Exercise) -> Path:
    """Return the file of a module that a suite imports under a name."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            for imported in node.names:
                if (imported.asname or imported.name) == alias:
                    for root in (exercise.course.root, CHECKOUT):
                        place = root.joinpath(*node.module.split("."), imported.name)
                        if (file := place / "__init__.py" if place.is_dir() else place.with_suffix(".py")).is_file():
                            return file
    raise ValueError(f"no module {alias}")
