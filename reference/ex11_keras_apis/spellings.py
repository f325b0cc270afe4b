"""Wrong ways of ex11 in other spellings."""

from __future__ import annotations

import functools
import itertools
import operator

import keras
from keras import layers

from reference.kit.catalogue import spelling

# sequential_mlp


def _flat(input_shape):
    """A Sequential model that makes a row of its input, to go on with."""
    return keras.Sequential([keras.Input(shape=input_shape), layers.Flatten()])


def _relus(widths):
    """Hidden layers."""
    return [layers.Dense(units=width, activation="relu") for width in widths]


def _softmax(n_classes):
    return layers.Dense(units=n_classes, activation="softmax")


@spelling("image-not-flattened")
def shape_of_a_batch_for_build(input_shape, hidden, n_classes):
    perceptron = keras.Sequential(_relus(hidden) + [_softmax(n_classes)])
    perceptron.build(input_shape=(None, *input_shape))
    return perceptron


@spelling("image-not-flattened")
def reshaped_to_what_it_is(input_shape, hidden, n_classes):
    network = keras.models.Sequential()
    network.add(layers.InputLayer(shape=input_shape))
    network.add(layers.Reshape(input_shape))
    for i in range(len(hidden)):
        network.add(layers.Dense(hidden[i], "relu"))
    network.add(layers.Dense(n_classes, "softmax"))
    return network


@spelling("expects-flat-rows")
def pixels_counted_one_axis_at_a_time(input_shape, hidden, n_classes):
    pixels = 1
    for size in input_shape:
        pixels *= size
    return keras.Sequential([keras.Input(shape=(pixels,)), *_relus(hidden), _softmax(n_classes)])


@spelling("expects-flat-rows")
def built_for_rows(input_shape, hidden, n_classes):
    model = keras.Sequential([layers.Flatten()])
    for layer in (*_relus(hidden), _softmax(n_classes)):
        model.add(layer)
    model.build((None, functools.reduce(lambda one, other: one * other, input_shape)))
    return model


@spelling("input-shape-left-out")
def layers_added_one_by_one(input_shape, hidden, n_classes):
    model = keras.Sequential()
    model.add(layers.Flatten())
    for units in hidden:
        model.add(layers.Dense(units, activation="relu"))
    model.add(layers.Dense(n_classes, activation="softmax"))
    return model


@spelling("input-shape-left-out")
def input_made_and_thrown_away(input_shape, hidden, n_classes):
    keras.Input(shape=input_shape)
    return keras.Sequential([layers.Flatten()] + _relus(hidden) + [_softmax(n_classes)])


@spelling("only-the-first-width")
def finished_in_the_loop(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for width in hidden:
        model.add(layers.Dense(width, activation="relu"))
        model.add(_softmax(n_classes))
        return model
    model.add(_softmax(n_classes))
    return model


@spelling("only-the-first-width")
def first_of_the_list(input_shape, hidden, n_classes):
    inner = [layers.Dense(hidden[0], activation=keras.activations.relu)] if hidden else []
    return keras.Sequential([keras.Input(input_shape), layers.Reshape((-1,)), *inner, _softmax(n_classes)])


@spelling("last-width-left-out")
def up_to_the_last_but_one(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for i in range(len(hidden) - 1):
        model.add(layers.Dense(hidden[i], activation="relu"))
    model.add(_softmax(n_classes))
    return model


@spelling("last-width-left-out")
def output_in_place_of_the_last(input_shape, hidden, n_classes):
    line = [keras.Input(shape=input_shape), layers.Flatten(), *_relus(hidden)]
    if hidden:
        line.pop()
    return keras.Sequential([*line, _softmax(n_classes)])


@spelling("first-width-left-out")
def counted_from_one(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for i in range(1, len(hidden)):
        model.add(layers.Dense(hidden[i], activation="relu"))
    model.add(_softmax(n_classes))
    return model


@spelling("first-width-left-out")
def first_taken_from_an_iterator(input_shape, hidden, n_classes):
    model, widths = _flat(input_shape), iter(hidden)
    next(widths, None)
    for width in widths:
        model.add(layers.Dense(width, "relu"))
    model.add(_softmax(n_classes))
    return model


@spelling("output-as-wide-as-the-last-hidden-layer")
def loop_variable_behind_the_loop(input_shape, hidden, n_classes):
    model, width = _flat(input_shape), n_classes
    for width in hidden:
        model.add(layers.Dense(width, activation="relu"))
    model.add(layers.Dense(width, activation="softmax"))
    return model


@spelling("output-as-wide-as-the-last-hidden-layer")
def classes_overwritten_by_the_loop(input_shape, hidden, n_classes):
    inner = []
    for n_classes in hidden:
        inner.append(layers.Dense(n_classes, activation="relu"))
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *inner, _softmax(n_classes)])


@spelling("output-layer-in-the-loop")
def two_layers_for_each_width(input_shape, hidden, n_classes):
    pairs = [[layers.Dense(width, activation="relu"), _softmax(n_classes)] for width in hidden]
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *itertools.chain(*pairs)])


@spelling("output-layer-in-the-loop")
def classes_added_too_far_in(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for number in range(len(hidden)):
        model.add(layers.Dense(hidden[number]))
        model.add(layers.Activation("relu"))
        model.add(layers.Dense(n_classes))
        model.add(layers.Activation("softmax"))
    return model


@spelling("widths-turned-round")
def popped_from_the_end(input_shape, hidden, n_classes):
    model, widths = _flat(input_shape), list(hidden)
    while widths:
        model.add(layers.Dense(widths.pop(), activation="relu"))
    model.add(_softmax(n_classes))
    return model


@spelling("widths-turned-round")
def reversed_on_the_way(input_shape, hidden, n_classes):
    return keras.Sequential(
        [keras.Input(input_shape), layers.Flatten(), *_relus(reversed(hidden)), _softmax(n_classes)]
    )


@spelling("one-layer-for-all-widths")
def widths_added_up(input_shape, hidden, n_classes):
    units = 0
    for width in hidden:
        units += width
    model = _flat(input_shape)
    if units:
        model.add(layers.Dense(units, activation="relu"))
    model.add(_softmax(n_classes))
    return model


@spelling("one-layer-for-all-widths")
def layers_side_by_side(input_shape, hidden, n_classes):
    wide = _relus([functools.reduce(operator.add, hidden)] if hidden else [])
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *wide, _softmax(n_classes)])


@spelling("a-class-too-few")
def last_class_by_its_number(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for layer in _relus(hidden):
        model.add(layer)
    model.add(layers.Dense(len(range(1, n_classes)), activation="softmax"))
    return model


@spelling("a-class-too-few")
def last_class_is_the_rest(input_shape, hidden, n_classes):
    highest = n_classes - 1
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *_relus(hidden), _softmax(highest)])


@spelling("a-class-too-many")
def a_class_for_nothing_known(input_shape, hidden, n_classes):
    unknown = 1
    return keras.Sequential(
        [keras.Input(input_shape), layers.Flatten(), *_relus(hidden), _softmax(n_classes + unknown)]
    )


@spelling("a-class-too-many")
def counted_from_zero_to_n(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for width in hidden:
        model.add(layers.Dense(width, activation=keras.activations.relu))
    model.add(layers.Dense(len(range(n_classes + 1))))
    model.add(layers.Softmax())
    return model


@spelling("relu-before-the-layer")
def activation_in_front_of_each(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for width in [*hidden, n_classes]:
        model.add(layers.Activation("relu"))
        model.add(layers.Dense(width))
    model.add(layers.Softmax())
    return model


@spelling("relu-before-the-layer")
def pairs_of_relu_and_dense(input_shape, hidden, n_classes):
    pairs = [(layers.ReLU(), layers.Dense(width)) for width in hidden]
    inside = itertools.chain.from_iterable(pairs)
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *inside, _softmax(n_classes)])


@spelling("no-bias-at-the-end")
def bias_shut_off_by_name(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for layer in _relus(hidden):
        model.add(layer)
    model.add(layers.Dense(n_classes, use_bias=False))
    model.add(layers.Softmax())
    return model


@spelling("no-bias-at-the-end")
def bias_for_hidden_layers_alone(input_shape, hidden, n_classes):
    sizes = [*((width, "relu", True) for width in hidden), (n_classes, "softmax", False)]
    every = [layers.Dense(units, activation=name, use_bias=bias) for units, name, bias in sizes]
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *every])


@spelling("output-layer-left-out")
def softmax_on_the_last_hidden_layer(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for place, width in enumerate(hidden, start=1):
        model.add(layers.Dense(width, activation="softmax" if place == len(hidden) else "relu"))
    return model


@spelling("output-layer-left-out")
def activation_in_its_place(input_shape, hidden, n_classes):
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *_relus(hidden), layers.Activation("softmax")])


@spelling("flattened-too-late")
def row_just_before_the_classes(input_shape, hidden, n_classes):
    return keras.Sequential([keras.Input(input_shape), *_relus(hidden), layers.Flatten(), _softmax(n_classes)])


