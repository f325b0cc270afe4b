# %% [markdown]
# # Cross-entropy: what a wrong answer costs
#
# A network has looked at a fruit and says: 0.7 banana, 0.2 lemon, 0.1 plum. Was that a good answer? It depends
# on the fruit. To train, we need one number that says how bad an answer was, and that gets smaller whenever the
# network does better. Counting mistakes will not do: a step that moves 0.2 to 0.4 is progress, and no count
# sees it.
#
# **Cross-entropy** looks at one thing only, the probability $p$ that the network gave to the *right* class, and
# charges
#
# $$\text{loss} = -\log p$$
#
# | the fruit is a | probability it was given | loss |
# |---|---|---|
# | banana | 0.7 | 0.36 |
# | lemon | 0.2 | 1.61 |
# | plum | 0.1 | 2.30 |
#
# Certain and right costs nothing. A coin's throw costs 0.69. And towards $p = 0$ the price has no limit: whoever
# calls the truth impossible pays for it.
#
# The loss of a **batch** is the mean over its images, so that a large batch is not worse than a small one. One
# confident mistake shows in it: nine images at $p = 0.9$ cost 0.11 each, and a tenth at $p = 0.0001$ costs 9.2.
# The mean goes from 0.11 to 1.02: nine tenths of the loss is that one image. Its share of the push is smaller. As
# exercise 4 will show, an image pushes with what it lacks, $1 - p$: nine times 0.1 from the nine, 1.0 from the
# tenth. So half of what the network is told to mend is one image. That is what we want, and the reason why one
# wrong label in the data can do so much harm.
#
# Picture: `kata figure ex03 --target`. Where this exercise leads: what a probability costs, what one mistake costs a batch, and where a floor hides the price

# %%
import numpy as np
from jaxtyping import Float, Int

# %% [markdown]
# ## Task 1: labels as rows
#
# Data names the right class by a number, the **label**: 0 is banana, 1 is lemon, 2 is plum. A network answers
# with a row of probabilities. To compare the two, write the label as a row as well: all zeros, and a one in the
# column of its class. This is **one-hot**.
#
# Labels come from files, and files have mistakes in them: -1 often stands for "nobody knows". NumPy will not help
# you. It reads the index -1 as "the last one", and the network learns, without a word of warning, that every
# unlabelled image is a plum. So check, and say which label is bad and where it stands.


# %%
def one_hot(labels: Int[np.ndarray, " batch"], n_classes: int) -> Float[np.ndarray, "batch n_classes"]:
    """Write each label as a row of zeros with a one in the column of its class.

    Args:
        labels: B whole numbers in 0..n_classes-1, array or list.
        n_classes: how many classes there are, whether or not each of them occurs.

    Returns:
        Zeros and ones of shape (B, n_classes).

    Raises:
        ValueError: when a label is negative or too large; the message names the first bad one of the batch and
            its position, counted from 0.

    Example:
        >>> one_hot([1, 0], 3)
        array([[0., 1., 0.],
               [1., 0., 0.]])

    Source: slide "Cross-entropy".
    """
    raise NotImplementedError("one_hot: not written yet")


# %% [markdown]
# ## Task 2: cross-entropy
#
# For each image the probability of its right class, of that the negative logarithm, of those the mean.
#
# Two traps. A probability can be **exactly 0** in a computer: a float cannot hold $e^{-800}$. One infinite loss
# makes every weight `nan`, so the loss has to stay finite: put a floor under the probability. But a low one:
# whatever lies above it must come out exact, and 1e-12 is a probability like any other.
#
# And labels and probabilities must **belong together**. Where there are fewer labels than images, indexing and
# broadcasting may still give a number. It just means nothing.


