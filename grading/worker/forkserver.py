"""Imports heavy libraries once, then forks a child for each module, one at a time.

A child gets pipes of its own and shares nothing with the next one: when it ends, everything that it started is
killed and the temporary folder is emptied. This process cannot be traced or read by a child of the same user.
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

from .loop import serve as serve_module

PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 4, 36


def serve(control: int, libraries: list[str], *, alone: bool, limit_cpu: Callable[[int], None]) -> None:
    """Serve until the other side closes its end of the control socket.

    `alone` says that this is a process namespace of its own, where every other process is a child's.
    """
    link = socket.socket(fileno=control)
    for name in libraries:
        importlib.import_module(name)
    gc.freeze()  # children look for garbage in what is their own alone, and share the memory of the rest
    _protect()
    folder = os.getcwd()
    link.send(b"ready")
    while True:
        message, descriptors, _, _ = socket.recv_fds(link, 4096, 4)
        if not message:
            os._exit(0)
        request = json.loads(message)
        child = os.fork()
        if child == 0:
            link.close()
            _become_module(descriptors, int(request["cpu"]), limit_cpu)
        for descriptor in descriptors:
            os.close(descriptor)
        _, status = os.waitpid(child, 0)
        _sweep(child, folder, alone=alone)
        link.send(_in_words(status).encode("ascii"))


def _become_module(descriptors: list[int], cpu: int, limit_cpu: Callable[[int], None]) -> None:
    """Be a worker on these pipes; never returns."""
    requests, replies, stdout, stderr = descriptors
    os.setsid()
    os.dup2(stdout, 1)
    os.dup2(stderr, 2)
    os.close(stdout)
    os.close(stderr)
    limit_cpu(cpu)
    try:
        serve_module(requests, replies)
    finally:
        os._exit(1)


def _protect() -> None:
    """Be out of reach of children of the same user, and the parent of whatever they leave behind."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _sweep(child: int, folder: str, *, alone: bool) -> None:
    """Kill what a child left behind and empty the temporary folder."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if alone:
            os.kill(-1, signal.SIGKILL)  # all of this namespace but this process
        else:
            os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    for place in {folder, tempfile.gettempdir()} if alone else {folder}:
        for name in os.listdir(place):
            path = os.path.join(place, name)
            if os.path.isdir(path) and not os.path.islink(path):
                shutil.rmtree(path, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    os.unlink(path)


def _in_words(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"signal {signal.Signals(os.WTERMSIG(status)).name}"
    return f"exit code {os.WEXITSTATUS(status)}"
