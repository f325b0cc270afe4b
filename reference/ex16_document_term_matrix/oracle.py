"""Oracles of ex16: scikit-learn's vectorisers, its tf-idf, cosines and logistic regression."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics.pairwise import cosine_similarity

APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc", "'"))
WORD = r"[^\W_]+(?:'[^\W_]+)*"
"""Letters and digits, with apostrophes inside."""


def _vectoriser(vocabulary: list[str] | None = None) -> CountVectorizer:
    return CountVectorizer(preprocessor=_normal, token_pattern=WORD, vocabulary=vocabulary)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text.lower()).translate(APOSTROPHES)


def tokenize(text: str) -> list[str]:
    """Words as scikit-learn finds them in a text in NFC with straight apostrophes."""
    words: list[str] = _vectoriser().build_analyzer()(text)
    return words


def build_vocabulary(
    documents: Sequence[str], max_words: int | None = None, stop_words: Sequence[str] = ()
) -> list[str]:
    """Sort scikit-learn's words by their sums, and cut."""
    if not any(tokenize(document) for document in documents):
        return []
    vectoriser = _vectoriser()
    totals = np.asarray(vectoriser.fit_transform(documents).sum(axis=0))[0]
    kept = [
        (-int(total), str(word))
        for word, total in zip(vectoriser.get_feature_names_out(), totals, strict=True)
        if word not in stop_words
    ]
    return [word for _, word in sorted(kept)][:max_words]


def document_term_matrix(documents: Sequence[str], vocabulary: list[str]) -> np.ndarray:
    """Counts as scikit-learn has them, where there is something to count."""
    if not documents or not vocabulary:
        return np.zeros((len(documents), len(vocabulary)), dtype=int)
    return np.asarray(_vectoriser(vocabulary).transform(documents).toarray())


def tf_idf(counts: np.ndarray) -> np.ndarray:
    """Weights as scikit-learn has them by default."""
    return np.asarray(TfidfTransformer().fit_transform(np.asarray(counts, dtype=float)).toarray())


def most_similar(matrix: np.ndarray, row: int, k: int) -> np.ndarray:
    """Sort scikit-learn's cosines, rounded."""
    matrix = np.asarray(matrix, dtype=float)
    cosines = cosine_similarity(matrix, matrix[row : row + 1])[:, 0].round(9)
    others = [number for number in range(len(matrix)) if number != row]
    return np.array(sorted(others, key=lambda number: -cosines[number])[:k], dtype=int)


def logistic_baseline(train_counts: np.ndarray, train_labels: np.ndarray, test_counts: np.ndarray) -> np.ndarray:
    """Probabilities of scikit-learn's logistic regression, without a penalty."""
    model = LogisticRegression(C=np.inf, max_iter=10_000, tol=1e-8)
    model.fit(np.asarray(train_counts, dtype=float), train_labels)
    return np.asarray(model.predict_proba(np.asarray(test_counts, dtype=float))[:, 1])


def log_odds(probabilities: np.ndarray) -> np.ndarray:
    """What a sigmoid makes probabilities of."""
    inside = np.clip(np.asarray(probabilities, dtype=float), 1e-12, 1 - 1e-12)
    return np.log(inside / (1 - inside))
