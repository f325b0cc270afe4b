"""Wrong ways of ex15 in other spellings."""

from __future__ import annotations

import keras
import numpy as np
from keras import layers
from keras.layers import BatchNormalization, Dense, Dropout, Flatten

from reference.kit.catalogue import spelling

# freeze


@spelling("minus-zero")
def open_where_it_is_among_the_last(model, keep_last=0):
    last = model.layers[-keep_last:]
    for layer in model.layers:
        layer.trainable = layer in last
    return model


@spelling("minus-zero")
def shut_where_it_is_among_the_first(model, keep_last=0):
    first = {layer.name for layer in model.layers[:-keep_last]}
    for layer in model.layers:
        layer.trainable = layer.name not in first
    return model


@spelling("only-ever-shut")
def shut_before_the_border(model, keep_last=0):
    border = len(model.layers) - keep_last
    for i, layer in enumerate(model.layers):
        if i < border:
            layer.trainable = False
    return model


@spelling("only-ever-shut")
def shut_one_by_one_until_few_are_left(model, keep_last=0):
    waiting = list(model.layers)
    while len(waiting) > keep_last:
        waiting.pop(0).trainable = False
    return model


@spelling("whole-opened-first")
def whole_opened_then_shut_by_index(model, keep_last=0):
    model.trainable = True
    i = 0
    while i < len(model.layers) - keep_last:
        model.layers[i].trainable = False
        i += 1
    return model


@spelling("only-ever-opened")
def last_ones_taken_off_and_opened(model, keep_last=0):
    waiting = list(model.layers)
    for _ in range(keep_last):
        waiting.pop().trainable = True
    return model


@spelling("only-ever-opened")
def opened_from_the_border_on(model, keep_last=0):
    for i, layer in enumerate(model.layers):
        if i + keep_last >= len(model.layers):
            layer.trainable = True
    return model


@spelling("normalisation-left-shut")
def shut_again_after_opening(model, keep_last=0):
    freeze_border = len(model.layers) - keep_last
    for i, layer in enumerate(model.layers):
        layer.trainable = i >= freeze_border
    for layer in model.layers:
        if isinstance(layer, BatchNormalization):
            layer.trainable = False
    return model


@spelling("normalisation-left-shut")
def passed_over_where_statistics_are_kept(model, keep_last=0):
    _shut(model)
    last = model.layers[len(model.layers) - keep_last :]
    for layer in [layer for layer in last if not hasattr(layer, "moving_mean")]:
        layer.trainable = True
    return model


@spelling("switches-of-the-weights")
def each_weight_shut_before_the_border(model, keep_last=0):
    first = model.layers[: len(model.layers) - keep_last]
    for weight in [weight for layer in first for weight in layer.weights]:
        weight.trainable = False
    return model


@spelling("switches-of-the-weights")
def layers_opened_and_weights_shut(model, keep_last=0):
    for place, layer in enumerate(reversed(model.layers)):
        layer.trainable = True
        if place >= keep_last:
            for weight in list(layer.trainable_weights):
                weight.trainable = False
    return model


@spelling("whole-opened-first")
def whole_opened_last(model, keep_last=0):
    for layer in list(reversed(model.layers))[keep_last:]:
        layer.trainable = False
    setattr(model, "trainable", True)  # noqa: B010
    return model


@spelling("first-instead-of-last")
def opened_up_to_the_number(model, keep_last=0):
    for layer in model.layers:
        layer.trainable = False
    for layer in model.layers[:keep_last]:
        layer.trainable = True
    return model


@spelling("first-instead-of-last")
def counted_back_and_opened_behind(model, keep_last=0):
    border = len(model.layers) - keep_last
    for place, layer in enumerate(reversed(model.layers)):
        layer.trainable = place >= border
    return model


@spelling("only-layers-with-weights-counted")
def counted_down_at_layers_with_weights(model, keep_last=0):
    left = keep_last
    for layer in reversed(model.layers):
        layer.trainable = left > 0
        if layer.count_params() > 0:
            left -= 1
    return model


@spelling("only-layers-with-weights-counted")
def shut_all_then_opened_with_weights(model, keep_last=0):
    for layer in model.layers:
        layer.trainable = False
    learning = [layer for layer in model.layers if len(layer.get_weights())]
    for layer in learning[len(learning) - keep_last :]:
        layer.trainable = True
    return model


@spelling("nothing-comes-back")
def all_shut_then_the_last_opened(model, keep_last=0):
    for layer in model.layers:
        layer.trainable = False
    for layer in model.layers[len(model.layers) - keep_last :]:
        layer.trainable = True


@spelling("nothing-comes-back")
def list_of_switches(model, keep_last=0):
    shut = len(model.layers) - keep_last
    switches = [False] * shut + [True] * keep_last
    for layer, switch in zip(model.layers, switches, strict=True):
        layer.trainable = switch


@spelling("one-layer-too-few")
def counted_from_one(model, keep_last=0):
    number = 1
    for layer in reversed(model.layers):
        layer.trainable = number < keep_last
        number += 1
    return model


@spelling("one-layer-too-few")
def opened_behind_the_border(model, keep_last=0):
    for layer in model.layers:
        layer.trainable = False
    for i in range(len(model.layers) - keep_last + 1, len(model.layers)):
        model.layers[i].trainable = True
    return model


@spelling("one-layer-too-many")
def shut_up_to_one_before(model, keep_last=0):
    border = len(model.layers) - 1 - keep_last
    for i, layer in enumerate(model.layers):
        if i < border:
            layer.trainable = False
        else:
            layer.trainable = True
    return model


@spelling("one-layer-too-many")
def counted_back_from_zero(model, keep_last=0):
    for place, layer in enumerate(reversed(model.layers)):
        layer.trainable = place <= keep_last
    return model


@spelling("input-layer-not-counted")
def those_with_an_input_left_out_of_the_count(model, keep_last=0):
    real = [layer for layer in model.layers if "Input" not in type(layer).__name__]
    border = len(real) - keep_last
    for layer in model.layers[:border]:
        layer.trainable = False
    for layer in model.layers[border:]:
        layer.trainable = True
    return model


