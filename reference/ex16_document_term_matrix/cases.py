"""What ex16 is tested on: texts with their traps, counts, overlapping classes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

import numpy as np

Drawn = np.random.Generator

NOUNS = ["apple", "banana", "cherry", "lemon", "melon", "plum", "raspberry", "quince", "fig", "öl", "müsli"]
BETWEEN = [", ", ". ", "! ", "; ", ": ", "\n", "\t", " (", ") ", ' "', " / ", "?! ", "... "]
"""What stands between two words."""


def mixed(draw: Drawn, words: list[str]) -> str:
    """Write words, in a drawn order, with all sorts of signs between them and at both ends."""
    signs = [str(sign) for sign in draw.choice(BETWEEN, size=len(words) + 1)]
    order = [words[i] for i in draw.permutation(len(words))]
    return signs[0] + "".join(word + sign for word, sign in zip(order, signs[1:], strict=True))


def plain_words(draw: Drawn) -> list[str]:
    """Draw words in any letter case: numbers, letters that stand alone, a word twice."""
    nouns = [str(word) for word in draw.choice(NOUNS[:9], size=3, replace=False)]
    return [nouns[0].title(), nouns[1].upper(), nouns[2], nouns[1], "a", "I", str(draw.integers(10, 99)), "3D", "7"]


def joined_words(draw: Drawn) -> str:
    """Draw words that are joined by other signs than apostrophes, each sort once, and numbers with a point or comma."""
    signs = [str(sign) for sign in draw.permutation(["-", "_", "\u2013", "/", "&", "."])]
    pairs = [draw.choice(NOUNS[:9], size=2, replace=False) for _ in signs]
    joined = [f"{one}{sign}{other}" for sign, (one, other) in zip(signs, pairs, strict=True)]
    numbers = draw.integers(1, 100, size=4)
    return " ".join([*joined, f"{numbers[0]}.{numbers[1]}", f"{numbers[2]},{numbers[3]}00"])


def with_apostrophes(draw: Drawn) -> str:
    """Draw words with straight apostrophes inside, at the beginning, at the end, and around."""
    one, two, three, four = draw.choice(NOUNS[:9], size=4, replace=False)
    parts = ["Don't", "it's", "rock'n'roll", f"'{one}'", f"{two}s'", f"'{three}", f"''{four}''", "I'd've", "'"]
    return " ".join(parts[i] for i in draw.permutation(len(parts)))


def apostrophes_elsewhere(draw: Drawn) -> list[str]:
    """Draw texts with straight apostrophes two in a row, beside underscores, beside hyphens, and between digits."""
    one, two, three, four = draw.choice(NOUNS[:9], size=4, replace=False)
    feet, inches = draw.integers(4, 12, size=2)
    beside = f"{one}_'{two}' {three}'_{four}"
    return [f"{one}''{two} {three}", beside, beside.replace("_", "-"), f"{feet}'{inches} {one}"]


def with_curly_apostrophes(draw: Drawn) -> str:
    """Draw words with each of the three other apostrophes inside, and with quotation marks that look like them."""
    one, two = draw.choice(NOUNS[:9], size=2, replace=False)
    parts = ["don\u2019t", "Can\u2018t", "it\u02bcs", f"\u2018{one}\u2019", f"{two}s\u2019", "y\u2019all\u2018d"]
    return " ".join(parts[i] for i in draw.permutation(len(parts)))


def curly_apostrophes_in_a_row(draw: Drawn) -> str:
    """Draw words with two apostrophes in a row, of which one or both are curly, inside and around."""
    one, two, three, four, five = draw.choice(NOUNS[:9], size=5, replace=False)
    parts = [f"{one}\u2019\u2019{two}", f"{three}'\u2019{four}", f"\u2018\u2018{five}\u2019\u2019", "don\u2019t"]
    return " ".join(parts[i] for i in draw.permutation(len(parts)))


FOREIGN = [
    "M\u00fcsli",
    "CAF\u00c9",
    "\u00d6l",
    "na\u00efve",
    "Stra\u00dfe",
    "\u0441\u043b\u043e\u0432\u043e",
    "\ufb01ne",
]
"""A ligature of f and i, which NFC leaves alone, a sharp s, which lower case leaves alone, and letters with marks."""


def foreign(draw: Drawn, form: Literal["NFC", "NFD"] = "NFC") -> str:
    """Draw words with letters beyond a to z in one of Unicode's normal forms."""
    words = [FOREIGN[i] for i in draw.permutation(len(FOREIGN))]
    return unicodedata.normalize(form, " ".join(words))


def frequent(draw: Drawn) -> list[str]:
    """Draw three texts in which words occur 5, 4, 3, 2 and 1 times.

    The most frequent one stands in one text only, the third one in all of them; by alphabet the order is another.
    """
    words = [str(word) for word in draw.choice(NOUNS, size=5, replace=False)]
    while words == sorted(words):
        words = [str(word) for word in draw.permutation(words)]
    a, b, c, d, e = words
    texts = [[a] * 5 + [b] * 2 + [c], [b] * 2 + [c, d.upper()], [c.title(), d, e]]
    return [mixed(draw, text) for text in texts]


