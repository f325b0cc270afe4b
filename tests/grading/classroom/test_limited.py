"""The limits of a child that reads what students hand in; `test_reading.py` has those of the reading itself."""

from __future__ import annotations

import inspect
import os
import time
from typing import Any

import pytest

from grading.classroom import limited

resource: Any = pytest.importorskip("resource")


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> dict[int, Any]:
    """What limits were set, and are not."""
    there: dict[int, Any] = {}
    monkeypatch.setattr(resource, "setrlimit", there.__setitem__)
    monkeypatch.setattr(limited, "taken", lambda: 5 * 2**30)
    return there


@pytest.mark.parametrize(("given", "seconds"), [((), 20), ((1800,), 1800)])
def test_memory_comes_on_top_of_what_there_is_and_time_is_as_said(
    given: tuple[int, ...], seconds: int, limits: dict[int, Any]
) -> None:
    limited.limit(*given)
    assert limits == {
        resource.RLIMIT_AS: (6 * 2**30, 6 * 2**30),
        resource.RLIMIT_CPU: (seconds, seconds),
        resource.RLIMIT_CORE: (0, 0),
    }


@pytest.mark.parametrize("error", [OSError, ImportError])
def test_where_the_system_has_no_limits_none_is_set(
    error: type[Exception], limits: dict[int, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> int:
        raise error

    monkeypatch.setattr(limited, "taken", missing)
    limited.limit()
    assert limits == {}


def test_a_child_ends_at_once_and_as_it_should(monkeypatch: pytest.MonkeyPatch) -> None:
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)
    limited.end()
    assert codes == [0]


def speak(pipe: Any, *words: Any) -> None:
    """Be a child that says these, and last whether it could hear anything."""
    for word in (*words, pipe.readable):
        pipe.send(word)
    pipe.close()


def test_the_words_of_a_child_come_one_by_one_until_it_ends_and_it_hears_none() -> None:
    with limited.child(speak, "first", 2) as receive:
        assert [receive(), receive(), receive()] == ["first", 2, False]
        with pytest.raises(EOFError):
            receive()


def silent(_pipe: Any) -> None:
    """Be a child that says nothing."""
    time.sleep(60)


def test_a_child_that_says_nothing_is_waited_for_as_long_as_is_said() -> None:
    with limited.child(silent, seconds=0.05) as receive, pytest.raises(EOFError):
        receive()


def test_a_child_has_five_minutes_for_a_word_where_nobody_says() -> None:
    assert inspect.signature(limited.child).parameters["seconds"].default == 300
