"""What a student's code can see, use and reach where it runs isolated: each wall and each limit, asked from inside."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grading.errors import SubjectCrashError, SubjectError, SubjectTimeoutError, Wrong
from grading.subject import Sandbox, Subject, bind
from grading.subject.sandbox import Bare, Bubblewrap, _counts_processes_by_namespace
from grading.subject.workers import end_servers
from grading.worker.wire import Handle
from reference.ground.places import CHECKOUT
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import SETTINGS, small_exercise, source, walled

INSIDE = """
import os
import resource
import signal
import socket
import time

import numpy as np

def namespaces():
    return {name: os.readlink("/proc/self/ns/" + name) for name in ("net", "ipc", "pid", "uts", "mnt")}

def connects(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True

def starts_a_thread():
    import threading
    try:
        threading.Thread(target=int).start()
    except RuntimeError:
        return False
    return True

def interfaces():
    with open("/proc/net/dev") as file:
        return [line.partition(":")[0].strip() for line in file.readlines()[2:]]

def environment():
    return dict(os.environ)

def status(field):
    with open("/proc/self/status", encoding="utf-8") as file:
        return next(line.split()[1] for line in file if line.startswith(field + ":"))

def limits():
    names = ("AS", "CPU", "NPROC", "FSIZE", "NOFILE", "CORE")
    return {name: list(resource.getrlimit(getattr(resource, "RLIMIT_" + name))) for name in names}

def exists(path):
    return os.path.exists(path)

def listed(path):
    return os.listdir(path)

def room(path):
    about = os.statvfs(path)
    return about.f_blocks * about.f_frsize

def writes(path):
    try:
        with open(path, "w") as file:
            file.write("x")
    except OSError:
        return False
    return True

def forks():
    try:
        if os.fork() == 0:
            os._exit(0)
    except OSError:
        return False
    return True

def processes():
    return sorted(int(name) for name in os.listdir("/proc") if name.isdigit())

def descriptors():
    return sorted(int(name) for name in os.listdir("/proc/self/fd"))

def allocates(megabytes):
    try:
        return np.empty(megabytes * 2**20, np.uint8).size > 0
    except MemoryError:
        return False

def gives(what):
    class Sly(np.ndarray):
        __eq__ = lambda *_: True
    class Whole(int):
        pass
    return {
        "bytes": b"x",
        "set": {1},
        "texts": np.array(["x"]),
        "own array": np.zeros(3).view(Sly),
        "own number": Whole(3),
        "object": object(),
    }[what]

def sleeps(seconds):
    time.sleep(seconds)
    return seconds

def ends():
    os._exit(3)

def kills():
    os.kill(os.getpid(), signal.SIGKILL)

def talks():
    print("heard")
    return 1
"""

INFINITE = -1


def subject_in(sandbox: Sandbox, exercise: Exercise, code: str = INSIDE) -> Subject:
    """Return the code that looks around, in a worker of this sandbox."""
    return Subject(bind(source(code), exercise, sandbox), exercise)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    """The small exercise, with 2 s for a call."""
    exercise = small_exercise(tmp_path_factory.mktemp("course"), settings=SETTINGS.replace("1.0", "5.0"))
    Course.here().attach()
    return exercise


@pytest.fixture(scope="module")
def inside(small: Exercise) -> Iterator[Subject]:
    """The code that looks around, behind the wall."""
    sandbox = walled()
    if sandbox is None:
        pytest.skip("no sandbox on this machine")
    end_servers()  # a server of other tests has had many children, whose numbers go up
    subject = subject_in(sandbox, small)
    yield subject
    subject._binding.close()


@pytest.fixture(scope="module", params=["bubblewrap", "none"])
def either(request: pytest.FixtureRequest, small: Exercise) -> Iterator[Subject]:
    """The same, behind the wall and in a bare worker."""
    sandbox = walled() if request.param == "bubblewrap" else Bare()
    if sandbox is None:
        pytest.skip("no sandbox on this machine")
    subject = subject_in(sandbox, small)
    yield subject
    subject._binding.close()


# Walls


@pytest.mark.parametrize("name", ["net", "ipc", "pid", "uts", "mnt"])
def test_a_worker_has_a_namespace_of_its_own(inside: Subject, name: str) -> None:
    assert inside.namespaces()[name] != str(Path(f"/proc/self/ns/{name}").readlink())


def test_a_numpy_worker_starts_no_threads(inside: Subject) -> None:
    if os.geteuid() != 0 and not _counts_processes_by_namespace():
        pytest.skip("this kernel counts all processes of a user together")
    assert inside.starts_a_thread() is False


def test_there_is_no_network(inside: Subject) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert inside.connects(server.getsockname()[1]) is False
    assert inside.interfaces() == ["lo"]


def test_no_process_of_the_graders_is_in_sight(inside: Subject) -> None:
    assert len(inside.processes()) <= 3
    assert max(inside.processes()) < 20


def test_the_environment_is_a_list_of_ours(small: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KATA_SECRET", "of the grader")
    for sandbox in filter(None, (walled(), Bare())):
        subject = subject_in(sandbox, small)
        seen = subject.environment()
        is_seen = "KATA_SECRET" in seen  # no message of a failed test shows the grader's environment
        assert not is_seen
        assert seen["KERAS_BACKEND"] == "tensorflow"
        subject._binding.close()


def test_the_first_process_does_not_show_the_graders_environment(
    small: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KATA_SECRET", "of the grader")
    sandbox = walled()
    if sandbox is None:
        pytest.skip("no sandbox on this machine")
    subject = subject_in(sandbox, small)
    subject.talks()
    children = _children()
    seen_by = [pid for pid in children if "KATA_SECRET" in _environment(pid)]
    subject._binding.close()
    assert children, "the worker is a child of this process"
    assert not seen_by


def _children() -> list[int]:
    """Return the processes that this one has started."""
    children = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                after = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                if int(after[1]) == os.getpid():
                    children.append(int(entry.name))
    return children


def _environment(pid: int) -> str:
    """Return what a process was started with."""
    with contextlib.suppress(ProcessLookupError, FileNotFoundError):  # one that is just ending shows nothing
        return Path(f"/proc/{pid}/environ").read_bytes().decode("latin-1")
    return ""


def test_nothing_of_ours_is_in_sight_but_the_workers_loop(inside: Subject) -> None:
    for place in (CHECKOUT / "tests", CHECKOUT / "solutions", CHECKOUT / "reference", Path("/var")):
        assert inside.exists(str(place)) is False
    assert inside.exists("/kata/worker/loop.py") is True
    assert set(inside.listed("/")) <= {
        "bin",
        "dev",
        "kata",
        "lib",
        "lib64",
        "proc",
        "tmp",
        "usr",
        "root",
        "home",
        "opt",
    }


def test_only_the_libraries_of_the_exercise_are_there(inside: Subject) -> None:
    libraries = set(inside.listed("/kata/site"))
    assert "numpy" in libraries
    assert not libraries & {"scipy", "sklearn", "tensorflow", "pytest", "hypothesis"}


def test_only_the_temporary_folder_can_be_written(inside: Subject) -> None:
    assert inside.writes("/tmp/mine") is True  # noqa: S108 -- the sandbox's own
    for place in ("/kata/worker/loop.py", "/kata/worker/new.py", "/kata/site/new.py", "/usr/new", "/new", "/kata/new"):
        assert inside.writes(place) is False, place


def test_no_descriptor_of_the_graders_is_inherited(inside: Subject) -> None:
    assert len(inside.descriptors()) <= 6  # three streams, two pipes, the folder that is being listed


@pytest.mark.parametrize("field", ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"])
def test_a_worker_has_no_capabilities(inside: Subject, field: str) -> None:
    if os.geteuid() != 0 and field == "CapBnd":
        pytest.skip("a plain user's process has nothing that the bounding set could let it keep")
    assert int(inside.status(field), 16) == 0


def test_a_worker_of_roots_has_another_user_id(inside: Subject) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can change who a worker is")
    assert int(inside.status("Uid")) >= 60_001
    assert int(inside.status("Gid")) >= 60_001


def test_no_new_privileges_can_be_had(inside: Subject) -> None:
    assert inside.status("NoNewPrivs") == "1"


# Limits


def test_the_temporary_folder_has_a_size(inside: Subject) -> None:
    assert 2**20 < inside.room("/tmp") <= 64 * 2**20  # noqa: S108 -- the sandbox's own


@pytest.mark.parametrize(("name", "most"), [("AS", 4 * 2**30), ("NPROC", 1), ("FSIZE", 64 * 2**20), ("NOFILE", 128)])
def test_what_a_worker_may_use_is_limited(inside: Subject, name: str, most: int) -> None:
    soft, hard = inside.limits()[name]
    if name == "NPROC" and os.geteuid() != 0:
        pytest.skip("processes are counted by user: a plain user's own count too")
    assert 0 < soft <= hard <= most


def test_no_core_is_written(either: Subject) -> None:
    assert either.limits()["CORE"] == [0, 0]


def test_the_cpu_seconds_are_limited(either: Subject) -> None:
    soft, hard = either.limits()["CPU"]
    assert 0 < soft <= hard <= 30 + 60


def test_memory_beyond_the_limit_is_not_given(inside: Subject) -> None:
    assert inside.allocates(100) is True
    assert inside.allocates(5_000) is False


def test_a_numpy_worker_starts_no_processes(inside: Subject) -> None:
    assert inside.forks() is False


# What crosses


@pytest.mark.parametrize("what", ["bytes", "set", "texts", "own array", "own number", "object"])
def test_what_is_no_plain_data_stays_behind_a_handle(either: Subject, what: str) -> None:
    got: Any = None
    with contextlib.suppress(Wrong):  # or it cannot be compared
        got = either.gives(what)
    assert got is None or type(got) is Handle


# Ends


def test_an_end_of_the_interpreter_is_told_and_the_next_call_has_another(either: Subject) -> None:
    with pytest.raises(SubjectCrashError, match=r"ends ended the Python interpreter \(exit code 3\)"):
        either.ends()
    with pytest.raises(SubjectCrashError, match="SIGKILL"):
        either.kills()
    assert either.talks() == 1


def test_what_a_call_takes_is_spent_of_the_exercises_time(tmp_path: Path) -> None:
    hurried = small_exercise(tmp_path, settings=SETTINGS.replace("1.0", "0.5"))
    Course.here().attach()
    subject = subject_in(Bare(), hurried)
    assert hurried.budget_seconds == 3.0
    with pytest.raises(SubjectTimeoutError, match=r"are spent|within 0\.[0-4]"):
        list(map(subject.sleeps, [0.25] * 15))
    subject._binding.close()


def test_a_call_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    hurried = small_exercise(tmp_path, settings=SETTINGS.replace("1.0", "0.2"))
    Course.here().attach()
    subject = subject_in(Bare(), hurried)
    with pytest.raises(SubjectTimeoutError, match=r"sleeps did not come back within 0.2 s: does a loop never end\?"):
        subject.sleeps(60)
    subject._binding.close()


def test_a_module_that_does_not_finish_loading_is_ended(tmp_path: Path) -> None:
    hurried = small_exercise(tmp_path, settings=SETTINGS.replace("1.0", "0.2"))
    Course.here().attach()
    subject = subject_in(Bare(), hurried, "import time\ntime.sleep(1000)\n")
    with pytest.raises(SubjectTimeoutError, match="did not finish loading within"):
        subject.double(1)
    subject._binding.close()


def test_a_module_that_cannot_be_loaded_stays_so(small: Exercise) -> None:
    subject = subject_in(Bare(), small, "1 /\n")
    for _ in range(2):
        with pytest.raises(SubjectError, match="is not valid Python: line 1"):
            subject.double(1)
    subject._binding.close()


def test_arrays_come_back_as_they_were_given(small: Exercise) -> None:
    subject = subject_in(Bare(), small, "def double(x):\n    return [x, x.T]\n")
    sent: Any = np.arange(6, dtype="f4").reshape(2, 3)
    got = subject.double(sent)
    assert [(a.dtype.str, a.shape) for a in got] == [("<f4", (2, 3)), ("<f4", (3, 2))]
    assert np.array_equal(got[1], sent.T)
    subject._binding.close()


def test_a_second_worker_is_another_users_and_none_where_there_are_no_walls() -> None:
    assert [Bubblewrap(slot).second() for slot in (0, 3)] == [Bubblewrap(2500), Bubblewrap(2503)]
    bare: Sandbox = Bare()
    assert bare.second() is None
