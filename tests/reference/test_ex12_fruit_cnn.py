"""What the trusted side of ex12 rests on: the planted network against Keras, and what the threshold's data hold."""

import numpy as np
import pytest

from reference.datasets.images import ImageSet
from reference.ex12_fruit_cnn import calibration as calibration
from reference.ex12_fruit_cnn import oracle


def test_planted_network_answers_and_costs_what_keras_says() -> None:
    pytest.importorskip("tensorflow")
    rng = np.random.default_rng(0)
    kernel, bias = rng.normal(size=(15, 4)), rng.normal(size=4)
    images, labels = rng.uniform(size=(7, 5, 3, 1)), np.arange(7) % 4
    model = oracle.pixel_network((5, 3, 1), kernel, bias, learning_rate=0.0)
    answers = oracle.probabilities(images, kernel, bias)
    assert np.allclose(model.predict(images, verbose=0), answers, rtol=1e-5)
    loss, accuracy = model.evaluate(images, labels, verbose=0)
    assert np.isclose(loss, oracle.cross_entropy(answers, labels), rtol=1e-5)
    assert np.isclose(accuracy, np.mean(answers.argmax(axis=1) == labels))


def test_cross_entropy_of_even_odds() -> None:
    assert np.isclose(oracle.cross_entropy(np.full((3, 4), 0.25), np.array([0, 3, 1])), np.log(4))


def test_most_probable_class_is_named() -> None:
    assert oracle.named(np.array([0.2, 0.7, 0.1]), ["Plum", "Kiwi", "Cocos"]) == ("Kiwi", 0.7)


def test_linear_scores_are_additive_and_others_not() -> None:
    rng = np.random.default_rng(0)
    a, b, kernel = rng.normal(size=(5, 6)), rng.normal(size=(5, 6)), rng.normal(size=(6, 3))
    linear = np.stack([images @ kernel + 1 for images in (a, b, a + b, 0 * a)])
    bent = np.stack([np.maximum(images, 0.5 * images) @ kernel for images in (a, b, a + b, 0 * a)])
    assert oracle.is_additive(linear, 1e-6)
    assert not oracle.is_additive(bent, 1e-3)


def made_up(size: int, train: int, test: int, seed: int = 0) -> ImageSet:
    """Noise in place of fruits, other noise for another seed; the classes take turns."""
    rng = np.random.default_rng([seed, train, test])
    images = rng.uniform(0.2, 1, size=(3 * (train + test), 4, 4, 3)).astype(np.float32)
    labels = np.tile(np.arange(3), train + test)
    border = 3 * train
    return ImageSet(images[:border], labels[:border], images[border:], labels[border:], ("Plum", "Kiwi", "Cocos"))


def test_fruits_of_the_threshold_are_shared_out_without_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "rendered_fruits", made_up)
    parts = calibration.lit_fruits(np.random.default_rng(1))
    assert [np.bincount(labels).tolist() for _, labels in (parts.train, parts.validation, parts.test)] == [
        [calibration.TRAIN] * 3,
        [calibration.VALIDATION] * 3,
        [calibration.TEST] * 3,
    ]
    together = np.concatenate([parts.train[0], parts.validation[0], parts.test[0]])
    assert len(np.unique(together.reshape(len(together), -1), axis=0)) == len(together)
    assert together.dtype == np.float32
    assert 0 <= together.min() <= together.max() <= 1


def test_place_of_an_image_says_nothing_of_its_class(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "rendered_fruits", made_up)
    parts = calibration.lit_fruits(np.random.default_rng(2))
    for _, labels in (parts.train, parts.validation, parts.test):
        by_place = [np.mean(labels == (np.arange(len(labels)) + shift) % 3) for shift in range(3)]
        assert max(by_place) < 0.6


def test_every_run_has_test_images_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds: list[tuple[int, ...]] = []

    def noted(*asked: int) -> ImageSet:
        seeds.append(asked)
        return made_up(*asked)

    monkeypatch.setattr(calibration, "rendered_fruits", noted)
    for run in (1, 2):
        calibration.lit_fruits(np.random.default_rng(run))
    (public, drawn), (public_again, drawn_otherwise) = seeds[:2], seeds[2:]
    assert public == public_again == (calibration.SIZE, calibration.TRAIN + calibration.VALIDATION, 0)
    assert drawn[:3] == drawn_otherwise[:3] == (calibration.SIZE, 0, calibration.TEST)
    assert 0 not in (drawn[3], drawn_otherwise[3])
    assert drawn[3] != drawn_otherwise[3]
