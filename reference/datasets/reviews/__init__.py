"""Product reviews: our own, from a grammar and a seed; anybody's, from a CSV file; IMDB's, where it can be had.

>>> data = reviews(1000, np.random.default_rng(0), families=["negation", "contrast"])
>>> len(data), data.recommended.mean(), set(data.families) == {"negation", "contrast"}
(1000, 0.5, True)
>>> tokens("It isn't dull.")
['it', "isn't", 'dull']
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reference.datasets.reviews.grammar import FAMILIES
from reference.ground.errors import DataError

__all__ = ["FAMILIES", "Reviews", "reviews", "tokens"]

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
"""Letters and digits, with apostrophes inside."""


@dataclass(frozen=True)
class Reviews:
    """Texts, and what their writers thought of the product."""

    texts: tuple[str, ...]
    recommended: np.ndarray
    """Int64, 1 where the product is recommended, else 0."""
    stars: np.ndarray | None
    """Int64 in 1..5 (ours: recommended from 4 on); None where nobody counted."""
    families: tuple[str, ...]
    """How each was made: "plain", "negation", "contrast", "denial", "long"; () for those of real people."""

    def __len__(self) -> int:
        return len(self.texts)


def reviews(
    count: int, rng: np.random.Generator, *, families: Sequence[str] = tuple(FAMILIES), share: float = 0.5
) -> Reviews:
    """Write reviews of clothes, in random order, 5 to 60 words each.

    In every family but "plain" no word by itself says anything about the recommendation; in "negation" and "contrast"
    the order of a few words does, in "denial" and "long" one word and another far away. See `grammar`.

    Args:
        count: how many.
        rng: where chance comes from.
        families: which of the five; they take turns, so that one that is named twice occurs twice as often.
        share: of reviews that recommend, 0..1, to within one review in each family.

    Raises:
        DataError: no such family.
    """
    for family in families:
        if family not in FAMILIES:
            raise DataError(f"There is no family of reviews named {family!r}: choose from {', '.join(FAMILIES)}.")
    chance = random.Random(int(rng.integers(2**63)))
    turns = [families[i % len(families)] for i in range(count)]
    good = np.zeros(count, dtype=bool)
    for family in dict.fromkeys(families):  # a set has another order in each process
        places = np.flatnonzero([turn == family for turn in turns])
        good[rng.permutation(places)[: round(share * len(places))]] = True
    written = [FAMILIES[family](chance, bool(is_good)) for family, is_good in zip(turns, good, strict=True)]
    order = rng.permutation(count)
    return Reviews(
        tuple(written[i].text for i in order),
        good[order].astype(np.int64),
        np.array([written[i].stars for i in order], dtype=np.int64),
        tuple(turns[i] for i in order),
    )


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, in their order."""
    return WORD.findall(text.replace("’", "'").lower())
