"""Keras and TensorFlow still say what the course knows how to tell: each mistake is made, and named."""

from __future__ import annotations

import multiprocessing
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np

from grading.judging.telling_keras import ERRORS, of_keras
from grading.worker.student import text_of
from tests import needs

X, LABELS = np.zeros((6, 4), np.float32), np.zeros(6, int)
ELSEWHERE = {"input-of-another-shape", "learning-rate-cut-short"}
"""Names that come of another's pattern."""


def made(keras: Any, tf: Any) -> list[tuple[str, Callable[[], Any]]]:
    """Return mistakes with their names."""
    layers, taken = keras.layers, keras.Input((4,))
    image, row = keras.Input((4, 4, 2)), keras.Input((5,))

    def network(loss: str = "sparse_categorical_crossentropy") -> Any:
        model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
        model.compile("adam", loss)
        return model

    def learned(x: Any = X, y: Any = LABELS, loss: str = "sparse_categorical_crossentropy") -> None:
        network(loss).fit(x, y, verbose=0)

    one_hot = np.eye(3)[LABELS]
    return [
        ("a-layer-for-a-tensor", lambda: keras.Model(taken, layers.Dense(3))),
        ("a-layer-for-a-tensor", lambda: layers.Dense(3)(layers.Dense(4))),
        ("no-way-from-the-inputs", lambda: keras.Model(layers.Dense(3)(taken), taken)),
        ("no-way-from-the-inputs", lambda: keras.Model(keras.Input((4,)), layers.Dense(3)(taken))),
        ("numbers-asked-of-a-plan", lambda: np.maximum(layers.Dense(3)(taken), 0)),
        ("numbers-asked-of-a-plan", lambda: tf.nn.relu(taken)),
        ("numbers-asked-of-a-plan", lambda: bool(taken)),
        ("numbers-asked-of-a-plan", lambda: taken.numpy()),
        ("rows-of-another-length", lambda: network()(np.zeros((2, 5)))),
        ("no-batch-axis", lambda: network().predict(X[0], verbose=0)),
        ("no-batch-axis", lambda: learned(tf.data.Dataset.from_tensor_slices((X, LABELS)), None)),
        ("input-of-another-shape", lambda: network().predict(np.zeros((2, 4, 3)), verbose=0)),
        ("other-axes-than-a-layer-takes", lambda: layers.LSTM(3)(taken)),
        ("other-axes-than-a-layer-takes", lambda: layers.Conv2D(3, 3)(taken)),
        ("unequal-counts", lambda: learned(y=LABELS[:4])),
        ("one-hot-labels-for-a-sparse-loss", lambda: learned(y=one_hot)),
        ("loss-and-labels-of-other-shapes", lambda: learned(loss="categorical_crossentropy")),
        ("not-compiled-yet", lambda: keras.Sequential([layers.Dense(3)]).fit(X, LABELS, verbose=0)),
        ("a-class-for-a-layer", lambda: keras.Sequential([layers.Flatten])),
        ("a-class-for-an-object", lambda: network().compile(keras.optimizers.Adam, "mse")),
        ("an-axis-too-many-for-a-convolution", lambda: layers.Conv2D(3, 3)(keras.Input((None, 4, 4, 2)))),
        ("a-tensor-for-a-layer", lambda: keras.Sequential([taken, layers.Dense(3)(taken)])),
        ("a-word-for-a-layer", lambda: keras.Sequential(["relu"])),
        ("a-number-for-a-shape", lambda: keras.Input(4)),
        ("layers-without-a-list", lambda: keras.Sequential(layers.Dense(3), layers.Dense(4))),
        ("nothing-left-to-look-at", lambda: layers.Conv2D(3, 5)(image)),
        ("nothing-left-to-look-at", lambda: layers.MaxPooling2D(5)(image)),
        ("unknown-option", lambda: layers.Dense(3, activaton="relu")),
        ("unknown-option", lambda: keras.optimizers.SGD(rate=0.1)),
        ("learning-rate-cut-short", lambda: keras.optimizers.Adam(lr=0.1)),
        ("unknown-to-keras", lambda: layers.Dense(3, activation="rleu")),
        ("unknown-to-keras", lambda: network().compile("adamm", "mse")),
        ("unknown-to-keras", lambda: learned(loss="sparse_crossentropy")),
        ("one-name-for-two-layers", lambda: keras.Sequential([layers.Dense(3, name="a"), layers.Dense(3, name="a")])),
        ("one-name-for-two-layers", lambda: keras.Model(taken, _twice(layers, taken))),
        ("no-weights-yet", lambda: keras.Sequential([layers.Dense(3)]).count_params()),
        ("no-weights-yet", lambda: keras.Sequential([layers.Dense(3)]).output),
        ("nothing-to-join", lambda: layers.Concatenate()(taken)),
        ("joins-what-does-not-fit", lambda: layers.Concatenate()([image, row])),
        ("texts-for-numbers", lambda: network().predict(np.array(["ripe"]), verbose=0)),
        ("lists-for-arrays", lambda: learned([[1, 2], [3]])),
        ("labels-beyond-the-classes", lambda: learned(y=LABELS + 3)),
        ("an-id-beyond-the-table", lambda: layers.Embedding(10, 2)(np.array([[10]]))),
        (
            "several-inputs",
            lambda: keras.Model([taken, row], layers.Concatenate()([taken, row])).predict(X, verbose=0),
        ),
        ("a-tensor-for-an-array", lambda: tf.zeros((2, 3)).reshape(6)),
        ("a-tensor-for-an-array", lambda: _written_into(tf.zeros(3))),
        ("numbers-of-two-kinds", lambda: tf.constant([1, 2]) * tf.constant(0.5)),
        ("a-width-that-is-no-number", lambda: layers.Dense([3, 4])),
    ]


def _twice(layers: Any, tensor: Any) -> Any:
    for _ in range(2):
        tensor = layers.Dense(3, name="a")(tensor)
    return tensor


def _written_into(tensor: Any) -> None:
    tensor[0] = 1


def _said_by(make: Callable[[], Any]) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            make()
    except Exception as error:  # noqa: BLE001 -- each its own
        return text_of(error)
    return "nothing"


def said_today() -> list[tuple[str, str, str]]:
    """Return for each mistake its name, what it is named, and what Keras says."""
    import keras
    import tensorflow as tf

    found = []
    for name, make in made(keras, tf):
        text = _said_by(make)
        mistake = of_keras(text)
        found.append((name, mistake.id if mistake else "", text))
    return found


@needs.tensorflow
def test_each_mistake_is_named_by_what_keras_says_today() -> None:
    # in a process of its own: once TensorFlow has run, no child can be forked any more
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = pool.submit(said_today).result()
    for name, told, text in found:
        assert told == name, text
        assert not [word for word in ('File "', "node", "\x1b") if word in text]
    assert {name for name, *_ in found} == {*ERRORS} | ELSEWHERE
