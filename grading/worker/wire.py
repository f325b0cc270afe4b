"""Plain data as length-prefixed frames: a JSON header, then the raw bytes of the arrays; never pickle.

A frame is 4 bytes (length of the header, big-endian), the header, and the arrays' bytes one after
another. The header is ``{"message": ..., "arrays": [{"dtype", "shape"}, ...]}``. Every limit is checked
before memory is taken, so a hostile frame costs its reader nothing but a `WireError`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

import numpy as np

HEADER_LIMIT = 4 * 2**20
"""Bytes of a header: the text of a quarter of a million numbers."""
PAYLOAD_LIMIT = 256 * 2**20
"""Bytes of all arrays of a frame: 33 million float64."""
DEPTH_LIMIT = 32
"""Nesting of lists, tuples and dicts."""
ARRAYS_LIMIT = 10_000
"""Arrays of one frame: a network has some tens."""

PREFIX_BYTES = 4
_KINDS = "biufc"


class WireError(Exception):
    """A value that may not cross, or a frame that cannot be read."""


class Handle:
    """An object that stays where it was made; the other side holds its number and the name of its type."""

    def __init__(self, number: int, type_name: str) -> None:
        self.number = number
        self.type_name = type_name

    def __repr__(self) -> str:
        return f"<{self.type_name}>"


class TensorFunction:
    """A TensorFlow function of the catalogue that ships with the worker: its name there, and its numbers."""

    def __init__(self, name: str, *numbers: float) -> None:
        self.name = name
        self.numbers = numbers

    def __repr__(self) -> str:
        return self.name


Arrays = list[np.ndarray | None]
"""Those of a frame; None is one that was taken."""
Put = Callable[[np.ndarray], dict[str, int]]
"""Adds an array to the frame that is being written and returns what stands for it."""


class Encoder:
    """Turns values into a frame; what is not plain data goes through `other`, which gives a JSON object.

    `plain` turns what is as good as plain data, such as a tensor, into it; it returns other things as they are.
    """

    def __init__(
        self,
        other: Callable[[Any, Put], dict[str, Any]] | None = None,
        plain: Callable[[Any], Any] = lambda value: value,
    ) -> None:
        self._other = other
        self._plain = plain

    def frame(self, message: dict[str, Any]) -> bytes:
        """Return the frame of `message`, whose values are plain data (exact types). Raises WireError."""
        arrays: list[np.ndarray] = []
        fields = message.items()
        tree = {key: self._tree(value, arrays, 0) for key, value in fields}
        shapes = [{"dtype": a.dtype.str, "shape": list(a.shape)} for a in arrays]
        try:
            header = json.dumps({"message": tree, "arrays": shapes}).encode("ascii")
        except (ValueError, RecursionError) as problem:
            raise WireError(f"a value cannot be written down: {problem}") from None
        if len(header) > HEADER_LIMIT or sum(a.nbytes for a in arrays) > PAYLOAD_LIMIT:
            raise WireError("too much data to send at once")
        return b"".join([len(header).to_bytes(PREFIX_BYTES, "big"), header, *(a.tobytes() for a in arrays)])

    def _tree(self, value: Any, arrays: list[np.ndarray], depth: int) -> Any:
        if depth > DEPTH_LIMIT:
            raise WireError(f"nested more than {DEPTH_LIMIT} deep")
        value = self._plain(value)
        kind = type(value)
        if value is None or kind in (bool, int, float, str):
            return value
        if kind is list:
            return [self._tree(item, arrays, depth + 1) for item in value]
        if kind is tuple:
            return {"$tuple": [self._tree(item, arrays, depth + 1) for item in value]}
        if kind is dict:
            return {
                "$dict": [
                    [self._tree(k, arrays, depth + 1), self._tree(v, arrays, depth + 1)] for k, v in value.items()
                ]
            }
        if (kind is np.ndarray or isinstance(value, np.generic)) and value.dtype.kind in _KINDS:
            return {"$array" if kind is np.ndarray else "$scalar": _add(np.asarray(value), arrays)}
        if kind is np.random.Generator:
            return {"$generator": _generator_state(value)}
        if self._other is not None:
            return self._other(value, lambda array: {"$array": _add(array, arrays)})
        raise WireError(f"a {kind.__name__} may not cross")


class Decoder:
    """Turns frames into values; objects that `Encoder`'s `other` wrote go through `other`.

    `other` is given the object, and a function that turns what is nested in it into a value.
    """

    def __init__(self, other: Callable[[dict[str, Any], Callable[[Any], Any]], Any] | None = None) -> None:
        self._other = other

    def message(self, read: Callable[[int], bytes]) -> dict[str, Any]:
        """Read one frame through `read(n)`, which gives exactly n bytes. Raises WireError."""
        length = int.from_bytes(read(PREFIX_BYTES), "big")
        if not 0 < length <= HEADER_LIMIT:
            raise WireError("a header of impossible size")
        try:
            header = json.loads(read(length).decode("ascii"))
            shapes = [(_dtype(a["dtype"]), _shape(a["shape"])) for a in header["arrays"]]
            tree = header["message"]
        except (ValueError, KeyError, TypeError, RecursionError, MemoryError) as problem:
            raise WireError(f"an unreadable header: {problem}") from None
        if len(shapes) > ARRAYS_LIMIT:
            raise WireError("too many arrays")
        sizes = [dtype.itemsize * math.prod(shape) for dtype, shape in shapes]
        if sum(sizes) > PAYLOAD_LIMIT:
            raise WireError("too much data at once")
        arrays: Arrays = [
            np.frombuffer(bytearray(read(size)), dtype=dtype).reshape(shape)
            for size, (dtype, shape) in zip(sizes, shapes, strict=True)
        ]
        if type(tree) is not dict:
            raise WireError("a message that is no object")
        return {str(key): self._value(value, arrays, 0) for key, value in tree.items()}

    def _value(self, tree: Any, arrays: Arrays, depth: int) -> Any:
        if depth > DEPTH_LIMIT:
            raise WireError("nested too deep")
        if isinstance(tree, str):
            try:
                tree.encode("utf-8")
            except UnicodeEncodeError:
                raise WireError("a text that is not Unicode") from None
        if isinstance(tree, list):
            return [self._value(item, arrays, depth + 1) for item in tree]
        if not isinstance(tree, dict):
            return tree
        if len(tree) != 1:
            raise WireError("a value of unknown form")
        ((tag, content),) = tree.items()
        try:
            if tag == "$tuple":
                return tuple(self._value(item, arrays, depth + 1) for item in content)
            if tag == "$dict":
                return {self._value(k, arrays, depth + 1): self._value(v, arrays, depth + 1) for k, v in content}
            if tag in ("$array", "$scalar"):
                return _taken(arrays, content, is_scalar=tag == "$scalar")
            if tag == "$generator":
                return _generator(content)
            if self._other is not None:
                return self._other(tree, lambda nested: self._value(nested, arrays, depth + 1))
        except (TypeError, ValueError, IndexError, KeyError, AttributeError) as problem:
            raise WireError(f"a value of unknown form: {problem}") from None
        raise WireError(f"a value of unknown form: {tag}")


def copied(
    value: Any, other: Callable[[Any], Any] | None = None, plain: Callable[[Any], Any] = lambda value: value
) -> Any:
    """Return `value` as it would arrive after crossing: fresh arrays, the same types.

    What is not plain data goes through `other`, after `plain`. Raises WireError where a crossing would.
    """
    kept: list[Any] = []

    def keep(item: Any, _put: Put) -> dict[str, Any]:
        if other is None:
            raise WireError(f"a {type(item).__name__} may not cross")
        kept.append(other(item))
        return {"$kept": len(kept) - 1}

    frame = Encoder(keep, plain).frame({"value": value})
    position = 0

    def read(size: int) -> bytes:
        nonlocal position
        position += size
        return frame[position - size : position]

    return Decoder(lambda tree, _nested: kept[tree["$kept"]]).message(read)["value"]


def _add(array: np.ndarray, arrays: list[np.ndarray]) -> int:
    if len(arrays) == ARRAYS_LIMIT:
        raise WireError(f"more than {ARRAYS_LIMIT} arrays at once")
    arrays.append(array)
    return len(arrays) - 1


def _taken(arrays: Arrays, place: Any, *, is_scalar: bool) -> Any:
    """Return an array of a frame, which may be named once: a thousand times would be a thousand times the work."""
    if type(place) is not int or not 0 <= place < len(arrays):
        raise WireError("no such array")
    array, arrays[place] = arrays[place], None
    if array is None:
        raise WireError("an array that is named twice")
    if is_scalar and array.ndim:
        raise WireError("an array in the place of a number")
    return array[()] if is_scalar else array


def _dtype(text: Any) -> np.dtype:
    if type(text) is not str or len(text) > 8:
        raise WireError("an array of unknown kind")
    dtype = np.dtype(text)
    if dtype.kind not in _KINDS:
        raise WireError("an array of unknown kind")
    return dtype


def _shape(sizes: Any) -> tuple[int, ...]:
    if type(sizes) is not list or len(sizes) > 32 or any(type(n) is not int or n < 0 for n in sizes):
        raise WireError("an array of impossible shape")
    return tuple(sizes)


def _generator_state(generator: np.random.Generator) -> dict[str, Any]:
    state = generator.bit_generator.state
    if state["bit_generator"] != "PCG64":
        raise WireError("only generators of numpy.random.default_rng may cross")
    return dict(json.loads(json.dumps(state)))


def _generator(state: dict[str, Any]) -> np.random.Generator:
    generator = np.random.default_rng(0)
    generator.bit_generator.state = state
    return generator
