"""`kata data`: rendered fruits as a folder of pictures, and a look at a folder of real ones."""

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

SENTENCES = 10
"""So many images that cannot be read are named."""

app = typer.Typer(help="Fruits: render a folder of them, or look at real ones.", no_args_is_help=True)


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


@app.command("look")
def look(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Training/CLASS/*.jpg and Test/CLASS/*.jpg, or CLASS/*.jpg.")
    ],
    leave_out: Annotated[
        list[str] | None, typer.Option(metavar="CLASS", help="A class that is not read; may be said several times.")
    ] = None,
    *,
    leave_out_unpaired: Annotated[
        bool, typer.Option("--leave-out-unpaired", help="Nor the classes that stand in one part only.")
    ] = False,
) -> None:
    """Read every image of a folder of real fruits and say what is there, or what is wrong with it."""
    from reference.datasets.folders import list_images
    from reference.datasets.photographs import faults

    terminal = Terminal()
    listing = list_images(folder, leave_out=leave_out or (), leave_out_unpaired=leave_out_unpaired)
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
