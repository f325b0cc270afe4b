"""A frame byte by byte: what is written, what is read, and where each limit lies."""

from __future__ import annotations

import json
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest

from grading.worker import wire
from grading.worker.objects import plain
from grading.worker.wire import Decoder, Encoder, Handle, TensorFunction, WireError, copied


def reader(data: bytes) -> Callable[[int], bytes]:
    """Return what reads these bytes, and no more."""
    position = 0

    def take(size: int) -> bytes:
        nonlocal position
        if position + size > len(data):
            raise EOFError
        position += size
        return data[position - size : position]

    return take


def parts(frame: bytes) -> tuple[dict[str, Any], bytes]:
    """Return header and payload of a frame."""
    length = int.from_bytes(frame[:4], "big")
    return json.loads(frame[4 : 4 + length]), frame[4 + length :]


def read(message: Any, arrays: Any = (), payload: bytes = b"", decoder: Decoder | None = None) -> dict[str, Any]:
    """Read a frame with this header."""
    text = json.dumps({"message": message, "arrays": list(arrays)}).encode()
    return (decoder or Decoder()).message(reader(len(text).to_bytes(4, "big") + text + payload))


def refused(message: Any, arrays: Any = (), payload: bytes = b"") -> str:
    """Return why a frame is refused."""
    with pytest.raises(WireError) as caught:
        read(message, arrays, payload)
    return str(caught.value)


# Writing


def test_a_frame_is_a_length_a_header_and_the_bytes_of_its_arrays() -> None:
    one, other = np.array([[1, 2]], "<i2"), np.float32(1.5)
    header, payload = parts(Encoder().frame({"a": one, "b": [other, (None, {"k": 2.5})]}))
    assert header == {
        "message": {
            "a": {"$array": 0},
            "b": [{"$scalar": 1}, {"$tuple": [None, {"$dict": [["k", 2.5]]}]}],
        },
        "arrays": [{"dtype": "<i2", "shape": [1, 2]}, {"dtype": "<f4", "shape": []}],
    }
    assert payload == one.tobytes() + other.tobytes()
    assert Encoder().frame({})[:4] == b"\0\0\0\x1d"


@pytest.mark.parametrize("value", [True, 3, 2.5, "text", None])
def test_plain_values_stand_in_the_header_as_they_are(value: Any) -> None:
    header, _ = parts(Encoder().frame({"a": value}))
    assert header == {"message": {"a": value}, "arrays": []}
    assert type(header["message"]["a"]) is type(value)


@pytest.mark.parametrize("value", [np.bool_(True), np.int8(3), np.float64(2.5), np.complex64(1j), np.uint16(7)])
def test_a_number_of_numpys_stays_one(value: Any) -> None:
    got = copied(value)
    assert type(got) is type(value)
    assert got == value


def test_the_limits_of_a_frame_hold_for_its_writer_to_the_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    array = np.zeros(10, np.uint8)
    size = len(Encoder().frame({"a": array})) - 4 - 10
    monkeypatch.setattr(wire, "HEADER_LIMIT", size)
    monkeypatch.setattr(wire, "PAYLOAD_LIMIT", 10)
    assert Encoder().frame({"a": array})
    for limit in ("HEADER_LIMIT", "PAYLOAD_LIMIT"):
        with monkeypatch.context() as patched:
            patched.setattr(wire, limit, getattr(wire, limit) - 1)
            with pytest.raises(WireError, match="too much data to send at once"):
                Encoder().frame({"a": array})


def test_all_arrays_of_a_frame_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "PAYLOAD_LIMIT", 9)
    with pytest.raises(WireError, match="too much"):
        Encoder().frame({"a": np.zeros(5, np.uint8), "b": np.zeros(5, np.uint8)})


def test_as_many_arrays_are_sent_as_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "ARRAYS_LIMIT", 3)
    assert len(copied([np.zeros(1)] * 3)) == 3
    with pytest.raises(WireError, match="more than 3 arrays at once"):
        Encoder().frame({"a": [np.zeros(1)] * 4})


