"""Wrong ways of ex17."""

from __future__ import annotations

import numpy as np

from reference.kit.catalogue import misconception


@misconception
def window_to_the_right_only(documents, vocabulary, window):
    return _counted(documents, vocabulary, lambda i, j: 0 < j - i <= window)


@misconception
def meetings_counted_twice(documents, vocabulary, window):
    return 2 * _counted(documents, vocabulary, lambda i, j: 0 < abs(i - j) <= window)


@misconception
def window_crosses_documents(documents, vocabulary, window):
    joined = [word for document in documents for word in document]
    return _counted([joined], vocabulary, lambda i, j: 0 < abs(i - j) <= window)


@misconception
def unknown_words_squeezed_out(documents, vocabulary, window):
    known = [[word for word in document if word in vocabulary] for document in documents]
    return _counted(known, vocabulary, lambda i, j: 0 < abs(i - j) <= window)


@misconception
def unknown_words_taken_for_the_last(documents, vocabulary, window):
    known = [[word if word in vocabulary else vocabulary[-1] for word in document] for document in documents]
    return _counted(known, vocabulary, lambda i, j: 0 < abs(i - j) <= window)


@misconception
def window_one_short(documents, vocabulary, window):
    return _counted(documents, vocabulary, lambda i, j: 0 < abs(i - j) < window)


@misconception
def window_one_too_far(documents, vocabulary, window):
    return _counted(documents, vocabulary, lambda i, j: 0 < abs(i - j) <= window + 1)


@misconception
def window_shared_by_both_sides(documents, vocabulary, window):
    return _counted(documents, vocabulary, lambda i, j: 0 < abs(i - j) <= window // 2)


@misconception
def counts_lost_at_the_beginning(documents, vocabulary, window):
    return _counted(documents, vocabulary, lambda i, j: 0 < j - i <= window or (0 < i - j <= window <= i))


@misconception
def right_end_one_short(documents, vocabulary, window):
    return _counted(documents, vocabulary, lambda i, j: i != j and -window <= j - i < window)


@misconception
def rows_by_alphabet(documents, vocabulary, window):
    return _counted(documents, sorted(vocabulary), lambda i, j: 0 < abs(i - j) <= window)


@misconception
def upper_triangle_only(documents, vocabulary, window):
    counts = _counted(documents, vocabulary, lambda i, j: 0 < abs(i - j) <= window)
    return np.triu(counts) - np.diag(counts.diagonal() // 2)


@misconception
def whole_document_as_window(documents, vocabulary, window):
    return _counted(documents, vocabulary, lambda i, j: i != j)


@misconception
def only_the_edge_of_the_window(documents, vocabulary, window):
    return _counted(documents, vocabulary, lambda i, j: abs(i - j) == window)


@misconception
def met_or_not_met(documents, vocabulary, window):
    counts = _counted(documents, vocabulary, lambda i, j: 0 < abs(i - j) <= window)
    return (counts > 0).astype(int)


@misconception
def once_a_document(documents, vocabulary, window):
    total = np.zeros((len(vocabulary), len(vocabulary)), dtype=int)
    for document in documents:
        total += _counted([document], vocabulary, lambda i, j: 0 < abs(i - j) <= window) > 0
    return total


@misconception
def near_words_weigh_more(documents, vocabulary, window):
    return sum(
        _counted(documents, vocabulary, lambda i, j, gap=gap: abs(i - j) == gap) / gap for gap in range(1, window + 1)
    )


@misconception
def a_word_never_meets_itself(documents, vocabulary, window):
    counts = _counted(documents, vocabulary, lambda i, j: 0 < abs(i - j) <= window)
    np.fill_diagonal(counts, 0)
    return counts


@misconception
def a_word_meets_itself_once(documents, vocabulary, window):
    counts = _counted(documents, vocabulary, lambda i, j: 0 < abs(i - j) <= window)
    np.fill_diagonal(counts, counts.diagonal() // 2)
    return counts


@misconception
def each_place_meets_itself(documents, vocabulary, window):
    return _counted(documents, vocabulary, lambda i, j: abs(i - j) <= window)


@misconception
def repeated_cells_counted_once(documents, vocabulary, window):
    place = {word: number for number, word in enumerate(vocabulary)}
    counts = np.zeros((len(vocabulary), len(vocabulary)), dtype=int)
    for document in documents:
        rows = np.array([place.get(word, -1) for word in document], dtype=int)
        for gap in range(1, window + 1):
            both = (rows[:-gap] >= 0) & (rows[gap:] >= 0)
            counts[rows[:-gap][both], rows[gap:][both]] += 1
            counts[rows[gap:][both], rows[:-gap][both]] += 1
    return counts


@misconception
def first_place_of_each_word(documents, vocabulary, window):
    place = {word: number for number, word in enumerate(vocabulary)}
    counts = np.zeros((len(vocabulary), len(vocabulary)), dtype=int)
    for document in documents:
        for word in document:
            here = document.index(word)
            for there in range(max(here - window, 0), min(here + window + 1, len(document))):
                if there != here and word in place and document[there] in place:
                    counts[place[word], place[document[there]]] += 1
    return counts


@misconception
def window_to_the_left_only(documents, vocabulary, window):
    return _counted(documents, vocabulary, lambda i, j: 0 < i - j <= window)


@misconception
def first_word_meets_nobody(documents, vocabulary, window):
    return _counted(documents, vocabulary, lambda i, j: 0 < abs(i - j) <= window and j > 0)


@misconception
def texts_with_unknown_words_skipped(documents, vocabulary, window):
    known = [document for document in documents if set(document) <= set(vocabulary)]
    return _counted(known, vocabulary, lambda i, j: 0 < abs(i - j) <= window)


@misconception
def stops_at_an_unknown_word(documents, vocabulary, window):
    begun = []
    for document in documents:
        known = [word in vocabulary for word in document]
        begun.append(document[: known.index(False)] if False in known else document)
    return _counted(begun, vocabulary, lambda i, j: 0 < abs(i - j) <= window)


def _counted(documents, vocabulary, near):
    counts = np.zeros((len(vocabulary), len(vocabulary)), dtype=int)
    for document in documents:
        for i, one in enumerate(document):
            for j, other in enumerate(document):
                if near(i, j) and one in vocabulary and other in vocabulary:
                    counts[vocabulary.index(one), vocabulary.index(other)] += 1
    return counts


@misconception
def ppmi_to_base_ten(counts):
    return _ppmi(counts) / np.log(10)


@misconception
def logarithm_of_one_more(counts):
    return np.where(np.asarray(counts) > 0, np.log1p(np.exp(_pmi(counts))), 0)


@misconception
def signs_of_the_logarithm_lost(counts):
    return np.abs(_pmi(counts))


@misconception
def ppmi_in_bits(counts):
    return _ppmi(counts) / np.log(2)


@misconception
def negative_values_kept(counts):
    return _pmi(counts)


@misconception
def logarithm_of_zero_taken(counts):
    counts = np.asarray(counts, dtype=float)
    by_chance = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0)
    return np.maximum(np.nan_to_num(np.log(counts * counts.sum() / by_chance)), 0)


@misconception
def minus_infinity_for_never(counts):
    counts = np.asarray(counts, dtype=float)
    by_chance = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0)
    with np.errstate(all="ignore"):
        return np.log(counts * counts.sum() / by_chance)


@misconception
def empty_rows_are_nan(counts):
    counts = np.asarray(counts, dtype=float)
    by_chance = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0)
    with np.errstate(all="ignore"):
        return np.maximum(np.log(counts * counts.sum() / by_chance), 0)


