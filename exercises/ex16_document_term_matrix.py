# %% [markdown]
# # The document-term matrix: a text as a row of counts
#
# A network eats numbers, and a text is none. The oldest way to make numbers of it is astonishingly simple and still
# good: **count the words**, and forget the order they came in. A bag of words.
#
# | | banana | is | not | ripe | the | yellow |
# |---|---|---|---|---|---|---|
# | "The banana is yellow." | 1 | 1 | 0 | 0 | 1 | 1 |
# | "The banana is not ripe, is it not?" | 1 | 2 | 2 | 1 | 1 | 0 |
#
# Each text, or **document**, is a row, and each word of the vocabulary, or **term**, a column. With that a text has
# become a point in space. Texts can be compared and searched, and every model that takes rows of numbers can learn
# from them.
#
# You will build the whole chain: cut a text into words, choose the words that count, count them, weigh them, find
# similar texts, and in the end train **the simple model to beat**. Whoever builds a large network without one never
# learns whether it was worth it. The picture shows what it can do, and where it is blind: "not good, but cheap" and
# "not cheap, but good" are the same bag.
#
# Picture: `kata figure ex16 --target`. Where this exercise leads: counts of some reviews, the same weighed by tf-idf, and what counts can and cannot tell

# %%
import re
import unicodedata
from collections import Counter

import numpy as np
from jaxtyping import Float, Int

# %% [markdown]
# ## Task 1: cut a text into words
#
# `text.split()` will not do. It leaves "yellow." and "Yellow" and "yellow" as three different words, and each of them
# would get a column of its own. What is a word, then? Here it is a run of **letters and digits**, in lower case, with
# **apostrophes inside**: "don't" is one word, the quotation marks around 'this' belong to none.
#
# Two things about real text that are easy to overlook:
#
# - **One letter can be written in two ways.** The "ü" of "Müsli" is one character on one keyboard, and a "u" with two
#   combining dots on another. They look the same, and are not equal. Unicode's normal form C (**NFC**) makes them one:
#   `unicodedata.normalize("NFC", text)`.
# - **There are several apostrophes.** Phones write a curly one, U+2019, and U+2018 and U+02BC occur as well. All three
#   become the straight one.


# %%
def tokenize(text: str) -> list[str]:
    """Cut a text into its words.

    Args:
        text: any text; may be empty.

    Returns:
        The words in their order: runs of letters (of any alphabet) and digits, which may be joined by single
        apostrophes inside; in NFC and lower case, with straight apostrophes. Everything else parts words, hyphens and
        underscores too. Words of one letter count.

    Example:
        >>> tokenize("It's a well-known TRICK: don’t say 'no'!")
        ["it's", 'a', 'well', 'known', 'trick', "don't", 'say', 'no']

    Source: slide "Document Term Matrix".
    """
    raise NotImplementedError("tokenize: not written yet")


# %% [markdown]
# ## Task 2: choose the words
#
# A corpus has tens of thousands of different words, most of which occur once. The **vocabulary** is the list of those
# that get a column: the most frequent ones, up to a limit. Equally frequent ones come in the order of the alphabet,
# so that the same corpus always gives the same columns.
#
# **Stop words** such as "the" and "of" are frequent and say little, so one may want to leave them out. Do that first
# and cut afterwards; else the few places of the vocabulary go to words that are then thrown away. And be careful with
# ready-made lists of them: most contain "not".
#
# The vocabulary is fitted, like a mean or a weight: it comes from the training documents alone.


# %%
def build_vocabulary(
    documents: list[str], max_words: int | None = None, stop_words: list[str] | tuple[str, ...] = ()
) -> list[str]:
    """List the words that get a column.

    Args:
        documents: N texts; may be empty.
        max_words: how many words at most, at least 1; None means all.
        stop_words: words that get no column, written as `tokenize` writes words.

    Returns:
        The words by how often they occur in all documents together, most frequent first; equally frequent ones in
        alphabetical order, which is Python's order of texts.

    Example:
        >>> build_vocabulary(["A red plum.", "The red, red plum!", "the pear"], max_words=3, stop_words=["the"])
        ['red', 'plum', 'a']

    Source: slide "Document Term Matrix", "Generate list of words in the complete corpus", "remove stop words".
    """
    raise NotImplementedError("build_vocabulary: not written yet")


# %% [markdown]
# ## Task 3: count
#
# A row for each document, a column for each word of the vocabulary, in its order. Words that are not in it are passed
# over: new documents always have some. A document may be empty, and keeps its row.


# %%
def document_term_matrix(documents: list[str], vocabulary: list[str]) -> Int[np.ndarray, "documents words"]:
    """Count how often each word of the vocabulary occurs in each document.

    Args:
        documents: N texts, which may be empty; they need not be those that the vocabulary is from.
        vocabulary: V different words; word j has column j.

    Returns:
        Counts of shape (N, V).

    Example:
        >>> document_term_matrix(["A plum, a red plum.", "Pears?"], ["plum", "red", "the"])
        array([[2, 1, 0],
               [0, 0, 0]])

    Source: slide "Document Term Matrix", "Count word frequency in each document".
    """
    raise NotImplementedError("document_term_matrix: not written yet")


