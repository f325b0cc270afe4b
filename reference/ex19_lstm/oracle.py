"""Oracles of ex19: Keras's own LSTM in double precision."""

from __future__ import annotations

import numpy as np

Pair = tuple[np.ndarray, np.ndarray]


def lstm_cell(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, kernel: np.ndarray, recurrent_kernel: np.ndarray, bias: np.ndarray
) -> Pair:
    """One step of Keras's cell."""
    import keras

    cell = keras.layers.LSTMCell(np.shape(h)[1], dtype="float64")
    x, h, c = (np.asarray(value, dtype=np.float64) for value in (x, h, c))
    cell.build(x.shape)
    cell.set_weights([np.asarray(weight, dtype=np.float64) for weight in (kernel, recurrent_kernel, bias)])
    _, (new_h, new_c) = cell(x, [h, c])
    return np.asarray(new_h), np.asarray(new_c)


def lstm_forward(
    sequence: np.ndarray,
    kernel: np.ndarray,
    recurrent_kernel: np.ndarray,
    bias: np.ndarray,
    mask: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Keras's layer."""
    import keras

    layer = keras.layers.LSTM(np.shape(recurrent_kernel)[0], return_sequences=True, return_state=True, dtype="float64")
    sequence = np.asarray(sequence, dtype=np.float64)
    layer.build(sequence.shape)
    layer.set_weights([np.asarray(weight, dtype=np.float64) for weight in (kernel, recurrent_kernel, bias)])
    states, h, c = layer(sequence, mask=None if mask is None else np.asarray(mask, dtype=bool))
    return np.asarray(states), np.asarray(h), np.asarray(c)
