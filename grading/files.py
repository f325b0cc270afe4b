"""Writes files so that a kill at any moment leaves the old one or the new one, never half of one."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from pathlib import Path

from grading.places import BACKUPS


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a whole file at `path` (text as UTF-8), making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode("utf-8") if isinstance(content, str) else content
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def back_up(path: Path) -> Path | None:
    """Copy a student's file aside before it changes; return where to, or None where there is no file."""
    if not path.is_file():
        return None
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    target = BACKUPS / f"{path.stem}.{stamp}{path.suffix}"
    count = 1
    while target.exists():
        count += 1
        target = BACKUPS / f"{path.stem}.{stamp}-{count}{path.suffix}"
    write_atomically(target, path.read_bytes())
    return target
