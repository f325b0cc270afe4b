"""Which file of a submission is which exercise's, whatever its name has been through, and what is left over."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from grading.authoring.worked import is_same_code, was_worked_on
from grading.errors import SubmissionError
from grading.marking.job import Source
from grading.results import Remark
from grading.subject.calls import LoadedSource
from grading.subject.handed_in import SUFFIXES, read_source, shown
from grading.wording import plural
from reference.kit.course import Course
from reference.kit.exercise import Exercise

FILES_LIMIT = 5_000
"""Entries of a student's folder that are looked at."""
DEPTH_LIMIT = 8
"""Folders below a student's own: an unpacked archive, a notebook's folder."""
VERSIONS_LIMIT = 8
"""Files of one exercise that are read, to take the one that was worked on."""
NAMES_LIMIT = 12
"""Names that a remark lists."""
NOT_ANSWERS = frozenset(("env", "venv", "node_modules", "site-packages", "__MACOSX", "__pycache__"))
"""Folders that hold what programs have put there; hidden ones and those of a virtual environment come on top."""
CHECKOUT_HAS = {"exercises", "solutions", "reference", "grading", "tests"}
"""Folders of the kata itself: where all are handed in, the student's work is in the first."""
ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tbz2", ".txz", ".zst")


@dataclass
class Survey:
    """What lies in a submission."""

    code: list[Path] = field(default_factory=list)
    """Modules and notebooks."""
    archives: list[Path] = field(default_factory=list)
    links: list[Path] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)
    """Sentences about what was not looked at any more."""


def survey(place: Path) -> Survey:
    """Look through a submission, a folder or a single file; links are not followed, programs' own folders left out."""
    seen = Survey()
    if not place.is_dir() or place.is_symlink():
        _sort(seen, place)
        return seen
    count = 0
    for name, names, files in os.walk(place, followlinks=False, onerror=lambda problem: _cannot_read(seen, problem)):
        folder = Path(name)
        links = [inner for inner in names if (folder / inner).is_symlink()]
        if set(names) >= CHECKOUT_HAS:
            names[:] = ["exercises"]
        names[:] = sorted(inner for inner in names if inner not in links and not is_no_answer(folder / inner))
        if names and len(folder.relative_to(place).parts) >= DEPTH_LIMIT:
            seen.limits.append(f"folders in {shown(folder.name)} lie too deep ({DEPTH_LIMIT} levels) to be looked at")
            names.clear()
        for file in sorted([*links, *files]):
            if file.startswith((".", "~$")):
                continue
            count += 1
            if count > FILES_LIMIT:
                seen.limits.append(f"more than {FILES_LIMIT:,} files: the rest was not looked at")
                return seen
            _sort(seen, folder / file)
    return seen


def is_no_answer(folder: Path) -> bool:
    """Tell whether a folder is hidden, or a program's own: an environment, installed packages."""
    return folder.name.startswith((".", "__")) or folder.name in NOT_ANSWERS or (folder / "pyvenv.cfg").exists()


def _sort(seen: Survey, path: Path) -> None:
    try:
        is_link = stat.S_ISLNK(path.lstat().st_mode)
    except OSError:
        is_link = False
    if is_link:
        seen.links.append(path)
    elif path.suffix.lower() in SUFFIXES:
        seen.code.append(path)
    elif path.suffix.lower() in ARCHIVES:
        seen.archives.append(path)
    else:
        seen.others.append(path)


def _cannot_read(seen: Survey, problem: OSError) -> None:
    seen.limits.append(f"folder {shown(Path(problem.filename or '').name)} cannot be read: {problem.strerror}")


@dataclass
class Placed:
    """The files of a submission by exercise, the likeliest first, and what is to be said of the others."""

    files: dict[str, list[Path]]
    remarks: list[Remark]


def placed(seen: Survey, course: Course) -> Placed:
    """Place each file: by an exercise's full name, else by its number alone."""
    files: dict[str, list[Path]] = {}
    taken: set[Path] = set()
    code = [path for path in seen.code if not _is_ours(path, course)]
    for exercise in course.exercises:
        candidates = [*code, *seen.links]
        by_name = sorted((path for path in candidates if _matches(path, _by_name(exercise))), key=_preference)
        by_number = sorted((path for path in candidates if _matches(path, _by_number(exercise))), key=_preference)
        files[exercise.id] = list(dict.fromkeys([*by_name, *by_number]))
        taken |= {*by_name, *by_number}
    return Placed(files, list(_left_over(seen, [path for path in code if path not in taken], course)))


def _left_over(seen: Survey, code: list[Path], course: Course) -> Iterable[Remark]:
    named = [path for path in seen.others if any(_matches(path, _by_name(e), anywhere=True) for e in course.exercises)]
    unplaced = [*code, *named]
    if unplaced:
        yield _remark(
            "not placed", unplaced, "the name does not say which exercise it answers, so it was not marked: {}"
        )
    if seen.archives:
        yield _remark("archive", seen.archives, "{} was not unpacked: unpack it, then mark again")
    if seen.links:
        yield _remark("link", seen.links, "{} is a link, which is not followed: what it points to was not handed in")
    for sentence in seen.limits:
        yield Remark("limit", sentence)
    others = [path for path in seen.others if path not in named]
    if others:
        yield _remark("aside", others, "{} is no module and no notebook")


