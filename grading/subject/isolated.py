"""The isolated binding: a worker process that holds the student's module; only frames of plain data pass."""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
from typing import Any

import numpy as np

from grading.subject.calls import LoadedSource, Report, SubjectCrashError, SubjectTimeoutError
from grading.subject.sandbox import ENVIRONMENT, Sandbox
from grading.worker.wire import Decoder, Encoder, Handle, WireError

START_SECONDS = 60
"""For starting a worker: 0.3 s on an idle machine, 30 times that on one that starts forty."""
OUTPUT_LIMIT = 64 * 2**10
"""Bytes kept of what a student's code prints."""


class IsolatedBinding:
    """A worker process, started ahead of its first call and anew after one that did not come back."""

    def __init__(
        self,
        source: LoadedSource,
        allowed: list[str],
        sandbox: Sandbox,
        *,
        call_seconds: float,
        budget_seconds: float,
        load_seconds: float | None = None,
    ) -> None:
        self.source = source
        self._allowed, self._sandbox = allowed, sandbox
        self._call_seconds = call_seconds
        self._load_seconds = load_seconds if load_seconds is not None else call_seconds
        self._budget_seconds = budget_seconds
        self._spent = 0.0
        self._worker: _Worker | None = None
        self._problem: Report | None = None
        self._functions: list[str] = []
        self._loaded = False
        self._next_id = 0
        self.start()

    def start(self) -> None:
        """Start a worker and hand it the source; its answer is awaited at the first call."""
        self._worker = _Worker(self._sandbox, self._allowed, int(self._budget_seconds) + START_SECONDS)
        self._loaded = False
        self._next_id += 1
        self._worker.post(
            {
                "do": "load",
                "id": self._next_id,
                "name": self.source.module,
                "file": self.source.file,
                "source": np.frombuffer(self.source.data, dtype=np.uint8),
                "allowed": self._allowed,
            }
        )

    def call(self, function: str, args: tuple[Any, ...], kwargs: dict[str, Any], *, count_steps: bool) -> Report:
        """Call a function in the worker; see `Binding`."""
        if self._problem is not None:
            return self._problem
        worker = self._ready()
        if isinstance(worker, dict):
            return worker
        self._next_id += 1
        request = {"do": "call", "id": self._next_id, "function": function, "args": args, "kwargs": kwargs}
        limit = min(self._call_seconds, self._budget_seconds - self._spent)
        if limit <= 0:
            raise SubjectTimeoutError(f"{function} was not called: the exercise's {self._budget_seconds:g} s are spent")
        begin = time.monotonic()
        try:
            worker.post({**request, "steps": count_steps})
            report = worker.await_report(self._next_id, begin + limit)
        except _LateError:
            self.close()
            raise SubjectTimeoutError(
                f"{function} did not come back within {limit:.3g} s: does a loop never end?"
            ) from None
        except _GoneError as gone:
            self.close()
            raise SubjectCrashError(f"{function} ended the Python interpreter ({gone})") from None
        except WireError as problem:
            self.close()
            return {"kind": "unsendable", "text": str(problem)}
        except BaseException:  # a callback of the test raised: the worker still waits for its answer
            self.close()
            raise
        finally:
            self._spent += time.monotonic() - begin
        if report["kind"] == "missing":
            report["functions"] = self._functions
        return report

    def close(self) -> None:
        """Kill the worker and all it started; the next call starts another."""
        if self._worker is not None:
            self._worker.kill()
            self._worker = None

    @property
    def output(self) -> str:
        """What the student's code has printed since the worker started, the first 64 KB."""
        return self._worker.output if self._worker is not None else ""

    def _ready(self) -> _Worker | Report:
        """Return a worker that holds the module, or the report that says why there is none."""
        if self._worker is None:
            self.start()
        worker = self._worker
        assert worker is not None  # noqa: S101 -- start() has set it
        if self._loaded:
            return worker
        file = self.source.file
        try:
            worker.await_report(0, time.monotonic() + START_SECONDS)
            report = worker.await_report(self._next_id, time.monotonic() + self._load_seconds)
        except _LateError:
            self.close()
            raise SubjectTimeoutError(
                f"{file} did not finish loading within {self._load_seconds:.3g} s: "
                "does a loop outside the functions never end?"
            ) from None
        except _GoneError as gone:
            self.close()
            raise SubjectCrashError(f"{file} ended the Python interpreter while it was loaded ({gone})") from None
        except WireError as problem:
            self.close()
            raise SubjectCrashError(f"{file} did not load: {problem}") from None
        if report["kind"] == "loaded":
            self._loaded, self._functions = True, report["functions"]
        else:
            self._problem = report
            return report
        return worker


class _LateError(Exception):
    """The deadline has passed."""


class _GoneError(Exception):
    """The worker has ended; the message says how."""


