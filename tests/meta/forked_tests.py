"""Runs tests in forked children of a process that has imported what all tests need, and nothing of ours.

`python -I forked_tests.py` reads a line of JSON a run from its standard input, [tree, tests, seconds], and answers
with pytest's exit code, or null where the tests did not come to an end. A child takes a fraction of a second where a
Python of its own would spend most of its time on imports: a module has hundreds of mutants.
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
from pathlib import Path


class Runner:
    """The process, from outside."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, tree: Path, tests: Sequence[str], seconds: float) -> int | None:
        """Run some tests in a copy of the tree; return pytest's exit code, None where they did not come to an end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([os.fspath(tree), list(tests), seconds]) + "\n")
        self._process.stdin.flush()
        code: int | None = json.loads(self._process.stdout.readline())
        return code


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
        child = os.fork()
        if child == 0:
            os.setsid()
            os.chdir(tree)
            sys.path.insert(0, tree)
            os.environ.update(PYTHONPATH=tree, PYTHONDONTWRITEBYTECODE="1")
            os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))
        answers.write(json.dumps(_wait(child, seconds)) + "\n")
        answers.flush()


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
