"""The figure of ex17: two maps of the same words, counted and learned, and the arrows of an analogy."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reference.kit.look import COLOURS, panel

TOPICS = {
    "fruits": (["apple", "banana", "cherry", "plum"], ["eat", "peel", "ripe", "sweet", "bowl", "tree"]),
    "animals": (["dog", "cat", "horse", "cow"], ["feed", "stroke", "tame", "hungry", "barn", "meadow"]),
    "cities": (["Paris", "Rome", "Vienna", "London"], ["visit", "leave", "train", "station", "museum", "square"]),
    "drinks": (["tea", "coffee", "milk", "juice"], ["drink", "pour", "hot", "cold", "cup", "bottle"]),
}
"""Words of a topic, and the company they keep."""
HE, SHE = ["he", "his", "beard", "brother"], ["she", "her", "gown", "sister"]
ROYAL, COMMON = ["palace", "crown", "throne", "guard"], ["street", "market", "work", "neighbour"]
PEOPLE = {"man": (HE, COMMON), "woman": (SHE, COMMON), "king": (HE, ROYAL), "queen": (SHE, ROYAL)}
"""Words that share one side of their company with one, and the other with another."""
EVERYWHERE = ["the", "a", "and", "is", "there", "with"]
SENTENCES, STRAY = 1200, 0.4
WINDOW, DIMENSIONS = 4, 10


def corpus(rng: np.random.Generator) -> list[list[str]]:
    """Write short texts in which words of one topic keep one company; the same state gives the same texts.

    Two words in five are stray ones of any topic, and each word of a topic has a liking of its own for the others.
    """
    topics = list(TOPICS.values())
    everything = [word for _, company in topics for word in company]
    likings = {word: rng.dirichlet(np.ones(len(company))) for words, company in topics for word in words}
    documents = []
    for number in range(SENTENCES):
        kind = number % (len(topics) + 2)
        if kind < len(topics):
            words, company = topics[kind]
            word = str(rng.choice(words))
            others = rng.choice(company, size=3, p=likings[word])
            content = [word, *np.where(rng.random(3) < STRAY, rng.choice(everything, size=3), others)]
        else:
            word = str(rng.choice(list(PEOPLE)))
            one, other = PEOPLE[word]
            content = [word, *rng.choice(one, size=2), *rng.choice(other, size=2)]
        filler = rng.choice(EVERYWHERE, size=len(content))
        documents.append([str(word) for pair in zip(filler, rng.permutation(content), strict=True) for word in pair])
    return documents


def draw(subject: Any) -> Figure:
    """Draw the words of four topics by PPMI with SVD and by skip-gram, and the step from man to king."""
    rng = np.random.default_rng(4)
    documents = corpus(rng)
    vocabulary = sorted({word for document in documents for word in document})
    counted = np.asarray(subject.embed(subject.ppmi(subject.cooccurrence(documents, vocabulary, WINDOW)), DIMENSIONS))
    learned = np.asarray(subject.train_skip_gram(documents, vocabulary, DIMENSIONS, WINDOW, 3, 2, 0.08, rng))
    figure = Figure(figsize=(13.5, 4.8), layout="constrained")
    left, middle, right = figure.subplots(1, 3)
    shown = [word for words, company in TOPICS.values() for word in (*words, *company)]
    for axes, vectors, title in ((left, counted, "counted: PPMI and SVD"), (middle, learned, "learned: skip-gram")):
        points = np.asarray(subject.project_2d(vectors[[vocabulary.index(word) for word in shown]]))
        place = dict(zip(shown, points, strict=True))
        for (topic, (words, company)), colour in zip(TOPICS.items(), COLOURS, strict=False):
            _labelled(axes, place, company, colour, 0.45)
            _labelled(axes, place, words, colour)
            axes.plot([], [], "o", color=colour, label=topic)
        panel(axes, title)
    left.legend(frameon=False, fontsize=9)
    people = list(PEOPLE)
    points = np.asarray(subject.project_2d(counted[[vocabulary.index(word) for word in people]]))
    _labelled(right, dict(zip(people, points, strict=True)), people, COLOURS[4])
    for start, end in ((0, 2), (1, 3)):
        right.annotate("", points[end], points[start], arrowprops={"arrowstyle": "->", "color": COLOURS[3]})
    found, cosine = subject.analogy(counted, vocabulary, "man", "king", "woman")[0]
    panel(right, f"king - man + woman = {found} ({cosine:.2f})")
    for axes in (left, middle, right):
        axes.margins(0.2)
        axes.set_xticks([])
        axes.set_yticks([])
    return figure


def _labelled(axes: Axes, place: dict[str, np.ndarray], words: list[str], colour: str, strength: float = 1) -> None:
    for word in words:
        axes.plot(*place[word], "o", color=colour, alpha=strength, markersize=4)
        axes.annotate(
            word,
            tuple(place[word]),
            xytext=(3, 2),
            textcoords="offset points",
            fontsize=8,
            color=colour,
            alpha=strength,
        )
