"""`kata nbgrader`: a course folder for nbgrader, and a class marked on all cores."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from grading.commandline import show
from grading.commandline.chosen import course
from grading.commandline.terminal import Terminal
from grading.wording import plural

app = typer.Typer(help="Issue the course with nbgrader, and mark with it.", no_args_is_help=True)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="COURSE", help="nbgrader's course folder; it is made.")],
    assignment: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=EX,..", help="An assignment and its exercises; may be given again."),
    ] = None,
    anew: Annotated[bool, typer.Option("--anew", help="Write files anew that you have changed.")] = False,
) -> None:
    """Write nbgrader_config.py and source/ASSIGNMENT/EXERCISE.ipynb: an assignment a part, or those you name."""
    from grading.issuing.course import as_said, by_part, need_nbgrader, write_course

    need_nbgrader()
    terminal, here = Terminal(), course()
    groups = as_said(here, assignment) if assignment else by_part(here.exercises)
    for file in write_course(folder, here, groups, anew=anew):
        why = " (yours differs from ours; --anew writes ours)" if file.how == "kept" else ""
        terminal.say(f"{file.how} {show.relative(file.path)}{why}", "yellow" if why else "")
    first = next(iter(groups))
    terminal.say(f"{plural(len(groups), 'assignment')}: {', '.join(groups)}. What an nbgrader user does next:", "bold")
    terminal.say(f"  cd {shlex.quote(show.relative(folder))}")
    terminal.say(f"  nbgrader generate_assignment {first}   (then release_assignment, collect, autograde, ...)")


@app.command()
def autograde(
    assignment: Annotated[str, typer.Argument(help="An assignment that was generated and handed in.")],
    folder: Annotated[
        Path,
        typer.Option("--course-dir", metavar="COURSE", help="The course folder; where you are, if not said."),
    ] = Path(),
    jobs: Annotated[
        int, typer.Option(min=0, help="Submissions at a time; 0 is as many as this machine has room for.")
    ] = 0,
    sandbox: Annotated[str | None, typer.Option(help="bubblewrap, or none; the course's setting if not said.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Grade again what is graded.")] = False,
) -> None:
    """Grade an assignment as `nbgrader autograde` does, with so many submissions at a time."""
    from grading.issuing.course import SETTINGS, need_nbgrader
    from reference.ground.errors import UserError

    need_nbgrader()
    if not (folder / SETTINGS).is_file():
        raise UserError(f"{folder.resolve()} has no {SETTINGS}: name the course folder with --course-dir")
    words = ["autograde", assignment, f"--MarkedExporter.jobs={jobs}"]
    words += [f"--MarkedExporter.sandbox={sandbox}"] if sandbox else []
    words += ["--force"] if force else []
    code = "from nbgrader.apps.nbgraderapp import main; main()"
    done = subprocess.run([sys.executable, "-P", "-c", code, *words], cwd=folder, env=_environment(), check=False)
    raise typer.Exit(done.returncode)


def _environment() -> dict[str, str]:
    """Return this process's environment, in which nbgrader finds the kata."""
    from reference.ground.places import CHECKOUT

    return {**os.environ, "PYTHONPATH": os.fspath(CHECKOUT)}
