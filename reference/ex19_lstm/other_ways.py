"""Other right ways of ex19."""

from __future__ import annotations

import keras
import numpy as np

from reference.kit.catalogue import other_way


@other_way("lstm_cell", how="each gate by itself, by slices, exponentials of what is negative only")
def gate_by_gate(x, h, c, kernel, recurrent_kernel, bias):
    x, h, c, kernel, recurrent_kernel, bias = map(np.asarray, (x, h, c, kernel, recurrent_kernel, bias))
    units = h.shape[1]

    def score(gate):
        columns = slice(gate * units, (gate + 1) * units)
        return x.dot(kernel[:, columns]) + h.dot(recurrent_kernel[:, columns]) + bias[columns]

    def squeezed(z):
        small = np.exp(-np.abs(z))
        return np.where(z >= 0, 1 / (1 + small), small / (1 + small))

    i, f, o = squeezed(score(0)), squeezed(score(1)), squeezed(score(3))
    new_c = f * c + i * np.tanh(score(2))
    return o * np.tanh(new_c), new_c


@other_way("lstm_cell", how="text by text, scores clipped where the sigmoid is 0 or 1 anyway, a list")
def text_by_text(x, h, c, kernel, recurrent_kernel, bias):
    new_h, new_c = np.zeros(np.shape(h)), np.zeros(np.shape(c))
    units = np.shape(h)[1]
    for b in range(len(x)):
        z = np.dot(x[b], kernel) + np.dot(h[b], recurrent_kernel) + np.asarray(bias)
        gate = 1.0 / (1.0 + np.exp(-np.clip(z, -60, 60)))
        for u in range(units):
            kept = gate[units + u] * c[b][u]
            new_c[b, u] = kept + gate[u] * np.tanh(z[2 * units + u])
            new_h[b, u] = gate[3 * units + u] * np.tanh(new_c[b, u])
    return [new_h, new_c]


@other_way("lstm_cell", how="one product of word and last state together, reshaped to gates")
def one_product(x, h, c, kernel, recurrent_kernel, bias):
    together = np.concatenate([np.asarray(x, dtype=float), np.asarray(h, dtype=float)], axis=1)
    scores = together @ np.concatenate([kernel, recurrent_kernel], axis=0) + bias
    gates = scores.reshape(len(together), 4, -1)
    i, f, o = (np.exp(-np.logaddexp(0, -gates[:, k])) for k in (0, 1, 3))
    memory = f * np.asarray(c) + i * np.tanh(gates[:, 2])
    return o * np.tanh(memory), memory


@other_way("lstm_forward", how="text by text, place by place, masked places passed over")
def passed_over(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence)
    batch, length = sequence.shape[:2]
    units = np.shape(recurrent_kernel)[0]
    states = np.zeros((batch, length, units))
    last_h, last_c = np.zeros((batch, units)), np.zeros((batch, units))
    for b in range(batch):
        h, c = np.zeros((1, units)), np.zeros((1, units))
        for t in range(length):
            if mask is None or mask[b][t]:
                h, c = lstm_cell(sequence[b, t : t + 1], h, c, kernel, recurrent_kernel, bias)
            states[b, t] = h[0]
        last_h[b], last_c[b] = h[0], c[0]
    return states, last_h, last_c


