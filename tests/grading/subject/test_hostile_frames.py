"""Frames at the very limits: what is within them arrives, and one step beyond is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grading.worker import wire
from grading.worker.wire import Decoder, Encoder, WireError, copied


def read(header: Any, payload: bytes = b"") -> dict[str, Any]:
    """Read a frame with this header and this payload."""
    text = json.dumps(header).encode()
    data = len(text).to_bytes(4, "big") + text + payload
    position = 0

    def take(size: int) -> bytes:
        nonlocal position
        position += size
        return data[position - size : position]

    return Decoder().message(take)


def arrays(count: int, shape: list[int]) -> dict[str, Any]:
    """Return a header with so many arrays of bytes."""
    return {"message": {}, "arrays": [{"dtype": "|u1", "shape": shape}] * count}


def nested(depth: int) -> list[Any]:
    """Return a list in a list in a list."""
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def test_a_million_arrays_are_refused() -> None:
    assert read(arrays(10_000, [0])) == {}
    with pytest.raises(WireError, match="too many arrays"):
        read(arrays(10_001, [0]))


def test_more_arrays_than_that_are_not_sent() -> None:
    import numpy as np

    empty = np.zeros(0)
    with pytest.raises(WireError, match="arrays at once"):
        Encoder().frame({"value": [empty] * 10_001})


def test_a_payload_counts_over_all_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "PAYLOAD_LIMIT", 10)
    assert read(arrays(2, [5]), b"x" * 10) == {}
    with pytest.raises(WireError, match="too much data"):
        read(arrays(2, [6]), b"x" * 12)


def test_a_header_counts_to_its_last_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(json.dumps({"message": {}, "arrays": []}))
    monkeypatch.setattr(wire, "HEADER_LIMIT", size)
    assert read({"message": {}, "arrays": []}) == {}
    monkeypatch.setattr(wire, "HEADER_LIMIT", size - 1)
    with pytest.raises(WireError, match="impossible size"):
        read({"message": {}, "arrays": []})


def test_nesting_counts_on_both_ends() -> None:
    assert copied(nested(wire.DEPTH_LIMIT)) == nested(wire.DEPTH_LIMIT)
    with pytest.raises(WireError, match="deep"):
        copied(nested(wire.DEPTH_LIMIT + 1))
    with pytest.raises(WireError, match="deep"):
        read({"message": {"value": nested(wire.DEPTH_LIMIT + 1)}, "arrays": []})


def test_the_limits_are_what_a_grader_can_bear() -> None:
    assert (wire.HEADER_LIMIT, wire.PAYLOAD_LIMIT) == (4 * 2**20, 256 * 2**20)
    assert (wire.DEPTH_LIMIT, wire.ARRAYS_LIMIT) == (32, 10_000)
