"""Marks exercises on several cores: each in a process of the pool, with a user id of its own for its sandboxes."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from grading.marking.job import Job, Source
from grading.marking.processes import die_with_parent
from grading.marking.suite import run_suite
from grading.marking.warm import warm
from grading.results import ExerciseResult
from grading.subject import Sandbox
from reference.kit.exercise import Exercise

PICTURE_DPI = 80
"""Dots per inch of pictures in reports: wide enough for a page, 50 KB."""
POOLS = 3
"""How often a pool is made anew after the system has killed one of its processes."""
LOST = "the system ended the process that marked it: is the machine short of memory?"


@dataclass(frozen=True)
class Unit:
    """One exercise of one submission."""

    key: str
    exercise: Exercise
    source: Source
    seed: str
    """Where the inputs of its tests come from."""


@dataclass(frozen=True)
class Marked:
    """What came of a unit, and the picture of the student's own work as PNG."""

    unit: Unit
    result: ExerciseResult
    picture: bytes | None
    machine_was_busy: bool = False
    """Whether nothing but the machine's other work kept it from being marked."""


def mark_all(units: Iterable[Unit], *, sandbox: Sandbox, jobs: int) -> Iterator[Marked]:
    """Yield the result of every unit as it comes; whatever happens to a process, every unit has one.

    What the machine was too busy for is tried again at the end, alone.
    """
    waiting = list(units)
    for exercise in dict.fromkeys(unit.exercise for unit in waiting):
        warm(exercise)
    if any(unit.exercise.has_picture for unit in waiting):
        importlib.import_module("matplotlib.figure")
    again: list[Unit] = []
    for _ in range(POOLS):
        lost: list[Unit] = []
        for marked in _one_pool(waiting, lost, sandbox=sandbox, jobs=jobs):
            if marked.machine_was_busy:
                again.append(marked.unit)
            else:
                yield marked
        waiting = lost
        if not waiting:
            break
    for unit in waiting:
        yield Marked(unit, not_marked(unit, LOST), None)
    for unit in again:
        alone: list[Unit] = []
        yield from _one_pool([unit], alone, sandbox=sandbox, jobs=1)
        for lost_again in alone:
            yield Marked(lost_again, not_marked(lost_again, LOST), None)


def _one_pool(units: list[Unit], lost: list[Unit], *, sandbox: Sandbox, jobs: int) -> Iterator[Marked]:
    """Yield what one pool marks; what it could not, because it broke, goes to `lost`."""
    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=begin) as pool:
        try:
            pending: dict[Future[Marked], Unit] = {}
            for unit in units:
                try:
                    pending[pool.submit(mark_one, unit, sandbox)] = unit
                except BrokenProcessPool:
                    lost.append(unit)
            while pending:
                for future in wait(pending, return_when=FIRST_COMPLETED).done:
                    unit = pending.pop(future)
                    try:
                        yield future.result()
                    except BrokenProcessPool:
                        lost.append(unit)
                    except Exception as problem:  # noqa: BLE001 -- a fault of ours is one exercise's, not the class's
                        yield Marked(unit, not_marked(unit, f"{type(problem).__name__}: {problem}"), None)
        except BaseException:
            give_up(pool)
            raise


def give_up(pool: ProcessPoolExecutor) -> None:
    """End a pool at once, with what it is about."""
    for process in multiprocessing.active_children():
        process.kill()
    pool.shutdown(wait=False, cancel_futures=True)


def begin() -> None:
    """Ctrl+C is the parent's to handle; nobody is left behind when the parent ends, however that ends."""
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def mark_one(unit: Unit, sandbox: Sandbox) -> Marked:
    """Run one suite, and draw the picture of what passed."""
    exercise = unit.exercise
    job = Job(exercise, unit.source, unit.seed, sandbox, dpi=PICTURE_DPI if exercise.has_picture else 0)
    suite = run_suite(job)
    return Marked(unit, suite.result, suite.picture, suite.machine_was_busy)


def not_marked(unit: Unit, why: str) -> ExerciseResult:
    """Return the result of a unit that could not be marked, by no fault of its student."""
    return ExerciseResult.not_marked(unit.exercise.id, unit.exercise.tasks[0].name, why)
