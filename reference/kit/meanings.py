"""What a file does and imports: a hash without layout, comments and docstrings, and names.

To parse the files behind an exercise takes as long as to check it. So what came of it is kept beside the cached images,
under a hash of the file, of Python's version and of this module: nothing that is kept can be out of date.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import hashlib
import sys
from pathlib import Path

import msgspec

from reference.ground.files import write_atomically
from reference.ground.places import CHECKOUT

KEPT = CHECKOUT / ".kata" / "cache" / "meanings.json"
"""Can be deleted at any time; where it cannot be written, nothing is kept."""
AT_MOST = 3000
"""Files that are kept; those kept first go first. A checkout has some 300."""


class Read(msgspec.Struct, frozen=True, array_like=True):
    """What a file does and imports."""

    meaning: str
    """A hash."""
    imports: tuple[tuple[int, str], ...] = ()
    """Modules that it imports, or may import from: how many dots stand before the name, and the name."""


def read(path: Path) -> Read:
    """Return what a file does and imports: of one that is not Python's, a hash of its bytes."""
    return _read(path, path.stat().st_mtime_ns)


def keep() -> None:
    """Keep what has been read for those who come after; another process may keep its own at the same time."""
    if not _news:
        return
    everything = {**_all_kept(), **_news}
    newest = dict(list(everything.items())[-AT_MOST:])
    with contextlib.suppress(OSError):
        write_atomically(KEPT, msgspec.json.encode(newest))
    _kept().update(_news)
    _news.clear()


def meaning_of(text: str, *, imports: bool = True) -> str:
    """Return a hash over what Python code does; without `imports`, its import lines may be others."""
    return _meaning(ast.parse(text), imports=imports)


_news: dict[str, Read] = {}


@functools.cache
def _read(path: Path, _changed: int) -> Read:
    data = path.read_bytes()
    digest = hashlib.sha256(data)
    if path.suffix != ".py":
        return Read(digest.hexdigest())
    digest.update(_format())
    key = digest.hexdigest()
    known = _kept().get(key) or _news.get(key)
    if known is None:
        known = _news[key] = _parsed(data.decode("utf-8"))
    return known


def _parsed(text: str) -> Read:
    tree = ast.parse(text)
    imports = _imports(tree)
    return Read(_meaning(tree, imports=True), imports)


@functools.cache
def _format() -> bytes:
    """Return what else the meanings hang on: how Python shows a tree, and the code below."""
    return sys.version.encode() + Path(__file__).read_bytes()


@functools.cache
def _kept() -> dict[str, Read]:
    return _all_kept()


def _all_kept() -> dict[str, Read]:
    try:
        return msgspec.json.decode(KEPT.read_bytes(), type=dict[str, Read])
    except (OSError, msgspec.DecodeError):
        return {}


def _imports(tree: ast.Module) -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(0, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            found.append((node.level, base))
            found += [(node.level, f"{base}.{alias.name}" if base else alias.name) for alias in node.names]
    return tuple(dict.fromkeys(found))


def _meaning(tree: ast.Module, *, imports: bool) -> str:
    """Return a hash over a tree, which loses what only says something."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            continue
        node.body = [part for part in body if not _says_only(part, imports=imports)]  # type: ignore[attr-defined]
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest()


def _says_only(part: ast.AST, *, imports: bool) -> bool:
    """Tell whether a statement is a docstring, leaves something for a picture, or is an import that does not count."""
    if isinstance(part, ast.Import | ast.ImportFrom):
        return not imports
    if isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
        return ast.unparse(part.value.func) == "subject.keep"
    return isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant) and isinstance(part.value.value, str)
