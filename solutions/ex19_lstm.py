# %% [markdown]
# # A memory that reads
#
# A filter of a text CNN sees five words. What if two words belong together that stand ten apart?
#
# > *I would **not** say that this coat, which I bought for a wedding, looks **dull** with my old winter boots.*
#
# A **recurrent** network reads word by word and carries a **state** along: a short list of numbers, its notes so far. A
# plain one rewrites all its notes at each word, and whatever stood there fades. The **LSTM** (long short-term memory) has
# two lists and three gates, each a number between 0 (shut) and 1 (open) for each note:
#
# ```
#                forget gate f          input gate i              output gate o
# c (memory) ----- x -------------------- + ---------------------------> c, for the next word
#                                         ^ new notes (tanh)     \
#                                                                 tanh, x o ------> h (what it says), for the next word
# ```
#
# Where the forget gate is open and the input gate shut, a note goes through any number of words untouched. "There was a
# *not*" can wait for its adjective.
#
# **The simple model first**, as always. The reviews of the test are made so that a window of six words sees nothing:
# each has two such sentences, one that says and one that denies, one of something good and one of something bad. All
# stretches of words are the same in its mirror image. A text CNN guesses.

# %%
import keras
import numpy as np
from jaxtyping import Bool, Float, Int

# %% [markdown]
# ## Task 1: one word
#
# Everything comes from one product of the word's vector with a kernel, one of the last `h` with a recurrent kernel, and
# a bias. The result is four lists side by side, U numbers each, in Keras's order:
#
# $$[\,z_i \;|\; z_f \;|\; z_c \;|\; z_o\,] = x W + h R + b$$
#
# $$i = \sigma(z_i), \quad f = \sigma(z_f), \quad o = \sigma(z_o)$$
#
# $$c_{new} = f \cdot c + i \cdot \tanh(z_c), \qquad h_{new} = o \cdot \tanh(c_{new})$$
#
# The sigmoid $\sigma(z) = 1 / (1 + e^{-z})$ must not overflow: with inputs in the thousands `np.exp(1000)` is infinite,
# and NumPy warns. `np.tanh` never does, and $\sigma(z) = \frac{1}{2}(1 + \tanh\frac{z}{2})$.


# %%
def lstm_cell(
    x: Float[np.ndarray, "batch dimensions"],
    h: Float[np.ndarray, "batch units"],
    c: Float[np.ndarray, "batch units"],
    kernel: Float[np.ndarray, "dimensions four_units"],
    recurrent_kernel: Float[np.ndarray, "units four_units"],
    bias: Float[np.ndarray, " four_units"],
) -> tuple[Float[np.ndarray, "batch units"], Float[np.ndarray, "batch units"]]:
    """Read one word: one step of an LSTM.

    Args:
        x: shape (B, D), the word's vector in each text.
        h: shape (B, U), what the cell said last.
        c: shape (B, U), what it remembers.
        kernel: shape (D, 4 U), for input gate, forget gate, new notes and output gate, in this order.
        recurrent_kernel: shape (U, 4 U), in the same order.
        bias: shape (4 U,), in the same order.

    Returns:
        (h, c) after the word, both (B, U). Inputs in the thousands give no warning.

    Example:
        >>> h, c = lstm_cell([[1.0]], [[0.0]], [[2.0]], [[0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0]], [0.0] * 4)
        >>> c, h.round(3)
        (array([[1.]]), array([[0.381]]))

    Source: S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory", 1997; the order of the gates is that of
    `keras.layers.LSTM`.
    """
    ### BEGIN SOLUTION
    scores = np.asarray(x) @ np.asarray(kernel) + np.asarray(h) @ np.asarray(recurrent_kernel) + bias
    z_i, z_f, z_c, z_o = np.split(scores, 4, axis=-1)
    i, f, o = (0.5 * (1 + np.tanh(0.5 * z)) for z in (z_i, z_f, z_o))
    c = f * c + i * np.tanh(z_c)
    return o * np.tanh(c), c
    ### END SOLUTION


