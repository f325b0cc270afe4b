"""Wrong ways of ex15. Keras is imported inside, so that reading this catalogue costs nothing."""

from __future__ import annotations

from reference.catalogue import misconception


@misconception(
    "freeze",
    rejected_by="test_without_keep_last_every_layer_is_shut",
    says="left every layer open: `layers[:-0]` is `layers[:0]`, an empty list. What is the border when nothing is kept?",
)
def minus_zero(model, keep_last=0):
    for layer in model.layers[:-keep_last]:
        layer.trainable = False
    for layer in model.layers[-keep_last:]:
        layer.trainable = True
    return model


@misconception(
    "freeze",
    rejected_by="test_layers_that_were_shut_are_opened",
    says="only ever shuts: layers that were shut before stay so, and cannot be fine-tuned. Set every switch, to True too.",
)
def only_ever_shut(model, keep_last=0):
    for layer in model.layers[: len(model.layers) - keep_last]:
        layer.trainable = False
    return model


@misconception(
    "freeze",
    rejected_by="test_layers_that_were_shut_are_opened",
    says="turned the switch of the whole model to True, where it stood already: below it, nothing opened.",
    recognised_as="only-ever-shut",
)
def whole_opened_first(model, keep_last=0):
    model.trainable = True
    for layer in model.layers[: len(model.layers) - keep_last]:
        layer.trainable = False
    return model


@misconception(
    "freeze",
    rejected_by="test_all_but_the_last_layers_are_shut",
    says="kept the first layers open, which see edges, and shut the last, which see what the old classes were made of.",
)
def first_instead_of_last(model, keep_last=0):
    for i, layer in enumerate(model.layers):
        layer.trainable = i < keep_last
    return model


@misconception(
    "freeze",
    rejected_by="test_all_but_the_last_layers_are_shut",
    says="counted only layers that have weights: a pooling is a layer too, and counts among the last.",
)
def only_layers_with_weights_counted(model, keep_last=0):
    layers = [layer for layer in model.layers if layer.weights]
    for i, layer in enumerate(layers):
        layer.trainable = i >= len(layers) - keep_last
    return model


@misconception(
    "freeze",
    rejected_by="test_same_model_comes_back",
    says="returned nothing: give the model back.",
    recognised=False,  # the engine says so itself
)
def nothing_comes_back(model, keep_last=0):
    for i, layer in enumerate(model.layers):
        layer.trainable = i >= len(model.layers) - keep_last


