"""A limit counts the time that code could do something about, whatever else the machine has to do."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from grading.errors import MachineBusyError
from grading.subject import clock
from grading.subject.clock import CAN_TELL, Allowance, Meter, Usage
from tests.crowd import crowd as sixteen_busy_processes

LINUX = pytest.mark.skipif(not CAN_TELL, reason="only Linux says how long threads waited for a core")


class Wall:
    """A clock on the wall that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


@LINUX
def test_before_the_limit_nothing_is_read(wall: Wall) -> None:
    def read() -> Usage:
        raise AssertionError

    allowance = Allowance(10, read, clock=wall)
    wall.now += 9
    assert allowance.left() == 1


@LINUX
@pytest.mark.parametrize(
    ("waited", "ran", "left"),
    [
        (0.0, 12.0, 0.0),  # an endless loop on an idle machine
        (0.0, 0.0, 0.0),  # a sleep, a deadlock
        (11.0, 1.0, 9.0),  # a short computation on a busy machine
        (100.0, 0.5, 9.75),  # many threads that waited at the same time, and little was computed
        (500.0, 24.0, 0.0),  # a crowd of threads that hide behind each other's waiting: their work counts
    ],
)
def test_waiting_for_a_core_does_not_count(
    wall: Wall, monkeypatch: pytest.MonkeyPatch, waited: float, ran: float, left: float
) -> None:
    monkeypatch.setattr(clock, "_cores", lambda: 2)
    allowance = Allowance(10, lambda: Usage(waited, ran), clock=wall)
    wall.now += 12
    assert allowance.left() == pytest.approx(left)


@LINUX
def test_what_was_waited_before_is_not_counted_twice(wall: Wall) -> None:
    allowance = Allowance(10, lambda: Usage(60.0, 0.0), before=Usage(60.0, 0.0), clock=wall)
    wall.now += 12
    assert allowance.left() == 0


@LINUX
def test_beyond_the_backstop_the_machine_is_busy(wall: Wall) -> None:
    allowance = Allowance(1, lambda: Usage(1e6, 0.1), clock=wall)
    wall.now += clock.BACKSTOP + clock.BACKSTOP_SECONDS + 0.1
    with pytest.raises(MachineBusyError, match="the machine is busy: in 80 s it had 0 s of the 1 s"):
        allowance.left()


def test_without_a_reading_the_clock_on_the_wall_counts(wall: Wall) -> None:
    allowance = Allowance(10, None, clock=wall)
    wall.now += 12
    assert allowance.left() == 0


@pytest.fixture
def crowd() -> Iterator[None]:
    """Sixteen processes that want a core each."""
    with sixteen_busy_processes():
        yield


@LINUX
@pytest.mark.usefixtures("crowd")
def test_a_process_in_a_crowd_is_charged_what_it_computes() -> None:
    code = "import time\nbegin = time.process_time()\nwhile time.process_time() - begin < 0.4: pass"
    worker = subprocess.Popen([sys.executable, "-c", code])
    meter = Meter(worker.pid)
    allowance = Allowance(0.0, meter.read)
    while worker.poll() is None:
        meter.read()
        time.sleep(0.01)
    assert allowance.charged() < 0.7 * allowance.elapsed


@LINUX
def test_children_and_threads_count_also_after_they_ended() -> None:
    code = """
import subprocess, sys, threading, time
def work():
    begin = time.thread_time()
    while time.thread_time() - begin < 0.2: pass
threads = [threading.Thread(target=work) for _ in range(2)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
input()
"""
    worker = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE)
    meter = Meter(worker.pid)
    best = 0.0
    deadline = time.monotonic() + 60
    while best < 0.35 and time.monotonic() < deadline:
        best = meter.read().ran
        time.sleep(0.01)
    worker.communicate(b"\n")
    assert best >= 0.35
    assert meter.read().ran >= best