# %% [markdown]
# ## Task 2: a whole text
#
# Begin with nothing, zeros, and read from left to right. Each text of the batch begins anew: what one review said is
# no business of the next.
#
# Texts were padded to one length, and blanks are no words. A **mask** says which places hold one. At a masked place the
# cell does not read: `h` *and* `c` stay as they are, and the text's state there is the last one once more. So blanks in
# front leave the zeros, and blanks behind carry the end of the text to the end of the row.


# %%
def lstm_forward(
    sequence: Float[np.ndarray, "batch words dimensions"],
    kernel: Float[np.ndarray, "dimensions four_units"],
    recurrent_kernel: Float[np.ndarray, "units four_units"],
    bias: Float[np.ndarray, " four_units"],
    mask: Bool[np.ndarray, "batch words"] | None = None,
) -> tuple[Float[np.ndarray, "batch words units"], Float[np.ndarray, "batch units"], Float[np.ndarray, "batch units"]]:
    """Read texts from the first word to the last.

    Args:
        sequence: shape (B, T, D), the vectors of each text's words.
        kernel: shape (D, 4 U), gates in the order of `lstm_cell`.
        recurrent_kernel: shape (U, 4 U).
        bias: shape (4 U,).
        mask: shape (B, T), True where there is a word, False where there is padding, which may lie anywhere; None where
            all are words.

    Returns:
        (states, h, c): `h` after each word, shape (B, T, U); `h` and `c` at the end, both (B, U).

    Example:
        >>> weights = np.zeros((1, 4)), np.zeros((1, 4)), np.array([9.0, 9.0, 9.0, 9.0])
        >>> states, h, c = lstm_forward(np.zeros((1, 3, 1)), *weights, mask=[[True, True, False]])
        >>> states[0, :, 0].round(2), c.round(2)
        (array([0.76, 0.96, 0.96]), array([[2.]]))

    Source: `keras.layers.LSTM(units, return_sequences=True, return_state=True)`.
    """
    ### BEGIN SOLUTION
    sequence = np.asarray(sequence)
    batch, length, _ = sequence.shape
    is_word = np.ones((batch, length), dtype=bool) if mask is None else np.asarray(mask, dtype=bool)
    h = c = np.zeros((batch, len(recurrent_kernel)))
    states = np.zeros((batch, length, len(recurrent_kernel)))
    for t in range(length):
        read = is_word[:, t, np.newaxis]
        new_h, new_c = lstm_cell(sequence[:, t], h, c, kernel, recurrent_kernel, bias)
        h, c = np.where(read, new_h, h), np.where(read, new_c, c)
        states[:, t] = h
    return states, h, c
    ### END SOLUTION


# %% [markdown]
# ## Task 3: the network
#
# As the text CNN, with an LSTM in the place of convolution and pooling: numbers of words, vectors, the LSTM's last
# `h`, one unit with a sigmoid.
#
# `Embedding(..., mask_zero=True)` tells the layers after it where the padding is (number 0). Without it, the LSTM reads
# the blanks. In front of a text, where ours are, they do no harm, and a mask takes half as long again; behind it, the
# memory would fade over them. A second LSTM on top of the first, or one in each direction, are fine; for those below the
# top, `return_sequences=True` gives the state after each word and not only the last.


# %%
def build_lstm(n_words: int, length: int, dimensions: int, units: int) -> keras.Model:
    """Build a network with an LSTM for texts, not compiled.

    Args:
        n_words: how many numbers there are, padding and unknown included: they go from 0 to n_words - 1.
        length: how long each sequence is.
        dimensions: length of a word's vector.
        units: how many numbers the LSTM remembers.

    Returns:
        A new model that turns whole numbers of shape (B, length) into probabilities of shape (B, 1).

    Example:
        >>> build_lstm(200, 30, 16, 12).output_shape
        (None, 1)

    Source: the workshop's LSTM (Embedding 128, LSTM 128, sigmoid).
    """
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            keras.Input((length,)),
            keras.layers.Embedding(n_words, dimensions),
            keras.layers.LSTM(units),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    ### END SOLUTION


