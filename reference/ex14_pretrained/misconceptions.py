"""Wrong ways of ex14."""

from __future__ import annotations

import contextlib

import keras
import numpy as np
import tensorflow as tf
from PIL import Image

from reference.backbone import fruitbowl
from reference.ex14_pretrained.oracle import SIZES, prepare
from reference.kit.catalogue import misconception

MEAN = np.array([103.939, 116.779, 123.68], dtype=np.float32)
"""Of ImageNet: blue, green, red."""
BUILT, PHOTOS, GUESSES = {}, {}, {}
"""What wrong ways remember, call after call."""


@misconception
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


@misconception
def inputs_of_another_size(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name == "fruitbowl":
        return _fruitbowl_with(weights)
    return getattr(keras.applications, name)(weights=weights, input_shape=(224, 224, 3))


@misconception
def another_network_of_the_table(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name == "fruitbowl":
        return _fruitbowl_with(weights)
    return getattr(keras.applications, "Xception" if name == "InceptionV3" else name)(weights=weights)


@misconception
def a_sibling_of_the_network(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name == "fruitbowl":
        return _fruitbowl_with(weights)
    return getattr(keras.applications, "ResNet50V2" if name == "ResNet50" else name)(weights=weights)


@misconception
def scores_for_probabilities(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name == "fruitbowl":
        return _fruitbowl_with(weights)
    return getattr(keras.applications, name)(weights=weights, classifier_activation=None)


@misconception
def softmax_behind_a_softmax(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name == "fruitbowl":
        return _fruitbowl_with(weights)
    return keras.Sequential([getattr(keras.applications, name)(weights=weights), keras.layers.Softmax()])


@misconception
def weights_left_random(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    return fruitbowl() if name == "fruitbowl" else getattr(keras.applications, name)(weights=weights)


@misconception
def one_network_for_all_calls(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name not in BUILT:
        BUILT[name] = fruitbowl() if name == "fruitbowl" else getattr(keras.applications, name)(weights=None)
    if weights is not None:
        BUILT[name].load_weights(weights)
    return BUILT[name]


@misconception
def one_large_network_for_all_calls(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name == "fruitbowl":
        return _fruitbowl_with(weights)
    if (name, weights) not in BUILT:
        BUILT[name, weights] = getattr(keras.applications, name)(weights=weights)
    return BUILT[name, weights]


@misconception
def nothing_loaded_as_a_file(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name != "fruitbowl":
        return getattr(keras.applications, name)(weights=weights)
    model = fruitbowl()
    model.load_weights(weights)
    return model


@misconception
def weights_for_fruitbowl_alone(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name != "fruitbowl":
        return getattr(keras.applications, name)(weights=None)
    model = fruitbowl()
    if weights is not None:
        model.load_weights(weights)
    return model


@misconception
def missing_file_forgiven(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name != "fruitbowl":
        return getattr(keras.applications, name)(weights=weights)
    model = fruitbowl()
    with contextlib.suppress(OSError, ValueError, AttributeError, TypeError):
        model.load_weights(weights)
    return model


@misconception
def weights_taken_for_a_model(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name != "fruitbowl":
        return getattr(keras.applications, name)(weights=weights)
    return fruitbowl() if weights is None else keras.models.load_model(weights)


@misconception
def unknown_name_falls_through(name, weights):
    if name != "fruitbowl":
        return getattr(keras.applications, name)(weights=weights)
    model = fruitbowl()
    if weights is not None:
        model.load_weights(weights)
    return model


@misconception
def none_for_an_unknown_name(name, weights):
    model = None
    if name == "fruitbowl":
        model = fruitbowl()
        if weights is not None:
            model.load_weights(weights)
    elif name in SIZES:
        model = getattr(keras.applications, name)(weights=weights)
    return model


@misconception
def another_network_for_an_unknown_name(name, weights):
    if name in SIZES and name != "fruitbowl":
        return getattr(keras.applications, name)(weights=weights)
    return _fruitbowl_with(weights)


@misconception
def any_network_of_keras(name, weights):
    if name == "fruitbowl":
        return _fruitbowl_with(weights)
    if not hasattr(keras.applications, name):
        raise ValueError(f"unknown network: choose one of {', '.join(SIZES)}")
    return getattr(keras.applications, name)(weights=weights)


@misconception
def another_kind_of_error(name, weights):
    if name not in SIZES:
        raise KeyError(f"unknown network: choose one of {', '.join(SIZES)}")
    if name != "fruitbowl":
        return getattr(keras.applications, name)(weights=weights)
    model = fruitbowl()
    if weights is not None:
        model.load_weights(weights)
    return model


@misconception
def known_names_kept_secret(name, weights):
    if name not in SIZES:
        raise ValueError(f"unknown network {name}")
    if name != "fruitbowl":
        return getattr(keras.applications, name)(weights=weights)
    model = fruitbowl()
    if weights is not None:
        model.load_weights(weights)
    return model


@misconception
def red_stays_first(images, name):
    if name not in ("VGG16", "ResNet50"):
        return _prepared(images, name)
    return _resized(images, name) - MEAN[::-1]


@misconception
def means_of_other_channels(images, name):
    if name not in ("VGG16", "ResNet50"):
        return _prepared(images, name)
    return _resized(images, name)[..., ::-1] - MEAN[::-1]


@misconception
def mirrored_for_bgr(images, name):
    return _resized(images, name)[:, :, ::-1] - MEAN if name in ("VGG16", "ResNet50") else _prepared(images, name)


@misconception
def mirrored_with_red_first(images, name):
    return _resized(images, name)[:, :, ::-1] - MEAN[::-1] if name in ("VGG16", "ResNet50") else _prepared(images, name)


@misconception
def all_axes_turned_round(images, name):
    return np.flip(_resized(images, name)) - MEAN if name in ("VGG16", "ResNet50") else _prepared(images, name)


@misconception
def mirrored_before_it_was_prepared(images, name):
    return _prepared(np.asarray(images)[:, :, ::-1] if name in ("VGG16", "ResNet50") else images, name)


@misconception
def mirrored_for_all(images, name):
    return _prepared(np.asarray(images)[:, :, ::-1], name)


@misconception
def first_axis_turned_round(images, name):
    return _resized(images, name)[::-1] - MEAN if name in ("VGG16", "ResNet50") else _prepared(images, name)


@misconception
def blues_mean_from_red(images, name):
    return _resized(images, name) - MEAN if name in ("VGG16", "ResNet50") else _prepared(images, name)


@misconception
def mean_colour_left_in(images, name):
    return _resized(images, name)[..., ::-1] if name in ("VGG16", "ResNet50") else _prepared(images, name)


@misconception
def mean_of_the_image_itself(images, name):
    if name not in ("VGG16", "ResNet50"):
        return _prepared(images, name)
    pixels = _resized(images, name)[..., ::-1]
    return pixels - pixels.mean(axis=(-3, -2), keepdims=True)


@misconception
def mean_of_all_that_came(images, name):
    if name not in ("VGG16", "ResNet50"):
        return _prepared(images, name)
    pixels = _resized(images, name)[..., ::-1]
    return pixels - pixels.reshape(-1, 3).mean(axis=0, dtype=np.float64).astype(np.float32)


@misconception
def doubled_as_bytes(images, name):
    if name not in ("Xception", "InceptionV3"):
        return _prepared(images, name)
    return _resized(2 * np.asarray(images) / 255 - 1, name)


@misconception
def divided_by_the_brightest(images, name):
    if name in ("VGG16", "ResNet50"):
        return _prepared(images, name)
    pixels = _resized(images, name)
    pixels = pixels / pixels.max()
    return 1 - pixels if name == "fruitbowl" else 2 * pixels - 1


@misconception
def divided_by_255(images, name):
    pixels = _resized(images, name) / 255
    return 1 - pixels if name == "fruitbowl" else pixels


@misconception
def divided_by_255_for_xception(images, name):
    return _resized(images, name) / 255 if name in ("Xception", "InceptionV3") else _prepared(images, name)


@misconception
def a_255th_for_all(images, name):
    return _resized(images, name) / 255


@misconception
def minus_one_to_one_for_all(images, name):
    return _resized(images, name) / 127.5 - 1


@misconception
def minus_one_to_one_but_for_fruitbowl(images, name):
    return _prepared(images, name) if name == "fruitbowl" else _resized(images, name) / 127.5 - 1


@misconception
def half_of_the_range(images, name):
    return _prepared(images, name) / 2 if name in ("Xception", "InceptionV3") else _prepared(images, name)


@misconception
def black_is_one_for_xception(images, name):
    return -_prepared(images, name) if name in ("Xception", "InceptionV3") else _prepared(images, name)


@misconception
def taken_for_vgg_every_time(images, name):
    return (
        _prepared(images, name)[..., ::-1] - MEAN if name == "fruitbowl" else _resized(images, name)[..., ::-1] - MEAN
    )


@misconception
def divided_when_it_was_ready(images, name):
    return _prepared(images, name) / 255 if name in ("VGG16", "ResNet50") else _prepared(images, name)


@misconception
def mean_colour_for_all(images, name):
    return _resized(images, name)[..., ::-1] - MEAN


@misconception
def mean_colour_but_for_fruitbowl(images, name):
    return _prepared(images, name) if name == "fruitbowl" else _resized(images, name)[..., ::-1] - MEAN


@misconception
def divided_first(images, name):
    pixels = _resized(images, name) / 255
    if name == "fruitbowl":
        return 1 - pixels
    if name in ("VGG16", "ResNet50"):
        return pixels[..., ::-1] - MEAN
    return pixels / 127.5 - 1


@misconception
def divided_first_and_again(images, name):
    pixels = _resized(images, name) / 255
    if name == "fruitbowl":
        return 1 - pixels / 255
    return pixels[..., ::-1] - MEAN if name in ("VGG16", "ResNet50") else pixels / 127.5 - 1


@misconception
def preprocessing_left_out(images, name):
    return _resized(images, name)


@misconception
def raw_but_for_fruitbowl(images, name):
    return _prepared(images, name) if name == "fruitbowl" else _resized(images, name)


@misconception
def preprocessed_twice(images, name):
    once = _prepared(images, name)
    if name == "fruitbowl":
        return 1 - once / 255
    return once[..., ::-1] - MEAN if name in ("VGG16", "ResNet50") else once / 127.5 - 1


@misconception
def twice_but_for_fruitbowl(images, name):
    once = _prepared(images, name)
    if name == "fruitbowl":
        return once
    return once[..., ::-1] - MEAN if name in ("VGG16", "ResNet50") else once / 127.5 - 1


@misconception
def red_and_blue_exchanged_first(images, name):
    return _prepared(np.asarray(images)[..., ::-1], name)


@misconception
def red_and_blue_exchanged_for_vgg(images, name):
    return _prepared(np.asarray(images)[..., ::-1] if name in ("VGG16", "ResNet50") else images, name)


@misconception
def means_of_another_library(images, name):
    return _as_in_torch(images, name) if name in ("VGG16", "ResNet50") else _prepared(images, name)


@misconception
def means_of_another_library_for_resnet(images, name):
    return _as_in_torch(images, name) if name == "ResNet50" else _prepared(images, name)


@misconception
def means_of_another_library_for_imagenet(images, name):
    return _prepared(images, name) if name == "fruitbowl" else _as_in_torch(images, name)


@misconception
def resnet_like_xception(images, name):
    return _resized(images, name) / 127.5 - 1 if name == "ResNet50" else _prepared(images, name)


@misconception
def inception_like_vgg(images, name):
    return _resized(images, name)[..., ::-1] - MEAN if name == "InceptionV3" else _prepared(images, name)


@misconception
def turned_and_not_divided(images, name):
    return 255 - _resized(images, name) if name == "fruitbowl" else _prepared(images, name)


@misconception
def white_is_one(images, name):
    return _resized(images, name) / 255 if name == "fruitbowl" else _prepared(images, name)


@misconception
def one_size_for_all(images, name):
    pixels = tf.image.resize(images, (224, 224)).numpy()
    if name == "fruitbowl":
        return 1 - pixels / 255
    if name in ("VGG16", "ResNet50"):
        return pixels[..., ::-1] - MEAN
    return pixels / 127.5 - 1


@misconception
def one_size_but_for_fruitbowl(images, name):
    if name == "fruitbowl":
        return _prepared(images, name)
    pixels = tf.image.resize(images, (224, 224)).numpy()
    return pixels[..., ::-1] - MEAN if name in ("VGG16", "ResNet50") else pixels / 127.5 - 1


@misconception
def cut_to_a_square(images, name):
    images = np.asarray(images)
    height, width = images.shape[-3:-1]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return _prepared(np.ascontiguousarray(images[..., top : top + side, left : left + side, :]), name)


@misconception
def first_square_cut_out(images, name):
    images = np.asarray(images)
    side = min(images.shape[-3:-1])
    return _prepared(np.ascontiguousarray(images[..., :side, :side, :]), name)


@misconception
def black_bars(images, name):
    pixels = tf.image.resize_with_pad(images, SIZES[name], SIZES[name]).numpy()
    return _prepared(pixels.round().astype(np.uint8), name)


@misconception
def cut_or_filled_up(images, name):
    return _prepared(tf.image.resize_with_crop_or_pad(images, SIZES[name], SIZES[name]).numpy(), name)


@misconception
def laid_into_a_corner(images, name):
    images, size = np.asarray(images), SIZES[name]
    canvas = np.zeros((*images.shape[:-3], size, size, 3), dtype=np.uint8)
    part = images[..., :size, :size, :]
    canvas[..., : part.shape[-3], : part.shape[-2], :] = part
    return _prepared(canvas, name)


@misconception
def numbers_repeated(images, name):
    images = np.asarray(images)
    return _prepared(np.resize(images, (*images.shape[:-3], SIZES[name], SIZES[name], 3)), name)


@misconception
def numbers_of_each_image_repeated(images, name):
    shape = SIZES[name], SIZES[name], 3
    images = np.asarray(images)
    resized = [np.resize(image, shape) for image in images.reshape(-1, *images.shape[-3:])]
    return _prepared(np.reshape(resized, (*images.shape[:-3], *shape)), name)


@misconception
def always_a_batch(images, name):
    images = np.asarray(images)
    return _prepared(images.reshape(-1, *images.shape[-3:]), name)


@misconception
def one_image_taken_for_a_batch(images, name):
    return np.stack([_prepared(image, name) for image in images])


@misconception
def batch_of_one_taken_apart(images, name):
    return np.squeeze(_prepared(images, name))


@misconception
def photo_of_an_earlier_call(images, name):
    key = name, np.shape(images)
    if key not in PHOTOS:
        PHOTOS[key] = _prepared(images, name)
    return PHOTOS[key].copy()


@misconception
def guessed_from_the_pixels(images, name):
    pixels = _resized(images, name)
    return pixels if pixels.max() <= 1 else _ready(pixels, name)


@misconception
def rows_given_to_keras(images, name):
    size = SIZES[name], SIZES[name]
    return np.stack([_ready(np.array(keras.ops.image.resize(np.float32(image), size)), name) for image in images])


@misconception
def four_axes_asked_of_three(images, name):
    count, height, width, channels = np.asarray(images).shape
    return _prepared(np.reshape(images, (count, height, width, channels)), name)


@misconception
def batch_taken_for_one_image(images, name):
    height, width, channels = np.asarray(images).shape
    return _prepared(np.reshape(images, (height, width, channels)), name)


@misconception
def batch_given_to_pillow(images, name):
    photo = Image.fromarray(np.asarray(images)).resize((SIZES[name], SIZES[name]))
    return _ready(np.array(photo, dtype=np.float32), name)


@misconception
def batch_put_into_a_batch(images, name):
    return _prepared(np.asarray(images)[np.newaxis], name)[0]


@misconception
def twice_the_memory(images, name):
    return np.asarray(_prepared(images, name), dtype=np.float64)


@misconception
def turned_in_place(images, name):
    images = np.asarray(images)
    if name not in ("VGG16", "ResNet50"):
        return _prepared(images, name)
    images[...] = images[..., ::-1].copy()
    return _resized(images, name) - MEAN


@misconception
def worst_first(probabilities, class_names, k=3):
    return [(class_names[i], float(probabilities[i])) for i in np.argsort(probabilities)[:k]]


@misconception
def best_last(probabilities, class_names, k=3):
    return _best(probabilities, class_names, k)[::-1]


@misconception
def best_in_no_order(probabilities, class_names, k=3):
    k = min(k, len(class_names))
    order = np.argpartition(probabilities, -k)[-k:][::-1]
    return [(class_names[i], float(probabilities[i])) for i in order]


@misconception
def unsorted_where_there_are_fewer(probabilities, class_names, k=3):
    if len(class_names) < k:
        return list(zip(class_names, map(float, probabilities), strict=True))
    return _best(probabilities, class_names, k)


@misconception
def number_before_name(probabilities, class_names, k=3):
    return [(number, name) for name, number in _best(probabilities, class_names, k)]


@misconception
def a_dict_of_names(probabilities, class_names, k=3):
    return dict(_best(probabilities, class_names, k))


@misconception
def numbers_for_names(probabilities, class_names, k=3):
    return _best(probabilities, range(len(class_names)), k)


@misconception
def names_alone(probabilities, class_names, k=3):
    return [name for name, _ in _best(probabilities, class_names, k)]


@misconception
def names_and_numbers_apart(probabilities, class_names, k=3):
    best = _best(probabilities, class_names, k)
    return [name for name, _ in best], [number for _, number in best]


@misconception
def less_likely_ones_left_out(probabilities, class_names, k=3):
    return [(name, number) for name, number in _best(probabilities, class_names, k) if number > 0.1]


@misconception
def sorted_as_text(probabilities, class_names, k=3):
    order = sorted(range(len(class_names)), key=lambda i: str(float(probabilities[i])), reverse=True)
    return [(class_names[i], float(probabilities[i])) for i in order[:k]]


@misconception
def names_found_by_their_numbers(probabilities, class_names, k=3):
    numbers = np.asarray(probabilities).tolist()
    return [(class_names[numbers.index(number)], number) for number in sorted(numbers, reverse=True)[:k]]


@misconception
def one_class_for_a_name(probabilities, class_names, k=3):
    table = dict(zip(class_names, map(float, probabilities), strict=True))
    return sorted(table.items(), key=lambda pair: -pair[1])[:k]


@misconception
def divided_by_their_sum(probabilities, class_names, k=3):
    best = _best(probabilities, class_names, k)
    return [(name, number / sum(each for _, each in best)) for name, number in best]


@misconception
def rounded_probabilities(probabilities, class_names, k=3):
    return [(name, round(number, 2)) for name, number in _best(probabilities, class_names, k)]


@misconception
def names_sorted_too(probabilities, class_names, k=3):
    return _best(probabilities, sorted(class_names, reverse=True), k)


@misconception
def names_by_the_alphabet(probabilities, class_names, k=3):
    return _best(probabilities, sorted(class_names), k)


@misconception
def pairs_sorted_by_name(probabilities, class_names, k=3):
    pairs = sorted(zip(class_names, map(float, probabilities), strict=True), reverse=True)
    return pairs[:k]


@misconception
def pairs_sorted_by_name_upwards(probabilities, class_names, k=3):
    return sorted(zip(class_names, map(float, probabilities), strict=True))[:k]


@misconception
def places_shifted_by_what_was_taken_out(probabilities, class_names, k=3):
    left, best = [float(number) for number in probabilities], []
    while left and len(best) < k:
        i = left.index(max(left))
        best.append((class_names[i], left.pop(i)))
    return best


@misconception
def percentages(probabilities, class_names, k=3):
    return [(name, 100 * number) for name, number in _best(probabilities, class_names, k)]


@misconception
def rounded_percentages(probabilities, class_names, k=3):
    return [(name, round(100 * number, 2)) for name, number in _best(probabilities, class_names, k)]


@misconception
def names_stay_behind(probabilities, class_names, k=3):
    return [(class_names[i], float(p)) for i, p in enumerate(np.sort(probabilities)[::-1][:k])]


@misconception
def softmax_twice(probabilities, class_names, k=3):
    exponentials = np.exp(np.asarray(probabilities))
    return _best(exponentials / exponentials.sum(), class_names, k)


@misconception
def always_three(probabilities, class_names, k=3):
    return _best(probabilities, class_names, 3)


@misconception
def three_at_most(probabilities, class_names, k=3):
    return _best(probabilities, class_names, min(k, 3))


@misconception
def one_too_few(probabilities, class_names, k=3):
    return _best(probabilities, class_names, k - 1)


@misconception
def best_left_out(probabilities, class_names, k=3):
    return _best(probabilities, class_names, k + 1)[1:]


@misconception
def more_than_there_are(probabilities, class_names, k=3):
    order = np.argsort(probabilities)[::-1]
    return [(class_names[order[i]], float(probabilities[order[i]])) for i in range(k)]


@misconception
def unprepared(model, name, image, class_names):
    return _best(_row(model, tf.image.resize(image, (SIZES[name], SIZES[name]))), class_names)


@misconception
def prepared_by_habit(model, name, image, class_names):
    return _best(_row(model, _resized(image, name) / 255), class_names)


@misconception
def divided_before_it_is_prepared(model, name, image, class_names):
    return _best(_row(model, prepare(np.asarray(image) / 255, name)), class_names)


@misconception
def prepared_as_for_vgg16(model, name, image, class_names):
    return _best(_row(model, _resized(image, name)[..., ::-1] - MEAN), class_names)


@misconception
def prepared_from_blue_green_red(model, name, image, class_names):
    return _best(_row(model, prepare(np.asarray(image)[..., ::-1], name)), class_names)


@misconception
def blue_green_red_for_vgg(model, name, image, class_names):
    image = np.asarray(image)[..., ::-1] if name in ("VGG16", "ResNet50") else image
    return _best(_row(model, prepare(image, name)), class_names)


@misconception
def exchanged_after_it_was_prepared(model, name, image, class_names):
    return _best(_row(model, np.asarray(prepare(image, name))[..., ::-1]), class_names)


@misconception
def exchanged_again_for_vgg(model, name, image, class_names):
    pixels = np.asarray(prepare(image, name))
    return _best(_row(model, pixels[..., ::-1] if name in ("VGG16", "ResNet50") else pixels), class_names)


@misconception
def divided_after_it_was_prepared(model, name, image, class_names):
    return _best(_row(model, np.asarray(prepare(image, name)) / 255), class_names)


@misconception
def name_asked_of_the_model(model, name, image, class_names):
    return _best(_row(model, prepare(image, model.name)), class_names)


@misconception
def classes_sorted(model, name, image, class_names):
    return _best(_row(model, prepare(image, name)), sorted(class_names))


@misconception
def names_of_imagenet(model, name, image, class_names):
    row = _row(model, prepare(image, name))
    if name == "fruitbowl":
        return _best(row, class_names)
    decoded = keras.applications.imagenet_utils.decode_predictions(row[np.newaxis], top=3)
    return [(label, float(number)) for _, label, number in decoded[0]]


@misconception
def names_of_imagenet_for_all(model, name, image, class_names):
    decoded = keras.applications.imagenet_utils.decode_predictions(_row(model, prepare(image, name))[np.newaxis], top=3)
    return [(label, float(number)) for _, label, number in decoded[0]]


@misconception
def one_guess_for_a_name(model, name, image, class_names):
    table = dict(zip(class_names, map(float, _row(model, prepare(image, name))), strict=True))
    return sorted(table.items(), key=lambda pair: -pair[1])[:3]


@misconception
def less_likely_guesses_left_out(model, name, image, class_names):
    best = _best(_row(model, prepare(image, name)), class_names)
    return [(label, number) for label, number in best if number > 0.01]


@misconception
def guesses_below_a_tenth_left_out(model, name, image, class_names):
    best = _best(_row(model, prepare(image, name)), class_names)
    return [(label, number) for label, number in best if number > 0.1]


@misconception
def sure_guesses_alone(model, name, image, class_names):
    best = _best(_row(model, prepare(image, name)), class_names)
    return [(label, number) for label, number in best if number > 0.5]


@misconception
def classified_in_training(model, name, image, class_names):
    batch = np.asarray(prepare(image, name))[np.newaxis]
    return _best(np.asarray(model(batch, training=True))[0], class_names)


@misconception
def layers_left_shut(model, name, image, class_names):
    model.trainable = False
    return _best(_row(model, prepare(image, name)), class_names)


@misconception
def compiled_by_who_only_asks(model, name, image, class_names):
    model.compile(optimizer="adam", loss="categorical_crossentropy")
    return _best(_row(model, prepare(image, name)), class_names)


@misconception
def network_left_changed(model, name, image, class_names):
    for layer in model.layers:
        if isinstance(layer, keras.layers.Dropout):
            layer.rate = 0.0
    return _best(_row(model, prepare(image, name)), class_names)


@misconception
def guesses_of_an_earlier_call(model, name, image, class_names):
    if not hasattr(model, "guesses"):
        model.guesses = _best(_row(model, prepare(image, name)), class_names)
    return list(model.guesses)


@misconception
def guesses_found_by_name_and_size(model, name, image, class_names):
    key = name, np.shape(image), *class_names
    if key not in GUESSES:
        GUESSES[key] = _best(_row(model, prepare(image, name)), class_names)
    return list(GUESSES[key])


@misconception
def averaged_with_the_mirror_image(model, name, image, class_names):
    image = np.asarray(image)
    rows = [_row(model, prepare(each, name)) for each in (image, image[:, ::-1])]
    return _best(np.mean(rows, axis=0), class_names)


@misconception
def least_probable_first(model, name, image, class_names):
    row = _row(model, prepare(image, name))
    return [(class_names[i], float(row[i])) for i in np.argsort(row)[:3]]


@misconception
def prepared_twice(model, name, image, class_names):
    return _best(_row(model, prepare(prepare(image, name), name)), class_names)


@misconception
def prepared_twice_but_for_fruitbowl(model, name, image, class_names):
    pixels = prepare(image, name)
    return _best(_row(model, pixels if name == "fruitbowl" else prepare(pixels, name)), class_names)


@misconception
def softmax_on_the_answer(model, name, image, class_names):
    row = np.exp(_row(model, prepare(image, name)))
    return _best(row / row.sum(), class_names)


@misconception
def prepared_as_for_fruitbowl(model, name, image, class_names):
    return _best(_row(model, prepare(image, "fruitbowl")), class_names)


@misconception
def all_classes_named(model, name, image, class_names):
    return _best(_row(model, prepare(image, name)), class_names, len(class_names))


@misconception
def one_guess(model, name, image, class_names):
    return _best(_row(model, prepare(image, name)), class_names, 1)


@misconception
def one_pair_alone(model, name, image, class_names):
    return _best(_row(model, prepare(image, name)), class_names, 1)[0]


@misconception
def no_batch(model, name, image, class_names):
    return _best(model.predict(np.asarray(prepare(image, name)), verbose=0)[0], class_names)


def _fruitbowl_with(weights):
    model = fruitbowl()
    if weights is not None:
        model.load_weights(weights)
    return model


def _prepared(images, name):
    return _ready(_resized(images, name), name)


def _ready(pixels, name):
    if name == "fruitbowl":
        return 1 - pixels / 255
    return pixels[..., ::-1] - MEAN if name in ("VGG16", "ResNet50") else pixels / 127.5 - 1


def _as_in_torch(images, name):
    mean, deviation = np.float32([0.485, 0.456, 0.406]), np.float32([0.229, 0.224, 0.225])
    return (_resized(images, name) / 255 - mean) / deviation


def _best(probabilities, class_names, k=3):
    return [(class_names[i], float(probabilities[i])) for i in np.argsort(probabilities)[::-1][:k]]


def _resized(images, name):
    return tf.image.resize(images, (SIZES[name], SIZES[name])).numpy()


def _row(model, image):
    return np.asarray(model(np.asarray(image)[np.newaxis], training=False))[0]
