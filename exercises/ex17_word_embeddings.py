# %% [markdown]
# # Word embeddings: known by the company they keep
#
# To a network that was given word *numbers*, "banana" (17) and "apple" (4,711) have nothing in common. To us they
# are nearly the same thing. Where did we learn that? Nobody listed it for us. We heard both words in the same
# places: peeled, ripe, in a bowl, for breakfast. "You shall know a word by the company it keeps", wrote the linguist
# J. R. Firth in 1957, and that sentence is the whole idea.
#
# A **word embedding** gives every word a vector, a point in a space of 50 or 300 dimensions, such that words with the
# same company lie close together. There are two roads there, and you will walk both:
#
# | | what it does | known as |
# |---|---|---|
# | **count** | note who stands beside whom, then boil that large table down | LSA, PPMI with SVD, GloVe |
# | **predict** | a small network guesses a word's neighbours; keep what it learned | word2vec |
#
# Both end in nearly the same place (Levy and Goldberg showed in 2014 why), and the map of words that you draw at the
# end shows it.
#
# Picture: `kata figure ex17 --target`. Where this exercise leads: words of one topic lie together, counted or learned, and from man to king it is as far as from woman to queen

# %%
import numpy as np
from jaxtyping import Float, Int

# %% [markdown]
# ## Task 1: who stands beside whom
#
# A **window** of 2 looks two words to the left and two to the right. Go through every document, and for every two
# words that lie at most a window apart, note one meeting on either side: "ripe banana" tells something about "ripe"
# and as much about "banana". So the table is symmetric.
#
# What may not happen: that two documents flow into each other, since the last word of one review knows nothing of the
# first word of the next. And a word that is not in the vocabulary **keeps its place**. It meets nobody, but take it
# out, and those around it move nearer together than anybody wrote them.


# %%
def cooccurrence(documents: list[list[str]], vocabulary: list[str], window: int) -> Int[np.ndarray, "words words"]:
    """Count how often each word of the vocabulary stands near each other one.

    Args:
        documents: N lists of words; a list may be empty.
        vocabulary: V different words; word i has row i and column i.
        window: how many words are near, to each side; at least 1.

    Returns:
        Counts of shape (V, V). Every two positions of one document that are at most `window` apart count once in each
        direction, so the table is symmetric; a word that stands twice within the window meets itself, which adds 2.
        Words that are not in the vocabulary count for nothing, but keep their place.

    Example:
        >>> cooccurrence([["a", "ripe", "red", "apple"]], ["apple", "red", "ripe"], window=1)
        array([[0, 1, 0],
               [1, 0, 1],
               [0, 1, 0]])

    Source: slide "Word embeddings", "co-occurrence matrices".
    """
    raise NotImplementedError("cooccurrence: not written yet")


# %% [markdown]
# ## Task 2: more often than by chance
#
# Raw counts are ruled by words that stand everywhere: "the" meets everybody. What matters is whether two words meet
# **more often than they would by chance**. If $n_{ij}$ of all $n$ meetings are between words $i$ and $j$, and
# $n_{i\cdot}$ and $n_{\cdot j}$ are the sums of that row and that column, then chance alone would give
# $n_{i\cdot} \, n_{\cdot j} / n$. The logarithm of the ratio is the **pointwise mutual information**:
#
# $$\mathrm{PMI}_{ij} = \ln \frac{n_{ij} \; n}{n_{i\cdot} \; n_{\cdot j}}$$
#
# It is 0 where chance rules, positive for friends, negative for words that avoid each other. For that last case, and
# for pairs never seen, a text of ordinary length is too short to say anything sure. So both become 0: the *positive*
# PMI, PPMI. The logarithm of 0 need never be taken.


# %%
def ppmi(counts: Float[np.ndarray, "words contexts"]) -> Float[np.ndarray, "words contexts"]:
    """Compute the positive pointwise mutual information of a table of counts.

    Args:
        counts: how often row and column met, at least 0, shape (V, C); `cooccurrence` gives such a table, and any
            other will do: it need be neither square nor symmetric. Rows and columns may be empty.

    Returns:
        Shape (V, C): the natural logarithm of how many times more often they met than by chance, 0 where that is
        negative and 0 where they never met. No RuntimeWarning.

    Example:
        >>> ppmi(np.array([[4, 0], [1, 3]])).round(3)
        array([[0.47 , 0.   ],
               [0.   , 0.693]])

    Source: Church and Hanks, "Word association norms, mutual information, and lexicography" (1990).
    """
    raise NotImplementedError("ppmi: not written yet")


