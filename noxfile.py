"""The one task runner, for a laptop and for CI: `nox` alone runs what is quick, `nox -l` lists all.

It is installed by the README's command for the project's own tests and runs from that environment (`.venv/bin/nox`).
What needs no environment of its own runs in that one too, so that TensorFlow is installed once; `tests` makes a small
one for each promised Python, without TensorFlow, and a promised Python that is not on the machine is reported as
skipped at the end (`pythons` names it).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import nox

ROOT = Path(__file__).parent
PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")["project"]
PROMISED = ("3.11", "3.12", "3.13")
"""The Pythons that `requires-python` allows."""
OLDEST_KERAS = "keras==3.12.*"
"""The oldest Keras that the exercises allow: `keras` in the dependencies."""
NEEDS_TENSORFLOW = ("tensorflow", "keras", "tensorboard")
"""Dependencies that the NumPy exercises and the engine do without."""
UNIT_TESTS = ("tests/kit", "tests/reference", *(f"tests/grading/{room}" for room in ("judging", "subject", "marking")))
"""What is quick and says whether the engine runs on a Python at all; everything runs on one Python, with TensorFlow."""
TEST_TOOLS = ("ipykernel", "nbclient", "pytest-xdist")
"""What the engine's tests need of the `dev` extra."""

nox.needs_version = ">=2024.10"
nox.options.sessions = ["lint", "types", "arrows", "derived", "deps"]
nox.options.error_on_missing_interpreters = False
nox.options.download_python = "never"

os.environ["PATH"] += os.pathsep + str(Path(sys.executable).parent)  # where `python3.x` has no other name than this
if shutil.which("pyenv") and "PYENV_VERSION" not in os.environ:  # its `python3.12` works only where 3.12 is chosen
    found = sorted(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob("versions/3.*"), reverse=True)
    chosen = [path.name for path in found if path.name.startswith(tuple(f"{version}." for version in PROMISED))]
    if chosen:
        os.environ["PYENV_VERSION"] = ":".join(chosen)


@nox.session(python=PROMISED)
def tests(session: nox.Session) -> None:
    """Unit tests and NumPy suites on a promised Python, without TensorFlow."""
    wanted = [asked for asked in PROJECT["dependencies"] if _name(asked) not in NEEDS_TENSORFLOW]
    wanted += [asked for asked in PROJECT["optional-dependencies"]["dev"] if _name(asked) in TEST_TOOLS]
    session.install("-q", "-c", "constraints.txt", *wanted)
    session.install("-q", "--no-deps", "-e", ".")
    session.run("pytest", "-q", "-n", "auto", "--dist", "loadgroup", *UNIT_TESTS)
    session.run("pytest", "-q", "--subject", "solutions", *_numpy_suites())


@nox.session(python=False)
def pythons(session: nox.Session) -> None:
    """Names the promised Pythons that are not on this machine, so that nobody takes them for tested."""
    absent = [version for version in PROMISED if not _runs(f"python{version}")]
    if absent:
        session.warn(f"NOT TESTED, because not on this machine: Python {', '.join(absent)}")
    else:
        session.log(f"All promised Pythons are on this machine: {', '.join(PROMISED)}")


@nox.session(python=False)
def full(session: nox.Session) -> None:
    """All of the project's own tests, with TensorFlow."""
    session.run(_tool("pytest"), "-n", "auto", "--dist", "loadgroup", *session.posargs)


@nox.session(python=False)
def suites(session: nox.Session) -> None:
    """Model answers as a student's run sees them, and handles, with the oldest Keras; the rest has run with this."""
    command = [_tool("pytest"), "tests/exercises", "--subject", "solutions", "-q", *session.posargs]
    folder = str(Path(session.create_tmp()).resolve())
    session.run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "-t", folder, "-U", OLDEST_KERAS)
    before = [folder, *filter(None, [os.environ.get("PYTHONPATH")])]
    env = {"PYTHONPATH": os.pathsep.join(before)}
    session.run(*command, env=env)
    session.run(_tool("pytest"), "-n", "0", "-q", "tests/grading/test_handles.py", env=env)


