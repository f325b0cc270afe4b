"""What a worker answers is believed only in the form, and under the number, that was asked for; and not for ever."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from grading.errors import GoneError, LateError, TooMuchError
from grading.subject import pipes
from grading.subject.clock import Allowance
from grading.subject.pipes import OUTPUT_LIMIT, Ends, Pipes
from grading.subject.placed import Placed
from grading.subject.reports import Ready, Value
from grading.worker.wire import Decoder, Encoder, Handle, TensorFunction, WireError

VALUE: dict[str, Any] = {
    "id": 7,
    "kind": "value",
    "value": 1,
    "steps": None,
    "type": "int",
    "warnings": [],
    "changed": [],
}
RAISED: dict[str, Any] = {
    "id": 7,
    "kind": "raised",
    "types": ["ValueError", "Exception"],
    "text": "no",
    "frames": [[1, "f", "raise"]],
    "warnings": [],
    "changed": [],
}


class Worker:
    """The other end of four pipes."""

    def __init__(self) -> None:
        self.requests, requests = os.pipe()
        replies, self.replies = os.pipe()
        stdout, self.stdout = os.pipe()
        stderr, self.stderr = os.pipe()
        self.waited: list[float] = []
        self.pipes = Pipes(Ends(requests, replies, stdout, stderr), self.ending)
        self.open = {self.requests, self.replies, self.stdout, self.stderr}

    def ending(self, seconds: float) -> str:
        """Say how it ended."""
        self.waited.append(seconds)
        return "it was ended"

    def messages(self) -> list[dict[str, Any]]:
        """Read what was sent so far."""
        read = os.read(self.requests, 2**20)
        messages = []
        while read:
            taken = 0

            def take(size: int) -> bytes:
                nonlocal taken
                taken += size
                return read[taken - size : taken]  # noqa: B023 -- used at once

            messages.append(Decoder(lambda tree, _nested: tree).message(take))
            read = read[taken:]
        return messages

    def answer(self, *reports: dict[str, Any]) -> None:
        """Lay answers into the pipe."""
        for report in reports:
            os.write(self.replies, Encoder().frame(report))

    def close(self, *ends: int) -> None:
        """Close some of its ends."""
        for end in ends:
            os.close(end)
            self.open.remove(end)


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker that does what the test does."""
    worker = Worker()
    yield worker
    worker.close(*list(worker.open))
    worker.pipes.close()


def soon(seconds: float = 20) -> Allowance:
    """Return a time that an answer which lies ready cannot miss."""
    return Allowance(seconds)


def test_the_answer_to_a_request_is_its_report(worker: Worker) -> None:
    worker.answer(VALUE)
    assert worker.pipes.await_report(7, soon())


@pytest.mark.parametrize("number", [6, 8, -7, "7", None, 7.5])
def test_an_answer_to_another_request_is_refused(worker: Worker, number: Any) -> None:
    worker.answer({**VALUE, "id": number})
    with pytest.raises(WireError):
        worker.pipes.await_report(7, soon())


@pytest.mark.parametrize("kind", ["pass", "", None, 3, ["value"], "Value"])
def test_an_answer_of_no_known_kind_is_refused(worker: Worker, kind: Any) -> None:
    worker.answer({**VALUE, "kind": kind})
    with pytest.raises((WireError, TypeError)):  # whatever it is, it is not taken
        worker.pipes.await_report(7, soon())


@pytest.mark.parametrize(
    "report",
    [
        {name: value for name, value in VALUE.items() if name != "value"},
        {**VALUE, "steps": "many"},
        {**VALUE, "steps": 1.5},
        {**VALUE, "type": 3},
        {**VALUE, "changed": "x"},
        {**VALUE, "changed": [1]},
        {**VALUE, "warnings": [["RuntimeWarning"]]},
        {**VALUE, "warnings": [["RuntimeWarning", 3]]},
        {**VALUE, "warnings": ["RuntimeWarning"]},
        {**RAISED, "types": []},
        {**RAISED, "types": "ValueError"},
        {**RAISED, "types": [3]},
        {**RAISED, "text": None},
        {**RAISED, "frames": [["1", "f", "raise"]]},
        {**RAISED, "frames": [[1, "f"]]},
        {**RAISED, "frames": 3},
        {name: value for name, value in RAISED.items() if name != "types"},
        {name: value for name, value in RAISED.items() if name != "text"},
        {name: value for name, value in RAISED.items() if name != "frames"},
        {"id": 7, "kind": "bad", "outcome": 3, "text": "no"},
        {"id": 7, "kind": "loaded", "functions": [3]},
    ],
)
def test_an_answer_of_another_form_is_refused(worker: Worker, report: dict[str, Any]) -> None:
    worker.answer(report)
    with pytest.raises(WireError):
        worker.pipes.await_report(7, soon())


