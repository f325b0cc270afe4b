"""Wrong ways of ex10 in other spellings."""
# ruff: noqa: PTH100, PTH110, PTH112, PTH113, PTH118, PTH122, PTH206, PTH207, PTH208 -- students write os.path and glob

from __future__ import annotations

import glob
import os
import random
from collections import Counter, defaultdict
from itertools import product
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from PIL import Image

from reference.kit.catalogue import spelling

# list_images


def _must_exist(folder):
    if not os.path.exists(folder):
        raise FileNotFoundError(f"No such folder: {folder}")


def _ends_like_an_image(name):
    return name.lower().endswith((".jpg", ".jpeg", ".png"))


@spelling("small-letters-only")
def endswith_of_the_name_as_it_is(folder):
    _must_exist(folder)
    images = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.endswith((".jpg", ".jpeg", ".png")) and not name.startswith("."):
                images.append(os.path.join(place, name))
    return sorted(images)


@spelling("small-letters-only")
def one_pattern_for_each_ending(folder):
    _must_exist(folder)
    images = []
    for ending in ("jpg", "jpeg", "png"):
        images += glob.glob(f"{folder}/**/*.{ending}", recursive=True)
    return sorted(filter(os.path.isfile, images))


@spelling("folders-listed")
def names_of_files_and_folders(folder):
    _must_exist(folder)
    images = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "."]
        images += [
            os.path.join(place, name) for name in files + folders if name[0] != "." and _ends_like_an_image(name)
        ]
    images.sort()
    return images


@spelling("folders-listed")
def whatever_a_pattern_finds(folder):
    _must_exist(folder)
    return sorted(
        path for path in glob.glob(os.path.join(folder, "**", "*"), recursive=True) if _ends_like_an_image(path)
    )


@spelling("one-level-deep")
def folders_of_the_folder(folder):
    _must_exist(folder)
    images = []
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if os.path.isdir(path) and name[0] != ".":
            images += [os.path.join(path, inner) for inner in os.listdir(path) if inner[0] != "."]
        elif name[0] != ".":
            images.append(path)
    return sorted(path for path in images if os.path.isfile(path) and _ends_like_an_image(path))


@spelling("one-level-deep")
def two_patterns_with_stars(folder):
    _must_exist(folder)
    paths = glob.glob(f"{folder}/*") + glob.glob(f"{folder}/*/*")
    return sorted(path for path in paths if _ends_like_an_image(path) and not os.path.isdir(path))


@spelling("class-folders-alone")
def listdir_of_each_class(folder):
    _must_exist(folder)
    images = []
    for name in sorted(os.listdir(folder)):
        if os.path.isdir(f"{folder}/{name}") and not name.startswith("."):
            images += [f"{folder}/{name}/{file}" for file in os.listdir(f"{folder}/{name}")]
    return sorted(
        p for p in images if os.path.isfile(p) and _ends_like_an_image(p) and "/." not in p[len(str(folder)) :]
    )


@spelling("class-folders-alone")
def star_slash_star(folder):
    _must_exist(folder)
    paths = glob.glob(f"{folder}/*/*.*")
    return sorted(path for path in paths if os.path.splitext(path)[1].lower() in (".jpg", ".jpeg", ".png"))


@spelling("hidden-files-listed")
def every_file_of_a_walk(folder):
    _must_exist(folder)
    images = []
    for place, _, files in os.walk(folder):
        for name in files:
            if _ends_like_an_image(name):
                images.append(os.path.join(place, name))
    return sorted(images)


@spelling("hidden-files-listed")
def hidden_folders_alone_cut_off(folder):
    _must_exist(folder)
    images = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "."]
        images.extend(f"{place}/{name}" for name in files if _ends_like_an_image(name))
    return sorted(images)


@spelling("hidden-folders-entered")
def names_of_files_without_a_dot(folder):
    _must_exist(folder)
    images = []
    for place, _, files in os.walk(folder):
        images += [os.path.join(place, name) for name in files if name[0] != "." and _ends_like_an_image(name)]
    return sorted(images)


@spelling("hidden-folders-entered")
def dot_asked_of_the_last_part(folder):
    _must_exist(folder)
    found = filter(Path.is_file, Path(folder).glob("**/*"))
    return sorted(str(p) for p in found if _ends_like_an_image(p.name) and not p.parts[-1].startswith("."))


