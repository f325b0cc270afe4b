"""Reads what an archive holds, a zip or a tar, without writing anything: its entries, and the bytes of each.

Whatever is wrong with the archive as a whole is one sentence (`ArchiveError`). What is to be thought of a single entry
is decided in `grading.classroom.unpacking`.
"""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import itertools
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal, Protocol

from grading.wording import plural

ZIPS = (".zip",)
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
READABLE = (*ZIPS, *TARS)
"""Endings of archives that are read; others are named to the grader."""
XZ_MEMORY = 2**28
"""Bytes that unpacking an xz archive may take: the strongest ordinary setting takes 65 MB."""
TAIL = 512
"""Bytes of a block of a tar; its last one is empty."""

OF_THE_MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EMFILE)
"""What is the machine's fault and no archive's."""

Kind = Literal["file", "folder", "link", "device"]


class Content(Protocol):
    """The bytes of an entry."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to so many bytes."""


class ArchiveError(Exception):
    """The archive as a whole cannot be read; the message goes on after its name: "is damaged ..."."""


BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    KeyError,
    OverflowError,
    AssertionError,
)
"""What the libraries raise where an archive, or an entry of it, is not what it says."""


@dataclass(frozen=True)
class Entry:
    """One entry of an archive, as the archive has it."""

    name: str
    kind: Kind
    size: int
    """Bytes that it says it takes unpacked."""
    packed: int
    """Bytes that it takes in the archive; its size, where the archive is packed as a whole."""
    is_locked: bool
    member: Any
    """What the library that reads the archive knows it by."""


def suffix_of(path: Path) -> str:
    """Return the ending by which an archive is read: ".tar.gz" and not ".gz"; "" where it is none of ours."""
    name = path.name.lower()
    return next((ending for ending in sorted(READABLE, key=len, reverse=True) if name.endswith(ending)), "")


def read_archive(
    path: Path, stream_limit: int, visit: Callable[[list[Entry]], Callable[[Entry, Content], None]]
) -> None:
    """Show all entries of an archive to `visit`, and each file's bytes to what it returns, in the archive's order.

    Args:
        path: a file with one of the endings that are `READABLE`.
        stream_limit: bytes that a tar may have once it is unpacked; a zip says beforehand what its entries take.
        visit: hears all entries before any bytes; what it returns is called with each file that can be opened.

    Raises ArchiveError where it cannot be read, and OSError where the machine is at fault.
    """
    try:
        if suffix_of(path) in ZIPS:
            _read_zip(path, visit)
        else:
            _read_tar(path, stream_limit, visit)
    except ArchiveError:
        raise
    except NotImplementedError:
        raise ArchiveError("is packed in a way that cannot be read here") from None
    except RuntimeError as problem:  # what `zipfile` raises of a password
        raise ArchiveError(f"cannot be read: {problem}") from None
    except BROKEN as problem:
        if isinstance(problem, OSError) and problem.errno in OF_THE_MACHINE:
            raise
        raise ArchiveError("is damaged or cut off") from None


def _read_zip(path: Path, visit: Callable[[list[Entry]], Callable[[Entry, Content], None]]) -> None:
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        _check_overlap(infos)
        entries = [_of_zip(info) for info in infos]
        take = visit(entries)
        for entry in entries:
            if entry.kind == "file" and not entry.is_locked:
                take(entry, _LateFile(archive, entry.member))


def _check_overlap(infos: list[zipfile.ZipInfo]) -> None:
    """Raise ArchiveError where two entries share bytes, as in an archive that unpacks to more than it can hold."""
    spans = sorted((info.header_offset, info.header_offset + 30 + info.compress_size) for info in infos)
    for (_, end), (begin, _) in itertools.pairwise(spans):
        if begin < end:
            raise ArchiveError("holds entries that lie upon each other, as no ordinary program packs them")


def _of_zip(info: zipfile.ZipInfo) -> Entry:
    mode = info.external_attr >> 16
    kind: Kind = "folder" if info.is_dir() else "file"
    if stat.S_ISLNK(mode):
        kind = "link"
    elif any(is_odd(mode) for is_odd in (stat.S_ISCHR, stat.S_ISBLK, stat.S_ISFIFO, stat.S_ISSOCK)):
        kind = "device"
    return Entry(_name_in_zip(info), kind, info.file_size, info.compress_size, bool(info.flag_bits & 1), info)


def _name_in_zip(info: zipfile.ZipInfo) -> str:
    """Return an entry's name; many programs write UTF-8 and do not say so."""
    if info.flag_bits & 0x800:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.orig_filename


class _LateFile:
    """An entry of a zip that is opened when it is first read: one that is not wanted costs nothing."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self._archive, self._info = archive, info
        self._file: IO[bytes] | None = None

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes."""
        if self._file is None:
            self._file = self._archive.open(self._info)
        return self._file.read(size)


def _read_tar(path: Path, limit: int, visit: Callable[[list[Entry]], Callable[[Entry, Content], None]]) -> None:
    """Go through a tar twice: all of it is looked at before a byte is taken."""
    with path.open("rb") as raw:
        stream: Any = _Counted(_unpacked(raw), limit)
        with tarfile.open(fileobj=stream, mode="r|", errorlevel=1) as archive:
            entries = [_of_tar(member) for member in archive]
        while stream.read(2**20):  # a block beyond the end, and what is left over
            pass
        if entries and stream.tail.strip(b"\0"):
            raise ArchiveError("is damaged or cut off")
    take = visit(entries)
    with path.open("rb") as raw:
        stream = _Counted(_unpacked(raw), limit)
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member, entry in zip(archive, entries, strict=False):
                content = archive.extractfile(member) if entry.kind == "file" else None
                if content is not None:
                    take(entry, content)


def _of_tar(member: tarfile.TarInfo) -> Entry:
    kind: Kind = "device"
    if member.isreg() and not member.issparse():
        kind = "file"
    elif member.isdir():
        kind = "folder"
    elif member.issym() or member.islnk():
        kind = "link"
    return Entry(member.name, kind, member.size, member.size, False, member)


def _unpacked(raw: IO[bytes]) -> Any:
    """Return the bytes of a tar, by what its own first bytes say it is packed with."""
    start = raw.read(6)
    raw.seek(0)
    if start.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=raw)
    if start.startswith(b"BZh"):
        return bz2.BZ2File(raw)
    if start.startswith(b"\xfd7zXZ\0"):
        return io.BufferedReader(_Xz(raw))
    return raw


class _Xz(io.RawIOBase):
    """What an xz file holds, with a limit on the memory that this takes."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._of = lzma.LZMADecompressor(memlimit=XZ_MEMORY)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._of.eof:
            packed = self._raw.read(2**16) if self._of.needs_input else b""
            if self._of.needs_input and not packed:
                raise EOFError
            if data := self._of.decompress(packed, len(buffer)):
                buffer[: len(data)] = data
                return len(data)
        return 0


class _Counted:
    """A stream of a tar that ends with an error beyond a limit, and keeps its last bytes."""

    def __init__(self, stream: Any, limit: int) -> None:
        self._stream, self._left, self._limit = stream, limit, limit
        self.tail = b""

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes. Raises ArchiveError beyond the limit."""
        data: bytes = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise ArchiveError(f"would take more than {plural(self._limit // 2**20, 'megabyte')} unpacked")
        self.tail = (self.tail + data)[-TAIL:] if data else self.tail
        return data
