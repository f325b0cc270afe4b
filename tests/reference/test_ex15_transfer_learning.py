"""Confirms the oracles of ex15 against Keras, and the three facts of Keras that the lesson teaches."""

from typing import Any

import numpy as np
import pytest

from reference.datasets.images import ImageSet
from reference.ex15_transfer_learning import calibration, oracle

keras = pytest.importorskip("keras")


def base() -> Any:
    layers = [keras.layers.Conv2D(2, 3), keras.layers.BatchNormalization(), keras.layers.Conv2D(3, 3)]
    return keras.Sequential([keras.Input((7, 6, 3)), *layers])


def around(inner: Any, **how: Any) -> Any:
    inputs = keras.Input((7, 6, 3))
    outputs = keras.layers.Dense(2, activation="softmax")(keras.layers.Flatten()(inner(inputs, **how)))
    return keras.Model(inputs, outputs)


def test_head_and_cross_entropy_are_those_of_keras() -> None:
    draw = np.random.default_rng(1)
    layers = [keras.layers.Flatten(), keras.layers.Dense(5, activation="relu"), keras.layers.Dense(4, "softmax")]
    model = keras.Sequential([keras.Input((3, 2, 6)), *layers])
    weights = [draw.normal(scale=0.5, size=w.shape) for w in model.weights]  # Keras cuts probabilities at 1e-7
    model.set_weights(weights)
    maps, labels = draw.normal(size=(7, 3, 2, 6)), draw.integers(4, size=7)
    answers = model.predict(maps, verbose=0)
    np.testing.assert_allclose(oracle.head(maps, weights), answers, rtol=1e-4, atol=1e-5)
    want = float(np.mean(keras.losses.sparse_categorical_crossentropy(labels, answers)))
    assert oracle.cross_entropy(answers, labels) == pytest.approx(want, rel=1e-4)


def test_open_weights_are_those_that_keras_trains() -> None:
    inner = base()
    for i, layer in enumerate(inner.layers):
        layer.trainable = i >= 1
    assert oracle.freeze(inner, 2) == [oracle.short(w.path) for w in inner.trainable_weights]


def test_inference_mode_of_a_call_does_not_hold_inside_fit() -> None:
    inner = base()
    model = around(inner, training=False)
    before = inner.layers[1].get_weights()
    inner.layers[1].trainable = False
    compiled_fit(model)
    assert all(map(np.array_equal, before, inner.layers[1].get_weights()))
    inner.layers[1].trainable = True
    compiled_fit(model)
    assert not np.array_equal(before[2], inner.layers[1].get_weights()[2])


def test_switch_of_the_whole_does_nothing_where_it_stands_already() -> None:
    inner = base()
    for layer in inner.layers:
        layer.trainable = False
    inner.trainable = True
    assert not any(layer.trainable for layer in inner.layers)


def test_open_layer_in_a_shut_base_is_trained_in_a_model_around_it() -> None:
    inner = base()
    inner.trainable = False
    inner.layers[-1].trainable = True
    model = around(inner)
    assert not inner.trainable_weights
    assert len(model.trainable_weights) == 4


def compiled_fit(model: Any) -> None:
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(np.random.default_rng(2).normal(size=(4, 7, 6, 3)), np.array([0, 1, 0, 1]), verbose=0)


def made_up(size: int, train: int, test: int, seed: int = 0) -> ImageSet:
    """Noise in place of fruits, other noise for another seed; the classes take turns."""
    rng = np.random.default_rng([seed, train, test])
    images = rng.uniform(size=(3 * (train + test), 4, 4, 3)).astype(np.float32)
    labels = np.tile(np.arange(3), train + test)
    border = 3 * train
    return ImageSet(images[:border], labels[:border], images[border:], labels[border:], ("Plum", "Kiwi", "Cocos"))


def test_few_images_of_each_class_and_others_for_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "rendered_fruits", made_up)
    few = calibration.few_fruits(np.random.default_rng(1))
    parts = few.train, few.validation, few.test
    counts = calibration.PER_CLASS, calibration.WATCHED, calibration.TEST
    assert [np.bincount(labels).tolist() for _, labels in parts] == [[count] * 3 for count in counts]
    together = np.concatenate([images for images, _ in parts])
    assert len(np.unique(together.reshape(len(together), -1), axis=0)) == len(together)
    assert together.dtype == np.float32
    assert 0 <= together.min() <= together.max() <= 1


def test_place_of_an_image_says_nothing_of_its_class(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "rendered_fruits", made_up)
    few = calibration.few_fruits(np.random.default_rng(2), per_class=24)
    for _, labels in (few.train, few.test):
        assert max(np.mean(labels == (np.arange(len(labels)) + shift) % 3) for shift in range(3)) < 0.6


def test_every_run_has_test_images_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, ...]] = []

    def noted(*args: int) -> ImageSet:
        asked.append(args)
        return made_up(*args)

    monkeypatch.setattr(calibration, "rendered_fruits", noted)
    for run in (1, 2):
        calibration.few_fruits(np.random.default_rng(run))
    (public, drawn), (public_again, drawn_otherwise) = asked[:2], asked[2:]
    assert public == public_again
    assert len(public) == 3
    assert drawn[1:3] == drawn_otherwise[1:3] == (0, calibration.TEST)
    assert drawn[3] != drawn_otherwise[3]
