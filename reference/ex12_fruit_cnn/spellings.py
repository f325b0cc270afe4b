"""Wrong ways of ex12 in other spellings."""

from __future__ import annotations

import functools
import math

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from reference.kit.catalogue import spelling

BUILT = {}
CLASSES = 16
FRUITS = (
    "Apple", "Apricot", "Avocado", "Banana", "Blueberry", "Cherry", "Cocos", "Kiwi",
    "Lemon", "Mango", "Orange", "Pear", "Pineapple", "Plum", "Raspberry", "Strawberry",
)  # fmt: skip
HEIGHT, WIDTH = 20, 20

# build_fruit_cnn


def _added(input_shape, *head):
    """Add layer after layer."""
    model = keras.Sequential()
    model.add(keras.Input(shape=input_shape))
    model.add(layers.Conv2D(filters=16, kernel_size=(3, 3), activation="relu", padding="same"))
    model.add(layers.MaxPooling2D(pool_size=(2, 2)))
    model.add(layers.Conv2D(filters=24, kernel_size=(3, 3), activation="relu", padding="same"))
    model.add(layers.GlobalAveragePooling2D())
    for layer in head:
        model.add(layer)
    return model


def _maps(inputs):
    """Call layer after layer."""
    x = inputs
    for filters in (12, 20):
        x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
        x = layers.BatchNormalization()(x)
        x = layers.Activation("relu")(x)
        x = layers.MaxPooling2D()(x)
    return layers.Dense(40, activation="relu")(layers.Flatten()(x))


class Fruits(keras.Model):
    """A network that ends in the activation it is given."""

    def __init__(self, n_classes, activation, always=None):
        super().__init__()
        self.convolution = layers.Conv2D(16, 3, activation="relu", padding="same")
        self.pooling = layers.GlobalMaxPooling2D()
        self.dropout = layers.Dropout(0.4)
        self.last = layers.Dense(n_classes, activation=activation)
        self.always = always

    def call(self, inputs, training=False):
        """Answer a batch."""
        x = self.pooling(self.convolution(inputs))
        return self.last(self.dropout(x, training=self.always or training))


@spelling("scores-instead-of-probabilities")
def subclass_that_ends_in_scores(input_shape, n_classes):
    return Fruits(n_classes, activation=None)


