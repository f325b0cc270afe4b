"""The threshold of ex18: reviews whose words say nothing by themselves, only in their order.

Half of the reviews deny one of two things, half concede one; of every review the mirror image, with the opposite
meaning, is made of the same words. Counts of words guess. Counts of pairs see "not dull", but not "not at all dull",
and in "but the hem is dull" what matters lies four words apart: within a filter of five words, and too rare to be
counted as it stands.

The words are numbered at random for each run, and what is trained for is drawn too, "recommended" or "not recommended":
what was stored does not fit.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline

from reference.datasets.reviews import Reviews, reviews, tokens
from reference.kit.measure import Measure

FAMILIES = ("negation", "contrast")
TRAIN, VALIDATION, TEST = 2000, 200, 600
"""Reviews: with 600 test reviews, chance moves an accuracy of 0.98 by less than 0.02."""
LENGTH = 36
"""Words: the longest review has 35."""
DIMENSIONS, FILTERS, KERNEL_SIZE = 32, 64, 5
"""Five words reach from "but" and from "not" to what they turn round."""
EPOCHS = 8

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


def reviews_accuracy(subject: Any, rng: np.random.Generator, predict: Predict | None = None) -> float:
    """Build and train with `subject`, and return the accuracy on test reviews that it never saw, in 0..1."""
    data = numbered_reviews(rng)
    model = subject.build_text_cnn(data.n_words, LENGTH, DIMENSIONS, FILTERS, KERNEL_SIZE)
    subject.train(model, *data.train, data.validation, epochs=EPOCHS, rng_seed=int(rng.integers(2**31)))
    subject.keep(model=model, data=data, history=subject.calls[-1].value)
    sequences, labels = data.test
    answers = np.asarray((predict or subject.probes.predict)(model, sequences))
    return float(np.mean((answers.reshape(len(sequences), -1)[:, 0] > 0.5) == labels))


def numbered_reviews(rng: np.random.Generator) -> Parts:
    """Reviews as padded sequences; their words are numbered at random, and so are the two classes."""
    parts = [reviews(count, rng, families=FAMILIES) for count in (TRAIN, VALIDATION, TEST)]
    known = sorted({word for text in parts[0].texts for word in tokens(text)})
    words = [known[place] for place in rng.permutation(len(known))]
    turned = int(rng.integers(2))
    train, validation, test = ((_padded(part, words), part.recommended ^ turned) for part in parts)
    return Parts(tuple(part.texts for part in parts), train, validation, test, words)


def _padded(part: Reviews, words: list[str]) -> np.ndarray:
    """One row a review, filled up in front."""
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


def _on_counts(rng: np.random.Generator) -> float:
    """The workshop's mistake: a text CNN that is given counts for numbers of words."""
    import keras

    data = numbered_reviews(rng)
    keras.utils.set_random_seed(int(rng.integers(2**31)))
    count = CountVectorizer(tokenizer=tokens, token_pattern=None).fit(data.texts[0])
    train, test = (count.transform(data.texts[part]).toarray() for part in (0, 2))
    model = keras.Sequential(
        [
            keras.Input((train.shape[1],)),
            keras.layers.Embedding(data.n_words, DIMENSIONS),
            keras.layers.Conv1D(FILTERS, KERNEL_SIZE, activation="relu"),
            keras.layers.GlobalMaxPooling1D(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.003), loss="binary_crossentropy")
    model.fit(train, data.train[1], epochs=2, verbose=0)  # as many as in the workshop
    return float(np.mean((np.asarray(model(test))[:, 0] > 0.5) == data.test[1]))


MEASURES = [
    Measure(
        "ex18.reviews",
        reviews_accuracy,
        baselines={
            "always the most frequent class": lambda rng: _baseline(_counts(), DummyClassifier(), rng),
            "logistic regression on counts of words": lambda rng: _baseline(
                _counts(), LogisticRegression(max_iter=1000), rng
            ),
            "logistic regression on tf-idf": lambda rng: _baseline(
                TfidfVectorizer(tokenizer=tokens, token_pattern=None), LogisticRegression(C=10, max_iter=1000), rng
            ),
            "logistic regression on words and pairs": lambda rng: _baseline(
                _counts(2), LogisticRegression(C=10, max_iter=1000), rng
            ),
            "logistic regression on words, pairs and triples": lambda rng: _baseline(
                _counts(3), LogisticRegression(C=10, max_iter=1000), rng
            ),
            "a network on counts of words": lambda rng: _baseline(
                _counts(), MLPClassifier((32,), max_iter=30, random_state=int(rng.integers(2**31))), rng
            ),
            "a text CNN on a count matrix": _on_counts,
        },
        broken=("a-bag-of-words", "labels-left-behind", "always-one-epoch", "loss-for-many-classes"),
        sound={
            "the workshop's network, Adam at its own rate": ("as-in-the-workshop", "with-plain-adam"),
            "Kim's three widths, RMSprop, batches of 64": ("three-widths", "with-rmsprop-and-objects"),
            "two convolutions, epoch by epoch": ("two-convolutions", "epoch-by-epoch"),
            "batch normalisation, mean and maximum, early stopping": ("mean-and-maximum", "stopped-early"),
            "a convolution of images, weight decay, an average of the weights": (
                "as-an-image",
                "with-weight-decay-and-average",
            ),
            "subclassed, Adam at its own rate": ("subclassed", "with-plain-adam"),
            "the model answer at Adam's own rate": ("with-plain-adam",),
        },
    )
]