# %% [markdown]
# ## Task 3: boil it down
#
# A row of the PPMI table is a vector for its word already, but as long as the vocabulary and nearly empty. "Ripe"
# and "juicy" are two columns that know nothing of each other. The **singular value decomposition** finds the few
# directions in which the rows differ most, and describes every word by these:
#
# $$M = U \, \mathrm{diag}(s) \, V^\top$$
#
# $U$ has a row for each word, and $s$ says how much each direction matters, largest first. Keep the first $d$, and
# weigh each by the square root of its $s$. (The root is a compromise that works best in practice: with the whole $s$
# a few loud directions drown the others, without it noise counts as much as sense.)
#
# A direction may point either way, so the signs of a column mean nothing. What is judged are the dot products between
# words, which do not hang on them.


# %%
def embed(matrix: Float[np.ndarray, "words contexts"], dimensions: int) -> Float[np.ndarray, "words dimensions"]:
    """Describe each row of a table by a few numbers.

    Args:
        matrix: shape (V, C), such as PPMI; it need be neither square nor symmetric.
        dimensions: how many numbers a word gets, from 1 to the smaller of V and C.

    Returns:
        Shape (V, dimensions): the first left singular vectors, those of the largest singular values, as columns, each
        times the square root of its singular value.

    Example:
        >>> abs(embed(np.array([[4.0, 0.0], [0.0, 1.0]]), 2))
        array([[2., 0.],
               [0., 1.]])

    Source: slide "Word embeddings"; Levy, Goldberg and Dagan, "Improving distributional similarity with lessons
    learned from word embeddings" (2015), section 3.3.
    """
    raise NotImplementedError("embed: not written yet")


# %% [markdown]
# ## Task 4: questions and answers for a network
#
# Now the other road. **Skip-gram** turns a text into a quiz: here is a word, name one of its neighbours. The text
# itself holds the answers, so no human has to label anything. Each word is the **centre** once, and each word within
# the window, on both sides, is one right answer.


# %%
def skip_gram_pairs(tokens: list[str], window: int) -> list[tuple[str, str]]:
    """List all pairs of a word and one of its neighbours.

    Args:
        tokens: the words of one document, in their order; may be empty.
        window: how many words count as neighbours, to each side; at least 1.

    Returns:
        Pairs (centre, context), in any order. A pair that occurs several times is listed several times, and a word
        that stands near itself is its own neighbour too.

    Example:
        >>> skip_gram_pairs(["a", "ripe", "apple"], window=1)
        [('a', 'ripe'), ('ripe', 'a'), ('ripe', 'apple'), ('apple', 'ripe')]

    Source: slide "Word embeddings", "e.g. word2vec"; Mikolov, Chen, Corrado and Dean (2013).
    """
    raise NotImplementedError("skip_gram_pairs: not written yet")


# %% [markdown]
# ## Task 5: learn to guess the neighbours
#
# The network could not be smaller. Every word has two vectors: $w$ for when it is the centre, $c$ for when it is the
# context. The score of a pair is their dot product, and a sigmoid makes a probability of it: "do these two stand
# together?"
#
# If it saw true pairs only, the network would find a cheap way out. Say yes to everything! All vectors then grow in
# one direction, and every word is like every other. It needs wrong answers too: for each true pair, draw a few words
# at random and set them against the same centre. Those are the **negatives**, and the answer to them is no. Draw a
# word by how often it occurs, or flatten that a little: word2vec takes the counts to the power of 0.75.
#
# For one pair, with the label $y$ of 1 (true) or 0 (drawn), this is plain logistic regression:
#
# $$g = y - \sigma(w \cdot c) \qquad w \leftarrow w + \eta \, g \, c \qquad c \leftarrow c + \eta \, g \, w$$
#
# Both sides learn. Every pair makes a step of its own of the full $\eta$: where you handle several at once, **add**
# their steps up. A mean over a thousand pairs would be a thousand times too slow.
#
# At the start the $w$ are small random numbers, such as -0.5 to 0.5 divided by the number of dimensions; the $c$ may
# be zero. In the end the $w$ are the embedding.


# %%
def train_skip_gram(
    documents: list[list[str]],
    vocabulary: list[str],
    dimensions: int,
    window: int,
    negatives: int,
    epochs: int,
    learning_rate: float,
    rng: np.random.Generator,
) -> Float[np.ndarray, "words dimensions"]:
    """Train word vectors by skip-gram with negative sampling.

    Args:
        documents: lists of words, with at least one pair of known words. Words that are not in the vocabulary are
            in no pair, but keep their place.
        vocabulary: V different words; word i gets row i.
        dimensions: D, the length of a vector.
        window: how many words count as neighbours, to each side.
        negatives: how many words are drawn against each pair, anew each time; at least 1.
        epochs: how often to go through all pairs.
        learning_rate: the length of a step; each pair makes its own.
        rng: where all chance comes from: the first vectors and the negatives.

    Returns:
        Shape (V, D): the vectors of the words as centres. A word that is the centre of no pair keeps its first one.

    Example:
        >>> documents, vocabulary = [["ripe", "apple"], ["ripe", "plum"]] * 100, ["apple", "plum", "ripe"]
        >>> vectors = train_skip_gram(documents, vocabulary, 2, 1, 2, 20, 0.1, np.random.default_rng(0))
        >>> vectors.shape, bool(vectors[0] @ vectors[1] > 0)
        ((3, 2), True)

    Source: slide "Word embeddings", "e.g. word2vec"; Mikolov, Sutskever, Chen, Corrado and Dean, "Distributed
    representations of words and phrases and their compositionality" (2013), section 2.2.
    """
    raise NotImplementedError("train_skip_gram: not written yet")


