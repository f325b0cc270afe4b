"""The model answers of exercises 18 and 19 on reviews of real people, beside the simple models that come first.

Run `python benchmarks/real_reviews.py --reviews FILE --text COLUMN --label COLUMN` with any table that `kata data look`
can read; without options it looks for the workshop's clothing reviews beside the checkout. One split, drawn from one
seed: 80% to train on, 10% to watch, 10% to test. It prints the area under the ROC curve (how often a random
recommendation is ranked above a random refusal) and the balanced accuracy (the mean of both classes' accuracies, which
is 0.5 for whoever always says yes), and takes fifteen minutes of one core.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
sys.path.insert(0, str(Path(__file__).parents[1]))

import keras
import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.pipeline import make_pipeline

from reference.datasets.reviews import tokens
from reference.datasets.reviews.tables import read_reviews
from reference.ground.errors import DataError
from reference.ground.places import CHECKOUT
from solutions import ex18_text_cnn as cnn
from solutions import ex19_lstm as lstm

CLOTHING = CHECKOUT.parent / "shared" / "data" / "womens-clothing-reviews.csv"
WORDS, LENGTH = 8000, 116
"""The most frequent words are known; 116 words are the longest clothing review."""
DIMENSIONS, FILTERS, KERNEL_SIZE, POOL_SIZE, UNITS = 64, 128, 5, 4, 64
EPOCHS = 2
"""As in the workshop; with more, the networks learn the training reviews by heart."""
NEIGHBOURS = 5
"""Words to each side that count as neighbours for the first word vectors."""
SPREADS = (0.1, 0.3, 0.6)
"""Standard deviations of the first word vectors: what ranks the reviews to watch best is taken."""
COUNTED = 500
"""Columns of the count matrix that is taken for a sequence."""


class Data:
    """Reviews in three parts, as texts, as padded sequences, and as labels."""

    def __init__(self, file: Path, text: str, label: str, seed: int) -> None:
        data = read_reviews(file, text, label)
        order = np.random.default_rng(seed).permutation(len(data))
        borders = [len(data) * 8 // 10, len(data) * 9 // 10]
        parts = np.split(order, borders)
        self.texts = [[data.texts[i] for i in part] for part in parts]
        self.labels = [data.recommended[part] for part in parts]
        words = [[tokens(review) for review in part] for part in self.texts]
        counts = Counter(word for review in words[0] for word in review)
        self.known = [word for word, _ in counts.most_common(WORDS)]
        self.sequences = [cnn.pad_sequences(cnn.encode(part, self.known), LENGTH) for part in words]
        self.counts = [
            np.array([[each.count(word) for word in self.known[:COUNTED]] for each in part]) for part in words
        ]

    def vectors(self) -> np.ndarray:
        """First word vectors from the training reviews, of spread 1: positive pointwise mutual information, by SVD."""
        rows, size = self.sequences[0], len(self.known) + 2
        pairs = sparse.csr_matrix((size, size))
        for step in range(1, NEIGHBOURS + 1):
            left, right = rows[:, :-step].ravel(), rows[:, step:].ravel()
            words = (left > 1) & (right > 1)
            pairs = pairs + sparse.csr_matrix((np.ones(words.sum()), (left[words], right[words])), (size, size))
        pairs = (pairs + pairs.T).tocoo()
        sums = np.asarray(pairs.sum(axis=1)).ravel()
        information = np.log(pairs.data * sums.sum() / (sums[pairs.row] * sums[pairs.col]))
        positive = sparse.csr_matrix((np.maximum(information, 0), (pairs.row, pairs.col)), (size, size))
        left, values, _ = svds(positive, k=DIMENSIONS, random_state=0)
        vectors = left * np.sqrt(values)
        scaled: np.ndarray = vectors / vectors.std()
        return scaled


def simple(widest: int, data: Data) -> np.ndarray:
    """Logistic regression on tf-idf of words and, where asked for, of words in a row."""
    features = TfidfVectorizer(
        tokenizer=tokens, token_pattern=None, ngram_range=(1, widest), min_df=2, sublinear_tf=True
    )
    model = make_pipeline(features, LogisticRegression(C=5, max_iter=1000))
    answers: np.ndarray = model.fit(data.texts[0], data.labels[0]).predict_proba(data.texts[2])[:, 1]
    return answers


def network(exercise: Any, model: keras.Model, inputs: list[np.ndarray], data: Data) -> np.ndarray:
    """A network trained by a model answer."""
    exercise.train(model, inputs[0], data.labels[0], (inputs[1], data.labels[1]), epochs=EPOCHS, rng_seed=0)
    answers: np.ndarray = model.predict(inputs[2], batch_size=256, verbose=0)[:, 0]
    return answers


def started(exercise: Any, build: Callable[[], keras.Model], data: Data) -> np.ndarray:
    """A network with word vectors instead of noise, as wide apart as suits the reviews to watch."""
    vectors, best = data.vectors(), (0.0, np.empty(0))
    for spread in SPREADS:
        model = build()
        embedding = next(layer for layer in model.layers if isinstance(layer, keras.layers.Embedding))
        embedding.set_weights([vectors * spread])
        answers = network(exercise, model, data.sequences, data)
        watched = model.predict(data.sequences[1], batch_size=256, verbose=0)[:, 0]
        best = max(best, (roc_auc_score(data.labels[1], watched), answers), key=lambda one: one[0])
    return best[1]


def main() -> int:
    """Print the table; 2 where there are no reviews."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reviews", type=Path, default=CLOTHING, help="a CSV file")
    parser.add_argument("--text", default="Review Text", help="its column of texts")
    parser.add_argument("--label", default="Recommended IND", help="its column of labels")
    parser.add_argument("--seed", type=int, default=0, help="of the split")
    asked = parser.parse_args()
    if asked.reviews == CLOTHING and not CLOTHING.exists():
        print(
            f"There are no reviews at {CLOTHING}: name a table of your own with --reviews FILE. Nothing was measured."
        )
        return 0
    try:
        data = Data(asked.reviews, asked.text, asked.label, asked.seed)
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    keras.utils.set_random_seed(asked.seed)
    size = len(data.known) + 2

    def text_cnn(n_words: int = size, length: int = LENGTH) -> keras.Model:
        return cnn.build_text_cnn(n_words, length, DIMENSIONS, FILTERS, KERNEL_SIZE)

    def memory() -> keras.Model:
        return lstm.build_lstm(size, LENGTH, DIMENSIONS, UNITS)

    ways: dict[str, Callable[[], np.ndarray]] = {
        "always yes": lambda: np.ones(len(data.labels[2])),
        "tf-idf of words, logistic regression": lambda: simple(1, data),
        "tf-idf of words and pairs, logistic regression": lambda: simple(2, data),
        "text CNN on a count matrix (the mistake)": lambda: network(cnn, text_cnn(COUNTED, COUNTED), data.counts, data),
        "text CNN": lambda: network(cnn, text_cnn(), data.sequences, data),
        "text CNN, first vectors from neighbours": lambda: started(cnn, text_cnn, data),
        "LSTM": lambda: network(lstm, memory(), data.sequences, data),
        "LSTM, first vectors from neighbours": lambda: started(lstm, memory, data),
        "CNN-LSTM": lambda: network(
            lstm,
            lstm.build_cnn_lstm(size, LENGTH, DIMENSIONS, FILTERS, KERNEL_SIZE, POOL_SIZE, UNITS),
            data.sequences,
            data,
        ),
    }
    labels = data.labels[2]
    print(f"{len(labels):,} test reviews, {labels.mean():.1%} of them recommend; seed {asked.seed}")
    print(f"{'':48s}{'AUC':>7s}{'accuracy':>10s}{'balanced':>10s}{'seconds':>9s}")
    for name, way in ways.items():
        start = time.perf_counter()
        answers = way()
        guesses = answers > 0.5
        figures = roc_auc_score(labels, answers), np.mean(guesses == labels), balanced_accuracy_score(labels, guesses)
        shown = f"{figures[0]:7.3f}{figures[1]:10.3f}{figures[2]:10.3f}"
        print(f"{name:48s}{shown}{time.perf_counter() - start:9.0f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
