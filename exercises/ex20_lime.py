# %% [markdown]
# # LIME: why did it say so?
#
# A network says "Banana", and you would like to know why. In exercise 13 you opened it and looked at its layers. Often
# you cannot: the model runs on somebody else's computer, it is a forest of a thousand trees, or it reads text and has
# no pixels to colour. Then there is only one thing left to do: **ask it again, about something slightly different, and
# see whether the answer changes.** If "Banana" goes away as soon as the stalk is covered, it was the stalk.
#
# LIME (local interpretable model-agnostic explanations) makes a method of this:
#
# | step | an image | a sentence |
# |---|---|---|
# | cut into pieces that a person can name | superpixels | words |
# | throw a coin for each piece, many times | masks of 0 and 1 | masks of 0 and 1 |
# | leave out what shows tails, and ask the model | images with holes | sentences with gaps |
# | give answers that are near the original more weight | proximity | proximity |
# | fit a model that anybody can read | weighted ridge regression | weighted ridge regression |
#
# The last one is called the **surrogate**. It has one coefficient a piece: how much the probability rises when this
# piece is there. No network is that simple; but near *one* image a straight line is often close enough, and R^2 says
# how close. Always look at it: an explanation with an R^2 of 0.2 explains very little.
#
# **What it cannot do.** It tells what *this model* looked at for *this input*. It does not tell whether the model is
# right, nor what it would say of the next image. The coins fall differently each time, so ask twice: what only one of
# the two explanations names was chance.

# %%
import re
from collections.abc import Callable
from unittest import mock

import numpy as np
from jaxtyping import Float, Int
from lime import lime_image
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from skimage.segmentation import slic
from sklearn.linear_model import Ridge

# %% [markdown]
# ## Task 1: pieces of an image
#
# Single pixels are too small: nobody notices that one is missing, a network least of all, and there are too many of
# them to throw coins for. A **superpixel** is a patch of neighbours with about the same colour. scikit-image cuts them
# by several methods (`slic`, `quickshift`, `felzenszwalb`); any of them will do, even a plain grid.
#
# What must be right is the book-keeping. Every pixel belongs to one segment, and their numbers are 0, 1, 2, ... with
# none left out, since segment 7 will be column 7 of the masks. And there must be about as many as were asked for,
# whatever the image shows. Try yours on a plain grey image, and on one full of noise: `slic` joins crumbs to their
# neighbours, and in noise everything is a crumb. Look at its arguments for what helps.


# %%
def superpixels(image: Float[np.ndarray, "H W 3"], n_segments: int) -> Int[np.ndarray, "H W"]:
    """Cut an image into segments.

    Args:
        image: colours in 0..1, shape (H, W, 3).
        n_segments: about how many segments, 2 or more; the image has at least 16 pixels for each.

    Returns:
        For each pixel the number of its segment, whole numbers of shape (H, W). The numbers are 0..n-1, each of them
        occurs, and n lies between half and twice `n_segments`. A segment need not hang together.

    Example:
        >>> np.unique(superpixels(np.zeros((6, 12, 3)), 2))
        array([0, 1])

    Source: Achanta et al., "SLIC Superpixels", 2012; skimage.segmentation.
    """
    raise NotImplementedError("superpixels: not written yet")


# %% [markdown]
# ## Task 2: coins
#
# A mask says which pieces stay (1) and which are left out (0): one row a question, one column a piece. Each entry is a
# fair coin of its own. But the first row is no chance: it is all ones, the original, for an explanation must be about
# what the model said of *that*.


# %%
def perturb(n_features: int, n_samples: int, rng: np.random.Generator) -> Int[np.ndarray, "samples features"]:
    """Draw masks: which pieces stay in each sample.

    Args:
        n_features: how many pieces there are, 1 or more.
        n_samples: how many masks, 1 or more.
        rng: where all chance comes from: the same state gives the same masks, another state others.

    Returns:
        Numbers 0 and 1, shape (n_samples, n_features). The first row is all ones; every other entry is 1 with
        probability 1/2, whatever the others are.

    Example:
        >>> perturb(4, 3, np.random.default_rng(0)).shape
        (3, 4)

    Source: Ribeiro, Singh and Guestrin, "Why Should I Trust You?", 2016; section 3.3.
    """
    raise NotImplementedError("perturb: not written yet")


