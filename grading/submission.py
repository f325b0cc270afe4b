"""Reads what a student hands in: a module or a notebook, as bytes, with a sentence for all that may be wrong."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from grading.curriculum import Exercise
from grading.results import Outcome
from grading.subject.calls import LoadedSource

FILE_LIMIT = 20 * 2**20
"""Bytes of a file that are read at all: a notebook with pictures may have some MB."""


class SubmissionError(Exception):
    """A file that cannot be taken; the message is for the student."""

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome: Outcome = outcome


def read_source(path: Path, wanted: Exercise) -> LoadedSource:
    """Return the source of an exercise at `path` (a module or a notebook). Raises SubmissionError."""
    data = read_bytes(path)
    if path.suffix == ".ipynb":
        from grading.notebooks import code_of

        data = code_of(data, path.name)
    return LoadedSource(wanted.id, wanted.module, data, path.resolve() if path.suffix == ".py" else None)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a regular file. Raises SubmissionError."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        raise SubmissionError("not attempted", f"{path.name} was not handed in") from None
    except OSError as problem:
        raise SubmissionError("error", f"{path.name} cannot be read: {problem.strerror}") from None
    if not stat.S_ISREG(status.st_mode):
        raise SubmissionError("error", f"{path.name} is not a file of its own (a folder, a link, a device)")
    if status.st_size > FILE_LIMIT:
        raise SubmissionError("error", f"{path.name} has {status.st_size:,} bytes, more than {FILE_LIMIT:,}")
    try:
        with path.open("rb") as file:
            return file.read(FILE_LIMIT)
    except OSError as problem:
        raise SubmissionError("error", f"{path.name} cannot be read: {problem.strerror}") from None


def fingerprint(sources: list[tuple[str, bytes]]) -> str:
    """Return a hash over named files: the same files, the same hash."""
    digest = hashlib.sha256()
    for name, data in sorted(sources):
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()
