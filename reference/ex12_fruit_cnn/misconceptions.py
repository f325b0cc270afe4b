"""Wrong ways of ex12."""

from __future__ import annotations

import keras
import numpy as np

from reference.kit.catalogue import misconception

BUILT = {}


@misconception
def scores_instead_of_probabilities(input_shape, n_classes):
    return keras.Sequential(_body(input_shape) + [keras.layers.Dense(n_classes)])


@misconception
def a_sigmoid_for_each_class(input_shape, n_classes):
    return keras.Sequential(_body(input_shape) + [keras.layers.Dense(n_classes, activation="sigmoid")])


@misconception
def a_sigmoid_for_each_of_two(input_shape, n_classes):
    activation = "sigmoid" if n_classes == 2 else "softmax"
    return keras.Sequential([*_body(input_shape), keras.layers.Dense(n_classes, activation=activation)])


@misconception
def softmax_over_the_batch(input_shape, n_classes):
    return keras.Sequential([*_body(input_shape), keras.layers.Dense(n_classes), keras.layers.Softmax(axis=0)])


@misconception
def relu_at_the_end(input_shape, n_classes):
    return keras.Sequential([*_body(input_shape), keras.layers.Dense(n_classes, activation="relu")])


@misconception
def normalised_behind_the_softmax(input_shape, n_classes):
    head = [keras.layers.Dense(n_classes, activation="softmax"), keras.layers.BatchNormalization()]
    return keras.Sequential(_body(input_shape) + head)


@misconception
def softmax_twice(input_shape, n_classes):
    head = [keras.layers.Dense(n_classes, activation="softmax"), keras.layers.Softmax()]
    return keras.Sequential(_body(input_shape) + head)


