"""Confirms the oracles of ex11 against scikit-learn's perceptron and against Keras."""

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier

from reference.ex11_keras_apis import oracle


def test_forward_is_scikit_learns_perceptron() -> None:
    draw = np.random.default_rng(1)
    shapes = oracle.sequential_mlp((2, 3, 1), [5, 4], 3)
    weights = [draw.normal(size=shape) for shape in shapes]
    x = draw.normal(size=(7, 2, 3, 1))
    network = MLPClassifier()
    network.coefs_, network.intercepts_ = weights[::2], weights[1::2]
    network.n_layers_, network.out_activation_ = 4, "softmax"
    want = network._forward_pass_fast(x.reshape(7, 6), check_input=False)
    np.testing.assert_allclose(oracle.forward(x, weights), want, rtol=1e-12)


def test_models_of_keras_have_these_shapes_and_compute_this() -> None:
    keras = pytest.importorskip("keras")
    draw = np.random.default_rng(2)
    for inside, last in (("relu", "softmax"), ("tanh", "sigmoid"), ("linear", "linear")):
        layers = [keras.layers.Dense(5, inside), keras.layers.Dense(4, inside), keras.layers.Dense(3, last)]
        model = keras.Sequential([keras.Input((2, 3, 1)), keras.layers.Flatten(), *layers])
        weights = [draw.normal(size=shape) for shape in oracle.functional_mlp((2, 3, 1), [5, 4], 3)]
        model.set_weights(weights)
        x = draw.normal(size=(7, 2, 3, 1))
        got = oracle.forward(x, weights, inside, last)
        np.testing.assert_allclose(got, model.predict(x, verbose=0), rtol=1e-4, atol=1e-5)


def test_cross_entropies_are_those_of_keras() -> None:
    losses = pytest.importorskip("keras").losses
    draw = np.random.default_rng(3)
    answers = {"class": draw.dirichlet(np.ones(4), size=9), "ripe": draw.uniform(0.1, 0.9, size=9)}
    labels = {"class": draw.integers(4, size=9), "ripe": draw.integers(2, size=9)}
    got = oracle.cross_entropies(labels, 4, answers)
    want = losses.SparseCategoricalCrossentropy()(labels["class"], answers["class"])
    assert got["class"] == pytest.approx(float(want), rel=1e-4)
    assert got["ripe"] == pytest.approx(float(losses.BinaryCrossentropy()(labels["ripe"], answers["ripe"])), rel=1e-4)
    assert oracle.two_inputs_two_outputs((5, 6, 3), 11, 4) == pytest.approx({"class": np.log(4), "ripe": np.log(2)})
