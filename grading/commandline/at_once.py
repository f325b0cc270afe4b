"""Several exercises checked at once, one a core: whoever checks the whole course waits half as long on two cores.

Each is marked as it would be alone, in a process of a pool; those that take longest come first. Those that need no
TensorFlow are begun while it is loaded.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Protocol, Self

from grading.classroom.capacity import jobs_that_fit
from grading.classroom.pool import begin, give_up
from grading.commandline.meanwhile import Meanwhile
from grading.marking.job import Source
from grading.marking.records import Marked, assemble
from grading.marking.warm import warm
from grading.results import TestResult
from grading.subject import Sandbox
from reference.ground.errors import UserError
from reference.kit.exercise import Exercise

LOOK_SECONDS = 0.2
"""How often it is looked whether an exercise is done, where no test reports."""

_said: list[Connection] = []
"""In a process of the pool: where it says which test has ended, a pipe for each exercise, which no other writes to."""


class MarkOne(Protocol):
    """Marks exercises one after the other, such as `grading.marking.records.mark` does."""

    def __call__(
        self,
        *,
        sources: list[tuple[Exercise, Source]],
        on_result: Callable[[Exercise, TestResult], None],
    ) -> Marked:
        """Mark them; `on_result` hears of each test as it ends."""


def how_many(exercises: list[Exercise]) -> int:
    """Return how many of the exercises are checked at once: one where each would import TensorFlow for itself."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return min(jobs_that_fit(exercises), len(exercises))


@dataclass
class AtOnce:
    """Exercises that are marked at once, and one record of all.

    To enter it begins those that need no TensorFlow, where others do: it can be loaded then. To leave it ends what is
    left of them.
    """

    mark: MarkOne
    sources: list[tuple[Exercise, Source]]
    _pipes: list[tuple[Connection, Connection]] = field(init=False)
    _light: Meanwhile[dict[int, Marked]] | None = field(init=False, default=None)

    def __enter__(self) -> Self:
        self._started = time.monotonic()
        self._pipes = [multiprocessing.Pipe(duplex=False) for _ in self.sources]
        light = [number for number in range(len(self.sources)) if not self._is_heavy(number)]
        if 0 < len(light) < len(self.sources):
            self._light = Meanwhile(lambda: self._in_turn(light))
        return self

    def __exit__(self, *_problem: object) -> None:
        if self._light is not None:
            self._light.close()
        for ends in self._pipes:
            for end in ends:
                end.close()

    def run(
        self,
        student: str,
        at_once: int,
        on_result: Callable[[Exercise, str], None],
        *,
        seed: str,
        sandbox: Sandbox | None,
    ) -> Marked:
        """Mark `at_once` at a time; `on_result` hears of the exercise and the name of each test as it ends.

        What a process of the pool was lost with, as on a machine short of memory, is marked again here, alone.
        """
        done = self._pooled(at_once, on_result)
        ordered = [done.get(number) or self._alone(source, on_result) for number, source in enumerate(self.sources)]
        results = [result for marked in ordered for result in marked.record.exercises]
        seconds = round(time.monotonic() - self._started, 3)
        return Marked(
            assemble(student, self.sources, results, seed=seed, sandbox=sandbox, seconds=seconds),
            {key: text for marked in ordered for key, text in marked.printed.items()},
            {name: picture for marked in ordered for name, picture in marked.pictures.items()},
        )

    def _alone(self, source: tuple[Exercise, Source], on_result: Callable[[Exercise, str], None]) -> Marked:
        return self.mark(sources=[source], on_result=lambda exercise, test: on_result(exercise, test.id))

    def _in_turn(self, numbers: list[int]) -> dict[int, Marked]:
        """Mark one after the other, in a process of its own."""
        _said[:] = [theirs for _, theirs in self._pipes]
        done = {}
        for number in numbers:
            warm(self.sources[number][0])
            done[number] = _mark(number, self.mark, self.sources[number])
        return done

    def _pooled(self, at_once: int, on_result: Callable[[Exercise, str], None]) -> dict[int, Marked]:
        """Return what a pool could mark, and the process beside it, by its number."""
        done: dict[int, Marked] = {}
        others = [number for number in range(len(self.sources)) if self._light is None or self._is_heavy(number)]
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(at_once, context, _begin, ([theirs for _, theirs in self._pipes],)) as pool:
            try:
                order = sorted(others, key=self._length, reverse=True)
                pending = {number: pool.submit(_mark, number, self.mark, self.sources[number]) for number in order}
                self._listen(list(pending.values()), on_result)
                for number, future in pending.items():
                    if not isinstance(future.exception(), BrokenProcessPool):
                        done[number] = future.result()
            except BrokenProcessPool:  # before all were handed to it
                pass
            except BaseException:
                give_up(pool)
                raise
        if self._light is not None:
            done.update(self._light.get() or {})
        return done

    def _listen(self, pending: list[Future[Marked]], on_result: Callable[[Exercise, str], None]) -> None:
        """Say which tests have ended, until all exercises are done."""
        ours = {ours: number for number, (ours, _) in enumerate(self._pipes)}
        is_over = False
        while not is_over:
            is_over = all(future.done() for future in pending) and (self._light is None or self._light.is_done)
            while ready := wait(list(ours), 0 if is_over else LOOK_SECONDS):  # what was said before is heard, too
                for pipe in ready:
                    if isinstance(pipe, Connection):
                        on_result(self.sources[ours[pipe]][0], pipe.recv_bytes().decode())

    def _is_heavy(self, number: int) -> bool:
        return self.sources[number][0].is_heavy

    def _length(self, number: int) -> tuple[bool, bool, int]:
        """Return what grows with the time that an exercise takes."""
        exercise = self.sources[number][0]
        try:
            tests = len(exercise.graded_tests)
        except UserError:  # which its suite says
            tests = 0
        return bool(exercise.slow_tests), exercise.is_heavy, tests


def _begin(said: list[Connection]) -> None:
    """Be a process of the pool."""
    begin()
    _said[:] = said


def _mark(number: int, mark: MarkOne, source: tuple[Exercise, Source]) -> Marked:
    """Mark one exercise in a process of the pool."""
    return mark(sources=[source], on_result=lambda _exercise, test: _said[number].send_bytes(test.id.encode()))
