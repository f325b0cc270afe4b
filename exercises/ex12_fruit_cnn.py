# %% [markdown]
# # A network that knows sixteen fruits
#
# Now put the pieces together: convolutions that find edges, spots and bends, pooling that shrinks the maps, a
# dense layer that weighs what was found, and a softmax that turns scores into probabilities. You build the
# network, say how it learns, train it, and ask it about one image.
#
# ```
# image          feature maps     smaller     more maps       smaller    a row    probabilities
# 20 x 20 x 3 -> convolution  -> pooling  -> convolution  -> pooling -> flatten -> dense + softmax
#                                 + ReLU                     + ReLU
# ```
#
# Would a simple model do? Always start with one and compare. On clean photographs, a linear model that gives
# every pixel a weight is astonishingly good: each fruit has its colour. So the test makes colour worthless.
# Each image is lit by a lamp of a random colour, and every other one is a **negative**, as on film. Where the
# fruit was bright its negative is dark, so one weight a pixel cannot be right for both. What is left is shape
# and pattern, and that is what a convolution is for. The linear model falls close to guessing.
#
# **Three parts of the data, three uses.** The *training* images set the weights. The *validation* images are
# looked at after every epoch and tell you when to stop; nothing is learned from them. The *test* images are
# looked at once, at the end. A network that was trained on its validation images still draws a lovely
# validation curve. It is just not true any more.
#
# Picture: `kata figure ex12 --target`. Where this exercise leads: learning curves, what is taken for what, and the surest of the mistakes

# %%
import keras
import numpy as np
from jaxtyping import Float, Int

# %% [markdown]
# ## Task 1: the network
#
# Any sound architecture will do; the workshop's had two convolutions of 32 and 16 filters, a pooling, and a
# hidden layer of 512 units. Smaller ones train faster. Four things to think of:
#
# - **The sizes are arguments.** The same function must build a network for 3 classes of grey images.
# - **A non-linearity after each convolution.** Two linear layers in a row are one linear layer. Whether ReLU
#   stands before the pooling or after it makes no difference: the largest of four numbers stays the largest when
#   all below zero become zero. After it, there are four times fewer numbers to work on.
# - **One softmax, at the very end.** The classes compete, so the probabilities of an image sum to 1. A second
#   softmax on top squeezes them: of 16 classes, the surest answer it can give is 0.15.
# - **Batch normalisation** keeps the numbers between layers at a size from which they learn quickly.
#   **Dropout** switches off random units during training, so that no unit can rely on one neighbour. Both do
#   something else in training than in prediction; Keras knows which is which.


# %%
def build_fruit_cnn(input_shape: tuple[int, int, int], n_classes: int) -> keras.Model:
    """Build a convolutional network for images, not compiled.

    Args:
        input_shape: (height, width, channels) of one image, each side 8 pixels or more.
        n_classes: how many classes there are.

    Returns:
        A model that turns images of shape (B, height, width, channels) in 0..1 into probabilities of shape
        (B, n_classes), which sum to 1 for each image. It holds a convolution and a non-linearity.

    Example:
        >>> build_fruit_cnn((20, 20, 3), 16).output_shape
        (None, 16)

    Source: slides "ConvNets" and "CNN architectures".
    """
    raise NotImplementedError("build_fruit_cnn: not written yet")


# %% [markdown]
# ## Task 2: how it learns
#
# `compile` attaches three things to a model: the **optimizer** that takes the steps, the **loss** that it goes
# down, and the **metrics** that people read. Without it there is nothing to train with.
#
# The loss is cross-entropy, and Keras has it in two spellings. Which one fits depends on the labels alone:
#
# | labels | example, 3 classes | loss |
# |---|---|---|
# | whole numbers, shape (B,) | 2, 0 | `sparse_categorical_crossentropy` |
# | one-hot rows, shape (B, C) | 0 0 1, 1 0 0 | `categorical_crossentropy` |
#
# Both give the same number. Ours are whole numbers.
#
# A loss can also be told `from_logits=True`: "my input is scores, apply the softmax yourself". Then the network
# must have none. Keras notices a softmax that stands last, leaves its own out and says so in a warning. What it
# cannot notice is the other mistake: scores without a softmax, and a loss that takes them for probabilities.
#
# Every step listens to one batch alone, so the weights never come to rest. The **average** of their last steps is
# calmer than any single one, and knows new images better. Keras keeps it if asked: `use_ema=True` is an exponential
# moving average, and with `ema_momentum=0.95` about the last twenty steps count. When `fit` is done, the average takes
# the place of the weights. (The figures that `fit` reports on the way are measured without it.) You can do without:
# where the rate goes down at the end, as in the test, the last steps are small anyway, and both come out alike.
#
# Which optimizer? Adam and RMSprop scale every step to the rate, however steep the ground. SGD does not: at the same
# rate it goes a much shorter way. With momentum, and batch normalisation in the network, it arrives within the epochs
# of the test; without them it does not.


