"""Results as data: one versioned JSON record a submission, from which everything else is made."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Literal, TypeVar

import msgspec

from reference.ground.errors import DamagedError

SCHEMA = 2
Outcome = Literal["pass", "fail", "error", "timeout", "crash", "not attempted", "not marked"]
"""What a test ends with. "not marked" is a fault of ours or of the machine and stands outside the points."""
OUTCOMES: tuple[Outcome, ...] = ("pass", "fail", "error", "timeout", "crash", "not attempted", "not marked")
Reason = Literal["own", "unchecked", "not run", "whole file", "repeat", "busy"]
"""Why a test ended so. "own": its own answer. "unchecked": what came back was so odd that the test's own code raised,
which is a fault of the test too. "not run": a function that it needs did not come back from an earlier test. "whole
file": the module as a whole could not be read or loaded. "repeat": the error that an earlier test of the exercise has
told already, in the same words. "busy": not marked, since the machine had too much else to do."""
SafeName = Annotated[str, msgspec.Meta(pattern=r'^(?!\.)(?:(?![/\\:*?"<>|])[!-~])+\Z')]
"""A name that can stand in a path on any system."""
Points = Annotated[float, msgspec.Meta(ge=0)]
"""JSON has no number for what is infinite or no number, so these are finite."""
SUITE = "test_suite"
"""Stands for the tests of an exercise that could not be marked."""

RemarkKind = Literal[
    "not placed",
    "archive",
    "link",
    "limit",
    "two versions",
    "unread cell",
    "failed cell",
    "failed line",
    "import",
    "taken",
    "aside",
    "unconfirmed",
    "dragged down",
]
"""What a remark is about. "not placed": a file that no exercise's rule took. "taken": of several files of an exercise
the one that was worked on. "aside": files that are no answers, such as a picture. "unconfirmed": a network whose
predictions were taken at its word. "dragged down": a function that calls one which fails its own tests."""
NEED_A_LOOK: frozenset[RemarkKind] = frozenset(
    ("not placed", "archive", "link", "limit", "two versions", "unread cell", "unconfirmed")
)
"""Remarks after which the points may not say what the student has done."""

Decoded = TypeVar("Decoded")


class Remark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something about what was handed in that neither points nor outcomes say."""

    kind: RemarkKind
    text: str
    """A sentence that names the files."""
    files: list[str] = []

    @property
    def needs_a_look(self) -> bool:
        """Whether a person should look before the points are handed on."""
        return self.kind in NEED_A_LOOK


class TestResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What came of one graded test."""

    __test__ = False  # not a test class, whatever pytest thinks of its name

    id: str
    task: str
    points: Points
    max_points: Points
    outcome: Outcome
    message: str = ""
    diagnosis: str | None = None
    """Id of the misconception recognised."""
    measured: float | None = None
    """A figure such as an accuracy."""
    seconds: float = 0.0
    reason: Reason = "own"


class ExerciseResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What came of one exercise; bonus points are counted apart."""

    id: SafeName
    points: Points
    max_points: Points
    bonus: Points
    tests: list[TestResult]
    remarks: list[Remark] = []
    """What loading the code showed: cells that failed, imports that lead nowhere."""

    @staticmethod
    def of(
        exercise_id: str, tests: Iterable[TestResult], bonus_tasks: Iterable[str], remarks: Iterable[Remark] = ()
    ) -> ExerciseResult:
        """Add up the tests of an exercise, and note which errors only repeat what an earlier test told.

        Where one could not be marked, none counts.
        """
        results, extra = _with_repeats(tests), set(bonus_tasks)
        if any(test.outcome == "not marked" for test in results):
            return ExerciseResult(exercise_id, 0.0, 0.0, 0.0, results, list(remarks))
        return ExerciseResult(
            id=exercise_id,
            points=round(sum(t.points for t in results if t.task not in extra), 6),
            max_points=round(sum(t.max_points for t in results if t.task not in extra), 6),
            bonus=round(sum(t.points for t in results if t.task in extra), 6),
            tests=results,
            remarks=list(remarks),
        )

    @staticmethod
    def not_marked(exercise_id: str, task: str, why: object) -> ExerciseResult:
        """Return the result of an exercise that could not be marked: no points, and none to be had."""
        message = f"{exercise_id} could not be marked: {why}"
        return ExerciseResult(exercise_id, 0.0, 0.0, 0.0, [TestResult(SUITE, task, 0.0, 0.0, "not marked", message)])

    @property
    def is_marked(self) -> bool:
        """Whether the student's code was heard out; where it was not, the fault is ours or the machine's."""
        return all(test.outcome != "not marked" for test in self.tests)

    @property
    def passed(self) -> bool:
        """Whether every test that counts has passed."""
        return bool(self.tests) and self.is_marked and self.points >= self.max_points

    @property
    def attempted(self) -> bool:
        """Whether anything was written, as far as is known."""
        return any(test.outcome not in ("not attempted", "not marked") for test in self.tests)

    @property
    def problem(self) -> str:
        """Why none of the tests could be run, where one sentence holds for all of them; "" elsewhere."""
        if self.is_marked and any(test.reason != "whole file" for test in self.tests):
            return ""
        return next((test.message for test in self.tests), "")


