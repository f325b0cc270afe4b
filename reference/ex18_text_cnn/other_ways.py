"""Other right ways of ex18."""

from __future__ import annotations

from collections import defaultdict

import keras
import numpy as np
import tensorflow as tf

from reference.kit.catalogue import other_way


@other_way("encode", how="looked up in the list, word by word")
def looked_up_in_the_list(documents, vocabulary, oov=1):
    encoded = []
    for document in documents:
        numbers = []
        for word in document:
            if word in vocabulary:
                numbers.append(vocabulary.index(word) + 2)
            else:
                numbers.append(oov)
        encoded.append(numbers)
    return encoded


@other_way("encode", how="arrays in a list")
def as_arrays(documents, vocabulary, oov=1):
    numbers = dict(zip(vocabulary, range(2, len(vocabulary) + 2), strict=True))
    return [np.array([numbers.get(word, oov) for word in document], dtype=int) for document in documents]


@other_way("encode", how="Keras's lookup")
def looked_up_by_keras(documents, vocabulary, oov=1):
    lookup = keras.layers.StringLookup(vocabulary=list(vocabulary), mask_token="", num_oov_indices=1)
    encoded = []
    for document in documents:
        numbers = np.asarray(lookup(document)) if len(document) else np.array([], dtype=int)
        encoded.append(np.where(numbers == 1, oov, numbers).tolist())
    return encoded


@other_way("encode", how="a defaultdict that answers with the number of unknown words")
def defaultdict_of_numbers(documents, vocabulary, oov=1):
    number_of = defaultdict(lambda: oov)
    for i, word in enumerate(vocabulary):
        number_of[word] = i + 2
    return [list(map(number_of.__getitem__, document)) for document in documents]


@other_way("pad_sequences", how="Keras's own")
def padded_by_keras(sequences, length, padding="pre", truncating="pre", value=0):
    return keras.utils.pad_sequences(sequences, length, padding=padding, truncating=truncating, value=value)


@other_way("pad_sequences", how="lists put together")
def lists_put_together(sequences, length, padding="pre", truncating="pre", value=0):
    rows = []
    for sequence in sequences:
        sequence = list(sequence)
        if len(sequence) > length:
            sequence = sequence[len(sequence) - length :] if truncating == "pre" else sequence[:length]
        blanks = [value] * (length - len(sequence))
        rows.append(blanks + sequence if padding == "pre" else sequence + blanks)
    return np.array(rows, dtype=int).reshape(len(rows), length)


@other_way("pad_sequences", how="one number at a time")
def number_by_number(sequences, length, padding="pre", truncating="pre", value=0):
    rows = np.zeros((len(sequences), length), dtype=np.int32) + value
    for i, sequence in enumerate(sequences):
        surplus = max(0, len(sequence) - length)
        first = surplus if truncating == "pre" else 0
        count = len(sequence) - surplus
        for j in range(count):
            rows[i, j + (length - count if padding == "pre" else 0)] = sequence[first + j]
    return rows


@other_way("pad_sequences", how="np.pad row by row, stacked")
def padded_by_numpy(sequences, length, padding="pre", truncating="pre", value=0):
    rows = np.empty((0, length), dtype=int)
    for sequence in sequences:
        cut = np.array(sequence, dtype=int)
        cut = cut[max(len(cut) - length, 0) :] if truncating == "pre" else cut[:length]
        missing = length - len(cut)
        width = (missing, 0) if padding == "pre" else (0, missing)
        rows = np.vstack([rows, np.pad(cut, width, constant_values=value)])
    return rows


@other_way("pad_sequences", how="a copy of each list, popped and inserted until it fits")
def popped_and_inserted(sequences, length, padding="pre", truncating="pre", value=0):
    result = []
    for sequence in sequences:
        numbers = [int(number) for number in sequence]
        while len(numbers) > length:
            numbers.pop(0 if truncating == "pre" else -1)
        while len(numbers) < length:
            numbers.insert(0 if padding == "pre" else len(numbers), value)
        result.append(numbers)
    return np.array(result, dtype=int).reshape(len(result), length)


