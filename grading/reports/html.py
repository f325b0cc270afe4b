"""The pages: one for the class, one for each student, made from templates.

Names and messages are whatever a student wrote. Everything that a template puts in is therefore escaped twice over:
control characters are written out (`finalize`), then HTML is (`autoescape`); and a page forbids itself scripts and
anything from elsewhere by its Content-Security-Policy, which knows the one script that sorts and filters the class by
its hash. A page is one file, so that it can be handed on alone.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from grading.reports import lessons
from grading.reports.classrun import ClassRun, Entry
from grading.reports.remarks import IN_WORDS, SIGNS, gravest, in_words, needs_a_look, percent, sentence
from grading.results import OUTCOMES, ExerciseResult, Outcome, Record, TestResult, without_repeats
from grading.wording import number, printable

TEMPLATES = Path(__file__).resolve().parent / "templates"
MESSAGE_LIMIT = 6000
"""Characters of a message that a page shows; a traceback has a tenth of it."""
SHOWN = 5
"""Tests of an exercise that are laid open on a student's page; more would bury what to begin with."""
FEW = 3
"""Students from whom on a distribution says something."""


@dataclass(frozen=True)
class Cell:
    """A student's exercise in the table of the class."""

    outcome: Outcome
    sign: str
    level: int
    """How dark it is, 0 to 5: by points."""
    points: str
    says: str
    """All of it in words, for a pointer that rests on it and for a screen reader."""


@dataclass(frozen=True)
class Section:
    """An exercise on a student's page."""

    result: ExerciseResult
    title: str
    outcome: Outcome
    bonus_max: float
    picture: str
    """As a data URI; "" where there is none."""
    open: list[TestResult]
    """Tests that were tried and have not passed, without those that only repeat why another could not be run."""
    repeats: list[TestResult]
    """The rest of them."""
    unwritten: dict[str, list[TestResult]]
    """Tests that wait for a task, by task."""
    reasons: list[str]
    """Why they wait, where it is not that the task is still to be written."""
    passed: list[TestResult]


def class_page(run: ClassRun) -> str:
    """Return the page of the class."""
    remarks = {entry.key: needs_a_look(run, entry) for entry in run.entries}
    shared = _shared(run, remarks)
    own = {key: [one for one in said if one not in shared] for key, said in remarks.items()}
    rows = [(entry, _cells(run, entry)) for entry in run.entries]
    return render(
        "index.html",
        run=run,
        rows=rows,
        kinds={entry.key: _kinds(entry, remarks[entry.key]) for entry in run.entries},
        shared=shared,
        looks=[(entry, own[entry.key]) for entry in run.entries if own[entry.key]],
        to_look_at=sum(bool(said) for said in remarks.values()),
        not_marked=[(entry, record.not_marked) for entry, record in run.records if record.not_marked],
        missing=run.on_roster.missing,
        idle=[entry for entry, record in run.records if not record.not_marked and not _began(record)],
        marked=len(run.records),
        complete=sum(record.passed for _, record in run.records),
        median=lessons.median(run),
        bins=lessons.distribution(run) if len(run.records) >= FEW else [],
        lessons=lessons.lessons(run),
        hardest=lessons.hardest(run),
        environments=_environments(run),
    )


def _shared(run: ClassRun, remarks: dict[str, list[str]]) -> dict[str, list[Entry]]:
    """Return by remark who shares it, where more do than a list of students should repeat it for."""
    who: dict[str, list[Entry]] = {}
    for entry in run.entries:
        for remark in dict.fromkeys(remarks[entry.key]):
            who.setdefault(remark, []).append(entry)
    return {remark: entries for remark, entries in who.items() if len(entries) > FEW}


def _kinds(entry: Entry, remarks: list[str]) -> str:
    """Return the filters of the page that a student passes."""
    record = entry.record
    kinds = ["look"] * bool(remarks)
    if record is None or record.not_marked:
        kinds.append("open")
    if record is not None:
        kinds += ["some"] * (not record.passed) + ["idle"] * (not record.not_marked and not _began(record))
    return " ".join(kinds)


def _began(record: Record) -> bool:
    return any(result.attempted for result in record.exercises)


