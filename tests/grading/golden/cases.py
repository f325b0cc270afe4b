"""Runs golden cases the way `kata grade` does: sources from a folder, isolated, one seed, records on the disk."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from grading.classroom.handed_in import Submission
from grading.classroom.run import ClassRun, mark_class
from grading.subject import Sandbox
from reference.kit.course import Course

HERE = Path(__file__).parent
SEED = "1"
PASSING = ("seconds", "environment", "suite_hash", "submission_hash", "sandbox", "schema")
"""Fields of a record that say when, where and by which version it was made."""
DIGITS = 6
"""Of what was measured: the rest depends on the processor."""


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in `case.toml`."""

    exercise: str
    call_seconds: float | None = None
    """A shorter limit for a call, in seconds."""


def case_names() -> list[str]:
    """Return the names of all cases."""
    return sorted(path.parent.name for path in HERE.glob("*/case.toml"))


def record_path(name: str) -> Path:
    """Return where the record of a case lies."""
    return HERE / name / "record.json"


def expected(name: str) -> str:
    """Return the record that must come of a case, as text; "" where it has none yet."""
    path = record_path(name)
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def run_cases(names: Iterable[str], out: Path) -> dict[str, str]:
    """Mark the submissions of some cases in the folder `out`; return what is lasting in their records, as text."""
    alike: dict[tuple[str, float | None], list[str]] = {}
    for name in names:
        case = msgspec.toml.decode((HERE / name / "case.toml").read_bytes(), type=Case)
        alike.setdefault((case.exercise, case.call_seconds), []).append(name)
    records: dict[str, str] = {}
    for (exercise_id, call_seconds), members in alike.items():
        exercise = Course.here().exercise(exercise_id)
        exercise = exercise if call_seconds is None else exercise.hurried(call_seconds)
        submissions = [Submission(name, name, HERE / name / "submission") for name in members]
        place = out / f"{exercise_id}-{call_seconds}"
        for step in mark_class(ClassRun(submissions, [exercise], place, SEED, Sandbox.available())):
            if step.record is not None:
                records[step.submission.student] = lasting(json.loads(step.record.to_json()))
    return records


def lasting(record: dict[str, Any]) -> str:
    """Return a record as text, without what says when and where it was made."""
    return json.dumps(_without(record), indent=1, ensure_ascii=False) + "\n"


def difference(name: str, got: str) -> str:
    """Return what is different in a record, line by line with the lines around; "" for nothing."""
    before, after = expected(name).splitlines(), got.splitlines()
    return "\n".join(difflib.unified_diff(before, after, "expected", "came", lineterm="", n=4))


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without(item) for key, item in value.items() if key not in PASSING}
    if isinstance(value, list):
        return [_without(item) for item in value]
    return round(value, DIGITS) if isinstance(value, float) else value
