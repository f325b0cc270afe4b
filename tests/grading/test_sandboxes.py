"""Each sandbox has the walls that it says it has, and says plainly which it lacks: attacks on every one of them."""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from grading.commandline.grade import NO_SANDBOX
from grading.subject import IsolatedBinding, LoadedSource, Sandbox, Subject
from grading.subject.sandbox import ENVIRONMENT, SANDBOXES, WITHOUT, Bare, Wall, bubblewrap_problem, open_to
from reference.kit.course import Course

EXERCISE = Course.here().exercise("ex02")
MARK = "kata-was-here"
KERNEL_CALLS = {"aarch64": "219, 241"}.get(platform.machine(), "250, 298")
"""Numbers of keyctl(2) and perf_event_open(2) here."""
CODE = f"""
import ctypes, errno, mmap, os, resource, socket, subprocess, sys

KEYCTL, PERF_EVENT_OPEN = {KERNEL_CALLS}

def read(path):
    with open(path) as file:
        return file.read()

def write(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write("{MARK}")

def connect(port):
    with socket.create_connection(("127.0.0.1", port), timeout=5) as link:
        return link.recv(100).decode()

def environments():
    texts = [str(dict(os.environ))]
    for name in os.listdir("/proc"):
        try:
            texts.append(open(f"/proc/{{name}}/environ").read())
        except OSError:
            pass
    return "".join(texts)

def leave(seconds):
    left = subprocess.Popen(["sleep", seconds], start_new_session=True)
    while seconds not in read(f"/proc/{{left.pid}}/cmdline"):
        pass

def is_there(path):
    return os.path.exists(path)

def take(size):
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | getattr(mmap, "MAP_NORESERVE", 0)
    return len(mmap.mmap(-1, size, flags=flags))

def grow(size):
    with open("large", "wb") as file:
        file.seek(size)
        file.write(b"x")
    return size

def ask_the_kernel():
    libc = ctypes.CDLL(None, use_errno=True)
    asked = {{
        "memory without an owner": lambda: os.memfd_create("x") + 1,
        "shared memory of System V": lambda: libc.shmget(0, 4096, 0o1600) + 1,
        "a semaphore": lambda: libc.semget(0, 1, 0o1600) + 1,
        "a queue of messages": lambda: libc.msgget(0, 0o1600) + 1,
        "a key": lambda: libc.syscall(KEYCTL, 0, -4, 1) + 1,
        "a user namespace": lambda: libc.unshare(0x10000000) + 1,
        "limits of another process": lambda: resource.prlimit(os.getppid() or 1, resource.RLIMIT_CORE) and 1,
        "a socket to the host": lambda: socket.socket(40, socket.SOCK_STREAM).fileno() + 1,
        "events of the kernel": lambda: libc.syscall(PERF_EVENT_OPEN, 0, 0, -1, -1, 0) + 1 or ctypes.get_errno() != 1,
    }}
    came_through = []
    for name, attack in asked.items():
        try:
            if attack():
                came_through.append(name)
        except OSError:
            pass
    return came_through

def start_a_program():
    return subprocess.run(["true"]).returncode

def replace_itself():
    libc = ctypes.CDLL(None, use_errno=True)
    libc.execve(b"/no/such/program", None, None)
    return ctypes.get_errno()

def fork():
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return 0

def processor_seconds():
    return resource.getrlimit(resource.RLIMIT_CPU)[0]

def open_folders(folders):
    writable = []
    for folder in folders:
        path = os.path.join(folder, "{MARK}")
        try:
            open(path, "w").close()
            os.unlink(path)
            writable.append(folder)
        except OSError:
            pass
    return writable
"""


@pytest.fixture(params=list(SANDBOXES.values()), ids=list(SANDBOXES))
def box(request: pytest.FixtureRequest) -> Sandbox:
    """Each sandbox in turn."""
    box: Sandbox = request.param()
    if box.kind == "bubblewrap" and bubblewrap_problem():
        pytest.skip(bubblewrap_problem())
    return box


@contextlib.contextmanager
def inside(box: Sandbox) -> Iterator[Subject]:
    """Have a worker with the attacks."""
    source = LoadedSource(EXERCISE.id, EXERCISE.module, CODE.encode())
    binding = IsolatedBinding(source, ["numpy"], box, call_seconds=30, budget_seconds=120)
    try:
        yield Subject(binding, EXERCISE)
    finally:
        binding.close()


def came_back(attack: Callable[[], object]) -> object:
    """Return what an attack brings home; None where it raises."""
    try:
        return attack()
    except Exception:  # noqa: BLE001 -- whatever stops it
        return None


def reads_files(box: Sandbox, tmp_path: Path) -> bool:
    (tmp_path / "secret").write_text(MARK, encoding="utf-8")
    with inside(box) as subject:
        return came_back(lambda: subject.read(str(tmp_path / "secret"))) == MARK


def writes_files(box: Sandbox, tmp_path: Path) -> bool:
    with inside(box) as subject:
        came_back(lambda: subject.write(str(tmp_path / "new" / "file")))
    return (tmp_path / "new" / "file").exists()


