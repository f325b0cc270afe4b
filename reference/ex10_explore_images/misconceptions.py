"""Wrong ways of ex10."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from matplotlib import pyplot as plt
from PIL import Image, ImageOps

from reference.kit.catalogue import misconception

ENDINGS = (".jpg", ".jpeg", ".png")
ENDINGS_ALONE = ("jpg", "jpeg", "png")
READ = {}
"""What one keeps that remembers."""


@misconception
def small_letters_only(folder):
    _exists(folder)
    return sorted(str(path) for path in _visible(folder) if path.suffix in ENDINGS and path.is_file())


@misconception
def folders_listed(folder):
    _exists(folder)
    return sorted(str(path) for path in _visible(folder) if path.suffix.lower() in ENDINGS)


@misconception
def one_level_deep(folder):
    _exists(folder)
    found = [path for path in _visible(folder) if _is_image(path)]
    return sorted(str(path) for path in found if len(path.relative_to(folder).parts) <= 2)


@misconception
def class_folders_alone(folder):
    _exists(folder)
    found = [path for path in _visible(folder) if _is_image(path)]
    return sorted(str(path) for path in found if len(path.relative_to(folder).parts) == 2)


@misconception
def hidden_files_listed(folder):
    _exists(folder)
    return sorted(str(path) for path in Path(folder).rglob("*") if _is_image(path))


@misconception
def hidden_folders_entered(folder):
    _exists(folder)
    return sorted(str(path) for path in Path(folder).rglob("[!.]*") if _is_image(path))


@misconception
def hidden_folder_passed_over(folder):
    _exists(folder)
    found = []
    for place, folders, files in os.walk(folder):
        for name in folders:
            if name.startswith("."):
                folders.remove(name)
        found += [Path(place, name) for name in files if not name.startswith(".")]
    return sorted(str(path) for path in found if _is_image(path))


@misconception
def hidden_one_level_up_alone(folder):
    _exists(folder)
    top = Path(folder)
    found = [path for path in top.rglob("[!.]*") if _is_image(path)]
    return sorted(str(path) for path in found if path.parent == top or not path.parent.name.startswith("."))


@misconception
def dots_anywhere_in_the_path(folder):
    _exists(folder)
    found = [path for path in Path(folder).rglob("*") if _is_image(path)]
    return sorted(str(path) for path in found if not any(part.startswith(".") for part in path.parts))


@misconception
def sorted_folder_by_folder(folder):
    _exists(folder)
    found = []
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(place, name) for name in sorted(files) if not name.startswith(".")]
    return [str(path) for path in found if _is_image(path)]


@misconception
def missing_folder_is_empty(folder):
    return sorted(str(path) for path in _visible(folder) if _is_image(path))


@misconception
def letter_cases_one_by_one(folder):
    _exists(folder)
    known = (*ENDINGS, *map(str.upper, ENDINGS))
    return sorted(str(path) for path in _visible(folder) if path.suffix in known and path.is_file())


@misconception
def jpeg_forgotten(folder):
    _exists(folder)
    return sorted(str(path) for path in _visible(folder) if _is_image(path) and path.suffix.lower() != ".jpeg")


@misconception
def ending_anywhere_in_the_name(folder):
    _exists(folder)
    found = [path for path in _visible(folder) if path.is_file()]
    return sorted(str(path) for path in found if any(ending in path.name.lower() for ending in ENDINGS))


@misconception
def ending_without_its_dot(folder):
    _exists(folder)
    found = [path for path in _visible(folder) if path.is_file()]
    return sorted(str(path) for path in found if path.name.lower().endswith(("jpg", "jpeg", "png")))


@misconception
def one_dot_in_a_name(folder):
    _exists(folder)
    found = [path for path in _visible(folder) if path.is_file()]
    return sorted(str(path) for path in found if f"{path.name.lower()}.".split(".")[1] in ENDINGS_ALONE)


@misconception
def all_after_the_first_dot(folder):
    _exists(folder)
    found = [path for path in _visible(folder) if path.is_file()]
    return sorted(str(path) for path in found if path.name.lower().partition(".")[2] in ENDINGS_ALONE)


@misconception
def name_that_is_an_ending(folder):
    _exists(folder)
    found = [path for path in _visible(folder) if path.is_file()]
    return sorted(str(path) for path in found if path.name.lower().split(".")[-1] in ENDINGS_ALONE)


@misconception
def top_folder_alone(folder):
    _exists(folder)
    return sorted(str(path) for path in _visible(folder) if _is_image(path) and path.parent == Path(folder))


@misconception
def sorted_by_the_file_name(folder):
    _exists(folder)
    return [str(path) for path in sorted(filter(_is_image, _visible(folder)), key=lambda path: (path.name, str(path)))]


@misconception
def paths_not_sorted(folder):
    _exists(folder)
    return sorted((str(path) for path in _visible(folder) if _is_image(path)), reverse=True)


@misconception
def paths_that_are_no_texts(folder):
    _exists(folder)
    return sorted(filter(_is_image, _visible(folder)))


@misconception
def paths_without_the_folder(folder):
    _exists(folder)
    return sorted(str(path.relative_to(folder)) for path in _visible(folder) if _is_image(path))


@misconception
def empty_classes_forgotten(folder):
    inside = [path.relative_to(folder).parts for path in _visible(folder) if _is_image(path)]
    return dict(sorted(Counter(parts[0] for parts in inside if len(parts) > 1).items()))


@misconception
def every_file_counted(folder):
    return {
        entry.name: len(list(entry.iterdir()))
        for entry in sorted(Path(folder).iterdir())
        if entry.is_dir() and not entry.name.startswith(".")
    }


@misconception
def every_file_at_any_depth_counted(folder):
    return {
        entry.name: sum(path.is_file() for path in entry.rglob("*"))
        for entry in sorted(Path(folder).iterdir())
        if entry.is_dir() and not entry.name.startswith(".")
    }


@misconception
def classes_one_level_deep(folder):
    return {
        entry.name: sum(_is_image(path) and not path.name.startswith(".") for path in entry.iterdir())
        for entry in sorted(Path(folder).iterdir())
        if entry.is_dir() and not entry.name.startswith(".")
    }


@misconception
def largest_class_first(folder):
    counts = {
        entry.name: sum(_is_image(path) for path in _visible(entry))
        for entry in sorted(Path(folder).iterdir())
        if entry.is_dir() and not entry.name.startswith(".")
    }
    return dict(sorted(counts.items(), key=lambda pair: -pair[1]))


@misconception
def smallest_class_first(folder):
    counts = {name: len(paths) for name, paths in _classes(folder).items()}
    return dict(sorted(counts.items(), key=lambda pair: pair[1]))


@misconception
def classes_not_sorted(folder):
    found = [(name, len(paths)) for name, paths in _classes(folder).items()]
    return dict(found[2:] + found[:2])


@misconception
def dots_anywhere_in_a_class_name(folder):
    return {name: len(paths) for name, paths in _classes(folder).items() if "." not in name}


@misconception
def counts_of_an_earlier_folder(folder, counts={}):  # noqa: B006
    for name, paths in _classes(folder).items():
        counts[name] = len(paths)
    return dict(sorted(counts.items()))


@misconception
def hidden_folder_is_a_class(folder):
    entries = [entry for entry in sorted(Path(folder).iterdir()) if entry.is_dir()]
    return {entry.name: sum(_is_image(path) for path in _visible(entry)) for entry in entries}


@misconception
def folders_inside_are_classes(folder):
    inside = [path for path in _visible(folder) if path.is_dir()]
    return {path.name: sum(_is_image(each) for each in _visible(path)) for path in sorted(inside)}


@misconception
def images_beside_are_a_class(folder):
    counts = {name: len(paths) for name, paths in _classes(folder).items()}
    beside = [path.name for path in _visible(folder) if _is_image(path) and path.parent == Path(folder)]
    return counts | dict.fromkeys(beside, 1)


@misconception
def entries_beside_count_zero(folder):
    counts = {name: len(paths) for name, paths in _classes(folder).items()}
    beside = [path.name for path in _visible(folder) if path.is_file() and path.parent == Path(folder)]
    return counts | dict.fromkeys(beside, 0)


@misconception
def image_beside_looked_into(folder):
    counts = {}
    for entry in sorted(path for path in _visible(folder) if path.parent == Path(folder)):
        _exists(entry)
        counts[entry.name] = sum(_is_image(path) for path in _visible(entry))
    return counts


@misconception
def class_name_begins_another(folder):
    paths = [path for inside in _classes(folder).values() for path in inside]
    return {name: sum(path.startswith(str(Path(folder, name))) for path in paths) for name in _classes(folder)}


@misconception
def class_name_anywhere_in_the_path(folder):
    paths = [str(path.relative_to(folder)) for path in _visible(folder) if _is_image(path)]
    return {name: sum(name in path for path in paths) for name in _classes(folder)}


@misconception
def class_name_among_the_folders(folder):
    paths = [path.relative_to(folder) for path in _visible(folder) if _is_image(path)]
    return {name: sum(name in path.parts for path in paths) for name in _classes(folder)}


@misconception
def two_numbers_to_a_cell(paths, rows, columns):
    figure, grid = plt.subplots(rows, columns)
    for row in range(rows):
        for column in range(columns):
            grid[row, column].set_axis_off()
    for number, path in enumerate(paths[: rows * columns]):
        grid[number // columns, number % columns].imshow(Image.open(path).convert("RGB"))
    return figure


@misconception
def one_cell_is_no_grid(paths, rows, columns):
    figure, grid = plt.subplots(rows, columns)
    for axes in grid.flat:
        axes.set_axis_off()
    for axes, path in zip(grid.flat, paths, strict=False):
        axes.imshow(Image.open(path).convert("RGB"))
    return figure


@misconception
def red_and_blue_exchanged(paths, rows, columns):
    figure, grid = _bare_grid(rows, columns)
    for axes, path in zip(grid.flat, paths, strict=False):
        axes.imshow(np.asarray(Image.open(path).convert("RGB"))[:, :, ::-1])
    return figure


@misconception
def empty_cells_framed(paths, rows, columns):
    figure, grid = plt.subplots(rows, columns, squeeze=False)
    for axes, path in zip(grid.flat, paths, strict=False):
        axes.imshow(Image.open(path).convert("RGB"))
        axes.set_axis_off()
    return figure


@misconception
def grey_painted_in_colours(paths, rows, columns):
    figure, grid = _bare_grid(rows, columns)
    for axes, path in zip(grid.flat, paths, strict=False):
        axes.imshow(np.asarray(Image.open(path)))
    return figure


@misconception
def grey_stretched(paths, rows, columns):
    figure, grid = _bare_grid(rows, columns)
    for axes, path in zip(grid.flat, paths, strict=False):
        axes.imshow(np.asarray(Image.open(path)), cmap="gray")
    return figure


@misconception
def palette_taken_for_grey(paths, rows, columns):
    figure, grid = _bare_grid(rows, columns)
    for axes, path in zip(grid.flat, paths, strict=False):
        axes.imshow(np.asarray(Image.open(path)), cmap="gray", vmin=0, vmax=255)
    return figure


@misconception
def floats_above_one(paths, rows, columns):
    figure, grid = _bare_grid(rows, columns)
    for axes, path in zip(grid.flat, paths, strict=False):
        axes.imshow(np.asarray(Image.open(path).convert("RGB"), dtype=float))
    return figure


@misconception
def more_images_than_cells(paths, rows, columns):
    figure, grid = _bare_grid(rows, columns)
    for number, path in enumerate(paths):
        grid[number // columns, number % columns].imshow(Image.open(path).convert("RGB"))
    return figure


@misconception
def fewer_images_than_cells(paths, rows, columns):
    figure, grid = _bare_grid(rows, columns)
    for number in range(rows * columns):
        grid.flat[number].imshow(Image.open(paths[number]).convert("RGB"))
    return figure


@misconception
def cells_counted_from_zero(paths, rows, columns):
    figure = plt.figure()
    for number, path in enumerate(paths[: rows * columns]):
        axes = figure.add_subplot(rows, columns, number)
        axes.imshow(Image.open(path).convert("RGB"))
        axes.set_axis_off()
    return figure


@misconception
def cells_outside_the_grid(paths, rows, columns):
    figure, grid = _bare_grid(rows, columns)
    for number, path in enumerate(paths[: rows * columns]):
        grid[number // rows, number % rows].imshow(Image.open(path).convert("RGB"))
    return figure


@misconception
def rows_and_columns_exchanged(paths, rows, columns):
    figure, grid = plt.subplots(columns, rows, squeeze=False)
    for axes in grid.flat:
        axes.set_axis_off()
    for number, path in enumerate(paths[: rows * columns]):
        grid.flat[number].imshow(Image.open(path).convert("RGB"))
    return figure


@misconception
def filled_column_by_column(paths, rows, columns):
    figure, grid = _bare_grid(rows, columns)
    for number, path in enumerate(paths[: rows * columns]):
        grid[number % rows, number // rows].imshow(Image.open(path).convert("RGB"))
    return figure


@misconception
def colours_lost(paths, rows, columns):
    figure, grid = _bare_grid(rows, columns)
    for number, path in enumerate(paths[: rows * columns]):
        grid.flat[number].imshow(Image.open(path).convert("L"), cmap="gray", vmin=0, vmax=255)
    return figure


@misconception
def all_in_one_cell(paths, rows, columns):
    figure, _ = _bare_grid(rows, columns)
    for number, path in enumerate(paths[: rows * columns]):
        plt.imshow(Image.open(path).convert("RGB"))
    return figure


@misconception
def into_the_current_figure(paths, rows, columns):
    figure = plt.gcf()
    for number in range(rows * columns):
        axes = figure.add_subplot(rows, columns, number + 1)
        axes.set_axis_off()
        if number < len(paths):
            axes.imshow(Image.open(paths[number]).convert("RGB"))
    return figure


@misconception
def one_figure_for_all_calls(paths, rows, columns):
    figure = plt.figure("fruits", clear=True)
    for number in range(rows * columns):
        axes = figure.add_subplot(rows, columns, number + 1)
        axes.set_axis_off()
        if number < len(paths):
            axes.imshow(Image.open(paths[number]).convert("RGB"))
    return figure


@misconception
def grey_as_a_negative(paths, rows, columns):
    figure, grid = _bare_grid(rows, columns)
    for axes, path in zip(grid.flat, paths, strict=False):
        image = Image.open(path)
        axes.imshow(image if image.mode == "L" else image.convert("RGB"), cmap="Greys", vmin=0, vmax=255)
    return figure


@misconception
def size_as_a_pair_alone(folder, size):
    return _means(folder, lambda path: np.asarray(_on_white(path).resize((size[1], size[0])), dtype=np.float32) / 255)


@misconception
def channels_as_they_come(folder, size):
    return _means(folder, lambda path: np.asarray(Image.open(path).resize(_turned(size)), dtype=np.float32) / 255)


@misconception
def width_before_height(folder, size):
    size = (size, size) if isinstance(size, int) else tuple(size)
    return _means(folder, lambda path: np.asarray(_on_white(path).resize(size), dtype=np.float32) / 255)


@misconception
def proportions_kept(folder, size):
    return _means(folder, lambda path: _cropped(path, size))


@misconception
def added_as_bytes(folder, size):
    means = {}
    for name, paths in _classes(folder).items():
        if paths:
            total = np.zeros((*_turned(size)[::-1], 3), dtype=np.uint8)
            for path in paths:
                total += np.asarray(_on_white(path).resize(_turned(size)))
            means[name] = total / len(paths) / 255
    return means


@misconception
def mean_of_means(folder, size):
    means = {}
    for name, paths in _classes(folder).items():
        for path in paths:
            pixels = _pixels(path, size)
            means[name] = (means[name] + pixels) / 2 if name in means else pixels
    return means


@misconception
def halved_from_zero_on(folder, size):
    means = {}
    for name, paths in _classes(folder).items():
        for path in paths:
            means[name] = (means.get(name, 0) + _pixels(path, size)) / 2
    return means


@misconception
def median_for_mean(folder, size):
    return {
        name: np.median([_pixels(path, size) for path in paths], axis=0)
        for name, paths in _classes(folder).items()
        if paths
    }


@misconception
def divided_by_all_images(folder, size):
    classes = _classes(folder)
    count = sum(map(len, classes.values()))
    return {n: np.sum([_pixels(path, size) for path in paths], axis=0) / count for n, paths in classes.items() if paths}


@misconception
def divided_by_the_entries(folder, size):
    means = {}
    for name, paths in _classes(folder).items():
        if paths:
            entries = len(list(Path(folder, name).iterdir()))
            means[name] = np.sum([_pixels(path, size) for path in paths], axis=0) / entries
    return means


@misconception
def hidden_images_averaged(folder, size):
    means = {}
    for name in _classes(folder):
        found = [path for path in Path(folder, name).rglob("*") if _is_image(path)]
        if found:
            means[name] = np.mean([_pixels(path, size) for path in found], axis=0)
    return means


@misconception
def folders_inside_have_means(folder, size):
    of_each = {}
    for paths in _classes(folder).values():
        for path in paths:
            of_each.setdefault(Path(path).parent.name, []).append(_pixels(path, size))
    return {name: np.mean(images, axis=0) for name, images in of_each.items()}


@misconception
def divided_by_those_beside_too(folder, size):
    count = sum(map(_is_image, _visible(folder)))
    return {
        name: np.sum([_pixels(path, size) for path in paths], axis=0) / count
        for name, paths in _classes(folder).items()
        if paths
    }


@misconception
def each_folder_weighs_the_same(folder, size):
    means = {}
    for name, paths in _classes(folder).items():
        inside = {}
        for path in paths:
            inside.setdefault(Path(path).parent, []).append(_pixels(path, size))
        if paths:
            means[name] = np.mean([np.mean(images, axis=0) for images in inside.values()], axis=0)
    return means


@misconception
def class_name_begins_another_in_means(folder, size):
    everything = [path for paths in _classes(folder).values() for path in paths]
    return _means_of_those(folder, size, everything, lambda path, name: path.startswith(str(Path(folder, name))))


@misconception
def class_name_anywhere_in_means(folder, size):
    everything = [path for path in _visible(folder) if _is_image(path)]
    return _means_of_those(folder, size, everything, lambda path, name: name in str(path.relative_to(folder)))


@misconception
def class_name_among_the_folders_in_means(folder, size):
    everything = [path for path in _visible(folder) if _is_image(path)]
    return _means_of_those(folder, size, everything, lambda path, name: name in path.relative_to(folder).parts)


@misconception
def images_beside_have_a_mean(folder, size):
    inside = {}
    for path in _visible(folder):
        if _is_image(path):
            inside.setdefault(path.relative_to(folder).parts[0], []).append(_pixels(path, size))
    return {name: np.mean(images, axis=0) for name, images in inside.items()}


@misconception
def image_beside_looked_into_for_means(folder, size):
    means = {}
    for entry in sorted(path for path in _visible(folder) if path.parent == Path(folder)):
        _exists(entry)
        images = [_pixels(path, size) for path in _visible(entry) if _is_image(path)]
        if images:
            means[entry.name] = np.mean(images, axis=0)
    return means


@misconception
def deeper_images_left_out(folder, size):
    near = {
        name: [path for path in paths if Path(path).parent == Path(folder, name)]
        for name, paths in _classes(folder).items()
    }
    return {n: np.mean([_pixels(path, size) for path in paths], axis=0) for n, paths in near.items() if paths}


@misconception
def means_in_0_to_255(folder, size):
    return _means(folder, lambda path: np.asarray(_on_white(path).resize(_turned(size)), dtype=np.float32))


@misconception
def transparency_dropped(folder, size):
    def read(path):
        return np.asarray(Image.open(path).convert("RGB").resize(_turned(size)), dtype=np.float32) / 255

    return _means(folder, read)


@misconception
def transparency_in_rgba_alone(folder, size):
    def read(path):
        image = Image.open(path)
        image = _on_white(path) if image.mode == "RGBA" else image.convert("RGB")
        return np.asarray(image.resize(_turned(size)), dtype=np.float32) / 255

    return _means(folder, read)


@misconception
def transparency_of_palettes_dropped(folder, size):
    def read(path):
        image = Image.open(path)
        image = _on_white(path) if image.mode in ("LA", "RGBA") else image.convert("RGB")
        return np.asarray(image.resize(_turned(size)), dtype=np.float32) / 255

    return _means(folder, read)


@misconception
def channels_counted_alone(folder, size):
    def read(path):
        pixels = np.asarray(Image.open(path).resize(_turned(size)), dtype=np.float32) / 255
        if pixels.ndim == 2:
            return np.stack([pixels] * 3, axis=-1)
        return pixels[..., :3] * pixels[..., 3:] + 1 - pixels[..., 3:] if pixels.shape[2] == 4 else pixels

    return _means(folder, read)


@misconception
def transparent_is_black(folder, size):
    def read(path):
        image = Image.open(path).convert("RGBA")
        black = Image.new("RGBA", image.size, "black")
        return (
            np.asarray(Image.alpha_composite(black, image).convert("RGB").resize(_turned(size)), dtype=np.float32) / 255
        )

    return _means(folder, read)


@misconception
def half_transparent_is_all_or_nothing(folder, size):
    return _means(folder, lambda path: _all_or_nothing(path, size))


@misconception
def fourth_channel_kept(folder, size):
    return _means(folder, lambda path: np.asarray(Image.open(path).convert("RGBA").resize(_turned(size))) / 255)


@misconception
def mean_of_no_images(folder, size):
    return {name: np.mean([_pixels(path, size) for path in paths], axis=0) for name, paths in _classes(folder).items()}


@misconception
def empty_class_is_black(folder, size):
    black = np.zeros((*_turned(size)[::-1], 3))
    return {
        name: sum((_pixels(p, size) for p in paths), black) / max(len(paths), 1)
        for name, paths in _classes(folder).items()
    }


@misconception
def sum_never_divided(folder, size):
    return {
        name: np.sum([_pixels(p, size) for p in paths], axis=0) for name, paths in _classes(folder).items() if paths
    }


@misconception
def mean_stretched(folder, size):
    return {name: mean / mean.max() for name, mean in _means(folder, lambda path: _pixels(path, size)).items()}


@misconception
def mean_stretched_from_zero_on(folder, size):
    means = _means(folder, lambda path: _pixels(path, size))
    return {name: (mean - mean.min()) / np.ptp(mean) for name, mean in means.items()}


@misconception
def mean_cut_to_whole_numbers(folder, size):
    means = _means(folder, lambda path: np.round(_pixels(path, size) * 255).astype(int))
    return {name: mean.astype(np.uint8) / 255 for name, mean in means.items()}


@misconception
def last_image_alone(folder, size):
    return {name: _pixels(paths[-1], size) for name, paths in _classes(folder).items() if paths}


@misconception
def total_overwritten(folder, size):
    return {name: _pixels(paths[-1], size) / len(paths) for name, paths in _classes(folder).items() if paths}


@misconception
def mean_of_all_classes(folder, size):
    paths = [path for each in _classes(folder).values() for path in each]
    mean = np.mean([_pixels(path, size) for path in paths], axis=0)
    return {name: mean for name, paths in _classes(folder).items() if paths}


@misconception
def mean_of_all_and_those_beside(folder, size):
    mean = np.mean([_pixels(path, size) for path in _visible(folder) if _is_image(path)], axis=0)
    return {name: mean for name, paths in _classes(folder).items() if paths}


@misconception
def labels_as_numbers(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = _decoded(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images, labels.argmax(axis=1)))
    return _augmented(dataset.shuffle(len(images), seed=shuffle_seed).batch(batch_size), augment)


@misconception
def pixels_in_0_to_255(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = _decoded(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images * 255, labels)).shuffle(len(images), seed=shuffle_seed)
    return _augmented(dataset.batch(batch_size), augment)


@misconception
def float64_images(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = _decoded(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images.astype(float), labels)).shuffle(1000, seed=shuffle_seed)
    return _augmented(dataset.batch(batch_size), augment)


@misconception
def pixels_around_zero(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = _decoded(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images * 2 - 1, labels)).shuffle(1000, seed=shuffle_seed)
    return _augmented(dataset.batch(batch_size), augment)


@misconception
def red_and_blue_exchanged_in_batches(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = _decoded(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images[..., ::-1], labels)).shuffle(len(images), seed=shuffle_seed)
    return _augmented(dataset.batch(batch_size), augment)


@misconception
def augmented_unasked(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size)).shuffle(1000, seed=shuffle_seed)
    return _augmented(dataset.batch(batch_size), True)


@misconception
def never_shuffled(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
    return _augmented(dataset.batch(batch_size), augment)


@misconception
def classes_sorted_in_place(folder, classes, size, batch_size, shuffle_seed, augment=False):
    classes.sort()
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed).batch(batch_size), augment)


@misconception
def last_batch_dropped(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size)).shuffle(1000, seed=shuffle_seed)
    return _augmented(dataset.batch(batch_size, drop_remainder=True), augment)


@misconception
def shuffled_once(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed).cache().batch(batch_size), augment)


@misconception
def batches_shuffled(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
    return _augmented(dataset.batch(batch_size).shuffle(1000, seed=shuffle_seed), augment)


@misconception
def buffer_too_small(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
    return _augmented(dataset.shuffle(batch_size, seed=shuffle_seed).batch(batch_size), augment)


@misconception
def decoded_in_every_pass(folder, classes, size, batch_size, shuffle_seed, augment=False):
    width, height = _turned(size)

    def pairs():
        for number, name in enumerate(classes):
            for path in _classes(folder)[name]:
                yield _pixels(path, size), np.eye(len(classes))[number]

    form = tf.TensorSpec((height, width, 3), tf.float32), tf.TensorSpec((len(classes),), tf.float32)
    dataset = tf.data.Dataset.from_generator(pairs, output_signature=form)
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed).batch(batch_size), augment)


@misconception
def augmented_before_the_cache(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
    return _augmented(dataset.batch(1), augment).unbatch().cache().shuffle(1000, seed=shuffle_seed).batch(batch_size)


@misconception
def colours_changed(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size)).shuffle(1000, seed=shuffle_seed)
    if augment:
        dataset = dataset.map(lambda image, label: (tf.clip_by_value(tf.image.random_hue(image, 0.1), 0, 1), label))
    return _augmented(dataset.batch(batch_size), augment)


@misconception
def corrupt_file_not_named(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = [], []
    for number, name in enumerate(classes):
        for path in _classes(folder)[name]:
            images.append(np.asarray(_on_white(path).resize(_turned(size)), dtype=np.float32) / 255)
            labels.append(np.eye(len(classes), dtype=np.float32)[number])
    dataset = tf.data.Dataset.from_tensor_slices((np.stack(images), np.stack(labels)))
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed).batch(batch_size), augment)


@misconception
def labels_in_sorted_order(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = (
        tf.data.Dataset.from_tensor_slices(_decoded(folder, sorted(classes), size))
        .shuffle(1000, seed=shuffle_seed)
        .batch(batch_size)
    )
    return _augmented(dataset, augment)


@misconception
def images_and_labels_parted(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = _decoded(folder, classes, size)
    first = tf.data.Dataset.from_tensor_slices(images).shuffle(1000, seed=shuffle_seed)
    second = tf.data.Dataset.from_tensor_slices(labels).shuffle(1000, seed=shuffle_seed + 1)
    return _augmented(tf.data.Dataset.zip((first, second)).batch(batch_size), augment)


@misconception
def nothing_augmented(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = (
        tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
        .shuffle(1000, seed=shuffle_seed)
        .batch(batch_size)
    )
    if augment:
        dataset.map(lambda images, labels: (tf.image.random_flip_left_right(images), labels))
    return dataset


@misconception
def seed_not_used(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size)).shuffle(1000).batch(batch_size)
    return _augmented(dataset, augment)


@misconception
def seed_of_its_own(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = (
        tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size)).shuffle(1000, seed=42).batch(batch_size)
    )
    return _augmented(dataset, augment)


@misconception
def seed_0_taken_for_none(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed or None).batch(batch_size), augment)


@misconception
def a_column_for_every_folder(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = _decoded(folder, classes, size)
    labels = keras.utils.to_categorical(labels.argmax(axis=1), len(_classes(folder)))
    dataset = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(1000, seed=shuffle_seed)
    return _augmented(dataset.batch(batch_size), augment)


@misconception
def images_of_an_earlier_size(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = [], []
    for number, name in enumerate(classes):
        for path in _classes(folder)[name]:
            if path not in READ:
                READ[path] = _pixels(path, size)
            images.append(READ[path])
            labels.append(np.eye(len(classes), dtype=np.float32)[number])
    dataset = tf.data.Dataset.from_tensor_slices((np.stack(images), np.stack(labels)))
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed).batch(batch_size), augment)


@misconception
def proportions_kept_in_batches(folder, classes, size, batch_size, shuffle_seed, augment=False):
    _, labels = _decoded(folder, classes, size)
    images = [_cropped(path, size) for name in classes for path in _classes(folder)[name]]
    dataset = tf.data.Dataset.from_tensor_slices((np.stack(images), labels))
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed).batch(batch_size), augment)


@misconception
def images_turned(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = (
        tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
        .shuffle(1000, seed=shuffle_seed)
        .batch(batch_size)
    )
    if augment:
        change = keras.Sequential([keras.layers.RandomFlip("horizontal"), keras.layers.RandomRotation(0.2)])
        dataset = dataset.map(lambda images, labels: (change(images, training=True), labels))
    return dataset


@misconception
def broken_file_skipped(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = [], []
    for number, name in enumerate(classes):
        for path in _classes(folder)[name]:
            try:
                images.append(_pixels(path, size))
            except OSError:
                continue
            labels.append(np.eye(len(classes), dtype=np.float32)[number])
    dataset = tf.data.Dataset.from_tensor_slices((np.stack(images), np.stack(labels)))
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed).batch(batch_size), augment)


@misconception
def divided_by_255_twice(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = _decoded(folder, classes, size)
    dataset = (
        tf.data.Dataset.from_tensor_slices((images / 255, labels)).shuffle(1000, seed=shuffle_seed).batch(batch_size)
    )
    return _augmented(dataset, augment)


@misconception
def changed_without_chance(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = (
        tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
        .shuffle(1000, seed=shuffle_seed)
        .batch(batch_size)
    )
    if augment:
        dataset = dataset.map(lambda images, labels: (images[:, :, ::-1], labels))
    return dataset


@misconception
def transparency_in_rgba_alone_in_batches(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = [], []
    for number, name in enumerate(classes):
        for path in _classes(folder)[name]:
            image = Image.open(path)
            image = _on_white(path) if image.mode == "RGBA" else image.convert("RGB")
            images.append(np.asarray(image.resize(_turned(size)), dtype=np.float32) / 255)
            labels.append(np.eye(len(classes), dtype=np.float32)[number])
    dataset = tf.data.Dataset.from_tensor_slices((np.stack(images), np.stack(labels)))
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed).batch(batch_size), augment)


@misconception
def columns_counted_from_the_labels(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = _decoded(folder, classes, size)
    labels = keras.utils.to_categorical(labels.argmax(axis=1))
    dataset = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(1000, seed=shuffle_seed)
    return _augmented(dataset.batch(batch_size), augment)


@misconception
def part_of_a_class_name(folder, classes, size, batch_size, shuffle_seed, augment=False):
    everything = [path for paths in _classes(folder).values() for path in paths]
    images, labels = [], []
    for number, name in enumerate(classes):
        for path in everything:
            if path.startswith(str(Path(folder, name))):
                images.append(_pixels(path, size))
                labels.append(np.eye(len(classes), dtype=np.float32)[number])
    dataset = tf.data.Dataset.from_tensor_slices((np.stack(images), np.stack(labels)))
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed).batch(batch_size), augment)


@misconception
def half_transparent_is_all_or_nothing_in_batches(folder, classes, size, batch_size, shuffle_seed, augment=False):
    _, labels = _decoded(folder, classes, size)
    images = [_all_or_nothing(path, size) for name in classes for path in _classes(folder)[name]]
    dataset = tf.data.Dataset.from_tensor_slices((np.stack(images).astype(np.float32), labels))
    return _augmented(dataset.shuffle(1000, seed=shuffle_seed).batch(batch_size), augment)


@misconception
def augmented_beside_unchanged(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_decoded(folder, classes, size))
    if augment:
        dataset = dataset.concatenate(_augmented(dataset.batch(1), augment).unbatch())
    return dataset.shuffle(1000, seed=shuffle_seed).batch(batch_size)


def _exists(folder):
    if not Path(folder).is_dir():
        raise FileNotFoundError(f"there is no folder {folder}")


def _is_image(path):
    return path.suffix.lower() in ENDINGS and path.is_file()


def _means_of_those(folder, size, paths, belongs):
    return {
        name: np.mean([_pixels(path, size) for path in paths if belongs(path, name)], axis=0)
        for name, own in _classes(folder).items()
        if own
    }


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


def _bare_grid(rows, columns):
    """A figure and its cells, (rows, columns), without frames."""
    figure, grid = plt.subplots(rows, columns, squeeze=False)
    for axes in grid.flat:
        axes.set_axis_off()
    return figure, grid


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


def _cropped(path, size):
    try:
        return np.asarray(ImageOps.fit(_on_white(path), _turned(size)), dtype=np.float32) / 255
    except OSError as problem:
        raise OSError(f"{path}: {problem}") from None


def _all_or_nothing(path, size):
    """An image whose pixels are white where nothing of them is seen, and as if opaque elsewhere."""
    pixels = np.asarray(Image.open(path).convert("RGBA").resize(_turned(size)), dtype=np.float32) / 255
    return np.where(pixels[:, :, 3:] > 0, pixels[:, :, :3], 1)


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