@misconception
def total_left_out(counts):
    counts = np.asarray(counts, dtype=float)
    return np.maximum(_pmi(counts) - np.log(counts.sum() or 1) * (counts > 0), 0)


@misconception
def rows_taken_for_columns(counts):
    counts = np.asarray(counts, dtype=float)
    rows = counts.sum(axis=1)
    ratios = np.divide(counts * counts.sum(), np.outer(rows, rows), out=np.ones(counts.shape), where=counts > 0)
    return np.maximum(np.log(ratios), 0)


@misconception
def columns_taken_for_rows(counts):
    counts = np.asarray(counts, dtype=float)
    columns = counts.sum(axis=0)
    ratios = np.divide(counts * counts.sum(), np.outer(columns, columns), out=np.ones(counts.shape), where=counts > 0)
    return np.maximum(np.log(ratios), 0)


@misconception
def sums_of_rows_and_columns_swapped(counts):
    counts = np.asarray(counts, dtype=float)
    by_chance = np.outer(counts.sum(axis=0), counts.sum(axis=1)) / (counts.sum() or 1)
    seen = (counts > 0) & (by_chance > 0)
    return np.log(np.maximum(np.divide(counts, by_chance, out=np.ones(counts.shape), where=seen), 1))


@misconception
def sums_swapped_cell_by_cell(counts):
    counts = np.asarray(counts, dtype=float)
    rows, columns = counts.sum(axis=0), counts.sum(axis=1)
    result = np.zeros(counts.shape)
    for i, j in np.ndindex(counts.shape):
        chance = rows[i] * columns[j]
        if counts[i, j] > 0 and chance > 0:
            result[i, j] = max(np.log(counts[i, j] * counts.sum() / chance), 0)
    return result


@misconception
def one_added_to_each_count(counts):
    return _ppmi(np.asarray(counts, dtype=float) + 1)


@misconception
def ratio_without_logarithm(counts):
    return np.where(np.asarray(counts) > 0, np.exp(_pmi(counts)), 0)


@misconception
def logarithm_of_the_counts(counts):
    return np.log(np.maximum(counts, 1))


@misconception
def weighed_by_how_often(counts):
    counts = np.asarray(counts, dtype=float)
    return _ppmi(counts) * counts / (counts.sum() or 1)


@misconception
def ratios_below_one_are_zero(counts):
    pmi = _pmi(counts)
    return np.where(pmi > 1, pmi, 0)


@misconception
def cut_to_whole_numbers(counts):
    result = np.zeros_like(counts)
    result[:] = _ppmi(counts)
    return result


@misconception
def divided_by_the_total_twice(counts):
    counts = np.asarray(counts, dtype=float)
    return np.maximum(_pmi(counts) + np.log(counts.sum() or 1) * (counts > 0), 0)


@misconception
def number_of_words_as_the_total(counts):
    counts = np.asarray(counts, dtype=float)
    return np.maximum(_pmi(counts) + np.log(len(counts) / (counts.sum() or 1)) * (counts > 0), 0)


@misconception
def zeros_counted_as_ones(counts):
    counts = np.asarray(counts, dtype=float)
    return _ppmi(np.where(counts == 0, 1, counts))


@misconception
def small_number_added(counts):
    counts = np.asarray(counts, dtype=float)
    chance = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0)
    return np.maximum(np.log((counts * counts.sum() + 1e-6) / (chance + 1e-6)), 0)


def _pmi(counts):
    counts = np.asarray(counts, dtype=float)
    by_chance = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0)
    return np.log(np.divide(counts * counts.sum(), by_chance, out=np.ones(counts.shape), where=counts > 0))


def _ppmi(counts):
    return np.maximum(_pmi(counts), 0)