def even(draw: Drawn) -> list[str]:
    """Draw texts of words that occur twice each, neither in the alphabet's order nor against it.

    The first three are not the first three of the alphabet. One word begins with an umlaut, which comes behind z, and
    one with a letter that o comes before.
    """
    words = ["öl", "raspberry", *(str(word) for word in draw.choice(NOUNS[:6], size=3, replace=False))]
    while words == sorted(words, reverse=True) or set(words[:3]) == set(sorted(words)[:3]):
        words = [str(word) for word in draw.permutation(words)]
    return [" ".join(words), " ".join(words).upper()]


@dataclass(frozen=True)
class Stopped:
    """Texts in which stop words are the most frequent ones."""

    documents: list[str]
    stop_words: list[str]


def stopped(draw: Drawn) -> Stopped:
    """Draw texts with stop words in all letter cases and beside all sorts of signs, and what is like them."""
    one, two, three = (str(word) for word in draw.choice(NOUNS, size=3, replace=False))
    first = f"The {one}, don\u2019t; the {two}! The ({one}) is THE {one}. Don't."
    second = f'"Is the {two}?" Is: he, {three}, the! Don\u2019t; the {one} of raisins. Is? DON\u2019T ...'
    return Stopped([first, second], [str(word) for word in draw.permutation(["the", "don't", "is"])])


def counts(draw: Drawn, documents: int, words: int) -> np.ndarray:
    """Draw counts: a word in every document, one in a single document, some words several times."""
    drawn = draw.integers(0, 4, size=(documents, words))
    drawn[:, 0] = draw.integers(1, 4, size=documents)
    drawn[:, 1] = 0
    drawn[0, 1] = 2
    drawn[1, 2:4] = 3, 0
    return drawn[draw.permutation(documents)][:, draw.permutation(words)]


CLEAR = 0.01
"""Between two cosines that a test ranks."""


def directions(draw: Drawn, rows: int, columns: int) -> np.ndarray:
    """Draw rows of several lengths, some numbers negative, of which no two are about as similar to a third one.

    Those least like a third one first is another order than opposites taken for alike.
    """
    while True:
        drawn = draw.normal(size=(rows, columns)).round(1) * draw.integers(1, 5, size=(rows, 1))
        lengths = np.linalg.norm(drawn, axis=1, keepdims=True)
        if lengths.min() > 0.5:
            cosines = (drawn / lengths) @ (drawn / lengths).T
            others = [np.delete(row, i) for i, row in enumerate(cosines)]
            apart = min(np.diff(np.sort(np.abs(row))).min() for row in others)
            turned = any(np.array_equal(np.argsort(row), np.argsort(-np.abs(row))) for row in others)
            if apart > CLEAR and cosines.min(axis=1).max() < -CLEAR and not turned:
                return drawn


def ties(draw: Drawn) -> np.ndarray:
    """Draw seven rows with cosines of -1, -0.5, 0, 0.5 and 1 that no way of computing them changes.

    Rows 1 and 5 point in the same direction, and so do rows 0, 2 and 6; row 3 is zero.
    """
    signs = np.array([[1, 1, 1, 1], [1, 1, 1, -1], [-1, 1, 1, 1], [1, -1, -1, 1]]) * draw.choice([-1, 1], size=4)
    rows: np.ndarray = signs[draw.permutation(4)][[0, 1, 0, 0, 2, 1, 0]] * 2.0 ** draw.integers(0, 3, size=(7, 1))
    rows[3] = 0
    return rows


def multiples(draw: Drawn) -> np.ndarray:
    """Draw counts of 15 documents: 14 are multiples of one mixture in a drawn order, number 7 is to be compared.

    Computed in floats, their similarities differ in the last digits, and none of five ways to compute them gives those
    digits in the order of the documents.
    """
    while True:
        mixture = draw.integers(1, 60, size=6)
        factors = draw.permutation(np.arange(1, 15))
        drawn = np.insert(factors[:, None] * mixture, 7, draw.integers(1, 60, size=6), axis=0)
        orders = [np.argsort(-np.delete(each, 7), kind="stable") for each in _unrounded(drawn.astype(float), 7)]
        if not any(np.array_equal(order, np.arange(14)) for order in orders):
            return np.asarray(drawn)


def _unrounded(matrix: np.ndarray, row: int) -> list[np.ndarray]:
    """Return the cosines of all rows with one of them, computed in several ways, as floats leave them."""
    lengths = np.linalg.norm(matrix, axis=1)
    directions = matrix / lengths[:, None]
    in_a_loop = np.array([each / np.linalg.norm(each) for each in matrix])
    return [
        matrix @ matrix[row] / (lengths * lengths[row]),
        directions @ directions[row],
        np.einsum("nv,v->n", directions, directions[row]),
        in_a_loop @ in_a_loop[row],
        np.array([each @ matrix[row] / np.linalg.norm(each) / lengths[row] for each in matrix]),
    ]


