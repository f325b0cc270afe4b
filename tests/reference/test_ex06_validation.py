"""The oracles of ex06 against TensorFlow and Keras; the rules for splits against scikit-learn's own."""

import numpy as np
import pytest
from sklearn.model_selection import KFold, StratifiedKFold

from reference.ex06_validation import oracle


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(6)


def test_confusion_matrix_is_tensorflows(rng: np.random.Generator) -> None:
    tf = pytest.importorskip("tensorflow")
    truth, prediction = rng.integers(5, size=(2, 37))
    theirs = tf.math.confusion_matrix(truth, prediction, num_classes=7).numpy()
    np.testing.assert_array_equal(oracle.confusion_matrix(truth, prediction, 7), theirs)


def test_accuracy_is_keras_own(rng: np.random.Generator) -> None:
    keras = pytest.importorskip("keras")
    truth, prediction = rng.integers(3, size=(2, 37))
    metric = keras.metrics.Accuracy()
    metric.update_state(truth, prediction)
    assert oracle.accuracy(truth, prediction) == pytest.approx(float(metric.result()), rel=1e-6)


def test_standardise_is_keras_normalization(rng: np.random.Generator) -> None:
    keras = pytest.importorskip("keras")
    train, test = rng.normal(3, 2, size=(11, 3)), rng.normal(size=(5, 3))
    train[:, 1] = test[:, 1] = 4
    layer = keras.layers.Normalization()
    layer.adapt(train)
    for ours, part in zip(oracle.standardise(train, test), (train, test), strict=True):
        np.testing.assert_allclose(ours, np.asarray(layer(part)), rtol=1e-4, atol=1e-4)  # Keras computes in float32


def test_stratified_folds_of_scikit_learn_keep_the_rules_for_splits(rng: np.random.Generator) -> None:
    labels = rng.permutation(np.repeat([0, 1, 4], [23, 11, 9]))
    folds = [fold for _, fold in StratifiedKFold(7, shuffle=True, random_state=1).split(labels[:, None], labels)]
    assert not oracle.repeated(*folds)
    assert not oracle.left_out(len(labels), *folds)
    assert oracle.furthest_from_share(labels, [1 / 7] * 7, folds)[0] <= 1


def test_plain_folds_of_scikit_learn_break_the_rule_of_shares() -> None:
    labels = np.repeat([0, 1, 4], [23, 11, 9])
    folds = [fold for _, fold in KFold(7).split(labels[:, None])]
    assert oracle.furthest_from_share(labels, [1 / 7] * 7, folds)[0] > 1


@pytest.mark.parametrize("fractions", [(0.6, 0.2, 0.2), (0.7, 0.2, 0.1), (1 / 3, 1 / 3, 1 / 3)])
def test_our_split_keeps_the_rules(rng: np.random.Generator, fractions: tuple[float, ...]) -> None:
    labels = rng.permutation(np.repeat([0, 1, 4, 5], [23, 11, 9, 4]))
    parts = oracle.hold_out_split(labels, fractions, rng)
    assert not oracle.repeated(*parts)
    assert not oracle.left_out(len(labels), *parts)
    assert oracle.furthest_from_share(labels, fractions, parts)[0] <= 1


def test_rules_see_what_is_wrong() -> None:
    first, second = np.array([0, 1, 2]), np.array([2, 4])
    assert oracle.repeated(first, second) == [2]
    assert oracle.left_out(6, first, second) == [3, 5]
    off, label, part = oracle.furthest_from_share([7, 7, 7, 7, 8, 8], [0.5, 0.5], [first, second])
    assert (off, label, part) == (1.0, 8, 0)
