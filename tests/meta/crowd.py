"""A busy machine: `python -m tests.meta.crowd [ex02 ...]` marks model answers and stubs beside sixteen busy loops.

Each model answer must pass and each stub must be "not attempted", on both bindings, as on an idle machine. So must
a class that `kata grade` marks (`class`). The dated result goes to `tests/meta/results/crowd.json`, an entry an
exercise.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.progress import track

from grading.judging.seeds import PUBLIC_SEED
from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.marking.warm import warm
from grading.subject import LoadedSource, Sandbox
from reference.kit.exercise import Exercise
from tests.crowd import crowd
from tests.meta.environments import marked, write_class
from tests.meta.proofs import chosen, store_whole, whole

CLASS = "class"
"""The entry of the class that `kata grade` marks."""


def lost(exercise: Exercise) -> dict[str, Any]:
    """Return what an exercise's model answer and stub lost beside the crowd, and how long that took."""
    warm(exercise)
    problems, begin = [], time.monotonic()
    with crowd():
        for sandbox in (None, Sandbox.available()):
            where = sandbox.kind if sandbox else "local"
            for path, wanted in ((exercise.solution, "pass"), (exercise.stub, "not attempted")):
                source = LoadedSource(exercise.id, exercise.module, path.read_bytes())
                result = run_suite(Job(exercise, source, PUBLIC_SEED, sandbox)).result
                problems += [
                    f"{where}, {path.parent.name}: {test.id}: {test.outcome}: {test.message}"
                    for test in result.tests
                    if test.outcome != wanted
                ]
    return {"seconds": round(time.monotonic() - begin), "lost": problems}


def lost_in_a_class() -> dict[str, Any]:
    """Return what a class of model answers and stubs loses beside the crowd, marked with `kata grade`'s own engine."""
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_class(folder / "class")
        plain = {"PATH": os.environ["PATH"], "HOME": name}
        want = marked(folder / "class", folder / "alone", plain, folder)
        with crowd():
            got = marked(folder / "class", folder / "beside", plain, folder)
    problems = [] if got == want else [f"{student}: {got.get(student)}" for student in want]
    return {"seconds": round(time.monotonic() - begin), "lost": problems}


if __name__ == "__main__":
    words = sys.argv[1:]
    for exercise in track([] if words == [CLASS] else chosen(words), "beside a crowd", transient=True):
        store_whole("crowd", exercise.id, lost(exercise))
        print(exercise.id, whole("crowd")[exercise.id], flush=True)
    if not words or words == [CLASS]:
        store_whole("crowd", CLASS, lost_in_a_class())
        print(CLASS, whole("crowd")[CLASS], flush=True)
    sys.exit(1 if any(entry["lost"] for entry in whole("crowd").values()) else 0)
