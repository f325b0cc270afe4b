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

from grading.errors import NoPictureError
from grading.marking.job import Job, Source
from grading.marking.picture import picture
from grading.marking.suite import run_suite
from grading.marking.warm import warm
from grading.results import ExerciseResult
from grading.subject import Sandbox
from reference.kit.course import Exercise

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


@dataclass(frozen=True)
class Marked:
    """What came of a unit, and the picture of the student's own work as PNG."""

    unit: Unit
    result: ExerciseResult
    picture: bytes | None


def mark_all(units: Iterable[Unit], *, seed: int, sandbox: Sandbox, jobs: int) -> Iterator[Marked]:
    """Yield the result of every unit as it comes; whatever happens to a process, every unit has one."""
    waiting = list(units)
    for of in dict.fromkeys(unit.exercise for unit in waiting):
        warm(of)
    if any(unit.exercise.has_picture for unit in waiting):
        importlib.import_module("matplotlib.figure")
    for _ in range(POOLS):
        lost: list[Unit] = []
        yield from _one_pool(waiting, lost, seed=seed, sandbox=sandbox, jobs=jobs)
        waiting = lost
        if not waiting:
            return
    for unit in waiting:
        yield Marked(unit, _not_marked(unit, LOST), None)


def _one_pool(units: list[Unit], lost: list[Unit], *, seed: int, sandbox: Sandbox, jobs: int) -> Iterator[Marked]:
    """Yield what one pool marks; what it could not, because it broke, goes to `lost`."""
    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin) as pool:
        try:
            pending: dict[Future[tuple[ExerciseResult, bytes | None]], Unit] = {}
            for unit in units:
                try:
                    pending[pool.submit(_mark_one, unit, seed, sandbox)] = unit
                except BrokenProcessPool:
                    lost.append(unit)
            while pending:
                for future in wait(pending, return_when=FIRST_COMPLETED).done:
                    unit = pending.pop(future)
                    try:
                        result, image = future.result()
                    except BrokenProcessPool:
                        lost.append(unit)
                        continue
                    except Exception as problem:  # noqa: BLE001 -- a fault of ours is one exercise's, not the class's
                        result, image = _not_marked(unit, f"{type(problem).__name__}: {problem}"), None
                    yield Marked(unit, result, image)
        except BaseException:
            for process in multiprocessing.active_children():
                process.kill()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _begin() -> None:
    """Ctrl+C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _mark_one(unit: Unit, seed: int, sandbox: Sandbox) -> tuple[ExerciseResult, bytes | None]:
    """Run one suite, and draw the picture where anything passed and nothing hung."""
    of = unit.exercise
    result = run_suite(Job(of, unit.source, seed, sandbox)).result
    if not of.has_picture or not result.points or any(t.outcome in ("timeout", "crash") for t in result.tests):
        return result, None
    try:
        return result, picture(of, unit.source, sandbox, dpi=PICTURE_DPI)
    except NoPictureError:
        return result, None


def _not_marked(unit: Unit, why: str) -> ExerciseResult:
    """Return the result of a unit that could not be marked, by no fault of its student."""
    exercise = unit.exercise
    message = f"{exercise.id} could not be marked: {why}"
    return ExerciseResult.not_marked(exercise.id, exercise.tasks[0].name, message)
