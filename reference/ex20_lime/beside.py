"""What runs next to a student's code in exercise 20: it listens to what is printed while the library works.

subject.probes.call(subject.functions.listen())
subject.explain_with_lime(...)
printed = subject.probes.call(subject.functions.heard())
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

_streams: list[Any] = []
_printed: list[str] = []


class _Listening:
    """A stream that notes what is written and passes nothing on."""

    encoding = "utf-8"

    def write(self, text: str) -> int:
        """Note it."""
        _printed.append(str(text))
        return len(text)

    def flush(self) -> None:
        """Nothing waits."""

    def isatty(self) -> bool:
        """No terminal."""
        return False


def listen() -> Callable[[], None]:
    """Begin to note what is printed, on both streams."""

    def begin() -> None:
        if not _streams:
            _streams[:] = [sys.stdout, sys.stderr]
            _printed.clear()
            sys.stdout = sys.stderr = _Listening()

    return begin


def heard() -> Callable[[], str]:
    """Stop, and return what was printed since `listen`."""

    def end() -> str:
        if _streams:
            sys.stdout, sys.stderr = _streams
            _streams.clear()
        return "".join(_printed)

    return end
