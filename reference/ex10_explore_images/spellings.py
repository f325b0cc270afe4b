"""Wrong ways of ex10 in other spellings."""
# ruff: noqa: PTH100, PTH110, PTH112, PTH113, PTH118, PTH119, PTH120, PTH122, PTH206, PTH207, PTH208 -- students write os.path and glob

from __future__ import annotations

import contextlib
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
from PIL import Image, ImageOps

from reference.kit.catalogue import spelling

COUNTED = {}
READ_AHEAD = {}
"""What those keep that remember."""

# list_images


def _must_exist(folder):
    if not os.path.exists(folder):
        raise FileNotFoundError(f"No such folder: {folder}")


def _ends_like_an_image(name):
    return name.lower().endswith((".jpg", ".jpeg", ".png"))


def _all_visible(folder):
    """Whatever file lies below a folder and is not hidden."""
    return [path for path in glob.glob(f"{folder}/**/*", recursive=True) if os.path.isfile(path)]


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


@spelling("hidden-folder-passed-over")
def taken_out_of_the_walk_one_by_one(folder):
    _must_exist(folder)
    images = []
    for place, folders, files in os.walk(folder):
        for number, name in enumerate(folders):
            if name[0] == ".":
                del folders[number]
        images += [os.path.join(place, name) for name in files if name[0] != "." and _ends_like_an_image(name)]
    return sorted(images)


@spelling("hidden-folder-passed-over")
def forgotten_while_going_down(folder):
    if not os.path.isdir(folder):
        raise NotADirectoryError(str(folder))
    waiting, images = [Path(folder)], []
    while waiting:
        entries = list(waiting.pop().iterdir())
        for entry in entries:
            if entry.name.startswith(".") and entry.is_dir():
                entries.remove(entry)
        waiting += [entry for entry in entries if entry.is_dir()]
        images += [str(entry) for entry in entries if entry.is_file() and entry.name[0] != "."]
    return sorted(path for path in images if _ends_like_an_image(path))


@spelling("hidden-one-level-up-alone")
def last_two_parts_asked(folder):
    _must_exist(folder)
    images = []
    for place, _, files in os.walk(folder):
        if place != str(folder) and os.path.basename(place).startswith("."):
            continue
        for name in files:
            if not name.startswith(".") and _ends_like_an_image(name):
                images.append(os.path.join(place, name))
    return sorted(images)


@spelling("hidden-one-level-up-alone")
def two_names_below_the_folder(folder):
    _must_exist(folder)
    images = []
    for path in Path(folder).rglob("*"):
        below = path.relative_to(folder).parts[-2:]
        if path.is_file() and _ends_like_an_image(path.name) and all(part[0] != "." for part in below):
            images.append(str(path))
    return sorted(images)


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


@spelling("letter-cases-one-by-one")
def a_pattern_for_each_way_of_writing(folder):
    _must_exist(folder)
    images = set()
    for ending in ("jpg", "JPG", "jpeg", "JPEG", "png", "PNG"):
        images.update(glob.glob(os.path.join(folder, "**", f"*.{ending}"), recursive=True))
    return sorted(path for path in images if not os.path.isdir(path))


@spelling("letter-cases-one-by-one")
def or_the_same_in_capitals(folder):
    _must_exist(folder)
    small = (".jpg", ".jpeg", ".png")
    images = []
    for path in _all_visible(folder):
        if path.endswith(small) or path.endswith(tuple(ending.upper() for ending in small)):
            images.append(path)
    images.sort()
    return images


@spelling("letter-cases-one-by-one")
def capitals_as_cameras_write_them(folder):
    _must_exist(folder)
    images = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "."]
        for name in files:
            ending = os.path.splitext(name)[1]
            if name[0] != "." and (ending == ".JPG" or ending == ".PNG" or ending in (".jpg", ".jpeg", ".png")):
                images.append(os.path.join(place, name))
    return sorted(images)


@spelling("jpeg-forgotten")
def two_endings_of_three(folder):
    _must_exist(folder)
    return sorted(path for path in _all_visible(folder) if path.lower().endswith((".jpg", ".png")))


@spelling("jpeg-forgotten")
def endings_compared_one_by_one(folder):
    _must_exist(folder)
    images = []
    for path in _all_visible(folder):
        ending = os.path.splitext(path)[1].lower()
        if ending == ".jpg" or ending == ".png":
            images.append(path)
    return sorted(images)


@spelling("ending-anywhere-in-the-name")
def in_for_endswith(folder):
    _must_exist(folder)
    images = []
    for path in _all_visible(folder):
        name = os.path.basename(path).lower()
        if ".jpg" in name or ".jpeg" in name or ".png" in name:
            images.append(path)
    return sorted(images)


@spelling("ending-anywhere-in-the-name")
def any_of_its_suffixes(folder):
    _must_exist(folder)
    return sorted(p for p in _all_visible(folder) if {".jpg", ".jpeg", ".png"} & set(Path(p.lower()).suffixes))


@spelling("ending-without-its-dot")
def endswith_without_a_dot(folder):
    _must_exist(folder)
    return sorted(path for path in _all_visible(folder) if path.lower().endswith(("jpg", "jpeg", "png")))


@spelling("ending-without-its-dot")
def last_letters_compared(folder):
    _must_exist(folder)
    images = []
    for path in _all_visible(folder):
        name = path.lower()
        if name[-3:] in ("jpg", "png") or name[-4:] == "jpeg":
            images.append(path)
    images.sort()
    return images


@spelling("one-dot-in-a-name")
def second_part_of_a_split(folder):
    _must_exist(folder)
    images = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "."]
        for name in files:
            parts = name.split(".")
            if parts[0] and len(parts) > 1 and parts[1].lower() in ("jpg", "jpeg", "png"):
                images.append(os.path.join(place, name))
    return sorted(images)


@spelling("one-dot-in-a-name")
def first_of_its_suffixes(folder):
    _must_exist(folder)
    found = [Path(path) for path in _all_visible(folder)]
    return sorted(str(path) for path in found if path.suffixes and _ends_like_an_image(path.suffixes[0]))


@spelling("one-dot-in-a-name")
def name_and_ending_of_a_split(folder):
    _must_exist(folder)
    images = []
    for path in _all_visible(folder):
        _, ending = os.path.basename(path).split(".")
        if ending.lower() in {"jpg", "jpeg", "png"}:
            images.append(path)
    return sorted(images)


@spelling("all-after-the-first-dot")
def two_parts_and_no_more(folder):
    _must_exist(folder)
    images = []
    for path in _all_visible(folder):
        parts = Path(path).name.split(".")
        if len(parts) == 2 and parts[1].lower() in ("jpg", "jpeg", "png"):
            images.append(path)
    return sorted(images)


@spelling("all-after-the-first-dot")
def cut_at_the_place_of_a_dot(folder):
    _must_exist(folder)
    names = {path: os.path.basename(path).lower() for path in _all_visible(folder)}
    endings = {path: name[name.index(".") :] for path, name in names.items() if "." in name}
    return sorted(path for path, ending in endings.items() if ending in (".jpg", ".jpeg", ".png"))


@spelling("name-that-is-an-ending")
def last_part_of_a_split(folder):
    _must_exist(folder)
    images = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name[0] != "." and name.split(".")[-1].lower() in ("jpg", "jpeg", "png"):
                images.append(f"{place}/{name}")
    images.sort()
    return images


@spelling("name-that-is-an-ending")
def after_the_last_dot_there_is(folder):
    _must_exist(folder)
    names = [(Path(path).name.casefold(), path) for path in _all_visible(folder)]
    return sorted(path for name, path in names if name[name.rfind(".") + 1 :] in {"jpg", "jpeg", "png"})


@spelling("top-folder-alone")
def listdir_of_the_folder(folder):
    _must_exist(folder)
    images = [os.path.join(folder, name) for name in os.listdir(folder) if name[0] != "." and _ends_like_an_image(name)]
    return sorted(path for path in images if os.path.isfile(path))


