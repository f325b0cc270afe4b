"""Wrong ways of ex11. Keras is imported inside, so that reading this catalogue costs nothing."""

from __future__ import annotations

import math

from reference.catalogue import misconception


@misconception(
    "sequential_mlp",
    rejected_by="test_an_image_becomes_one_row_first",
    says="left the image as it is: Dense works on the last axis alone, so every pixel got a network of its own and the "
    "answer is no row of probabilities. Which layer makes one row of an image?",
)
def image_not_flattened(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape)])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception(
    "sequential_mlp",
    rejected_by="test_an_image_becomes_one_row_first",
    says="expects rows that are already flat: it is given images, and flattening them is the model's own first step.",
)
def expects_flat_rows(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input((math.prod(input_shape),))])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception(
    "sequential_mlp",
    rejected_by="test_each_width_becomes_a_layer",
    says="has no weights yet: it was not told the shape of its input and waits for the first batch. Where would "
    "`input_shape` go?",
)
def input_shape_left_out(input_shape, hidden, n_classes):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden]
    return keras.Sequential([keras.layers.Flatten(), *layers, keras.layers.Dense(n_classes, activation="softmax")])


@misconception(
    "sequential_mlp",
    rejected_by="test_each_width_becomes_a_layer",
    says="made one hidden layer and stopped: `hidden` holds a width for each.",
)
def only_the_first_width(input_shape, hidden, n_classes):
    import keras

    return keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.Flatten(),
            keras.layers.Dense(hidden[0], activation="relu"),
            keras.layers.Dense(n_classes, activation="softmax"),
        ]
    )


@misconception(
    "sequential_mlp",
    rejected_by="test_each_width_becomes_a_layer",
    says="put an output layer behind the last hidden one, but as wide as that: there must be one unit for each class.",
)
def output_as_wide_as_the_last_hidden_layer(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(hidden[-1], activation="softmax"))
    return model