@spelling("input-layer-not-counted")
def counted_by_hand(model, keep_last=0):
    count = 0
    for layer in model.layers:
        if not isinstance(layer, keras.layers.InputLayer):
            count += 1
    shut = count - keep_last
    for layer in model.layers:
        layer.trainable = shut <= 0
        shut -= 1
    return model


@spelling("all-shut")
def off_as_a_whole(model, keep_last=0):
    model.trainable = True
    model.trainable = False
    return model


@spelling("all-shut")
def opened_and_shut_again(model, keep_last=0):
    for layer in model.layers[len(model.layers) - keep_last :]:
        layer.trainable = True
    for i in range(len(model.layers)):
        model.layers[i].trainable = False
    return model


@spelling("switches-exchanged")
def last_ones_shut(model, keep_last=0):
    for layer in model.layers:
        layer.trainable = True
    for layer in model.layers[len(model.layers) - keep_last :]:
        layer.trainable = False
    return model


@spelling("switches-exchanged")
def closed_from_the_end(model, keep_last=0):
    for place, layer in enumerate(reversed(model.layers)):
        if place < keep_last:
            layer.trainable = False
        else:
            layer.trainable = True
    return model


@spelling("always-the-last-four")
def four_by_number(model, keep_last=0):
    for i, layer in enumerate(model.layers):
        layer.trainable = i >= len(model.layers) - 4
    return model


@spelling("always-the-last-four")
def number_of_layers_overwritten(model, keep_last=0):
    keep_last = 4
    border = len(model.layers) - keep_last
    for i in range(len(model.layers)):
        model.layers[i].trainable = not i < border
    return model


@spelling("return-inside-the-loop")
def back_after_the_first(model, keep_last=0):
    border = len(model.layers) - keep_last
    i = 0
    while i < len(model.layers):
        model.layers[i].trainable = i >= border
        i += 1
        return model
    return None


@spelling("return-inside-the-loop")
def left_from_within(model, keep_last=0):
    for layer in model.layers:
        if layer in model.layers[len(model.layers) - keep_last :]:
            layer.trainable = True
        else:
            layer.trainable = False
        return model
    return model


@spelling("whole-switched-off")
def off_where_it_was_on(model, keep_last=0):
    if model.trainable:
        model.trainable = False
    for i, layer in enumerate(model.layers):
        if i >= len(model.layers) - keep_last:
            layer.trainable = True
    return model


@spelling("whole-switched-off")
def switched_by_name(model, keep_last=0):
    setattr(model, "trainable", False)  # noqa: B010
    for place, layer in enumerate(reversed(model.layers)):
        if place < keep_last:
            layer.trainable = True
    return model


@spelling("a-copy-comes-back")
def cloned_after_setting(model, keep_last=0):
    for i, layer in enumerate(model.layers):
        layer.trainable = i >= len(model.layers) - keep_last
    return keras.models.clone_model(model)


@spelling("a-copy-comes-back")
def from_its_config(model, keep_last=0):
    again = model.__class__.from_config(model.get_config())
    again.set_weights(model.get_weights())
    border = len(again.layers) - keep_last
    for layer in again.layers[:border]:
        layer.trainable = False
    for layer in again.layers[border:]:
        layer.trainable = True
    return again


# build_transfer_model


def _in_a_line(base, *head):
    """Put the layers of a head behind a base."""
    model = keras.Sequential()
    model.add(keras.Input(shape=base.input_shape[1:]))
    model.add(base)
    for layer in head:
        model.add(layer)
    return model


def _on_its_tensors(base, *head):
    """Call the layers of a head on what a base gives."""
    x = base.output
    for layer in head:
        x = layer(x)
    return keras.Model(inputs=base.input, outputs=x)


@spelling("pooled-instead-of-flattened")
def pooled_in_a_line(base, n_classes, hidden, dropout):
    head = Dense(hidden, "relu"), Dropout(dropout), Dense(n_classes, "softmax")
    return _in_a_line(base, layers.GlobalMaxPooling2D(), *head)


@spelling("pooled-instead-of-flattened")
def mean_over_both_sides(base, n_classes, hidden, dropout):
    inputs = keras.Input(base.input_shape[1:])
    x = keras.ops.mean(base(inputs), axis=(1, 2))
    x = Dropout(dropout)(Dense(hidden, activation="relu")(x))
    return keras.Model(inputs, Dense(n_classes, activation="softmax")(x))


@spelling("hidden-layer-left-out")
def classes_at_once(base, n_classes, hidden, dropout):
    return _on_its_tensors(base, Flatten(), Dense(n_classes, activation="softmax"))


@spelling("hidden-layer-left-out")
def only_dropout_between(base, n_classes, hidden, dropout):
    head = Flatten(), layers.Activation("relu"), Dropout(rate=dropout), Dense(n_classes), layers.Softmax()
    return _in_a_line(base, *head)


@spelling("no-relu-in-the-head")
def linear_by_name(base, n_classes, hidden, dropout):
    head = Flatten(), Dense(hidden, activation="linear"), Dropout(dropout), Dense(n_classes, activation="softmax")
    return _in_a_line(base, *head)


@spelling("no-relu-in-the-head")
def relu_made_and_not_called(base, n_classes, hidden, dropout):
    x = Dense(units=hidden)(Flatten()(base.output))
    layers.ReLU()(x)
    x = Dropout(dropout)(x)
    return keras.Model(base.input, Dense(units=n_classes, activation="softmax")(x))


@spelling("no-softmax-at-the-end")
def scores_on_the_tensors(base, n_classes, hidden, dropout):
    return _on_its_tensors(base, Flatten(), Dense(hidden, "relu"), Dropout(dropout), Dense(n_classes))


@spelling("no-softmax-at-the-end")
def linear_end_of_a_line(base, n_classes, hidden, dropout):
    head = [Flatten(), Dense(hidden), layers.Activation("relu"), Dropout(dropout)]
    return _in_a_line(base, *head, Dense(n_classes, activation="linear"))


@spelling("softmax-twice")
def another_activation_behind_it(base, n_classes, hidden, dropout):
    head = Flatten(), Dense(hidden, activation="relu"), Dropout(dropout), Dense(n_classes, activation="softmax")
    return _in_a_line(base, *head, layers.Activation("softmax"))


