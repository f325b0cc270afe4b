"""The threshold of ex17: a made-up language in which two words of each topic never meet but keep the same company.

Whoever trains both kinds of vectors and draws negatives finds the neighbours of all of them. With eight dimensions
for ten topics, chance directions do not suffice.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from reference.ex17_word_embeddings.cases import language, neighbours_found
from reference.kit.measure import Measure

DIMENSIONS = 8
TRAINING = {"dimensions": DIMENSIONS, "window": 3, "negatives": 3, "epochs": 6, "learning_rate": 0.07}
"""72,000 pairs: two seconds with a loop in Python over the pairs, six with one over the negatives as well."""


def planted_neighbours(subject: Any, rng: np.random.Generator) -> float:
    """Train `subject.train_skip_gram` on a drawn language and return the share of neighbours found, in 0..1."""
    drawn = language(rng)
    state = np.random.default_rng(int(rng.integers(2**32)))
    vectors = subject.train_skip_gram(drawn.documents, drawn.vocabulary, **TRAINING, rng=state)
    return neighbours_found(vectors, drawn.groups)


def _untrained(rng: np.random.Generator) -> float:
    drawn = language(rng)
    return neighbours_found(rng.normal(size=(len(drawn.vocabulary), DIMENSIONS)), drawn.groups)


def _by_frequency(rng: np.random.Generator) -> float:
    drawn = language(rng)
    flat = [word for document in drawn.documents for word in document]
    counts = np.array([[flat.count(word), 1.0] for word in drawn.vocabulary])
    return neighbours_found(counts, drawn.groups)


def _by_spelling(rng: np.random.Generator) -> float:
    drawn = language(rng)
    letters = sorted({letter for word in drawn.vocabulary for letter in word})
    counts = np.array([[word.count(letter) for letter in letters] for word in drawn.vocabulary], dtype=float)
    return neighbours_found(counts, drawn.groups)


MEASURES = [
    Measure(
        "ex17.neighbours",
        planted_neighbours,
        baselines={
            "vectors drawn at random": _untrained,
            "how often a word occurs": _by_frequency,
            "how a word is spelt": _by_spelling,
        },
        broken=(
            "no-negatives",
            "negatives-as-neighbours",
            "steps-turned-round",
            "contexts-never-learn",
            "contexts-guess-the-word",
            "a-mean-over-all-pairs",
            "rows-in-an-order-of-its-own",
        ),
        sound={
            "in the order of the text, in float32": ("skip-gram-text-by-text",),
            "all contexts of a centre at once": ("skip-gram-centre-by-centre",),
            "batches of 32 whose steps are added up": ("skip-gram-in-batches",),
            "one word against another, negatives one by one": ("skip-gram-word-against-word",),
            "a step that grows smaller, both sides at random": ("skip-gram-slowing-down",),
            "negatives evenly from all other words": ("skip-gram-with-even-negatives",),
            "by frequency as it is, normal start": ("skip-gram-by-plain-frequency",),
        },
    )
]
