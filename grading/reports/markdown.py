"""A record as Markdown, for a comment in a merge request or a learning platform.

Whatever a student wrote stands in code, between fences that it cannot close.
"""

from __future__ import annotations

import re

from grading.reports import lessons
from grading.reports.html import shortened
from grading.reports.remarks import IN_WORDS, gravest, sentence
from grading.results import ExerciseResult, Record, TestResult, without_repeats
from grading.wording import number, plural, printable
from reference.kit.course import Course


def student_markdown(record: Record, course: Course) -> str:
    """Return the text: points, a table of the exercises, and what failed in each that was begun."""
    lines = [f"# {_plain(record.student)}", "", _score(record), ""]
    said = [record.note] if record.note else []
    said += [remark.text for remark in record.remarks]
    lines += [f"- {_plain(text)}" for text in said] + [""] * bool(said)
    lines += ["| exercise | points | |", "|---|---:|---|"]
    lines += [_row(result, course) for result in record.exercises]
    for result in record.exercises:
        if result.attempted and not result.passed:
            lines += ["", f"## {_title(result, course)}", *_section(result, course)]
    return "\n".join(lines) + "\n"


def _score(record: Record) -> str:
    bonus = f" and {number(record.bonus)} bonus" if record.bonus else ""
    return f"**{number(record.points)} of {number(record.max_points)} points{bonus}**"


def _title(result: ExerciseResult, course: Course) -> str:
    return f"{result.id} {lessons.title(course, result.id)}".strip()


def _row(result: ExerciseResult, course: Course) -> str:
    points = f"{number(result.points)} / {number(result.max_points)}" if result.is_marked else ""
    bonus = f" +{number(result.bonus)}" if result.bonus else ""
    return f"| {_title(result, course)} | {points}{bonus} | {IN_WORDS[gravest(result)]} |"


def _section(result: ExerciseResult, course: Course) -> list[str]:
    lines = [f"- {_plain(remark.text)}" for remark in result.remarks]
    if result.problem:
        return ["", *lines, *_code(result.problem)]
    kept, repeats = without_repeats(result.tests)
    for test in kept:
        lines += ["", f"**{_plain(sentence(test.id))}** (`{_tick(test.task)}`, {number(test.max_points)})"]
        lines += _code(test.message)
        lines += _known(test, course, result.id)
    if repeats:
        lines += ["", f"{plural(len(repeats), 'test')} more could not be run for the same reason."]
    waiting = dict.fromkeys(test.task for test in result.tests if test.outcome == "not attempted")
    if waiting:
        lines += ["", "Still to write: " + ", ".join(f"`{_tick(task)}`" for task in waiting)]
    return ["", *lines] if lines and lines[0] else lines


def _known(test: TestResult, course: Course, exercise_id: str) -> list[str]:
    if not test.diagnosis:
        return []
    task, says = lessons.catalogued(course, exercise_id)(test.diagnosis)
    return ["", f"Known mistake: {_plain(f'{task} {says}'.strip())}"]


def _code(text: str) -> list[str]:
    """Return a text as a block of code, between longer fences than it holds."""
    text = printable(shortened(text)).rstrip("\n")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return ["", f"{fence}text", text, fence]


def _tick(text: str) -> str:
    return printable(text).replace("`", "'").replace("\n", " ")


def _plain(text: str) -> str:
    """Return a text on one line in which Markdown and HTML mean nothing, except code of ours between ticks."""
    line = " ".join(printable(text).split())
    return re.sub(r"([\\*_\[\]<>|#&!~$])", r"\\\1", line)
