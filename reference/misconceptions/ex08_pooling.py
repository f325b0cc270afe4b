"""Wrong ways of ex08."""

from __future__ import annotations

import numpy as np

from reference.catalogue import misconception


@misconception(
    "max_pool2d",
    rejected_by="test_each_window_gives_its_largest",
    says="moves its windows by one pixel where no stride is given: then they overlap. None means as far as the window is wide.",
)
def max_pool_steps_by_one(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or 1, padding, -np.inf, np.max)


@misconception(
    "max_pool2d",
    rejected_by="test_each_window_gives_its_largest",
    says="gave the mean of each window: that is average pooling. Max pooling keeps the strongest answer only.",
)
def max_pool_takes_the_mean(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, np.nan, np.nanmean)


@misconception(
    "max_pool2d",
    rejected_by="test_each_window_gives_its_largest",
    says="takes rows and columns for channels: it pooled axes 2 and 3. In which order do the four axes of a batch come here?",
)
def max_pool_channels_first(images, size, stride=None, padding="valid"):
    images = np.moveaxis(np.asarray(images, dtype=float), 1, 3)
    return np.moveaxis(_pool(images, size, stride or size, padding, -np.inf, np.max), 3, 1)


@misconception(
    "max_pool2d",
    rejected_by="test_each_window_gives_its_largest",
    says="makes as many columns as rows: height and width need a count of their own each.",
)
def max_pool_as_if_square(images, size, stride=None, padding="valid"):
    images = np.asarray(images, dtype=float)
    side = min(images.shape[1:3])
    return _pool(images[:, :side, :side], size, stride or size, padding, -np.inf, np.max)


@misconception(
    "max_pool2d",
    rejected_by="test_channels_and_images_are_pooled_apart",
    says="gives all channels the same number: it took the largest of all channels of a window. "
    "Over which axes should the maximum go?",
)
def max_over_channels_too(images, size, stride=None, padding="valid"):
    result = _pool(images, size, stride or size, padding, -np.inf, np.max)
    return result.max(axis=3, keepdims=True) + np.zeros(result.shape)


@misconception(
    "max_pool2d",
    rejected_by="test_channels_and_images_are_pooled_apart",
    says="gives all images the same result: the maximum went over the batch as well. Which axes does a window cover?",
)
def max_over_the_batch_too(images, size, stride=None, padding="valid"):
    result = _pool(images, size, stride or size, padding, -np.inf, np.max)
    return result.max(axis=0, keepdims=True) + np.zeros(result.shape)


@misconception(
    "max_pool2d",
    rejected_by="test_stride_is_not_the_size",
    says="ignored `stride`: its windows always lie side by side.",
)
def max_pool_ignores_stride(images, size, stride=None, padding="valid"):
    return _pool(images, size, size, padding, -np.inf, np.max)


@misconception(
    "max_pool2d",
    rejected_by="test_windows_that_do_not_fit_are_left_out",
    says='has windows that hang over the border: with padding "valid" only whole windows count, and the pixels left over are dropped.',
)
def max_pool_keeps_the_rest(images, size, stride=None, padding="valid"):
    images, stride = np.asarray(images, dtype=float), stride or size
    rest = [(0, -(length - size) % stride if padding == "valid" else 0) for length in images.shape[1:3]]
    images = np.pad(images, [(0, 0), *rest, (0, 0)], constant_values=-np.inf)
    return _pool(images, size, stride, padding, -np.inf, np.max)


@misconception(
    "max_pool2d",
    rejected_by="test_same_padding_reaches_the_border",
    says='ignored padding="same": the pixels at the right and at the bottom got no window.',
)
def max_pool_ignores_padding(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, "valid", -np.inf, np.max)


@misconception(
    "max_pool2d",
    rejected_by="test_same_padding_reaches_the_border",
    says="put the odd row or column of fake pixels at the top and the left. Where one end gets more, it is the bottom and the right.",
)
def max_pool_odd_pixel_first(images, size, stride=None, padding="valid"):
    images = np.flip(np.asarray(images, dtype=float), (1, 2))
    if padding == "same":
        return np.flip(_pool(images, size, stride or size, padding, -np.inf, np.max), (1, 2))
    return _pool(np.flip(images, (1, 2)), size, stride or size, padding, -np.inf, np.max)


@misconception(
    "max_pool2d",
    rejected_by="test_a_fake_pixel_never_wins",
    says="lets fake pixels win: padded with 0, a window at the border whose real pixels are all negative gives 0. "
    "Which number is smaller than whatever an image may hold?",
)
def max_pool_padded_with_zeros(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, 0, np.max)


@misconception(
    "max_pool2d",
    rejected_by="test_a_fake_pixel_never_wins",
    says="lets fake pixels win: padded with -1, a window at the border whose real pixels are smaller gives -1. Which number is smaller than all others?",
)
def max_pool_padded_with_minus_one(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, -1, np.max)


@misconception(
    "max_pool2d",
    rejected_by="test_lists_of_whole_numbers",
    says="pads an array of whole numbers with minus infinity, which is no whole number: make floats of the images first.",
)
def max_pool_pads_whole_numbers(images, size, stride=None, padding="valid"):
    return _windows(np.asarray(images), size, stride or size, padding, -np.inf).max(axis=(-2, -1))


