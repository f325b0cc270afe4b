"""Room on the stack of Python's frames, so that a loop does not ask the system for memory in every turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

WORDS = 140_000
"""Places that the frame of `with_room` asks for: 1.1 MB. Its piece of the stack is rounded up to 2 MB then."""


def with_room(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function on a piece of the stack that has room for thousands of frames behind it.

    Python takes its stack from the system in pieces of 16 KB. Where one ends just behind a loop, each call that the
    loop makes takes a new piece and gives it back, and the loop takes three to ten times as long: how deep a function
    is called would decide whether it comes back in time.
    """
    return function(*arguments)


with_room.__code__ = with_room.__code__.replace(co_stacksize=WORDS)
