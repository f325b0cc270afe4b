"""What ex17 is tested on: made-up words and texts, vectors without close calls, a language with planted meaning."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reference.ex17_word_embeddings import oracle

Drawn = np.random.Generator

CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
CLEAR = 0.01
"""Between two cosines that a test ranks, and between 0 and a cosine: far above rounding in float32."""


def words(draw: Drawn, count: int) -> list[str]:
    """Draw different words that nobody knows, such as "bano" and "kirule"."""
    syllables = [consonant + vowel for consonant in CONSONANTS for vowel in VOWELS]
    known: dict[str, None] = {}
    while len(known) < count:
        known["".join(draw.choice(syllables, size=int(draw.integers(2, 4))))] = None
    return list(known)


def text(draw: Drawn, vocabulary: list[str], length: int) -> list[str]:
    """Draw a text of words from a vocabulary."""
    return [str(word) for word in draw.choice(vocabulary, size=length)]


def table(draw: Drawn, rows: int, columns: int) -> np.ndarray:
    """Draw counts among which there are zeros, friends and words that avoid each other."""
    counts = draw.integers(1, 9, size=(rows, columns))
    counts[0, 0], counts[1, 1], counts[0, 1], counts[1, 0] = 40, 30, 0, 1
    return counts[draw.permutation(rows)][:, draw.permutation(columns)]


def graded(draw: Drawn, rows: int, columns: int) -> np.ndarray:
    """Draw a table whose singular values lie well apart."""
    left, _ = np.linalg.qr(draw.normal(size=(rows, rows)))
    right, _ = np.linalg.qr(draw.normal(size=(columns, columns)))
    count = min(rows, columns)
    values = 9.0 * 0.6 ** np.arange(count) + draw.uniform(0, 0.1, size=count)
    matrix: np.ndarray = (left[:, :count] * values) @ right[:count]
    return matrix


def cloud(draw: Drawn, count: int, dimensions: int) -> np.ndarray:
    """Draw points, not around 0, that are spread differently far along their principal axes."""
    axes = min(count - 1, dimensions)
    points = draw.normal(size=(count, axes))
    around, _ = np.linalg.qr(points - points.mean(axis=0))
    directions, _ = np.linalg.qr(draw.normal(size=(dimensions, dimensions)))
    values = 9.0 * 0.6 ** np.arange(axes) + draw.uniform(0, 0.1, size=axes)
    middle = draw.integers(2, 9, size=dimensions)
    placed: np.ndarray = (around * values) @ directions[:axes] + middle
    return placed


def vectors(draw: Drawn, count: int, dimensions: int) -> np.ndarray:
    """Draw vectors of several lengths, each with like and unlike ones, but no two about as similar to a third."""
    while True:
        drawn = draw.normal(size=(count, dimensions)).round(1)
        lengths = np.linalg.norm(drawn, axis=1)
        if lengths.min() > 0.5 and np.abs(lengths - 1).min() > 0.1:
            cosines = oracle.products(drawn / lengths[:, None])
            if _clear(cosines) and cosines.min(axis=1).max() < 0:
                return drawn


def _clear(cosines: np.ndarray) -> bool:
    rows = [np.sort([0.0, *np.delete(row, i)]) for i, row in enumerate(cosines)]
    return all(np.diff(row).min() > CLEAR for row in rows)


def analogy(draw: Drawn) -> tuple[np.ndarray, tuple[int, int, int]]:
    """Draw seven vectors and the rows of a, b and c, and no call is close.

    b and c lie nearest to b - a + c, and a among the nearest five: whoever leaves them out too late has too few.
    """
    while True:
        drawn = vectors(draw, 7, 5)
        a, b, c = (int(row) for row in draw.choice(7, size=3, replace=False))
        target = drawn[b] - drawn[a] + drawn[c]
        cosines = drawn @ target / np.linalg.norm(drawn, axis=1) / np.linalg.norm(target)
        nearest = [int(row) for row in np.argsort(-cosines)]
        if {b, c} == set(nearest[:2]) and a in nearest[:5] and np.diff(np.sort([0.0, *cosines])).min() > CLEAR:
            return drawn, (a, b, c)


def ties(draw: Drawn) -> np.ndarray:
    """Draw seven vectors with cosines of -1, -0.5, 0, 0.5 and 1 that no way of computing them changes.

    Rows 1 and 5 point in the same direction, and so do rows 0, 2 and 6; row 3 is zero.
    """
    signs = np.array([[1, 1, 1, 1], [1, 1, 1, -1], [-1, 1, 1, 1], [1, -1, -1, 1]]) * draw.choice([-1, 1], size=4)
    order = draw.permutation(4)
    rows: np.ndarray = signs[order][[0, 1, 0, 0, 2, 1, 0]] * 2.0 ** draw.integers(0, 3, size=(7, 1))
    rows[3] = 0
    return rows


@dataclass(frozen=True)
class Language:
    """Texts in a language that nobody knows, and what its words have in common."""

    documents: list[list[str]]
    vocabulary: list[str]
    groups: np.ndarray
    """Rows of the vocabulary, a line for each group of words with the same company."""


GROUPS, IN_A_GROUP, OF_A_TOPIC, EVERYWHERE = 10, 2, 2, 4
SENTENCES = 500


def language(draw: Drawn) -> Language:
    """Draw a language of topics: two words a topic that never meet, but keep the same company.

    A sentence has one of the two in its middle, on both sides a word of the topic, and between and around them words
    that stand in every sentence: they are the company of all.
    """
    drawn = words(draw, GROUPS * (IN_A_GROUP + OF_A_TOPIC) + EVERYWHERE)
    planted = np.array(drawn[: GROUPS * IN_A_GROUP]).reshape(GROUPS, IN_A_GROUP)
    topics = np.array(drawn[planted.size : -EVERYWHERE]).reshape(GROUPS, OF_A_TOPIC)
    common = drawn[-EVERYWHERE:]
    documents = []
    for number in range(SENTENCES):
        topic = number % GROUPS
        word = planted[topic, number // GROUPS % IN_A_GROUP]
        (one, other), (a, b, c) = draw.choice(topics[topic], size=2), draw.choice(common, size=3)
        documents.append([str(each) for each in (a, one, word, b, other, c)])
    order = draw.permutation(len(documents))
    vocabulary = [str(word) for word in draw.permutation(drawn)]
    groups = np.array([[vocabulary.index(word) for word in group] for group in planted])
    return Language([documents[i] for i in order], vocabulary, groups)


MARGIN = 0.25
"""Cosine by which a planted neighbour must be nearer than every stranger. Where nothing pushes words apart all cosines
are above 0.95, and a word's neighbour may still be the nearest by a hair."""


