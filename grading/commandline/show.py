"""How results look in a terminal: an exercise task by task, a record as a whole, a picture's path."""

from __future__ import annotations

from pathlib import Path

from grading.commandline.terminal import Terminal
from grading.results import ExerciseResult, TestResult, without_repeats
from grading.wording import plural, printable, sentence
from reference.kit.exercise import Exercise

PRINTED_LINES = 12
"""Lines of a student's own output that are shown with a failed test."""


def points(number: float) -> str:
    """Write points without needless zeros: 7.5, 10."""
    return f"{number:g}"


def exercise_result(
    terminal: Terminal, exercise: Exercise, result: ExerciseResult, printed: dict[str, str], *, verbose: bool = False
) -> None:
    """Write how each task of an exercise did; of the failed tests of a task the first with its message."""
    bonus = f" and {points(result.bonus)} bonus" if result.bonus else ""
    score = f"{points(result.points)} of {points(result.max_points)} points{bonus}"
    score = score if result.is_marked else "not marked"
    terminal.say(f"{exercise.id}  {exercise.title}: {score}", "bold green" if result.passed else "bold")
    for remark in result.remarks:
        terminal.indented(printable(remark.text), 2, "yellow")
    if result.problem:
        terminal.indented(f"{terminal.signs.failed} {printable(result.problem)}", 2, "red")
        return
    for task in exercise.tasks:
        tests = [test for test in result.tests if test.task == task.name]
        if tests:
            _task(terminal, task.name, tests, printed, bonus=task.bonus, verbose=verbose)


def _task(
    terminal: Terminal, name: str, tests: list[TestResult], printed: dict[str, str], *, bonus: bool, verbose: bool
) -> None:
    signs = terminal.signs
    reached, worth = (points(sum(getattr(t, field) for t in tests)) for field in ("points", "max_points"))
    label = f"{name} (bonus)" if bonus else name
    failed = [test for test in tests if test.outcome != "pass"]
    if not failed:
        terminal.say(f"  {signs.passed} {label}: {plural(len(tests), 'test')} passed, {reached} of {worth}", "green")
    elif all(test.outcome == "not attempted" for test in tests):
        terminal.say(f"  {signs.open} {label}: {_why_open(tests)}, 0 of {worth}", "dim")
    else:
        passed = len(tests) - len(failed)
        terminal.say(f"  {signs.failed} {label}: {passed} of {plural(len(tests), 'test')} passed, {reached} of {worth}")
    shown = 0
    for test in tests if verbose else without_repeats(tests)[0]:
        if test.outcome == "pass":
            terminal.say(f"      {signs.passed} {sentence(test.id)}", "green")
            continue
        if test.outcome == "not attempted":
            continue
        terminal.say(f"      {signs.failed} {sentence(test.id)}{_outcome(test)}", "red")
        if not shown or verbose:
            terminal.indented(printable(test.message), 10)
            _own_output(terminal, printed.get(test.id, ""))
        shown += 1
    if shown > 1 and not verbose:
        terminal.say("        (the first one's message is shown; all of them: kata check -v)", "dim")


def _why_open(tests: list[TestResult]) -> str:
    """Say why nothing was attempted: the stub is untouched, or what the reader said of the file."""
    return next((printable(test.message) for test in tests if test.reason == "whole file"), "not written yet")


def _outcome(test: TestResult) -> str:
    return "" if test.outcome == "fail" else f" ({test.outcome})"


def _own_output(terminal: Terminal, text: str) -> None:
    lines = printable(_as_on_a_terminal(text)).splitlines()
    if not lines:
        return
    terminal.indented("your code printed:", 10, "dim")
    for line in lines[:PRINTED_LINES]:
        terminal.indented(line[:500], 12, "dim")
    if len(lines) > PRINTED_LINES:
        terminal.indented(f"... and {plural(len(lines) - PRINTED_LINES, 'line')} more", 12, "dim")


def _as_on_a_terminal(text: str) -> str:
    """What is left to read of a text with colours and with bars that are drawn over themselves, such as Keras's."""
    from rich.text import Text

    return Text.from_ansi("\n".join(line.rstrip("\r") for line in text.split("\n"))).plain


def relative(path: Path) -> str:
    """Write a path as short as it can be from where the user stands."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
