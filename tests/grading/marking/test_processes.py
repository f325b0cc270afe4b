"""Processes of ours are forked where that can be done, are silent where they should be, and end with their parent."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grading.marking import processes
from grading.marking.processes import child_context, die_with_parent, end_with_parent, silent
from reference.kit.course import Course

CONTEXT = "tensorflow.python.eager.context"


@pytest.mark.parametrize(
    ("module", "method"),
    [
        (None, "fork"),
        (SimpleNamespace(), "fork"),
        (SimpleNamespace(_context=None), "fork"),
        (SimpleNamespace(_context=SimpleNamespace()), "fork"),
        (SimpleNamespace(_context=SimpleNamespace(_initialized=False)), "fork"),
        (SimpleNamespace(_context=SimpleNamespace(_initialized=True)), "spawn"),
    ],
)
def test_a_process_in_which_tensorflow_has_run_is_not_forked(
    monkeypatch: pytest.MonkeyPatch, module: Any, method: str
) -> None:
    monkeypatch.setitem(sys.modules, CONTEXT, module)
    assert child_context().get_start_method() == method


def test_without_a_fork_children_are_spawned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, CONTEXT, None)
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert child_context().get_start_method() == "spawn"


def test_what_python_keeps_back_of_a_silent_process_is_never_written() -> None:
    code = (
        "import sys; from grading.marking.processes import silent\n"
        "with silent(): print('never'); sys.stderr.write('never')\n"
        "print('spoken')"
    )
    words = [sys.executable, "-c", code]
    around = {**os.environ, "PYTHONUNBUFFERED": ""}
    done = subprocess.run(words, cwd=Course.here().root, env=around, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("spoken\n", "")


def test_a_silent_process_writes_nowhere_and_speaks_again_afterwards(capfd: pytest.CaptureFixture[str]) -> None:
    before = _descriptors()
    os.write(1, b"before\n")
    with silent():
        os.write(1, b"unheard\n")
        os.write(2, b"unheard\n")
    os.write(2, b"heard\n")
    os.write(1, b"after\n")
    assert capfd.readouterr() == ("before\nafter\n", "heard\n")
    with pytest.raises(ZeroDivisionError), silent():
        1 / 0  # noqa: B018
    os.write(1, b"still heard\n")
    assert capfd.readouterr().out == "still heard\n"
    assert _descriptors() == before, "none is left open"


def _descriptors() -> list[str]:
    """Return what this process has open, where the system says so."""
    folder = Path("/proc/self/fd")
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


@pytest.mark.parametrize(("platform", "called"), [("linux", True), ("darwin", False), ("win32", False), ("zos", False)])
def test_the_system_ends_a_process_with_its_parent(
    monkeypatch: pytest.MonkeyPatch, platform: str, called: bool
) -> None:
    heard: list[Any] = []
    library = SimpleNamespace(prctl=lambda *words: heard.append(words))
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library if name is None else None)
    die_with_parent()
    assert heard == ([(1, signal.SIGKILL, 0, 0, 0)] if called else [])


@pytest.mark.parametrize("problem", [OSError, AttributeError])
def test_a_system_that_cannot_is_none_the_worse(monkeypatch: pytest.MonkeyPatch, problem: type[Exception]) -> None:
    def missing(_name: Any) -> Any:
        raise problem

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", missing)
    die_with_parent()


def test_a_process_ends_after_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[Any] = []
    monkeypatch.setattr(os, "_exit", order.append)
    processes._end_after(SimpleNamespace(join=lambda: order.append("joined")))
    assert order == ["joined", 1]


def test_whoever_has_a_parent_waits_for_its_end_in_a_thread_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    parent = SimpleNamespace(join=lambda: None)
    made: list[Any] = []

    class Thread:
        def __init__(self, *, target: Any, args: tuple[Any, ...], daemon: bool) -> None:
            made.append((target, args, daemon))

        def start(self) -> None:
            made.append("started")

    monkeypatch.setattr(threading, "Thread", Thread)
    monkeypatch.setattr(multiprocessing, "parent_process", lambda: None)
    end_with_parent()
    assert made == []
    monkeypatch.setattr(multiprocessing, "parent_process", lambda: parent)
    end_with_parent()
    assert made == [(processes._end_after, (parent,), True), "started"]
