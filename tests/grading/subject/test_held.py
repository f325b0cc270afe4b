"""What is counted of what a worker holds, and from where on it is too much; `test_watch.py` has real workers."""

from __future__ import annotations

import dataclasses
import io
import os
import resource
import runpy
from types import SimpleNamespace
from typing import Any

import pytest

from grading.errors import TooMuchError
from grading.subject import watch
from grading.subject.clock import CAN_TELL
from grading.subject.watch import FILES_LIMIT, PAGE_BYTES, RESIDENT_BYTES, Watch

GIGABYTE = 1 << 30
HELD = {10: 100, 20: 30, 30: 7}
"""Bytes that the processes of a family hold, the first one's children after it."""


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A machine where those processes hold that, and the last one's temporary folder so many files."""
    there = SimpleNamespace(held=dict(HELD), files={30: 5})
    monkeypatch.setattr(watch, "family", lambda _pid: list(there.held))
    monkeypatch.setattr(watch, "_resident", lambda pid: there.held[pid])
    monkeypatch.setattr(watch, "_files", lambda pid: there.files[pid])
    return there


def look(*, heavy: bool = False, has_files: bool = False) -> None:
    """Look at the family."""
    Watch(10, heavy, has_files).look()


def test_the_limits_are_these() -> None:
    assert {heavy: limit / GIGABYTE for heavy, limit in RESIDENT_BYTES.items()} == {False: 1.5, True: 5}
    assert FILES_LIMIT == 20_000
    assert resource.getpagesize() == PAGE_BYTES


@pytest.mark.parametrize(("heavy", "says"), [(False, "1.5"), (True, "5")])
def test_what_a_family_holds_together_may_reach_the_limit_and_not_pass_it(
    heavy: bool, says: str, machine: SimpleNamespace
) -> None:
    machine.held[10] = RESIDENT_BYTES[heavy] - 37
    look(heavy=heavy)
    machine.held[20] += 1
    with pytest.raises(TooMuchError, match=rf"^it took more than {says} GB of memory$"):
        look(heavy=heavy)
    machine.held[20] += 5 * GIGABYTE
    with pytest.raises(TooMuchError):
        look(heavy=heavy)


def test_files_of_the_innermost_process_may_reach_the_limit_and_not_pass_it(machine: SimpleNamespace) -> None:
    for files in (0, FILES_LIMIT - 1, FILES_LIMIT):
        machine.files[30] = files
        look(has_files=True)
    for files in (FILES_LIMIT + 1, 10 * FILES_LIMIT):
        machine.files[30] = files
        with pytest.raises(TooMuchError, match=r"^it made more than 20,000 files$"):
            look(has_files=True)
        look(has_files=False)


def test_files_of_a_process_without_children_are_its_own(machine: SimpleNamespace) -> None:
    machine.held, machine.files = {10: 1}, {10: FILES_LIMIT + 1}
    with pytest.raises(TooMuchError):
        look(has_files=True)


def test_what_is_watched_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Watch(10, False, True).has_files_of_its_own = False  # type: ignore[misc]


@pytest.mark.skipif(not CAN_TELL, reason="the system does not say what processes hold")
def test_pages_are_told_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    with open("/proc/self/statm", encoding="ascii") as file:
        pages = int(file.read().split()[1])
    assert watch._resident(os.getpid()) == pytest.approx(pages * resource.getpagesize(), rel=0.2)
    asked: list[str] = []

    def told(path: str, **_options: str) -> io.StringIO:
        asked.append(path)
        return io.StringIO("70 20 3 0 0 0 0\n")

    monkeypatch.setattr(watch, "open", told, raising=False)
    assert watch._resident(7) == 20 * resource.getpagesize()
    assert asked == ["/proc/7/statm"]


@pytest.mark.parametrize("said", [None, "", "70", "70 many"])
def test_a_process_that_is_gone_holds_nothing(said: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_path: str, **_options: str) -> io.StringIO:
        if said is None:
            raise FileNotFoundError
        return io.StringIO(said)

    monkeypatch.setattr(watch, "open", gone, raising=False)
    assert watch._resident(7) == 0


def test_files_are_those_that_are_taken_of_the_sandboxs_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def statvfs(path: str) -> SimpleNamespace:
        asked.append(path)
        return SimpleNamespace(f_files=1000, f_ffree=400)

    monkeypatch.setattr(os, "statvfs", statvfs)
    assert watch._files(7) == 600
    assert asked == ["/proc/7/root/tmp"]


def test_a_folder_that_is_gone_has_no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_path: str) -> Any:
        raise FileNotFoundError

    monkeypatch.setattr(os, "statvfs", gone)
    assert watch._files(7) == 0


def test_pages_are_as_large_as_the_system_says_and_of_4096_bytes_where_it_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "sysconf", lambda _name: 16_384)
    assert runpy.run_path(watch.__file__)["PAGE_BYTES"] == 16_384
    monkeypatch.delattr(os, "sysconf")
    assert runpy.run_path(watch.__file__)["PAGE_BYTES"] == 4096
