"""Finds what two students wrote alike beyond what they were given: a hint for a person to look, never a mark.

Code is compared by winnowing (Schleimer, Wilkerson, Aiken 2003: "Winnowing: local algorithms for document
fingerprinting") on its tokens, as copydetect does it: other names, comments and blanks change nothing. What the stub
or the model answer has counts for nobody, and neither does what more than a few students have: there are not many ways
to write a short function.
"""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from grading.subject.calls import LoadedSource
from reference.ground.errors import UserError
from reference.kit.exercise import Exercise

GRAM = 25
"""Characters of a fragment, with names as one each: about a line of code."""
LEAST = 60
"""Characters that two students must share, with names as one each: about three lines that few others have."""
COMMON_SHARE, COMMON_LEAST = 0.1, 3
"""What more than this share of the class has, or than so many students, is nobody's idea."""
CODE_LIMIT = 200_000
"""Characters of a module that is compared at all."""


@dataclass(frozen=True)
class Side:
    """One of two who wrote alike."""

    student: str
    text: str
    """The whole module."""
    places: tuple[tuple[int, int], ...]
    """Where it is alike, as positions in the text; in order, and apart from one another."""

    @property
    def lines(self) -> str:
        """Say which lines: "3-9, 14"."""
        ranges: list[list[int]] = []
        for begin, end in self.places:
            first, last = (self.text.count("\n", 0, place) + 1 for place in (begin, max(begin, end - 1)))
            if ranges and first <= ranges[-1][1] + 1:
                ranges[-1][1] = max(last, ranges[-1][1])
            else:
                ranges.append([first, last])
        return ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in ranges)

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The text in parts, each with whether it is alike."""
        cut = 0
        parts = []
        for begin, end in self.places:
            parts += [(self.text[cut:begin], False), (self.text[begin:end], True)]
            cut = end
        return [(text, is_alike) for text, is_alike in [*parts, (self.text[cut:], False)] if text]


@dataclass(frozen=True)
class Alike:
    """Two students who wrote alike in an exercise."""

    exercise: str
    shared: int
    """Characters, with names as one each, that few others have."""
    share: float
    """Of what the shorter one wrote beyond what was given."""
    one: Side
    other: Side


@dataclass(frozen=True)
class Pair:
    """Two students, and all that they wrote alike; the most telling exercise first."""

    students: tuple[str, str]
    alike: list[Alike]

    @property
    def shared(self) -> int:
        """Characters in all exercises."""
        return sum(one.shared for one in self.alike)


def similar(handed_in: Iterable[tuple[str, Sequence[tuple[Exercise, object]]]]) -> list[Pair]:
    """Return who wrote alike, most of it first.

    Args:
        handed_in: each student's name and sources; what is no `LoadedSource` is left out.

    Raises UserError where copydetect is not installed.
    """
    by_exercise: dict[Exercise, dict[str, str]] = defaultdict(dict)
    for student, sources in handed_in:
        for exercise, source in sources:
            if isinstance(source, LoadedSource) and len(source.data) <= CODE_LIMIT:
                by_exercise[exercise][student] = source.data.decode("utf-8", "replace").replace("\r\n", "\n")
    pairs: dict[tuple[str, str], list[Alike]] = defaultdict(list)
    for exercise, texts in by_exercise.items():
        for alike in _in_exercise(exercise, texts):
            pairs[alike.one.student, alike.other.student].append(alike)
    ordered = [Pair(who, sorted(alike, key=lambda one: -one.shared)) for who, alike in pairs.items()]
    return sorted(ordered, key=lambda pair: (-pair.shared, pair.students))


def _in_exercise(exercise: Exercise, texts: dict[str, str]) -> Iterator[Alike]:
    """Yield who wrote alike in an exercise."""
    detect = _copydetect()
    given: set[int] = set()
    for path in (exercise.stub, exercise.solution):
        given |= _prints(detect, path.read_text(encoding="utf-8")).hashes if path.is_file() else set()
    prints = {student: _prints(detect, text) for student, text in texts.items()}
    counts = Counter(one for found in prints.values() for one in found.hashes)
    most = max(COMMON_LEAST, int(COMMON_SHARE * len(texts)))
    common = given | {one for one, count in counts.items() if count > most}
    for found in prints.values():
        _leave_out(found, common)
    for one, other in _candidates(prints):
        overlap, shares, slices = detect.compare_files(prints[one], prints[other])
        if overlap >= LEAST:
            sides = [
                Side(student, texts[student], _places(places, len(texts[student])))
                for student, places in zip((one, other), slices, strict=True)
            ]
            yield Alike(exercise.id, int(overlap), min(1.0, float(max(shares))), *sides)


def _candidates(prints: dict[str, Any]) -> list[tuple[str, str]]:
    """Return pairs that share enough fragments to be compared."""
    who: dict[int, list[str]] = defaultdict(list)
    for student, found in prints.items():
        for one in found.hashes:
            who[one].append(student)
    counts = Counter(pair for students in who.values() for pair in combinations(sorted(students), 2))
    return sorted(pair for pair, count in counts.items() if count >= LEAST - GRAM)


def _copydetect() -> Any:
    try:
        import copydetect
    except ImportError:
        raise UserError(
            'comparing needs copydetect: pip install -c constraints.txt -e ".[instructor]" in the kata\'s folder'
        ) from None
    return copydetect


def _prints(detect: Any, text: str) -> Any:
    """Return the fingerprints of a text of Python."""
    return detect.CodeFingerprint("module.py", GRAM, 1, fp=io.StringIO(text), language="python")


def _leave_out(found: Any, common: set[int]) -> None:
    """Take fragments that tell nothing out of fingerprints."""
    from copydetect.utils import get_token_coverage

    found.hashes -= common
    found.hash_idx = {one: places for one, places in found.hash_idx.items() if one in found.hashes}
    found.token_coverage = get_token_coverage(found.hash_idx, GRAM, len(found.filtered_code)) or 1


def _places(slices: Any, length: int) -> tuple[tuple[int, int], ...]:
    """Return copydetect's slices as places in a text, in order and apart."""
    places: list[tuple[int, int]] = []
    for begin, end in sorted(zip(*([int(x) for x in row] for row in slices), strict=True)):
        begin, end = max(begin, places[-1][1] if places else 0), min(end, length)
        if begin < end:
            places.append((begin, end))
    return tuple(places)
