"""Serves one student's module over two pipes until the other side closes them."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable
from typing import Any

from . import loading, student
from .chance import settle_chance
from .objects import Folders, Functions, plain
from .places import Cell
from .probes import PROBES
from .trying import tried
from .wire import Decoder, Encoder, Put, TensorFunction, WireError


class Stop(BaseException):
    """The other side closed its pipe."""


class Loop:
    """A served module, the objects that stay here as handles, and the two pipes."""

    def __init__(self, requests: int, replies: int) -> None:
        self._requests, self._replies = requests, replies
        self._kept: list[Any] = []
        self._module: Any = None
        self._lines: dict[str, int] = {}
        self._folders, self._functions = Folders(), Functions(b"")
        self._answers = {"load": self._load, "call": self._call, "probe": self._call, "try": self._try}
        self._encoder = Encoder(self._keep, plain)
        self._decoder = Decoder(self._stand_in)

    def serve(self) -> None:
        """Say that Python and NumPy are loaded, then answer one request after another."""
        self._send({"id": 0, "kind": "ready"})
        while True:
            request = self._decoder.message(self._read)
            if request["do"] == "forget":  # needs no answer
                self._forget()
                continue
            answer = self._answers[request["do"]](request)
            self._send({"id": request["id"], **answer})

    def _load(self, request: dict[str, Any]) -> dict[str, Any]:
        file = request["file"]
        self._functions = Functions(request["beside"].tobytes())
        settle_chance(request["chance"])
        self._lines = {}
        try:
            cells = [Cell(*cell) for cell in request["cells"]]
            program = loading.examine(request["source"].tobytes(), file, request["allowed"], cells)
            self._lines = program.lines
            self._module = program.run(request["name"], file, request["top_seconds"])
        except loading.BadModuleError as problem:
            return {"kind": "bad", "outcome": problem.outcome, "text": str(problem)}
        return {"kind": "loaded", "functions": functions(self._module), **program.told}

    def _call(self, request: dict[str, Any]) -> dict[str, Any]:
        if request["do"] == "probe":
            function = PROBES.get(request["function"])
        else:
            function = getattr(self._module, request["function"], None)
        if not callable(function):
            return {"kind": "missing"}
        return student.call(function, request["args"], request["kwargs"], how=request["how"], lines=self._lines)

    def _try(self, request: dict[str, Any]) -> dict[str, Any]:
        if self._module is None:
            return {"kind": "missing"}
        scope, name, texts = vars(self._module), request["function"], request["texts"]
        return {"kind": "tried", "came": tried(scope, name, texts, request["calls"], request["seconds"], lambda x: x)}

    def _forget(self) -> None:
        if self._kept:
            self._kept.clear()
            gc.collect()  # networks hold themselves in circles

    def _send(self, message: dict[str, Any]) -> None:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):  # the student's code may have put anything in its place
                stream.flush()
        try:
            frame = self._encoder.frame(message)
        except WireError as problem:
            frame = self._encoder.frame({"id": message["id"], "kind": "unsendable", "text": str(problem)})
        while frame:
            frame = frame[os.write(self._replies, frame) :]

    def _read(self, size: int) -> bytes:
        parts = []
        while size:
            part = os.read(self._requests, min(size, 2**20))
            if not part:
                raise Stop
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _keep(self, value: Any, _put: Put) -> dict[str, Any]:
        self._kept.append(value)
        return {"$handle": [len(self._kept) - 1, type(value).__name__]}

    def _stand_in(self, tree: dict[str, Any], value: Callable[[Any], Any]) -> Any:
        if "$handle" in tree:
            return self._kept[tree["$handle"][0]]
        if "$callback" in tree:
            return self._callback(tree["$callback"])
        if "$folder" in tree:
            token, files = tree["$folder"]
            return self._folders.place(token, {name: value(content) for name, content in files.items()})
        if "$function" in tree:
            name, numbers = tree["$function"]
            return self._functions.get(TensorFunction(name, *numbers))
        raise WireError("a value of unknown form")

    def _callback(self, number: int) -> Callable[..., Any]:
        """A function of the other side: calling it sends the arguments there and waits."""

        def call_back(*args: Any, **kwargs: Any) -> Any:
            frame = self._encoder.frame({"kind": "callback", "number": number, "args": args, "kwargs": kwargs})
            while frame:
                frame = frame[os.write(self._replies, frame) :]
            answer = self._decoder.message(self._read)
            if "failed" in answer:
                raise RuntimeError(answer["failed"])
            return answer["value"]

        return call_back


def functions(module: Any) -> list[str]:
    """Names of what the module defines and can be called: shown when one is missing."""
    return sorted(
        name
        for name, value in vars(module).items()
        if callable(value) and getattr(value, "__module__", None) == module.__name__ and not name.startswith("_")
    )[:200]


def serve(requests: int, replies: int) -> None:
    """Serve until the other side closes; then leave at once, whatever threads the student started."""
    try:
        Loop(requests, replies).serve()
    except (Stop, BrokenPipeError):
        sys.stdout.flush()
        os._exit(0)
