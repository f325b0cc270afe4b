# %% [markdown]
# # Pretrained networks: eyes that somebody else has trained
#
# Training a large network takes a million labelled images and days of many machines. Somebody has done it,
# and gives the result away: the **architecture**, which is a page of code, and the **weights**, which are a
# file. Put the one into the other and you have a network that sees.
#
# The workshop did so with VGG16 and Xception, which know the 1,000 classes of ImageNet. A pineapple was a
# pineapple with 99.98 %, a pomegranate a pomegranate with 49.41 %. And an apricot was a **gong** with
# 48.71 %. That is no bug. ImageNet has no class for apricots, softmax must give its 100 % to somebody, and a
# round, golden, shining thing looks like a gong. A network answers with what it knows.
#
# | name | input | what it wants for pixels |
# |---|---|---|
# | VGG16, ResNet50 | 224 x 224 | BGR instead of RGB, minus the mean colour of ImageNet; no division |
# | Xception, InceptionV3 | 299 x 299 | from -1 (black) to 1 (white) |
# | fruitbowl | 48 x 48 | from 0 (white) to 1 (black) |
#
# **fruitbowl** is the small network that ships with this kata. It has learned 20 classes of things, from
# acorn to starfish, drawn by a program; it has never seen a fruit. Its weights are a file of 1.2 MB, so it
# works without internet. ImageNet's weights must be fetched once: 528 MB for VGG16, 88 MB for Xception.
# With internet, try on a photo of your own, once all tasks are done:
#
#     model = load_pretrained("Xception", "imagenet")
#     image = np.array(keras.utils.load_img("photo.jpg"))
#     scores = model.predict(prepare(image, "Xception")[np.newaxis])
#     keras.applications.imagenet_utils.decode_predictions(scores, top=3)
#
# Picture: `kata figure ex14 --target`. Where this exercise leads: what a pretrained network says of things that it knows, and of a fruit, which it does not

# %%
import keras
import numpy as np
import tensorflow as tf
from jaxtyping import Float, UInt8

SIZES = {"VGG16": 224, "ResNet50": 224, "Xception": 299, "InceptionV3": 299, "fruitbowl": 48}
"""The networks, and how many pixels a side of their input has."""


# %% [markdown]
# This is the architecture of fruitbowl, a small VGG: blocks of two convolutions and a pooling, then one
# layer with a probability for each class. It is given. Its weights are random until a file is loaded.


# %%
def fruitbowl() -> keras.Model:
    """Build the architecture of fruitbowl with random weights."""
    model = keras.Sequential([keras.Input((48, 48, 3))], name="fruitbowl")
    for filters in (16, 32, 64, 128):
        model.add(keras.layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(keras.layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(keras.layers.MaxPooling2D(2))
    model.add(keras.layers.GlobalAveragePooling2D())
    model.add(keras.layers.Dense(20, activation="softmax"))
    return model


# %% [markdown]
# ## Task 1: architecture and weights
#
# `keras.applications` holds the other four, each a function of the network's own name. They come **with the
# top** here: the last layers, which turn what was seen into classes. (The next exercise cuts the top off.)
#
# Without weights a network is a newborn: the shapes are right, the answers are chance. That is of use too,
# to look at an architecture, or to train it from scratch.


# %%
def load_pretrained(name: str, weights: str | None) -> keras.Model:
    """Return a network with its top and its weights.

    Args:
        name: one of "VGG16", "ResNet50", "Xception", "InceptionV3" (from `keras.applications`) and "fruitbowl".
        weights: None for random ones, the path of a file of weights, or "imagenet", which fetches what the
            four of `keras.applications` have learned.

    Returns:
        A Keras model: prepared images in, a probability for each class out.

    Raises:
        ValueError: no such name; the message lists those that exist.

    Example:
        >>> load_pretrained("fruitbowl", None).output_shape
        (None, 20)

    Source: slide "Apply pretrained nets".
    """
    raise NotImplementedError("load_pretrained: not written yet")


# %% [markdown]
# ## Task 2: what the network wants for pixels
#
# The weights of the first convolution were learned on pixels of a certain size, order and range. Give it
# others and nothing complains: the network answers, with probabilities that sum to one, and they are
# nonsense. **Wrong preprocessing is the most common mistake with pretrained networks, and a silent one.**
#
# Why did everyone choose something else? Because it hardly matters which, as long as training and use agree.
# VGG16 came from a library that read images as blue, green, red. Xception's authors liked a range around
# zero. fruitbowl makes the white ground 0, so that it looks like the padding of its convolutions.
#
# Each module of `keras.applications` brings a function that does it for its own network; where it lives, you
# can look up. What comes in here are photos as files hold them: whole numbers from 0 to 255, of any size.
# The whole photo is squeezed into the square, nothing is cut off: what was cut off cannot be seen.


# %%
def prepare(images: UInt8[np.ndarray, "*batch height width 3"], name: str) -> Float[np.ndarray, "*batch size size 3"]:
    """Give images the size and the pixels that a network was trained on.

    Args:
        images: one image or a batch, uint8 in 0..255, RGB, of any size.
        name: of the network, as for `load_pretrained`.

    Returns:
        The same images, one or a batch as they came, float32, resized (not cropped) to the network's own size.

    Example:
        >>> white = np.full((2, 100, 60, 3), 255, dtype=np.uint8)
        >>> prepared = prepare(white, "Xception")
        >>> prepared.shape, float(np.max(prepared))
        ((2, 299, 299, 3), 1.0)
    """
    raise NotImplementedError("prepare: not written yet")


# %% [markdown]
# ## Task 3: the best guesses
#
# A thousand probabilities are not an answer. Three names are, and the second and third tell how sure the
# first was: 49 % pomegranate and 48 % bell pepper is another answer than 49 % and then nothing.


# %%
def top_predictions(
    probabilities: Float[np.ndarray, " classes"], class_names: list[str], k: int = 3
) -> list[tuple[str, float]]:
    """Name the k most probable classes of one image.

    Args:
        probabilities: of one image, shape (C,), in 0..1. A model with its top gives them as they are: they
            have been through a softmax.
        class_names: C names in the order of the probabilities.
        k: how many; where there are fewer classes, all of them.

    Returns:
        Pairs (name, probability), the most probable first.

    Example:
        >>> top_predictions([0.1, 0.7, 0.2], ["gong", "pineapple", "lemon"], k=2)
        [('pineapple', 0.7), ('lemon', 0.2)]
    """
    raise NotImplementedError("top_predictions: not written yet")


# %% [markdown]
# ## Task 4: from a photo to an answer
#
# Now all of it: a photo goes in, names come out. A model always works on a **batch**, so a single image
# becomes a batch of one on the way in, and the answer a single row on the way out.
#
# When it works, show fruitbowl a fruit (`kata figure ex14` does). A mandarine is round and its peel full
# of pores, so it becomes a biscuit, and there is hardly a doubt. The network has no output for "none of these", and its probabilities say which of its own
# classes comes nearest, not whether any of them is right.


# %%
def classify(
    model: keras.Model, name: str, image: UInt8[np.ndarray, "height width 3"], class_names: list[str]
) -> list[tuple[str, float]]:
    """Name the three classes that a network thinks most probable for one image.

    Args:
        model: what `load_pretrained` returned, or any other model with the input of that network. It is asked, and
            stays as it is.
        name: of the network: it says how images are prepared.
        image: one image, uint8 in 0..255, RGB, of any size.
        class_names: the model's classes in the order of its outputs.

    Returns:
        Three pairs (name, probability), the most probable first; where there are fewer classes, all of them.
    """
    raise NotImplementedError("classify: not written yet")
