"""What a result means in words: an outcome for its student, a record for whoever looks through the class."""

from __future__ import annotations

from collections import Counter

from grading import wording
from grading.reports.classrun import ClassRun, Entry
from grading.results import ExerciseResult, Outcome

SIGNS: dict[Outcome, str] = {
    "pass": "\u2713",
    "fail": "\u2717",
    "error": "E",
    "timeout": "T",
    "crash": "C",
    "not attempted": "\u00b7",
    "not marked": "!",
}
"""A sign or letter for each outcome, so that no colour stands alone."""
IN_WORDS: dict[Outcome, str] = {
    "pass": "passed",
    "fail": "not right yet",
    "error": "your code raised an error",
    "timeout": "took too long",
    "crash": "ended the program",
    "not attempted": "not written yet",
    "not marked": "not marked yet: a fault of the grader's machine, not yours",
}
"""An outcome, as its student is told."""
GRAVEST_FIRST: tuple[Outcome, ...] = ("not marked", "crash", "timeout", "error", "fail", "not attempted", "pass")

LINE_LIMIT = 160
"""Characters of a message that stand beside a name."""


def gravest(result: ExerciseResult) -> Outcome:
    """Return the outcome that an exercise is shown by: the gravest among its tests, or "pass" where it passed."""
    if result.passed:
        return "pass"
    seen = {test.outcome for test in result.tests}
    return next((outcome for outcome in GRAVEST_FIRST if outcome in seen), "not attempted")


def percent(points: float, max_points: float) -> float:
    """Return the share of points in percent; 0 where there were none to get."""
    return 100 * points / max_points if max_points else 0.0


def sentence(test: str) -> str:
    """Return a test's name as a sentence begins: "Rows sum to one"."""
    words = wording.sentence(test)
    return words[:1].upper() + words[1:]


def in_words(identifier: str) -> str:
    """Return the id of a misconception as words: "worst-class-first" is "worst class first"."""
    return identifier.replace("-", " ").replace("_", " ")


def needs_a_look(run: ClassRun, entry: Entry) -> list[str]:
    """Say what a grader should look at before the points are handed on; nothing where all is in order.

    Who is only not marked yet is in order.
    """
    record = entry.record
    if record is None:
        return [entry.problem] if entry.damaged or run.finished else []
    remarks = [f"{result.problem}; mark it again" for result in record.not_marked]
    if run.roster.people and entry.key not in run.on_roster.people:
        remarks.append("cannot be told on the roster: nobody, or more than one, has this name")
    remarks += [record.note] if record.note else []
    remarks += [remark.text for remark in record.remarks if remark.needs_a_look]
    same_suites = [result.id for result in record.exercises] == run.exercises
    if record.seed != run.seeds.get(entry.key, run.seed) or (same_suites and record.suite_hash != run.suite_hash):
        remarks.append("was marked with another seed or other tests than this run: grade again")
    for result in record.exercises:
        counts = Counter(test.outcome for test in result.tests)
        tried = Counter(test.outcome for test in result.tests if test.reason != "not run")
        if len(result.tests) > 1 and counts["error"] == len(result.tests):
            other = "all tests end in errors: is it another exercise's file?"
            why = wording.cut(result.tests[0].message.partition("\n")[0], LINE_LIMIT)
            same = f"all tests end in the same error: {why}".removesuffix(": ")
            remarks.append(f"{result.id}: {same if _one_reason(result) else other}")
        parts = [_count(tried["timeout"], "timed out"), _count(tried["crash"], "crashed")]
        if any(parts):
            parts.append(_count(counts.total() - tried.total(), "not run after that"))
            remarks.append(f"{result.id}: {', '.join(part for part in parts if part)}")
    return remarks


def _one_reason(result: ExerciseResult) -> bool:
    """Tell whether the file as a whole is why, or all tests repeat what the first one told."""
    return bool(result.problem) or all(test.reason == "repeat" for test in result.tests[1:])


def _count(number: int, what: str) -> str:
    return f"{number} test{'s' if number > 1 else ''} {what}" if number else ""
