"""Wrong ways of ex13."""

from __future__ import annotations

import keras
import matplotlib
import numpy as np
import tensorflow as tf

from reference.catalogue import misconception


@misconception(
    "feature_maps",
    rejected_by="test_layers_of_a_model_inside_the_model",
    says="looked for the layer in the model itself only; it stands in a model inside it. What does `look_inside` do?",
)
def layers_of_the_outer_model_only(model, image, layer_names):
    reader = keras.Model(model.inputs, {name: model.get_layer(name).output for name in layer_names})
    maps = reader(_batch(image))
    return {name: np.asarray(maps[name])[0] for name in layer_names}


@misconception(
    "feature_maps",
    rejected_by="test_maps_are_what_the_layers_pass_on",
    says="left the axis of the batch in: you were given one image, so the maps of one image go back.",
)
def maps_of_a_batch(model, image, layer_names):
    outputs = _inside(model)(_batch(image))
    return {name: np.asarray(outputs[name]) for name in layer_names}


@misconception(
    "feature_maps",
    rejected_by="test_maps_are_what_the_layers_pass_on",
    says="gave what the layer is given, not what it passes on: look at its output, not at its input.",
)
def what_a_layer_is_given(model, image, layer_names):
    reader = keras.Model(model.inputs, [model.get_layer(name).input for name in layer_names])
    maps = reader(_batch(image))
    return {name: np.asarray(each)[0] for name, each in zip(layer_names, maps, strict=True)}


@misconception(
    "feature_maps",
    rejected_by="test_maps_are_what_the_layers_pass_on",
    says="returned maps without names: a dict from name to maps lets the caller pick.",
)
def maps_without_names(model, image, layer_names):
    outputs = _inside(model)(_batch(image))
    return [np.asarray(outputs[name])[0] for name in layer_names]


@misconception(
    "feature_maps",
    rejected_by="test_names_come_in_the_order_asked",
    says="gave the names in the order of the network, not in the order asked for.",
)
def names_in_the_networks_order(model, image, layer_names):
    outputs = _inside(model)(_batch(image))
    return {name: np.asarray(maps)[0] for name, maps in outputs.items() if name in layer_names}


@misconception(
    "feature_maps",
    rejected_by="test_network_is_used_not_trained",
    says="ran the network as in training, where BatchNormalization takes the averages of this one image and Dropout "
    "throws maps away. Which argument of the model's call says so?",
)
def maps_in_training(model, image, layer_names):
    outputs = _inside(model)(_batch(image), training=True)
    return {name: np.asarray(outputs[name])[0] for name in layer_names}


@misconception(
    "feature_maps",
    rejected_by="test_network_with_two_paths",
    says="called the layers one after the other, but the network has two paths that meet. Its own graph knows them.",
    recognised=False,
)
def layers_in_a_row(model, image, layer_names):
    maps = {}
    x = tf.constant(_batch(image))
    for layer in model.layers:
        if not isinstance(layer, keras.layers.InputLayer):
            x = maps[layer.name] = layer(x)
    return {name: np.asarray(maps[name])[0] for name in layer_names}


