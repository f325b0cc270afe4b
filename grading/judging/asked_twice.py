"""Asks a student's network twice: who answers by an image's place in the batch contradicts itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grading import wording
from grading.errors import Wrong
from grading.subject.calls import Call

RTOL, ATOL = 1e-2, 1e-3
"""Between float32, whose sums hang on the batch (1e-6 in a probability), and another answer."""

Ask = Callable[[Any], Any]


def asked_twice(ask: Ask, inputs: Any, call: Call | None = None) -> np.ndarray:
    """Return what `ask` says of `inputs`, row by row, once it has said the same in another order and batch size.

    The second order comes from the system, not from the run's seed: nothing that the student's code has seen tells it.

    Args:
        ask: gives one row for each row of its argument, such as `partial(subject.probes.predict, model)`.
        inputs: an array of one or more rows, or a list, tuple or dict of such.
        call: the student's call that the failure is laid to.

    Raises:
        Wrong: the number of answers is not that of the inputs, or a row was answered differently.
    """
    rng = np.random.default_rng()
    count = len(_arrays(inputs)[0])
    first = _answers(ask, inputs, count, call)
    order = rng.permutation(count)
    size = int(rng.integers(count // 3 + 1, 2 * count // 3 + 2))
    parts = [order[start : start + size] for start in range(0, count, size)]
    again = np.concatenate([_answers(ask, _rows(inputs, part), len(part), call) for part in parts])
    here = first[order]
    if here.shape != again.shape or not np.allclose(here, again, rtol=RTOL, atol=ATOL, equal_nan=True):
        raise _wrong(
            "gave a model that answers the same input differently where it stands elsewhere in the batch: "
            "an answer may depend on nothing but its own input",
            call,
        )
    return first


def _answers(ask: Ask, inputs: Any, count: int, call: Call | None) -> np.ndarray:
    answers = np.asarray(ask(inputs))
    if answers.ndim == 0 or len(answers) != count:
        shape = "one number" if answers.ndim == 0 else f"answers of shape {answers.shape}"
        raise _wrong(f"gave a model that gives {shape} for {count} inputs", call)
    return answers


def _wrong(problem: str, call: Call | None) -> Wrong:
    return Wrong(f"{wording.call(call)} {problem}" if call else f"It {problem}", call=call)


def _arrays(inputs: Any) -> list[Any]:
    if isinstance(inputs, dict):
        return list(inputs.values())
    return list(inputs) if isinstance(inputs, list | tuple) else [inputs]


def _rows(inputs: Any, chosen: np.ndarray) -> Any:
    """The chosen rows of every array."""
    if isinstance(inputs, dict):
        return {name: array[chosen] for name, array in inputs.items()}
    if isinstance(inputs, list | tuple):
        return type(inputs)(array[chosen] for array in inputs)
    return inputs[chosen]
