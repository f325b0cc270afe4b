"""Wrong ways of ex19."""

from __future__ import annotations

import keras
import numpy as np

from reference.kit.catalogue import misconception

KEPT = []
LEFT = {}


@misconception
def forget_gate_first(x, h, c, kernel, recurrent_kernel, bias):
    f, i, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    return _stepped(i, f, z, o, c)


@misconception
def new_notes_last(x, h, c, kernel, recurrent_kernel, bias):
    i, f, o, z = _parts(x, h, kernel, recurrent_kernel, bias)
    return _stepped(i, f, z, o, c)


@misconception
def new_notes_second(x, h, c, kernel, recurrent_kernel, bias):
    i, z, f, o = _parts(x, h, kernel, recurrent_kernel, bias)
    return _stepped(i, f, z, o, c)


@misconception
def forget_input_output_notes(x, h, c, kernel, recurrent_kernel, bias):
    f, i, o, z = _parts(x, h, kernel, recurrent_kernel, bias)
    return _stepped(i, f, z, o, c)


@misconception
def output_gate_first(x, h, c, kernel, recurrent_kernel, bias):
    o, f, i, z = _parts(x, h, kernel, recurrent_kernel, bias)
    return _stepped(i, f, z, o, c)


@misconception
def gates_taken_in_turns(x, h, c, kernel, recurrent_kernel, bias):
    scores = np.asarray(x) @ np.asarray(kernel) + np.asarray(h) @ np.asarray(recurrent_kernel) + bias
    i, f, z, o = (scores[:, gate::4] for gate in range(4))
    return _stepped(i, f, z, o, c)