def _remark(kind: str, paths: list[Path], sentence: str) -> Remark:
    names = [shown(path.name) for path in paths]
    listed = ", ".join(names[:NAMES_LIMIT])
    if len(names) > NAMES_LIMIT:
        listed += f" and {plural(len(names) - NAMES_LIMIT, 'other')}"
    return Remark(kind, sentence.format(listed), names[:NAMES_LIMIT])  # type: ignore[arg-type]


def _by_name(exercise: Exercise) -> str:
    """What takes "ex02_softmax (1)", "ex02_softmax - Kopie" and "anna_123_ex02_softmax-2"."""
    return rf"(.*[^a-z0-9])?{exercise.module}([ _-]*\(?\d+\)?|[ _-]*(copy|kopie|copie)\d*( ?\(?\d+\)?)?)?"


def _by_number(exercise: Exercise) -> str:
    """What takes "ex2" and "Exercise 02 final"."""
    return rf"(.*[^a-z0-9])?ex(ercise)?[ _-]?0?{int(exercise.id.removeprefix('ex'))}([^0-9].*)?"


def _matches(path: Path, pattern: str, *, anywhere: bool = False) -> bool:
    name = unicodedata.normalize("NFC", path.stem).lower()
    if name.startswith("test_"):
        return False  # a suite
    return re.match(pattern, name) is not None if anywhere else re.fullmatch(pattern, name) is not None


def _is_ours(path: Path, course: Course) -> bool:
    """Tell whether this is a file of the kata itself in a checkout that was handed in as a whole."""
    if path.parent.name == "solutions" and _is_same_file(path, course.solutions / path.name):
        return True
    return path.name in ("__init__.py", "conftest.py") or (course.suites / path.name).is_file()


def _is_same_file(path: Path, other: Path) -> bool:
    try:
        return path.stat().st_size == other.stat().st_size and path.read_bytes() == other.read_bytes()
    except OSError:
        return False


def _preference(path: Path) -> tuple[int, int, int, str]:
    """Order: nearest to the top, modules before notebooks, the newest of numbered copies."""
    number = re.search(r"[ _-]\(?(\d+)\)?$", path.stem)
    suffix = path.suffix.lower()
    rank = SUFFIXES.index(suffix) if suffix in SUFFIXES else len(SUFFIXES)
    return len(path.parts), rank, -int(number.group(1)[:9]) if number else 0, path.name


def choose(exercise: Exercise, files: list[Path]) -> tuple[Source, list[Remark]]:
    """Read the files of an exercise and return the one that was worked on, and what is to be said of the choice."""
    if not files:
        return SubmissionError("not attempted", f"{exercise.module}.py was not handed in"), []
    sources = {path: _read(path, exercise) for path in files[:VERSIONS_LIMIT]}
    worked = [p for p, s in sources.items() if isinstance(s, LoadedSource) and was_worked_on(exercise, s.data)]
    readable = [path for path, source in sources.items() if isinstance(source, LoadedSource)]
    taken = (worked or readable or files)[0]
    source = sources[taken]
    remarks = []
    rivals = [path for path in worked if path != taken and not _say_the_same(sources[path], source)]
    rivals += [path for path in files if path not in readable and path != taken and not path.is_symlink()]
    if rivals:
        others = ", ".join(shown(path.name) for path in rivals)
        remarks.append(
            Remark(
                "two versions",
                f"{exercise.id}: {shown(taken.name)} was marked and {others} was not ({_why(taken, rivals[0])})",
                [shown(path.name) for path in (taken, *rivals)][:NAMES_LIMIT],
            )
        )
    elif taken != files[0]:
        names = [shown(path.name) for path in (taken, files[0])]
        remarks.append(Remark("taken", f"{exercise.id}: {names[0]} was marked; {names[1]} is untouched", names))
    if isinstance(source, LoadedSource):
        for number in source.unread:
            said = f"{exercise.id}: cell {number} of {shown(taken.name)} begins with a magic and was not run as Python"
            remarks.append(Remark("unread cell", said, [shown(taken.name)]))
    return source, remarks


def _read(path: Path, exercise: Exercise) -> Source:
    try:
        return read_source(path, exercise)
    except SubmissionError as problem:
        return problem
    except MemoryError:
        return SubmissionError("error", f"{shown(path.name)} takes more memory to read than a submission may")


def _say_the_same(one: Source, other: Source) -> bool:
    return isinstance(one, LoadedSource) and isinstance(other, LoadedSource) and is_same_code(one.data, other.data)


def _why(taken: Path, rival: Path) -> str:
    """Say by which rule one file goes before another."""
    first, second = _preference(taken), _preference(rival)
    if rival.suffix.lower() not in SUFFIXES or first > second:
        return "it can be read" if first > second else "the first by name"
    rules = ("it lies nearer to the top", "a module goes before a notebook", "it has the higher number")
    return next((rule for rule, a, b in zip(rules, first, second, strict=False) if a != b), "the first by name")
