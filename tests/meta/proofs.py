"""Results of proofs too slow for every run: written with a date, stale once what they prove has changed."""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grading.curriculum import Exercise, UnknownExerciseError, exercise, exercises
from grading.files import write_atomically
from grading.places import ROOT
from grading.records import environment

RESULTS = Path(__file__).parent / "results"


def chosen(words: list[str]) -> list[Exercise]:
    """Return the exercises named on a command line; all of them where none is."""
    try:
        return [exercise(word) for word in words] or list(exercises())
    except UnknownExerciseError as problem:
        print(problem, file=sys.stderr)  # noqa: T201 -- a command
        raise SystemExit(2) from None


def state(kind: str, of: Exercise) -> str:
    """Return a hash of what a proof of this exercise rests on: model answer, tests, oracles, thresholds' measures.

    A proof by variants rests on their catalogues too.
    """
    rooms = ["oracles", "calibration", *(("misconceptions", "other_ways") if kind == "variants" else ())]
    digest = hashlib.sha256()
    for path in [of.solution, of.suite, *(ROOT / "reference" / room / f"{of.module}.py" for room in rooms)]:
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def store(kind: str, of: Exercise, result: dict[str, Any]) -> None:
    """Write the result of a proof beside those of other exercises."""
    versions = environment()
    head = {"date": datetime.now(UTC).date().isoformat(), "state": state(kind, of), "versions": versions}
    path = RESULTS / kind / f"{of.module}.json"
    write_atomically(path, json.dumps({**head, **result}, indent=1, ensure_ascii=False) + "\n")


def stored(kind: str, of: Exercise) -> dict[str, Any] | None:
    """Return the result of a proof, None where it has not been made."""
    path = RESULTS / kind / f"{of.module}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
