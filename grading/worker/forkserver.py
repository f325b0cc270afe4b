"""Imports heavy libraries once, then forks a child for each module, one at a time.

A child gets pipes of its own and shares nothing with the next one: when it ends, everything that it started is
killed and the temporary folder is emptied. Then this process looks whether that has worked. Where anything is left, or
the child did not end as one does that is told to go, no other is made here: the server ends, and with it all there was.
This process cannot be traced or read by a child of the same user.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Callable
from typing import Any

from .loop import serve as serve_module

PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 4, 36
PING, PONG = "are you there?", b"here"
OVER = ", and nothing more"
"""Follows how a child ended where no other will be made."""


def serve(control: int, libraries: list[str], *, alone: bool, settle: Callable[[int], None]) -> None:
    """Serve until the other side closes its end of the control socket, or a child leaves something behind.

    `alone` says that this is a process namespace of its own, where every other process is a child's. `settle` is
    called in a child with its processor seconds, and sets its limits.
    """
    link = socket.socket(fileno=control)
    for name in libraries:
        importlib.import_module(name)
    gc.freeze()  # children look for garbage in what is their own alone, and share the memory of the rest
    _protect()
    folders = sorted({os.getcwd(), tempfile.gettempdir()} if alone else {os.getcwd()})
    _empty(folders)  # what the libraries wrote at import
    before = _state(folders, alone=alone)
    link.send(b"ready")
    while True:
        message, descriptors, _, _ = socket.recv_fds(link, 4096, 4)
        if not message:
            os._exit(0)
        request = json.loads(message)
        if request == PING:
            link.send(PONG)
            continue
        child = os.fork()
        if child == 0:
            link.close()
            _become_module(descriptors, int(request["cpu"]), settle)
        for descriptor in descriptors:
            os.close(descriptor)
        _, status = os.waitpid(child, 0)
        _sweep(child, folders, alone=alone)
        is_over = status != 0 or _state(folders, alone=alone) != before
        link.send((_in_words(status) + (OVER if is_over else "")).encode("ascii"))
        if is_over:
            os._exit(0)


def _become_module(descriptors: list[int], cpu: int, settle: Callable[[int], None]) -> None:
    """Be a worker on these pipes; never returns."""
    requests, replies, stdout, stderr = descriptors
    os.setsid()
    os.dup2(stdout, 1)
    os.dup2(stderr, 2)
    os.close(stdout)
    os.close(stderr)
    settle(cpu)
    try:
        serve_module(requests, replies)
    finally:
        os._exit(1)


def _protect() -> None:
    """Be out of reach of children of the same user, and the parent of whatever they leave behind."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # process 1 hears no signal that it does not ask for
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _sweep(child: int, folders: list[str], *, alone: bool) -> None:
    """Kill what a child left behind and empty its folders, as far as the rights of this user go."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if alone:
            os.kill(-1, signal.SIGKILL)  # all of this namespace but this process
        else:
            os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    _empty(folders)


def _empty(folders: list[str]) -> None:
    for place in folders:
        for name in os.listdir(place):
            path = os.path.join(place, name)
            if os.path.isdir(path) and not os.path.islink(path):
                shutil.rmtree(path, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    os.unlink(path)


def _state(folders: list[str], *, alone: bool) -> list[Any]:
    """Return what a child can leave behind: files, the room they take, processes, this process's limits, and more."""
    import resource

    kinds = [name for name in dir(resource) if name.startswith("RLIMIT_")]
    state: list[Any] = [[resource.getrlimit(getattr(resource, kind)) for kind in kinds], os.getpriority(0, 0)]
    for folder in folders:
        state.append([os.listdir(folder), os.stat(folder).st_mode])
    if alone:
        state.append([(room.f_bfree, room.f_ffree) for room in map(os.statvfs, folders)])
        state.append([name for name in os.listdir("/proc") if name.isdigit()])
        state.append([_content(f"/proc/sysvipc/{kind}") for kind in ("shm", "sem", "msg")])
    return state


def _content(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


def _in_words(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"signal {signal.Signals(os.WTERMSIG(status)).name}"
    return f"exit code {os.WEXITSTATUS(status)}"
