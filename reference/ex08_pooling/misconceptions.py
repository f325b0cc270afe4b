"""Wrong ways of ex08."""

from __future__ import annotations

import numpy as np

from reference.kit.catalogue import misconception


@misconception
def max_pool_steps_by_one(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or 1, padding, -np.inf, np.max)


@misconception
def max_pool_with_none_for_a_step(images, size, stride=None, padding="valid"):
    windows = _windows(np.asarray(images, dtype=float), size, stride, padding, -np.inf)
    return windows.max(axis=(-2, -1))


@misconception
def max_pool_takes_the_mean(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, np.nan, np.nanmean)


@misconception
def max_pool_channels_first(images, size, stride=None, padding="valid"):
    stride = stride or size
    widths = _pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=-np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].max(axis=(-2, -1))


@misconception
def max_pool_channels_first_in_a_loop(images, size, stride=None, padding="valid"):
    stride = stride or size
    widths = _pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=-np.inf)
    rows, columns = (max((length - size) // stride + 1, 0) for length in padded.shape[2:])
    result = np.zeros((*padded.shape[:2], rows, columns))
    for i, j in np.ndindex(rows, columns):
        y, x = i * stride, j * stride
        result[:, :, i, j] = padded[:, :, y : y + size, x : x + size].max(axis=(2, 3))
    return result


@misconception
def max_pool_as_if_square(images, size, stride=None, padding="valid"):
    images = np.asarray(images, dtype=float)
    side = min(images.shape[1:3])
    return _pool(images[:, :side, :side], size, stride or size, padding, -np.inf, np.max)


@misconception
def max_over_channels_too(images, size, stride=None, padding="valid"):
    result = _pool(images, size, stride or size, padding, -np.inf, np.max)
    return result.max(axis=3, keepdims=True) + np.zeros(result.shape)


@misconception
def max_over_channels_with_no_axis_left(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, -np.inf, np.max).max(axis=3)


@misconception
def max_over_the_batch_too(images, size, stride=None, padding="valid"):
    result = _pool(images, size, stride or size, padding, -np.inf, np.max)
    return result.max(axis=0, keepdims=True) + np.zeros(result.shape)


@misconception
def max_over_the_batch_with_no_axis_left(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, -np.inf, np.max).max(axis=0)


@misconception
def max_pool_ignores_stride(images, size, stride=None, padding="valid"):
    return _pool(images, size, size, padding, -np.inf, np.max)


@misconception
def max_pool_pads_for_the_stride_and_ignores_it(images, size, stride=None, padding="valid"):
    widths = _pad_widths(np.shape(images), size, stride or size, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=-np.inf)
    return _pool(padded, size, size, "valid", -np.inf, np.max)


@misconception
def max_pool_keeps_the_rest(images, size, stride=None, padding="valid"):
    images, stride = np.asarray(images, dtype=float), stride or size
    rest = [(0, -(length - size) % stride if padding == "valid" else 0) for length in images.shape[1:3]]
    images = np.pad(images, [(0, 0), *rest, (0, 0)], constant_values=-np.inf)
    return _pool(images, size, stride, padding, -np.inf, np.max)


@misconception
def max_pool_ignores_padding(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, "valid", -np.inf, np.max)


@misconception
def max_pool_odd_pixel_first(images, size, stride=None, padding="valid"):
    images = np.flip(np.asarray(images, dtype=float), (1, 2))
    if padding == "same":
        return np.flip(_pool(images, size, stride or size, padding, -np.inf, np.max), (1, 2))
    return _pool(np.flip(images, (1, 2)), size, stride or size, padding, -np.inf, np.max)


@misconception
def max_pool_padded_with_zeros(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, 0, np.max)


@misconception
def max_pool_padded_with_minus_one(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, -1, np.max)


@misconception
def max_pool_pads_whole_numbers(images, size, stride=None, padding="valid"):
    return _windows(np.asarray(images), size, stride or size, padding, -np.inf).max(axis=(-2, -1))


@misconception
def max_pool_of_blocks(images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    b, h, w, c = images.shape
    blocks = images[:, : h // size * size, : w // size * size].reshape(b, h // size, size, w // size, size, c)
    return blocks.max(axis=(2, 4))


@misconception
def max_pool_keeps_every_rest(images, size, stride=None, padding="valid"):
    stride = stride or size
    widths = _pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=-np.inf)
    rows = [
        [padded[:, y : y + size, x : x + size].max(axis=(1, 2)) for x in range(0, padded.shape[2], stride)]
        for y in range(0, padded.shape[1], stride)
    ]
    return np.array(rows).transpose(2, 0, 1, 3)


@misconception
def max_pool_stride_left_out_of_the_place(images, size, stride=None, padding="valid"):
    stride = stride or size
    widths = _pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=-np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2)).max(axis=(-2, -1))
    rows, columns = ((length - size) // stride + 1 for length in padded.shape[1:3])
    return windows[:, :rows, :columns]


@misconception
def max_pool_over_the_wrong_axes(images, size, stride=None, padding="valid"):
    stride = stride or size
    widths = _pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=-np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(3, 4))


@misconception
def max_pool_with_a_square_result(images, size, stride=None, padding="valid"):
    stride = stride or size
    widths = _pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=-np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2)).max(axis=(-2, -1))
    count = (padded.shape[1] - size) // stride + 1
    result = np.zeros((len(padded), count, count, padded.shape[3]))
    kept = windows[:, ::stride, ::stride][:, :count, :count]
    result[:, : kept.shape[1], : kept.shape[2]] = kept
    return result


