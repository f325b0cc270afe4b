# %% [markdown]
# # Pooling: boil it down
#
# A convolution turns one image into a stack of **feature maps**, each as large as the image. That is a lot of
# numbers, and most of them say the same thing as their neighbours: where there is an edge, there is also an
# edge one pixel further on. **Pooling** keeps one number for each small window and lets the rest go.
#
# | | keeps | asks the window |
# |---|---|---|
# | max pooling | the largest | "is it anywhere in here?" |
# | average pooling | the mean | "how much of it is in here?" |
# | global average pooling | the mean of the whole map | "how much of it is in the image?" |
#
# What that buys:
#
# - **less to compute**: windows of 2 x 2 leave a quarter of the numbers for the layer above;
# - **a wider view**: the next 3 x 3 kernel sees twice as far in the image;
# - **some calm**: a banana that moves by a pixel often leaves the same maximum behind.
#
# Nothing is learned here: a pooling layer has no parameters at all. Each channel is pooled by itself, and so
# is each image.
#
# ![Where this exercise leads: a photograph pooled to less and less, and how many parameters windows save](target.png)

# %%
import numpy as np
from jaxtyping import Float

# %% [markdown]
# ## Where the windows lie
#
# The **stride** says how far the window moves from one step to the next. Usually that is its own size, so that
# windows neither overlap nor leave gaps; where nothing is said, it is the size. A smaller stride makes windows
# overlap, a larger one skips pixels.
#
# Windows seldom fit the image exactly. There are two ways to deal with the rest:
#
# - **valid**: only whole windows count. In a row of 7, windows of 2 take 6 pixels and the last one is dropped.
# - **same**: no pixel is dropped for want of a whole window; fake pixels around the image complete it. A row
#   of 7 at stride 2 gives ceil(7 / 2) = 4 windows. The fake pixels are shared out over both ends; of an odd
#   number, the bottom and the right get one more.
#
# How many fake pixels that takes is arithmetic, so here it is, ready to be given to `np.pad`. What to *put*
# into them is your question, and each kind of pooling answers it in its own way. `np.pad` puts zeros there if
# you say nothing: ask yourself each time what a zero would do to the result.


