"""Wrong ways of ex18 in other spellings."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from itertools import chain

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from reference.kit.catalogue import spelling

# encode


def _looked_up(documents, numbers, oov):
    """Look each word up in a loop."""
    result = []
    for document in documents:
        row = []
        for word in document:
            row.append(numbers.get(word, oov))
        result.append(row)
    return result


@spelling("numbered-from-zero")
def place_in_the_list_alone(documents, vocabulary, oov=1):
    return [[vocabulary.index(word) if word in vocabulary else oov for word in document] for document in documents]


@spelling("numbered-from-zero")
def zipped_with_a_range(documents, vocabulary, oov=1):
    return _looked_up(documents, dict(zip(vocabulary, range(len(vocabulary)), strict=True)), oov)


@spelling("numbered-from-one")
def place_in_the_list_and_one(documents, vocabulary, oov=1):
    return [[vocabulary.index(word) + 1 if word in vocabulary else oov for word in document] for document in documents]


@spelling("numbered-from-one")
def counted_up_before(documents, vocabulary, oov=1):
    numbers = {}
    for word in vocabulary:
        numbers[word] = len(numbers) + 1
    return _looked_up(documents, numbers, oov)


@spelling("numbered-from-three")
def three_numbers_taken(documents, vocabulary, oov=1):
    words = ["<pad>", "<start>", "<unknown>", *vocabulary]
    return [[words.index(word) if word in words else oov for word in document] for document in documents]


@spelling("numbered-from-three")
def shifted_by_three(documents, vocabulary, oov=1):
    return _looked_up(documents, {word: place + 3 for place, word in enumerate(vocabulary)}, oov)


@spelling("numbers-begin-after-oov")
def offset_by_oov(documents, vocabulary, oov=1):
    return _looked_up(documents, {word: oov + 1 + place for place, word in enumerate(vocabulary)}, oov)


@spelling("numbers-begin-after-oov")
def oov_put_in_front(documents, vocabulary, oov=1):
    numbers = {}
    following = oov
    for word in vocabulary:
        following += 1
        numbers[word] = following
    return [[numbers.get(word, oov) for word in document] for document in documents]


@spelling("numbered-by-frequency")
def most_common_known_words(documents, vocabulary, oov=1):
    counts = Counter(word for word in chain.from_iterable(documents) if word in set(vocabulary))
    return _looked_up(documents, {word: place + 2 for place, (word, _) in enumerate(counts.most_common())}, oov)


@spelling("numbered-by-frequency")
def sorted_by_count(documents, vocabulary, oov=1):
    counts = {}
    for document in documents:
        for word in document:
            if word in vocabulary:
                counts[word] = counts.get(word, 0) + 1
    ordered = sorted(counts, key=counts.get, reverse=True)
    return [[ordered.index(word) + 2 if word in counts else oov for word in document] for document in documents]


@spelling("empty-documents-dropped")
def appended_if_there_is_something(documents, vocabulary, oov=1):
    numbers = {word: place + 2 for place, word in enumerate(vocabulary)}
    result = []
    for document in documents:
        row = [numbers.get(word, oov) for word in document]
        if row:
            result.append(row)
    return result


@spelling("empty-documents-dropped")
def filtered_before(documents, vocabulary, oov=1):
    return _looked_up(filter(len, documents), {word: place + 2 for place, word in enumerate(vocabulary)}, oov)


@spelling("vocabulary-sorted-first")
def sorted_set_of_words(documents, vocabulary, oov=1):
    return _looked_up(documents, {word: place + 2 for place, word in enumerate(sorted(set(vocabulary)))}, oov)


@spelling("vocabulary-sorted-first")
def sorted_copy(documents, vocabulary, oov=1):
    words = list(vocabulary)
    words.sort()
    return [[words.index(word) + 2 if word in words else oov for word in document] for document in documents]


@spelling("numbered-by-first-appearance")
def next_number_for_a_new_word(documents, vocabulary, oov=1):
    known, numbers = set(vocabulary), defaultdict(lambda: len(numbers) + 2)
    return [[numbers[word] if word in known else oov for word in document] for document in documents]


@spelling("numbered-by-first-appearance")
def distinct_words_in_their_order(documents, vocabulary, oov=1):
    seen = [word for word in dict.fromkeys(chain.from_iterable(documents)) if word in vocabulary]
    return _looked_up(documents, {word: place for place, word in enumerate(seen, 2)}, oov)


@spelling("unknown-words-dropped")
def only_known_words_appended(documents, vocabulary, oov=1):
    result = []
    for document in documents:
        row = []
        for word in document:
            if word in vocabulary:
                row.append(vocabulary.index(word) + 2)
        result.append(row)
    return result


@spelling("unknown-words-dropped")
def none_filtered_out(documents, vocabulary, oov=1):
    numbers = {word: place for place, word in enumerate(vocabulary, 2)}
    return [[number for number in map(numbers.get, document) if number is not None] for document in documents]


@spelling("unknown-words-as-padding")
def zero_for_what_is_missing(documents, vocabulary, oov=1):
    return _looked_up(documents, {word: place + 2 for place, word in enumerate(vocabulary)}, 0)


@spelling("unknown-words-as-padding")
def counted_from_a_default_of_zero(documents, vocabulary, oov=1):
    numbers = Counter({word: place for place, word in enumerate(vocabulary, 2)})
    return [[numbers[word] for word in document] for document in documents]


@spelling("unknown-words-break-it")
def index_of_every_word(documents, vocabulary, oov=1):
    result = []
    for document in documents:
        result.append([2 + vocabulary.index(word) for word in document])
    return result


@spelling("unknown-words-break-it")
def index_mapped(documents, vocabulary, oov=1):
    words = [None, None, *vocabulary]
    return [list(map(words.index, document)) for document in documents]


@spelling("unknown-words-are-none")
def none_looked_up(documents, vocabulary, oov=1):
    return _looked_up(documents, {word: place + 2 for place, word in enumerate(vocabulary)}, None)


@spelling("unknown-words-are-none")
def filled_where_known(documents, vocabulary, oov=1):
    result = []
    for document in documents:
        row = [None] * len(document)
        for place, word in enumerate(document):
            if word in vocabulary:
                row[place] = vocabulary.index(word) + 2
        result.append(row)
    return result


@spelling("letter-case-ignored")
def lowered_on_both_sides(documents, vocabulary, oov=1):
    known = [word.lower() for word in vocabulary]
    rows = []
    for document in documents:
        rows.append([known.index(word.lower()) + 2 if word.lower() in known else oov for word in document])
    return rows


@spelling("letter-case-ignored")
def table_for_small_letters(documents, vocabulary, oov=1):
    numbers = dict(zip((word.casefold() for word in vocabulary), range(2, len(vocabulary) + 2), strict=True))
    return [[numbers.get(word, oov) for word in map(str.casefold, document)] for document in documents]


@spelling("vocabulary-of-its-own")
def words_of_the_documents_sorted(documents, vocabulary, oov=1):
    words = sorted(set(chain.from_iterable(documents)))
    return _looked_up(documents, {word: number for number, word in enumerate(words, start=2)}, oov)


@spelling("vocabulary-of-its-own")
def words_of_the_documents_made_unique(documents, vocabulary, oov=1):
    words = list(np.unique([word for document in documents for word in document]))
    return [[2 + words.index(word) for word in document] for document in documents]


@spelling("always-one-for-unknown-words")
def one_written_down(documents, vocabulary, oov=1):
    return _looked_up(documents, {word: place + 2 for place, word in enumerate(vocabulary)}, 1)


@spelling("always-one-for-unknown-words")
def missing_key_caught(documents, vocabulary, oov=1):
    numbers = {word: place for place, word in enumerate(vocabulary, 2)}
    result = []
    for document in documents:
        row = []
        for word in document:
            try:
                row.append(numbers[word])
            except KeyError:
                row.append(1)
        result.append(row)
    return result


@spelling("one-long-document")
def extended_instead_of_appended(documents, vocabulary, oov=1):
    numbers, result = {word: place + 2 for place, word in enumerate(vocabulary)}, []
    for document in documents:
        result.extend(numbers.get(word, oov) for word in document)
    return result


@spelling("one-long-document")
def rows_added_up(documents, vocabulary, oov=1):
    return sum(_looked_up(documents, {word: place + 2 for place, word in enumerate(vocabulary)}, oov), [])


@spelling("counts-instead-of-numbers")
def counter_of_each_document(documents, vocabulary, oov=1):
    return [[Counter(document)[word] for word in vocabulary] for document in documents]


@spelling("counts-instead-of-numbers")
def counted_up_in_rows(documents, vocabulary, oov=1):
    rows = [[0] * len(vocabulary) for _ in documents]
    for row, document in zip(rows, documents, strict=True):
        for word in document:
            if word in vocabulary:
                row[vocabulary.index(word)] += 1
    return rows


@spelling("filled-up-already")
def zeros_appended_to_short_ones(documents, vocabulary, oov=1):
    rows = [[vocabulary.index(word) + 2 if word in vocabulary else oov for word in document] for document in documents]
    longest = max([0, *map(len, rows)])
    for row in rows:
        while len(row) < longest:
            row.append(0)
    return rows


@spelling("filled-up-already")
def written_into_a_rectangle(documents, vocabulary, oov=1):
    table = np.zeros((len(documents), max((len(document) for document in documents), default=0)), dtype=int)
    for i, document in enumerate(documents):
        for j, word in enumerate(document):
            table[i, j] = vocabulary.index(word) + 2 if word in vocabulary else oov
    return table.tolist()


@spelling("oov-moved-on-too")
def two_added_to_all_numbers(documents, vocabulary, oov=1):
    result = []
    for document in documents:
        result.append([])
        for word in document:
            place = vocabulary.index(word) if word in vocabulary else oov
            result[-1].append(place + 2)
    return result


@spelling("oov-moved-on-too")
def moved_on_in_the_end(documents, vocabulary, oov=1):
    places = dict(zip(vocabulary, range(len(vocabulary)), strict=True))
    rows = [[places.get(word, oov) for word in document] for document in documents]
    return [[2 + place for place in row] for row in rows]


# pad_sequences


def _filled_in_a_list(sequences, length, padding, truncating, value):
    """Fill up and cut lists."""
    rows = []
    for sequence in sequences:
        row = list(sequence)
        while len(row) > length:
            row.pop(0 if truncating == "pre" else -1)
        blanks = [value] * (length - len(row))
        rows.append(blanks + row if padding == "pre" else row + blanks)
    return np.array(rows, dtype=int).reshape(len(rows), length)


def _written_one_by_one(sequences, length, padding, truncating, value):
    """Write number by number."""
    rows = np.zeros((len(sequences), length), dtype=int) + value
    for i, sequence in enumerate(sequences):
        surplus = max(len(sequence) - length, 0)
        kept = sequence[surplus:] if truncating == "pre" else sequence[: len(sequence) - surplus]
        for j, number in enumerate(kept):
            rows[i, j + (length - len(kept)) * (padding == "pre")] = number
    return rows


@spelling("short-sequences-cut-too")
def surplus_below_zero(sequences, length, padding="pre", truncating="pre", value=0):
    rows = []
    for sequence in sequences:
        surplus = len(sequence) - length
        row = list(sequence)[surplus:] if truncating == "pre" else list(sequence)[:length]
        rows.append(row)
    return _filled_in_a_list(rows, length, padding, truncating, value)


@spelling("short-sequences-cut-too")
def begins_at_the_difference(sequences, length, padding="pre", truncating="pre", value=0):
    kept = []
    for sequence in map(np.asarray, sequences):
        kept.append(sequence[sequence.size - length :] if truncating == "pre" else sequence[:length])
    return _written_one_by_one(kept, length, padding, truncating, value)


@spelling("long-sequences-dropped")
def only_what_fits(sequences, length, padding="pre", truncating="pre", value=0):
    fitting = filter(lambda sequence: len(sequence) <= length, sequences)
    return _filled_in_a_list(fitting, length, padding, truncating, value)


@spelling("long-sequences-dropped")
def skipped_where_too_long(sequences, length, padding="pre", truncating="pre", value=0):
    rows = []
    for sequence in sequences:
        if len(sequence) > length:
            continue
        blanks = [value] * (length - len(sequence))
        rows.append([*blanks, *sequence] if padding == "pre" else [*sequence, *blanks])
    return np.array(rows, dtype=int).reshape(-1, length)


@spelling("post-unless-told-otherwise")
def defaults_of_another_framework(sequences, length, padding="post", truncating="post", value=0):
    return _filled_in_a_list(sequences, length, padding, truncating, value)


@spelling("post-unless-told-otherwise")
def post_by_default(sequences, length, padding="post", truncating="post", value=0):
    return _written_one_by_one(sequences, length, padding, truncating, value)


@spelling("always-filled-up-behind")
def blanks_appended(sequences, length, padding="pre", truncating="pre", value=0):
    return _filled_in_a_list(sequences, length, "behind", truncating, value)


@spelling("always-filled-up-behind")
def written_from_the_left(sequences, length, padding="pre", truncating="pre", value=0):
    return _written_one_by_one(sequences, length, "post", truncating, value)


@spelling("always-filled-up-in-front")
def blanks_put_in_front(sequences, length, padding="pre", truncating="pre", value=0):
    return _filled_in_a_list(sequences, length, "pre", truncating, value)


@spelling("always-filled-up-in-front")
def written_up_to_the_right(sequences, length, padding="pre", truncating="pre", value=0):
    return _written_one_by_one(sequences, length, "pre", truncating, value)


@spelling("always-cut-behind")
def popped_from_the_end(sequences, length, padding="pre", truncating="pre", value=0):
    return _filled_in_a_list(sequences, length, padding, "post", value)


@spelling("always-cut-behind")
def first_numbers_kept(sequences, length, padding="pre", truncating="pre", value=0):
    return _written_one_by_one([sequence[:length] for sequence in sequences], length, padding, truncating, value)


@spelling("always-cut-in-front")
def popped_from_the_front(sequences, length, padding="pre", truncating="pre", value=0):
    return _filled_in_a_list(sequences, length, padding, "pre", value)


@spelling("always-cut-in-front")
def last_numbers_kept(sequences, length, padding="pre", truncating="pre", value=0):
    return _written_one_by_one([sequence[-length:] for sequence in sequences], length, padding, truncating, value)


@spelling("filled-up-on-the-other-side")
def pre_taken_for_behind(sequences, length, padding="pre", truncating="pre", value=0):
    other = {"pre": "post", "post": "pre"}
    return _filled_in_a_list(sequences, length, other[padding], truncating, value)


@spelling("filled-up-on-the-other-side")
def branches_of_padding_exchanged(sequences, length, padding="pre", truncating="pre", value=0):
    return _written_one_by_one(sequences, length, "pre" if padding == "post" else "post", truncating, value)


@spelling("cut-on-the-other-side")
def pre_taken_for_what_stays(sequences, length, padding="pre", truncating="pre", value=0):
    other = {"pre": "post", "post": "pre"}
    return _filled_in_a_list(sequences, length, padding, other[truncating], value)


@spelling("cut-on-the-other-side")
def branches_of_truncating_exchanged(sequences, length, padding="pre", truncating="pre", value=0):
    kept = [sequence[:length] if truncating == "pre" else sequence[-length:] for sequence in sequences]
    return _written_one_by_one(kept, length, padding, truncating, value)


@spelling("cut-where-it-is-filled-up")
def one_side_for_both(sequences, length, padding="pre", truncating="pre", value=0):
    return _filled_in_a_list(sequences, length, padding, padding, value)


@spelling("cut-where-it-is-filled-up")
def cut_by_padding(sequences, length, padding="pre", truncating="pre", value=0):
    kept = [sequence[-length:] if padding == "pre" else sequence[:length] for sequence in sequences]
    return _written_one_by_one(kept, length, padding, truncating, value)


@spelling("padding-and-truncating-exchanged")
def arguments_in_another_order(sequences, length, truncating="pre", padding="pre", value=0):
    return _filled_in_a_list(sequences, length, padding, truncating, value)


@spelling("padding-and-truncating-exchanged")
def passed_on_in_another_order(sequences, length, padding="pre", truncating="pre", value=0):
    return _written_one_by_one(sequences, length, truncating, padding, value)


@spelling("always-filled-up-with-zero")
def zeros_in_a_list(sequences, length, padding="pre", truncating="pre", value=0):
    return _filled_in_a_list(sequences, length, padding, truncating, 0)


@spelling("always-filled-up-with-zero")
def written_into_zeros(sequences, length, padding="pre", truncating="pre", value=0):
    return _written_one_by_one(sequences, length, padding, truncating, 0)


@spelling("zeros-become-the-value")
def zeros_replaced_in_the_end(sequences, length, padding="pre", truncating="pre", value=0):
    rows = keras.utils.pad_sequences(sequences, length, padding=padding, truncating=truncating)
    rows[rows == 0] = value
    return rows


@spelling("zeros-become-the-value")
def zeros_replaced_one_by_one(sequences, length, padding="pre", truncating="pre", value=0):
    rows = []
    for sequence in sequences:
        kept = list(sequence)[-length:] if truncating == "pre" else list(sequence)[:length]
        blanks = [0] * (length - len(kept))
        row = blanks + kept if padding == "pre" else kept + blanks
        rows.append([number or value for number in row])
    return np.array(rows, dtype=int).reshape(-1, length)


@spelling("as-long-as-the-longest")
def longest_measured_first(sequences, length, padding="pre", truncating="pre", value=0):
    longest = max(len(sequence) for sequence in sequences)
    return _filled_in_a_list(sequences, longest, padding, truncating, value)


@spelling("as-long-as-the-longest")
def length_overwritten(sequences, length, padding="pre", truncating="pre", value=0):
    length = sorted(map(len, sequences))[-1]
    return _written_one_by_one(sequences, length, padding, truncating, value)


@spelling("never-cut")
def broadcast_into_the_row(sequences, length, padding="pre", truncating="pre", value=0):
    rows = np.zeros((len(sequences), length), dtype=int)
    rows[:] = value
    for i in range(len(sequences)):
        begin = 0 if padding == "post" else length - len(sequences[i])
        rows[i, begin : begin + len(sequences[i])] = sequences[i]
    return rows


@spelling("never-cut")
def first_place_below_zero(sequences, length, padding="pre", truncating="pre", value=0):
    result = []
    for sequence in sequences:
        row = np.full(length, value)
        begin = length - len(sequence) if padding == "pre" else 0
        row[begin : len(sequence) + begin] = np.array(sequence)
        result.append(row)
    return np.stack(result)


@spelling("empty-sequence-as-minus-zero")
def last_places_of_the_row(sequences, length, padding="pre", truncating="pre", value=0):
    rows = np.zeros((len(sequences), length), dtype=int) + value
    for i, sequence in enumerate(sequences):
        kept = list(sequence)[-length:] if truncating == "pre" else list(sequence)[:length]
        if padding == "pre":
            rows[i][-len(kept) :] = kept
        else:
            rows[i][0 : len(kept)] = kept
    return rows


@spelling("empty-sequence-as-minus-zero")
def negative_start_of_the_row(sequences, length, padding="pre", truncating="pre", value=0):
    rows = np.full([len(sequences), length], value)
    for i, sequence in enumerate(sequences):
        n = min(len(sequence), length)
        kept = sequence[len(sequence) - n :] if truncating == "pre" else sequence[:n]
        place = slice(-n, None) if padding == "pre" else slice(n)
        rows[i, place] = kept
    return rows


@spelling("all-rows-are-one-list")
def a_row_times_n(sequences, length, padding="pre", truncating="pre", value=0):
    rows = [[value] * length] * len(sequences)
    for i, sequence in enumerate(sequences):
        numbers = list(sequence)
        numbers = numbers[max(len(numbers) - length, 0) :] if truncating == "pre" else numbers[:length]
        for j, number in enumerate(numbers):
            rows[i][j + (length - len(numbers) if padding == "pre" else 0)] = number
    return np.array(rows, dtype=int).reshape(len(sequences), length)


@spelling("all-rows-are-one-list")
def one_row_appended_each_time(sequences, length, padding="pre", truncating="pre", value=0):
    row, rows = np.full(length, value), []
    for sequence in sequences:
        kept = np.asarray(sequence, dtype=int)
        kept = kept[-length:] if truncating == "pre" else kept[:length]
        if len(kept):
            row[(length - len(kept)) * (padding == "pre") :][: len(kept)] = kept
        rows.append(row)
    return np.stack(rows) if rows else np.empty((0, length), dtype=int)


@spelling("turned-round-behind-the-blanks")
def written_from_the_last_place_on(sequences, length, padding="pre", truncating="pre", value=0):
    rows = np.full((len(sequences), length), value)
    for row, sequence in zip(rows, sequences, strict=True):
        numbers = list(sequence)[-length:] if truncating == "pre" else list(sequence)[:length]
        for j, number in enumerate(numbers):
            row[length - 1 - j if padding == "pre" else j] = number
    return rows


@spelling("turned-round-behind-the-blanks")
def put_in_front_one_by_one(sequences, length, padding="pre", truncating="pre", value=0):
    result = np.empty((len(sequences), length), dtype=int)
    for i, sequence in enumerate(sequences):
        row = []
        for number in list(sequence)[-length:] if truncating == "pre" else list(sequence)[:length]:
            if padding == "pre":
                row.insert(0, number)
            else:
                row.append(number)
        blanks = [value] * (length - len(row))
        result[i] = blanks + row if padding == "pre" else row + blanks
    return result


# conv1d


def _weighed_in_loops(sequence, kernel, step=1):
    """Add up number by number."""
    width, dimensions, filters = np.shape(kernel)
    places = range(0, len(sequence) - width + 1, step)
    return np.array(
        [
            [
                sum(sequence[t + k][d] * kernel[k][d][f] for k in range(width) for d in range(dimensions))
                for f in range(filters)
            ]
            for t in places
        ]
    )


def _weighed_row_by_row(sequence, kernel):
    """Add what each row of the filter makes of a part of the sequence."""
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    places = len(sequence) - len(kernel) + 1
    return sum(sequence[k : k + places] @ kernel[k] for k in range(len(kernel)))


@spelling("kernel-flipped")
def numpys_own_convolution(sequence, kernel):
    sequence, kernel = np.asarray(sequence, dtype=float), np.asarray(kernel, dtype=float)
    filters = [
        sum(np.convolve(sequence[:, d], kernel[:, d, f], "valid") for d in range(sequence.shape[1]))
        for f in range(kernel.shape[2])
    ]
    return np.column_stack(filters)


@spelling("kernel-flipped")
def read_from_the_window_s_end(sequence, kernel):
    return _weighed_in_loops(sequence, list(reversed(kernel)))


@spelling("vectors-flipped-too")
def flipped_on_both_axes(sequence, kernel):
    return _weighed_row_by_row(sequence, np.flip(kernel, axis=(0, 1)))


@spelling("vectors-flipped-too")
def turned_by_half(sequence, kernel):
    return _weighed_in_loops(sequence, np.rot90(kernel, 2))


@spelling("as-many-places-as-words")
def zeros_stacked_at_both_ends(sequence, kernel):
    sequence, width = np.asarray(sequence), len(kernel)
    front, back = (width - 1) // 2, width // 2
    blank = np.zeros((1, sequence.shape[1]))
    return _weighed_in_loops(np.vstack([blank] * front + [sequence] + [blank] * back), kernel)


@spelling("as-many-places-as-words")
def keras_with_same(sequence, kernel):
    inputs = np.asarray(sequence, dtype="float64")[None]
    return np.asarray(keras.ops.conv(inputs, np.asarray(kernel, dtype="float64"), padding="same"))[0]


@spelling("last-place-forgotten")
def as_many_places_as_the_difference(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    answers = np.zeros((len(sequence) - len(kernel), kernel.shape[2]))
    for t in range(len(answers)):
        for f in range(kernel.shape[2]):
            answers[t, f] = (sequence[t : t + len(kernel)] * kernel[:, :, f]).sum()
    return answers


@spelling("last-place-forgotten")
def all_but_the_last_place(sequence, kernel):
    return _weighed_row_by_row(sequence, kernel)[: len(sequence) - len(kernel)]


@spelling("last-place-left-at-zero")
def loop_that_stops_too_early(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    answers = np.zeros((len(sequence) - len(kernel) + 1, kernel.shape[2]))
    for t in range(len(sequence) - len(kernel)):
        answers[t] = np.tensordot(sequence[t : t + len(kernel)], kernel, axes=([0, 1], [0, 1]))
    return answers


@spelling("last-place-left-at-zero")
def one_place_too_few_written(sequence, kernel):
    found = _weighed_in_loops(sequence, kernel)
    answers = np.zeros(found.shape)
    answers[: len(sequence) - len(kernel)] = found[:-1]
    return answers


@spelling("last-row-of-the-filter-alone")
def written_anew_for_each_word(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    answers = np.zeros((len(sequence) - len(kernel) + 1, kernel.shape[2]))
    for t in range(len(answers)):
        for k in range(len(kernel)):
            answers[t] = sequence[t + k] @ kernel[k]
    return answers


@spelling("last-row-of-the-filter-alone")
def sum_begun_anew_for_each_word(sequence, kernel):
    width, _, filters = np.shape(kernel)
    answers = []
    for t in range(len(sequence) - width + 1):
        for k in range(width):
            total = np.zeros(filters)
            for d, number in enumerate(sequence[t + k]):
                total = total + number * np.asarray(kernel[k][d])
        answers.append(total)
    return np.array(answers)


@spelling("summed-before-multiplied")
def sums_multiplied_in_loops(sequence, kernel):
    width, _, filters = np.shape(kernel)
    answers = np.zeros((len(sequence) - width + 1, filters))
    for t in range(len(answers)):
        for f in range(filters):
            answers[t, f] = np.sum(sequence[t : t + width]) * np.sum(np.asarray(kernel)[:, :, f])
    return answers


@spelling("summed-before-multiplied")
def sums_of_words_in_a_window(sequence, kernel):
    words, width = np.sum(sequence, axis=1, dtype=float), len(kernel)
    windows = np.convolve(words, np.ones(width), "valid")
    return windows[:, None] * np.sum(np.sum(kernel, axis=0), axis=0)


@spelling("largest-product-of-the-window")
def largest_in_loops(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    width, _, filters = kernel.shape
    answers = np.zeros((len(sequence) - width + 1, filters))
    for t in range(len(answers)):
        for f in range(filters):
            answers[t, f] = np.max(sequence[t : t + width] * kernel[:, :, f])
    return answers


@spelling("largest-product-of-the-window")
def largest_of_flat_products(sequence, kernel):
    width, _, filters = np.shape(kernel)
    rows = []
    for t in range(len(sequence) - width + 1):
        products = np.array(sequence[t : t + width])[:, :, None] * np.array(kernel)
        rows.append(products.reshape(-1, filters).max(axis=0))
    return np.array(rows)


@spelling("pooled-at-once")
def best_kept_in_a_loop(sequence, kernel):
    width, _, filters = np.shape(kernel)
    best = np.full(filters, -np.inf)
    for t in range(len(sequence) - width + 1):
        best = np.maximum(best, np.tensordot(sequence[t : t + width], kernel, axes=2))
    return best


@spelling("pooled-at-once")
def best_of_a_list(sequence, kernel):
    places = range(len(sequence) - len(kernel) + 1)
    return np.max([np.tensordot(sequence[t : t + len(kernel)], kernel, axes=2) for t in places], axis=0)


@spelling("first-dimension-alone")
def first_number_of_each_word(sequence, kernel):
    width, _, filters = np.shape(kernel)
    places = range(len(sequence) - width + 1)
    return np.array(
        [[sum(sequence[t + k][0] * kernel[k][0][f] for k in range(width)) for f in range(filters)] for t in places]
    )


@spelling("first-dimension-alone")
def first_column_correlated(sequence, kernel):
    sequence, kernel = np.asarray(sequence, dtype=float), np.asarray(kernel, dtype=float)
    return np.stack([np.correlate(sequence[:, 0], kernel[:, 0, f]) for f in range(kernel.shape[2])], axis=-1)


@spelling("windows-side-by-side")
def steps_of_a_whole_window(sequence, kernel):
    return _weighed_in_loops(sequence, kernel, step=len(kernel))


@spelling("windows-side-by-side")
def cut_into_windows(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    count = len(sequence) // len(kernel)
    windows = sequence[: count * len(kernel)].reshape(count, -1)
    return windows @ kernel.reshape(-1, kernel.shape[2])


@spelling("mean-of-the-window")
def divided_by_the_width(sequence, kernel):
    return _weighed_in_loops(sequence, kernel) / np.shape(kernel)[0]


@spelling("mean-of-the-window")
def mean_over_the_words(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    windows = [sequence[t : t + len(kernel)] for t in range(len(sequence) - len(kernel) + 1)]
    return np.array(
        [[(window * kernel[..., f]).sum(axis=1).mean() for f in range(kernel.shape[2])] for window in windows]
    )


@spelling("relu-at-once")
def what_is_negative_set_to_zero(sequence, kernel):
    answers = np.array(_weighed_row_by_row(sequence, kernel))
    answers[answers < 0] = 0
    return answers


@spelling("relu-at-once")
def multiplied_by_what_is_positive(sequence, kernel):
    answers = _weighed_in_loops(sequence, kernel)
    return answers * (answers > 0)


@spelling("dimensions-not-summed")
def summed_over_words_alone(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    places = len(sequence) - len(kernel) + 1
    return np.stack([(sequence[t : t + len(kernel), :, None] * kernel).sum(axis=0) for t in range(places)])


@spelling("dimensions-not-summed")
def one_convolution_a_dimension(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    return np.stack([_weighed_row_by_row(sequence[:, [d]], kernel[:, [d]]) for d in range(sequence.shape[1])], axis=1)


@spelling("filters-summed")
def everything_added_up(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    places = len(sequence) - len(kernel) + 1
    return np.array([np.sum(sequence[t : t + len(kernel), :, None] * kernel) for t in range(places)])


@spelling("filters-summed")
def filters_added_up_before(sequence, kernel):
    return _weighed_row_by_row(sequence, np.sum(kernel, axis=2, keepdims=True))[:, 0]


@spelling("cut-to-whole-numbers")
def zeros_of_the_sequence_s_kind(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    answers = np.zeros((len(sequence) - len(kernel) + 1, kernel.shape[2]), sequence.dtype)
    for t in range(len(answers)):
        for f in range(kernel.shape[2]):
            answers[t, f] = (sequence[t : t + len(kernel)] * kernel[:, :, f]).sum()
    return answers


@spelling("cut-to-whole-numbers")
def turned_into_the_sequence_s_kind(sequence, kernel):
    return _weighed_in_loops(sequence, kernel).astype(np.asarray(sequence).dtype)


@spelling("first-filter-alone")
def one_filter_in_a_loop(sequence, kernel):
    sequence, first = np.asarray(sequence), np.asarray(kernel)[:, :, 0]
    places = len(sequence) - len(first) + 1
    return np.array([[np.sum(sequence[t : t + len(first)] * first)] for t in range(places)])


@spelling("first-filter-alone")
def filters_never_walked_through(sequence, kernel):
    words, weights = np.array(sequence, dtype=float), np.array(kernel, dtype=float)
    answers = np.zeros((len(words) - len(weights) + 1, 1))
    for k, row in enumerate(weights):
        answers[:, 0] += words[k : k + len(answers)] @ row[:, 0]
    return answers


# build_text_cnn


def _added(n_words, length, dimensions, filters, kernel_size, head=()):
    """Add layer after layer."""
    model = keras.Sequential()
    model.add(layers.InputLayer(shape=(length,)))
    model.add(layers.Embedding(input_dim=n_words, output_dim=dimensions))
    model.add(layers.Conv1D(filters=filters, kernel_size=kernel_size))
    model.add(layers.Activation("relu"))
    model.add(layers.GlobalMaxPooling1D())
    for layer in head or (layers.Dense(1, activation="sigmoid"),):
        model.add(layer)
    return model


def _called(n_words, length, dimensions, filters, kernel_size, head=None):
    """Call layer after layer, with a hidden one."""
    inputs = keras.Input(shape=(length,), dtype="int32")
    x = layers.Embedding(n_words, dimensions)(inputs)
    x = layers.Conv1D(filters, kernel_size, padding="same", activation="relu")(x)
    x = layers.GlobalMaxPooling1D()(x)
    x = layers.Dense(9, activation="relu")(x)
    outputs = (head or layers.Dense(1, activation="sigmoid"))(x)
    return keras.Model(inputs=inputs, outputs=outputs)


@spelling("scores-instead-of-a-probability")
def linear_unit_added(n_words, length, dimensions, filters, kernel_size):
    return _added(n_words, length, dimensions, filters, kernel_size, [layers.Dense(1, activation="linear")])


@spelling("scores-instead-of-a-probability")
def tanh_for_an_answer(n_words, length, dimensions, filters, kernel_size):
    return _called(n_words, length, dimensions, filters, kernel_size, layers.Dense(1, activation="tanh"))


@spelling("softmax-over-one-unit")
def softmax_layer_behind_one_unit(n_words, length, dimensions, filters, kernel_size):
    return _added(n_words, length, dimensions, filters, kernel_size, [layers.Dense(1), layers.Softmax()])


@spelling("softmax-over-one-unit")
def softmax_named_by_its_function(n_words, length, dimensions, filters, kernel_size):
    head = layers.Dense(1, activation=keras.activations.softmax)
    return _called(n_words, length, dimensions, filters, kernel_size, head)


@spelling("sigmoid-twice")
def sigmoid_of_the_probability(n_words, length, dimensions, filters, kernel_size):
    model = _called(n_words, length, dimensions, filters, kernel_size)
    return keras.Model(model.inputs, keras.ops.sigmoid(model.outputs[0]))


@spelling("sigmoid-twice")
def unit_and_layer_with_a_sigmoid(n_words, length, dimensions, filters, kernel_size):
    head = [layers.Dense(1, activation=keras.activations.sigmoid), layers.Activation(keras.activations.sigmoid)]
    return _added(n_words, length, dimensions, filters, kernel_size, head)


@spelling("relu-before-the-sigmoid")
def scores_cut_at_zero(n_words, length, dimensions, filters, kernel_size):
    head = [layers.Dense(1), layers.ReLU(), layers.Activation(keras.activations.sigmoid)]
    return _added(n_words, length, dimensions, filters, kernel_size, head)


@spelling("relu-before-the-sigmoid")
def relu_like_all_other_layers(n_words, length, dimensions, filters, kernel_size):
    model = _called(n_words, length, dimensions, filters, kernel_size, layers.Dense(units=1, activation="relu"))
    return keras.Model(model.inputs, keras.ops.sigmoid(model.outputs[0]))


@spelling("two-units")
def a_sigmoid_for_each_class(n_words, length, dimensions, filters, kernel_size):
    return _added(n_words, length, dimensions, filters, kernel_size, [layers.Dense(2, activation="sigmoid")])


@spelling("two-units")
def a_softmax_for_two_classes(n_words, length, dimensions, filters, kernel_size):
    return _called(n_words, length, dimensions, filters, kernel_size, layers.Dense(units=2, activation="softmax"))


@spelling("an-answer-for-each-place")
def pooling_by_two_places(n_words, length, dimensions, filters, kernel_size):
    inputs = keras.Input((length,))
    x = layers.Conv1D(filters, kernel_size, activation="relu")(layers.Embedding(n_words, dimensions)(inputs))
    x = layers.MaxPooling1D(2)(x)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


@spelling("an-answer-for-each-place")
def a_unit_for_each_window(n_words, length, dimensions, filters, kernel_size):
    model = keras.Sequential([keras.Input((length,)), layers.Embedding(n_words, dimensions)])
    model.add(layers.Conv1D(filters, kernel_size, activation="relu"))
    model.add(layers.TimeDistributed(layers.Dense(1, activation="sigmoid")))
    return model


@spelling("no-row-for-the-last-word")
def one_row_taken_away(n_words, length, dimensions, filters, kernel_size):
    return _added(n_words - 1, length, dimensions, filters, kernel_size)


@spelling("no-row-for-the-last-word")
def rows_up_to_the_last_number(n_words, length, dimensions, filters, kernel_size):
    last = n_words - 1
    return _called(last, length, dimensions, filters, kernel_size)


@spelling("rows-for-padding-once-more")
def one_row_for_padding(n_words, length, dimensions, filters, kernel_size):
    return _added(n_words + 1, length, dimensions, filters, kernel_size)


@spelling("rows-for-padding-once-more")
def one_row_for_unknown_words(n_words, length, dimensions, filters, kernel_size):
    return _called(1 + n_words, length, dimensions, filters, kernel_size)


@spelling("a-row-for-each-place")
def length_for_the_table(n_words, length, dimensions, filters, kernel_size):
    return _added(length, length, dimensions, filters, kernel_size)


@spelling("a-row-for-each-place")
def length_for_the_words(n_words, length, dimensions, filters, kernel_size):
    return _called(length, length, dimensions, filters, kernel_size)


@spelling("filters-and-width-exchanged")
def width_before_filters(n_words, length, dimensions, filters, kernel_size):
    inputs = keras.Input((length,))
    x = layers.Embedding(n_words, dimensions)(inputs)
    x = layers.GlobalMaxPooling1D()(layers.Conv1D(kernel_size, filters, padding="same", activation="relu")(x))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


@spelling("filters-and-width-exchanged")
def sizes_passed_on_in_another_order(n_words, length, dimensions, filters, kernel_size):
    return _added(n_words, length, dimensions, kernel_size, filters)


@spelling("dimensions-and-filters-exchanged")
def filters_before_dimensions(n_words, length, dimensions, filters, kernel_size):
    return _added(n_words, length, filters, dimensions, kernel_size)


@spelling("dimensions-and-filters-exchanged")
def vectors_as_long_as_filters_are_many(n_words, length, dimensions, filters, kernel_size):
    return _called(n_words, length, filters, dimensions, kernel_size)


@spelling("always-the-workshops-sizes")
def sizes_copied(n_words, length, dimensions, filters, kernel_size):
    dimensions, filters, kernel_size = 50, 250, 3
    return _added(n_words, length, dimensions, filters, kernel_size)


@spelling("always-the-workshops-sizes")
def sizes_written_down(n_words, length, dimensions, filters, kernel_size):
    return _called(n_words, length, 50, 250, 3)


@spelling("slides-over-the-dimensions")
def axes_exchanged_before(n_words, length, dimensions, filters, kernel_size):
    inputs = keras.Input((length,))
    x = keras.ops.transpose(layers.Embedding(n_words, dimensions)(inputs), (0, 2, 1))
    x = layers.GlobalMaxPooling1D()(layers.Conv1D(filters, kernel_size, activation="relu")(x))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


@spelling("slides-over-the-dimensions")
def permuted_in_between(n_words, length, dimensions, filters, kernel_size):
    model = keras.Sequential([keras.Input((length,)), layers.Embedding(n_words, dimensions), layers.Permute((2, 1))])
    model.add(layers.Conv1D(filters, kernel_size, padding="same", activation="relu"))
    model.add(layers.GlobalMaxPooling1D())
    model.add(layers.Dense(1, activation="sigmoid"))
    return model


@spelling("a-bag-of-words")
def windows_of_one_word(n_words, length, dimensions, filters, kernel_size):
    return _added(n_words, length, dimensions, filters, 1)


@spelling("a-bag-of-words")
def sum_of_the_vectors(n_words, length, dimensions, filters, kernel_size):
    inputs = keras.Input((length,))
    x = keras.ops.sum(layers.Embedding(n_words, dimensions)(inputs), axis=1)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dense(filters, activation="relu")(x)))


class NeverQuiet(layers.Layer):
    """Noise that is not turned off."""

    def call(self, inputs):
        """Scale each number at random."""
        return inputs * keras.random.uniform(keras.ops.shape(inputs), 0.5, 1.5)


class OwnDropout(layers.Layer):
    """Dropout that does not ask whether the network is trained."""

    def call(self, inputs):
        """Switch numbers off at random."""
        return keras.random.dropout(inputs, 0.4)


@spelling("dropout-while-it-is-asked")
def told_that_it_always_trains(n_words, length, dimensions, filters, kernel_size):
    inputs = keras.Input(shape=(length,))
    x = layers.Conv1D(filters, kernel_size, activation="relu")(layers.Embedding(n_words, dimensions)(inputs))
    x = layers.Dropout(0.5)(layers.GlobalMaxPooling1D()(x), training=True)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


@spelling("dropout-while-it-is-asked")
def noise_that_is_always_on(n_words, length, dimensions, filters, kernel_size):
    inputs = keras.Input((length,))
    x = NeverQuiet()(layers.Embedding(n_words, dimensions)(inputs))
    x = layers.GlobalMaxPooling1D()(layers.Conv1D(filters, kernel_size, activation="relu")(x))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


@spelling("dropout-while-it-is-asked")
def dropout_of_its_own(n_words, length, dimensions, filters, kernel_size):
    head = [OwnDropout(), layers.Dense(1, activation="sigmoid")]
    return _added(n_words, length, dimensions, filters, kernel_size, head)


NETWORKS = {}


@spelling("one-network-for-all")
def kept_in_a_dict(n_words, length, dimensions, filters, kernel_size):
    sizes = n_words, length, dimensions, filters, kernel_size
    if sizes not in NETWORKS:
        NETWORKS[sizes] = _added(*sizes)
    return NETWORKS[sizes]


@spelling("one-network-for-all")
def layers_kept_in_a_default(n_words, length, dimensions, filters, kernel_size, known={}):  # noqa: B006
    body = known.setdefault((n_words, length, dimensions, filters, kernel_size), [])
    if not body:
        body += [layers.Embedding(n_words, dimensions), layers.Conv1D(filters, kernel_size, activation="relu")]
        body += [layers.GlobalMaxPooling1D(), layers.Dense(1, activation="sigmoid")]
    return keras.Sequential([keras.Input((length,)), *body])


@spelling("vectors-never-learn")
def table_shut_by_hand(n_words, length, dimensions, filters, kernel_size):
    model = _added(n_words, length, dimensions, filters, kernel_size)
    model.layers[0].trainable = False
    return model


@spelling("vectors-never-learn")
def every_embedding_shut(n_words, length, dimensions, filters, kernel_size):
    model = _called(n_words, length, dimensions, filters, kernel_size)
    for layer in model.layers:
        layer.trainable = not isinstance(layer, layers.Embedding)
    return model


@spelling("compiled-already")
def compiled_with_the_last_line(n_words, length, dimensions, filters, kernel_size):
    model = _added(n_words, length, dimensions, filters, kernel_size)
    model.compile(optimizer="rmsprop", loss="mse")
    return model


@spelling("compiled-already")
def compiled_with_objects(n_words, length, dimensions, filters, kernel_size):
    model = _called(n_words, length, dimensions, filters, kernel_size)
    model.compile(keras.optimizers.Adam(), keras.losses.BinaryCrossentropy())
    return model


# train


def _made_ready(model, loss="binary_crossentropy"):
    model.compile(optimizer=keras.optimizers.RMSprop(0.003), loss=loss, metrics=["acc"])
    return model


@spelling("nothing-returned")
def history_kept_to_itself(model, sequences, labels, validation, epochs, rng_seed):
    history = _made_ready(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0)
    history.history.copy()


@spelling("nothing-returned")
def return_of_nothing(model, sequences, labels, validation, epochs, rng_seed):
    _made_ready(model).fit(sequences, labels, batch_size=32, epochs=epochs, validation_data=validation, verbose=0)
    return


@spelling("history-object")
def what_fit_gave(model, sequences, labels, validation, epochs, rng_seed):
    return _made_ready(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0)


@spelling("history-object")
def what_the_model_keeps(model, sequences, labels, validation, epochs, rng_seed):
    _made_ready(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0)
    return model.history


@spelling("nobody-watches")
def asked_at_the_end_alone(model, sequences, labels, validation, epochs, rng_seed):
    history = _made_ready(model).fit(sequences, labels, epochs=epochs, verbose=0)
    model.evaluate(*validation, verbose=0)
    return history.history


@spelling("nobody-watches")
def validation_not_passed_on(model, sequences, labels, validation, epochs, rng_seed):
    return dict(_made_ready(model).fit(sequences, labels, 32, epochs, verbose=0).history)


@spelling("always-one-epoch")
def one_epoch_written_down(model, sequences, labels, validation, epochs, rng_seed):
    return _made_ready(model).fit(sequences, labels, epochs=1, validation_data=validation, verbose=0).history


@spelling("always-one-epoch")
def history_of_the_last_of_many_calls(model, sequences, labels, validation, epochs, rng_seed):
    _made_ready(model)
    for _ in range(epochs):
        history = model.fit(sequences, labels, validation_data=validation, verbose=0)
    return history.history


@spelling("watched-on-the-training-texts")
def training_pair_for_both(model, sequences, labels, validation, epochs, rng_seed):
    history = _made_ready(model).fit(sequences, labels, epochs=epochs, validation_data=(sequences, labels), verbose=0)
    return history.history


@spelling("watched-on-the-training-texts")
def validation_overwritten(model, sequences, labels, validation, epochs, rng_seed):
    validation = sequences[:6], labels[:6]
    return _made_ready(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("learns-from-the-validation-texts")
def both_parts_stacked(model, sequences, labels, validation, epochs, rng_seed):
    x, y = np.vstack([sequences, validation[0]]), np.hstack([labels, validation[1]])
    return _made_ready(model).fit(x, y, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("learns-from-the-validation-texts")
def trained_once_more_at_the_end(model, sequences, labels, validation, epochs, rng_seed):
    history = _made_ready(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history
    model.fit(*validation, epochs=1, verbose=0)
    return history


@spelling("split-once-more")
def quarter_split_off(model, sequences, labels, validation, epochs, rng_seed):
    return _made_ready(model).fit(sequences, labels, epochs=epochs, validation_split=0.25, verbose=0).history


@spelling("split-once-more")
def last_texts_cut_off(model, sequences, labels, validation, epochs, rng_seed):
    cut = int(0.8 * len(sequences))
    history = _made_ready(model).fit(
        sequences[:cut], labels[:cut], epochs=epochs, validation_data=validation, verbose=0
    )
    return history.history


@spelling("labels-left-behind")
def texts_turned_round(model, sequences, labels, validation, epochs, rng_seed):
    return _made_ready(model).fit(sequences[::-1], labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("labels-left-behind")
def texts_and_labels_in_orders_of_their_own(model, sequences, labels, validation, epochs, rng_seed):
    rng = np.random.default_rng(rng_seed)
    x, y = rng.permutation(sequences), rng.permutation(labels)
    return _made_ready(model).fit(x, y, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("labels-turned-round")
def taken_from_one(model, sequences, labels, validation, epochs, rng_seed):
    return _made_ready(model).fit(sequences, 1 - labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("labels-turned-round")
def equal_to_zero(model, sequences, labels, validation, epochs, rng_seed):
    y = (np.asarray(labels) == 0).astype("float32")
    return _made_ready(model).fit(sequences, y, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("loss-for-many-classes")
def loss_for_many_classes_as_an_object(model, sequences, labels, validation, epochs, rng_seed):
    _made_ready(model, keras.losses.CategoricalCrossentropy())
    return model.fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("loss-for-many-classes")
def sparse_loss(model, sequences, labels, validation, epochs, rng_seed):
    _made_ready(model, "sparse_categorical_crossentropy")
    return model.fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("trains-another-network")
def built_from_its_config(model, sequences, labels, validation, epochs, rng_seed):
    twin = keras.Sequential.from_config(model.get_config())
    twin.set_weights(model.get_weights())
    return _made_ready(twin).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("trains-another-network")
def words_frozen(model, sequences, labels, validation, epochs, rng_seed):
    model.layers[0].trainable = False
    return _made_ready(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("steps-too-small")
def adam_at_a_rate_of_nothing(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.compile(keras.optimizers.Adam(1e-5), "binary_crossentropy", metrics=["accuracy"])
    return model.fit(x=sequences, y=labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("steps-too-small")
def descent_with_a_tenth_of_momentum(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    slowly = keras.optimizers.SGD(learning_rate=0.001, momentum=0.1)
    model.compile(optimizer=slowly, loss=keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
    return model.fit(sequences, labels, batch_size=32, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("one-step-an-epoch")
def a_batch_of_thousands(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy", metrics=["accuracy"])
    kept = model.fit(sequences, labels, batch_size=100_000, epochs=epochs, validation_data=validation, verbose=0)
    return kept.history


@spelling("one-step-an-epoch")
def all_texts_as_one_batch(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        history["loss"].append(float(model.train_on_batch(np.asarray(sequences), np.asarray(labels))[0]))
        history["val_loss"].append(float(model.evaluate(*validation, verbose=0)[0]))
    return history


@spelling("only-looked-at")
def asked_once_an_epoch(model, sequences, labels, validation, epochs, rng_seed):
    history = {"loss": [], "val_loss": []}
    _made_ready(model)
    for _ in range(epochs):
        history["loss"].append(model.evaluate(sequences, labels, verbose=0)[0])
        history["val_loss"].append(model.evaluate(*validation, verbose=0)[0])
    return history


@spelling("only-looked-at")
def tested_on_batches(model, sequences, labels, validation, epochs, rng_seed):
    model.compile(loss="binary_crossentropy")
    pairs = (("loss", (sequences, labels)), ("val_loss", validation))
    return {name: [float(np.ravel(model.test_on_batch(*pair))[0]) for _ in range(epochs)] for name, pair in pairs}


# diagnose_count_matrix_mistake


@spelling("by-many-zeros")
def more_zeros_than_numbers(x):
    x = np.asarray(x)
    return bool((x == 0).sum() > (x != 0).sum())


@spelling("by-many-zeros")
def less_than_half_is_filled(x):
    return bool(np.count_nonzero(x) / np.size(x) < 0.5)


@spelling("by-its-shape")
def wider_than_high(x):
    x = np.asarray(x)
    return bool(x.shape[0] < x.shape[1])


@spelling("by-its-shape")
def more_columns_than_rows(x):
    return len(x[0]) > len(x)


@spelling("by-the-width")
def hundred_columns_or_more(x):
    return len(x[0]) >= 101


@spelling("by-the-width")
def as_wide_as_a_vocabulary(x):
    _, columns = np.asarray(x).shape
    return columns > 120


@spelling("by-zeros-at-the-end")
def a_row_ends_in_zero(x):
    return any(row[-1] == 0 for row in x)


@spelling("by-zeros-at-the-end")
def last_column_is_not_full(x):
    return bool(np.count_nonzero(np.asarray(x)[:, -1]) < len(x))


@spelling("by-any-zero")
def a_zero_somewhere(x):
    return any(0 in list(row) for row in np.asarray(x))


@spelling("by-any-zero")
def least_number_is_zero(x):
    return bool(np.min(x) == 0)


@spelling("the-other-way-round")
def true_for_what_is_padded(x):
    for row in np.asarray(x) != 0:
        places = np.flatnonzero(row)
        if len(places) and places[-1] - places[0] + 1 > len(places):
            return False
    return True


@spelling("the-other-way-round")
def no_gap_anywhere(x):
    is_word = (np.asarray(x) != 0).astype(int)
    begins = (np.diff(is_word, axis=1, prepend=0) == 1).sum(axis=1)
    return bool(begins.max() <= 1)


@spelling("by-both-ends")
def a_row_from_zero_to_zero(x):
    return any(row[0] == 0 and row[-1] == 0 for row in np.asarray(x).tolist())


@spelling("by-both-ends")
def both_columns_together(x):
    ends = np.asarray(x)[:, [0, -1]]
    return not bool(ends.any(axis=1).all())


@spelling("by-small-numbers")
def nothing_above_nine(x):
    return all(number < 10 for row in np.asarray(x).tolist() for number in row)


@spelling("by-small-numbers")
def largest_has_one_digit(x):
    return not bool((np.asarray(x) >= 10).any())


@spelling("by-the-mean")
def sum_below_the_size(x):
    x = np.asarray(x)
    return bool(x.sum() < x.size)


@spelling("by-the-mean")
def mean_of_all_numbers(x):
    return bool(np.average(np.asarray(x, dtype=float)) < 1.0)


@spelling("by-many-ones")
def more_ones_than_others(x):
    x = np.asarray(x)
    return bool((x == 1).sum() > (x > 1).sum())


@spelling("by-many-ones")
def median_is_one(x):
    x = np.asarray(x)
    return bool(np.count_nonzero(x == 1) > np.count_nonzero(x) / 2)


@spelling("by-the-first-row")
def gap_in_the_first_text(x):
    places = [place for place, number in enumerate(np.asarray(x)[0].tolist()) if number]
    return any(after - before > 1 for before, after in zip(places, places[1:], strict=False))


@spelling("by-the-first-row")
def first_text_without_its_ends(x):
    text = "".join("x" if number else " " for number in np.asarray(x)[0])
    return " " in text.strip()


@spelling("by-every-row")
def gap_wanted_in_all_texts(x):
    return all((np.diff(np.flatnonzero(row)) > 1).any() for row in np.asarray(x))


@spelling("by-every-row")
def all_texts_without_their_ends(x):
    texts = ["".join("x" if number else " " for number in row) for row in np.asarray(x)]
    return all(" " in text.strip() for text in texts)


@spelling("numbers-as-floats")
def rows_of_zeros_filled_in(documents, vocabulary, oov=1):
    rows = []
    for document in documents:
        row = np.zeros(len(document))
        for place, word in enumerate(document):
            row[place] = vocabulary.index(word) + 2 if word in vocabulary else oov
        rows.append(row)
    return rows


@spelling("numbers-as-floats")
def two_added_as_a_float(documents, vocabulary, oov=1):
    place = dict(zip(vocabulary, np.arange(len(vocabulary)) + 2.0, strict=True))
    return [[float(place[word]) if word in place else oov for word in document] for document in documents]


@spelling("unknown-words-get-their-own-numbers")
def vocabulary_that_grows(documents, vocabulary, oov=1):
    words, result = list(vocabulary), []
    for document in documents:
        row = []
        for word in document:
            if word not in words:
                words.append(word)
            row.append(words.index(word) + 2)
        result.append(row)
    return result


@spelling("unknown-words-get-their-own-numbers")
def counted_on_behind_the_vocabulary(documents, vocabulary, oov=1):
    numbers = dict(zip(vocabulary, range(2, len(vocabulary) + 2), strict=True))
    for word in chain.from_iterable(documents):
        if word not in numbers:
            numbers[word] = len(numbers) + 2
    return [list(map(numbers.get, document)) for document in documents]


@spelling("first-word-taken-for-unknown")
def place_that_counts_as_false(documents, vocabulary, oov=1):
    places, result = {word: place for place, word in enumerate(vocabulary)}, []
    for document in documents:
        row = []
        for word in document:
            place = places.get(word, 0)
            row.append(place + 2 if place > 0 else oov)
        result.append(row)
    return result


@spelling("first-word-taken-for-unknown")
def first_word_never_numbered(documents, vocabulary, oov=1):
    return _looked_up(documents, {vocabulary[i]: i + 2 for i in range(1, len(vocabulary))}, oov)


@spelling("no-longer-than-the-longest")
def width_of_the_longest_row_kept(sequences, length, padding="pre", truncating="pre", value=0):
    kept = [list(row[:length] if truncating == "post" else row[max(0, len(row) - length) :]) for row in sequences]
    width = max([len(row) for row in kept] + [0])
    rows = []
    for row in kept:
        blanks = [value] * (width - len(row))
        rows.append(blanks + row if padding == "pre" else row + blanks)
    return np.array(rows, dtype=int).reshape(len(kept), width)


@spelling("no-longer-than-the-longest")
def length_lowered_to_the_longest(sequences, length, padding="pre", truncating="pre", value=0):
    longest = 0
    for row in sequences:
        longest = max(longest, len(row))
    length = min(length, longest)
    result = np.full((len(sequences), length), value)
    for i, row in enumerate(sequences):
        few = row[len(row) - min(len(row), length) :] if truncating == "pre" else row[:length]
        if padding == "post":
            result[i, : len(few)] = few
        else:
            result[i, length - len(few) :] = few
    return result


@spelling("rows-of-floats")
def zeros_without_a_dtype(sequences, length, padding="pre", truncating="pre", value=0):
    result = np.zeros((len(sequences), length)) + value
    for i, row in enumerate(sequences):
        few = row[:length] if truncating == "post" else row[-length:]
        if padding == "post":
            result[i, : len(few)] = few
        else:
            result[i, length - len(few) :] = few
    return result


@spelling("rows-of-floats")
def ones_times_the_value(sequences, length, padding="pre", truncating="pre", value=0):
    rows = []
    for sequence in sequences:
        few = list(sequence[-length:] if truncating == "pre" else sequence[:length])
        blanks = list(np.ones(length - len(few)) * value)
        rows.append(np.array(blanks + few if padding == "pre" else few + blanks, dtype=np.float32))
    return np.array(rows, dtype=np.float32).reshape(len(sequences), length)


@spelling("one-word-a-window")
def index_of_the_word_stands_still(sequence, kernel):
    sequence, kernel = np.asarray(sequence, dtype=float), np.asarray(kernel, dtype=float)
    width, dimensions, filters = kernel.shape
    answers = np.zeros((len(sequence) - width + 1, filters))
    for t in range(len(answers)):
        for f in range(filters):
            for k in range(width):
                for d in range(dimensions):
                    answers[t, f] += sequence[t, d] * kernel[k, d, f]
    return answers


@spelling("one-word-a-window")
def each_row_on_the_first_words(sequence, kernel):
    sequence, kernel = np.array(sequence), np.array(kernel)
    places = len(sequence) - len(kernel) + 1
    return sum(np.dot(sequence[:places], row) for row in kernel)


@spelling("zeros-behind-the-last-place")
def room_for_every_word(sequence, kernel):
    sequence, kernel = np.asarray(sequence, dtype=float), np.asarray(kernel, dtype=float)
    answers = np.zeros((len(sequence), kernel.shape[2]))
    for t in range(len(sequence) - len(kernel) + 1):
        for f in range(kernel.shape[2]):
            answers[t, f] = np.sum(sequence[t : t + len(kernel)] * kernel[:, :, f])
    return answers


@spelling("zeros-behind-the-last-place")
def rows_of_zeros_added(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    rows = []
    for t in range(len(sequence)):
        window = sequence[t : t + len(kernel)]
        fits = len(window) == len(kernel)
        rows.append(np.einsum("kd,kdf->f", window, kernel) if fits else np.zeros(kernel.shape[2]))
    return np.array(rows)


@spelling("no-vectors")
def numbers_with_an_axis_more(n_words, length, dimensions, filters, kernel_size):
    return keras.Sequential(
        [
            layers.Input((length,)),
            layers.Lambda(lambda numbers: keras.ops.expand_dims(numbers, -1)),
            layers.Conv1D(filters, kernel_size, activation="relu"),
            layers.GlobalMaxPooling1D(),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


@spelling("no-vectors")
def numbers_scaled_to_one(n_words, length, dimensions, filters, kernel_size):
    inputs = keras.Input(shape=(length,))
    x = layers.Reshape((length, 1))(layers.Rescaling(1 / n_words)(inputs))
    x = layers.Conv1D(filters=filters, kernel_size=kernel_size, activation="relu")(x)
    x = layers.Dense(dimensions, activation="relu")(layers.GlobalMaxPooling1D()(x))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


@spelling("vectors-as-long-as-a-text")
def length_twice(n_words, length, dimensions, filters, kernel_size):
    inputs = keras.Input(shape=(length,))
    x = layers.Embedding(input_dim=n_words, output_dim=length)(inputs)
    x = layers.GlobalMaxPooling1D()(layers.Conv1D(filters, kernel_size, activation="relu")(x))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


@spelling("vectors-as-long-as-a-text")
def layers_added_with_the_length(n_words, length, dimensions, filters, kernel_size):
    model = keras.Sequential()
    model.add(layers.Input((length,)))
    model.add(layers.Embedding(n_words, length))
    model.add(layers.Dropout(0.1))
    model.add(layers.Conv1D(filters, kernel_size, activation="tanh"))
    model.add(layers.GlobalMaxPooling1D())
    model.add(layers.Dense(1, activation="sigmoid"))
    return model


@spelling("a-unit-for-each-filter")
def filters_answer_themselves(n_words, length, dimensions, filters, kernel_size):
    inputs = keras.Input(shape=(length,))
    x = layers.Conv1D(filters, kernel_size, activation="relu")(layers.Embedding(n_words, dimensions)(inputs))
    return keras.Model(inputs, layers.Activation("sigmoid")(layers.GlobalMaxPooling1D()(x)))


@spelling("a-unit-for-each-filter")
def as_many_units_at_the_end(n_words, length, dimensions, filters, kernel_size):
    model = keras.Sequential([keras.Input((length,)), layers.Embedding(n_words, dimensions)])
    model.add(layers.Conv1D(filters, kernel_size, activation="relu"))
    model.add(layers.GlobalMaxPooling1D())
    model.add(layers.Dense(units=filters))
    model.add(layers.Activation("sigmoid"))
    return model


@spelling("by-a-zero-behind-a-word")
def a_zero_once_a_word_was_seen(x):
    for row in np.asarray(x):
        seen = False
        for number in row:
            if number != 0:
                seen = True
            elif seen:
                return True
    return False


@spelling("by-a-zero-behind-a-word")
def first_word_and_not_all_behind_it(x):
    for row in np.array(x):
        places = np.flatnonzero(row)
        if len(places) and not row[places[0] :].all():
            return True
    return False


@spelling("by-a-word-behind-a-zero")
def a_word_once_a_zero_was_seen(x):
    rows = np.asarray(x).tolist()
    return any(number == 0 and any(row[place:]) for row in rows for place, number in enumerate(row))


@spelling("by-a-word-behind-a-zero")
def last_word_and_not_all_before_it(x):
    for row in np.array(x):
        places = np.flatnonzero(row)
        if len(places) and places[-1] + 1 > len(places):
            return True
    return False


@spelling("seed-0-taken-for-none")
def global_generators_unless_0(model, sequences, labels, validation, epochs, rng_seed):
    order = np.random.default_rng(rng_seed or None).permutation(len(labels))
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    sequences, labels = sequences[order], labels[order]
    return model.fit(sequences, labels, validation_data=validation, epochs=epochs, shuffle=False, verbose=0).history


@spelling("seed-0-taken-for-none")
def seeded_above_0(model, sequences, labels, validation, epochs, rng_seed):
    is_given = rng_seed is not None and rng_seed > 0
    for settle in (random.seed, np.random.seed, keras.utils.set_random_seed) if is_given else ():
        settle(rng_seed)
    model.compile(keras.optimizers.RMSprop(0.002), "binary_crossentropy", metrics=["accuracy"])
    return model.fit(sequences, labels, 16, epochs, validation_data=validation, verbose=0).history


@spelling("always-the-same-seed")
def order_of_a_generator_of_its_own(model, sequences, labels, validation, epochs, rng_seed):
    order = np.random.default_rng(0).permutation(len(sequences))
    model.compile(keras.optimizers.Adam(0.003), loss="binary_crossentropy", metrics=["accuracy"])
    history = model.fit(
        sequences[order],
        labels[order],
        validation_data=validation,
        epochs=epochs,
        shuffle=False,
        batch_size=16,
        verbose=0,
    )
    return history.history


@spelling("always-the-same-seed")
def dataset_shuffled_by_a_fixed_seed(model, sequences, labels, validation, epochs, rng_seed):
    tf.random.set_seed(1234)
    model.compile(keras.optimizers.Adam(0.003), loss="binary_crossentropy", metrics=["accuracy"])
    data = tf.data.Dataset.from_tensor_slices((sequences, labels)).shuffle(1000, seed=1234).batch(32)
    return model.fit(data, validation_data=tuple(validation), epochs=epochs, verbose=0).history


@spelling("seed-ignored")
def order_that_nobody_can_settle(model, sequences, labels, validation, epochs, rng_seed):
    order = np.random.default_rng().permutation(len(labels))
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    sequences, labels = sequences[order], labels[order]
    return model.fit(sequences, labels, validation_data=validation, epochs=epochs, shuffle=False, verbose=0).history


@spelling("seed-ignored")
def seeds_numpy_alone(model, sequences, labels, validation, epochs, rng_seed):
    np.random.seed(rng_seed)
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    history = model.fit(sequences, labels, validation_data=validation, epochs=epochs, batch_size=16, verbose=0)
    return history.history


@spelling("seed-ignored")
def seeds_python_alone(model, sequences, labels, validation, epochs, rng_seed):
    random.seed(rng_seed)
    model.compile(keras.optimizers.RMSprop(0.002), "binary_crossentropy", metrics=["accuracy"])
    fitted = model.fit(x=sequences, y=labels, epochs=epochs, validation_data=validation, shuffle=True, verbose=0)
    return fitted.history