@spelling("top-folder-alone")
def first_round_of_a_walk(folder):
    _must_exist(folder)
    place, _, files = next(os.walk(folder))
    return sorted(os.path.join(place, name) for name in files if name[0] != "." and _ends_like_an_image(name))


@spelling("sorted-by-the-file-name")
def basename_as_the_key(folder):
    _must_exist(folder)
    return sorted(sorted(filter(_ends_like_an_image, _all_visible(folder))), key=os.path.basename)


@spelling("sorted-by-the-file-name")
def name_before_the_path(folder):
    _must_exist(folder)
    pairs = []
    for path in _all_visible(folder):
        if _ends_like_an_image(path):
            pairs.append((Path(path).name, path))
    return [path for _, path in sorted(pairs)]


@spelling("paths-not-sorted")
def smallest_file_first(folder):
    _must_exist(folder)
    images = sorted(filter(_ends_like_an_image, _all_visible(folder)), reverse=True)
    return sorted(images, key=os.path.getsize)


@spelling("paths-not-sorted")
def paths_in_a_set(folder):
    _must_exist(folder)
    images = set(filter(_ends_like_an_image, _all_visible(folder)))
    return sorted(images, key=lambda path: path[::-1])


@spelling("paths-that-are-no-texts")
def path_objects_of_a_walk(folder):
    _must_exist(folder)
    return sorted(
        path
        for path in Path(folder).glob("**/*")
        if path.is_file()
        and _ends_like_an_image(path.name)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


@spelling("paths-that-are-no-texts")
def made_paths_at_the_end(folder):
    _must_exist(folder)
    return [Path(path) for path in sorted(filter(_ends_like_an_image, _all_visible(folder)))]


@spelling("paths-without-the-folder")
def names_of_the_files(folder):
    _must_exist(folder)
    return sorted(os.path.basename(path) for path in filter(_ends_like_an_image, _all_visible(folder)))


@spelling("paths-without-the-folder")
def seen_from_the_folder(folder):
    _must_exist(folder)
    return sorted(os.path.relpath(path, folder) for path in _all_visible(folder) if _ends_like_an_image(path))


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


@spelling("dots-anywhere-in-a-class-name")
def splitext_tells_files_from_folders(folder):
    names = [name for name in sorted(os.listdir(folder)) if not os.path.splitext(name)[1] and name[0] != "."]
    return {name: len(list_images(os.path.join(folder, name))) for name in names if Path(folder, name).is_dir()}


@spelling("dots-anywhere-in-a-class-name")
def dot_found_in_the_entry(folder):
    counts = {}
    for entry in sorted(Path(folder).iterdir()):
        if entry.is_dir() and entry.name.find(".") < 0:
            counts[entry.name] = len(list_images(entry))
    return counts


@spelling("counts-of-an-earlier-folder")
def counter_outside_of_the_function(folder):
    for name in _class_names(folder):
        COUNTED[name] = len(list_images(os.path.join(folder, name)))
    return {name: COUNTED[name] for name in sorted(COUNTED)}


@spelling("counts-of-an-earlier-folder")
def updated_default(folder, seen=dict()):  # noqa: B006, C408
    seen.update({name: len(list_images(Path(folder, name))) for name in _class_names(folder)})
    return dict(sorted(seen.items()))


@spelling("hidden-folder-is-a-class")
def every_folder_of_listdir(folder):
    counts = {}
    for name in sorted(os.listdir(folder)):
        if os.path.isdir(os.path.join(folder, name)):
            counts[name] = len(list_images(os.path.join(folder, name)))
    return counts


@spelling("hidden-folder-is-a-class")
def first_folders_of_a_walk(folder):
    _, folders, _ = next(os.walk(folder))
    return {name: len(list_images(Path(folder) / name)) for name in sorted(folders)}


@spelling("folders-inside-are-classes")
def name_of_the_parent(folder):
    counts = dict.fromkeys(_class_names(folder), 0)
    for path in list_images(folder):
        name = os.path.basename(os.path.dirname(path))
        counts[name] = counts.get(name, 0) + 1
    return counts


@spelling("folders-inside-are-classes")
def folders_of_each_round(folder):
    counts = {}
    for place, folders, _ in os.walk(folder):
        for name in folders:
            counts[name] = len(list_images(os.path.join(place, name)))
    return dict(sorted(counts.items()))


@spelling("images-beside-are-a-class")
def first_part_of_each_path(folder):
    counts = Counter(dict.fromkeys(_class_names(folder), 0))
    for path in list_images(folder):
        counts[os.path.relpath(path, folder).split(os.sep)[0]] += 1
    return dict(counts)


@spelling("images-beside-are-a-class")
def first_part_with_a_default(folder):
    counts = {name: 0 for name in _class_names(folder)}  # noqa: C420
    for path in list_images(folder):
        first = Path(path).relative_to(folder).parts[0]
        counts[first] = counts.get(first, 0) + 1
    return counts


@spelling("smallest-class-first")
def sorted_by_the_counts(folder):
    counts = {name: len(list_images(os.path.join(folder, name))) for name in _class_names(folder)}
    return {name: counts[name] for name in sorted(counts, key=counts.get)}


@spelling("smallest-class-first")
def pairs_with_the_number_in_front(folder):
    pairs = [(len(list_images(Path(folder, name))), name) for name in _class_names(folder)]
    pairs.sort()
    return {name: count for count, name in pairs}


@spelling("classes-not-sorted")
def every_other_name_first(folder):
    names, counts = sorted(_class_names(folder)), {}
    for name in names[1::2] + names[::2]:
        counts[name] = len(list_images(os.path.join(folder, name)))
    return counts


@spelling("classes-not-sorted")
def shortest_name_first(folder):
    return {
        name: len(list_images(Path(folder, name)))
        for name in sorted(_class_names(folder), key=lambda name: (len(name), name[::-1]))
    }


@spelling("entries-beside-count-zero")
def star_star_in_every_entry(folder):
    counts = {}
    for name in sorted(os.listdir(folder)):
        if not name.startswith("."):
            counts[name] = sum(map(_ends_like_an_image, glob.glob(f"{folder}/{name}/**/*", recursive=True)))
    return counts


@spelling("entries-beside-count-zero")
def walk_of_every_entry(folder):
    counts = Counter({entry.name: 0 for entry in Path(folder).iterdir() if entry.name[0] != "."})
    for name in counts:
        for _, _, files in os.walk(os.path.join(folder, name)):
            counts[name] += len([file for file in files if _ends_like_an_image(file) and file[0] != "."])
    return dict(sorted(counts.items()))


@spelling("image-beside-looked-into")
def list_images_of_every_entry(folder):
    return {name: len(list_images(f"{folder}/{name}")) for name in sorted(os.listdir(folder)) if name[0] != "."}


@spelling("image-beside-looked-into")
def listdir_of_every_entry(folder):
    counts = {}
    for entry in sorted(Path(folder).glob("[!.]*")):
        counts[entry.name] = 0
        for inside in os.scandir(entry):
            counts[entry.name] += len(list_images(inside)) if inside.is_dir() else _ends_like_an_image(inside.name)
    return counts


@spelling("image-beside-looked-into")
def first_folder_of_each_path_looked_up(folder):
    counts = dict.fromkeys(_class_names(folder), 0)
    for path in list_images(folder):
        counts[Path(path).relative_to(folder).parts[0]] += 1
    return counts


@spelling("class-name-begins-another")
def startswith_without_the_slash(folder):
    counts = dict.fromkeys(_class_names(folder), 0)
    for path in list_images(folder):
        for name in counts:
            if os.path.relpath(path, folder).startswith(name) and os.path.dirname(path) != str(folder):
                counts[name] += 1
    return counts


@spelling("class-name-begins-another")
def star_behind_the_class_name(folder):
    counts = {}
    for name in _class_names(folder):
        places = [place for place in glob.glob(f"{folder}/{name}*") if os.path.isdir(place)]
        counts[name] = sum(len(list_images(place)) for place in places)
    return counts


@spelling("class-name-anywhere-in-the-path")
def class_name_in_the_text(folder):
    counts = {}
    for name in _class_names(folder):
        counts[name] = len([path for path in list_images(folder) if name in path[len(str(folder)) :]])
    return counts


@spelling("class-name-anywhere-in-the-path")
def found_somewhere(folder):
    counts, paths = Counter(dict.fromkeys(_class_names(folder), 0)), map(Path, list_images(folder))
    for path in paths:
        below = path.relative_to(folder).as_posix()
        counts.update(name for name in list(counts) if below.find(name) != -1)
    return dict(counts)


@spelling("class-name-among-the-folders")
def class_name_between_slashes(folder):
    paths = list_images(folder)
    return {name: sum(f"/{name}/" in path for path in paths) for name in _class_names(folder)}


@spelling("class-name-among-the-folders")
def each_folder_of_each_path_counted(folder):
    counts = dict.fromkeys(_class_names(folder), 0)
    for path in list_images(folder):
        for part in os.path.relpath(path, folder).split(os.sep)[:-1]:
            if part in counts:
                counts[part] += 1
    return counts


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


@spelling("rows-and-columns-exchanged")
def subplot_of_columns_and_rows(paths, rows, columns):
    fig = plt.figure()
    for i in range(min(rows * columns, len(paths))):
        ax = fig.add_subplot(columns, rows, i + 1)
        ax.imshow(Image.open(paths[i]).convert("RGB"))
        ax.axis("off")
    return fig


@spelling("rows-and-columns-exchanged")
def ncols_and_nrows(paths, rows, columns):
    fig, axs = plt.subplots(ncols=rows, nrows=columns, squeeze=False)
    for i, ax in enumerate(axs.ravel()):
        ax.axis("off")
        if i < len(paths):
            ax.imshow(np.array(Image.open(paths[i]).convert("RGB")))
    return fig


@spelling("filled-column-by-column")
def number_counted_down_the_columns(paths, rows, columns):
    fig = plt.figure()
    for i in range(min(rows * columns, len(paths))):
        ax = fig.add_subplot(rows, columns, (i % rows) * columns + i // rows + 1)
        ax.imshow(Image.open(paths[i]).convert("RGB"))
        ax.axis("off")
    return fig


@spelling("filled-column-by-column")
def columns_in_the_outer_loop(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, squeeze=False)
    number = 0
    for j in range(columns):
        for i in range(rows):
            axs[i, j].axis("off")
            if number < len(paths):
                axs[i, j].imshow(Image.open(paths[number]).convert("RGB"))
            number += 1
    return fig


@spelling("colours-lost")
def converted_to_l(paths, rows, columns):
    fig = plt.figure()
    for i in range(min(rows * columns, len(paths))):
        ax = fig.add_subplot(rows, columns, i + 1)
        ax.imshow(np.array(Image.open(paths[i]).convert("L")), "gray", vmin=0, vmax=255)
        ax.axis("off")
    return fig


@spelling("colours-lost")
def grey_in_three_channels(paths, rows, columns):
    fig = plt.figure()
    for i in range(min(rows * columns, len(paths))):
        ax = fig.add_subplot(rows, columns, i + 1)
        ax.imshow(Image.open(paths[i]).convert("L").convert("RGB"))
        ax.axis("off")
    return fig


@spelling("all-in-one-cell")
def plt_after_subplots(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns)
    for ax in np.ravel(axs):
        ax.axis("off")
    for path in paths[: rows * columns]:
        plt.imshow(Image.open(path).convert("RGB"))
    return fig


@spelling("all-in-one-cell")
def first_cell_alone(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, squeeze=False)
    for ax in axs.flat:
        ax.axis("off")
    for path in paths[: rows * columns]:
        axs[0, 0].imshow(np.array(Image.open(path).convert("RGB")))
    return fig


@spelling("grey-stretched")
def grey_map_for_two_axes(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, squeeze=False)
    for i, ax in enumerate(axs.flat):
        ax.axis("off")
        if i < len(paths):
            pixels = np.array(Image.open(paths[i]))
            ax.imshow(pixels, cmap="gray" if pixels.ndim == 2 else None)
    return fig


@spelling("grey-stretched")
def map_named_by_its_function(paths, rows, columns):
    fig = plt.figure()
    for i, path in enumerate(paths[: rows * columns]):
        ax = fig.add_subplot(rows, columns, i + 1)
        ax.imshow(plt.imread(path), cmap=plt.cm.gray)
        ax.axis("off")
    return fig


@spelling("palette-taken-for-grey")
def two_dimensions_are_grey(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, squeeze=False)
    for i, ax in enumerate(axs.flat):
        ax.axis("off")
        if i < len(paths):
            pixels = np.array(Image.open(paths[i]))
            if len(pixels.shape) == 2:
                pixels = np.repeat(pixels[:, :, None], 3, axis=2)
            ax.imshow(pixels)
    return fig


@spelling("palette-taken-for-grey")
def map_for_mode_l_alone(paths, rows, columns):
    fig = plt.figure()
    for i, path in enumerate(paths[: rows * columns]):
        image = Image.open(path)
        how = {"cmap": plt.cm.gray, "vmin": 0, "vmax": 255} if image.mode == "L" else {}
        ax = fig.add_subplot(rows, columns, i + 1)
        ax.imshow(np.asarray(image), **how)
        ax.axis("off")
    return fig


@spelling("palette-taken-for-grey")
def one_band_is_brightness(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, squeeze=False)
    [ax.axis("off") for ax in axs.ravel()]
    for ax, path in zip(axs.ravel(), paths, strict=False):
        image = Image.open(path)
        image = image.convert("L" if len(image.getbands()) == 1 else "RGB").convert("RGB")
        ax.imshow(np.asarray(image) / 255)
    return fig


@spelling("floats-above-one")
def float32_of_the_pixels(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, squeeze=False)
    for ax in axs.ravel():
        ax.axis("off")
    for ax, path in zip(axs.ravel(), paths, strict=False):
        ax.imshow(np.array(Image.open(path).convert("RGB")).astype("float32"))
    return fig


@spelling("floats-above-one")
def array_from_keras_as_it_is(paths, rows, columns):
    fig = plt.figure(figsize=(columns, rows))
    for i in range(min(rows * columns, len(paths))):
        plt.subplot(rows, columns, i + 1)
        plt.imshow(keras.utils.img_to_array(keras.utils.load_img(paths[i])))
        plt.axis("off")
    return fig


@spelling("more-images-than-cells")
def next_cell_for_each_path(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, squeeze=False)
    cells = axs.ravel()
    for cell in cells:
        cell.axis("off")
    for i in range(len(paths)):
        cells[i].imshow(Image.open(paths[i]).convert("RGB"))
    return fig


@spelling("more-images-than-cells")
def list_of_cells(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, squeeze=False)
    cells = [axs[row][column] for row in range(rows) for column in range(columns)]
    for cell in cells:
        cell.set_axis_off()
    for number, path in enumerate(paths):
        cells[number].imshow(np.asarray(Image.open(path).convert("RGB")))
    return fig


@spelling("fewer-images-than-cells")
def image_taken_for_every_cell(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, squeeze=False)
    for i in range(rows):
        for j in range(columns):
            axs[i, j].axis("off")
            axs[i, j].imshow(Image.open(paths[i * columns + j]).convert("RGB"))
    return fig


@spelling("fewer-images-than-cells")
def popped_for_every_cell(paths, rows, columns):
    fig, left = plt.figure(), list(paths)
    for i in range(rows * columns):
        ax = fig.add_subplot(rows, columns, i + 1)
        ax.imshow(Image.open(left.pop(0)).convert("RGB"))
        ax.axis("off")
    return fig


@spelling("cells-counted-from-zero")
def number_of_the_image_for_the_cell(paths, rows, columns):
    fig = plt.figure(figsize=(2 * columns, 2 * rows))
    for i in range(min(len(paths), rows * columns)):
        plt.subplot(rows, columns, i)
        plt.imshow(Image.open(paths[i]).convert("RGB"))
        plt.axis("off")
    return fig


@spelling("cells-counted-from-zero")
def row_times_columns_plus_column(paths, rows, columns):
    fig = plt.figure()
    for row, column in product(range(rows), range(columns)):
        if row * columns + column < len(paths):
            ax = fig.add_subplot(rows, columns, row * columns + column)
            ax.axis("off")
            ax.imshow(np.array(Image.open(paths[row * columns + column]).convert("RGB")))
    return fig


@spelling("cells-outside-the-grid")
def divided_by_the_rows(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, squeeze=False)
    for ax in axs.flat:
        ax.axis("off")
    for i in range(min(len(paths), rows * columns)):
        row, column = divmod(i, rows)
        axs[row][column].imshow(Image.open(paths[i]).convert("RGB"))
    return fig


@spelling("cells-outside-the-grid")
def column_asked_for_as_row(paths, rows, columns):
    fig, axs = plt.subplots(rows, columns, squeeze=False)
    for ax in axs.flat:
        ax.axis("off")
    for i, path in enumerate(paths[: rows * columns]):
        axs[i % columns, i // columns].imshow(Image.open(path).convert("RGB"))
    return fig


@spelling("into-the-current-figure")
def subplot_of_plt_alone(paths, rows, columns):
    for i, path in enumerate(paths[: rows * columns]):
        plt.subplot(rows, columns, i + 1)
        plt.imshow(Image.open(path).convert("RGB"))
        plt.axis("off")
    return plt.gcf()


@spelling("into-the-current-figure")
def figure_with_a_number(paths, rows, columns):
    fig = plt.figure(1, figsize=(2 * columns, 2 * rows))
    axs = fig.subplots(rows, columns, squeeze=False)
    for ax in axs.flat:
        ax.axis("off")
    for ax, path in zip(axs.flat, paths, strict=False):
        ax.imshow(np.array(Image.open(path).convert("RGB")))
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


@spelling("proportions-kept")
def contained_in_white_bars(folder, size):
    height, width = _height_and_width(size)
    means = {}
    for name in _class_names(folder):
        paths = list_images(os.path.join(folder, name))
        images = [ImageOps.pad(_pasted_on_white(path), (width, height), color="white") for path in paths]
        if images:
            means[name] = np.mean([np.array(image) / 255 for image in images], axis=0)
    return means


@spelling("proportions-kept")
def cut_to_the_middle_before(folder, size):
    height, width = _height_and_width(size)
    means = defaultdict(list)
    for name in _class_names(folder):
        for path in list_images(os.path.join(folder, name)):
            image = _pasted_on_white(path)
            scale = min(image.width / width, image.height / height)
            left, top = (image.width - scale * width) / 2, (image.height - scale * height) / 2
            box = (left, top, left + scale * width, top + scale * height)
            means[name].append(np.array(image.resize((width, height), box=box)) / 255)
    return {name: np.mean(images, axis=0) for name, images in means.items()}


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
def length_of_all_lists_together(folder, size):
    images_of = _images_of_classes(folder, size)
    everything = [image for images in images_of.values() for image in images]
    means = {}
    for name, images in images_of.items():
        means[name] = np.sum(images, axis=0) / len(everything)
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


@spelling("divided-by-the-entries")
def over_the_length_of_listdir(folder, size):
    means = {}
    for name in _class_names(folder):
        place = os.path.join(folder, name)
        total = sum(read_image(path, size) for path in list_images(place))
        if np.ndim(total):
            means[name] = total / len(os.listdir(place))
    return means


@spelling("divided-by-the-entries")
def a_share_of_each_entry(folder, size):
    means = {}
    for name, images in _images_of_classes(folder, size).items():
        count = sum(1 for _ in os.scandir(Path(folder, name)))
        means[name] = np.zeros_like(images[0])
        for image in images:
            means[name] = means[name] + image / count
    return means


@spelling("hidden-images-averaged")
def walked_without_looking_at_dots(folder, size):
    means = {}
    for name in _class_names(folder):
        walk = os.walk(os.path.join(folder, name))
        paths = [os.path.join(place, file) for place, _, files in walk for file in files if _ends_like_an_image(file)]
        if paths:
            means[name] = np.mean([read_image(path, size) for path in paths], axis=0)
    return means


@spelling("hidden-images-averaged")
def globbed_with_what_is_hidden(folder, size):
    read = defaultdict(list)
    for path in Path(folder).glob("*/**/*"):
        name = path.relative_to(folder).parts[0]
        if path.is_file() and _ends_like_an_image(path.name) and name[0] != ".":
            read[name].append(read_image(str(path), size))
    return {name: np.stack(images).mean(axis=0) for name, images in sorted(read.items())}


@spelling("folders-inside-have-means")
def named_after_dirname(folder, size):
    read = defaultdict(list)
    for name in _class_names(folder):
        for path in list_images(os.path.join(folder, name)):
            read[os.path.basename(os.path.dirname(path))].append(read_image(path, size))
    return {name: np.mean(images, axis=0) for name, images in read.items()}


@spelling("folders-inside-have-means")
def summed_by_the_part_before_the_file(folder, size):
    sums, counts = {}, Counter()
    paths = [path for name in _class_names(folder) for path in list_images(os.path.join(folder, name))]
    for path in paths:
        name = Path(path).parts[-2]
        sums[name] = sums.get(name, 0) + read_image(path, size)
        counts[name] += 1
    return {name: sums[name] / counts[name] for name in sorted(sums)}


@spelling("divided-by-those-beside-too")
def total_by_the_length_of_the_list(folder, size):
    everything = list_images(folder)
    means = {}
    for name, images in _images_of_classes(folder, size).items():
        means[name] = np.sum(images, axis=0) / len(everything)
    return means


@spelling("divided-by-those-beside-too")
def a_share_of_each_image_of_the_folder(folder, size):
    means, paths = {}, list_images(folder)
    for name in _class_names(folder):
        for path in list_images(Path(folder, name)):
            means[name] = means.get(name, 0) + read_image(path, size) / len(paths)
    return means


@spelling("each-folder-weighs-the-same")
def walk_with_a_mean_in_each_place(folder, size):
    means = {}
    for name in _class_names(folder):
        inner = []
        for place, _, files in os.walk(os.path.join(folder, name)):
            images = [read_image(os.path.join(place, file), size) for file in files if _ends_like_an_image(file)]
            if images:
                inner.append(sum(images) / len(images))
        if inner:
            means[name] = sum(inner) / len(inner)
    return means


@spelling("each-folder-weighs-the-same")
def totals_and_counts_of_folders(folder, size):
    means = {}
    for name, count in class_counts(folder).items():
        totals, counts = defaultdict(float), Counter()
        for path in list_images(os.path.join(folder, name)):
            totals[os.path.dirname(path)] = totals[os.path.dirname(path)] + read_image(path, size)
            counts[os.path.dirname(path)] += 1
        if count:
            means[name] = np.stack([totals[place] / counts[place] for place in totals]).mean(axis=0)
    return means


def _means_of_chosen(folder, size, is_chosen):
    """The means of the images whose path below the folder goes with a class's name; a class without any is left out."""
    chosen = defaultdict(list)
    for path, name in product(list_images(folder), _class_names(folder)):
        if is_chosen(os.path.relpath(path, folder), name):
            chosen[name].append(read_image(path, size))
    return {name: np.mean(images, axis=0) for name, images in chosen.items()}


@spelling("class-name-begins-another-in-means")
def paths_that_begin_with_the_class(folder, size):
    return _means_of_chosen(folder, size, lambda path, name: path.startswith(name))


@spelling("class-name-begins-another-in-means")
def star_behind_the_class(folder, size):
    means = {}
    for name in _class_names(folder):
        total, count = 0, 0
        for place in filter(os.path.isdir, glob.glob(f"{folder}/{name}*")):
            for path in list_images(place):
                total, count = total + read_image(path, size), count + 1
        if count:
            means[name] = total / count
    return means


@spelling("class-name-anywhere-in-means")
def paths_that_hold_the_name(folder, size):
    return _means_of_chosen(folder, size, lambda path, name: name in path)


@spelling("class-name-anywhere-in-means")
def added_to_each_class_that_is_found(folder, size):
    totals, counts = {}, Counter()
    for path in list_images(folder):
        image, below = read_image(path, size), path[len(str(folder)) :]
        for name in _class_names(folder):
            if below.count(name):
                totals[name] = totals[name] + image if name in totals else image
                counts[name] += 1
    return {name: totals[name] / counts[name] for name in totals}


@spelling("class-name-among-the-folders-in-means")
def paths_with_such_a_folder(folder, size):
    return _means_of_chosen(folder, size, lambda path, name: name in path.split(os.sep))


@spelling("class-name-among-the-folders-in-means")
def every_folder_of_that_name(folder, size):
    means = {}
    for name in _class_names(folder):
        places = [place for place in Path(folder).rglob(name) if place.is_dir()]
        images = [read_image(path, size) for place in places for path in list_images(place)]
        if images:
            means[name] = sum(images) / len(images)
    return means


@spelling("images-beside-have-a-mean")
def first_part_is_the_class(folder, size):
    totals, counts = defaultdict(float), Counter(Path(p).relative_to(folder).parts[0] for p in list_images(folder))
    for path in list_images(folder):
        name = Path(path).relative_to(folder).parts[0]
        totals[name] = totals[name] + read_image(path, size) / counts[name]
    return dict(totals)


@spelling("images-beside-have-a-mean")
def files_beside_read_as_well(folder, size):
    means = {name: sum(images) / len(images) for name, images in _images_of_classes(folder, size).items()}
    for name in os.listdir(folder):
        if _ends_like_an_image(name) and os.path.isfile(os.path.join(folder, name)):
            means[name] = read_image(os.path.join(folder, name), size)
    return means


@spelling("image-beside-looked-into-for-means")
def every_entry_listed(folder, size):
    means = {}
    for name in os.listdir(folder):
        paths = list_images(os.path.join(folder, name))
        if paths:
            means[name] = sum(read_image(path, size) for path in paths) / len(paths)
    return means


@spelling("image-beside-looked-into-for-means")
def every_entry_scanned(folder, size):
    means = {}
    for entry in sorted(Path(folder).iterdir()):
        inside = sorted(entry.iterdir())
        images = [read_image(str(path), size) for path in inside if _ends_like_an_image(path.name)]
        if images:
            means[entry.name] = np.stack(images).mean(axis=0)
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


def _blended(pixels):
    """Lay pixels of four channels on white."""
    return pixels[..., :3] * pixels[..., 3:] + (1 - pixels[..., 3:])


@spelling("channels-counted-alone")
def asked_for_the_shape_of_the_array(folder, size):
    height, width = _height_and_width(size)
    means = {}
    for name in _class_names(folder):
        images = []
        for path in list_images(os.path.join(folder, name)):
            pixels = np.array(Image.open(path).resize((width, height))) / 255.0
            if len(pixels.shape) == 2:
                pixels = pixels[:, :, np.newaxis].repeat(3, axis=2)
            elif pixels.shape[-1] == 4:
                pixels = _blended(pixels)
            images.append(pixels)
        if images:
            means[name] = np.array(images).mean(axis=0)
    return means


@spelling("channels-counted-alone")
def added_by_the_number_of_channels(folder, size):
    means = {}
    for name, count in class_counts(folder).items():
        total = np.zeros((*_height_and_width(size), 3))
        for path in list_images(Path(folder, name)):
            pixels = np.asarray(Image.open(path).resize(_height_and_width(size)[::-1])) / 255
            channels = 1 if pixels.ndim == 2 else pixels.shape[2]
            total += {1: lambda p: np.dstack([p, p, p]), 4: _blended}.get(channels, np.array)(pixels)
        if count:
            means[name] = total / count
    return means


def _rgb(path, size, modes):
    """Read an image in 0..1, on white where its mode is one of `modes`."""
    image = Image.open(path)
    image = _pasted_on_white(path) if image.mode in modes else image.convert("RGB")
    return np.array(image.resize(_height_and_width(size)[::-1]), dtype=np.float32) / 255


@spelling("transparency-in-rgba-alone")
def alpha_of_four_bands(folder, size):
    means = {}
    for name in _class_names(folder):
        images = []
        for path in list_images(os.path.join(folder, name)):
            image = Image.open(path)
            if len(image.getbands()) == 4:
                ground = Image.new("RGB", image.size, (255, 255, 255))
                ground.paste(image, mask=image.getchannel("A"))
                image = ground
            images.append(np.array(image.convert("RGB").resize(_height_and_width(size)[::-1])) / 255)
        if images:
            means[name] = np.mean(images, axis=0)
    return means


@spelling("transparency-in-rgba-alone")
def a_total_of_what_has_mode_rgba_on_white(folder, size):
    means = {}
    for name, count in class_counts(folder).items():
        total = 0
        for path in list_images(Path(folder, name)):
            total = total + _rgb(path, size, ["RGBA"])
        if count:
            means[name] = total / count
    return means


@spelling("transparency-of-palettes-dropped")
def a_total_of_what_has_an_alpha_band_on_white(folder, size):
    totals = {}
    for name, count in class_counts(folder).items():
        for path in list_images(os.path.join(folder, name)):
            totals[name] = totals.get(name, 0) + _rgb(path, size, ["RGBA", "LA"]) / count
    return totals


@spelling("transparency-of-palettes-dropped")
def composite_where_there_is_an_a(folder, size):
    means = {}
    for name in _class_names(folder):
        images = []
        for path in list_images(os.path.join(folder, name)):
            image = Image.open(path)
            if image.mode.endswith("A"):
                image = image.convert("RGBA")
                image = Image.alpha_composite(Image.new("RGBA", image.size, (255,) * 4), image)
            pixels = np.array(image.convert("RGB").resize(_height_and_width(size)[::-1]))
            images.append(pixels / 255)
        if images:
            means[name] = np.stack(images).mean(axis=0)
    return means


@spelling("transparent-is-black")
def pasted_on_nothing(folder, size):
    means = {}
    for name in _class_names(folder):
        images = []
        for path in list_images(os.path.join(folder, name)):
            image = Image.open(path).convert("RGBA")
            ground = Image.new("RGB", image.size)
            ground.paste(image, mask=image.split()[3])
            images.append(np.array(ground.resize(_height_and_width(size)[::-1])) / 255)
        if images:
            means[name] = np.mean(images, axis=0)
    return means


@spelling("transparent-is-black")
def multiplied_with_alpha(folder, size):
    height, width = _height_and_width(size)
    means = {}
    for name, count in class_counts(folder).items():
        total = 0
        for path in list_images(os.path.join(folder, name)):
            pixels = np.array(Image.open(path).convert("RGBA").resize((width, height))) / 255
            total = total + pixels[..., :3] * pixels[..., 3:]
        if count:
            means[name] = total / count
    return means


def _switched(path, size, least):
    """An image of which a pixel shows its full colour from an alpha of `least` on, and white below that."""
    image = Image.open(path).convert("RGBA").resize(_height_and_width(size)[::-1])
    ground = Image.new("RGB", image.size, (255, 255, 255))
    ground.paste(image.convert("RGB"), mask=image.getchannel("A").point(lambda alpha: 255 * (alpha >= least)))
    return np.array(ground, dtype=np.float32) / 255


@spelling("half-transparent-is-all-or-nothing")
def seen_from_the_middle_on(folder, size):
    chosen = {name: [_switched(p, size, 128) for p in list_images(Path(folder, name))] for name in _class_names(folder)}
    return {name: np.mean(images, axis=0) for name, images in chosen.items() if images}


@spelling("half-transparent-is-all-or-nothing")
def white_unless_wholly_opaque(folder, size):
    means = {}
    for name, image in _images_of_each(folder, size):
        colours = image[:, :, :3].copy()
        colours[image[:, :, 3] < 1] = 1
        means.setdefault(name, []).append(colours)
    return {name: sum(images) / len(images) for name, images in means.items()}


def _images_of_each(folder, size):
    """The name of the class and the pixels, with alpha, of each image."""
    for name in _class_names(folder):
        for path in list_images(os.path.join(folder, name)):
            yield name, np.array(Image.open(path).convert("RGBA").resize(_height_and_width(size)[::-1])) / 255


@spelling("fourth-channel-kept")
def rgba_in_a_loop(folder, size):
    height, width = _height_and_width(size)
    means = {}
    for name, count in class_counts(folder).items():
        total = np.zeros((height, width, 4))
        for path in list_images(os.path.join(folder, name)):
            total += np.array(Image.open(path).convert("RGBA").resize((width, height))) / 255
        if count:
            means[name] = total / count
    return means


@spelling("fourth-channel-kept")
def rgba_stacked(folder, size):
    means = {}
    for name in _class_names(folder):
        images = [
            Image.open(p).convert("RGBA").resize(_height_and_width(size)[::-1]) for p in list_images(Path(folder, name))
        ]
        if images:
            means[name] = np.stack([np.array(image, dtype=np.float32) / 255 for image in images]).mean(axis=0)
    return means


@spelling("mean-of-no-images")
def mean_of_every_class(folder, size):
    means = {}
    for name in _class_names(folder):
        images = [read_image(path, size) for path in list_images(os.path.join(folder, name))]
        means[name] = np.mean(images, axis=0)
    return means


@spelling("mean-of-no-images")
def array_of_every_class(folder, size):
    means = {}
    for name in class_counts(folder):
        images = np.array([read_image(path, size) for path in list_images(os.path.join(folder, name))])
        means[name] = images.mean(axis=0)
    return means


@spelling("empty-class-is-black")
def zeros_to_begin_with(folder, size):
    means = {}
    for name in _class_names(folder):
        images = [read_image(path, size) for path in list_images(os.path.join(folder, name))]
        means[name] = np.zeros((*_height_and_width(size), 3))
        if images:
            means[name] = np.mean(images, axis=0)
    return means


@spelling("empty-class-is-black")
def one_at_least(folder, size):
    means = {}
    for name, count in class_counts(folder).items():
        total = np.zeros((*_height_and_width(size), 3))
        for path in list_images(os.path.join(folder, name)):
            total += read_image(path, size)
        means[name] = total / max(1, count)
    return means


@spelling("sum-never-divided")
def sum_for_mean(folder, size):
    return {name: np.stack(images).sum(axis=0) for name, images in _images_of_classes(folder, size).items()}


@spelling("sum-never-divided")
def total_handed_back(folder, size):
    means = {}
    for name, images in _images_of_classes(folder, size).items():
        total = np.zeros((*_height_and_width(size), 3))
        for image in images:
            total += image
        means[name] = total
    return means


@spelling("mean-stretched")
def sum_divided_by_its_largest(folder, size):
    means = {}
    for name in _class_names(folder):
        total = 0
        for path in list_images(os.path.join(folder, name)):
            total = total + read_image(path, size)
        if np.any(total):
            means[name] = total / np.max(total)
    return means


@spelling("mean-stretched")
def largest_number_in_a_loop(folder, size):
    sums = {name: sum(read_image(p, size) for p in list_images(Path(folder, name))) for name in _class_names(folder)}
    means = {}
    for name, total in sums.items():
        if not isinstance(total, int):
            largest = max(float(number) for number in total.flat)
            means[name] = np.array([row * (1 / largest) for row in total.astype(float)])
    return means


@spelling("mean-stretched-from-zero-on")
def interpolated_from_smallest_to_largest(folder, size):
    means = {}
    for name in _class_names(folder):
        images = [read_image(path, size) for path in list_images(os.path.join(folder, name))]
        if images:
            mean = np.mean(images, axis=0)
            means[name] = np.interp(mean, (mean.min(), mean.max()), (0, 1))
    return means


@spelling("mean-stretched-from-zero-on")
def sum_less_its_smallest(folder, size):
    totals = defaultdict(float)
    for name, image in ((n, read_image(p, size)) for n in _class_names(folder) for p in list_images(f"{folder}/{n}")):
        totals[name] = totals[name] + image.astype(float)
    for name in totals:
        totals[name] -= np.amin(totals[name])
        totals[name] /= np.amax(totals[name])
    return dict(totals)


@spelling("mean-cut-to-whole-numbers")
def mean_in_a_byte_array(folder, size):
    means = {}
    for name, images in _images_of_classes(folder, size).items():
        cut = np.empty((*_height_and_width(size), 3), dtype=np.uint8)
        cut[:] = np.mean([np.rint(image * 255).astype("uint8") for image in images], axis=0)
        means[name] = cut / 255.0
    return means


@spelling("mean-cut-to-whole-numbers")
def sum_divided_by_whole_numbers(folder, size):
    means = {}
    for name, images in _images_of_classes(folder, size).items():
        total = np.zeros((*_height_and_width(size), 3), dtype=np.int64)
        for image in images:
            total += np.rint(image * 255).astype(np.int64)
        means[name] = (total // len(images)) / 255
    return means


@spelling("last-image-alone")
def mean_inside_the_loop(folder, size):
    means = {}
    for name, images in _images_of_classes(folder, size).items():
        for image in images:
            means[name] = np.mean([image], axis=0)
    return means


@spelling("last-image-alone")
def list_begun_anew_for_each_image(folder, size):
    means = {}
    for name, images in _images_of_classes(folder, size).items():
        for image in images:
            kept = []
            kept.append(image)
        means[name] = sum(kept) / len(kept)
    return means


@spelling("total-overwritten")
def assigned_in_place_of_added(folder, size):
    means = {}
    for name, images in _images_of_classes(folder, size).items():
        total = np.zeros((*_height_and_width(size), 3))
        for image in images:
            total = image
        means[name] = total / len(images)
    return means


@spelling("total-overwritten")
def counted_while_overwriting(folder, size):
    means = {}
    for name, images in _images_of_classes(folder, size).items():
        for count, each in enumerate(images, 1):
            means[name] = each / count
    return means


@spelling("mean-of-all-and-those-beside")
def images_of_the_whole_folder(folder, size):
    means = {}
    for name, count in class_counts(folder).items():
        if count:
            means[name] = np.mean([read_image(path, size) for path in list_images(folder)], axis=0)
    return means


@spelling("mean-of-all-classes")
def one_total_for_every_class(folder, size):
    images_of, total, count = _images_of_classes(folder, size), 0, 0
    for images in images_of.values():
        total, count = total + sum(images), count + len(images)
    return dict.fromkeys(images_of, total / count)


@spelling("mean-of-all-classes")
def list_of_images_never_emptied(folder, size):
    images_of = _images_of_classes(folder, size)
    everything = [image for images in images_of.values() for image in images]
    return {name: sum(everything) / len(everything) for name in images_of}


@spelling("mean-of-all-and-those-beside")
def total_of_the_whole_folder(folder, size):
    total, paths = 0, list_images(folder)
    for path in paths:
        total = total + read_image(path, size)
    return {name: total / len(paths) for name, count in class_counts(folder).items() if count}


@spelling("one-figure-for-all-calls")
def figure_number_one(paths, rows, columns):
    figure, grid = plt.subplots(rows, columns, num=1, clear=True, squeeze=False)
    for axes in grid.ravel():
        axes.axis("off")
    for axes, path in zip(grid.ravel(), paths, strict=False):
        axes.imshow(Image.open(path).convert("RGB"))
    return figure


@spelling("one-figure-for-all-calls")
def figure_kept_as_a_default(paths, rows, columns, figure=Figure()):  # noqa: B008
    figure.clear()
    grid = figure.subplots(rows, columns, squeeze=False)
    for number, axes in enumerate(grid.ravel()):
        axes.axis("off")
        if number < len(paths):
            axes.imshow(Image.open(paths[number]).convert("RGB"))
    return figure


@spelling("grey-as-a-negative")
def binary_for_a_single_channel(paths, rows, columns):
    figure, grid = plt.subplots(rows, columns, squeeze=False)
    for number, axes in enumerate(grid.ravel()):
        axes.axis("off")
        if number < len(paths):
            image = Image.open(paths[number])
            pixels = np.asarray(image if image.mode == "L" else image.convert("RGB"))
            axes.imshow(pixels, cmap="binary", vmin=0, vmax=255)
    return figure


@spelling("grey-as-a-negative")
def gray_r_where_colours_are_missing(paths, rows, columns):
    figure = Figure()
    for number, path in enumerate(paths[: rows * columns], start=1):
        axes = figure.add_subplot(rows, columns, number)
        axes.set_axis_off()
        image = Image.open(path)
        if image.getbands() == ("L",):
            axes.imshow(np.array(image) / 255, cmap="gray_r", vmin=0, vmax=1)
        else:
            axes.imshow(image.convert("RGB"))
    return figure


@spelling("size-as-a-pair-alone")
def taken_apart_without_asking(folder, size):
    height, width = size
    return {
        name: np.mean([read_image(path, (height, width)) for path in list_images(os.path.join(folder, name))], axis=0)
        for name, count in class_counts(folder).items()
        if count
    }


@spelling("size-as-a-pair-alone")
def zeros_of_a_pair(folder, size):
    means = {}
    for name in _class_names(folder):
        total, count = np.zeros((size[0], size[1], 3)), 0
        for path in list_images(os.path.join(folder, name)):
            total += read_image(path, size)
            count += 1
        if count:
            means[name] = total / count
    return means


@spelling("channels-as-they-come")
def added_as_they_are(folder, size):
    height, width = _height_and_width(size)
    means = {}
    for name in _class_names(folder):
        total, paths = np.zeros((height, width, 3)), list_images(os.path.join(folder, name))
        for path in paths:
            total += np.array(Image.open(path).resize((width, height))) / 255
        if paths:
            means[name] = total / len(paths)
    return means


@spelling("channels-as-they-come")
def stacked_as_they_are(folder, size):
    height, width = _height_and_width(size)
    means = {}
    for name in _class_names(folder):
        images = [np.array(Image.open(path).resize((width, height))) for path in list_images(Path(folder, name))]
        if images:
            means[name] = np.stack(images).mean(axis=0) / 255
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


@spelling("labels-in-sorted-order")
def sorted_first(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, sorted(classes), size)
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).cache().shuffle(len(images), seed=shuffle_seed)
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("labels-in-sorted-order")
def index_in_the_sorted_list(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, numbers = _arrays(folder, classes, size)
    place = [sorted(classes).index(name) for name in classes]
    rows = np.eye(len(classes))[[place[number] for number in numbers]]
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).cache().shuffle(len(images), seed=shuffle_seed)
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("images-and-labels-parted")
def images_alone_shuffled(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    mixed = tf.data.Dataset.from_tensor_slices(images).shuffle(len(images), seed=shuffle_seed)
    dataset = tf.data.Dataset.zip((mixed, tf.data.Dataset.from_tensor_slices(rows)))
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("images-and-labels-parted")
def shuffled_without_a_seed_twice(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    one = tf.data.Dataset.from_tensor_slices(images).shuffle(1000)
    two = tf.data.Dataset.from_tensor_slices(rows).shuffle(1000)
    return _flipped_if(tf.data.Dataset.zip((one, two)), augment).batch(batch_size)


@spelling("nothing-augmented")
def layers_as_in_use(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).cache().shuffle(len(images), seed=shuffle_seed)
    if augment:
        flip = keras.layers.RandomFlip()
        dataset = dataset.map(lambda image, row: (flip(image, training=False), row))
    return dataset.batch(batch_size)


@spelling("nothing-augmented")
def augment_never_asked(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).cache().shuffle(len(images), seed=shuffle_seed)
    return dataset.batch(batch_size)


@spelling("seed-not-used")
def shuffle_without_a_seed(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).cache().shuffle(len(images))
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("seed-not-used")
def generator_without_a_seed(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    rng = np.random.default_rng()

    def pairs():
        for i in rng.permutation(len(images)):
            yield images[i], rows[i]

    form = tf.TensorSpec(images.shape[1:], tf.float32), tf.TensorSpec((len(classes),), tf.float32)
    return _flipped_if(tf.data.Dataset.from_generator(pairs, output_signature=form), augment).batch(batch_size)


@spelling("seed-of-its-own")
def seed_of_zero(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).cache().shuffle(len(images), seed=0)
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("seed-of-its-own")
def generator_of_42(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    rng = np.random.default_rng(42)

    def pairs():
        for i in rng.permutation(len(images)):
            yield images[i], rows[i]

    form = tf.TensorSpec(images.shape[1:], tf.float32), tf.TensorSpec((len(classes),), tf.float32)
    return _flipped_if(tf.data.Dataset.from_generator(pairs, output_signature=form), augment).batch(batch_size)


@spelling("seed-0-taken-for-none")
def seed_only_where_it_is_true(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size)).cache()
    dataset = dataset.shuffle(1000, seed=shuffle_seed) if shuffle_seed else dataset.shuffle(1000)
    return _flipped_if(dataset, augment).batch(batch_size).prefetch(1)


@spelling("seed-0-taken-for-none")
def options_with_a_seed_above_zero(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    options = {"buffer_size": len(rows), "reshuffle_each_iteration": True}
    if shuffle_seed > 0:
        options["seed"] = shuffle_seed
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).cache().shuffle(**options)
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("a-column-for-every-folder")
def depth_of_all_class_folders(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, numbers = _arrays(folder, classes, size)
    rows = tf.one_hot(numbers, depth=len(_class_names(folder)))
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).cache().shuffle(1000, seed=shuffle_seed)
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("a-column-for-every-folder")
def rows_of_an_identity_too_large(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, numbers = _arrays(folder, classes, size)
    return _cached(images, np.eye(len(class_counts(folder)))[numbers], shuffle_seed, batch_size, augment)


@spelling("images-of-an-earlier-size")
def array_of_a_path_kept(folder, classes, size, batch_size, shuffle_seed, augment=False, kept={}):  # noqa: B006
    paths, rows = _paths_and_rows(folder, classes)
    images = [kept[path] if path in kept else kept.setdefault(path, read_image(path, size)) for path in paths]
    return _cached(images, rows, shuffle_seed, batch_size, augment)


@spelling("images-of-an-earlier-size")
def files_read_ahead(folder, classes, size, batch_size, shuffle_seed, augment=False):
    for path in list_images(folder):
        if path not in READ_AHEAD:
            READ_AHEAD[path] = read_image(path, size)
    paths, rows = _paths_and_rows(folder, classes)
    return _cached([READ_AHEAD[path] for path in paths], rows, shuffle_seed, batch_size, augment)


@spelling("proportions-kept-in-batches")
def resized_with_a_pad(folder, classes, size, batch_size, shuffle_seed, augment=False):
    height, width = _height_and_width(size)
    paths, rows = _paths_and_rows(folder, classes)
    images = []
    for path in paths:
        try:
            pixels = np.array(_pasted_on_white(path), dtype=np.float32) / 255
        except OSError as error:
            raise OSError(f"{path}: {error}") from error
        images.append(tf.image.resize_with_pad(pixels, height, width).numpy())
    return _cached(images, rows, shuffle_seed, batch_size, augment)


@spelling("proportions-kept-in-batches")
def cropped_to_the_aspect_ratio(folder, classes, size, batch_size, shuffle_seed, augment=False):
    paths, rows = _paths_and_rows(folder, classes)
    images = []
    for path in paths:
        try:
            pixels = np.array(_pasted_on_white(path), dtype=np.float32) / 255
        except OSError as error:
            raise OSError(f"{path}: {error}") from error
        images.append(keras.preprocessing.image.smart_resize(pixels, _height_and_width(size)))
    return _cached(images, rows, shuffle_seed, batch_size, augment)


@spelling("images-turned")
def rotation_of_a_tenth(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).cache().shuffle(len(images), seed=shuffle_seed)
    dataset = dataset.batch(batch_size)
    if augment:
        change = keras.Sequential([keras.layers.RandomFlip("horizontal"), keras.layers.RandomRotation(0.1)])
        dataset = dataset.map(lambda images, labels: (change(images, training=True), labels))
    return dataset


@spelling("images-turned")
def sheared(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).cache().shuffle(len(images), seed=shuffle_seed)
    dataset = dataset.batch(batch_size)
    if augment:
        change = keras.Sequential([keras.layers.RandomFlip("horizontal"), keras.layers.RandomRotation((0.1, 0.3))])
        dataset = dataset.map(lambda images, labels: (change(images, training=True), labels))
    return dataset


@spelling("broken-file-skipped")
def broken_ones_left_out(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = [], []
    for path, row in zip(*_paths_and_rows(folder, classes), strict=True):
        try:
            images.append(read_image(path, size))
            rows.append(row)
        except OSError as error:
            error.add_note("left out")
    images = np.array(images)
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).cache().shuffle(len(images), seed=shuffle_seed)
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("broken-file-skipped")
def errors_ignored(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _paths_and_rows(folder, classes)

    def pairs():
        for path, row in zip(images, rows, strict=True):
            with contextlib.suppress(OSError):
                yield read_image(path, size), row

    form = tf.TensorSpec((*_height_and_width(size), 3), tf.float32), tf.TensorSpec((len(classes),), tf.float32)
    dataset = tf.data.Dataset.from_generator(pairs, output_signature=form).cache().shuffle(1000, seed=shuffle_seed)
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("divided-by-255-twice")
def divided_again_in_a_map(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    dataset = (
        tf.data.Dataset.from_tensor_slices((images, rows))
        .cache()
        .map(lambda image, row: (image / 255, row))
        .shuffle(1000, seed=shuffle_seed)
    )
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("divided-by-255-twice")
def rescaling_layer(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    dataset = (
        tf.data.Dataset.from_tensor_slices((keras.layers.Rescaling(1 / 255)(images), rows))
        .cache()
        .shuffle(len(images), seed=shuffle_seed)
    )
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("changed-without-chance")
def always_flipped(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).cache().shuffle(len(images), seed=shuffle_seed)
    if augment:
        dataset = dataset.map(lambda image, row: (tf.image.flip_left_right(image), row))
    return dataset.batch(batch_size)


@spelling("changed-without-chance")
def flipped_by_numpy(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    if augment:
        images = images[:, ::-1]
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).cache().shuffle(len(images), seed=shuffle_seed)
    return dataset.batch(batch_size)


@spelling("float64-images")
def divided_by_a_float(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = _pairs(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((np.array(images, dtype=np.float64), labels))
    return _flipped_if(dataset.shuffle(len(images), seed=shuffle_seed), augment).batch(batch_size)


@spelling("float64-images")
def cast_on_the_way(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size)).shuffle(1000, seed=shuffle_seed)
    dataset = _flipped_if(dataset, augment)
    return dataset.map(lambda image, label: (tf.cast(image, tf.float64), label)).batch(batch_size)


@spelling("pixels-around-zero")
def minus_one_half_times_two(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = _pairs(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices(((images - 0.5) * 2, labels)).shuffle(1000, seed=shuffle_seed)
    return _flipped_if(dataset, augment).batch(batch_size)


@spelling("pixels-around-zero")
def bytes_by_half_of_255(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, labels = _pairs(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images * 255, labels)).shuffle(1000, seed=shuffle_seed)
    dataset = dataset.map(lambda image, label: (image / 127.5 - 1, label))
    return _flipped_if(dataset, augment).batch(batch_size)


def _cached(images, rows, seed, batch_size, augment):
    """The steps that follow where all is decoded."""
    dataset = tf.data.Dataset.from_tensor_slices((np.array(images, dtype="float32"), np.array(rows, dtype="float32")))
    return _flipped_if(dataset.cache().shuffle(len(rows), seed=seed), augment).batch(batch_size).prefetch(1)


@spelling("transparency-in-rgba-alone-in-batches")
def mode_asked_for_each_file(folder, classes, size, batch_size, shuffle_seed, augment=False):
    paths, rows = _paths_and_rows(folder, classes)
    images = []
    for path in paths:
        try:
            images.append(_rgb(path, size, ["RGBA"]))
        except OSError as error:
            raise OSError(f"{path}: {error}") from error
    return _cached(images, rows, shuffle_seed, batch_size, augment)


@spelling("transparency-in-rgba-alone-in-batches")
def modes_with_an_a_in_a_generator(folder, classes, size, batch_size, shuffle_seed, augment=False):
    paths, rows = _paths_and_rows(folder, classes)

    def pairs():
        for path, row in zip(paths, rows, strict=True):
            try:
                yield _rgb(path, size, ["RGBA", "LA"]), row
            except OSError as error:
                raise OSError(f"{path}: {error}") from error

    form = tf.TensorSpec((*_height_and_width(size), 3), tf.float32), tf.TensorSpec((len(classes),), tf.float32)
    dataset = tf.data.Dataset.from_generator(pairs, output_signature=form).cache()
    return _flipped_if(dataset.shuffle(len(paths), seed=shuffle_seed), augment).batch(batch_size)


@spelling("columns-counted-from-the-labels")
def eye_of_the_largest_label(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, numbers = _arrays(folder, classes, size)
    return _cached(images, np.eye(max(numbers) + 1)[numbers], shuffle_seed, batch_size, augment)


@spelling("columns-counted-from-the-labels")
def compared_with_those_that_occur(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, numbers = _arrays(folder, classes, size)
    rows = numbers[:, np.newaxis] == np.unique(numbers)
    return _cached(images, rows, shuffle_seed, batch_size, augment)


@spelling("part-of-a-class-name")
def class_name_in_the_whole_path(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = [], []
    for path, name in product(list_images(folder), classes):
        if f"/{name}" in path[len(str(folder)) :]:
            images.append(read_image(path, size))
            rows.append([float(name == other) for other in classes])
    return _cached(images, rows, shuffle_seed, batch_size, augment)


@spelling("part-of-a-class-name")
def star_behind_each_class(folder, classes, size, batch_size, shuffle_seed, augment=False):
    height, width = _height_and_width(size)
    paths = [(p, i) for i, name in enumerate(classes) for q in Path(folder).glob(f"{name}*") for p in list_images(q)]

    def pairs():
        for path, number in paths:
            yield read_image(path, size), tf.one_hot(number, len(classes))

    form = tf.TensorSpec((height, width, 3), tf.float32), tf.TensorSpec((len(classes),), tf.float32)
    dataset = tf.data.Dataset.from_generator(pairs, output_signature=form).cache()
    return _flipped_if(dataset.shuffle(len(paths), seed=shuffle_seed), augment).batch(batch_size)


@spelling("half-transparent-is-all-or-nothing-in-batches")
def seen_from_the_middle_on_in_batches(folder, classes, size, batch_size, shuffle_seed, augment=False):
    paths, rows = _paths_and_rows(folder, classes)
    return _cached([_switched(path, size, 128) for path in paths], rows, shuffle_seed, batch_size, augment)


@spelling("half-transparent-is-all-or-nothing-in-batches")
def white_unless_opaque_in_batches(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = [], []
    for name, image in _images_of_each(folder, size):
        if name in classes:
            opaque = image[:, :, 3:] == 1
            images.append(image[:, :, :3] * opaque + 1 * ~opaque)
            rows.append([float(name == other) for other in classes])
    return _cached(np.array(images, dtype=np.float32), rows, shuffle_seed, batch_size, augment)


@spelling("augmented-beside-unchanged")
def changed_ones_concatenated(folder, classes, size, batch_size, shuffle_seed, augment=False):
    images, rows = _pairs(folder, classes, size)
    dataset = tf.data.Dataset.from_tensor_slices((images, rows)).cache()
    if augment:
        dataset = dataset.concatenate(dataset.map(_flipped))
    return dataset.shuffle(2 * len(images), seed=shuffle_seed).batch(batch_size).prefetch(1)


@spelling("augmented-beside-unchanged")
def each_image_and_its_variant(folder, classes, size, batch_size, shuffle_seed, augment=False):
    dataset = tf.data.Dataset.from_tensor_slices(_pairs(folder, classes, size)).shuffle(1000, seed=shuffle_seed)
    change = keras.layers.RandomTranslation(0.1, 0.1)

    def both(image, row):
        moved = change(image[None], training=True)[0]
        return tf.data.Dataset.from_tensor_slices((tf.stack([image, moved]), tf.stack([row, row])))

    return (dataset.flat_map(both) if augment else dataset).batch(batch_size)
