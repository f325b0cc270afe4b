"""The mean colour of each fruit, and what it is in Fruits-360: what the rendered ones are held to."""

from __future__ import annotations

import numpy as np

WHITE = 0.93
"""A pixel whose darkest channel is lighter is background."""
REAL_COLOURS = {
    "Apricot": (159, 77, 30),
    "Avocado": (54, 58, 34),
    "Banana": (148, 127, 65),
    "Clementine": (228, 92, 44),
    "Cocos": (110, 86, 80),
    "Kiwi": (136, 105, 69),
    "Lemon": (195, 155, 57),
    "Limes": (138, 144, 84),
    "Mandarine": (177, 116, 54),
    "Orange": (154, 87, 26),
    "Peach": (145, 78, 46),
    "Pineapple": (99, 80, 67),
    "Plum": (63, 38, 41),
    "Pomegranate": (112, 36, 33),
    "Raspberry": (122, 80, 156),
    "Strawberry": (105, 45, 36),
}
"""Red, green and blue, 0..255: the mean of `mean_colours` over all images of a class, training and test, at 50 x 50."""


def mean_colours(images: np.ndarray) -> np.ndarray:
    """The mean colour of each fruit, without its background, of images (images, height, width, 3) in 0..1.

    Returns:
        Red, green and blue in 0..1, (images, 3); 0 where an image is all background.
    """
    seen = (images.min(axis=3) < WHITE)[..., None]
    means: np.ndarray = (images * seen).sum(axis=(1, 2)) / np.maximum(seen.sum(axis=(1, 2)), 1)
    return means
