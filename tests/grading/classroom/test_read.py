"""What is read of a class and by whom: pools, archives and pipes are stand-ins; `test_reading.py` has real ones."""

from __future__ import annotations

import dataclasses
import errno
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grading.classroom import limited, reading
from grading.classroom.handed_in import Submission
from grading.classroom.packed import ArchiveError
from grading.classroom.placing import Placed, Survey
from grading.classroom.pool import begin
from grading.classroom.reading import HandedIn, read_all
from grading.errors import SubmissionError
from grading.results import Remark

EX02, EX03 = (SimpleNamespace(id=name) for name in ("ex02", "ex03"))
EXERCISES: Any = [EX02, EX03]


def hand_ins(count: int) -> list[Submission]:
    """Return what so many students handed in."""
    return [Submission(f"student {n}", f"student_{n}", Path(f"/class/{n}")) for n in range(count)]


class Pool:
    """Stands for processes that read; they break after so many hand-ins."""

    def __init__(self, after: int = 1000, problem: BaseException | None = None) -> None:
        self.after, self.problem = after, problem
        self.asked: list[Any] = []
        self.read: list[str] = []
        self.lacks = 0

    def __call__(self, jobs: int, *, mp_context: Any, initializer: Any) -> Pool:
        assert mp_context.get_start_method() == "fork"
        self.asked.append((jobs, initializer))
        return self

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.asked.append("closed")

    def map(self, work: Callable[[Any], Any], waiting: Sequence[Submission], *, chunksize: int) -> Iterator[Any]:
        """Do the work until they break."""
        assert chunksize == 8
        for number, submission in enumerate(waiting):
            if number == self.after and self.problem is not None:
                raise self.problem
            self.read.append(submission.student)
            sent = work(submission)
            yield SimpleNamespace(sources=sent.sources[self.lacks :], remarks=sent.remarks)


class Desk:
    """Where a class is read: by the pool, or here."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, pool: Pool, method: str) -> None:
        self.read: list[str] = []
        self.gave_up: list[Any] = []
        monkeypatch.setattr(reading, "ProcessPoolExecutor", pool)
        monkeypatch.setattr(reading, "child_context", lambda: SimpleNamespace(get_start_method=lambda: method))
        monkeypatch.setattr(reading, "read_submission", self.one)
        monkeypatch.setattr(reading, "give_up", self.gave_up.append)

    def one(self, submission: Submission, exercises: Any) -> HandedIn:
        """Read one."""
        self.read.append(submission.student)
        sources: Any = [(exercise, f"{exercise.id} of {submission.student}") for exercise in exercises]
        return HandedIn(sources, [Remark("aside", submission.key)])


def whole(count: int) -> list[HandedIn]:
    """Return what a whole class of so many handed in."""
    sources: Any = [[(e, f"{e.id} of student {n}") for e in EXERCISES] for n in range(count)]
    return [HandedIn(one, [Remark("aside", f"student_{n}")]) for n, one in enumerate(sources)]


@pytest.mark.parametrize(
    ("jobs", "count", "method", "is_pooled"),
    [
        (2, 9, "fork", True),
        (3, 20, "fork", True),
        (1, 20, "fork", False),
        (0, 20, "fork", False),
        (2, 8, "fork", False),
        (2, 20, "spawn", False),
        (2, 20, "forkserver", False),
        (2, 20, "anew", False),
    ],
)
def test_a_large_class_is_read_by_several_processes_where_they_can_be_forked(
    monkeypatch: pytest.MonkeyPatch, jobs: int, count: int, method: str, is_pooled: bool
) -> None:
    pool = Pool()
    desk = Desk(monkeypatch, pool, method)
    assert list(read_all(hand_ins(count), EXERCISES, jobs)) == whole(count)
    assert pool.asked == ([(jobs, begin), "closed"] if is_pooled else [])
    assert len(pool.read) == (count if is_pooled else 0)
    assert len(desk.read) == count, "each once"


@pytest.mark.parametrize("after", [0, 1, 11])
def test_what_a_broken_pool_left_and_no_more_is_read_here(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    pool = Pool(after, BrokenProcessPool())
    desk = Desk(monkeypatch, pool, "fork")
    assert list(read_all(hand_ins(12), EXERCISES, 2)) == whole(12)
    assert len(pool.read) == after
    assert len(desk.read) == 12
    assert desk.gave_up == []


@pytest.mark.parametrize("problem", [OSError(28, "full"), KeyboardInterrupt()])
def test_a_pool_is_given_up_where_a_class_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, problem: BaseException
) -> None:
    pool = Pool(2, problem)
    desk = Desk(monkeypatch, pool, "fork")
    with pytest.raises(type(problem)):
        list(read_all(hand_ins(12), EXERCISES, 2))
    assert desk.gave_up == [pool]
    assert len(desk.read) == 2


def test_sources_that_are_too_few_belong_to_no_exercise(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Pool()
    pool.lacks = 1
    Desk(monkeypatch, pool, "fork")
    with pytest.raises(ValueError, match="shorter"):
        list(read_all(hand_ins(12), EXERCISES, 2))


def test_what_was_read_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        HandedIn([], []).remarks = []  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        reading._Sent([], []).remarks = []  # type: ignore[misc]


# The child


class _EndError(BaseException):
    """The child has ended."""


@pytest.fixture
def did(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What a child did, whose end and limits are stand-ins."""
    done: list[Any] = []

    def end() -> None:
        done.append("end")
        raise _EndError

    monkeypatch.setattr(limited, "limit", lambda: done.append("limit"))
    monkeypatch.setattr(limited, "end", end)
    return done