@other_way("conv1d", how="four loops")
def four_loops(sequence, kernel):
    sequence, kernel = np.asarray(sequence, dtype=float), np.asarray(kernel, dtype=float)
    width, dimensions, filters = kernel.shape
    answers = np.zeros((len(sequence) - width + 1, filters))
    for t in range(len(answers)):
        for f in range(filters):
            for k in range(width):
                for d in range(dimensions):
                    answers[t, f] += sequence[t + k, d] * kernel[k, d, f]
    return answers


@other_way("conv1d", how="a matrix product for each tap")
def tap_by_tap(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    places = sequence.shape[0] - kernel.shape[0] + 1
    return sum(sequence[k : k + places] @ kernel[k] for k in range(kernel.shape[0]))


@other_way("conv1d", how="windows as rows, one matrix product")
def windows_as_rows(sequence, kernel):
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    width, dimensions, filters = kernel.shape
    rows = np.array([sequence[t : t + width].ravel() for t in range(len(sequence) - width + 1)])
    return rows @ kernel.reshape(width * dimensions, filters)


@other_way("conv1d", how="TensorFlow's, in single precision")
def by_tensorflow(sequence, kernel):
    sequence, kernel = np.asarray(sequence, dtype="float32"), np.asarray(kernel, dtype="float32")
    return keras.ops.convert_to_numpy(keras.ops.conv(sequence[None], kernel, padding="valid"))[0]


@other_way("conv1d", how="tensordot at each place, in a list")
def tensordot_at_each_place(sequence, kernel):
    x, w = np.asarray(sequence, dtype=float), np.asarray(kernel, dtype=float)
    k = w.shape[0]
    return np.array([np.tensordot(x[i : i + k], w, axes=([0, 1], [0, 1])) for i in range(x.shape[0] - k + 1)])


@other_way("conv1d", how="np.correlate for each dimension and filter, added up")
def correlated(sequence, kernel):
    sequence, kernel = np.asarray(sequence, dtype=float), np.asarray(kernel, dtype=float)
    width, dimensions, filters = kernel.shape
    out = np.zeros((sequence.shape[0] - width + 1, filters))
    for f in range(filters):
        for d in range(dimensions):
            out[:, f] += np.correlate(sequence[:, d], kernel[:, d, f], mode="valid")
    return out


@other_way("build_text_cnn", how="as in the workshop: a hidden layer, dropout twice")
def as_in_the_workshop(n_words, length, dimensions, filters, kernel_size):
    model = keras.Sequential()
    model.add(keras.Input(shape=(length,)))
    model.add(keras.layers.Embedding(n_words, dimensions))
    model.add(keras.layers.Dropout(0.2))
    model.add(keras.layers.Conv1D(filters, kernel_size, padding="valid", activation="relu", strides=1))
    model.add(keras.layers.GlobalMaxPooling1D())
    model.add(keras.layers.Dense(filters))
    model.add(keras.layers.Dropout(0.2))
    model.add(keras.layers.Activation("relu"))
    model.add(keras.layers.Dense(1))
    model.add(keras.layers.Activation("sigmoid"))
    return model


@other_way("build_text_cnn", how="as Kim has it: filters of three widths side by side")
def three_widths(n_words, length, dimensions, filters, kernel_size):
    inputs = keras.Input((length,), dtype="int32")
    vectors = keras.layers.Embedding(n_words, dimensions)(inputs)
    pooled = []
    for width in (kernel_size - 1, kernel_size, kernel_size + 1):
        answers = keras.layers.Conv1D(filters, width, activation="relu", padding="same")(vectors)
        pooled.append(keras.layers.GlobalMaxPooling1D()(answers))
    x = keras.layers.Dropout(0.3)(keras.layers.Concatenate()(pooled))
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(x))


