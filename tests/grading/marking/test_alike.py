"""The model answer's picture is drawn once it is worth its while, in a process of its own; the processes are stand-ins.

`test_drawn.py` has pictures.
"""

from __future__ import annotations

import contextlib
from types import SimpleNamespace
from typing import Any

import pytest

from grading.marking import alike
from grading.marking.alike import Known, expect_another, like
from grading.subject.calls import Call
from grading.subject.reports import Value
from reference.kit.exercise import Exercise

DPI = 40
KNOWN = Known([("double", 2.0)], b"PNG")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Exercise, int]]:
    """Of which exercises the model answer's picture was drawn, and how large; each has one."""
    asked: list[tuple[Exercise, int]] = []

    def models(exercise: Exercise, dpi: int) -> Known:
        asked.append((exercise, dpi))
        return KNOWN

    monkeypatch.setattr(alike, "_asked", {})
    monkeypatch.setattr(alike, "_models", models)
    monkeypatch.setattr(Exercise, "has_picture", True)
    return asked


def calls(*values: float) -> list[Call]:
    """Return calls of `double` that gave these values."""
    return [Call("double", (), {}, Value(0, value)) for value in values]


def test_from_the_second_on_the_model_answers_picture_is_there(
    exercise: Exercise, drawn: list[tuple[Exercise, int]]
) -> None:
    expect_another(exercise, DPI)
    assert (drawn, like(exercise, DPI, calls(2.0))) == ([], None)
    expect_another(exercise, DPI)
    assert like(exercise, DPI, calls(2.0)) == b"PNG"
    expect_another(exercise, DPI)
    assert drawn == [(exercise, DPI)], "once"


def test_each_size_is_counted_by_itself(exercise: Exercise, drawn: list[tuple[Exercise, int]]) -> None:
    for dpi in (DPI, 80, 80):
        expect_another(exercise, dpi)
    assert drawn == [(exercise, 80)]
    assert like(exercise, DPI, calls(2.0)) is None


@pytest.mark.parametrize("values", [(), (3.0,), (2.0, 2.0)])
def test_whoever_gives_something_else_is_drawn(
    exercise: Exercise, drawn: list[tuple[Exercise, int]], values: tuple[float, ...]
) -> None:
    assert like(exercise, DPI, calls(2.0)) is None, "nothing was asked for yet"
    for _ in range(2):
        expect_another(exercise, DPI)
    assert like(exercise, DPI, calls(*values)) is None


@pytest.mark.parametrize(("is_heavy", "has_picture"), [(True, True), (False, False), (True, False)])
def test_no_picture_of_networks_is_kept_and_none_where_there_is_none(
    exercise: Exercise,
    drawn: list[tuple[Exercise, int]],
    monkeypatch: pytest.MonkeyPatch,
    is_heavy: bool,
    has_picture: bool,
) -> None:
    monkeypatch.setattr(Exercise, "is_heavy", is_heavy)
    monkeypatch.setattr(Exercise, "has_picture", has_picture)
    for _ in range(3):
        expect_another(exercise, DPI)
    assert (drawn, alike._asked) == ([], {})


def test_what_is_known_stays_as_it_is() -> None:
    with pytest.raises(AttributeError):
        KNOWN.png = b""  # type: ignore[misc]


# The process that draws


class Drawing:
    """Stands for a process that draws, and for its pipe."""

    def __init__(self, *, answers: bool, ends_early: bool = False) -> None:
        self.answers, self.ends_early, self.did = answers, ends_early, list[Any]()

    def Pipe(self, *, duplex: bool) -> Any:  # noqa: N802 -- it has the name of multiprocessing's
        """Return both ends."""
        assert duplex is False, "nothing is said to it"

        def recv() -> Known:
            if self.ends_early:
                raise EOFError
            return KNOWN

        def poll(seconds: float) -> bool:
            self.did.append(seconds)
            return self.answers

        ours = SimpleNamespace(poll=poll, recv=recv, close=lambda: self.did.append("ours"))
        return ours, SimpleNamespace(close=lambda: self.did.append("theirs"))

    def Process(self, *, target: Any, args: tuple[Any, ...]) -> Any:  # noqa: N802 -- the same
        """Return what can be started and ended."""
        self.did.append((target, args[1]))
        return SimpleNamespace(**{name: lambda name=name: self.did.append(name) for name in ("start", "kill", "join")})


@pytest.mark.parametrize(
    ("drawing", "known"),
    [
        (Drawing(answers=True), KNOWN),
        (Drawing(answers=False), None),
        (Drawing(answers=True, ends_early=True), None),
    ],
)
def test_the_model_answer_is_waited_for_a_minute_and_its_process_ended(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch, drawing: Drawing, known: Known | None
) -> None:
    monkeypatch.setattr(alike, "child_context", lambda: drawing)
    assert alike._models(exercise, DPI) == known
    assert drawing.did == [(alike._draw, DPI), "start", "theirs", 60.0, "kill", "join", "ours"]


def test_what_is_sent_is_the_model_answers_picture_and_all_that_was_returned_to_it(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Any] = []

    def draw(wanted: Exercise, subject: Any, dpi: int) -> bytes:
        assert (wanted, dpi) == (exercise, DPI)
        subject.double(1.0)
        return b"PNG"

    monkeypatch.setattr(alike, "die_with_parent", lambda: done.append("dies with its parent"))
    monkeypatch.setattr(alike, "silent", contextlib.nullcontext)
    monkeypatch.setattr(alike, "drawn", draw)
    pipe: Any = SimpleNamespace(send=done.append)
    alike._draw(exercise, DPI, pipe)
    assert done == ["dies with its parent", KNOWN]
