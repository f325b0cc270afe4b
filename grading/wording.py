"""How values and calls are written for a student: short, exact, plain ASCII."""

from __future__ import annotations

import inspect
import unicodedata
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import numpy as np

from grading.errors import Called
from grading.worker.wire import Handle, TensorFunction

SMALL_ARRAY = 24
"""Numbers that are still written out; beyond, an array is named by its shape."""
DIGITS = 6
"""Of a number, where that many tell it from what it is compared with."""
MOST_DIGITS = 17
"""Of a float64: more tell nothing."""
SHORT = 160
"""Characters of a value before it is cut."""


def value(item: Any, digits: int = DIGITS) -> str:
    """Write a value as a student would: small arrays as nested lists, large ones by shape."""
    if isinstance(item, np.ndarray):
        if item.size <= SMALL_ARRAY and item.ndim <= 4:
            return _nested(item, digits)
        return f"array of shape {item.shape}"
    if isinstance(item, np.generic):
        return value(item.item(), digits)
    if isinstance(item, bool) or item is None:
        return repr(item)
    if isinstance(item, float):
        return number(item, digits)
    if isinstance(item, Handle):
        return f"a {item.type_name} object"
    if isinstance(item, PurePath):
        return f"'.../{item.name}'"
    if isinstance(item, TensorFunction):
        return f"{item.name}({', '.join(map(number, item.numbers))})"
    if isinstance(item, np.random.Generator):
        return "rng"
    if type(item).__module__.partition(".")[0] in ("keras", "tensorflow", "matplotlib"):
        return f"a {type(item).__name__} object"
    if callable(item):
        return getattr(item, "__name__", "f").strip("_<>")
    if isinstance(item, list | tuple):
        if any(isinstance(entry, np.ndarray) and entry.size > SMALL_ARRAY for entry in item):
            inner = ", ".join(value(entry, digits) for entry in item)
        else:
            inner = cut(", ".join(value(entry, digits) for entry in item))
        return f"[{inner}]" if isinstance(item, list) else f"({inner}{',' if len(item) == 1 else ''})"
    if isinstance(item, dict):
        return cut("{" + ", ".join(f"{value(k, digits)}: {value(v, digits)}" for k, v in item.items()) + "}")
    return cut(ascii(item))


def apart(one: Any, other: Any) -> tuple[str, str]:
    """Write two values that differ so that a reader sees it: with as many digits as that takes."""
    for digits in range(DIGITS, MOST_DIGITS + 1):
        written = value(one, digits), value(other, digits)
        if written[0] != written[1]:
            break
    return written


def number(x: float, digits: int = DIGITS) -> str:
    """Write a number with up to so many digits: 0.1, 2, 1e-12, nan."""
    return f"{x + 0.0:.{digits}g}"


def plural(count: int, word: str) -> str:
    """Write a number with its noun: 1 test, 2 tests."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def entries(count: int) -> str:
    """Write how many entries a list has: 1 entry, 2 entries."""
    return "1 entry" if count == 1 else f"{count} entries"


def sentence(test: str) -> str:
    """Return a test's name in words: "test_rows_sum_to_one[3]" is "rows sum to one (3)"."""
    name, _, parameters = test.partition("[")
    words = " ".join(name.removeprefix("test_").split("_")).strip() or test
    return words + (f" ({parameters.rstrip(']')})" if parameters else "")


def cut(text: str, limit: int = SHORT) -> str:
    """Shorten a text that is too long to be read at a glance."""
    return text if len(text) <= limit else text[: limit - 4] + " ..."


def call(called: Called) -> str:
    """Write a call: softmax([[2, 1, 0.1], [1, 2, 3]], axis=0)."""
    words = [value(item) for item in called.args] + [f"{name}={value(item)}" for name, item in called.kwargs.items()]
    return f"{called.function}({', '.join(words)})"


def argument(name: str, function: Callable[..., Any] | None = None) -> str:
    """Name an argument that the report calls "#0" or by its keyword."""
    if not name.startswith("#"):
        return name
    position = int(name[1:])
    if function is not None:
        for place, parameter in enumerate(inspect.signature(function).parameters.values()):
            if parameter.kind is parameter.VAR_POSITIONAL:
                return f"{parameter.name}[{position - place}]"
            if place == position and parameter.kind is not parameter.KEYWORD_ONLY:
                return parameter.name
    return f"number {position + 1}"


def kind(item: Any) -> str:
    """Name what sort of thing a value is, as a message would."""
    if item is None:
        return "None"
    if isinstance(item, np.ndarray):
        return f"an array of shape {item.shape} and dtype {item.dtype}"
    if isinstance(item, Handle):
        return f"a {item.type_name} object"
    article = "an" if type(item).__name__[0] in "aeiou" else "a"
    return f"{article} {type(item).__name__}"


def _nested(array: np.ndarray, digits: int) -> str:
    if array.ndim == 0:
        return value(array.item(), digits)
    if array.shape[0] == 0 or array.size == 0:
        return f"array of shape {array.shape}"
    return "[" + ", ".join(_nested(row, digits) if row.ndim else value(row.item(), digits) for row in array) + "]"


def printable(text: str) -> str:
    """Return `text` with control characters written out, so that a student's output cannot steer a terminal."""
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co"):
        return character
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")