# %% [markdown]
# ## Task 4: what a word is worth
#
# "The" occurs in every review, so it tells nothing about any of them. "Zip" occurs in few, and whoever searches for
# it means those. **tf-idf** weighs each count (the *term frequency*) by how rare the word is among the documents (the
# *inverse document frequency*). With $N$ documents, of which $d_j$ contain word $j$:
#
# $$\mathrm{idf}_j = \ln \frac{1 + N}{1 + d_j} + 1$$
#
# The logarithm is there because a word in one of a million documents is not a thousand times as telling as one in a
# thousand. The two ones in the fraction act as if one more document contained every word, so nothing is divided by 0.
# The last one keeps words that are everywhere from vanishing. There are other definitions; this is scikit-learn's.
#
# A long text has larger numbers than a short one that says the same. So each row is divided by its length in the
# sense of geometry, the root of the sum of its squares (the **L2 norm**). An empty row has no length; it stays zero.


# %%
def tf_idf(counts: Float[np.ndarray, "documents words"]) -> Float[np.ndarray, "documents words"]:
    """Weigh counts by the rarity of their words and bring every row to length 1.

    Args:
        counts: how often each word occurs in each document, at least 0, shape (N, V).

    Returns:
        Shape (N, V): counts times idf, with the natural logarithm as above, each row divided by its L2 norm. A row of
        zeros stays zero. No RuntimeWarning.

    Example:
        >>> tf_idf(np.array([[1, 2, 0], [1, 0, 3], [0, 0, 0]])).round(3)
        array([[0.355, 0.935, 0.   ],
               [0.246, 0.   , 0.969],
               [0.   , 0.   , 0.   ]])

    Source: slide "Document Term Matrix", "normalize (e.g. tf/idf)"; `sklearn.feature_extraction.text.TfidfTransformer`.
    """
    raise NotImplementedError("tf_idf: not written yet")


# %% [markdown]
# ## Task 5: which texts are alike?
#
# Two texts are alike when their rows point in the same direction, however long they are. The measure is the **cosine**
# of the angle between them: their dot product divided by both lengths. It is 1 for the same mixture of words and 0
# where no word is shared. A row of zeros has no direction, and is similar to nothing: 0.
#
# "Fine" and "fine, fine, fine" are the same mixture. In floats their cosines with a third text may still differ in the
# sixteenth digit, and chance would decide which comes first. Let what differs by **rounding only count as equal**:
# round before you sort.


# %%
def most_similar(matrix: Float[np.ndarray, "documents words"], row: int, k: int) -> Int[np.ndarray, " k"]:
    """Find the rows that point most nearly in the direction of one row.

    Args:
        matrix: counts or weights, shape (N, V); negative numbers are allowed.
        row: the one that the others are compared with, 0..N-1.
        k: how many to return; where there are fewer, all.

    Returns:
        Numbers of rows, most similar first by cosine, without `row` itself. Equal ones, which means to 9 decimals,
        come in the order of the matrix. A row of zeros has the similarity 0 with all, and is listed like the others.
        No RuntimeWarning.

    Example:
        >>> most_similar(np.array([[1, 1, 0], [0, 0, 2], [3, 2, 0], [0, 0, 0], [4, 4, 0]]), 0, 3)
        array([4, 2, 1])
    """
    raise NotImplementedError("most_similar: not written yet")


# %% [markdown]
# ## Task 6: the simple model to beat
#
# Would the writer recommend the product? **Logistic regression** gives each word a weight, adds up the weights of the
# words in the text, and makes a probability of the sum:
#
# $$p = \sigma(x \cdot w + b) \qquad \sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# It is a network with a single neuron. Train it by gradient descent on the cross-entropy: with labels $y$ of 0 and 1,
# the mean gradients over $N$ documents are
#
# $$\nabla w = \frac{1}{N} X^\top (p - y) \qquad \nabla b = \frac{1}{N} \sum (p - y)$$
#
# Start at zero, and take enough steps: a single one only finds which words occur more on one side. How long may they
# be? A rate of 0.1 and a thousand steps will do for reviews; at most $4 N / s^2$ never runs away, where $s$ is the
# largest singular value of the counts (`np.linalg.norm(x, 2)`).
#
# What a long document adds up to can be far from 0, and $e^{1000}$ is more than a float can hold. The same curve
# without overflow is $\sigma(z) = (1 + \tanh(z / 2)) / 2$.
#
# On plain reviews ("The fabric is lovely. The cut feels good.") this model is right nearly always. Where "not", "but"
# and "although" decide, it is right half of the time, like a coin: the same words stand on both sides, and only their
# order differs. That is what the next exercises are for.


# %%
def logistic_baseline(
    train_counts: Float[np.ndarray, "documents words"],
    train_labels: Int[np.ndarray, " documents"],
    test_counts: Float[np.ndarray, "others words"],
) -> Float[np.ndarray, " others"]:
    """Train logistic regression on counts and return what it says of other documents.

    Args:
        train_counts: shape (N, V), at least 0.
        train_labels: N labels, 0 or 1; both occur.
        test_counts: shape (M, V), at least 0; may hold counts in the thousands.

    Returns:
        Shape (M,): the probability of class 1 for each test document. It hangs on the document itself and on the
        training data, and on no other test document. A document without any word gets what the bias says. Where
        three in four of many training documents that are alike are of class 1, it says about 0.75 of such a
        document: train until the loss hardly falls any more. No RuntimeWarning.

    Example:
        >>> counts, labels = [[2, 0], [1, 0], [0, 1], [0, 3]], [1, 1, 0, 0]
        >>> logistic_baseline(counts, labels, [[4, 0], [0, 4]]).round()
        array([1., 0.])

    Source: slide "Document Term Matrix"; it is the neuron of exercise 1 with the loss of exercise 3.
    """
    raise NotImplementedError("logistic_baseline: not written yet")
