"""Whether a seed that a function is given settles what is random in it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from reference.kit.author import Subject

SAME = 1e-5
"""Of the largest number of a result: float32 leaves 1e-6 of the same sums, another order of the examples 1e-3."""
OTHER = 1e-3
"""Of the mean size of a result's numbers: what other batches change at the least. The same batch in another order
changes some numbers by 1e-4 where a gradient is next to nothing."""
TURNED = 4
"""Examples at the beginning that change places: whoever goes through them in order has them in one batch."""


def mistake_of_seed(subject: Subject, run: Callable[[int, np.ndarray], np.ndarray], seed: int, count: int) -> str:
    """Return what is wrong with the use of a seed in training, or "".

    "seed-ignored": chance decides what `run` gives for a seed, and the seed does not. "seed-0-taken-for-none": chance
    decides for the seed 0 alone. "always-the-same-seed": neither does, and yet the examples are shuffled.

    The libraries' global generators stand elsewhere before a run. Where nothing is random they change nothing, where
    the seed settles all of it they change nothing either, and where it settles a part it changes something itself.
    What differs even where seed and generators are the same comes of a generator that nobody can settle.

    Args:
        subject: whose training it is.
        run: takes a seed and the places of the examples, (count,), and returns weights after an epoch, or how far they
            have moved. It is asked for the seed 0 and another; where 0 is taken for none, that call comes last.
        seed: the other one, 1 or more.
        count: how many examples there are: enough for several batches.
    """
    in_order = np.arange(count)
    turned = np.concatenate([np.roll(in_order[:TURNED], 1), in_order[TURNED:]])

    def after(chance: int, given: int, places: np.ndarray = in_order) -> np.ndarray:
        subject.probes.settle(chance)
        return run(given, places)

    first, other = after(1, 0), after(1, seed)
    if not _agree(first, other):
        if _agree(first, after(2, 0)):
            return ""
        is_settled_by_others = _agree(other, after(2, seed))
        is_settled = _agree(first, after(1, 0))
        if is_settled_by_others:
            return "seed-0-taken-for-none"
        return "" if is_settled else "seed-ignored"
    if not _agree(first, after(2, seed)):
        return "seed-ignored"
    moved = np.abs(first - after(1, 0, turned))
    return "always-the-same-seed" if moved.mean() > OTHER * np.abs(first).mean() else ""


def _agree(one: np.ndarray, other: np.ndarray) -> bool:
    return bool(np.abs(one - other).max() <= SAME * np.abs(one).max())
