"""A record as JUnit XML, which GitLab, Jenkins, Artemis and CodeGrade read: a suite an exercise, points as properties.

The file keeps to what the schema of Jenkins's xUnit plugin allows ("junit-10"), the strictest of those in use.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from grading.results import ExerciseResult, Outcome, Record, TestResult
from grading.wording import number, printable

MESSAGE_LIMIT = 6000
"""Characters of a message."""
ERRORS: tuple[Outcome, ...] = ("error", "timeout", "crash")
"""Outcomes that are an error of the program; whatever else has not passed is a failure."""


def junit_xml(record: Record) -> bytes:
    """Return the file's content. What could not be marked is skipped there, and what was not written has failed."""
    counts = [_counts(result) for result in record.exercises]
    sums = {name: str(sum(one[name] for one in counts)) for name in ("tests", "failures", "errors")}
    root = ET.Element("testsuites", {"name": _text(record.student), "time": f"{record.seconds:.3f}", **sums})
    for result, count in zip(record.exercises, counts, strict=True):
        root.append(_suite(result, count))
    ET.indent(root, " ")
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _counts(result: ExerciseResult) -> dict[str, int]:
    outcomes = [test.outcome for test in result.tests]
    skipped = outcomes.count("not marked")
    errors = sum(outcome in ERRORS for outcome in outcomes)
    failures = len(outcomes) - outcomes.count("pass") - errors - skipped
    return {"tests": len(outcomes), "failures": failures, "errors": errors, "skipped": skipped}


def _suite(result: ExerciseResult, counts: dict[str, int]) -> ET.Element:
    seconds = sum(test.seconds for test in result.tests)
    numbers = {name: str(count) for name, count in counts.items()}
    suite = ET.Element("testsuite", {"name": result.id, "time": f"{seconds:.3f}", **numbers})
    properties = ET.SubElement(suite, "properties")
    sums = {"points": result.points, "max_points": result.max_points, "bonus": result.bonus}
    sums |= {f"{test.id}.points": test.points for test in result.tests}
    sums |= {f"{test.id}.max_points": test.max_points for test in result.tests}
    for name, value in sums.items():
        ET.SubElement(properties, "property", name=_text(name), value=number(value))
    suite.extend(_case(result.id, test) for test in result.tests)
    return suite


def _case(exercise: str, test: TestResult) -> ET.Element:
    case = ET.Element(
        "testcase", name=_text(test.id), classname=_text(f"{exercise}.{test.task}"), time=f"{test.seconds:.3f}"
    )
    if test.outcome == "pass":
        return case
    kind = "skipped" if test.outcome == "not marked" else "error" if test.outcome in ERRORS else "failure"
    message = _text(test.message)[:MESSAGE_LIMIT]
    said = ET.SubElement(case, kind, type=test.outcome, message=message.partition("\n")[0])
    said.text = message
    return case


def _text(text: str) -> str:
    """Return a text without what XML cannot hold."""
    if text.isascii() and text.isprintable():  # most are, and a class has some hundred thousand of them
        return text
    return re.sub("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", printable(text))
