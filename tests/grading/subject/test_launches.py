"""How a worker is started: words for bubblewrap, limits and environment, as they are written.

`test_sandbox.py` asks from inside what they do.
"""

from __future__ import annotations

import dataclasses
import importlib.metadata
import os
import shutil
import site
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

import pytest

from grading.subject import sandbox, syscalls
from grading.subject.sandbox import ENVIRONMENT, SANDBOXES, WITHOUT, Bare, Bubblewrap, Limits, Sandbox, open_to
from reference.ground.errors import SandboxMissingError

CACHED = (
    sandbox.bubblewrap_problem,
    sandbox._bwrap,
    sandbox._options,
    sandbox.library_entries,
    sandbox._counts_processes_by_namespace,
)
GIGABYTE = 2**30


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    """Have everything found out anew, before and after."""
    for function in CACHED:
        function.cache_clear()
    yield
    for function in CACHED:
        function.cache_clear()


@pytest.fixture(params=[True, False], ids=["root", "plain user"])
def root(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Who grades: root, or a plain user."""
    monkeypatch.setattr(os, "geteuid", lambda: 0 if request.param else 1000)
    return bool(request.param)


def options(*libraries: str) -> list[str]:
    """Return bubblewrap's options."""
    return sandbox._options(libraries)


def after(words: list[str], *start: str) -> list[str]:
    """Return the words that stand after these."""
    for place in range(len(words)):
        if tuple(words[place : place + len(start)]) == start:
            return words[place + len(start) :]
    raise AssertionError(f"{start} is nowhere")


def binds(words: list[str], option: str) -> list[tuple[str, str]]:
    """Return what an option of two words is given."""
    return [(words[i + 1], words[i + 2]) for i, word in enumerate(words) if word == option]


# Limits


@pytest.mark.parametrize(
    ("libraries", "memory", "processes"),
    [
        ([], 4, 1),
        (["numpy"], 4, 1),
        (["numpy", "scipy"], 4, 1),
        (["tensorflow"], 8, 128),
        (["numpy", "tensorflow"], 8, 128),
    ],
)
def test_a_heavy_library_has_more_room(libraries: list[str], memory: int, processes: int) -> None:
    assert Limits.of(libraries, 7) == Limits(memory * GIGABYTE, 7, processes)


def test_limits_stay_what_they_are() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Limits.of([], 7).memory = 0  # type: ignore[misc]


# Bubblewrap


def content(descriptor: int) -> bytes:
    """Return what a descriptor gives, which is closed then."""
    assert os.lseek(descriptor, 0, os.SEEK_CUR) == 0, "it is read from its start"
    with open(descriptor, "rb") as file:
        return file.read()


def launched(box: Bubblewrap, libraries: list[str]) -> tuple[list[str], list[str], Any]:
    """Launch a worker; return bubblewrap's options, what runs inside, and the launch."""
    launch = box.launch(["pipes", "5", "6"], libraries, Limits(11, 12, 13))
    arguments, walls, ready = launch.descriptors
    given = content(arguments)
    program, *words = launch.command
    assert (program, words[:3]) == (sandbox._bwrap(), ["--args", str(arguments), "--"])
    assert given.endswith(b"\0")
    options = given.decode().split("\0")[:-1]
    filters = ["--seccomp", str(walls), "--perms", "0444", "--ro-bind-data", str(ready), "/kata/no-new-processes"]
    assert options[:7] == filters
    assert (content(walls), content(ready)) == (syscalls.walls(), syscalls.no_new_processes())
    return options[7:], words[3:], launch


@pytest.mark.parametrize("counts_by_namespace", [True, False])
def test_a_worker_is_started_behind_the_wall_with_its_limits(
    monkeypatch: pytest.MonkeyPatch, root: bool, counts_by_namespace: bool
) -> None:
    monkeypatch.setattr(sandbox, "_counts_processes_by_namespace", lambda: counts_by_namespace)
    given, inside, launch = launched(Bubblewrap(), ["numpy"])
    assert given == options("numpy")
    assert (launch.environment, launch.folder, launch.is_own_folder) == ({}, "/", False)
    with pytest.raises(dataclasses.FrozenInstanceError):
        launch.folder = "/tmp"  # noqa: S108 -- it cannot be set
    python = [os.path.realpath(sys.executable), "-P", "-s", "-S", "-B", "-X", "utf8"]
    processes = "13" if root or counts_by_namespace else "0"
    own = ["/kata/site", "/kata/no-new-processes", "pipes", "5", "6"]
    worker = [*python, "/kata/worker", "11", "12", processes, *own]
    assert inside[-len(worker) :] == worker
    before = inside[: -len(worker)]
    if not root:
        assert before == []
        return
    user = str(60_001 + os.getpid() % 5_000)
    assert before == [
        *("setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--no-new-privs"),
        *("--bounding-set=-all", "--inh-caps=-all"),
    ]


@pytest.mark.parametrize(
    ("release", "apart"),
    [("5.14.0-1", True), ("5.13.19", False), ("6.1.0-18-amd64", True), ("4.19.0", False), ("5.9", False), ("?", False)],
)
def test_kernels_before_5_14_count_all_processes_of_a_user_together(
    monkeypatch: pytest.MonkeyPatch, release: str, apart: bool
) -> None:
    monkeypatch.setattr(os, "uname", lambda: SimpleNamespace(release=release), raising=False)
    assert sandbox._counts_processes_by_namespace() is apart


@pytest.mark.parametrize("slot", [0, 1, 4_999, 5_000])
def test_workers_of_several_at_a_time_are_different_users(monkeypatch: pytest.MonkeyPatch, slot: int) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "getpid", lambda: 10_007)
    _, inside, _ = launched(Bubblewrap(slot), [])
    user = after(inside, "--reuid")[0]
    assert int(user) == 60_001 + (7 + slot) % 5_000
    assert after(inside, "--regid")[0] == user


