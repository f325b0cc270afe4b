# %% [markdown]
# # A convolution that reads
#
# A count of words is blind to their order. "The hem is not crooked, and the fit is good" and "the hem is crooked, and
# the fit is not good" are the same words. To tell them apart, a network must see *stretches* of words.
#
# A convolution does. In an image, a filter is a small window that slides over the pixels. In a text, it slides along
# the words:
#
# ```
# words        numbers      vectors          windows of 3            the best of each filter     answer
# not     ->   17      ->   0.3 -0.1 ...  \
# at           42           0.0  0.8 ...   > one number a filter  ->  somewhere it says       -> recommended:
# all          38           0.5  0.2 ...  /                           "not at all dull"          0.97
# dull         90          -0.7  0.1 ...
# ```
#
# Each word becomes a number, each number a vector that is learned (an **embedding**), and a filter weighs the vectors
# under its window. Then **global max pooling** keeps the best answer of each filter, wherever in the text it was. What
# remains is a short list: is there a stretch that says this, is there one that says that?
#
# **The simple model first.** Start with one, always, and keep its figure beside you. The reviews of the test are made
# so that counts of words say nothing at all: logistic regression on them guesses. On real reviews of clothes it is the
# other way round; you find the figures at the end.

# %%
import keras
import numpy as np
from jaxtyping import Float, Int

# %% [markdown]
# ## Task 1: words become numbers
#
# A network takes numbers. The vocabulary is a list, and a word's place in it is nearly its number. Two numbers are
# taken: **0** is for padding, the blanks that make all texts equally long, and **1** is for words that the vocabulary
# does not know. So the first word of the list is 2.
#
# An unknown word keeps its place. If it is dropped, "not [very] dull" becomes "not dull", and the window sees
# neighbours that never met.


# %%
def encode(documents: list[list[str]], vocabulary: list[str], oov: int = 1) -> list[list[int]]:
    """Give each word of each document its number.

    Args:
        documents: each a list of words; it may be empty.
        vocabulary: the words that are known, each once; word i has the number i + 2.
        oov: the number of all other words ("out of vocabulary").

    Returns:
        A list of whole numbers for each document, as long as the document.

    Example:
        >>> encode([["not", "very", "dull"], []], ["dull", "not"])
        [[3, 1, 2], []]

    Source: the workshop's text CNN, which numbers IMDB's words in the same way.
    """
    ### BEGIN SOLUTION
    numbers = {word: number for number, word in enumerate(vocabulary, start=2)}
    return [[numbers.get(word, oov) for word in document] for document in documents]
    ### END SOLUTION


# %% [markdown]
# ## Task 2: all texts equally long
#
# A batch is a rectangle. Short texts are filled up with a value that is no word, long ones are cut. On which side? Keras
# does both in front ("pre") unless told otherwise: the end of a review says more than its beginning, and a network
# that reads from left to right ends on a word, not on blanks.


# %%
def pad_sequences(
    sequences: list[list[int]], length: int, padding: str = "pre", truncating: str = "pre", value: int = 0
) -> Int[np.ndarray, "documents length"]:
    """Make a rectangle of sequences.

    Args:
        sequences: a list of whole numbers for each document, of any length, also empty.
        length: how long each is to be, at least 1.
        padding: where a short one is filled up: "pre" in front, "post" behind.
        truncating: where a long one loses numbers: "pre" in front, "post" behind.
        value: what fills up, a whole number.

    Returns:
        One row a sequence.

    Example:
        >>> pad_sequences([[7, 8], [2, 3, 4, 5]], 3)
        array([[0, 7, 8],
               [3, 4, 5]])

    Source: `keras.utils.pad_sequences`.
    """
    ### BEGIN SOLUTION
    rows = np.full((len(sequences), length), value)
    for row, sequence in zip(rows, sequences, strict=True):
        kept = sequence[-length:] if truncating == "pre" else sequence[:length]
        start = length - len(kept) if padding == "pre" else 0
        row[start : start + len(kept)] = kept
    return rows
    ### END SOLUTION


