"""How what was handed in is read: in a child with limits, whose words are stand-ins here."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grading.classroom import limited, reading
from grading.classroom.handed_in import Submission, submissions
from grading.classroom.placing import Placed
from grading.classroom.reading import read_submission
from grading.errors import SubmissionError
from grading.results import Remark
from grading.subject import LoadedSource
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.classroom.packing import put

EX02, EX03, EX07 = (Course.here().exercise(name) for name in ("ex02", "ex03", "ex07"))
ANNA = Submission("Anna", "anna", Path("/class/anna"))


# Reading


class Children:
    """Stands for the children that read: each says what was laid ready, and then ends."""

    def __init__(self, *words: list[Any]) -> None:
        self.words = list(words)
        self.asked: list[tuple[Path, list[str]]] = []
        self.unpacks: list[bool] = []

    @contextlib.contextmanager
    def __call__(
        self, _work: Any, submission: Submission, exercises: list[Exercise], spare: Path | None
    ) -> Iterator[Any]:
        self.asked.append((submission.path, [exercise.id for exercise in exercises]))
        self.unpacks.append(spare is not None)
        said = iter(self.words.pop(0))

        def receive() -> Any:
            word = next(said)
            if isinstance(word, BaseException):
                raise word
            return word

        yield receive


class Said(Children):
    """Stands for a child whose words may be problems that are not its own end."""

    @contextlib.contextmanager
    def __call__(self, *_: Any) -> Iterator[Any]:
        yield iter(self.words.pop(0)).__next__


def source(exercise: Exercise) -> LoadedSource:
    """Return a source of an exercise."""
    return LoadedSource(exercise.id, exercise.module, b"x = 1")


def read(monkeypatch: pytest.MonkeyPatch, *words: list[Any]) -> tuple[dict[str, Any], list[str], Children]:
    """Read with children that say this; return sources (or the problem) by exercise, and remarks."""
    children = Children(*words)
    monkeypatch.setattr(reading, "child", children)
    result = read_submission(ANNA, [EX02, EX03, EX07])
    assert [exercise for exercise, _ in result.sources] == [EX02, EX03, EX07]
    said = {e.id: s if isinstance(s, LoadedSource) else f"{s.outcome}: {s}" for e, s in result.sources}
    return said, [remark.text for remark in result.remarks], children


def remark(text: str) -> Remark:
    """Return a remark."""
    return Remark("aside", text)


FILES = Placed({"ex02": [], "ex03": [Path("a/\u00e4.py"), Path("b.py")], "ex07": []}, [remark("first")])
SAID = "cannot be read: it takes more time or memory than a submission may"


def test_one_child_reads_all(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [FILES, (source(EX02), []), (source(EX03), [remark("second"), remark("first")]), (source(EX07), [])]
    said, remarks, children = read(monkeypatch, words)
    assert said == {"ex02": source(EX02), "ex03": source(EX03), "ex07": source(EX07)}
    assert remarks == ["first", "second"]
    assert children.asked == [(ANNA.path, ["ex02", "ex03", "ex07"])]


@pytest.mark.parametrize("end", [EOFError(), OSError(), ConnectionResetError()])
def test_what_a_child_could_not_read_is_lost_and_another_reads_the_rest(
    monkeypatch: pytest.MonkeyPatch, end: BaseException
) -> None:
    first = [FILES, (source(EX02), [remark("second")]), end]
    said, remarks, children = read(monkeypatch, first, [FILES, (source(EX07), [remark("third")])])
    assert said == {"ex02": source(EX02), "ex03": f"error: \u00e4.py {SAID}", "ex07": source(EX07)}
    assert remarks == ["first", "second", "third"]
    assert [asked for _, asked in children.asked] == [["ex02", "ex03", "ex07"], ["ex07"]]


def test_a_file_without_a_name_is_the_students(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [[FILES, EOFError()], [FILES, EOFError()], [FILES, EOFError()]]
    said, _, children = read(monkeypatch, *words)
    assert said == {"ex02": f"error: Anna {SAID}", "ex03": f"error: \u00e4.py {SAID}", "ex07": f"error: Anna {SAID}"}
    assert len(children.asked) == 3


def test_a_submission_that_cannot_even_be_looked_through_is_lost_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    said, remarks, children = read(monkeypatch, [EOFError()])
    assert set(said.values()) == {f"error: Anna {SAID}"}
    assert (remarks, len(children.asked)) == ([], 1)


def test_an_archive_that_takes_too_much_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [FILES, (source(EX02), []), (source(EX03), []), (source(EX07), [])]
    said, _, children = read(monkeypatch, [None, EOFError()], words)
    assert said == {"ex02": source(EX02), "ex03": source(EX03), "ex07": source(EX07)}
    assert children.unpacks == [True, False]


def test_where_the_machine_has_no_room_nobody_is_blamed(monkeypatch: pytest.MonkeyPatch) -> None:
    full = OSError(28, "No space left on device")
    monkeypatch.setattr(reading, "child", Said([None, full]))
    with pytest.raises(OSError, match="No space left"):
        read_submission(ANNA, [EX02])


# The child


class Pipe:
    """An end of a pipe."""

    def __init__(self, *words: Any) -> None:
        self.words, self.did, self.waited = list(words), list[Any](), list[float]()

    def poll(self, seconds: float) -> bool:
        """Tell whether a word came in time."""
        self.waited.append(seconds)
        return bool(self.words)

    def recv(self) -> Any:
        """Give it."""
        return self.words.pop(0)

    def send(self, word: Any) -> None:
        """Note a word."""
        self.did.append(word)

    def close(self) -> None:
        """Note it."""
        self.did.append("close")


def test_a_child_is_heard_for_five_minutes_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs, child = Pipe("first"), Pipe(), Pipe()
    process = SimpleNamespace(**{name: lambda name=name: child.did.append(name) for name in ("start", "kill", "join")})
    made: list[Any] = []

    class Context:
        def Pipe(self, *, duplex: bool) -> Any:  # noqa: N802 -- it has the name of multiprocessing's
            assert not duplex
            return ours, theirs

        def Process(self, *, target: Any, args: Any) -> Any:  # noqa: N802 -- the same
            made.append((target, args))
            return process

    monkeypatch.setattr(limited, "child_context", Context)
    with limited.child(reading._read, ANNA, [EX02]) as receive:
        assert made == [(reading._read, (theirs, ANNA, [EX02]))]
        assert (child.did, theirs.did, ours.did) == (["start"], ["close"], [])
        assert receive() == "first"
        with pytest.raises(EOFError):
            receive()
    assert ours.waited == [300.0, 300.0]
    assert (child.did, ours.did) == (["start", "kill", "join"], ["close"])
    with pytest.raises(ZeroDivisionError), limited.child(reading._read, ANNA, [EX02]):
        raise ZeroDivisionError
    assert child.did[3:] == ["start", "kill", "join"]


class _EndError(BaseException):
    """The child has ended."""


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The exit codes with which a child ended."""
    codes: list[int] = []

    def end(code: int) -> None:
        codes.append(code)
        raise _EndError

    monkeypatch.setattr(os, "_exit", end)
    return codes