def test_an_exception_is_reported(worker: Worker) -> None:
    worker.answer(RAISED)
    assert worker.pipes.await_report(7, soon())


def test_a_surplus_answer_is_not_that_of_the_next_request(worker: Worker) -> None:
    worker.answer(VALUE, VALUE)
    worker.pipes.await_report(7, soon())
    with pytest.raises(WireError):
        worker.pipes.await_report(8, soon())


def test_silence_ends_at_the_deadline(worker: Worker) -> None:
    with pytest.raises(LateError):
        worker.pipes.await_report(7, soon(0.01))


def test_an_answer_that_drips_ends_at_the_deadline(worker: Worker) -> None:
    os.write(worker.replies, Encoder().frame(VALUE)[:9])
    with pytest.raises(LateError):
        worker.pipes.await_report(7, soon(0.01))


def test_an_answer_in_the_time_before_now_is_late(worker: Worker) -> None:
    worker.answer(VALUE)
    with pytest.raises(LateError):
        worker.pipes.await_report(7, soon(-1))


def test_a_worker_that_has_ended_is_gone(worker: Worker) -> None:
    worker.close(worker.replies)
    with pytest.raises(GoneError, match="it was ended"):
        worker.pipes.await_report(7, soon())


def test_a_request_that_nobody_reads_ends_at_the_deadline(worker: Worker) -> None:
    worker.pipes.post({"do": "call", "text": "x" * 2**20})
    with pytest.raises(LateError):
        worker.pipes.await_report(7, soon(0.05))


def test_what_is_printed_is_kept_up_to_a_limit(worker: Worker) -> None:
    os.write(worker.stdout, b"first\n")
    os.write(worker.stderr, b"\xff\n")
    with pytest.raises(LateError):
        worker.pipes.await_report(7, soon(0.05))
    assert worker.pipes.take_output() == "first\n\ufffd\n"
    for _ in range(3):
        os.write(worker.stdout, b"x" * 2**15)
        with pytest.raises(LateError):
            worker.pipes.await_report(7, soon(0.05))
    assert len(worker.pipes.take_output()) == OUTPUT_LIMIT == 2**16


def test_a_callback_is_answered_before_the_report(worker: Worker) -> None:
    worker.pipes.post({"do": "call", "args": (lambda x: x + 1,)})
    worker.answer({"kind": "callback", "number": 0, "args": (4,), "kwargs": {}}, VALUE)
    worker.pipes.await_report(7, soon())
    worker.pipes.post({})  # what waits is written with it
    messages = worker.messages()
    assert messages[1] == {"value": 5}


@pytest.mark.parametrize(
    "call",
    [
        {"number": 1, "args": (), "kwargs": {}},
        {"number": -1, "args": (), "kwargs": {}},
        {"number": "0", "args": (), "kwargs": {}},
        {"number": True, "args": (), "kwargs": {}},
        {"number": 0, "args": [1], "kwargs": {}},
        {"number": 0, "args": (1,), "kwargs": []},
        {"number": 0},
    ],
)
def test_a_callback_that_was_never_sent_is_refused(worker: Worker, call: dict[str, Any]) -> None:
    worker.pipes.post({"do": "call", "args": (lambda x: x,)})
    worker.answer({"kind": "callback", **call})
    with pytest.raises(WireError):
        worker.pipes.await_report(7, soon())


def test_a_function_of_an_earlier_call_cannot_be_called_back(worker: Worker) -> None:
    worker.pipes.post({"do": "call", "args": (lambda x: x,)})
    worker.pipes.post({"do": "call", "args": ()})
    worker.answer({"kind": "callback", "number": 0, "args": (1,), "kwargs": {}})
    with pytest.raises(WireError):
        worker.pipes.await_report(7, soon())


# What crosses


def sent(worker: Worker, *values: Any) -> list[Any]:
    """Return what stands for values on the way."""
    worker.pipes.post({"args": list(values)})
    return list(worker.messages()[-1]["args"])


def test_a_handle_crosses_as_its_number(worker: Worker) -> None:
    assert sent(worker, Handle(4, "Sequential")) == [{"$handle": [4, "Sequential"]}]


