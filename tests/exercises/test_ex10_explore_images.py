"""Graded tests of ex10: small folders of small images, drawn for each test."""

import contextlib
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from reference.ex10_explore_images import cases, oracle
from reference.kit.author import Draw, Expect, Subject

NO_GRID = re.compile(
    r"'Axes\w*' object (?:is not|cannot be|has no attribute '(?:fla|ravel|reshape|shape|size|ndim|T'))"
    r"|object of type 'Axes\w*'|too many indices for array"
)
"""What is said where the cells of Matplotlib's grid are asked for and it gave no grid."""
NEAR = 0.008
"""Between what rounding to 256 steps leaves (0.004) and the smallest change of a colour that is worth the name."""


@pytest.fixture
def fruits(tmp_path: Path) -> Path:
    """Where a test puts its images."""
    return tmp_path / "fruits"


@pytest.mark.task("list_images", points=0.25)
def test_finds_images_in_folders_of_folders(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    one, two, three = cases.names(draw, 3)
    folder = cases.written(draw, fruits, "top.png", f"{one}/a.jpg", f"{two}/{three}/b.jpg", f"{two}/{three}/deep/c.png")
    cases.is_listed(subject, expect, folder)


@pytest.mark.task("list_images", points=0.25)
def test_any_letter_case_of_the_ending(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    one, two = cases.names(draw, 2)
    endings = ("jpg", "JPG", "jpeg", "JPEG", "Jpeg", "png", "PNG", "Png")
    folder = cases.written(
        draw, fruits, *(f"{draw.choice([one, two])}/{ending}{i}.{ending}" for i, ending in enumerate(endings))
    )
    cases.is_listed(subject, expect, folder)


@pytest.mark.task("list_images", points=0.25)
def test_other_files_and_folders_are_no_images(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    one, two = cases.names(draw, 2)
    others = (
        f"{one}/notes.txt",
        f"{one}/a.jpg.txt",
        f"{one}/jpg",
        f"{two}/copyjpg",
        f"{two}/a.gif",
        f"{two}/table.png.csv",
    )
    images = (f"{one}/a.jpg", f"{one}/ripe.2.jpg", f"{two}.jpg/b.png")
    folder = cases.written(draw, fruits, *images, f"{two}.png/inside.txt", *others)
    cases.is_listed(subject, expect, folder)


@pytest.mark.task("list_images", points=0.25)
def test_hidden_files_are_skipped(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    one, two = cases.names(draw, 2)
    folder = cases.written(draw, fruits, f"{one}/a.jpg", f"{one}/._a.jpg", f"{two}/b.png", f"{two}/.b.png", ".top.jpeg")
    cases.is_listed(subject, expect, folder)


@pytest.mark.task("list_images", points=0.25)
def test_files_in_hidden_folders_are_skipped(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    one, two = cases.names(draw, 2)
    folder = cases.written(
        draw, fruits, f"{one}/a.jpg", f"{one}/.old/b.jpg", f"{one}/._a.jpg", f".thumbnails/{two}/c.png", f"{two}/d.png"
    )
    # Of five that are hidden and two that are not, two hidden ones stand beside each other, in whatever order.
    cases.written(draw, fruits, *(f".{name}/{name}.jpg" for name in cases.names(draw, 5)))
    cases.is_listed(subject, expect, folder)


@pytest.mark.task("list_images", points=0.25)
def test_the_folder_itself_may_lie_in_a_hidden_one(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    one, two = cases.names(draw, 2)
    cases.written(
        draw,
        fruits,
        *(f".cache/fruits/{name}" for name in ("top.png", f"{one}/a.jpg", f"{two}/b.png", f"{two}/.c.png")),
    )
    cases.is_listed(subject, expect, fruits, ".cache/fruits")


@pytest.mark.task("list_images", points=0.25)
def test_paths_are_sorted(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    # By full path, "Kiwi/..." stands before "zest.png"; by chance, ten files come sorted once in 3 million runs.
    files = [
        f"{name}/{number}.jpg" for name in cases.names(draw, 3) for number in draw.choice(90, 3, replace=False) + 10
    ]
    cases.is_listed(subject, expect, cases.written(draw, fruits, "zest.png", *draw.permutation(files).tolist()))


@pytest.mark.task("list_images", points=0.25)
def test_a_missing_folder_is_named(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    one, two = cases.names(draw, 2)
    folder = cases.written(draw, fruits, f"{one}/a.jpg")
    with expect.raises(OSError, ValueError, mentions=(two,), why="An empty list would hide a typing mistake"):
        got = subject.list_images(f"{subject.probes.location(folder)}/{two}")
        expect.unless(type(got) is list and not got, "missing-folder-is-empty")


@pytest.mark.task("class_counts", points=0.25)
def test_counts_the_images_of_each_class(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    one, two, three = cases.names(draw, 3)
    chosen = (one, two, three, f"{one} Red", f"{two} v1.2")
    files = [f"{name}/{i}.jpg" for name in chosen for i in range(draw.integers(1, 5))]
    files += [f"{name}/notes.txt" for name in cases.names(draw, 2)] + [
        "beside.png",
        ".trash/a.png",
        f"{files[0][:-4]}.PNG",
    ]
    folder = cases.written(draw, fruits, *dict.fromkeys(files))
    try:
        got = cases.counted(subject, expect, folder)
    except Exception as error:
        expect.unless("beside.png" in str(error), "image-beside-looked-into", cases.raised(error))
        raise
    expect.close(got, oracle.class_counts(folder), why="Images alone count")


@pytest.mark.task("class_counts", points=0.25)
def test_a_class_without_images_counts_zero(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    one, two, three = cases.names(draw, 3)
    folder = cases.written(draw, fruits, f"{one}/a.jpg", f"{one}/b.jpg", f"{two}/to_be_done.txt")
    cases.counted(subject, expect, cases.written(draw, fruits.parent / "others", f"{three}/a.jpg"))
    expect.close(cases.counted(subject, expect, folder), oracle.class_counts(folder))


@pytest.mark.task("class_counts", points=0.25)
def test_deeper_images_count_for_their_class(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    one, two = cases.names(draw, 2)
    deeper = [f"{two}/ripe/{i}.jpg" for i in range(draw.integers(1, 4))] + [f"{two}/{one}/d.png"]
    folder = cases.written(draw, fruits, f"{one}/a.jpg", f"{two}/b.jpg", *deeper, f"{two}/green/small/c.png")
    why = f"What lies in folders inside {two} is {two} too"
    got = cases.counted(subject, expect, folder)
    expect.unless(isinstance(got, dict) and {"ripe", "small"} & set(got), "folders-inside-are-classes")
    expect.close(got, oracle.class_counts(folder), why=why)


@pytest.mark.task("class_counts", points=0.25)
def test_classes_come_in_sorted_order(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    # By size, the order is another one, whether the largest comes first or last.
    sizes = dict(zip(sorted(cases.names(draw, 5)), (3, 1, 5, 2, 4), strict=True))
    files = draw.permutation([f"{name}/{i}.jpg" for name, count in sizes.items() for i in range(count)]).tolist()
    folder = cases.written(draw, fruits, *files)
    got, want = cases.counted(subject, expect, folder), oracle.class_counts(folder)
    expect.close(got, want)
    by_size = sorted(want, key=lambda name: -want[name])
    problem = f"gives the classes in the order {', '.join(got)}; expected {', '.join(want)}"
    expect.unless(list(got) == by_size[::-1], "smallest-class-first", f"It {problem}")
    expect.unless(list(got) == by_size, "largest-class-first", f"It {problem}")
    expect.unless(list(got) != list(want), "classes-not-sorted", f"It {problem}")


@pytest.mark.task("plot_images", points=0.5)
def test_images_fill_the_grid_row_by_row(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    folder, files, colours = cases.coloured(draw, fruits, 6)
    rows, columns = (2, 3) if draw.integers(2) else (3, 2)
    shown = figure_of(subject, expect, folder, files, rows, columns)
    cases.stand_in_cells(expect, shown, colours, files, rows, columns)


@pytest.mark.task("plot_images", points=0.25)
def test_one_row_one_column_and_one_cell_are_grids_too(
    subject: Subject, expect: Expect, draw: Draw, fruits: Path
) -> None:
    folder, files, colours = cases.coloured(draw, fruits, 3)
    for rows, columns in ((1, 3), (3, 1), (1, 1)):
        chosen = slice(0, rows * columns)
        shown = figure_of(subject, expect, folder, files[chosen], rows, columns)
        cases.stand_in_cells(expect, shown, colours[chosen], files, rows, columns)
    cases.are_two_figures(subject, expect, folder, files[:2])


@pytest.mark.task("plot_images", points=0.25)
def test_cells_without_an_image_stay_empty(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    folder, files, colours = cases.coloured(draw, fruits, 5)
    empty = figure_of(subject, expect, folder, [], 2, 3)
    problem = "draws something where there is no image at all: an empty frame looks like an image that is missing"
    expect.that(np.ptp(empty, axis=(0, 1)).max() <= 2, problem, diagnosis="empty-cells-framed")
    shown = figure_of(subject, expect, folder, files, 2, 3)
    cases.stand_in_cells(expect, shown, colours, files, 2, 3)
    # The sixth cell lies below the third image and to the right of the fifth.
    inside = [
        shown[cases.at(shown, colours[3])[0]].shape,
        cases.at(shown, colours[3])[0],
        cases.at(shown, colours[2])[1],
    ]
    top, bottom = np.quantile(inside[1], [0.1, 0.9]).astype(int)
    left, right = np.quantile(inside[2], [0.1, 0.9]).astype(int)
    cell = shown[top:bottom, left:right]
    framed = shown[top:bottom, cases.at(shown, colours[4])[1].max() + 4 :]
    expect.that(
        np.ptp(cell, axis=(0, 1)).max() <= 2 and np.ptp(framed, axis=(0, 1)).max() <= 2,
        "draws something in the sixth cell, for which there is no image: an empty frame looks like an image that is "
        "missing",
        diagnosis="empty-cells-framed",
    )


@pytest.mark.task("plot_images", points=0.25)
def test_of_too_many_images_the_first_are_shown(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    folder, files, colours = cases.coloured(draw, fruits, 6)
    shown = figure_of(subject, expect, folder, files, 2, 2)
    cases.stand_in_cells(expect, shown, colours[:4], files, 2, 2)
    for number in (4, 5):
        expect.that(
            cases.at(shown, colours[number])[0].size < 20, f"shows image {number + 1} of 6 too; the grid has four cells"
        )


@pytest.mark.task("plot_images", points=0.25)
def test_a_grey_image_stays_grey(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    grey = int(draw.choice([*range(60, 101), *range(155, 196)]))
    colour = np.rint(draw.choice(cases.PURE) * 0.8 + 20).astype(np.uint8)
    coloured = Image.fromarray(np.full((11, 11, 3), colour))
    kinds = {"palette": coloured.quantize(), "four_channels": coloured.convert("RGBA")}
    folder = cases.written(draw, fruits, a=np.full((11, 11), grey), **kinds)
    shown = figure_of(subject, expect, folder, ["a.png"], 1, 1)
    strong = np.ptp(shown.reshape(-1, 3).astype(int), axis=1) > 60
    black = cases.at(shown, np.zeros(3))[0].size >= 200 > strong.sum()
    expect.unless(cases.is_negative(shown, grey), "grey-as-a-negative", f"It was given one image, grey {grey} all over")
    expect.that(
        cases.at(shown, np.full(3, grey))[0].size
        >= 200,  # a cell has 2,000 pixels at least; a letter's edge has some tens
        f"was given one image, grey {grey} all over, and shows "
        + (
            "colours: without a third axis Matplotlib takes pixels for measurements and paints them"
            if strong.sum() >= 200
            else "black: Matplotlib stretches pixels without colours from black to white"
            if black
            else "no such grey"
        ),
        diagnosis="grey-stretched" if black else "grey-painted-in-colours" if strong.sum() >= 200 else None,
    )
    for kind in kinds:  # and whatever has colours keeps them
        shown = figure_of(subject, expect, folder, [f"{kind}.png"], 1, 1)
        lost = cases.at(shown, colour)[0].size < 200
        expect.unless(lost and kind == "palette", "palette-taken-for-grey")
        expect.that(not lost, "does not show the colour of an image that has four channels")


@pytest.mark.task("mean_image_by_class", points=0.25)
def test_the_mean_of_a_class(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    one, two = cases.names(draw, 2)
    # Two that are bright add up to more than 255.
    bright = [draw.integers(130, 256, size=(2, 3, 3)) for _ in range(2)]
    three = [draw.integers(0, 256, size=(2, 3, 3)) for _ in range(3)]
    images = {f"{one}/a": bright[0], f"{one}/deep/b": bright[1]} | {f"{two}/{i}": each for i, each in enumerate(three)}
    more = {f"{name}/more": draw.integers(0, 256, size=(2, 3, 3)) for name in (f"{two}/{one}", f"{one} Red")}
    folder = cases.written(draw, fruits, f"{one}/notes.txt", f"{two}/.before.png", **images, **more)
    expect.close(subject.mean_image_by_class(folder, (2, 3)), oracle.mean_image_by_class(folder, (2, 3)))


@pytest.mark.task("mean_image_by_class", points=0.25)
def test_size_is_height_and_width_or_one_number(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    (one,) = cases.names(draw, 1)
    wide = cases.written(draw, fruits.parent / "wide", **{f"{one}/a": cases.bands(draw)})
    got = subject.mean_image_by_class(wide, (8, 8))
    shown = got.get(one) if isinstance(got, dict) else None
    kept = isinstance(shown, np.ndarray) and shown.shape == (8, 8, 3) and cases.are_proportions_kept(shown)
    expect.unless(kept, "proportions-kept")
    folder = cases.written(draw, fruits, **{f"{one}/a": cases.flat(draw, 9, 13), f"{one}/b": cases.flat(draw, 4, 3)})
    for size in ((2, 3), (5, 7), 4):
        try:
            got = subject.mean_image_by_class(folder, size)
        except Exception as error:
            expect.unless(
                re.search(r"'int' object|non-iterable int", str(error)), "size-as-a-pair-alone", cases.raised(error)
            )
            raise
        want = oracle.mean_image_by_class(folder, size)
        if isinstance(size, tuple):  # images of one colour come out alike, however they are resized
            turned = expect.alike(got, oracle.mean_image_by_class(folder, size[::-1]))
            shapes = f"It gives a mean of shape {(*size[::-1], 3)}; expected shape {(*size, 3)}"
            expect.unless(turned, "width-before-height", shapes)
        expect.close(got, want)


@pytest.mark.task("mean_image_by_class", points=0.25)
def test_grey_and_transparent_images_have_a_mean_too(
    subject: Subject, expect: Expect, draw: Draw, fruits: Path
) -> None:
    # Whatever puts them together as they are fails at the first class; two channels alone come last.
    one, two, three, four, five = sorted(cases.names(draw, 5))
    transparent, otherwise = cases.cut_out(draw, 2, 3), cases.cut_out_otherwise(draw, 2, 3)
    folder = cases.written(
        draw,
        fruits,
        **{
            f"{one}/grey": draw.integers(0, 256, size=(2, 3)),
            f"{one}/coloured": draw.integers(0, 256, size=(2, 3, 3)),
            f"{two}/grey": draw.integers(0, 256, size=(2, 3)),
            f"{three}/transparent": transparent,
            f"{four}/palette": otherwise["palette"],
            f"{five}/grey": otherwise["grey"],
        },
    )
    try:
        got = subject.mean_image_by_class(folder, (2, 3))
    except Exception as error:
        together = re.search(r"broadcast|same shape|inhomogeneous", str(error))
        expect.unless(together and "(2,3,2)" in str(error), "channels-counted-alone", cases.raised(error))
        expect.unless(together, "channels-as-they-come", cases.raised(error))
        raise
    halves = isinstance(got, dict) and cases.is_all_or_nothing(got.get(three), transparent)
    expect.unless(halves, "half-transparent-is-all-or-nothing")
    why = "Grey is three equal channels, transparent is white"
    expect.close(got, oracle.mean_image_by_class(folder, (2, 3)), why=why)


@pytest.mark.task("mean_image_by_class", points=0.25)
def test_a_class_without_images_has_no_mean(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    one, two = cases.names(draw, 2)
    cases.written(draw, fruits, f"{two}/to_be_done.txt", "beside.png")
    folder = cases.written(draw, fruits, **{f"{one}/a": draw.integers(0, 256, size=(2, 3, 3))})
    try:
        got = subject.mean_image_by_class(folder, (2, 3))
    except Exception as error:
        expect.unless("beside.png" in str(error), "image-beside-looked-into", cases.raised(error))
        raise
    expect.close(got, oracle.mean_image_by_class(folder, (2, 3)))


@pytest.mark.task("image_dataset", points=0.5)
def test_a_pass_gives_each_image_once(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    chosen = cases.names(draw, 3)
    shapes = {f"{name}/{i}": draw.integers(0, 256, size=(5, 7, 3)) for name in chosen for i in range(3)}
    more = {f"{chosen[0]}/deep/more": draw.integers(0, 256, size=(5, 7, 3))}
    folder = cases.written(draw, fruits, f"{chosen[1]}/.before.png", f"{chosen[2]}/notes.txt", **shapes, **more)
    one_pass(
        expect,
        folder,
        subject.image_dataset(folder, sorted(chosen), (5, 7), 5, cases.seed(draw)),
        sorted(chosen),
        (5, 7),
    )
    folder = cases.written(draw, fruits.parent / "wide", **{f"{chosen[0]}/a": cases.bands(draw)})
    dataset = subject.image_dataset(folder, chosen[:1], 8, 5, cases.seed(draw))
    for images, _ in batches_of(expect, dataset, 1, 1):
        expect.unless(cases.are_proportions_kept(expect.array(images[0], (8, 8, 3))), "proportions-kept-in-batches")


@pytest.mark.task("image_dataset", points=0.5)
def test_labels_follow_the_order_of_classes(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    *chosen, empty = cases.names(draw, 5)
    classes = sorted(chosen)[::-1]
    images = {f"{name}/{i}": cases.flat(draw, 4, 4) for name in (*classes, f"{classes[0]} Red") for i in range(2)}
    folder = cases.written(draw, fruits, f"{empty}/to_be_done.txt", **images)  # two folders are not asked for
    one_pass(expect, folder, subject.image_dataset(folder, classes, 6, 4, cases.seed(draw)), classes, (6, 6))
    alone = classes[:1]
    dataset = subject.image_dataset(folder, alone, 4, 4, cases.seed(draw))
    kept = {images.shape[1:3] for images, _ in expect.batches(dataset, len(images))} == {(6, 6)}
    expect.unless(kept, "images-of-an-earlier-size", "It gives images of 6 x 6 pixels, as the call before wanted them")
    one_pass(expect, folder, dataset, alone, (4, 4))
    dataset = subject.image_dataset(folder, [*alone, empty], 4, 4, cases.seed(draw))
    columns = {labels.shape[1:] for _, labels in expect.batches(dataset, len(images))}
    expect.unless(columns == {(1,)}, "columns-counted-from-the-labels", "It gives one column for two classes")
    one_pass(expect, folder, dataset, [*alone, empty], (4, 4))


@pytest.mark.task("image_dataset", points=0.25)
def test_the_last_batch_is_kept(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    folder, classes = cases.two_classes(draw, fruits, 11)
    dataset = subject.image_dataset(folder, classes, 4, 4, cases.seed(draw))
    sizes = sorted((len(images) for images, _ in batches_of(expect, dataset, 11, 2)), reverse=True)
    problem = f"gives batches of {', '.join(map(str, sizes))} images; 11 images in batches of 4 are 4, 4 and 3"
    expect.unless(sizes == [4, 4], "last-batch-dropped", f"It {problem}")
    expect.that(sizes == [4, 4, 3], problem)


@pytest.mark.task("image_dataset", points=0.25)
def test_every_pass_has_an_order_of_its_own(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    folder, classes = cases.two_classes(draw, fruits, 32)
    dataset = subject.image_dataset(folder, classes, 4, 4, cases.seed(draw))
    first, second = (one_pass(expect, folder, dataset, classes, (4, 4)) for _ in range(2))
    cases.is_shuffled(expect, folder, classes, first, second)
    expect.that(
        first != second,  # equal by chance, where eight batches are shuffled, once in 40,000 runs
        "gives the images in the same order in every pass: what stands before the cache happens once",
        diagnosis="shuffled-once",
    )


@pytest.mark.task("image_dataset", points=0.25)
def test_single_images_are_mixed(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    folder, classes = cases.two_classes(draw, fruits, 32)
    dataset = subject.image_dataset(folder, classes, 4, 4, cases.seed(draw))
    passes = [one_pass(expect, folder, dataset, classes, (4, 4)) for _ in range(2)]
    cases.is_shuffled(expect, folder, classes, *passes)
    expect.that(passes[0] != passes[1], "gives the images in the same order in every pass", diagnosis="shuffled-once")
    expect.that(
        cases.in_batches(passes[0], 4) != cases.in_batches(passes[1], 4),  # never equal by chance
        "puts the same images into a batch in every pass: it shuffles whole batches. Which step comes first, `shuffle` "
        "or `batch`?",
        diagnosis="batches-shuffled",
    )


@pytest.mark.task("image_dataset", points=0.25)
def test_the_classes_are_mixed(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    # A batch of one class comes by chance once in 250 runs, in three passes once in 10^7; from a buffer of up to 16
    # images always.
    folder, classes = cases.two_classes(draw, fruits, 48)
    dataset = subject.image_dataset(folder, classes, 4, 8, cases.seed(draw))
    images, labels = oracle.image_dataset(folder, classes, 4, 8, 0)
    label_of = dict(zip(oracle.keys_of(images), labels.tolist(), strict=True))
    passes = [one_pass(expect, folder, dataset, classes, (4, 4)) for _ in range(3)]
    cases.is_shuffled(expect, folder, classes, *passes)
    small = cases.in_batches(passes[0], 8) != cases.in_batches(passes[1], 8)
    expect.that(
        any(len({label_of[key] for key in keys[:8]}) == 2 for keys in passes),
        "begins each of three passes with 8 images of one class, out of two classes with 24 images each"
        + ": a buffer smaller than the dataset only mixes neighbours" * small,
        diagnosis="buffer-too-small" if small else "batches-shuffled",
    )


@pytest.mark.task("image_dataset", points=0.25)
def test_the_order_follows_the_seed(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    folder, classes = cases.two_classes(draw, fruits, 32)
    chosen = cases.seed(draw)

    def order(number: int) -> list[bytes]:
        return one_pass(expect, folder, subject.image_dataset(folder, classes, 4, 4, number), classes, (4, 4))

    first = order(chosen)
    in_turn = oracle.keys_of(oracle.image_dataset(folder, classes, 4, 4, 0)[0])
    expect.unless(first == order(chosen) == in_turn, "never-shuffled")
    expect.that(
        order(chosen) == first,
        "gives another order than the same call before: the order follows from shuffle_seed",
        diagnosis="seed-not-used",
    )
    expect.unless(order(0) != order(0), "seed-0-taken-for-none")
    again = [order(chosen + 1), order(chosen + 2)]
    expect.unless(again == [first, first], "seed-of-its-own", f"It gives the order that {chosen} gave before")
    expect.that(again[0] != first, f"gives the order that shuffle_seed={chosen} gave before")


@pytest.mark.task("image_dataset", points=0.5)
def test_files_are_decoded_once(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    folder, classes = cases.two_classes(draw, fruits, 6)
    dataset = subject.image_dataset(folder, classes, 4, 3, cases.seed(draw))
    first = one_pass(expect, folder, dataset, classes, (4, 4))
    subject.probes.call(subject.functions.emptied(), folder)
    try:
        second = oracle.keys_of(np.concatenate([images for images, _ in subject.probes.take(dataset, 8)]))
    except Exception:  # noqa: BLE001 -- in whichever way reading a file that is gone ends
        second = []
    expect.that(
        sorted(second) == sorted(first),
        "reads and decodes its files again in the second pass: they were deleted after the first one, and it could not "
        "go on. Which step keeps what was decoded?",
        diagnosis="decoded-in-every-pass",
    )


@pytest.mark.task("image_dataset", points=0.5)
def test_augmented_images_differ_from_pass_to_pass(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    classes = cases.names(draw, 7)
    folder = cases.written(draw, fruits, **{f"{name}/a": cases.quarters(draw, 12) for name in classes})
    seed = cases.seed(draw)
    subject.probes.call(subject.functions.seeded(-1))
    try:
        dataset, *others = (
            subject.image_dataset(folder, classes, 12, 7, cases.seed(draw), augment=True) for _ in "123"
        )
        cases.gives_none_twice(subject, expect, dataset, 7)
        passes = [by_label(expect, dataset, 7) for _ in range(4)]
        elsewhere = [by_label(expect, other, 7) for other in others]
    finally:
        with contextlib.suppress(Exception):
            subject.probes.call(subject.functions.seeded(seed))
    same = all(np.allclose(each[label], passes[0][label], atol=NEAR) for each in passes[1:] for label in range(7))
    original = oracle.image_dataset(folder, classes, 12, 4, 0)[0]
    unchanged = all(np.allclose(passes[0][label], original[label], atol=NEAR) for label in range(7))
    # Where images are only mirrored, one time in two, seven come out alike in four passes once in 2 million runs.
    expect.unless(same and unchanged, "nothing-augmented", "Each pass sees the images flipped, shifted or zoomed")
    fixed = all(np.allclose(each[label], passes[0][label], atol=NEAR) for each in elsewhere for label in range(7))
    expect.unless(same and fixed, "changed-without-chance")  # two other datasets agree by chance once in 16,000 runs
    problem = "changes the images, but in the same way in every pass"
    in_turn = all(list(each) == list(range(7)) for each in passes)  # a seed of TensorFlow's has that effect then, too
    expect.that(not (same and in_turn), f"{problem}, and gives them in the order of their files")
    expect.that(
        not same,
        f"{problem}: what stands before the cache happens once",
        diagnosis="augmented-before-the-cache",
    )


@pytest.mark.task("image_dataset", points=0.5)
def test_augmentation_keeps_the_colours(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    classes = cases.names(draw, 7)
    folder = cases.written(draw, fruits, **{f"{name}/a": cases.quarters(draw, 12) for name in classes})
    dataset = subject.image_dataset(folder, classes, 12, 7, cases.seed(draw), augment=True)
    original = oracle.image_dataset(folder, classes, 12, 4, 0)[0]
    for _ in range(3):
        for label, image in by_label(expect, dataset, 7).items():
            expect.that(
                image.min() >= -1e-5 and image.max() <= 1 + 1e-5,
                f"gives augmented pixels from {image.min():.2f} to {image.max():.2f}; they must stay in 0..1",
            )
            palette = np.unique(original[label].reshape(-1, 3), axis=0)
            away = np.abs(image.reshape(-1, 1, 3) - palette).max(axis=2).min(axis=1)
            # An image moved by a fifth and shrunk by a fifth, with black or soft edges, keeps a third of its pixels.
            expect.that(
                (away <= NEAR).mean() >= 0.2,
                f"changes colours: of an image of four colours in large blocks, {(away <= NEAR).mean():.0%} of the "
                "pixels still have one of them. A recoloured lemon is a lime",
                diagnosis="colours-changed",
            )


@pytest.mark.task("image_dataset", points=0.25)
def test_augmentation_turns_nothing(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    classes = cases.names(draw, 7)
    folder = cases.written(draw, fruits, **{f"{name}/a": cases.halves(draw, 24) for name in classes})
    dataset = subject.image_dataset(folder, classes, 24, 7, cases.seed(draw), augment=True)
    original = oracle.image_dataset(folder, classes, 24, 4, 0)[0]
    for _ in range(2):
        for label, image in by_label(expect, dataset, 7).items():
            # However it is flipped, shifted and zoomed, an edge that stands upright does so afterwards.
            bent = np.ptp(image[8:16], axis=0).max() > 0.05
            left, right = original[label][0, [0, -1]]
            away = np.minimum(abs(image - left).max(axis=2), abs(image - right).max(axis=2))
            recoloured = (away <= NEAR).mean() < 0.2
            expect.unless(bent and recoloured, "colours-changed", "Pixels of the same column have several colours")
            expect.unless(bent, "images-turned", "An upright edge is not upright any more")


@pytest.mark.task("image_dataset", points=0.25)
def test_grey_becomes_rgb_and_transparent_white(subject: Subject, expect: Expect, draw: Draw, fruits: Path) -> None:
    one, two = classes = cases.names(draw, 2)
    grey, transparent = draw.integers(0, 256, size=(5, 7)), cases.cut_out(draw, 5, 7)
    otherwise = {f"{one}/{kind}_cut_out": image for kind, image in cases.cut_out_otherwise(draw, 5, 7).items()}
    folder = cases.written(draw, fruits, **{f"{one}/grey": grey, f"{two}/transparent": transparent}, **otherwise)
    dataset = subject.image_dataset(folder, classes, (5, 7), 2, cases.seed(draw))
    shown = [image for images, _ in batches_of(expect, dataset, 4, 2) for image in images]
    given = [key for image in shown for key in oracle.keys_of(image[np.newaxis])]
    colours, alpha = transparent[:, :, :3] / 255, transparent[:, :, 3:] / 255
    dropped, black = oracle.keys_of(np.stack([colours, colours * alpha]))
    expect.unless(dropped in given, "transparency-dropped")
    expect.unless(black in given, "transparent-is-black")
    halves = any(cases.is_all_or_nothing(image, transparent) for image in shown)
    expect.unless(halves, "half-transparent-is-all-or-nothing-in-batches")
    below = oracle.keys_of(np.stack([np.asarray(image.convert("RGB")) / 255 for image in otherwise.values()]))
    expect.unless(set(below) & set(given), "transparency-in-rgba-alone-in-batches")
    one_pass(expect, folder, dataset, classes, (5, 7))


@pytest.mark.task("image_dataset", points=0.25)
def test_a_corrupt_file_is_named(subject: Subject, expect: Expect, draw: Draw, tmp_path: Path) -> None:
    (one,) = cases.names(draw, 1)
    whole = draw.integers(0, 256, size=(40, 40, 3), dtype=np.uint8)
    for number in range(3):
        folder = cases.written(
            draw, tmp_path / f"fruits{number}", **{f"{one}/{i}": cases.flat(draw, 4, 4) for i in range(3)}
        )
        if number == 0:  # what is said below is true only where unbroken files are no problem
            one_pass(expect, folder, subject.image_dataset(folder, [one], 4, 3, cases.seed(draw)), [one], (4, 4))
            continue
        broken = folder / one / f"broken{draw.integers(100, 1000)}.jpg"
        Image.fromarray(whole).save(broken)
        content = broken.read_bytes()
        broken.write_bytes(draw.bytes(200) if number == 1 else content[: len(content) // 2])
        what = "is no image at all" if number == 1 else "is cut off in the middle"
        try:
            batches = subject.probes.take(subject.image_dataset(folder, [one], 4, 3, cases.seed(draw)), 5)
        except Exception as error:  # noqa: BLE001 -- of whichever kind, here or there
            expect.that(
                broken.name in str(error),
                f"does not name {broken.name}, which {what}: {str(error)[:300]}",
                diagnosis="corrupt-file-not-named",
            )
        else:
            count = sum(len(images) for images, _ in batches)
            expect.unless(count == 3, "broken-file-skipped", f"It gives {count} images; {broken.name} {what}")
            expect.fail(f"gives {count} images without a word; {broken.name} {what}")


def figure_of(subject: Subject, expect: Expect, folder: Path, files: list[str], rows: int, columns: int) -> np.ndarray:
    """What a figure of these files shows, as pixels."""
    place = subject.probes.location(folder)
    paths = [f"{place}/{name}" for name in files]
    try:
        figure = subject.plot_images(paths, rows, columns)
    except Exception as error:
        what = cases.raised(error)
        if "IndexError" in what:
            expect.unless(len(files) > rows * columns, "more-images-than-cells", what)
            no_image = "out of bounds for axis" not in what
            expect.unless(len(files) < rows * columns and no_image, "fewer-images-than-cells", what)
        expect.unless("num must be an integer with 1" in what, "cells-counted-from-zero", what)
        if NO_GRID.search(what):
            expect.unless(1 in (rows, columns) and rows != columns, "two-numbers-to-a-cell", what)
            alone = rows == columns == 1 and cases.is_drawn_in_a_row(subject, paths)
            expect.unless(alone, "one-cell-is-no-grid", what)
        expect.unless("is out of bounds for axis" in what, "cells-outside-the-grid", what)
        raise
    return cases.shown_by(subject, expect, folder, figure)


def batches_of(
    expect: Expect, dataset: Any, count: int, classes: int, folders: int = 0
) -> list[tuple[np.ndarray, np.ndarray]]:
    """The batches of one pass over `count` images, of the form that they must have; there are so many `folders`."""
    batches = expect.batches(dataset, count)
    for images, labels in batches:
        whole = images.size and images.max() > 2  # what is interpolated may pass 1 by a little
        expect.unless(whole, "pixels-in-0-to-255", f"It gives pixels up to {images.max():.0f}, of dtype {images.dtype}")
        expect.unless(images.size and 0 < images.max() <= 1.01 / 255, "divided-by-255-twice")
        expect.unless(images.dtype == np.float64, "float64-images")
        expect.that(images.dtype == np.float32, f"gives images of dtype {images.dtype}; expected float32 in 0..1")
        problem = f"gives labels of shape {labels.shape} for images of shape {images.shape}; expected one-hot ones"
        problem += f" of shape {(len(images), classes)}"
        expect.unless(labels.shape == (len(images),), "labels-as-numbers", f"It {problem}")
        every = labels.shape == (len(images), folders) != (len(images), classes)
        expect.unless(every, "a-column-for-every-folder", f"It {problem}")
        expect.that(labels.shape == (len(images), classes), problem)
        one_hot = ((labels == 0) | (labels == 1)).all() and (labels.sum(axis=1) == 1).all()
        expect.that(one_hot, "gives labels that are not one-hot")
    return batches


def by_label(expect: Expect, dataset: Any, count: int) -> dict[int, np.ndarray]:
    """The images of a pass over a dataset of one image for each class, by label."""
    images: dict[int, np.ndarray] = {}
    for batch, labels in batches_of(expect, dataset, count, count):
        images.update(zip(np.argmax(labels, axis=-1).tolist(), batch, strict=True))
    expect.that(len(images) == count, f"gives images of {len(images)} classes; there are {count}")
    return images


def one_pass(expect: Expect, folder: Path, dataset: Any, classes: list[str], size: tuple[int, int]) -> list[bytes]:
    """Check that a pass gives the images of `classes` with their labels; return what they hold, in its order."""
    want, numbers = oracle.image_dataset(folder, classes, size, 1, 0)
    label_of = dict(zip(oracle.keys_of(want), numbers.tolist(), strict=True))
    there = len(oracle.list_images(folder))
    batches = batches_of(expect, dataset, there, len(classes), len(oracle.class_counts(folder)))
    for images, _ in batches:
        problem = f"gives batches of images of shape {images.shape}; expected (batch, {size[0]}, {size[1]}, 3)"
        expect.unless(images.shape[1:] == (*size[::-1], 3) != (*size, 3), "width-before-height", f"It {problem}")
        expect.that(images.shape[1:] == (*size, 3), problem)
    pixels = np.concatenate([images for images, _ in batches])
    shown = oracle.keys_of(pixels)
    cases.has_no_more(expect, folder, classes, size, shown, want)
    if sorted(shown) != sorted(label_of) and len(shown) == len(want):
        expect.unless(sorted(oracle.keys_of(pixels[..., ::-1])) == sorted(label_of), "red-and-blue-exchanged")
        again = np.concatenate([images for images, _ in batches_of(expect, dataset, len(want), len(classes))])
        expect.unless(sorted(oracle.keys_of(again)) != sorted(shown), "augmented-unasked")
        around_zero = sorted(oracle.keys_of((pixels + 1) / 2)) == sorted(label_of)
        expect.unless(around_zero, "pixels-around-zero", f"It {cases.strange_pixel(pixels, want)}")
    expect.that(len(shown) == len(want), f"gives {len(shown)} of {len(want)} images in a pass")
    if sorted(shown) != sorted(label_of):
        expect.fail(cases.strange_pixel(pixels, want))
    labels = np.argmax(np.concatenate([labels for _, labels in batches]), axis=1).tolist()
    problem = f"gives images the wrong labels: the first shows {classes[label_of[shown[0]]]} and has label {labels[0]}"
    right = labels == [label_of[key] for key in shown]
    by_name = [sorted(classes).index(classes[label_of[key]]) for key in shown]
    if not right:
        other = {
            key: np.argmax(row)
            for images, rows in expect.batches(dataset, there)
            for key, row in zip(oracle.keys_of(images), rows, strict=True)
        }
        parted = any(other.get(key, label) != label for key, label in zip(shown, labels, strict=True))
        expect.unless(parted, "images-and-labels-parted", f"It {problem}")
    telling = len(shown) >= cases.TELLING and not right
    expect.unless(telling and labels == by_name, "labels-in-sorted-order", f"It {problem}")
    expect.that(right, f"{problem}; the classes were given in the order {', '.join(classes)}")
    return shown
