"""Rendered fruits written as a folder of JPEG files, in the layout of Fruits-360."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from reference.datasets.rendering import TEST, TRAIN, Job, painters, render
from reference.datasets.sharing import Progress
from reference.ground.errors import DataError

TRAIN_FOLDER, TEST_FOLDER = "Training", "Test"
JPEG_QUALITY = 90


def write_fruit_folder(
    folder: str | Path,
    seed: int = 0,
    train_per_class: int = 120,
    test_per_class: int = 40,
    size: int = 100,
    progress: Progress | None = None,
    classes: Sequence[str] | None = None,
) -> None:
    """Render fruits into a folder in the layout of Fruits-360: `Training/Apricot/0_100.jpg` and so on.

    The folder appears when all of it is written, or not at all.

    Args:
        folder: must not exist yet, or be empty.
        seed: 0..2^32-1; the same fruits as `rendered_fruits` makes of it.
        train_per_class: images of each class in Training.
        test_per_class: images of each class in Test.
        size: pixels of a side.
        progress: called with (done, total).
        classes: names out of the 16; all unless given.

    Raises:
        DataError: the folder is not empty, or cannot be written to.
    """
    known = painters("fruits")
    names = tuple(classes or known)
    for name in names:
        if name not in known:
            raise DataError(f"There is no rendered fruit named {name!r}: choose from {', '.join(known)}.")
    target = Path(folder)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise DataError(f"{target} is not empty: name a new folder, nothing is overwritten.")
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    except OSError as error:
        raise DataError(f"{target} cannot be written ({error.strerror}): name a folder of your own.") from error
    try:
        parts = ((TRAIN, TRAIN_FOLDER, train_per_class), (TEST, TEST_FOLDER, test_per_class))
        jobs = [Job("fruits", name, part, k, seed) for part, _, count in parts for k in range(count) for name in names]
        for image, job in zip(render(jobs, size, size, progress), jobs, strict=True):
            path = (
                partial / (TRAIN_FOLDER if job.split == TRAIN else TEST_FOLDER) / job.name / f"{job.index}_{size}.jpg"
            )
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(image).save(path, quality=JPEG_QUALITY)
        partial.chmod(0o755)
        if target.exists():
            target.rmdir()
        os.replace(partial, target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