def test_a_function_of_the_catalogue_crosses_as_its_name_and_numbers(worker: Worker) -> None:
    assert sent(worker, TensorFunction("cubic", 1.0, 2.5)) == [{"$function": ["cubic", [1.0, 2.5]]}]


def test_functions_of_the_tests_are_numbered_for_each_request(worker: Worker) -> None:
    assert sent(worker, len, max) == [{"$callback": 0}, {"$callback": 1}]
    assert sent(worker, min) == [{"$callback": 0}]


def test_a_folder_crosses_with_its_files_once(worker: Worker, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"first")
    ((name, files),) = [each["$folder"] for each in sent(worker, tmp_path)]
    assert (name, list(files)) == (str(tmp_path), ["a.txt"])
    ((name, files),) = [each["$folder"] for each in sent(worker, tmp_path)]
    assert (name, files) == (str(tmp_path), {})
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "b.txt").write_bytes(b"second")
    ((name, files),) = [each["$folder"] for each in sent(worker, tmp_path / "inner")]
    assert list(files) == ["b.txt"]


@pytest.mark.parametrize("value", [{1, 2}, b"bytes", object(), Placed("Sequential", "", [])])
def test_nothing_else_crosses(worker: Worker, value: Any) -> None:
    with pytest.raises(WireError, match=f"a {type(value).__name__} may not cross"):
        worker.pipes.post({"args": value})
    assert sent(worker, 1) == [1], "nothing of it was sent"


def test_a_request_larger_than_the_pipe_arrives_whole_while_its_answer_is_awaited(worker: Worker) -> None:
    numbers = np.arange(2**18)
    worker.pipes.post({"do": "call", "array": numbers})
    got: list[Any] = []

    def read(size: int) -> bytes:
        data = b""
        while len(data) < size:
            data += os.read(worker.requests, size - len(data))
        return data

    def serve() -> None:
        got.append(Decoder().message(read))
        worker.answer(VALUE)

    thread = threading.Thread(target=serve)
    thread.start()
    assert worker.pipes.await_report(7, soon(60)) == Value(7, 1, "int")
    thread.join()
    assert np.array_equal(got[0]["array"], numbers)


def test_a_worker_that_does_not_listen_any_more_is_told_by_its_answer_alone(worker: Worker) -> None:
    worker.close(worker.requests)
    worker.pipes.post({"do": "call"})
    worker.answer(VALUE)
    assert worker.pipes.await_report(7, soon())


def test_a_worker_is_ready_under_the_number_0(worker: Worker) -> None:
    worker.answer({"id": 0, "kind": "ready"})
    assert worker.pipes.await_report(0, soon()) == Ready(0)


def test_a_callback_is_called_with_all_that_it_is_given(worker: Worker) -> None:
    heard: list[Any] = []

    def note(*args: Any, **kwargs: Any) -> str:
        heard.append((args, kwargs))
        return "noted"

    worker.pipes.post({"do": "call", "args": (len, note)})
    worker.answer({"kind": "callback", "number": 1, "args": (1, 2), "kwargs": {"x": 3}}, VALUE)
    worker.pipes.await_report(7, soon())
    assert heard == [((1, 2), {"x": 3})]
    worker.pipes.post({})
    assert worker.messages()[1] == {"value": "noted"}


def test_what_a_callback_raises_ends_the_waiting(worker: Worker) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    worker.pipes.post({"args": (fail,)})
    worker.answer({"kind": "callback", "number": 0, "args": (), "kwargs": {}}, VALUE)
    with pytest.raises(ZeroDivisionError):
        worker.pipes.await_report(7, soon())


@pytest.mark.parametrize("beyond", [0, 1, 99])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_only_functions_that_were_sent_can_be_called(worker: Worker, count: int, beyond: int) -> None:
    worker.pipes.post({"args": (len,) * count})
    worker.answer({"kind": "callback", "number": count + beyond, "args": ((),), "kwargs": {}}, VALUE)
    with pytest.raises(WireError, match="never sent"):
        worker.pipes.await_report(7, soon())


def test_a_handle_arrives_with_a_short_name(worker: Worker) -> None:
    header = {"$handle": [3, "x" * 200]}
    os.write(worker.replies, framed({**VALUE, "value": header}))
    report = worker.pipes.await_report(7, soon())
    assert isinstance(report, Value)
    handle = report.value
    assert (handle.number, handle.type_name) == (3, "x" * 100)


