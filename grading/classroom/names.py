"""What students of a class are called: names that a reader can tell apart, and keys that can stand in a path."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from grading.subject.handed_in import shown

KEY_LENGTH = 60
"""Characters of a file-name-safe form of a student's name."""


def told_apart(hand_ins: Sequence[tuple[str, Path]]) -> list[str]:
    """Return the students' names, no two of which look alike in a table.

    Args:
        hand_ins: for each student the name of what was handed in, and its path.

    Returns:
        The names as text. Where two look alike, accents that stand apart from their letters are written out; where
        that does not help, the folder above is added; and else a number.
    """
    names = [shown(raw) for raw, _ in hand_ins]
    for number in _alike(names):
        names[number] = _accents_written_out(hand_ins[number][0])
    above = Counter((_as_read(name), path.resolve().parent) for name, (_, path) in zip(names, hand_ins, strict=True))
    for number in _alike(names):
        parent = hand_ins[number][1].resolve().parent
        if above[_as_read(names[number]), parent] == 1:
            names[number] = f"{names[number]} ({shown(parent.name)})"
    seen: Counter[str] = Counter()
    for number, name in enumerate(names):
        seen[_as_read(name)] += 1
        if seen[_as_read(name)] > 1:
            names[number] = f"{name} ({seen[_as_read(name)]})"
    return names


def _alike(names: list[str]) -> list[int]:
    """Return where the names stand that look like another one."""
    counts = Counter(map(_as_read, names))
    return [number for number, name in enumerate(names) if counts[_as_read(name)] > 1]


def _as_read(name: str) -> str:
    """Return a name as a table shows it, where blanks in a row are one."""
    return " ".join(name.split())


def _accents_written_out(raw: str) -> str:
    text = os.fsencode(raw).decode("utf-8", "backslashreplace")
    return "".join(c if not unicodedata.combining(c) else c.encode("unicode_escape").decode("ascii") for c in text)


def keys_of(names: Sequence[str], former: Mapping[str, str] | None = None) -> list[str]:
    """Return a key for each name, unlike every other; who had one in a `former` run (names by key) keeps it."""
    known = {name: key for key, name in (former or {}).items()}
    taken = {key.lower() for key in former or {}}
    return [known.get(name) or _key(name, taken) for name in names]


def _key(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    base = re.sub(r"[^A-Za-z0-9.-]+", "_", plain).strip("._")[:KEY_LENGTH] or "student"
    key, count = base, 1
    while key.lower() in taken:
        count += 1
        key = f"{base}-{count}"
    taken.add(key.lower())
    return key