@pytest.mark.parametrize(
    ("fits", "too_deep"),
    [
        ([[[[1]]]], [[[[[1]]]]]),
        (((((1,),),),), ((((((1,),),),),))),
        ({"a": {"a": {"a": {"a": 1}}}}, {"a": {"a": {"a": {"a": {"a": 1}}}}}),
        ([{(((1,),)): 2}], [[{((((1,),),)): 2}]]),
    ],
)
def test_nesting_of_any_kind_counts(monkeypatch: pytest.MonkeyPatch, fits: Any, too_deep: Any) -> None:
    monkeypatch.setattr(wire, "DEPTH_LIMIT", 4)
    assert Encoder().frame({"a": fits})
    with pytest.raises(WireError, match="nested more than 4 deep"):
        Encoder().frame({"a": too_deep})


def test_a_number_of_too_many_digits_cannot_be_written_down() -> None:
    with pytest.raises(WireError, match="a value cannot be written down"):
        Encoder().frame({"a": 10**5000})


@pytest.mark.parametrize("generator", [np.random.MT19937, np.random.Philox, np.random.PCG64DXSM])
def test_generators_of_another_kind_do_not_cross(generator: Any) -> None:
    with pytest.raises(WireError, match=r"only generators of numpy.random.default_rng may cross"):
        copied(np.random.Generator(generator(1)))


def test_what_is_no_plain_data_goes_through_what_the_writer_says() -> None:
    def stand_in(value: Any, put: Any) -> dict[str, Any]:
        return {"$odd": [type(value).__name__, put(np.arange(3, dtype=np.uint8))]}

    header, payload = parts(Encoder(stand_in).frame({"a": [{1}, np.zeros(1, np.uint8)], "b": b""}))
    assert header["message"] == {
        "a": [{"$odd": ["set", {"$array": 0}]}, {"$array": 1}],
        "b": {"$odd": ["bytes", {"$array": 2}]},
    }
    assert payload == b"\0\1\2\0\0\1\2"


def test_what_is_as_good_as_plain_is_made_plain_first() -> None:
    def in_order(value: Any) -> Any:
        return sorted(value) if isinstance(value, set) else value

    assert copied([{2, 1}, {"a": {3}}], plain=in_order) == [[1, 2], {"a": [3]}]
    with pytest.raises(WireError, match="a set may not cross"):
        copied({1})
    assert copied([{1}, b"x"], other=lambda value: f"{type(value).__name__}!") == ["set!", "bytes!"]


class Pair(NamedTuple):
    """Of a name and a share."""

    name: str
    share: float


class Turned(dict[str, int]):
    """A dict that does not tell what is in it."""

    def items(self) -> Any:
        """Raise instead of telling."""
        raise RuntimeError


