"""What a grader asks for beside marking: a demonstration, and the reports anew."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

from grading.classroom.handed_in import submissions
from grading.classroom.run import ClassRun
from grading.commandline import show
from grading.commandline.chosen import course
from grading.commandline.classwork import mark, reports, roster_of, table
from grading.commandline.terminal import Terminal
from grading.judging.seeds import PUBLIC_SEED
from grading.subject import Sandbox
from grading.subject.sandbox import bubblewrap_problem


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The --out folder of `kata grade`.")],
    roster: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Who takes the course: Moodle's or Canvas's export.")
    ] = None,
) -> None:
    """Write grades.csv and the HTML report anew from a run's records."""
    Terminal().say(f"Open {show.relative(reports(folder, roster_of(roster)))}")


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
        grades = mark(
            terminal,
            ClassRun(submissions(places).submissions, shown(course()), place, PUBLIC_SEED, Sandbox.available()),
        )
        index = reports(place)
    table(terminal, grades)
    terminal.say(f"\nThe report, with pictures: {show.relative(index)}")
    terminal.say(f"Done in {time.monotonic() - begin:.0f} s. What a student does next:", "bold")
    first = course().exercises[0]
    terminal.say(f"  1. read and edit {show.relative(first.stub)}")
    terminal.say(f"  2. run  kata check {first.id}  (or  kata watch : it checks at every save)")