@misconception(
    "sequential_mlp",
    rejected_by="test_each_width_becomes_a_layer",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
def classes_appended_to_the_argument(input_shape, hidden, n_classes):
    import keras

    hidden.append(n_classes)
    layers = [keras.layers.Dense(width, activation="relu") for width in hidden[:-1]]
    output = keras.layers.Dense(hidden[-1], activation="softmax")
    return keras.Sequential([keras.Input(input_shape), keras.layers.Flatten(), *layers, output])


@misconception(
    "sequential_mlp",
    rejected_by="test_relu_inside_and_softmax_at_the_end",
    says="has no ReLU in its hidden layers: without an activation, layer upon layer is still one linear map. What does "
    "Dense do when it is not told an activation?",
    recognised_as="no-relu-inside",
)
def no_relu_inside(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception(
    "sequential_mlp",
    rejected_by="test_relu_inside_and_softmax_at_the_end",
    says="has a sigmoid in its hidden layers; the task asks for ReLU, which does not flatten out.",
)
def sigmoid_inside(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="sigmoid"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception(
    "sequential_mlp",
    rejected_by="test_relu_inside_and_softmax_at_the_end",
    says="gives scores: the softmax that turns them into probabilities is missing at the end.",
    recognised_as="no-softmax-at-the-end",
)
def no_softmax_at_the_end(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes))
    return model


@misconception(
    "sequential_mlp",
    rejected_by="test_relu_inside_and_softmax_at_the_end",
    says="judges every class alone, with a sigmoid: then the probabilities of an image need not sum to 1. Which "
    "activation lets the classes compete?",
)
def sigmoid_at_the_end(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="sigmoid"))
    return model


@misconception(
    "sequential_mlp",
    rejected_by="test_relu_inside_and_softmax_at_the_end",
    says="takes the softmax twice: probabilities lie so close together that a second softmax makes them nearly equal, "
    "and the model hardly learns.",
)
def softmax_twice(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    model.add(keras.layers.Softmax())
    return model


@misconception(
    "sequential_mlp",
    rejected_by="test_relu_inside_and_softmax_at_the_end",
    says="cuts the scores with a ReLU before the softmax: all classes with a score below 0 become equally likely. The "
    "output layer is no hidden layer.",
)
def relu_before_the_softmax(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in [*hidden, n_classes]:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Softmax())
    return model


@misconception(
    "sequential_mlp",
    rejected_by="test_is_a_sequential_model",
    says="is drawn with the functional API; this task is about a list of layers. Both can be right, but here a line is "
    "enough: use `keras.Sequential`.",
)
def functional_instead_of_sequential(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception(
    "sequential_mlp",
    rejected_by="test_is_left_uncompiled",
    says="has been compiled: which loss and which optimizer train a model is for the caller to say.",
)
def compiled_already(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


@misconception(
    "functional_mlp",
    rejected_by="test_layers_are_connected",
    says="has no hidden layers in it: they were made and called, but nobody went on with what the call gave. Each layer "
    "is called on the result of the one before.",
)
def results_thrown_away(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        keras.layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception(
    "functional_mlp",
    rejected_by="test_layers_are_connected",
    says="has one hidden layer, the last: every layer was called on the input instead of on the result of the one "
    "before, so that each took the place of its predecessor.",
)
def every_layer_called_on_the_input(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    flat = x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(flat)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception(
    "functional_mlp",
    rejected_by="test_layers_are_connected",
    says="put the batch axis into the shape of the input. Keras adds it by itself: `keras.Input` wants the shape of one "
    "image.",
    recognised=False,  # Keras raises, with a layer's running number in its message
)
def batch_axis_in_the_shape(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input((None, *input_shape))
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception(
    "functional_mlp",
    rejected_by="test_an_image_becomes_one_row_in_the_graph_too",
    says="left the image as it is: Dense works on the last axis alone, so every pixel got a network of its own and the "
    "answer is no row of probabilities. Which layer makes one row of an image?",
    recognised_as="image-not-flattened",
)
def image_not_flattened_in_the_graph(input_shape, hidden, n_classes):
    import keras

    x = inputs = keras.Input(input_shape)
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception(
    "functional_mlp",
    rejected_by="test_same_weights_give_the_same_predictions",
    says="has no ReLU in its hidden layers: calling a layer does not add one.",
    recognised_as="no-relu-inside",
)
def no_relu_in_the_graph(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.layers.Dense(width)(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@misconception(
    "functional_mlp",
    rejected_by="test_graph_computes_what_the_formula_says",
    says="gives scores: the softmax that turns them into probabilities is missing at the end.",
    recognised_as="no-softmax-at-the-end",
)
def no_softmax_in_the_graph(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes)(x))


@misconception(
    "functional_mlp",
    rejected_by="test_is_drawn_as_a_graph",
    says="is a Sequential model again. Draw it yourself this time: begin with `keras.Input`, call each layer on a tensor, "
    "end with `keras.Model`.",
)
def sequential_again(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for width in hidden:
        model.add(keras.layers.Dense(width, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    return model


@misconception(
    "two_inputs_two_outputs",
    rejected_by="test_inputs_and_outputs_go_by_name",
    says="has outputs without the names that were asked for: the name of an output is the name of the layer that makes "
    "it.",
)
def outputs_without_names(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss=["sparse_categorical_crossentropy", "binary_crossentropy"])
    return model


@misconception(
    "two_inputs_two_outputs",
    rejected_by="test_inputs_and_outputs_go_by_name",
    says="has inputs without the names that were asked for: `keras.Input` takes a `name`. A variable's name is not seen "
    "by Keras.",
)
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


@misconception(
    "two_inputs_two_outputs",
    rejected_by="test_ripe_is_a_probability",
    says="gives scores for ripe: with a sigmoid at the end they are probabilities.",
)
def ripe_without_sigmoid(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception(
    "two_inputs_two_outputs",
    rejected_by="test_class_is_a_row_of_probabilities",
    says="gives scores for the class: with softmax at the end they are probabilities.",
)
def class_without_softmax(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile("adam", loss={"class": loss, "ripe": "binary_crossentropy"})
    return model


@misconception(
    "two_inputs_two_outputs",
    rejected_by="test_ripe_is_a_probability",
    says="calls everything ripe, with probability 1: a softmax divides by the sum, and with one unit that is the number "
    "itself. Which activation squeezes one score into 0..1?",
)
def softmax_over_one_unit(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="softmax", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception(
    "two_inputs_two_outputs",
    rejected_by="test_ripe_is_a_probability",
    says="gives two numbers for ripe: that is a softmax over yes and no. One unit is enough for one yes or no.",
)
def two_units_for_ripe(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(2, activation="softmax", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss="sparse_categorical_crossentropy")
    return model


@misconception(
    "two_inputs_two_outputs",
    rejected_by="test_both_outputs_follow_from_both_inputs",
    says="is two models side by side: the class is read from the image alone and ripe from the words alone. What one "
    "branch has found could help the other: where do they join?",
)
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


@misconception(
    "two_inputs_two_outputs",
    rejected_by="test_both_outputs_follow_from_both_inputs",
    says="takes the word counts for a sequence of words: it embeds the number 3 as if it were the third word and no "
    "longer knows which word occurred 3 times. Counts are features: a Dense layer can read them as they are.",
)
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


@misconception(
    "two_inputs_two_outputs",
    rejected_by="test_loss_is_the_sum_of_two_cross_entropies",
    says="is not compiled: without a loss nobody can train it.",
)
def compile_forgotten(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    return keras.Model([image, words], [fruit, ripe])


@misconception(
    "two_inputs_two_outputs",
    rejected_by="test_loss_is_the_sum_of_two_cross_entropies",
    says="has one loss for two different questions: Keras applies it to both outputs, and a choice among classes is not "
    "judged like a yes or no. Give a loss for each, by name.",
)
def one_loss_for_both(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss="sparse_categorical_crossentropy")
    return model


@misconception(
    "two_inputs_two_outputs",
    rejected_by="test_loss_is_the_sum_of_two_cross_entropies",
    says="judges the class by the cross-entropy for one-hot rows, but the labels are whole numbers. The one for whole "
    'numbers is called "sparse".',
)
def loss_for_one_hot_labels(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception(
    "two_inputs_two_outputs",
    rejected_by="test_loss_is_the_sum_of_two_cross_entropies",
    says="has a loss for the class only: what is not judged is not learned. Two outputs need two losses.",
)
def ripe_without_a_loss(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss=["sparse_categorical_crossentropy", None])
    return model


@misconception(
    "two_inputs_two_outputs",
    rejected_by="test_loss_is_the_sum_of_two_cross_entropies",
    says="judges ripe by squared errors: a confident mistake costs 1 at most, and behind a sigmoid hardly anything is "
    "learned from it. For probabilities there is the binary cross-entropy.",
)
def squared_error_for_ripe(image_shape, n_words, n_classes):
    import keras

    image, words, both = _joined(image_shape, n_words)
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class")(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "mse"})
    return model


@misconception(
    "two_inputs_two_outputs",
    rejected_by="test_training_teaches_both_outputs",
    says="does not train its heads: they were frozen, and only the layers below may change.",
    recognised=False,
)
def frozen_heads(image_shape, n_words, n_classes):
    import keras

    image, words = keras.Input(image_shape, name="image"), keras.Input((n_words,), name="words")
    both = keras.layers.Concatenate()([keras.layers.Flatten()(image), words])
    fruit = keras.layers.Dense(n_classes, activation="softmax", name="class", trainable=False)(both)
    ripe = keras.layers.Dense(1, activation="sigmoid", name="ripe")(both)
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", loss={"class": "sparse_categorical_crossentropy", "ripe": "binary_crossentropy"})
    return model


@misconception(
    "shared_layers",
    rejected_by="test_there_is_one_set_of_weights",
    says="made its layers anew for the second input: two layers of the same width have two sets of weights. Make each "
    "once, call it twice.",
)
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


@misconception(
    "shared_layers",
    rejected_by="test_there_is_one_set_of_weights",
    says="copied the weights of one tower into another: they agree today, and the first training step drives them apart. "
    "Shared means one set, not two equal ones.",
)
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


@misconception(
    "shared_layers",
    rejected_by="test_there_is_one_set_of_weights",
    says="shares the first layer only; the others were made anew for the second input. Every layer is to be shared.",
)
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


@misconception(
    "shared_layers",
    rejected_by="test_two_inputs_give_two_codes",
    says="joined the codes to one row: whoever wants to compare them needs two outputs.",
)
def codes_joined(input_shape, hidden):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden]
    encoder = keras.Sequential([keras.layers.Flatten(), *layers])
    first, second = keras.Input(input_shape), keras.Input(input_shape)
    return keras.Model([first, second], keras.layers.Concatenate()([encoder(first), encoder(second)]))


@misconception(
    "shared_layers",
    rejected_by="test_swapped_inputs_swap_codes",
    says="gives the code of the first input twice: was the second call copied from the first?",
)
def first_code_twice(input_shape, hidden):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden]
    encoder = keras.Sequential([keras.layers.Flatten(), *layers])
    first, second = keras.Input(input_shape), keras.Input(input_shape)
    return keras.Model([first, second], [encoder(first), encoder(first)])


@misconception(
    "shared_layers",
    rejected_by="test_codes_follow_from_dense_layers_with_relu",
    says="left the ReLU out of its last layer: every layer has one here, so no number of a code is negative.",
)
def code_without_relu(input_shape, hidden):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden[:-1]]
    encoder = keras.Sequential([keras.layers.Flatten(), *layers, keras.layers.Dense(hidden[-1])])
    first, second = keras.Input(input_shape), keras.Input(input_shape)
    return keras.Model([first, second], [encoder(first), encoder(second)])


@misconception(
    "shared_layers",
    rejected_by="test_codes_follow_from_dense_layers_with_relu",
    says="put a softmax on the code: a code is no row of probabilities, and what sums to one cannot say how much.",
)
def code_as_probabilities(input_shape, hidden):
    import keras

    layers = [keras.layers.Dense(width, activation="relu") for width in hidden[:-1]]
    output = keras.layers.Dense(hidden[-1], activation="softmax")
    encoder = keras.Sequential([keras.layers.Flatten(), *layers, output])
    first, second = keras.Input(input_shape), keras.Input(input_shape)
    return keras.Model([first, second], [encoder(first), encoder(second)])


def _joined(image_shape, n_words):
    """Inputs, and what two branches make of them side by side."""
    import keras

    image, words = keras.Input(image_shape, name="image"), keras.Input((n_words,), name="words")
    seen = keras.layers.Dense(16, activation="relu")(keras.layers.Flatten()(image))
    read = keras.layers.Dense(16, activation="relu")(words)
    return image, words, keras.layers.Concatenate()([seen, read])
