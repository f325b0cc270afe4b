"""Named wrong ways and other right ways of a task: functions with a decorator, in a module of the exercise's folder.

A variant replaces one function of the model answer. It may use its module's imports, constants and undecorated
functions, which are carried over with it, and the names of the model answer. The words about a misconception are
data, in `misconceptions.toml` beside the functions: a teacher can edit or translate them, and nothing is imported to
read a sentence.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import msgspec

from reference.ground.errors import UserError

Function = TypeVar("Function", bound=Callable[..., Any])
WRONG, OTHER, SPELLINGS = "__misconceptions__", "__other_ways__", "__spellings__"
GENERAL = Path(__file__).with_name("general.toml")
"""What is said of mistakes that are the same in every exercise."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of a misconception, as it stands in `misconceptions.toml` under the misconception's id."""

    task: str
    rejected_by: str
    """Name of a test that it must fail."""
    says: str
    """What is said to a student who did this; it follows the call: "softmax(...) " + says."""
    recognised: bool = True
    """Whether a student is told its name; not where its result cannot be told from other mistakes'."""
    goes_by: str = ""
    """A more general name, where it goes by one."""


@dataclass(frozen=True)
class Variant:
    """One other way of writing a task, right or wrong."""

    id: str
    """The function's name with hyphens."""
    task: str
    function: Callable[..., Any]
    says: str
    """What is said to a student who did this; of a right way, what is different in it."""
    rejected_by: str = ""
    """Name of the test that a misconception must fail."""
    recognised_as: str = ""
    """The diagnosis the student is given; "" where it cannot be told from other mistakes."""

    def source(self, solution: str) -> str:
        """Return the text of the model answer `solution` with this variant in its task's place."""
        tree = ast.parse(Path(inspect.getfile(self.function)).read_text(encoding="utf-8"))
        carried = [node for node in tree.body if _is_carried(node, self.function.__name__)]
        for node in carried:
            if isinstance(node, ast.FunctionDef) and node.name == self.function.__name__:
                node.name, node.decorator_list = self.task, []
        added = ast.unparse(ast.Module(body=carried, type_ignores=[]))
        return f"{solution}\n\n{added}\n"


def misconception(function: Function) -> Function:
    """Mark a function as a wrong way; task and words stand in `misconceptions.toml` under its name with hyphens."""
    function.__globals__.setdefault(WRONG, []).append(function)
    return function


def spelling(of: str) -> Callable[[Function], Function]:
    """Mark a function as another spelling of the misconception `of`: the same mistake as other students write it."""

    def mark(function: Function) -> Function:
        function.__globals__.setdefault(SPELLINGS, []).append((of, function))
        return function

    return mark


def other_way(task: str, *, how: str) -> Callable[[Function], Function]:
    """Mark a function as another right way of `task`; `how` says in a few words what is different."""

    def mark(function: Function) -> Function:
        function.__globals__.setdefault(OTHER, []).append(Variant(_id(function), task, function, how))
        return function

    return mark


def read_words(path: Path) -> dict[str, Words]:
    """Return what is said of misconceptions, by id; nothing where there is no file. Raises UserError."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=dict[str, Words])
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as problem:
        raise UserError(f"{path} cannot be read: {problem}") from None


@functools.cache
def general_words() -> Mapping[str, str]:
    """Return what is said of the mistakes that are the same in every exercise, by their name."""
    return msgspec.toml.decode(GENERAL.read_bytes(), type=dict[str, str])


def recognised_as(name: str, words: Words) -> str:
    """Return the diagnosis that a student with this misconception is given; "" for none."""
    return words.goes_by or (name if words.recognised else "")


def misconceptions(module: ModuleType | None, words: Mapping[str, Words]) -> list[Variant]:
    """Return the wrong ways of a catalogue with their words. Raises UserError where one has none."""
    variants = []
    for function in getattr(module, WRONG, []):
        name = _id(function)
        if name not in words:
            raise UserError(
                f"{function.__module__} has the wrong way {name}, of which misconceptions.toml says nothing"
            )
        said = words[name]
        variants.append(Variant(name, said.task, function, said.says, said.rejected_by, recognised_as(name, said)))
    return variants


def spellings(module: ModuleType | None, known: Iterable[Variant]) -> list[Variant]:
    """Return the other spellings of a catalogue's misconceptions. Raises UserError for one of a mistake that is none.

    Each is the misconception with another id, which begins with the misconception's own.
    """
    by_id = {variant.id: variant for variant in known}
    found = []
    for of, function in getattr(module, SPELLINGS, []):
        if of not in by_id:
            raise UserError(f"{function.__module__} spells {of}, which is no misconception of its exercise")
        found.append(dataclasses.replace(by_id[of], id=f"{of}/{_id(function)}", function=function))
    return found


def other_ways(module: ModuleType | None) -> list[Variant]:
    """Return the other right ways of a catalogue."""
    return list(getattr(module, OTHER, []))


def _id(function: Callable[..., Any]) -> str:
    return function.__name__.replace("_", "-")


def _is_carried(node: ast.stmt, chosen: str) -> bool:
    """Tell whether a statement of a catalogue goes into a student's module with the function `chosen`."""
    if isinstance(node, ast.FunctionDef):
        return node.name == chosen or not node.decorator_list
    if isinstance(node, ast.ImportFrom):
        return node.module is not None and node.module.partition(".")[0] not in ("reference", "__future__")
    return isinstance(node, ast.Import | ast.Assign | ast.AnnAssign | ast.ClassDef)
