# %% [markdown]
# # The neuron: weighted sums and activations
#
# A neural network is made of one small part, repeated. The part is a **neuron**, and it does two things:
#
# 1. It takes a **weighted sum** of its inputs: each input times its own weight, all added up, plus a **bias**.
#    The weights say how much each input matters, the bias how easily the neuron is moved at all.
# 2. It passes the sum through an **activation function**, which decides what the neuron says about it.
#
# The slides write it as $x \cdot \omega + b = y$: input, weight, bias, output. Learning will mean finding good
# weights and biases. In this exercise you choose them, or are given them, and compute what comes out.
#
# Why an activation at all? Because weighted sums of weighted sums are still weighted sums. The bend in the
# activation is what makes a network more than one straight line, and at the end of this exercise you will
# build the smallest network that proves it.
#
# ![Where this exercise leads: five activations, the line that one neuron draws, and the region that three of them cut out](target.png)

# %%
import numpy as np
from jaxtyping import Float

# %% [markdown]
# ## Task 1: the weighted sum
#
# Nobody computes one neuron for one input. A **batch** has a row for each sample, a **layer** has a column of
# weights for each neuron, and the number for sample $i$ and neuron $k$ is
#
# $$z_{ik} = \sum_d x_{id} \, w_{dk} + b_k$$
#
# Read the indices slowly: which one is summed away, and which one does the bias carry?


# %%
def linear(
    x: Float[np.ndarray, "batch inputs"],
    weights: Float[np.ndarray, "inputs neurons"],
    bias: Float[np.ndarray, " neurons"],
) -> Float[np.ndarray, "batch neurons"]:
    """Return the weighted sums of a layer of neurons, for a batch of samples.

    Args:
        x: one sample a row, any real numbers, shape (B, D). All three may be arrays or nested lists.
        weights: one neuron a column, shape (D, K).
        bias: one number a neuron, shape (K,).

    Returns:
        The sums, shape (B, K): row i belongs to sample i, column k to neuron k.

    Example:
        >>> linear(np.array([[1.0, 2.0]]), np.array([[3.0, 0.0, 1.0], [4.0, 5.0, 1.0]]), np.array([0.5, 0.0, -3.0]))
        array([[11.5, 10. ,  0. ]])

    Source: slide "The Softmax function", x * w + b = y.
    """
    ### BEGIN SOLUTION
    return np.matmul(x, weights) + bias
    ### END SOLUTION


# %% [markdown]
# ## Task 2: yes or no
#
# The oldest activation is the **step**: the neuron fires or it does not. The edge belongs to the upper side.


