"""Whether a seed that a function is given settles what is random in it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from reference.kit.author import Subject

SAME = 1e-5
"""Of the largest number of a result: float32 leaves 1e-6 of the same sums in another order, another order of the
examples 1e-3 and more."""


def is_seed_ignored(subject: Subject, run: Callable[[int], np.ndarray], seed: int) -> bool:
    """Tell whether chance decides what `run` gives for a seed, and the seed does not.

    The libraries' global generators stand elsewhere before each run. Where nothing is random they change nothing, where
    the seed settles all of it they change nothing either, and where it settles a part it changes something itself.
    """

    def after(chance: int, given: int) -> np.ndarray:
        subject.probes.settle(chance)
        return run(given)

    first, elsewhere = after(1, seed), after(2, seed)
    return not _agree(first, elsewhere) and _agree(first, after(1, seed + 1))


def _agree(one: np.ndarray, other: np.ndarray) -> bool:
    return bool(np.abs(one - other).max() <= SAME * np.abs(one).max())
