"""What is run: one suite against one source."""

from __future__ import annotations

from dataclasses import dataclass

from grading.errors import SubmissionError
from grading.subject.calls import LoadedSource
from grading.subject.sandbox import Sandbox
from reference.kit.course import Exercise

Source = LoadedSource | SubmissionError
"""What is tested, or why nothing is."""


@dataclass(frozen=True)
class Job:
    """One suite to run against one source."""

    exercise: Exercise
    source: Source
    seed: int
    sandbox: Sandbox | None = None
    """None for the local binding."""
    tasks: tuple[str, ...] = ()
    """The tasks whose tests are run; all where none is named."""
    slow: bool | None = None
    """Only the exercise's slow tests, or only the others."""
