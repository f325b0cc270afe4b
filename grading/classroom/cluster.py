"""Marks a class on the machines of a Dask cluster: queue, retries and the movement of data are Dask's.

What is marked, and how, is the same as with the pool of this machine (`grading.classroom.distant`), so that the grades
are.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterable, Iterator
from typing import Any

from grading.classroom.distant import Order, mark_there
from grading.classroom.pool import LOST, Marked, Unit
from grading.results import ExerciseResult
from grading.subject import Sandbox
from reference.ground.errors import UserError
from reference.kit.course import Course

TIMEOUT = 20.0
"""Seconds in which a scheduler must answer."""
RETRIES = 3
"""How often Dask tries again what failed; a worker that is lost has its own count, Dask's `allowed-failures`."""
ONCE_MORE = 1
"""How often what a machine was too busy for is marked again at the end."""


def connect(scheduler: str) -> Any:
    """Return a Dask client. Raises UserError where Dask is not installed or nobody answers."""
    try:
        from distributed import Client
    except ImportError:
        raise UserError(
            '--scheduler needs Dask: pip install -c constraints.txt -e ".[instructor]" in the kata\'s folder'
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        return Client(scheduler, timeout=TIMEOUT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as problem:
        why = str(problem).splitlines()[0] if str(problem) else "it does not answer"
        raise UserError(f"no Dask scheduler at {scheduler} ({why}): start one with `dask scheduler`") from None


def workers(scheduler: str) -> int:
    """Return how many workers a scheduler has by now. Raises UserError where nobody answers."""
    with contextlib.closing(connect(scheduler)) as client:
        return len(client.nthreads())


def mark_on_cluster(units: Iterable[Unit], *, sandbox: Sandbox, scheduler: str) -> Iterator[Marked]:
    """Yield the result of every unit as it comes, marked by the workers of a scheduler.

    Args:
        units: what is to be marked.
        sandbox: of which kind those of the workers are.
        scheduler: its address, such as "tcp://10.0.0.1:8786".

    Raises UserError where there is no scheduler, or it is lost.
    """
    waiting = list(units)
    with contextlib.closing(connect(scheduler)) as client:
        prints = {exercise: exercise.fingerprint() for exercise in dict.fromkeys(unit.exercise for unit in waiting)}
        for rest in range(ONCE_MORE, -1, -1):
            again: list[Unit] = []
            orders = [
                Order(unit, prints[unit.exercise], unit.exercise.course == Course.here(), sandbox.kind)
                for unit in waiting
            ]
            for marked in _marked(client, orders, scheduler):
                if marked.machine_was_busy and rest:
                    again.append(marked.unit)
                else:
                    yield marked
            waiting = again


def _marked(client: Any, orders: list[Order], scheduler: str) -> Iterator[Marked]:
    """Yield what came of orders. Raises UserError where the scheduler is lost."""
    from distributed import as_completed

    futures = {client.submit(mark_there, order, pure=False, retries=RETRIES): order.unit for order in orders}
    completed = as_completed(futures, loop=client.loop, raise_errors=False)
    for future in completed:
        unit = futures.pop(future)
        if future.status == "finished":
            yield future.result()
        elif future.status == "error":  # LostError, or Dask's KilledWorker
            result = ExerciseResult.not_marked(unit.exercise.id, unit.exercise.tasks[0].name, LOST)
            yield Marked(unit, result, None)
        else:
            raise UserError(f"the Dask scheduler at {scheduler} is lost: the same command goes on where it stopped")
