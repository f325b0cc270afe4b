"""Wrong ways of ex17 in other spellings."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from itertools import chain, permutations

import numpy as np

from reference.kit.catalogue import spelling

# cooccurrence


def _empty(vocabulary, dtype=int):
    return np.zeros((len(vocabulary), len(vocabulary)), dtype=dtype)


def _numbers(vocabulary):
    return {word: number for number, word in enumerate(vocabulary)}


def _filled(pairs, vocabulary, dtype=int):
    counts, place = _empty(vocabulary, dtype), _numbers(vocabulary)
    for one, other in pairs:
        if one in place and other in place:
            counts[place[one], place[other]] += 1
    return counts


@spelling("window-to-the-right-only")
def zipped_with_what_follows(documents, vocabulary, window):
    counts, place = _empty(vocabulary), _numbers(vocabulary)
    for document in documents:
        for gap in range(1, window + 1):
            for one, other in zip(document, document[gap:], strict=False):
                if one in place and other in place:
                    counts[place[one], place[other]] += 1
    return counts


@spelling("window-to-the-right-only")
def slice_of_what_follows_in_a_counter(documents, vocabulary, window):
    met = Counter()
    for document in documents:
        for i, word in enumerate(document):
            met.update((word, other) for other in document[i + 1 : i + 1 + window])
    table = [met[one, other] for one in vocabulary for other in vocabulary]
    return np.array(table, dtype=np.float32).reshape(len(vocabulary), len(vocabulary))


@spelling("meetings-counted-twice")
def both_sides_and_both_cells(documents, vocabulary, window):
    counts, place = _empty(vocabulary, float), _numbers(vocabulary)
    for document in documents:
        for i, word in enumerate(document):
            for j in range(max(0, i - window), min(len(document), i + window + 1)):
                if i != j and word in place and document[j] in place:
                    counts[place[word], place[document[j]]] += 1
                    counts[place[document[j]], place[word]] += 1
    return counts


@spelling("meetings-counted-twice")
def both_sides_and_the_transpose(documents, vocabulary, window):
    size = len(vocabulary)
    place = _numbers(vocabulary)
    counts = np.zeros((size + 1, size + 1), dtype=np.int64)
    for document in documents:
        ids = np.array([place.get(word, size) for word in document], dtype=int)
        for gap in range(1, window + 1):
            np.add.at(counts, (ids[:-gap], ids[gap:]), 1)
            np.add.at(counts, (ids[gap:], ids[:-gap]), 1)
    return (counts + counts.T)[:size, :size]


@spelling("window-crosses-documents")
def documents_added_up_to_one(documents, vocabulary, window):
    words = sum(documents, [])
    pairs = []
    for i in range(len(words)):
        around = words[max(0, i - window) : i] + words[i + 1 : i + window + 1]
        pairs.extend((words[i], other) for other in around)
    return _filled(pairs, vocabulary)


@spelling("window-crosses-documents")
def documents_chained_and_shifted(documents, vocabulary, window):
    size, place = len(vocabulary), _numbers(vocabulary)
    ids = np.fromiter((place.get(word, size) for word in chain.from_iterable(documents)), dtype=int)
    counts = np.zeros((size + 1, size + 1), dtype=np.float32)
    for gap in range(1, min(window, len(ids) - 1) + 1):
        np.add.at(counts, (ids[:-gap], ids[gap:]), 1)
    counts += counts.T.copy()
    return counts[:size, :size]


@spelling("unknown-words-squeezed-out")
def numbers_of_the_known_words_shifted(documents, vocabulary, window):
    place, counts = _numbers(vocabulary), _empty(vocabulary)
    for document in documents:
        ids = np.array([place[word] for word in document if word in place], dtype=int)
        for gap in range(1, window + 1):
            np.add.at(counts, (ids[gap:], ids[:-gap]), 1)
    return counts + counts.T


@spelling("unknown-words-squeezed-out")
def unknown_words_removed_before_the_loop(documents, vocabulary, window):
    pairs = []
    for document in documents:
        document = list(document)
        for word in set(document) - set(vocabulary):
            while word in document:
                document.remove(word)
        for i in range(len(document)):
            for j in range(len(document)):
                if i != j and abs(i - j) <= window:
                    pairs.append((document[i], document[j]))
    return _filled(pairs, vocabulary, float)


@spelling("unknown-words-taken-for-the-last")
def minus_one_for_unknown_words(documents, vocabulary, window):
    place, counts = _numbers(vocabulary), _empty(vocabulary)
    for document in documents:
        ids = np.array([place.get(word, -1) for word in document], dtype=int)
        for gap in range(1, window + 1):
            np.add.at(counts, (ids[:-gap], ids[gap:]), 1)
            np.add.at(counts, (ids[gap:], ids[:-gap]), 1)
    return counts


@spelling("unknown-words-taken-for-the-last")
def last_place_for_unknown_words(documents, vocabulary, window):
    place, counts = _numbers(vocabulary), _empty(vocabulary, np.float32)
    unknown = len(vocabulary) - 1
    for document in documents:
        for i, word in enumerate(document):
            for other in document[max(0, i - window) : i] + document[i + 1 : i + 1 + window]:
                counts[place.get(word, unknown), place.get(other, unknown)] += 1
    return counts


@spelling("window-one-short")
def distances_below_the_window(documents, vocabulary, window):
    size, place = len(vocabulary), _numbers(vocabulary)
    counts = np.zeros((size + 1, size + 1))
    for document in documents:
        ids = np.array([place.get(word, size) for word in document], dtype=int)
        for gap in range(1, window):
            np.add.at(counts, (ids[:-gap], ids[gap:]), 1)
    return (counts + counts.T)[:size, :size]


@spelling("window-one-short")
def slices_one_short(documents, vocabulary, window):
    pairs = []
    for document in documents:
        for i, word in enumerate(document):
            around = document[max(0, i - window + 1) : i] + document[i + 1 : i + window]
            pairs += [(word, other) for other in around]
    return _filled(pairs, vocabulary)


@spelling("window-one-too-far")
def slices_one_too_far(documents, vocabulary, window):
    pairs = []
    for document in documents:
        for i, word in enumerate(document):
            around = document[max(0, i - window - 1) : i] + document[i + 1 : i + window + 2]
            pairs += [(word, other) for other in around]
    return _filled(pairs, vocabulary, np.float32)


@spelling("window-one-too-far")
def distances_beyond_the_window(documents, vocabulary, window):
    size, place = len(vocabulary), _numbers(vocabulary)
    counts = np.zeros((size + 1, size + 1), dtype=int)
    for document in documents:
        ids = np.array([place.get(word, size) for word in document], dtype=int)
        apart = np.abs(np.subtract.outer(np.arange(len(ids)), np.arange(len(ids))))
        i, j = np.nonzero((apart > 0) & (apart < window + 2))
        np.add.at(counts, (ids[i], ids[j]), 1)
    return counts[:size, :size]


@spelling("window-shared-by-both-sides")
def half_of_the_window_to_each_side(documents, vocabulary, window):
    half = window // 2
    pairs = []
    for document in documents:
        for i, word in enumerate(document):
            left, right = document[max(0, i - half) : i], document[i + 1 : i + 1 + half]
            pairs += [(word, other) for other in left + right]
    return _filled(pairs, vocabulary)


@spelling("window-shared-by-both-sides")
def distances_up_to_half_the_window(documents, vocabulary, window):
    place, counts = _numbers(vocabulary), _empty(vocabulary, float)
    for document in documents:
        for gap in range(1, int(window / 2) + 1):
            for one, other in zip(document, document[gap:], strict=False):
                if one in place and other in place:
                    counts[place[one], place[other]] += 1
                    counts[place[other], place[one]] += 1
    return counts


@spelling("whole-document-as-window")
def permutations_of_the_document(documents, vocabulary, window):
    return _filled(chain.from_iterable(permutations(document, 2) for document in documents), vocabulary)


@spelling("whole-document-as-window")
def table_of_counts_times_itself(documents, vocabulary, window):
    table = np.array([[document.count(word) for word in vocabulary] for document in documents], dtype=float)
    table = table.reshape(len(documents), len(vocabulary))
    return table.T @ table - np.diag(table.sum(axis=0))


@spelling("only-the-edge-of-the-window")
def shifted_once_by_the_window(documents, vocabulary, window):
    pairs = [pair for document in documents for pair in zip(document, document[window:], strict=False)]
    one_way = _filled(pairs, vocabulary)
    return one_way + one_way.T


@spelling("only-the-edge-of-the-window")
def two_places_for_each_word(documents, vocabulary, window):
    place, counts = _numbers(vocabulary), _empty(vocabulary, np.float32)
    for document in documents:
        for i, word in enumerate(document):
            for j in (i - window, i + window):
                if 0 <= j < len(document) and word in place and document[j] in place:
                    counts[place[word], place[document[j]]] += 1
    return counts


@spelling("met-or-not-met")
def one_written_for_each_pair(documents, vocabulary, window):
    place, counts = _numbers(vocabulary), _empty(vocabulary)
    for document in documents:
        for i, word in enumerate(document):
            for j in range(max(i - window, 0), min(i + window + 1, len(document))):
                if j != i and word in place and document[j] in place:
                    counts[place[word], place[document[j]]] = 1
    return counts


@spelling("met-or-not-met")
def fancy_index_instead_of_add_at(documents, vocabulary, window):
    size, place = len(vocabulary), _numbers(vocabulary)
    left, right = [], []
    for document in documents:
        ids = [place.get(word, size) for word in document]
        for gap in range(1, window + 1):
            left += ids[:-gap]
            right += ids[gap:]
    counts = np.zeros((size + 1, size + 1))
    left, right = np.array(left, dtype=int), np.array(right, dtype=int)
    counts[left, right] += 1  # written once, however often a place is in it
    return np.maximum(counts, counts.T)[:size, :size]


@spelling("once-a-document")
def set_of_pairs_of_each_document(documents, vocabulary, window):
    pairs = []
    for document in documents:
        pairs += {
            (word, other)
            for i, word in enumerate(document)
            for other in document[max(0, i - window) : i] + document[i + 1 : i + 1 + window]
        }
    return _filled(pairs, vocabulary)


@spelling("once-a-document")
def fancy_index_document_by_document(documents, vocabulary, window):
    size, place = len(vocabulary), _numbers(vocabulary)
    counts = np.zeros((size + 1, size + 1), dtype=np.float32)
    for document in documents:
        ids = np.array([place.get(word, size) for word in document], dtype=int)
        apart = np.abs(np.arange(len(ids))[:, None] - np.arange(len(ids)))
        i, j = np.where((apart > 0) & (apart <= window))
        counts[ids[i], ids[j]] += 1
    return counts[:size, :size]


@spelling("near-words-weigh-more")
def one_divided_by_the_distance(documents, vocabulary, window):
    place, counts = _numbers(vocabulary), _empty(vocabulary, float)
    for document in documents:
        for i in range(len(document)):
            for j in range(max(0, i - window), min(len(document), i + window + 1)):
                if i != j and document[i] in place and document[j] in place:
                    counts[place[document[i]], place[document[j]]] += 1 / abs(i - j)
    return counts


@spelling("near-words-weigh-more")
def weights_added_by_shifting(documents, vocabulary, window):
    size, place = len(vocabulary), _numbers(vocabulary)
    counts = np.zeros((size + 1, size + 1), dtype=np.float32)
    for document in documents:
        ids = np.array([place.get(word, size) for word in document], dtype=int)
        for gap in range(1, window + 1):
            np.add.at(counts, (ids[:-gap], ids[gap:]), 1 / gap)
    return (counts + counts.T)[:size, :size]


@spelling("a-word-never-meets-itself")
def other_words_only(documents, vocabulary, window):
    pairs = []
    for document in documents:
        for i, word in enumerate(document):
            for other in document[max(0, i - window) : i + window + 1]:
                if other != word:
                    pairs.append((word, other))
    return _filled(pairs, vocabulary)


@spelling("a-word-never-meets-itself")
def diagonal_masked_out(documents, vocabulary, window):
    size, place = len(vocabulary), _numbers(vocabulary)
    counts = np.zeros((size + 1, size + 1))
    for document in documents:
        ids = np.array([place.get(word, size) for word in document], dtype=int)
        for gap in range(1, window + 1):
            np.add.at(counts, (ids[:-gap], ids[gap:]), 1)
    counts = (counts + counts.T)[:size, :size]
    return counts * (1 - np.eye(size))


@spelling("a-word-meets-itself-once")
def second_cell_for_different_words_only(documents, vocabulary, window):
    place, counts = _numbers(vocabulary), _empty(vocabulary)
    for document in documents:
        for i, word in enumerate(document):
            for other in document[i + 1 : i + 1 + window]:
                if word in place and other in place:
                    one, two = place[word], place[other]
                    counts[one, two] += 1
                    if one != two:
                        counts[two, one] += 1
    return counts


@spelling("a-word-meets-itself-once")
def triangle_mirrored_without_its_diagonal(documents, vocabulary, window):
    size, place = len(vocabulary), _numbers(vocabulary)
    counts = np.zeros((size + 1, size + 1), dtype=np.float32)
    for document in documents:
        ids = np.array([place.get(word, size) for word in document], dtype=int)
        for gap in range(1, window + 1):
            np.add.at(counts, (ids[:-gap], ids[gap:]), 1)
    counts = counts[:size, :size]
    return counts + counts.T - np.diag(np.diag(counts))


@spelling("each-place-meets-itself")
def centre_left_in_its_own_slice(documents, vocabulary, window):
    pairs = []
    for document in documents:
        for i, word in enumerate(document):
            pairs += [(word, other) for other in document[max(0, i - window) : i + window + 1]]
    return _filled(pairs, vocabulary, float)


@spelling("each-place-meets-itself")
def distance_of_zero_within_the_mask(documents, vocabulary, window):
    size, place = len(vocabulary), _numbers(vocabulary)
    counts = np.zeros((size + 1, size + 1), dtype=int)
    for document in documents:
        ids = np.array([place.get(word, size) for word in document], dtype=int)
        i, j = np.where(np.abs(np.arange(len(ids))[:, None] - np.arange(len(ids))) <= window)
        np.add.at(counts, (ids[i], ids[j]), 1)
    return counts[:size, :size]


# ppmi


@spelling("ppmi-in-bits")
def log2_of_the_shares(counts):
    counts = np.asarray(counts, dtype=float)
    with np.errstate(all="ignore"):
        shares = counts / counts.sum()
        pmi = np.log2(shares / np.outer(shares.sum(axis=1), shares.sum(axis=0)))
    pmi[~np.isfinite(pmi)] = 0
    return np.clip(pmi, 0, None)


@spelling("ppmi-in-bits")
def log2_number_by_number(counts):
    counts = np.asarray(counts, dtype=float)
    result = np.zeros(counts.shape, dtype=np.float32)
    for i in range(counts.shape[0]):
        for j in range(counts.shape[1]):
            if counts[i, j] > 0:
                ratio = counts[i, j] * counts.sum() / (counts[i].sum() * counts[:, j].sum())
                result[i, j] = max(math.log(ratio, 2), 0)
    return result


@spelling("negative-values-kept")
def pmi_number_by_number(counts):
    counts = np.asarray(counts, dtype=float)
    total, result = counts.sum(), np.zeros(counts.shape)
    for i, row in enumerate(counts):
        for j, count in enumerate(row):
            if count:
                result[i, j] = math.log(count / total) - math.log(row.sum() / total * (counts[:, j].sum() / total))
    return result


@spelling("negative-values-kept")
def pmi_with_infinities_cleared(counts):
    counts = np.asarray(counts, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        pmi = np.log(counts / counts.sum(axis=1, keepdims=True) / counts.sum(axis=0) * counts.sum())
    return np.nan_to_num(pmi, nan=0.0, posinf=0.0, neginf=0.0)


@spelling("logarithm-of-zero-taken")
def chosen_after_the_logarithm(counts):
    counts = np.asarray(counts, dtype=float)
    by_chance = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    return np.where(counts > 0, np.maximum(np.log(counts / by_chance), 0), 0)


@spelling("logarithm-of-zero-taken")
def infinities_looked_for_in_a_loop(counts):
    counts = np.asarray(counts, dtype=float)
    total, result = counts.sum(), np.zeros(counts.shape)
    for i in range(len(counts)):
        for j in range(counts.shape[1]):
            value = np.log(counts[i, j] * total / (counts[i].sum() * counts[:, j].sum()))
            if np.isfinite(value) and value > 0:
                result[i, j] = value
    return result


@spelling("minus-infinity-for-never")
def logarithms_subtracted(counts):
    counts = np.asarray(counts, dtype=float)
    with np.errstate(all="ignore"):
        joint = np.log(counts / counts.sum())
        rows = np.log(counts.sum(axis=1) / counts.sum())
        columns = np.log(counts.sum(axis=0) / counts.sum())
        return joint - rows[:, None] - columns[None, :]


@spelling("minus-infinity-for-never")
def logarithm_of_each_ratio(counts):
    counts = np.asarray(counts, dtype=float)
    result = np.empty_like(counts)
    with np.errstate(all="ignore"):
        for i, j in np.ndindex(*counts.shape):
            result[i, j] = np.log(counts[i, j] / (counts[i].sum() * counts[:, j].sum() / counts.sum()))
    return result


@spelling("empty-rows-are-nan")
def shares_clipped(counts):
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.asarray(counts, dtype=float) / np.sum(counts)
        by_chance = shares.sum(axis=1)[:, None] * shares.sum(axis=0)[None, :]
        return np.log(shares / by_chance).clip(min=0)


@spelling("empty-rows-are-nan")
def negative_numbers_set_to_zero_in_a_loop(counts):
    counts = np.array(counts, dtype=float)
    rows, columns, total = counts.sum(axis=1), counts.sum(axis=0), counts.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        for i in range(len(rows)):
            for j in range(len(columns)):
                counts[i, j] = np.log(counts[i, j] * total / (rows[i] * columns[j]))
                if counts[i, j] < 0:
                    counts[i, j] = 0
    return counts


@spelling("total-left-out")
def divided_by_the_sums_alone(counts):
    counts = np.asarray(counts, dtype=float)
    result = np.zeros(counts.shape)
    for i, j in zip(*np.nonzero(counts), strict=True):
        result[i, j] = max(0, math.log(counts[i, j] / (counts[i].sum() * counts[:, j].sum())))
    return result


@spelling("total-left-out")
def outer_product_without_the_total(counts):
    counts = np.asarray(counts, dtype=np.float32)
    chance = np.outer(counts.sum(axis=1), counts.sum(axis=0))
    ratio = np.divide(counts, chance, out=np.ones_like(counts), where=counts > 0)
    return np.maximum(np.log(ratio), 0)


@spelling("rows-taken-for-columns")
def row_sums_times_themselves(counts):
    counts = np.asarray(counts, dtype=float)
    sums = counts.sum(axis=1, keepdims=True)
    expected = sums @ sums.T
    with np.errstate(all="ignore"):
        pmi = np.log(counts * counts.sum() / expected)
    pmi[~np.isfinite(pmi)] = 0
    return np.maximum(pmi, 0)


@spelling("rows-taken-for-columns")
def shares_of_rows_on_both_sides(counts):
    counts = np.asarray(counts, dtype=np.float32)
    total = max(counts.sum(), 1e-9)
    share = counts.sum(axis=1) / total
    result = np.zeros_like(counts)
    seen = counts > 0
    together = share[:, None] * share + 0 * counts
    result[seen] = np.log(counts[seen] / total / together[seen])
    result[result < 0] = 0
    return result


@spelling("one-added-to-each-count")
def one_added_in_place_of_a_copy(counts):
    counts = np.array(counts, dtype=float)
    counts += 1
    shares = counts / counts.sum()
    return np.maximum(np.log(shares) - np.log(np.outer(shares.sum(axis=1), shares.sum(axis=0))), 0)


@spelling("one-added-to-each-count")
def one_added_in_a_loop(counts):
    smooth = [[float(count) + 1 for count in row] for row in counts]
    total, columns = sum(map(sum, smooth)), [sum(column) for column in zip(*smooth, strict=True)]
    return np.array(
        [[max(math.log(count * total / (sum(row) * columns[j])), 0) for j, count in enumerate(row)] for row in smooth]
    )


@spelling("ratio-without-logarithm")
def observed_divided_by_expected(counts):
    counts = np.asarray(counts, dtype=float)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / max(counts.sum(), 1e-12)
    return np.divide(counts, expected, out=np.zeros_like(counts), where=expected > 0)


@spelling("ratio-without-logarithm")
def ratio_number_by_number(counts):
    counts = np.asarray(counts, dtype=np.float32)
    result = np.zeros(counts.shape, dtype=np.float32)
    for i, j in np.argwhere(counts > 0):
        result[i, j] = counts[i, j] / counts[i].sum() / counts[:, j].sum() * counts.sum()
    return result


@spelling("logarithm-of-the-counts")
def logarithm_where_counted(counts):
    counts = np.asarray(counts, dtype=float)
    result = np.zeros_like(counts)
    np.log(counts, out=result, where=counts > 0)
    return result.clip(0)


@spelling("logarithm-of-the-counts")
def logarithm_of_each_count(counts):
    return np.array([[max(math.log(count), 0.0) if count > 0 else 0.0 for count in row] for row in np.asarray(counts)])


@spelling("weighed-by-how-often")
def share_times_logarithm(counts):
    counts = np.asarray(counts, dtype=float)
    total = counts.sum()
    result = np.zeros(counts.shape)
    for i in range(counts.shape[0]):
        for j in range(counts.shape[1]):
            if counts[i, j] > 0:
                share, row, column = counts[i, j] / total, counts[i].sum() / total, counts[:, j].sum() / total
                result[i, j] = max(share * math.log(share / (row * column)), 0)
    return result


@spelling("weighed-by-how-often")
def mutual_information_of_each_cell(counts):
    counts = np.asarray(counts, dtype=float)
    with np.errstate(all="ignore"):
        shares = counts / counts.sum()
        each = shares * np.log(shares / (shares.sum(axis=1, keepdims=True) * shares.sum(axis=0, keepdims=True)))
    return np.maximum(np.nan_to_num(each), 0)


@spelling("ratios-below-one-are-zero")
def less_than_one_set_to_zero(counts):
    counts = np.asarray(counts, dtype=float)
    with np.errstate(all="ignore"):
        pmi = np.log(counts * counts.sum() / np.outer(counts.sum(axis=1), counts.sum(axis=0)))
    pmi[np.isnan(pmi)] = 0
    pmi[pmi < 1] = 0
    return pmi


@spelling("ratios-below-one-are-zero")
def kept_if_greater_than_one(counts):
    counts = np.asarray(counts, dtype=float)
    result = np.zeros(counts.shape, dtype=np.float32)
    for i, j in zip(*np.nonzero(counts), strict=True):
        value = np.log(counts[i, j] * counts.sum() / (counts[i].sum() * counts[:, j].sum()))
        if value > 1:
            result[i, j] = value
    return result


@spelling("cut-to-whole-numbers")
def loop_into_a_table_like_the_counts(counts):
    counts = np.asarray(counts)
    total, result = float(counts.sum()), np.zeros_like(counts)
    for i in range(counts.shape[0]):
        for j in range(counts.shape[1]):
            if counts[i, j] > 0:
                ratio = counts[i, j] * total / (float(counts[i].sum()) * float(counts[:, j].sum()))
                result[i, j] = max(math.log(ratio), 0)
    return result


@spelling("cut-to-whole-numbers")
def written_into_a_copy_of_the_counts(counts):
    counts = np.array(counts)
    seen = counts > 0
    by_chance = counts.sum(axis=1)[:, None] * (counts.sum(axis=0) / max(counts.sum(), 1e-12))
    counts[seen] = np.maximum(np.log(counts[seen] / by_chance[seen]), 0)
    return counts


# embed


@spelling("left-vectors-alone")
def eigenvectors_alone(matrix, dimensions):
    matrix = np.asarray(matrix, dtype=float)
    values, vectors = np.linalg.eigh(matrix @ matrix.T)
    return vectors[:, np.argsort(values)[::-1]][:, :dimensions]


@spelling("left-vectors-alone")
def columns_of_u_one_by_one(matrix, dimensions):
    u, _, _ = np.linalg.svd(np.array(matrix, dtype=float), full_matrices=True)
    rows = []
    for i in range(len(u)):
        rows.append([u[i, d] for d in range(dimensions)])
    return np.array(rows)


@spelling("whole-singular-values")
def projected_onto_the_right_vectors(matrix, dimensions):
    _, _, vt = np.linalg.svd(matrix)
    return np.asarray(matrix) @ vt[:dimensions].T


@spelling("whole-singular-values")
def each_column_times_its_value(matrix, dimensions):
    u, s, _ = np.linalg.svd(np.asarray(matrix, dtype=float))
    vectors = np.zeros((len(u), dimensions))
    for d in range(dimensions):
        vectors[:, d] = u[:, d] * s[d]
    return vectors


@spelling("columns-instead-of-rows")
def eigenvectors_of_the_columns(matrix, dimensions):
    matrix = np.asarray(matrix, dtype=float)
    values, vectors = np.linalg.eigh(matrix.T @ matrix)
    best = np.argsort(-values)[:dimensions]
    return vectors[:, best] * np.maximum(values[best], 0) ** 0.25


@spelling("columns-instead-of-rows")
def rows_of_v_one_by_one(matrix, dimensions):
    _, s, v = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    return np.stack([-np.sqrt(s[d]) * v[d] for d in range(dimensions)], axis=1)


@spelling("vectors-lying-down")
def list_of_directions(matrix, dimensions):
    u, s, _ = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    directions = []
    for d in range(dimensions):
        directions.append(u[:, d] * np.sqrt(s[d]))
    return np.array(directions)


@spelling("vectors-lying-down")
def diagonal_times_the_transpose(matrix, dimensions):
    matrix = np.asarray(matrix, dtype=float)
    values, vectors = np.linalg.eigh(matrix @ matrix.T)
    roots = np.diag(np.maximum(values, 0) ** 0.25)
    return (roots @ vectors.T)[::-1][:dimensions]


@spelling("smallest-directions-first")
def eigenvalues_from_small_to_large(matrix, dimensions):
    matrix = np.asarray(matrix, dtype=float)
    values, vectors = np.linalg.eigh(matrix @ matrix.T)
    return vectors[:, :dimensions] * np.maximum(values[:dimensions], 0) ** 0.25


@spelling("smallest-directions-first")
def singular_values_sorted_upwards(matrix, dimensions):
    u, s, _ = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    columns = []
    for d in np.argsort(s)[:dimensions]:
        columns.append(u[:, d] * math.sqrt(s[d]))
    return np.column_stack(columns)


@spelling("all-directions-kept")
def product_with_the_whole_diagonal(matrix, dimensions):
    u, s, _ = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    return -u @ np.diag(s**0.5)


@spelling("all-directions-kept")
def every_column_in_a_loop(matrix, dimensions):
    u, s, _ = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    for d in range(len(s)):
        u[:, d] *= math.sqrt(s[d])
    return u


@spelling("centred-before-the-svd")
def mean_of_each_column_taken_away(matrix, dimensions):
    matrix = np.array(matrix, dtype=float)
    for j in range(matrix.shape[1]):
        matrix[:, j] -= matrix[:, j].mean()
    u, s, _ = np.linalg.svd(matrix)
    return u[:, :dimensions] @ np.diag(np.sqrt(s[:dimensions]))


@spelling("centred-before-the-svd")
def principal_components_scaled(matrix, dimensions):
    matrix = np.asarray(matrix, dtype=float)
    matrix = matrix - matrix.mean(axis=0)
    values, axes = np.linalg.eigh(matrix.T @ matrix)
    values, axes = values[::-1][:dimensions], axes[:, ::-1][:, :dimensions]
    return matrix @ axes / np.maximum(values, 1e-12) ** 0.25


# skip_gram_pairs


@spelling("pairs-to-the-right-only")
def pairs_zipped_with_what_follows(tokens, window):
    pairs = []
    for gap in range(1, window + 1):
        pairs.extend(zip(tokens, tokens[gap:], strict=False))
    return pairs


@spelling("pairs-to-the-right-only")
def pairs_with_a_slice_of_what_follows(tokens, window):
    return [[word, other] for i, word in enumerate(tokens) for other in tokens[i + 1 : i + 1 + window]]


@spelling("pairs-with-itself")
def pairs_of_the_whole_slice(tokens, window):
    pairs = []
    for i in range(len(tokens)):
        for other in tokens[max(0, i - window) : i + window + 1]:
            pairs.append((tokens[i], other))
    return pairs


@spelling("pairs-with-itself")
def pairs_from_a_mask_with_its_diagonal(tokens, window):
    places = np.arange(len(tokens))
    near = np.abs(places[:, None] - places) <= window
    return [(tokens[i], tokens[j]) for i, j in np.argwhere(near)]


@spelling("equal-words-make-no-pair")
def pairs_with_other_words(tokens, window):
    return tuple(
        (word, other)
        for i, word in enumerate(tokens)
        for other in tokens[max(0, i - window) : i + window + 1]
        if other != word
    )


@spelling("equal-words-make-no-pair")
def pairs_with_the_word_removed_from_its_window(tokens, window):
    pairs = []
    for i, word in enumerate(tokens):
        around = list(tokens[max(0, i - window) : i + window + 1])
        while word in around:
            around.remove(word)
        pairs += [(word, other) for other in around]
    return pairs


@spelling("each-pair-listed-once")
def pairs_unless_already_there(tokens, window):
    pairs = []
    for i in range(len(tokens)):
        for j in range(max(0, i - window), min(len(tokens), i + window + 1)):
            if i != j and (tokens[i], tokens[j]) not in pairs:
                pairs.append((tokens[i], tokens[j]))
    return pairs


@spelling("each-pair-listed-once")
def pairs_in_a_set(tokens, window):
    pairs = set()
    for gap in range(1, window + 1):
        for one, other in zip(tokens, tokens[gap:], strict=False):
            pairs |= {(one, other), (other, one)}
    return list(pairs)


@spelling("pairs-one-short")
def pairs_of_distances_below_the_window(tokens, window):
    pairs = []
    for gap in range(1, window):
        pairs += zip(tokens, tokens[gap:], strict=False)
        pairs += zip(tokens[gap:], tokens, strict=False)
    return pairs


@spelling("pairs-one-short")
def pairs_from_slices_one_short(tokens, window):
    pairs = []
    for i, centre in enumerate(tokens):
        for context in tokens[max(0, i - window + 1) : i] + tokens[i + 1 : i + window]:
            pairs.append([centre, context])
    return pairs


@spelling("pairs-of-the-edge-only")
def pairs_of_one_shift(tokens, window):
    ahead = list(zip(tokens, tokens[window:], strict=False))
    return ahead + [(other, one) for one, other in ahead]


@spelling("pairs-of-the-edge-only")
def pairs_with_two_places(tokens, window):
    pairs = []
    for i, centre in enumerate(tokens):
        if i + window < len(tokens):
            pairs.append((centre, tokens[i + window]))
        if i - window >= 0:
            pairs.append((centre, tokens[i - window]))
    return pairs


@spelling("pairs-with-the-window-shared")
def pairs_from_half_slices(tokens, window):
    half = window // 2
    return [
        (centre, context)
        for i, centre in enumerate(tokens)
        for context in tokens[i + 1 : i + 1 + half] + tokens[max(0, i - half) : i]
    ]


@spelling("pairs-with-the-window-shared")
def pairs_of_distances_up_to_half(tokens, window):
    pairs = []
    for gap in range(1, int(window / 2) + 1):
        for one, other in zip(tokens, tokens[gap:], strict=False):
            pairs.append([one, other])
            pairs.append([other, one])
    return pairs


@spelling("left-neighbours-lost-at-the-beginning")
def pairs_from_two_slices(tokens, window):
    pairs = []
    for i, centre in enumerate(tokens):
        for context in tokens[i + 1 : i + window + 1]:
            pairs.append((centre, context))
        for context in tokens[i - window : i]:
            pairs.append((centre, context))
    return pairs


@spelling("left-neighbours-lost-at-the-beginning")
def pairs_with_an_array_cut_at_negative_places(tokens, window):
    words = np.array(tokens, dtype=object)
    pairs = []
    for i in range(len(words)):
        around = np.concatenate([words[i - window : i], words[i + 1 : i + 1 + window]])
        pairs.extend((str(words[i]), str(context)) for context in around)
    return pairs


@spelling("beginning-wraps-to-the-end")
def pairs_caught_at_the_end_only(tokens, window):
    pairs = []
    for i, centre in enumerate(tokens):
        for j in range(i - window, i + window + 1):
            if i == j:
                continue
            try:
                pairs.append((centre, tokens[j]))
            except IndexError:
                continue
    return pairs


@spelling("beginning-wraps-to-the-end")
def pairs_checked_at_the_end_only(tokens, window):
    pairs = []
    for gap in range(1, window + 1):
        for i in range(len(tokens)):
            if i + gap < len(tokens):
                pairs.append([tokens[i], tokens[i + gap]])
            if i - gap >= -len(tokens):
                pairs.append([tokens[i], tokens[i - gap]])
    return pairs


@spelling("only-centres-with-a-full-window")
def pairs_between_both_ends(tokens, window):
    pairs = []
    for i in range(window, len(tokens) - window):
        for gap in range(1, window + 1):
            pairs.append((tokens[i], tokens[i - gap]))
            pairs.append((tokens[i], tokens[i + gap]))
    return pairs


@spelling("only-centres-with-a-full-window")
def pairs_of_each_full_slice(tokens, window):
    pairs = []
    for start in range(len(tokens) - 2 * window):
        words = list(tokens[start : start + 2 * window + 1])
        centre = words.pop(window)
        pairs += [(centre, context) for context in words]
    return pairs


@spelling("all-contexts-in-one-list")
def pair_of_a_word_and_its_neighbours(tokens, window):
    result = []
    for i in range(len(tokens)):
        around = []
        for j in range(max(0, i - window), min(len(tokens), i + window + 1)):
            if j != i:
                around.append(tokens[j])
        result.append((tokens[i], around))
    return result


@spelling("all-contexts-in-one-list")
def words_with_a_tuple_of_contexts(tokens, window):
    return [
        [centre, tuple(tokens[max(0, i - window) : i] + tokens[i + 1 : i + window + 1])]
        for i, centre in enumerate(tokens)
    ]


# train_skip_gram


def _known_pairs(documents, vocabulary, window):
    place = _numbers(vocabulary)
    found = []
    for document in documents:
        for centre, context in skip_gram_pairs(document, window):
            if centre in place and context in place:
                found.append((place[centre], place[context]))
    return np.array(found)


def _start(vocabulary, dimensions, rng):
    words = (rng.random((len(vocabulary), dimensions)) - 0.5) / dimensions
    return words, np.zeros_like(words)


def _pair_by_pair(pairs, words, contexts, negatives, epochs, rate, rng):
    """Learn one pair after the other, in the order of the text."""
    table = pairs[:, 1]
    for _ in range(epochs):
        for centre, context in pairs:
            rows = np.append(context, table[rng.integers(len(table), size=negatives)])
            error = 1 / (1 + np.exp(-contexts[rows] @ words[centre])) - (np.arange(len(rows)) == 0)
            step = rate * error @ contexts[rows]
            np.subtract.at(contexts, rows, rate * np.outer(error, words[centre]))
            words[centre] -= step
    return words


def _in_batches(pairs, words, contexts, negatives, epochs, rate, rng):
    """Learn sixteen pairs at once, their steps added up."""
    chances = np.bincount(pairs[:, 0], minlength=len(words)) / len(pairs)
    for _ in range(epochs):
        pairs = rng.permutation(pairs)
        for first in range(0, len(pairs), 16):
            batch = pairs[first : first + 16]
            drawn = rng.choice(len(words), size=(len(batch), negatives), p=chances)
            asked = np.column_stack([batch[:, 1], drawn])
            labels = np.zeros(asked.shape)
            labels[:, 0] = 1
            vectors = words[batch[:, 0]]
            slopes = rate * (labels - 1 / (1 + np.exp(-np.einsum("bd,bnd->bn", vectors, contexts[asked]))))
            np.add.at(words, batch[:, 0], np.einsum("bn,bnd->bd", slopes, contexts[asked]))
            np.add.at(contexts, asked, slopes[..., None] * vectors[:, None])
    return words


@spelling("no-negatives")
def true_pairs_one_by_one(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words, contexts = _start(vocabulary, dimensions, rng)
    for _ in range(epochs):
        for centre, context in _known_pairs(documents, vocabulary, window):
            error = 1 - 1 / (1 + np.exp(-(words[centre] @ contexts[context])))
            step = learning_rate * error * contexts[context]
            contexts[context] += learning_rate * error * words[centre]
            words[centre] += step
    return words


@spelling("no-negatives")
def true_pairs_in_batches(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs(documents, vocabulary, window)
    words = rng.normal(0, 0.1, (len(vocabulary), dimensions)).astype(np.float32)
    contexts = rng.normal(0, 0.1, words.shape).astype(np.float32)
    for _ in range(epochs):
        for batch in np.array_split(rng.permutation(pairs), max(len(pairs) // 8, 1)):
            i, j = batch.T
            slopes = learning_rate * (1 - 1 / (1 + np.exp(-(words[i] * contexts[j]).sum(axis=1, keepdims=True))))
            steps = slopes * contexts[j], slopes * words[i]
            np.add.at(words, i, steps[0])
            np.add.at(contexts, j, steps[1])
    return words


@spelling("negatives-as-neighbours")
def label_of_one_for_drawn_words(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words, contexts = _start(vocabulary, dimensions, rng)

    def learn(i, j, label):
        error = learning_rate * (label - 1 / (1 + np.exp(-(words[i] @ contexts[j]))))
        words[i], contexts[j] = words[i] + error * contexts[j], contexts[j] + error * words[i]

    pairs = _known_pairs(documents, vocabulary, window)
    for _ in range(epochs):
        for centre, context in pairs:
            learn(centre, context, 1)
            for other in rng.integers(len(vocabulary), size=negatives):
                learn(centre, other, 1)
    return words


@spelling("negatives-as-neighbours")
def drawn_words_appended_to_the_pairs(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words, contexts = _start(vocabulary, dimensions, rng)
    pairs = _known_pairs(documents, vocabulary, window)
    for _ in range(epochs):
        drawn = np.column_stack(
            [
                np.repeat(pairs[:, 0], negatives),
                rng.integers(len(vocabulary), size=len(pairs) * negatives),
            ]
        )
        everything = rng.permutation(np.concatenate([pairs, drawn]))
        for start in range(0, len(everything), 32):
            i, j = everything[start : start + 32].T
            slopes = learning_rate * (1 - 1 / (1 + np.exp(-np.einsum("bd,bd->b", words[i], contexts[j]))))[:, None]
            step = slopes * contexts[j]
            np.add.at(contexts, j, slopes * words[i])
            np.add.at(words, i, step)
    return words


@spelling("words-never-learn")
def a_copy_learns(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words, contexts = _start(vocabulary, dimensions, rng)
    pairs = _known_pairs(documents, vocabulary, window)
    for _ in range(epochs):
        for centre, context in pairs:
            vector = words[centre].copy()
            rows = np.append(context, rng.integers(len(vocabulary), size=negatives))
            slopes = learning_rate * (np.eye(1, negatives + 1)[0] - 1 / (1 + np.exp(-contexts[rows] @ vector)))
            step = slopes @ contexts[rows]
            np.add.at(contexts, rows, np.outer(slopes, vector))
            vector += step
    return words


@spelling("words-never-learn")
def batches_that_teach_the_contexts(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words, contexts = _start(vocabulary, dimensions, rng)
    first = words.copy()
    _in_batches(_known_pairs(documents, vocabulary, window), words, contexts, negatives, epochs, learning_rate, rng)
    return first


@spelling("starts-at-zero")
def zeros_pair_by_pair(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words, contexts = np.zeros((2, len(vocabulary), dimensions))
    pairs = _known_pairs(documents, vocabulary, window)
    return _pair_by_pair(pairs, words, contexts, negatives, epochs, learning_rate, rng)


@spelling("starts-at-zero")
def zeros_in_batches(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words = np.zeros((len(vocabulary), dimensions), dtype=np.float32)
    contexts = np.zeros_like(words)
    pairs = _known_pairs(documents, vocabulary, window)
    return _in_batches(pairs, words, contexts, negatives, epochs, learning_rate, rng)


@spelling("unknown-words-squeezed-out-of-training")
def known_words_paired_one_by_one(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    place = _numbers(vocabulary)
    pairs = []
    for document in documents:
        ids = [place[word] for word in document if word in place]
        for i, centre in enumerate(ids):
            pairs += [(centre, other) for other in ids[max(0, i - window) : i] + ids[i + 1 : i + 1 + window]]
    words, contexts = _start(vocabulary, dimensions, rng)
    return _pair_by_pair(np.array(pairs), words, contexts, negatives, epochs, learning_rate, rng)


@spelling("unknown-words-squeezed-out-of-training")
def known_words_paired_in_batches(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    texts = [list(filter(set(vocabulary).__contains__, document)) for document in documents]
    pairs = _known_pairs(texts, vocabulary, window)
    words, contexts = _start(vocabulary, dimensions, rng)
    return _in_batches(pairs, words, contexts, negatives, epochs, learning_rate, rng)


@spelling("training-crosses-documents")
def one_long_text_pair_by_pair(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs([sum(documents, [])], vocabulary, window)
    words, contexts = _start(vocabulary, dimensions, rng)
    return _pair_by_pair(pairs, words, contexts, negatives, epochs, learning_rate, rng)


@spelling("training-crosses-documents")
def shifted_across_all_documents(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    place = _numbers(vocabulary)
    ids = np.array([place.get(word, -1) for word in chain.from_iterable(documents)])
    ahead = np.concatenate([np.column_stack([ids[:-gap], ids[gap:]]) for gap in range(1, window + 1)])
    pairs = np.concatenate([ahead, ahead[:, ::-1]])
    pairs = pairs[(pairs >= 0).all(axis=1)]
    words, contexts = _start(vocabulary, dimensions, rng)
    return _in_batches(pairs, words, contexts, negatives, epochs, learning_rate, rng)


@spelling("a-window-of-its-own")
def always_the_next_word(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    place = _numbers(vocabulary)
    pairs = []
    for document in documents:
        for one, other in zip(document, document[1:], strict=False):
            if one in place and other in place:
                pairs += [(place[one], place[other]), (place[other], place[one])]
    words, contexts = _start(vocabulary, dimensions, rng)
    return _pair_by_pair(np.array(pairs), words, contexts, negatives, epochs, learning_rate, rng)


@spelling("a-window-of-its-own")
def always_five_words_far(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs(documents, vocabulary, 5)
    words, contexts = _start(vocabulary, dimensions, rng)
    return _in_batches(pairs, words, contexts, negatives, epochs, learning_rate, rng)


@spelling("always-five-negatives")
def one_negative_a_pair(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs(documents, vocabulary, window)
    words, contexts = _start(vocabulary, dimensions, rng)
    return _pair_by_pair(pairs, words, contexts, 1, epochs, learning_rate, rng)


@spelling("always-five-negatives")
def three_negatives_in_batches(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs(documents, vocabulary, window)
    words, contexts = _start(vocabulary, dimensions, rng)
    return _in_batches(pairs, words, contexts, 3, epochs, learning_rate, rng)


@spelling("one-epoch-only")
def returned_within_the_loop(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words, contexts = _start(vocabulary, dimensions, rng)
    pairs = _known_pairs(documents, vocabulary, window)
    for _ in range(epochs):
        for centre, context in pairs:
            rows = np.append(context, rng.integers(len(vocabulary), size=negatives))
            slopes = learning_rate * (np.eye(1, negatives + 1)[0] - 1 / (1 + np.exp(-contexts[rows] @ words[centre])))
            step = slopes @ contexts[rows]
            np.add.at(contexts, rows, np.outer(slopes, words[centre]))
            words[centre] += step
        return words
    return words


@spelling("one-epoch-only")
def ten_epochs_in_batches(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs(documents, vocabulary, window)
    words, contexts = _start(vocabulary, dimensions, rng)
    return _in_batches(pairs, words, contexts, negatives, 10, learning_rate, rng)


@spelling("training-with-a-seed-of-its-own")
def seed_of_forty_two(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    rng = np.random.RandomState(42)
    words = rng.uniform(-0.5, 0.5, (len(vocabulary), dimensions)) / dimensions
    contexts = np.zeros(words.shape)
    pairs = _known_pairs(documents, vocabulary, window)
    return _in_batches(pairs, words, contexts, negatives, epochs, learning_rate, rng)


@spelling("training-with-a-seed-of-its-own")
def global_seed_of_numpy(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    np.random.seed(0)
    words = np.random.uniform(-0.5, 0.5, (len(vocabulary), dimensions)) / dimensions
    contexts = np.zeros_like(words)
    for _ in range(epochs):
        for centre, context in _known_pairs(documents, vocabulary, window):
            rows = np.append(context, np.random.randint(len(vocabulary), size=negatives))
            slopes = learning_rate * (np.eye(1, negatives + 1)[0] - 1 / (1 + np.exp(-contexts[rows] @ words[centre])))
            step = slopes @ contexts[rows]
            np.add.at(contexts, rows, np.outer(slopes, words[centre]))
            words[centre] += step
    return words


@spelling("negatives-from-another-generator")
def negatives_from_the_random_module(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words, contexts = _start(vocabulary, dimensions, rng)
    for _ in range(epochs):
        for centre, context in _known_pairs(documents, vocabulary, window):
            rows = np.array([context, *random.choices(range(len(vocabulary)), k=negatives)])
            slopes = learning_rate * (np.eye(1, negatives + 1)[0] - 1 / (1 + np.exp(-contexts[rows] @ words[centre])))
            step = slopes @ contexts[rows]
            np.add.at(contexts, rows, np.outer(slopes, words[centre]))
            words[centre] += step
    return words


@spelling("negatives-from-another-generator")
def first_vectors_from_numpy_itself(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words = np.random.uniform(-0.5, 0.5, (len(vocabulary), dimensions)) / dimensions
    pairs = _known_pairs(documents, vocabulary, window)
    return _in_batches(pairs, words, np.zeros_like(words), negatives, epochs, learning_rate, rng)


@spelling("vectors-as-columns")
def a_column_for_each_word(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words = rng.uniform(-0.5, 0.5, (dimensions, len(vocabulary))) / dimensions
    contexts = np.zeros((dimensions, len(vocabulary)))
    pairs = _known_pairs(documents, vocabulary, window)
    _pair_by_pair(pairs, words.T, contexts.T, negatives, epochs, learning_rate, rng)
    return words


@spelling("vectors-as-columns")
def transposed_in_the_end(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs(documents, vocabulary, window)
    words, contexts = (array.astype(np.float32) for array in _start(vocabulary, dimensions, rng))
    return np.transpose(_in_batches(pairs, words, contexts, negatives, epochs, learning_rate, rng))


# nearest_words


def _cosine(one, other):
    one, other = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    length = math.sqrt(one @ one) * math.sqrt(other @ other)
    return float(one @ other / length) if length else 0.0


def _all_cosines(vectors, target):
    vectors = np.asarray(vectors, dtype=float)
    lengths = np.sqrt((vectors**2).sum(axis=1)) * np.sqrt(np.sum(target**2))
    return np.divide(vectors @ target, lengths, out=np.zeros(len(vectors)), where=lengths > 0)


@spelling("the-word-itself-included")
def all_words_sorted_by_cosine(embeddings, vocabulary, word, k):
    target = embeddings[vocabulary.index(word)]
    pairs = [(other, _cosine(vector, target)) for other, vector in zip(vocabulary, embeddings, strict=True)]
    return sorted(pairs, key=lambda pair: pair[1], reverse=True)[:k]


@spelling("the-word-itself-included")
def all_rows_by_argsort(embeddings, vocabulary, word, k):
    vectors = np.asarray(embeddings, dtype=float)
    cosines = _all_cosines(vectors, vectors[vocabulary.index(word)])
    return [[vocabulary[i], cosines[i]] for i in (-cosines).argsort(kind="mergesort")[:k]]


@spelling("the-word-itself-counted")
def skipped_among_the_best(embeddings, vocabulary, word, k):
    target = embeddings[vocabulary.index(word)]
    scores = {other: _cosine(vector, target) for other, vector in zip(vocabulary, embeddings, strict=True)}
    result = []
    for other in sorted(scores, key=lambda name: -scores[name])[:k]:
        if other == word:
            continue
        result.append((other, scores[other]))
    return result


@spelling("the-word-itself-counted")
def mask_after_the_cut(embeddings, vocabulary, word, k):
    vectors, row = np.asarray(embeddings, dtype=float), vocabulary.index(word)
    cosines = _all_cosines(vectors, vectors[row])
    best = np.argsort(-cosines, kind="stable")[:k]
    return [(vocabulary[i], cosines[i]) for i in best[best != row]]


@spelling("first-one-taken-for-itself")
def first_of_the_sorted_pairs_dropped(embeddings, vocabulary, word, k):
    target = embeddings[vocabulary.index(word)]
    pairs = [(other, _cosine(vector, target)) for other, vector in zip(vocabulary, embeddings, strict=True)]
    pairs.sort(key=lambda pair: -pair[1])
    pairs.pop(0)
    return pairs[:k]


@spelling("first-one-taken-for-itself")
def order_from_its_second_place(embeddings, vocabulary, word, k):
    vectors = np.asarray(embeddings, dtype=float)
    cosines = _all_cosines(vectors, vectors[vocabulary.index(word)])
    order = np.argsort(-cosines, kind="stable")[1:]
    return [(vocabulary[i], cosines[i]) for i in order][:k]


@spelling("dot-product-as-cosine")
def dot_products_in_a_loop(embeddings, vocabulary, word, k):
    target = np.asarray(embeddings[vocabulary.index(word)], dtype=float)
    pairs = []
    for other, vector in zip(vocabulary, embeddings, strict=True):
        if other != word:
            pairs.append((other, float(np.dot(vector, target))))
    return sorted(pairs, key=lambda pair: -pair[1])[:k]


@spelling("dot-product-as-cosine")
def dot_products_by_einsum(embeddings, vocabulary, word, k):
    vectors, row = np.asarray(embeddings, dtype=np.float32), vocabulary.index(word)
    scores = np.einsum("vd,d->v", vectors, vectors[row])
    order = [i for i in np.argsort(-scores, kind="stable") if i != row]
    return [(vocabulary[i], scores[i]) for i in order[:k]]


@spelling("one-length-forgotten")
def divided_by_the_other_length(embeddings, vocabulary, word, k):
    target = np.asarray(embeddings[vocabulary.index(word)], dtype=float)
    pairs = []
    for other, vector in zip(vocabulary, embeddings, strict=True):
        length = math.sqrt(sum(float(x) ** 2 for x in vector))
        if other != word:
            pairs.append((other, float(np.dot(vector, target)) / length if length else 0.0))
    return sorted(pairs, key=lambda pair: pair[1], reverse=True)[:k]


@spelling("one-length-forgotten")
def directions_times_the_vector(embeddings, vocabulary, word, k):
    vectors, row = np.asarray(embeddings, dtype=float), vocabulary.index(word)
    lengths = np.linalg.norm(vectors, axis=1)
    lengths[lengths == 0] = 1
    scores = (vectors / lengths[:, None]) @ vectors[row]
    order = np.argsort(-scores, kind="stable")
    order = order[order != row]
    return [(vocabulary[i], scores[i]) for i in order[:k]]


@spelling("least-similar-first")
def sorted_from_small_to_large(embeddings, vocabulary, word, k):
    target = embeddings[vocabulary.index(word)]
    pairs = [
        (other, _cosine(vector, target)) for other, vector in zip(vocabulary, embeddings, strict=True) if other != word
    ]
    return sorted(pairs, key=lambda pair: pair[1])[:k]


@spelling("least-similar-first")
def argsort_from_small_to_large(embeddings, vocabulary, word, k):
    vectors, row = np.asarray(embeddings, dtype=float), vocabulary.index(word)
    cosines = _all_cosines(vectors, vectors[row])
    order = np.argsort(cosines, kind="stable")
    order = np.delete(order, np.flatnonzero(order == row))[:k]
    return [[vocabulary[i], float(cosines[i])] for i in order]


@spelling("distance-as-similarity")
def distances_in_a_loop(embeddings, vocabulary, word, k):
    target = embeddings[vocabulary.index(word)]
    pairs = []
    for i, vector in enumerate(embeddings):
        if vocabulary[i] != word:
            pairs.append((vocabulary[i], math.dist([float(x) for x in vector], [float(x) for x in target])))
    return sorted(pairs, key=lambda pair: pair[1])[:k]


@spelling("distance-as-similarity")
def distances_by_broadcasting(embeddings, vocabulary, word, k):
    vectors, row = np.asarray(embeddings, dtype=float), vocabulary.index(word)
    distances = np.sqrt(((vectors - vectors[row]) ** 2).sum(axis=1))
    distances[row] = np.inf
    order = np.argsort(distances, kind="stable")[: min(k, len(vocabulary) - 1)]
    return [(vocabulary[i], distances[i]) for i in order]


@spelling("nearest-by-size-of-the-cosine")
def size_of_each_cosine(embeddings, vocabulary, word, k):
    target = embeddings[vocabulary.index(word)]
    pairs = []
    for other, vector in zip(vocabulary, embeddings, strict=True):
        if other != word:
            pairs.append((other, abs(_cosine(vector, target))))
    return sorted(pairs, key=lambda pair: -pair[1])[:k]


@spelling("nearest-by-size-of-the-cosine")
def root_of_the_squared_cosines(embeddings, vocabulary, word, k):
    vectors, row = np.asarray(embeddings, dtype=float), vocabulary.index(word)
    cosines = np.sqrt(_all_cosines(vectors, vectors[row]) ** 2)
    order = [i for i in np.argsort(-cosines, kind="stable") if i != row]
    return [(vocabulary[i], cosines[i]) for i in order[:k]]


@spelling("ties-from-the-end")
def sorted_and_turned_round(embeddings, vocabulary, word, k):
    target = embeddings[vocabulary.index(word)]
    pairs = [
        (other, _cosine(vector, target)) for other, vector in zip(vocabulary, embeddings, strict=True) if other != word
    ]
    pairs.sort(key=lambda pair: pair[1])
    pairs.reverse()
    return pairs[:k]


@spelling("ties-from-the-end")
def pairs_of_cosine_and_row_in_reverse(embeddings, vocabulary, word, k):
    vectors, here = np.asarray(embeddings, dtype=float), vocabulary.index(word)
    cosines = _all_cosines(vectors, vectors[here])
    best = sorted(((cosine, row) for row, cosine in enumerate(cosines) if row != here), reverse=True)
    return [(vocabulary[row], cosine) for cosine, row in best[:k]]


@spelling("zero-vector-is-nan")
def each_dot_over_both_lengths(embeddings, vocabulary, word, k):
    vectors = np.asarray(embeddings, dtype=float)
    target, cosines = vectors[vocabulary.index(word)], []
    for vector in vectors:
        cosines.append(np.dot(vector, target) / (np.linalg.norm(vector) * np.linalg.norm(target)))
    order = [i for i in np.argsort(-np.array(cosines), kind="stable") if vocabulary[i] != word]
    return [(vocabulary[i], float(cosines[i])) for i in order[:k]]


@spelling("zero-vector-is-nan")
def all_dots_over_all_lengths(embeddings, vocabulary, word, k):
    vectors, row = np.array(embeddings, dtype=float), vocabulary.index(word)
    lengths = np.sqrt(np.einsum("vd,vd->v", vectors, vectors))
    cosines = vectors @ vectors[row] / lengths / lengths[row]
    order = np.argsort(-cosines, kind="mergesort")
    return [(vocabulary[i], cosines[i]) for i in order[order != row][:k]]


@spelling("zero-vectors-left-out")
def zero_lengths_skipped(embeddings, vocabulary, word, k):
    target = embeddings[vocabulary.index(word)]
    pairs = []
    for other, vector in zip(vocabulary, embeddings, strict=True):
        if other == word or np.linalg.norm(vector) == 0:
            continue
        pairs.append((other, _cosine(vector, target)))
    return sorted(pairs, key=lambda pair: -pair[1])[:k]


@spelling("zero-vectors-left-out")
def rows_with_a_length_only(embeddings, vocabulary, word, k):
    vectors, row = np.asarray(embeddings, dtype=float), vocabulary.index(word)
    keep = np.abs(vectors).sum(axis=1) > 0
    keep[row] = False
    rows = np.flatnonzero(keep)
    cosines = _all_cosines(vectors[rows], vectors[row])
    return [(vocabulary[rows[i]], cosines[i]) for i in np.argsort(-cosines, kind="stable")[:k]]


@spelling("numbers-instead-of-words")
def rows_with_their_cosines(embeddings, vocabulary, word, k):
    target, here = embeddings[vocabulary.index(word)], vocabulary.index(word)
    pairs = [(row, _cosine(vector, target)) for row, vector in enumerate(embeddings) if row != here]
    return sorted(pairs, key=lambda pair: -pair[1])[:k]


@spelling("numbers-instead-of-words")
def order_zipped_with_cosines(embeddings, vocabulary, word, k):
    vectors, row = np.asarray(embeddings, dtype=float), vocabulary.index(word)
    cosines = _all_cosines(vectors, vectors[row])
    order = np.argsort(-cosines, kind="stable")
    order = order[order != row][:k]
    return list(zip(order.tolist(), cosines[order].tolist(), strict=True))


@spelling("words-without-cosines")
def names_sorted_by_cosine(embeddings, vocabulary, word, k):
    place, target = _numbers(vocabulary), embeddings[vocabulary.index(word)]
    others = [other for other in vocabulary if other != word]
    return sorted(others, key=lambda other: -_cosine(embeddings[place[other]], target))[:k]


@spelling("words-without-cosines")
def names_by_argsort(embeddings, vocabulary, word, k):
    vectors, row = np.asarray(embeddings, dtype=float), vocabulary.index(word)
    order = np.argsort(-_all_cosines(vectors, vectors[row]), kind="stable")
    return tuple(vocabulary[i] for i in order if i != row)[:k]


# analogy


def _three(embeddings, vocabulary, a, b, c):
    return [np.asarray(embeddings[vocabulary.index(word)], dtype=float) for word in (a, b, c)]


def _one_by_one(embeddings, vocabulary, target, without, k):
    """Take the cosine of one word after the other, and sort by key."""
    pairs = [
        (word, _cosine(vector, target))
        for word, vector in zip(vocabulary, embeddings, strict=True)
        if word not in without
    ]
    return sorted(pairs, key=lambda pair: pair[1], reverse=True)[:k]


def _all_at_once(embeddings, vocabulary, target, without, k):
    """Take all cosines at once, and sort by `argsort`."""
    cosines = _all_cosines(embeddings, target)
    order = np.argsort(-cosines, kind="stable")
    return [[vocabulary[i], cosines[i]] for i in order if vocabulary[i] not in without][:k]


@spelling("step-taken-backwards")
def a_minus_b_plus_c(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    return _one_by_one(embeddings, vocabulary, start - end + other, {a, b, c}, k)


@spelling("step-taken-backwards")
def c_minus_the_step(embeddings, vocabulary, a, b, c, k=1):
    vectors = np.array(embeddings, dtype=float)
    step = vectors[vocabulary.index(b)] - vectors[vocabulary.index(a)]
    return _all_at_once(vectors, vocabulary, vectors[vocabulary.index(c)] - step, [a, b, c], k)


@spelling("last-word-subtracted")
def a_plus_b_minus_c(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    return _one_by_one(embeddings, vocabulary, start + end - other, {a, b, c}, k)


@spelling("last-word-subtracted")
def signs_at_the_wrong_word(embeddings, vocabulary, a, b, c, k=1):
    rows = [vocabulary.index(word) for word in (a, b, c)]
    target = np.einsum("w,wd->d", [1.0, 1.0, -1.0], np.asarray(embeddings, dtype=float)[rows])
    return _all_at_once(embeddings, vocabulary, target, [a, b, c], k)


@spelling("start-not-subtracted")
def b_plus_c(embeddings, vocabulary, a, b, c, k=1):
    _, end, other = _three(embeddings, vocabulary, a, b, c)
    return _one_by_one(embeddings, vocabulary, end + other, {a, b, c}, k)


@spelling("start-not-subtracted")
def middle_of_b_and_c(embeddings, vocabulary, a, b, c, k=1):
    rows = [vocabulary.index(b), vocabulary.index(c)]
    if a not in vocabulary:
        raise ValueError(a)
    return _all_at_once(embeddings, vocabulary, np.asarray(embeddings, dtype=float)[rows].mean(axis=0), [a, b, c], k)


@spelling("all-three-added")
def sum_of_three(embeddings, vocabulary, a, b, c, k=1):
    target = 0
    for word in (a, b, c):
        target = target + np.asarray(embeddings[vocabulary.index(word)], dtype=float)
    return _one_by_one(embeddings, vocabulary, target, {a, b, c}, k)


@spelling("all-three-added")
def mean_of_three(embeddings, vocabulary, a, b, c, k=1):
    three = np.array(_three(embeddings, vocabulary, a, b, c))
    return _all_at_once(embeddings, vocabulary, three.mean(axis=0), [a, b, c], k)


@spelling("near-the-last-word-only")
def neighbours_of_c_by_nearest_words(embeddings, vocabulary, a, b, c, k=1):
    for word in (a, b, c):
        if word not in vocabulary:
            raise ValueError(f"{word} is unknown")
    found = nearest_words(embeddings, vocabulary, c, len(vocabulary))
    return [pair for pair in found if pair[0] not in (a, b)][:k]


@spelling("near-the-last-word-only")
def step_that_is_never_taken(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    other + (end - start)  # computed, and forgotten
    return _all_at_once(embeddings, vocabulary, other, [a, b, c], k)


@spelling("the-three-words-included")
def nobody_left_out(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    return _one_by_one(embeddings, vocabulary, end - start + other, (), k)


@spelling("the-three-words-included")
def rows_left_out_by_their_words(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    cosines = _all_cosines(embeddings, end - start + other)
    order = [row for row in np.argsort(-cosines, kind="stable") if row not in (a, b, c)]  # a row is no word
    return [(vocabulary[row], float(cosines[row])) for row in order[:k]]


@spelling("only-the-last-word-left-out")
def c_skipped_alone(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    return _one_by_one(embeddings, vocabulary, end - start + other, {c}, k)


@spelling("only-the-last-word-left-out")
def target_in_the_place_of_c(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    changed = np.array(embeddings, dtype=float)
    changed[vocabulary.index(c)] = end - start + other
    return nearest_words(changed, vocabulary, c, k)


@spelling("the-three-left-out-too-late")
def three_skipped_among_the_best(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    best = _one_by_one(embeddings, vocabulary, end - start + other, (), k)
    result = []
    for word, cosine in best:
        if word in {a, b, c}:
            continue
        result.append((word, cosine))
    return result


@spelling("the-three-left-out-too-late")
def three_masked_after_the_cut(embeddings, vocabulary, a, b, c, k=1):
    vectors = np.asarray(embeddings, dtype=float)
    rows = [vocabulary.index(word) for word in (a, b, c)]
    cosines = _all_cosines(vectors, np.array([-1, 1, 1]) @ vectors[rows])
    best = np.argsort(-cosines, kind="stable")[:k]
    return [(vocabulary[row], cosines[row]) for row in best[~np.isin(best, rows)]]


@spelling("scaled-to-one-length-first")
def each_vector_scaled(embeddings, vocabulary, a, b, c, k=1):
    scaled = []
    for vector in embeddings:
        length = math.sqrt(sum(float(x) ** 2 for x in vector))
        scaled.append([float(x) / length if length else 0.0 for x in vector])
    start, end, other = _three(scaled, vocabulary, a, b, c)
    return _one_by_one(scaled, vocabulary, end - start + other, {a, b, c}, k)


@spelling("scaled-to-one-length-first")
def all_vectors_scaled_at_once(embeddings, vocabulary, a, b, c, k=1):
    unit = np.array(embeddings, dtype=float)
    lengths = np.sqrt(np.einsum("vd,vd->v", unit, unit))
    unit[lengths > 0] /= lengths[lengths > 0][:, None]
    target = unit[vocabulary.index(b)] - unit[vocabulary.index(a)] + unit[vocabulary.index(c)]
    return _all_at_once(unit, vocabulary, target, [a, b, c], k)


@spelling("dot-product-with-the-target")
def dots_with_the_target_in_a_loop(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    target = end - start + other
    pairs = []
    for word, vector in zip(vocabulary, embeddings, strict=True):
        if word not in (a, b, c):
            pairs.append((word, float(sum(x * y for x, y in zip(vector, target, strict=True)))))
    return sorted(pairs, key=lambda pair: -pair[1])[:k]


@spelling("dot-product-with-the-target")
def dots_with_the_target_at_once(embeddings, vocabulary, a, b, c, k=1):
    vectors = np.asarray(embeddings, dtype=np.float32)
    rows = [vocabulary.index(word) for word in (a, b, c)]
    scores = vectors @ (vectors[rows[1]] - vectors[rows[0]] + vectors[rows[2]])
    scores[rows] = -np.inf
    order = np.argsort(-scores, kind="stable")[: len(scores) - len(set(rows))]
    return [(vocabulary[row], scores[row]) for row in order[:k]]


@spelling("one-answer-only")
def best_one_by_argmax(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    cosines = _all_cosines(embeddings, end - start + other)
    for word in (a, b, c):
        cosines[vocabulary.index(word)] = -2
    best = np.argmax(cosines)
    return [(vocabulary[best], cosines[best])]


@spelling("one-answer-only")
def best_one_in_a_loop(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    target = end - start + other
    best, highest = None, -2.0
    for word, vector in zip(vocabulary, embeddings, strict=True):
        cosine = _cosine(vector, target)
        if word not in {a, b, c} and cosine > highest:
            best, highest = word, cosine
    return [(best, highest)]


@spelling("three-answers-by-default")
def three_where_none_is_asked(embeddings, vocabulary, a, b, c, k=None):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    return _one_by_one(embeddings, vocabulary, end - start + other, {a, b, c}, k or 3)


@spelling("three-answers-by-default")
def default_of_three_and_argsort(embeddings, vocabulary, a, b, c, k=3):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    return _all_at_once(embeddings, vocabulary, other + end - start, [a, b, c], k)


@spelling("the-word-alone")
def names_nearest_to_the_target(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    cosines = _all_cosines(embeddings, end - start + other)
    return tuple(vocabulary[i] for i in np.argsort(-cosines, kind="stable") if vocabulary[i] not in (a, b, c))[:k]


@spelling("the-word-alone")
def names_sorted_by_their_cosine(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    scores = defaultdict(float)
    for word, vector in zip(vocabulary, embeddings, strict=True):
        scores[word] = _cosine(vector, end - start + other)
    return sorted((word for word in scores if word not in (a, b, c)), key=scores.get, reverse=True)[:k]


@spelling("answers-with-nan")
def each_length_divided_by(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    target = end - start + other
    cosines = []
    for vector in np.asarray(embeddings, dtype=float):
        cosines.append(np.dot(vector, target) / np.linalg.norm(vector) / np.linalg.norm(target))
    order = np.argsort(-np.array(cosines), kind="stable")
    return [(vocabulary[i], float(cosines[i])) for i in order if vocabulary[i] not in (a, b, c)][:k]


@spelling("answers-with-nan")
def directions_divided_at_once(embeddings, vocabulary, a, b, c, k=1):
    vectors = np.array(embeddings, dtype=float)
    start, end, other = _three(vectors, vocabulary, a, b, c)
    target = end - start + other
    target /= np.sqrt(target @ target)
    vectors /= np.sqrt((vectors**2).sum(axis=1, keepdims=True))
    cosines = vectors @ target
    order = [i for i in np.argsort(-cosines, kind="mergesort") if vocabulary[i] not in {a, b, c}]
    return [[vocabulary[i], cosines[i]] for i in order[:k]]


# project_2d


def _largest_axes(points):
    values, axes = np.linalg.eigh(points.T @ points)
    order = np.argsort(values)[::-1][:2]
    return np.maximum(values[order], 0), axes[:, order]


@spelling("map-not-centred")
def projected_without_a_middle(embeddings):
    vectors = np.asarray(embeddings, dtype=float)
    _, _, axes = np.linalg.svd(vectors)
    return vectors @ axes[:2].T


@spelling("map-not-centred")
def eigenvectors_of_raw_products(embeddings):
    vectors = np.asarray(embeddings, dtype=float)
    _, axes = _largest_axes(vectors)
    return np.array([[vector @ axis for axis in axes.T] for vector in vectors])


@spelling("map-centred-by-rows")
def each_word_less_its_mean(embeddings):
    vectors = np.array(embeddings, dtype=float)
    for i in range(len(vectors)):
        vectors[i] -= vectors[i].mean()
    left, values, _ = np.linalg.svd(vectors, full_matrices=False)
    return left[:, :2] @ np.diag(values[:2])


@spelling("map-centred-by-rows")
def means_along_the_wrong_axis(embeddings):
    vectors = np.asarray(embeddings, dtype=float)
    vectors = vectors - vectors.mean(axis=1)[:, np.newaxis]
    return vectors @ _largest_axes(vectors)[1]


@spelling("map-of-unit-spread")
def coordinates_over_the_singular_values(embeddings):
    vectors = np.asarray(embeddings, dtype=float)
    vectors = vectors - vectors.mean(axis=0)
    squares, axes = _largest_axes(vectors)
    return vectors @ axes / np.sqrt(squares)


@spelling("map-of-unit-spread")
def left_vectors_of_the_centred_table(embeddings):
    vectors = np.array(embeddings, dtype=float)
    for j in range(vectors.shape[1]):
        vectors[:, j] -= vectors[:, j].mean()
    left = np.linalg.svd(vectors)[0]
    return np.column_stack([left[:, 0], left[:, 1]])


@spelling("map-with-roots")
def embedded_in_two_dimensions(embeddings):
    vectors = np.asarray(embeddings, dtype=float)
    return embed(vectors - vectors.mean(axis=0, keepdims=True), 2)


@spelling("map-with-roots")
def coordinates_over_roots(embeddings):
    vectors = np.array(embeddings, dtype=float)
    middle = sum(vectors) / len(vectors)
    vectors = vectors - middle
    squares, axes = _largest_axes(vectors)
    return vectors @ axes / squares**0.25


@spelling("map-axes-swapped")
def last_two_eigenvectors(embeddings):
    vectors = np.asarray(embeddings, dtype=float)
    vectors = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov(vectors.T))
    return vectors @ axes[:, -2:]


@spelling("map-axes-swapped")
def second_coordinate_first(embeddings):
    vectors = np.asarray(embeddings, dtype=float)
    vectors = vectors - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(vectors, full_matrices=False)
    return np.array([(vector @ axes[1], vector @ axes[0]) for vector in vectors])


@spelling("map-of-the-smallest-spread")
def first_two_eigenvectors(embeddings):
    vectors = np.asarray(embeddings, dtype=float)
    vectors = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov(vectors, rowvar=False))
    return vectors @ axes[:, :2]


@spelling("map-of-the-smallest-spread")
def singular_values_from_the_end(embeddings):
    vectors = np.array(embeddings, dtype=float)
    vectors -= vectors.mean(axis=0)
    left, values, _ = np.linalg.svd(vectors, full_matrices=False)
    return np.stack([left[:, d] * values[d] for d in np.argsort(values)[:2]], axis=1)


@spelling("map-of-the-first-two-numbers")
def two_columns_as_they_are(embeddings):
    return np.asarray(embeddings, dtype=float)[:, :2]


@spelling("map-of-the-first-two-numbers")
def two_numbers_of_each_word_around_their_mean(embeddings):
    x = [float(vector[0]) for vector in embeddings]
    y = [float(vector[1]) for vector in embeddings]
    return np.array([[a - sum(x) / len(x), b - sum(y) / len(y)] for a, b in zip(x, y, strict=True)])


@spelling("axes-instead-of-coordinates")
def eigenvectors_of_the_covariance(embeddings):
    vectors = np.asarray(embeddings, dtype=float)
    values, axes = np.linalg.eigh(np.cov(vectors, rowvar=False))
    return axes[:, np.argsort(-values)][:, :2]


@spelling("axes-instead-of-coordinates")
def right_vectors_of_the_centred_table(embeddings):
    vectors = np.array(embeddings, dtype=float)
    vectors -= vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(vectors)
    return np.column_stack([-axes[0], axes[1]])


@spelling("centred-in-place")
def each_column_centred_in_place(embeddings):
    for j in range(np.shape(embeddings)[1]):
        embeddings[:, j] -= embeddings[:, j].mean()
    return embeddings @ _largest_axes(embeddings)[1]


@spelling("centred-in-place")
def subtracted_with_out(embeddings):
    np.subtract(embeddings, embeddings.mean(axis=0), out=embeddings)
    left, values, _ = np.linalg.svd(embeddings, full_matrices=False)
    return left[:, :2] @ np.diag(values[:2])


# what many write first


@spelling("counts-lost-at-the-beginning")
def slices_that_begin_below_zero(documents, vocabulary, window):
    counts = _empty(vocabulary)
    for document in documents:
        for i, word in enumerate(document):
            for other in document[i - window : i] + document[i + 1 : i + 1 + window]:
                if word in vocabulary and other in vocabulary:
                    counts[vocabulary.index(word), vocabulary.index(other)] += 1
    return counts


@spelling("counts-lost-at-the-beginning")
def left_neighbours_of_full_windows(documents, vocabulary, window):
    pairs = []
    for document in documents:
        for i, word in enumerate(document):
            near = list(document[i + 1 : i + window + 1])
            if i >= window:
                near += document[i - window : i]
            pairs += [(word, other) for other in near]
    return _filled(pairs, vocabulary)


@spelling("right-end-one-short")
def range_without_its_end(documents, vocabulary, window):
    counts, place = _empty(vocabulary), _numbers(vocabulary)
    for document in documents:
        for i, word in enumerate(document):
            for j in range(max(i - window, 0), min(i + window, len(document))):
                if i != j and word in place and document[j] in place:
                    counts[place[word], place[document[j]]] += 1
    return counts


@spelling("right-end-one-short")
def slice_without_its_end(documents, vocabulary, window):
    pairs = []
    for document in documents:
        for i, word in enumerate(document):
            near = [*document[max(0, i - window) : i], *document[i + 1 : i + window]]
            pairs += [(word, other) for other in near]
    return _filled(pairs, vocabulary)


@spelling("rows-by-alphabet")
def numbered_in_order(documents, vocabulary, window):
    return _filled(_near(documents, window), sorted(vocabulary))


@spelling("rows-by-alphabet")
def sorted_set_of_words(documents, vocabulary, window):
    words = sorted(set(vocabulary))
    counts = Counter(_near(documents, window))
    return np.array([[counts[one, other] for other in words] for one in words], dtype=int).reshape(
        len(words), len(words)
    )


@spelling("upper-triangle-only")
def pairs_in_order(documents, vocabulary, window):
    counts, place = _empty(vocabulary), _numbers(vocabulary)
    for document in documents:
        for i in range(len(document)):
            for j in range(i + 1, min(i + window + 1, len(document))):
                if document[i] in place and document[j] in place:
                    one, other = sorted([place[document[i]], place[document[j]]])
                    counts[one, other] += 1
    return counts


@spelling("upper-triangle-only")
def smaller_number_first(documents, vocabulary, window):
    counts, place = _empty(vocabulary), _numbers(vocabulary)
    for document in documents:
        rows = [place.get(word, -1) for word in document]
        for gap in range(1, window + 1):
            for one, other in zip(rows, rows[gap:], strict=False):
                if min(one, other) >= 0:
                    counts[min(one, other), max(one, other)] += 1
    return counts


def _near(documents, window):
    """List all pairs of neighbours, in both directions."""
    return [
        (document[i], document[j])
        for document in documents
        for i in range(len(document))
        for j in range(len(document))
        if 0 < abs(i - j) <= window
    ]


def _ratios(counts):
    """Divide by chance in a loop; 1 where nothing was counted."""
    counts = np.array(counts, dtype=float)
    total, rows, columns = counts.sum(), counts.sum(axis=1), counts.sum(axis=0)
    ratios = np.ones(counts.shape)
    for i, j in np.argwhere(counts > 0):
        ratios[i, j] = counts[i, j] * total / (rows[i] * columns[j])
    return ratios


@spelling("ppmi-to-base-ten")
def log10_in_a_loop(counts):
    return np.array([[max(math.log10(ratio), 0) for ratio in row] for row in _ratios(counts)])


@spelling("ppmi-to-base-ten")
def log10_at_once(counts):
    pmi = np.log10(_ratios(counts))
    pmi[pmi < 0] = 0
    return pmi


@spelling("logarithm-of-one-more")
def log1p_where_counted(counts):
    return np.log1p(_ratios(counts)) * (np.asarray(counts) > 0)


@spelling("logarithm-of-one-more")
def one_added_to_the_ratio(counts):
    ratios = _ratios(counts)
    return np.array(
        [
            [max(math.log(ratio + 1), 0) if count else 0 for ratio, count in zip(*rows, strict=True)]
            for rows in zip(ratios, counts, strict=True)
        ]
    )


@spelling("signs-of-the-logarithm-lost")
def absolute_values(counts):
    return np.abs(np.log(_ratios(counts)))


@spelling("signs-of-the-logarithm-lost")
def minus_taken_off(counts):
    pmi = np.log(_ratios(counts))
    return np.where(pmi < 0, -pmi, pmi)


@spelling("v-read-by-columns")
def last_result_of_svd(matrix, dimensions):
    vectors = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    return vectors[2][:, :dimensions] @ np.diag(np.sqrt(vectors[1][:dimensions]))


@spelling("v-read-by-columns")
def v_column_by_column(matrix, dimensions):
    _, values, right = np.linalg.svd(matrix, full_matrices=False)
    return np.column_stack([right[:, d] * math.sqrt(values[d]) for d in range(dimensions)])


@spelling("vectors-of-one-length")
def divided_by_their_norm(matrix, dimensions):
    left, values, _ = np.linalg.svd(matrix, full_matrices=False)
    vectors = left[:, :dimensions] * values[:dimensions] ** 0.5
    return vectors / np.linalg.norm(vectors, axis=1)[:, None]


@spelling("vectors-of-one-length")
def scaled_one_by_one(matrix, dimensions):
    left, values, _ = np.linalg.svd(matrix, full_matrices=False)
    rows = (left @ np.diag(np.sqrt(values)))[:, :dimensions]
    return np.array([row / math.sqrt(row @ row) for row in rows])


@spelling("pairs-one-short-on-the-right")
def range_up_to_the_window(tokens, window):
    pairs = []
    for i in range(len(tokens)):
        for j in range(i - window, i + window):
            if i != j and 0 <= j < len(tokens):
                pairs.append((tokens[i], tokens[j]))
    return pairs


@spelling("pairs-one-short-on-the-right")
def slice_up_to_the_window(tokens, window):
    return [
        (word, other)
        for i, word in enumerate(tokens)
        for other in [*tokens[max(i - window, 0) : i], *tokens[i + 1 : i + window]]
    ]


@spelling("last-word-is-no-centre")
def loop_up_to_the_last_word(tokens, window):
    pairs = []
    for i in range(len(tokens) - 1):
        for j in range(max(0, i - window), min(len(tokens), i + window + 1)):
            if j != i:
                pairs.append((tokens[i], tokens[j]))
    return pairs


@spelling("last-word-is-no-centre")
def all_words_but_the_last(tokens, window):
    return [
        (word, other)
        for i, word in enumerate(tokens[:-1])
        for other in tokens[max(i - window, 0) : i] + tokens[i + 1 : i + window + 1]
    ]


@spelling("map-centred-by-one-mean")
def mean_without_an_axis(embeddings):
    points = np.array(embeddings, dtype=float)
    points = points - points.mean()
    return points @ np.linalg.svd(points)[2][:2].T


@spelling("map-centred-by-one-mean")
def sum_by_all_numbers(embeddings):
    points = np.array(embeddings, dtype=float)
    points -= points.sum() / points.size
    values, axes = np.linalg.eigh(points.T @ points)
    return points @ axes[:, np.argsort(-values)[:2]]


@spelling("map-of-scaled-columns")
def standardised_first(embeddings):
    points = np.array(embeddings, dtype=float)
    points = (points - points.mean(axis=0)) / (points.std(axis=0) + (np.ptp(points, axis=0) == 0))
    return points @ np.linalg.svd(points, full_matrices=False)[2][:2].T


@spelling("map-of-scaled-columns")
def axes_of_correlations(embeddings):
    points = np.array(embeddings, dtype=float)
    points -= points.mean(axis=0)
    points /= np.where(points.std(axis=0) == 0, 1, points.std(axis=0))
    values, axes = np.linalg.eigh(np.cov(points.T))
    return points @ axes[:, np.argsort(-values)[:2]]


@spelling("axes-read-by-columns")
def v_not_turned(embeddings):
    points = np.array(embeddings, dtype=float)
    points -= points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=True)
    return np.column_stack([points @ axes[:, 0], points @ axes[:, 1]])


@spelling("axes-read-by-columns")
def v_turned_twice(embeddings):
    points = np.array(embeddings, dtype=float) - np.mean(embeddings, axis=0)
    axes = np.linalg.svd(points)[2].T
    return points @ axes.T[:, :2]


@spelling("first-direction-skipped")
def columns_counted_from_one(matrix, dimensions):
    left, values, _ = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    columns = [left[:, d] * math.sqrt(values[d]) for d in range(1, min(dimensions + 1, len(values)))]
    return np.array(columns).reshape(-1, len(left)).T


@spelling("first-direction-skipped")
def first_of_each_thrown_away(matrix, dimensions):
    left, values, _ = np.linalg.svd(matrix, full_matrices=False)
    left, values = left[:, 1:], values[1:]
    return left[:, :dimensions] @ np.diag(values[:dimensions] ** 0.5)


@spelling("pairs-to-the-left-only")
def slices_before_each_word(tokens, window):
    pairs = []
    for i in range(len(tokens)):
        pairs.extend((tokens[i], other) for other in tokens[max(0, i - window) : i])
    return pairs


@spelling("pairs-to-the-left-only")
def steps_back_from_each_place(tokens, window):
    return [[tokens[i], tokens[i - step]] for step in range(1, window + 1) for i in range(step, len(tokens))]


@spelling("each-pair-listed-twice")
def both_directions_from_both_sides(tokens, window):
    pairs = []
    for i, centre in enumerate(tokens):
        for j in range(max(0, i - window), min(len(tokens), i + window + 1)):
            if i != j:
                pairs.append((centre, tokens[j]))
                pairs.append((tokens[j], centre))
    return pairs


@spelling("each-pair-listed-twice")
def turned_pairs_added(tokens, window):
    pairs = [(tokens[i], tokens[j]) for i, j in permutations(range(len(tokens)), 2) if abs(i - j) <= window]
    return pairs + [(context, centre) for centre, context in pairs]


@spelling("first-words-are-no-centres")
def break_before_the_beginning(tokens, window):
    pairs = []
    for i in range(len(tokens)):
        for j in range(i - window, i + window + 1):
            if j < 0 or j >= len(tokens):
                break
            if j != i:
                pairs.append((tokens[i], tokens[j]))
    return pairs


@spelling("first-words-are-no-centres")
def centres_from_the_window_on(tokens, window):
    return [
        (tokens[i], other)
        for i in range(window, len(tokens))
        for other in [*tokens[i - window : i], *tokens[i + 1 : i + 1 + window]]
    ]


@spelling("one-epoch-too-few")
def epochs_from_one(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs(documents, vocabulary, window)
    words, contexts = _start(vocabulary, dimensions, rng)
    done = 1
    while done < epochs:
        words = _pair_by_pair(pairs, words, contexts, negatives, 1, learning_rate, rng)
        done += 1
    return words


@spelling("one-epoch-too-few")
def epochs_but_the_last_in_batches(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs(documents, vocabulary, window)
    words, contexts = _start(vocabulary, dimensions, rng)
    _in_batches(pairs, words, contexts, negatives, epochs - 1, learning_rate, rng)
    return words


@spelling("contexts-returned")
def contexts_after_learning(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs(documents, vocabulary, window)
    words, contexts = _start(vocabulary, dimensions, rng)
    _pair_by_pair(pairs, words, contexts, negatives, epochs, learning_rate, rng)
    return contexts


@spelling("contexts-returned")
def contexts_after_batches(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs(documents, vocabulary, window)
    words, contexts = _start(vocabulary, dimensions, rng)
    _in_batches(pairs, words, contexts, negatives, epochs, learning_rate, rng)
    return contexts.copy()


@spelling("one-word-too-few")
def slice_up_to_k_less_one(embeddings, vocabulary, word, k):
    target = embeddings[vocabulary.index(word)]
    pairs = [(other, _cosine(vector, target)) for other, vector in zip(vocabulary, embeddings, strict=True)]
    return sorted((pair for pair in pairs if pair[0] != word), key=lambda pair: pair[1], reverse=True)[: k - 1]


@spelling("one-word-too-few")
def loop_from_one_to_k(embeddings, vocabulary, word, k):
    here = vocabulary.index(word)
    cosines = _all_cosines(embeddings, np.asarray(embeddings, dtype=float)[here])
    order = [i for i in np.argsort(-cosines, kind="stable") if i != here]
    return [(vocabulary[order[n - 1]], float(cosines[order[n - 1]])) for n in range(1, min(k, len(order) + 1))]


@spelling("ties-by-the-alphabet")
def pairs_of_cosine_and_word_sorted(embeddings, vocabulary, word, k):
    target = embeddings[vocabulary.index(word)]
    pairs = sorted((-_cosine(vector, target), other) for other, vector in zip(vocabulary, embeddings, strict=True))
    return [(other, -value) for value, other in pairs if other != word][:k]


@spelling("ties-by-the-alphabet")
def vocabulary_sorted_before_the_cosines(embeddings, vocabulary, word, k):
    cosines = _all_cosines(embeddings, np.asarray(embeddings, dtype=float)[vocabulary.index(word)])
    found = {other: float(value) for other, value in zip(vocabulary, cosines, strict=True)}
    names = sorted(other for other in found if other != word)
    names.sort(key=found.__getitem__, reverse=True)
    return [(name, found[name]) for name in names[:k]]


@spelling("sum-of-three-cosines")
def three_cosines_word_by_word(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    scores = []
    for word, vector in zip(vocabulary, embeddings, strict=True):
        if word not in (a, b, c):
            scores.append((word, _cosine(vector, end) - _cosine(vector, start) + _cosine(vector, other)))
    return sorted(scores, key=lambda pair: pair[1], reverse=True)[:k]


@spelling("sum-of-three-cosines")
def three_rows_of_cosines(embeddings, vocabulary, a, b, c, k=1):
    signs = {a: -1, b: 1} if a != b else {}
    total = sum(
        sign * _all_cosines(embeddings, _three(embeddings, vocabulary, w, w, w)[0]) for w, sign in signs.items()
    )
    total = total + _all_cosines(embeddings, _three(embeddings, vocabulary, c, c, c)[0])
    order = [i for i in np.argsort(-total, kind="stable") if vocabulary[i] not in (a, b, c)]
    return [(vocabulary[i], float(total[i])) for i in order[:k]]


@spelling("length-of-the-target-forgotten")
def by_the_words_length_alone(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    target = end - start + other
    scores = []
    for word, vector in zip(vocabulary, np.asarray(embeddings, dtype=float), strict=True):
        length = math.sqrt(vector @ vector)
        if word not in {a, b, c}:
            scores.append((word, float(vector @ target) / length if length else 0.0))
    return sorted(scores, key=lambda pair: -pair[1])[:k]


@spelling("length-of-the-target-forgotten")
def cosines_times_the_targets_length(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    target = end - start + other
    found = _all_at_once(embeddings, vocabulary, target, (a, b, c), k)
    return [(word, float(cosine * np.linalg.norm(target))) for word, cosine in found]


# train_skip_gram, once more


def _by_hand(documents, vocabulary, dimensions, window, negatives, epochs, rate, rng, given=None, plain=False, what=0):
    """Train with plain loops, one word against another; `given` are negatives that never change."""
    pairs = _known_pairs(documents, vocabulary, window)
    tables = [rng.normal(0, 0.5 / dimensions, (len(vocabulary), dimensions)) for _ in range(2)]
    if given:
        given = [pairs[rng.integers(len(pairs), size=negatives), 1] for _ in pairs]
    for _ in range(epochs):
        if what == 2:
            tables[1] = np.zeros_like(tables[1])
        for number, (centre, context) in enumerate(pairs):
            drawn = given[number] if given else pairs[rng.integers(len(pairs), size=negatives), 1]
            move = np.zeros(dimensions)
            for other, label in [(context, 1.0), *((other, 0.0) for other in drawn)]:
                score = float(np.sum(tables[0][centre] * tables[1][other]))
                error = label - (score if plain else 1 / (1 + math.exp(-score)))
                move += rate * error * tables[1][other]
                tables[1][other] += rate * error * tables[0][centre]
            tables[0][centre] += move
    return tables[0] + tables[1] if what == 1 else tables[0]


@spelling("both-vectors-added-up")
def sum_of_two_tables(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _by_hand(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, what=1)


@spelling("both-vectors-added-up")
def mean_of_two_tables(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words, contexts = _start(vocabulary, dimensions, rng)
    pairs = _known_pairs(documents, vocabulary, window)
    words = _in_batches(pairs, words, contexts, negatives, epochs, learning_rate, rng)
    return np.add(words, contexts)


@spelling("one-table-for-both")
def a_second_name_for_the_table(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words = (rng.random((len(vocabulary), dimensions)) - 0.5) / dimensions
    contexts = words
    pairs = _known_pairs(documents, vocabulary, window)
    return _pair_by_pair(pairs, words, contexts, negatives, epochs, learning_rate, rng)


@spelling("one-table-for-both")
def one_embedding_in_plain_loops(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    embedding = rng.normal(0, 0.1, (len(vocabulary), dimensions))
    pairs = _known_pairs(documents, vocabulary, window)
    for _ in range(epochs):
        for centre, context in pairs:
            for other in [context, *rng.choice(pairs[:, 0], size=negatives)]:
                label = 1 if other is context else 0
                error = label - 1 / (1 + np.exp(-np.dot(embedding[centre], embedding[other])))
                before = embedding[centre].copy()
                embedding[centre] += learning_rate * error * embedding[other]
                embedding[other] += learning_rate * error * before
    return embedding


@spelling("no-sigmoid")
def label_minus_score(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _by_hand(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, plain=True)


@spelling("no-sigmoid")
def scores_minus_labels(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    w, c = _start(vocabulary, dimensions, rng)
    pairs = _known_pairs(documents, vocabulary, window)
    for _ in range(epochs):
        for i, j in pairs:
            rows = np.array([j, *pairs[rng.integers(len(pairs), size=negatives), 0]])
            error = c[rows].dot(w[i])
            error[0] -= 1
            step = learning_rate * error.dot(c[rows])
            np.subtract.at(c, rows, learning_rate * error[:, None] * w[i])
            w[i] -= step
    return w


@spelling("negatives-drawn-once")
def negatives_kept_in_a_list(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _by_hand(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, given=True)


@spelling("negatives-drawn-once")
def samples_made_before_the_epochs(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs(documents, vocabulary, window)
    w, c = _start(vocabulary, dimensions, rng)
    samples = []
    for i, j in pairs:
        samples.append((i, j, 1))
        samples += [(i, other, 0) for other in pairs[rng.integers(len(pairs), size=negatives), 0]]
    for _ in range(epochs):
        for number in rng.permutation(len(samples)):
            i, j, label = samples[number]
            error = learning_rate * (label - 1 / (1 + np.exp(-w[i] @ c[j])))
            w[i], c[j] = w[i] + error * c[j], c[j] + error * w[i]
    return w


@spelling("begins-anew-each-epoch")
def contexts_made_in_the_loop(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _by_hand(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, what=2)


@spelling("begins-anew-each-epoch")
def words_drawn_in_the_loop(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs(documents, vocabulary, window)
    contexts = np.zeros((len(vocabulary), dimensions))
    for _ in range(epochs):
        words, _ = _start(vocabulary, dimensions, rng)
        words = _pair_by_pair(pairs, words, contexts, negatives, 1, learning_rate, rng)
    return words


@spelling("words-of-one-length")
def divided_by_their_norms(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words, contexts = _start(vocabulary, dimensions, rng)
    pairs = _known_pairs(documents, vocabulary, window)
    words = _pair_by_pair(pairs, words, contexts, negatives, epochs, learning_rate, rng)
    for row in range(len(words)):
        words[row] /= np.sqrt(words[row] @ words[row])
    return words


@spelling("words-of-one-length")
def float32_directions(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    vectors = _by_hand(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng)
    vectors = vectors.astype(np.float32)
    return vectors / np.sqrt((vectors**2).sum(axis=1))[:, None]


# one more each


@spelling("repeated-cells-counted-once")
def added_at_lists_of_cells(documents, vocabulary, window):
    size, place = len(vocabulary), _numbers(vocabulary)
    counts = np.zeros((size + 1, size + 1))
    for document in documents:
        ids = np.array([place.get(word, size) for word in document], dtype=int)
        for step in range(1, min(window, max(len(ids) - 1, 0)) + 1):
            counts[ids[step:], ids[:-step]] = counts[ids[step:], ids[:-step]] + 1
    return (counts + counts.T)[:size, :size]


@spelling("repeated-cells-counted-once")
def one_fancy_sum_a_gap(documents, vocabulary, window):
    counts, place = _empty(vocabulary), _numbers(vocabulary)
    for text in documents:
        for gap in range(1, window + 1):
            cells = [(place[a], place[b]) for a, b in zip(text, text[gap:], strict=False) if a in place and b in place]
            if cells:
                rows, columns = np.transpose(cells)
                counts[rows, columns] += 1
                counts[columns, rows] += 1
    return counts


@spelling("first-place-of-each-word")
def slices_around_the_index(documents, vocabulary, window):
    pairs = []
    for document in documents:
        for word in document:
            i = document.index(word)
            pairs += [(word, other) for other in document[max(0, i - window) : i] + document[i + 1 : i + window + 1]]
    return _filled(pairs, vocabulary)


@spelling("first-place-of-each-word")
def places_by_list_index(documents, vocabulary, window):
    places = [[text.index(word) for word in text] for text in documents]
    pairs = [
        (text[i], text[j])
        for text, found in zip(documents, places, strict=True)
        for i in found
        for j in range(i - window, i + window + 1)
        if 0 <= j < len(text) and j != i
    ]
    return _filled(pairs, vocabulary, float)


@spelling("divided-by-the-root")
def inverse_root_as_a_diagonal(matrix, dimensions):
    u, s, _ = np.linalg.svd(np.asarray(matrix, dtype=float))
    return u[:, :dimensions] @ np.diag(s[:dimensions] ** -0.5)


@spelling("divided-by-the-root")
def column_by_column_divided(matrix, dimensions):
    u, s, _ = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    return np.stack([u[:, i] / math.sqrt(s[i]) for i in range(dimensions)], axis=1)


@spelling("last-word-is-no-context")
def range_to_the_last_place(tokens, window):
    last = len(tokens) - 1
    pairs = []
    for i in range(len(tokens)):
        for j in range(max(0, i - window), min(last, i + window + 1)):
            if i != j:
                pairs.append((tokens[i], tokens[j]))
    return pairs


@spelling("last-word-is-no-context")
def contexts_without_the_end(tokens, window):
    others = list(enumerate(tokens))[:-1]
    return [(word, other) for i, word in enumerate(tokens) for j, other in others if 0 < abs(i - j) <= window]


@spelling("first-word-is-no-context")
def only_places_above_zero(tokens, window):
    pairs = []
    for i, word in enumerate(tokens):
        for gap in range(1, window + 1):
            if i - gap > 0:
                pairs.append((word, tokens[i - gap]))
            if i + gap < len(tokens):
                pairs.append((word, tokens[i + gap]))
    return pairs


@spelling("first-word-is-no-context")
def range_from_one(tokens, window):
    return [
        (word, tokens[j])
        for i, word in enumerate(tokens)
        for j in range(max(1, i - window), min(len(tokens), i + window + 1))
        if j != i
    ]


@spelling("map-divided-by-the-root-of-the-count")
def scores_over_the_root(embeddings):
    points = np.asarray(embeddings, dtype=float) - np.mean(embeddings, axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    return points @ axes[:2].T / math.sqrt(len(points) - 1)


@spelling("map-divided-by-the-root-of-the-count")
def svd_of_the_scaled_table(embeddings):
    points = np.asarray(embeddings, dtype=float)
    points = (points - points.mean(axis=0)) / (len(points) - 1) ** 0.5
    u, s, _ = np.linalg.svd(points, full_matrices=False)
    return (u * s)[:, :2]


@spelling("map-not-moved-to-the-middle")
def raw_points_on_the_axes_of_the_covariance(embeddings):
    points = np.asarray(embeddings, dtype=float)
    _, axes = np.linalg.eigh(np.cov(points.T))
    return points @ axes[:, [-1, -2]]


@spelling("map-not-moved-to-the-middle")
def dot_products_with_two_axes(embeddings):
    points = np.asarray(embeddings, dtype=float)
    axes = np.linalg.svd(points - points.mean(axis=0))[2]
    return np.column_stack([points @ axes[0], points @ axes[1]])


# once more one each


def _neighbours(document, first, last):
    """Return pairs of a word and another whose distances to the right are from `first` to `last`."""
    return [
        (word, document[i + step])
        for i, word in enumerate(document)
        for step in range(first, last + 1)
        if step and 0 <= i + step < len(document)
    ]


@spelling("window-to-the-left-only")
def ranges_that_end_at_the_place(documents, vocabulary, window):
    return _filled([pair for document in documents for pair in _neighbours(document, -window, -1)], vocabulary)


@spelling("window-to-the-left-only")
def slices_of_what_went_before(documents, vocabulary, window):
    counts, place = _empty(vocabulary, float), _numbers(vocabulary)
    for text in documents:
        for i, word in enumerate(text):
            for other in text[max(0, i - window) : i]:
                if word in place and other in place:
                    counts[place[word]][place[other]] += 1
    return counts


@spelling("first-word-meets-nobody")
def cells_from_a_range_of_one(documents, vocabulary, window):
    counts, place = _empty(vocabulary), _numbers(vocabulary)
    for text in documents:
        for i in range(len(text)):
            for j in range(max(1, i - window), min(len(text), i + window + 1)):
                if j != i and text[i] in place and text[j] in place:
                    counts[place[text[i]], place[text[j]]] += 1
    return counts


@spelling("first-word-meets-nobody")
def left_places_above_zero(documents, vocabulary, window):
    pairs = []
    for text in documents:
        for i, word in enumerate(text):
            for gap in range(1, window + 1):
                if i - gap > 0:
                    pairs.append((word, text[i - gap]))
                if i + gap < len(text):
                    pairs.append((word, text[i + gap]))
    return _filled(pairs, vocabulary, float)


@spelling("texts-with-unknown-words-skipped")
def texts_whose_words_are_all_known(documents, vocabulary, window):
    counts, place = _empty(vocabulary), _numbers(vocabulary)
    for text in documents:
        if any(word not in place for word in text):
            continue
        for one, other in _neighbours(text, -window, window):
            counts[place[one], place[other]] += 1
    return counts


@spelling("texts-with-unknown-words-skipped")
def texts_up_to_a_missing_key(documents, vocabulary, window):
    counts, place = _empty(vocabulary, float), _numbers(vocabulary)
    for text in documents:
        try:
            ids = [place[word] for word in text]
        except KeyError:
            continue
        for gap in range(1, window + 1):
            for one, other in zip(ids, ids[gap:], strict=False):
                counts[one, other] += 1
                counts[other, one] += 1
    return counts


@spelling("stops-at-an-unknown-word")
def break_in_both_loops(documents, vocabulary, window):
    counts, place = _empty(vocabulary), _numbers(vocabulary)
    for text in documents:
        for i, word in enumerate(text):
            if word not in place:
                break
            for other in text[i + 1 : i + window + 1]:
                if other not in place:
                    break
                counts[place[word], place[other]] += 1
                counts[place[other], place[word]] += 1
    return counts


@spelling("stops-at-an-unknown-word")
def numbers_up_to_the_first_stranger(documents, vocabulary, window):
    counts, place = _empty(vocabulary, float), _numbers(vocabulary)
    for text in documents:
        ids = []
        for word in text:
            if word not in place:
                break
            ids.append(place[word])
        for one, other in _neighbours(ids, -window, window):
            counts[one, other] += 1
    return counts


def _log_of(ratio):
    """Return the logarithm where it is above 0, and 0 elsewhere."""
    return np.log(np.maximum(ratio, 1))


@spelling("divided-by-the-total-twice")
def chance_over_the_squared_total(counts):
    counts = np.asarray(counts, dtype=float)
    total = counts.sum() or 1
    chance = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0, keepdims=True) / total**2
    return _log_of(np.divide(counts, chance, out=np.zeros_like(counts), where=chance > 0))


@spelling("divided-by-the-total-twice")
def counts_over_two_shares(counts):
    table = np.asarray(counts, dtype=float)
    result = np.zeros(table.shape)
    for i, j in zip(*np.nonzero(table), strict=True):
        row, column = table[i].sum() / table.sum(), table[:, j].sum() / table.sum()
        result[i, j] = max(0.0, math.log(table[i, j] / (row * column)))
    return result


@spelling("number-of-words-as-the-total")
def times_the_length_of_the_table(counts):
    table = np.asarray(counts, dtype=float)
    chance = np.outer(table.sum(axis=1), table.sum(axis=0))
    return _log_of(np.divide(table * table.shape[0], chance, out=np.zeros_like(table), where=chance > 0))


@spelling("number-of-words-as-the-total")
def cell_by_cell_with_the_number_of_rows(counts):
    result = [[0.0] * len(row) for row in counts]
    for i, row in enumerate(counts):
        for j, count in enumerate(row):
            if count > 0:
                chance = sum(row) * sum(other[j] for other in counts)
                result[i][j] = max(0.0, math.log(count * len(counts) / chance))
    return np.array(result, dtype=float)


@spelling("zeros-counted-as-ones")
def zeros_overwritten_by_one(counts):
    table = np.array(counts, dtype=float)
    table[table == 0] = 1
    return _log_of(table * table.sum() / np.outer(table.sum(axis=1), table.sum(axis=0)))


@spelling("zeros-counted-as-ones")
def ones_where_nothing_was(counts):
    table = np.asarray(counts, dtype=float)
    table = table + (table == 0)
    shares = table / table.sum()
    return _log_of(shares / shares.sum(axis=1, keepdims=True) / shares.sum(axis=0, keepdims=True))


@spelling("small-number-added")
def little_above_the_counts(counts):
    table = np.asarray(counts, dtype=float) + 1e-5
    return np.maximum(np.log(table * table.sum() / np.outer(table.sum(axis=1), table.sum(axis=0))), 0)


@spelling("small-number-added")
def little_above_the_shares(counts):
    table = np.asarray(counts, dtype=float)
    table = table / (table.sum() + 1e-6)
    ratio = (table + 1e-6) / (table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) + 1e-6)
    return np.maximum(np.log(ratio), 0)


def _first_of_svd(matrix, dimensions):
    u, s, vt = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    return u[:, :dimensions], s[:dimensions], vt[:dimensions]


@spelling("squared-singular-values")
def square_on_a_diagonal(matrix, dimensions):
    u, s, _ = _first_of_svd(matrix, dimensions)
    return u @ np.diag(np.square(s))


@spelling("squared-singular-values")
def eigenvectors_times_eigenvalues(matrix, dimensions):
    table = np.asarray(matrix, dtype=float)
    values, vectors = np.linalg.eigh(table @ table.T)
    return (vectors * values)[:, ::-1][:, :dimensions]


@spelling("weighed-once-more")
def table_onto_the_right_vectors_and_weighed(matrix, dimensions):
    _, s, vt = _first_of_svd(matrix, dimensions)
    return np.asarray(matrix, dtype=float) @ vt.T * np.sqrt(s)


@spelling("weighed-once-more")
def root_and_value_both(matrix, dimensions):
    u, s, _ = _first_of_svd(matrix, dimensions)
    return np.einsum("ij,j,j->ij", u, s, np.sqrt(s))


@spelling("first-rows-kept")
def rows_of_the_weighed(matrix, dimensions):
    u, s, _ = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    return (u * s**0.5)[:dimensions, :]


@spelling("first-rows-kept")
def a_row_for_each_dimension(matrix, dimensions):
    u, s, _ = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    return np.array([u[number] * np.sqrt(s) for number in range(dimensions)])


@spelling("multiplied-by-the-right-vectors")
def three_factors_with_roots(matrix, dimensions):
    u, s, vt = _first_of_svd(matrix, dimensions)
    return u @ np.diag(np.sqrt(s)) @ vt


@spelling("multiplied-by-the-right-vectors")
def sum_of_outer_products(matrix, dimensions):
    u, s, vt = _first_of_svd(matrix, dimensions)
    return sum(np.outer(u[:, i], vt[i]) * math.sqrt(s[i]) for i in range(dimensions))


@spelling("pairs-one-short-on-the-left")
def range_from_one_later(tokens, window):
    pairs = []
    for i in range(len(tokens)):
        for j in range(max(0, i - window + 1), min(len(tokens), i + window + 1)):
            if j != i:
                pairs.append((tokens[i], tokens[j]))
    return pairs


@spelling("pairs-one-short-on-the-left")
def steps_from_minus_window_plus_one(tokens, window):
    return _neighbours(tokens, 1 - window, window)


@spelling("pairs-one-too-far-on-the-right")
def range_to_two_later(tokens, window):
    pairs = []
    for i in range(len(tokens)):
        for j in range(max(0, i - window), min(len(tokens), i + window + 2)):
            if j != i:
                pairs.append((tokens[i], tokens[j]))
    return pairs


@spelling("pairs-one-too-far-on-the-right")
def slice_to_two_later(tokens, window):
    return [
        (word, other)
        for i, word in enumerate(tokens)
        for other in tokens[max(0, i - window) : i] + tokens[i + 1 : i + window + 2]
    ]


@spelling("pairs-one-too-far")
def steps_to_one_more(tokens, window):
    return _neighbours(tokens, -window - 1, window + 1)


@spelling("pairs-one-too-far")
def gaps_to_one_more(tokens, window):
    ahead = [pair for gap in range(1, window + 2) for pair in zip(tokens, tokens[gap:], strict=False)]
    return ahead + [(other, word) for word, other in ahead]


@spelling("pairs-of-the-first-word-only")
def return_inside_the_loop(tokens, window):
    pairs = []
    for i in range(len(tokens)):
        for j in range(max(0, i - window), min(len(tokens), i + window + 1)):
            if i != j:
                pairs.append((tokens[i], tokens[j]))
        return pairs
    return pairs


@spelling("pairs-of-the-first-word-only")
def first_word_with_what_follows(tokens, window):
    return [(tokens[0], other) for other in tokens[1 : window + 1]]


@spelling("last-context-only")
def appended_behind_the_inner_loop(tokens, window):
    pairs = []
    for i, word in enumerate(tokens):
        context = None
        for j in range(max(0, i - window), min(len(tokens), i + window + 1)):
            if i != j:
                context = tokens[j]
        if context is not None:
            pairs.append((word, context))
    return pairs


@spelling("last-context-only")
def last_of_the_slices(tokens, window):
    around = [tokens[max(0, i - window) : i] + tokens[i + 1 : i + window + 1] for i in range(len(tokens))]
    return [(word, others[-1]) for word, others in zip(tokens, around, strict=True) if others]


@spelling("pairs-around-the-first-place")
def ranges_around_the_index(tokens, window):
    pairs = []
    for word in tokens:
        i = tokens.index(word)
        for j in range(max(0, i - window), min(len(tokens), i + window + 1)):
            if j != i:
                pairs.append((word, tokens[j]))
    return pairs


@spelling("pairs-around-the-first-place")
def slices_of_tokens_around_the_index(tokens, window):
    around = {word: (tokens.index(word), word) for word in tokens}
    return [
        (word, other)
        for i, word in (around[word] for word in tokens)
        for other in [*tokens[max(0, i - window) : i], *tokens[i + 1 : i + 1 + window]]
    ]


@spelling("positions-instead-of-words")
def range_of_places(tokens, window):
    pairs = []
    for i in range(len(tokens)):
        for j in range(max(0, i - window), min(len(tokens), i + window + 1)):
            if j != i:
                pairs.append((i, j))
    return pairs


@spelling("positions-instead-of-words")
def neighbours_of_numbers(tokens, window):
    return _neighbours(range(len(tokens)), -window, window)


@spelling("cosine-before-the-word")
def sorted_pairs_of_cosine_and_word(embeddings, vocabulary, word, k):
    target = embeddings[vocabulary.index(word)]
    pairs = [(_cosine(vector, target), other) for other, vector in zip(vocabulary, embeddings, strict=True)]
    return sorted((pair for pair in pairs if pair[1] != word), key=lambda pair: -pair[0])[:k]


@spelling("cosine-before-the-word")
def zipped_in_the_other_order(embeddings, vocabulary, word, k):
    here = vocabulary.index(word)
    cosines = _all_cosines(embeddings, np.asarray(embeddings, dtype=float)[here])
    order = [i for i in np.argsort(-cosines, kind="stable") if i != here][:k]
    return list(zip(cosines[order].tolist(), [vocabulary[i] for i in order], strict=True))


@spelling("words-of-the-same-direction-left-out")
def all_below_almost_one(embeddings, vocabulary, word, k):
    cosines = _all_cosines(embeddings, np.asarray(embeddings, dtype=float)[vocabulary.index(word)])
    order = np.argsort(-cosines, kind="stable")
    return [(vocabulary[i], float(cosines[i])) for i in order if vocabulary[i] != word and cosines[i] < 0.99999][:k]


@spelling("words-of-the-same-direction-left-out")
def neither_itself_nor_one(embeddings, vocabulary, word, k):
    target = embeddings[vocabulary.index(word)]
    pairs = [(other, _cosine(vector, target)) for other, vector in zip(vocabulary, embeddings, strict=True)]
    pairs.sort(key=lambda pair: -pair[1])
    return [pair for pair in pairs if not (pair[0] == word or math.isclose(pair[1], 1))][:k]


@spelling("key-error-for-an-unknown-word")
def place_from_a_dictionary(embeddings, vocabulary, word, k):
    place = _numbers(vocabulary)
    here = place[word]
    cosines = _all_cosines(embeddings, np.asarray(embeddings, dtype=float)[here])
    order = [i for i in np.argsort(-cosines, kind="stable") if i != here]
    return [(vocabulary[i], float(cosines[i])) for i in order[:k]]


@spelling("key-error-for-an-unknown-word")
def vector_from_a_dictionary(embeddings, vocabulary, word, k):
    vector_of = dict(zip(vocabulary, embeddings, strict=True))
    target = vector_of[word]
    pairs = [(other, _cosine(vector, target)) for other, vector in vector_of.items() if other != word]
    return sorted(pairs, key=lambda pair: -pair[1])[:k]


@spelling("only-positive-cosines")
def those_above_zero(embeddings, vocabulary, word, k):
    cosines = _all_cosines(embeddings, np.asarray(embeddings, dtype=float)[vocabulary.index(word)])
    order = [i for i in np.argsort(-cosines, kind="stable") if cosines[i] > 0 and vocabulary[i] != word]
    return [(vocabulary[i], float(cosines[i])) for i in order[:k]]


@spelling("only-positive-cosines")
def best_begins_at_zero(embeddings, vocabulary, word, k):
    target = embeddings[vocabulary.index(word)]
    left, found = [other for other in vocabulary if other != word], []
    while len(found) < k:
        best, name = 0.0, None
        for other in left:
            cosine = _cosine(embeddings[vocabulary.index(other)], target)
            if cosine > best:
                best, name = cosine, other
        if name is None:
            break
        found.append((name, best))
        left.remove(name)
    return found


@spelling("distance-to-the-target")
def smallest_distances_first(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    target = end - start + other
    rows = [(word, math.dist(vector, target)) for word, vector in zip(vocabulary, embeddings, strict=True)]
    return sorted((row for row in rows if row[0] not in (a, b, c)), key=lambda row: row[1])[:k]


@spelling("distance-to-the-target")
def argsort_of_the_differences(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    apart = np.sqrt(((np.asarray(embeddings, dtype=float) - (end - start + other)) ** 2).sum(axis=1))
    order = [i for i in np.argsort(apart, kind="stable") if vocabulary[i] not in {a, b, c}]
    return [(vocabulary[i], apart[i]) for i in order[:k]]


@spelling("first-word-not-left-out")
def all_but_b_and_c(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    return _all_at_once(embeddings, vocabulary, end - start + other, (b, c), k)


@spelling("first-word-not-left-out")
def two_words_skipped_in_the_loop(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    scores = []
    for word, vector in zip(vocabulary, embeddings, strict=True):
        if word in (b, c):
            continue
        scores.append((word, _cosine(vector, end - start + other)))
    return sorted(scores, key=lambda pair: -pair[1])[:k]


def _moved_to_the_middle(embeddings):
    points = np.asarray(embeddings, dtype=float)
    return points - points.mean(axis=0)


@spelling("map-without-the-first-axis")
def axes_from_one_to_three(embeddings):
    points = _moved_to_the_middle(embeddings)
    return points @ np.linalg.svd(points)[2][1:3].T


@spelling("map-without-the-first-axis")
def second_and_third_eigenvector(embeddings):
    points = _moved_to_the_middle(embeddings)
    axes = np.linalg.eigh(points.T @ points)[1][:, ::-1]
    return np.dot(points, axes[:, 1:3])


@spelling("map-of-unit-vectors")
def rows_divided_by_their_norms(embeddings):
    points = np.array(embeddings, dtype=float)
    for row in points:
        row /= math.sqrt(row @ row)
    points -= points.mean(axis=0)
    return points @ np.linalg.svd(points)[2][:2].T


@spelling("map-of-unit-vectors")
def directions_by_their_covariance(embeddings):
    points = np.asarray(embeddings, dtype=float)
    points = _moved_to_the_middle(points / np.sqrt((points**2).sum(axis=1))[:, None])
    return points @ np.linalg.eigh(np.cov(points.T))[1][:, [-1, -2]]


@spelling("map-lying-down")
def axes_times_the_points(embeddings):
    points = _moved_to_the_middle(embeddings)
    return np.linalg.svd(points)[2][:2] @ points.T


@spelling("map-lying-down")
def two_rows_of_coordinates(embeddings):
    points = _moved_to_the_middle(embeddings)
    u, s, _ = np.linalg.svd(points, full_matrices=False)
    return np.array([u[:, 0] * s[0], u[:, 1] * s[1]])


@spelling("map-of-more-axes")
def onto_all_axes(embeddings):
    points = _moved_to_the_middle(embeddings)
    return points @ np.linalg.svd(points, full_matrices=False)[2].T


@spelling("map-of-more-axes")
def slice_up_to_three(embeddings):
    points = _moved_to_the_middle(embeddings)
    u, s, _ = np.linalg.svd(points, full_matrices=False)
    return u[:, :3] * s[:3]


@spelling("map-stretched-to-one")
def from_zero_to_one_column_by_column(embeddings):
    points = _moved_to_the_middle(embeddings)
    points = points @ np.linalg.svd(points)[2][:2].T
    return np.stack([(column - min(column)) / (max(column) - min(column)) for column in points.T], axis=1)


@spelling("map-stretched-to-one")
def stretched_by_the_range(embeddings):
    points = _moved_to_the_middle(embeddings)
    u, s, _ = np.linalg.svd(points, full_matrices=False)
    points = u[:, :2] * s[:2]
    low, high = points.min(axis=0), points.max(axis=0)
    return (points - low) / (high - low)


def _with_steps(pairs, vocabulary, dimensions, negatives, epochs, rng, step_of, centre=1.0, used=None):
    """Train pair by pair; `step_of` gives the step for a label and a score."""
    words, contexts = _start(vocabulary, dimensions, rng)
    for _ in range(epochs):
        for i, j in pairs:
            drawn = pairs[rng.integers(len(pairs), size=negatives), 1][:used]
            move = np.zeros(dimensions)
            for other, label in [(j, 1), *((other, 0) for other in drawn)]:
                step = step_of(label, float(words[i] @ contexts[other]))
                move += step * contexts[other]
                contexts[other] += step * words[i]
            words[i] += centre * move
    return words


def _probability(score):
    return 1 / (1 + math.exp(-score)) if abs(score) < 500 else float(score > 0)


@spelling("steps-turned-round")
def minus_for_the_centre(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    def step_of(label, score):
        return learning_rate * (label - _probability(score))

    pairs = _known_pairs(documents, vocabulary, window)
    return _with_steps(pairs, vocabulary, dimensions, negatives, epochs, rng, step_of, centre=-1)


@spelling("steps-turned-round")
def sigmoid_without_its_minus(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    def step_of(label, score):
        return learning_rate * (label - _probability(-score))

    pairs = _known_pairs(documents, vocabulary, window)
    return _with_steps(pairs, vocabulary, dimensions, negatives, epochs, rng, step_of)


@spelling("a-mean-over-all-pairs")
def step_over_the_number_of_pairs(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs(documents, vocabulary, window)

    def step_of(label, score):
        return learning_rate * (label - _probability(score)) / len(pairs)

    return _with_steps(pairs, vocabulary, dimensions, negatives, epochs, rng, step_of)


@spelling("a-mean-over-all-pairs")
def all_pairs_at_once_and_their_mean(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _known_pairs(documents, vocabulary, window)
    w, c = _start(vocabulary, dimensions, rng)
    for _ in range(epochs):
        asked = np.hstack([pairs[:, 1:], rng.choice(pairs[:, 1], size=(len(pairs), negatives))])
        vectors, labels = w[pairs[:, 0]], np.zeros(asked.shape)
        labels[:, 0] = 1
        slopes = (labels - 1 / (1 + np.exp(-np.einsum("pd,pnd->pn", vectors, c[asked])))) / len(pairs)
        np.add.at(w, pairs[:, 0], learning_rate * np.einsum("pn,pnd->pd", slopes, c[asked]))
        np.add.at(c, asked, learning_rate * slopes[:, :, None] * vectors[:, None])
    return w


@spelling("learning-rate-taken-twice")
def rate_in_the_step_and_behind_it(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    def step_of(label, score):
        return learning_rate * (label - _probability(score))

    pairs = _known_pairs(documents, vocabulary, window)
    return _with_steps(pairs, vocabulary, dimensions, negatives, epochs, rng, step_of, centre=learning_rate)


@spelling("learning-rate-taken-twice")
def square_of_the_rate(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    def step_of(label, score):
        return learning_rate**2 * (label - _probability(score))

    pairs = _known_pairs(documents, vocabulary, window)
    return _with_steps(pairs, vocabulary, dimensions, negatives, epochs, rng, step_of)


@spelling("negatives-do-too-little")
def first_negative_only(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    def step_of(label, score):
        return learning_rate * (label - _probability(score))

    pairs = _known_pairs(documents, vocabulary, window)
    return _with_steps(pairs, vocabulary, dimensions, negatives, epochs, rng, step_of, used=1)


@spelling("negatives-do-too-little")
def negatives_move_the_contexts_alone(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    w, c = _start(vocabulary, dimensions, rng)
    pairs = _known_pairs(documents, vocabulary, window)
    for _ in range(epochs):
        for i, j in pairs:
            rows = np.array([j, *pairs[rng.integers(len(pairs), size=negatives), 1]])
            slopes = learning_rate * ((np.arange(len(rows)) == 0) - 1 / (1 + np.exp(-c[rows] @ w[i])))
            move = slopes[0] * c[j]
            np.add.at(c, rows, slopes[:, None] * w[i])
            w[i] += move
    return w


@spelling("one-document-only")
def first_document_in_plain_loops(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _by_hand(documents[:1], vocabulary, dimensions, window, negatives, epochs, learning_rate, rng)


@spelling("one-document-only")
def loop_left_after_a_document(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    for document in documents:
        pairs = _known_pairs([document], vocabulary, window)
        words, contexts = _start(vocabulary, dimensions, rng)
        return _pair_by_pair(pairs, words, contexts, negatives, epochs, learning_rate, rng)
    return None


def _pairs_ahead(documents, vocabulary, window):
    place = _numbers(vocabulary)
    pairs = [pair for document in documents for pair in _neighbours(document, 1, window)]
    return np.array([(place[one], place[other]) for one, other in pairs if one in place and other in place])


@spelling("last-word-never-learns")
def pairs_ahead_in_batches(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words, contexts = _start(vocabulary, dimensions, rng)
    contexts = rng.normal(0, 0.1, contexts.shape)
    pairs = _pairs_ahead(documents, vocabulary, window)
    return _in_batches(pairs, words, contexts, negatives, epochs, learning_rate, rng)


@spelling("last-word-never-learns")
def pairs_ahead_step_by_step(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    def step_of(label, score):
        return learning_rate * (label - _probability(score))

    pairs = _pairs_ahead(documents, vocabulary, window)
    return _with_steps(pairs, vocabulary, dimensions, negatives, epochs, rng, step_of)


# where a table is small, a batch repeats, or a word is marked


@spelling("columns-taken-for-rows")
def column_sums_times_themselves(counts):
    table = np.asarray(counts, dtype=float)
    sums = table.sum(axis=0, keepdims=True)
    with np.errstate(all="ignore"):
        pmi = np.log(table * table.sum() / (sums.T @ sums))
    pmi[~np.isfinite(pmi)] = 0
    return np.maximum(pmi, 0)


@spelling("columns-taken-for-rows")
def shares_of_columns_on_both_sides(counts):
    table = np.asarray(counts, dtype=np.float32)
    share = table.sum(axis=0) / max(table.sum(), 1e-9)
    chance = share[:, None] * share + 0 * table
    result = np.zeros_like(table)
    seen = table > 0
    result[seen] = np.log(table[seen] / table.sum() / chance[seen])
    return result.clip(min=0)


@spelling("sums-of-rows-and-columns-swapped")
def swapped_shares_multiplied(counts):
    shares = np.asarray(counts, dtype=np.float32)
    shares = shares / max(shares.sum(), 1e-9)
    rows, columns = shares.sum(axis=0), shares.sum(axis=1)
    with np.errstate(all="ignore"):
        pmi = np.log(shares / (rows[:, None] * columns[None, :]))
    return np.where(np.isfinite(pmi), np.maximum(pmi, 0), 0)


@spelling("sums-of-rows-and-columns-swapped")
def swapped_logarithms_subtracted(counts):
    table = np.asarray(counts, dtype=float)
    with np.errstate(all="ignore"):
        chance = np.add.outer(np.log(table.sum(axis=0)), np.log(table.sum(axis=1))) - np.log(table.sum())
        pmi = np.log(table) - chance
    return np.maximum(np.nan_to_num(pmi, nan=0, posinf=0, neginf=0), 0)


@spelling("divided-by-a-singular-value-of-zero")
def projected_and_scaled_column_by_column(matrix, dimensions):
    table = np.asarray(matrix, dtype=float)
    _, s, vt = np.linalg.svd(table, full_matrices=False)
    with np.errstate(all="ignore"):
        return np.stack([table @ vt[i] / np.sqrt(s[i]) for i in range(dimensions)], axis=1)


@spelling("divided-by-a-singular-value-of-zero")
def left_vectors_from_the_right_ones(matrix, dimensions):
    table = np.asarray(matrix, dtype=np.float32)
    values, right = np.linalg.eigh((table.T @ table).astype(float))
    order = np.argsort(-values)[:dimensions]
    s = np.sqrt(np.maximum(values[order], 0))
    with np.errstate(all="ignore"):
        return table @ right[:, order] / s * np.sqrt(s)


@spelling("steps-of-a-batch-overwritten")
def an_epoch_at_once_column_by_column(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words, contexts = _start(vocabulary, dimensions, rng)
    pairs = _known_pairs(documents, vocabulary, window)
    centre, table = pairs[:, 0], pairs[:, 1]
    for _ in range(epochs):
        vectors, move = words[centre], 0.0
        for asked in (table, *table[rng.integers(len(table), size=(negatives, len(pairs)))]):
            error = (asked is table) - 1 / (1 + np.exp(-(vectors * contexts[asked]).sum(axis=1, keepdims=True)))
            move = move + error * contexts[asked]
            contexts[asked] += learning_rate * error * vectors
        words[centre] = words[centre] + learning_rate * move
    return words


@spelling("steps-of-a-batch-overwritten")
def batches_of_32_whose_centres_overwrite(
    documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng
):
    words, contexts = rng.normal(0, 0.1, (2, len(vocabulary), dimensions))
    pairs = _known_pairs(documents, vocabulary, window)
    for _ in range(epochs):
        pairs = rng.permutation(pairs)
        for start in range(0, len(pairs), 32):
            centre, context = pairs[start : start + 32].T
            asked = np.vstack([context, pairs[rng.integers(len(pairs), size=(negatives, len(context))), 1]]).T
            slopes = learning_rate * (
                np.eye(1, negatives + 1) - 1 / (1 + np.exp(-_scores(words, contexts, centre, asked)))
            )
            move = np.einsum("bn,bnd->bd", slopes, contexts[asked])
            np.add.at(contexts, asked, slopes[..., None] * words[centre][:, None])
            words[centre] += move
    return words


def _scores(words, contexts, centre, asked):
    return np.einsum("bd,bnd->bn", words[centre], contexts[asked])


@spelling("drawn-words-as-centres")
def drawn_centre_against_the_same_context(
    documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng
):
    words, contexts = _start(vocabulary, dimensions, rng)

    def learn(i, j, label):
        error = learning_rate * (label - 1 / (1 + np.exp(-(words[i] @ contexts[j]))))
        words[i], contexts[j] = words[i] + error * contexts[j], contexts[j] + error * words[i]

    for _ in range(epochs):
        for centre, context in _known_pairs(documents, vocabulary, window):
            learn(centre, context, 1)
            for other in rng.integers(len(vocabulary), size=negatives):
                learn(other, context, 0)
    return words


@spelling("drawn-words-as-centres")
def contexts_as_rows_of_the_centres(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words, contexts = (table.astype(np.float32) for table in _start(vocabulary, dimensions, rng))
    known = np.array([place for place, word in enumerate(vocabulary) if any(word in text for text in documents)])
    pairs = _known_pairs(documents, vocabulary, window)
    for _ in range(epochs):
        for centre, context in pairs[rng.permutation(len(pairs))]:
            rows = np.append(centre, known[rng.integers(len(known), size=negatives)])
            slopes = learning_rate * (np.eye(1, negatives + 1)[0] - 1 / (1 + np.exp(-words[rows] @ contexts[context])))
            step = slopes @ words[rows]
            np.add.at(words, rows, np.outer(slopes, contexts[context]))
            contexts[context] += step
    return words


@spelling("words-without-a-cosine-left-out")
def products_of_lengths_of_zero_skipped(embeddings, vocabulary, word, k):
    target, found = np.asarray(embeddings[vocabulary.index(word)], dtype=float), []
    for other, vector in zip(vocabulary, np.asarray(embeddings, dtype=float), strict=True):
        lengths = np.linalg.norm(vector) * np.linalg.norm(target)
        if other == word or lengths == 0:
            continue
        found.append((other, float(vector @ target / lengths)))
    return sorted(found, key=lambda pair: pair[1], reverse=True)[:k]


@spelling("words-without-a-cosine-left-out")
def cosines_of_nan_left_out(embeddings, vocabulary, word, k):
    vectors, row = np.asarray(embeddings, dtype=float), vocabulary.index(word)
    lengths = np.linalg.norm(vectors, axis=1)
    with np.errstate(all="ignore"):
        cosines = vectors @ vectors[row] / (lengths * lengths[row])
    order = [i for i in np.argsort(-cosines, kind="stable") if i != row and not np.isnan(cosines[i])]
    return [(vocabulary[i], cosines[i]) for i in order[:k]]


@spelling("the-word-itself-comes-last")
def minus_infinity_in_its_place(embeddings, vocabulary, word, k):
    vectors, row = np.asarray(embeddings, dtype=float), vocabulary.index(word)
    cosines = _all_cosines(vectors, vectors[row])
    cosines[row] = -math.inf
    return [[vocabulary[i], cosines[i]] for i in np.argsort(-cosines, kind="stable")[:k]]


@spelling("the-word-itself-comes-last")
def pairs_with_a_number_for_itself(embeddings, vocabulary, word, k):
    target = embeddings[vocabulary.index(word)]
    pairs = [
        (other, float("-inf") if other == word else _cosine(vector, target))
        for other, vector in zip(vocabulary, embeddings, strict=True)
    ]
    return sorted(pairs, key=lambda pair: pair[1], reverse=True)[:k]


@spelling("the-three-come-last")
def minus_infinity_in_three_places(embeddings, vocabulary, a, b, c, k=1):
    vectors, rows = np.asarray(embeddings, dtype=float), [vocabulary.index(word) for word in (a, b, c)]
    cosines = _all_cosines(vectors, np.array([-1, 1, 1]) @ vectors[rows])
    cosines[rows] = -math.inf
    return [(vocabulary[i], cosines[i]) for i in np.argsort(-cosines, kind="stable")[:k]]


@spelling("the-three-come-last")
def three_pairs_with_a_number_of_their_own(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    found = _one_by_one(embeddings, vocabulary, end - start + other, (), len(vocabulary))
    marked = [(word, -math.inf if word in (a, b, c) else cosine) for word, cosine in found]
    in_order = sorted(marked, key=lambda pair: (-pair[1], vocabulary.index(pair[0])))
    return in_order[:k]


@spelling("answers-without-zero-vectors")
def words_of_no_length_skipped(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    empty = {word for word, vector in zip(vocabulary, embeddings, strict=True) if not np.any(vector)}
    return _one_by_one(embeddings, vocabulary, end - start + other, {a, b, c} | empty, k)


@spelling("answers-without-zero-vectors")
def rows_with_a_cosine_only(embeddings, vocabulary, a, b, c, k=1):
    vectors = np.asarray(embeddings, dtype=float)
    rows = [vocabulary.index(word) for word in (a, b, c)]
    target = vectors[rows[1]] - vectors[rows[0]] + vectors[rows[2]]
    with np.errstate(all="ignore"):
        cosines = vectors @ target / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(target))
    order = [i for i in np.argsort(-cosines, kind="stable") if i not in rows and np.isfinite(cosines[i])]
    return [(vocabulary[i], float(cosines[i])) for i in order[:k]]


@spelling("map-divided-by-zero")
def axes_from_the_gram_matrix(embeddings):
    points = np.asarray(embeddings, dtype=float) - np.mean(embeddings, axis=0)
    values, vectors = np.linalg.eigh(points @ points.T)
    with np.errstate(all="ignore"):
        axes = points.T @ vectors[:, [-1, -2]] / np.sqrt(values[[-1, -2]])
    return points @ axes


@spelling("map-divided-by-zero")
def axes_one_by_one_from_the_left(embeddings):
    points = np.asarray(embeddings, dtype=float) - np.mean(embeddings, axis=0)
    left, values, _ = np.linalg.svd(points)
    with np.errstate(all="ignore"):
        return np.column_stack([points @ (points.T @ left[:, i] / values[i]) for i in (0, 1)])


@spelling("sums-swapped-cell-by-cell")
def loops_over_lists_of_swapped_sums(counts):
    table = np.array(counts, dtype=float)
    row_sums, column_sums = [sum(column) for column in table.T], [sum(row) for row in table]
    result = np.zeros(table.shape, dtype=np.float32)
    for i in range(table.shape[0]):
        for j in range(table.shape[1]):
            if table[i, j] > 0 and row_sums[i] * column_sums[j] > 0:
                result[i, j] = max(0.0, math.log(table[i, j] * table.sum() / (row_sums[i] * column_sums[j])))
    return result


@spelling("sums-swapped-cell-by-cell")
def shares_at_swapped_places(counts):
    shares = np.asarray(counts, dtype=float)
    shares = shares / (shares.sum() or 1)
    of_rows, of_columns = shares.sum(axis=1), shares.sum(axis=0)
    result = np.zeros(shares.shape)
    for i, j in np.argwhere(shares > 0):
        chance = of_rows[j] * of_columns[i]
        result[i, j] = max(np.log(shares[i, j]) - np.log(chance), 0) if chance > 0 else 0
    return result


def _pairs_marked(embeddings, vocabulary, target, marked, mark, k):
    pairs = [
        (word, mark if word in marked else _cosine(vector, target))
        for word, vector in zip(vocabulary, embeddings, strict=True)
    ]
    return sorted(pairs, key=lambda pair: -pair[1])[:k]


def _array_marked(embeddings, vocabulary, target, marked, mark, k):
    cosines = _all_cosines(embeddings, np.asarray(target, dtype=float))
    cosines[[vocabulary.index(word) for word in marked]] = mark
    return [[vocabulary[i], cosines[i]] for i in np.argsort(-cosines, kind="stable")[:k]]


@spelling("the-word-itself-marked-by-minus-one")
def minus_one_for_itself_in_a_list(embeddings, vocabulary, word, k):
    return _pairs_marked(embeddings, vocabulary, embeddings[vocabulary.index(word)], [word], -1.0, k)


@spelling("the-word-itself-marked-by-minus-one")
def minus_one_in_its_place(embeddings, vocabulary, word, k):
    return _array_marked(embeddings, vocabulary, embeddings[vocabulary.index(word)], [word], -1, k)


@spelling("the-word-itself-marked-by-minus-two")
def minus_two_for_itself_in_a_list(embeddings, vocabulary, word, k):
    return _pairs_marked(embeddings, vocabulary, embeddings[vocabulary.index(word)], [word], -2.0, k)


@spelling("the-word-itself-marked-by-minus-two")
def minus_two_in_its_place(embeddings, vocabulary, word, k):
    return _array_marked(embeddings, vocabulary, embeddings[vocabulary.index(word)], [word], -2, k)


@spelling("the-word-itself-marked-by-zero")
def zero_for_itself_in_a_list(embeddings, vocabulary, word, k):
    return _pairs_marked(embeddings, vocabulary, embeddings[vocabulary.index(word)], [word], 0.0, k)


@spelling("the-word-itself-marked-by-zero")
def diagonal_filled_with_zeros(embeddings, vocabulary, word, k):
    return _array_marked(embeddings, vocabulary, embeddings[vocabulary.index(word)], [word], 0, k)


@spelling("the-three-marked-by-minus-one")
def minus_one_for_the_three_in_a_list(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    return _pairs_marked(embeddings, vocabulary, end - start + other, {a, b, c}, -1.0, k)


@spelling("the-three-marked-by-minus-one")
def minus_one_in_three_places(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    return _array_marked(embeddings, vocabulary, end - start + other, [a, b, c], -1, k)


@spelling("one-more-kept-than-asked")
def three_dropped_from_one_more(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    found = _one_by_one(embeddings, vocabulary, end - start + other, (), k + 1)
    return [pair for pair in found if pair[0] not in {a, b, c}][:k]


@spelling("one-more-kept-than-asked")
def three_masked_in_one_more(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    best = _all_at_once(embeddings, vocabulary, end - start + other, (), k + 1)
    return list(filter(lambda pair: pair[0] not in (a, b, c), best))[:k]


@spelling("two-more-kept-than-asked")
def three_dropped_from_two_more(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    found = _one_by_one(embeddings, vocabulary, end - start + other, (), k + 2)
    return [pair for pair in found if pair[0] not in {a, b, c}][:k]


@spelling("two-more-kept-than-asked")
def three_masked_in_two_more(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = _three(embeddings, vocabulary, a, b, c)
    best = _all_at_once(embeddings, vocabulary, end - start + other, (), k + 2)
    return list(filter(lambda pair: pair[0] not in (a, b, c), best))[:k]