# %%
def cross_entropy(probabilities: Float[np.ndarray, "batch classes"], labels: Int[np.ndarray, " batch"]) -> float:
    """Return the mean over a batch of the negative logarithm of the right class's probability.

    Args:
        probabilities: shape (B, C), in 0..1, each row sums to 1, array or nested list.
        labels: B whole numbers in 0..C-1, the right class of each row, array or list.

    Returns:
        The loss, at least 0, in natural units (nats): exact for probabilities of 1e-12 and more; below, down to
        0, finite and no smaller than at 1e-12.

    Raises:
        ValueError: when a label is negative or too large (the message names the first bad one and its position,
            counted from 0), or when there are not as many labels as rows.

    Example:
        >>> round(float(cross_entropy([[0.7, 0.2, 0.1]], [0])), 2)
        0.36

    Source: slide "Cross-entropy".
    """
    raise NotImplementedError("cross_entropy: not written yet")


# %% [markdown]
# ## Task 3: straight from the scores
#
# A floor is a patch. A network that is wrong by a score of 100 and one that is wrong by 10,000 both hit it, cost
# the same, and neither is told which way is down. The cure is never to make the tiny probability. With the
# softmax put into the loss, the exponential and the logarithm meet and cancel:
#
# $$-\log \frac{e^{s_y}}{\sum_j e^{s_j}} = \log \sum_j e^{s_j} - s_y$$
#
# where $s_y$ is the score of the right class. So a right class that lies 10,000 below the best one costs 10,000.
# Frameworks call this `from_logits=True`; logits are scores.
#
# Large scores still overflow in the sum. Only differences count, so all scores of a row may be shifted together.


# %%
def cross_entropy_from_scores(scores: Float[np.ndarray, "batch classes"], labels: Int[np.ndarray, " batch"]) -> float:
    """Return the cross-entropy of the softmax of scores, exact also where the probability is too small for a float.

    Args:
        scores: shape (B, C), any real numbers, array or nested list.
        labels: B whole numbers in 0..C-1, the right class of each row, array or list.

    Returns:
        The mean loss over the batch, at least 0; finite for scores of 10,000 and more.

    Raises:
        ValueError: when a label is negative or too large (the message names the first bad one and its position,
            counted from 0), or when there are not as many labels as rows.

    Example:
        >>> float(cross_entropy_from_scores([[0.0, 10000.0]], [0]))
        10000.0

    Source: slides "The Softmax function" and "Cross-entropy".
    """
    raise NotImplementedError("cross_entropy_from_scores: not written yet")


# %% [markdown]
# ## Task 4: yes or no
#
# Is this fruit ripe? For a question with two answers a network gives one number, the probability $p$ of "yes".
# The probability of "no" is what is left, $1 - p$. The label is 1 for yes and 0 for no, and the loss is the same
# as ever: minus the logarithm of what the right answer was given.
#
# Now both ends are dangerous: $p = 0$ when the answer is yes, $p = 1$ when it is no. And networks count in
# float32, where the number next below 1 is 0.99999994: a ceiling of $1 - 10^{-12}$ does not exist there.


# %%
def binary_cross_entropy(probabilities: Float[np.ndarray, " batch"], labels: Int[np.ndarray, " batch"]) -> float:
    """Return the mean cross-entropy of yes-or-no answers.

    Args:
        probabilities: B probabilities of "yes", in 0..1, float32 or float64, array or list.
        labels: B whole numbers, 1 for yes and 0 for no, array or list.

    Returns:
        The mean loss, at least 0. With q the probability of the right answer (p for yes, 1 - p for no): exact for
        q of 1e-12 and more; below, down to 0, finite and no smaller than at 1e-12.

    Raises:
        ValueError: when a label is neither 0 nor 1 (the message names the first bad one and its position, counted
            from 0), or when there are not as many labels as probabilities.

    Example:
        >>> round(float(binary_cross_entropy([0.9, 0.9], [1, 0])), 2)
        1.2

    Source: slide "Cross-entropy", for two classes.
    """
    raise NotImplementedError("binary_cross_entropy: not written yet")
