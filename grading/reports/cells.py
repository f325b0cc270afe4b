"""How an exercise did, as the output of a notebook's cell: HTML, and the same as text."""

from __future__ import annotations

import html

from grading.results import ExerciseResult, TestResult, without_repeats
from grading.wording import plural, printable, sentence
from reference.kit.exercise import Exercise

COLOURS = {"pass": "#1a7f37", "not attempted": "#6e7781"}
WRONG = "#b35900"
ALSO = "not passed either:"
"""Above the tests whose messages wait until the first one is mended."""
WRAPPED = "margin-left:3em;white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere"
"""Of a block whose lines wrap between words: Jupyter and nbgrader would break words themselves."""


def result_page(exercise: Exercise, result: ExerciseResult) -> tuple[str, str]:
    """Return how an exercise did, task by task, as HTML and as text."""
    head = f"{exercise.id}: {result.points:g} of {result.max_points:g} points"
    head += f" and {result.bonus:g} bonus" if result.bonus else ""
    page, text = [f"<p><b>{html.escape(head)}</b></p>"], [head]
    for remark in result.remarks:
        page.append(f"<p>{html.escape(remark.text)}</p>")
        text.append(remark.text)
    if result.problem:
        page.append(block(result.problem))
        return "\n".join([*page]), "\n".join([*text, result.problem])
    for task in dict.fromkeys(test.task for test in result.tests):
        tests = [test for test in result.tests if test.task == task]
        failed = [test for test in tests if test.outcome != "pass"]
        said = _said(tests, failed)
        colour = COLOURS["pass"] if not failed else COLOURS["not attempted"] if said == "not written yet" else WRONG
        page.append(f'<p style="margin:0.3em 0"><b style="color:{colour}">{html.escape(task)}</b>: {said}</p>')
        text.append(f"{task}: {said}")
        shown, lines = _failures(failed)
        page += shown
        text += lines
    return "\n".join(page), "\n".join(text)


def task_page(task: str, result: ExerciseResult, *, bonus: bool = False) -> tuple[str, str]:
    """Return how one task did, as HTML and as text."""
    tests = [test for test in result.tests if test.task == task]
    reached, worth = (sum(getattr(test, name) for test in tests) for name in ("points", "max_points"))
    head = f"{task}: {reached:g} of {worth:g} points" + (" (bonus)" if bonus else "")
    page, text = [], []
    for remark in result.remarks:
        page.append(f"<p>{html.escape(printable(remark.text))}</p>")
        text.append(printable(remark.text))
    failed = [test for test in tests if test.outcome != "pass"]
    if not result.is_marked or result.problem:
        said, failed = "", []
        below = result.problem
    else:
        said, below = f", {_said(tests, failed)}", ""
    colour = COLOURS["pass"] if tests and not failed and not below else WRONG
    if said == ", not written yet":
        colour, failed = COLOURS["not attempted"], []
    page.insert(0, f'<p style="margin:0.3em 0"><b style="color:{colour}">{html.escape(head)}</b>{said}</p>')
    text.insert(0, head + said)
    if below:
        page.append(block(printable(below)))
        text.append(printable(below))
    shown, lines = _failures(failed)
    return "\n".join([*page, *shown]), "\n".join([*text, *lines])


def _failures(failed: list[TestResult]) -> tuple[list[str], list[str]]:
    """Return the tests of a task that have not passed, the first of them with its message, as HTML and as text."""
    page, text = [], []
    for number, test in enumerate(without_repeats(failed)[0]):
        what = sentence(test.id) + ("" if test.outcome == "fail" else f" ({test.outcome})")
        if number == 1:
            page.append(f'<div style="margin-left:1.5em;color:{COLOURS["not attempted"]}">{ALSO}</div>')
            text.append(f"  {ALSO}")
        page.append(f'<div style="margin-left:1.5em">{html.escape(what)}</div>')
        text.append(f"  {what}")
        if number == 0:
            page.append(block(printable(test.message)))
            text.append(f"    {printable(test.message)}")
    return page, text


def _said(tests: list[TestResult], failed: list[TestResult]) -> str:
    if not failed:
        return f"{plural(len(tests), 'test')} passed"
    if all(test.outcome == "not attempted" for test in tests):
        return "not written yet"
    return f"{len(tests) - len(failed)} of {plural(len(tests), 'test')} passed"


def block(text: str) -> str:
    """Return a text as an indented block."""
    return f'<pre style="{WRAPPED}">{html.escape(text)}</pre>'
