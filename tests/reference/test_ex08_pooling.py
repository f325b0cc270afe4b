"""The oracles of ex08 agree with TensorFlow, scikit-image and SciPy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage, optimize
from skimage.measure import block_reduce

from reference.ex08_pooling import oracle

CASES = [(2, 2), (3, 3), (3, 2), (2, 3), (3, 1), (2, 1), (5, 2), (4, 7)]
"""Size and stride: equal, overlapping, with gaps, even and odd."""
RNG = np.random.default_rng(8)
IMAGES = RNG.permutation(2 * 7 * 10 * 3).reshape(2, 7, 10, 3) / 10 - 30.0


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize(("size", "stride"), CASES)
def test_pooling_is_tensorflows(size: int, stride: int, padding: str) -> None:
    tf = pytest.importorskip("tensorflow")
    for height in (5, 6, 7):
        images = IMAGES[:, :height]
        tensor = tf.constant(images)  # float64; a bare array would become float32
        largest = tf.nn.max_pool2d(tensor, size, stride, padding.upper()).numpy()
        np.testing.assert_array_equal(oracle.max_pool2d(images, size, stride, padding), largest)
        means = tf.nn.avg_pool2d(tensor, size, stride, padding.upper()).numpy()
        np.testing.assert_allclose(oracle.average_pool2d(images, size, stride, padding), means, rtol=1e-12)


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize(("size", "stride"), CASES)
def test_way_back_is_tensorflows(size: int, stride: int, padding: str) -> None:
    tf = pytest.importorskip("tensorflow")
    images = tf.constant(IMAGES)
    with tf.GradientTape() as tape:
        tape.watch(images)
        pooled = tf.nn.max_pool2d(images, size, stride, padding.upper())
    upstream = RNG.normal(size=pooled.shape)
    want = tape.gradient(pooled, images, output_gradients=tf.constant(upstream)).numpy()
    np.testing.assert_allclose(oracle.max_pool2d_backward(upstream, IMAGES, size, stride, padding), want, rtol=1e-12)


def test_parameter_counts_are_keras_s() -> None:
    keras = pytest.importorskip("keras")
    shape, hidden, filters, kernel_size = (20, 17, 3), 13, 7, 5
    mlp = keras.Sequential([keras.Input(shape), keras.layers.Flatten(), keras.layers.Dense(hidden)])
    cnn = keras.Sequential([keras.Input(shape), keras.layers.Conv2D(filters, kernel_size)])
    want = (mlp.count_params(), cnn.count_params())
    assert oracle.parameter_counts(shape, hidden, filters, kernel_size) == want


def test_windows_side_by_side_are_blocks() -> None:
    images = IMAGES[:, :6]
    for ours, theirs in ((oracle.max_pool2d, np.max), (oracle.average_pool2d, np.mean)):
        np.testing.assert_allclose(ours(images, 2), block_reduce(images, (1, 2, 2, 1), theirs), rtol=1e-12)


def test_same_padding_at_stride_one_is_a_filter() -> None:
    want = ndimage.maximum_filter(IMAGES, size=(1, 3, 3, 1), mode="constant", cval=-np.inf)
    np.testing.assert_array_equal(oracle.max_pool2d(IMAGES, 3, 1, "same"), want)


def test_global_average_is_the_mean_of_a_map() -> None:
    want = [[image[..., channel].mean() for channel in range(3)] for image in IMAGES]
    np.testing.assert_allclose(oracle.global_average_pool(IMAGES), want, rtol=1e-12)


def test_way_back_is_the_slope() -> None:
    images = IMAGES[:1, :4, :5, :2]
    upstream = RNG.normal(size=oracle.max_pool2d(images, 3, 2, "same").shape)

    def loss(flat: np.ndarray) -> float:
        return float((upstream * oracle.max_pool2d(flat.reshape(images.shape), 3, 2, "same")).sum())

    slope = optimize.approx_fprime(images.ravel(), loss, 1e-3).reshape(images.shape)
    np.testing.assert_allclose(oracle.max_pool2d_backward(upstream, images, 3, 2, "same"), slope, atol=1e-8)