@misconception(
    "average_pool2d",
    rejected_by="test_each_window_gives_its_mean",
    says="divided by the side of the window: how many pixels are there in a window of 2 x 2?",
)
def average_divides_by_the_side(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, np.nan, np.nansum) / size


@misconception(
    "average_pool2d",
    rejected_by="test_each_window_gives_its_mean",
    says="gave the sums: divide them by the number of pixels in a window.",
)
def average_is_a_sum(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, np.nan, np.nansum)


@misconception(
    "average_pool2d",
    rejected_by="test_means_of_windows_that_overlap",
    says="ignored `stride`: its windows always lie side by side.",
)
def average_ignores_stride(images, size, stride=None, padding="valid"):
    return _pool(images, size, size, padding, np.nan, np.nanmean)


@misconception(
    "average_pool2d",
    rejected_by="test_means_of_windows_that_overlap",
    says="mixed the channels: each of them has a mean of its own in each window.",
)
def average_over_channels_too(images, size, stride=None, padding="valid"):
    result = _pool(images, size, stride or size, padding, np.nan, np.nanmean)
    return result.mean(axis=3, keepdims=True) + np.zeros(result.shape)


@misconception(
    "average_pool2d",
    rejected_by="test_padding_does_not_count",
    says="grows dark at the border: it counted fake pixels, as zeros. By what must the sum of a window be divided that has only one real pixel?",
)
def average_counts_padding(images, size, stride=None, padding="valid"):
    return _pool(images, size, stride or size, padding, 0, np.mean)


@misconception(
    "average_pool2d",
    rejected_by="test_black_pixels_count",
    says="left out pixels that are 0, as if they were padding: a black pixel is a real one. How else can you tell which are fake?",
)
def average_leaves_black_pixels_out(images, size, stride=None, padding="valid"):
    windows = _windows(np.asarray(images, dtype=float), size, stride or size, padding, 0)
    return windows.sum(axis=(-2, -1)) / np.maximum((windows != 0).sum(axis=(-2, -1)), 1)


@misconception(
    "average_pool2d",
    rejected_by="test_means_of_bytes_are_no_bytes",
    says="cut the means down to whole numbers: the result was given the images' type.",
)
def average_in_whole_numbers(images, size, stride=None, padding="valid"):
    result = _pool(images, size, stride or size, padding, np.nan, np.nanmean)
    return result.astype(np.asarray(images).dtype)


