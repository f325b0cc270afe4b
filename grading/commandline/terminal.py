"""What goes to the terminal: colour and signs where there is one, plain ASCII elsewhere, no control characters ever."""

from __future__ import annotations

import contextlib
import json
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from grading.wording import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

INTERRUPTED = 130
"""Exit code of a command that was interrupted, as shells have it for Ctrl+C."""
WIDTH = 100
"""Columns of what is written to a file or a pipe."""


class InterruptedRunError(Exception):
    """A command was interrupted; the message says how far it came."""


@dataclass(frozen=True)
class Signs:
    """The few characters that are not letters."""

    passed: str
    failed: str
    open: str
    arrow: str


ASCII = Signs("+", "x", "-", "->")
FINE = Signs("\u2713", "\u2717", "\u00b7", "\u2192")


class Terminal:
    """Where a command writes: results on stdout, progress on stderr."""

    @cached_property
    def out(self) -> Console:
        """Results."""
        return _console(sys.stdout)

    @cached_property
    def err(self) -> Console:
        """Progress and problems."""
        return _console(sys.stderr)

    @cached_property
    def signs(self) -> Signs:
        """Signs that the terminal can show."""
        encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
        return FINE if self.out.is_terminal and encoding == "utf8" else ASCII

    def say(self, text: str = "", style: str = "") -> None:
        """Write a line of ours on stdout, without markup; long lines are wrapped between words."""
        self.out.print(text, style=style, markup=False, highlight=False, emoji=False)

    def code(self, text: str, language: str) -> None:
        """Write code in its colours; as it is where there are none."""
        from rich.syntax import Syntax

        if self.out.is_terminal:
            self.out.print(Syntax(text, language, theme="ansi_dark"))
        else:
            self.out.print(printable(text), markup=False, highlight=False, soft_wrap=True)

    def words(self, words: Sequence[tuple[str, str]]) -> None:
        """Write words one after the other, each in its style."""
        from rich.text import Text

        line = Text(" ").join(Text(printable(text), style=style) for text, style in words)
        self.out.print(line, highlight=False)

    def indented(self, text: str, columns: int, style: str = "") -> None:
        """Write text with an indent that wrapped lines keep."""
        width = max(20, self.out.width - columns)
        for paragraph in text.splitlines():
            for line in textwrap.wrap(paragraph, width, break_on_hyphens=False) or [""]:
                self.say(" " * columns + line, style)

    def data(self, value: Any) -> None:
        """Write JSON on stdout and nothing else."""
        text = value if isinstance(value, str) else json.dumps(value, indent=1, ensure_ascii=False) + "\n"
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))  # a path's bytes may be no UTF-8
        sys.stdout.flush()

    def problem(self, text: str) -> None:
        """Write a sentence about what went wrong on stderr."""
        self.err.print(f"kata: {printable(text)}", markup=False, highlight=False, emoji=False, soft_wrap=True)

    def note(self, text: str) -> None:
        """Write a line about what is going on, on stderr."""
        self.err.print(printable(text), markup=False, highlight=False, emoji=False, soft_wrap=True)

    def progress(self) -> Progress:
        """Return a bar with what is done and how long it still takes; a silent one where nobody watches.

        It is drawn at `update(..., refresh=True)` alone: a thread of its own would be copied into forked children.
        """
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        return Progress(
            *columns, console=self.err, transient=True, auto_refresh=False, disable=not self.err.is_terminal
        )

    @contextlib.contextmanager
    def waiting(self, what: str) -> Iterator[None]:
        """Show that something of unknown length is going on."""
        if not self.err.is_terminal:
            yield
            return
        with self.err.status(f"{what} ..."):
            yield


def _console(stream: Any) -> Console:
    from rich.console import Console

    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
    console = Console(file=stream)
    return console if console.is_terminal else Console(file=stream, width=WIDTH, no_color=True, safe_box=True)
