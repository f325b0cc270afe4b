# %% [markdown]
# # See what it sees
#
# A network says "Banana", and 0.9999 beside it. Did it look at the banana, or at the plate that bananas lie on in
# every training image? The number does not tell. But nothing in a network is hidden: each layer's output is an array,
# each filter is an array, and for every number the gradient says what it depends on. This exercise makes pictures of
# them.
#
# - **Feature maps** are what a layer passes on: an image for each of its filters, bright where the filter found what it
#   looks for. The first layers show edges and colours, the later ones show parts, in fewer and fewer pixels.
# - **Filters** are the patterns themselves. Those of the first layer look at pixels, so they can be shown as small
#   images.
# - **A class activation map** lays heat over the image: *this* is where the evidence for "Banana" lies.
# - **Saliency** asks of each single pixel: if you changed, would the score change?
#
# ## Given: a look inside
#
# A Keras model is a layer too and can stand inside another: in transfer learning a whole pretrained network is the
# first layer of yours. `model.get_layer` does not look into it, and its tensors belong to another graph. `look_inside`
# takes care of that. It returns the same network, with the same weights, but with the outputs of *all* layers, by name,
# also those of models inside it:
#
# ```text
# outputs = look_inside(model)(images)
# outputs["conv_2"]       what the layer "conv_2" passes on for this batch
# outputs[model.name]     what the whole model gives
# ```
#
# You need not understand how it works to use it, and you may do without it.
#
# ![Where this exercise leads: filters, feature maps, and where the network found its evidence](target.png)

# %%
import keras
import matplotlib
import numpy as np
import tensorflow as tf
from jaxtyping import Float


def look_inside(model: keras.Model) -> keras.Model:
    """Return the same network with the outputs of all its layers, as a dict by name; weights are shared."""
    outputs = {}

    def call(layer, *inputs, **options):
        if isinstance(layer, keras.Model):
            outputs.update(look_inside(layer)(*inputs))
        else:
            outputs[layer.name] = layer(*inputs, **options)
        return outputs[layer.name]

    graph = keras.Model(model.inputs[0], model.outputs[0])
    graph = keras.models.clone_model(graph, clone_function=lambda layer: layer, call_function=call)
    return keras.Model(graph.inputs[0], {**outputs, model.name: graph.outputs[0]})


# %% [markdown]
# ## Task 1: feature maps
#
# A network takes a batch; you have one image. Make a batch of one, and take it out of the result again. Call the model
# as one that is *used*, not trained: then Dropout lets everything through, and BatchNormalization takes the averages it
# has learned instead of those of your one image.


# %%
def feature_maps(
    model: keras.Model, image: Float[np.ndarray, "H W C"], layer_names: list[str]
) -> dict[str, Float[np.ndarray, "h w channels"]]:
    """Return what the named layers pass on for one image.

    Args:
        model: a built Keras model of one image input; it may hold other models and have several paths.
        image: pixels in 0..1, shape (H, W, C).
        layer_names: names of layers, of the model itself or of a model inside it; no name is used twice.

    Returns:
        A dict from name to maps of shape (h, w, channels), in the order of `layer_names`.

    Example:
        >>> model = keras.Sequential([keras.Input((4, 6, 3)), keras.layers.MaxPooling2D(2, name="pool")])
        >>> feature_maps(model, np.ones((4, 6, 3)), ["pool"])["pool"].shape
        (2, 3, 3)

    Source: slide "ConvNets": feature maps, stacks of feature maps.
    """
    ### BEGIN SOLUTION
    pixels = np.asarray(image, dtype=np.float32)[np.newaxis]
    outputs = look_inside(model)(pixels)
    return {name: np.asarray(outputs[name])[0] for name in layer_names}
    ### END SOLUTION


# %% [markdown]
# ## Task 2: all maps of a layer on one page
#
# A layer has 32 maps or 512. Put them side by side on one grid. Each map is stretched to 0..1 by itself, for a filter
# that answers weakly shows its pattern as well as one that answers loudly. And there are **dead** maps: after a ReLU
# many filters pass on nothing but zeros. What does stretching do to a map whose smallest and largest value are the same?