@misconception(
    "average_pool2d",
    rejected_by="test_means_of_bytes_are_no_bytes",
    says="added up bytes, which wrap round at 256: 200 + 100 makes 44. Make floats of them before you add.",
)
def average_adds_up_bytes(images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    windows = _windows(images, size, stride or size, padding, 0)
    counts = _windows(np.ones(images.shape), size, stride or size, padding, 0).sum(axis=(-2, -1))
    return windows.sum(axis=(-2, -1), dtype=images.dtype) / counts


@misconception(
    "global_average_pool",
    rejected_by="test_a_map_becomes_its_mean",
    says="mixed the channels into one number an image: each feature map has a mean of its own.",
)
def global_mean_over_channels_too(images):
    return np.mean(images, axis=(1, 2, 3))


@misconception(
    "global_average_pool",
    rejected_by="test_a_map_becomes_its_mean",
    says="took the mean over the batch as well: what is left of each single image?",
)
def global_mean_over_the_batch_too(images):
    return np.mean(images, axis=(0, 1, 2))


@misconception(
    "global_average_pool",
    rejected_by="test_a_map_becomes_its_mean",
    says="kept height and width as axes of length 1; the dense layer above wants rows, one an image.",
)
def global_mean_keeps_axes(images):
    return np.mean(images, axis=(1, 2), keepdims=True)


@misconception(
    "global_average_pool",
    rejected_by="test_a_map_becomes_its_mean",
    says="gave the largest number of each map; asked for is the mean.",
)
def global_maximum(images):
    return np.max(images, axis=(1, 2))


@misconception(
    "global_average_pool",
    rejected_by="test_a_map_becomes_its_mean",
    says="took the means over axes 2 and 3, width and channels. In which order do the axes come here?",
)
def global_mean_channels_first(images):
    return np.mean(images, axis=(2, 3))


@misconception(
    "parameter_counts",
    rejected_by="test_parameters_of_the_dense_layer",
    says="forgot the biases: each unit and each filter has one.",
)
def counts_without_bias(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return height * width * channels * hidden, kernel_size**2 * channels * filters


@misconception(
    "parameter_counts",
    rejected_by="test_parameters_of_the_dense_layer",
    says="counted one bias for the whole layer: each unit and each filter has one of its own.",
)
def counts_with_one_bias(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return height * width * channels * hidden + 1, kernel_size**2 * channels * filters + 1


@misconception(
    "parameter_counts",
    rejected_by="test_parameters_of_the_dense_layer",
    says="flattened height and width only: a colour image has several numbers a pixel, and each has a weight.",
)
def counts_pixels_without_channels(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width + 1) * hidden, (kernel_size**2 * channels + 1) * filters


@misconception(
    "parameter_counts",
    rejected_by="test_parameters_of_the_dense_layer",
    says="gave the two counts the wrong way round: the dense layer comes first.",
)
def counts_the_wrong_way_round(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (kernel_size**2 * channels + 1) * filters, (height * width * channels + 1) * hidden


@misconception(
    "parameter_counts",
    rejected_by="test_parameters_of_the_convolution",
    says="gave the convolution flat filters: a filter reaches through all channels of its input.",
)
def counts_flat_filters(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * channels + 1) * hidden, (kernel_size**2 + 1) * filters


@misconception(
    "parameter_counts",
    rejected_by="test_parameters_of_the_convolution",
    says="counted only one side of the kernel: a filter of side 3 has 3 x 3 places.",
)
def counts_kernels_as_lines(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * channels + 1) * hidden, (kernel_size * channels + 1) * filters


@misconception(
    "parameter_counts",
    rejected_by="test_filters_do_not_grow_with_the_image",
    says="counted each filter anew at every place of the image: it is the same filter everywhere, that is what makes it cheap.",
)
def counts_filters_at_every_place(input_shape, hidden, filters, kernel_size):
    height, width, channels = input_shape
    return (height * width * channels + 1) * hidden, height * width * (kernel_size**2 * channels + 1) * filters


@misconception(
    "max_pool2d_backward",
    rejected_by="test_the_largest_pixel_gets_the_gradient",
    says="sent the gradient to every pixel of a window: which of them would have changed the result?",
)
def gradient_for_everyone(upstream, images, size, stride=None, padding="valid"):
    return _backward(upstream, images, size, stride or size, padding, share=lambda window: np.ones(window.shape))


@misconception(
    "max_pool2d_backward",
    rejected_by="test_the_largest_pixel_gets_the_gradient",
    says="shared the gradient out over the window, which is the way back of average pooling: only the largest pixel made a difference.",
)
def gradient_shared_as_a_mean(upstream, images, size, stride=None, padding="valid"):
    return _backward(
        upstream,
        images,
        size,
        stride or size,
        padding,
        share=lambda window: np.isfinite(window) / np.isfinite(window).sum(axis=(1, 2), keepdims=True),
    )


@misconception(
    "max_pool2d_backward",
    rejected_by="test_the_largest_pixel_gets_the_gradient",
    says="marked the largest pixels with 1 and left `upstream` out: by how much does the loss change when they do?",
)
def gradient_without_upstream(upstream, images, size, stride=None, padding="valid"):
    return _backward(np.ones(np.shape(upstream)), images, size, stride or size, padding)


@misconception(
    "max_pool2d_backward",
    rejected_by="test_the_largest_pixel_gets_the_gradient",
    says="multiplied the gradient by the pixel itself: the derivative of a maximum with respect to its winner is 1.",
)
def gradient_times_the_pixel(upstream, images, size, stride=None, padding="valid"):
    return _backward(upstream, images, size, stride or size, padding) * np.asarray(images, dtype=float)


@misconception(
    "max_pool2d_backward",
    rejected_by="test_a_pixel_that_wins_twice_gets_both",
    says="overwrote what an earlier window had sent: where windows overlap, a pixel gets the sum.",
)
def gradient_overwritten(upstream, images, size, stride=None, padding="valid"):
    return _backward(upstream, images, size, stride or size, padding, add=False)


@misconception(
    "max_pool2d_backward",
    rejected_by="test_gradient_with_padding",
    says="has the shape of the padded images: the fake pixels must be cut off again.",
)
def gradient_with_the_padding_on(upstream, images, size, stride=None, padding="valid"):
    return _backward(upstream, images, size, stride or size, padding, cut=False)


@misconception(
    "max_pool2d_backward",
    rejected_by="test_gradient_with_padding",
    says="lost part of the gradient to fake pixels: padded with zeros, they win against negative numbers.",
)
def gradient_lost_to_zeros(upstream, images, size, stride=None, padding="valid"):
    return _backward(upstream, images, size, stride or size, padding, fill=0)


@misconception(
    "max_pool2d_backward",
    rejected_by="test_the_largest_pixel_gets_the_gradient",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
def gradient_written_over_the_images(upstream, images, size, stride=None, padding="valid"):
    images = np.asarray(images)
    images[...] = _backward(upstream, images, size, stride or size, padding)
    return images


def _pad_widths(shape, size, stride, padding):
    missing = [max((-(-length // stride) - 1) * stride + size - length, 0) for length in shape[1:3]]
    if padding == "valid":
        missing = [0, 0]
    return [(0, 0), *((number // 2, number - number // 2) for number in missing), (0, 0)]


def _windows(images, size, stride, padding, fill):
    padded = np.pad(images, _pad_widths(images.shape, size, stride, padding), constant_values=fill)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride]


def _pool(images, size, stride, padding, fill, reduce):
    return reduce(_windows(np.asarray(images, dtype=float), size, stride, padding, fill), axis=(-2, -1))


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
