"""Steps are counted while a function runs; whoever works where they are not counted is not believed."""

from __future__ import annotations

import ctypes
import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from grading.worker.student import StepCounter, call

Work = Callable[[], object]


def loop(turns: int = 500) -> float:
    """Take some steps a turn."""
    total = 0.0
    for number in range(turns):
        total += number
    return total


def steps(work: Work) -> int | None:
    """Return what is counted while it works."""
    counter = StepCounter()
    with counter:
        work()
    return counter.total


def test_a_loop_takes_steps_and_numpy_takes_none() -> None:
    few, many = steps(lambda: loop(500)), steps(lambda: loop(5000))
    assert few is not None
    assert many is not None
    assert many - few >= 9000
    numbers = np.ones(5000)
    assert (steps(lambda: np.einsum("i,i->", numbers, numbers)) or 9000) < 500


def test_a_tracer_that_was_there_is_put_back() -> None:
    def mine(*_: object) -> None:
        return None

    before = sys.gettrace(), sys.getprofile(), threading.gettrace()
    sys.setprofile(mine)
    threading.settrace(mine)
    try:
        steps(loop)
        assert sys.getprofile() is mine
        assert threading.gettrace() is mine
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
        threading.settrace(before[2])


def in_a_thread() -> None:
    thread = threading.Thread(target=loop)
    thread.start()
    thread.join()


def in_a_pool() -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(loop, [500, 500]))


def in_a_child() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def in_another_program() -> None:
    subprocess.run([sys.executable, "-S", "-c", "pass"], check=True)


def without_a_tracer() -> None:
    mine = sys.gettrace()
    sys.settrace(None)
    loop()
    sys.settrace(mine)


def without_a_profiler() -> None:
    mine = sys.getprofile()
    sys.setprofile(None)
    list(map(str, range(500)))
    sys.setprofile(mine)


def from_c() -> None:
    ctypes.pythonapi.PyEval_SetTrace(None, None)
    loop()


def by_an_index() -> None:
    next(thing for thing in gc.get_objects() if type(thing) is StepCounter).count = 0


def with_hidden_lines() -> None:
    frame = sys._getframe()
    frame.f_trace_lines = False
    loop()


HIDING = [
    *(in_a_thread, in_a_pool, in_a_child, in_another_program, without_a_tracer, without_a_profiler),
    *(from_c, by_an_index, with_hidden_lines),
]


@pytest.mark.parametrize("work", HIDING, ids=lambda work: str(work.__name__))
def test_work_that_hides_its_steps_is_not_counted(work: Work) -> None:
    assert steps(work) is None
    assert steps(loop), "and the next one is counted again"


def test_a_report_has_no_steps_where_they_were_hidden_and_some_where_not() -> None:
    assert call(in_a_thread, (), {}, how="counted", lines={})["steps"] is None
    assert call(loop, (), {}, how="counted", lines={})["steps"]
    assert call(loop, (), {}, how="plainly", lines={})["steps"] is None
