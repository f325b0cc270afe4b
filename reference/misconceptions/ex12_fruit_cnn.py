"""Wrong ways of ex12."""

from __future__ import annotations

import keras
import numpy as np

from reference.catalogue import misconception


@misconception(
    "build_fruit_cnn",
    rejected_by="test_each_image_gets_probabilities",
    says="ends in scores: numbers below 0 or above 1. Which function turns scores into probabilities?",
)
def scores_instead_of_probabilities(input_shape, n_classes):
    return keras.Sequential(_body(input_shape) + [keras.layers.Dense(n_classes)])


@misconception(
    "build_fruit_cnn",
    rejected_by="test_each_image_gets_probabilities",
    says="ends in numbers between 0 and 1 that do not sum to 1: a sigmoid treats each class alone, but an image shows "
    "one fruit. Which function makes the classes compete?",
)
def a_sigmoid_for_each_class(input_shape, n_classes):
    return keras.Sequential(_body(input_shape) + [keras.layers.Dense(n_classes, activation="sigmoid")])


@misconception(
    "build_fruit_cnn",
    rejected_by="test_it_can_be_sure",
    says="can never be sure, whatever its weights: a softmax of probabilities stays close to even. Is there one in the "
    "last Dense layer and another after it?",
)
def softmax_twice(input_shape, n_classes):
    head = [keras.layers.Dense(n_classes, activation="softmax"), keras.layers.Softmax()]
    return keras.Sequential(_body(input_shape) + head)


@misconception(
    "build_fruit_cnn",
    rejected_by="test_it_holds_a_convolution",
    says="has no convolution: its Dense layers take the pixels as independent, and learn each place of a fruit anew. "
    "Which layer slides a small window over the image?",
)
def no_convolution(input_shape, n_classes):
    layers = [keras.layers.Flatten(), keras.layers.Dense(256, activation="relu"), keras.layers.Dropout(0.5)]
    return keras.Sequential([keras.Input(input_shape), *layers, keras.layers.Dense(n_classes, activation="softmax")])


@misconception(
    "build_fruit_cnn",
    rejected_by="test_it_is_more_than_a_linear_model",
    says="is a linear model in disguise: the score of a sum of two images is the sum of their scores. Convolution, mean "
    "and Dense are linear, and so is a chain of them. What must stand after each convolution?",
)
def no_non_linearity(input_shape, n_classes):
    layers = [keras.layers.Conv2D(16, 3, padding="same"), keras.layers.AveragePooling2D(2), keras.layers.Flatten()]
    return keras.Sequential([keras.Input(input_shape), *layers, keras.layers.Dense(n_classes, activation="softmax")])


@misconception(
    "build_fruit_cnn",
    rejected_by="test_sizes_follow_the_arguments",
    says="always has sixteen outputs. How many classes there are is an argument.",
)
def always_sixteen_classes(input_shape, n_classes):
    return keras.Sequential(_body(input_shape) + [keras.layers.Dense(16, activation="softmax")])


@misconception(
    "build_fruit_cnn",
    rejected_by="test_sizes_follow_the_arguments",
    says="always takes images of 20 x 20 x 3. What size they have is an argument.",
)
def always_the_same_images(input_shape, n_classes):
    return keras.Sequential(_body((20, 20, 3)) + [keras.layers.Dense(n_classes, activation="softmax")])