class _Worker:
    """A process, its four pipes, and the frames that pass."""

    def __init__(self, sandbox: Sandbox, libraries: list[str], cpu_seconds: int) -> None:
        request_end, self._requests = os.pipe()
        self._replies, reply_end = os.pipe()
        command, extra = sandbox.command(request_end, reply_end, libraries, cpu_seconds)
        self._folder = tempfile.mkdtemp(prefix="kata-worker-") if sandbox.kind == "none" else "/"
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT if sandbox.kind == "none" else {},
            cwd=self._folder,
            pass_fds=[request_end, reply_end, *extra],
            start_new_session=True,
        )
        for descriptor in (request_end, reply_end, *extra):
            os.close(descriptor)
        os.set_blocking(self._requests, False)
        self._printed = {"stdout": bytearray(), "stderr": bytearray()}
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._replies, selectors.EVENT_READ, "reply")
        for name in self._printed:
            stream = getattr(self._process, name)
            os.set_blocking(stream.fileno(), False)
            self._selector.register(stream, selectors.EVENT_READ, name)
        self._outbox = bytearray()
        self._callbacks: list[Any] = []
        self._encoder = Encoder(self._keep_callback)
        self._decoder = Decoder(_handle)

    def post(self, message: dict[str, Any]) -> None:
        """Lay a message ready; it is written while its answer is awaited, the start of it now."""
        self._callbacks = []
        self._outbox += self._encoder.frame(message)
        self._write()

    def await_report(self, number: int, deadline: float) -> Report:
        """Return the report of request `number` (0: the worker is ready), answering callbacks meanwhile.

        Raises _LateError, _GoneError or WireError, and whatever a callback raises.
        """
        while True:
            report = self._decoder.message(lambda size: self._read(size, deadline))
            if report.get("kind") == "callback":
                self._answer(report)
                continue
            return _validated(report, number)

    @property
    def output(self) -> str:
        """What was printed so far."""
        return "".join(bytes(text).decode("utf-8", "replace") for text in self._printed.values())

    def kill(self) -> None:
        """End the process group, wait for the process (never for its streams), and tidy up."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        self._selector.close()
        for descriptor in (self._requests, self._replies):
            os.close(descriptor)
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()
        if self._folder != "/":
            shutil.rmtree(self._folder, ignore_errors=True)

    def _answer(self, report: Report) -> None:
        """Run a callback of the test's; what it raises ends the call here, as it would in one process."""
        number = report.get("number")
        args, kwargs = report.get("args"), report.get("kwargs")
        if type(number) is not int or not 0 <= number < len(self._callbacks):
            raise WireError("a call of a function that was never sent")
        if type(args) is not tuple or type(kwargs) is not dict:
            raise WireError("a callback without arguments")
        value = self._callbacks[number](*args, **kwargs)
        self._outbox += self._encoder.frame({"value": value})

    def _keep_callback(self, thing: Any) -> dict[str, Any]:
        if type(thing) is Handle:
            return {"$handle": [thing.number, thing.type_name]}
        if callable(thing):
            self._callbacks.append(thing)
            return {"$callback": len(self._callbacks) - 1}
        raise WireError(f"a {type(thing).__name__} may not cross")

    def _write(self) -> None:
        with contextlib.suppress(BlockingIOError, BrokenPipeError):
            while self._outbox:
                del self._outbox[: os.write(self._requests, self._outbox[: 2**20])]

    def _read(self, size: int, deadline: float) -> bytes:
        """Return exactly `size` bytes of the reply pipe, writing what waits and draining what is printed."""
        got = bytearray()
        while len(got) < size:
            self._write()
            left = deadline - time.monotonic()
            if left <= 0:
                raise _LateError
            wait = min(left, 0.01) if self._outbox else left
            for key, _ in self._selector.select(wait):
                if key.data != "reply":
                    self._drain(key)
                    continue
                part = os.read(self._replies, min(size - len(got), 2**20))
                if not part:
                    raise _GoneError(self._how_it_ended(deadline))
                got += part
        return bytes(got)

    def _drain(self, key: selectors.SelectorKey) -> None:
        part = os.read(key.fd, 2**16)
        if not part:
            self._selector.unregister(key.fileobj)
        kept = self._printed[key.data]
        kept += part[: OUTPUT_LIMIT - len(kept)]

    def _how_it_ended(self, deadline: float) -> str:
        try:
            code = self._process.wait(max(0.1, min(1.0, deadline - time.monotonic())))
        except subprocess.TimeoutExpired:
            return "it closed its pipes"
        number = -code if code < 0 else code - 128
        if number in set(signal.Signals):
            return f"signal {signal.Signals(number).name}"
        return f"exit code {code}"


def _handle(tree: dict[str, Any]) -> Handle:
    number, name = tree["$handle"]
    if type(number) is not int or type(name) is not str:
        raise WireError("a handle of unknown form")
    return Handle(number, name[:100])


_KINDS = {"ready", "value", "raised", "missing", "unsendable", "bad", "loaded"}


def _validated(report: Report, number: int) -> Report:
    """Return `report` if it has the form the loop gives it, else raise WireError."""
    texts = {"text": str, "outcome": str, "types": list, "frames": list, "functions": list, "changed": list}
    sound = (
        report.get("kind") in _KINDS
        and report.get("id") == number
        and all(type(report.get(name, kind())) is kind for name, kind in texts.items())
        and all(type(word) is str for name in ("types", "functions", "changed") for word in report.get(name, []))
        and all(type(f) is list and [type(x) for x in f] == [int, str, str] for f in report.get("frames", []))
        and all(type(w) is list and [type(x) for x in w] == [str, str] for w in report.get("warnings", []))
        and type(report.get("steps")) in (int, type(None))
        and (report["kind"] != "raised" or (report.get("types") and "text" in report and "frames" in report))
        and (report["kind"] != "value" or "value" in report)
    )
    if not sound:
        raise WireError("an answer of unknown form")
    return report
