"""Runs tests in forked children of a process that has imported what all tests need, and nothing of ours.

`python -I forked_tests.py` reads a line of JSON a run from its standard input, [tree, tests, keep_compiled], and
answers with the child's number, and then with [code, said]: pytest's exit code and its summary of the first test that
failed. A child takes a fraction of a second where a Python of its own would spend most of its time on imports: a module
has hundreds of mutants. A limit counts what the tests had of the machine, not what they waited for a core.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LOOK_SECONDS = 0.1
"""After which a child that still runs is looked at again."""


@dataclass(frozen=True)
class Ran:
    """How a run of tests ended."""

    code: int | None
    """pytest's exit code; None where the tests did not come to an end."""
    said: str
    """pytest's summary of the first test that failed."""
    seconds: float
    """What it took, less what it waited for a core."""


class Runner:
    """The process, from outside."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def run(self, tree: Path, tests: Sequence[str], seconds: float, *, keep_compiled: bool = False) -> Ran:
        """Run some tests in a copy of the tree; end them where they take longer.

        `keep_compiled` leaves there what Python and pytest have compiled, for the runs to come: not of a mutant, which
        is as old and as long as another one.
        """
        from grading.subject.clock import Allowance, Meter  # the other side has nothing of ours

        answers = self._process.stdout
        assert self._process.stdin is not None
        assert answers is not None
        self._process.stdin.write(json.dumps([os.fspath(tree), list(tests), keep_compiled]).encode() + b"\n")
        child = int(answers.readline())
        allowance = Allowance(seconds, Meter(child).read)
        took = 0.0
        while not select.select([answers], [], [], LOOK_SECONDS)[0] and took <= seconds:
            took = allowance.charged()
        if took > seconds:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
        code, said = json.loads(answers.readline())
        return Ran(None if took > seconds else code, said, took)


@contextlib.contextmanager
def runner() -> Iterator[Runner]:
    """Start the process; it ends with its input."""
    command = [sys.executable, "-I", "-B", __file__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as process:
        yield Runner(process)


def _serve() -> None:
    import pytest

    answers = os.fdopen(os.dup(1), "w")
    with open(os.devnull, "wb") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
    with tempfile.TemporaryDirectory() as empty:  # imports pytest's own modules and all plugins
        pytest.main(["-q", "-p", "no:cacheprovider", f"--rootdir={empty}", f"--config-file={os.devnull}", empty])
    import multiprocessing.context  # noqa: F401

    import msgspec  # noqa: F401
    import numpy  # noqa: F401

    gc.freeze()  # children look for garbage in what is their own
    for line in sys.stdin:
        tree, tests, keep_compiled = json.loads(line)
        printed = tempfile.TemporaryFile()  # noqa: SIM115 -- closed below
        child = os.fork()
        if child == 0:
            os.setpgid(0, 0)
            os.dup2(printed.fileno(), 1)
            os.chdir(tree)
            sys.path.insert(0, tree)
            os.environ.update(PYTHONPATH=tree, PYTHONDONTWRITEBYTECODE="1", COLUMNS="400")
            sys.dont_write_bytecode = not keep_compiled
            failed = pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests])
            sys.stdout.flush()
            os._exit(failed)
        answers.write(f"{child}\n")
        answers.flush()
        code = _wait(child)
        printed.seek(0)
        answers.write(json.dumps([code, _summary(printed.read().decode("utf-8", "replace"))]) + "\n")
        answers.flush()
        printed.close()


def _summary(printed: str) -> str:
    """Return what pytest says of the first test that failed, after the test's name."""
    lines = [line for line in printed.splitlines() if line.startswith(("FAILED tests/", "ERROR tests/"))]
    return lines[0].partition(" - ")[2][:200] if lines else ""


def _wait(child: int) -> int:
    """Return the exit code of a child (negative for a signal), and end all that it started."""
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    _serve()
