"""Reads what a student hands in: a module or a notebook, as bytes, with a sentence for all that may be wrong."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import re
import stat
import tokenize
import unicodedata
from collections.abc import Callable
from pathlib import Path

from grading.errors import SubmissionError
from grading.subject.calls import LoadedSource
from reference.ground.errors import UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise

SUFFIXES = (".py", ".ipynb")
"""A module, or a notebook: what may be handed in."""
FILE_LIMIT = 20 * 2**20
"""Bytes of a file that are read at all: a notebook with pictures may have some MB."""
CODE_LIMIT = 2**20
"""Bytes of code that are taken into memory at all; the worker runs a fifth of that."""
LETTERS = re.compile(r"iso8859-\d+|cp\d+|mac-\w+|koi8-\w|gbk|gb18030|gb2312|big5\w*|shift_jis\w*|euc_\w+")
"""Encodings that are read beside UTF-8: each takes a table. What else Python knows compresses, escapes or exchanges."""


def sources_from(where: str, course: Course) -> Callable[[Exercise], LoadedSource]:
    """Return where exercises are taken from: "exercises", "solutions", a folder of modules, a module or a notebook.

    Raises UserError where there is nothing of that name.
    """
    place = {"exercises": course.stubs, "solutions": course.solutions}.get(where, Path(where)).resolve()
    if not place.exists():
        raise UserError(f"there is no file or folder {where!r}: name one, or one of exercises and solutions")
    if place.is_file() and place.suffix.lower() not in SUFFIXES:
        raise UserError(f"{where!r} is neither a module (.py) nor a notebook (.ipynb)")

    def source(wanted: Exercise) -> LoadedSource:
        if place.is_file():
            return read_source(place, wanted)
        module, notebook = (place / f"{wanted.module}{suffix}" for suffix in SUFFIXES)
        return read_source(notebook if notebook.exists() and not module.exists() else module, wanted)

    return source


def read_source(path: Path, wanted: Exercise) -> LoadedSource:
    """Return the source of an exercise at `path` (a module or a notebook). Raises SubmissionError."""
    data = read_bytes(path)
    if path.suffix.lower() == ".ipynb" or _holds_a_notebook(data):
        from grading.subject.notebook import code_of

        code = code_of(data, shown(path.name))
        if len(code.data) > CODE_LIMIT:
            raise _too_long(path, "of code", len(code.data), CODE_LIMIT)
        return LoadedSource(
            wanted.id, wanted.module, code.data, None, code.cells, code.unread, code.in_text, is_notebook=True
        )
    if len(data) > CODE_LIMIT:
        raise _too_long(path, "", len(data), CODE_LIMIT)
    return LoadedSource(wanted.id, wanted.module, in_utf8(data), path.resolve())


def in_utf8(data: bytes) -> bytes:
    """Return a module as UTF-8 where its first two lines name another encoding of letters, as Python allows."""
    with contextlib.suppress(SyntaxError, LookupError, UnicodeError):
        named, lines = tokenize.detect_encoding(io.BytesIO(data).readline)
        if LETTERS.fullmatch(codecs.lookup(named).name):
            head = b"".join(lines)
            said = re.sub(rb"coding[:=][ \t]*[-\w.]+", b"coding: utf-8", head)
            return said + data[len(head) :].decode(named).encode("utf-8")
    return data


def _holds_a_notebook(data: bytes) -> bool:
    """Tell whether a file holds a notebook, whatever it is called: Python begins no module with a brace."""
    return data[:100].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and b'"nbformat"' in data


def _too_long(path: Path, what: str, size: int, limit: int) -> SubmissionError:
    counted = f"{size:,} bytes {what}".strip()
    asked = "is data pasted into it?" if what or path.suffix != ".ipynb" else "clear the outputs of its cells"
    return SubmissionError("error", f"{shown(path.name)} has {counted}, more than {limit:,}: {asked}")


def shown(name: str) -> str:
    """Write a file name as text, also where its bytes are no UTF-8."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace"))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a regular file. Raises SubmissionError."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        raise SubmissionError("not attempted", f"{shown(path.name)} was not handed in") from None
    except OSError as problem:
        raise SubmissionError("error", f"{shown(path.name)} cannot be read: {problem.strerror}") from None
    if not stat.S_ISREG(status.st_mode):
        raise SubmissionError("error", f"{shown(path.name)} is not a file of its own (a folder, a link, a device)")
    if status.st_size > FILE_LIMIT:
        raise _too_long(path, "", status.st_size, FILE_LIMIT)
    try:
        with path.open("rb") as file:
            return file.read(FILE_LIMIT)
    except OSError as problem:
        raise SubmissionError("error", f"{shown(path.name)} cannot be read: {problem.strerror}") from None
