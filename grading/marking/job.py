"""What is run: one suite against one source."""

from __future__ import annotations

from dataclasses import dataclass

from grading.errors import SubmissionError
from grading.subject.calls import LoadedSource
from grading.subject.sandbox import Sandbox
from reference.kit.exercise import Exercise

Source = LoadedSource | SubmissionError
"""What is tested, or why nothing is."""


@dataclass(frozen=True)
class Job:
    """One suite to run against one source."""

    exercise: Exercise
    source: Source
    seed: str
    sandbox: Sandbox | None = None
    """None for the local binding."""
    tasks: tuple[str, ...] = ()
    """The tasks whose tests are run; all where none is named."""
    slow: bool | None = None
    """Only the exercise's slow tests, or only the others."""
    dpi: int = 0
    """Dots per inch of the picture of the student's work that is drawn after the tests; 0 for none."""

    def asks_for(self, name: str, task: str) -> bool:
        """Tell whether the test function `name`, which is about `task`, is to be run."""
        is_slow = name in self.exercise.slow_tests
        return (not self.tasks or task in self.tasks) and self.slow in (None, is_slow)
