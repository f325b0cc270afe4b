"""Image files that somebody brings: each as pixels, or as one sentence about what is wrong with it."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image

from reference.datasets.sharing import Progress, make_images
from reference.ground.errors import DataError

SUFFIXES = (
    *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif"),
    *(".avif", ".heic", ".heif", ".jp2", ".ppm", ".pgm"),
)
"""Endings of photographs, in small letters. Pillow may lack the library for one: see `readable`."""
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF", "HEIF", "JPEG2000", "PPM")
"""What a file may be, whatever its ending: others (PostScript) start programs or hold no photograph."""
MOST_PIXELS = 120_000_000
"""Of an image: a phone's largest have 108 million, and 120 million take 0.5 GB while they are read."""
CHANGES_WHAT_IS_READ = 2
"""Counted up whenever `read_image` makes other pixels of the same file: kept images are then read again."""
ALONE = 1000
"""So few files are read sooner than a helper process has started."""
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What turns an image upright, by its orientation in EXIF; 1, and numbers that mean nothing, turn nothing."""


@cache
def readable() -> tuple[str, ...]:
    """The endings that Pillow can read on this machine, in small letters."""
    Image.init()
    known = Image.registered_extensions()
    return tuple(suffix for suffix in SUFFIXES if known.get(suffix) in Image.OPEN)


def read_images(paths: Sequence[str], height: int, width: int, progress: Progress | None = None) -> np.ndarray:
    """The images of these files as RGB, uint8 (files, height, width, 3).

    Raises:
        DataError: names a file that is no whole image or may not be read.
    """
    return make_images(read_image, paths, height, width, progress, alone=ALONE)


def faults(paths: Sequence[str], progress: Progress | None = None) -> list[str]:
    """A sentence about each of these files that cannot be read; `progress` is called with (done, total)."""
    sentences = []
    for done, path in enumerate(paths, 1):
        try:
            read_image(path, 4, 4)
        except DataError as error:
            sentences.append(str(error))
        if progress is not None:
            progress(done, len(paths))
    return sentences


def read_image(path: str | Path, height: int, width: int) -> np.ndarray:
    """One image as RGB, upright, transparency white, shrunk by area; uint8 (height, width, 3).

    Raises:
        DataError: one sentence: the file is no whole image, too large, of a kind without colours, or not to be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's, about what it could make sense of all the same
            return _pixels(path, height, width)
    except PermissionError as error:
        raise DataError(f"You may not read the file {path}: give yourself the right (chmod u+r).") from error
    except DataError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large(path) from error
    except Exception as error:  # decoders raise whatever damaged bytes lead them to
        raise DataError(f"{path} is damaged or no image: replace it, or move it out of the folder.") from error


def _pixels(path: str | Path, height: int, width: int) -> np.ndarray:
    """What `read_image` returns, or whatever Pillow raises."""
    readable()
    with Image.open(path, formats=[name for name in FORMATS if name in Image.OPEN]) as file:
        if file.width * file.height > MOST_PIXELS:
            raise _too_large(path)
        longest = max(height, width)
        file.draft("RGB", (longest, longest))  # lets JPEG skip details that shrinking would lose
        file.load()
        # Pillow's own `exif_transpose` writes the rest of EXIF anew, which odd values (a maker that is a fraction) end.
        orientation = file.getexif().get(ExifTags.Base.Orientation)
        turn = None if orientation is None else TURNS.get(orientation)
        image = _rgb(file)
        if turn is not None:
            image = image.transpose(turn)
        if image.size != (width, height):
            larger = image.width < width or image.height < height
            image = image.resize((width, height), Image.Resampling.BILINEAR if larger else Image.Resampling.BOX)
        return np.asarray(image)


def _too_large(path: str | Path) -> DataError:
    return DataError(f"{path} has more than {MOST_PIXELS // 10**6} million pixels: save it smaller.")


def _rgb(image: Image.Image) -> Image.Image:
    """Any kind of image as RGB on white."""
    if image.mode.startswith("I"):  # 16 bits of grey
        return _grey(np.asarray(image) // 257)
    if image.mode == "F":
        values = np.nan_to_num(np.asarray(image), posinf=0, neginf=0)
        return _grey(values * (255 if values.max() <= 1 else 1))
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def _grey(values: np.ndarray) -> Image.Image:
    """Brightness (height, width), 0..255, as RGB."""
    return Image.fromarray(values.clip(0, 255).astype(np.uint8)).convert("RGB")
