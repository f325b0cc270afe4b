"""Wrong ways of ex11. Keras is imported inside, so that reading this catalogue costs nothing."""

from __future__ import annotations

import math

from reference.kit.catalogue import misconception

_KEPT = {}
"""Models that stay from one call to the next, by their sizes."""


@misconception
def image_not_flattened(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape)])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def expects_flat_rows(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input((math.prod(input_shape),))])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def input_shape_left_out(input_shape, hidden, n_classes):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden]
    return keras.Sequential([keras.layers.Flatten(), *layers, keras.layers.Dense(n_classes, activation="softmax")])


@misconception
def only_the_first_width(input_shape, hidden, n_classes):
    return _perceptron(input_shape, hidden[:1], n_classes)


@misconception
def last_width_left_out(input_shape, hidden, n_classes):
    return _perceptron(input_shape, hidden[:-1], n_classes)


@misconception
def first_width_left_out(input_shape, hidden, n_classes):
    return _perceptron(input_shape, hidden[1:], n_classes)


@misconception
def output_as_wide_as_the_last_hidden_layer(input_shape, hidden, n_classes):
    return _perceptron(input_shape, hidden, [n_classes, *hidden][-1])


@misconception
def output_layer_in_the_loop(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
        model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def widths_turned_round(input_shape, hidden, n_classes):
    return _perceptron(input_shape, hidden[::-1], n_classes)


@misconception
def one_layer_for_all_widths(input_shape, hidden, n_classes):
    return _perceptron(input_shape, [sum(hidden)] if hidden else [], n_classes)


@misconception
def a_class_too_few(input_shape, hidden, n_classes):
    return _perceptron(input_shape, hidden, n_classes - 1)


@misconception
def a_class_too_many(input_shape, hidden, n_classes):
    return _perceptron(input_shape, hidden, n_classes + 1)


@misconception
def batch_normalisation_inside(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
        model.add(keras.layers.BatchNormalization())
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def no_bias_at_the_end(input_shape, hidden, n_classes):
    return _perceptron(input_shape, hidden, n_classes, use_bias=False)


@misconception
def output_layer_left_out(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    return model


@misconception
def flattened_too_late(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape)])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def image_averaged(input_shape, hidden, n_classes):
    import keras

    pool = [keras.layers.GlobalAveragePooling2D()] if len(input_shape) > 1 else []
    model = keras.Sequential([keras.Input(input_shape), *pool])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def classes_appended_to_the_argument(input_shape, hidden, n_classes):
    import keras

    hidden.append(n_classes)
    layers = [keras.layers.Dense(width, activation="relu") for width in hidden[:-1]]
    output = keras.layers.Dense(hidden[-1], activation="softmax")
    return keras.Sequential([keras.Input(input_shape), keras.layers.Flatten(), *layers, output])


@misconception
def inputs_scaled(input_shape, hidden, n_classes):
    import keras

    return keras.Sequential(
        [keras.Input(input_shape), keras.layers.Rescaling(1 / 255), _perceptron(input_shape, hidden, n_classes)]
    )


@misconception
def relu_before_the_layer(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.ReLU())
        model.add(keras.layers.Dense(width))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def no_relu_inside(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def sigmoid_inside(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="sigmoid"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def another_activation_inside(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="tanh"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def another_activation_at_the_end(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in [*hidden, n_classes]:
        model.add(keras.layers.Dense(width, activation="relu"))
    return model


@misconception
def dropout_never_off(input_shape, hidden, n_classes):
    import keras

    class Thinned(keras.layers.Dropout):
        def call(self, inputs, training=None):
            del training
            return super().call(inputs, training=True)

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
        model.add(Thinned(0.5))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def no_softmax_at_the_end(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes))
    return model


@misconception
def sigmoid_at_the_end(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="sigmoid"))
    return model


@misconception
def softmax_twice(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    model.add(keras.layers.Softmax())
    return model


@misconception
def softmax_over_the_batch(input_shape, hidden, n_classes):
    import keras

    return _perceptron(input_shape, hidden, n_classes, activation=lambda scores: keras.ops.softmax(scores, axis=0))


@misconception
def relu_before_the_softmax(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in [*hidden, n_classes]:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Softmax())
    return model


@misconception
def one_sigmoid_for_two_classes(input_shape, hidden, n_classes):
    last = {"activation": "sigmoid"} if n_classes == 2 else {}
    return _perceptron(input_shape, hidden, 1 if last else n_classes, **last)


@misconception
def hidden_layer_taken_for_the_output(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in [*hidden, n_classes]:
        model.add(keras.layers.Dense(width, activation="softmax" if width == n_classes else "relu"))
    return model


@misconception
def cannot_do_without_hidden_layers(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    model.add(keras.layers.Dense(hidden[0], activation="relu"))
    for width in hidden[1:]:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def inputs_cut_to_whole_numbers(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape, dtype="int32"), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def flattens_three_axes_alone(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape)])
    if len(input_shape) == 3:
        model.add(keras.layers.Flatten())
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def functional_instead_of_sequential(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def compiled_already(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


@misconception
def one_model_for_all_calls(input_shape, hidden, n_classes):
    import keras

    sizes = "line", tuple(input_shape), tuple(hidden), n_classes
    if sizes not in _KEPT:
        model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
        for width in hidden:
            model.add(keras.layers.Dense(width, activation="relu"))
        model.add(keras.layers.Dense(n_classes, activation="softmax"))
        _KEPT[sizes] = model
    return _KEPT[sizes]


@misconception
def results_thrown_away(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        keras.layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def every_layer_called_on_the_input(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    flat = x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(flat)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def batch_axis_in_the_shape(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input((None, *input_shape))
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def image_not_flattened_in_the_graph(input_shape, hidden, n_classes):
    import keras

    x = inputs = keras.Input(input_shape)
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def no_relu_in_the_graph(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.layers.Dense(width)(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def no_softmax_in_the_graph(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes)(x))


@misconception
def relu_left_out_somewhere(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.layers.Dense(width)(x)
    if hidden:
        x = keras.layers.ReLU()(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def hidden_layer_unasked_for(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for width in hidden or [32]:
        x = keras.layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def equal_widths_made_one(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for width in dict.fromkeys(hidden):
        x = keras.layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def dropout_on_in_the_graph(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(x)
        x = keras.layers.Dropout(0.5)(x, training=True)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def sigmoid_for_two_classes_in_the_graph(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(x)
    units, activation = (n_classes, "softmax") if n_classes > 2 else (1, "sigmoid")
    return keras.Model(inputs, keras.layers.Dense(units, activation=activation)(x))


@misconception
def sequential_again(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception
def graph_compiled_already(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(x)
    model = keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


@misconception
def one_graph_for_all_calls(input_shape, hidden, n_classes):
    import keras

    sizes = "graph", tuple(input_shape), tuple(hidden), n_classes
    if sizes not in _KEPT:
        inputs = keras.Input(input_shape)
        x = keras.layers.Flatten()(inputs)
        for width in hidden:
            x = keras.layers.Dense(width, activation="relu")(x)
        _KEPT[sizes] = keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))
    return _KEPT[sizes]


@misconception
def pixels_in_another_order(input_shape, hidden, n_classes):
    import keras

    pixels = keras.Input(input_shape)
    x = keras.layers.Flatten(data_format="channels_first")(pixels)
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(x)
    return keras.Model(pixels, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception
def an_input_left_out(image_shape, n_words, n_classes):
    import keras

    image = keras.Input(image_shape, name="image")
    seen = keras.layers.Dense(16, activation="relu")(keras.layers.Flatten()(image))
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(seen)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(seen)
    model = keras.Model(image, [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def names_of_the_inputs_exchanged(image_shape, n_words, n_classes):
    import keras

    image, words = keras.Input(image_shape, name="words"), keras.Input((n_words,), name="image")
    both = keras.layers.Concatenate()([keras.layers.Flatten()(image), words])
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def one_side_for_both(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined((image_shape[0], image_shape[0], image_shape[2]), n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def height_and_width_exchanged(image_shape, n_words, n_classes):
    import keras

    height, width, channels = image_shape
    image, words, both = _joined((width, height, channels), n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def a_fruit_too_many(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes + 1, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def one_output(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    model = keras.Model([image, words], fruit)
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy"})
    return model


@misconception
def outputs_without_names(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss=["sparse_categorical_crossentropy", "binary_crossentropy"])
    return model


@misconception
def inputs_without_names(image_shape, n_words, n_classes):
    import keras

    image, words = keras.Input(image_shape), keras.Input((n_words,))
    seen = keras.layers.Dense(16, activation="relu")(keras.layers.Flatten()(image))
    read = keras.layers.Dense(16, activation="relu")(words)
    both = keras.layers.Concatenate()([seen, read])
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def ripe_without_sigmoid(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def class_without_softmax(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile("adam", loss={"class": loss, "ripe": "binary_crossentropy"})
    return model


@misconception
def classes_judged_alone(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="sigmoid", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def one_unit_for_two_kinds_of_fruit(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    units, activation, loss = (n_classes, "softmax", "sparse_categorical_crossentropy")
    if n_classes == 2:
        units, activation, loss = 1, "sigmoid", "binary_crossentropy"
    fruit = keras.layers.Dense(units, activation=activation, name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": loss, "ripe": "binary_crossentropy"})
    return model


@misconception
def dropout_on_behind_the_branches(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    both = keras.layers.Dropout(0.3)(both, training=True)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def softmax_over_one_unit(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="softmax", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def two_units_for_ripe(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(2, activation="softmax", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss="sparse_categorical_crossentropy")
    return model


@misconception
def two_models_side_by_side(image_shape, n_words, n_classes):
    import keras

    image, words = keras.Input(image_shape, name="image"), keras.Input((n_words,), name="words")
    seen = keras.layers.Dense(16, activation="relu")(keras.layers.Flatten()(image))
    read = keras.layers.Dense(16, activation="relu")(words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(seen)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(read)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def an_output_from_one_branch(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(words)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def counts_read_as_words(image_shape, n_words, n_classes):
    import keras

    image, words = keras.Input(image_shape, name="image"), keras.Input((n_words,), name="words")
    seen = keras.layers.Dense(16, activation="relu")(keras.layers.Flatten()(image))
    read = keras.layers.GlobalAveragePooling1D()(keras.layers.Embedding(n_words, 16)(words))
    both = keras.layers.Concatenate()([seen, read])
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def compile_forgotten(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    return keras.Model([image, words], [fruit, ripe])


@misconception
def one_loss_for_both(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss="sparse_categorical_crossentropy")
    return model


@misconception
def the_same_loss_for_each(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss=dict.fromkeys(("class", "ripe"), "sparse_categorical_crossentropy"))
    return model


@misconception
def loss_for_one_hot_labels(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def losses_exchanged(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss=["binary_crossentropy", "sparse_categorical_crossentropy"])
    return model


@misconception
def ripe_without_a_loss(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss=["sparse_categorical_crossentropy", None])
    return model


@misconception
def losses_weighted(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    losses = {"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"}
    model.compile("adam", loss=losses, loss_weights={"class": 1.0, "ripe": 0.5})
    return model


@misconception
def losses_summed_over_the_batch(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    sparse = keras.losses.SparseCategoricalCrossentropy(reduction="sum")
    model.compile("adam", loss={"class": sparse, "ripe": keras.losses.BinaryCrossentropy(reduction="sum")})
    return model


@misconception
def more_than_the_two_losses(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    both = keras.layers.Dense(16, activation="relu", kernel_regularizer="l2")(both)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def squared_error_for_ripe(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "mse"})
    return model


@misconception
def absolute_error_for_ripe(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "mae"})
    return model


@misconception
def nothing_changes_in_training(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    losses = {"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"}
    model.compile(keras.optimizers.SGD(learning_rate=0.0), loss=losses)
    return model


@misconception
def frozen_heads(image_shape, n_words, n_classes):
    import keras

    image, words = keras.Input(image_shape, name="image"), keras.Input((n_words,), name="words")
    both = keras.layers.Concatenate()([keras.layers.Flatten()(image), words])
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class", trainable=False)(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception
def a_tower_for_each_input(input_shape, hidden):
    import keras

    first, second = keras.Input(input_shape), keras.Input(input_shape)
    codes = []
    for x in (first, second):
        x = keras.layers.Flatten()(x)
        for width in hidden:
            x = keras.layers.Dense(width, activation="relu")(x)
        codes.append(x)
    return keras.Model([first, second], codes)


@misconception
def weights_copied_instead_of_shared(input_shape, hidden):
    import keras

    one, other = (
        keras.Sequential(
            [
                keras.Input(input_shape),
                keras.layers.Flatten(),
                *(keras.layers.Dense(width, activation="relu") for width in hidden),
            ]
        )
        for _ in range(2)
    )
    other.set_weights(one.get_weights())
    first, second = keras.Input(input_shape), keras.Input(input_shape)
    return keras.Model([first, second], [one(first), other(second)])


@misconception
def only_the_first_layer_shared(input_shape, hidden):
    import keras

    shared = keras.layers.Dense(hidden[0], activation="relu")
    first, second = keras.Input(input_shape), keras.Input(input_shape)
    codes = []
    for x in (first, second):
        x = shared(keras.layers.Flatten()(x))
        for width in hidden[1:]:
            x = keras.layers.Dense(width, activation="relu")(x)
        codes.append(x)
    return keras.Model([first, second], codes)


@misconception
def last_layer_not_shared(input_shape, hidden):
    import keras

    shared = [keras.layers.Flatten(), *(keras.layers.Dense(width, activation="relu") for width in hidden[:-1])]
    first, second = keras.Input(input_shape), keras.Input(input_shape)
    codes = []
    for x in (first, second):
        for layer in shared:
            x = layer(x)
        codes.append(keras.layers.Dense(hidden[-1], activation="relu")(x))
    return keras.Model([first, second], codes)


@misconception
def a_first_and_a_last_layer_always(input_shape, hidden):
    import keras

    layers = [keras.layers.Dense(hidden[0], activation="relu")]
    for width in hidden[1:-1]:
        layers.append(keras.layers.Dense(width, activation="relu"))
    layers.append(keras.layers.Dense(hidden[-1], activation="relu"))
    return _two_codes(input_shape, [keras.layers.Flatten(), *layers])


@misconception
def first_and_last_width_alone(input_shape, hidden):
    import keras

    first = keras.layers.Dense(hidden[0], activation="relu")
    last = keras.layers.Dense(hidden[-1], activation="relu")
    return _two_codes(input_shape, [keras.layers.Flatten(), first, last])


@misconception
def layers_used_up(input_shape, hidden):
    import keras

    layers = (keras.layers.Dense(width, activation="relu") for width in hidden)
    inputs, codes = [keras.Input(input_shape), keras.Input(input_shape)], []
    for each in inputs:
        code = keras.layers.Flatten()(each)
        for layer in layers:
            code = layer(code)
        codes.append(code)
    return keras.Model(inputs, codes)


@misconception
def one_layer_by_its_width(input_shape, hidden):
    import keras

    layers = {width: keras.layers.Dense(width, activation="relu") for width in hidden}
    return _two_codes(input_shape, [keras.layers.Flatten(), *(layers[width] for width in hidden)])


@misconception
def photos_not_flattened(input_shape, hidden):
    import keras

    return _two_codes(input_shape, [keras.layers.Dense(width, activation="relu") for width in hidden])


@misconception
def photos_with_three_axes_flattened(input_shape, hidden):
    import keras

    flatten = [keras.layers.Flatten()] if len(input_shape) == 3 else []
    return _two_codes(input_shape, [*flatten, *(keras.layers.Dense(width, activation="relu") for width in hidden)])


@misconception
def model_of_an_earlier_call(input_shape, hidden):
    import keras

    if not TOWER:
        layers = [keras.layers.Dense(width, activation="relu") for width in hidden]
        TOWER.append(keras.Sequential([keras.Input(input_shape), keras.layers.Flatten(), *layers]))
    return _two_codes(input_shape, TOWER)


@misconception
def dropout_on_in_the_codes(input_shape, hidden):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden]
    first, second = keras.Input(input_shape), keras.Input(input_shape)
    codes = []
    for x in (first, second):
        x = keras.layers.Flatten()(x)
        for layer in layers:
            x = keras.layers.Dropout(0.2)(layer(x), training=True)
        codes.append(x)
    return keras.Model([first, second], codes)


@misconception
def one_input_for_both(input_shape, hidden):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden]
    encoder = keras.Sequential([keras.layers.Flatten(), *layers])
    inputs = keras.Input(input_shape)
    return keras.Model(inputs, [encoder(inputs), encoder(inputs)])


@misconception
def inputs_joined_first(input_shape, hidden):
    import keras

    first, second = keras.Input(input_shape), keras.Input(input_shape)
    x = keras.layers.Concatenate()([keras.layers.Flatten()(first), keras.layers.Flatten()(second)])
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(x)
    return keras.Model([first, second], [x, x])


@misconception
def one_code_for_two(input_shape, hidden):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden]
    encoder = keras.Sequential([keras.layers.Flatten(), *layers])
    first, second = keras.Input(input_shape), keras.Input(input_shape)
    return keras.Model([first, second], keras.layers.Subtract()([encoder(first), encoder(second)]))


@misconception
def codes_joined(input_shape, hidden):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden]
    encoder = keras.Sequential([keras.layers.Flatten(), *layers])
    first, second = keras.Input(input_shape), keras.Input(input_shape)
    return keras.Model([first, second], keras.layers.Concatenate()([encoder(first), encoder(second)]))


@misconception
def first_code_twice(input_shape, hidden):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden]
    encoder = keras.Sequential([keras.layers.Flatten(), *layers])
    first, second = keras.Input(input_shape), keras.Input(input_shape)
    return keras.Model([first, second], [encoder(first), encoder(first)])


@misconception
def codes_exchanged(input_shape, hidden):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden]
    encoder = keras.Sequential([keras.layers.Flatten(), *layers])
    first, second = keras.Input(input_shape), keras.Input(input_shape)
    return keras.Model([first, second], [encoder(second), encoder(first)])


@misconception
def code_without_relu(input_shape, hidden):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden[:-1]]
    encoder = keras.Sequential([keras.layers.Flatten(), *layers, keras.layers.Dense(hidden[-1])])
    first, second = keras.Input(input_shape), keras.Input(input_shape)
    return keras.Model([first, second], [encoder(first), encoder(second)])


@misconception
def code_as_probabilities(input_shape, hidden):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden[:-1]]
    output = keras.layers.Dense(hidden[-1], activation="softmax")
    encoder = keras.Sequential([keras.layers.Flatten(), *layers, output])
    first, second = keras.Input(input_shape), keras.Input(input_shape)
    return keras.Model([first, second], [encoder(first), encoder(second)])


def _perceptron(input_shape, hidden, n_outputs, **last):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden]
    output = keras.layers.Dense(n_outputs, **{"activation": "softmax", **last})
    return keras.Sequential([keras.Input(input_shape), keras.layers.Flatten(), *layers, output])


def _joined(image_shape, n_words):
    """Inputs, and what two branches make of them side by side."""
    import keras

    image, words = keras.Input(image_shape, name="image"), keras.Input((n_words,), name="words")
    seen = keras.layers.Dense(16, activation="relu")(keras.layers.Flatten()(image))
    read = keras.layers.Dense(16, activation="relu")(words)
    return image, words, keras.layers.Concatenate()([seen, read])


TOWER = []


def _two_codes(input_shape, layers):
    """Each of two inputs goes through these layers."""
    import keras

    first, second = keras.Input(input_shape), keras.Input(input_shape)
    one, other = first, second
    for layer in layers:
        one, other = layer(one), layer(other)
    return keras.Model([first, second], [one, other])
