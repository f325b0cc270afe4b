"""Files: written so that a kill leaves the old or the new one, kept before they change, told apart by a hash."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path


def write_atomically(path: Path, *content: str | bytes | memoryview) -> None:
    """Write a whole file at `path` (text as UTF-8), one content after the other, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            for part in content:
                file.write(part.encode("utf-8") if isinstance(part, str) else part)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def back_up(path: Path, folder: Path) -> Path | None:
    """Copy a student's file into `folder` before it changes; return where to, or None where there is no file."""
    if not path.is_file():
        return None
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    target = folder / f"{path.stem}.{stamp}{path.suffix}"
    count = 1
    while target.exists():
        count += 1
        target = folder / f"{path.stem}.{stamp}-{count}{path.suffix}"
    write_atomically(target, path.read_bytes())
    return target


def fingerprint(parts: Iterable[tuple[str, bytes]]) -> str:
    """Return a hash over named contents: the same names and contents in any order, the same hash."""
    digest = hashlib.sha256()
    for name, data in sorted(parts):
        digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.hexdigest()
