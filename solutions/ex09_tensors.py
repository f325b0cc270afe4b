# %% [markdown]
# # Tensors: arrays that flow
#
# So far NumPy was enough. You wrote the layers, and you wrote their gradients (exercise 4), one function for each
# kind of layer. A network for images has dozens of layers, and a new idea for a layer comes every week. Nobody wants
# to do the calculus again each time. This is what TensorFlow takes over, and it needs three things for it:
#
# | what | why |
# |---|---|
# | **tensors** | the numbers: arrays, as in NumPy, that may also lie on a graphics card |
# | **gradients** | it watches what you compute and works out the derivatives by itself |
# | **graphs** | it writes down the computation once and runs it without Python, as often as you like |
#
# Numbers go in at one end, run along the edges of the graph, are added and multiplied at its nodes, and come out
# at the other end: tensors that flow. Keras, which you will use from the next exercises on, is built out of these
# three. Here you meet them bare, once, so that later no error message is a riddle.
#
# ![Where this exercise leads: arrays by rank, a line that learns its slope, and the graph that TensorFlow wrote down](target.png)

# %%
import numpy as np
import tensorflow as tf
from jaxtyping import Float

# %% [markdown]
# ## Task 1: rank and shape
#
# A tensor is a multidimensional array. How many axes it has is its **rank**; how long each of them is, its
# **shape**.
#
# | rank | what | shape, for example | |
# |---|---|---|---|
# | 0 | a number | `()` | a loss |
# | 1 | a vector | `(3,)` | the scores of one image |
# | 2 | a matrix | `(32, 3)` | the scores of a batch |
# | 3 | a 3-dim. array | `(100, 100, 3)` | a colour photograph |
# | 4 | a 4-dim. array | `(32, 100, 100, 3)` | a batch of photographs |
#
# Two words mislead. The slide says *dimension* for the number of axes, but a "vector with 3 dimensions" is one with
# three numbers. And in linear algebra, the *rank* of a matrix is something else altogether: how many of its rows
# are independent. Here it is the number of axes, no more: as many as you need indices to reach one number.


# %%
def rank_and_shape(value: Float[np.ndarray, "*shape"]) -> tuple[int, tuple[int, ...]]:
    """Tell how many axes a value has as a tensor, and how long they are.

    Args:
        value: a number, a nested list of numbers or an array; any rank.

    Returns:
        The rank, and the shape as a plain tuple of whole numbers.

    Example:
        >>> rank_and_shape([[1, 2, 3], [4, 5, 6]])
        (2, (2, 3))

    Source: slide "Tensors = multidimensional arrays".
    """
    ### BEGIN SOLUTION
    shape = tuple(tf.convert_to_tensor(value).shape)
    return len(shape), shape
    ### END SOLUTION


# %% [markdown]
# ## Task 2: a tensor from a list
#
# A tensor is a box without gaps: all rows are equally long. A list need not be: `[[1, 2], [3]]` is a fine list, and
# no tensor. Sentences are like this (some have five words, some fifty), and so are photographs of different sizes.
# Something must be decided then: cut, fill up, resize? That is for the caller to say. A function that decides in
# silence makes mistakes that surface three exercises later; so say no, clearly.
#
# Mind the numbers, too. A tensor has one type for all its numbers. Pixels come as whole numbers from 0 to 255, which
# fit into a byte; but -3 and 0.5 do not.


# %%
def as_tensor(nested: list) -> Float[tf.Tensor, "*shape"]:
    """Make a tensor of a nested list, with the shape and the values that NumPy would give it.

    Args:
        nested: a number or a list (of lists, of lists ...) of numbers, whole or not.

    Returns:
        The tensor.

    Raises:
        ValueError: when the list is ragged: its rows are not equally long.

    Example:
        >>> as_tensor([[1.0, 2.0], [3.0, 4.5]]).shape
        TensorShape([2, 2])

    Source: slide "Tensors = multidimensional arrays".
    """
    ### BEGIN SOLUTION
    return tf.convert_to_tensor(nested)
    ### END SOLUTION


# %% [markdown]
# ## Task 3: the gradient, for nothing
#
# Remember exercise 4: the gradient says, for each number that went in, how the result changes when that number grows
# a little. You found it by the chain rule, step by step backwards. TensorFlow does just that. All it needs is a
# record of the steps, and for this there is the **tape**: `tf.GradientTape`. While it runs, it notes every
# operation on a tensor that it *watches*. Afterwards you ask it for the derivative of one thing with respect to
# another, and it walks the record backwards.
#
# Three things trip up nearly everyone once:
#
# - The tape watches every `tf.Variable` by itself, but a plain tensor only when told to.
# - Only what is computed while the tape runs is on the record.
# - Where there is no way from the result back to the input, there is no number either, and you get `None`. Yet the
#   slope of a constant is a perfectly good number. (The tape can be asked to see it that way.)
#
# And one belongs to calculus: a slope asks what happens if a number grows *a little*, and a whole number cannot.


