"""Wrong ways of ex07 in other spellings."""

from __future__ import annotations

import math
from itertools import product

import numpy as np

from reference.kit.catalogue import spelling

view = np.lib.stride_tricks.sliding_window_view

# output_size


def _longer(size, padding):
    """Return the pixels of an axis with those that a number as padding adds on both sides."""
    return size if padding in ("valid", "same") else size + padding + padding


def _begun(size, stride):
    return math.ceil(size / stride)


@spelling("first-place-forgotten")
def whole_steps_alone(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return _begun(size, stride)
    return int((_longer(size, padding) - kernel) / stride)


@spelling("first-place-forgotten")
def counted_from_the_second_place(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return len(range(0, size, stride))
    first, places = stride, 0
    while first + kernel <= _longer(size, padding):
        first, places = first + stride, places + 1
    return places


@spelling("places-to-the-last-but-one")
def range_without_its_end(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return _begun(size, stride)
    return sum(1 for _ in range(0, _longer(size, padding) - kernel, stride))


@spelling("places-to-the-last-but-one")
def smaller_instead_of_at_most(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return len(range(0, size, stride))
    first = 0
    while first * stride + kernel < _longer(size, padding):
        first += 1
    return first


@spelling("window-without-width")
def a_place_for_every_stride(size, kernel, stride=1, padding="valid"):
    return math.ceil(_longer(size, padding) / stride)


@spelling("window-without-width")
def starts_of_all_pixels(size, kernel, stride=1, padding="valid"):
    return np.arange(0, _longer(size, padding), stride).size


@spelling("rest-counted")
def steps_rounded_up(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return _begun(size, stride)
    return math.ceil((_longer(size, padding) - kernel) / stride) + 1


@spelling("rest-counted")
def counted_until_nothing_is_left(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return len(range(0, size, stride))
    left, places = _longer(size, padding) - kernel, 1
    while left > 0:
        left, places = left - stride, places + 1
    return places


@spelling("places-divided-by-the-stride")
def every_place_divided(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return _begun(size, stride)
    places = _longer(size, padding) - kernel + 1
    return int(places / stride)


@spelling("places-divided-by-the-stride")
def range_divided(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return len(range(0, size, stride))
    return divmod(len(range(_longer(size, padding) - kernel + 1)), stride)[0]


@spelling("same-whatever-the-stride")
def as_large_as_the_image(size, kernel, stride=1, padding="valid"):
    match padding:
        case "same":
            return size
        case "valid":
            padding = 0
    return (size + padding * 2 - kernel + stride) // stride


@spelling("same-whatever-the-stride")
def size_unless_told_otherwise(size, kernel, stride=1, padding="valid"):
    places = size
    if padding != "same":
        places = len(range(0, _longer(size, padding) - kernel + 1, stride))
    return places


@spelling("same-rounded-down")
def whole_strides_alone(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return int(size / stride)
    return 1 + (_longer(size, padding) - kernel) // stride


@spelling("same-rounded-down")
def strides_that_have_ended(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return len(range(stride, size + 1, stride))
    return len(range(kernel, _longer(size, padding) + 1, stride))


@spelling("padding-on-one-side")
def amount_added_once(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return _begun(size, stride)
    if padding != "valid":
        size += padding
    return (size - kernel) // stride + 1


@spelling("padding-on-one-side")
def row_with_pixels_behind_it(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return len(range(0, size, stride))
    row = [1] * size + [0] * (0 if padding == "valid" else padding)
    return len(row[: len(row) - kernel + 1 : stride])


@spelling("places-with-a-fraction")
def divided_into_a_float(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return _begun(size, stride)
    steps = (_longer(size, padding) - kernel) / stride
    return 1 + steps


@spelling("places-with-a-fraction")
def division_of_numpy(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return len(range(0, size, stride))
    return float(np.true_divide(_longer(size, padding) - kernel + stride, stride))


@spelling("brackets-forgotten")
def kernel_divided_first(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return _begun(size, stride)
    steps = kernel // stride
    return _longer(size, padding) - steps + 1


@spelling("brackets-forgotten")
def everything_in_one_line(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return len(range(0, size, stride))
    amount = 0 if padding == "valid" else padding
    return 1 + size + amount + amount - kernel // stride


@spelling("divided-by-the-stride-and-one")
def brackets_behind_the_stride(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return _begun(size, stride)
    step = stride + 1
    return (_longer(size, padding) - kernel) // step


@spelling("divided-by-the-stride-and-one")
def int_of_the_wrong_quotient(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return len(range(0, size, stride))
    return int((_longer(size, padding) - kernel) / (1 + stride))


@spelling("same-as-half-a-kernel")
def less_than_half_a_kernel_added(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        padding = (kernel - 1) // 2
    return (_longer(size, padding) - kernel) // stride + 1


@spelling("same-as-half-a-kernel")
def pixels_beside_the_middle(size, kernel, stride=1, padding="valid"):
    beside = {"valid": 0, "same": int((kernel - 1) / 2)}
    row = size + 2 * beside.get(padding, padding)
    return len(range(0, row - kernel + 1, stride))


@spelling("same-as-half-a-kernel-rounded-up")
def half_a_kernel_added(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        padding = kernel // 2
    return (_longer(size, padding) - kernel) // stride + 1


@spelling("same-as-half-a-kernel-rounded-up")
def row_with_half_a_kernel_at_its_ends(size, kernel, stride=1, padding="valid"):
    half = int(kernel / 2)
    row = size + 2 * half if padding == "same" else _longer(size, padding)
    return len(range(0, row - kernel + 1, stride))


@spelling("places-at-every-pixel")
def one_pixel_at_a_time(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return size
    return len(range(_longer(size, padding) - kernel + 1))


@spelling("places-at-every-pixel")
def formula_for_a_stride_of_one(size, kernel, stride=1, padding="valid"):
    left = kernel - 1
    if padding == "same":
        left = 0
    return _longer(size, padding) - left


@spelling("places-at-every-pixel-but-with-same")
def stride_for_same_alone(size, kernel, stride=1, padding="valid"):
    return _begun(size, stride) if padding == "same" else 1 + _longer(size, padding) - kernel


@spelling("places-at-every-pixel-but-with-same")
def all_that_lie_inside(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return len(range(0, size, stride))
    row = _longer(size, padding)
    return sum(first + kernel <= row for first in range(row))


@spelling("places-rounded")
def rounded_steps(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return _begun(size, stride)
    steps = (_longer(size, padding) - kernel) / stride
    return 1 + int(round(steps, 0))


@spelling("places-rounded")
def rounded_by_numpy(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return len(range(0, size, stride))
    return int(np.rint((_longer(size, padding) - kernel) / stride)) + 1


@spelling("padding-subtracted")
def fake_pixels_taken_off(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return _begun(size, stride)
    if padding != "valid":
        size -= 2 * padding
    return (size - kernel) // stride + 1


@spelling("padding-subtracted")
def image_inside_the_frame(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    return math.floor((2 * size - _longer(size, padding) - kernel) / stride) + 1


@spelling("padding-by-a-number-ignored")
def two_texts_alone(size, kernel, stride=1, padding="valid"):
    return _begun(size, stride) if padding == "same" else (size - kernel) // stride + 1


@spelling("padding-by-a-number-ignored")
def places_in_the_image_alone(size, kernel, stride=1, padding="valid"):
    last = size if padding == "same" else size - kernel + 1
    return len(range(0, last, stride))


@spelling("same-without-fake-pixels")
def texts_as_no_padding(size, kernel, stride=1, padding="valid"):
    if isinstance(padding, str):
        padding = 0
    return (size + 2 * padding - kernel) // stride + 1


@spelling("same-without-fake-pixels")
def range_without_a_question(size, kernel, stride=1, padding="valid"):
    return len(range(0, _longer(size, padding) - kernel + 1, stride))


@spelling("everything-as-same")
def rounded_up_whatever_is_said(size, kernel, stride=1, padding="valid"):
    return math.ceil(size / stride)


@spelling("everything-as-same")
def pixels_in_steps(size, kernel, stride=1, padding="valid"):
    return len(range(size)[::stride])


# pad_images


def _into(shape, images, top, left, fill=0.0):
    """Write images into an array of `shape`."""
    images = np.asarray(images, dtype=float)
    framed = np.full(shape, fill)
    framed[:, top : top + images.shape[1], left : left + images.shape[2]] = images
    return framed


@spelling("frame-around-all-axes")
def one_pair_for_four_axes(images, amount):
    return np.pad(images, [(amount, amount)] * 4)


@spelling("frame-around-all-axes")
def zeros_longer_in_every_axis(images, amount):
    images = np.asarray(images, dtype=float)
    framed = np.zeros([length + 2 * amount for length in images.shape])
    framed[tuple(slice(amount, amount + length) for length in images.shape)] = images
    return framed


@spelling("frame-around-width-and-channels")
def last_two_axes_padded(images, amount):
    widths = [(0, 0), (0, 0)] + [(amount, amount)] * 2
    return np.pad(np.asarray(images), widths, "constant")


@spelling("frame-around-width-and-channels")
def zeros_as_if_channels_came_first(images, amount):
    images = np.array(images)
    n, channels, height, width = images.shape
    framed = np.zeros((n, channels, height + 2 * amount, width + 2 * amount))
    framed[..., amount : amount + height, amount : amount + width] = images
    return framed


@spelling("frame-of-border-pixels")
def positions_clipped(images, amount):
    images = np.asarray(images)
    ys, xs = (np.clip(np.arange(-amount, n + amount), 0, n - 1) for n in images.shape[1:3])
    return images[:, ys][:, :, xs]


@spelling("frame-of-border-pixels")
def first_and_last_repeated(images, amount):
    framed = np.array(images)
    for axis in (1, 2):
        first, last = framed.take([0] * amount, axis=axis), framed.take([-1] * amount, axis=axis)
        framed = np.concatenate([first, framed, last], axis=axis)
    return framed


@spelling("frame-on-two-sides")
def image_in_the_corner_of_zeros(images, amount):
    n, height, width, channels = np.shape(images)
    return _into((n, height + 2 * amount, width + 2 * amount, channels), images, 0, 0)


@spelling("frame-on-two-sides")
def twice_as_many_behind(images, amount):
    framed = np.asarray(images)
    for axis in (1, 2):
        shape = list(framed.shape)
        shape[axis] = 2 * amount
        framed = np.append(framed, np.zeros(shape), axis=axis)
    return framed


@spelling("frame-on-one-side")
def zeros_longer_by_the_amount(images, amount):
    n, height, width, channels = np.shape(images)
    return _into((n, height + amount, width + amount, channels), images, 0, 0)


@spelling("frame-on-one-side")
def rows_and_columns_behind(images, amount):
    images = np.asarray(images, dtype=float)
    n, height, width, channels = images.shape
    taller = np.concatenate([images, np.zeros((n, amount, width, channels))], axis=1)
    return np.concatenate([taller, np.zeros((n, height + amount, amount, channels))], axis=2)


@spelling("frame-cut-out-with-a-minus")
def slices_up_to_minus_the_amount(images, amount):
    images = np.array(images, dtype=np.float32)
    n, height, width, channels = images.shape
    framed = np.zeros((n, height + amount * 2, width + amount * 2, channels), dtype=np.float32)
    inside = slice(amount, -amount)
    framed[:, inside, inside, :] = images
    return framed


@spelling("frame-cut-out-with-a-minus")
def ends_counted_from_the_back(images, amount):
    images = np.asarray(images)
    framed = np.pad(np.zeros(images.shape), ((0, 0), (amount, amount), (amount, amount), (0, 0)))
    framed[:, amount:-amount, amount:-amount] = images
    return framed


@spelling("frame-cut-out-image-by-image")
def images_one_after_the_other(images, amount):
    images = np.array(images, dtype=float)
    n, height, width, channels = images.shape
    framed = np.zeros((n, height + 2 * amount, width + 2 * amount, channels))
    for i in range(n):
        framed[i, amount:-amount, amount:-amount] = images[i]
    return framed


@spelling("frame-cut-out-image-by-image")
def list_of_framed_images(images, amount):
    framed = []
    for image in np.asarray(images):
        zeros = np.zeros((image.shape[0] + 2 * amount, image.shape[1] + 2 * amount, image.shape[2]))
        zeros[amount:-amount, amount:-amount] = image
        framed.append(zeros)
    return np.stack(framed)


@spelling("frame-of-a-turned-image")
def width_before_height(images, amount):
    images = np.asarray(images)
    n, width, height, channels = images.shape
    framed = np.zeros((n, height + 2 * amount, width + 2 * amount, channels))
    framed[:, amount : amount + height, amount : amount + width] = np.transpose(images, (0, 2, 1, 3))
    return framed


@spelling("frame-of-a-turned-image")
def pixels_written_by_column_and_row(images, amount):
    images = np.array(images, dtype=float)
    n, height, width, channels = images.shape
    framed = np.zeros((n, width + 2 * amount, height + 2 * amount, channels))
    for y, x in np.ndindex(height, width):
        framed[:, x + amount, y + amount] = images[:, y, x]
    return framed


@spelling("frame-of-ones")
def written_into_ones(images, amount):
    n, height, width, channels = np.shape(images)
    return _into((n, height + 2 * amount, width + 2 * amount, channels), images, amount, amount, fill=1.0)


@spelling("frame-of-ones")
def white_pixels_around(images, amount):
    images = np.asarray(images, dtype=float)
    for axis in (1, 2):
        white = np.ones_like(images.take([0] * amount, axis=axis))
        images = np.concatenate([white, images, white], axis=axis)
    return images


@spelling("frame-above-and-below-alone")
def written_into_taller_zeros(images, amount):
    n, height, width, channels = np.shape(images)
    return _into((n, height + 2 * amount, width, channels), images, amount, 0)


@spelling("frame-above-and-below-alone")
def rows_of_zeros_stacked(images, amount):
    rows = np.zeros_like(images, shape=(len(images), amount, *np.shape(images)[2:]))
    return np.concatenate([rows, images, rows], axis=1)


@spelling("frame-before-the-image-alone")
def image_in_the_last_corner(images, amount):
    n, height, width, channels = np.shape(images)
    return _into((n, height + amount, width + amount, channels), images, amount, amount)


@spelling("frame-before-the-image-alone")
def zeros_in_front(images, amount):
    images = np.asarray(images, dtype=float)
    for axis in (1, 2):
        images = np.insert(images, [0] * amount, 0, axis=axis)
    return images


@spelling("frame-around-batch-and-height")
def first_two_axes_padded(images, amount):
    return np.pad(np.asarray(images), [(amount, amount)] * 2 + [(0, 0)] * 2, "constant")


@spelling("frame-around-batch-and-height")
def zeros_as_if_it_were_one_image(images, amount):
    images = np.array(images, dtype=float)
    height, width, *rest = images.shape
    framed = np.zeros((height + 2 * amount, width + 2 * amount, *rest))
    framed[amount : amount + height, amount : amount + width] = images
    return framed


@spelling("frame-left-and-right-alone")
def written_into_wider_zeros(images, amount):
    n, height, width, channels = np.shape(images)
    return _into((n, height, width + 2 * amount, channels), images, 0, amount)


@spelling("frame-left-and-right-alone")
def columns_of_zeros_beside(images, amount):
    n, height, _, channels = np.shape(images)
    columns = np.zeros((n, height, amount, channels))
    return np.concatenate([columns, images, columns], axis=2)


@spelling("frame-of-bytes")
def zeros_of_bytes(images, amount):
    images = np.asarray(images, dtype=float)
    n, height, width, channels = images.shape
    framed = np.zeros((n, height + 2 * amount, width + 2 * amount, channels), dtype="uint8")
    framed[:, amount : amount + height, amount : amount + width] = images.astype(np.uint8)
    return framed


@spelling("frame-of-bytes")
def pixels_made_bytes_first(images, amount):
    images = np.asarray(images, dtype=float).astype("uint8")
    return np.pad(images, ((0, 0), (amount, amount), (amount, amount), (0, 0)))


@spelling("frame-of-bytes-without-negative-pixels")
def zeros_of_bytes_and_clipped_pixels(images, amount):
    n, height, width, channels = np.shape(images)
    framed = np.zeros((n, height + 2 * amount, width + 2 * amount, channels), dtype=np.uint8)
    framed[:, amount : amount + height, amount : amount + width] = np.clip(images, 0, 255)
    return framed


@spelling("frame-of-bytes-without-negative-pixels")
def nothing_below_zero_and_no_fraction(images, amount):
    whole = np.floor(np.minimum(np.maximum(images, 0), 255)).astype(int)
    return np.pad(whole, ((0, 0), (amount, amount), (amount, amount), (0, 0)))


# edge_kernels


@spelling("edge-kernels-swapped")
def sobel_with_the_names_exchanged():
    return {
        "vertical": np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]]),
        "horizontal": np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]]),
    }


@spelling("edge-kernels-swapped")
def rows_that_look_like_lines():
    line = np.outer([-1.0, 2.0, -1.0], np.ones(3))
    return {"vertical": line, "horizontal": line.T}


@spelling("edge-kernels-that-do-not-cancel")
def sobel_with_a_forgotten_minus():
    horizontal = np.array([[1, 2, 1], [0, 0, 0], [1, 2, 1]])
    return {"horizontal": horizontal, "vertical": horizontal.T}


@spelling("edge-kernels-that-do-not-cancel")
def middle_too_bright():
    vertical = np.tile([-1.0, 3.0, -1.0], (3, 1))
    return {"vertical": vertical, "horizontal": np.rot90(vertical)}


@spelling("edge-kernels-without-direction")
def middle_against_all_eight():
    kernel = -np.ones((3, 3))
    kernel[1, 1] = 8
    return dict.fromkeys(("vertical", "horizontal"), kernel)


@spelling("edge-kernels-without-direction")
def diagonal_for_both():
    diagonal = np.array([[0, 1, 1], [-1, 0, 1], [-1, -1, 0]])
    return {"vertical": diagonal, "horizontal": diagonal.T}


@spelling("edge-kernels-of-the-same-way")
def sobel_twice():
    sobel = np.outer([1, 2, 1], [-1, 0, 1])
    return {"vertical": sobel, "horizontal": sobel.copy()}


@spelling("edge-kernels-of-the-same-way")
def left_with_right_and_right_with_left():
    line = np.array([[-1.0, 2.0, -1.0]] * 3)
    return {"horizontal": line[:, ::-1], "vertical": -line}


@spelling("edge-kernels-both-horizontal")
def sobel_upside_down():
    sobel = np.outer([-1, 0, 1], [1, 2, 1])
    return {"vertical": np.flipud(sobel), "horizontal": sobel}


@spelling("edge-kernels-both-horizontal")
def two_lying_lines():
    line = np.repeat([[-1.0], [2.0], [-1.0]], 3, axis=1)
    return dict.fromkeys(["vertical", "horizontal"], line)


# convolve_one


def _slid(image, kernel, answer=np.sum):
    """Go from place to place; `answer` makes a number of window times kernel."""
    image, kernel = np.array(image, dtype=float), np.array(kernel, dtype=float)
    height, width = kernel.shape
    result = np.zeros((len(image) - height + 1, len(image[0]) - width + 1))
    for y in range(result.shape[0]):
        for x in range(result.shape[1]):
            result[y, x] = answer(image[y : y + height, x : x + width] * kernel)
    return result


def _products(image, kernel):
    """Return all windows times the kernel: shape (h, w, kh, kw)."""
    return view(np.asarray(image, dtype=float), np.shape(kernel)) * np.asarray(kernel, dtype=float)


@spelling("kernel-turned-round")
def kernel_rotated_twice(image, kernel):
    return _products(image, np.rot90(kernel, 2)).sum(axis=(2, 3))


@spelling("kernel-turned-round")
def kernel_read_from_its_end(image, kernel):
    image, (height, width) = np.asarray(image), np.shape(kernel)
    rows, columns = image.shape[0] - height + 1, image.shape[1] - width + 1
    result = np.zeros((rows, columns))
    for i, j in product(range(height), range(width)):
        result += image[i : i + rows, j : j + columns] * kernel[-1 - i][-1 - j]
    return result


@spelling("kernel-transposed")
def turned_before_it_slides(image, kernel):
    return _slid(image, np.transpose(kernel))


@spelling("kernel-transposed")
def columns_of_the_kernel_as_rows(image, kernel):
    lying = list(zip(*np.asarray(kernel).tolist(), strict=True))
    return np.einsum("yxij,ij->yx", view(np.asarray(image), np.shape(lying)), lying)


@spelling("window-averaged")
def mean_at_each_place(image, kernel):
    return _slid(image, kernel, np.mean)


@spelling("window-averaged")
def products_averaged(image, kernel):
    products = _products(image, kernel)
    return products.sum(axis=(2, 3)) / (products.shape[2] * products.shape[3])


@spelling("last-place-forgotten")
def range_of_the_steps(image, kernel):
    image, kernel = np.asarray(image), np.asarray(kernel)
    height, width = kernel.shape
    result = np.zeros((image.shape[0] - height, image.shape[1] - width))
    for y, x in np.ndindex(result.shape):
        result[y, x] = (image[y : y + height, x : x + width] * kernel).sum()
    return result


@spelling("last-place-forgotten")
def products_of_all_but_the_last(image, kernel):
    rows, columns = (n - k for n, k in zip(np.shape(image), np.shape(kernel), strict=True))
    return np.sum(_products(image, kernel)[:rows, :columns], axis=(-1, -2))


@spelling("height-and-width-mixed-up")
def written_by_column_and_row(image, kernel):
    image, kernel = np.asarray(image), np.asarray(kernel)
    height, width = kernel.shape
    result = np.zeros((image.shape[1] - width + 1, image.shape[0] - height + 1))
    for y in range(image.shape[0] - height + 1):
        for x in range(image.shape[1] - width + 1):
            result[x, y] = np.sum(image[y : y + height, x : x + width] * kernel)
    return result


@spelling("height-and-width-mixed-up")
def columns_outside_rows_inside(image, kernel):
    sums = _products(image, kernel).sum(axis=(2, 3)).tolist()
    return np.array([[sums[y][x] for y in range(len(sums))] for x in range(len(sums[0]))])


@spelling("map-of-whole-numbers")
def zeros_of_the_images_type(image, kernel):
    image = np.asarray(image)
    answers = _slid(image, kernel)
    result = np.zeros(answers.shape, dtype=image.dtype)
    for y, x in np.ndindex(result.shape):
        result[y, x] = answers[y, x]
    return result


@spelling("map-of-whole-numbers")
def empty_like_the_image(image, kernel):
    image = np.array(image)
    products = _products(image, kernel)
    result = np.empty_like(image, shape=products.shape[:2])
    result[...] = products.sum(axis=(2, 3))
    return result


@spelling("map-of-the-kernels-type")
def zeros_of_the_kernels_type(image, kernel):
    kernel = np.asarray(kernel)
    answers = _slid(image, kernel)
    result = np.zeros(answers.shape, dtype=kernel.dtype)
    for place, answer in np.ndenumerate(answers):
        result[place] = answer
    return result


@spelling("map-of-the-kernels-type")
def full_like_the_kernel(image, kernel):
    products = _products(image, kernel)
    result = np.full_like(kernel, 0, shape=products.shape[:2])
    result[:] = np.einsum("yxij->yx", products)
    return result


@spelling("kernel-taken-for-a-square")
def view_of_squares(image, kernel):
    size = len(kernel)
    return (view(np.asarray(image), (size, size)) * np.asarray(kernel)).sum(axis=(2, 3))


@spelling("kernel-taken-for-a-square")
def height_for_both_sides(image, kernel):
    image, kernel = np.array(image, dtype=float), np.array(kernel, dtype=float)
    n, _ = kernel.shape
    result = np.zeros((image.shape[0] - n + 1, image.shape[1] - n + 1))
    for y, x in np.ndindex(result.shape):
        result[y, x] = np.sum(kernel * image[y : y + n, x : x + n])
    return result


@spelling("kernel-taken-for-a-square-of-its-width")
def view_of_squares_of_the_width(image, kernel):
    size = len(kernel[0])
    return (view(np.asarray(image), (size, size)) * np.asarray(kernel)).sum(axis=(2, 3))


@spelling("kernel-taken-for-a-square-of-its-width")
def width_for_both_sides(image, kernel):
    image, kernel = np.array(image, dtype=float), np.array(kernel, dtype=float)
    _, n = kernel.shape
    result = np.zeros((image.shape[0] - n + 1, image.shape[1] - n + 1))
    for y, x in np.ndindex(result.shape):
        result[y, x] = np.sum(kernel * image[y : y + n, x : x + n])
    return result


@spelling("kernel-gone-through-as-a-square")
def four_loops_over_squares(image, kernel):
    image, kernel = np.array(image, dtype=float), np.array(kernel, dtype=float)
    n = kernel.shape[0]
    result = np.zeros((image.shape[0] - n + 1, image.shape[1] - n + 1))
    for y, x in np.ndindex(result.shape):
        for i in range(n):
            for j in range(n):
                result[y, x] += image[y + i, x + j] * kernel[i, j]
    return result


@spelling("kernel-gone-through-as-a-square")
def number_by_number_of_a_square(image, kernel):
    image, n = np.asarray(image, dtype=float), len(kernel)
    rows, columns = (length - n + 1 for length in image.shape)
    result = np.zeros((rows, columns))
    for i, j in product(range(n), repeat=2):
        result = result + kernel[i][j] * image[i : i + rows, j : j + columns]
    return result


@spelling("negative-answers-cut-off")
def clipped_at_zero(image, kernel):
    return _products(image, kernel).sum(axis=(2, 3)).clip(min=0)


@spelling("negative-answers-cut-off")
def zero_where_it_is_less(image, kernel):
    return _slid(image, kernel, lambda products: max(0.0, products.sum()))


@spelling("window-as-a-matrix")
def product_with_the_turned_kernel(image, kernel):
    image, kernel = np.asarray(image, dtype=float), np.asarray(kernel, dtype=float)
    windows = view(image, kernel.shape)
    return np.matmul(windows, kernel.T).sum(axis=(2, 3))


@spelling("window-as-a-matrix")
def rows_of_both_multiplied(image, kernel):
    return np.einsum("yxik,jk->yx", view(np.asarray(image), np.shape(kernel)), kernel)


@spelling("map-as-large-as-the-image")
def half_a_kernel_before(image, kernel):
    height, width = np.shape(kernel)
    rows, columns = (height // 2, (height - 1) // 2), (width // 2, (width - 1) // 2)
    return _products(np.pad(image, (rows, columns)), kernel).sum(axis=(2, 3))


@spelling("map-as-large-as-the-image")
def black_where_the_image_ends(image, kernel):
    image, kernel = np.asarray(image, dtype=float), np.asarray(kernel, dtype=float)
    result = np.zeros(image.shape)
    for (y, x), (i, j) in product(np.ndindex(image.shape), np.ndindex(kernel.shape)):
        row, column = y + i - kernel.shape[0] // 2, x + j - kernel.shape[1] // 2
        if 0 <= row < image.shape[0] and 0 <= column < image.shape[1]:
            result[y, x] += image[row, column] * kernel[i, j]
    return result


@spelling("map-as-large-as-the-image-the-odd-pixel-last")
def half_a_kernel_behind(image, kernel):
    height, width = np.shape(kernel)
    rows, columns = ((height - 1) // 2, height // 2), ((width - 1) // 2, width // 2)
    return _products(np.pad(image, (rows, columns)), kernel).sum(axis=(2, 3))


@spelling("map-as-large-as-the-image-the-odd-pixel-last")
def window_around_each_pixel(image, kernel):
    image, kernel = np.asarray(image, dtype=float), np.asarray(kernel, dtype=float)
    result = np.zeros(image.shape)
    for (y, x), (i, j) in product(np.ndindex(image.shape), np.ndindex(kernel.shape)):
        row, column = y + i - (kernel.shape[0] - 1) // 2, x + j - (kernel.shape[1] - 1) // 2
        if 0 <= row < image.shape[0] and 0 <= column < image.shape[1]:
            result[y, x] += image[row, column] * kernel[i, j]
    return result


@spelling("last-product-alone")
def equals_without_a_plus(image, kernel):
    image, (height, width) = np.asarray(image), np.shape(kernel)
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for y, x in np.ndindex(result.shape):
        for i in range(height):
            for j in range(width):
                result[y, x] = image[y + i, x + j] * kernel[i][j]
    return result


@spelling("last-product-alone")
def map_set_anew_for_each_number(image, kernel):
    image, kernel = np.array(image, dtype=float), np.array(kernel, dtype=float)
    rows, columns = (n - k + 1 for n, k in zip(image.shape, kernel.shape, strict=True))
    for (i, j), weight in np.ndenumerate(kernel):
        result = weight * image[i : i + rows, j : j + columns]
    return result


@spelling("largest-product-alone")
def maximum_at_each_place(image, kernel):
    return _slid(image, kernel, np.max)


@spelling("largest-product-alone")
def products_compared(image, kernel):
    products = _products(image, kernel)
    return np.amax(products.reshape(*products.shape[:2], -1), axis=-1)


@spelling("window-moved-by-its-size")
def ranges_in_steps_of_the_kernel(image, kernel):
    image, kernel = np.asarray(image), np.asarray(kernel)
    height, width = kernel.shape
    ys, xs = range(0, len(image) - height + 1, height), range(0, len(image[0]) - width + 1, width)
    return np.array([[np.sum(image[y : y + height, x : x + width] * kernel) for x in xs] for y in ys])


@spelling("window-moved-by-its-size")
def tiles_of_the_image(image, kernel):
    image, (height, width) = np.array(image, dtype=float), np.shape(kernel)
    rows, columns = image.shape[0] // height, image.shape[1] // width
    tiles = image[: rows * height, : columns * width].reshape(rows, height, columns, width)
    return np.einsum("yixj,ij->yx", tiles, kernel)


@spelling("last-place-left-empty")
def loops_one_round_short(image, kernel):
    image, kernel = np.asarray(image, dtype=float), np.asarray(kernel, dtype=float)
    (height, width), (kh, kw) = image.shape, kernel.shape
    result = np.zeros((height - kh + 1, width - kw + 1))
    for y in range(height - kh):
        for x in range(width - kw):
            result[y, x] = np.vdot(image[y : y + kh, x : x + kw], kernel)
    return result


@spelling("last-place-left-empty")
def answers_up_to_the_last_but_one(image, kernel):
    answers = _products(image, kernel).sum(axis=(2, 3))
    result = np.zeros_like(answers)
    result[:-1, :-1] = answers[:-1, :-1]
    return result


@spelling("answers-collected-column-by-column")
def loop_over_the_columns_outside(image, kernel):
    image, (height, width) = np.asarray(image), np.shape(kernel)
    rows, columns = image.shape[0] - height + 1, image.shape[1] - width + 1
    windows = [image[y : y + height, x : x + width] for x in range(columns) for y in range(rows)]
    return np.reshape([np.sum(window * np.asarray(kernel)) for window in windows], (rows, columns))


@spelling("answers-collected-column-by-column")
def columns_read_as_rows(image, kernel):
    answers = _slid(image, kernel)
    return np.ravel(answers, order="F").reshape(answers.shape)


@spelling("answers-laid-out-column-by-column")
def places_filled_downwards(image, kernel):
    answers = iter(_slid(image, kernel).ravel())
    result = np.zeros(tuple(n - k + 1 for n, k in zip(np.shape(image), np.shape(kernel), strict=True)))
    for x in range(result.shape[1]):
        for y in range(result.shape[0]):
            result[y, x] = next(answers)
    return result


@spelling("answers-laid-out-column-by-column")
def shape_turned_round_twice(image, kernel):
    answers = _products(image, kernel).sum(axis=(2, 3))
    return answers.reshape(answers.shape[1], answers.shape[0]).T


@spelling("answers-in-rows-as-long-as-the-columns")
def width_before_height_in_the_shape(image, kernel):
    image, (height, width) = np.asarray(image), np.shape(kernel)
    rows, columns = image.shape[0] - height + 1, image.shape[1] - width + 1
    windows = [image[y : y + height, x : x + width] for y in range(rows) for x in range(columns)]
    return np.array([np.sum(window * np.asarray(kernel)) for window in windows]).reshape(columns, rows)


@spelling("answers-in-rows-as-long-as-the-columns")
def broken_after_every_column(image, kernel):
    answers = _products(image, kernel).sum(axis=(2, 3))
    return np.reshape(answers.ravel(), (answers.shape[1], -1))


# convolve_channels


def _maps(image, kernels, bias, answer=np.sum):
    """Go from place to place and filter to filter; `answer` makes a number of window times kernels."""
    image, kernels = np.array(image, dtype=float), np.array(kernels, dtype=float)
    height, width, _, filters = kernels.shape
    maps = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1, filters))
    for y, x, f in np.ndindex(maps.shape):
        window = image[y : y + height, x : x + width]
        maps[y, x, f] = answer(window * kernels[:, :, :, f]) + bias[f]
    return maps


def _seen(image, kernels):
    """Return all windows of an image, shape (h, w, C, kh, kw), and the kernels."""
    kernels = np.asarray(kernels, dtype=float)
    return view(np.asarray(image, dtype=float), kernels.shape[:2], axis=(0, 1)), kernels


def _met(image, kernels):
    """Return for each filter the maps of its channels, a list of lists."""
    image, kernels = np.asarray(image), np.asarray(kernels)
    channels, filters = kernels.shape[2:]
    return [[_slid(image[..., c], kernels[..., c, f]) for c in range(channels)] for f in range(filters)]


@spelling("channels-averaged")
def mean_of_the_channels_maps(image, kernels, bias):
    return np.stack([np.mean(maps, axis=0) for maps in _met(image, kernels)], axis=2) + bias


@spelling("channels-averaged")
def sums_divided_by_the_channels(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    return np.einsum("hwcij,ijcf->hwf", windows, kernels) / windows.shape[2] + np.asarray(bias)


@spelling("first-channel-alone")
def channel_zero(image, kernels, bias):
    maps = [_slid(np.asarray(image)[:, :, 0], np.asarray(kernels)[:, :, 0, f]) + b for f, b in enumerate(bias)]
    return np.dstack(maps)


@spelling("first-channel-alone")
def returned_with_the_first_channel(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    for c in range(windows.shape[2]):
        return np.tensordot(windows[:, :, c], kernels[:, :, c], axes=2) + np.asarray(bias)
    return None


@spelling("last-channel-alone")
def map_set_anew_for_each_channel(image, kernels, bias):
    image, kernels, maps = np.asarray(image), np.asarray(kernels), []
    for f in range(kernels.shape[3]):
        for c in range(kernels.shape[2]):
            total = _slid(image[:, :, c], kernels[:, :, c, f])
        maps.append(total + bias[f])
    return np.stack(maps, axis=-1)


@spelling("last-channel-alone")
def last_of_the_channels_maps(image, kernels, bias):
    return np.moveaxis(np.array([maps[-1] for maps in _met(image, kernels)]), 0, -1) + np.asarray(bias)


@spelling("channels-kept-apart")
def letter_of_the_channels_kept(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    return np.einsum("hwcij,ijcf->hwcf", windows, kernels) + np.asarray(bias)


@spelling("channels-kept-apart")
def map_for_each_channel_and_filter(image, kernels, bias):
    image, kernels = np.asarray(image), np.asarray(kernels)
    (height, width), (kh, kw, channels, filters) = image.shape[:2], kernels.shape
    result = np.zeros((height - kh + 1, width - kw + 1, channels, filters))
    for c, f in np.ndindex(channels, filters):
        result[:, :, c, f] = _slid(image[:, :, c], kernels[:, :, c, f]) + bias[f]
    return result


@spelling("one-kernel-for-all-channels")
def kernel_of_the_first_channel(image, kernels, bias):
    image, kernels = np.asarray(image), np.asarray(kernels)
    channels, filters = (range(n) for n in kernels.shape[2:])
    maps = [sum(_slid(image[:, :, c], kernels[:, :, 0, f]) for c in channels) + bias[f] for f in filters]
    return np.stack(maps, axis=2)


@spelling("one-kernel-for-all-channels")
def window_of_all_channels_by_one_kernel(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    return np.einsum("hwcij,ijf->hwf", windows, kernels[:, :, 0]) + np.asarray(bias)


@spelling("channels-summed-before-the-kernels-meet-them")
def grey_image_and_flat_kernels(image, kernels, bias):
    grey, flat = np.sum(image, axis=2), np.sum(kernels, axis=2)
    return np.dstack([_slid(grey, flat[:, :, f]) for f in range(flat.shape[2])]) + np.asarray(bias)


@spelling("channels-summed-before-the-kernels-meet-them")
def letters_that_do_not_meet(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    return np.einsum("hwcij,ijdf->hwf", windows, kernels) + np.asarray(bias)


@spelling("first-filter-for-all-maps")
def filter_zero(image, kernels, bias):
    image, kernels = np.asarray(image), np.asarray(kernels)
    total = sum(_slid(image[:, :, c], kernels[:, :, c, 0]) for c in range(kernels.shape[2]))
    return np.stack([total + b for b in bias], axis=-1)


@spelling("first-filter-for-all-maps")
def one_map_and_all_biases(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    return np.tensordot(windows, kernels[..., 0], axes=([3, 4, 2], [0, 1, 2]))[:, :, None] + np.asarray(bias)


@spelling("filters-added-to-one-map")
def one_total_for_all_filters(image, kernels, bias):
    total = 0
    for f, maps in enumerate(_met(image, kernels)):
        total = total + sum(maps) + bias[f]
    return total


@spelling("filters-added-to-one-map")
def letter_of_the_filters_summed(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    return np.einsum("hwcij,ijcf->hw", windows, kernels) + np.sum(bias)


@spelling("maps-carried-from-filter-to-filter")
def total_set_once(image, kernels, bias):
    total, result = 0, []
    for f, maps in enumerate(_met(image, kernels)):
        for each in maps:
            total = total + each
        result.append(total + bias[f])
    return np.stack(result, axis=2)


@spelling("maps-carried-from-filter-to-filter")
def place_that_is_not_emptied(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    maps = np.zeros((*windows.shape[:2], kernels.shape[3]))
    for y, x in np.ndindex(windows.shape[:2]):
        answer = 0.0
        for f in range(kernels.shape[3]):
            answer += float(np.sum(np.moveaxis(windows[y, x], 0, 2) * kernels[..., f]))
            maps[y, x, f] = answer + bias[f]
    return maps


@spelling("maps-side-by-side")
def stacked_along_the_width(image, kernels, bias):
    return np.hstack([sum(maps) + bias[f] for f, maps in enumerate(_met(image, kernels))])


@spelling("maps-side-by-side")
def appended_to_one_another(image, kernels, bias):
    maps = _maps(image, kernels, bias)
    result = maps[:, :, 0]
    for f in range(1, maps.shape[2]):
        result = np.append(result, maps[:, :, f], axis=1)
    return result


@spelling("maps-before-height-and-width")
def array_of_a_list_of_maps(image, kernels, bias):
    return np.array([sum(maps) + bias[f] for f, maps in enumerate(_met(image, kernels))])


@spelling("maps-before-height-and-width")
def filters_in_the_first_place(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    return np.einsum("hwcij,ijcf->fhw", windows, kernels) + np.asarray(bias)[:, None, None]


@spelling("maps-reshaped-to-channels")
def list_of_maps_reshaped(image, kernels, bias):
    maps = np.array([sum(maps) for maps in _met(image, kernels)])
    filters, height, width = maps.shape
    return maps.reshape(height, width, filters) + np.asarray(bias)


@spelling("maps-reshaped-to-channels")
def row_of_all_numbers_broken_elsewhere(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    maps = np.einsum("hwcij,ijcf->fhw", windows, kernels)
    return np.ravel(maps).reshape(maps.shape[1], maps.shape[2], -1) + bias


@spelling("maps-with-their-bias-reshaped-to-channels")
def finished_maps_reshaped(image, kernels, bias):
    maps = np.array([sum(maps) + bias[f] for f, maps in enumerate(_met(image, kernels))])
    return maps.reshape(*maps.shape[1:], maps.shape[0])


@spelling("maps-with-their-bias-reshaped-to-channels")
def numbers_of_all_maps_in_a_list(image, kernels, bias):
    maps, numbers = _maps(image, kernels, bias), []
    for f in range(maps.shape[2]):
        numbers.extend(maps[:, :, f].ravel())
    return np.array(numbers).reshape(maps.shape)


@spelling("maps-without-bias")
def sums_alone(image, kernels, bias):
    return np.stack([sum(maps) for maps in _met(image, kernels)], axis=2)


@spelling("maps-without-bias")
def bias_added_and_thrown_away(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    maps = np.einsum("hwcij,ijcf->hwf", windows, kernels)
    np.add(maps, bias)
    return maps


@spelling("bias-for-each-channel")
def bias_in_the_loop_over_channels(image, kernels, bias):
    return np.stack([sum(each + bias[f] for each in maps) for f, maps in enumerate(_met(image, kernels))], axis=-1)


@spelling("bias-for-each-channel")
def bias_before_the_channels_are_summed(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    return np.sum(np.einsum("hwcij,ijcf->hwcf", windows, kernels) + np.asarray(bias), axis=2)


@spelling("first-bias-for-all-maps")
def bias_zero(image, kernels, bias):
    return np.dstack([sum(maps) + bias[0] for maps in _met(image, kernels)])


@spelling("first-bias-for-all-maps")
def same_bias_everywhere(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    maps = np.full((*windows.shape[:2], kernels.shape[3]), float(next(iter(bias))))
    maps += np.einsum("hwcij,ijcf->hwf", windows, kernels)
    return maps


@spelling("filters-turned-round")
def kernels_rotated_twice(image, kernels, bias):
    return _maps(image, np.rot90(np.asarray(kernels), 2, axes=(0, 1)), bias)


@spelling("filters-turned-round")
def kernels_flipped(image, kernels, bias):
    windows, kernels = _seen(image, np.flip(kernels, (0, 1)))
    return np.einsum("hwcij,ijcf->hwf", windows, kernels) + np.asarray(bias)


@spelling("maps-of-the-mean-of-a-window")
def mean_of_each_channels_window(image, kernels, bias):
    image, kernels = np.asarray(image), np.asarray(kernels)
    channels, filters = (range(n) for n in kernels.shape[2:])
    maps = [sum(_slid(image[:, :, c], kernels[:, :, c, f], np.mean) for c in channels) for f in filters]
    return np.stack(maps, axis=2) + bias


@spelling("maps-of-the-mean-of-a-window")
def sums_divided_by_the_places(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    places = windows.shape[3] * windows.shape[4]
    return np.einsum("hwcij,ijcf->hwf", windows, kernels) / places + np.asarray(bias)


@spelling("maps-of-the-mean-of-all-channels")
def mean_at_each_place_of_a_map(image, kernels, bias):
    return _maps(image, kernels, bias, np.mean)


@spelling("maps-of-the-mean-of-all-channels")
def mean_over_the_last_three_axes(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    each = [(windows * kernels[..., f].transpose(2, 0, 1)).mean(axis=(2, 3, 4)) for f in range(len(bias))]
    return np.stack(each, axis=2) + np.asarray(bias)


@spelling("windows-of-channels-as-matrices")
def product_of_each_channel_with_the_turned_kernel(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    maps = np.zeros((*windows.shape[:2], kernels.shape[3])) + np.asarray(bias)
    for c, f in np.ndindex(kernels.shape[2:]):
        maps[:, :, f] += (windows[:, :, c] @ kernels[:, :, c, f].T).sum(axis=(2, 3))
    return maps


@spelling("windows-of-channels-as-matrices")
def inner_products_of_rows(image, kernels, bias):
    image, kernels = np.array(image, dtype=float), np.array(kernels, dtype=float)
    height, width, channels, filters = kernels.shape
    maps = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1, filters))
    for (y, x, f), c in product(np.ndindex(maps.shape), range(channels)):
        maps[y, x, f] += np.inner(image[y : y + height, x : x + width, c], kernels[:, :, c, f]).sum()
    return maps + bias


@spelling("maps-without-the-last-place")
def steps_for_places(image, kernels, bias):
    image, kernels = np.array(image, dtype=float), np.array(kernels, dtype=float)
    height, width, _, filters = kernels.shape
    maps = np.zeros((image.shape[0] - height, image.shape[1] - width, filters))
    for y, x, f in np.ndindex(maps.shape):
        maps[y, x, f] = np.sum(image[y : y + height, x : x + width] * kernels[..., f]) + bias[f]
    return maps


@spelling("maps-without-the-last-place")
def image_without_its_last_row_and_column(image, kernels, bias):
    image, kernels = np.asarray(image, dtype=float), np.asarray(kernels, dtype=float)
    rows, columns = image.shape[0] - kernels.shape[0], image.shape[1] - kernels.shape[1]
    maps = np.asarray(bias, dtype=float) + np.zeros((rows, columns, 1))
    for i, j in np.ndindex(kernels.shape[:2]):
        maps = maps + image[i : i + rows, j : j + columns] @ kernels[i, j]
    return maps


@spelling("maps-with-height-and-width-mixed-up")
def maps_turned_one_by_one(image, kernels, bias):
    return np.stack([sum(maps).T for maps in _met(image, kernels)], axis=2) + np.asarray(bias)


@spelling("maps-with-height-and-width-mixed-up")
def width_as_the_first_letter(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    return np.einsum("hwcij,ijcf->whf", windows, kernels) + np.asarray(bias)


@spelling("maps-as-large-as-the-image")
def half_a_kernel_before_each_channel(image, kernels, bias):
    (above, left), image = (n // 2 for n in np.shape(kernels)[:2]), np.asarray(image, dtype=float)
    height, width, channels = image.shape
    larger = np.zeros((height + np.shape(kernels)[0] - 1, width + np.shape(kernels)[1] - 1, channels))
    larger[above : above + height, left : left + width] = image
    return _maps(larger, kernels, bias)


@spelling("maps-as-large-as-the-image")
def frame_of_the_larger_half_first(image, kernels, bias):
    kh, kw = np.shape(kernels)[:2]
    windows, kernels = _seen(np.pad(image, ((kh // 2, (kh - 1) // 2), (kw // 2, (kw - 1) // 2), (0, 0))), kernels)
    return np.einsum("hwcij,ijcf->hwf", windows, kernels) + np.asarray(bias)


@spelling("maps-as-large-as-the-image-the-odd-pixel-last")
def half_a_kernel_behind_each_channel(image, kernels, bias):
    (above, left), image = ((n - 1) // 2 for n in np.shape(kernels)[:2]), np.asarray(image, dtype=float)
    height, width, channels = image.shape
    larger = np.zeros((height + np.shape(kernels)[0] - 1, width + np.shape(kernels)[1] - 1, channels))
    larger[above : above + height, left : left + width] = image
    return _maps(larger, kernels, bias)


@spelling("maps-as-large-as-the-image-the-odd-pixel-last")
def frame_of_the_smaller_half_first(image, kernels, bias):
    kh, kw = np.shape(kernels)[:2]
    windows, kernels = _seen(np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2), (0, 0))), kernels)
    return np.einsum("hwcij,ijcf->hwf", windows, kernels) + np.asarray(bias)


@spelling("negative-answers-of-filters-cut-off")
def maps_clipped_at_zero(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    return np.clip(np.einsum("hwcij,ijcf->hwf", windows, kernels) + np.asarray(bias), 0, None)


@spelling("negative-answers-of-filters-cut-off")
def negative_places_emptied(image, kernels, bias):
    maps = np.dstack([sum(maps) + bias[f] for f, maps in enumerate(_met(image, kernels))])
    maps[maps < 0] = 0
    return maps


@spelling("maps-in-whole-numbers")
def maps_of_the_images_type(image, kernels, bias):
    image = np.asarray(image)
    answers = _maps(image, kernels, bias)
    maps = np.zeros(answers.shape, dtype=image.dtype)
    for f in range(maps.shape[2]):
        maps[:, :, f] = answers[:, :, f]
    return maps


@spelling("maps-in-whole-numbers")
def maps_empty_like_the_image(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    maps = np.empty_like(np.asarray(image), shape=(*windows.shape[:2], kernels.shape[3]))
    maps[:] = np.einsum("hwcij,ijcf->hwf", windows, kernels) + np.asarray(bias)
    return maps


@spelling("maps-with-the-last-place-left-empty")
def places_one_round_short(image, kernels, bias):
    maps = _maps(image, kernels, bias)
    result = np.zeros(maps.shape)
    for y in range(maps.shape[0] - 1):
        for x in range(maps.shape[1] - 1):
            result[y, x] = maps[y, x]
    return result


@spelling("maps-with-the-last-place-left-empty")
def windows_up_to_the_last_but_one(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    inside = np.einsum("hwcij,ijcf->hwf", windows[:-1, :-1], kernels) + np.asarray(bias)
    return np.pad(inside, ((0, 1), (0, 1), (0, 0)))


@spelling("maps-with-nothing-but-bias-in-the-last-place")
def maps_one_round_short_and_bias(image, kernels, bias):
    maps = _maps(image, kernels, np.zeros(len(bias)))
    result = np.zeros(maps.shape)
    result[: len(maps) - 1, : len(maps[0]) - 1] = maps[:-1, :-1]
    return result + np.asarray(bias)


@spelling("maps-with-nothing-but-bias-in-the-last-place")
def begun_with_the_bias(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    result = np.tile(np.asarray(bias, dtype=float), (*windows.shape[:2], 1))
    result[:-1, :-1] += np.einsum("hwcij,ijcf->hwf", windows[:-1, :-1], kernels)
    return result


@spelling("maps-collected-column-by-column")
def columns_outside_places_inside(image, kernels, bias):
    maps = _maps(image, kernels, bias)
    height, width, filters = maps.shape
    return np.array([maps[y, x] for x in range(width) for y in range(height)]).reshape(height, width, filters)


@spelling("maps-collected-column-by-column")
def each_map_read_downwards(image, kernels, bias):
    maps = [sum(maps) + bias[f] for f, maps in enumerate(_met(image, kernels))]
    return np.stack([each.T.reshape(each.shape) for each in maps], axis=2)


@spelling("three-channels-written-out")
def three_rounds_for_the_channels(image, kernels, bias):
    image, kernels = np.asarray(image), np.asarray(kernels)
    maps = [sum(_slid(image[..., c], kernels[..., c, f]) for c in range(3)) for f in range(kernels.shape[3])]
    return np.stack(maps, axis=-1) + np.asarray(bias)


@spelling("three-channels-written-out")
def red_and_green_and_blue(image, kernels, bias):
    image, kernels, maps = np.asarray(image), np.asarray(kernels), []
    red, green, blue = image[:, :, 0], image[:, :, 1], image[:, :, 2]
    for f, b in enumerate(bias):
        total = _slid(red, kernels[:, :, 0, f]) + _slid(green, kernels[:, :, 1, f])
        maps.append(total + _slid(blue, kernels[:, :, 2, f]) + b)
    return np.dstack(maps)


@spelling("bias-for-each-number-of-a-filter")
def bias_in_the_innermost_loop(image, kernels, bias):
    image, kernels = np.asarray(image), np.asarray(kernels)
    height, width, channels, filters = kernels.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1, filters))
    for y, x, f in np.ndindex(result.shape):
        for i, j, c in product(range(height), range(width), range(channels)):
            result[y, x, f] += image[y + i, x + j, c] * kernels[i, j, c, f] + bias[f]
    return result


@spelling("bias-for-each-number-of-a-filter")
def bias_added_before_the_sum(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    products = np.moveaxis(windows, 2, 4)[..., None] * kernels + np.asarray(bias)
    return products.sum(axis=(2, 3, 4))


@spelling("bias-for-each-number-of-a-kernel")
def bias_with_each_tap(image, kernels, bias):
    image, kernels = np.asarray(image, dtype=float), np.asarray(kernels, dtype=float)
    rows, columns = image.shape[0] - kernels.shape[0] + 1, image.shape[1] - kernels.shape[1] + 1
    result = np.zeros((rows, columns, kernels.shape[3]))
    for i, j in np.ndindex(kernels.shape[:2]):
        result += image[i : i + rows, j : j + columns] @ kernels[i, j] + np.asarray(bias)
    return result


@spelling("bias-for-each-number-of-a-kernel")
def bias_times_the_window(image, kernels, bias):
    return _maps(image, kernels, len(kernels) * len(kernels[0]) * np.asarray(bias, dtype=float))


@spelling("windows-flattened-with-their-channels-first")
def rows_of_the_view_by_columns_of_the_kernels(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    rows = windows.reshape(*windows.shape[:2], -1)
    return rows @ kernels.reshape(-1, kernels.shape[3]) + np.asarray(bias)


@spelling("windows-flattened-with-their-channels-first")
def channel_after_channel_of_a_window(image, kernels, bias):
    image, columns = np.asarray(image), np.reshape(kernels, (-1, np.shape(kernels)[3]))
    height, width = np.shape(kernels)[:2]
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1, columns.shape[1]))
    for y, x in np.ndindex(result.shape[:2]):
        window = image[y : y + height, x : x + width].transpose(2, 0, 1)
        result[y, x] = np.dot(window.ravel(), columns) + np.asarray(bias)
    return result


@spelling("kernels-flattened-with-their-channels-first")
def columns_with_the_channels_first(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    rows = np.moveaxis(windows, 2, 4).reshape(*windows.shape[:2], -1)
    return rows @ np.moveaxis(kernels, 2, 0).reshape(-1, kernels.shape[3]) + np.asarray(bias)


@spelling("kernels-flattened-with-their-channels-first")
def window_as_it_lies_by_turned_kernels(image, kernels, bias):
    image, turned = np.asarray(image), np.transpose(kernels, (2, 0, 1, 3))
    _, height, width, filters = turned.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1, filters))
    for y, x, f in np.ndindex(result.shape):
        result[y, x, f] = image[y : y + height, x : x + width].ravel() @ turned[..., f].ravel() + bias[f]
    return result


@spelling("filters-cut-out-by-reshape")
def rows_of_filters(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    rows = np.moveaxis(windows, 2, 4).reshape(*windows.shape[:2], -1)
    return rows @ kernels.reshape(kernels.shape[3], -1).T + np.asarray(bias)


@spelling("filters-cut-out-by-reshape")
def filters_first_by_reshape(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    kh, kw, channels, filters = kernels.shape
    return np.einsum("hwcij,fijc->hwf", windows, kernels.reshape(filters, kh, kw, channels)) + np.asarray(bias)


@spelling("filters-cut-out-by-reshape-for-windows-with-channels-first")
def view_by_rows_of_filters(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    return windows.reshape(*windows.shape[:2], -1) @ kernels.reshape(len(bias), -1).T + np.asarray(bias)


@spelling("filters-cut-out-by-reshape-for-windows-with-channels-first")
def filters_and_channels_first_by_reshape(image, kernels, bias):
    windows, kernels = _seen(image, kernels)
    kh, kw, channels, filters = kernels.shape
    return np.einsum("hwcij,fcij->hwf", windows, kernels.reshape(filters, channels, kh, kw)) + np.asarray(bias)


# conv2d


def _ends(images, kernels, stride, padding):
    """Return how many fake pixels go before and after the images along height and width."""
    pairs = zip(np.shape(images)[1:3], np.shape(kernels)[:2], strict=True)
    missing = [max((math.ceil(n / stride) - 1) * stride + k - n, 0) if padding == "same" else 0 for n, k in pairs]
    return [(m // 2, m - m // 2) for m in missing]


def _padded(images, kernels, stride, padding):
    return np.pad(np.asarray(images, dtype=float), [(0, 0), *_ends(images, kernels, stride, padding), (0, 0)])


def _tapped(padded, kernels, bias, stride=1):
    """Go through the numbers of the kernels, each of which meets all places at once."""
    padded, kernels = np.asarray(padded, dtype=float), np.asarray(kernels, dtype=float)
    rows, columns = ((n - k) // stride * stride + 1 for n, k in zip(padded.shape[1:3], kernels.shape[:2], strict=True))
    result = np.asarray(bias, dtype=float)
    for i, j in np.ndindex(kernels.shape[:2]):
        result = result + padded[:, i : i + rows : stride, j : j + columns : stride] @ kernels[i, j]
    return result


def _viewed(padded, kernels, bias, stride=1):
    """Cut all windows out at once and multiply them as rows of a matrix."""
    padded, kernels = np.asarray(padded, dtype=float), np.asarray(kernels, dtype=float)
    windows = view(padded, kernels.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    rows = windows.transpose(0, 1, 2, 4, 5, 3).reshape(*windows.shape[:3], -1)
    return rows @ kernels.reshape(-1, kernels.shape[3]) + np.asarray(bias)


@spelling("conv2d-with-kernels-turned-round")
def taps_of_flipped_kernels(images, kernels, bias, stride=1, padding="valid"):
    return _tapped(_padded(images, kernels, stride, padding), np.flip(kernels, axis=(0, 1)), bias, stride)


@spelling("conv2d-with-kernels-turned-round")
def rows_of_rotated_kernels(images, kernels, bias, stride=1, padding="valid"):
    padded = _padded(images, kernels, stride, padding)
    return _viewed(padded, np.rot90(kernels, k=2, axes=(0, 1)), bias, stride)


@spelling("conv2d-with-channels-averaged")
def taps_divided_by_the_channels(images, kernels, bias, stride=1, padding="valid"):
    sums = _tapped(_padded(images, kernels, stride, padding), kernels, np.zeros(len(bias)), stride)
    return sums / np.shape(images)[-1] + bias


@spelling("conv2d-with-channels-averaged")
def lighter_kernels(images, kernels, bias, stride=1, padding="valid"):
    lighter = np.array(kernels, dtype=float)
    lighter /= lighter.shape[2]
    return _viewed(_padded(images, kernels, stride, padding), lighter, bias, stride)


@spelling("conv2d-of-the-first-channel")
def taps_of_channel_zero(images, kernels, bias, stride=1, padding="valid"):
    padded = _padded(images, kernels, stride, padding)
    return _tapped(padded[:, :, :, :1], np.asarray(kernels)[:, :, :1], bias, stride)


@spelling("conv2d-of-the-first-channel")
def grey_images_assumed(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding)[..., 0], np.asarray(kernels)[:, :, 0]
    windows = view(padded, kernels.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.tensordot(windows, kernels, axes=2) + np.asarray(bias)


@spelling("conv2d-without-bias")
def taps_from_zero(images, kernels, bias, stride=1, padding="valid"):
    return _tapped(_padded(images, kernels, stride, padding), kernels, 0.0, stride)


@spelling("conv2d-without-bias")
def bias_of_zeros(images, kernels, bias, stride=1, padding="valid"):
    return _viewed(_padded(images, kernels, stride, padding), kernels, np.zeros_like(bias), stride)


@spelling("conv2d-with-a-bias-for-each-channel")
def bias_times_the_channels(images, kernels, bias, stride=1, padding="valid"):
    more = np.asarray(bias, dtype=float) * np.shape(images)[3]
    return _tapped(_padded(images, kernels, stride, padding), kernels, more, stride)


@spelling("conv2d-with-a-bias-for-each-channel")
def bias_summed_over_the_channels(images, kernels, bias, stride=1, padding="valid"):
    biases = np.tile(np.asarray(bias, dtype=float), (np.shape(kernels)[2], 1))
    return _viewed(_padded(images, kernels, stride, padding), kernels, biases.sum(axis=0), stride)


@spelling("conv2d-with-a-stride-of-rows-only")
def step_in_the_first_slice(images, kernels, bias, stride=1, padding="valid"):
    return _viewed(_padded(images, kernels, stride, padding), kernels, bias)[:, ::stride, :]


@spelling("conv2d-with-a-stride-of-rows-only")
def taps_with_a_step_of_rows(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    kh, kw = kernels.shape[:2]
    rows, columns = padded.shape[1] - kh + 1, padded.shape[2] - kw + 1
    taps = product(range(kh), range(kw))
    return sum(padded[:, i : i + rows : stride, j : j + columns] @ kernels[i, j] for i, j in taps) + np.asarray(bias)


@spelling("conv2d-with-a-stride-of-columns-only")
def step_in_the_second_slice(images, kernels, bias, stride=1, padding="valid"):
    return _viewed(_padded(images, kernels, stride, padding), kernels, bias)[:, :, ::stride]


@spelling("conv2d-with-a-stride-of-columns-only")
def taps_with_a_step_of_columns(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    kh, kw = kernels.shape[:2]
    rows, columns = padded.shape[1] - kh + 1, padded.shape[2] - kw + 1
    taps = product(range(kh), range(kw))
    return sum(padded[:, i : i + rows, j : j + columns : stride] @ kernels[i, j] for i, j in taps) + np.asarray(bias)


@spelling("conv2d-ignores-the-stride")
def padded_for_the_stride_alone(images, kernels, bias, stride=1, padding="valid"):
    return _tapped(_padded(images, kernels, stride, padding), kernels, bias)


@spelling("conv2d-ignores-the-stride")
def every_window_of_the_padded_images(images, kernels, bias, stride=1, padding="valid"):
    return _viewed(_padded(images, kernels, stride, padding), kernels, bias)


@spelling("conv2d-ignores-the-stride-in-its-padding-too")
def stride_of_one_everywhere(images, kernels, bias, stride=1, padding="valid"):
    return _tapped(_padded(images, kernels, 1, padding), kernels, bias)


@spelling("conv2d-ignores-the-stride-in-its-padding-too")
def stride_that_nobody_reads(images, kernels, bias, stride=1, padding="valid"):
    stride = 1
    return _viewed(_padded(images, kernels, stride, padding), kernels, bias, stride)


@spelling("conv2d-of-every-other-pixel")
def images_in_steps(images, kernels, bias, stride=1, padding="valid"):
    smaller = np.asarray(images)[:, ::stride, ::stride]
    return _tapped(_padded(smaller, kernels, 1, padding), kernels, bias)


@spelling("conv2d-of-every-other-pixel")
def rows_and_columns_picked(images, kernels, bias, stride=1, padding="valid"):
    images = np.array(images, dtype=float)
    ys, xs = (range(0, n, stride) for n in images.shape[1:3])
    return _viewed(_padded(images[:, ys][:, :, xs], kernels, 1, padding), kernels, bias)


@spelling("conv2d-of-every-other-padded-pixel")
def padded_images_in_steps(images, kernels, bias, stride=1, padding="valid"):
    padded = _padded(images, kernels, stride, padding)[:, ::stride, ::stride]
    windows = view(padded, np.shape(kernels)[:2], axis=(1, 2))
    return np.einsum("bhwcij,ijcf->bhwf", windows, np.asarray(kernels, dtype=float), optimize=True) + np.asarray(bias)


@spelling("conv2d-of-every-other-padded-pixel")
def padded_pixels_picked(images, kernels, bias, stride=1, padding="valid"):
    padded = _padded(images, kernels, stride, padding)
    for axis in (1, 2):
        padded = padded.take(range(0, padded.shape[axis], stride), axis=axis)
    return _viewed(padded, kernels, bias)


@spelling("conv2d-without-fake-pixels")
def taps_without_a_frame(images, kernels, bias, stride=1, padding="valid"):
    return _tapped(images, kernels, bias, stride)


@spelling("conv2d-without-fake-pixels")
def padding_that_is_thrown_away(images, kernels, bias, stride=1, padding="valid"):
    if padding == "same":
        _padded(images, kernels, stride, padding)
    return _viewed(images, kernels, bias, stride)


@spelling("conv2d-with-border-pixels-repeated")
def edge_for_the_fake_pixels(images, kernels, bias, stride=1, padding="valid"):
    widths = [(0, 0), *_ends(images, kernels, stride, padding), (0, 0)]
    return _tapped(np.pad(images, widths, "edge"), kernels, bias, stride)


@spelling("conv2d-with-border-pixels-repeated")
def positions_kept_inside(images, kernels, bias, stride=1, padding="valid"):
    images = np.asarray(images, dtype=float)
    for axis, (before, after) in enumerate(_ends(images, kernels, stride, padding), 1):
        inside = np.clip(np.arange(-before, images.shape[axis] + after), 0, images.shape[axis] - 1)
        images = images.take(inside, axis=axis)
    return _viewed(images, kernels, bias, stride)


@spelling("conv2d-with-a-square-frame")
def one_amount_for_both_axes(images, kernels, bias, stride=1, padding="valid"):
    amount = (len(kernels) - 1) // 2 if padding == "same" else 0
    return _tapped(np.pad(images, [(0, 0), (amount, amount), (amount, amount), (0, 0)]), kernels, bias, stride)


@spelling("conv2d-with-a-square-frame")
def written_into_a_square_frame(images, kernels, bias, stride=1, padding="valid"):
    if padding == "same":
        n, height, width, channels = np.shape(images)
        a = int((np.shape(kernels)[0] - 1) / 2)
        images = _into((n, height + 2 * a, width + 2 * a, channels), images, a, a)
    return _viewed(images, kernels, bias, stride)


@spelling("conv2d-with-a-square-frame-of-half-a-kernel")
def half_the_height_for_both_axes(images, kernels, bias, stride=1, padding="valid"):
    amount = len(kernels) // 2 if padding == "same" else 0
    return _tapped(np.pad(images, [(0, 0), (amount, amount), (amount, amount), (0, 0)]), kernels, bias, stride)


@spelling("conv2d-with-a-square-frame-of-half-a-kernel")
def written_into_a_frame_of_half_the_height(images, kernels, bias, stride=1, padding="valid"):
    if padding == "same":
        n, height, width, channels = np.shape(images)
        a = int(np.shape(kernels)[0] / 2)
        images = _into((n, height + 2 * a, width + 2 * a, channels), images, a, a)
    return _viewed(images, kernels, bias, stride)


@spelling("conv2d-with-half-a-kernel-on-each-side")
def half_of_each_side(images, kernels, bias, stride=1, padding="valid"):
    kh, kw = np.shape(kernels)[:2]
    rows, columns = (kh // 2, kw // 2) if padding == "same" else (0, 0)
    return _tapped(np.pad(images, [(0, 0), (rows, rows), (columns, columns), (0, 0)]), kernels, bias, stride)


@spelling("conv2d-with-half-a-kernel-on-each-side")
def written_into_half_a_kernel_more(images, kernels, bias, stride=1, padding="valid"):
    if padding == "same":
        n, height, width, channels = np.shape(images)
        a, b = (int(k / 2) for k in np.shape(kernels)[:2])
        images = _into((n, height + 2 * a, width + 2 * b, channels), images, a, b)
    return _viewed(images, kernels, bias, stride)


@spelling("conv2d-with-less-than-half-a-kernel-on-each-side")
def what_lies_beside_the_middle(images, kernels, bias, stride=1, padding="valid"):
    kh, kw = np.shape(kernels)[:2]
    rows, columns = ((kh - 1) // 2, (kw - 1) // 2) if padding == "same" else (0, 0)
    return _tapped(np.pad(images, [(0, 0), (rows, rows), (columns, columns), (0, 0)]), kernels, bias, stride)


@spelling("conv2d-with-less-than-half-a-kernel-on-each-side")
def written_into_the_smaller_half(images, kernels, bias, stride=1, padding="valid"):
    if padding == "same":
        n, height, width, channels = np.shape(images)
        a, b = (int((k - 1) / 2) for k in np.shape(kernels)[:2])
        images = _into((n, height + 2 * a, width + 2 * b, channels), images, a, b)
    return _viewed(images, kernels, bias, stride)


@spelling("conv2d-with-the-odd-pixel-on-the-left")
def ends_exchanged(images, kernels, bias, stride=1, padding="valid"):
    ends = [(after, before) for before, after in _ends(images, kernels, stride, padding)]
    return _tapped(np.pad(images, [(0, 0), *ends, (0, 0)]), kernels, bias, stride)


@spelling("conv2d-with-the-odd-pixel-on-the-left")
def half_rounded_up_first(images, kernels, bias, stride=1, padding="valid"):
    padded = np.array(images, dtype=float)
    for axis, missing in enumerate(map(sum, _ends(images, kernels, stride, padding)), 1):
        first = math.ceil(missing / 2)
        zeros = np.zeros_like(padded.take([0] * missing, axis=axis))
        parts = np.split(zeros, [first], axis=axis)
        padded = np.concatenate([parts[0], padded, parts[1]], axis=axis)
    return _viewed(padded, kernels, bias, stride)


@spelling("conv2d-padded-as-for-stride-one")
def stride_left_out_of_the_frame(images, kernels, bias, stride=1, padding="valid"):
    return _tapped(_padded(images, kernels, 1, padding), kernels, bias, stride)


@spelling("conv2d-padded-as-for-stride-one")
def kernel_without_one_pixel(images, kernels, bias, stride=1, padding="valid"):
    if padding == "same":
        missing = [k - 1 for k in np.shape(kernels)[:2]]
        images = np.pad(images, [(0, 0), *((m // 2, m - m // 2) for m in missing), (0, 0)])
    return _viewed(images, kernels, bias, stride)


@spelling("conv2d-with-less-than-no-fake-pixels")
def overhang_without_a_maximum(images, kernels, bias, stride=1, padding="valid"):
    if padding == "same":
        _, height, width, _ = np.shape(images)
        rows = (_begun(height, stride) - 1) * stride + len(kernels) - height
        columns = (_begun(width, stride) - 1) * stride + len(kernels[0]) - width
        images = np.pad(images, [(0, 0), (rows // 2, rows - rows // 2), (columns // 2, columns - columns // 2), (0, 0)])
    return _tapped(images, kernels, bias, stride)


@spelling("conv2d-with-less-than-no-fake-pixels")
def last_window_measured(images, kernels, bias, stride=1, padding="valid"):
    widths = [(0, 0)] * 4
    for axis in (1, 2) if padding == "same" else ():
        last = range(0, np.shape(images)[axis], stride)[-1]
        beyond = last + np.shape(kernels)[axis - 1] - np.shape(images)[axis]
        widths[axis] = (beyond // 2, beyond - beyond // 2)
    return _viewed(np.pad(images, widths), kernels, bias, stride)


@spelling("conv2d-written-into-less-than-it-needs")
def zeros_as_large_as_the_windows(images, kernels, bias, stride=1, padding="valid"):
    if padding == "same":
        n, height, width, channels = np.shape(images)
        rows = (_begun(height, stride) - 1) * stride + len(kernels)
        columns = (_begun(width, stride) - 1) * stride + len(kernels[0])
        images = _into((n, rows, columns, channels), images, (rows - height) // 2, (columns - width) // 2)
    return _tapped(images, kernels, bias, stride)


@spelling("conv2d-written-into-less-than-it-needs")
def last_window_as_the_end(images, kernels, bias, stride=1, padding="valid"):
    images = np.asarray(images, dtype=float)
    n, height, width, channels = images.shape
    if padding == "same":
        ends = [range(0, m, stride)[-1] + k for m, k in zip((height, width), np.shape(kernels)[:2], strict=True)]
        top, left = (ends[0] - height) // 2, (ends[1] - width) // 2
        framed = np.zeros((n, *ends, channels))
        framed[:, top : top + height, left : left + width] = images
        images = framed
    return _viewed(images, kernels, bias, stride)


@spelling("conv2d-in-whole-numbers")
def result_of_the_images_type(images, kernels, bias, stride=1, padding="valid"):
    answers = _tapped(_padded(images, kernels, stride, padding), kernels, bias, stride)
    result = np.zeros(answers.shape, dtype=np.asarray(images).dtype)
    result[:] = answers
    return result


@spelling("conv2d-in-whole-numbers")
def result_like_the_images(images, kernels, bias, stride=1, padding="valid"):
    answers = _viewed(_padded(images, kernels, stride, padding), kernels, bias, stride)
    result = np.empty_like(np.array(images), shape=answers.shape)
    for f in range(len(bias)):
        result[..., f] = answers[..., f]
    return result


@spelling("conv2d-in-nested-loops")
def loops_over_images_and_places(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    kh, kw = kernels.shape[:2]
    rows, columns = (padded.shape[1] - kh) // stride + 1, (padded.shape[2] - kw) // stride + 1
    result = np.zeros((len(padded), rows, columns, kernels.shape[3]))
    for b in range(len(padded)):
        for i in range(rows):
            for j in range(columns):
                window = padded[b, i * stride : i * stride + kh, j * stride : j * stride + kw]
                result[b, i, j] = np.tensordot(window, kernels, axes=3) + bias
    return result


@spelling("conv2d-in-nested-loops")
def place_by_place_in_a_comprehension(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    windows = view(padded, kernels.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    flat = kernels.transpose(2, 0, 1, 3).reshape(-1, kernels.shape[3])
    maps = [[[place.ravel() @ flat + bias for place in row] for row in image] for image in windows]
    return np.array(maps)


@spelling("conv2d-one-image-at-a-time")
def images_in_a_loop(images, kernels, bias, stride=1, padding="valid"):
    result = []
    for image in _padded(images, kernels, stride, padding):
        windows, weights = _seen(image, kernels)
        result.append(np.tensordot(windows[::stride, ::stride], weights, axes=([3, 4, 2], [0, 1, 2])) + bias)
    return np.stack(result)


@spelling("conv2d-one-image-at-a-time")
def images_mapped(images, kernels, bias, stride=1, padding="valid"):
    padded = _padded(images, kernels, stride, padding)
    return np.concatenate([_tapped(padded[b : b + 1], kernels, bias, stride) for b in range(len(padded))])


@spelling("conv2d-one-pixel-at-a-time")
def places_in_two_loops(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    kh, kw = kernels.shape[:2]
    ys, xs = range(0, padded.shape[1] - kh + 1, stride), range(0, padded.shape[2] - kw + 1, stride)
    result = np.zeros((len(padded), len(ys), len(xs), kernels.shape[3]))
    for i, y in enumerate(ys):
        for j, x in enumerate(xs):
            result[:, i, j] = np.tensordot(padded[:, y : y + kh, x : x + kw], kernels, axes=3) + bias
    return result


@spelling("conv2d-one-pixel-at-a-time")
def places_of_all_images(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    windows = view(padded, kernels.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    places = [np.einsum("bcij,ijcf->bf", windows[:, y, x], kernels) for y, x in np.ndindex(windows.shape[1:3])]
    return np.stack(places, axis=1).reshape(*windows.shape[:3], -1) + np.asarray(bias)


@spelling("conv2d-one-channel-at-a-time")
def channels_in_a_loop(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    windows = view(padded, kernels.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    result = np.zeros((*windows.shape[:3], kernels.shape[3])) + np.asarray(bias)
    for c in range(padded.shape[3]):
        result += np.tensordot(windows[:, :, :, c], kernels[:, :, c], axes=2)
    return result


@spelling("conv2d-one-channel-at-a-time")
def sum_of_the_channels_shares(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    each = (slice(c, c + 1) for c in range(kernels.shape[2]))
    return sum(_tapped(padded[..., c], kernels[:, :, c], 0.0, stride) for c in each) + np.asarray(bias)


@spelling("conv2d-that-adds-into-the-bias")
def maps_added_into_the_bias(images, kernels, bias, stride=1, padding="valid"):
    result = _tapped(_padded(images, kernels, stride, padding), kernels, bias, stride)
    bias = np.asarray(bias)
    bias[:] = result[0, 0, 0].astype(bias.dtype)
    return result


@spelling("conv2d-that-adds-into-the-bias")
def bias_emptied_once_it_is_used(images, kernels, bias, stride=1, padding="valid"):
    result = _viewed(_padded(images, kernels, stride, padding), kernels, bias, stride)
    for f in range(len(bias)):
        bias[f] -= bias[f]
    return result


@spelling("conv2d-stride-left-out-of-the-place")
def taps_without_a_step(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    rows, columns = ((n - k) // stride + 1 for n, k in zip(padded.shape[1:3], kernels.shape[:2], strict=True))
    result = np.zeros((len(padded), rows, columns, kernels.shape[3])) + np.asarray(bias)
    for i, j in np.ndindex(kernels.shape[:2]):
        result += padded[:, i : i + rows, j : j + columns] @ kernels[i, j]
    return result


@spelling("conv2d-stride-left-out-of-the-place")
def first_windows_alone(images, kernels, bias, stride=1, padding="valid"):
    padded = _padded(images, kernels, stride, padding)
    kh, kw = np.shape(kernels)[:2]
    height, width = (padded.shape[1] - kh) // stride + 1, (padded.shape[2] - kw) // stride + 1
    return _viewed(padded[:, : height + kh - 1, : width + kw - 1], kernels, bias)


@spelling("conv2d-with-channels-first")
def maps_moved_to_the_front(images, kernels, bias, stride=1, padding="valid"):
    return np.moveaxis(_tapped(_padded(images, kernels, stride, padding), kernels, bias, stride), -1, 1)


@spelling("conv2d-with-channels-first")
def filters_as_the_second_letter(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    windows = view(padded, kernels.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("bhwcij,ijcf->bfhw", windows, kernels, optimize=True) + np.reshape(bias, (-1, 1, 1))


@spelling("conv2d-of-the-last-channel")
def taps_of_the_channel_at_the_end(images, kernels, bias, stride=1, padding="valid"):
    padded = _padded(images, kernels, stride, padding)
    return _tapped(padded[:, :, :, -1:], np.asarray(kernels)[:, :, -1:], bias, stride)


@spelling("conv2d-of-the-last-channel")
def last_channel_written_over_the_others(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    windows = view(padded, kernels.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.tensordot(windows[:, :, :, -1], kernels[:, :, -1], axes=2) + np.asarray(bias)


@spelling("conv2d-with-the-bias-twice")
def bias_at_the_start_and_the_end(images, kernels, bias, stride=1, padding="valid"):
    result = _tapped(_padded(images, kernels, stride, padding), kernels, bias, stride)
    result += np.asarray(bias, dtype=float)
    return result


@spelling("conv2d-with-the-bias-twice")
def twice_as_much_bias(images, kernels, bias, stride=1, padding="valid"):
    return _viewed(_padded(images, kernels, stride, padding), kernels, 2.0 * np.asarray(bias), stride)


@spelling("conv2d-of-the-mean-of-a-window")
def taps_divided_by_their_number(images, kernels, bias, stride=1, padding="valid"):
    sums = _tapped(_padded(images, kernels, stride, padding), kernels, 0.0, stride)
    return sums / math.prod(np.shape(kernels)[:2]) + np.asarray(bias)


@spelling("conv2d-of-the-mean-of-a-window")
def kernels_that_add_up_to_less(images, kernels, bias, stride=1, padding="valid"):
    lighter = np.array(kernels, dtype=float)
    lighter /= len(lighter) * len(lighter[0])
    return _viewed(_padded(images, kernels, stride, padding), lighter, bias, stride)


@spelling("conv2d-of-the-mean-of-all-channels")
def taps_divided_by_all_products(images, kernels, bias, stride=1, padding="valid"):
    sums = _tapped(_padded(images, kernels, stride, padding), kernels, 0.0, stride)
    return sums / math.prod(np.shape(kernels)[:3]) + np.asarray(bias)


@spelling("conv2d-of-the-mean-of-all-channels")
def mean_of_each_row_of_products(images, kernels, bias, stride=1, padding="valid"):
    columns = np.asarray(kernels, dtype=float)
    columns = columns / (columns.size // columns.shape[-1])
    return _viewed(_padded(images, kernels, stride, padding), columns, bias, stride)


@spelling("conv2d-with-all-fake-pixels-behind")
def image_in_the_upper_left_corner(images, kernels, bias, stride=1, padding="valid"):
    n, height, width, channels = np.shape(images)
    rows, columns = map(sum, _ends(images, kernels, stride, padding))
    return _tapped(_into((n, height + rows, width + columns, channels), images, 0, 0), kernels, bias, stride)


@spelling("conv2d-with-all-fake-pixels-behind")
def nothing_before_everything_after(images, kernels, bias, stride=1, padding="valid"):
    ends = [(0, before + after) for before, after in _ends(images, kernels, stride, padding)]
    return _viewed(np.pad(images, [(0, 0), *ends, (0, 0)]), kernels, bias, stride)


@spelling("conv2d-without-the-last-place")
def steps_taken_for_places(images, kernels, bias, stride=1, padding="valid"):
    padded, (kh, kw) = _padded(images, kernels, stride, padding), np.shape(kernels)[:2]
    rows, columns = (padded.shape[1] - kh) // stride, (padded.shape[2] - kw) // stride
    return _viewed(padded, kernels, bias, stride)[:, :rows, :columns]


@spelling("conv2d-without-the-last-place")
def view_without_its_end(images, kernels, bias, stride=1, padding="valid"):
    maps = _tapped(_padded(images, kernels, stride, padding), kernels, bias, stride)
    return maps[:, :-1, :-1]


@spelling("conv2d-without-a-place-at-the-border")
def taps_that_end_too_early(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    rows, columns = (n - k for n, k in zip(padded.shape[1:3], kernels.shape[:2], strict=True))
    taps = np.ndindex(kernels.shape[:2])
    return np.asarray(bias) + sum(
        padded[:, i : rows + i : stride, j : columns + j : stride] @ kernels[i, j] for i, j in taps
    )


@spelling("conv2d-without-a-place-at-the-border")
def view_up_to_the_steps(images, kernels, bias, stride=1, padding="valid"):
    padded, (kh, kw) = _padded(images, kernels, stride, padding), np.shape(kernels)[:2]
    every = _viewed(padded, kernels, bias)
    return every[:, : padded.shape[1] - kh : stride, : padded.shape[2] - kw : stride]


@spelling("conv2d-with-the-last-place-left-empty")
def zeros_where_the_maps_end(images, kernels, bias, stride=1, padding="valid"):
    maps = _viewed(_padded(images, kernels, stride, padding), kernels, bias, stride)
    result = np.zeros(maps.shape)
    result[:, :-1, :-1] = maps[:, :-1, :-1]
    return result


@spelling("conv2d-with-the-last-place-left-empty")
def last_row_and_column_padded(images, kernels, bias, stride=1, padding="valid"):
    maps = _tapped(_padded(images, kernels, stride, padding), kernels, bias, stride)
    return np.pad(maps[:, :-1, :-1], ((0, 0), (0, 1), (0, 1), (0, 0)))


@spelling("conv2d-with-a-place-at-the-border-left-empty")
def zeros_where_a_window_meets_the_border(images, kernels, bias, stride=1, padding="valid"):
    padded, (kh, kw) = _padded(images, kernels, stride, padding), np.shape(kernels)[:2]
    maps = _viewed(padded, kernels, bias, stride)
    rows, columns = (len(range(0, n - k, stride)) for n, k in zip(padded.shape[1:3], (kh, kw), strict=True))
    result = np.zeros_like(maps)
    result[:, :rows, :columns] = maps[:, :rows, :columns]
    return result


@spelling("conv2d-with-a-place-at-the-border-left-empty")
def weighed_by_whether_it_lies_inside(images, kernels, bias, stride=1, padding="valid"):
    padded, sides = _padded(images, kernels, stride, padding), np.shape(kernels)[:2]
    maps = _tapped(padded, kernels, bias, stride)
    down, across = (
        np.arange(m) * stride + k < n for m, k, n in zip(maps.shape[1:3], sides, padded.shape[1:3], strict=True)
    )
    return maps * np.outer(down, across)[:, :, None]


@spelling("conv2d-collected-column-by-column")
def columns_before_rows(images, kernels, bias, stride=1, padding="valid"):
    maps = _viewed(_padded(images, kernels, stride, padding), kernels, bias, stride)
    return np.transpose(maps, (0, 2, 1, 3)).ravel().reshape(maps.shape)


@spelling("conv2d-collected-column-by-column")
def columns_of_each_image_stacked(images, kernels, bias, stride=1, padding="valid"):
    maps = _tapped(_padded(images, kernels, stride, padding), kernels, bias, stride)
    return np.stack([np.concatenate(np.moveaxis(each, 1, 0)).reshape(each.shape) for each in maps])


@spelling("conv2d-reshaped-to-channels")
def filters_reshaped_from_the_second_place(images, kernels, bias, stride=1, padding="valid"):
    sums = _tapped(_padded(images, kernels, stride, padding), kernels, 0.0, stride)
    n, height, width, filters = sums.shape
    return np.einsum("bhwf->bfhw", sums).reshape(n, height, width, filters) + np.asarray(bias)


@spelling("conv2d-reshaped-to-channels")
def maps_of_each_image_reshaped(images, kernels, bias, stride=1, padding="valid"):
    sums = _viewed(_padded(images, kernels, stride, padding), kernels, 0.0, stride)
    return np.array([each.transpose(2, 0, 1).reshape(each.shape) + np.asarray(bias) for each in sums])


@spelling("conv2d-reshaped-with-its-bias-to-channels")
def filters_and_bias_reshaped_from_the_second_place(images, kernels, bias, stride=1, padding="valid"):
    maps = _tapped(_padded(images, kernels, stride, padding), kernels, bias, stride)
    return np.einsum("bhwf->bfhw", maps).ravel().reshape(maps.shape)


@spelling("conv2d-reshaped-with-its-bias-to-channels")
def maps_and_bias_of_each_image_reshaped(images, kernels, bias, stride=1, padding="valid"):
    maps = _viewed(_padded(images, kernels, stride, padding), kernels, bias, stride)
    return np.array([each.transpose(2, 0, 1).reshape(each.shape) for each in maps])


@spelling("conv2d-reshaped-from-a-list-of-filters")
def array_of_all_filters_reshaped(images, kernels, bias, stride=1, padding="valid"):
    sums = _tapped(_padded(images, kernels, stride, padding), kernels, 0.0, stride)
    return np.array([sums[..., f] for f in range(sums.shape[3])]).reshape(sums.shape) + np.asarray(bias)


@spelling("conv2d-reshaped-from-a-list-of-filters")
def rows_of_the_turned_product(images, kernels, bias, stride=1, padding="valid"):
    sums = _viewed(_padded(images, kernels, stride, padding), kernels, 0.0, stride)
    return sums.reshape(-1, sums.shape[3]).T.reshape(sums.shape) + np.asarray(bias)


@spelling("conv2d-reshaped-from-a-list-of-filters-with-their-bias")
def array_of_all_filters_and_biases_reshaped(images, kernels, bias, stride=1, padding="valid"):
    maps = _tapped(_padded(images, kernels, stride, padding), kernels, bias, stride)
    return np.array([maps[..., f] for f in range(maps.shape[3])]).reshape(maps.shape)


@spelling("conv2d-reshaped-from-a-list-of-filters-with-their-bias")
def turned_product_and_bias(images, kernels, bias, stride=1, padding="valid"):
    sums = _viewed(_padded(images, kernels, stride, padding), kernels, 0.0, stride)
    turned = sums.reshape(-1, sums.shape[3]).T + np.reshape(bias, (-1, 1))
    return turned.reshape(sums.shape)


@spelling("conv2d-of-three-channels-written-out")
def three_shares_of_the_images(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    red, green, blue = padded[..., 0], padded[..., 1], padded[..., 2]
    shares = [
        _viewed(each[..., None], kernels[:, :, c : c + 1], 0.0, stride) for c, each in enumerate((red, green, blue))
    ]
    return sum(shares) + np.asarray(bias)


@spelling("conv2d-of-three-channels-written-out")
def three_rounds_for_the_channels_of_windows(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    result = np.asarray(bias, dtype=float)
    for c in range(3):
        windows = view(padded[:, :, :, c], kernels.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
        result = result + np.tensordot(windows, kernels[:, :, c], axes=2)
    return result


@spelling("conv2d-of-kernels-for-three-channels-written-out")
def kernels_of_red_green_and_blue(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    red, green, blue = kernels[:, :, 0], kernels[:, :, 1], kernels[:, :, 2]
    three = np.stack((red, green, blue), axis=2)
    return _viewed(padded[..., :3], three, bias, stride)


@spelling("conv2d-of-kernels-for-three-channels-written-out")
def three_rounds_for_the_kernels(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    result = np.zeros(len(bias))
    for c in range(3):
        kernel = kernels[:, :, c]
        windows = view(padded[:, :, :, c], kernel.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
        result = result + np.tensordot(windows, kernel, axes=2)
    return result + np.asarray(bias)


@spelling("conv2d-with-a-bias-for-each-number")
def bias_added_with_each_tap(images, kernels, bias, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    kh, kw = kernels.shape[:2]
    rows, columns = ((n - k) // stride * stride + 1 for n, k in zip(padded.shape[1:3], (kh, kw), strict=True))
    result = 0
    for i in range(kh):
        for j in range(kw):
            result = (
                result + padded[:, i : i + rows : stride, j : j + columns : stride] @ kernels[i, j] + np.asarray(bias)
            )
    return result


@spelling("conv2d-with-a-bias-for-each-number")
def bias_times_height_times_width(images, kernels, bias, stride=1, padding="valid"):
    more = len(kernels) * len(kernels[0]) * np.asarray(bias, dtype=float)
    return _viewed(_padded(images, kernels, stride, padding), kernels, more, stride)


@spelling("conv2d-with-a-bias-for-each-number-of-all-channels")
def bias_times_all_that_is_summed(images, kernels, bias, stride=1, padding="valid"):
    more = math.prod(np.shape(kernels)[:3]) * np.asarray(bias, dtype=float)
    return _tapped(_padded(images, kernels, stride, padding), kernels, more, stride)


@spelling("conv2d-with-a-bias-for-each-number-of-all-channels")
def bias_summed_over_three_axes(images, kernels, bias, stride=1, padding="valid"):
    biases = np.broadcast_to(np.asarray(bias, dtype=float), np.shape(kernels))
    return _viewed(_padded(images, kernels, stride, padding), kernels, biases.sum(axis=(0, 1, 2)), stride)


@spelling("conv2d-with-a-bias-for-each-image")
def bias_times_the_images(images, kernels, bias, stride=1, padding="valid"):
    return _tapped(_padded(images, kernels, stride, padding), kernels, np.shape(images)[0] * np.asarray(bias), stride)


@spelling("conv2d-with-a-bias-for-each-image")
def bias_summed_over_the_images(images, kernels, bias, stride=1, padding="valid"):
    biases = np.tile(np.asarray(bias, dtype=float), (len(images), 1))
    return _viewed(_padded(images, kernels, stride, padding), kernels, biases.sum(axis=0), stride)


def _rows(images, kernels, stride, padding, order=(0, 1, 2, 3, 4, 5)):
    """Make a row of each window, its axes (B, h, w, C, kh, kw) in `order`."""
    kernels = np.asarray(kernels, dtype=float)
    windows = view(_padded(images, kernels, stride, padding), kernels.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.transpose(windows, order).reshape(*windows.shape[:3], -1), kernels


@spelling("conv2d-of-windows-flattened-with-their-channels-first")
def view_reshaped_as_it_is(images, kernels, bias, stride=1, padding="valid"):
    rows, kernels = _rows(images, kernels, stride, padding)
    return np.dot(rows, kernels.reshape(-1, kernels.shape[3])) + np.asarray(bias)


@spelling("conv2d-of-windows-flattened-with-their-channels-first")
def matrix_of_the_view(images, kernels, bias, stride=1, padding="valid"):
    rows, kernels = _rows(images, kernels, stride, padding)
    matrix = rows.reshape(-1, rows.shape[3])
    columns = np.stack([kernels[..., f].ravel() for f in range(kernels.shape[3])], axis=1)
    return (matrix @ columns + np.asarray(bias)).reshape(*rows.shape[:3], -1)


@spelling("conv2d-of-kernels-flattened-with-their-channels-first")
def windows_turned_and_kernels_turned(images, kernels, bias, stride=1, padding="valid"):
    rows, kernels = _rows(images, kernels, stride, padding, (0, 1, 2, 4, 5, 3))
    return rows @ kernels.transpose(2, 0, 1, 3).reshape(-1, kernels.shape[3]) + np.asarray(bias)


@spelling("conv2d-of-kernels-flattened-with-their-channels-first")
def rows_of_turned_filters(images, kernels, bias, stride=1, padding="valid"):
    rows, kernels = _rows(images, kernels, stride, padding, (0, 1, 2, 4, 5, 3))
    filters = kernels.transpose(3, 2, 0, 1).reshape(kernels.shape[3], -1)
    return np.einsum("bhwk,fk->bhwf", rows, filters) + np.asarray(bias)


@spelling("conv2d-of-filters-cut-out-by-reshape")
def windows_by_rows_of_filters(images, kernels, bias, stride=1, padding="valid"):
    rows, kernels = _rows(images, kernels, stride, padding, (0, 1, 2, 4, 5, 3))
    return rows @ kernels.reshape(kernels.shape[3], -1).T + np.asarray(bias)


@spelling("conv2d-of-filters-cut-out-by-reshape")
def taps_of_filters_first_by_reshape(images, kernels, bias, stride=1, padding="valid"):
    kh, kw, channels, filters = np.shape(kernels)
    turned = np.moveaxis(np.reshape(kernels, (filters, kh, kw, channels)), 0, 3)
    return _tapped(_padded(images, kernels, stride, padding), turned, bias, stride)


@spelling("conv2d-of-filters-cut-out-by-reshape-for-channels-first")
def view_by_rows_of_reshaped_filters(images, kernels, bias, stride=1, padding="valid"):
    rows, kernels = _rows(images, kernels, stride, padding)
    return rows @ np.transpose(kernels.reshape(kernels.shape[3], -1)) + np.asarray(bias)


@spelling("conv2d-of-filters-cut-out-by-reshape-for-channels-first")
def taps_of_filters_and_channels_first_by_reshape(images, kernels, bias, stride=1, padding="valid"):
    kh, kw, channels, filters = np.shape(kernels)
    turned = np.transpose(np.reshape(kernels, (filters, channels, kh, kw)), (2, 3, 1, 0))
    return _tapped(_padded(images, kernels, stride, padding), turned, bias, stride)


@spelling("conv2d-with-the-heights-fake-pixels-for-both-axes")
def ends_of_the_height_twice(images, kernels, bias, stride=1, padding="valid"):
    height, _ = _ends(images, kernels, stride, padding)
    return _tapped(np.pad(images, [(0, 0), height, height, (0, 0)]), kernels, bias, stride)


@spelling("conv2d-with-the-heights-fake-pixels-for-both-axes")
def written_behind_the_pixels_above(images, kernels, bias, stride=1, padding="valid"):
    n, height, width, channels = np.shape(images)
    (before, after), _ = _ends(images, kernels, stride, padding)
    larger = (n, height + before + after, width + before + after, channels)
    return _viewed(_into(larger, images, before, before), kernels, bias, stride)


@spelling("conv2d-with-the-widths-fake-pixels-for-both-axes")
def ends_of_the_width_twice(images, kernels, bias, stride=1, padding="valid"):
    _, width = _ends(images, kernels, stride, padding)
    return _tapped(np.pad(images, [(0, 0), width, width, (0, 0)]), kernels, bias, stride)


@spelling("conv2d-with-the-widths-fake-pixels-for-both-axes")
def written_behind_the_pixels_to_the_left(images, kernels, bias, stride=1, padding="valid"):
    n, height, width, channels = np.shape(images)
    _, (before, after) = _ends(images, kernels, stride, padding)
    larger = (n, height + before + after, width + before + after, channels)
    return _viewed(_into(larger, images, before, before), kernels, bias, stride)


# conv2d_backward


def _windows_of(upstream, images, kernels, stride, padding):
    """Yield each place of the maps as a slice of the padded images, with what flows back from there."""
    kh, kw = np.shape(kernels)[:2]
    upstream = np.asarray(upstream, dtype=float)
    for y, x in np.ndindex(upstream.shape[1:3]):
        yield np.s_[:, y * stride : y * stride + kh, x * stride : x * stride + kw], upstream[:, y, x]


def _cut(d_padded, images, kernels, stride, padding):
    (top, _), (left, _) = _ends(images, kernels, stride, padding)
    return d_padded[:, top : top + np.shape(images)[1], left : left + np.shape(images)[2]]


def _d_padded(upstream, images, kernels, stride, padding):
    d_padded, kernels = np.zeros(_padded(images, kernels, stride, padding).shape), np.asarray(kernels, dtype=float)
    for window, back in _windows_of(upstream, images, kernels, stride, padding):
        d_padded[window] += np.einsum("bf,ijcf->bijc", back, kernels)
    return d_padded


def _d_images(upstream, images, kernels, stride, padding):
    return _cut(_d_padded(upstream, images, kernels, stride, padding), images, kernels, stride, padding)


def _d_kernels(upstream, images, kernels, stride, padding):
    padded, d_kernels = _padded(images, kernels, stride, padding), np.zeros(np.shape(kernels))
    for window, back in _windows_of(upstream, images, kernels, stride, padding):
        d_kernels += np.tensordot(padded[window], back, axes=([0], [0]))
    return d_kernels


def _d_bias(upstream):
    return np.einsum("bhwf->f", np.asarray(upstream, dtype=float))


def _all(upstream, images, kernels, stride, padding):
    given = upstream, images, kernels, stride, padding
    return _d_images(*given), _d_kernels(*given), _d_bias(upstream)


@spelling("gradients-averaged")
def means_of_kernels_and_bias(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, d_bias = _all(upstream, images, kernels, stride, padding)
    n, height, width, _ = np.shape(upstream)
    return d_images, d_kernels / (n * height * width), d_bias / (n * height * width)


@spelling("gradients-averaged")
def mean_over_all_that_flows_back(upstream, images, kernels, stride=1, padding="valid"):
    d_kernels = _d_kernels(upstream, images, kernels, stride, padding)
    d_kernels /= len(np.reshape(upstream, (-1, np.shape(upstream)[3])))
    return [_d_images(upstream, images, kernels, stride, padding), d_kernels, np.mean(upstream, axis=(0, 1, 2))]


@spelling("bias-gradient-at-each-place")
def first_axis_summed_alone(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, _ = _all(upstream, images, kernels, stride, padding)
    return d_images, d_kernels, np.asarray(upstream).sum(0)


@spelling("bias-gradient-at-each-place")
def images_added_up_in_a_loop(upstream, images, kernels, stride=1, padding="valid"):
    d_bias = 0
    for each in np.asarray(upstream):
        d_bias = d_bias + each
    return [*_all(upstream, images, kernels, stride, padding)[:2], d_bias]


@spelling("bias-gradient-of-each-image")
def places_summed_alone(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, _ = _all(upstream, images, kernels, stride, padding)
    return d_images, d_kernels, np.einsum("bhwf->bf", upstream)


@spelling("bias-gradient-of-each-image")
def list_of_the_images_sums(upstream, images, kernels, stride=1, padding="valid"):
    d_bias = np.array([np.sum(each, axis=(0, 1)) for each in upstream])
    return [*_all(upstream, images, kernels, stride, padding)[:2], d_bias]


@spelling("kernel-gradient-turned-round")
def kernel_gradient_rotated(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, d_bias = _all(upstream, images, kernels, stride, padding)
    return d_images, np.rot90(d_kernels, 2, axes=(0, 1)), d_bias


@spelling("kernel-gradient-turned-round")
def written_from_the_end(upstream, images, kernels, stride=1, padding="valid"):
    d_images, right, d_bias = _all(upstream, images, kernels, stride, padding)
    d_kernels = np.zeros_like(right)
    for i, j in np.ndindex(right.shape[:2]):
        d_kernels[-1 - i, -1 - j] = right[i, j]
    return [d_images, d_kernels, d_bias]


def _slices(upstream, kernels, stride):
    """Yield each place of the kernels, and the slice of the padded images that it met."""
    rows, columns = (stride * (n - 1) + 1 for n in np.shape(upstream)[1:3])
    for i, j in np.ndindex(np.shape(kernels)[:2]):
        yield (i, j), np.s_[:, i : i + rows : stride, j : j + columns : stride]


@spelling("shares-overwritten")
def equals_in_the_loop_over_the_kernel(upstream, images, kernels, stride=1, padding="valid"):
    d_padded = np.zeros(_padded(images, kernels, stride, padding).shape)
    for place, met in _slices(upstream, kernels, stride):
        d_padded[met] = np.asarray(upstream) @ np.asarray(kernels)[place].T
    d_images = _cut(d_padded, images, kernels, stride, padding)
    return d_images, *_all(upstream, images, kernels, stride, padding)[1:]


@spelling("shares-overwritten")
def share_of_the_last_number(upstream, images, kernels, stride=1, padding="valid"):
    _, d_kernels, d_bias = _all(upstream, images, kernels, stride, padding)
    d_padded = np.zeros_like(_padded(images, kernels, stride, padding))
    for (i, j), met in _slices(upstream, kernels, stride):
        share = np.einsum("bhwf,cf->bhwc", upstream, np.asarray(kernels, dtype=float)[i, j])
        np.copyto(d_padded[met], share)
    return [_cut(d_padded, images, kernels, stride, padding), d_kernels, d_bias]


@spelling("shares-overwritten-window-by-window")
def equals_in_the_loop_over_the_places(upstream, images, kernels, stride=1, padding="valid"):
    d_padded = np.zeros(_padded(images, kernels, stride, padding).shape)
    for window, back in _windows_of(upstream, images, kernels, stride, padding):
        d_padded[window] = np.einsum("bf,ijcf->bijc", back, kernels)
    d_images = _cut(d_padded, images, kernels, stride, padding)
    return d_images, *_all(upstream, images, kernels, stride, padding)[1:]


@spelling("shares-overwritten-window-by-window")
def images_one_by_one_overwritten(upstream, images, kernels, stride=1, padding="valid"):
    _, d_kernels, d_bias = _all(upstream, images, kernels, stride, padding)
    d_padded = np.zeros_like(_padded(images, kernels, stride, padding))
    for window, back in _windows_of(upstream, images, kernels, stride, padding):
        for b, each in enumerate(back):
            d_padded[window][b] = np.asarray(kernels) @ each
    return [_cut(d_padded, images, kernels, stride, padding), d_kernels, d_bias]


@spelling("kernel-shares-overwritten")
def kernel_gradient_without_a_plus(upstream, images, kernels, stride=1, padding="valid"):
    padded = _padded(images, kernels, stride, padding)
    for window, back in _windows_of(upstream, images, kernels, stride, padding):
        d_kernels = np.einsum("bijc,bf->ijcf", padded[window], back)
    return _d_images(upstream, images, kernels, stride, padding), d_kernels, _d_bias(upstream)


@spelling("kernel-shares-overwritten")
def filter_by_filter_overwritten(upstream, images, kernels, stride=1, padding="valid"):
    padded, d_kernels = _padded(images, kernels, stride, padding), np.zeros(np.shape(kernels))
    for window, back in _windows_of(upstream, images, kernels, stride, padding):
        for f in range(d_kernels.shape[3]):
            d_kernels[..., f] = (padded[window] * back[:, f][:, None, None, None]).sum(axis=0)
    return [_d_images(upstream, images, kernels, stride, padding), d_kernels, _d_bias(upstream)]


@spelling("kernel-not-turned-on-the-way-back")
def shares_of_flipped_kernels(upstream, images, kernels, stride=1, padding="valid"):
    d_images = _d_images(upstream, images, np.flip(kernels, (0, 1)), stride, padding)
    return d_images, *_all(upstream, images, kernels, stride, padding)[1:]


@spelling("kernel-not-turned-on-the-way-back")
def upstream_spread_and_slid_over(upstream, images, kernels, stride=1, padding="valid"):
    n, height, width, filters = np.shape(upstream)
    kernels, shape = np.asarray(kernels, dtype=float), _padded(images, kernels, stride, padding).shape
    kh, kw = kernels.shape[:2]
    spread = np.zeros((n, shape[1] + kh - 1, shape[2] + kw - 1, filters))
    rows, columns = kh - 1 + stride * np.arange(height), kw - 1 + stride * np.arange(width)
    spread[:, rows[:, None], columns] = upstream
    back = np.einsum("bhwfij,ijcf->bhwc", view(spread, (kh, kw), axis=(1, 2)), kernels, optimize=True)
    return [_cut(back, images, kernels, stride, padding), *_all(upstream, images, kernels, stride, padding)[1:]]


@spelling("gradients-in-whole-numbers")
def zeros_like_images_and_kernels(upstream, images, kernels, stride=1, padding="valid"):
    right = _all(upstream, images, kernels, stride, padding)
    d_images, d_kernels = np.zeros_like(images), np.zeros_like(kernels)
    d_images[...], d_kernels[...] = right[0], right[1]
    return d_images, d_kernels, right[2]


@spelling("gradients-in-whole-numbers")
def types_taken_over(upstream, images, kernels, stride=1, padding="valid"):
    right = _all(upstream, images, kernels, stride, padding)
    kinds = np.asarray(images).dtype, np.asarray(kernels).dtype, float
    return [gradient.astype(kind) for gradient, kind in zip(right, kinds, strict=True)]


@spelling("frame-left-on")
def padded_gradient_handed_out(upstream, images, kernels, stride=1, padding="valid"):
    d_padded = _d_padded(upstream, images, kernels, stride, padding)
    return d_padded, *_all(upstream, images, kernels, stride, padding)[1:]


@spelling("frame-left-on")
def shares_of_the_padded_images(upstream, images, kernels, stride=1, padding="valid"):
    padded = _padded(images, kernels, stride, padding)
    return list(_all(upstream, padded, kernels, stride, "valid"))


@spelling("frame-cut-off-at-one-end")
def first_rows_and_columns_kept(upstream, images, kernels, stride=1, padding="valid"):
    _, height, width, _ = np.shape(images)
    d_images = _d_padded(upstream, images, kernels, stride, padding)[:, :height, :width]
    return d_images, *_all(upstream, images, kernels, stride, padding)[1:]


@spelling("frame-cut-off-at-one-end")
def everything_behind_deleted(upstream, images, kernels, stride=1, padding="valid"):
    d_images = _d_padded(upstream, images, kernels, stride, padding)
    for axis in (1, 2):
        d_images = np.delete(d_images, range(np.shape(images)[axis], d_images.shape[axis]), axis)
    return [d_images, *_all(upstream, images, kernels, stride, padding)[1:]]


@spelling("bias-gradient-averaged")
def mean_of_what_flows_back(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, _ = _all(upstream, images, kernels, stride, padding)
    return d_images, d_kernels, np.asarray(upstream).mean(axis=(0, 1, 2))


@spelling("bias-gradient-averaged")
def column_means(upstream, images, kernels, stride=1, padding="valid"):
    columns = np.reshape(upstream, (-1, np.shape(kernels)[3]))
    return [*_all(upstream, images, kernels, stride, padding)[:2], columns.sum(axis=0) / len(columns)]


@spelling("learned-numbers-averaged-over-the-batch")
def divided_by_the_number_of_images(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, d_bias = _all(upstream, images, kernels, stride, padding)
    n = np.shape(images)[0]
    return d_images, d_kernels / n, d_bias / n


@spelling("learned-numbers-averaged-over-the-batch")
def mean_of_the_images_gradients(upstream, images, kernels, stride=1, padding="valid"):
    upstream, images = np.asarray(upstream), np.asarray(images)
    each = [_all(upstream[b : b + 1], images[b : b + 1], kernels, stride, padding) for b in range(len(images))]
    d_images = np.concatenate([gradients[0] for gradients in each])
    return [d_images, *(np.mean([gradients[k] for gradients in each], axis=0) for k in (1, 2))]


@spelling("all-gradients-averaged-over-the-batch")
def upstream_averaged_over_the_images(upstream, images, kernels, stride=1, padding="valid"):
    return _all(np.asarray(upstream) / len(upstream), images, kernels, stride, padding)


@spelling("all-gradients-averaged-over-the-batch")
def each_gradient_by_the_number_of_images(upstream, images, kernels, stride=1, padding="valid"):
    return [gradient / np.shape(images)[0] for gradient in _all(upstream, images, kernels, stride, padding)]


@spelling("frame-cut-off-with-a-minus")
def ends_of_the_frame_with_a_minus(upstream, images, kernels, stride=1, padding="valid"):
    d_images = _d_padded(upstream, images, kernels, stride, padding)
    if padding != "valid":
        (top, bottom), (left, right) = _ends(images, kernels, stride, padding)
        d_images = d_images[:, slice(top, -bottom), slice(left, -right), :]
    return d_images, *_all(upstream, images, kernels, stride, padding)[1:]


@spelling("frame-cut-off-with-a-minus")
def axis_by_axis_with_a_minus(upstream, images, kernels, stride=1, padding="valid"):
    d_images = _d_padded(upstream, images, kernels, stride, padding)
    for axis, (before, after) in enumerate(_ends(images, kernels, stride, padding), 1):
        if padding == "same":
            d_images = np.swapaxes(np.swapaxes(d_images, 0, axis)[before:-after], 0, axis)
    return [d_images, *_all(upstream, images, kernels, stride, padding)[1:]]


@spelling("frame-cut-off-with-a-minus-always")
def no_frame_cut_off_with_a_minus(upstream, images, kernels, stride=1, padding="valid"):
    (top, bottom), (left, right) = _ends(images, kernels, stride, padding)
    d_images = _d_padded(upstream, images, kernels, stride, padding)[:, top:-bottom, left:-right]
    return d_images, *_all(upstream, images, kernels, stride, padding)[1:]


@spelling("frame-cut-off-with-a-minus-always")
def axis_by_axis_with_a_minus_always(upstream, images, kernels, stride=1, padding="valid"):
    d_images = _d_padded(upstream, images, kernels, stride, padding)
    rows, columns = (slice(before, -after) for before, after in _ends(images, kernels, stride, padding))
    return [d_images[:, rows][:, :, columns], *_all(upstream, images, kernels, stride, padding)[1:]]


@spelling("frame-cut-off-at-the-images-size")
def height_and_width_as_ends(upstream, images, kernels, stride=1, padding="valid"):
    (top, _), (left, _) = _ends(images, kernels, stride, padding)
    _, height, width, _ = np.shape(images)
    d_images = _d_padded(upstream, images, kernels, stride, padding)[:, top:height, left:width, :]
    return d_images, *_all(upstream, images, kernels, stride, padding)[1:]


@spelling("frame-cut-off-at-the-images-size")
def first_rows_kept_and_the_frame_taken_off(upstream, images, kernels, stride=1, padding="valid"):
    (top, _), (left, _) = _ends(images, kernels, stride, padding)
    d_images = _d_padded(upstream, images, kernels, stride, padding)
    d_images = d_images[:, : len(images[0]), : len(images[0][0])]
    return [d_images[:, top:, left:], *_all(upstream, images, kernels, stride, padding)[1:]]


@spelling("frame-cut-off-inside-the-images-size")
def ends_taken_off_the_images_size(upstream, images, kernels, stride=1, padding="valid"):
    d_images = _d_padded(upstream, images, kernels, stride, padding)
    for axis, (before, after) in enumerate(_ends(images, kernels, stride, padding), 1):
        d_images = d_images.take(range(before, np.shape(images)[axis] - after), axis=axis)
    return d_images, *_all(upstream, images, kernels, stride, padding)[1:]


@spelling("frame-cut-off-inside-the-images-size")
def frame_looked_for_inside_the_image(upstream, images, kernels, stride=1, padding="valid"):
    (top, bottom), (left, right) = _ends(images, kernels, stride, padding)
    rows, columns = slice(top, np.shape(images)[1] - bottom), slice(left, np.shape(images)[2] - right)
    d_images = _d_padded(upstream, images, kernels, stride, padding)[:, rows, columns]
    return [d_images, *_all(upstream, images, kernels, stride, padding)[1:]]


@spelling("frame-cut-off-as-wide-as-it-is-high")
def pixels_above_cut_off_to_the_left(upstream, images, kernels, stride=1, padding="valid"):
    before = _ends(images, kernels, stride, padding)[0][0]
    d_images = _d_padded(upstream, images, kernels, stride, padding)[:, before:, before:]
    d_images = d_images[:, : np.shape(images)[1], : np.shape(images)[2]]
    return d_images, *_all(upstream, images, kernels, stride, padding)[1:]


@spelling("frame-cut-off-as-wide-as-it-is-high")
def one_number_for_both_beginnings(upstream, images, kernels, stride=1, padding="valid"):
    (before, _), _ = _ends(images, kernels, stride, padding)
    rows, columns = (slice(before, before + n) for n in np.shape(images)[1:3])
    d_images = _d_padded(upstream, images, kernels, stride, padding)[:, rows, columns]
    return [d_images, *_all(upstream, images, kernels, stride, padding)[1:]]


def _unstrided(upstream, images, kernels, stride, padding):
    """Return the gradients of images and kernels as if the window moved by one pixel over the padded images."""
    padded = _padded(images, kernels, stride, padding)
    d_padded, d_kernels, _ = _all(upstream, padded, kernels, 1, "valid")
    return _cut(d_padded, images, kernels, stride, padding), d_kernels


@spelling("stride-forgotten-on-the-way-back")
def windows_side_by_side(upstream, images, kernels, stride=1, padding="valid"):
    return *_unstrided(upstream, images, kernels, stride, padding), _d_bias(upstream)


@spelling("stride-forgotten-on-the-way-back")
def slices_without_a_step(upstream, images, kernels, stride=1, padding="valid"):
    padded, kernels = _padded(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    d_padded, d_kernels = np.zeros(padded.shape), np.zeros(kernels.shape)
    for place, met in _slices(upstream, kernels, 1):
        d_padded[met] += np.asarray(upstream) @ kernels[place].T
        d_kernels[place] = np.einsum("bhwc,bhwf->cf", padded[met], upstream)
    return [_cut(d_padded, images, kernels, stride, padding), d_kernels, np.sum(upstream, axis=(0, 1, 2))]


@spelling("stride-forgotten-on-the-way-back-to-the-images")
def images_windows_side_by_side(upstream, images, kernels, stride=1, padding="valid"):
    d_images, _ = _unstrided(upstream, images, kernels, stride, padding)
    return d_images, *_all(upstream, images, kernels, stride, padding)[1:]


@spelling("stride-forgotten-on-the-way-back-to-the-images")
def images_taps_without_a_step(upstream, images, kernels, stride=1, padding="valid"):
    d_padded = np.zeros(_padded(images, kernels, stride, padding).shape)
    for place, met in _slices(upstream, kernels, 1):
        d_padded[met] += np.asarray(upstream) @ np.asarray(kernels, dtype=float)[place].T
    d_images = _cut(d_padded, images, kernels, stride, padding)
    return [d_images, *_all(upstream, images, kernels, stride, padding)[1:]]


@spelling("stride-forgotten-on-the-way-back-to-the-kernels")
def kernels_windows_side_by_side(upstream, images, kernels, stride=1, padding="valid"):
    d_images, _, d_bias = _all(upstream, images, kernels, stride, padding)
    return d_images, _unstrided(upstream, images, kernels, stride, padding)[1], d_bias


@spelling("stride-forgotten-on-the-way-back-to-the-kernels")
def kernels_taps_without_a_step(upstream, images, kernels, stride=1, padding="valid"):
    padded, d_kernels = _padded(images, kernels, stride, padding), np.zeros(np.shape(kernels))
    for place, met in _slices(upstream, kernels, 1):
        d_kernels[place] = np.tensordot(padded[met], np.asarray(upstream), axes=([0, 1, 2], [0, 1, 2]))
    return [_d_images(upstream, images, kernels, stride, padding), d_kernels, _d_bias(upstream)]
