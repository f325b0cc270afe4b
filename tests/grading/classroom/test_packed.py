"""What an archive is said to hold, and where it is refused as a whole: small ones, written here.

`test_archives.py` has those that hurt.
"""

from __future__ import annotations

import bz2
import dataclasses
import errno
import gzip
import inspect
import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grading.classroom import packed
from grading.classroom.packed import ArchiveError, Entry, read_archive, suffix_of

MEGABYTE = 1 << 20


def read(path: Path, limit: int = 10 * MEGABYTE, wanted: str = "") -> tuple[list[Entry], dict[str, bytes]]:
    """Return an archive's entries, and the bytes of each file that is handed over (of one alone where it is named)."""
    entries: list[Entry] = []
    found: dict[str, bytes] = {}

    def visit(all_of_them: list[Entry]) -> Any:
        entries.extend(all_of_them)

        def take(entry: Entry, content: Any) -> None:
            if wanted in ("", entry.name):
                found[entry.name] = content.read(2) + content.read()

        return take

    read_archive(path, limit, visit)
    return entries, found


def refused(path: Path, limit: int = 10 * MEGABYTE) -> str:
    """Return why an archive cannot be read."""
    with pytest.raises(ArchiveError) as caught:
        read(path, limit)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.zip", ".zip"),
        ("A.ZIP", ".zip"),
        ("a.tar.gz", ".tar.gz"),
        ("a.b.tgz", ".tgz"),
        ("a.gz", ""),
        ("a.7z", ""),
        ("zip", ""),
        ("a.tar.xz", ".tar.xz"),
        ("a.tar", ".tar"),
    ],
)
def test_an_archive_is_known_by_its_whole_ending(name: str, suffix: str) -> None:
    assert suffix_of(Path(name)) == suffix


def test_the_longest_ending_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "READABLE", (".gz", ".tar.gz", ".r.gz"))
    assert suffix_of(Path("a.tar.gz")) == ".tar.gz"


# Zips


