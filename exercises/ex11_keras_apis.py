# %% [markdown]
# # Keras: layers in a line, layers in a graph
#
# You have built networks by hand: weights, a matrix product, a ReLU, a softmax. Keras has all of that in
# **layers**. A layer does two things, and keeping them apart explains the rest of this exercise:
#
# - **making** it, `Dense(32, activation="relu")`, gives an object that will own a set of weights;
# - **calling** it on a tensor draws an arrow in a graph: from that tensor, through these weights, to a new one.
#
# Nothing is computed yet. What is drawn is a plan, and `keras.Input` is where the plan starts: a tensor with
# a shape and no numbers. The batch axis is not part of that shape; Keras puts `None` in front for "any number
# of images".
#
# There are two ways to draw.
#
# | | Sequential | Functional |
# |---|---|---|
# | you write | a list of layers | calls: each layer on a tensor |
# | the graph is | one line | whatever you draw |
# | inputs, outputs | one and one | as many as you like |
# | use it | whenever a line is enough | for branches, joins, shared layers |
#
# Both give the same kind of thing: a model with weights that can predict, be compiled and be trained. Start
# with the simple one. The second costs a few more characters and takes away every limit.
#
# Picture: `kata figure ex11 --target`. Where this exercise leads: three networks as graphs, drawn from what Keras says of yours

# %%
import keras

# %% [markdown]
# ## Task 1: a line
#
# The multi-layer perceptron of the slides: every pixel is an input, some hidden layers, one output for each
# class. A `Dense` layer works on the last axis of what it gets, so an image of shape (height, width, channels)
# must become one long row first. On a row, the layer that does this changes nothing.
#
# Tell the model the shape of its input. Otherwise Keras waits for the first image, and until then the model
# has no weights: nothing to count, to copy or to save.


# %%
def sequential_mlp(input_shape: tuple[int, ...], hidden: list[int], n_classes: int) -> keras.Sequential:
    """Build a multi-layer perceptron as a Sequential model, not compiled.

    Args:
        input_shape: the shape of one input without the batch axis, such as (4,) or (20, 20, 3).
        hidden: the widths of the hidden layers in order, with ReLU; none is allowed.
        n_classes: how many classes there are.

    Returns:
        A new model that turns a batch of inputs into probabilities of shape (B, n_classes), by softmax. It has its
        weights at once: a kernel and a bias for each hidden layer and for the output.

    Example:
        >>> sequential_mlp((4,), [5], 3).count_params()
        43

    Source: slide "Keras APIs", left half.
    """
    raise NotImplementedError("sequential_mlp: not written yet")


# %% [markdown]
# ## Task 2: the same line, drawn by hand
#
# Now call each layer yourself. Every call gives a new tensor; the next layer is called on *that*. At the end
# a model is made from the tensor where the plan starts and the one where it ends, and Keras finds the layers
# between them. A layer whose result nobody uses is not on the way, and so not in the model: no error, no
# warning, only a network that is smaller than you think. `model.summary()` shows it.
#
# The model must be the same function as in task 1: with equal weights, equal predictions.


# %%
def functional_mlp(input_shape: tuple[int, ...], hidden: list[int], n_classes: int) -> keras.Model:
    """Build the same perceptron with the functional API, not compiled.

    Args:
        input_shape: the shape of one input without the batch axis.
        hidden: the widths of the hidden layers in order, with ReLU; none is allowed.
        n_classes: how many classes there are.

    Returns:
        A new model with weights of the same shapes as `sequential_mlp` has. With the same weights, it predicts the same.

    Example:
        >>> functional_mlp((2, 2, 1), [5], 3).count_params()
        43

    Source: slide "Keras APIs", right half.
    """
    raise NotImplementedError("functional_mlp: not written yet")


# %% [markdown]
# ## Task 3: two inputs, two outputs
#
# A stall sells fruit by photo and a few words. From both together we want two answers: which fruit is it, and
# is it ripe? A line cannot do that. A graph can: one branch looks at the image, another reads the word counts,
# they join, and two heads stand on top of what they found together.
#
# **Names.** With several inputs and outputs, order is easily mixed up. Give each `Input` and each output layer
# a `name`, and everybody can say `{"image": ..., "words": ...}`.
#
# **Two heads, two kinds of answer.** The classes compete: softmax, as many units as classes. "Ripe" is one
# yes or no: one unit, sigmoid. A softmax over one unit has nothing to compete with. What would it always say?
#
# **Two losses.** Each head is judged by its own cross-entropy, and training lowers the sum. The labels of the
# class are whole numbers (2, not 0 0 1 0), and Keras has a cross-entropy for just that.
#
# A check worth knowing: a model that knows nothing gives each of $C$ classes $1/C$ and ripe $1/2$. It starts
# with a loss of $\ln C + \ln 2$. A first loss far from there means that something is wired wrongly.

# %%
BRANCH_WIDTH = 16
"""Units of each branch: enough for this exercise, and yours to change."""


def two_inputs_two_outputs(image_shape: tuple[int, int, int], n_words: int, n_classes: int) -> keras.Model:
    """Build and compile a model that names and judges a fruit from a picture and a few words.

    Which layers stand between, how wide they are and which optimizer trains them is yours to choose.

    Args:
        image_shape: (height, width, channels) of the input "image".
        n_words: length of the input "words": how often each word of a vocabulary occurs.
        n_classes: how many classes the output "class" has.

    Returns:
        A compiled model. Its outputs "class" (softmax, (B, n_classes)) and "ripe" (sigmoid, (B, 1)) both follow from
        both inputs. Its loss is the sum of two cross-entropies; labels are whole numbers for "class", 0 or 1 for "ripe".

    Example:
        >>> two_inputs_two_outputs((20, 20, 3), 50, 16).output_names
        ['class', 'ripe']

    Source: slide "Keras APIs": "can have multiple in- or outputs".
    """
    raise NotImplementedError("two_inputs_two_outputs: not written yet")


# %% [markdown]
# ## Task 4: one set of weights, used twice
#
# Do two photos show the same fruit? Turn each into a **code**, a short row of numbers, and compare the codes.
# That only makes sense if both photos are judged by the same standard, so both must go through the *same*
# weights: what is learned from one is known for the other.
#
# Remember the difference between making a layer and calling it. How often is each layer made here, and how
# often is it called?


# %%
def shared_layers(input_shape: tuple[int, ...], hidden: list[int]) -> keras.Model:
    """Build a model that turns two inputs into two codes through one set of layers, not compiled.

    Args:
        input_shape: the shape of each of the two inputs without the batch axis.
        hidden: the widths of the layers in order, at least one, each with ReLU; the last width is the code's.

    Returns:
        A model of two inputs and two outputs: given the list [first, second], it gives their codes in that order, each
        (B, hidden[-1]). Every layer is shared, so there are only as many weights as for one input.

    Example:
        >>> shared_layers((4,), [5, 2]).count_params()
        37

    Source: slides "Keras APIs" and "Endless possibilities".
    """
    raise NotImplementedError("shared_layers: not written yet")