# %%
def compile_model(model: keras.Model, learning_rate: float) -> keras.Model:
    """Make a model ready to train, by cross-entropy of whole-number labels, with accuracy as its metric.

    Args:
        model: a model that gives probabilities.
        learning_rate: the optimizer's rate; which optimizer is up to you (Adam, RMSprop, SGD with momentum).

    Returns:
        The same model, compiled. What it is trained with are labels of shape (B,), in 0..C-1.

    Example:
        >>> compile_model(build_fruit_cnn((8, 8, 3), 5), 0.001).compiled
        True

    Source: slide "Gradient descent optimization".
    """
    raise NotImplementedError("compile_model: not written yet")


# %% [markdown]
# ## Task 3: training
#
# `fit` goes through the training images `epochs` times, in shuffled batches. After each epoch it measures loss
# and metrics on the validation images, without learning from them. What it returns keeps all of that in a
# dict called `history`: a list for each name, a number for each epoch, names of the validation figures
# beginning with `val_`. Two of the lists side by side are a learning curve. When `loss` still falls and
# `val_loss` rises, the network has begun to learn its images by heart.
#
# How many images make a step? `fit` takes 32 unless told, and for the 1,280 images of the test that is a good choice.
# Larger batches make calmer steps, and fewer of them. With batches of 64, a textbook network with normalisation reached
# 0.65 on the training images and 0.15 on new ones: the next paragraph says why. No rule gives the number for other
# images: try two or three, and watch `val_loss`.
#
# **The rate goes down at the end.** The test compiles and trains your network twice: 14 epochs at a rate of 0.002, then
# 4 at a tenth of it. Large steps find the way, small ones let the weights come to rest. You will see it in networks
# with batch normalisation: in training they use the mean of the batch, in prediction a running mean of the last
# hundred or so. While the weights move fast, that running mean is out of date, and `val_accuracy` jumps about far below
# `accuracy`. With small steps it catches up.
#
# `fit` can also cut its own validation part off the end of the training images. We have brought one, so every
# training image is there to be learned from.


# %%
def train(
    model: keras.Model,
    images: Float[np.ndarray, "B H W C"],
    labels: Int[np.ndarray, " B"],
    validation: tuple[np.ndarray, np.ndarray],
    epochs: int,
    rng_seed: int,
) -> dict[str, list[float]]:
    """Train a compiled model on images and watch it on others.

    Args:
        model: a compiled model; it is trained in place, as it was compiled.
        images: training images in 0..1.
        labels: their classes, whole numbers.
        validation: a pair (images, labels) to measure on after each epoch, never to learn from.
        epochs: how often to go through the training images.
        rng_seed: seed for what is random in training (`keras.utils.set_random_seed`).

    Returns:
        The history: "loss" and "val_loss", and each metric with and without "val_", as lists of one number an epoch.

    Example:
        >>> model = compile_model(build_fruit_cnn((8, 8, 1), 2), 0.001)
        >>> images, labels = np.zeros((4, 8, 8, 1)), np.array([0, 1, 0, 1])
        >>> sorted(train(model, images, labels, (images, labels), epochs=1, rng_seed=0))
        ['accuracy', 'loss', 'val_accuracy', 'val_loss']

    Source: slide "Why use validation and test data?".
    """
    raise NotImplementedError("train: not written yet")


# %% [markdown]
# ## Task 4: what is on this image?
#
# The workshop ends its fruit network with a photo from the web: "Banana", with probability 0.9999.
#
# A model always takes a **batch**, an axis of images in front. One image is a batch of one, and what comes back
# is a batch of one answer. And a network expects **pixels in the range it was trained on**: here 0..1, which
# is how the image comes. An image divided by 255 once more is nearly black, and the network will still give
# an answer. It always does.


# %%
def classify_image(model: keras.Model, image: Float[np.ndarray, "H W C"], class_names: list[str]) -> tuple[str, float]:
    """Name the most probable class of one image, and how probable it is.

    Args:
        model: a model that turns a batch of images into probabilities.
        image: one image in 0..1, of the size the model takes.
        class_names: the name of each class, in the order of the model's outputs.

    Returns:
        The name and its probability in 0..1, such as ("Banana", 0.9999).

    Example:
        >>> model = build_fruit_cnn((8, 8, 3), 2)
        >>> _, probability = classify_image(model, np.zeros((8, 8, 3)), ["Lemon", "Banana"])
        >>> probability
        0.5

    Source: slide "Build a model from scratch".
    """
    raise NotImplementedError("classify_image: not written yet")
