"""TensorFlow functions that a test hands to a student's code: they are traced where they run, so they live here.

A test asks for one by name and numbers, `subject.functions.cubic(1.0, -2.0)`; what the student is given counts in
`traces` how often Python ran it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any


class Counted:
    """A function of one tensor that counts how often Python runs it: once a trace inside `tf.function`."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function = function
        self.traces = 0

    def __call__(self, x: Any) -> Any:
        """Run it."""
        self.traces += 1
        return self._function(x)


def cubic(a: float, b: float, c: float) -> Counted:
    """The sum of a x^3 + b x^2 + c x over all entries: its gradient is 3 a x^2 + 2 b x + c."""
    import tensorflow as tf

    return Counted(lambda x: tf.reduce_sum(a * x**3 + b * x**2 + c * x))


def sine(frequency: float) -> Counted:
    """The sum of sin(frequency x): its gradient is frequency cos(frequency x)."""
    import tensorflow as tf

    return Counted(lambda x: tf.reduce_sum(tf.sin(frequency * x)))


def product() -> Counted:
    """The product of all entries: each entry's gradient is the product of the others."""
    import tensorflow as tf

    return Counted(tf.reduce_prod)


def constant(value: float) -> Counted:
    """A number that does not depend on x: its gradient is 0."""
    import tensorflow as tf

    return Counted(lambda _x: tf.constant(value))


def affine(slope: float, offset: float) -> Counted:
    """Every entry times `slope` plus `offset`: the same shape out as in."""
    return Counted(lambda x: slope * x + offset)


def row_sums(power: float) -> Counted:
    """The sum of x^power over the last axis."""
    import tensorflow as tf

    return Counted(lambda x: tf.reduce_sum(x**power, axis=-1))


def emptied() -> Counted:
    """Deletes the files of a folder that was sent: no TensorFlow, but it too must run where the folder lies.

    A dataset that has kept what it decoded gives the same afterwards.
    """
    return Counted(_empty)


def _empty(folder: str) -> None:
    if not os.path.basename(folder).startswith("folder-"):
        raise ValueError(f"{folder} is no folder that was sent")
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            os.chmod(path, 0o644)  # Windows deletes nothing that is read-only
            os.unlink(path)


CATALOGUE: dict[str, Callable[..., Counted]] = {
    make.__name__: make for make in (cubic, sine, product, constant, affine, row_sums, emptied)
}
