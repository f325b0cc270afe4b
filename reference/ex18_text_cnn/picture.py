"""The figure of ex18: what the filters answer to in four reviews, and the same network on numbers and on counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reference.datasets.reviews import reviews, tokens
from reference.datasets.reviews.lexicon import WHOLE_GOOD
from reference.ex18_text_cnn.calibration import DIMENSIONS, FAMILIES, FILTERS, KERNEL_SIZE, LENGTH, Parts
from reference.kit.look import COLOURS, panel

TRAIN, VALIDATION, EPOCHS = 1600, 400, 7
SHARE = 0.8284
"""Of reviews that recommend, as in the workshop."""
SENTENCES = (
    "the hem is not at all crooked and the fit is so good",
    "the hem is really crooked and the fit is not at all good",
    "the cut is rather odd on the hanger but the fabric feels soft",
    "the fabric feels soft on the hanger but the cut is rather odd",
)
SHOWN = 40
"""Reviews of each matrix that are drawn."""
LONGEST_LINE = 62
"""Characters."""


@dataclass(frozen=True)
class Trained:
    """A student's network, how it learned, and what from: numbers of words beside counts of them."""

    model: Any
    known: list[str]
    numbers: np.ndarray
    counts: np.ndarray
    always_yes: float
    """The share of the validation reviews that recommend."""
    histories: dict[str, dict[str, list[float]]]
    turned: bool = False
    """Whether its answer is that a review does not recommend."""


def draw(subject: Any) -> Figure:
    """Draw words, matrices and how a network learned: the one that a test has just trained, or one of our own."""
    came = _tested(**subject.kept) if "model" in subject.kept else _trained_on_both(subject)
    figure = Figure(figsize=(11, 7.4), layout="constrained")
    above, below = _halves(figure)
    sentences = above.subplots(len(SENTENCES), 1)
    above.suptitle("what the filters answer to: stretches that speak for (blue) and against (orange)", fontsize=11)
    numbered = subject.encode([sentence.split() for sentence in SENTENCES], came.known)
    padded = np.asarray(subject.pad_sequences(numbered, LENGTH))
    answers = np.asarray(subject.probes.predict(came.model, padded)).ravel()
    answers = 1 - answers if came.turned else answers
    sign = -1 if came.turned else 1
    for axes, sentence, answer, said in zip(
        sentences, SENTENCES, answers, _said(subject, came.model, numbered), strict=True
    ):
        _sentence(axes, sentence.split(), float(answer), sign * said)
    left, middle, right = below.subplots(1, 3, width_ratios=(1, 1.6, 1.5))
    _matrix(left, came.numbers[:SHOWN], "numbers of words, padded", "place in the text")
    _matrix(middle, came.counts[:SHOWN], "how often each word occurs", "word of the vocabulary")
    _curves(right, came.histories, came.always_yes)
    return figure


def _tested(model: Any, data: Parts, history: dict[str, list[float]]) -> Trained:
    counts = np.array([np.bincount(row, minlength=data.n_words)[2:] for row in data.train[0][:SHOWN]])
    turned = _is_turned(data)
    always_yes = float(np.mean(data.validation[1] != turned))
    return Trained(model, data.words, data.train[0], counts, always_yes, {"on numbers": history}, turned)


def _is_turned(data: Parts) -> bool:
    """Tell whether 1 stands for "not recommended": few reviews that end in praise after "but" have it otherwise."""
    endings = [(set(tokens(text.partition(" but ")[2].partition(".")[0])), i) for i, text in enumerate(data.texts[0])]
    praised = [data.train[1][i] for words, i in endings if words & set(WHOLE_GOOD)]
    return bool(np.mean(praised) < 0.5)


def _trained_on_both(subject: Any) -> Trained:
    rng = np.random.default_rng(7)
    parts = [reviews(count, rng, families=FAMILIES, share=SHARE) for count in (TRAIN, VALIDATION)]
    texts = [[tokens(text) for text in part.texts] for part in parts]
    known = [word for word, _ in Counter(word for text in texts[0] for word in text).most_common()]
    labels = [part.recommended for part in parts]
    numbers = [np.asarray(subject.pad_sequences(subject.encode(each, known), LENGTH)) for each in texts]
    counts = [np.array([[text.count(word) for word in known] for text in each]) for each in texts]
    model, history = _trained(subject, len(known) + 2, numbers, labels)
    _, on_counts = _trained(subject, len(known) + 2, counts, labels)
    histories = {"on numbers": history, "on counts": on_counts}
    return Trained(model, known, numbers[0], counts[0], float(np.mean(labels[1])), histories)


