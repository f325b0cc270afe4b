"""Oracles of ex18: Keras's own lookup, padding and convolution, and planted networks whose answers can be said.

A student's network is asked what it can do. Training is tested on a network of the test's own that has one number for
each word: what it learns of a word can be read off.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse


def encode(documents: list[list[str]], vocabulary: list[str], oov: int = 1) -> list[list[int]]:
    """Keras's lookup, whose numbers begin with those of padding and of unknown words; it wants to know a word."""
    import keras

    if not vocabulary:
        return [[oov] * len(document) for document in documents]
    lookup = keras.layers.StringLookup(vocabulary=list(vocabulary), mask_token="", num_oov_indices=1)
    numbers = [np.asarray(lookup(list(document))).tolist() if document else [] for document in documents]
    return [[oov if number == 1 else number for number in document] for document in numbers]


def pad_sequences(
    sequences: list[list[int]], length: int, padding: str = "pre", truncating: str = "pre", value: int = 0
) -> np.ndarray:
    """Keras's padding."""
    import keras

    padded = keras.utils.pad_sequences(sequences, length, "int64", padding, truncating, value)
    return np.asarray(padded)


def conv1d(sequence: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """TensorFlow's convolution through Keras, in float64."""
    import keras

    inputs = np.asarray(sequence, dtype=np.float64)[np.newaxis]
    return np.asarray(keras.ops.conv(inputs, np.asarray(kernel, dtype=np.float64), padding="valid"))[0]


def diagnose_count_matrix_mistake(x: np.ndarray) -> bool:
    """Whether a row's words stand apart, by their places in a sparse matrix."""
    rows = sparse.csr_matrix(np.asarray(x))
    rows.sort_indices()
    places = np.split(rows.indices, rows.indptr[1:-1])
    return any(bool(np.any(np.diff(row) > 1)) for row in places)
