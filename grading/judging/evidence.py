"""What the tests of a run have seen of each task: the calls that a diagnosis must not contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np

from grading.errors import Called
from grading.judging.diagnosis import is_data
from grading.subject.placed import Placed

LARGEST_CALL = 200_000
"""Numbers of a call that is still kept; calls that tell mistakes apart are small."""
CALLS_OF_A_TEST = 12
"""Of a search for a counterexample hundreds are made: the first ones and the last ones are kept, as many of each."""
MODELS_OF_A_TASK = 4
"""Calls that are given a model: each wrong way needs a copy of it, which takes 20 ms."""


class Evidence:
    """Calls of a run by task."""

    def __init__(self) -> None:
        self._calls: dict[str, list[Called]] = defaultdict(list)
        self._models: dict[str, int] = defaultdict(int)

    def note(self, calls: Iterable[Called]) -> None:
        """Keep the calls of a test that a wrong way can be asked about."""
        by_task: dict[str, list[Called]] = defaultdict(list)
        for call in calls:
            by_task[call.function].append(call)
        for task, made in by_task.items():
            kept = made if len(made) <= 2 * CALLS_OF_A_TEST else made[:CALLS_OF_A_TEST] + made[-CALLS_OF_A_TEST:]
            self._calls[task] += [call for call in kept if self._is_wanted(call)]

    def about(self, task: str) -> list[Called]:
        """Return the calls of a task that were kept, the oldest first."""
        return self._calls[task]

    def _is_wanted(self, call: Called) -> bool:
        values = (*call.args, *call.kwargs.values(), call.value)
        if not is_data(call) or sum(map(_size, values)) > LARGEST_CALL:
            return False
        if any(isinstance(value, Placed) for value in values):
            self._models[call.function] += 1
        return self._models[call.function] <= MODELS_OF_A_TASK or not any(isinstance(v, Placed) for v in values)


def _size(value: Any) -> int:
    """Return how many numbers or texts a value holds, about."""
    if isinstance(value, Placed):
        return value.size
    if isinstance(value, dict):
        return sum(map(_size, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(_size, value))
    return int(np.size(value)) if isinstance(value, np.ndarray) else 1