# %%
def pad_widths(shape: tuple[int, ...], size: int, stride: int, padding: str) -> list[tuple[int, int]]:
    """Say how many pixels `padding` adds before and after each of the four axes: given, use it as you like.

    Args:
        shape: of the images, (B, H, W, C).
        size: side of the window.
        stride: step of the window, a number.
        padding: "valid" or "same".

    Returns:
        Four pairs (before, after), as the second argument of `np.pad` wants them.

    Example:
        >>> pad_widths((1, 5, 6, 3), 2, 2, "same")
        [(0, 0), (0, 1), (0, 0), (0, 0)]
    """
    if padding == "valid":
        return [(0, 0)] * 4
    widths = [(0, 0)]
    for length in shape[1:3]:
        windows = -(-length // stride)
        missing = max((windows - 1) * stride + size - length, 0)
        widths.append((missing // 2, missing - missing // 2))
    return [*widths, (0, 0)]


# %% [markdown]
# ## Task 1: max pooling
#
# Each window gives its largest number. With padding, think of a feature map before its ReLU, where all
# numbers may be negative: a fake pixel must never win.


# %%
def max_pool2d(
    images: Float[np.ndarray, "batch height width channels"],
    size: int,
    stride: int | None = None,
    padding: str = "valid",
) -> Float[np.ndarray, "batch rows columns channels"]:
    """Keep the largest number of each window, channel by channel.

    Args:
        images: shape (B, H, W, C), any real numbers, whole ones too, array or nested list.
        size: side of the square window; with "valid" at most H and W.
        stride: how far the window moves; None means `size`.
        padding: "valid" (whole windows only) or "same" (ceil(H / stride) rows, ceil(W / stride) columns).

    Returns:
        One number for each window and channel. A fake pixel is never the largest.

    Example:
        >>> image = np.array([[1.0, 5.0, 2.0, 0.0], [3.0, 4.0, 8.0, 1.0]])
        >>> max_pool2d(image[None, :, :, None], 2)[0, :, :, 0]
        array([[5., 8.]])

    Source: slide "ConvNets", "e.g. max pooling"; tf.nn.max_pool2d for "same".
    """
    ### BEGIN SOLUTION
    stride = stride or size
    widths = pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=-np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(-2, -1))
    ### END SOLUTION


# %% [markdown]
# ## Task 2: average pooling
#
# The mean of each window. At the border a window may hold four real pixels or only one, and the fake ones have
# nothing to say: divide by how many real ones there are. Beware of telling them apart by their value. A black
# pixel is real, and it is 0.


# %%
def average_pool2d(
    images: Float[np.ndarray, "batch height width channels"],
    size: int,
    stride: int | None = None,
    padding: str = "valid",
) -> Float[np.ndarray, "batch rows columns channels"]:
    """Keep the mean of each window, channel by channel.

    Args:
        images: shape (B, H, W, C), any real numbers, whole ones too, array or nested list.
        size: side of the square window; with "valid" at most H and W.
        stride: how far the window moves; None means `size`.
        padding: "valid" (whole windows only) or "same" (ceil(H / stride) rows, ceil(W / stride) columns).

    Returns:
        One mean for each window and channel, over the pixels that lie in the image: padding does not count.

    Example:
        >>> image = np.array([[1.0, 5.0, 2.0], [3.0, 7.0, 8.0]])
        >>> average_pool2d(image[None, :, :, None], 2, padding="same")[0, :, :, 0]
        array([[4., 5.]])

    Source: slide "ConvNets", "boils information down"; tf.nn.avg_pool2d for "same".
    """
    ### BEGIN SOLUTION
    stride = stride or size
    widths = pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
    return np.nanmean(windows[:, ::stride, ::stride], axis=(-2, -1))
    ### END SOLUTION


# %% [markdown]
# ## Task 3: global average pooling
#
# Take the window as large as the image, and each feature map becomes one number: how much of this feature is
# in the image, wherever it is. Modern networks end so. An image of any size gives a vector of the same length,
# and the dense layer above it stays small.


# %%
def global_average_pool(
    images: Float[np.ndarray, "batch height width channels"],
) -> Float[np.ndarray, "batch channels"]:
    """Boil each channel of each image down to its mean.

    Args:
        images: shape (B, H, W, C), any real numbers, whole ones too, array or nested list.

    Returns:
        Shape (B, C): one number for each image and channel.

    Example:
        >>> global_average_pool(np.array([[[[1.0, 10.0], [3.0, 20.0]]]]))
        array([[ 2., 15.]])

    Source: "Network in network" (Lin, Chen, Yan, 2013), section 3.2.
    """
    ### BEGIN SOLUTION
    return np.mean(images, axis=(1, 2))
    ### END SOLUTION


# %% [markdown]
# ## Task 4: what a window saves
#
# Why windows at all? The slide sets the two kinds of network side by side. To an **MLP** pixels are
# independent: each unit of its first layer has a weight of its own for every number of the image. A **CNN**
# sees pixels as groups: it learns small filters, and each filter is used again at every place. Count what each
# has to learn on the same image.
#
# | | MLP: a dense layer | CNN: a convolutional layer |
# |---|---|---|
# | takes the image as | one long row of numbers | height, width, channels |
# | learned | weights | filters |
# | also learned | a bias for each unit | a bias for each filter |


# %%
def parameter_counts(input_shape: tuple[int, int, int], hidden: int, filters: int, kernel_size: int) -> tuple[int, int]:
    """Count what the first layer of an MLP and of a CNN have to learn on the same image.

    Args:
        input_shape: of one image, (H, W, C).
        hidden: units of the dense layer, which is given the image flattened.
        filters: filters of the convolutional layer.
        kernel_size: side of its square filters; a filter reaches through all C channels.

    Returns:
        (parameters of the dense layer, parameters of the convolutional layer), both with their biases.

    Example:
        >>> parameter_counts((20, 20, 3), hidden=512, filters=32, kernel_size=3)
        (614912, 896)

    Source: slide "MLPs vs CNNs"; the example is the workshop's fruit network.
    """
    ### BEGIN SOLUTION
    height, width, channels = input_shape
    dense = (height * width * channels + 1) * hidden
    convolution = (kernel_size**2 * channels + 1) * filters
    return dense, convolution
    ### END SOLUTION


# %% [markdown]
# ## Bonus: the way back
#
# Training sends a gradient back through every layer. Pooling has nothing to learn, but must pass on what it is
# sent. Only the largest pixel of a window made any difference to the result, so it alone gets the window's
# gradient; the others get nothing. A pixel that wins in several windows is sent something by each of them.


# %%
def max_pool2d_backward(
    upstream: Float[np.ndarray, "batch rows columns channels"],
    images: Float[np.ndarray, "batch height width channels"],
    size: int,
    stride: int | None = None,
    padding: str = "valid",
) -> Float[np.ndarray, "batch height width channels"]:
    """Send the gradient of each window back to the pixel that was its largest.

    Args:
        upstream: the loss's gradient with respect to the result of `max_pool2d`, in its shape; like images an
            array or a nested list.
        images: shape (B, H, W, C), what `max_pool2d` was given. Where a window has several largest pixels, the
            first may get all or they may share: you need not decide.
        size: side of the square window.
        stride: how far the window moves; None means `size`.
        padding: "valid" or "same".

    Returns:
        The gradient with respect to `images`, in their shape (fake pixels cut off again).

    Example:
        >>> image = np.array([[1.0, 5.0], [3.0, 4.0]])[None, :, :, None]
        >>> max_pool2d_backward(np.array([[[[0.5]]]]), image, 2)[0, :, :, 0]
        array([[0. , 0.5],
               [0. , 0. ]])

    Source: slide "Backpropagation".
    """
    ### BEGIN SOLUTION
    stride = stride or size
    widths = pad_widths(np.shape(images), size, stride, padding)
    padded = np.pad(np.asarray(images, dtype=float), widths, constant_values=-np.inf)
    d_padded = np.zeros(padded.shape)
    for (b, i, j, c), gradient in np.ndenumerate(upstream):
        top, left = i * stride, j * stride
        window = padded[b, top : top + size, left : left + size, c]
        row, column = divmod(window.argmax(), size)
        d_padded[b, top + row, left + column, c] += gradient
    (above, below), (before, after) = widths[1:3]
    return d_padded[:, above : padded.shape[1] - below, before : padded.shape[2] - after]
    ### END SOLUTION