def neighbours_found(vectors: np.ndarray, groups: np.ndarray) -> float:
    """Return the share of planted words whose neighbours are nearer than every other planted word, by `MARGIN`."""
    chosen = np.asarray(vectors, dtype=float)[groups.ravel()]
    with np.errstate(all="ignore"):
        directions = chosen / np.linalg.norm(chosen, axis=1, keepdims=True)
    cosines, size = directions @ directions.T, groups.shape[1]
    found = []
    for row, own in enumerate(cosines):
        first = row // size * size
        mates = np.delete(own[first : first + size], row - first)
        strangers = np.delete(own, range(first, first + size))
        found.append(mates.min() > strangers.max() + MARGIN)  # nan is larger than nothing
    return float(np.mean(found))


def state(seed: int) -> np.random.Generator:
    """Return a generator to pass on."""
    return np.random.default_rng(seed)


def few_texts(draw: Drawn) -> tuple[list[list[str]], list[str]]:
    """Draw two texts of four words in which every word has neighbours, and their vocabulary."""
    vocabulary = words(draw, 4)
    return [[str(word) for word in draw.permutation(vocabulary)] for _ in range(2)], vocabulary


def company(draw: Drawn) -> tuple[list[list[str]], list[str]]:
    """Draw two topics, and their words: the first two of four meet the other two only, the last two meet each other."""
    one, two, three, four, five, six = known = words(draw, 6)
    return [[one, three], [four, one], [two, three], [four, two], [five, six], [six, five]], known


def met_and_strangers(vectors: np.ndarray) -> tuple[float, float]:
    """Return the mean cosine of two words that meet, and that of two of different topics, of `company`."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = oracle.products(vectors / np.where(lengths == 0, 1, lengths))
    return float(cosines[:2, 2:4].mean()), float(cosines[:4, 4:].mean())


def couples(draw: Drawn) -> tuple[list[list[str]], list[str]]:
    """Draw six texts of two words each, of which none stands elsewhere, and all words."""
    known = words(draw, 12)
    return [known[i : i + 2] for i in range(0, 12, 2)], known


def alike_in_couples(vectors: np.ndarray) -> float:
    """Return the mean cosine of the two words of a text of `couples`."""
    one, other = vectors[::2], vectors[1::2]
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    return float(np.mean((one * other).sum(axis=1) / np.where(lengths == 0, 1, lengths)))


def directions_taken(vectors: np.ndarray) -> float:
    """Return how many directions the vectors share evenly; 1 where all lie on one line."""
    shares = np.linalg.svd(np.asarray(vectors, dtype=float), compute_uv=False) ** 2
    return float(shares.sum() ** 2 / np.sum(shares**2))
