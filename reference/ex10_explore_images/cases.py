"""What ex10 is tested on: small folders of small images, drawn for each test."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from reference.ex10_explore_images.oracle import (
    below,
    class_counts,
    image_dataset,
    is_image,
    keys_of,
    list_images,
    plot_images,
)
from reference.kit.author import Expect, Subject

Drawn = np.random.Generator

FRUITS = ("Apricot", "Banana", "Clementine", "Kiwi", "Lemon", "Orange", "Peach", "Plum")
PURE: np.ndarray = np.array(list(np.ndindex(2, 2, 2))[1:7]) * 255
"""Six strong colours, neither black nor white."""
LISTINGS = (
    "small-letters-only",
    "jpeg-forgotten",
    "ending-anywhere-in-the-name",
    "ending-without-its-dot",
    "one-dot-in-a-name",
    "all-after-the-first-dot",
    "name-that-is-an-ending",
    "top-folder-alone",
    "one-level-deep",
    "class-folders-alone",
    "hidden-files-listed",
    "hidden-folders-entered",
    "dots-anywhere-in-the-path",
    "sorted-folder-by-folder",
    "folders-listed",
    "sorted-by-the-file-name",
    "hidden-one-level-up-alone",
)
"""Wrong ways of listing a folder. They run on the test's own folder, since a student's paths begin elsewhere."""
TELLING = 6
"""So many paths come in another order's order by chance less than once in 700 runs."""
ONE_DOT = re.compile(r"(?:values to unpack|index out of range).*split\([\"']\.[\"']", re.DOTALL)
"""What is raised, and by which line, where names are split at their dots and one has more or fewer than one."""


def counted(subject: Subject, expect: Expect, folder: Path) -> Any:
    """What is counted in a folder; fail where a fruit is among it that nothing there is called by."""
    got = subject.class_counts(folder)
    there = {part for path in folder.rglob("*") for part in path.relative_to(folder).parts}
    left_over = isinstance(got, dict) and {*got} & {*FRUITS} - there
    expect.unless(left_over, "counts-of-an-earlier-folder")
    return got


