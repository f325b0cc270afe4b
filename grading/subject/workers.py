"""Processes that hold a student's module: one of its own, or a child of one that has imported the libraries already."""

from __future__ import annotations

import array
import atexit
import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grading.subject.clock import Allowance, Meter
from grading.subject.pipes import Ends, Pipes
from grading.subject.sandbox import Limits, Sandbox, is_heavy, library_entries
from grading.subject.watch import Watch
from grading.worker.forkserver import OVER, PING, PONG

PRELOADED = ("tensorflow", "lime.lime_image", "numpy", "jaxtyping")
"""What a server imports before it forks, where it is among a worker's libraries."""
BESIDE_HEAVY = ("pillow", "matplotlib", "scipy")
"""Libraries that are there wherever TensorFlow is, so that all its exercises share a server: which of them an answer
may import is another matter, see `grading.worker.imports`."""
PRELOAD_SECONDS = 120.0
"""For importing TensorFlow: 7 s on an idle machine; what it waits for a core does not count."""
PING_SECONDS = 10.0
"""For a server to say that it is there."""
LEAVE_SECONDS = 5.0
"""For a child that was told to go; its server is killed with it when it does not."""


class Worker(Protocol):
    """A process at the other end of pipes."""

    pipes: Pipes
    meter: Meter
    """Reads what it and all that it started have had of the machine."""

    def release(self) -> None:
        """End it; nothing of it is left."""

    def kill(self) -> None:
        """End it at once, whatever it does; nothing of it is left."""


def start_worker(sandbox: Sandbox, libraries: list[str], cpu_seconds: int) -> Worker:
    """Start a worker: a child of the libraries' server where there is one, else a process of its own."""
    libraries = _installed(libraries)
    server = _servers.get(_key(sandbox, libraries))
    if server is not None:
        with contextlib.suppress(OSError):
            return server.fork(cpu_seconds)
    return OwnProcess(sandbox, libraries, cpu_seconds)


def prepare(sandboxes: Iterable[Sandbox | None], libraries: list[str]) -> None:
    """Have a server ready in each that has imported the libraries; called before those are forked that use it.

    Where a sandbox cannot keep modules apart that follow each other, only what takes long to import is served so.
    """
    libraries = _installed(libraries)
    served = [box for box in sandboxes if box is not None and (is_heavy(libraries) or _is_alone(box))]
    keys = [_key(box, libraries) for box in served]
    for key, box in zip(keys, served, strict=True):
        if key in _servers and not _servers[key].is_alive():
            _servers.pop(key).kill()
        if key not in _servers:
            _servers[key] = ForkServer(box, libraries)
    for key in keys:
        if not _servers[key].wait_until_ready():
            _servers.pop(key).kill()


def end_servers() -> None:
    """End every server that this process started."""
    while _servers:
        _servers.popitem()[1].kill()


class OwnProcess:
    """A worker in a sandbox of its own."""

    def __init__(self, sandbox: Sandbox, libraries: list[str], cpu_seconds: int) -> None:
        request_end, requests = os.pipe()
        replies, reply_end = os.pipe()
        stdout, stdout_end = os.pipe()
        stderr, stderr_end = os.pipe()
        limits = Limits.of(libraries, cpu_seconds)
        self._process = _Process(
            sandbox,
            ["pipes", str(request_end), str(reply_end)],
            [request_end, reply_end],
            libraries,
            limits,
            stdout=stdout_end,
            stderr=stderr_end,
        )
        for descriptor in (request_end, reply_end, stdout_end, stderr_end):
            os.close(descriptor)
        watch = _watch(self._process.pid, sandbox, libraries)
        self.pipes = Pipes(Ends(requests, replies, stdout, stderr), self._process.ending, watch.look)
        self.meter = Meter(self._process.pid)

    def release(self) -> None:
        """See `Worker`."""
        self.kill()

    def kill(self) -> None:
        """See `Worker`."""
        self._process.kill()
        self.pipes.close()


