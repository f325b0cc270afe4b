"""Folders of images: read whatever they hold, written in Fruits-360's layout, every error one clear sentence."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from reference.datasets import photographs
from reference.datasets.colours import REAL_COLOURS, mean_colours
from reference.datasets.images import fruit_folder, rendered_fruits
from reference.datasets.photographs import read_image
from reference.datasets.writing import write_fruit_folder
from reference.ground.errors import DataError

REAL = Path(__file__).parents[3] / "shared" / "data" / "fruits-360"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason=f"no Fruits-360 in {REAL}")
TWO = ("Kiwi", "Lemon")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two classes, three images each in Training, two in Test."""
    folder = tmp_path_factory.mktemp("written") / "fruits"
    write_fruit_folder(folder, 1, 3, 2, size=40, classes=TWO)
    return folder


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    return Path(shutil.copytree(written, tmp_path / "fruits"))


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


# -- writing


def test_the_layout_is_that_of_fruits_360(written: Path) -> None:
    assert _files(written) == [
        f"{part}/{name}/{index}_40.jpg"
        for part, count in (("Test", 2), ("Training", 3))
        for name in TWO
        for index in range(count)
    ]


def test_a_written_folder_shows_the_rendered_fruits(written: Path) -> None:
    drawn = rendered_fruits(40, 3, 2, 1, TWO, cache=False).train_images[0] * 255
    read = read_image(written / "Training" / "Kiwi" / "0_40.jpg", 40, 40)
    assert np.abs(read - drawn).mean() < 6  # JPEG's loss


def test_nothing_is_written_into_a_folder_that_holds_something(folder: Path) -> None:
    before = _files(folder)
    with pytest.raises(DataError, match=r"fruits is not empty: name a new folder"):
        write_fruit_folder(folder, 2, 1, 1)
    assert _files(folder) == before


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    seen: list[tuple[int, int]] = []
    write_fruit_folder(tmp_path / "new", 0, 1, 1, 20, lambda *counts: seen.append(counts), classes=("Kiwi",))
    assert _files(tmp_path / "new") == ["Test/Kiwi/0_20.jpg", "Training/Kiwi/0_20.jpg"]
    assert seen[-1] == (2, 2)


