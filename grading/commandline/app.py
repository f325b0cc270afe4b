"""The entry point: parses the command line, and turns what cannot be done into one sentence and exit code 2."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from grading.commandline import author, data, doctor, instructor, issuing, nbgrader, student, trying, watching
from grading.commandline.chosen import choose
from grading.commandline.terminal import INTERRUPTED, Terminal
from reference.ground.errors import UserError

DONE, NOT_PASSED, COULD_NOT = 0, 1, 2
"""Exit codes: done and passed; done and not all passed; could not do it."""

app = typer.Typer(
    name="kata",
    help="Learn how neural networks see and read, test by test. `kata` alone says where you are.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def where_you_are(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("--course", metavar="DIR", help="A course of your own, in this repository's layout.")
    ] = None,
    as_json: student.Json = False,
) -> None:
    """Learn how neural networks see and read, test by test. `kata` alone says where you are."""
    choose(folder)
    if context.invoked_subcommand is None:
        student.where_you_are(as_json=as_json)


for command in (
    student.list_exercises,
    student.check,
    watching.watch,
    student.hint,
    student.reset,
    student.solution,
    student.figure,
    trying.attempt,
    doctor.doctor,
    instructor.demo,
    instructor.grade,
    instructor.report,
    issuing.release,
    author.new,
    author.build,
    author.calibrate,
):
    app.command(getattr(command, "command_name", command.__name__))(command)

app.add_typer(data.app, name="data")
app.add_typer(nbgrader.app, name="nbgrader")


def main() -> NoReturn:
    """Run `kata`."""
    try:
        code = app(standalone_mode=False)
    except UserError as problem:
        Terminal().problem(str(problem))
        sys.exit(COULD_NOT)
    except typer.Exit as leave:
        sys.exit(leave.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        Terminal().problem("interrupted; what was done is kept, the same command goes on")
        sys.exit(INTERRUPTED)
    except OSError as problem:
        if problem.errno not in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.ENOTDIR, errno.EEXIST):
            raise
        Terminal().problem(f"{problem.filename or 'a file'} cannot be read or written: {problem.strerror}")
        sys.exit(COULD_NOT)
    except Exception as problem:
        show = getattr(problem, "format_message", None)
        if show is None:
            raise
        Terminal().problem(f"{show()} (`kata --help` lists the commands)")
        sys.exit(getattr(problem, "exit_code", COULD_NOT))
    sys.exit(code or DONE)
