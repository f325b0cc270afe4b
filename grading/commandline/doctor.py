"""`kata doctor`: looks at the machine and says what works, what does not, and what to do about it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Literal

import typer

from grading.authoring.build import problems
from grading.commandline.chosen import course
from grading.commandline.student import Json
from grading.commandline.terminal import Terminal
from grading.environment import FOREIGN
from grading.issuing.bundle import answers_are_here
from grading.subject.sandbox import Bare, bubblewrap_problem, open_to

PYTHONS = ((3, 11), (3, 14))
"""From, and up to but without."""
FREE_BYTES = 2**30
"""Rendered fruits, pictures and a class's records stay below."""

State = Literal["ok", "note", "problem"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    state: State
    says: str


def doctor(as_json: Json = False) -> None:
    """Look at this machine: what works, what does not, what to do."""
    terminal, findings = Terminal(), []
    course()  # outside a checkout nothing else is worth saying
    for finding in _findings():
        findings.append(finding)
        if not as_json:
            signs = {"ok": terminal.signs.passed, "note": terminal.signs.open, "problem": terminal.signs.failed}
            styles = {"ok": "green", "note": "", "problem": "red"}
            terminal.say(f"{signs[finding.state]} {finding.what}: {finding.says}", styles[finding.state])
    if as_json:
        terminal.data([asdict(finding) for finding in findings])
    raise typer.Exit(1 if any(finding.state == "problem" for finding in findings) else 0)


def _findings() -> Iterator[Finding]:
    yield _python()
    yield from _libraries()
    yield _tensorflow()
    yield _stubs()
    yield _writable()
    yield _disk()
    yield _sandbox()
    yield _terminal()
    yield _settings()


def _python() -> Finding:
    low, high = PYTHONS
    version = platform.python_version()
    if low <= sys.version_info[:2] < high:
        return Finding("Python", "ok", version)
    return Finding("Python", "problem", f"{version}; the kata needs {low[0]}.{low[1]} to {high[0]}.{high[1] - 1}")


def _libraries() -> Iterator[Finding]:
    """Compare what is installed with what the project asks for."""
    from packaging.requirements import Requirement

    try:
        asked = importlib.metadata.requires("neural-network-kata") or []
    except importlib.metadata.PackageNotFoundError:
        yield Finding("kata", "problem", "is not installed: run the README's first command in this folder")
        return
    wrong, right = [], []
    for requirement in map(Requirement, asked):
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            version = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
            continue
        if requirement.specifier.contains(version, prereleases=True):
            right.append(f"{requirement.name} {version}")
        else:
            wrong.append(f"{requirement.name} is {version}, needs {requirement.specifier}")
    if wrong:
        yield Finding("libraries", "problem", f"{'; '.join(wrong)}: run the README's first command again")
    else:
        yield Finding("libraries", "ok", ", ".join(right))


def _tensorflow() -> Finding:
    if importlib.util.find_spec("tensorflow") is None:
        return Finding("TensorFlow", "note", "is not installed: the NumPy exercises work, the Keras exercises do not")
    return Finding("TensorFlow", "ok", f"{importlib.metadata.version('tensorflow')} (imported only where it is needed)")


def _stubs() -> Finding:
    """A stub that is worked on is stale by design; what counts is that none is missing."""
    missing = [exercise.stub.name for exercise in course().exercises if not exercise.stub.is_file()]
    if missing:
        return Finding("exercises", "problem", f"{', '.join(missing)} missing: `kata reset EX` puts a stub back")
    has_answers = all(map(answers_are_here, course().exercises))  # in a students' copy there is nothing to derive from
    broken = [sentence for sentence in problems(course()) if "is stale" not in sentence] if has_answers else []
    if broken:
        return Finding("exercises", "problem", "; ".join(broken))
    return Finding("exercises", "ok", f"{len(course().exercises)} in {course().root / 'exercises'}")


def _writable() -> Finding:
    try:
        course().state.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=course().state):
            pass
    except OSError as problem:
        return Finding(
            "writing", "problem", f"{course().state} cannot be written ({problem.strerror}): your progress is lost"
        )
    return Finding("writing", "ok", f"progress and backups lie in {course().state}")


def _disk() -> Finding:
    free = shutil.disk_usage(course().root).free
    says = f"{free / 2**30:.1f} GB free"
    return Finding("disk", "ok", says) if free >= FREE_BYTES else Finding("disk", "note", f"{says}: little")


def _sandbox() -> Finding:
    problem = bubblewrap_problem()
    if problem:
        return Finding("sandbox", "note", f"{problem}; only graders need it")
    return Finding("sandbox", "ok", f"bubblewrap works: no submission can {open_to(Bare(), joined='or')}")


def _settings() -> Finding:
    """Name what is set in the shell and is left out where verdicts are made."""
    left_out = [name for name in os.environ.get(FOREIGN, "").split(",") if name]
    if not left_out:
        return Finding("settings", "ok", "nothing is set in this shell that would change a verdict")
    says = f"{', '.join(left_out)}: set in this shell; the kata leaves them out, so that no mark hangs on them"
    return Finding("settings", "note", says)


def _terminal() -> Finding:
    encoding = sys.stdout.encoding or "unknown"
    kind = f"{os.environ.get('TERM', 'no TERM')}, {encoding}"
    if sys.stdout.isatty() and encoding.lower().replace("-", "") != "utf8":
        return Finding("terminal", "note", f"{kind}: signs are written in plain ASCII")
    return Finding("terminal", "ok", kind)
