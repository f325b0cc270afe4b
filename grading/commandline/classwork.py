"""How a class is marked under a bar, and what the terminal shows of it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grading.classroom.folder import RunFolder
from grading.classroom.run import ClassRun, mark_class
from grading.commandline import show
from grading.commandline.chosen import course
from grading.commandline.terminal import InterruptedRunError, Terminal
from grading.results import ExerciseResult, Record
from grading.wording import plural, printable
from reference.ground.errors import UserError

if TYPE_CHECKING:
    from rich.table import Table

NOTHING = "-"
"""Stands in the table for an exercise that was not begun."""
WIDE_COLUMNS = 10
"""Exercises whose whole names fit into the head of a table of 80 characters."""


@dataclass(frozen=True)
class Graded:
    """What the terminal shows of a student: a record of a large class takes more memory than that."""

    student: str
    points: float
    max_points: float
    bonus: float
    exercises: dict[str, float | None]
    """Points by exercise; None where it could not be marked."""
    cells: list[str]
    """What the table says of each."""
    looks: list[str]
    """What needs a look."""

    @property
    def not_marked(self) -> int:
        """How many exercises could not be marked."""
        return sum(points is None for points in self.exercises.values())


def mark(terminal: Terminal, run: ClassRun) -> list[Graded]:
    """Mark a class under a bar and return what came of it in the order of the submissions."""
    with terminal.progress() as bar:
        running = bar.add_task(f"marking {plural(len(run.submissions), 'submission')}", total=None)

        def on_start(todo: int, done: int) -> None:
            bar.update(running, total=todo, refresh=True)
            if done:
                terminal.note(f"{plural(done, 'submission')} already marked under the same conditions")

        marked = 0
        _take_end_for_interruption()
        try:
            for step in mark_class(run, on_start):
                bar.update(
                    running,
                    advance=1,
                    description=f"{step.exercise.id} {printable(step.submission.student)[:30]}",
                    refresh=True,
                )
                if step.record is not None:
                    marked += 1
                    if not terminal.err.is_terminal:
                        terminal.note(f"{marked} of {len(run.submissions)}: {printable(step.submission.student)}")
        except KeyboardInterrupt:
            bar.stop()
            done = sum(run.folder.has_record(submission.key) for submission in run.submissions)
            raise InterruptedRunError(
                f"interrupted: {done} of {len(run.submissions)} are marked; the same command goes on"
            ) from None
    records = ((submission.student, run.folder.record(submission.key)) for submission in run.submissions)
    return [_graded(student, record) for student, record in records if record is not None]


def _graded(student: str, record: Record) -> Graded:
    return Graded(
        student,
        record.points,
        record.max_points,
        record.bonus,
        {result.id: result.points if result.is_marked else None for result in record.exercises},
        [_cell(result) for result in record.exercises],
        [remark.text for remark in record.remarks if remark.needs_a_look],
    )


def _take_end_for_interruption() -> None:
    """Let SIGTERM end a run as Ctrl+C does: nothing is left behind, and what is done is said.

    `timeout` and batch systems send it to all processes of a run, and more than once.
    """
    run = os.getpid()

    def interrupt(_signal: int, _frame: object) -> None:
        if os.getpid() != run:  # a child that was forked with this handler
            os._exit(128 + signal.SIGTERM)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, interrupt)


def table(terminal: Terminal, grades: list[Graded]) -> None:
    """Write a class as a table: a row a student, a column an exercise that anybody has begun.

    What does not fit side by side stands in tables below one another; no figure is cut.
    """
    columns = list(zip(*(one.cells for one in grades), strict=True))
    begun = [number for number, column in enumerate(columns) if set(column) != {NOTHING}]
    names = list(grades[0].exercises)
    few = len(begun) <= WIDE_COLUMNS
    shown = [(names[number] if few else names[number].removeprefix("ex"), columns[number]) for number in begun]
    scores = tuple(f"{show.points(one.points)}/{show.points(one.max_points)}" for one in grades)
    students = [printable(one.student) for one in grades]
    room = terminal.out.width - min(max(map(len, ["student", *students])), terminal.out.width // 3)
    for part in _side_by_side([*shown, ("points", scores)], room):
        terminal.say()
        terminal.out.print(_part(students, part), markup=False, highlight=False, emoji=False)
    for one in grades:
        for text in one.looks:
            terminal.note(f"{one.student} needs a look: {text}")
    if len(begun) < len(names):
        idle = ", ".join(name for number, name in enumerate(names) if number not in begun)
        terminal.note(f"Nobody has begun {idle}")


Column = tuple[str, Sequence[str]]
"""A heading, and a cell a student."""


def _side_by_side(columns: list[Column], room: int) -> list[list[Column]]:
    """Part columns into tables none of which is wider than this."""
    tables: list[list[Column]] = [[]]
    taken = 0
    for name, cells in columns:
        width = 1 + max(map(len, [name, *cells]))
        if tables[-1] and taken + width > room:
            tables.append([])
            taken = 0
        tables[-1].append((name, cells))
        taken += width
    return tables


def _part(students: list[str], columns: list[Column]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("student", overflow="fold")
    for name, _ in columns:
        table.add_column(name, justify="right", style="bold" if name == "points" else "", no_wrap=True)
    for student, *cells in zip(students, *(cells for _, cells in columns), strict=True):
        table.add_row(student, *cells)
    return table


def _cell(result: ExerciseResult) -> str:
    outcomes = {test.outcome for test in result.tests}
    if outcomes == {"not attempted"}:
        return NOTHING
    if not result.is_marked:
        return "not marked"
    broken = next((word for word in ("crash", "timeout") if word in outcomes), "")
    return f"{broken} {show.points(result.points)}".strip()


def roster_of(path: Path | None) -> bytes | None:
    """Return the table of a roster, which is one. Raises UserError."""
    if path is None:
        return None
    from grading.reports.roster import read_roster

    try:
        data = path.read_bytes()
    except OSError as problem:
        raise UserError(f"{path} cannot be read: {problem.strerror}") from None
    read_roster(data, str(path))
    return data


def reports(out: Path, roster: bytes | None = None) -> Path:
    """Write all reports of a run, with a roster that is kept beside them; return the path of the class's page."""
    from grading.reports import write_reports

    if roster is not None and RunFolder(out).has_run():
        RunFolder(out).write_roster(roster)
    return write_reports(out, course())
