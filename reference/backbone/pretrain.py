"""Pretrains fruitbowl: `python -m reference.backbone.pretrain` writes fruitbowl.weights.h5 and fruitbowl.toml anew.

It learns to tell rendered objects apart that are no fruits. While it trains, every convolution is followed by batch
normalisation, with which it learns several times faster; what the normalisation has learned is then folded into the
convolution's weights, so that the network that ships is a plain VGG.
"""

from __future__ import annotations

import datetime
import platform
import time
from pathlib import Path
from typing import Any

import numpy as np

from reference.backbone import CLASS_NAMES, FILTERS, SIZE, WEIGHTS, fruitbowl, prepare
from reference.datasets.images import ImageSet, rendered_source_objects

SEED = 14
TRAIN_PER_CLASS, TEST_PER_CLASS = 200, 40
EPOCHS = 30
BATCH = 64
RATE = 3e-3
EPSILON = 1e-3
"""Of the batch normalisation."""


def source_images(seed: int = SEED, train: int = TRAIN_PER_CLASS, test: int = TEST_PER_CLASS) -> ImageSet:
    """The images it learns from, and others to test it with."""
    return rendered_source_objects(SIZE, train, test, seed, CLASS_NAMES)


def pretrained(data: ImageSet, epochs: int = EPOCHS, seed: int = SEED) -> Any:
    """Train on these images and return fruitbowl with the weights it then has."""
    import keras

    keras.utils.set_random_seed(seed)
    network = _normalised(len(data.class_names))
    steps = -(-len(data.train_images) // BATCH) * epochs
    network.compile(
        keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(RATE, steps)),
        "sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    network.fit(prepare(255 * data.train_images), data.train_labels, batch_size=BATCH, epochs=epochs, verbose=2)
    return folded(network)


def folded(network: Any) -> Any:
    """Return fruitbowl with the weights of the network that was trained, each normalisation in its convolution."""
    import keras

    values = []
    layers = iter(network.layers)
    for layer in layers:
        if isinstance(layer, keras.layers.Conv2D):
            (kernel,) = layer.get_weights()
            gamma, beta, mean, variance = next(layers).get_weights()
            factor = gamma / np.sqrt(variance + EPSILON)
            values += [kernel * factor, beta - mean * factor]
        elif isinstance(layer, keras.layers.Dense):
            values += layer.get_weights()
    model = fruitbowl()
    model.set_weights(values)
    return model


def accuracy(model: Any, images: np.ndarray, labels: np.ndarray) -> float:
    """Share of images (0..1) of which the most probable class is right."""
    return float((model.predict(prepare(255 * images), verbose=0).argmax(axis=-1) == labels).mean())


def main(weights: Path = WEIGHTS) -> None:
    """Train, save, and write down what came out."""
    import keras
    import tensorflow as tf

    data = source_images()
    wall, cpu = time.perf_counter(), time.process_time()
    model = pretrained(data)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    model.save_weights(weights)
    record = {
        "date": datetime.date.today().isoformat(),
        "seed": SEED,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "keras": keras.__version__,
        "tensorflow": tf.__version__,
        "classes": len(CLASS_NAMES),
        "train_per_class": TRAIN_PER_CLASS,
        "test_per_class": TEST_PER_CLASS,
        "epochs": EPOCHS,
        "parameters": model.count_params(),
        "bytes": weights.stat().st_size,
        "training_seconds": round(wall),
        "training_cpu_seconds": round(cpu),
        "train_accuracy": round(accuracy(model, data.train_images, data.train_labels), 4),
        "held_out_accuracy": round(accuracy(model, data.test_images, data.test_labels), 4),
    }
    lines = ["# Written by `python -m reference.backbone.pretrain`."]
    lines += [f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}" for key, value in record.items()]
    weights.with_name("fruitbowl.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _normalised(n_classes: int) -> Any:
    """Fruitbowl as it is trained: images are varied first, and a normalisation follows each convolution."""
    import keras
    from keras import layers

    varied = {"fill_mode": "constant", "fill_value": 0.0}  # 0 is white
    network = keras.Sequential([keras.Input((SIZE, SIZE, 3))])
    network.add(layers.RandomFlip("horizontal_and_vertical"))
    network.add(layers.RandomRotation(0.5, **varied))
    network.add(layers.RandomTranslation(0.1, 0.1, **varied))
    network.add(layers.RandomZoom((-0.2, 0.2), **varied))
    for filters in FILTERS:
        for _ in range(2):
            network.add(layers.Conv2D(filters, 3, padding="same", use_bias=False, kernel_initializer="he_normal"))
            network.add(layers.BatchNormalization(epsilon=EPSILON))
            network.add(layers.ReLU())
        network.add(layers.MaxPooling2D(2))
    network.add(layers.GlobalAveragePooling2D())
    network.add(layers.Dropout(0.2))
    network.add(layers.Dense(n_classes, activation="softmax"))
    return network


if __name__ == "__main__":
    main()
