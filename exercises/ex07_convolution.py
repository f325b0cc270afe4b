# %% [markdown]
# # Convolution: a small window that slides
#
# A dense layer looks at all pixels at once and gives each one a weight of its own. Move a banana three pixels
# to the right, and every weight that knew it looks at the wrong place. What makes a picture a picture, that
# neighbouring pixels belong together, is lost on it.
#
# A **convolution** looks through a small window instead, 3 by 3 pixels say. It slides the window over the
# image, and at each place asks the same question: *how much does this look like my pattern?* The pattern is
# a **kernel** (or filter), a few numbers as large as the window. The answer at a place is one number: multiply
# pixel by kernel number, and add up. All answers together are again an image, the **feature map**.
#
# ```text
#    image          kernel      feature map
#    0 9 0 0         1 0
#    0 0 9 0   *     0 1    =    0 18  0
#    0 0 0 9                     0  0 18
# ```
#
# The kernel above likes lines that run down to the right, and the map is bright where one does. The same four
# numbers serve every place, so a pattern is found wherever it is, and there is little to learn: four weights,
# not one for each pixel. In a network nobody writes these numbers down. They are learned, by the gradients of
# exercise 4. Here we write them by hand, to see what a network will be looking for.
#
# *A word on words.* Mathematicians turn the kernel round before they slide it and call only that a convolution;
# without the turn it is a cross-correlation. No framework in use today turns it (a learned kernel can come out
# turned just as well), and all of them say convolution. So do we.
#
# Picture: `kata figure ex07 --target`. Where this exercise leads: a photograph through two kernels, and the window that slides over it

# %%
import numpy as np
from jaxtyping import Float

# %% [markdown]
# ## Task 1: how large is the feature map?
#
# Before anything slides, count the places where the window can stand. On a row of 5 pixels a window of 3 has
# three: it begins at pixel 0, 1 or 2. Two things change the count.
#
# **Stride** is how far the window moves from one place to the next. A stride of 2 skips every other place, and
# the map is about half as large. A rest at the end that is too short for another step is left out.
#
# **Padding** lays fake pixels around the image, so that border pixels, too, get to be in the middle of a window.
#
# | padding | fake pixels | size of the map |
# |---|---|---|
# | `"valid"` | none | the places where the window lies wholly inside |
# | `"same"` | as many as it takes | one place for every `stride` pixels, the last one begun counts; at stride 1 as large as the image |
# | a number | so many on each side | as for an image that has grown on both sides |


# %%
def output_size(size: int, kernel: int, stride: int = 1, padding: str | int = "valid") -> int:
    """Count the places of a sliding window along one axis.

    Args:
        size: pixels of the image along the axis.
        kernel: pixels of the window, at most those of the padded image.
        stride: pixels from one place to the next, 1 or more.
        padding: "valid", "same", or the number of fake pixels on each of the two sides.

    Returns:
        The size of the feature map along the axis.

    Example:
        >>> output_size(5, 3), output_size(5, 3, padding="same"), output_size(5, 3, stride=2, padding=1)
        (3, 5, 3)

    Source: slide "ConvNets", padding and stride.
    """
    raise NotImplementedError("output_size: not written yet")


# %% [markdown]
# ## Task 2: fake pixels
#
# From here on images come as a batch with four axes: images, height, width, channels (red, green and blue, or
# the maps of the layer before). A frame goes around the height and the width. The other two axes have
# no border: a frame around the channels would add a fourth colour.


# %%
def pad_images(
    images: Float[np.ndarray, "batch height width channels"], amount: int
) -> Float[np.ndarray, "batch padded_height padded_width channels"]:
    """Lay a frame of zeros around each image.

    Args:
        images: a batch, shape (B, H, W, C), array or nested list.
        amount: the width of the frame in pixels, 0 or more.

    Returns:
        The larger images, shape (B, H + 2 * amount, W + 2 * amount, C).

    Example:
        >>> pad_images(np.ones((2, 5, 7, 3)), 1).shape
        (2, 7, 9, 3)

    Source: slide "ConvNets": fake pixels are created at the edge of images.
    """
    raise NotImplementedError("pad_images: not written yet")


