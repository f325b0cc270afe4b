# %% [markdown]
# # Transfer learning: new classes for eyes that can already see
#
# Twelve photos of each fruit are not enough to learn to see. They are enough to learn **names**, for somebody
# who can see already. A network that was trained on other things knows edges, spots, peels and outlines; only
# its last layers turn them into classes, and those classes are not ours. So:
#
# 1. cut off the last layers. What is left is the **base**: images in, feature maps out;
# 2. put a new, small **head** on it, with our classes;
# 3. **freeze** the base and train the head: few weights, so few images suffice;
# 4. **fine-tune**: open the last layers of the base as well and go on, in small steps.
#
# Why freeze at all? The head starts with random weights, so its first errors are large and its gradients
# nonsense. They would run down into the base and wipe out what it knows, before the head has learned anything
# that is worth passing on. And why small steps later? For the same reason: a large step forgets.
#
# Which layers are opened? The first ones see edges, which every image has. The last ones see parts of the
# things they were trained on. Those are the ones to retrain.
#
# The workshop took VGG16, 15,786,439 parameters, and shut all of its layers but the last four. It trained those
# and the fresh head together from the first step, 8,151,175 parameters: just what the paragraph above warns of. It
# learned all the same, to 0.84 when it was broken off. You do it in two steps.
#
# What does the second step bring? Measure it. With twelve rendered fruits of each class it makes little
# difference; on the real photographs of Fruits-360, over five seeds, the head alone reached 0.950 and the tuned
# network 0.946. Fine-tuning pays where the new images look unlike the old ones and there are many of them.
#
# ## Three facts that are told differently elsewhere
#
# A frozen layer is one whose `trainable` is False: that is a switch, and Keras has several of them. These
# three were tried out with Keras 3.15; each goes wrong without an error.
#
# - **Batch normalisation** keeps a running mean and variance. They are moved by every batch of `fit`, without
#   any gradient. You will read that `base(x, training=False)` holds them still. Inside `fit` of a functional
#   model it does not: `fit` says `training=True` to every layer. Only `trainable = False` on the
#   BatchNormalization layer itself keeps its statistics.
# - A model has a switch of its own, above those of its layers. While it stands on True, `base.trainable = True`
#   **does nothing**, even if all layers below were shut one by one. The same goes for False on False.
# - A shut base with open layers inside says of itself that it trains nothing. In a model that is built around
#   it, those layers **are** trained all the same.
#
# So do not trust the switch of the whole. Set those of the layers, and if you want to know what was trained,
# compare the weights before and after. That is what the tests here do.
#
# ![Where this exercise leads: what a borrowed base, a head and fine-tuning reach with twelve images a class](target.png)

# %%
import keras
import numpy as np
from jaxtyping import Float, Int

# %% [markdown]
# ## Task 1: open and shut
#
# Say for *every* layer whether it is trained. A layer that was shut yesterday and belongs to the last ones
# today must be opened again; what is only ever shut cannot be fine-tuned.
#
# All layers count, also those without weights: of VGG16, the last four are three convolutions and a pooling.


# %%
def freeze(model: keras.Model, keep_last: int = 0) -> keras.Model:
    """Shut all layers of a model but the last, which are opened.

    Args:
        model: a base; its switches are set in place, its weights stay.
        keep_last: how many layers at the end, of whatever kind, are to be trained; 0 for none.

    Returns:
        The same model.

    Example:
        >>> model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3), keras.layers.Dense(1)])
        >>> [layer.trainable for layer in freeze(model, keep_last=1).layers]
        [False, True]

    Source: slide "Modify VGG16".
    """
    ### BEGIN SOLUTION
    border = len(model.layers) - keep_last
    for i, layer in enumerate(model.layers):
        layer.trainable = i >= border
    return model
    ### END SOLUTION


# %% [markdown]
# ## Task 2: a new head
#
# This is the workshop's head: the maps become one row, a hidden layer combines them, dropout keeps it from
# learning the few images by heart, and a softmax chooses between our classes.
#
# The base comes as it is, with its weights, and goes into the model itself, not as a copy. It may be called
# like a layer, or its layers may become layers of the model; either is right. What it wants for pixels (each
# has its own `prepare`) is the business of whoever calls. Nothing is frozen here: that is task 3.


