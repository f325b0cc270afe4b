"""Wrong ways of ex20 in other spellings. They call the model answer's other functions by their names."""

from __future__ import annotations

import contextlib
import io
import math
import random
import re
from unittest import mock

import numpy as np
from lime import lime_image
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from skimage import segmentation
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, Ridge
from sklearn.metrics import r2_score

from reference.kit.catalogue import spelling

# superpixels


def _cut(image, n_segments, **options):
    return segmentation.slic(np.array(image, dtype=np.float64), n_segments=n_segments, **options)


@spelling("numbered-from-one")
def grid_counted_from_one(image, n_segments):
    height, width = np.shape(image)[:2]
    rows = max(1, round(math.sqrt(n_segments * height / width)))
    columns = max(1, round(n_segments / rows))
    numbers = np.zeros((height, width), dtype=int)
    for y in range(height):
        for x in range(width):
            numbers[y, x] = 1 + y * rows // height * columns + x * columns // width
    return numbers


@spelling("numbered-from-one")
def one_added_to_new_numbers(image, n_segments):
    segments = _cut(image, n_segments, slic_zero=True, start_label=0)
    _, numbers = np.unique(segments, return_inverse=True)
    return numbers.reshape(segments.shape).astype(np.int32) + 1


@spelling("numbers-left-out")
def one_taken_from_what_is_left(image, n_segments):
    return _cut(image, n_segments, compactness=0.5, enforce_connectivity=False) - 1


@spelling("numbers-left-out")
def each_number_lowered_in_a_loop(image, n_segments):
    segments = _cut(image, n_segments, compactness=0.5, enforce_connectivity=False, start_label=1)
    result = np.zeros(segments.shape, dtype=np.int32)
    for number in np.unique(segments):
        result[segments == number] = number - 1
    return result


@spelling("pixels-left-out")
def minus_one_along_the_borders(image, n_segments):
    segments = _cut(image, n_segments, slic_zero=True, start_label=0)
    segments[segmentation.find_boundaries(segments, mode="inner")] = -1
    return segments


@spelling("pixels-left-out")
def borders_left_out_pixel_by_pixel(image, n_segments):
    segments = _cut(image, n_segments, slic_zero=True, start_label=0)
    borders = segmentation.find_boundaries(segments, mode="inner")
    return np.array(
        [
            [-1 if border else number for border, number in zip(*rows, strict=True)]
            for rows in zip(borders, segments, strict=True)
        ]
    )


@spelling("borders-instead-of-segments")
def borders_by_comparing_neighbours(image, n_segments):
    segments = _cut(image, n_segments, slic_zero=True)
    borders = np.zeros(segments.shape, dtype=np.uint8)
    across, down = segments[:, 1:] != segments[:, :-1], segments[1:] != segments[:-1]
    borders[:, 1:] |= across
    borders[:, :-1] |= across
    borders[1:] |= down
    borders[:-1] |= down
    return borders


@spelling("borders-instead-of-segments")
def borders_pixel_by_pixel(image, n_segments):
    segments = np.pad(_cut(image, n_segments, slic_zero=True), 1, mode="edge")
    height, width = np.shape(image)[:2]
    borders = np.zeros((height, width), dtype=bool)
    for y in range(height):
        for x in range(width):
            here = segments[y + 1, x + 1]
            near = (segments[y, x + 1], segments[y + 2, x + 1], segments[y + 1, x], segments[y + 1, x + 2])
            borders[y, x] = any(other != here for other in near)
    return borders


@spelling("noise-becomes-one-segment")
def default_compactness_and_new_numbers(image, n_segments):
    segments = _cut(image, n_segments)
    _, numbers = np.unique(segments.ravel(), return_inverse=True)
    return numbers.reshape(segments.shape)


@spelling("noise-becomes-one-segment")
def compactness_of_ten(image, n_segments):
    return (_cut(image, n_segments, compactness=10.0, sigma=0, start_label=1) - 1).astype(np.uint16)


