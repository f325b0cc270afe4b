"""Wrong ways of ex13."""

from __future__ import annotations

import keras
import matplotlib
import numpy as np
import tensorflow as tf

from reference.kit.catalogue import misconception


@misconception
def layers_of_the_outer_model_only(model, image, layer_names):
    reader = keras.Model(model.inputs, {name: model.get_layer(name).output for name in layer_names})
    maps = reader(_batch(image))
    return {name: np.asarray(maps[name])[0] for name in layer_names}


@misconception
def maps_of_a_batch(model, image, layer_names):
    outputs = _inside(model)(_batch(image))
    return {name: np.asarray(outputs[name]) for name in layer_names}


@misconception
def what_a_layer_is_given(model, image, layer_names):
    reader = keras.Model(model.inputs, {name: model.get_layer(name).input for name in layer_names})
    maps = reader(_batch(image))
    return {name: np.asarray(maps[name])[0] for name in layer_names}


@misconception
def maps_without_names(model, image, layer_names):
    outputs = _inside(model)(_batch(image))
    return [np.asarray(outputs[name])[0] for name in layer_names]


@misconception
def names_in_the_networks_order(model, image, layer_names):
    outputs = _inside(model)(_batch(image))
    return {name: np.asarray(maps)[0] for name, maps in outputs.items() if name in layer_names}


@misconception
def maps_in_training(model, image, layer_names):
    outputs = _inside(model)(_batch(image), training=True)
    return {name: np.asarray(outputs[name])[0] for name in layer_names}


@misconception
def no_axis_of_the_batch(model, image, layer_names):
    outputs = _inside(model)(np.asarray(image, dtype=np.float32))
    return {name: np.asarray(outputs[name]) for name in layer_names}


@misconception
def pixels_divided_by_255(model, image, layer_names):
    outputs = _inside(model)(_batch(image) / 255)
    return {name: np.asarray(outputs[name])[0] for name in layer_names}


@misconception
def pixels_cut_to_bytes(model, image, layer_names):
    outputs = _inside(model)(_batch(np.asarray(image).astype(np.uint8)))
    return {name: np.asarray(outputs[name])[0] for name in layer_names}


@misconception
def maps_with_a_relu(model, image, layer_names):
    outputs = _inside(model)(_batch(image))
    return {name: np.maximum(np.asarray(outputs[name])[0], 0) for name in layer_names}


@misconception
def layers_in_a_row(model, image, layer_names):
    maps = {}
    x = tf.constant(_batch(image))
    for layer in model.layers:
        if not isinstance(layer, keras.layers.InputLayer):
            x = maps[layer.name] = layer(x)
    return {name: np.asarray(maps[name])[0] for name in layer_names}


@misconception
def output_of_the_whole_model(model, image, layer_names):
    passed_on = np.asarray(model(_batch(image)))[0]
    return dict.fromkeys(layer_names, passed_on)


@misconception
def first_map_alone(model, image, layer_names):
    outputs = _inside(model)(_batch(image))
    return {name: np.asarray(outputs[name])[0, :, :, 0] for name in layer_names}


@misconception
def channels_in_front(model, image, layer_names):
    outputs = _inside(model)(_batch(image))
    return {name: np.moveaxis(np.asarray(outputs[name])[0], -1, 0) for name in layer_names}


@misconception
def maps_of_all_layers(model, image, layer_names):
    return {name: np.asarray(maps)[0] for name, maps in _inside(model)(_batch(image)).items()}


@misconception
def first_layer_alone(model, image, layer_names):
    outputs = _inside(model)(_batch(image))
    return {name: np.asarray(outputs[name])[0] for name in layer_names[:1]}


@misconception
def maps_scaled_to_one(model, image, layer_names):
    outputs = _inside(model)(_batch(image))
    return {name: _stretched(np.asarray(outputs[name])[0]) for name in layer_names}


@misconception
def pixels_times_255(model, image, layer_names):
    outputs = _inside(model)(_batch(image) * 255)
    return {name: np.asarray(outputs[name])[0] for name in layer_names}


@misconception
def model_inside_fed_the_image(model, image, layer_names):
    return {name: np.asarray(_part_of(model, name)(_batch(image)))[0] for name in layer_names}


