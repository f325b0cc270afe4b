"""Oracles of ex17: plain loops for counting, SciPy's SVD, scikit-learn's cosines and principal components."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise, product
from typing import Any

import numpy as np
from scipy import linalg
from sklearn.decomposition import PCA
from sklearn.metrics.pairwise import cosine_similarity

Documents = Sequence[Sequence[str]]
A_LITTLE = 0.02
"""Above what 1e-6 that is added to counts of 1/256 changes in a logarithm, and below what other mistakes do."""
TINY = 1e-9
"""Above what rounding makes of a singular value of 0, and below all others."""


def cooccurrence(documents: Documents, vocabulary: list[str], window: int) -> np.ndarray:
    """Look at every two positions of every document."""
    counts = np.zeros((len(vocabulary), len(vocabulary)), dtype=int)
    for document in documents:
        for (i, one), (j, other) in product(enumerate(document), repeat=2):
            if 0 < abs(i - j) <= window and one in vocabulary and other in vocabulary:
                counts[vocabulary.index(one), vocabulary.index(other)] += 1
    return counts


def ppmi(counts: np.ndarray) -> np.ndarray:
    """Take the logarithm number by number, where there is one to take."""
    counts = np.asarray(counts, dtype=float)
    result = np.zeros(counts.shape)
    for i, j in np.ndindex(counts.shape):
        if counts[i, j] > 0:
            row, column = math.fsum(counts[i]), math.fsum(counts[:, j])
            share = counts[i, j] / math.fsum(counts.ravel())
            by_chance = (row / math.fsum(counts.ravel())) * (column / math.fsum(counts.ravel()))
            result[i, j] = max(math.log(share) - math.log(by_chance), 0.0)
    return result


def is_a_little_off(got: object, want: np.ndarray) -> bool:
    """Tell whether all numbers are nearly right, and some are not merely rounded."""
    if not isinstance(got, np.ndarray) or got.dtype.kind != "f" or got.shape != want.shape:
        return False
    return bool(np.abs(got - want).max() < A_LITTLE and np.any(np.abs(got - got.round(3)) > 1e-6))


def embed(matrix: np.ndarray, dimensions: int) -> np.ndarray:
    """Left singular vectors times the square roots of their singular values."""
    left, values, _ = _svd(matrix)
    return left[:, :dimensions] @ np.diag(np.sqrt(values[:dimensions]))


def mistaken_embeddings(matrix: np.ndarray, dimensions: int) -> dict[str, np.ndarray]:
    """What known mistakes make of a table, by the misconception's id."""
    left, values, right = _svd(matrix)
    centred_left, centred_values, _ = _svd(np.asarray(matrix, dtype=float) - np.mean(matrix, axis=0))
    first = slice(dimensions)
    vectors = left[:, first] * np.sqrt(values[first])
    return {
        "left-vectors-alone": left[:, first],
        "whole-singular-values": left[:, first] * values[first],
        "columns-instead-of-rows": right[first].T * np.sqrt(values[first]),
        "v-read-by-columns": right[:, first] * np.sqrt(values[first]),
        "vectors-of-one-length": vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-300),
        "vectors-lying-down": vectors.T,
        "all-directions-kept": left * np.sqrt(values),
        "divided-by-the-root": left[:, first] / np.sqrt(np.maximum(values[first], 1e-300)),
        "squared-singular-values": left[:, first] * values[first] ** 2,
        "weighed-once-more": left[:, first] * values[first] ** 1.5,
        "first-rows-kept": left[first] * np.sqrt(values),
        "multiplied-by-the-right-vectors": vectors @ right[first],
        "first-direction-skipped": left[:, 1 : dimensions + 1] * np.sqrt(values[1 : dimensions + 1]),
        "smallest-directions-first": left[:, ::-1][:, first] * np.sqrt(values[::-1][first]),
        "centred-before-the-svd": centred_left[:, first] * np.sqrt(centred_values[first]),
        "divided-by-a-singular-value-of-zero": np.where(values[first] > TINY, vectors, np.nan),
    }


def magnitudes(vectors: np.ndarray) -> np.ndarray:
    """Sizes of all numbers: what does not hang on signs, whichever way the vectors lie."""
    return np.abs(np.asarray(vectors, dtype=float)).astype(np.asarray(vectors).dtype)


def products(vectors: np.ndarray) -> np.ndarray:
    """Dot products between all rows: what does not hang on the signs of the columns."""
    vectors = np.asarray(vectors, dtype=float)
    return vectors @ vectors.T