# %% [markdown]
# ## Task 6: ask for neighbours
#
# Which words are most like this one? The yardstick is the **cosine** of the angle between two vectors, their dot
# product divided by both lengths: 1 for the same direction, 0 for nothing in common, -1 for opposites. Lengths are
# left out on purpose, since a frequent word tends to have a longer vector, and that is no meaning.
#
# A vector of zeros has no direction at all. Let it be similar to nothing: 0.


# %%
def nearest_words(
    embeddings: Float[np.ndarray, "words dimensions"], vocabulary: list[str], word: str, k: int
) -> list[tuple[str, float]]:
    """Find the words whose vectors point most nearly where that of `word` points.

    Args:
        embeddings: shape (V, D), row i for word i.
        vocabulary: V different words.
        word: the word to start from.
        k: how many to return; where there are fewer, all.

    Returns:
        Pairs (word, cosine), best first, without the word itself; equal ones in the order of the vocabulary. A vector
        of zeros has a cosine of 0 with every other. No RuntimeWarning.

    Raises:
        ValueError: the word is not in the vocabulary; the message names it.

    Example:
        >>> nearest_words(np.array([[2.0, 0.0], [0.0, 3.0], [4.0, 0.0]]), ["plum", "gong", "peach"], "plum", 1)
        [('peach', 1.0)]
    """
    raise NotImplementedError("nearest_words: not written yet")


# %% [markdown]
# ## Task 7: calculate with words
#
# The finding that made word2vec famous. The step from "man" to "king" is about the same as the one from "woman" to
# "queen", so whoever takes it from "woman" should arrive near "queen": king - man + woman. Nobody taught the network
# any of this. It follows from the company that the four words keep.
#
# Take the vectors as they are, calculate $b - a + c$, and look for the nearest words by cosine. The three words that
# you put in are left out of the answer. They nearly always lie nearest, and say nothing new.


# %%
def analogy(
    embeddings: Float[np.ndarray, "words dimensions"], vocabulary: list[str], a: str, b: str, c: str, k: int = 1
) -> list[tuple[str, float]]:
    """Complete "a is to b as c is to ...".

    Args:
        embeddings: shape (V, D), row i for word i; used as they are, not scaled to one length.
        vocabulary: V different words.
        a: where the step begins.
        b: where it ends.
        c: where it is taken anew.
        k: how many to return; where there are fewer, all.

    Returns:
        Pairs (word, cosine with b - a + c), best first, without the three; equal ones in the order of the vocabulary.
        A vector of zeros has a cosine of 0 with every other.

    Raises:
        ValueError: one of the three is not in the vocabulary; the message names it.

    Example:
        >>> vectors = np.array([[1.0, 0.0], [1.0, 4.0], [3.0, 0.0], [3.0, 4.0], [0.0, -7.0]])
        >>> analogy(vectors, ["man", "king", "woman", "queen", "gong"], "man", "king", "woman")
        [('queen', 1.0)]

    Source: Mikolov, Yih and Zweig, "Linguistic regularities in continuous space word representations" (2013).
    """
    raise NotImplementedError("analogy: not written yet")


# %% [markdown]
# ## Task 8: the map of words
#
# Nobody can look at 50 dimensions. **Principal component analysis** finds the plane in which the points are spread
# out most and drops them onto it: first move the cloud's middle to 0, then take the direction of the largest spread,
# then the largest at right angles to it. The SVD of the centred table gives both at once, here with the whole
# singular values, for a map shall keep its distances.
#
# A map may be turned over left to right or top to bottom: signs are free here too.


# %%
def project_2d(embeddings: Float[np.ndarray, "words dimensions"]) -> Float[np.ndarray, "words 2"]:
    """Lay word vectors out on a plane by principal component analysis.

    Args:
        embeddings: shape (V, D), with V and D at least 2.

    Returns:
        Shape (V, 2): coordinates on the first and the second principal axis, around 0, in the vectors' own scale.

    Example:
        >>> abs(project_2d(np.array([[0.0, 0.0, 7.0], [6.0, 0.0, 7.0], [3.0, 1.5, 7.0], [3.0, -1.5, 7.0]])))
        array([[3. , 0. ],
               [3. , 0. ],
               [0. , 1.5],
               [0. , 1.5]])

    Source: slide "Word embeddings", "PCA".
    """
    raise NotImplementedError("project_2d: not written yet")
