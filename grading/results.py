"""Results as data: one versioned JSON record a submission, from which everything else is made."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

SCHEMA = 1
NOT_RUN = "not run: "
"""How the message of a test begins whose task did not come back from an earlier one."""
PUBLIC_SEED = 20181024
"""A student's own runs draw from it; the workshop was held on 24 October 2018."""
Outcome = Literal["pass", "fail", "error", "timeout", "crash", "not attempted"]
OUTCOMES: tuple[Outcome, ...] = ("pass", "fail", "error", "timeout", "crash", "not attempted")


@dataclass(frozen=True)
class TestResult:
    """What came of one graded test."""

    __test__ = False  # not a test class, whatever pytest thinks of its name

    id: str
    task: str
    points: float
    max_points: float
    outcome: Outcome
    message: str = ""
    diagnosis: str | None = None
    """Id of the misconception recognised."""
    measured: float | None = None
    """A figure such as an accuracy."""
    seconds: float = 0.0


@dataclass(frozen=True)
class ExerciseResult:
    """What came of one exercise; bonus points are counted apart."""

    id: str
    points: float
    max_points: float
    bonus: float
    tests: list[TestResult]

    @staticmethod
    def of(exercise_id: str, tests: Iterable[TestResult], bonus_tasks: Iterable[str]) -> ExerciseResult:
        """Add up the tests of an exercise."""
        every, extra = list(tests), set(bonus_tasks)
        return ExerciseResult(
            id=exercise_id,
            points=round(sum(t.points for t in every if t.task not in extra), 6),
            max_points=round(sum(t.max_points for t in every if t.task not in extra), 6),
            bonus=round(sum(t.points for t in every if t.task in extra), 6),
            tests=every,
        )

    @property
    def passed(self) -> bool:
        """Whether every test that counts has passed."""
        return bool(self.tests) and self.points >= self.max_points

    @property
    def attempted(self) -> bool:
        """Whether anything was written."""
        return any(test.outcome != "not attempted" for test in self.tests)


def without_repeats(tests: Iterable[TestResult]) -> tuple[list[TestResult], list[TestResult]]:
    """Part the tests that were tried in vain from those that could not be run for a reason an earlier one gave."""
    seen: set[str] = set()
    kept: list[TestResult] = []
    repeats: list[TestResult] = []
    for test in tests:
        if test.outcome in ("pass", "not attempted"):
            continue
        again = test.outcome != "fail" and (test.message in seen or test.message.startswith(NOT_RUN))
        (repeats if kept and again else kept).append(test)
        seen.add(test.message)
    return kept, repeats


@dataclass(frozen=True)
class Record:
    """What came of one submission."""

    student: str
    suite_hash: str
    seed: int
    environment: dict[str, str]
    sandbox: str
    submission_hash: str
    exercises: list[ExerciseResult]
    seconds: float = 0.0
    schema: int = SCHEMA
    note: str = ""
    """One sentence where the submission as a whole could not be read."""
    points: float = field(init=False)
    max_points: float = field(init=False)
    bonus: float = field(init=False)

    def __post_init__(self) -> None:
        """Add up the exercises."""
        for name in ("points", "max_points", "bonus"):
            object.__setattr__(self, name, round(sum(getattr(e, name) for e in self.exercises), 6))

    @property
    def passed(self) -> bool:
        """Whether every exercise has passed."""
        return bool(self.exercises) and all(each.passed for each in self.exercises)

    def to_json(self) -> str:
        """Return the record as JSON text."""
        return json.dumps(dataclasses.asdict(self), indent=1, ensure_ascii=False) + "\n"

    @staticmethod
    def from_json(text: str) -> Record:
        """Read a record. Raises ValueError where it is none, or of another version."""
        data: dict[str, Any] = json.loads(text)
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise ValueError(f"not a record of schema {SCHEMA}")
        results = [
            ExerciseResult(**{**each, "tests": [TestResult(**test) for test in each["tests"]]})
            for each in data["exercises"]
        ]
        totals = ("points", "max_points", "bonus")
        return Record(**{**{k: v for k, v in data.items() if k not in totals}, "exercises": results})