@spelling("dots-anywhere-in-the-path")
def slash_and_dot_in_the_text(folder):
    _must_exist(folder)
    images = []
    for place, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(place, name)
            if _ends_like_an_image(name) and "/." not in path:
                images.append(path)
    return sorted(images)


@spelling("dots-anywhere-in-the-path")
def hidden_places_skipped(folder):
    _must_exist(folder)
    images = []
    for place, _, files in os.walk(os.path.abspath(folder)):
        if any(part.startswith(".") for part in place.split(os.sep)):
            continue
        images.extend(os.path.join(place, name) for name in files if name[0] != "." and _ends_like_an_image(name))
    return sorted(images)


@spelling("sorted-folder-by-folder")
def sorted_walk_of_sorted_names(folder):
    _must_exist(folder)
    images = []
    for place, _, files in sorted(os.walk(folder)):
        if "/." in place[len(str(folder)) :]:
            continue
        images += [f"{place}/{name}" for name in sorted(files) if name[0] != "." and _ends_like_an_image(name)]
    return images


@spelling("sorted-folder-by-folder")
def files_first_then_folders(folder):
    _must_exist(folder)
    entries = sorted((entry for entry in Path(folder).iterdir() if entry.name[0] != "."), key=str)
    images = [str(entry) for entry in entries if entry.is_file() and _ends_like_an_image(entry.name)]
    for entry in filter(Path.is_dir, entries):
        images += list_images(entry)
    return images


@spelling("missing-folder-is-empty")
def walk_of_nothing(folder):
    images = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "."]
        images += [os.path.join(place, name) for name in files if name[0] != "." and _ends_like_an_image(name)]
    return sorted(images)


@spelling("missing-folder-is-empty")
def empty_list_on_purpose(folder):
    if not os.path.isdir(folder):
        return []
    paths = glob.glob(f"{folder}/**/*", recursive=True)
    return sorted(path for path in paths if os.path.isfile(path) and _ends_like_an_image(path))


# class_counts


def _class_names(folder):
    names = [name for name in os.listdir(folder) if os.path.isdir(os.path.join(folder, name))]
    return sorted(name for name in names if not name.startswith("."))


@spelling("empty-classes-forgotten")
def counted_from_the_paths(folder):
    counts = defaultdict(int)
    for path in list_images(folder):
        first, slash, _ = os.path.relpath(path, folder).partition(os.sep)
        if slash:
            counts[first] += 1
    return dict(sorted(counts.items()))


@spelling("empty-classes-forgotten")
def zeros_left_out(folder):
    counts = {}
    for name in _class_names(folder):
        images = list_images(os.path.join(folder, name))
        if images:
            counts[name] = len(images)
    return counts


@spelling("every-file-counted")
def length_of_listdir(folder):
    return {name: len(os.listdir(os.path.join(folder, name))) for name in _class_names(folder)}


@spelling("every-file-counted")
def one_added_for_each_entry(folder):
    counts = Counter(dict.fromkeys(_class_names(folder), 0))
    for entry in Path(folder).glob("*/*"):
        if entry.parent.name in counts:
            counts[entry.parent.name] += 1
    return dict(counts)


@spelling("every-file-at-any-depth-counted")
def star_star_without_an_ending(folder):
    counts = {}
    for name in _class_names(folder):
        counts[name] = len([path for path in Path(folder, name).glob("**/*") if not path.is_dir()])
    return counts


@spelling("every-file-at-any-depth-counted")
def all_files_of_a_walk(folder):
    counts = {}
    for name in _class_names(folder):
        counts[name] = 0
        for _, _, files in os.walk(os.path.join(folder, name)):
            counts[name] += len(files)
    return counts


@spelling("classes-one-level-deep")
def listdir_with_endings(folder):
    counts = {}
    for name in _class_names(folder):
        files = os.listdir(os.path.join(folder, name))
        counts[name] = len([file for file in files if _ends_like_an_image(file) and file[0] != "."])
    return counts


@spelling("classes-one-level-deep")
def pattern_of_the_class_folders(folder):
    counts = dict.fromkeys(_class_names(folder), 0)
    for path in Path(folder).glob("[!.]*/[!.]*.*"):
        counts[path.parent.name] += _ends_like_an_image(path.name)
    return counts


