"""A limit counts what its code could do something about; stand-ins tell what was waited and what ran.

`tests/grading/test_clock.py` has crowds of processes.
"""

from __future__ import annotations

import dataclasses
import os
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grading.errors import MachineBusyError
from grading.subject import clock
from grading.subject.clock import Allowance, Meter, Usage


class Wall:
    """A clock on the wall that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture
def wall() -> Wall:
    """A clock that stands."""
    return Wall()


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine of two cores that tells how long threads wait."""
    monkeypatch.setattr(clock, "CAN_TELL", True)
    monkeypatch.setattr(clock, "_cores", lambda: 2)


def after(wall: Wall, seconds: float, allowance: Allowance) -> Allowance:
    """Let time pass."""
    wall.now += seconds
    return allowance


def reading(waited: float, ran: float) -> Callable[[], Usage]:
    """Return what reads this usage."""
    return lambda: Usage(waited, ran)


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize(
    ("waited", "ran", "charged"),
    [
        (0.0, 0.0, 12.0),
        (4.0, 0.0, 8.0),
        (11.0, 1.0, 1.0),
        (11.0, 6.0, 3.0),
        (99.0, 50.0, 12.0),
        (99.0, 0.0, 0.0),
        (99.0, -5.0, 0.0),
        (-5.0, -5.0, 12.0),
    ],
)
def test_what_was_waited_is_not_charged_and_what_ran_is_shared_by_the_cores(
    wall: Wall, waited: float, ran: float, charged: float
) -> None:
    allowance = after(wall, 12, Allowance(10, reading(waited, ran), clock=wall))
    assert allowance.elapsed == 12
    assert allowance.charged() == pytest.approx(charged)


@pytest.mark.usefixtures("two_cores")
def test_what_was_before_does_not_count(wall: Wall) -> None:
    before = Usage(5.0, 8.0)
    assert after(wall, 12, Allowance(10, reading(8.0, 8.0), before=before, clock=wall)).charged() == 9
    assert after(wall, 12, Allowance(10, reading(99.0, 14.0), before=before, clock=wall)).charged() == 3
    assert after(wall, 12, Allowance(10, reading(3.0, 4.0), before=before, clock=wall)).charged() == 12


@pytest.mark.usefixtures("two_cores")
def test_time_is_left_to_the_last_second_and_then_none(wall: Wall) -> None:
    allowance = Allowance(10, reading(0.0, 0.0), clock=wall)
    assert allowance.left() == 10
    assert after(wall, 9.5, allowance).left() == 0.5
    assert after(wall, 0.5, allowance).left() == 0
    assert after(wall, 5, allowance).left() == 0


@pytest.mark.usefixtures("two_cores")
def test_at_its_end_by_the_wall_the_usage_is_read(wall: Wall) -> None:
    assert after(wall, 10, Allowance(10, reading(4.0, 0.0), clock=wall)).left() == 4
    assert after(wall, 12, Allowance(10, reading(4.0, 0.0), clock=wall)).left() == 2
    assert after(wall, 12, Allowance(10, reading(2.5, 0.0), clock=wall)).left() == 0.5


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize(("seconds", "busy"), [(100.0, False), (100.1, True), (99.9, False)])
def test_twenty_times_and_a_minute_is_the_backstop(wall: Wall, seconds: float, busy: bool) -> None:
    allowance = after(wall, seconds, Allowance(2, reading(1e6, 1.0), clock=wall))
    if not busy:
        assert allowance.left() == pytest.approx(1.5)
        return
    with pytest.raises(MachineBusyError) as caught:
        allowance.left()
    assert str(caught.value) == (
        "the machine is busy: in 100 s it had 0 s of the 2 s that this may take"  # 0.5 s are written as 0
    )


@pytest.mark.usefixtures("two_cores")
def test_a_busy_machine_says_how_little_it_gave(wall: Wall) -> None:
    with pytest.raises(MachineBusyError, match=r"in 300 s it had 6 s of the 10 s that this may take"):
        after(wall, 300, Allowance(10, reading(1e6, 12.0), clock=wall)).left()


@pytest.mark.usefixtures("two_cores")
def test_beyond_the_backstop_what_has_had_its_time_is_late_and_not_busy(wall: Wall) -> None:
    assert after(wall, 1000, Allowance(2, reading(0.0, 4.0), clock=wall)).left() == 0
    assert after(wall, 1000, Allowance(2, reading(999.0, 4.0), clock=wall)).left() == 0


def test_where_nobody_can_tell_limits_are_three_times_as_long(wall: Wall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "CAN_TELL", False)

    def read() -> Usage:
        raise AssertionError("nothing is read")

    allowance = Allowance(10, read, clock=wall)
    assert allowance.seconds == 30
    assert after(wall, 29, allowance).left() == 1
    assert after(wall, 1, allowance).left() == 0
    assert allowance.charged() == 30
    assert Allowance(10, None, clock=wall).seconds == 10


