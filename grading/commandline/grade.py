"""`kata grade`: marks a class."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from grading.classroom.capacity import bytes_of_machine, bytes_of_one, jobs_that_fit
from grading.classroom.downloads import set_aside
from grading.classroom.folder import RunFolder
from grading.classroom.handed_in import Class, Reading, submissions
from grading.classroom.run import ClassRun, continued
from grading.commandline import comparing, explaining, show
from grading.commandline.chosen import course
from grading.commandline.classwork import Graded, mark, reports, roster_of, table
from grading.commandline.student import Json
from grading.commandline.terminal import Terminal
from grading.judging.seeds import chosen_seed, fresh_seed
from grading.subject import Sandbox
from grading.subject.sandbox import SANDBOXES, Bare, open_to
from grading.wording import plural
from reference.ground.errors import UserError
from reference.kit.exercise import Exercise

NAMES_LIMIT = 12
"""Names that a line lists."""
NO_SANDBOX = (
    "WARNING: --sandbox none. Submissions run as you, on this machine: they can {open_to}. "
    "Deadlines and the separate process remain."
)


def grade(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", help="Folders or archives of a class.")
    ] = None,
    *,
    out: Annotated[Path, typer.Option(help="Where records, grades.csv and the report go.")],
    only: Annotated[
        list[str] | None, typer.Option(metavar="EX", help="Mark this exercise; may be given again.")
    ] = None,
    seed: Annotated[
        str | None, typer.Option(help="Where the tests' inputs come from; 128 bits are drawn if not said.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Submissions at a time; if not said, one a core, as far as memory goes.")
    ] = None,
    sandbox: Annotated[str, typer.Option(help="bubblewrap, or none (loudly).")] = "bubblewrap",
    as_class: Annotated[
        bool | None,
        typer.Option("--class/--one-student", help="How to read a folder that may be either; told apart if not said."),
    ] = None,
    roster: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Who takes the course: Moodle's or Canvas's export.")
    ] = None,
    explain: Annotated[
        str | None, typer.Option(metavar="STUDENT", help="Mark a student of the run in --out once more, and show it.")
    ] = None,
    similar: Annotated[
        bool, typer.Option("--similar", help="Mark nothing: show who wrote alike, as a hint for a person.")
    ] = False,
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Mark on the workers of a Dask scheduler, such as tcp://HOST:8786.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Mark a class: every submission isolated, records, grades.csv and an HTML report. May be run again to go on."""
    terminal = Terminal()
    reading: Reading | None = None if as_class is None else "class" if as_class else "one"
    people = roster_of(roster)
    named = {course().exercise(name) for name in only or ()}
    if explain is not None:
        explained = explaining.explain(
            terminal,
            explain,
            out,
            sandbox=_sandbox(sandbox, terminal),
            places=paths or (),
            reading=reading,
            only=named,
            as_json=as_json,
        )
        raise typer.Exit(0 if explained else 1)
    if not paths and similar:
        paths = [Path(place) for place in RunFolder(out).conditions().places]
    if not paths:
        raise UserError("name the folder or the archive that holds the submissions: kata grade SUBMISSIONS --out DIR")
    with set_aside(out) as spare:
        handed_in = submissions(paths, reading, out, spare)
        exercises = [exercise for exercise in course().exercises if not named or exercise in named]
        if similar:
            comparing.compare(terminal, handed_in, exercises, out, jobs=jobs or os.cpu_count() or 1, as_json=as_json)
            return
        run = ClassRun(
            submissions=handed_in.submissions,
            exercises=exercises,
            out=out,
            seed=fresh_seed() if seed is None else chosen_seed(seed),
            sandbox=_sandbox(sandbox, terminal),
            jobs=_jobs(terminal, jobs, exercises),
            places=[str(path.resolve()) for path in paths],
            reading=reading,
            scheduler=scheduler,
        )
        before = continued(run)
        if seed is not None and before.seed != seed:
            raise UserError(f"--out {out} holds a run with seed {before.seed}: name another folder, or that seed")
        _say_who(terminal, handed_in, paths, before)
        if scheduler:
            _say_workers(terminal, scheduler)
        grades = mark(terminal, before)
    index = reports(out, people)
    if as_json:
        terminal.data({"out": str(out), "report": str(index), "seed": before.seed, "grades": _grades(grades)})
        _end_where_not_marked(terminal, grades)
        return
    table(terminal, grades)
    terminal.say(f"\nSeed {before.seed}, the same for all. Records, grades.csv and the report: {show.relative(out)}")
    terminal.say(f"Open {show.relative(index)}")
    _end_where_not_marked(terminal, grades)


def _jobs(terminal: Terminal, asked: int | None, exercises: list[Exercise]) -> int:
    """Return how many submissions are marked at a time; say so where they may take more memory than there is."""
    fit = jobs_that_fit(exercises)
    memory = bytes_of_machine()
    if asked is not None and asked > fit and memory is not None and asked * bytes_of_one(exercises) > memory:
        may, has = asked * bytes_of_one(exercises) / 2**30, memory / 2**30
        terminal.note(
            f"{asked} submissions at a time may take {may:.0f} GB of memory, and this machine has {has:.0f}: "
            f"with --jobs {fit} none can be ended for want of it"
        )
    return asked or fit


def _end_where_not_marked(terminal: Terminal, grades: list[Graded]) -> None:
    """Say what could not be marked, and end with exit code 2 where there is such."""
    if lost := sum(one.not_marked for one in grades):
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


def _say_workers(terminal: Terminal, scheduler: str) -> None:
    """Say who marks. Raises UserError where no scheduler answers."""
    from grading.classroom.cluster import workers

    count = workers(scheduler)
    terminal.note(f"{plural(count, 'worker')} at {scheduler}" + (": waiting for the first" if not count else ""))


def _grades(grades: list[Graded]) -> list[dict[str, Any]]:
    return [
        {
            "student": one.student,
            "points": one.points,
            "max_points": one.max_points,
            "bonus": one.bonus,
            "exercises": one.exercises,
        }
        for one in grades
    ]


def _sandbox(kind: str, terminal: Terminal) -> Sandbox:
    if kind not in SANDBOXES:
        raise UserError(f"--sandbox {kind}: there are {' and '.join(SANDBOXES)}")
    if kind != "none":
        return Sandbox.best()
    terminal.problem(NO_SANDBOX.format(open_to=open_to(Bare())))
    return Bare()
