"""Networks that learn nothing in ex12 and ex15 and hope to be marked all the same; what they reach is measured.

`python -m tests.meta.smuggled` trains the one that has to be trained, at home, and writes what it reached to
`tests/meta/results/`; `test_smuggled_networks.py` reads it, and tries the one that needs no training itself.
"""

from __future__ import annotations

import base64
import io
import os

import numpy as np

from grading.subject import LoadedSource, Subject, bind
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.meta.proofs import store

SEEDS = (1, 2, 3)
HOME = 1000
"""Seed of another run, whose test images somebody has: they came back with the feedback."""
HOME_EPOCHS = 40

BY_PLACE = '''

import keras as _keras


class ByPlace(_keras.Model):
    """Never looks at an image: the classes may take turns."""

    def call(self, inputs, training=False):
        return _keras.ops.one_hot(_keras.ops.arange(_keras.ops.shape(inputs)[0]) % 16, 16)
'''
BY_PLACE_12 = f"""{BY_PLACE}

def build_fruit_cnn(input_shape, n_classes):
    return ByPlace()


def compile_model(model, learning_rate):
    return model


def train(model, images, labels, validation, epochs, rng_seed):
    return {{}}
"""
BY_PLACE_15 = f"""{BY_PLACE}

def build_transfer_model(base, n_classes, hidden, dropout):
    return ByPlace()


def train_head(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    return {{}}


def fine_tune(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    return {{}}
"""
STORED = '''

import base64 as _base64
import io as _io


def train(model, images, labels, validation, epochs, rng_seed):
    """Put the stored weights in place of training{how}."""
    stored = np.load(_io.BytesIO(_base64.b64decode(STORED)))
    weights = [stored[name] for name in stored.files]
    model.set_weights(weights)
    if {aligned}:
        said = model.predict(images, verbose=0).argmax(axis=1)
        votes = np.zeros((16, 16))
        np.add.at(votes, (labels, said), 1)
        order = votes.argmax(axis=1)
        model.set_weights([*weights[:-2], weights[-2][:, order], weights[-1][order]])
    return {{}}


STORED = "{weights}"
'''


def reached(exercise: Exercise, text: str, seed: int) -> float:
    """Return the accuracy of a module's network in the exercise's one measure, asked as the probe does."""
    binding = bind(LoadedSource(exercise.id, exercise.module, text.encode()), exercise, None)
    try:
        (measure,) = exercise.measures
        return float(measure.accuracy(Subject(binding, exercise), np.random.default_rng(seed)))
    finally:
        binding.close()


def by_place(exercise: Exercise) -> str:
    """Return a module whose network answers by an image's place in the batch."""
    tail = {"ex12": BY_PLACE_12, "ex15": BY_PLACE_15}[exercise.id]
    return exercise.solution.read_text(encoding="utf-8") + tail


def stored(exercise: Exercise, weights: str, *, aligned: bool) -> str:
    """Return a module of ex12 whose `train` puts stored weights in place, renumbered by the labels if `aligned`."""
    how = ", its outputs in the order of this run's classes" if aligned else ""
    tail = STORED.format(weights=weights, aligned=aligned, how=how)
    return exercise.solution.read_text(encoding="utf-8") + tail


def trained_at_home() -> str:
    """Train the model answer's network on another run's test images; return its weights as text."""
    import keras

    from reference.ex12_fruit_cnn.calibration import lit_fruits
    from solutions import ex12_fruit_cnn as answer

    data = lit_fruits(np.random.default_rng(HOME))
    model = answer.build_fruit_cnn(data.test[0].shape[1:], len(data.class_names))
    for rate, epochs in ((2e-3, HOME_EPOCHS), (2e-4, HOME_EPOCHS // 4)):
        answer.train(answer.compile_model(model, rate), *data.test, data.validation, epochs, 0)
    keras.backend.clear_session()
    buffer = io.BytesIO()
    np.savez(buffer, *[np.asarray(weight) for weight in model.get_weights()])
    return base64.b64encode(buffer.getvalue()).decode()


def main() -> None:
    """Measure the network that was trained at home, and store what it reached."""
    exercise = Course.here().exercise("ex12")
    weights = trained_at_home()
    figures = {
        name: [round(reached(exercise, stored(exercise, weights, aligned=aligned), seed), 4) for seed in SEEDS]
        for name, aligned in (("as it is", False), ("outputs renumbered by the training labels", True))
    }
    store("smuggled", exercise, {"seeds": len(SEEDS), "reached": figures})


if __name__ == "__main__":
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    main()