def test_nothing_of_the_machine_is_shared_but_what_is_named(root: bool) -> None:
    words = options()
    for wall in ("ipc", "pid", "net", "uts"):
        assert f"--unshare-{wall}" in words
    for word in ("--unshare-cgroup-try", "--die-with-parent", "--new-session", "--clearenv"):
        assert word in words
    for word in ("--unshare-user", "--disable-userns", "--as-pid-1"):
        assert (word in words) == (not root)
    assert [words[i + 1] for i, word in enumerate(words) if word == "--cap-add"] == (
        ["CAP_SETUID", "CAP_SETGID"] if root else []
    )
    assert words[-2:] == ["--remount-ro", "/"]
    assert "--bind" not in words
    assert "--share-net" not in words


def test_the_temporary_folder_is_small_and_the_workers_own() -> None:
    words = options()
    assert after(words, "--perms", "1777")[:5] == ["--size", str(64 * 2**20), "--tmpfs", "/tmp", "--chdir"]  # noqa: S108
    assert after(words, "--chdir")[0] == "/tmp"  # noqa: S108
    assert after(words, "--perms", "0755", "--dir", "/kata")[:4] == ["--perms", "0755", "--dir", "/kata/site"]
    assert after(words, "--proc")[0] == "/proc"
    assert after(words, "--dev")[0] == "/dev"


def test_the_environment_is_ours_alone() -> None:
    assert dict(binds(options(), "--setenv")) == ENVIRONMENT
    assert ENVIRONMENT["HOME"] == "/tmp"  # noqa: S108
    assert ENVIRONMENT["PATH"] == "/usr/bin:/bin"
    assert "--clearenv" in options()


