"""A student's functions, called with everything that happens noted.

Both bindings of the subject use this, so that they see the same things.
"""

from __future__ import annotations

import contextlib
import re
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from .imports import RefusedImportError

TRACE_FRAMES = 8
"""Frames of a student's traceback that are shown: a recursion without end has a thousand."""
TEXT_LIMIT = 2_000
"""Characters of an exception's message or of a line of code that are passed on."""

DECORATION = (
    re.compile(r"Graph execution error:\s*(?:Detected at node [^\n]*\n(?:\s*File \"[^\n]*\n|\s*\n)*)+"),
    re.compile(r"\s*\[\[\{\{node [^}]*\}\}\]\]"),
    re.compile(r"\x1b\[[0-9;]*m"),
    re.compile(r"\n\s*Arguments received by .*", re.DOTALL),
    re.compile(r"Exception encountered when calling [^\n]*\n\s*"),
    re.compile(r"\{\{function_node [^}]*\}\} ?"),
    re.compile(r" \[Op:\w+\][^\n]*"),
)
"""What is taken out of an error's message: for whoever wrote Keras, not for whoever learns it."""

WHOLE_ARRAY = re.compile(r"\[\[[-+.,\seinaf\d\[\]]{60,}\]\]")
"""Numbers of an array in an error's message, row by row."""


def call(
    function: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    *,
    how: str,
    lines: Mapping[str, int],
) -> dict[str, Any]:
    """Call `function` and report: its value and its type or what it raised, warnings, changed arguments, steps.

    `lines` says which files of a traceback are the student's, see `raised`. The report is a message for the wire
    except for the entry "value", which is whatever came back.
    """
    named = {**{f"#{position}": value for position, value in enumerate(args)}, **kwargs}
    before = {name: _snapshot(value) for name, value in named.items()}
    steps = StepCounter() if how == "counted" else None
    running = steps or (_eagerly() if how == "eagerly" else contextlib.nullcontext())
    report: dict[str, Any] = {"kind": "value", "steps": None}
    with warnings.catch_warnings(record=True) as caught, np.errstate(divide="warn", over="warn", invalid="warn"):
        warnings.simplefilter("always")
        try:
            with running:
                report["value"] = function(*args, **kwargs)
            if steps is not None:
                report["steps"] = steps.total
            report["type"] = type(report["value"]).__name__[:100]
        except RefusedImportError as error:
            report = {"kind": "bad", "outcome": "error", "text": str(error)[:TEXT_LIMIT], "steps": None}
        except (Exception, SystemExit) as error:  # noqa: BLE001 -- a student's code may do anything
            report = raised(error, lines)
    report["warnings"] = [[w.category.__name__, str(w.message)[:TEXT_LIMIT]] for w in caught[:20]]
    report["changed"] = [name for name, value in named.items() if before[name] != _snapshot(value)]
    return report


def raised(error: BaseException, lines: Mapping[str, int]) -> dict[str, Any]:
    """Describe an exception from the student's code: types, message, and the lines of their own file.

    `lines` gives for each file of theirs (a module, or a notebook's cell) how many lines of the whole stand above it.
    """
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in lines]
    return {
        "kind": "raised",
        "types": [kind.__name__ for kind in type(error).__mro__],
        "text": text_of(error),
        "frames": [
            [(f.lineno or 0) + lines[f.filename], f.name[:100], (f.line or "")[:TEXT_LIMIT]]
            for f in own[-TRACE_FRAMES:]
        ],
    }


@contextlib.contextmanager
def _eagerly() -> Iterator[None]:
    """Have TensorFlow run what would be a graph step by step."""
    import tensorflow as tf

    warnings.filterwarnings("ignore", message="Even though the `tf.config")  # said of data sets, which stay as they are
    tf.config.run_functions_eagerly(True)
    try:
        yield
    finally:
        tf.config.run_functions_eagerly(False)


class StepCounter:
    """Counts the lines and calls that Python executes, in every module: the work a loop makes.

    A vectorised answer takes as many steps for a large array as for a small one. Whoever takes the counter away, puts
    another in its place, hides a frame from it, looks for it or works where it does not count (in a thread, in another
    process) is not counted: the total is None then.
    """

    def __init__(self) -> None:
        self.count = 0
        self._was_left_alone = True

    @property
    def total(self) -> int | None:
        """The steps; None where something kept them from being counted."""
        return self.count if self._was_left_alone else None

    def __enter__(self) -> StepCounter:
        self._previous: Any = sys.gettrace(), sys.getprofile(), threading.gettrace()
        _listen()
        threading.settrace(self._trace)  # a thread that begins sets it, which is heard
        sys.setprofile(self._profile)
        sys.settrace(self._trace)
        _COUNTING.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._was_left_alone &= [self] == _COUNTING and sys.gettrace() == self._trace
        self._was_left_alone &= sys.getprofile() == self._profile
        _COUNTING.clear()
        sys.settrace(self._previous[0])
        sys.setprofile(self._previous[1])
        threading.settrace(self._previous[2])

    def changed(self) -> None:
        """Hear of something that a vectorised answer does not do, see `AUDITED`."""
        self._was_left_alone = False

    def _trace(self, _frame: object, _event: str, _argument: object) -> Any:
        self.count += 1
        return self._trace

    def _profile(self, frame: Any, event: str, _argument: object) -> None:
        if event == "c_call":
            self.count += 1
        elif event == "return" and not frame.f_trace_lines:
            self._was_left_alone = False


_COUNTING: list[StepCounter] = []
"""The counter that counts."""
_LISTENS: list[bool] = []
AUDITED = (
    *("sys.settrace", "sys.setprofile", "sys.monitoring.register_callback"),
    *("os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "subprocess.Popen"),
    *("sys._current_frames", "gc.get_objects", "gc.get_referrers", "gc.get_referents"),
)
"""Events of Python's audit after which nobody knows how many steps were taken, and all of "ctypes"."""


def _listen() -> None:
    """Have the interpreter say what is done to the counter; once, since what listens cannot be taken away again."""
    if not _LISTENS:
        _LISTENS.append(True)
        sys.addaudithook(_hear)


def _hear(event: str, _arguments: object) -> None:
    if event in AUDITED or event.startswith("ctypes."):
        for counter in _COUNTING:
            counter.changed()


def text_of(error: BaseException) -> str:
    """What an error says, without what TensorFlow and Keras put around it: colours, node names, whole tensors."""
    try:
        text = str(error).encode("utf-8", "replace").decode("utf-8")
    except Exception:  # noqa: BLE001 -- a student's __str__ may do anything
        return ""
    for pattern in DECORATION:
        text = pattern.sub("", text)
    text = WHOLE_ARRAY.sub("[[...]]", text)
    return text.strip()[:TEXT_LIMIT]


def _snapshot(value: Any) -> Any:
    """What `value` holds now, comparable: arrays by dtype, shape and bytes."""
    if isinstance(value, np.ndarray):
        return ("array", value.dtype.str, value.shape, value.tobytes())
    if isinstance(value, list | tuple):
        return (type(value).__name__, [_snapshot(item) for item in value])
    if isinstance(value, dict):
        return ("dict", [(_snapshot(key), _snapshot(item)) for key, item in value.items()])
    if isinstance(value, bool | int | float | str | np.generic) or value is None:
        return (type(value).__name__, repr(value))
    return ("other", id(value))
