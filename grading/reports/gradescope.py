"""A record as Gradescope reads it: `results.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from grading.results import Record, TestResult
from grading.wording import printable, sentence
from reference.kit.exercise import Exercise

OUTPUT_LIMIT = 6000
"""Characters of a message."""


def results_json(record: Record, exercises: Iterable[Exercise], *, said: str = "") -> str:
    """Return the file's text: a test each, bonus tasks with no points to lose; `said` is for everybody to read."""
    bonus = {(exercise.id, task) for exercise in exercises for task in exercise.bonus_tasks}
    tests = [
        _test(result.id, number, test, is_bonus=(result.id, test.task) in bonus)
        for result in record.exercises
        for number, test in enumerate(result.tests, start=1)
    ]
    remarks = [remark.text for remark in record.remarks] + [r.text for one in record.exercises for r in one.remarks]
    lost = [f"{result.problem}: have it marked again" for result in record.not_marked]
    output = "\n".join(printable(text) for text in [said, record.note, *lost, *remarks] if text)
    content = {
        "score": round(record.points + record.bonus, 6),
        "execution_time": record.seconds,
        "output": output[:OUTPUT_LIMIT],
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
    }
    return json.dumps(content, indent=1, ensure_ascii=True) + "\n"


def _test(exercise: str, number: int, test: TestResult, *, is_bonus: bool) -> dict[str, Any]:
    what = sentence(test.id)
    return {
        "name": f"{exercise} {test.task}: {what}" + (" (bonus)" if is_bonus else ""),
        "number": f"{int(exercise.removeprefix('ex'))}.{number}",
        "score": test.points,
        "max_score": 0.0 if is_bonus else test.max_points,
        "status": "passed" if test.outcome == "pass" else "failed",
        "output": "" if test.outcome == "pass" else printable(test.message)[:OUTPUT_LIMIT],
        "output_format": "text",
        "visibility": "visible",
        "tags": [exercise, test.task, *([test.diagnosis] if test.diagnosis else [])],
    }
