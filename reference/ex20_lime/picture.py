"""The figure of ex20: why a simple model says "Banana" of an image of four fruits, and "I liked it" of a sentence.

The model of fruits is planted: it looks for four colours, as the one in the figure of exercise 13. The model of words
is trained here, on twenty sentences.
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from PIL import Image
from scipy.special import softmax
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from reference.datasets.shown import shown_fruits
from reference.kit.look import COLOURS, panel, picture_only

CLASSES = ("Banana", "Limes", "Strawberry", "Plum")
ASKED = ("Banana", "Strawberry")
SIDE = 64
COLOURS_SOUGHT = np.array([[1, 1, -2], [-1, 2, -1], [2, -1, -1], [0.5, -1.5, 1]], dtype=np.float32)
"""Yellow, green, red, purple: red, green and blue add up to 0, so that white, grey and black are no colour."""
FRUIT_OF_COLOURS = np.array([[1, -1.35, -0.6, 0], [0, 1, -0.5, 0], [-0.9, 0, 1, 0], [0, 0, -0.3, 1]], dtype=np.float32)
"""How much of each colour speaks for a class: a banana is yellow but neither green nor red."""
STRENGTH = 30
"""From what is seen to scores."""
FOR, AGAINST = COLOURS[0], COLOURS[1]
LIKED = (
    "sweet and juicy peaches",
    "the plums were sweet and cheap",
    "fresh fruit and a friendly stall",
    "ripe mangoes, I will come again",
    "juicy, fresh and not too dear",
    "lovely strawberries, sweet and ripe",
    "friendly people and fresh cherries",
    "cheap and sweet",
    "the pears were ripe and juicy",
    "never had a better melon",
)
NOT_LIKED = (
    "sour plums and rotten peaches",
    "the strawberries were rotten",
    "dear and sour",
    "hard pears, I will never come again",
    "a rotten melon, and so dear",
    "sour, hard and far too dear",
    "never ripe, always hard",
    "the cherries were old and sour",
    "old fruit and a rude stall",
    "not fresh and not cheap",
)
SENTENCE = "Not cheap, but the peaches were sweet and juicy, and I never found a rotten one!"
LETTERS = 82
"""Of a line of the sentence."""


def draw(subject: Any) -> Figure:
    """Draw four fruits and two explanations of them; below, a sentence with coloured words and what each weighs."""
    figure = Figure(figsize=(10.5, 7.4), layout="constrained")
    grid = figure.add_gridspec(2, 3, height_ratios=(1.25, 1))
    image, predict = _fruits()
    axes = figure.add_subplot(grid[0, 0])
    axes.imshow(_without_margin(np.rint(255 * image).astype(np.uint8)))
    certain = predict(image[None])[0]
    said = ", ".join(f"{CLASSES[number]} {certain[number]:.0%}" for number in np.argsort(-certain)[:3])
    picture_only(axes, f"the model says\n{said}")
    for column, name in enumerate(ASKED, start=1):
        explained = subject.explain_image(predict, image, CLASSES.index(name), rng=np.random.default_rng(1))
        segments, coefficients, r2 = (np.asarray(part) for part in explained)
        png = subject.probes.picture(subject.draw_explanation(image, segments, coefficients), 110)["png"]
        axes = figure.add_subplot(grid[0, column])
        axes.imshow(_without_margin(np.asarray(Image.open(io.BytesIO(png.tobytes())).convert("RGB"))))
        picture_only(axes, f'what speaks for "{name}", and against it?\nR^2 of the surrogate: {float(r2):.2f}')
    _draw_words(figure.add_subplot(grid[1, :]), subject)
    return figure


def _fruits() -> tuple[np.ndarray, Any]:
    """One fruit of each class, two by two, and a model that looks for the colour of each."""
    data = shown_fruits(SIDE, train_per_class=1, test_per_class=1, seed=3, classes=CLASSES, only_these=True)
    fruits = data.train_images[np.argsort(data.train_labels)].astype(float)
    image = np.vstack([np.hstack([fruits[0], fruits[1]]), np.hstack([fruits[2], fruits[3]])])

    def predict(images: np.ndarray) -> np.ndarray:
        seen = np.maximum(np.asarray(images, dtype=np.float32)[:, ::2, ::2] @ COLOURS_SOUGHT.T - 0.1, 0)
        parts = np.maximum(seen @ FRUIT_OF_COLOURS.T, 0).mean(axis=(1, 2))
        likely: np.ndarray = softmax(STRENGTH * parts, axis=1)
        return likely

    return image, predict


def _draw_words(axes: Axes, subject: Any) -> None:
    """The sentence with each word on its colour, stronger where it weighs more, and the weights as bars."""
    model = make_pipeline(CountVectorizer(), LogisticRegression(C=10))
    model.fit([*LIKED, *NOT_LIKED], [1] * len(LIKED) + [0] * len(NOT_LIKED))
    weights = dict(subject.explain_text(model.predict_proba, SENTENCE, 1, rng=np.random.default_rng(1)))
    weights = {str(word).lower(): float(weight) for word, weight in weights.items()}
    largest = max(map(abs, weights.values()), default=1.0) or 1.0
    x, y = 0.0, 0
    for word in SENTENCE.split():
        if x + len(word) > LETTERS:
            x, y = 0.0, y + 1
        weight = weights.get(word.strip(",.!").lower(), 0.0)
        colour = to_rgba(FOR if weight > 0 else AGAINST, 0.75 * abs(weight) / largest)
        box = {"boxstyle": "round,pad=0.18", "facecolor": colour, "edgecolor": "none"}
        axes.text(x, y, word, family="monospace", fontsize=14, va="center", bbox=box)
        x += len(word) + 1.7
    places = np.arange(len(weights)) * 0.75 + y + 1.3
    values = np.array(list(weights.values()))
    scale = 0.3 * LETTERS / largest
    axes.barh(
        places, values * scale, left=0.5 * LETTERS, height=0.55, color=[FOR if v > 0 else AGAINST for v in values]
    )
    for place, (word, value) in zip(places, weights.items(), strict=True):
        axes.text(0.12 * LETTERS, place, word, ha="right", va="center", fontsize=10)
        axes.text(
            0.5 * LETTERS + value * scale + np.sign(value) * 0.4,
            place,
            f"{value:+.2f}",
            fontsize=9,
            va="center",
            ha="left" if value > 0 else "right",
        )
    axes.set_xlim(-0.5, LETTERS + 1)
    axes.set_ylim(max(places, default=y) + 0.6, -0.8)
    certain = model.predict_proba([SENTENCE])[0, 1]
    panel(axes, f"did they like it? The model says {certain:.0%}: blue words speak for it, orange ones against")
    axes.set_axis_off()


def _without_margin(picture: np.ndarray) -> np.ndarray:
    """The part of a picture that is not white all along."""
    drawn = np.any(picture < 250, axis=2)
    rows, columns = (np.flatnonzero(np.any(drawn, axis=axis)) for axis in (1, 0))
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else picture
