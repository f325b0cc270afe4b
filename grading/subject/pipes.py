"""The two pipes to a worker, and what it prints: frames go out and come back, with a deadline on every wait."""

from __future__ import annotations

import contextlib
import os
import selectors
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from grading.errors import GoneError, LateError
from grading.subject.clock import Allowance
from grading.subject.deadline import within
from grading.subject.reports import CalledBack, Message, decoded
from grading.worker.objects import content_of
from grading.worker.wire import Decoder, Encoder, Handle, Put, TensorFunction, WireError

WATCH_SECONDS = 0.2
"""Between two looks at what a worker holds."""
OUTPUT_LIMIT = 64 * 2**10
"""Bytes kept of what a student's code prints."""


@dataclass(frozen=True)
class Ends:
    """The descriptors of a worker: ours of its four pipes."""

    requests: int
    replies: int
    stdout: int
    stderr: int


class Pipes:
    """Four pipes, and the frames that pass.

    `ending` says how the worker ended, waiting so long at most; `watch` looks at what it holds and raises TooMuchError.
    """

    def __init__(self, ends: Ends, ending: Callable[[float], str], watch: Callable[[], None] = lambda: None) -> None:
        self._requests, self._replies, self._ending = ends.requests, ends.replies, ending
        self._streams = {"stdout": ends.stdout, "stderr": ends.stderr}
        os.set_blocking(self._requests, False)
        self._printed = {name: bytearray() for name in self._streams}
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._replies, selectors.EVENT_READ, "reply")
        for name, descriptor in self._streams.items():
            os.set_blocking(descriptor, False)
            self._selector.register(descriptor, selectors.EVENT_READ, name)
        self._watch, self._next_look = watch, 0.0
        self._outbox = bytearray()
        self._callbacks: list[Any] = []
        self._sent: set[str] = set()
        self._encoder = Encoder(self._stand_in)
        self._decoder = Decoder(_handle)

    def post(self, message: dict[str, Any]) -> None:
        """Lay a message ready; it is written while its answer is awaited, the start of it now."""
        self._callbacks = []
        self._outbox += self._encoder.frame(message)
        self._write()

    def await_report(self, number: int, allowance: Allowance) -> Message:
        """Return the report of request `number` (0: the worker is ready), answering callbacks meanwhile.

        Raises LateError, GoneError, TooMuchError, WireError or MachineBusyError, and whatever a callback raises.
        """
        self._next_look = time.monotonic() + WATCH_SECONDS
        while True:
            report = decoded(self._decoder.message(lambda size: self._read(size, allowance)))
            if isinstance(report, CalledBack):
                with within(allowance):
                    self._answer(report)
            elif report.id == number:
                return report
            else:
                raise WireError("an answer to another question")

    def take_output(self) -> str:
        """Return what was printed since this was last asked."""
        for key, _ in self._selector.select(0):
            if key.data != "reply":
                self._drain(key)
        printed = "".join(bytes(text).decode("utf-8", "replace") for text in self._printed.values())
        self._printed = {name: bytearray() for name in self._streams}
        return printed

    def close(self) -> None:
        """Close our ends."""
        self._selector.close()
        for descriptor in (self._requests, self._replies, *self._streams.values()):
            os.close(descriptor)

    def _answer(self, call: CalledBack) -> None:
        """Run a callback of the test's; what it raises ends the call here, as it would in one process."""
        if not 0 <= call.number < len(self._callbacks):
            raise WireError("a call of a function that was never sent")
        value = self._callbacks[call.number](*call.args, **call.kwargs)
        self._outbox += self._encoder.frame({"value": value})

    def _stand_in(self, value: Any, put: Put) -> dict[str, Any]:
        if type(value) is Handle:
            return {"$handle": [value.number, value.type_name]}
        if type(value) is TensorFunction:
            return {"$function": [value.name, list(value.numbers)]}
        if isinstance(value, PurePath):
            return self._folder(str(value), put)
        if callable(value):
            self._callbacks.append(value)
            return {"$callback": len(self._callbacks) - 1}
        raise WireError(f"a {type(value).__name__} may not cross")

    def _write(self) -> None:
        with contextlib.suppress(BlockingIOError, BrokenPipeError):
            while self._outbox:
                del self._outbox[: os.write(self._requests, self._outbox[: 2**20])]

    def _read(self, size: int, allowance: Allowance) -> bytes:
        """Return exactly `size` bytes of the reply pipe, writing what waits and draining what is printed."""
        got = bytearray()
        while len(got) < size:
            self._write()
            left = allowance.left()
            if left <= 0:
                raise LateError
            if time.monotonic() >= self._next_look:
                self._watch()
                self._next_look = time.monotonic() + WATCH_SECONDS
            wait = min(left, 0.01 if self._outbox else WATCH_SECONDS)
            for key, _ in self._selector.select(wait):
                if key.data != "reply":
                    self._drain(key)
                    continue
                part = os.read(self._replies, min(size - len(got), 2**20))
                if not part:
                    raise GoneError(self._ending(max(0.1, min(1.0, left))))
                got += part
        return bytes(got)

    def _drain(self, key: selectors.SelectorKey) -> None:
        part = os.read(key.fd, 2**16)
        if not part:
            self._selector.unregister(key.fileobj)
        kept = self._printed[key.data]
        kept += part[: OUTPUT_LIMIT - len(kept)]

    def _folder(self, place: str, put: Put) -> dict[str, Any]:
        """A folder crosses with its files once; later its name is enough."""
        files = {} if place in self._sent else content_of(place)
        self._sent.add(place)
        return {"$folder": [place, {name: put(content) for name, content in files.items()}]}


def _handle(tree: dict[str, Any], _nested: Callable[[Any], Any]) -> Handle:
    number, name = tree["$handle"]
    if type(number) is not int or type(name) is not str:
        raise WireError("a handle of unknown form")
    return Handle(number, name[:100])
