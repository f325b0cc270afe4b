"""Whatever a worker answers is one of a few forms, to the exact type, or refused."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from grading.subject.reports import (
    Bad,
    CalledBack,
    Failed,
    Frame,
    Loaded,
    Message,
    Missing,
    Raised,
    Ready,
    Tried,
    Unsendable,
    Value,
    Warned,
    decoded,
    of_call,
    of_loading,
)
from grading.worker.wire import WireError

SAID: list[tuple[dict[str, Any], Message]] = [
    ({"id": 1, "kind": "ready"}, Ready(1)),
    ({"id": 1, "kind": "loaded", "functions": ["f"]}, Loaded(1, ["f"], [], [])),
    (
        {"id": 1, "kind": "loaded", "functions": [], "failed": [[3, "raised E", ["f"], True]], "refused": ["scipy"]},
        Loaded(1, [], [Failed(3, "raised E", ["f"], True)], ["scipy"]),
    ),
    (
        {"id": 1, "kind": "tried", "came": [[["value", 2]], [["nothing"]] * 600]},
        Tried(1, [[["value", 2]], [["nothing"]] * 600]),
    ),
    ({"id": 1, "kind": "bad", "outcome": "error", "text": "t"}, Bad(1, "error", "t")),
    ({"id": 1, "kind": "bad", "outcome": "not attempted", "text": "t"}, Bad(1, "not attempted", "t")),
    ({"id": 1, "kind": "value", "value": {1, 2}}, Value(1, {1, 2}, "", None, [], [])),
    (
        {"id": 1, "kind": "value", "value": 2, "type": "int", "steps": 3, "warnings": [["W", "w"]], "changed": ["#0"]},
        Value(1, 2, "int", 3, [Warned("W", "w")], ["#0"]),
    ),
    (
        {"id": 1, "kind": "raised", "types": ["E"], "text": "t", "frames": [[1, "f", "x"]]},
        Raised(1, ["E"], "t", [Frame(1, "f", "x")], [], []),
    ),
    (
        {"id": 1, "kind": "raised", "types": ["E"], "text": "t", "frames": [], "changed": ["x"]},
        Raised(1, ["E"], "t", [], [], ["x"]),
    ),
    ({"id": 1, "kind": "missing"}, Missing(1, [], [])),
    ({"id": 1, "kind": "unsendable", "text": "t"}, Unsendable(1, "t")),
    ({"kind": "callback", "number": 2, "args": (1, [2]), "kwargs": {"x": 3}}, CalledBack(2, (1, [2]), {"x": 3})),
]
CALLS, LOADINGS = (Value, Raised, Missing, Unsendable, Bad), (Loaded, Bad)


@pytest.mark.parametrize(("message", "report"), SAID)
def test_what_is_said_is_decoded(message: dict[str, Any], report: Message) -> None:
    assert decoded(message) == report
    assert type(decoded(message)) is type(report)


@pytest.mark.parametrize("report", [report for _, report in SAID])
def test_a_report_answers_only_what_it_can(report: Message) -> None:
    for take, kinds in ((of_call, CALLS), (of_loading, LOADINGS)):
        if isinstance(report, kinds):
            assert take(report) is report
        else:
            with pytest.raises(WireError, match="an answer of another kind than was asked for"):
                take(report)


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"id": 1},
        {"kind": "ready"},
        {"id": "1", "kind": "ready"},
        {"id": True, "kind": "ready"},
        {"id": 1, "kind": "passed"},
        {"id": 1, "kind": "loaded"},
        {"id": 1, "kind": "loaded", "functions": [1]},
        {"id": 1, "kind": "loaded", "functions": [], "failed": [[3, "raised E", ["f"]]]},
        {"id": 1, "kind": "loaded", "functions": [], "failed": [[3, "raised E", ["f"], 1]]},
        {"id": 1, "kind": "bad", "outcome": "pass", "text": "t"},
        {"id": 1, "kind": "bad", "outcome": "error"},
        {"id": 1, "kind": "value", "value": 1, "warnings": [["W", 2]]},
        {"id": 1, "kind": "raised", "types": [], "text": "t", "frames": []},
        {"id": 1, "kind": "raised", "types": ["E"], "text": "t", "frames": [[1.5, "f", "x"]]},
        {"id": 1, "kind": "unsendable"},
        {"kind": "callback", "number": 2, "args": [1], "kwargs": {}},
        {"kind": "callback", "number": 2, "args": (1,), "kwargs": {1: 2}},
        {"kind": "callback", "number": "2", "args": (1,), "kwargs": {}},
        {"id": 1, "kind": "tried", "came": ["value"]},
        {"id": 1, "kind": "tried", "came": [["value"]]},
        {"id": 1, "kind": "tried"},
    ],
)
def test_what_has_none_of_the_forms_is_refused(message: dict[str, Any]) -> None:
    with pytest.raises(WireError, match="an answer of unknown form"):
        decoded(message)


def test_what_is_nested_without_end_is_refused_or_taken_as_it_is() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(WireError, match="unknown form"):
        decoded({"id": 1, "kind": "loaded", "functions": endless})


def test_what_is_told_is_cut_and_what_is_given_is_not() -> None:
    long = "x" * 10_000
    raised = {"id": 1, "kind": "raised", "types": [long] * 600, "text": long, "frames": [[1, long, long]]}
    report = decoded(raised)
    assert isinstance(report, Raised)
    assert (len(report.text), len(report.types), len(report.types[0])) == (4_000, 500, 4_000)
    assert len(report.frames[0].code) == 4_000
    value = decoded({"id": 1, "kind": "value", "value": long})
    assert isinstance(value, Value)
    assert value.value == long


@pytest.mark.parametrize("kind", [*dict.fromkeys(type(report) for _, report in SAID), Failed, Frame, Warned])
def test_what_was_reported_stays_as_it_is(kind: type[msgspec.Struct]) -> None:
    assert kind.__struct_config__.frozen
