"""What the child that runs a suite tells its parent, as it happens."""

from __future__ import annotations

import msgspec

from grading.errors import Why
from grading.results import Remark, TestResult


class Collected(msgspec.Struct, frozen=True, tag=True):
    """Which tests there are, before any code of a student is touched."""

    tests: list[TestResult]


class Started(msgspec.Struct, frozen=True, tag=True):
    """A test begins."""

    test: str


class Called(msgspec.Struct, frozen=True, tag=True):
    """The running test calls a function of the student's."""

    function: str


class Ended(msgspec.Struct, frozen=True, tag=True):
    """A test is over."""

    result: TestResult
    printed: str
    closed: dict[str, Why]
    """Functions that are not called any more."""
    remarks: list[Remark] = []
    """What loading the student's code showed, as far as is known by now."""


class Revised(msgspec.Struct, frozen=True, tag=True):
    """Now that all tests are over, the message of one names another mistake, or none."""

    test: str
    message: str
    diagnosis: str | None


class Finished(msgspec.Struct, frozen=True, tag=True):
    """All tests are over."""

    problem: str
    """What pytest could not do; "" where it ran as it should."""


class Drawn(msgspec.Struct, frozen=True, tag=True):
    """The picture that was asked for."""

    png: bytes | None
    """None where it cannot be drawn from what the functions return."""


Event = Collected | Started | Called | Ended | Revised | Finished | Drawn


def heard(data: bytes) -> Event:
    """Return the event that was sent, which is `grading.results.encoded`."""
    event: Event = msgspec.json.decode(data, type=Event)
    return event