@misconception
def compiled_already(input_shape, n_classes):
    model = keras.Sequential([*_body(input_shape), keras.layers.Dense(n_classes, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


@misconception
def dropout_never_off(input_shape, n_classes):
    class Thinned(keras.layers.Dropout):
        def call(self, inputs, training=None):
            del training
            return super().call(inputs, training=True)

    return keras.Sequential([*_body(input_shape), Thinned(0.5), keras.layers.Dense(n_classes, activation="softmax")])


@misconception
def no_convolution(input_shape, n_classes):
    layers = [keras.layers.Flatten(), keras.layers.Dense(256, activation="relu"), keras.layers.Dropout(0.5)]
    return keras.Sequential([keras.Input(input_shape), *layers, keras.layers.Dense(n_classes, activation="softmax")])


@misconception
def kernels_of_one_pixel(input_shape, n_classes):
    layers = [keras.Input(input_shape), keras.layers.Conv2D(16, 1, activation="relu"), keras.layers.MaxPooling2D()]
    layers += [keras.layers.Conv2D(32, 1, activation="relu"), keras.layers.Flatten()]
    return keras.Sequential([*layers, keras.layers.Dense(n_classes, activation="softmax")])


@misconception
def nothing_to_learn(input_shape, n_classes):
    model = keras.Sequential([*_body(input_shape), keras.layers.Dense(n_classes, activation="softmax")])
    model.trainable = False
    return model


@misconception
def no_non_linearity(input_shape, n_classes):
    layers = [keras.layers.Conv2D(16, 3, padding="same"), keras.layers.AveragePooling2D(2), keras.layers.Flatten()]
    return keras.Sequential([keras.Input(input_shape), *layers, keras.layers.Dense(n_classes, activation="softmax")])


@misconception
def always_sixteen_classes(input_shape, n_classes):
    return keras.Sequential(_body(input_shape) + [keras.layers.Dense(16, activation="softmax")])


@misconception
def always_the_same_images(input_shape, n_classes):
    return keras.Sequential(_body((20, 20, 3)) + [keras.layers.Dense(n_classes, activation="softmax")])


@misconception
def channels_of_its_own(input_shape, n_classes):
    height, width, _ = input_shape
    return keras.Sequential([*_body((height, width, 3)), keras.layers.Dense(n_classes, activation="softmax")])


@misconception
def a_class_too_many(input_shape, n_classes):
    return keras.Sequential([*_body(input_shape), keras.layers.Dense(n_classes + 1, activation="softmax")])


@misconception
def one_unit_for_all_classes(input_shape, n_classes):
    return keras.Sequential(_body(input_shape) + [keras.layers.Dense(1, activation="sigmoid")])


@misconception
def answers_for_each_place(input_shape, n_classes):
    layers = [keras.layers.Conv2D(16, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([keras.Input(input_shape), *layers, keras.layers.Dense(n_classes, activation="softmax")])


@misconception
def height_and_width_exchanged(input_shape, n_classes):
    height, width, channels = input_shape
    head = keras.layers.Dense(n_classes, activation="softmax")
    return keras.Sequential([*_body((width, height, channels)), head])


@misconception
def dropout_behind_the_softmax(input_shape, n_classes):
    head = [keras.layers.Dense(n_classes, activation="softmax"), keras.layers.Dropout(0.3)]
    return keras.Sequential(_body(input_shape) + head)


@misconception
def the_network_of_last_time(input_shape, n_classes):
    sizes = (*input_shape, n_classes)
    if sizes not in BUILT:
        BUILT[sizes] = keras.Sequential([*_body(input_shape), keras.layers.Dense(n_classes, activation="softmax")])
    return BUILT[sizes]


@misconception
def what_compile_returns(model, learning_rate):
    return model.compile(
        keras.optimizers.Adam(learning_rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )


@misconception
def not_compiled(model, learning_rate):
    model.optimizer = keras.optimizers.Adam(learning_rate)
    return model


@misconception
def other_weights(model, learning_rate):
    fresh = keras.models.clone_model(model)
    fresh.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return fresh


@misconception
def compiles_a_copy(model, learning_rate):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return copy


@misconception
def frozen_before_it_learns(model, learning_rate):
    for layer in model.layers:
        layer.trainable = False
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@misconception
def rate_of_the_default(model, learning_rate):
    model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@misconception
def rate_times_a_number(model, learning_rate):
    model.compile(
        keras.optimizers.Adam(100 * learning_rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


@misconception
def compiled_once_and_for_all(model, learning_rate):
    if model.optimizer is None:
        optimizer = keras.optimizers.Adam(learning_rate)
        model.compile(optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@misconception
def loss_for_one_hot_labels(model, learning_rate):
    model.compile(keras.optimizers.Adam(learning_rate), loss="categorical_crossentropy", metrics=["accuracy"])
    return model


@misconception
def squared_error(model, learning_rate):
    model.compile(keras.optimizers.Adam(learning_rate), loss="mse", metrics=["accuracy"])
    return model


@misconception
def absolute_error(model, learning_rate):
    model.compile(keras.optimizers.Adam(learning_rate), loss="mae", metrics=["accuracy"])
    return model


@misconception
def loss_for_two_classes(model, learning_rate):
    model.compile(keras.optimizers.Adam(learning_rate), loss="binary_crossentropy", metrics=["accuracy"])
    return model


@misconception
def softmax_in_the_loss(model, learning_rate):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(learning_rate), loss=loss, metrics=["accuracy"])
    return model


@misconception
def summed_over_the_batch(model, learning_rate):
    loss = keras.losses.SparseCategoricalCrossentropy(reduction="sum")
    model.compile(keras.optimizers.Adam(learning_rate), loss=loss, metrics=["accuracy"])
    return model


@misconception
def a_class_left_out(model, learning_rate):
    loss = keras.losses.SparseCategoricalCrossentropy(ignore_class=0)
    model.compile(keras.optimizers.Adam(learning_rate), loss=loss, metrics=["accuracy"])
    return model


@misconception
def accuracy_of_another_kind(model, learning_rate):
    loss, metrics = "sparse_categorical_crossentropy", [keras.metrics.Accuracy()]
    model.compile(keras.optimizers.Adam(learning_rate), loss=loss, metrics=metrics)
    return model


@misconception
def metrics_given_as_weights(model, learning_rate):
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", ["accuracy"])
    return model


@misconception
def no_accuracy(model, learning_rate):
    model.compile(keras.optimizers.Adam(learning_rate), loss="sparse_categorical_crossentropy")
    return model


@misconception
def seed_ignored(model, images, labels, validation, epochs, rng_seed):
    return model.fit(images, labels, validation_data=validation, epochs=epochs, batch_size=64, verbose=0).history


@misconception
def always_the_same_seed(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(42)
    return model.fit(images, labels, validation_data=validation, epochs=epochs, verbose=0).history


@misconception
def seed_0_taken_for_none(model, images, labels, validation, epochs, rng_seed):
    if rng_seed:
        keras.utils.set_random_seed(rng_seed)
    return model.fit(images, labels, validation_data=validation, epochs=epochs, verbose=0).history


@misconception
def nothing_returned(model, images, labels, validation, epochs, rng_seed):
    model.fit(images, labels, validation_data=validation, epochs=epochs, batch_size=64, verbose=0)


@misconception
def trained_model_returned(model, images, labels, validation, epochs, rng_seed):
    model.fit(images, labels, validation_data=validation, epochs=epochs, batch_size=64, verbose=0)
    return model


@misconception
def history_object(model, images, labels, validation, epochs, rng_seed):
    return model.fit(images, labels, validation_data=validation, epochs=epochs, batch_size=64, verbose=0)


@misconception
def nobody_watches(model, images, labels, validation, epochs, rng_seed):
    return model.fit(images, labels, epochs=epochs, batch_size=64, verbose=0).history


@misconception
def always_one_epoch(model, images, labels, validation, epochs, rng_seed):
    return model.fit(images, labels, validation_data=validation, batch_size=64, verbose=0).history


@misconception
def an_epoch_too_many(model, images, labels, validation, epochs, rng_seed):
    count = epochs + 1
    return model.fit(images, labels, validation_data=validation, epochs=count, batch_size=64, verbose=0).history


@misconception
def an_epoch_too_few(model, images, labels, validation, epochs, rng_seed):
    count = epochs - 1
    return model.fit(images, labels, validation_data=validation, epochs=count, batch_size=64, verbose=0).history


@misconception
def watched_at_the_end_alone(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    history = model.fit(images, labels, epochs=epochs, batch_size=64, verbose=0).history
    watched = model.evaluate(*validation, verbose=0, return_dict=True)
    return {**history, **{f"val_{name}": [value] for name, value in watched.items()}}


@misconception
def names_of_its_own(model, images, labels, validation, epochs, rng_seed):
    history = model.fit(images, labels, validation_data=validation, epochs=epochs, verbose=0).history
    return {name: history[name] for name in ("loss", "accuracy", "val_loss", "val_accuracy")}


@misconception
def validation_names_of_its_own(model, images, labels, validation, epochs, rng_seed):
    history = model.fit(images, labels, validation_data=validation, epochs=epochs, verbose=0).history
    return {name: history[name] for name in ("val_accuracy", "accuracy", "val_loss", "loss")}


@misconception
def more_often_than_asked(model, images, labels, validation, epochs, rng_seed):
    for _ in range(epochs):
        fitted = model.fit(images, labels, validation_data=validation, epochs=epochs, batch_size=64, verbose=0)
    return fitted.history


@misconception
def pixels_changed_on_the_way(model, images, labels, validation, epochs, rng_seed):
    dark = images / 255
    return model.fit(dark, labels, validation_data=validation, epochs=epochs, batch_size=64, verbose=0).history


@misconception
def labels_made_one_hot(model, images, labels, validation, epochs, rng_seed):
    rows = keras.utils.to_categorical(labels)
    return model.fit(images, rows, validation_data=validation, epochs=epochs, batch_size=64, verbose=0).history


@misconception
def images_changed_in_training(model, images, labels, validation, epochs, rng_seed):
    more, twice = np.concatenate([images, images[:, :, ::-1]]), np.concatenate([labels, labels])
    return model.fit(more, twice, validation_data=validation, epochs=epochs, batch_size=64, verbose=0).history


@misconception
def learns_from_the_validation_images(model, images, labels, validation, epochs, rng_seed):
    everything, classes = np.concatenate([images, validation[0]]), np.concatenate([labels, validation[1]])
    return model.fit(everything, classes, validation_data=validation, epochs=epochs, batch_size=64, verbose=0).history


@misconception
def watched_on_the_training_images(model, images, labels, validation, epochs, rng_seed):
    return model.fit(images, labels, validation_data=(images, labels), epochs=epochs, batch_size=64, verbose=0).history


@misconception
def watched_before_the_epoch(model, images, labels, validation, epochs, rng_seed):
    history = {}
    for _ in range(epochs):
        seen = model.evaluate(*validation, verbose=0, return_dict=True)
        once = model.fit(images, labels, batch_size=64, verbose=0).history
        for name in seen:
            history.setdefault(name, []).extend(once[name])
            history.setdefault(f"val_{name}", []).append(seen[name])
    return history


@misconception
def split_once_more(model, images, labels, validation, epochs, rng_seed):
    return model.fit(images, labels, validation_split=0.2, epochs=epochs, batch_size=64, verbose=0).history


@misconception
def whole_batches_alone(model, images, labels, validation, epochs, rng_seed):
    count = len(images) // 32 * 32
    return model.fit(images[:count], labels[:count], validation_data=validation, epochs=epochs, verbose=0).history


@misconception
def labels_left_behind(model, images, labels, validation, epochs, rng_seed):
    shuffled = images[np.random.default_rng(rng_seed).permutation(len(images))]
    return model.fit(shuffled, labels, validation_data=validation, epochs=epochs, batch_size=64, verbose=0).history


@misconception
def compiled_anew(model, images, labels, validation, epochs, rng_seed):
    model.compile("adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, validation_data=validation, epochs=epochs, batch_size=64, verbose=0).history


@misconception
def weights_drawn_anew(model, images, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.set_weights(keras.models.clone_model(model).get_weights())
    return model.fit(images, labels, validation_data=validation, epochs=epochs, batch_size=64, verbose=0).history


@misconception
def no_batch_axis(model, image, class_names):
    probabilities = model.predict(np.asarray(image), verbose=0)[0]
    return class_names[int(probabilities.argmax())], float(probabilities.max())


@misconception
def dark_image(model, image, class_names):
    return _classified(model, np.asarray(image) / 255, class_names)


@misconception
def pixels_times_255(model, image, class_names):
    return _classified(model, np.asarray(image) * 255, class_names)


@misconception
def range_of_its_own(model, image, class_names):
    return _classified(model, np.asarray(image) / np.max(image), class_names)


@misconception
def full_range_of_its_own(model, image, class_names):
    image = np.asarray(image)
    return _classified(model, (image - image.min()) / (image.max() - image.min()), class_names)


@misconception
def standardised_by_itself(model, image, class_names):
    image = np.asarray(image)
    return _classified(model, (image - image.mean()) / image.std(), class_names)


@misconception
def softmax_on_probabilities(model, image, class_names):
    probabilities = np.exp(model.predict(np.asarray(image)[np.newaxis], verbose=0)[0])
    probabilities /= probabilities.sum()
    return class_names[int(probabilities.argmax())], float(probabilities.max())


@misconception
def classified_in_training(model, image, class_names):
    probabilities = np.asarray(model(np.asarray(image)[np.newaxis], training=True))[0]
    return class_names[int(probabilities.argmax())], float(probabilities.max())


@misconception
def rows_and_columns_exchanged(model, image, class_names):
    turned = np.reshape(np.swapaxes(image, 0, 1), np.shape(image))
    probabilities = model.predict(turned[np.newaxis], verbose=0)[0]
    return class_names[int(probabilities.argmax())], float(probabilities.max())


@misconception
def upside_down(model, image, class_names):
    return _classified(model, np.asarray(image)[::-1], class_names)


@misconception
def red_and_blue_exchanged(model, image, class_names):
    return _classified(model, np.asarray(image)[..., ::-1], class_names)


@misconception
def pixels_cut_to_bytes(model, image, class_names):
    return _classified(model, np.asarray(image).astype(np.uint8), class_names)


@misconception
def place_in_the_batch(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)
    return class_names[int(probabilities.argmax(axis=0)[0])], float(probabilities.max())


@misconception
def first_of_each_batch(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)
    best = int(probabilities.argmax(axis=0)[0])
    return class_names[best], float(probabilities[0, best])


@misconception
def second_most_probable_class(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    best = np.argsort(probabilities)[-2:][0]
    return class_names[best], float(probabilities[best])


@misconception
def largest_of_rounded_probabilities(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    best = int(np.round(probabilities).argmax())
    return class_names[best], float(probabilities[best])


@misconception
def least_probable_class(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    return class_names[int(probabilities.argmin())], float(probabilities.max())


@misconception
def least_probability(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    return class_names[int(probabilities.argmin())], float(probabilities.min())


@misconception
def probability_of_the_first_class(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    return class_names[int(probabilities.argmax())], float(probabilities[0])


@misconception
def classes_counted_from_1(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    return class_names[int(probabilities.argmax()) - 1], float(probabilities.max())


@misconception
def only_above_one_half(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    named = class_names[int(probabilities.argmax())] if probabilities.max() > 0.5 else "unknown"
    return named, float(probabilities.max())


@misconception
def rounded_probability(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    return class_names[int(probabilities.argmax())], round(float(probabilities.max()), 2)


@misconception
def names_sorted(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    return sorted(class_names)[int(probabilities.argmax())], float(probabilities.max())


@misconception
def number_of_the_class(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    return int(probabilities.argmax()), float(probabilities.max())


@misconception
def only_the_name(model, image, class_names):
    return class_names[int(model.predict(np.asarray(image)[np.newaxis], verbose=0)[0].argmax())]


@misconception
def probability_as_text(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    return class_names[int(probabilities.argmax())], f"{probabilities.max():.4f}"


@misconception
def probability_first(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    return float(probabilities.max()), class_names[int(probabilities.argmax())]


@misconception
def probabilities_of_all_classes(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    return class_names[int(probabilities.argmax())], probabilities


@misconception
def percent(model, image, class_names):
    probabilities = model.predict(np.asarray(image)[np.newaxis], verbose=0)[0]
    return class_names[int(probabilities.argmax())], 100 * float(probabilities.max())


def _classified(model, image, class_names):
    probabilities = model.predict(image[np.newaxis], verbose=0)[0]
    return class_names[int(probabilities.argmax())], float(probabilities.max())


def _body(input_shape):
    layers = [keras.Input(input_shape)]
    for filters in (16, 32):
        layers += [keras.layers.Conv2D(filters, 3, padding="same"), keras.layers.BatchNormalization(momentum=0.9)]
        layers += [keras.layers.ReLU(), keras.layers.MaxPooling2D()]
    return [*layers, keras.layers.Flatten(), keras.layers.Dropout(0.25)]
