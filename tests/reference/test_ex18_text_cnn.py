"""What the trusted side of ex18 rests on: Keras's padding, lookup and convolution against plain loops, and the data."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest
from scipy import signal

from grading.errors import SubjectCrashError, SubjectTimeoutError
from reference.datasets.reviews import reviews, tokens
from reference.ex18_text_cnn import calibration, cases, oracle
from reference.ex18_text_cnn.traces import traces, trained, word_network
from reference.kit.author import Expect, Subject
from tests import needs


@needs.tensorflow
def test_lookup_numbers_words_from_two_on() -> None:
    assert oracle.encode([["b", "x", "a"], []], ["a", "b"]) == [[3, 1, 2], []]
    assert oracle.encode([["b", "x"]], ["a", "b"], oov=9) == [[3, 9]]


@needs.tensorflow
def test_padding_is_that_of_lists_put_together() -> None:
    sequences = [[7, 8], [], [1, 2, 3, 4, 5]]
    assert oracle.pad_sequences(sequences, 3).tolist() == [[0, 7, 8], [0, 0, 0], [3, 4, 5]]
    assert oracle.pad_sequences(sequences, 3, "post", "post", -1).tolist() == [[7, 8, -1], [-1, -1, -1], [1, 2, 3]]


@needs.tensorflow
def test_convolution_is_scipys_correlation_summed_over_dimensions() -> None:
    rng = np.random.default_rng(0)
    sequence, kernel = rng.normal(size=(7, 3)), rng.normal(size=(2, 3, 5))
    want = np.stack(
        [sum(signal.correlate(sequence[:, d], kernel[:, d, f], mode="valid") for d in range(3)) for f in range(5)],
        axis=1,
    )
    np.testing.assert_allclose(oracle.conv1d(sequence, kernel), want, rtol=1e-12)


@needs.tensorflow
def test_word_network_knows_nothing_yet() -> None:
    assert np.all(np.asarray(word_network(9, 4)(np.arange(8).reshape(2, 4))) == 0.5)


class NeverBack:
    """A subject whose training does not come back, and that can be asked nothing after it."""

    def __init__(self, error: type[BaseException]) -> None:
        self.error = error

    def place(self, model: object) -> object:
        """Take a network."""
        return model

    def eagerly(self, *_args: object, **_options: object) -> None:
        """Do not come back."""
        raise self.error("train did not come back")


@needs.tensorflow
@pytest.mark.parametrize("error", [SubjectTimeoutError, SubjectCrashError])
def test_a_training_that_does_not_come_back_is_told_as_that(error: type[BaseException]) -> None:
    rng = np.random.default_rng(0)
    data, subject = traces(rng), cast(Subject, NeverBack(error))
    with pytest.raises(error, match="train did not come back"):
        trained(subject, cast(Expect, None), rng, data, data.validation, 1)


@pytest.mark.parametrize("seed", range(20))
def test_counts_are_told_from_numbers_whatever_is_drawn(seed: int) -> None:
    both = cases.matrices(np.random.default_rng(seed))
    assert oracle.diagnose_count_matrix_mistake(both.counts)
    assert not oracle.diagnose_count_matrix_mistake(both.without_padding(30, 11))
    padded = np.zeros((2, 90), dtype=int)
    padded[0, -len(both.sequences[0]) :] = both.sequences[0]
    assert not oracle.diagnose_count_matrix_mistake(padded)
    assert both.counts.max() < 50 < max(map(max, both.sequences))
    assert np.median(both.counts[both.counts > 0]) == 1
    assert both.without_padding(30, 11).shape == (30, 11)
    assert both.without_padding(12, 13).shape == (12, 13)


def test_parts_are_numbered_alike_and_share_no_order() -> None:
    data = calibration.numbered_reviews(np.random.default_rng(1))
    other = calibration.numbered_reviews(np.random.default_rng(2))
    assert data.train[0].shape == (calibration.TRAIN, calibration.LENGTH)
    assert data.train[0].max() == data.n_words - 1
    assert data.train[0][:, -1].min() > 0
    for sequences, labels in (data.train, data.validation, data.test):
        assert len(sequences) == len(labels)
        assert labels.mean() == pytest.approx(0.5, abs=0.01)
    assert data.words != other.words
    assert sorted(data.words) == sorted(other.words)


def test_no_review_is_longer_than_its_row() -> None:
    texts = reviews(20_000, np.random.default_rng(0), families=calibration.FAMILIES).texts
    assert max(len(tokens(text)) for text in texts) <= calibration.LENGTH


def test_which_class_is_one_is_drawn() -> None:
    praised = set()
    for seed in range(12):
        data = calibration.numbered_reviews(np.random.default_rng(seed))
        first = next(i for i, text in enumerate(data.texts[0]) if "at all crooked" in text and "far from" not in text)
        praised.add(int(data.train[1][first]))
    assert praised == {0, 1}
