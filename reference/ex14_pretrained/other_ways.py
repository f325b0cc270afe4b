"""Other right ways of ex14."""

from __future__ import annotations

import keras
import numpy as np
from keras import applications
from PIL import Image

from reference.kit.catalogue import other_way


@other_way("load_pretrained", how="a table of builders, weights loaded afterwards, fruitbowl with the functional API")
def load_from_a_table(name, weights):
    builders = {
        "VGG16": applications.VGG16,
        "ResNet50": applications.ResNet50,
        "Xception": applications.Xception,
        "InceptionV3": applications.InceptionV3,
        "fruitbowl": lambda **_: _functional(),
    }
    try:
        builder = builders[name]
    except KeyError:
        raise ValueError(f"{name}? There are {sorted(builders)}.") from None
    model = builder(weights="imagenet" if weights == "imagenet" else None)
    if weights not in (None, "imagenet"):
        model.load_weights(weights)
    return model


@other_way("prepare", how="the nearest pixel and arithmetic, in NumPy alone")
def prepare_by_hand(images, name):
    images = np.asarray(images)
    size = {"VGG16": 224, "ResNet50": 224, "fruitbowl": 48}.get(name, 299)
    rows = np.arange(size) * images.shape[-3] // size
    columns = np.arange(size) * images.shape[-2] // size
    pixels = images[..., rows[:, None], columns, :].astype(np.float32)
    if name in ("VGG16", "ResNet50"):
        return pixels[..., ::-1] - np.array([103.939, 116.779, 123.68], dtype=np.float32)
    return (255 - pixels) / 255 if name == "fruitbowl" else pixels / 127.5 - 1


@other_way("prepare", how="bicubic, with Keras's own resize and a module for each network")
def prepare_with_keras(images, name):
    pixels = np.asarray(images, dtype="float32")
    size = 48 if name == "fruitbowl" else 224 if name in ("VGG16", "ResNet50") else 299
    pixels = keras.ops.image.resize(pixels, (size, size), interpolation="bicubic")
    home = {
        "VGG16": applications.vgg16,
        "ResNet50": applications.resnet50,
        "Xception": applications.xception,
        "InceptionV3": applications.inception_v3,
    }
    return home[name].preprocess_input(pixels) if name in home else 1.0 - pixels / 255.0


@other_way("prepare", how="with Pillow, image by image, and the sums by hand")
def prepare_with_pillow(images, name):
    images, size = np.asarray(images), {"VGG16": 224, "ResNet50": 224, "fruitbowl": 48}.get(name, 299)

    def resized(image):
        return np.asarray(Image.fromarray(image).resize((size, size), Image.Resampling.BILINEAR), dtype=np.float32)

    pixels = np.stack([resized(image) for image in images]) if images.ndim == 4 else resized(images)
    if size == 224:
        return pixels[..., ::-1] - np.float32([103.939, 116.779, 123.68])
    return 1 - pixels / 255 if name == "fruitbowl" else pixels / 127.5 - 1


@other_way("top_predictions", how="Python's sorted, pairs as lists")
def top_with_sorted(probabilities, class_names, k=3):
    pairs = sorted(zip(probabilities, class_names, strict=True), reverse=True)
    return [[name, probability] for probability, name in pairs[:k]]


@other_way("classify", how="predict, a stack of one image")
def classify_by_predict(model, name, image, class_names):
    row = model.predict(np.stack([prepare(image, name)]), verbose=0)[0]
    best = sorted(range(len(row)), key=lambda i: row[i], reverse=True)[:3]
    return tuple((class_names[i], row[i]) for i in best)


def _functional():
    pixels = x = keras.Input((48, 48, 3))
    for filters in (16, 32, 64, 128):
        for _ in range(2):
            x = keras.layers.Conv2D(filters, 3, padding="same")(x)
            x = keras.layers.Activation("relu")(x)
        x = keras.layers.MaxPooling2D()(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(pixels, keras.layers.Dense(20, activation="softmax")(x))
