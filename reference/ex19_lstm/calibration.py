"""The threshold of ex19: reviews that deny something ten words ahead, which no window of six words sees.

Each test review says one thing and denies another, one of them good and one bad: the words, and all stretches of up to
six words, are the same in its mirror image. Training brings simpler reviews too, from which the parts can be learned: a
third where each word tells, and a third of one such sentence. From the hard ones alone an LSTM learns nothing for so
long that some runs would end before it begins.

The words are numbered at random for each run, and what is trained for is drawn too, "recommended" or "not recommended":
what was stored does not fit.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from reference.datasets.reviews import Reviews, reviews, tokens
from reference.kit.measure import Measure

FAMILIES = ("plain", "denial", "long")
ASKED = ("long",)
"""What the test reviews are, and those that are watched."""
LONG = re.compile(r"(?<=that this )(.+?)( (?:is|looks) \S+ )([^.]+)")
"""A long sentence from where it names its garment: garment, adjective, occasion."""
TRAIN, VALIDATION, TEST = 3200, 150, 500
LENGTH = 46
"""Words: the longest review has as many."""
DIMENSIONS, UNITS = 32, 32
"""With half as many, learning begins later, in some runs too late."""
EPOCHS = 12
"""Takes 10 s of one core; most sound ways have understood after five, a few after eight."""
FILTERS, KERNEL_SIZE = 64, 5
"""Of the text CNN that must stay below: ex18's."""

Predict = Callable[[Any, np.ndarray], np.ndarray]
Pair = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Parts:
    """Reviews to train on, to watch and to test, as texts and as padded sequences with labels."""

    texts: tuple[tuple[str, ...], ...]
    train: Pair
    validation: Pair
    test: Pair
    words: list[str]
    """Word i has the number i + 2."""

    @property
    def n_words(self) -> int:
        """How many numbers there are."""
        return len(self.words) + 2


def memory_accuracy(subject: Any, rng: np.random.Generator, predict: Predict | None = None) -> float:
    """Build and train with `subject`, and return the accuracy on test reviews that it never saw, in 0..1."""
    data = numbered_reviews(rng)
    model = subject.build_lstm(data.n_words, LENGTH, DIMENSIONS, UNITS)
    subject.train(model, *data.train, data.validation, epochs=EPOCHS, rng_seed=int(rng.integers(2**31)))
    subject.keep(model=model, data=data, history=subject.calls[-1].value)
    sequences, labels = data.test
    answers = np.asarray((predict or subject.probes.predict)(model, sequences))
    return float(np.mean((answers.reshape(len(sequences), -1)[:, 0] > 0.5) == labels))


def numbered_reviews(rng: np.random.Generator) -> Parts:
    """Reviews as padded sequences; their words are numbered at random, and so are the two classes."""
    drawn: Sequence[tuple[int, tuple[str, ...]]] = ((TRAIN, FAMILIES), (VALIDATION, ASKED), (TEST, ASKED))
    parts = [_of_one_garment(reviews(count, rng, families=families)) for count, families in drawn]
    known = sorted({word for text in parts[0].texts for word in tokens(text)})
    words = [known[place] for place in rng.permutation(len(known))]
    turned = int(rng.integers(2))
    train, validation, test = ((_padded(part, words), part.recommended ^ turned) for part in parts)
    return Parts(tuple(part.texts for part in parts), train, validation, test, words)


def _of_one_garment(part: Reviews) -> Reviews:
    """The same reviews, in which two long sentences speak of the same garment at the same occasion.

    Else windows that overlap would tell which of them is denied: one holds a garment and what was said before it,
    another the garment and the adjective; one an adjective and an occasion, another the occasion and what is said next.
    """
    return replace(part, texts=tuple(map(_of_first_garment, part.texts)))


def _of_first_garment(text: str) -> str:
    first = LONG.search(text)
    return text if first is None else LONG.sub(lambda found: f"{first[1]}{found[2]}{first[3]}", text)


def _padded(part: Reviews, words: list[str]) -> np.ndarray:
    """One row a review, filled up in front; none is longer."""
    number = {word: place for place, word in enumerate(words, start=2)}
    rows = np.zeros((len(part), LENGTH), dtype=np.int64)
    for row, text in zip(rows, part.texts, strict=True):
        sequence = [number.get(word, 1) for word in tokens(text)]
        row[LENGTH - len(sequence) :] = sequence
    return rows


def _baseline(features: Any, model: Any, rng: np.random.Generator) -> float:
    data = numbered_reviews(rng)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is still improving after its last round says so
        fitted = make_pipeline(features, model).fit(data.texts[0], data.train[1])
    return float(fitted.score(data.texts[2], data.test[1]))


def _counts(widest: int = 1) -> Any:
    """Counts of words and, where asked for, of words in a row."""
    return CountVectorizer(tokenizer=tokens, token_pattern=None, ngram_range=(1, widest))


def _text_cnn(rng: np.random.Generator) -> float:
    """A text CNN with a hidden layer: it sees every window, and which windows come together."""
    import keras

    data = numbered_reviews(rng)
    keras.utils.set_random_seed(int(rng.integers(2**31)))
    model = keras.Sequential(
        [
            keras.Input((LENGTH,)),
            keras.layers.Embedding(data.n_words, DIMENSIONS),
            keras.layers.Conv1D(FILTERS, KERNEL_SIZE, activation="relu"),
            keras.layers.GlobalMaxPooling1D(),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.005), loss="binary_crossentropy")
    model.fit(*data.train, epochs=EPOCHS, verbose=0)
    return float(np.mean((np.asarray(model(data.test[0]))[:, 0] > 0.5) == data.test[1]))


MEASURES = [
    Measure(
        "ex19.memory",
        memory_accuracy,
        baselines={
            "always the most frequent class": lambda rng: _baseline(_counts(), DummyClassifier(), rng),
            "logistic regression on counts of words": lambda rng: _baseline(
                _counts(), LogisticRegression(max_iter=1000), rng
            ),
            "logistic regression on one to five words in a row": lambda rng: _baseline(
                _counts(5), LogisticRegression(max_iter=1000), rng
            ),
            "a text CNN": _text_cnn,
        },
        broken=("nothing-recurrent", "labels-left-behind", "always-one-epoch", "loss-for-many-classes"),
        sound={
            "the workshop's network: no mask, dropout": ("as-in-the-workshop",),
            "in both directions, RMSprop": ("in-both-directions", "with-rmsprop-and-objects"),
            "steep gradients cut off": ("steep-gradients-cut-off",),
            "the best of all states, epoch by epoch": ("best-of-all-states", "epoch-by-epoch"),
            "a cell that is run, the best epoch": ("a-cell-that-is-run", "stopped-early"),
            "subclassed, Adam at a lower rate": ("subclassed", "with-adam-at-a-lower-rate"),
        },
    )
]
