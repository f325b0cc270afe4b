# %% [markdown]
# # Backpropagation: who is to blame?
#
# A network has made a mistake, and the cross-entropy has put a number on it: the **loss**. To do better it
# must change its weights. But which of them, in which direction, and by how much?
#
# For a single weight the question is easy to ask: *if I turned this weight up a little, how much would the
# loss change?* The answer is a slope, and the slopes of all weights together are the **gradient**. You could
# find it by trying: turn up one weight, run the network, write down the loss, turn it back, take the next.
# VGG16, which you will meet later, has 138 million weights. Trying would take 138 million runs for one step.
#
# **Backpropagation** gets all slopes from one run forward and one run backward. It rests on the chain rule:
# if $y$ depends on $z$ and the loss $L$ depends on $y$, then
#
# $$\frac{\partial L}{\partial z} = \frac{\partial L}{\partial y} \cdot \frac{\partial y}{\partial z}$$
#
# So no layer needs to know the whole network. Each is told how much the loss changes with its **output**
# (we call this `upstream`, because the backward run comes from there) and works out how much the loss changes
# with its **inputs**. That is the upstream of the layer before it, and so the blame travels back.
#
# You will write the backward run of three building blocks, then a way to check them that knows nothing of the
# chain rule, and at last put them together.
#
# One habit saves hours: **a gradient has the shape of what it is the gradient of.** There is one slope for
# every number.
#
# Picture: `kata figure ex04 --target`. Where this exercise leads: the gradients on their way back through a small network, and how exact a check by steps is

# %%
from collections.abc import Callable

import numpy as np
from jaxtyping import Float, Int

# %% [markdown]
# ## Task 1: back through a dense layer
#
# Forward, a dense layer computes for image $b$ and unit $k$
#
# $$y_{bk} = \sum_d x_{bd} \, w_{dk} + \text{bias}_k$$
#
# Look for a single number in that formula and ask: which outputs did it touch, and with what factor? The
# weight $w_{dk}$ touched unit $k$ of *every* image, each time with the factor $x_{bd}$. All of these are ways
# in which it changed the loss, and what reaches the loss on several ways adds up.
#
# Ask the same of $x_{bd}$ and of $\text{bias}_k$. Each answer is a sum, and a sum over a shared index is a
# matrix product, with something transposed. The habit from above tells you what.


# %%
def dense_backward(
    upstream: Float[np.ndarray, "batch units"],
    x: Float[np.ndarray, "batch features"],
    weights: Float[np.ndarray, "features units"],
) -> tuple[
    Float[np.ndarray, "batch features"],
    Float[np.ndarray, "features units"],
    Float[np.ndarray, " units"],
]:
    """Carry a gradient back through a dense layer, `x @ weights + bias`.

    Args:
        upstream: the loss's gradient with respect to the layer's output, shape (B, K).
        x: what went into the layer, shape (B, D).
        weights: the layer's weights, shape (D, K).

    All three may be arrays or nested lists, of any real numbers.

    Returns:
        The gradients (d_x, d_weights, d_bias) of shapes (B, D), (D, K) and (K,).

    Example:
        >>> d_x, d_weights, d_bias = dense_backward([[1.0]], [[3.0]], [[2.0]])
        >>> d_x, d_weights, d_bias
        (array([[2.]]), array([[3.]]), array([1.]))

    Source: slide "Backpropagation".
    """
    raise NotImplementedError("dense_backward: not written yet")


# %% [markdown]
# ## Task 2: back through a ReLU
#
# A ReLU hands on what is positive and silences the rest. Where it was silent, the output stays 0 however you
# wiggle the input a little: that neuron had no part in the mistake. At 0 itself the curve has a corner and no
# slope; every framework settles for 0, and so do we.
#
# The backward run needs `z`, what went *into* the ReLU. This is why a network in training keeps its
# intermediate results, and why training takes so much more memory than predicting.