@pytest.mark.parametrize("content", [["3", "a"], [3.0, "a"], [True, "a"], [3, 4], [3], [3, "a", 5], 3, {"a": 1}])
def test_a_handle_of_another_form_is_refused(worker: Worker, content: Any) -> None:
    os.write(worker.replies, framed({**VALUE, "value": {"$handle": content}}))
    with pytest.raises(WireError):
        worker.pipes.await_report(7, soon())


def framed(message: dict[str, Any]) -> bytes:
    """Return a frame whose values stand as they are."""
    text = json.dumps({"message": {**message, "warnings": [], "changed": []}, "arrays": []}).encode()
    return len(text).to_bytes(4, "big") + text


# Waiting


@pytest.mark.parametrize(("left", "waited"), [(20.0, 1.0), (0.5, 0.5), (0.01, 0.1)])
def test_the_end_of_a_worker_is_waited_for_up_to_a_second(worker: Worker, left: float, waited: float) -> None:
    worker.close(worker.replies)
    allowance: Any = SimpleNamespace(left=lambda: left)
    with pytest.raises(GoneError):
        worker.pipes.await_report(7, allowance)
    assert worker.waited == [waited]


@pytest.mark.parametrize(("text", "waits"), [("", [0.2, 0.005]), ("x" * 2**20, [0.01, 0.005])])
def test_while_something_is_to_be_sent_the_pipe_is_looked_at_often(
    worker: Worker, text: str, waits: list[float]
) -> None:
    asked: list[float] = []
    worker.pipes.post({"text": text})
    selector = worker.pipes._selector
    worker.pipes._selector = SimpleNamespace(  # type: ignore[assignment]
        select=lambda seconds: asked.append(seconds) or [],  # type: ignore[func-returns-value]
        close=selector.close,
    )
    left = iter([5.0, 0.005, 0.0])
    allowance: Any = SimpleNamespace(left=lambda: next(left))
    if not text:
        os.read(worker.requests, 2**16)
    with pytest.raises(LateError):
        worker.pipes.await_report(7, allowance)
    assert asked == waits


def test_what_a_worker_holds_is_looked_at_while_its_answer_is_awaited(worker: Worker) -> None:
    looks: list[float] = []

    def look() -> None:
        looks.append(time.monotonic())
        if len(looks) == 2:
            raise TooMuchError("enough")

    worker.pipes._watch = look
    begin = time.monotonic()
    with pytest.raises(TooMuchError):
        worker.pipes.await_report(7, Allowance(30.0))
    assert 0.3 <= time.monotonic() - begin < 20.0