# %%
def gradient_of(f, x: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """Return the gradient of a function at a place.

    Args:
        f: a function of TensorFlow operations that takes one float tensor and gives one number.
        x: the place, any shape; whole numbers too.

    Returns:
        For each number in x, how fast f grows with it; zeros where f does not depend on x.

    Example:
        >>> float(gradient_of(tf.square, 3.0))
        6.0

    Source: slide "Backpropagation".
    """
    ### BEGIN SOLUTION
    x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    slopes = tape.gradient(y, x, unconnected_gradients="zero")
    return tf.convert_to_tensor(slopes).numpy()  # of tf.gather they come row by row
    ### END SOLUTION


# %% [markdown]
# ## Task 4: a line that learns
#
# Tensors never change. But learning is change: weights must be able to move. A `tf.Variable` is the box for such a
# number. It keeps its value from step to step, the tape watches it without being told, and it can be assigned anew.
#
# With these two, tape and variable, you have all of training. The smallest model there is has two weights: a line,
#
# $$\hat y = \text{slope} \cdot x + \text{intercept}$$
#
# and its loss is the mean of the squared errors. Start with a flat line at 0, and in each step let both numbers go
# against their gradient, as in exercise 5. Both gradients belong to the *same* line: the one before the step.
#
# (A line can be had by a formula, without steps. But a network cannot, and the loop you write here would train it
# as well: nothing in it knows that the model is a line.)


# %%
def fit_line(
    x: Float[np.ndarray, " points"], y: Float[np.ndarray, " points"], steps: int, learning_rate: float
) -> tuple[float, float]:
    """Fit a line to points by gradient descent on the mean of the squared errors, from (0, 0).

    Args:
        x: where the points are, shape (N,).
        y: how high they are, shape (N,).
        steps: how many steps are taken, 0 or more; each uses all points.
        learning_rate: how far a step goes along the negative gradient.

    Returns:
        Slope and intercept after the last step.

    Example:
        >>> [round(float(number), 3) for number in fit_line([0, 1, 2], [1, 3, 5], steps=500, learning_rate=0.1)]
        [2.0, 1.0]

    Source: slide "Gradient descent optimization".
    """
    ### BEGIN SOLUTION
    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    slope, intercept = tf.Variable(0.0), tf.Variable(0.0)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((slope * x + intercept - y) ** 2)
        d_slope, d_intercept = tape.gradient(loss, [slope, intercept])
        slope.assign_sub(learning_rate * d_slope)
        intercept.assign_sub(learning_rate * d_intercept)
    return slope.numpy(), intercept.numpy()
    ### END SOLUTION


# %% [markdown]
# ## Task 5: from Python to a graph
#
# So far Python ran every operation, one after the other, and Python is slow. `tf.function` runs your function once
# with placeholders instead of numbers, notes which operations are called, and keeps them as a **graph**. From then
# on the graph runs, and your Python lines do not. (A `print` in them is silent from the second call on. Try it.)
# Drawing up the graph is called **tracing**. It is expensive, so it should happen once.
#
# But a graph is drawn up for tensors of a certain shape. Another shape, another trace: and batches do not all have
# the same size. The last one of an epoch is smaller, and an app sends one photograph at a time. A function that is
# traced anew for every batch size is slower than no graph at all. How can you tell TensorFlow that this axis, or
# any axis, may have any length?


# %%
def traced(f):
    """Turn a function into a graph that serves batches of any size.

    Args:
        f: a function of TensorFlow operations that takes one float32 tensor of any rank, the batch on its first axis.

    Returns:
        A function that gives what f gives. It traces f at the first call, at most once more when the batch size
        first changes, and not again for other sizes.

    Example:
        >>> square = traced(tf.square)
        >>> float(square(tf.constant(3.0)))
        9.0

    Source: slide "Tensor Flow".
    """
    ### BEGIN SOLUTION
    return tf.function(f, reduce_retracing=True)
    ### END SOLUTION


# %% [markdown]
# ## Task 6: see the graph
#
# A graph can be looked at. TensorBoard reads *event files* from a folder and draws what is in them: loss curves,
# images, and graphs. Write the graph of a function to such a file; then, in a terminal,
#
# ```text
# tensorboard --logdir logs
# ```
#
# and open the address that it names. The tab "Graphs" shows operations as ovals and tensors as the arrows between
# them. For a function of two operations this is a toy. For a network that somebody else built, it is a map.
#
# There are two ways, and both are right: hand a finished graph to the summary writer, or let TensorFlow record
# while a function is traced and export the recording. Either way, there must be a graph to begin with: in Python
# lines that run one by one, there is none.


# %%
def write_graph(f, example: Float[np.ndarray, "*shape"], log_dir: str) -> None:
    """Write the graph of a function to an event file that TensorBoard shows.

    Args:
        f: a function of TensorFlow operations that takes one float32 tensor.
        example: an input for f, any shape, whole numbers too; the graph is drawn up for inputs like it.
        log_dir: the folder for the event file.

    Example:
        >>> write_graph(tf.square, [1.0, 2.0], "logs")  # doctest: +SKIP

    Source: slide "Graphs in TensorBoard".
    """
    ### BEGIN SOLUTION
    graph = tf.function(f).get_concrete_function(tf.cast(example, tf.float32)).graph
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(graph)
    ### END SOLUTION
