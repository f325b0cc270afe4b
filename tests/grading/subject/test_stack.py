"""How deep a loop stands must not decide how long it takes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grading.worker.stack import with_room

resource = pytest.importorskip("resource", reason="Windows does not count pages")
DEPTHS, TURNS = 200, 300


def leaf(a: int, b: int, c: int) -> int:
    return a + b + c


def middle(a: int) -> int:
    return leaf(a, a, a) + leaf(a, a, a)


def looped() -> None:
    for turn in range(TURNS):
        middle(turn)


def at_depth(depth: int, function: Callable[[], None]) -> None:
    if depth:
        at_depth(depth - 1, function)
    else:
        function()


def most_faults() -> int:
    """The most pages that the loop took from the system, at one of many depths."""
    most = 0
    for depth in range(DEPTHS):
        at_depth(depth, looped)  # once before: what is asked for the first time is no turn's
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        at_depth(depth, looped)
        most = max(most, resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
    return most


def test_a_loop_takes_no_memory_in_every_turn_however_deep_it_stands() -> None:
    assert with_room(most_faults) < TURNS


def test_without_room_there_is_a_depth_at_which_it_does() -> None:
    assert most_faults() >= TURNS


def test_what_the_function_gives_is_given() -> None:
    assert with_room(divmod, 7, 2) == (3, 1)
