"""What a file rests on: the modules it imports, followed to the end, and a hash that changes with what they do."""

from __future__ import annotations

import ast
import functools
import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

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
        for name in _imports(path, path.stat().st_mtime_ns):
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
        meaning = known[path] if path in known else _meaning(path, path.stat().st_mtime_ns)
        digest.update(f"{name}\0{meaning}\0".encode())
    return digest.hexdigest()


def meaning_of(text: str, *, imports: bool = True) -> str:
    """Return a hash over what Python code does; without `imports`, its import lines may be others."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            continue
        node.body = [part for part in body if not _says_only(part, imports=imports)]  # type: ignore[attr-defined]
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest()


@functools.cache
def _meaning(path: Path, _changed: int) -> str:
    data = path.read_bytes()
    return meaning_of(data.decode("utf-8")) if path.suffix == ".py" else hashlib.sha256(data).hexdigest()


def _says_only(part: ast.AST, *, imports: bool) -> bool:
    """Tell whether a statement is a docstring, leaves something for a picture, or is an import that does not count."""
    if isinstance(part, ast.Import | ast.ImportFrom):
        return not imports
    if isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
        return ast.unparse(part.value.func) == "subject.keep"
    return isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant) and isinstance(part.value.value, str)


@functools.cache
def _imports(path: Path, _changed: int) -> tuple[str, ...]:
    """Names of all modules that a file imports, or may import from, relative ones written out."""
    names: list[str] = []
    if path.suffix != ".py":
        return ()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = path.parents[node.level - 1]
                base = ".".join([*_dotted(above), *filter(None, [base])])
            names += [base, *(f"{base}.{alias.name}" for alias in node.names)]
    return tuple(dict.fromkeys(names))


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
