"""The oracles of ex04 against TensorFlow's GradientTape and against closed forms."""

from typing import Any

import numpy as np
import pytest

from reference.ex04_backpropagation import oracle

RNG = np.random.default_rng(4)


def test_dense_backward_is_tensorflows() -> None:
    tf: Any = pytest.importorskip("tensorflow")
    upstream, *inputs = (RNG.normal(size=shape) for shape in ((2, 5), (2, 3), (3, 5), 5))
    x, weights, bias = (tf.Variable(each) for each in inputs)
    with tf.GradientTape() as tape:
        output = x @ weights + bias
    wanted = tape.gradient(output, [x, weights, bias], output_gradients=tf.constant(upstream))
    for got, want in zip(oracle.dense_backward(upstream, *inputs[:2]), wanted, strict=True):
        np.testing.assert_allclose(got, want.numpy(), rtol=1e-13)


def test_relu_backward_is_tensorflows_also_at_zero() -> None:
    tf: Any = pytest.importorskip("tensorflow")
    upstream, z = RNG.normal(size=(2, 3, 5))
    z[0, :2] = 0
    variable = tf.Variable(z)
    with tf.GradientTape() as tape:
        output = tf.nn.relu(variable)
    want = tape.gradient(output, variable, output_gradients=tf.constant(upstream))
    np.testing.assert_allclose(oracle.relu_backward(upstream, z), want.numpy(), rtol=1e-13)


@pytest.mark.parametrize("size", [1.0, 1e4])
def test_softmax_cross_entropy_backward_is_tensorflows(size: float) -> None:
    tf: Any = pytest.importorskip("tensorflow")
    scores, labels = size * RNG.normal(size=(5, 3)), RNG.integers(3, size=5)
    variable = tf.Variable(scores)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, variable))
    want = tape.gradient(loss, variable)
    np.testing.assert_allclose(oracle.softmax_cross_entropy_backward(scores, labels), want.numpy(), atol=1e-15)


def test_mlp_loss_and_gradients_are_tensorflows() -> None:
    tf: Any = pytest.importorskip("tensorflow")
    x, labels = RNG.normal(size=(7, 2)), RNG.integers(5, size=7)
    layers = [(RNG.normal(size=(2, 3)), RNG.normal(size=3)), (RNG.normal(size=(3, 5)), RNG.normal(size=5))]
    variables = [tf.Variable(each) for layer in layers for each in layer]
    with tf.GradientTape() as tape:
        scores = tf.nn.relu(x @ variables[0] + variables[1]) @ variables[2] + variables[3]
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, scores))
    got_loss, gradients = oracle.mlp_loss_and_gradients(x, labels, layers)
    assert got_loss == pytest.approx(float(loss), rel=1e-13)
    got = [each for layer in gradients for each in layer]
    for one, want in zip(got, tape.gradient(loss, variables), strict=True):
        np.testing.assert_allclose(one, want.numpy(), atol=1e-14)


def test_numerical_gradient_is_central() -> None:
    x = RNG.normal(size=(2, 3))
    for epsilon in (1e-2, 1e-6):
        got = oracle.numerical_gradient(lambda at: float((at**3).sum()), x, epsilon)
        np.testing.assert_allclose(got, 3 * x**2 + epsilon**2, atol=1e-8)  # exact for a cubic, but for rounding


def test_numerical_gradient_agrees_with_the_slopes() -> None:
    scores, labels = RNG.normal(size=(5, 3)), RNG.integers(3, size=5)
    want = oracle.numerical_gradient(lambda at: float(oracle._cross_entropy(at, labels)), scores)
    np.testing.assert_allclose(oracle.softmax_cross_entropy_backward(scores, labels), want, atol=1e-9)
