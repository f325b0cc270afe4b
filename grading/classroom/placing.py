"""Which file of a submission is which exercise's, whatever its name has been through, and what is left over."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from grading.authoring.worked import defined, is_same_code, was_worked_on
from grading.errors import SubmissionError
from grading.marking.job import Source
from grading.results import Remark, RemarkKind
from grading.subject.calls import LoadedSource
from grading.subject.handed_in import SUFFIXES, read_source, shown
from grading.wording import plural
from reference.kit.course import Course
from reference.kit.exercise import Exercise

FILES_LIMIT = 5_000
"""Modules and notebooks of a student's folder that are looked at."""
ENTRIES_LIMIT = 100_000
"""Files of any kind that are looked at: a data set of images may lie beside the answers."""
DEPTH_LIMIT = 8
"""Folders below a student's own: an unpacked archive, a notebook's folder."""
VERSIONS_LIMIT = 8
"""Files of one exercise that are read, to take the one that was worked on."""
NAMES_LIMIT = 12
"""Names that a remark lists."""
NOT_ANSWERS = frozenset(("env", "venv", "node_modules", "site-packages", "__MACOSX", "__pycache__", "__pypackages__"))
"""Folders that hold what programs have put there; hidden ones and those of a virtual environment come on top."""
CHECKOUT_HAS = frozenset(("exercises", "solutions", "reference", "grading", "tests"))
"""Folders of the kata itself: where all lie side by side, its checkout was handed in."""
NOT_IN_A_CHECKOUT = frozenset((*CHECKOUT_HAS, "docs", "benchmarks", "changes", "figures")) - {"exercises"}
"""Folders of a checkout that hold nothing of the student's."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
"""What is no answer, whatever it is called: the kata draws such for an exercise."""
OF_PROGRAMS = ("._", ".#", ".~", "~$")
"""How names of files begin that systems and editors lay beside a file."""
ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tbz2", ".txz", ".zst")


@dataclass
class Survey:
    """What lies in a submission."""

    code: list[Path] = field(default_factory=list)
    """Modules and notebooks."""
    archives: list[Path] = field(default_factory=list)
    links: list[Path] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    hidden: list[Path] = field(default_factory=list)
    """Modules and notebooks whose names begin with a dot."""
    limits: list[str] = field(default_factory=list)
    """Sentences about what was not looked at any more."""

    def add(self, other: Survey) -> None:
        """Take what lies elsewhere, too."""
        for name in ("code", "archives", "links", "others", "hidden", "limits"):
            getattr(self, name).extend(getattr(other, name))


def survey(place: Path) -> Survey:
    """Look through a submission, a folder or a single file; links are not followed, programs' own folders left out."""
    seen = Survey()
    if not place.is_dir() or place.is_symlink():
        _sort(seen, place)
        return seen
    count = 0
    for name, names, files in os.walk(place, followlinks=False, onerror=lambda problem: _cannot_read(seen, problem)):
        folder = Path(name)
        links = [inner for inner in names if os.path.islink(folder / inner)]  # noqa: PTH114 -- which never raises
        if is_checkout(names):
            names[:] = [inner for inner in names if inner not in NOT_IN_A_CHECKOUT]
        names[:] = sorted(inner for inner in names if inner not in links and not is_no_answer(folder / inner))
        if names and len(folder.relative_to(place).parts) >= DEPTH_LIMIT:
            seen.limits.append(f"folders in {shown(folder.name)} lie too deep ({DEPTH_LIMIT} levels) to be looked at")
            names.clear()
        for file in sorted([*links, *files]):
            if file.startswith(OF_PROGRAMS):
                continue
            count += 1
            _sort(seen, folder / file)
            if count > ENTRIES_LIMIT or len(seen.code) > FILES_LIMIT:
                what = f"{ENTRIES_LIMIT:,} files" if count > ENTRIES_LIMIT else f"{FILES_LIMIT:,} modules and notebooks"
                seen.limits.append(f"more than {what}: the rest was not looked at")
                return seen
    return seen


def is_no_answer(folder: Path) -> bool:
    """Tell whether a folder is hidden, or a program's own: an environment, installed packages."""
    if folder.name.startswith(".") or folder.name in NOT_ANSWERS:
        return True
    try:
        return (folder / "pyvenv.cfg").exists()
    except OSError:  # nobody may look into it, which is said where that is tried
        return False


def is_checkout(folders: Iterable[str]) -> bool:
    """Tell by the names of its folders whether a folder is the kata itself."""
    return set(folders) >= CHECKOUT_HAS


def _sort(seen: Survey, path: Path) -> None:
    try:
        is_link = stat.S_ISLNK(path.lstat().st_mode)
    except OSError:
        is_link = False
    if path.name.startswith("."):
        if path.suffix.lower() in SUFFIXES and not is_link:
            seen.hidden.append(path)
    elif is_link:
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
    missing = [exercise for exercise in course.exercises if not files[exercise.id]]
    return Placed(files, list(_left_over(seen, [path for path in code if path not in taken], course, missing)))