@other_way("lstm_forward", how="the mask as a weight, states stacked at the end, a list")
def weighed_by_the_mask(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.array(sequence, dtype=float)
    weight = np.ones(sequence.shape[:2]) if mask is None else np.array(mask, dtype=float)
    h = np.zeros((sequence.shape[0], np.shape(recurrent_kernel)[0]))
    c = h.copy()
    states = []
    for word, m in zip(sequence.transpose(1, 0, 2), weight.T[:, :, None], strict=True):
        new_h, new_c = lstm_cell(word, h, c, kernel, recurrent_kernel, bias)
        h = m * new_h + (1 - m) * h
        c = m * new_c + (1 - m) * c
        states.append(h)
    return [np.stack(states, axis=1), states[-1], c]


@other_way("lstm_forward", how="written into rows that hold a word, in single precision")
def rows_that_hold_a_word(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence, kernel, recurrent_kernel, bias = (
        np.asarray(value, dtype=np.float32) for value in (sequence, kernel, recurrent_kernel, bias)
    )
    batch, length, _ = sequence.shape
    units = recurrent_kernel.shape[0]
    mask = np.full((batch, length), True) if mask is None else np.asarray(mask)
    h, c = np.zeros((2, batch, units), dtype=np.float32)
    states = np.empty((batch, length, units), dtype=np.float32)
    for t in range(length):
        rows = np.flatnonzero(mask[:, t])
        if len(rows):
            h[rows], c[rows] = lstm_cell(sequence[rows, t], h[rows], c[rows], kernel, recurrent_kernel, bias)
        states[:, t] = h
    return states, h, c


@other_way("build_lstm", how="as in the workshop: no mask, dropout in the LSTM")
def as_in_the_workshop(n_words, length, dimensions, units):
    model = keras.Sequential()
    model.add(keras.Input(shape=(length,)))
    model.add(keras.layers.Embedding(n_words, dimensions))
    model.add(keras.layers.LSTM(units, dropout=0.2))
    model.add(keras.layers.Dense(1, activation="sigmoid"))
    return model


@other_way("build_lstm", how="in both directions, functional, a hidden layer")
def in_both_directions(n_words, length, dimensions, units):
    inputs = keras.Input((length,), dtype="int32")
    x = keras.layers.Embedding(n_words, dimensions, mask_zero=True)(inputs)
    x = keras.layers.Bidirectional(keras.layers.LSTM(units))(x)
    x = keras.layers.Dense(units, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(x))


@other_way("build_lstm", how="one LSTM on top of another")
def one_on_top_of_another(n_words, length, dimensions, units):
    return keras.Sequential(
        [
            keras.Input((length,)),
            keras.layers.Embedding(input_dim=n_words, output_dim=dimensions),
            keras.layers.LSTM(units, return_sequences=True),
            keras.layers.LSTM(units),
            keras.layers.Dense(1),
            keras.layers.Activation("sigmoid"),
        ]
    )


@other_way("build_lstm", how="the best of all states instead of the last")
def best_of_all_states(n_words, length, dimensions, units):
    return keras.Sequential(
        [
            keras.Input((length,)),
            keras.layers.Embedding(n_words, dimensions),
            keras.layers.LSTM(units, return_sequences=True),
            keras.layers.GlobalMaxPooling1D(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


@other_way("build_lstm", how="a cell in a layer that runs cells")
def a_cell_that_is_run(n_words, length, dimensions, units):
    inputs = keras.Input((length,))
    x = keras.layers.Embedding(n_words, dimensions, mask_zero=True)(inputs)
    x = keras.layers.RNN(keras.layers.LSTMCell(units))(x)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(x))


@other_way("build_lstm", how="a subclass of keras.Model")
def subclassed(n_words, length, dimensions, units):
    return Reader(n_words, dimensions, units)


@other_way("build_cnn_lstm", how="as in the workshop: dropout in front, ReLU as a layer")
def workshops_cnn_lstm(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    model = keras.Sequential()
    model.add(keras.Input(shape=(length,)))
    model.add(keras.layers.Embedding(n_words, dimensions))
    model.add(keras.layers.Dropout(0.25))
    model.add(keras.layers.Conv1D(filters, kernel_size, padding="valid", strides=1))
    model.add(keras.layers.ReLU())
    model.add(keras.layers.MaxPooling1D(pool_size=pool_size))
    model.add(keras.layers.LSTM(units))
    model.add(keras.layers.Dense(1))
    model.add(keras.layers.Activation("sigmoid"))
    return model


@other_way("build_cnn_lstm", how="functional, places kept by the convolution, in both directions")
def places_kept(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    inputs = keras.Input((length,))
    x = keras.layers.Embedding(n_words, dimensions)(inputs)
    x = keras.layers.Conv1D(filters, kernel_size, padding="same", activation="relu")(x)
    x = keras.layers.MaxPool1D(pool_size, strides=pool_size)(x)
    x = keras.layers.Bidirectional(keras.layers.LSTM(units))(x)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(x))


@other_way("train", how="Adam at a rate of 0.001, everything by name")
def with_adam_at_a_lower_rate(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    optimizer = keras.optimizers.Adam(learning_rate=0.001)
    model.compile(loss="binary_crossentropy", optimizer=optimizer, metrics=["accuracy"])
    history = model.fit(sequences, labels, batch_size=32, epochs=epochs, validation_data=validation, verbose=0)
    return history.history


@other_way("train", how="RMSprop, objects")
def with_rmsprop_and_objects(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.002),
        loss=keras.losses.BinaryCrossentropy(),
        metrics=[keras.metrics.BinaryAccuracy(name="accuracy")],
    )
    return model.fit(x=sequences, y=labels, epochs=epochs, validation_data=validation, verbose=0).history


@other_way("train", how="steep gradients cut off")
def steep_gradients_cut_off(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    adam = keras.optimizers.Adam(0.002, clipnorm=1.0)
    model.compile(adam, loss="binary_crossentropy", metrics=["accuracy"])
    return model.fit(sequences, labels, 32, epochs, validation_data=validation, verbose=0).history


@other_way("train", how="stops where val_loss no longer falls, and goes back to the best weights")
def stopped_early(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.compile(keras.optimizers.Nadam(0.002), loss="binary_crossentropy", metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    return model.fit(sequences, labels, epochs=epochs, validation_data=validation, callbacks=[stop], verbose=0).history


@other_way("train", how="epoch by epoch, shuffled by hand, figures kept in lists")
def epoch_by_epoch(model, sequences, labels, validation, epochs, rng_seed):
    rng = np.random.default_rng(rng_seed)
    model.compile(keras.optimizers.AdamW(0.002), loss="binary_crossentropy", metrics=["accuracy"])
    history = {}
    for _ in range(epochs):
        order = rng.permutation(len(sequences))
        once = model.fit(sequences[order], labels[order], validation_data=validation, verbose=0)
        for name, (value,) in once.history.items():
            history.setdefault(name, []).append(value)
    return history


class Reader(keras.Model):
    """Embedding, LSTM, one answer."""

    def __init__(self, n_words, dimensions, units):
        super().__init__()
        self.embedding = keras.layers.Embedding(n_words, dimensions, mask_zero=True)
        self.memory = keras.layers.LSTM(units)
        self.head = keras.layers.Dense(1, activation="sigmoid")

    def call(self, inputs, training=False):
        """Answer a batch."""
        return self.head(self.memory(self.embedding(inputs), training=training))
