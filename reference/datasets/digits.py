"""Scikit-learn's handwritten digits (8 x 8 pixels), split into a training and a test part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

TEST_IMAGES = 797
"""Of 1,797: enough that chance moves a measured accuracy by less than 0.015."""


@dataclass(frozen=True)
class Digits:
    """Images as rows of 64 pixels in 0..1, and the digit on each, 0..9."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


def digits(seed: int, test_images: int = TEST_IMAGES) -> Digits:
    """Split the 1,797 digits by `seed` (0..2^32-1), each digit's share equal in both parts."""
    images, labels = load_digits(return_X_y=True)
    train, test, train_labels, test_labels = train_test_split(
        images / 16, labels, test_size=test_images, stratify=labels, random_state=seed
    )
    return Digits(train, train_labels, test, test_labels)
