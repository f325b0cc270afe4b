"""Locks and semaphores of `multiprocessing` in a worker: where there is no shared memory, they hold between threads."""

from __future__ import annotations

import _multiprocessing  # type: ignore[import-not-found]
import threading

import pytest

from grading.subject import LoadedSource, Sandbox, Subject
from grading.subject.isolated import IsolatedBinding
from grading.subject.sandbox import bubblewrap_problem
from grading.worker import semaphores
from grading.worker.semaphores import SemLock
from reference.kit.course import Course

EXERCISE = Course.here().exercise("ex01")
CODE = """
import multiprocessing

def both(times):
    lock, room = multiprocessing.Lock(), multiprocessing.BoundedSemaphore(times)
    with lock:
        taken = [room.acquire(block=False) for _ in range(times + 1)]
        return [lock.acquire(block=False), *taken]
"""


@pytest.fixture
def lock() -> SemLock:
    return SemLock(0, 1, 1, "", True)


@pytest.fixture
def counter() -> SemLock:
    return SemLock(1, 2, 2, "", True)


def test_a_worker_in_the_sandbox_has_locks_and_semaphores() -> None:
    if bubblewrap_problem():
        pytest.skip(bubblewrap_problem())
    source = LoadedSource(EXERCISE.id, EXERCISE.module, CODE.encode())
    binding = IsolatedBinding(source, ["numpy"], Sandbox.best(), call_seconds=30, budget_seconds=120)
    try:
        assert Subject(binding, EXERCISE).both(2) == [False, True, True, False]
    finally:
        binding.close()


def test_whoever_holds_a_lock_may_take_it_again(lock: SemLock) -> None:
    assert lock.acquire()
    assert lock.acquire(False)
    assert (lock._count(), lock._is_mine(), lock._is_zero()) == (2, True, True)
    lock.release()
    assert not elsewhere(lambda: lock.acquire(False))
    assert elsewhere(lambda: (lock._is_mine(), raises(lock.release))) == (False, "AssertionError")
    lock.release()
    assert (lock._count(), lock._get_value()) == (0, 1)
    assert raises(lock.release) == "AssertionError"
    assert elsewhere(lambda: lock.acquire(False))
    assert not lock.acquire(True, 0.01)
    assert not lock.acquire(True, -1.0)


def test_a_semaphore_counts(counter: SemLock) -> None:
    with counter:
        assert counter._get_value() == 1
        assert counter.acquire(timeout=1.0)
        assert not counter.acquire(False)
        assert counter._is_zero()
        counter.release()
    assert counter._get_value() == 2
    assert raises(counter.release) == "ValueError"


def test_the_systems_own_are_used_where_it_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    real = _multiprocessing.SemLock
    semaphores.provide()
    assert _multiprocessing.SemLock is real

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(_multiprocessing, "SemLock", refuse)  # it also puts the system's own back in the end
    semaphores.provide()
    assert _multiprocessing.SemLock is SemLock


def elsewhere(what: object) -> object:
    """Return what comes of a function in another thread."""
    came: list[object] = []
    thread = threading.Thread(target=lambda: came.append(what()))  # type: ignore[operator]
    thread.start()
    thread.join()
    return came[0]


def raises(what: object) -> str:
    """Return the class of the error that a function raises, "" for none."""
    try:
        what()  # type: ignore[operator]
    except (AssertionError, ValueError) as error:
        return type(error).__name__
    return ""