class ForkServer:
    """A sandboxed process that has imported the libraries and forks a child for each module, one at a time."""

    def __init__(self, sandbox: Sandbox, libraries: list[str]) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        preloaded = ",".join(_preloaded(libraries))
        words = ["fork", str(theirs.fileno()), preloaded, "alone" if _is_alone(sandbox) else "shared"]
        limits = Limits.of(libraries, cpu_seconds=0)
        self._process = _Process(sandbox, words, [theirs.fileno()], libraries, limits)
        theirs.close()
        self.meter = Meter(self._process.pid)
        self.watch = _watch(self._process.pid, sandbox, libraries)
        self._busy = False
        self._ready = False

    def is_alive(self) -> bool:
        """Whether it still runs and takes requests; asked by the process that started it."""
        if not self._process.is_alive():
            return False
        if not self._ready:
            return True
        try:
            self._control.sendall(json.dumps(PING).encode())
        except OSError:
            return False
        while (said := self._receive(PING_SECONDS)) is not None:
            if said == PONG.decode():
                return True
        return False

    def wait_until_ready(self) -> bool:
        """Wait until the libraries are loaded; said once, so heard by the process that forks those that use it."""
        if not self._ready:
            allowance = Allowance(PRELOAD_SECONDS, self.meter.read)
            while not self._ready and (left := allowance.left()) > 0:
                self._ready = self._receive(left) is not None
                if not self._process.is_alive():
                    break
        return self._ready

    def fork(self, cpu_seconds: int) -> Worker:
        """Return a child. Raises OSError where the server is gone, or has a child already."""
        if self._busy:
            raise OSError("one child at a time")
        while self._receive(0.0) is not None:
            pass  # the end of a child whose process on this side was killed before it could hear of it
        request_end, requests = os.pipe()
        replies, reply_end = os.pipe()
        stdout, stdout_end = os.pipe()
        stderr, stderr_end = os.pipe()
        theirs = [request_end, reply_end, stdout_end, stderr_end]
        ends = Ends(requests, replies, stdout, stderr)
        try:
            message = json.dumps({"cpu": cpu_seconds}).encode()
            self._control.sendmsg([message], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", theirs))])
        except OSError:
            for descriptor in (requests, replies, stdout, stderr):
                os.close(descriptor)
            raise
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        self._busy = True
        return _Child(self, ends)

    def wait_for_end(self, seconds: float) -> str | None:
        """Return how the child ended, None where it has not. A server that says that it is over is ended."""
        ended = self._receive(seconds)
        self._busy = ended is None
        if ended is not None and ended.endswith(OVER):
            self._busy = True
            self._process.kill()
            return ended.removesuffix(OVER)
        return ended

    def kill(self) -> None:
        """End the server and every child."""
        self._process.kill()
        self._control.close()

    def _receive(self, seconds: float) -> str | None:
        readable, _, _ = select.select([self._control], [], [], seconds)
        if not readable:
            return None
        with contextlib.suppress(OSError):
            return self._control.recv(200).decode("ascii", "replace") or None
        return None


class _Child:
    """A child of a server."""

    def __init__(self, server: ForkServer, ends: Ends) -> None:
        self._server = server
        self.meter = server.meter
        self._ended: str | None = None
        self.pipes = Pipes(ends, self._ending, server.watch.look)

    def release(self) -> None:
        """See `Worker`: it ends when its pipe does, and the server kills what it left behind."""
        self.pipes.close()
        if self._ended is None:
            self._ended = self._server.wait_for_end(LEAVE_SECONDS)
        if self._ended is None:
            self._server.kill()

    def kill(self) -> None:
        """See `Worker`."""
        if self._ended is None:
            self._server.kill()
        self.pipes.close()

    def _ending(self, seconds: float) -> str:
        self._ended = self._server.wait_for_end(seconds)
        return self._ended or "it closed its pipes"


@dataclass
class _Process:
    """A sandboxed process of ours; `pid` serves also the processes that were forked after it was started."""

    pid: int

    def __init__(
        self,
        sandbox: Sandbox,
        words: list[str],
        descriptors: list[int],
        libraries: list[str],
        limits: Limits,
        *,
        stdout: int = subprocess.DEVNULL,
        stderr: int = subprocess.DEVNULL,
    ) -> None:
        self._launch = launch = sandbox.launch(words, libraries, limits)
        self._process = subprocess.Popen(
            launch.command,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            env=launch.environment,
            cwd=launch.folder,
            pass_fds=[*descriptors, *launch.descriptors],
            start_new_session=True,
        )
        for descriptor in launch.descriptors:
            os.close(descriptor)
        self.pid = self._process.pid
        self._owner = os.getpid()

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End the process group, wait for the process (never for its streams), and tidy up."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        if os.getpid() == self._owner:
            self._process.kill()
            self._process.wait()
        if self._launch.is_own_folder:
            shutil.rmtree(self._launch.folder, ignore_errors=True)

    def ending(self, seconds: float) -> str:
        """Say how it ended, waiting so long at most."""
        deadline = time.monotonic() + seconds
        while (code := self._process.poll()) is None and time.monotonic() < deadline:
            time.sleep(0.005)
        return "it closed its pipes" if code is None else how_it_ended(code)


def _installed(libraries: list[str]) -> list[str]:
    """Return what a worker can see of this environment: what an exercise allows, and what others like it do."""
    return sorted({*libraries, *BESIDE_HEAVY}) if is_heavy(libraries) else libraries


def _key(sandbox: Sandbox, libraries: list[str]) -> tuple[Sandbox, tuple[str, ...], tuple[Path, ...]]:
    """Return what a server is known by: exercises share one where just the same libraries can be imported in it."""
    return sandbox, _preloaded(libraries), tuple(library_entries(tuple(libraries)))


def _preloaded(libraries: list[str]) -> tuple[str, ...]:
    """Return what is imported before children are forked; what such a library needs, it imports itself."""
    there = {*libraries, *(entry.name for entry in library_entries(tuple(libraries)))}
    return tuple(name for name in PRELOADED if name.partition(".")[0] in there)


def _is_alone(sandbox: Sandbox) -> bool:
    """Whether a worker sees no process but its own, so that a server can tell whether anything was left behind."""
    return "processes left behind" in sandbox.walls


def _watch(pid: int, sandbox: Sandbox, libraries: list[str]) -> Watch:
    return Watch(pid, is_heavy(libraries), has_files_of_its_own="temporary folder" in sandbox.walls)


def how_it_ended(code: int) -> str:
    """Write an exit code in words; bubblewrap passes a signal on as 128 and its number."""
    number = -code if code < 0 else code - 128
    if number in set(signal.Signals):
        return f"signal {signal.Signals(number).name}"
    return f"exit code {code}"


_servers: dict[tuple[Sandbox, tuple[str, ...], tuple[Path, ...]], ForkServer] = {}
atexit.register(end_servers)