def test_system_python_and_the_workers_loop_are_there_to_be_read() -> None:
    shown = binds(options(), "--ro-bind")
    prefix = os.path.realpath(sys.base_prefix)
    assert (os.fspath(sandbox.WORKER), "/kata/worker") in shown
    others = {source for source, _ in shown} - {os.fspath(sandbox.WORKER)}
    allowed = {prefix, "/usr", "/lib", "/lib64", "/bin"}
    assert others <= allowed
    assert sandbox.WORKER.name == "worker"
    assert (sandbox.WORKER / "loop.py").is_file()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose /lib is a link and whose /lib64 is not there, and a Python below /opt."""
    kinds = {"/usr": "folder", "/lib": "link", "/bin": "folder"}
    here = Path

    class Place:
        def __init__(self, path: Any) -> None:
            self.path = os.fspath(path)

        def __fspath__(self) -> str:
            return self.path

        def is_symlink(self) -> bool:
            return kinds.get(self.path) == "link"

        def exists(self) -> bool:
            return self.path in kinds

        def readlink(self) -> PurePosixPath:
            return PurePosixPath("usr" + self.path)

        def is_dir(self) -> bool:
            return self.path in ("/opt/python/lib/site-packages", "/usr/local/lib", "/opt")

        def is_relative_to(self, other: Any) -> bool:
            return PurePosixPath(self.path).is_relative_to(other)

        @property
        def parents(self) -> list[Place]:
            return [Place(parent) for parent in PurePosixPath(self.path).parents]

    monkeypatch.setattr(sandbox, "Path", lambda path: Place(path))
    monkeypatch.setattr(sandbox, "library_entries", lambda libraries: [here(f"/venv/{name}") for name in libraries])
    monkeypatch.setattr(sys, "base_prefix", "/opt/python")
    monkeypatch.setattr(os.path, "realpath", lambda path: path)
    monkeypatch.setattr(site, "getsitepackages", lambda _prefixes: ["/opt/python/lib/site-packages", "/opt", "/none"])
    return tmp_path


@pytest.mark.usefixtures("machine")
def test_links_stay_links_and_what_is_not_there_is_left_out() -> None:
    words = options()
    assert binds(words, "--symlink") == [("usr/lib", "/lib")]
    assert [pair for pair in binds(words, "--ro-bind") if pair[0] in ("/usr", "/lib", "/lib64", "/bin")] == [
        ("/usr", "/usr"),
        ("/bin", "/bin"),
    ]


@pytest.mark.usefixtures("machine")
def test_a_python_of_its_own_is_shown_with_the_folders_above_it_and_without_its_libraries() -> None:
    words = options("numpy", "scipy")
    assert binds(words, "--ro-bind")[2] == ("/opt/python", "/opt/python")
    assert after(words, "--perms", "0755", "--dir", "/opt")[0] == "--ro-bind"
    assert "/" not in [words[i + 1] for i, word in enumerate(words) if word == "--dir"]
    hidden = [words[i + 1] for i, word in enumerate(words) if word == "--tmpfs"]
    assert sorted(hidden) == ["/opt/python/lib/site-packages", "/tmp", "/usr/local/lib"]  # noqa: S108
    assert binds(words, "--ro-bind")[-2:] == [
        ("/venv/numpy", "/kata/site/numpy"),
        ("/venv/scipy", "/kata/site/scipy"),
    ]


@pytest.mark.usefixtures("machine")
def test_all_folders_above_a_python_are_there_from_the_top_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "base_prefix", "/opt/tools/three/python")
    words = options()
    made = [words[i + 1] for i, word in enumerate(words) if word == "--dir"]
    assert made[:-2] == ["/opt", "/opt/tools", "/opt/tools/three"]
    assert made[-2:] == ["/kata", "/kata/site"]


@pytest.mark.usefixtures("machine")
def test_the_systems_python_is_there_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    words = options()
    assert [source for source, _ in binds(words, "--ro-bind")] == ["/usr", "/bin", os.fspath(sandbox.WORKER)]
    assert "/opt" not in [words[i + 1] for i, word in enumerate(words) if word == "--dir"]


# Bare


def test_a_bare_worker_has_limits_and_a_folder_of_its_own() -> None:
    launch = Bare().launch(["pipes", "5", "6"], ["numpy"], Limits(11, 12, 13))
    folder = Path(launch.folder)
    assert folder.is_dir()
    assert folder.name.startswith("kata-worker-")
    folder.rmdir()
    assert (launch.environment, launch.is_own_folder, launch.descriptors) == (ENVIRONMENT, True, [])
    libraries = ",".join(path for path in sys.path if path.endswith(("site-packages", "dist-packages")))
    assert libraries
    assert launch.command == [
        *(os.path.realpath(sys.executable), "-P", "-s", "-S", "-B", "-X", "utf8"),
        *(os.fspath(sandbox.WORKER), "0", "12", "0", libraries, "", "pipes", "5", "6"),
    ]


# Which sandbox


def test_each_kind_has_its_walls_and_its_name() -> None:
    assert {"bubblewrap": Bubblewrap, "none": Bare} == SANDBOXES
    assert Bubblewrap.walls == set(WITHOUT)
    assert Bare.walls == {"file size", "processor time"}


def test_it_is_said_what_is_possible_for_want_of_walls() -> None:
    assert open_to(Bubblewrap()) == ""
    assert open_to(Bare()) == (
        "read your files and each other's, change them, change what is installed, read the environment of your shell, "
        "use the network, leave processes behind, leave files for each other, take all memory, "
        "reach parts of the kernel that no limit counts and start other programs"
    )
    one: Any = SimpleNamespace(walls=frozenset(WITHOUT) - {"network"})
    assert open_to(one) == "use the network"
    two: Any = SimpleNamespace(walls=frozenset(WITHOUT) - {"network", "memory"})
    assert open_to(two) == "use the network and take all memory"


@pytest.mark.parametrize("problem", ["", "no wall"])
def test_the_best_sandbox_is_a_wall_and_where_there_is_none_our_own_code_runs_bare(
    monkeypatch: pytest.MonkeyPatch, problem: str
) -> None:
    monkeypatch.setattr(sandbox, "bubblewrap_problem", lambda: problem)
    assert Sandbox.available() == (Bare() if problem else Bubblewrap())
    if problem:
        with pytest.raises(SandboxMissingError, match=problem):
            Sandbox.best()
    else:
        assert Sandbox.best() == Bubblewrap()


class Programs:
    """Which programs there are, and what bubblewrap does when it is tried."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *names: str, code: int = 0, said: str = "") -> None:
        self.tried: list[tuple[list[str], dict[str, Any]]] = []
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(shutil, "which", lambda name: f"/programs/{name}" if name in names else None)

        def run(command: list[str], **asked: Any) -> Any:
            self.tried.append((command, asked))
            return SimpleNamespace(returncode=code, stderr=said)

        monkeypatch.setattr(subprocess, "run", run)


