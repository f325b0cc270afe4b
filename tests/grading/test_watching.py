"""`kata watch` in a terminal: the screen is cleared at each save, and single keys are heard without an echo."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reference.kit.course import Course
from tests.grading.small import MODULE, SOLUTION, small_exercise

pytest.importorskip("termios", reason="keys are read on Linux and macOS")

PATIENCE = 60.0
"""Seconds until what must appear is missing: a busy machine is slow."""
STUB = 'def double(x):\n    raise NotImplementedError("double: not written yet")\n\ndef shout(text):\n    return text\n'
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
CLEAR = "\x1b[2J\x1b[H"


@dataclass
class Screen:
    """A terminal in which `kata watch` runs."""

    process: subprocess.Popen[bytes]
    master: int
    text: str = ""
    read: int = field(default=0)

    def press(self, keys: str) -> None:
        """Type something."""
        os.write(self.master, keys.encode())

    def wait_for(self, wanted: str) -> str:
        """Return what appears from here on until `wanted` has; escape codes may stand between its letters.

        What is read along with it and stands behind it is there for the next who waits.
        """
        end, letters = time.monotonic() + PATIENCE, re.compile(f"(?:{ESCAPES.pattern})*".join(map(re.escape, wanted)))
        while (found := letters.search(self.text, self.read)) is None:
            left = end - time.monotonic()
            assert left > 0, f"{wanted!r} did not appear:\n{self.text[self.read :]}"
            if select.select([self.master], [], [], min(left, 0.5))[0]:
                with contextlib.suppress(OSError):
                    self.text += os.read(self.master, 65536).decode("utf-8", "replace")
            elif self.process.poll() is not None:
                raise AssertionError(f"it ended with {self.process.returncode}:\n{self.text}")
        new = self.text[self.read : found.end()]
        self.read = found.end()
        return new


@pytest.fixture
def course(tmp_path: Path) -> Iterator[Course]:
    """A course of one exercise, not begun."""
    small = small_exercise(tmp_path).course
    small.stubs.mkdir()
    (small.stubs / f"{MODULE}.py").write_text(STUB, encoding="utf-8")
    yield small
    Course.here().attach()


@pytest.fixture
def screen(course: Course) -> Iterator[Screen]:
    """A terminal with `kata watch` for that course."""
    import pty

    master, slave = pty.openpty()
    code = "import sys; sys.argv[0] = 'kata'; from grading.commandline.app import main; main()"
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120", "LINES": "40"}
    command = [sys.executable, "-c", code, "--course", str(course.root), "watch"]
    process = subprocess.Popen(
        command,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
        cwd=Course.here().root,
        start_new_session=True,
    )
    os.close(slave)
    try:
        yield Screen(process, master)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(master)


def test_keys_hint_list_and_quit(screen: Screen) -> None:
    assert "0 of 1 exercise passed" in ESCAPES.sub("", screen.wait_for("q quit"))
    screen.press("xyz")
    screen.press("h")
    assert "xyz" not in screen.wait_for("Another one")
    screen.press("l")
    assert "ex91" in screen.wait_for("Enter to stay: ")
    screen.press("nowhere\n")
    screen.wait_for("there is no exercise 'nowhere'")
    screen.press("q")
    assert screen.process.wait(PATIENCE) == 0


def test_a_save_is_checked_on_a_clear_screen(screen: Screen, course: Course) -> None:
    screen.wait_for("q quit")
    (course.stubs / f"{MODULE}.py").write_text(SOLUTION, encoding="utf-8")
    assert CLEAR in screen.wait_for("1 of 1 exercise passed")
    screen.wait_for("q quit")
    screen.press("c")
    assert CLEAR in screen.wait_for("q quit")
    screen.press("n")
    screen.wait_for("q quit")
    screen.press("q")
    assert screen.process.wait(PATIENCE) == 0


def test_a_reset_from_the_list_keeps_the_file_and_says_where(screen: Screen, course: Course) -> None:
    screen.wait_for("q quit")
    screen.press("l")
    screen.wait_for("Enter to stay: ")
    screen.press("r 91\n")
    screen.wait_for("q quit")
    assert list(course.backups.glob(f"{MODULE}*.py"))
    assert (course.stubs / f"{MODULE}.py").read_text(encoding="utf-8") != STUB  # its solution has no marks
