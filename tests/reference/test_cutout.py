"""A fruit is cut out of its background and laid on white; where there is none, the whole photograph is."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from reference.datasets.brought import LONGEST, photograph
from reference.datasets.cutout import cut_out

YELLOW, CLOTH = (220, 190, 40), (60, 90, 150)


def on_cloth(height: int = 120, width: int = 200, *, noise: float = 6.0) -> np.ndarray:
    """Return a yellow ellipse, 40 high and 90 wide, on a cloth."""
    rng = np.random.default_rng(3)
    y, x = np.mgrid[:height, :width]
    fruit = ((y - 50) / 20) ** 2 + ((x - 110) / 45) ** 2 <= 1
    pixels = np.where(fruit[..., None], YELLOW, CLOTH) + rng.normal(0, noise, (height, width, 1))
    return pixels.clip(0, 255).astype(np.uint8)


def test_the_fruit_fills_a_white_square() -> None:
    cut, found = cut_out(on_cloth())
    assert found
    assert cut.shape[0] == cut.shape[1]
    assert 85 <= cut.shape[0] <= 100
    middle, corner = cut[cut.shape[0] // 2, cut.shape[1] // 2], cut[2, 2]
    assert np.abs(middle.astype(int) - YELLOW).max() < 40
    assert corner.tolist() == [255, 255, 255]
    assert not (np.abs(cut.astype(int) - CLOTH).max(axis=2) < 30).any()


def test_a_hole_in_the_fruit_belongs_to_it() -> None:
    pixels = on_cloth(noise=0)
    pixels[45:55, 105:115] = CLOTH
    cut, _ = cut_out(pixels)
    assert (np.abs(cut.astype(int) - CLOTH).max(axis=2) < 30).sum() >= 80


def test_of_two_pieces_the_larger_is_the_fruit() -> None:
    pixels = on_cloth(noise=0)
    pixels[100:110, 20:30] = (200, 20, 20)
    cut, _ = cut_out(pixels)
    assert not (cut[..., 1] < 60).any()


@pytest.mark.parametrize("value", [0, 128, 255])
def test_a_photograph_of_one_colour_is_shown_whole(value: int) -> None:
    cut, found = cut_out(np.full((30, 50, 3), value, dtype=np.uint8))
    assert not found
    assert cut.shape[:2] == (52, 52)
    assert (cut == value).sum() >= 30 * 50 * 3


def test_a_few_pixels_are_no_fruit() -> None:
    pixels = np.full((200, 200, 3), 90, dtype=np.uint8)
    pixels[100:103, 100:103] = (250, 0, 0)
    assert not cut_out(pixels)[1]


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (2, 2)])
def test_the_smallest_photographs_end_in_no_error(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    cut, _ = cut_out(rng.integers(0, 256, (*shape, 3)).astype(np.uint8))
    assert cut.shape[0] == cut.shape[1]


def test_a_photograph_keeps_its_proportions_and_stands_upright(tmp_path: object) -> None:
    path = tmp_path / "photo.jpg"  # type: ignore[operator]
    image = Image.fromarray(np.zeros((60, 100, 3), dtype=np.uint8))
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(path, exif=exif)
    assert photograph(path).shape == (100, 60, 3)
    image.resize((4 * LONGEST, 2 * LONGEST)).save(path)
    assert photograph(path).shape == (LONGEST // 2, LONGEST, 3)
