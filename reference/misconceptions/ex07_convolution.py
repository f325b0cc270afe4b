"""Wrong ways of ex07."""

from __future__ import annotations

import numpy as np

from reference.catalogue import misconception

# output_size


@misconception(
    "output_size",
    rejected_by="test_places_inside_the_image_are_counted",
    says="is one too small: it counts the steps between the places. Where does the window stand before its first step?",
)
def first_place_forgotten(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return (size + 2 * (0 if padding == "valid" else padding) - kernel) // stride


@misconception(
    "output_size",
    rejected_by="test_places_inside_the_image_are_counted",
    says="does not look at the size of the window: a wide window has fewer places in the same image.",
)
def window_without_width(size, kernel, stride=1, padding="valid"):
    return -(-(size + 2 * (padding if isinstance(padding, int) else 0)) // stride)


@misconception(
    "output_size",
    rejected_by="test_a_rest_too_short_for_a_step_is_left_out",
    says='rounded up: the last window hangs over the edge. With "valid" a rest too short for a step is left out.',
)
def rest_counted(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return -(-(size + 2 * (0 if padding == "valid" else padding) - kernel) // stride) + 1


@misconception(
    "output_size",
    rejected_by="test_a_rest_too_short_for_a_step_is_left_out",
    says="divided the number of places by the stride and rounded down; but the first place always counts. "
    "Which number is divided: that of the places, or that of the steps between them?",
)
def places_divided_by_the_stride(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return (size + 2 * (0 if padding == "valid" else padding) - kernel + 1) // stride


@misconception(
    "output_size",
    rejected_by="test_same_has_a_place_for_every_stride_begun",
    says='took "same" by its word: the map is as large as the image at stride 1 only. What does a stride of 2 do to it?',
)
def same_whatever_the_stride(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return size
    return (size + 2 * (0 if padding == "valid" else padding) - kernel) // stride + 1


@misconception(
    "output_size",
    rejected_by="test_same_has_a_place_for_every_stride_begun",
    says='rounded down: with "same" the last stride counts as soon as it has begun; fake pixels fill it up.',
)
def same_rounded_down(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return size // stride
    return (size + 2 * (0 if padding == "valid" else padding) - kernel) // stride + 1


@misconception(
    "output_size",
    rejected_by="test_padding_by_a_number_grows_both_sides",
    says="added the fake pixels once; they are counted a side, and an axis has two sides.",
)
def padding_on_one_side(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return (size + (0 if padding == "valid" else padding) - kernel) // stride + 1


# pad_images


@misconception(
    "pad_images",
    rejected_by="test_every_image_and_channel_gets_its_frame",
    says="laid the frame around all four axes: there are now black images more in the batch, and black channels. "
    "Which axes have a border?",
)
def frame_around_all_axes(images, amount):
    return np.pad(images, amount)


@misconception(
    "pad_images",
    rejected_by="test_every_image_and_channel_gets_its_frame",
    says="framed the wrong axes: it takes channels to come before height and width. Here they are last.",
)
def frame_around_width_and_channels(images, amount):
    return np.pad(images, ((0, 0), (0, 0), (amount, amount), (amount, amount)))


@misconception(
    "pad_images",
    rejected_by="test_frame_is_black_and_the_image_in_its_middle",
    says="repeated the border pixels outwards: fake pixels are zeros here, as in every framework's convolution.",
)
def frame_of_border_pixels(images, amount):
    return np.pad(images, ((0, 0), (amount, amount), (amount, amount), (0, 0)), mode="edge")


@misconception(
    "pad_images",
    rejected_by="test_frame_is_black_and_the_image_in_its_middle",
    says="added all fake pixels below and to the right: a frame has four sides.",
)
def frame_on_two_sides(images, amount):
    return np.pad(images, ((0, 0), (0, 2 * amount), (0, 2 * amount), (0, 0)))


# edge_kernels


@misconception(
    "edge_kernels",
    rejected_by="test_vertical_kernel_finds_vertical_lines",
    says="has the two swapped: numbers that differ from left to right find vertical lines, "
    "although such a kernel may look horizontal on paper.",
)
def edge_kernels_swapped():
    vertical = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return {"vertical": vertical.T, "horizontal": vertical}


@misconception(
    "edge_kernels",
    rejected_by="test_a_plain_wall_has_no_edges",
    says="draws the line it looks for and answers to every bright pixel, also on a plain wall: "
    "the nine numbers must add up to 0.",
)
def edge_kernels_that_do_not_cancel():
    vertical = np.array([[0, 1, 0]] * 3)
    return {"vertical": vertical, "horizontal": vertical.T}


@misconception(
    "edge_kernels",
    rejected_by="test_horizontal_kernel_finds_horizontal_lines",
    says="answers to lines of both ways alike: a kernel that is the same when turned has no direction.",
)
def edge_kernels_without_direction():
    laplacian = np.array([[0, -1, 0], [-1, 4, -1], [0, -1, 0]])
    return {"vertical": laplacian, "horizontal": laplacian}


# convolve_one


@misconception(
    "convolve_one",
    rejected_by="test_kernel_is_not_turned_round",
    says="turned the kernel round before sliding it, as mathematicians do. Frameworks lay it on the window as it is.",
)
def kernel_turned_round(image, kernel):
    return _slide(image, np.asarray(kernel, dtype=float)[::-1, ::-1])


@misconception(
    "convolve_one",
    rejected_by="test_each_place_is_window_times_kernel_added_up",
    says="laid the kernel on its side: its rows met the window's columns.",
)
def kernel_transposed(image, kernel):
    return _slide(image, np.asarray(kernel, dtype=float).T)


@misconception(
    "convolve_one",
    rejected_by="test_each_place_is_window_times_kernel_added_up",
    says="took the mean of window times kernel; the answer is their sum.",
)
def window_averaged(image, kernel):
    return _slide(image, np.asarray(kernel, dtype=float)) / np.size(kernel)


@misconception(
    "convolve_one",
    rejected_by="test_each_place_is_window_times_kernel_added_up",
    says="stopped one place too early along each axis: `range` leaves out its end. How many places has a window of 2 on 3 pixels?",
)
def last_place_forgotten(image, kernel):
    return _slide(image, np.asarray(kernel, dtype=float))[:-1, :-1]


@misconception(
    "convolve_one",
    rejected_by="test_tall_kernel_on_a_wide_image",
    says="gave the map lying on its side: the first axis is the height (rows), the second the width (columns).",
)
def height_and_width_mixed_up(image, kernel):
    return _slide(image, np.asarray(kernel, dtype=float)).T


@misconception(
    "convolve_one",
    rejected_by="test_list_of_whole_numbers_is_an_image_too",
    says="wrote the answers into an array of the image's own type: whole numbers cut off what stands behind the point.",
)
def map_of_whole_numbers(image, kernel):
    image = np.asarray(image)
    result = _slide(image, np.asarray(kernel))
    return result.astype(image.dtype)


# conv2d


@misconception(
    "conv2d",
    rejected_by="test_every_filter_makes_a_map_of_every_image",
    says="turned the kernels round before sliding them, as mathematicians do. Frameworks lay them on the window as they are.",
)
def conv2d_with_kernels_turned_round(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, np.asarray(kernels)[::-1, ::-1], bias, stride, padding)


@misconception(
    "conv2d",
    rejected_by="test_channels_add_up_to_one_map",
    says="took the mean over the channels: their answers add up.",
)
def conv2d_with_channels_averaged(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, 0, stride, padding) / np.shape(kernels)[2] + np.asarray(bias)


@misconception(
    "conv2d",
    rejected_by="test_channels_add_up_to_one_map",
    says="looked at the first channel alone: a filter is as deep as the image.",
)
def conv2d_of_the_first_channel(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = np.asarray(images), np.asarray(kernels)
    return _layer(images[..., :1], kernels[:, :, :1], bias, stride, padding)


@misconception(
    "conv2d",
    rejected_by="test_each_map_gets_its_own_bias",
    says="left out the bias.",
)
def conv2d_without_bias(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, 0, stride, padding)


@misconception(
    "conv2d",
    rejected_by="test_each_map_gets_its_own_bias",
    says="added the bias once for each channel: it belongs to the filter, and is added once the channels are summed.",
)
def conv2d_with_a_bias_for_each_channel(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, np.shape(kernels)[2] * np.asarray(bias), stride, padding)


@misconception(
    "conv2d",
    rejected_by="test_stride_skips_places_along_both_axes",
    says="took the stride along the rows only; the window moves by it along the columns, too.",
)
def conv2d_with_a_stride_of_rows_only(images, kernels, bias, stride=1, padding="valid"):
    images = _framed(images, kernels, stride, padding)
    return _layer(images, kernels, bias)[:, ::stride]


@misconception(
    "conv2d",
    rejected_by="test_stride_skips_places_along_both_axes",
    says="shrank the image instead of moving the window: with a stride the window still sees neighbouring pixels.",
)
def conv2d_of_every_other_pixel(images, kernels, bias, stride=1, padding="valid"):
    return _layer(np.asarray(images)[:, ::stride, ::stride], kernels, bias, 1, padding)


@misconception(
    "conv2d",
    rejected_by="test_same_keeps_the_size",
    says='did not pad for "same".',
)
def conv2d_without_fake_pixels(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, bias, stride)


@misconception(
    "conv2d",
    rejected_by="test_same_keeps_the_size",
    says='repeated the border outwards for "same": fake pixels are zeros.',
)
def conv2d_with_border_pixels_repeated(images, kernels, bias, stride=1, padding="valid"):
    return _layer(_framed(images, kernels, stride, padding, mode="edge"), kernels, bias, stride)


@misconception(
    "conv2d",
    rejected_by="test_same_keeps_the_size",
    says="laid a frame as wide as the kernel's height on all sides: a kernel that is wider than tall needs "
    "more pixels left and right than above and below.",
)
def conv2d_with_a_square_frame(images, kernels, bias, stride=1, padding="valid"):
    if padding == "same":
        amount = (np.shape(kernels)[0] - 1) // 2
        images = np.pad(images, ((0, 0), (amount, amount), (amount, amount), (0, 0)))
    return _layer(images, kernels, bias, stride)


@misconception(
    "conv2d",
    rejected_by="test_odd_fake_pixel_goes_right_and_below",
    says="has one fake pixel too many to the left or above. How many does the last window need in all? "
    "Where that is uneven, the odd one goes to the right and below.",
)
def conv2d_with_the_odd_pixel_on_the_left(images, kernels, bias, stride=1, padding="valid"):
    return _layer(_framed(images, kernels, stride, padding, odd_first=True), kernels, bias, stride)


@misconception(
    "conv2d",
    rejected_by="test_steps_as_wide_as_the_kernel_need_no_fake_pixels",
    says="padded as for stride 1, half a kernel on each side. With a larger stride the last window hangs over less: "
    "how many pixels does it really need?",
)
def conv2d_padded_as_for_stride_one(images, kernels, bias, stride=1, padding="valid"):
    return _layer(_framed(images, kernels, 1, padding), kernels, bias, stride)


@misconception(
    "conv2d",
    rejected_by="test_steps_as_wide_as_the_kernel_need_no_fake_pixels",
    says="asked for a negative number of fake pixels: where the steps are wider than the kernel, "
    "the last window may end before the image does.",
)
def conv2d_with_less_than_no_fake_pixels(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = np.asarray(images), np.asarray(kernels)
    if padding == "same":
        overhang = [
            (-(-n // stride) - 1) * stride + k - n for n, k in zip(images.shape[1:3], kernels.shape[:2], strict=True)
        ]
        images = np.pad(images, [(0, 0), *((total // 2, total - total // 2) for total in overhang), (0, 0)])
    return _layer(images, kernels, bias, stride)


@misconception(
    "conv2d",
    rejected_by="test_lists_of_whole_numbers_are_images_too",
    says="wrote the answers into an array of the images' own type: whole numbers cut off what stands behind the point.",
)
def conv2d_in_whole_numbers(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, bias, stride, padding).astype(np.asarray(images).dtype)


@misconception(
    "conv2d",
    rejected_by="test_more_pixels_are_no_more_work_for_python",
    says="loops over everything",
)
def conv2d_in_nested_loops(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = _framed(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    kh, kw, _, filters = kernels.shape
    height, width = (images.shape[1] - kh) // stride + 1, (images.shape[2] - kw) // stride + 1
    result = np.zeros((len(images), height, width, filters))
    for b, y, x, f in np.ndindex(*result.shape):
        window = images[b, y * stride : y * stride + kh, x * stride : x * stride + kw]
        result[b, y, x, f] = np.sum(window * kernels[:, :, :, f]) + bias[f]
    return result


@misconception(
    "conv2d",
    rejected_by="test_more_pixels_are_no_more_work_for_python",
    says="loops over the images",
)
def conv2d_one_image_at_a_time(images, kernels, bias, stride=1, padding="valid"):
    return np.array([_layer(image[None], kernels, bias, stride, padding)[0] for image in np.asarray(images)])


@misconception(
    "conv2d",
    rejected_by="test_more_pixels_are_no_more_work_for_python",
    says="loops over the pixels",
)
def conv2d_one_pixel_at_a_time(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = _framed(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    kh, kw, channels, filters = kernels.shape
    height, width = (images.shape[1] - kh) // stride + 1, (images.shape[2] - kw) // stride + 1
    matrix = kernels.reshape(-1, filters)
    result = np.zeros((len(images), height, width, filters)) + np.asarray(bias)
    for y, x in np.ndindex(height, width):
        window = images[:, y * stride : y * stride + kh, x * stride : x * stride + kw]
        result[:, y, x] += window.reshape(-1, kh * kw * channels) @ matrix
    return result


@misconception(
    "conv2d",
    rejected_by="test_more_pixels_are_no_more_work_for_python",
    says="loops over the channels",
)
def conv2d_one_channel_at_a_time(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = _framed(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    kh, kw, channels, filters = kernels.shape
    windows = np.lib.stride_tricks.sliding_window_view(images, (kh, kw), axis=(1, 2))[:, ::stride, ::stride]
    windows = windows.reshape(*windows.shape[:4], kh * kw)
    return sum(windows[:, :, :, c] @ kernels[:, :, c].reshape(-1, filters) for c in range(channels)) + np.asarray(bias)


@misconception(
    "conv2d",
    rejected_by="test_each_map_gets_its_own_bias",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
def conv2d_that_adds_into_the_bias(images, kernels, bias, stride=1, padding="valid"):
    bias = np.asarray(bias)
    result = _layer(images, kernels, bias, stride, padding)
    bias += 1
    return result


# conv2d_backward


@misconception(
    "conv2d_backward",
    rejected_by="test_bias_gets_what_flows_to_its_whole_map",
    says="took means over images and places: a bias was added everywhere, so everything that flows back adds up. "
    "(Where the loss is a mean, upstream carries the 1/B already.)",
)
def gradients_averaged(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, d_bias = _backward(upstream, images, kernels, stride, padding)
    places = upstream[..., 0].size
    return d_images, d_kernels / places, d_bias / places


@misconception(
    "conv2d_backward",
    rejected_by="test_bias_gets_what_flows_to_its_whole_map",
    says="summed the bias's gradient over the images only: each place of a map uses the same bias.",
)
def bias_gradient_at_each_place(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, _ = _backward(upstream, images, kernels, stride, padding)
    return d_images, d_kernels, upstream.sum(axis=0)


@misconception(
    "conv2d_backward",
    rejected_by="test_kernel_gets_what_flows_to_every_place",
    says="turned the kernels' gradient round. It is the images that are slid over by upstream, and nothing is turned there.",
)
def kernel_gradient_turned_round(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, d_bias = _backward(upstream, images, kernels, stride, padding)
    return d_images, d_kernels[::-1, ::-1], d_bias


@misconception(
    "conv2d_backward",
    rejected_by="test_pixel_gets_the_shares_of_all_its_windows",
    says="kept only the last window's share of a pixel: windows overlap, and their shares add up. `=` or `+=`?",
)
def shares_overwritten(upstream, images, kernels, stride=1, padding="valid"):
    return _backward(upstream, images, kernels, stride, padding, add=False)


@misconception(
    "conv2d_backward",
    rejected_by="test_pixel_gets_the_shares_of_all_its_windows",
    says="slid the kernels over upstream as they are. On the way back a window's lower right pixel met "
    "the kernel's lower right number: draw it, and you see the kernel turned.",
)
def kernel_not_turned_on_the_way_back(upstream, images, kernels, stride=1, padding="valid"):
    d_images, _, _ = _backward(upstream, images, kernels[::-1, ::-1], stride, padding)
    return d_images, *_backward(upstream, images, kernels, stride, padding)[1:]


@misconception(
    "conv2d_backward",
    rejected_by="test_gradients_with_stride_and_fake_pixels",
    says="kept the gradients of the fake pixels: cut the frame off, so that d_images has the images' shape.",
)
def frame_left_on(upstream, images, kernels, stride=1, padding="valid"):
    _, d_kernels, d_bias = _backward(upstream, images, kernels, stride, padding)
    return _backward(upstream, _framed(images, kernels, stride, padding), kernels, stride)[0], d_kernels, d_bias


def _slide(image, kernel):
    image = np.asarray(image, dtype=float)
    height, width = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for y, x in np.ndindex(*result.shape):
        result[y, x] = np.sum(image[y : y + height, x : x + width] * kernel)
    return result


def _frame(images, kernels, stride, padding, odd_first=False):
    if padding == "valid":
        return [(0, 0)] * 4
    frame = []
    for n, k in zip(np.shape(images)[1:3], np.shape(kernels)[:2], strict=True):
        total = max((-(-n // stride) - 1) * stride + k - n, 0)
        frame.append((total - total // 2, total // 2) if odd_first else (total // 2, total - total // 2))
    return [(0, 0), *frame, (0, 0)]


def _framed(images, kernels, stride, padding, odd_first=False, mode="constant"):
    images = np.asarray(images, dtype=float)
    return np.pad(images, _frame(images, kernels, stride, padding, odd_first), mode=mode)


def _layer(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = _framed(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    windows = np.lib.stride_tricks.sliding_window_view(images, kernels.shape[:2], axis=(1, 2))
    return np.tensordot(windows[:, ::stride, ::stride], kernels, axes=([4, 5, 3], [0, 1, 2])) + np.asarray(bias)


def _backward(upstream, images, kernels, stride=1, padding="valid", add=True):
    _, (top, _), (left, _), _ = _frame(images, kernels, stride, padding)
    padded = _framed(images, kernels, stride, padding)
    d_padded, d_kernels = np.zeros(padded.shape), np.zeros(kernels.shape)
    h, w = upstream.shape[1:3]
    for i, j in np.ndindex(*kernels.shape[:2]):
        met = np.s_[:, i : i + stride * h : stride, j : j + stride * w : stride]
        d_kernels[i, j] = np.tensordot(padded[met], upstream, axes=([0, 1, 2], [0, 1, 2]))
        d_padded[met] = (d_padded[met] if add else 0) + upstream @ kernels[i, j].T
    d_images = d_padded[:, top : top + images.shape[1], left : left + images.shape[2]]
    return d_images, d_kernels, upstream.sum(axis=(0, 1, 2))
