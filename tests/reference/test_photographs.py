"""Photographs as people bring them: turned upright, whatever their kind, and damaged ones a sentence, never more."""

from __future__ import annotations

import io
import os
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageOps, features
from PIL.TiffImagePlugin import IFDRational, ImageFileDirectory_v2

from reference.datasets import photographs
from reference.datasets.photographs import faults, read_image, readable
from reference.ground.errors import DataError

DAMAGED = 600
"""Takes a few seconds; 16,000 were read the same way when this was written."""
KINDS = [
    *("JPEG", "progressive", "CMYK", "PNG", "16 bits", "palette", "RGBA", "GIF", "TIFF", "LZW", "float"),
    *("BMP", "WEBP", "PPM", *(["AVIF"] if features.check("avif") else [])),
]
RATIONAL, TEXT = 5, 2
"""How EXIF numbers two kinds of values."""


def _colours(mode: str = "RGB") -> Image.Image:
    rng = np.random.default_rng(0)
    return Image.fromarray(rng.integers(0, 256, (30, 23, 3), dtype=np.uint8)).convert(mode)


def _written(kind: str) -> bytes:
    """An image file of this kind that is whole; those that can have it say that they lie on their side."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    file = io.BytesIO()
    match kind:
        case "JPEG" | "WEBP" | "AVIF":
            _colours().save(file, kind, exif=exif)
        case "progressive":
            _colours().save(file, "JPEG", progressive=True, exif=exif)
        case "CMYK":
            _colours("CMYK").save(file, "JPEG")
        case "16 bits":
            Image.fromarray(np.asarray(_colours("L")).astype(np.uint16) * 257).save(file, "PNG")
        case "palette":
            _colours("P").save(file, "PNG", transparency=bytes(range(200)))
        case "RGBA":
            _colours("RGBA").save(file, "PNG", exif=exif)
        case "LZW":
            _colours().save(file, "TIFF", compression="tiff_lzw")
        case "float":
            Image.fromarray(np.asarray(_colours("L"), dtype=np.float32) / 255).save(file, "TIFF")
        case "PNG" | "TIFF":
            _colours().save(file, kind, exif=exif)
        case _:
            _colours().save(file, kind)
    return file.getvalue()


def _damaged(content: bytes, rng: np.random.Generator) -> bytes:
    """Cut short, with other bytes anywhere or in its head, with bytes taken out or put in, or with a huge number."""
    where = int(rng.integers(len(content)))
    some = rng.bytes(int(rng.integers(1, 30)))
    match int(rng.integers(6)):
        case 0:
            return content[:where]
        case 1 | 2 as which:
            bytes_ = np.frombuffer(content, np.uint8).copy()
            changed = int(rng.choice([1, 3, 20]))
            bytes_[rng.integers(min(len(bytes_), 10**6 if which == 1 else 200), size=changed)] = rng.choice(
                [0, 1, 128, 255]
            )
            return bytes_.tobytes()
        case 3:
            return content[:where] + content[where + len(some) :]
        case 4:
            return content[:where] + some + content[where:]
        case _:
            return content[:where] + b"\x7f\xff\xff\xff" + content[where + 4 :]


def test_a_damaged_file_is_read_or_a_sentence(tmp_path: Path) -> None:
    rng = np.random.default_rng(2026)
    whole = [_written(kind) for kind in KINDS]
    path = tmp_path / "image.jpg"
    sentences = []
    for number in range(DAMAGED):
        path.write_bytes(_damaged(whole[number % len(whole)], rng))
        try:
            image = read_image(path, 5, 7)
        except DataError as error:
            sentences.append(str(error))
        else:
            assert image.shape == (5, 7, 3)
            assert image.dtype == np.uint8
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in sentences)
    assert DAMAGED / 4 < len(sentences) < DAMAGED  # the damage is neither too small to matter nor all there is


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_file_is_read_without_a_word(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "image.jpg"
    path.write_bytes(_written(kind))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_image(path, 5, 7).std() > 5


# -- turned upright


def _sideways(path: Path, values: dict[int, tuple[int, Any]], kind: str = "JPEG") -> np.ndarray:
    """Read a photograph whose upper half is white, stored on its side with EXIF values: (type, value) by tag."""
    upright = np.zeros((32, 16, 3), dtype=np.uint8)
    upright[:16] = 255
    entries = ImageFileDirectory_v2()
    for tag, (type_, value) in values.items():
        entries.tagtype[tag] = type_
        entries[tag] = value
    exif = b"Exif\0\0II*\0\x08\0\0\0" + entries.tobytes(8)
    Image.fromarray(np.ascontiguousarray(np.rot90(upright))).save(path, kind, exif=exif)
    return read_image(path, 16, 8)


@pytest.mark.parametrize(
    "values",
    [
        {ExifTags.Base.Make: (RATIONAL, IFDRational(3, 2))},
        {ExifTags.Base.Make: (RATIONAL, IFDRational(1, 0))},
        {ExifTags.Base.XResolution: (TEXT, "many")},
    ],
    ids=["a maker that is a fraction", "a maker that is no number", "a resolution in words"],
)
def test_odd_exif_does_not_keep_a_photo_from_being_turned(tmp_path: Path, values: dict[int, tuple[int, Any]]) -> None:
    image = _sideways(tmp_path / "image.jpg", values | {ExifTags.Base.Orientation: (3, 6)})
    assert (image[:7] > 200).all()
    assert (image[9:] < 55).all()


def test_an_orientation_that_means_nothing_turns_nothing(tmp_path: Path) -> None:
    image = _sideways(tmp_path / "image.jpg", {ExifTags.Base.Orientation: (3, 77)})
    assert np.ptp(image[:, :3].mean(axis=(1, 2))) < 30  # still on its side: no row differs from the next


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_all_orientations_are_turned_as_pillow_does(tmp_path: Path, orientation: int, kind: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    path = tmp_path / "image.jpg"
    _colours().save(path, kind, exif=exif)
    with Image.open(path) as file:
        upright = ImageOps.exif_transpose(file)
    np.testing.assert_array_equal(read_image(path, upright.height, upright.width), np.asarray(upright))


# -- what is odd and whole


@pytest.mark.parametrize(("suffix", "mode"), [("png", "I;16"), ("tif", "I;16"), ("tif", "F")])
def test_many_bits_of_grey_keep_their_brightness(tmp_path: Path, suffix: str, mode: str) -> None:
    values = np.full((9, 9), 51 * 257, np.uint16) if mode == "I;16" else np.full((9, 9), 0.2, np.float32)
    Image.fromarray(values).save(tmp_path / f"image.{suffix}")
    assert (read_image(tmp_path / f"image.{suffix}", 4, 4) == 51).all()


def test_more_pixels_than_can_be_held_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photographs, "MOST_PIXELS", 600)
    _colours().save(tmp_path / "image.png")
    with pytest.raises(DataError, match=r"image\.png has more than .* million pixels: save it smaller\."):
        read_image(tmp_path / "image.png", 4, 4)


def test_a_claim_of_huge_sides_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    content = _written("PNG")
    (tmp_path / "image.png").write_bytes(content[:16] + b"\0\1\xff\xff\0\1\xff\xff" + content[24:])
    with pytest.raises(DataError, match=r"image\.png .*\."):
        read_image(tmp_path / "image.png", 4, 4)


def test_an_empty_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "image.jpg").write_bytes(b"")
    with pytest.raises(DataError, match="is damaged or no image"):
        read_image(tmp_path / "image.jpg", 4, 4)


def test_a_script_for_printers_is_not_run(tmp_path: Path) -> None:
    """Pillow would start Ghostscript for what begins like this, whatever its ending."""
    (tmp_path / "image.jpg").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n")
    with pytest.raises(DataError, match="is damaged or no image"):
        read_image(tmp_path / "image.jpg", 4, 4)


def test_usual_endings_can_be_read() -> None:
    assert {".jpg", ".jpeg", ".jfif", ".png", ".tif", ".tiff", ".webp", ".gif", ".bmp"} <= set(readable())


def test_all_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    paths = [str(tmp_path / f"{name}.png") for name in "abc"]
    for path in paths:
        _colours().save(path)
    for path in paths[1:]:
        os.truncate(path, 40)
    seen: list[tuple[int, int]] = []
    sentences = faults(paths, lambda done, total: seen.append((done, total)))
    assert [sentence.split(" ")[0] for sentence in sentences] == paths[1:]
    assert seen == [(1, 3), (2, 3), (3, 3)]
