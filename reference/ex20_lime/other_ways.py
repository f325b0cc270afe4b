"""Other right ways of ex20, in the style of public courses and notebooks."""

from __future__ import annotations

import contextlib
import io
import re

import numpy as np
from lime import lime_image
from matplotlib import pyplot as plt
from skimage.segmentation import find_boundaries, slic
from sklearn.metrics import pairwise_distances, r2_score

from reference.kit.catalogue import other_way


@other_way("superpixels", how="a plain grid of rectangles")
def superpixels_as_a_grid(image, n_segments):
    height, width = np.asarray(image).shape[:2]
    rows = max(1, round(np.sqrt(n_segments * height / width)))
    columns = max(1, round(n_segments / rows))
    y = np.minimum(np.arange(height) * rows // height, rows - 1)
    x = np.minimum(np.arange(width) * columns // width, columns - 1)
    return y[:, None] * columns + x[None, :]


@other_way("superpixels", how="slic without connecting, smoothed, numbered anew, unsigned")
def superpixels_numbered_anew(image, n_segments):
    cut = slic(
        np.array(image, dtype=np.float32), n_segments=n_segments, compactness=30, sigma=1, enforce_connectivity=False
    )
    _, numbers = np.unique(cut.ravel(), return_inverse=True)
    return numbers.reshape(cut.shape).astype(np.uint16)


@other_way("perturb", how="a binomial of one throw, unsigned bytes")
def perturb_by_binomial(n_features, n_samples, rng):
    data = rng.binomial(1, 0.5, size=(n_samples, n_features)).astype(np.uint8)
    data[0, :] = 1
    return data


@other_way("perturb", how="row by row, booleans")
def perturb_row_by_row(n_features, n_samples, rng):
    rows = [np.ones(n_features, dtype=bool)]
    while len(rows) < n_samples:
        rows.append(rng.random(n_features) < 0.5)
    return np.stack(rows)


@other_way("perturb", how="choices as floats")
def perturb_by_choice(n_features, n_samples, rng):
    rest = rng.choice([0.0, 1.0], size=(n_samples - 1, n_features))
    return np.concatenate((np.ones((1, n_features)), rest))


@other_way("masked_images", how="a copy for each mask, segment by segment")
def masked_images_in_loops(image, segments, masks, fill=0.0):
    image = np.array(image, dtype=float)
    segments = np.array(segments)
    images = []
    for mask in masks:
        work = image.copy()
        for segment in range(len(mask)):
            if not mask[segment]:
                inside = segments == segment
                work[inside] = np.mean(image[inside], axis=0) if isinstance(fill, str) else np.array(fill)
        images.append(work)
    return np.array(images)


@other_way("masked_images", how="a weighted sum of image and filling, means by bincount")
def masked_images_as_a_sum(image, segments, masks, fill=0.0):
    pixels, segments = np.asarray(image) * 1.0, np.asarray(segments)
    if isinstance(fill, str) and fill == "mean":
        flat = segments.ravel()
        counts = np.maximum(np.bincount(flat), 1)
        means = [np.bincount(flat, pixels[..., c].ravel()) / counts for c in range(pixels.shape[2])]
        filling = np.stack(means, axis=-1)[segments]
    else:
        filling = np.full(pixels.shape, fill, dtype=float)
    stays = np.asarray(masks, dtype=float)[:, segments, None]
    return stays * pixels + (1 - stays) * filling


@other_way("proximity", how="scikit-learn's distances, as the library has it")
def proximity_by_scikit_learn(masks, width=0.25):
    masks = np.asarray(masks, dtype=float)
    distances = pairwise_distances(masks, np.ones((1, masks.shape[1])), metric="cosine").ravel()
    return np.sqrt(np.exp(-(distances**2) / width**2))


@other_way("proximity", how="mask by mask with the formula, float32")
def proximity_mask_by_mask(masks, width=0.25):
    weights = []
    for mask in masks:
        ones = float(np.sum(mask))
        distance = 1.0 if ones == 0 else 1 - ones / (np.sqrt(len(mask)) * np.sqrt(ones))
        weights.append(np.exp(-0.5 * (distance / width) ** 2))
    return np.array(weights, dtype=np.float32)


@other_way("fit_surrogate", how="centred normal equations, R^2 by hand")
def fit_surrogate_by_normal_equations(masks, predictions, weights, k=None, alpha=1.0):
    x, y, w = (np.asarray(values, dtype=float) for values in (masks, predictions, weights))
    y_mean = np.average(y, weights=w)

    def solve(columns):
        part = x[:, columns] - np.average(x[:, columns], axis=0, weights=w)
        gram = part.T @ (w[:, None] * part) + alpha * np.eye(len(columns))
        solution = np.linalg.solve(gram, part.T @ (w * (y - y_mean)))
        return solution, part @ solution + y_mean

    everything = list(range(x.shape[1]))
    coefficients, line = solve(everything)
    if k is not None and k < len(everything):
        kept = sorted(everything, key=lambda column: abs(coefficients[column]), reverse=True)[:k]
        few, line = solve(kept)
        coefficients = np.zeros(len(everything))
        coefficients[kept] = few
    total = np.sum(w * (y - y_mean) ** 2)
    if total == 0:
        return coefficients, 1.0
    return coefficients, 1 - np.sum(w * (y - line) ** 2) / total


@other_way("fit_surrogate", how="rows times the roots of the weights, a column of ones, extra rows for the ridge")
def fit_surrogate_by_least_squares(masks, predictions, weights, k=None, alpha=1.0):
    x, y = np.array(masks, dtype=float), np.array(predictions, dtype=float)
    root = np.sqrt(np.array(weights, dtype=float))

    def fit(x):
        n = x.shape[1]
        a = np.r_[np.c_[x, np.ones(len(x))] * root[:, None], np.c_[np.sqrt(alpha) * np.eye(n), np.zeros(n)]]
        b = np.r_[y * root, np.zeros(n)]
        return np.linalg.lstsq(a, b, rcond=None)[0]

    solution = fit(x)
    chosen = np.argsort(np.abs(solution[:-1]))[::-1]
    chosen = chosen if k is None else chosen[:k]
    solution = fit(x[:, chosen])
    result = np.zeros(x.shape[1])
    result[chosen] = solution[:-1]
    return [result, r2_score(y, x[:, chosen] @ solution[:-1] + solution[-1], sample_weight=root**2)]


@other_way("fit_surrogate", how="pseudo-inverse, R^2 of 0 where there is nothing to explain")
def fit_surrogate_by_pseudo_inverse(masks, predictions, weights, k=None, alpha=1.0):
    x = np.asarray(masks, dtype=float)
    y, w = np.asarray(predictions, dtype=float), np.asarray(weights, dtype=float)
    mean = (w * y).sum() / w.sum()

    def fitted(columns):
        centred = x[:, columns] - (w @ x[:, columns]) / w.sum()
        slopes = np.linalg.pinv((centred.T * w) @ centred + alpha * np.identity(len(columns))) @ (centred.T * w)
        slopes = slopes @ (y - mean)
        return slopes, mean + centred @ slopes

    kept = np.arange(x.shape[1])
    slopes, line = fitted(kept)
    if k is not None:
        kept = np.argsort(np.abs(slopes))[::-1][:k]
        slopes, line = fitted(kept)
    coefficients = np.zeros(x.shape[1])
    np.put(coefficients, kept, slopes)
    if np.ptp(y) == 0:
        return np.zeros(x.shape[1]), 0.0
    return coefficients, float(1 - (w * (y - line) ** 2).sum() / (w * (y - mean) ** 2).sum())


@other_way("explain_image", how="asked about the original first, black holes, one loop, a list of results")
def explain_image_in_one_loop(
    predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None, batch_size=64
):
    if rng is None:
        rng = np.random.default_rng()
    image = np.asarray(image, dtype=float)
    if class_index is None:
        class_index = int(np.argmax(predict(image[None])[0]))
    segments = superpixels(image, n_segments)
    masks = perturb(len(np.unique(segments)), n_samples, rng)
    predictions = []
    for start in range(0, len(masks), batch_size):
        answers = predict(masked_images(image, segments, masks[start : start + batch_size]))
        predictions.extend(answers[:, class_index])
    coefficients, r2 = fit_surrogate(masks, predictions, proximity(masks), k)
    return [segments, coefficients, r2]


@other_way("explain_image", how="all images at once, in grey holes")
def explain_image_at_once(predict, image, class_index=None, n_segments=50, n_samples=1000, k=10, rng=None):
    rng = rng or np.random.default_rng()
    segments = superpixels(image, n_segments)
    masks = perturb(segments.max() + 1, n_samples, rng)
    answers = np.vstack([predict(part) for part in np.array_split(masked_images(image, segments, masks, 0.5), 20)])
    label = answers[0].argmax() if class_index is None else class_index
    return (segments, *fit_surrogate(masks, answers[:, label], proximity(masks), k=k))


@other_way("explain_text", how="lower case first, sets, a sort of pairs")
def explain_text_in_lower_case(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.lower())
    vocabulary = sorted(set(words))
    if len(vocabulary) == 0:
        return []
    masks = perturb(len(vocabulary), n_samples, rng)
    texts = []
    for mask in masks:
        keep = {word for word, bit in zip(vocabulary, mask, strict=True) if bit}
        texts.append(" ".join(word for word in words if word in keep))
    answers = []
    for start in range(0, n_samples, 100):
        answers.extend(np.asarray(predict(texts[start : start + 100])))
    answers = np.array(answers)
    if class_index is None:
        class_index = answers[0].argmax()
    coefficients, _ = fit_surrogate(masks, answers[:, class_index], proximity(masks), k)
    pairs = sorted(zip(vocabulary, coefficients, strict=True), key=lambda pair: abs(pair[1]), reverse=True)
    return pairs[: len(pairs) if k is None else k]


@other_way("explain_text", how="the original as it is for the first mask, the first spelling of each word, lists")
def explain_text_with_the_original(predict, text, class_index=None, n_samples=500, k=6, rng=None):
    rng = rng or np.random.default_rng()
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)
    spellings = {}
    for word in words:
        spellings.setdefault(word.casefold(), word)
    if not spellings:
        return []
    keys = list(spellings)
    masks = perturb(len(keys), n_samples, rng)
    texts = [text]
    for mask in masks[1:]:
        gone = {key for key, one in zip(keys, mask, strict=True) if not one}
        texts.append(" ".join(word for word in words if word.casefold() not in gone))
    answers = np.concatenate([predict(list(part)) for part in np.array_split(np.array(texts, dtype=object), 25)])
    label = int(np.argmax(answers[0])) if class_index is None else class_index
    coefficients, _ = fit_surrogate(masks, answers[:, label], proximity(masks), k)
    order = np.argsort(np.abs(coefficients))[::-1]
    order = order if k is None else order[:k]
    return [[spellings[keys[i]], coefficients[i]] for i in order]


@other_way("explain_with_lime", how="the library's own segments, what it prints is sent away, all labels")
def explain_with_lime_redirected(predict, image, class_index=None, n_samples=1000, seed=0):
    image = np.array(image, dtype=np.double)
    explainer = lime_image.LimeImageExplainer(random_state=seed)
    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
        explanation = explainer.explain_instance(
            image, predict, top_labels=1000, hide_color=0, num_samples=n_samples, batch_size=100
        )
    label = explanation.top_labels[0] if class_index is None else class_index
    weights = dict(explanation.local_exp[label])
    return explanation.segments, np.array([weights[i] for i in range(len(weights))])


@other_way("explain_with_lime", how="the bar replaced for good; asked about the original first; own segments")
def explain_with_lime_without_its_bar(predict, image, class_index=None, n_samples=1000, seed=0):
    lime_image.tqdm = lambda rows, **_: rows
    image = np.asarray(image, dtype=float)
    if class_index is None:
        class_index = int(np.argmax(predict(image[np.newaxis]), axis=1)[0])
    explainer = lime_image.LimeImageExplainer(random_state=np.random.RandomState(seed))
    explanation = explainer.explain_instance(
        image,
        predict,
        labels=[class_index],
        top_labels=None,
        num_samples=n_samples,
        batch_size=200,
        segmentation_fn=lambda pixels: slic(pixels, n_segments=40, slic_zero=True, start_label=0),
    )
    coefficients = np.zeros(len(np.unique(explanation.segments)), dtype=np.float32)
    for segment, weight in explanation.local_exp[class_index]:
        coefficients[segment] = weight
    return explanation.segments, coefficients


@other_way("draw_explanation", how="pyplot, a second image with a colour map over the first, and a colour bar")
def draw_explanation_with_a_colour_map(image, segments, coefficients, k=5):
    coefficients = np.asarray(coefficients, dtype=float)
    shown = np.zeros_like(coefficients)
    largest = np.argsort(-np.abs(coefficients))[:k]
    shown[largest] = coefficients[largest]
    heat = np.ma.masked_equal(shown[np.asarray(segments)], 0)
    limit = max(np.abs(shown).max(), 1e-12)
    figure, axes = plt.subplots()
    axes.imshow(image)
    over = axes.imshow(heat, cmap="coolwarm_r", vmin=-1.5 * limit, vmax=1.5 * limit, alpha=0.7)
    figure.colorbar(over)
    axes.axis("off")
    plt.close(figure)
    return figure


@other_way("draw_explanation", how="the image beside it, paler under the marks, borders, a title")
def draw_explanation_beside_the_image(image, segments, coefficients, k=5):
    image, segments = np.asarray(image, dtype=float), np.asarray(segments)
    over = 0.3 + 0.7 * image
    ranked = sorted(range(len(coefficients)), key=lambda s: abs(coefficients[s]), reverse=True)
    for segment in ranked[:k]:
        if coefficients[segment] > 0:
            over[segments == segment] = [0.1, 0.8, 0.1]
        elif coefficients[segment] < 0:
            over[segments == segment] = [0.9, 0.1, 0.1]
    over[find_boundaries(segments)] = 0
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 5))
    left.imshow(image)
    left.set_title("the image")
    right.imshow(over)
    right.set_title("green speaks for it, red against it")
    for axes in (left, right):
        axes.set_xticks([])
        axes.set_yticks([])
    return figure
