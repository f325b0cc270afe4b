"""The fruits that a picture shows: rendered ones, or a student's own where `kata figure` is given a folder of them.

A verdict never hangs on such a folder: suites, thresholds and the pictures of a class call `rendered_fruits`, or draw
outside `own_fruits`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from reference.datasets.folders import list_images
from reference.datasets.fruits import FRUITS
from reference.datasets.images import (
    TEST_PER_CLASS,
    TRAIN_PER_CLASS,
    ImageSet,
    Size,
    fruit_folder,
    rendered_fruits,
)
from reference.ground.errors import DataError

RENDERED = "rendered fruits"

_folder: ContextVar[Path | None] = ContextVar("folder", default=None)
_sources: ContextVar[list[str] | None] = ContextVar("sources", default=None)


@contextmanager
def own_fruits(folder: Path | None) -> Iterator[list[str]]:
    """Inside, `shown_fruits` takes the fruits of this folder, unless it is None; yields where fruits were taken from.

    The list fills as fruits are taken: "rendered fruits", or "the fruits in FOLDER".
    """
    sources: list[str] = []
    tokens = _folder.set(folder), _sources.set(sources)
    try:
        yield sources
    finally:
        _folder.reset(tokens[0])
        _sources.reset(tokens[1])


def shown_fruits(
    size: Size = 20,
    train_per_class: int = TRAIN_PER_CLASS,
    test_per_class: int = TEST_PER_CLASS,
    seed: int = 0,
    classes: Sequence[str] | None = None,
    *,
    only_these: bool = False,
) -> ImageSet:
    """Fruits for a picture; arguments as for `rendered_fruits`.

    Of a folder of one's own, at most so many images of each class are taken. Where it lacks some of the classes, as
    many of its own take their place, or with `only_these` it is not used. Its classes that stand in one part only are
    passed over.

    Raises:
        DataError: as `fruit_folder`, or the folder has a single class.
    """
    wanted = tuple(classes or FRUITS)
    folder = _folder.get()
    if folder is not None:
        there = list_images(folder, leave_out_unpaired=True).class_names
        lacking = [name for name in wanted if name not in there]
        if not lacking or not only_these:
            chosen = there[: len(wanted)] if lacking else wanted
            if len(chosen) < 2:
                raise DataError(f"{folder} has a single class, {chosen[0]}: a picture needs two or more.")
            _note(f"the fruits in {folder}")
            return fruit_folder(folder, size, train_per_class, test_per_class, seed, chosen)
        _note(f"{RENDERED}, since {folder} has no {lacking[0]}")
    else:
        _note(RENDERED)
    return rendered_fruits(size, train_per_class, test_per_class, seed, classes)


def _note(source: str) -> None:
    sources = _sources.get()
    if sources is not None and source not in sources:
        sources.append(source)
