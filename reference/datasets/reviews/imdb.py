"""The 50,000 film reviews of IMDB that come with Keras, as texts: downloaded once, where there is a network."""

from __future__ import annotations

from typing import Literal

import numpy as np

from reference.datasets.reviews import Reviews
from reference.ground.errors import DataError

RESERVED = 3
"""Keras numbers words from 1 on and moves them up by three: 0 is padding, 1 the start, 2 an unknown word."""


def imdb_reviews(part: Literal["train", "test"] = "train", count: int | None = None) -> Reviews:
    """Return film reviews in words, lower case without punctuation, in Keras's order.

    Args:
        part: 25,000 for training or 25,000 for testing.
        count: only so many, the first ones.

    Raises:
        DataError: they are not on this machine, and cannot be downloaded.
    """
    from keras.datasets import imdb

    try:
        training, testing = imdb.load_data()
        words = {number + RESERVED: word for word, number in imdb.get_word_index().items()}
    except Exception as error:  # noqa: BLE001 -- Keras raises a bare Exception where a download fails
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise DataError(f"IMDB's reviews are not here and cannot be downloaded ({reason}).") from None
    sequences, labels = training if part == "train" else testing
    texts = tuple(" ".join(words.get(int(word), "") for word in one if word >= RESERVED) for one in sequences[:count])
    return Reviews(texts, np.asarray(labels[:count], dtype=np.int64), None, ())
