# %% [markdown]
# # Validation: how good is it on data it has never seen?
#
# A network with enough weights can learn its training images by heart. Asked about them again it is right every
# time, and we have learned nothing: a pupil who was given the exam's answers also gets full marks. What we want
# to know is how it does on images that come *afterwards*, and there is only one way to find out: keep some
# images back and ask about those.
#
# We need two such sets, for there are two questions.
#
# | part | what it is for | how often it is used |
# |---|---|---|
# | **training** | the weights are fitted to it | in every step |
# | **validation** | choosing: which learning rate, how many layers, when to stop | after every attempt |
# | **test** | the final word on the one that was chosen | once |
#
# Why is validation data not enough? Because you choose by it. Of twenty models the one with the best validation
# accuracy is partly the best and partly the luckiest, and the test set tells you which.
#
# Everything here guards against one thing, **leakage**: something about the rows that judge a model slips into
# its training. Nothing crashes then. The numbers only become too good to be true, and nobody notices until the
# model meets the world. So the tests of this exercise look at what your functions *let through*.
#
# Picture: `kata figure ex06 --target`. Where this exercise leads: rows held out, rows in turns, and what a simple model confuses

# %%
from collections.abc import Callable

import numpy as np
from jaxtyping import Float, Int

# %% [markdown]
# ## Task 1: hold-out validation
#
# Cut the data into three parts once. Two things must be right:
#
# - **By chance.** Files often come sorted by class or by date. Cut in file order, and the network trains on
#   apricots and is tested on strawberries.
# - **Stratified.** By chance alone a rare class can miss the test set altogether. So share out each class on its
#   own: every part then has the same mixture.
#
# We pass row *numbers* around, not rows: they work for the images and for their labels, and no image is copied.
#
# Seven rows do not divide into 60, 20 and 20 percent. Being off by less than one row is what rounding does;
# being off by two means that all the roundings went the same way.


# %%
def hold_out_split(
    labels: Int[np.ndarray, " rows"], fractions: tuple[float, float, float], rng: np.random.Generator
) -> tuple[Int[np.ndarray, " train"], Int[np.ndarray, " validation"], Int[np.ndarray, " test"]]:
    """Share out rows at random to training, validation and test, each class in the same proportions.

    Args:
        labels: the class of each row, whole numbers, array or list.
        fractions: the shares of training, validation and test: three numbers that sum to 1, give or take what
            floats do to a sum.
        rng: where all chance comes from: the same state gives the same split, another state another.

    Returns:
        Three arrays of row numbers, in any order. Every row is in exactly one. For each class and each part, the
        number of rows is within one of its exact share.

    Raises:
        ValueError: when there are not three fractions or they do not sum to 1.

    Example:
        >>> labels = [0] * 5 + [1] * 10
        >>> train, validation, test = hold_out_split(labels, (0.6, 0.2, 0.2), np.random.default_rng(0))
        >>> len(train), len(validation), len(test)
        (9, 3, 3)

    Source: slides "Why use validation and test data?" and "Hold-out validation".
    """
    raise NotImplementedError("hold_out_split: not written yet")


# %% [markdown]
# ## Task 2: cross-validation, the folds
#
# With few rows a fifth of them is a shaky judge: another fifth would have said something else. **k-fold
# cross-validation** lets every row judge once. Shuffle the rows, cut them into k folds, and take each fold in
# turn for validation and all others for training. That costs k trainings and gives k accuracies, whose spread
# tells how far one of them can be trusted.


# %%
def k_fold_indices(
    n: int, k: int, rng: np.random.Generator
) -> list[tuple[Int[np.ndarray, " train"], Int[np.ndarray, " validation"]]]:
    """Share out n rows at random to k folds and pair each fold with all the other rows.

    Args:
        n: number of rows.
        k: number of folds, 2..n.
        rng: where all chance comes from.

    Returns:
        k pairs (train, validation) of arrays of row numbers, in any order. Each row is in exactly one validation
        fold and in the training rows of all other pairs; the folds' sizes differ by at most one.

    Example:
        >>> [len(validation) for train, validation in k_fold_indices(6, 3, np.random.default_rng(0))]
        [2, 2, 2]

    Source: slide "Cross-validation".
    """
    raise NotImplementedError("k_fold_indices: not written yet")