@spelling("softmax-twice")
def softmax_as_an_operation(base, n_classes, hidden, dropout):
    x = Dropout(dropout)(Dense(hidden, activation="relu")(Flatten()(base.output)))
    outputs = keras.ops.softmax(Dense(n_classes, activation="softmax")(x))
    return keras.Model(base.input, outputs)


@spelling("sigmoid-at-the-end")
def sigmoid_in_a_layer_of_its_own(base, n_classes, hidden, dropout):
    head = Flatten(), Dense(hidden, activation="relu"), Dropout(dropout), Dense(n_classes)
    return _on_its_tensors(base, *head, layers.Activation("sigmoid"))


@spelling("sigmoid-at-the-end")
def sigmoid_as_a_function(base, n_classes, hidden, dropout):
    head = Flatten(), Dense(hidden, activation=keras.activations.relu), Dropout(dropout)
    return _in_a_line(base, *head, Dense(n_classes, activation=keras.activations.sigmoid))


@spelling("softmax-over-the-batch")
def shares_of_each_class_over_the_images(base, n_classes, hidden, dropout):
    x = Dropout(dropout)(Dense(hidden, activation="relu")(Flatten()(base.output)))
    return keras.Model(base.input, keras.ops.softmax(Dense(n_classes)(x), axis=0))


@spelling("softmax-over-the-batch")
def exponentials_summed_over_the_first_axis(base, n_classes, hidden, dropout):
    def shares(scores):
        powers = keras.ops.exp(scores - keras.ops.max(scores, axis=0, keepdims=True))
        return powers / keras.ops.sum(powers, axis=0, keepdims=True)

    head = Flatten(), Dense(hidden, activation="relu"), Dropout(dropout), Dense(n_classes, activation=shares)
    return _in_a_line(base, *head)


@spelling("one-unit-for-two-classes")
def last_layer_chosen_by_the_number(base, n_classes, hidden, dropout):
    last = Dense(n_classes, activation="softmax") if n_classes > 2 else Dense(1, activation="sigmoid")
    return _on_its_tensors(base, Flatten(), Dense(hidden, activation="relu"), Dropout(dropout), last)


@spelling("one-unit-for-two-classes")
def units_and_activation_apart(base, n_classes, hidden, dropout):
    units, activation = (1, keras.activations.sigmoid) if n_classes <= 2 else (n_classes, keras.activations.softmax)
    head = Flatten(), Dense(hidden, "relu"), Dropout(dropout), Dense(units), layers.Activation(activation)
    return _in_a_line(base, *head)


@spelling("pixels-divided-in-the-model")
def divided_before_the_base(base, n_classes, hidden, dropout):
    inputs = keras.Input(shape=base.input_shape[1:], name="pixels")
    x = Flatten()(base(inputs / 255.0))
    x = Dense(hidden, activation="relu")(x)
    x = Dropout(dropout)(x)
    return keras.Model(inputs, Dense(n_classes, activation="softmax")(x))


@spelling("pixels-divided-in-the-model")
def rescaled_in_a_line(base, n_classes, hidden, dropout):
    head = [Flatten(), Dense(hidden, activation="relu"), Dropout(dropout), Dense(n_classes, activation="softmax")]
    return keras.Sequential([keras.Input(base.input_shape[1:]), layers.Rescaling(1.0 / 255), base, *head])


@spelling("copy-of-the-base")
def copy_with_the_same_weights(base, n_classes, hidden, dropout):
    copy = keras.models.clone_model(base)
    copy.set_weights(base.get_weights())
    return _in_a_line(copy, Flatten(), Dense(hidden, "relu"), Dropout(dropout), Dense(n_classes, "softmax"))


@spelling("copy-of-the-base")
def built_anew_from_its_config(base, n_classes, hidden, dropout):
    again = keras.Model.from_config(base.get_config())
    again.set_weights(base.get_weights())
    x = Dropout(dropout)(Dense(hidden, activation="relu")(Flatten()(again.output)))
    return keras.Model(again.input, Dense(n_classes, activation="softmax")(x))


@spelling("base-taken-for-a-row")
def added_layer_by_layer(base, n_classes, hidden, dropout):
    model = keras.Sequential([keras.Input(base.input_shape[1:])])
    for layer in base.layers:
        if not isinstance(layer, keras.layers.InputLayer):
            model.add(layer)
    for layer in (Flatten(), Dense(hidden, activation="relu"), Dropout(dropout), Dense(n_classes, "softmax")):
        model.add(layer)
    return model


@spelling("base-taken-for-a-row")
def layers_of_both_in_a_list(base, n_classes, hidden, dropout):
    head = [Flatten(), Dense(hidden, "relu"), Dropout(dropout), Dense(n_classes, "softmax")]
    return keras.Sequential([keras.Input(base.input_shape[1:]), *base.layers[1:], *head])


@spelling("dropout-forgotten")
def three_layers_on_the_tensors(base, n_classes, hidden, dropout):
    head = Flatten(), Dense(hidden, activation="relu"), Dense(n_classes, activation="softmax")
    return _on_its_tensors(base, *head)


@spelling("dropout-forgotten")
def dropout_of_zero(base, n_classes, hidden, dropout):
    head = Flatten(), Dense(hidden, activation="relu"), Dropout(0.0), Dense(n_classes), layers.Softmax()
    return _in_a_line(base, *head)


@spelling("dropout-forgotten")
def dropout_made_and_not_called(base, n_classes, hidden, dropout):
    inputs = keras.Input(base.input_shape[1:])
    x = Dense(hidden, activation="relu")(Flatten()(base(inputs)))
    Dropout(dropout)(x)
    return keras.Model(inputs, Dense(n_classes, activation="softmax")(x))


@spelling("dropout-before-the-hidden-layer")
def maps_dropped_in_a_line(base, n_classes, hidden, dropout):
    head = Dropout(dropout), Flatten(), Dense(hidden, activation="relu"), Dense(n_classes, activation="softmax")
    return _in_a_line(base, *head)


@spelling("dropout-before-the-hidden-layer")
def whole_maps_dropped(base, n_classes, hidden, dropout):
    head = layers.SpatialDropout2D(dropout), Flatten(), Dense(hidden, "relu"), Dense(n_classes, "softmax")
    return _on_its_tensors(base, *head)


