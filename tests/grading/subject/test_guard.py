"""What a guard lets through reaches the binding as it was asked for."""

from __future__ import annotations

from typing import Any

import pytest

from grading.results import Remark
from grading.subject.guard import Guard
from grading.subject.reports import Loaded
from tests.grading.small import source


class Noting:
    """A binding that notes how it is called."""

    source = source("")

    def __init__(self) -> None:
        self.seen: list[Any] = []
        self.noted: list[Remark] = []
        self.kept: dict[str, Any] = {}

    def call(self, *args: Any, **options: Any) -> Any:
        """Note the call."""
        self.seen.append((args, options))

    told: Loaded | None = None

    def tried(self, function: str, texts: Any, calls: Any, seconds: float) -> Any:
        """Note it."""
        self.seen.append((function, texts, calls, seconds))
        return [[["nothing"]]]

    def take_output(self) -> str:
        """Note it."""
        self.seen.append("take_output")
        return ""

    def forget(self) -> None:
        """Note it."""
        self.seen.append("forget")

    def close(self) -> None:
        """Note it."""
        self.seen.append("close")


@pytest.fixture
def noting() -> Noting:
    """A binding."""
    return Noting()


@pytest.fixture
def guard(noting: Noting) -> Guard:
    """A guard before it, to whom nothing is closed."""
    return Guard(noting, {}, lambda _function: None)


def test_a_call_is_an_ordinary_one_unless_another_is_asked_for(guard: Guard, noting: Noting) -> None:
    guard.call(function="double", args=(1,), kwargs={"a": 2})
    guard.call("double", (), {}, how="counted")
    guard.call("predict", (), {}, probe=True)
    assert noting.seen == [
        (("double", (1,), {"a": 2}), {"how": "plainly", "probe": False}),
        (("double", (), {}), {"how": "counted", "probe": False}),
        (("predict", (), {}), {"how": "plainly", "probe": True}),
    ]


def test_what_a_call_is_cannot_be_said_by_position(guard: Guard) -> None:
    with pytest.raises(TypeError):
        guard.call("double", (), {}, True)  # type: ignore[call-arg, arg-type]


def test_letting_go_and_ending_are_passed_on(guard: Guard, noting: Noting) -> None:
    guard.forget()
    guard.close()
    assert noting.seen == ["forget", "close"]


def test_what_was_told_at_loading_is_passed_on(guard: Guard, noting: Noting) -> None:
    noting.told = Loaded(0, ["double"])
    assert guard.told == Loaded(0, ["double"])


def test_versions_of_a_function_are_tried_unless_it_is_closed(noting: Noting) -> None:
    guard = Guard(noting, {"double": ("crash", "it crashed")}, lambda _function: None)
    assert guard.tried("shout", ["text"], [], 0.5) == [[["nothing"]]]
    assert noting.seen == [("shout", ["text"], [], 0.5)]
    assert guard.tried("double", ["text"], [], 0.5) == []
    assert len(noting.seen) == 1
