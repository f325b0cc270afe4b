"""The sandbox a worker runs in: bubblewrap's own namespaces, nothing of the machine but Python and the libraries."""

from __future__ import annotations

import functools
import importlib.metadata
import os
import re
import shutil
import site
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from reference.ground.errors import SandboxMissingError

WORKER = Path(__file__).resolve().parent.parent / "worker"
FIRST_UID, USERS = 60_001, 5_000
"""User ids of workers when the grader is root. RLIMIT_NPROC counts by user, so each process that starts workers takes
ids of its own: two graders on one machine would else use up each other's threads, which aborts TensorFlow."""
TMPFS_BYTES = 64 * 2**20
HEAVY = ("tensorflow",)
"""Libraries that take so long to import that a worker does it once and forks."""
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
    "KERAS_BACKEND": "tensorflow",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
}
"""Of a worker. One thread each: a class is marked on all cores, one submission a core."""


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
        heavy = bool(set(libraries) & set(HEAVY))
        return Limits(MEMORY_BYTES[heavy], cpu_seconds, PROCESSES[heavy])


@dataclass(frozen=True)
class Sandbox:
    """How workers are started: behind bubblewrap, or bare (`kind` "none")."""

    kind: str
    slot: int = 0
    """Which of several workers at a time: each has its own user id."""

    @staticmethod
    def best() -> Sandbox:
        """Return bubblewrap's sandbox. Raises SandboxMissingError where there is none."""
        problem = bubblewrap_problem()
        if problem:
            raise SandboxMissingError(problem)
        return Sandbox("bubblewrap")

    def command(self, words: list[str], libraries: list[str], limits: Limits) -> tuple[list[str], list[int]]:
        """Return the command of a worker with these words, and the descriptors it inherits beside theirs."""
        python = [os.path.realpath(sys.executable), "-I", "-S", "-B", "-X", "utf8"]
        if self.kind == "none":
            folders = [os.fspath(folder) for folder in _site_packages()]
            return [*python, os.fspath(WORKER), "0", str(limits.cpu_seconds), "0", ",".join(folders), *words], []
        processes = limits.processes if _is_root() else 0
        inside = [*python, "/kata/worker", str(limits.memory), str(limits.cpu_seconds), str(processes), "/kata/site"]
        inside += words
        options = _options(tuple(libraries))
        if _is_root():
            user = str(FIRST_UID + (os.getpid() + self.slot) % USERS)
            change = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--no-new-privs"]
            inside = [*change, "--bounding-set=-all", "--inh-caps=-all", *inside]
        arguments = os.memfd_create("options")
        os.write(arguments, b"".join(word.encode() + b"\0" for word in options))
        os.lseek(arguments, 0, os.SEEK_SET)
        return [_bwrap(), "--args", str(arguments), "--", *inside], [arguments]


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
    options = [*_options(()), "--", os.path.realpath(sys.executable), "-I", "-S", "-c", ""]
    done = subprocess.run([_bwrap(), *options], env={}, capture_output=True, text=True, timeout=60)
    if done.returncode:
        return f"bubblewrap does not work here: {done.stderr.strip()[:300] or f'exit code {done.returncode}'}"
    return ""


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


@functools.cache
def _bwrap() -> str:
    return shutil.which("bwrap") or "bwrap"


@functools.cache
def _options(libraries: tuple[str, ...]) -> list[str]:
    """Bubblewrap's options: system and Python read-only, the libraries, a small /tmp, nothing else."""
    words = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    words += ["--die-with-parent", "--new-session", "--clearenv"]
    if _is_root():
        words += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        words += ["--unshare-user", "--disable-userns"]
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
            words += ["--tmpfs", folder]
    words += ["--proc", "/proc", "--dev", "/dev"]
    words += ["--perms", "1777", "--size", str(TMPFS_BYTES), "--tmpfs", "/tmp", "--chdir", "/tmp"]  # noqa: S108
    words += ["--perms", "0755", "--dir", "/kata", "--perms", "0755", "--dir", "/kata/site"]
    words += ["--ro-bind", os.fspath(WORKER), "/kata/worker"]
    for entry in library_entries(libraries):
        words += ["--ro-bind", os.fspath(entry), f"/kata/site/{entry.name}"]
    for name, value in ENVIRONMENT.items():
        words += ["--setenv", name, value]
    return words


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
