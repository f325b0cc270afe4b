"""The sandboxes a worker runs in: bubblewrap's namespaces, or none; and which walls each of them has."""

from __future__ import annotations

import dataclasses
import functools
import importlib.metadata
import os
import re
import shutil
import site
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Literal, Protocol

from grading.subject import syscalls
from reference.ground.errors import SandboxMissingError

WORKER = Path(__file__).resolve().parent.parent / "worker"
FIRST_UID, USERS, SECOND_SLOT = 60_001, 5_000, 2_500
"""User ids of workers when the grader is root. RLIMIT_NPROC counts by user, so each process that starts workers takes
ids of its own: two graders on one machine would else use up each other's threads, which aborts TensorFlow."""
TMPFS_BYTES = 64 * 2**20
FILTER = "/kata/no-new-processes"
"""Where a worker finds the program that takes new processes away from it, once it is ready."""
HEAVY = ("tensorflow",)
"""Libraries that take seconds to import, and a gigabyte."""
MEMORY_BYTES = {False: 4 * 2**30, True: 8 * 2**30}
"""Address space of a worker, without and with a heavy library: it uses 0.2 and 1 GB, but reserves more."""
PROCESSES = {False: 1, True: 128}
"""Processes and threads of a worker's user. TensorFlow starts some tens of threads."""

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/tmp",  # noqa: S108 -- the sandbox's own
    "LC_ALL": "C.UTF-8",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
    "PYTHONHASHSEED": "0",
    "KERAS_BACKEND": "tensorflow",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
}
"""Of a worker. One thread each: a class is marked on all cores, one submission a core."""


Wall = Literal[
    "reading files",
    "writing files",
    "system",
    "environment",
    "network",
    "processes left behind",
    "temporary folder",
    "memory",
    "file size",
    "processor time",
    "kernel",
    "programs",
]
WITHOUT: dict[Wall, str] = {
    "reading files": "read your files and each other's",
    "writing files": "change them",
    "system": "change what is installed",
    "environment": "read the environment of your shell",
    "network": "use the network",
    "processes left behind": "leave processes behind",
    "temporary folder": "leave files for each other",
    "memory": "take all memory",
    "file size": "write files without end",
    "processor time": "compute without end",
    "kernel": "reach parts of the kernel that no limit counts",
    "programs": "start other programs",
}
"""The walls of a sandbox, each with what a submission can do where it lacks."""


def is_heavy(libraries: Iterable[str]) -> bool:
    """Tell whether a library is among these that takes long to import."""
    return not set(libraries).isdisjoint(HEAVY)


@dataclass(frozen=True)
class Limits:
    """What a worker may use."""

    memory: int
    """Bytes of address space."""
    cpu_seconds: int
    """0 for no limit."""
    processes: int

    @staticmethod
    def of(libraries: list[str], cpu_seconds: int) -> Limits:
        """Return the limits of a worker that has these libraries."""
        heavy = is_heavy(libraries)
        return Limits(MEMORY_BYTES[heavy], cpu_seconds, PROCESSES[heavy])


@dataclass(frozen=True)
class Launch:
    """How a worker is started."""

    command: list[str]
    environment: dict[str, str]
    folder: str
    is_own_folder: bool
    """Whether the folder was made for this worker and goes with it."""
    descriptors: list[int] = field(default_factory=list)
    """Inherited beside the worker's own, and closed by whoever starts it."""


class Sandbox(Protocol):
    """Where workers run. Each kind says which walls it has; `tests/grading/test_sandboxes.py` tries every one."""

    kind: ClassVar[str]
    walls: ClassVar[frozenset[Wall]]

    def launch(self, words: list[str], libraries: list[str], limits: Limits) -> Launch:
        """Return how a worker with these words is started."""

    def second(self) -> Sandbox | None:
        """Return one for a worker beside this one's that must be out of its reach; None where there are no walls."""

    @staticmethod
    def best() -> Sandbox:
        """Return bubblewrap's sandbox. Raises SandboxMissingError where there is none."""
        problem = bubblewrap_problem()
        if problem:
            raise SandboxMissingError(problem)
        return Bubblewrap()

    @staticmethod
    def available() -> Sandbox:
        """Return bubblewrap's sandbox, and none where there is none: for code that is our own."""
        return Bare() if bubblewrap_problem() else Bubblewrap()


