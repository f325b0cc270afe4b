"""Wrong ways of ex18."""

from __future__ import annotations

from collections import Counter

import keras
import numpy as np

from reference.kit.catalogue import misconception

KEPT = []


@misconception
def numbered_from_zero(documents, vocabulary, oov=1):
    numbers = {word: number for number, word in enumerate(vocabulary)}
    return [[numbers.get(word, oov) for word in document] for document in documents]


@misconception
def numbered_from_one(documents, vocabulary, oov=1):
    numbers = {word: number for number, word in enumerate(vocabulary, start=1)}
    return [[numbers.get(word, oov) for word in document] for document in documents]


@misconception
def numbered_from_three(documents, vocabulary, oov=1):
    numbers = {word: number for number, word in enumerate(vocabulary, start=3)}
    return [[numbers.get(word, oov) for word in document] for document in documents]


@misconception
def numbers_begin_after_oov(documents, vocabulary, oov=1):
    numbers = {word: number for number, word in enumerate(vocabulary, start=oov + 1)}
    return [[numbers.get(word, oov) for word in document] for document in documents]


@misconception
def numbered_by_frequency(documents, vocabulary, oov=1):
    counts = Counter(word for document in documents for word in document if word in vocabulary)
    numbers = {word: number for number, (word, _) in enumerate(counts.most_common(), start=2)}
    return [[numbers.get(word, oov) for word in document] for document in documents]


@misconception
def empty_documents_dropped(documents, vocabulary, oov=1):
    numbers = {word: number for number, word in enumerate(vocabulary, start=2)}
    return [[numbers.get(word, oov) for word in document] for document in documents if document]


@misconception
def vocabulary_sorted_first(documents, vocabulary, oov=1):
    numbers = {word: number for number, word in enumerate(sorted(vocabulary), start=2)}
    return [[numbers.get(word, oov) for word in document] for document in documents]


@misconception
def numbered_by_first_appearance(documents, vocabulary, oov=1):
    numbers = {}
    for document in documents:
        for word in document:
            if word in vocabulary:
                numbers.setdefault(word, len(numbers) + 2)
    return [[numbers.get(word, oov) for word in document] for document in documents]


@misconception
def unknown_words_dropped(documents, vocabulary, oov=1):
    numbers = {word: number for number, word in enumerate(vocabulary, start=2)}
    return [[numbers[word] for word in document if word in numbers] for document in documents]


@misconception
def unknown_words_as_padding(documents, vocabulary, oov=1):
    numbers = {word: number for number, word in enumerate(vocabulary, start=2)}
    return [[numbers.get(word, 0) for word in document] for document in documents]


@misconception
def unknown_words_break_it(documents, vocabulary, oov=1):
    return [[vocabulary.index(word) + 2 for word in document] for document in documents]


@misconception
def unknown_words_are_none(documents, vocabulary, oov=1):
    numbers = {word: number for number, word in enumerate(vocabulary, start=2)}
    return [[numbers.get(word) for word in document] for document in documents]


@misconception
def letter_case_ignored(documents, vocabulary, oov=1):
    numbers = {word: number for number, word in enumerate(vocabulary, start=2)}
    return [[numbers.get(word.lower(), oov) for word in document] for document in documents]


@misconception
def vocabulary_of_its_own(documents, vocabulary, oov=1):
    words = sorted({word for document in documents for word in document})
    return [[words.index(word) + 2 for word in document] for document in documents]


@misconception
def always_one_for_unknown_words(documents, vocabulary, oov=1):
    numbers = {word: number for number, word in enumerate(vocabulary, start=2)}
    return [[numbers.get(word, 1) for word in document] for document in documents]


@misconception
def one_long_document(documents, vocabulary, oov=1):
    numbers = {word: number for number, word in enumerate(vocabulary, start=2)}
    return [numbers.get(word, oov) for document in documents for word in document]


@misconception
def counts_instead_of_numbers(documents, vocabulary, oov=1):
    return [[document.count(word) for word in vocabulary] for document in documents]


@misconception
def filled_up_already(documents, vocabulary, oov=1):
    numbers = {word: number for number, word in enumerate(vocabulary, start=2)}
    longest = max(map(len, documents), default=0)
    return [[numbers.get(word, oov) for word in document] + [0] * (longest - len(document)) for document in documents]