@misconception
def left_vectors_alone(matrix, dimensions):
    return np.linalg.svd(matrix, full_matrices=False)[0][:, :dimensions]


@misconception
def whole_singular_values(matrix, dimensions):
    left, values, _ = np.linalg.svd(matrix, full_matrices=False)
    return left[:, :dimensions] * values[:dimensions]


@misconception
def v_read_by_columns(matrix, dimensions):
    _, values, right = np.linalg.svd(matrix, full_matrices=False)
    return right[:, :dimensions] * np.sqrt(values[:dimensions])


@misconception
def vectors_of_one_length(matrix, dimensions):
    left, values, _ = np.linalg.svd(matrix, full_matrices=False)
    vectors = left[:, :dimensions] * np.sqrt(values[:dimensions])
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-300)


@misconception
def columns_instead_of_rows(matrix, dimensions):
    _, values, right = np.linalg.svd(matrix, full_matrices=False)
    return (np.sqrt(values)[:, None] * right)[:dimensions].T


@misconception
def vectors_lying_down(matrix, dimensions):
    left, values, _ = np.linalg.svd(matrix, full_matrices=False)
    return (left[:, :dimensions] * np.sqrt(values[:dimensions])).T


@misconception
def smallest_directions_first(matrix, dimensions):
    left, values, _ = np.linalg.svd(matrix, full_matrices=False)
    return (left * np.sqrt(values))[:, ::-1][:, :dimensions]


@misconception
def all_directions_kept(matrix, dimensions):
    left, values, _ = np.linalg.svd(matrix, full_matrices=False)
    return left * np.sqrt(values)


@misconception
def centred_before_the_svd(matrix, dimensions):
    left, values, _ = np.linalg.svd(np.asarray(matrix) - np.mean(matrix, axis=0), full_matrices=False)
    return left[:, :dimensions] * np.sqrt(values[:dimensions])


@misconception
def divided_by_the_root(matrix, dimensions):
    left, values, _ = np.linalg.svd(matrix, full_matrices=False)
    return left[:, :dimensions] / np.sqrt(values[:dimensions])


@misconception
def first_direction_skipped(matrix, dimensions):
    left, values, _ = np.linalg.svd(matrix, full_matrices=False)
    return left[:, 1 : dimensions + 1] * np.sqrt(values[1 : dimensions + 1])


@misconception
def squared_singular_values(matrix, dimensions):
    left, values, _ = np.linalg.svd(matrix, full_matrices=False)
    return left[:, :dimensions] * values[:dimensions] ** 2


@misconception
def weighed_once_more(matrix, dimensions):
    left, values, _ = np.linalg.svd(matrix, full_matrices=False)
    return left[:, :dimensions] * values[:dimensions] ** 1.5


@misconception
def first_rows_kept(matrix, dimensions):
    left, values, _ = np.linalg.svd(matrix, full_matrices=False)
    return left[:dimensions] * np.sqrt(values)


@misconception
def multiplied_by_the_right_vectors(matrix, dimensions):
    left, values, right = np.linalg.svd(matrix, full_matrices=False)
    return left[:, :dimensions] * np.sqrt(values[:dimensions]) @ right[:dimensions]


@misconception
def divided_by_a_singular_value_of_zero(matrix, dimensions):
    matrix = np.asarray(matrix, dtype=float)
    _, values, right = np.linalg.svd(matrix, full_matrices=False)
    with np.errstate(all="ignore"):
        return matrix @ right[:dimensions].T / np.sqrt(values[:dimensions])


@misconception
def pairs_to_the_right_only(tokens, window):
    return _pairs(tokens, lambda i, j: 0 < j - i <= window)


@misconception
def pairs_with_itself(tokens, window):
    return _pairs(tokens, lambda i, j: abs(i - j) <= window)


@misconception
def equal_words_make_no_pair(tokens, window):
    return _pairs(tokens, lambda i, j: abs(i - j) <= window and tokens[i] != tokens[j])


@misconception
def each_pair_listed_once(tokens, window):
    return sorted(set(_pairs(tokens, lambda i, j: 0 < abs(i - j) <= window)))


@misconception
def pairs_one_short(tokens, window):
    return _pairs(tokens, lambda i, j: 0 < abs(i - j) < window)


@misconception
def pairs_one_short_on_the_right(tokens, window):
    return _pairs(tokens, lambda i, j: i != j and -window <= j - i < window)


@misconception
def last_word_is_no_centre(tokens, window):
    return _pairs(tokens, lambda i, j: i < len(tokens) - 1 and 0 < abs(i - j) <= window)


@misconception
def pairs_of_the_edge_only(tokens, window):
    return _pairs(tokens, lambda i, j: abs(i - j) == window)


