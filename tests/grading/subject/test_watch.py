"""What a worker holds is bounded from outside, whatever its own limits count."""

from __future__ import annotations

import mmap
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from grading.errors import SubjectCrashError, TooMuchError
from grading.subject import IsolatedBinding, LoadedSource, Subject, watch
from grading.subject.clock import CAN_TELL
from grading.subject.watch import Watch
from reference.kit.course import Course
from tests.grading.small import walled

pytestmark = pytest.mark.skipif(not CAN_TELL, reason="the system does not say what processes hold")
HOLDING = "import sys; held = bytearray(64 * 2**20); print(flush=True); sys.stdin.read()"
GREEDY = """
import mmap
import mmap
import os
import time

def hold(size):
    shared = mmap.mmap(-1, size)
    for place in range(0, size, 4096):
        shared[place] = 1
    time.sleep(30)

def fill(count):
    for number in range(count):
        open(f"/tmp/{number}", "w").close()
    time.sleep(30)
"""


@pytest.fixture
def family() -> Iterator[int]:
    """A process and a child of it that holds 64 MB."""
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLDING!r}])"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process.pid
        process.communicate()


def test_what_all_of_a_family_hold_counts(family: int, monkeypatch: pytest.MonkeyPatch) -> None:
    look = Watch(family, heavy=False, has_files_of_its_own=False).look
    look()
    monkeypatch.setitem(watch.RESIDENT_BYTES, False, 64 * 2**20)
    with pytest.raises(TooMuchError, match=r"more than 0\.0625 GB of memory"):
        look()
    monkeypatch.setitem(watch.RESIDENT_BYTES, True, 2**30)
    Watch(family, heavy=True, has_files_of_its_own=False).look()


def test_what_is_resident_counts_and_no_unused_addresses() -> None:
    before = watch._resident(os.getpid())
    with mmap.mmap(-1, 64 * 2**20) as unused:
        assert 2**20 < watch._resident(os.getpid()) < before + len(unused) / 2


def test_a_process_that_is_gone_holds_nothing() -> None:
    Watch(2**22 + 1, heavy=False, has_files_of_its_own=True).look()


@pytest.mark.parametrize(
    ("attack", "says"), [("hold(2147483648)", "more than 0.5 GB"), ("fill(100000)", "more than 20,000 files")]
)
def test_shared_memory_and_empty_files_count(attack: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    box = walled()
    if box is None:
        pytest.skip("no sandbox on this machine")
    monkeypatch.setitem(watch.RESIDENT_BYTES, False, 2**29)
    exercise = Course.here().exercise("ex02")
    source = LoadedSource(exercise.id, exercise.module, GREEDY.encode())
    binding = IsolatedBinding(source, ["numpy"], box, call_seconds=25, budget_seconds=60)
    name, argument = attack.rstrip(")").split("(")
    try:
        with pytest.raises(SubjectCrashError, match=says):
            getattr(Subject(binding, exercise), name)(int(argument))
    finally:
        binding.close()