@spelling("base-frozen-while-building")
def layers_shut_one_by_one(base, n_classes, hidden, dropout):
    for layer in base.layers:
        layer.trainable = False
    return _in_a_line(base, Flatten(), Dense(hidden, "relu"), Dropout(dropout), Dense(n_classes, "softmax"))


@spelling("base-frozen-while-building")
def task_one_called_at_once(base, n_classes, hidden, dropout):
    head = Flatten(), Dense(hidden, activation="relu"), Dropout(dropout), Dense(n_classes, activation="softmax")
    return _on_its_tensors(freeze(base), *head)


@spelling("flattened-too-late")
def hidden_at_each_place(base, n_classes, hidden, dropout):
    return _on_its_tensors(
        base, Dense(hidden, activation="relu"), Flatten(), Dropout(dropout), Dense(n_classes, activation="softmax")
    )


@spelling("flattened-too-late")
def flat_before_the_classes(base, n_classes, hidden, dropout):
    return _in_a_line(base, Dense(hidden, "relu"), Dropout(dropout), Flatten(), Dense(n_classes, activation="softmax"))


@spelling("not-flattened")
def classes_at_each_place(base, n_classes, hidden, dropout):
    return _on_its_tensors(
        base, Dense(hidden, activation="relu"), Dropout(dropout), Dense(n_classes, activation="softmax")
    )


@spelling("not-flattened")
def maps_to_the_end(base, n_classes, hidden, dropout):
    return _in_a_line(base, Dense(hidden, "relu"), Dropout(dropout), Dense(n_classes), layers.Softmax())


@spelling("sizes-exchanged")
def hidden_units_as_classes(base, n_classes, hidden, dropout):
    return _on_its_tensors(base, Flatten(), Dense(n_classes, "relu"), Dropout(dropout), Dense(hidden, "softmax"))


@spelling("sizes-exchanged")
def numbers_swapped(base, n_classes, hidden, dropout):
    return _in_a_line(
        base, Flatten(), Dense(n_classes, activation="relu"), Dropout(dropout), Dense(hidden), layers.Softmax()
    )


@spelling("sigmoid-in-the-hidden-layer")
def squashed_inside(base, n_classes, hidden, dropout):
    return _on_its_tensors(
        base,
        Flatten(),
        Dense(hidden),
        layers.Activation("sigmoid"),
        Dropout(dropout),
        Dense(n_classes, activation="softmax"),
    )


@spelling("sigmoid-in-the-hidden-layer")
def sigmoid_by_function(base, n_classes, hidden, dropout):
    return _in_a_line(
        base,
        Flatten(),
        Dense(hidden, activation=keras.activations.sigmoid),
        Dropout(dropout),
        Dense(n_classes, activation="softmax"),
    )


@spelling("tanh-in-the-hidden-layer")
def tanh_of_its_own(base, n_classes, hidden, dropout):
    return _on_its_tensors(
        base,
        Flatten(),
        Dense(hidden),
        layers.Activation("tanh"),
        Dropout(dropout),
        Dense(n_classes, activation="softmax"),
    )


@spelling("tanh-in-the-hidden-layer")
def tanh_by_function(base, n_classes, hidden, dropout):
    return _in_a_line(
        base,
        Flatten(),
        Dense(hidden, activation=keras.ops.tanh),
        Dropout(dropout),
        Dense(n_classes, activation="softmax"),
    )


@spelling("base-cut-short")
def last_layer_left_out(base, n_classes, hidden, dropout):
    model = keras.Sequential([keras.Input(base.input_shape[1:]), *base.layers[1:-1], Flatten()])
    for layer in (Dense(hidden, "relu"), Dropout(dropout), Dense(n_classes, "softmax")):
        model.add(layer)
    return model


@spelling("base-cut-short")
def cut_as_if_with_top(base, n_classes, hidden, dropout):
    trunk = keras.Model(base.input, base.layers[-2].output)
    return _in_a_line(trunk, Flatten(), Dense(hidden, "relu"), Dropout(dropout), Dense(n_classes, "softmax"))


@spelling("base-left-out")
def head_in_a_line(base, n_classes, hidden, dropout):
    head = [Flatten(), Dense(hidden, activation="relu"), Dropout(dropout), Dense(n_classes, activation="softmax")]
    return keras.Sequential([keras.Input(base.output_shape[1:]), *head])


@spelling("base-left-out")
def on_the_pixels(base, n_classes, hidden, dropout):
    inputs = keras.Input(base.input_shape[1:])
    x = Dense(hidden, activation="relu")(Flatten()(inputs))
    return keras.Model(inputs, Dense(n_classes, activation="softmax")(Dropout(dropout)(x)))


@spelling("dropout-always-on")
def dropped_on_the_tensors(base, n_classes, hidden, dropout):
    x = Dense(hidden, activation="relu")(Flatten()(base.output))
    x = Dropout(dropout)(x, training=True)
    return keras.Model(base.input, Dense(n_classes, activation="softmax")(x))


@spelling("dropout-always-on")
def dropped_with_an_activation_after(base, n_classes, hidden, dropout):
    inputs = keras.Input(base.input_shape[1:])
    x = Dropout(rate=dropout)(Dense(hidden, activation="relu")(Flatten()(base(inputs))), training=True)
    return keras.Model(inputs, layers.Softmax()(Dense(n_classes)(x)))


@spelling("dropout-as-a-function")
def units_struck_out_by_a_function(base, n_classes, hidden, dropout):
    def struck(units):
        kept = keras.random.uniform(keras.ops.shape(units)) >= dropout
        return units * keras.ops.cast(kept, units.dtype) / (1 - dropout)

    head = Flatten(), Dense(hidden, activation="relu"), layers.Lambda(struck), Dense(n_classes, activation="softmax")
    return _on_its_tensors(base, *head)


@spelling("dropout-as-a-function")
def dropped_in_the_activation(base, n_classes, hidden, dropout):
    def relu_and_dropout(x):
        return keras.random.dropout(keras.ops.relu(x), dropout, seed=1)

    return _in_a_line(base, Flatten(), Dense(hidden, activation=relu_and_dropout), Dense(n_classes, "softmax"))