def bands(draw: Drawn) -> np.ndarray:
    """An image three times as wide as high: three upright bands of strong colours."""
    row: np.ndarray = (PURE[draw.choice(6, 3, replace=False)] * 3 // 5 + 50).repeat(12, axis=0)
    return row[np.newaxis].repeat(12, axis=0)


def are_proportions_kept(shown: np.ndarray) -> bool:
    """Tell whether such an image, made square, is of one colour above and below: the middle band, or bars."""
    edges = shown[[0, -1]].reshape(-1, 3)
    return bool(0 <= np.ptp(edges, axis=0).max() < 0.05 * np.abs(shown).max())


def seed(draw: Drawn) -> int:
    """A seed for the student's shuffling."""
    return int(draw.integers(1, 10_000))


def names(draw: Drawn, count: int) -> list[str]:
    """Different fruits, in no order."""
    return [str(name) for name in draw.permutation(FRUITS)[:count]]


def flat(draw: Drawn, height: int, width: int) -> np.ndarray:
    """An image of one colour: every way of resizing gives the same."""
    return np.broadcast_to(draw.integers(0, 256, size=3), (height, width, 3))


def quarters(draw: Drawn, side: int) -> np.ndarray:
    """An image of four strong colours in large blocks; none is so strong that more contrast would not show."""
    blocks: np.ndarray = PURE[draw.choice(6, 4, replace=False)].reshape(2, 2, 3) * 3 // 5 + 50
    return blocks.repeat(side // 2, axis=0).repeat(side // 2, axis=1)


def halves(draw: Drawn, side: int) -> np.ndarray:
    """An image of two strong colours with an upright edge between them."""
    left, right = PURE[draw.choice(6, 2, replace=False)]
    row: np.ndarray = np.where(np.arange(side)[:, None] < side // 2, left, right)
    return row[np.newaxis].repeat(side, axis=0)


def cut_out(draw: Drawn, height: int, width: int) -> np.ndarray:
    """An image in which some pixels are transparent, some by some fifths, with colours below that nobody shall see.

    Colours are multiples of 5: on white, fifths of them are whole bytes, in whichever way they are laid there.
    """
    alpha = 51 * (draw.permutation(height * width) % 6).reshape(height, width, 1)
    return np.concatenate([5 * draw.integers(0, 40, size=(height, width, 3)), alpha], axis=2)


def is_all_or_nothing(shown: Any, image: np.ndarray) -> bool:
    """Tell whether each pixel of an image with half-transparent ones is white or has its full colour, as if opaque."""
    if np.shape(shown) != (*image.shape[:2], 3):
        return False
    full = (np.abs(shown - image[:, :, :3] / 255) < 0.002).all(axis=2)
    white = (np.abs(np.asarray(shown) - 1) < 0.002).all(axis=2)
    return bool((full | white).all() and full.any() and white.any())


def cut_out_otherwise(draw: Drawn, height: int, width: int) -> dict[str, Image.Image]:
    """Images in which some pixels are transparent, without four channels: a grey one, and one with a palette."""
    grey = Image.fromarray(np.delete(cut_out(draw, height, width), [1, 2], axis=2).astype(np.uint8))
    numbers = draw.permutation(height * width).reshape(height, width) // 2
    palette = Image.fromarray(numbers.astype(np.uint8))
    palette.putpalette(draw.integers(0, 200, size=3 * (numbers.max() + 1)).tolist())
    palette.info["transparency"] = 0
    return {"grey": grey, "palette": palette}


def written(draw: Drawn, folder: Path, *files: str, **images: Any) -> Path:
    """Write small images by their path, others with content of their own as PNG files by their name.

    The content is an array or an image of Pillow's.
    """
    contents = {path: flat(draw, 4, 4) for path in files} | {f"{path}.png": image for path, image in images.items()}
    for path, image in contents.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if is_image(path):
            made = image if isinstance(image, Image.Image) else Image.fromarray(np.asarray(image, dtype=np.uint8))
            made.save(place)
        else:
            place.write_bytes(draw.bytes(5))
    return folder


def two_classes(draw: Drawn, folder: Path, count: int) -> tuple[Path, list[str]]:
    """Half of `count` images each in two classes; no two are alike."""
    classes = names(draw, 2)
    colours = draw.choice(256, size=count, replace=False)
    images = {
        f"{classes[i % 2]}/{i}": np.broadcast_to([colours[i], *draw.integers(0, 256, size=2)], (4, 4, 3))
        for i in range(count)
    }
    return written(draw, folder, **images), classes


def coloured(draw: Drawn, folder: Path, count: int) -> tuple[Path, list[str], np.ndarray]:
    """Images of one strong colour each: folder, file names in no order, colours."""
    colours = draw.permutation(PURE)[:count] * 0.8 + draw.integers(10, 40, size=(count, 1))
    colours = np.rint(colours).astype(int)
    files = [f"{number}.png" for number in draw.choice(90, count, replace=False)]
    written(draw, folder, **{f[:-4]: np.broadcast_to(c, (11, 11, 3)) for f, c in zip(files, colours, strict=True)})
    return folder, files, colours


def at(shown: np.ndarray, colour: np.ndarray) -> tuple[np.ndarray, ...]:
    """Rows and columns of the pixels of a colour."""
    return np.nonzero((np.abs(shown.astype(int) - colour) <= 4).all(axis=2))


def shown(png: np.ndarray) -> np.ndarray:
    """A picture's pixels, (rows, columns, 3)."""
    return np.asarray(Image.open(io.BytesIO(png.tobytes())).convert("RGB"))


def shown_by(subject: Subject, expect: Expect, folder: Path, figure: Any) -> np.ndarray:
    """The pixels of the figure that the newest call gave; fail where another call paints over it."""
    facts, call = subject.probes.picture(figure), subject.calls[-1]
    if len(facts["axes"]) > call.args[1] * call.args[2]:
        path = f"{subject.probes.location(folder)}/{below(folder, list_images(folder))[0]}"
        subject.plot_images([path], 1, 1)
        again = subject.probes.picture(figure)
        painted_over = len(again["axes"]) > len(facts["axes"]) or not np.array_equal(again["png"], facts["png"])
        expect.unless(painted_over, "into-the-current-figure")
        subject.plot_images(*call.args)  # the newest call again
    return shown(facts["png"])


def is_negative(shown: np.ndarray, grey: int) -> bool:
    """Tell whether what should be grey all over is about as dark as it should be light."""
    colourless = np.ptp(shown.astype(int), axis=2) <= 6
    values = shown.mean(axis=2)[colourless]
    return bool((np.abs(values - (255 - grey)) <= 40).sum() >= 200 > (np.abs(values - grey) <= 4).sum())


def are_two_figures(subject: Subject, expect: Expect, folder: Path, files: list[str]) -> None:
    """Fail where a second call changes the figure that the first one gave."""
    paths = [f"{subject.probes.location(folder)}/{name}" for name in files]
    figure = subject.plot_images(paths[:1], 1, 1)
    before = subject.probes.picture(figure)
    subject.plot_images(paths[1:], 1, 1)
    after = subject.probes.picture(figure)
    changed = len(after["axes"]) == len(before["axes"]) and not np.array_equal(after["png"], before["png"])
    expect.unless(changed, "one-figure-for-all-calls")


def out_of_place(cells: list[tuple[int, int]], centres: list[tuple[float, float]]) -> list[tuple[int, int]]:
    """Cells of a grid whose images do not stand below those of earlier rows and to the right of earlier columns.

    `centres` says where the image of each cell was seen, from above and from the left.
    """
    seen = list(zip(cells, centres, strict=True))
    return [
        (row, column)
        for (earlier_row, earlier_column), (from_above, from_left) in seen
        for (row, column), (y, x) in seen
        if (row > earlier_row and y <= from_above) or (column > earlier_column and x <= from_left)
    ]


def gives_none_twice(subject: Subject, expect: Expect, dataset: Any, count: int) -> None:
    """Fail where a pass over a dataset with an image for each of `count` classes gives two for each."""
    rows = [row for batch in subject.probes.take(dataset, 2 * count + 1) for row in np.argmax(batch[1], axis=-1)]
    expect.unless(sorted(rows) == sorted([*range(count)] * 2), "augmented-beside-unchanged")


def is_shuffled(expect: Expect, folder: Path, classes: list[str], *passes: list[bytes]) -> None:
    """Fail where each pass comes in the order of the files."""
    images = image_dataset(folder, classes, 4, 1, 0)[0]
    expect.unless(all(keys == keys_of(images) for keys in passes), "never-shuffled")


def raised(error: Exception) -> str:
    """What a call raised, and where."""
    return f"It raised{str(error).partition(' raised')[2]}"


def in_batches(keys: list[bytes], batch_size: int) -> set[frozenset[bytes]]:
    """Which images stand together in a batch."""
    return {frozenset(keys[start : start + batch_size]) for start in range(0, len(keys), batch_size)}


def has_no_more(
    expect: Expect, folder: Path, classes: list[str], size: tuple[int, int], keys: list[bytes], want: np.ndarray
) -> None:
    """Fail where a pass gives more images than the classes have."""
    problem = f"gives {len(keys)} images; the classes asked for have {len(want)}"
    longer = [name for name in class_counts(folder) if name not in classes and name.startswith(tuple(classes))]
    if longer and len(keys) > len(want):
        both = keys_of(np.concatenate([want, image_dataset(folder, longer, size, 1, 0)[0]]))
        expect.unless(sorted(keys) == sorted(both), "part-of-a-class-name", f"It {problem}")
    expect.that(len(keys) <= len(want), problem)


def strange_pixel(pixels: np.ndarray, files: np.ndarray) -> str:
    """Say where an image of a pass, (N, H, W, 3), is farthest from the most similar one of the files."""
    likest = [int(np.abs(files - image).mean(axis=(1, 2, 3)).argmin()) for image in pixels]
    apart = np.abs(pixels - files[likest])
    number, row, column, channel = map(int, np.unravel_index(apart.argmax(), apart.shape))
    got, want = pixels[number][row, column, channel], files[likest[number]][row, column, channel]
    return (
        f"gives pixels from {pixels.min():.2f} to {pixels.max():.2f}, and the files have {files.min():.2f} to "
        f"{files.max():.2f}: in one image [{row}, {column}, {channel}] is {got:.4g}, "
        f"in the file most like it {want:.4g}"
    )


def is_drawn_in_a_row(subject: Subject, paths: list[str]) -> bool:
    """Tell whether images are drawn in a row of two cells; the newest call is again that of one cell."""
    try:
        subject.plot_images(paths, 1, 2)
    except Exception:  # noqa: BLE001 -- of whichever kind
        return False
    with contextlib.suppress(Exception):
        subject.plot_images(paths, 1, 1)
    return True


def stand_in_cells(
    expect: Expect, shown: np.ndarray, colours: np.ndarray, files: list[str], rows: int, columns: int
) -> None:
    """Fail unless each colour is seen, and they stand as the grid's cells do."""
    pixels = [at(shown, colour) for colour in colours]
    turned = all(at(shown, colour[::-1])[0].size >= 50 for colour in colours)
    expect.unless(turned and any(y.size < 50 for y, _ in pixels), "red-and-blue-exchanged")
    lightness = [at(shown, np.full(3, colour @ [0.299, 0.587, 0.114]))[0].size for colour in colours]
    expect.unless(min(lightness) >= 50 and all(y.size < 50 for y, _ in pixels), "colours-lost")
    seen = [vertical.size >= 50 for vertical, _ in pixels]
    expect.unless(len(seen) > 1 and seen == [False] * (len(seen) - 1) + [True], "all-in-one-cell")
    expect.unless(shown.min() > 250, "floats-above-one")
    for number, (vertical, _) in enumerate(pixels):
        expect.that(vertical.size >= 50, f"does not show its image number {number + 1}")
    cells = plot_images(files[: len(colours)], rows, columns)
    centres = [(vertical.mean(), horizontal.mean()) for vertical, horizontal in pixels]
    for name, others in {
        "rows-and-columns-exchanged": [divmod(number, rows) for number in range(len(cells))],
        "filled-column-by-column": [divmod(number, rows)[::-1] for number in range(len(cells))],
    }.items():
        expect.unless(out_of_place(cells, centres) and not out_of_place(others, centres), name)
    for row, column in out_of_place(cells, centres):
        place = f"image {row * columns + column + 1} must stand in row {row + 1}, column {column + 1}"
        expect.fail(f"does not fill its {rows} x {columns} grid row by row: {place}")


def is_listed(subject: Subject, expect: Expect, folder: Path, inside: str = "") -> None:
    """Compare the list of `folder`, or of what lies `inside` it, with the oracle's."""
    place = subject.probes.location(folder)
    try:
        got = subject.list_images(f"{place}/{inside}" if inside else folder)
    except Exception as error:
        expect.unless(ONE_DOT.search(str(error)), "one-dot-in-a-name", f"It raised{str(error).partition(' raised')[2]}")
        raise
    paths = expect.sequence(got, of="paths")
    expect.unless(any(type(path) is not str for path in paths), "paths-that-are-no-texts")
    root = f"/{Path(place).name}/{inside}".rstrip("/") + "/"  # the place may have been resolved
    paths = [path.replace("\\", "/") for path in paths]
    short = next((path for path in paths if root not in path), None)
    expect.unless(short is not None, "paths-without-the-folder", f"It returned {short!r}")
    listed = [path.partition(root)[2] for path in paths]
    want = below(folder / inside, list_images(folder / inside))
    problem = f"returned {', '.join(listed) or 'no path'} in this order; expected {', '.join(want)}"
    missing, extra = sorted(set(want) - set(listed)), sorted(set(listed) - set(want))
    if missing or extra:
        differences = f"left out {', '.join(missing)}" * bool(missing), f"listed {', '.join(extra)}" * bool(extra)
        problem = " and ".join(filter(None, differences))
    other_case = [path for path in missing if Path(path).suffix not in ("", Path(path).suffix.lower())]
    known = {Path(path).suffix for path in listed} - {".jpg", ".jpeg", ".png"}
    expect.unless(other_case == missing and missing and known and not extra, "letter-cases-one-by-one", f"It {problem}")
    for name, wrong_way in expect.wrong_ways(*LISTINGS).items():
        wrong = below(folder / inside, wrong_way(folder / inside))
        by_chance = sorted(wrong) == sorted(want) and len(want) < TELLING
        expect.unless(listed == wrong != want and not by_chance, name, f"It {problem}")
    hidden = {path.name for path in (folder / inside).glob(".*") if path.is_dir()}
    entered = {path.partition("/")[0] for path in extra}
    some = bool(extra) and not missing and entered < hidden and any(path.count("/") == 1 for path in extra)
    expect.unless(some, "hidden-folder-passed-over", f"It {problem}")
    order = ". Is the whole list sorted, as texts are compared: sign by sign, capital letters first, 10 before 9?"
    others = sorted(listed) == sorted(want) and len(want) >= TELLING
    expect.unless(others and listed != want, "paths-not-sorted", f"It {problem}")
    expect.that(listed == want, problem + order * (not missing and not extra))