def test_a_stopped_run_leaves_no_folder(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_fruit_folder(tmp_path / "new", 0, 1, 1, 20, stop, classes=("Kiwi",))
    assert list(tmp_path.iterdir()) == []


def test_writing_an_unknown_class_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no rendered fruit named 'Mango'"):
        write_fruit_folder(tmp_path / "new", 0, 1, 1, classes=("Mango",))


# -- reading


def test_a_folder_is_read_behind_the_same_interface(written: Path) -> None:
    data = fruit_folder(written, (12, 16), cache=False)
    assert data.class_names == TWO
    assert data.train_images.shape == (6, 12, 16, 3)
    assert data.train_images.dtype == np.float32
    assert data.test_labels.dtype == np.int64
    assert data.train_labels.tolist() == [0, 1] * 3
    assert data.test_labels.tolist() == [0, 1] * 2
    assert 0 <= data.train_images.min() < data.train_images.max() <= 1


def test_fewer_images_and_other_classes_can_be_asked_for(written: Path) -> None:
    data = fruit_folder(written, 20, 2, 1, classes=("Lemon", "Kiwi"), cache=False)
    assert data.class_names == ("Lemon", "Kiwi")
    assert (len(data.train_images), len(data.test_images)) == (4, 2)


def test_class_folders_alone_are_split(written: Path) -> None:
    data = fruit_folder(written / "Training", 20, cache=False)
    assert data.class_names == TWO
    assert (len(data.train_images), len(data.test_images)) == (4, 2)


def test_the_seed_decides_the_split(written: Path) -> None:
    sets = [fruit_folder(written / "Training", 20, seed=seed, cache=False).test_images for seed in range(6)]
    np.testing.assert_array_equal(sets[0], fruit_folder(written / "Training", 20, seed=0, cache=False).test_images)
    assert any((sets[0] != other).any() for other in sets[1:])


def test_hidden_and_other_files_are_passed_over(folder: Path) -> None:
    (folder / "Training" / "Kiwi" / ".DS_Store").write_bytes(b"x")
    (folder / "Training" / "Kiwi" / "notes.txt").write_text("x", encoding="utf-8")
    (folder / "Training" / ".ipynb_checkpoints").mkdir()
    assert len(fruit_folder(folder, 20, cache=False).train_images) == 6


@pytest.mark.parametrize("mode", ["L", "RGBA", "LA", "P", "1", "CMYK", "I;16"])
def test_every_kind_of_image_becomes_rgb(tmp_path: Path, mode: str) -> None:
    dark = {"L": 51, "RGBA": (51, 51, 51, 255), "LA": (51, 255), "1": 0, "CMYK": (0, 0, 0, 204), "I;16": 51 * 257}
    path = tmp_path / ("image.tif" if mode == "CMYK" else "image.png")
    if mode == "P":
        Image.new("L", (10, 10), 51).convert("P").save(path)
    else:
        Image.new(mode, (10, 10), dark[mode]).save(path)
    image = read_image(path, 7, 5)
    assert image.shape == (7, 5, 3)
    assert image.dtype == np.uint8
    assert np.abs(image.astype(int) - (0 if mode == "1" else 51)).max() <= 1


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white(tmp_path: Path, mode: str) -> None:
    clear = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    if mode == "P":
        Image.new("P", (8, 8), 0).save(tmp_path / "image.png", transparency=0)
    else:
        clear.convert(mode).save(tmp_path / "image.png")
    assert (read_image(tmp_path / "image.png", 4, 4) == 255).all()


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
def test_a_photo_taken_sideways_is_turned_upright(tmp_path: Path, suffix: str) -> None:
    upright = np.zeros((32, 16, 3), dtype=np.uint8)
    upright[:16] = 255
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera lay on its side: turn by a quarter, clockwise
    path = tmp_path / f"image{suffix}"
    Image.fromarray(np.ascontiguousarray(np.rot90(upright))).save(path, exif=exif)
    image = read_image(path, 16, 8)
    assert (image[:8] > 200).all()
    assert (image[8:] < 55).all()


def test_a_changed_file_is_read_again(folder: Path, tmp_path: Path) -> None:
    first = fruit_folder(folder, 20, cache=tmp_path / "kept")
    path = folder / "Training" / "Kiwi" / "0_40.jpg"
    Image.new("RGB", (40, 40), (0, 0, 255)).save(path)
    second = fruit_folder(folder, 20, cache=tmp_path / "kept")
    assert (first.train_images != second.train_images).any()


def test_many_files_are_read_by_two(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = fruit_folder(folder, 20, cache=False)
    seen: list[tuple[int, int]] = []
    monkeypatch.setattr(photographs, "ALONE", 2)
    monkeypatch.chdir(folder.parent)
    both = fruit_folder(folder.name, 20, cache=False, progress=lambda *counts: seen.append(counts))
    np.testing.assert_array_equal(alone.train_images, both.train_images)
    np.testing.assert_array_equal(alone.test_images, both.test_images)
    assert seen[-1] == (10, 10)


@pytest.mark.parametrize("place", range(3))
def test_a_damaged_file_is_named_whoever_reads_it(folder: Path, monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    monkeypatch.setattr(photographs, "ALONE", 2)
    path = folder / "Training" / "Kiwi" / f"{place}_40.jpg"
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(DataError, match=rf"Kiwi/{place}_40\.jpg is damaged or no image"):
        fruit_folder(folder, 20, cache=False)


# -- errors


def _cut_short(folder: Path) -> None:
    path = folder / "Training" / "Kiwi" / "0_40.jpg"
    path.write_bytes(path.read_bytes()[:300])


def _no_image(folder: Path) -> None:
    (folder / "Test" / "Lemon" / "1_40.jpg").write_bytes(b"this is text")


def _emptied(folder: Path) -> None:
    for path in (folder / "Training" / "Lemon").iterdir():
        path.unlink()


def _all_emptied(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path)


def _no_classes(folder: Path) -> None:
    shutil.rmtree(folder / "Training")
    (folder / "Training").mkdir()


ERRORS: list[tuple[Callable[[Path], object], str]] = [
    (_cut_short, r"Kiwi/0_40\.jpg is damaged or no image: replace it, or move it out of the folder\."),
    (_no_image, r"Lemon/1_40\.jpg is damaged or no image: replace it, or move it out of the folder\."),
    (
        _emptied,
        r"Training/Lemon holds no images: put some \.jpg or \.png in, or leave the class out \(--leave-out Lemon\)\.",
    ),
    (
        lambda folder: shutil.rmtree(folder / "Test" / "Kiwi"),
        r"\(Kiwi in .*Training but not in .*Test\): add their images to the other part, or leave them out",
    ),
    (lambda folder: shutil.rmtree(folder / "Test"), r"has no folder Test beside Training: it needs Training/CLASS"),
    (_all_emptied, r"fruits has no class folders: it needs Training/CLASS"),
    (_no_classes, r"Training has no class folders"),
    (shutil.rmtree, r"There is no folder .*fruits: check the path"),
]


@pytest.mark.parametrize(("damage", "says"), ERRORS, ids=lambda value: getattr(value, "__name__", ""))
def test_each_error_is_one_clear_sentence(folder: Path, damage: Callable[[Path], object], says: str) -> None:
    damage(folder)
    with pytest.raises(DataError, match=says) as caught:
        fruit_folder(folder, 20, cache=False)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_file_in_place_of_the_folder_is_an_error(folder: Path) -> None:
    with pytest.raises(DataError, match=r"0_40\.jpg is a file, not a folder"):
        fruit_folder(folder / "Test" / "Kiwi" / "0_40.jpg")


def test_a_class_that_the_folder_lacks_is_an_error(folder: Path) -> None:
    with pytest.raises(DataError, match=r"has no class folder Mango: it has Kiwi, Lemon"):
        fruit_folder(folder, classes=("Mango",), cache=False)


def test_a_single_image_cannot_train_and_test(tmp_path: Path) -> None:
    (tmp_path / "Kiwi").mkdir()
    Image.new("RGB", (8, 8)).save(tmp_path / "Kiwi" / "a.png")
    with pytest.raises(DataError, match="has a single image, which cannot both train and test"):
        fruit_folder(tmp_path, cache=False)


def _denied(name: str) -> Callable[[Path], object]:
    """Stands in for a call that the system refuses, also where the tests run as root, whom it refuses nothing."""
    scandir = os.scandir

    def refuse(folder: Path) -> object:
        if Path(folder).name == name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return scandir(folder)

    return refuse


def test_a_folder_without_rights_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "scandir", _denied("Lemon"))
    with pytest.raises(DataError, match=r"You may not read the folder .*Lemon: give yourself the right"):
        fruit_folder(folder, 20, cache=False)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_whose_rights_were_taken_is_an_error(folder: Path) -> None:
    (folder / "Training" / "Lemon").chmod(0)
    with pytest.raises(DataError, match="You may not read the folder"):
        fruit_folder(folder, 20, cache=False)
    (folder / "Training" / "Lemon").chmod(0o700)


def test_a_file_without_rights_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Image, "open", refuse)
    with pytest.raises(DataError, match=r"You may not read the file .*\.jpg: give yourself the right"):
        fruit_folder(folder, 20, cache=False)


# -- beside real ones


@needs_real
def test_real_fruits_have_the_workshops_classes() -> None:
    data = fruit_folder(REAL, 20, train_per_class=3, test_per_class=2, cache=False)
    assert data.class_names == rendered_fruits(20, 1, 0, cache=False).class_names
    assert data.train_images.shape == (48, 20, 20, 3)


@needs_real
def test_the_colours_written_down_are_those_of_real_fruits() -> None:
    real = fruit_folder(REAL, 50, train_per_class=40, test_per_class=1, cache=False)
    means = 255 * mean_colours(real.train_images)
    for label, name in enumerate(real.class_names):
        off = np.abs(means[real.train_labels == label].mean(axis=0) - REAL_COLOURS[name])
        assert off.max() < 8, name  # a sample of them