# %% [markdown]
# ## Task 3: a window along the words
#
# The sequence is now a table, one row a word, one column a dimension of the vectors. A filter is a smaller table: as
# many rows as the window is wide, and the same columns. At each place, lay it over the window, multiply what lies on
# top of each other, and add everything up, over words *and* dimensions. That is one number for one filter at one place.
#
# As in every framework, nothing is flipped: the filter's first row meets the window's first word.


# %%
def conv1d(
    sequence: Float[np.ndarray, "words dimensions"], kernel: Float[np.ndarray, "width dimensions filters"]
) -> Float[np.ndarray, "places filters"]:
    """Slide filters along a sequence.

    Args:
        sequence: shape (T, D), one row a word.
        kernel: shape (K, D, F): F filters, each K words wide; K is at most T.

    Returns:
        Shape (T - K + 1, F): what each filter answers at each place where it fits ("valid"), without a bias.

    Example:
        >>> conv1d(np.array([[1.0], [2.0], [5.0]]), np.array([[[1.0]], [[10.0]]]))
        array([[21.],
               [52.]])

    Source: slide "CNNs can also be used for text classification".
    """
    ### BEGIN SOLUTION
    sequence, kernel = np.asarray(sequence), np.asarray(kernel)
    windows = np.lib.stride_tricks.sliding_window_view(sequence, len(kernel), axis=0)
    return np.einsum("tdk,kdf->tf", windows, kernel)
    ### END SOLUTION


# %% [markdown]
# ## Task 4: the network
#
# Numbers in, one probability out. `Embedding` is a table with a row for each number, padding and unknown included, and
# its rows are learned like all other weights. Then the convolution with a non-linearity, the pooling, and one unit with
# a sigmoid: yes or no needs no softmax. (A softmax over a single unit is always 1.)
#
# Any sound network will do; the sizes in the arguments are binding. Dropout, a hidden layer, filters of a second width
# are up to you.


