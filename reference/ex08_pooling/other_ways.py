"""Other right ways of ex08."""

from __future__ import annotations

import numpy as np

from reference.kit.catalogue import other_way


@other_way("max_pool2d", how="a loop over the windows, cut off at the border instead of padded")
def max_pool_window_by_window(images, size, stride=None, padding="valid"):
    return _window_by_window(images, size, stride, padding, np.max)


@other_way("max_pool2d", how="a loop over the window's places, float32, the smallest float32 in fake pixels")
def max_pool_place_by_place(images, size, stride=None, padding="valid"):
    stride = size if stride is None else stride
    images = np.array(images, dtype=np.float32)
    if padding == "same":
        images = np.pad(images, _widths(images.shape, size, stride), constant_values=np.finfo(np.float32).min)
    rows, columns = ((length - size) // stride + 1 for length in images.shape[1:3])
    largest = None
    for i in range(size):
        for j in range(size):
            place = images[:, i : i + stride * rows : stride, j : j + stride * columns : stride]
            place = place[:, :rows, :columns]
            largest = place if largest is None else np.maximum(largest, place)
    return largest


@other_way("max_pool2d", how="whole numbers stay whole numbers, result in Fortran order")
def max_pool_keeps_the_type(images, size, stride=None, padding="valid"):
    stride, images = stride or size, np.asarray(images)
    if padding == "same":
        images = np.pad(images, _widths(images.shape, size, stride), constant_values=images.min())
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return np.asfortranarray(windows.max(axis=(-2, -1)))


@other_way("average_pool2d", how="sums divided by the pooled ones")
def average_by_counting_ones(images, size, stride=None, padding="valid"):
    stride, images = stride or size, np.asarray(images, dtype=float)
    sums, counts = images, np.ones_like(images)
    if padding == "same":
        sums, counts = (np.pad(each, _widths(images.shape, size, stride)) for each in (sums, counts))
    sums, counts = (
        np.lib.stride_tricks.sliding_window_view(each, (size, size), axis=(1, 2))[:, ::stride, ::stride].sum((-2, -1))
        for each in (sums, counts)
    )
    return sums / counts


@other_way("average_pool2d", how="a loop over the windows, in float32")
def average_window_by_window(images, size, stride=None, padding="valid"):
    return _window_by_window(np.asarray(images, dtype=np.float32), size, stride, padding, np.mean).astype(np.float32)


@other_way("global_average_pool", how="flattened maps, float32")
def global_average_of_flat_maps(images):
    images = np.asarray(images, dtype=np.float32)
    return images.reshape(len(images), -1, images.shape[3]).mean(axis=1)


@other_way("global_average_pool", how="as a product with ones")
def global_average_by_einsum(images):
    images = np.asarray(images, dtype=float)
    return np.einsum("bhwc->bc", images) / (images.shape[1] * images.shape[2])


@other_way("parameter_counts", how="the sizes of the real arrays, in a list")
def counts_of_arrays(input_shape, hidden, filters, kernel_size):
    n_inputs = int(np.prod(input_shape))
    dense = np.empty((n_inputs, hidden)).size + np.empty(hidden).size
    kernels = np.empty((kernel_size, kernel_size, input_shape[2], filters))
    return [dense, kernels.size + filters]


@other_way("parameter_counts", how="NumPy's whole numbers in an array")
def counts_in_an_array(input_shape, hidden, filters, kernel_size):
    inputs = np.array([np.prod(input_shape), kernel_size * kernel_size * input_shape[-1]])
    return inputs * [hidden, filters] + [hidden, filters]


@other_way("max_pool2d_backward", how="a mask of the largest pixels, shared where there are several")
def backward_by_mask(upstream, images, size, stride=None, padding="valid"):
    stride, images, upstream = stride or size, np.asarray(images, dtype=float), np.asarray(upstream)
    widths = _widths(images.shape, size, stride) if padding == "same" else [(0, 0)] * 4
    padded = np.pad(images, widths, constant_values=-np.inf)
    gradient = np.zeros(padded.shape)
    for i, j in np.ndindex(upstream.shape[1:3]):
        part = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
        mask = padded[part] == padded[part].max(axis=(1, 2), keepdims=True)
        gradient[part] += upstream[:, i : i + 1, j : j + 1] * mask / mask.sum(axis=(1, 2), keepdims=True)
    (top, _), (left, _) = widths[1:3]
    return gradient[:, top : top + images.shape[1], left : left + images.shape[2]]


@other_way("max_pool2d_backward", how="with np.add.at, in float32, windows cut off at the border")
def backward_by_adding_at(upstream, images, size, stride=None, padding="valid"):
    stride, images = stride or size, np.asarray(images)
    gradient = np.zeros(images.shape, dtype=np.float32)
    (top, _), (left, _) = _widths(images.shape, size, stride)[1:3] if padding == "same" else [(0, 0)] * 2
    for b, i, j, c in np.ndindex(np.shape(upstream)):
        y, x = i * stride - top, j * stride - left
        first_y, first_x = max(y, 0), max(x, 0)
        window = images[b, first_y : y + size, first_x : x + size, c]
        row, column = np.unravel_index(window.argmax(), window.shape)
        np.add.at(gradient, (b, first_y + row, first_x + column, c), np.asarray(upstream)[b, i, j, c])
    return gradient


def _widths(shape, size, stride):
    missing = [max((-(-length // stride) - 1) * stride + size - length, 0) for length in shape[1:3]]
    return [(0, 0), *((number // 2, number - number // 2) for number in missing), (0, 0)]


def _window_by_window(images, size, stride, padding, reduce):
    stride, images = stride or size, np.asarray(images)
    n, height, width, channels = images.shape
    if padding == "same":
        (top, _), (left, _) = _widths(images.shape, size, stride)[1:3]
        rows, columns = -(-height // stride), -(-width // stride)
    else:
        top = left = 0
        rows, columns = (height - size) // stride + 1, (width - size) // stride + 1
    result = np.empty((n, rows, columns, channels))
    for i in range(rows):
        for j in range(columns):
            y, x = i * stride - top, j * stride - left
            result[:, i, j] = reduce(images[:, max(y, 0) : y + size, max(x, 0) : x + size], axis=(1, 2))
    return result
