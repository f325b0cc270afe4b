"""Recognises a misconception: runs the catalogued wrong ways on the same arguments and compares."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import numpy as np

from grading.errors import Called
from grading.judging.comparison import agree
from grading.worker.student import text_of
from grading.worker.wire import TensorFunction, copied
from reference.kit.catalogue import Variant
from reference.kit.course import Exercise


def diagnose(exercise: Exercise, call: Called, test: str) -> Variant | None:
    """Return the misconception that gives what `call` gave, where the oracle gives something else.

    Where several do, the one that `test` was written to reject goes first. Where objects that stay with the student's
    code take part, nothing is recognised: a model cannot be compared, and running the wrong ways would train theirs.
    """
    if not all(_is_data(thing) for thing in (*call.args, *call.kwargs.values(), call.value)):
        return None
    right = _outcome(exercise.oracle(call.function), call)
    got = _reported(call)
    for variant in sorted(exercise.misconceptions, key=lambda each: each.rejected_by != test):
        if variant.task != call.function:
            continue
        wrong = _outcome(variant.function, call)
        if wrong is not None and _same(wrong, got) and not (right is not None and _same(wrong, right)):
            return variant
    return None


def _is_data(thing: Any) -> bool:
    """Tell whether a value is plain data or a test's own function, not an object of a library's or a handle of one."""
    if isinstance(thing, list | tuple):
        return all(_is_data(each) for each in thing)
    if isinstance(thing, dict):
        return all(_is_data(each) for each in thing.values())
    homes = {each.__module__.partition(".")[0] for each in type(thing).__mro__}
    return homes <= {"builtins", "numpy", "functools", "tests"} or isinstance(thing, TensorFunction | PurePath)


def _reported(call: Called) -> tuple[str, Any]:
    return ("raised", call.raised) if call.raised is not None else ("value", call.value)


def _outcome(function: Callable[..., Any] | None, call: Called) -> tuple[str, Any] | None:
    """Return ("value", result) or ("raised", name of the error); None where it cannot be run."""
    if function is None:
        return None
    try:
        args, kwargs = copied(call.args, lambda thing: thing), copied(call.kwargs, lambda thing: thing)
        with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            return "value", function(*args, **kwargs)
    except Exception as error:  # noqa: BLE001 -- a wrong way may fail in any way
        return "raised", (type(error).__name__, text_of(error))


def _same(one: tuple[str, Any], other: tuple[str, Any]) -> bool:
    if one[0] != other[0]:
        return False
    return one[1] == other[1] if one[0] == "raised" else agree(one[1], other[1])