@spelling("flattened-too-late")
def reshaped_behind_the_hidden_layers(input_shape, hidden, n_classes):
    model = keras.Sequential()
    for width in hidden:
        model.add(layers.Dense(width))
        model.add(layers.ReLU())
    model.add(layers.Reshape((-1,)))
    model.add(_softmax(n_classes))
    model.build((None,) + tuple(input_shape))
    return model


@spelling("image-averaged")
def pool_as_large_as_the_image(input_shape, hidden, n_classes):
    model = keras.Sequential([keras.Input(input_shape)])
    if len(input_shape) == 3:
        model.add(layers.AveragePooling2D(pool_size=input_shape[:2]))
    for layer in [layers.Flatten(), *_relus(hidden), _softmax(n_classes)]:
        model.add(layer)
    return model


@spelling("image-averaged")
def mean_over_rows_and_columns(input_shape, hidden, n_classes):
    pixels = tuple(range(1, len(input_shape)))
    mean = layers.Lambda(lambda batch: keras.ops.mean(batch, axis=pixels) if pixels else batch)
    return keras.Sequential([keras.Input(input_shape), mean, *_relus(hidden), _softmax(n_classes)])


@spelling("classes-appended-to-the-argument")
def list_made_longer(input_shape, hidden, n_classes):
    hidden += [n_classes]
    model = _flat(input_shape)
    for place in range(len(hidden) - 1):
        model.add(layers.Dense(hidden[place], activation="relu"))
    model.add(layers.Dense(hidden[-1], activation="softmax"))
    return model


@spelling("classes-appended-to-the-argument")
def widths_popped(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    while hidden:
        model.add(layers.Dense(hidden.pop(0), activation="relu"))
    model.add(_softmax(n_classes))
    return model


@spelling("no-relu-inside")
def linear_by_name(input_shape, hidden, n_classes):
    inner = [layers.Dense(width, activation="linear") for width in hidden]
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *inner, _softmax(n_classes)])


@spelling("no-relu-inside")
def activation_only_at_the_end(input_shape, hidden, n_classes):
    widths = [*hidden, n_classes]
    model = _flat(input_shape)
    for width in widths:
        model.add(layers.Dense(width))
    model.add(layers.Activation("softmax"))
    return model


@spelling("sigmoid-inside")
def sigmoid_as_a_layer(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for width in hidden:
        model.add(layers.Dense(width))
        model.add(layers.Activation("sigmoid"))
    model.add(_softmax(n_classes))
    return model


@spelling("sigmoid-inside")
def sigmoid_as_a_function(input_shape, hidden, n_classes):
    dense = functools.partial(layers.Dense, activation=keras.activations.sigmoid)
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *map(dense, hidden), _softmax(n_classes)])


@spelling("another-activation-inside")
def elu_inside(input_shape, hidden, n_classes):
    inner = [layers.Dense(width, activation="elu", kernel_initializer="he_normal") for width in hidden]
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *inner, _softmax(n_classes)])


@spelling("another-activation-inside")
def leaky_relu_as_a_layer(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for width in hidden:
        model.add(layers.Dense(width))
        model.add(layers.LeakyReLU())
    model.add(_softmax(n_classes))
    return model


@spelling("another-activation-inside")
def gelu_inside(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for width in hidden:
        model.add(layers.Dense(width, activation=keras.activations.gelu))
    model.add(_softmax(n_classes))
    return model


@spelling("another-activation-inside")
def swish_inside(input_shape, hidden, n_classes):
    inner = [layers.Dense(width, activation="swish") for width in hidden]
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *inner, _softmax(n_classes)])


@spelling("another-activation-inside")
def selu_inside(input_shape, hidden, n_classes):
    inner = [layers.Dense(width, activation="selu") for width in hidden]
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *inner, _softmax(n_classes)])


@spelling("another-activation-inside")
def relu_with_a_ceiling(input_shape, hidden, n_classes):
    inner = [layers.Dense(width, activation="relu6") for width in hidden]
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *inner, _softmax(n_classes)])


@spelling("another-activation-at-the-end")
def tanh_at_the_end(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for layer in _relus(hidden):
        model.add(layer)
    model.add(layers.Dense(n_classes, activation=keras.activations.tanh))
    return model


@spelling("another-activation-at-the-end")
def one_activation_for_all(input_shape, hidden, n_classes, activation="relu"):
    everything = [layers.Dense(width, activation=activation) for width in (*hidden, n_classes)]
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *everything])


@spelling("dropout-never-off")
def dropout_as_a_lambda(input_shape, hidden, n_classes):
    thinned = layers.Lambda(lambda batch: keras.random.dropout(batch, 0.5))
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), thinned, *_relus(hidden), _softmax(n_classes)])


@spelling("dropout-never-off")
def noise_in_use_too(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for layer in _relus(hidden):
        model.add(layer)
        model.add(layers.Lambda(lambda x: x * (1 + keras.random.normal(keras.ops.shape(x), stddev=0.5))))
    model.add(_softmax(n_classes))
    return model


@spelling("no-softmax-at-the-end")
def activation_is_none(input_shape, hidden, n_classes):
    widths = hidden + [n_classes]
    model = _flat(input_shape)
    for place, width in enumerate(widths):
        model.add(layers.Dense(width, activation="relu" if place < len(hidden) else None))
    return model


@spelling("no-softmax-at-the-end")
def linear_at_the_end(input_shape, hidden, n_classes):
    output = layers.Dense(n_classes, activation=keras.activations.linear)
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *_relus(hidden), output])


@spelling("sigmoid-at-the-end")
def sigmoid_layer_last(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for width in hidden:
        model.add(layers.Dense(width, activation="relu"))
    model.add(layers.Dense(n_classes))
    model.add(layers.Activation(keras.activations.sigmoid))
    return model


@spelling("sigmoid-at-the-end")
def sigmoid_of_keras_ops(input_shape, hidden, n_classes):
    output = layers.Dense(n_classes, activation=lambda scores: 1 / (1 + keras.ops.exp(-scores)))
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *_relus(hidden), output])


@spelling("softmax-twice")
def softmax_in_the_layer_and_behind_it(input_shape, hidden, n_classes):
    both = [_softmax(n_classes), layers.Activation("softmax")]
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *_relus(hidden), *both])


@spelling("softmax-twice")
def two_softmax_layers(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for layer in [*_relus(hidden), layers.Dense(n_classes)]:
        model.add(layer)
    for _ in range(2):
        model.add(layers.Softmax(axis=-1))
    return model


@spelling("softmax-over-the-batch")
def softmax_along_the_first_axis(input_shape, hidden, n_classes):
    model = keras.Sequential([keras.Input(input_shape), layers.Flatten(), *_relus(hidden), layers.Dense(n_classes)])
    model.add(layers.Lambda(lambda scores: keras.activations.softmax(scores, axis=0)))
    return model


@spelling("softmax-over-the-batch")
def exponentials_over_their_sum_of_the_batch(input_shape, hidden, n_classes):
    def share(scores):
        exponentials = keras.ops.exp(scores - keras.ops.max(scores, axis=0))
        return exponentials / keras.ops.sum(exponentials, axis=0)

    last = layers.Dense(n_classes, activation=share)
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *_relus(hidden), last])


@spelling("relu-before-the-softmax")
def relu_behind_every_layer(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for width in [*hidden, n_classes]:
        model.add(layers.Dense(width))
        model.add(layers.ReLU())
    model.add(layers.Activation("softmax"))
    return model


@spelling("relu-before-the-softmax")
def softmax_of_a_relu(input_shape, hidden, n_classes):
    both = layers.Dense(n_classes, activation=lambda scores: keras.ops.softmax(keras.ops.relu(scores)))
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *_relus(hidden), both])


@spelling("functional-instead-of-sequential")
def layers_called_in_turn(input_shape, hidden, n_classes):
    inputs = keras.Input(shape=input_shape)
    line = [layers.Flatten(), *_relus(hidden), _softmax(n_classes)]
    return keras.Model(inputs=inputs, outputs=functools.reduce(lambda x, layer: layer(x), line, inputs))


@spelling("functional-instead-of-sequential")
def class_around_a_graph(input_shape, hidden, n_classes):
    class Perceptron(keras.Model):
        pass

    x = inputs = keras.Input(input_shape)
    for layer in (layers.Flatten(), *_relus(hidden), _softmax(n_classes)):
        x = layer(x)
    return Perceptron(inputs=inputs, outputs=x)


@spelling("compiled-already")
def ready_to_be_trained(input_shape, hidden, n_classes):
    model = keras.Sequential([keras.Input(input_shape), layers.Flatten(), *_relus(hidden), _softmax(n_classes)])
    model.compile(
        optimizer=keras.optimizers.Adam(1e-3),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=["accuracy"],
    )
    return model


