"""Folders of class runs for the tests of the reports, and eyes to read a report with."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import msgspec

from grading.results import ExerciseResult, Outcome, Reason, Record, TestResult


def class_run(
    out: Path, records: Mapping[str, Record | str | None], *, finished: bool = True, sandbox: str = "bubblewrap"
) -> Path:
    """Write a class run into `out`, whose records are given by student: a record, a file's text, or nothing."""
    first = next((entry for entry in records.values() if isinstance(entry, Record)), None)
    keys = {f"student-{i}": name for i, name in enumerate(records)}
    run = {
        "schema": 2,
        "created": "2026-03-03T14:05:00+01:00",
        "seed": first.seed if first else "3",
        "suite_hash": first.suite_hash if first else "0" * 64,
        "sandbox": sandbox,
        "exercises": [result.id for result in first.exercises] if first else ["ex02"],
        "students": keys,
        "finished": finished,
    }
    (out / "records").mkdir()
    (out / "run.json").write_text(json.dumps(run), encoding="utf-8")
    for key, name in keys.items():
        record = records[name]
        if record is not None:
            text = record.to_json() if isinstance(record, Record) else record
            (out / "records" / f"{key}.json").write_text(text, encoding="utf-8")
    return out


def record(
    student: str,
    *outcomes: Outcome,
    exercise_id: str = "ex02",
    message: str = "",
    reason: Reason = "own",
    **changes: object,
) -> Record:
    """Return a record with one test for each outcome; message and reason are those of tests that did not pass."""
    tests = [
        TestResult(f"test_{i}", "softmax", 1.0, 1.0, outcome)
        if outcome == "pass"
        else TestResult(f"test_{i}", "softmax", 0.0, 1.0, outcome, message, reason=reason)
        for i, outcome in enumerate(outcomes)
    ]
    result = ExerciseResult.of(exercise_id, tests, [])
    versions = {"python": "3.12.1", "numpy": "2.1.0"}
    base = Record(student, "f" * 64, "3", versions, "bubblewrap", "0" * 64, [result])
    return msgspec.structs.replace(base, **changes)


def rows(out: Path) -> dict[str, dict[str, str]]:
    """Return the rows of grades.csv by student."""
    with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def page(out: Path, number: int) -> str:
    return (out / "students" / f"student-{number}.html").read_text(encoding="utf-8")


def seen(markup: str) -> str:
    """Return what a reader sees of a page, without its style; blanks are one."""
    text = re.sub(r"<style>.*?</style>", "", markup, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


class Tags(HTMLParser):
    """Notes which tags and attributes a page has, and whether each tag is closed in order."""

    VOID = frozenset({"meta", "img", "input"})

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag
