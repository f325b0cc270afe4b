"""Runs tests in forked children of a process that has imported what all tests need, and nothing of ours.

`python -I forked_tests.py` reads a line of JSON a run from its standard input, [tree, tests, seconds], and answers
with [code, said]: pytest's exit code, or null where the tests did not come to an end, and its summary of the first
test that failed. A child takes a fraction of a second where a Python of its own would spend most of its time on
imports: a module has hundreds of mutants.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ran:
    """How a run of tests ended."""

    code: int | None
    """pytest's exit code; None where the tests did not come to an end."""
    said: str
    """pytest's summary of the first test that failed."""


class Runner:
    """The process, from outside."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, tree: Path, tests: Sequence[str], seconds: float) -> Ran:
        """Run some tests in a copy of the tree."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([os.fspath(tree), list(tests), seconds]) + "\n")
        self._process.stdin.flush()
        return Ran(*json.loads(self._process.stdout.readline()))


@contextlib.contextmanager
def runner() -> Iterator[Runner]:
    """Start the process; it ends with its input."""
    command = [sys.executable, "-I", "-B", __file__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Runner(process)


def _serve() -> None:
    import pytest

    answers = os.fdopen(os.dup(1), "w")
    with open(os.devnull, "wb") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
    with tempfile.TemporaryDirectory() as empty:  # imports pytest's own modules and all plugins
        pytest.main(["-q", "-p", "no:cacheprovider", f"--rootdir={empty}", f"--config-file={os.devnull}", empty])
    import numpy  # noqa: F401

    for line in sys.stdin:
        tree, tests, seconds = json.loads(line)
        printed = tempfile.TemporaryFile()  # noqa: SIM115 -- closed below
        child = os.fork()
        if child == 0:
            os.setsid()
            os.dup2(printed.fileno(), 1)
            os.chdir(tree)
            sys.path.insert(0, tree)
            os.environ.update(PYTHONPATH=tree, PYTHONDONTWRITEBYTECODE="1", COLUMNS="400")
            failed = pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests])
            sys.stdout.flush()
            os._exit(failed)
        code = _wait(child, seconds)
        printed.seek(0)
        answers.write(json.dumps([code, _summary(printed.read().decode("utf-8", "replace"))]) + "\n")
        answers.flush()
        printed.close()


def _summary(printed: str) -> str:
    """Return what pytest says of the first test that failed, after the test's name."""
    lines = [line for line in printed.splitlines() if line.startswith(("FAILED tests/", "ERROR tests/"))]
    return lines[0].partition(" - ")[2][:200] if lines else ""


def _wait(child: int, seconds: float) -> int | None:
    """Return the exit code of a child (negative for a signal), None where it had to be killed; end all it started."""
    deadline = time.monotonic() + seconds
    status = None
    while status is None and time.monotonic() < deadline:
        ended, code = os.waitpid(child, os.WNOHANG)
        status = code if ended else None
        if not ended:
            time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if status is None:
        os.waitpid(child, 0)
        return None
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    _serve()
