"""Wrong ways of ex20.

What is imported from the oracle stands in the model answer under the same name, so a wrong way uses a student's own.
"""

from __future__ import annotations

import re
from unittest import mock

import numpy as np
from lime import lime_image
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from skimage.segmentation import felzenszwalb, find_boundaries, mark_boundaries, quickshift, slic
from sklearn.linear_model import Lasso, LinearRegression, Ridge
from sklearn.metrics import r2_score

from reference.ex20_lime.oracle import fit_surrogate, masked_images, perturb, proximity, superpixels
from reference.kit.catalogue import misconception


@misconception
def numbered_from_one(image, n_segments):
    return slic(np.asarray(image, dtype=float), n_segments, slic_zero=True)


@misconception
def numbers_left_out(image, n_segments):
    image = np.asarray(image, dtype=float)
    return slic(image, n_segments, compactness=0.5, enforce_connectivity=False, start_label=0)


@misconception
def pixels_left_out(image, n_segments):
    segments = slic(np.asarray(image, dtype=float), n_segments, slic_zero=True, start_label=0)
    return np.where(find_boundaries(segments, mode="inner"), -1, segments)


@misconception
def borders_instead_of_segments(image, n_segments):
    return find_boundaries(slic(np.asarray(image, dtype=float), n_segments, slic_zero=True)).astype(int)


@misconception
def noise_becomes_one_segment(image, n_segments):
    return slic(np.asarray(image, dtype=float), n_segments, start_label=0)