@pytest.mark.parametrize(
    ("value", "right"),
    [
        (np.str_("plum"), "plum"),
        ([np.array(["fig", "plum"])[1]], ["plum"]),
        (Counter("aab"), {"a": 2, "b": 1}),
        (OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (defaultdict(int, {np.str_("a"): 1}), {"a": 1}),
        ([Pair("plum", 0.5)], [("plum", 0.5)]),
        (Turned(a=1), {"a": 1}),
    ],
)
def test_a_kind_of_plain_data_crosses_as_what_it_is(value: Any, right: Any) -> None:
    got = copied(value, plain=plain)
    assert got == right
    assert repr(got) == repr(right)


def test_objects_are_shown_by_what_they_are() -> None:
    assert repr(Handle(3, "Sequential")) == "<Sequential>"
    assert repr(TensorFunction("cubic", 1.0)) == "cubic"


# Reading


def test_arrays_are_read_one_after_the_other() -> None:
    arrays = [{"dtype": "<i2", "shape": [2]}, {"dtype": "|u1", "shape": [1, 2]}]
    message = read({"a": {"$array": 1}, "b": {"$array": 0}}, arrays, b"\1\0\2\0\3\4")
    assert message["a"].tolist() == [[3, 4]]
    assert message["b"].tolist() == [1, 2]
    assert message["a"].flags.writeable


def test_an_array_is_named_once() -> None:
    arrays = [{"dtype": "<i2", "shape": [2]}]
    assert refused({"a": {"$array": 0}, "b": {"$array": 0}}, arrays, b"\1\0\2\0")
    assert refused({"a": [{"$array": 0}, {"$array": 0}]}, arrays, b"\1\0\2\0")


def test_an_array_is_no_number() -> None:
    assert refused({"a": {"$scalar": 0}}, [{"dtype": "<i2", "shape": [1]}], b"\1\0")


def test_a_scalar_is_a_number_again() -> None:
    got = read({"a": {"$scalar": 0}}, [{"dtype": "<f4", "shape": []}], b"\0\0\xc0\x3f")["a"]
    assert (type(got), got) == (np.float32, 1.5)


@pytest.mark.parametrize("content", [-1, -2, 1, 2, True, False, "0", 0.0, None, [0]])
@pytest.mark.parametrize("tag", ["$array", "$scalar"])
def test_an_array_that_is_not_there_is_refused(tag: str, content: Any) -> None:
    assert refused({"a": {tag: content}}, [{"dtype": "|u1", "shape": []}], b"1") == "no such array"


@pytest.mark.parametrize("dtype", ["|b1", "<f2", ">i8", "c16", "float64", "<u4"])
def test_dtypes_of_numbers_are_read(dtype: str) -> None:
    size = np.dtype(dtype).itemsize
    assert read({"a": {"$array": 0}}, [{"dtype": dtype, "shape": [2]}], b"\0" * 2 * size)["a"].dtype == dtype


@pytest.mark.parametrize("dtype", ["<U3", "|S3", "|V8", "|O", "<M8[s]", "m8", "complex128", "no", "", 3, None, ["<f8"]])
def test_other_dtypes_are_refused(dtype: Any) -> None:
    refused({"a": 1}, [{"dtype": dtype, "shape": [0]}])


@pytest.mark.parametrize("dtype", ["<U3", "complex128", 3])
def test_a_dtype_of_another_kind_is_told(dtype: Any) -> None:
    with pytest.raises(WireError, match="an array of unknown kind"):
        wire._dtype(dtype)


def test_a_dtype_has_eight_signs_at_most() -> None:
    assert wire._dtype("longlong") == np.longlong
    with pytest.raises(WireError, match="unknown kind"):
        wire._dtype("complex64")  # nine


@pytest.mark.parametrize("shape", [[], [0], [0, 3], [1] * 32])
def test_shapes_are_read(shape: list[int]) -> None:
    size = int(np.prod(shape, dtype=int))
    assert read({"a": {"$array": 0}}, [{"dtype": "|u1", "shape": shape}], b"\1" * size)["a"].shape == tuple(shape)


@pytest.mark.parametrize("shape", [[1] * 33, [-1], [1.0], [True], ["1"], None, 3, "33", {"1": 1}, [[1]], [0, -1]])
def test_other_shapes_are_refused(shape: Any) -> None:
    refused({"a": 1}, [{"dtype": "|u1", "shape": shape}], b"1")
    with pytest.raises(WireError, match="an array of impossible shape"):
        wire._shape(shape)


@pytest.mark.parametrize("length", [0, 2**32 - 1, wire.HEADER_LIMIT + 1])
def test_a_header_of_impossible_size_is_not_read(length: int) -> None:
    with pytest.raises(WireError, match="a header of impossible size"):
        Decoder().message(reader(length.to_bytes(4, "big")))
    with pytest.raises(EOFError):
        Decoder().message(reader((1).to_bytes(4, "big")))


@pytest.mark.parametrize("tree", [[], "text", None, 3])
def test_a_message_is_an_object(tree: Any) -> None:
    assert refused(tree) == "a message that is no object"


@pytest.mark.parametrize(
    ("tree", "why"),
    [
        ({}, "a value of unknown form"),
        ({"$tuple": [], "$dict": []}, "a value of unknown form"),
        ({"$odd": 1}, "a value of unknown form: $odd"),
        ({"a": 1}, "a value of unknown form: a"),
        ({"$tuple": 3}, "a value of unknown form: 'int' object is not iterable"),
    ],
)
def test_an_object_of_another_form_is_told(tree: Any, why: str) -> None:
    assert refused({"a": tree}) == why


@pytest.mark.parametrize("content", [[[1]], [[1, 2, 3]], [1], 5, [[{"$dict": []}, 1]]])
def test_a_dict_of_another_form_is_refused(content: Any) -> None:
    refused({"a": {"$dict": content}})


def test_what_is_nested_is_read_whole() -> None:
    tree = {"$dict": [[{"$tuple": [1, "k"]}, [{"$array": 0}, {"$dict": []}]], [None, 2.5]]}
    got = read({"a": tree}, [{"dtype": "|u1", "shape": [1]}], b"\5")["a"]
    assert list(got) == [(1, "k"), None]
    assert got[1, "k"][0].tolist() == [5]
    assert (got[1, "k"][1], got[None]) == ({}, 2.5)


@pytest.mark.parametrize("tag", ["$tuple", "$dict", ""])
def test_the_depth_of_what_is_read_has_its_limit(tag: str) -> None:
    def nested(depth: int) -> Any:
        tree: Any = 1
        for _ in range(depth):
            tree = {"$tuple": [tree]} if tag == "$tuple" else {"$dict": [["k", tree]]} if tag else [tree]
        return tree

    assert read({"a": nested(32)})["a"]
    assert refused({"a": nested(33)}) == "nested too deep"


def test_a_key_is_as_deep_as_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = {"$dict": [[{"$tuple": [1]}, 1]]}
    monkeypatch.setattr(wire, "DEPTH_LIMIT", 2)
    assert Encoder().frame({"a": {(1,): 1}})
    assert read({"a": tree}) == {"a": {(1,): 1}}
    monkeypatch.setattr(wire, "DEPTH_LIMIT", 1)
    with pytest.raises(WireError, match="nested more than 1 deep"):
        Encoder().frame({"a": {(1,): 1}})
    assert refused({"a": tree}) == "nested too deep"


@pytest.mark.parametrize("tree", ["\ud800", ["\udfff"], {"$dict": [["\ud800", 1]]}, {"$tuple": ["a\ud800b"]}])
def test_half_a_surrogate_is_no_text(tree: Any) -> None:
    assert refused({"a": tree}) == "a text that is not Unicode"


@pytest.mark.parametrize("state", [1, None, [], {}, {"bit_generator": "MT19937"}, {"bit_generator": "PCG64"}])
def test_a_generator_in_no_state_is_refused(state: Any) -> None:
    assert refused({"a": {"$generator": state}}).startswith("a value of unknown form: ")


def test_other_objects_go_through_what_the_reader_says() -> None:
    seen: list[Any] = []

    def other(tree: dict[str, Any], nested: Callable[[Any], Any]) -> Any:
        seen.append(tree)
        return nested(tree["$odd"])

    got = read(
        {"a": [{"$odd": {"$tuple": [1, {"$array": 0}]}}]}, [{"dtype": "|u1", "shape": []}], b"\7", Decoder(other)
    )
    assert got["a"][0][0] == 1
    assert got["a"][0][1] == 7
    assert seen == [{"$odd": {"$tuple": [1, {"$array": 0}]}}]


@pytest.mark.parametrize("tag", ["$", "$callback", "$function", "$handle", "a", "", "~"])
def test_objects_of_any_other_tag_go_there(tag: str) -> None:
    assert read({"a": {tag: 1}}, decoder=Decoder(lambda tree, _nested: list(tree))) == {"a": [tag]}


def test_what_the_reader_finds_wrong_is_a_value_of_unknown_form() -> None:
    for problem in (TypeError, ValueError, IndexError, KeyError, AttributeError):

        def other(*_: Any, problem: type[Exception] = problem) -> Any:
            raise problem("odd")

        with pytest.raises(WireError, match=r"a value of unknown form: '?odd"):
            read({"a": {"$odd": 1}}, decoder=Decoder(other))


def test_nesting_behind_another_object_counts() -> None:
    def other(tree: dict[str, Any], nested: Callable[[Any], Any]) -> Any:
        return nested(tree["$odd"])

    tree: Any = 1
    for _ in range(32):
        tree = {"$odd": tree}
    assert read({"a": tree}, decoder=Decoder(other)) == {"a": 1}
    with pytest.raises(WireError, match="nested too deep"):
        read({"a": {"$odd": tree}}, decoder=Decoder(other))
