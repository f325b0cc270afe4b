"""The figure of ex16: reviews as counts and as tf-idf, and what a model on counts can and cannot tell."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reference.datasets.reviews import FAMILIES, reviews
from reference.kit.look import COLOURS, panel

DOCUMENTS = [
    "The zip is broken. The zip!",
    "A lovely coat, and the zip is fine.",
    "The sleeves of the coat are long.",
    "Lovely, lovely sleeves: a lovely coat.",
    "The fabric is fine.",
]
TRAINING, TEST = 400, 400
WORDS = {
    "plain": "the words",
    "negation": "what is denied",
    "contrast": "what comes after 'but'",
    "denial": "words far apart",
    "long": "which of two is denied",
}
"""What tells a reader of each family whether the product is recommended."""


def draw(subject: Any) -> Figure:
    """Draw two tables side by side, and the accuracy of `logistic_baseline` on five families of reviews."""
    figure = Figure(figsize=(13, 4.4), layout="constrained")
    left, middle, right = figure.subplots(1, 3, width_ratios=[1, 1, 0.9])
    vocabulary = list(subject.build_vocabulary(DOCUMENTS, max_words=9))
    counts = np.asarray(subject.document_term_matrix(DOCUMENTS, vocabulary))
    _table(left, counts, vocabulary, "counts")
    left.set_yticks(range(len(DOCUMENTS)), [text.replace(", ", ",\n").replace(". ", ".\n") for text in DOCUMENTS])
    _table(middle, np.asarray(subject.tf_idf(counts)), vocabulary, "tf-idf: rare words weigh more")
    middle.set_yticks([])
    reached = [_accuracy(subject, family) for family in FAMILIES]
    bars = right.barh(list(FAMILIES), reached, color=[COLOURS[2] if share > 0.7 else COLOURS[5] for share in reached])
    right.bar_label(bars, [f" {share:.2f}: {WORDS[name]}" for share, name in zip(reached, FAMILIES, strict=True)])
    right.axvline(0.5, color="0.3", linewidth=1, linestyle=":")
    right.set_xlim(0, 1.75)
    right.set_xticks([0, 0.5, 1])
    right.invert_yaxis()
    panel(right, "right answers, and what decides")
    return figure


def _table(axes: Axes, values: np.ndarray, vocabulary: list[str], title: str) -> None:
    axes.imshow(values, cmap="Blues", vmin=0, vmax=1.3 * values.max(), aspect="auto")
    for i, j in np.argwhere(values):
        axes.text(j, i, f"{values[i, j]:.2g}", ha="center", va="center", fontsize=9)
    axes.set_xticks(range(len(vocabulary)), vocabulary, rotation=40, ha="right")
    panel(axes, title)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)


def _accuracy(subject: Any, family: str) -> float:
    written = reviews(TRAINING + TEST, np.random.default_rng(16), families=[family])
    vocabulary = subject.build_vocabulary(list(written.texts[:TRAINING]))
    counts = np.asarray(subject.document_term_matrix(list(written.texts), vocabulary))
    answers = subject.logistic_baseline(counts[:TRAINING], written.recommended[:TRAINING], counts[TRAINING:])
    return float(np.mean((np.asarray(answers) > 0.5) == written.recommended[TRAINING:]))