def _left_over(seen: Survey, code: list[Path], course: Course, missing: list[Exercise]) -> Iterable[Remark]:
    """Remark on what was placed nowhere; a file by its number alone where the exercise is `missing` else."""
    named = _named([_by_name(exercise) for exercise in course.exercises])
    numbered = _named([pattern for e in missing for pattern in (_by_name(e), rf"{_by_number(e)}\Z")])
    texts = [path for path in seen.others if path.suffix.lower() not in PICTURES]
    answers = [path for path in texts if _begins(path, named) or _begins(path, numbered)]
    if code:
        yield _remark("not placed", code, "the name does not say which exercise it answers, so it was not marked: {}")
    if answers:
        yield _remark("not placed", answers, "the name ends neither in .py nor in .ipynb, so it was not marked: {}")
    if hidden := [path for path in seen.hidden if _begins(path, numbered)]:
        yield _remark("not placed", hidden, "the name begins with a dot, so it was not marked: {}")
    if seen.archives:
        said = "{} was not unpacked: unpack it, then mark again"
        yield _remark("archive", seen.archives, said, "{} were not unpacked: unpack them, then mark again")
    if seen.links:
        said = "{} is a link, which is not followed: what it points to was not handed in"
        many = "{} are links, which are not followed: what they point to was not handed in"
        yield _remark("link", seen.links, said, many)
    for sentence in seen.limits:
        yield Remark("limit", sentence)
    if others := [path for path in seen.others if path not in set(answers)]:
        yield _remark("aside", others, "{} is no module and no notebook", "{} are no modules and no notebooks")


def _named(patterns: list[str]) -> re.Pattern[str]:
    """Return what any of the patterns begins with; with none of them, nothing does."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


def _begins(path: Path, pattern: re.Pattern[str]) -> bool:
    return pattern.match(_plain(path)) is not None


def _remark(kind: RemarkKind, paths: list[Path], sentence: str, of_many: str = "") -> Remark:
    names = [shown(path.name) for path in paths]
    chosen = of_many if of_many and len(names) > 1 else sentence
    return Remark(kind, chosen.format(listed(names)), names[:NAMES_LIMIT])


def listed(names: list[str]) -> str:
    """Write names in a row, the first of many."""
    text = ", ".join(names[:NAMES_LIMIT])
    return text if len(names) <= NAMES_LIMIT else f"{text} and {plural(len(names) - NAMES_LIMIT, 'other')}"


def _by_name(exercise: Exercise) -> str:
    """What takes "ex02_softmax (1)", "ex02_softmax - Kopie" and "anna_123_ex02_softmax-2"."""
    return rf"(.*[^a-z0-9])?{exercise.module}([ _-]*\(?\d+\)?|[ _-]*(copy|kopie|copie)\d*( ?\(?\d+\)?)?)?"


def _by_number(exercise: Exercise) -> str:
    """What takes "ex2" and "Exercise 02 final"."""
    return rf"(.*[^a-z0-9])?ex(ercise)?[ _-]?0?{int(exercise.id.removeprefix('ex'))}([^0-9].*)?"


def _matches(path: Path, pattern: str) -> bool:
    name = _plain(path)
    return not name.startswith("test_") and re.fullmatch(pattern, name) is not None  # "test_": a suite


def _plain(path: Path) -> str:
    """Return a file's name as patterns have it: without its last ending, in small letters."""
    return unicodedata.normalize("NFC", path.stem).lower()


def _is_ours(path: Path, course: Course) -> bool:
    """Tell whether this is a file of the kata itself in a checkout that was handed in as a whole."""
    if path.parent.name == "solutions" and _is_same_file(path, course.solutions / path.name):
        return True
    return path.name == "__init__.py" or any((folder / path.name).is_file() for folder in (course.suites, course.root))


def _is_same_file(path: Path, other: Path) -> bool:
    try:
        return path.stat().st_size == other.stat().st_size and path.read_bytes() == other.read_bytes()
    except OSError:
        return False


def _preference(path: Path) -> tuple[int, int, bool, int, str]:
    """Order: nearest to the top, modules before notebooks, what calls itself final, the newest of numbered copies."""
    number = re.search(r"[ _-]\(?(?:v(?:er(?:sion)?)?[ _.-]?)?(\d+)\)?$", path.stem, re.IGNORECASE)
    is_final = re.search(r"(?:\b|_)final(?![a-z])", path.stem, re.IGNORECASE) is not None
    suffix = path.suffix.lower()
    rank = SUFFIXES.index(suffix) if suffix in SUFFIXES else len(SUFFIXES)
    return len(path.parts), rank, not is_final, -int(number.group(1)[:9]) if number else 0, path.name


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
        tasks = {task.name for task in exercise.tasks}
        for name in dict.fromkeys(source.in_text):
            if name in tasks and f"def {name}(".encode() not in source.data:
                said = f"{exercise.id}: {name} stands in a cell of text of {shown(taken.name)} and was not run"
                remarks.append(Remark("unread cell", said, [shown(taken.name)]))
        if other := _other_it_answers(exercise, source):
            said = (
                f"{shown(taken.name)} holds none of {exercise.id}'s functions and all of {other}'s: is its name wrong?"
            )
            remarks.append(Remark("not placed", said, [shown(taken.name)]))
    return source, remarks


def _other_it_answers(exercise: Exercise, source: LoadedSource) -> str:
    """Return the exercise whose functions a file holds, where they are not those of the one it is named after."""
    names = defined(source.data)
    if not names.isdisjoint(task.name for task in exercise.tasks):
        return ""
    asked = {each.id: {task.name for task in each.tasks if not task.bonus} for each in exercise.course.exercises}
    return next((other for other, tasks in asked.items() if other != exercise.id and tasks <= names), "")


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
    rules = ["it lies nearer to the top", "a module goes before a notebook", "it is called final"]
    rules.append("it has the higher number")
    return next((rule for rule, a, b in zip(rules, first, second, strict=False) if a != b), "the first by name")