def zipped(path: Path, *entries: tuple[str, bytes, int], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a zip of entries: name, content and mode."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content, mode in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type, info.external_attr = method, mode << 16
            archive.writestr(info, content)
    return path


def test_a_zip_says_what_its_entries_are_and_hands_files_over(tmp_path: Path) -> None:
    kinds = {"c": stat.S_IFLNK, "d": stat.S_IFIFO, "e": stat.S_IFCHR, "f": stat.S_IFBLK, "g": stat.S_IFSOCK}
    odd = [(name, b"x", mode | 0o644) for name, mode in kinds.items()]
    path = zipped(tmp_path / "a.zip", ("a.py", b"x = 1" * 9, 0o100644), ("b/", b"", 0o40755), ("h", b"y", 0), *odd)
    entries, found = read(path)
    assert [(entry.name, entry.kind) for entry in entries] == [
        ("a.py", "file"),
        ("b/", "folder"),
        ("h", "file"),
        ("c", "link"),
        *((name, "device") for name in "defg"),
    ]
    assert found == {"a.py": b"x = 1" * 9, "h": b"y"}
    assert entries[0].size == 45
    assert 0 < entries[0].packed < 45
    assert not any(entry.is_locked for entry in entries)
    with pytest.raises(dataclasses.FrozenInstanceError):
        entries[0].size = 1  # type: ignore[misc]


def info(name: str = "a.py", *, flags: int = 0, offset: int = 0, size: int = 10) -> zipfile.ZipInfo:
    """Return what a zip says of an entry."""
    made = zipfile.ZipInfo(name)
    made.flag_bits, made.header_offset, made.compress_size = flags, offset, size
    return made


@pytest.mark.parametrize(("flags", "is_locked"), [(0, False), (1, True), (2, False), (3, True), (8, False)])
def test_an_entry_is_locked_where_its_first_flag_says_so(flags: int, is_locked: bool) -> None:
    assert packed._of_zip(info(flags=flags)).is_locked is is_locked


def test_a_locked_file_is_told_and_not_handed_over(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("a.py", b"x", 0), ("b.py", b"y", 0))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    entries, found = read(path)
    assert [entry.is_locked for entry in entries] == [True, False]
    assert found == {"b.py": b"y"}


@pytest.mark.parametrize(
    ("written", "flags", "name"),
    [
        ("\u00e4.py".encode().decode("cp437"), 0, "\u00e4.py"),
        ("\u00e4.py", 0x800, "\u00e4.py"),
        ("\u00e4.py".encode().decode("cp437"), 0x800, "\u00e4.py".encode().decode("cp437")),
        ("\u00e4.py", 0, "\u00e4.py"),
        ("\u4e2d.py", 0, "\u4e2d.py"),
    ],
)
def test_a_name_in_utf_8_is_read_as_that_whether_it_is_said_or_not(written: str, flags: int, name: str) -> None:
    assert packed._of_zip(info(written, flags=flags)).name == name


@pytest.mark.parametrize(("begin", "is_refused"), [(40, False), (41, False), (39, True), (0, True), (100, False)])
def test_entries_that_share_bytes_are_refused(begin: int, is_refused: bool) -> None:
    infos = [info(offset=begin), info(offset=0)]
    if is_refused:
        with pytest.raises(ArchiveError, match="lie upon each other"):
            packed._check_overlap(infos)
    else:
        packed._check_overlap(infos)


def test_a_file_that_is_not_wanted_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "a.zip", ("a.py", b"x = 1", 0), ("b.py", b"y = 2", 0))
    opened: list[str] = []
    open_it = zipfile.ZipFile.open

    def noted(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Any:
        opened.append(entry.filename)
        return open_it(archive, entry)

    monkeypatch.setattr(zipfile.ZipFile, "open", noted)
    assert read(path, wanted="b.py")[1] == {"b.py": b"y = 2"}
    assert opened == ["b.py"], "once, though it was read twice"


# What is wrong


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (NotImplementedError(), "is packed in a way that cannot be read here"),
        (RuntimeError("bad password"), "cannot be read: bad password"),
        (ArchiveError("is odd"), "is odd"),
        (EOFError(), "is damaged or cut off"),
        (zipfile.BadZipFile(), "is damaged or cut off"),
        (OSError(errno.EINVAL, "no"), "is damaged or cut off"),
        (KeyError(), "is damaged or cut off"),
    ],
)
@pytest.mark.parametrize("ending", [".zip", ".tar.gz"])
def test_what_is_wrong_with_an_archive_is_one_sentence(
    problem: Exception, said: str, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise problem

    monkeypatch.setattr(packed, "_read_zip" if ending == ".zip" else "_read_tar", broken)
    assert refused(Path(f"a{ending}")) == said


@pytest.mark.parametrize("number", packed.OF_THE_MACHINE)
def test_what_is_the_machines_fault_is_no_archives(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(number, "no room")

    monkeypatch.setattr(packed, "_read_zip", full)
    with pytest.raises(OSError, match="no room"):
        read(Path("a.zip"))


# Tars


def tar(*members: tuple[str, bytes, bytes], end: int = 2) -> bytes:
    """Return a tar of members, name, content and type, and so many empty blocks."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content, kind in members:
            one = tarfile.TarInfo(name)
            one.size, one.type = len(content), kind
            archive.addfile(one, io.BytesIO(content))
        size = archive.offset
    return buffer.getvalue()[:size] + b"\0" * 512 * end


KINDS = {
    tarfile.REGTYPE: "file",
    tarfile.AREGTYPE: "file",
    tarfile.DIRTYPE: "folder",
    tarfile.SYMTYPE: "link",
    tarfile.LNKTYPE: "link",
    tarfile.CHRTYPE: "device",
    tarfile.FIFOTYPE: "device",
}
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}
ANSWER = ("a.py", b"x = 1" * 50, tarfile.REGTYPE)


@pytest.mark.parametrize("ending", PACKED)
@pytest.mark.parametrize("called", PACKED)
def test_a_tar_is_read_by_what_it_is_packed_with_whatever_it_is_called(
    tmp_path: Path, ending: str, called: str
) -> None:
    path = tmp_path / f"a.tar{called}"
    path.write_bytes(PACKED[ending](tar(ANSWER, ("b.txt", b"y", tarfile.REGTYPE))))
    entries, found = read(path)
    assert [(entry.name, entry.size, entry.packed) for entry in entries] == [("a.py", 250, 250), ("b.txt", 1, 1)]
    assert found == {"a.py": b"x = 1" * 50, "b.txt": b"y"}


def test_a_tar_says_what_its_entries_are_and_hands_files_over(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(tar(*((f"{n}", b"", kind) for n, kind in enumerate(KINDS))))
    entries, found = read(path)
    assert [entry.kind for entry in entries] == list(KINDS.values())
    assert set(found) == {"0", "1"}
    assert not any(entry.is_locked for entry in entries)


def test_a_file_with_holes_is_none() -> None:
    member: Any = tarfile.TarInfo("a.py")
    assert packed._of_tar(member).kind == "file"
    member.sparse = [(0, 1)]
    assert packed._of_tar(member).kind == "device"


def test_a_tar_may_have_so_many_bytes_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    data = tar(("a.py", b"x" * 3 * MEGABYTE, tarfile.REGTYPE))
    path.write_bytes(gzip.compress(data))
    assert read(path, len(data))[1]
    assert refused(path, len(data) - 1) == "would take more than 3 megabytes unpacked"
    assert refused(path, MEGABYTE) == "would take more than 1 megabyte unpacked"


def test_what_follows_the_end_of_a_tar_counts_too(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(tar(ANSWER) + b"\0" * 5 * MEGABYTE))
    assert read(path, 6 * MEGABYTE)[1]
    assert "more than 4 megabytes" in refused(path, 4 * MEGABYTE)


@pytest.mark.parametrize("end", [0, 1, 2, 20])
def test_a_tar_ends_with_an_empty_block_unless_it_was_cut_off(tmp_path: Path, end: int) -> None:
    path = tmp_path / "a.tar"
    content = b"x" * 512 * 3
    path.write_bytes(tar(("a.py", content, tarfile.REGTYPE), end=end))
    if end:
        assert read(path)[1] == {"a.py": content}
    else:
        assert refused(path) == "is damaged or cut off"


@pytest.mark.parametrize("ending", [".gz", ".bz2", ".xz"])
@pytest.mark.parametrize("cut", [12, 1])
def test_a_packed_tar_that_was_cut_off_is_refused(tmp_path: Path, ending: str, cut: int) -> None:
    path = tmp_path / f"a.tar{ending}"
    path.write_bytes(PACKED[ending](tar(("a.py", bytes(range(256)) * 40, tarfile.REGTYPE)))[:-cut])
    assert refused(path) == "is damaged or cut off"


def test_a_file_that_is_no_tar_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(b"x" * 2000)
    assert refused(path) == "is damaged or cut off"


def test_unpacking_an_xz_has_a_memory_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert packed.XZ_MEMORY == 256 * MEGABYTE
    path = tmp_path / "a.tar.xz"
    path.write_bytes(lzma.compress(tar(ANSWER), preset=1))
    assert read(path)[1]
    monkeypatch.setattr(packed, "XZ_MEMORY", 100_000)
    assert refused(path) == "is damaged or cut off"


def test_an_xz_is_read_to_its_end_bit_by_bit() -> None:
    data = bytes(range(256)) * 3000
    stream = io.BufferedReader(packed._Xz(io.BytesIO(lzma.compress(data))), 100)
    assert stream.readable()
    assert stream.read(7) == data[:7]
    assert stream.read() == data[7:]
    assert stream.read(1) == b""


def test_an_xz_is_taken_64_kilobytes_at_a_time() -> None:
    class Noted(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            sizes.add(size)
            return super().read(size)

    sizes: set[int | None] = set()
    stream = packed._Xz(Noted(lzma.compress(bytes(range(256)) * 300)))
    assert stream.readall() == bytes(range(256)) * 300
    assert sizes == {65536}


def test_a_stream_counts_its_bytes_and_keeps_the_last_ones() -> None:
    stream = packed._Counted(io.BytesIO(b"a" * 600 + b"b" * 300), 900)
    assert stream.tail == b""
    assert len(stream.read(600)) == 600
    assert stream.tail == b"a" * 512
    assert stream.read() == b"b" * 300
    assert stream.tail == b"a" * 212 + b"b" * 300
    assert stream.read(10) == b""
    assert len(stream.tail) == 512
    with pytest.raises(ArchiveError, match="more than 0 megabytes"):
        packed._Counted(io.BytesIO(b"a" * 901), 900).read()


@pytest.mark.parametrize("stream", [packed.Content, packed._LateFile, packed._Counted])
def test_all_is_read_where_nobody_says_how_much(stream: Any) -> None:
    assert inspect.signature(stream.read).parameters["size"].default == -1


def test_what_follows_a_tar_is_gone_through_a_megabyte_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    read_it = packed._Counted.read

    def noted(stream: Any, size: int = -1) -> bytes:
        sizes.append(size)
        return read_it(stream, size)

    monkeypatch.setattr(packed._Counted, "read", noted)
    path = tmp_path / "a.tar"
    path.write_bytes(tar(ANSWER))
    read(path)
    assert max(sizes) == MEGABYTE, "so that no archive takes the memory"
    assert min(sizes) > 0
