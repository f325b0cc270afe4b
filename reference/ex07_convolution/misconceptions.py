"""Wrong ways of ex07."""

from __future__ import annotations

import numpy as np

from reference.kit.catalogue import misconception

# output_size


@misconception
def first_place_forgotten(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return (size + 2 * (0 if padding == "valid" else padding) - kernel) // stride


@misconception
def places_to_the_last_but_one(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return len(range(0, size + 2 * (0 if padding == "valid" else padding) - kernel, stride))


@misconception
def window_without_width(size, kernel, stride=1, padding="valid"):
    return -(-(size + 2 * (padding if isinstance(padding, int) else 0)) // stride)


@misconception
def rest_counted(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return -(-(size + 2 * (0 if padding == "valid" else padding) - kernel) // stride) + 1


@misconception
def places_divided_by_the_stride(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return (size + 2 * (0 if padding == "valid" else padding) - kernel + 1) // stride


@misconception
def same_whatever_the_stride(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return size
    return (size + 2 * (0 if padding == "valid" else padding) - kernel) // stride + 1


@misconception
def same_rounded_down(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return size // stride
    return (size + 2 * (0 if padding == "valid" else padding) - kernel) // stride + 1


@misconception
def padding_on_one_side(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return (size + (0 if padding == "valid" else padding) - kernel) // stride + 1


@misconception
def places_with_a_fraction(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return (size + 2 * (0 if padding == "valid" else padding) - kernel) / stride + 1


@misconception
def brackets_forgotten(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return size + 2 * (0 if padding == "valid" else padding) - kernel // stride + 1


@misconception
def divided_by_the_stride_and_one(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return (size + 2 * (0 if padding == "valid" else padding) - kernel) // (stride + 1)


@misconception
def same_as_half_a_kernel(size, kernel, stride=1, padding="valid"):
    amount = {"valid": 0, "same": (kernel - 1) // 2}.get(padding, padding)
    return (size + 2 * amount - kernel) // stride + 1


@misconception
def same_as_half_a_kernel_rounded_up(size, kernel, stride=1, padding="valid"):
    amount = {"valid": 0, "same": kernel // 2}.get(padding, padding)
    return (size + 2 * amount - kernel) // stride + 1


@misconception
def places_at_every_pixel(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return size
    return size + 2 * (0 if padding == "valid" else padding) - kernel + 1


@misconception
def places_at_every_pixel_but_with_same(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return size + 2 * (0 if padding == "valid" else padding) - kernel + 1


@misconception
def places_rounded(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return round((size + 2 * (0 if padding == "valid" else padding) - kernel) / stride) + 1


@misconception
def padding_subtracted(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return (size - 2 * (0 if padding == "valid" else padding) - kernel) // stride + 1


@misconception
def padding_by_a_number_ignored(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return (size - kernel) // stride + 1


@misconception
def same_without_fake_pixels(size, kernel, stride=1, padding="valid"):
    return (size + 2 * (0 if padding in ("valid", "same") else padding) - kernel) // stride + 1


@misconception
def everything_as_same(size, kernel, stride=1, padding="valid"):
    return -(-size // stride)


# pad_images


@misconception
def frame_around_all_axes(images, amount):
    return np.pad(images, amount)


@misconception
def frame_around_width_and_channels(images, amount):
    return np.pad(images, ((0, 0), (0, 0), (amount, amount), (amount, amount)))


@misconception
def frame_of_border_pixels(images, amount):
    return np.pad(images, ((0, 0), (amount, amount), (amount, amount), (0, 0)), mode="edge")


@misconception
def frame_on_two_sides(images, amount):
    return np.pad(images, ((0, 0), (0, 2 * amount), (0, 2 * amount), (0, 0)))


@misconception
def frame_on_one_side(images, amount):
    return np.pad(images, ((0, 0), (0, amount), (0, amount), (0, 0)))


@misconception
def frame_cut_out_with_a_minus(images, amount):
    images = np.asarray(images)
    b, h, w, c = images.shape
    framed = np.zeros((b, h + 2 * amount, w + 2 * amount, c))
    framed[:, amount:-amount, amount:-amount] = images
    return framed


@misconception
def frame_cut_out_image_by_image(images, amount):
    images = np.asarray(images)
    b, h, w, c = images.shape
    framed = np.zeros((b, h + 2 * amount, w + 2 * amount, c))
    for frame, image in zip(framed, images, strict=True):
        frame[amount:-amount, amount:-amount] = image
    return framed


@misconception
def frame_of_a_turned_image(images, amount):
    return np.pad(np.swapaxes(images, 1, 2), ((0, 0), (amount, amount), (amount, amount), (0, 0)))


@misconception
def frame_of_ones(images, amount):
    return np.pad(images, ((0, 0), (amount, amount), (amount, amount), (0, 0)), constant_values=1)


@misconception
def frame_above_and_below_alone(images, amount):
    return np.pad(images, ((0, 0), (amount, amount), (0, 0), (0, 0)))


@misconception
def frame_before_the_image_alone(images, amount):
    return np.pad(images, ((0, 0), (amount, 0), (amount, 0), (0, 0)))


@misconception
def frame_around_batch_and_height(images, amount):
    return np.pad(images, ((amount, amount), (amount, amount), (0, 0), (0, 0)))


@misconception
def frame_left_and_right_alone(images, amount):
    return np.pad(images, ((0, 0), (0, 0), (amount, amount), (0, 0)))


@misconception
def frame_of_bytes(images, amount):
    framed = np.pad(np.asarray(images, dtype=float), ((0, 0), (amount, amount), (amount, amount), (0, 0)))
    return framed.astype(np.uint8)


@misconception
def frame_of_bytes_without_negative_pixels(images, amount):
    framed = np.pad(np.asarray(images, dtype=float), ((0, 0), (amount, amount), (amount, amount), (0, 0)))
    return np.clip(framed, 0, 255).astype(np.uint8)


# edge_kernels


@misconception
def edge_kernels_swapped():
    vertical = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return {"vertical": vertical.T, "horizontal": vertical}


@misconception
def edge_kernels_that_do_not_cancel():
    vertical = np.array([[0, 1, 0]] * 3)
    return {"vertical": vertical, "horizontal": vertical.T}


@misconception
def edge_kernels_without_direction():
    laplacian = np.array([[0, -1, 0], [-1, 4, -1], [0, -1, 0]])
    return {"vertical": laplacian, "horizontal": laplacian}


@misconception
def edge_kernels_of_the_same_way():
    vertical = np.array([[1, 0, -1]] * 3)
    return {"vertical": vertical, "horizontal": np.rot90(vertical, 2)}


@misconception
def edge_kernels_both_horizontal():
    horizontal = np.array([[1, 1, 1], [0, 0, 0], [-1, -1, -1]])
    return {"vertical": horizontal, "horizontal": horizontal[::-1]}


# convolve_one


@misconception
def kernel_turned_round(image, kernel):
    return _slide(image, np.asarray(kernel, dtype=float)[::-1, ::-1])


@misconception
def kernel_transposed(image, kernel):
    return _slide(image, np.asarray(kernel, dtype=float).T)


@misconception
def window_averaged(image, kernel):
    return _slide(image, np.asarray(kernel, dtype=float)) / np.size(kernel)


@misconception
def last_place_forgotten(image, kernel):
    return _slide(image, np.asarray(kernel, dtype=float))[:-1, :-1]


@misconception
def height_and_width_mixed_up(image, kernel):
    return _slide(image, np.asarray(kernel, dtype=float)).T


@misconception
def map_of_whole_numbers(image, kernel):
    image = np.asarray(image)
    result = _slide(image, np.asarray(kernel))
    return result.astype(image.dtype)


@misconception
def map_of_the_kernels_type(image, kernel):
    kernel = np.asarray(kernel)
    return _slide(image, kernel).astype(kernel.dtype)


@misconception
def kernel_taken_for_a_square(image, kernel):
    image, kernel = np.asarray(image), np.asarray(kernel)
    size = kernel.shape[0]
    places = [range(length - size + 1) for length in image.shape]
    return np.array([[np.sum(image[y : y + size, x : x + size] * kernel) for x in places[1]] for y in places[0]])


@misconception
def kernel_gone_through_as_a_square(image, kernel):
    image, kernel = np.asarray(image, dtype=float), np.asarray(kernel)
    size = len(kernel)
    result = np.zeros([length - size + 1 for length in image.shape])
    for y, x in np.ndindex(*result.shape):
        result[y, x] = sum(image[y + i, x + j] * kernel[i, j] for i, j in np.ndindex(size, size))
    return result


@misconception
def kernel_taken_for_a_square_of_its_width(image, kernel):
    image, kernel = np.asarray(image), np.asarray(kernel)
    size = kernel.shape[1]
    places = [range(length - size + 1) for length in image.shape]
    return np.array([[np.sum(image[y : y + size, x : x + size] * kernel) for x in places[1]] for y in places[0]])


@misconception
def negative_answers_cut_off(image, kernel):
    return np.maximum(_slide(image, kernel), 0)


@misconception
def window_as_a_matrix(image, kernel):
    image, kernel = np.asarray(image), np.asarray(kernel)
    height, width = kernel.shape
    rows, columns = (range(n - k + 1) for n, k in zip(image.shape, kernel.shape, strict=True))
    return np.array([[(image[y : y + height, x : x + width] @ kernel.T).sum() for x in columns] for y in rows])


@misconception
def map_as_large_as_the_image(image, kernel):
    widths = [(k // 2, k - 1 - k // 2) for k in np.shape(kernel)]
    return _slide(np.pad(image, widths), kernel)


@misconception
def map_as_large_as_the_image_the_odd_pixel_last(image, kernel):
    return _slide(np.pad(image, [((k - 1) // 2, k // 2) for k in np.shape(kernel)]), kernel)


@misconception
def last_product_alone(image, kernel):
    kernel = np.array(kernel, dtype=float)
    kernel.flat[:-1] = 0
    return _slide(image, kernel)


@misconception
def largest_product_alone(image, kernel):
    image, kernel = np.asarray(image), np.asarray(kernel)
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel).max(axis=(-2, -1))


@misconception
def window_moved_by_its_size(image, kernel):
    height, width = np.shape(kernel)
    return _slide(image, kernel)[::height, ::width]


@misconception
def last_place_left_empty(image, kernel):
    result = _slide(image, np.asarray(kernel, dtype=float))
    result[-1], result[:, -1] = 0, 0
    return result


@misconception
def answers_collected_column_by_column(image, kernel):
    result = _slide(image, np.asarray(kernel, dtype=float))
    return result.T.reshape(result.shape)


@misconception
def answers_laid_out_column_by_column(image, kernel):
    result = _slide(image, np.asarray(kernel, dtype=float))
    return result.ravel().reshape(result.shape, order="F")


@misconception
def answers_in_rows_as_long_as_the_columns(image, kernel):
    result = _slide(image, np.asarray(kernel, dtype=float))
    return result.reshape(result.shape[::-1])


# convolve_channels


@misconception
def channels_averaged(image, kernels, bias):
    return _maps(image, kernels, 0) / np.shape(image)[2] + np.asarray(bias)


@misconception
def first_channel_alone(image, kernels, bias):
    return _maps(np.asarray(image)[:, :, :1], np.asarray(kernels)[:, :, :1], bias)


@misconception
def last_channel_alone(image, kernels, bias):
    return _maps(np.asarray(image)[:, :, -1:], np.asarray(kernels)[:, :, -1:], bias)


@misconception
def channels_kept_apart(image, kernels, bias):
    image, kernels = np.asarray(image), np.asarray(kernels)
    each = [_maps(image[:, :, c : c + 1], kernels[:, :, c : c + 1], bias) for c in range(image.shape[2])]
    return np.stack(each, axis=2)


@misconception
def one_kernel_for_all_channels(image, kernels, bias):
    kernels = np.asarray(kernels)
    return _maps(image, np.repeat(kernels[:, :, :1], kernels.shape[2], axis=2), bias)


@misconception
def channels_summed_before_the_kernels_meet_them(image, kernels, bias):
    return _maps(np.sum(image, axis=2, keepdims=True), np.sum(kernels, axis=2, keepdims=True), bias)


@misconception
def first_filter_for_all_maps(image, kernels, bias):
    kernels = np.asarray(kernels)
    return _maps(image, np.repeat(kernels[..., :1], kernels.shape[3], axis=3), bias)


@misconception
def filters_added_to_one_map(image, kernels, bias):
    return _maps(image, kernels, bias).sum(axis=2)


@misconception
def maps_carried_from_filter_to_filter(image, kernels, bias):
    return np.cumsum(_maps(image, kernels, 0), axis=2) + np.asarray(bias)


@misconception
def maps_side_by_side(image, kernels, bias):
    return np.concatenate(list(np.moveaxis(_maps(image, kernels, bias), 2, 0)), axis=-1)


@misconception
def maps_before_height_and_width(image, kernels, bias):
    return np.moveaxis(_maps(image, kernels, bias), 2, 0)


@misconception
def maps_reshaped_to_channels(image, kernels, bias):
    maps = _maps(image, kernels, 0)
    return np.moveaxis(maps, 2, 0).reshape(maps.shape) + np.asarray(bias)


@misconception
def maps_with_their_bias_reshaped_to_channels(image, kernels, bias):
    maps = _maps(image, kernels, bias)
    return np.moveaxis(maps, 2, 0).reshape(maps.shape)


@misconception
def maps_without_bias(image, kernels, bias):
    return _maps(image, kernels, 0)


@misconception
def bias_for_each_channel(image, kernels, bias):
    return _maps(image, kernels, np.shape(image)[2] * np.asarray(bias))


@misconception
def first_bias_for_all_maps(image, kernels, bias):
    return _maps(image, kernels, np.asarray(bias)[:1])


@misconception
def filters_turned_round(image, kernels, bias):
    return _maps(image, np.asarray(kernels)[::-1, ::-1], bias)


@misconception
def maps_of_the_mean_of_a_window(image, kernels, bias):
    kernels = np.asarray(kernels)
    return _maps(image, kernels / (kernels.shape[0] * kernels.shape[1]), bias)


@misconception
def maps_of_the_mean_of_all_channels(image, kernels, bias):
    kernels = np.asarray(kernels)
    return _maps(image, kernels / kernels[..., 0].size, bias)


@misconception
def windows_of_channels_as_matrices(image, kernels, bias):
    kernels = np.asarray(kernels)
    kh, kw = kernels.shape[:2]
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image), (kh, kw), axis=(0, 1))
    return np.einsum("hwcik,jkcf->hwf", windows, kernels) + np.asarray(bias)


@misconception
def maps_without_the_last_place(image, kernels, bias):
    return _maps(image, kernels, bias)[:-1, :-1]


@misconception
def maps_with_height_and_width_mixed_up(image, kernels, bias):
    return np.swapaxes(_maps(image, kernels, bias), 0, 1)


@misconception
def maps_as_large_as_the_image(image, kernels, bias):
    widths = [(k // 2, k - 1 - k // 2) for k in np.shape(kernels)[:2]]
    return _maps(np.pad(image, [*widths, (0, 0)]), kernels, bias)


@misconception
def maps_as_large_as_the_image_the_odd_pixel_last(image, kernels, bias):
    widths = [((k - 1) // 2, k // 2) for k in np.shape(kernels)[:2]]
    return _maps(np.pad(image, [*widths, (0, 0)]), kernels, bias)


@misconception
def negative_answers_of_filters_cut_off(image, kernels, bias):
    return np.maximum(_maps(image, kernels, bias), 0)


@misconception
def maps_in_whole_numbers(image, kernels, bias):
    return _maps(image, kernels, bias).astype(np.asarray(image).dtype)


@misconception
def maps_with_the_last_place_left_empty(image, kernels, bias):
    result = _maps(image, kernels, bias)
    result[-1], result[:, -1] = 0, 0
    return result


@misconception
def maps_with_nothing_but_bias_in_the_last_place(image, kernels, bias):
    result = _maps(image, kernels, bias)
    result[-1], result[:, -1] = bias, bias
    return result


@misconception
def maps_collected_column_by_column(image, kernels, bias):
    maps = _maps(image, kernels, bias)
    return maps.swapaxes(0, 1).reshape(maps.shape)


@misconception
def three_channels_written_out(image, kernels, bias):
    image, kernels = np.asarray(image), np.asarray(kernels)
    return _maps(np.stack([image[:, :, c] for c in range(3)], axis=2), kernels[:, :, :3], bias)


@misconception
def bias_for_each_number_of_a_filter(image, kernels, bias):
    return _maps(image, kernels, np.asarray(kernels)[..., 0].size * np.asarray(bias))


@misconception
def bias_for_each_number_of_a_kernel(image, kernels, bias):
    return _maps(image, kernels, np.asarray(kernels)[..., 0, 0].size * np.asarray(bias))


@misconception
def windows_flattened_with_their_channels_first(image, kernels, bias):
    return _maps(image, _read_channels_first(kernels), bias)


@misconception
def kernels_flattened_with_their_channels_first(image, kernels, bias):
    return _maps(image, _written_channels_first(kernels), bias)


@misconception
def filters_cut_out_by_reshape(image, kernels, bias):
    return _maps(image, _filters_reshaped(kernels), bias)


@misconception
def filters_cut_out_by_reshape_for_windows_with_channels_first(image, kernels, bias):
    return _maps(image, _read_channels_first(_filters_reshaped(kernels)), bias)


# conv2d


@misconception
def conv2d_with_kernels_turned_round(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, np.asarray(kernels)[::-1, ::-1], bias, stride, padding)


@misconception
def conv2d_with_channels_averaged(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, 0, stride, padding) / np.shape(kernels)[2] + np.asarray(bias)


@misconception
def conv2d_of_the_first_channel(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = np.asarray(images), np.asarray(kernels)
    return _layer(images[..., :1], kernels[:, :, :1], bias, stride, padding)


@misconception
def conv2d_without_bias(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, 0, stride, padding)


@misconception
def conv2d_with_a_bias_for_each_channel(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, np.shape(kernels)[2] * np.asarray(bias), stride, padding)


@misconception
def conv2d_with_a_stride_of_rows_only(images, kernels, bias, stride=1, padding="valid"):
    images = _framed(images, kernels, stride, padding)
    return _layer(images, kernels, bias)[:, ::stride]


@misconception
def conv2d_with_a_stride_of_columns_only(images, kernels, bias, stride=1, padding="valid"):
    images = _framed(images, kernels, stride, padding)
    return _layer(images, kernels, bias)[:, :, ::stride]


@misconception
def conv2d_ignores_the_stride(images, kernels, bias, stride=1, padding="valid"):
    return _layer(_framed(images, kernels, stride, padding), kernels, bias)


@misconception
def conv2d_ignores_the_stride_in_its_padding_too(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, bias, 1, padding)


@misconception
def conv2d_of_every_other_pixel(images, kernels, bias, stride=1, padding="valid"):
    return _layer(np.asarray(images)[:, ::stride, ::stride], kernels, bias, 1, padding)


@misconception
def conv2d_of_every_other_padded_pixel(images, kernels, bias, stride=1, padding="valid"):
    return _layer(_framed(images, kernels, stride, padding)[:, ::stride, ::stride], kernels, bias)


@misconception
def conv2d_without_fake_pixels(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, bias, stride)


@misconception
def conv2d_with_border_pixels_repeated(images, kernels, bias, stride=1, padding="valid"):
    return _layer(_framed(images, kernels, stride, padding, mode="edge"), kernels, bias, stride)


@misconception
def conv2d_with_a_square_frame(images, kernels, bias, stride=1, padding="valid"):
    if padding == "same":
        amount = (np.shape(kernels)[0] - 1) // 2
        images = np.pad(images, ((0, 0), (amount, amount), (amount, amount), (0, 0)))
    return _layer(images, kernels, bias, stride)


@misconception
def conv2d_with_a_square_frame_of_half_a_kernel(images, kernels, bias, stride=1, padding="valid"):
    if padding == "same":
        amount = np.shape(kernels)[0] // 2
        images = np.pad(images, ((0, 0), (amount, amount), (amount, amount), (0, 0)))
    return _layer(images, kernels, bias, stride)


@misconception
def conv2d_with_half_a_kernel_on_each_side(images, kernels, bias, stride=1, padding="valid"):
    if padding == "same":
        height, width = (k // 2 for k in np.shape(kernels)[:2])
        images = np.pad(images, ((0, 0), (height, height), (width, width), (0, 0)))
    return _layer(images, kernels, bias, stride)


@misconception
def conv2d_with_less_than_half_a_kernel_on_each_side(images, kernels, bias, stride=1, padding="valid"):
    if padding == "same":
        height, width = ((k - 1) // 2 for k in np.shape(kernels)[:2])
        images = np.pad(images, ((0, 0), (height, height), (width, width), (0, 0)))
    return _layer(images, kernels, bias, stride)


@misconception
def conv2d_with_the_odd_pixel_on_the_left(images, kernels, bias, stride=1, padding="valid"):
    return _layer(_framed(images, kernels, stride, padding, odd_first=True), kernels, bias, stride)


@misconception
def conv2d_padded_as_for_stride_one(images, kernels, bias, stride=1, padding="valid"):
    return _layer(_framed(images, kernels, 1, padding), kernels, bias, stride)


@misconception
def conv2d_with_less_than_no_fake_pixels(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = np.asarray(images), np.asarray(kernels)
    if padding == "same":
        overhang = [
            (-(-n // stride) - 1) * stride + k - n for n, k in zip(images.shape[1:3], kernels.shape[:2], strict=True)
        ]
        images = np.pad(images, [(0, 0), *((total // 2, total - total // 2) for total in overhang), (0, 0)])
    return _layer(images, kernels, bias, stride)


@misconception
def conv2d_written_into_less_than_it_needs(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = np.asarray(images), np.asarray(kernels)
    if padding == "same":
        batch, height, width, channels = images.shape
        down, right = (
            (-(-n // stride) - 1) * stride + k - n for n, k in zip((height, width), kernels.shape[:2], strict=True)
        )
        framed = np.zeros((batch, height + down, width + right, channels))
        framed[:, down // 2 : down // 2 + height, right // 2 : right // 2 + width] = images
        images = framed
    return _layer(images, kernels, bias, stride)


@misconception
def conv2d_in_whole_numbers(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, bias, stride, padding).astype(np.asarray(images).dtype)


@misconception
def conv2d_in_nested_loops(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = _framed(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    kh, kw, _, filters = kernels.shape
    height, width = (images.shape[1] - kh) // stride + 1, (images.shape[2] - kw) // stride + 1
    result = np.zeros((len(images), height, width, filters))
    for b, y, x, f in np.ndindex(*result.shape):
        window = images[b, y * stride : y * stride + kh, x * stride : x * stride + kw]
        result[b, y, x, f] = np.sum(window * kernels[:, :, :, f]) + bias[f]
    return result


@misconception
def conv2d_one_image_at_a_time(images, kernels, bias, stride=1, padding="valid"):
    return np.array([_layer(image[None], kernels, bias, stride, padding)[0] for image in np.asarray(images)])


@misconception
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


@misconception
def conv2d_one_channel_at_a_time(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = _framed(images, kernels, stride, padding), np.asarray(kernels, dtype=float)
    kh, kw, channels, filters = kernels.shape
    windows = np.lib.stride_tricks.sliding_window_view(images, (kh, kw), axis=(1, 2))[:, ::stride, ::stride]
    windows = windows.reshape(*windows.shape[:4], kh * kw)
    return sum(windows[:, :, :, c] @ kernels[:, :, c].reshape(-1, filters) for c in range(channels)) + np.asarray(bias)


@misconception
def conv2d_that_adds_into_the_bias(images, kernels, bias, stride=1, padding="valid"):
    bias = np.asarray(bias)
    result = _layer(images, kernels, bias, stride, padding)
    bias += 1
    return result


@misconception
def conv2d_stride_left_out_of_the_place(images, kernels, bias, stride=1, padding="valid"):
    counted = _layer(images, kernels, bias, stride, padding).shape
    every = _layer(_framed(images, kernels, stride, padding), kernels, bias)
    return every[:, : counted[1], : counted[2]]


@misconception
def conv2d_with_channels_first(images, kernels, bias, stride=1, padding="valid"):
    return np.transpose(_layer(images, kernels, bias, stride, padding), (0, 3, 1, 2))


@misconception
def conv2d_of_the_last_channel(images, kernels, bias, stride=1, padding="valid"):
    return _layer(np.asarray(images)[..., -1:], np.asarray(kernels)[:, :, -1:], bias, stride, padding)


@misconception
def conv2d_with_the_bias_twice(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, bias, stride, padding) + np.asarray(bias)


@misconception
def conv2d_of_the_mean_of_a_window(images, kernels, bias, stride=1, padding="valid"):
    kernels = np.asarray(kernels)
    return _layer(images, kernels / (kernels.shape[0] * kernels.shape[1]), bias, stride, padding)


@misconception
def conv2d_of_the_mean_of_all_channels(images, kernels, bias, stride=1, padding="valid"):
    kernels = np.asarray(kernels)
    return _layer(images, kernels / kernels[..., 0].size, bias, stride, padding)


@misconception
def conv2d_with_all_fake_pixels_behind(images, kernels, bias, stride=1, padding="valid"):
    total = [before + after for before, after in _frame(images, kernels, stride, padding)]
    images = np.pad(np.asarray(images, dtype=float), [(0, fake) for fake in total])
    return _layer(images, kernels, bias, stride)


@misconception
def conv2d_without_the_last_place(images, kernels, bias, stride=1, padding="valid"):
    result, (rows, columns), _ = _stopped(images, kernels, bias, stride, padding)
    return result[:, :rows, :columns]


@misconception
def conv2d_without_a_place_at_the_border(images, kernels, bias, stride=1, padding="valid"):
    result, _, (rows, columns) = _stopped(images, kernels, bias, stride, padding)
    return result[:, :rows, :columns]


@misconception
def conv2d_with_the_last_place_left_empty(images, kernels, bias, stride=1, padding="valid"):
    result, (rows, columns), _ = _stopped(images, kernels, bias, stride, padding)
    result[:, rows:], result[:, :, columns:] = 0, 0
    return result


@misconception
def conv2d_with_a_place_at_the_border_left_empty(images, kernels, bias, stride=1, padding="valid"):
    result, _, (rows, columns) = _stopped(images, kernels, bias, stride, padding)
    result[:, rows:], result[:, :, columns:] = 0, 0
    return result


@misconception
def conv2d_collected_column_by_column(images, kernels, bias, stride=1, padding="valid"):
    maps = _layer(images, kernels, bias, stride, padding)
    return maps.swapaxes(1, 2).reshape(maps.shape)


@misconception
def conv2d_reshaped_to_channels(images, kernels, bias, stride=1, padding="valid"):
    maps = _layer(images, kernels, 0, stride, padding)
    return np.moveaxis(maps, 3, 1).reshape(maps.shape) + np.asarray(bias)


@misconception
def conv2d_reshaped_with_its_bias_to_channels(images, kernels, bias, stride=1, padding="valid"):
    maps = _layer(images, kernels, bias, stride, padding)
    return np.moveaxis(maps, 3, 1).reshape(maps.shape)


@misconception
def conv2d_reshaped_from_a_list_of_filters(images, kernels, bias, stride=1, padding="valid"):
    maps = _layer(images, kernels, 0, stride, padding)
    return np.moveaxis(maps, 3, 0).reshape(maps.shape) + np.asarray(bias)


@misconception
def conv2d_reshaped_from_a_list_of_filters_with_their_bias(images, kernels, bias, stride=1, padding="valid"):
    maps = _layer(images, kernels, bias, stride, padding)
    return np.moveaxis(maps, 3, 0).reshape(maps.shape)


@misconception
def conv2d_of_three_channels_written_out(images, kernels, bias, stride=1, padding="valid"):
    images, kernels = np.asarray(images), np.asarray(kernels)
    images = np.stack([images[:, :, :, c] for c in range(3)], axis=3)
    return _layer(images, kernels[:, :, :3], bias, stride, padding)


@misconception
def conv2d_of_kernels_for_three_channels_written_out(images, kernels, bias, stride=1, padding="valid"):
    kernels = np.asarray(kernels)
    kernels = np.stack([kernels[:, :, c] for c in range(3)], axis=2)
    return _layer(np.asarray(images)[..., :3], kernels, bias, stride, padding)


@misconception
def conv2d_with_a_bias_for_each_number(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, np.asarray(kernels)[..., 0, 0].size * np.asarray(bias), stride, padding)


@misconception
def conv2d_with_a_bias_for_each_number_of_all_channels(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, np.asarray(kernels)[..., 0].size * np.asarray(bias), stride, padding)


@misconception
def conv2d_with_a_bias_for_each_image(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, kernels, len(images) * np.asarray(bias), stride, padding)


@misconception
def conv2d_of_windows_flattened_with_their_channels_first(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, _read_channels_first(kernels), bias, stride, padding)


@misconception
def conv2d_of_kernels_flattened_with_their_channels_first(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, _written_channels_first(kernels), bias, stride, padding)


@misconception
def conv2d_of_filters_cut_out_by_reshape(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, _filters_reshaped(kernels), bias, stride, padding)


@misconception
def conv2d_of_filters_cut_out_by_reshape_for_channels_first(images, kernels, bias, stride=1, padding="valid"):
    return _layer(images, _read_channels_first(_filters_reshaped(kernels)), bias, stride, padding)


@misconception
def conv2d_with_the_heights_fake_pixels_for_both_axes(images, kernels, bias, stride=1, padding="valid"):
    none, height, _, _ = _frame(images, kernels, stride, padding)
    return _layer(np.pad(np.asarray(images, dtype=float), [none, height, height, none]), kernels, bias, stride)


@misconception
def conv2d_with_the_widths_fake_pixels_for_both_axes(images, kernels, bias, stride=1, padding="valid"):
    none, _, width, _ = _frame(images, kernels, stride, padding)
    return _layer(np.pad(np.asarray(images, dtype=float), [none, width, width, none]), kernels, bias, stride)


# conv2d_backward


@misconception
def gradients_averaged(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, d_bias = _backward(upstream, images, kernels, stride, padding)
    places = np.size(upstream) // np.shape(upstream)[-1]
    return d_images, d_kernels / places, d_bias / places


@misconception
def bias_gradient_at_each_place(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, _ = _backward(upstream, images, kernels, stride, padding)
    return d_images, d_kernels, np.sum(upstream, axis=0)


@misconception
def bias_gradient_of_each_image(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, _ = _backward(upstream, images, kernels, stride, padding)
    return d_images, d_kernels, np.sum(upstream, axis=(1, 2))


@misconception
def kernel_gradient_turned_round(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, d_bias = _backward(upstream, images, kernels, stride, padding)
    return d_images, d_kernels[::-1, ::-1], d_bias


@misconception
def shares_overwritten(upstream, images, kernels, stride=1, padding="valid"):
    return _backward(upstream, images, kernels, stride, padding, add=False)


@misconception
def kernel_shares_overwritten(upstream, images, kernels, stride=1, padding="valid"):
    d_images, _, d_bias = _backward(upstream, images, kernels, stride, padding)
    upstream, kernels, padded = np.asarray(upstream), np.asarray(kernels), _framed(images, kernels, stride, padding)
    y, x = ((places - 1) * stride for places in upstream.shape[1:3])
    window = padded[:, y : y + kernels.shape[0], x : x + kernels.shape[1]]
    return d_images, np.tensordot(window, upstream[:, -1, -1], axes=([0], [0])), d_bias


@misconception
def kernel_not_turned_on_the_way_back(upstream, images, kernels, stride=1, padding="valid"):
    d_images, _, _ = _backward(upstream, images, np.asarray(kernels)[::-1, ::-1], stride, padding)
    return d_images, *_backward(upstream, images, kernels, stride, padding)[1:]


@misconception
def gradients_in_whole_numbers(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, d_bias = _backward(upstream, images, kernels, stride, padding)
    return d_images.astype(np.asarray(images).dtype), d_kernels.astype(np.asarray(kernels).dtype), d_bias


@misconception
def frame_left_on(upstream, images, kernels, stride=1, padding="valid"):
    _, d_kernels, d_bias = _backward(upstream, images, kernels, stride, padding)
    return _backward(upstream, _framed(images, kernels, stride, padding), kernels, stride)[0], d_kernels, d_bias


@misconception
def frame_cut_off_at_one_end(upstream, images, kernels, stride=1, padding="valid"):
    _, d_kernels, d_bias = _backward(upstream, images, kernels, stride, padding)
    d_images, *_ = _backward(upstream, _framed(images, kernels, stride, padding), kernels, stride)
    return d_images[:, : np.shape(images)[1], : np.shape(images)[2]], d_kernels, d_bias


@misconception
def shares_overwritten_window_by_window(upstream, images, kernels, stride=1, padding="valid"):
    _, d_kernels, d_bias = _backward(upstream, images, kernels, stride, padding)
    upstream, images, kernels = np.asarray(upstream), np.asarray(images), np.asarray(kernels)
    _, (top, _), (left, _), _ = _frame(images, kernels, stride, padding)
    d_padded = np.zeros(_framed(images, kernels, stride, padding).shape)
    height, width = kernels.shape[:2]
    for y, x in np.ndindex(*upstream.shape[1:3]):
        share = np.tensordot(upstream[:, y, x], kernels, axes=([1], [3]))
        d_padded[:, y * stride : y * stride + height, x * stride : x * stride + width] = share
    return d_padded[:, top : top + images.shape[1], left : left + images.shape[2]], d_kernels, d_bias


@misconception
def bias_gradient_averaged(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, _ = _backward(upstream, images, kernels, stride, padding)
    return d_images, d_kernels, np.mean(upstream, axis=(0, 1, 2))


@misconception
def learned_numbers_averaged_over_the_batch(upstream, images, kernels, stride=1, padding="valid"):
    d_images, d_kernels, d_bias = _backward(upstream, images, kernels, stride, padding)
    return d_images, d_kernels / len(images), d_bias / len(images)


@misconception
def all_gradients_averaged_over_the_batch(upstream, images, kernels, stride=1, padding="valid"):
    return tuple(gradient / len(images) for gradient in _backward(upstream, images, kernels, stride, padding))


@misconception
def frame_cut_off_with_a_minus(upstream, images, kernels, stride=1, padding="valid"):
    d_padded, d_kernels, d_bias = _backward_padded(upstream, images, kernels, stride, padding)
    if padding == "same":
        _, (top, bottom), (left, right), _ = _frame(images, kernels, stride, padding)
        d_padded = d_padded[:, top:-bottom, left:-right]
    return d_padded, d_kernels, d_bias


@misconception
def frame_cut_off_with_a_minus_always(upstream, images, kernels, stride=1, padding="valid"):
    d_padded, d_kernels, d_bias = _backward_padded(upstream, images, kernels, stride, padding)
    _, (top, bottom), (left, right), _ = _frame(images, kernels, stride, padding)
    return d_padded[:, top:-bottom, left:-right], d_kernels, d_bias


@misconception
def frame_cut_off_at_the_images_size(upstream, images, kernels, stride=1, padding="valid"):
    d_padded, d_kernels, d_bias = _backward_padded(upstream, images, kernels, stride, padding)
    _, (top, _), (left, _), _ = _frame(images, kernels, stride, padding)
    return d_padded[:, top : np.shape(images)[1], left : np.shape(images)[2]], d_kernels, d_bias


@misconception
def frame_cut_off_inside_the_images_size(upstream, images, kernels, stride=1, padding="valid"):
    d_padded, d_kernels, d_bias = _backward_padded(upstream, images, kernels, stride, padding)
    _, (top, bottom), (left, right), _ = _frame(images, kernels, stride, padding)
    height, width = np.shape(images)[1:3]
    return d_padded[:, top : height - bottom, left : width - right], d_kernels, d_bias


@misconception
def frame_cut_off_as_wide_as_it_is_high(upstream, images, kernels, stride=1, padding="valid"):
    d_padded, d_kernels, d_bias = _backward_padded(upstream, images, kernels, stride, padding)
    _, (top, _), _, _ = _frame(images, kernels, stride, padding)
    return d_padded[:, top : top + np.shape(images)[1], top : top + np.shape(images)[2]], d_kernels, d_bias


@misconception
def stride_forgotten_on_the_way_back(upstream, images, kernels, stride=1, padding="valid"):
    return _backward(upstream, images, kernels, stride, padding, step=1)


@misconception
def stride_forgotten_on_the_way_back_to_the_images(upstream, images, kernels, stride=1, padding="valid"):
    d_images, _, _ = _backward(upstream, images, kernels, stride, padding, step=1)
    return d_images, *_backward(upstream, images, kernels, stride, padding)[1:]


@misconception
def stride_forgotten_on_the_way_back_to_the_kernels(upstream, images, kernels, stride=1, padding="valid"):
    d_images, _, d_bias = _backward(upstream, images, kernels, stride, padding)
    return d_images, _backward(upstream, images, kernels, stride, padding, step=1)[1], d_bias


def _slide(image, kernel):
    image, kernel = np.asarray(image, dtype=float), np.asarray(kernel)
    height, width = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for y, x in np.ndindex(*result.shape):
        result[y, x] = np.sum(image[y : y + height, x : x + width] * kernel)
    return result


def _maps(image, kernels, bias):
    return _layer(np.asarray(image)[None], kernels, bias)[0]


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


def _stopped(images, kernels, bias, stride, padding):
    """Return the maps, and how many rows and columns are left without the last one, and without one at the border."""
    framed = _framed(images, kernels, stride, padding)
    ways = [n - k for n, k in zip(framed.shape[1:3], np.shape(kernels)[:2], strict=True)]
    return _layer(framed, kernels, bias, stride), [way // stride for way in ways], [-(-way // stride) for way in ways]


def _read_channels_first(kernels):
    kernels = np.asarray(kernels)
    kh, kw, channels, filters = kernels.shape
    return kernels.reshape(channels, kh, kw, filters).transpose(1, 2, 0, 3)


def _written_channels_first(kernels):
    kernels = np.asarray(kernels)
    return kernels.transpose(2, 0, 1, 3).reshape(kernels.shape)


def _filters_reshaped(kernels):
    kernels = np.asarray(kernels)
    return kernels.reshape(kernels.shape[3], -1).T.reshape(kernels.shape)


def _backward_padded(upstream, images, kernels, stride, padding):
    """Return the gradients with the frame still on."""
    return _backward(upstream, _framed(images, kernels, stride, padding), kernels, stride)


def _backward(upstream, images, kernels, stride=1, padding="valid", add=True, step=None):
    upstream, images, kernels = np.asarray(upstream), np.asarray(images), np.asarray(kernels)
    _, (top, _), (left, _), _ = _frame(images, kernels, stride, padding)
    padded, step = _framed(images, kernels, stride, padding), step or stride
    d_padded, d_kernels = np.zeros(padded.shape), np.zeros(kernels.shape)
    h, w = upstream.shape[1:3]
    for i, j in np.ndindex(*kernels.shape[:2]):
        met = np.s_[:, i : i + step * h : step, j : j + step * w : step]
        d_kernels[i, j] = np.tensordot(padded[met], upstream, axes=([0, 1, 2], [0, 1, 2]))
        d_padded[met] = (d_padded[met] if add else 0) + upstream @ kernels[i, j].T
    d_images = d_padded[:, top : top + images.shape[1], left : left + images.shape[2]]
    return d_images, d_kernels, upstream.sum(axis=(0, 1, 2))
