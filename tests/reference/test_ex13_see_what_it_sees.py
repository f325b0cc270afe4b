"""The oracles of ex13 against Keras's own graphs, central differences and closed forms."""

from typing import Any

import numpy as np
import pytest

from reference.ex13_see_what_it_sees import oracle


@pytest.fixture
def network() -> Any:
    """Build a convolution, a mean over places, and a softmax over three classes; weights from a seed."""
    keras = pytest.importorskip("keras")
    model = keras.Sequential(
        [
            keras.Input((6, 9, 2)),
            keras.layers.Conv2D(4, 3, strides=3, padding="same", activation="relu", name="maps"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(3, activation="softmax", name="classes"),
        ]
    )
    rng = np.random.default_rng(3)
    model.set_weights([rng.normal(size=weight.shape) for weight in model.get_weights()])
    return model, rng.uniform(size=(6, 9, 2))


def test_feature_maps_are_those_of_a_graph_with_more_outputs(network: Any) -> None:
    import keras

    model, image = network
    want = keras.Model(model.inputs[0], model.get_layer("maps").output)(image[np.newaxis].astype(np.float32))[0]
    np.testing.assert_allclose(oracle.feature_maps(model, image, ["maps"])["maps"], want, rtol=1e-5)


def test_scores_are_what_the_softmax_is_given(network: Any) -> None:
    from scipy.special import softmax

    model, image = network
    want = model(image[np.newaxis].astype(np.float32))[0]
    np.testing.assert_allclose(softmax(oracle.scores(model, image)), want, rtol=1e-5)


def test_behind_a_mean_over_places_the_weights_are_those_of_the_last_layer(network: Any) -> None:
    model, image = network
    maps = oracle.feature_maps(model, image, ["maps"])["maps"]
    for class_index in range(3):
        want = np.maximum(maps @ model.get_weights()[2][:, class_index], 0) / 6  # two by three places
        got = oracle.evidence(model, image, class_index, "maps")
        np.testing.assert_allclose(got, want, rtol=1e-4, atol=1e-6)


def test_saliency_is_the_size_of_central_differences(network: Any) -> None:
    model, image = network
    size = np.zeros_like(image)
    for place in np.ndindex(image.shape):
        step = np.zeros_like(image)
        step[place] = 1e-2  # the network is piecewise linear: float32's rounding is the larger error
        up, down = oracle.scores(model, image + step)[1], oracle.scores(model, image - step)[1]
        size[place] = abs(up - down) / 2e-2
    largest, total, length = oracle.saliencies(model, image, 1)
    close = np.isclose(largest, size.max(axis=2), rtol=1e-2, atol=1e-3)
    assert close.mean() > 0.95  # where a step crosses a ReLU's corner, the difference is none
    np.testing.assert_allclose(total[close], size.sum(axis=2)[close], rtol=2e-2, atol=2e-3)
    np.testing.assert_allclose(length[close], np.sqrt((size**2).sum(axis=2))[close], rtol=2e-2, atol=2e-3)


def test_enlarging_is_tensorflows_bilinear(network: Any) -> None:
    import tensorflow as tf

    model, image = network
    heat = oracle.evidence(model, image, 2, "maps")
    want = tf.image.resize(heat[..., np.newaxis], (6, 9)).numpy()[..., 0]
    np.testing.assert_allclose(oracle.class_activation_map(model, image, 2, "maps"), want / want.max(), atol=1e-5)


def test_tiles_are_the_maps_put_side_by_side() -> None:
    maps = np.random.default_rng(1).normal(size=(2, 3, 4))
    scaled = (maps - maps.min(axis=(0, 1))) / np.ptp(maps, axis=(0, 1))
    want = np.block([[scaled[..., 0], scaled[..., 1], scaled[..., 2]], [scaled[..., 3], np.zeros((2, 6))]])
    np.testing.assert_allclose(oracle.tile_maps(maps, 3), want)


def test_filters_are_moved_not_read_anew(network: Any) -> None:
    model, _ = network
    kernel = model.get_layer("maps").get_weights()[0]
    images = oracle.filters_as_images(model, "maps")
    for number, image in enumerate(images):
        one = kernel[:, :, :, number]
        np.testing.assert_allclose(image, (one - one.min()) / np.ptp(one), rtol=1e-5, atol=1e-6)
