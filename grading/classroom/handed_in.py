"""Finds who handed in: in folders, single files, archives and portals' downloads, and what belongs to nobody."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from grading.classroom.downloads import Download, unpack_class
from grading.classroom.folder import RunFolder
from grading.classroom.names import keys_of, told_apart
from grading.classroom.packed import suffix_of
from grading.classroom.placing import ARCHIVES, is_checkout, is_no_answer, survey
from grading.classroom.portals import METADATA, Owner, names_in, owner_of
from grading.classroom.portals import told_apart as told_apart_by_number
from grading.results import Remark
from grading.subject.handed_in import SUFFIXES, shown
from grading.wording import plural
from reference.ground.errors import UserError

Reading = Literal["class", "one"]
"""What a folder is: a class with a folder or file a student, or what one student handed in."""


@dataclass(frozen=True)
class Submission:
    """One student's folder, archive, or a single module or notebook."""

    student: str
    key: str
    """File-name-safe form of the name, unlike that of any other student of the run."""
    path: Path
    more: tuple[Path, ...] = ()
    """Further files of the same student, in a download that has all students' files side by side."""
    told: tuple[Remark, ...] = ()
    """What is to be said of entries that were left out when the archive of a whole class was unpacked."""
    number: str = ""
    """What a gradebook knows the student by, where a portal said so."""


@dataclass(frozen=True)
class Class:
    """Who handed in, and what lies beside them."""

    submissions: list[Submission]
    aside: list[Remark] = field(default_factory=list)
    """What belongs to nobody."""

    @property
    def in_words(self) -> str:
        """Say what was found: "28 students (26 folders, 1 archive, 1 single file)"."""
        paths = [submission.path for submission in self.submissions]
        folders = sum(path.is_dir() for path in paths)
        archives = sum(path.suffix.lower() in ARCHIVES and not path.is_dir() for path in paths)
        counts = ((folders, "folder"), (archives, "archive"), (len(paths) - folders - archives, "single file"))
        kinds = [plural(count, kind) for count, kind in counts if count]
        return f"{plural(len(self.submissions), 'student')} ({', '.join(kinds)})"


def submissions(
    places: Collection[Path], reading: Reading | None = None, out: Path | None = None, spare: Path | None = None
) -> Class:
    """Return who handed in, in each of `places`; the folder `out`, where results go, is nobody's.

    An archive of a class is unpacked into the folder `spare`, and not taken where there is none.

    Raises UserError where nobody did, or it can be read two ways, and OSError where there is no room for an archive.
    """
    gathered = _Gathered()
    for number, place in enumerate(places):
        if not place.exists():
            raise UserError(f"there is no folder {str(place)!r}: name the folder that holds one folder a student")
        is_archive = spare is not None and place.is_file() and bool(suffix_of(place))
        if place.is_file() and not is_archive:
            _check_file(place)
        download = unpack_class(place, spare / f"{number}") if spare is not None and is_archive else None
        folder = download.folder if download else place
        if folder.is_file() or _reading(folder, reading, place) == "one":
            gathered.people.setdefault(os.path.realpath(place), [place])
        else:
            _gather(gathered, folder, out, download)
    if not gathered.people:
        where = ", ".join(shown(str(place)) for place in places)
        raise UserError(
            f"no submissions in {where}: it must hold one folder a student, with files such as ex02_softmax.py in it"
        )
    aside = [_aside(path) for path in dict.fromkeys(gathered.aside)]
    return Class(_called(gathered, places), aside + gathered.lost)


@dataclass
class _Gathered:
    """Who has been found so far."""

    people: dict[str, list[Path]] = field(default_factory=dict)
    """Files and folders by what tells students apart: a path, or a portal's name."""
    owners: dict[str, Owner] = field(default_factory=dict)
    """Of those whom a portal names."""
    aside: list[Path] = field(default_factory=list)
    """What is nobody's."""
    lost: list[Remark] = field(default_factory=list)
    """What was left out of archives and would have been nobody's."""
    told: dict[str, list[Remark]] = field(default_factory=dict)
    """What was left out of an archive, by what tells students apart."""


