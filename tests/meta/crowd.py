"""A busy machine: `python -m tests.meta.crowd [ex02 ...]` marks model answers and stubs beside sixteen busy loops.

Each model answer must pass and each stub must be "not attempted", on both bindings, as on an idle machine. The dated
result goes to `tests/meta/results/crowd.json`, an entry an exercise; it says how much longer the runs took.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.progress import track

from grading.judging.seeds import PUBLIC_SEED
from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.marking.warm import warm
from grading.subject import LoadedSource, Sandbox
from reference.ground.files import write_atomically
from reference.kit.course import Exercise
from tests.crowd import crowd
from tests.meta.proofs import chosen

RESULT = Path(__file__).parent / "results" / "crowd.json"


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
    return {"date": datetime.now(UTC).date().isoformat(), "seconds": round(time.monotonic() - begin), "lost": problems}


if __name__ == "__main__":
    entries = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.is_file() else {}
    for exercise in track(chosen(sys.argv[1:]), "beside a crowd", transient=True):
        entries[exercise.id] = lost(exercise)
        write_atomically(RESULT, json.dumps(entries, indent=1, sort_keys=True) + "\n")
        print(exercise.id, entries[exercise.id])
    sys.exit(1 if any(entry["lost"] for entry in entries.values()) else 0)
