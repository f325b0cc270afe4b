"""What runs next to a student's code in exercise 15: heads and networks too large to cross.

Each public function makes one from numbers; a test asks for it by name: `subject.functions.vgg16(75, 75)`.
What the student is given counts in `traces` how often Python ran it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def with_head(n_classes: int, nested: bool, learning_rate: float) -> Callable[..., Any]:
    """Puts a small head on a base and compiles the model: around the base, or on its layers, which both then share."""
    import keras

    def head(base: Any) -> Any:
        inputs = keras.Input(base.input_shape[1:]) if nested else base.inputs[0]
        x = base(inputs) if nested else base.outputs[0]
        x = keras.layers.Dense(5, activation="tanh", name="hidden")(keras.layers.Flatten()(x))
        x = keras.layers.Dropout(0.0)(x)  # a head of four layers, and nothing left to chance
        model = keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax", name="classes")(x))
        model.compile(keras.optimizers.Adam(learning_rate), loss="sparse_categorical_crossentropy")
        return model

    return head


def vgg16(height: int, width: int) -> Callable[..., Any]:
    """VGG16 without its top and with random weights: 60 MB that need not cross."""
    import keras

    return lambda: keras.applications.VGG16(weights=None, include_top=False, input_shape=(height, width, 3))


def as_in_training() -> Callable[..., Any]:
    """What a model gives in training mode: dropout drops."""
    return lambda model, x: model(x, training=True)