@pytest.mark.usefixtures("two_cores")
def test_where_nothing_can_be_read_the_wall_counts(wall: Wall) -> None:
    allowance = after(wall, 9, Allowance(10, clock=wall))
    assert (allowance.seconds, allowance.charged(), allowance.left()) == (10, 9, 1)
    assert after(wall, 3, allowance).charged() == 12


@pytest.mark.usefixtures("two_cores")
def test_where_it_can_be_told_a_limit_is_what_it_says(wall: Wall) -> None:
    assert Allowance(10, reading(0.0, 0.0), clock=wall).seconds == 10


@pytest.mark.parametrize(
    ("platform", "is_there", "told"),
    [("linux", True, True), ("linux", False, False), ("darwin", True, False), ("win32", False, False)],
)
def test_only_a_linux_that_counts_what_threads_wait_can_tell(
    monkeypatch: pytest.MonkeyPatch, platform: str, is_there: bool, told: bool
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(os.path, "exists", lambda path: is_there and path == "/proc/self/schedstat")
    assert runpy.run_path(clock.__file__, run_name=clock.__name__)["CAN_TELL"] is told


def test_what_was_read_stays_as_it_is() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Usage().ran = 1.0  # type: ignore[misc]


# Reading


class Machine:
    """What lies under /proc: threads of processes with what they ran and waited, and their children."""

    def __init__(self, threads: dict[int, dict[str, str]], children: dict[int, str]) -> None:
        self.threads, self.children = threads, children

    def listdir(self, folder: str) -> list[str]:
        """List a process's threads."""
        try:
            return list(self.threads[int(folder.split("/")[2])])
        except KeyError:
            raise OSError from None

    def open(self, path: str, **_options: Any) -> Any:
        """Open a file of a thread."""
        import io

        pid, thread, name = (path.split("/")[place] for place in (2, 4, 5))
        if name == "children":
            text = self.children.get(int(pid), "") if thread == next(iter(self.threads[int(pid)])) else ""
        else:
            text = self.threads[int(pid)][thread]
        if text == "gone":
            raise OSError
        return io.StringIO(text)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Process 10 with two threads, its child 11, its grandchild 12, and 13, which is nobody of theirs."""
    there = Machine(
        {
            10: {"10": "1000000000 2000000000 5", "14": "500000000 0 1"},
            11: {"11": "0 3000000000 1"},
            12: {"12": "250000000 250000000 1"},
            13: {"13": "9000000000 9000000000 1"},
        },
        {10: "11 ", 11: "12"},
    )
    monkeypatch.setattr(clock, "CAN_TELL", True)
    monkeypatch.setattr("grading.subject.clock.os.listdir", there.listdir)
    monkeypatch.setattr(clock, "open", there.open, raising=False)
    return there


def test_a_meter_reads_a_process_its_threads_and_all_that_came_of_it(machine: Machine) -> None:
    assert Meter(10).read() == Usage(waited=5.25, ran=1.75)
    assert Meter(11).read() == Usage(waited=3.25, ran=0.25)
    assert Meter(99).read() == Usage(0.0, 0.0)


def test_a_meter_keeps_what_threads_had_that_have_ended(machine: Machine) -> None:
    meter = Meter(10)
    meter.read()
    del machine.threads[10]["14"]
    machine.threads[11] = {"11": "1000000000 4000000000 1"}
    machine.children[11] = ""
    assert meter.read() == Usage(waited=6.25, ran=2.75)


@pytest.mark.parametrize("text", ["gone", "", "x y z", "1"])
def test_a_thread_that_cannot_be_read_is_left_out(machine: Machine, text: str) -> None:
    machine.threads[11]["11"] = text
    assert Meter(10).read() == Usage(waited=2.25, ran=1.75)


@pytest.mark.parametrize("text", ["gone", "x"])
def test_a_process_whose_children_are_unknown_has_none(machine: Machine, text: str) -> None:
    machine.children[10] = text
    assert Meter(10).read() == Usage(waited=2.0, ran=1.5)


def test_where_nobody_can_tell_nothing_is_read(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "CAN_TELL", False)
    assert Meter(10).read() == Usage(0.0, 0.0)


@pytest.mark.parametrize("problem", [None, AttributeError, OSError])
def test_the_cores_are_those_that_this_process_may_use(
    monkeypatch: pytest.MonkeyPatch, problem: type[Exception] | None
) -> None:
    def affinity(pid: int) -> set[int]:
        if problem is not None:
            raise problem
        assert pid == 0
        return {1, 4, 5}

    monkeypatch.setattr(os, "sched_getaffinity", affinity, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert clock._cores() == (3 if problem is None else 8)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert clock._cores() == (3 if problem is None else 1)


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="only Linux says how long threads waited")
def test_on_linux_this_process_can_be_read() -> None:
    assert clock.CAN_TELL
    assert Meter(os.getpid()).read().ran > 0
