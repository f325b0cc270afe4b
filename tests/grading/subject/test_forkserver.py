"""Nothing that one child of a server leaves behind reaches the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grading.errors import SubjectCrashError
from grading.subject import Sandbox, Subject, bind, sandbox, workers
from grading.subject.sandbox import Bare
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import SETTINGS, small_exercise, source, walled

LEAVING = """
import os
import resource
import time

def leave(folder):
    os.makedirs(os.path.join(folder, "deep", "deeper"))
    with open(os.path.join(folder, "deep", "file"), "w") as file:
        file.write("x")
    with open(os.path.join(folder, "file"), "w") as file:
        file.write("x")
    os.chdir("/")
    if os.fork() == 0:
        os.setsid()
        time.sleep(600)
        os._exit(0)
    return os.getpid()

def left(folder):
    return sorted(os.listdir(folder))

def others():
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != os.getpid():
            with open(f"/proc/{name}/stat", encoding="utf-8") as file:
                if file.read().rpartition(")")[2].split()[0] != "Z":
                    found.append(int(name))
    return found

def server_is_readable():
    try:
        os.listdir(f"/proc/{os.getppid()}/fd")
    except OSError:
        return False
    return True

def cpu_limit():
    return resource.getrlimit(resource.RLIMIT_CPU)[1]

def ends():
    os._exit(4)
"""


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Exercise]:
    """The small exercise, with NumPy as the library that is imported once; its workers are children of a server."""
    for module in (workers, sandbox):
        monkeypatch.setattr(module, "HEAVY", ("numpy",))
    monkeypatch.setitem(sandbox.PROCESSES, True, 16)
    workers.end_servers()
    yield small_exercise(tmp_path_factory.mktemp("course"), settings=SETTINGS.replace("1.0", "5.0"))
    workers.end_servers()
    Course.here().attach()


def child(box: Sandbox, exercise: Exercise) -> Subject:
    """Return the code that leaves something behind, in a child of the server."""
    workers.prepare(box, list(exercise.libraries))
    return Subject(bind(source(LEAVING), exercise, box), exercise)


def boxes() -> list[Sandbox]:
    """Return the sandboxes of this machine."""
    return [box for box in (walled(), Bare()) if box is not None]


def test_files_of_one_child_are_gone_for_the_next(served: Exercise) -> None:
    box = walled()
    if box is None:
        pytest.skip("no sandbox on this machine")
    place = "/tmp"  # noqa: S108 -- the sandbox's own
    first = child(box, served)
    first.leave(place)
    assert first.left(place) == ["deep", "file"]
    first._binding.close()
    assert child(box, served).left(place) == []


def test_processes_of_one_child_are_gone_for_the_next(served: Exercise) -> None:
    box = walled()
    if box is None:
        pytest.skip("no sandbox on this machine")
    first = child(box, served)
    alone = len(first.others())
    first.leave("/tmp")  # noqa: S108
    assert len(first.others()) == alone + 1
    first._binding.close()
    assert len(child(box, served).others()) == alone


def test_a_child_cannot_read_the_server(served: Exercise) -> None:
    box = walled()
    if box is None:
        pytest.skip("no sandbox on this machine")
    assert child(box, served).server_is_readable() is False


def test_a_child_has_its_cpu_seconds(served: Exercise) -> None:
    for box in boxes():
        assert 0 < child(box, served).cpu_limit() <= 30 + 60


def test_a_child_that_ends_is_told_and_the_next_call_has_another(served: Exercise) -> None:
    for box in boxes():
        subject = child(box, served)
        with pytest.raises(SubjectCrashError, match="exit code 4"):
            subject.ends()
        assert subject.cpu_limit() > 0
        subject._binding.close()
