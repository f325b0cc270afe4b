"""Marks on a Dask worker: in a process of its own beside the worker, which forks suites and has the clean environment.

A Dask worker is a process of many threads, from which nothing may be forked, and has whatever environment it was
started in. So each of its threads keeps one process that does what a process of the pool does. It ends with the worker.
"""

from __future__ import annotations

import dataclasses
import functools
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from grading.classroom.pool import Marked, Unit, begin, mark_one, not_marked
from grading.environment import clean, settings_folder
from grading.marking.warm import warm
from grading.subject import Sandbox
from grading.subject.sandbox import Bare
from reference.ground.errors import UserError
from reference.ground.places import CHECKOUT
from reference.kit.course import Course
from reference.kit.exercise import Exercise


@dataclass(frozen=True)
class Order:
    """What travels to a worker."""

    unit: Unit
    fingerprint: str
    """Of what the exercise's verdicts rest on, where the class is graded."""
    is_ours: bool
    """Whether the exercise is of the kata's own course, which lies elsewhere on another machine."""
    sandbox: str
    """Its kind."""


class LostError(Exception):
    """The process that marked has ended; Dask tries it again, perhaps elsewhere."""


def mark_there(order: Order) -> Marked:
    """Be the task: mark one unit beside this worker. Raises LostError."""
    if not hasattr(_own, "process"):
        _own.process = _Process()
    process: _Process = _own.process
    try:
        return process.ask(order)
    except (EOFError, OSError):
        process.end()
        del _own.process
        raise LostError from None


_own = threading.local()
"""What each thread of the worker keeps."""


class _Process:
    """A process that marks one unit after the other."""

    def __init__(self) -> None:
        self._pipe, theirs = Pipe()
        settings = settings_folder(CHECKOUT)
        code = f"import sys; sys.path.insert(0, {os.fspath(CHECKOUT)!r}); from {__name__} import serve; serve()"
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", code, str(theirs.fileno())],
            env=clean(os.environ, settings),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()

    def ask(self, order: Order) -> Marked:
        """Have a unit marked. Raises EOFError or OSError where the process has ended."""
        self._pipe.send(order)
        answer: Marked = self._pipe.recv()  # from a process that runs no code but ours
        return answer

    def end(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        self._pipe.close()


def serve() -> None:
    """Be the process: mark what is asked for until nobody asks any more."""
    begin()
    pipe = Connection(int(sys.argv[1]))
    while True:
        try:
            order: Order = pipe.recv()
        except (EOFError, OSError):
            os._exit(0)
        pipe.send(marked(order))


@functools.cache
def _fingerprint(exercise: Exercise) -> str:
    """Return an exercise's fingerprint, once: what a process has loaded stays as it is."""
    return exercise.fingerprint()


def marked(order: Order) -> Marked:
    """Mark a unit with this machine's own copy of the exercise, which must be the same as where the class is graded."""
    unit = order.unit
    try:
        course = Course.here() if order.is_ours else unit.exercise.course
        exercise = dataclasses.replace(unit.exercise, course=course)
        if _fingerprint(exercise) != order.fingerprint:
            raise UserError(f"the kata on {os.uname().nodename} has other tests: bring it to the same version")
        sandbox = Bare() if order.sandbox == "none" else Sandbox.best()
        warm(exercise)
        done = mark_one(dataclasses.replace(unit, exercise=exercise), sandbox)
        return dataclasses.replace(done, unit=unit)
    except Exception as problem:  # noqa: BLE001 -- a fault of ours or of the machine is one exercise's, not the class's
        why = str(problem) if isinstance(problem, UserError) else f"{type(problem).__name__}: {problem}"
        return Marked(unit, not_marked(unit, why), None)
