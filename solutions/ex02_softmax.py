# %% [markdown]
# # Softmax: from scores to probabilities
#
# The last layer of a network gives a **score** for every class, any number at all: 2 for class a, 1 for
# class b, 0.1 for class c. Scores are hard to read. Is 2 a lot? How much more likely is a than b? And we
# cannot train on "a lot".
#
# **Softmax** turns the scores of one image into probabilities: positive numbers that add up to one, in the
# same order. It takes the exponential of each score and divides by the sum:
#
# $$p_i = \frac{e^{s_i}}{\sum_j e^{s_j}}$$
#
# | class | score | probability |
# |---|---|---|
# | a | 2 | 0.7 |
# | b | 1 | 0.2 |
# | c | 0.1 | 0.1 |
#
# Two things are worth knowing before you write it.
#
# **Only differences count.** Add 100 to every score and nothing changes: the factor $e^{100}$ stands above
# and below the line and cancels. So you may shift the scores as you like.
#
# **Exponentials overflow.** $e^{710}$ is more than a float64 can hold. Untrained networks do give scores
# like that, and one `inf / inf` is a `nan` that spreads through all weights. The first fact cures the second.
#
# ![Where this exercise leads: scores become probabilities, and a temperature makes them bolder or more careful](target.png)

# %%
import numpy as np
from jaxtyping import Float

# %% [markdown]
# ## Task 1: softmax
#
# A batch of scores is an array with a row for each image and a column for each class. Which axis holds the
# classes? The last one, unless the caller says otherwise.


# %%
def softmax(scores: Float[np.ndarray, "*shape"], axis: int = -1) -> Float[np.ndarray, "*shape"]:
    """Turn scores into probabilities along one axis.

    Args:
        scores: any shape, any real numbers, array or nested list; -inf is a class that is ruled out.
        axis: the axis that holds the classes.

    Returns:
        Probabilities in 0..1 of the same shape; they sum to 1 along `axis`.

    Raises:
        ValueError: when all scores of a row are -inf: no class is left.

    Example:
        >>> softmax(np.array([2.0, 1.0, 0.1])).round(1)
        array([0.7, 0.2, 0.1])

    Source: slide "The Softmax function".
    """
    ### BEGIN SOLUTION
    scores = np.asarray(scores)
    largest = scores.max(axis=axis, keepdims=True)
    if np.isneginf(largest).any():
        raise ValueError("softmax: a row holds nothing but -inf, so no class is left")
    exponentials = np.exp(scores - largest)
    return exponentials / exponentials.sum(axis=axis, keepdims=True)
    ### END SOLUTION


# %% [markdown]
# ## Task 2: the logarithm of it
#
# Training asks for $\log p_i$ (the next exercise says why). The obvious way, first softmax, then logarithm,
# loses everything once a probability is too small for a float: the logarithm of zero is minus infinity, and
# a class that was merely unlikely becomes impossible. On paper the exponential and the logarithm cancel:
#
# $$\log p_i = s_i - \log \sum_j e^{s_j}$$


# %%
def log_softmax(scores: Float[np.ndarray, "*shape"], axis: int = -1) -> Float[np.ndarray, "*shape"]:
    """Return the logarithm of the softmax, exact also where the probability itself is too small for a float.

    Args:
        scores: any shape, any real numbers or -inf, array or nested list.
        axis: the axis that holds the classes.

    Returns:
        Log-probabilities of the same shape, all at most 0; -inf where the score is -inf.

    Raises:
        ValueError: when all scores of a row are -inf.

    Example:
        >>> log_softmax(np.array([0.0, -1000.0]))
        array([    0., -1000.])
    """
    ### BEGIN SOLUTION
    scores = np.asarray(scores)
    largest = scores.max(axis=axis, keepdims=True)
    if np.isneginf(largest).any():
        raise ValueError("log_softmax: a row holds nothing but -inf, so no class is left")
    shifted = scores - largest
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
    ### END SOLUTION


# %% [markdown]
# ## Task 3: an answer for people
#
# Nobody wants to read an array. Give the names of the classes with their probabilities, the best first.


# %%
def predict_classes(scores: Float[np.ndarray, " classes"], class_names: list[str]) -> list[tuple[str, float]]:
    """Name the classes of one image with their probabilities, best first.

    Args:
        scores: the scores of one image, shape (C,), array or list.
        class_names: C names, in the order of the scores.

    Returns:
        C pairs (name, probability), the most probable first; equal ones stay in the order of `class_names`.

    Example:
        >>> predict_classes([0.1, 2.0], ["Lemon", "Banana"])[0][0]
        'Banana'
    """
    ### BEGIN SOLUTION
    probabilities = softmax(scores)
    order = np.argsort(-probabilities, kind="stable")
    return [(class_names[i], float(probabilities[i])) for i in order]
    ### END SOLUTION
