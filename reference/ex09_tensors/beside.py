"""What runs next to a student's code in exercise 9: TensorFlow functions, which must be traced where they run.

Each public function makes one from numbers; a test asks for it by name: `subject.functions.cubic(1.0, -2.0, 0.0)`.
What the student is given counts in `traces` how often Python ran it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def cubic(a: float, b: float, c: float) -> Callable[..., Any]:
    """The sum of a x^3 + b x^2 + c x over all entries: its gradient is 3 a x^2 + 2 b x + c."""
    import tensorflow as tf

    return lambda x: tf.reduce_sum(a * x**3 + b * x**2 + c * x)


def sine(frequency: float) -> Callable[..., Any]:
    """The sum of sin(frequency x): its gradient is frequency cos(frequency x)."""
    import tensorflow as tf

    return lambda x: tf.reduce_sum(tf.sin(frequency * x))


def product() -> Callable[..., Any]:
    """The product of all entries: each entry's gradient is the product of the others."""
    import tensorflow as tf

    return lambda x: tf.reduce_prod(x)


def constant(value: float) -> Callable[..., Any]:
    """A number that does not depend on x: its gradient is 0."""
    import tensorflow as tf

    return lambda _x: tf.constant(value)


def affine(slope: float, offset: float) -> Callable[..., Any]:
    """Every entry times `slope` plus `offset`: the same shape out as in."""
    return lambda x: slope * x + offset


def row_sums(power: float) -> Callable[..., Any]:
    """The sum of x^power over the last axis."""
    import tensorflow as tf

    return lambda x: tf.reduce_sum(x**power, axis=-1)


def row_products() -> Callable[..., Any]:
    """The numbers of each row multiplied, the last axis being a row, and these products added up."""
    import tensorflow as tf

    return lambda x: tf.reduce_sum(tf.reduce_prod(x, axis=-1))


def share() -> Callable[..., Any]:
    """Every entry divided by the size of the batch, which the graph must ask for each time."""
    import tensorflow as tf

    return lambda x: x / tf.cast(tf.shape(x)[0], x.dtype)
