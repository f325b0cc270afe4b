"""Other right ways of ex10."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import tensorflow as tf
from matplotlib.figure import Figure
from PIL import Image
from tensorflow import keras

from reference.kit.catalogue import other_way


@other_way("list_images", how="os.walk, hidden folders cut off on the way down, ValueError, a tuple")
def list_by_walking(folder):
    if not Path(folder).exists():
        raise ValueError(f"No such folder: {folder!r}")
    found = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "."]
        for name in files:
            if name[0] != "." and name.lower().rsplit(".", 1)[-1] in {"jpg", "jpeg", "png"} and "." in name:
                found.append(f"{place}{os.sep}{name}")
    found.sort()
    return tuple(found)


@other_way("class_counts", how="a loop that counts up, folders first, NumPy integers")
def count_by_first_folder(folder):
    counts = {}
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name[0] != ".":
            counts[entry.name] = np.int64(0)
    for path in list_images(folder):
        first = Path(path).relative_to(folder).parts[0]
        if first in counts:
            counts[first] += 1
    return counts


@other_way("plot_images", how="Figure without pyplot, cells made only where there is an image, ticks left on, titles")
def plot_cell_by_cell(paths, rows, columns):
    figure = Figure(figsize=(2 * columns, 2 * rows))
    for number, path in enumerate(paths[: rows * columns], start=1):
        axes = figure.add_subplot(rows, columns, number)
        image = Image.open(path)
        pixels = np.asarray(image.convert("RGB") if image.mode == "P" else image)
        axes.imshow(pixels, cmap="gray", vmin=0, vmax=255)
        axes.set_title(Path(path).name, fontsize=6)
    return figure


@other_way("plot_images", how="all cells made, the superfluous ones deleted")
def plot_and_delete(paths, rows, columns):
    from matplotlib import pyplot

    figure = pyplot.figure()
    grid = figure.subplots(rows, columns, squeeze=False).ravel()
    for axes in grid[len(paths) :]:
        axes.remove()
    for axes, path in zip(grid, paths, strict=False):
        axes.imshow(np.asarray(Image.open(path).convert("RGB")) / 255.0)
        axes.set(xticks=[], yticks=[])
    return figure


@other_way("mean_image_by_class", how="a running sum in TensorFlow, images decoded and resized by it")
def mean_with_tensorflow(folder, size):
    height, width = (size, size) if isinstance(size, int) else size
    means = {}
    for entry in Path(folder).iterdir():
        paths = list_images(entry) if entry.is_dir() else []
        total = tf.zeros((height, width, 3))
        for path in paths:
            content = tf.io.read_file(path)
            is_jpeg = path.lower().endswith(("jpg", "jpeg"))
            image = tf.io.decode_image(content, channels=3 if is_jpeg else 4, expand_animations=False)
            image = tf.image.resize(tf.cast(image, tf.float32) / 255, (height, width))
            if not is_jpeg:
                image = image[..., :3] * image[..., 3:] + 1 - image[..., 3:]
            total += image
        if paths:
            means[entry.name] = total / len(paths)
    return means


@other_way("image_dataset", how="files read in a map with several threads, tf.image augments, uint8 labels")
def dataset_decoded_by_tensorflow(folder, classes, size, batch_size, shuffle_seed, augment=False):
    height, width = (size, size) if isinstance(size, int) else size
    paths, labels = [], []
    for number, name in enumerate(classes):
        for path in list_images(Path(folder, name)):
            paths.append(path)
            labels.append(number)

    def read(path, label):
        image = tf.numpy_function(lambda name: read_image(name.decode(), (height, width)), [path], tf.float32)
        return tf.ensure_shape(image, (height, width, 3)), tf.one_hot(label, len(classes), dtype=tf.uint8)

    def change(image, label):
        image = tf.image.random_flip_left_right(tf.image.random_flip_up_down(image))
        image = tf.image.resize_with_crop_or_pad(image, height + 4, width + 4)
        return tf.image.random_crop(image, (height, width, 3)), label

    dataset = tf.data.Dataset.from_tensor_slices((paths, labels)).map(read, num_parallel_calls=tf.data.AUTOTUNE)
    dataset = dataset.cache().shuffle(1024, shuffle_seed, reshuffle_each_iteration=True)
    if augment:
        dataset = dataset.map(change, num_parallel_calls=tf.data.AUTOTUNE)
    return dataset.batch(batch_size).prefetch(1)


@other_way("image_dataset", how="all decoded at the call, shuffled by NumPy for each pass, zoomed by Keras")
def dataset_in_memory(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = [], []
    for name in classes:
        for path in list_images(Path(folder) / name):
            images.append(read_image(path, size))
            labels.append([float(name == other) for other in classes])
    images, labels = np.stack(images), np.array(labels)
    rng = np.random.default_rng(shuffle_seed)
    zoom = keras.layers.RandomZoom((-0.2, 0.2), fill_mode="constant", fill_value=1.0)

    def batches():
        order = rng.permutation(len(images))
        for start in range(0, len(order), batch_size):
            rows = order[start : start + batch_size]
            yield images[rows], labels[rows]

    form = (tf.TensorSpec((None, *images.shape[1:]), tf.float32), tf.TensorSpec((None, len(classes)), tf.float64))
    dataset = tf.data.Dataset.from_generator(batches, output_signature=form)
    if augment:
        dataset = dataset.map(lambda x, y: (zoom(x, training=True), y))
    return dataset
