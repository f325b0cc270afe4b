"""Frames carry plain data exactly, and a hostile one costs its reader nothing but a WireError."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from grading.worker.wire import Decoder, Encoder, WireError, copied


def frame(header: Any, payload: bytes = b"") -> bytes:
    """Return a frame with a header of one's own."""
    text = json.dumps(header).encode() if not isinstance(header, bytes) else header
    return len(text).to_bytes(4, "big") + text + payload


def read(data: bytes) -> dict[str, Any]:
    """Read one frame from bytes; running out of them is an EOFError."""
    position = 0

    def take(size: int) -> bytes:
        nonlocal position
        if position + size > len(data):
            raise EOFError
        position += size
        return data[position - size : position]

    return Decoder().message(take)


@pytest.mark.parametrize(
    "value",
    [None, True, 0, -3, 10**30, 0.1, float("inf"), "\u00e4\x00", [], (), {}, [(1, [2.0]), {"a": (), 3: None}], (1,)],
)
def test_plain_values_arrive_as_they_were_sent(value: Any) -> None:
    got = copied(value)
    assert type(got) is type(value)
    assert got == value


@pytest.mark.parametrize("dtype", ["?", "i1", "u8", "f2", "f4", "f8", "c16", ">f8"])
@pytest.mark.parametrize("shape", [(), (0, 3), (2, 3), (2, 1, 5)])
def test_arrays_arrive_with_dtype_shape_and_bytes(dtype: str, shape: tuple[int, ...]) -> None:
    sent = np.arange(np.prod(shape, dtype=int)).astype(dtype).reshape(shape)
    got = copied(np.asarray(sent, order="F"))
    assert (got.dtype, got.shape, got.tobytes()) == (sent.dtype, sent.shape, sent.tobytes())
    assert got.flags.writeable


def test_a_generator_arrives_in_its_state() -> None:
    sent = np.random.default_rng(5)
    sent.normal(size=3)
    assert copied(sent).normal() == sent.normal()


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes", np.array(["text"]), np.array([None]), len])
def test_what_is_no_plain_data_does_not_cross(value: Any) -> None:
    with pytest.raises(WireError):
        copied(value)


def test_a_subclass_of_a_plain_type_does_not_cross() -> None:
    class Sly(int):
        pass

    class Matrix(np.ndarray):
        pass

    for value in (Sly(3), np.zeros(2).view(Matrix)):
        with pytest.raises(WireError):
            copied(value)


HOSTILE = {
    "no header": (0).to_bytes(4, "big"),
    "a header of 4 GB": (2**32 - 1).to_bytes(4, "big"),
    "no JSON": frame(b"{"),
    "no object": frame([1]),
    "a message that is no object": frame({"message": [1], "arrays": []}),
    "no arrays": frame({"message": {}}),
    "an array of 8 TB": frame({"message": {}, "arrays": [{"dtype": "<f8", "shape": [10**12]}]}),
    "a shape that overflows": frame({"message": {}, "arrays": [{"dtype": "<f8", "shape": [2**40, 2**40]}]}),
    "a negative shape": frame({"message": {}, "arrays": [{"dtype": "<f8", "shape": [-1]}]}),
    "a shape of floats": frame({"message": {}, "arrays": [{"dtype": "<f8", "shape": [1.0]}]}),
    "an object array": frame({"message": {}, "arrays": [{"dtype": "|O", "shape": [1]}]}, b"12345678"),
    "a dtype that is a list": frame({"message": {}, "arrays": [{"dtype": ["<f8"], "shape": [1]}]}),
    "an array that is not there": frame({"message": {"value": {"$array": 7}}, "arrays": []}),
    "a negative array": frame({"message": {"value": {"$array": -1}}, "arrays": [{"dtype": "|b1", "shape": []}]}, b"1"),
    "an unknown tag": frame({"message": {"value": {"$pickle": 1}}, "arrays": []}),
    "two tags": frame({"message": {"value": {"$tuple": [], "$dict": []}}, "arrays": []}),
    "an unhashable key": frame({"message": {"value": {"$dict": [[[1], 2]]}}, "arrays": []}),
    "a generator of nonsense": frame({"message": {"value": {"$generator": {"state": 1}}}, "arrays": []}),
    "a lone surrogate": frame(b'{"message": {"value": "\\ud800"}, "arrays": []}'),
    "5,000 digits": frame(b'{"message": {"value": ' + b"9" * 5000 + b'}, "arrays": []}'),
    "nested 100,000 deep": frame(b'{"message": {"value": ' + b"[" * 100_000 + b"]" * 100_000 + b'}, "arrays": []}'),
    "nested 40 deep": frame(b'{"message": {"value": ' + b"[" * 40 + b"]" * 40 + b'}, "arrays": []}'),
    "bytes that are no ASCII": frame("{\u00e4}".encode()),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_frame_is_a_wire_error(data: bytes) -> None:
    with pytest.raises(WireError):
        read(data)


def test_too_much_data_is_refused_before_it_is_sent() -> None:
    with pytest.raises(WireError, match="too much"):
        Encoder().frame({"value": np.zeros(2**25 + 1)})


def test_a_list_that_holds_itself_does_not_cross() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(WireError, match="deep"):
        copied(endless)
