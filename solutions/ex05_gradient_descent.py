# %% [markdown]
# # Gradient descent: how the weights find their way down
#
# For every weight, backpropagation tells how the loss changes when that weight grows a little. That is the **gradient**:
# an arrow that points straight uphill. Training is walking the other way, again and again:
#
# $$w \leftarrow w - \eta \, \frac{\partial L}{\partial w}$$
#
# The number $\eta$ is the **learning rate**, the length of the stride. Too short, and you arrive tomorrow. Too long, and
# each stride lands further up the opposite slope than the one before: the loss explodes. The picture of this exercise
# shows all three walks on one bowl, drawn from your own code.
#
# Two ideas make this walk work for real networks.
#
# **Look at a few images at a time.** The exact gradient needs all images for a single step. A *mini-batch* of 32 gives
# nearly the same direction at a fraction of the cost, so we take many cheap steps instead of few dear ones. Once
# through all images is an **epoch**. Each epoch shuffles anew: when all zeros come first and all nines last, the
# network forgets the zeros while it learns the nines.
#
# **Keep some speed.** In a long narrow valley the gradient mostly points across, from wall to wall, and hardly along.
# A ball does better than a walker: its speed across cancels out, its speed along adds up. That is **momentum**.
#
# ![Where this exercise leads: walks down a long valley at three rates and with momentum, and a network that learns digits](target.png)

# %%
import numpy as np
from jaxtyping import Float, Int

# %% [markdown]
# ## Task 1: mini-batches
#
# Deal the numbers of the images out like cards: shuffle the deck, then hand out stacks of `batch_size`. What is left at
# the end is a smaller stack, and it is used like the others. Chance comes from `rng`, so that a run can be repeated.


# %%
def minibatches(n: int, batch_size: int, rng: np.random.Generator) -> list[Int[np.ndarray, " size"]]:
    """Deal the indices 0..n-1 out into shuffled batches: one epoch's worth.

    Args:
        n: how many images there are, at least 1.
        batch_size: how many a batch holds, at least 1; more than n makes one batch of all.
        rng: where chance comes from.

    Returns:
        ceil(n / batch_size) arrays of whole numbers; every index stands in exactly one of them. All are full but the
        last, which holds the rest.

    Example:
        >>> [len(batch) for batch in minibatches(7, 3, np.random.default_rng(0))]
        [3, 3, 1]

    Source: slide "Gradient descent optimization".
    """
    ### BEGIN SOLUTION
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]
    ### END SOLUTION


# %% [markdown]
# ## Task 2: one step down
#
# A network has many parameters: a weight matrix and a bias for each layer. They travel as a list of arrays, and the
# gradients as a list of arrays of the same shapes in the same order.


# %%
def sgd_step(
    parameters: list[Float[np.ndarray, "..."]], gradients: list[Float[np.ndarray, "..."]], learning_rate: float
) -> list[Float[np.ndarray, "..."]]:
    """Take one step of gradient descent.

    Args:
        parameters: arrays of any shapes.
        gradients: the slope of the loss for each number in `parameters`, in the same shapes.
        learning_rate: the length of the stride, at least 0.

    Returns:
        The new parameters, a list of new arrays; the old ones stay as they are.

    Example:
        >>> sgd_step([np.array([1.0, 2.0])], [np.array([10.0, -10.0])], 0.1)
        [array([0., 3.])]

    Source: slide "Gradient descent optimization".
    """
    ### BEGIN SOLUTION
    return [parameter - learning_rate * gradient for parameter, gradient in zip(parameters, gradients, strict=True)]
    ### END SOLUTION


# %% [markdown]
# ## Task 3: one step with momentum
#
# The velocity $v$ remembers the steps so far. Each new step keeps a share $\mu$ of it and adds the pull of the slope.
# There are several ways to write this down; this one is Keras's:
#
# $$v \leftarrow \mu \, v - \eta \, g \qquad w \leftarrow w + v$$
#
# The new velocity moves the weights in the same step. With $\mu = 0.9$ and a steady slope the ball gets up to ten times
# as fast as the walker: $1 + 0.9 + 0.81 + \dots = 10$.


# %%
def momentum_step(
    parameters: list[Float[np.ndarray, "..."]],
    gradients: list[Float[np.ndarray, "..."]],
    velocity: list[Float[np.ndarray, "..."]],
    learning_rate: float,
    momentum: float = 0.9,
) -> tuple[list[Float[np.ndarray, "..."]], list[Float[np.ndarray, "..."]]]:
    """Take one step of gradient descent with momentum, in Keras's form.

    Args:
        parameters: arrays of any shapes.
        gradients: the slopes, in the same shapes.
        velocity: the step before, in the same shapes; zeros at the start.
        learning_rate: the weight of the slope, at least 0.
        momentum: the share of the velocity that is kept, in 0..1.

    Returns:
        The new parameters and the new velocity, two lists of new arrays.

    Example:
        >>> momentum_step([np.array([1.0])], [np.array([2.0])], [np.array([1.0])], 0.25, momentum=0.5)
        ([array([1.])], [array([0.])])

    Source: `keras.optimizers.SGD(momentum=...)`.
    """
    ### BEGIN SOLUTION
    velocity = [momentum * v - learning_rate * gradient for v, gradient in zip(velocity, gradients, strict=True)]
    return [parameter + v for parameter, v in zip(parameters, velocity, strict=True)], velocity
    ### END SOLUTION


