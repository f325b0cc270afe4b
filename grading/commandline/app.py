"""The entry point: parses the command line, and turns what cannot be done into one sentence and exit code 2."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from importlib import metadata
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from grading.commandline import author, data, doctor, grade, instructor, issuing, nbgrader, student, trying, watching
from grading.commandline.chosen import choose
from grading.commandline.terminal import INTERRUPTED, InterruptedRunError, Terminal
from grading.subject.workers import end_servers
from grading.wording import cut
from reference.ground.errors import UserError

DONE, NOT_PASSED, COULD_NOT = 0, 1, 2
"""Exit codes: done and passed; done and not all passed; could not do it."""

app = typer.Typer(
    name="kata",
    help="Learn how neural networks see and read, test by test. `kata` alone says where you are.",
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
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.", is_eager=True)] = False,
) -> None:
    """Learn how neural networks see and read, test by test. `kata` alone says where you are."""
    if version:
        Terminal().say(f"kata {metadata.version('neural-network-kata')}")
        raise typer.Exit
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
    grade.grade,
    instructor.report,
    issuing.release,
    author.new,
    author.build,
    author.calibrate,
):
    app.command(getattr(command, "command_name", command.__name__))(command)

app.add_typer(data.app, name="data")
app.add_typer(nbgrader.app, name="nbgrader")


TOLD = frozenset(
    (
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EIO,
        errno.ENOTDIR,
        errno.EISDIR,
        errno.EEXIST,
        errno.ENAMETOOLONG,
        errno.ELOOP,
    )
)
"""What is no fault of ours where a file cannot be read or written."""


def main() -> NoReturn:
    """Run `kata`."""
    try:
        _check_folder()
        code = app(standalone_mode=False)
    except UserError as problem:
        Terminal().problem(str(problem))
        sys.exit(COULD_NOT)
    except typer.Exit as leave:
        sys.exit(leave.exit_code)
    except InterruptedRunError as problem:
        _end_interrupted(str(problem))
    except (typer.Abort, KeyboardInterrupt):
        _end_interrupted()
    except OSError as problem:
        if problem.errno not in TOLD:
            raise
        place = problem.filename2 or problem.filename or "a file"
        Terminal().problem(f"{cut(str(place))} cannot be read or written: {problem.strerror}")
        sys.exit(COULD_NOT)
    except Exception as problem:
        show = getattr(problem, "format_message", None)
        if show is None:
            raise
        Terminal().problem(f"{show()} (`kata --help` lists the commands)")
        sys.exit(getattr(problem, "exit_code", COULD_NOT))
    if code == INTERRUPTED:  # Typer has caught it
        _end_interrupted()
    sys.exit(code or DONE)


def _check_folder() -> None:
    """Raise UserError where the folder one stands in is gone, to which all paths are relative."""
    try:
        Path.cwd()
    except FileNotFoundError:
        raise UserError("the folder that you are in is not there any more: change into another one") from None


def _end_interrupted(said: str = "interrupted; what was done is kept, the same command goes on") -> NoReturn:
    """End at once: threads that the interruption broke off in the middle would disturb Python's own end."""
    for more in (signal.SIGINT, signal.SIGTERM):
        signal.signal(more, signal.SIG_IGN)
    Terminal().problem(said)
    end_servers()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(INTERRUPTED)