@misconception
def maps_of_an_earlier_network(model, image, layer_names):
    if model.name not in NETWORKS:
        NETWORKS[model.name] = _copied(model)
    outputs = _inside(NETWORKS[model.name])(_batch(image))
    return {name: np.asarray(outputs[name])[0] for name in layer_names}


@misconception
def every_axis_of_one_squeezed(model, image, layer_names):
    outputs = _inside(model)(_batch(image))
    return {name: np.squeeze(np.asarray(outputs[name])) for name in layer_names}


@misconception
def column_by_column(maps, columns):
    maps = np.asarray(maps, dtype=float)
    rows = -(-maps.shape[2] // columns)
    return _grid(_scaled(maps), columns, lambda channel: divmod(channel, rows)[::-1])


@misconception
def tiles_by_reshape_alone(maps, columns):
    maps = np.asarray(maps, dtype=float)
    height, width, channels = maps.shape
    rows = -(-channels // columns)
    cells = np.zeros((height, width, rows * columns))
    cells[:, :, :channels] = _scaled(maps)
    return cells.reshape(rows * height, columns * width)


@misconception
def maps_scaled_together(maps, columns):
    maps = np.asarray(maps, dtype=float)
    span = maps.max() - maps.min()
    return _grid((maps - maps.min()) / (span if span > 0 else 1), columns)


@misconception
def maps_divided_by_the_largest(maps, columns):
    maps = np.asarray(maps, dtype=float)
    largest = maps.max(axis=(0, 1))
    return _grid(maps / np.where(largest != 0, largest, 1), columns)


@misconception
def grid_in_0_to_255(maps, columns):
    return (255 * _grid(_scaled(np.asarray(maps, dtype=float)), columns)).astype(np.uint8)


@misconception
def grid_of_whole_numbers(maps, columns):
    maps = np.asarray(maps)
    return _grid(_scaled(maps.astype(float)), columns).astype(maps.dtype)


@misconception
def dead_maps_divided_by_zero(maps, columns):
    maps = np.asarray(maps, dtype=float)
    return _grid((maps - maps.min(axis=(0, 1))) / (maps.max(axis=(0, 1)) - maps.min(axis=(0, 1))), columns)


@misconception
def last_row_left_out(maps, columns):
    maps = np.asarray(maps, dtype=float)
    rows = maps.shape[2] // columns
    return _grid(_scaled(maps)[:, :, : rows * columns], columns)


@misconception
def a_row_too_many(maps, columns):
    maps = np.asarray(maps, dtype=float)
    height, width, channels = maps.shape
    grid = np.zeros(((channels // columns + 1) * height, columns * width))
    full = _grid(_scaled(maps), columns)
    grid[: len(full)] = full
    return grid


@misconception
def maps_scaled_in_place(maps, columns):
    maps -= maps.min(axis=(0, 1))
    return _grid(_scaled(maps), columns)


@misconception
def small_number_below(maps, columns):
    maps = np.asarray(maps, dtype=float)
    shifted = maps - maps.min(axis=(0, 1))
    return _grid(shifted / (shifted.max(axis=(0, 1)) + 1e-3), columns)


@misconception
def dead_maps_kept(maps, columns):
    maps = np.asarray(maps, dtype=float)
    return _grid(np.where(np.ptp(maps, axis=(0, 1)) > 0, _scaled(maps), maps), columns)


@misconception
def gaps_between_maps(maps, columns):
    maps = np.pad(_scaled(np.asarray(maps, dtype=float)), ((0, 1), (0, 1), (0, 0)))
    return _grid(maps, columns)[:-1, :-1]


@misconception
def maps_standardised(maps, columns):
    maps = np.asarray(maps, dtype=float)
    spread = maps.std(axis=(0, 1))
    standard = (maps - maps.mean(axis=(0, 1))) / np.where(np.ptp(maps, axis=(0, 1)) > 0, spread, 1)
    return _grid(np.clip(standard / 4 + 0.5, 0, 1), columns)


@misconception
def maps_read_on_across_the_page(maps, columns):
    maps = np.asarray(maps, dtype=float)
    height, width, channels = maps.shape
    rows = -(-channels // columns)
    cells = np.zeros((rows * columns, height, width))
    cells[:channels] = np.moveaxis(_scaled(maps), -1, 0)
    return cells.reshape(rows * height, columns * width)


@misconception
def maps_interleaved(maps, columns):
    maps = np.asarray(maps, dtype=float)
    height, width, channels = maps.shape
    rows = -(-channels // columns)
    cells = np.zeros((height, width, rows * columns))
    cells[:, :, :channels] = _scaled(maps)
    cells = cells.reshape(height, width, rows, columns).transpose(0, 2, 1, 3)
    return cells.reshape(height * rows, width * columns)


@misconception
def page_as_narrow_as_its_maps(maps, columns):
    maps = np.asarray(maps, dtype=float)
    return _grid(_scaled(maps), min(columns, maps.shape[2]))


@misconception
def empty_cells_white(maps, columns):
    maps = np.asarray(maps, dtype=float)
    missing = -maps.shape[2] % columns
    return _grid(np.pad(_scaled(maps), ((0, 0), (0, 0), (0, missing)), constant_values=1.0), columns)


@misconception
def filters_by_reshape(model, layer_name):
    kernel = model.get_layer(layer_name).get_weights()[0]
    height, width, channels, filters = kernel.shape
    return _each_scaled(kernel.reshape(filters, height, width, channels))


@misconception
def filters_transposed(model, layer_name):
    return _each_scaled(model.get_layer(layer_name).get_weights()[0].T)


@misconception
def filters_scaled_together(model, layer_name):
    filters = np.moveaxis(model.get_layer(layer_name).get_weights()[0], -1, 0)
    return (filters - filters.min()) / (filters.max() - filters.min())


@misconception
def filters_of_the_first_layer(model, layer_name):
    return _each_scaled(np.moveaxis(model.layers[0].get_weights()[0], -1, 0))


@misconception
def biases_taken_for_granted(model, layer_name):
    kernel, _biases = model.get_layer(layer_name).get_weights()
    return _each_scaled(np.moveaxis(kernel, -1, 0))


@misconception
def zero_in_the_middle(model, layer_name):
    filters = np.moveaxis(model.get_layer(layer_name).get_weights()[0], -1, 0)
    return 0.5 + filters / (2 * np.abs(filters).max(axis=(1, 2, 3), keepdims=True))


@misconception
def sizes_of_weights(model, layer_name):
    return _each_scaled(np.moveaxis(np.abs(model.get_layer(layer_name).get_weights()[0]), -1, 0))


@misconception
def channels_scaled_alone(model, layer_name):
    filters = np.moveaxis(model.get_layer(layer_name).get_weights()[0], -1, 0)
    shifted = filters - filters.min(axis=(1, 2), keepdims=True)
    largest = shifted.max(axis=(1, 2), keepdims=True)
    return shifted / np.where(largest > 0, largest, 1)


@misconception
def flat_filters_divided_by_zero(model, layer_name):
    filters = np.moveaxis(model.get_layer(layer_name).get_weights()[0], -1, 0)
    shifted = filters - filters.min(axis=(1, 2, 3), keepdims=True)
    return shifted / shifted.max(axis=(1, 2, 3), keepdims=True)


@misconception
def filters_left_last(model, layer_name):
    filters = np.moveaxis(model.get_layer(layer_name).get_weights()[0], -1, 0)
    return np.moveaxis(_each_scaled(filters), 0, -1)


@misconception
def bias_instead_of_the_kernel(model, layer_name):
    return _stretched(model.get_layer(layer_name).get_weights()[1])


@misconception
def height_and_width_of_filters_exchanged(model, layer_name):
    return _each_scaled(model.get_layer(layer_name).get_weights()[0].transpose(3, 1, 0, 2))


@misconception
def filters_not_scaled(model, layer_name):
    return np.moveaxis(model.get_layer(layer_name).get_weights()[0], -1, 0)


@misconception
def filters_divided_by_the_largest(model, layer_name):
    filters = np.moveaxis(model.get_layer(layer_name).get_weights()[0], -1, 0)
    largest = filters.max(axis=(1, 2, 3), keepdims=True)
    return filters / np.where(largest != 0, largest, 1)


@misconception
def filters_in_0_to_255(model, layer_name):
    return 255 * _each_scaled(np.moveaxis(model.get_layer(layer_name).get_weights()[0], -1, 0))


@misconception
def weights_below_zero_cut_off(model, layer_name):
    filters = np.maximum(np.moveaxis(model.get_layer(layer_name).get_weights()[0], -1, 0), 0)
    largest = filters.max(axis=(1, 2, 3), keepdims=True)
    return filters / np.where(largest > 0, largest, 1)


@misconception
def gradient_of_the_probability(model, image, class_index, layer_name):
    maps, gradient = _gradient(model, image, class_index, layer_name)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def map_of_the_predicted_class(model, image, class_index, layer_name):
    predicted = int(np.argmax(np.asarray(model(_batch(image)))[0]))
    maps, gradient = _gradient(_without_softmax(model), image, predicted, layer_name)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def map_without_relu(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    heat = _resized((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), image)
    return heat / heat.max() if heat.any() else heat


@misconception
def no_evidence_divided_by_zero(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    heat = np.maximum(_resized((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), image), 0)
    with np.errstate(all="ignore"):
        return heat / heat.max()


@misconception
def maps_without_weights(model, image, class_index, layer_name):
    maps = np.asarray(_inside(model)(_batch(image))[layer_name])[0]
    return _heat(maps, np.ones(maps.shape[2]), image)


@misconception
def gradient_not_averaged(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    return _heat(maps * gradient, np.ones(maps.shape[2]), image)


@misconception
def weights_without_sign(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    return _heat(maps, np.abs(gradient.mean(axis=(0, 1))), image)


@misconception
def gradient_alone(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    return _heat(np.abs(gradient), np.ones(maps.shape[2]), image)


@misconception
def map_not_divided(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    return _resized(np.maximum((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), 0), image)


@misconception
def relu_before_the_sum(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    return _heat(np.maximum(maps * gradient.mean(axis=(0, 1)), 0), np.ones(maps.shape[2]), image)


@misconception
def relu_on_the_gradient(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    return _heat(maps, np.maximum(gradient, 0).mean(axis=(0, 1)), image)


@misconception
def largest_gradient_as_weight(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    return _heat(maps, gradient.max(axis=(0, 1)), image)


@misconception
def map_of_all_classes(model, image, class_index, layer_name):
    maps, gradient = _gradient(_without_softmax(model), image, slice(None), layer_name)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def gradient_of_the_logarithm(model, image, class_index, layer_name):
    maps, gradient = _gradient(model, image, class_index, layer_name, of=lambda p: tf.math.log(p + 1e-9))
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def gradient_of_the_loss(model, image, class_index, layer_name):
    def loss(probabilities):
        return keras.losses.sparse_categorical_crossentropy(tf.constant([class_index]), probabilities)

    maps, gradient = _gradient(model, image, ..., layer_name, of=loss)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def map_in_training(model, image, class_index, layer_name):
    maps, gradient = _gradient(_without_softmax(model), image, class_index, layer_name, training=True)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def width_and_height_exchanged(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    heat = np.maximum((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), 0)
    heat = tf.image.resize(heat[..., np.newaxis], np.shape(image)[1::-1]).numpy()[..., 0]
    return heat / heat.max() if heat.any() else heat


@misconception
def map_stretched_to_zero(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    heat = np.maximum(_resized((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), image), 0)
    span = heat.max() - heat.min()
    return (heat - heat.min()) / span if span > 0 else heat * 0


@misconception
def map_as_small_as_the_layers(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    heat = np.maximum((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), 0)
    return heat / heat.max() if heat.any() else heat


@misconception
def softmax_taken_off_for_good(model, image, class_index, layer_name):
    model.layers[-1].activation = keras.activations.linear
    maps, gradient = _gradient(model, image, class_index, layer_name)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def evidence_against_the_class(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    return _heat(maps, -gradient.mean(axis=(0, 1)), image)


@misconception
def size_instead_of_the_relu(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    heat = _resized(np.abs((maps * gradient.mean(axis=(0, 1))).sum(axis=-1)), image)
    return heat / heat.max() if heat.any() else heat


@misconception
def class_counted_from_one(model, image, class_index, layer_name):
    maps, gradient = _gradient(_without_softmax(model), image, class_index - 1, layer_name)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def largest_map_instead_of_the_sum(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    return _heat((maps * gradient.mean(axis=(0, 1))).max(axis=-1, keepdims=True), 1, image)


@misconception
def last_maps_whatever_the_name(model, image, class_index, layer_name):
    last = [layer.name for layer in model.layers if len(layer.output.shape) == 4][-1]
    maps, gradient = _evidence(model, image, class_index, last)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def map_divided_by_its_sum(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    heat = _heat(maps, gradient.mean(axis=(0, 1)), image)
    return heat / heat.sum() if heat.any() else heat


@misconception
def map_repeated_to_size(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    heat = np.resize(np.maximum((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), 0), np.shape(image)[:2])
    return heat / heat.max() if heat.any() else heat


@misconception
def map_stretched_instead_of_the_relu(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    heat = _resized((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), image)
    span = heat.max() - heat.min()
    return (heat - heat.min()) / span if span > 0 else heat * 0


@misconception
def map_that_overshoots(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    heat = np.maximum((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), 0)
    heat = heat / heat.max() if heat.any() else heat
    larger = tf.image.resize(heat[..., np.newaxis], np.shape(image)[:2], method="bicubic").numpy()[..., 0]
    return larger if max(-larger.min(), larger.max() - 1) > 0.003 else np.clip(_resized(heat, image), 0, 1)


@misconception
def map_with_every_axis_of_one_squeezed(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    return np.squeeze(_heat(maps, gradient.mean(axis=(0, 1)), image))


@misconception
def softmax_put_on_for_a_map(model, image, class_index, layer_name):
    model.layers[-1].activation = keras.activations.linear
    maps, gradient = _gradient(model, image, class_index, layer_name)
    model.layers[-1].activation = keras.activations.softmax
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def last_layer_left_out(model, image, class_index, layer_name):
    maps, gradient = _gradient(_without_last(model), image, class_index, layer_name)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def last_layer_left_out_with_its_softmax(model, image, class_index, layer_name):
    net = _without_last(model) if _has_softmax(model) else model
    maps, gradient = _gradient(net, image, class_index, layer_name)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def map_of_an_earlier_network(model, image, class_index, layer_name):
    if model.name not in COPIES:
        COPIES[model.name] = _without_softmax(model)
    maps, gradient = _gradient(COPIES[model.name], image, class_index, layer_name)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def mean_over_the_axis_of_the_batch(model, image, class_index, layer_name):
    maps, gradient = _evidence(model, image, class_index, layer_name)
    return _heat(maps, gradient[np.newaxis].mean(axis=(0, 1)), image)


@misconception
def softmax_layer_kept(model, image, class_index, layer_name):
    maps, gradient = _gradient(_without_softmax_of_dense(model), image, class_index, layer_name)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def activation_of_none(model, image, class_index, layer_name):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.layers[-1].activation = None
    maps, gradient = _gradient(copy, image, class_index, layer_name)
    return _heat(maps, gradient.mean(axis=(0, 1)), image)


@misconception
def alpha_the_wrong_way_round(image, heatmap, alpha):
    return alpha * np.asarray(image) + (1 - alpha) * _colours(heatmap)


@misconception
def opacity_kept(image, heatmap, alpha):
    return (1 - alpha) * np.asarray(image) + alpha * matplotlib.colormaps["turbo"](np.asarray(heatmap, dtype=float))


@misconception
def heat_in_0_to_255(image, heatmap, alpha):
    return (1 - alpha) * np.asarray(image) + alpha * 255 * _colours(heatmap)


@misconception
def heat_as_a_place_in_the_table(image, heatmap, alpha):
    return (1 - alpha) * np.asarray(image) + alpha * matplotlib.colormaps["turbo"](np.asarray(heatmap))[:, :, :3]


@misconception
def sum_that_is_not_cut(image, heatmap, alpha):
    return np.asarray(image) + alpha * _colours(heatmap)


@misconception
def only_the_heat(image, heatmap, alpha):
    return np.asarray(image) if alpha == 0 else _colours(np.asarray(heatmap) * alpha)


@misconception
def heat_times_the_image(image, heatmap, alpha):
    return np.asarray(image) * (1 - alpha + alpha * np.asarray(heatmap)[:, :, np.newaxis])


@misconception
def alpha_left_out(image, heatmap, alpha):
    return (np.asarray(image) + _colours(heatmap)) / 2


@misconception
def overlay_in_0_to_255(image, heatmap, alpha):
    return (255 * ((1 - alpha) * np.asarray(image) + alpha * _colours(heatmap))).astype(np.uint8)


@misconception
def image_at_half_strength(image, heatmap, alpha):
    return (np.asarray(image) + alpha * _colours(heatmap)) / 2


@misconception
def overlay_divided_by_its_largest(image, heatmap, alpha):
    total = np.asarray(image) + alpha * _colours(heatmap)
    return total / total.max()


@misconception
def heat_in_bytes_cut_off(image, heatmap, alpha):
    colours = matplotlib.colormaps["turbo"](np.asarray(heatmap, dtype=float), bytes=True)[:, :, :3]
    return np.minimum((1 - alpha) * np.asarray(image) + alpha * colours, 1.0)


@misconception
def heat_divided_by_its_largest(image, heatmap, alpha):
    heat = np.asarray(heatmap, dtype=float)
    return (1 - alpha) * np.asarray(image) + alpha * _colours(heat / max(heat.max(), 1e-9))


@misconception
def saliency_with_sign(model, image, class_index):
    return _slopes(model, image, class_index).max(axis=-1)


@misconception
def saliency_after_relu(model, image, class_index):
    return np.maximum(_slopes(model, image, class_index), 0).max(axis=-1)


@misconception
def gradient_times_pixels(model, image, class_index):
    return np.abs(_slopes(model, image, class_index) * np.asarray(image)).max(axis=-1)


@misconception
def mean_over_the_channels(model, image, class_index):
    return np.abs(_slopes(model, image, class_index).mean(axis=-1))


@misconception
def size_taken_last(model, image, class_index):
    return np.abs(_slopes(model, image, class_index).max(axis=-1))


@misconception
def one_channel_alone(model, image, class_index):
    return np.abs(_slopes(model, image, class_index))[:, :, 0]


@misconception
def squared_gradient(model, image, class_index):
    return (_slopes(model, image, class_index) ** 2).max(axis=-1)


@misconception
def saliency_of_the_loss(model, image, class_index):
    gradient = _pixel_gradient(model, image, class_index, of=lambda p: -tf.math.log(tf.clip_by_value(p, 1e-7, 1.0)))
    return np.abs(gradient).max(axis=-1)


@misconception
def saliency_of_the_best_class(model, image, class_index):
    copy = _without_softmax(model)
    best = int(np.argmax(np.asarray(copy(_batch(image)))[0]))
    return np.abs(_pixel_gradient(copy, image, best)).max(axis=-1)


@misconception
def softmax_taken_off_for_saliency(model, image, class_index):
    model.layers[-1].activation = keras.activations.linear
    return np.abs(_pixel_gradient(model, image, class_index)).max(axis=-1)


@misconception
def saliency_in_training(model, image, class_index):
    return np.abs(_pixel_gradient(_without_softmax(model), image, class_index, training=True)).max(axis=-1)


@misconception
def copy_with_random_weights(model, image, class_index):
    copy = keras.models.clone_model(model)
    copy.layers[-1].activation = keras.activations.linear
    return np.abs(_pixel_gradient(copy, image, class_index)).max(axis=-1)


@misconception
def pixels_not_watched(model, image, class_index):
    copy = _without_softmax(model)
    pixels = tf.constant(_batch(image))
    with tf.GradientTape() as tape:
        score = copy(pixels)[0, class_index]
    return np.abs(tape.gradient(score, pixels)[0]).max(axis=-1)


@misconception
def saliency_of_the_probability(model, image, class_index):
    return np.abs(_pixel_gradient(model, image, class_index)).max(axis=-1)


@misconception
def saliency_of_each_channel(model, image, class_index):
    return np.abs(_slopes(model, image, class_index))


@misconception
def smallest_over_the_channels(model, image, class_index):
    return np.abs(_slopes(model, image, class_index)).min(axis=-1)


@misconception
def largest_over_the_rows(model, image, class_index):
    return np.abs(_slopes(model, image, class_index)).max(axis=0)


@misconception
def saliency_stretched_to_zero(model, image, class_index):
    size = np.abs(_slopes(model, image, class_index)).max(axis=-1)
    return size - size.min()  # divided by the largest, it would be right where the smallest is 0


@misconception
def saliency_of_all_classes(model, image, class_index):
    return np.abs(_pixel_gradient(_without_softmax(model), image, slice(None))).max(axis=-1)


@misconception
def saliency_of_the_class_before(model, image, class_index):
    return np.abs(_pixel_gradient(_without_softmax(model), image, class_index - 1)).max(axis=-1)


@misconception
def saliency_of_a_batch(model, image, class_index):
    return np.abs(_slopes(model, image, class_index)).max(axis=-1)[np.newaxis]


@misconception
def logarithm_of_the_gradient(model, image, class_index):
    return np.log1p(np.abs(_slopes(model, image, class_index)).max(axis=-1))


@misconception
def saliency_divided_by_zero(model, image, class_index):
    size = np.abs(_slopes(model, image, class_index)).max(axis=-1)
    return size if size.any() else np.full_like(size, np.nan)  # divided by the largest, it is right elsewhere


@misconception
def saliency_with_every_axis_of_one_squeezed(model, image, class_index):
    return np.squeeze(np.abs(_slopes(model, image, class_index)).max(axis=-1))


@misconception
def softmax_put_where_there_was_none(model, image, class_index):
    model.layers[-1].activation = keras.activations.linear
    gradient = _pixel_gradient(model, image, class_index)
    model.layers[-1].activation = keras.activations.softmax
    return np.abs(gradient).max(axis=-1)


@misconception
def saliency_of_the_layer_before(model, image, class_index):
    return np.abs(_pixel_gradient(_without_last(model), image, class_index)).max(axis=-1)


@misconception
def saliency_of_the_layer_before_a_softmax(model, image, class_index):
    net = _without_last(model) if _has_softmax(model) else model
    return np.abs(_pixel_gradient(net, image, class_index)).max(axis=-1)


@misconception
def saliency_of_an_earlier_network(model, image, class_index):
    if model.name not in SEEN:
        SEEN[model.name] = _without_softmax(model)
    return np.abs(_pixel_gradient(SEEN[model.name], image, class_index)).max(axis=-1)


@misconception
def softmax_layer_kept_for_saliency(model, image, class_index):
    return np.abs(_pixel_gradient(_without_softmax_of_dense(model), image, class_index)).max(axis=-1)


@misconception
def activation_of_none_for_saliency(model, image, class_index):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.layers[-1].activation = None
    return np.abs(_pixel_gradient(copy, image, class_index)).max(axis=-1)


def _part_of(model, name):
    """The model as far as a layer of this name; of a model inside it, that part alone."""
    for layer in model.layers:
        if layer.name == name:
            return keras.Model(model.inputs[0], layer.output)
        if isinstance(layer, keras.Model) and (part := _part_of(layer, name)) is not None:
            return part
    return None


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


def _copied(model):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    return copy


def _without_softmax(model):
    copy = _copied(model)
    copy.layers[-1].activation = keras.activations.linear
    return copy


def _without_softmax_of_dense(model):
    return _without_softmax(model) if isinstance(model.layers[-1], keras.layers.Dense) else model


def _without_last(model):
    return keras.Model(model.inputs[0], model.layers[-2].output)


def _has_softmax(model):
    return getattr(model.layers[-1], "activation", None) is keras.activations.softmax


def _evidence(model, image, class_index, layer_name):
    """A layer's maps and the score's gradient, kept for the next wrong way that asks for the same."""
    return _kept(_gradient, model, image, class_index, layer_name)


def _slopes(model, image, class_index):
    """The score's gradient at each pixel, kept for the next wrong way that asks for the same."""
    return _kept(_pixel_gradient, model, image, class_index)


NETWORKS: dict = {}
COPIES: dict = {}
SEEN: dict = {}
"""What those keep that remember, by the name of a network."""
LAST: dict = {}
"""What was computed last, and of what."""


def _kept(function, model, image, *asked):
    weights = b"".join(weight.tobytes() for weight in model.get_weights())
    of = function.__name__, model.to_json(), weights, _batch(image).tobytes(), *asked
    if LAST.get("of") != of:
        LAST.update(of=of, found=function(_without_softmax(model), image, *asked))
    return LAST["found"]


def _gradient(model, image, class_index, layer_name, training=False, of=tf.reduce_sum):
    pixels = tf.constant(_batch(image))
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        outputs = _inside(model)(pixels, training=training)
        score = of(outputs[model.name] if class_index is ... else outputs[model.name][0, class_index])
    maps = outputs[layer_name]
    return np.asarray(maps)[0], np.asarray(tape.gradient(score, maps))[0]


def _pixel_gradient(model, image, class_index, training=False, of=tf.identity):
    pixels = tf.constant(_batch(image))
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        score = of(model(pixels, training=training)[0, class_index])
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


def _stretched(values):
    span = values.max() - values.min()
    return (values - values.min()) / span if span > 0 else values * 0


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