@spelling("largest-class-first")
def most_common(folder):
    counts = Counter({name: len(list_images(Path(folder, name))) for name in _class_names(folder)})
    return dict(counts.most_common())


@spelling("largest-class-first")
def sorted_by_count_in_reverse(folder):
    counts = {}
    for name in _class_names(folder):
        counts[name] = len(list_images(os.path.join(folder, name)))
    return {name: counts[name] for name in sorted(counts, key=counts.get, reverse=True)}


# plot_images


@spelling("two-numbers-to-a-cell")
def row_and_column_in_two_loops(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, figsize=(2 * columns, 2 * rows))
    for i in range(rows):
        for j in range(columns):
            axs[i, j].axis("off")
            if i * columns + j < len(paths):
                axs[i, j].imshow(Image.open(paths[i * columns + j]).convert("RGB"))
    return fig


@spelling("two-numbers-to-a-cell")
def two_pairs_of_brackets(paths, rows, columns):
    fig, axs = plt.subplots(nrows=rows, ncols=columns)
    for number, (i, j) in enumerate(product(range(rows), range(columns))):
        axs[i][j].set_axis_off()
        if number < len(paths):
            axs[i][j].imshow(np.array(Image.open(paths[number]).convert("RGB")))
    return fig


@spelling("two-numbers-to-a-cell")
def divmod_of_the_number(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns)
    for number in range(rows * columns):
        cell = axs[divmod(number, columns)]
        cell.axis("off")
        if number < len(paths):
            cell.imshow(Image.open(paths[number]).convert("RGB"))
    return fig


@spelling("one-cell-is-no-grid")
def ravel_of_the_cells(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns)
    axs = axs.ravel()
    for i in range(rows * columns):
        axs[i].axis("off")
        if i < len(paths):
            axs[i].imshow(Image.open(paths[i]).convert("RGB"))
    return fig


@spelling("one-cell-is-no-grid")
def flatten_of_the_cells(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, figsize=(columns, rows))
    for ax in axs.flatten():
        ax.axis("off")
    for i, path in enumerate(paths[: rows * columns]):
        axs.flatten()[i].imshow(np.asarray(Image.open(path).convert("RGB")))
    return fig