def student_page(run: ClassRun, entry: Entry) -> str:
    """Return the page of a student who has a record, or whose record cannot be read."""
    results = entry.record.exercises if entry.record else []
    sections = [_section(run, entry, result) for result in results]
    return render(
        "student.html",
        run=run,
        entry=entry,
        record=entry.record,
        sections=sections,
        next=min(
            (section for section in sections if section.result.is_marked and not section.result.passed),
            key=lambda section: not section.result.attempted,  # what was begun goes before what was not
            default=None,
        ),
        few=SHOWN,
        environments=_environments(run),
    )


def _cells(run: ClassRun, entry: Entry) -> list[Cell | None]:
    by_id = {result.id: result for result in entry.record.exercises} if entry.record else {}
    return [_cell(by_id[name]) if name in by_id else None for name in run.exercises]


def _cell(result: ExerciseResult) -> Cell:
    outcome = gravest(result)
    counts = Counter(test.outcome for test in result.tests)
    parts = [f"{counts[kind]} {kind}" for kind in OUTCOMES if counts[kind]]
    if not result.is_marked:
        return Cell(outcome, SIGNS[outcome], 0, "", result.problem)
    points = f"{number(result.points)} of {number(result.max_points)} points"
    bonus = f" and {number(result.bonus)} bonus" if result.bonus else ""
    says = f"{result.id}: {points}{bonus}; tests: {', '.join(parts) or 'none'}"
    return Cell(outcome, SIGNS[outcome], level(result.points, result.max_points), number(result.points), says)


def level(points: float, max_points: float) -> int:
    """Return how dark a cell is: 0 without points, 5 with all, 1 to 4 between."""
    if points <= 0 or max_points <= 0:
        return 0
    return 5 if points >= max_points else 1 + min(3, int(4 * points / max_points))


def _section(run: ClassRun, entry: Entry, result: ExerciseResult) -> Section:
    png = run.folder.picture(entry.key, result.id)
    unwritten: dict[str, list[TestResult]] = {}
    for test in result.tests:
        if test.outcome == "not attempted":
            unwritten.setdefault(test.task, []).append(test)
    kept, repeats = without_repeats(result.tests)
    waiting = (test for tests in unwritten.values() for test in tests)
    return Section(
        result=result,
        title=lessons.title(run.course, result.id),
        outcome=gravest(result),
        bonus_max=sum(test.max_points for test in result.tests) - result.max_points,
        picture=f"data:image/png;base64,{base64.b64encode(png).decode()}" if png else "",
        open=kept,
        repeats=repeats,
        unwritten=unwritten,
        reasons=sorted({test.message for test in waiting if test.reason == "whole file"}),
        passed=[test for test in result.tests if test.outcome == "pass"],
    )


def _environments(run: ClassRun) -> list[str]:
    """Return the versions that records were made with, most frequent first: one line where all agree."""
    lines = Counter(
        ", ".join(f"{name} {version}" for name, version in record.environment.items()) for _, record in run.records
    )
    return [line for line, _ in lines.most_common(3)]


def render(template: str, **context: Any) -> str:
    """Return a template with what is put in, escaped."""
    return _environment().get_template(template).render(**context)


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        finalize=_written_out,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = ((TEMPLATES / name).read_text(encoding="utf-8") for name in ("style.css", "class.js"))
    environment.globals.update(
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        SIGNS=SIGNS,
        IN_WORDS=IN_WORDS,
    )
    environment.filters.update(
        number=number,
        sentence=sentence,
        in_words=in_words,
        date=date,
        shortened=shortened,
        share=percent,
        says=lambda test, course, exercise_id: lessons.catalogued(course, exercise_id)(test.diagnosis)[1],
    )
    return environment


def _hash(text: str) -> str:
    """Return the hash by which a page's policy knows a text of ours."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _written_out(value: Any) -> Any:
    """Write out the control characters of a text; what is markup of ours stays."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return value if value.isprintable() else printable(value)  # the first asks fast: a picture is a long text


def date(created: str) -> str:
    """Return an ISO time as people write it: "3 March 2026, 14:05 UTC"; any other text as it is."""
    try:
        time = datetime.fromisoformat(created)
    except ValueError:
        return created
    return f"{time.day} {time:%B %Y, %H:%M %Z}".strip()


def shortened(message: str) -> str:
    """Return a message without what goes beyond a page's patience."""
    if len(message) <= MESSAGE_LIMIT:
        return message
    return f"{message[:MESSAGE_LIMIT]}\n... ({len(message) - MESSAGE_LIMIT} more characters)"
