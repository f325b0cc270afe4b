"""What a contract names is drawn: `python -m tests.meta.contract [ex16 ...]` prints what no graded test draws.

The signature of a task says what may come: an array annotated with jaxtyping may be a list, hold whole numbers, be
float32, have one entry; a list may be empty; an argument with a default may be left out; a named option is one of those
that the docstring or the annotation lists. The model answer runs through its suite, all calls are looked at, and what
applies and was drawn at none is missing. `contract.toml` says, with a reason, what does not apply, and adds
properties that no signature shows: rows in which both extremes stand, unequal sizes, networks with Dropout or with
BatchNormalization. Tests that train for long are left out: what they alone draw is missing.
"""

from __future__ import annotations

import ast
import functools
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from grading.errors import Called
from grading.judging import plugin
from grading.judging.evidence import Evidence
from grading.marking.child import _arguments, _Handover, _settle
from grading.marking.job import Job
from grading.marking.processes import child_context, silent
from grading.marking.warm import warm
from grading.subject import LoadedSource
from grading.subject.placed import Placed
from reference.kit.exercise import Exercise
from tests.meta.proofs import chosen

TABLE = Path(__file__).parent / "contract.toml"
EXTREME = 1e3
Shown = Callable[[Any], bool]


def _array(value: Any) -> np.ndarray | None:
    """Return a value as an array of numbers; None where it is none."""
    try:
        array = np.asarray(value)
    except ValueError:
        return None
    return array if array.dtype.kind in "biuf" else None


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _of_whole_numbers(value: Any) -> bool:
    array = _array(value)
    return array is not None and array.dtype.kind in "iu" and array.size > 0


