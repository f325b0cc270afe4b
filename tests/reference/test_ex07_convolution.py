"""The oracles of ex07 against TensorFlow, and against what each of them must be."""

import itertools
from typing import Any

import numpy as np
import pytest

from reference.ex07_convolution import oracle

CASES = list(itertools.product((1, 2, 3, 4), ("valid", "same"), ((3, 3), (2, 5), (4, 1), (1, 2))))
SIZES = ((5, 7), (8, 6), (9, 10))


def drawn(size: tuple[int, ...], kernel: tuple[int, ...]) -> Any:
    rng = np.random.default_rng(7)
    return rng.normal(size=(2, *size, 3)), rng.normal(size=(*kernel, 3, 5)), rng.normal(size=5)


@pytest.mark.parametrize("size", SIZES)
def test_conv2d_is_tensorflows(size: tuple[int, ...]) -> None:
    tf = pytest.importorskip("tensorflow")
    for stride, padding, kernel in CASES:
        images, kernels, bias = drawn(size, kernel)
        want = tf.nn.conv2d(images, kernels, stride, padding.upper()).numpy() + bias
        np.testing.assert_allclose(oracle.conv2d(images, kernels, bias, stride, padding), want, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("size", SIZES)
def test_convolve_channels_is_tensorflows(size: tuple[int, ...]) -> None:
    tf = pytest.importorskip("tensorflow")
    for kernel in ((3, 3), (2, 5), (4, 1)):
        images, kernels, bias = drawn(size, kernel)
        want = tf.nn.conv2d(images, kernels, 1, "VALID").numpy()[1] + bias
        np.testing.assert_allclose(oracle.convolve_channels(images[1], kernels, bias), want, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("size", SIZES)
def test_backward_is_tensorflows(size: tuple[int, ...]) -> None:
    tf = pytest.importorskip("tensorflow")
    for stride, padding, kernel in CASES:
        images, kernels, bias = (tf.constant(value) for value in drawn(size, kernel))
        with tf.GradientTape() as tape:
            tape.watch([images, kernels, bias])
            maps = tf.nn.conv2d(images, kernels, stride, padding.upper()) + bias
        upstream = np.random.default_rng(8).normal(size=maps.shape)
        want = tape.gradient(maps, [images, kernels, bias], output_gradients=tf.constant(upstream))
        got = oracle.conv2d_backward(upstream, images.numpy(), kernels.numpy(), stride, padding)
        for one, other in zip(got, want, strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("size", SIZES)
def test_output_size_is_the_size_of_tensorflows_maps(size: tuple[int, ...]) -> None:
    tf = pytest.importorskip("tensorflow")
    for stride, padding, kernel in CASES:
        images, kernels, _ = drawn(size, kernel)
        maps = tf.nn.conv2d(images, kernels, stride, padding.upper())
        got = tuple(oracle.output_size(n, k, stride, padding) for n, k in zip(size, kernel, strict=True))
        assert got == tuple(maps.shape[1:3])
        for amount in (0, 1, 2):
            padded = oracle.pad_images(images, amount)
            maps = tf.nn.conv2d(padded, kernels, stride, "VALID")
            got = tuple(oracle.output_size(n, k, stride, amount) for n, k in zip(size, kernel, strict=True))
            assert got == tuple(maps.shape[1:3])


def test_pad_images_is_numpys_pad() -> None:
    images, _, _ = drawn((5, 7), (3, 3))
    for amount in (0, 2):
        want = np.pad(images, ((0, 0), (amount, amount), (amount, amount), (0, 0)))
        np.testing.assert_array_equal(oracle.pad_images(images, amount), want)


def test_convolve_one_by_hand() -> None:
    assert oracle.convolve_one([[0, 3, 5], [1, 1, 1]], [[-1, 1]]).tolist() == [[3, 2], [0, 0]]