@dataclass(frozen=True)
class Bubblewrap(Sandbox):
    """Namespaces of its own, nothing of the machine but the system, Python and the libraries."""

    kind = "bubblewrap"
    walls = frozenset(WITHOUT)

    slot: int = 0
    """Which of several workers at a time: each has its own user id."""

    def launch(self, words: list[str], libraries: list[str], limits: Limits) -> Launch:
        """See `Sandbox`."""
        processes = limits.processes if _is_root() or _counts_processes_by_namespace() else 0
        inside = [*_python(), "/kata/worker", str(limits.memory), str(limits.cpu_seconds), str(processes), "/kata/site"]
        inside += [FILTER, *words]
        options = _options(tuple(libraries))
        if _is_root():
            user = str(FIRST_UID + (os.getpid() + self.slot) % USERS)
            change = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--no-new-privs"]
            inside = [*change, "--bounding-set=-all", "--inh-caps=-all", *inside]
        walls, ready = _handed_over(syscalls.walls()), _handed_over(syscalls.no_new_processes())
        options = ["--seccomp", str(walls), "--perms", "0444", "--ro-bind-data", str(ready), FILTER, *options]
        arguments = _handed_over(b"".join(word.encode() + b"\0" for word in options))
        command = [_bwrap(), "--args", str(arguments), "--", *inside]
        return Launch(command, {}, "/", is_own_folder=False, descriptors=[arguments, walls, ready])

    def second(self) -> Sandbox:
        """See `Sandbox`: with a user id of its own."""
        return dataclasses.replace(self, slot=self.slot + SECOND_SLOT)


@dataclass(frozen=True)
class Bare(Sandbox):
    """A process of the grader's own user, with the limits that such a process can have."""

    kind = "none"
    walls = frozenset({"file size", "processor time"})

    def launch(self, words: list[str], libraries: list[str], limits: Limits) -> Launch:  # noqa: ARG002 -- it has all
        """See `Sandbox`."""
        folders = ",".join(os.fspath(folder) for folder in _site_packages())
        command = [*_python(), os.fspath(WORKER), "0", str(limits.cpu_seconds), "0", folders, "", *words]
        return Launch(command, ENVIRONMENT, tempfile.mkdtemp(prefix="kata-worker-"), is_own_folder=True)

    def second(self) -> None:
        """See `Sandbox`."""


SANDBOXES: dict[str, type[Bubblewrap] | type[Bare]] = {box.kind: box for box in (Bubblewrap, Bare)}
"""By the name that a person gives them."""


def open_to(box: Sandbox, joined: str = "and") -> str:
    """Say what submissions can do for want of walls: "use the network and leave processes behind"; "" for nothing."""
    *most, last = [says for wall, says in WITHOUT.items() if wall not in box.walls] or [""]
    return f"{', '.join(most)} {joined} {last}" if most else last


@functools.cache
def bubblewrap_problem() -> str:
    """Return why bubblewrap cannot be used here, or "" when it works."""
    if not sys.platform.startswith("linux"):
        return "the sandbox needs Linux (bubblewrap); grade on a Linux machine, or in a container with one"
    if not shutil.which("bwrap"):
        return "bubblewrap is not installed (Debian, Ubuntu: apt-get install bubblewrap)"
    needed = ["setpriv"] if _is_root() else []
    for program in needed:
        if not shutil.which(program):
            return f"{program} is not installed (Debian, Ubuntu: apt-get install util-linux)"
    if problem := syscalls.problem():
        return problem
    walls = _handed_over(syscalls.walls())
    options = ["--seccomp", str(walls), *_options(()), "--", os.path.realpath(sys.executable), "-I", "-S", "-c", ""]
    try:
        command = [_bwrap(), *options]
        done = subprocess.run(command, env={}, capture_output=True, text=True, timeout=60, pass_fds=[walls])
    finally:
        os.close(walls)
    if done.returncode:
        return f"bubblewrap does not work here: {done.stderr.strip()[:300] or f'exit code {done.returncode}'}"
    return ""