def test_between_two_looks_at_a_worker_a_fixed_time_passes(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    now, looks = [100.0], list[float]()

    def select(_seconds: float) -> list[Any]:
        now[0] += 0.125
        return []

    monkeypatch.setattr(pipes, "WATCH_SECONDS", 0.25)
    monkeypatch.setattr(pipes, "time", SimpleNamespace(monotonic=lambda: now[0]))
    worker.pipes._watch = lambda: looks.append(now[0])
    selector = worker.pipes._selector
    worker.pipes._selector = SimpleNamespace(select=select, close=selector.close)  # type: ignore[assignment]
    left = iter([5.0] * 7 + [0.0])
    allowance: Any = SimpleNamespace(left=lambda: next(left))
    with pytest.raises(LateError):
        worker.pipes.await_report(7, allowance)
    assert looks == [100.25, 100.5, 100.75]


def test_of_an_answer_that_comes_in_parts_no_more_is_read_than_it_has(worker: Worker) -> None:
    frame = Encoder().frame(VALUE)
    os.write(worker.replies, frame[:9])
    rest = iter([b"", b"", frame[9:] + frame])

    def left() -> float:
        os.write(worker.replies, next(rest, b""))
        return 5.0

    allowance: Any = SimpleNamespace(left=left)
    assert worker.pipes.await_report(7, allowance) == worker.pipes.await_report(7, allowance)


def test_no_more_than_a_megabyte_goes_through_a_pipe_at_once(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    asked: list[int] = []
    selector = worker.pipes._selector
    keys = {key.data: key for key in selector.get_map().values()}

    def write(_descriptor: int, part: bytes) -> int:
        written.append(len(part))
        return len(part)

    def read(_descriptor: int, size: int) -> bytes:
        asked.append(size)
        return b"x" * size

    def select(_seconds: float) -> list[Any]:
        return [(keys[name], 1) for name in next(ready)]

    ready = iter([["reply"], ["reply"], ["stdout", "reply"]])
    worker.pipes._selector = SimpleNamespace(select=select, close=selector.close)  # type: ignore[assignment]
    worker.pipes._outbox += b"x" * (2 * 2**20 + 5)
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", write)
        patched.setattr(os, "read", read)
        assert len(worker.pipes._read(2 * 2**20 + 5, soon())) == 2 * 2**20 + 5
    assert written == [2**20, 2**20, 5]
    assert asked == [2**20, 2**20, 2**16, 5]


def test_a_worker_that_prints_without_end_is_heard_all_the_same(worker: Worker) -> None:
    selector = worker.pipes._selector
    keys = {key.data: key for key in selector.get_map().values()}

    def select(_seconds: float) -> list[Any]:
        os.write(worker.stdout, b"x")
        return [(keys["stdout"], 1), (keys["reply"], 1)]

    worker.pipes._selector = SimpleNamespace(select=select, close=selector.close)  # type: ignore[assignment]
    worker.answer(VALUE)
    left = iter([5.0] * 9 + [0.0])
    allowance: Any = SimpleNamespace(left=lambda: next(left))
    assert worker.pipes.await_report(7, allowance)


def test_a_call_back_has_no_more_time_than_the_call(worker: Worker) -> None:
    worker.pipes.post({"args": (lambda: time.sleep(60),)})
    frame = Encoder().frame({"kind": "callback", "number": 0, "args": (), "kwargs": {}})
    os.write(worker.replies, frame)
    begin, handler = time.monotonic(), signal.getsignal(signal.SIGALRM)
    with pytest.raises(LateError):
        worker.pipes.await_report(7, Allowance(0.2))
    assert time.monotonic() - begin < 30.0
    assert signal.getsignal(signal.SIGALRM) is handler


# What is printed


def test_output_is_taken_without_waiting_for_more(worker: Worker) -> None:
    asked: list[float] = []

    def select(seconds: float) -> list[Any]:
        asked.append(seconds)
        return []

    selector = worker.pipes._selector
    worker.pipes._selector = SimpleNamespace(select=select, close=selector.close)  # type: ignore[assignment]
    assert (worker.pipes.take_output(), asked) == ("", [0])


def test_the_ends_of_pipes_stay_what_they_are() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Ends(1, 2, 3, 4).replies = 5  # type: ignore[misc]


def test_what_is_printed_is_taken_once_stream_by_stream(worker: Worker) -> None:
    os.write(worker.stderr, b"second")
    os.write(worker.stdout, b"first, ")
    assert worker.pipes.take_output() == "first, second"
    assert worker.pipes.take_output() == ""
    os.write(worker.stdout, "\u00e9".encode())
    assert worker.pipes.take_output() == "\u00e9"


def test_each_stream_has_its_own_limit_and_starts_anew_once_it_was_taken(worker: Worker) -> None:
    for _ in range(2):
        os.write(worker.stdout, b"x" * (OUTPUT_LIMIT - 1))
        worker.pipes._drain(SimpleNamespace(fd=worker_end(worker, "stdout"), data="stdout"))  # type: ignore[arg-type]
    os.write(worker.stderr, b"y" * 10)
    printed = worker.pipes.take_output()
    assert printed == "x" * OUTPUT_LIMIT + "y" * 10
    os.write(worker.stdout, b"anew")
    assert worker.pipes.take_output() == "anew"


def worker_end(worker: Worker, name: str) -> int:
    """Return our descriptor of a stream."""
    return worker.pipes._streams[name]


def test_a_stream_that_was_closed_is_not_asked_again(worker: Worker) -> None:
    os.write(worker.stdout, b"last words")
    worker.close(worker.stdout)
    for _ in range(3):
        with pytest.raises(LateError):
            worker.pipes.await_report(7, soon(0.01))
    assert "stdout" not in {key.data for key in worker.pipes._selector.get_map().values()}
    assert worker.pipes.take_output() == "last words"
    worker.answer(VALUE)
    assert worker.pipes.await_report(7, soon())


def test_answers_stay_in_their_pipe_while_output_is_taken(worker: Worker) -> None:
    worker.answer(VALUE)
    os.write(worker.stdout, b"loud")
    assert worker.pipes.take_output() == "loud"
    assert worker.pipes.await_report(7, soon())


def test_all_four_pipes_are_closed() -> None:
    worker = Worker()
    ours = [worker.pipes._requests, worker.pipes._replies, *worker.pipes._streams.values()]
    worker.pipes.close()
    for descriptor in ours:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(descriptor)
    worker.close(*list(worker.open))
