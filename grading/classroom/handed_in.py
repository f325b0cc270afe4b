"""Finds what each student of a class handed in, whatever the file names have been through."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grading.errors import SubmissionError
from grading.marking.job import Source
from grading.subject.handed_in import SUFFIXES, read_source
from reference.ground.errors import UserError
from reference.kit.course import Exercise

FILES_LIMIT = 5_000
"""Entries of a student's folder that are looked at."""
DEPTH_LIMIT = 8
"""Folders below a student's own: an unpacked archive, a notebook's folder."""
KEY_LENGTH = 60
"""Characters of a file-name-safe form of a student's name."""


@dataclass(frozen=True)
class Submission:
    """One student's folder, or a single module or notebook."""

    student: str
    key: str
    """File-name-safe form of the name, unlike that of any other student of the run."""
    path: Path


def submissions(places: Iterable[Path]) -> list[Submission]:
    """Return a submission for each folder or file in each of `places`. Raises UserError where there is none.

    A place that holds exercises itself is one student's.
    """
    found: list[tuple[str, Path]] = []
    for place in places:
        if not place.exists():
            raise UserError(f"there is no folder {str(place)!r}: name the folder that holds one folder a student")
        if place.is_file() or _holds_exercises(place):
            found.append((place.name, place))
            continue
        try:
            entries = sorted(place.iterdir())
        except OSError as problem:
            raise UserError(f"{place} cannot be read: {problem.strerror}") from None
        found += [(entry.name, entry) for entry in entries if not entry.name.startswith(".") and entry.is_dir()]
        found += [(e.stem, e) for e in entries if e.is_file() and e.suffix in SUFFIXES and not e.name.startswith(".")]
    if not found:
        where = ", ".join(str(place) for place in places)
        raise UserError(
            f"no submissions in {where}: it must hold one folder a student, with files such as ex02_softmax.py in it"
        )
    taken: set[str] = set()
    return [Submission(_shown(name), _key(name, taken), path) for name, path in found]


def sources(submission: Submission, exercises: Iterable[Exercise]) -> list[tuple[Exercise, Source]]:
    """Return each exercise's source in a submission; a SubmissionError where it cannot be had."""
    files = _files(submission.path)
    return [(each, _source(files, each)) for each in exercises]


def _source(files: list[Path], wanted: Exercise) -> Source:
    names = {path: unicodedata.normalize("NFC", path.stem).lower() for path in files}
    found: list[Path] = []
    for pattern in _patterns(wanted):
        found = found or [path for path, name in names.items() if re.fullmatch(pattern, name)]
    try:
        if not found:
            raise SubmissionError("not attempted", f"{wanted.module}.py was not handed in")
        return read_source(min(found, key=_preference), wanted)
    except SubmissionError as problem:
        return problem


def _patterns(wanted: Exercise) -> tuple[str, str]:
    """What an exercise's file may be called: by its name, else by its number alone.

    The first takes "ex02_softmax (1)" and "anna_123_ex02_softmax-2", the second "ex2" and "Exercise 02 final".
    """
    number = int(wanted.id.removeprefix("ex"))
    by_name = rf"(.*[^a-z0-9])?{wanted.module}([ _-]*\(?\d+\)?)?"
    return by_name, rf"(.*[^a-z0-9])?ex(ercise)?[ _-]?0?{number}([^0-9].*)?"


def _preference(path: Path) -> tuple[int, int, int, str]:
    """Order: nearest to the top, modules before notebooks, the newest of numbered copies."""
    number = re.search(r"[ _-]\(?(\d+)\)?$", path.stem)
    return len(path.parts), SUFFIXES.index(path.suffix), -int(number.group(1)[:9]) if number else 0, path.name


def _files(place: Path) -> list[Path]:
    """Return a submission's modules and notebooks; links and hidden folders are not followed."""
    if place.is_file():
        return [place]
    found: list[Path] = []
    seen = 0
    for folder, names, files in os.walk(place, followlinks=False):
        names[:] = sorted(name for name in names if not name.startswith((".", "__")))
        if len(Path(folder).relative_to(place).parts) >= DEPTH_LIMIT:
            names.clear()
        found += [Path(folder, name) for name in sorted(files) if Path(name).suffix in SUFFIXES and name[0] != "."]
        seen += len(files) + len(names)
        if seen > FILES_LIMIT:
            break
    return found


def _holds_exercises(place: Path) -> bool:
    return any(re.match(r"ex\d\d_\w+\.(py|ipynb)$", entry.name) for entry in place.iterdir() if entry.is_file())


def _shown(name: str) -> str:
    """A file name as text, also where its bytes are no UTF-8."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace"))


def _key(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", _shown(name)).encode("ascii", "ignore").decode()
    base = re.sub(r"[^A-Za-z0-9.-]+", "_", plain).strip("._")[:KEY_LENGTH] or "student"
    key, count = base, 1
    while key.lower() in taken:
        count += 1
        key = f"{base}-{count}"
    taken.add(key.lower())
    return key