def _with_repeats(tests: Iterable[TestResult]) -> list[TestResult]:
    """Return the tests; one that ended in an error which an earlier one told says that it repeats it."""
    told: set[str] = set()
    results: list[TestResult] = []
    for test in tests:
        words = test.message
        is_repeat = words in told and test.reason == "own" and test.outcome in ("error", "timeout", "crash")
        results.append(msgspec.structs.replace(test, reason="repeat") if is_repeat else test)
        if test.outcome not in ("pass", "not attempted"):
            told.add(words)
    return results


def without_repeats(tests: Iterable[TestResult]) -> tuple[list[TestResult], list[TestResult]]:
    """Part the tests that were tried in vain from those that could not be run for a reason an earlier one gave."""
    kept: list[TestResult] = []
    repeats: list[TestResult] = []
    for test in tests:
        if test.outcome not in ("pass", "not attempted"):
            (kept if test.reason in ("own", "unchecked") or not kept else repeats).append(test)
    return kept, repeats


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What came of one submission."""

    student: str
    suite_hash: str
    seed: str
    environment: dict[str, str]
    sandbox: str
    submission_hash: str
    exercises: list[ExerciseResult]
    seconds: float = 0.0
    schema: Annotated[int, msgspec.Meta(ge=SCHEMA, le=SCHEMA)] = SCHEMA
    note: str = ""
    """One sentence where the submission as a whole could not be read."""
    remarks: list[Remark] = []
    """What was handed in and not marked, or chosen among several."""
    points: Points = 0.0
    """Of all exercises together, as are the next two: added up here, whatever was said."""
    max_points: Points = 0.0
    bonus: Points = 0.0

    def __post_init__(self) -> None:
        """Add up the exercises."""
        for name in ("points", "max_points", "bonus"):
            total = round(sum(getattr(result, name) for result in self.exercises), 6)
            msgspec.structs.force_setattr(self, name, total)

    @property
    def passed(self) -> bool:
        """Whether every exercise has passed."""
        return bool(self.exercises) and all(result.passed for result in self.exercises)

    @property
    def not_marked(self) -> list[ExerciseResult]:
        """The exercises that could not be marked."""
        return [result for result in self.exercises if not result.is_marked]

    def to_json(self) -> str:
        """Return the record as JSON text."""
        return as_json(self)

    @staticmethod
    def from_json(text: str | bytes) -> Record:
        """Read a record. Raises DamagedError where it is none, or of another version."""
        return from_json(Record, text)


def encoded(value: msgspec.Struct) -> bytes:
    """Return a value as JSON; half a surrogate, which UTF-8 does not know, becomes "?"."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False)
        return msgspec.json.encode(json.loads(text.encode("utf-8", "replace")))


def as_json(value: msgspec.Struct) -> str:
    """Return a value as the JSON text of a file, to be read by people too."""
    return msgspec.json.format(encoded(value), indent=1).decode("utf-8") + "\n"


def from_json(kind: type[Decoded], text: str | bytes) -> Decoded:
    """Read a file of ours. Raises DamagedError, which says in a few words what is wrong with it."""
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError as problem:
        raise DamagedError(_in_words(str(problem))) from None
    except msgspec.DecodeError as problem:
        raise DamagedError(f"no JSON: {problem}") from None
    except UnicodeDecodeError:
        raise DamagedError("not UTF-8") from None
    except RecursionError:
        raise DamagedError("nested too deeply") from None


def _in_words(problem: str) -> str:
    """Return what the decoder says in short, without the pattern that a name must match."""
    words = problem.replace("$.", "").replace("`", "")
    what, _, rest = words.partition(" matching regex ")
    return f"{what} that can be a file's name{rest[rest.rindex(' - at') :]}" if rest else words[:160]
