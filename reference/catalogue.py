"""Named wrong ways and other right ways of a task: functions with a decorator, found by exercise.

A variant replaces one function of the model answer. Its function stands in `reference/misconceptions/` or
`reference/other_ways/`, in a module called like the exercise's; it may use that module's imports, constants and
undecorated functions, which are carried over with it, and the names of the model answer.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])
Kind = Literal["misconceptions", "other_ways"]


@dataclass(frozen=True)
class Variant:
    """One other way of writing a task, right or wrong."""

    id: str
    """The function's name with hyphens."""
    task: str
    function: Callable[..., Any]
    says: str
    """What is said to a student who did this; it follows the call: "softmax(...) " + says."""
    rejected_by: str = ""
    """Name of the test that a misconception must fail."""
    recognised_as: str = ""
    """The diagnosis the student is given; "" where it cannot be told from other mistakes."""

    def source(self, solution: str) -> str:
        """Return the text of the model answer `solution` with this variant in its task's place."""
        module = inspect.getmodule(self.function)
        if module is None:
            raise ValueError(f"{self.id} stands in no module")
        tree = ast.parse(inspect.getsource(module))
        carried = [node for node in tree.body if _is_carried(node, self.function.__name__)]
        for node in carried:
            if isinstance(node, ast.FunctionDef) and node.name == self.function.__name__:
                node.name, node.decorator_list = self.task, []
        added = ast.unparse(ast.Module(body=carried, type_ignores=[]))
        return f"{solution}\n\n{added}\n"


def misconception(
    task: str, *, rejected_by: str, says: str, recognised: bool = True, recognised_as: str = ""
) -> Callable[[Function], Function]:
    """Mark a function as a wrong way of `task`.

    `says` follows the call in the message; `rejected_by` names a test that must fail. With recognised=False, a
    student is not told its name because its result cannot be told from other mistakes'; `recognised_as` is for one
    that goes by a more general name.
    """

    def mark(function: Function) -> Function:
        name = _id(function.__name__)
        known_as = _known_as(name, recognised, recognised_as)
        _note(function, Variant(name, task, function, says, rejected_by, known_as))
        return function

    return mark


def other_way(task: str, *, how: str) -> Callable[[Function], Function]:
    """Mark a function as another right way of `task`; `how` says in a few words what is different."""

    def mark(function: Function) -> Function:
        _note(function, Variant(_id(function.__name__), task, function, how))
        return function

    return mark


def variants(kind: Kind, exercise_module: str) -> list[Variant]:
    """Return the variants of an exercise in the order they are written; none where it has no catalogue."""
    name = f"reference.{kind}.{exercise_module}"
    if importlib.util.find_spec(name) is None:
        return []
    found: list[Variant] = getattr(importlib.import_module(name), "__variants__", [])
    return found


@dataclass(frozen=True)
class Saying:
    """What is said of a misconception; the fields are those of its `Variant`."""

    id: str
    task: str
    says: str
    recognised_as: str


def sayings(exercise_module: str) -> list[Saying]:
    """Read what the misconceptions of an exercise say, none where it has no catalogue.

    Nothing is imported: wrong ways may need TensorFlow, which takes seconds and much memory.
    """
    path = Path(__file__).parent / "misconceptions" / f"{exercise_module}.py"
    if not path.is_file():
        return []
    found, constants = [], {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            constants[ast.unparse(node.targets[0])] = node.value.value
        if not isinstance(node, ast.FunctionDef):
            continue
        for mark in node.decorator_list:
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "misconception":
                given = {each.arg: _literal(each.value, constants) for each in mark.keywords}
                name = _id(node.name)
                known_as = _known_as(name, given.get("recognised", True), given.get("recognised_as", ""))
                found.append(Saying(name, _literal(mark.args[0], constants), given["says"], known_as))
    return found


def _id(function_name: str) -> str:
    return function_name.replace("_", "-")


def _known_as(name: str, recognised: bool, recognised_as: str) -> str:
    return recognised_as or (name if recognised else "")


def _literal(node: ast.expr, constants: dict[str, Any]) -> Any:
    return constants[node.id] if isinstance(node, ast.Name) else ast.literal_eval(node)


def _note(function: Callable[..., Any], variant: Variant) -> None:
    function.__globals__.setdefault("__variants__", []).append(variant)


def _is_carried(node: ast.stmt, chosen: str) -> bool:
    """Tell whether a statement of a catalogue goes into a student's module with the function `chosen`."""
    if isinstance(node, ast.FunctionDef):
        return node.name == chosen or not node.decorator_list
    if isinstance(node, ast.ImportFrom):
        return node.module is not None and node.module.partition(".")[0] not in ("reference", "__future__")
    return isinstance(node, ast.Import | ast.Assign | ast.AnnAssign | ast.ClassDef)