@spelling("one-cell-is-no-grid")
def one_row_told_from_many(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns)
    for i in range(rows * columns):
        ax = axs[i] if rows == 1 or columns == 1 else axs[i // columns, i % columns]
        ax.axis("off")
        if i < len(paths):
            ax.imshow(Image.open(paths[i]).convert("RGB"))
    return fig


@spelling("red-and-blue-exchanged")
def channels_picked_in_another_order(paths, rows, columns):
    fig = plt.figure(figsize=(2 * columns, 2 * rows))
    for i in range(min(len(paths), rows * columns)):
        ax = fig.add_subplot(rows, columns, i + 1)
        ax.imshow(np.array(Image.open(paths[i]).convert("RGB"))[..., [2, 1, 0]])
        ax.axis("off")
    return fig


@spelling("red-and-blue-exchanged")
def split_and_merged(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, squeeze=False)
    for ax in axs.ravel():
        ax.axis("off")
    for ax, path in zip(axs.ravel(), paths, strict=False):
        b, g, r = Image.open(path).convert("RGB").split()
        ax.imshow(Image.merge("RGB", (r, g, b)))
    return fig


@spelling("empty-cells-framed")
def axis_off_beside_the_image(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, squeeze=False)
    for i, path in enumerate(paths[: rows * columns]):
        ax = axs[i // columns][i % columns]
        ax.imshow(np.array(Image.open(path).convert("RGB")))
        ax.axis("off")
    return fig


@spelling("empty-cells-framed")
def ticks_removed_but_no_frame(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, squeeze=False)
    for i, ax in enumerate(axs.flat):
        ax.set_xticks([])
        ax.set_yticks([])
        if i < len(paths):
            ax.imshow(Image.open(paths[i]).convert("RGB"))
    return fig


@spelling("grey-painted-in-colours")
def read_by_matplotlib(paths, rows, columns):
    fig = plt.figure()
    for i, path in enumerate(paths[: rows * columns], start=1):
        plt.subplot(rows, columns, i)
        plt.imshow(plt.imread(path))
        plt.axis("off")
    return fig


@spelling("grey-painted-in-colours")
def given_as_pillow_opens_it(paths, rows, columns):
    fig = Figure(figsize=(3 * columns, 3 * rows))
    axs = fig.subplots(rows, columns, squeeze=False)
    for i, j in product(range(rows), range(columns)):
        axs[i, j].set_axis_off()
        number = i * columns + j
        if number < len(paths):
            axs[i, j].imshow(Image.open(paths[number]))
    return fig


# mean_image_by_class


def _height_and_width(size):
    if isinstance(size, int):
        size = (size, size)
    return size[0], size[1]


def _pasted_on_white(path):
    """Paste an image on a white one of its size."""
    image = Image.open(path).convert("RGBA")
    white = Image.new("RGB", image.size, (255, 255, 255))
    white.paste(image, mask=image.split()[3])
    return white


def _images_of_classes(folder, size):
    """Read all images, class by class."""
    images = {}
    for name in sorted(class_counts(folder)):
        images[name] = [read_image(path, size) for path in list_images(os.path.join(folder, name))]
    return {name: each for name, each in images.items() if each}


@spelling("width-before-height")
def size_handed_on_to_resize(folder, size):
    if isinstance(size, int):
        size = (size, size)
    means = {}
    for name in _class_names(folder):
        images = []
        for path in list_images(os.path.join(folder, name)):
            images.append(np.array(_pasted_on_white(path).resize(size)) / 255.0)
        if images:
            means[name] = sum(images) / len(images)
    return means


@spelling("width-before-height")
def shape_of_width_and_height(folder, size):
    height, width = _height_and_width(size)
    means = {}
    for name, images in _images_of_classes(folder, (width, height)).items():
        total = np.zeros((width, height, 3))
        for image in images:
            total += image
        means[name] = total / len(images)
    return means


@spelling("added-as-bytes")
def built_in_sum_of_bytes(folder, size):
    height, width = _height_and_width(size)
    means = {}
    for name, count in class_counts(folder).items():
        images = [np.asarray(_pasted_on_white(p).resize((width, height))) for p in list_images(Path(folder, name))]
        if count:
            means[name] = sum(images) / count / 255
    return means


@spelling("added-as-bytes")
def plus_in_a_loop_of_bytes(folder, size):
    means = {}
    for name, images in _images_of_classes(folder, size).items():
        images = [(image * 255).round().astype("uint8") for image in images]
        total = images[0]
        for image in images[1:]:
            total = total + image
        means[name] = (total / len(images)) / 255.0
    return means


@spelling("mean-of-means")
def half_of_old_and_new(folder, size):
    means = {}
    for name, images in _images_of_classes(folder, size).items():
        mean = images[0]
        for image in images[1:]:
            mean = 0.5 * mean + 0.5 * image
        means[name] = mean
    return means


@spelling("mean-of-means")
def mean_of_two_at_a_time(folder, size):
    means = {}
    for name, images in _images_of_classes(folder, size).items():
        while len(images) > 1:
            images = [np.mean(images[:2], axis=0), *images[2:]]
        means[name] = images[0]
    return means


@spelling("halved-from-zero-on")
def average_of_total_and_image(folder, size):
    height, width = _height_and_width(size)
    means = {}
    for name, count in class_counts(folder).items():
        total = np.zeros((height, width, 3))
        for path in list_images(os.path.join(folder, name)):
            total = np.mean([total, read_image(path, size)], axis=0)
        if count > 0:
            means[name] = total
    return means


@spelling("halved-from-zero-on")
def halved_from_black_on(folder, size):
    means = {}
    for name, images in _images_of_classes(folder, size).items():
        mean = np.zeros_like(images[0])
        for image in images:
            mean = (mean + image) / 2
        means[name] = mean
    return means


@spelling("median-for-mean")
def fiftieth_percentile(folder, size):
    return {
        name: np.percentile(np.array(images), 50, axis=0) for name, images in _images_of_classes(folder, size).items()
    }


@spelling("median-for-mean")
def middle_of_the_sorted(folder, size):
    medians = {}
    for name, images in _images_of_classes(folder, size).items():
        ordered = np.sort(np.stack(images), axis=0)
        middle = len(ordered) // 2
        medians[name] = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    return medians


@spelling("divided-by-all-images")
def length_of_the_whole_list(folder, size):
    total = len(list_images(folder))
    means = {}
    for name, images in _images_of_classes(folder, size).items():
        means[name] = np.sum(images, axis=0) / total
    return means


@spelling("divided-by-all-images")
def sum_of_the_counts(folder, size):
    counts, height, width = class_counts(folder), *_height_and_width(size)
    means = {}
    for name in counts:
        mean = np.zeros((height, width, 3), dtype=np.float32)
        for path in list_images(Path(folder) / name):
            mean += read_image(path, size) / sum(counts.values())
        if counts[name] > 0:
            means[name] = mean
    return means


@spelling("deeper-images-left-out")
def listdir_of_the_class(folder, size):
    means = {}
    for name in _class_names(folder):
        place = os.path.join(folder, name)
        files = [file for file in os.listdir(place) if _ends_like_an_image(file) and not file.startswith(".")]
        if files:
            means[name] = np.mean([read_image(os.path.join(place, file), size) for file in files], axis=0)
    return means


@spelling("deeper-images-left-out")
def pattern_with_one_star(folder, size):
    sums, counts = {}, Counter()
    for path in glob.glob(f"{folder}/*/*"):
        if os.path.isfile(path) and _ends_like_an_image(path):
            name = Path(path).parent.name
            sums[name] = sums.get(name, 0) + read_image(path, size)
            counts[name] += 1
    return {name: total / counts[name] for name, total in sorted(sums.items())}


@spelling("means-in-0-to-255")
def pixels_never_divided(folder, size):
    height, width = _height_and_width(size)
    means = {}
    for name in _class_names(folder):
        total, paths = np.zeros((height, width, 3)), list_images(os.path.join(folder, name))
        for path in paths:
            total += np.asarray(_pasted_on_white(path).resize((width, height)))
        if paths:
            means[name] = total / len(paths)
    return means


@spelling("means-in-0-to-255")
def multiplied_to_be_shown(folder, size):
    return {n: np.mean(np.stack(images), axis=0) * 255 for n, images in _images_of_classes(folder, size).items()}


@spelling("transparency-dropped")
def three_of_four_channels(folder, size):
    height, width = _height_and_width(size)
    means = {}
    for name in _class_names(folder):
        images = []
        for path in list_images(os.path.join(folder, name)):
            pixels = np.array(Image.open(path).convert("RGBA").resize((width, height)))
            images.append(pixels[:, :, :3] / 255)
        if images:
            means[name] = np.array(images).mean(axis=0)
    return means


@spelling("transparency-dropped")
def loaded_by_keras(folder, size):
    means = {}
    for name in _class_names(folder):
        paths = list_images(os.path.join(folder, name))
        total = 0
        for path in paths:
            image = keras.utils.load_img(path, target_size=_height_and_width(size))
            total = total + keras.utils.img_to_array(image) / 255
        if paths:
            means[name] = total / len(paths)
    return means


# image_dataset


def _arrays(folder, classes, size):
    """Read images and numbers of classes in the order of the files."""
    images, numbers = [], []
    for number, name in enumerate(classes):
        for path in list_images(os.path.join(folder, name)):
            images.append(read_image(path, size))
            numbers.append(number)
    return np.array(images), np.array(numbers)


def _pairs(folder, classes, size):
    images, numbers = _arrays(folder, classes, size)
    return images, keras.utils.to_categorical(numbers, len(classes))


def _paths_and_rows(folder, classes):
    paths, rows = [], []
    for name in classes:
        for path in list_images(Path(folder, name)):
            paths.append(path)
            rows.append([float(name == other) for other in classes])
    return paths, rows


def _flipped(image, label):
    return tf.image.random_flip_up_down(tf.image.random_flip_left_right(image)), label


def _flipped_if(dataset, augment):
    return dataset.map(_flipped) if augment else dataset


@spelling("labels-as-numbers")
def from_a_directory_with_int_labels(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = keras.utils.image_dataset_from_directory(
        folder,
        class_names=classes,
        batch_size=batch_size,
        image_size=_height_and_width(size),
        seed=shuffle_seed,
    )
    return dataset.map(lambda images, labels: (images / 255, labels))


@spelling("labels-as-numbers")
def number_given_by_a_generator(folder, classes, size, batch_size, shuffle_seed, augment=False):
    def pairs():
        for number, name in enumerate(classes):
            for path in list_images(os.path.join(folder, name)):
                yield read_image(path, size), number

    dataset = tf.data.Dataset.from_generator(pairs, output_types=(tf.float32, tf.int32)).cache()
    return _flipped_if(dataset.shuffle(10_000, seed=shuffle_seed), augment).batch(batch_size)


@spelling("pixels-in-0-to-255")
def from_a_directory_not_rescaled(folder, classes, size, batch_size, shuffle_seed, augment=False):
    return keras.utils.image_dataset_from_directory(
        str(folder),
        label_mode="categorical",
        class_names=list(classes),
        batch_size=batch_size,
        image_size=_height_and_width(size),
        seed=shuffle_seed,
    )


@spelling("pixels-in-0-to-255")
def bytes_of_pillow(folder, classes, size, batch_size, shuffle_seed, augment=False):
    height, width = _height_and_width(size)
    paths, rows = _paths_and_rows(folder, classes)
    images = [np.array(_pasted_on_white(path).resize((width, height))) for path in paths]
    dataset = tf.data.Dataset.from_tensor_slices((np.array(images), rows)).shuffle(len(paths), seed=shuffle_seed)
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("pixels-in-0-to-255")
def floats_of_pillow_in_a_map(folder, classes, size, batch_size, shuffle_seed, augment=False):
    height, width = _height_and_width(size)

    def load(path, row):
        image = tf.image.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        return tf.ensure_shape(tf.image.resize(image, (height, width)), (height, width, 3)), row

    dataset = tf.data.Dataset.from_tensor_slices(_paths_and_rows(folder, classes)).map(load).cache()
    return _flipped_if(dataset.shuffle(1000, seed=shuffle_seed), augment).batch(batch_size).prefetch(1)


@spelling("red-and-blue-exchanged-in-batches")
def reversed_by_tensorflow(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size))
    dataset = dataset.map(lambda image, row: (tf.reverse(image, axis=[-1]), row)).cache()
    return _flipped_if(dataset.shuffle(1000, seed=shuffle_seed), augment).batch(batch_size)


@spelling("red-and-blue-exchanged-in-batches")
def channels_stacked_as_blue_green_red(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    red, green, blue = images[..., 0], images[..., 1], images[..., 2]
    images = np.stack([blue, green, red], axis=-1)
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).shuffle(len(rows), seed=shuffle_seed)
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("augmented-unasked")
def flipped_in_any_case(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size)).cache()
    return dataset.shuffle(1000, seed=shuffle_seed).map(_flipped).batch(batch_size).prefetch(2)


@spelling("augmented-unasked")
def zoomed_where_augment_is_not_none(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size)).shuffle(1000, seed=shuffle_seed)
    dataset = dataset.batch(batch_size)
    if augment is not None:
        zoom, flip = keras.layers.RandomZoom(0.2), keras.layers.RandomFlip("horizontal")
        dataset = dataset.map(lambda images, rows: (zoom(flip(images, training=True), training=True), rows))
    return dataset


