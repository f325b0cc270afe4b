"""The figure of ex13: four fruits through filters, feature maps, two activation maps and saliency.

The network is planted, not trained: edges and colours first, then a fruit for each of four colours.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from reference.datasets.shown import shown_fruits
from reference.kit.look import picture_only

CLASSES = ("Banana", "Limes", "Strawberry", "Plum")
ASKED = ("Banana", "Strawberry")
SIDE = 64
COLUMNS = 4
"""Of the pictures of filters and maps."""
COLOURS_SOUGHT = ((1, 1, -2), (-1, 2, -1), (2, -1, -1), (0.5, -1.5, 1))
"""Yellow, green, red, purple: red, green and blue add up to 0, so that white, grey and black are no colour."""
FRUIT_OF_COLOURS = ((1, -1.35, -0.6, 0), (0, 1, -0.5, 0), (-0.9, 0, 1, 0), (0, 0, -0.3, 1))
"""How much of each colour speaks for a class: a banana is yellow but neither green nor red."""


def draw(subject: Any) -> Figure:
    """Draw an image, filters and maps of the first layer; below where the evidence lies, and saliency."""
    image = _four_fruits()
    model = subject.place(_planted(image.shape))
    figure = Figure(figsize=(10.5, 7.2), layout="constrained")
    panels: Any = figure.subplots(2, 3)
    (photo, filters, maps), below = panels
    photo.imshow(image)
    picture_only(photo, "what goes in")
    filters.imshow(_with_gaps(np.asarray(subject.filters_as_images(model, "first"))))
    picture_only(filters, "filters of the first layer")
    tiled = subject.tile_maps(subject.feature_maps(model, image, ["first"])["first"], COLUMNS)
    maps.imshow(tiled, cmap="gray", aspect="equal")
    picture_only(maps, "its feature maps, in the same order")
    for axes, name in zip(below, ASKED, strict=False):
        heat = subject.class_activation_map(model, image, CLASSES.index(name), "parts")
        axes.imshow(np.clip(subject.overlay(image, heat, 0.5), 0, 1))
        picture_only(axes, f'where is the evidence for "{name}"?')
    felt = np.asarray(subject.saliency(model, image, CLASSES.index(ASKED[-1])))
    below[-1].imshow(felt, cmap="gray_r", vmax=max(float(np.quantile(felt, 0.995)), 1e-12))
    picture_only(below[-1], f'pixels that move the score of "{ASKED[-1]}"')
    return figure


def _four_fruits() -> np.ndarray:
    """One fruit of each class, two by two."""
    data = shown_fruits(SIDE, train_per_class=1, test_per_class=1, seed=3, classes=CLASSES, only_these=True)
    fruits = data.train_images[np.argsort(data.train_labels)]
    return np.vstack([np.hstack([fruits[0], fruits[1]]), np.hstack([fruits[2], fruits[3]])])


def _planted(size: tuple[int, ...]) -> Any:
    """A network that sees edges and colours, and takes each colour for a fruit."""
    from keras import Input, Sequential, layers

    model = Sequential(
        [
            Input(size),
            layers.Conv2D(8, 5, padding="same", activation="relu", name="first"),
            layers.MaxPooling2D(2),
            layers.Conv2D(4, 3, padding="same", activation="relu", name="parts"),
            layers.GlobalAveragePooling2D(),
            layers.Dense(4, activation="softmax"),
        ]
    )
    y, x = np.mgrid[-2:3, -2:3] / 2
    bell = np.exp(-(y**2 + x**2))
    first = np.zeros((5, 5, 3, 8))
    for number, angle in enumerate(np.arange(4) * np.pi / 4):
        first[..., number] = (np.sin(angle) * y + np.cos(angle) * x)[:, :, None] * bell[:, :, None]
    for number, colour in enumerate(COLOURS_SOUGHT):
        first[..., 4 + number] = bell[:, :, None] / bell.sum() * np.array(colour)
    parts = np.zeros((3, 3, 8, 4))
    parts[:, :, 4:] = np.array(FRUIT_OF_COLOURS).T / 9
    model.set_weights([first, np.full(8, -0.1), parts, np.zeros(4), 20 * np.eye(4), np.zeros(4)])
    return model


def _with_gaps(filters: np.ndarray) -> np.ndarray:
    """Lay small colour images out in rows, a white line between them."""
    framed = np.pad(filters, ((0, 0), (0, 1), (0, 1), (0, 0)), constant_values=1.0)
    rows = [np.hstack(list(framed[start : start + COLUMNS])) for start in range(0, len(framed), COLUMNS)]
    return np.vstack(rows)[:-1, :-1]