def _gather(gathered: _Gathered, folder: Path, out: Path | None, download: Download | None) -> None:
    """Add the students of a class's folder."""
    named = names_in(folder)
    left_out = dict(download.told) if download else {}
    for entry in _entries(folder):
        owner = named.get(entry.name) or owner_of(entry.name, is_folder=entry.is_dir())
        who = f"{folder}\0{owner.name}\0{owner.number}" if owner else os.path.realpath(entry)
        if entry.is_symlink() or (entry.is_dir() and (is_no_answer(entry) or _holds_a_run(entry, out))):
            gathered.aside.append(entry)
        elif owner is not None:
            gathered.people.setdefault(who, []).append(entry)
            gathered.owners[who] = owner
        elif entry.is_dir() or (entry.suffix.lower() in (*SUFFIXES, *ARCHIVES) and not _is_an_exercise(entry)):
            gathered.people.setdefault(who, [entry])
        elif entry.name != METADATA:
            gathered.aside.append(entry)
        if who in gathered.people:
            gathered.told.setdefault(who, []).extend(left_out.pop(entry.name, []))
    for name, remarks in left_out.items():  # of whom nothing else was unpacked
        owner = owner_of(name, is_folder=True) or owner_of(name, is_folder=False)
        if owner is not None or (download is not None and name and (download.folder / name).suffix not in ("", ".")):
            who = f"{folder}\0{owner.name}\0{owner.number}" if owner else os.path.realpath(folder / name)
            gathered.people.setdefault(who, [folder / name])
            gathered.told[who] = [*gathered.told.get(who, []), *remarks]
            if owner is not None:
                gathered.owners[who] = owner
        else:
            gathered.lost += remarks


def _called(gathered: _Gathered, places: Collection[Path]) -> list[Submission]:
    """Return the submissions of those who were found, each with a name and a key of its own."""
    by_portal = told_apart_by_number(gathered.owners.values())
    own = [
        (by_portal[gathered.owners[who]] if who in gathered.owners else _own_name(paths[0], places), paths[0])
        for who, paths in gathered.people.items()
    ]
    names = told_apart(own)
    return [
        Submission(
            name,
            key,
            paths[0],
            tuple(paths[1:]),
            tuple(gathered.told.get(who, ())),
            gathered.owners[who].known_as if who in gathered.owners else "",
        )
        for name, key, (who, paths) in zip(names, keys_of(names), gathered.people.items(), strict=True)
    ]


def _own_name(path: Path, places: Collection[Path]) -> str:
    """Return the name of a hand-in: a file in a class is called after its student, and has an ending."""
    if ending := suffix_of(path):
        return path.name[: -len(ending)] or path.name
    return path.resolve().name if path in places or path.is_dir() else path.stem


def _check_file(place: Path) -> None:
    """Raise UserError for a single file that nobody can have meant as a hand-in."""
    suffix = place.suffix.lower()
    if suffix in ARCHIVES:
        raise UserError(f"{shown(str(place))} is an archive: unpack it, and name the folder that comes of it")
    if suffix not in SUFFIXES:
        raise UserError(
            f"{shown(str(place))} is neither a folder nor a module (.py) nor a notebook (.ipynb): "
            "name the folder that holds one folder a student"
        )


def _holds_a_run(folder: Path, out: Path | None) -> bool:
    """Tell whether a folder is where results go, of this run or of a former one."""
    if out is not None and os.path.realpath(folder) == os.path.realpath(out):
        return True
    try:
        return bool(RunFolder(folder).conditions().exercises)
    except (UserError, OSError):
        return False


def _aside(path: Path) -> Remark:
    return Remark("aside", f"{shown(path.name)} is nobody's", [shown(path.name)])


def _reading(place: Path, wanted: Reading | None, named: Path) -> Reading:
    """Tell what a folder is. Raises UserError where it holds an exercise beside folders that hold files, too."""
    if wanted is not None:
        return wanted
    entries = _entries(place)
    if is_checkout(entry.name for entry in entries if entry.is_dir()):
        return "one"
    own = [entry for entry in entries if not entry.is_dir() and _is_an_exercise(entry)]
    if not own:
        return "class"
    folders = [
        e for e in entries if e.is_dir() and not e.is_symlink() and not is_no_answer(e) and e.name != "notebooks"
    ]
    students = [folder for folder in folders if survey(folder).code]
    singles = [e for e in entries if e.is_file() and e.suffix.lower() in SUFFIXES and e not in own and _names_one(e)]
    if not students and not singles:
        return "one"
    others = students or singles
    raise UserError(
        f"{shown(str(named))} can be read two ways: it holds {shown(own[0].name)}, as one student's folder does, and "
        f"{plural(len(others), 'folder' if students else 'file')} such as {shown(others[0].name)}, as a class does; "
        "say --class or --one-student"
    )


def _entries(place: Path) -> list[Path]:
    try:
        return sorted(entry for entry in place.iterdir() if not entry.name.startswith("."))
    except OSError as problem:
        raise UserError(f"{shown(str(place))} cannot be read: {problem.strerror}") from None


def _is_an_exercise(path: Path) -> bool:
    """Tell whether a file is called as an exercise is, and by nobody's name."""
    return re.match(r"ex\d\d_\w+\.(py|ipynb)$", path.name) is not None


def _names_one(path: Path) -> bool:
    """Tell whether a file has an exercise's name after another, which may be a student's: "anna_ex02_softmax"."""
    return re.search(r"[^a-z0-9]ex\d\d_", path.stem.lower()) is not None
