"""Other right ways of ex07."""

from __future__ import annotations

import numpy as np

from reference.kit.catalogue import other_way


@other_way("output_size", how="by counting, a NumPy integer as result")
def places_counted(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return np.int64(np.ceil(size / stride))
    amount = padding if isinstance(padding, int) else 0
    return np.arange(0, size + 2 * amount - kernel + 1, stride).size


@other_way("pad_images", how="zeros with the images in their middle, float32")
def written_into_zeros(images, amount):
    images = np.asarray(images)
    batch, height, width, channels = images.shape
    padded = np.zeros((batch, height + 2 * amount, width + 2 * amount, channels), np.float32)
    padded[:, amount : amount + height, amount : amount + width] = images
    return padded


@other_way("edge_kernels", how="Sobel's kernels, turned in sign")
def sobel_kernels():
    vertical = np.outer([1, 2, 1], [1, 0, -1]) / 8
    return {"horizontal": vertical.T, "vertical": vertical}


@other_way("edge_kernels", how="a bright line between dark ones, float32")
def line_kernels():
    vertical = np.array([[-1, 2, -1], [-1, 2, -1], [-1, 2, -1]], np.float32)
    return {"vertical": vertical, "horizontal": np.rot90(vertical)}


@other_way("convolve_one", how="all windows at once, einsum")
def windows_and_einsum(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image), np.shape(kernel))
    return np.einsum("hwij,ij->hw", windows, kernel)


@other_way("convolve_one", how="four loops in plain Python")
def four_loops(image, kernel):
    height, width = len(kernel), len(kernel[0])
    return np.array(
        [
            [
                sum(float(image[y + i][x + j]) * float(kernel[i][j]) for i in range(height) for j in range(width))
                for x in range(len(image[0]) - width + 1)
            ]
            for y in range(len(image) - height + 1)
        ]
    )


@other_way("convolve_channels", how="place by place, all filters at once, float32")
def all_filters_at_each_place(image, kernels, bias):
    image, kernels = np.asarray(image, np.float32), np.asarray(kernels, np.float32)
    kh, kw, _, filters = kernels.shape
    maps = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1, filters), np.float32)
    for y, x in np.ndindex(*maps.shape[:2]):
        maps[y, x] = np.tensordot(image[y : y + kh, x : x + kw], kernels, axes=3)
    maps += np.asarray(bias, np.float32)
    return maps


@other_way("convolve_channels", how="all windows at once, a result in Fortran order")
def all_windows_of_one_image(image, kernels, bias):
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image), np.shape(kernels)[:2], axis=(0, 1))
    return np.asfortranarray(np.einsum("hwcij,ijcf->hwf", windows, kernels) + np.asarray(bias))


@other_way("convolve_channels", how="six loops in plain Python, the bias first")
def six_loops(image, kernels, bias):
    height, width = len(kernels), len(kernels[0])
    maps = [[[float(b) for b in bias] for _ in image[0][width - 1 :]] for _ in image[height - 1 :]]
    for y, row in enumerate(maps):
        for x, place in enumerate(row):
            for i, j, c in np.ndindex(height, width, len(kernels[0][0])):
                for f in range(len(bias)):
                    place[f] += float(image[y + i][x + j][c]) * float(kernels[i][j][c][f])
    return np.array(maps)


