"""Other right ways of ex12: the networks and optimizers that a student may well choose."""

from __future__ import annotations

import keras
import numpy as np

from reference.kit.catalogue import other_way


@other_way("build_fruit_cnn", how="the workshop's own: LeakyReLU, one pooling, 512 hidden units")
def as_in_the_workshop(input_shape, n_classes):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
            keras.layers.Conv2D(16, 3, padding="same"),
            keras.layers.LeakyReLU(negative_slope=0.5),
            keras.layers.BatchNormalization(),
            keras.layers.MaxPooling2D(2),
            keras.layers.Dropout(0.25),
            keras.layers.Flatten(),
            keras.layers.Dense(512, activation="relu"),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(n_classes, activation="softmax"),
        ]
    )


@other_way("build_fruit_cnn", how="normalisation and ReLU before each pooling")
def pooled_after_the_non_linearity(input_shape, n_classes):
    model = keras.Sequential([keras.Input(input_shape)])
    for filters in (16, 32):
        model.add(keras.layers.Conv2D(filters, 3, padding="same"))
        model.add(keras.layers.BatchNormalization(momentum=0.9))
        model.add(keras.layers.ReLU())
        model.add(keras.layers.MaxPooling2D())
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dropout(0.3))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@other_way("build_fruit_cnn", how="Functional, global average pooling, Dense and Activation apart")
def pooled_globally(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    x = inputs
    for filters in (24, 48, 64):
        x = keras.layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
        x = keras.layers.BatchNormalization(momentum=0.9)(x)
        x = keras.layers.Activation("relu")(x)
        if filters < 64:
            x = keras.layers.MaxPooling2D()(x)
    x = keras.layers.Dense(n_classes)(keras.layers.GlobalAveragePooling2D()(x))
    return keras.Model(inputs, keras.layers.Activation("softmax")(x))


@other_way("build_fruit_cnn", how="as in textbooks: two normalised convolutions, one pooling, global average pooling")
def as_in_the_textbooks(input_shape, n_classes):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.Conv2D(32, 3, padding="same"),
            keras.layers.BatchNormalization(),
            keras.layers.ReLU(),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(64, 3, padding="same"),
            keras.layers.BatchNormalization(),
            keras.layers.ReLU(),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(n_classes, activation="softmax"),
        ]
    )


@other_way("build_fruit_cnn", how="without normalisation, with a hidden layer")
def without_normalisation(input_shape, n_classes):
    model = keras.Sequential([keras.Input(input_shape)])
    for filters in (16, 32):
        model.add(keras.layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(keras.layers.MaxPooling2D())
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(64, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@other_way("build_fruit_cnn", how="residual: a shortcut round two convolutions")
def with_a_shortcut(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    x = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(inputs)
    shortcut = x = keras.layers.MaxPooling2D()(x)
    x = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(x)
    x = keras.layers.Add()([shortcut, keras.layers.Conv2D(16, 3, padding="same")(x)])
    x = keras.layers.MaxPooling2D()(keras.layers.ReLU()(x))
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(keras.layers.Flatten()(x)))


@other_way("build_fruit_cnn", how="flips images in training, by layers of its own in front")
def with_flipped_images(input_shape, n_classes):
    flipped = keras.Sequential([keras.layers.RandomFlip("horizontal"), keras.layers.RandomTranslation(0.05, 0.05)])
    model = keras.Sequential([keras.Input(input_shape), flipped])
    for filters in (32, 64):
        model.add(keras.layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(keras.layers.MaxPooling2D())
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(96, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@other_way("build_fruit_cnn", how="a subclass of keras.Model")
def subclassed(input_shape, n_classes):
    return FruitNetwork(n_classes)


@other_way("compile_model", how="Adam, without an average of its steps")
def with_plain_adam(model, learning_rate):
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@other_way("compile_model", how="RMSprop; loss and metric as objects")
def with_rmsprop_and_objects(model, learning_rate):
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=learning_rate),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    return model


@other_way("compile_model", how="gradient descent with momentum")
def with_momentum(model, learning_rate):
    descent = keras.optimizers.SGD(learning_rate, momentum=0.9)
    model.compile(descent, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@other_way("train", how="in batches of 64")
def in_batches_of_64(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    return model.fit(images, labels, 64, epochs, validation_data=validation, verbose=0).history


@other_way("train", how="stops where val_loss no longer falls, and goes back to the best weights")
def stopped_early(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
    fitted = model.fit(
        images, labels, epochs=epochs, validation_data=validation, batch_size=64, callbacks=[stop], verbose=0
    )
    return fitted.history


@other_way("train", how="epoch by epoch, batches shuffled by hand, figures kept in lists")
def epoch_by_epoch(model, images, labels, validation, epochs, rng_seed):
    rng = np.random.default_rng(rng_seed)
    history = {}
    for _ in range(epochs):
        order = rng.permutation(len(images))
        once = model.fit(images[order], labels[order], validation_data=validation, batch_size=64, verbose=0)
        for name, (value,) in once.history.items():
            history.setdefault(name, []).append(value)
    return history


@other_way("classify_image", how="a call of the model, the best of sorted pairs, a list")
def best_of_sorted_pairs(model, image, class_names):
    probabilities = np.asarray(model(np.expand_dims(image, 0), training=False))[0]
    pairs = sorted(zip(probabilities.tolist(), class_names, strict=True), reverse=True)
    return [pairs[0][1], pairs[0][0]]


class FruitNetwork(keras.Model):
    """Two blocks and a head."""

    def __init__(self, n_classes):
        super().__init__()
        self.first = keras.layers.Conv2D(32, 3, padding="same", activation="relu")
        self.second = keras.layers.Conv2D(32, 3, padding="same", activation="relu")
        self.norms = [keras.layers.BatchNormalization(momentum=0.9) for _ in range(2)]
        self.pool = keras.layers.MaxPooling2D()
        self.flatten = keras.layers.Flatten()
        self.dropout = keras.layers.Dropout(0.3)
        self.head = keras.layers.Dense(n_classes, activation="softmax")

    def call(self, inputs, training=False):
        """Answer a batch."""
        x = self.pool(self.norms[0](self.first(inputs), training=training))
        x = self.pool(self.norms[1](self.second(x), training=training))
        return self.head(self.dropout(self.flatten(x), training=training))
