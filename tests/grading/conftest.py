"""What the engine's tests share: texts to run, both bindings, and a place of its own for a student's state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grading.errors import SubmissionError
from grading.marking import suite
from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.results import ExerciseResult
from grading.subject import LoadedSource, Sandbox
from reference.kit.course import Course
from reference.kit.exercise import Exercise

CALL_SECONDS = 1.0
"""Limit of a call in these tests: long enough for every right one, short enough to wait for an endless one."""
GRACE_SECONDS = 0.5
"""What a child has beyond it in the local binding, which is not in a hurry by itself."""

BINDINGS = ("local", "isolated")
RunOdd = Callable[..., ExerciseResult]


@pytest.fixture
def softmax(monkeypatch: pytest.MonkeyPatch) -> Exercise:
    """The exercise that the engine's tests run: small, and with every kind of test."""
    monkeypatch.setattr(suite, "GRACE_SECONDS", GRACE_SECONDS)
    return Course.here().exercise("ex02").hurried(CALL_SECONDS)


@pytest.fixture
def model_answer(softmax: Exercise) -> str:
    """Its model answer."""
    return softmax.solution.read_text(encoding="utf-8")


@pytest.fixture(params=BINDINGS)
def sandbox(request: pytest.FixtureRequest) -> Sandbox | None:
    """Each binding in turn: None is the local one; bubblewrap where there is one, a bare worker elsewhere."""
    if request.param == "local":
        return None
    return Sandbox.available()


@pytest.fixture
def run_odd(softmax: Exercise, sandbox: Sandbox | None) -> RunOdd:
    """Run the suite against a source, or against what a reader said of a file."""

    def run(source: str | bytes | SubmissionError) -> ExerciseResult:
        if isinstance(source, SubmissionError):
            return run_suite(Job(softmax, source, "1", sandbox)).result
        data = source.encode("utf-8") if isinstance(source, str) else source
        return run_suite(Job(softmax, LoadedSource(softmax.id, softmax.module, data), "1", sandbox)).result

    return run


@pytest.fixture
def class_folder(tmp_path: Path) -> Path:
    """A folder for submissions whose name has a space and an umlaut."""
    folder = tmp_path / "Abgaben f\u00fcr heute"
    folder.mkdir()
    return folder
