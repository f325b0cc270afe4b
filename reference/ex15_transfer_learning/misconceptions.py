"""Wrong ways of ex15. Keras is imported inside, so that reading this catalogue costs nothing."""

from __future__ import annotations

from reference.kit.catalogue import misconception


@misconception
def minus_zero(model, keep_last=0):
    for layer in model.layers[:-keep_last]:
        layer.trainable = False
    for layer in model.layers[-keep_last:]:
        layer.trainable = True
    return model


@misconception
def only_ever_shut(model, keep_last=0):
    for layer in model.layers[: len(model.layers) - keep_last]:
        layer.trainable = False
    return model


@misconception
def only_ever_opened(model, keep_last=0):
    for layer in model.layers[len(model.layers) - keep_last :]:
        layer.trainable = True
    return model


@misconception
def normalisation_left_shut(model, keep_last=0):
    import keras

    for i, layer in enumerate(model.layers):
        is_norm = isinstance(layer, keras.layers.BatchNormalization)
        layer.trainable = i >= len(model.layers) - keep_last and not is_norm
    return model


@misconception
def switches_of_the_weights(model, keep_last=0):
    for i, layer in enumerate(model.layers):
        for weight in layer.trainable_weights:
            weight.trainable = i >= len(model.layers) - keep_last
    return model


@misconception
def whole_opened_first(model, keep_last=0):
    model.trainable = True
    for layer in model.layers[: len(model.layers) - keep_last]:
        layer.trainable = False
    return model


@misconception
def first_instead_of_last(model, keep_last=0):
    for i, layer in enumerate(model.layers):
        layer.trainable = i < keep_last
    return model


@misconception
def only_layers_with_weights_counted(model, keep_last=0):
    layers = [layer for layer in model.layers if layer.weights]
    for i, layer in enumerate(layers):
        layer.trainable = i >= len(layers) - keep_last
    return model


@misconception
def nothing_comes_back(model, keep_last=0):
    for i, layer in enumerate(model.layers):
        layer.trainable = i >= len(model.layers) - keep_last


@misconception
def one_layer_too_few(model, keep_last=0):
    for i, layer in enumerate(model.layers):
        layer.trainable = i > len(model.layers) - keep_last
    return model


@misconception
def one_layer_too_many(model, keep_last=0):
    for i, layer in enumerate(model.layers):
        layer.trainable = i >= len(model.layers) - keep_last - 1
    return model


@misconception
def input_layer_not_counted(model, keep_last=0):
    import keras

    count = sum(not isinstance(layer, keras.layers.InputLayer) for layer in model.layers)
    for i, layer in enumerate(model.layers):
        layer.trainable = i >= count - keep_last
    return model


@misconception
def all_shut(model, keep_last=0):
    for layer in model.layers:
        layer.trainable = False
    return model


@misconception
def switches_exchanged(model, keep_last=0):
    for i, layer in enumerate(model.layers):
        layer.trainable = i < len(model.layers) - keep_last
    return model


@misconception
def always_the_last_four(model, keep_last=0):
    for layer in model.layers[:-4]:
        layer.trainable = False
    for layer in model.layers[-4:]:
        layer.trainable = True
    return model


@misconception
def return_inside_the_loop(model, keep_last=0):
    for i, layer in enumerate(model.layers):
        layer.trainable = i >= len(model.layers) - keep_last
        return model
    return None


@misconception
def whole_switched_off(model, keep_last=0):
    model.trainable = False
    for layer in model.layers[len(model.layers) - keep_last :]:
        layer.trainable = True
    return model


@misconception
def a_copy_comes_back(model, keep_last=0):
    import keras

    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    for i, layer in enumerate(copy.layers):
        layer.trainable = i >= len(copy.layers) - keep_last
    return copy