@misconception(
    "compile_model",
    rejected_by="test_model_comes_back_ready_to_train",
    says="returned None. `compile` works on the model and returns nothing: return the model itself.",
)
def what_compile_returns(model, learning_rate):
    return model.compile(
        keras.optimizers.Adam(learning_rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )


@misconception(
    "compile_model",
    rejected_by="test_model_comes_back_ready_to_train",
    says="returned a model that is not compiled: there is no loss to go down. Which method attaches it?",
)
def not_compiled(model, learning_rate):
    model.optimizer = keras.optimizers.Adam(learning_rate)
    return model


@misconception(
    "compile_model",
    rejected_by="test_learning_rate_is_the_one_asked_for",
    says="does not use `learning_rate`: an optimizer that is only named has a default of its own.",
)
def rate_of_the_default(model, learning_rate):
    model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@misconception(
    "compile_model",
    rejected_by="test_learning_rate_is_the_one_asked_for",
    says="trains at a rate a hundred times too large: it overshoots, and the loss jumps about.",
    recognised_as="rate-of-the-default",
)
def rate_a_hundred_times_too_large(model, learning_rate):
    model.compile(
        keras.optimizers.Adam(100 * learning_rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


@misconception(
    "compile_model",
    rejected_by="test_loss_is_the_cross_entropy_of_whole_number_labels",
    says="has the loss for one-hot labels. Ours are whole numbers: look into the table for the other spelling.",
)
def loss_for_one_hot_labels(model, learning_rate):
    model.compile(keras.optimizers.Adam(learning_rate), loss="categorical_crossentropy", metrics=["accuracy"])
    return model


@misconception(
    "compile_model",
    rejected_by="test_loss_is_the_cross_entropy_of_whole_number_labels",
    says="measures squared distances, and between the number of a class and a probability at that: kiwi minus lemon "
    "means nothing. Which loss is for classes?",
)
def squared_error(model, learning_rate):
    model.compile(keras.optimizers.Adam(learning_rate), loss="mse", metrics=["accuracy"])
    return model


@misconception(
    "compile_model",
    rejected_by="test_accuracy_is_measured",
    says="measures no accuracy: the loss is for the optimizer, people want to know how many are right.",
)
def no_accuracy(model, learning_rate):
    model.compile(keras.optimizers.Adam(learning_rate), loss="sparse_categorical_crossentropy")
    return model


@misconception(
    "train",
    rejected_by="test_history_has_a_number_for_each_epoch",
    says="returned None: `fit` gives an object that has kept the history. Is the `return` missing?",
)
def nothing_returned(model, images, labels, validation, epochs, rng_seed):
    model.fit(images, labels, validation_data=validation, epochs=epochs, batch_size=64, verbose=0)


@misconception(
    "train",
    rejected_by="test_history_has_a_number_for_each_epoch",
    says="returned Keras's History object. The dict of lists is kept in it.",
)
def history_object(model, images, labels, validation, epochs, rng_seed):
    return model.fit(images, labels, validation_data=validation, epochs=epochs, batch_size=64, verbose=0)


@misconception(
    "train",
    rejected_by="test_history_has_a_number_for_each_epoch",
    says="trains without watching: nothing in its history begins with val_. How would you see that the network begins "
    "to learn its images by heart?",
)
def nobody_watches(model, images, labels, validation, epochs, rng_seed):
    return model.fit(images, labels, epochs=epochs, batch_size=64, verbose=0).history


@misconception(
    "train",
    rejected_by="test_history_has_a_number_for_each_epoch",
    says="went through the images once, however many epochs were asked for.",
)
def always_one_epoch(model, images, labels, validation, epochs, rng_seed):
    return model.fit(images, labels, validation_data=validation, batch_size=64, verbose=0).history


@misconception(
    "train",
    rejected_by="test_validation_images_are_not_learned_from",
    says="learned from the validation images: what it will answer about them says nothing any more. They are there to "
    "be looked at, not to be trained on.",
)
def learns_from_the_validation_images(model, images, labels, validation, epochs, rng_seed):
    everything, classes = np.concatenate([images, validation[0]]), np.concatenate([labels, validation[1]])
    return model.fit(everything, classes, validation_data=validation, epochs=epochs, batch_size=64, verbose=0).history


@misconception(
    "train",
    rejected_by="test_validation_is_measured_on_the_pair_given",
    says="measures its val_loss on the images that it trains on: the curve will look lovely and say nothing.",
)
def watched_on_the_training_images(model, images, labels, validation, epochs, rng_seed):
    return model.fit(images, labels, validation_data=(images, labels), epochs=epochs, batch_size=64, verbose=0).history


@misconception(
    "train",
    rejected_by="test_validation_is_measured_on_the_pair_given",
    says="split validation images off the training images although it was given some: these are never learned from, "
    "and the ones it was given never looked at.",
)
def split_once_more(model, images, labels, validation, epochs, rng_seed):
    return model.fit(images, labels, validation_split=0.2, epochs=epochs, batch_size=64, verbose=0).history


@misconception(
    "train",
    rejected_by="test_every_image_is_learned_with_its_label",
    says="taught images the labels of others: it shuffled the one and not the other. Both need the same order.",
)
def labels_left_behind(model, images, labels, validation, epochs, rng_seed):
    shuffled = images[np.random.default_rng(rng_seed).permutation(len(images))]
    return model.fit(shuffled, labels, validation_data=validation, epochs=epochs, batch_size=64, verbose=0).history


@misconception(
    "train",
    rejected_by="test_validation_is_measured_on_the_pair_given",
    says="compiled the model anew and lost what it was compiled with: at a learning rate of 0 nothing may move.",
)
def compiled_anew(model, images, labels, validation, epochs, rng_seed):
    model.compile("adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, validation_data=validation, epochs=epochs, batch_size=64, verbose=0).history


@misconception(
    "classify_image",
    rejected_by="test_most_probable_class_has_a_name_and_a_number",
    says="gave the image to the model as it is. A model takes a batch: put an axis in front.",
    recognised=False,
)
def no_batch_axis(model, image, class_names):
    probabilities = model.predict(image, verbose=0)[0]
    return class_names[int(probabilities.argmax())], float(probabilities.max())


@misconception(
    "classify_image",
    rejected_by="test_most_probable_class_has_a_name_and_a_number",
    says="divided the pixels by 255 although they lie in 0..1: the network saw a black image, and answered all the same.",
)
def dark_image(model, image, class_names):
    probabilities = model.predict(image[np.newaxis] / 255, verbose=0)[0]
    return class_names[int(probabilities.argmax())], float(probabilities.max())


@misconception(
    "classify_image",
    rejected_by="test_most_probable_class_has_a_name_and_a_number",
    says="took a softmax of the model's answers, which are probabilities already: a sure answer becomes a doubtful one.",
)
def softmax_on_probabilities(model, image, class_names):
    probabilities = np.exp(model.predict(image[np.newaxis], verbose=0)[0])
    probabilities /= probabilities.sum()
    return class_names[int(probabilities.argmax())], float(probabilities.max())


@misconception(
    "classify_image",
    rejected_by="test_names_stay_in_the_order_of_the_outputs",
    says="sorted the names: the k-th name belongs to the model's k-th output.",
)
def names_sorted(model, image, class_names):
    probabilities = model.predict(image[np.newaxis], verbose=0)[0]
    return sorted(class_names)[int(probabilities.argmax())], float(probabilities.max())


@misconception(
    "classify_image",
    rejected_by="test_most_probable_class_has_a_name_and_a_number",
    says="gave the number of the class. People want its name.",
)
def number_of_the_class(model, image, class_names):
    probabilities = model.predict(image[np.newaxis], verbose=0)[0]
    return int(probabilities.argmax()), float(probabilities.max())


@misconception(
    "classify_image",
    rejected_by="test_most_probable_class_has_a_name_and_a_number",
    says="gave only the name: how sure was it?",
)
def only_the_name(model, image, class_names):
    return class_names[int(model.predict(image[np.newaxis], verbose=0)[0].argmax())]


@misconception(
    "classify_image",
    rejected_by="test_most_probable_class_has_a_name_and_a_number",
    says="gave the probability first; the name goes first.",
)
def probability_first(model, image, class_names):
    probabilities = model.predict(image[np.newaxis], verbose=0)[0]
    return float(probabilities.max()), class_names[int(probabilities.argmax())]


@misconception(
    "classify_image",
    rejected_by="test_most_probable_class_has_a_name_and_a_number",
    says="gave the probabilities of all classes: one number is asked for, that of the class it named.",
)
def probabilities_of_all_classes(model, image, class_names):
    probabilities = model.predict(image[np.newaxis], verbose=0)[0]
    return class_names[int(probabilities.argmax())], probabilities


@misconception(
    "classify_image",
    rejected_by="test_most_probable_class_has_a_name_and_a_number",
    says="gave per cent: a probability lies in 0..1.",
)
def percent(model, image, class_names):
    probabilities = model.predict(image[np.newaxis], verbose=0)[0]
    return class_names[int(probabilities.argmax())], 100 * float(probabilities.max())


def _body(input_shape):
    layers = [keras.Input(input_shape)]
    for filters in (16, 32):
        layers += [keras.layers.Conv2D(filters, 3, padding="same"), keras.layers.BatchNormalization(momentum=0.9)]
        layers += [keras.layers.ReLU(), keras.layers.MaxPooling2D()]
    return [*layers, keras.layers.Flatten(), keras.layers.Dropout(0.25)]
