"""Oracles of ex20: scikit-learn's cosine distance and R^2, least squares, plain loops, and the library `lime`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any
from unittest import mock

import numpy as np
from lime import lime_image
from sklearn.metrics import r2_score
from sklearn.metrics.pairwise import cosine_distances

Masks = np.ndarray
Predict = Callable[[Any], Any]

AT_ONCE = 100
"""Images or texts in a batch."""
APOSTROPHES = "'’"


def superpixels(image: Any, n_segments: int) -> np.ndarray:
    """One right cut of many: a grid of rectangles, as nearly square as they can be."""
    height, width = np.shape(image)[:2]
    rows = min(n_segments, max(1, round(math.sqrt(n_segments * height / width))))
    columns = -(-n_segments // rows)
    y, x = np.arange(height) * rows // height, np.arange(width) * columns // width
    grid: np.ndarray = y[:, None] * columns + x
    return grid


def perturb(n_features: int, n_samples: int, rng: np.random.Generator) -> Masks:
    """One right draw of many, coin by coin."""
    rows = [[int(rng.random() < 0.5) for _ in range(n_features)] for _ in range(n_samples - 1)]
    return np.array([[1] * n_features, *rows])


def masked_images(image: Any, segments: Any, masks: Any, fill: Any = 0.0) -> np.ndarray:
    """Pixel by pixel."""
    pixels, segments, masks = np.asarray(image), np.asarray(segments), np.asarray(masks)
    result = np.zeros((len(masks), *pixels.shape))
    for sample, y, x in np.ndindex(*result.shape[:3]):
        segment = segments[y, x]
        if masks[sample, segment]:
            result[sample, y, x] = pixels[y, x]
        elif isinstance(fill, str):
            result[sample, y, x] = pixels[segments == segment].mean(axis=0)
        else:
            result[sample, y, x] = fill
    return result.astype(np.float32) if pixels.dtype == np.float32 else result


def proximity(masks: Any, width: float = 0.25) -> np.ndarray:
    """scikit-learn's cosine distance, which is 1 for a row of zeros, under the library's kernel."""
    masks = np.asarray(masks, dtype=float)
    distance = cosine_distances(masks, np.ones((1, masks.shape[1]))).ravel()
    return np.sqrt(np.exp(-(distance**2) / width**2))


def fit_surrogate(
    masks: Any, predictions: Any, weights: Any, k: int | None = None, alpha: float = 1.0
) -> tuple[np.ndarray, float]:
    """Least squares with a row for each coefficient that pulls it to 0; R^2 is scikit-learn's."""
    masks, predictions, weights = (np.asarray(part, dtype=float) for part in (masks, predictions, weights))
    first, _ = ridge(masks, predictions, weights, alpha)
    kept = sorted(range(masks.shape[1]), key=lambda column: -abs(first[column]))[:k]
    coefficients = np.zeros(masks.shape[1])
    coefficients[kept], intercept = ridge(masks[:, kept], predictions, weights, alpha)
    line = masks @ coefficients + intercept
    return coefficients, float(r2_score(predictions, line, sample_weight=weights))


def ridge(masks: Masks, predictions: np.ndarray, weights: np.ndarray, alpha: float) -> tuple[np.ndarray, float]:
    """Coefficients and a free intercept."""
    features = masks.shape[1]
    root = np.sqrt(weights)
    above = np.column_stack([masks, np.ones(len(masks))]) * root[:, None]
    below = np.column_stack([np.sqrt(alpha) * np.eye(features), np.zeros(features)])
    solution = np.linalg.lstsq(np.vstack([above, below]), np.append(root * predictions, np.zeros(features)))[0]
    return solution[:features], float(solution[features])