# %%
def build_text_cnn(n_words: int, length: int, dimensions: int, filters: int, kernel_size: int) -> keras.Model:
    """Build a convolutional network for texts, not compiled.

    Args:
        n_words: how many numbers there are, padding and unknown included: they go from 0 to n_words - 1.
        length: how long each sequence is.
        dimensions: length of a word's vector.
        filters: how many filters the convolution has.
        kernel_size: how many words a filter sees at once, at least 2.

    Returns:
        A new model that turns whole numbers of shape (B, length) into probabilities of shape (B, 1).

    Example:
        >>> build_text_cnn(200, 30, 16, 32, 5).output_shape
        (None, 1)

    Source: the workshop's text CNN (Embedding, Conv1D, GlobalMaxPooling1D); Y. Kim, "Convolutional Neural Networks for
    Sentence Classification", 2014.
    """
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            keras.Input((length,)),
            keras.layers.Embedding(n_words, dimensions),
            keras.layers.Dropout(0.2),
            keras.layers.Conv1D(filters, kernel_size, activation="relu"),
            keras.layers.GlobalMaxPooling1D(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    ### END SOLUTION


# %% [markdown]
# ## Task 5: training
#
# The loss for one yes-or-no probability is `binary_crossentropy`. Its namesake for many classes does not complain when
# it meets a single unit: it compares that unit with itself, finds a loss of 0, and nothing is ever learned.
#
# The embedding starts from noise, and each step moves only the words of its batch. So it takes some hundred steps
# before anything seems to happen, and then it happens fast. With batches of 32 and Adam (or RMSprop), at its usual rate
# or up to ten times that, the eight epochs of the test are plenty.


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
        >>> model = build_text_cnn(9, 4, 2, 3, 2)
        >>> sequences, labels = np.array([[0, 2, 3, 4], [5, 6, 7, 8]]), np.array([0, 1])
        >>> sorted(train(model, sequences, labels, (sequences, labels), epochs=1, rng_seed=0))
        ['accuracy', 'loss', 'val_accuracy', 'val_loss']

    Source: the workshop's text CNN (Adam, batches of 32).
    """
    ### BEGIN SOLUTION
    keras.utils.set_random_seed(rng_seed)
    model.compile(optimizer=keras.optimizers.Adam(0.003), loss="binary_crossentropy", metrics=["accuracy"])
    return model.fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history
    ### END SOLUTION


# %% [markdown]
# ## Task 6: a mistake that runs without an error
#
# In one of the workshop's notebooks this network is fed the **document-term matrix** instead of the padded numbers: one
# row a review, one column a word of the vocabulary, and in it how often the word occurs. Both are rectangles of whole
# numbers. Keras does not object. The embedding looks up "word 1" and "word 2" where a 1 or a 2 means "once" or "twice",
# the filters slide along the alphabet, and after two epochs the validation accuracy is 0.8284 and 0.8284. It looks like
# learning. It is the share of reviews that recommend: the network answers "yes" to all of them.
#
# The picture of this exercise shows it happen to your own network. There are two ways to notice. One is the figure: an
# accuracy that does not move and equals the share of the larger class. The other is to look at the data. Where do the
# zeros stand in one matrix, and where in the other?


# %%
def diagnose_count_matrix_mistake(x: Int[np.ndarray, "documents columns"]) -> bool:
    """Tell a document-term matrix from padded sequences.

    Args:
        x: some dozen documents or more, one a row; either counts of some hundred words, or numbers of words, padded
            with 0 in front or behind, or not at all where every text is long enough.

    Returns:
        True for a document-term matrix, which is no input for a text CNN; False for padded sequences.

    Example:
        >>> diagnose_count_matrix_mistake(np.array([[0, 1, 0, 2, 0], [1, 0, 0, 0, 1]]))
        True
        >>> diagnose_count_matrix_mistake(np.array([[0, 0, 3, 9, 4], [0, 8, 3, 1, 2]]))
        False

    Source: the workshop's notebook on raw reviews.
    """
    ### BEGIN SOLUTION
    is_word = np.asarray(x) != 0
    after_the_first = np.logical_or.accumulate(is_word, axis=1)
    before_the_last = np.logical_or.accumulate(is_word[:, ::-1], axis=1)[:, ::-1]
    return bool((after_the_first & before_the_last & ~is_word).any())
    ### END SOLUTION


# %% [markdown]
# ## And on real reviews?
#
# The same code on the workshop's 22,641 reviews of clothes, one split, two epochs. AUC is how often a review that
# recommends is ranked above one that does not; the balanced accuracy is the mean over both classes.
#
# | way | AUC | accuracy | balanced accuracy |
# |---|---|---|---|
# | always yes | 0.500 | 0.822 | 0.500 |
# | text CNN on a count matrix, the mistake | 0.586 | 0.822 | 0.500 |
# | text CNN | 0.932 | 0.905 | 0.818 |
# | text CNN that starts from counted word vectors | 0.940 | 0.904 | 0.820 |
# | LSTM (exercise 19) | 0.922 | 0.890 | 0.740 |
# | LSTM that starts from counted word vectors | 0.943 | 0.910 | 0.807 |
# | logistic regression on tf-idf of words | 0.935 | 0.900 | 0.786 |
# | logistic regression on tf-idf of words and pairs | 0.944 | 0.907 | 0.790 |
#
# On short reviews of real people, the simple model is as good, and is trained in a few seconds. People who like a dress
# say "love" and "perfect", and seldom "not at all dull". So start simple, keep the figure, and see whether a network
# beats it.
#
# Look at the two networks that *start from counted word vectors*: instead of noise, their embedding first holds the
# vectors of exercise 17, made of nothing but which words stand near which. That is transfer learning for words, and it
# helps both. (`python benchmarks/real_reviews.py` measures all of them anew.)
