"""The isolated binding: its budget runs out, a worker that does not start is our fault, a hostile answer is refused."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from grading.errors import NotMarkedError, SubjectCrashError, SubjectTimeoutError, Wrong
from grading.subject import IsolatedBinding, LoadedSource, Sandbox, Subject, isolated
from grading.subject.clock import Allowance
from grading.subject.pipes import Ends, Pipes
from grading.subject.reports import CalledBack, Value, decoded, of_call, of_loading
from grading.worker.wire import Encoder, WireError
from reference.kit.course import Course

EXERCISE = Course.here().exercise("ex02")
CODE = """
import os, time

def wait(seconds):
    time.sleep(seconds)
    return seconds

def end():
    os._exit(3)
"""
MakeSubject = Callable[..., Subject]


@pytest.fixture
def make_subject() -> Iterator[MakeSubject]:
    """Make subjects of a text, each with the limits that are said, and end their workers."""
    bindings: list[IsolatedBinding] = []

    def make(text: str = CODE, *, call_seconds: float = 30, budget_seconds: float = 60) -> Subject:
        source = LoadedSource(EXERCISE.id, EXERCISE.module, text.encode())
        box = Sandbox.available()
        bindings.append(
            IsolatedBinding(source, ["numpy"], box, call_seconds=call_seconds, budget_seconds=budget_seconds)
        )
        return Subject(bindings[-1], EXERCISE)

    yield make
    for binding in bindings:
        binding.close()


def test_a_budget_is_spent_by_calls_that_each_stay_within_their_limit(make_subject: MakeSubject) -> None:
    subject = make_subject(budget_seconds=2)

    def call_on() -> None:
        for _ in range(50):
            subject.wait(0.2)

    with pytest.raises(SubjectTimeoutError):
        call_on()
    with pytest.raises(SubjectTimeoutError):
        subject.wait(2.0)


def test_a_spent_budget_is_not_had_again_by_a_new_worker(make_subject: MakeSubject) -> None:
    subject = make_subject(budget_seconds=1)
    with pytest.raises(SubjectTimeoutError):
        subject.wait(60)
    with pytest.raises(SubjectTimeoutError, match="was not called: the exercise's 1 s are spent"):
        subject.wait(0)


def test_a_call_has_its_limit_though_the_budget_is_larger(make_subject: MakeSubject) -> None:
    subject = make_subject(call_seconds=1)
    with pytest.raises(SubjectTimeoutError, match="did not come back within 1 s"):
        subject.wait(60)


def test_a_worker_that_is_not_ready_in_time_is_no_fault_of_the_student_s(
    make_subject: MakeSubject, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = make_subject()
    monkeypatch.setattr(isolated, "START_SECONDS", 0.0)
    with pytest.raises(NotMarkedError, match=r"the worker for ex02_softmax\.py did not start: it was not ready within"):
        subject.wait(0)


def test_a_worker_that_ends_before_it_is_ready_is_no_fault_of_the_student_s(
    make_subject: MakeSubject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grading.subject.sandbox.WORKER", Course.here().root / "no-such-worker")
    monkeypatch.setattr("grading.subject.sandbox._options", lambda _libraries: ["--no-such-option"])
    with pytest.raises(NotMarkedError, match="did not start: exit code"):
        make_subject().wait(0)


def test_a_module_that_ends_while_it_is_loaded_is_the_student_s(make_subject: MakeSubject) -> None:
    with pytest.raises(SubjectCrashError, match="ended the Python interpreter while it was loaded") as caught:
        make_subject("import os\nos._exit(3)\n").wait(0)
    assert caught.value.reason == "whole file"


RAISED = {"id": 1, "kind": "raised", "types": ["ValueError"], "text": "no", "frames": [[3, "f", "x"]]}
SOUND = {
    "a value": {"id": 1, "kind": "value", "value": [1.5], "type": "list", "steps": None, "warnings": [], "changed": []},
    "an exception": RAISED,
    "nothing of that name": {"id": 1, "kind": "missing"},
    "no plain data": {"id": 1, "kind": "unsendable", "text": "an object may not cross"},
    "a module that cannot be run": {"id": 1, "kind": "bad", "outcome": "error", "text": "no Python"},
}
HOSTILE = {
    "no kind": {"id": 1},
    "an unknown kind": {"id": 1, "kind": "passed"},
    "a kind that is a list": {"id": 1, "kind": ["value"], "value": 1},
    "no id": {"kind": "value", "value": 1},
    "an id that is a truth": {"id": True, "kind": "value", "value": 1},
    "no value": {"id": 1, "kind": "value"},
    "a type that is a number": {"id": 1, "kind": "value", "value": 1, "type": 3},
    "steps that are a text": {"id": 1, "kind": "value", "value": 1, "steps": "many"},
    "a changed argument that is a number": {"id": 1, "kind": "value", "value": 1, "changed": [0]},
    "a warning of one word": {"id": 1, "kind": "value", "value": 1, "warnings": [["UserWarning"]]},
    "a warning that is a text": {"id": 1, "kind": "value", "value": 1, "warnings": ["ab"]},
    "an exception of no class": {**RAISED, "types": []},
    "an exception without a text": {k: v for k, v in RAISED.items() if k != "text"},
    "an exception without frames": {k: v for k, v in RAISED.items() if k != "frames"},
    "a frame without a line": {**RAISED, "frames": [["f", "x"]]},
    "a frame whose line is a truth": {**RAISED, "frames": [[True, "f", "x"]]},
    "a missing function with a number": {"id": 1, "kind": "missing", "functions": [1]},
    "an outcome that a module cannot have": {"id": 1, "kind": "bad", "outcome": "pass", "text": ""},
    "a callback with a list": {"kind": "callback", "number": 0, "args": [], "kwargs": {}},
    "a callback without names": {"kind": "callback", "number": 0, "args": (), "kwargs": {1: 2}},
}


@pytest.mark.parametrize("message", SOUND.values(), ids=SOUND.keys())
def test_what_a_call_leads_to_is_decoded(message: dict[str, Any]) -> None:
    assert of_call(decoded(message)).id == 1


@pytest.mark.parametrize("message", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_answer_of_another_form_is_refused(message: dict[str, Any]) -> None:
    with pytest.raises(WireError, match="of unknown form"):
        decoded(message)


def test_a_value_is_whatever_it_is() -> None:
    value = object()
    report = decoded({"id": 1, "kind": "value", "value": {"kind": "raised", "other": [value]}})
    assert isinstance(report, Value)
    assert report.value["other"][0] is value


def test_a_call_is_not_answered_by_what_loading_leads_to_nor_the_other_way_round() -> None:
    for message in ({"id": 1, "kind": "loaded", "functions": []}, {"id": 1, "kind": "ready"}):
        with pytest.raises(WireError, match="of another kind"):
            of_call(decoded(message))
    for message in (SOUND["a value"], SOUND["nothing of that name"], RAISED):
        with pytest.raises(WireError, match="of another kind"):
            of_loading(decoded(message))


def test_a_callback_is_told_from_an_answer() -> None:
    assert decoded({"kind": "callback", "number": 0, "args": (1,), "kwargs": {"x": 2}}) == CalledBack(0, (1,), {"x": 2})


@pytest.fixture
def answering() -> Iterator[Callable[..., Pipes]]:
    """Return pipes at whose other end these messages wait."""
    descriptors: list[int] = []
    opened: list[Pipes] = []

    def answer(*messages: dict[str, Any]) -> Pipes:
        pairs = [os.pipe() for _ in range(4)]
        (request_end, requests), (replies, reply_end), (out, out_end), (err, err_end) = pairs
        descriptors.extend([request_end, reply_end, out_end, err_end])
        for message in messages:
            os.write(reply_end, Encoder().frame(message))
        opened.append(Pipes(Ends(requests, replies, out, err), lambda _seconds: "it ended"))
        return opened[-1]

    yield answer
    for pipes in opened:
        pipes.close()
    for descriptor in descriptors:
        os.close(descriptor)


def test_an_answer_to_a_call_not_yet_made_is_refused(answering: Callable[..., Pipes]) -> None:
    with pytest.raises(WireError, match="another question"):
        answering({"id": 2, "kind": "value", "value": 1}).await_report(1, Allowance(60))


def test_a_callback_that_was_never_sent_is_refused(answering: Callable[..., Pipes]) -> None:
    for number in (0, -1):
        pipes = answering({"kind": "callback", "number": number, "args": (), "kwargs": {}})
        with pytest.raises(WireError, match="never sent"):
            pipes.await_report(1, Allowance(60))


def test_a_worker_that_lies_about_its_answer_fails_that_call_alone(make_subject: MakeSubject) -> None:
    forged = """
import json, os

def forge(text):
    for descriptor in range(3, 128):
        try:
            os.write(descriptor, len(text).to_bytes(4, "big") + text.encode())
        except OSError:
            pass

def right():
    return 1
"""
    subject = make_subject(forged)
    header = '{"message": {"id": 2, "kind": "value", "value": 1, "steps": "many"}, "arrays": []}'
    with pytest.raises(Wrong, match="an answer of unknown form"):
        subject.forge(header)
    assert subject.right() == 1