def explain_image(
    predict: Predict,
    image: Any,
    class_index: int | None = None,
    n_segments: int = 50,
    n_samples: int = 1000,
    k: int | None = 10,
    rng: np.random.Generator | None = None,
) -> tuple[np.ndarray, np.ndarray, float]:
    """One right explanation of many: of a grid, what is left out is black."""
    segments = superpixels(image, n_segments)
    masks = perturb(int(segments.max()) + 1, n_samples, rng or np.random.default_rng())
    answers = asked(lambda batch: predict(masked_images(image, segments, batch)), masks)
    chosen = int(answers[0].argmax()) if class_index is None else class_index
    return segments, *fit_surrogate(masks, answers[:, chosen], proximity(masks), k)


def explain_text(
    predict: Predict,
    text: str,
    class_index: int | None = None,
    n_samples: int = 500,
    k: int | None = 6,
    rng: np.random.Generator | None = None,
) -> list[tuple[str, float]]:
    """One right explanation of many, with words in lower case."""
    tokens = [word.lower() for word in words(text)]
    if not tokens:
        return []
    features = sorted(set(tokens))
    masks = perturb(len(features), n_samples, rng or np.random.default_rng())
    gone = [{word for word, stays in zip(features, mask, strict=True) if not stays} for mask in masks]
    texts = [" ".join(word for word in tokens if word not in absent) for absent in gone]
    answers = asked(predict, texts)
    chosen = int(answers[0].argmax()) if class_index is None else class_index
    coefficients, _ = fit_surrogate(masks, answers[:, chosen], proximity(masks), k)
    pairs = [(word, float(value)) for word, value in zip(features, coefficients, strict=True)]
    return sorted(pairs, key=lambda pair: -abs(pair[1]))[:k]


