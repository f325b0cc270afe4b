"""Reads what one student handed in, archives too, in a child with limits of its own."""

from __future__ import annotations

import functools
import importlib
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from grading.classroom import limited
from grading.classroom.handed_in import Submission
from grading.classroom.limited import child
from grading.classroom.packed import OF_THE_MACHINE, ArchiveError, suffix_of
from grading.classroom.placing import NAMES_LIMIT, Placed, Survey, choose, listed, placed, survey
from grading.classroom.pool import begin, give_up
from grading.classroom.unpacking import ARCHIVES_LIMIT, unpack
from grading.errors import SubmissionError
from grading.marking.job import Source
from grading.marking.processes import child_context
from grading.results import Remark
from grading.subject.handed_in import shown
from reference.kit.course import Course
from reference.kit.exercise import Exercise

FEW = 8
"""Students who are read one after the other, and how many a process takes at a time."""


@dataclass(frozen=True)
class HandedIn:
    """What one student handed in: each exercise's source, or why there is none, and what is to be said of the rest."""

    sources: list[tuple[Exercise, Source]]
    remarks: list[Remark]


def read_submission(submission: Submission, exercises: list[Exercise]) -> HandedIn:
    """Read a submission in a child with limits; whatever goes wrong with a file is that exercise's outcome.

    Raises OSError where the machine has no room for what an archive holds: that is no student's fault.
    """
    importlib.import_module("IPython.core.inputtransformer2")  # once, and not in each child
    sources: dict[str, Source] = {}
    remarks: dict[str, Remark] = {}
    with_archives = True
    room: OSError | None = None
    while waiting := [exercise for exercise in exercises if exercise.id not in sources]:
        where: dict[str, list[Path]] | None = None
        unpacking = False
        with (
            tempfile.TemporaryDirectory(prefix="kata-") as spare,
            child(_read, submission, waiting, Path(spare) if with_archives else None) as receive,
        ):
            try:
                word: Placed | OSError | None = receive()
                if word is None:
                    unpacking = True
                    word = receive()
                if not isinstance(word, Placed):
                    room = word
                    break
                where = word.files
                remarks.update({remark.text: remark for remark in word.remarks})
                for exercise in waiting:
                    sources[exercise.id], chosen = receive()
                    remarks.update({remark.text: remark for remark in chosen})
                continue
            except (EOFError, OSError):
                pass
        if where is None and unpacking and with_archives:
            with_archives = False
            continue
        lost = [exercise for exercise in waiting if exercise.id not in sources]
        for exercise in lost if where is None else lost[:1]:
            names = [shown(path.name) for path in (where or {}).get(exercise.id, [])] or [submission.student]
            said = f"{names[0]} cannot be read: it takes more time or memory than a submission may"
            sources[exercise.id] = SubmissionError("error", said)
    if room is not None:
        raise room
    return HandedIn([(exercise, sources[exercise.id]) for exercise in exercises], list(remarks.values()))


def read_all(submissions: Sequence[Submission], exercises: list[Exercise], jobs: int) -> Iterator[HandedIn]:
    """Yield what each student handed in, in order; several are read at a time where there are many.

    Raises OSError where the machine has no room for what an archive holds.
    """
    waiting = list(submissions)
    if jobs > 1 and len(waiting) > FEW and child_context().get_start_method() == "fork":
        importlib.import_module("IPython.core.inputtransformer2")
        done = 0
        with ProcessPoolExecutor(jobs, mp_context=child_context(), initializer=begin) as pool:
            try:
                for sent in pool.map(functools.partial(_read_one, exercises), waiting, chunksize=FEW):
                    done += 1
                    yield HandedIn(list(zip(exercises, sent.sources, strict=True)), sent.remarks)
            except BrokenProcessPool:  # the rest is read here
                pass
            except BaseException:
                give_up(pool)
                raise
        waiting = waiting[done:]
    for submission in waiting:
        yield read_submission(submission, exercises)


@dataclass(frozen=True)
class _Sent:
    """What one student handed in, as it comes from another process: the exercises are known here."""

    sources: list[Source]
    remarks: list[Remark]


def _read_one(exercises: list[Exercise], submission: Submission) -> _Sent:
    handed_in = read_submission(submission, exercises)
    return _Sent([source for _, source in handed_in.sources], handed_in.remarks)


def _read(pipe: Connection, submission: Submission, exercises: list[Exercise], spare: Path | None) -> None:
    """Be the child: place the files, what archives hold among them, then read those of each exercise.

    It says None before it unpacks, into the folder `spare`; without one, archives are left as they are.
    """
    try:
        limited.limit()
        try:
            where = _placed(pipe, submission, exercises[0].course, spare)
        except OSError as problem:
            if problem.errno not in OF_THE_MACHINE:
                raise
            pipe.send(problem)
            return
        pipe.send(where)
        for exercise in exercises:
            pipe.send(choose(exercise, where.files.get(exercise.id, [])))
        pipe.close()
    finally:
        limited.end()


def _placed(pipe: Connection, submission: Submission, course: Course, spare: Path | None) -> Placed:
    """Place the files of a submission; an archive is unpacked below its own path, so that what is loose goes first.

    Raises OSError where the machine has no room for what an archive holds.
    """
    seen = survey(submission.path)
    for beside in submission.more:
        seen.add(survey(beside))
    told = list(submission.told)
    archives = [path for path in seen.archives if suffix_of(path)]
    seen.archives = [path for path in seen.archives if path not in archives]
    if archives and spare is not None:
        pipe.send(None)
    taken = 0
    for number, archive in enumerate(archives):
        if number < ARCHIVES_LIMIT:
            remarks, taken = _unpacked(archive, seen, spare, taken)
            told += remarks
    if more := [shown(path.name) for path in archives[ARCHIVES_LIMIT:]]:
        said = f"after {ARCHIVES_LIMIT} archives these were not unpacked: {listed(more)}"
        told.append(Remark("archive", said, more[:NAMES_LIMIT]))
    where = placed(seen, course)
    where.remarks += told
    return where


def _unpacked(archive: Path, seen: Survey, spare: Path | None, before: int) -> tuple[list[Remark], int]:
    """Unpack an archive, and add what it holds to what was seen.

    Returns what is to be said of it, and how many bytes it and those `before` it take.
    """
    try:
        if spare is None:
            raise MemoryError
        into = spare.joinpath(*archive.absolute().parts[1:])
        plan = unpack(archive, into, before=before)
        seen.add(survey(into))
    except (ArchiveError, MemoryError) as problem:
        why = problem if isinstance(problem, ArchiveError) else "takes more time or memory than a submission may"
        name = shown(archive.name)
        return [Remark("archive", f"{name} was not unpacked: it {why}", [name])], before
    return [remark for said in plan.remarks().values() for remark in said], plan.bytes
