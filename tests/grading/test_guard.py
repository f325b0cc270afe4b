"""What did not come back once is not called again, whichever test asks for it."""

from __future__ import annotations

from typing import Any

import pytest

from grading.errors import ClosedError, Why
from grading.judging.plugin import close
from grading.results import Remark
from grading.subject import LoadedSource
from grading.subject.guard import Guard
from grading.subject.reports import Value
from reference.kit.course import Course


class Answering:
    """A binding that answers every call with its name."""

    source = LoadedSource("ex02", "ex02_softmax", b"")

    def __init__(self) -> None:
        self.noted: list[Remark] = []
        self.kept: dict[str, Any] = {}

    def call(self, function: str, *_: Any, **__: Any) -> Value:
        """Answer."""
        return Value(0, function)

    told = None

    def tried(self, *_: Any, **__: Any) -> Any:
        """Nothing is tried."""
        return []

    def take_output(self) -> str:
        """Nothing is printed."""
        return ""

    def forget(self) -> None:
        """Nothing is kept."""

    def close(self) -> None:
        """Nothing runs."""


def test_a_closed_function_is_not_called_and_others_are() -> None:
    closed: dict[str, Why] = {}
    heard: list[str] = []
    guard = Guard(Answering(), closed, heard.append)
    close(closed, Course.here().exercise("ex02"), "softmax", "crash")
    assert guard.call("log_softmax", (), {}) == Value(0, "log_softmax")
    with pytest.raises(ClosedError, match="not run: softmax did not come back") as caught:
        guard.call("softmax", (), {})
    assert caught.value.outcome == "crash"
    assert guard.call("predict", (), {}, probe=True) == Value(0, "predict")
    assert heard == ["log_softmax"]


def test_a_second_function_that_does_not_come_back_closes_the_exercise() -> None:
    closed: dict[str, Why] = {}
    close(closed, Course.here().exercise("ex02"), "softmax", "crash")
    close(closed, Course.here().exercise("ex02"), "softmax", "crash")
    assert set(closed) == {"softmax"}
    close(closed, Course.here().exercise("ex02"), "predict_classes", "timeout")
    assert closed["log_softmax"] == ("timeout", "not run: predict_classes did not come back in an earlier test")
    assert closed["softmax"][0] == "crash"
