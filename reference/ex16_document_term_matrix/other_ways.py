"""Other right ways of ex16."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict

import numpy as np

from reference.kit.catalogue import other_way


@other_way("tokenize", how="sign by sign, without a regular expression")
def tokenize_sign_by_sign(text):
    text = unicodedata.normalize("NFC", text).lower()
    for sign in "\u2018\u2019\u02bc":
        text = text.replace(sign, "'")
    words, word = [], ""
    for i, sign in enumerate(text):
        inside = 0 < i < len(text) - 1 and text[i - 1].isalnum() and text[i + 1].isalnum()
        if sign.isalnum() or (sign == "'" and inside):
            word += sign
        elif word:
            words.append(word)
            word = ""
    return [*words, word] if word else words


@other_way("tokenize", how="other signs made spaces, split, quotation marks stripped")
def tokenize_by_splitting(text):
    text = unicodedata.normalize("NFC", text.lower())
    text = text.translate({0x2018: "'", 0x2019: "'", 0x02BC: "'"})
    text = re.sub(r"[^\w']|_", " ", text)
    words = (part for word in text.split() for part in word.strip("'").split("''"))
    return [word for word in words if word]


@other_way("tokenize", how="a compiled pattern and finditer, as a tuple")
def tokenize_with_finditer(text):
    pattern = re.compile(r"(?:(?!_)\w)+(?:'(?:(?!_)\w)+)*", re.UNICODE)
    text = re.sub(r"\u2018|\u2019|\u02bc", "'", text)
    return tuple(match.group(0).lower() for match in pattern.finditer(unicodedata.normalize("NFC", text)))


@other_way("build_vocabulary", how="sorted twice, a set of stop words, with an if")
def vocabulary_sorted_twice(documents, max_words=None, stop_words=()):
    stop_words = set(stop_words)
    counts = {}
    for document in documents:
        for word in tokenize(document):
            if word in stop_words:
                continue
            counts[word] = counts.get(word, 0) + 1
    words = sorted(counts)
    words.sort(key=lambda w: counts[w], reverse=True)
    if max_words is not None:
        words = words[:max_words]
    return words


@other_way("build_vocabulary", how="stop words deleted from a Counter, pairs sorted, as a tuple")
def vocabulary_from_pairs(documents, max_words=None, stop_words=()):
    counter = Counter()
    for document in documents:
        counter.update(tokenize(document))
    for word in stop_words:
        del counter[word]
    pairs = sorted((-count, word) for word, count in counter.items())
    return tuple(word for _, word in pairs[: len(pairs) if max_words is None else max_words])


@other_way("document_term_matrix", how="a Counter a document, floats")
def matrix_from_counters(documents, vocabulary):
    rows = [Counter(tokenize(document)) for document in documents]
    return np.array([[row[word] for word in vocabulary] for row in rows], dtype=float).reshape(
        len(documents), len(vocabulary)
    )


@other_way("document_term_matrix", how="with bincount, an extra column for unseen words, float32")
def matrix_by_bincount(documents, vocabulary):
    ids = defaultdict(lambda: len(vocabulary), zip(vocabulary, range(len(vocabulary)), strict=True))
    result = np.zeros((len(documents), len(vocabulary)), dtype=np.float32)
    for i, document in enumerate(documents):
        columns = np.array([ids[word] for word in tokenize(document)], dtype=int)
        result[i] = np.bincount(columns, minlength=len(vocabulary) + 1)[: len(vocabulary)]
    return result


@other_way("document_term_matrix", how="word by word with list.index and list.count")
def matrix_with_index(documents, vocabulary):
    x = np.zeros([len(documents), len(vocabulary)])
    for i in range(len(documents)):
        tokens = tokenize(documents[i])
        for token in set(tokens):
            if token in vocabulary:
                x[i, vocabulary.index(token)] = tokens.count(token)
    return x


@other_way("tf_idf", how="shares of each document first, which the norm takes out again")
def tf_idf_of_shares(counts):
    counts = np.array(counts, dtype=float)
    totals = counts.sum(axis=1, keepdims=True)
    tf = np.divide(counts, totals, out=np.zeros_like(counts), where=totals > 0)
    n = counts.shape[0]
    idf = np.log((n + 1) / (np.count_nonzero(counts, axis=0) + 1)) + 1
    x = tf * idf
    norms = np.sqrt((x**2).sum(axis=1, keepdims=True))
    norms[norms == 0] = 1
    return x / norms


@other_way("tf_idf", how="with a diagonal matrix and log1p, in float32")
def tf_idf_with_a_diagonal(counts):
    counts = np.asarray(counts, dtype=np.float32)
    df = np.sum(counts > 0, axis=0)
    idf = 1 + np.log1p(len(counts)) - np.log1p(df)
    x = (counts @ np.diag(idf)).astype(np.float32)
    length = np.sqrt(np.einsum("ij,ij->i", x, x))
    return x / np.maximum(length, 1e-12)[:, np.newaxis]


@other_way("tf_idf", how="number by number")
def tf_idf_number_by_number(counts):
    counts = np.asarray(counts)
    n, v = counts.shape
    result = np.zeros((n, v))
    for j in range(v):
        df = sum(1 for i in range(n) if counts[i, j] > 0)
        for i in range(n):
            result[i, j] = counts[i, j] * (np.log((1 + n) / (1 + df)) + 1)
    for i in range(n):
        length = sum(value**2 for value in result[i]) ** 0.5
        if length > 0:
            result[i] /= length
    return result


@other_way("most_similar", how="row by row, sorted by key, as a list")
def most_similar_row_by_row(matrix, row, k):
    matrix = [np.asarray(each, dtype=float) for each in matrix]

    def cosine(a, b):
        length = np.linalg.norm(a) * np.linalg.norm(b)
        return round(float(a @ b / length), 9) if length > 0 else 0.0

    scores = [(-cosine(matrix[row], other), i) for i, other in enumerate(matrix) if i != row]
    return [i for _, i in sorted(scores)[:k]]


@other_way("most_similar", how="the row's own place pushed to the end, lexsort")
def most_similar_by_lexsort(matrix, row, k):
    x = np.array(matrix, dtype=np.float64)
    norms = np.linalg.norm(x, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        similarity = np.nan_to_num(x.dot(x[row]) / (norms * norms[row]))
    similarity = np.round(similarity, 10)
    similarity[row] = -np.inf
    order = np.lexsort((np.arange(len(x)), -similarity))
    return order[: min(k, len(x) - 1)]


@other_way("most_similar", how="deleted before sorting, squared lengths")
def most_similar_with_delete(matrix, row, k):
    x = np.asarray(matrix, dtype=float)
    others = np.delete(np.arange(len(x)), row)
    dots = x[others] @ x[row]
    squares = (x[others] ** 2).sum(axis=1) * (x[row] ** 2).sum()
    cosines = np.divide(dots, np.sqrt(squares), out=np.zeros(len(others)), where=squares > 0)
    return others[np.argsort(-np.round(cosines, 9), kind="mergesort")][:k].astype(np.int32)


@other_way("logistic_baseline", how="weights and bias apart, a rate of 0.1, the exponential cut off")
def logistic_with_a_fixed_rate(train_counts, train_labels, test_counts):
    x, y = np.asarray(train_counts, dtype=float), np.asarray(train_labels)
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(1000):
        p = 1 / (1 + np.exp(-np.clip(x @ w + b, -500, 500)))
        error = p - y
        w = w - 0.1 * (x.T @ error) / len(x)
        b = b - 0.1 * np.mean(error)
    return 1 / (1 + np.exp(-np.clip(np.asarray(test_counts) @ w + b, -500, 500)))


@other_way("logistic_baseline", how="mini-batches from a random start")
def logistic_in_mini_batches(train_counts, train_labels, test_counts):
    rng = np.random.default_rng(42)
    x, y = np.array(train_counts, dtype=float), np.array(train_labels, dtype=float)
    w, b = rng.normal(0, 0.01, x.shape[1]), 0.0
    for epoch in range(60):
        rate = 0.3 / (1 + 0.1 * epoch)
        order = rng.permutation(len(x))
        for start in range(0, len(x), 16):
            batch = order[start : start + 16]
            error = _stable_sigmoid(x[batch] @ w + b) - y[batch]
            w -= rate * x[batch].T @ error / len(batch)
            b -= rate * error.mean()
    return _stable_sigmoid(np.asarray(test_counts, dtype=float) @ w + b)


@other_way("logistic_baseline", how="one document at a time, with smaller and smaller steps")
def logistic_document_by_document(train_counts, train_labels, test_counts):
    x = np.insert(np.asarray(train_counts, dtype=float), 0, 1, axis=1)
    w = np.zeros(x.shape[1])
    order = np.random.RandomState(0).permutation(len(x))
    for epoch in range(60):
        for i in order:
            p = _stable_sigmoid(x[i] @ w)
            w += 0.2 / (1 + 0.3 * epoch) * (train_labels[i] - p) * x[i]
    return np.array([_stable_sigmoid(np.dot(w, [1, *row])) for row in test_counts])


@other_way("logistic_baseline", how="with momentum, in float32")
def logistic_with_momentum(train_counts, train_labels, test_counts):
    x, y = np.asarray(train_counts, dtype=np.float32), np.asarray(train_labels, dtype=np.float32)
    w, b = np.zeros(x.shape[1], dtype=np.float32), np.float32(0)
    speed_w, speed_b = np.zeros_like(w), np.float32(0)
    for _ in range(400):
        error = _stable_sigmoid(x @ w + b) - y
        speed_w = np.float32(0.9) * speed_w - np.float32(0.1) * (error @ x) / np.float32(len(x))
        speed_b = np.float32(0.9) * speed_b - np.float32(0.1) * error.mean()
        w, b = w + speed_w, b + speed_b
    return _stable_sigmoid(np.asarray(test_counts, dtype=np.float32) @ w + b)


@other_way("logistic_baseline", how="with a penalty on large weights")
def logistic_with_weight_decay(train_counts, train_labels, test_counts):
    x, y = np.asarray(train_counts, dtype=float), np.asarray(train_labels, dtype=float)
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(800):
        error = _stable_sigmoid(x @ w + b) - y
        w -= 0.2 * (x.T @ error / len(x) + 0.002 * w)
        b -= 0.2 * error.mean()
    return _stable_sigmoid(np.asarray(test_counts) @ w + b)


@other_way("logistic_baseline", how="counts scaled by mean and spread of the training part")
def logistic_on_scaled_counts(train_counts, train_labels, test_counts):
    x, others = np.asarray(train_counts, dtype=float), np.asarray(test_counts, dtype=float)
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread[spread == 0] = 1
    x, others = (x - mean) / spread, (others - mean) / spread
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(500):
        error = _stable_sigmoid(x @ w + b) - np.asarray(train_labels)
        w -= 0.1 * x.T @ error / len(x)
        b -= 0.1 * error.mean()
    return _stable_sigmoid(others @ w + b)


@other_way("logistic_baseline", how="as a softmax over two classes")
def logistic_as_softmax(train_counts, train_labels, test_counts):
    x = np.asarray(train_counts, dtype=float)
    targets = np.eye(2)[np.asarray(train_labels, dtype=int)]
    w, b = np.zeros((x.shape[1], 2)), np.zeros(2)

    def probabilities(rows):
        scores = rows @ w + b
        scores = scores - scores.max(axis=1, keepdims=True)
        exponentials = np.exp(scores)
        return exponentials / exponentials.sum(axis=1, keepdims=True)

    for _ in range(1000):
        error = (probabilities(x) - targets) / len(x)
        w = w - 0.1 * x.T @ error
        b = b - 0.1 * error.sum(axis=0)
    return probabilities(np.asarray(test_counts, dtype=float))[:, 1]


def _stable_sigmoid(z):
    positive = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + positive), positive / (1 + positive))
