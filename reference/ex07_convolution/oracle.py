"""Oracles of ex07: SciPy's correlate2d and convolve2d channel by channel, and counting on the fingers."""

from __future__ import annotations

import numpy as np
from scipy import signal


def output_size(size: int, kernel: int, stride: int = 1, padding: str | int = "valid") -> int:
    """Count the pixels at which a window may begin."""
    if padding == "same":
        return len(range(0, size, stride))
    if padding != "valid":
        size += 2 * int(padding)
    return len([first for first in range(0, size, stride) if first + kernel <= size])


def pad_images(images: np.ndarray, amount: int) -> np.ndarray:
    """Write the images into the middle of zeros."""
    images = np.asarray(images)
    batch, height, width, channels = images.shape
    padded = np.zeros((batch, height + 2 * amount, width + 2 * amount, channels))
    padded[:, amount : amount + height, amount : amount + width] = images
    return padded


def convolve_one(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Correlate one channel with one kernel, where the window lies inside."""
    result: np.ndarray = signal.correlate2d(np.asarray(image, dtype=float), np.asarray(kernel, dtype=float), "valid")
    return result


def convolve_channels(image: np.ndarray, kernels: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Apply the whole layer to a batch of one image."""
    maps: np.ndarray = conv2d(np.asarray(image)[None], kernels, bias)[0]
    return maps


def conv2d(
    images: np.ndarray, kernels: np.ndarray, bias: np.ndarray, stride: int = 1, padding: str = "valid"
) -> np.ndarray:
    """Correlate each channel of each image with each filter; add up over the channels, then keep every stride-th."""
    kernels = np.asarray(kernels, dtype=float)
    images = _padded(np.asarray(images, dtype=float), kernels, stride, padding)
    maps = [
        [
            sum(convolve_one(image[:, :, c], kernels[:, :, c, f]) for c in range(image.shape[2]))
            for f in range(kernels.shape[3])
        ]
        for image in images
    ]
    return np.moveaxis(np.array(maps), 1, 3)[:, ::stride, ::stride] + np.asarray(bias, dtype=float)


def conv2d_backward(
    upstream: np.ndarray, images: np.ndarray, kernels: np.ndarray, stride: int = 1, padding: str = "valid"
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Spread upstream over a grid of stride 1; convolve it with the kernels, and correlate the images with it."""
    upstream, images, kernels = (np.asarray(value, dtype=float) for value in (upstream, images, kernels))
    padded = _padded(images, kernels, stride, padding)
    batch, height, width, filters = upstream.shape
    spread = np.zeros((batch, (height - 1) * stride + 1, (width - 1) * stride + 1, filters))
    spread[:, ::stride, ::stride] = upstream
    d_padded, d_kernels = np.zeros_like(padded), np.zeros_like(kernels)
    for b, c, f in np.ndindex(batch, images.shape[3], filters):
        back = signal.convolve2d(spread[b, :, :, f], kernels[:, :, c, f], "full")
        d_padded[b, : back.shape[0], : back.shape[1], c] += back
        met = signal.correlate2d(padded[b, :, :, c], spread[b, :, :, f], "valid")
        d_kernels[:, :, c, f] += met[: kernels.shape[0], : kernels.shape[1]]
    top, left = (before for before, _ in _frame(images, kernels, stride, padding))
    d_images = d_padded[:, top : top + images.shape[1], left : left + images.shape[2]]
    return d_images, d_kernels, upstream.sum(axis=(0, 1, 2))


def _frame(images: np.ndarray, kernels: np.ndarray, stride: int, padding: str) -> list[tuple[int, int]]:
    """Return the fake pixels (before, after) along height and width, by TensorFlow's documented rule."""
    if padding == "valid":
        return [(0, 0), (0, 0)]
    frame = []
    for size, kernel in zip(images.shape[1:3], kernels.shape[:2], strict=True):
        total = max(kernel - (size % stride or stride), 0)
        frame.append((total // 2, total - total // 2))
    return frame


def _padded(images: np.ndarray, kernels: np.ndarray, stride: int, padding: str) -> np.ndarray:
    return np.pad(images, [(0, 0), *_frame(images, kernels, stride, padding), (0, 0)])
