"""Images kept on disk: one .npy file a set, followed by a checksum of all that stands before it.

A file that is damaged, cut short or of another shape is made again. It is written under another name first, so that
two runs at a time, or one that is killed, leave no half file behind.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import numpy as np

CACHE_VARIABLE = "KATA_CACHE"
"""Names the folder in the environment."""
DEFAULT = Path(__file__).parents[2] / ".kata" / "cache"
CHECKSUM = 32
"""Bytes of a SHA-256."""

Place = str | Path | Literal[False] | None
"""A folder, False for no cache, None for the usual one."""


def folder(place: Place = None) -> Path | None:
    """Where images are kept: what is asked for, what KATA_CACHE names, `.kata/cache` in the repository."""
    if place is False:
        return None
    return Path(place or os.environ.get(CACHE_VARIABLE) or DEFAULT)


def fingerprint(*what: object) -> str:
    """Sixteen letters that change with what they are taken of."""
    return hashlib.sha256(repr(what).encode()).hexdigest()[:16]


def kept(name: str, shape: tuple[int, ...], make: Callable[[], np.ndarray], place: Place = None) -> np.ndarray:
    """The images of this name: read where they are kept, else made and kept.

    Args:
        name: of the file, without its ending; says all that the images depend on.
        shape: of the images.
        make: makes them, uint8.
        place: as for `folder`. A folder that cannot be written to is no error: nothing is kept then.
    """
    where = folder(place)
    if where is None:
        return make()
    path = where / f"{name}.npy"
    images = _read(path, shape)
    if images is None:
        images = make()
        _write(path, images)
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


def _write(path: Path, images: np.ndarray) -> None:
    """Write beside the file, then move over it."""
    buffer = io.BytesIO()
    np.save(buffer, images, allow_pickle=False)
    content = buffer.getbuffer()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.write(hashlib.sha256(content).digest())
        os.replace(partial, path)
    except OSError:
        Path(partial).unlink(missing_ok=True)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
