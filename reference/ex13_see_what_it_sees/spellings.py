"""Wrong ways of ex13 in other spellings."""

from __future__ import annotations

import itertools
import math

import keras
import matplotlib
import numpy as np
import tensorflow as tf
from matplotlib import colormaps

from reference.kit.catalogue import spelling

EARLIER = {}
"""What those keep that remember."""

# feature_maps


def _one(image):
    """A batch of one image."""
    return tf.expand_dims(tf.convert_to_tensor(np.array(image, dtype="float32")), 0)


@spelling("layers-of-the-outer-model-only")
def model_with_an_output_a_name(model, image, layer_names):
    maps = {}
    for name in layer_names:
        part = keras.Model(inputs=model.inputs, outputs=model.get_layer(name=name).output)
        maps[name] = part.predict(_one(image), verbose=0)[0]
    return maps


@spelling("layers-of-the-outer-model-only")
def dict_of_the_outer_layers(model, image, layer_names):
    outputs = {layer.name: layer.output for layer in model.layers}
    wanted = keras.Model(model.inputs, {name: outputs[name] for name in layer_names})(_one(image))
    return {name: tensor.numpy()[0] for name, tensor in wanted.items()}


@spelling("layers-of-the-outer-model-only")
def looked_for_name_by_name(model, image, layer_names):
    found = {}
    for name in layer_names:
        layer = next(layer for layer in model.layers if layer.name == name)
        found[name] = np.array(keras.Model(model.inputs, layer.output)(_one(image)))[0]
    return found


@spelling("maps-of-a-batch")
def dict_of_batches(model, image, layer_names):
    outputs = look_inside(model).predict(np.expand_dims(np.array(image, dtype=np.float32), axis=0), verbose=0)
    chosen = {}
    for name in layer_names:
        chosen[name] = outputs[name]
    return chosen


@spelling("maps-of-a-batch")
def first_row_kept_as_a_batch(model, image, layer_names):
    passed_on = look_inside(model)(np.array([image], dtype=np.float32))
    return {name: passed_on[name].numpy()[:1] for name in layer_names}


@spelling("what-a-layer-is-given")
def input_instead_of_output(model, image, layer_names):
    maps = {}
    for name in layer_names:
        until = keras.Model(model.inputs, model.get_layer(name).input)
        maps[name] = until(_one(image))[0].numpy()
    return maps


@spelling("what-a-layer-is-given")
def all_inputs_at_once(model, image, layer_names):
    before = {}
    for name in layer_names:
        before[name] = model.get_layer(name).input
    given = keras.Model(inputs=model.inputs, outputs=before).predict(_one(image), verbose=0)
    return {name: given[name][0] for name in layer_names}


@spelling("maps-without-names")
def list_in_the_order_asked(model, image, layer_names):
    outputs = look_inside(model)(_one(image))
    result = []
    for name in layer_names:
        result.append(outputs[name][0].numpy())
    return result


@spelling("maps-without-names")
def values_of_the_dict(model, image, layer_names):
    outputs = look_inside(model)(_one(image), training=False)
    return list({name: np.asarray(outputs[name])[0] for name in layer_names}.values())


@spelling("maps-without-names")
def tuple_of_maps(model, image, layer_names):
    outputs = look_inside(model)(_one(image))
    return tuple(np.squeeze(outputs[name].numpy(), axis=0) for name in layer_names)


@spelling("names-in-the-networks-order")
def loop_over_the_layers(model, image, layer_names):
    maps, x = {}, _one(image)
    for layer in model.layers:
        x = layer(x)
        if layer.name in layer_names:
            maps[layer.name] = x[0].numpy()
    return maps


@spelling("names-in-the-networks-order")
def set_of_names(model, image, layer_names):
    outputs = look_inside(model)(_one(image))
    return {name: np.asarray(outputs[name])[0] for name in outputs if name in set(layer_names)}


@spelling("maps-in-training")
def training_is_true(model, image, layer_names):
    inner = look_inside(model)
    return {name: inner(_one(image), training=True)[name].numpy()[0] for name in layer_names}


@spelling("maps-in-training")
def layer_by_layer_in_training(model, image, layer_names):
    maps, x = {}, _one(image)
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization | keras.layers.Dropout):
            x = layer(x, training=True)
        else:
            x = layer(x)
        maps[layer.name] = np.asarray(x)[0]
    return {name: maps[name] for name in layer_names}


@spelling("pixels-divided-by-255")
def scaled_as_bytes_are(model, image, layer_names):
    pixels = np.array(image, dtype="float32")
    pixels /= 255.0
    outputs = look_inside(model)(pixels[None])
    return {name: outputs[name].numpy()[0] for name in layer_names}


@spelling("pixels-divided-by-255")
def rescaling_layer(model, image, layer_names):
    outputs = look_inside(model)(keras.layers.Rescaling(1 / 255)(_one(image)))
    return dict(zip(layer_names, (np.asarray(outputs[name][0]) for name in layer_names), strict=True))


@spelling("pixels-cut-to-bytes")
def image_of_bytes(model, image, layer_names):
    batch = np.expand_dims(np.array(image).astype("uint8"), 0).astype("float32")
    outputs = look_inside(model)(batch)
    return {name: outputs[name].numpy()[0] for name in layer_names}


@spelling("pixels-cut-to-bytes")
def tensor_of_whole_numbers(model, image, layer_names):
    pixels = tf.cast(tf.cast(_one(image), tf.int32), tf.float32)
    outputs = look_inside(model)(pixels)
    return {name: outputs[name].numpy()[0, ...] for name in layer_names}


@spelling("maps-with-a-relu")
def maps_clipped(model, image, layer_names):
    outputs = look_inside(model)(_one(image))
    return {name: np.clip(outputs[name].numpy()[0], 0, None) for name in layer_names}


@spelling("maps-with-a-relu")
def relu_of_tensorflow(model, image, layer_names):
    outputs = look_inside(model)(_one(image))
    maps = {}
    for name in layer_names:
        maps[name] = tf.nn.relu(outputs[name])[0].numpy()
    return maps


@spelling("output-of-the-whole-model")
def last_output_for_each_name(model, image, layer_names):
    maps = {}
    for name in layer_names:
        maps[name] = model.predict(_one(image), verbose=0)[0]
    return maps


@spelling("output-of-the-whole-model")
def answer_shared_by_all_names(model, image, layer_names):
    answer = model(_one(image), training=False)[0].numpy()
    return dict.fromkeys(layer_names, answer)


@spelling("first-map-alone")
def channel_number_zero(model, image, layer_names):
    outputs = look_inside(model)(_one(image))
    maps = {}
    for name in layer_names:
        maps[name] = outputs[name].numpy()[0][..., 0]
    return maps


@spelling("first-map-alone")
def unpacked_to_the_first_channel(model, image, layer_names):
    outputs = look_inside(model).predict(_one(image), verbose=0)
    return {name: np.moveaxis(outputs[name], -1, 0)[0][0] for name in layer_names}


@spelling("channels-in-front")
def stack_of_maps(model, image, layer_names):
    outputs = look_inside(model)(_one(image))
    maps = {}
    for name in layer_names:
        layer = outputs[name].numpy()[0]
        maps[name] = np.stack([layer[:, :, channel] for channel in range(layer.shape[-1])])
    return maps


@spelling("channels-in-front")
def transposed_for_a_loop_over_maps(model, image, layer_names):
    outputs = look_inside(model)(_one(image))
    return {name: tf.transpose(outputs[name][0], [2, 0, 1]).numpy() for name in layer_names}


@spelling("maps-of-all-layers")
def whole_dict_without_the_batch(model, image, layer_names):
    maps = look_inside(model).predict(_one(image), verbose=0)
    for name in maps:
        maps[name] = maps[name][0]
    return maps


@spelling("maps-of-all-layers")
def asked_for_first_and_then_the_rest(model, image, layer_names):
    outputs = look_inside(model)(_one(image))
    maps = {name: outputs[name][0].numpy() for name in layer_names}
    for layer in model.layers:
        if layer.name in outputs:
            maps[layer.name] = outputs[layer.name][0].numpy()
    return maps


@spelling("first-layer-alone")
def returned_inside_the_loop(model, image, layer_names):
    outputs = look_inside(model)(_one(image))
    maps = {}
    for name in layer_names:
        maps[name] = outputs[name].numpy()[0]
        return maps
    return maps


@spelling("first-layer-alone")
def layer_number_zero(model, image, layer_names):
    if not layer_names:
        return {}
    name = layer_names[0]
    return {name: np.asarray(look_inside(model)(_one(image))[name])[0]}


@spelling("maps-scaled-to-one")
def stretched_for_the_eye(model, image, layer_names):
    outputs = look_inside(model)(_one(image))
    maps = {}
    for name in layer_names:
        layer = outputs[name][0].numpy()
        maps[name] = (layer - layer.min()) / max(layer.max() - layer.min(), 1e-9)
    return maps


@spelling("maps-scaled-to-one")
def shifted_and_divided_by_what_is_left(model, image, layer_names):
    outputs = look_inside(model)(_one(image))
    return {name: _stretch(outputs[name][0]) for name in layer_names}


@spelling("pixels-times-255")
def made_as_large_as_bytes(model, image, layer_names):
    pixels = np.array(image, dtype="float32")
    pixels *= 255
    outputs = look_inside(model)(pixels[None])
    return {name: outputs[name].numpy()[0] for name in layer_names}


@spelling("pixels-times-255")
def layer_that_multiplies(model, image, layer_names):
    outputs = look_inside(model)(keras.layers.Rescaling(255.0)(_one(image)))
    return dict(zip(layer_names, (np.asarray(outputs[name][0]) for name in layer_names), strict=True))


@spelling("model-inside-fed-the-image")
def depth_first_search(model, image, layer_names):
    def search(net, name):
        for layer in net.layers:
            if layer.name == name:
                return net, layer
            if hasattr(layer, "layers"):
                found = search(layer, name)
                if found:
                    return found
        return None

    maps = {}
    for name in layer_names:
        net, layer = search(model, name)
        maps[name] = keras.Model(net.inputs, layer.output).predict(_one(image), verbose=0)[0]
    return maps


