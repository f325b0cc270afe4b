"""The oracles of ex05 against Keras and scikit-learn, and its data against what they promise."""

from typing import Any

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier

from reference.datasets.digits import digits
from reference.ex05_gradient_descent import oracle
from reference.ex05_gradient_descent.calibration import regrouped_digits

RNG = np.random.default_rng(5)
SHAPES = (2, 3), (3,)


def arrays() -> Any:
    return [RNG.normal(size=shape) for shape in SHAPES]


@pytest.mark.parametrize("momentum", [0.0, 0.7, 0.9])
def test_steps_are_those_of_keras(momentum: float) -> None:
    keras = pytest.importorskip("keras")
    start, slopes, rate = arrays(), [arrays(), arrays(), arrays()], 0.3
    variables = [keras.Variable(array, dtype="float64") for array in start]
    optimizer = keras.optimizers.SGD(learning_rate=rate, momentum=momentum)
    parameters, velocity = start, [np.zeros(shape) for shape in SHAPES]
    for gradients in slopes:
        optimizer.apply([keras.ops.convert_to_tensor(g, dtype="float64") for g in gradients], variables)
        if momentum:
            parameters, velocity = oracle.momentum_step(parameters, gradients, velocity, rate, momentum)
        else:
            parameters = oracle.sgd_step(parameters, gradients, rate)
    for ours, theirs in zip(parameters, variables, strict=True):
        np.testing.assert_allclose(ours, theirs.value.numpy(), rtol=1e-6)


def test_gradients_are_those_of_tensorflow() -> None:
    tf = pytest.importorskip("tensorflow")
    x, labels = RNG.normal(size=(7, 3)), np.array([0, 3, 1, 2, 2, 0, 1])
    arrays = [RNG.normal(size=shape) for shape in ((3, 5), (5,), (5, 4), (4,))]
    variables = [tf.Variable(array) for array in arrays]
    with tf.GradientTape() as tape:
        scores = tf.nn.relu(x @ variables[0] + variables[1]) @ variables[2] + variables[3]
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, scores))
    layers = [tuple(arrays[:2]), tuple(arrays[2:])]
    assert oracle.loss(x, labels, layers) == pytest.approx(float(loss), rel=1e-12)
    ours = [array for layer in oracle.gradients(x, labels, layers) for array in layer]
    for one, other in zip(ours, tape.gradient(loss, variables), strict=True):
        np.testing.assert_allclose(one, other.numpy(), atol=1e-6)


def test_scores_rank_as_scikit_learn_does() -> None:
    data = digits(3)
    model = MLPClassifier((11,), max_iter=20, tol=10, random_state=0).fit(data.train_images, data.train_labels)
    layers = list(zip(model.coefs_, model.intercepts_, strict=True))
    assert np.array_equal(oracle.scores(data.test_images, layers).argmax(axis=1), model.predict(data.test_images))


def test_a_descent_is_one_step_after_another() -> None:
    x, labels = RNG.normal(size=(2, 3)), np.array([1, 0])
    start = [(RNG.normal(size=(3, 2)), np.zeros(2))]
    once = oracle.descend(x, labels, start, 0.5, [np.array([1])])
    twice = oracle.descend(x, labels, start, 0.5, [np.array([1]), np.array([0])])
    again = oracle.descend(x, labels, once, 0.5, [np.array([0])])
    np.testing.assert_array_equal(twice[0][0], again[0][0])


def test_batches_hold_every_index_once() -> None:
    batches = oracle.minibatches(13, 5, np.random.default_rng(1))
    assert [len(batch) for batch in batches] == [5, 5, 3]
    assert sorted(np.concatenate(batches)) == list(range(13))


def test_digits_are_scaled_and_split_evenly() -> None:
    data = digits(7)
    assert data.train_images.shape == (1000, 64)
    assert data.test_images.shape == (797, 64)
    assert (data.train_images.min(), data.train_images.max()) == (0, 1)
    shares = np.bincount(data.test_labels) / np.bincount(np.concatenate([data.train_labels, data.test_labels]))
    np.testing.assert_allclose(shares, 797 / 1797, atol=0.005)
    assert not np.array_equal(data.test_images, digits(8).test_images)


def test_regrouped_digits_have_two_classes_of_five_digits() -> None:
    data = regrouped_digits(np.random.default_rng(2))
    assert np.mean(data.train_labels) == pytest.approx(0.5, abs=0.01)
    assert set(data.test_labels) == {0, 1}