def skip_gram_pairs(tokens: Sequence[str], window: int) -> list[tuple[str, str]]:
    """Look at every two positions."""
    places = product(range(len(tokens)), repeat=2)
    return [(tokens[i], tokens[j]) for i, j in places if 0 < abs(i - j) <= window]


def mistaken_pairs(tokens: Sequence[str], window: int) -> dict[str, list[tuple[str, str]]]:
    """What known mistakes make of a text, by the misconception's id."""
    places = [(i, j) for i, j in product(range(len(tokens)), repeat=2) if abs(i - j) <= window]
    right = [(tokens[i], tokens[j]) for i, j in places if i != j]
    last = len(tokens) - 1
    around = [(i, i + step) for i in range(last + 1) for step in range(-window, window + 1) if step]
    return {
        "pairs-to-the-right-only": [(tokens[i], tokens[j]) for i, j in places if i < j],
        "pairs-to-the-left-only": [(tokens[i], tokens[j]) for i, j in places if i > j],
        "each-pair-listed-twice": 2 * right,
        "first-words-are-no-centres": [(tokens[i], tokens[j]) for i, j in places if i != j and i >= window],
        "pairs-with-itself": [(tokens[i], tokens[j]) for i, j in places],
        "equal-words-make-no-pair": [pair for pair in right if pair[0] != pair[1]],
        "each-pair-listed-once": sorted(set(right)),
        "pairs-one-short": [(tokens[i], tokens[j]) for i, j in places if 0 < abs(i - j) < window],
        "pairs-one-short-on-the-right": [(tokens[i], tokens[j]) for i, j in places if i != j and j - i < window],
        "last-word-is-no-centre": [(tokens[i], tokens[j]) for i, j in places if i != j and i < last],
        "last-word-is-no-context": [(tokens[i], tokens[j]) for i, j in places if i != j < last],
        "first-word-is-no-context": [(tokens[i], tokens[j]) for i, j in places if i != j > 0],
        "pairs-one-short-on-the-left": [(tokens[i], tokens[j]) for i, j in places if i != j and i - j < window],
        "pairs-one-too-far-on-the-right": [
            *right,
            *((one, other) for one, other in zip(tokens, tokens[window + 1 :], strict=False)),
        ],
        "pairs-one-too-far": skip_gram_pairs(tokens, window + 1),
        "pairs-of-the-first-word-only": [(tokens[i], tokens[j]) for i, j in places if i == 0 < j],
        "last-context-only": [
            (tokens[i], tokens[min(i + window, last) if i < last else i - 1]) for i in range(last + 1) if last
        ],
        "pairs-around-the-first-place": [
            (word, tokens[j]) for word in tokens for j in range(last + 1) if 0 < abs(tokens.index(word) - j) <= window
        ],
        "pairs-of-the-edge-only": [(tokens[i], tokens[j]) for i, j in places if abs(i - j) == window],
        "pairs-with-the-window-shared": [(tokens[i], tokens[j]) for i, j in places if 0 < abs(i - j) <= window // 2],
        "left-neighbours-lost-at-the-beginning": [
            (tokens[i], tokens[j]) for i, j in places if i < j or (i > j and i >= window)
        ],
        "beginning-wraps-to-the-end": [(tokens[i], tokens[j]) for i, j in around if -last - 1 <= j <= last],
        "only-centres-with-a-full-window": [(tokens[i], tokens[j]) for i, j in around if window <= i <= last - window],
    }


def centres(documents: Documents, vocabulary: list[str], window: int) -> set[str]:
    """Words that are the centre of a pair."""
    pairs = [pair for document in documents for pair in skip_gram_pairs(document, window)]
    return {centre for centre, context in pairs if centre in vocabulary and context in vocabulary}


def nearest_words(embeddings: np.ndarray, vocabulary: list[str], word: str, k: int) -> list[tuple[str, float]]:
    """Sort scikit-learn's cosines. Raises ValueError for an unknown word."""
    _check([word], vocabulary)
    return _ranked(embeddings, vocabulary, np.asarray(embeddings, dtype=float)[vocabulary.index(word)], {word}, k)


def analogy(
    embeddings: np.ndarray, vocabulary: list[str], a: str, b: str, c: str, k: int = 1
) -> list[tuple[str, float]]:
    """Sort the cosines with b - a + c. Raises ValueError for an unknown word."""
    _check([a, b, c], vocabulary)
    vector = {word: np.array(row, dtype=float) for word, row in zip(vocabulary, embeddings, strict=True)}
    return _ranked(embeddings, vocabulary, vector[b] - vector[a] + vector[c], {a, b, c}, k)


def settled(found: Any, vocabulary: list[str]) -> Any:
    """Return pairs (word, cosine) with equal ones in the order of the vocabulary, where only a tiny number parts them.

    Whoever adds one to the lengths, so that none is 0, has cosines of 0.5 that differ behind the ninth digit. Cosines
    that are the same to the bit must be in order already.
    """
    try:
        pairs = [(float(cosine), vocabulary.index(word)) for word, cosine in found]
    except (TypeError, ValueError):
        return found
    if any(two[0] > one[0] or (two[0] == one[0] and two[1] < one[1]) for one, two in pairwise(pairs)):
        return found
    return [found[i] for i in sorted(range(len(pairs)), key=lambda i: (-round(pairs[i][0], 6), pairs[i][1]))]


def project_2d(embeddings: np.ndarray) -> np.ndarray:
    """Principal components as scikit-learn has them."""
    return PCA(2, svd_solver="full").fit_transform(np.asarray(embeddings, dtype=float))


def mistaken_maps(embeddings: np.ndarray) -> dict[str, np.ndarray]:
    """What known mistakes make of vectors, by the misconception's id."""
    vectors = np.asarray(embeddings, dtype=float)
    left, values, axes = _svd(vectors - vectors.mean(axis=0))
    raw_left, raw_values, _ = _svd(vectors)
    row_left, row_values, _ = _svd(vectors - vectors.mean(axis=1, keepdims=True))
    one_left, one_values, _ = _svd(vectors - vectors.mean())
    spread = vectors.std(axis=0)
    scaled_left, scaled_values, _ = _svd((vectors - vectors.mean(axis=0)) / np.where(spread == 0, 1, spread))
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    directions = vectors / np.where(lengths == 0, 1, lengths)
    unit_left, unit_values, _ = _svd(directions - directions.mean(axis=0))
    all_axes = linalg.svd(vectors - vectors.mean(axis=0), lapack_driver="gesvd")[2]
    return {
        "map-not-centred": raw_left[:, :2] * raw_values[:2],
        "map-centred-by-rows": row_left[:, :2] * row_values[:2],
        "map-centred-by-one-mean": one_left[:, :2] * one_values[:2],
        "map-of-scaled-columns": scaled_left[:, :2] * scaled_values[:2],
        "axes-read-by-columns": (vectors - vectors.mean(axis=0)) @ all_axes[:, :2],
        "map-of-unit-spread": left[:, :2],
        "map-with-roots": left[:, :2] * np.sqrt(values[:2]),
        "map-divided-by-the-root-of-the-count": left[:, :2] * values[:2] / np.sqrt(len(vectors) - 1),
        "map-not-moved-to-the-middle": vectors @ axes[:2].T,
        "map-axes-swapped": (left[:, :2] * values[:2])[:, ::-1],
        "map-of-the-smallest-spread": (left * values)[:, ::-1][:, :2],
        "map-of-the-first-two-numbers": (vectors - vectors.mean(axis=0))[:, :2],
        "map-without-the-first-axis": (left * values)[:, 1:3],
        "map-of-unit-vectors": unit_left[:, :2] * unit_values[:2],
        "map-divided-by-zero": np.where(values[:2] > TINY, left[:, :2] * values[:2], np.nan),
        "map-lying-down": (left[:, :2] * values[:2]).T,
        "map-of-more-axes": left * values,
        "axes-instead-of-coordinates": axes[:2].T,
    }


def turned(points: np.ndarray, like: np.ndarray) -> np.ndarray:
    """Points with each axis turned the way it runs in `like`, where both have one shape."""
    points, like = np.asarray(points, dtype=float), np.asarray(like, dtype=float)
    if points.shape != like.shape:
        return points
    return points * np.where((points * like).sum(axis=0) < 0, -1, 1)


def _svd(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    left, values, right = linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False, lapack_driver="gesvd")
    return left, values, right


def _check(words: list[str], vocabulary: list[str]) -> None:
    for word in words:
        if word not in vocabulary:
            raise ValueError(word)


def _ranked(
    embeddings: np.ndarray, vocabulary: list[str], target: np.ndarray, without: set[str], k: int
) -> list[tuple[str, float]]:
    cosines = cosine_similarity(np.asarray(embeddings, dtype=float), target[None])[:, 0]
    pairs = [(word, float(cosine)) for word, cosine in zip(vocabulary, cosines, strict=True) if word not in without]
    return sorted(pairs, key=lambda pair: -pair[1])[:k]