def test_a_child_limits_itself_then_places_and_then_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: list[int]
) -> None:
    put(tmp_path, "ex03_cross_entropy.py", "notes.txt")
    pipe: Any = Pipe()
    monkeypatch.setattr(limited, "limit", lambda: pipe.did.append("limit"))
    with pytest.raises(_EndError):
        reading._read(pipe, Submission("anna", "anna", tmp_path), [EX02, EX03], None)
    limit, where, (none, _), (one, _), closed = pipe.did
    assert (limit, closed, ends) == ("limit", "close", [0])
    assert where.files["ex03"] == [tmp_path / "ex03_cross_entropy.py"]
    assert [remark.files for remark in where.remarks] == [["notes.txt"]]
    assert isinstance(none, SubmissionError)
    assert one.data == b"ex03_cross_entropy.py"


def test_a_child_ends_whatever_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: list[int]) -> None:
    def fail() -> None:
        raise MemoryError

    monkeypatch.setattr(limited, "limit", fail)
    pipe: Any = Pipe()
    with pytest.raises(_EndError):
        reading._read(pipe, Submission("anna", "anna", tmp_path), [EX02], None)
    assert (pipe.did, ends) == ([], [0])


def test_reading_has_a_gigabyte_and_20_seconds_of_a_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    limits: dict[int, Any] = {}
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)
    monkeypatch.setattr(limited, "taken", lambda: 1000 * 4096)
    limited.limit()
    memory = 1000 * 4096 + 2**30
    assert limits == {
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_CPU: (20, 20),
        resource.RLIMIT_CORE: (0, 0),
    }


def test_where_the_system_does_not_say_its_size_nothing_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")

    def missing() -> int:
        raise FileNotFoundError

    monkeypatch.setattr(limited, "taken", missing)
    monkeypatch.setattr(resource, "setrlimit", lambda *_: pytest.fail("nothing is limited"))
    limited.limit()


# Many


def many(folder: Path, count: int) -> list[Submission]:
    """Write a class and return it."""
    names = [f"student {number:02d}" for number in range(count)]
    for name in names:
        put(folder / name, "ex02_softmax.py")
        (folder / name / "ex02_softmax.py").write_text(f"# {name}\n", encoding="utf-8")
    return submissions([folder]).submissions


def read_by(found: list[Submission], jobs: int) -> list[str]:
    """Return what was read of each, in order."""
    read = reading.read_all(found, [EX02, EX03], jobs)
    assert [exercise for one in read for exercise, _ in one.sources] == [EX02, EX03] * len(found)
    sources = [one.sources[0][1] for one in reading.read_all(found, [EX02, EX03], jobs)]
    return [source.data.decode() for source in sources if isinstance(source, LoadedSource)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_class_is_read_in_its_order_by_one_process_or_several(tmp_path: Path, jobs: int) -> None:
    found = many(tmp_path, 20)
    assert read_by(found, jobs) == [f"# {one.student}\n" for one in found]


def test_what_a_broken_pool_left_is_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parent, one = os.getpid(), reading.read_submission

    def dies(submission: Submission, exercises: list[Exercise]) -> reading.HandedIn:
        if os.getpid() != parent and submission.key == "student_12":
            os.kill(os.getpid(), 9)
        return one(submission, exercises)

    monkeypatch.setattr(reading, "read_submission", dies)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # what is killed leaves its folder behind
    found = many(tmp_path / "class", 20)
    assert read_by(found, 2) == [f"# {one.student}\n" for one in found]


def test_a_machine_without_room_ends_the_reading_of_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(reading, "read_submission", full)
    with pytest.raises(OSError, match="No space left"):
        list(reading.read_all(many(tmp_path, 20), [EX02], 2))