@spelling("model-inside-fed-the-image")
def look_into_whichever_model_has_it(model, image, layer_names):
    nets = [model] + [layer for layer in model.layers if isinstance(layer, keras.Model)]
    where = {layer.name: net for net in nets for layer in net.layers}
    return {name: look_inside(where[name])(_one(image))[name][0].numpy() for name in layer_names}


@spelling("every-axis-of-one-squeezed")
def squeezed_by_tensorflow(model, image, layer_names):
    outputs = look_inside(model)(_one(image))
    return {name: tf.squeeze(outputs[name]).numpy() for name in layer_names}


@spelling("every-axis-of-one-squeezed")
def squeezed_as_a_method(model, image, layer_names):
    outputs, maps = look_inside(model).predict(_one(image), verbose=0), {}
    for name in layer_names:
        maps[name] = outputs[name].squeeze()
    return maps


# tile_maps


def _stretch(values):
    """From 0 to 1; zeros where all are the same."""
    values = np.array(values, dtype=float)
    span = np.ptp(values)
    return (values - values.min()) / span if span else values * 0


def _cells(maps):
    return [_stretch(channel) for channel in np.moveaxis(np.array(maps, dtype=float), -1, 0)]


def _page(cells, columns):
    """Lay images out row by row."""
    cells = list(cells)
    while len(cells) % columns:
        cells.append(np.zeros_like(cells[0]))
    return np.vstack([np.hstack(cells[i : i + columns]) for i in range(0, len(cells), columns)])


@spelling("maps-of-an-earlier-network")
def kept_by_name_as_a_default(model, image, layer_names, known={}):  # noqa: B006
    if model.name not in known:
        known[model.name] = keras.models.clone_model(model), [np.array(w) for w in model.get_weights()]
        known[model.name][0].set_weights(known[model.name][1])
    outputs = look_inside(known[model.name][0])(_one(image))
    return {name: outputs[name].numpy()[0] for name in layer_names}


@spelling("maps-of-an-earlier-network")
def found_by_name_and_image(model, image, layer_names):
    key = model.name, np.asarray(image).tobytes(), *layer_names
    if key not in EARLIER:
        outputs = look_inside(model).predict(_one(image), verbose=0)
        EARLIER[key] = {name: outputs[name][0] for name in layer_names}
    return EARLIER[key]