@misconception
def tanh_and_sigmoid_exchanged(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = np.tanh(f) * c + np.tanh(i) * _sigmoid(z)
    return np.tanh(o) * _sigmoid(c), c


@misconception
def new_notes_through_a_sigmoid(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = _sigmoid(f) * c + _sigmoid(i) * _sigmoid(z)
    return _sigmoid(o) * np.tanh(c), c


@misconception
def no_tanh_on_the_way_out(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = _sigmoid(f) * c + _sigmoid(i) * np.tanh(z)
    return _sigmoid(o) * c, c


@misconception
def tanh_after_the_output_gate(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = _stepped(i, f, z, o, c)[1]
    return np.tanh(_sigmoid(o) * c), c


@misconception
def memory_squashed(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = np.tanh(_stepped(i, f, z, o, c)[1])
    return _sigmoid(o) * c, c


@misconception
def relu_for_tanh(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = _sigmoid(f) * c + _sigmoid(i) * np.maximum(z, 0)
    return _sigmoid(o) * np.maximum(c, 0), c


@misconception
def hard_sigmoid(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    i, f, o = (np.clip(gate / 6 + 0.5, 0, 1) for gate in (i, f, o))
    c = f * c + i * np.tanh(z)
    return o * np.tanh(c), c


@misconception
def hard_sigmoid_of_keras_2(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    i, f, o = (np.clip(gate / 5 + 0.5, 0, 1) for gate in (i, f, o))
    c = f * c + i * np.tanh(z)
    return o * np.tanh(c), c


@misconception
def forget_bias_added(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    return _stepped(i, f + 1, z, o, c)


@misconception
def forgets_what_it_knew(x, h, c, kernel, recurrent_kernel, bias):
    i, _, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = _sigmoid(i) * np.tanh(z) + 0 * np.asarray(c)
    return _sigmoid(o) * np.tanh(c), c


@misconception
def takes_every_note(x, h, c, kernel, recurrent_kernel, bias):
    _, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = _sigmoid(f) * c + np.tanh(z)
    return _sigmoid(o) * np.tanh(c), c


@misconception
def forget_gate_turned_round(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = (1 - _sigmoid(f)) * c + _sigmoid(i) * np.tanh(z)
    return _sigmoid(o) * np.tanh(c), c


@misconception
def one_gate_for_both(x, h, c, kernel, recurrent_kernel, bias):
    _, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = _sigmoid(f) * c + (1 - _sigmoid(f)) * np.tanh(z)
    return _sigmoid(o) * np.tanh(c), c


@misconception
def says_the_old_memory(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    return _sigmoid(o) * np.tanh(c), _stepped(i, f, z, o, c)[1]


@misconception
def one_bias_for_all_gates(x, h, c, kernel, recurrent_kernel, bias):
    units = np.shape(h)[1]
    return _stepped(*_parts(x, h, kernel, recurrent_kernel, np.tile(np.asarray(bias)[:units], 4)), c)


@misconception
def bias_forgotten(x, h, c, kernel, recurrent_kernel, bias):
    return _stepped(*_parts(x, h, kernel, recurrent_kernel, 0 * np.asarray(bias)), c)


@misconception
def what_was_said_is_not_heard(x, h, c, kernel, recurrent_kernel, bias):
    return _stepped(*_parts(x, h, kernel, 0 * np.asarray(recurrent_kernel), bias), c)


@misconception
def memory_heard_instead(x, h, c, kernel, recurrent_kernel, bias):
    return _stepped(*_parts(x, c, kernel, recurrent_kernel, bias), c)


@misconception
def memory_cut_to_whole_numbers(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    kept = np.zeros_like(c)
    kept[:] = _stepped(i, f, z, o, c)[1]
    return _sigmoid(o) * np.tanh(kept), kept


@misconception
def memory_first(x, h, c, kernel, recurrent_kernel, bias):
    h, c = _stepped(*_parts(x, h, kernel, recurrent_kernel, bias), c)
    return c, h


@misconception
def only_what_it_says(x, h, c, kernel, recurrent_kernel, bias):
    return _stepped(*_parts(x, h, kernel, recurrent_kernel, bias), c)[0]


@misconception
def sigmoid_that_overflows(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    i, f, o = (1 / (1 + np.exp(-gate)) for gate in (i, f, o))
    c = f * c + i * np.tanh(z)
    return o * np.tanh(c), c


@misconception
def tanh_that_overflows(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = _sigmoid(f) * c + _sigmoid(i) * (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
    return _sigmoid(o) * np.tanh(c), c


@misconception
def nothing_is_forgotten(x, h, c, kernel, recurrent_kernel, bias):
    i, _, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = c + _sigmoid(i) * np.tanh(z)
    return _sigmoid(o) * np.tanh(c), c


@misconception
def forget_gate_on_what_was_said(x, h, c, kernel, recurrent_kernel, bias):
    return _stepped(*_parts(x, h, kernel, recurrent_kernel, bias), np.asarray(h))


@misconception
def says_the_new_notes_alone(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    return _sigmoid(o) * np.tanh(z), _stepped(i, f, z, o, c)[1]


@misconception
def says_the_new_notes_through_two_tanhs(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    return _sigmoid(o) * np.tanh(np.tanh(z)), _stepped(i, f, z, o, c)[1]


@misconception
def half_forgotten_inside_tanh(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    return _stepped(2 * i, 2 * f, z, 2 * o, c)


@misconception
def half_forgotten_before_tanh(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = 2 * _sigmoid(f) * c + 2 * _sigmoid(i) * np.tanh(z)
    return 2 * _sigmoid(o) * np.tanh(c), c


@misconception
def output_gate_without_a_sigmoid(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = _stepped(i, f, z, o, c)[1]
    return o * np.tanh(c), c


@misconception
def output_gate_through_tanh(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = _stepped(i, f, z, o, c)[1]
    return np.tanh(o) * np.tanh(c), c


@misconception
def new_notes_without_tanh(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _parts(x, h, kernel, recurrent_kernel, bias)
    c = _sigmoid(f) * c + _sigmoid(i) * z
    return _sigmoid(o) * np.tanh(c), c


@misconception
def word_and_what_was_said_exchanged(x, h, c, kernel, recurrent_kernel, bias):
    side_by_side = np.concatenate([h, x], axis=-1)
    i, f, z, o = np.split(side_by_side @ np.concatenate([kernel, recurrent_kernel]) + bias, 4, -1)
    return _stepped(i, f, z, o, np.asarray(c))


@misconception
def mask_ignored(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _read(sequence, kernel, recurrent_kernel, bias)


@misconception
def padding_behind_only(sequence, kernel, recurrent_kernel, bias, mask=None):
    if mask is None:
        return _read(sequence, kernel, recurrent_kernel, bias)
    places = np.arange(np.shape(mask)[1])
    return _read(sequence, kernel, recurrent_kernel, bias, places < np.sum(mask, axis=1, keepdims=True))


@misconception
def one_mask_for_the_batch(sequence, kernel, recurrent_kernel, bias, mask=None):
    for_all = None if mask is None else np.broadcast_to(np.all(mask, axis=0), np.shape(mask))
    return _read(sequence, kernel, recurrent_kernel, bias, for_all)


@misconception
def mask_turned_round(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _read(sequence, kernel, recurrent_kernel, bias, None if mask is None else ~np.asarray(mask))


@misconception
def masked_words_as_zeros(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence)
    words = sequence if mask is None else sequence * np.asarray(mask)[:, :, None]
    return _read(words, kernel, recurrent_kernel, bias)


@misconception
def masked_steps_wipe_the_state(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _read(sequence, kernel, recurrent_kernel, bias, mask, "wiped")


@misconception
def memory_moves_on_while_masked(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _read(sequence, kernel, recurrent_kernel, bias, mask, "c moves on")


@misconception
def zeros_at_masked_places(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _read(sequence, kernel, recurrent_kernel, bias, mask)
    return states if mask is None else states * np.asarray(mask)[:, :, None], h, c


@misconception
def masked_words_left_out(sequence, kernel, recurrent_kernel, bias, mask=None):
    if mask is None:
        return _read(sequence, kernel, recurrent_kernel, bias)
    mask = np.asarray(mask)
    order = np.argsort(~mask, axis=1, kind="stable")
    words = np.take_along_axis(np.asarray(sequence), order[:, :, None], axis=1)
    return _read(words, kernel, recurrent_kernel, bias, np.take_along_axis(mask, order, axis=1))


@misconception
def mask_of_the_first_text(sequence, kernel, recurrent_kernel, bias, mask=None):
    for_all = None if mask is None else np.broadcast_to(np.asarray(mask)[:1], np.shape(mask))
    return _read(sequence, kernel, recurrent_kernel, bias, for_all)


@misconception
def mask_laid_along_the_units(sequence, kernel, recurrent_kernel, bias, mask=None):
    if mask is None:
        return _read(sequence, kernel, recurrent_kernel, bias)
    columns = iter(np.asarray(mask, dtype=bool).T)

    def choose(_, h, c, new):
        here = next(columns)
        return np.where(here, new[0], h), np.where(here, new[1], c)

    return _walked(sequence, kernel, recurrent_kernel, bias, None, choose)


@misconception
def goes_on_from_the_text_before(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence)
    batch, length, dimensions = sequence.shape
    flat = None if mask is None else np.reshape(mask, (1, -1))
    states, _, _ = _read(sequence.reshape(1, batch * length, dimensions), kernel, recurrent_kernel, bias, flat)
    memory = _read(sequence.reshape(1, batch * length, dimensions), kernel, recurrent_kernel, bias, flat, "c")[0]
    states, memory = (value.reshape(batch, length, -1) for value in (states, memory))
    return states, states[:, -1], memory[:, -1]


@misconception
def state_kept_between_calls(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence, dtype=float)
    key = len(sequence), len(recurrent_kernel)
    h, c = LEFT.get(key, (0, 0))
    states, h, c = _read(sequence, kernel, recurrent_kernel, bias, mask, start=(h, c))
    LEFT[key] = h, c
    return states, h, c


@misconception
def from_the_last_word_to_the_first(sequence, kernel, recurrent_kernel, bias, mask=None):
    backwards = None if mask is None else np.asarray(mask)[:, ::-1]
    return _read(np.asarray(sequence)[:, ::-1], kernel, recurrent_kernel, bias, backwards)


@misconception
def only_the_last_state(sequence, kernel, recurrent_kernel, bias, mask=None):
    _, h, c = _read(sequence, kernel, recurrent_kernel, bias, mask)
    return h, h, c


@misconception
def one_array_for_all_states(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _read(sequence, kernel, recurrent_kernel, bias, mask)
    return np.repeat(h[:, None], states.shape[1], axis=1), h, c


@misconception
def last_text_instead_of_last_word(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, _, c = _read(sequence, kernel, recurrent_kernel, bias, mask)
    return states, states[-1], c


@misconception
def memory_before_what_was_said(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _read(sequence, kernel, recurrent_kernel, bias, mask)
    return states, c, h


@misconception
def states_cut_to_whole_numbers(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _read(sequence, kernel, recurrent_kernel, bias, mask)
    return states.astype(np.asarray(sequence).dtype), h, c


@misconception
def words_on_the_first_axis(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _read(sequence, kernel, recurrent_kernel, bias, mask)
    return states.transpose(1, 0, 2), h, c


@misconception
def states_reshaped_for_turned(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _read(sequence, kernel, recurrent_kernel, bias, mask)
    return states.transpose(1, 0, 2).reshape(states.shape), h, c


@misconception
def memory_for_states(sequence, kernel, recurrent_kernel, bias, mask=None):
    _, h, c = _read(sequence, kernel, recurrent_kernel, bias, mask)
    return _read(sequence, kernel, recurrent_kernel, bias, mask, "c")[0], h, c


@misconception
def state_before_the_word(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _read(sequence, kernel, recurrent_kernel, bias, mask)
    return np.concatenate([0 * states[:, :1], states[:, :-1]], axis=1), h, c


@misconception
def memory_begins_anew_at_each_word(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _read(sequence, kernel, recurrent_kernel, bias, mask, "no memory")


@misconception
def memory_not_returned(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, _ = _read(sequence, kernel, recurrent_kernel, bias, mask)
    return states, h


@misconception
def said_begins_anew_at_each_word(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _read(sequence, kernel, 0 * np.asarray(recurrent_kernel), bias, mask)


@misconception
def said_moves_on_while_masked(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _walked(
        sequence, kernel, recurrent_kernel, bias, mask, lambda here, _, c, to: (to[0], np.where(here, to[1], c))
    )


@misconception
def said_wiped_while_masked(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _walked(
        sequence, kernel, recurrent_kernel, bias, mask, lambda here, _, c, to: (here * to[0], np.where(here, to[1], c))
    )


@misconception
def stops_at_the_first_padding(sequence, kernel, recurrent_kernel, bias, mask=None):
    if mask is None:
        return _read(sequence, kernel, recurrent_kernel, bias)
    before = np.logical_and.accumulate(np.asarray(mask, dtype=bool), axis=1)
    states, h, c = _read(sequence, kernel, recurrent_kernel, bias, before)
    return states * before[:, :, None], h, c


@misconception
def cell_taken_the_wrong_way_round(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _walked(
        sequence,
        kernel,
        recurrent_kernel,
        bias,
        mask,
        lambda here, h, c, to: (np.where(here, to[1], h), np.where(here, to[0], c)),
    )


@misconception
def last_state_by_the_number_of_words(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _read(sequence, kernel, recurrent_kernel, bias, mask)
    if mask is None:
        return states, h, c
    return states, states[np.arange(len(states)), np.sum(mask, axis=1) - 1], c


@misconception
def words_of_zeros_not_read(sequence, kernel, recurrent_kernel, bias, mask=None):
    if mask is None:
        mask = np.any(np.asarray(sequence) != 0, axis=-1)
    return _read(sequence, kernel, recurrent_kernel, bias, mask)


@misconception
def plain_recurrent_layer(n_words, length, dimensions, units):
    return _network(length, keras.layers.Embedding(n_words, dimensions), keras.layers.SimpleRNN(units))


@misconception
def gated_recurrent_units(n_words, length, dimensions, units):
    return _network(length, keras.layers.Embedding(n_words, dimensions), keras.layers.GRU(units))


@misconception
def nothing_recurrent(n_words, length, dimensions, units):
    hidden = [keras.layers.GlobalAveragePooling1D(), keras.layers.Dense(units, activation="relu")]
    return _network(length, keras.layers.Embedding(n_words, dimensions), *hidden)


@misconception
def an_answer_after_each_word(n_words, length, dimensions, units):
    layer = keras.layers.LSTM(units, return_sequences=True)
    return _network(length, keras.layers.Embedding(n_words, dimensions), layer)


@misconception
def units_and_dimensions_exchanged(n_words, length, dimensions, units):
    return _network(length, keras.layers.Embedding(n_words, units), keras.layers.LSTM(dimensions))


@misconception
def no_row_for_the_last_word(n_words, length, dimensions, units):
    return _network(length, keras.layers.Embedding(n_words - 1, dimensions), keras.layers.LSTM(units))


@misconception
def rows_for_padding_once_more(n_words, length, dimensions, units):
    return _network(length, keras.layers.Embedding(n_words + 1, dimensions), keras.layers.LSTM(units))


@misconception
def always_the_workshops_sizes(n_words, length, dimensions, units):
    return _network(length, keras.layers.Embedding(n_words, 128), keras.layers.LSTM(128))


@misconception
def scores_instead_of_a_probability(n_words, length, dimensions, units):
    layers = [keras.layers.Embedding(n_words, dimensions), keras.layers.LSTM(units), keras.layers.Dense(1)]
    return keras.Sequential([keras.Input((length,)), *layers])


@misconception
def the_state_for_an_answer(n_words, length, dimensions, units):
    return keras.Sequential(
        [keras.Input((length,)), keras.layers.Embedding(n_words, dimensions), keras.layers.LSTM(units)]
    )


@misconception
def softmax_over_one_unit(n_words, length, dimensions, units):
    head = keras.layers.Dense(1, activation="softmax")
    layers = [keras.layers.Embedding(n_words, dimensions), keras.layers.LSTM(units), head]
    return keras.Sequential([keras.Input((length,)), *layers])


@misconception
def relu_before_the_sigmoid(n_words, length, dimensions, units):
    body = [keras.layers.Embedding(n_words, dimensions, mask_zero=True), keras.layers.LSTM(units)]
    head = [keras.layers.Dense(1, activation="relu"), keras.layers.Activation("sigmoid")]
    return keras.Sequential([keras.Input((length,)), *body, *head])


@misconception
def sigmoid_twice(n_words, length, dimensions, units):
    model = _network(length, keras.layers.Embedding(n_words, dimensions), keras.layers.LSTM(units))
    model.add(keras.layers.Activation("sigmoid"))
    return model


@misconception
def dropout_while_it_is_asked(n_words, length, dimensions, units):
    inputs = keras.Input((length,))
    x = keras.layers.Embedding(n_words, dimensions)(inputs)
    x = keras.layers.LSTM(units)(AlwaysDropout(0.3)(x))
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(x))


@misconception
def one_network_for_all(n_words, length, dimensions, units):
    key = (n_words, length, dimensions, units)
    for known, model in KEPT:
        if known == key:
            return model
    KEPT.append((key, _network(length, keras.layers.Embedding(n_words, dimensions), keras.layers.LSTM(units))))
    return KEPT[-1][1]


@misconception
def vectors_never_learn(n_words, length, dimensions, units):
    table = keras.layers.Embedding(n_words, dimensions, trainable=False)
    return _network(length, table, keras.layers.LSTM(units))


@misconception
def compiled_already(n_words, length, dimensions, units):
    model = _network(length, keras.layers.Embedding(n_words, dimensions), keras.layers.LSTM(units))
    model.compile("adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


@misconception
def reads_before_it_convolves(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    reading = [keras.layers.Embedding(n_words, dimensions), keras.layers.LSTM(units, return_sequences=True)]
    seeing = [keras.layers.Conv1D(filters, kernel_size, activation="relu"), keras.layers.MaxPooling1D(pool_size)]
    return _network(length, *reading, *seeing, keras.layers.GlobalMaxPooling1D())


@misconception
def nothing_pooled(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    return _both(n_words, length, dimensions, filters, kernel_size, [], keras.layers.LSTM(units))


@misconception
def pools_two_places(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [keras.layers.MaxPooling1D()]
    return _both(n_words, length, dimensions, filters, kernel_size, pooling, keras.layers.LSTM(units))


@misconception
def pools_place_by_place(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [keras.layers.MaxPooling1D(pool_size, strides=1)]
    return _both(n_words, length, dimensions, filters, kernel_size, pooling, keras.layers.LSTM(units))


@misconception
def pools_what_is_left_too(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [keras.layers.MaxPooling1D(pool_size, padding="same")]
    return _both(n_words, length, dimensions, filters, kernel_size, pooling, keras.layers.LSTM(units))


@misconception
def pools_before_it_convolves(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [keras.layers.Embedding(n_words, dimensions), keras.layers.MaxPooling1D(pool_size)]
    convolution = keras.layers.Conv1D(filters, kernel_size, padding="same", activation="relu")
    return _network(length, *pooling, convolution, keras.layers.LSTM(units))


@misconception
def width_and_pool_exchanged(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [keras.layers.MaxPooling1D(kernel_size)]
    return _both(n_words, length, dimensions, filters, pool_size, pooling, keras.layers.LSTM(units))


@misconception
def filters_and_width_exchanged(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [keras.layers.MaxPooling1D(pool_size)]
    return _both(n_words, length, dimensions, kernel_size, filters, pooling, keras.layers.LSTM(units))


@misconception
def filters_and_units_exchanged(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [keras.layers.MaxPooling1D(pool_size)]
    return _both(n_words, length, dimensions, units, kernel_size, pooling, keras.layers.LSTM(filters))


@misconception
def gated_units_behind_the_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [keras.layers.MaxPooling1D(pool_size)]
    return _both(n_words, length, dimensions, filters, kernel_size, pooling, keras.layers.GRU(units))


@misconception
def nothing_recurrent_behind_the_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [keras.layers.MaxPooling1D(pool_size), keras.layers.Flatten()]
    hidden = keras.layers.Dense(units, activation="relu")
    return _both(n_words, length, dimensions, filters, kernel_size, pooling, hidden)


@misconception
def no_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    layers = [keras.layers.Embedding(n_words, dimensions), keras.layers.MaxPooling1D(pool_size)]
    return _network(length, *layers, keras.layers.LSTM(units))


@misconception
def a_row_too_few_behind_the_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [keras.layers.MaxPooling1D(pool_size)]
    return _both(n_words - 1, length, dimensions, filters, kernel_size, pooling, keras.layers.LSTM(units))


@misconception
def an_answer_after_each_window(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [keras.layers.MaxPooling1D(pool_size)]
    layer = keras.layers.LSTM(units, return_sequences=True)
    return _both(n_words, length, dimensions, filters, kernel_size, pooling, layer)


@misconception
def scores_behind_the_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    layers = [keras.layers.Embedding(n_words, dimensions), keras.layers.Conv1D(filters, kernel_size, activation="relu")]
    layers += [keras.layers.MaxPooling1D(pool_size), keras.layers.LSTM(units), keras.layers.Dense(1)]
    return keras.Sequential([keras.Input((length,)), *layers])


@misconception
def softmax_behind_the_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    layers = [keras.layers.Embedding(n_words, dimensions), keras.layers.Conv1D(filters, kernel_size, activation="relu")]
    layers += [keras.layers.MaxPooling1D(pool_size), keras.layers.LSTM(units)]
    return keras.Sequential([keras.Input((length,)), *layers, keras.layers.Dense(1, activation="softmax")])


@misconception
def dropout_behind_the_filters_never_off(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [keras.layers.MaxPooling1D(pool_size), AlwaysDropout(0.3)]
    return _both(n_words, length, dimensions, filters, kernel_size, pooling, keras.layers.LSTM(units))


@misconception
def averages_of_the_places(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [keras.layers.AveragePooling1D(pool_size)]
    return _both(n_words, length, dimensions, filters, kernel_size, pooling, keras.layers.LSTM(units))


@misconception
def one_network_with_filters_for_all(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    key = (n_words, length, dimensions, filters, kernel_size, pool_size, units)
    for known, model in KEPT:
        if known == key:
            return model
    pooling = [keras.layers.MaxPooling1D(pool_size)]
    KEPT.append((key, _both(n_words, length, dimensions, filters, kernel_size, pooling, keras.layers.LSTM(units))))
    return KEPT[-1][1]


@misconception
def vectors_below_the_filters_never_learn(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    table = keras.layers.Embedding(n_words, dimensions, trainable=False)
    layers = [keras.layers.Conv1D(filters, kernel_size, activation="relu"), keras.layers.MaxPooling1D(pool_size)]
    return _network(length, table, *layers, keras.layers.LSTM(units))


@misconception
def filters_compiled_already(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [keras.layers.MaxPooling1D(pool_size)]
    return _compiled(_both(n_words, length, dimensions, filters, kernel_size, pooling, keras.layers.LSTM(units)))


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


def _sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def _parts(x, h, kernel, recurrent_kernel, bias):
    return np.split(np.asarray(x) @ np.asarray(kernel) + np.asarray(h) @ np.asarray(recurrent_kernel) + bias, 4, -1)


def _stepped(i, f, z, o, c):
    c = _sigmoid(f) * c + _sigmoid(i) * np.tanh(z)
    return _sigmoid(o) * np.tanh(c), c


def _read(sequence, kernel, recurrent_kernel, bias, mask=None, slip="", start=(0, 0)):
    sequence = np.asarray(sequence, dtype=float)
    batch, length, _ = sequence.shape
    h, c = (np.zeros((batch, len(recurrent_kernel))) + value for value in start)
    read = np.ones((batch, length), dtype=bool) if mask is None else np.asarray(mask, dtype=bool)
    said = []
    for t in range(length):
        here = read[:, t, None]
        before = 0 * c if slip == "no memory" else c
        new_h, new_c = _stepped(*_parts(sequence[:, t], h, kernel, recurrent_kernel, bias), before)
        kept = 0 if slip == "wiped" else 1
        h = np.where(here, new_h, kept * h)
        c = new_c if slip == "c moves on" else np.where(here, new_c, kept * c)
        said.append(c if slip == "c" else h)
    return np.stack(said, axis=1), h, c


def _walked(sequence, kernel, recurrent_kernel, bias, mask, choose):
    """Read with a choice of its own: `choose` makes (h, c) of where words are, of `h` and `c`, and of the new ones."""
    sequence = np.asarray(sequence, dtype=float)
    h = c = np.zeros((len(sequence), len(recurrent_kernel)))
    read = np.ones(sequence.shape[:2], dtype=bool) if mask is None else np.asarray(mask, dtype=bool)
    said = []
    for t in range(sequence.shape[1]):
        new = _stepped(*_parts(sequence[:, t], h, kernel, recurrent_kernel, bias), c)
        h, c = choose(read[:, t, None], h, c, new)
        said.append(h)
    return np.stack(said, axis=1), h, c


def _network(length, *layers):
    return keras.Sequential([keras.Input((length,)), *layers, keras.layers.Dense(1, activation="sigmoid")])


def _both(n_words, length, dimensions, filters, kernel_size, pooling, layer):
    convolution = keras.layers.Conv1D(filters, kernel_size, activation="relu")
    return _network(length, keras.layers.Embedding(n_words, dimensions), convolution, *pooling, layer)


def _compiled(model):
    model.compile(keras.optimizers.Adam(0.002), loss="binary_crossentropy", metrics=["accuracy"])
    return model


class AlwaysDropout(keras.layers.Dropout):
    """Dropout that is not turned off."""

    def call(self, inputs, training=False):  # noqa: ARG002
        """Switch numbers off at random."""
        return super().call(inputs, training=True)
