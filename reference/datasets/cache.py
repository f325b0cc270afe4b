"""Images kept on disk: one .npy file a set, followed by a checksum of all that stands before it.

A file that is damaged, cut short or of another shape is made again. Two runs at a time, or one that is killed, leave no
half file under its name.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import numpy as np

from reference.ground.files import write_atomically
from reference.ground.places import CHECKOUT

CACHE_VARIABLE = "KATA_CACHE"
"""Names the folder in the environment."""
DEFAULT = CHECKOUT / ".kata" / "cache"
CHECKSUM = 32
"""Bytes of a SHA-256."""

Place = str | Path | Literal[False] | None
"""A folder, False for no cache, None for the usual one."""


def cache_folder(place: Place = None) -> Path | None:
    """Where images are kept: what is asked for, what KATA_CACHE names, `.kata/cache` in the repository."""
    if place is False:
        return None
    return Path(place or os.environ.get(CACHE_VARIABLE) or DEFAULT)


def name_part(*values: object) -> str:
    """Sixteen letters for a file's name: they change with the values, and with the order that these stand in."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def cached_images(name: str, shape: tuple[int, ...], make: Callable[[], np.ndarray], place: Place = None) -> np.ndarray:
    """The images of this name: read where they are kept, else made and kept.

    Args:
        name: of the file, without its ending; says all that the images depend on.
        shape: of the images.
        make: makes them, uint8.
        place: as for `cache_folder`. A folder that cannot be written to is no error: nothing is kept then.
    """
    folder = cache_folder(place)
    if folder is None:
        return make()
    path = folder / f"{name}.npy"
    images = _read(path, shape)
    if images is None:
        images = make()
        _keep(path, images)
    return images


def _read(path: Path, shape: tuple[int, ...]) -> np.ndarray | None:
    """The images in the file, None if it is missing or not whole."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    body, checksum = memoryview(content)[:-CHECKSUM], content[-CHECKSUM:]
    if hashlib.sha256(body).digest() != checksum:
        return None
    images: np.ndarray = np.load(io.BytesIO(body), allow_pickle=False)
    return images if images.shape == shape and images.dtype == np.uint8 else None


def _keep(path: Path, images: np.ndarray) -> None:
    """Write the images and their checksum where that can be done."""
    buffer = io.BytesIO()
    np.save(buffer, images, allow_pickle=False)
    content = buffer.getbuffer()
    with contextlib.suppress(OSError):
        write_atomically(path, content, hashlib.sha256(content).digest())
