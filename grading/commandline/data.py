"""`kata data`: rendered fruits as a folder, written reviews as a table, and a look at real fruits or real reviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grading.commandline import show
from grading.commandline.terminal import Terminal
from grading.wording import plural, printable
from reference.ground.errors import DataError

if TYPE_CHECKING:
    from reference.datasets.folders import Listing
    from reference.datasets.reviews.tables import Chosen, Table

SENTENCES = 10
"""So many images that cannot be read are named."""

KINDS = 5
"""So many different cells of a column are shown."""
WIDTH = 48
"""Characters of a cell that are shown."""

app = typer.Typer(help="Fruits and reviews: make some, or look at real ones.", no_args_is_help=True)


@app.command("fruits")
def fruits(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    train: Annotated[int, typer.Option(min=1, help="Training images a class.")] = 100,
    test: Annotated[int, typer.Option(min=1, help="Test images a class.")] = 30,
    size: Annotated[int, typer.Option(min=4, help="Pixels of a side.")] = 100,
    seed: Annotated[int, typer.Option(min=0, help="The same seed, the same fruits.")] = 0,
) -> None:
    """Write rendered fruits as Training/CLASS/*.jpg and Test/CLASS/*.jpg, the layout of Fruits-360."""
    from reference.datasets.writing import write_fruit_folder

    terminal = Terminal()
    with terminal.progress() as bar:
        running = bar.add_task("rendering", total=None)

        def on_progress(done: int, total: int) -> None:
            bar.update(running, completed=done, total=total, refresh=True)

        write_fruit_folder(folder, seed, train, test, size=size, progress=on_progress)
    terminal.say(
        f"Fruits, {plural(train, 'training image')} and {plural(test, 'test image')} a class: {show.relative(folder)}"
    )
    terminal.say(f"kata figure shows them instead of its own where you set KATA_FRUITS={folder.resolve()}")


@app.command("reviews")
def written_reviews(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, such as reviews.csv.")],
    count: Annotated[int, typer.Option(min=1, help="How many reviews.")] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed, the same reviews.")] = 0,
    family: Annotated[
        list[str] | None,
        typer.Option(help="plain, negation, contrast, denial or long; may be said several times. All unless given."),
    ] = None,
) -> None:
    """Write made-up reviews of clothes as CSV: text, recommended (0 or 1) and stars."""
    import numpy as np

    from reference.datasets.reviews import FAMILIES, reviews
    from reference.datasets.reviews.tables import write_reviews

    write_reviews(file, reviews(count, np.random.default_rng(seed), families=family or tuple(FAMILIES)))
    Terminal().say(f"{plural(count, 'review')}: {show.relative(file)}")


@app.command("look")
def look(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", help="A folder (Training/CLASS/*.jpg and Test/CLASS/*.jpg, or CLASS/*.jpg), or a CSV file."
        ),
    ],
    leave_out: Annotated[
        list[str] | None, typer.Option(metavar="CLASS", help="A class that is not read; may be said several times.")
    ] = None,
    *,
    leave_out_unpaired: Annotated[
        bool, typer.Option("--leave-out-unpaired", help="Nor the classes that stand in one part only.")
    ] = False,
    text: Annotated[str | None, typer.Option(metavar="COLUMN", help="Of a CSV file: the reviews' texts.")] = None,
    label: Annotated[str | None, typer.Option(metavar="COLUMN", help="Of a CSV file: a label of two kinds.")] = None,
) -> None:
    """Read every image of a folder of fruits, or every review of a CSV file, and say what is there or wrong with it."""
    if path.is_file() or text is not None or label is not None:
        _look_at_table(path, text, label)
    else:
        _look_at_folder(path, leave_out or [], unpaired=not leave_out_unpaired)


def _look_at_folder(folder: Path, leave_out: list[str], *, unpaired: bool) -> None:
    """Say what is in a folder of images."""
    from reference.datasets.folders import list_images
    from reference.datasets.photographs import faults

    terminal = Terminal()
    listing = list_images(folder, leave_out=leave_out, leave_out_unpaired=not unpaired)
    with terminal.progress() as bar:
        running = bar.add_task("reading", total=None)

        def on_progress(done: int, total: int) -> None:
            bar.update(running, completed=done, total=total, refresh=True)

        files = [file.path for file in (*listing.train, *listing.test)]
        sentences = faults(files, on_progress)
    for line in _facts(listing):
        terminal.say(printable(line))
    training, testing = (Counter(file.label for file in part) for part in (listing.train, listing.test))
    terminal.say(f"{'class':<24}{'training':>10}{'test':>8}", "bold")
    for label, name in enumerate(listing.class_names):
        terminal.say(f"{printable(name):<24}{training[label]:>10}{testing[label]:>8}")
    terminal.say(f"{'all':<24}{training.total():>10}{testing.total():>8}", "bold")
    if sentences:
        for sentence in sentences[:SENTENCES]:
            terminal.note(sentence)
        raise DataError(f"{len(sentences)} of {plural(len(files), 'image')} cannot be read.")


def _look_at_table(file: Path, text: str | None, label: str | None) -> None:
    """Say what is in a CSV file: of its columns, and where these are known, of its reviews."""
    from reference.datasets.reviews.tables import LABEL, TEXT, choose, read_table

    terminal = Terminal()
    table = read_table(file)
    separator = {"\t": "tab"}.get(table.delimiter, table.delimiter)
    terminal.say(f"{plural(len(table.rows), 'row')} in {table.encoding}, columns parted by {separator}")
    named = text is not None or label is not None
    if named or {TEXT, LABEL} <= set(table.columns):
        for line in _review_facts(choose(table, text or TEXT, label or LABEL)):
            terminal.say(printable(line))
        return
    for line in _column_facts(table):
        terminal.say(printable(line))
    terminal.say("Which column holds the texts, and which the labels? Say --text COLUMN --label COLUMN.")


def _review_facts(chosen: Chosen) -> Iterator[str]:
    """What the reviews of two columns are, and what was left out, a line each."""
    from reference.datasets.reviews import tokens

    data = chosen.reviews
    for value, name in enumerate(chosen.labels):
        count = int((data.recommended == value).sum())
        meaning = "recommended" if value else "not recommended"
        yield f"{meaning} (the label {name}): {plural(count, 'review')}, {count / len(data):.1%}"
    words = [tokens(text) for text in data.texts]
    lengths = sorted(len(one) for one in words)
    yield f"words: {lengths[0]} to {lengths[-1]} a review, half of them up to {lengths[len(lengths) // 2]}"
    yield f"different words: {len({word for one in words for word in one})}"
    left_out = [("text", chosen.without_text), ("label", chosen.without_label)]
    if any(count for _, count in left_out):
        yield "left out: " + ", ".join(f"{plural(count, 'row')} without a {what}" for what, count in left_out if count)


def _column_facts(table: Table) -> Iterator[str]:
    """What each column holds, a line each."""
    for place, name in enumerate(table.columns):
        counts = Counter(row[place].strip() for row in table.rows)
        counts.pop("", None)
        shown = [cell if len(cell) <= WIDTH else f"{cell[:WIDTH]}..." for cell, _ in counts.most_common(KINDS)]
        more = f" and {len(counts) - KINDS} more" if len(counts) > KINDS else ""
        yield f"{name or '(no name)'}: {', '.join(' '.join(cell.split()) for cell in shown) or 'empty'}{more}"


def _facts(listing: Listing) -> Iterator[str]:
    """What was read, what was not, and what was left out, a line each."""
    from reference.datasets.photographs import SUFFIXES

    layout = listing.layout
    if layout.test is None:
        yield f"{layout.train}: no training and test part; a quarter of each class is set aside for testing"
    else:
        yield f"training: {layout.train}"
        yield f"test: {layout.test}"
    if layout.unread is not None:
        yield f"not read: {layout.unread}, since there is a test part"
    if listing.left_out:
        yield f"left out: {', '.join(listing.left_out)}"
    if listing.passed_over:
        counts = ", ".join(f"{count} {ending}" for ending, count in listing.passed_over.items())
        as_jpeg = "; save those of photographs as JPEG" if set(listing.passed_over) & set(SUFFIXES) else ""
        yield f"passed over, no image that can be read here: {counts}{as_jpeg}"
