"""A class that was handed over as one archive: a portal's download, or a folder a student that somebody packed."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from grading.classroom import limited
from grading.classroom.folder import SPARE
from grading.classroom.packed import ArchiveError
from grading.classroom.portals import is_owner
from grading.classroom.unpacking import unpack
from grading.results import Remark
from grading.subject.handed_in import shown
from reference.ground.errors import UserError

CPU_SECONDS = 1800
"""Of processor time for the archive of a class: some gigabytes take minutes."""
SECONDS = 7200.0
"""Of elapsed time."""


@dataclass(frozen=True)
class Download:
    """An archive of a class, unpacked."""

    folder: Path
    """What holds a folder or a file for each student."""
    told: dict[str, list[Remark]]
    """What is to be said of entries that were left out, by the name of the folder or file that tells students apart;
    under "" what is nobody's."""


@contextlib.contextmanager
def set_aside(out: Path) -> Iterator[Path]:
    """Yield where archives may be unpacked while a class is marked into `out`, and take it away afterwards."""
    place, was_there = out / SPARE, out.exists()
    shutil.rmtree(place, ignore_errors=True)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        if not was_there:
            with contextlib.suppress(OSError):  # where something was marked, it stays
                out.rmdir()


def unpack_class(archive: Path, into: Path) -> Download:
    """Unpack the archive of a class into a folder, in a child with limits.

    Raises UserError where it cannot be read, and OSError where the machine has no room for it.
    """
    with limited.child(_unpack, archive, into, seconds=SECONDS) as receive:
        try:
            answer = receive()
        except EOFError:
            answer = ArchiveError("takes more time or memory than there is")
    if isinstance(answer, ArchiveError):
        raise UserError(f"{shown(archive.name)} {answer}: download it again, or unpack it and name the folder")
    if isinstance(answer, OSError):
        raise answer
    above, told = answer
    return Download(into.joinpath(*above), told)


def _unpack(pipe: Connection, archive: Path, into: Path) -> None:
    """Be the child."""
    try:
        limited.limit(CPU_SECONDS)
        try:
            plan = unpack(archive, into, of_class=True, is_owner=is_owner)
            pipe.send((plan.above, plan.remarks()))
        except (ArchiveError, OSError) as problem:
            pipe.send(problem)
        pipe.close()
    finally:
        limited.end()