@misconception
def pairs_with_the_window_shared(tokens, window):
    return _pairs(tokens, lambda i, j: 0 < abs(i - j) <= window // 2)


@misconception
def left_neighbours_lost_at_the_beginning(tokens, window):
    return [
        (centre, context)
        for i, centre in enumerate(tokens)
        for context in [*tokens[i - window : i], *tokens[i + 1 : i + 1 + window]]
    ]


@misconception
def beginning_wraps_to_the_end(tokens, window):
    steps = [step for step in range(-window, window + 1) if step]
    return [
        (centre, tokens[i + step])
        for i, centre in enumerate(tokens)
        for step in steps
        if -len(tokens) <= i + step < len(tokens)
    ]


@misconception
def only_centres_with_a_full_window(tokens, window):
    inside = range(window, len(tokens) - window)
    return _pairs(tokens, lambda i, j: i in inside and 0 < abs(i - j) <= window)


@misconception
def all_contexts_in_one_list(tokens, window):
    return [
        (centre, [*tokens[max(i - window, 0) : i], *tokens[i + 1 : i + 1 + window]]) for i, centre in enumerate(tokens)
    ]


@misconception
def pairs_to_the_left_only(tokens, window):
    return _pairs(tokens, lambda i, j: 0 < i - j <= window)


@misconception
def each_pair_listed_twice(tokens, window):
    return 2 * _pairs(tokens, lambda i, j: 0 < abs(i - j) <= window)


@misconception
def first_words_are_no_centres(tokens, window):
    return _pairs(tokens, lambda i, j: i >= window and 0 < abs(i - j) <= window)


@misconception
def last_word_is_no_context(tokens, window):
    return _pairs(tokens, lambda i, j: 0 < abs(i - j) <= window and j < len(tokens) - 1)


@misconception
def first_word_is_no_context(tokens, window):
    return _pairs(tokens, lambda i, j: 0 < abs(i - j) <= window and j > 0)


@misconception
def pairs_one_short_on_the_left(tokens, window):
    return _pairs(tokens, lambda i, j: i != j and -window < j - i <= window)


@misconception
def pairs_one_too_far_on_the_right(tokens, window):
    return _pairs(tokens, lambda i, j: i != j and -window <= j - i <= window + 1)


@misconception
def pairs_one_too_far(tokens, window):
    return _pairs(tokens, lambda i, j: 0 < abs(i - j) <= window + 1)


@misconception
def pairs_of_the_first_word_only(tokens, window):
    return _pairs(tokens, lambda i, j: i == 0 < j <= window)


@misconception
def last_context_only(tokens, window):
    last = len(tokens) - 1
    return _pairs(tokens, lambda i, j: j == (min(i + window, last) if i < last else i - 1))


@misconception
def pairs_around_the_first_place(tokens, window):
    first = [tokens.index(word) for word in tokens]
    return [(tokens[i], tokens[j]) for i in first for j in range(len(tokens)) if 0 < abs(i - j) <= window]


@misconception
def positions_instead_of_words(tokens, window):
    places = range(len(tokens))
    return [(i, j) for i in places for j in places if 0 < abs(i - j) <= window]


def _pairs(tokens, near):
    places = range(len(tokens))
    return [(tokens[i], tokens[j]) for i in places for j in places if near(i, j)]


@misconception
def no_negatives(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, answers=(1, None))


@misconception
def negatives_as_neighbours(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, answers=(1, 1))


@misconception
def steps_turned_round(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, -learning_rate, rng)


@misconception
def contexts_never_learn(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(
        documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, learning=(1, 0), spread=0.1
    )


@misconception
def contexts_guess_the_word(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    place = {word: number for number, word in enumerate(vocabulary)}
    words = rng.normal(scale=0.1, size=(len(vocabulary), dimensions))
    centres = np.zeros(words.shape)
    labels = np.array([1, *[0] * negatives])
    for _ in range(epochs):
        for document in documents:
            for i, word in enumerate(document):
                around = [*document[max(i - window, 0) : i], *document[i + 1 : i + 1 + window]]
                around = [place[other] for other in around if other in place]
                if word in place and around:
                    mean = words[around].mean(axis=0)
                    asked = np.array([place[word], *rng.integers(len(vocabulary), size=negatives)])
                    slopes = learning_rate * (labels - 1 / (1 + np.exp(-centres[asked] @ mean)))
                    move = slopes @ centres[asked] / len(around)
                    np.add.at(centres, asked, np.outer(slopes, mean))
                    np.add.at(words, around, move)
    return words


@misconception
def words_never_learn(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, learning=(0, 1))


@misconception
def starts_at_zero(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, start=0)


@misconception
def a_mean_over_all_pairs(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    count = len(_numbered(documents, vocabulary, window))
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate / count, rng)


@misconception
def unknown_words_squeezed_out_of_training(
    documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng
):
    known = [[word for word in document if word in vocabulary] for document in documents]
    return _train(known, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng)


@misconception
def training_crosses_documents(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    joined = [[word for document in documents for word in document]]
    return _train(joined, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng)


@misconception
def a_window_of_its_own(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, 2, negatives, epochs, learning_rate, rng)


@misconception
def always_five_negatives(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, 5, epochs, learning_rate, rng)


@misconception
def one_epoch_only(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, 1, learning_rate, rng)


@misconception
def training_with_a_seed_of_its_own(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    rng = np.random.default_rng(0)
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng)


@misconception
def negatives_from_another_generator(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    rng = np.random.default_rng()
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng)


@misconception
def rows_in_an_order_of_its_own(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, sorted(vocabulary), dimensions, window, negatives, epochs, learning_rate, rng)


@misconception
def vectors_as_columns(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng).T


@misconception
def one_epoch_too_few(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, epochs - 1, learning_rate, rng)


@misconception
def contexts_returned(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    place = {word: number for number, word in enumerate(vocabulary)}
    words = rng.uniform(-0.5, 0.5, size=(len(vocabulary), dimensions)) / dimensions
    contexts = np.zeros(words.shape)
    for _ in range(epochs):
        for centre, context in _numbered(documents, list(place), window):
            asked = np.append(context, rng.integers(len(vocabulary), size=negatives))
            slopes = (np.arange(len(asked)) == 0) - 1 / (1 + np.exp(-contexts[asked] @ words[centre]))
            move = learning_rate * slopes @ contexts[asked]
            np.add.at(contexts, asked, learning_rate * np.outer(slopes, words[centre]))
            words[centre] += move
    return contexts


@misconception
def both_vectors_added_up(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, added=1)


@misconception
def one_table_for_both(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, shared=True)


@misconception
def no_sigmoid(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, squashed=False)


@misconception
def negatives_drawn_once(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, once=True)


@misconception
def begins_anew_each_epoch(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, anew=True)


@misconception
def words_of_one_length(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    words = _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng)
    return words / np.linalg.norm(words, axis=1, keepdims=True)


@misconception
def one_document_only(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents[:1], vocabulary, dimensions, window, negatives, epochs, learning_rate, rng)


@misconception
def last_word_never_learns(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, ahead=True)


@misconception
def learning_rate_taken_twice(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    learning = (learning_rate, 1)
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, learning=learning)


@misconception
def negatives_do_too_little(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    return _train(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng, used=1)


@misconception
def steps_of_a_batch_overwritten(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _numbered(documents, vocabulary, window)
    chances = np.bincount(pairs[:, 0], minlength=len(vocabulary)) ** 0.75
    words = rng.uniform(-0.5, 0.5, size=(len(vocabulary), dimensions)) / dimensions
    contexts = np.zeros(words.shape)
    for _ in range(epochs):
        for batch in np.array_split(rng.permutation(pairs), -(-len(pairs) // 16)):
            drawn = rng.choice(len(vocabulary), size=(len(batch), negatives), p=chances / chances.sum())
            asked, centres = np.column_stack([batch[:, 1], drawn]), words[batch[:, 0]]
            labels = np.arange(negatives + 1) == 0
            slopes = labels - 1 / (1 + np.exp(-np.einsum("bd,bnd->bn", centres, contexts[asked])))
            words[batch[:, 0]] += learning_rate * np.einsum("bn,bnd->bd", slopes, contexts[asked])
            contexts[asked] += learning_rate * slopes[:, :, None] * centres[:, None]
    return words


@misconception
def drawn_words_as_centres(documents, vocabulary, dimensions, window, negatives, epochs, learning_rate, rng):
    pairs = _numbered(documents, vocabulary, window)
    words = rng.uniform(-0.5, 0.5, size=(len(vocabulary), dimensions)) / dimensions
    contexts = np.zeros(words.shape)
    for _ in range(epochs):
        for centre, context in rng.permutation(pairs):
            asked = np.array([centre, *rng.integers(len(vocabulary), size=negatives)])
            slopes = (np.arange(len(asked)) == 0) - 1 / (1 + np.exp(-words[asked] @ contexts[context]))
            move = learning_rate * slopes @ words[asked]
            np.add.at(words, asked, learning_rate * np.outer(slopes, contexts[context]))
            contexts[context] += move
    return words


def _numbered(documents, vocabulary, window, ahead=False):
    place = {word: number for number, word in enumerate(vocabulary)}
    return np.array(
        [
            (place[document[i]], place[document[j]])
            for document in documents
            for i in range(len(document))
            for j in range(i + 1 if ahead else max(i - window, 0), min(i + window + 1, len(document)))
            if i != j and document[i] in place and document[j] in place
        ]
    )


def _train(
    documents,
    vocabulary,
    dimensions,
    window,
    negatives,
    epochs,
    learning_rate,
    rng,
    *,
    answers=(1, 0),
    learning=(1, 1),
    start=1.0,
    spread=0.0,
    added=0,
    shared=False,
    squashed=True,
    once=False,
    anew=False,
    ahead=False,
    used=None,
):
    """Train as the model answer does, but for the one thing that an argument changes."""
    pairs = _numbered(documents, vocabulary, window, ahead)
    chances = np.bincount(pairs[:, 0], minlength=len(vocabulary)) ** 0.75
    words = start * rng.uniform(-0.5, 0.5, size=(len(vocabulary), dimensions)) / dimensions
    contexts = words if shared else spread * rng.normal(size=words.shape)
    yes, no = answers
    labels = np.array([yes, *([] if no is None else [no] * (used or negatives))])
    for epoch in range(epochs):
        if epoch == 0 or not once:
            drawn = rng.choice(len(vocabulary), size=(len(pairs), negatives), p=chances / chances.sum())
        if anew:
            contexts[:] = 0
        for number in rng.permutation(len(pairs)):
            centre, context = pairs[number]
            asked = np.array([context, *drawn[number]])[: len(labels)]
            scores = np.clip(contexts[asked] @ words[centre], -500, 500)
            slopes = labels - (1 / (1 + np.exp(-scores)) if squashed else scores)
            move = learning_rate * slopes @ contexts[asked]
            np.add.at(contexts, asked, learning[1] * learning_rate * np.outer(slopes, words[centre]))
            words[centre] += learning[0] * move
    return words + added * contexts


@misconception
def the_word_itself_included(embeddings, vocabulary, word, k):
    return _best(vocabulary, _cosines(embeddings, vocabulary.index(word)), k)


@misconception
def the_word_itself_counted(embeddings, vocabulary, word, k):
    found = _best(vocabulary, _cosines(embeddings, vocabulary.index(word)), k)
    return [pair for pair in found if pair[0] != word]


@misconception
def first_one_taken_for_itself(embeddings, vocabulary, word, k):
    return _best(vocabulary, _cosines(embeddings, vocabulary.index(word)), len(vocabulary))[1 : k + 1]


@misconception
def dot_product_as_cosine(embeddings, vocabulary, word, k):
    embeddings = np.asarray(embeddings, dtype=float)
    return _best(vocabulary, embeddings @ embeddings[vocabulary.index(word)], k, without=(word,))


@misconception
def one_length_forgotten(embeddings, vocabulary, word, k):
    embeddings = np.asarray(embeddings, dtype=float)
    lengths = np.linalg.norm(embeddings, axis=1)
    dots = embeddings @ embeddings[vocabulary.index(word)]
    return _best(vocabulary, dots / np.where(lengths == 0, 1, lengths), k, without=(word,))


@misconception
def least_similar_first(embeddings, vocabulary, word, k):
    cosines = _cosines(embeddings, vocabulary.index(word))
    return [(name, -value) for name, value in _best(vocabulary, -cosines, k, without=(word,))]


@misconception
def distance_as_similarity(embeddings, vocabulary, word, k):
    embeddings = np.asarray(embeddings, dtype=float)
    distances = np.linalg.norm(embeddings - embeddings[vocabulary.index(word)], axis=1)
    return [(name, -value) for name, value in _best(vocabulary, -distances, k, without=(word,))]


@misconception
def nearest_by_size_of_the_cosine(embeddings, vocabulary, word, k):
    cosines = np.abs(_cosines(embeddings, vocabulary.index(word)))
    return _best(vocabulary, cosines, k, without=(word,))


@misconception
def ties_from_the_end(embeddings, vocabulary, word, k):
    cosines = _cosines(embeddings, vocabulary.index(word))
    order = [row for row in np.argsort(cosines, kind="stable")[::-1] if vocabulary[row] != word]
    return [(vocabulary[row], float(cosines[row])) for row in order[:k]]


@misconception
def zero_vector_is_nan(embeddings, vocabulary, word, k):
    embeddings = np.asarray(embeddings, dtype=float)
    directions = embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)
    return _best(vocabulary, directions @ directions[vocabulary.index(word)], k, without=(word,))


@misconception
def zero_vectors_left_out(embeddings, vocabulary, word, k):
    lengths = dict(zip(vocabulary, np.linalg.norm(embeddings, axis=1), strict=True))
    found = _best(vocabulary, _cosines(embeddings, vocabulary.index(word)), len(vocabulary), without=(word,))
    return [pair for pair in found if lengths[pair[0]]][:k]


@misconception
def words_without_a_cosine_left_out(embeddings, vocabulary, word, k):
    lengths = dict(zip(vocabulary, np.linalg.norm(embeddings, axis=1), strict=True))
    found = _best(vocabulary, _cosines(embeddings, vocabulary.index(word)), len(vocabulary), without=(word,))
    return [pair for pair in found if lengths[pair[0]] * lengths[word]][:k]


@misconception
def the_word_itself_comes_last(embeddings, vocabulary, word, k):
    return _marked(embeddings, vocabulary, word, k, -np.inf)


@misconception
def the_word_itself_marked_by_minus_one(embeddings, vocabulary, word, k):
    return _marked(embeddings, vocabulary, word, k, -1)


@misconception
def the_word_itself_marked_by_minus_two(embeddings, vocabulary, word, k):
    return _marked(embeddings, vocabulary, word, k, -2)


@misconception
def the_word_itself_marked_by_zero(embeddings, vocabulary, word, k):
    return _marked(embeddings, vocabulary, word, k, 0)


def _marked(embeddings, vocabulary, word, k, mark):
    cosines = _cosines(embeddings, vocabulary.index(word))
    cosines[vocabulary.index(word)] = mark
    return _best(vocabulary, cosines, k)


@misconception
def numbers_instead_of_words(embeddings, vocabulary, word, k):
    found = _best(vocabulary, _cosines(embeddings, vocabulary.index(word)), k, without=(word,))
    return [(vocabulary.index(name), value) for name, value in found]


@misconception
def words_without_cosines(embeddings, vocabulary, word, k):
    found = _best(vocabulary, _cosines(embeddings, vocabulary.index(word)), k, without=(word,))
    return [name for name, _ in found]


@misconception
def nothing_for_an_unknown_word(embeddings, vocabulary, word, k):
    if word not in vocabulary:
        return []
    return _best(vocabulary, _cosines(embeddings, vocabulary.index(word)), k, without=(word,))


@misconception
def one_word_too_few(embeddings, vocabulary, word, k):
    return _best(vocabulary, _cosines(embeddings, vocabulary.index(word)), k - 1, without=(word,))


@misconception
def ties_by_the_alphabet(embeddings, vocabulary, word, k):
    if word not in vocabulary:
        raise ValueError(word)
    pairs = list(zip(vocabulary, _cosines(embeddings, vocabulary.index(word)).tolist(), strict=True))
    return sorted([pair for pair in pairs if pair[0] != word], key=lambda pair: (-pair[1], pair[0]))[:k]


@misconception
def cosine_before_the_word(embeddings, vocabulary, word, k):
    found = _best(vocabulary, _cosines(embeddings, vocabulary.index(word)), k, without=(word,))
    return [(value, name) for name, value in found]


@misconception
def words_of_the_same_direction_left_out(embeddings, vocabulary, word, k):
    found = _best(vocabulary, _cosines(embeddings, vocabulary.index(word)), len(vocabulary), without=(word,))
    return [pair for pair in found if pair[1] < 1 - 1e-6][:k]


@misconception
def key_error_for_an_unknown_word(embeddings, vocabulary, word, k):
    row = {name: number for number, name in enumerate(vocabulary)}[word]
    return _best(vocabulary, _cosines(embeddings, row), k, without=(word,))


@misconception
def only_positive_cosines(embeddings, vocabulary, word, k):
    found = _best(vocabulary, _cosines(embeddings, vocabulary.index(word)), k, without=(word,))
    return [pair for pair in found if pair[1] > 0]


@misconception
def step_taken_backwards(embeddings, vocabulary, a, b, c, k=1):
    return _completed(embeddings, vocabulary, a, b, c, k, (1, -1, 1))


@misconception
def last_word_subtracted(embeddings, vocabulary, a, b, c, k=1):
    return _completed(embeddings, vocabulary, a, b, c, k, (1, 1, -1))


@misconception
def start_not_subtracted(embeddings, vocabulary, a, b, c, k=1):
    return _completed(embeddings, vocabulary, a, b, c, k, (0, 1, 1))


@misconception
def all_three_added(embeddings, vocabulary, a, b, c, k=1):
    return _completed(embeddings, vocabulary, a, b, c, k, (1, 1, 1))


@misconception
def near_the_last_word_only(embeddings, vocabulary, a, b, c, k=1):
    return _completed(embeddings, vocabulary, a, b, c, k, (0, 0, 1))


@misconception
def the_three_words_included(embeddings, vocabulary, a, b, c, k=1):
    return _completed(embeddings, vocabulary, a, b, c, k, without=())


@misconception
def only_the_last_word_left_out(embeddings, vocabulary, a, b, c, k=1):
    return _completed(embeddings, vocabulary, a, b, c, k, without=(c,))


@misconception
def the_three_left_out_too_late(embeddings, vocabulary, a, b, c, k=1):
    return [pair for pair in _completed(embeddings, vocabulary, a, b, c, k, without=()) if pair[0] not in (a, b, c)]


@misconception
def one_more_kept_than_asked(embeddings, vocabulary, a, b, c, k=1):
    found = _completed(embeddings, vocabulary, a, b, c, k + 1, without=())
    return [pair for pair in found if pair[0] not in (a, b, c)][:k]


@misconception
def two_more_kept_than_asked(embeddings, vocabulary, a, b, c, k=1):
    found = _completed(embeddings, vocabulary, a, b, c, k + 2, without=())
    return [pair for pair in found if pair[0] not in (a, b, c)][:k]


@misconception
def the_three_come_last(embeddings, vocabulary, a, b, c, k=1):
    return _completed(embeddings, vocabulary, a, b, c, k, without=(), mark=-np.inf)


@misconception
def the_three_marked_by_minus_one(embeddings, vocabulary, a, b, c, k=1):
    return _completed(embeddings, vocabulary, a, b, c, k, without=(), mark=-1)


@misconception
def answers_without_zero_vectors(embeddings, vocabulary, a, b, c, k=1):
    lengths = dict(zip(vocabulary, np.linalg.norm(embeddings, axis=1), strict=True))
    return [pair for pair in _completed(embeddings, vocabulary, a, b, c, len(vocabulary)) if lengths[pair[0]]][:k]


@misconception
def scaled_to_one_length_first(embeddings, vocabulary, a, b, c, k=1):
    lengths = np.linalg.norm(embeddings, axis=1, keepdims=True)
    return _completed(np.asarray(embeddings) / np.where(lengths == 0, 1, lengths), vocabulary, a, b, c, k)


@misconception
def dot_product_with_the_target(embeddings, vocabulary, a, b, c, k=1):
    return _completed(embeddings, vocabulary, a, b, c, k, scaled=False)


@misconception
def one_answer_only(embeddings, vocabulary, a, b, c, k=1):
    return _completed(embeddings, vocabulary, a, b, c, 1)


@misconception
def three_answers_by_default(embeddings, vocabulary, a, b, c, k=3):
    return _completed(embeddings, vocabulary, a, b, c, k)


@misconception
def the_word_alone(embeddings, vocabulary, a, b, c, k=1):
    return [word for word, _ in _completed(embeddings, vocabulary, a, b, c, k)]


@misconception
def no_answer_for_unknown_words(embeddings, vocabulary, a, b, c, k=1):
    if not {a, b, c} <= set(vocabulary):
        return []
    return _completed(embeddings, vocabulary, a, b, c, k)


@misconception
def answers_with_nan(embeddings, vocabulary, a, b, c, k=1):
    embeddings = np.asarray(embeddings, dtype=float)
    a, b, c = (vocabulary.index(word) for word in (a, b, c))
    target = embeddings[b] - embeddings[a] + embeddings[c]
    cosines = embeddings @ target / (np.linalg.norm(embeddings, axis=1) * np.linalg.norm(target))
    return _best(vocabulary, cosines, k, without=(vocabulary[a], vocabulary[b], vocabulary[c]))


@misconception
def sum_of_three_cosines(embeddings, vocabulary, a, b, c, k=1):
    a_cosines, b_cosines, c_cosines = (_cosines(embeddings, vocabulary.index(word)) for word in (a, b, c))
    return _best(vocabulary, b_cosines - a_cosines + c_cosines, k, without=(a, b, c))


@misconception
def length_of_the_target_forgotten(embeddings, vocabulary, a, b, c, k=1):
    embeddings = np.asarray(embeddings, dtype=float)
    lengths = np.linalg.norm(embeddings, axis=1, keepdims=True)
    start, end, other = embeddings[[vocabulary.index(word) for word in (a, b, c)]]
    return _best(vocabulary, embeddings / np.where(lengths == 0, 1, lengths) @ (end - start + other), k, (a, b, c))


@misconception
def distance_to_the_target(embeddings, vocabulary, a, b, c, k=1):
    start, end, other = np.asarray(embeddings, dtype=float)[[vocabulary.index(word) for word in (a, b, c)]]
    distances = np.linalg.norm(np.asarray(embeddings, dtype=float) - (end - start + other), axis=1)
    return [(word, -value) for word, value in _best(vocabulary, -distances, k, (a, b, c))]


@misconception
def first_word_not_left_out(embeddings, vocabulary, a, b, c, k=1):
    return _completed(embeddings, vocabulary, a, b, c, k, without=(b, c))


def _completed(embeddings, vocabulary, a, b, c, k, signs=(-1, 1, 1), without=None, scaled=True, mark=None):
    embeddings = np.asarray(embeddings, dtype=float)
    three = embeddings[[vocabulary.index(word) for word in (a, b, c)]]
    target = np.array(signs) @ three
    cosines = _cosines([*embeddings, target], -1)[:-1] if scaled else embeddings @ target
    if mark is not None:
        cosines[[vocabulary.index(word) for word in (a, b, c)]] = mark
    return _best(vocabulary, cosines, k, without=(a, b, c) if without is None else without)


def _cosines(embeddings, row):
    embeddings = np.asarray(embeddings, dtype=float)
    lengths = np.linalg.norm(embeddings, axis=1, keepdims=True)
    directions = embeddings / np.where(lengths == 0, 1, lengths)
    return directions @ directions[row]


def _best(vocabulary, scores, k, without=()):
    order = [row for row in np.argsort(-scores, kind="stable") if vocabulary[row] not in without]
    return [(vocabulary[row], float(scores[row])) for row in order[:k]]


@misconception
def map_not_centred(embeddings):
    left, values, _ = np.linalg.svd(embeddings, full_matrices=False)
    return left[:, :2] * values[:2]


@misconception
def map_centred_by_one_mean(embeddings):
    left, values, _ = np.linalg.svd(embeddings - np.mean(embeddings), full_matrices=False)
    return left[:, :2] * values[:2]


@misconception
def map_of_scaled_columns(embeddings):
    embeddings = embeddings - np.mean(embeddings, axis=0)
    spread = embeddings.std(axis=0)
    left, values, _ = np.linalg.svd(embeddings / np.where(spread == 0, 1, spread), full_matrices=False)
    return left[:, :2] * values[:2]


@misconception
def axes_read_by_columns(embeddings):
    embeddings = embeddings - np.mean(embeddings, axis=0)
    return embeddings @ np.linalg.svd(embeddings)[2][:, :2]


@misconception
def map_centred_by_rows(embeddings):
    left, values, _ = np.linalg.svd(embeddings - np.mean(embeddings, axis=1, keepdims=True), full_matrices=False)
    return left[:, :2] * values[:2]


@misconception
def map_of_unit_spread(embeddings):
    return np.linalg.svd(embeddings - np.mean(embeddings, axis=0), full_matrices=False)[0][:, :2]


@misconception
def map_with_roots(embeddings):
    left, values, _ = np.linalg.svd(embeddings - np.mean(embeddings, axis=0), full_matrices=False)
    return left[:, :2] * np.sqrt(values[:2])


@misconception
def map_axes_swapped(embeddings):
    left, values, _ = np.linalg.svd(embeddings - np.mean(embeddings, axis=0), full_matrices=False)
    return (left[:, :2] * values[:2])[:, ::-1]


@misconception
def map_of_the_smallest_spread(embeddings):
    left, values, _ = np.linalg.svd(embeddings - np.mean(embeddings, axis=0), full_matrices=False)
    return (left * values)[:, ::-1][:, :2]


@misconception
def map_of_the_first_two_numbers(embeddings):
    return (embeddings - np.mean(embeddings, axis=0))[:, :2]


@misconception
def axes_instead_of_coordinates(embeddings):
    return np.linalg.svd(embeddings - np.mean(embeddings, axis=0), full_matrices=False)[2][:2].T


@misconception
def map_divided_by_the_root_of_the_count(embeddings):
    centred = embeddings - np.mean(embeddings, axis=0)
    left, values, _ = np.linalg.svd(centred, full_matrices=False)
    return left[:, :2] * values[:2] / np.sqrt(len(centred) - 1)


@misconception
def map_not_moved_to_the_middle(embeddings):
    centred = embeddings - np.mean(embeddings, axis=0)
    return np.asarray(embeddings) @ np.linalg.svd(centred, full_matrices=False)[2][:2].T


@misconception
def map_without_the_first_axis(embeddings):
    left, values, _ = np.linalg.svd(embeddings - np.mean(embeddings, axis=0), full_matrices=False)
    return (left * values)[:, 1:3]


@misconception
def map_of_unit_vectors(embeddings):
    lengths = np.linalg.norm(embeddings, axis=1, keepdims=True)
    directions = np.asarray(embeddings) / np.where(lengths == 0, 1, lengths)
    left, values, _ = np.linalg.svd(directions - directions.mean(axis=0), full_matrices=False)
    return left[:, :2] * values[:2]


@misconception
def map_lying_down(embeddings):
    left, values, _ = np.linalg.svd(embeddings - np.mean(embeddings, axis=0), full_matrices=False)
    return (left[:, :2] * values[:2]).T


@misconception
def map_of_more_axes(embeddings):
    left, values, _ = np.linalg.svd(embeddings - np.mean(embeddings, axis=0), full_matrices=False)
    return (left * values)[:, :3]


@misconception
def map_stretched_to_one(embeddings):
    left, values, _ = np.linalg.svd(embeddings - np.mean(embeddings, axis=0), full_matrices=False)
    points = left[:, :2] * values[:2]
    return (points - points.min(axis=0)) / np.ptp(points, axis=0)


@misconception
def map_divided_by_zero(embeddings):
    centred = embeddings - np.mean(embeddings, axis=0)
    left, values, _ = np.linalg.svd(centred, full_matrices=False)
    with np.errstate(all="ignore"):
        return centred @ (centred.T @ left[:, :2] / values[:2])


@misconception
def centred_in_place(embeddings):
    embeddings -= np.mean(embeddings, axis=0)
    left, values, _ = np.linalg.svd(embeddings, full_matrices=False)
    return left[:, :2] * values[:2]
