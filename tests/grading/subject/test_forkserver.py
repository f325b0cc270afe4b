"""Nothing that one child of a server leaves behind reaches the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grading.errors import SubjectCrashError
from grading.subject import Sandbox, Subject, bind, sandbox, syscalls, workers
from grading.subject.sandbox import Bare
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import SETTINGS, small_exercise, source, walled

LEAVING = """
import fcntl
import os
import resource
import threading
import time

def leave(folder):
    os.makedirs(os.path.join(folder, "deep", "deeper"))
    with open(os.path.join(folder, "deep", "file"), "w") as file:
        file.write("x")
    with open(os.path.join(folder, "file"), "w") as file:
        file.write("x")
    os.chdir("/")

def leave_a_process():
    if os.fork() == 0:
        os.setsid()
        time.sleep(600)
        os._exit(0)

def a_closed_folder(folder):
    path = os.path.join(folder, "closed")
    os.makedirs(os.path.join(path, "deep"))
    with open(os.path.join(path, "file"), "wb") as file:
        file.write(bytes(2**24))
    os.chmod(path, 0)

def a_link_to_itself(folder):
    os.mkdir(os.path.join(folder, "folder"))
    os.symlink(folder, os.path.join(folder, "folder", "link"))
    os.symlink("/", os.path.join(folder, "link"))

def many_files(folder):
    for number in range(3000):
        os.mkdir(os.path.join(folder, str(number)))

def room(folder):
    found = os.statvfs(folder)
    return [found.f_bfree, found.f_ffree]

def limits():
    names = [name for name in dir(resource) if name.startswith("RLIMIT_") and name != "RLIMIT_CPU"]
    return [list(resource.getrlimit(getattr(resource, name))) for name in names]

def change_the_server():
    server, done = os.getppid(), []
    attacks = {
        "limit": lambda: resource.prlimit(server, resource.RLIMIT_NOFILE, (8, 8)),
        "priority": lambda: os.setpriority(os.PRIO_PROCESS, server, 19),
        "priority of the group": lambda: os.setpriority(os.PRIO_PGRP, 0, 19),
        "priority of the user": lambda: os.setpriority(os.PRIO_USER, 0, 19),
        "cores": lambda: os.sched_setaffinity(server, {0}),
        "memory": lambda: open(f"/proc/{server}/mem", "wb"),
        "stop": lambda: os.kill(server, 19),
        "interrupt": lambda: os.kill(server, 2),
        "end": lambda: os.kill(server, 9),
        "all": lambda: os.kill(-1, 9),
        "a signal when a file is ready": lambda: fcntl.fcntl(0, fcntl.F_SETOWN, server),
    }
    for name, attack in attacks.items():
        try:
            attack()
            done.append(name)
        except OSError:
            pass
    return done

def end_oneself():
    os.kill(os.getpid(), 15)

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

def threads():
    made = []
    for _ in range(3):
        try:
            thread = threading.Thread(target=time.sleep, args=(0.1,))
            thread.start()
            made.append(thread)
        except RuntimeError:
            break
    for thread in made:
        thread.join()
    return len(made)

def ends():
    os._exit(4)
"""


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Exercise]:
    """The small exercise, with NumPy as the library that is imported once; its workers are children of a server."""
    monkeypatch.setattr(sandbox, "HEAVY", ("numpy",))
    monkeypatch.setitem(sandbox.PROCESSES, True, 16)
    workers.end_servers()
    yield small_exercise(tmp_path_factory.mktemp("course"), settings=SETTINGS.replace("1.0", "5.0"))
    workers.end_servers()
    Course.here().attach()


def child(box: Sandbox, exercise: Exercise) -> Subject:
    """Return the code that leaves something behind, in a child of the server."""
    workers.prepare([box], list(exercise.libraries))
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
    (server,) = workers._servers.values()
    first._binding.close()
    assert child(box, served).left(place) == []
    assert list(workers._servers.values()) == [server], "it was cleaned, not replaced"


def test_processes_of_one_child_are_gone_for_the_next(served: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    box = walled()
    if box is None:
        pytest.skip("no sandbox on this machine")
    monkeypatch.setattr(syscalls, "no_new_processes", lambda: syscalls._Rules().program())
    first = child(box, served)
    alone = len(first.others())
    first.leave_a_process()
    assert len(first.others()) == alone + 1
    (server,) = workers._servers.values()
    first._binding.close()
    assert len(child(box, served).others()) == alone
    assert list(workers._servers.values()) == [server], "it was cleaned, not replaced"


@pytest.mark.parametrize("dirt", ["a_closed_folder", "a_link_to_itself", "many_files"])
def test_what_cannot_be_cleaned_away_ends_with_its_server(served: Exercise, dirt: str) -> None:
    box = walled()
    if box is None:
        pytest.skip("no sandbox on this machine")
    place = "/tmp"  # noqa: S108 -- the sandbox's own
    first = child(box, served)
    getattr(first, dirt)(place)
    first._binding.close()
    honest = child(box, served)
    assert honest.left(place) == []
    assert honest.room(place) == first_room(served, box, place)


def first_room(exercise: Exercise, box: Sandbox, place: str) -> object:
    """Return the room that a child of a new server has."""
    workers.end_servers()
    return child(box, exercise).room(place)


def test_the_server_and_its_limits_are_out_of_reach(served: Exercise) -> None:
    box = walled()
    if box is None:
        pytest.skip("no sandbox on this machine")
    first = child(box, served)
    (server,) = workers._servers.values()
    assert first.change_the_server() == []
    before = first.limits()
    first._binding.close()
    assert child(box, served).limits() == before
    assert list(workers._servers.values()) == [server], "no signal has reached it"


def test_a_child_may_signal_itself(served: Exercise) -> None:
    box = walled()
    if box is None:
        pytest.skip("no sandbox on this machine")
    with pytest.raises(SubjectCrashError, match="SIGTERM"):
        child(box, served).end_oneself()


def test_a_server_goes_on_after_a_child_that_leaves_nothing(served: Exercise) -> None:
    for box in boxes():
        first = child(box, served)
        first.cpu_limit()
        (server,) = workers._servers.values()
        first._binding.close()
        child(box, served).cpu_limit()
        assert list(workers._servers.values()) == [server]
        workers.end_servers()


def test_a_server_is_over_after_a_child_that_ended_itself(served: Exercise) -> None:
    for box in boxes():
        first = child(box, served)
        with pytest.raises(SubjectCrashError):
            first.ends()
        (server,) = workers._servers.values()
        workers.prepare([box], list(served.libraries))
        assert list(workers._servers.values()) != [server]
        workers.end_servers()


def test_a_child_cannot_read_the_server(served: Exercise) -> None:
    box = walled()
    if box is None:
        pytest.skip("no sandbox on this machine")
    assert child(box, served).server_is_readable() is False


def test_a_child_has_its_cpu_seconds(served: Exercise) -> None:
    for box in boxes():
        assert 0 < child(box, served).cpu_limit() <= 30 + 60


def test_a_child_has_no_threads_but_where_its_libraries_start_some(
    served: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = walled()
    if box is None:
        pytest.skip("no sandbox on this machine")
    assert child(box, served).threads() == 3
    workers.end_servers()
    monkeypatch.undo()
    assert child(box, served).threads() == 0


def test_a_child_that_ends_is_told_and_the_next_call_has_another(served: Exercise) -> None:
    for box in boxes():
        subject = child(box, served)
        with pytest.raises(SubjectCrashError, match="exit code 4"):
            subject.ends()
        assert subject.cpu_limit() > 0
        subject._binding.close()