@misconception
def oov_moved_on_too(documents, vocabulary, oov=1):
    places = {word: place for place, word in enumerate(vocabulary)}
    return [[places.get(word, oov) + 2 for word in document] for document in documents]


@misconception
def numbers_as_floats(documents, vocabulary, oov=1):
    numbers = {word: float(number) for number, word in enumerate(vocabulary, start=2)}
    return [[numbers.get(word, float(oov)) for word in document] for document in documents]


@misconception
def unknown_words_get_their_own_numbers(documents, vocabulary, oov=1):
    numbers = {word: number for number, word in enumerate(vocabulary, start=2)}
    return [[numbers.setdefault(word, len(numbers) + 2) for word in document] for document in documents]


@misconception
def first_word_taken_for_unknown(documents, vocabulary, oov=1):
    places = {word: place for place, word in enumerate(vocabulary)}
    return [[places[word] + 2 if places.get(word) else oov for word in document] for document in documents]


@misconception
def always_filled_up_behind(sequences, length, padding="pre", truncating="pre", value=0):
    return _padded(sequences, length, "post", truncating, value)


@misconception
def post_unless_told_otherwise(sequences, length, padding="post", truncating="post", value=0):
    return _padded(sequences, length, padding, truncating, value)


@misconception
def always_filled_up_in_front(sequences, length, padding="pre", truncating="pre", value=0):
    return _padded(sequences, length, "pre", truncating, value)


@misconception
def always_cut_behind(sequences, length, padding="pre", truncating="pre", value=0):
    return _padded(sequences, length, padding, "post", value)


@misconception
def always_cut_in_front(sequences, length, padding="pre", truncating="pre", value=0):
    return _padded(sequences, length, padding, "pre", value)


@misconception
def filled_up_on_the_other_side(sequences, length, padding="pre", truncating="pre", value=0):
    return _padded(sequences, length, "post" if padding == "pre" else "pre", truncating, value)


@misconception
def cut_on_the_other_side(sequences, length, padding="pre", truncating="pre", value=0):
    return _padded(sequences, length, padding, "post" if truncating == "pre" else "pre", value)


@misconception
def cut_where_it_is_filled_up(sequences, length, padding="pre", truncating="pre", value=0):
    return _padded(sequences, length, padding, padding, value)


@misconception
def padding_and_truncating_exchanged(sequences, length, padding="pre", truncating="pre", value=0):
    return _padded(sequences, length, truncating, padding, value)


@misconception
def always_filled_up_with_zero(sequences, length, padding="pre", truncating="pre", value=0):
    return _padded(sequences, length, padding, truncating, 0)


@misconception
def zeros_become_the_value(sequences, length, padding="pre", truncating="pre", value=0):
    rows = np.asarray(_padded(sequences, length, padding, truncating, 0))
    return np.where(rows == 0, value, rows)


@misconception
def as_long_as_the_longest(sequences, length, padding="pre", truncating="pre", value=0):
    return _padded(sequences, max(map(len, sequences)), padding, truncating, value)


@misconception
def never_cut(sequences, length, padding="pre", truncating="pre", value=0):
    rows = np.full((len(sequences), length), value)
    for row, sequence in zip(rows, sequences, strict=True):
        start = length - len(sequence) if padding == "pre" else 0
        row[start : start + len(sequence)] = sequence
    return rows


@misconception
def short_sequences_cut_too(sequences, length, padding="pre", truncating="pre", value=0):
    rows = np.full((len(sequences), length), value)
    for row, sequence in zip(rows, sequences, strict=True):
        kept = sequence[len(sequence) - length :] if truncating == "pre" else sequence[:length]
        start = length - len(kept) if padding == "pre" else 0
        row[start : start + len(kept)] = kept
    return rows


@misconception
def long_sequences_dropped(sequences, length, padding="pre", truncating="pre", value=0):
    return _padded([each for each in sequences if len(each) <= length], length, padding, truncating, value)