@spelling("compiled-already")
def compiled_with_nothing_said(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for layer in [*_relus(hidden), _softmax(n_classes)]:
        model.add(layer)
    model.compile()
    return model


_LAYERS = {}


@spelling("one-model-for-all-calls")
def looked_up_before_it_is_built(input_shape, hidden, n_classes):
    key = (tuple(input_shape), tuple(hidden), n_classes)
    try:
        return _LAYERS[key]
    except KeyError:
        model = _flat(input_shape)
        for layer in [*_relus(hidden), _softmax(n_classes)]:
            model.add(layer)
        return _LAYERS.setdefault(key, model)


@spelling("one-model-for-all-calls")
def new_list_of_the_same_layers(input_shape, hidden, n_classes):
    key = str((input_shape, hidden, n_classes))
    if key not in _LAYERS:
        _LAYERS[key] = [*_relus(hidden), _softmax(n_classes)]
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *_LAYERS[key]])


@spelling("one-graph-for-all-calls")
def graph_of_layers_kept(input_shape, hidden, n_classes):
    key = str((input_shape, hidden, n_classes))
    kept = _LAYERS.setdefault(key, [layers.Flatten(), *_relus(hidden), _softmax(n_classes)])
    inputs = x = keras.Input(input_shape)
    for layer in kept:
        x = layer(x)
    return keras.Model(inputs, x)


@spelling("one-graph-for-all-calls")
def graph_drawn_once(input_shape, hidden, n_classes):
    key = (tuple(input_shape), tuple(hidden), n_classes)
    if _LAYERS.get(key) is None:
        inputs = keras.Input(input_shape)
        x = layers.Flatten()(inputs)
        for layer in _relus(hidden):
            x = layer(x)
        _LAYERS[key] = keras.Model(inputs=inputs, outputs=_softmax(n_classes)(x))
    return _LAYERS[key]


@spelling("batch-normalisation-inside")
def normalised_before_each_relu(input_shape, hidden, n_classes):
    network = _flat(input_shape)
    for width in hidden:
        for layer in (layers.Dense(width), layers.BatchNormalization(), layers.ReLU()):
            network.add(layer)
    network.add(_softmax(n_classes))
    return network


@spelling("batch-normalisation-inside")
def pairs_of_layers_in_one_list(input_shape, hidden, n_classes):
    inside = [layer for dense in _relus(hidden) for layer in (dense, layers.BatchNormalization())]
    return keras.Sequential([keras.Input(shape=input_shape), layers.Flatten(), *inside, _softmax(n_classes)])


@spelling("inputs-scaled")
def bytes_to_fractions_behind_the_row(input_shape, hidden, n_classes):
    network = _flat(input_shape)
    for layer in (layers.Rescaling(scale=1.0 / 255.0), *_relus(hidden), _softmax(n_classes)):
        network.add(layer)
    return network


@spelling("inputs-scaled")
def divided_in_a_lambda(input_shape, hidden, n_classes):
    scaled = layers.Lambda(lambda x: x / 255)
    return keras.Sequential(
        [keras.Input(shape=input_shape), scaled, layers.Flatten(), *_relus(hidden), _softmax(n_classes)]
    )


@spelling("one-sigmoid-for-two-classes")
def yes_or_no_needs_one_unit(input_shape, hidden, n_classes):
    model = _flat(input_shape)
    for layer in _relus(hidden):
        model.add(layer)
    if n_classes <= 2:
        model.add(layers.Dense(1))
        model.add(layers.Activation("sigmoid"))
        return model
    model.add(_softmax(n_classes))
    return model


@spelling("one-sigmoid-for-two-classes")
def units_and_activation_from_a_table(input_shape, hidden, n_classes):
    units, activation = {2: (1, keras.activations.sigmoid)}.get(n_classes, (n_classes, keras.activations.softmax))
    widths = [(width, keras.activations.relu) for width in hidden]
    every = [layers.Dense(*each) for each in [*widths, (units, activation)]]
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), *every])


@spelling("hidden-layer-taken-for-the-output")
def names_of_activations_by_width(input_shape, hidden, n_classes):
    activation = dict.fromkeys(hidden, "relu") | {n_classes: "softmax"}
    every = [layers.Dense(width, activation[width]) for width in (*hidden, n_classes)]
    return keras.Sequential([keras.Input(shape=input_shape), layers.Flatten(), *every])


@spelling("hidden-layer-taken-for-the-output")
def softmax_added_where_the_classes_stand(input_shape, hidden, n_classes):
    network = _flat(input_shape)
    for width in hidden + [n_classes]:
        network.add(layers.Dense(width))
        if network.output_shape[-1] != n_classes:
            network.add(layers.ReLU())
        else:
            network.add(layers.Softmax())
    return network


@spelling("cannot-do-without-hidden-layers")
def first_width_taken_off_a_copy(input_shape, hidden, n_classes):
    widths = list(hidden)
    first = layers.Dense(widths.pop(0), activation="relu")
    return keras.Sequential([keras.Input(input_shape), layers.Flatten(), first, *_relus(widths), _softmax(n_classes)])


@spelling("cannot-do-without-hidden-layers")
def line_that_the_loop_makes(input_shape, hidden, n_classes):
    for place, width in enumerate(hidden):
        if place == 0:
            model = _flat(input_shape)
        model.add(layers.Dense(width, activation="relu"))
    model.add(_softmax(n_classes))
    return model


@spelling("inputs-cut-to-whole-numbers")
def pixels_are_whole_numbers(input_shape, hidden, n_classes):
    model = keras.Sequential()
    model.add(layers.InputLayer(shape=input_shape, dtype="int64"))
    for layer in [layers.Flatten(), *_relus(hidden), _softmax(n_classes)]:
        model.add(layer)
    return model


@spelling("inputs-cut-to-whole-numbers")
def cast_there_and_back(input_shape, hidden, n_classes):
    whole = layers.Lambda(lambda batch: keras.ops.cast(keras.ops.cast(batch, "int32"), "float32"))
    return keras.Sequential([keras.Input(input_shape), whole, layers.Flatten(), *_relus(hidden), _softmax(n_classes)])


@spelling("flattens-three-axes-alone")
def grey_image_taken_for_a_row(input_shape, hidden, n_classes):
    row = [layers.Flatten()] if len(input_shape) > 2 else []
    return keras.Sequential([keras.Input(shape=input_shape), *row, *_relus(hidden), _softmax(n_classes)])


@spelling("flattens-three-axes-alone")
def rows_of_pixels_times_channels(input_shape, hidden, n_classes):
    model = keras.Sequential([keras.Input(input_shape)])
    try:
        height, width, channels = input_shape
        model.add(layers.Reshape((height * width * channels,)))
    except ValueError:
        pass  # a row already
    for layer in (*_relus(hidden), _softmax(n_classes)):
        model.add(layer)
    return model


@spelling("dropout-never-off")
def thinned_in_a_model_inside(input_shape, hidden, n_classes):
    x = inputs = keras.Input(input_shape)
    x = layers.Flatten()(x)
    for layer in _relus(hidden):
        x = layers.Dropout(0.2)(layer(x), training=True)
    return keras.Sequential([keras.Input(input_shape), keras.Model(inputs, x), _softmax(n_classes)])


# functional_mlp


@spelling("results-thrown-away")
def called_in_a_comprehension(input_shape, hidden, n_classes):
    inputs = keras.Input(shape=input_shape)
    flat = layers.Flatten()(inputs)
    [layer(flat) for layer in _relus(hidden)]
    return keras.Model(inputs=inputs, outputs=_softmax(n_classes)(flat))


@spelling("results-thrown-away")
def last_result_not_given_on(input_shape, hidden, n_classes):
    image = keras.Input(input_shape)
    row = layers.Reshape((-1,))(image)
    x = row
    for width in hidden:
        x = layers.Dense(width, activation="relu")(x)
    probabilities = layers.Dense(n_classes, activation="softmax")(row)
    return keras.Model(image, probabilities)


@spelling("every-layer-called-on-the-input")
def last_of_a_list_of_results(input_shape, hidden, n_classes):
    inputs = keras.Input(shape=input_shape)
    row = layers.Flatten()(inputs)
    results = [row] + [layers.Dense(width, activation="relu")(row) for width in hidden]
    return keras.Model(inputs, _softmax(n_classes)(results[-1]))


@spelling("every-layer-called-on-the-input")
def flattened_anew_each_time(input_shape, hidden, n_classes):
    inputs = keras.Input(input_shape)
    x = layers.Flatten()(inputs)
    for layer in _relus(hidden):
        x = layer(layers.Flatten()(inputs))
    return keras.Model(inputs, _softmax(n_classes)(x))


@spelling("image-not-flattened-in-the-graph")
def straight_from_the_image(input_shape, hidden, n_classes):
    image = keras.Input(shape=input_shape)
    line = [*_relus(hidden), _softmax(n_classes)]
    return keras.Model(image, functools.reduce(lambda x, layer: layer(x), line, image))


@spelling("image-not-flattened-in-the-graph")
def row_that_nobody_uses(input_shape, hidden, n_classes):
    inputs = keras.Input(input_shape)
    flat = layers.Flatten()(inputs)
    x = inputs
    for width in hidden:
        x = layers.Dense(width)(x)
        x = layers.ReLU()(x)
    del flat
    return keras.Model(inputs=inputs, outputs=layers.Softmax()(layers.Dense(n_classes)(x)))


