"""As many submissions at a time as cores and memory allow, and at least one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grading.classroom import capacity
from grading.classroom.capacity import bytes_of_machine, bytes_of_one, jobs_that_fit
from reference.kit.course import Course

LIGHT, HEAVY = Course.here().exercise("ex02"), Course.here().exercise("ex12")
GIGABYTE = 2**30


def test_one_heavy_exercise_makes_room_for_all() -> None:
    assert bytes_of_one([LIGHT]) < 2 * GIGABYTE < 5 * GIGABYTE < bytes_of_one([LIGHT, HEAVY]) == bytes_of_one([HEAVY])


@pytest.mark.parametrize(("gigabytes", "light", "heavy"), [(1, 1, 1), (8, 4, 1), (16, 8, 2), (64, 8, 8), (None, 8, 8)])
def test_jobs_are_cores_as_far_as_memory_goes(
    monkeypatch: pytest.MonkeyPatch, gigabytes: int | None, light: int, heavy: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    monkeypatch.setattr(capacity, "bytes_of_machine", lambda: gigabytes and gigabytes * GIGABYTE)
    assert (jobs_that_fit([LIGHT]), jobs_that_fit([HEAVY])) == (light, heavy)


def test_a_container_has_what_it_is_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(capacity, "CGROUP", limit)
    machine = bytes_of_machine()
    assert machine is None or machine > 2**20
    for text, expected in (("max\n", machine), ("1048576\n", 2**20)):
        limit.write_text(text, encoding="ascii")
        assert bytes_of_machine() == expected


def test_marking_takes_what_a_worker_may_hold_and_a_share_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {heavy: share / GIGABYTE for heavy, share in capacity.OWN_BYTES.items()} == {False: 0.25, True: 3}
    monkeypatch.setattr(capacity, "RESIDENT_BYTES", {False: 7, True: 70})
    monkeypatch.setattr(capacity, "OWN_BYTES", {False: 3, True: 30})
    assert (bytes_of_one([LIGHT]), bytes_of_one([HEAVY])) == (10, 100)


def test_a_machine_has_as_much_as_its_pages_hold(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(capacity, "CGROUP", tmp_path / "none")
    monkeypatch.setattr(os, "sysconf", {"SC_PHYS_PAGES": 1000, "SC_PAGE_SIZE": 4096}.__getitem__)
    assert bytes_of_machine() == 4_096_000


@pytest.mark.parametrize("error", [OSError, ValueError, AttributeError])
def test_a_system_that_does_not_say_its_size_has_none(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def unknown(_name: str) -> int:
        raise error

    monkeypatch.setattr(capacity, "CGROUP", tmp_path / "none")
    monkeypatch.setattr(os, "sysconf", unknown)
    assert bytes_of_machine() is None


@pytest.mark.parametrize("gigabytes", [1, 64, None])
def test_a_machine_that_does_not_know_its_cores_has_one(monkeypatch: pytest.MonkeyPatch, gigabytes: int | None) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    monkeypatch.setattr(capacity, "bytes_of_machine", lambda: gigabytes and gigabytes * GIGABYTE)
    assert jobs_that_fit([LIGHT]) == 1