# %% [markdown]
# ## Task 4: train a network
#
# Now all of it together: a network with one hidden layer learns to tell handwritten digits apart. For every epoch, for
# every batch: forward, backward, one step.
#
# The forward pass is that of a multi-layer perceptron, $z = x W_1 + b_1$, $h = \max(z, 0)$, $s = h W_2 + b_2$, and softmax
# turns the scores $s$ into probabilities $p$. The loss is the cross-entropy, averaged over the $B$ images of the batch.
# Backpropagation, in short, with $y$ for the one-hot labels:
#
# $$\delta_2 = \frac{p - y}{B} \qquad \delta_1 = (\delta_2 W_2^\top) \cdot [z > 0]$$
#
# $$\nabla W_2 = h^\top \delta_2 \qquad \nabla b_2 = \sum \delta_2 \qquad
#   \nabla W_1 = x^\top \delta_1 \qquad \nabla b_1 = \sum \delta_1$$
#
# (The sums run over the batch. If you did exercise 4, you have this code: take it.)
#
# **Where to start?** Not at zero. When all hidden units hold the same weights, they get the same gradient, and remain
# the same for ever: 32 units that do the work of one. Start from small random numbers, normal with a standard deviation
# of about 0.2 for a network of this size. (For any size, He et al., 2015, give the square root of 2 / number of inputs.)
# Biases may start at zero.
#
# The loss history is your instrument panel: look at it before you look at anything else.


# %%
def train_mlp(
    x: Float[np.ndarray, "images features"],
    labels: Int[np.ndarray, " images"],
    hidden: int,
    epochs: int,
    learning_rate: float,
    batch_size: int,
    rng: np.random.Generator,
) -> tuple[list[tuple[Float[np.ndarray, "inputs outputs"], Float[np.ndarray, " outputs"]]], list[float]]:
    """Train a network with one hidden layer by gradient descent on mini-batches.

    Args:
        x: images as rows, numbers of about 0..1, array or nested list.
        labels: the class of each image, 0..K-1, array or list; class K-1 occurs, others may not.
        hidden: how many hidden units, with a ReLU each.
        epochs: how often to go through all images.
        learning_rate: the length of a stride; each batch makes one.
        batch_size: images in a batch; each epoch shuffles anew.
        rng: where the first weights and the shuffling come from.

    Returns:
        The trained layers [(weights, bias), (weights, bias)], of shapes (features, hidden), (hidden,), (hidden, K) and
        (K,), and the history: for each epoch the mean loss of its images, each taken as it is met, before the step of
        its batch, or all of them once the epoch is over.

    Example:
        >>> layers, history = train_mlp(np.eye(2), np.array([0, 1]), 8, 100, 0.5, 1, np.random.default_rng(0))
        >>> len(history), bool(history[-1] < history[0])
        (100, True)

    Source: slides "Backpropagation" and "Gradient descent optimization".
    """
    ### BEGIN SOLUTION
    x, labels = np.asarray(x), np.asarray(labels)
    features, classes = x.shape[1], labels.max() + 1
    spread = 0.2
    parameters = [
        rng.normal(scale=spread, size=(features, hidden)),
        np.zeros(hidden),
        rng.normal(scale=spread, size=(hidden, classes)),
        np.zeros(classes),
    ]
    history = []
    for _ in range(epochs):
        losses = []
        for batch in minibatches(len(x), batch_size, rng):
            weights_1, bias_1, weights_2, bias_2 = parameters
            h = np.maximum(x[batch] @ weights_1 + bias_1, 0)
            scores = h @ weights_2 + bias_2
            exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
            probabilities = exponentials / exponentials.sum(axis=1, keepdims=True)
            one_hot = np.eye(classes)[labels[batch]]
            losses.extend(-np.log((probabilities * one_hot).sum(axis=1)))
            delta_2 = (probabilities - one_hot) / len(batch)
            delta_1 = (delta_2 @ weights_2.T) * (h > 0)
            gradients = [x[batch].T @ delta_1, delta_1.sum(axis=0), h.T @ delta_2, delta_2.sum(axis=0)]
            parameters = sgd_step(parameters, gradients, learning_rate)
        history.append(np.mean(losses))
    weights_1, bias_1, weights_2, bias_2 = parameters
    return [(weights_1, bias_1), (weights_2, bias_2)], history
    ### END SOLUTION