def _single_precision(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype == np.float32


def _one_entry(value: Any) -> bool:
    return (isinstance(value, np.ndarray) and value.ndim > 0 and len(value) == 1) or (
        _is_list(value) and len(value) == 1
    )


def _empty(value: Any) -> bool:
    return (isinstance(value, np.ndarray) and value.size == 0) or (isinstance(value, list | tuple | str) and not value)


def _empty_inside(value: Any) -> bool:
    return _is_list(value) and any(isinstance(item, list | tuple | str) and not item for item in value)


def _both_extremes(value: Any) -> bool:
    array = _array(value)
    if array is None or array.size < 2:
        return False
    rows = array.reshape(-1, array.shape[-1]) if array.ndim else array.reshape(1, 1)
    return bool(((rows.max(axis=1) >= EXTREME) & (rows.min(axis=1) <= -EXTREME)).any())


def _unequal(value: Any) -> bool:
    array = _array(value)
    return array is not None and array.ndim > 1 and len(set(array.shape)) == array.ndim


def _has_layer(kind: str) -> Shown:
    """Return what tells whether a network of a test's has a layer of this class."""

    def shown(value: Any) -> bool:
        return isinstance(value, Placed) and any(type(layer).__name__ == kind for layer in _layers(value.built()))

    return shown


def _layers(model: Any) -> Iterator[Any]:
    """Yield all layers of a Keras model, those of models inside it too."""
    for layer in model.layers:
        yield layer
        yield from _layers(layer) if hasattr(layer, "layers") else ()


PROPERTIES: Mapping[str, Shown] = {
    "a list": _is_list,
    "whole numbers": _of_whole_numbers,
    "float32": _single_precision,
    "one entry": _one_entry,
    "empty": _empty,
    "empty inside": _empty_inside,
    "both extremes": _both_extremes,
    "unequal sizes": _unequal,
    "with Dropout": _has_layer("Dropout"),
    "with BatchNormalization": _has_layer("BatchNormalization"),
}
"""Of one argument."""
OF_FLOATS = ("a list", "whole numbers", "float32", "one entry")
OF_NUMBERS = ("a list", "one entry")
OF_LISTS = ("empty", "one entry")
LEFT_OUT, GIVEN = "left out", "given"


@dataclass(frozen=True)
class Parameter:
    """A parameter of a task."""

    name: str
    annotation: str
    has_default: bool

    @property
    def properties(self) -> tuple[str, ...]:
        """What applies to it by its annotation."""
        inside = self.annotation
        found: tuple[str, ...] = ()
        if inside.startswith("Float[np.ndarray"):
            found = OF_FLOATS
        elif inside.startswith(("Int[np.ndarray", "Bool[np.ndarray", "Integer[np.ndarray")):
            found = OF_NUMBERS
        elif inside.startswith("list["):
            found = (*OF_LISTS, "empty inside") if inside in ("list[list[str]]", "list[str]") else OF_LISTS
        return (*found, LEFT_OUT, GIVEN) if self.has_default else found


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the table says of a task's argument."""

    argument: str
    """ "ex16.tf_idf.counts"."""
    not_asked: tuple[str, ...] = ()
    """Properties that do not apply."""
    also: tuple[str, ...] = ()
    """Properties that apply beside those of the signature."""
    options: tuple[str, ...] = ()
    """Values that must each be drawn."""
    reason: str = ""


def entries() -> dict[str, Entry]:
    """Return the table by argument."""
    table = msgspec.toml.decode(TABLE.read_bytes(), type=dict[str, list[Entry]])
    return {entry.argument: entry for entry in table.get("argument", [])}


def parameters(exercise: Exercise) -> dict[str, list[Parameter]]:
    """Return the parameters of each task, from the model answer's signatures."""
    tree = ast.parse(exercise.solution.read_text(encoding="utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    return {task.name: list(_parameters(functions[task.name])) for task in exercise.tasks}


def _parameters(function: ast.FunctionDef) -> Iterator[Parameter]:
    positional = function.args.args
    bare = len(positional) - len(function.args.defaults)
    for number, argument in enumerate(positional):
        yield Parameter(argument.arg, ast.unparse(argument.annotation or ast.Constant(None)), number >= bare)
    for argument, default in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True):
        yield Parameter(argument.arg, ast.unparse(argument.annotation or ast.Constant(None)), default is not None)


def applying(exercise: Exercise) -> set[str]:
    """Return what must be drawn, as "ex16.tf_idf.counts: a list"."""
    table, wanted = entries(), set()
    for task, known in parameters(exercise).items():
        for parameter in known:
            name = f"{exercise.id}.{task}.{parameter.name}"
            entry = table.get(name, Entry(name))
            properties = (*parameter.properties, *entry.also, *(f"is {option}" for option in entry.options))
            wanted |= {f"{name}: {what}" for what in properties if what not in entry.not_asked}
    return wanted


class Looking(Evidence):
    """Looks at every call of a suite, those too of which no mistake could be told, and keeps none."""

    def __init__(self, exercise: Exercise) -> None:
        super().__init__()
        self._exercise = exercise
        self._known = parameters(exercise)
        self.shown: set[str] = set()
        """In the words of `applying`."""

    def note(self, calls: Iterable[Called]) -> None:
        """Look at the calls of a test."""
        for call in calls:
            for what in _shown(self._known.get(call.function, []), call):
                self.shown.add(f"{self._exercise.id}.{call.function}.{what}")


@dataclass(frozen=True)
class Looked:
    """What a run of a suite against the model answer showed."""

    drawn: frozenset[str]
    """In the words of `applying`."""
    called: frozenset[tuple[str, str]]
    """Each test, without its parameters, with each function that it called."""


@functools.cache
def look(exercise: Exercise, seed: str) -> Looked:
    """Run a suite with this seed, in a child that looks at its calls."""
    warm(exercise)
    context = child_context()
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_look, args=(exercise, seed, theirs))
    child.start()
    theirs.close()
    try:
        drawn, called = ours.recv()
    finally:
        child.join()
    return Looked(frozenset(drawn), frozenset(called))


def _look(exercise: Exercise, seed: str, pipe: Connection) -> None:
    source = LoadedSource(exercise.id, exercise.module, exercise.solution.read_bytes())
    looking = Looking(exercise)
    running, called = "", set()

    def starts(test: str) -> None:
        nonlocal running
        running = test.partition("[")[0]

    run = plugin.Run(
        lambda _exercise: source,
        seed=seed,
        course=exercise.course,
        on_start=starts,
        on_call=lambda function: called.add((running, function)),
        evidence=defaultdict(Evidence, {exercise.id: looking}),
    )
    job = Job(exercise, source, seed, slow=False)
    _settle(job)
    exercise.course.attach()
    with silent():
        pytest.main(_arguments(exercise.suite, exercise.course), plugins=[_Handover(run, [], job)])
    pipe.send((looking.shown, called))
    os._exit(0)


def _shown(known: list[Parameter], call: Called) -> Iterator[str]:
    given = {**dict(zip((parameter.name for parameter in known), call.args, strict=False)), **call.kwargs}
    for parameter in known:
        if parameter.name not in given:
            yield f"{parameter.name}: {LEFT_OUT}"
            continue
        value = given[parameter.name]
        yield f"{parameter.name}: {GIVEN}"
        yield from (f"{parameter.name}: {name}" for name, holds in PROPERTIES.items() if holds(value))
        if isinstance(value, str | int | float | bool):
            yield f"{parameter.name}: is {value}"


def missing(exercise: Exercise, seeds: Sequence[str]) -> list[str]:
    """Return what applies and is not drawn with every one of these seeds, sorted."""
    always = frozenset.intersection(*(look(exercise, seed).drawn for seed in seeds))
    return sorted(applying(exercise) - always)


if __name__ == "__main__":
    for exercise in chosen(sys.argv[1:]):
        for line in missing(exercise, ("1", "2", "3")):
            print(line)
