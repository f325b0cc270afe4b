"""Wrong ways of ex10."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from matplotlib import pyplot as plt
from PIL import Image

from reference.catalogue import misconception

ENDINGS = (".jpg", ".jpeg", ".png")


@misconception(
    "list_images",
    rejected_by="test_any_letter_case_of_the_ending",
    says="overlooks images whose ending has capital letters: cameras write IMG_1.JPG. Compare it in small letters.",
)
def small_letters_only(folder):
    _exists(folder)
    return sorted(str(path) for path in _visible(folder) if path.suffix in ENDINGS)


@misconception(
    "list_images",
    rejected_by="test_finds_images_in_folders_of_folders",
    says="looks into the class folders and no deeper: how do you reach a folder in a folder in a folder?",
)
def one_level_deep(folder):
    _exists(folder)
    found = [path for path in _visible(folder) if _is_image(path)]
    return sorted(str(path) for path in found if len(path.relative_to(folder).parts) <= 2)


@misconception(
    "list_images",
    rejected_by="test_hidden_files_are_skipped",
    says="lists hidden files: whatever begins with a dot belongs to the system, though it may end in .jpg.",
)
def hidden_files_listed(folder):
    _exists(folder)
    return sorted(str(path) for path in Path(folder).rglob("*") if _is_image(path))


@misconception(
    "list_images",
    rejected_by="test_files_in_hidden_folders_are_skipped",
    says="skips hidden files but walks into hidden folders: a thumbnail in .thumbnails is no training image.",
)
def hidden_folders_entered(folder):
    _exists(folder)
    return sorted(str(path) for path in Path(folder).rglob("[!.]*") if _is_image(path))


@misconception(
    "list_images",
    rejected_by="test_the_folder_itself_may_lie_in_a_hidden_one",
    says="looked for dots in the whole path: a folder that itself lies in a hidden one then seems empty. Only the names "
    "below it count.",
)
def dots_anywhere_in_the_path(folder):
    _exists(folder)
    found = [path for path in Path(folder).rglob("*") if _is_image(path)]
    return sorted(str(path) for path in found if not any(part.startswith(".") for part in path.parts))


@misconception(
    "list_images",
    rejected_by="test_paths_are_sorted",
    says="sorted each folder by itself, so that the files of a folder come before the folders in it: sort the whole list "
    "once, at the end.",
)
def sorted_folder_by_folder(folder):
    _exists(folder)
    found = []
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(place, name) for name in sorted(files) if not name.startswith(".")]
    return [str(path) for path in found if _is_image(path)]


@misconception(
    "list_images",
    rejected_by="test_a_missing_folder_is_named",
    says="gave an empty list for a folder that does not exist: nobody will notice the typing mistake before training.",
)
def missing_folder_is_empty(folder):
    return sorted(str(path) for path in _visible(folder) if _is_image(path))


@misconception(
    "class_counts",
    rejected_by="test_a_class_without_images_counts_zero",
    says="began with the images, so that a class without any is not mentioned: begin with the folders.",
)
def empty_classes_forgotten(folder):
    inside = [path.relative_to(folder).parts for path in _visible(folder) if _is_image(path)]
    return dict(sorted(Counter(parts[0] for parts in inside if len(parts) > 1).items()))


@misconception(
    "class_counts",
    rejected_by="test_classes_come_in_sorted_order",
    says="gives the largest class first; expected is the order of the names.",
)
def largest_class_first(folder):
    counts = {
        entry.name: sum(_is_image(path) for path in _visible(entry))
        for entry in sorted(Path(folder).iterdir())
        if entry.is_dir() and not entry.name.startswith(".")
    }
    return dict(sorted(counts.items(), key=lambda pair: -pair[1]))


@misconception(
    "plot_images",
    rejected_by="test_one_row_one_column_and_one_cell_are_grids_too",
    says="takes two numbers to a cell, but for one row or one column Matplotlib gives a plain list of cells, and for one "
    "cell the cell itself. `squeeze=False` keeps it a grid.",
)
def two_numbers_to_a_cell(paths, rows, columns):
    figure, grid = plt.subplots(rows, columns)
    for row in range(rows):
        for column in range(columns):
            grid[row, column].set_axis_off()
    for number, path in enumerate(paths[: rows * columns]):
        grid[number // columns, number % columns].imshow(Image.open(path).convert("RGB"))
    return figure


@misconception(
    "plot_images",
    rejected_by="test_cells_without_an_image_stay_empty",
    says="leaves an empty frame where there is no image.",
)
def empty_cells_framed(paths, rows, columns):
    figure, grid = plt.subplots(rows, columns, squeeze=False)
    for axes, path in zip(grid.flat, paths, strict=False):
        axes.imshow(Image.open(path).convert("RGB"))
        axes.set_axis_off()
    return figure


@misconception(
    "plot_images",
    rejected_by="test_a_grey_image_stays_grey",
    says="paints a grey image in colours: without a third axis Matplotlib takes pixels for measurements.",
)
def grey_painted_in_colours(paths, rows, columns):
    figure, grid = plt.subplots(rows, columns, squeeze=False)
    for axes in grid.flat:
        axes.set_axis_off()
    for axes, path in zip(grid.flat, paths, strict=False):
        axes.imshow(np.asarray(Image.open(path)))
    return figure


@misconception(
    "mean_image_by_class",
    rejected_by="test_size_is_height_and_width_or_one_number",
    says="has height and width the wrong way round: Pillow's `resize` wants (width, height), an array's shape begins with "
    "the height.",
)
def width_before_height(folder, size):
    size = (size, size) if isinstance(size, int) else tuple(size)
    return _means(folder, lambda path: np.asarray(_on_white(path).resize(size), dtype=np.float32) / 255)


@misconception(
    "mean_image_by_class",
    rejected_by="test_the_mean_of_a_class",
    says="added pixels as bytes: 200 + 100 is 44 there, because a byte ends at 255. Make floats of them first.",
)
def added_as_bytes(folder, size):
    means = {}
    for name, paths in _classes(folder).items():
        if paths:
            total = np.zeros((*_turned(size)[::-1], 3), dtype=np.uint8)
            for path in paths:
                total += np.asarray(_on_white(path).resize(_turned(size)))
            means[name] = total / len(paths) / 255
    return means


@misconception(
    "mean_image_by_class",
    rejected_by="test_grey_and_transparent_images_have_a_mean_too",
    says='shows what lies below transparent pixels: `convert("RGB")` drops the fourth channel. Paste the image on white '
    "first.",
)
def transparency_dropped(folder, size):
    def read(path):
        return np.asarray(Image.open(path).convert("RGB").resize(_turned(size)), dtype=np.float32) / 255

    return _means(folder, read)


@misconception(
    "image_dataset",
    rejected_by="test_a_pass_gives_each_image_once",
    says="gives labels as numbers; a softmax with categorical cross-entropy wants a row of 0 and 1 for each image.",
)
def labels_as_numbers(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = _decoded(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images, labels.argmax(axis=1)))
    return _augmented(dataset.shuffle(len(images), seed=shuffle_seed).batch(batch_size), augment)


@misconception(
    "image_dataset",
    rejected_by="test_labels_follow_the_order_of_classes",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
def classes_sorted_in_place(folder, classes, size, batch_size, shuffle_seed, augment=False):
    classes.sort()
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed).batch(batch_size), augment)


@misconception(
    "image_dataset",
    rejected_by="test_the_last_batch_is_kept",
    says="drops the last, smaller batch.",
)
def last_batch_dropped(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size)).shuffle(1000, seed=shuffle_seed)
    return _augmented(dataset.batch(batch_size, drop_remainder=True), augment)


@misconception(
    "image_dataset",
    rejected_by="test_every_pass_has_an_order_of_its_own",
    says="gives the same order in every pass: what stands before the cache happens once.",
)
def shuffled_once(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed).cache().batch(batch_size), augment)


@misconception(
    "image_dataset",
    rejected_by="test_single_images_are_mixed",
    says="shuffles whole batches.",
)
def batches_shuffled(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
    return _augmented(dataset.batch(batch_size).shuffle(1000, seed=shuffle_seed), augment)


@misconception(
    "image_dataset",
    rejected_by="test_the_classes_are_mixed",
    says="shuffles in a buffer that is too small.",
)
def buffer_too_small(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
    return _augmented(dataset.shuffle(batch_size, seed=shuffle_seed).batch(batch_size), augment)


@misconception(
    "image_dataset",
    rejected_by="test_files_are_decoded_once",
    says="decodes its files again in every pass.",
)
def decoded_in_every_pass(folder, classes, size, batch_size, shuffle_seed, augment=False):
    width, height = _turned(size)

    def pairs():
        for number, name in enumerate(classes):
            for path in _classes(folder)[name]:
                yield _pixels(path, size), np.eye(len(classes))[number]

    form = tf.TensorSpec((height, width, 3), tf.float32), tf.TensorSpec((len(classes),), tf.float32)
    dataset = tf.data.Dataset.from_generator(pairs, output_signature=form)
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed).batch(batch_size), augment)


@misconception(
    "image_dataset",
    rejected_by="test_augmented_images_differ_from_pass_to_pass",
    says="augments before the cache, so that every pass sees the same variant.",
)
def augmented_before_the_cache(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
    return _augmented(dataset.batch(1), augment).unbatch().cache().shuffle(1000, seed=shuffle_seed).batch(batch_size)


@misconception(
    "image_dataset",
    rejected_by="test_augmentation_keeps_the_colours",
    says="changes the colours: a recoloured lemon is a lime.",
)
def colours_changed(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size)).shuffle(1000, seed=shuffle_seed)
    if augment:
        dataset = dataset.map(lambda image, label: (tf.clip_by_value(tf.image.random_hue(image, 0.1), 0, 1), label))
    return _augmented(dataset.batch(batch_size), augment)


@misconception(
    "image_dataset",
    rejected_by="test_a_corrupt_file_is_named",
    says="does not say which file is broken: among 10,000 files nobody finds it. Pillow's own message names a file that is "
    "no image, but not one that is cut off.",
)
def corrupt_file_not_named(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = [], []
    for number, name in enumerate(classes):
        for path in _classes(folder)[name]:
            images.append(np.asarray(_on_white(path).resize(_turned(size)), dtype=np.float32) / 255)
            labels.append(np.eye(len(classes), dtype=np.float32)[number])
    dataset = tf.data.Dataset.from_tensor_slices((np.stack(images), np.stack(labels)))
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed).batch(batch_size), augment)


def _exists(folder):
    if not Path(folder).is_dir():
        raise FileNotFoundError(f"there is no folder {folder}")


def _is_image(path):
    return path.suffix.lower() in ENDINGS and path.is_file()


def _visible(folder):
    """Whatever lies below a folder and is not hidden."""
    return [
        path
        for path in Path(folder).rglob("*")
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _classes(folder):
    """The images of each class."""
    return {
        entry.name: sorted(str(path) for path in _visible(entry) if _is_image(path))
        for entry in sorted(Path(folder).iterdir())
        if entry.is_dir() and not entry.name.startswith(".")
    }


def _turned(size):
    """A size as Pillow wants it: (width, height)."""
    return (size, size) if isinstance(size, int) else (size[1], size[0])


def _on_white(path):
    image = Image.open(path).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def _pixels(path, size):
    try:
        return np.asarray(_on_white(path).resize(_turned(size)), dtype=np.float32) / 255
    except OSError as problem:
        raise OSError(f"{path}: {problem}") from None


def _means(folder, read):
    return {name: np.mean([read(path) for path in paths], axis=0) for name, paths in _classes(folder).items() if paths}


def _decoded(folder, classes, size):
    pairs = [(_pixels(path, size), number) for number, name in enumerate(classes) for path in _classes(folder)[name]]
    return np.stack([image for image, _ in pairs]), np.eye(len(classes), dtype=np.float32)[[n for _, n in pairs]]


def _augmented(dataset, augment):
    if not augment:
        return dataset
    change = keras.Sequential([keras.layers.RandomFlip(), keras.layers.RandomTranslation(0.1, 0.1)])
    return dataset.map(lambda images, labels: (change(images, training=True), labels))
