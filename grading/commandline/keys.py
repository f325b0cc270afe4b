"""Single keys from the terminal, without Enter and without an echo; none where nobody sits at one."""

from __future__ import annotations

import contextlib
import os
import select
import sys
from types import TracebackType
from typing import IO, Any, Self

LONGEST = 64
"""Bytes that are read at a time: what is left after a stray paste is read the next time."""


class Keys:
    """A context in which keys can be asked for; the terminal is as it was afterwards."""

    def __init__(self, stream: IO[str] | None = None) -> None:
        self._stream = sys.stdin if stream is None else stream
        self._before: list[Any] | None = None

    @property
    def are_there(self) -> bool:
        """Whether somebody can press one."""
        return self._before is not None

    def __enter__(self) -> Self:
        """Take the terminal, where there is one that can do it."""
        with contextlib.suppress(ImportError, OSError, ValueError, AttributeError):
            import termios
            import tty

            if os.isatty(self._stream.fileno()) and sys.stdout.isatty():
                before = termios.tcgetattr(self._stream.fileno())
                tty.setcbreak(self._stream.fileno())  # Ctrl+C still interrupts
                self._before = before
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the terminal back as it was."""
        self._give_back()
        self._before = None

    def pressed(self) -> list[str]:
        """Return the keys that were pressed since this was last asked, the oldest first."""
        if self._before is None:
            return []
        data = b""
        while select.select([self._stream.fileno()], [], [], 0)[0] and len(data) < LONGEST:
            more = os.read(self._stream.fileno(), LONGEST)
            if not more:
                break
            data += more
        if data.startswith(b"\x1b"):  # an arrow or another key of several bytes
            return []
        return list(data.decode("utf-8", "replace").lower())

    def line(self, prompt: str) -> str:
        """Ask for a line, with echo and Enter; "" where the input has ended."""
        import termios
        import tty

        self._give_back()
        try:
            return input(prompt).strip()
        except EOFError:
            return ""
        finally:
            with contextlib.suppress(termios.error):
                tty.setcbreak(self._stream.fileno())

    def _give_back(self) -> None:
        if self._before is not None:
            import termios

            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._stream.fileno(), termios.TCSADRAIN, self._before)
