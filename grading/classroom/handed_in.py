"""Finds what each student of a class handed in, and reads it in a child with limits of its own."""

from __future__ import annotations

import contextlib
import importlib
import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from grading.classroom.folder import RunFolder
from grading.classroom.names import keys_of, told_apart
from grading.classroom.placing import ARCHIVES, Placed, choose, is_checkout, is_no_answer, placed, survey
from grading.errors import SubmissionError
from grading.marking.job import Source
from grading.marking.processes import child_context
from grading.results import Remark
from grading.subject.handed_in import SUFFIXES, shown
from grading.wording import plural
from reference.ground.errors import UserError
from reference.kit.exercise import Exercise

READ_MEMORY = 2**30
"""Bytes that reading one submission may take; a notebook with pictures takes some 50 MB."""
READ_CPU_SECONDS = 20
"""Of processor time for one file; an ordinary one takes 0.1 s."""
READ_SECONDS = 300.0
"""Of elapsed time, where a processor is to be had now and then."""

Reading = Literal["class", "one"]
"""What a folder is: a class with a folder or file a student, or what one student handed in."""


@dataclass(frozen=True)
class Submission:
    """One student's folder, or a single module or notebook."""

    student: str
    key: str
    """File-name-safe form of the name, unlike that of any other student of the run."""
    path: Path


@dataclass(frozen=True)
class Class:
    """Who handed in, and what lies beside them."""

    submissions: list[Submission]
    aside: list[Remark] = field(default_factory=list)
    """What belongs to nobody."""

    @property
    def in_words(self) -> str:
        """Say what was found: "28 students (27 folders, 1 single file)"."""
        folders = sum(submission.path.is_dir() for submission in self.submissions)
        files = len(self.submissions) - folders
        kinds = [plural(folders, "folder")] * bool(folders) + [plural(files, "single file")] * bool(files)
        return f"{plural(len(self.submissions), 'student')} ({', '.join(kinds)})"


@dataclass(frozen=True)
class HandedIn:
    """What one student handed in: each exercise's source, or why there is none, and what is to be said of the rest."""

    sources: list[tuple[Exercise, Source]]
    remarks: list[Remark]


def submissions(places: Collection[Path], reading: Reading | None = None, out: Path | None = None) -> Class:
    """Return who handed in, in each of `places`; the folder `out`, where results go, is nobody's.

    Raises UserError where nobody did, or it can be read two ways.
    """
    people: dict[str, Path] = {}
    aside: list[Path] = []
    for place in places:
        if not place.exists():
            raise UserError(f"there is no folder {str(place)!r}: name the folder that holds one folder a student")
        if place.is_file():
            _check_file(place)
        if place.is_file() or _reading(place, reading) == "one":
            people.setdefault(os.path.realpath(place), place)
            continue
        for entry in _entries(place):
            if entry.is_symlink() or (entry.is_dir() and (is_no_answer(entry) or _holds_a_run(entry, out))):
                aside.append(entry)
            elif entry.is_dir() or (entry.suffix.lower() in (*SUFFIXES, *ARCHIVES) and not _is_an_exercise(entry)):
                people.setdefault(os.path.realpath(entry), entry)
            else:
                aside.append(entry)
    if not people:
        where = ", ".join(shown(str(place)) for place in places)
        raise UserError(
            f"no submissions in {where}: it must hold one folder a student, with files such as ex02_softmax.py in it"
        )
    names = told_apart([(_own_name(path, places), path) for path in people.values()])
    students = map(Submission, names, keys_of(names), people.values())
    return Class(list(students), [_aside(path) for path in dict.fromkeys(aside)])


def _own_name(path: Path, places: Collection[Path]) -> str:
    """Return the name of a hand-in: a file in a class is called after its student, and has an ending."""
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


def _reading(place: Path, wanted: Reading | None) -> Reading:
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
        f"{shown(str(place))} can be read two ways: it holds {shown(own[0].name)}, as one student's folder does, and "
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


def read_submission(submission: Submission, exercises: list[Exercise]) -> HandedIn:
    """Read a submission in a child with limits; whatever goes wrong with a file is that exercise's outcome."""
    importlib.import_module("IPython.core.inputtransformer2")  # once, and not in each child
    sources: dict[str, Source] = {}
    remarks: dict[str, Remark] = {}
    while waiting := [exercise for exercise in exercises if exercise.id not in sources]:
        where: dict[str, list[Path]] | None = None
        with _child(submission.path, waiting) as receive:
            try:
                survey_of_it: Placed = receive()
                where = survey_of_it.files
                remarks.update({remark.text: remark for remark in survey_of_it.remarks})
                for exercise in waiting:
                    sources[exercise.id], chosen = receive()
                    remarks.update({remark.text: remark for remark in chosen})
                continue
            except (EOFError, OSError):
                pass
        lost = [exercise for exercise in waiting if exercise.id not in sources]
        for exercise in lost if where is None else lost[:1]:
            names = [shown(path.name) for path in (where or {}).get(exercise.id, [])] or [submission.student]
            said = f"{names[0]} cannot be read: it takes more time or memory than a submission may"
            sources[exercise.id] = SubmissionError("error", said)
    return HandedIn([(exercise, sources[exercise.id]) for exercise in exercises], list(remarks.values()))


@contextlib.contextmanager
def _child(place: Path, exercises: list[Exercise]) -> Iterator[Callable[[], Any]]:
    """Start a child that reads a submission; yield what receives its answers, one after the other."""
    context = child_context()
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_read, args=(theirs, place, exercises))
    child.start()
    theirs.close()

    def receive() -> Any:
        if not ours.poll(READ_SECONDS):
            raise EOFError
        return ours.recv()  # what our own code has made, of plain data

    try:
        yield receive
    finally:
        child.kill()
        child.join()
        ours.close()


def _read(pipe: Connection, place: Path, exercises: list[Exercise]) -> None:
    """Be the child: place the files, then read those of each exercise."""
    try:
        _limit()
        where = placed(survey(place), exercises[0].course)
        pipe.send(where)
        for exercise in exercises:
            pipe.send(choose(exercise, where.files.get(exercise.id, [])))
        pipe.close()
    finally:
        os._exit(0)  # whoever waits sees the pipe end


def _limit() -> None:
    """Limit this process's memory and processor time, where the system can."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return
    memory = pages * resource.getpagesize() + READ_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (READ_CPU_SECONDS, READ_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