@pytest.mark.parametrize("platform", ["darwin", "win32", "freebsd"])
def test_there_is_no_wall_but_on_linux(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    programs = Programs(monkeypatch, "bwrap", "setpriv")
    monkeypatch.setattr(sys, "platform", platform)
    assert sandbox.bubblewrap_problem().startswith("the sandbox needs Linux (bubblewrap)")
    assert programs.tried == []


def test_a_program_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, root: bool) -> None:
    Programs(monkeypatch, "setpriv")
    assert sandbox.bubblewrap_problem().startswith("bubblewrap is not installed")
    sandbox.bubblewrap_problem.cache_clear()
    Programs(monkeypatch, "bwrap")
    told = sandbox.bubblewrap_problem()
    assert told.startswith("setpriv is not installed") if root else told == ""


def test_bubblewrap_is_tried_once(monkeypatch: pytest.MonkeyPatch, root: bool) -> None:
    programs = Programs(monkeypatch, "bwrap", "setpriv")
    assert sandbox.bubblewrap_problem() == ""
    assert sandbox.bubblewrap_problem() == ""
    ((command, asked),) = programs.tried
    assert command[0] == "/programs/bwrap"
    assert command[1] == "--seccomp"
    assert command[3:-6] == options()
    assert command[-6:] == ["--", os.path.realpath(sys.executable), "-I", "-S", "-c", ""]
    assert (asked["env"], asked["timeout"], asked["text"], asked["capture_output"]) == ({}, 60, True, True)
    assert root or "--unshare-user" in command