# %%
def relu_backward(upstream: Float[np.ndarray, "*shape"], z: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """Carry a gradient back through a ReLU.

    Args:
        upstream: the loss's gradient with respect to the ReLU's output, any shape, array or nested list.
        z: what went into the ReLU, the same shape, any real numbers or whole numbers.

    Returns:
        The gradient with respect to `z`, the same shape; 0 where `z` is 0.

    Example:
        >>> relu_backward([5.0, 5.0], [2.0, -1.0])
        array([5., 0.])

    Source: slides "Activation functions" and "Backpropagation".
    """
    raise NotImplementedError("relu_backward: not written yet")


# %% [markdown]
# ## Task 3: where the blame begins
#
# The backward run starts at the end of the network: softmax, then the cross-entropy of the right class. One
# could go back through the logarithm, the division and the exponential one by one. Done together on paper,
# nearly everything cancels, and what is left for one image is short enough to guess.
#
# The slide's scores (2, 1, 0.1) had the probabilities (0.7, 0.2, 0.1). If class a is right, the gradient is
#
# | class | truth | probability | gradient |
# |---|---|---|---|
# | a | 1 | 0.7 | -0.3 |
# | b | 0 | 0.2 | 0.2 |
# | c | 0 | 0.1 | 0.1 |
#
# Read it as advice: raising the score of a lowers the loss, raising the others' makes it worse, and the surer
# the network was of a wrong class, the louder the advice. Do you see the rule?
#
# The loss of a batch is the **mean** over its images. Each image is one of B, and so is its advice.


# %%
def softmax_cross_entropy_backward(
    scores: Float[np.ndarray, "batch classes"], labels: Int[np.ndarray, " batch"]
) -> Float[np.ndarray, "batch classes"]:
    """Return the gradient of the mean cross-entropy of softmax(scores) with respect to the scores.

    Args:
        scores: shape (B, C), any real numbers, also +-1e4, array or nested list.
        labels: the right class of each image, B whole numbers in 0..C-1, array or list.

    Returns:
        The gradient, shape (B, C), of the loss averaged over the B images.

    Example:
        >>> softmax_cross_entropy_backward(np.array([[2.0, 1.0, 0.1]]), [0]).round(1)
        array([[-0.3,  0.2,  0.1]])

    Source: slides "The Softmax function", "Cross-entropy" and "Backpropagation".
    """
    raise NotImplementedError("softmax_cross_entropy_backward: not written yet")


# %% [markdown]
# ## Task 4: trust, but check
#
# A wrong gradient rarely crashes. The network still learns a little, only worse, and you look for the cause
# everywhere else. So here is the way that needs no chain rule, only patience: move one number of `x` a small
# step forward and a small step back, and see how `f` changes:
#
# $$\frac{\partial f}{\partial x_i} \approx \frac{f(x + \varepsilon e_i) - f(x - \varepsilon e_i)}{2 \varepsilon}$$
#
# Here $e_i$ is 1 in place $i$ and 0 elsewhere. Why both directions? With one step forward alone the error
# shrinks like $\varepsilon$; with both, the curvature to the left and to the right cancels and the error
# shrinks like $\varepsilon^2$. Why not make $\varepsilon$ tiny, then? Because the two values of `f` become so
# alike that their difference is mostly rounding. The figure of this exercise shows both at work.
#
# It is far too slow for training, and just right for a test: that is how your own gradients are checked.


# %%
def numerical_gradient(
    f: Callable[[Float[np.ndarray, "*shape"]], float], x: Float[np.ndarray, "*shape"], epsilon: float = 1e-6
) -> Float[np.ndarray, "*shape"]:
    """Return the gradient of `f` at `x` by central differences.

    Args:
        f: takes an array of the shape of `x` and returns one number.
        x: where the gradient is wanted, any shape, floats (also float32) or whole numbers, array or nested list;
            it is left as it was.
        epsilon: the size of the step to either side.

    Returns:
        The gradient, the shape of `x`; for smooth functions within 1e-6 (relative) of the true one.

    Example:
        >>> numerical_gradient(lambda x: float((x**2).sum()), [1.0, 3.0]).round(3)
        array([2., 6.])

    Source: slide "Backpropagation"; the check is as old as calculus.
    """
    raise NotImplementedError("numerical_gradient: not written yet")


# %% [markdown]
# ## Task 5: a whole network
#
# Now the pieces become a network with one hidden layer: dense, ReLU, dense, and at the end softmax with
# cross-entropy. Run forward and keep what the backward run will ask for. Then go back in the opposite order,
# handing each block what the one behind it returned.
#
# Nothing new is needed. This is all that `model.fit` does before it takes a step, for 2 layers or for 200.


# %%
def mlp_loss_and_gradients(
    x: Float[np.ndarray, "batch features"],
    labels: Int[np.ndarray, " batch"],
    layers: list[tuple[Float[np.ndarray, "inputs units"], Float[np.ndarray, " units"]]],
) -> tuple[float, list[tuple[Float[np.ndarray, "inputs units"], Float[np.ndarray, " units"]]]]:
    """Return a two-layer network's loss on a batch and the gradients of all its parameters.

    The network is dense, ReLU, dense; the loss is the mean cross-entropy of the softmax of its scores.

    Args:
        x: the batch, shape (B, D), array or nested list.
        labels: the right class of each image, B whole numbers in 0..C-1, array or list.
        layers: [(weights, bias), (weights, bias)] of shapes (D, H), (H,), (H, C) and (C,), arrays or nested lists.

    Returns:
        (loss, gradients): one number, finite also for scores of +-1e4, and the gradients in the order and the
        shapes of `layers`.

    Example:
        >>> layers = [(np.ones((1, 1)), np.zeros(1)), (np.zeros((1, 2)), np.zeros(2))]
        >>> loss, gradients = mlp_loss_and_gradients([[1.0]], [0], layers)
        >>> print(f"{loss:.3f}")  # two classes, no idea: log 2
        0.693

    Source: slides "Multi-Layer Perceptrons" and "Backpropagation".
    """
    raise NotImplementedError("mlp_loss_and_gradients: not written yet")
