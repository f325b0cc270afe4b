"""The oracles of ex14 against Keras's own facts and the formulas that the papers give."""

import numpy as np
import pytest

from reference.ex14_pretrained import oracle


def test_prepared_pixels_follow_the_formulas() -> None:
    pytest.importorskip("tensorflow")
    rng = np.random.default_rng(14)
    for name, size in oracle.SIZES.items():
        pixels = rng.integers(0, 256, size=(2, size, size, 3), dtype=np.uint8)
        if name in ("VGG16", "ResNet50"):
            want = pixels[..., ::-1] - np.array([103.939, 116.779, 123.68])
        else:
            want = 1 - pixels / 255 if name == "fruitbowl" else pixels / 127.5 - 1
        got = oracle.prepare(pixels, name)
        assert got.dtype == np.float32
        np.testing.assert_allclose(got, want, rtol=1e-6, atol=1e-4)


def test_resized_is_nothing_cut_off() -> None:
    pytest.importorskip("tensorflow")
    image = np.zeros((20, 60, 3), dtype=np.uint8)
    image[:, :20], image[:, 40:] = 200, 100
    got = oracle.prepare(image, "fruitbowl")
    np.testing.assert_allclose(got[24, [0, 24, 47], 0], [1 - 200 / 255, 1, 1 - 100 / 255], rtol=1e-6)


@pytest.mark.parametrize("name", oracle.PARAMETERS)
def test_parameters_are_those_of_keras(name: str) -> None:
    keras = pytest.importorskip("keras")
    model = getattr(keras.applications, name)(weights=None)
    assert model.count_params() == oracle.PARAMETERS[name]
    assert model.input_shape == (None, oracle.SIZES[name], oracle.SIZES[name], 3)
    assert model.output_shape == (None, 1000)


def test_top_predictions_by_hand() -> None:
    assert oracle.top_predictions([0.1, 0.7, 0.2], ["a", "b", "c"], 2) == [("b", 0.7), ("c", 0.2)]
    assert oracle.top_predictions([0.3, 0.7], ["a", "b"]) == [("b", 0.7), ("a", 0.3)]
