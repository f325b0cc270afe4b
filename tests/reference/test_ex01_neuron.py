"""The oracles of ex01 against TensorFlow, Keras and closed forms."""

from typing import Any

import numpy as np
import pytest

from reference.ex01_neuron import oracle

RNG = np.random.default_rng(1)
Z = np.concatenate([RNG.normal(scale=5, size=20), [-1000.0, -30.0, 0.0, 30.0, 1000.0]]).reshape(5, 5)


def test_curves_are_tensorflows() -> None:
    tf: Any = pytest.importorskip("tensorflow")
    np.testing.assert_allclose(oracle.sigmoid(Z), tf.sigmoid(tf.constant(Z)), rtol=1e-12)
    np.testing.assert_array_equal(oracle.relu(Z), tf.nn.relu(Z))
    for slope in (0.0, 0.3, 1.0):
        # Keras's and TensorFlow's own slopes are float32 numbers, hence the tolerance.
        np.testing.assert_allclose(oracle.leaky_relu(Z, slope), tf.nn.leaky_relu(Z, slope), rtol=1e-6)


def test_layers_are_keras_dense_layers() -> None:
    tf: Any = pytest.importorskip("tensorflow")
    x, signal, layers = RNG.normal(size=(5, 2)), None, []
    for inputs, neurons, activation in ((2, 3, "relu"), (3, 7, "tanh"), (7, 3, "sigmoid"), (3, 1, "linear")):
        layers.append((RNG.normal(size=(inputs, neurons)), RNG.normal(size=neurons), activation))
        dense = tf.keras.layers.Dense(neurons, activation, dtype="float64")
        dense.build((None, inputs))
        dense.set_weights(layers[-1][:2])
        signal = dense(x if signal is None else signal)
    np.testing.assert_allclose(oracle.mlp_forward(x, layers), signal, rtol=1e-12)
    np.testing.assert_allclose(oracle.linear(x, *layers[0][:2]), x @ layers[0][0] + layers[0][1], rtol=1e-12)


def test_the_edge_belongs_to_the_ones() -> None:
    np.testing.assert_array_equal(oracle.step([-1, -1e-300, -0.0, 0, 1e-300, 2]), [0, 0, 1, 1, 1, 1])
    np.testing.assert_array_equal(oracle.perceptron([[0, 0], [1, 0], [0, 1], [1, 1]], [1, 2], -2), [0, 0, 1, 1])
    np.testing.assert_array_equal(oracle.mlp_forward([[1.0], [3.0]], [([[1]], [-3], "step")]), [[0], [1]])
