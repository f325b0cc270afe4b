"""TensorFlow functions that a test hands to a student's code: they are traced where they run, so they live here.

A test asks for one by name and numbers, `subject.functions.cubic(1.0, -2.0)`; what the student is given counts in
`traces` how often Python ran it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any


class Counted:
    """A function that counts how often Python runs it: once a trace inside `tf.function`."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.traces = 0

    def __call__(self, *args: Any) -> Any:
        """Run it."""
        self.traces += 1
        return self._function(*args)


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


def with_head(n_classes: int, nested: bool, learning_rate: float) -> Counted:
    """Puts a small head on a base and compiles the model: around the base, or on its layers, which both then share."""
    import keras

    def head(base: Any) -> Any:
        inputs = keras.Input(base.input_shape[1:]) if nested else base.inputs[0]
        x = base(inputs) if nested else base.outputs[0]
        x = keras.layers.Dense(5, activation="tanh", name="hidden")(keras.layers.Flatten()(x))
        model = keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax", name="classes")(x))
        model.compile(keras.optimizers.Adam(learning_rate), loss="sparse_categorical_crossentropy")
        return model

    return Counted(head)


def vgg16(height: int, width: int) -> Counted:
    """VGG16 without its top and with random weights: 60 MB that need not cross."""
    import keras

    return Counted(lambda: keras.applications.VGG16(weights=None, include_top=False, input_shape=(height, width, 3)))


def as_in_training() -> Counted:
    """What a model gives in training mode: dropout drops."""
    return Counted(lambda model, x: model(x, training=True))


CATALOGUE: dict[str, Callable[..., Counted]] = {
    make.__name__: make
    for make in (cubic, sine, product, constant, affine, row_sums, emptied, with_head, vgg16, as_in_training)
}