# %%
def build_transfer_model(base: keras.Model, n_classes: int, hidden: int, dropout: float) -> keras.Model:
    """Put a head for our classes on a pretrained base.

    Args:
        base: a model without its top: prepared images in, maps (B, h, w, C) out.
        n_classes: how many classes there are.
        hidden: width of the hidden layer, with ReLU.
        dropout: share of the hidden units that training leaves out, in 0..1.

    Returns:
        A model from prepared images to probabilities (B, n_classes): the base, Flatten, Dense, Dropout, Dense.

    Example:
        >>> base = keras.Sequential([keras.Input((4, 4, 3)), keras.layers.Conv2D(5, 3)])
        >>> build_transfer_model(base, 3, hidden=7, dropout=0.5).count_params()
        311

    Source: slides "Modify VGG16"; the workshop had hidden=519, dropout=0.5 and 16 classes.
    """
    ### BEGIN SOLUTION
    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Flatten()(base(inputs))
    x = keras.layers.Dense(hidden, activation="relu")(x)
    x = keras.layers.Dropout(dropout)(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))
    ### END SOLUTION


# %% [markdown]
# ## Task 3: train the head
#
# Now the base keeps still, to the last bit, its BatchNormalization included. Whoever calls may have left any of its
# switches in any position, so set them yourself. Then it is training as you know it. A head of random weights
# may take large steps.


# %%
def train_head(
    model: keras.Model,
    base: keras.Model,
    images: Float[np.ndarray, "batch height width 3"],
    labels: Int[np.ndarray, " batch"],
    validation: tuple[np.ndarray, np.ndarray],
    epochs: int,
    learning_rate: float,
    rng_seed: int,
) -> dict[str, list[float]]:
    """Train the head of a transfer model, and nothing else.

    Args:
        model: base and head, as `build_transfer_model` returns it; it is trained in place.
        base: the base inside it.
        images: prepared images to train on.
        labels: their classes, whole numbers.
        validation: a pair (images, labels) to watch, never to learn from.
        epochs: how often all images are gone through.
        learning_rate: of the optimizer, which is yours to choose.
        rng_seed: for the order of the images.

    Returns:
        One number an epoch each for "loss", "accuracy", "val_loss" and "val_accuracy": `History.history`.

    Source: slide "Modify VGG16": transfer learning.
    """
    ### BEGIN SOLUTION
    keras.utils.set_random_seed(rng_seed)
    freeze(base)
    model.compile(keras.optimizers.Adam(learning_rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history
    ### END SOLUTION


# %% [markdown]
# ## Task 4: fine-tune
#
# The head is sensible now, so what it passes down is of use. Open the last layers of the base and go on with
# head and those together, at a rate of a tenth or less.
#
# Two things are easily forgotten. An optimizer has one rate, and keeps accounts for the weights that were open
# when it first stepped. Turn a switch without compiling again, and the old training step goes on as before, or
# the optimizer complains of an "Unknown variable"; and nobody has told it the new rate. And a
# BatchNormalization among the last layers must stay shut: its statistics rest on a million images, and a
# batch of yours holds a handful.


# %%
def fine_tune(
    model: keras.Model,
    base: keras.Model,
    last_layers: int,
    images: Float[np.ndarray, "batch height width 3"],
    labels: Int[np.ndarray, " batch"],
    validation: tuple[np.ndarray, np.ndarray],
    epochs: int,
    learning_rate: float,
    rng_seed: int,
) -> dict[str, list[float]]:
    """Train head and last layers of the base together.

    Args:
        model: base and head, the head trained; it is trained further in place.
        base: the base inside it.
        last_layers: how many layers at the end of the base are opened; all others of the base are shut. The
            statistics of BatchNormalization stand still everywhere.
        images: prepared images to train on.
        labels: their classes, whole numbers.
        validation: a pair (images, labels) to watch, never to learn from.
        epochs: how often all images are gone through.
        learning_rate: of the optimizer; lower than for the head.
        rng_seed: for the order of the images.

    Returns:
        One number an epoch each for "loss", "accuracy", "val_loss" and "val_accuracy": `History.history`.

    Source: slide "Modify VGG16": fine tuning.
    """
    ### BEGIN SOLUTION
    keras.utils.set_random_seed(rng_seed)
    freeze(base, last_layers)
    for layer in base.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
    model.compile(keras.optimizers.Adam(learning_rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history
    ### END SOLUTION