def _handed_over(content: bytes) -> int:
    """Return a descriptor from which a process that inherits it reads this."""
    descriptor = os.memfd_create("kata")
    os.write(descriptor, content)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


@functools.cache
def _counts_processes_by_namespace() -> bool:
    """Whether the kernel counts a user's processes in each user namespace apart: before 5.14 all of them count."""
    found = re.match(r"(\d+)\.(\d+)", os.uname().release)
    return found is not None and (int(found[1]), int(found[2])) >= (5, 14)


def _python() -> list[str]:
    """Return what starts Python without this environment's settings and libraries."""
    return [os.path.realpath(sys.executable), "-P", "-s", "-S", "-B", "-X", "utf8"]


@functools.cache
def _bwrap() -> str:
    return shutil.which("bwrap") or "bwrap"


@functools.cache
def _options(libraries: tuple[str, ...]) -> list[str]:
    """Bubblewrap's options: system and Python read-only, the libraries, a small /tmp, nothing else."""
    words = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    words += ["--die-with-parent", "--new-session", "--clearenv"]
    if _is_root():  # process 1 is bubblewrap, out of reach of the worker's user: as process 1, a worker that has
        words += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]  # changed its user would outlive its parent
    else:  # the same user everywhere, so the worker is process 1 itself
        words += ["--unshare-user", "--disable-userns", "--as-pid-1"]
    for folder in ("/usr", "/lib", "/lib64", "/bin"):
        path = Path(folder)
        if path.is_symlink():
            words += ["--symlink", os.fspath(path.readlink()), folder]
        elif path.exists():
            words += ["--ro-bind", folder, folder]
    prefix = Path(os.path.realpath(sys.base_prefix))
    if not prefix.is_relative_to("/usr"):
        for parent in reversed(prefix.parents[:-1]):
            words += ["--perms", "0755", "--dir", os.fspath(parent)]
        words += ["--ro-bind", os.fspath(prefix), os.fspath(prefix)]
    for folder in {*site.getsitepackages([os.fspath(prefix), "/usr"]), "/usr/local/lib"}:
        if Path(folder).is_dir() and not prefix.is_relative_to(folder):
            words += ["--tmpfs", folder, "--remount-ro", folder]
    words += ["--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"]
    words += ["--perms", "1777", "--size", str(TMPFS_BYTES), "--tmpfs", "/tmp", "--chdir", "/tmp"]  # noqa: S108
    words += ["--perms", "0755", "--dir", "/kata", "--perms", "0755", "--dir", "/kata/site"]
    words += ["--ro-bind", os.fspath(WORKER), "/kata/worker"]
    for entry in library_entries(libraries):
        words += ["--ro-bind", os.fspath(entry), f"/kata/site/{entry.name}"]
    for name, value in ENVIRONMENT.items():
        words += ["--setenv", name, value]
    return [*words, "--remount-ro", "/"]  # a plain user owns it, and could leave files there


@functools.cache
def library_entries(libraries: tuple[str, ...]) -> list[Path]:
    """Return the files and folders of `libraries` and of all they need, to be mounted one by one."""
    entries: set[Path] = set()
    waiting, seen = list(libraries), set()
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in seen:
            continue
        seen.add(name)
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        for file in distribution.files or []:
            top = file.parts[0]
            if top not in ("..", "__pycache__"):
                entries.add(Path(str(distribution.locate_file(top))))
        for requirement in distribution.requires or []:
            if "extra ==" not in requirement:
                waiting.append(re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0])
    return sorted(entry for entry in entries if entry.exists())


def _site_packages() -> list[Path]:
    """Folders in which the libraries of this environment lie."""
    return [Path(path) for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