@spelling("no-relu-in-the-graph")
def nothing_between_the_layers(input_shape, hidden, n_classes):
    inputs = keras.Input(input_shape)
    x = layers.Flatten()(inputs)
    for width in [*hidden, n_classes]:
        x = layers.Dense(width)(x)
    return keras.Model(inputs, layers.Softmax()(x))


@spelling("no-relu-in-the-graph")
def relu_thrown_away(input_shape, hidden, n_classes):
    inputs = keras.Input(input_shape)
    x = layers.Flatten()(inputs)
    for width in hidden:
        x = layers.Dense(width, activation=None)(x)
        keras.ops.relu(x)
    return keras.Model(inputs, _softmax(n_classes)(x))


@spelling("no-softmax-in-the-graph")
def linear_layer_last(input_shape, hidden, n_classes):
    inputs = keras.Input(shape=input_shape)
    x = layers.Flatten()(inputs)
    for layer in _relus(hidden):
        x = layer(x)
    scores = layers.Dense(units=n_classes, activation="linear")(x)
    return keras.Model(inputs=[inputs], outputs=[scores])


@spelling("no-softmax-in-the-graph")
def softmax_drawn_and_not_used(input_shape, hidden, n_classes):
    inputs = keras.Input(input_shape)
    line = [layers.Flatten(), *_relus(hidden), layers.Dense(n_classes)]
    scores = functools.reduce(lambda x, layer: layer(x), line, inputs)
    layers.Activation("softmax")(scores)
    return keras.Model(inputs, scores)


@spelling("sequential-again")
def task_one_called(input_shape, hidden, n_classes):
    return sequential_mlp(input_shape, hidden, n_classes)


@spelling("sequential-again")
def class_that_is_a_line(input_shape, hidden, n_classes):
    class Perceptron(keras.Sequential):
        pass

    model = Perceptron()
    for layer in [keras.Input(input_shape), layers.Flatten(), *_relus(hidden), _softmax(n_classes)]:
        model.add(layer)
    return model


@spelling("graph-compiled-already")
def compiled_on_the_way_out(input_shape, hidden, n_classes):
    inputs = keras.Input(input_shape)
    x = layers.Flatten()(inputs)
    for layer in _relus(hidden):
        x = layer(x)
    model = keras.Model(inputs=inputs, outputs=_softmax(n_classes)(x))
    model.compile(loss=keras.losses.sparse_categorical_crossentropy, optimizer=keras.optimizers.SGD())
    return model


@spelling("graph-compiled-already")
def compiled_without_a_loss(input_shape, hidden, n_classes):
    x = inputs = keras.Input(input_shape)
    for layer in (layers.Flatten(), *_relus(hidden), _softmax(n_classes)):
        x = layer(x)
    network = keras.Model(inputs, x)
    network.compile(metrics=["accuracy"])
    return network


@spelling("relu-left-out-somewhere")
def relu_behind_the_first_layer_alone(input_shape, hidden, n_classes):
    x = inputs = keras.Input(input_shape)
    x = layers.Flatten()(x)
    for place, width in enumerate(hidden):
        x = layers.Dense(width, activation=None if place else "relu")(x)
    return keras.Model(inputs, _softmax(n_classes)(x))


@spelling("relu-left-out-somewhere")
def last_hidden_layer_is_linear(input_shape, hidden, n_classes):
    inputs = keras.Input(shape=input_shape)
    last = [layers.Dense(width) for width in hidden[-1:]]
    line = [layers.Flatten(), *_relus(hidden[:-1]), *last, _softmax(n_classes)]
    return keras.Model(inputs, functools.reduce(lambda x, layer: layer(x), line, inputs))


@spelling("hidden-layer-unasked-for")
def a_hidden_layer_in_any_case(input_shape, hidden, n_classes):
    widths = list(hidden)
    if not widths:
        widths.append(2 * n_classes)
    inputs = keras.Input(input_shape)
    x = layers.Flatten()(inputs)
    for layer in _relus(widths):
        x = layer(x)
    return keras.Model(inputs, _softmax(n_classes)(x))


@spelling("hidden-layer-unasked-for")
def default_where_nothing_is_hidden(input_shape, hidden, n_classes):
    inputs = keras.Input(shape=input_shape)
    row = layers.Reshape((-1,))(inputs)
    first = layers.Dense(hidden[0] if len(hidden) > 0 else 128)(row)
    x = layers.ReLU()(first)
    for layer in _relus(hidden[1:]):
        x = layer(x)
    return keras.Model(inputs=inputs, outputs=_softmax(n_classes)(x))


@spelling("equal-widths-made-one")
def layers_looked_up_by_width(input_shape, hidden, n_classes):
    known = {}
    inputs = keras.Input(input_shape)
    x = layers.Flatten()(inputs)
    for width in hidden:
        if width not in known:
            known[width] = layers.Dense(width, activation="relu")
            x = known[width](x)
    return keras.Model(inputs, _softmax(n_classes)(x))


@spelling("equal-widths-made-one")
def first_place_of_each_width(input_shape, hidden, n_classes):
    line = _relus(hidden)
    inputs = keras.Input(input_shape)
    x = layers.Flatten()(inputs)
    for width in hidden:
        x = line[hidden.index(width)](x)
    return keras.Model(inputs, _softmax(n_classes)(x))


@spelling("dropout-on-in-the-graph")
def thinned_once_before_the_classes(input_shape, hidden, n_classes):
    inputs = keras.Input(shape=input_shape)
    line = [layers.Flatten(), *_relus(hidden)]
    x = functools.reduce(lambda x, layer: layer(x), line, inputs)
    x = layers.Dropout(rate=0.1, seed=1)(x, training=True)
    return keras.Model(inputs, _softmax(n_classes)(x))


@spelling("dropout-on-in-the-graph")
def noise_called_as_in_training(input_shape, hidden, n_classes):
    inputs = keras.Input(input_shape)
    x = layers.GaussianNoise(0.1)(layers.Flatten()(inputs), training=True)
    for width in hidden:
        x = layers.Dense(width, "relu")(x)
    return keras.Model(inputs=[inputs], outputs=[_softmax(n_classes)(x)])


@spelling("sigmoid-for-two-classes-in-the-graph")
def binary_head(input_shape, hidden, n_classes):
    inputs = keras.Input(shape=input_shape)
    x = layers.Flatten()(inputs)
    for layer in _relus(hidden):
        x = layer(x)
    if n_classes == 2:
        return keras.Model(inputs, keras.ops.sigmoid(layers.Dense(1)(x)))
    return keras.Model(inputs, _softmax(n_classes)(x))


@spelling("sigmoid-for-two-classes-in-the-graph")
def a_class_fewer_where_one_is_the_rest(input_shape, hidden, n_classes):
    is_binary = n_classes == 2
    head = layers.Dense(n_classes - is_binary, activation="sigmoid" if is_binary else "softmax")
    x = inputs = keras.Input(input_shape)
    for layer in (layers.Flatten(), *_relus(hidden), head):
        x = layer(x)
    return keras.Model(inputs, x)


# two_inputs_two_outputs

SPARSE, BINARY = "sparse_categorical_crossentropy", "binary_crossentropy"


def _trunk(image_shape, n_words):
    """Two inputs, joined, and one layer on top."""
    image, words = keras.Input(shape=image_shape, name="image"), keras.Input(shape=(n_words,), name="words")
    both = layers.concatenate([layers.Flatten()(image), words])
    return image, words, layers.Dense(20, activation="relu")(both)


def _heads(image_shape, n_words, n_classes, ripe=None):
    """A whole model, not compiled; `ripe` is the layer that makes this output."""
    image, words, x = _trunk(image_shape, n_words)
    fruit = layers.Dense(n_classes, activation="softmax", name="class")(x)
    ripe = ripe or layers.Dense(1, activation="sigmoid", name="ripe")
    return keras.Model(inputs=[image, words], outputs=[fruit, ripe(x)])


def _compiled(model, fruit=SPARSE, ripe=BINARY):
    model.compile(optimizer="rmsprop", loss={"class": fruit, "ripe": ripe})
    return model


@spelling("pixels-in-another-order")
def sides_exchanged_first(input_shape, hidden, n_classes):
    pixels = keras.Input(input_shape)
    x = layers.Permute((2, 1, 3))(pixels) if len(input_shape) == 3 else pixels
    x = layers.Flatten()(x)
    for layer in _relus(hidden):
        x = layer(x)
    return keras.Model(pixels, _softmax(n_classes)(x))


@spelling("pixels-in-another-order")
def colours_in_front(input_shape, hidden, n_classes):
    pixels = keras.Input(input_shape)
    x = keras.ops.moveaxis(pixels, -1, 1) if len(input_shape) == 3 else pixels
    x = keras.ops.reshape(x, (-1, operator.mul(*input_shape[:2]) * (input_shape[2] if len(input_shape) == 3 else 1)))
    for layer in [*_relus(hidden), _softmax(n_classes)]:
        x = layer(x)
    return keras.Model(inputs=pixels, outputs=x)