def be_child(did: list[Any], monkeypatch: pytest.MonkeyPatch, placed: Callable[..., Placed]) -> None:
    """Be the child that reads a class's first, with this placing of files."""
    monkeypatch.setattr(reading, "_placed", placed)
    monkeypatch.setattr(reading, "choose", lambda exercise, files: (exercise.id, files))
    pipe: Any = SimpleNamespace(send=did.append, close=lambda: did.append("close"))
    exercises: Any = [SimpleNamespace(id="ex02", course="first"), SimpleNamespace(id="ex03", course="second")]
    with pytest.raises(_EndError):
        reading._read(pipe, hand_ins(1)[0], exercises, Path("/spare"))


def test_files_are_placed_in_the_course_and_then_read_exercise_by_exercise(
    did: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    where = Placed({"ex03": [Path("b.py")]}, [])
    asked: list[Any] = []

    def placed(_pipe: Any, *given: Any) -> Placed:
        asked.append(given)
        return where

    be_child(did, monkeypatch, placed)
    assert asked == [(hand_ins(1)[0], "first", Path("/spare"))]
    assert did == ["limit", where, ("ex02", []), ("ex03", [Path("b.py")]), "close", "end"]


def test_a_machine_without_room_is_told_and_nothing_is_read(did: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    full = OSError(errno.ENOSPC, "full")

    def placed(*_: Any) -> Placed:
        raise full

    be_child(did, monkeypatch, placed)
    assert did == ["limit", full, "end"]


def test_another_error_of_the_system_ends_the_child_without_a_word(
    did: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def placed(*_: Any) -> Placed:
        raise PermissionError(errno.EACCES, "no")

    be_child(did, monkeypatch, placed)
    assert did == ["limit", "end"]


# Archives


class Folder:
    """A folder in which these archives lie, each of which takes so many bytes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *archives: str) -> None:
        self.unpacked: list[tuple[Path, Path, int]] = []
        self.surveyed: list[Path] = []
        self.placed: list[Survey] = []
        self.said: list[Any] = []
        self.damaged: dict[str, Exception] = {}
        self.archives = [Path("/class/0", name) for name in archives]
        monkeypatch.setattr(reading, "survey", self.survey)
        monkeypatch.setattr(reading, "unpack", self.unpack)
        monkeypatch.setattr(reading, "placed", self.place)

    def survey(self, path: Path) -> Survey:
        """Look through it."""
        self.surveyed.append(path)
        return Survey(archives=list(self.archives) if path == Path("/class/0") else [], code=[path / "a.py"])

    def unpack(self, archive: Path, into: Path, *, before: int) -> Any:
        """Unpack one of them."""
        if archive.name in self.damaged:
            raise self.damaged[archive.name]
        self.unpacked.append((archive, into, before))
        remarks = {"": [Remark("archive", f"{archive.name} holds more")]}
        return SimpleNamespace(remarks=lambda: remarks, bytes=before + 10)

    def place(self, seen: Survey, course: Any) -> Placed:
        """Place what was seen."""
        assert course == "course"
        self.placed.append(seen)
        return Placed({}, [Remark("aside", "placed")])

    def read(self, *, spare: bool = True, more: tuple[Path, ...] = ()) -> list[str]:
        """Return what is said of it."""
        submission = Submission("student 0", "student_0", Path("/class/0"), more, (Remark("archive", "told before"),))
        pipe: Any = SimpleNamespace(send=self.said.append)
        course: Any = "course"
        where = reading._placed(pipe, submission, course, Path("/spare") if spare else None)
        return [remark.text for remark in where.remarks]


def test_archives_are_unpacked_below_their_own_paths_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(monkeypatch, "a.zip", "b.tar.gz", "c.7z")
    assert folder.read() == ["placed", "told before", "a.zip holds more", "b.tar.gz holds more"]
    assert folder.said == [None], "it says so before it unpacks"
    assert folder.unpacked == [
        (Path("/class/0/a.zip"), Path("/spare/class/0/a.zip"), 0),
        (Path("/class/0/b.tar.gz"), Path("/spare/class/0/b.tar.gz"), 10),
    ]
    (seen,) = folder.placed
    assert seen.archives == [Path("/class/0/c.7z")], "which nobody here can read"
    assert [path.parent for path in seen.code] == folder.surveyed
    assert len(folder.surveyed) == 3


def test_a_submission_without_archives_says_nothing_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(monkeypatch)
    assert folder.read(more=(Path("/class/beside"),)) == ["placed", "told before"]
    assert folder.said == []
    assert folder.surveyed == [Path("/class/0"), Path("/class/beside")]
    assert [path.parent for path in folder.placed[0].code] == folder.surveyed


TOO_MUCH = "was not unpacked: it takes more time or memory than a submission may"


def test_without_a_place_archives_are_left_as_they_are_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(monkeypatch, "a.zip")
    assert folder.read(spare=False) == ["placed", "told before", f"a.zip {TOO_MUCH}"]
    assert (folder.said, folder.unpacked) == ([], [])


def test_an_archive_that_cannot_be_unpacked_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(monkeypatch, "a.zip", "b.zip", "c.zip", "d.zip")
    folder.damaged = {"b.zip": ArchiveError("is damaged"), "c.zip": MemoryError()}
    assert folder.read()[2:] == [
        "a.zip holds more",
        "b.zip was not unpacked: it is damaged",
        f"c.zip {TOO_MUCH}",
        "d.zip holds more",
    ]
    assert [before for _, _, before in folder.unpacked] == [0, 10], "what was unpacked counts, and no more"


def test_a_machine_without_room_is_no_fault_of_an_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(monkeypatch, "a.zip")
    folder.damaged = {"a.zip": OSError(errno.ENOSPC, "full")}
    with pytest.raises(OSError, match="full"):
        folder.read()


def test_after_so_many_archives_no_more_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ARCHIVES_LIMIT", 2)
    folder = Folder(monkeypatch, "a.zip", "b.zip", "c.zip", "d.zip")
    assert folder.read()[4:] == ["after 2 archives these were not unpacked: c.zip, d.zip"]
    assert len(folder.unpacked) == 2
    folder = Folder(monkeypatch, "a.zip", "b.zip")
    assert len(folder.read()) == 4


# What is asked of a child


def test_a_file_that_cannot_be_read_is_called_by_its_first_name(monkeypatch: pytest.MonkeyPatch) -> None:
    words = iter([Placed({"ex02": [Path("a/one.py"), Path("two.py")]}, []), EOFError()])

    def receive() -> Any:
        word = next(words)
        if isinstance(word, BaseException):
            raise word
        return word

    class Child:
        def __init__(self, *_: Any) -> None:
            pass

        def __enter__(self) -> Any:
            return receive

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(reading, "child", Child)
    (source,) = [source for _, source in reading.read_submission(hand_ins(1)[0], EXERCISES[:1]).sources]
    assert isinstance(source, SubmissionError)
    assert str(source).startswith("one.py cannot be read")