# %% [markdown]
# ## Task 4: both
#
# Reading word by word is slow: one step must wait for the other. A convolution in front sees phrases, a pooling keeps the
# best of every few places, and the LSTM reads what is left, in a quarter of the steps. The pooling window moves by its
# own width, and what does not fill a window is left out ("valid").
#
# The convolution makes new places out of several words, so it cannot pass a mask on. Leave masks away here.


# %%
def build_cnn_lstm(
    n_words: int, length: int, dimensions: int, filters: int, kernel_size: int, pool_size: int, units: int
) -> keras.Model:
    """Build a network that convolves, pools and then reads, not compiled.

    Args:
        n_words: how many numbers there are, padding and unknown included: they go from 0 to n_words - 1.
        length: how long each sequence is, long enough for two windows of the pooling.
        dimensions: length of a word's vector.
        filters: how many filters the convolution has.
        kernel_size: how many words a filter sees at once, at least 2.
        pool_size: how many places become one, at least 2.
        units: how many numbers the LSTM remembers.

    Returns:
        A new model that turns whole numbers of shape (B, length) into probabilities of shape (B, 1).

    Example:
        >>> build_cnn_lstm(200, 30, 16, 32, 5, 4, 12).output_shape
        (None, 1)

    Source: the workshop's CNN-LSTM (Embedding 128, Conv1D 64 of width 5, MaxPooling1D 4, LSTM 70, sigmoid).
    """
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            keras.Input((length,)),
            keras.layers.Embedding(n_words, dimensions),
            keras.layers.Conv1D(filters, kernel_size, activation="relu"),
            keras.layers.MaxPooling1D(pool_size),
            keras.layers.LSTM(units),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    ### END SOLUTION


# %% [markdown]
# ## Task 5: training
#
# The same as for the text CNN, with more patience. For some epochs the loss stays where guessing is, at 0.69: the network
# must find out together what a "not" does, that it is worth remembering, and which adjectives are good. Each is of no
# use without the others. Then, within an epoch or two, it has understood.
#
# How soon that is depends on the number of steps and on their length. Adam at a rate of 0.001 or 0.002 and batches of 32
# get there within two thirds of the test's twelve epochs. With large batches the test is over before it begins; at 0.005
# some networks are so shaken that they never settle on anything.


# %%
def train(
    model: keras.Model,
    sequences: Int[np.ndarray, "documents length"],
    labels: Int[np.ndarray, " documents"],
    validation: tuple[np.ndarray, np.ndarray],
    epochs: int,
    rng_seed: int,
) -> dict[str, list[float]]:
    """Compile a model and train it on padded sequences, and watch it on others.

    Args:
        model: a model that gives one probability a sequence; it is trained in place.
        sequences: padded training texts.
        labels: 1 where the product is recommended, else 0.
        validation: a pair (sequences, labels) to measure on after each epoch, never to learn from.
        epochs: how often to go through the training texts.
        rng_seed: seed for what is random in training (`keras.utils.set_random_seed`).

    Returns:
        The history: "loss" and "val_loss", and each metric with and without "val_", as lists of one number an epoch.

    Example:
        >>> model = build_lstm(9, 4, 2, 3)
        >>> sequences, labels = np.array([[0, 2, 3, 4], [5, 6, 7, 8]]), np.array([0, 1])
        >>> sorted(train(model, sequences, labels, (sequences, labels), epochs=1, rng_seed=0))
        ['accuracy', 'loss', 'val_accuracy', 'val_loss']

    Source: the workshop's LSTM (Adam, batches of 32).
    """
    ### BEGIN SOLUTION
    keras.utils.set_random_seed(rng_seed)
    model.compile(optimizer=keras.optimizers.Adam(0.002), loss="binary_crossentropy", metrics=["accuracy"])
    return model.fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history
    ### END SOLUTION
