"""What a Keras model is said to predict must follow from its architecture and weights."""

from __future__ import annotations

import resource
import time
from typing import Any

import numpy as np
import pytest

from grading.errors import Wrong
from grading.judging.expect import Expect
from grading.subject import LocalBinding, Subject
from reference.kit.exercise import Exercise
from tests import needs
from tests.grading.small import source

MODELS = """
import json

import keras
import numpy as np

def layers():
    return [keras.Input((4,)), keras.layers.Dense(3), keras.layers.Dense(2)]

def honest():
    return keras.Sequential(layers())

def lying():
    model = honest()
    model.predict = lambda inputs, **options: np.full((len(inputs), 2), 7.0)
    return model

def a_little_off():
    model = honest()
    model.predict = lambda inputs, **options: np.asarray(model(inputs)) + 0.2
    return model

def of_another_shape():
    model = honest()
    model.predict = lambda inputs, **options: np.zeros((len(inputs), 1))
    return model

class Own(keras.layers.Layer):
    def call(self, inputs):
        return inputs * 3

def with_a_layer_of_its_own():
    return keras.Sequential([keras.Input((4,)), Own()])

def said_to_be(architecture):
    model = honest()
    model.to_json = lambda: json.dumps(architecture)
    model.predict = lambda inputs, **options: np.full((len(inputs), 2), 7.0)
    return model

def described(kind, **config):
    return {"module": "keras.layers", "class_name": kind, "config": config, "registered_name": None}

def sequential(layers):
    start = described("InputLayer", batch_shape=[None, 4], dtype="float32", name="start")
    return {**described("Sequential", name="s", layers=[start, *layers]), "module": "keras"}

def too_wide():
    return said_to_be(sequential([described("Dense", units=4_000_000) for _ in range(20)]))

def too_long_an_answer():
    layers = [described("Reshape", target_shape=[4, 1]), described("UpSampling1D", size=100_000)]
    return said_to_be(sequential([*layers, described("UpSampling1D", size=100_000)]))
"""
INPUTS = np.linspace(-1, 1, 20).reshape(5, 4)


def predicted(exercise: Exercise, model: str) -> Any:
    """Return what a student's model predicts, confirmed."""
    subject = Subject(LocalBinding(source(MODELS), ["numpy", "keras", "tensorflow"]), exercise)
    return Expect(subject, exercise, "test_double").predictions(getattr(subject, model)(), INPUTS)


@needs.tensorflow
def test_an_honest_model_is_confirmed(exercise: Exercise) -> None:
    assert predicted(exercise, "honest").shape == (5, 2)


@needs.tensorflow
@pytest.mark.parametrize("model", ["lying", "a_little_off", "of_another_shape"])
def test_predictions_that_do_not_follow_from_the_weights_are_wrong(exercise: Exercise, model: str) -> None:
    with pytest.raises(Wrong, match="do not follow from its weights"):
        predicted(exercise, model)


@needs.tensorflow
def test_a_model_with_a_layer_of_its_own_cannot_be_confirmed(exercise: Exercise) -> None:
    assert predicted(exercise, "with_a_layer_of_its_own") == pytest.approx(INPUTS * 3)


@needs.tensorflow
@pytest.mark.parametrize("model", ["too_wide", "too_long_an_answer"])
def test_a_network_that_would_take_the_machine_is_not_built(exercise: Exercise, model: str) -> None:
    """Both say that they are small; building one, or asking the other, would take gigabytes."""
    begin, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert predicted(exercise, model).shape == (5, 2)
    assert time.monotonic() - begin < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 3 * 2**20  # kilobytes
