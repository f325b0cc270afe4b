"""Writes and packs what students hand in, rightly and in the ways that have hurt other people's programs."""

from __future__ import annotations

import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

MODULE = "ex02_softmax.py"
RIGHT = "def softmax(scores):\n    return scores  # right\n"
Make = Callable[[Path], None]
"""Writes an archive at a path."""


def zipped(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> Make:
    """Return what writes a zip of these files."""

    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", compression) as archive:
            for name, content in files.items():
                info = zipfile.ZipInfo(name)
                info.compress_type = compression
                archive.writestr(info, content)

    return make


def tarred(*members: tuple[tarfile.TarInfo, bytes], mode: str = "w:gz") -> Make:
    """Return what writes a tar of these members."""

    def make(path: Path) -> None:
        opened: Any = tarfile.open
        with opened(path, mode) as archive:
            for info, content in members:
                archive.addfile(info, io.BytesIO(content))

    return make


def member(
    name: str, content: str | bytes = RIGHT, kind: bytes = tarfile.REGTYPE, link: str = ""
) -> tuple[tarfile.TarInfo, bytes]:
    """Return a member of a tar."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = len(data) if kind == tarfile.REGTYPE else 0, kind, link
    return info, data


def of_mode(name: str, mode: int, content: str = "/etc/passwd") -> Make:
    """Return what writes a zip with the right module and one entry of another kind than a file."""

    def make(path: Path) -> None:
        zipped({MODULE: RIGHT})(path)
        with zipfile.ZipFile(path, "a") as archive:
            archive.NameToInfo.clear()  # it would warn of a name that it knows
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, (mode | 0o777) << 16
            archive.writestr(info, content)

    return make


def text(content: str) -> Make:
    """Return what writes a file that is no archive."""

    def make(path: Path) -> None:
        path.write_text(content, encoding="utf-8")

    return make


def symlink(name: str) -> Make:
    """Return what writes a zip with a symbolic link."""
    return of_mode(name, stat.S_IFLNK)


def changed(make: Make, change: Callable[[bytearray], bytes | bytearray]) -> Make:
    """Return what writes an archive and then changes its bytes."""

    def write(path: Path) -> None:
        make(path)
        path.write_bytes(change(bytearray(path.read_bytes())))

    return write


def cut(share: float) -> Callable[[bytearray], bytes]:
    """Return what cuts an archive off."""
    return lambda data: bytes(data[: int(len(data) * share)])


def locked(data: bytearray) -> bytearray:
    """Say of every entry of a zip that it is encrypted."""
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return data


def wrong_checksum(data: bytearray) -> bytearray:
    """Change a byte of what the first entry of a stored zip holds."""
    at = data.find(b"return")
    data[at] ^= 1
    return data


def other_name_within(data: bytearray) -> bytearray:
    """Let the first entry be called otherwise where its bytes begin than in the list at the end."""
    at = data.find(MODULE.encode())
    data[at : at + 2] = b"EX"
    return data


def unknown_method(data: bytearray) -> bytearray:
    """Say of every entry that it is packed by a method that nobody has."""
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.find(mark)
        while at >= 0:
            data[at + place : at + place + 2] = struct.pack("<H", 77)
            at = data.find(mark, at + 4)
    return data


def overlapping(path: Path) -> None:
    """Write a zip whose entries share the bytes of one."""
    data = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = data.compress(b"#" * 2**20) + data.flush()
    local = _local(MODULE.encode(), packed, 2**20) + packed
    central = b"".join(_central(f"ex02_softmax ({n}).py".encode(), packed, 2**20) for n in range(50))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 50, 50, len(central), len(local), 0)
    path.write_bytes(local + central + end)


def _local(name: bytes, packed: bytes, size: int) -> bytes:
    crc = zlib.crc32(b"#" * size)
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), size, len(name), 0)
    return head + name


def _central(name: bytes, packed: bytes, size: int) -> bytes:
    crc = zlib.crc32(b"#" * size)
    fields = (20, 20, 0, 8, 0, 0, crc, len(packed), size, len(name), 0, 0, 0, 0, 0, 0)
    return struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *fields) + name


def twice(first: str, second: str) -> Make:
    """Return what writes a zip with two entries of the same name."""

    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for content in (first, second):
                archive.NameToInfo.clear()  # it would warn of a name that it knows
                with archive.open(zipfile.ZipInfo(MODULE), "w") as file:
                    file.write(content.encode("utf-8"))

    return make


def bomb_of_tar(path: Path) -> None:
    """Write a tar of a few kilobytes that is a gigabyte and a half unpacked."""
    import gzip

    info = tarfile.TarInfo("data.bin")
    info.size = 3 * 2**29
    block = bytes(2**20)
    with gzip.open(path, "wb", 1) as file:
        file.write(info.tobuf())
        for _ in range(info.size // len(block)):
            file.write(block)
        file.write(bytes(1024))


def sparse(path: Path) -> None:
    """Write a tar with a file that is nothing but a hole, of eight gigabytes."""
    info = tarfile.TarInfo(MODULE)
    info.type, info.size = tarfile.GNUTYPE_SPARSE, 0
    head = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    head[386:410] = b"00000000000\0" * 2
    head[483:495] = b"77777777777\0"
    head[148:156] = b" " * 8
    head[148:156] = f"{sum(head):06o}\0 ".encode()
    path.write_bytes(bytes(head) + bytes(1024))


def put(folder: Path, *names: str) -> Path:
    """Write files that hold their own names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return folder
