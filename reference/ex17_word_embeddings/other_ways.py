"""Other right ways of ex17."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from itertools import combinations

import numpy as np

from reference.kit.catalogue import other_way


@other_way("cooccurrence", how="every position looks to both sides, a dict of places, floats")
def cooccurrence_both_sides(documents, vocabulary, window):
    word_to_id = {w: i for i, w in enumerate(vocabulary)}
    matrix = np.zeros((len(vocabulary), len(vocabulary)))
    for tokens in documents:
        for i, word in enumerate(tokens):
            if word not in word_to_id:
                continue
            start, end = max(0, i - window), min(len(tokens), i + window + 1)
            for j in range(start, end):
                if j != i and tokens[j] in word_to_id:
                    matrix[word_to_id[word], word_to_id[tokens[j]]] += 1
    return matrix


@other_way("cooccurrence", how="shifted against itself, np.add.at, an extra row and column for unknown words")
def cooccurrence_by_shifting(documents, vocabulary, window):
    size = len(vocabulary)
    place = dict(zip(vocabulary, range(size), strict=True))
    counts = np.zeros((size + 1, size + 1), dtype=np.int32)
    for document in documents:
        ids = np.array([place.get(word, size) for word in document], dtype=int)
        for gap in range(1, min(window, len(ids) - 1) + 1):
            np.add.at(counts, (ids[:-gap], ids[gap:]), 1)
    return (counts + counts.T)[:size, :size]


@other_way("cooccurrence", how="one-hot rows, and the product of the table with itself, shifted")
def cooccurrence_of_one_hot_rows(documents, vocabulary, window):
    counts = np.zeros((len(vocabulary), len(vocabulary)), dtype=int)
    for document in documents:
        hot = np.array([[int(word == other) for other in vocabulary] for word in document], dtype=int)
        hot = hot.reshape(-1, len(vocabulary))
        for distance in range(1, window + 1):
            met = hot[:-distance].T @ hot[distance:]
            counts += met + met.T
    return counts


@other_way("cooccurrence", how="pairs counted in a Counter")
def cooccurrence_with_a_counter(documents, vocabulary, window):
    met = Counter()
    for document in documents:
        for left in range(len(document)):
            met.update((document[left], other) for other in document[left + 1 : left + window + 1])
    table = [[met[one, other] + met[other, one] for other in vocabulary] for one in vocabulary]
    return np.array(table, dtype=np.float32).reshape(len(vocabulary), len(vocabulary))


@other_way("cooccurrence", how="pairs ahead in a defaultdict, written into both halves")
def cooccurrence_from_a_defaultdict(documents, vocabulary, window):
    index = {word: i for i, word in enumerate(vocabulary)}
    met = defaultdict(int)
    for tokens in documents:
        for i, first in enumerate(tokens):
            for second in tokens[i + 1 : i + 1 + window]:
                if first in index and second in index:
                    met[index[first], index[second]] += 1
    matrix = np.zeros((len(vocabulary), len(vocabulary)), dtype=np.int64)
    for (i, j), count in met.items():
        matrix[i, j] += count
        matrix[j, i] += count
    return matrix


@other_way("cooccurrence", how="a text between blanks, and windows over it by sliding_window_view")
def cooccurrence_of_sliding_windows(documents, vocabulary, window):
    index = {word: i for i, word in enumerate(vocabulary)}
    matrix = np.zeros((len(vocabulary), len(vocabulary)))
    for tokens in documents:
        if len(tokens) == 0:
            continue
        ids = np.pad(np.array([index.get(word, -1) for word in tokens], dtype=int), window, constant_values=-1)
        for around in np.lib.stride_tricks.sliding_window_view(ids, 2 * window + 1):
            centre, others = around[window], np.delete(around, window)
            if centre >= 0:
                np.add.at(matrix[centre], others[others >= 0], 1)
    return matrix


@other_way("ppmi", how="from probabilities, warnings switched off, nan and infinities cleared afterwards")
def ppmi_from_probabilities(counts):
    counts = np.array(counts, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        p_ij = counts / counts.sum()
        pmi = np.log(p_ij / (p_ij.sum(axis=1)[:, np.newaxis] @ p_ij.sum(axis=0)[np.newaxis, :]))
    pmi[~np.isfinite(pmi)] = 0
    pmi[pmi < 0] = 0
    return pmi


@other_way("ppmi", how="a loop over the counts that are there")
def ppmi_number_by_number(counts):
    counts = np.asarray(counts)
    result = np.zeros(counts.shape, dtype=np.float32)
    n = float(counts.sum())
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    for i, j in zip(*np.nonzero(counts), strict=True):
        result[i, j] = max(0.0, np.log(counts[i, j] * n / (float(rows[i]) * float(columns[j]))))
    return result


@other_way("ppmi", how="logarithms subtracted, a mask")
def ppmi_by_subtracting_logarithms(counts):
    counts = np.asarray(counts, dtype=float)
    seen = counts > 0
    pmi = np.zeros_like(counts)
    i, j = np.where(seen)
    pmi[i, j] = (
        np.log(counts[i, j]) + np.log(counts.sum()) - np.log(counts.sum(axis=1)[i]) - np.log(counts.sum(axis=0)[j])
    )
    return pmi.clip(min=0)


@other_way("ppmi", how="np.outer, base two turned into e, nan_to_num")
def ppmi_from_base_two(counts):
    counts = np.asarray(counts, dtype=float)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / max(counts.sum(), 1e-300)
    with np.errstate(divide="ignore", invalid="ignore"):
        pmi = np.log2(counts / expected) * np.log(2)
    return np.maximum(np.nan_to_num(pmi, nan=0.0, neginf=0.0), 0.0)


@other_way("ppmi", how="einsum for the sums, and a tiny number beside 0")
def ppmi_with_einsum(counts):
    counts = np.asarray(counts, dtype=np.float64)
    total = np.einsum("ij->", counts)
    expected = np.einsum("i,j->ij", np.einsum("ij->i", counts), np.einsum("ij->j", counts))
    return np.maximum(np.log((counts * total + 1e-15) / (expected + 1e-15)), 0)


@other_way("embed", how="with full matrices and a product")
def embed_with_full_matrices(matrix, dimensions):
    u, s, _ = np.linalg.svd(np.asarray(matrix, dtype=float))
    return u[:, :dimensions] @ np.diag(np.sqrt(s))[:dimensions, :dimensions]


@other_way("embed", how="from the eigenvectors of the matrix times its transpose, signs turned")
def embed_from_eigenvectors(matrix, dimensions):
    matrix = np.asarray(matrix, dtype=float)
    values, vectors = np.linalg.eigh(matrix @ matrix.T)
    order = np.argsort(values)[::-1][:dimensions]
    return -vectors[:, order] * np.maximum(values[order], 0) ** 0.25


@other_way("embed", how="from the right-hand side, in float32")
def embed_from_the_right(matrix, dimensions):
    matrix = np.asarray(matrix, dtype=np.float32)
    _, s, vt = np.linalg.svd(matrix, full_matrices=False)
    s = np.maximum(s, 1e-6)
    return (matrix @ vt.T / s * np.sqrt(s))[:, :dimensions]


@other_way("embed", how="directions by their size, put in order once more, column by column")
def embed_column_by_column(matrix, dimensions):
    u, s, _ = np.linalg.svd(np.array(matrix, dtype=float), full_matrices=False)
    order = np.argsort(s)[::-1][:dimensions]
    return np.stack([np.sqrt(s[i]) * u[:, i] for i in order], axis=1)


@other_way("skip_gram_pairs", how="two loops with an if, in a list of lists")
def skip_gram_pairs_with_two_loops(tokens, window):
    pairs = []
    for i in range(len(tokens)):
        for j in range(i - window, i + window + 1):
            if j == i or j < 0 or j >= len(tokens):
                continue
            pairs.append([tokens[i], tokens[j]])
    return pairs


@other_way("skip_gram_pairs", how="distance by distance with zip, both directions, as a tuple")
def skip_gram_pairs_by_distance(tokens, window):
    ahead = [pair for gap in range(1, window + 1) for pair in zip(tokens, tokens[gap:], strict=False)]
    return tuple(ahead + [(context, centre) for centre, context in ahead])


@other_way("skip_gram_pairs", how="slices to the left and to the right")
def skip_gram_pairs_by_slices(tokens, window):
    result = []
    for i, centre in enumerate(tokens):
        contexts = tokens[max(0, i - window) : i] + tokens[i + 1 : i + window + 1]
        result.extend((centre, context) for context in contexts)
    return result


@other_way("skip_gram_pairs", how="a text between blanks")
def skip_gram_pairs_between_blanks(tokens, window):
    padded = [None] * window + list(tokens) + [None] * window
    return [
        (padded[i], padded[j])
        for i in range(window, window + len(tokens))
        for j in range(i - window, i + window + 1)
        if i != j and padded[j] is not None
    ]


@other_way("skip_gram_pairs", how="itertools.combinations of the places")
def skip_gram_pairs_of_combinations(tokens, window):
    pairs = []
    for i, j in combinations(range(len(tokens)), 2):
        if j - i <= window:
            pairs += [(tokens[i], tokens[j]), (tokens[j], tokens[i])]
    return pairs


@other_way("train_skip_gram", how="in the order of the text, document by document, in float32")
def skip_gram_text_by_text(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    index = {w: i for i, w in enumerate(vocabulary)}
    w_in = ((rng.random((len(vocabulary), dimensions)) - 0.5) / dimensions).astype(np.float32)
    w_out = np.zeros((len(vocabulary), dimensions), dtype=np.float32)
    counts = Counter(token for tokens in documents for token in tokens if token in index)
    weights = np.array([counts[w] for w in vocabulary]) ** 0.75
    edges = np.cumsum(weights / weights.sum())
    for _ in range(epochs):
        for tokens in documents:
            for centre, context in skip_gram_pairs(tokens, window):
                if centre not in index or context not in index:
                    continue
                v = w_in[index[centre]]
                negs = np.minimum(np.searchsorted(edges, rng.random(negatives)), len(vocabulary) - 1)
                rows = np.concatenate([[index[context]], negs])
                u = w_out[rows]
                error = 1 / (1 + np.exp(-(u @ v)))
                error[0] -= 1
                step = np.float32(learning_rate) * (error @ u)
                np.subtract.at(w_out, rows, np.float32(learning_rate) * np.outer(error, v))
                w_in[index[centre]] -= step
    return w_in


@other_way("train_skip_gram", how="all contexts of a centre at once, steps added up")
def skip_gram_centre_by_centre(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    ids = {word: i for i, word in enumerate(vocabulary)}
    contexts_of = []
    for document in documents:
        for i, word in enumerate(document):
            around = document[max(0, i - window) : i] + document[i + 1 : i + 1 + window]
            around = [ids[other] for other in around if other in ids]
            if word in ids and around:
                contexts_of.append((ids[word], np.array(around)))
    table = np.concatenate([around for _, around in contexts_of])
    centre_vectors = rng.normal(0, 0.1, (len(vocabulary), dimensions))
    context_vectors = rng.normal(0, 0.1, (len(vocabulary), dimensions))
    for _ in range(epochs):
        for n in rng.permutation(len(contexts_of)):
            centre, around = contexts_of[n]
            drawn = table[rng.integers(len(table), size=len(around) * negatives)]
            rows = np.concatenate([around, drawn])
            target = np.arange(len(rows)) < len(around)
            vector = centre_vectors[centre].copy()
            error = 1 / (1 + np.exp(-context_vectors[rows] @ vector)) - target
            centre_vectors[centre] -= learning_rate * error @ context_vectors[rows]
            np.add.at(context_vectors, rows, -learning_rate * error[:, None] * vector)
    return centre_vectors


@other_way("train_skip_gram", how="batches of 32 pairs, steps added up with np.add.at and einsum")
def skip_gram_in_batches(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    word_to_id = {word: i for i, word in enumerate(vocabulary)}
    known = [
        [word_to_id[word] for word in pair]
        for tokens in documents
        for pair in skip_gram_pairs(tokens, window)
        if all(word in word_to_id for word in pair)
    ]
    pairs = np.array(known)
    frequency = np.bincount(pairs.ravel(), minlength=len(vocabulary)).astype(float) ** 0.75
    frequency /= frequency.sum()
    w = rng.uniform(-0.5 / dimensions, 0.5 / dimensions, (len(vocabulary), dimensions))
    c = np.zeros_like(w)
    for _ in range(epochs):
        rng.shuffle(pairs)
        for start in range(0, len(pairs), 32):
            batch = pairs[start : start + 32]
            centre = batch[:, 0]
            drawn = rng.choice(len(vocabulary), size=(len(batch), negatives), p=frequency)
            asked = np.hstack([batch[:, 1:], drawn])
            truth = np.zeros(asked.shape)
            truth[:, 0] = 1
            score = np.einsum("bd,bnd->bn", w[centre], c[asked])
            slope = learning_rate * (truth - 1 / (1 + np.exp(-score)))
            step_w = np.einsum("bn,bnd->bd", slope, c[asked])
            step_c = slope[:, :, None] * w[centre][:, None, :]
            np.add.at(w, centre, step_w)
            np.add.at(c, asked, step_c)
    return w


@other_way("train_skip_gram", how="one word against another, negatives one by one, never the context itself")
def skip_gram_word_against_word(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    places = {word: i for i, word in enumerate(vocabulary)}
    tokens = [places[word] for document in documents for word in document if word in places]
    centres = rng.uniform(-0.5, 0.5, (len(vocabulary), dimensions)) / dimensions
    contexts = rng.uniform(-0.5, 0.5, (len(vocabulary), dimensions)) / dimensions

    def learn(i, j, label):
        prediction = 1 / (1 + np.exp(-np.dot(centres[i], contexts[j])))
        error = learning_rate * (label - prediction)
        centres[i], contexts[j] = centres[i] + error * contexts[j], contexts[j] + error * centres[i]

    for _ in range(epochs):
        for document in documents:
            for word, other in skip_gram_pairs(document, window):
                if word in places and other in places:
                    i, j = places[word], places[other]
                    learn(i, j, 1)
                    for draw in rng.integers(len(tokens), size=negatives):
                        if tokens[draw] != j:
                            learn(i, tokens[draw], 0)
    return centres


@other_way("train_skip_gram", how="a step that grows smaller to a tenth, both sides small and uniform")
def skip_gram_slowing_down(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    places = {word: i for i, word in enumerate(vocabulary)}
    pairs = [
        (places[a], places[b])
        for document in documents
        for a, b in skip_gram_pairs(document, window)
        if a in places and b in places
    ]
    words, contexts = rng.uniform(-0.1, 0.1, (2, len(vocabulary), dimensions))
    how_often = np.bincount([centre for centre, _ in pairs], minlength=len(vocabulary)) ** 0.75
    how_often = how_often / how_often.sum()
    steps, done = epochs * len(pairs), 0
    for _ in range(epochs):
        drawn = rng.choice(len(vocabulary), p=how_often, size=(len(pairs), negatives))
        for number in rng.permutation(len(pairs)):
            rate = learning_rate * max(1 - done / steps, 0.1)
            done += 1
            centre, context = pairs[number]
            word = words[centre].copy()
            positive = 1 / (1 + np.exp(-contexts[context] @ word))
            move = (1 - positive) * contexts[context]
            contexts[context] += rate * (1 - positive) * word
            for other in drawn[number]:
                negative = 1 / (1 + np.exp(-contexts[other] @ word))
                move = move - negative * contexts[other]
                contexts[other] -= rate * negative * word
            words[centre] += rate * move
    return words


@other_way("train_skip_gram", how="negatives evenly from all words but the two of the pair")
def skip_gram_with_even_negatives(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    places = {word: i for i, word in enumerate(vocabulary)}
    pairs = [
        (places[a], places[b])
        for document in documents
        for a, b in skip_gram_pairs(document, window)
        if a in places and b in places
    ]
    words = rng.standard_normal((len(vocabulary), dimensions)) * 0.1
    contexts = np.zeros((len(vocabulary), dimensions))
    for _ in range(epochs):
        drawn = rng.integers(len(vocabulary), size=(len(pairs), negatives))
        for (centre, context), others in zip(pairs, drawn, strict=True):
            others = others[(others != centre) & (others != context)]
            rows = np.r_[context, others]
            labels = np.r_[1.0, np.zeros(len(others))]
            slopes = learning_rate * (labels - 1 / (1 + np.exp(-contexts[rows].dot(words[centre]))))
            step = slopes @ contexts[rows]
            np.add.at(contexts, rows, slopes[:, None] * words[centre])
            words[centre] += step
    return words


@other_way("train_skip_gram", how="by frequency as it is, normal start, neighbours in a dict")
def skip_gram_by_plain_frequency(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    number = {word: i for i, word in enumerate(vocabulary)}
    neighbours = defaultdict(list)
    for document in documents:
        for centre, context in skip_gram_pairs(document, window):
            if centre in number and context in number:
                neighbours[number[centre]].append(number[context])
    bag = np.concatenate([np.array(found) for found in neighbours.values()])
    embedding = rng.normal(scale=1 / dimensions, size=(len(vocabulary), dimensions))
    output = rng.normal(scale=1 / dimensions, size=(len(vocabulary), dimensions))
    queue = np.array([(centre, context) for centre, found in neighbours.items() for context in found])
    for _ in range(epochs):
        for centre, context in queue[rng.permutation(len(queue))]:
            rows = np.array([context, *bag[rng.integers(len(bag), size=negatives)]])
            gradient = 1 / (1 + np.exp(-output[rows] @ embedding[centre]))
            gradient[0] -= 1
            move = gradient @ output[rows]
            for row, slope in zip(rows, gradient, strict=True):
                output[row] -= learning_rate * slope * embedding[centre]
            embedding[centre] -= learning_rate * move
    return embedding


@other_way("train_skip_gram", how="a class with two tables, logaddexp for the sigmoid, drawn from a list of places")
def skip_gram_as_a_class(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    index = {word: i for i, word in enumerate(vocabulary)}
    numbered = [
        (index[one], index[other])
        for tokens in documents
        for one, other in skip_gram_pairs(tokens, window)
        if one in index and other in index
    ]
    frequency = Counter(context for _, context in numbered)
    urn = [word for word, count in frequency.items() for _ in range(max(1, round(100 * count**0.75)))]
    model = TwoTables(len(vocabulary), dimensions, rng)
    for _ in range(epochs):
        for n in rng.permutation(len(numbered)):
            centre, context = numbered[n]
            model.step(centre, context, [urn[k] for k in rng.integers(len(urn), size=negatives)], learning_rate)
    return model.centres


@other_way("nearest_words", how="word by word with a function for the cosine, sorted by key")
def nearest_words_one_by_one(embeddings, vocabulary, word, k):
    if word not in vocabulary:
        raise ValueError("unknown word: " + word)
    target = np.asarray(embeddings[vocabulary.index(word)], dtype=float)

    def cosine(vector):
        vector = np.asarray(vector, dtype=float)
        length = np.linalg.norm(vector) * np.linalg.norm(target)
        return float(np.dot(vector, target) / length) if length else 0.0

    others = [(other, cosine(vector)) for other, vector in zip(vocabulary, embeddings, strict=True) if other != word]
    return sorted(others, key=lambda pair: pair[1], reverse=True)[:k]


@other_way("nearest_words", how="dots over lengths, cleared of nan, float32, the word pushed to the end")
def nearest_words_from_dots(embeddings, vocabulary, word, k):
    try:
        i = list(vocabulary).index(word)
    except ValueError:
        raise ValueError(f"'{word}' not in vocabulary") from None
    e = np.asarray(embeddings, dtype=np.float32)
    norms = np.sqrt((e**2).sum(axis=1))
    with np.errstate(invalid="ignore", divide="ignore"):
        similarity = np.nan_to_num(e @ e[i] / (norms * norms[i]))
    similarity[i] = -np.inf
    best = np.argsort(-similarity, kind="mergesort")[: min(k, len(vocabulary) - 1)]
    return [[vocabulary[j], similarity[j]] for j in best]


@other_way("nearest_words", how="np.lexsort, as a tuple")
def nearest_words_by_lexsort(embeddings, vocabulary, word, k):
    if word not in vocabulary:
        raise ValueError(f"{word} is unknown")
    e = np.array(embeddings, dtype=float)
    lengths = np.linalg.norm(e, axis=1)
    unit = np.divide(e, lengths[:, None], out=np.zeros_like(e), where=lengths[:, None] > 0)
    me = vocabulary.index(word)
    scores = unit.dot(unit[me])
    order = np.lexsort((np.arange(len(scores)), -scores))
    return tuple((vocabulary[i], scores[i]) for i in order if i != me)[:k]


@other_way("nearest_words", how="heapq.nlargest over a dictionary of cosines")
def nearest_words_by_nlargest(embeddings, vocabulary, word, k):
    vector_of = {name: np.asarray(row, dtype=float) for name, row in zip(vocabulary, embeddings, strict=True)}
    if word not in vector_of:
        raise ValueError(f"I do not know the word {word}.")
    target = vector_of.pop(word)

    def similarity(vector):
        length = np.sqrt(np.sum(vector**2)) * np.sqrt(np.sum(target**2))
        return 0.0 if length == 0 else np.sum(vector * target) / length

    return heapq.nlargest(k, ((name, similarity(v)) for name, v in vector_of.items()), key=lambda pair: pair[1])


@other_way("nearest_words", how="a tiny number in the denominator")
def nearest_words_with_a_tiny_number(embeddings, vocabulary, word, k):
    if word not in vocabulary:
        raise ValueError(f"'{word}' is not in the vocabulary")
    e = np.asarray(embeddings, dtype=float)
    query = e[vocabulary.index(word)]
    cosines = e @ query / (np.linalg.norm(e, axis=1) * np.linalg.norm(query) + 1e-9)
    result = []
    for i in np.argsort(-cosines, kind="stable"):
        if vocabulary[i] != word:
            result.append((vocabulary[i], float(cosines[i])))
        if len(result) == k:
            break
    return result


@other_way("analogy", how="all cosines at once, the three masked")
def analogy_with_a_mask(embeddings, vocabulary, a, b, c, k=1):
    index = {w: i for i, w in enumerate(vocabulary)}
    missing = [w for w in (a, b, c) if w not in index]
    if missing:
        raise ValueError(f"not in the vocabulary: {missing}")
    e = np.asarray(embeddings, dtype=float)
    target = e[index[b]] - e[index[a]] + e[index[c]]
    norms = np.linalg.norm(e, axis=1) * np.linalg.norm(target)
    cosines = np.divide(e @ target, norms, out=np.zeros(len(e)), where=norms > 0)
    keep = np.ones(len(e), dtype=bool)
    keep[[index[a], index[b], index[c]]] = False
    order = [i for i in np.argsort(-cosines, kind="stable") if keep[i]]
    return [(vocabulary[i], cosines[i]) for i in order[:k]]


@other_way("analogy", how="word by word, sorted by key, in float32")
def analogy_word_by_word(embeddings, vocabulary, a, b, c, k=1):
    vectors = {word: np.asarray(row, dtype=np.float32) for word, row in zip(vocabulary, embeddings, strict=True)}
    for word in (a, b, c):
        if word not in vectors:
            raise ValueError(word)
    target = vectors[b] - vectors[a] + vectors[c]
    scored = []
    for word, vector in vectors.items():
        if word in {a, b, c}:
            continue
        length = np.linalg.norm(vector) * np.linalg.norm(target)
        scored.append((word, float(vector @ target / length) if length > 0 else 0.0))
    scored.sort(key=lambda pair: -pair[1])
    return scored[:k]


@other_way("analogy", how="rows of length 1 against the target, the three set to -inf")
def analogy_of_unit_rows(embeddings, vocabulary, a, b, c, k=1):
    for word in [a, b, c]:
        if word not in vocabulary:
            raise ValueError(f"{word!r} not in vocabulary")
    e = np.asarray(embeddings, dtype=float)
    rows = [vocabulary.index(word) for word in (a, b, c)]
    target = np.einsum("i,ij->j", [-1, 1, 1], e[rows])
    unit = e / np.where(np.linalg.norm(e, axis=1) > 0, np.linalg.norm(e, axis=1), 1)[:, None]
    scores = unit @ (target / (np.linalg.norm(target) or 1))
    scores[rows] = -np.inf
    best = sorted(range(len(scores)), key=lambda i: -scores[i])
    return [(vocabulary[i], float(scores[i])) for i in best if scores[i] > -np.inf][:k]


@other_way("analogy", how="word by word in a dictionary, a tiny number in the denominator")
def analogy_with_a_tiny_number(embeddings, vocabulary, a, b, c, k=1):
    vector_of = {word: np.array(row, dtype=float) for word, row in zip(vocabulary, embeddings, strict=True)}
    for word in (a, b, c):
        if word not in vector_of:
            raise ValueError("Unknown word: " + word)
    target = vector_of[b] - vector_of[a] + vector_of[c]
    scores = {}
    for word, vector in vector_of.items():
        scores[word] = vector.dot(target) / (np.linalg.norm(vector) * np.linalg.norm(target) + 1e-8)
    ranked = sorted(scores.items(), key=lambda item: item[1], reverse=True)
    return [(word, float(score)) for word, score in ranked if word not in (a, b, c)][:k]


@other_way("project_2d", how="eigenvectors of the covariance")
def project_2d_by_covariance(embeddings):
    x = np.asarray(embeddings, dtype=float)
    x = x - x.mean(axis=0)
    values, axes = np.linalg.eigh(np.cov(x, rowvar=False))
    order = np.argsort(values)[::-1]
    return x @ axes[:, order[:2]]


@other_way("project_2d", how="onto the right singular vectors, turned over, in float32")
def project_2d_onto_the_axes(embeddings):
    x = np.array(embeddings, dtype=np.float32)
    x -= x.mean(axis=0, keepdims=True)
    _, _, vt = np.linalg.svd(x)
    return -np.dot(x, vt[:2].T)


@other_way("project_2d", how="from the Gram matrix (classical scaling)")
def project_2d_by_scaling(embeddings):
    x = np.asarray(embeddings, dtype=float)
    n = len(x)
    centring = np.eye(n) - np.ones((n, n)) / n
    values, vectors = np.linalg.eigh(centring @ (x @ x.T) @ centring)
    return vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 0))


@other_way("project_2d", how="numpy.linalg.eig, sorted, the axes one by one")
def project_2d_by_eig(embeddings):
    x = np.asarray(embeddings, dtype=float)
    centred = x - np.average(x, axis=0)
    values, vectors = np.linalg.eig(np.dot(centred.T, centred) / len(x))
    pairs = sorted(zip(values.real, vectors.real.T, strict=True), key=lambda pair: pair[0], reverse=True)
    return np.column_stack([centred.dot(pairs[0][1]), centred.dot(pairs[1][1])])


class TwoTables:
    """Vectors of words as centres and as contexts."""

    def __init__(self, words, dimensions, rng):
        self.centres = rng.uniform(-0.5, 0.5, (words, dimensions)) / dimensions
        self.contexts = np.zeros((words, dimensions))

    def step(self, centre, context, others, rate):
        """Learn one pair and its negatives."""
        vector, change = self.centres[centre].copy(), 0.0
        for row, label in zip([context, *others], [1] + [0] * len(others), strict=True):
            slope = np.exp(-np.logaddexp(0, -vector @ self.contexts[row])) - label
            change = change + slope * self.contexts[row]
            self.contexts[row] -= rate * slope * vector
        self.centres[centre] -= rate * change
