"""What a worker answers is believed only in the form, and under the number, that was asked for; and not for ever."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from grading.errors import GoneError, LateError
from grading.subject.clock import Allowance
from grading.subject.pipes import OUTPUT_LIMIT, Ends, Pipes
from grading.worker.wire import Decoder, Encoder, WireError

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
        self.pipes = Pipes(Ends(requests, replies, stdout, stderr), lambda _seconds: "it was ended")
        self.open = {self.requests, self.replies, self.stdout, self.stderr}

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
    read = os.read(worker.requests, 2**16)
    messages = []
    while read:
        taken = 0

        def take(size: int) -> bytes:
            nonlocal taken
            taken += size
            return read[taken - size : taken]  # noqa: B023 -- used at once

        messages.append(Decoder(lambda tree, _nested: tree).message(take))
        read = read[taken:]
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
