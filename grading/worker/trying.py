"""Tries changed versions of a student's functions on calls that have been made, to see which mistake was made."""

from __future__ import annotations

import contextlib
import io
import time
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .loading import SlowPartError, Stopwatch
from .objects import plain
from .room import room
from .wire import Encoder, WireError, copied

TRIAL_SECONDS = 0.25
"""Of processor time for one version and one call; what came to an end before does so in a fraction of it."""
ROOM = 2**30
"""Bytes of memory that versions may take beyond what is held: a list that doubles in each round is not interrupted."""
NUMBERS_LIMIT = 4_000_000
"""Bytes of all that comes back of one request."""

Given = tuple[tuple[Any, ...], dict[str, Any]]
"""Arguments of a call, by place and by name."""
Came = list[Any]
"""["value", what came back], ["raised", class of the error], or ["nothing"] where neither is known."""


def tried(
    scope: dict[str, Any],
    name: str,
    texts: Sequence[str],
    calls: Sequence[Given],
    seconds: float,
    crossing: Callable[[Any], Any],
) -> list[list[Came]]:
    """Return for each text, which defines `name` anew in a copy of a module's `scope`, what each call gives.

    Ends after `seconds` of processor time: what has not been tried by then is not in the list. `crossing` gives what
    stands for arguments that are no plain data. What is printed is lost, warnings are not heard.
    """
    found: list[list[Came]] = []
    end, size = time.process_time() + seconds, 0
    silent = io.StringIO()
    with (
        room(ROOM),
        contextlib.redirect_stdout(silent),
        contextlib.redirect_stderr(silent),
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
    ):
        warnings.simplefilter("ignore")
        for text in texts:
            if time.process_time() > end or size > NUMBERS_LIMIT:
                break
            found.append(_one(scope, name, text, calls, crossing))
            size += sum(_size(came) for came in found[-1])
    return found


def _one(
    scope: dict[str, Any], name: str, text: str, calls: Sequence[Given], crossing: Callable[[Any], Any]
) -> list[Came]:
    changed = dict(scope)
    try:
        with Stopwatch(TRIAL_SECONDS):
            exec(compile(text, "<changed>", "exec", dont_inherit=True), changed)  # noqa: S102 -- as the answer was
    except (Exception, SystemExit, SlowPartError):  # noqa: BLE001 -- a student's code may do anything
        return [["nothing"] for _ in calls]
    came: list[Came] = []
    for args, kwargs in calls:
        try:
            given, named = copied(args, crossing), copied(kwargs, crossing)
            with Stopwatch(TRIAL_SECONDS):
                value = changed[name](*given, **named)
        except SlowPartError:
            came.append(["nothing"])
            break
        except (Exception, SystemExit) as error:  # noqa: BLE001
            came.append(["raised", type(error).__name__[:100]])
        else:
            came.append(_sendable(value))
    return came


def _sendable(value: Any) -> Came:
    try:
        Encoder(plain=plain).frame({"value": value})
    except WireError:
        return ["nothing"]
    return ["value", value]


def _size(came: Came) -> int:
    value = came[-1]
    if isinstance(value, list | tuple):
        return sum(_size(["", item]) for item in value)
    return int(value.nbytes) if isinstance(value, np.ndarray) else 100