@misconception
def empty_sequence_as_minus_zero(sequences, length, padding="pre", truncating="pre", value=0):
    rows = np.full((len(sequences), length), value)
    for row, sequence in zip(rows, sequences, strict=True):
        kept = sequence[-length:] if truncating == "pre" else sequence[:length]
        if padding == "pre":
            row[-len(kept) :] = kept
        else:
            row[: len(kept)] = kept
    return rows


@misconception
def all_rows_are_one_list(sequences, length, padding="pre", truncating="pre", value=0):
    row = [value] * length
    for sequence in sequences:
        kept = list(sequence[-length:] if truncating == "pre" else sequence[:length])
        start = length - len(kept) if padding == "pre" else 0
        row[start : start + len(kept)] = kept
    return np.array([row] * len(sequences)).reshape(len(sequences), length)


@misconception
def turned_round_behind_the_blanks(sequences, length, padding="pre", truncating="pre", value=0):
    if padding == "post":
        return _padded(sequences, length, padding, truncating, value)
    kept = [sequence[-length:] if truncating == "pre" else sequence[:length] for sequence in sequences]
    return _padded([sequence[::-1] for sequence in kept], length, padding, truncating, value)


@misconception
def no_longer_than_the_longest(sequences, length, padding="pre", truncating="pre", value=0):
    return _padded(sequences, min(length, max(map(len, sequences), default=0)), padding, truncating, value)


@misconception
def rows_of_floats(sequences, length, padding="pre", truncating="pre", value=0):
    return _padded(sequences, length, padding, truncating, value).astype(float)


@misconception
def kernel_flipped(sequence, kernel):
    return _convolved(sequence, np.asarray(kernel)[::-1])


@misconception
def vectors_flipped_too(sequence, kernel):
    return _convolved(sequence, np.asarray(kernel)[::-1, ::-1])


@misconception
def as_many_places_as_words(sequence, kernel):
    width = len(kernel)
    before = (width - 1) // 2
    return _convolved(np.pad(np.asarray(sequence), ((before, width - 1 - before), (0, 0))), kernel)


@misconception
def last_place_forgotten(sequence, kernel):
    return _convolved(sequence, kernel)[:-1]


@misconception
def last_place_left_at_zero(sequence, kernel):
    answers = _convolved(sequence, kernel).astype(float)
    answers[-1] = 0
    return answers


