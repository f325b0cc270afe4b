"""The oracles of ex10 against TensorFlow's decoders and Keras's own listing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from reference.ex10_explore_images import cases, oracle


def test_pixels_are_those_that_tensorflow_decodes(tmp_path: Path) -> None:
    tf = pytest.importorskip("tensorflow")
    rng = np.random.default_rng(10)
    for channels in ((), (3,), (4,)):
        path = tmp_path / f"{len(channels)}{sum(channels)}.png"
        Image.fromarray(rng.integers(0, 256, size=(5, 7, *channels), dtype=np.uint8)).save(path)
        rgba = tf.io.decode_png(tf.io.read_file(str(path)), channels=4).numpy() / 255
        want = rgba[..., :3] * rgba[..., 3:] + 1 - rgba[..., 3:]
        np.testing.assert_allclose(oracle.pixels(str(path), (5, 7)), want, atol=1e-6)


def test_an_image_of_one_colour_stays_so_at_any_size(tmp_path: Path) -> None:
    tf = pytest.importorskip("tensorflow")
    path = tmp_path / "a.jpg"
    Image.new("RGB", (7, 5), (200, 30, 90)).save(path)
    want = tf.image.resize(tf.io.decode_jpeg(tf.io.read_file(str(path))), (3, 11)).numpy() / 255
    np.testing.assert_allclose(oracle.pixels(str(path), (3, 11)), want, atol=1 / 255)


def test_lists_what_keras_lists(tmp_path: Path) -> None:
    keras = pytest.importorskip("keras")
    for name in ("Kiwi/b.png", "Kiwi/deep/a.JPG", "Banana/c.jpeg", "Banana/notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (4, 4)).save(tmp_path / name, format="png")
    dataset = keras.utils.image_dataset_from_directory(tmp_path, shuffle=False, verbose=False)
    assert sorted(dataset.file_paths) == oracle.list_images(tmp_path)
    assert oracle.class_counts(tmp_path) == {"Banana": 1, "Kiwi": 2}


def test_an_image_out_of_place_is_told_by_its_cell() -> None:
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert cases.out_of_place(cells, [(5, 5), (5, 9), (9, 5), (9, 9)]) == []
    assert cases.out_of_place(cells, [(5, 5), (9, 5), (5, 9), (9, 9)])[0] == (0, 1)
    assert (1, 1) in cases.out_of_place(cells, [(5, 5), (5, 9), (9, 5), (5, 9)])