@spelling("never-shuffled")
def shuffled_and_thrown_away(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size)).cache()
    dataset.shuffle(1000, seed=shuffle_seed)
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("never-shuffled")
def batches_sliced_in_order(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)

    def batches():
        for start in range(0, len(images), batch_size):
            yield images[start : start + batch_size], rows[start : start + batch_size]

    form = tf.TensorSpec((None, *images.shape[1:]), tf.float32), tf.TensorSpec((None, len(classes)), tf.float32)
    return _flipped_if(tf.data.Dataset.from_generator(batches, output_signature=form), augment)


@spelling("never-shuffled")
def random_seed_alone(folder, classes, size, batch_size, shuffle_seed, augment=False):
    tf.random.set_seed(shuffle_seed)
    np.random.seed(shuffle_seed)
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size)).batch(batch_size)
    return _flipped_if(dataset, augment)


@spelling("classes-sorted-in-place")
def sorted_into_the_same_list(folder, classes, size, batch_size, shuffle_seed, augment=False):
    classes[:] = sorted(classes)
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size)).shuffle(1000, seed=shuffle_seed)
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("classes-sorted-in-place")
def classes_popped_one_by_one(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows, count = [], [], len(classes)
    while classes:
        name = classes.pop()
        for path in list_images(Path(folder, name)):
            images.append(read_image(path, size))
            rows.append(np.eye(count)[len(classes)])
    dataset = tf.data.Dataset.from_tensor_slices((np.array(images), np.array(rows)))
    return _flipped_if(dataset.shuffle(len(rows), seed=shuffle_seed), augment).batch(batch_size)


@spelling("last-batch-dropped")
def whole_batches_taken(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).shuffle(len(images), seed=shuffle_seed)
    return _flipped_if(dataset, augment).batch(batch_size).take(len(images) // batch_size)


@spelling("last-batch-dropped")
def batches_while_there_are_enough(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    rng = np.random.default_rng(shuffle_seed)

    def batches():
        order = rng.permutation(len(images))
        for batch in range(len(images) // batch_size):
            chosen = order[batch * batch_size : (batch + 1) * batch_size]
            yield images[chosen], rows[chosen]

    form = tf.TensorSpec((None, *images.shape[1:]), tf.float32), tf.TensorSpec((None, len(classes)), tf.float32)
    return _flipped_if(tf.data.Dataset.from_generator(batches, output_signature=form), augment)


@spelling("shuffled-once")
def no_reshuffling(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size)).cache()
    dataset = dataset.shuffle(10_000, seed=shuffle_seed, reshuffle_each_iteration=False)
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("shuffled-once")
def paths_shuffled_by_python(folder, classes, size, batch_size, shuffle_seed, augment=False):
    pairs = list(zip(*_pairs(folder, classes, size), strict=True))
    random.Random(shuffle_seed).shuffle(pairs)
    images, rows = zip(*pairs, strict=True)
    dataset = tf.data.Dataset.from_tensor_slices((np.array(images), np.array(rows)))
    return _flipped_if(dataset, augment).batch(batch_size).prefetch(tf.data.AUTOTUNE)


@spelling("shuffled-once")
def generator_made_anew_for_each_pass(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)

    def pairs():
        for i in np.random.default_rng(shuffle_seed).permutation(len(images)):
            yield images[i], rows[i]

    form = tf.TensorSpec(images.shape[1:], tf.float32), tf.TensorSpec((len(classes),), tf.float32)
    return _flipped_if(tf.data.Dataset.from_generator(pairs, output_signature=form), augment).batch(batch_size)


@spelling("batches-shuffled")
def cached_as_batches(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size)).batch(batch_size).cache()
    dataset = dataset.shuffle(buffer_size=100, seed=shuffle_seed)
    return _flipped_if(dataset, augment).prefetch(tf.data.AUTOTUNE)


@spelling("batches-shuffled")
def starts_in_another_order(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    chance = random.Random(shuffle_seed)

    def batches():
        starts = list(range(0, len(images), batch_size))
        chance.shuffle(starts)
        for start in starts:
            yield images[start : start + batch_size], rows[start : start + batch_size]

    form = tf.TensorSpec((None, *images.shape[1:]), tf.float32), tf.TensorSpec((None, len(classes)), tf.float32)
    return _flipped_if(tf.data.Dataset.from_generator(batches, output_signature=form), augment)


@spelling("buffer-too-small")
def buffer_of_ten(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size)).cache()
    return _flipped_if(dataset.shuffle(10, seed=shuffle_seed), augment).batch(batch_size).prefetch(1)


@spelling("buffer-too-small")
def buffer_of_as_many_as_classes(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size)).shuffle(len(classes), seed=shuffle_seed)
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("decoded-in-every-pass")
def paths_cached_instead_of_images(folder, classes, size, batch_size, shuffle_seed, augment=False):
    height, width = _height_and_width(size)

    def load(path, row):
        image = tf.numpy_function(lambda name: read_image(name.decode(), size), [path], tf.float32)
        return tf.ensure_shape(image, (height, width, 3)), row

    dataset = tf.data.Dataset.from_tensor_slices(_paths_and_rows(folder, classes)).cache()
    dataset = dataset.shuffle(10_000, seed=shuffle_seed).map(load, num_parallel_calls=tf.data.AUTOTUNE)
    return _flipped_if(dataset, augment).batch(batch_size).prefetch(tf.data.AUTOTUNE)


@spelling("decoded-in-every-pass")
def from_a_directory_without_a_cache(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = keras.utils.image_dataset_from_directory(
        folder,
        label_mode="categorical",
        class_names=classes,
        batch_size=batch_size,
        image_size=_height_and_width(size),
        shuffle=True,
        seed=shuffle_seed,
    ).map(lambda images, rows: (images / 255.0, rows))
    return _flipped_if(dataset, augment)


@spelling("augmented-before-the-cache")
def flipped_then_cached(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size))
    return _flipped_if(dataset, augment).cache().shuffle(1000, seed=shuffle_seed).batch(batch_size).prefetch(1)


@spelling("augmented-before-the-cache")
def turned_round_by_numpy_once(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    rng = np.random.default_rng(shuffle_seed)
    if augment:
        images = np.stack([np.fliplr(image) if rng.random() < 0.5 else np.flipud(image) for image in images])
    dataset = tf.data.Dataset.from_tensor_slices((images, rows))
    return dataset.shuffle(len(images), seed=shuffle_seed).batch(batch_size)


@spelling("colours-changed")
def brighter_or_darker(folder, classes, size, batch_size, shuffle_seed, augment=False):
    def change(image, row):
        image = tf.image.random_brightness(tf.image.random_flip_left_right(image), max_delta=0.3)
        return tf.clip_by_value(image, 0.0, 1.0), row

    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size)).shuffle(1000, seed=shuffle_seed)
    if augment:
        dataset = dataset.map(change)
    return dataset.batch(batch_size)