@misconception(
    "tile_maps",
    rejected_by="test_maps_stand_row_by_row",
    says="laid the maps out column by column: a row is filled from left to right before the next one begins.",
)
def column_by_column(maps, columns):
    maps = np.asarray(maps, dtype=float)
    rows = -(-maps.shape[2] // columns)
    return _grid(_scaled(maps), columns, lambda channel: divmod(channel, rows)[::-1])


@misconception(
    "tile_maps",
    rejected_by="test_maps_stand_row_by_row",
    says="mixed the maps up: `reshape` reads the numbers in the order they lie, and the channels lie innermost. "
    "Which axes must change places first?",
)
def tiles_by_reshape_alone(maps, columns):
    maps = np.asarray(maps, dtype=float)
    height, width, channels = maps.shape
    rows = -(-channels // columns)
    cells = np.zeros((height, width, rows * columns))
    cells[:, :, :channels] = _scaled(maps)
    return cells.reshape(rows * height, columns * width)


@misconception(
    "tile_maps",
    rejected_by="test_each_map_is_scaled_alone",
    says="scaled all maps together: one loud map makes the others dark. Each needs a scale of its own.",
)
def maps_scaled_together(maps, columns):
    maps = np.asarray(maps, dtype=float)
    span = maps.max() - maps.min()
    return _grid((maps - maps.min()) / (span if span > 0 else 1), columns)


@misconception(
    "tile_maps",
    rejected_by="test_each_map_is_scaled_alone",
    says="divided by the largest value only: a map's smallest value must become 0 first.",
)
def maps_divided_by_the_largest(maps, columns):
    maps = np.asarray(maps, dtype=float)
    largest = maps.max(axis=(0, 1))
    return _grid(maps / np.where(largest != 0, largest, 1), columns)


@misconception(
    "tile_maps",
    rejected_by="test_dead_map_is_black",
    says="divided 0 by 0 where a map is dead: its largest value is its smallest one. Leave such a map at 0.",
)
def dead_maps_divided_by_zero(maps, columns):
    maps = np.asarray(maps, dtype=float)
    return _grid((maps - maps.min(axis=(0, 1))) / (maps.max(axis=(0, 1)) - maps.min(axis=(0, 1))), columns)


@misconception(
    "tile_maps",
    rejected_by="test_last_row_need_not_be_full",
    says="left maps out: the number of rows was rounded down. How many rows do 7 maps need in 3 columns?",
)
def last_row_left_out(maps, columns):
    maps = np.asarray(maps, dtype=float)
    rows = maps.shape[2] // columns
    return _grid(_scaled(maps)[:, :, : rows * columns], columns)


@misconception(
    "tile_maps",
    rejected_by="test_maps_stand_row_by_row",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
def maps_scaled_in_place(maps, columns):
    maps -= maps.min(axis=(0, 1))
    return _grid(_scaled(maps), columns)


@misconception(
    "filters_as_images",
    rejected_by="test_filters_come_first_and_stay_whole",
    says="has the right shape and the wrong numbers: `reshape` does not turn axes round, it reads the numbers anew. "
    "Which function moves an axis?",
)
def filters_by_reshape(model, layer_name):
    kernel = model.get_layer(layer_name).get_weights()[0]
    height, width, channels, filters = kernel.shape
    return _each_scaled(kernel.reshape(filters, height, width, channels))


@misconception(
    "filters_as_images",
    rejected_by="test_filters_come_first_and_stay_whole",
    says="turned all axes round, so that height and width and channels stand the wrong way too: only the filters move.",
)
def filters_transposed(model, layer_name):
    return _each_scaled(model.get_layer(layer_name).get_weights()[0].T)


@misconception(
    "filters_as_images",
    rejected_by="test_each_filter_is_scaled_alone",
    says="scaled all filters together: each one is a picture of its own.",
)
def filters_scaled_together(model, layer_name):
    filters = np.moveaxis(model.get_layer(layer_name).get_weights()[0], -1, 0)
    return (filters - filters.min()) / (filters.max() - filters.min())


@misconception(
    "filters_as_images",
    rejected_by="test_channels_of_a_filter_share_one_scale",
    says="scaled each channel of a filter by itself: that takes its colour away. One scale for each filter.",
)
def channels_scaled_alone(model, layer_name):
    filters = np.moveaxis(model.get_layer(layer_name).get_weights()[0], -1, 0)
    shifted = filters - filters.min(axis=(1, 2), keepdims=True)
    largest = shifted.max(axis=(1, 2), keepdims=True)
    return shifted / np.where(largest > 0, largest, 1)


@misconception(
    "filters_as_images",
    rejected_by="test_filter_of_equal_weights_is_black",
    says="divided 0 by 0 where all weights of a filter are the same. Leave such a filter at 0.",
)
def flat_filters_divided_by_zero(model, layer_name):
    filters = np.moveaxis(model.get_layer(layer_name).get_weights()[0], -1, 0)
    shifted = filters - filters.min(axis=(1, 2, 3), keepdims=True)
    return shifted / shifted.max(axis=(1, 2, 3), keepdims=True)


@misconception(
    "class_activation_map",
    rejected_by="test_softmax_is_left_out",
    says="took the gradient of the probability, behind the softmax: there the other classes have a say, and where the "
    "network is sure nothing is left. What does the last layer give without its activation?",
)
def gradient_of_the_probability(model, image, class_index, layer_name):
    maps, gradient = _gradient(model, image, class_index, layer_name)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception(
    "class_activation_map",
    rejected_by="test_map_is_of_the_class_asked_for",
    says="explains the class that the network predicts; asked for was another one. A map can be made for every class.",
)
def map_of_the_predicted_class(model, image, class_index, layer_name):
    predicted = int(np.argmax(np.asarray(model(_batch(image)))[0]))
    maps, gradient = _gradient(_without_softmax(model), image, predicted, layer_name)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception(
    "class_activation_map",
    rejected_by="test_no_evidence_gives_zeros",
    says="left the ReLU out: what speaks against the class is no evidence for it.",
)
def map_without_relu(model, image, class_index, layer_name):
    maps, gradient = _gradient(_without_softmax(model), image, class_index, layer_name)
    heat = _resized((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), image)
    return heat / heat.max() if heat.any() else heat


@misconception(
    "class_activation_map",
    rejected_by="test_no_evidence_gives_zeros",
    says="divided 0 by 0: nothing here speaks for the class. Then the map is zeros.",
)
def no_evidence_divided_by_zero(model, image, class_index, layer_name):
    maps, gradient = _gradient(_without_softmax(model), image, class_index, layer_name)
    heat = np.maximum(_resized((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), image), 0)
    with np.errstate(all="ignore"):
        return heat / heat.max()


@misconception(
    "class_activation_map",
    rejected_by="test_maps_are_weighted_by_their_mean_gradient",
    says="is the plain mean of the maps: it shows where anything was found, whatever it was. "
    "Which maps speak for this class? The gradient knows.",
)
def maps_without_weights(model, image, class_index, layer_name):
    maps = np.asarray(_inside(model)(_batch(image))[layer_name])[0]
    return _heat(maps, np.ones(maps.shape[2]), image)


@misconception(
    "class_activation_map",
    rejected_by="test_maps_are_weighted_by_their_mean_gradient",
    says="multiplied maps and gradient place by place: Grad-CAM first averages the gradient over all places, so that "
    "each map has one weight.",
)
def gradient_not_averaged(model, image, class_index, layer_name):
    maps, gradient = _gradient(_without_softmax(model), image, class_index, layer_name)
    return _heat(maps * gradient, np.ones(maps.shape[2]), image)


@misconception(
    "class_activation_map",
    rejected_by="test_maps_are_weighted_by_their_mean_gradient",
    says="weighs every map with the size of its gradient: a map that lowers the score counts as evidence for the class.",
)
def weights_without_sign(model, image, class_index, layer_name):
    maps, gradient = _gradient(_without_softmax(model), image, class_index, layer_name)
    return _heat(maps, np.abs(gradient.mean(axis=(0, 1))), image)


@misconception(
    "class_activation_map",
    rejected_by="test_largest_value_is_one_and_zero_stays_zero",
    says="was stretched so that its smallest value is 0: the place with the least evidence still has some. "
    "Only divide by the largest.",
)
def map_stretched_to_zero(model, image, class_index, layer_name):
    maps, gradient = _gradient(_without_softmax(model), image, class_index, layer_name)
    heat = np.maximum(_resized((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), image), 0)
    span = heat.max() - heat.min()
    return (heat - heat.min()) / span if span > 0 else heat * 0


@misconception(
    "class_activation_map",
    rejected_by="test_map_has_the_size_of_the_image",
    says="has the size of the layer's maps: make it as large as the image, or it cannot be laid over it.",
)
def map_as_small_as_the_layers(model, image, class_index, layer_name):
    maps, gradient = _gradient(_without_softmax(model), image, class_index, layer_name)
    heat = np.maximum((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), 0)
    return heat / heat.max() if heat.any() else heat


@misconception(
    "class_activation_map",
    rejected_by="test_model_keeps_its_softmax",
    says="took the softmax off the model it was given, for good: whoever called you still needs it. Work on a copy.",
)
def softmax_taken_off_for_good(model, image, class_index, layer_name):
    model.layers[-1].activation = keras.activations.linear
    maps, gradient = _gradient(model, image, class_index, layer_name)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception(
    "overlay",
    rejected_by="test_without_heat_it_is_the_image",
    says="took alpha for the share of the image; it is the share of the heat.",
)
def alpha_the_wrong_way_round(image, heatmap, alpha):
    return alpha * np.asarray(image) + (1 - alpha) * _colours(heatmap)


@misconception(
    "overlay",
    rejected_by="test_without_heat_it_is_the_image",
    says="kept the fourth channel of the colours, which says how opaque they are: the image has three.",
)
def opacity_kept(image, heatmap, alpha):
    return (1 - alpha) * np.asarray(image) + alpha * matplotlib.colormaps["turbo"](np.asarray(heatmap, dtype=float))


@misconception(
    "overlay",
    rejected_by="test_colours_stay_in_range",
    says="mixed an image in 0..1 with colours in 0..255: both must be on one scale.",
)
def heat_in_0_to_255(image, heatmap, alpha):
    return (1 - alpha) * np.asarray(image) + alpha * 255 * _colours(heatmap)


@misconception(
    "overlay",
    rejected_by="test_colours_stay_in_range",
    says="added heat to the image, and the sum passes 1: let the image's share shrink as the heat's grows, or cut it off.",
)
def sum_that_is_not_cut(image, heatmap, alpha):
    return np.asarray(image) + alpha * _colours(heatmap)


@misconception(
    "overlay",
    rejected_by="test_image_shows_through",
    says="shows the heat alone, in colours that alpha makes brighter: where is the image?",
)
def only_the_heat(image, heatmap, alpha):
    return np.asarray(image) if alpha == 0 else _colours(np.asarray(heatmap) * alpha)


@misconception(
    "saliency",
    rejected_by="test_saliency_is_the_size_of_the_gradient",
    says="kept the gradient's sign: a pixel that lowers the score matters as much as one that raises it.",
)
def saliency_with_sign(model, image, class_index):
    return _pixel_gradient(_without_softmax(model), image, class_index).max(axis=-1)


@misconception(
    "saliency",
    rejected_by="test_saliency_is_the_size_of_the_gradient",
    says="cut off what is below 0: a pixel that lowers the score matters as much as one that raises it.",
)
def saliency_after_relu(model, image, class_index):
    return np.maximum(_pixel_gradient(_without_softmax(model), image, class_index), 0).max(axis=-1)


@misconception(
    "saliency",
    rejected_by="test_saliency_is_the_size_of_the_gradient",
    says="multiplied the gradient with the pixels: then a black pixel never matters, whatever it would change.",
)
def gradient_times_pixels(model, image, class_index):
    return np.abs(_pixel_gradient(_without_softmax(model), image, class_index) * np.asarray(image)).max(axis=-1)


@misconception(
    "saliency",
    rejected_by="test_saliency_is_the_size_of_the_gradient",
    says="got no gradient, but None: by itself the tape only watches weights. Tell it to watch the pixels.",
)
def pixels_not_watched(model, image, class_index):
    copy = _without_softmax(model)
    pixels = tf.constant(_batch(image))
    with tf.GradientTape() as tape:
        score = copy(pixels)[0, class_index]
    return np.abs(tape.gradient(score, pixels)[0]).max(axis=-1)


@misconception(
    "saliency",
    rejected_by="test_channels_become_one_number_a_pixel",
    says="took the gradient of the probability, behind the softmax: where the network is sure, nothing is left of it.",
)
def saliency_of_the_probability(model, image, class_index):
    return np.abs(_pixel_gradient(model, image, class_index)).max(axis=-1)


@misconception(
    "saliency",
    rejected_by="test_channels_become_one_number_a_pixel",
    says="has a number for each channel: how much does the pixel matter as a whole?",
)
def saliency_of_each_channel(model, image, class_index):
    return np.abs(_pixel_gradient(_without_softmax(model), image, class_index))


def _inside(model):
    """All outputs by name, as the exercise's own `look_inside`."""
    outputs = {}

    def call(layer, *inputs, **options):
        if isinstance(layer, keras.Model):
            outputs.update(_inside(layer)(*inputs))
        else:
            outputs[layer.name] = layer(*inputs, **options)
        return outputs[layer.name]

    graph = keras.Model(model.inputs[0], model.outputs[0])
    graph = keras.models.clone_model(graph, clone_function=lambda layer: layer, call_function=call)
    return keras.Model(graph.inputs[0], {**outputs, model.name: graph.outputs[0]})


def _batch(image):
    return np.asarray(image, dtype=np.float32)[np.newaxis]


def _without_softmax(model):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.layers[-1].activation = keras.activations.linear
    return copy


def _gradient(model, image, class_index, layer_name):
    pixels = tf.constant(_batch(image))
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        outputs = _inside(model)(pixels)
        score = outputs[model.name][0, class_index]
    maps = outputs[layer_name]
    return np.asarray(maps)[0], np.asarray(tape.gradient(score, maps))[0]


def _pixel_gradient(model, image, class_index):
    pixels = tf.constant(_batch(image))
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        score = model(pixels)[0, class_index]
    return np.asarray(tape.gradient(score, pixels))[0]


def _heat(maps, weights, image):
    heat = np.maximum(_resized(np.maximum((maps * weights).sum(axis=-1), 0), image), 0)
    return heat / heat.max() if heat.any() else heat


def _resized(heat, image):
    return tf.image.resize(heat[..., np.newaxis], np.shape(image)[:2]).numpy()[..., 0]


def _colours(heatmap):
    return matplotlib.colormaps["turbo"](np.asarray(heatmap, dtype=float))[:, :, :3]


def _scaled(maps):
    shifted = maps - maps.min(axis=(0, 1))
    largest = shifted.max(axis=(0, 1))
    return shifted / np.where(largest > 0, largest, 1)


def _each_scaled(filters):
    shifted = filters - filters.min(axis=(1, 2, 3), keepdims=True)
    largest = shifted.max(axis=(1, 2, 3), keepdims=True)
    return shifted / np.where(largest > 0, largest, 1)


def _grid(maps, columns, place=None):
    height, width, channels = maps.shape
    grid = np.zeros((-(-channels // columns) * height, columns * width))
    for channel in range(channels):
        row, column = place(channel) if place else divmod(channel, columns)
        grid[row * height : (row + 1) * height, column * width : (column + 1) * width] = maps[:, :, channel]
    return grid
