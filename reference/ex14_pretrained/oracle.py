"""Oracles of ex14: scikit-image's resize, the preprocessing of `keras.applications` itself, Python's own sort.

`load_pretrained` has none: what it must give is known by its shapes and by what it predicts.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from skimage import transform

from reference import backbone

SIZES = {"VGG16": 224, "ResNet50": 224, "Xception": 299, "InceptionV3": 299, backbone.NAME: backbone.SIZE}
PARAMETERS = {"ResNet50": 25_636_712, "Xception": 22_910_480, "InceptionV3": 23_851_784}
"""As their papers and Keras's documentation give them (25.6, 22.9 and 23.9 millions); VGG16's 138 are never built."""


def prepare(images: np.ndarray, name: str) -> np.ndarray:
    """Resize each image to the network's size, then its own preprocessing."""
    images = np.asarray(images)
    height, width = images.shape[-3:-1]
    pixels = images.astype(np.float32)
    if (height, width) != (SIZES[name], SIZES[name]):
        each = [_resized(image, SIZES[name]) for image in pixels.reshape(-1, height, width, 3)]
        pixels = np.stack(each).reshape(*images.shape[:-3], SIZES[name], SIZES[name], 3)
    if name == backbone.NAME:
        return backbone.prepare(pixels)
    return np.asarray(_home(name).preprocess_input(pixels), dtype=np.float32)


def top_predictions(probabilities: np.ndarray, class_names: list[str], k: int = 3) -> list[tuple[str, float]]:
    """Pairs (name, probability), best first."""
    pairs = zip(class_names, np.asarray(probabilities).tolist(), strict=True)
    return sorted(pairs, key=lambda pair: -pair[1])[:k]


def classify(model: Any, name: str, image: np.ndarray, class_names: list[str]) -> list[tuple[str, float]]:
    """The three best classes of one image; `model` is a Keras model of this process."""
    return top_predictions(np.asarray(model(prepare(image, name)[None], training=False))[0], class_names)


def _resized(image: np.ndarray, size: int) -> np.ndarray:
    resize: Any = transform.resize
    return np.asarray(resize(image, (size, size), order=1, preserve_range=True, anti_aliasing=False), dtype=np.float32)


def _home(name: str) -> Any:
    """The module of `keras.applications` in which a network lives."""
    from keras.applications import inception_v3, resnet50, vgg16, xception

    return {"VGG16": vgg16, "ResNet50": resnet50, "Xception": xception, "InceptionV3": inception_v3}[name]