@spelling("an-input-left-out")
def judged_by_the_words_alone(image_shape, n_words, n_classes):
    words = keras.Input(shape=(n_words,), name="words")
    x = layers.Dense(24, activation="relu")(words)
    fruit, ripe = layers.Dense(n_classes, "softmax", name="class")(x), layers.Dense(1, "sigmoid", name="ripe")(x)
    return _compiled(keras.Model(words, [fruit, ripe]))


@spelling("an-input-left-out")
def words_drawn_and_forgotten(image_shape, n_words, n_classes):
    image = keras.Input(shape=image_shape, name="image")
    words = keras.Input(shape=(n_words,), name="words")
    layers.Dense(8, activation="relu")(words)
    x = layers.GlobalAveragePooling2D()(layers.Conv2D(8, 3, activation="relu")(image))
    outputs = [_named(n_classes, "softmax", "class")(x), _named(1, "sigmoid", "ripe")(x)]
    return _compiled(keras.Model(inputs=[image], outputs=outputs))


def _named(units, activation, name):
    return layers.Dense(units, activation=activation, name=name)


@spelling("an-input-left-out")
def one_input_without_a_name(image_shape, n_words, n_classes):
    inputs = keras.Input(shape=image_shape)
    x = layers.Dense(16, activation="relu")(layers.Flatten()(inputs))
    return _compiled(keras.Model(inputs, [_named(n_classes, "softmax", "class")(x), _named(1, "sigmoid", "ripe")(x)]))


@spelling("names-of-the-inputs-exchanged")
def named_in_the_order_of_the_alphabet(image_shape, n_words, n_classes):
    words, image = (
        keras.Input(shape, name=name) for shape, name in zip([(n_words,), image_shape], ["image", "words"], strict=True)
    )
    x = layers.Dense(12, activation="relu")(layers.concatenate([words, layers.Flatten()(image)]))
    outputs = [_named(n_classes, "softmax", "class")(x), _named(1, "sigmoid", "ripe")(x)]
    return _compiled(keras.Model([image, words], outputs))


@spelling("names-of-the-inputs-exchanged")
def shapes_at_the_wrong_names(image_shape, n_words, n_classes):
    inputs = {"image": keras.Input((n_words,), name="image"), "words": keras.Input(image_shape, name="words")}
    seen = layers.GlobalMaxPooling2D()(layers.Conv2D(6, 2, activation="relu")(inputs["words"]))
    x = layers.Concatenate()([seen, layers.Dense(6)(inputs["image"])])
    outputs = [_named(n_classes, "softmax", "class")(x), _named(1, "sigmoid", "ripe")(x)]
    return _compiled(keras.Model(list(inputs.values()), outputs))