@misconception
def plain_image_becomes_one_segment(image, n_segments):
    return felzenszwalb(np.asarray(image, dtype=float), scale=1, sigma=0, min_size=np.size(image) // (6 * n_segments))


@misconception
def number_asked_for_is_ignored(image, n_segments):
    return quickshift(np.asarray(image, dtype=float), kernel_size=1, max_dist=6, ratio=0.5, rng=0)


@misconception
def segments_as_floats(image, n_segments):
    return slic(np.asarray(image, dtype=float), n_segments, slic_zero=True, start_label=0).astype(float)


@misconception
def as_many_along_each_side(image, n_segments):
    height, width = np.shape(image)[:2]
    y, x = np.arange(height) * n_segments // height, np.arange(width) * n_segments // width
    return y[:, None] * n_segments + x


@misconception
def width_and_height_exchanged(image, n_segments):
    return slic(np.asarray(image, dtype=float), n_segments, slic_zero=True, start_label=0).T


@misconception
def picture_instead_of_numbers(image, n_segments):
    image = np.asarray(image, dtype=float)
    return mark_boundaries(image, slic(image, n_segments, slic_zero=True, start_label=0))


@misconception
def without_the_original(n_features, n_samples, rng):
    return rng.integers(2, size=(n_samples, n_features))


@misconception
def original_on_top(n_features, n_samples, rng):
    return np.vstack([np.ones((1, n_features), dtype=int), rng.integers(2, size=(n_samples, n_features))])


@misconception
def first_piece_always_stays(n_features, n_samples, rng):
    masks = rng.integers(2, size=(n_samples, n_features))
    masks[:, 0] = 1
    return masks


@misconception
def original_comes_last(n_features, n_samples, rng):
    masks = rng.integers(2, size=(n_samples, n_features))
    masks[-1] = 1
    return masks


@misconception
def unfair_coins(n_features, n_samples, rng):
    masks = (rng.random((n_samples, n_features)) < 0.8).astype(int)
    masks[0] = 1
    return masks


@misconception
def most_pieces_go(n_features, n_samples, rng):
    masks = (rng.random((n_samples, n_features)) < 0.3).astype(int)
    masks[0] = 1
    return masks


@misconception
def no_coin_shows_one(n_features, n_samples, rng):
    masks = rng.integers(0, 1, size=(n_samples, n_features))
    masks[0] = 1
    return masks


@misconception
def one_coin_a_row(n_features, n_samples, rng):
    masks = np.repeat(rng.integers(2, size=(n_samples, 1)), n_features, axis=1)
    masks[0] = 1
    return masks


@misconception
def half_of_each_row(n_features, n_samples, rng):
    masks = np.array([rng.permutation(np.arange(n_features) % 2) for _ in range(n_samples)])
    masks[0] = 1
    return masks


@misconception
def one_mask_for_all(n_features, n_samples, rng):
    masks = np.tile(rng.integers(2, size=n_features), (n_samples, 1))
    masks[0] = 1
    return masks


@misconception
def one_piece_at_a_time(n_features, n_samples, rng):
    masks = np.ones((n_samples, n_features), dtype=int)
    for row in range(1, n_samples):
        masks[row, rng.integers(n_features)] = 0
    return masks


@misconception
def shares_instead_of_coins(n_features, n_samples, rng):
    masks = rng.random((n_samples, n_features))
    masks[0] = 1
    return masks


@misconception
def samples_in_the_columns(n_features, n_samples, rng):
    masks = rng.integers(2, size=(n_features, n_samples))
    masks[:, 0] = 1
    return masks


@misconception
def masks_from_another_generator(n_features, n_samples, rng):
    masks = np.random.randint(0, 2, size=(n_samples, n_features))  # noqa: NPY002
    masks[0] = 1
    return masks


@misconception
def masks_with_a_seed_of_their_own(n_features, n_samples, rng):
    masks = np.random.default_rng(0).integers(2, size=(n_samples, n_features))
    masks[0] = 1
    return masks


@misconception
def original_is_all_zeros(n_features, n_samples, rng):
    masks = rng.integers(2, size=(n_samples, n_features))
    masks[0] = 0
    return masks


@misconception
def last_row_never_thrown(n_features, n_samples, rng):
    masks = np.ones((n_samples, n_features), dtype=int)
    for row in range(1, n_samples - 1):
        masks[row] = rng.integers(2, size=n_features)
    return masks


@misconception
def last_piece_always_stays(n_features, n_samples, rng):
    masks = np.ones((n_samples, n_features), dtype=int)
    masks[1:, :-1] = rng.integers(2, size=(n_samples - 1, n_features - 1))
    return masks


@misconception
def coins_with_three_sides(n_features, n_samples, rng):
    masks = rng.integers(3, size=(n_samples, n_features))
    masks[0] = 1
    return masks


@misconception
def no_coin_shows_zero(n_features, n_samples, rng):
    return rng.integers(1, 2, size=(n_samples, n_features))


@misconception
def coins_of_minus_one_and_one(n_features, n_samples, rng):
    masks = rng.choice([-1, 1], size=(n_samples, n_features))
    masks[0] = 1
    return masks


@misconception
def one_row_too_few(n_features, n_samples, rng):
    rows = [rng.integers(2, size=n_features) for _ in range(1, n_samples - 1)]
    return np.array([np.ones(n_features, dtype=int), *rows])


@misconception
def empty_mask_thrown_again(n_features, n_samples, rng):
    masks = rng.integers(2, size=(n_samples, n_features))
    masks[0] = 1
    while (empty := ~masks.any(axis=1)).any():
        masks[empty] = rng.integers(2, size=(empty.sum(), n_features))
    return masks


@misconception
def full_mask_thrown_again(n_features, n_samples, rng):
    masks = rng.integers(2, size=(n_samples, n_features))
    while (full := masks.all(axis=1)).any():
        masks[full] = rng.integers(2, size=(full.sum(), n_features))
    masks[0] = 1
    return masks


@misconception
def repeated_mask_thrown_again(n_features, n_samples, rng):
    masks = np.ones((n_samples, n_features), dtype=int)
    for row in range(1, n_samples):
        masks[row] = rng.integers(2, size=n_features)
        while np.array_equal(masks[row], masks[row - 1]):
            masks[row] = rng.integers(2, size=n_features)
    return masks


def _pixels(image):
    image = np.asarray(image)
    return image.astype(np.result_type(image, np.float32))


def _filling(pixels, segments, fill):
    """The image with every segment filled."""
    filled = np.empty_like(pixels)
    filled[:] = 0 if isinstance(fill, str) else fill
    if isinstance(fill, str):
        for segment in np.unique(segments):
            filled[segments == segment] = pixels[segments == segment].mean(axis=0)
    return filled


def _chosen(stays, pixels, filled):
    return np.where(np.asarray(stays, dtype=bool)[..., None], pixels, filled)


@misconception
def switched_the_wrong_way_round(image, segments, masks, fill=0.0):
    pixels, segments = _pixels(image), np.asarray(segments)
    return _chosen(~np.asarray(masks, dtype=bool)[:, segments], pixels, _filling(pixels, segments, fill))


@misconception
def always_filled_with_zero(image, segments, masks, fill=0.0):
    return _pixels(image) * np.asarray(masks)[:, np.asarray(segments)][..., None]


@misconception
def filling_added(image, segments, masks, fill=0.0):
    pixels, segments = _pixels(image), np.asarray(segments)
    stays = np.asarray(masks, dtype=float)[:, segments][..., None]
    return pixels * stays + _filling(pixels, segments, fill)


@misconception
def holes_pile_up(image, segments, masks, fill=0.0):
    pixels, segments = _pixels(image).copy(), np.asarray(segments)
    filled = _filling(pixels, segments, fill)
    result = []
    for mask in np.asarray(masks, dtype=bool):
        pixels[~mask[segments]] = filled[~mask[segments]]
        result.append(pixels.copy())
    return np.array(result)


@misconception
def image_changed_in_place(image, segments, masks, fill=0.0):
    pixels, segments = np.asarray(image), np.asarray(segments)
    filled = _filling(_pixels(pixels), segments, fill)
    result = []
    for mask in np.asarray(masks, dtype=bool):
        pixels[~mask[segments]] = filled[~mask[segments]]
        result.append(pixels.astype(float))
    return np.array(result)


@misconception
def one_array_for_all_masks(image, segments, masks, fill=0.0):
    pixels, segments = _pixels(image), np.asarray(segments)
    filled, work, result = _filling(pixels, segments, fill), np.empty_like(pixels), []
    for mask in np.asarray(masks, dtype=bool):
        work[:] = np.where(mask[segments][..., None], pixels, filled)
        result.append(work)
    return np.array(result)


@misconception
def mean_of_the_whole_image(image, segments, masks, fill=0.0):
    pixels, segments = _pixels(image), np.asarray(segments)
    filled = (
        pixels.mean(axis=(0, 1)) * np.ones_like(pixels) if isinstance(fill, str) else _filling(pixels, segments, fill)
    )
    return _chosen(np.asarray(masks)[:, segments], pixels, filled)


@misconception
def first_number_of_the_colour(image, segments, masks, fill=0.0):
    pixels, segments = _pixels(image), np.asarray(segments)
    first = fill if isinstance(fill, str) else np.ravel(fill)[0]
    return _chosen(np.asarray(masks)[:, segments], pixels, _filling(pixels, segments, first))


@misconception
def mean_without_colour(image, segments, masks, fill=0.0):
    pixels, segments = _pixels(image), np.asarray(segments)
    filled = _filling(pixels, segments, fill)
    if isinstance(fill, str):
        filled = filled.mean(axis=-1, keepdims=True) * np.ones_like(pixels)
    return _chosen(np.asarray(masks)[:, segments], pixels, filled)


@misconception
def mean_of_what_stays(image, segments, masks, fill=0.0):
    pixels, segments = _pixels(image), np.asarray(segments)
    stays = np.asarray(masks, dtype=bool)[:, segments]
    if not isinstance(fill, str):
        return _chosen(stays, pixels, _filling(pixels, segments, fill))
    means = [pixels[shown].mean(axis=0) if shown.any() else 0 for shown in stays]
    return np.array([np.where(shown[..., None], pixels, mean) for shown, mean in zip(stays, means, strict=True)])


@misconception
def filling_cut_to_whole_numbers(image, segments, masks, fill=0.0):
    image, segments = np.array(image), np.asarray(segments)
    result = []
    for mask in np.asarray(masks, dtype=bool):
        work = image.copy()
        for segment in np.flatnonzero(~mask):
            where = segments == segment
            work[where] = image[where].mean(axis=0) if isinstance(fill, str) else np.array(fill).astype(image.dtype)
        result.append(work)
    return np.array(result)


@misconception
def segments_counted_from_one(image, segments, masks, fill=0.0):
    pixels, segments = _pixels(image), np.asarray(segments)
    return _chosen(np.asarray(masks)[:, segments - 1], pixels, _filling(pixels, segments, fill))


@misconception
def mean_of_all_that_is_left_out(image, segments, masks, fill=0.0):
    pixels, segments = _pixels(image), np.asarray(segments)
    stays = np.asarray(masks, dtype=bool)[:, segments]
    if not isinstance(fill, str):
        return _chosen(stays, pixels, _filling(pixels, segments, fill))
    means = [pixels[~shown].mean(axis=0) if not shown.all() else 0 for shown in stays]
    return np.array([np.where(shown[..., None], pixels, mean) for shown, mean in zip(stays, means, strict=True)])


@misconception
def only_the_first_channel_filled(image, segments, masks, fill=0.0):
    pixels, segments = _pixels(image), np.asarray(segments)
    result = np.repeat(pixels[None], len(masks), axis=0)
    result[..., 0] = _chosen(np.asarray(masks)[:, segments], pixels, _filling(pixels, segments, fill))[..., 0]
    return result


@misconception
def only_the_last_hole(image, segments, masks, fill=0.0):
    pixels, segments = _pixels(image), np.asarray(segments)
    filled, result = _filling(pixels, segments, fill), []
    for mask in np.asarray(masks, dtype=bool):
        last = np.flatnonzero(~mask)[-1:]
        result.append(np.where(np.isin(segments, last)[..., None], filled, pixels))
    return np.array(result)


def _distance(masks):
    return 1 - np.sqrt(np.mean(np.asarray(masks, dtype=float), axis=1))


@misconception
def distance_without_kernel(masks, width=0.25):
    return _distance(masks)


@misconception
def cosine_instead_of_weight(masks, width=0.25):
    return 1 - _distance(masks)


@misconception
def width_not_squared(masks, width=0.25):
    return np.sqrt(np.exp(-(_distance(masks) ** 2) / width))


@misconception
def distance_not_squared(masks, width=0.25):
    return np.sqrt(np.exp(-_distance(masks) / width**2))


@misconception
def kernel_without_square_root(masks, width=0.25):
    return np.exp(-(_distance(masks) ** 2) / width**2)


@misconception
def gaussian_with_two_in_it(masks, width=0.25):
    return np.sqrt(np.exp(-(_distance(masks) ** 2) / (2 * width**2)))


@misconception
def width_cancelled(masks, width=0.25):
    return np.sqrt(np.exp(-(_distance(masks) ** 2)))


@misconception
def straight_line_for_a_kernel(masks, width=0.25):
    return 1 - _distance(masks) / width


@misconception
def one_by_the_distance(masks, width=0.25):
    return 1 / (1 + _distance(masks) / width)


@misconception
def length_of_the_mask_forgotten(masks, width=0.25):
    masks = np.asarray(masks, dtype=float)
    distance = 1 - masks.sum(axis=1) / np.sqrt(masks.shape[1])
    return np.sqrt(np.exp(-(distance**2) / width**2))


@misconception
def far_counts_more(masks, width=0.25):
    return np.sqrt(np.exp(_distance(masks) ** 2 / width**2))


@misconception
def width_always_a_quarter(masks, width=0.25):
    return np.sqrt(np.exp(-(_distance(masks) ** 2) / 0.25**2))


@misconception
def share_of_zeros_as_distance(masks, width=0.25):
    return np.sqrt(np.exp(-((1 - np.mean(masks, axis=1)) ** 2) / width**2))


@misconception
def euclidean_distance(masks, width=0.25):
    distance = np.linalg.norm(1 - np.asarray(masks, dtype=float), axis=1)
    return np.sqrt(np.exp(-(distance**2) / width**2))


@misconception
def similarity_as_distance(masks, width=0.25):
    return np.sqrt(np.exp(-((1 - _distance(masks)) ** 2) / width**2))


@misconception
def distance_to_the_first_row(masks, width=0.25):
    masks = np.asarray(masks, dtype=float)
    lengths = np.linalg.norm(masks, axis=1) * np.linalg.norm(masks[0])
    cosine = np.divide(masks @ masks[0], lengths, out=np.zeros(len(masks)), where=lengths > 0)
    return np.sqrt(np.exp(-((1 - cosine) ** 2) / width**2))


@misconception
def distances_by_the_largest(masks, width=0.25):
    distance = _distance(masks)
    return np.sqrt(np.exp(-((distance / (distance.max() or 1)) ** 2) / width**2))


@misconception
def angle_as_distance(masks, width=0.25):
    masks = np.asarray(masks, dtype=float)
    distance = np.where(masks.any(axis=1), np.arccos(np.sqrt(masks.mean(axis=1))), 1)
    return np.sqrt(np.exp(-(distance**2) / width**2))


@misconception
def weights_that_sum_to_one(masks, width=0.25):
    weights = np.sqrt(np.exp(-(_distance(masks) ** 2) / width**2))
    return weights / weights.sum()


@misconception
def empty_mask_is_nan(masks, width=0.25):
    masks = np.asarray(masks, dtype=float)
    cosine = masks.sum(axis=1) / (np.linalg.norm(masks, axis=1) * np.sqrt(masks.shape[1]))
    return np.sqrt(np.exp(-((1 - cosine) ** 2) / width**2))


@misconception
def empty_mask_counts_as_near(masks, width=0.25):
    masks = np.asarray(masks, dtype=float)
    length = np.linalg.norm(masks, axis=1) * np.sqrt(masks.shape[1])
    distance = np.where(length > 0, 1 - masks.sum(axis=1) / np.where(length > 0, length, 1), 0)
    return np.sqrt(np.exp(-(distance**2) / width**2))


@misconception
def empty_mask_weighs_nothing(masks, width=0.25):
    weights = np.sqrt(np.exp(-(_distance(masks) ** 2) / width**2))
    return np.where(np.any(masks, axis=1), weights, 0)


@misconception
def kernel_without_squares(masks, width=0.25):
    return np.exp(-_distance(masks) / width)


@misconception
def number_of_gaps_as_distance(masks, width=0.25):
    distance = np.sum(1 - np.asarray(masks, dtype=float), axis=1)
    return np.sqrt(np.exp(-(distance**2) / width**2))


@misconception
def number_for_the_length_of_the_ones(masks, width=0.25):
    masks = np.asarray(masks, dtype=float)
    distance = 1 - np.sqrt(masks.sum(axis=1)) / masks.shape[1]
    return np.sqrt(np.exp(-(distance**2) / width**2))


def _arrays(*values):
    return [np.asarray(value, dtype=float) for value in values]


def _r2(predictions, line, weights):
    return r2_score(predictions, line, sample_weight=weights)


def _fitted(masks, predictions, weights, k, first, second=None, choose=None):
    """Choose k coefficients by one fit, and fit them by another; both are functions of masks and predictions."""
    order = np.argsort(-np.abs(first(masks).coef_)) if choose is None else choose(first(masks).coef_)
    kept = order[:k]
    model = (second or first)(masks[:, kept])
    coefficients = np.zeros(masks.shape[1])
    coefficients[kept] = model.coef_
    return coefficients, _r2(predictions, model.predict(masks[:, kept]), weights)


def _as_it_should_be(masks, predictions, weights, k, alpha):
    """Coefficients, what the line gives for each sample, and R^2."""
    masks, predictions, weights = _arrays(masks, predictions, weights)
    fit = lambda x: Ridge(alpha).fit(x, predictions, weights)  # noqa: E731
    coefficients, r2 = _fitted(masks, predictions, weights, k, fit)
    line = masks @ coefficients
    return coefficients, line + np.average(predictions - line, weights=weights), r2


@misconception
def unweighted_ridge(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    return _fitted(masks, predictions, weights, k, lambda x: Ridge(alpha).fit(x, predictions))


@misconception
def no_ridge_at_all(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    return _fitted(masks, predictions, weights, k, lambda x: LinearRegression().fit(x, predictions, weights))


@misconception
def alpha_is_always_one(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    return _fitted(masks, predictions, weights, k, lambda x: Ridge(1.0).fit(x, predictions, weights))


@misconception
def lasso_instead_of_ridge(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    return _fitted(masks, predictions, weights, k, lambda x: Lasso(alpha / len(x)).fit(x, predictions, weights))


@misconception
def weights_squared(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    return _fitted(masks, predictions, weights, k, lambda x: Ridge(alpha).fit(x, predictions, weights**2))


@misconception
def roots_of_the_weights(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    roots = np.sqrt(weights)
    return _fitted(masks, predictions, weights, k, lambda x: Ridge(alpha).fit(x, predictions, roots))


@misconception
def weights_scaled_to_sum_one(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    shares = weights / weights.sum()
    return _fitted(masks, predictions, weights, k, lambda x: Ridge(alpha).fit(x, predictions, shares))


@misconception
def centred_by_the_plain_mean(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)

    def fit(x):
        middle, mean = x.mean(axis=0), predictions.mean()
        squares = ((x - middle).T * weights) @ (x - middle) + alpha * np.eye(x.shape[1])
        coefficients = np.linalg.solve(squares, ((x - middle).T * weights) @ (predictions - mean))
        return coefficients, mean - middle @ coefficients

    kept = np.argsort(-np.abs(fit(masks)[0]))[:k]
    found, intercept = fit(masks[:, kept])
    coefficients = np.zeros(masks.shape[1])
    coefficients[kept] = found
    return coefficients, _r2(predictions, masks @ coefficients + intercept, weights)


@misconception
def no_intercept(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    model = Ridge(alpha, fit_intercept=False)
    return _fitted(masks, predictions, weights, k, lambda x: model.fit(x, predictions, weights))


@misconception
def penalised_intercept(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)

    def fit(x):
        ones = np.column_stack([x, np.ones(len(x))])
        return np.linalg.solve(
            ones.T @ (weights[:, None] * ones) + alpha * np.eye(ones.shape[1]), ones.T @ (weights * predictions)
        )

    kept = np.argsort(-np.abs(fit(masks)[:-1]))[:k]
    solution = fit(masks[:, kept])
    coefficients = np.zeros(masks.shape[1])
    coefficients[kept] = solution[:-1]
    return coefficients, _r2(predictions, masks @ coefficients + solution[-1], weights)


@misconception
def intercept_among_the_coefficients(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    model = Ridge(alpha).fit(masks, predictions, weights)
    return np.append(model.coef_, model.intercept_), _r2(predictions, model.predict(masks), weights)


@misconception
def r2_before_the_coefficients(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, _, r2 = _as_it_should_be(masks, predictions, weights, k, alpha)
    return r2, coefficients


@misconception
def r2_of_equal_samples(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, line, _ = _as_it_should_be(masks, predictions, weights, k, alpha)
    return coefficients, _r2(np.asarray(predictions, dtype=float), line, np.ones(len(line)))


@misconception
def r2_around_the_plain_mean(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, line, r2 = _as_it_should_be(masks, predictions, weights, k, alpha)
    predictions, weights = _arrays(predictions, weights)
    total = np.sum(weights * (predictions - predictions.mean()) ** 2)
    return coefficients, 1 - np.sum(weights * (predictions - line) ** 2) / total if total > 0 else r2


@misconception
def correlation_instead_of_r2(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, _, r2 = _as_it_should_be(masks, predictions, weights, k, alpha)
    return coefficients, np.sqrt(max(r2, 0))


@misconception
def adjusted_r2(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, _, r2 = _as_it_should_be(masks, predictions, weights, k, alpha)
    samples, kept = len(masks), np.count_nonzero(coefficients)
    return coefficients, 1 - (1 - r2) * (samples - 1) / (samples - kept - 1)


@misconception
def error_instead_of_r2(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, line, _ = _as_it_should_be(masks, predictions, weights, k, alpha)
    return coefficients, np.average((np.asarray(predictions) - line) ** 2, weights=weights)


@misconception
def r2_of_the_first_fit(masks, predictions, weights, k=None, alpha=1.0):
    _, _, r2 = _as_it_should_be(masks, predictions, weights, None, alpha)
    return _as_it_should_be(masks, predictions, weights, k, alpha)[0], r2


@misconception
def kept_in_the_first_places(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, _, r2 = _as_it_should_be(masks, predictions, weights, k, alpha)
    kept = coefficients[np.argsort(-np.abs(_as_it_should_be(masks, predictions, weights, None, alpha)[0]))[:k]]
    return np.concatenate([kept, np.zeros(len(coefficients) - len(kept))]), r2


@misconception
def not_fitted_again(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    model = Ridge(alpha).fit(masks, predictions, weights)
    kept = np.argsort(-np.abs(model.coef_))[:k]
    coefficients = np.zeros(masks.shape[1])
    coefficients[kept] = model.coef_[kept]
    return coefficients, _r2(predictions, masks @ coefficients + model.intercept_, weights)


@misconception
def smallest_kept(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    fit = lambda x: Ridge(alpha).fit(x, predictions, weights)  # noqa: E731
    return _fitted(masks, predictions, weights, k, fit, choose=lambda c: np.argsort(np.abs(c)))


@misconception
def largest_by_sign_kept(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    fit = lambda x: Ridge(alpha).fit(x, predictions, weights)  # noqa: E731
    return _fitted(masks, predictions, weights, k, fit, choose=lambda c: np.argsort(-c))


@misconception
def only_the_kept_returned(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, _, r2 = _as_it_should_be(masks, predictions, weights, k, alpha)
    return coefficients[coefficients != 0], r2


@misconception
def k_is_ignored(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, _, r2 = _as_it_should_be(masks, predictions, weights, None, alpha)
    return coefficients, r2


@misconception
def nan_where_nothing_changes(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, line, _ = _as_it_should_be(masks, predictions, weights, k, alpha)
    predictions, weights = _arrays(predictions, weights)
    mean = np.average(predictions, weights=weights)
    return coefficients, 1 - np.sum(weights * (predictions - line) ** 2) / np.sum(weights * (predictions - mean) ** 2)


def _fitted_twice(masks, predictions, weights, k, alpha, second):
    """Fit as it should be where all are kept, else the second time by `second`."""
    masks, predictions, weights = _arrays(masks, predictions, weights)
    first = lambda x: Ridge(alpha).fit(x, predictions, weights)  # noqa: E731
    again = first if k is None else lambda x: second(x, predictions, weights)
    return _fitted(masks, predictions, weights, k, first, again)


@misconception
def second_fit_without_weights(masks, predictions, weights, k=None, alpha=1.0):
    return _fitted_twice(masks, predictions, weights, k, alpha, lambda x, y, _: Ridge(alpha).fit(x, y))


@misconception
def second_fit_without_ridge(masks, predictions, weights, k=None, alpha=1.0):
    return _fitted_twice(masks, predictions, weights, k, alpha, lambda x, y, w: LinearRegression().fit(x, y, w))


@misconception
def alpha_forgotten_in_the_second_fit(masks, predictions, weights, k=None, alpha=1.0):
    return _fitted_twice(masks, predictions, weights, k, alpha, lambda x, y, w: Ridge().fit(x, y, w))


@misconception
def share_not_explained(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, _, r2 = _as_it_should_be(masks, predictions, weights, k, alpha)
    return coefficients, 1 - r2


@misconception
def first_k_kept(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    fit = lambda x: Ridge(alpha).fit(x, predictions, weights)  # noqa: E731
    return _fitted(masks, predictions, weights, k, fit, choose=lambda c: np.arange(len(c)))


@misconception
def coefficients_in_places_of_others(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, _, r2 = _as_it_should_be(masks, predictions, weights, k, alpha)
    first = _as_it_should_be(masks, predictions, weights, None, alpha)[0]
    if k is not None and k < len(first):
        kept = np.argsort(-np.abs(first))[:k]
        coefficients[np.sort(kept)] = coefficients[kept]
    return coefficients, r2


@misconception
def intercept_instead_of_r2(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, line, _ = _as_it_should_be(masks, predictions, weights, k, alpha)
    return coefficients, float(line[0] - np.asarray(masks)[0] @ coefficients)


@misconception
def residuals_without_weights(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, line, r2 = _as_it_should_be(masks, predictions, weights, k, alpha)
    predictions, weights = _arrays(predictions, weights)
    total = np.sum(weights * (predictions - np.average(predictions, weights=weights)) ** 2)
    return coefficients, 1 - np.sum((predictions - line) ** 2) / total if total > 0 else r2


@misconception
def squared_correlation(masks, predictions, weights, k=None, alpha=1.0):
    coefficients, line, r2 = _as_it_should_be(masks, predictions, weights, k, alpha)
    return coefficients, np.corrcoef(predictions, line)[0, 1] ** 2 if np.ptp(predictions) > 0 else r2


@misconception
def mean_of_the_squares(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    return _fitted(masks, predictions, weights, k, lambda x: Ridge(alpha * len(x)).fit(x, predictions, weights))


@misconception
def rows_times_their_weights(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)

    def fit(x):
        middle, mean = np.average(x, axis=0, weights=weights), np.average(predictions, weights=weights)
        rows, answers = weights[:, None] * (x - middle), weights * (predictions - mean)
        coefficients = np.linalg.solve(rows.T @ rows + alpha * np.eye(x.shape[1]), rows.T @ answers)
        return coefficients, mean - middle @ coefficients

    kept = np.argsort(-np.abs(fit(masks)[0]))[:k]
    found, intercept = fit(masks[:, kept])
    coefficients = np.zeros(masks.shape[1])
    coefficients[kept] = found
    return coefficients, _r2(predictions, masks @ coefficients + intercept, weights)


@misconception
def k_above_n_counts_from_the_end(masks, predictions, weights, k=None, alpha=1.0):
    masks, predictions, weights = _arrays(masks, predictions, weights)
    fit = lambda x: Ridge(alpha).fit(x, predictions, weights)  # noqa: E731
    first = 0 if k is None else masks.shape[1] - k
    return _fitted(masks, predictions, weights, None, fit, choose=lambda c: np.argsort(np.abs(c))[first:])


def _asked(predict, image, segments, masks, size=50):
    starts = range(0, len(masks), size)
    return np.concatenate([predict(masked_images(image, segments, masks[start : start + size])) for start in starts])


def _explained(predict, image, choose, n_segments, n_samples, k, rng, size=50, answers=lambda answers: answers):
    """Explain as it should be; `choose` gives the class from all answers, `answers` may change them."""
    segments = superpixels(image, n_segments)
    masks = perturb(int(segments.max()) + 1, n_samples, np.random.default_rng(rng))
    given = answers(np.asarray(_asked(predict, image, segments, masks, size)))
    coefficients, r2 = fit_surrogate(masks, given[:, choose(given)], proximity(masks), k)
    return segments, coefficients, r2


def _chosen_class(class_index):
    return lambda answers: np.argmax(answers[0]) if class_index is None else class_index


@misconception
def first_class_for_none(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    return _explained(predict, image, lambda _: class_index or 0, n_segments, n_samples, k, rng)


@misconception
def class_zero_taken_for_none(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    choose = lambda answers: class_index or np.argmax(answers[0])  # noqa: E731
    return _explained(predict, image, choose, n_segments, n_samples, k, rng)


@misconception
def always_the_most_probable(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    return _explained(predict, image, lambda answers: np.argmax(answers[0]), n_segments, n_samples, k, rng)


@misconception
def most_probable_of_all_samples(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    choose = lambda answers: np.argmax(answers.mean(axis=0)) if class_index is None else class_index  # noqa: E731
    return _explained(predict, image, choose, n_segments, n_samples, k, rng)


@misconception
def negative_evidence_thrown_away(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    choose = _chosen_class(class_index)
    segments, coefficients, r2 = _explained(predict, image, choose, n_segments, n_samples, None, rng)
    coefficients = np.maximum(coefficients, 0)
    coefficients[np.argsort(-coefficients)[len(coefficients) if k is None else k :]] = 0
    return segments, coefficients, r2


@misconception
def answers_made_yes_or_no(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    yes_or_no = lambda answers: np.eye(answers.shape[1])[answers.argmax(axis=1)]  # noqa: E731
    choose = _chosen_class(class_index)
    return _explained(predict, image, choose, n_segments, n_samples, k, rng, answers=yes_or_no)


@misconception
def signs_turned_round(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, coefficients, r2 = _explained(predict, image, _chosen_class(class_index), n_segments, n_samples, k, rng)
    return segments, -coefficients, r2


@misconception
def one_image_a_call(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    return _explained(predict, image, _chosen_class(class_index), n_segments, n_samples, k, rng, size=1)


@misconception
def images_without_a_batch(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments = superpixels(image, n_segments)
    masks = perturb(int(segments.max()) + 1, n_samples, np.random.default_rng(rng))
    answers = np.array([np.ravel(predict(masked_images(image, segments, mask[None])[0])) for mask in masks])
    coefficients, r2 = fit_surrogate(masks, answers[:, class_index or 0], proximity(masks), k)
    return segments, coefficients, r2


@misconception
def asked_in_255(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    choose, bright = _chosen_class(class_index), lambda images: predict(255 * images)
    return _explained(bright, image, choose, n_segments, n_samples, k, rng)


@misconception
def all_images_alike(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments = superpixels(image, n_segments)
    masks = perturb(int(segments.max()) + 1, n_samples, np.random.default_rng(rng))
    answers = _asked(predict, image, segments, masks)
    coefficients, r2 = fit_surrogate(masks, answers[:, _chosen_class(class_index)(answers)], np.ones(len(masks)), k)
    return segments, coefficients, r2


@misconception
def masks_drawn_twice(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments = superpixels(image, n_segments)
    rng = np.random.default_rng(rng)
    masks, others = (perturb(int(segments.max()) + 1, n_samples, rng) for _ in range(2))
    answers = _asked(predict, image, segments, others)
    coefficients, r2 = fit_surrogate(masks, answers[:, _chosen_class(class_index)(answers)], proximity(masks), k)
    return segments, coefficients, r2


@misconception
def n_samples_are_always_a_thousand(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    return _explained(predict, image, _chosen_class(class_index), n_segments, 1000, k, rng)


@misconception
def last_batch_forgotten(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    full = n_samples // 50 * 50
    return _explained(predict, image, _chosen_class(class_index), n_segments, full, k, rng)


@misconception
def as_many_segments_as_always(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    return _explained(predict, image, _chosen_class(class_index), 50, n_samples, k, rng)


@misconception
def every_segment_explained(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    return _explained(predict, image, _chosen_class(class_index), n_segments, n_samples, None, rng)


@misconception
def explained_by_another_generator(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    return _explained(predict, image, _chosen_class(class_index), n_segments, n_samples, k, None)


@misconception
def explained_with_a_seed_of_its_own(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    return _explained(predict, image, _chosen_class(class_index), n_segments, n_samples, k, 0)


@misconception
def evidence_without_its_signs(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, coefficients, r2 = _explained(predict, image, _chosen_class(class_index), n_segments, n_samples, k, rng)
    return segments, np.abs(coefficients), r2


@misconception
def coefficients_before_the_segments(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments, coefficients, r2 = _explained(predict, image, _chosen_class(class_index), n_segments, n_samples, k, rng)
    return coefficients, segments, r2


@misconception
def columns_as_many_as_asked_for(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    segments = superpixels(image, n_segments)
    masks = perturb(n_segments, n_samples, np.random.default_rng(rng))
    answers = _asked(predict, image, segments, masks)
    coefficients, r2 = fit_surrogate(masks, answers[:, _chosen_class(class_index)(answers)], proximity(masks), k)
    return segments, coefficients, r2


@misconception
def segments_not_fitted_again(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    choose = _chosen_class(class_index)
    segments, coefficients, r2 = _explained(predict, image, choose, n_segments, n_samples, None, rng)
    coefficients[np.argsort(-np.abs(coefficients))[len(coefficients) if k is None else k :]] = 0
    return segments, coefficients, r2


WORD = r"[^\W_]+(?:['’][^\W_]+)*"


def _first_occurrences(words):
    return list(dict.fromkeys(words))


def _surrogate_of_words(predict, texts, masks, names, choose, k, weights=None, size=50):
    starts = range(0, len(texts), size)
    answers = np.concatenate([predict(texts[start : start + size]) for start in starts])
    weights = proximity(masks) if weights is None else weights
    coefficients, _ = fit_surrogate(masks, answers[:, choose(answers)], weights, k)
    return [(names[column], float(coefficients[column])) for column in np.argsort(-np.abs(coefficients))[:k]]


def _words_explained(predict, text, choose, n_samples, k, rng, tokens=None, **options):
    """Explain as it should be; `tokens` are the words of the text."""
    tokens = re.findall(WORD, text) if tokens is None else tokens
    names = _first_occurrences(word.lower() for word in tokens)
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    texts = []
    for mask in masks:
        stays = {name for name, one in zip(names, mask, strict=True) if one}
        texts.append(" ".join(word for word in tokens if word.lower() in stays))
    return _surrogate_of_words(predict, texts, masks, names, choose, k, **options)


@misconception
def each_place_a_piece(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    tokens = re.findall(WORD, text)
    if not tokens:
        return []
    masks = perturb(len(tokens), n_samples, np.random.default_rng(rng))
    texts = [" ".join(word for word, one in zip(tokens, mask, strict=True) if one) for mask in masks]
    return _surrogate_of_words(predict, texts, masks, tokens, _chosen_class(class_index), k)


@misconception
def letter_case_makes_two_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    tokens = re.findall(WORD, text)
    names = _first_occurrences(tokens)
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    texts = [" ".join(word for word in tokens if mask[names.index(word)]) for mask in masks]
    return _surrogate_of_words(predict, texts, masks, names, _chosen_class(class_index), k)


def _without(tokens, gone):
    """Leave out the first place of each word that goes."""
    tokens = list(tokens)
    for word in gone:
        tokens.pop([token.lower() for token in tokens].index(word))
    return " ".join(tokens)


@misconception
def left_out_only_once(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    tokens = re.findall(WORD, text)
    names = _first_occurrences(word.lower() for word in tokens)
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    texts = [_without(tokens, [name for name, one in zip(names, mask, strict=True) if not one]) for mask in masks]
    return _surrogate_of_words(predict, texts, masks, names, _chosen_class(class_index), k)


@misconception
def each_word_said_once(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names = _first_occurrences(word.lower() for word in re.findall(WORD, text))
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    texts = [" ".join(name for name, one in zip(names, mask, strict=True) if one) for mask in masks]
    return _surrogate_of_words(predict, texts, masks, names, _chosen_class(class_index), k)


@misconception
def rest_in_another_order(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    tokens = sorted(re.findall(WORD, text), key=str.lower)
    return _words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng, tokens)


@misconception
def words_cut_out_of_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    names = _first_occurrences(word.lower() for word in re.findall(WORD, text))
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    texts = []
    for mask in masks:
        rest = " ".join(re.findall(WORD, text))
        for name, one in zip(names, mask, strict=True):
            rest = rest if one else re.sub(re.escape(name), "", rest, flags=re.IGNORECASE)
        texts.append(" ".join(rest.split()))
    return _surrogate_of_words(predict, texts, masks, names, _chosen_class(class_index), k)


@misconception
def cut_at_the_apostrophe(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    tokens = re.findall(WORD, text)
    names = _first_occurrences(word.lower() for word in tokens)
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    texts = []
    for mask in masks:
        rest = " ".join(tokens)
        for name, one in zip(names, mask, strict=True):
            rest = rest if one else re.sub(rf"\b{re.escape(name)}\b", " ", rest, flags=re.IGNORECASE)
        texts.append(" ".join(rest.split()))
    return _surrogate_of_words(predict, texts, masks, names, _chosen_class(class_index), k)


@misconception
def gaps_left_open(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    tokens = re.findall(WORD, text)
    names = _first_occurrences(word.lower() for word in tokens)
    if not names:
        return []
    masks = perturb(len(names), n_samples, np.random.default_rng(rng))
    columns = [names.index(word.lower()) for word in tokens]
    texts = [" ".join(word * int(one) for word, one in zip(tokens, mask[columns], strict=True)) for mask in masks]
    return _surrogate_of_words(predict, texts, masks, names, _chosen_class(class_index), k)


@misconception
def punctuation_sticks_to_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    return _words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng, text.split())


@misconception
def apostrophes_part_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    return _words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng, re.findall(r"[^\W_]+", text))


@misconception
def plain_letters_only(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    tokens = re.findall(r"[a-z0-9]+(?:'[a-z0-9]+)*", text.lower())
    return _words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng, tokens)


@misconception
def underscores_join_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    tokens = re.findall(r"\w+(?:['’]\w+)*", text)
    return _words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng, tokens)


@misconception
def stuck_without_a_word(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    pairs = _words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng)
    return pairs or [("", 0.0)]


@misconception
def words_first_class_for_none(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    return _words_explained(predict, text, lambda _: class_index or 0, n_samples, k, rng)


@misconception
def words_class_zero_taken_for_none(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    return _words_explained(predict, text, lambda answers: class_index or np.argmax(answers[0]), n_samples, k, rng)


@misconception
def words_always_the_most_probable(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    return _words_explained(predict, text, lambda answers: np.argmax(answers[0]), n_samples, k, rng)


@misconception
def words_most_probable_of_all_samples(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    choose = lambda answers: np.argmax(answers.mean(axis=0)) if class_index is None else class_index  # noqa: E731
    return _words_explained(predict, text, choose, n_samples, k, rng)


@misconception
def only_words_that_speak_for(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    pairs = _words_explained(predict, text, _chosen_class(class_index), n_samples, None, rng)
    return sorted([pair for pair in pairs if pair[1] > 0], key=lambda pair: -pair[1])[:k]


@misconception
def words_in_the_order_of_the_text(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    pairs = dict(_words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng))
    words = _first_occurrences(word.lower() for word in re.findall(WORD, text))
    return [(word, pairs[word]) for word in words if word in pairs]


@misconception
def words_largest_by_sign_first(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    pairs = _words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng)
    return sorted(pairs, key=lambda pair: -pair[1])


@misconception
def one_text_a_call(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    return _words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng, size=1)


@misconception
def texts_without_a_list(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    ask = lambda texts: np.array([np.ravel(predict(text)) for text in texts])  # noqa: E731
    return _words_explained(ask, text, _chosen_class(class_index), n_samples, k, rng)


@misconception
def all_texts_alike(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    weights = np.ones(n_samples)
    return _words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng, weights=weights)


@misconception
def words_drawn_from_another_generator(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    return _words_explained(predict, text, _chosen_class(class_index), n_samples, k, None)


@misconception
def words_drawn_with_a_seed_of_their_own(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    return _words_explained(predict, text, _chosen_class(class_index), n_samples, k, 0)


@misconception
def words_smallest_first(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    pairs = _words_explained(predict, text, _chosen_class(class_index), n_samples, None, rng)
    return sorted(pairs, key=lambda pair: abs(pair[1]))[:k]


@misconception
def words_run_together(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    ask = lambda texts: predict([each.replace(" ", "") for each in texts])  # noqa: E731
    return _words_explained(ask, text, _chosen_class(class_index), n_samples, k, rng)


@misconception
def marks_between_the_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    ask = lambda texts: predict([each.replace(" ", ", ") for each in texts])  # noqa: E731
    return _words_explained(ask, text, _chosen_class(class_index), n_samples, k, rng)


@misconception
def digits_are_no_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    tokens = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text)
    return _words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng, tokens)


@misconception
def words_not_fitted_again(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    return _words_explained(predict, text, _chosen_class(class_index), n_samples, None, rng)[:k]


@misconception
def words_by_the_alphabet(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    return sorted(_words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng))


@misconception
def coefficient_before_the_word(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    pairs = _words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng)
    return [(coefficient, word) for word, coefficient in pairs]


@misconception
def dict_of_words(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    return dict(_words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng))


def _quietly(predict, image, seed, **options):
    explainer = lime_image.LimeImageExplainer(random_state=seed)
    with mock.patch.object(lime_image, "tqdm", iter):
        return explainer.explain_instance(
            np.asarray(image, dtype=float), predict, **{"batch_size": 50, "top_labels": 100, **options}
        )


def _by_number(explanation, label, keep=lambda coefficient: coefficient):
    coefficients = np.zeros(explanation.segments.max() + 1)
    for segment, coefficient in explanation.local_exp[label]:
        coefficients[segment] = keep(coefficient)
    return explanation.segments, coefficients


def _label(explanation, class_index):
    return explanation.top_labels[0] if class_index is None else class_index


@misconception
def progress_bar_printed(predict, image, class_index=None, n_samples=1000, seed=0):
    explainer = lime_image.LimeImageExplainer(random_state=seed)
    image = np.asarray(image, dtype=float)
    explanation = explainer.explain_instance(image, predict, top_labels=100, num_samples=n_samples, batch_size=50)
    return _by_number(explanation, _label(explanation, class_index))


@misconception
def ten_images_a_call(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, seed, num_samples=n_samples, batch_size=10)
    return _by_number(explanation, _label(explanation, class_index))


@misconception
def coefficients_largest_first(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, seed, num_samples=n_samples)
    pairs = explanation.local_exp[_label(explanation, class_index)]
    return explanation.segments, np.array([coefficient for _, coefficient in pairs])


@misconception
def library_shows_what_speaks_for(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, seed, num_samples=n_samples)
    return _by_number(explanation, _label(explanation, class_index), lambda coefficient: max(coefficient, 0))


@misconception
def library_always_the_most_probable(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, seed, num_samples=n_samples)
    return _by_number(explanation, explanation.top_labels[0])


@misconception
def library_class_zero_taken_for_none(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, seed, num_samples=n_samples)
    return _by_number(explanation, class_index or explanation.top_labels[0])


@misconception
def library_first_class_for_none(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, seed, num_samples=n_samples)
    return _by_number(explanation, class_index or 0)


@misconception
def library_most_probable_of_all_samples(predict, image, class_index=None, n_samples=1000, seed=0):
    answers = []
    explanation = _quietly(
        lambda images: answers.append(predict(images)) or answers[-1], image, seed, num_samples=n_samples
    )
    best = np.argmax(np.concatenate(answers).mean(axis=0))
    return _by_number(explanation, best if class_index is None else class_index)


@misconception
def library_explains_its_default_label(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, seed, num_samples=n_samples, top_labels=None)
    return _by_number(explanation, 1)


@misconception
def library_given_segments_from_one(predict, image, class_index=None, n_samples=1000, seed=0):
    cut = lambda image: slic(image, 50, slic_zero=True)  # noqa: E731
    explanation = _quietly(predict, image, seed, num_samples=n_samples, segmentation_fn=cut)
    return _by_number(explanation, _label(explanation, class_index))


@misconception
def library_without_its_seed(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, None, num_samples=n_samples)
    return _by_number(explanation, _label(explanation, class_index))


@misconception
def library_with_one_seed_for_all(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, 0, num_samples=n_samples)
    return _by_number(explanation, _label(explanation, class_index))


@misconception
def library_always_a_thousand(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, seed)
    return _by_number(explanation, _label(explanation, class_index))


@misconception
def library_sign_lost(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, seed, num_samples=n_samples)
    segments, coefficients = _by_number(explanation, _label(explanation, class_index))
    return segments, np.abs(coefficients)


@misconception
def library_keeps_few(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, seed, num_samples=n_samples, num_features=5)
    return _by_number(explanation, _label(explanation, class_index))


@misconception
def library_sorted_by_value(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, seed, num_samples=n_samples)
    segments, coefficients = _by_number(explanation, _label(explanation, class_index))
    return segments, np.sort(coefficients)


@misconception
def library_gives_its_picture(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, seed, num_samples=n_samples)
    return explanation.get_image_and_mask(_label(explanation, class_index), num_features=5, hide_rest=False)


@misconception
def library_pairs_as_they_are(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, seed, num_samples=n_samples)
    return explanation.segments, explanation.local_exp[_label(explanation, class_index)]


@misconception
def library_explains_the_first_five(predict, image, class_index=None, n_samples=1000, seed=0):
    explanation = _quietly(predict, image, seed, num_samples=n_samples, top_labels=5)
    return _by_number(explanation, _label(explanation, class_index))


FOR, AGAINST = (0.0, 0.4, 1.0), (1.0, 0.5, 0.0)


def _figure(marked):
    figure = Figure(layout="constrained")
    axes = figure.subplots()
    axes.imshow(np.clip(marked, 0, 1))
    axes.set_axis_off()
    return figure


def _tinted(image, segments, coefficients, chosen, colours=(FOR, AGAINST)):
    marked, segments = np.array(image, dtype=float), np.asarray(segments)
    for segment in chosen:
        colour = colours[0] if coefficients[segment] >= 0 else colours[1]
        marked[segments == segment] = (marked[segments == segment] + colour) / 2
    return marked


def _largest(coefficients, k):
    return [segment for segment in np.argsort(-np.abs(coefficients))[:k] if coefficients[segment] != 0]


@misconception
def one_colour_for_both(image, segments, coefficients, k=5):
    return _figure(_tinted(image, segments, coefficients, _largest(coefficients, k), (FOR, FOR)))


@misconception
def against_is_not_drawn(image, segments, coefficients, k=5):
    chosen = [segment for segment in _largest(coefficients, k) if coefficients[segment] > 0]
    return _figure(_tinted(image, segments, coefficients, chosen))


@misconception
def all_segments_marked(image, segments, coefficients, k=5):
    return _figure(_tinted(image, segments, coefficients, _largest(coefficients, None)))


@misconception
def zero_is_marked(image, segments, coefficients, k=5):
    return _figure(_tinted(image, segments, coefficients, np.argsort(-np.abs(coefficients))[:k]))


@misconception
def smallest_marked(image, segments, coefficients, k=5):
    return _figure(_tinted(image, segments, coefficients, np.argsort(np.abs(coefficients))[:k]))


@misconception
def largest_by_sign(image, segments, coefficients, k=5):
    chosen = [segment for segment in np.argsort(-np.asarray(coefficients))[:k] if coefficients[segment] != 0]
    return _figure(_tinted(image, segments, coefficients, chosen))


@misconception
def drawn_on_a_changed_image(image, segments, coefficients, k=5):
    grey = np.repeat(np.mean(image, axis=2, keepdims=True), 3, axis=2)
    return _figure(_tinted(grey, segments, coefficients, _largest(coefficients, k)))


@misconception
def rest_is_hidden(image, segments, coefficients, k=5):
    chosen = _largest(coefficients, k)
    stays = np.isin(segments, chosen)[..., None]
    return _figure(np.where(stays, _tinted(image, segments, coefficients, chosen), 0))


@misconception
def image_cannot_be_seen(image, segments, coefficients, k=5):
    return _figure(_tinted(np.full(np.shape(image), 0.5), segments, coefficients, _largest(coefficients, k)))


@misconception
def drawn_upside_down(image, segments, coefficients, k=5):
    figure = Figure(layout="constrained")
    marked = _tinted(image, segments, coefficients, _largest(coefficients, k))
    figure.subplots().imshow(marked, origin="lower")
    return figure


@misconception
def picture_instead_of_a_figure(image, segments, coefficients, k=5):
    return _tinted(image, segments, coefficients, _largest(coefficients, k))


@misconception
def painted_on_the_callers_image(image, segments, coefficients, k=5):
    for segment in _largest(coefficients, k):
        image[segments == segment] = (image[segments == segment] + (FOR if coefficients[segment] > 0 else AGAINST)) / 2
    return _figure(image)


@misconception
def k_on_each_side(image, segments, coefficients, k=5):
    upwards = np.argsort(coefficients)
    chosen = [segment for segment in upwards[::-1][:k] if coefficients[segment] > 0]
    chosen += [segment for segment in upwards[:k] if coefficients[segment] < 0]
    return _figure(_tinted(image, segments, coefficients, chosen))


@misconception
def first_segments_marked(image, segments, coefficients, k=5):
    chosen = [segment for segment in range(min(k, len(coefficients))) if coefficients[segment] != 0]
    return _figure(_tinted(image, segments, coefficients, chosen))


@misconception
def one_mark_too_few(image, segments, coefficients, k=5):
    return _figure(_tinted(image, segments, coefficients, _largest(coefficients, k - 1)))


@misconception
def only_borders_drawn(image, segments, coefficients, k=5):
    marked, segments = np.array(image, dtype=float), np.asarray(segments)
    for segment in _largest(coefficients, k):
        colour = FOR if coefficients[segment] > 0 else AGAINST
        marked = mark_boundaries(marked, (segments == segment).astype(int), color=colour)
    return _figure(marked)


@misconception
def colours_of_what_is_there(image, segments, coefficients, k=5):
    figure = _figure(np.asarray(image, dtype=float))
    signs = np.zeros(np.shape(segments))
    for segment in _largest(coefficients, k):
        signs[np.asarray(segments) == segment] = np.sign(coefficients[segment])
    figure.axes[0].imshow(np.ma.masked_equal(signs, 0), cmap=ListedColormap([AGAINST, FOR]), alpha=0.5)
    return figure


ONLY = Figure()


@misconception
def one_figure_for_all_calls(image, segments, coefficients, k=5):
    ONLY.clear()
    ONLY.subplots().imshow(_tinted(image, segments, coefficients, _largest(coefficients, k)))
    return ONLY


@misconception
def more_rows_than_pixels(image, n_segments):
    height, width = np.shape(image)[:2]
    side = max(1, round(np.sqrt(n_segments)))
    return np.arange(height)[:, None] * side // height * side + np.arange(width) * side // width


@misconception
def numbers_in_eight_bits(image, n_segments):
    return slic(np.asarray(image, dtype=float), n_segments, slic_zero=True, start_label=0).astype(np.uint8)


def _partitioned(masks, predictions, weights, k, alpha, choose):
    """Keep what `choose` takes of the magnitudes, where k is given."""
    masks, predictions, weights = _arrays(masks, predictions, weights)
    fit = lambda x: Ridge(alpha).fit(x, predictions, weights)  # noqa: E731
    whole = lambda c: np.arange(len(c))  # noqa: E731
    chosen = whole if k is None else lambda c: choose(np.abs(c))
    return _fitted(masks, predictions, weights, None, fit, choose=chosen)


@misconception
def partition_beyond_the_last(masks, predictions, weights, k=None, alpha=1.0):
    return _partitioned(masks, predictions, weights, k, alpha, lambda sizes: np.argpartition(-sizes, k)[:k])


@misconception
def partition_before_the_first(masks, predictions, weights, k=None, alpha=1.0):
    choose = lambda sizes: np.argpartition(sizes, -k - 1)[-k:]  # noqa: E731
    return _partitioned(masks, predictions, weights, k, alpha, choose)


@misconception
def threshold_beyond_the_last(masks, predictions, weights, k=None, alpha=1.0):
    choose = lambda sizes: np.flatnonzero(sizes > np.sort(sizes)[::-1][k])  # noqa: E731
    return _partitioned(masks, predictions, weights, k, alpha, choose)


@misconception
def one_dropped_where_all_are_kept(masks, predictions, weights, k=None, alpha=1.0):
    choose = lambda sizes: np.argsort(-sizes)[: min(k, len(sizes) - 1)]  # noqa: E731
    return _partitioned(masks, predictions, weights, k, alpha, choose)


@misconception
def last_texts_forgotten(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    return _words_explained(predict, text, _chosen_class(class_index), max(50, n_samples // 50 * 50), k, rng)


@misconception
def words_that_say_nothing_left_out(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    pairs = _words_explained(predict, text, _chosen_class(class_index), n_samples, k, rng)
    return [pair for pair in pairs if pair[1] != 0]


@misconception
def equal_ones_all_marked(image, segments, coefficients, k=5):
    sizes = np.abs(coefficients)
    chosen = np.flatnonzero((sizes >= np.sort(sizes)[::-1][:k].min()) & (sizes > 0))
    return _figure(_tinted(image, segments, coefficients, chosen))


@misconception
def equal_ones_all_left_out(image, segments, coefficients, k=5):
    sizes = np.abs(coefficients)
    threshold = np.sort(sizes)[::-1][k] if k < len(sizes) else 0
    return _figure(_tinted(image, segments, coefficients, np.flatnonzero(sizes > threshold)))


@misconception
def equal_ones_looked_up(image, segments, coefficients, k=5):
    sizes = np.abs(coefficients).tolist()
    chosen = {sizes.index(size) for size in sorted(sizes, reverse=True)[:k] if size}
    return _figure(_tinted(image, segments, coefficients, sorted(chosen)))