@misconception(
    "build_transfer_model",
    rejected_by="test_head_is_flatten_dense_dropout_dense",
    says="averaged the maps instead of flattening them: where something was seen is lost. It is a good head, but not "
    "the workshop's.",
)
def pooled_instead_of_flattened(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.GlobalAveragePooling2D()(base(inputs))
    return keras.Model(inputs, _head(x, n_classes, hidden, dropout))


@misconception(
    "build_transfer_model",
    rejected_by="test_head_is_flatten_dense_dropout_dense",
    says="has no hidden layer: the head is Flatten, Dense, Dropout, Dense.",
)
def hidden_layer_left_out(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Dropout(dropout)(keras.layers.Flatten()(base(inputs)))
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception(
    "build_transfer_model",
    rejected_by="test_predictions_follow_from_base_and_head",
    says="has no ReLU in the hidden layer: two linear layers in a row are one.",
)
def no_relu_in_the_head(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Dropout(dropout)(keras.layers.Dense(hidden)(keras.layers.Flatten()(base(inputs))))
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception(
    "build_transfer_model",
    rejected_by="test_predictions_follow_from_base_and_head",
    says="gives scores: the softmax that turns them into probabilities is missing.",
)
def no_softmax_at_the_end(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    return keras.Model(inputs, _head(keras.layers.Flatten()(base(inputs)), n_classes, hidden, dropout, None))


@misconception(
    "build_transfer_model",
    rejected_by="test_predictions_follow_from_base_and_head",
    says="put a softmax on a softmax: all classes become nearly alike.",
)
def softmax_twice(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = _head(keras.layers.Flatten()(base(inputs)), n_classes, hidden, dropout)
    return keras.Model(inputs, keras.layers.Softmax()(x))


@misconception(
    "build_transfer_model",
    rejected_by="test_predictions_follow_from_base_and_head",
    says="has a sigmoid for each class: an image shows one fruit, so the classes compete, in a softmax.",
)
def sigmoid_at_the_end(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    return keras.Model(inputs, _head(keras.layers.Flatten()(base(inputs)), n_classes, hidden, dropout, "sigmoid"))


@misconception(
    "build_transfer_model",
    rejected_by="test_predictions_follow_from_base_and_head",
    says="divides the pixels by 255 once more: the images come prepared for this base.",
)
def pixels_divided_in_the_model(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Flatten()(base(keras.layers.Rescaling(1 / 255)(inputs)))
    return keras.Model(inputs, _head(x, n_classes, hidden, dropout))


@misconception(
    "build_transfer_model",
    rejected_by="test_base_itself_is_inside",
    says="holds a copy of the base: `clone_model` draws new weights, and what is done to the base does not reach it.",
)
def copy_of_the_base(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Flatten()(keras.models.clone_model(base)(inputs))
    return keras.Model(inputs, _head(x, n_classes, hidden, dropout))


@misconception(
    "build_transfer_model",
    rejected_by="test_dropout_leaves_out_hidden_units",
    says="leaves out no hidden unit in training: where is the dropout, between hidden layer and output?",
)
def dropout_forgotten(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Dense(hidden, activation="relu")(keras.layers.Flatten()(base(inputs)))
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception(
    "build_transfer_model",
    rejected_by="test_dropout_leaves_out_hidden_units",
    says="left out the inputs of the hidden layer instead of its units.",
    recognised_as="dropout-forgotten",
)
def dropout_before_the_hidden_layer(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Dropout(dropout)(keras.layers.Flatten()(base(inputs)))
    x = keras.layers.Dense(hidden, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception(
    "build_transfer_model",
    rejected_by="test_nothing_is_frozen_yet",
    says="shut the base already: what is trained when is for `train_head` and `fine_tune` to say.",
)
def base_frozen_while_building(base, n_classes, hidden, dropout):
    import keras

    base.trainable = False
    inputs = keras.Input(base.input_shape[1:])
    return keras.Model(inputs, _head(keras.layers.Flatten()(base(inputs)), n_classes, hidden, dropout))


@misconception(
    "train_head",
    rejected_by="test_base_stays_as_it_was_to_the_bit",
    says="trained the base along with the head: its weights are not what they were. What was it to be shut with?",
)
def base_left_open(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception(
    "train_head",
    rejected_by="test_base_stays_as_it_was_to_the_bit",
    says="left BatchNormalization open: each batch of `fit` moved its mean and variance, whatever `training=False` says.",
)
def normalisation_adapts(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    for layer in base.layers:
        layer.trainable = isinstance(layer, keras.layers.BatchNormalization)
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception(
    "train_head",
    rejected_by="test_layers_that_were_open_in_a_shut_base_are_shut",
    says="trained layers that were open inside a shut base: `base.trainable = False` does nothing where that switch "
    "stands on False already. Shut each layer.",
)
def switch_of_the_whole_base(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    base.trainable = False
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception(
    "train_head",
    rejected_by="test_head_learns",
    says="trained nothing: the head is shut as well, and its weights are where they were.",
)
def nothing_is_trained(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    model.trainable = False
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception(
    "train_head",
    rejected_by="test_head_is_trained_at_the_given_rate",
    says='trained with Keras\'s own rate of 0.001, whatever was asked for: "adam" as a word knows no learning rate.',
)
def rate_of_keras(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    for layer in base.layers:
        layer.trainable = False
    return _fitted(model, images, labels, validation, epochs, 1e-3)


@misconception(
    "train_head",
    rejected_by="test_history_of_the_head",
    says="returned the History object: the dict of lists is what it holds in `history`.",
)
def history_as_an_object(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    for layer in base.layers:
        layer.trainable = False
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0)


@misconception(
    "train_head",
    rejected_by="test_history_of_the_head",
    says="watched the training images: 'val_loss' is to tell how the head does on images it does not learn from.",
)
def watches_the_training_images(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    for layer in base.layers:
        layer.trainable = False
    return _fitted(model, images, labels, (images, labels), epochs, learning_rate)


@misconception(
    "train_head",
    rejected_by="test_head_learns",
    says="used the cross-entropy for one-hot labels on whole numbers.",
    recognised=False,  # it raises, in Keras's words
)
def one_hot_loss_on_integers(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    for layer in base.layers:
        layer.trainable = False
    model.compile(keras.optimizers.Adam(learning_rate), "categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@misconception(
    "fine_tune",
    rejected_by="test_last_four_layers_are_trained_and_no_other",
    says="trained the head alone. Are the last layers of the base itself open, each of them? `base.trainable = True` "
    "does nothing while the base counts as trainable, although its layers were shut one by one.",
)
def switch_that_does_nothing(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    base.trainable = True
    for layer in base.layers[:-last_layers]:
        layer.trainable = False
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception(
    "fine_tune",
    rejected_by="test_last_four_layers_are_trained_and_no_other",
    says="opened the last layers of the model, which are the head's own: of the base, nothing was trained.",
    recognised_as="switch-that-does-nothing",
)
def last_layers_of_the_model(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    for layer in base.layers:
        layer.trainable = False
    for layer in model.layers[-3:]:
        layer.trainable = True
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception(
    "fine_tune",
    rejected_by="test_last_four_layers_are_trained_and_no_other",
    says="opened the whole base: the first layers see edges, which are the same in all images, and few images can only "
    "spoil them.",
)
def whole_base_opened(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    for layer in base.layers:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception(
    "fine_tune",
    rejected_by="test_last_layers_says_how_many",
    says="opened four layers, however many were asked for.",
    recognised=False,  # one wrong number of many
)
def always_four(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    return _tuned(model, base, 4, images, labels, validation, epochs, learning_rate)


@misconception(
    "fine_tune",
    rejected_by="test_statistics_of_batch_normalisation_stand_still",
    says="opened a BatchNormalization with the last layers: its mean and variance, which rest on the images that the "
    "base was trained on, now follow your few. Which layers must stay shut?",
)
def normalisation_opened_too(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    for i, layer in enumerate(base.layers):
        layer.trainable = i >= len(base.layers) - last_layers
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception(
    "fine_tune",
    rejected_by="test_model_is_compiled_again",
    says="went on with the model as it was compiled before: the old learning rate, and the old set of weights. Switches "
    "and rates count from the next `compile` on.",
)
def not_compiled_again(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    for i, layer in enumerate(base.layers):
        shut = i < len(base.layers) - last_layers or isinstance(layer, keras.layers.BatchNormalization)
        layer.trainable = not shut
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@misconception(
    "fine_tune",
    rejected_by="test_model_is_compiled_again",
    says="took a hundred times the learning rate: such steps wipe out what the base knows.",
    recognised=False,  # one wrong number of many
)
def rate_that_destroys(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    return _tuned(model, base, last_layers, images, labels, validation, epochs, 100 * learning_rate)


@misconception(
    "fine_tune",
    rejected_by="test_head_goes_on_learning",
    says="shut the head while the base is tuned: both go on together.",
    recognised=False,  # told by which weights stayed
)
def head_is_shut(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    for layer in model.layers[-2:]:
        layer.trainable = False
    return _tuned(model, base, last_layers, images, labels, validation, epochs, learning_rate)


def _head(x, n_classes, hidden, dropout, activation="softmax"):
    import keras

    x = keras.layers.Dense(hidden, activation="relu")(x)
    x = keras.layers.Dropout(dropout)(x)
    return keras.layers.Dense(n_classes, activation=activation)(x)


def _tuned(model, base, last_layers, images, labels, validation, epochs, learning_rate):
    import keras

    for i, layer in enumerate(base.layers):
        shut = i < len(base.layers) - last_layers or isinstance(layer, keras.layers.BatchNormalization)
        layer.trainable = not shut
    return _fitted(model, images, labels, validation, epochs, learning_rate)


def _fitted(model, images, labels, validation, epochs, learning_rate):
    import keras

    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history