@misconception
def pooled_instead_of_flattened(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.GlobalAveragePooling2D()(base(inputs))
    return keras.Model(inputs, _head(x, n_classes, hidden, dropout))


@misconception
def hidden_layer_left_out(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Dropout(dropout)(keras.layers.Flatten()(base(inputs)))
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def no_relu_in_the_head(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Dropout(dropout)(keras.layers.Dense(hidden)(keras.layers.Flatten()(base(inputs))))
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def no_softmax_at_the_end(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    return keras.Model(inputs, _head(keras.layers.Flatten()(base(inputs)), n_classes, hidden, dropout, None))


@misconception
def softmax_twice(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = _head(keras.layers.Flatten()(base(inputs)), n_classes, hidden, dropout)
    return keras.Model(inputs, keras.layers.Softmax()(x))


@misconception
def sigmoid_at_the_end(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    return keras.Model(inputs, _head(keras.layers.Flatten()(base(inputs)), n_classes, hidden, dropout, "sigmoid"))


@misconception
def softmax_over_the_batch(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = _head(keras.layers.Flatten()(base(inputs)), n_classes, hidden, dropout, None)
    return keras.Model(inputs, keras.layers.Softmax(axis=0)(x))


@misconception
def one_unit_for_two_classes(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x, two = keras.layers.Flatten()(base(inputs)), n_classes == 2
    x = _head(x, 1 if two else n_classes, hidden, dropout, "sigmoid" if two else "softmax")
    return keras.Model(inputs, x)


@misconception
def pixels_divided_in_the_model(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Flatten()(base(keras.layers.Rescaling(1 / 255)(inputs)))
    return keras.Model(inputs, _head(x, n_classes, hidden, dropout))


@misconception
def copy_of_the_base(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Flatten()(keras.models.clone_model(base)(inputs))
    return keras.Model(inputs, _head(x, n_classes, hidden, dropout))


@misconception
def base_taken_for_a_row(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = inputs
    for layer in base.layers[1:]:
        x = layer(x)
    return keras.Model(inputs, _head(keras.layers.Flatten()(x), n_classes, hidden, dropout))


@misconception
def dropout_forgotten(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Dense(hidden, activation="relu")(keras.layers.Flatten()(base(inputs)))
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def dropout_before_the_hidden_layer(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Dropout(dropout)(keras.layers.Flatten()(base(inputs)))
    x = keras.layers.Dense(hidden, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def base_frozen_while_building(base, n_classes, hidden, dropout):
    import keras

    base.trainable = False
    inputs = keras.Input(base.input_shape[1:])
    return keras.Model(inputs, _head(keras.layers.Flatten()(base(inputs)), n_classes, hidden, dropout))


@misconception
def flattened_too_late(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = base(inputs)
    x = keras.layers.Dense(hidden, activation="relu")(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dropout(dropout)(x)
    x = keras.layers.Dense(n_classes, activation="softmax")(x)
    return keras.Model(inputs, x)


@misconception
def not_flattened(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    return keras.Model(inputs, _head(base(inputs), n_classes, hidden, dropout))


@misconception
def sizes_exchanged(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Flatten()(base(inputs))
    return keras.Model(inputs, _head(x, hidden, n_classes, dropout))


@misconception
def sigmoid_in_the_hidden_layer(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Flatten()(base(inputs))
    return keras.Model(inputs, _head(x, n_classes, hidden, dropout, inside="sigmoid"))


@misconception
def tanh_in_the_hidden_layer(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Flatten()(base(inputs))
    return keras.Model(inputs, _head(x, n_classes, hidden, dropout, inside="tanh"))


@misconception
def base_cut_short(base, n_classes, hidden, dropout):
    import keras

    x = keras.layers.Flatten()(base.layers[-2].output)
    return keras.Model(base.input, _head(x, n_classes, hidden, dropout))


@misconception
def base_left_out(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.output_shape[1:])
    return keras.Model(inputs, _head(keras.layers.Flatten()(inputs), n_classes, hidden, dropout))


@misconception
def dropout_always_on(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Dense(hidden, activation="relu")(keras.layers.Flatten()(base(inputs)))
    x = keras.layers.Dropout(dropout)(x, training=True)
    x = keras.layers.Dense(n_classes, activation="softmax")(x)
    return keras.Model(inputs, x)


@misconception
def dropout_as_a_function(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Dense(hidden, activation="relu")(keras.layers.Flatten()(base(inputs)))
    x = keras.layers.Lambda(lambda units: keras.random.dropout(units, dropout, seed=0))(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def base_in_training_mode(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Flatten()(base(inputs, training=True))
    return keras.Model(inputs, _head(x, n_classes, hidden, dropout))


@misconception
def share_that_is_kept(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Flatten()(base(inputs))
    return keras.Model(inputs, _head(x, n_classes, hidden, 1 - dropout))


@misconception
def dropout_fixed(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Flatten()(base(inputs))
    return keras.Model(inputs, _head(x, n_classes, hidden, 0.5))


@misconception
def dropout_twice(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Dropout(dropout)(keras.layers.Flatten()(base(inputs)))
    return keras.Model(inputs, _head(x, n_classes, hidden, dropout))


@misconception
def base_left_open(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def base_instead_of_the_head(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    for layer in model.layers[-3:]:
        layer.trainable = False
    for layer in base.layers:
        layer.trainable = True
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def normalisation_adapts(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    for layer in base.layers:
        layer.trainable = isinstance(layer, keras.layers.BatchNormalization)
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def switch_of_the_whole_base(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    base.trainable = False
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def nothing_is_trained(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    model.trainable = False
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def rate_of_keras(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    for layer in base.layers:
        layer.trainable = False
    return _fitted(model, images, labels, validation, epochs, 1e-3)


@misconception
def history_as_an_object(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    for layer in base.layers:
        layer.trainable = False
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0)


@misconception
def watches_the_training_images(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    for layer in base.layers:
        layer.trainable = False
    return _fitted(model, images, labels, (images, labels), epochs, learning_rate)


@misconception
def one_hot_loss_on_integers(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    for layer in base.layers:
        layer.trainable = False
    model.compile(keras.optimizers.Adam(learning_rate), "categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@misconception
def tuned_from_the_start(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    for i, layer in enumerate(base.layers):
        layer.trainable = i >= len(base.layers) - 4
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def hidden_layer_shut(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    for layer in [*base.layers, *model.layers[:-1]]:
        layer.trainable = False
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def rate_of_its_own(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    for layer in base.layers:
        layer.trainable = False
    return _fitted(model, images, labels, validation, epochs, 1e-5)


@misconception
def learns_from_the_validation_images(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import numpy as np

    for layer in base.layers:
        layer.trainable = False
    images, labels = np.concatenate([images, validation[0]]), np.concatenate([labels, validation[1]])
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def part_of_the_training_images(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    for layer in base.layers:
        layer.trainable = False
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_split=0.2, verbose=0).history


@misconception
def pixels_changed_on_the_way(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import numpy as np

    return _head_alone(model, base, np.asarray(images) / 255, labels, validation, epochs, learning_rate, rng_seed)


@misconception
def labels_left_behind(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    images = images[::-1]
    return _head_alone(model, base, images, labels, validation, epochs, learning_rate, rng_seed)


@misconception
def seed_ignored(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    for layer in base.layers:
        layer.trainable = False
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def always_the_same_seed(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    return _head_alone(model, base, images, labels, validation, epochs, learning_rate, 42)


@misconception
def seed_0_taken_for_none(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    if rng_seed:
        keras.utils.set_random_seed(rng_seed)
    for layer in base.layers:
        layer.trainable = False
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def classes_that_occur_counted(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras
    import numpy as np

    keras.utils.set_random_seed(rng_seed)
    for layer in base.layers:
        layer.trainable = False
    return _fitted_to_rows(model, images, labels, validation, epochs, learning_rate, int(np.max(labels)) + 1)


@misconception
def epochs_ignored(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    return _head_alone(model, base, images, labels, validation, 1, learning_rate, rng_seed)


@misconception
def history_of_the_last_epoch(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    for layer in base.layers:
        layer.trainable = False
    return _fitted_epoch_by_epoch(model, images, labels, validation, epochs, learning_rate)


@misconception
def one_epoch_too_few(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    return _head_alone(model, base, images, labels, validation, epochs - 1, learning_rate, rng_seed)


@misconception
def switch_that_does_nothing(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    base.trainable = True
    for layer in base.layers[:-last_layers]:
        layer.trainable = False
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def last_layers_of_the_model(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    for layer in base.layers:
        layer.trainable = False
    for layer in model.layers[-3:]:
        layer.trainable = True
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def counted_from_the_end_of_the_model(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    import keras

    keras.utils.set_random_seed(rng_seed)
    for layer in base.layers:
        layer.trainable = False
    for layer in model.layers[-last_layers:]:
        layer.trainable = True
    for layer in base.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def tuned_by_the_switch_of_the_whole(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    import keras

    keras.utils.set_random_seed(rng_seed)
    base.trainable = False
    for layer in base.layers[len(base.layers) - last_layers :]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def opened_and_none_shut(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    for i, layer in enumerate(base.layers):
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
        elif i >= len(base.layers) - last_layers:
            layer.trainable = True
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def whole_base_opened(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    for layer in base.layers:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def always_four(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    return _tuned(model, base, 4, images, labels, validation, epochs, learning_rate)


@misconception
def normalisation_opened_too(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    for i, layer in enumerate(base.layers):
        layer.trainable = i >= len(base.layers) - last_layers
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def normalisation_known_by_its_name(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    import keras

    keras.utils.set_random_seed(rng_seed)
    for i, layer in enumerate(base.layers):
        layer.trainable = i >= len(base.layers) - last_layers and "norm" not in layer.name
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def not_compiled_again(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    for i, layer in enumerate(base.layers):
        shut = i < len(base.layers) - last_layers or isinstance(layer, keras.layers.BatchNormalization)
        layer.trainable = not shut
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@misconception
def rate_set_without_compiling(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    for i, layer in enumerate(base.layers):
        shut = i < len(base.layers) - last_layers or isinstance(layer, keras.layers.BatchNormalization)
        layer.trainable = not shut
    model.optimizer.learning_rate = learning_rate
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@misconception
def rate_that_destroys(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    return _tuned(model, base, last_layers, images, labels, validation, epochs, 100 * learning_rate)


@misconception
def head_is_shut(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    for layer in model.layers[-3:]:
        layer.trainable = False
    return _tuned(model, base, last_layers, images, labels, validation, epochs, learning_rate)


@misconception
def normalisation_not_counted(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    layers = [layer for layer in base.layers if not isinstance(layer, keras.layers.BatchNormalization)]
    for layer in base.layers:
        layer.trainable = layer in layers[len(layers) - last_layers :]
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def first_layers_tuned(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    for i, layer in enumerate(base.layers):
        layer.trainable = i < last_layers and not isinstance(layer, keras.layers.BatchNormalization)
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def one_layer_too_few_tuned(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    for i, layer in enumerate(base.layers):
        opened = i > len(base.layers) - last_layers
        layer.trainable = opened and not isinstance(layer, keras.layers.BatchNormalization)
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def one_layer_too_many_tuned(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    return _tuned(model, base, last_layers + 1, images, labels, validation, epochs, learning_rate)


@misconception
def a_tenth_of_the_rate(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    return _tuned(model, base, last_layers, images, labels, validation, epochs, learning_rate / 10)


@misconception
def epochs_taken_off(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    earlier = getattr(model, "history", None)
    done = len(earlier.epoch) if earlier is not None else 0
    return _tuned(model, base, last_layers, images, labels, validation, epochs, learning_rate, initial_epoch=done)


@misconception
def tuned_for_one_epoch(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    return _tuned(model, base, last_layers, images, labels, validation, 1, learning_rate)


@misconception
def tuned_with_the_last_history(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    for i, layer in enumerate(base.layers):
        shut = i < len(base.layers) - last_layers or isinstance(layer, keras.layers.BatchNormalization)
        layer.trainable = not shut
    return _fitted_epoch_by_epoch(model, images, labels, validation, epochs, learning_rate)


@misconception
def tuned_with_seed_0_taken_for_none(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    import keras

    if rng_seed:
        keras.utils.set_random_seed(rng_seed)
    for i, layer in enumerate(base.layers):
        shut = i < len(base.layers) - last_layers or isinstance(layer, keras.layers.BatchNormalization)
        layer.trainable = not shut
    return _fitted(model, images, labels, validation, epochs, learning_rate)


@misconception
def tuned_with_classes_counted(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    for i, layer in enumerate(base.layers):
        shut = i < len(base.layers) - last_layers or isinstance(layer, keras.layers.BatchNormalization)
        layer.trainable = not shut
    return _fitted_to_rows(model, images, labels, validation, epochs, learning_rate, len(set(labels.tolist())))


@misconception
def tuned_on_changed_pixels(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    return _tuned(model, base, last_layers, 2 * images - 1, labels, validation, epochs, learning_rate)


@misconception
def tuned_with_labels_left_behind(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    import keras

    keras.utils.set_random_seed(rng_seed)
    return _tuned(model, base, last_layers, images[::-1], labels, validation, epochs, learning_rate)


@misconception
def tuned_without_the_seed(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    return _tuned(model, base, last_layers, images, labels, validation, epochs, learning_rate)


@misconception
def tuned_with_the_same_seed(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(0)
    return _tuned(model, base, last_layers, images, labels, validation, epochs, learning_rate)


def _head(x, n_classes, hidden, dropout, activation="softmax", inside="relu"):
    import keras

    x = keras.layers.Dense(hidden, activation=inside)(x)
    x = keras.layers.Dropout(dropout)(x)
    return keras.layers.Dense(n_classes, activation=activation)(x)


def _tuned(model, base, last_layers, images, labels, validation, epochs, learning_rate, **more):
    import keras

    for i, layer in enumerate(base.layers):
        shut = i < len(base.layers) - last_layers or isinstance(layer, keras.layers.BatchNormalization)
        layer.trainable = not shut
    return _fitted(model, images, labels, validation, epochs, learning_rate, **more)


def _head_alone(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    for layer in base.layers:
        layer.trainable = False
    return _fitted(model, images, labels, validation, epochs, learning_rate)


def _fitted(model, images, labels, validation, epochs, learning_rate, **more):
    import keras

    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0, **more).history


def _fitted_epoch_by_epoch(model, images, labels, validation, epochs, learning_rate):
    import keras

    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    for _ in range(epochs):
        fitted = model.fit(images, labels, validation_data=validation, verbose=0)
    return fitted.history


def _fitted_to_rows(model, images, labels, validation, epochs, learning_rate, n_classes):
    import keras

    rows, watched = (keras.utils.to_categorical(part, n_classes) for part in (labels, validation[1]))
    model.compile(keras.optimizers.Adam(learning_rate), "categorical_crossentropy", metrics=["accuracy"])
    pair = validation[0], watched
    return model.fit(images, rows, epochs=epochs, validation_data=pair, verbose=0).history
