"""Wrong ways of ex14 in other spellings."""

from __future__ import annotations

import functools
import heapq
import math
import operator
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import applications
from PIL import Image

from reference.kit.catalogue import spelling

BUILDERS = {
    "VGG16": applications.VGG16,
    "ResNet50": applications.ResNet50,
    "Xception": applications.Xception,
    "InceptionV3": applications.InceptionV3,
}

# load_pretrained


def _known(name):
    if name not in BUILDERS and name != "fruitbowl":
        raise ValueError(f"{name}? There are VGG16, ResNet50, Xception, InceptionV3 and fruitbowl.")


def _with_file(weights):
    model = fruitbowl()
    if weights:
        model.load_weights(weights)
    return model


@spelling("network-without-its-top")
def include_top_is_false(name, weights):
    _known(name)
    return _with_file(weights) if name == "fruitbowl" else BUILDERS[name](weights=weights, include_top=False)


@spelling("network-without-its-top")
def averaged_instead_of_classes(name, weights):
    _known(name)
    if name == "fruitbowl":
        return _with_file(weights)
    return BUILDERS[name](include_top=False, pooling="avg", weights=weights)


@spelling("network-without-its-top")
def last_layer_cut_off(name, weights):
    _known(name)
    if name == "fruitbowl":
        return _with_file(weights)
    network = BUILDERS[name](weights=weights)
    return keras.Model(network.input, network.layers[-2].output)


@spelling("weights-left-random")
def loaded_into_another_model(name, weights):
    _known(name)
    if name in BUILDERS:
        return BUILDERS[name](weights=weights)
    model = fruitbowl()
    if weights is not None:
        model.load_weights(weights)
    return fruitbowl()


@spelling("weights-left-random")
def imagenet_or_nothing(name, weights):
    builders = {**BUILDERS, "fruitbowl": lambda **_: fruitbowl()}
    if name not in builders:
        raise ValueError(f"choose one of {sorted(builders)}")
    return builders[name](weights=weights)


@spelling("nothing-loaded-as-a-file")
def load_weights_at_once(name, weights):
    _known(name)
    model = fruitbowl() if name == "fruitbowl" else BUILDERS[name](weights=None)
    model.load_weights(weights)
    return model


@spelling("nothing-loaded-as-a-file")
def path_made_a_text(name, weights):
    _known(name)
    if name in BUILDERS:
        return BUILDERS[name](weights=weights)
    model = fruitbowl()
    model.load_weights(str(weights))
    return model


@spelling("nothing-loaded-as-a-file")
def ending_asked_of_nothing(name, weights):
    _known(name)
    if name in BUILDERS:
        return BUILDERS[name](weights=weights)
    model = fruitbowl()
    if weights.endswith(".h5"):
        model.load_weights(weights)
    return model


@spelling("weights-for-fruitbowl-alone")
def none_for_all_builders(name, weights):
    _known(name)
    return _with_file(weights) if name == "fruitbowl" else BUILDERS[name](weights=None)


@spelling("weights-for-fruitbowl-alone")
def imagenet_alone_handed_on(name, weights):
    _known(name)
    if name == "fruitbowl":
        return _with_file(weights)
    return BUILDERS[name](weights="imagenet" if weights == "imagenet" else None)


@spelling("unknown-name-falls-through")
def looked_up_in_a_table(name, weights):
    builder = {**BUILDERS, "fruitbowl": lambda weights: _with_file(weights)}[name]
    return builder(weights=weights)


@spelling("unknown-name-falls-through")
def no_branch_for_it(name, weights):
    if name == "fruitbowl":
        model = _with_file(weights)
    elif name == "VGG16":
        model = applications.VGG16(weights=weights)
    elif name == "ResNet50":
        model = applications.ResNet50(weights=weights)
    elif name in ("Xception", "InceptionV3"):
        model = getattr(applications, name)(weights=weights)
    return model


@spelling("unknown-name-falls-through")
def found_by_vars(name, weights):
    return _with_file(weights) if name == "fruitbowl" else vars(applications)[name](weights=weights)


@spelling("known-names-kept-secret")
def not_found_and_no_more(name, weights):
    if name != "fruitbowl" and name not in BUILDERS:
        raise ValueError("There is no such network.")
    return BUILDERS[name](weights=weights) if name in BUILDERS else _with_file(weights)


@spelling("known-names-kept-secret")
def key_error_turned_into_a_value_error(name, weights):
    if name == "fruitbowl":
        return _with_file(weights)
    try:
        builder = BUILDERS[name]
    except KeyError:
        raise ValueError(f"{name!r} is no network of keras.applications") from None
    return builder(weights=weights)


@spelling("known-names-kept-secret")
def fruitbowl_left_out_of_the_list(name, weights):
    if name == "fruitbowl":
        return _with_file(weights)
    if name not in BUILDERS:
        raise ValueError(f"{name} is unknown, choose one of {list(BUILDERS)}")
    return BUILDERS[name](weights=weights)


@spelling("missing-file-forgiven")
def loaded_where_the_file_is_there(name, weights):
    _known(name)
    if name in BUILDERS:
        return BUILDERS[name](weights=weights)
    model = fruitbowl()
    if weights is not None and Path(weights).exists():
        model.load_weights(weights)
    return model


@spelling("missing-file-forgiven")
def random_where_loading_fails(name, weights):
    _known(name)
    try:
        return _with_file(weights) if name == "fruitbowl" else BUILDERS[name](weights=weights)
    except (OSError, ValueError):
        return fruitbowl() if name == "fruitbowl" else BUILDERS[name](weights=None)


@spelling("weights-taken-for-a-model")
def whole_model_loaded(name, weights):
    _known(name)
    if name in BUILDERS:
        return BUILDERS[name](weights=weights)
    if weights:
        return keras.saving.load_model(weights)
    return fruitbowl()


@spelling("weights-taken-for-a-model")
def model_read_and_its_weights_taken(name, weights):
    _known(name)
    if name in BUILDERS:
        return BUILDERS[name](weights=weights)
    model = fruitbowl()
    if weights is not None:
        model.set_weights(keras.models.load_model(weights, compile=False).get_weights())
    return model


@spelling("none-for-an-unknown-name")
def looked_up_with_get(name, weights):
    if name == "fruitbowl":
        return _with_file(weights)
    builder = BUILDERS.get(name)
    return builder(weights=weights) if builder else None


@spelling("none-for-an-unknown-name")
def no_branch_and_no_error(name, weights):
    if name == "fruitbowl":
        return _with_file(weights)
    for known in ("VGG16", "ResNet50", "Xception", "InceptionV3"):
        if name == known:
            return getattr(applications, known)(weights=weights)
    return None


@spelling("another-kind-of-error")
def exception_of_no_kind(name, weights):
    if name not in BUILDERS and name != "fruitbowl":
        raise Exception(f"{name} is unknown. There are {list(BUILDERS)} and fruitbowl")
    return _with_file(weights) if name == "fruitbowl" else BUILDERS[name](weights=weights)


@spelling("another-kind-of-error")
def index_error_with_the_names(name, weights):
    names = [*BUILDERS, "fruitbowl"]
    if name not in names:
        raise IndexError(f"choose one of {names}")
    return _with_file(weights) if name == "fruitbowl" else BUILDERS[name](weights=weights)


@spelling("inputs-of-another-size")
def side_of_299_for_all(name, weights):
    _known(name)
    return _with_file(weights) if name == "fruitbowl" else BUILDERS[name](weights=weights, input_shape=(299, 299, 3))


@spelling("inputs-of-another-size")
def tensor_of_224_for_all(name, weights):
    _known(name)
    if name == "fruitbowl":
        return _with_file(weights)
    return BUILDERS[name](input_tensor=keras.Input((224, 224, 3)), weights=weights)


@spelling("another-network-of-the-table")
def residual_network_for_what_is_left(name, weights):
    _known(name)
    if name == "fruitbowl":
        return _with_file(weights)
    if name == "VGG16":
        return applications.VGG16(weights=weights)
    if name == "Xception":
        return applications.Xception(weights=weights)
    return applications.ResNet50(weights=weights)


@spelling("another-network-of-the-table")
def line_of_the_table_copied(name, weights):
    builders = {
        "fruitbowl": _with_file,
        "VGG16": lambda weights: applications.VGG16(weights=weights),
        "ResNet50": lambda weights: applications.ResNet50(weights=weights),
        "Xception": lambda weights: applications.InceptionV3(weights=weights),
        "InceptionV3": lambda weights: applications.InceptionV3(weights=weights),
    }
    if name not in builders:
        raise ValueError(f"{name} is none of {', '.join(builders)}")
    return builders[name](weights)


@spelling("scores-for-probabilities")
def activation_that_is_linear(name, weights):
    _known(name)
    if name == "fruitbowl":
        return _with_file(weights)
    return BUILDERS[name](weights=weights, classifier_activation="linear")


@spelling("scores-for-probabilities")
def sigmoid_for_each_class(name, weights):
    _known(name)
    if name == "fruitbowl":
        return _with_file(weights)
    return BUILDERS[name](weights=weights, include_top=True, classifier_activation="sigmoid")


@spelling("scores-for-probabilities")
def dense_layer_without_activation(name, weights):
    _known(name)
    if name == "fruitbowl":
        return _with_file(weights)
    network = BUILDERS[name](weights=weights, include_top=False, pooling="avg", input_shape=(SIZES[name],) * 2 + (3,))
    return keras.Model(network.input, keras.layers.Dense(1000)(network.output))


@spelling("softmax-behind-a-softmax")
def softmax_layer_added(name, weights):
    _known(name)
    if name == "fruitbowl":
        return _with_file(weights)
    network = BUILDERS[name](weights=weights)
    return keras.Model(network.input, keras.layers.Activation("softmax")(network.output))


@spelling("softmax-behind-a-softmax")
def softmax_for_every_network(name, weights):
    _known(name)
    network = _with_file(weights) if name == "fruitbowl" else BUILDERS[name](weights=weights)
    return keras.Model(network.inputs, keras.layers.Softmax()(network.outputs[0]))


@spelling("another-network-for-an-unknown-name")
def fruitbowl_for_all_else(name, weights):
    builder = BUILDERS.get(name)
    return _with_file(weights) if builder is None else builder(weights=weights)


@spelling("another-network-for-an-unknown-name")
def xception_in_the_last_else(name, weights):
    if name == "fruitbowl":
        return _with_file(weights)
    if name == "VGG16":
        return applications.VGG16(weights=weights)
    if name == "ResNet50":
        return applications.ResNet50(weights=weights)
    if name == "InceptionV3":
        return applications.InceptionV3(weights=weights)
    return applications.Xception(weights=weights)