# %% [markdown]
# ## Task 3: kernels by hand
#
# The slide shows two filters, one for vertical lines, one for horizontal ones. Write down nine numbers for each.
# What is asked of them is what makes an edge an edge:
#
# * A wall of one colour has no edges, dark or bright: the answer there is 0.
# * The vertical kernel answers loudly to a vertical line and stays quiet along a horizontal one. The horizontal
#   kernel does the opposite.
#
# Many kernels do this, and any of them is right. Prewitt and Sobel gave their names to two.


# %%
def edge_kernels() -> dict[str, Float[np.ndarray, "3 3"]]:
    """Give a detector of vertical lines and one of horizontal lines.

    Returns:
        {"vertical": kernel, "horizontal": kernel}, both of shape (3, 3).

    Source: slide "ConvNets", vertical and horizontal lines.
    """
    raise NotImplementedError("edge_kernels: not written yet")


# %% [markdown]
# ## Task 4: slide it
#
# One image with one channel, one kernel, no padding, stride 1. This is the whole idea, so write it the
# way you would do it with your finger on paper. Loops are welcome here.


# %%
def convolve_one(
    image: Float[np.ndarray, "height width"], kernel: Float[np.ndarray, "kernel_height kernel_width"]
) -> Float[np.ndarray, "map_height map_width"]:
    """Slide one kernel over one image of one channel, as it is (not turned round).

    Args:
        image: shape (H, W), any numbers, whole ones too; a nested list will do, here and below.
        kernel: shape (kh, kw), not larger than the image, array or nested list.

    Returns:
        The feature map, shape (H - kh + 1, W - kw + 1): at each place the sum of window times kernel.

    Example:
        >>> convolve_one([[0.0, 3.0, 5.0], [1.0, 1.0, 1.0]], [[-1.0, 1.0]])
        array([[3., 2.],
               [0., 0.]])

    Source: slide "ConvNets".
    """
    raise NotImplementedError("convolve_one: not written yet")


# %% [markdown]
# ## Task 5: channels and filters
#
# A photograph has three channels, red, green and blue, and one pattern does not tell a banana from a lime. So a layer
# has many filters, and each of them looks at all channels:
#
# * A filter is as deep as the image. It has a kernel for each channel, and their answers **add up** to one
#   number at each place: a filter for ripe bananas may want red and green, and no blue.
# * Each filter makes one feature map and has one bias, which is added at all its places. The maps lie behind each
#   other as channels of the result.
#
# One image still, no padding, stride 1. You have a function that slides one kernel over one channel. How often must
# it run for one map, and how often for all of them? Loops are welcome once more.


# %%
def convolve_channels(
    image: Float[np.ndarray, "height width channels"],
    kernels: Float[np.ndarray, "kernel_height kernel_width channels filters"],
    bias: Float[np.ndarray, " filters"],
) -> Float[np.ndarray, "map_height map_width filters"]:
    """Slide many filters over one image of many channels, without padding, pixel by pixel.

    Args:
        image: shape (H, W, C), any numbers.
        kernels: shape (kh, kw, C, F): F filters, each with a kernel for each channel; not larger than the image.
        bias: shape (F,), added to each filter's map. All three may be arrays or nested lists.

    Returns:
        The feature maps, shape (H - kh + 1, W - kw + 1, F).

    Example:
        >>> convolve_channels(np.ones((5, 7, 3)), np.ones((2, 2, 3, 2)), [0.5, 1.0])[0, 0]
        array([12.5, 13. ])

    Source: slide "Convolutional Layers".
    """
    raise NotImplementedError("convolve_channels: not written yet")