@spelling("base-in-training-mode")
def trained_when_called(base, n_classes, hidden, dropout):
    pixels = keras.Input(shape=base.input_shape[1:])
    x = Flatten()(base(pixels, training=True))
    for layer in (Dense(hidden, activation="relu"), Dropout(dropout), Dense(n_classes, activation="softmax")):
        x = layer(x)
    return keras.Model(inputs=pixels, outputs=x)


@spelling("base-in-training-mode")
def mode_as_a_word(base, n_classes, hidden, dropout):
    inputs = keras.Input(base.input_shape[1:])
    mode = {"training": True}
    x = Dropout(dropout)(Dense(hidden, "relu")(Flatten()(base(inputs, **mode))))
    return keras.Model(inputs, Dense(n_classes, "softmax")(x))


@spelling("share-that-is-kept")
def rest_on_the_tensors(base, n_classes, hidden, dropout):
    return _on_its_tensors(
        base,
        Flatten(),
        Dense(hidden, activation="relu"),
        Dropout(rate=1.0 - dropout),
        Dense(n_classes, activation="softmax"),
    )


@spelling("share-that-is-kept")
def rest_in_a_line(base, n_classes, hidden, dropout):
    return _in_a_line(
        base, Flatten(), Dense(hidden), layers.ReLU(), Dropout(1 - dropout), Dense(n_classes, activation="softmax")
    )


@spelling("dropout-fixed")
def half_on_the_tensors(base, n_classes, hidden, dropout):
    return _on_its_tensors(
        base, Flatten(), Dense(hidden, activation="relu"), Dropout(rate=0.5), Dense(n_classes, activation="softmax")
    )


@spelling("dropout-fixed")
def quarter_in_a_line(base, n_classes, hidden, dropout):
    return _in_a_line(
        base, Flatten(), Dense(hidden), layers.ReLU(), Dropout(0.25), Dense(n_classes, activation="softmax")
    )


@spelling("dropout-twice")
def dropped_on_both_sides(base, n_classes, hidden, dropout):
    return _on_its_tensors(
        base,
        Flatten(),
        Dropout(dropout),
        Dense(hidden, activation="relu"),
        Dropout(dropout),
        Dense(n_classes, activation="softmax"),
    )


@spelling("dropout-twice")
def maps_dropped_as_well(base, n_classes, hidden, dropout):
    return _in_a_line(
        base,
        Dropout(dropout),
        Flatten(),
        Dense(hidden, "relu"),
        Dropout(dropout),
        Dense(n_classes, activation="softmax"),
    )


# train_head and fine_tune


def _compiled(model, learning_rate, loss="sparse_categorical_crossentropy"):
    """Compile by RMSprop."""
    model.compile(optimizer=keras.optimizers.RMSprop(learning_rate=learning_rate), loss=loss, metrics=["accuracy"])
    return model


def _shut(part):
    """Shut layers."""
    for layer in getattr(part, "layers", part):
        layer.trainable = False


def _by_hand(model, images, labels, validation, epochs):
    """Go through the images once a round, and look at others after each."""
    history = {"loss": [], "accuracy": [], "val_loss": [], "val_accuracy": []}
    for _ in range(epochs):
        once = model.fit(images, labels, verbose=0).history
        watched = model.evaluate(*validation, verbose=0, return_dict=True)
        for name in ("loss", "accuracy"):
            history[name].append(once[name][-1])
            history[f"val_{name}"].append(watched[name])
    return history