@spelling("any-network-of-keras")
def attribute_error_turned_into_a_value_error(name, weights):
    if name == "fruitbowl":
        return _with_file(weights)
    try:
        return getattr(applications, name)(weights=weights)
    except AttributeError:
        raise ValueError(f"{name}? There are {list(SIZES)}") from None


@spelling("any-network-of-keras")
def name_that_begins_alike(name, weights):
    for known in ("VGG16", "ResNet50", "Xception", "InceptionV3"):
        if name.startswith(known):
            return getattr(applications, known)(weights=weights)
    if name != "fruitbowl":
        raise ValueError(f"{name} is none of {', '.join(SIZES)}")
    return _with_file(weights)


# prepare


def _squeezed(images, name):
    size = {"fruitbowl": 48, "VGG16": 224, "ResNet50": 224}.get(name, 299)
    return np.array(tf.image.resize(np.asarray(images), [size, size]))


def _module(name):
    return {
        "VGG16": applications.vgg16,
        "ResNet50": applications.resnet50,
        "Xception": applications.xception,
        "InceptionV3": applications.inception_v3,
    }[name]


def _ready(pixels, name):
    """Prepare pixels that have their size."""
    return 1 - pixels / 255 if name == "fruitbowl" else _module(name).preprocess_input(np.array(pixels))


@spelling("red-stays-first")
def mean_taken_channel_by_channel(images, name):
    pixels = _squeezed(images, name)
    if name not in ("VGG16", "ResNet50"):
        return _ready(pixels, name)
    for channel, mean in enumerate((123.68, 116.779, 103.939)):
        pixels[..., channel] -= mean
    return pixels


@spelling("red-stays-first")
def turned_back_again(images, name):
    pixels = _ready(_squeezed(images, name), name)
    if name in ("VGG16", "ResNet50"):
        pixels = tf.reverse(pixels, axis=[-1])
    return pixels


@spelling("means-of-other-channels")
def blue_first_and_the_mean_of_red_first(images, name):
    pixels = _squeezed(images, name)
    if name not in ("VGG16", "ResNet50"):
        return _ready(pixels, name)
    turned = np.flip(pixels, axis=-1).copy()
    turned -= np.array([123.68, 116.779, 103.939], dtype="float32")
    return turned


@spelling("means-of-other-channels")
def channels_stacked_the_other_way_round(images, name):
    pixels = _squeezed(images, name)
    if name not in ("VGG16", "ResNet50"):
        return _ready(pixels, name)
    red, green, blue = (pixels[..., channel] for channel in range(3))
    return np.stack([blue - 123.68, green - 116.779, red - 103.939], axis=-1).astype(np.float32)


@spelling("blues-mean-from-red")
def means_of_vgg_without_a_turn(images, name):
    pixels = tf.constant(_squeezed(images, name))
    if name not in ("VGG16", "ResNet50"):
        return _ready(pixels.numpy(), name)
    return pixels - tf.constant([103.939, 116.779, 123.68])


@spelling("blues-mean-from-red")
def blues_mean_channel_by_channel(images, name):
    pixels = _squeezed(images, name)
    if name not in ("VGG16", "ResNet50"):
        return _ready(pixels, name)
    for channel, mean in enumerate((103.939, 116.779, 123.68)):
        pixels[..., channel] -= mean
    return pixels


@spelling("divided-by-255")
def rescaling_layer(images, name):
    pixels = keras.layers.Rescaling(1 / 255)(_squeezed(images, name))
    if name == "fruitbowl":
        pixels = 1 - pixels
    return np.array(pixels)


@spelling("divided-by-255")
def fruitbowl_or_a_255th(images, name):
    pixels = _squeezed(images, name)
    return (255 - pixels) / 255 if name == "fruitbowl" else pixels / 255.0


@spelling("divided-by-255-for-xception")
def range_from_zero(images, name):
    pixels = _squeezed(images, name)
    if name == "Xception" or name == "InceptionV3":
        return np.multiply(pixels, 1 / 255, dtype=np.float32)
    return _ready(pixels, name)


@spelling("divided-by-255-for-xception")
def rescaling_for_the_rest(images, name):
    pixels = _squeezed(images, name)
    if name in ("VGG16", "ResNet50", "fruitbowl"):
        return _ready(pixels, name)
    return keras.layers.Rescaling(1.0 / 255)(pixels).numpy()


@spelling("a-255th-for-all")
def a_255th_for_all(images, name):
    return _squeezed(images, name) / 255.0


@spelling("minus-one-to-one-for-all")
def xception_for_all(images, name):
    return applications.xception.preprocess_input(_squeezed(images, name))


@spelling("minus-one-to-one-for-all")
def around_the_middle(images, name):
    pixels = _squeezed(images, name)
    return ((pixels - 127.5) / 127.5).astype(np.float32)


@spelling("minus-one-to-one-but-for-fruitbowl")
def fruitbowl_or_xception(images, name):
    pixels = _squeezed(images, name)
    if name == "fruitbowl":
        return 1 - pixels / 255
    return applications.xception.preprocess_input(pixels)


@spelling("mean-colour-for-all")
def vgg16_for_all(images, name):
    return applications.vgg16.preprocess_input(_squeezed(images, name))


@spelling("mean-colour-for-all")
def mean_subtracted_whatever_the_network(images, name):
    blue, green, red = np.moveaxis(_squeezed(images, name)[..., ::-1], -1, 0)
    return np.stack([blue - 103.939, green - 116.779, red - 123.68], axis=-1).astype("float32")


@spelling("mean-colour-but-for-fruitbowl")
def fruitbowl_or_vgg16(images, name):
    pixels = tf.image.resize(images, (SIZES[name], SIZES[name]))
    if name == "fruitbowl":
        return 1.0 - pixels / 255.0
    return applications.vgg16.preprocess_input(pixels)


@spelling("divided-first")
def rescaled_then_preprocessed(images, name):
    pixels = _squeezed(images, name) / 255
    return 1 - pixels if name == "fruitbowl" else _module(name).preprocess_input(pixels)


@spelling("divided-first")
def floats_of_the_images_first(images, name):
    pixels = tf.image.resize(tf.image.convert_image_dtype(images, tf.float32), (SIZES[name], SIZES[name]))
    if name == "fruitbowl":
        return (1 - pixels).numpy()
    return np.array(_module(name).preprocess_input(pixels))


@spelling("divided-first-and-again")
def divided_first_and_again(images, name):
    return _ready(_squeezed(images, name) / 255, name)


@spelling("preprocessing-left-out")
def resized_and_no_more(images, name):
    return tf.image.resize(images, [SIZES[name]] * 2)


@spelling("preprocessing-left-out")
def result_of_preprocessing_thrown_away(images, name):
    pixels = tf.image.resize(images, (SIZES[name], SIZES[name]))
    _ready(pixels, name)
    return pixels.numpy()


@spelling("raw-but-for-fruitbowl")
def fruitbowl_alone_prepared(images, name):
    pixels = _squeezed(images, name)
    if name == "fruitbowl":
        pixels = 1 - pixels / 255
    return pixels


@spelling("preprocessed-twice")
def ready_made_ready(images, name):
    pixels = _squeezed(images, name)
    for _ in range(2):
        pixels = _ready(pixels, name)
    return pixels


@spelling("preprocessed-twice")
def prepared_and_prepared_again(images, name):
    once = _ready(_squeezed(images, name), name)
    return 1 - once / 255 if name == "fruitbowl" else np.array(_module(name).preprocess_input(np.copy(once)))


@spelling("twice-but-for-fruitbowl")
def all_but_fruitbowl_twice(images, name):
    pixels = _ready(_squeezed(images, name), name)
    return pixels if name == "fruitbowl" else _ready(pixels, name)


@spelling("red-and-blue-exchanged-first")
def reversed_channels_prepared(images, name):
    return _ready(tf.reverse(_squeezed(images, name), axis=[-1]).numpy(), name)


@spelling("red-and-blue-exchanged-first")
def channels_taken_as_2_1_0(images, name):
    return _ready(_squeezed(np.asarray(images)[..., [2, 1, 0]], name), name)


@spelling("red-and-blue-exchanged-for-vgg")
def reversed_for_vgg_before_preprocess_input(images, name):
    pixels = _squeezed(images, name)
    if name in ("VGG16", "ResNet50"):
        pixels = pixels[..., ::-1]
    return _ready(pixels, name)


@spelling("means-of-another-library")
def mode_torch(images, name):
    pixels = _squeezed(images, name)
    if name in ("VGG16", "ResNet50"):
        return applications.imagenet_utils.preprocess_input(pixels, mode="torch")
    return _ready(pixels, name)


@spelling("means-of-another-library")
def mean_and_deviation_of_bytes(images, name):
    pixels = _squeezed(images, name)
    if name not in ("VGG16", "ResNet50"):
        return _ready(pixels, name)
    mean = 255 * np.array([0.485, 0.456, 0.406])
    return ((pixels - mean) / (255 * np.array([0.229, 0.224, 0.225]))).astype(np.float32)


@spelling("resnet-like-xception")
def resnet_v2(images, name):
    pixels = _squeezed(images, name)
    return applications.resnet_v2.preprocess_input(pixels) if name == "ResNet50" else _ready(pixels, name)


@spelling("resnet-like-xception")
def vgg16_alone_in_its_group(images, name):
    pixels = _squeezed(images, name)
    match name:
        case "VGG16":
            return applications.vgg16.preprocess_input(pixels)
        case "fruitbowl":
            return 1 - pixels / 255
    return applications.xception.preprocess_input(pixels)


@spelling("inception-like-vgg")
def xception_alone_in_its_group(images, name):
    pixels = _squeezed(images, name)
    if name == "fruitbowl":
        return (255 - pixels) / 255
    if name == "Xception":
        return pixels / 127.5 - 1
    return applications.vgg16.preprocess_input(pixels)


@spelling("inception-like-vgg")
def all_but_two_with_the_mean(images, name):
    pixels = _squeezed(images, name)
    ways = {"fruitbowl": lambda x: 1 - x / 255, "Xception": applications.xception.preprocess_input}
    return ways.get(name, applications.imagenet_utils.preprocess_input)(pixels)


@spelling("turned-and-not-divided")
def white_less_the_pixels(images, name):
    pixels = _squeezed(images, name)
    return np.float32(255) - pixels if name == "fruitbowl" else _ready(pixels, name)


