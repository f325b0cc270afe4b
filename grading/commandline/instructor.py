"""What a grader or an instructor asks for: demo, grade, report, build, calibrate."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from grading.classroom.handed_in import Class, submissions
from grading.classroom.run import ClassRun, continued, mark_class
from grading.commandline import show
from grading.commandline.chosen import course
from grading.commandline.student import Json
from grading.commandline.terminal import InterruptedRunError, Terminal
from grading.judging.seeds import PUBLIC_SEED, chosen_seed, fresh_seed
from grading.results import ExerciseResult, Record
from grading.subject import Sandbox
from grading.subject.sandbox import SANDBOXES, Bare, bubblewrap_problem, open_to
from grading.wording import plural, printable
from reference.ground.errors import UserError

NOTHING = "-"
"""Stands in the table for an exercise that was not begun."""
WIDE_COLUMNS = 10
"""Exercises whose whole names fit into the head of a table of 80 characters."""
NAMES_LIMIT = 12
"""Names that a line lists."""
NO_SANDBOX = (
    "WARNING: --sandbox none. Submissions run as you, on this machine: they can {open_to}. "
    "Deadlines and the separate process remain."
)


def grade(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Folders with one folder a student.")],
    out: Annotated[Path, typer.Option(help="Where records, grades.csv and the report go.")],
    only: Annotated[
        list[str] | None, typer.Option(metavar="EX", help="Mark this exercise; may be given again.")
    ] = None,
    seed: Annotated[
        str | None, typer.Option(help="Where the tests' inputs come from; 128 bits are drawn if not said.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Submissions at a time; one a core if not said.")] = None,
    sandbox: Annotated[str, typer.Option(help="bubblewrap, or none (loudly).")] = "bubblewrap",
    as_class: Annotated[
        bool | None,
        typer.Option("--class/--one-student", help="How to read a folder that may be either; told apart if not said."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Mark a class: every submission isolated, records, grades.csv and an HTML report. May be run again to go on."""
    terminal = Terminal()
    named = {course().exercise(name) for name in only or ()}
    handed_in = submissions(paths, None if as_class is None else "class" if as_class else "one", out)
    run = ClassRun(
        submissions=handed_in.submissions,
        exercises=[exercise for exercise in course().exercises if not named or exercise in named],
        out=out,
        seed=fresh_seed() if seed is None else chosen_seed(seed),
        sandbox=_sandbox(sandbox, terminal),
        jobs=jobs or os.cpu_count() or 1,
    )
    before = continued(run)
    if seed is not None and before.seed != seed:
        raise UserError(f"--out {out} holds a run with seed {before.seed}: name another folder, or that seed")
    _say_who(terminal, handed_in, paths, before)
    records = _mark(terminal, before)
    index = _report(out)
    if as_json:
        terminal.data({"out": str(out), "report": str(index), "seed": before.seed, "grades": _grades(records)})
        _end_where_not_marked(terminal, records)
        return
    _table(terminal, records)
    terminal.say(f"\nSeed {before.seed}, the same for all. Records, grades.csv and the report: {show.relative(out)}")
    terminal.say(f"Open {show.relative(index)}")
    _end_where_not_marked(terminal, records)


def _end_where_not_marked(terminal: Terminal, records: list[tuple[str, Record]]) -> None:
    """Say what could not be marked, and end with exit code 2 where there is such."""
    if lost := sum(len(record.not_marked) for _, record in records):
        terminal.problem(
            f"{plural(lost, 'exercise')} could not be marked, by no fault of a student's: "
            "they count for nothing yet; the same command marks them again"
        )
        raise typer.Exit(2)


def _say_who(terminal: Terminal, handed_in: Class, paths: list[Path], run: ClassRun) -> None:
    """Say what was found before anything is marked."""
    terminal.note(f"{handed_in.in_words} in {', '.join(str(path) for path in paths)}")
    for remark in handed_in.aside:
        terminal.note(f"  beside them: {remark.text}")
    if run.kept:
        names = ", ".join(list(run.kept.values())[:NAMES_LIMIT]) + (", ..." if len(run.kept) > NAMES_LIMIT else "")
        terminal.note(f"  marked before and not among these, so kept as they were in {show.relative(run.out)}: {names}")


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The --out folder of `kata grade`.")],
) -> None:
    """Write grades.csv and the HTML report anew from a run's records."""
    Terminal().say(f"Open {show.relative(_report(folder))}")


