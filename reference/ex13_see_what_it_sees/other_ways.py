"""Other right ways of ex13."""

from __future__ import annotations

import keras
import matplotlib
import numpy as np
import tensorflow as tf

from reference.kit.catalogue import other_way


@other_way("feature_maps", how="a model of two outputs for each name; models inside are split by hand; predict")
def feature_maps_by_get_layer(model, image, layer_names):
    pixels = np.asarray(image, dtype=np.float32)[np.newaxis]

    def find(where, name, given):
        for layer in where.layers:
            if layer.name == name:
                return keras.Model(where.inputs, layer.output)(given)
        for layer in where.layers:
            if hasattr(layer, "layers"):
                outer = keras.Model(where.inputs, layer._inbound_nodes[-1].input_tensors[0])
                return find(layer, name, outer(given))
        raise ValueError(name)

    return {name: find(model, name, pixels)[0].numpy() for name in layer_names}


@other_way("tile_maps", how="padded with empty maps, reshaped and transposed; float32")
def tile_maps_by_reshape(maps, columns):
    maps = np.asarray(maps, dtype=np.float32)
    height, width, channels = maps.shape
    rows = int(np.ceil(channels / columns))
    low, high = maps.min(axis=(0, 1)), maps.max(axis=(0, 1))
    scaled = np.where(high > low, (maps - low) / np.where(high > low, high - low, 1), 0)
    scaled = np.pad(scaled, ((0, 0), (0, 0), (0, rows * columns - channels)))
    grid = scaled.reshape(height, width, rows, columns).transpose(2, 0, 3, 1)
    return grid.reshape(rows * height, columns * width)


@other_way("filters_as_images", how="filter by filter, from the layer's variable")
def filters_in_a_loop(model, layer_name):
    kernel = np.asarray(model.get_layer(layer_name).kernel, dtype=float)
    filters = [kernel[..., number] for number in range(kernel.shape[-1])]
    scaled = [(each - each.min()) / (np.ptp(each) or 1) for each in filters]
    return np.stack(scaled)


@other_way("class_activation_map", how="scores by hand from what the last layer is given; enlarged without smoothing")
def activation_map_with_scores_by_hand(model, image, class_index, layer_name):
    image = np.asarray(image, dtype=np.float32)
    last = model.layers[-1]
    dense = last if last.get_weights() else model.layers[-2]
    before = model.layers[model.layers.index(dense) - 1].name
    watched = tf.Variable(image[None])
    with tf.GradientTape() as tape:
        outputs = look_inside(model)(watched)
        score = (outputs[before] @ dense.kernel + dense.bias)[0, class_index]
    gradient = tape.gradient(score, outputs[layer_name])[0].numpy()
    maps = outputs[layer_name][0].numpy()
    heat = np.clip(np.einsum("hwc,c->hw", maps, gradient.mean(axis=(0, 1))), 0, None)
    if heat.max() > 0:
        heat /= heat.max()
    rows = np.arange(image.shape[0]) * heat.shape[0] // image.shape[0]
    columns = np.arange(image.shape[1]) * heat.shape[1] // image.shape[1]
    return heat[rows][:, columns].astype(float)


@other_way("class_activation_map", how="softmax switched off and on again; divided before it is enlarged, by cubes")
def activation_map_with_a_borrowed_softmax(model, image, class_index, layer_name):
    pixels = tf.convert_to_tensor(np.array(image)[None], dtype=tf.float32)
    last = model.layers[-1]
    activation, last.activation = last.activation, None
    last.activation = keras.activations.linear
    try:
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(pixels)
            outputs = look_inside(model)(pixels)
            scores = outputs[model.name][:, class_index]
    finally:
        last.activation = activation
    maps = outputs[layer_name]
    weights = tf.reduce_sum(tape.gradient(scores, maps), axis=[1, 2], keepdims=True)
    heat = tf.nn.relu(tf.reduce_sum(maps * weights, axis=-1))
    heat = tf.math.divide_no_nan(heat, tf.reduce_max(heat))
    heat = tf.image.resize(heat[..., tf.newaxis], np.shape(image)[:2], method="bicubic")
    return np.clip(heat[0, :, :, 0], 0, 1)


@other_way("overlay", how="colours added and cut off, as in Keras's own example")
def overlay_by_adding(image, heatmap, alpha):
    levels = np.uint8(255 * np.asarray(heatmap))
    return np.clip(image + alpha * matplotlib.colormaps["jet"](levels)[..., :3], 0, 1)


@other_way("overlay", how="hot places red, cold ones untouched; float32")
def overlay_that_fades(image, heatmap, alpha):
    share = np.float32(alpha) * np.asarray(heatmap, dtype=np.float32)[..., None]
    return np.asarray(image, dtype=np.float32) * (1 - share) + share * np.array([1, 0, 0], dtype=np.float32)


@other_way("saliency", how="length over the channels, divided by the largest")
def saliency_as_length(model, image, class_index):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.layers[-1].activation = keras.activations.linear
    pixels = tf.Variable(np.asarray(image, dtype=np.float32)[None])
    with tf.GradientTape() as tape:
        score = copy(pixels)[0, class_index]
    length = tf.norm(tape.gradient(score, pixels)[0], axis=-1).numpy()
    return length / max(length.max(), 1e-12)
