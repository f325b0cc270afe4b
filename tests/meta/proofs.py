"""Results of proofs too slow for every run: written with a date, stale once what they prove has changed."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grading.marking.records import environment
from reference.ground.errors import UnknownExerciseError
from reference.ground.files import write_atomically
from reference.kit.course import Course, Exercise


def chosen(words: list[str]) -> list[Exercise]:
    """Return the exercises named on a command line; all of them where none is."""
    try:
        return [Course.here().exercise(word) for word in words] or list(Course.here().exercises)
    except UnknownExerciseError as problem:
        print(problem, file=sys.stderr)  # noqa: T201 -- a command
        raise SystemExit(2) from None


def state(of: Exercise) -> str:
    """Return a hash of what a proof of this exercise rests on."""
    return of.fingerprint()[:16]


def store(kind: str, of: Exercise, result: dict[str, Any]) -> None:
    """Write the result of a proof into the exercise's folder of results."""
    head = {"date": datetime.now(UTC).date().isoformat(), "state": state(of), "versions": environment()}
    write_atomically(_path(kind, of), json.dumps({**head, **result}, indent=1, ensure_ascii=False) + "\n")


def stored(kind: str, of: Exercise) -> dict[str, Any] | None:
    """Return the result of a proof, None where it has not been made."""
    path = _path(kind, of)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def _path(kind: str, of: Exercise) -> Path:
    return of.results / f"{kind}.json"