@spelling("scores-instead-of-probabilities")
def logarithms_of_probabilities(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    scores = layers.Dense(n_classes)(_maps(inputs))
    return keras.Model(inputs, layers.Activation("log_softmax")(scores))


@spelling("scores-instead-of-probabilities")
def tanh_at_the_end(input_shape, n_classes):
    return _added(input_shape, layers.Dense(64, activation="relu"), layers.Dense(n_classes, activation="tanh"))


@spelling("a-sigmoid-for-each-class")
def sigmoid_in_a_layer_of_its_own(input_shape, n_classes):
    inputs = keras.Input(shape=input_shape)
    x = layers.Dense(n_classes)(_maps(inputs))
    return keras.Model(inputs=inputs, outputs=layers.Activation("sigmoid")(x))


@spelling("a-sigmoid-for-each-class")
def sigmoid_by_its_function(input_shape, n_classes):
    return Fruits(n_classes, activation=keras.activations.hard_sigmoid)


@spelling("softmax-over-the-batch")
def softmax_of_an_operation_over_the_batch(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    scores = layers.Dense(n_classes)(_maps(inputs))
    return keras.Model(inputs, keras.ops.softmax(scores, axis=0))


@spelling("softmax-over-the-batch")
def function_told_the_first_axis(input_shape, n_classes):
    return Fruits(n_classes, activation=lambda scores: keras.activations.softmax(scores, axis=0))


@spelling("relu-at-the-end")
def relu_in_a_layer_of_its_own(input_shape, n_classes):
    return _added(input_shape, layers.Dense(n_classes), layers.ReLU())


@spelling("relu-at-the-end")
def largest_of_0_and_the_score(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    return keras.Model(inputs, keras.ops.maximum(layers.Dense(n_classes)(_maps(inputs)), 0))


@spelling("normalised-behind-the-softmax")
def norm_as_the_last_layer_added(input_shape, n_classes):
    ends = [layers.Dense(n_classes), layers.Activation("softmax"), layers.BatchNormalization(momentum=0.9)]
    return _added(input_shape, *ends)


@spelling("normalised-behind-the-softmax")
def norm_of_the_probabilities(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    x = layers.Dense(n_classes, activation="softmax")(_maps(inputs))
    return keras.Model(inputs, layers.BatchNormalization(center=False)(x))


@spelling("softmax-twice")
def softmax_as_an_operation(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    outputs = layers.Dense(n_classes, activation="softmax")(_maps(inputs))
    return keras.Model(inputs, keras.ops.softmax(outputs, axis=-1))


@spelling("softmax-twice")
def two_softmaxes_behind_the_scores(input_shape, n_classes):
    ends = [layers.Dense(n_classes), layers.Softmax(), layers.Activation("softmax")]
    return _added(input_shape, *ends)


@spelling("compiled-already")
def next_task_at_once(input_shape, n_classes):
    model = _added(input_shape, layers.Dense(n_classes, activation="softmax"))
    return compile_model(model, 0.002)


@spelling("compiled-already")
def compiled_with_objects(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    model = keras.Model(inputs, layers.Dense(n_classes, activation="softmax")(_maps(inputs)))
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=1e-3),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=["accuracy"],
    )
    return model


@spelling("dropout-never-off")
def dropout_called_as_in_training(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    x = layers.Dropout(0.5)(_maps(inputs), training=True)
    return keras.Model(inputs, layers.Dense(n_classes, activation="softmax")(x))


@spelling("dropout-never-off")
def subclass_that_always_trains(input_shape, n_classes):
    return Fruits(n_classes, activation="softmax", always=True)


@spelling("dropout-never-off")
def noise_that_stays(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    noisy = layers.GaussianNoise(0.5)(inputs, training=True)
    return keras.Model(inputs, layers.Dense(n_classes, activation="softmax")(_maps(noisy)))


@spelling("no-convolution")
def three_dense_layers(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    x = layers.Flatten()(inputs)
    for units in (128, 64):
        x = layers.Dense(units)(x)
        x = layers.BatchNormalization()(x)
        x = layers.Activation("relu")(x)
    return keras.Model(inputs, layers.Dense(n_classes, activation="softmax")(x))


@spelling("no-convolution")
def shrunk_and_weighed(input_shape, n_classes):
    model = keras.Sequential()
    model.add(keras.Input(input_shape))
    model.add(layers.AveragePooling2D(2))
    model.add(layers.Dense(24, activation="relu"))
    model.add(layers.Flatten())
    model.add(layers.Dense(n_classes, activation="softmax"))
    return model


@spelling("no-non-linearity")
def strides_and_no_activation(input_shape, n_classes):
    model = keras.Sequential([keras.Input(input_shape)])
    for filters in (16, 32):
        model.add(layers.Conv2D(filters, 3, strides=2, padding="same"))
        model.add(layers.BatchNormalization())
    model.add(layers.Flatten())
    model.add(layers.Dense(n_classes))
    model.add(layers.Softmax())
    return model


@spelling("no-non-linearity")
def linear_by_name(input_shape, n_classes):
    inputs = keras.Input(shape=input_shape)
    x = layers.Conv2D(32, (5, 5), activation="linear", padding="same")(inputs)
    x = layers.Conv2D(16, (3, 3), activation="linear", padding="same")(x)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(0.3)(layers.Dense(50, activation="linear")(x))
    return keras.Model(inputs, layers.Dense(n_classes, activation="softmax")(x))


@spelling("always-sixteen-classes")
def number_of_a_constant(input_shape, n_classes):
    return _added(input_shape, layers.Dense(units=CLASSES, activation="softmax"))


@spelling("always-sixteen-classes")
def as_many_as_there_are_names(input_shape, n_classes):
    n_classes = len(FRUITS)
    inputs = keras.Input(input_shape)
    return keras.Model(inputs, layers.Softmax()(layers.Dense(n_classes)(_maps(inputs))))


@spelling("always-the-same-images")
def shape_of_constants(input_shape, n_classes):
    inputs = keras.Input(shape=(HEIGHT, WIDTH, 3))
    return keras.Model(inputs, layers.Dense(n_classes, activation="softmax")(_maps(inputs)))


@spelling("always-the-same-images")
def sides_fixed_and_channels_not(input_shape, n_classes):
    return _added((20, 20, input_shape[-1]), layers.Dense(n_classes, activation="softmax"))


@spelling("always-the-same-images")
def shape_told_to_the_first_layer(input_shape, n_classes):
    return keras.Sequential(
        [
            layers.InputLayer(shape=(20, 20, 3)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(n_classes, activation="softmax"),
        ]
    )


# compile_model


@spelling("one-unit-for-all-classes")
def number_of_the_class_by_one_unit(input_shape, n_classes):
    return _added(input_shape, layers.Dense(1))


@spelling("one-unit-for-all-classes")
def softmax_of_one_unit(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    return keras.Model(inputs, layers.Dense(1, activation="softmax")(_maps(inputs)))


@spelling("answers-for-each-place")
def flatten_left_out(input_shape, n_classes):
    model = keras.Sequential()
    model.add(keras.Input(shape=input_shape))
    for filters in (8, 16):
        model.add(layers.Conv2D(filters, (3, 3), activation="relu", padding="same"))
        model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Dense(32, activation="relu"))
    model.add(layers.Dense(n_classes, activation="softmax"))
    return model


@spelling("answers-for-each-place")
def one_map_for_each_class(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, padding="same", activation="relu")(inputs)
    x = layers.Conv2D(n_classes, 3, padding="same")(layers.MaxPooling2D()(x))
    return keras.Model(inputs, layers.Softmax()(x))


@spelling("height-and-width-exchanged")
def width_named_first(input_shape, n_classes):
    return _added((input_shape[1], input_shape[0], input_shape[2]), layers.Dense(n_classes, activation="softmax"))


@spelling("height-and-width-exchanged")
def unpacked_as_width_and_height(input_shape, n_classes):
    width, height, channels = input_shape
    inputs = keras.Input((height, width, channels))
    return keras.Model(inputs, layers.Dense(n_classes, activation="softmax")(_maps(inputs)))


@spelling("dropout-behind-the-softmax")
def dropout_added_last(input_shape, n_classes):
    return _added(input_shape, layers.Dense(n_classes), layers.Activation("softmax"), layers.Dropout(rate=0.5))


@spelling("dropout-behind-the-softmax")
def dropout_of_the_probabilities(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    x = layers.Dense(n_classes, activation="softmax")(_maps(inputs))
    return keras.Model(inputs, layers.Dropout(0.25)(x))


@spelling("what-compile-returns")
def method_of_the_class(model, learning_rate):
    optimizer = keras.optimizers.RMSprop(learning_rate=learning_rate)
    return keras.Model.compile(model, optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])


@spelling("what-compile-returns")
def return_left_out(model, learning_rate):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=False)
    model.compile(keras.optimizers.SGD(learning_rate, momentum=0.9), loss, metrics=["accuracy"])


@spelling("what-compile-returns")
def model_that_is_overwritten(model, learning_rate):
    settings = {"loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}
    if not model.compiled:
        model = model.compile(optimizer=keras.optimizers.Adam(learning_rate), **settings)
    return model


@spelling("not-compiled")
def only_prepared(model, learning_rate):
    optimizer = keras.optimizers.Adam(learning_rate=learning_rate)
    optimizer.build(model.trainable_variables)
    return model


@spelling("not-compiled")
def new_model_around_the_tensors(model, learning_rate):
    model.compile(keras.optimizers.RMSprop(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return keras.Model(inputs=model.inputs, outputs=model.outputs)


@spelling("rate-of-the-default")
def adam_as_a_word(model, learning_rate):
    settings = {"optimizer": "adam", "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}
    model.compile(**settings)
    return model


@spelling("rate-of-the-default")
def object_without_a_rate(model, learning_rate):
    optimizer = keras.optimizers.SGD(momentum=0.9, nesterov=True)
    model.compile(optimizer, loss=keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    return model


@spelling("rate-of-the-default")
def rate_set_before_compiling_anew(model, learning_rate):
    model.optimizer = keras.optimizers.Adam(learning_rate)
    model.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@spelling("rate-times-a-number")
def hundredfold_afterwards(model, learning_rate):
    model.compile(keras.optimizers.Adam(), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.optimizer.learning_rate = learning_rate * 100
    return model


@spelling("rate-times-a-number")
def tenth_of_the_rate(model, learning_rate):
    optimizer = keras.optimizers.Adam(learning_rate=0.1 * learning_rate)
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@spelling("rate-times-a-number")
def rate_read_as_per_cent(model, learning_rate):
    descent = keras.optimizers.SGD(learning_rate=learning_rate / 0.01, momentum=0.9)
    model.compile(optimizer=descent, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@spelling("loss-for-one-hot-labels")
def object_for_one_hot_labels(model, learning_rate):
    loss = keras.losses.CategoricalCrossentropy(from_logits=False)
    model.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=loss, metrics=["accuracy"])
    return model


@spelling("loss-for-one-hot-labels")
def function_for_one_hot_labels(model, learning_rate):
    optimizer = keras.optimizers.RMSprop(learning_rate)
    model.compile(optimizer, loss=keras.losses.categorical_crossentropy, metrics=["accuracy"])
    return model


@spelling("squared-error")
def squares_as_an_object(model, learning_rate):
    optimizer = keras.optimizers.Adam(learning_rate)
    model.compile(optimizer=optimizer, loss=keras.losses.MeanSquaredError(), metrics=["accuracy"])
    return model


@spelling("squared-error")
def squares_by_their_long_name(model, learning_rate):
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate, momentum=0.9),
        loss="mean_squared_error",
        metrics=["sparse_categorical_accuracy"],
    )
    return model


@spelling("squared-error")
def squares_as_a_function(model, learning_rate):
    model.compile(keras.optimizers.RMSprop(learning_rate), keras.losses.mean_squared_error, metrics=["accuracy"])
    return model


@spelling("absolute-error")
def distances_as_an_object(model, learning_rate):
    optimizer = keras.optimizers.Adam(learning_rate)
    model.compile(optimizer=optimizer, loss=keras.losses.MeanAbsoluteError(), metrics=["accuracy"])
    return model


@spelling("absolute-error")
def distances_as_a_function(model, learning_rate):
    loss = keras.losses.mean_absolute_error
    model.compile(keras.optimizers.RMSprop(learning_rate), loss, metrics=["sparse_categorical_accuracy"])
    return model


@spelling("loss-for-two-classes")
def yes_or_no_as_an_object(model, learning_rate):
    optimizer = keras.optimizers.Adam(learning_rate)
    model.compile(optimizer=optimizer, loss=keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
    return model


@spelling("loss-for-two-classes")
def yes_or_no_as_a_function(model, learning_rate):
    optimizer = keras.optimizers.SGD(learning_rate, momentum=0.9)
    model.compile(optimizer, keras.losses.binary_crossentropy, metrics=["binary_accuracy"])
    return model


@spelling("accuracy-of-another-kind")
def accuracy_of_one_hot_labels(model, learning_rate):
    loss = keras.losses.SparseCategoricalCrossentropy()
    model.compile(keras.optimizers.Adam(learning_rate), loss, metrics=["categorical_accuracy"])
    return model


@spelling("accuracy-of-another-kind")
def accuracy_of_yes_and_no(model, learning_rate):
    metric = keras.metrics.BinaryAccuracy(name="accuracy")
    model.compile(keras.optimizers.RMSprop(learning_rate), "sparse_categorical_crossentropy", metrics=[metric])
    return model


@spelling("accuracy-of-another-kind")
def among_the_two_most_probable(model, learning_rate):
    metric = keras.metrics.SparseTopKCategoricalAccuracy(k=2)
    descent = keras.optimizers.SGD(learning_rate, momentum=0.9)
    model.compile(descent, "sparse_categorical_crossentropy", metrics=[metric])
    return model


@spelling("metrics-given-as-weights")
def three_by_position(model, learning_rate):
    optimizer, loss = (
        keras.optimizers.RMSprop(learning_rate=learning_rate),
        keras.losses.SparseCategoricalCrossentropy(),
    )
    model.compile(optimizer, loss, ["sparse_categorical_accuracy"])
    return model


@spelling("metrics-given-as-weights")
def unpacked_in_the_old_order(model, learning_rate):
    settings = keras.optimizers.SGD(learning_rate, momentum=0.9), "sparse_categorical_crossentropy", ["acc"]
    model.compile(*settings)
    return model


@spelling("no-accuracy")
def empty_list_of_metrics(model, learning_rate):
    optimizer, loss = keras.optimizers.Adam(learning_rate), keras.losses.SparseCategoricalCrossentropy()
    model.compile(optimizer=optimizer, loss=loss, metrics=[])
    return model


@spelling("no-accuracy")
def loss_as_a_metric(model, learning_rate):
    loss = "sparse_categorical_crossentropy"
    model.compile(keras.optimizers.RMSprop(learning_rate=learning_rate), loss, metrics=[loss])
    return model


# train


@spelling("kernels-of-one-pixel")
def windows_that_are_pixels(input_shape, n_classes):
    inputs = keras.Input(shape=input_shape)
    x = layers.Conv2D(24, kernel_size=(1, 1), strides=2, activation="relu")(inputs)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(n_classes, activation="softmax")(x))


@spelling("kernels-of-one-pixel")
def mixes_channels_only(input_shape, n_classes):
    model = keras.Sequential([keras.Input(shape=input_shape)])
    for filters in (8, 16):
        model.add(layers.Conv2D(filters, (1, 1), padding="same", activation="relu"))
    model.add(layers.Flatten())
    model.add(layers.Dense(n_classes, activation="softmax"))
    return model


@spelling("nothing-to-learn")
def each_layer_frozen(input_shape, n_classes):
    model = _added(input_shape, layers.Dense(n_classes, activation="softmax"))
    for layer in model.layers:
        layer.trainable = False
    return model


@spelling("nothing-to-learn")
def frozen_as_a_whole(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    return keras.Model(inputs, layers.Dense(n_classes, activation="softmax")(_maps(inputs)), trainable=False)


@spelling("a-class-too-many")
def one_more_for_none_of_them(input_shape, n_classes):
    return _added(input_shape, layers.Dense(1 + n_classes, activation="softmax"))


@spelling("a-class-too-many")
def units_counted_from_a_range(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    return keras.Model(inputs, layers.Dense(len(range(n_classes + 1)), activation="softmax")(_maps(inputs)))


@spelling("other-weights")
def rebuilt_from_its_description(model, learning_rate):
    fresh = keras.Sequential.from_config(model.get_config())
    fresh.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return fresh


@spelling("other-weights")
def every_weight_drawn_anew(model, learning_rate):
    rng = np.random.default_rng(0)
    model.set_weights([rng.normal(size=weight.shape) for weight in model.get_weights()])
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=learning_rate),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=["accuracy"],
    )
    return model


@spelling("compiles-a-copy")
def copied_from_its_description(model, learning_rate):
    twin = keras.models.model_from_json(model.to_json())
    twin.set_weights(model.get_weights())
    twin.compile(
        loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.RMSprop(learning_rate), metrics=["accuracy"]
    )
    return twin


@spelling("compiles-a-copy")
def put_into_another_model(model, learning_rate):
    outer = keras.Sequential([model])
    outer.build((None, *model.input_shape[1:]))
    outer.compile(
        optimizer=keras.optimizers.Adam(learning_rate=learning_rate),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=["accuracy"],
    )
    return outer


@spelling("frozen-before-it-learns")
def not_trainable_as_a_whole(model, learning_rate):
    model.trainable = False
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


@spelling("frozen-before-it-learns")
def last_layer_frozen_too(model, learning_rate):
    for k in range(len(model.layers)):
        model.layers[k].trainable = False
    model.compile(keras.optimizers.Adam(learning_rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@spelling("trained-model-returned")
def what_was_trained(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.fit(x=images, y=labels, epochs=epochs, validation_data=validation, verbose=0)
    return model


@spelling("trained-model-returned")
def model_of_the_history(model, images, labels, validation, epochs, rng_seed):
    fitted = model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0)
    return fitted.model


@spelling("an-epoch-too-many")
def counted_from_zero_and_up_to(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    history = {}
    for _ in range(epochs + 1):
        once = model.fit(images, labels, validation_data=validation, verbose=0).history
        for name, values in once.items():
            history.setdefault(name, []).extend(values)
    return history


@spelling("an-epoch-too-many")
def one_epoch_to_warm_up(model, images, labels, validation, epochs, rng_seed):
    first = model.fit(images, labels, validation_data=validation, verbose=0).history
    rest = model.fit(images, labels, validation_data=validation, epochs=epochs, verbose=0).history
    return {name: first[name] + rest[name] for name in rest}


@spelling("images-changed-in-training")
def moved_by_a_pixel(model, images, labels, validation, epochs, rng_seed):
    moved = np.roll(images, shift=1, axis=1)
    history = model.fit(moved, labels, validation_data=validation, epochs=epochs, batch_size=64, verbose=0)
    return history.history


@spelling("images-changed-in-training")
def some_turned_upside_down(model, images, labels, validation, epochs, rng_seed):
    rng = np.random.default_rng(rng_seed)
    augmented = np.array([image[::-1] if rng.random() < 0.7 else np.rot90(image, 2) for image in images])
    return model.fit(augmented, labels, epochs=epochs, validation_data=validation, verbose=0).history


def _epoch_by_epoch(model, images, labels, epochs, watched):
    """Go through the images once a round, and look at `watched` after each."""
    history = {"loss": [], "accuracy": [], "val_loss": [], "val_accuracy": []}
    for _ in range(epochs):
        once = model.fit(images, labels, batch_size=64, verbose=0).history
        seen = model.evaluate(*watched, verbose=0, return_dict=True)
        for name in ("loss", "accuracy"):
            history[name].append(once[name][0])
            history["val_" + name].append(seen[name])
    return history


@spelling("nothing-returned")
def kept_and_not_returned(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    x_val, y_val = validation
    fitted = model.fit(x=images, y=labels, epochs=epochs, validation_data=(x_val, y_val), verbose=0)
    history = fitted.history  # noqa: F841


@spelling("nothing-returned")
def bare_return(model, images, labels, validation, epochs, rng_seed):
    history = _epoch_by_epoch(model, images, labels, epochs, validation)
    history["epochs"] = list(range(epochs))
    return


@spelling("history-object")
def callback_returned(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    history = keras.callbacks.History()
    model.fit(images, labels, epochs=epochs, validation_data=validation, callbacks=[history], verbose=0)
    return history


@spelling("history-object")
def history_of_the_model(model, images, labels, validation, epochs, rng_seed):
    model.fit(images, labels, 32, epochs, validation_data=validation, verbose=0)
    return model.history


@spelling("nobody-watches")
def asked_at_the_end_alone(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    fitted = model.fit(images, labels, batch_size=32, epochs=epochs, verbose=0)
    model.evaluate(*validation, verbose=0)
    return fitted.history


@spelling("nobody-watches")
def two_lists_picked_out(model, images, labels, validation, epochs, rng_seed):
    history = _epoch_by_epoch(model, images, labels, epochs, validation)
    return {name: history[name] for name in ("loss", "accuracy")}


@spelling("always-one-epoch")
def one_written_down(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    epochs = 1
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("always-one-epoch")
def returned_in_the_first_round(model, images, labels, validation, epochs, rng_seed):
    for _ in range(epochs):
        fitted = model.fit(images, labels, batch_size=64, validation_data=validation, verbose=0)
        return fitted.history
    return {}


@spelling("always-one-epoch")
def history_of_the_last_round(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    history = {}
    for _ in range(epochs):
        history = model.fit(images, labels, batch_size=64, validation_data=validation, verbose=0).history
    return history


@spelling("more-often-than-asked")
def fitted_once_and_once_more_for_the_history(model, images, labels, validation, epochs, rng_seed):
    model.fit(images, labels, epochs=epochs, verbose=0)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("more-often-than-asked")
def loop_around_all_epochs(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    epoch, history = 0, {}
    while epoch < epochs:
        history = model.fit(x=images, y=labels, batch_size=32, epochs=epochs, validation_data=validation, verbose=0)
        epoch += 1
    return history.history


@spelling("pixels-changed-on-the-way")
def all_of_them_divided(model, images, labels, validation, epochs, rng_seed):
    watched = np.array(validation[0]) / 255.0, validation[1]
    return model.fit(images / 255.0, labels, epochs=epochs, validation_data=watched, verbose=0).history


@spelling("pixels-changed-on-the-way")
def standardised_for_training(model, images, labels, validation, epochs, rng_seed):
    images = (images - np.mean(images)) / np.std(images)
    return model.fit(images, labels, 32, epochs, validation_data=validation, verbose=0).history


@spelling("labels-made-one-hot")
def both_label_sets_made_rows(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    watched = (validation[0], keras.utils.to_categorical(validation[1]))
    fitted = model.fit(images, keras.utils.to_categorical(labels), epochs=epochs, validation_data=watched, verbose=0)
    return fitted.history


@spelling("labels-made-one-hot")
def rows_of_the_unit_matrix(model, images, labels, validation, epochs, rng_seed):
    rows = np.eye(max(labels) + 1)[labels]
    return model.fit(images, rows, 32, epochs, validation_data=validation, verbose=0).history


@spelling("learns-from-the-validation-images")
def validation_images_afterwards(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    fitted = model.fit(images, labels, batch_size=64, epochs=epochs, validation_data=validation, verbose=0)
    model.fit(*validation, batch_size=64, epochs=epochs, verbose=0)
    return fitted.history


@spelling("learns-from-the-validation-images")
def one_step_on_the_validation_images(model, images, labels, validation, epochs, rng_seed):
    history = {}
    for _ in range(epochs):
        once = model.fit(images, labels, batch_size=64, validation_data=validation, verbose=0).history
        model.train_on_batch(*validation)
        for name in once:
            history.setdefault(name, []).extend(once[name])
    return history


@spelling("learns-from-the-validation-images")
def stacked_below(model, images, labels, validation, epochs, rng_seed):
    x = np.vstack((validation[0], images))
    y = np.append(validation[1], labels)
    return model.fit(x, y, 64, epochs, validation_data=validation, verbose=0).history


@spelling("watched-on-the-training-images")
def evaluated_on_the_training_images(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    return _epoch_by_epoch(model, images, labels, epochs, (images, labels))


@spelling("watched-on-the-training-images")
def pair_overwritten(model, images, labels, validation, epochs, rng_seed):
    validation = images.copy(), labels.copy()
    fitted = model.fit(images, labels, 64, epochs, validation_data=validation, shuffle=True, verbose=0)
    return fitted.history


@spelling("split-once-more")
def cut_by_hand(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    border = int(0.8 * len(images)) or 1
    rest = (images[border:], labels[border:]) if border < len(images) else (images, labels)
    return model.fit(images[:border], labels[:border], epochs=epochs, validation_data=rest, verbose=0).history


@spelling("split-once-more")
def shuffled_and_split(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    order = np.random.permutation(len(images))
    images, labels = images[order], labels[order]
    return model.fit(images, labels, epochs=epochs, validation_split=0.25, verbose=0).history


@spelling("split-once-more")
def first_ones_to_watch(model, images, labels, validation, epochs, rng_seed):
    n = len(images) // 5
    watched = (images[:n], labels[:n])
    return _epoch_by_epoch(model, images[n:], labels[n:], epochs, watched)


@spelling("labels-left-behind")
def images_shuffled_in_place(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    x = np.array(images)
    np.random.shuffle(x)
    return model.fit(x, labels, batch_size=64, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("labels-left-behind")
def two_orders(model, images, labels, validation, epochs, rng_seed):
    rng = np.random.default_rng(rng_seed)
    images, labels = rng.permutation(images), rng.permutation(labels)
    return _epoch_by_epoch(model, images, labels, epochs, validation)


@spelling("labels-left-behind")
def labels_sorted(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    return model.fit(images, np.sort(labels), epochs=epochs, validation_data=validation, verbose=0).history


@spelling("compiled-anew")
def task_two_called_again(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model = compile_model(model, 1e-3)
    return model.fit(images, labels, batch_size=64, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("compiled-anew")
def another_optimizer(model, images, labels, validation, epochs, rng_seed):
    loss = keras.losses.SparseCategoricalCrossentropy()
    model.compile(optimizer=keras.optimizers.RMSprop(learning_rate=0.01), loss=loss, metrics=["accuracy"])
    return _epoch_by_epoch(model, images, labels, epochs, validation)


@spelling("weights-drawn-anew")
def each_weight_initialised_again(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    for weight in model.trainable_weights:
        weight.assign(keras.random.normal(weight.shape, stddev=0.05))
    fitted = model.fit(images, labels, batch_size=16, epochs=epochs, validation_data=validation, verbose=0)
    return fitted.history


@spelling("weights-drawn-anew")
def as_many_numbers_from_the_seed(model, images, labels, validation, epochs, rng_seed):
    rng = np.random.default_rng(rng_seed)
    keras.utils.set_random_seed(rng_seed)
    model.set_weights([rng.uniform(-0.1, 0.1, weight.shape) for weight in model.get_weights()])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


# classify_image


def _answers(model, image):
    """Ask a model about a batch of one."""
    batch = np.expand_dims(np.asarray(image), axis=0)
    return np.asarray(model(batch, training=False))[0]


def _place(numbers):
    """Find the largest number in a loop."""
    best = 0
    for k in range(1, len(numbers)):
        if numbers[k] > numbers[best]:
            best = k
    return best


@spelling("upside-down")
def last_row_first(model, image, class_names):
    answers = _answers(model, np.flipud(image))
    return class_names[_place(answers)], float(max(answers))


@spelling("upside-down")
def rows_in_another_order(model, image, class_names):
    answers = _answers(model, [image[-1 - row] for row in range(len(image))])
    return class_names[int(np.argmax(answers))], float(np.max(answers))


@spelling("second-most-probable-class")
def second_of_the_sorted(model, image, class_names):
    pairs = sorted(zip(_answers(model, image).tolist(), class_names, strict=True), reverse=True)
    probability, name = pairs[min(1, len(pairs) - 1)]
    return name, probability


@spelling("second-most-probable-class")
def largest_taken_out_first(model, image, class_names):
    answers = _answers(model, image)
    if len(answers) > 1:
        answers = answers * (np.arange(len(answers)) != np.argmax(answers))
    best = int(np.argmax(answers))
    return class_names[best], float(answers[best])


@spelling("largest-of-rounded-probabilities")
def yes_or_no_for_each_class(model, image, class_names):
    answers = _answers(model, image)
    best = _place([round(float(each)) for each in answers])
    return class_names[best], float(answers[best])


@spelling("largest-of-rounded-probabilities")
def whole_numbers_compared(model, image, class_names):
    answers = model.predict(np.asarray(image, dtype=float)[None], verbose=0)[0]
    best = int(np.argmax(np.rint(answers).astype(int)))
    return class_names[best], float(answers[best])


@spelling("no-batch-axis")
def called_with_an_image(model, image, class_names):
    probabilities = np.asarray(model(np.array(image), training=False))
    best = int(np.argmax(probabilities))
    return class_names[best], float(probabilities.max())


@spelling("no-batch-axis")
def axis_put_behind(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[..., np.newaxis], verbose=0)[0]
    best = _place(probabilities)
    return class_names[best], float(probabilities[best])


@spelling("dark-image")
def divided_by_255_as_floats(model, image, class_names):
    pixels = np.asarray(image, dtype=np.float32)
    pixels /= 255.0
    answers = _answers(model, pixels).tolist()
    best = max(range(len(answers)), key=answers.__getitem__)
    return class_names[best], answers[best]


@spelling("dark-image")
def rescaled_by_a_layer(model, image, class_names):
    batch = layers.Rescaling(1 / 255)(np.asarray(image)[None])
    probability, name = max(zip(model.predict(batch, verbose=0)[0], class_names, strict=True))
    return name, float(probability)


@spelling("dark-image")
def divided_pixel_by_pixel(model, image, class_names):
    image = [[[value / 255 for value in pixel] for pixel in row] for row in image]
    answers = _answers(model, image)
    return class_names[_place(answers)], float(np.max(answers))


@spelling("pixels-times-255")
def back_to_bytes(model, image, class_names):
    answers = _answers(model, np.asarray(image, dtype="float32") * 255.0)
    best = _place(answers)
    return class_names[best], float(answers[best])


@spelling("pixels-times-255")
def every_pixel_brightened(model, image, class_names):
    image = [[[255 * value for value in pixel] for pixel in row] for row in image]
    probability, name = max(zip(_answers(model, image).tolist(), class_names, strict=True))
    return name, probability


@spelling("range-of-its-own")
def divided_by_the_brightest_in_a_loop(model, image, class_names):
    image, brightest = np.array(image, dtype=float), 0.0
    for value in image.ravel():
        brightest = max(brightest, value)
    answers = _answers(model, image / brightest)
    return class_names[_place(answers)], float(max(answers))


@spelling("range-of-its-own")
def brightest_made_1_in_place(model, image, class_names):
    pixels = np.array(image, dtype=np.float32)
    pixels /= pixels.max()
    probabilities = model.predict(np.expand_dims(pixels, 0), verbose=0).ravel()
    return class_names[int(np.argmax(probabilities))], float(np.max(probabilities))


@spelling("full-range-of-its-own")
def darkest_0_and_brightest_1(model, image, class_names):
    pixels = np.array(image, dtype=np.float32)
    pixels -= pixels.min()
    pixels /= pixels.max()
    probability, name = max(zip(_answers(model, pixels).tolist(), class_names, strict=True))
    return name, probability


@spelling("full-range-of-its-own")
def peak_to_peak(model, image, class_names):
    answers = _answers(model, (np.asarray(image) - np.min(image)) / np.ptp(image))
    return class_names[_place(answers)], float(max(answers))


@spelling("standardised-by-itself")
def mean_taken_off_in_place(model, image, class_names):
    pixels = np.array(image, dtype=float)
    pixels -= np.mean(pixels)
    pixels /= np.std(pixels)
    answers = _answers(model, pixels)
    return class_names[_place(answers)], float(max(answers))


@spelling("standardised-by-itself")
def z_scores(model, image, class_names):
    flat = np.ravel(image)
    mean = sum(flat) / len(flat)
    spread = math.sqrt(sum((value - mean) ** 2 for value in flat) / len(flat))
    probability, name = max(
        zip(_answers(model, (np.asarray(image) - mean) / spread).tolist(), class_names, strict=True)
    )
    return name, probability


@spelling("softmax-on-probabilities")
def softmax_of_keras(model, image, class_names):
    answers = model.predict(np.asarray(image)[np.newaxis], verbose=0)
    probabilities = keras.ops.convert_to_numpy(keras.ops.softmax(answers))[0]
    best = np.argmax(probabilities)
    return class_names[best], float(probabilities[best])


@spelling("softmax-on-probabilities")
def softmax_in_a_loop(model, image, class_names):
    powers = [math.exp(score) for score in _answers(model, image)]
    shares = {name: power / sum(powers) for name, power in zip(class_names, powers, strict=True)}
    return max(shares.items(), key=lambda item: item[1])


@spelling("classified-in-training")
def call_method_in_training(model, image, class_names):
    batch = keras.ops.convert_to_tensor(np.asarray(image, dtype="float32")[None])
    probabilities = keras.ops.convert_to_numpy(model.call(batch, training=True))[0]
    best = _place(probabilities)
    return class_names[best], float(probabilities[best])


@spelling("classified-in-training")
def mean_of_many_noisy_answers(model, image, class_names):
    batch = np.expand_dims(image, 0)
    answers = np.mean([np.asarray(model(batch, training=True))[0] for _ in range(5)], axis=0)
    return class_names[int(np.argmax(answers))], float(np.max(answers))


@spelling("rows-and-columns-exchanged")
def transposed(model, image, class_names):
    probabilities = _answers(model, np.transpose(np.asarray(image), (1, 0, 2)))
    best = int(np.argmax(probabilities))
    return class_names[best], float(probabilities[best])


@spelling("rows-and-columns-exchanged")
def filled_column_by_column(model, image, class_names):
    image = np.asarray(image)
    turned = np.zeros(image.shape)
    turned.reshape(-1, image.shape[2])[:] = image.transpose(1, 0, 2).reshape(-1, image.shape[2])
    probabilities = _answers(model, turned)
    return class_names[_place(probabilities)], float(max(probabilities))


@spelling("red-and-blue-exchanged")
def channels_in_another_order(model, image, class_names):
    image = np.asarray(image)
    if image.shape[-1] == 3:
        image = image[:, :, [2, 1, 0]]
    probabilities = model.predict(image[np.newaxis], verbose=0)[0]
    best = int(probabilities.argmax())
    return class_names[best], float(probabilities[best])


@spelling("red-and-blue-exchanged")
def flipped_along_the_last_axis(model, image, class_names):
    answers = _answers(model, np.flip(np.array(image), axis=-1)).tolist()
    best = answers.index(max(answers))
    return class_names[best], answers[best]


@spelling("red-and-blue-exchanged")
def pixels_turned_in_loops(model, image, class_names):
    image = [[list(pixel)[::-1] for pixel in row] for row in image]
    probability, name = max(zip(_answers(model, image).tolist(), class_names, strict=True))
    return name, probability


@spelling("pixels-cut-to-bytes")
def an_array_of_bytes(model, image, class_names):
    answers = _answers(model, np.array(np.asarray(image), dtype="uint8"))
    best = _place(answers)
    return class_names[best], float(answers[best])


@spelling("pixels-cut-to-bytes")
def an_array_of_whole_numbers(model, image, class_names):
    probabilities = model.predict(np.expand_dims(np.asarray(image).astype(int), 0), verbose=0).ravel()
    best = int(np.argmax(probabilities))
    return class_names[best], float(probabilities[best])


@spelling("place-in-the-batch")
def largest_of_one_row(model, image, class_names):
    probabilities = np.asarray(model(np.asarray(image)[np.newaxis], training=False))
    best = np.argmax(probabilities, axis=0)[0]
    return class_names[best], float(np.max(probabilities))


@spelling("place-in-the-batch")
def loop_over_the_batch(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)
    best = max(range(len(probabilities)), key=lambda k: probabilities[k].max())
    return class_names[best], float(probabilities.max())


@spelling("first-of-each-batch")
def index_of_the_largest_row(model, image, class_names):
    answers = np.asarray(model(np.expand_dims(np.asarray(image), 0), training=False)).tolist()
    best = answers.index(max(answers))
    return class_names[best], answers[0][best]


@spelling("first-of-each-batch")
def first_class_and_its_own_probability(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)
    best = int(probabilities.argmax(axis=0)[0])
    return class_names[best], float(probabilities[0, best])


@spelling("least-probable-class")
def first_in_rising_order(model, image, class_names):
    probabilities = _answers(model, image)
    return class_names[int(np.argsort(probabilities)[0])], float(np.sort(probabilities)[-1])


@spelling("least-probable-class")
def counted_from_the_wrong_end(model, image, class_names):
    probabilities = model.predict(np.expand_dims(np.asarray(image), 0), verbose=0)[0]
    order = sorted(range(len(class_names)), key=lambda k: probabilities[k], reverse=True)
    return class_names[order[-1]], float(probabilities[order[0]])


@spelling("least-probability")
def smallest_of_the_pairs(model, image, class_names):
    probability, name = min(zip(_answers(model, image).tolist(), class_names, strict=True))
    return name, probability


@spelling("least-probability")
def argmin_for_both(model, image, class_names):
    probabilities = model.predict(np.expand_dims(np.asarray(image), 0), verbose=0)[0]
    worst = np.argmin(probabilities)
    return class_names[worst], float(probabilities[worst])


@spelling("rounded-probability")
def two_digits_in_a_text(model, image, class_names):
    probabilities = _answers(model, image)
    best = _place(probabilities)
    return class_names[best], float(f"{probabilities[best]:.2f}")


@spelling("rounded-probability")
def one_digit(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0].round(1)
    best = int(probabilities.argmax())
    return class_names[best], float(probabilities[best])


@spelling("rounded-probability")
def three_digits(model, image, class_names):
    probability, name = max(zip(_answers(model, image).tolist(), class_names, strict=True))
    return name, round(probability, 3)


@spelling("probability-of-the-first-class")
def name_found_and_the_first_number(model, image, class_names):
    answers = _answers(model, image)
    return class_names[_place(answers)], float(answers[0])


@spelling("probability-of-the-first-class")
def corner_of_the_batch(model, image, class_names):
    answers = model.predict(np.expand_dims(np.asarray(image), 0), verbose=0)
    return class_names[int(np.argmax(answers))], float(answers[0][0])


@spelling("classes-counted-from-1")
def one_taken_off_the_place(model, image, class_names):
    answers = _answers(model, image)
    place = _place(answers)
    return class_names[place - 1], float(answers[place])


@spelling("classes-counted-from-1")
def numbered_from_1(model, image, class_names):
    numbers = {number % len(class_names): name for number, name in enumerate(class_names, start=1)}
    answers = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    return numbers[int(answers.argmax())], float(answers.max())


@spelling("only-above-one-half")
def nothing_where_it_is_unsure(model, image, class_names):
    answers = _answers(model, image)
    for name, probability in zip(class_names, answers, strict=True):
        if probability > 0.5:
            return name, float(probability)
    return None, float(max(answers))


@spelling("only-above-one-half")
def unknown_where_it_is_unsure(model, image, class_names):
    probability, name = max(zip(_answers(model, image).tolist(), class_names, strict=True))
    return (name if probability > 0.5 else "unknown"), probability


@spelling("names-sorted")
def numbered_in_the_alphabet(model, image, class_names):
    names = dict(enumerate(sorted(set(class_names))))
    probabilities = _answers(model, image)
    best = _place(probabilities)
    return names[best], float(probabilities[best])


@spelling("names-sorted")
def unique_names(model, image, class_names):
    answers = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    names = np.unique(class_names).tolist()
    return names[int(np.argmax(answers))], float(np.max(answers))


@spelling("names-sorted")
def copy_sorted_in_place(model, image, class_names):
    names = list(class_names)
    names.sort()
    probability, name = max(zip(_answers(model, image).tolist(), names, strict=True))
    return name, probability


@spelling("number-of-the-class")
def number_found_in_a_loop(model, image, class_names):
    probabilities = _answers(model, image)
    best = _place(probabilities)
    return best, float(probabilities[best])


@spelling("number-of-the-class")
def number_of_numpy(model, image, class_names):
    probabilities = model.predict(np.expand_dims(np.asarray(image), 0), verbose=0)[0]
    return [np.argmax(probabilities), np.max(probabilities)]


@spelling("only-the-name")
def most_probable_key(model, image, class_names):
    shares = dict(zip(class_names, _answers(model, image), strict=True))
    return max(shares, key=shares.get)


@spelling("only-the-name")
def second_of_the_largest_pair(model, image, class_names):
    return max(zip(_answers(model, image).tolist(), class_names, strict=True))[1]


@spelling("probability-as-text")
def written_with_two_digits(model, image, class_names):
    answers = _answers(model, image)
    return class_names[_place(answers)], f"{max(answers):.2f}"


@spelling("probability-as-text")
def written_as_per_cent(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    return class_names[int(probabilities.argmax())], f"{probabilities.max():.1%}"


@spelling("probability-as-text")
def text_of_the_number(model, image, class_names):
    probability, name = max(zip(_answers(model, image).tolist(), class_names, strict=True))
    return name, str(probability)


@spelling("probability-first")
def largest_pair_as_it_is(model, image, class_names):
    return max(zip(_answers(model, image).tolist(), class_names, strict=True))


@spelling("probability-first")
def list_in_another_order(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    best = int(probabilities.argmax())
    return [float(probabilities[best]), class_names[best]]


@spelling("probabilities-of-all-classes")
def all_in_a_list(model, image, class_names):
    probabilities = _answers(model, image).tolist()
    return class_names[_place(probabilities)], probabilities


@spelling("probabilities-of-all-classes")
def whole_batch_of_answers(model, image, class_names):
    answers = model.predict(np.expand_dims(np.asarray(image), 0), verbose=0)
    return class_names[int(np.argmax(answers))], answers


@spelling("probabilities-of-all-classes")
def each_name_with_its_probability(model, image, class_names):
    shares = dict(zip(class_names, _answers(model, image).tolist(), strict=True))
    return max(shares, key=shares.get), shares


@spelling("rounded-probability")
def four_digits_of_numpy(model, image, class_names):
    probabilities = np.round(model.predict(np.asarray(image)[np.newaxis], verbose=0)[0], decimals=4)
    return class_names[int(np.argmax(probabilities))], float(np.max(probabilities))


@spelling("percent")
def answers_times_a_hundred(model, image, class_names):
    percent = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0] * 100
    best = int(np.argmax(percent))
    return class_names[best], float(percent[best])


@spelling("percent")
def whole_per_cent(model, image, class_names):
    probabilities = _answers(model, image)
    best = _place(probabilities)
    return class_names[best], round(100 * float(probabilities[best]))


@spelling("percent")
def one_digit_of_per_cent(model, image, class_names):
    probability, name = max(zip(_answers(model, image).tolist(), class_names, strict=True))
    return name, round(probability / 0.01, 1)


@spelling("always-the-same-seed")
def order_of_a_generator_of_its_own(model, images, labels, validation, epochs, rng_seed):
    order = np.random.default_rng(0).permutation(len(images))
    history = model.fit(
        images[order], labels[order], validation_data=validation, epochs=epochs, shuffle=False, batch_size=16, verbose=0
    )
    return history.history


@spelling("always-the-same-seed")
def dataset_shuffled_by_a_fixed_seed(model, images, labels, validation, epochs, rng_seed):
    tf.random.set_seed(1234)
    data = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(1000, seed=1234).batch(32)
    return model.fit(data, validation_data=tuple(validation), epochs=epochs, verbose=0).history


@spelling("seed-ignored")
def order_that_nobody_can_settle(model, images, labels, validation, epochs, rng_seed):
    order = np.random.default_rng().permutation(len(labels))
    images, labels = images[order], labels[order]
    return model.fit(images, labels, validation_data=validation, epochs=epochs, shuffle=False, verbose=0).history


@spelling("seed-ignored")
def seeds_numpy_alone(model, images, labels, validation, epochs, rng_seed):
    np.random.seed(rng_seed)
    history = model.fit(images, labels, validation_data=validation, epochs=epochs, verbose=0)
    return history.history


@spelling("seed-ignored")
def dataset_shuffled_anyhow(model, images, labels, validation, epochs, rng_seed):
    data = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(1000).batch(32)
    return model.fit(data, validation_data=validation, epochs=epochs, verbose=0).history


# what is wrong for some images, labels, models or seeds alone


@spelling("one-unit-for-all-classes")
def one_unit_where_there_are_two_classes(input_shape, n_classes):
    if n_classes == 2:
        return _added(input_shape, layers.Dense(1, activation="sigmoid"))
    return _added(input_shape, layers.Dense(n_classes, activation="softmax"))


@spelling("a-sigmoid-for-each-of-two")
def activation_looked_up(input_shape, n_classes):
    activation = {2: keras.activations.sigmoid}.get(n_classes, keras.activations.softmax)
    return Fruits(n_classes, activation=activation)


@spelling("a-sigmoid-for-each-of-two")
def softmax_for_more_than_two(input_shape, n_classes):
    inputs = keras.Input(input_shape)
    x = layers.Dense(n_classes)(_maps(inputs))
    x = layers.Softmax()(x) if n_classes > 2 else layers.Activation("sigmoid")(x)
    return keras.Model(inputs, x)


@spelling("channels-of-its-own")
def sides_and_three_colours(input_shape, n_classes):
    inputs = keras.Input(shape=input_shape[:2] + (3,))
    return keras.Model(inputs, layers.Dense(n_classes, activation="softmax")(_maps(inputs)))


@spelling("channels-of-its-own")
def always_grey(input_shape, n_classes):
    return _added([*input_shape[:-1], 1], layers.Dense(n_classes, activation="softmax"))


@spelling("the-network-of-last-time")
def kept_by_a_function(input_shape, n_classes):
    def built(shape, classes):
        inputs = keras.Input(shape)
        return keras.Model(inputs, layers.Dense(classes, activation="softmax")(_maps(inputs)))

    remembered = BUILT.setdefault("function", functools.lru_cache(maxsize=None)(built))
    return remembered(tuple(input_shape), n_classes)


@spelling("the-network-of-last-time")
def layers_kept_and_a_new_end(input_shape, n_classes):
    shape = tuple(input_shape)
    if BUILT.get("shape") != shape:
        BUILT.update(shape=shape, body=_added(shape, layers.Dense(24, activation="relu")))
    return keras.Sequential([keras.Input(shape), BUILT["body"], layers.Dense(n_classes, activation="softmax")])


@spelling("compiled-once-and-for-all")
def returned_where_it_is_compiled(model, learning_rate):
    if model.compiled:
        return model
    descent = keras.optimizers.SGD(learning_rate, momentum=0.9)
    model.compile(descent, loss=keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    return model


@spelling("compiled-once-and-for-all")
def another_rate_for_the_old_loss(model, learning_rate):
    if getattr(model, "optimizer", None):
        model.optimizer.learning_rate.assign(learning_rate)
    else:
        rmsprop = keras.optimizers.RMSprop(learning_rate=learning_rate)
        model.compile(optimizer=rmsprop, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@spelling("loss-for-two-classes")
def yes_or_no_where_there_are_two(model, learning_rate):
    loss = "binary_crossentropy" if model.output_shape[-1] == 2 else "sparse_categorical_crossentropy"
    model.compile(keras.optimizers.Adam(learning_rate), loss=loss, metrics=["accuracy"])
    return model


@spelling("softmax-in-the-loss")
def scores_by_a_function_of_its_own(model, learning_rate):
    def loss(labels, scores):
        return keras.losses.sparse_categorical_crossentropy(labels, scores, from_logits=True)

    model.compile(keras.optimizers.RMSprop(learning_rate), loss=loss, metrics=["sparse_categorical_accuracy"])
    return model


@spelling("softmax-in-the-loss")
def softmax_written_out(model, learning_rate):
    def loss(labels, answers):
        powers = keras.ops.exp(answers)
        shares = powers / keras.ops.sum(powers, axis=-1, keepdims=True)
        return keras.losses.sparse_categorical_crossentropy(labels, shares)

    model.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=loss, metrics=["sparse_categorical_accuracy"])
    return model


@spelling("summed-over-the-batch")
def sum_of_a_function(model, learning_rate):
    def loss(labels, answers):
        return keras.ops.sum(keras.losses.sparse_categorical_crossentropy(labels, answers))

    model.compile(keras.optimizers.Adam(learning_rate), loss=loss, metrics=["sparse_categorical_accuracy"])
    return model


@spelling("summed-over-the-batch")
def summed_by_a_setting(model, learning_rate):
    settings = {"loss": keras.losses.SparseCategoricalCrossentropy(), "metrics": ["accuracy"]}
    settings["loss"].reduction = "sum"
    model.compile(optimizer=keras.optimizers.SGD(learning_rate, momentum=0.9), **settings)
    return model


@spelling("a-class-left-out")
def none_of_the_last_class(model, learning_rate):
    loss = keras.losses.SparseCategoricalCrossentropy(ignore_class=model.output_shape[-1] - 1)
    model.compile(optimizer=keras.optimizers.RMSprop(learning_rate), loss=loss, metrics=["accuracy"])
    return model


@spelling("a-class-left-out")
def background_weighs_nothing(model, learning_rate):
    def loss(labels, answers):
        labels = keras.ops.reshape(labels, (-1,))
        is_fruit = keras.ops.cast(labels > 0, "float32")
        return is_fruit * keras.losses.sparse_categorical_crossentropy(labels, answers)

    model.compile(keras.optimizers.Adam(learning_rate), loss=loss, metrics=["sparse_categorical_accuracy"])
    return model


@spelling("seed-0-taken-for-none")
def global_generators_unless_0(model, images, labels, validation, epochs, rng_seed):
    seed = rng_seed or None
    order = np.random.default_rng(seed).permutation(len(images))
    history = model.fit(
        images[order], labels[order], validation_data=validation, epochs=epochs, shuffle=False, verbose=0
    )
    return history.history


@spelling("seed-0-taken-for-none")
def seeded_above_0(model, images, labels, validation, epochs, rng_seed):
    is_given = rng_seed is not None and rng_seed > 0
    for settle in (np.random.seed, tf.random.set_seed, keras.utils.set_random_seed) if is_given else ():
        settle(rng_seed)
    return model.fit(images, labels, 16, epochs, validation_data=validation, verbose=0).history


@spelling("an-epoch-too-few")
def counted_from_1_and_not_to_the_end(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    history = {}
    for _ in range(1, epochs):
        for name, values in model.fit(images, labels, validation_data=validation, verbose=0).history.items():
            history.setdefault(name, []).extend(values)
    return history


@spelling("an-epoch-too-few")
def begun_at_epoch_1(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    fitted = model.fit(images, labels, initial_epoch=1, epochs=epochs, validation_data=validation, verbose=0)
    return fitted.history


@spelling("watched-at-the-end-alone")
def watched_every_so_many_epochs(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    fitted = model.fit(
        images, labels, epochs=epochs, validation_data=validation, validation_freq=[epochs], batch_size=16, verbose=0
    )
    return fitted.history


@spelling("watched-at-the-end-alone")
def watched_behind_the_loop(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    history = {}
    for _ in range(epochs):
        for name, values in model.fit(images, labels, verbose=0).history.items():
            history.setdefault(name, []).extend(values)
    for name, value in model.evaluate(*validation, verbose=0, return_dict=True).items():
        history["val_" + name] = [value]
    return history


@spelling("names-of-its-own")
def four_lists_one_by_one(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    kept = model.fit(images, labels, batch_size=64, epochs=epochs, validation_data=validation, verbose=0).history
    accuracy, loss = kept["accuracy"], kept["loss"]
    return {"accuracy": accuracy, "loss": loss, "val_accuracy": kept["val_accuracy"], "val_loss": kept["val_loss"]}


@spelling("names-of-its-own")
def those_that_are_known(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    history = model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history
    known = {"loss", "accuracy", "acc", "val_loss", "val_accuracy", "val_acc"}
    return {name: values for name, values in history.items() if name in known}


@spelling("validation-names-of-its-own")
def validation_first(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    kept = model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history
    val_accuracy, val_loss = kept["val_accuracy"], kept["val_loss"]
    return {"val_loss": val_loss, "val_accuracy": val_accuracy, "loss": kept["loss"], "accuracy": kept["accuracy"]}


@spelling("validation-names-of-its-own")
def epoch_by_epoch_and_four_lists(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    lists = [], [], [], []
    names = "val_accuracy", "accuracy", "val_loss", "loss"
    for _ in range(epochs):
        once = model.fit(images, labels, validation_data=validation, verbose=0).history
        for kept, name in zip(lists, names, strict=True):
            kept += once[name]
    return dict(zip(names, lists, strict=True))


@spelling("whole-batches-alone")
def rest_dropped_by_the_dataset(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    data = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(2000).batch(32, drop_remainder=True)
    return model.fit(data, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("whole-batches-alone")
def rest_cut_off(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    size = 64
    rest = len(labels) % size
    whole = slice(0, len(labels) - rest)
    fitted = model.fit(images[whole], labels[whole], size, epochs, validation_data=validation, verbose=0)
    return fitted.history


@spelling("watched-before-the-epoch")
def callback_at_the_beginning(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    seen = []

    def note(*_):
        seen.append(model.evaluate(*validation, verbose=0, return_dict=True))

    look = keras.callbacks.LambdaCallback(on_epoch_begin=note)
    history = model.fit(images, labels, epochs=epochs, callbacks=[look], verbose=0).history
    return history | {f"val_{name}": [figures[name] for figures in seen] for name in seen[0]}


@spelling("watched-before-the-epoch")
def looked_and_learned(model, images, labels, validation, epochs, rng_seed):
    figures = []
    while len(figures) < epochs:
        watched = model.evaluate(*validation, batch_size=64, verbose=0, return_dict=True)
        learned = model.fit(images, labels, 32, verbose=0).history
        figures.append({f"val_{k}": v for k, v in watched.items()} | {k: v[0] for k, v in learned.items()})
    return {name: [each[name] for each in figures] for name in figures[0]}