def doubled(draw: Drawn) -> np.ndarray:
    """Draw counts as `multiples` does, with powers of 2 for factors: floats give them the same similarity."""
    mixture = np.array([2, 3, 1, 7, 5, 0])[draw.permutation(6)]
    factors = 2 ** draw.permutation(np.arange(14))
    return np.asarray(np.insert(factors[:, None] * mixture, 7, mixture[::-1] + 1, axis=0))


def short_multiples(draw: Drawn) -> tuple[np.ndarray, int]:
    """Draw counts of 7 documents, six of them multiples of one word, and which of those is the shortest.

    Number 6 is to be compared. Multiples by powers of 2 are equally similar to the last digit, but what is added to
    lengths as small as theirs, against zeros, shows in the eighth decimal.
    """
    factors, shortest = 2 ** draw.permutation(np.arange(1, 6)), int(draw.integers(1, 5))
    rows = np.zeros((7, 2), dtype=int)
    rows[:6, draw.integers(2)] = np.insert(factors, shortest, 1)
    rows[6] = draw.integers(1, 3)  # at 3, what is added shows in one decimal alone, and hides behind the order
    return rows, shortest


def nearly_alike(draw: Drawn) -> np.ndarray:
    """Draw counts of 6 documents: those after the first are more and more like it, from the fourth decimal on."""
    factors = draw.integers(1, 7, size=(6, 1))
    return np.asarray(factors * [[100, 0], *([100, step] for step in (5, 4, 3, 2, 1))])


Classes = tuple[np.ndarray, np.ndarray]


def overlapping(draw: Drawn, ones: int = 1, zeros: int = 1) -> Classes:
    """Draw counts of three words, and labels, of classes that overlap: 16 documents each, times `ones` and `zeros`.

    The first word stands in three of four documents of class 1 and in one of four of class 0, the second one the other
    way round, and neither knows of the other. The third one, of which there may be two, says nothing.
    """
    both = np.array([[1, 0]] * 9 + [[1, 1]] * 3 + [[0, 0]] * 3 + [[0, 1]])
    rows = np.concatenate([both] * ones + [both[:, ::-1]] * zeros)
    labels = np.repeat([1, 0], [16 * ones, 16 * zeros])
    order = draw.permutation(len(rows))
    return np.column_stack([rows, np.arange(len(rows)) % 3])[order], labels[order]


def shares(draw: Drawn, times: int = 1) -> Classes:
    """Draw counts of three words, and labels: the first one twice or the second one twice, and nothing else.

    Each document occurs `times` as often as said here. Of the 16 documents with the first word 12 are of class 1, of
    the 16 with the second one 4. With so few different documents and counts of 2, few steps of any sensible size
    suffice: right answers say 0.72 to 0.77 of the first.
    """
    rows = np.repeat([[2, 0, 0], [0, 2, 0]], 16 * times, axis=0)
    labels = np.repeat([1, 0, 1, 0], times * np.array([12, 4, 4, 12]))
    order = draw.permutation(len(rows))
    return rows[order], labels[order]


def together(draw: Drawn) -> Classes:
    """Draw counts of three words, and labels: the second one speaks against class 1 beside the first one.

    Of documents with the first word alone 15 of 16 are of class 1, with both 16 of 32, with neither 2 of 32. So the
    second one stands in as many documents of class 1 as of class 0, and yet its weight is negative. The third word
    stands where the first one does not: documents of both classes have about as many words, so that who counts each
    word by itself, as naive Bayes does, finds that the second one speaks for class 1.
    """
    rows = np.repeat([[1, 0, 0], [1, 1, 0], [0, 0, 1]], [16, 32, 32], axis=0)
    labels = np.repeat([1, 0, 1, 0, 1, 0], [15, 1, 16, 16, 2, 30])
    order = draw.permutation(len(rows))
    return rows[order], labels[order]


def is_held_back(training: np.ndarray, labels: np.ndarray, scores: np.ndarray) -> bool:
    """Tell whether weights stand where a penalty on their squares and the mean loss pull them equally hard.

    Few steps leave them in about the same direction, and not to four digits.

    Args:
        training: counts of three words.
        labels: 0 or 1.
        scores: log-odds of a document without any word, and of those with one of the three words.
    """
    weights = scores[1:4] - scores[0]
    probabilities = (1 + np.tanh((training @ weights + scores[0]) / 2)) / 2
    slope = training.T @ (probabilities - labels) / len(labels)
    strength = -(slope @ weights) / max(weights @ weights, 1e-12)
    return bool(strength > 1e-3 and np.abs(slope + strength * weights).max() < 1e-4 * np.abs(slope).max())


def are_left_over(words: object, earlier: list[str]) -> bool:
    """Tell whether what came back where there is nothing holds all words of an earlier call."""
    return type(words) in (list, tuple) and len(earlier) > 0 and all(word in words for word in earlier)  # type: ignore[operator]