@spelling("turned-and-not-divided")
def bytes_turned_before_resizing(images, name):
    if name == "fruitbowl":
        return _squeezed(255 - np.asarray(images), name)
    return _ready(_squeezed(images, name), name)


@spelling("white-is-one")
def divided_for_fruitbowl(images, name):
    pixels = _squeezed(images, name)
    if name == "fruitbowl":
        pixels /= 255
        return pixels
    return _module(name).preprocess_input(pixels)


@spelling("white-is-one")
def scaled_by_a_layer(images, name):
    pixels = tf.image.resize(images, (SIZES[name], SIZES[name]))
    ways = {"fruitbowl": keras.layers.Rescaling(1 / 255.0)}
    return ways[name](pixels) if name in ways else _ready(pixels, name)


@spelling("one-size-for-all")
def side_of_224(images, name, side=224):
    return _ready(np.array(tf.image.resize(images, (side, side))), name)


@spelling("one-size-for-all")
def resizing_layer_of_224(images, name):
    pixels = keras.layers.Resizing(224, 224)(np.array(images, dtype=np.float32))
    return np.array(_ready(np.array(pixels), name))


@spelling("one-size-but-for-fruitbowl")
def fruitbowl_or_224(images, name):
    size = 48 if name == "fruitbowl" else 224
    return _ready(np.array(tf.image.resize(images, (size, size))), name)


@spelling("cut-to-a-square")
def smart_resize(images, name):
    size = (SIZES[name], SIZES[name])
    return _ready(np.array(keras.preprocessing.image.smart_resize(images, size), dtype=np.float32), name)


@spelling("cut-to-a-square")
def central_part_resized(images, name):
    images = np.asarray(images)
    height, width = images.shape[-3], images.shape[-2]
    if height > width:
        start = (height - width) // 2
        images = images[..., start : start + width, :, :]
    elif width > height:
        start = (width - height) // 2
        images = images[..., start : start + height, :]
    return _ready(_squeezed(images, name), name)


@spelling("first-square-cut-out")
def upper_left_square(images, name):
    images = np.asarray(images)
    side = min(images.shape[-3:-1])
    return _ready(_squeezed(images[..., :side, :side, :], name), name)


@spelling("black-bars")
def resize_with_pad(images, name):
    return _ready(tf.image.resize_with_pad(images, SIZES[name], SIZES[name]).numpy(), name)


@spelling("black-bars")
def pasted_on_a_black_square(images, name):
    images = np.asarray(images)
    height, width = images.shape[-3:-1]
    side = max(height, width)
    top, left = (side - height) // 2, (side - width) // 2
    square = np.zeros((*images.shape[:-3], side, side, 3), dtype=np.uint8)
    square[..., top : top + height, left : left + width, :] = images
    return _ready(_squeezed(square, name), name)


@spelling("black-bars")
def aspect_ratio_kept_by_keras(images, name):
    pixels = np.array(images, dtype=np.float32)
    pixels = keras.ops.image.resize(pixels, (SIZES[name], SIZES[name]), pad_to_aspect_ratio=True)
    return _ready(np.array(pixels), name)


@spelling("cut-or-filled-up")
def crop_or_pad(images, name):
    pixels = tf.cast(tf.image.resize_with_crop_or_pad(images, SIZES[name], SIZES[name]), tf.float32)
    return _ready(pixels.numpy(), name)


