"""A graded suite is tests: what is drawn lies in the exercise's `cases`, what is compared is the engine's."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from reference.kit.course import Course
from reference.kit.exercise import Exercise

FROM = "ex09"
"""The first exercise with TensorFlow: the suites from here on count, those of lighter exercises among them too."""
HELPERS = 60
"""Lines of helpers that they may have on average: those of Keras exercises had 136 when eight of them had engines of
their own. What is left judges or names what only its exercise has."""
KERAS = [exercise for exercise in Course.here().exercises if exercise.is_heavy]
LATER = [exercise for exercise in Course.here().exercises if exercise.id >= FROM]


def helpers(suite: Path) -> int:
    """Count the lines of a suite's functions and classes that are no tests, with decorators and docstrings.

    Fixtures and methods count; imports, constants and what stands between definitions do not.
    """
    lines = 0
    for node in ast.parse(suite.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("test_"):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            lines += (node.end_lineno or first) - first + 1
    return lines


def is_assertion(node: ast.AST) -> bool:
    """Tell whether this is a call of `expect`, or of one that was kept: `self.expect.that(...)`."""
    return isinstance(node, ast.Call) and "expect." in ast.unparse(node.func)


def test_later_suites_have_few_helpers() -> None:
    counted = {exercise.id: helpers(exercise.suite) for exercise in LATER}
    assert sum(counted.values()) <= HELPERS * len(counted), counted


@pytest.mark.parametrize("exercise", KERAS, ids=lambda exercise: exercise.id)
def test_naming_a_mistake_is_the_engines_work(exercise: Exercise) -> None:
    nodes = ast.walk(ast.parse(exercise.suite.read_text(encoding="utf-8")))
    modules = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    assert "reference.kit.course" not in modules, "words and wrong ways come from expect.unless and expect.close"


@pytest.mark.parametrize("exercise", KERAS, ids=lambda exercise: exercise.id)
def test_a_constructor_asserts_nothing(exercise: Exercise) -> None:
    for node in ast.walk(ast.parse(exercise.suite.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name in ("__init__", "__post_init__"):
            assert not [ast.unparse(part) for part in ast.walk(node) if is_assertion(part)]
