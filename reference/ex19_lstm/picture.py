"""The figure of ex19, word by word: memory, forget gates and answer, and how "nobody" turns what comes ten words on."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from scipy.special import expit

from reference.ex19_lstm.calibration import DIMENSIONS, LENGTH, UNITS, Parts, numbered_reviews
from reference.kit.look import COLOURS, panel

BEGINNINGS = ("everyone", "nobody")
SENTENCE = "{} says that this coat which i wear at work looks {} with my old winter boots"
ADJECTIVES = ("lovely", "dull")
EPOCHS = 12
"""A few more than the threshold's, so that all is settled."""
SHOWN = 10
"""Units: those in which the two sentences differ most just before the adjective."""


def draw(subject: Any) -> Figure:
    """Read two sentences with the student's own forward pass and network: a test's that has just run, or our own's."""
    if "model" in subject.kept:
        data, model = subject.kept["data"], subject.kept["model"]
        turned = _is_turned(data)
    else:
        data, turned = _recommended(numbered_reviews(np.random.default_rng(5))), False
        model = subject.build_lstm(data.n_words, LENGTH, DIMENSIONS, UNITS)
        subject.train(model, *data.train, data.validation, epochs=EPOCHS, rng_seed=0)
    weights = [weight["value"] for weight in subject.probes.weights(model)]
    table = next(weight for weight in weights if weight.shape == (data.n_words, DIMENSIONS))
    place = next(i for i, weight in enumerate(weights) if weight.shape == (DIMENSIONS, 4 * UNITS))
    cell = weights[place : place + 3]

    texts = [[SENTENCE.format(begin, adjective).split() for adjective in ADJECTIVES] for begin in BEGINNINGS]
    numbers = [[[data.words.index(word) + 2 for word in text] for text in both] for both in texts]
    read = [_read(subject, table[both[-1]][np.newaxis], cell) for both in numbers]
    place = texts[0][-1].index(ADJECTIVES[-1])
    apart = read[1][0][place - 1] - read[0][0][place - 1]
    units = np.argsort(-np.abs(apart))[:SHOWN]
    units = units[np.argsort(apart[units])]

    figure = Figure(figsize=(11.5, 7.4), layout="constrained")
    panels: Any = figure.subplots(3, 2, height_ratios=(1, 1, 0.9), sharex="col", sharey="row")
    most = max(float(np.abs(memory[:, units]).max()) for memory, _ in read)
    for column, (both, rows, (memory, forget)) in enumerate(zip(texts, numbers, read, strict=True)):
        above, middle, below = panels[:, column]
        shown = above.imshow(memory[:, units].T, cmap="PuOr", vmin=-most, vmax=most, aspect="auto")
        panel(above, f'"{BEGINNINGS[column]} ...": memory of {SHOWN} units')
        gates = middle.imshow(forget[:, units].T, cmap="Greys", vmin=0, vmax=1, aspect="auto")
        panel(middle, "their forget gates: dark keeps")
        answers = [_after_each_word(subject, model, row) for row in rows]
        _answers(below, [1 - each if turned else each for each in answers], both[-1], place)
        for axes in (above, middle):
            axes.set_yticks([])
            axes.tick_params(labelbottom=False)
    figure.colorbar(shown, ax=panels[0].tolist(), shrink=0.9)
    figure.colorbar(gates, ax=panels[1].tolist(), shrink=0.9)
    return figure


def _recommended(data: Parts) -> Parts:
    """The reviews with 1 for "recommended", whatever was drawn."""
    if not _is_turned(data):
        return data
    train, validation, test = ((part[0], 1 - part[1]) for part in (data.train, data.validation, data.test))
    return Parts(data.texts, train, validation, test, data.words)


def _is_turned(data: Parts) -> bool:
    """Tell whether 1 stands for "not recommended": more reviews end well than ill where "love" stands."""
    number = data.words.index("love") + 2
    return bool(np.mean(data.train[1][(data.train[0] == number).any(axis=1)]) <= 0.5)


def _read(subject: Any, vectors: np.ndarray, cell: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Memory and forget gates after each word of one text, each (words, units)."""
    states = np.asarray(subject.lstm_forward(vectors, *cell)[0])[0]
    memory = [np.asarray(subject.lstm_forward(vectors[:, : n + 1], *cell)[2])[0] for n in range(vectors.shape[1])]
    heard = np.vstack([np.zeros((1, UNITS)), states[:-1]])
    kernel, recurrent_kernel, bias = (weight[..., UNITS : 2 * UNITS] for weight in cell)
    return np.stack(memory), expit(vectors[0] @ kernel + heard @ recurrent_kernel + bias)


def _after_each_word(subject: Any, model: Any, numbers: list[int]) -> np.ndarray:
    """What the network answers to the beginnings of a text."""
    rows = np.zeros((len(numbers), LENGTH), dtype=np.int64)
    for n, row in enumerate(rows, start=1):
        row[-n:] = numbers[:n]
    return np.asarray(subject.probes.predict(model, rows)).ravel()


def _answers(axes: Axes, answers: list[np.ndarray], words: list[str], place: int) -> None:
    for values, adjective, colour in zip(answers, ADJECTIVES, COLOURS, strict=False):
        axes.plot(values, "o-", color=colour, markersize=4, label=adjective)
    axes.axhline(0.5, color="0.7", linewidth=1, linestyle=":")
    axes.set_ylim(-0.04, 1.3)
    axes.set_yticks([0, 0.5, 1])
    axes.set_xticks(range(len(words)), [" / ".join(ADJECTIVES) if i == place else w for i, w in enumerate(words)])
    axes.tick_params(axis="x", rotation=90)
    axes.legend(frameon=False, fontsize=9, loc="upper left", ncols=2)
    panel(axes, "recommended? the answer after each word")