@misconception
def last_row_of_the_filter_alone(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    return sequence[len(kernel) - 1 :] @ kernel[-1]


@misconception
def summed_before_multiplied(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    sums = [sequence[t : t + len(kernel)].sum() for t in range(len(sequence) - len(kernel) + 1)]
    return np.outer(sums, kernel.sum(axis=(0, 1)))


@misconception
def largest_product_of_the_window(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    windows = np.stack([sequence[t : t + len(kernel)] for t in range(len(sequence) - len(kernel) + 1)])
    return (windows[..., None] * kernel).max(axis=(1, 2))


@misconception
def pooled_at_once(sequence, kernel):
    return _convolved(sequence, kernel).max(axis=0)


@misconception
def first_dimension_alone(sequence, kernel):
    return _convolved(np.asarray(sequence)[:, :1], np.asarray(kernel)[:, :1])


@misconception
def windows_side_by_side(sequence, kernel):
    return _convolved(sequence, kernel)[:: len(kernel)]


@misconception
def mean_of_the_window(sequence, kernel):
    return _convolved(sequence, kernel) / len(kernel)


@misconception
def relu_at_once(sequence, kernel):
    return np.maximum(_convolved(sequence, kernel), 0)


@misconception
def dimensions_not_summed(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    windows = np.stack([sequence[t : t + len(kernel)] for t in range(len(sequence) - len(kernel) + 1)])
    return np.einsum("tkd,kdf->tdf", windows, kernel)


@misconception
def filters_summed(sequence, kernel):
    return _convolved(sequence, kernel).sum(axis=1)


@misconception
def cut_to_whole_numbers(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    answers = np.zeros((len(sequence) - len(kernel) + 1, kernel.shape[2]), dtype=sequence.dtype)
    answers[:] = _convolved(sequence, kernel)
    return answers


@misconception
def first_filter_alone(sequence, kernel):
    return _convolved(sequence, np.asarray(kernel)[:, :, :1])


@misconception
def one_word_a_window(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    return sequence[: len(sequence) - len(kernel) + 1] @ kernel.sum(axis=0)


@misconception
def zeros_behind_the_last_place(sequence, kernel):
    return np.pad(_convolved(sequence, kernel), ((0, len(kernel) - 1), (0, 0)))


@misconception
def scores_instead_of_a_probability(n_words, length, dimensions, filters, kernel_size):
    return keras.Sequential(_body(n_words, length, dimensions, filters, kernel_size) + [keras.layers.Dense(1)])


@misconception
def softmax_over_one_unit(n_words, length, dimensions, filters, kernel_size):
    head = [keras.layers.Dense(1, activation="softmax")]
    return keras.Sequential(_body(n_words, length, dimensions, filters, kernel_size) + head)


@misconception
def relu_before_the_sigmoid(n_words, length, dimensions, filters, kernel_size):
    head = [keras.layers.Dense(1, activation="relu"), keras.layers.Activation("sigmoid")]
    body = _body(n_words, length, dimensions, filters, kernel_size)
    return keras.Sequential(body + head)


@misconception
def sigmoid_twice(n_words, length, dimensions, filters, kernel_size):
    head = [*_head(), keras.layers.Activation("sigmoid")]
    return keras.Sequential(_body(n_words, length, dimensions, filters, kernel_size) + head)


@misconception
def two_units(n_words, length, dimensions, filters, kernel_size):
    head = [keras.layers.Dense(2, activation="softmax")]
    return keras.Sequential(_body(n_words, length, dimensions, filters, kernel_size) + head)


@misconception
def an_answer_for_each_place(n_words, length, dimensions, filters, kernel_size):
    body = _body(n_words, length, dimensions, filters, kernel_size)[:-1]
    return keras.Sequential(body + [keras.layers.Dense(1, activation="sigmoid")])


@misconception
def no_row_for_the_last_word(n_words, length, dimensions, filters, kernel_size):
    return keras.Sequential(_body(n_words - 1, length, dimensions, filters, kernel_size) + _head())


@misconception
def rows_for_padding_once_more(n_words, length, dimensions, filters, kernel_size):
    return keras.Sequential(_body(n_words + 1, length, dimensions, filters, kernel_size) + _head())


@misconception
def a_row_for_each_place(n_words, length, dimensions, filters, kernel_size):
    return keras.Sequential(_body(length, length, dimensions, filters, kernel_size) + _head())


@misconception
def filters_and_width_exchanged(n_words, length, dimensions, filters, kernel_size):
    return keras.Sequential(_body(n_words, length, dimensions, kernel_size, filters) + _head())


@misconception
def dimensions_and_filters_exchanged(n_words, length, dimensions, filters, kernel_size):
    return keras.Sequential(_body(n_words, length, filters, dimensions, kernel_size) + _head())


@misconception
def always_the_workshops_sizes(n_words, length, dimensions, filters, kernel_size):
    return keras.Sequential(_body(n_words, length, 50, 250, 3) + _head())


@misconception
def slides_over_the_dimensions(n_words, length, dimensions, filters, kernel_size):
    layers = _body(n_words, length, dimensions, filters, kernel_size)
    return keras.Sequential([*layers[:2], keras.layers.Permute((2, 1)), *layers[2:], *_head()])


@misconception
def a_bag_of_words(n_words, length, dimensions, filters, kernel_size):
    embedding = [keras.Input((length,)), keras.layers.Embedding(n_words, dimensions)]
    hidden = [keras.layers.GlobalAveragePooling1D(), keras.layers.Dense(filters, activation="relu")]
    return keras.Sequential([*embedding, *hidden, *_head()])


@misconception
def dropout_while_it_is_asked(n_words, length, dimensions, filters, kernel_size):
    inputs = keras.Input((length,))
    x = keras.layers.Embedding(n_words, dimensions)(inputs)
    x = AlwaysDropout(0.3)(x)
    x = keras.layers.GlobalMaxPooling1D()(keras.layers.Conv1D(filters, kernel_size, activation="relu")(x))
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(x))


@misconception
def one_network_for_all(n_words, length, dimensions, filters, kernel_size):
    key = (n_words, length, dimensions, filters, kernel_size)
    for known, model in KEPT:
        if known == key:
            return model
    KEPT.append((key, keras.Sequential(_body(*key) + _head())))
    return KEPT[-1][1]


@misconception
def vectors_never_learn(n_words, length, dimensions, filters, kernel_size):
    layers = _body(n_words, length, dimensions, filters, kernel_size)
    layers[1].trainable = False
    return keras.Sequential(layers + _head())


@misconception
def compiled_already(n_words, length, dimensions, filters, kernel_size):
    model = keras.Sequential(_body(n_words, length, dimensions, filters, kernel_size) + _head())
    model.compile("adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


@misconception
def no_vectors(n_words, length, dimensions, filters, kernel_size):
    return keras.Sequential(
        [
            keras.Input((length,)),
            keras.layers.Reshape((length, 1)),
            keras.layers.Conv1D(filters, kernel_size, activation="relu"),
            keras.layers.GlobalMaxPooling1D(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


@misconception
def vectors_as_long_as_a_text(n_words, length, dimensions, filters, kernel_size):
    return keras.Sequential(_body(n_words, length, length, filters, kernel_size) + _head())


@misconception
def a_unit_for_each_filter(n_words, length, dimensions, filters, kernel_size):
    head = [keras.layers.Dense(filters, activation="sigmoid")]
    return keras.Sequential(_body(n_words, length, dimensions, filters, kernel_size) + head)


@misconception
def never_compiled(model, sequences, labels, validation, epochs, rng_seed):
    return model.fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@misconception
def seed_ignored(model, sequences, labels, validation, epochs, rng_seed):
    model.compile(keras.optimizers.Adam(0.004), loss="binary_crossentropy", metrics=["accuracy"])
    return model.fit(sequences, labels, validation_data=validation, epochs=epochs, verbose=0).history


@misconception
def always_the_same_seed(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(42)
    model.compile(keras.optimizers.Adam(0.003), loss="binary_crossentropy", metrics=["accuracy"])
    return model.fit(sequences, labels, validation_data=validation, epochs=epochs, verbose=0).history


@misconception
def seed_0_taken_for_none(model, sequences, labels, validation, epochs, rng_seed):
    if rng_seed:
        keras.utils.set_random_seed(rng_seed)
    model.compile(keras.optimizers.Adam(0.003), loss="binary_crossentropy", metrics=["accuracy"])
    return model.fit(sequences, labels, validation_data=validation, epochs=epochs, verbose=0).history


@misconception
def nothing_returned(model, sequences, labels, validation, epochs, rng_seed):
    _compiled(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0)


@misconception
def history_object(model, sequences, labels, validation, epochs, rng_seed):
    return _compiled(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0)


@misconception
def nobody_watches(model, sequences, labels, validation, epochs, rng_seed):
    return _compiled(model).fit(sequences, labels, epochs=epochs, verbose=0).history


@misconception
def always_one_epoch(model, sequences, labels, validation, epochs, rng_seed):
    return _compiled(model).fit(sequences, labels, validation_data=validation, verbose=0).history


@misconception
def watched_on_the_training_texts(model, sequences, labels, validation, epochs, rng_seed):
    watched = (sequences, labels)
    return _compiled(model).fit(sequences, labels, epochs=epochs, validation_data=watched, verbose=0).history


@misconception
def learns_from_the_validation_texts(model, sequences, labels, validation, epochs, rng_seed):
    everything, answers = np.concatenate([sequences, validation[0]]), np.concatenate([labels, validation[1]])
    return _compiled(model).fit(everything, answers, epochs=epochs, validation_data=validation, verbose=0).history


@misconception
def split_once_more(model, sequences, labels, validation, epochs, rng_seed):
    return _compiled(model).fit(sequences, labels, epochs=epochs, validation_split=0.2, verbose=0).history


@misconception
def labels_left_behind(model, sequences, labels, validation, epochs, rng_seed):
    shuffled = sequences[np.random.default_rng(rng_seed).permutation(len(sequences))]
    return _compiled(model).fit(shuffled, labels, epochs=epochs, validation_data=validation, verbose=0).history


@misconception
def labels_turned_round(model, sequences, labels, validation, epochs, rng_seed):
    labels = 1 - np.asarray(labels)
    return _compiled(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@misconception
def loss_for_many_classes(model, sequences, labels, validation, epochs, rng_seed):
    model.compile("adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model.fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@misconception
def trains_another_network(model, sequences, labels, validation, epochs, rng_seed):
    copy = _compiled(keras.models.clone_model(model))
    return copy.fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@misconception
def steps_too_small(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.compile(optimizer="sgd", loss="binary_crossentropy", metrics=["accuracy"])
    return model.fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@misconception
def one_step_an_epoch(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model.fit(
        sequences, labels, epochs=epochs, batch_size=len(sequences), validation_data=validation, verbose=0
    ).history


@misconception
def only_looked_at(model, sequences, labels, validation, epochs, rng_seed):
    _compiled(model)
    loss, watched = model.evaluate(sequences, labels, verbose=0)[0], model.evaluate(*validation, verbose=0)[0]
    return {"loss": [loss] * epochs, "val_loss": [watched] * epochs}


@misconception
def by_many_zeros(x):
    return bool(np.mean(np.asarray(x) == 0) > 0.5)


@misconception
def by_its_shape(x):
    rows, columns = np.shape(x)
    return columns > rows


@misconception
def by_the_width(x):
    return np.shape(x)[1] > 100


@misconception
def by_zeros_at_the_end(x):
    return bool((np.asarray(x)[:, -1] == 0).any())


@misconception
def by_any_zero(x):
    return bool((np.asarray(x) == 0).any())


@misconception
def by_both_ends(x):
    x = np.asarray(x)
    return bool(((x[:, 0] == 0) & (x[:, -1] == 0)).any())


@misconception
def by_small_numbers(x):
    return bool(np.max(x) < 10)


@misconception
def by_the_mean(x):
    return bool(np.mean(x) < 1)


@misconception
def by_many_ones(x):
    x = np.asarray(x)
    return bool(np.mean(x[x != 0] == 1) > 0.5)


@misconception
def by_the_first_row(x):
    places = np.flatnonzero(np.asarray(x)[0])
    return bool(places.size and np.ptp(places) >= places.size)


@misconception
def by_every_row(x):
    return all(np.ptp(np.flatnonzero(row)) >= np.count_nonzero(row) if row.any() else False for row in np.asarray(x))


@misconception
def the_other_way_round(x):
    return not any(np.ptp(np.flatnonzero(row)) >= np.count_nonzero(row) for row in np.asarray(x) if row.any())


@misconception
def by_a_zero_behind_a_word(x):
    is_word = np.asarray(x) != 0
    return bool((is_word[:, :-1] & ~is_word[:, 1:]).any())


@misconception
def by_a_word_behind_a_zero(x):
    is_word = np.asarray(x) != 0
    return bool((~is_word[:, :-1] & is_word[:, 1:]).any())


def _padded(sequences, length, padding, truncating, value):
    rows = np.full((len(sequences), length), value)
    for row, sequence in zip(rows, sequences, strict=True):
        kept = sequence[-length:] if truncating == "pre" else sequence[:length]
        start = length - len(kept) if padding == "pre" else 0
        row[start : start + len(kept)] = kept
    return rows


def _convolved(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    places = len(sequence) - len(kernel) + 1
    return np.stack([np.tensordot(sequence[t : t + len(kernel)], kernel, axes=2) for t in range(places)])


def _body(n_words, length, dimensions, filters, kernel_size):
    return [
        keras.Input((length,)),
        keras.layers.Embedding(n_words, dimensions),
        keras.layers.Conv1D(filters, kernel_size, activation="relu"),
        keras.layers.GlobalMaxPooling1D(),
    ]


def _head():
    return [keras.layers.Dense(1, activation="sigmoid")]


def _compiled(model):
    model.compile(keras.optimizers.Adam(0.003), loss="binary_crossentropy", metrics=["accuracy"])
    return model


class AlwaysDropout(keras.layers.Dropout):
    """Dropout that is not turned off."""

    def call(self, inputs, training=False):  # noqa: ARG002
        """Switch numbers off at random."""
        return super().call(inputs, training=True)
