"""A student's module: examined before it runs, loaded, and called with everything that happens noted.

Both bindings of the subject use this, so that they see the same things.
"""

from __future__ import annotations

import ast
import importlib.util
import linecache
import re
import sys
import traceback
import types
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

SOURCE_LIMIT = 200_000
"""Bytes of a module. A long answer has 20,000; parsing 2 MB of hostile text would take 1.2 GB."""
TRACE_FRAMES = 8
"""Frames of a student's traceback that are shown: a recursion without end has a thousand."""
TEXT_LIMIT = 2_000
"""Characters of an exception's message or of a line of code that are passed on."""

DECORATION = (
    re.compile(r"\x1b\[[0-9;]*m"),
    re.compile(r"\n\s*Arguments received by .*", re.DOTALL),
    re.compile(r"Exception encountered when calling [^\n]*\n\s*"),
    re.compile(r"\{\{function_node [^}]*\}\} ?"),
    re.compile(r" \[Op:\w+\][^\n]*"),
)
"""What is taken out of an error's message: for whoever wrote Keras, not for whoever learns it."""

WHOLE_ARRAY = re.compile(r"\[\[[-+.,\seinaf\d\[\]]{60,}\]\]")
"""Numbers of an array in an error's message, row by row."""


class BadModuleError(Exception):
    """A module that cannot be run; `outcome` is what its tests get, the message is for the student."""

    def __init__(self, outcome: str, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome


def examine(source: bytes, file: str, allowed: list[str]) -> str:
    """Return the text of a module that may run: UTF-8, Python, importing nothing outside `allowed`.

    The standard library is always allowed. Raises BadModuleError with one sentence that says what and where.
    """
    if not source.strip():
        raise BadModuleError("not attempted", f"{file} is empty: nothing was handed in")
    if len(source) > SOURCE_LIMIT:
        raise BadModuleError(
            "error", f"{file} has {len(source):,} bytes, the limit is {SOURCE_LIMIT:,}: is data pasted into it?"
        )
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = source[: problem.start].count(b"\n") + 1
        raise BadModuleError(
            "error", f"{file} is not UTF-8 (line {line}, byte {problem.start}): save it again with encoding UTF-8"
        ) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text, file)
    except SyntaxError as problem:
        shown = (problem.text or "").strip()[:200]
        raise BadModuleError(
            "error", f"{file} is not valid Python: line {problem.lineno}: {problem.msg}: `{shown}`"
        ) from None
    except (ValueError, RecursionError, MemoryError) as problem:
        raise BadModuleError("error", f"{file} cannot be read as Python: {problem or 'nested too deep'}") from None
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""] if node.level == 0 else ["." * node.level + (node.module or "")]
        else:
            continue
        for name in names:
            root = name.partition(".")[0]
            if root not in allowed and root not in sys.stdlib_module_names:
                raise BadModuleError(
                    "error",
                    f"{file}, line {node.lineno} imports {name or '.'}, which this exercise does not allow; "
                    f"it may use {', '.join(filter(importlib.util.find_spec, allowed))} and the standard library",
                )
    return text


def load(text: str, name: str, file: str) -> types.ModuleType:
    """Run the module's text and return it; whatever its top level raises passes through."""
    module = types.ModuleType(name)
    module.__file__ = file
    sys.modules[name] = module
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    exec(compile(text, file, "exec"), module.__dict__)  # noqa: S102 -- running the answer is the point
    return module


def call(
    function: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    *,
    count_steps: bool,
    file: str,
) -> dict[str, Any]:
    """Call `function` and report: its value and its type or what it raised, warnings, changed arguments, steps.

    The report is a message for the wire except for the entry "value", which is whatever came back.
    """
    named = {**{f"#{position}": value for position, value in enumerate(args)}, **kwargs}
    before = {name: _snapshot(value) for name, value in named.items()}
    steps = StepCounter() if count_steps else None
    report: dict[str, Any] = {"kind": "value", "steps": None}
    with warnings.catch_warnings(record=True) as caught, np.errstate(divide="warn", over="warn", invalid="warn"):
        warnings.simplefilter("always")
        try:
            if steps is None:
                report["value"] = function(*args, **kwargs)
            else:
                with steps:
                    report["value"] = function(*args, **kwargs)
                report["steps"] = steps.count
            report["type"] = type(report["value"]).__name__[:100]
        except (Exception, SystemExit) as error:  # noqa: BLE001 -- a student's code may do anything
            report = raised(error, file)
    report["warnings"] = [[w.category.__name__, str(w.message)[:TEXT_LIMIT]] for w in caught[:20]]
    report["changed"] = [name for name, value in named.items() if before[name] != _snapshot(value)]
    return report


def raised(error: BaseException, file: str) -> dict[str, Any]:
    """Describe an exception from the student's code: types, message, and the lines of their own file."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return {
        "kind": "raised",
        "types": [kind.__name__ for kind in type(error).__mro__],
        "text": text_of(error),
        "frames": [[f.lineno or 0, f.name[:100], (f.line or "")[:TEXT_LIMIT]] for f in own[-TRACE_FRAMES:]],
    }


class StepCounter:
    """Counts the lines and calls that Python executes, in every module: the work a loop makes.

    A vectorised answer takes as many steps for a large array as for a small one.
    """

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> StepCounter:
        self._previous = sys.gettrace(), sys.getprofile()
        sys.setprofile(self._profile)
        sys.settrace(self._trace)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._previous[0])
        sys.setprofile(self._previous[1])

    def _trace(self, _frame: object, _event: str, _argument: object) -> Any:
        self.count += 1
        return self._trace

    def _profile(self, _frame: object, event: str, _argument: object) -> None:
        if event == "c_call":
            self.count += 1


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