# %% [markdown]
# ## Task 3: images with holes
#
# A network has no input for "nothing here"; something must stand in the hole. Black is the usual choice, and not a
# harmless one: to a network that has seen only fruits on white, a black hole may look like a plum. The segment's own
# mean colour is the quietest. It takes the pattern away and leaves the colour; but a model that goes by colour does not
# even notice, and its explanation comes out as nonsense. There is no neutral filling. So it is an argument, and trying
# a second one is part of the work.
#
# An array of the segments' numbers is also an *index*: if `mask` is a row of the masks, what is `mask[segments]`?


# %%
def masked_images(
    image: Float[np.ndarray, "H W C"],
    segments: Int[np.ndarray, "H W"],
    masks: Int[np.ndarray, "samples features"],
    fill: float | tuple[float, ...] | str = 0.0,
) -> Float[np.ndarray, "samples H W C"]:
    """Make an image for each mask: segments with a 1 stay as they are, segments with a 0 are filled.

    Args:
        image: pixels of any range, shape (H, W, C), whole numbers too.
        segments: the segment of each pixel, 0..n-1, shape (H, W).
        masks: 0 and 1, shape (S, n).
        fill: what stands in a segment that is left out: a number for all channels, a colour (C numbers), or "mean", the
            segment's own mean colour.

    Returns:
        Images of shape (S, H, W, C), never cut to whole numbers.

    Example:
        >>> image = np.array([[[0.2], [0.4], [0.9]]])
        >>> masked_images(image, [[0, 0, 1]], [[1, 1], [0, 1]], fill="mean")[:, 0, :, 0]
        array([[0.2, 0.4, 0.9],
               [0.3, 0.3, 0.9]])
    """
    raise NotImplementedError("masked_images: not written yet")


# %% [markdown]
# ## Task 4: who is near?
#
# "Local" means: near this image. A sample with most pieces in place says a lot about it, one with three pieces left is
# another image. Two steps make a weight of a mask:
#
# - the **distance** d to the original, the row of all ones: the cosine distance, 1 minus the cosine of the angle
#   between the two rows;
# - a **kernel** that turns distance into weight: sqrt(exp(-d^2 / width^2)). The original weighs 1, and the weight falls
#   fast beyond `width`.
#
# A row of zeros has no angle to anything. There d is 1, as far as it gets.


# %%
def proximity(masks: Int[np.ndarray, "samples features"], width: float = 0.25) -> Float[np.ndarray, " samples"]:
    """Return how much each mask weighs: 1 for the original, less the further it is away.

    Args:
        masks: 0 and 1, shape (S, n).
        width: of the kernel, above 0.

    Returns:
        Weights in 0..1, shape (S,): sqrt(exp(-d^2 / width^2)), where d is the cosine distance to the row of all ones,
        and 1 for a row of zeros. They do not depend on what other rows there are.

    Example:
        >>> proximity([[1, 1, 1, 1], [1, 0, 0, 0]], width=0.5)
        array([1.        , 0.60653066])

    Source: the kernel of the library `lime` (lime_image).
    """
    raise NotImplementedError("proximity: not written yet")


# %% [markdown]
# ## Task 5: the surrogate
#
# Now a straight line through the answers: prediction = intercept + the coefficients of the pieces that stayed. **Ridge
# regression** keeps the coefficients small unless the data insist. It minimises
#
# ```text
# sum over samples of  weight * (prediction - line)^2   +   alpha * sum of coefficient^2
# ```
#
# The intercept is free: it is no evidence, so nothing pulls it to 0.
#
# Fifty coefficients are no explanation. With `k`, the k largest stay, and a strong "speaks against" is as large as a
# strong "speaks for". Then the line is fitted once more to these k alone, since the others have left them their share;
# everything else gets 0.
#
# **R^2** is the share of the predictions' variance that the line explains, and here too each sample counts by its
# weight: in the sum of what is left, in the total, and in the mean that the total is taken from.


