"""What a file rests on: the modules it imports, followed to the end, and a hash that changes with what they do."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from reference.kit.meanings import read

DATA = (".h5", ".toml", ".csv", ".json", ".txt")
"""Files beside a package's modules that count with it."""


def files_imported(files: Iterable[Path], package: str, places: Sequence[str]) -> set[Path]:
    """Return the modules of `package` (which lies in the folders `places`) that `files` import, however indirectly.

    A package's own data files count with it; nothing is imported.
    """
    imported: set[Path] = set()
    waiting = list(files)
    while waiting:
        path = waiting.pop()
        for name in _imports(path):
            for module in _files_of(name, package, places):
                if module not in imported:
                    imported.add(module)
                    waiting.append(module)
                    if module.name == "__init__.py":
                        imported.update(file for file in module.parent.iterdir() if file.suffix in DATA)
    return imported


def fingerprint_of(files: Iterable[Path], root: Path, meanings: Mapping[Path, str] | None = None) -> str:
    """Return a hash over files: of a Python file what it does, without its layout, comments and docstrings.

    `meanings` says what others stand for, of which not all decides.
    """
    digest, known = hashlib.sha256(), meanings or {}
    for path in sorted(files):
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        meaning = known[path] if path in known else read(path).meaning
        digest.update(f"{name}\0{meaning}\0".encode())
    return digest.hexdigest()


def _imports(path: Path) -> Iterator[str]:
    """Yield the names of all modules that a file imports, or may import from, relative ones written out."""
    for level, name in read(path).imports:
        above = _dotted(path.parents[level - 1]) if level else []
        yield ".".join([*above, *filter(None, [name])])


def _dotted(folder: Path) -> list[str]:
    """Return a package's name part by part, from the topmost folder that has an `__init__.py`."""
    parts: list[str] = []
    while (folder / "__init__.py").is_file():
        parts.insert(0, folder.name)
        folder = folder.parent
    return parts


def _files_of(name: str, package: str, places: Sequence[str]) -> list[Path]:
    """Return the files behind a module's name: its own, and the `__init__.py` of each package on the way."""
    first, *rest = name.split(".")
    if first != package or not rest:
        return []
    for place in places:
        base = Path(os.fspath(place))
        own = [base.joinpath(*rest).with_suffix(".py"), base.joinpath(*rest, "__init__.py")]
        here = [path for path in own if path.is_file()]
        if here:
            above = [base.joinpath(*rest[:depth], "__init__.py") for depth in range(1, len(rest))]
            return [*here, *(path for path in above if path.is_file())]
    return []
