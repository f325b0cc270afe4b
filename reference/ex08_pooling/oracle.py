"""Oracles of ex08: plain loops that look only at pixels inside the image, and scikit-image's block_reduce."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
from skimage.measure import block_reduce

Place = tuple[int, int, int, int]


def max_pool2d(images: np.ndarray, size: int, stride: int | None = None, padding: str = "valid") -> np.ndarray:
    """Largest number of each window, of shape (B, rows, columns, C)."""
    return _pool(images, size, stride, padding, max)


def average_pool2d(images: np.ndarray, size: int, stride: int | None = None, padding: str = "valid") -> np.ndarray:
    """Mean of the pixels of each window that lie in the image, of shape (B, rows, columns, C)."""
    return _pool(images, size, stride, padding, lambda numbers: math.fsum(numbers) / len(numbers))


def global_average_pool(images: np.ndarray) -> np.ndarray:
    """Mean of each channel of each image, of shape (B, C): one block as large as the image."""
    images = np.asarray(images, dtype=float)
    block = (1, *images.shape[1:3], 1)
    means: np.ndarray = block_reduce(images, block, np.mean)  # type: ignore[no-untyped-call]
    return means[:, 0, 0, :]


def parameter_counts(input_shape: tuple[int, int, int], hidden: int, filters: int, kernel_size: int) -> tuple[int, int]:
    """Count weights and biases unit by unit and filter by filter."""
    dense = sum(math.prod(input_shape) + 1 for _unit in range(hidden))
    convolution = 0
    for _filter in range(filters):
        convolution += 1
        for _row, _column, _channel in product(range(kernel_size), range(kernel_size), range(input_shape[2])):
            convolution += 1
    return dense, convolution


def max_pool2d_backward(
    upstream: np.ndarray, images: np.ndarray, size: int, stride: int | None = None, padding: str = "valid"
) -> np.ndarray:
    """Give each window's gradient to its first largest pixel."""
    upstream, images = np.asarray(upstream, dtype=float), np.asarray(images, dtype=float)
    gradient = np.zeros(images.shape)
    for window, places in _windows(images.shape, size, stride, padding):
        gradient[max(places, key=lambda place: float(images[place]))] += upstream[window]
    return gradient


def _pool(
    images: np.ndarray, size: int, stride: int | None, padding: str, reduce: Callable[[list[float]], float]
) -> np.ndarray:
    images = np.asarray(images, dtype=float)
    found = {
        window: reduce([float(images[place]) for place in places])
        for window, places in _windows(images.shape, size, stride, padding)
    }
    shape = tuple(1 + max(window[axis] for window in found) for axis in range(4))
    result = np.empty(shape)
    for window, number in found.items():
        result[window] = number
    return result


def _windows(
    shape: tuple[int, ...], size: int, stride: int | None, padding: str
) -> Iterator[tuple[Place, list[Place]]]:
    """Yield each window's place in the result and the places of the pixels in it, row by row."""
    batch, height, width, channels = shape
    rows = list(enumerate(_lines(height, size, stride or size, padding)))
    columns = list(enumerate(_lines(width, size, stride or size, padding)))
    for b, (i, ys), (j, xs), c in product(range(batch), rows, columns, range(channels)):
        yield (b, i, j, c), [(b, y, x, c) for y in ys for x in xs]


def _lines(length: int, size: int, stride: int, padding: str) -> list[list[int]]:
    """Return for each window along one axis the positions in it, without those outside the image."""
    if padding == "valid":
        return [list(range(start, start + size)) for start in range(0, length - size + 1, stride)]
    count = math.ceil(length / stride)
    first = -(max((count - 1) * stride + size - length, 0) // 2)
    starts = [first + stride * number for number in range(count)]
    return [[place for place in range(start, start + size) if 0 <= place < length] for start in starts]
