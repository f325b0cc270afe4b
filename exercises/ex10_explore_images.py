# %% [markdown]
# # Explore images: look before you train
#
# A folder of photographs is not yet data. Some file ends in `.JPG` and is overlooked, a hidden file of the
# operating system is not, one class has ten times as many images as another, one download broke off in the
# middle. A network trains on all of that without a word of complaint. So the first hour of every project goes
# into **looking**: what is there, how much of it, what does it look like?
#
# The workshop does it with a folder of fruits. A folder inside it is a **class**, and its name is the label:
#
# ```
# Training/
#     Banana/      0_100.jpg  1_100.jpg  ...
#     Kiwi/        0_100.jpg  ...
# ```
#
# At the end of this exercise you have what every later one needs: a dataset that reads such a folder once and
# hands it to a network in shuffled batches, as often as it likes.
#
# Picture: `kata figure ex10 --target`. Where this exercise leads: the grid of fruits, how many there are of each, and what the mean of a class looks like

# %%
import os
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from jaxtyping import Float
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from PIL import Image

# %% [markdown]
# ## Task 1: find the images
#
# Cameras write `IMG_1.JPG`, browsers `banana.jpeg`, and macOS puts a hidden `._IMG_1.JPG` beside every file it
# copies to a stick, which ends like an image and is none. Folders may lie in folders. On every system whatever
# begins with a dot is hidden, and so is all that lies in a hidden folder.
#
# Why sorted? The order in which a disk lists its files is its own business. Sorted, "the third image" is the
# same on every machine, and so is everything that a seed decides afterwards.


# %%
def list_images(folder: str | os.PathLike[str]) -> list[str]:
    """List the image files of a folder and of all folders in it.

    Args:
        folder: where to look. Only names below it count: it may itself lie in a hidden folder.

    Returns:
        The full paths (`folder` and what follows) as str, sorted. An image is a file that ends in .jpg, .jpeg or
        .png in any letter case and that is neither hidden nor in a hidden folder; a folder is no image, whatever
        its name.

    Raises:
        FileNotFoundError: there is no such folder; the message names it.

    Example:
        >>> import tempfile
        >>> folder = tempfile.mkdtemp()
        >>> for name in ("b.PNG", "a.jpg", ".hidden.png", "notes.txt"):
        ...     _ = Path(folder, name).write_bytes(b"")
        >>> [path.removeprefix(folder) for path in list_images(folder)]
        ['/a.jpg', '/b.PNG']

    Source: the workshop's notebook "EDA".
    """
    raise NotImplementedError("list_images: not written yet")


# %% [markdown]
# ## Task 2: how many of each?
#
# If nine in ten images are apples, "apple" is right nine times in ten, and a network finds that out before it
# has seen a single apple. So count the classes first. One with no image at all belongs into the list too: it is
# the one you most want to hear about.


# %%
def class_counts(folder: str | os.PathLike[str]) -> dict[str, int]:
    """Count the images of each class.

    Args:
        folder: holds one folder a class. Images that lie beside these folders belong to no class.

    Returns:
        The number of images by class, in the sorted order of the names; 0 for a class without images. Images in
        folders inside a class count for the class. A hidden folder is no class.

    Example:
        >>> import tempfile
        >>> folder = tempfile.mkdtemp()
        >>> Path(folder, "Kiwi", "ripe").mkdir(parents=True)
        >>> Path(folder, "Banana").mkdir()
        >>> _ = Path(folder, "Kiwi", "ripe", "1.jpg").write_bytes(b"")
        >>> class_counts(folder)
        {'Banana': 0, 'Kiwi': 1}

    Source: the workshop's notebook "Modify pretrained nets" (the bar chart of class counts).
    """
    raise NotImplementedError("class_counts: not written yet")


# %% [markdown]
# ## Task 3: look at them
#
# `plot_images(imgs=train_images[:10], rows=2, columns=5)` is the first cell of the workshop that shows
# something. Ten images beside each other tell more than any statistics: is the background always white? Is the
# fruit cut off? Is that really a plum?
#
# Two things go wrong in nearly every first version. Matplotlib gives a grid with one row another form than a grid
# with two. And it paints an image without colours in yellow and blue, because it takes the numbers for
# measurements.


# %%
def plot_images(paths: list[str], rows: int, columns: int) -> Figure:
    """Show images in a grid, row by row from the top left.

    Args:
        paths: image files of any size, as `list_images` gives them.
        rows: of the grid, 1 or more.
        columns: of the grid, 1 or more.

    Returns:
        The figure. Cells for which there is no path stay empty, without a frame; of more paths than cells the
        first ones are shown. Images without colours are shown in grey.

    Example:
        >>> len(plot_images([], rows=1, columns=1).axes[0].get_images())
        0

    Source: slide "EDA".
    """
    raise NotImplementedError("plot_images: not written yet")


# %% [markdown]
# ## Before task 4: from a file to numbers
#
# A network wants arrays of one form: height x width x 3, floats from 0 to 1. Files come in many: other sizes,
# grey without a colour axis, with a fourth channel that says how transparent a pixel is. Whoever drops that
# fourth channel uncovers what lies beneath, often black, and the network learns that some fruits live in the
# dark. Fruits here lie on white, so **transparent means white**.
#
# Here is a small function for the size, and an empty one for you. `read_image` gets no points itself. The next two
# tasks are easier with it, and each kind of image is then treated in one place.