@spelling("colours-changed")
def contrast_layer_among_the_others(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size)).cache()
    dataset = dataset.shuffle(1000, seed=shuffle_seed).batch(batch_size)
    if not augment:
        return dataset
    change = keras.Sequential([keras.layers.RandomFlip(), keras.layers.RandomContrast(0.4, value_range=(0, 1))])
    return dataset.map(lambda images, rows: (change(images, training=True), rows))


@spelling("colours-changed")
def saturation_and_hue(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).shuffle(len(images), seed=shuffle_seed)
    if augment:
        dataset = dataset.map(lambda image, row: (tf.image.random_saturation(image, 0.3, 1.0), row)).map(_flipped)
    return dataset.batch(batch_size)


@spelling("corrupt-file-not-named")
def read_in_the_first_pass(folder, classes, size, batch_size, shuffle_seed, augment=False):
    height, width = _height_and_width(size)
    paths, rows = _paths_and_rows(folder, classes)

    def pairs():
        for path, row in zip(paths, rows, strict=True):
            yield np.array(_pasted_on_white(path).resize((width, height)), dtype="float32") / 255, row

    form = tf.TensorSpec((height, width, 3), tf.float32), tf.TensorSpec((len(classes),), tf.float32)
    dataset = tf.data.Dataset.from_generator(pairs, output_signature=form).cache()
    return _flipped_if(dataset.shuffle(len(paths), seed=shuffle_seed), augment).batch(batch_size)


@spelling("corrupt-file-not-named")
def decoded_by_tensorflow(folder, classes, size, batch_size, shuffle_seed, augment=False):
    height, width = _height_and_width(size)

    def load(path, row):
        image = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        image = tf.image.resize(tf.image.convert_image_dtype(image, tf.float32), (height, width))
        return tf.ensure_shape(image, (height, width, 3)), row

    dataset = tf.data.Dataset.from_tensor_slices(_paths_and_rows(folder, classes)).map(load).cache()
    return _flipped_if(dataset.shuffle(1000, seed=shuffle_seed), augment).batch(batch_size)


@spelling("corrupt-file-not-named")
def error_without_the_name(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = [], []
    for path, row in zip(*_paths_and_rows(folder, classes), strict=True):
        try:
            images.append(read_image(path, size))
        except OSError:
            raise OSError("a file is broken") from None
        rows.append(row)
    dataset = tf.data.Dataset.from_tensor_slices((np.array(images), rows)).shuffle(len(rows), seed=shuffle_seed)
    return _flipped_if(dataset, augment).batch(batch_size)