# %% [markdown]
# ## Task 6: the layer
#
# A convolutional layer does this for a whole batch of images, with a stride and with fake pixels where you ask for
# them. For both follow TensorFlow. With `"same"` the result has `output_size(...)` places along each axis;
# fake pixels are added as far as the last window hangs over the edge. Half of them go to the left and half to the
# right, top and bottom likewise. When their number is uneven, TensorFlow puts the odd one **to the right and
# to the bottom**; others do it differently, and weights that move between frameworks then see a picture shifted
# by one pixel.
#
# Loops were fine above. Here they would cost you: 32 images of 28 by 28 pixels and 32 filters are 700,000 places,
# and Python needs seconds for them. NumPy needs a thousandth of that if it gets all the windows at once. So
# there is a point for an answer in which no Python loop runs over images, pixels or channels (one over the
# few numbers of a kernel is fine). It is told by counting what Python executes, not by the clock: your answer
# must not do more work when there are more images, pixels or channels.


# %%
def conv2d(
    images: Float[np.ndarray, "batch height width channels"],
    kernels: Float[np.ndarray, "kernel_height kernel_width channels filters"],
    bias: Float[np.ndarray, " filters"],
    stride: int = 1,
    padding: str = "valid",
) -> Float[np.ndarray, "batch map_height map_width filters"]:
    """Apply a convolutional layer to a batch of images.

    Args:
        images: shape (B, H, W, C), any numbers.
        kernels: shape (kh, kw, C, F): F filters, each with a kernel for each channel.
        bias: shape (F,), added to each filter's map. All three may be arrays or nested lists.
        stride: pixels from one place to the next, along both axes.
        padding: "valid" or "same", as TensorFlow defines them.

    Returns:
        The feature maps, shape (B, h, w, F) with h and w as `output_size` counts them.

    Example:
        >>> conv2d(np.ones((1, 5, 7, 3)), np.ones((2, 2, 3, 1)), [0.5])[0, 0, 0]
        array([12.5])

    Source: slide "Convolutional Layers"; `tf.nn.conv2d`.
    """
    raise NotImplementedError("conv2d: not written yet")


# %% [markdown]
# ## Bonus: and back
#
# To learn its kernels, the layer must pass gradients back, as the dense layer did in exercise 4: `upstream` says
# how the loss changes with each number of the feature maps, and we ask how it changes with each pixel, each
# kernel number and each bias.
#
# The rule is the same as ever: each number gets what flows back from everywhere it was used. A kernel number was
# used at every place of every image. A pixel was used by every window it lies in, so its shares add up, and what
# flowed to fake pixels belongs to nobody.


# %%
def conv2d_backward(
    upstream: Float[np.ndarray, "batch map_height map_width filters"],
    images: Float[np.ndarray, "batch height width channels"],
    kernels: Float[np.ndarray, "kernel_height kernel_width channels filters"],
    stride: int = 1,
    padding: str = "valid",
) -> tuple[
    Float[np.ndarray, "batch height width channels"],
    Float[np.ndarray, "kernel_height kernel_width channels filters"],
    Float[np.ndarray, " filters"],
]:
    """Pass the gradient of a loss back through `conv2d`.

    Args:
        upstream: the gradient with respect to the feature maps, shape (B, h, w, F).
        images: what `conv2d` was given, shape (B, H, W, C).
        kernels: what `conv2d` was given, shape (kh, kw, C, F). All three may be arrays or nested lists.
        stride: what `conv2d` was given.
        padding: what `conv2d` was given.

    Returns:
        (d_images, d_kernels, d_bias): the gradients in the shapes of images, kernels and bias.

    Example:
        >>> d_images, d_kernels, d_bias = conv2d_backward(
        ...     np.ones((1, 4, 6, 1)), np.ones((1, 5, 7, 3)), np.ones((2, 2, 3, 1))
        ... )
        >>> d_bias
        array([24.])
    """
    raise NotImplementedError("conv2d_backward: not written yet")
