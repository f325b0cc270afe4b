"""What trying versions of a function costs, how much of it is told, and what each end of one counts as.

`test_trying.py` tries them in workers.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import pytest

from grading.worker import trying
from grading.worker.loading import Stopwatch
from grading.worker.trying import Came, tried

LONG_NAME = "E" * 150


def came_of(*texts: str, calls: int = 1, seconds: float = 9.0) -> list[list[Came]]:
    """Return what versions give, each for so many calls with 1."""
    scope = {"np": np, "Long": type(LONG_NAME, (Exception,), {})}
    return tried(scope, "f", texts, [((1,), {})] * calls, seconds, lambda value: value)


def version(body: str) -> str:
    return f"def f(x):\n    {body}"


ONE, ENDLESS = version("return x"), version("while True: pass")


@pytest.fixture
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have an endless version end soon."""
    monkeypatch.setattr(trying, "TRIAL_SECONDS", 0.01)


def test_a_version_has_a_quarter_of_a_second_and_so_has_each_call(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []

    def noted(seconds: float) -> Stopwatch:
        given.append(seconds)
        return Stopwatch(seconds)

    monkeypatch.setattr(trying, "Stopwatch", noted)
    assert came_of(ONE, calls=2) == [[["value", 1]] * 2]
    assert given == [0.25] * 3


def clocked(monkeypatch: pytest.MonkeyPatch, *times: float) -> Iterator[float]:
    """Have the processor's clock show these."""
    left = iter(times)
    monkeypatch.setattr(trying, "time", SimpleNamespace(process_time=lambda: next(left)))
    return left


def test_no_version_is_begun_once_the_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    clocked(monkeypatch, 10.0, 10.0, 10.5, 10.75, 10.25)
    assert len(came_of(*[ONE] * 4, seconds=0.5)) == 2


@pytest.mark.parametrize(("numbers", "many"), [(4_000_000, 2), (4_000_001, 1)])
def test_four_million_bytes_may_come_back(numbers: int, many: int) -> None:
    large = version(f"return np.zeros({numbers}, np.uint8)")
    assert len(came_of(large, ONE, ONE)) == many


@pytest.mark.parametrize(("limit", "many"), [(1000, 11), (999, 10)])
def test_what_is_no_array_counts_a_hundred_bytes(monkeypatch: pytest.MonkeyPatch, limit: int, many: int) -> None:
    monkeypatch.setattr(trying, "NUMBERS_LIMIT", limit)
    assert len(came_of(*[ONE] * 15)) == many


@pytest.mark.parametrize("value", ["np.zeros(200)", "[1, (np.zeros(200), 2)]"])
def test_what_each_version_gives_counts_however_it_is_nested(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setattr(trying, "NUMBERS_LIMIT", 1_000)
    assert len(came_of(ONE, version(f"return {value}"), ONE, ONE)) == 2


@pytest.mark.usefixtures("_short")
@pytest.mark.parametrize("text", ["def f(x:", "raise SystemExit", "while True: pass", "f = missing"])
def test_a_text_that_defines_nothing_gives_nothing_and_the_next_one_is_tried(text: str) -> None:
    assert came_of(text, ONE) == [[["nothing"]], [["value", 1]]]


def test_annotations_are_read_as_in_the_students_own_module() -> None:
    assert came_of("def f(x: missing):\n    return x") == [[["nothing"]]]


@pytest.mark.usefixtures("_short")
def test_after_a_call_that_does_not_end_no_other_is_made() -> None:
    assert came_of(ENDLESS, calls=3) == [[["nothing"]]]


def test_an_exit_is_an_error_like_others_and_a_long_name_is_cut() -> None:
    assert came_of(version("raise SystemExit"), calls=2) == [[["raised", "SystemExit"]] * 2]
    assert came_of(version("raise Long")) == [[["raised", "E" * 100]]]


def test_what_may_not_cross_is_nothing() -> None:
    assert came_of(version("return lambda: 1"), calls=2) == [[["nothing"]] * 2]
