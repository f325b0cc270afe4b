"""What the engine raises about a student's code. What a person is told in one sentence is `reference.ground.errors`.

The family:

    SubmissionError            a file that cannot be taken at all                  subject.handed_in
    SubjectError               a call that gave no value                           subject.proxy
    `-- NotAttemptedError      the stub is untouched, or nothing was handed in
    BrokenCallError            a call that did not come back: no Exception, so     subject
    |                          that no search for counterexamples tries it again
    |-- SubjectTimeoutError    it took longer than it may
    `-- SubjectCrashError      it ended the interpreter it ran in
    NotMarkedError             a fault of ours or of the machine: no outcome of    subject.isolated, marking.suite
                               the student's, and no Exception either
    `-- MachineBusyError       the machine had too much else to do                 subject.clock
    ClosedError                a function that did not come back before            subject.guard
    Wrong (an AssertionError)  an answer that is wrong, and what to say about it   judging, subject.proxy
    NoPictureError             a picture that cannot be drawn                      marking.picture
    LateError, GoneError       a worker that is silent, or has ended               subject.pipes
    TooMuchError               a worker that holds more than it may                subject.watch

Beside the student's code nothing of ours but the worker exists; its errors live there: `WireError` (a value that may
not cross), `BadModuleError` (a module that cannot be run), `RefusedImportError` (a library that it may not use),
`ProbeError` (an object that is not what is asked of).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from grading.results import Outcome, Reason


class Called(Protocol):
    """A call of the student's code, as `grading.subject.calls.Call` notes it."""

    function: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    @property
    def value(self) -> Any:
        """What it returned."""

    @property
    def raised(self) -> tuple[str, str] | None:
        """Class and message of the exception it raised; None where it raised none."""


Why = tuple[Outcome, str]
"""What a test gets that needs a closed function, and the message for the student."""


class SubmissionError(Exception):
    """A file that cannot be taken; the message is for the student."""

    reason: Reason = "whole file"

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome: Outcome = outcome

    @property
    def is_nothing(self) -> bool:
        """Whether there is no file at all, rather than one that cannot be taken."""
        return self.outcome == "not attempted"

    def __reduce__(self) -> tuple[type[SubmissionError], tuple[Outcome, str]]:
        """Travel to the process that marks."""
        return SubmissionError, (self.outcome, str(self))


class SubjectError(Exception):
    """A call that gave no value; `outcome` is what the test gets, the message is for the student."""

    outcome: Outcome = "error"

    def __init__(
        self,
        message: str,
        *,
        types: tuple[str, ...] = (),
        text: str = "",
        trace: str = "",
        call: Called | None = None,
        reason: Reason = "own",
    ) -> None:
        super().__init__(message)
        self.call = call
        self.reason: Reason = reason
        self.types = types
        """Names of the exception's class and its ancestors, where the student's code raised."""
        self.text = text
        """The exception's own message."""
        self.trace = trace
        """The lines of the student's file it came through, the last one first."""


class NotAttemptedError(SubjectError):
    """The stub is untouched, or the file was not handed in."""

    outcome: Outcome = "not attempted"


class BrokenCallError(BaseException):
    """The call did not come back. Not an Exception, so that no search for counterexamples tries it again."""

    outcome: Outcome = "crash"

    def __init__(self, message: str, *, reason: Reason = "own") -> None:
        super().__init__(message)
        self.reason: Reason = reason


class SubjectTimeoutError(BrokenCallError):
    """The call took longer than it may."""

    outcome: Outcome = "timeout"


class SubjectCrashError(BrokenCallError):
    """The call ended the interpreter it ran in."""

    outcome: Outcome = "crash"


class NotMarkedError(BaseException):
    """The student's code was not heard out, by a fault of ours or of the machine; the message says what happened.

    Not an Exception, so that no search for counterexamples waits for it again.
    """

    outcome: Outcome = "not marked"
    reason: Reason = "own"


class MachineBusyError(NotMarkedError):
    """The machine had too much else to do; the message says so. What it was to do is tried again alone."""

    reason: Reason = "busy"


class ClosedError(Exception):
    """The function is closed: it did not come back from an earlier call."""

    reason: Reason = "not run"

    def __init__(self, why: Why) -> None:
        super().__init__(why[1])
        self.outcome = why[0]


@dataclass(frozen=True)
class Said:
    """What a test says of one call, with room for a mistake that is known by name."""

    call: Called
    start: str
    """The call, as it is written for a student."""
    problem: str
    """What came of it; it follows the call."""
    why: str = ""
    """A sentence after it: what the right value follows from, or a question that leads there."""
    trace: str = ""
    """Lines of the student's file below it."""

    def message(self, mistake: str = "") -> str:
        """Return the message; `mistake`, which follows the call, comes first and what came of the call below it."""
        problem = self.problem
        if mistake:
            again = f"At{problem[2:]}" if problem.startswith("at [") else f"It {problem}"
            problem = f"{mistake}\n{again}"
        stop = "" if problem.endswith(("?", ".", "!")) or not self.why else "."
        told = f"{self.start} {problem}{stop}" + (f" {self.why}" if self.why else "")
        return f"{told}\n{self.trace}" if self.trace else told


class Wrong(AssertionError):  # noqa: N818 -- it is an answer that is wrong, not an error of the program
    """A student's answer is not what the test asks for."""

    def __init__(
        self, message: str, *, diagnosis: str | None = None, call: Called | None = None, said: Said | None = None
    ) -> None:
        super().__init__(message)
        self.diagnosis = diagnosis
        self.call = call
        self.said = said
        """Parts of the message, where a mistake was looked for in the catalogue."""


class NoPictureError(Exception):
    """The picture cannot be drawn; the message says why."""


class LateError(Exception):
    """The deadline has passed."""


class GoneError(Exception):
    """The worker has ended; the message says how."""


class TooMuchError(Exception):
    """The worker holds more memory or files than it may; the message says how much that is."""