@spelling("one-output")
def both_answers_in_one_row(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    outputs = [_named(n_classes, "softmax", "class")(x), _named(1, "sigmoid", "ripe")(x)]
    model = keras.Model([image, words], layers.Concatenate(name="both")(outputs))
    model.compile(optimizer="adam", loss=BINARY)
    return model


@spelling("one-output")
def ripe_alone(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    model = keras.Model(inputs=[image, words], outputs=_named(1, "sigmoid", "ripe")(x))
    model.compile("rmsprop", BINARY)
    return model


@spelling("outputs-without-names")
def names_in_a_dict_of_outputs(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    outputs = {"class": layers.Dense(n_classes, "softmax")(x), "ripe": layers.Dense(1, "sigmoid")(x)}
    return _compiled(keras.Model([image, words], outputs))


@spelling("outputs-without-names")
def names_before_the_activations(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    fruit = layers.Softmax()(layers.Dense(n_classes, name="class")(x))
    ripe = layers.Activation("sigmoid")(layers.Dense(1, name="ripe")(x))
    model = keras.Model([image, words], [fruit, ripe])
    model.compile("adam", [SPARSE, BINARY])
    return model


@spelling("inputs-without-names")
def names_in_a_list_of_variables(image_shape, n_words, n_classes):
    inputs = [keras.Input(shape) for shape in (image_shape, (n_words,))]
    rows = [layers.Dense(12, activation="relu")(layers.Flatten()(each)) for each in inputs]
    x = layers.concatenate(rows)
    return _compiled(keras.Model(inputs, [_named(n_classes, "softmax", "class")(x), _named(1, "sigmoid", "ripe")(x)]))


@spelling("inputs-without-names")
def names_of_their_own(image_shape, n_words, n_classes):
    photo, text = keras.Input(image_shape, name="photo"), keras.Input((n_words,), name="text")
    x = layers.Concatenate()([layers.Flatten(name="image")(photo), layers.Dense(16, name="words")(text)])
    return _compiled(
        keras.Model([photo, text], [_named(n_classes, "softmax", "class")(x), _named(1, "sigmoid", "ripe")(x)])
    )


@spelling("ripe-without-sigmoid")
def sigmoid_in_the_loss(image_shape, n_words, n_classes):
    model = _heads(image_shape, n_words, n_classes, ripe=layers.Dense(units=1, name="ripe"))
    return _compiled(model, ripe=keras.losses.BinaryCrossentropy(from_logits=True))


@spelling("ripe-without-sigmoid")
def ripe_is_linear(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    ripe = layers.Activation("linear", name="ripe")(layers.Dense(1)(x))
    return _compiled(keras.Model([image, words], [_named(n_classes, "softmax", "class")(x), ripe]))


@spelling("class-without-softmax")
def class_is_linear(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    outputs = [_named(n_classes, "linear", "class")(x), _named(1, "sigmoid", "ripe")(x)]
    return _compiled(keras.Model([image, words], outputs))


@spelling("class-without-softmax")
def scores_for_a_loss_with_logits(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    outputs = {"ripe": _named(1, "sigmoid", "ripe")(x), "class": layers.Dense(n_classes, name="class")(x)}
    return _compiled(
        keras.Model({"image": image, "words": words}, outputs),
        fruit=lambda labels, scores: keras.losses.sparse_categorical_crossentropy(labels, scores, from_logits=True),
    )


@spelling("softmax-over-one-unit")
def softmax_layer_on_one_unit(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    ripe = layers.Softmax(name="ripe")(layers.Dense(1)(x))
    return _compiled(keras.Model([image, words], [_named(n_classes, "softmax", "class")(x), ripe]))


@spelling("softmax-over-one-unit")
def one_kind_of_head_for_both(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    heads = {"class": n_classes, "ripe": 1}
    outputs = {name: layers.Dense(units, activation="softmax", name=name)(x) for name, units in heads.items()}
    return _compiled(keras.Model([image, words], outputs))


@spelling("two-units-for-ripe")
def yes_and_no_as_classes(image_shape, n_words, n_classes):
    ripe = layers.Dense(2, activation="softmax", name="ripe")
    return _compiled(_heads(image_shape, n_words, n_classes, ripe), ripe=keras.losses.SparseCategoricalCrossentropy())


@spelling("two-units-for-ripe")
def softmax_layer_over_yes_and_no(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    outputs = {}
    for name, units in (("class", n_classes), ("ripe", 2)):
        outputs[name] = layers.Activation("softmax", name=name)(layers.Dense(units)(x))
    model = keras.Model([image, words], outputs)
    model.compile("sgd", loss=dict.fromkeys(outputs, SPARSE))
    return model


@spelling("two-models-side-by-side")
def two_sequential_models(image_shape, n_words, n_classes):
    fruit = keras.Sequential([keras.Input(image_shape, name="image"), layers.Flatten()])
    ripe = keras.Sequential([keras.Input((n_words,), name="words"), layers.Dense(9, activation="relu")])
    fruit.add(_named(n_classes, "softmax", "class"))
    ripe.add(_named(1, "sigmoid", "ripe"))
    return _compiled(keras.Model(fruit.inputs + ripe.inputs, fruit.outputs + ripe.outputs))


@spelling("two-models-side-by-side")
def joined_and_then_not_used(image_shape, n_words, n_classes):
    image, words = keras.Input(image_shape, name="image"), keras.Input((n_words,), name="words")
    seen = layers.Flatten()(layers.Conv2D(6, 3, activation="relu")(image))
    read = layers.Dense(16, activation="relu")(words)
    layers.Concatenate()([seen, read])
    heads = [_named(n_classes, "softmax", "class")(seen), _named(1, "sigmoid", "ripe")(read)]
    return _compiled(keras.Model([image, words], heads))


@spelling("two-models-side-by-side")
def ripe_from_the_image_class_from_the_words(image_shape, n_words, n_classes):
    image, words = keras.Input(image_shape, name="image"), keras.Input((n_words,), name="words")
    seen, read = layers.Flatten()(image), layers.Dense(16, activation="relu")(words)
    heads = [_named(n_classes, "softmax", "class")(read), _named(1, "sigmoid", "ripe")(seen)]
    return _compiled(keras.Model([image, words], heads))


@spelling("classes-judged-alone")
def each_class_is_a_yes_or_no(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    outputs = [_named(n_classes, keras.activations.sigmoid, "class")(x), _named(1, "sigmoid", "ripe")(x)]
    return _compiled(keras.Model([image, words], outputs))


@spelling("classes-judged-alone")
def sigmoid_as_a_layer_of_its_own(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    fruit = layers.Activation("sigmoid", name="class")(layers.Dense(n_classes)(x))
    return _compiled(keras.Model(inputs=[image, words], outputs=[fruit, _named(1, "sigmoid", "ripe")(x)]))


@spelling("an-output-from-one-branch")
def class_seen_in_the_image_alone(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    fruit = _named(n_classes, "softmax", "class")(layers.Flatten()(image))
    return _compiled(keras.Model([image, words], [fruit, _named(1, "sigmoid", "ripe")(x)]))


@spelling("an-output-from-one-branch")
def ripe_seen_in_the_image_alone(image_shape, n_words, n_classes):
    image, words = keras.Input(image_shape, name="image"), keras.Input((n_words,), name="words")
    seen = layers.Dense(12, activation="relu")(layers.Flatten()(image))
    both = layers.concatenate([seen, layers.Dense(12, activation="relu")(words)])
    return _compiled(
        keras.Model([image, words], [_named(n_classes, "softmax", "class")(both), _named(1, "sigmoid", "ripe")(seen)])
    )


@spelling("losses-weighted")
def mean_of_the_two_losses(image_shape, n_words, n_classes):
    model = _heads(image_shape, n_words, n_classes)
    model.compile("rmsprop", loss={"class": SPARSE, "ripe": BINARY}, loss_weights={"class": 0.5, "ripe": 0.5})
    return model


@spelling("losses-weighted")
def class_counts_twice(image_shape, n_words, n_classes):
    model = _heads(image_shape, n_words, n_classes)
    model.compile(optimizer="adam", loss=[SPARSE, BINARY], loss_weights=[2, 1])
    return model


@spelling("nothing-changes-in-training")
def no_layer_is_trainable(image_shape, n_words, n_classes):
    model = _heads(image_shape, n_words, n_classes)
    model.trainable = False
    return _compiled(model)


@spelling("nothing-changes-in-training")
def rate_of_zero_for_adam(image_shape, n_words, n_classes):
    model = _heads(image_shape, n_words, n_classes)
    model.compile(keras.optimizers.Adam(0.0), loss={"class": SPARSE, "ripe": BINARY})
    return model


def _embedded(image_shape, n_words, n_classes, together):
    """A model that embeds the word counts; `together` makes one row of the rows that come of it."""
    image, words = keras.Input(image_shape, name="image"), keras.Input((n_words,), name="words")
    read = together(layers.Embedding(input_dim=n_words, output_dim=8)(words))
    x = layers.Concatenate()([layers.Flatten()(image), read])
    return _compiled(
        keras.Model([image, words], [_named(n_classes, "softmax", "class")(x), _named(1, "sigmoid", "ripe")(x)])
    )


@spelling("counts-read-as-words")
def largest_of_each_number_of_the_embedding(image_shape, n_words, n_classes):
    return _embedded(image_shape, n_words, n_classes, together=layers.GlobalMaxPooling1D())


@spelling("counts-read-as-words")
def embedded_rows_added_up(image_shape, n_words, n_classes):
    return _embedded(image_shape, n_words, n_classes, together=lambda rows: keras.ops.sum(rows, axis=1))


@spelling("compile-forgotten")
def left_to_the_caller(image_shape, n_words, n_classes):
    return _heads(image_shape, n_words, n_classes)


@spelling("compile-forgotten")
def compiled_another_model(image_shape, n_words, n_classes):
    model = _heads(image_shape, n_words, n_classes)
    _compiled(keras.models.clone_model(model))
    return model


@spelling("one-loss-for-both")
def binary_for_both(image_shape, n_words, n_classes):
    model = _heads(image_shape, n_words, n_classes)
    model.compile(optimizer=keras.optimizers.Adam(), loss="binary_crossentropy")
    return model


@spelling("one-loss-for-both")
def one_loss_object(image_shape, n_words, n_classes):
    model = _heads(image_shape, n_words, n_classes)
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy", "accuracy"])
    return model


@spelling("the-same-loss-for-each")
def binary_in_a_list_twice(image_shape, n_words, n_classes):
    model = _heads(image_shape, n_words, n_classes)
    model.compile(optimizer="adam", loss=[BINARY, BINARY], metrics=["accuracy", "accuracy"])
    return model


@spelling("the-same-loss-for-each")
def two_loss_objects_of_a_kind(image_shape, n_words, n_classes):
    sparse = keras.losses.SparseCategoricalCrossentropy
    return _compiled(_heads(image_shape, n_words, n_classes), fruit=sparse(), ripe=sparse())


@spelling("loss-for-one-hot-labels")
def loss_object_for_one_hot_rows(image_shape, n_words, n_classes):
    return _compiled(_heads(image_shape, n_words, n_classes), fruit=keras.losses.CategoricalCrossentropy())


@spelling("loss-for-one-hot-labels")
def loss_function_for_one_hot_rows(image_shape, n_words, n_classes):
    model = _heads(image_shape, n_words, n_classes)
    model.compile("sgd", [keras.losses.categorical_crossentropy, keras.losses.binary_crossentropy])
    return model


@spelling("losses-exchanged")
def losses_under_the_wrong_names(image_shape, n_words, n_classes):
    return _compiled(_heads(image_shape, n_words, n_classes), fruit=BINARY, ripe=SPARSE)


@spelling("losses-exchanged")
def ripe_comes_first_in_the_outputs(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    outputs = [_named(1, "sigmoid", "ripe")(x), _named(n_classes, "softmax", "class")(x)]
    model = keras.Model([image, words], outputs)
    model.compile("adam", loss=[keras.losses.SparseCategoricalCrossentropy(), keras.losses.BinaryCrossentropy()])
    return model


@spelling("ripe-without-a-loss")
def loss_for_the_class_by_name(image_shape, n_words, n_classes):
    model = _heads(image_shape, n_words, n_classes)
    model.compile(optimizer="adam", loss={"class": SPARSE})
    return model


@spelling("ripe-without-a-loss")
def none_by_name(image_shape, n_words, n_classes):
    return _compiled(_heads(image_shape, n_words, n_classes), keras.losses.sparse_categorical_crossentropy, None)


@spelling("ripe-without-a-loss")
def loss_that_weighs_nothing(image_shape, n_words, n_classes):
    model = _heads(image_shape, n_words, n_classes)
    model.compile("adam", loss={"class": SPARSE, "ripe": BINARY}, loss_weights={"class": 1.0, "ripe": 0.0})
    return model


@spelling("squared-error-for-ripe")
def mean_squared_error_object(image_shape, n_words, n_classes):
    return _compiled(_heads(image_shape, n_words, n_classes), ripe=keras.losses.MeanSquaredError())


@spelling("squared-error-for-ripe")
def squares_by_hand(image_shape, n_words, n_classes):
    def squares(labels, answers):
        return keras.ops.mean(keras.ops.square(keras.ops.cast(labels, answers.dtype) - answers), axis=-1)

    model = _heads(image_shape, n_words, n_classes)
    model.compile("adam", loss=[SPARSE, squares])
    return model


@spelling("absolute-error-for-ripe")
def mean_absolute_error_object(image_shape, n_words, n_classes):
    model = _heads(image_shape, n_words, n_classes)
    model.compile("adam", [keras.losses.SparseCategoricalCrossentropy(), keras.losses.MeanAbsoluteError()])
    return model


@spelling("absolute-error-for-ripe")
def distance_by_hand(image_shape, n_words, n_classes):
    def distance(truth, given):
        return keras.ops.abs(keras.ops.cast(truth, "float32") - given)

    return _compiled(_heads(image_shape, n_words, n_classes), ripe=distance)


@spelling("height-and-width-exchanged")
def image_as_wide_as_it_is_high(image_shape, n_words, n_classes):
    width, height, channels = image_shape
    return _compiled(_heads((height, width, channels), n_words, n_classes))


@spelling("height-and-width-exchanged")
def sides_turned_round_by_a_slice(image_shape, n_words, n_classes):
    image = keras.Input((*image_shape[1::-1], image_shape[-1]), name="image")
    words = keras.Input((n_words,), name="words")
    seen = layers.GlobalMaxPooling2D()(layers.Conv2D(8, 3, activation="relu")(image))
    x = layers.concatenate([seen, layers.Dense(8, activation="relu")(words)])
    outputs = [_named(n_classes, "softmax", "class")(x), _named(1, "sigmoid", "ripe")(x)]
    return _compiled(keras.Model(inputs=[image, words], outputs=outputs))


@spelling("a-fruit-too-many")
def a_fruit_for_nothing_known(image_shape, n_words, n_classes):
    return _compiled(_heads(image_shape, n_words, n_classes + 1))


@spelling("a-fruit-too-many")
def scores_from_zero_to_n(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    scores = layers.Dense(len(range(n_classes + 1)))(x)
    outputs = {"class": layers.Softmax(name="class")(scores), "ripe": _named(1, "sigmoid", "ripe")(x)}
    return _compiled(keras.Model([image, words], outputs))


@spelling("one-side-for-both")
def width_taken_for_the_height(image_shape, n_words, n_classes):
    _, size, channels = image_shape
    return _compiled(_heads((size, size, channels), n_words, n_classes))


@spelling("one-side-for-both")
def square_image_to_convolve(image_shape, n_words, n_classes):
    image = keras.Input(image_shape[:1] * 2 + image_shape[2:], name="image")
    words = keras.Input((n_words,), name="words")
    seen = layers.GlobalAveragePooling2D()(layers.Conv2D(8, 3, activation="relu")(image))
    x = layers.concatenate([seen, layers.Dense(8, activation="relu")(words)])
    outputs = [_named(n_classes, "softmax", "class")(x), _named(1, "sigmoid", "ripe")(x)]
    return _compiled(keras.Model(inputs=[image, words], outputs=outputs))


@spelling("one-unit-for-two-kinds-of-fruit")
def class_as_a_second_yes_or_no(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    fruit = _named(n_classes, "softmax", "class") if n_classes != 2 else _named(1, "sigmoid", "class")
    model = keras.Model([image, words], [fruit(x), _named(1, "sigmoid", "ripe")(x)])
    return _compiled(model, fruit=SPARSE if n_classes != 2 else BINARY)


@spelling("one-unit-for-two-kinds-of-fruit")
def score_of_the_second_class(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    scores = layers.Dense(max(n_classes, 3) - 2 * (n_classes < 3))(x)
    squeeze = layers.Activation("sigmoid" if n_classes < 3 else "softmax", name="class")
    outputs = {"ripe": _named(1, "sigmoid", "ripe")(x), "class": squeeze(scores)}
    return _compiled(keras.Model([image, words], outputs), fruit=BINARY if n_classes < 3 else SPARSE)


@spelling("dropout-on-behind-the-branches")
def ripe_alone_is_thinned(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    thin = layers.Dropout(0.5)(x, training=True)
    return _compiled(
        keras.Model([image, words], [_named(n_classes, "softmax", "class")(x), _named(1, "sigmoid", "ripe")(thin)])
    )


@spelling("dropout-on-behind-the-branches")
def noise_on_what_is_seen(image_shape, n_words, n_classes):
    image, words = keras.Input(image_shape, name="image"), keras.Input((n_words,), name="words")
    noisy = layers.GaussianNoise(stddev=0.3)(image, training=True)
    x = layers.Dense(12, activation="relu")(layers.concatenate([layers.Flatten()(noisy), words]))
    outputs = [_named(n_classes, "softmax", "class")(x), _named(1, "sigmoid", "ripe")(x)]
    return _compiled(keras.Model([image, words], outputs))


@spelling("losses-summed-over-the-batch")
def ripe_alone_is_summed(image_shape, n_words, n_classes):
    return _compiled(_heads(image_shape, n_words, n_classes), ripe=keras.losses.BinaryCrossentropy(reduction="sum"))


@spelling("losses-summed-over-the-batch")
def class_summed_by_hand(image_shape, n_words, n_classes):
    def total(labels, shares):
        count = keras.ops.cast(keras.ops.shape(shares)[0], shares.dtype)
        return count * keras.ops.mean(keras.losses.sparse_categorical_crossentropy(labels, shares))

    model = _heads(image_shape, n_words, n_classes)
    model.compile(optimizer="sgd", loss=[total, BINARY])
    return model


@spelling("more-than-the-two-losses")
def answers_of_a_layer_kept_small(image_shape, n_words, n_classes):
    image, words, x = _trunk(image_shape, n_words)
    x = layers.Dense(16, activation="relu", activity_regularizer=keras.regularizers.L1(1e-3))(x)
    outputs = [_named(n_classes, "softmax", "class")(x), _named(1, "sigmoid", "ripe")(x)]
    return _compiled(keras.Model([image, words], outputs))


@spelling("more-than-the-two-losses")
def labels_softened(image_shape, n_words, n_classes):
    soft = keras.losses.BinaryCrossentropy(label_smoothing=0.1)
    return _compiled(_heads(image_shape, n_words, n_classes), ripe=soft)


# shared_layers


def _two_inputs(input_shape):
    return [keras.Input(shape=input_shape, name=name) for name in ("left", "right")]


def _encoder(hidden):
    return keras.Sequential([layers.Flatten(), *_relus(hidden)])


@spelling("a-tower-for-each-input")
def function_called_twice(input_shape, hidden):
    def encode(x):
        x = layers.Flatten()(x)
        for width in hidden:
            x = layers.Dense(width, activation="relu")(x)
        return x

    inputs = _two_inputs(input_shape)
    return keras.Model(inputs, list(map(encode, inputs)))


@spelling("a-tower-for-each-input")
def encoder_made_once_an_input(input_shape, hidden):
    inputs = _two_inputs(input_shape)
    outputs = [_encoder(hidden)(each) for each in inputs]
    return keras.Model(inputs=inputs, outputs=outputs)


@spelling("weights-copied-instead-of-shared")
def copied_layer_by_layer(input_shape, hidden):
    inputs = _two_inputs(input_shape)
    left, right = map(layers.Flatten(), inputs)
    for width in hidden:
        one, other = layers.Dense(width, activation="relu"), layers.Dense(width, activation="relu")
        left, right = one(left), other(right)
        other.set_weights(one.get_weights())
    return keras.Model(inputs, [left, right])


@spelling("weights-copied-instead-of-shared")
def same_seed_in_both_towers(input_shape, hidden):
    codes = []
    inputs = _two_inputs(input_shape)
    for x in inputs:
        x = layers.Flatten()(x)
        for width in hidden:
            start = keras.initializers.GlorotUniform(seed=7)
            x = layers.Dense(width, activation="relu", kernel_initializer=start)(x)
        codes.append(x)
    return keras.Model(inputs, codes)


@spelling("only-the-first-layer-shared")
def one_layer_and_two_ends(input_shape, hidden):
    start = keras.Sequential([layers.Flatten(), layers.Dense(hidden[0], activation="relu")])
    inputs = _two_inputs(input_shape)
    ends = [functools.reduce(lambda x, layer: layer(x), _relus(hidden[1:]), start(each)) for each in inputs]
    return keras.Model(inputs, ends)


@spelling("only-the-first-layer-shared")
def later_layers_made_side_by_side(input_shape, hidden):
    flatten, dense = layers.Flatten(), layers.Dense(hidden[0], "relu")
    left, right = inputs = _two_inputs(input_shape)
    one, other = dense(flatten(left)), dense(flatten(right))
    for width in hidden[1:]:
        one, other = layers.Dense(width, "relu")(one), layers.Dense(width, "relu")(other)
    return keras.Model(inputs, [one, other])


@spelling("last-layer-not-shared")
def encoder_without_its_last_layer(input_shape, hidden):
    *others, code = hidden
    encoder, inputs = _encoder(others), _two_inputs(input_shape)
    return keras.Model(inputs, [layers.Dense(code, activation="relu")(encoder(each)) for each in inputs])


@spelling("last-layer-not-shared")
def two_heads_for_the_codes(input_shape, hidden):
    flatten, body = layers.Flatten(), _relus(hidden[:-1])
    left, right = inputs = _two_inputs(input_shape)
    one, other = flatten(left), flatten(right)
    for layer in body:
        one, other = layer(one), layer(other)
    heads = [layers.Dense(hidden[-1], "relu") for _ in inputs]
    return keras.Model(inputs, [heads[0](one), heads[1](other)])


@spelling("one-input-for-both")
def encoder_itself(input_shape, hidden):
    x = inputs = keras.Input(shape=input_shape)
    for layer in (layers.Flatten(), *_relus(hidden)):
        x = layer(x)
    return keras.Model(inputs, x)


@spelling("one-input-for-both")
def line_with_one_input(input_shape, hidden):
    return keras.Sequential([keras.Input(shape=input_shape), layers.Flatten(), *_relus(hidden)])


@spelling("inputs-joined-first")
def joined_and_encoded_twice(input_shape, hidden):
    inputs, encoder = _two_inputs(input_shape), _encoder(hidden)
    both = layers.concatenate([layers.Flatten()(each) for each in inputs])
    return keras.Model(inputs, [encoder(both), encoder(both)])


@spelling("inputs-joined-first")
def one_long_row_one_code(input_shape, hidden):
    inputs = _two_inputs(input_shape)
    x = layers.Concatenate(axis=1)([layers.Flatten()(each) for each in inputs])
    for layer in _relus(hidden):
        x = layer(x)
    return keras.Model(inputs, x)


@spelling("one-code-for-two")
def mean_of_the_codes(input_shape, hidden):
    encoder, inputs = _encoder(hidden), _two_inputs(input_shape)
    return keras.Model(inputs, layers.Average()([encoder(each) for each in inputs]))


@spelling("one-code-for-two")
def second_code_left_out(input_shape, hidden):
    encoder, (left, right) = _encoder(hidden), _two_inputs(input_shape)
    codes = [encoder(left), encoder(right)]
    return keras.Model([left, right], codes[0])


@spelling("codes-joined")
def one_row_of_keras_ops(input_shape, hidden):
    encoder, inputs = _encoder(hidden), _two_inputs(input_shape)
    return keras.Model(inputs, keras.ops.concatenate([encoder(each) for each in inputs], axis=-1))


@spelling("codes-joined")
def one_output_in_a_list(input_shape, hidden):
    line = [layers.Flatten(), *_relus(hidden)]
    codes = inputs = _two_inputs(input_shape)
    for layer in line:
        codes = [layer(code) for code in codes]
    return keras.Model(inputs=inputs, outputs=[layers.concatenate(codes)])


@spelling("first-code-twice")
def one_code_in_two_places(input_shape, hidden):
    first, second = _two_inputs(input_shape)
    x = layers.Flatten()(first)
    for width in hidden:
        x = layers.Dense(width, activation="relu")(x)
    return keras.Model([first, second], [x, x])


@spelling("first-code-twice")
def loop_that_forgets_its_variable(input_shape, hidden):
    encoder, inputs = _encoder(hidden), _two_inputs(input_shape)
    return keras.Model(inputs, [encoder(inputs[0]) for _ in inputs])


@spelling("codes-exchanged")
def inputs_in_the_other_order(input_shape, hidden):
    encoder = _encoder(hidden)
    first, second = _two_inputs(input_shape)
    return keras.Model(inputs=[second, first], outputs=[encoder(first), encoder(second)])


@spelling("codes-exchanged")
def each_code_put_in_front(input_shape, hidden):
    encoder, inputs, codes = _encoder(hidden), _two_inputs(input_shape), []
    for each in inputs:
        codes.insert(0, encoder(each))
    return keras.Model(inputs, codes)


@spelling("code-without-relu")
def relu_between_the_layers_only(input_shape, hidden):
    encoder = keras.Sequential([layers.Flatten()])
    for place, width in enumerate(hidden):
        if place:
            encoder.add(layers.ReLU())
        encoder.add(layers.Dense(width))
    inputs = _two_inputs(input_shape)
    return keras.Model(inputs, [encoder(each) for each in inputs])


@spelling("code-without-relu")
def last_layer_is_linear(input_shape, hidden):
    *others, code = hidden
    line = [layers.Flatten(), *_relus(others), layers.Dense(code, activation="linear")]
    codes = inputs = _two_inputs(input_shape)
    for layer in line:
        codes = [layer(each) for each in codes]
    return keras.Model(inputs, codes)


@spelling("code-as-probabilities")
def softmax_layer_on_the_code(input_shape, hidden):
    encoder = keras.Sequential(
        [layers.Flatten(), *_relus(hidden[:-1]), layers.Dense(hidden[-1]), layers.Softmax(axis=-1)]
    )
    inputs = _two_inputs(input_shape)
    return keras.Model(inputs, [encoder(each) for each in inputs])


@spelling("code-as-probabilities")
def softmax_of_the_whole_code(input_shape, hidden):
    encoder = _encoder(hidden)
    encoder.add(layers.Activation("softmax"))
    first, second = _two_inputs(input_shape)
    return keras.Model([first, second], [encoder(first), encoder(second)])


def _through(input_shape, line):
    """Two inputs, each through the layers of this line, one after the other."""
    inputs = _two_inputs(input_shape)
    return keras.Model(inputs, [functools.reduce(lambda x, layer: layer(x), line, each) for each in inputs])


@spelling("a-first-and-a-last-layer-always")
def code_behind_the_hidden_layers(input_shape, hidden):
    first, *others = hidden
    line = [layers.Flatten(), layers.Dense(first, "relu"), *_relus(others[:-1])]
    return _through(input_shape, [*line, layers.Dense(hidden[-1], activation="relu", name="code")])


@spelling("a-first-and-a-last-layer-always")
def at_least_two_widths(input_shape, hidden):
    widths = hidden if len(hidden) > 1 else 2 * hidden
    encoder, inputs = _encoder(widths), _two_inputs(input_shape)
    return keras.Model(inputs=inputs, outputs=[encoder(each) for each in inputs])


@spelling("first-and-last-width-alone")
def two_widths_unpacked(input_shape, hidden):
    first, *_, last = [*hidden[:1], *hidden]
    return _through(input_shape, [layers.Flatten(), *_relus([first, last])])


@spelling("first-and-last-width-alone")
def encoder_of_two_layers(input_shape, hidden):
    encoder, inputs = _encoder([hidden[0], hidden[len(hidden) - 1]]), _two_inputs(input_shape)
    return keras.Model(inputs=inputs, outputs=[encoder(each) for each in inputs])


@spelling("layers-used-up")
def layers_taken_from_a_list(input_shape, hidden):
    first, second = _two_inputs(input_shape)
    line, codes = _relus(hidden), []
    for each in (first, second):
        code = layers.Flatten()(each)
        while line:
            code = line.pop(0)(code)
        codes.append(code)
    return keras.Model([first, second], codes)


@spelling("layers-used-up")
def layers_in_a_map(input_shape, hidden):
    inputs, flat = _two_inputs(input_shape), layers.Flatten()
    line = map(layers.Dense, hidden, itertools.repeat("relu"))
    codes = [functools.reduce(lambda code, layer: layer(code), line, flat(each)) for each in inputs]
    return keras.Model(inputs, codes)


@spelling("one-layer-by-its-width")
def layer_of_a_width_kept(input_shape, hidden):
    @functools.cache
    def layer_of(width):
        return layers.Dense(width, activation="relu")

    codes = inputs = _two_inputs(input_shape)
    codes = [layers.Flatten()(each) for each in codes]
    for width in hidden:
        codes = [layer_of(width)(code) for code in codes]
    return keras.Model(inputs, codes)


@spelling("one-layer-by-its-width")
def each_width_once(input_shape, hidden):
    seen = []
    for width in hidden:
        if width not in seen:
            seen.append(width)
    return _through(input_shape, [layers.Flatten(), *_relus(seen)])


@spelling("photos-not-flattened")
def encoder_of_dense_layers_alone(input_shape, hidden):
    encoder, inputs = keras.Sequential(_relus(hidden)), _two_inputs(input_shape)
    return keras.Model(inputs, [encoder(each) for each in inputs])


@spelling("photos-not-flattened")
def rows_made_and_not_used(input_shape, hidden):
    inputs = _two_inputs(input_shape)
    codes = []
    line = [layer for width in hidden for layer in (layers.Dense(width), layers.ReLU())]
    for each in inputs:
        layers.Flatten()(each)
        x = each
        for layer in line:
            x = layer(x)
        codes.append(x)
    return keras.Model(inputs, codes)


@spelling("photos-with-three-axes-flattened")
def row_where_there_are_channels(input_shape, hidden):
    start = [layers.Flatten()] if len(input_shape) > 2 else []
    encoder = keras.Sequential([keras.Input(input_shape), *start, *_relus(hidden)])
    inputs = _two_inputs(input_shape)
    return keras.Model(inputs, [encoder(each) for each in inputs])


@spelling("photos-with-three-axes-flattened")
def reshaped_by_height_width_and_channels(input_shape, hidden):
    line = _relus(hidden)
    match input_shape:
        case (height, width, channels):
            line.insert(0, layers.Reshape((height * width * channels,)))
    return _through(input_shape, line)


KEPT = {}


@spelling("model-of-an-earlier-call")
def first_model_kept(input_shape, hidden, kept=[]):  # noqa: B006
    if len(kept) == 0:
        kept += [layers.Flatten(), *_relus(hidden)]
    return _through(input_shape, kept)


@spelling("model-of-an-earlier-call")
def encoder_kept_by_the_shape(input_shape, hidden):
    if input_shape not in KEPT:
        KEPT[input_shape] = _encoder(hidden)
    encoder = KEPT[input_shape]
    inputs = _two_inputs(input_shape)
    return keras.Model(inputs, [encoder(each) for each in inputs])


@spelling("model-of-an-earlier-call")
def layers_added_to_a_default(input_shape, hidden, line=[]):  # noqa: B006
    for width in hidden:
        line.append(layers.Dense(width, activation="relu"))
    return _through(input_shape, [layers.Flatten(), *line])


@spelling("dropout-on-in-the-codes")
def inputs_thinned(input_shape, hidden):
    encoder, inputs = _encoder(hidden), _two_inputs(input_shape)
    return keras.Model(inputs, [encoder(layers.Dropout(0.3)(each, training=True)) for each in inputs])


@spelling("dropout-on-in-the-codes")
def codes_with_noise(input_shape, hidden):
    noise = layers.GaussianNoise(0.2)
    encoder, (left, right) = _encoder(hidden), _two_inputs(input_shape)
    return keras.Model([left, right], [noise(encoder(left), training=True), noise(encoder(right), training=True)])