# %%
def tile_maps(maps: Float[np.ndarray, "h w channels"], columns: int) -> Float[np.ndarray, "height width"]:
    """Lay feature maps out on a grid, row by row and without gaps.

    Args:
        maps: shape (h, w, channels), any numbers.
        columns: how many maps stand in a row, at least 1.

    Returns:
        A grey image in 0..1 of as many rows as it takes: height a multiple of h, width `columns` times w. Each map is
        scaled alone: its smallest value is 0, its largest 1. A map of one value only is 0 all over, and so are the
        cells after the last map.

    Example:
        >>> maps = np.array([[[1.0, 5.0, 0.0], [3.0, 5.0, 0.2]]])
        >>> tile_maps(maps, 2)
        array([[0., 1., 0., 0.],
               [0., 1., 0., 0.]])
    """
    ### BEGIN SOLUTION
    maps = np.asarray(maps, dtype=float)
    height, width, channels = maps.shape
    rows = -(-channels // columns)
    grid = np.zeros((rows * height, columns * width))
    for channel in range(channels):
        row, column = divmod(channel, columns)
        shifted = maps[:, :, channel] - maps[:, :, channel].min()
        if shifted.any():
            cell = grid[row * height : (row + 1) * height, column * width : (column + 1) * width]
            cell[...] = shifted / shifted.max()
    return grid
    ### END SOLUTION


# %% [markdown]
# ## Task 3: filters
#
# A Conv2D layer keeps its kernel as one array of shape (kh, kw, channels, filters). The filters stand last; for
# pictures they must come first. Look after the order: turning axes round and reading the same numbers in another shape
# are two different things.
#
# The three channels of a filter are one colour picture, so they are stretched *together*: if each channel had its own
# scale, a reddish filter would turn grey.


# %%
def filters_as_images(model: keras.Model, layer_name: str) -> Float[np.ndarray, "filters kh kw channels"]:
    """Return the filters of a convolution as images.

    Args:
        model: a built Keras model.
        layer_name: one of its Conv2D layers.

    Returns:
        Images in 0..1, shape (filters, kh, kw, channels). Each filter is scaled alone: its smallest weight is 0, its
        largest 1. A filter whose weights are all the same is 0 all over.

    Example:
        >>> model = keras.Sequential([keras.Input((9, 9, 3)), keras.layers.Conv2D(8, (2, 5), name="first")])
        >>> filters_as_images(model, "first").shape
        (8, 2, 5, 3)

    Source: slide "ConvNets": filters are learned.
    """
    ### BEGIN SOLUTION
    kernel = model.get_layer(layer_name).get_weights()[0]
    shifted = np.moveaxis(kernel - kernel.min(axis=(0, 1, 2)), -1, 0)
    largest = shifted.max(axis=(1, 2, 3), keepdims=True)
    return shifted / np.where(largest > 0, largest, 1)
    ### END SOLUTION


# %% [markdown]
# ## Task 4: where is the evidence?
#
# The maps of the last convolution know *what* is *where*: one lights up at yellow bends, another at green stalks. What
# is missing is which of them speak for "Banana". **Grad-CAM** asks the gradient. If the score of "Banana" rises when a
# map gets brighter, this map speaks for it; if the score falls, it speaks against it.
#
# 1. The gradient of the class's score with respect to the maps of the layer: one number for each place of each map.
# 2. The average over all places: one weight for each map.
# 3. The maps added up with these weights: one map.
# 4. ReLU: only what speaks *for* the class counts.
# 5. Made as large as the image, and divided by the largest value, so that it lies in 0..1.
#
# **The score, not the probability.** Softmax lets the classes compete. A network that is sure gives 1.0, and however a
# pixel changes, 1.0 it stays: the gradient is zero, and the map goes dark just where the network knows best. So the
# softmax must be left out. It may be the activation of the last layer or an `Activation` layer of its own; in both
# cases it is the `activation` of `model.layers[-1]`. The model is not yours, though: whoever called you goes on using
# it, with its softmax. Work on a copy.


# %%
def class_activation_map(
    model: keras.Model, image: Float[np.ndarray, "H W C"], class_index: int, layer_name: str
) -> Float[np.ndarray, "H W"]:
    """Return where in the image the evidence for a class lies (Grad-CAM).

    Args:
        model: a built Keras model of one image input. Its last layer gives the scores of the classes: a Dense layer
            with or without softmax, or an Activation layer that makes the softmax.
        image: pixels in 0..1, shape (H, W, C).
        class_index: the class that is asked for; it need not be the predicted one.
        layer_name: a layer that gives maps (h, w, channels), of the model itself or of a model inside it.

    Returns:
        Heat in 0..1 of the image's size (H, W), taken from the score before the softmax, larger where there is more
        evidence for the class, at most 1. Where nothing speaks for the class, zeros.

    Example:
        >>> model = keras.Sequential([keras.Input((6, 8, 3)), keras.layers.Conv2D(4, 3, name="maps"),
        ...                           keras.layers.Flatten(), keras.layers.Dense(2, activation="softmax")])
        >>> class_activation_map(model, np.ones((6, 8, 3)), 0, "maps").shape
        (6, 8)

    Source: Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks", 2017; the workshop's notebook on
        pretrained nets.
    """
    ### BEGIN SOLUTION
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.layers[-1].activation = keras.activations.linear
    pixels = tf.constant(np.asarray(image, dtype=np.float32)[np.newaxis])
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        outputs = look_inside(copy)(pixels)
        score = outputs[copy.name][0, class_index]
    maps = outputs[layer_name]
    weights = tf.reduce_mean(tape.gradient(score, maps), axis=(1, 2))
    heat = tf.nn.relu(tf.reduce_sum(weights[:, tf.newaxis, tf.newaxis] * maps, axis=-1, keepdims=True))
    heat = tf.image.resize(heat, pixels.shape[1:3])[0, :, :, 0].numpy()
    return heat / heat.max() if heat.any() else heat
    ### END SOLUTION


# %% [markdown]
# ## Task 5: the heat over the image
#
# Give the heat colours (`matplotlib.colormaps["turbo"]` turns numbers in 0..1 into colours) and mix it with the image,
# so that both can be seen. What a colour map returns has four channels; the last one says how opaque the colour is.


# %%
def overlay(
    image: Float[np.ndarray, "H W 3"], heatmap: Float[np.ndarray, "H W"], alpha: float
) -> Float[np.ndarray, "H W 3"]:
    """Lay heat over an image.

    Args:
        image: colours in 0..1, shape (H, W, 3).
        heatmap: heat in 0..1, shape (H, W).
        alpha: how strong the heat is, in 0..1; 0 gives the image as it is.

    Returns:
        Colours in 0..1, shape (H, W, 3). Which colours stand for heat is up to you; hot and cold places of the same
        colour can be told apart, and below alpha 1 the image shows through.

    Example:
        >>> overlay(np.full((2, 3, 3), 0.25), np.eye(2, 3), 0.0)[1, 1]
        array([0.25, 0.25, 0.25])
    """
    ### BEGIN SOLUTION
    colours = matplotlib.colormaps["turbo"](np.asarray(heatmap, dtype=float))[:, :, :3]
    return (1 - alpha) * np.asarray(image) + alpha * colours
    ### END SOLUTION


# %% [markdown]
# ## Task 6: saliency
#
# Grad-CAM is as coarse as the maps of its layer. The gradient can be followed further down, to the pixels: how much
# would the score move if this pixel moved a little? Up or down is all the same, for a pixel matters either way; and a
# pixel with three channels matters as much as the one that matters most.
#
# By itself, `tf.GradientTape` follows what the weights take part in. Pixels are no weights, so it has to be told to watch
# them.


# %%
def saliency(model: keras.Model, image: Float[np.ndarray, "H W C"], class_index: int) -> Float[np.ndarray, "H W"]:
    """Return how strongly the score of a class depends on each pixel.

    Args:
        model: a built Keras model of one image input, as for `class_activation_map`.
        image: pixels in 0..1, shape (H, W, C).
        class_index: the class that is asked for.

    Returns:
        Numbers of at least 0, shape (H, W): the size of the gradient of the class's score before the softmax, largest
        over the channels (their sum or their length is right too), up to a factor.

    Example:
        >>> model = keras.Sequential([keras.Input((1, 3, 1)), keras.layers.Flatten(), keras.layers.Dense(2)])
        >>> model.set_weights([np.array([[1, 0], [-2, 0], [3, 0]]), np.zeros(2)])
        >>> saliency(model, np.ones((1, 3, 1)), 0)
        array([[1., 2., 3.]], dtype=float32)

    Source: Simonyan, Vedaldi and Zisserman, "Deep Inside Convolutional Networks", 2013.
    """
    ### BEGIN SOLUTION
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.layers[-1].activation = keras.activations.linear
    pixels = tf.constant(np.asarray(image, dtype=np.float32)[np.newaxis])
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        score = copy(pixels)[0, class_index]
    return np.abs(tape.gradient(score, pixels)[0]).max(axis=-1)
    ### END SOLUTION
