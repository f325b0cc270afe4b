"""Wrong ways of ex08 in other spellings."""

from __future__ import annotations

import math
from functools import reduce
from itertools import product

import numpy as np

from reference.kit.catalogue import spelling


def _starts(length, size, stride, padding):
    """Return where each window begins along an axis; with "same" the first may begin before the image."""
    if padding == "valid":
        return list(range(0, length - size + 1, stride))
    count = math.ceil(length / stride)
    before = max((count - 1) * stride + size - length, 0) // 2
    return [stride * number - before for number in range(count)]


def _looped(images, size, stride, padding, answer):
    """Go from window to window, each cut off where the image ends."""
    images = np.array(images, dtype=float)
    rows, columns = (_starts(length, size, stride, padding) for length in images.shape[1:3])
    result = np.zeros((len(images), len(rows), len(columns), images.shape[3]))
    for i, y in enumerate(rows):
        for j, x in enumerate(columns):
            result[:, i, j] = answer(images[:, max(y, 0) : y + size, max(x, 0) : x + size], axis=(1, 2))
    return result


def _padded(images, size, stride, padding, fill=-np.inf):
    images = np.asarray(images, dtype=float)
    if padding == "valid":
        return images
    missing = [max((math.ceil(n / stride) - 1) * stride + size - n, 0) for n in images.shape[1:3]]
    widths = [(0, 0)] + [(m // 2, m - m // 2) for m in missing] + [(0, 0)]
    return np.pad(images, widths, constant_values=fill)


def _padded_like(images, size, stride, padding, mode):
    """Put pixels around images that `np.pad` makes of the images' own."""
    missing = [max((-(-n // stride) - 1) * stride + size - n, 0) for n in np.shape(images)[1:3]]
    widths = [(0, 0), *((m // 2, m - m // 2) if padding == "same" else (0, 0) for m in missing), (0, 0)]
    return np.pad(np.array(images, dtype=float), widths, mode=mode)


def _padded_in_its_type(images, size, stride, padding):
    """Put nan around images, which raises an error where they are whole numbers."""
    missing = [max((-(-n // stride) - 1) * stride + size - n, 0) for n in np.shape(images)[1:3]]
    widths = [(0, 0), *((m // 2, m - m // 2) if padding == "same" else (0, 0) for m in missing), (0, 0)]
    return np.pad(images, widths, constant_values=np.nan)


def _with_means_around(images, size, stride, padding):
    """Put the means of columns above and below images, and of rows to their left and right."""
    for axis in (1, 2):
        starts, mean = _starts(images.shape[axis], size, stride, padding), images.mean(axis=axis, keepdims=True)
        before, behind = max(0, -starts[0]), max(0, starts[-1] + size - images.shape[axis])
        images = np.concatenate([mean] * before + [images] + [mean] * behind, axis=axis)
    return images


def _mirrored(place, length):
    """Return the place in an image that lies where `place` is, seen in mirrors at the first and the last pixel."""
    place = abs(place) % max(2 * length - 2, 1)
    return min(place, 2 * length - 2 - place) if length > 1 else 0


def _places(padded, size, stride):
    """Return for each place in the window its pixels of all windows: shape (size * size, B, rows, columns, C)."""
    rows, columns = ((length - size) // stride * stride + 1 for length in padded.shape[1:3])
    corners = product(range(size), repeat=2)
    return np.stack([padded[:, i : i + rows : stride, j : j + columns : stride] for i, j in corners])


# max_pool2d


@spelling("max-pool-steps-by-one")
def one_step_unless_told(images, size, stride=None, padding="valid"):
    step = 1 if stride is None else stride
    return _looped(images, size, step, padding, np.max)


@spelling("max-pool-steps-by-one")
def one_in_a_shorter_way(images, size, stride=None, padding="valid"):
    stride = stride or 1
    return _places(_padded(images, size, stride, padding), size, stride).max(axis=0)


@spelling("max-pool-with-none-for-a-step")
def none_as_the_step_of_a_slice(images, size, stride=None, padding="valid"):
    padded = _padded(images, size, stride, padding)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(4, 5))


@spelling("max-pool-with-none-for-a-step")
def every_place_where_the_step_is_none(images, size, stride=None, padding="valid"):
    padded = _padded(images, size, stride, padding)
    ends = [length - size + 1 for length in padded.shape[1:3]]
    corners = product(range(size), repeat=2)
    places = [padded[:, i : i + ends[0] : stride, j : j + ends[1] : stride] for i, j in corners]
    return np.maximum.reduce(places)


@spelling("max-pool-takes-the-mean")
def mean_of_each_window_in_a_loop(images, size, stride=None, padding="valid"):
    return _looped(images, size, stride or size, padding, np.mean)


@spelling("max-pool-takes-the-mean")
def mean_of_the_places(images, size, stride=None, padding="valid"):
    stride = size if stride is None else stride
    return np.nanmean(_places(_padded(images, size, stride, padding, np.nan), size, stride), axis=0)


@spelling("max-pool-channels-first")
def steps_in_the_last_two_axes(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (1, 1, size, size))[..., 0, 0, :, :]
    return windows[:, :, ::stride, ::stride].reshape(*windows[:, :, ::stride, ::stride].shape[:4], -1).max(axis=-1)


@spelling("max-pool-channels-first")
def view_of_the_last_two_axes(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(-2, -1))
    return np.amax(windows[..., ::stride, ::stride, :, :], axis=(-1, -2))


@spelling("max-pool-channels-first-in-a-loop")
def shape_unpacked_with_channels_in_second_place(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    n, channels, height, width = padded.shape
    rows, columns = (height - size) // stride + 1, (width - size) // stride + 1
    result = np.empty((n, channels, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            result[:, :, i, j] = padded[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return result


@spelling("max-pool-channels-first-in-a-loop")
def every_map_of_the_second_axis(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    ys, xs = (range(0, length - size + 1, stride) for length in padded.shape[2:])
    result = np.zeros((*padded.shape[:2], len(ys), len(xs)))
    for b, c, i, j in np.ndindex(result.shape):
        result[b, c, i, j] = np.max(padded[b, c, ys[i] : ys[i] + size, xs[j] : xs[j] + size])
    return result


@spelling("max-pool-as-if-square")
def count_of_the_rows_for_both(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    count = (padded.shape[1] - size) // stride + 1
    result = np.empty((len(padded), count, count, padded.shape[3]))
    for i, j in product(range(count), repeat=2):
        window = padded[:, i * stride : i * stride + size, j * stride : j * stride + size]
        result[:, i, j] = window.max(axis=(1, 2))
    return result


@spelling("max-pool-as-if-square")
def starts_of_the_rows_for_both(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    starts = range(0, len(padded[0]) - size + 1, stride)
    maps = [[np.max(padded[:, y : y + size, x : x + size], axis=(1, 2)) for x in starts] for y in starts]
    return np.moveaxis(np.array(maps), 2, 0)


@spelling("max-over-channels-too")
def window_of_an_image_without_an_axis(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    rows, columns = ((length - size) // stride + 1 for length in padded.shape[1:3])
    result = np.zeros((len(padded), rows, columns, padded.shape[3]))
    for b, i, j in np.ndindex(result.shape[:3]):
        window = padded[b, i * stride : i * stride + size, j * stride : j * stride + size]
        result[b, i, j] = window.max()
    return result


@spelling("max-over-channels-too")
def three_axes_of_the_places(images, size, stride=None, padding="valid"):
    stride = stride or size
    places = _places(_padded(images, size, stride, padding), size, stride)
    return np.broadcast_to(places.max(axis=(0, 4))[..., None], places.shape[1:])


@spelling("max-over-channels-with-no-axis-left")
def three_axes_gone(images, size, stride=None, padding="valid"):
    return _looped(images, size, stride or size, padding, np.max).max(axis=-1)


@spelling("max-over-channels-with-no-axis-left")
def window_of_an_image_in_a_map(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    ys, xs = (range(0, length - size + 1, stride) for length in padded.shape[1:3])
    return np.array([[[np.max(image[y : y + size, x : x + size]) for x in xs] for y in ys] for image in padded])


@spelling("max-over-the-batch-too")
def batch_among_the_axes_in_a_loop(images, size, stride=None, padding="valid"):
    return _looped(images, size, stride or size, padding, lambda window, axis: window.max(axis=(0, *axis)))


@spelling("max-over-the-batch-too")
def batch_reduced_first(images, size, stride=None, padding="valid"):
    stride = stride or size
    places = _places(_padded(images, size, stride, padding), size, stride)
    together = np.maximum.reduce(np.maximum.reduce(places))
    return np.stack([together] * len(images))


@spelling("max-over-the-batch-with-no-axis-left")
def batch_among_the_axes_of_the_places(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _places(_padded(images, size, stride, padding), size, stride).max(axis=(0, 1))


@spelling("max-over-the-batch-with-no-axis-left")
def one_map_for_all_images(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    ys, xs = (range(0, length - size + 1, stride) for length in padded.shape[1:3])
    result = np.zeros((len(ys), len(xs), padded.shape[3]))
    for i, j, c in np.ndindex(result.shape):
        result[i, j, c] = padded[:, ys[i] : ys[i] + size, xs[j] : xs[j] + size, c].max()
    return result


@spelling("max-pool-ignores-stride")
def window_of_size_by_size(images, size, stride=None, padding="valid"):
    stride = size
    return _looped(images, size, stride, padding, np.max)


@spelling("max-pool-ignores-stride")
def size_for_the_stride_everywhere(images, size, stride=None, padding="valid"):
    return _places(_padded(images, size, size, padding), size, size).max(axis=0)


@spelling("max-pool-pads-for-the-stride-and-ignores-it")
def slices_in_steps_of_the_size(images, size, stride=None, padding="valid"):
    padded = _padded(images, size, stride or size, padding)
    rows, columns = (length // size * size for length in padded.shape[1:3])
    largest = padded[:, 0:rows:size, 0:columns:size]
    for i, j in product(range(size), repeat=2):
        largest = np.maximum(largest, padded[:, i:rows:size, j:columns:size])
    return largest


@spelling("max-pool-pads-for-the-stride-and-ignores-it")
def view_in_steps_of_the_size(images, size, stride=None, padding="valid"):
    padded = _padded(images, size, stride or size, padding)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
    return windows[:, ::size, ::size].max(axis=(4, 5))


@spelling("max-pool-keeps-the-rest")
def places_rounded_up(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    rows, columns = (math.ceil((length - size) / stride) + 1 for length in padded.shape[1:3])
    result = np.zeros((len(padded), rows, columns, padded.shape[3]))
    for i, j in np.ndindex(rows, columns):
        top, left = i * stride, j * stride
        result[:, i, j] = padded[:, top : top + size, left : left + size].max(axis=(1, 2))
    return result


@spelling("max-pool-keeps-the-rest")
def one_more_step_in_the_range(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    ys, xs = (range(0, length - size + stride, stride) for length in padded.shape[1:3])
    rows = [np.stack([padded[:, y : y + size, x : x + size].max((1, 2)) for x in xs], axis=1) for y in ys]
    return np.stack(rows, axis=1)


@spelling("max-pool-ignores-padding")
def whole_windows_whatever_is_said(images, size, stride=None, padding="valid"):
    return _looped(images, size, stride or size, "valid", np.max)


@spelling("max-pool-ignores-padding")
def places_without_padding(images, size, stride=None, padding="valid"):
    return _places(np.array(images, dtype=float), size, stride or size).max(axis=0)


@spelling("max-pool-odd-pixel-first")
def half_rounded_up_before(images, size, stride=None, padding="valid"):
    stride, images = stride or size, np.array(images, dtype=float)
    widths = [(0, 0)]
    for length in images.shape[1:3]:
        missing = max((-(-length // stride) - 1) * stride + size - length, 0) if padding == "same" else 0
        widths.append((missing - missing // 2, missing // 2))
    padded = np.pad(images, [*widths, (0, 0)], constant_values=-np.inf)
    return _places(padded, size, stride).max(axis=0)


@spelling("max-pool-odd-pixel-first")
def starts_one_pixel_too_far_out(images, size, stride=None, padding="valid"):
    images, stride = np.asarray(images, dtype=np.float32), stride or size
    n, height, width, channels = images.shape
    if padding == "valid":
        return _looped(images, size, stride, padding, np.max)
    rows, columns = math.ceil(height / stride), math.ceil(width / stride)
    top, left = (max((k - 1) * stride + size - n + 1, 0) // 2 for k, n in ((rows, height), (columns, width)))
    result = np.zeros((n, rows, columns, channels), dtype=np.float32)
    for i, j in np.ndindex(rows, columns):
        y, x = i * stride - top, j * stride - left
        result[:, i, j] = images[:, max(0, y) : y + size, max(0, x) : x + size].max(axis=1).max(axis=1)
    return result


@spelling("max-pool-padded-with-zeros")
def pad_without_a_value(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _places(_padded(images, size, stride, padding, fill=0), size, stride).max(axis=0)


@spelling("max-pool-padded-with-zeros")
def written_into_an_array_of_zeros(images, size, stride=None, padding="valid"):
    stride, images = stride or size, np.asarray(images)
    n, height, width, channels = images.shape
    rows, columns = (_starts(length, size, stride, padding) for length in (height, width))
    zeros = np.zeros((n, rows[-1] - rows[0] + size, columns[-1] - columns[0] + size, channels))
    for y, x in np.ndindex(height, width):
        if y - rows[0] < zeros.shape[1] and x - columns[0] < zeros.shape[2]:
            zeros[:, y - rows[0], x - columns[0]] = images[:, y, x]
    return _looped(zeros, size, stride, "valid", np.max)


@spelling("max-pool-padded-with-minus-one")
def minus_ones_around_the_image(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _looped(_padded(images, size, stride, padding, fill=-1), size, stride, "valid", np.max)


@spelling("max-pool-padded-with-minus-one")
def a_thousand_below_zero(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _places(_padded(images, size, stride, padding, fill=-1000), size, stride).max(axis=0)


@spelling("max-pool-pads-whole-numbers")
def frame_filled_with_infinity(images, size, stride=None, padding="valid"):
    images, stride = np.array(images), stride or size
    padded = np.zeros(_padded(images, size, stride, padding).shape, dtype=images.dtype)
    padded.fill(-np.inf)
    top, left = (max(0, -_starts(length, size, stride, padding)[0]) for length in images.shape[1:3])
    padded[:, top : top + images.shape[1], left : left + images.shape[2]] = images
    return _looped(padded, size, stride, "valid", np.max)


@spelling("max-pool-pads-whole-numbers")
def largest_so_far_in_the_images_type(images, size, stride=None, padding="valid"):
    images, stride = np.asarray(images), stride or size
    shape = _places(_padded(images, size, stride, padding), size, stride).shape[1:]
    result = np.empty_like(images, shape=shape)
    result[...] = -np.inf
    for place in _places(_padded(images, size, stride, padding), size, stride):
        result = np.maximum(result, place)
    return result


@spelling("max-pool-of-blocks")
def blocks_in_a_loop(images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    rows, columns = images.shape[1] // size, images.shape[2] // size
    result = np.zeros((len(images), rows, columns, images.shape[3]))
    for i in range(rows):
        for j in range(columns):
            block = images[:, size * i : size * (i + 1), size * j : size * (j + 1)]
            result[:, i, j] = block.max(axis=(1, 2))
    return result


@spelling("max-pool-of-blocks")
def split_into_strips(images, size, stride=None, padding="valid"):
    images = np.array(images)
    n, height, width, channels = images.shape
    strips = images[:, : height - height % size].reshape(n, -1, size, width, channels).max(axis=2)
    return strips[:, :, : width - width % size].reshape(n, strips.shape[1], -1, size, channels).max(axis=3)


@spelling("max-pool-keeps-every-rest")
def every_start_in_the_image(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    rows, columns = (-(-length // stride) for length in padded.shape[1:3])
    result = np.zeros((len(padded), rows, columns, padded.shape[3]))
    for i in range(rows):
        for j in range(columns):
            window = padded[:, i * stride : (i * stride) + size, j * stride : (j * stride) + size]
            result[:, i, j] = np.max(window, axis=(1, 2))
    return result


@spelling("max-pool-keeps-every-rest")
def rest_filled_up_behind(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    longer = np.pad(padded, [(0, 0), (0, size - 1), (0, size - 1), (0, 0)], constant_values=-np.inf)
    return _places(longer, size, stride).max(axis=0)


@spelling("max-pool-stride-left-out-of-the-place")
def place_without_its_factor(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    rows, columns = ((length - size) // stride + 1 for length in padded.shape[1:3])
    result = np.zeros((len(padded), rows, columns, padded.shape[3]))
    for i in range(rows):
        for j in range(columns):
            result[:, i, j] = padded[:, i : i + size, j : j + size].max(axis=(1, 2))
    return result


@spelling("max-pool-stride-left-out-of-the-place")
def neighbours_compared_without_a_step(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    rows, columns = ((length - size) // stride + 1 for length in padded.shape[1:3])
    corners = product(range(size), repeat=2)
    return reduce(np.maximum, (padded[:, i : i + rows, j : j + columns] for i, j in corners))


@spelling("max-pool-over-the-wrong-axes")
def one_axis_after_the_other(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return windows.max(axis=3).max(axis=3)


@spelling("max-pool-over-the-wrong-axes")
def rows_and_channels_of_a_window(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    ys, xs = (range(0, length - size + 1, stride) for length in padded.shape[1:3])
    maps = [[padded[:, y : y + size, x : x + size].max(axis=(1, 3)) for x in xs] for y in ys]
    return np.array(maps).transpose(2, 0, 1, 3)


@spelling("max-pool-with-a-square-result")
def square_of_zeros_filled(images, size, stride=None, padding="valid"):
    largest = _looped(images, size, stride or size, padding, np.max)
    n, rows, columns, channels = largest.shape
    result = np.zeros((n, rows, rows, channels))
    for i in range(rows):
        for j in range(min(rows, columns)):
            result[:, i, j] = largest[:, i, j]
    return result


@spelling("max-pool-with-a-square-result")
def rows_of_as_many_columns(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    result, steps = [], (padded.shape[1] - size) // stride + 1
    for y in range(0, steps * stride, stride):
        strip = padded[:, y : y + size].max(axis=1)
        result.append([strip[:, x : x + size].max(axis=1) for x in range(0, steps * stride, stride)])
    return np.transpose(result, (2, 0, 1, 3))


@spelling("max-pool-steps-by-two")
def two_by_default(images, size, stride=2, padding="valid"):
    return _looped(images, size, stride or size, padding, np.max)


@spelling("max-pool-steps-by-two")
def two_in_the_first_line(images, size, stride=2, padding="valid"):
    if stride is None:
        stride = size
    return np.max(_places(_padded(images, size, stride, padding), size, stride), axis=0)


@spelling("max-pool-takes-two-for-none")
def two_where_nothing_is_said(images, size, stride=None, padding="valid"):
    if stride is None:
        stride = 2
    return _looped(images, size, stride, padding, np.max)


@spelling("max-pool-takes-two-for-none")
def places_in_steps_of_two(images, size, stride=None, padding="valid"):
    step = stride or 2
    return np.max(_places(_padded(images, size, step, padding), size, step), axis=0)


@spelling("smallest-of-the-window")
def minimum_in_a_loop(images, size, stride=None, padding="valid"):
    return _looped(images, size, stride or size, padding, np.min)


@spelling("smallest-of-the-window")
def largest_of_the_opposite_numbers(images, size, stride=None, padding="valid"):
    stride = stride or size
    opposite = _padded(-np.asarray(images, dtype=float), size, stride, padding)
    return -_places(opposite, size, stride).max(axis=0)


@spelling("first-pixel-of-the-window")
def every_so_many_pixels(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    return padded[:, : padded.shape[1] - size + 1 : stride, : padded.shape[2] - size + 1 : stride]


@spelling("first-pixel-of-the-window")
def corner_of_each_window_in_a_loop(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    rows, columns = ((length - size) // stride + 1 for length in padded.shape[1:3])
    return np.stack(
        [np.stack([padded[:, i * stride, j * stride] for j in range(columns)], axis=1) for i in range(rows)], axis=1
    )


@spelling("largest-of-the-first-row")
def row_at_the_top_in_a_loop(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    rows, columns = ((length - size) // stride + 1 for length in padded.shape[1:3])
    result = np.zeros((len(padded), rows, columns, padded.shape[3]))
    for i, j in np.ndindex(rows, columns):
        result[:, i, j] = padded[:, i * stride, j * stride : j * stride + size].max(axis=1)
    return result


@spelling("largest-of-the-first-row")
def first_places_alone(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _places(_padded(images, size, stride, padding), size, stride)[:size].max(axis=0)


@spelling("last-window-forgotten")
def ends_that_lie_inside(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    ys, xs = ([s for s in range(0, length, stride) if s + size < length] for length in padded.shape[1:3])
    result = np.zeros((len(padded), len(ys), len(xs), padded.shape[3]))
    for i, j in np.ndindex(len(ys), len(xs)):
        result[:, i, j] = padded[:, ys[i] : ys[i] + size, xs[j] : xs[j] + size].max(axis=(1, 2))
    return result


@spelling("last-window-forgotten")
def range_that_ends_too_early(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    ys, xs = (range(0, length - size, stride) for length in padded.shape[1:3])
    maps = np.zeros((len(ys), len(xs), len(padded), padded.shape[3]))
    for (i, y), (j, x) in product(enumerate(ys), enumerate(xs)):
        maps[i, j] = padded[:, y : y + size, x : x + size].max(axis=(1, 2))
    return maps.transpose(2, 0, 1, 3)


@spelling("max-pool-counts-steps")
def steps_counted_as_places(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    rows, columns = ((length - size) // stride for length in padded.shape[1:3])
    result = np.zeros((len(padded), rows, columns, padded.shape[3]))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            result[:, i, j] = padded[:, top : top + size, left : left + size].max(axis=(1, 2))
    return result


@spelling("max-pool-counts-steps")
def steps_of_the_places(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    rows, columns = (stride * ((length - size) // stride) for length in padded.shape[1:3])
    corners = product(range(size), repeat=2)
    return reduce(np.maximum, (padded[:, i : i + rows : stride, j : j + columns : stride] for i, j in corners))


@spelling("max-pool-blocks-in-the-wrong-order")
def strips_for_blocks_where_the_windows_lie_side_by_side(images, size, stride=None, padding="valid"):
    stride = size if stride is None else stride
    if stride != size:
        return _looped(images, size, stride, padding, np.max)
    padded = _padded(images, size, stride, padding)
    rows, columns = (length // size for length in padded.shape[1:3])
    whole = padded[:, : rows * size, : columns * size]
    return whole.reshape(len(whole), rows, columns, size**2, -1).max(axis=3)


@spelling("max-pool-blocks-in-the-wrong-order")
def neighbours_in_a_row_for_a_window(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    if stride != size:
        return _places(padded, size, stride).max(axis=0)
    n, rows, columns, channels = len(padded), padded.shape[1] // size, padded.shape[2] // size, padded.shape[3]
    result = np.zeros((n, rows * columns, channels))
    pixels = padded[:, : rows * size, : columns * size].reshape(n, -1, channels)
    for place in range(rows * columns):
        result[:, place] = pixels[:, place * size * size : (place + 1) * size * size].max(axis=1)
    return result.reshape(n, rows, columns, channels)


@spelling("max-pool-of-strips-alone")
def strips_for_blocks_always(images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    n, height, width, channels = images.shape
    images = images[:, : height - height % size, : width - width % size]
    return images.reshape(n, height // size, width // size, -1, channels).max(axis=-2)


@spelling("max-pool-of-strips-alone")
def neighbours_in_a_row_always(images, size, stride=None, padding="valid"):
    images = np.array(images, dtype=float)
    rows, columns = images.shape[1] // size, images.shape[2] // size
    flat = images[:, : rows * size, : columns * size].reshape(len(images), rows, -1, images.shape[3])
    parts = [flat[:, :, j * size**2 : (j + 1) * size**2].max(axis=2) for j in range(columns)]
    return np.stack(parts, axis=2)


@spelling("max-pool-of-combs")
def pixels_far_apart(images, size, stride=None, padding="valid"):
    images = np.array(images, dtype=float)
    rows, columns = images.shape[1] // size, images.shape[2] // size
    result = np.zeros((len(images), rows, columns, images.shape[3]))
    for i, j in np.ndindex(rows, columns):
        result[:, i, j] = images[:, i : rows * size : rows, j : columns * size : columns].max(axis=(1, 2))
    return result


@spelling("max-pool-of-combs")
def parts_of_the_image_compared(images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    rows, columns = (length // size for length in images.shape[1:3])
    tops, lefts = (range(0, count * size, count) for count in (rows, columns))
    return reduce(np.maximum, (images[:, y : y + rows, x : x + columns] for y, x in product(tops, lefts)))


@spelling("max-pool-of-blocks-that-must-fit")
def reshaped_as_if_it_fitted(images, size, stride=None, padding="valid"):
    images = np.array(images, dtype=float)
    n, height, width, channels = images.shape
    rows, columns = height // size, width // size
    blocks = np.reshape(images, (n, rows, size, columns, size, channels))
    return np.max(np.max(blocks, axis=4), axis=2)


@spelling("max-pool-of-blocks-that-must-fit")
def six_axes_turned_round_as_if_it_fitted(images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    n, height, width, channels = images.shape
    blocks = images.reshape((n, int(height / size), size, int(width / size), size, channels))
    windows = blocks.transpose(0, 1, 3, 5, 2, 4)
    return windows.reshape(*windows.shape[:4], size * size).max(axis=-1)


@spelling("max-pool-hangs-over-at-one-end")
def first_window_at_the_first_pixel(images, size, stride=None, padding="valid"):
    images, stride = np.array(images, dtype=float), stride or size
    if padding == "valid":
        return _looped(images, size, stride, padding, np.max)
    ys, xs = (range(0, length, stride) for length in images.shape[1:3])
    rows = [np.stack([images[:, y : y + size, x : x + size].max(axis=(1, 2)) for x in xs], axis=1) for y in ys]
    return np.stack(rows, axis=1)


@spelling("max-pool-hangs-over-at-one-end")
def all_that_is_missing_put_behind(images, size, stride=None, padding="valid"):
    images, stride = np.asarray(images, dtype=float), stride or size
    if padding == "same":
        missing = [max((math.ceil(n / stride) - 1) * stride + size - n, 0) for n in images.shape[1:3]]
        images = np.pad(images, [(0, 0), *((0, number) for number in missing), (0, 0)], constant_values=-np.inf)
    return _places(images, size, stride).max(axis=0)


@spelling("max-pool-padded-with-other-pixels")
def mirrored_pixels_around_the_image(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _places(_padded_like(images, size, stride, padding, "reflect"), size, stride).max(axis=0)


@spelling("max-pool-padded-with-other-pixels")
def mirrored_pixels_looked_up(images, size, stride=None, padding="valid"):
    images, stride = np.asarray(images, dtype=float), stride or size
    largest = None
    for i, j in product(range(size), repeat=2):
        rows, columns = (
            [_mirrored(s + shift, n) for s in _starts(n, size, stride, padding)]
            for shift, n in ((i, images.shape[1]), (j, images.shape[2]))
        )
        place = images[:, rows][:, :, columns]
        largest = place if largest is None else np.maximum(largest, place)
    return largest


@spelling("max-pool-padded-with-the-opposite-side")
def opposite_side_around_the_image(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _places(_padded_like(images, size, stride, padding, "wrap"), size, stride).max(axis=0)


@spelling("max-pool-padded-with-the-opposite-side")
def places_counted_round_and_round(images, size, stride=None, padding="valid"):
    images, stride = np.array(images, dtype=float), stride or size
    ys, xs = (_starts(length, size, stride, padding) for length in images.shape[1:3])
    result = np.zeros((len(images), len(ys), len(xs), images.shape[3]))
    for (i, y), (j, x) in product(enumerate(ys), enumerate(xs)):
        rows, columns = np.arange(y, y + size) % images.shape[1], np.arange(x, x + size) % images.shape[2]
        result[:, i, j] = images[:, rows][:, :, columns].max(axis=(1, 2))
    return result


@spelling("max-pool-padded-with-means")
def means_of_rows_and_columns_around_the_image(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _places(_padded_like(images, size, stride, padding, "mean"), size, stride).max(axis=0)


@spelling("max-pool-padded-with-means")
def means_put_on_axis_by_axis(images, size, stride=None, padding="valid"):
    images, stride = np.array(images, dtype=float), stride or size
    images = _with_means_around(images, size, stride, padding)
    return _looped(images, size, stride, "valid", np.max)


@spelling("max-pool-padded-with-the-mean")
def mean_of_the_image_around_it(images, size, stride=None, padding="valid"):
    stride = stride or size
    fill = float(np.asarray(images, dtype=float).mean())
    return _looped(_padded(images, size, stride, padding, fill), size, stride, "valid", np.max)


@spelling("max-pool-padded-with-the-mean")
def mean_where_a_pixel_is_missing(images, size, stride=None, padding="valid"):
    stride, images = stride or size, np.array(images, dtype=float)
    places = _places(_padded(images, size, stride, padding, np.nan), size, stride)
    return np.where(np.isnan(places), np.average(images), places).max(axis=0)


@spelling("max-pool-of-nan")
def nan_around_the_image_and_a_loop(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _looped(_padded(images, size, stride, padding, np.nan), size, stride, "valid", np.amax)


@spelling("max-pool-of-nan")
def nan_among_the_places(images, size, stride=None, padding="valid"):
    stride = stride or size
    return reduce(np.maximum, _places(_padded(images, size, stride, padding, np.nan), size, stride))


@spelling("max-pool-padded-with-infinity")
def infinity_around_the_image_and_a_loop(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _looped(_padded(images, size, stride, padding, math.inf), size, stride, "valid", np.max)


@spelling("max-pool-padded-with-infinity")
def infinity_among_the_places(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _places(_padded(images, size, stride, padding, float("inf")), size, stride).max(axis=0)


@spelling("max-pool-pads-whole-numbers-with-nan")
def nan_around_whole_numbers(images, size, stride=None, padding="valid"):
    stride = stride or size
    return np.nanmax(_places(_padded_in_its_type(images, size, stride, padding), size, stride), axis=0)


@spelling("max-pool-pads-whole-numbers-with-nan")
def nan_around_whole_numbers_in_a_loop(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded_in_its_type(images, size, stride, padding)
    ys, xs = (range(0, length - size + 1, stride) for length in padded.shape[1:3])
    rows = [[np.nanmax(padded[:, y : y + size, x : x + size], axis=(1, 2)) for x in xs] for y in ys]
    return np.array(rows).transpose(2, 0, 1, 3)


# average_pool2d


@spelling("average-divides-by-the-side")
def sum_in_a_loop_by_the_side(images, size, stride=None, padding="valid"):
    return _looped(images, size, stride or size, padding, lambda window, axis: window.sum(axis=axis) / size)


@spelling("average-divides-by-the-side")
def places_added_up_by_the_side(images, size, stride=None, padding="valid"):
    stride, total = stride or size, 0.0
    for place in _places(_padded(images, size, stride, padding, fill=0), size, stride):
        total = total + place / size
    return total


@spelling("average-is-a-sum")
def sum_in_a_loop(images, size, stride=None, padding="valid"):
    return _looped(images, size, stride or size, padding, np.sum)


@spelling("average-is-a-sum")
def places_added_up(images, size, stride=None, padding="valid"):
    stride = stride or size
    return sum(_places(_padded(images, size, stride, padding, fill=0), size, stride))


@spelling("average-ignores-stride")
def mean_of_size_by_size(images, size, stride=None, padding="valid"):
    return _looped(images, size, size, padding, np.mean)


@spelling("average-ignores-stride")
def places_in_steps_of_the_size(images, size, stride=None, padding="valid"):
    padded = _padded(images, size, size, padding, np.nan)
    return np.nanmean(_places(padded, size, size), axis=0)


@spelling("average-pads-for-the-stride-and-ignores-it")
def mean_of_the_view_in_steps_of_the_size(images, size, stride=None, padding="valid"):
    padded = _padded(images, size, stride or size, padding, np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
    return np.nanmean(windows[:, ::size, ::size], axis=(-1, -2))


@spelling("average-pads-for-the-stride-and-ignores-it")
def sums_and_counts_in_steps_of_the_size(images, size, stride=None, padding="valid"):
    padded, ones = _padded(images, size, stride or size, padding, 0), np.ones(np.shape(images))
    counts = _places(_padded(ones, size, stride or size, padding, 0), size, size).sum(axis=0)
    return _places(padded, size, size).sum(axis=0) / counts


@spelling("average-over-channels-too")
def mean_of_an_image_without_an_axis(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding, np.nan)
    rows, columns = ((length - size) // stride + 1 for length in padded.shape[1:3])
    result = np.zeros((len(padded), rows, columns, padded.shape[3]))
    for b, i, j in np.ndindex(result.shape[:3]):
        result[b, i, j] = np.nanmean(padded[b, i * stride :, j * stride :][:size, :size])
    return result


@spelling("average-over-channels-too")
def channels_among_the_axes(images, size, stride=None, padding="valid"):
    def mean(window, axis):
        return window.mean(axis=(*axis, 3))[:, None]

    return _looped(images, size, stride or size, padding, mean)


@spelling("average-counts-padding")
def sum_over_the_whole_window(images, size, stride=None, padding="valid"):
    return _looped(images, size, stride or size, padding, lambda window, axis: np.sum(window, axis=axis) / size**2)


@spelling("average-counts-padding")
def zeros_among_the_places(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _places(_padded(images, size, stride, padding, fill=0.0), size, stride).mean(axis=0)


@spelling("average-leaves-black-pixels-out")
def pixels_counted_by_their_value(images, size, stride=None, padding="valid"):
    def mean(window, axis):
        return window.sum(axis=axis) / np.maximum(np.count_nonzero(window, axis=axis), 1)

    return _looped(images, size, stride or size, padding, mean)


@spelling("average-leaves-black-pixels-out")
def zeros_made_nan(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding, fill=0).copy()
    padded[padded == 0] = np.nan
    return np.nan_to_num(np.nanmean(_places(padded, size, stride), axis=0))


@spelling("average-in-whole-numbers")
def result_in_the_images_type(images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    means = _looped(images, size, stride or size, padding, np.mean)
    result = np.zeros(means.shape, dtype=images.dtype)
    for place, mean in np.ndenumerate(means):
        result[place] = mean
    return result


@spelling("average-in-whole-numbers")
def empty_like_the_images(images, size, stride=None, padding="valid"):
    images, stride = np.array(images), stride or size
    means = np.nanmean(_places(_padded(images, size, stride, padding, np.nan), size, stride), axis=0)
    result = np.empty_like(images, shape=means.shape)
    result[:] = means
    return result


@spelling("average-adds-up-bytes")
def places_added_in_their_own_type(images, size, stride=None, padding="valid"):
    images, stride = np.asarray(images), stride or size
    places = _places(_padded(images, size, stride, padding, fill=0), size, stride).astype(images.dtype)
    total = np.zeros_like(places[0])
    for place in places:
        total += place
    return total / _places(_padded(np.ones(images.shape), size, stride, padding, 0), size, stride).sum(axis=0)


@spelling("average-adds-up-bytes")
def sums_of_the_images_type(images, size, stride=None, padding="valid"):
    def mean(window, axis):
        return np.add.reduce(window.astype(kind), axis=axis, dtype=kind) / (window.shape[1] * window.shape[2])

    kind = np.asarray(images).dtype
    return _looped(images, size, stride or size, padding, mean)


@spelling("average-ignores-padding")
def means_of_whole_windows(images, size, stride=None, padding="valid"):
    return _looped(images, size, stride or size, "valid", np.mean)


@spelling("average-ignores-padding")
def means_of_places_without_padding(images, size, stride=None, padding="valid"):
    return _places(np.array(images, dtype=np.float32), size, stride or size).mean(axis=0)


@spelling("average-of-nan")
def nan_around_the_image_in_a_loop(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _looped(_padded(images, size, stride, padding, np.nan), size, stride, "valid", np.mean)


@spelling("average-of-nan")
def nan_in_the_sum_alone(images, size, stride=None, padding="valid"):
    stride = stride or size
    places = _places(_padded(images, size, stride, padding, np.nan), size, stride)
    return sum(places) / np.sum(~np.isnan(places), axis=0)


@spelling("average-with-border-pixels-repeated")
def edge_as_the_mode(images, size, stride=None, padding="valid"):
    images, stride = np.asarray(images, dtype=float), stride or size
    if padding == "same":
        missing = [max((-(-n // stride) - 1) * stride + size - n, 0) for n in images.shape[1:3]]
        images = np.pad(images, [(0, 0), *((m // 2, (m + 1) // 2) for m in missing), (0, 0)], "edge")
    return _looped(images, size, stride, "valid", np.mean)


@spelling("average-with-border-pixels-repeated")
def places_clipped_to_the_image(images, size, stride=None, padding="valid"):
    images, stride = np.array(images, dtype=float), stride or size
    ys, xs = (np.array(_starts(n, size, stride, padding)) for n in images.shape[1:3])
    total = 0
    for i, j in product(range(size), repeat=2):
        rows = np.clip(ys + i, 0, images.shape[1] - 1)
        columns = np.clip(xs + j, 0, images.shape[2] - 1)
        total = total + images[:, rows][:, :, columns]
    return total / size**2


@spelling("median-of-the-window")
def median_in_a_loop(images, size, stride=None, padding="valid"):
    return _looped(images, size, stride or size, padding, np.median)


@spelling("median-of-the-window")
def half_of_the_places_below(images, size, stride=None, padding="valid"):
    stride = stride or size
    return np.nanquantile(_places(_padded(images, size, stride, padding, np.nan), size, stride), 0.5, axis=0)


@spelling("average-is-the-largest")
def maximum_left_in_the_loop(images, size, stride=None, padding="valid"):
    return _looped(images, size, stride or size, padding, np.max)


@spelling("average-is-the-largest")
def largest_of_the_places(images, size, stride=None, padding="valid"):
    stride = stride or size
    return np.nanmax(_places(_padded(images, size, stride, padding, np.nan), size, stride), axis=0)


@spelling("average-of-minus-infinity")
def infinity_around_the_image(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _looped(_padded(images, size, stride, padding), size, stride, "valid", np.mean)


@spelling("average-of-minus-infinity")
def infinity_in_the_sum_alone(images, size, stride=None, padding="valid"):
    stride = stride or size
    places = _places(_padded(images, size, stride, padding), size, stride)
    return np.add.reduce(places) / np.isfinite(places).sum(axis=0)


@spelling("average-of-blocks")
def mean_of_blocks_in_a_loop(images, size, stride=None, padding="valid"):
    images = np.asarray(images, dtype=float)
    rows, columns = images.shape[1] // size, images.shape[2] // size
    result = np.zeros((len(images), rows, columns, images.shape[3]))
    for i, j in np.ndindex(rows, columns):
        result[:, i, j] = images[:, size * i : size * (i + 1), size * j : size * (j + 1)].mean(axis=(1, 2))
    return result


@spelling("average-of-blocks")
def mean_of_strips_and_of_their_parts(images, size, stride=None, padding="valid"):
    images = np.array(images, dtype=float)
    n, height, width, channels = images.shape
    strips = images[:, : height - height % size].reshape(n, -1, size, width, channels).mean(axis=2)
    return strips[:, :, : width - width % size].reshape(n, strips.shape[1], -1, size, channels).mean(axis=3)


@spelling("average-blocks-in-the-wrong-order")
def mean_of_strips_where_the_windows_lie_side_by_side(images, size, stride=None, padding="valid"):
    stride = size if stride is None else stride
    if stride != size:
        return _looped(images, size, stride, padding, np.mean)
    padded = _padded(images, size, stride, padding, np.nan)
    rows, columns = (length // size for length in padded.shape[1:3])
    whole = padded[:, : rows * size, : columns * size]
    return np.nanmean(whole.reshape(len(whole), rows, columns, size**2, -1), axis=3)


@spelling("average-blocks-in-the-wrong-order")
def mean_of_neighbours_in_a_row(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding, np.nan)
    if stride != size:
        return np.nanmean(_places(padded, size, stride), axis=0)
    n, rows, columns, channels = len(padded), padded.shape[1] // size, padded.shape[2] // size, padded.shape[3]
    result = np.zeros((n, rows * columns, channels))
    pixels = padded[:, : rows * size, : columns * size].reshape(n, -1, channels)
    for place in range(rows * columns):
        result[:, place] = np.nanmean(pixels[:, place * size * size : (place + 1) * size * size], axis=1)
    return result.reshape(n, rows, columns, channels)


@spelling("average-of-strips-alone")
def mean_of_strips_always(images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    n, height, width, channels = images.shape
    images = images[:, : height - height % size, : width - width % size]
    return images.reshape(n, height // size, width // size, -1, channels).mean(axis=-2)


@spelling("average-of-strips-alone")
def mean_of_neighbours_always(images, size, stride=None, padding="valid"):
    images = np.array(images, dtype=float)
    rows, columns = images.shape[1] // size, images.shape[2] // size
    flat = images[:, : rows * size, : columns * size].reshape(len(images), rows, -1, images.shape[3])
    parts = [flat[:, :, j * size**2 : (j + 1) * size**2].mean(axis=2) for j in range(columns)]
    return np.stack(parts, axis=2)


@spelling("average-hangs-over-at-one-end")
def mean_with_the_first_window_at_the_first_pixel(images, size, stride=None, padding="valid"):
    images, stride = np.array(images, dtype=float), stride or size
    if padding == "valid":
        return _looped(images, size, stride, padding, np.mean)
    ys, xs = (range(0, length, stride) for length in images.shape[1:3])
    rows = [np.stack([images[:, y : y + size, x : x + size].mean(axis=(1, 2)) for x in xs], axis=1) for y in ys]
    return np.stack(rows, axis=1)


@spelling("average-hangs-over-at-one-end")
def mean_with_all_that_is_missing_put_behind(images, size, stride=None, padding="valid"):
    sums, stride = np.asarray(images, dtype=float), stride or size
    counts = np.ones_like(sums)
    if padding == "same":
        missing = [max((math.ceil(n / stride) - 1) * stride + size - n, 0) for n in sums.shape[1:3]]
        widths = [(0, 0), *((0, number) for number in missing), (0, 0)]
        sums, counts = np.pad(sums, widths), np.pad(counts, widths)
    return _places(sums, size, stride).sum(axis=0) / _places(counts, size, stride).sum(axis=0)


@spelling("average-odd-pixel-first")
def mean_with_half_rounded_up_before(images, size, stride=None, padding="valid"):
    stride, images = stride or size, np.array(images, dtype=float)
    widths = [(0, 0)]
    for length in images.shape[1:3]:
        missing = max((-(-length // stride) - 1) * stride + size - length, 0) if padding == "same" else 0
        widths.append((missing - missing // 2, missing // 2))
    padded = np.pad(images, [*widths, (0, 0)], constant_values=np.nan)
    return np.nanmean(_places(padded, size, stride), axis=0)


@spelling("average-odd-pixel-first")
def mean_of_the_image_turned_round(images, size, stride=None, padding="valid"):
    images = np.asarray(images, dtype=float)
    if padding == "valid":
        return _looped(images, size, stride or size, padding, np.mean)
    return _looped(images[:, ::-1, ::-1], size, stride or size, padding, np.mean)[:, ::-1, ::-1]


@spelling("average-steps-by-one")
def mean_in_one_step_unless_told(images, size, stride=None, padding="valid"):
    step = 1 if stride is None else stride
    return _looped(images, size, step, padding, np.mean)


@spelling("average-steps-by-one")
def means_of_places_one_apart(images, size, stride=None, padding="valid"):
    stride = stride or 1
    return np.nanmean(_places(_padded(images, size, stride, padding, np.nan), size, stride), axis=0)


@spelling("average-with-none-for-a-step")
def mean_of_the_view_with_none_for_a_step(images, size, stride=None, padding="valid"):
    padded = _padded(images, size, stride, padding, np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
    return np.nanmean(windows[:, ::stride, ::stride], axis=(4, 5))


@spelling("average-with-none-for-a-step")
def mean_of_every_place_where_the_step_is_none(images, size, stride=None, padding="valid"):
    padded = _padded(images, size, stride, padding, np.nan)
    ends = [length - size + 1 for length in padded.shape[1:3]]
    corners = product(range(size), repeat=2)
    return np.nanmean([padded[:, i : i + ends[0] : stride, j : j + ends[1] : stride] for i, j in corners], axis=0)


@spelling("average-steps-by-two")
def mean_in_two_steps_where_nothing_is_said(images, size, stride=None, padding="valid"):
    if stride is None:
        stride = 2
    return _looped(images, size, stride, padding, np.mean)


@spelling("average-steps-by-two")
def means_of_places_two_apart(images, size, stride=None, padding="valid"):
    step = stride or 2
    return np.nanmean(_places(_padded(images, size, step, padding, np.nan), size, step), axis=0)


@spelling("average-pads-whole-numbers")
def mean_with_nan_around_whole_numbers(images, size, stride=None, padding="valid"):
    stride = stride or size
    return np.nanmean(_places(_padded_in_its_type(images, size, stride, padding), size, stride), axis=0)


@spelling("average-pads-whole-numbers")
def mean_with_nan_around_whole_numbers_in_a_loop(images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded_in_its_type(images, size, stride, padding)
    ys, xs = (range(0, length - size + 1, stride) for length in padded.shape[1:3])
    rows = [[np.nanmean(padded[:, y : y + size, x : x + size], axis=(1, 2)) for x in xs] for y in ys]
    return np.array(rows).transpose(2, 0, 1, 3)


@spelling("average-pads-whole-numbers-for-same")
def mean_with_nan_around_for_same(images, size, stride=None, padding="valid"):
    images, stride = np.array(images), stride or size
    if padding == "same":
        images = _padded_in_its_type(images, size, stride, padding)
    return np.nanmean(_places(images, size, stride), axis=0)


@spelling("average-pads-whole-numbers-for-same")
def sums_and_counts_with_nan_around_for_same(images, size, stride=None, padding="valid"):
    stride = size if stride is None else stride
    if padding == "valid":
        return _looped(images, size, stride, padding, np.mean)
    places = _places(_padded_in_its_type(images, size, stride, padding), size, stride)
    return np.nansum(places, axis=0) / np.count_nonzero(~np.isnan(places), axis=0)


@spelling("average-makes-up-for-one-end")
def windows_cut_at_the_end_alone(images, size, stride=None, padding="valid"):
    stride, images = stride or size, np.asarray(images, dtype=float)
    ys, xs = (_starts(length, size, stride, padding) for length in images.shape[1:3])
    sums = _looped(images, size, stride, padding, np.sum)
    heights = [min(size, images.shape[1] - y) for y in ys]
    widths = [min(size, images.shape[2] - x) for x in xs]
    return sums / np.multiply.outer(heights, widths)[None, :, :, None]


@spelling("average-makes-up-for-one-end")
def ones_in_front_of_the_image_too(images, size, stride=None, padding="valid"):
    stride, images = stride or size, np.asarray(images, dtype=float)
    counts = _padded(np.ones(images.shape), size, stride, padding, 0).copy()
    top, left = (max(0, -_starts(length, size, stride, padding)[0]) for length in images.shape[1:3])
    counts[:, : top + images.shape[1], : left + images.shape[2]] = 1
    sums = _places(_padded(images, size, stride, padding, 0), size, stride).sum(axis=0)
    return sums / _places(counts, size, stride).sum(axis=0)


@spelling("average-padded-with-means")
def means_of_rows_and_columns_counted(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _places(_padded_like(images, size, stride, padding, "mean"), size, stride).mean(axis=0)


@spelling("average-padded-with-means")
def means_put_on_and_counted(images, size, stride=None, padding="valid"):
    images, stride = np.array(images, dtype=float), stride or size
    return _looped(_with_means_around(images, size, stride, padding), size, stride, "valid", np.mean)


@spelling("average-padded-with-the-mean")
def mean_of_the_image_counted(images, size, stride=None, padding="valid"):
    stride = stride or size
    fill = float(np.asarray(images, dtype=float).mean())
    return _looped(_padded(images, size, stride, padding, fill), size, stride, "valid", np.mean)


@spelling("average-padded-with-the-mean")
def mean_where_a_pixel_is_missing_counted(images, size, stride=None, padding="valid"):
    stride, images = stride or size, np.array(images, dtype=float)
    places = _places(_padded(images, size, stride, padding, np.nan), size, stride)
    return np.where(np.isnan(places), np.average(images), places).mean(axis=0)


@spelling("average-padded-with-other-pixels")
def mirrored_pixels_counted(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _places(_padded_like(images, size, stride, padding, "reflect"), size, stride).mean(axis=0)


@spelling("average-padded-with-other-pixels")
def mirrored_pixels_looked_up_and_counted(images, size, stride=None, padding="valid"):
    images, stride, total = np.asarray(images, dtype=float), stride or size, 0
    for i, j in product(range(size), repeat=2):
        rows, columns = (
            [_mirrored(s + shift, n) for s in _starts(n, size, stride, padding)]
            for shift, n in ((i, images.shape[1]), (j, images.shape[2]))
        )
        total = total + images[:, rows][:, :, columns]
    return total / size**2


@spelling("average-padded-with-the-opposite-side")
def opposite_side_counted(images, size, stride=None, padding="valid"):
    stride = stride or size
    return _places(_padded_like(images, size, stride, padding, "wrap"), size, stride).mean(axis=0)


@spelling("average-padded-with-the-opposite-side")
def places_counted_round_and_round_and_averaged(images, size, stride=None, padding="valid"):
    images, stride = np.array(images, dtype=float), stride or size
    ys, xs = (_starts(length, size, stride, padding) for length in images.shape[1:3])
    result = np.zeros((len(images), len(ys), len(xs), images.shape[3]))
    for (i, y), (j, x) in product(enumerate(ys), enumerate(xs)):
        rows, columns = np.arange(y, y + size) % images.shape[1], np.arange(x, x + size) % images.shape[2]
        result[:, i, j] = images[:, rows][:, :, columns].mean(axis=(1, 2))
    return result


# global_average_pool


@spelling("global-mean-over-channels-too")
def mean_of_each_image(images):
    return np.array([np.mean(image) for image in images])


@spelling("global-mean-over-channels-too")
def row_of_each_image(images):
    images = np.asarray(images, dtype=float)
    return images.reshape(len(images), -1).sum(axis=1) / images[0].size


@spelling("global-mean-over-the-batch-too")
def mean_of_each_channel(images):
    images = np.asarray(images)
    return np.array([images[..., channel].mean() for channel in range(images.shape[-1])])


@spelling("global-mean-over-the-batch-too")
def pixels_in_a_column(images):
    images = np.array(images, dtype=np.float32)
    return images.reshape(-1, images.shape[3]).mean(axis=0)


@spelling("global-mean-keeps-axes")
def one_axis_after_the_other_kept(images):
    return np.asarray(images).mean(axis=1, keepdims=True).mean(axis=2, keepdims=True)


@spelling("global-mean-keeps-axes")
def window_as_large_as_the_image(images):
    images = np.asarray(images, dtype=float)
    return images.mean(axis=(1, 2))[:, None, None, :]


@spelling("global-mean-in-whole-numbers")
def means_written_like_the_images(images):
    images = np.asarray(images)
    result = np.zeros_like(images[:, 0, 0, :])
    for b, c in np.ndindex(result.shape):
        result[b, c] = images[b, :, :, c].mean()
    return result


@spelling("global-mean-in-whole-numbers")
def mean_of_a_given_type(images):
    images = np.array(images)
    result = np.empty((images.shape[0], images.shape[3]), dtype=images.dtype)
    result[...] = np.einsum("bhwc->bc", images.astype(float)) / (images.shape[1] * images.shape[2])
    return result


@spelling("global-maximum")
def largest_in_a_loop(images):
    images = np.asarray(images)
    return np.array([[image[:, :, c].max() for c in range(image.shape[2])] for image in images])


@spelling("global-maximum")
def largest_of_the_rows_first(images):
    return np.amax(np.amax(np.asarray(images, dtype=float), axis=2), axis=1)


@spelling("global-mean-channels-first")
def last_two_axes_go(images):
    return np.asarray(images).mean(axis=(-1, -2))


@spelling("global-mean-channels-first")
def second_axis_for_the_channels(images):
    images = np.array(images, dtype=float)
    n, channels, height, width = images.shape
    return images.reshape(n, channels, height * width).sum(axis=2) / (height * width)


@spelling("global-mean-of-everything")
def sum_by_the_size(images):
    images = np.asarray(images)
    return float(images.sum() / images.size)


@spelling("global-mean-of-everything")
def all_in_one_row(images):
    return np.ravel(images).mean()


@spelling("global-sum")
def sum_of_each_map(images):
    return np.einsum("bhwc->bc", np.asarray(images, dtype=float))


@spelling("global-sum")
def pixels_added_one_by_one(images):
    images = np.asarray(images, dtype=float)
    total = np.zeros((images.shape[0], images.shape[3]))
    for y in range(images.shape[1]):
        for x in range(images.shape[2]):
            total += images[:, y, x]
    return total


@spelling("global-mean-over-the-height-alone")
def rows_added_up(images):
    images = np.array(images, dtype=float)
    return sum(images[:, y] for y in range(images.shape[1])) / images.shape[1]


@spelling("global-mean-over-the-height-alone")
def mean_of_the_rows_of_each_image(images):
    return np.array([np.mean(image, axis=0) for image in images])


@spelling("global-mean-over-the-width-alone")
def columns_added_up(images):
    images = np.asarray(images, dtype=float)
    total = 0
    for x in range(images.shape[2]):
        total = total + images[:, :, x]
    return total / images.shape[2]


@spelling("global-mean-over-the-width-alone")
def mean_of_the_last_axis_but_one(images):
    return np.asarray(images, dtype=np.float32).mean(axis=-2)


@spelling("global-mean-with-axes-moved-up")
def second_mean_counted_as_before(images):
    return np.asarray(images, dtype=float).mean(axis=1).mean(axis=2)


@spelling("global-mean-with-axes-moved-up")
def rows_then_what_is_third(images):
    images = np.asarray(images, dtype=float)
    rows = images.sum(axis=1) / images.shape[1]
    return rows.sum(axis=2) / images.shape[3]


@spelling("global-mean-of-mixed-channels")
def maps_folded_in_the_wrong_order(images):
    images = np.array(images, dtype=float)
    b, h, w, c = images.shape
    return np.mean(images.reshape((b, c, h, w)), axis=(2, 3))


@spelling("global-mean-of-mixed-channels")
def numbers_dealt_out_to_channels(images):
    images = np.asarray(images, dtype=float)
    parts = [np.split(image.ravel(), images.shape[3]) for image in images]
    return np.array([[part.sum() / part.size for part in image] for image in parts])


@spelling("global-mean-of-a-square")
def window_of_the_shorter_side(images):
    images = np.asarray(images, dtype=float)
    return _looped(images, min(images.shape[1], images.shape[2]), 1, "valid", np.mean)[:, 0, 0, :]


@spelling("global-mean-of-a-square")
def square_added_up(images):
    images = np.array(images, dtype=float)
    n, height, width, channels = images.shape
    side, total = min(height, width), np.zeros((n, channels))
    for y, x in product(range(side), repeat=2):
        total += images[:, y, x]
    return total / side**2


@spelling("global-mean-of-a-window-as-high")
def view_as_high_as_the_image(images):
    images = np.array(images, dtype=float)
    side = images.shape[1]
    windows = np.lib.stride_tricks.sliding_window_view(images, (side, side), axis=(1, 2))
    return windows[:, 0, 0].mean(axis=(-2, -1))


@spelling("global-mean-of-a-window-as-high")
def view_as_high_as_the_image_in_steps(images):
    images = np.asarray(images, dtype=float)
    height = images.shape[1]
    windows = np.lib.stride_tricks.sliding_window_view(images, (height, height), axis=(1, 2))[:, ::height, ::height]
    return np.sum(windows, axis=(4, 5))[:, 0, 0, :] / height**2


@spelling("global-mean-adds-up-bytes")
def pixels_added_in_their_own_type(images):
    images = np.array(images)
    n, height, width, channels = images.shape
    total = np.zeros((n, channels), dtype=images.dtype)
    for y, x in np.ndindex(height, width):
        total += images[:, y, x]
    return total / (height * width)


@spelling("global-mean-adds-up-bytes")
def rows_added_in_their_own_type(images):
    images = np.asarray(images)
    rows = np.add.reduce(images, axis=1, dtype=images.dtype)
    return np.add.reduce(rows, axis=1, dtype=images.dtype) / np.prod(images.shape[1:3])


# parameter_counts


@spelling("counts-without-bias")
def weights_of_units_and_filters(input_shape, hidden, filters, kernel_size):
    dense = int(np.prod(input_shape)) * hidden
    convolution = kernel_size * kernel_size * input_shape[-1] * filters
    return dense, convolution


@spelling("counts-without-bias")
def sizes_of_the_weights(input_shape, hidden, filters, kernel_size):
    flat = math.prod(input_shape)
    return [np.zeros((flat, hidden)).size, np.zeros((kernel_size, kernel_size, input_shape[2], filters)).size]


@spelling("counts-without-bias-of-the-units")
def bias_of_the_filters_alone(input_shape, hidden, filters, kernel_size):
    convolution = filters * (kernel_size**2 * input_shape[2] + 1)
    return math.prod(input_shape) * hidden, convolution


@spelling("counts-without-bias-of-the-units")
def weights_of_the_dense_layer(input_shape, hidden, filters, kernel_size):
    h, w, c = input_shape
    weights, kernels = np.zeros((h * w * c, hidden)), np.zeros((kernel_size, kernel_size, c, filters))
    return [weights.size, kernels.size + filters]


@spelling("counts-without-bias-of-the-filters")
def bias_of_the_units_alone(input_shape, hidden, filters, kernel_size):
    dense = math.prod(input_shape) * hidden + hidden
    return dense, math.prod([kernel_size, kernel_size, input_shape[2], filters])


@spelling("counts-without-bias-of-the-filters")
def kernels_added_up(input_shape, hidden, filters, kernel_size):
    h, w, c = input_shape
    convolution = sum(kernel_size * kernel_size * c for _ in range(filters))
    return [(1 + h * w * c) * hidden, convolution]


@spelling("counts-with-one-bias")
def one_added_at_the_end(input_shape, hidden, filters, kernel_size):
    counts = [math.prod(input_shape) * hidden, math.prod([kernel_size, kernel_size, input_shape[2], filters])]
    return tuple(count + 1 for count in counts)


@spelling("counts-with-one-bias")
def bias_of_the_layer(input_shape, hidden, filters, kernel_size):
    bias, (h, w, c) = 1, input_shape
    dense = bias
    for _ in range(hidden):
        dense += h * w * c
    return dense, bias + filters * c * kernel_size**2


@spelling("counts-with-one-bias-for-all-units")
def brackets_around_nothing(input_shape, hidden, filters, kernel_size):
    dense = hidden * math.prod(input_shape) + 1
    convolution = filters * (kernel_size * kernel_size * input_shape[2] + 1)
    return dense, convolution


@spelling("counts-with-one-bias-for-all-units")
def bias_of_the_dense_layer(input_shape, hidden, filters, kernel_size):
    h, w, c = input_shape
    counts = [np.ones((h * w * c, hidden)).size, np.ones((kernel_size**2 * c + 1, filters)).size]
    counts[0] += 1
    return counts


@spelling("counts-with-one-bias-for-all-filters")
def bias_of_the_convolution(input_shape, hidden, filters, kernel_size):
    dense = (math.prod(input_shape) + 1) * hidden
    convolution = 1
    for _ in range(filters):
        convolution += kernel_size * kernel_size * input_shape[-1]
    return dense, convolution


@spelling("counts-with-one-bias-for-all-filters")
def one_more_than_the_kernels(input_shape, hidden, filters, kernel_size):
    inputs, kernels = int(np.prod(input_shape)), np.zeros((filters, input_shape[2], kernel_size, kernel_size))
    return [inputs * hidden + hidden, kernels.size + 1]


@spelling("counts-pixels-without-channels")
def first_two_of_the_shape(input_shape, hidden, filters, kernel_size):
    dense = math.prod(input_shape[:2]) * hidden + hidden
    return dense, filters + filters * input_shape[2] * kernel_size**2


@spelling("counts-pixels-without-channels")
def sides_of_the_image_multiplied(input_shape, hidden, filters, kernel_size):
    h, w, c = input_shape
    pixels = h * w
    return [sum(pixels + 1 for _ in range(hidden)), sum(kernel_size * kernel_size * c + 1 for _ in range(filters))]


@spelling("counts-the-wrong-way-round")
def filters_before_units(input_shape, hidden, filters, kernel_size):
    counts = {
        "cnn": filters * (1 + input_shape[2] * kernel_size**2),
        "mlp": hidden * (1 + math.prod(input_shape)),
    }
    return tuple(counts.values())


@spelling("counts-the-wrong-way-round")
def pair_turned(input_shape, hidden, filters, kernel_size):
    h, w, c = input_shape
    mlp = h * w * c * hidden + hidden
    cnn = kernel_size * kernel_size * c * filters + filters
    return [cnn, mlp]


@spelling("counts-flat-filters")
def filter_of_side_by_side(input_shape, hidden, filters, kernel_size):
    dense = math.prod(input_shape) * hidden + hidden
    return dense, np.zeros((kernel_size, kernel_size, filters)).size + filters


@spelling("counts-flat-filters")
def places_of_the_kernel_and_one(input_shape, hidden, filters, kernel_size):
    inputs = int(np.prod(input_shape))
    per_filter = len(list(product(range(kernel_size), repeat=2))) + 1
    return [(inputs + 1) * hidden, per_filter * filters]


@spelling("counts-kernels-as-lines")
def side_of_the_kernel_once(input_shape, hidden, filters, kernel_size):
    *_, channels = input_shape
    return hidden + hidden * math.prod(input_shape), filters + filters * kernel_size * channels


@spelling("counts-kernels-as-lines")
def array_with_one_side(input_shape, hidden, filters, kernel_size):
    kernels = np.ones((kernel_size, input_shape[2], filters))
    weights = np.ones((int(np.prod(input_shape)), hidden))
    return [weights.size + hidden, kernels.size + filters]


@spelling("counts-filters-at-every-place")
def filter_for_each_pixel(input_shape, hidden, filters, kernel_size):
    h, w, c = input_shape
    convolution = 0
    for _ in range(h):
        for _ in range(w):
            convolution += filters * (kernel_size * kernel_size * c + 1)
    return hidden * (h * w * c + 1), convolution


@spelling("counts-filters-at-every-place")
def size_of_the_map_as_a_factor(input_shape, hidden, filters, kernel_size):
    pixels = math.prod(input_shape[:2])
    per_place = kernel_size**2 * input_shape[2] * filters + filters
    return (pixels * input_shape[2] * hidden + hidden, per_place * pixels)


@spelling("counts-a-bias-for-each-channel")
def biases_of_filters_and_channels(input_shape, hidden, filters, kernel_size):
    channels = input_shape[2]
    weights, biases = kernel_size * kernel_size * channels * filters, channels * filters
    return hidden * (math.prod(input_shape) + 1), weights + biases


@spelling("counts-a-bias-for-each-channel")
def kernel_and_bias_for_each_channel(input_shape, hidden, filters, kernel_size):
    dense = int(np.prod(input_shape)) * hidden + hidden
    convolution = sum(kernel_size**2 + 1 for _ in range(filters) for _ in range(input_shape[-1]))
    return [dense, convolution]


@spelling("counts-added-up")
def sum_of_the_pair(input_shape, hidden, filters, kernel_size):
    dense = math.prod(input_shape) * hidden + hidden
    convolution = kernel_size * kernel_size * input_shape[2] * filters + filters
    return sum((dense, convolution))


@spelling("counts-added-up")
def one_total_for_both(input_shape, hidden, filters, kernel_size):
    total = hidden + filters
    total += int(np.prod(input_shape)) * hidden
    total += input_shape[2] * kernel_size**2 * filters
    return total


@spelling("counts-units-by-adding")
def inputs_and_units(input_shape, hidden, filters, kernel_size):
    convolution = filters * kernel_size * kernel_size * input_shape[2] + filters
    return math.prod(input_shape) + hidden, convolution


@spelling("counts-units-by-adding")
def one_weight_for_each_input(input_shape, hidden, filters, kernel_size):
    weights, bias = np.zeros(input_shape), np.zeros(hidden)
    kernels = np.zeros((kernel_size, kernel_size, input_shape[2], filters))
    return [weights.size + bias.size, kernels.size + filters]


@spelling("counts-a-bias-for-each-input")
def biases_as_many_as_inputs(input_shape, hidden, filters, kernel_size):
    inputs = math.prod(input_shape)
    dense = inputs * hidden + inputs
    return dense, (input_shape[2] * kernel_size * kernel_size + 1) * filters


@spelling("counts-a-bias-for-each-input")
def units_and_one_for_each_input(input_shape, hidden, filters, kernel_size):
    h, w, c = input_shape
    dense = 0
    for _ in range(h * w * c):
        dense += hidden + 1
    return [dense, kernel_size**2 * c * filters + filters]


@spelling("counts-a-square-image")
def height_squared(input_shape, hidden, filters, kernel_size):
    inputs = input_shape[0] ** 2 * input_shape[2]
    return [inputs * hidden + hidden, kernel_size * kernel_size * input_shape[2] * filters + filters]


@spelling("counts-a-square-image")
def as_many_columns_as_rows(input_shape, hidden, filters, kernel_size):
    side, channels = input_shape[0], input_shape[-1]
    weights, kernels = np.zeros((side, side, channels, hidden)), np.zeros((filters, channels, kernel_size, kernel_size))
    return weights.size + hidden, kernels.size + filters


@spelling("counts-a-square-as-wide-as-the-image")
def width_squared(input_shape, hidden, filters, kernel_size):
    inputs = input_shape[1] ** 2 * input_shape[2]
    return [inputs * hidden + hidden, kernel_size * kernel_size * input_shape[2] * filters + filters]


@spelling("counts-a-square-as-wide-as-the-image")
def as_many_rows_as_columns(input_shape, hidden, filters, kernel_size):
    side, channels = input_shape[1], input_shape[-1]
    weights, kernels = np.zeros((side, side, channels, hidden)), np.zeros((filters, channels, kernel_size, kernel_size))
    return weights.size + hidden, kernels.size + filters


@spelling("counts-three-channels")
def colours_of_a_filter(input_shape, hidden, filters, kernel_size):
    colours = len("RGB")
    dense = math.prod(input_shape) * hidden + hidden
    return [dense, filters * colours * kernel_size * kernel_size + filters]


@spelling("counts-three-channels")
def kernels_for_three_channels(input_shape, hidden, filters, kernel_size):
    kernels = np.zeros((kernel_size, kernel_size, 3, filters))
    return hidden * (int(np.prod(input_shape)) + 1), kernels.size + filters


@spelling("counts-three-channels-everywhere")
def colours_of_pixels_and_filters(input_shape, hidden, filters, kernel_size):
    colours, pixels = len("RGB"), math.prod(input_shape[:2])
    return [colours * pixels * hidden + hidden, filters * colours * kernel_size * kernel_size + filters]


@spelling("counts-three-channels-everywhere")
def arrays_with_three_channels(input_shape, hidden, filters, kernel_size):
    weights, kernels = np.zeros((*input_shape[:2], 3, hidden)), np.zeros((kernel_size, kernel_size, 3, filters))
    return weights.size + hidden, kernels.size + filters


@spelling("counts-three-channels-of-a-pixel")
def colours_of_the_pixels(input_shape, hidden, filters, kernel_size):
    colours, pixels = len("RGB"), math.prod(input_shape[:2])
    return [colours * pixels * hidden + hidden, filters * input_shape[2] * kernel_size * kernel_size + filters]


@spelling("counts-three-channels-of-a-pixel")
def weights_for_three_channels(input_shape, hidden, filters, kernel_size):
    weights = np.zeros((*input_shape[:2], 3, hidden))
    kernels = np.zeros((kernel_size, kernel_size, input_shape[2], filters))
    return weights.size + hidden, kernels.size + filters


@spelling("counts-a-bias-at-every-place")
def biases_as_many_as_the_maps_have_pixels(input_shape, hidden, filters, kernel_size):
    h, w, c = input_shape
    kernels = np.zeros((kernel_size, kernel_size, c, filters))
    biases = np.zeros((h - kernel_size + 1, w - kernel_size + 1, filters))
    return [h * w * c * hidden + hidden, kernels.size + biases.size]


@spelling("counts-a-bias-at-every-place")
def bias_added_place_by_place(input_shape, hidden, filters, kernel_size):
    h, w, c = input_shape
    convolution = kernel_size * kernel_size * c * filters
    for _ in product(range(h - kernel_size + 1), range(w - kernel_size + 1)):
        convolution += filters
    return math.prod(input_shape) * hidden + hidden, convolution


@spelling("counts-a-bias-at-every-pixel")
def biases_as_many_as_the_image_has_pixels(input_shape, hidden, filters, kernel_size):
    h, w, c = input_shape
    kernels, biases = np.zeros((kernel_size, kernel_size, c, filters)), np.zeros((h, w, filters))
    return [h * w * c * hidden + hidden, kernels.size + biases.size]


@spelling("counts-a-bias-at-every-pixel")
def bias_added_pixel_by_pixel(input_shape, hidden, filters, kernel_size):
    convolution = kernel_size * kernel_size * input_shape[2] * filters
    for _ in product(*map(range, input_shape[:2])):
        convolution += filters
    return math.prod(input_shape) * hidden + hidden, convolution


@spelling("counts-filters-at-every-place-of-the-map")
def filter_for_each_place(input_shape, hidden, filters, kernel_size):
    h, w, c = input_shape
    convolution = 0
    for _ in product(range(h - kernel_size + 1), range(w - kernel_size + 1)):
        convolution += filters * (kernel_size * kernel_size * c + 1)
    return hidden * (h * w * c + 1), convolution


@spelling("counts-filters-at-every-place-of-the-map")
def size_of_the_valid_map_as_a_factor(input_shape, hidden, filters, kernel_size):
    pixels = math.prod(side - (kernel_size - 1) for side in input_shape[:2])
    per_place = kernel_size**2 * input_shape[2] * filters + filters
    return [math.prod(input_shape) * hidden + hidden, per_place * pixels]


@spelling("counts-biases-of-the-channels")
def channels_added_at_the_end(input_shape, hidden, filters, kernel_size):
    channels = input_shape[-1]
    dense = hidden + hidden * math.prod(input_shape)
    return [dense, math.prod([kernel_size, kernel_size, channels, filters]) + channels]


@spelling("counts-biases-of-the-channels")
def kernel_of_each_channel_with_a_bias(input_shape, hidden, filters, kernel_size):
    convolution = sum(kernel_size * kernel_size * filters + 1 for _ in range(input_shape[2]))
    return int(np.prod(input_shape)) * hidden + hidden, convolution


@spelling("counts-filters-by-adding")
def one_kernel_and_all_biases(input_shape, hidden, filters, kernel_size):
    kernel, bias = np.zeros((kernel_size, kernel_size, input_shape[2])), np.zeros(filters)
    return [math.prod(input_shape) * hidden + hidden, kernel.size + bias.size]


@spelling("counts-filters-by-adding")
def window_plus_filters(input_shape, hidden, filters, kernel_size):
    window = kernel_size * kernel_size * input_shape[-1]
    return hidden * (1 + int(np.prod(input_shape))), sum((window, filters))


# max_pool2d_backward


def _sent_back(upstream, images, size, stride, padding):
    """Yield for each window its place in the images, its pixels there, and what it is sent."""
    images = np.array(images, dtype=float)
    rows, columns = (_starts(length, size, stride, padding) for length in images.shape[1:3])
    for (b, i, j, c), sent in np.ndenumerate(np.array(upstream, dtype=float)):
        place = np.s_[b, max(rows[i], 0) : rows[i] + size, max(columns[j], 0) : columns[j] + size, c]
        yield place, images[place], sent


def _winner(window):
    """Return 1 for the first largest pixel of a window, and 0 for the others."""
    mask = np.zeros(window.shape)
    mask[np.unravel_index(np.argmax(window), window.shape)] = 1
    return mask


def _gradient(upstream, images, size, stride, padding):
    gradient = np.zeros(np.shape(images))
    for place, window, sent in _sent_back(upstream, images, size, stride or size, padding):
        gradient[place] += sent * _winner(window)
    return gradient


def _cut_out(d_padded, images, size, stride, padding):
    top, left = (max(0, -_starts(length, size, stride, padding)[0]) for length in np.shape(images)[1:3])
    return d_padded[:, top : top + np.shape(images)[1], left : left + np.shape(images)[2]]


@spelling("gradient-for-everyone")
def sent_to_the_whole_window(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros(np.shape(images))
    for place, _, sent in _sent_back(upstream, images, size, stride or size, padding):
        gradient[place] += sent
    return gradient


@spelling("gradient-for-everyone")
def pixel_by_pixel_without_a_question(upstream, images, size, stride=None, padding="valid"):
    stride, upstream, gradient = stride or size, np.asarray(upstream), np.zeros(np.shape(images))
    rows, columns = (_starts(length, size, stride, padding) for length in gradient.shape[1:3])
    for (i, y), (j, x) in product(enumerate(rows), enumerate(columns)):
        for a, b in product(range(size), repeat=2):
            if 0 <= y + a < gradient.shape[1] and 0 <= x + b < gradient.shape[2]:
                gradient[:, y + a, x + b] += upstream[:, i, j]
    return gradient


@spelling("gradient-shared-as-a-mean")
def shared_among_the_real_pixels(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros(np.shape(images))
    for place, window, sent in _sent_back(upstream, images, size, stride or size, padding):
        gradient[place] += sent / window.size
    return gradient


@spelling("gradient-shared-as-a-mean")
def mean_of_ones(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros_like(images, dtype=float)
    for place, window, sent in _sent_back(upstream, images, size, stride or size, padding):
        gradient[place] = gradient[place] + sent * np.ones(window.shape) / np.sum(np.ones(window.shape))
    return gradient


@spelling("gradient-without-upstream")
def ones_for_the_winners(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros(np.shape(images))
    for place, window, _ in _sent_back(upstream, images, size, stride or size, padding):
        gradient[place] += window == window.max()
    return gradient


@spelling("gradient-without-upstream")
def wins_counted(upstream, images, size, stride=None, padding="valid"):
    wins = np.zeros(np.shape(images), dtype=int)
    for place, window, _ in _sent_back(upstream, images, size, stride or size, padding):
        wins[place] += _winner(window).astype(int)
    return wins


@spelling("gradient-times-the-pixel")
def pixel_as_the_derivative(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros(np.shape(images))
    for place, window, sent in _sent_back(upstream, images, size, stride or size, padding):
        gradient[place] += sent * window.max() * _winner(window)
    return gradient


@spelling("gradient-times-the-pixel")
def images_as_a_factor(upstream, images, size, stride=None, padding="valid"):
    gradient = _gradient(upstream, images, size, stride, padding)
    gradient *= images
    return gradient


@spelling("gradient-overwritten")
def winner_set_to_what_is_sent(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros(np.shape(images))
    for place, window, sent in _sent_back(upstream, images, size, stride or size, padding):
        row, column = divmod(window.argmax(), window.shape[1])
        gradient[place][row, column] = sent
    return gradient


@spelling("gradient-overwritten")
def winners_written_in_the_padded_array(upstream, images, size, stride=None, padding="valid"):
    stride, upstream = stride or size, np.asarray(upstream, dtype=float)
    padded = _padded(images, size, stride, padding)
    d_padded = np.zeros_like(padded)
    for b, i, j, c in np.ndindex(upstream.shape):
        window = padded[b, i * stride :, j * stride :, c][:size, :size]
        row, column = np.argwhere(window == window.max())[0]
        d_padded[b, i * stride + row, j * stride + column, c] = upstream[b, i, j, c]
    return _cut_out(d_padded, images, size, stride, padding)


@spelling("gradient-overwritten-window-by-window")
def window_set_to_what_is_sent(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros(np.shape(images))
    for place, window, sent in _sent_back(upstream, images, size, stride or size, padding):
        gradient[place] = sent * (window == window.max())
    return gradient


@spelling("gradient-overwritten-window-by-window")
def winner_of_the_window_written_whole(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros_like(images, dtype=float)
    for place, window, sent in _sent_back(upstream, images, size, stride or size, padding):
        gradient[place] = _winner(window)
        gradient[place] *= sent
    return gradient


@spelling("gradient-with-the-padding-on")
def padded_gradient_returned(upstream, images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    d_padded = np.zeros(padded.shape)
    for (b, i, j, c), sent in np.ndenumerate(upstream):
        window = padded[b, i * stride : i * stride + size, j * stride : j * stride + size, c]
        row, column = np.unravel_index(window.argmax(), window.shape)
        d_padded[b, i * stride + row, j * stride + column, c] += sent
    return d_padded


@spelling("gradient-with-the-padding-on")
def gradient_of_the_padded_images(upstream, images, size, stride=None, padding="valid"):
    stride = stride or size
    return _gradient(upstream, _padded(images, size, stride, padding), size, stride, "valid")


@spelling("gradient-cut-at-one-end")
def as_much_as_the_images_have(upstream, images, size, stride=None, padding="valid"):
    stride = stride or size
    _, height, width, _ = np.shape(images)
    d_padded = _gradient(upstream, _padded(images, size, stride, padding), size, stride, "valid")
    return d_padded[:, 0:height, 0:width, :]


@spelling("gradient-cut-at-one-end")
def end_deleted(upstream, images, size, stride=None, padding="valid"):
    stride = stride or size
    d_padded = _gradient(upstream, _padded(images, size, stride, padding), size, stride, "valid")
    for axis in (1, 2):
        d_padded = np.delete(d_padded, range(np.shape(images)[axis], d_padded.shape[axis]), axis=axis)
    return d_padded


@spelling("gradient-lost-to-zeros")
def zeros_around_before_the_question(upstream, images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding, fill=0)
    return _cut_out(_gradient(upstream, padded, size, stride, "valid"), images, size, stride, padding)


@spelling("gradient-lost-to-zeros")
def masks_of_an_image_among_zeros(upstream, images, size, stride=None, padding="valid"):
    stride, upstream = stride or size, np.asarray(upstream, dtype=float)
    padded = _padded(images, size, stride, padding, fill=0)
    gradient = np.zeros_like(padded)
    for i, j in np.ndindex(upstream.shape[1:3]):
        part = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
        mask = padded[part] == padded[part].max(axis=(1, 2), keepdims=True)
        gradient[part] += mask * upstream[:, i, j][:, None, None]
    return _cut_out(gradient, images, size, stride, padding)


@spelling("gradient-in-whole-numbers")
def zeros_like_the_images(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros_like(images)
    gradient[...] = _gradient(upstream, images, size, stride, padding)
    return gradient


@spelling("gradient-in-whole-numbers")
def added_in_the_images_type(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros(np.shape(images), dtype=np.asarray(images).dtype)
    for place, window, sent in _sent_back(upstream, images, size, stride or size, padding):
        gradient[place] += (sent * _winner(window)).astype(gradient.dtype)
    return gradient


@spelling("gradient-written-over-the-images")
def images_emptied_for_the_gradient(upstream, images, size, stride=None, padding="valid"):
    gradient = _gradient(upstream, images, size, stride, padding)
    images = np.asarray(images)
    images *= 0
    images += gradient.astype(images.dtype)
    return images


@spelling("gradient-written-over-the-images")
def winners_marked_in_the_images(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros(np.shape(images))
    for place, window, sent in _sent_back(upstream, images, size, stride or size, padding):
        gradient[place] += sent * _winner(window)
        np.asarray(images)[place] = 0
    return gradient


@spelling("gradient-for-every-largest")
def all_that_are_the_largest(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros(np.shape(images))
    for place, window, sent in _sent_back(upstream, images, size, stride or size, padding):
        gradient[place] += np.where(window >= np.max(window), sent, 0)
    return gradient


@spelling("gradient-for-every-largest")
def pixels_that_are_not_smaller(upstream, images, size, stride=None, padding="valid"):
    stride, upstream = stride or size, np.asarray(upstream, dtype=float)
    padded = _padded(images, size, stride, padding)
    gradient = np.zeros(padded.shape)
    for b, i, j, c in np.ndindex(upstream.shape):
        window = padded[b, i * stride : i * stride + size, j * stride : j * stride + size, c]
        for row, column in np.argwhere(window == window.max()):
            gradient[b, i * stride + row, j * stride + column, c] += upstream[b, i, j, c]
    return _cut_out(gradient, images, size, stride, padding)


@spelling("gradient-for-the-first-pixel")
def corner_of_the_padded_window(upstream, images, size, stride=None, padding="valid"):
    stride = stride or size
    d_padded = np.zeros(_padded(images, size, stride, padding).shape)
    for (b, i, j, c), sent in np.ndenumerate(upstream):
        d_padded[b, i * stride, j * stride, c] += sent
    return _cut_out(d_padded, images, size, stride, padding)


@spelling("gradient-for-the-first-pixel")
def upstream_in_steps(upstream, images, size, stride=None, padding="valid"):
    stride, upstream = stride or size, np.asarray(upstream, dtype=float)
    d_padded = np.zeros(_padded(images, size, stride, padding).shape)
    rows, columns = (stride * (count - 1) + 1 for count in upstream.shape[1:3])
    d_padded[:, :rows:stride, :columns:stride] = upstream
    return _cut_out(d_padded, images, size, stride, padding)


@spelling("gradient-spread-over-the-window")
def part_for_each_pixel(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros(np.shape(images))
    for place, _, sent in _sent_back(upstream, images, size, stride or size, padding):
        gradient[place] += sent / size**2
    return gradient


@spelling("gradient-spread-over-the-window")
def shares_of_the_places(upstream, images, size, stride=None, padding="valid"):
    stride, share = stride or size, np.asarray(upstream, dtype=float) / (size * size)
    d_padded = np.zeros(_padded(images, size, stride, padding).shape)
    rows, columns = (stride * (count - 1) + 1 for count in share.shape[1:3])
    for i, j in product(range(size), repeat=2):
        d_padded[:, i : i + rows : stride, j : j + columns : stride] += share
    return _cut_out(d_padded, images, size, stride, padding)


@spelling("gradient-split-by-the-stride")
def number_divided_by_the_stride(upstream, images, size, stride=None, padding="valid"):
    stride, upstream = stride or size, np.asarray(upstream, dtype=float)
    padded = _padded(images, size, stride, padding)
    n, height, width, channels = padded.shape
    d_padded = np.zeros((n, height + size * size, width + size * size, channels))
    for b, i, j, c in np.ndindex(upstream.shape):
        top, left = i * stride, j * stride
        number = np.argmax(padded[b, top : top + size, left : left + size, c])
        d_padded[b, top + number // stride, left + number % stride, c] += upstream[b, i, j, c]
    return _cut_out(d_padded, images, size, stride, padding)


@spelling("gradient-split-by-the-stride")
def all_numbers_divided_by_the_stride(upstream, images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    winners = _places(padded, size, stride).argmax(axis=0)
    b, i, j, c = np.indices(winners.shape)
    d_padded = np.pad(np.zeros(padded.shape), [(0, 0), (0, size**2), (0, size**2), (0, 0)])
    rows, columns = i * stride + winners // stride, j * stride + winners % stride
    np.add.at(d_padded, (b, rows, columns, c), np.asarray(upstream, dtype=float))
    return _cut_out(d_padded, images, size, stride, padding)


@spelling("gradient-split-by-the-stride-and-out-of-bounds")
def number_divided_by_the_stride_beyond_the_image(upstream, images, size, stride=None, padding="valid"):
    stride, upstream = stride or size, np.asarray(upstream, dtype=float)
    padded = _padded(images, size, stride, padding)
    d_padded = np.zeros_like(padded)
    for b, i, j, c in np.ndindex(upstream.shape):
        top, left = i * stride, j * stride
        number = np.argmax(padded[b, top : top + size, left : left + size, c])
        d_padded[b, top + number // stride, left + number % stride, c] += upstream[b, i, j, c]
    return _cut_out(d_padded, images, size, stride, padding)


@spelling("gradient-split-by-the-stride-and-out-of-bounds")
def corner_and_number_beyond_the_image(upstream, images, size, stride=None, padding="valid"):
    stride = stride or size
    gradient = np.zeros(np.shape(images))
    for place, window, sent in _sent_back(upstream, images, size, stride, padding):
        if window.shape != (size, size):
            gradient[place] += sent * _winner(window)
            continue
        row, column = divmod(int(window.argmax()), stride)
        gradient[place[0], place[1].start + row, place[2].start + column, place[3]] += sent
    return gradient


@spelling("gradient-split-by-the-whole-window")
def rows_of_a_cut_window_taken_for_whole(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros(np.shape(images))
    for (b, ys, xs, c), window, sent in _sent_back(upstream, images, size, stride or size, padding):
        number = np.argmax(window)
        gradient[b, ys.start + number // size, xs.start + number % size, c] += sent
    return gradient


@spelling("gradient-split-by-the-whole-window")
def winner_unravelled_in_a_whole_window(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros_like(images, dtype=float)
    for (b, ys, xs, c), window, sent in _sent_back(upstream, images, size, stride or size, padding):
        row, column = np.unravel_index(window.argmax(), (size, size))
        gradient[b, row + ys.start, column + xs.start, c] += sent
    return gradient


@spelling("gradient-row-and-column-exchanged")
def column_before_row(upstream, images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = _padded(images, size, stride, padding)
    d_padded = np.zeros(padded.shape)
    for (b, i, j, c), sent in np.ndenumerate(upstream):
        window = padded[b, i * stride : i * stride + size, j * stride : j * stride + size, c]
        x, y = np.unravel_index(window.argmax(), window.shape)
        d_padded[b, i * stride + y, j * stride + x, c] += sent
    return _cut_out(d_padded, images, size, stride, padding)


@spelling("gradient-row-and-column-exchanged")
def mask_of_the_window_turned(upstream, images, size, stride=None, padding="valid"):
    stride, upstream = stride or size, np.asarray(upstream, dtype=float)
    padded = _padded(images, size, stride, padding)
    d_padded = np.zeros_like(padded)
    for b, i, j, c in np.ndindex(upstream.shape):
        part = np.s_[b, i * stride : i * stride + size, j * stride : j * stride + size, c]
        d_padded[part] += upstream[b, i, j, c] * _winner(padded[part]).T
    return _cut_out(d_padded, images, size, stride, padding)


@spelling("gradient-enlarged-by-repeating")
def largest_repeated_and_compared(upstream, images, size, stride=None, padding="valid"):
    images, upstream = np.asarray(images, dtype=float), np.asarray(upstream, dtype=float)
    largest = _looped(images, size, stride or size, padding, np.max)
    _, height, width, _ = images.shape
    mask = images == np.kron(largest, np.ones((1, size, size, 1)))[:, :height, :width]
    return mask * np.kron(upstream, np.ones((1, size, size, 1)))[:, :height, :width]


@spelling("gradient-enlarged-by-repeating")
def largest_looked_up_for_each_pixel(upstream, images, size, stride=None, padding="valid"):
    images, upstream = np.asarray(images, dtype=float), np.array(upstream, dtype=float)
    largest = _looped(images, size, stride or size, padding, np.max)
    rows, columns = (np.arange(largest.shape[axis] * size)[: images.shape[axis]] // size for axis in (1, 2))
    wins = images == largest[:, rows][:, :, columns]
    return np.where(wins, upstream[:, rows][:, :, columns], 0.0)


@spelling("gradient-enlarged-and-compared-first")
def largest_repeated_and_compared_first(upstream, images, size, stride=None, padding="valid"):
    images, upstream = np.asarray(images, dtype=float), np.asarray(upstream, dtype=float)
    largest = _looped(images, size, stride or size, padding, np.max)
    _, height, width, _ = images.shape
    mask = np.kron(largest, np.ones((1, size, size, 1)))[:, :height, :width] == images
    return mask * np.kron(upstream, np.ones((1, size, size, 1)))[:, :height, :width]


@spelling("gradient-enlarged-and-compared-first")
def largest_looked_up_for_each_pixel_first(upstream, images, size, stride=None, padding="valid"):
    images, upstream = np.asarray(images, dtype=float), np.array(upstream, dtype=float)
    largest = _looped(images, size, stride or size, padding, np.max)
    rows, columns = (np.arange(largest.shape[axis] * size)[: images.shape[axis]] // size for axis in (1, 2))
    wins = largest[:, rows][:, :, columns] == images
    return np.where(wins, upstream[:, rows][:, :, columns], 0.0)


@spelling("gradient-enlarged-and-filled-up")
def window_of_each_pixel_by_its_place(upstream, images, size, stride=None, padding="valid"):
    images, upstream = np.array(images, dtype=float), np.asarray(upstream, dtype=float)
    largest, gradient = _looped(images, size, stride or size, padding, np.max), np.zeros(images.shape)
    for b, y, x, c in np.ndindex(images.shape):
        i, j = y // size, x // size
        if i < largest.shape[1] and j < largest.shape[2] and images[b, y, x, c] == largest[b, i, j, c]:
            gradient[b, y, x, c] = upstream[b, i, j, c]
    return gradient


@spelling("gradient-enlarged-and-filled-up")
def block_compared_with_its_largest(upstream, images, size, stride=None, padding="valid"):
    images, upstream = np.asarray(images, dtype=float), np.asarray(upstream, dtype=float)
    largest, gradient = _looped(images, size, stride or size, padding, np.max), np.zeros(images.shape)
    for i, j in np.ndindex(largest.shape[1:3]):
        block = np.s_[:, i * size : (i + 1) * size, j * size : (j + 1) * size]
        gradient[block] = (images[block] == largest[:, i : i + 1, j : j + 1]) * upstream[:, i : i + 1, j : j + 1]
    return gradient


@spelling("gradient-for-a-pixel-that-wins-once")
def winners_crossed_out(upstream, images, size, stride=None, padding="valid"):
    stride = stride or size
    padded = np.array(_padded(images, size, stride, padding))
    d_padded = np.zeros(padded.shape)
    for (b, i, j, c), sent in np.ndenumerate(upstream):
        window = padded[b, i * stride : i * stride + size, j * stride : j * stride + size, c]
        row, column = np.unravel_index(window.argmax(), window.shape)
        d_padded[b, i * stride + row, j * stride + column, c] += sent
        window[row, column] = -np.inf
    return _cut_out(d_padded, images, size, stride, padding)


@spelling("gradient-for-a-pixel-that-wins-once")
def winners_not_asked_again(upstream, images, size, stride=None, padding="valid"):
    gradient = np.zeros(np.shape(images))
    for place, window, sent in _sent_back(upstream, images, size, stride or size, padding):
        free = np.where(gradient[place] == 0, window, -np.inf)
        gradient[place] += sent * _winner(free)
    return gradient


@spelling("gradient-hangs-over-at-one-end")
def gradient_with_the_first_window_at_the_first_pixel(upstream, images, size, stride=None, padding="valid"):
    stride, images, gradient = stride or size, np.asarray(images, dtype=float), np.zeros(np.shape(images))
    for (b, i, j, c), sent in np.ndenumerate(upstream):
        place = np.s_[b, i * stride : i * stride + size, j * stride : j * stride + size, c]
        gradient[place] += sent * _winner(images[place])
    return gradient


@spelling("gradient-hangs-over-at-one-end")
def frame_behind_the_image_alone(upstream, images, size, stride=None, padding="valid"):
    stride, images = stride or size, np.array(images, dtype=float)
    padded = np.pad(images, [(0, 0), (0, size), (0, size), (0, 0)], constant_values=-np.inf)
    d_padded = np.zeros_like(padded)
    for b, i, j, c in np.ndindex(np.shape(upstream)):
        y, x = i * stride, j * stride
        row, column = divmod(padded[b, y : y + size, x : x + size, c].argmax(), size)
        d_padded[b, y + row, x + column, c] += np.asarray(upstream)[b, i, j, c]
    return d_padded[:, : images.shape[1], : images.shape[2]]


@spelling("gradient-odd-pixel-first")
def gradient_of_the_image_turned_round(upstream, images, size, stride=None, padding="valid"):
    if padding == "valid":
        return _gradient(upstream, images, size, stride, padding)
    upstream, images = (np.asarray(each, dtype=float)[:, ::-1, ::-1] for each in (upstream, images))
    return _gradient(upstream, images, size, stride, padding)[:, ::-1, ::-1]


@spelling("gradient-odd-pixel-first")
def gradient_with_half_rounded_up_before(upstream, images, size, stride=None, padding="valid"):
    stride, images = stride or size, np.array(images, dtype=float)
    widths = [(0, 0)]
    for length in images.shape[1:3]:
        missing = max((-(-length // stride) - 1) * stride + size - length, 0) if padding == "same" else 0
        widths.append((missing - missing // 2, missing // 2))
    padded = np.pad(images, [*widths, (0, 0)], constant_values=-np.inf)
    (top, _), (left, _) = widths[1:]
    d_padded = _gradient(upstream, padded, size, stride, "valid")
    return d_padded[:, top : top + images.shape[1], left : left + images.shape[2]]


@spelling("gradient-steps-by-one")
def gradient_in_steps_of_one_unless_told(upstream, images, size, stride=None, padding="valid"):
    step = 1 if stride is None else stride
    return _gradient(upstream, images, size, step, padding)


@spelling("gradient-steps-by-one")
def winners_of_windows_one_apart(upstream, images, size, stride=None, padding="valid"):
    stride, upstream = stride or 1, np.asarray(upstream, dtype=float)
    padded = _padded(images, size, stride, padding)
    d_padded = np.zeros_like(padded)
    for b, i, j, c in np.ndindex(upstream.shape):
        window = padded[b, i * stride :, j * stride :, c][:size, :size]
        row, column = np.argwhere(window == window.max())[0]
        d_padded[b, i * stride + row, j * stride + column, c] += upstream[b, i, j, c]
    return _cut_out(d_padded, images, size, stride, padding)


@spelling("gradient-steps-by-two")
def gradient_in_steps_of_two_unless_told(upstream, images, size, stride=None, padding="valid"):
    step = 2 if stride is None else stride
    return _gradient(upstream, images, size, step, padding)


@spelling("gradient-steps-by-two")
def winners_of_windows_two_apart(upstream, images, size, stride=None, padding="valid"):
    stride, upstream = stride or 2, np.asarray(upstream, dtype=float)
    padded = _padded(images, size, stride, padding)
    d_padded = np.zeros_like(padded)
    for b, i, j, c in np.ndindex(upstream.shape):
        window = padded[b, i * stride :, j * stride :, c][:size, :size]
        row, column = np.argwhere(window == window.max())[0]
        d_padded[b, i * stride + row, j * stride + column, c] += upstream[b, i, j, c]
    return _cut_out(d_padded, images, size, stride, padding)
