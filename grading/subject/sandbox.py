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
from dataclasses import dataclass, field
from pathlib import Path

from grading.errors import UserError

WORKER = Path(__file__).resolve().parent.parent / "worker"
FIRST_UID = 60_001
"""User ids of workers when the grader is root; RLIMIT_NPROC counts by user, so each slot has its own."""
TMPFS_BYTES = 64 * 2**20
MEMORY_BYTES = 4 * 2**30
"""Address space of a NumPy worker: it uses 0.2 GB, but reserves more."""

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/tmp",  # noqa: S108 -- the sandbox's own
    "LC_ALL": "C.UTF-8",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


class SandboxMissingError(UserError):
    """No sandbox can be had on this machine; the message says why and what to do."""


@dataclass(frozen=True)
class Sandbox:
    """How workers are started: behind bubblewrap, or bare (`kind` "none")."""

    kind: str
    slot: int = 0
    """Which of several workers at a time: each has its own user id."""
    site_folders: list[str] = field(default_factory=list)

    @staticmethod
    def best() -> Sandbox:
        """Return bubblewrap's sandbox. Raises SandboxMissingError where there is none."""
        problem = bubblewrap_problem()
        if problem:
            raise SandboxMissingError(problem)
        return Sandbox("bubblewrap")

    def command(
        self, requests: int, replies: int, libraries: list[str], cpu_seconds: int
    ) -> tuple[list[str], list[int]]:
        """Return the command of a worker and the descriptors it inherits beside the two pipes."""
        python = os.path.realpath(sys.executable)
        words = ["-I", "-S", "-B", "-X", "utf8"]
        if self.kind == "none":
            limits = ["0", str(cpu_seconds), "0"]
            folders = [os.fspath(folder) for folder in _site_packages()]
            return [python, *words, os.fspath(WORKER), str(requests), str(replies), *limits, *folders], []
        processes = "1" if _is_root() else "0"
        inside = [python, *words, "/kata/worker", str(requests), str(replies)]
        inside += [str(MEMORY_BYTES), str(cpu_seconds), processes, "/kata/site"]
        options = _options(tuple(libraries))
        if _is_root():
            user = str(FIRST_UID + self.slot)
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
