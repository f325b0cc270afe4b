"""Results of proofs too slow for every run: written with a date, stale once what they prove has changed.

What is missing or stale stands in `missing.toml`, with its reason: `python -m tests.meta.proofs` prints that list.
A proof that is missing and not listed, or listed and made, fails a test.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from grading.marking.records import environment
from reference.ground.errors import UnknownExerciseError
from reference.ground.files import write_atomically
from reference.ground.places import CHECKOUT
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from reference.kit.rests import fingerprint_of

KINDS = ("seeds", "mutation", "variants", "rejections")
WHOLE = ("crowd", "environments", "forms", "sameness")
"""Proofs about the engine, in one file each; listed as missing for the exercise "all"."""
ALL = "all"
RUNNING = ("worker", "subject", "marking")
"""Rooms that those rest on, with `grading/environment.py`: what is judged, and how, is nothing to them."""
CALIBRATION = "calibration"
"""The thresholds of what is trained; listed as missing where they rest on fewer seeds than fifty."""
NAMES = (
    *("general", "mistake", "other_arguments", "spoilt", "telling_errors", "telling_keras"),
    *("edits", "mending", "slips", "spots", "statements"),
)
"""Modules of `grading/judging` that say which mistake was made, and never that one was: variants alone rest on them."""
STARTS = (
    *("subject/choice", "subject/clock", "subject/deadline", "subject/handed_in", "subject/notebook", "subject/pipes"),
    *("subject/placed", "subject/sandbox", "subject/syscalls", "subject/watch", "subject/workers"),
    *("worker/__main__", "worker/forkserver", "worker/interrupting", "worker/places", "worker/room"),
    *("worker/semaphores", "worker/shell", "worker/stack"),
    *("marking/alike", "marking/child", "marking/dragged", "marking/events", "marking/job", "marking/picture"),
    *("marking/processes", "marking/records", "marking/suite", "marking/warm"),
)
"""Modules of `grading` that read, start and bound what runs, and are the same to every answer: the proofs about the
engine rest on them, in which each exercise's model answer and stub are marked, and those of single exercises do not."""
WORDS = "reference/kit/general.toml"
"""What they say."""
RESULTS = Path(__file__).parent / "results"
MISSING = Path(__file__).parent / "missing.toml"


class Missing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A proof that is not there or is stale, and why."""

    exercise: str
    proofs: tuple[str, ...]
    reason: str


def missing() -> list[Missing]:
    """Return the list of missing proofs."""
    return msgspec.toml.decode(MISSING.read_bytes(), type=dict[str, list[Missing]]).get("missing", [])


def kinds(exercise: Exercise) -> tuple[str, ...]:
    """Return the proofs that an exercise needs: of NumPy exercises the variants run every time, spellings do not.

    Wrong answers run at many seeds where that takes minutes, in NumPy exercises.
    """
    late = exercise.is_heavy or exercise.part_file("spellings").is_file()
    needed = {"variants": late, "rejections": not exercise.is_heavy}
    return tuple(kind for kind in KINDS if needed.get(kind, True))


def is_current(kind: str, exercise: Exercise) -> bool:
    """Tell whether a proof is there and rests on what is there today."""
    proof = stored(kind, exercise)
    return proof is not None and proof["state"] == state(kind, exercise)


def is_listed(kind: str, exercise: Exercise) -> bool:
    """Tell whether a proof is known to be missing or stale."""
    return any(entry.exercise == exercise.id and kind in entry.proofs for entry in missing())


def chosen(words: list[str]) -> list[Exercise]:
    """Return the exercises named on a command line; all of them where none is."""
    try:
        return [Course.here().exercise(word) for word in words] or list(Course.here().exercises)
    except UnknownExerciseError as problem:
        print(problem, file=sys.stderr)
        raise SystemExit(2) from None


def state(kind: str, exercise: Exercise) -> str:
    """Return a hash of what a proof of this exercise rests on."""
    starts = tuple(CHECKOUT / "grading" / f"{name}.py" for name in STARTS)
    names = (*(CHECKOUT / "grading" / "judging" / f"{name}.py" for name in NAMES), CHECKOUT / WORDS)
    return exercise.fingerprint(without=starts if kind == "variants" else (*starts, *names))[:16]


def engine_state() -> str:
    """Return a hash of what the proofs about the engine rest on."""
    files = [path for room in RUNNING for path in (CHECKOUT / "grading" / room).glob("*.py")]
    return fingerprint_of([*files, CHECKOUT / "grading" / "environment.py"], CHECKOUT)[:16]


def whole(kind: str) -> dict[str, Any]:
    """Return the result of a proof about the engine: an entry an exercise, or one for all; {} where there is none."""
    path = RESULTS / f"{kind}.json"
    entries: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return entries


def store_whole(kind: str, name: str, entry: dict[str, Any]) -> None:
    """Write one entry of a proof about the engine, with its date and what it rests on."""
    head = {"date": datetime.now(UTC).date().isoformat(), "state": engine_state()}
    entries = {**whole(kind), name: {**head, **entry}}
    write_atomically(RESULTS / f"{kind}.json", json.dumps(entries, indent=1, sort_keys=True) + "\n")


def store(kind: str, exercise: Exercise, result: dict[str, Any]) -> None:
    """Write the result of a proof into the exercise's folder of results."""
    head = {"date": datetime.now(UTC).date().isoformat(), "state": state(kind, exercise), "versions": environment()}
    write_atomically(path_of(kind, exercise), json.dumps({**head, **result}, indent=1, ensure_ascii=False) + "\n")


def stored(kind: str, exercise: Exercise) -> dict[str, Any] | None:
    """Return the result of a proof, None where it has not been made."""
    path = path_of(kind, exercise)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def path_of(kind: str, exercise: Exercise) -> Path:
    """Return where a proof's result lies."""
    return exercise.results / f"{kind}.json"


if __name__ == "__main__":
    for entry in missing():
        print(f"MISSING {entry.exercise}: {', '.join(entry.proofs)}: {entry.reason}")
    print(f"{sum(len(entry.proofs) for entry in missing())} proofs are missing or stale")
