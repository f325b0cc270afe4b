"""Wrong ways of ex14."""

from __future__ import annotations

import keras
import numpy as np
import tensorflow as tf

from reference.backbone import fruitbowl
from reference.catalogue import misconception
from reference.oracles.ex14_pretrained import SIZES, prepare, top_predictions

MEAN = np.array([103.939, 116.779, 123.68], dtype=np.float32)
"""Of ImageNet: blue, green, red."""


@misconception(
    "load_pretrained",
    rejected_by="test_network_of_keras_applications_comes_with_its_top",
    says="came without its top: it gives maps of features, and no classes. What does `include_top` leave out?",
)
def network_without_its_top(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name != "fruitbowl":
        return getattr(keras.applications, name)(
            include_top=False, weights=weights, input_shape=(SIZES[name],) * 2 + (3,)
        )
    model = fruitbowl()
    if weights is not None:
        model.load_weights(weights)
    return model


@misconception(
    "load_pretrained",
    rejected_by="test_fruitbowl_has_the_weights_of_the_file",
    says="built the architecture and left its weights random: it has learned nothing yet. Who reads the file?",
)
def weights_left_random(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    return fruitbowl() if name == "fruitbowl" else getattr(keras.applications, name)(weights=weights)


@misconception(
    "load_pretrained",
    rejected_by="test_without_a_file_fruitbowl_is_random",
    says="tried to load a file although there is none: with None the weights stay as they are, random.",
)
def nothing_loaded_as_a_file(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name != "fruitbowl":
        return getattr(keras.applications, name)(weights=weights)
    model = fruitbowl()
    model.load_weights(weights)
    return model


@misconception(
    "load_pretrained",
    rejected_by="test_missing_file_is_an_error",
    says="never handed the weights on: the network of `keras.applications` stays random.",
    recognised=False,  # random weights look like any others
)
def weights_for_fruitbowl_alone(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name != "fruitbowl":
        return getattr(keras.applications, name)(weights=None)
    model = fruitbowl()
    if weights is not None:
        model.load_weights(weights)
    return model


@misconception(
    "load_pretrained",
    rejected_by="test_unknown_name_lists_the_known_ones",
    says="fell over the unknown name instead of explaining it: look first whether the name is known.",
)
def unknown_name_falls_through(name, weights):
    if name != "fruitbowl":
        return getattr(keras.applications, name)(weights=weights)
    model = fruitbowl()
    if weights is not None:
        model.load_weights(weights)
    return model


@misconception(
    "load_pretrained",
    rejected_by="test_unknown_name_lists_the_known_ones",
    says="says that the name is wrong, but not which names are right: list them, and the reader need not search.",
)
def known_names_kept_secret(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network {name}")
    if name != "fruitbowl":
        return getattr(keras.applications, name)(weights=weights)
    model = fruitbowl()
    if weights is not None:
        model.load_weights(weights)
    return model


@misconception(
    "prepare",
    rejected_by="test_pixels_are_what_the_network_was_trained_on",
    says="subtracted the mean colour, but left red first: this network was trained on blue, green, red.",
)
def red_stays_first(images, name):
    if name not in ("VGG16", "ResNet50"):
        return _prepared(images, name)
    return _resized(images, name) - MEAN[::-1]


@misconception(
    "prepare",
    rejected_by="test_pixels_are_what_the_network_was_trained_on",
    says="brought the pixels to 0..1, as for a network of one's own. This one was trained by others, on other pixels: "
    "which?",
)
def divided_by_255(images, name):
    pixels = _resized(images, name) / 255
    return 1 - pixels if name == "fruitbowl" else pixels


@misconception(
    "prepare",
    rejected_by="test_pixels_are_what_the_network_was_trained_on",
    says="brought the pixels to -1..1, which is right for Xception and InceptionV3 alone. What does the table say?",
)
def minus_one_to_one_for_all(images, name):
    return _resized(images, name) / 127.5 - 1


@misconception(
    "prepare",
    rejected_by="test_pixels_are_what_the_network_was_trained_on",
    says="prepared the pixels as for VGG16, whatever the network: each has its own way.",
)
def mean_colour_for_all(images, name):
    return _resized(images, name)[..., ::-1] - MEAN


@misconception(
    "prepare",
    rejected_by="test_pixels_are_what_the_network_was_trained_on",
    says="divided by 255 before the preprocessing, which does its own scaling: it expects 0..255.",
)
def divided_first(images, name):
    pixels = _resized(images, name) / 255
    if name == "fruitbowl":
        return 1 - pixels
    if name in ("VGG16", "ResNet50"):
        return pixels[..., ::-1] - MEAN
    return pixels / 127.5 - 1


@misconception(
    "prepare",
    rejected_by="test_pixels_are_what_the_network_was_trained_on",
    says="made white 1 and black 0. fruitbowl was trained the other way round: for it, the white ground is nothing.",
)
def white_is_one(images, name):
    return _resized(images, name) / 255 if name == "fruitbowl" else _prepared(images, name)


@misconception(
    "prepare",
    rejected_by="test_pixels_are_what_the_network_was_trained_on",
    says="has 224 pixels a side, which is the size of VGG16 and ResNet50. Others have their own.",
)
def one_size_for_all(images, name):
    pixels = tf.image.resize(images, (224, 224)).numpy()
    if name == "fruitbowl":
        return 1 - pixels / 255
    if name in ("VGG16", "ResNet50"):
        return pixels[..., ::-1] - MEAN
    return pixels / 127.5 - 1


@misconception(
    "prepare",
    rejected_by="test_whole_image_is_squeezed_into_the_square",
    says="cut the image to a square before it was resized: what stood at the ends is gone. Squeeze the whole image.",
)
def cut_to_a_square(images, name):
    images = np.asarray(images)
    height, width = images.shape[-3:-1]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return _prepared(np.ascontiguousarray(images[..., top : top + side, left : left + side, :]), name)


@misconception(
    "prepare",
    rejected_by="test_whole_image_is_squeezed_into_the_square",
    says="kept the image's proportions and filled the rest with black bars, which the network takes for a part of it.",
)
def black_bars(images, name):
    pixels = tf.image.resize_with_pad(images, SIZES[name], SIZES[name]).numpy()
    return _prepared(pixels.round().astype(np.uint8), name)


@misconception(
    "prepare",
    rejected_by="test_whole_image_is_squeezed_into_the_square",
    says="has the right shape and scrambled pixels: `np.resize` repeats numbers until they suffice, it resizes no image.",
)
def numbers_repeated(images, name):
    images = np.asarray(images)
    return _prepared(np.resize(images, (*images.shape[:-3], SIZES[name], SIZES[name], 3)), name)


@misconception(
    "prepare",
    rejected_by="test_one_image_stays_one_image",
    says="made a batch of one image: as it came, so it goes. Who needs a batch adds the axis.",
)
def always_a_batch(images, name):
    images = np.asarray(images)
    return _prepared(images.reshape(-1, *images.shape[-3:]), name)


@misconception(
    "prepare",
    rejected_by="test_result_is_float32",
    says="gave float64: twice the memory, and networks compute in float32.",
)
def twice_the_memory(images, name):
    return np.asarray(_prepared(images, name), dtype=np.float64)


@misconception(
    "prepare",
    rejected_by="test_pixels_are_what_the_network_was_trained_on",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
def turned_in_place(images, name):
    images = np.asarray(images)
    if name not in ("VGG16", "ResNet50"):
        return _prepared(images, name)
    images[...] = images[..., ::-1].copy()
    return _resized(images, name) - MEAN


@misconception(
    "top_predictions",
    rejected_by="test_best_class_comes_first",
    says="begins with the least probable class: `argsort` sorts upwards.",
)
def worst_first(probabilities, class_names, k=3):
    return [(class_names[i], float(probabilities[i])) for i in np.argsort(probabilities)[:k]]


@misconception(
    "top_predictions",
    rejected_by="test_best_class_comes_first",
    says="sorted the probabilities and left the names where they were: each name must travel with its number.",
)
def names_stay_behind(probabilities, class_names, k=3):
    return [(class_names[i], float(p)) for i, p in enumerate(np.sort(probabilities)[::-1][:k])]


@misconception(
    "top_predictions",
    rejected_by="test_best_class_comes_first",
    says="put a softmax on probabilities: they have been through one, and a second makes them all alike.",
)
def softmax_twice(probabilities, class_names, k=3):
    exponentials = np.exp(np.asarray(probabilities))
    return _best(exponentials / exponentials.sum(), class_names, k)


@misconception(
    "top_predictions",
    rejected_by="test_k_says_how_many",
    says="gave three, however many were asked for: that is only what k is when nobody says otherwise.",
)
def always_three(probabilities, class_names, k=3):
    return _best(probabilities, class_names, 3)


@misconception(
    "top_predictions",
    rejected_by="test_fewer_classes_than_k",
    says="asked for more classes than there are: where there are fewer than k, all of them are the answer.",
)
def more_than_there_are(probabilities, class_names, k=3):
    order = np.argsort(probabilities)[::-1]
    return [(class_names[order[i]], float(probabilities[order[i]])) for i in range(k)]


@misconception(
    "classify",
    rejected_by="test_each_network_sees_the_pixels_it_was_trained_on",
    says="gave the network raw pixels: nothing complains, and the answer is nonsense. Who prepares the image?",
)
def unprepared(model, name, image, class_names):
    return top_predictions(_row(model, tf.image.resize(image, (SIZES[name], SIZES[name]))), class_names)


@misconception(
    "classify",
    rejected_by="test_each_network_sees_the_pixels_it_was_trained_on",
    says="divided the pixels by 255, as for a network of one's own, instead of preparing them for this one.",
)
def prepared_by_habit(model, name, image, class_names):
    return top_predictions(_row(model, _resized(image, name) / 255), class_names)


@misconception(
    "classify",
    rejected_by="test_each_network_sees_the_pixels_it_was_trained_on",
    says="prepared the image twice: what comes out of `prepare` is ready.",
)
def prepared_twice(model, name, image, class_names):
    return top_predictions(_row(model, prepare(prepare(image, name), name)), class_names)


@misconception(
    "classify",
    rejected_by="test_thing_that_fruitbowl_has_learned",
    says="put a softmax on the model's answer, which has been through one: all classes become nearly alike.",
)
def softmax_on_the_answer(model, name, image, class_names):
    row = np.exp(_row(model, prepare(image, name)))
    return top_predictions(row / row.sum(), class_names)


@misconception(
    "classify",
    rejected_by="test_thing_that_fruitbowl_has_learned",
    says="gave the best guess alone: the next two tell how sure it is.",
)
def one_guess(model, name, image, class_names):
    return top_predictions(_row(model, prepare(image, name)), class_names, 1)


@misconception(
    "classify",
    rejected_by="test_thing_that_fruitbowl_has_learned",
    says="gave one image where the model wants a batch: a batch of one has an axis more.",
    recognised=False,  # it raises, in Keras's words
)
def no_batch(model, name, image, class_names):
    return top_predictions(model.predict(np.asarray(prepare(image, name)), verbose=0)[0], class_names)


def _prepared(images, name):
    pixels = _resized(images, name)
    if name == "fruitbowl":
        return 1 - pixels / 255
    return pixels[..., ::-1] - MEAN if name in ("VGG16", "ResNet50") else pixels / 127.5 - 1


def _best(probabilities, class_names, k=3):
    return [(class_names[i], float(probabilities[i])) for i in np.argsort(probabilities)[::-1][:k]]


def _resized(images, name):
    return tf.image.resize(images, (SIZES[name], SIZES[name])).numpy()


def _row(model, image):
    return np.asarray(model(np.asarray(image)[np.newaxis], training=False))[0]