@other_way("conv2d", how="im2col: windows, one matrix product; result in Fortran order")
def conv2d_by_im2col(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = _framed(np.asarray(images), kernels, stride, padding), np.asarray(kernels)
    kh, kw, channels, filters = kernels.shape
    windows = np.lib.stride_tricks.sliding_window_view(images, (kh, kw, channels), axis=(1, 2, 3))
    windows = windows[:, ::stride, ::stride, 0]
    columns = windows.reshape(*windows.shape[:3], kh * kw * channels)
    return np.asfortranarray(columns @ kernels.reshape(-1, filters) + bias)


@other_way("conv2d", how="windows and an einsum whose path is optimised")
def conv2d_by_einsum(images, kernels, bias, stride=1, padding="valid"):
    images = _framed(np.asarray(images), kernels, stride, padding)
    windows = np.lib.stride_tricks.sliding_window_view(images, np.shape(kernels)[:2], axis=(1, 2))
    return np.einsum("bhwcij,ijcf->bhwf", windows[:, ::stride, ::stride], kernels, optimize=True) + bias


@other_way("conv2d", how="a loop over the taps, float32")
def conv2d_tap_by_tap(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = _framed(np.array(images, np.float32), kernels, stride, padding), np.array(kernels, np.float32)
    kh, kw, _, filters = kernels.shape
    height, width = (images.shape[1] - kh) // stride + 1, (images.shape[2] - kw) // stride + 1
    result = np.zeros((len(images), height, width, filters), np.float32)
    for i in range(kh):
        for j in range(kw):
            result += images[:, i : i + stride * height : stride, j : j + stride * width : stride] @ kernels[i, j]
    result += np.asarray(bias, np.float32)
    return result


@other_way("conv2d", how="a loop over the taps with an optimised einsum each: the most steps a vectorised answer takes")
def conv2d_tap_by_tap_with_einsum(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = _framed(np.asarray(images), kernels, stride, padding), np.asarray(kernels)
    kh, kw, _, filters = kernels.shape
    height, width = (images.shape[1] - kh) // stride + 1, (images.shape[2] - kw) // stride + 1
    result = np.zeros((len(images), height, width, filters)) + np.asarray(bias)
    for i, j in np.ndindex(kh, kw):
        met = images[:, i : i + stride * height : stride, j : j + stride * width : stride]
        result = result + np.einsum("bhwc,cf->bhwf", met, kernels[i, j], optimize=True)
    return result


@other_way("conv2d", how="one large array of positions picks all windows")
def conv2d_by_fancy_indices(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = _framed(np.asarray(images), kernels, stride, padding), np.asarray(kernels)
    kh, kw, _, _ = kernels.shape
    rows = np.arange(0, images.shape[1] - kh + 1, stride)[:, None, None, None] + np.arange(kh)[:, None]
    columns = np.arange(0, images.shape[2] - kw + 1, stride)[:, None, None] + np.arange(kw)
    return np.tensordot(images[:, rows, columns], kernels, 3) + bias


@other_way("conv2d_backward", how="window by window; a list as result")
def backward_window_by_window(upstream, images, kernels, stride=1, padding="valid"):
    upstream, images, kernels = np.asarray(upstream), np.asarray(images), np.asarray(kernels)
    (top, below), (left, right) = _frame(images, kernels, stride, padding)
    padded = np.pad(images, ((0, 0), (top, below), (left, right), (0, 0)))
    d_padded, d_kernels = np.zeros(padded.shape), np.zeros(kernels.shape)
    kh, kw = kernels.shape[:2]
    for b, y, x, f in np.ndindex(*upstream.shape):
        window = np.s_[b, y * stride : y * stride + kh, x * stride : x * stride + kw]
        d_kernels[..., f] += upstream[b, y, x, f] * padded[window]
        d_padded[window] += upstream[b, y, x, f] * kernels[..., f]
    end = d_padded.shape[1] - below, d_padded.shape[2] - right
    return [d_padded[:, top : end[0], left : end[1]], d_kernels, np.einsum("bhwf->f", upstream)]


def _frame(images, kernels, stride, padding):
    frame = []
    for n, k in zip(np.shape(images)[1:3], np.shape(kernels)[:2], strict=True):
        total = max((-(-n // stride) - 1) * stride + k - n, 0) if padding == "same" else 0
        frame.append((total // 2, total - total // 2))
    return frame


def _framed(images, kernels, stride, padding):
    return np.pad(images, [(0, 0), *_frame(images, kernels, stride, padding), (0, 0)])