# %% [markdown]
# ## Task 3: standardise
#
# Networks learn fastest when all columns speak at the same volume: mean 0, standard deviation 1. But a mean is
# *fitted*: it is learned from data like a weight, so it must come from the training rows alone. A mean over all
# rows knows something about the test rows. That is the leak found most often in published work, because it
# looks so harmless.
#
# The validation and test rows are then moved and scaled **by the training rows' numbers**, as a new image would
# be later. So their own mean is near 0, not at 0, and that is right.
#
# A column that never changes has no spread to divide by. It says nothing, so it shall be 0. Beware of asking
# whether its standard deviation *is* zero: in floats the mean of seven times 0.1 is not quite 0.1.


# %%
def standardise(
    train: Float[np.ndarray, "rows columns"], *others: Float[np.ndarray, "_ columns"]
) -> tuple[Float[np.ndarray, "_ columns"], ...]:
    """Bring each column to mean 0 and standard deviation 1, as the training rows have them.

    Args:
        train: the training rows, shape (N, D), any real numbers, array or nested list.
        others: any number of further arrays with the same D columns: validation, test.

    Returns:
        Always a tuple: the training rows and then the others, all with the training rows' mean subtracted and
        divided by the training rows' standard deviation (the population's: divide by N). A column that is
        constant in the training rows becomes 0 in them.

    Example:
        >>> standardise(np.array([[1.0], [3.0]]), np.array([[4.0]]))
        (array([[-1.],
               [ 1.]]), array([[2.]]))
    """
    raise NotImplementedError("standardise: not written yet")


# %% [markdown]
# ## Task 4: the confusion matrix
#
# "90 percent right" hides *what* goes wrong. A confusion matrix counts every pair of what it was and what it was
# taken for. The diagonal is right; a large number elsewhere names the mistake: limes taken for lemons.
#
# Rows are the truth, columns the prediction (as in scikit-learn). A class that does not occur keeps its row and
# column, otherwise the numbers of two models could not be laid side by side.


# %%
def confusion_matrix(
    truth: Int[np.ndarray, " rows"], prediction: Int[np.ndarray, " rows"], n_classes: int
) -> Int[np.ndarray, "classes classes"]:
    """Count how often each class was taken for each class.

    Args:
        truth: the right classes, 0..n_classes - 1, array or list.
        prediction: the predicted classes, as many.
        n_classes: C, the number of classes there are, whether they occur or not.

    Returns:
        Counts of shape (C, C): at [i, j] the number of rows of class i that were taken for class j.

    Example:
        >>> confusion_matrix([0, 0, 1], [0, 1, 1], 2)
        array([[1, 1],
               [0, 1]])
    """
    raise NotImplementedError("confusion_matrix: not written yet")


# %% [markdown]
# ## Task 5: accuracy
#
# And the one number that everybody asks for.


# %%
def accuracy(truth: Int[np.ndarray, " rows"], prediction: Int[np.ndarray, " rows"]) -> float:
    """Return the share of rows that were predicted right.

    Args:
        truth: the right classes, array or list.
        prediction: the predicted classes, as many.

    Returns:
        A number in 0..1.

    Example:
        >>> accuracy([0, 1, 1, 2], [0, 1, 1, 1])
        0.75
    """
    raise NotImplementedError("accuracy: not written yet")


# %% [markdown]
# ## Task 6: cross-validation
#
# Now put it together for *any* model. What a model is to you here is one function: `fit_predict(train_x,
# train_labels, x)` trains a fresh model on the first two and returns its labels for the third. It gets what it
# may know and nothing else: not the labels of the rows it is asked about, and no row that was prepared with the
# help of them.


# %%
def cross_validate(
    fit_predict: Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray],
    x: Float[np.ndarray, "rows columns"],
    labels: Int[np.ndarray, " rows"],
    k: int,
    rng: np.random.Generator,
) -> list[float]:
    """Train and judge a model k times, each time on other rows.

    Args:
        fit_predict: called as `fit_predict(train_x, train_labels, x)`; it trains on the first two and returns
            the predicted labels of the rows of `x`.
        x: the rows, shape (N, D), array or nested list, as they are: nothing is fitted to them beforehand.
        labels: the class of each row.
        k: number of folds.
        rng: where all chance comes from.

    Returns:
        k accuracies, one a fold. Each row is validated once.

    Example:
        >>> def always_seven(train_x, train_labels, x):
        ...     return [7] * len(x)
        >>> cross_validate(always_seven, [[0.1], [0.2], [0.3], [0.4]], [7, 7, 7, 7], 2, np.random.default_rng(0))
        [1.0, 1.0]
    """
    raise NotImplementedError("cross_validate: not written yet")
