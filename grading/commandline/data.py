"""`kata data`: rendered fruits as a folder of pictures, and a look at a folder of real ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from grading.commandline import show
from grading.commandline.terminal import Terminal
from grading.wording import plural

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
    from reference.datasets.folders import write_fruit_folder

    terminal = Terminal()
    with terminal.progress() as bar:
        running = bar.add_task("rendering", total=None)

        def on_progress(done: int, total: int) -> None:
            bar.update(running, completed=done, total=total, refresh=True)

        write_fruit_folder(folder, seed, train, test, size=size, progress=on_progress)
    terminal.say(
        f"Fruits, {plural(train, 'training image')} and {plural(test, 'test image')} a class: {show.relative(folder)}"
    )
    terminal.say(f"Exercises use them when you set KATA_FRUITS={show.relative(folder)}")


@app.command("look")
def look(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Training/CLASS/*.jpg and Test/CLASS/*.jpg, or CLASS/*.jpg.")
    ],
) -> None:
    """Read every image of a folder of real fruits and say what is there, or what is wrong with it."""
    import numpy as np

    from reference.datasets.images import fruit_folder

    terminal = Terminal()
    with terminal.progress() as bar:
        running = bar.add_task("reading", total=None)

        def on_progress(done: int, total: int) -> None:
            bar.update(running, completed=done, total=total, refresh=True)

        found = fruit_folder(folder, 20, progress=on_progress)
    counts = [
        np.bincount(labels, minlength=len(found.class_names)) for labels in (found.train_labels, found.test_labels)
    ]
    terminal.say(f"{'class':<24}{'training':>10}{'test':>8}", "bold")
    for name, training, testing in zip(found.class_names, *counts, strict=True):
        terminal.say(f"{name:<24}{training:>10}{testing:>8}")
    terminal.say(f"{'all':<24}{counts[0].sum():>10}{counts[1].sum():>8}", "bold")