@pytest.mark.parametrize(
    ("code", "said", "problem"),
    [
        (1, "  no namespaces \n", "bubblewrap does not work here: no namespaces"),
        (3, "", "bubblewrap does not work here: exit code 3"),
        (-9, " ", "bubblewrap does not work here: exit code -9"),
        (1, "x" * 500, "bubblewrap does not work here: " + "x" * 300),
        (0, "a warning", ""),
    ],
)
def test_a_bubblewrap_that_does_not_work_says_why(
    monkeypatch: pytest.MonkeyPatch, code: int, said: str, problem: str
) -> None:
    Programs(monkeypatch, "bwrap", "setpriv", code=code, said=said)
    assert sandbox.bubblewrap_problem() == problem


# Libraries


class Distribution:
    """An installed library in a folder."""

    def __init__(self, folder: Path, files: list[str], requires: list[str] | None) -> None:
        self.folder, self.requires = folder, requires
        self.files = [PurePosixPath(name) for name in files]

    def locate_file(self, name: str) -> Path:
        """Tell where a file lies."""
        return self.folder / name


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Libraries that need each other."""
    for name in ("one", "one.dist-info", "two", "deep", "extra", "shared.py"):
        (tmp_path / name).mkdir()
    known = {
        "one": Distribution(
            tmp_path,
            ["one/a.py", "one/b.py", "one.dist-info/RECORD", "../bin/one", "__pycache__/x.pyc", "not_there/x.py"],
            ["Two_lib[fast] (>=1,<2) ; python_version > '3'", "extra-lib ; extra == 'all'", "missing>=3"],
        ),
        "two-lib": Distribution(tmp_path, ["two/a.py", "shared.py"], ["one", "deep~=1.0"]),
        "deep": Distribution(tmp_path, ["deep/a.py", "shared.py"], None),
        "extra-lib": Distribution(tmp_path, ["extra/a.py"], []),
    }

    def distribution(name: str) -> Distribution:
        if name not in known:
            raise importlib.metadata.PackageNotFoundError
        return known[name]

    monkeypatch.setattr(importlib.metadata, "distribution", distribution)
    return tmp_path


@pytest.mark.parametrize(
    ("libraries", "names"),
    [
        (("one",), ["deep", "one", "one.dist-info", "shared.py", "two"]),
        (("deep",), ["deep", "shared.py"]),
        (("Extra.Lib",), ["extra"]),
        (("missing",), []),
        (("deep", "missing"), ["deep", "shared.py"]),
        (("extra-lib", "one"), ["deep", "extra", "one", "one.dist-info", "shared.py", "two"]),
        ((), []),
        (("deep", "extra__lib"), ["deep", "extra", "shared.py"]),
    ],
)
def test_a_library_is_mounted_with_all_that_it_needs(
    installed: Path, libraries: tuple[str, ...], names: list[str]
) -> None:
    assert sandbox.library_entries(libraries) == [installed / name for name in names]


def test_a_library_without_a_list_of_files_is_left_out(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = SimpleNamespace(files=None, requires=None)
    monkeypatch.setattr(importlib.metadata, "distribution", lambda _name: bare)
    assert sandbox.library_entries(("one",)) == []


def test_only_folders_of_libraries_are_a_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", ["", "/a/site-packages", "/a/lib", "/b/dist-packages", "/site-packages/x"])
    assert sandbox._site_packages() == [Path("/a/site-packages"), Path("/b/dist-packages")]
