"""A picture that is asked for by itself: its child, a stand-in here, and what is made of its words.

`test_drawn.py` has pictures that are drawn after the tests.
"""

from __future__ import annotations

import inspect
import io
import os
import signal
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from grading.errors import (
    MachineBusyError,
    NoPictureError,
    SubjectCrashError,
    SubjectError,
    SubmissionError,
    Wrong,
)
from grading.marking import picture as module
from grading.marking.picture import drawn, fruits_of, picture
from reference.ground.errors import DataError
from tests.grading.small import source

PNG = b"\x89PNG"
EXERCISE: Any = SimpleNamespace(id="ex91", has_picture=True, libraries=("numpy",), budget_seconds=7.0)


class Child:
    """A child that says these words, and has so much time left each time it is asked."""

    def __init__(self, *words: Any, left: tuple[Any, ...] = (), pid: int | None = 77, alive: int = 0) -> None:
        self.words, self.left, self.pid, self.alive = list(words), list(left), pid, alive
        self.did: list[Any] = []
        self.sizes: list[int] = []
        self.polls: list[float] = []
        self.seconds: list[float] = []
        self.metered: list[int] = []

    def Pipe(self, *, duplex: bool) -> Any:  # noqa: N802 -- it has the name of multiprocessing's
        assert not duplex
        return self, SimpleNamespace(close=lambda: self.did.append("theirs"))

    def Process(self, *, target: Any, args: Any) -> Any:  # noqa: N802 -- the same
        assert target is module._draw
        assert args[0] is EXERCISE
        self.args = args
        return self

    def Allowance(self, seconds: float, _read: Any) -> Any:  # noqa: N802 -- stands for a class
        self.seconds.append(seconds)

        def left() -> float:
            now = self.left.pop(0) if self.left else 5.0
            if isinstance(now, BaseException):
                raise now
            return float(now)

        return SimpleNamespace(left=left)

    def Meter(self, pid: int) -> Any:  # noqa: N802 -- the same
        self.metered.append(pid)
        return SimpleNamespace(read=None)

    def start(self) -> None:
        """Note it."""
        self.did.append("start")

    def poll(self, left: float) -> bool:
        """Tell whether there is a word; while time was laid ready, there is none."""
        self.polls.append(left)
        return not self.left

    def recv_bytes(self, size: int) -> bytes:
        """Give a word."""
        self.sizes.append(size)
        word = self.words.pop(0)
        if isinstance(word, BaseException):
            raise word
        return bytes(word)

    def is_alive(self) -> bool:
        """Tell whether it still runs, so often as was said."""
        self.alive -= 1
        return self.alive >= 0

    def join(self, *seconds: float) -> None:
        """Note it."""
        self.did.append(("join", *seconds))

    def close(self) -> None:
        """Note it."""
        self.did.append("ours")


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Ask for a picture that a child draws."""

    def asked(child: Child) -> bytes:
        monkeypatch.setattr(module, "child_context", lambda: child)
        monkeypatch.setattr(module, "prepare", lambda boxes, libraries: child.did.append((*boxes, libraries)))
        for name in ("Allowance", "Meter"):
            monkeypatch.setattr(module, name, getattr(child, name))
        monkeypatch.setattr(os, "kill", lambda *how: child.did.append(how))
        return picture(EXERCISE, source(""), None)

    return asked


def refused(ask: Any, child: Child) -> str:
    """Return why there is no picture."""
    with pytest.raises(NoPictureError) as caught:
        ask(child)
    return str(caught.value)


def test_a_picture_is_drawn_by_a_child_that_is_waited_for(ask: Any) -> None:
    child = Child(b"png", PNG, left=(4.0, 0.5, 3.0))
    assert ask(child) == PNG
    assert child.did == [(None, ["numpy"]), "start", "theirs", ("join",), "ours"]
    assert child.polls == [4.0, 0.5, 3.0]
    assert child.seconds == [37.0], "30 s beside what the student's own calls may take"
    assert child.metered == [77]
    assert child.sizes == [16, 20 * 1024 * 1024]


def test_dots_and_fruits_are_as_many_and_those_that_are_said() -> None:
    options = inspect.signature(picture).parameters
    assert {name: options[name].default for name in ("sandbox", "dpi", "fruits")} == {
        "sandbox": None,
        "dpi": 120,
        "fruits": None,
    }


def test_where_nothing_is_handed_in_or_there_is_no_picture_no_child_is_started() -> None:
    with pytest.raises(NoPictureError, match=r"^it is empty$"):
        picture(EXERCISE, SubmissionError("not attempted", "it is empty"))
    with pytest.raises(NoPictureError, match=r"^ex91 has no picture$"):
        picture(SimpleNamespace(**{**vars(EXERCISE), "has_picture": False}), source(""))  # type: ignore[arg-type]


@pytest.mark.parametrize("left", [0.0, -0.5])
def test_a_picture_that_takes_too_long_is_none_and_its_child_is_killed(left: float, ask: Any) -> None:
    child = Child(left=(4.0, left, 1.0), alive=2)
    assert refused(ask, child) == "the picture of ex91 was not drawn in time"
    assert child.polls == [4.0, left]
    assert child.did[3:] == [("join", 1.0), (77, signal.SIGKILL), ("join",), "ours"]


def test_a_child_that_has_answered_may_end_by_itself(ask: Any) -> None:
    child = Child(b"png", PNG, alive=1)
    ask(child)
    assert child.did[3:] == [("join", 1.0), ("join",), "ours"]


def test_a_child_without_a_number_cannot_be_killed(ask: Any) -> None:
    child = Child(b"png", PNG, alive=9, pid=None)
    ask(child)
    assert child.metered == [0]
    assert child.did[3:] == [("join",), "ours"]


def test_a_child_that_is_gone_need_not_be_killed(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: Any) -> None:
        raise ProcessLookupError

    child: Any = Child(alive=9)
    monkeypatch.setattr(os, "kill", gone)
    module._end(77, child)


def test_a_busy_machine_is_said(ask: Any) -> None:
    child = Child(left=(MachineBusyError("the machine is busy"),))
    assert refused(ask, child) == "the picture of ex91 was not drawn: the machine is busy"


@pytest.mark.parametrize("end", [EOFError(), OSError(), ConnectionResetError()])
def test_a_child_that_ended_early_has_drawn_nothing(end: BaseException, ask: Any) -> None:
    said = "the picture of ex91 could not be drawn: the drawing ended early"
    assert refused(ask, Child(end)) == refused(ask, Child(b"png", end)) == said


@pytest.mark.parametrize("kind", [b"text", b"a", b"pnf", b"pnh", b"z", b""])
def test_words_are_no_picture(kind: bytes, ask: Any) -> None:
    assert refused(ask, Child(kind, "f\u00fcr".encode())) == "f\u00fcr"


def test_data_that_cannot_be_read_are_said_as_such(ask: Any) -> None:
    with pytest.raises(DataError, match=r"^no fruits$"):
        ask(Child(b"data", b"no fruits"))
    with pytest.raises(NoPictureError):
        ask(Child(b"dat", b"no fruits"))


# What is drawn


class Figure:
    """A figure that is saved as a word."""

    def __init__(self) -> None:
        self.saved: list[dict[str, Any]] = []

    def savefig(self, buffer: io.BytesIO, **how: Any) -> None:
        """Note how it is saved."""
        self.saved.append(how)
        buffer.write(PNG)


def drawing(result: Any) -> Any:
    """Return an exercise whose picture is this, or raises it."""

    def drawn_by(_subject: Any) -> Any:
        if isinstance(result, BaseException):
            raise result
        return result

    return SimpleNamespace(id="ex91", picture=drawn_by)


SUBJECT: Any = SimpleNamespace(calls=["a call"])


@pytest.mark.parametrize(("sources", "metadata"), [([], None), (["apples", "pears"], {"Source": "apples; pears"})])
def test_a_picture_says_which_fruits_it_shows(
    sources: list[str], metadata: dict[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path | None] = []

    @contextmanager
    def own_fruits(folder: Path | None) -> Any:
        asked.append(folder)
        yield sources

    monkeypatch.setattr(module, "own_fruits", own_fruits)
    figure = Figure()
    assert drawn(drawing(figure), SUBJECT, 40, Path("fruits")) == PNG
    assert figure.saved == [{"format": "png", "dpi": 40, "metadata": metadata}]
    assert asked == [Path("fruits")]


def test_a_picture_that_is_known_is_not_drawn_again() -> None:
    figure = Figure()
    assert (
        drawn(drawing(figure), SUBJECT, 40, known=lambda calls: b"known" if calls is SUBJECT.calls else None)
        == b"known"
    )
    assert figure.saved == []


@pytest.mark.parametrize("error", [DataError("no fruits"), NoPictureError("no")])
def test_what_is_said_already_is_left_as_it_is(error: Exception) -> None:
    with pytest.raises(type(error)) as caught:
        drawn(drawing(error), SUBJECT, 40)
    assert caught.value is error


@pytest.mark.parametrize("error", [SubjectError("it raised"), Wrong("it is wrong"), SubjectCrashError("it ended")])
def test_what_a_function_did_wrong_is_said(error: BaseException) -> None:
    with pytest.raises(NoPictureError) as caught:
        drawn(drawing(error), SUBJECT, 40)
    assert str(caught.value) == f"the picture of ex91 cannot be drawn yet: {error}"


def test_what_a_drawing_makes_of_wrong_values_is_said_in_short() -> None:
    with pytest.raises(NoPictureError) as caught:
        drawn(drawing(ValueError("x" * 150 + "y" * 150)), SUBJECT, 40)
    assert str(caught.value) == (
        "the picture of ex91 cannot be drawn yet from what these functions return "
        f"(ValueError: {'x' * 150}{'y' * 50}): "
        "`kata check ex91` says what is wrong"
    )


@pytest.mark.parametrize("text", [None, "apples"])
def test_a_picture_tells_its_fruits(text: str | None) -> None:
    buffer, info = io.BytesIO(), PngImagePlugin.PngInfo()
    if text:
        info.add_text("Source", text)
    Image.new("L", (1, 1)).save(buffer, "png", pnginfo=info)
    assert fruits_of(buffer.getvalue()) == text


# The child


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (PNG, [b"png", PNG]),
        (DataError("f\u00fcr nobody"), [b"data", "f\u00fcr nobody".encode()]),
        (NoPictureError("no"), [b"text", b"no"]),
    ],
)
def test_a_child_says_what_kind_of_word_it_has_and_then_the_word(
    result: Any, words: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    did: list[Any] = []

    def draw(*_: Any) -> bytes:
        if isinstance(result, BaseException):
            raise result
        return bytes(result)

    binding = SimpleNamespace(close=lambda: did.append("let go"))
    monkeypatch.setattr(module, "die_with_parent", lambda: did.append("dies with its parent"))
    monkeypatch.setattr(module, "bind", lambda *_: binding)
    monkeypatch.setattr(module, "Subject", lambda *_: SUBJECT)
    monkeypatch.setattr(module, "drawn", draw)
    monkeypatch.setenv("MPLBACKEND", "other")
    pipe: Any = SimpleNamespace(send_bytes=did.append, close=lambda: did.append("close"))
    module._draw(EXERCISE, source(""), None, 40, None, pipe)
    assert did == ["dies with its parent", "let go", *words, "close"]
    assert os.environ["MPLBACKEND"] == "agg"