@nox.session(python=False)
def lint(session: nox.Session) -> None:
    """Style and format."""
    session.run(_tool("ruff"), "check", ".")
    session.run(_tool("ruff"), "format", "--check", ".")


@nox.session(python=False)
def types(session: nox.Session) -> None:
    """Types of the engine, of what is trusted, and of the tests."""
    session.run(_tool("mypy"))


@nox.session(python=False)
def arrows(session: nox.Session) -> None:
    """Who may import whom."""
    session.run(_tool("lint-imports"))


@nox.session(python=False)
def derived(session: nox.Session) -> None:
    """Stubs and notebooks are those of the solutions, and each exercise is whole."""
    session.run(_tool("kata"), "build", "--check")


@nox.session(python=False)
def deps(session: nox.Session) -> None:
    """Dependencies are declared as the code imports them."""
    session.run(_tool("deptry"), ".")


@nox.session(python=False)
def docs(session: nox.Session) -> None:
    """The course's site: pages from the single source, built with every link checked."""
    pages = ROOT / ".nox" / "site"
    shutil.rmtree(pages, ignore_errors=True)
    pages.mkdir(parents=True)
    settings = ROOT / ".nox" / "mkdocs.yml"
    session.run(sys.executable, "-m", "grading.authoring.site", str(pages), str(settings))
    quiet = {"NO_MKDOCS_2_WARNING": "1"}
    session.run(_tool("mkdocs"), "build", "--strict", "--quiet", "-f", str(settings), env=quiet)


@nox.session(python=False)
def proofs(session: nox.Session) -> None:
    """Lists the slow proofs that are missing or stale, with the reason of each."""
    session.run(sys.executable, "-m", "tests.meta.proofs")


@nox.session(python=False)
def demo(session: nox.Session) -> None:
    """The ready-made class that the README's first command grades."""
    session.run(_tool("kata"), "demo")


@nox.session
def package(session: nox.Session) -> None:
    """A wheel is built; installed alone, `kata` says in one sentence that it works in a checkout only."""
    folder = Path(session.create_tmp()).resolve()
    wheels, empty = folder / "wheels", folder / "empty"
    for place in (wheels, empty):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
    session.run(sys.executable, "-m", "build", "-q", "--wheel", "--outdir", str(wheels), external=True)
    session.install("--no-deps", "--force-reinstall", *map(str, wheels.glob("*.whl")))
    (site,) = Path(session.virtualenv.location).glob("**/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    session.chdir(empty)
    environment = {"PYTHONPATH": None, "NO_COLOR": "1"}
    for words in ("", "list", "check ex02", "hint ex02", "figure ex02", "watch", "doctor", "build --check", "demo"):
        said = session.run("kata", *words.split(), silent=True, success_codes=[2], env=environment)
        if not said.startswith("kata: the kata works in a checkout only") or len(said.splitlines()) > 1:
            session.error(f"`kata {words}` outside a checkout says\n{said}")
    session.run("kata", "--help", silent=True, env=environment)


def _name(requirement: str) -> str:
    """Return the name in a requirement such as "numpy>=1.26"."""
    return requirement.partition(">")[0].partition("[")[0].strip()


def _numpy_suites() -> list[str]:
    """Return the suites whose exercises need no TensorFlow, by the libraries on the exercise's own list."""
    settings = {path.stem: nox.project.load_toml(path) for path in sorted(ROOT.glob("solutions/ex*.toml"))}
    return [f"tests/exercises/test_{name}.py" for name, one in settings.items() if "tensorflow" not in one["libraries"]]


def _runs(program: str) -> bool:
    """Tell whether a Python is there and starts: a version manager's stand-in may be there and not start."""
    place = shutil.which(program)
    return place is not None and subprocess.run([place, "-c", ""], capture_output=True).returncode == 0


def _tool(name: str) -> str:
    """Return a command of the environment that nox runs in."""
    return str(Path(sys.executable).with_name(name))
