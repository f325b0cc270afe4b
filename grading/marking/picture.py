"""Draws the picture of an exercise from a student's own functions, in a child process with a deadline."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from PIL import Image

from grading.errors import BrokenCallError, MachineBusyError, NoPictureError, SubjectError, Wrong
from grading.marking.job import Source
from grading.marking.processes import child_context, die_with_parent, silent
from grading.subject import LoadedSource, Sandbox, Subject, bind
from grading.subject.calls import Call
from grading.subject.clock import Allowance, Meter
from grading.subject.workers import prepare
from reference.datasets.shown import own_fruits
from reference.ground.errors import DataError
from reference.kit.exercise import Exercise

DRAW_SECONDS = 30.0
"""Beside the student's own calls: importing matplotlib takes 1 s and drawing less than 2 s, without their waiting."""
SOURCE = "Source"
"""The text in a PNG that says which fruits it shows."""
PICTURE_LIMIT = 20 * 2**20
"""Bytes of a picture, also written as text; ours have 0.1 MB."""


def picture(
    exercise: Exercise, source: Source, sandbox: Sandbox | None = None, dpi: int = 120, fruits: Path | None = None
) -> bytes:
    """Return the exercise's picture as PNG.

    Args:
        exercise: whose picture.
        source: the student's code.
        sandbox: where that runs; in this process's own child unless given.
        dpi: dots per inch.
        fruits: a folder of fruits to show, where the picture shows any; rendered ones unless given.

    Raises:
        NoPictureError: the picture cannot be drawn from what the functions return.
        DataError: the folder of fruits cannot be read.
    """
    if not isinstance(source, LoadedSource):
        raise NoPictureError(str(source))
    if not exercise.has_picture:
        raise NoPictureError(f"{exercise.id} has no picture")
    prepare([sandbox], list(exercise.libraries))
    context = child_context()
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_draw, args=(exercise, source, sandbox, dpi, fruits, theirs))
    child.start()
    theirs.close()
    try:
        allowance = Allowance(DRAW_SECONDS + exercise.budget_seconds, Meter(child.pid or 0).read)
        while not ours.poll(left := allowance.left()):
            if left <= 0:
                raise NoPictureError(f"the picture of {exercise.id} was not drawn in time")
        kind: bytes = ours.recv_bytes(16).strip()
        content: bytes = ours.recv_bytes(PICTURE_LIMIT)
    except MachineBusyError as problem:
        raise NoPictureError(f"the picture of {exercise.id} was not drawn: {problem}") from None
    except (EOFError, OSError):
        raise NoPictureError(f"the picture of {exercise.id} could not be drawn: the drawing ended early") from None
    finally:
        if child.is_alive() and child.pid is not None:
            _end(child.pid, child)
        child.join()
        ours.close()
    if kind == b"data":
        raise DataError(content.decode("utf-8", "replace"))
    if kind != b"png":
        raise NoPictureError(content.decode("utf-8", "replace"))
    return content


def _end(pid: int, child: multiprocessing.process.BaseProcess) -> None:
    """Let a child that has answered finish; kill one that has not."""
    child.join(1.0)
    if child.is_alive():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def fruits_of(png: bytes) -> str | None:
    """Say which fruits a picture shows; None where it shows none."""
    with Image.open(io.BytesIO(png)) as file:
        source = file.info.get(SOURCE)
    return None if source is None else str(source)


def drawn(
    exercise: Exercise,
    subject: Subject,
    dpi: int,
    fruits: Path | None = None,
    known: Callable[[list[Call]], bytes | None] = lambda _calls: None,
) -> bytes:
    """Return the picture that a subject gives as PNG, drawn in this process.

    `known` returns the picture of these calls where it has been drawn before.

    Raises NoPictureError where what its functions return cannot be drawn, DataError where no fruits can be read.
    """
    buffer = io.BytesIO()
    try:
        with own_fruits(fruits) as sources:
            figure = exercise.picture(subject)
            before = known(subject.calls)
            if before is not None:
                return before
            from_where = "; ".join(sources).encode("utf-8", "replace").decode()
            figure.savefig(buffer, format="png", dpi=dpi, metadata={SOURCE: from_where} if sources else None)
        return buffer.getvalue()
    except (DataError, NoPictureError):
        raise
    except (SubjectError, Wrong, BrokenCallError) as problem:
        raise NoPictureError(f"the picture of {exercise.id} cannot be drawn yet: {problem}") from None
    except Exception as problem:  # noqa: BLE001 -- whatever a drawing makes of wrong values
        what = f"{type(problem).__name__}: {str(problem)[:200]}"
        raise NoPictureError(
            f"the picture of {exercise.id} cannot be drawn yet from what these functions return ({what}): "
            f"`kata check {exercise.id}` says what is wrong"
        ) from None


def _draw(
    exercise: Exercise,
    source: LoadedSource,
    sandbox: Sandbox | None,
    dpi: int,
    fruits: Path | None,
    pipe: Connection,
) -> None:
    """Draw in this child and send the PNG, or a sentence."""
    die_with_parent()
    os.environ["MPLBACKEND"] = "agg"
    binding = bind(source, exercise, sandbox)
    try:
        with silent():
            kind, content = b"png", drawn(exercise, Subject(binding, exercise), dpi, fruits)
    except (DataError, NoPictureError) as problem:
        kind, content = b"data" if isinstance(problem, DataError) else b"text", str(problem).encode("utf-8", "replace")
    finally:
        binding.close()
    pipe.send_bytes(kind)
    pipe.send_bytes(content)
    pipe.close()