def _halves(figure: Figure) -> Any:
    return figure.subfigures(2, 1, height_ratios=(1, 1.25))


def _trained(subject: Any, n_words: int, inputs: list[np.ndarray], labels: list[np.ndarray]) -> tuple[Any, Any]:
    """A student's network and the history of its training."""
    model = subject.build_text_cnn(n_words, inputs[0].shape[1], DIMENSIONS, FILTERS, KERNEL_SIZE)
    validation = (inputs[1], labels[1])
    return model, subject.train(model, inputs[0], labels[0], validation, epochs=EPOCHS, rng_seed=0)


def _sentence(axes: Axes, words: list[str], answer: float, said: np.ndarray) -> None:
    """Write a review, each word on the colour of what it says to the filters."""
    strength = np.abs(said) / max(float(np.abs(said).max()), 1e-12)
    axes.set_axis_off()
    axes.set_xlim(0, LONGEST_LINE + 22)
    axes.set_ylim(0, 1)
    place = 0.5
    for word, value, alpha in zip(words, said, strength, strict=True):
        colour = COLOURS[0] if value > 0 else COLOURS[1]
        box = {"facecolor": colour, "alpha": 0.7 * float(alpha), "pad": 3, "edgecolor": "none"}
        axes.text(place, 0.5, word, fontsize=10, family="monospace", va="center", bbox=box)
        place += len(word) + 1.6
    axes.text(LONGEST_LINE + 14, 0.5, f"recommended: {answer:.2f}", fontsize=10, va="center")


def _said(subject: Any, model: Any, numbered: list[list[int]]) -> list[np.ndarray]:
    """What each word of each review says: each filter's best window there, against what is usual for this filter."""
    weights = [np.squeeze(weight["value"]) for weight in subject.probes.weights(model)]
    table = next(weight for weight in weights if weight.ndim == 2 and weight.shape[1] == DIMENSIONS)
    place = next(i for i, weight in enumerate(weights) if weight.shape == (KERNEL_SIZE, DIMENSIONS, FILTERS))
    heads = [weight for weight in weights[place + 2 :] if weight.shape == (FILTERS,)]
    voice = heads[-1] if heads else np.ones(FILTERS)
    answers = [np.asarray(subject.conv1d(table[numbers], weights[place])) for numbers in numbered]
    if weights[place + 1].shape == (FILTERS,):
        answers = [np.maximum(each + weights[place + 1], 0) for each in answers]
    usual = np.mean([each.max(axis=0) for each in answers], axis=0)
    said = [np.zeros(len(numbers)) for numbers in numbered]
    for words, each in zip(said, answers, strict=True):
        louder = np.maximum(each.max(axis=0) - usual, 0) * voice
        for best, value in zip(each.argmax(axis=0), louder, strict=True):
            words[best : best + KERNEL_SIZE] += value
    return said


def _matrix(axes: Axes, values: np.ndarray, title: str, below: str) -> None:
    axes.imshow(np.sqrt(values), cmap="Blues", aspect="auto", interpolation="nearest")
    axes.set_xlabel(below, fontsize=9)
    axes.set_ylabel("review", fontsize=9)
    panel(axes, title)


def _curves(axes: Axes, histories: dict[str, dict[str, list[float]]], share: float) -> None:
    for (words, values), colour in zip(histories.items(), (COLOURS[0], COLOURS[3]), strict=False):
        name = next((key for key in values if key.startswith("val_") and "acc" in key), "val_loss")
        axes.plot(np.arange(1, len(values[name]) + 1), values[name], "o-", color=colour, markersize=4, label=words)
    axes.axhline(share, color="0.5", linewidth=1, linestyle=":")
    axes.text(1, share - 0.005, "always yes", fontsize=9, color="0.4", va="top")
    axes.set_ylim(min(share, axes.get_ylim()[0]) - 0.03, 1.01)
    axes.set_xlabel("epoch", fontsize=9)
    axes.legend(frameon=False, fontsize=9, loc="center right")
    panel(axes, "validation accuracy of one network")