@other_way("build_text_cnn", how="two convolutions, tanh")
def two_convolutions(n_words, length, dimensions, filters, kernel_size):
    return keras.Sequential(
        [
            keras.Input((length,)),
            keras.layers.Embedding(input_dim=n_words, output_dim=dimensions, name="words"),
            keras.layers.Conv1D(filters, kernel_size, padding="same", activation="tanh"),
            keras.layers.Conv1D(filters // 2, 3, padding="same", activation="tanh"),
            keras.layers.GlobalMaxPool1D(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


@other_way("build_text_cnn", how="batch normalisation, mean and maximum together")
def mean_and_maximum(n_words, length, dimensions, filters, kernel_size):
    inputs = keras.Input((length,))
    x = keras.layers.SpatialDropout1D(0.1)(keras.layers.Embedding(n_words, dimensions)(inputs))
    x = keras.layers.Conv1D(filters, kernel_size, use_bias=False)(x)
    x = keras.layers.ReLU()(keras.layers.BatchNormalization(momentum=0.9)(x))
    x = keras.layers.concatenate([keras.layers.GlobalMaxPooling1D()(x), keras.layers.GlobalAveragePooling1D()(x)])
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(x))


@other_way("build_text_cnn", how="a convolution of images, one column wide")
def as_an_image(n_words, length, dimensions, filters, kernel_size):
    return keras.Sequential(
        [
            keras.Input((length,)),
            keras.layers.Embedding(n_words, dimensions),
            keras.layers.Reshape((length, dimensions, 1)),
            keras.layers.Conv2D(filters, (kernel_size, dimensions), activation="relu"),
            keras.layers.GlobalMaxPooling2D(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


@other_way("build_text_cnn", how="a subclass of keras.Model")
def subclassed(n_words, length, dimensions, filters, kernel_size):
    model = Reader(n_words, dimensions, filters, kernel_size)
    model.build((None, length))
    return model


@other_way("build_text_cnn", how="functional, a pooling of two and Flatten, a hidden layer with weight decay")
def flattened_and_hidden(n_words, length, dimensions, filters, kernel_size):
    inputs = keras.layers.Input(shape=(length,), dtype="int32", name="tokens")
    x = keras.layers.Embedding(n_words, dimensions, embeddings_initializer="normal")(inputs)
    x = keras.layers.Conv1D(filters, kernel_size, activation="relu", padding="same")(x)
    x = keras.layers.MaxPooling1D(2)(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(16, activation="relu", kernel_regularizer=keras.regularizers.l2(1e-4))(x)
    x = keras.layers.Dropout(0.3)(x)
    return keras.models.Model(inputs=inputs, outputs=keras.layers.Dense(1, activation="sigmoid")(x))


@other_way("build_text_cnn", how="added to a Sequential model, padding masked, leaky")
def masked_and_leaky(n_words, length, dimensions, filters, kernel_size):
    model = keras.models.Sequential(name="reader")
    model.add(keras.layers.InputLayer(shape=(length,)))
    model.add(keras.layers.Embedding(n_words, dimensions, mask_zero=True))
    model.add(keras.layers.SpatialDropout1D(0.2))
    model.add(keras.layers.Conv1D(filters, kernel_size))
    model.add(keras.layers.LeakyReLU())
    model.add(keras.layers.GlobalMaxPooling1D())
    model.add(keras.layers.Dense(1))
    model.add(keras.layers.Activation(keras.activations.sigmoid))
    return model


@other_way("train", how="Adam at its own rate, everything by name")
def with_plain_adam(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
    history = model.fit(sequences, labels, batch_size=32, epochs=epochs, validation_data=validation, verbose=0)
    return history.history


@other_way("train", how="RMSprop, objects, batches of 64")
def with_rmsprop_and_objects(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.003),
        loss=keras.losses.BinaryCrossentropy(),
        metrics=[keras.metrics.BinaryAccuracy(name="accuracy")],
    )
    return model.fit(x=sequences, y=labels, batch_size=64, epochs=epochs, validation_data=validation, verbose=0).history


@other_way("train", how="weight decay, an average of the weights, a fast rate")
def with_weight_decay_and_average(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    adam = keras.optimizers.AdamW(0.005, weight_decay=1e-3, use_ema=True, ema_momentum=0.9)
    model.compile(adam, loss="binary_crossentropy", metrics=["accuracy"])
    return model.fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@other_way("train", how="stops where val_loss no longer falls, and goes back to the best weights")
def stopped_early(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.compile("nadam", loss="binary_crossentropy", metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
    return model.fit(sequences, labels, epochs=epochs, validation_data=validation, callbacks=[stop], verbose=0).history


@other_way("train", how="epoch by epoch, shuffled by hand, figures kept in lists")
def epoch_by_epoch(model, sequences, labels, validation, epochs, rng_seed):
    rng = np.random.default_rng(rng_seed)
    model.compile(keras.optimizers.Adam(0.005), loss="binary_crossentropy", metrics=["accuracy"])
    history = {}
    for _ in range(epochs):
        order = rng.permutation(len(sequences))
        once = model.fit(sequences[order], labels[order], validation_data=validation, batch_size=50, verbose=0)
        for name, (value,) in once.history.items():
            history.setdefault(name, []).append(value)
    return history


@other_way("train", how="a tf.data set, shuffled and in batches")
def from_a_dataset(model, sequences, labels, validation, epochs, rng_seed):
    tf.random.set_seed(rng_seed)
    data = tf.data.Dataset.from_tensor_slices((sequences, labels)).shuffle(len(sequences), seed=rng_seed).batch(32)
    watched = tf.data.Dataset.from_tensor_slices(validation).batch(128)
    model.compile(keras.optimizers.Adam(learning_rate=3e-3), "binary_crossentropy", metrics=["accuracy"])
    history = model.fit(data, validation_data=watched, epochs=epochs, verbose=0)
    return {name: list(values) for name, values in history.history.items()}


@other_way("train", how="train_on_batch in a loop, evaluated by hand")
def batch_by_batch(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.compile(optimizer=keras.optimizers.Adam(0.004), loss="binary_crossentropy", metrics=["accuracy"])
    rng = np.random.default_rng(rng_seed)
    history = {"loss": [], "accuracy": [], "val_loss": [], "val_accuracy": []}
    for _ in range(epochs):
        order = rng.permutation(len(sequences))
        for start in range(0, len(order), 32):
            batch = order[start : start + 32]
            model.train_on_batch(sequences[batch], labels[batch])
        for before, (x, y) in (("", (sequences, labels)), ("val_", validation)):
            loss, accuracy = model.evaluate(x, y, verbose=0)
            history[before + "loss"].append(float(loss))
            history[before + "accuracy"].append(float(accuracy))
    return history


@other_way("diagnose_count_matrix_mistake", how="row by row, a zero with a word on both sides")
def row_by_row(x):
    for row in np.asarray(x):
        places = np.flatnonzero(row)
        if len(places) and places[-1] - places[0] + 1 > len(places):
            return True
    return False


@other_way("diagnose_count_matrix_mistake", how="each row as a text of blanks and words, its ends stripped")
def rows_as_texts(x):
    texts = ["".join("w" if number else " " for number in row) for row in np.asarray(x).tolist()]
    return any(" " in text.strip() for text in texts)


@other_way("diagnose_count_matrix_mistake", how="np.trim_zeros, and a zero that is left")
def zeros_that_are_left(x):
    return any(0 in np.trim_zeros(row) for row in np.asarray(x))


class Reader(keras.Model):
    """Embedding, one convolution, one answer."""

    def __init__(self, n_words, dimensions, filters, kernel_size):
        super().__init__()
        self.embedding = keras.layers.Embedding(n_words, dimensions)
        self.convolution = keras.layers.Conv1D(filters, kernel_size, activation="relu")
        self.pooling = keras.layers.GlobalMaxPooling1D()
        self.head = keras.layers.Dense(1, activation="sigmoid")

    def call(self, inputs):
        """Answer a batch."""
        return self.head(self.pooling(self.convolution(self.embedding(inputs))))