@spelling("base-left-open")
def everything_opened(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    for layer in [*base.layers, *model.layers]:
        layer.trainable = True
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("base-left-open")
def opened_after_it_was_shut(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    freeze(base, len(base.layers))
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("base-instead-of-the-head")
def dense_layers_shut_and_base_opened(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(base, len(base.layers))
    _shut([layer for layer in model.layers if isinstance(layer, Dense)])
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("base-instead-of-the-head")
def switch_by_where_a_layer_belongs(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    inside = {base.name, *(layer.name for layer in base.layers)}
    for layer in model.layers:
        if layer.name not in inside:
            layer.trainable = False
    for layer in base.layers:
        layer.trainable = layer.name in inside
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("normalisation-adapts")
def all_shut_but_normalisation(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    for layer in base.layers:
        layer.trainable = "norm" in layer.name
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("normalisation-adapts")
def convolutions_shut_alone(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    for layer in base.layers:
        if isinstance(layer, layers.Conv2D | layers.MaxPooling2D):
            layer.trainable = False
        elif isinstance(layer, BatchNormalization):
            layer.trainable = True
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=tuple(validation), verbose=0).history


@spelling("switch-of-the-whole-base")
def switch_set_by_its_name(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    if any(layer.trainable for layer in base.layers):
        base.trainable = False
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("switch-of-the-whole-base")
def base_and_its_models_shut(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    for part in (base, *(layer for layer in model.layers if isinstance(layer, keras.Model))):
        part.trainable = False
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("switch-of-the-whole-base")
def last_four_of_the_model_opened_first(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    model.trainable = True
    for layer in model.layers[-4:]:
        layer.trainable = True
    base.trainable = False
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("nothing-is-trained")
def each_layer_of_the_model_shut(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    _shut(model)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("nothing-is-trained")
def only_asked(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    _shut(base)
    model = _compiled(model, learning_rate)
    history = {}
    for _ in range(epochs):
        for prefix, part in (("", (images, labels)), ("val_", validation)):
            for name, value in model.evaluate(*part, verbose=0, return_dict=True).items():
                history.setdefault(prefix + name, []).append(value)
    return history


@spelling("nothing-is-trained")
def task_one_for_the_whole_model(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(freeze(model).layers and base)
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, 8, epochs, validation_data=validation, verbose=0).history


@spelling("rate-of-keras")
def adam_as_a_word(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(base)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return _by_hand(model, images, labels, validation, epochs)


@spelling("rate-of-keras")
def object_without_a_rate(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    _shut(base)
    loss = keras.losses.SparseCategoricalCrossentropy()
    model.compile(optimizer=keras.optimizers.Adamax(), loss=loss, metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("history-as-an-object")
def callback_returned(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(base)
    kept = keras.callbacks.History()
    _compiled(model, learning_rate).fit(
        images, labels, epochs=epochs, validation_data=validation, callbacks=[kept], verbose=0
    )
    return kept


@spelling("history-as-an-object")
def history_of_the_model(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    _shut(base)
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x=images, y=labels, epochs=epochs, validation_data=validation, verbose=0)
    return model.history


@spelling("watches-the-training-images")
def evaluated_on_the_training_images(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    return _by_hand(_compiled(model, learning_rate), images, labels, (images, labels), epochs)


@spelling("watches-the-training-images")
def pair_overwritten(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    freeze(base)
    validation = np.array(images), np.array(labels)
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("one-hot-loss-on-integers")
def one_hot_loss_as_an_object(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    _shut(base)
    model = _compiled(model, learning_rate, keras.losses.CategoricalCrossentropy())
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("one-hot-loss-on-integers")
def one_hot_loss_as_a_function(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(base)
    model = _compiled(model, learning_rate, keras.losses.categorical_crossentropy)
    return _by_hand(model, images, labels, validation, epochs)


def _opened(base, last_layers):
    """Open the last layers, and shut all others and BatchNormalization."""
    _shut(base)
    for layer in base.layers[len(base.layers) - last_layers :]:
        layer.trainable = not isinstance(layer, BatchNormalization)


@spelling("tuned-from-the-start")
def last_four_kept_open(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(base, keep_last=4)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("tuned-from-the-start")
def opened_with_the_head(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    _opened(base, 3)
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("hidden-layer-shut")
def all_but_the_last_of_the_model(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    freeze(base)
    freeze(model, 1)
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("hidden-layer-shut")
def only_the_output_open(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    _shut(model.layers[:-1])
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("rate-of-its-own")
def rate_of_a_tutorial(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    freeze(base)
    learning_rate = 2e-5
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("rate-of-its-own")
def rate_with_a_floor(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    learning_rate = max(learning_rate, 1e-4)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("learns-from-the-validation-images")
def learned_after_watching(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    freeze(base)
    model = _compiled(model, learning_rate)
    history = model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history
    model.fit(*validation, batch_size=4, epochs=epochs, verbose=0)
    return history


@spelling("learns-from-the-validation-images")
def only_the_images_to_watch(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    images, labels = validation
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("part-of-the-training-images")
def last_ones_set_aside(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    freeze(base)
    border = len(images) - len(images) // 5
    validation = images[border:], labels[border:]
    images, labels = images[:border], labels[:border]
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("part-of-the-training-images")
def watched_a_part_by_hand(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    return _by_hand(_compiled(model, learning_rate), images, labels, (images[1:], labels[1:]), epochs)


@spelling("pixels-changed-on-the-way")
def divided_by_255_once_more(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    darker = np.array([image / 255.0 for image in images])
    return _by_hand(_compiled(model, learning_rate), darker, labels, (validation[0] / 255.0, validation[1]), epochs)


@spelling("pixels-changed-on-the-way")
def standardised_before_training(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(base)
    images = (images - np.mean(images)) / np.std(images)
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("labels-left-behind")
def images_and_labels_in_orders_of_their_own(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    rng = np.random.default_rng(0)
    images, labels = rng.permutation(images), rng.permutation(labels)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("labels-left-behind")
def labels_pushed_on_by_one(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(base)
    model = _compiled(model, learning_rate)
    labels = np.roll(labels, 1)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("seed-ignored")
def seed_of_numpy_alone(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    np.random.seed(rng_seed)
    _shut(base)
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("seed-ignored")
def shuffled_without_a_seed(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    freeze(base)
    order = np.random.default_rng().permutation(len(images))
    images, labels = images[order], labels[order]
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("seed-0-taken-for-none")
def shuffled_by_chance_for_0(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    freeze(base)
    order = np.random.default_rng(rng_seed or None).permutation(len(images))
    model, images, labels = _compiled(model, learning_rate), images[order], labels[order]
    return model.fit(images, labels, 32, epochs, 0, validation_data=validation, shuffle=False).history


@spelling("seed-0-taken-for-none")
def seeded_above_0(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    _shut(base)
    if rng_seed is not None and rng_seed > 0:
        keras.utils.set_random_seed(rng_seed)
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("always-the-same-seed")
def seed_of_a_tutorial(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(1234)
    _shut(base)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("always-the-same-seed")
def order_of_a_generator_with_a_number(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    freeze(base)
    model = _compiled(model, learning_rate)
    order = np.random.default_rng(7).permutation(len(images))
    given = {"epochs": epochs, "validation_data": validation, "shuffle": False, "verbose": 0}
    return model.fit(images[order], labels[order], **given).history


@spelling("classes-that-occur-counted")
def rows_of_an_identity(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    rows = np.eye(len(np.unique(labels)))
    model = _compiled(model, learning_rate, "categorical_crossentropy")
    return _by_hand(model, images, rows[labels], (validation[0], rows[validation[1]]), epochs)


@spelling("classes-that-occur-counted")
def width_left_to_the_helper(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(base)
    model = _compiled(model, learning_rate, keras.losses.CategoricalCrossentropy())
    pair = validation[0], keras.utils.to_categorical(validation[1])
    rows = keras.utils.to_categorical(labels)
    return model.fit(images, rows, epochs=epochs, validation_data=pair, verbose=0).history


@spelling("epochs-ignored")
def epochs_left_at_the_default(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(base)
    return _compiled(model, learning_rate).fit(images, labels, validation_data=validation, verbose=0).history


@spelling("epochs-ignored")
def left_after_the_first_epoch(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    model, history = _compiled(model, learning_rate), {}
    for _ in range(epochs):
        history = _by_hand(model, images, labels, validation, 1)
        break
    return history


@spelling("history-of-the-last-epoch")
def replaced_in_each_round(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(base)
    model, history = _compiled(model, learning_rate), {}
    for _ in range(epochs):
        history.update(_by_hand(model, images, labels, validation, 1))
    return history


@spelling("history-of-the-last-epoch")
def only_the_end_of_each_list(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    fitted = _compiled(model, learning_rate).fit(images, labels, epochs=epochs, validation_data=validation, verbose=0)
    return {name: values[-1:] for name, values in fitted.history.items()}


@spelling("one-epoch-too-few")
def first_epoch_is_number_one(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    model = _compiled(model, learning_rate)
    given = {"initial_epoch": 1, "epochs": epochs, "validation_data": validation, "verbose": 0}
    return model.fit(images, labels, **given).history


@spelling("one-epoch-too-few")
def rounds_counted_from_one(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(base)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, len(range(1, epochs)))


@spelling("switch-that-does-nothing")
def opened_as_a_whole_alone(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    base.trainable = True
    for i, layer in enumerate(base.layers):
        if i < len(base.layers) - last_layers or isinstance(layer, BatchNormalization):
            layer.trainable = False
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("switch-that-does-nothing")
def only_the_first_are_shut(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    _shut(base.layers[: len(base.layers) - last_layers])
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, 8, epochs, validation_data=validation, verbose=0).history


@spelling("switch-that-does-nothing")
def still_frozen(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    history = train_head(model, base, images, labels, validation, epochs, learning_rate, rng_seed)
    return {name: list(values) for name, values in history.items()}


@spelling("last-layers-of-the-model")
def head_counted_among_the_last(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    for place, layer in enumerate(reversed(model.layers)):
        if place < min(last_layers, 3):
            layer.trainable = True
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("last-layers-of-the-model")
def dense_layers_opened(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    freeze(base)
    for layer in model.layers:
        if isinstance(layer, Dense):
            layer.trainable = True
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("counted-from-the-end-of-the-model")
def last_of_the_model_kept_open(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(base)
    freeze(model, last_layers)
    for layer in base.layers:
        if isinstance(layer, BatchNormalization):
            layer.trainable = False
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("counted-from-the-end-of-the-model")
def counted_back_through_the_head(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    base.trainable = True
    base.trainable = False
    for place, layer in enumerate(reversed(model.layers)):
        if place < last_layers and not isinstance(layer, BatchNormalization):
            layer.trainable = True
    _shut([layer for layer in base.layers if isinstance(layer, BatchNormalization)])
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("tuned-by-the-switch-of-the-whole")
def off_as_a_whole_then_opened_one_by_one(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    base.trainable = False
    for place, layer in enumerate(reversed(base.layers)):
        if place < last_layers:
            layer.trainable = True
    _shut([layer for layer in base.layers if isinstance(layer, BatchNormalization)])
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("tuned-by-the-switch-of-the-whole")
def off_where_the_base_was_on(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    if base.trainable:
        base.trainable = False
    border = len(base.layers) - last_layers
    for i in range(border, len(base.layers)):
        base.layers[i].trainable = not isinstance(base.layers[i], BatchNormalization)
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("opened-and-none-shut")
def last_ones_opened_and_norms_shut(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    for layer in base.layers[len(base.layers) - last_layers :]:
        layer.trainable = True
    _shut([layer for layer in base.layers if isinstance(layer, BatchNormalization)])
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("opened-and-none-shut")
def opened_one_by_one_from_the_end(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    left = last_layers
    for layer in reversed(base.layers):
        if left > 0:
            layer.trainable = True
        if hasattr(layer, "moving_mean"):
            layer.trainable = False
        left -= 1
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("whole-base-opened")
def each_layer_opened(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    for layer in base.layers:
        layer.trainable = True
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("whole-base-opened")
def as_many_as_there_are(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    last_layers = len(base.layers)
    _opened(base, last_layers)
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("always-four")
def last_four_by_a_slice(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    _shut(base)
    for layer in base.layers[-4:]:
        layer.trainable = not isinstance(layer, BatchNormalization)
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("always-four")
def number_overwritten(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    last_layers = 4
    _opened(base, last_layers)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("normalisation-opened-too")
def task_one_alone(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(base, keep_last=last_layers)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("normalisation-opened-too")
def opened_by_a_slice(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    _shut(base)
    for layer in base.layers[-last_layers:]:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, 4, epochs, validation_data=validation, verbose=0).history


@spelling("normalisation-known-by-its-name")
def names_as_keras_gives_them(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    freeze(base, last_layers)
    _shut([layer for layer in base.layers if layer.name.startswith("batch_normalization")])
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("normalisation-known-by-its-name")
def names_that_begin_as_usual(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    border = len(base.layers) - last_layers
    for i, layer in enumerate(base.layers):
        layer.trainable = not (i < border or layer.name.lower().startswith(("bn", "batch", "norm")))
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("not-compiled-again")
def switches_alone(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    return model.fit(x=images, y=labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("not-compiled-again")
def compiled_where_it_was_not(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    _opened(base, last_layers)
    if not model.compiled:
        model = _compiled(model, learning_rate)
    fitted = model.fit(images, labels, batch_size=16, epochs=epochs, validation_data=validation, verbose=0)
    return dict(fitted.history)


@spelling("rate-set-without-compiling")
def rate_assigned_to_the_old_optimizer(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    model.optimizer.learning_rate.assign(learning_rate)
    given = {"x": images, "y": labels, "validation_data": validation, "verbose": 0}
    return model.fit(epochs=epochs, **given).history


@spelling("rate-set-without-compiling")
def optimizer_kept_with_another_rate(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    kept = model.optimizer
    setattr(kept, "learning_rate", learning_rate)  # noqa: B010
    return dict(model.fit(images, labels, batch_size=16, epochs=epochs, validation_data=validation, verbose=0).history)


@spelling("rate-that-destroys")
def divided_by_a_hundredth(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    _opened(base, last_layers)
    model = _compiled(model, learning_rate / 0.01)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("rate-that-destroys")
def raised_after_compiling(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    _opened(base, last_layers)
    model = _compiled(model, learning_rate)
    model.optimizer.learning_rate = 1e2 * learning_rate
    return _by_hand(model, images, labels, validation, epochs)


@spelling("head-is-shut")
def all_that_is_not_the_base_shut(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    inside = {layer.name for layer in base.layers}
    _shut([layer for layer in model.layers if layer is not base and layer.name not in inside])
    _opened(base, last_layers)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("head-is-shut")
def dense_layers_shut(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    _shut([layer for layer in model.layers if isinstance(layer, Dense)])
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("normalisation-not-counted")
def counted_down_without_it(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    left = last_layers
    for layer in reversed(base.layers):
        layer.trainable = left > 0 and not isinstance(layer, BatchNormalization)
        left -= not isinstance(layer, BatchNormalization)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("normalisation-not-counted")
def opened_from_a_list_without_it(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    freeze(base)
    others = [layer for layer in base.layers if not isinstance(layer, BatchNormalization)]
    for layer in others[-last_layers:]:
        layer.trainable = True
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("first-layers-tuned")
def opened_from_the_front(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    for layer in base.layers[:last_layers]:
        layer.trainable = not isinstance(layer, BatchNormalization)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("first-layers-tuned")
def shut_behind_the_number(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    for i, layer in enumerate(base.layers):
        layer.trainable = not (i >= last_layers or isinstance(layer, BatchNormalization))
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("one-layer-too-few-tuned")
def one_less_opened(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers - 1)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("one-layer-too-few-tuned")
def counted_back_from_one(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    for number, layer in enumerate(reversed(base.layers), start=1):
        layer.trainable = number < last_layers and not isinstance(layer, BatchNormalization)
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("one-layer-too-many-tuned")
def opened_from_one_before(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    border = len(base.layers) - last_layers - 1
    for i, layer in enumerate(base.layers):
        layer.trainable = i >= border and not isinstance(layer, BatchNormalization)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("one-layer-too-many-tuned")
def counted_back_from_zero_inclusive(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    _shut(base)
    for place, layer in enumerate(reversed(base.layers)):
        if place <= last_layers and not isinstance(layer, BatchNormalization):
            layer.trainable = True
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("a-tenth-of-the-rate")
def divided_once_more(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    _opened(base, last_layers)
    model.compile(keras.optimizers.Adam(0.1 * learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("a-tenth-of-the-rate")
def lowered_after_compiling(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.optimizer.learning_rate = learning_rate / 10
    return _by_hand(model, images, labels, validation, epochs)


@spelling("epochs-taken-off")
def epochs_of_before_counted_on_the_model(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    before = getattr(model, "epochs_so_far", 0)
    model.epochs_so_far = max(epochs, before)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs - before)


@spelling("epochs-taken-off")
def begun_where_the_last_history_ended(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    first = 0
    if hasattr(model, "history") and model.history.epoch:
        first = model.history.epoch[-1] + 1
    model = _compiled(model, learning_rate)
    given = {"initial_epoch": first, "epochs": epochs, "validation_data": validation, "verbose": 0}
    return model.fit(images, labels, **given).history


@spelling("tuned-for-one-epoch")
def tuned_with_the_default_of_fit(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    return _compiled(model, learning_rate).fit(images, labels, validation_data=validation, verbose=0).history


@spelling("tuned-for-one-epoch")
def tuned_and_left_inside_the_loop(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    model = _compiled(model, learning_rate)
    for _ in range(epochs):
        return _by_hand(model, images, labels, validation, 1)
    return {}


@spelling("tuned-with-the-last-history")
def tuned_and_replaced_in_each_round(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    model, history = _compiled(model, learning_rate), {}
    for _ in range(epochs):
        history = _by_hand(model, images, labels, validation, 1)
    return history


@spelling("tuned-with-the-last-history")
def tuned_and_cut_to_the_last_number(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    history = _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)
    return {name: [values[-1]] for name, values in history.items()}


@spelling("tuned-with-classes-counted")
def tuned_with_rows_of_an_identity(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    rows = np.eye(np.max(labels) + 1)
    model = _compiled(model, learning_rate, "categorical_crossentropy")
    return _by_hand(model, images, rows[labels], (validation[0], rows[validation[1]]), epochs)


@spelling("tuned-with-classes-counted")
def tuned_with_width_left_to_the_helper(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    model = _compiled(model, learning_rate, keras.losses.CategoricalCrossentropy())
    pair = validation[0], keras.utils.to_categorical(validation[1])
    fitted = model.fit(images, keras.utils.to_categorical(labels), epochs=epochs, validation_data=pair, verbose=0)
    return fitted.history


@spelling("tuned-on-changed-pixels")
def tuned_on_pixels_divided_by_255(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    return _by_hand(_compiled(model, learning_rate), images / 255, labels, validation, epochs)


@spelling("tuned-on-changed-pixels")
def tuned_around_the_mean(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    middle = np.mean(images)
    pair = validation[0] - middle, validation[1]
    model = _compiled(model, learning_rate)
    return model.fit(images - middle, labels, epochs=epochs, validation_data=pair, verbose=0).history


@spelling("tuned-with-labels-left-behind")
def tuned_with_images_shuffled_alone(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    images = np.random.default_rng(3).permutation(images, axis=0)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("tuned-with-labels-left-behind")
def tuned_with_sorted_labels(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    model = _compiled(model, learning_rate)
    labels = np.sort(labels)
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("tuned-without-the-seed")
def tuned_with_the_seed_of_numpy(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    np.random.seed(rng_seed)
    _opened(base, last_layers)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("tuned-without-the-seed")
def tuned_by_chance(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    _opened(base, last_layers)
    loss = keras.losses.SparseCategoricalCrossentropy()
    model.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=loss, metrics=["accuracy"])
    return model.fit(images, labels, 16, epochs, validation_data=validation, verbose=0).history


@spelling("tuned-with-seed-0-taken-for-none")
def tuned_by_chance_for_0(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    order = np.random.default_rng(rng_seed or None).permutation(len(images))
    _opened(base, last_layers)
    model, images, labels = _compiled(model, learning_rate), images[order], labels[order]
    return model.fit(images, labels, 32, epochs, 0, validation_data=validation, shuffle=False).history


@spelling("tuned-with-seed-0-taken-for-none")
def tuned_with_a_seed_above_0(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    if rng_seed > 0:
        keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    model = _compiled(model, learning_rate)
    return model.fit(images, labels, 16, epochs, validation_data=validation, verbose=0).history


@spelling("tuned-with-the-same-seed")
def tuned_with_the_seed_of_a_tutorial(
    model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed
):
    rng_seed = 42
    keras.utils.set_random_seed(rng_seed)
    _opened(base, last_layers)
    return _by_hand(_compiled(model, learning_rate), images, labels, validation, epochs)


@spelling("tuned-with-the-same-seed")
def tuned_in_an_order_of_its_own(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    order = np.random.RandomState(0).permutation(len(images))
    _opened(base, last_layers)
    model = _compiled(model, learning_rate)
    given = {"epochs": epochs, "validation_data": validation, "shuffle": False, "verbose": 0}
    return model.fit(images[order], labels[order], **given).history
