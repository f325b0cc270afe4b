"""`kata try ex20 PHOTO` or a sentence: why the student's own networks said so, by the student's own LIME."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from reference.datasets.cutout import cut_out
from reference.kit.trial import Given, Own, Tried, Untried

SIDE = 100
"""Pixels of a side of the image that is cut into pieces, a multiple of what the network sees."""
SEGMENTS, SAMPLES = 30, 1000


def run(own: Own, given: Given) -> Tried:
    """Explain the answer of the student's network of ex12 to a photograph, or of ex18 to a sentence."""
    if isinstance(given, str):
        return _sentence(own, given)
    subject = own.subject("ex12")
    if subject is None:
        raise Untried("a photograph needs your network of ex12, which has not passed yet: kata check ex12")
    lime, model, theirs = own.subject("ex20"), own.network("ex12"), own.trial("ex12")
    fruit = Image.fromarray(cut_out(given)[0]).resize((SIDE, SIDE), Image.Resampling.BOX)
    image, size = np.asarray(fruit, dtype=np.float32) / 255, theirs.SIZE

    def predict(images: np.ndarray) -> np.ndarray:
        small = np.asarray(images, dtype=np.float32).reshape(-1, size, SIDE // size, size, SIDE // size, 3)
        return np.asarray(subject.probes.predict(model, small.mean(axis=(2, 4))))

    answer = predict(image[np.newaxis])[0]
    best = int(np.argmax(answer))
    rng = np.random.default_rng(0)
    segments, coefficients, r2 = lime.explain_image(predict, image, best, SEGMENTS, SAMPLES, 10, rng)
    figure = lime.draw_explanation(image, segments, coefficients)
    said = [f"{theirs.class_names()[best]} {answer[best]:.2f}", f"The explanation fits with an R^2 of {r2:.2f}."]
    return Tried(said, figure if isinstance(figure, Figure) else None)


def _sentence(own: Own, text: str) -> Tried:
    if own.subject("ex18") is None:
        raise Untried("a sentence needs your network of ex18, which has not passed yet: kata check ex18")
    tried: Tried = own.trial("ex18").run(own, text)
    return tried