# %%
def sides(size: int | tuple[int, int]) -> tuple[int, int]:
    """Return (height, width) of a size: one number is the side of a square."""
    return (size, size) if isinstance(size, int) else (size[0], size[1])


# %%
def read_image(path: str, size: int | tuple[int, int]) -> Float[np.ndarray, "height width 3"]:
    """Read an image file as numbers.

    Args:
        path: the file.
        size: (height, width), or one number for both. The image is stretched or shrunk to it. Pillow speaks of
            (width, height).

    Returns:
        Shape (height, width, 3), float32 in 0..1: grey becomes three equal channels, transparency becomes white.

    Raises:
        OSError: the file is broken; the message names it.
    """
    raise NotImplementedError("read_image: not written yet")


# %% [markdown]
# ## Task 4: the mean image
#
# What does *the* banana look like? Average all bananas, pixel by pixel. What all of them share stays sharp, what
# differs blurs. A mean image shows at a glance where the fruit lies, how much of the image it fills, and
# which classes could be told apart by colour alone.


# %%
def mean_image_by_class(
    folder: str | os.PathLike[str], size: int | tuple[int, int]
) -> dict[str, Float[np.ndarray, "height width 3"]]:
    """Average the images of each class.

    Args:
        folder: holds one folder a class, as for `class_counts`.
        size: (height, width), or one number for both.

    Returns:
        By class, the mean of its images: shape (height, width, 3), floats in 0..1. A class without images has no
        mean and is left out.

    Example:
        >>> import tempfile
        >>> folder = tempfile.mkdtemp()
        >>> Path(folder, "Kiwi").mkdir()
        >>> for name, colour in (("a.png", (255, 0, 0)), ("b.png", (255, 255, 0))):
        ...     Image.new("RGB", (8, 8), colour).save(Path(folder, "Kiwi", name))
        >>> mean_image_by_class(folder, size=(1, 1))["Kiwi"].tolist()
        [[[1.0, 0.5, 0.0]]]
    """
    raise NotImplementedError("mean_image_by_class: not written yet")


# %% [markdown]
# ## Task 5: a dataset for training
#
# Training goes through all images many times, and each time it wants them in another order, in batches. Reading
# and decoding a file takes far longer than a training step of a small network, so it should happen **once**.
# `tf.data` builds this as a chain of steps, and the order of the steps is all that matters:
#
# | step | why there |
# |---|---|
# | decode | the expensive one, so everything it gives is kept |
# | `cache` | after decoding: the second epoch reads from memory. Whatever comes before it happens once |
# | `shuffle` | after the cache, so that each epoch gets an order of its own. It draws from a buffer: one that is smaller than the dataset only mixes neighbours |
# | augment | after the cache, so that each epoch sees another variant |
# | `batch` | after shuffling: single images are mixed, not whole batches. The last batch may be smaller, but its images are as good as any |
# | `prefetch` | last: the next batch is made while the network works on this one |
#
# **Augmentation** shows the network each image a little changed, as if there were more of them. Only changes
# that leave the label right: a mirrored, moved or slightly larger lemon is a lemon. A recoloured one may be a
# lime, so colours stay as they are. Keras has layers for it: `RandomFlip`, `RandomTranslation`, `RandomZoom`. They
# change something only when called with `training=True`.

# %%
SHIFT, ZOOM = 0.1, 0.1
"""How far an augmented image is moved and zoomed at most: a tenth of its size."""


# %%
def image_dataset(
    folder: str | os.PathLike[str],
    classes: list[str],
    size: int | tuple[int, int],
    batch_size: int,
    shuffle_seed: int,
    augment: bool = False,
) -> tf.data.Dataset:
    """Make a dataset of a folder of classes, ready for training.

    Args:
        folder: holds one folder a class.
        classes: the classes wanted, in the order of the labels; the folder may hold others.
        size: (height, width), or one number for both.
        batch_size: images of a batch; the last one may be smaller.
        shuffle_seed: decides the order of the first pass: same seed, same order; another seed, another order.
        augment: whether each pass sees the images flipped, shifted or zoomed at random, and nothing else.

    Returns:
        Batches (images, labels): images float32 in 0..1 of shape (batch, height, width, 3), grey as RGB,
        transparency as white; labels one-hot of shape (batch, classes). A pass gives each image once. Files are
        decoded once, and every pass comes in a new order.

    Raises:
        OSError: a file is broken (in a pass, TensorFlow may make it an error of its own). The message names it,
            here or in the first pass.

    Example:
        >>> import tempfile
        >>> folder = tempfile.mkdtemp()
        >>> for name in ("Banana", "Kiwi"):
        ...     Path(folder, name).mkdir()
        ...     Image.new("RGB", (8, 8)).save(Path(folder, name, "a.png"))
        >>> dataset = image_dataset(folder, ["Kiwi", "Banana"], size=4, batch_size=32, shuffle_seed=0)
        >>> [(images.shape, labels.shape) for images, labels in dataset.as_numpy_iterator()]
        [((2, 4, 4, 3), (2, 2))]

    Source: the workshop's notebook "Fruits CNN", which did this with `ImageDataGenerator`.
    """
    raise NotImplementedError("image_dataset: not written yet")
