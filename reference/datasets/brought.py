"""A photograph that somebody brings to try: upright, RGB, and no larger than it takes."""

from __future__ import annotations

import contextlib
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image

from reference.datasets.photographs import read_image

LONGEST = 1024
"""Pixels of the longer side that are kept: for twenty pixels that is plenty."""
ON_THE_SIDE = (5, 6, 7, 8)
"""Orientations in EXIF whose width is the photograph's height."""


def photograph(path: Path) -> np.ndarray:
    """Return a photograph, uint8 (H, W, 3), with its own proportions.

    Raises:
        DataError: one sentence: the file is no whole image, too large, of a kind without colours, or not to be read.
    """
    width, height = LONGEST, LONGEST
    with contextlib.suppress(Exception), Image.open(path) as file:  # `read_image` says what is wrong with a file
        width, height = file.size
        if file.getexif().get(ExifTags.Base.Orientation) in ON_THE_SIDE:
            width, height = height, width
    scale = min(1.0, LONGEST / max(width, height))
    return read_image(path, max(1, round(height * scale)), max(1, round(width * scale)))