def changes_the_system(box: Sandbox, _tmp_path: Path) -> bool:
    with inside(box) as subject:
        folders = came_back(lambda: subject.open_folders(["/", "/usr", "/usr/lib", "/etc", "/kata", "/kata/worker"]))
    if "system" not in box.walls and os.geteuid() != 0:
        return True  # it is the rights of this user that hold here, not a wall
    return bool(folders)


def reads_the_environment(box: Sandbox, _tmp_path: Path) -> bool:
    ours = Path("/proc/self/environ").read_text(encoding="utf-8", errors="replace").split("\0")
    told = {f"{name}={value}" for name, value in ENVIRONMENT.items()}
    secrets = [entry for entry in ours if len(entry) > len("PWD=/") and entry not in told]
    with inside(box) as subject:
        seen = str(came_back(subject.environments))
    return any(secret in seen for secret in secrets)


def uses_the_network(box: Sandbox, _tmp_path: Path) -> bool:
    with socket.create_server(("127.0.0.1", 0)) as server, inside(box) as subject:

        def answer() -> None:
            with contextlib.suppress(OSError):
                link, _ = server.accept()
                link.sendall(MARK.encode())
                link.close()

        threading.Thread(target=answer, daemon=True).start()
        try:
            return came_back(lambda: subject.connect(server.getsockname()[1])) == MARK
        finally:
            with contextlib.suppress(OSError):
                socket.create_connection(server.getsockname(), timeout=1).close()  # lets the thread end


def running(word: str) -> list[int]:
    """Return the processes of this machine that were started with this word."""
    processes = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if word in (entry / "cmdline").read_text(encoding="utf-8", errors="replace").split("\0"):
                processes.append(int(entry.name))
    return processes


def leaves_processes(box: Sandbox, _tmp_path: Path) -> bool:
    seconds = f"300.{os.getpid()}"
    with inside(box) as subject:
        came_back(lambda: subject.leave(seconds))
    deadline = time.monotonic() + 10
    while running(seconds) and "processes left behind" in box.walls and time.monotonic() < deadline:
        time.sleep(0.05)  # the kernel takes a namespace down after its first process
    left = running(seconds)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    return bool(left)


def leaves_files(box: Sandbox, _tmp_path: Path) -> bool:
    path = Path("/tmp", f"{MARK}-{os.getpid()}")  # noqa: S108 -- the place where it would be found
    try:
        with inside(box) as subject:
            came_back(lambda: subject.write(str(path)))
        with inside(box) as subject:
            return came_back(lambda: subject.is_there(str(path))) is True
    finally:
        path.unlink(missing_ok=True)


def takes_memory(box: Sandbox, _tmp_path: Path) -> bool:
    with inside(box) as subject:
        return came_back(lambda: subject.take(5 * 2**30)) is not None


def writes_without_end(box: Sandbox, _tmp_path: Path) -> bool:
    with inside(box) as subject:
        return came_back(lambda: subject.grow(65 * 2**20)) is not None


def computes_without_end(box: Sandbox, _tmp_path: Path) -> bool:
    with inside(box) as subject:
        return came_back(subject.processor_seconds) == -1


def asks_the_kernel(box: Sandbox, _tmp_path: Path) -> bool:
    with inside(box) as subject:
        return bool(subject.ask_the_kernel())


def starts_programs(box: Sandbox, _tmp_path: Path) -> bool:
    with inside(box) as subject:
        is_asked_for = came_back(subject.replace_itself) == errno.ENOENT  # else nobody looks for the program
        return is_asked_for or 0 in (came_back(subject.start_a_program), came_back(subject.fork))


ATTACKS: dict[Wall, Callable[[Sandbox, Path], bool]] = {
    "reading files": reads_files,
    "writing files": writes_files,
    "system": changes_the_system,
    "environment": reads_the_environment,
    "network": uses_the_network,
    "processes left behind": leaves_processes,
    "temporary folder": leaves_files,
    "memory": takes_memory,
    "file size": writes_without_end,
    "processor time": computes_without_end,
    "kernel": asks_the_kernel,
    "programs": starts_programs,
}
"""For each wall an attack; it tells whether it came through."""


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the attacks are Linux's")
@pytest.mark.parametrize("wall", ATTACKS)
def test_a_sandbox_has_the_walls_that_it_says_and_no_others(box: Sandbox, wall: Wall, tmp_path: Path) -> None:
    assert ATTACKS[wall](box, tmp_path) == (wall not in box.walls)


def test_each_wall_is_attacked_and_has_its_words() -> None:
    assert set(ATTACKS) == set(WITHOUT) == set(get_args(Wall))


def test_a_sandbox_says_plainly_what_it_does_not_protect(box: Sandbox) -> None:
    says = open_to(box)
    assert [wall for wall, words in WITHOUT.items() if words in says] == [w for w in WITHOUT if w not in box.walls]


def test_the_warning_names_the_gravest() -> None:
    warning = NO_SANDBOX.format(open_to=open_to(Bare()))
    for words in ("read your files and each other's", "use the network", "leave processes behind"):
        assert words in warning
