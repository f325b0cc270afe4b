"""What ex18 is tested on: documents of known words, sequences of many lengths."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from reference.datasets.reviews import reviews, tokens
from reference.kit.author import Subject

Drawn = np.random.Generator
Pair = tuple[np.ndarray, np.ndarray]

WORDS = ("not", "so", "dull", "coat", "lovely", "hem", "at", "all", "the", "soft", "but", "never", "blouse", "fits")
UNKNOWN = ("zeppelin", "gnu", "ukulele")
LENGTHS = (5, 3, 7, 1, 4)
"""Of documents; the middle ones longer and shorter than their neighbours."""

SHORT = ("plain", "negation", "contrast")
"""Families of short reviews."""


def vocabulary(draw: Drawn) -> list[str]:
    """Draw a vocabulary that is not in alphabetical order."""
    words = [str(word) for word in draw.permutation(WORDS)[:11]]
    return words if words != sorted(words) else words[::-1]


def documents(draw: Drawn, known: list[str], lengths: tuple[int, ...] = LENGTHS) -> list[list[str]]:
    """Draw documents of known words, the last word of the vocabulary among the first."""
    drawn = [[str(word) for word in draw.choice(known, size=length)] for length in lengths]
    drawn[0][0] = known[-1]
    return drawn


def with_unknown_words(draw: Drawn, known: list[str]) -> list[list[str]]:
    """Draw documents with an unknown word in front, inside and at the end, and one of nothing else."""
    drawn = documents(draw, known)
    for document, place in zip(drawn, (0, 1, -1), strict=False):
        document[place] = str(draw.choice(UNKNOWN))
    return [*drawn, [str(word) for word in draw.permutation(UNKNOWN)[:2]]]


def sequences(draw: Drawn, lengths: tuple[int, ...]) -> list[list[int]]:
    """Draw sequences of numbers of words, so long."""
    return [draw.integers(2, 90, size=length).tolist() for length in lengths]


@dataclass(frozen=True)
class Matrices:
    """The same reviews as counts and as padded numbers."""

    counts: np.ndarray
    """(240, words of the vocabulary): more reviews than words."""
    sequences: list[list[int]]

    def without_padding(self, rows: int, length: int) -> np.ndarray:
        """Return the ends of the first texts that are long enough: numbers of words and nothing else."""
        return np.array([sequence[-length:] for sequence in self.sequences if len(sequence) >= length][:rows])


def matrices(draw: Drawn) -> Matrices:
    """Draw reviews, count their words, and number them in the order of how often they occur."""
    texts = [tokens(text) for text in reviews(240, draw, families=SHORT).texts]
    known = [word for word, _ in Counter(word for text in texts for word in text).most_common()]
    number = {word: place for place, word in enumerate(known)}
    counts = np.zeros((len(texts), len(known)), dtype=np.int64)
    for row, text in zip(counts, texts, strict=True):
        for word in text:
            row[number[word]] += 1
    return Matrices(counts, [[number[word] + 2 for word in text] for text in texts])


def told_apart(subject: Subject, draw: Drawn, model: Any, n_words: int) -> list[np.ndarray]:
    """Draw large weights for a network, so that its answers differ visibly: scores are about 1. Return the weights."""
    values = [weight["value"] for weight in subject.probes.weights(model)]
    for place, value in enumerate(values):
        if value.ndim > 1:
            inputs = 1 if len(value) == n_words else np.prod(value.shape[:-1])
            values[place] = draw.normal(size=value.shape) / np.sqrt(inputs)
    subject.probes.set_weights(model, values)
    return values


def tenths(draw: Drawn, *shape: int) -> np.ndarray:
    """Draw numbers with one decimal, from -3 to 3."""
    return draw.integers(-30, 31, size=shape) / 10


def has_floats(rows: list[Any]) -> bool:
    """Tell whether there is a float in one of the lists."""
    return any(isinstance(number, float) for row in rows if isinstance(row, list) for number in row)
