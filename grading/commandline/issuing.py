"""`kata release`: what students or a portal are given, without the answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from grading.commandline import show
from grading.commandline.chosen import course
from grading.commandline.terminal import Terminal
from reference.ground.errors import UserError


def release(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Where the students' bundle goes.")] = None,
    gradescope: Annotated[
        Path | None, typer.Option(metavar="FILE.zip", help="Write an autograder for Gradescope.")
    ] = None,
    ci: Annotated[
        str | None, typer.Option(metavar="github|gitlab", help="Put a workflow into the bundle that checks it.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="EX", help="With --gradescope: mark this exercise; may be given again.")
    ] = None,
) -> None:
    """Write the course without its answers: a folder and a zip for students, an autograder, a workflow."""
    from grading.issuing.bundle import write_bundle
    from grading.issuing.gradescope import write_autograder
    from grading.issuing.workflows import WORKFLOWS

    terminal, here = Terminal(), course()
    if folder is None and gradescope is None:
        raise UserError("say where the bundle goes (kata release DIR), or --gradescope FILE.zip")
    if ci is not None and (folder is None or ci not in WORKFLOWS):
        raise UserError(f"--ci {ci}: say kata release DIR --ci {' or '.join(WORKFLOWS)}")
    if only and gradescope is None:
        raise UserError("--only goes with --gradescope: students are given all exercises")
    if folder is not None:
        archive = write_bundle(here, folder, workflow=ci)
        terminal.say(f"wrote {show.relative(folder)} and {show.relative(archive)}: the course without its answers")
    if gradescope is not None:
        wanted = [here.exercise(name) for name in only] if only else list(here.exercises)
        write_autograder(here, gradescope, wanted)
        terminal.say(f"wrote {show.relative(gradescope)}: marks {', '.join(exercise.id for exercise in wanted)}")