def demo() -> None:
    """Grade a small ready-made class, and show what comes of it."""
    terminal, begin, place = Terminal(), time.monotonic(), course().root / "report"
    terminal.say(
        "A class of five hands in; each submission runs in a process of its own, and this is the result.", "bold"
    )
    problem = bubblewrap_problem()
    if problem:
        terminal.say(f"(Without a sandbox: {problem}. These submissions are our own, so nothing can happen.)")
    from grading.authoring.demo import shown, write_class

    with tempfile.TemporaryDirectory(prefix="kata-demo-") as folder:
        places = [write_class(course(), Path(folder))]
        if place.is_dir():
            shutil.rmtree(place)
        records = _mark(
            terminal,
            ClassRun(submissions(places).submissions, shown(course()), place, PUBLIC_SEED, Sandbox.available()),
        )
        index = _report(place)
    _table(terminal, records)
    terminal.say(f"\nThe report, with pictures: {show.relative(index)}")
    terminal.say(f"Done in {time.monotonic() - begin:.0f} s. What a student does next:", "bold")
    first = course().exercises[0]
    terminal.say(f"  1. read and edit {show.relative(first.stub)}")
    terminal.say(f"  2. run  kata check {first.id}  (or  kata watch : it checks at every save)")


def _mark(terminal: Terminal, run: ClassRun) -> list[tuple[str, Record]]:
    """Mark a class under a bar and return names and records in the order of the submissions."""
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
    return [(student, record) for student, record in records if record is not None]


def _take_end_for_interruption() -> None:
    """Let SIGTERM end a run as Ctrl+C does: nothing is left behind, and what is done is said."""

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, interrupt)


def _table(terminal: Terminal, records: list[tuple[str, Record]]) -> None:
    """Write a class as a table: a row a student, a column an exercise that anybody has begun."""
    from rich.table import Table

    rows = [[_cell(result) for result in record.exercises] for _, record in records]
    begun = [number for number, column in enumerate(zip(*rows, strict=True)) if set(column) != {NOTHING}]
    names = [result.id for result in records[0][1].exercises]
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("student", overflow="fold")
    for number in begun:
        few = len(begun) <= WIDE_COLUMNS
        table.add_column(names[number] if few else names[number].removeprefix("ex"), justify="right", no_wrap=True)
    table.add_column("points", justify="right", style="bold", no_wrap=True)
    for (student, record), row in zip(records, rows, strict=True):
        score = f"{show.points(record.points)}/{show.points(record.max_points)}"
        table.add_row(printable(student), *(row[number] for number in begun), score)
    terminal.say()
    terminal.out.print(table, markup=False, highlight=False, emoji=False)
    for student, record in records:
        for remark in record.remarks:
            if remark.needs_a_look:
                terminal.note(f"{student} needs a look: {remark.text}")
    if len(begun) < len(names):
        idle = ", ".join(name for number, name in enumerate(names) if number not in begun)
        terminal.note(f"Nobody has begun {idle}")


def _cell(result: ExerciseResult) -> str:
    outcomes = {test.outcome for test in result.tests}
    if outcomes == {"not attempted"}:
        return NOTHING
    if not result.is_marked:
        return "not marked"
    broken = next((word for word in ("crash", "timeout") if word in outcomes), "")
    return f"{broken} {show.points(result.points)}".strip()


def _grades(records: list[tuple[str, Record]]) -> list[dict[str, Any]]:
    return [
        {
            "student": student,
            "points": record.points,
            "max_points": record.max_points,
            "bonus": record.bonus,
            "exercises": {result.id: result.points if result.is_marked else None for result in record.exercises},
        }
        for student, record in records
    ]


def _report(out: Path) -> Path:
    from grading.reports import write_reports

    return write_reports(out, course())


def _sandbox(kind: str, terminal: Terminal) -> Sandbox:
    if kind not in SANDBOXES:
        raise UserError(f"--sandbox {kind}: there are {' and '.join(SANDBOXES)}")
    if kind != "none":
        return Sandbox.best()
    terminal.problem(NO_SANDBOX.format(open_to=open_to(Bare())))
    return Bare()
