"""The oracles of ex03 agree with Keras, with closed forms, and refuse bad labels."""

import numpy as np
import pytest

from reference.ex03_cross_entropy import oracle

LABELS = np.array([0, 4, 2, 2, 1, 3, 0])


@pytest.fixture
def scores() -> np.ndarray:
    return np.random.default_rng(3).normal(scale=3, size=(7, 5))


def test_oracles_agree_with_keras(scores: np.ndarray) -> None:
    tf = pytest.importorskip("tensorflow")
    probabilities = tf.nn.softmax(scores).numpy()
    losses = tf.keras.losses
    np.testing.assert_array_equal(oracle.one_hot(LABELS, 5), tf.one_hot(LABELS, 5, dtype="float64"))
    sparse = losses.sparse_categorical_crossentropy
    np.testing.assert_allclose(oracle.cross_entropy(probabilities, LABELS), np.mean(sparse(LABELS, probabilities)))
    from_scores = np.mean(sparse(LABELS, scores, from_logits=True))
    np.testing.assert_allclose(oracle.cross_entropy_from_scores(scores, LABELS), from_scores)
    yes, answers = probabilities[:, 0], LABELS % 2
    binary = losses.binary_crossentropy(answers[None].astype(float), yes[None])
    np.testing.assert_allclose(oracle.binary_cross_entropy(yes, answers), binary[0])


def test_closed_forms_where_keras_has_a_floor_of_its_own() -> None:
    probabilities = np.array([[1e-12, 1 - 1e-12], [0.3, 0.7]])
    want = -(np.log(1e-12) + np.log(0.7)) / 2
    np.testing.assert_allclose(oracle.cross_entropy(probabilities, [0, 1]), want, rtol=1e-13)
    np.testing.assert_allclose(oracle.binary_cross_entropy([1e-12, 0.3], [1, 0]), want, rtol=1e-13)
    np.testing.assert_allclose(oracle.cross_entropy_from_scores([[0, 1e4], [2, 2]], [0, 0]), (1e4 + np.log(2)) / 2)


@pytest.mark.parametrize("labels", [[0, -1], [0, 2], [0], [0, 1, 1]])
def test_losses_refuse_bad_labels(labels: list[int]) -> None:
    rows = np.array([[0.3, 0.7], [0.6, 0.4]])
    for loss in (oracle.cross_entropy, oracle.cross_entropy_from_scores):
        with pytest.raises(ValueError, match=r"\w"):
            loss(rows, labels)
    with pytest.raises(ValueError, match=r"\w"):
        oracle.binary_cross_entropy(rows[:, 0], labels)
