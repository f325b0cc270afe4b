"""What a Keras model is said to predict must follow from its architecture and weights."""

from __future__ import annotations

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