@spelling("column-by-column")
def remainder_for_the_row(maps, columns):
    maps = np.array(maps, dtype=float)
    height, width, channels = maps.shape
    rows = math.ceil(channels / columns)
    grid = np.zeros((rows * height, columns * width))
    for c in range(channels):
        top, left = (c % rows) * height, (c // rows) * width
        grid[top : top + height, left : left + width] = _stretch(maps[..., c])
    return grid


@spelling("column-by-column")
def columns_stacked_first(maps, columns):
    cells = _cells(maps)
    rows = -(-len(cells) // columns)
    cells += [np.zeros_like(cells[0])] * (rows * columns - len(cells))
    return np.hstack([np.vstack(cells[i * rows : (i + 1) * rows]) for i in range(columns)])


@spelling("tiles-by-reshape-alone")
def stacked_and_reshaped(maps, columns):
    cells = _cells(maps)
    while len(cells) % columns:
        cells.append(np.zeros_like(cells[0]))
    stack = np.stack(cells, axis=-1)
    height, width, count = stack.shape
    return np.reshape(stack, (count // columns * height, columns * width))


@spelling("tiles-by-reshape-alone")
def numbers_written_in_the_order_they_lie(maps, columns):
    maps = np.array(maps, dtype=np.float32)
    maps -= maps.min(axis=(0, 1), keepdims=True)
    largest = maps.max(axis=(0, 1), keepdims=True)
    maps = np.divide(maps, largest, out=np.zeros_like(maps), where=largest > 0)
    rows = math.ceil(maps.shape[2] / columns)
    maps = np.concatenate([maps, np.zeros((*maps.shape[:2], rows * columns - maps.shape[2]))], axis=2)
    return maps.flatten().reshape(rows * maps.shape[0], -1)


@spelling("maps-scaled-together")
def stretched_before_it_is_cut_up(maps, columns):
    return _page(np.moveaxis(_stretch(maps), -1, 0), columns)


@spelling("maps-scaled-together")
def grid_stretched_at_the_end(maps, columns):
    maps = np.asarray(maps, dtype=float)
    low, high = maps.min(), maps.max()
    shifted = [(maps[:, :, c] - low) / (high - low or 1) for c in range(maps.shape[2])]
    return _page(shifted, columns)


@spelling("maps-divided-by-the-largest")
def each_divided_by_its_maximum(maps, columns):
    maps = np.array(maps, dtype=float)
    return _page([maps[:, :, c] / (maps[:, :, c].max() or 1) for c in range(maps.shape[-1])], columns)


@spelling("maps-divided-by-the-largest")
def divided_where_there_is_something(maps, columns):
    maps = np.asarray(maps, dtype=np.float64)
    largest = np.max(maps, axis=(0, 1), keepdims=True)
    scaled = np.divide(maps, largest, out=np.zeros_like(maps), where=largest != 0)
    return _page(scaled.transpose(2, 0, 1), columns)


@spelling("grid-in-0-to-255")
def grey_values_as_floats(maps, columns):
    return _page(_cells(maps), columns) * 255


@spelling("grid-in-0-to-255")
def rounded_to_bytes(maps, columns):
    return np.round(255 * _page(_cells(maps), columns)).astype("uint8")


@spelling("grid-of-whole-numbers")
def grid_like_the_maps(maps, columns):
    maps = np.array(maps)
    height, width, channels = maps.shape
    rows = -(-channels // columns)
    grid = np.zeros((rows * height, columns * width), dtype=maps.dtype)
    for c in range(channels):
        y, x = c // columns * height, c % columns * width
        grid[y : y + height, x : x + width] = _stretch(maps[:, :, c])
    return grid


@spelling("grid-of-whole-numbers")
def scaled_inside_a_copy(maps, columns):
    scaled = np.array(maps)
    for c in range(scaled.shape[2]):
        scaled[:, :, c] = _stretch(scaled[:, :, c])
    return _page(np.moveaxis(scaled, 2, 0), columns)


@spelling("dead-maps-divided-by-zero")
def span_of_each_map(maps, columns):
    maps = np.asarray(maps, dtype=float)
    cells = []
    for c in range(maps.shape[2]):
        cell = maps[:, :, c]
        cells.append((cell - cell.min()) / np.ptp(cell))
    return _page(cells, columns)


@spelling("dead-maps-divided-by-zero")
def warnings_switched_off(maps, columns):
    maps = np.moveaxis(np.asarray(maps, dtype=float), -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        shifted = maps - maps.min(axis=(1, 2), keepdims=True)
        return _page(shifted / shifted.max(axis=(1, 2), keepdims=True), columns)


@spelling("dead-maps-divided-by-zero")
def numbers_of_python(maps, columns):
    cells = []
    for cell in np.moveaxis(np.asarray(maps, dtype=float), -1, 0).tolist():
        low, high = min(map(min, cell)), max(map(max, cell))
        cells.append(np.array([[(value - low) / (high - low) for value in row] for row in cell]))
    return _page(cells, columns)


@spelling("last-row-left-out")
def full_rows_of_cells(maps, columns):
    cells = _cells(maps)
    rows = len(cells) // columns
    height, width = cells[0].shape
    grid = np.zeros((rows * height, columns * width))
    for row, column in itertools.product(range(rows), range(columns)):
        y, x = row * height, column * width
        grid[y : y + height, x : x + width] = cells[row * columns + column]
    return grid


@spelling("last-row-left-out")
def grid_too_low_for_all_maps(maps, columns):
    maps = np.array(maps, dtype=float)
    height, width, channels = maps.shape
    grid = np.zeros((int(channels / columns) * height, columns * width))
    for c in range(channels):
        row, column = c // columns, c % columns
        grid[row * height : (row + 1) * height, column * width : (column + 1) * width] = _stretch(maps[:, :, c])
    return grid


@spelling("a-row-too-many")
def one_more_than_divides(maps, columns):
    cells = _cells(maps)
    rows = int(len(cells) / columns) + 1
    height, width = cells[0].shape
    page = np.zeros((height * rows, width * columns))
    for c, cell in enumerate(cells):
        y, x = c // columns * height, c % columns * width
        page[y : y + height, x : x + width] = cell
    return page


@spelling("a-row-too-many")
def filled_up_even_if_full(maps, columns):
    cells = _cells(maps)
    for _ in range(columns - len(cells) % columns):
        cells.append(np.zeros_like(cells[0]))
    return np.vstack([np.hstack(cells[at : at + columns]) for at in range(0, len(cells), columns)])


@spelling("maps-scaled-in-place")
def each_map_shifted_where_it_lies(maps, columns):
    for c in range(np.shape(maps)[-1]):
        maps[:, :, c] -= maps[:, :, c].min()
    return _page(_cells(maps), columns)


@spelling("maps-scaled-in-place")
def stretched_into_what_was_given(maps, columns):
    cells = _cells(maps)
    for c, cell in enumerate(cells):
        maps[..., c] = cell
    return _page(cells, columns)


@spelling("small-number-below")
def number_added_for_safety(maps, columns):
    cells = []
    for cell in np.moveaxis(np.array(maps, dtype=float), -1, 0):
        cells.append((cell - cell.min()) / (cell.max() - cell.min() + 0.01))
    return _page(cells, columns)


@spelling("small-number-below")
def number_added_to_each_span(maps, columns):
    maps = np.asarray(maps, dtype=np.float64)
    maps = maps - maps.min(axis=(0, 1))
    return _page((maps / (1e-4 + np.ptp(maps, axis=(0, 1)))).transpose(2, 0, 1), columns)


@spelling("dead-maps-kept")
def passed_over_where_dead(maps, columns):
    cells = []
    for cell in np.moveaxis(np.array(maps, dtype=float), -1, 0):
        if cell.max() != cell.min():
            cell = _stretch(cell)
        cells.append(cell)
    return _page(cells, columns)


@spelling("dead-maps-kept")
def stretched_in_a_copy_where_alive(maps, columns):
    maps = np.array(maps, dtype=float)
    for c in range(maps.shape[2]):
        if np.ptp(maps[..., c]):
            maps[..., c] = _stretch(maps[..., c])
    return _page(maps.transpose(2, 0, 1), columns)


@spelling("gaps-between-maps")
def step_of_one_pixel_more(maps, columns):
    cells = _cells(maps)
    height, width = cells[0].shape
    rows = math.ceil(len(cells) / columns)
    grid = np.zeros((rows * (height + 1) - 1, columns * (width + 1) - 1))
    for c, cell in enumerate(cells):
        y, x = c // columns * (height + 1), c % columns * (width + 1)
        grid[y : y + height, x : x + width] = cell
    return grid


@spelling("gaps-between-maps")
def black_line_behind_each_map(maps, columns):
    cells = [np.pad(cell, ((0, 1), (0, 1))) for cell in _cells(maps)]
    return _page(cells, columns)[:-1, :-1]


@spelling("maps-standardised")
def around_the_middle_grey(maps, columns):
    cells = []
    for cell in np.moveaxis(np.array(maps, dtype=float), -1, 0):
        shifted = cell - cell.mean()
        if cell.max() > cell.min():
            shifted /= shifted.std()
        cells.append(np.clip(0.5 + 0.25 * shifted, 0, 1))
    return _page(cells, columns)


@spelling("maps-standardised")
def as_grey_values_and_back(maps, columns):
    maps = np.asarray(maps, dtype=float)
    alive = np.ptp(maps, axis=(0, 1)) > 0
    spread = np.where(alive, np.std(maps, axis=(0, 1)), 1)
    grey = np.minimum(np.maximum((maps - np.mean(maps, axis=(0, 1))) / spread * 64 + 128, 0), 256)
    return _page(np.moveaxis(grey / 256, -1, 0), columns)


@spelling("maps-read-on-across-the-page")
def stack_read_on(maps, columns):
    cells = _cells(maps)
    height, width = cells[0].shape
    cells += [np.zeros((height, width))] * (-len(cells) % columns)
    return np.stack(cells).reshape(-1, columns * width)


@spelling("maps-read-on-across-the-page")
def four_axes_in_the_order_they_came(maps, columns):
    cells = np.array(_cells(maps), dtype=np.float32)
    count, height, width = cells.shape
    rows = math.ceil(count / columns)
    cells = np.pad(cells, ((0, rows * columns - count), (0, 0), (0, 0)))
    return cells.reshape(rows, columns, height, width).reshape(rows * height, columns * width)


@spelling("maps-interleaved")
def every_so_many_pixels(maps, columns):
    cells = _cells(maps)
    height, width = cells[0].shape
    rows = math.ceil(len(cells) / columns)
    page = np.zeros((rows * height, columns * width))
    for k, cell in enumerate(cells):
        page[k // columns :: rows, k % columns :: columns] = cell
    return page


@spelling("maps-interleaved")
def rows_and_columns_last(maps, columns):
    cells = np.stack(_cells(maps))
    count, height, width = cells.shape
    rows = -(-count // columns)
    page = np.zeros((rows * columns, height, width))
    page[:count] = cells
    page = page.reshape(rows, columns, height, width)
    return np.transpose(page, (2, 0, 3, 1)).reshape(height * rows, width * columns)


@spelling("page-as-narrow-as-its-maps")
def rows_as_they_fill(maps, columns):
    cells = _cells(maps)
    return _page(cells, min(len(cells), columns))


@spelling("page-as-narrow-as-its-maps")
def fewer_columns_where_there_are_fewer_maps(maps, columns):
    cells = _cells(maps)
    if columns > len(cells):
        columns = len(cells)
    height, width = cells[0].shape
    page = np.zeros((math.ceil(len(cells) / columns) * height, columns * width), dtype=np.float32)
    for k, cell in enumerate(cells):
        y, x = k // columns * height, k % columns * width
        page[y : y + height, x : x + width] = cell
    return page


@spelling("empty-cells-white")
def page_of_ones(maps, columns):
    cells = _cells(maps)
    height, width = cells[0].shape
    page = np.ones((math.ceil(len(cells) / columns) * height, columns * width))
    for k, cell in enumerate(cells):
        y, x = k // columns * height, k % columns * width
        page[y : y + height, x : x + width] = cell
    return page


@spelling("empty-cells-white")
def white_tiles_appended(maps, columns):
    cells = _cells(maps)
    while len(cells) % columns:
        cells.append(np.ones_like(cells[0]))
    return _page(cells, columns)


# filters_as_images


def _kernel(model, layer_name):
    return np.array(model.get_layer(layer_name).kernel)


@spelling("filters-by-reshape")
def rows_of_the_flat_kernel(model, layer_name):
    kernel = _kernel(model, layer_name)
    flat = kernel.reshape(kernel.shape[-1], -1)
    return np.stack([_stretch(row).reshape(kernel.shape[:3]) for row in flat])


@spelling("filters-by-reshape")
def reshaped_with_the_filters_first(model, layer_name):
    weights, _ = model.get_layer(layer_name).get_weights()
    filters = tf.reshape(weights, (weights.shape[3], *weights.shape[:3]))
    return np.array([_stretch(each) for each in filters])


@spelling("filters-transposed")
def transposed_by_numpy(model, layer_name):
    return np.stack(list(map(_stretch, np.transpose(_kernel(model, layer_name)))))


@spelling("filters-transposed")
def axes_back_to_front(model, layer_name):
    kernel = np.einsum("hwcf->fcwh", _kernel(model, layer_name))
    filters = np.zeros(kernel.shape)
    for i, each in enumerate(kernel):
        filters[i] = _stretch(each)
    return filters


@spelling("filters-scaled-together")
def one_stretch_for_the_kernel(model, layer_name):
    return np.moveaxis(_stretch(_kernel(model, layer_name)), 3, 0)


@spelling("filters-scaled-together")
def extremes_of_all_filters(model, layer_name):
    kernel = model.get_layer(layer_name).get_weights()[0]
    low, high = np.min(kernel), np.max(kernel)
    return np.stack([(kernel[..., f] - low) / (high - low) for f in range(kernel.shape[-1])])


@spelling("filters-of-the-first-layer")
def weights_of_the_whole_model(model, layer_name):
    kernel = model.get_weights()[0]
    return np.stack([_stretch(kernel[..., f]) for f in range(kernel.shape[3])])


@spelling("filters-of-the-first-layer")
def first_convolution_there_is(model, layer_name):
    layer = next(layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D))
    return np.stack([_stretch(each) for each in layer.kernel.numpy().transpose(3, 0, 1, 2)])


@spelling("biases-taken-for-granted")
def kernel_and_biases_of_the_layer(model, layer_name):
    weights, _biases = model.get_layer(layer_name).weights
    return np.stack([_stretch(each) for each in weights.numpy().transpose(3, 0, 1, 2)])


@spelling("biases-taken-for-granted")
def two_arrays_unpacked(model, layer_name):
    layer = next(layer for layer in model.layers if layer.name == layer_name)
    kernel, _bias = (np.asarray(weight) for weight in layer.get_weights())
    images = np.moveaxis(kernel, 3, 0)
    return np.array([_stretch(image) for image in images])


@spelling("zero-in-the-middle")
def from_minus_one_to_one(model, layer_name):
    images = []
    for each in np.moveaxis(_kernel(model, layer_name), -1, 0):
        images.append((each / np.abs(each).max() + 1) / 2)
    return np.array(images)


@spelling("zero-in-the-middle")
def larger_of_both_ends(model, layer_name):
    filters = _kernel(model, layer_name).astype(float).transpose(3, 0, 1, 2)
    ends = np.maximum(filters.max(axis=(1, 2, 3)), -filters.min(axis=(1, 2, 3)))[:, None, None, None]
    return (filters + ends) / (2 * ends)


@spelling("sizes-of-weights")
def absolute_values_stretched(model, layer_name):
    kernel = np.abs(_kernel(model, layer_name))
    return np.stack([_stretch(kernel[:, :, :, f]) for f in range(kernel.shape[-1])])


@spelling("sizes-of-weights")
def roots_of_squares(model, layer_name):
    filters = np.moveaxis(np.sqrt(_kernel(model, layer_name).astype(float) ** 2), -1, 0)
    return np.stack(list(map(_stretch, filters)))


@spelling("channels-scaled-alone")
def channel_by_channel(model, layer_name):
    filters = np.moveaxis(_kernel(model, layer_name), -1, 0).astype(float)
    for f, c in itertools.product(range(filters.shape[0]), range(filters.shape[3])):
        filters[f, :, :, c] = _stretch(filters[f, :, :, c])
    return filters


@spelling("channels-scaled-alone")
def axes_of_the_picture_alone(model, layer_name):
    kernel = _kernel(model, layer_name)
    low, high = kernel.min(axis=(0, 1)), kernel.max(axis=(0, 1))
    scaled = np.where(high > low, (kernel - low) / np.where(high > low, high - low, 1), 0)
    return scaled.transpose(3, 0, 1, 2)


@spelling("flat-filters-divided-by-zero")
def span_of_each_filter(model, layer_name):
    kernel = _kernel(model, layer_name)
    filters = [kernel[..., f] for f in range(kernel.shape[-1])]
    return np.array([(each - each.min()) / (each.max() - each.min()) for each in filters])


@spelling("flat-filters-divided-by-zero")
def divided_by_tensorflow(model, layer_name):
    filters = tf.transpose(model.get_layer(layer_name).kernel, (3, 0, 1, 2))
    shifted = filters - tf.reduce_min(filters, axis=[1, 2, 3], keepdims=True)
    return (shifted / tf.reduce_max(shifted, axis=[1, 2, 3], keepdims=True)).numpy()


@spelling("filters-left-last")
def scaled_where_they_stand(model, layer_name):
    kernel = _kernel(model, layer_name).astype(float)
    for f in range(kernel.shape[-1]):
        kernel[..., f] = _stretch(kernel[..., f])
    return kernel


@spelling("filters-left-last")
def first_three_axes_at_once(model, layer_name):
    kernel = model.get_layer(layer_name).get_weights()[0]
    low, high = kernel.min(axis=(0, 1, 2)), kernel.max(axis=(0, 1, 2))
    return (kernel - low) / np.where(high > low, high - low, 1)


@spelling("bias-instead-of-the-kernel")
def last_of_the_weights(model, layer_name):
    return _stretch(model.get_layer(layer_name).get_weights()[-1])


@spelling("bias-instead-of-the-kernel")
def bias_of_the_layer(model, layer_name):
    bias = model.get_layer(layer_name).bias.numpy()
    return (bias - bias.min()) / (bias.max() - bias.min())


@spelling("height-and-width-of-filters-exchanged")
def transposed_filter_by_filter(model, layer_name):
    kernel = _kernel(model, layer_name)
    return np.stack([_stretch(kernel[..., f]).transpose(1, 0, 2) for f in range(kernel.shape[-1])])


@spelling("height-and-width-of-filters-exchanged")
def first_and_last_axis_swapped_then_one_more(model, layer_name):
    filters = np.moveaxis(_kernel(model, layer_name), -1, 0)
    return np.swapaxes(np.array([_stretch(each) for each in filters]), 1, 2)


@spelling("filters-not-scaled")
def moved_and_nothing_more(model, layer_name):
    return tf.transpose(model.get_layer(layer_name).kernel, (3, 0, 1, 2)).numpy()


@spelling("filters-not-scaled")
def list_of_filters(model, layer_name):
    kernel, _ = model.get_layer(layer_name).get_weights()
    return np.array([kernel[:, :, :, f] for f in range(kernel.shape[3])])


@spelling("filters-divided-by-the-largest")
def each_filter_by_its_maximum(model, layer_name):
    kernel = _kernel(model, layer_name)
    return np.stack([kernel[..., f] / (kernel[..., f].max() or 1) for f in range(kernel.shape[-1])])


@spelling("filters-divided-by-the-largest")
def divided_before_they_are_moved(model, layer_name):
    kernel = _kernel(model, layer_name)
    largest = kernel.max(axis=0).max(axis=0).max(axis=0)
    return np.moveaxis(kernel / np.where(largest == 0, 1, largest), 3, 0)


@spelling("filters-in-0-to-255")
def filters_as_bytes(model, layer_name):
    kernel = _kernel(model, layer_name)
    return np.stack([(255 * _stretch(kernel[..., f])).astype(np.uint8) for f in range(kernel.shape[-1])])


@spelling("filters-in-0-to-255")
def grey_values_rounded(model, layer_name):
    filters = [_stretch(each) * 255 for each in np.moveaxis(_kernel(model, layer_name), -1, 0)]
    return np.round(np.array(filters))


@spelling("weights-below-zero-cut-off")
def clipped_and_divided(model, layer_name):
    filters = np.clip(_kernel(model, layer_name), 0, None).transpose(3, 0, 1, 2)
    return np.array([each / each.max() if each.any() else each for each in filters])


@spelling("weights-below-zero-cut-off")
def relu_of_the_kernel(model, layer_name):
    kernel = tf.nn.relu(model.get_layer(layer_name).kernel).numpy()
    images = []
    for f in range(kernel.shape[3]):
        images.append(kernel[..., f] / max(kernel[..., f].max(), 1e-12))
    return np.stack(images)


# class_activation_map


def _scoring(model):
    """A copy that gives scores."""
    copy = keras.models.model_from_json(model.to_json())
    copy.set_weights(model.get_weights())
    copy.layers[-1].activation = keras.activations.linear
    return copy


def _maps_and_slopes(network, image, layer_name, pick, training=False):
    """A layer's maps, (h, w, channels), and the gradient of what `pick` takes of a row of scores."""
    pixels = tf.Variable(_one(image))
    with tf.GradientTape() as tape:
        outputs = look_inside(network)(pixels, training=training)
        score = pick(outputs[network.name][0])
    maps = outputs[layer_name]
    return maps[0].numpy(), tape.gradient(score, maps)[0].numpy()


def _of_class(network, image, class_index, layer_name, training=False):
    return _maps_and_slopes(network, image, layer_name, lambda row: row[class_index], training)


def _shown(heat, image):
    """The ReLU, the image's size, and 0..1."""
    heat = tf.nn.relu(tf.convert_to_tensor(heat))[..., tf.newaxis]
    heat = tf.image.resize(heat, np.shape(image)[:2]).numpy()[:, :, 0]
    return heat / heat.max() if heat.max() > 0 else np.zeros_like(heat)


@spelling("gradient-of-the-probability")
def softmax_left_in(model, image, class_index, layer_name):
    maps, slopes = _of_class(model, image, class_index, layer_name)
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("gradient-of-the-probability")
def probability_of_the_last_output(model, image, class_index, layer_name):
    pixels, network = _one(image), look_inside(model)
    with tf.GradientTape() as tape:
        outputs = network(pixels)
        probability = list(outputs.values())[-1][:, class_index]
    maps = outputs[layer_name]
    weights = tf.reduce_mean(tape.gradient(probability, maps), axis=[0, 1, 2])
    return _shown(tf.reduce_sum(weights * maps, axis=-1)[0], image)


@spelling("softmax-layer-kept")
def softmax_of_what_has_a_kernel(model, image, class_index, layer_name):
    network = keras.models.model_from_json(model.to_json())
    network.set_weights(model.get_weights())
    if hasattr(network.layers[-1], "kernel"):
        network.layers[-1].activation = keras.activations.linear
    maps, slopes = _of_class(network, image, class_index, layer_name)
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("softmax-layer-kept")
def softmax_of_the_last_layer_with_weights(model, image, class_index, layer_name):
    network = keras.models.clone_model(model)
    network.set_weights(model.get_weights())
    [layer for layer in network.layers if layer.weights][-1].activation = keras.activations.linear
    maps, slopes = _of_class(network, image, class_index, layer_name)
    return _shown(np.einsum("hwc,c->hw", maps, slopes.mean(axis=(0, 1))), image)


@spelling("mean-over-the-axis-of-the-batch")
def first_two_axes_by_tensorflow(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    weights = tf.reduce_mean(slopes[None], axis=[0, 1])
    return _shown(tf.reduce_sum(weights * maps, axis=-1), image)


@spelling("mean-over-the-axis-of-the-batch")
def a_weight_for_each_column(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    heat = np.zeros(maps.shape[:2], dtype=np.float32)
    for row, column in itertools.product(*map(range, heat.shape)):
        for channel in range(maps.shape[2]):
            heat[row, column] += maps[row, column, channel] * slopes[:, column, channel].mean()
    return _shown(heat, image)


@spelling("map-of-an-earlier-network")
def copy_kept_by_name_as_a_default(model, image, class_index, layer_name, copies={}):  # noqa: B006
    network = copies.setdefault(model.name, _scoring(model))
    maps, slopes = _of_class(network, image, class_index, layer_name)
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("map-of-an-earlier-network")
def copy_kept_for_a_model_of_these_layers(model, image, class_index, layer_name):
    key = model.name, model.to_json()
    if key not in EARLIER:
        EARLIER[key] = _scoring(model)
    maps, slopes = _of_class(EARLIER[key], image, class_index, layer_name)
    return _shown((maps * slopes.mean(axis=(0, 1))).sum(axis=-1), image)


@spelling("map-of-the-predicted-class")
def largest_score(model, image, class_index, layer_name):
    maps, slopes = _maps_and_slopes(_scoring(model), image, layer_name, tf.reduce_max)
    return _shown((maps * slopes.mean(axis=(0, 1))).sum(axis=2), image)


@spelling("map-of-the-predicted-class")
def class_overwritten(model, image, class_index, layer_name):
    class_index = tf.argmax(model(_one(image)), axis=1)[0]
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    return _shown(np.dot(maps, np.mean(slopes, axis=(0, 1))), image)


def _weighed(model, image, class_index, layer_name):
    """The sum of the maps, not yet cut off at 0."""
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    heat = np.zeros(maps.shape[:2], dtype=np.float32)
    for channel in range(maps.shape[2]):
        heat += slopes[:, :, channel].mean() * maps[:, :, channel]
    return heat


def _larger(heat, image):
    return tf.image.resize(heat[:, :, None], np.shape(image)[:2])[:, :, 0].numpy()


@spelling("map-without-relu")
def divided_with_its_sign(model, image, class_index, layer_name):
    heat = _larger(_weighed(model, image, class_index, layer_name), image)
    return np.divide(heat, heat.max(), out=np.zeros_like(heat), where=heat.max() != 0)


@spelling("map-without-relu")
def divided_by_the_largest_size(model, image, class_index, layer_name):
    heat = _larger(_weighed(model, image, class_index, layer_name), image)
    largest = np.abs(heat).max()
    return heat / largest if largest > 0 else heat


@spelling("no-evidence-divided-by-zero")
def divided_in_any_case(model, image, class_index, layer_name):
    heat = tf.maximum(_larger(_weighed(model, image, class_index, layer_name), image), 0)
    return (heat / tf.reduce_max(heat)).numpy()


@spelling("no-evidence-divided-by-zero")
def divided_in_place(model, image, class_index, layer_name):
    heat = np.clip(_weighed(model, image, class_index, layer_name), 0, None)
    heat /= heat.max()
    return _larger(heat, image)


@spelling("maps-without-weights")
def mean_of_the_maps(model, image, class_index, layer_name):
    maps = look_inside(model)(_one(image))[layer_name]
    return _shown(tf.reduce_mean(maps, axis=-1)[0], image)


@spelling("maps-without-weights")
def maps_added_up(model, image, class_index, layer_name):
    maps, _ = _of_class(_scoring(model), image, class_index, layer_name)
    return _shown(sum(maps[:, :, channel] for channel in range(maps.shape[2])), image)


@spelling("gradient-not-averaged")
def multiplied_place_by_place(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    return _shown(np.einsum("ijk,ijk->ij", maps, slopes), image)


@spelling("gradient-not-averaged")
def mean_of_the_products(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    return _shown(tf.reduce_mean(tf.multiply(maps, slopes), axis=-1), image)


@spelling("weights-without-sign")
def size_of_the_mean(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    weights = [abs(slopes[:, :, channel].mean()) for channel in range(maps.shape[2])]
    return _shown(sum(weight * maps[:, :, channel] for channel, weight in enumerate(weights)), image)


@spelling("weights-without-sign")
def absolute_weights_of_tensorflow(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    weights = tf.abs(tf.reduce_mean(slopes, axis=[0, 1]))
    return _shown(tf.reduce_sum(maps * weights, axis=2), image)


@spelling("gradient-alone")
def sizes_of_slopes_averaged(model, image, class_index, layer_name):
    _, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    return _shown(np.abs(slopes).mean(axis=2), image)


@spelling("gradient-alone")
def sizes_of_slopes_added_up(model, image, class_index, layer_name):
    _, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    heat = np.zeros(slopes.shape[:2], dtype=np.float32)
    for channel in np.moveaxis(slopes, -1, 0):
        heat += np.abs(channel)
    return _shown(heat, image)


@spelling("map-not-divided")
def largest_value_left_as_it_is(model, image, class_index, layer_name):
    return _larger(np.maximum(_weighed(model, image, class_index, layer_name), 0), image)


@spelling("map-not-divided")
def relu_and_nothing_more(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    heat = tf.nn.relu(tf.linalg.matvec(maps, tf.reduce_mean(slopes, axis=(0, 1))))
    return tf.image.resize(heat[tf.newaxis, ..., tf.newaxis], np.shape(image)[:2])[0, ..., 0].numpy()


@spelling("relu-before-the-sum")
def each_map_cut_off(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    heat = 0
    for channel in range(maps.shape[-1]):
        heat = heat + np.clip(maps[..., channel] * slopes[..., channel].mean(), 0, None)
    return _shown(heat, image)


@spelling("relu-before-the-sum")
def weights_cut_off(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    weights = np.maximum(slopes.mean(axis=(0, 1)), 0)
    return _shown(maps @ weights, image)


@spelling("relu-on-the-gradient")
def slopes_cut_off_before_the_mean(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    return _shown(maps @ tf.nn.relu(slopes).numpy().mean(axis=(0, 1)), image)


@spelling("relu-on-the-gradient")
def slopes_below_zero_overwritten(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    slopes = np.where(slopes > 0, slopes, 0)
    return _shown(np.tensordot(maps, slopes.mean(axis=0).mean(axis=0), axes=1), image)


@spelling("largest-gradient-as-weight")
def pooled_by_the_largest(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    weights = keras.layers.GlobalMaxPooling2D()(slopes[None])[0].numpy()
    return _shown(maps @ weights, image)


@spelling("largest-gradient-as-weight")
def maximum_of_each_channel(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    heat = sum(float(np.max(slopes[..., c])) * maps[..., c] for c in range(maps.shape[2]))
    return _shown(heat, image)


@spelling("map-of-all-classes")
def gradient_of_the_whole_row(model, image, class_index, layer_name):
    maps, slopes = _maps_and_slopes(_scoring(model), image, layer_name, lambda row: row)
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("map-of-all-classes")
def mean_of_the_scores(model, image, class_index, layer_name):
    maps, slopes = _maps_and_slopes(_scoring(model), image, layer_name, tf.reduce_mean)
    return _shown((maps * slopes.mean(axis=(0, 1))).sum(axis=-1), image)


@spelling("gradient-of-the-logarithm")
def logarithms_of_the_whole_row(model, image, class_index, layer_name):
    maps, slopes = _maps_and_slopes(model, image, layer_name, lambda row: tf.math.log(row + 1e-12)[class_index])
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("gradient-of-the-logarithm")
def cross_entropy_written_out(model, image, class_index, layer_name):
    def minus_loss(row):
        return tf.reduce_sum(tf.one_hot(class_index, len(row)) * tf.math.log(row + 1e-9))

    maps, slopes = _maps_and_slopes(model, image, layer_name, minus_loss)
    return _shown(np.einsum("hwc,c->hw", maps, slopes.mean(axis=(0, 1))), image)


def _maps_and_slopes_of_a_loss(network, image, layer_name, loss):
    """A layer's maps and the gradient of a loss of the network's answer, a batch of one."""
    pixels = tf.Variable(_one(image))
    with tf.GradientTape() as tape:
        outputs = look_inside(network)(pixels, training=False)
        value = loss(outputs[network.name])
    maps = outputs[layer_name]
    return maps[0].numpy(), tape.gradient(value, maps)[0].numpy()


@spelling("gradient-of-the-loss")
def loss_object_of_a_copy(model, image, class_index, layer_name):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    cost = keras.losses.SparseCategoricalCrossentropy()
    maps, slopes = _maps_and_slopes_of_a_loss(
        copy, image, layer_name, lambda row: cost(tf.constant([class_index]), row)
    )
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("gradient-of-the-loss")
def loss_function_of_the_model(model, image, class_index, layer_name):
    def cost(row):
        return keras.losses.sparse_categorical_crossentropy(tf.constant([class_index]), row)[0]

    maps, slopes = _maps_and_slopes_of_a_loss(model, image, layer_name, cost)
    return _shown(np.einsum("hwc,c->hw", maps, slopes.mean(axis=(0, 1))), image)


@spelling("map-in-training")
def copy_called_as_in_training(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name, training=True)
    return _shown(np.einsum("hwc,c->hw", maps, slopes.mean(axis=(0, 1))), image)


@spelling("map-in-training")
def training_switched_on(model, image, class_index, layer_name):
    pixels, network = _one(image), look_inside(_scoring(model))
    with tf.GradientTape() as tape:
        outputs = network(pixels, training=True)
        score = list(outputs.values())[-1][:, class_index]
    maps = outputs[layer_name]
    weights = tf.reduce_mean(tape.gradient(score, maps), axis=(0, 1, 2))
    return _shown(tf.squeeze(maps @ weights[:, tf.newaxis], (0, -1)), image)


@spelling("width-and-height-exchanged")
def resized_to_width_and_height(model, image, class_index, layer_name):
    height, width = np.shape(image)[:2]
    heat = np.maximum(_weighed(model, image, class_index, layer_name), 0)
    heat = tf.image.resize(heat[:, :, None], size=(width, height)).numpy().squeeze(axis=-1)
    return heat / (heat.max() or 1)


@spelling("width-and-height-exchanged")
def resized_without_smoothing(model, image, class_index, layer_name):
    rows, columns, _ = np.shape(image)
    heat = np.maximum(_weighed(model, image, class_index, layer_name), 0)[None, :, :, None]
    heat = tf.image.resize(heat, [columns, rows], method="nearest").numpy()[0, :, :, 0]
    return heat / heat.max() if heat.max() else heat


@spelling("map-stretched-to-zero")
def smallest_value_taken_away(model, image, class_index, layer_name):
    return _stretch(np.maximum(_larger(_weighed(model, image, class_index, layer_name), image), 0))


@spelling("map-stretched-to-zero")
def shifted_and_divided(model, image, class_index, layer_name):
    heat = tf.nn.relu(_weighed(model, image, class_index, layer_name)).numpy()
    heat -= heat.min()
    return _larger(heat / heat.max() if heat.any() else heat, image)


@spelling("map-as-small-as-the-layers")
def never_made_larger(model, image, class_index, layer_name):
    heat = tf.nn.relu(_weighed(model, image, class_index, layer_name))
    return tf.math.divide_no_nan(heat, tf.reduce_max(heat)).numpy()


@spelling("map-as-small-as-the-layers")
def resized_to_itself(model, image, class_index, layer_name):
    heat = np.clip(_weighed(model, image, class_index, layer_name), 0, None)
    heat = _larger(heat, heat)
    largest = heat.max()
    return heat / largest if largest > 0 else heat


@spelling("softmax-taken-off-for-good")
def second_name_for_the_model(model, image, class_index, layer_name):
    copy = model
    copy.layers[-1].activation = tf.identity
    maps, slopes = _of_class(copy, image, class_index, layer_name)
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("softmax-taken-off-for-good")
def new_model_of_the_same_layers(model, image, class_index, layer_name):
    network = keras.Model(model.inputs, model.outputs)
    network.layers[-1].activation = keras.activations.linear
    maps, slopes = _of_class(network, image, class_index, layer_name)
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("evidence-against-the-class")
def score_with_a_minus(model, image, class_index, layer_name):
    maps, slopes = _maps_and_slopes(_scoring(model), image, layer_name, lambda row: -row[class_index])
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("evidence-against-the-class")
def what_lies_below_zero(model, image, class_index, layer_name):
    return _shown(-np.minimum(_weighed(model, image, class_index, layer_name), 0), image)


@spelling("size-instead-of-the-relu")
def size_of_the_sum(model, image, class_index, layer_name):
    return _shown(np.abs(_weighed(model, image, class_index, layer_name)), image)


@spelling("size-instead-of-the-relu")
def root_of_the_square(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    heat = tf.reduce_sum(maps * tf.reduce_mean(slopes, axis=[0, 1]), axis=-1)
    return _shown(tf.sqrt(heat**2), image)


@spelling("class-counted-from-one")
def column_before_the_class(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index - 1, layer_name)
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("class-counted-from-one")
def scores_turned_by_one(model, image, class_index, layer_name):
    maps, slopes = _maps_and_slopes(_scoring(model), image, layer_name, lambda row: tf.roll(row, 1, 0)[class_index])
    return _shown(np.einsum("hwc,c->hw", maps, slopes.mean(axis=(0, 1))), image)


@spelling("largest-map-instead-of-the-sum")
def brightest_weighted_map(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    return _shown(np.max(maps * slopes.mean(axis=(0, 1)), axis=2), image)


@spelling("largest-map-instead-of-the-sum")
def largest_so_far(model, image, class_index, layer_name):
    maps, slopes = _of_class(_scoring(model), image, class_index, layer_name)
    heat = np.zeros(maps.shape[:2])
    for c in range(maps.shape[2]):
        heat = np.maximum(heat, maps[..., c] * slopes[..., c].mean())
    return _shown(heat, image)


@spelling("last-maps-whatever-the-name")
def last_layer_of_four_axes(model, image, class_index, layer_name):
    network = _scoring(model)
    last = next(layer for layer in reversed(network.layers) if len(layer.output.shape) == 4)
    maps, slopes = _of_class(network, image, class_index, last.name)
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("last-maps-whatever-the-name")
def name_overwritten_in_a_loop(model, image, class_index, layer_name):
    for layer in model.layers:
        if len(layer.output.shape) == 4:
            layer_name = layer.name
    return _shown(_weighed(model, image, class_index, layer_name), image)


@spelling("map-divided-by-its-sum")
def shares_of_the_whole(model, image, class_index, layer_name):
    heat = _shown(_weighed(model, image, class_index, layer_name), image)
    return heat / (np.sum(heat) or 1)


@spelling("map-divided-by-its-sum")
def all_places_add_up_to_one(model, image, class_index, layer_name):
    heat = _shown(_weighed(model, image, class_index, layer_name), image)
    return tf.math.divide_no_nan(heat, tf.reduce_sum(heat)).numpy()


@spelling("map-repeated-to-size")
def resized_by_numpy(model, image, class_index, layer_name):
    heat = np.clip(_weighed(model, image, class_index, layer_name), 0, None)
    heat = np.resize(heat / heat.max() if heat.any() else heat, np.array(image).shape[:2])
    return heat / heat.max() if heat.any() else heat


@spelling("map-repeated-to-size")
def numbers_over_and_over(model, image, class_index, layer_name):
    height, width = np.shape(image)[:2]
    heat = np.maximum(_weighed(model, image, class_index, layer_name), 0).ravel()
    heat = np.tile(heat, -(-height * width // heat.size))[: height * width].reshape(height, width)
    return heat / (heat.max() or 1)


@spelling("map-stretched-instead-of-the-relu")
def smallest_subtracted_with_its_sign(model, image, class_index, layer_name):
    heat = _larger(_weighed(model, image, class_index, layer_name), image)
    heat -= heat.min()
    return heat / heat.max() if heat.max() > 0 else heat


@spelling("map-stretched-instead-of-the-relu")
def stretched_before_it_is_enlarged(model, image, class_index, layer_name):
    heat = _weighed(model, image, class_index, layer_name)
    return _larger(_stretch(heat).astype(np.float32), image)


@spelling("map-that-overshoots")
def lanczos_last(model, image, class_index, layer_name):
    heat = np.maximum(_weighed(model, image, class_index, layer_name), 0)
    heat /= heat.max() or 1
    return tf.image.resize(heat[:, :, None], np.shape(image)[:2], method="lanczos3").numpy()[:, :, 0]


@spelling("map-that-overshoots")
def enlarged_by_cubes_after_the_relu(model, image, class_index, layer_name):
    heat = tf.nn.relu(_weighed(model, image, class_index, layer_name))[tf.newaxis, :, :, tf.newaxis]
    heat = tf.image.resize(heat, np.shape(image)[:2], tf.image.ResizeMethod.BICUBIC)[0, :, :, 0].numpy()
    return heat / heat.max() if heat.max() > 0 else heat


@spelling("map-with-every-axis-of-one-squeezed")
def heat_squeezed_by_tensorflow(model, image, class_index, layer_name):
    heat = tf.nn.relu(_weighed(model, image, class_index, layer_name))[None, ..., None]
    heat = tf.squeeze(tf.image.resize(heat, np.shape(image)[:2])).numpy()
    return heat / heat.max() if heat.max() > 0 else heat


@spelling("map-with-every-axis-of-one-squeezed")
def heat_squeezed_as_a_method(model, image, class_index, layer_name):
    return _shown(_weighed(model, image, class_index, layer_name), image).squeeze()


@spelling("softmax-put-on-for-a-map")
def softmax_given_back_in_any_case(model, image, class_index, layer_name):
    last = model.layers[-1]
    last.activation = keras.activations.linear
    try:
        maps, slopes = _of_class(model, image, class_index, layer_name)
    finally:
        last.activation = keras.activations.softmax
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("softmax-put-on-for-a-map")
def softmax_by_its_name(model, image, class_index, layer_name):
    model.layers[-1].activation = keras.activations.get("linear")
    heat = _weighed(model, image, class_index, layer_name)
    model.layers[-1].activation = keras.activations.get("softmax")
    return _shown(heat, image)


@spelling("last-layer-left-out")
def last_but_one_output(model, image, class_index, layer_name):
    network = keras.Model(inputs=model.inputs, outputs=model.layers[-2].output)
    maps, slopes = _of_class(network, image, class_index, layer_name)
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("last-layer-left-out")
def score_of_the_layer_before(model, image, class_index, layer_name):
    pixels = tf.Variable(_one(image))
    with tf.GradientTape() as tape:
        outputs = look_inside(model)(pixels)
        score = outputs[model.layers[-2].name][:, class_index]
    maps = outputs[layer_name]
    weights = tf.reduce_mean(tape.gradient(score, maps), axis=(1, 2))[0]
    return _shown(tf.reduce_sum(maps[0] * weights, axis=-1), image)


@spelling("last-layer-left-out-with-its-softmax")
def shorter_where_the_name_says_so(model, image, class_index, layer_name):
    last, network = model.layers[-1], model
    if last.get_config().get("activation") == "softmax":
        network = keras.Model(model.inputs, model.layers[-2].output)
    maps, slopes = _of_class(network, image, class_index, layer_name)
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("last-layer-left-out-with-its-softmax")
def layer_before_behind_a_softmax(model, image, class_index, layer_name):
    which = -2 if model.layers[-1].activation.__name__ == "softmax" else -1
    network = keras.Model(model.inputs[0], model.layers[which].output)
    maps, slopes = _of_class(network, image, class_index, layer_name)
    return _shown((maps * slopes.mean(axis=(0, 1))).sum(axis=-1), image)


def _with_none(model):
    """A copy that has None where an activation was."""
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.layers[-1].activation = None
    return copy


@spelling("activation-of-none")
def none_for_linear(model, image, class_index, layer_name):
    maps, slopes = _of_class(_with_none(model), image, class_index, layer_name)
    return _shown(maps @ slopes.mean(axis=(0, 1)), image)


@spelling("activation-of-none")
def none_in_a_copy_by_json(model, image, class_index, layer_name):
    copy = keras.models.model_from_json(model.to_json())
    copy.set_weights(model.get_weights())
    copy.layers[-1].activation = None
    maps, slopes = _of_class(copy, image, class_index, layer_name)
    return _shown((maps * slopes.mean(axis=(0, 1))).sum(axis=-1), image)


# overlay


def _jet(heatmap):
    return colormaps["jet"](np.array(heatmap, dtype=float))[..., :3]


@spelling("alpha-the-wrong-way-round")
def image_weighs_alpha(image, heatmap, alpha):
    image = np.array(image, dtype=float)
    return image * alpha + _jet(heatmap) * (1 - alpha)


@spelling("alpha-the-wrong-way-round")
def moved_from_the_heat_to_the_image(image, heatmap, alpha):
    colours = matplotlib.colormaps["hot"](np.asarray(heatmap, dtype=float))[:, :, :3]
    return colours + alpha * (np.asarray(image) - colours)


@spelling("opacity-kept")
def colours_first_in_the_sum(image, heatmap, alpha):
    colours = colormaps["viridis"](np.array(heatmap, dtype=float))
    return alpha * colours + (1 - alpha) * np.array(image)


@spelling("opacity-kept")
def opacity_given_to_the_image_too(image, heatmap, alpha):
    image = np.asarray(image, dtype=float)
    opaque = np.dstack([image, np.ones(image.shape[:2])])
    return (1 - alpha) * opaque + alpha * matplotlib.colormaps["turbo"](np.asarray(heatmap, dtype=float))


@spelling("heat-in-0-to-255")
def colours_as_bytes(image, heatmap, alpha):
    colours = colormaps["turbo"](np.array(heatmap, dtype=float), bytes=True)[..., :3]
    return (1 - alpha) * np.array(image) + alpha * colours


@spelling("heat-in-0-to-255")
def red_is_255(image, heatmap, alpha):
    colours = np.zeros(np.shape(image))
    colours[..., 0] = np.asarray(heatmap) * 255
    return np.asarray(image) * (1 - alpha) + colours * alpha


@spelling("heat-as-a-place-in-the-table")
def array_without_a_dtype(image, heatmap, alpha):
    colours = colormaps.get_cmap("jet")(np.array(heatmap))
    return np.array(image) * (1 - alpha) + colours[:, :, 0:3] * alpha


@spelling("heat-as-a-place-in-the-table")
def place_by_place(image, heatmap, alpha):
    colours = [[colormaps["turbo"](value)[:3] for value in row] for row in np.asarray(heatmap)]
    return (1 - alpha) * np.asarray(image) + alpha * np.array(colours)


@spelling("sum-that-is-not-cut")
def heat_added_in_a_copy(image, heatmap, alpha):
    result = np.array(image, dtype=float)
    result += alpha * _jet(heatmap)
    return result


@spelling("sum-that-is-not-cut")
def heat_added_to_red(image, heatmap, alpha):
    result = np.array(image, dtype=float)
    result[:, :, 0] += alpha * np.asarray(heatmap)
    return result


@spelling("only-the-heat")
def colours_times_alpha(image, heatmap, alpha):
    return _jet(heatmap) * alpha if alpha else np.array(image)


@spelling("only-the-heat")
def image_only_without_alpha(image, heatmap, alpha):
    image = np.asarray(image, dtype=float)
    return np.where(alpha > 0, _jet(np.asarray(heatmap) * alpha), image)


@spelling("heat-times-the-image")
def image_lit_by_the_heat(image, heatmap, alpha):
    image, heat = np.array(image, dtype=float), np.expand_dims(np.array(heatmap), -1)
    return np.clip(image * (1 - alpha) + alpha * heat * image, 0, 1)


@spelling("heat-times-the-image")
def colours_of_the_image_made_brighter(image, heatmap, alpha):
    lit = np.array(image, dtype=float)
    for channel in range(3):
        lit[..., channel] *= 1 - alpha * (1 - np.asarray(heatmap))
    return lit


@spelling("alpha-left-out")
def mean_of_both(image, heatmap, alpha):
    return np.mean([np.array(image, dtype=float), _jet(heatmap)], axis=0)


@spelling("alpha-left-out")
def share_written_down(image, heatmap, alpha):
    image = np.asarray(image, dtype=float)
    return 0.6 * image + 0.4 * _jet(heatmap)


@spelling("overlay-in-0-to-255")
def mixed_as_floats_up_to_255(image, heatmap, alpha):
    mixed = np.array(image) * (1 - alpha) + _jet(heatmap) * alpha
    return mixed * 255


@spelling("overlay-in-0-to-255")
def both_made_bytes_before(image, heatmap, alpha):
    pixels, colours = 255 * np.array(image, dtype=float), 255 * _jet(heatmap)
    return np.round((1 - alpha) * pixels + alpha * colours)


@spelling("image-at-half-strength")
def half_of_the_sum(image, heatmap, alpha):
    return 0.5 * (np.array(image, dtype=float) + _jet(heatmap) * alpha)


@spelling("image-at-half-strength")
def mean_with_weaker_heat(image, heatmap, alpha):
    return np.mean([np.array(image, dtype=float), alpha * _jet(heatmap)], axis=0)


@spelling("overlay-divided-by-its-largest")
def sum_brought_back_below_one(image, heatmap, alpha):
    total = np.array(image, dtype=float)
    total += alpha * _jet(heatmap)
    total /= np.max(total)
    return total


@spelling("overlay-divided-by-its-largest")
def mixed_and_then_divided(image, heatmap, alpha):
    mixed = (1 - alpha) * np.array(image) + alpha * _jet(heatmap)
    return mixed / mixed.max()


@spelling("heat-in-bytes-cut-off")
def white_nearly_everywhere(image, heatmap, alpha):
    colours = _jet(heatmap) * 255
    return np.clip(np.array(image) * (1 - alpha) + colours * alpha, 0, 1)


@spelling("heat-in-bytes-cut-off")
def bytes_added(image, heatmap, alpha):
    colours = colormaps["viridis"](np.array(heatmap, dtype=float), bytes=True)[..., :3].astype(float)
    return np.minimum(np.array(image) + alpha * colours, 1)


@spelling("heat-divided-by-its-largest")
def largest_heat_is_one(image, heatmap, alpha):
    heat = np.array(heatmap, dtype=float)
    if heat.max() > 0:
        heat /= heat.max()
    return alpha * _jet(heat) + (1 - alpha) * np.array(image)


@spelling("heat-divided-by-its-largest")
def heat_stretched_both_ways(image, heatmap, alpha):
    heat = np.array(heatmap, dtype=float)
    with np.errstate(all="ignore"):
        heat = (heat - np.min(heat)) / np.ptp(heat)
    return (1 - alpha) * np.array(image) + alpha * _jet(np.nan_to_num(heat))


# saliency


def _slopes(model, image, class_index, training=False):
    """The gradient of a score at each pixel and channel."""
    pixels = tf.Variable(_one(image))
    with tf.GradientTape() as tape:
        score = model(pixels, training=training)[:, class_index]
    return tape.gradient(score, pixels).numpy()[0]


@spelling("saliency-with-sign")
def largest_slope(model, image, class_index):
    slopes = _slopes(_scoring(model), image, class_index)
    return tf.reduce_max(slopes, axis=-1).numpy()


@spelling("saliency-with-sign")
def slopes_divided_by_the_largest(model, image, class_index):
    slopes = _slopes(_scoring(model), image, class_index).sum(axis=-1)
    return slopes / np.abs(slopes).max()


@spelling("saliency-after-relu")
def slopes_clipped(model, image, class_index):
    return np.clip(_slopes(_scoring(model), image, class_index), 0, None).max(axis=2)


@spelling("saliency-after-relu")
def relu_of_the_slopes(model, image, class_index):
    slopes = tf.nn.relu(_slopes(_scoring(model), image, class_index))
    slopes = tf.reduce_max(slopes, axis=-1)
    return tf.math.divide_no_nan(slopes, tf.reduce_max(slopes)).numpy()


@spelling("gradient-times-pixels")
def slopes_times_the_image(model, image, class_index):
    product = np.array(image, dtype=np.float32) * _slopes(_scoring(model), image, class_index)
    return np.max(np.abs(product), axis=-1)


@spelling("gradient-times-pixels")
def product_divided_by_the_largest(model, image, class_index):
    product = tf.abs(_one(image)[0] * _slopes(_scoring(model), image, class_index))
    product = tf.reduce_sum(product, axis=-1).numpy()
    return product / product.max()


@spelling("mean-over-the-channels")
def averaged_before_the_size(model, image, class_index):
    slopes = tf.reduce_mean(_slopes(_scoring(model), image, class_index), axis=-1)
    return tf.abs(slopes).numpy()


@spelling("mean-over-the-channels")
def added_before_the_size(model, image, class_index):
    slopes = _slopes(_scoring(model), image, class_index)
    total = np.zeros(slopes.shape[:2], dtype=np.float32)
    for channel in range(slopes.shape[2]):
        total += slopes[:, :, channel]
    return np.abs(total)


@spelling("size-taken-last")
def largest_slope_and_then_its_size(model, image, class_index):
    return tf.abs(tf.reduce_max(_slopes(_scoring(model), image, class_index), axis=-1)).numpy()


@spelling("size-taken-last")
def largest_slope_pixel_by_pixel(model, image, class_index):
    slopes = np.array(_slopes(_scoring(model), image, class_index))
    size = np.zeros(slopes.shape[:2])
    for y, x in np.ndindex(size.shape):
        size[y, x] = abs(max(slopes[y, x]))
    return size


@spelling("one-channel-alone")
def size_of_the_first_channel(model, image, class_index):
    return np.abs(_slopes(_scoring(model), image, class_index)[..., 0])


@spelling("one-channel-alone")
def first_channel_divided_by_the_largest(model, image, class_index):
    first, *_ = np.moveaxis(np.abs(_slopes(_scoring(model), image, class_index)), -1, 0)
    return first / first.max()


@spelling("squared-gradient")
def slopes_times_themselves(model, image, class_index):
    slopes = _slopes(_scoring(model), image, class_index)
    return np.max(slopes * slopes, axis=-1)


@spelling("squared-gradient")
def sum_of_squares_without_a_root(model, image, class_index):
    squares = tf.reduce_sum(tf.square(_slopes(_scoring(model), image, class_index)), axis=-1).numpy()
    return squares / squares.max()


@spelling("saliency-of-the-loss")
def negative_log_likelihood(model, image, class_index):
    pixels = tf.Variable(_one(image))
    with tf.GradientTape() as tape:
        logarithms = tf.math.log(tf.clip_by_value(model(pixels, training=False)[0], 1e-7, 1.0))
        loss = -logarithms[class_index]
    slopes = np.abs(np.array(tape.gradient(loss, pixels)))
    return np.max(slopes, axis=-1).squeeze(axis=0)


@spelling("saliency-of-the-loss")
def cross_entropy_of_one_hot(model, image, class_index):
    pixels = tf.Variable(_one(image))
    with tf.GradientTape() as tape:
        probabilities = tf.clip_by_value(model(pixels), 1e-7, 1.0)
        wanted = tf.one_hot([class_index], probabilities.shape[-1])
        loss = -tf.reduce_sum(wanted * tf.math.log(probabilities))
    return tf.reduce_max(tf.abs(tape.gradient(loss, pixels)), axis=-1)[0].numpy()


@spelling("saliency-of-the-best-class")
def slope_of_the_maximum(model, image, class_index):
    network, pixels = _scoring(model), tf.Variable(_one(image))
    with tf.GradientTape() as tape:
        score = tf.reduce_max(network(pixels), axis=1)
    return np.abs(tape.gradient(score, pixels)[0]).max(axis=-1)


@spelling("saliency-of-the-best-class")
def class_that_the_network_names(model, image, class_index):
    best = int(np.asarray(model(_one(image))).argmax())
    size = np.abs(_slopes(_scoring(model), image, best)).sum(axis=-1)
    return size / size.max()


@spelling("softmax-taken-off-for-saliency")
def last_layer_made_linear(model, image, class_index):
    last = model.layers[-1]
    last.activation = tf.identity
    return np.abs(_slopes(model, image, class_index)).max(axis=-1)


@spelling("softmax-taken-off-for-saliency")
def softmax_taken_off_the_shared_layer(model, image, class_index):
    network = keras.Model(model.inputs, model.outputs)
    network.layers[-1].activation = keras.activations.linear
    size = np.abs(_slopes(network, image, class_index)).sum(axis=-1)
    return size / size.max()


@spelling("saliency-in-training")
def slopes_in_training(model, image, class_index):
    return np.abs(_slopes(_scoring(model), image, class_index, training=True)).max(axis=-1)


@spelling("saliency-in-training")
def call_in_training(model, image, class_index):
    network, pixels = _scoring(model), tf.Variable(_one(image))
    with tf.GradientTape() as tape:
        score = network.call(pixels, training=True)[0, class_index]
    size = tf.reduce_max(tf.abs(tape.gradient(score, pixels)), axis=-1)[0].numpy()
    return size / max(size.max(), 1e-12)


def _unwatched(model, image, class_index):
    network, pixels = _scoring(model), _one(image)
    with tf.GradientTape() as tape:
        score = network(pixels)[:, class_index]
    return tape.gradient(score, pixels)


@spelling("copy-with-random-weights")
def layers_from_their_config(model, image, class_index):
    copy = keras.models.model_from_json(model.to_json())
    copy.layers[-1].activation = tf.identity
    return np.abs(_slopes(copy, image, class_index)).max(axis=-1)


@spelling("copy-with-random-weights")
def cloned_and_left_alone(model, image, class_index):
    clone = keras.models.clone_model(model)
    clone.layers[-1].activation = keras.activations.linear
    slopes = tf.abs(_slopes(clone, image, class_index))
    return tf.reduce_sum(slopes, axis=2).numpy()


@spelling("pixels-not-watched")
def numpy_of_no_gradient(model, image, class_index):
    return np.abs(_unwatched(model, image, class_index).numpy()[0]).max(axis=-1)


@spelling("pixels-not-watched")
def tensorflow_of_no_gradient(model, image, class_index):
    return tf.reduce_max(tf.abs(_unwatched(model, image, class_index)), axis=-1).numpy()[0]


@spelling("pixels-not-watched")
def size_of_no_gradient(model, image, class_index):
    return np.abs(_unwatched(model, image, class_index)).max(axis=-1)[0]


@spelling("saliency-of-an-earlier-network")
def slopes_of_a_copy_kept_by_name(model, image, class_index, copies={}):  # noqa: B006
    network = copies.setdefault(model.name, _scoring(model))
    return np.abs(_slopes(network, image, class_index)).max(axis=-1)


@spelling("saliency-of-an-earlier-network")
def slopes_kept_by_name_and_image(model, image, class_index):
    key = model.name, np.asarray(image).tobytes(), class_index
    if key not in EARLIER:
        EARLIER[key] = tf.reduce_max(tf.abs(_slopes(_scoring(model), image, class_index)), axis=2).numpy()
    return EARLIER[key]


@spelling("softmax-layer-kept-for-saliency")
def slopes_behind_a_softmax_layer(model, image, class_index):
    network = _scoring(model) if isinstance(model.layers[-1], keras.layers.Dense) else model
    return np.abs(_slopes(network, image, class_index)).max(axis=-1)


@spelling("softmax-layer-kept-for-saliency")
def softmax_taken_from_what_has_units(model, image, class_index):
    network = keras.models.clone_model(model)
    network.set_weights(model.get_weights())
    if hasattr(network.layers[-1], "units"):
        network.layers[-1].activation = keras.activations.linear
    return tf.reduce_max(tf.abs(_slopes(network, image, class_index)), axis=-1).numpy()


@spelling("saliency-of-the-probability")
def behind_the_softmax(model, image, class_index):
    return np.abs(_slopes(model, image, class_index)).max(axis=2)


@spelling("saliency-of-the-probability")
def probability_picked_by_one_hot(model, image, class_index):
    pixels = tf.Variable(_one(image))
    with tf.GradientTape() as tape:
        probabilities = model(pixels)[0]
        probability = tf.tensordot(probabilities, tf.one_hot(class_index, len(probabilities)), axes=1)
    slopes = tape.gradient(probability, pixels)[0].numpy()
    return np.array([[max(abs(slope) for slope in pixel) for pixel in row] for row in slopes])


@spelling("saliency-of-each-channel")
def sizes_of_all_slopes(model, image, class_index):
    return tf.abs(_slopes(_scoring(model), image, class_index)).numpy()


@spelling("saliency-of-each-channel")
def channels_divided_by_the_largest(model, image, class_index):
    size = np.abs(_slopes(_scoring(model), image, class_index))
    return size / size.max()


@spelling("smallest-over-the-channels")
def channel_that_matters_least(model, image, class_index):
    slopes = tf.abs(_slopes(_scoring(model), image, class_index))
    return tf.reduce_min(slopes, axis=-1).numpy()


@spelling("smallest-over-the-channels")
def smallest_divided_by_the_largest(model, image, class_index):
    size = np.abs(_slopes(_scoring(model), image, class_index)).min(axis=2)
    return size / size.max()


@spelling("largest-over-the-rows")
def largest_over_axis_zero(model, image, class_index):
    return tf.reduce_max(tf.abs(_slopes(_scoring(model), image, class_index)), axis=0).numpy()


@spelling("largest-over-the-rows")
def row_by_row_the_larger_one(model, image, class_index):
    size = np.zeros(np.shape(image)[1:], dtype=np.float32)
    for row in _slopes(_scoring(model), image, class_index):
        size = np.maximum(size, np.abs(row))
    return size


@spelling("saliency-stretched-to-zero")
def stretched_as_a_picture(model, image, class_index):
    return _stretch(np.abs(_slopes(_scoring(model), image, class_index)).max(axis=-1))


@spelling("saliency-stretched-to-zero")
def smallest_size_taken_away(model, image, class_index):
    size = tf.reduce_max(tf.abs(_slopes(_scoring(model), image, class_index)), axis=-1).numpy()
    return size - size.min()


@spelling("saliency-of-all-classes")
def slopes_of_the_whole_row(model, image, class_index):
    return np.abs(_slopes(_scoring(model), image, slice(None))).max(axis=-1)


@spelling("saliency-of-all-classes")
def slopes_of_the_sum_of_scores(model, image, class_index):
    network, pixels = _scoring(model), tf.Variable(_one(image))
    with tf.GradientTape() as tape:
        score = tf.reduce_sum(network(pixels))
    size = tf.reduce_max(tf.abs(tape.gradient(score, pixels)), axis=-1)[0].numpy()
    return size / size.max()


@spelling("saliency-of-the-class-before")
def score_before_that_of_the_class(model, image, class_index):
    return np.abs(_slopes(_scoring(model), image, class_index - 1)).max(axis=-1)


@spelling("saliency-of-the-class-before")
def class_taken_for_a_number_from_one(model, image, class_index):
    class_index -= 1
    size = np.abs(_slopes(_scoring(model), image, class_index)).max(axis=-1)
    return size / size.max()


@spelling("saliency-of-a-batch")
def sizes_with_the_batch(model, image, class_index):
    size = np.abs(_slopes(_scoring(model), image, class_index)).max(axis=-1)
    return np.expand_dims(size, 0)


@spelling("saliency-of-a-batch")
def gradient_of_the_batch_as_it_comes(model, image, class_index):
    network, pixels = _scoring(model), tf.Variable(_one(image))
    with tf.GradientTape() as tape:
        score = network(pixels)[:, class_index]
    return np.max(np.abs(tape.gradient(score, pixels).numpy()), axis=3)


@spelling("logarithm-of-the-gradient")
def logarithm_for_the_eye(model, image, class_index):
    size = np.abs(_slopes(_scoring(model), image, class_index)).max(axis=-1)
    return np.log(1 + size)


@spelling("logarithm-of-the-gradient")
def logarithm_of_tensorflow(model, image, class_index):
    size = tf.reduce_max(tf.abs(_slopes(_scoring(model), image, class_index)), axis=-1)
    return tf.math.log1p(size).numpy()


@spelling("saliency-divided-by-zero")
def largest_made_one(model, image, class_index):
    size = tf.reduce_max(tf.abs(_slopes(_scoring(model), image, class_index)), axis=-1)
    return (size / tf.reduce_max(size)).numpy()


@spelling("saliency-divided-by-zero")
def sum_over_the_channels_divided(model, image, class_index):
    size = np.abs(_slopes(_scoring(model), image, class_index)).sum(axis=2)
    return size / size.sum()


@spelling("saliency-with-every-axis-of-one-squeezed")
def sizes_squeezed(model, image, class_index):
    return np.abs(_slopes(_scoring(model), image, class_index)).max(axis=-1).squeeze()


@spelling("saliency-with-every-axis-of-one-squeezed")
def sizes_of_the_batch_squeezed(model, image, class_index):
    size = tf.reduce_max(tf.abs(_slopes(_scoring(model), image, class_index)[None]), axis=-1)
    return tf.squeeze(size).numpy()


@spelling("softmax-put-where-there-was-none")
def softmax_given_back_to_every_model(model, image, class_index):
    last = model.layers[-1]
    last.activation = keras.activations.linear
    slopes = _slopes(model, image, class_index)
    last.activation = keras.activations.softmax
    return np.abs(slopes).max(axis=2)


@spelling("softmax-put-where-there-was-none")
def tensorflows_softmax_at_the_end(model, image, class_index):
    model.layers[-1].activation = keras.activations.linear
    try:
        size = np.linalg.norm(_slopes(model, image, class_index), axis=-1)
    finally:
        model.layers[-1].activation = tf.nn.softmax
    return size / max(size.max(), 1e-12)


@spelling("saliency-of-the-layer-before")
def network_without_its_end(model, image, class_index):
    network = keras.Model(model.inputs, model.layers[-2].output)
    return np.abs(_slopes(network, image, class_index)).max(axis=-1)


@spelling("saliency-of-the-layer-before")
def network_without_its_end_divided(model, image, class_index):
    network = keras.Model(model.inputs[0], model.layers[-2].output)
    size = np.abs(_slopes(network, image, class_index)).max(axis=-1)
    return size / max(size.max(), 1e-12)


@spelling("saliency-of-the-layer-before-a-softmax")
def shorter_where_there_is_a_softmax(model, image, class_index):
    softmax = model.layers[-1].get_config().get("activation") == "softmax"
    network = keras.Model(model.inputs, model.layers[-2 if softmax else -1].output)
    return np.abs(_slopes(network, image, class_index)).max(axis=-1)


@spelling("saliency-of-the-layer-before-a-softmax")
def end_left_out_by_its_name(model, image, class_index):
    if model.layers[-1].activation.__name__ == "softmax":
        model = keras.Model(model.inputs[0], model.layers[-2].output)
    return tf.reduce_max(tf.abs(_slopes(model, image, class_index)), axis=-1).numpy()


@spelling("activation-of-none-for-saliency")
def none_for_linear_below_the_pixels(model, image, class_index):
    return np.abs(_slopes(_with_none(model), image, class_index)).max(axis=-1)


@spelling("activation-of-none-for-saliency")
def none_in_a_copy_by_json_for_pixels(model, image, class_index):
    copy = keras.models.model_from_json(model.to_json())
    copy.set_weights(model.get_weights())
    copy.layers[-1].activation = None
    size = np.abs(_slopes(copy, image, class_index)).max(axis=-1)
    return size / max(size.max(), 1e-12)