# %%
def fit_surrogate(
    masks: Int[np.ndarray, "samples features"],
    predictions: Float[np.ndarray, " samples"],
    weights: Float[np.ndarray, " samples"],
    k: int | None = None,
    alpha: float = 1.0,
) -> tuple[Float[np.ndarray, " features"], float]:
    """Fit a weighted ridge regression with a free intercept.

    Args:
        masks: 0 and 1, shape (S, n).
        predictions: what the model said of each sample, shape (S,).
        weights: how much each sample counts, shape (S,), above 0.
        k: how many coefficients are kept, the largest in magnitude: they are fitted again without the others. All where
            k is None, or n or more.
        alpha: strength of the ridge, in both fits.

    Returns:
        The coefficients, shape (n,), 0 where a piece was not kept; and the weighted R^2 of the (last) fit. Where all
        predictions are the same there is nothing to explain: all coefficients are 0, and R^2 is any number, but not nan.

    Example:
        >>> masks = [[1, 1], [1, 0], [0, 1], [0, 0]]
        >>> coefficients, r2 = fit_surrogate(masks, [0.9, 0.7, 0.3, 0.1], [1, 1, 1, 1], alpha=0.0)
        >>> coefficients.round(3), round(r2, 3)
        (array([0.6, 0.2]), 1.0)

    Source: Ribeiro, Singh and Guestrin, 2016; the library `lime` (lime_base).
    """
    raise NotImplementedError("fit_surrogate: not written yet")


# %% [markdown]
# ## Task 6: explain an image
#
# All parts are there; put them together. `predict` is the black box: it takes a *batch* of images and returns a row of
# probabilities for each. Ask it in batches. A network needs about as long for one image as for thirty, and most of that
# is getting ready. The workshop waited 5 minutes and 11 seconds for one explanation; a good part of it went into a
# hundred small batches and into a thousand copies of the image, made piece by piece. But not all at once either: a
# thousand images of 299 x 299 pixels are 1 GB.
#
# Which class is explained? The one that is asked for, and 0 is a class like any other. If none is, the one that the
# model finds most probable in the original. You know where to find that: the first mask is all ones.


# %%
def explain_image(
    predict: Callable[[np.ndarray], np.ndarray],
    image: Float[np.ndarray, "H W 3"],
    class_index: int | None = None,
    n_segments: int = 50,
    n_samples: int = 1000,
    k: int | None = 10,
    rng: np.random.Generator | None = None,
) -> tuple[Int[np.ndarray, "H W"], Float[np.ndarray, " segments"], float]:
    """Explain what a model says of an image: which segments speak for the class, which against it.

    Args:
        predict: takes images of shape (B, H, W, 3) and returns probabilities of shape (B, classes).
        image: colours in 0..1, shape (H, W, 3).
        class_index: the class that is explained; None means the most probable one.
        n_segments: about how many superpixels.
        n_samples: how many masks; `predict` is asked about that many images, in at most 25 calls for 1,000.
        k: how many segments get a coefficient, as in `fit_surrogate`.
        rng: where all chance comes from; None means that every call may differ.

    Returns:
        The segments as `superpixels` gives them; one coefficient a segment, above 0 where it speaks for the class and
        below 0 where it speaks against it, 0 where it was not kept; and the surrogate's weighted R^2. How segments are
        filled that are left out is up to you.

    Example:
        >>> def how_red(images):
        ...     red = images[..., 0].mean(axis=(1, 2))
        ...     return np.stack([red, 1 - red], axis=1)
        >>> segments, coefficients, r2 = explain_image(how_red, np.random.default_rng(1).random((20, 30, 3)), 0)
        >>> int(np.count_nonzero(coefficients))
        10

    Source: the workshop's notebook on LIME; Ribeiro, Singh and Guestrin, 2016.
    """
    raise NotImplementedError("explain_image: not written yet")


# %% [markdown]
# ## Task 7: explain a text
#
# Nothing in LIME knows about pixels. For a sentence, the pieces are its words: leave some out, and ask again. "I never
# found a rotten one" is praise. Ask a model that only counts words, and the explanation shows at a glance that "rotten"
# speaks against it: the model has not understood "never".
#
# - A *distinct* word is one piece: "good" three times is one column of the masks, and when it is left out, all three
#   go. "Good" and "good" are one word too.
# - What stays keeps its order, for "not good but cheap" is not "good but not cheap". It is joined by single spaces.
# - Work with words, not with `text.replace`: whoever takes "art" out of a text so, also turns "party" into "py".