@misconception
def max_pool_steps_by_two(images, size, stride=2, padding="valid"):
    stride = stride or size
    widths = _pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=-np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(-2, -1))


@misconception
def max_pool_takes_two_for_none(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or 2, padding, -np.inf, np.max)


@misconception
def smallest_of_the_window(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, np.inf, np.min)


@misconception
def first_pixel_of_the_window(images, size, stride=None, padding="valid"):
    return _windows(np.asarray(images, dtype=float), size, stride or size, padding, -np.inf)[..., 0, 0]


@misconception
def largest_of_the_first_row(images, size, stride=None, padding="valid"):
    return _windows(np.asarray(images, dtype=float), size, stride or size, padding, -np.inf)[..., 0, :].max(axis=-1)


@misconception
def last_window_forgotten(images, size, stride=None, padding="valid"):
    stride = stride or size
    widths = _pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=-np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2)).max(axis=(-2, -1))
    rows, columns = (len(range(0, length - size, stride)) for length in padded.shape[1:3])
    return windows[:, ::stride, ::stride][:, :rows, :columns]


@misconception
def max_pool_counts_steps(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = np.pad(
        np.asarray(images, dtype=float), _pad_widths(np.shape(images), size, stride, padding), constant_values=-np.inf
    )
    rows, columns = ((length - size) // stride for length in padded.shape[1:3])
    return _pool(padded, size, stride, "valid", -np.inf, np.max)[:, :rows, :columns]


@misconception
def max_pool_blocks_in_the_wrong_order(images, size, stride=None, padding="valid"):
    stride = stride or size
    if stride != size:
        return _pool(images, size, stride, padding, -np.inf, np.max)
    widths = _pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=-np.inf)
    return _strips(padded, size).max(axis=(3, 4))


@misconception
def max_pool_of_strips_alone(images, size, stride=None, padding="valid"):
    return _strips(np.asarray(images, dtype=float), size).max(axis=(3, 4))


@misconception
def max_pool_of_combs(images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    b, h, w, c = images.shape
    combs = images[:, : h // size * size, : w // size * size].reshape(b, size, h // size, size, w // size, c)
    return combs.max(axis=(1, 3))


@misconception
def max_pool_of_blocks_that_must_fit(images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    b, h, w, c = images.shape
    return images.reshape(b, h // size, size, w // size, size, c).max(axis=(2, 4))


@misconception
def max_pool_hangs_over_at_one_end(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, -np.inf, np.max, before=_nothing)


@misconception
def max_pool_padded_with_other_pixels(images, size, stride=None, padding="valid"):
    return _pool_in_mode(images, size, stride or size, padding, np.max, "reflect")


@misconception
def max_pool_padded_with_the_opposite_side(images, size, stride=None, padding="valid"):
    return _pool_in_mode(images, size, stride or size, padding, np.max, "wrap")


@misconception
def max_pool_padded_with_means(images, size, stride=None, padding="valid"):
    return _pool_in_mode(images, size, stride or size, padding, np.max, "mean")


@misconception
def max_pool_padded_with_the_mean(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, np.mean(images, dtype=float), np.max)


@misconception
def max_pool_of_nan(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, np.nan, np.max)


@misconception
def max_pool_padded_with_infinity(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, np.inf, np.max)


@misconception
def max_pool_pads_whole_numbers_with_nan(images, size, stride=None, padding="valid"):
    return np.nanmax(_windows(np.asarray(images), size, stride or size, padding, np.nan), axis=(-2, -1))


@misconception
def average_divides_by_the_side(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, np.nan, np.nansum) / size


@misconception
def average_is_a_sum(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, np.nan, np.nansum)


@misconception
def average_ignores_stride(images, size, stride=None, padding="valid"):
    return _pool(images, size, size, padding, np.nan, np.nanmean)


@misconception
def average_pads_for_the_stride_and_ignores_it(images, size, stride=None, padding="valid"):
    widths = _pad_widths(np.shape(images), size, stride or size, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=np.nan)
    return _pool(padded, size, size, "valid", np.nan, np.nanmean)


@misconception
def average_over_channels_too(images, size, stride=None, padding="valid"):
    result = _pool(images, size, stride or size, padding, np.nan, np.nanmean)
    return result.mean(axis=3, keepdims=True) + np.zeros(result.shape)


@misconception
def average_counts_padding(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, 0, np.mean)


@misconception
def average_leaves_black_pixels_out(images, size, stride=None, padding="valid"):
    windows = _windows(np.asarray(images, dtype=float), size, stride or size, padding, 0)
    return windows.sum(axis=(-2, -1)) / np.maximum((windows != 0).sum(axis=(-2, -1)), 1)


@misconception
def average_in_whole_numbers(images, size, stride=None, padding="valid"):
    result = _pool(images, size, stride or size, padding, np.nan, np.nanmean)
    return result.astype(np.asarray(images).dtype)


@misconception
def average_adds_up_bytes(images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    windows = _windows(images, size, stride or size, padding, 0)
    counts = _windows(np.ones(images.shape), size, stride or size, padding, 0).sum(axis=(-2, -1))
    return windows.sum(axis=(-2, -1), dtype=images.dtype) / counts


@misconception
def average_ignores_padding(images, size, stride=None, padding="valid"):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(images, dtype=float), (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride].mean(axis=(-2, -1))


@misconception
def average_of_nan(images, size, stride=None, padding="valid"):
    stride = stride or size
    widths = _pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride].mean(axis=(-2, -1))


@misconception
def average_with_border_pixels_repeated(images, size, stride=None, padding="valid"):
    stride = stride or size
    widths = _pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride].mean(axis=(-2, -1))


@misconception
def median_of_the_window(images, size, stride=None, padding="valid"):
    stride = stride or size
    widths = _pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
    return np.nanmedian(windows[:, ::stride, ::stride], axis=(-2, -1))


@misconception
def average_is_the_largest(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, -np.inf, np.max)


@misconception
def average_of_minus_infinity(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, -np.inf, np.mean)


@misconception
def average_of_blocks(images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    b, h, w, c = images.shape
    blocks = images[:, : h // size * size, : w // size * size].reshape(b, h // size, size, w // size, size, c)
    return blocks.mean(axis=(2, 4))


@misconception
def average_blocks_in_the_wrong_order(images, size, stride=None, padding="valid"):
    stride = stride or size
    if stride != size:
        return _pool(images, size, stride, padding, np.nan, np.nanmean)
    widths = _pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=np.nan)
    return np.nanmean(_strips(padded, size), axis=(3, 4))


@misconception
def average_of_strips_alone(images, size, stride=None, padding="valid"):
    return _strips(np.asarray(images, dtype=float), size).mean(axis=(3, 4))


@misconception
def average_hangs_over_at_one_end(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, np.nan, np.nanmean, before=_nothing)


@misconception
def average_odd_pixel_first(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, np.nan, np.nanmean, before=_the_larger_half)


@misconception
def average_steps_by_one(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or 1, padding, np.nan, np.nanmean)


@misconception
def average_with_none_for_a_step(images, size, stride=None, padding="valid"):
    windows = _windows(np.asarray(images, dtype=float), size, stride, padding, np.nan)
    return np.nanmean(windows, axis=(-2, -1))


@misconception
def average_steps_by_two(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or 2, padding, np.nan, np.nanmean)


@misconception
def average_pads_whole_numbers(images, size, stride=None, padding="valid"):
    return np.nanmean(_windows(np.asarray(images), size, stride or size, padding, np.nan), axis=(-2, -1))


@misconception
def average_pads_whole_numbers_for_same(images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    if padding == "valid":
        return _pool(images, size, stride or size, padding, np.nan, np.nanmean)
    return np.nanmean(_windows(images, size, stride or size, padding, np.nan), axis=(-2, -1))


@misconception
def average_makes_up_for_one_end(images, size, stride=None, padding="valid"):
    stride = stride or size
    means = _pool(images, size, stride, padding, 0, np.mean)
    (_, below), (_, right) = _pad_widths(np.shape(images), size, stride, padding)[1:3]
    means[:, -1] *= size / (size - below)
    means[:, :, -1] *= size / (size - right)
    return means


@misconception
def average_padded_with_means(images, size, stride=None, padding="valid"):
    return _pool_in_mode(images, size, stride or size, padding, np.mean, "mean")


@misconception
def average_padded_with_the_mean(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, np.mean(images, dtype=float), np.mean)


@misconception
def average_padded_with_other_pixels(images, size, stride=None, padding="valid"):
    return _pool_in_mode(images, size, stride or size, padding, np.mean, "reflect")


@misconception
def average_padded_with_the_opposite_side(images, size, stride=None, padding="valid"):
    return _pool_in_mode(images, size, stride or size, padding, np.mean, "wrap")


@misconception
def global_mean_over_channels_too(images):
    return np.mean(images, axis=(1, 2, 3))


@misconception
def global_mean_over_the_batch_too(images):
    return np.mean(images, axis=(0, 1, 2))


@misconception
def global_mean_keeps_axes(images):
    return np.mean(images, axis=(1, 2), keepdims=True)


@misconception
def global_mean_in_whole_numbers(images):
    images = np.asarray(images)
    return np.mean(images, axis=(1, 2)).astype(images.dtype)


@misconception
def global_maximum(images):
    return np.max(images, axis=(1, 2))


@misconception
def global_mean_channels_first(images):
    return np.mean(images, axis=(2, 3))


@misconception
def global_mean_of_everything(images):
    return np.mean(images)


@misconception
def global_sum(images):
    return np.sum(images, axis=(1, 2))


@misconception
def global_mean_over_the_height_alone(images):
    return np.mean(images, axis=1)


@misconception
def global_mean_over_the_width_alone(images):
    return np.mean(images, axis=2)


@misconception
def global_mean_with_axes_moved_up(images):
    return np.mean(images, axis=(1, 3))


@misconception
def global_mean_of_mixed_channels(images):
    images = np.asarray(images)
    return images.reshape(len(images), images.shape[3], -1).mean(axis=-1)


@misconception
def global_mean_of_a_square(images):
    images = np.asarray(images, dtype=float)
    side = min(images.shape[1:3])
    return images[:, :side, :side].mean(axis=(1, 2))


@misconception
def global_mean_of_a_window_as_high(images):
    images = np.asarray(images, dtype=float)
    return _pool(images, images.shape[1], images.shape[1], "valid", np.nan, np.nanmean)[:, 0, 0]


@misconception
def global_mean_adds_up_bytes(images):
    images = np.asarray(images)
    return np.sum(images, axis=(1, 2), dtype=images.dtype) / (images.shape[1] * images.shape[2])


@misconception
def counts_without_bias(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return height * width * channels * hidden, kernel_size**2 * channels * filters


@misconception
def counts_without_bias_of_the_units(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return height * width * channels * hidden, (kernel_size**2 * channels + 1) * filters


@misconception
def counts_without_bias_of_the_filters(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * channels + 1) * hidden, kernel_size**2 * channels * filters


@misconception
def counts_with_one_bias(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return height * width * channels * hidden + 1, kernel_size**2 * channels * filters + 1


@misconception
def counts_with_one_bias_for_all_units(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return height * width * channels * hidden + 1, (kernel_size**2 * channels + 1) * filters


@misconception
def counts_with_one_bias_for_all_filters(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * channels + 1) * hidden, kernel_size**2 * channels * filters + 1


@misconception
def counts_pixels_without_channels(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width + 1) * hidden, (kernel_size**2 * channels + 1) * filters


@misconception
def counts_the_wrong_way_round(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (kernel_size**2 * channels + 1) * filters, (height * width * channels + 1) * hidden


@misconception
def counts_flat_filters(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * channels + 1) * hidden, (kernel_size**2 + 1) * filters


@misconception
def counts_kernels_as_lines(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * channels + 1) * hidden, (kernel_size * channels + 1) * filters


@misconception
def counts_filters_at_every_place(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * channels + 1) * hidden, height * width * (kernel_size**2 * channels + 1) * filters


@misconception
def counts_a_bias_for_each_channel(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * channels + 1) * hidden, (kernel_size**2 + 1) * channels * filters


@misconception
def counts_added_up(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * channels + 1) * hidden + (kernel_size**2 * channels + 1) * filters


@misconception
def counts_units_by_adding(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return height * width * channels + hidden, (kernel_size**2 * channels + 1) * filters


@misconception
def counts_a_bias_for_each_input(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return height * width * channels * (hidden + 1), (kernel_size**2 * channels + 1) * filters


@misconception
def counts_a_square_image(input_shape, hidden, filters, kernel_size):
    height, _, channels = input_shape
    return (height * height * channels + 1) * hidden, (kernel_size**2 * channels + 1) * filters


@misconception
def counts_a_square_as_wide_as_the_image(input_shape, hidden, filters, kernel_size):
    _, width, channels = input_shape
    return (width * width * channels + 1) * hidden, (kernel_size**2 * channels + 1) * filters


@misconception
def counts_three_channels(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * channels + 1) * hidden, (kernel_size**2 * 3 + 1) * filters


@misconception
def counts_three_channels_everywhere(input_shape, hidden, filters, kernel_size):
    height, width, _ = input_shape
    return (height * width * 3 + 1) * hidden, (kernel_size**2 * 3 + 1) * filters


@misconception
def counts_three_channels_of_a_pixel(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * 3 + 1) * hidden, (kernel_size**2 * channels + 1) * filters


@misconception
def counts_a_bias_at_every_place(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    places = (height - kernel_size + 1) * (width - kernel_size + 1)
    return (height * width * channels + 1) * hidden, (kernel_size**2 * channels + places) * filters


@misconception
def counts_a_bias_at_every_pixel(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * channels + 1) * hidden, (kernel_size**2 * channels + height * width) * filters


@misconception
def counts_filters_at_every_place_of_the_map(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    places = (height - kernel_size + 1) * (width - kernel_size + 1)
    return (height * width * channels + 1) * hidden, places * (kernel_size**2 * channels + 1) * filters


@misconception
def counts_biases_of_the_channels(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * channels + 1) * hidden, kernel_size**2 * channels * filters + channels


@misconception
def counts_filters_by_adding(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * channels + 1) * hidden, kernel_size**2 * channels + filters


@misconception
def gradient_for_everyone(upstream, images, size, stride=None, padding="valid"):
    return _backward(upstream, images, size, stride or size, padding, share=lambda window: np.ones(window.shape))


@misconception
def gradient_shared_as_a_mean(upstream, images, size, stride=None, padding="valid"):
    return _backward(
        upstream,
        images,
        size,
        stride or size,
        padding,
        share=lambda window: np.isfinite(window) / np.isfinite(window).sum(axis=(1, 2), keepdims=True),
    )


@misconception
def gradient_without_upstream(upstream, images, size, stride=None, padding="valid"):
    return _backward(np.ones(np.shape(upstream)), images, size, stride or size, padding)


@misconception
def gradient_times_the_pixel(upstream, images, size, stride=None, padding="valid"):
    return _backward(upstream, images, size, stride or size, padding) * np.asarray(images, dtype=float)


@misconception
def gradient_overwritten(upstream, images, size, stride=None, padding="valid"):
    return _backward(upstream, images, size, stride or size, padding, add=False)


@misconception
def gradient_overwritten_window_by_window(upstream, images, size, stride=None, padding="valid"):
    stride, upstream = stride or size, np.asarray(upstream, dtype=float)
    widths = _pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=-np.inf)
    gradient = np.zeros(padded.shape)
    for i, j in np.ndindex(upstream.shape[1:3]):
        part = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
        gradient[part] = upstream[:, i : i + 1, j : j + 1] * _is_largest(padded[part])
    (top, bottom), (left, right) = widths[1:3]
    return gradient[:, top : padded.shape[1] - bottom, left : padded.shape[2] - right]


@misconception
def gradient_with_the_padding_on(upstream, images, size, stride=None, padding="valid"):
    return _backward(upstream, images, size, stride or size, padding, cut=False)


@misconception
def gradient_cut_at_one_end(upstream, images, size, stride=None, padding="valid"):
    gradient = _backward(upstream, images, size, stride or size, padding, cut=False)
    return gradient[:, : np.shape(images)[1], : np.shape(images)[2]]


@misconception
def gradient_lost_to_zeros(upstream, images, size, stride=None, padding="valid"):
    return _backward(upstream, images, size, stride or size, padding, fill=0)


@misconception
def gradient_in_whole_numbers(upstream, images, size, stride=None, padding="valid"):
    return _backward(upstream, images, size, stride or size, padding).astype(np.asarray(images).dtype)


@misconception
def gradient_written_over_the_images(upstream, images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    images[...] = _backward(upstream, images, size, stride or size, padding)
    return images


@misconception
def gradient_for_every_largest(upstream, images, size, stride=None, padding="valid"):
    return _backward(upstream, images, size, stride or size, padding)


@misconception
def gradient_for_the_first_pixel(upstream, images, size, stride=None, padding="valid"):
    def first(window):
        place = np.zeros(window.shape)
        place[:, 0, 0] = 1
        return place

    return _backward(upstream, images, size, stride or size, padding, share=first)


@misconception
def gradient_spread_over_the_window(upstream, images, size, stride=None, padding="valid"):
    return _backward(
        upstream, images, size, stride or size, padding, share=lambda window: np.full(window.shape, 1 / size**2)
    )


@misconception
def gradient_split_by_the_stride(upstream, images, size, stride=None, padding="valid"):
    return _to_one(upstream, images, size, stride or size, padding, place=_by_the_stride, more=size**2)


@misconception
def gradient_split_by_the_stride_and_out_of_bounds(upstream, images, size, stride=None, padding="valid"):
    return _to_one(upstream, images, size, stride or size, padding, place=_by_the_stride)


@misconception
def gradient_split_by_the_whole_window(upstream, images, size, stride=None, padding="valid"):
    images, upstream, stride = np.asarray(images, dtype=float), np.asarray(upstream, dtype=float), stride or size
    (above, _), (before, _) = _pad_widths(images.shape, size, stride, padding)[1:3]
    gradient = np.zeros(images.shape)
    for b, i, j, c in np.ndindex(upstream.shape):
        top, left = i * stride - above, j * stride - before
        window = images[b, max(top, 0) : top + size, max(left, 0) : left + size, c]
        row, column = divmod(int(window.argmax()), size)
        gradient[b, max(top, 0) + row, max(left, 0) + column, c] += upstream[b, i, j, c]
    return gradient


@misconception
def gradient_row_and_column_exchanged(upstream, images, size, stride=None, padding="valid"):
    return _to_one(upstream, images, size, stride or size, padding, place=_column_first)


@misconception
def gradient_enlarged_by_repeating(upstream, images, size, stride=None, padding="valid"):
    images, upstream = np.asarray(images, dtype=float), np.asarray(upstream, dtype=float)
    largest = _pool(images, size, stride or size, padding, -np.inf, np.max)
    height, width = images.shape[1:3]
    largest, sent = (each.repeat(size, axis=1).repeat(size, axis=2)[:, :height, :width] for each in (largest, upstream))
    return np.where(images == largest, sent, 0)


@misconception
def gradient_enlarged_and_compared_first(upstream, images, size, stride=None, padding="valid"):
    images, upstream = np.asarray(images, dtype=float), np.asarray(upstream, dtype=float)
    largest = _pool(images, size, stride or size, padding, -np.inf, np.max)
    height, width = images.shape[1:3]
    largest, sent = (each.repeat(size, axis=1).repeat(size, axis=2)[:, :height, :width] for each in (largest, upstream))
    return np.where(largest == images, sent, 0)


@misconception
def gradient_enlarged_and_filled_up(upstream, images, size, stride=None, padding="valid"):
    images, upstream = np.asarray(images, dtype=float), np.asarray(upstream, dtype=float)
    largest = _pool(images, size, stride or size, padding, -np.inf, np.max)
    largest, sent = (each.repeat(size, axis=1).repeat(size, axis=2) for each in (largest, upstream))
    height, width = (min(one, other) for one, other in zip(images.shape[1:3], largest.shape[1:3], strict=True))
    part = np.s_[:, :height, :width]
    gradient = np.zeros(images.shape)
    gradient[part] = np.where(images[part] == largest[part], sent[part], 0)
    return gradient


@misconception
def gradient_for_a_pixel_that_wins_once(upstream, images, size, stride=None, padding="valid"):
    return _to_one(upstream, images, size, stride or size, padding, once=True)


@misconception
def gradient_hangs_over_at_one_end(upstream, images, size, stride=None, padding="valid"):
    return _to_one(upstream, images, size, stride or size, padding, before=_nothing)


@misconception
def gradient_odd_pixel_first(upstream, images, size, stride=None, padding="valid"):
    return _to_one(upstream, images, size, stride or size, padding, before=_the_larger_half)


@misconception
def gradient_steps_by_one(upstream, images, size, stride=None, padding="valid"):
    return _to_one(upstream, images, size, stride or 1, padding)


@misconception
def gradient_steps_by_two(upstream, images, size, stride=None, padding="valid"):
    return _to_one(upstream, images, size, stride or 2, padding)


def _half(missing):
    return missing // 2


def _the_larger_half(missing):
    return missing - missing // 2


def _nothing(_missing):
    return 0


def _pad_widths(shape, size, stride, padding, before=_half):
    if padding == "valid":
        return [(0, 0)] * 4
    missing = [max((-(-length // stride) - 1) * stride + size - length, 0) for length in shape[1:3]]
    return [(0, 0), *((before(number), number - before(number)) for number in missing), (0, 0)]


def _windows(images, size, stride, padding, fill, before=_half):
    padded = np.pad(images, _pad_widths(images.shape, size, stride, padding, before), constant_values=fill)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride]


def _pool(images, size, stride, padding, fill, reduce, before=_half):
    return reduce(_windows(np.asarray(images, dtype=float), size, stride, padding, fill, before), axis=(-2, -1))


def _pool_in_mode(images, size, stride, padding, reduce, mode):
    """Pool with fake pixels that come from the image, as `np.pad` makes them."""
    images = np.asarray(images, dtype=float)
    padded = np.pad(images, _pad_widths(images.shape, size, stride, padding), mode=mode)
    return _pool(padded, size, stride, "valid", 0, reduce)


def _strips(images, size):
    """Fold images without splitting their height and width: what should be blocks are runs of pixels in a row."""
    b, h, w, c = images.shape
    whole = images[:, : h // size * size, : w // size * size]
    return whole.reshape(b, h // size, w // size, size, size, c)


def _by_the_size(number, size, _stride):
    return divmod(number, size)


def _by_the_stride(number, _size, stride):
    return divmod(number, stride)


def _column_first(number, size, _stride):
    return divmod(number, size)[::-1]


def _to_one(upstream, images, size, stride, padding, place=_by_the_size, before=_half, more=0, once=False):
    """Send each gradient to one pixel, which `place` finds by its number; `more` rows and columns lie behind."""
    images, upstream = np.asarray(images, dtype=float), np.asarray(upstream, dtype=float)
    widths = _pad_widths(images.shape, size, stride, padding, before)
    padded = np.pad(images, widths, constant_values=-np.inf)
    gradient = np.zeros([length + extra for length, extra in zip(padded.shape, (0, more, more, 0), strict=True)])
    for b, i, j, c in np.ndindex(upstream.shape):
        top, left = i * stride, j * stride
        number = int(padded[b, top : top + size, left : left + size, c].argmax())
        row, column = place(number, size, stride)
        gradient[b, top + row, left + column, c] += upstream[b, i, j, c]
        if once:
            padded[b, top + row, left + column, c] = -np.inf
    (top, _), (left, _) = widths[1:3]
    return gradient[:, top : top + images.shape[1], left : left + images.shape[2]]


def _is_largest(window):
    return window == window.max(axis=(1, 2), keepdims=True)


def _backward(upstream, images, size, stride, padding, share=_is_largest, add=True, cut=True, fill=-np.inf):
    images, upstream = np.asarray(images, dtype=float), np.asarray(upstream, dtype=float)
    widths = _pad_widths(images.shape, size, stride, padding)
    padded = np.pad(images, widths, constant_values=fill)
    gradient = np.zeros(padded.shape)
    for i, j in np.ndindex(upstream.shape[1:3]):
        part = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
        sent = upstream[:, i : i + 1, j : j + 1] * share(padded[part])
        gradient[part] = gradient[part] + sent if add else np.where(sent != 0, sent, gradient[part])
    if not cut:
        return gradient
    (top, bottom), (left, right) = widths[1:3]
    return gradient[:, top : padded.shape[1] - bottom, left : padded.shape[2] - right]
