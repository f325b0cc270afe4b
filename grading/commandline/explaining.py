"""`kata grade --explain STUDENT`: one student's marking once more, in the terminal."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from grading.classroom.downloads import set_aside
from grading.classroom.handed_in import Reading
from grading.classroom.replay import Case, differences, find_case
from grading.commandline import show
from grading.commandline.chosen import course
from grading.commandline.terminal import Terminal
from grading.errors import SubmissionError
from grading.marking.records import Marked
from grading.subject import Sandbox
from grading.wording import printable
from reference.kit.exercise import Exercise


def explain(
    terminal: Terminal,
    student: str,
    out: Path,
    *,
    sandbox: Sandbox,
    places: Collection[Path] = (),
    reading: Reading | None = None,
    only: Collection[Exercise] = (),
    as_json: bool = False,
) -> bool:
    """Mark a student again, show all of it, and tell whether it came out as recorded. Raises UserError."""
    with set_aside(out) as spare:
        case = find_case(out, student, course(), spare, places, reading)
        with terminal.waiting(f"marking {printable(case.record.student)} again"):
            marked = case.replay(sandbox, _asked(case, only))
    before = {result.id: result for result in case.record.exercises}
    told = [line for result in marked.record.exercises for line in differences(before[result.id], result)]
    if as_json:
        terminal.data(
            {
                "student": case.record.student,
                "seed": case.record.seed,
                "changes": case.changes,
                "differences": told,
                "recorded": sum(before[result.id].points for result in marked.record.exercises),
                "now": marked.record.points,
            }
        )
        return not told
    _show(terminal, case, marked, told, only)
    return not told


def _asked(case: Case, only: Collection[Exercise]) -> list[Exercise]:
    """Return the exercises whose suites are run: those with something handed in, then or now; one at least."""
    begun = {result.id for result in case.record.exercises if result.attempted or not result.is_marked}
    wanted = [(exercise, source) for exercise, source in case.sources if not only or exercise in only]
    nothing = [exercise for exercise, source in wanted if isinstance(source, SubmissionError) and source.is_nothing]
    asked = [exercise for exercise, _ in wanted if exercise.id in begun or exercise not in nothing]
    return asked or [exercise for exercise, _ in wanted[:1]]


def _show(terminal: Terminal, case: Case, marked: Marked, told: list[str], only: Collection[Exercise]) -> None:
    record = case.record
    terminal.say(f"{printable(record.student)}, with the seed of the record, {record.seed}", "bold")
    if record.sandbox != marked.record.sandbox:
        terminal.say(f"  recorded in {record.sandbox}, now in {marked.record.sandbox}", "yellow")
    for change in case.changes:
        terminal.say(f"  {change}", "yellow")
    for remark in case.remarks:
        terminal.indented(printable(remark.text), 2)
    by_id = {exercise.id: exercise for exercise, _ in case.sources}
    ran = {result.id for result in marked.record.exercises}
    idle = [name for name, exercise in by_id.items() if name not in ran and (not only or exercise in only)]
    for result in marked.record.exercises:
        if not result.attempted and result.is_marked:
            idle.append(result.id)
            continue
        terminal.say()
        printed = {test: text for (name, test), text in marked.printed.items() if name == result.id}
        show.exercise_result(terminal, by_id[result.id], result, printed, verbose=True)
    if idle:
        terminal.say(f"\nNot attempted: {', '.join(sorted(idle))}", "dim")
    before = sum(result.points for result in record.exercises if result.id in ran)
    terminal.say(
        f"\nRecorded: {show.points(before)} points. Now: {show.points(marked.record.points)}, "
        + ("test by test the same." if not told else "and these tests end otherwise:"),
        "bold",
    )
    for line in told:
        terminal.say(f"  {printable(line)}")
    if told and not case.changes:
        terminal.say("Nothing that a mark rests on has changed: does the code draw lots, or the machine lack time?")