# %%
def explain_text(
    predict: Callable[[list[str]], np.ndarray],
    text: str,
    class_index: int | None = None,
    n_samples: int = 500,
    k: int | None = 6,
    rng: np.random.Generator | None = None,
) -> list[tuple[str, float]]:
    """Explain what a model says of a text: which words speak for the class, which against it.

    Args:
        predict: takes a list of texts and returns probabilities of shape (texts, classes). What is left may be "".
        text: the original. A word is a run of letters (of any language) and digits, with apostrophes inside it
            ("don't"); the same word in another letter case is the same word.
        class_index: the class that is explained; None means the most probable one.
        n_samples: how many masks; `predict` is asked about that many texts, in at most 25 calls for 1,000.
        k: how many words are kept, as in `fit_surrogate`.
        rng: where all chance comes from; None means that every call may differ.

    Returns:
        Pairs (word, coefficient), the largest in magnitude first: k of them, or one for each distinct word where there
        are fewer. Each word in any of the spellings that the text has for it, or in lower case. A text without words
        gives an empty list.

    Example:
        >>> def how_long(texts):
        ...     length = np.array([len(text) for text in texts]) / 100
        ...     return np.stack([length, 1 - length], axis=1)
        >>> [word for word, _ in explain_text(how_long, "An extraordinarily big pear", 0, k=2)]
        ['extraordinarily', 'pear']
    """
    raise NotImplementedError("explain_text: not written yet")


# %% [markdown]
# ## Task 8: and now with the library
#
# In daily work you will take the library, and now you know what it does. Read `lime_image.LimeImageExplainer` and its
# `explain_instance` with that in mind. Four things stand between it and a usable answer:
#
# - **Batches.** It asks for 10 images at a time unless you say otherwise.
# - **Which class?** `labels` and `top_labels` both want to decide; where `top_labels` is not None, it wins.
# - **The order.** `local_exp[class]` lists pairs (segment, coefficient), the largest first. You want them by segment.
# - **The noise.** It draws a progress bar for every explanation, and has no argument to turn that off. The bar is the
#   function `tqdm` in the module `lime_image`: for the time of the call, `unittest.mock.patch.object` can put another
#   function in its place.
#
# The segments may be the library's own or yours (`segmentation_fn`). Its own are cut by `quickshift` and are few in
# small images.


# %%
def explain_with_lime(
    predict: Callable[[np.ndarray], np.ndarray],
    image: Float[np.ndarray, "H W 3"],
    class_index: int | None = None,
    n_samples: int = 1000,
    seed: int = 0,
) -> tuple[Int[np.ndarray, "H W"], Float[np.ndarray, " segments"]]:
    """Explain what a model says of an image by the library `lime`, without printing anything.

    Args:
        predict: takes images of shape (B, H, W, 3) and returns probabilities of shape (B, classes).
        image: colours in 0..1, shape (H, W, 3).
        class_index: the class that is explained; None means the most probable one.
        n_samples: how many masks, in at most 25 calls of `predict` for 1,000.
        seed: of the library's `random_state`: the same seed gives the same masks.

    Returns:
        The segments, numbered 0..n-1 without a gap, shape (H, W), and one coefficient a segment, for and against the
        class, at its segment's number.

    Example:
        >>> def how_red(images):
        ...     red = images[..., 0].mean(axis=(1, 2))
        ...     return np.stack([red, 1 - red], axis=1)
        >>> segments, coefficients = explain_with_lime(how_red, np.random.default_rng(1).random((20, 30, 3)))
        >>> len(coefficients) - 1 == int(segments.max())
        True

    Source: the workshop's notebook on LIME; https://github.com/marcotcr/lime.
    """
    raise NotImplementedError("explain_with_lime: not written yet")


# %% [markdown]
# ## Task 9: show it
#
# An explanation that nobody can see explains nothing. Draw the image, and over it the k segments that matter most: one
# colour for what speaks for the class, another for what speaks against it. About one man in twelve cannot tell red from
# green; blue and orange work for nearly everybody.
#
# Everywhere else the image shall look as it is. And do not paint on the caller's image: colour a copy.


# %%
def draw_explanation(
    image: Float[np.ndarray, "H W 3"],
    segments: Int[np.ndarray, "H W"],
    coefficients: Float[np.ndarray, " segments"],
    k: int = 5,
) -> Figure:
    """Draw the segments that matter most over the image.

    Args:
        image: colours in 0..1, shape (H, W, 3).
        segments: the segment of each pixel, shape (H, W).
        coefficients: one a segment.
        k: how many segments are marked, the largest in magnitude; one with coefficient 0 never is.

    Returns:
        A Matplotlib Figure of the image. Marked segments are tinted all over: those above 0 in one colour, those below 0
        in another. The rest of the image is seen as it is, perhaps paler or with the segments' borders.

    Example:
        >>> len(draw_explanation(np.ones((2, 4, 3)), np.array([[0, 0, 1, 1]] * 2), [0.3, -0.1]).axes)
        1
    """
    raise NotImplementedError("draw_explanation: not written yet")
