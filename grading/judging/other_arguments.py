"""Mistakes about arguments: one that is not looked at, and another default."""

from __future__ import annotations

import functools
import inspect
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

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
    """Yield the mistakes of not looking at an argument, and of another default, as long as there is time."""
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
        outcome = again.ask(change(call))
        if outcome is None or outcome[0] != "value":
            raise Unlike
        return outcome[1]

    return spoil