# %%
def step(z: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """Say 1 where the sum has reached zero and 0 where it has not.

    Args:
        z: any shape, any real numbers, array or nested list.

    Returns:
        0 or 1 in the same shape, as numbers or booleans; 1 at exactly 0.

    Example:
        >>> step(np.array([-0.5, 0.0, 2.0]))
        array([0., 1., 1.])

    Source: slide "Activation functions normalise input".
    """
    ### BEGIN SOLUTION
    return np.greater_equal(z, 0).astype(float)
    ### END SOLUTION


# %% [markdown]
# ## Task 3: how sure
#
# A step is hard to learn from: move a weight a little and nothing happens, a little more and everything does.
# The **sigmoid** says the same with a gentle slope, between 0 ("surely not") and 1 ("surely"):
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# Watch the far ends. At $z = -1000$ this formula asks for $e^{1000}$, and no float is that large. The answer
# happens to come out right, but the overflow on the way is a warning you will learn to take seriously: the
# same carelessness one line further down gives `nan`. What form of the fraction never takes the exponential
# of a large positive number?


# %%
def sigmoid(z: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """Squeeze any number into 0..1, without an overflow on the way.

    Args:
        z: any shape, any real numbers or whole numbers, array or nested list; 1000 and -1000 are nothing special,
            in float32 either.

    Returns:
        Numbers in 0..1 in the same shape; 0.5 at 0. NumPy gives no RuntimeWarning.

    Example:
        >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
        array([0. , 0.5, 1. ])

    Source: slide "Activation functions normalise input".
    """
    ### BEGIN SOLUTION
    shrinking = np.exp(-np.abs(z))
    return np.where(np.greater_equal(z, 0), 1, shrinking) / (1 + shrinking)
    ### END SOLUTION


# %% [markdown]
# ## Task 4: the one that made networks deep
#
# Far from zero the sigmoid is flat, and what is flat cannot be learned from. The **rectified linear unit**
# keeps what is positive as it is and cuts off the rest. It bends only once, at zero, and one bend is enough.


# %%
def relu(z: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """Keep positive numbers and replace negative ones by 0.

    Args:
        z: any shape, any real numbers, array or nested list.

    Returns:
        Numbers of 0 and more in the same shape.

    Example:
        >>> relu(np.array([-2.0, 0.0, 3.0]))
        array([0., 0., 3.])

    Source: slide "Activation functions make non-linearity possible".
    """
    ### BEGIN SOLUTION
    return np.maximum(z, 0)
    ### END SOLUTION


# %% [markdown]
# ## Task 5: a leak
#
# A neuron whose sum is negative for every sample says 0 to all of them, and no small change makes it speak
# again: people call it dead. A **leaky** ReLU lets a little of the negative side through.


# %%
def leaky_relu(z: Float[np.ndarray, "*shape"], slope: float = 0.01) -> Float[np.ndarray, "*shape"]:
    """Keep positive numbers and shrink negative ones.

    Args:
        z: any shape, any real numbers, array or nested list.
        slope: what negative numbers are multiplied by, in 0..1; 0 is the ReLU, 1 changes nothing.

    Returns:
        Numbers of the same sign in the same shape.

    Example:
        >>> leaky_relu(np.array([-2.0, 3.0]), slope=0.1)
        array([-0.2,  3. ])

    Source: Maas, Hannun and Ng, Rectifier Nonlinearities Improve Neural Network Acoustic Models, 2013.
    """
    ### BEGIN SOLUTION
    return np.maximum(z, np.multiply(slope, z))
    ### END SOLUTION


# %% [markdown]
# ## Task 6: one neuron draws one line
#
# Put the two halves together, weighted sum and step, and you have the **perceptron** of 1958. With two inputs
# it has a picture: where the sum is exactly zero there is a straight line, and the neuron says 1 on one side
# of it and 0 on the other. The weights turn the line, the bias moves it.


# %%
def perceptron(
    x: Float[np.ndarray, "batch inputs"], weights: Float[np.ndarray, " inputs"], bias: float
) -> Float[np.ndarray, " batch"]:
    """Decide for each sample on which side of one neuron's line it lies.

    Args:
        x: one sample a row, any real numbers, shape (B, D), array or nested list.
        weights: one number an input, shape (D,), array or list.
        bias: one number.

    Returns:
        0 or 1 for each sample, shape (B,), as numbers or booleans; 1 on the line itself.

    Example:
        >>> perceptron(np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 2.0]]), np.array([1.0, 1.0]), -1.0)
        array([0., 1., 1.])

    Source: slide "Perceptrons"; Rosenblatt, The Perceptron, 1958.
    """
    ### BEGIN SOLUTION
    return step(np.matmul(x, weights) + bias)
    ### END SOLUTION


# %% [markdown]
# ## Task 7: layers
#
# Let neurons listen to neurons and you have a **multi-layer perceptron**. A layer is three things here: its
# weights, its biases and the name of its activation. The first layer is given the samples, every other one
# what the layer before it said. Five names are in use: `"linear"` (the sum as it is), `"step"`, `"sigmoid"`,
# `"tanh"` (a sigmoid stretched to -1..1 and twice as steep, NumPy has it) and `"relu"`.

# %%
Layer = tuple[np.ndarray, np.ndarray, str]
"""Weights of shape (inputs, neurons), biases of shape (neurons,), and the activation's name."""


# %%
def mlp_forward(x: Float[np.ndarray, "batch inputs"], layers: list[Layer]) -> Float[np.ndarray, "batch outputs"]:
    """Send a batch of samples through all layers of a network.

    Args:
        x: one sample a row, shape (B, D); here and in the layers arrays or nested lists.
        layers: triples (weights, bias, activation), the first layer first. Each takes as many inputs as the one
            before it has neurons; the activation is "linear", "step", "sigmoid", "tanh" or "relu".

    Returns:
        What the last layer says, shape (B, number of its neurons).

    Example:
        >>> negative = (np.array([[-1.0]]), np.array([0.0]), "relu")
        >>> doubled = (np.array([[2.0]]), np.array([1.0]), "linear")
        >>> mlp_forward(np.array([[-3.0], [3.0]]), [negative, doubled])
        array([[7.],
               [1.]])

    Source: slide "Multi-Layer Perceptrons".
    """
    ### BEGIN SOLUTION
    activations = {"linear": lambda z: z, "step": step, "sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}
    for weights, bias, activation in layers:
        x = activations[activation](linear(x, weights, bias))
    return x
    ### END SOLUTION


# %% [markdown]
# ## Task 8: what one line cannot do
#
# **Exclusive or** is 1 when exactly one of two inputs is 1:
#
# | input | input | XOR |
# |---|---|---|
# | 0 | 0 | 0 |
# | 0 | 1 | 1 |
# | 1 | 0 | 1 |
# | 1 | 1 | 0 |
#
# Draw the four points and try to part the ones from the zeros with a ruler. You cannot, so no single neuron
# can, and for years this little table was held against neural networks. Two neurons draw two lines, and a
# third can combine them: but only if there is a bend in between. Without one, all three are one line again.
#
# There are many right networks. Choose the numbers yourself, on paper first. In a few exercises from here, a
# network will find its own.


# %%
def xor_network() -> list[Layer]:
    """Give the layers of a network that computes XOR.

    Returns:
        Triples (weights, bias, activation) as `mlp_forward` takes them: two inputs, one output. For inputs of 0
        and 1 an output above 0.5 counts as 1, any other as 0.

    Example:
        >>> corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        >>> mlp_forward(corners, xor_network()).ravel() > 0.5
        array([False,  True,  True, False])

    Source: slide "Activation functions make non-linearity possible"; Minsky and Papert, Perceptrons, 1969.
    """
    ### BEGIN SOLUTION
    any_and_not_all = (np.array([[1, -1], [1, -1]]), np.array([-0.5, 1.5]), "step")
    both_fire = (np.array([[1], [1]]), np.array([-1.5]), "step")
    return [any_and_not_all, both_fire]
    ### END SOLUTION
