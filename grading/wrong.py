"""The failure of a test: a wrong answer, and what to say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grading.subject.calls import Call


class Wrong(AssertionError):  # noqa: N818 -- it is an answer that is wrong, not an error of the program
    """A student's answer is not what the test asks for."""

    def __init__(self, message: str, *, diagnosis: str | None = None, call: Call | None = None) -> None:
        super().__init__(message)
        self.diagnosis = diagnosis
        self.call = call
