"""What the trusted side of ex19 rests on: Keras's LSTM against plain loops, masks and all, and the data."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit

from reference.datasets.reviews import reviews, tokens
from reference.ex19_lstm import calibration, cases, oracle
from tests import needs


def _by_loops(
    sequence: np.ndarray, kernel: np.ndarray, recurrent_kernel: np.ndarray, bias: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The formulas of the lesson, one number at a time."""
    batch, length, _ = sequence.shape
    units = len(recurrent_kernel)
    states, h, c = np.zeros((batch, length, units)), np.zeros((batch, units)), np.zeros((batch, units))
    for b in range(batch):
        for t in range(length):
            if mask[b, t]:
                z = sequence[b, t] @ kernel + h[b] @ recurrent_kernel + bias
                for u in range(units):
                    i, f, o = (expit(z[gate * units + u]) for gate in (0, 1, 3))
                    c[b, u] = f * c[b, u] + i * np.tanh(z[2 * units + u])
                    h[b, u] = o * np.tanh(c[b, u])
            states[b, t] = h[b]
    return states, h, c


@needs.tensorflow
def test_keras_layer_is_the_formulas_wherever_the_mask_lies() -> None:
    for seed in range(5):
        draw = np.random.default_rng(seed)
        given = cases.texts(draw, 6, 7, 3), *cases.weights(draw, 3, 2)
        mask = cases.masks(draw)
        for got, want in zip(oracle.lstm_forward(*given, mask), _by_loops(*given, mask), strict=True):
            np.testing.assert_allclose(got, want, rtol=1e-9, atol=1e-12)
        everything = np.ones((6, 7), dtype=bool)
        for got, want in zip(oracle.lstm_forward(*given), _by_loops(*given, everything), strict=True):
            np.testing.assert_allclose(got, want, rtol=1e-9, atol=1e-12)


@needs.tensorflow
def test_keras_cell_is_one_step_of_its_layer() -> None:
    draw = np.random.default_rng(0)
    weights = cases.weights(draw, 3, 2)
    words = cases.texts(draw, 4, 2, 3)
    _, h, c = oracle.lstm_forward(words[:, :1], *weights)
    _, *want = oracle.lstm_forward(words, *weights)
    for got, right in zip(oracle.lstm_cell(words[:, 1], h, c, *weights), want, strict=True):
        np.testing.assert_allclose(got, right, rtol=1e-9)


@pytest.mark.parametrize("seed", range(10))
def test_masks_lie_everywhere(seed: int) -> None:
    mask = cases.masks(np.random.default_rng(seed))
    assert mask.all(axis=1).sum() == 1
    assert (~mask).all(axis=1).sum() == 1
    assert (~mask[:, 0]).sum() >= 3
    assert (~mask[:, -1]).sum() >= 3
    ends = np.sort(np.diff(mask.astype(int), axis=1) != 0, axis=1).sum(axis=1)
    assert ends.max() >= 2


def test_training_brings_simple_reviews_and_tests_ask_hard_ones() -> None:
    data = calibration.numbered_reviews(np.random.default_rng(1))
    assert data.train[0].shape == (calibration.TRAIN, calibration.LENGTH)
    assert data.test[0].shape == (calibration.TEST, calibration.LENGTH)
    assert data.train[0].max() == data.n_words - 1
    assert np.mean(data.train[0] > 0) < np.mean(data.test[0] > 0)
    for _, labels in (data.train, data.validation, data.test):
        assert labels.mean() == pytest.approx(0.5, abs=0.01)


def test_no_review_is_longer_than_its_row() -> None:
    texts = reviews(20_000, np.random.default_rng(0), families=calibration.FAMILIES).texts
    assert max(len(tokens(text)) for text in texts) <= calibration.LENGTH