@spelling("plain-image-becomes-one-segment")
def felzenszwalb_with_a_scale(image, n_segments):
    pixels = np.array(image, dtype=np.double)
    return segmentation.felzenszwalb(pixels, scale=40 / n_segments, sigma=0.5, min_size=max(1, 300 // n_segments))


@spelling("plain-image-becomes-one-segment")
def colours_rounded_and_counted(image, n_segments):
    rounded = np.round(np.asarray(image, dtype=float) * n_segments ** (1 / 3)).astype(int)
    known, numbers = {}, np.zeros(rounded.shape[:2], dtype=int)
    for y, x in np.ndindex(*numbers.shape):
        numbers[y, x] = known.setdefault(tuple(rounded[y, x].tolist()), len(known))
    return numbers


@spelling("number-asked-for-is-ignored")
def quickshift_as_in_the_library(image, n_segments):
    return segmentation.quickshift(np.array(image, dtype=np.double), kernel_size=4, max_dist=8, ratio=0.4, rng=1)


@spelling("number-asked-for-is-ignored")
def squares_of_eight_pixels(image, n_segments):
    height, width = np.shape(image)[:2]
    numbers = np.zeros((height, width), dtype=int)
    for y in range(height):
        for x in range(width):
            numbers[y, x] = y // 8 * -(-width // 8) + x // 8
    return numbers


@spelling("segments-as-floats")
def numbers_times_one(image, n_segments):
    return _cut(image, n_segments, slic_zero=True, start_label=0) * 1.0


@spelling("segments-as-floats")
def numbers_written_into_zeros(image, n_segments):
    segments = _cut(image, n_segments, slic_zero=True, start_label=0)
    result = np.zeros(segments.shape, dtype=np.float32)
    for number in range(segments.max() + 1):
        result[segments == number] = number
    return result


# perturb


@spelling("without-the-original")
def coins_for_every_row(n_features, n_samples, rng):
    return (rng.random((n_samples, n_features)) < 0.5).astype(int)


@spelling("without-the-original")
def coins_one_by_one(n_features, n_samples, rng):
    return np.array([[int(rng.integers(0, 2)) for _ in range(n_features)] for _ in range(n_samples)])


@spelling("original-on-top")
def original_before_so_many_rows(n_features, n_samples, rng):
    rows = [np.ones(n_features, dtype=bool)]
    for _ in range(n_samples):
        rows.append(rng.random(n_features) < 0.5)
    return np.stack(rows)


@spelling("original-on-top")
def original_inserted(n_features, n_samples, rng):
    return np.insert(rng.choice([0.0, 1.0], size=(n_samples, n_features)), 0, 1, axis=0)


@spelling("first-piece-always-stays")
def column_of_ones_in_front(n_features, n_samples, rng):
    return np.hstack([np.ones((n_samples, 1), dtype=int), rng.binomial(1, 0.5, size=(n_samples, n_features - 1))])


@spelling("first-piece-always-stays")
def one_at_the_beginning_of_each_row(n_features, n_samples, rng):
    masks = []
    for _ in range(n_samples):
        mask = [int(rng.random() < 0.5) for _ in range(n_features)]
        mask[0] = 1
        masks.append(mask)
    return np.array(masks, dtype=np.uint8)


@spelling("original-comes-last")
def original_appended(n_features, n_samples, rng):
    rows = [rng.random(n_features) < 0.5 for _ in range(n_samples - 1)]
    rows.append(np.ones(n_features, dtype=bool))
    return np.array(rows)


@spelling("original-comes-last")
def ones_below_the_coins(n_features, n_samples, rng):
    return np.concatenate([rng.binomial(1, 0.5, (n_samples - 1, n_features)), np.ones((1, n_features))])


@spelling("unfair-coins")
def two_of_three_stay(n_features, n_samples, rng):
    masks = rng.integers(3, size=(n_samples, n_features)) > 0
    masks[0] = True
    return masks


@spelling("unfair-coins")
def coins_of_nine_tenths(n_features, n_samples, rng):
    rows = [[1] * n_features]
    while len(rows) < n_samples:
        rows.append([1 if rng.random() > 0.1 else 0 for _ in range(n_features)])
    return np.array(rows, dtype=np.float32)


@spelling("no-coin-shows-one")
def shares_cut_to_whole_numbers(n_features, n_samples, rng):
    masks = rng.random((n_samples, n_features)).astype(int)
    masks[0, :] = 1
    return masks


@spelling("no-coin-shows-one")
def whole_numbers_one_by_one(n_features, n_samples, rng):
    rows = [[1] * n_features]
    for _ in range(n_samples - 1):
        rows.append([int(rng.uniform(0, 1)) for _ in range(n_features)])
    return np.array(rows)


@spelling("one-coin-a-row")
def coin_before_the_row(n_features, n_samples, rng):
    masks = np.ones((n_samples, n_features), dtype=int)
    for row in range(1, n_samples):
        masks[row, :] = rng.integers(2)
    return masks


@spelling("one-coin-a-row")
def column_of_coins_broadcast(n_features, n_samples, rng):
    coins = rng.random((n_samples, 1)) < 0.5
    coins[0] = True
    return (coins & np.ones(n_features, dtype=bool)).astype(float)


@spelling("half-of-each-row")
def half_chosen_without_replacement(n_features, n_samples, rng):
    masks = np.ones((n_samples, n_features), dtype=np.uint8)
    for row in range(1, n_samples):
        masks[row, rng.choice(n_features, size=n_features // 2, replace=False)] = 0
    return masks


@spelling("half-of-each-row")
def half_permuted_along_the_rows(n_features, n_samples, rng):
    half = np.tile(np.arange(n_features) < n_features / 2, (n_samples, 1))
    masks = rng.permuted(half, axis=1)
    masks[0] = True
    return masks


@spelling("one-mask-for-all")
def drawn_before_the_loop(n_features, n_samples, rng):
    mask = (rng.random(n_features) < 0.5).astype(int)
    return np.array([[1] * n_features] + [mask] * (n_samples - 1))


@spelling("one-mask-for-all")
def seeded_anew_in_each_row(n_features, n_samples, rng):
    state = int(rng.integers(2**31))
    masks = np.ones((n_samples, n_features))
    for row in range(1, n_samples):
        masks[row] = np.random.default_rng(state).binomial(1, 0.5, n_features)
    return masks


@spelling("one-piece-at-a-time")
def piece_after_piece(n_features, n_samples, rng):
    masks = np.ones((n_samples, n_features), dtype=bool)
    for row in range(1, n_samples):
        masks[row, (row - 1) % n_features] = False
    return masks


@spelling("one-piece-at-a-time")
def rows_of_an_identity_matrix(n_features, n_samples, rng):
    masks = 1 - np.eye(n_features, dtype=int)[rng.integers(n_features, size=n_samples)]
    masks[0] = 1
    return masks


@spelling("shares-instead-of-coins")
def uniform_numbers(n_features, n_samples, rng):
    return np.vstack([np.ones(n_features), rng.uniform(0, 1, (n_samples - 1, n_features))])


@spelling("shares-instead-of-coins")
def random_numbers_row_by_row(n_features, n_samples, rng):
    rows = [[1.0] * n_features]
    for _ in range(n_samples - 1):
        rows.append([rng.random() for _ in range(n_features)])
    return np.array(rows, dtype=np.float32)


@spelling("samples-in-the-columns")
def rows_transposed(n_features, n_samples, rng):
    rows = [np.ones(n_features, dtype=int)] + [rng.binomial(1, 0.5, n_features) for _ in range(n_samples - 1)]
    return np.array(rows).T


@spelling("samples-in-the-columns")
def columns_side_by_side(n_features, n_samples, rng):
    return np.column_stack([np.ones(n_features), rng.random((n_features, n_samples - 1)) < 0.5])


@spelling("masks-from-another-generator")
def coins_of_the_random_module(n_features, n_samples, rng):
    rows = [[random.randint(0, 1) for _ in range(n_features)] for _ in range(n_samples)]
    rows[0] = [1] * n_features
    return np.array(rows)


@spelling("masks-from-another-generator")
def generator_without_a_seed(n_features, n_samples, rng):
    masks = np.random.default_rng().random((n_samples, n_features)) < 0.5
    masks[0] = True
    return masks


@spelling("masks-with-a-seed-of-their-own")
def seed_of_forty_two(n_features, n_samples, rng):
    masks = np.random.RandomState(42).binomial(1, 0.5, (n_samples, n_features))
    masks[0, :] = 1
    return masks


@spelling("masks-with-a-seed-of-their-own")
def random_module_seeded(n_features, n_samples, rng):
    coins = random.Random(1)
    rows = [[1] * n_features]
    while len(rows) < n_samples:
        rows.append([coins.choice((0, 1)) for _ in range(n_features)])
    return np.array(rows, dtype=bool)


# masked_images


def _filled(pixels, segments, fill):
    """What stands in the holes, segment by segment."""
    filling = np.zeros(np.shape(pixels))
    for number in np.unique(segments):
        inside = np.asarray(segments) == number
        filling[inside] = pixels[inside].mean(axis=0) if isinstance(fill, str) else np.asarray(fill)
    return filling


def _mixed(pixels, segments, masks, filling):
    """Image and filling as a weighted sum."""
    stays = np.asarray(masks, dtype=float)[:, np.asarray(segments)][..., None]
    return stays * pixels + (1 - stays) * filling


def _copies(pixels, segments, masks, filling):
    """A copy for each mask, segment by segment."""
    images = []
    for mask in masks:
        work = np.array(pixels, dtype=float)
        for number in range(len(mask)):
            if not mask[number]:
                work[np.asarray(segments) == number] = filling[np.asarray(segments) == number]
        images.append(work)
    return np.array(images)


@spelling("switched-the-wrong-way-round")
def ones_filled_in_copies(image, segments, masks, fill=0.0):
    pixels = np.array(image, dtype=float)
    return _copies(pixels, segments, [[not one for one in mask] for mask in masks], _filled(pixels, segments, fill))


@spelling("switched-the-wrong-way-round")
def ones_filled_in_a_sum(image, segments, masks, fill=0.0):
    pixels = np.asarray(image) * 1.0
    return _mixed(_filled(pixels, segments, fill), segments, masks, pixels)


@spelling("always-filled-with-zero")
def zeros_in_copies(image, segments, masks, fill=0.0):
    pixels = np.array(image, dtype=float)
    return _copies(pixels, segments, masks, np.zeros_like(pixels))


@spelling("always-filled-with-zero")
def product_by_einsum(image, segments, masks, fill=0.0):
    return np.einsum("nhw,hwc->nhwc", np.asarray(masks, dtype=float)[:, np.asarray(segments)], np.asarray(image) * 1.0)


@spelling("filling-added")
def filling_added_everywhere(image, segments, masks, fill=0.0):
    pixels = np.array(image, dtype=float)
    return _copies(pixels, segments, masks, np.zeros_like(pixels)) + _filled(pixels, segments, fill)


@spelling("filling-added")
def filling_added_mask_by_mask(image, segments, masks, fill=0.0):
    pixels, segments = np.asarray(image) * 1.0, np.asarray(segments)
    filling, images = _filled(pixels, segments, fill), []
    for mask in np.asarray(masks, dtype=float):
        images.append(pixels * mask[segments][:, :, np.newaxis] + filling)
    return np.stack(images)


@spelling("holes-pile-up")
def copy_made_before_the_loop(image, segments, masks, fill=0.0):
    work, segments = np.array(image, dtype=float), np.asarray(segments)
    filling, images = _filled(work, segments, fill), []
    for mask in masks:
        for number in range(len(mask)):
            if not mask[number]:
                work[segments == number] = filling[segments == number]
        images.append(work.copy())
    return np.array(images)


@spelling("holes-pile-up")
def masks_multiplied_up(image, segments, masks, fill=0.0):
    pixels = np.asarray(image) * 1.0
    so_far = np.cumprod(np.asarray(masks, dtype=int), axis=0)
    return _mixed(pixels, segments, so_far, _filled(pixels, segments, fill))


@spelling("image-changed-in-place")
def holes_cut_into_the_image(image, segments, masks, fill=0.0):
    segments, images = np.asarray(segments), []
    for mask in masks:
        work = np.asarray(image)
        for number in range(len(mask)):
            if not mask[number]:
                work[segments == number] = work[segments == number].mean(axis=0) if isinstance(fill, str) else fill
        images.append(work * 1.0)
    return np.array(images)


@spelling("image-changed-in-place")
def image_multiplied_in_place(image, segments, masks, fill=0.0):
    filling, images = _filled(np.asarray(image) * 1.0, segments, fill), []
    for mask in np.asarray(masks, dtype=bool):
        image *= mask[segments][..., None]
        images.append(image + filling * ~mask[segments][..., None])
    return np.array(images)


@spelling("one-array-for-all-masks")
def work_begun_anew_but_not_copied(image, segments, masks, fill=0.0):
    pixels, segments = np.array(image, dtype=float), np.asarray(segments)
    filling, work, images = _filled(pixels, segments, fill), np.empty(np.shape(pixels)), []
    for mask in masks:
        work[:] = pixels
        for number in range(len(mask)):
            if not mask[number]:
                work[segments == number] = filling[segments == number]
        images.append(work)
    return np.stack(images)


@spelling("one-array-for-all-masks")
def list_times_the_number_of_masks(image, segments, masks, fill=0.0):
    pixels, segments = np.asarray(image) * 1.0, np.asarray(segments)
    filling = _filled(pixels, segments, fill)
    images = [pixels.copy()] * len(masks)
    for work, mask in zip(images, np.asarray(masks, dtype=bool), strict=True):
        np.copyto(work, np.where(mask[segments][..., None], pixels, filling))
    return np.array(images)


def _of_the_image(pixels, segments, fill):
    if isinstance(fill, str):
        return np.tile(pixels.reshape(-1, pixels.shape[-1]).mean(axis=0), (*pixels.shape[:2], 1))
    return _filled(pixels, segments, fill)


@spelling("mean-of-the-whole-image")
def mean_of_all_pixels_in_copies(image, segments, masks, fill=0.0):
    pixels = np.array(image, dtype=float)
    return _copies(pixels, segments, masks, _of_the_image(pixels, segments, fill))


@spelling("mean-of-the-whole-image")
def mean_of_all_pixels_in_a_sum(image, segments, masks, fill=0.0):
    pixels = np.asarray(image) * 1.0
    return _mixed(pixels, segments, masks, _of_the_image(pixels, segments, fill))


@spelling("first-number-of-the-colour")
def first_number_in_copies(image, segments, masks, fill=0.0):
    pixels = np.array(image, dtype=float)
    if isinstance(fill, (tuple, list)):
        fill = fill[0]
    return _copies(pixels, segments, masks, _filled(pixels, segments, fill))


@spelling("first-number-of-the-colour")
def first_channel_of_the_filling(image, segments, masks, fill=0.0):
    pixels = np.asarray(image) * 1.0
    filling = _filled(pixels, segments, fill)
    if not isinstance(fill, str):
        filling = filling[..., :1]
    return _mixed(pixels, segments, masks, filling)


@spelling("mean-without-colour")
def one_mean_for_all_channels(image, segments, masks, fill=0.0):
    pixels, segments = np.array(image, dtype=float), np.asarray(segments)
    filling = _filled(pixels, segments, fill)
    if isinstance(fill, str):
        for number in np.unique(segments):
            filling[segments == number] = np.mean(pixels[segments == number])
    return _copies(pixels, segments, masks, filling)


@spelling("mean-without-colour")
def grey_image_filled_in(image, segments, masks, fill=0.0):
    pixels = np.asarray(image) * 1.0
    grey = np.repeat(pixels.mean(axis=2, keepdims=True), pixels.shape[2], axis=2)
    return _mixed(pixels, segments, masks, _filled(grey if isinstance(fill, str) else pixels, segments, fill))


@spelling("mean-of-what-stays")
def mean_of_the_pixels_that_stay(image, segments, masks, fill=0.0):
    pixels, segments, images = np.array(image, dtype=float), np.asarray(segments), []
    for mask in masks:
        stays = [number for number in range(len(mask)) if mask[number]]
        shown = pixels[np.isin(segments, stays)]
        mean = shown.mean(axis=0) if len(shown) else np.zeros(pixels.shape[-1])
        filling = np.zeros_like(pixels) + (mean if isinstance(fill, str) else np.asarray(fill))
        images.append(_copies(pixels, segments, [mask], filling)[0])
    return np.array(images)


@spelling("mean-of-what-stays")
def sums_over_numbers_of_what_stays(image, segments, masks, fill=0.0):
    pixels, segments = np.asarray(image) * 1.0, np.asarray(segments)
    stays = np.asarray(masks, dtype=float)[:, segments]
    means = np.einsum("nhw,hwc->nc", stays, pixels) / np.maximum(stays.sum(axis=(1, 2)), 1)[:, None]
    filling = means[:, None, None] if isinstance(fill, str) else _filled(pixels, segments, fill)
    return _mixed(pixels, segments, masks, filling)


@spelling("filling-cut-to-whole-numbers")
def zeros_like_the_image(image, segments, masks, fill=0.0):
    image, segments = np.asarray(image), np.asarray(segments)
    filling = _filled(image, segments, fill)
    result = np.zeros((len(masks), *image.shape), dtype=image.dtype)
    for row, mask in enumerate(np.asarray(masks, dtype=bool)):
        stays = mask[segments]
        result[row][stays] = image[stays]
        result[row][~stays] = filling[~stays].astype(image.dtype)
    return result


@spelling("filling-cut-to-whole-numbers")
def result_of_the_images_type(image, segments, masks, fill=0.0):
    image = np.asarray(image)
    whole = _filled(image, segments, fill).astype(image.dtype)
    return np.where(np.asarray(masks, dtype=bool)[:, np.asarray(segments)][..., None], image, whole)


@spelling("segments-counted-from-one")
def segment_one_behind_the_mask(image, segments, masks, fill=0.0):
    pixels, segments = np.array(image, dtype=float), np.asarray(segments)
    filling, images = _filled(pixels, segments, fill), []
    for mask in np.asarray(masks):
        work = pixels.copy()
        for number in range(len(mask)):
            if not mask[number - 1]:
                work[segments == number] = filling[segments == number]
        images.append(work)
    return np.array(images)


@spelling("segments-counted-from-one")
def masks_rolled_by_one(image, segments, masks, fill=0.0):
    pixels = np.asarray(image) * 1.0
    return _mixed(pixels, segments, np.roll(np.asarray(masks, dtype=float), 1, axis=1), _filled(pixels, segments, fill))


# proximity


def _far(mask):
    """The cosine distance of one mask to the row of all ones."""
    ones = float(sum(mask))
    return 1 - ones / (math.sqrt(ones) * math.sqrt(len(mask))) if ones else 1.0


def _all_far(masks):
    """The cosine distances of all masks to the row of all ones."""
    masks = np.asarray(masks, dtype=float)
    lengths = np.linalg.norm(masks, axis=1) * math.sqrt(masks.shape[1])
    return 1 - np.divide(masks.sum(axis=1), lengths, out=np.zeros(len(masks)), where=lengths > 0)


@spelling("distance-without-kernel")
def distance_mask_by_mask(masks, width=0.25):
    return np.array([_far(mask) for mask in masks])


@spelling("distance-without-kernel")
def distance_of_all_masks(masks, width=0.25):
    return _all_far(masks).astype(np.float32)


@spelling("cosine-instead-of-weight")
def cosine_mask_by_mask(masks, width=0.25):
    return np.array([math.sqrt(float(sum(mask)) / len(mask)) for mask in masks])


@spelling("cosine-instead-of-weight")
def cosine_of_all_masks(masks, width=0.25):
    return 1 - _all_far(masks)


@spelling("width-not-squared")
def width_as_it_is_in_a_loop(masks, width=0.25):
    return np.array([math.sqrt(math.exp(-(_far(mask) ** 2) / width)) for mask in masks])


@spelling("width-not-squared")
def width_as_it_is_under_one_half(masks, width=0.25):
    return np.exp(-0.5 * _all_far(masks) ** 2 / width)


@spelling("distance-not-squared")
def distance_as_it_is_in_a_loop(masks, width=0.25):
    return np.array([math.exp(-_far(mask) / width**2) ** 0.5 for mask in masks])


@spelling("distance-not-squared")
def distance_as_it_is_under_one_half(masks, width=0.25):
    return np.exp(-_all_far(masks) / (2 * width**2))


@spelling("kernel-without-square-root")
def exponential_in_a_loop(masks, width=0.25):
    return np.array([math.exp(-((_far(mask) / width) ** 2)) for mask in masks])


@spelling("kernel-without-square-root")
def exponential_of_all_masks(masks, width=0.25):
    return np.exp(-np.square(_all_far(masks)) / np.square(width))


@spelling("gaussian-with-two-in-it")
def normal_distribution_in_a_loop(masks, width=0.25):
    return np.array([math.sqrt(math.exp(-0.5 * (_far(mask) / width) ** 2)) for mask in masks])


@spelling("gaussian-with-two-in-it")
def quarter_of_the_squares(masks, width=0.25):
    return np.exp(-((_all_far(masks) / (2 * width)) ** 2))


@spelling("far-counts-more")
def minus_lost_in_a_loop(masks, width=0.25):
    return np.array([math.sqrt(math.exp(_far(mask) ** 2 / width**2)) for mask in masks])


@spelling("far-counts-more")
def minus_squared_away(masks, width=0.25):
    return np.sqrt(np.exp((-_all_far(masks)) ** 2 / width**2))


@spelling("width-always-a-quarter")
def quarter_in_a_loop(masks, width=0.25):
    return np.array([math.exp(-0.5 * (_far(mask) / 0.25) ** 2) for mask in masks])


@spelling("width-always-a-quarter")
def width_overwritten(masks, width=0.25):
    width = 0.25
    return np.sqrt(np.exp(-(_all_far(masks) ** 2) / width**2))


@spelling("share-of-zeros-as-distance")
def zeros_counted_in_a_loop(masks, width=0.25):
    weights = []
    for mask in masks:
        distance = sum(1 for one in mask if not one) / len(mask)
        weights.append(math.sqrt(math.exp(-(distance**2) / width**2)))
    return np.array(weights)


@spelling("share-of-zeros-as-distance")
def mean_difference_to_the_original(masks, width=0.25):
    masks = np.asarray(masks, dtype=float)
    distance = np.abs(masks - np.ones(masks.shape[1])).mean(axis=1)
    return np.exp(-0.5 * (distance / width) ** 2)


@spelling("euclidean-distance")
def math_dist_in_a_loop(masks, width=0.25):
    weights = []
    for mask in masks:
        distance = math.dist([float(one) for one in mask], [1.0] * len(mask))
        weights.append(math.sqrt(math.exp(-(distance**2) / width**2)))
    return np.array(weights)


@spelling("euclidean-distance")
def squared_differences_summed(masks, width=0.25):
    squared = ((np.asarray(masks, dtype=float) - 1) ** 2).sum(axis=1)
    return np.sqrt(np.exp(-squared / width**2))


@spelling("similarity-as-distance")
def cosine_in_the_kernel(masks, width=0.25):
    return np.array([math.exp(-0.5 * ((1 - _far(mask)) / width) ** 2) for mask in masks])


@spelling("similarity-as-distance")
def share_of_ones_in_the_kernel(masks, width=0.25):
    cosine = np.sqrt(np.asarray(masks, dtype=float).mean(axis=1))
    return np.sqrt(np.exp(-(cosine**2) / width**2))


@spelling("distance-to-the-first-row")
def first_mask_as_the_original(masks, width=0.25):
    masks = [[float(one) for one in mask] for mask in masks]
    weights = []
    for mask in masks:
        length = math.sqrt(sum(mask)) * math.sqrt(sum(masks[0]))
        cosine = sum(x * y for x, y in zip(mask, masks[0], strict=True)) / length if length else 0
        weights.append(math.sqrt(math.exp(-((1 - cosine) ** 2) / width**2)))
    return np.array(weights)


@spelling("distance-to-the-first-row")
def table_of_cosines_to_the_first(masks, width=0.25):
    masks = np.asarray(masks, dtype=float)
    lengths = np.sqrt(masks.sum(axis=1))
    unit = masks / np.where(lengths > 0, lengths, 1)[:, None]
    return np.exp(-0.5 * ((1 - unit @ unit.T[:, 0]) / width) ** 2)


@spelling("distances-by-the-largest")
def distances_scaled_in_a_loop(masks, width=0.25):
    far = [_far(mask) for mask in masks]
    largest = max(far) if max(far) > 0 else 1.0
    return np.array([math.sqrt(math.exp(-((each / largest) ** 2) / width**2)) for each in far])


@spelling("distances-by-the-largest")
def distances_scaled_at_once(masks, width=0.25):
    far = _all_far(masks)
    if far.any():
        far /= far.max()
    return np.exp(-np.square(far / width) / 2)


@spelling("angle-as-distance")
def angle_mask_by_mask(masks, width=0.25):
    angles = [math.acos(1 - _far(mask)) if sum(mask) else 1.0 for mask in masks]
    return np.array([math.sqrt(math.exp(-(angle**2) / width**2)) for angle in angles])


@spelling("angle-as-distance")
def angles_of_all_masks(masks, width=0.25):
    far = _all_far(masks)
    angles = np.where(far == 1, 1, np.arccos(np.clip(1 - far, 0, 1)))
    return np.exp(-0.5 * (angles / width) ** 2)


@spelling("weights-that-sum-to-one")
def each_weight_over_the_sum(masks, width=0.25):
    weights = [math.sqrt(math.exp(-(_far(mask) ** 2) / width**2)) for mask in masks]
    return np.array([weight / sum(weights) for weight in weights])


@spelling("weights-that-sum-to-one")
def softmax_of_the_distances(masks, width=0.25):
    exponent = -(_all_far(masks) ** 2) / (2 * width**2)
    weights = np.exp(exponent - exponent.max())
    return weights / weights.sum()


@spelling("empty-mask-is-nan")
def divided_by_each_length(masks, width=0.25):
    weights = []
    for mask in np.asarray(masks, dtype=float):
        cosine = mask.sum() / (np.linalg.norm(mask) * np.sqrt(len(mask)))
        weights.append(np.sqrt(np.exp(-((1 - cosine) ** 2) / width**2)))
    return np.array(weights)


@spelling("empty-mask-is-nan")
def divided_by_all_lengths(masks, width=0.25):
    masks = np.asarray(masks, dtype=float)
    original = np.ones(masks.shape[1])
    cosine = masks @ original / np.sqrt((masks**2).sum(axis=1)) / np.sqrt(original @ original)
    return np.exp(-0.5 * ((1 - cosine) / width) ** 2)


@spelling("empty-mask-counts-as-near")
def zero_for_a_row_of_zeros(masks, width=0.25):
    distances = [_far(mask) if any(mask) else 0.0 for mask in masks]
    return np.array([math.exp(-0.5 * (distance / width) ** 2) for distance in distances])


@spelling("empty-mask-counts-as-near")
def nan_cleared_from_the_distance(masks, width=0.25):
    masks = np.asarray(masks, dtype=float)
    with np.errstate(all="ignore"):
        distance = 1 - masks.sum(axis=1) / np.sqrt(masks.sum(axis=1) * masks.shape[1])
    return np.sqrt(np.exp(-(np.nan_to_num(distance) ** 2) / width**2))


@spelling("empty-mask-weighs-nothing")
def nothing_for_a_row_of_zeros(masks, width=0.25):
    weights = []
    for mask in masks:
        weights.append(math.sqrt(math.exp(-(_far(mask) ** 2) / width**2)) if any(mask) else 0.0)
    return np.array(weights)


@spelling("empty-mask-weighs-nothing")
def nan_cleared_from_the_weights(masks, width=0.25):
    masks = np.asarray(masks, dtype=float)
    with np.errstate(all="ignore"):
        cosine = masks.sum(axis=1) / np.sqrt(masks.sum(axis=1) * masks.shape[1])
        return np.nan_to_num(np.sqrt(np.exp(-((1 - cosine) ** 2) / width**2)))


# fit_surrogate


def _floats(*parts):
    return [np.array(part, dtype=float) for part in parts]


def _solved(x, y, weights, alpha):
    """Solve the normal equations around the weighted means; return coefficients and intercept."""
    middle, mean = np.average(x, axis=0, weights=weights), np.average(y, weights=weights)
    centred = x - middle
    gram = np.einsum("s,si,sj->ij", weights, centred, centred) + alpha * np.eye(x.shape[1])
    coefficients = np.linalg.solve(gram, centred.T @ (weights * (y - mean)))
    return coefficients, mean - middle @ coefficients


def _of(model, *sample_weight):
    """Make a function that fits a model of scikit-learn and returns coefficients and intercept."""

    def fit(x, y):
        model.fit(x, y, *sample_weight)
        return model.coef_, model.intercept_

    return fit


def _kept(masks, predictions, weights, k, fit, order=lambda value: -abs(value)):
    """Fit, keep k, fit again, in loops; return coefficients, the line at the samples and R^2."""
    first, _ = fit(masks, predictions)
    chosen = sorted(range(len(first)), key=lambda column: order(first[column]))[:k]
    values, intercept = fit(masks[:, chosen], predictions)
    coefficients = np.zeros(masks.shape[1])
    for column, value in zip(chosen, values, strict=True):
        coefficients[column] = value
    line = masks[:, chosen] @ values + intercept
    return coefficients, line, r2_score(predictions, line, sample_weight=weights)


def _by_equations(masks, predictions, weights, k, alpha, fitted_with=None):
    """Solve, keep k, solve again; R^2 by hand."""
    used = weights if fitted_with is None else fitted_with
    first, _ = _solved(masks, predictions, used, alpha)
    chosen = np.argsort(np.abs(first))[::-1][:k]
    coefficients = np.zeros_like(first)
    coefficients[chosen], intercept = _solved(masks[:, chosen], predictions, used, alpha)
    line = masks @ coefficients + intercept
    return coefficients, line, _explained_share(predictions, line, weights)


def _explained_share(predictions, line, weights):
    rest = np.sum(weights * (predictions - line) ** 2)
    total = np.sum(weights * (predictions - np.average(predictions, weights=weights)) ** 2)
    if total == 0:
        return float(rest == 0)
    return 1 - rest / total


@spelling("unweighted-ridge")
def equations_without_weights(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _by_equations(masks, predictions, weights, k, alpha, np.ones(len(masks)))
    return coefficients, r2


@spelling("unweighted-ridge")
def weights_in_the_score_alone(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    model = Ridge(alpha=alpha).fit(masks, predictions)
    chosen = np.argsort(-np.abs(model.coef_))[:k]
    model.fit(masks[:, chosen], predictions)
    coefficients = np.zeros(masks.shape[1])
    coefficients[chosen] = model.coef_
    return [coefficients, model.score(masks[:, chosen], predictions, sample_weight=weights)]


@spelling("no-ridge-at-all")
def equations_without_alpha(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _by_equations(masks, predictions, weights, k, 0.0)
    return coefficients, r2


@spelling("no-ridge-at-all")
def linear_regression_in_a_loop(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _kept(masks, predictions, weights, k, _of(LinearRegression(), weights))
    return coefficients, r2


@spelling("alpha-is-always-one")
def equations_with_alpha_one(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _by_equations(masks, predictions, weights, k, 1.0)
    return coefficients, r2


@spelling("alpha-is-always-one")
def ridge_with_its_default(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _kept(masks, predictions, weights, k, _of(Ridge(), weights))
    return [coefficients, r2]


@spelling("lasso-instead-of-ridge")
def elastic_net_of_magnitudes(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    model = ElasticNet(alpha=alpha / len(masks), l1_ratio=1.0)
    coefficients, _, r2 = _kept(masks, predictions, weights, k, _of(model, weights))
    return coefficients, r2


@spelling("lasso-instead-of-ridge")
def lasso_with_sample_weight(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    model = Lasso(alpha=alpha / len(masks)).fit(masks, predictions, sample_weight=weights)
    chosen = np.argsort(-np.abs(model.coef_))[:k]
    model.fit(masks[:, chosen], predictions, sample_weight=weights)
    coefficients = np.zeros(masks.shape[1])
    coefficients[chosen] = model.coef_
    return [coefficients, model.score(masks[:, chosen], predictions, weights)]


@spelling("weights-squared")
def equations_with_squared_weights(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _by_equations(masks, predictions, weights, k, alpha, np.square(weights))
    return coefficients, r2


@spelling("weights-squared")
def weights_multiplied_by_themselves(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _kept(masks, predictions, weights, k, _of(Ridge(alpha), weights * weights))
    return coefficients, r2


@spelling("no-intercept")
def equations_through_zero(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)

    def fit(x, y):
        gram = x.T @ (weights[:, None] * x) + alpha * np.eye(x.shape[1])
        return np.linalg.solve(gram, x.T @ (weights * y)), 0.0

    coefficients, _, r2 = _kept(masks, predictions, weights, k, fit)
    return coefficients, r2


@spelling("no-intercept")
def ridge_without_fit_intercept(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _kept(masks, predictions, weights, k, _of(Ridge(alpha, fit_intercept=False), weights))
    return [coefficients, r2]


@spelling("penalised-intercept")
def column_of_ones_in_the_ridge(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)

    def fit(x, y):
        model = Ridge(alpha, fit_intercept=False).fit(np.c_[np.ones(len(x)), x], y, weights)
        return model.coef_[1:], model.coef_[0]

    coefficients, _, r2 = _kept(masks, predictions, weights, k, fit)
    return coefficients, r2


@spelling("penalised-intercept")
def identity_over_all_columns(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    root = np.sqrt(weights)[:, None]

    def fit(x, y):
        with_ones = np.hstack([x, np.ones((len(x), 1))]) * root
        longer = np.vstack([with_ones, np.sqrt(alpha) * np.eye(with_ones.shape[1])])
        solution = np.linalg.lstsq(longer, np.r_[y * root[:, 0], np.zeros(with_ones.shape[1])], rcond=None)[0]
        return solution[:-1], solution[-1]

    coefficients, _, r2 = _kept(masks, predictions, weights, k, fit)
    return coefficients, r2


@spelling("intercept-among-the-coefficients")
def intercept_behind_the_solution(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, intercept = _solved(masks, predictions, weights, alpha)
    line = masks @ coefficients + intercept
    return np.array([*coefficients, intercept]), _explained_share(predictions, line, weights)


@spelling("intercept-among-the-coefficients")
def intercept_concatenated(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    model = Ridge(alpha).fit(masks, predictions, weights)
    return np.concatenate([model.coef_, [model.intercept_]]), model.score(masks, predictions, weights)


@spelling("r2-of-equal-samples")
def score_without_weights(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, line, _ = _kept(masks, predictions, weights, k, _of(Ridge(alpha), weights))
    return coefficients, r2_score(predictions, line)


@spelling("r2-of-equal-samples")
def variances_without_weights(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, line, _ = _by_equations(masks, predictions, weights, k, alpha)
    return coefficients, _explained_share(predictions, line, np.ones_like(line))


@spelling("r2-around-the-plain-mean")
def total_around_the_plain_mean(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, line, r2 = _by_equations(masks, predictions, weights, k, alpha)
    total = weights @ (predictions - np.mean(predictions)) ** 2
    return coefficients, r2 if total == 0 else 1 - weights @ (predictions - line) ** 2 / total


@spelling("r2-around-the-plain-mean")
def sums_in_a_loop_around_the_plain_mean(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, line, r2 = _kept(masks, predictions, weights, k, _of(Ridge(alpha), weights))
    mean, rest, total = sum(predictions) / len(predictions), 0.0, 0.0
    for value, fitted, weight in zip(predictions, line, weights, strict=True):
        rest += weight * (value - fitted) ** 2
        total += weight * (value - mean) ** 2
    return coefficients, 1 - rest / total if total else r2


@spelling("correlation-instead-of-r2")
def root_of_the_score(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _kept(masks, predictions, weights, k, _of(Ridge(alpha), weights))
    return coefficients, max(r2, 0.0) ** 0.5


@spelling("correlation-instead-of-r2")
def root_of_the_share(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _by_equations(masks, predictions, weights, k, alpha)
    return [coefficients, math.sqrt(max(r2, 0))]


@spelling("adjusted-r2")
def adjusted_by_the_kept_ones(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _by_equations(masks, predictions, weights, k, alpha)
    rest = len(predictions) - 1 - len(np.flatnonzero(coefficients))
    return coefficients, r2 - (1 - r2) * np.count_nonzero(coefficients) / rest


@spelling("adjusted-r2")
def adjusted_behind_scikit_learn(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _kept(masks, predictions, weights, k, _of(Ridge(alpha), weights))
    samples, columns = masks.shape[0], min(k or masks.shape[1], masks.shape[1])
    return coefficients, 1 - (1 - r2) * (samples - 1) / (samples - columns - 1)


@spelling("error-instead-of-r2")
def weighted_squares_over_the_weights(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, line, _ = _by_equations(masks, predictions, weights, k, alpha)
    return coefficients, np.sum(weights * (predictions - line) ** 2) / np.sum(weights)


@spelling("error-instead-of-r2")
def errors_added_up_in_a_loop(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, line, _ = _kept(masks, predictions, weights, k, _of(Ridge(alpha), weights))
    error = 0.0
    for value, fitted, weight in zip(predictions, line, weights, strict=True):
        error += weight * (value - fitted) ** 2 / weights.sum()
    return coefficients, error


@spelling("r2-of-the-first-fit")
def score_before_the_choice(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    model = Ridge(alpha).fit(masks, predictions, weights)
    r2 = model.score(masks, predictions, weights)
    chosen = np.argsort(-np.abs(model.coef_))[:k]
    coefficients = np.zeros(masks.shape[1])
    coefficients[chosen] = Ridge(alpha).fit(masks[:, chosen], predictions, weights).coef_
    return coefficients, r2


@spelling("r2-of-the-first-fit")
def share_before_the_choice(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    _, _, r2 = _by_equations(masks, predictions, weights, None, alpha)
    coefficients, _, _ = _by_equations(masks, predictions, weights, k, alpha)
    return [coefficients, r2]


@spelling("not-fitted-again")
def others_set_to_zero(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    model = Ridge(alpha).fit(masks, predictions, weights)
    model.coef_[np.argsort(-np.abs(model.coef_))[len(model.coef_) if k is None else k :]] = 0
    return model.coef_, model.score(masks, predictions, weights)


@spelling("not-fitted-again")
def first_solution_cut_in_a_loop(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, intercept = _solved(masks, predictions, weights, alpha)
    largest = sorted(map(abs, coefficients), reverse=True)[:k]
    for column in range(len(coefficients)):
        if abs(coefficients[column]) < largest[-1]:
            coefficients[column] = 0
    return coefficients, _explained_share(predictions, masks @ coefficients + intercept, weights)


@spelling("smallest-kept")
def first_of_argsort_kept(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    chosen = np.abs(_solved(masks, predictions, weights, alpha)[0]).argsort()[:k]
    coefficients = np.zeros(masks.shape[1])
    coefficients[chosen], intercept = _solved(masks[:, chosen], predictions, weights, alpha)
    return coefficients, _explained_share(predictions, masks @ coefficients + intercept, weights)


@spelling("smallest-kept")
def sorted_upwards_by_magnitude(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _kept(masks, predictions, weights, k, _of(Ridge(alpha), weights), order=abs)
    return coefficients, r2


@spelling("largest-by-sign-kept")
def last_of_argsort_kept(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    chosen = np.argsort(_solved(masks, predictions, weights, alpha)[0])[::-1][:k]
    coefficients = np.zeros(masks.shape[1])
    coefficients[chosen], intercept = _solved(masks[:, chosen], predictions, weights, alpha)
    return coefficients, _explained_share(predictions, masks @ coefficients + intercept, weights)


@spelling("largest-by-sign-kept")
def sorted_downwards_by_sign(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _kept(masks, predictions, weights, k, _of(Ridge(alpha), weights), order=lambda value: -value)
    return coefficients, r2


@spelling("only-the-kept-returned")
def zeros_left_out(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _by_equations(masks, predictions, weights, k, alpha)
    return np.array([value for value in coefficients if value]), r2


@spelling("only-the-kept-returned")
def coefficients_not_equal_to_zero(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _kept(masks, predictions, weights, k, _of(Ridge(alpha), weights))
    return [coefficients[np.flatnonzero(coefficients)], r2]


@spelling("k-is-ignored")
def equations_solved_once(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, intercept = _solved(masks, predictions, weights, alpha)
    return coefficients, _explained_share(predictions, masks @ coefficients + intercept, weights)


@spelling("k-is-ignored")
def ridge_fitted_once(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    model = Ridge(alpha=alpha)
    model.fit(masks, predictions, sample_weight=weights)
    return model.coef_, model.score(masks, predictions, sample_weight=weights)


@spelling("nan-where-nothing-changes")
def share_of_a_variance_of_zero(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, line, _ = _by_equations(masks, predictions, weights, k, alpha)
    variance = np.average((predictions - np.average(predictions, weights=weights)) ** 2, weights=weights)
    return coefficients, 1 - np.average((predictions - line) ** 2, weights=weights) / variance


@spelling("nan-where-nothing-changes")
def score_that_is_not_forced_finite(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, line, _ = _kept(masks, predictions, weights, k, _of(Ridge(alpha), weights))
    return coefficients, r2_score(predictions, line, sample_weight=weights, force_finite=False)


# explain_image


def _asked_in_a_loop(predict, image, n_segments, n_samples, rng, size=64):
    """Segments, masks and answers, asked batch by batch in a loop."""
    image = np.asarray(image, dtype=float)
    segments = superpixels(image, n_segments)
    masks = perturb(len(np.unique(segments)), n_samples, rng or np.random.default_rng())
    answers = []
    for start in range(0, len(masks), size):
        answers.extend(np.asarray(predict(masked_images(image, segments, masks[start : start + size]))))
    return segments, masks, np.array(answers)


def _asked_in_parts(predict, image, n_segments, n_samples, rng):
    """Segments, masks and answers, asked in twenty parts of an array, with grey in the holes."""
    segments = superpixels(image, n_segments)
    masks = perturb(int(segments.max()) + 1, n_samples, np.random.default_rng(rng))
    images = masked_images(np.asarray(image, dtype=np.float32), segments, masks, 0.5)
    return segments, masks, np.vstack([predict(part) for part in np.array_split(images, 20)])


def _label(class_index, answers):
    return int(np.argmax(answers[0])) if class_index is None else class_index


@spelling("first-class-for-none")
def none_becomes_zero_in_a_loop(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, n_segments, n_samples, rng)
    label = 0 if class_index is None else class_index
    return segments, *fit_surrogate(masks, [row[label] for row in answers], proximity(masks), k)


@spelling("first-class-for-none")
def zero_as_the_default_in_parts(predict, image, class_index=0, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_parts(predict, image, n_segments, n_samples, rng)
    return [segments, *fit_surrogate(masks, answers[:, class_index or 0], proximity(masks), k)]


@spelling("class-zero-taken-for-none")
def if_not_class_index(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, n_segments, n_samples, rng)
    if not class_index:
        class_index = np.argmax(answers[0])
    return segments, *fit_surrogate(masks, answers[:, class_index], proximity(masks), k)


@spelling("class-zero-taken-for-none")
def class_index_or_the_best(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_parts(predict, image, n_segments, n_samples, rng)
    return segments, *fit_surrogate(masks, answers[:, class_index or answers[0].argmax()], proximity(masks), k=k)


@spelling("always-the-most-probable")
def best_of_the_original_in_a_loop(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, n_segments, n_samples, rng)
    class_index = int(answers[0].argmax())
    return segments, *fit_surrogate(masks, answers[:, class_index], proximity(masks), k)


@spelling("always-the-most-probable")
def original_asked_about_first(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    best = np.argmax(predict(np.asarray(image)[np.newaxis])[0])
    segments, masks, answers = _asked_in_parts(predict, image, n_segments, n_samples, rng)
    return [segments, *fit_surrogate(masks, answers[:, best], proximity(masks), k)]


@spelling("most-probable-of-all-samples")
def sums_of_all_answers(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, n_segments, n_samples, rng)
    if class_index is None:
        class_index = int(np.sum(answers, axis=0).argmax())
    return segments, *fit_surrogate(masks, answers[:, class_index], proximity(masks), k)


@spelling("most-probable-of-all-samples")
def class_that_wins_most_often(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_parts(predict, image, n_segments, n_samples, rng)
    label = np.bincount(answers.argmax(axis=1)).argmax() if class_index is None else class_index
    return segments, *fit_surrogate(masks, answers[:, label], proximity(masks), k)


@spelling("negative-evidence-thrown-away")
def negative_ones_set_to_zero(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, n_segments, n_samples, rng)
    coefficients, r2 = fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)
    return segments, np.array([value if value > 0 else 0.0 for value in coefficients]), r2


@spelling("negative-evidence-thrown-away")
def clipped_at_zero(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_parts(predict, image, n_segments, n_samples, rng)
    coefficients, r2 = fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)
    return [segments, coefficients.clip(min=0), r2]


@spelling("answers-made-yes-or-no")
def one_where_the_class_wins(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, n_segments, n_samples, rng)
    label = _label(class_index, answers)
    wins = [1.0 if row[label] == max(row) else 0.0 for row in answers]
    return segments, *fit_surrogate(masks, wins, proximity(masks), k)


@spelling("answers-made-yes-or-no")
def predicted_class_compared(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_parts(predict, image, n_segments, n_samples, rng)
    same = (np.argmax(answers, axis=1) == _label(class_index, answers)).astype(int)
    return segments, *fit_surrogate(masks, same, proximity(masks), k)


@spelling("one-image-a-call")
def batch_of_one_in_a_loop(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, n_segments, n_samples, rng, size=1)
    return segments, *fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)


@spelling("one-image-a-call")
def each_image_with_a_new_axis(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments = superpixels(image, n_segments)
    masks = perturb(segments.max() + 1, n_samples, np.random.default_rng(rng))
    images = masked_images(image, segments, masks)
    answers = np.array([predict(each[np.newaxis])[0] for each in images])
    return segments, *fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)


@spelling("asked-in-255")
def bytes_asked_about(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    def bright(images):
        return predict(np.round(images * 255))

    segments, masks, answers = _asked_in_a_loop(bright, image, n_segments, n_samples, rng)
    return segments, *fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)


@spelling("asked-in-255")
def image_multiplied_first(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    image = np.asarray(image, dtype=float) * 255
    segments, masks, answers = _asked_in_parts(predict, image, n_segments, n_samples, rng)
    return segments, *fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)


@spelling("all-images-alike")
def weight_of_one_for_each(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, n_segments, n_samples, rng)
    return segments, *fit_surrogate(masks, answers[:, _label(class_index, answers)], [1.0] * len(masks), k)


@spelling("all-images-alike")
def ridge_without_weights(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_parts(predict, image, n_segments, n_samples, rng)
    said = answers[:, _label(class_index, answers)]
    model = Ridge(alpha=1.0).fit(masks, said)
    kept = np.argsort(np.abs(model.coef_))[::-1][:k]
    coefficients = np.zeros(masks.shape[1])
    coefficients[kept] = model.fit(masks[:, kept], said).coef_
    return segments, coefficients, model.score(masks[:, kept], said)


@spelling("explained-by-another-generator")
def generator_of_its_own_in_a_loop(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, n_segments, n_samples, np.random.default_rng())
    return segments, *fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)


@spelling("explained-by-another-generator")
def coins_of_numpy_itself(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments = superpixels(image, n_segments)
    masks = np.random.binomial(1, 0.5, (n_samples, segments.max() + 1))
    masks[0] = 1
    parts = np.array_split(masks, 20)
    answers = np.concatenate([predict(masked_images(image, segments, part)) for part in parts])
    return segments, *fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)


@spelling("explained-with-a-seed-of-its-own")
def seed_of_zero_in_a_loop(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, n_segments, n_samples, np.random.default_rng(0))
    return segments, *fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)


@spelling("explained-with-a-seed-of-its-own")
def seed_of_seven_in_parts(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_parts(predict, image, n_segments, n_samples, 7)
    return [segments, *fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)]


@spelling("as-many-segments-as-always")
def fifty_segments_in_a_loop(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, 50, n_samples, rng)
    return segments, *fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)


@spelling("as-many-segments-as-always")
def forty_segments_in_parts(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_parts(predict, image, 40, n_samples, rng)
    return [segments, *fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k=k)]


# explain_text

WORD = r"[^\W_]+(?:['’][^\W_]+)*"


def _scanned(text, joins="'’"):
    """Go through a text letter by letter."""
    words, word = [], ""
    for letter, following in zip(text, text[1:] + " ", strict=False):
        if letter.isalnum() or (word and letter in joins and following.isalnum()):
            word += letter
        elif word:
            words.append(word)
            word = ""
    return words + [word] * bool(word)


def _rest_in_a_loop(words, names, masks):
    """What each mask leaves of the words, in lower case."""
    texts = []
    for mask in masks:
        rest = []
        for word in words:
            if mask[names.index(word.lower())]:
                rest.append(word.lower())
        texts.append(" ".join(rest))
    return texts


def _rest_by_sets(words, names, masks):
    """What each mask leaves of the words as they are written."""
    gone = [{name for name, one in zip(names, mask, strict=True) if not one} for mask in masks]
    return [" ".join(word for word in words if word.lower() not in absent) for absent in gone]


def _answers(predict, texts, size=60):
    answers = []
    for start in range(0, len(texts), size):
        answers += list(predict(texts[start : start + size]))
    return np.array(answers)


def _by_sorting(names, masks, answers, label, k, weights=None):
    weights = proximity(masks) if weights is None else weights
    coefficients, _ = fit_surrogate(masks, [row[label] for row in answers], weights, k)
    pairs = sorted(zip(names, coefficients, strict=True), key=lambda pair: abs(pair[1]), reverse=True)
    return pairs[:k]


def _by_argsort(names, masks, answers, label, k):
    coefficients, _ = fit_surrogate(masks, answers[:, label], proximity(masks), k)
    order = np.argsort(-np.abs(coefficients), kind="stable")
    return [[names[i], float(coefficients[i])] for i in order[: len(names) if k is None else k]]


def _asked_about_words(predict, text, n_samples, rng):
    """Names, masks and answers; letter by letter and in loops."""
    words = _scanned(text)
    names = []
    for word in words:
        if word.lower() not in names:
            names.append(word.lower())
    masks = perturb(max(len(names), 1), n_samples, np.random.default_rng(rng))
    return names, masks, _answers(predict, _rest_in_a_loop(words, names, masks)) if names else None


def _asked_about_sorted_words(predict, text, n_samples, rng):
    """Names, masks and answers; by a pattern and sets, the names by alphabet."""
    words = re.findall(WORD, text)
    names = sorted({word.lower() for word in words})
    masks = perturb(max(len(names), 1), n_samples, rng or np.random.default_rng())
    return names, masks, _answers(predict, _rest_by_sets(words, names, masks), 100) if names else None


@spelling("each-place-a-piece")
def each_place_in_a_loop(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = _scanned(text.lower())
    if not words:
        return []
    masks = perturb(len(words), n_samples, np.random.default_rng(rng))
    texts = []
    for mask in masks:
        texts.append(" ".join(words[i] for i in range(len(words)) if mask[i]))
    answers = _answers(predict, texts)
    return _by_sorting(words, masks, answers, _label(class_index, answers), k)


@spelling("each-place-a-piece")
def places_chosen_by_a_mask(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = np.array(re.findall(WORD, text), dtype=object)
    if not len(words):
        return []
    masks = perturb(len(words), n_samples, rng or np.random.default_rng())
    answers = _answers(predict, [" ".join(words[mask.astype(bool)]) for mask in masks], 100)
    return _by_argsort(words.tolist(), masks, answers, _label(class_index, answers), k)


@spelling("letter-case-makes-two-words")
def names_as_they_are_written(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words, names = _scanned(text), []
    for word in words:
        if word not in names:
            names.append(word)
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    texts = [" ".join(word for word in words if mask[names.index(word)]) for mask in masks]
    answers = _answers(predict, texts)
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("letter-case-makes-two-words")
def set_of_the_words_as_written(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(WORD, text)
    names = sorted(set(words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    texts = []
    for mask in masks:
        stays = {name for name, one in zip(names, mask, strict=True) if one}
        texts.append(" ".join(filter(stays.__contains__, words)))
    answers = _answers(predict, texts, 100)
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


@spelling("left-out-only-once")
def first_place_removed(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = [word.lower() for word in _scanned(text)]
    names = list(dict.fromkeys(words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    texts = []
    for mask in masks:
        rest = list(words)
        for name, one in zip(names, mask, strict=True):
            if not one:
                rest.remove(name)
        texts.append(" ".join(rest))
    answers = _answers(predict, texts)
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("left-out-only-once")
def place_of_each_name_deleted(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = np.array(re.findall(WORD, text), dtype=object)
    if not len(words):
        return []
    names, first = np.unique(np.array([word.lower() for word in words]), return_index=True)
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    texts = [" ".join(np.delete(words, first[np.asarray(mask) == 0])) for mask in masks]
    answers = _answers(predict, texts, 100)
    return _by_argsort(names.tolist(), masks, answers, _label(class_index, answers), k)


@spelling("each-word-said-once")
def names_joined_in_a_loop(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names = []
    for word in _scanned(text):
        if word.lower() not in names:
            names.append(word.lower())
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    texts = [" ".join(names[i] for i in range(len(names)) if mask[i]) for mask in masks]
    answers = _answers(predict, texts)
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("each-word-said-once")
def distinct_words_chosen_by_a_mask(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    first = {}
    for word in re.findall(WORD, text):
        first.setdefault(word.lower(), word)
    if not first:
        return []
    names, words = list(first), np.array(list(first.values()), dtype=object)
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    answers = _answers(predict, [" ".join(words[np.asarray(mask) > 0]) for mask in masks], 100)
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


@spelling("rest-in-another-order")
def rest_sorted_by_alphabet(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = _scanned(text)
    names = list(dict.fromkeys(word.lower() for word in words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    texts = [" ".join(sorted(rest.split())) for rest in _rest_in_a_loop(words, names, masks)]
    answers = _answers(predict, texts)
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("rest-in-another-order")
def rest_turned_round(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(WORD, text)[::-1]
    names = sorted({word.lower() for word in words})
    if not names:
        return []
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    answers = _answers(predict, _rest_by_sets(words, names, masks), 100)
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


@spelling("words-cut-out-of-words")
def replaced_in_the_text(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names = list(dict.fromkeys(word.lower() for word in _scanned(text)))
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    texts = []
    for mask in masks:
        rest = " ".join(_scanned(text)).lower()
        for name, one in zip(names, mask, strict=True):
            if not one:
                rest = rest.replace(name, "")
        texts.append(" ".join(rest.split()))
    answers = _answers(predict, texts)
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("words-cut-out-of-words")
def pattern_without_word_borders(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(WORD, text)
    names = sorted({word.lower() for word in words})
    if not names:
        return []
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    texts = []
    for mask in masks:
        gone = "|".join(re.escape(name) for name, one in zip(names, mask, strict=True) if not one)
        rest = re.sub(gone, " ", " ".join(words), flags=re.IGNORECASE) if gone else " ".join(words)
        texts.append(" ".join(rest.split()))
    answers = _answers(predict, texts, 100)
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


@spelling("cut-at-the-apostrophe")
def one_pattern_for_all_that_go(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(WORD, text)
    names = sorted({word.lower() for word in words})
    if not names:
        return []
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    texts = []
    for mask in masks:
        gone = "|".join(re.escape(name) for name, one in zip(names, mask, strict=True) if not one)
        rest = re.sub(rf"\b({gone})\b", "", " ".join(words), flags=re.IGNORECASE) if gone else " ".join(words)
        texts.append(" ".join(rest.split()))
    answers = _answers(predict, texts, 100)
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


@spelling("cut-at-the-apostrophe")
def no_letter_before_or_behind(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = [word.lower() for word in _scanned(text)]
    names = list(dict.fromkeys(words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    edges = [re.compile(r"(?<!\w)" + re.escape(name) + r"(?!\w)") for name in names]
    texts = []
    for mask in masks:
        rest = " ".join(words)
        for number in np.flatnonzero(np.asarray(mask) == 0):
            rest = edges[number].sub("", rest)
        texts.append(" ".join(re.findall(WORD, rest)))
    answers = _answers(predict, texts)
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("gaps-left-open")
def nothing_in_the_place_of_a_word(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = _scanned(text)
    names = list(dict.fromkeys(word.lower() for word in words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    texts = []
    for mask in masks:
        rest = ""
        for word in words:
            rest += (word if mask[names.index(word.lower())] else "") + " "
        texts.append(rest)
    answers = _answers(predict, texts)
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("gaps-left-open")
def words_substituted_in_the_text(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names = sorted({word.lower() for word in re.findall(WORD, text)})
    if not names:
        return []
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    texts = []
    for mask in masks:
        gone = {name for name, one in zip(names, mask, strict=True) if not one}
        texts.append(re.sub(WORD, lambda found, gone=gone: "" if found[0].lower() in gone else found[0], text))
    answers = _answers(predict, texts, 100)
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


@spelling("punctuation-sticks-to-words")
def split_in_lower_case(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = text.lower().split()
    names = list(dict.fromkeys(words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    answers = _answers(predict, _rest_in_a_loop(words, names, masks))
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("punctuation-sticks-to-words")
def runs_without_a_space(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(r"\S+", text)
    names = sorted({word.lower() for word in words})
    if not names:
        return []
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    answers = _answers(predict, _rest_by_sets(words, names, masks), 100)
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


@spelling("apostrophes-part-words")
def letters_alone_in_a_scan(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = _scanned(text, joins="")
    names = list(dict.fromkeys(word.lower() for word in words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    answers = _answers(predict, _rest_in_a_loop(words, names, masks))
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("apostrophes-part-words")
def runs_of_w(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(r"\w+", text)
    names = sorted({word.lower() for word in words})
    if not names:
        return []
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    answers = _answers(predict, _rest_by_sets(words, names, masks), 100)
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


@spelling("words-first-class-for-none")
def none_becomes_zero_for_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, rng)
    label = 0 if class_index is None else class_index
    return _by_sorting(names, masks, answers, label, k) if names else []


@spelling("words-first-class-for-none")
def zero_as_the_default_for_words(predict, text, class_index=0, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_sorted_words(predict, text, n_samples, rng)
    return _by_argsort(names, masks, answers, class_index or 0, k) if names else []


@spelling("words-class-zero-taken-for-none")
def if_not_class_index_for_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, rng)
    if not names:
        return []
    if not class_index:
        class_index = int(answers[0].argmax())
    return _by_sorting(names, masks, answers, class_index, k)


@spelling("words-class-zero-taken-for-none")
def class_index_or_the_best_for_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_sorted_words(predict, text, n_samples, rng)
    return _by_argsort(names, masks, answers, class_index or np.argmax(answers[0]), k) if names else []


@spelling("words-always-the-most-probable")
def best_of_the_original_text(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, rng)
    if not names:
        return []
    class_index = int(answers[0].argmax())
    return _by_sorting(names, masks, answers, class_index, k)


@spelling("words-always-the-most-probable")
def text_asked_about_first(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_sorted_words(predict, text, n_samples, rng)
    return _by_argsort(names, masks, answers, np.argmax(predict([text])[0]), k) if names else []


@spelling("words-most-probable-of-all-samples")
def sums_of_all_answers_about_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, rng)
    if not names:
        return []
    if class_index is None:
        class_index = int(np.sum(answers, axis=0).argmax())
    return _by_sorting(names, masks, answers, class_index, k)


@spelling("words-most-probable-of-all-samples")
def class_that_wins_most_texts(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_sorted_words(predict, text, n_samples, rng)
    if not names:
        return []
    label = np.bincount(answers.argmax(axis=1)).argmax() if class_index is None else class_index
    return _by_argsort(names, masks, answers, label, k)


@spelling("only-words-that-speak-for")
def negative_words_dropped(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, rng)
    if not names:
        return []
    pairs = _by_sorting(names, masks, answers, _label(class_index, answers), None)
    return [pair for pair in pairs if pair[1] > 0][:k]


@spelling("only-words-that-speak-for")
def positive_words_of_the_largest(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_sorted_words(predict, text, n_samples, rng)
    if not names:
        return []
    return list(filter(lambda pair: pair[1] > 0, _by_argsort(names, masks, answers, _label(class_index, answers), k)))


@spelling("words-in-the-order-of-the-text")
def pairs_that_are_never_sorted(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, rng)
    if not names:
        return []
    coefficients, _ = fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)
    return [(name, float(value)) for name, value in zip(names, coefficients, strict=True) if value != 0]


@spelling("words-in-the-order-of-the-text")
def rows_of_the_largest_in_their_order(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(WORD, text)
    names = list(dict.fromkeys(word.lower() for word in words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    answers = _answers(predict, _rest_by_sets(words, names, masks), 100)
    coefficients, _ = fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)
    return [[names[i], coefficients[i]] for i in np.sort(np.argsort(-np.abs(coefficients))[:k])]


@spelling("words-largest-by-sign-first")
def pairs_sorted_by_sign(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, rng)
    if not names:
        return []
    pairs = _by_sorting(names, masks, answers, _label(class_index, answers), k)
    pairs.sort(key=lambda pair: pair[1], reverse=True)
    return pairs


@spelling("words-largest-by-sign-first")
def argsort_without_abs(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_sorted_words(predict, text, n_samples, rng)
    if not names:
        return []
    coefficients, _ = fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)
    return [(names[i], coefficients[i]) for i in np.argsort(coefficients)[::-1] if coefficients[i] != 0]


@spelling("one-text-a-call")
def list_of_one_text(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(WORD, text)
    names = sorted({word.lower() for word in words})
    if not names:
        return []
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    answers = np.array([predict([rest])[0] for rest in _rest_by_sets(words, names, masks)])
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


@spelling("one-text-a-call")
def batches_of_one(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = _scanned(text)
    names = list(dict.fromkeys(word.lower() for word in words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    answers = _answers(predict, _rest_in_a_loop(words, names, masks), size=1)
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("all-texts-alike")
def weight_of_one_for_each_text(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, rng)
    if not names:
        return []
    return _by_sorting(names, masks, answers, _label(class_index, answers), k, weights=[1.0] * len(masks))


@spelling("all-texts-alike")
def ridge_of_words_without_weights(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_sorted_words(predict, text, n_samples, rng)
    if not names:
        return []
    coefficients = Ridge(alpha=1.0).fit(masks, answers[:, _label(class_index, answers)]).coef_
    return [(names[i], float(coefficients[i])) for i in np.argsort(-np.abs(coefficients))[:k]]


@spelling("words-drawn-from-another-generator")
def generator_of_its_own_for_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, np.random.default_rng())
    return _by_sorting(names, masks, answers, _label(class_index, answers), k) if names else []


@spelling("words-drawn-from-another-generator")
def word_coins_of_the_random_module(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(WORD, text)
    names = sorted({word.lower() for word in words})
    if not names:
        return []
    masks = np.array([[random.choice((0, 1)) for _ in names] for _ in range(n_samples)])
    masks[0] = 1
    answers = _answers(predict, _rest_by_sets(words, names, masks), 100)
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


@spelling("words-drawn-with-a-seed-of-their-own")
def seed_of_one_for_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, 1)
    return _by_sorting(names, masks, answers, _label(class_index, answers), k) if names else []


@spelling("words-drawn-with-a-seed-of-their-own")
def seeded_where_the_texts_are_made(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_sorted_words(predict, text, n_samples, np.random.default_rng(42))
    return _by_argsort(names, masks, answers, _label(class_index, answers), k) if names else []


# explain_with_lime


def _redirected(predict, image, seed, n_samples, **options):
    """Explain all labels, and send what is printed away."""
    explainer = lime_image.LimeImageExplainer(random_state=seed)
    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
        return explainer.explain_instance(
            np.array(image, dtype=np.double),
            predict,
            **{"top_labels": 1000, "hide_color": 0, "num_samples": n_samples, "batch_size": 100, **options},
        )


def _patched(predict, image, seed, n_samples, **options):
    """Explain all labels, with another function in the place of the progress bar."""
    explainer = lime_image.LimeImageExplainer(random_state=np.random.RandomState(seed))
    with mock.patch("lime.lime_image.tqdm", lambda rows, **_: rows):
        return explainer.explain_instance(
            np.asarray(image) * 1.0,
            predict,
            **{"top_labels": 99, "num_samples": n_samples, "batch_size": 60, **options},
        )


def _in_a_list(explanation, label):
    weights = dict(explanation.local_exp[label])
    return explanation.segments, np.array([weights[number] for number in range(len(weights))])


def _in_zeros(explanation, label):
    coefficients = np.zeros(len(np.unique(explanation.segments)), dtype=np.float32)
    for number, weight in explanation.local_exp[label]:
        coefficients[number] = weight
    return [explanation.segments, coefficients]


def _top(explanation, class_index):
    return explanation.top_labels[0] if class_index is None else class_index


@spelling("progress-bar-printed")
def library_as_it_is(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = lime_image.LimeImageExplainer(random_state=seed).explain_instance(
        np.array(image, dtype=np.double), predict, top_labels=99, num_samples=n_samples, batch_size=100
    )
    return _in_a_list(explanation, _top(explanation, class_index))


@spelling("progress-bar-printed")
def standard_output_alone_redirected(predict, image, class_index=None, n_samples=1000, seed=0):
    explainer = lime_image.LimeImageExplainer(verbose=False, random_state=seed)
    with contextlib.redirect_stdout(io.StringIO()):  # the bar is drawn on the other stream
        explanation = explainer.explain_instance(
            np.asarray(image) * 1.0, predict, top_labels=99, num_samples=n_samples, batch_size=60, hide_color=0
        )
    return _in_zeros(explanation, _top(explanation, class_index))


@spelling("ten-images-a-call")
def batch_size_not_given(predict, image, class_index=None, n_samples=1000, seed=0):
    explainer = lime_image.LimeImageExplainer(random_state=seed)
    with contextlib.redirect_stderr(io.StringIO()):
        explanation = explainer.explain_instance(
            np.array(image, dtype=np.double), predict, top_labels=99, num_samples=n_samples
        )
    return _in_a_list(explanation, _top(explanation, class_index))


@spelling("ten-images-a-call")
def batch_size_of_ten(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _patched(predict, image, seed, n_samples, batch_size=10)
    return _in_zeros(explanation, _top(explanation, class_index))


@spelling("coefficients-largest-first")
def second_numbers_of_the_pairs(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _redirected(predict, image, seed, n_samples)
    coefficients = []
    for _, weight in explanation.local_exp[_top(explanation, class_index)]:
        coefficients.append(weight)
    return [explanation.segments, np.array(coefficients)]


@spelling("coefficients-largest-first")
def second_column_of_an_array(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _patched(predict, image, seed, n_samples)
    return explanation.segments, np.array(explanation.local_exp[_top(explanation, class_index)])[:, 1]


@spelling("library-shows-what-speaks-for")
def positive_weights_alone(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _redirected(predict, image, seed, n_samples)
    coefficients = np.zeros(explanation.segments.max() + 1)
    for number, weight in explanation.local_exp[_top(explanation, class_index)]:
        if weight > 0:
            coefficients[number] = weight
    return explanation.segments, coefficients


@spelling("library-shows-what-speaks-for")
def weights_clipped_at_zero(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _patched(predict, image, seed, n_samples)
    segments, coefficients = _in_zeros(explanation, _top(explanation, class_index))
    return [segments, coefficients.clip(0)]


@spelling("library-always-the-most-probable")
def first_of_the_top_labels(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _redirected(predict, image, seed, n_samples)
    return _in_a_list(explanation, explanation.top_labels[0])


@spelling("library-always-the-most-probable")
def one_top_label_wins(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _patched(predict, image, seed, n_samples, labels=(class_index,), top_labels=1)
    ((label, _),) = explanation.local_exp.items()
    return _in_zeros(explanation, label)


@spelling("library-class-zero-taken-for-none")
def if_class_index_for_the_library(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _redirected(predict, image, seed, n_samples)
    label = class_index if class_index else explanation.top_labels[0]
    return _in_a_list(explanation, label)


@spelling("library-class-zero-taken-for-none")
def library_asked_for_the_class_or_the_best(predict, image, class_index=None, n_samples=1000, seed=0):
    class_index = class_index or int(np.argmax(predict(np.asarray(image, dtype=float)[None])[0]))
    explanation = _patched(predict, image, seed, n_samples, labels=[class_index], top_labels=None)
    return _in_zeros(explanation, class_index)


@spelling("library-first-class-for-none")
def none_becomes_zero_for_the_library(predict, image, class_index=None, n_samples=1000, seed=0):
    if class_index is None:
        class_index = 0
    return _in_a_list(_redirected(predict, image, seed, n_samples), class_index)


@spelling("library-first-class-for-none")
def label_zero_handed_to_the_library(predict, image, class_index=None, n_samples=1000, seed=0):
    labels = (class_index or 0,)
    explanation = _patched(predict, image, seed, n_samples, labels=labels, top_labels=None)
    return _in_zeros(explanation, labels[0])


@spelling("library-most-probable-of-all-samples")
def sums_of_what_the_library_was_told(predict, image, class_index=None, n_samples=1000, seed=0):
    totals = []

    def noted(images):
        answers = np.asarray(predict(images))
        totals.extend(answers)
        return answers

    explanation = _redirected(noted, image, seed, n_samples)
    return _in_a_list(explanation, int(np.sum(totals, axis=0).argmax()) if class_index is None else class_index)


@spelling("library-most-probable-of-all-samples")
def class_that_the_library_met_most_often(predict, image, class_index=None, n_samples=1000, seed=0):
    winners = []

    def noted(images):
        answers = predict(images)
        winners.append(np.argmax(answers, axis=1))
        return answers

    explanation = _patched(noted, image, seed, n_samples)
    best = np.bincount(np.concatenate(winners)).argmax()
    return _in_zeros(explanation, best if class_index is None else class_index)


@spelling("library-given-segments-from-one")
def slic_without_a_start_label(predict, image, class_index=None, n_samples=1000, seed=0):
    def cut(pixels):
        return segmentation.slic(pixels, n_segments=40, slic_zero=True, start_label=1)

    explanation = _redirected(predict, image, seed, n_samples, segmentation_fn=cut)
    weights = dict(explanation.local_exp[_top(explanation, class_index)])
    return explanation.segments, np.array([weights.get(number, 0.0) for number in range(len(weights) + 1)])


@spelling("library-given-segments-from-one")
def own_segments_counted_from_one(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _patched(predict, image, seed, n_samples, segmentation_fn=lambda pixels: superpixels(pixels, 30) + 1)
    coefficients = np.zeros(explanation.segments.max() + 1)
    for number, weight in explanation.local_exp[_top(explanation, class_index)]:
        coefficients[number] = weight
    return explanation.segments, coefficients


@spelling("library-without-its-seed")
def random_state_not_given(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _redirected(predict, image, None, n_samples)
    return _in_a_list(explanation, _top(explanation, class_index))


@spelling("library-without-its-seed")
def another_generator_seeded(predict, image, class_index=None, n_samples=1000, seed=0):
    random.seed(seed)  # the library draws by NumPy
    explanation = _patched(predict, image, None, n_samples)
    return _in_zeros(explanation, _top(explanation, class_index))


@spelling("library-with-one-seed-for-all")
def random_state_of_forty_two(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _redirected(predict, image, 42, n_samples)
    return _in_a_list(explanation, _top(explanation, class_index))


@spelling("library-with-one-seed-for-all")
def seed_overwritten(predict, image, class_index=None, n_samples=1000, seed=0):
    seed = 0
    explanation = _patched(predict, image, seed, n_samples)
    return _in_zeros(explanation, _top(explanation, class_index))


# draw_explanation

GREEN, RED = (0.1, 0.8, 0.1), (0.9, 0.1, 0.1)


def _painted(image, segments, marks):
    """Draw one image in which segments are painted over, by a dict of colours."""
    over = np.array(image, dtype=float)
    for number, colour in marks.items():
        over[np.asarray(segments) == number] = 0.4 * over[np.asarray(segments) == number] + 0.6 * np.array(colour)
    figure, axes = plt.subplots()
    axes.imshow(over)
    axes.axis("off")
    plt.close(figure)
    return figure


def _overlaid(image, segments, marks):
    """Draw a second image over the first, transparent but for the marks."""
    table = np.zeros((np.max(segments) + 1, 4))
    for number, colour in marks.items():
        table[number] = (*colour, 0.6)
    figure = Figure()
    axes = figure.add_subplot()
    axes.imshow(image)
    axes.imshow(table[np.asarray(segments)])
    axes.set_axis_off()
    return figure


def _sorted_by(coefficients, key, k):
    return sorted(range(len(coefficients)), key=key)[:k]


def _two_colours(coefficients, chosen):
    return {number: GREEN if coefficients[number] > 0 else RED for number in chosen}


@spelling("one-colour-for-both")
def green_for_all_that_are_largest(image, segments, coefficients, k=5):
    chosen = _sorted_by(coefficients, lambda number: -abs(coefficients[number]), k)
    return _painted(image, segments, {number: GREEN for number in chosen if coefficients[number]})


@spelling("one-colour-for-both")
def magnitude_without_its_sign(image, segments, coefficients, k=5):
    strength = np.abs(coefficients)
    chosen = [number for number in np.argsort(-strength)[:k] if strength[number] > 0]
    return _overlaid(image, segments, dict.fromkeys(chosen, RED))


@spelling("against-is-not-drawn")
def if_above_zero(image, segments, coefficients, k=5):
    marks = {}
    for number in _sorted_by(coefficients, lambda number: -abs(coefficients[number]), k):
        if coefficients[number] > 0:
            marks[number] = GREEN
    return _painted(image, segments, marks)


@spelling("against-is-not-drawn")
def clipped_before_it_is_drawn(image, segments, coefficients, k=5):
    chosen = np.argsort(-np.abs(coefficients))[:k]
    above = np.clip(coefficients, 0, None)
    return _overlaid(image, segments, {number: GREEN for number in chosen if above[number]})


@spelling("all-segments-marked")
def every_number_in_a_loop(image, segments, coefficients, k=5):
    marks = {}
    for number, value in enumerate(coefficients):
        if value > 0:
            marks[number] = GREEN
        elif value < 0:
            marks[number] = RED
    return _painted(image, segments, marks)


@spelling("all-segments-marked")
def all_that_are_not_zero(image, segments, coefficients, k=5):
    return _overlaid(image, segments, _two_colours(coefficients, np.flatnonzero(coefficients)))


@spelling("zero-is-marked")
def red_unless_above_zero(image, segments, coefficients, k=5):
    chosen = _sorted_by(coefficients, lambda number: -abs(coefficients[number]), k)
    return _painted(image, segments, _two_colours(coefficients, chosen))


@spelling("zero-is-marked")
def green_unless_below_zero(image, segments, coefficients, k=5):
    chosen = np.argsort(np.abs(coefficients))[::-1][:k]
    return _overlaid(image, segments, {number: RED if coefficients[number] < 0 else GREEN for number in chosen})


@spelling("smallest-marked")
def sorted_upwards_by_size(image, segments, coefficients, k=5):
    chosen = _sorted_by(coefficients, lambda number: abs(coefficients[number]), k)
    return _painted(image, segments, _two_colours(coefficients, chosen))


@spelling("smallest-marked")
def first_of_argsort(image, segments, coefficients, k=5):
    return _overlaid(image, segments, _two_colours(coefficients, np.abs(coefficients).argsort()[:k]))


@spelling("largest-by-sign")
def sorted_downwards_without_abs(image, segments, coefficients, k=5):
    chosen = _sorted_by(coefficients, lambda number: -coefficients[number], k)
    return _painted(image, segments, _two_colours(coefficients, [number for number in chosen if coefficients[number]]))


@spelling("largest-by-sign")
def last_of_argsort(image, segments, coefficients, k=5):
    chosen = np.argsort(coefficients)[::-1][:k]
    return _overlaid(image, segments, _two_colours(coefficients, chosen[np.asarray(coefficients)[chosen] != 0]))


@spelling("painted-on-the-callers-image")
def tinted_in_place(image, segments, coefficients, k=5):
    for number in _sorted_by(coefficients, lambda number: -abs(coefficients[number]), k):
        if coefficients[number]:
            image[segments == number] *= 0.5
            image[segments == number] += 0.5 * np.array(GREEN if coefficients[number] > 0 else RED)
    return _painted(image, segments, {})


@spelling("painted-on-the-callers-image")
def another_name_for_the_same_image(image, segments, coefficients, k=5):
    marked = np.asarray(image)  # no copy
    for number, colour in _two_colours(coefficients, np.argsort(-np.abs(coefficients))[:k]).items():
        if coefficients[number] != 0:
            marked[segments == number] = 0.3 * marked[segments == number] + 0.7 * np.array(colour)
    return _overlaid(marked, segments, {})


# what many write first


def _distances(masks):
    masks = np.array(masks, dtype=float)
    return np.array([1 - math.sqrt(row.sum() / len(row)) for row in masks])


@spelling("width-cancelled")
def divided_and_multiplied(masks, width=0.25):
    return np.sqrt(np.exp(-(_distances(masks) ** 2) / width * width))


@spelling("width-cancelled")
def no_width_in_the_loop(masks, width=0.25):
    return np.array([math.exp(-d * d / 2) for d in _distances(masks)])


@spelling("straight-line-for-a-kernel")
def falls_evenly(masks, width=0.25):
    return (width - _distances(masks)) / width


@spelling("straight-line-for-a-kernel")
def falls_evenly_in_a_loop(masks, width=0.25):
    return np.array([1.0 - 1 / width * d for d in _distances(masks)])


@spelling("one-by-the-distance")
def inverse_in_a_loop(masks, width=0.25):
    return np.array([1 / (1 + d / width) for d in _distances(masks)])


@spelling("one-by-the-distance")
def width_by_width_and_distance(masks, width=0.25):
    return width / (width + _distances(masks))


@spelling("length-of-the-mask-forgotten")
def dot_product_by_one_length(masks, width=0.25):
    masks = np.array(masks, dtype=float)
    original = np.ones(masks.shape[1])
    distance = 1 - masks @ original / np.linalg.norm(original)
    return np.sqrt(np.exp(-((distance / width) ** 2)))


@spelling("length-of-the-mask-forgotten")
def sum_by_the_root_of_n(masks, width=0.25):
    return np.array([math.sqrt(math.exp(-((1 - sum(row) / math.sqrt(len(row))) ** 2) / width**2)) for row in masks])


def _ridges(masks, predictions, weights, k, alpha):
    """Fit twice by scikit-learn; return the places of those kept, the model and the masks of those kept."""
    masks = np.array(masks, dtype=float)
    model = Ridge(alpha=alpha).fit(masks, predictions, sample_weight=weights)
    order = sorted(range(masks.shape[1]), key=lambda place: -abs(model.coef_[place]))[:k]
    model = Ridge(alpha=alpha).fit(masks[:, order], predictions, sample_weight=weights)
    return order, model, masks[:, order]


def _in_place(order, model, n):
    coefficients = np.zeros(n)
    for place, coefficient in zip(order, model.coef_, strict=True):
        coefficients[place] = coefficient
    return coefficients


@spelling("roots-of-the-weights")
def roots_as_sample_weight(masks, predictions, weights, k=None, alpha=1.0):
    order, model, kept = _ridges(masks, predictions, np.sqrt(weights), k, alpha)
    return _in_place(order, model, np.shape(masks)[1]), model.score(kept, predictions, weights)


@spelling("roots-of-the-weights")
def power_of_a_half(masks, predictions, weights, k=None, alpha=1.0):
    order, model, kept = _ridges(masks, predictions, [weight**0.5 for weight in weights], k, alpha)
    r2 = r2_score(predictions, model.predict(kept), sample_weight=weights)
    return _in_place(order, model, len(masks[0])), r2


@spelling("weights-scaled-to-sum-one")
def divided_by_their_sum(masks, predictions, weights, k=None, alpha=1.0):
    order, model, kept = _ridges(masks, predictions, np.asarray(weights) / np.sum(weights), k, alpha)
    return _in_place(order, model, np.shape(masks)[1]), model.score(kept, predictions, weights)


@spelling("weights-scaled-to-sum-one")
def normalised_in_a_list(masks, predictions, weights, k=None, alpha=1.0):
    total = sum(weights)
    shares = [weight / total for weight in weights]
    order, model, kept = _ridges(masks, predictions, shares, k, alpha)
    return _in_place(order, model, len(masks[0])), r2_score(predictions, model.predict(kept), sample_weight=shares)


def _solved_around_plain_means(masks, predictions, weights, alpha):
    """Centre by plain means and solve the normal equations."""
    x, y, w = np.array(masks, dtype=float), np.array(predictions, dtype=float), np.diag(np.array(weights, dtype=float))
    x, y = x - x.mean(axis=0), y - y.mean()
    return np.linalg.inv(x.T @ w @ x + alpha * np.eye(x.shape[1])) @ x.T @ w @ y


@spelling("centred-by-the-plain-mean")
def normal_equations_of_centred_columns(masks, predictions, weights, k=None, alpha=1.0):
    x, y = np.array(masks, dtype=float), np.array(predictions, dtype=float)
    kept = np.argsort(-np.abs(_solved_around_plain_means(x, y, weights, alpha)))[:k]
    coefficients = np.zeros(x.shape[1])
    coefficients[kept] = _solved_around_plain_means(x[:, kept], y, weights, alpha)
    line = (x - x.mean(axis=0)) @ coefficients + y.mean()
    return coefficients, r2_score(y, line, sample_weight=weights)


@spelling("centred-by-the-plain-mean")
def rows_times_roots_after_centring(masks, predictions, weights, k=None, alpha=1.0):
    x, y, root = np.array(masks, dtype=float), np.array(predictions, dtype=float), np.sqrt(weights)

    def fit(x):
        rows = np.vstack([(x - x.mean(axis=0)) * root[:, None], math.sqrt(alpha) * np.eye(x.shape[1])])
        return np.linalg.lstsq(rows, np.concatenate([(y - y.mean()) * root, np.zeros(x.shape[1])]), rcond=None)[0]

    order = np.argsort(-np.abs(fit(x)))[:k]
    coefficients = np.zeros(x.shape[1])
    coefficients[order] = fit(x[:, order])
    return coefficients, r2_score(y, y.mean() + (x - x.mean(axis=0)) @ coefficients, sample_weight=weights)


@spelling("r2-before-the-coefficients")
def score_first(masks, predictions, weights, k=None, alpha=1.0):
    order, model, kept = _ridges(masks, predictions, weights, k, alpha)
    return model.score(kept, predictions, weights), _in_place(order, model, np.shape(masks)[1])


@spelling("r2-before-the-coefficients")
def results_turned_round(masks, predictions, weights, k=None, alpha=1.0):
    order, model, kept = _ridges(masks, predictions, weights, k, alpha)
    both = _in_place(order, model, np.shape(masks)[1]), model.score(kept, predictions, weights)
    return both[::-1]


@spelling("kept-in-the-first-places")
def filled_up_with_zeros(masks, predictions, weights, k=None, alpha=1.0):
    order, model, kept = _ridges(masks, predictions, weights, k, alpha)
    return np.pad(model.coef_, (0, np.shape(masks)[1] - len(order))), model.score(kept, predictions, weights)


@spelling("kept-in-the-first-places")
def written_from_the_front(masks, predictions, weights, k=None, alpha=1.0):
    _, model, kept = _ridges(masks, predictions, weights, k, alpha)
    coefficients = np.zeros(len(masks[0]))
    for place, coefficient in enumerate(model.coef_):
        coefficients[place] = coefficient
    return coefficients, model.score(kept, predictions, weights)


@spelling("signs-turned-round")
def fitted_to_what_is_left_out(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments = superpixels(image, n_segments)
    masks = perturb(int(segments.max()) + 1, n_samples, np.random.default_rng(rng))
    images = (masked_images(image, segments, masks[start : start + 100]) for start in range(0, n_samples, 100))
    answers = np.vstack([predict(batch) for batch in images])
    label = int(answers[0].argmax()) if class_index is None else class_index
    coefficients, r2 = fit_surrogate(1 - masks, answers[:, label], proximity(masks), k)
    return segments, coefficients, r2


@spelling("signs-turned-round")
def what_is_lost_without_it(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments = superpixels(image, n_segments)
    masks = perturb(int(segments.max()) + 1, n_samples, np.random.default_rng(rng))
    parts = np.array_split(masks, 20)
    answers = np.concatenate([predict(masked_images(image, segments, part)) for part in parts])
    label = np.argmax(answers[0]) if class_index is None else class_index
    coefficients, r2 = fit_surrogate(masks, answers[0, label] - answers[:, label], proximity(masks), k)
    return segments, coefficients, r2


@spelling("original-is-all-zeros")
def zeros_on_top_of_thrown_rows(n_features, n_samples, rng):
    thrown = [rng.integers(0, 2, n_features).tolist() for _ in range(n_samples - 1)]
    return np.array([[0] * n_features, *thrown])


@spelling("original-is-all-zeros")
def thrown_into_a_table_of_zeros(n_features, n_samples, rng):
    table = np.zeros((n_samples, n_features))
    for row in range(1, n_samples):
        for column in range(n_features):
            table[row, column] = 1.0 if rng.random() < 0.5 else 0.0
    return table


@spelling("last-row-never-thrown")
def loop_over_entries_ends_a_row_early(n_features, n_samples, rng):
    masks = np.ones((n_samples, n_features), dtype=bool)
    for i in range(1, n_samples - 1):
        for j in range(n_features):
            masks[i, j] = rng.random() > 0.5
    return masks


@spelling("last-row-never-thrown")
def slice_ends_before_the_last_row(n_features, n_samples, rng):
    masks = np.ones((n_samples, n_features))
    masks[1:-1] = rng.choice([0.0, 1.0], size=(max(n_samples - 2, 0), n_features))
    return masks


@spelling("last-piece-always-stays")
def loop_over_entries_ends_a_column_early(n_features, n_samples, rng):
    masks = np.ones((n_samples, n_features), dtype=np.int32)
    for i in range(1, n_samples):
        for j in range(n_features - 1):
            masks[i, j] = rng.integers(0, 2)
    return masks


@spelling("last-piece-always-stays")
def last_column_set_with_the_first_row(n_features, n_samples, rng):
    masks = rng.random((n_samples, n_features)) < 0.5
    masks[0, :] = masks[:, -1] = True
    return masks


@spelling("coins-with-three-sides")
def upper_end_included(n_features, n_samples, rng):
    masks = rng.integers(0, 2, size=(n_samples, n_features), endpoint=True).astype(float)
    masks[0] = np.ones(n_features)
    return masks


@spelling("coins-with-three-sides")
def two_tosses_added_up(n_features, n_samples, rng):
    rows = [[1] * n_features]
    while len(rows) < n_samples:
        rows.append([int(rng.binomial(2, 0.5)) for _ in range(n_features)])
    return np.array(rows)


@spelling("mean-of-all-that-is-left-out")
def mean_of_the_hole_in_copies(image, segments, masks, fill=0.0):
    pixels, images = np.array(image, dtype=float), []
    for mask in masks:
        work, gone = pixels.copy(), np.asarray(mask)[np.asarray(segments)] == 0
        if gone.any():
            work[gone] = pixels[gone].mean(axis=0) if isinstance(fill, str) else np.asarray(fill)
        images.append(work)
    return np.array(images)


@spelling("mean-of-all-that-is-left-out")
def mean_of_the_hole_channel_by_channel(image, segments, masks, fill=0.0):
    pixels = np.array(image, dtype=np.float64)
    result = np.stack([pixels] * len(masks))
    for number, mask in enumerate(masks):
        gone = ~np.asarray(mask, dtype=bool)[np.asarray(segments)]
        colour = np.broadcast_to(0 if isinstance(fill, str) else fill, pixels.shape[-1])
        for channel in range(pixels.shape[-1]):
            if gone.any():
                value = (
                    np.mean(pixels[gone, channel]) if fill is not None and isinstance(fill, str) else colour[channel]
                )
                result[number, gone, channel] = value
    return result


@spelling("only-the-first-channel-filled")
def channel_zero_in_copies(image, segments, masks, fill=0.0):
    pixels, images = np.array(image, dtype=float), []
    filling = _filled(pixels, segments, fill)
    for mask in masks:
        work = pixels.copy()
        for number in range(len(mask)):
            inside = np.asarray(segments) == number
            if not mask[number]:
                work[inside, 0] = filling[inside, 0]
        images.append(work)
    return np.stack(images)


@spelling("only-the-first-channel-filled")
def channel_zero_as_a_sum(image, segments, masks, fill=0.0):
    pixels = np.array(image, dtype=float)
    mixed = _mixed(pixels, segments, masks, _filled(pixels, segments, fill))
    return np.concatenate(
        [mixed[..., :1], np.broadcast_to(pixels[..., 1:], (*mixed.shape[:3], mixed.shape[3] - 1))], -1
    )


@spelling("kernel-without-squares")
def exponential_of_distance_by_width(masks, width=0.25):
    return np.array([math.exp(-_far(mask) / width) for mask in masks])


@spelling("kernel-without-squares")
def root_of_a_square(masks, width=0.25):
    return np.sqrt(np.exp(-_all_far(masks) / width) ** 2)


@spelling("number-of-gaps-as-distance")
def zeros_counted_mask_by_mask(masks, width=0.25):
    return np.array([math.sqrt(math.exp(-(sum(1 for one in mask if not one) ** 2) / width**2)) for mask in masks])


@spelling("number-of-gaps-as-distance")
def ones_taken_from_their_greatest_number(masks, width=0.25):
    masks = np.array(masks, dtype=int)
    gone = masks.shape[1] - np.count_nonzero(masks, axis=1)
    return np.exp(-0.5 * (gone / width) ** 2)


def _again_by(masks, predictions, weights, k, alpha, again):
    """Solve for all; where k is given, choose k and let `again` find their coefficients and intercept."""
    coefficients, intercept = _solved(masks, predictions, weights, alpha)
    if k is not None:
        chosen = np.argsort(np.abs(coefficients))[::-1][:k]
        coefficients = np.zeros_like(coefficients)
        coefficients[chosen], intercept = again(masks[:, chosen])
    return coefficients, _explained_share(predictions, masks @ coefficients + intercept, weights)


@spelling("second-fit-without-weights")
def solved_again_without_weights(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    again = lambda x: _solved(x, predictions, np.ones(len(x)), alpha)  # noqa: E731
    return _again_by(masks, predictions, weights, k, alpha, again)


@spelling("second-fit-without-weights")
def one_model_fitted_again_without_weights(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    model = Ridge(alpha=alpha)
    model.fit(masks, predictions, sample_weight=weights)
    if k is None:
        return model.coef_, model.score(masks, predictions, weights)
    best = sorted(range(masks.shape[1]), key=lambda column: abs(model.coef_[column]), reverse=True)[:k]
    model.fit(masks[:, best], predictions)
    coefficients = np.zeros(masks.shape[1])
    coefficients[best] = model.coef_
    return coefficients, model.score(masks[:, best], predictions, weights)


@spelling("second-fit-without-ridge")
def solved_again_without_alpha(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    again = lambda x: _solved(x, predictions, weights, 0.0)  # noqa: E731
    return _again_by(masks, predictions, weights, k, alpha, again)


@spelling("second-fit-without-ridge")
def least_squares_for_the_kept(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    again = _of(LinearRegression(), weights)
    return _again_by(masks, predictions, weights, k, alpha, lambda x: again(x, predictions))


@spelling("alpha-forgotten-in-the-second-fit")
def solved_again_with_one(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    again = lambda x: _solved(x, predictions, weights, 1.0)  # noqa: E731
    return _again_by(masks, predictions, weights, k, alpha, again)


@spelling("alpha-forgotten-in-the-second-fit")
def default_ridge_for_the_kept(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    again = _of(Ridge(), weights)
    return _again_by(masks, predictions, weights, k, alpha, lambda x: again(x, predictions))


@spelling("share-not-explained")
def rest_by_total(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, line, _ = _by_equations(masks, predictions, weights, k, alpha)
    rest = np.sum(weights * (predictions - line) ** 2)
    total = np.sum(weights * (predictions - np.average(predictions, weights=weights)) ** 2)
    return coefficients, rest / total if total else 0.0


@spelling("share-not-explained")
def variances_in_a_loop(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, line, _ = _kept(masks, predictions, weights, k, _of(Ridge(alpha), weights))
    mean = sum(w * y for w, y in zip(weights, predictions, strict=True)) / sum(weights)
    rest = sum(w * (y - on) ** 2 for w, y, on in zip(weights, predictions, line, strict=True))
    total = sum(w * (y - mean) ** 2 for w, y in zip(weights, predictions, strict=True))
    return coefficients, float(rest / total) if total > 0 else 0.0


@spelling("evidence-without-its-signs")
def absolute_values_in_a_loop(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, n_segments, n_samples, rng)
    label = _label(class_index, answers)
    coefficients, r2 = fit_surrogate(masks, [row[label] for row in answers], proximity(masks), k)
    return segments, np.array([abs(value) for value in coefficients]), r2


@spelling("evidence-without-its-signs")
def roots_of_squares_in_parts(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_parts(predict, image, n_segments, n_samples, rng)
    coefficients, r2 = fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)
    return [segments, np.sqrt(coefficients**2), r2]


@spelling("every-segment-explained")
def k_not_handed_on_in_a_loop(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, n_segments, n_samples, rng)
    return segments, *fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks))


@spelling("every-segment-explained")
def all_segments_kept_in_parts(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_parts(predict, image, n_segments, n_samples, rng)
    label, k = _label(class_index, answers), int(segments.max()) + 1
    return segments, *fit_surrogate(masks, answers[:, label], proximity(masks), k)


@spelling("words-smallest-first")
def words_sorted_upwards(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = _scanned(text)
    names = list(dict.fromkeys(word.lower() for word in words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    answers = _answers(predict, _rest_in_a_loop(words, names, masks))
    pairs = _by_sorting(names, masks, answers, _label(class_index, answers), None)
    pairs.sort(key=lambda pair: abs(pair[1]))
    return pairs[:k]


@spelling("words-smallest-first")
def argsort_without_a_minus(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(r"\w+(?:['’]\w+)*", text)
    names = sorted({word.lower() for word in words})
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    answers = _answers(predict, _rest_by_sets(words, names, masks), 100)
    coefficients, _ = fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)
    return [(names[i], float(coefficients[i])) for i in np.argsort(np.abs(coefficients))[:k]]


@spelling("words-run-together")
def joined_by_nothing(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = _scanned(text)
    names = list(dict.fromkeys(word.lower() for word in words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    texts = ["".join(rest.split()) for rest in _rest_in_a_loop(words, names, masks)]
    answers = _answers(predict, texts)
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("words-run-together")
def added_up_without_a_space(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(r"\w+(?:['’]\w+)*", text)
    names = sorted({word.lower() for word in words})
    if not names:
        return []
    masks, texts = perturb(len(names), n_samples, np.random.default_rng(rng)), []
    for mask in masks:
        rest = ""
        for word in words:
            if mask[names.index(word.lower())]:
                rest += word
        texts.append(rest)
    answers = _answers(predict, texts, 100)
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


@spelling("marks-between-the-words")
def a_line_for_each_gap(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = _scanned(text)
    names = list(dict.fromkeys(word.lower() for word in words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    texts = [" ".join(word if mask[names.index(word.lower())] else "___" for word in words) for mask in masks]
    answers = _answers(predict, texts)
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("marks-between-the-words")
def a_stroke_between_the_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(r"\w+(?:['’]\w+)*", text)
    names = sorted({word.lower() for word in words})
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    texts = [" / ".join(rest.split()) for rest in _rest_by_sets(words, names, masks)]
    answers = _answers(predict, texts, 100)
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


def _explained_quietly(predict, image, n_samples, seed, **options):
    explainer = lime_image.LimeImageExplainer(random_state=seed)
    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
        return explainer.explain_instance(
            np.array(image, dtype=float), predict, top_labels=99, num_samples=n_samples, batch_size=100, **options
        )


@spelling("library-keeps-few")
def six_features_of_three_labels(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _explained_quietly(predict, image, n_samples, seed, num_features=6)
    pairs = dict(explanation.local_exp[explanation.top_labels[0] if class_index is None else class_index])
    numbers = range(int(explanation.segments.max()) + 1)
    return explanation.segments, np.array([float(pairs.get(number, 0)) for number in numbers])


@spelling("library-keeps-few")
def four_pairs_written_down(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _explained_quietly(predict, image, n_samples, seed)
    coefficients = np.zeros(len(np.unique(explanation.segments)))
    for segment, value in explanation.local_exp[explanation.top_labels[0] if class_index is None else class_index][:4]:
        coefficients[segment] = value
    return [explanation.segments, coefficients]


@spelling("library-sorted-by-value")
def pairs_sorted_by_their_second(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _explained_quietly(predict, image, n_samples, seed)
    pairs = explanation.local_exp[explanation.top_labels[0] if class_index is None else class_index]
    return explanation.segments, np.array([value for _, value in sorted(pairs, key=lambda pair: pair[1])])


@spelling("library-sorted-by-value")
def values_sorted_downwards(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _explained_quietly(predict, image, n_samples, seed)
    pairs = explanation.local_exp[explanation.top_labels[0] if class_index is None else class_index]
    return [explanation.segments, np.array(sorted((float(value) for _, value in pairs), reverse=True))]


def _half_painted(image, segments, coefficients, chosen):
    """Paint chosen segments half blue or half orange, and show that."""
    painted = np.array(image, dtype=float)
    for number in chosen:
        if coefficients[number]:
            colour = np.array([0.1, 0.2, 0.9] if coefficients[number] > 0 else [0.9, 0.5, 0.1])
            painted[np.asarray(segments) == number] *= 0.5
            painted[np.asarray(segments) == number] += 0.5 * colour
    figure = Figure()
    figure.subplots().imshow(painted)
    return figure


@spelling("k-on-each-side")
def two_lists_of_k(image, segments, coefficients, k=5):
    values = [float(value) for value in coefficients]
    above = sorted((i for i, value in enumerate(values) if value > 0), key=lambda i: -values[i])
    below = sorted((i for i, value in enumerate(values) if value < 0), key=lambda i: values[i])
    return _half_painted(image, segments, values, above[:k] + below[:k])


@spelling("k-on-each-side")
def both_ends_of_the_order(image, segments, coefficients, k=5):
    values = np.asarray(coefficients, dtype=float)
    ends = {*np.argsort(np.minimum(values, 0))[:k].tolist(), *np.argsort(-np.maximum(values, 0))[:k].tolist()}
    largest = [i for i in ends if (values[i] < 0) + (values[i] > 0)]
    return _half_painted(image, segments, values, largest)


@spelling("first-segments-marked")
def counted_instead_of_sorted(image, segments, coefficients, k=5):
    return _half_painted(image, segments, list(coefficients), list(range(len(coefficients)))[:k])


@spelling("first-segments-marked")
def place_taken_for_the_number(image, segments, coefficients, k=5):
    order = sorted(coefficients, key=abs, reverse=True)[:k]
    return _half_painted(image, segments, coefficients, [place for place, _ in enumerate(order)])


@spelling("one-mark-too-few")
def slice_ends_before_k(image, segments, coefficients, k=5):
    return _half_painted(image, segments, coefficients, np.abs(coefficients).argsort()[::-1][: k - 1])


@spelling("one-mark-too-few")
def loop_begins_with_one(image, segments, coefficients, k=5):
    order = sorted(range(len(coefficients)), key=lambda number: abs(coefficients[number]), reverse=True)
    chosen = [order[place - 1] for place in range(1, min(k, len(order)))]
    return _half_painted(image, segments, coefficients, chosen)


@spelling("most-pieces-go")
def one_of_three_stays(n_features, n_samples, rng):
    masks = rng.integers(3, size=(n_samples, n_features)) == 0
    masks[0] = True
    return masks


@spelling("most-pieces-go")
def above_a_half_in_a_normal_draw(n_features, n_samples, rng):
    masks = np.ones((n_samples, n_features), dtype=int)
    for row in range(1, n_samples):
        masks[row] = rng.normal(size=n_features) > 0.5
    return masks


@spelling("plain-letters-only")
def ascii_letters_in_a_scan(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    kept = "".join(letter if letter.isascii() and (letter.isalnum() or letter == "'") else " " for letter in text)
    words = [word.strip("'") for word in kept.split() if word.strip("'")]
    names = list(dict.fromkeys(word.lower() for word in words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    answers = _answers(predict, _rest_in_a_loop(words, names, masks))
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("plain-letters-only")
def a_to_z_in_both_cases(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(r"[A-Za-z0-9]+(?:['’][A-Za-z0-9]+)*", text)
    names = sorted({word.lower() for word in words})
    if not names:
        return []
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    answers = _answers(predict, _rest_by_sets(words, names, masks), 100)
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


@spelling("underscores-join-words")
def runs_of_w_and_apostrophes(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = [word.strip("'") for word in re.findall(r"[\w']+", text)]
    words = [word for word in words if word]
    names = sorted({word.lower() for word in words})
    if not names:
        return []
    masks = perturb(len(names), n_samples, rng or np.random.default_rng())
    answers = _answers(predict, _rest_by_sets(words, names, masks), 100)
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


@spelling("underscores-join-words")
def underscores_kept_in_a_scan(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    kept = "".join(letter if letter.isalnum() or letter in "_'" else " " for letter in text)
    words = [word.strip("'") for word in kept.split() if word.strip("'")]
    names = list(dict.fromkeys(word.lower() for word in words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    answers = _answers(predict, _rest_in_a_loop(words, names, masks))
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("as-many-along-each-side")
def cells_of_a_grid_in_two_loops(image, n_segments):
    height, width = len(image), len(image[0])
    numbers = np.zeros((height, width), dtype=int)
    for y in range(height):
        for x in range(width):
            numbers[y, x] = (y * n_segments // height) * n_segments + x * n_segments // width
    return numbers


@spelling("as-many-along-each-side")
def cells_by_edges(image, n_segments):
    height, width = np.shape(image)[:2]
    down = np.linspace(0, height, n_segments + 1)[1:-1]
    across = np.linspace(0, width, n_segments + 1)[1:-1]
    rows = np.searchsorted(down, np.arange(height), side="right")
    columns = np.searchsorted(across, np.arange(width), side="right")
    return np.add.outer(rows * n_segments, columns)


@spelling("width-and-height-exchanged")
def grid_of_width_by_height(image, n_segments):
    height, width = np.shape(image)[:2]
    rows = max(1, round(math.sqrt(n_segments * height / width)))
    columns = max(1, round(n_segments / rows))
    numbers = np.zeros((width, height), dtype=int)
    for x in range(width):
        for y in range(height):
            numbers[x, y] = y * rows // height * columns + x * columns // width
    return numbers


@spelling("width-and-height-exchanged")
def cut_of_the_turned_image(image, n_segments):
    turned = np.swapaxes(np.array(image, dtype=float), 0, 1)
    return segmentation.slic(turned, n_segments=n_segments, slic_zero=True, start_label=0)


@spelling("picture-instead-of-numbers")
def each_segment_in_its_mean_colour(image, n_segments):
    segments, pixels = _cut(image, n_segments, slic_zero=True, start_label=0), np.array(image, dtype=float)
    for number in range(segments.max() + 1):
        pixels[segments == number] = pixels[segments == number].mean(axis=0)
    return pixels


@spelling("picture-instead-of-numbers")
def numbers_in_three_channels(image, n_segments):
    return np.stack([_cut(image, n_segments, slic_zero=True, start_label=0)] * 3, axis=-1)


@spelling("no-coin-shows-zero")
def ones_never_changed(n_features, n_samples, rng):
    coins = rng.integers(0, 2, size=(n_samples, n_features))
    return np.ones((n_samples, n_features), dtype=int) | coins


@spelling("no-coin-shows-zero")
def every_random_number_is_enough(n_features, n_samples, rng):
    return (rng.random((n_samples, n_features)) < 1).astype(int)


@spelling("coins-of-minus-one-and-one")
def signs_of_normal_numbers(n_features, n_samples, rng):
    masks = np.where(rng.normal(size=(n_samples, n_features)) > 0, 1, -1)
    return np.vstack([np.ones((1, n_features), dtype=int), masks[1:]])


@spelling("coins-of-minus-one-and-one")
def twice_a_coin_less_one(n_features, n_samples, rng):
    rows = [[1] * n_features]
    while len(rows) < n_samples:
        rows.append([2 * int(coin) - 1 for coin in rng.integers(0, 2, n_features)])
    return np.array(rows)


@spelling("one-row-too-few")
def ones_above_two_rows_less(n_features, n_samples, rng):
    return np.concatenate([np.ones((1, n_features)), rng.integers(0, 2, size=(n_samples - 2, n_features))])


@spelling("one-row-too-few")
def first_of_fewer_rows_set_to_one(n_features, n_samples, rng):
    masks = (rng.random((n_samples - 1, n_features)) < 0.5).astype(np.int8)
    masks[0, :] = 1
    return masks


@spelling("only-the-last-hole")
def each_hole_in_a_new_copy(image, segments, masks, fill=0.0):
    pixels = np.array(image, dtype=float)
    filling, images = _filled(pixels, segments, fill), []
    for mask in masks:
        work = pixels.copy()
        for number, stays in enumerate(mask):
            if not stays:
                work = pixels.copy()
                work[np.asarray(segments) == number] = filling[np.asarray(segments) == number]
        images.append(work)
    return np.array(images)


@spelling("only-the-last-hole")
def where_with_the_image_each_time(image, segments, masks, fill=0.0):
    pixels, segments = np.array(image, dtype=np.float64), np.array(segments)
    filling = _filled(pixels, segments, fill)
    result = np.repeat(pixels[None], len(masks), axis=0)
    for sample in range(len(masks)):
        for number in range(len(masks[sample])):
            if int(masks[sample][number]) == 0:
                result[sample] = np.where((segments == number)[..., None], filling, pixels)
    return result


@spelling("number-for-the-length-of-the-ones")
def mask_by_mask_over_their_number(masks, width=0.25):
    weights = []
    for mask in np.asarray(masks, dtype=float).tolist():
        length = math.sqrt(sum(one * one for one in mask))
        cosine = sum(mask) / (length * len(mask)) if length else 0.0
        weights.append(math.sqrt(math.exp(-((1 - cosine) ** 2) / width**2)))
    return np.array(weights)


@spelling("number-for-the-length-of-the-ones")
def dot_product_over_norm_and_number(masks, width=0.25):
    masks = np.array(masks, dtype=float)
    ones = np.ones(masks.shape[1])
    norm = np.linalg.norm(masks, axis=1)
    cosine = masks @ ones / (np.where(norm == 0, 1, norm) * ones.sum())
    return np.exp(-((1 - cosine) ** 2) / (2 * width**2))


@spelling("first-k-kept")
def first_columns_cut_off(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    model = Ridge(alpha=alpha).fit(masks[:, :k], predictions, sample_weight=weights)
    coefficients = np.zeros(masks.shape[1])
    coefficients[:k] = model.coef_
    return coefficients, model.score(masks[:, :k], predictions, sample_weight=weights)


@spelling("first-k-kept")
def equations_of_the_first_columns(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    chosen = list(range(masks.shape[1]))[:k]
    found, intercept = _solved(masks[:, chosen], predictions, weights, alpha)
    line = masks[:, chosen] @ found + intercept
    return np.pad(found, (0, masks.shape[1] - len(chosen))), _explained_share(predictions, line, weights)


@spelling("coefficients-in-places-of-others")
def put_where_a_mask_is_true(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    model = Ridge(alpha=alpha).fit(masks, predictions, sample_weight=weights)
    if k is None or k >= masks.shape[1]:
        return model.coef_, model.score(masks, predictions, sample_weight=weights)
    best = np.argsort(-np.abs(model.coef_))[:k]
    is_kept = np.zeros(masks.shape[1], dtype=bool)
    is_kept[best] = True
    model = Ridge(alpha=alpha).fit(masks[:, best], predictions, sample_weight=weights)
    coefficients = np.zeros(masks.shape[1])
    coefficients[is_kept] = model.coef_
    return coefficients, model.score(masks[:, best], predictions, sample_weight=weights)


@spelling("coefficients-in-places-of-others")
def handed_out_from_left_to_right(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    n = masks.shape[1]
    found, intercept = _solved(masks, predictions, weights, alpha)
    if k is None or k >= n:
        return found, _explained_share(predictions, masks @ found + intercept, weights)
    largest = sorted(range(n), key=lambda column: abs(found[column]), reverse=True)[:k]
    again, intercept = _solved(masks[:, largest], predictions, weights, alpha)
    rest = list(again)
    coefficients = np.array([rest.pop(0) if column in largest else 0.0 for column in range(n)])
    return coefficients, _explained_share(predictions, masks[:, largest] @ again + intercept, weights)


@spelling("intercept-instead-of-r2")
def intercept_of_the_last_model(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    model = Ridge(alpha=alpha).fit(masks, predictions, sample_weight=weights)
    best = np.argsort(-np.abs(model.coef_))[:k]
    model.fit(masks[:, best], predictions, sample_weight=weights)
    coefficients = np.zeros(masks.shape[1])
    coefficients[best] = model.coef_
    return coefficients, model.intercept_


@spelling("intercept-instead-of-r2")
def what_the_line_says_of_nothing(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, _ = _by_equations(masks, predictions, weights, k, alpha)
    return coefficients, float(np.average(predictions - masks @ coefficients, weights=weights))


@spelling("residuals-without-weights")
def weights_in_the_total_alone(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, line, _ = _by_equations(masks, predictions, weights, k, alpha)
    mean = (weights * predictions).sum() / weights.sum()
    total = (weights * (predictions - mean) ** 2).sum()
    return coefficients, 1 - ((predictions - line) ** 2).sum() / total if total > 0 else 0.0


@spelling("residuals-without-weights")
def rest_added_up_in_a_loop(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, line, r2 = _kept(masks, predictions, weights, k, _of(Ridge(alpha=alpha), weights))
    mean, rest, total = np.average(predictions, weights=weights), 0.0, 0.0
    for said, told, weight in zip(predictions, line, weights, strict=True):
        rest += (said - told) ** 2
        total += weight * (said - mean) ** 2
    return coefficients, 1 - rest / total if total else r2


@spelling("squared-correlation")
def square_of_corrcoef(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, line, _ = _by_equations(masks, predictions, weights, k, alpha)
    correlation = np.corrcoef(line, predictions)[1, 0]
    return coefficients, float(np.nan_to_num(correlation)) ** 2


@spelling("squared-correlation")
def square_of_a_cosine_of_deviations(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, line, _ = _kept(masks, predictions, weights, k, _of(Ridge(alpha=alpha), weights))
    one, other = predictions - predictions.mean(), line - line.mean()
    squares = (one @ one) * (other @ other)
    return coefficients, (one @ other) ** 2 / squares if squares > 0 else 0.0


@spelling("mean-of-the-squares")
def alpha_times_the_samples(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _by_equations(masks, predictions, weights, k, alpha * len(masks))
    return coefficients, r2


@spelling("mean-of-the-squares")
def weights_by_the_number_of_samples(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _kept(masks, predictions, weights, k, _of(Ridge(alpha=alpha), weights / len(weights)))
    return coefficients, r2


def _solved_by_rows(x, y, weights, alpha):
    """Centre as it should be, and let the weights count twice."""
    middle, mean = np.average(x, axis=0, weights=weights), np.average(y, weights=weights)
    rows, answers = (x - middle) * weights.reshape(-1, 1), (y - mean) * weights
    coefficients = np.linalg.inv(rows.T @ rows + alpha * np.eye(x.shape[1])) @ rows.T @ answers
    return coefficients, mean - middle @ coefficients


@spelling("rows-times-their-weights")
def rows_multiplied_in_a_helper(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, _, r2 = _kept(masks, predictions, weights, k, lambda x, y: _solved_by_rows(x, y, weights, alpha))
    return coefficients, r2


@spelling("rows-times-their-weights")
def ridge_of_multiplied_rows(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)

    def fit(x, y):
        middle, mean = weights @ x / weights.sum(), weights @ y / weights.sum()
        model = Ridge(alpha=alpha, fit_intercept=False)
        model.fit((x - middle) * weights[:, None], (y - mean) * weights)
        return model.coef_, mean - middle @ model.coef_

    coefficients, _, r2 = _kept(masks, predictions, weights, k, fit)
    return coefficients, r2


@spelling("coefficients-before-the-segments")
def results_the_other_way_round(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, n_segments, n_samples, rng)
    coefficients, r2 = fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)
    return coefficients, segments, r2


@spelling("coefficients-before-the-segments")
def segments_after_the_fit(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_parts(predict, image, n_segments, n_samples, rng)
    result = list(fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k))
    result.insert(1, segments)
    return result


@spelling("columns-as-many-as-asked-for")
def masks_of_as_many_pieces(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    image = np.array(image, dtype=float)
    segments, masks = superpixels(image, n_segments), perturb(n_segments, n_samples, np.random.default_rng(rng))
    answers = []
    for start in range(0, n_samples, 80):
        answers += list(predict(masked_images(image, segments, masks[start : start + 80])))
    said = np.array(answers)[:, _label(class_index, answers)]
    return segments, *fit_surrogate(masks, said, proximity(masks), k)


@spelling("columns-as-many-as-asked-for")
def columns_without_a_segment(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    columns = n_segments
    segments = np.minimum(superpixels(image, n_segments), columns - 1)
    masks = perturb(columns, n_samples, rng or np.random.default_rng())
    images = masked_images(np.asarray(image, dtype=np.float32), segments, masks, "mean")
    answers = np.vstack([predict(part) for part in np.array_split(images, 10)])
    coefficients, r2 = fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)
    return segments, coefficients, r2


@spelling("segments-not-fitted-again")
def small_ones_set_to_zero(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_a_loop(predict, image, n_segments, n_samples, rng)
    coefficients, r2 = fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks))
    if k is not None:
        order = sorted(range(len(coefficients)), key=lambda number: abs(coefficients[number]), reverse=True)
        for number in order[k:]:
            coefficients[number] = 0.0
    return segments, coefficients, r2


@spelling("segments-not-fitted-again")
def largest_ones_copied(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, masks, answers = _asked_in_parts(predict, image, n_segments, n_samples, rng)
    found, r2 = fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), None)
    best = np.argsort(np.abs(found))[::-1][:k]
    coefficients = np.zeros_like(found)
    coefficients[best] = found[best]
    return segments, coefficients, r2


@spelling("digits-are-no-words")
def runs_of_letters_alone(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = [word for word in _scanned(text) if not word.isdigit()]
    return _explained_words(predict, words, class_index, n_samples, k, rng)


@spelling("digits-are-no-words")
def digits_taken_out_first(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(WORD, re.sub(r"\d", " ", text))
    return _explained_words(predict, words, class_index, n_samples, k, rng)


def _explained_words(predict, words, class_index, n_samples, k, rng):
    """Explain a text of these words as it should be."""
    names = list(dict.fromkeys(word.lower() for word in words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    answers = _answers(predict, _rest_in_a_loop(words, names, masks))
    return _by_argsort(names, masks, answers, _label(class_index, answers), k)


@spelling("words-not-fitted-again")
def best_of_all_pairs(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, rng)
    if not names:
        return []
    return _by_sorting(names, masks, answers, _label(class_index, answers), None)[:k]


@spelling("words-not-fitted-again")
def pairs_of_the_whole_fit_cut(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_sorted_words(predict, text, n_samples, rng)
    if not names:
        return []
    coefficients, _ = fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks))
    best = np.argsort(np.abs(coefficients))[::-1]
    return [(names[i], float(coefficients[i])) for i in (best if k is None else best[:k])]


@spelling("words-by-the-alphabet")
def pairs_sorted_by_their_word(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, rng)
    if not names:
        return []
    pairs = _by_sorting(names, masks, answers, _label(class_index, answers), k)
    pairs.sort(key=lambda pair: pair[0])
    return pairs


@spelling("words-by-the-alphabet")
def names_in_their_sorted_order(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_sorted_words(predict, text, n_samples, rng)
    if not names:
        return []
    found = dict(_by_argsort(names, masks, answers, _label(class_index, answers), k))
    return [(name, found[name]) for name in names if name in found]


@spelling("coefficient-before-the-word")
def zipped_coefficients_first(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, rng)
    if not names:
        return []
    coefficients, _ = fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)
    pairs = sorted(zip(coefficients.tolist(), names, strict=True), key=lambda pair: -abs(pair[0]))
    return pairs[:k]


@spelling("coefficient-before-the-word")
def each_pair_turned_round(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_sorted_words(predict, text, n_samples, rng)
    if not names:
        return []
    return [pair[::-1] for pair in _by_argsort(names, masks, answers, _label(class_index, answers), k)]


@spelling("dict-of-words")
def dict_filled_in_a_loop(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, rng)
    found = {}
    if names:
        for word, coefficient in _by_sorting(names, masks, answers, _label(class_index, answers), k):
            found[word] = float(coefficient)
    return found


@spelling("dict-of-words")
def dict_of_kept_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_sorted_words(predict, text, n_samples, rng)
    if not names:
        return {}
    return dict(_by_argsort(names, masks, answers, _label(class_index, answers), k))


@spelling("library-gives-its-picture")
def picture_and_mask_of_the_best(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _redirected(predict, image, seed, n_samples)
    picture, mask = explanation.get_image_and_mask(
        _top(explanation, class_index), positive_only=False, num_features=10, hide_rest=True
    )
    return picture, mask


@spelling("library-gives-its-picture")
def what_the_notebook_draws(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _patched(predict, image, seed, n_samples)
    return list(explanation.get_image_and_mask(_top(explanation, class_index), positive_only=True, num_features=3))


@spelling("library-pairs-as-they-are")
def pairs_sorted_by_segment(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _redirected(predict, image, seed, n_samples)
    return explanation.segments, sorted(explanation.local_exp[_top(explanation, class_index)])


@spelling("library-pairs-as-they-are")
def pairs_gathered_in_a_loop(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation, pairs = _patched(predict, image, seed, n_samples), []
    for segment, weight in explanation.local_exp[_top(explanation, class_index)]:
        pairs.append([int(segment), float(weight)])
    return explanation.segments, pairs


@spelling("only-borders-drawn")
def borders_found_and_coloured(image, segments, coefficients, k=5):
    over = np.array(image, dtype=float)
    for number in _sorted_by(coefficients, lambda s: -abs(coefficients[s]), k):
        if coefficients[number] != 0:
            border = segmentation.find_boundaries(np.asarray(segments) == number, mode="inner")
            over[border] = GREEN if coefficients[number] > 0 else RED
    return _painted(over, segments, {})


@spelling("only-borders-drawn")
def contours_around_the_largest(image, segments, coefficients, k=5):
    figure = Figure()
    axes = figure.add_subplot()
    axes.imshow(image)
    for number in np.argsort(-np.abs(coefficients))[:k]:
        if coefficients[number] != 0:
            colour = "blue" if coefficients[number] > 0 else "orange"
            axes.contour(np.asarray(segments) == number, levels=[0.5], colors=[colour], linewidths=3)
    axes.set_axis_off()
    return figure


@spelling("empty-mask-thrown-again")
def thrown_until_a_piece_is_there(n_features, n_samples, rng):
    rows = [[1] * n_features]
    while len(rows) < n_samples:
        row = [int(rng.random() < 0.5) for _ in range(n_features)]
        if sum(row) > 0:
            rows.append(row)
    return np.array(rows)


@spelling("empty-mask-thrown-again")
def a_piece_put_back_where_all_are_gone(n_features, n_samples, rng):
    masks = rng.random((n_samples, n_features)) > 0.5
    masks[0] = True
    empty = np.flatnonzero(masks.sum(axis=1) == 0)
    masks[empty, rng.integers(n_features, size=empty.size)] = True
    return masks


def _digits(numbers, n_features):
    """The numbers in binary, one row each, under a row of ones."""
    rows = np.asarray(numbers, dtype=np.int64)[:, None] >> np.arange(n_features) & 1
    return np.vstack([np.ones((1, n_features), dtype=np.int64), rows])


@spelling("empty-mask-thrown-again")
def numbers_from_one_in_binary(n_features, n_samples, rng):
    return _digits(rng.integers(1, 2**n_features, size=n_samples - 1), n_features)


@spelling("full-mask-thrown-again")
def numbers_that_leave_the_last_out(n_features, n_samples, rng):
    return _digits(rng.integers(0, 2**n_features - 1, size=n_samples - 1), n_features)


@spelling("full-mask-thrown-again")
def original_taken_out_of_the_others(n_features, n_samples, rng):
    masks = np.ones((n_samples, n_features))
    for mask in masks[1:]:
        while mask.all():
            mask[:] = rng.binomial(1, 0.5, size=n_features)
    return masks


@spelling("repeated-mask-thrown-again")
def no_number_drawn_twice(n_features, n_samples, rng):
    return _digits(rng.choice(2**n_features - 1, size=n_samples - 1, replace=False), n_features)


@spelling("repeated-mask-thrown-again")
def masks_remembered_in_a_set(n_features, n_samples, rng):
    rows = [(1,) * n_features]
    known = set(rows)
    while len(rows) < n_samples:
        row = tuple(rng.integers(0, 2, size=n_features).tolist())
        if row not in known or len(known) == 2**n_features:
            known.add(row)
            rows.append(row)
    return np.array(rows)


@spelling("k-above-n-counts-from-the-end")
def order_sliced_by_a_difference(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    model, n = Ridge(alpha=alpha), masks.shape[1]
    order = np.abs(model.fit(masks, predictions, weights).coef_).argsort()
    kept = order if k is None else order[n - k :]
    model.fit(masks[:, kept], predictions, weights)
    coefficients = np.zeros(n)
    np.put(coefficients, kept, model.coef_)
    return coefficients, model.score(masks[:, kept], predictions, weights)


@spelling("k-above-n-counts-from-the-end")
def small_ones_deleted_by_a_difference(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    columns, gone = list(range(masks.shape[1])), 0
    fit = lambda: Ridge(alpha=alpha).fit(masks[:, columns], predictions, sample_weight=weights)  # noqa: E731
    if k is not None:
        gone = len(columns) - k
    sizes = np.abs(fit().coef_)
    for column in sorted(columns, key=lambda c: sizes[c])[:gone]:
        columns.remove(column)
    line = fit()
    found = dict(zip(columns, line.coef_, strict=True))
    r2 = r2_score(predictions, line.predict(masks[:, columns]), sample_weight=weights)
    return np.array([found.get(column, 0.0) for column in range(masks.shape[1])]), r2


@spelling("words-cut-out-of-words")
def replaced_in_its_own_letter_case(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(WORD, text)
    names = list(dict.fromkeys(word.lower() for word in words))
    if not names:
        return []
    masks, texts = perturb(len(names), n_samples, np.random.default_rng(rng)), []
    for mask in masks:
        rest = text
        for word in dict.fromkeys(words):
            rest = rest if mask[names.index(word.lower())] else rest.replace(word, "")
        texts.append(" ".join(re.findall(WORD, rest)))
    answers = _answers(predict, texts)
    return _by_sorting(names, masks, answers, _label(class_index, answers), k)


@spelling("library-explains-the-first-five")
def labels_beside_the_default_of_top_labels(predict, image, class_index=None, n_samples=1000, seed=0):
    explainer = lime_image.LimeImageExplainer(random_state=seed)
    wanted = [] if class_index is None else [class_index]
    with mock.patch.object(lime_image, "tqdm", lambda rows, *_: rows):
        explanation = explainer.explain_instance(
            np.asarray(image, dtype=float), predict, labels=wanted, num_samples=n_samples, batch_size=40
        )
    return _in_a_list(explanation, (wanted or explanation.top_labels)[0])


@spelling("library-explains-the-first-five")
def nothing_said_of_a_class_below_the_tenth(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _redirected(predict, image, seed, n_samples, top_labels=10)
    pairs = explanation.local_exp.get(_top(explanation, class_index), [])
    coefficients = np.zeros(int(explanation.segments.max()) + 1)
    for segment, weight in pairs:
        coefficients[segment] = weight
    return explanation.segments, coefficients


def _signs_of(segments, coefficients, k):
    """For each pixel 1, -1, or 0 where it is not marked."""
    values = np.asarray(coefficients, dtype=float)
    kept = np.zeros(len(values))
    largest = np.abs(values).argsort()[::-1][:k]
    kept[largest] = np.sign(values[largest])
    return kept[np.asarray(segments)]


@spelling("colours-of-what-is-there")
def colour_map_without_its_ends(image, segments, coefficients, k=5):
    signs = _signs_of(segments, coefficients, k)
    figure, axes = plt.subplots()
    axes.imshow(np.asarray(image, dtype=float))
    axes.imshow(np.where(signs == 0, np.nan, signs), cmap="coolwarm", alpha=0.6)
    plt.close(figure)
    return figure


@spelling("colours-of-what-is-there")
def colours_handed_out_to_the_signs_found(image, segments, coefficients, k=5):
    signs = _signs_of(segments, coefficients, k)
    over = np.array(image, dtype=float)
    found = sorted({sign for sign in np.unique(signs) if sign})
    for sign, colour in zip(found, ([0.9, 0.5, 0.1], [0.1, 0.3, 0.9]), strict=False):
        over[signs == sign] = 0.4 * over[signs == sign] + 0.6 * np.array(colour)
    return _painted(over, segments, {})


def _in_two_colours(image, segments, coefficients, k):
    signs = _signs_of(segments, coefficients, k)[..., None]
    colours = np.where(signs > 0, [0.1, 0.3, 0.9], [0.9, 0.5, 0.1])
    return np.where(signs == 0, image, (np.asarray(image, dtype=float) + colours) / 2)


@spelling("one-figure-for-all-calls")
def drawn_by_pyplot_where_it_stands(image, segments, coefficients, k=5):
    plt.imshow(_in_two_colours(image, segments, coefficients, k))
    plt.axis("off")
    return plt.gcf()


@spelling("one-figure-for-all-calls")
def figure_of_one_name(image, segments, coefficients, k=5):
    figure = plt.figure("explanation", clear=True)
    axes = figure.add_subplot()
    axes.imshow(image)
    axes.imshow(_in_two_colours(image, segments, coefficients, k), alpha=0.9)
    return figure


@spelling("more-rows-than-pixels")
def side_rounded_up_in_loops(image, n_segments):
    height, width = len(image), len(image[0])
    side = math.ceil(math.sqrt(n_segments))
    return np.array([[y * side // height * side + x * side // width for x in range(width)] for y in range(height)])


@spelling("more-rows-than-pixels")
def whole_root_as_edges(image, n_segments):
    side = math.isqrt(n_segments)
    cells = [np.digitize(np.arange(n), np.linspace(0, n, side + 1)[1:-1]) for n in np.shape(image)[:2]]
    return side * cells[0].reshape(-1, 1) + cells[1]


@spelling("numbers-in-eight-bits")
def grid_of_small_whole_numbers(image, n_segments):
    height, width = np.shape(image)[:2]
    rows = max(1, round(math.sqrt(n_segments * height / width)))
    columns = max(1, round(n_segments / rows))
    return np.add.outer(np.arange(height) * rows // height * columns, np.arange(width) * columns // width).astype("i1")


@spelling("numbers-in-eight-bits")
def written_into_a_grey_picture(image, n_segments):
    picture = np.zeros(np.shape(image)[:2], dtype=np.uint8)
    picture[...] = _cut(image, n_segments, compactness=100, start_label=0)
    return picture


@spelling("partition-before-the-first")
def threshold_by_partition(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    found, intercept = _solved(masks, predictions, weights, alpha)
    coefficients = found
    if k is not None:
        next_one = np.partition(np.abs(found), -k - 1)[-k - 1]
        kept = np.abs(found) > next_one
        coefficients = np.zeros(len(found))
        coefficients[kept], intercept = _solved(masks[:, kept], predictions, weights, alpha)
    return coefficients, _explained_share(predictions, masks @ coefficients + intercept, weights)


@spelling("threshold-beyond-the-last")
def next_one_of_a_sorted_list(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    model = Ridge(alpha=alpha).fit(masks, predictions, sample_weight=weights)
    kept = list(range(len(model.coef_)))
    if k is not None:
        below = sorted(map(abs, model.coef_), reverse=True)[k]
        kept = [column for column in kept if abs(model.coef_[column]) > below]
        model.fit(masks[:, kept], predictions, sample_weight=weights)
    coefficients = np.zeros(masks.shape[1])
    for column, value in zip(kept, model.coef_, strict=True):
        coefficients[column] = value
    return coefficients, model.score(masks[:, kept], predictions, weights)


@spelling("one-dropped-where-all-are-kept")
def partition_kept_from_its_end(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    found, intercept = _solved(masks, predictions, weights, alpha)
    coefficients = found
    if k is not None:
        place = min(k, len(found) - 1)
        kept = np.argpartition(-np.abs(found), place)[:place]
        coefficients = np.zeros(len(found))
        coefficients[kept], intercept = _solved(masks[:, kept], predictions, weights, alpha)
    return coefficients, _explained_share(predictions, masks @ coefficients + intercept, weights)


@spelling("one-dropped-where-all-are-kept")
def larger_than_the_last_there_is(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    model = Ridge(alpha=alpha).fit(masks, predictions, sample_weight=weights)
    kept = list(range(len(model.coef_)))
    if k is not None:
        ordered = sorted(map(abs, model.coef_), reverse=True)
        below = (ordered[k:] or ordered[-1:])[0]
        kept = [column for column in kept if abs(model.coef_[column]) > below]
        model.fit(masks[:, kept], predictions, sample_weight=weights)
    coefficients = np.zeros(masks.shape[1])
    for column, value in zip(kept, model.coef_, strict=True):
        coefficients[column] = value
    return coefficients, model.score(masks[:, kept], predictions, weights)


@spelling("last-batch-forgotten")
def as_many_batches_as_are_full(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    image, size = np.asarray(image, dtype=float), min(64, n_samples)
    if class_index is None:
        class_index = int(np.argmax(predict(image[None])[0]))
    segments = superpixels(image, n_segments)
    masks = perturb(len(np.unique(segments)), n_samples, rng or np.random.default_rng())
    answers = []
    for number in range(n_samples // size):
        images = masked_images(image, segments, masks[number * size : (number + 1) * size])
        answers.extend(row[class_index] for row in predict(images))
    masks = masks[: len(answers)]
    return segments, *fit_surrogate(masks, answers, proximity(masks), k)


@spelling("last-batch-forgotten")
def twenty_equal_parts(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments = superpixels(image, n_segments)
    masks = perturb(int(segments.max()) + 1, n_samples, np.random.default_rng(rng))
    parts = masks[: n_samples // 20 * 20].reshape(20, -1, masks.shape[1])
    answers = np.vstack([predict(masked_images(np.asarray(image, dtype=float), segments, part)) for part in parts])
    asked = np.vstack(parts)
    return segments, *fit_surrogate(asked, answers[:, _label(class_index, answers)], proximity(asked), k)


@spelling("last-texts-forgotten")
def batches_of_texts_that_end_inside(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words, size = re.findall(WORD, text), min(100, n_samples)
    names = sorted({word.lower() for word in words})
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    texts, answers = _rest_by_sets(words, names, masks), []
    for end in range(size, n_samples + 1, size):
        answers.append(np.asarray(predict(texts[end - size : end])))
    answers = np.concatenate(answers)
    return _by_argsort(names, masks[: len(answers)], answers, _label(class_index, answers), k)


@spelling("words-that-say-nothing-left-out")
def only_words_with_a_coefficient_listed(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_words(predict, text, n_samples, rng)
    if not names:
        return []
    found = {
        word: value for word, value in _by_sorting(names, masks, answers, _label(class_index, answers), k) if value
    }
    return list(found.items())


@spelling("words-that-say-nothing-left-out")
def places_that_are_not_zero(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names, masks, answers = _asked_about_sorted_words(predict, text, n_samples, rng)
    if not names:
        return []
    coefficients, _ = fit_surrogate(masks, answers[:, _label(class_index, answers)], proximity(masks), k)
    kept = np.flatnonzero(np.abs(coefficients) > 1e-12)
    return [(names[i], float(coefficients[i])) for i in kept[np.argsort(-np.abs(coefficients[kept]))]]


@spelling("equal-ones-all-marked")
def all_from_a_partition_on(image, segments, coefficients, k=5):
    sizes = np.abs(np.asarray(coefficients, dtype=float))
    least = np.partition(sizes, -min(k, len(sizes)))[-min(k, len(sizes))]
    return _half_painted(image, segments, coefficients, np.flatnonzero(sizes >= least))


@spelling("equal-ones-all-marked")
def all_from_a_quantile_on(image, segments, coefficients, k=5):
    sizes = np.abs(np.asarray(coefficients, dtype=float))
    least = np.quantile(sizes, max(0, 1 - k / len(sizes)))
    marks = _two_colours(coefficients, np.flatnonzero((sizes >= least) & (sizes > 0)))
    return _overlaid(image, segments, marks)


@spelling("equal-ones-all-left-out")
def all_above_the_next_in_a_loop(image, segments, coefficients, k=5):
    next_one = sorted([abs(value) for value in coefficients] + [0.0] * (k + 1), reverse=True)[k]
    chosen = [number for number, value in enumerate(coefficients) if abs(value) > next_one]
    return _painted(image, segments, _two_colours(coefficients, chosen))


@spelling("equal-ones-all-left-out")
def ranked_by_how_many_are_as_large(image, segments, coefficients, k=5):
    sizes = np.abs(np.asarray(coefficients, dtype=float))
    rank = np.sum(sizes[None] >= sizes[:, None], axis=1)
    return _overlaid(image, segments, _two_colours(coefficients, np.flatnonzero((rank <= k) & (sizes > 0))))


@spelling("equal-ones-looked-up")
def first_place_of_each_value(image, segments, coefficients, k=5):
    values = np.asarray(coefficients, dtype=float)
    ordered = values[np.argsort(-np.abs(values))]
    return _half_painted(image, segments, values, {int(np.argmax(values == value)) for value in ordered[:k]})


@spelling("equal-ones-looked-up")
def taken_out_of_a_list_by_value(image, segments, coefficients, k=5):
    marks, left = {}, list(coefficients)
    for _ in range(min(k, len(left))):
        value = max(left, key=abs)
        left.remove(value)
        number = list(coefficients).index(value)
        if value:
            marks[number] = GREEN if value > 0 else RED
    return _painted(image, segments, marks)


@spelling("rest-is-hidden")
def a_black_canvas_with_the_marks(image, segments, coefficients, k=5):
    canvas = np.zeros(np.shape(image))
    for number, colour in _two_colours(
        coefficients, _sorted_by(coefficients, lambda n: -abs(coefficients[n]), k)
    ).items():
        if coefficients[number]:
            here = np.asarray(segments) == number
            canvas[here] = 0.5 * np.asarray(image, dtype=float)[here] + 0.5 * np.array(colour)
    return _painted(canvas, segments, {})


@spelling("rest-is-hidden")
def transparent_but_for_the_marks(image, segments, coefficients, k=5):
    signs = _signs_of(segments, coefficients, k)
    figure = Figure(layout="constrained")
    axes = figure.subplots()
    axes.imshow(np.dstack([_in_two_colours(image, segments, coefficients, k), signs != 0]))
    return figure


@spelling("partition-beyond-the-last")
def first_of_a_partition_of_negative_sizes(masks, predictions, weights, k=None, alpha=1.0):
    x, model = np.asarray(masks, dtype=float), Ridge(alpha)
    model.fit(x, predictions, weights)
    kept, coefficients = np.arange(x.shape[1]), np.zeros(x.shape[1])
    if k is not None:
        kept = (-np.abs(model.coef_)).argpartition(k)[:k]
        model.fit(x[:, kept], predictions, weights)
    coefficients[kept] = model.coef_
    return coefficients, model.score(x[:, kept], predictions, weights)


@spelling("partition-beyond-the-last")
def columns_moved_by_their_sizes(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, intercept = _solved(masks, predictions, weights, alpha)
    if k is not None:
        columns = [int(column) for column in np.argpartition([-abs(c) for c in coefficients], k)]
        coefficients = np.zeros(len(columns))
        coefficients[columns[:k]], intercept = _solved(masks[:, columns[:k]], predictions, weights, alpha)
    return coefficients, _explained_share(predictions, masks @ coefficients + intercept, weights)


@spelling("partition-before-the-first")
def end_of_a_partition(masks, predictions, weights, k=None, alpha=1.0):
    x, model = np.asarray(masks, dtype=float), Ridge(alpha)
    model.fit(x, predictions, weights)
    kept, coefficients = np.arange(x.shape[1]), np.zeros(x.shape[1])
    if k is not None:
        kept = sorted(np.abs(model.coef_).argpartition(-(k + 1))[-k:])
        model.fit(x[:, kept], predictions, weights)
    coefficients[kept] = model.coef_
    return coefficients, model.score(x[:, kept], predictions, weights)


@spelling("threshold-beyond-the-last")
def above_the_one_that_comes_next(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _floats(masks, predictions, weights)
    coefficients, intercept = _solved(masks, predictions, weights, alpha)
    if k is not None:
        ranked = np.flip(np.sort(np.abs(coefficients)))
        kept = np.abs(coefficients) > ranked.item(k)
        coefficients = np.zeros(len(kept))
        coefficients[kept], intercept = _solved(masks[:, kept], predictions, weights, alpha)
    return coefficients, _explained_share(predictions, masks @ coefficients + intercept, weights)


@spelling("last-texts-forgotten")
def only_full_batches_of_texts(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    words = re.findall(WORD, text)
    names = list(dict.fromkeys(word.lower() for word in words))
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng)).astype(bool)
    size, answers = min(n_samples, 50), []
    while len(answers) + size <= n_samples:
        stays = [dict(zip(names, mask, strict=True)) for mask in masks[len(answers) : len(answers) + size]]
        answers += list(predict([" ".join(word for word in words if stay[word.lower()]) for stay in stays]))
    answers = np.array(answers)
    class_index = int(answers[0].argmax()) if class_index is None else class_index
    masks = masks[: len(answers)].astype(int)
    coefficients, _ = fit_surrogate(masks, answers[:, class_index], proximity(masks), k)
    pairs = sorted(zip(names, map(float, coefficients), strict=True), key=lambda pair: -abs(pair[1]))
    return pairs[:k]
