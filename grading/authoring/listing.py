"""Lists the graded tests of a suite, as pytest collects them, into the exercise's `tests.toml`.

Whoever marks knows from that list what must report, and what it is worth, before a suite is touched.
"""

from __future__ import annotations

import json
import multiprocessing
import os
from multiprocessing.connection import Connection

from grading.environment import leave_behind
from grading.marking.processes import child_context, silent
from reference.ground.errors import SourceError
from reference.ground.files import write_atomically
from reference.kit.exercise import Exercise
from reference.kit.meanings import meaning_of
from reference.kit.settings import GradedTest

SECONDS = 300.0
"""For collecting a suite: 10 s where TensorFlow is imported for it."""


def listing(exercise: Exercise) -> str:
    """Return the text of an exercise's `tests.toml`. Raises SourceError where its suite cannot be collected."""
    tests = collected(exercise)
    lines = ["# Written by `kata build`: the graded tests, and what each is worth.", ""]
    lines += [f'suite = "{meaning_of(exercise.suite.read_text(encoding="utf-8"))}"', "tests = ["]
    lines += [f"    {{ id = {_text(t.id)}, task = {_text(t.task)}, points = {t.points:g} }}," for t in tests]
    return "\n".join([*lines, "]", ""])


def write_listing(exercise: Exercise) -> None:
    """Write an exercise's `tests.toml`. Raises SourceError."""
    write_atomically(exercise.tests_file, listing(exercise))


def collected(exercise: Exercise) -> list[GradedTest]:
    """Return the graded tests that pytest finds in a suite, in a child process. Raises SourceError."""
    ours, theirs = multiprocessing.get_context(child_context().get_start_method()).Pipe(duplex=False)
    child = child_context().Process(target=_collect, args=(exercise, theirs))
    child.start()
    theirs.close()
    try:
        answer = json.loads(ours.recv_bytes()) if ours.poll(SECONDS) else "it took too long"
    except (EOFError, OSError):
        answer = "the process that read it ended"
    finally:
        child.kill()
        child.join()
        ours.close()
    if isinstance(answer, str):
        where = exercise.suite.relative_to(exercise.course.root)
        raise SourceError(f"{where} cannot be read by pytest: {answer}")
    return [GradedTest(**test) for test in answer]


class _Collector:
    """Notes what is collected, and what goes wrong."""

    def __init__(self) -> None:
        self.problem = ""
        self.tests: list[dict[str, object]] = []

    def pytest_collectreport(self, report: object) -> None:
        """Keep the first thing that went wrong."""
        if getattr(report, "failed", False) and not self.problem:
            lines = str(getattr(report, "longrepr", "")).strip().splitlines()
            self.problem = lines[-1] if lines else "it could not be collected"

    def pytest_collection_modifyitems(self, items: list[object]) -> None:
        """Keep the graded tests."""
        for item in items:
            mark = item.get_closest_marker("task")  # type: ignore[attr-defined]
            if mark is None:
                self.problem = self.problem or f"{item.name} names no task"  # type: ignore[attr-defined]
                continue
            points = float(mark.kwargs["points"])
            self.tests.append({"id": item.name, "task": mark.args[0], "points": points})  # type: ignore[attr-defined]


def _collect(exercise: Exercise, pipe: Connection) -> None:
    import pytest

    exercise.course.attach()
    collector = _Collector()
    words = [str(exercise.suite), f"--rootdir={exercise.course.root}", f"--config-file={os.devnull}", "--noconftest"]
    words += ["-o", "markers=task(name, points): a graded test of a task"]
    words += ["--collect-only", "--import-mode=importlib", "-q", "-p", "no:cacheprovider"]
    leave_behind()
    with silent():
        pytest.main(words, plugins=[collector])
    pipe.send_bytes(json.dumps(collector.problem or collector.tests).encode())
    pipe.close()
    os._exit(0)


def _text(value: str) -> str:
    return json.dumps(value)
