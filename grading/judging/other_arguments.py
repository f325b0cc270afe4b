"""Mistakes about arguments: one that is not looked at or taken for another, and another default."""

from __future__ import annotations

import functools
import inspect
import itertools
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grading.errors import Called
from grading.judging.mistake import Ask, Mistake, Spoil, Unlike


@dataclass(frozen=True)
class Again:
    """Whoever may be asked what is right for other arguments."""

    ask: Ask
    places: Mapping[str, int]
    """The function's parameters, in their order."""
    defaults: Mapping[str, Any]

    @classmethod
    def of(cls, function: Callable[..., Any] | None, ask: Ask) -> Again | None:
        """Return what asks a trusted function again; None where there is none."""
        if function is None:
            return None
        parameters = inspect.signature(function).parameters.values()
        plain = [each for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD]
        defaults = {each.name: each.default for each in plain if each.default is not each.empty}
        return cls(ask, {each.name: place for place, each in enumerate(plain)}, defaults)


@dataclass
class _Other:
    """A call with other arguments, to ask what is right for."""

    function: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    value: Any = None
    raised: tuple[str, str] | None = None


def of_arguments(call: Called, again: Again | None) -> Iterator[tuple[Mistake, Spoil]]:
    """Yield the mistakes about arguments, as long as there is time to ask."""
    if again is None:
        return
    end = time.process_time() + AGAIN_SECONDS
    for name, default in again.defaults.items():
        if _has(again, name, call):
            mistake = Mistake("ignores-an-argument", {"name": name})
            yield mistake, _asked(functools.partial(_without, again, name), again)
        elif default is None or isinstance(default, int | float):
            for value in DEFAULTS:
                if value != default and time.process_time() < end:
                    mistake = Mistake("another-default", {"name": name, "value": value, "default": default})
                    yield mistake, _asked(functools.partial(_with, again, name, value), again)
    given = [name for name in again.places if _has(again, name, call)]
    for name, (kind, change) in itertools.product(given, CHANGED.items()):
        if time.process_time() < end:
            yield Mistake(kind, {"name": name}, 2), _asked(functools.partial(_changed, again, name, change), again)
    for one, other in itertools.combinations(given, 2):
        if time.process_time() < end:
            mistake = Mistake("as-if-exchanged", {"one": one, "other": other}, 2)
            yield mistake, _asked(functools.partial(_exchanged, again, one, other), again)


def _zeros(value: np.ndarray) -> np.ndarray:
    return np.zeros(value.shape)


def _turned(value: np.ndarray) -> np.ndarray:
    if value.ndim != 2:
        raise Unlike
    return value.T


CHANGED: Mapping[str, Callable[[np.ndarray], Any]] = {
    "as-with-zeros": _zeros,
    "as-with-the-opposite-sign": np.negative,
    "as-if-turned-round": _turned,
}
"""What an argument is taken for."""


def _changed(again: Again, name: str, change: Callable[[np.ndarray], Any], call: Called) -> Called:
    """Return a call with one argument changed, where it is a number or holds such."""
    given = _all(again, call)
    if name not in given:
        raise Unlike
    value = np.asarray(_numbers(given[name]))
    given[name] = change(value) if value.ndim else type(given[name])(change(value))
    return _as_before(again, call, given)


def _exchanged(again: Again, one: str, other: str, call: Called) -> Called:
    """Return a call with two arguments in each other's place, where they are of one form."""
    given = _all(again, call)
    if not {one, other} <= set(given) or _form(given[one]) != _form(given[other]):
        raise Unlike
    return _as_before(again, call, {**given, one: given[other], other: given[one]})


def _form(value: Any) -> Any:
    """Return the shape of what holds numbers, the shapes of several arrays. Raises `Unlike` for anything else."""
    if isinstance(value, list) and value and all(isinstance(item, np.ndarray) for item in value):
        return [item.shape for item in value]
    return np.shape(_numbers(value))


def _as_before(again: Again, call: Called, given: dict[str, Any]) -> Called:
    """Return a call with other arguments, as many of them by position."""
    by_position = list(again.places)[: len(call.args)]
    by_name = {name: value for name, value in given.items() if name not in by_position}
    return _Other(call.function, tuple(given[name] for name in by_position), by_name)


def _all(again: Again, call: Called) -> dict[str, Any]:
    """Return all arguments by their names."""
    return {**dict(zip(again.places, call.args, strict=False)), **call.kwargs}


def _numbers(value: Any) -> Any:
    """Return what holds numbers alone. Raises `Unlike` for anything else."""
    if isinstance(value, bool | str | None | tuple | dict) or callable(value):
        raise Unlike
    try:
        numbers = np.asarray(value)
    except ValueError:  # arrays of several shapes
        raise Unlike from None
    if numbers.dtype.kind not in "iuf" or not numbers.size:
        raise Unlike
    return value


AGAIN_SECONDS = 0.2
"""Of the processor, for asking what is right with other defaults: most oracles take a millisecond."""
DEFAULTS = (0, 1, -1, 2, 0.1, 0.5, 0.01, 0.001, 0.9, 0.99)
"""What stands in the place of another default."""


def _has(again: Again, name: str, call: Called) -> bool:
    return name in call.kwargs or len(call.args) > again.places[name]


def _without(again: Again, name: str, call: Called) -> Called:
    """Return a call without one argument; those behind it go by their names."""
    place = again.places[name]
    behind = dict(zip(list(again.places)[place:], call.args[place:], strict=False))
    given = {**call.kwargs, **behind}
    return _Other(call.function, call.args[:place], {key: value for key, value in given.items() if key != name})


def _with(again: Again, name: str, value: Any, call: Called) -> Called:
    return call if _has(again, name, call) else _Other(call.function, call.args, {**call.kwargs, name: value})


def _asked(change: Callable[[Called], Called], again: Again) -> Spoil:
    """Return what is right for a call with other arguments."""

    def spoil(_right: Any, call: Called) -> Any:
        if len(call.args) > len(again.places):
            raise Unlike
        outcome = again.ask(change(call))
        if outcome is None or outcome[0] != "value":
            raise Unlike
        return outcome[1]

    return spoil