def explain_with_lime(
    predict: Predict, image: Any, class_index: int | None = None, n_samples: int = 1000, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """The library with its own segments, numbered by rank where they have a gap."""
    pixels = np.asarray(image, dtype=float)
    if class_index is None:
        class_index = int(np.argmax(predict(pixels[None])[0]))
    explainer = lime_image.LimeImageExplainer(random_state=seed)
    with mock.patch.object(lime_image, "tqdm", iter):
        explanation = explainer.explain_instance(
            pixels, predict, (class_index,), top_labels=None, num_samples=n_samples, batch_size=AT_ONCE
        )
    coefficients = np.zeros(explanation.segments.max() + 1)
    for segment, weight in explanation.local_exp[class_index]:
        coefficients[segment] = weight
    return explanation.segments, coefficients


def draw_explanation(image: Any, segments: Any, coefficients: Any, k: int = 5) -> dict[int, int]:
    """Which segments are marked: 1 for what speaks for the class, -1 for what speaks against it."""
    del image, segments
    values = [float(value) for value in coefficients]
    largest = sorted(range(len(values)), key=lambda segment: -abs(values[segment]))[:k]
    return {segment: 1 if values[segment] > 0 else -1 for segment in largest if values[segment]}


def mistaken_segments(got: Any, image: np.ndarray) -> dict[str, bool]:
    """Which known mistakes give something of this shape instead of segments, by the misconception's id."""
    shape = np.shape(got) if isinstance(got, np.ndarray) else ()
    return {
        "picture-instead-of-numbers": shape == image.shape,
        "width-and-height-exchanged": shape == image.shape[1::-1] != image.shape[:2],
    } | (_mistaken_numbers(got) if shape == image.shape[:2] and got.dtype.kind in "iu" else {})


def _mistaken_numbers(segments: np.ndarray) -> dict[str, bool]:
    """Which known mistakes number segments like this, by the misconception's id."""
    whole = segments.astype(int)
    numbers = np.unique(whole)
    grid = whole[:, :1] + whole[:1] - whole[0, 0]  # in a narrow image, with steps in both directions
    is_grid = min(whole.shape) < 4 and np.array_equal(whole, grid) and bool(np.ptp(grid[0]) and np.ptp(grid[:, 0]))
    return {
        "more-rows-than-pixels": is_grid and len(numbers) <= numbers[-1],
        "numbers-in-eight-bits": len(numbers) == 256 and numbers[0] in (0, -128) and int(np.ptp(numbers)) == 255,
    }


def mistaken_masks(got: Any, n_features: int, n_samples: int) -> dict[str, bool]:
    """Which known mistakes give masks of this shape, or of these numbers, by the misconception's id."""
    masks = got if isinstance(got, np.ndarray) else np.zeros(0)
    shape, other = masks.shape, masks[(masks != 0) & (masks != 1)].astype(float)
    mistakes = {
        "samples-in-the-columns": shape == (n_features, n_samples) != (n_samples, n_features),
        "original-on-top": shape == (n_samples + 1, n_features) and bool(np.all(masks[0] == 1)),
        "one-row-too-few": shape == (n_samples - 1, n_features),
    }
    numbers = {
        "shares-instead-of-coins": (other > 0) & (other < 1),
        "coins-with-three-sides": other == 2,
        "coins-of-minus-one-and-one": other == -1,
    }
    return mistakes | {name: other.size > 0 and bool(made.all()) for name, made in numbers.items()}


def mistaken_results(numbers: Any, coefficients: Any, image: np.ndarray) -> dict[str, bool]:
    """Which known mistakes give such segments and coefficients, by the misconception's id."""
    one, other = (np.shape(part) if isinstance(part, np.ndarray) else () for part in (numbers, coefficients))
    is_list = isinstance(coefficients, list | tuple) and len(coefficients) > 0
    return {
        "coefficients-before-the-segments": len(one) == 1 and other == image.shape[:2],
        "columns-as-many-as-asked-for": len(other) == 1 and one == image.shape[:2] and other[0] > np.max(numbers) + 2,
        "library-gives-its-picture": one == image.shape and other == image.shape[:2],
        "library-pairs-as-they-are": is_list and all(np.shape(pair) == (2,) for pair in coefficients),
    }


def mistaken_pairs(got: Any) -> dict[str, bool]:
    """Which known mistakes give this instead of pairs (word, coefficient), by the misconception's id."""
    pairs = got if isinstance(got, list | tuple) else []
    turned = [type(pair) in (list, tuple) and len(pair) == 2 and type(pair[1]) is str for pair in pairs]
    return {"dict-of-words": isinstance(got, dict), "coefficient-before-the-word": any(turned) and all(turned)}


def near_and_far(coefficients: np.ndarray, masks: Masks, predictions: np.ndarray) -> tuple[float, float, float]:
    """How far coefficients are from a fit by proximity and from one in which all count alike, and those two apart."""
    near, far = (fit_surrogate(masks, predictions, by)[0] for by in (proximity(masks), np.ones(len(masks))))
    pairs = (coefficients, near), (coefficients, far), (near, far)
    to_near, to_far, apart = (float(np.abs(one - other).max()) for one, other in pairs)
    return to_near, to_far, apart


def is_fitted_once(coefficients: np.ndarray, masks: Masks, predictions: np.ndarray, k: int) -> bool:
    """Whether k coefficients are those of the fit with all pieces, not those of a second fit with these k."""
    weights = proximity(masks)
    once, again = (fit_surrogate(masks, predictions, weights, kept)[0] for kept in (None, k))
    from_once, from_again = (np.abs(coefficients - fit)[again != 0].max() for fit in (once, again))
    return bool(from_once < from_again)


def mistaken_classes(
    truths: Sequence[np.ndarray], wanted: int | None, best: int, of: str = ""
) -> dict[str, np.ndarray]:
    """What known mistakes explain instead of the class `wanted`, by the misconception's id, which begins with `of`.

    `truths` are the right explanations of the three classes, of which `best` is the most probable in the original.
    """
    if wanted is None:
        others = {"first-class-for-none": truths[0], "most-probable-of-all-samples": truths[3 - best]}
    else:
        others = {"always-the-most-probable" if wanted else "class-zero-taken-for-none": truths[best]}
    right = truths[best if wanted is None else wanted]
    return {of + name: truth for name, truth in others.items() if not np.allclose(truth, right)}


def mistaken_marks(coefficients: np.ndarray, k: int) -> dict[str, list[int]]:
    """Which segments known mistakes mark, by the misconception's id."""
    values = coefficients.tolist()
    smallest_first, by_sign = np.argsort(-np.abs(coefficients))[::-1].tolist(), np.argsort(-coefficients).tolist()
    right = sorted(draw_explanation(None, None, values, k))
    marks = {
        "smallest-marked": sorted(smallest_first[:k]),
        "largest-by-sign": sorted(segment for segment in by_sign[:k] if values[segment]),
        "against-is-not-drawn": [segment for segment in right if values[segment] > 0],
        "k-on-each-side": sorted(
            {s for s in by_sign[:k] if values[s] > 0} | {s for s in by_sign[-k:] if values[s] < 0}
        ),
        "first-segments-marked": [segment for segment, value in enumerate(values[:k]) if value],
        "one-mark-too-few": sorted(draw_explanation(None, None, values, k - 1)),
    }
    all_of_them = [segment for segment, value in enumerate(values) if value]
    return marks | ({"all-segments-marked": all_of_them} if len(all_of_them) > k else {})


def mistaken_ties(coefficients: np.ndarray, k: int, sizes: Sequence[float]) -> dict[str, bool]:
    """Which known mistakes mark these sizes where the k-th largest has equals, by the misconception's id."""
    ordered = np.sort(np.abs(coefficients))[::-1].tolist()
    threshold, marked = ordered[k - 1], sorted(sizes, reverse=True)
    return {
        "equal-ones-all-marked": marked == [size for size in ordered if size >= threshold],
        "equal-ones-all-left-out": marked == [size for size in ordered if size > threshold],
        "equal-ones-looked-up": marked == sorted(set(ordered[:k]), reverse=True),
    }


def mistaken_words(strange: Sequence[str], words: Sequence[str]) -> dict[str, bool]:
    """Which known mistake finds words that the text does not have, by the misconception's id."""
    sticks = any(not word[0].isalnum() or not word[-1].isalnum() for word in strange if word)
    parted = [part for word in words if "'" in word for part in word.split("'")]
    parts = any(word in parted for word in strange)
    plain = {part for word in words for part in re.findall(r"[a-z0-9']+", word) if part != word}
    return {
        "punctuation-sticks-to-words": sticks,
        "apostrophes-part-words": parts and not sticks,
        "plain-letters-only": not parts and all(word in plain for word in strange),
        "underscores-join-words": not sticks and all("_" in word for word in strange),
    }


def cut_out(whole: Sequence[str]) -> set[str]:
    """What is left of words when others are cut out of them, letter by letter."""
    cut = [word.replace(part, gap) for word in whole for part in whole if part != word for gap in ("", " ")]
    return {rest for word in cut for rest in words(word)}


def says_each_once(texts: Sequence[Sequence[str]], tokens: Sequence[str]) -> bool:
    """Whether texts have what is left of `tokens` with no word twice, each in its first place."""
    return all(list(left) == list(dict.fromkeys(word for word in tokens if word in left)) for left in texts)


def correlated(one: np.ndarray, other: np.ndarray) -> float:
    """The correlation of two explanations; 0 where one of them says nothing."""
    if one.size < 2 or np.ptp(one) == 0 or np.ptp(other) == 0:
        return 0.0
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


def words(text: str) -> list[str]:
    """The words of a text, letter by letter."""
    found, word = [], ""
    for number, letter in enumerate(text):
        after = text[number + 1 : number + 2]
        if letter.isalnum() or (letter in APOSTROPHES and word and after.isalnum()):
            word += letter
        elif word:
            found.append(word)
            word = ""
    return found + [word] * bool(word)


def asked(predict: Predict, questions: Sequence[Any] | np.ndarray) -> np.ndarray:
    """The answers to all questions, asked in batches."""
    starts = range(0, len(questions), AT_ONCE)
    return np.concatenate([np.asarray(predict(questions[start : start + AT_ONCE])) for start in starts])