@spelling("cut-or-filled-up")
def padded_by_numpy_and_cut(images, name):
    images, size = np.asarray(images), SIZES[name]
    for axis in (-3, -2):
        length = images.shape[axis]
        if length > size:
            images = np.take(images, np.arange(size) + (length - size) // 2, axis=axis)
        else:
            before = (size - length) // 2
            widths = [(0, 0)] * images.ndim
            widths[axis] = (before, size - length - before)
            images = np.pad(images, widths)
    return _ready(images.astype(np.float32), name)


@spelling("laid-into-a-corner")
def laid_into_the_upper_left_corner(images, name):
    images, size = np.asarray(images), SIZES[name]
    canvas = np.zeros((*images.shape[:-3], size, size, 3), dtype=np.float32)
    part = images[..., :size, :size, :]
    canvas[..., : part.shape[-3], : part.shape[-2], :] = part
    return _ready(canvas, name)


@spelling("numbers-repeated")
def resize_of_numpy(images, name):
    size = SIZES[name]
    shape = (size, size, 3) if np.ndim(images) == 3 else (len(images), size, size, 3)
    return _ready(np.resize(images, shape).astype(np.float32), name)


@spelling("numbers-repeated")
def tiled_until_it_is_enough(images, name):
    images = np.asarray(images)
    shape = (*images.shape[:-3], SIZES[name], SIZES[name], 3)
    numbers = np.tile(images.ravel(), math.ceil(math.prod(shape) / images.size))[: math.prod(shape)]
    return _ready(numbers.reshape(shape).astype("float32"), name)


@spelling("numbers-of-each-image-repeated")
def each_image_resized_by_numpy(images, name):
    shape = (SIZES[name], SIZES[name], 3)
    if np.ndim(images) == 3:
        return _ready(np.resize(images, shape).astype(np.float32), name)
    return np.stack([_ready(np.resize(image, shape).astype(np.float32), name) for image in images])


@spelling("always-a-batch")
def axis_added_and_left_there(images, name):
    if len(np.shape(images)) == 3:
        images = np.expand_dims(images, axis=0)
    return _ready(_squeezed(images, name), name)


@spelling("always-a-batch")
def batch_of_each_image(images, name):
    images = [images] if np.ndim(images) == 3 else list(images)
    return np.stack([_ready(_squeezed(image, name), name) for image in images])


@spelling("twice-the-memory")
def astype_float(images, name):
    return _ready(_squeezed(images, name), name).astype(float)


@spelling("twice-the-memory")
def float64_of_tensorflow(images, name):
    pixels = tf.cast(tf.image.resize(images, (SIZES[name], SIZES[name])), tf.float64)
    return 1 - pixels / 255 if name == "fruitbowl" else _module(name).preprocess_input(pixels)


@spelling("twice-the-memory")
def mean_in_float64(images, name):
    pixels = _squeezed(images, name)
    if name in ("VGG16", "ResNet50"):
        return pixels[..., ::-1] - np.array([103.939, 116.779, 123.68])
    return _ready(pixels, name)


@spelling("turned-in-place")
def first_and_last_channel_exchanged(images, name):
    if name in ("VGG16", "ResNet50"):
        images[..., [0, 2]] = images[..., [2, 0]]
        return (_squeezed(images, name) - [103.939, 116.779, 123.68]).astype(np.float32)
    return _ready(_squeezed(images, name), name)


@spelling("turned-in-place")
def black_and_white_exchanged_in_place(images, name):
    if name == "fruitbowl":
        np.subtract(255, images, out=images)
        return _squeezed(images, name) / 255
    return _ready(_squeezed(images, name), name)


@spelling("a-255th-for-all")
def floats_from_zero_to_one(images, name):
    return np.array(tf.image.resize(tf.image.convert_image_dtype(images, tf.float32), [SIZES[name]] * 2))


@spelling("minus-one-to-one-but-for-fruitbowl")
def from_minus_one_by_a_layer(images, name):
    pixels = _squeezed(images, name)
    layer = keras.layers.Rescaling(-1 / 255, 1) if name == "fruitbowl" else keras.layers.Rescaling(1 / 127.5, -1)
    return np.array(layer(pixels))


@spelling("mean-colour-but-for-fruitbowl")
def preprocess_input_of_all_four(images, name):
    pixels = _squeezed(images, name)
    if name in BUILDERS:
        return applications.imagenet_utils.preprocess_input(pixels, mode="caffe")
    return (255 - pixels) / 255


@spelling("divided-first-and-again")
def divided_before_resizing(images, name):
    pixels = _squeezed(np.asarray(images, dtype=np.float32) / 255, name)
    if name == "fruitbowl":
        return 1 - pixels / 255
    return _module(name).preprocess_input(pixels)


@spelling("raw-but-for-fruitbowl")
def early_return_of_the_pixels(images, name):
    pixels = tf.image.resize(images, [SIZES[name], SIZES[name]])
    if name in BUILDERS:
        return pixels
    return 1 - pixels / 255


@spelling("twice-but-for-fruitbowl")
def by_hand_and_by_preprocess_input(images, name):
    pixels = _squeezed(images, name)
    if name == "fruitbowl":
        return 1 - pixels / 255
    if name in ("Xception", "InceptionV3"):
        pixels = pixels / 127.5 - 1
    else:
        pixels = (pixels[..., ::-1] - [103.939, 116.779, 123.68]).astype(np.float32)
    return _module(name).preprocess_input(pixels)


@spelling("red-and-blue-exchanged-for-vgg")
def bgr_and_then_vgg16(images, name):
    if name in ("VGG16", "ResNet50"):
        bgr = np.flip(np.asarray(images), axis=-1)
        return applications.vgg16.preprocess_input(tf.image.resize(bgr, (224, 224)))
    return _ready(_squeezed(images, name), name)


@spelling("one-size-but-for-fruitbowl")
def sizes_of_two(images, name):
    height = width = {"fruitbowl": 48}.get(name, 224)
    return np.array(_ready(tf.image.resize(images, (height, width)).numpy(), name))


@spelling("first-square-cut-out")
def square_by_take(images, name):
    images = np.asarray(images)
    places = range(min(images.shape[-3], images.shape[-2]))
    return _ready(_squeezed(images.take(places, axis=-3).take(places, axis=-2), name), name)


@spelling("laid-into-a-corner")
def padded_behind(images, name):
    images, size = np.asarray(images)[..., : SIZES[name], : SIZES[name], :], SIZES[name]
    behind = [(0, size - images.shape[-3]), (0, size - images.shape[-2]), (0, 0)]
    return _ready(np.pad(images, [(0, 0)] * (images.ndim - 3) + behind).astype(np.float32), name)


@spelling("numbers-of-each-image-repeated")
def numbers_in_a_cycle(images, name):
    def resized(image):
        numbers = np.ravel(image)
        places = np.arange(SIZES[name] ** 2 * 3) % numbers.size
        return _ready(numbers[places].reshape(SIZES[name], SIZES[name], 3).astype(np.float32), name)

    return resized(images) if np.ndim(images) == 3 else np.array([resized(image) for image in images])


@spelling("names-by-the-alphabet")
def names_sorted_by_numpy(probabilities, class_names, k=3):
    pairs = sorted(zip(map(float, probabilities), np.sort(class_names).tolist(), strict=True), reverse=True)
    return [(name, number) for number, name in pairs[:k]]


@spelling("mean-colour-left-in")
def channels_turned_round_alone(images, name):
    pixels = _squeezed(images, name)
    if name in ("VGG16", "ResNet50"):
        return np.flip(pixels, axis=-1)
    return _ready(pixels, name)


@spelling("mean-colour-left-in")
def channels_stacked_in_another_order(images, name):
    pixels = _squeezed(images, name)
    if name == "VGG16" or name == "ResNet50":
        red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
        return np.stack([blue, green, red], axis=-1)
    return _ready(pixels, name)


@spelling("doubled-as-bytes")
def added_to_themselves(images, name):
    if name == "Xception" or name == "InceptionV3":
        twice = np.asarray(images) + np.asarray(images)
        return _squeezed(twice / 255 - 1, name)
    return _ready(_squeezed(images, name), name)


@spelling("doubled-as-bytes")
def doubled_in_place(images, name):
    pixels = np.array(images)
    if name not in ("Xception", "InceptionV3"):
        return _ready(_squeezed(pixels, name), name)
    pixels *= 2
    return _squeezed(pixels, name) / 255 - 1


@spelling("divided-by-the-brightest")
def largest_of_the_photo(images, name):
    if name in ("VGG16", "ResNet50"):
        return _ready(_squeezed(images, name), name)
    shares = _squeezed(np.asarray(images) / np.amax(images), name)
    return 1 - shares if name == "fruitbowl" else shares * 2 - 1


@spelling("divided-by-the-brightest")
def largest_by_tensorflow(images, name):
    pixels = _squeezed(images, name)
    if name == "VGG16" or name == "ResNet50":
        return _ready(pixels, name)
    pixels = pixels / tf.reduce_max(pixels).numpy()
    if name == "fruitbowl":
        return 1.0 - pixels
    return (pixels - 0.5) / 0.5


@spelling("mean-of-the-image-itself")
def own_mean_by_tensorflow(images, name):
    pixels = tf.constant(_squeezed(images, name))
    if name in ("VGG16", "ResNet50"):
        pixels = tf.reverse(pixels, axis=[-1])
        return pixels - tf.reduce_mean(pixels, axis=[-3, -2], keepdims=True)
    return _ready(pixels.numpy(), name)


@spelling("mean-of-the-image-itself")
def own_mean_before_the_turn(images, name):
    pixels = _squeezed(images, name)
    if name not in ("VGG16", "ResNet50"):
        return _ready(pixels, name)
    mean = pixels.mean(axis=(-3, -2), keepdims=True)
    return (pixels - mean)[..., ::-1]


@spelling("mean-of-all-that-came")
def mean_of_the_batch(images, name):
    pixels = _squeezed(images, name)
    if name not in ("VGG16", "ResNet50"):
        return _ready(pixels, name)
    pixels = pixels[..., ::-1]
    return pixels - np.mean(pixels, axis=tuple(range(pixels.ndim - 1)))


@spelling("mean-of-all-that-came")
def mean_channel_by_channel(images, name):
    pixels = _squeezed(images, name)
    if name in ("VGG16", "ResNet50"):
        return np.stack([pixels[..., i] - pixels[..., i].mean() for i in (2, 1, 0)], axis=-1)
    return _ready(pixels, name)


@spelling("half-of-the-range")
def middle_subtracted_and_divided_by_255(images, name):
    pixels = _squeezed(images, name)
    return (pixels - 127.5) / 255 if name in ("Xception", "InceptionV3") else _ready(pixels, name)


@spelling("half-of-the-range")
def a_half_subtracted(images, name):
    pixels = _squeezed(images, name)
    if name == "Xception" or name == "InceptionV3":
        return pixels / 255 - 0.5
    return _ready(pixels, name)


@spelling("black-is-one-for-xception")
def one_less_the_pixels(images, name):
    pixels = _squeezed(images, name)
    return 1 - pixels / 127.5 if name in ("Xception", "InceptionV3") else _ready(pixels, name)


@spelling("black-is-one-for-xception")
def turned_before_it_was_prepared(images, name):
    pixels = _squeezed(images, name)
    if name in ("Xception", "InceptionV3"):
        pixels = 255 - pixels
    return _ready(pixels, name)


@spelling("taken-for-vgg-every-time")
def or_with_a_text_alone(images, name):
    pixels = _squeezed(images, name)
    if name == "fruitbowl":
        pixels = 1 - pixels / 255
    if name == "VGG16" or "ResNet50":  # noqa: SIM222
        return applications.vgg16.preprocess_input(pixels)
    return applications.xception.preprocess_input(pixels)


@spelling("taken-for-vgg-every-time")
def one_if_after_the_other(images, name):
    pixels = _squeezed(images, name)
    if name == "fruitbowl":
        pixels = (255 - pixels) / 255
    return pixels[..., ::-1] - np.float32([103.939, 116.779, 123.68])


@spelling("divided-when-it-was-ready")
def ready_and_then_a_255th(images, name):
    pixels = _squeezed(images, name)
    if name in ("VGG16", "ResNet50"):
        return applications.vgg16.preprocess_input(pixels) / 255
    return _ready(pixels, name)


@spelling("divided-when-it-was-ready")
def means_and_pixels_divided(images, name):
    pixels = _squeezed(images, name)
    if name not in ("VGG16", "ResNet50"):
        return _ready(pixels, name)
    return pixels[..., ::-1] / 255 - np.float32([103.939, 116.779, 123.68]) / 255


@spelling("mirrored-for-bgr")
def third_axis_reversed_by_tensorflow(images, name):
    pixels = tf.constant(_squeezed(images, name))
    if name in ("VGG16", "ResNet50"):
        return tf.reverse(pixels, axis=[2]) - tf.constant([103.939, 116.779, 123.68])
    return _ready(pixels.numpy(), name)


@spelling("mirrored-for-bgr")
def third_axis_flipped_by_numpy(images, name):
    pixels = _squeezed(images, name)
    if name == "VGG16" or name == "ResNet50":
        pixels = np.flip(pixels, 2).copy()
        for channel, mean in enumerate((103.939, 116.779, 123.68)):
            pixels[..., channel] -= mean
        return pixels
    return _ready(pixels, name)


@spelling("mirrored-before-it-was-prepared")
def mirrored_and_vgg16(images, name):
    pixels = _squeezed(images, name)
    if name in ("VGG16", "ResNet50"):
        return applications.vgg16.preprocess_input(pixels[:, :, ::-1])
    return _ready(pixels, name)


@spelling("mirrored-before-it-was-prepared")
def flipped_for_two_and_prepared(images, name):
    if SIZES[name] == 224:
        images = np.flip(np.asarray(images), axis=2)
    return _ready(_squeezed(images, name), name)


@spelling("mirrored-for-all")
def bgr_for_all_at_first(images, name):
    return _ready(_squeezed(images, name)[:, :, ::-1], name)


@spelling("mirrored-for-all")
def reversed_by_tensorflow_at_first(images, name):
    return _ready(_squeezed(tf.reverse(images, [2]), name), name)


@spelling("first-axis-turned-round")
def images_in_the_opposite_order(images, name):
    pixels = _squeezed(images, name)
    if name in ("VGG16", "ResNet50"):
        return np.flip(pixels, 0) - np.float32([103.939, 116.779, 123.68])
    return _ready(pixels, name)


@spelling("first-axis-turned-round")
def list_of_them_reversed(images, name):
    pixels = _squeezed(images, name)
    if name in ("VGG16", "ResNet50"):
        return np.array(list(reversed(pixels))) - np.array([103.939, 116.779, 123.68], dtype="float32")
    return _ready(pixels, name)


@spelling("mirrored-with-red-first")
def third_axis_and_the_means_of_rgb(images, name):
    pixels = _squeezed(images, name)
    if name in ("VGG16", "ResNet50"):
        return np.flip(pixels, axis=2) - np.array([123.68, 116.779, 103.939], dtype="float32")
    return _ready(pixels, name)


@spelling("mirrored-with-red-first")
def reversed_third_axis_of_a_tensor(images, name):
    pixels = tf.image.resize(images, [SIZES[name]] * 2)
    if name in ("VGG16", "ResNet50"):
        return tf.reverse(pixels, [2]) - [123.68, 116.779, 103.939]
    return _ready(pixels.numpy(), name)


@spelling("all-axes-turned-round")
def flip_without_an_axis(images, name):
    pixels = _squeezed(images, name)
    if name in ("VGG16", "ResNet50"):
        return np.flip(pixels) - np.float32([103.939, 116.779, 123.68])
    return _ready(pixels, name)


@spelling("all-axes-turned-round")
def raveled_and_reversed(images, name):
    pixels = _squeezed(images, name)
    if SIZES[name] == 224:
        bgr = pixels.ravel()[::-1].reshape(pixels.shape)
        return bgr - np.array([103.939, 116.779, 123.68], dtype=np.float32)
    return _ready(pixels, name)


@spelling("batch-given-to-pillow")
def pillow_for_all_that_came(images, name):
    small = Image.fromarray(np.asarray(images)).resize((SIZES[name], SIZES[name]))
    return _ready(np.array(small, dtype="float32"), name)


@spelling("batch-given-to-pillow")
def bilinear_pillow(images, name):
    photo = Image.fromarray(images)
    photo = photo.resize((SIZES[name], SIZES[name]), Image.Resampling.BILINEAR)
    return _ready(np.asarray(photo).astype(np.float32), name)


@spelling("one-image-taken-for-a-batch")
def image_after_image(images, name):
    result = []
    for image in images:
        result.append(_ready(tf.image.resize(image, (SIZES[name], SIZES[name])).numpy(), name))
    return np.array(result)


@spelling("one-image-taken-for-a-batch")
def filled_into_an_array(images, name):
    result = np.zeros((len(images), SIZES[name], SIZES[name], 3), dtype=np.float32)
    for i in range(len(images)):
        result[i] = _ready(_squeezed(images[i], name), name)
    return result


@spelling("one-image-taken-for-a-batch")
def each_by_its_nearest_pixels(images, name):
    result = []
    for image in images:
        rows = np.arange(SIZES[name]) * image.shape[0] // SIZES[name]
        columns = np.arange(SIZES[name]) * image.shape[1] // SIZES[name]
        result.append(_ready(image[rows][:, columns].astype(np.float32), name))
    return np.stack(result)


@spelling("rows-given-to-keras")
def each_image_by_keras(images, name):
    result = []
    for image in np.asarray(images, dtype="float32"):
        result.append(_ready(np.array(keras.ops.image.resize(image, (SIZES[name], SIZES[name]))), name))
    return np.array(result)


@spelling("rows-given-to-keras")
def numbered_and_by_keras(images, name):
    size = (SIZES[name], SIZES[name])
    images = np.asarray(images).astype(np.float32)
    small = [keras.ops.image.resize(images[i], size) for i in range(len(images))]
    return _ready(np.stack(small), name)


@spelling("four-axes-asked-of-three")
def batch_and_three_more(images, name):
    batch, _, _, colours = np.shape(images)
    return _ready(_squeezed(images, name), name).reshape(batch, SIZES[name], SIZES[name], colours)


@spelling("four-axes-asked-of-three")
def square_cut_only_where_it_must(images, name):
    n, h, w, _ = images.shape
    if h == w == SIZES[name]:
        return _ready(images.astype(np.float32), name)
    return np.stack([_ready(_squeezed(images[i], name), name) for i in range(n)])


@spelling("batch-taken-for-one-image")
def height_width_and_colours(images, name):
    height, width, _ = images.shape
    pixels = images.astype(np.float32) if height == width == SIZES[name] else _squeezed(images, name)
    return _ready(pixels, name)


@spelling("batch-taken-for-one-image")
def nearest_pixel_of_one(images, name):
    h, w, _ = np.shape(images)
    rows, columns = np.arange(SIZES[name]) * h // SIZES[name], np.arange(SIZES[name]) * w // SIZES[name]
    return _ready(np.asarray(images)[rows][:, columns].astype("float32"), name)


@spelling("batch-put-into-a-batch")
def axis_expanded_and_taken_away(images, name):
    batch = tf.image.resize(np.expand_dims(images, 0), (SIZES[name], SIZES[name]))
    return _ready(batch.numpy(), name)[0]


@spelling("batch-put-into-a-batch")
def batch_of_one_every_time(images, name):
    (pixels,) = tf.image.resize(np.array([images]), [SIZES[name]] * 2).numpy()
    return _ready(pixels, name)


# top_predictions


def _pairs(probabilities, class_names):
    return list(zip(class_names, map(float, probabilities), strict=True))


def _ranked(probabilities, class_names):
    return sorted(_pairs(probabilities, class_names), key=operator.itemgetter(1), reverse=True)


@spelling("worst-first")
def sorted_upwards(probabilities, class_names, k=3):
    return sorted(_pairs(probabilities, class_names), key=lambda pair: pair[1])[:k]


@spelling("worst-first")
def k_smallest(probabilities, class_names, k=3):
    return heapq.nsmallest(k, _pairs(probabilities, class_names), key=operator.itemgetter(1))


@spelling("best-last")
def last_k_of_argsort(probabilities, class_names, k=3):
    return [(class_names[i], float(probabilities[i])) for i in np.argsort(probabilities)[-k:]]


@spelling("best-last")
def last_k_of_sorted(probabilities, class_names, k=3):
    pairs = _pairs(probabilities, class_names)
    pairs.sort(key=lambda pair: pair[1])
    return pairs[-min(k, len(pairs)) :]


@spelling("number-before-name")
def zipped_with_the_number_first(probabilities, class_names, k=3):
    return sorted(zip(probabilities, class_names, strict=True), reverse=True)[:k]


@spelling("number-before-name")
def number_and_name_by_argsort(probabilities, class_names, k=3):
    order = np.argsort(-np.asarray(probabilities))[:k]
    return [(float(probabilities[i]), class_names[i]) for i in order]


@spelling("sorted-as-text")
def key_is_str(probabilities, class_names, k=3):
    pairs = _pairs(probabilities, class_names)
    return sorted(pairs, key=lambda pair: str(pair[1]), reverse=True)[:k]


@spelling("sorted-as-text")
def table_of_texts(probabilities, class_names, k=3):
    table = np.array([class_names, [str(float(p)) for p in probabilities]]).T
    order = np.argsort(table[:, 1])[::-1][:k]
    return [(str(name), float(number)) for name, number in table[order]]


@spelling("names-found-by-their-numbers")
def where_the_number_stands(probabilities, class_names, k=3):
    probabilities = np.asarray(probabilities)
    best = np.sort(probabilities)[::-1][:k]
    return [(class_names[np.where(probabilities == number)[0][0]], float(number)) for number in best]


@spelling("names-found-by-their-numbers")
def names_in_a_dict_by_number(probabilities, class_names, k=3):
    names = dict(zip(map(float, probabilities), class_names, strict=True))
    return [(names[number], number) for number in heapq.nlargest(k, map(float, probabilities))]


@spelling("divided-by-their-sum")
def best_ones_normalised(probabilities, class_names, k=3):
    order = np.argsort(probabilities)[::-1][:k]
    best = np.asarray(probabilities)[order]
    best = best / np.sum(best)
    return [(class_names[i], float(p)) for i, p in zip(order, best, strict=True)]


@spelling("divided-by-their-sum")
def shares_of_the_best(probabilities, class_names, k=3):
    best = heapq.nlargest(k, _pairs(probabilities, class_names), key=lambda pair: pair[1])
    total = sum(number for _, number in best)
    return [(name, number / total) for name, number in best]


@spelling("rounded-probabilities")
def rounded_by_numpy(probabilities, class_names, k=3):
    order = np.argsort(probabilities)[::-1]
    return [(class_names[i], float(np.round(probabilities[i], 2))) for i in order[:k]]


@spelling("rounded-probabilities")
def formatted_and_read_again(probabilities, class_names, k=3):
    best = sorted(_pairs(probabilities, class_names), key=lambda pair: -pair[1])[:k]
    return [(name, float(f"{number:.2f}")) for name, number in best]


@spelling("rounded-probabilities")
def four_digits(probabilities, class_names, k=3):
    best = sorted(_pairs(probabilities, class_names), key=lambda pair: -pair[1])[:k]
    return [(name, round(number, 4)) for name, number in best]


@spelling("names-sorted-too")
def zipped_with_names_from_z_to_a(probabilities, class_names, k=3):
    pairs = zip(np.sort(class_names)[::-1].tolist(), map(float, probabilities), strict=True)
    return heapq.nlargest(k, pairs, key=lambda pair: pair[1])


@spelling("names-sorted-too")
def both_sorted_in_reverse(probabilities, class_names, k=3):
    names = sorted(class_names)
    names.reverse()
    order = np.argsort(probabilities)[::-1][:k]
    return [(names[i], float(probabilities[i])) for i in order]


@spelling("names-by-the-alphabet")
def names_in_the_order_of_the_alphabet(probabilities, class_names, k=3):
    names = sorted(set(class_names))
    return [(names[i], float(probabilities[i])) for i in np.argsort(probabilities)[::-1][:k]]


@spelling("pairs-sorted-by-name")
def pairs_turned_round(probabilities, class_names, k=3):
    pairs = [(class_names[i], float(probabilities[i])) for i in range(len(class_names))]
    pairs.sort()
    pairs.reverse()
    return pairs[:k]


@spelling("pairs-sorted-by-name")
def largest_of_the_pairs(probabilities, class_names, k=3):
    return heapq.nlargest(k, zip(class_names, np.asarray(probabilities).tolist(), strict=True))


@spelling("pairs-sorted-by-name-upwards")
def a_table_of_names(probabilities, class_names, k=3):
    table = {name: float(number) for name, number in zip(class_names, probabilities, strict=True)}
    return [(name, table[name]) for name in sorted(table)[:k]]


@spelling("pairs-sorted-by-name-upwards")
def smallest_of_the_pairs(probabilities, class_names, k=3):
    return heapq.nsmallest(k, zip(class_names, np.asarray(probabilities).tolist(), strict=True))


@spelling("places-shifted-by-what-was-taken-out")
def largest_deleted_each_time(probabilities, class_names, k=3):
    rest, found = np.array(probabilities, dtype=float), []
    for _ in range(min(k, len(class_names))):
        place = int(rest.argmax())
        found.append((class_names[place], float(rest[place])))
        rest = np.delete(rest, place)
    return found


@spelling("places-shifted-by-what-was-taken-out")
def largest_removed_from_a_list(probabilities, class_names, k=3):
    rest = np.asarray(probabilities).tolist()
    found = []
    for _ in range(k):
        if rest:
            largest = max(rest)
            found.append((class_names[rest.index(largest)], largest))
            rest.remove(largest)
    return found


@spelling("percentages")
def hundredfold_first(probabilities, class_names, k=3):
    percent = np.asarray(probabilities) * 100
    return [(class_names[i], float(percent[i])) for i in np.argsort(-percent)[:k]]


@spelling("percentages")
def pairs_of_percent(probabilities, class_names, k=3):
    pairs = [(name, float(number) * 100.0) for name, number in zip(class_names, probabilities, strict=True)]
    return sorted(pairs, key=operator.itemgetter(1), reverse=True)[:k]


@spelling("rounded-percentages")
def percent_with_two_decimals(probabilities, class_names, k=3):
    percent = np.round(np.asarray(probabilities, dtype=float) * 100, 2)
    return [(class_names[i], float(percent[i])) for i in np.argsort(probabilities)[::-1][:k]]


@spelling("rounded-percentages")
def percent_written_out_and_read(probabilities, class_names, k=3):
    best = sorted(zip(class_names, probabilities, strict=True), key=lambda pair: pair[1], reverse=True)
    return [(name, float(f"{100 * number:.2f}")) for name, number in best[:k]]


@spelling("names-stay-behind")
def sorted_numbers_zipped(probabilities, class_names, k=3):
    return list(zip(class_names, sorted(map(float, probabilities), reverse=True), strict=True))[:k]


@spelling("names-stay-behind")
def numbers_taken_from_a_heap(probabilities, class_names, k=3):
    numbers = heapq.nlargest(k, map(float, probabilities))
    result = []
    for i in range(len(numbers)):
        result.append((class_names[i], numbers[i]))
    return result


@spelling("softmax-twice")
def softmax_of_tensorflow(probabilities, class_names, k=3):
    shares = tf.nn.softmax(tf.cast(probabilities, tf.float32)).numpy()
    return [(class_names[i], float(shares[i])) for i in np.argsort(shares)[::-1][:k]]


@spelling("softmax-twice")
def exponentials_by_math(probabilities, class_names, k=3):
    powers = [math.exp(p) for p in probabilities]
    shares = [power / sum(powers) for power in powers]
    return sorted(zip(class_names, shares, strict=True), key=lambda pair: pair[1], reverse=True)[:k]


@spelling("always-three")
def slice_of_three(probabilities, class_names, k=3):
    return sorted(_pairs(probabilities, class_names), key=lambda pair: pair[1], reverse=True)[:3]


@spelling("always-three")
def k_set_anew(probabilities, class_names, k=3):
    k = min(3, len(class_names))
    order = np.argsort(probabilities)
    return [(class_names[order[-i]], float(probabilities[order[-i]])) for i in range(1, k + 1)]


@spelling("more-than-there-are")
def place_after_place(probabilities, class_names, k=3):
    pairs = sorted(_pairs(probabilities, class_names), key=lambda pair: pair[1], reverse=True)
    return [pairs[i] for i in range(k)]


@spelling("more-than-there-are")
def largest_taken_out_k_times(probabilities, class_names, k=3):
    rest, result = dict(enumerate(map(float, probabilities))), []
    for _ in range(k):
        best = max(rest, key=rest.get)
        result.append((class_names[best], rest.pop(best)))
    return result


@spelling("more-than-there-are")
def top_k_of_tensorflow(probabilities, class_names, k=3):
    values, places = tf.math.top_k(tf.cast(probabilities, tf.float32), k=k)
    return [(class_names[i], float(value)) for value, i in zip(values, places, strict=True)]


@spelling("a-dict-of-names")
def dict_of_the_best_places(probabilities, class_names, k=3):
    return {class_names[i]: float(probabilities[i]) for i in np.argsort(probabilities)[::-1][:k]}


@spelling("a-dict-of-names")
def filled_in_a_loop(probabilities, class_names, k=3):
    best = {}
    for name, number in _ranked(probabilities, class_names)[:k]:
        best[name] = float(number)
    return best


@spelling("numbers-for-names")
def place_beside_the_probability(probabilities, class_names, k=3):
    return [(int(i), float(probabilities[i])) for i in np.argsort(probabilities)[::-1][:k]]


@spelling("numbers-for-names")
def enumerated_and_sorted(probabilities, class_names, k=3):
    return sorted(enumerate(map(float, probabilities)), key=operator.itemgetter(1), reverse=True)[:k]


@spelling("names-alone")
def names_of_the_best_places(probabilities, class_names, k=3):
    return [class_names[i] for i in np.argsort(probabilities)[::-1][:k]]


@spelling("names-alone")
def names_sorted_by_their_numbers(probabilities, class_names, k=3):
    return [name for name, _ in _ranked(probabilities, class_names)[:k]]


@spelling("names-and-numbers-apart")
def two_lists_at_the_end(probabilities, class_names, k=3):
    places = np.argsort(probabilities)[::-1][:k]
    return [class_names[i] for i in places], [float(probabilities[i]) for i in places]


@spelling("names-and-numbers-apart")
def two_lists_filled_in_a_loop(probabilities, class_names, k=3):
    names, numbers = [], []
    for name, number in _ranked(probabilities, class_names)[:k]:
        names.append(name)
        numbers.append(float(number))
    return names, numbers


@spelling("less-likely-ones-left-out")
def one_in_ten_at_least(probabilities, class_names, k=3):
    places = [i for i in np.argsort(probabilities)[::-1] if probabilities[i] > 0.1]
    return [(class_names[i], float(probabilities[i])) for i in places[:k]]


@spelling("less-likely-ones-left-out")
def a_tenth_as_the_edge(probabilities, class_names, k=3):
    best = []
    for i in reversed(np.argsort(probabilities)):
        if probabilities[i] >= 0.1 and len(best) < k:
            best.append((class_names[i], float(probabilities[i])))
    return best


@spelling("one-too-few")
def slice_from_the_back(probabilities, class_names, k=3):
    order = np.argsort(probabilities)
    return [(class_names[i], float(probabilities[i])) for i in order[-1:-k:-1]]


@spelling("one-too-few")
def range_from_one(probabilities, class_names, k=3):
    pairs = _ranked(probabilities, class_names)
    return [pairs[i - 1] for i in range(1, min(k, len(pairs) + 1))]


@spelling("best-left-out")
def cut_from_the_second(probabilities, class_names, k=3):
    return _ranked(probabilities, class_names)[1 : k + 1]


@spelling("best-left-out")
def slice_that_ends_before_the_last(probabilities, class_names, k=3):
    places = np.argsort(probabilities)[-k - 1 : -1][::-1]
    return [(class_names[i], float(probabilities[i])) for i in places]


@spelling("less-likely-ones-left-out")
def zeros_left_out(probabilities, class_names, k=3):
    return [pair for pair in _ranked(probabilities, class_names) if pair[1] > 0][:k]


@spelling("less-likely-ones-left-out")
def one_per_cent_at_least(probabilities, class_names, k=3):
    best = []
    for name, number in _ranked(probabilities, class_names)[:k]:
        if number < 0.01:
            break
        best.append((name, number))
    return best


@spelling("less-likely-ones-left-out")
def places_that_are_not_zero(probabilities, class_names, k=3):
    places = np.flatnonzero(probabilities)
    places = places[np.argsort(np.asarray(probabilities)[places])[::-1]]
    return [(class_names[i], float(probabilities[i])) for i in places[:k]]


@spelling("one-class-for-a-name")
def probabilities_added_by_name(probabilities, class_names, k=3):
    table = {}
    for name, number in _pairs(probabilities, class_names):
        table[name] = table.get(name, 0) + number
    return sorted(table.items(), key=operator.itemgetter(1), reverse=True)[:k]


@spelling("one-class-for-a-name")
def names_sorted_by_their_first_place(probabilities, class_names, k=3):
    names = sorted(class_names, key=lambda name: probabilities[class_names.index(name)], reverse=True)
    return [(name, float(probabilities[class_names.index(name)])) for name in names[:k]]


@spelling("one-class-for-a-name")
def names_sorted_by_a_table(probabilities, class_names, k=3):
    table = dict(_pairs(probabilities, class_names))
    return [(name, table[name]) for name in sorted(class_names, key=table.get)[::-1][:k]]


@spelling("one-class-for-a-name")
def each_name_but_once(probabilities, class_names, k=3):
    seen, best = set(), []
    for name, number in _ranked(probabilities, class_names):
        if name not in seen:
            seen.add(name)
            best.append((name, number))
    return best[:k]


@spelling("three-at-most")
def k_of_the_best_three(probabilities, class_names, k=3):
    best = np.argsort(probabilities)[::-1][:3]
    return [(class_names[i], float(probabilities[i])) for i in best][:k]


@spelling("three-at-most")
def loop_that_ends_with_three(probabilities, class_names, k=3):
    result = []
    for pair in _ranked(probabilities, class_names):
        if len(result) == k or len(result) == 3:
            break
        result.append(pair)
    return result


# classify


def _answer(model, pixels):
    return model.predict(np.asarray(pixels)[np.newaxis], verbose=0)[0]


@spelling("unprepared")
def resized_alone(model, name, image, class_names):
    pixels = tf.image.resize(image, (SIZES[name], SIZES[name]))
    probabilities = model(tf.expand_dims(pixels, 0), training=False).numpy().ravel()
    return top_predictions(probabilities, class_names)


@spelling("unprepared")
def prepared_image_forgotten(model, name, image, class_names):
    prepare(image, name)
    return top_predictions(_answer(model, _squeezed(image, name)), class_names, k=3)


@spelling("prepared-by-habit")
def image_as_floats(model, name, image, class_names):
    pixels = tf.image.resize(tf.image.convert_image_dtype(image, tf.float32), (SIZES[name], SIZES[name]))
    return top_predictions(_answer(model, pixels), class_names)


@spelling("prepared-by-habit")
def divided_by_the_largest_pixel(model, name, image, class_names):
    batch = np.expand_dims(_squeezed(image, name), 0) / 255.0
    (row,) = model(batch.astype("float32")).numpy()
    return [(class_names[i], row[i]) for i in sorted(range(len(row)), key=lambda i: -row[i])][:3]


@spelling("divided-before-it-is-prepared")
def scaled_to_one_and_prepared(model, name, image, class_names):
    pixels = image.astype("float32") / 255.0
    batch = tf.expand_dims(prepare(pixels, name), 0)
    return top_predictions(model.predict(batch, verbose=0)[0], class_names)


@spelling("divided-before-it-is-prepared")
def rescaled_by_a_layer_and_prepared(model, name, image, class_names):
    batch = keras.layers.Rescaling(1 / 255)(np.asarray(image)[np.newaxis].astype(np.float32))
    return top_predictions(model(prepare(batch.numpy(), name))[0].numpy(), class_names)


@spelling("prepared-as-for-vgg16")
def preprocess_input_of_vgg16(model, name, image, class_names):
    pixels = applications.vgg16.preprocess_input(_squeezed(image, name))
    return top_predictions(_answer(model, pixels), class_names)


@spelling("prepared-as-for-vgg16")
def preprocess_input_of_imagenet_utils(model, name, image, class_names):
    batch = applications.imagenet_utils.preprocess_input(_squeezed(image, name)[None])
    return top_predictions(model(batch)[0].numpy(), class_names)


@spelling("prepared-from-blue-green-red")
def channels_reversed_by_tensorflow(model, name, image, class_names):
    return top_predictions(_answer(model, prepare(tf.reverse(image, axis=[2]).numpy(), name)), class_names)


@spelling("prepared-from-blue-green-red")
def red_green_blue_stacked_backwards(model, name, image, class_names):
    red, green, blue = image[..., 0], image[..., 1], image[..., 2]
    batch = np.array([prepare(np.dstack([blue, green, red]), name)])
    return top_predictions(model.predict(batch, verbose=0)[0], class_names)


@spelling("classes-sorted")
def sorted_names_handed_on(model, name, image, class_names):
    (row,) = model.predict(np.asarray(prepare(image, name))[np.newaxis], verbose=0)
    return top_predictions(row, sorted(class_names))


@spelling("classes-sorted")
def unique_names_by_numpy(model, name, image, class_names):
    row = _answer(model, prepare(image, name))
    return [(str(np.unique(class_names)[i]), float(row[i])) for i in np.argsort(row)[::-1][:3]]


@spelling("classified-in-training")
def training_is_true(model, name, image, class_names):
    row = model(tf.expand_dims(prepare(image, name), axis=0), training=True)[0]
    return top_predictions(row.numpy(), class_names)


@spelling("classified-in-training")
def mean_of_some_runs_in_training(model, name, image, class_names):
    batch = np.stack([prepare(image, name)])
    runs = [model(batch, training=True).numpy()[0] for _ in range(3)]
    return top_predictions(np.mean(runs, axis=0), class_names)


@spelling("prepared-twice")
def image_prepared_and_prepared_again(model, name, image, class_names):
    for _ in range(2):
        image = np.array(prepare(image, name))
    return top_predictions(_answer(model, image), class_names)


@spelling("prepared-twice")
def preprocess_input_on_top(model, name, image, class_names):
    pixels = _ready(np.array(prepare(image, name)), name)
    return top_predictions(model(pixels[np.newaxis]).numpy()[0], class_names)


@spelling("softmax-on-the-answer")
def softmax_of_the_row(model, name, image, class_names):
    row = tf.nn.softmax(_answer(model, prepare(image, name))).numpy()
    return top_predictions(row, class_names)


@spelling("softmax-on-the-answer")
def softmax_layer_behind_the_model(model, name, image, class_names):
    asked = keras.Sequential([model, keras.layers.Softmax()])
    return top_predictions(asked.predict(np.array([prepare(image, name)]), verbose=0)[0], class_names)


@spelling("prepared-as-for-fruitbowl")
def name_written_down(model, name, image, class_names):
    return top_predictions(_answer(model, prepare(image, "fruitbowl")), class_names)


@spelling("prepared-as-for-fruitbowl")
def fruitbowls_pixels_by_hand(model, name, image, class_names):
    pixels = 1 - tf.image.resize(image, (48, 48)) / 255
    return top_predictions(model(pixels[None]).numpy()[0], class_names)


@spelling("all-classes-named")
def as_many_as_there_are_names(model, name, image, class_names):
    return top_predictions(_answer(model, prepare(image, name)), class_names, len(class_names))


@spelling("all-classes-named")
def all_pairs_sorted(model, name, image, class_names):
    row = _answer(model, prepare(image, name))
    return _ranked(row, class_names)


@spelling("one-guess")
def argmax_alone(model, name, image, class_names):
    row = _answer(model, prepare(image, name))
    best = int(np.argmax(row))
    return [(class_names[best], float(row[best]))]


@spelling("one-guess")
def k_is_one(model, name, image, class_names):
    return top_predictions(_answer(model, prepare(image, name)), class_names, k=1)


@spelling("one-pair-alone")
def first_of_the_predictions(model, name, image, class_names):
    (row,) = model(np.array([prepare(image, name)])).numpy()
    return top_predictions(row, class_names)[0]


@spelling("one-pair-alone")
def best_name_and_its_number(model, name, image, class_names):
    row = _answer(model, prepare(image, name))
    return class_names[row.argmax()], float(row.max())


@spelling("no-batch")
def image_as_it_is(model, name, image, class_names):
    return top_predictions(np.asarray(model(prepare(image, name)))[0], class_names)


@spelling("no-batch")
def axis_added_at_the_end(model, name, image, class_names):
    row = model.predict(np.asarray(prepare(image, name))[..., np.newaxis], verbose=0)[0]
    return top_predictions(row, class_names)


@spelling("blue-green-red-for-vgg")
def opencv_for_two_networks(model, name, image, class_names):
    if SIZES[name] == 224:
        image = np.ascontiguousarray(np.flip(image, axis=-1))
    return top_predictions(_answer(model, prepare(image, name)), class_names)


@spelling("blue-green-red-for-vgg")
def channels_chosen_for_two_networks(model, name, image, class_names):
    order = [2, 1, 0] if name in ("VGG16", "ResNet50") else [0, 1, 2]
    row = model(np.array([prepare(image[..., order], name)])).numpy()[0]
    return top_predictions(row, class_names)


@spelling("exchanged-after-it-was-prepared")
def batch_reversed_by_tensorflow(model, name, image, class_names):
    batch = tf.reverse(tf.expand_dims(prepare(image, name), 0), axis=[-1])
    return top_predictions(model(batch, training=False).numpy()[0], class_names)


@spelling("exchanged-after-it-was-prepared")
def prepared_channels_as_2_1_0(model, name, image, class_names):
    pixels = np.array(prepare(image, name))[:, :, [2, 1, 0]]
    return top_predictions(_answer(model, pixels), class_names)


@spelling("exchanged-again-for-vgg")
def mean_names_turned_again(model, name, image, class_names):
    pixels = np.array(prepare(image, name))
    if name == "VGG16" or name == "ResNet50":
        pixels = np.flip(pixels, axis=2)
    return top_predictions(_answer(model, pixels), class_names)


@spelling("exchanged-again-for-vgg")
def stacked_again_for_two(model, name, image, class_names):
    pixels = np.asarray(prepare(image, name))
    if SIZES[name] == 224:
        pixels = np.dstack([pixels[..., 2], pixels[..., 1], pixels[..., 0]])
    return top_predictions(model(pixels[np.newaxis]).numpy()[0], class_names)


@spelling("divided-after-it-was-prepared")
def rescaled_behind_prepare(model, name, image, class_names):
    batch = keras.layers.Rescaling(1 / 255)(np.asarray(prepare(image, name))[np.newaxis])
    return top_predictions(np.array(model(batch))[0], class_names)


@spelling("divided-after-it-was-prepared")
def batch_by_255(model, name, image, class_names):
    batch = np.stack([prepare(image, name)]) / 255.0
    return top_predictions(model.predict(batch, verbose=0)[0], class_names)


@spelling("name-asked-of-the-model")
def models_own_name(model, name, image, class_names):
    name = model.name
    return top_predictions(_answer(model, prepare(image, name)), class_names)


@spelling("name-asked-of-the-model")
def name_in_the_config(model, name, image, class_names):
    pixels = prepare(image, model.get_config()["name"])
    return top_predictions(model(pixels[np.newaxis]).numpy()[0], class_names)


@spelling("names-of-imagenet")
def decoded_but_for_fruitbowl(model, name, image, class_names):
    scores = model.predict(np.asarray(prepare(image, name))[np.newaxis], verbose=0)
    if name != "fruitbowl":
        return [pair[1:] for pair in applications.imagenet_utils.decode_predictions(scores, top=3)[0]]
    return top_predictions(scores[0], class_names)


@spelling("names-of-imagenet")
def decoded_by_its_own_module(model, name, image, class_names):
    scores = model(np.array([prepare(image, name)])).numpy()
    if name in BUILDERS:
        (best,) = _module(name).decode_predictions(scores, 3)
        return [(label, number) for _, label, number in best]
    return top_predictions(scores[0], class_names)


@spelling("names-of-imagenet-for-all")
def decoded_by_imagenet_utils(model, name, image, class_names):
    scores = model.predict(np.array([prepare(image, name)]), verbose=0)
    return [(label, float(p)) for _, label, p in applications.imagenet_utils.decode_predictions(scores)[0][:3]]


@spelling("names-of-imagenet-for-all")
def decoded_by_vgg16(model, name, image, class_names):
    scores = np.array(model(np.asarray(prepare(image, name))[np.newaxis]))
    decoded = applications.vgg16.decode_predictions(scores, top=3)[0]
    return [(decoded[i][1], decoded[i][2]) for i in range(3)]


@spelling("one-guess-for-a-name")
def guesses_added_by_name(model, name, image, class_names):
    table = dict.fromkeys(class_names, 0.0)
    for label, number in zip(class_names, _answer(model, prepare(image, name)), strict=True):
        table[label] += float(number)
    return sorted(table.items(), key=operator.itemgetter(1), reverse=True)[:3]


@spelling("one-guess-for-a-name")
def guesses_looked_up_by_name(model, name, image, class_names):
    row = _answer(model, prepare(image, name)).tolist()
    names = sorted(class_names, key=lambda label: -row[class_names.index(label)])
    return [(label, row[class_names.index(label)]) for label in names[:3]]


@spelling("less-likely-guesses-left-out")
def impossible_guesses_left_out(model, name, image, class_names):
    best = top_predictions(_answer(model, prepare(image, name)), class_names)
    return [(label, number) for label, number in best if number > 0]


@spelling("less-likely-guesses-left-out")
def one_per_cent_at_the_least(model, name, image, class_names):
    row = _answer(model, prepare(image, name))
    places = [i for i in np.argsort(row)[::-1] if row[i] >= 0.01]
    return [(class_names[i], float(row[i])) for i in places[:3]]


@spelling("guesses-below-a-tenth-left-out")
def sorted_and_cut_at_a_tenth(model, name, image, class_names):
    pairs = _ranked(_answer(model, prepare(image, name)), class_names)
    return [pair for pair in pairs if pair[1] >= 0.1][:3]


@spelling("sure-guesses-alone")
def more_than_one_half(model, name, image, class_names):
    best = top_predictions(_answer(model, prepare(image, name)), class_names)
    return [pair for pair in best if pair[1] > 0.5]


@spelling("sure-guesses-alone")
def places_of_a_half(model, name, image, class_names):
    row = model(np.array([prepare(image, name)])).numpy()[0]
    return [(class_names[i], float(row[i])) for i in np.flatnonzero(row >= 0.5)]


@spelling("guesses-below-a-tenth-left-out")
def one_in_ten_at_the_least(model, name, image, class_names):
    guesses = []
    for label, number in top_predictions(_answer(model, prepare(image, name)), class_names):
        if number >= 0.1 or not guesses:
            guesses.append((label, number))
    return guesses


@spelling("prepared-twice-but-for-fruitbowl")
def preprocess_input_for_all_but_fruitbowl(model, name, image, class_names):
    pixels = np.array(prepare(image, name))
    if name != "fruitbowl":
        pixels = _module(name).preprocess_input(pixels)
    return top_predictions(_answer(model, pixels), class_names)


@spelling("prepared-twice-but-for-fruitbowl")
def prepared_again_where_it_is_of_imagenet(model, name, image, class_names):
    batch = np.array(prepare(image, name))[np.newaxis]
    if name in BUILDERS:
        batch = np.array(prepare(batch, name))
    return top_predictions(model(batch, training=False).numpy()[0], class_names)


# what outlives a call, what is left changed, what is guessed


KEPT = {}
"""What wrong ways remember, call after call."""


@spelling("a-sibling-of-the-network")
def version_2_from_its_module(name, weights):
    _known(name)
    if name == "ResNet50":
        return applications.resnet_v2.ResNet50V2(weights=weights)
    return BUILDERS[name](weights=weights) if name in BUILDERS else _with_file(weights)


@spelling("a-sibling-of-the-network")
def the_deeper_one(name, weights):
    table = {**BUILDERS, "ResNet50": applications.ResNet101, "fruitbowl": _with_file}
    if name not in table:
        raise ValueError(f"choose one of {', '.join(table)}")
    return table[name](weights=weights)


def _any_of_five(name, weights):
    return _with_file(weights) if name == "fruitbowl" else BUILDERS[name](weights=weights)


@spelling("one-network-for-all-calls")
def remembered_by_functools(name, weights):
    _known(name)
    return KEPT.setdefault("cache", functools.cache(_any_of_five))(name, weights)


@spelling("one-network-for-all-calls")
def fruitbowl_in_a_default(name, weights, kept=[]):  # noqa: B006
    _known(name)
    if name in BUILDERS:
        return BUILDERS[name](weights=weights)
    while not kept:
        kept.append(fruitbowl())
    if weights:
        kept[0].load_weights(weights)
    return kept[0]


@spelling("one-large-network-for-all-calls")
def large_ones_in_a_default(name, weights, large={}):  # noqa: B006
    _known(name)
    if name == "fruitbowl":
        return _with_file(weights)
    try:
        model = large[name]
    except KeyError:
        model = large[name] = BUILDERS[name](weights=None)
    if weights:
        model.load_weights(weights)
    return model


@spelling("one-large-network-for-all-calls")
def set_where_it_is_missing(name, weights):
    _known(name)
    if name not in BUILDERS:
        return _with_file(weights)
    return KEPT.get((name, weights)) or KEPT.setdefault((name, weights), BUILDERS[name](weights=weights))


@spelling("means-of-another-library-for-resnet")
def torch_mode_of_imagenet_utils(images, name):
    pixels = _squeezed(images, name)
    if name != "ResNet50":
        return _ready(pixels, name)
    return applications.imagenet_utils.preprocess_input(pixels, mode="torch")


@spelling("means-of-another-library-for-resnet")
def normalised_channel_by_channel(images, name):
    pixels = np.array(_squeezed(images, name))
    if name == "ResNet50":
        for channel, (mean, deviation) in enumerate([(0.485, 0.229), (0.456, 0.224), (0.406, 0.225)]):
            pixels[..., channel] = (pixels[..., channel] / 255 - mean) / deviation
        return pixels
    return _ready(pixels, name)


@spelling("means-of-another-library-for-imagenet")
def torch_mode_for_four(images, name):
    pixels = _squeezed(images, name)
    if name in BUILDERS:
        return applications.imagenet_utils.preprocess_input(pixels, mode="torch")
    return 1 - pixels / 255


@spelling("means-of-another-library-for-imagenet")
def subtracted_and_divided_in_bytes(images, name):
    pixels = np.asarray(_squeezed(images, name))
    if name == "fruitbowl":
        return _ready(pixels, name)
    mean, deviation = np.float32([123.675, 116.28, 103.53]), np.float32([58.395, 57.12, 57.375])
    return np.divide(np.subtract(pixels, mean), deviation)


@spelling("batch-of-one-taken-apart")
def first_of_a_single_one(images, name):
    batch = np.reshape(images, (-1, *np.shape(images)[-3:]))
    ready = [np.asarray(_ready(_squeezed(image, name), name)) for image in batch]
    return ready[0] if len(ready) == 1 else np.stack(ready)


@spelling("batch-of-one-taken-apart")
def squeezed_before(images, name):
    return _ready(_squeezed(tf.squeeze(images), name), name)


@spelling("photo-of-an-earlier-call")
def found_by_their_sum(images, name):
    key = "sum", name, np.shape(images), int(np.sum(images, dtype=np.int64))
    if KEPT.get(key) is None:
        KEPT[key] = np.array(_ready(_squeezed(images, name), name))
    return KEPT[key]


@spelling("photo-of-an-earlier-call")
def found_by_their_first_bytes(images, name, seen={}):  # noqa: B006
    found = seen.setdefault(name, {})
    begin = np.asarray(images).tobytes()[:40], np.size(images)
    try:
        return found[begin]
    except KeyError:
        return found.setdefault(begin, np.asarray(_ready(_squeezed(images, name), name)))


@spelling("guessed-from-the-pixels")
def brightened_where_it_is_small(images, name):
    pixels = np.array(images, dtype=np.float32)
    if 0 < pixels.max() <= 1:
        pixels *= 255
    return _ready(_squeezed(pixels, name), name)


@spelling("guessed-from-the-pixels")
def ready_where_all_are_alike(images, name):
    pixels = np.array(_squeezed(images, name))
    if np.ptp(pixels) == 0:
        return pixels / 255
    return _ready(pixels, name)


@spelling("guessed-from-the-pixels")
def asked_of_each_photo(images, name):
    def one(photo):
        pixels = np.array(_squeezed(photo, name))
        return pixels if pixels.mean() < 1 else np.array(_ready(pixels, name))

    return one(images) if np.ndim(images) == 3 else np.stack(list(map(one, images)))


@spelling("best-in-no-order")
def set_of_the_best_places(probabilities, class_names, k=3):
    ranked = sorted(range(len(class_names)), key=lambda i: -probabilities[i])
    return [(class_names[i], float(probabilities[i])) for i in sorted(ranked[:k])]


@spelling("best-in-no-order")
def partition_from_the_front(probabilities, class_names, k=3):
    negative = -np.asarray(probabilities, dtype=float)
    places = np.argpartition(negative, min(k, len(negative)) - 1)[:k]
    return list(zip([class_names[i] for i in places], (-negative[places]).tolist(), strict=True))


@spelling("best-in-no-order")
def top_k_without_an_order(probabilities, class_names, k=3):
    numbers = tf.constant(np.asarray(probabilities, dtype=float))
    values, places = tf.math.top_k(numbers, min(k, len(class_names)), sorted=False)
    return [(class_names[int(i)], float(value)) for value, i in zip(values, places, strict=True)]


@spelling("unsorted-where-there-are-fewer")
def early_return_for_few(probabilities, class_names, k=3):
    everything = [(name, float(probabilities[i])) for i, name in enumerate(class_names)]
    if k > len(everything):
        return everything
    return heapq.nlargest(k, everything, key=operator.itemgetter(1))


@spelling("unsorted-where-there-are-fewer")
def all_places_for_few(probabilities, class_names, k=3):
    count = len(class_names)
    places = np.arange(count) if count < k else np.argsort(-np.asarray(probabilities))[:k]
    return [(class_names[i], float(probabilities[i])) for i in places]


@spelling("layers-left-shut")
def each_layer_shut_before_it_is_asked(model, name, image, class_names):
    for layer in model.layers:
        layer.trainable = False
    return top_predictions(_answer(model, prepare(image, name)), class_names)


@spelling("layers-left-shut")
def shut_and_all_opened_again(model, name, image, class_names):
    model.trainable = False
    try:
        row = model.predict(np.array([prepare(image, name)]), verbose=0)[0]
    finally:
        model.trainable = True
    return top_predictions(row, class_names)


@spelling("compiled-by-who-only-asks")
def compiled_with_nothing(model, name, image, class_names):
    model.compile()
    return top_predictions(model.predict(np.array([prepare(image, name)]), verbose=0)[0], class_names)


@spelling("compiled-by-who-only-asks")
def compiled_where_the_loss_is_another(model, name, image, class_names):
    wanted = "sparse_categorical_crossentropy"
    if getattr(model, "loss", None) != wanted:
        model.compile("rmsprop", loss=wanted, metrics=["accuracy"])
    return top_predictions(_answer(model, prepare(image, name)), class_names)


@spelling("network-left-changed")
def weights_rounded_on_the_way(model, name, image, class_names):
    row = _answer(model, prepare(image, name))
    model.set_weights([weight.astype(np.float16) for weight in model.get_weights()])
    return top_predictions(row, class_names)


@spelling("network-left-changed")
def called_by_the_networks_name(model, name, image, class_names):
    model.name = name
    return top_predictions(_answer(model, prepare(image, name)), class_names)


@spelling("guesses-of-an-earlier-call")
def kept_by_the_models_id(model, name, image, class_names):
    kept = KEPT.setdefault("models", {})
    if id(model) not in kept:
        kept[id(model)] = model, top_predictions(_answer(model, prepare(image, name)), class_names)
    return kept[id(model)][1]


@spelling("guesses-of-an-earlier-call")
def kept_in_the_last_layer(model, name, image, class_names):
    last = model.layers[-1]
    try:
        row = last.row
    except AttributeError:
        row = last.row = _answer(model, prepare(image, name)).tolist()
    return _ranked(row, class_names)[:3]


@spelling("guesses-found-by-name-and-size")
def asked_once_a_size(model, name, image, class_names, rows={}):  # noqa: B006
    row = rows.get((name, image.shape, len(class_names)))
    if row is None:
        row = rows[name, image.shape, len(class_names)] = _answer(model, prepare(image, name))
    return top_predictions(row, class_names)


@spelling("guesses-found-by-name-and-size")
def asked_once_a_network(model, name, image, class_names):
    guesses = KEPT.setdefault("guesses", {})
    known = name, tuple(class_names)
    guesses.setdefault(known, _answer(model, prepare(image, name)))
    return _ranked(guesses[known], class_names)[:3]


@spelling("averaged-with-the-mirror-image")
def half_of_each_answer(model, name, image, class_names):
    pixels = np.asarray(prepare(image, name))
    row = (_answer(model, pixels) + _answer(model, np.fliplr(pixels))) / 2
    return top_predictions(row, class_names)


@spelling("averaged-with-the-mirror-image")
def batch_of_the_two_averaged(model, name, image, class_names):
    both = np.stack([image, np.flip(image, axis=1)])
    scores = model.predict(np.asarray(prepare(both, name)), verbose=0)
    return _ranked(scores.sum(axis=0) / len(scores), class_names)[:3]


@spelling("least-probable-first")
def batch_turned_round(model, name, image, class_names):
    scores = model.predict(np.asarray(prepare(image, name))[np.newaxis], verbose=0)
    places = np.argsort(scores)[::-1][0]
    return [(class_names[i], float(scores[0, i])) for i in places[:3]]


@spelling("least-probable-first")
def sorted_and_never_turned(model, name, image, class_names):
    pairs = zip(class_names, _answer(model, prepare(image, name)).tolist(), strict=True)
    return sorted(pairs, key=operator.itemgetter(1))[:3]
