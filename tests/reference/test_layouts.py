"""Where images lie in a folder that somebody names, and which classes of it are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from reference.datasets.folders import Listing, list_images
from reference.datasets.images import fruit_folder
from reference.ground.errors import DataError


def _folder(root: Path, *places: str, images: int = 2) -> Path:
    """A folder with images in each of these class folders."""
    for place in places:
        (root / place).mkdir(parents=True)
        for number in range(images):
            Image.new("RGB", (8, 8), (number, 0, 0)).save(root / place / f"{number}.png")
    return root


def _parts(listing: Listing, root: Path) -> tuple[str, str | None]:
    layout = listing.layout
    return (
        layout.train.relative_to(root).as_posix(),
        None if layout.test is None else layout.test.relative_to(root).as_posix(),
    )


@pytest.mark.parametrize(
    ("train", "test"),
    [
        ("Training", "Test"),
        ("train", "test"),
        ("TRAIN", "Testing"),
        ("train", "val"),
        ("Train", "Validation"),
        ("fruits/Training", "fruits/Test"),
        ("archive/fruits-360/Training", "archive/fruits-360/Test"),
        ("Training/Training", "Test/Test"),
        ("Training/classes", "Test/classes"),
    ],
)
def test_parts_are_known_by_their_usual_names_two_levels_down(tmp_path: Path, train: str, test: str) -> None:
    _folder(tmp_path, *(f"{part}/{name}" for part in (train, test) for name in ("Kiwi", "Lemon")))
    listing = list_images(tmp_path)
    assert _parts(listing, tmp_path) == (train, test)
    assert listing.class_names == ("Kiwi", "Lemon")
    assert (len(listing.train), len(listing.test)) == (4, 4)


@pytest.mark.parametrize("place", ["", "fruits", "archive/fruits"])
def test_class_folders_alone_are_known_two_levels_down(tmp_path: Path, place: str) -> None:
    _folder(tmp_path / place, "Kiwi", "Lemon")
    assert _parts(list_images(tmp_path), tmp_path) == (Path(place).as_posix(), None)


def test_a_part_that_is_named_itself_is_split(tmp_path: Path) -> None:
    _folder(tmp_path, "Training/Training/Kiwi", "Training/Training/Lemon", "Test/Kiwi", "Test/Lemon")
    assert _parts(list_images(tmp_path / "Training"), tmp_path) == ("Training/Training", None)


def test_a_validation_part_beside_a_test_part_is_said_to_be_unread(tmp_path: Path) -> None:
    _folder(tmp_path, "train/Kiwi", "val/Kiwi", "test/Kiwi")
    listing = list_images(tmp_path)
    assert _parts(listing, tmp_path) == ("train", "test")
    assert listing.layout.unread == tmp_path / "val"


def test_papers_beside_the_parts_are_no_class(tmp_path: Path) -> None:
    _folder(tmp_path, "all/Training/Kiwi", "all/Test/Kiwi", "all/papers", "all/test-multiple_fruits")
    assert list_images(tmp_path).class_names == ("Kiwi",)


def test_what_an_archive_of_a_mac_brings_along_is_no_class(tmp_path: Path) -> None:
    _folder(tmp_path, "Kiwi", "Lemon", "__MACOSX")
    assert list_images(tmp_path).class_names == ("Kiwi", "Lemon")


# -- refused, and never with the advice to delete


@pytest.mark.parametrize(
    ("places", "says"),
    [
        (("train/Kiwi", "Training/Kiwi", "test/Kiwi"), "has two folders for the training part"),
        (
            ("a/train/Kiwi", "a/test/Kiwi", "b/train/Kiwi", "b/test/Kiwi"),
            r"in more than one way: name one of .*/a and .*/b",
        ),
        (("Training/Kiwi",), "has no folder Test beside Training"),
        (("val/Kiwi",), "has no folder Training beside val"),
        (("one/two/three/four/Kiwi",), "has no class folders|holds no images"),
        (("Training/Kiwi", "Training/Fig", "Test/Kiwi"), r"Fig in .*Training but not in .*Test"),
        (("Training/Kiwi", "Test/Fig", "Test/Kiwi"), r"Fig in .*Test but not in .*Training"),
        (("Training/Plum", "Training/Kiwi", "Test/Fig", "Test/Kiwi"), r"Plum in .*; Fig in .*--leave-out Plum"),
    ],
)
def test_what_is_not_clear_is_refused(tmp_path: Path, places: tuple[str, ...], says: str) -> None:
    with pytest.raises(DataError, match=says) as caught:
        list_images(_folder(tmp_path, *places))
    assert "remove" not in str(caught.value)
    assert "delete" not in str(caught.value)


def test_images_without_class_folders_are_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds images but no class folders: name the folder above it"):
        list_images(_folder(tmp_path, "Kiwi") / "Kiwi")


def test_a_class_without_images_is_named_with_the_option_that_leaves_it_out(tmp_path: Path) -> None:
    _folder(tmp_path, "Kiwi", "Lemon")
    _folder(tmp_path, "Blood orange", images=0)
    with pytest.raises(DataError, match=r"Blood orange holds no images.*\(--leave-out 'Blood orange'\)"):
        list_images(tmp_path)


def test_a_class_of_images_that_cannot_be_read_here_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reference.datasets.folders.readable", lambda: (".jpg",))
    with pytest.raises(DataError, match=r"no images that can be read here \(2 \.png\): save them as JPEG"):
        list_images(_folder(tmp_path, "Kiwi", "Lemon"))


# -- leaving classes out


@pytest.fixture
def unpaired(tmp_path: Path) -> Path:
    """Kiwi and Lemon in both parts, Plum and Fig in one each."""
    places = [f"{part}/{name}" for part in ("Training", "Test") for name in ("Kiwi", "Lemon")]
    return _folder(tmp_path, *places, "Training/Plum", "Test/Fig")


def test_named_classes_are_left_out(unpaired: Path) -> None:
    listing = list_images(unpaired, leave_out=["Plum", "Fig", "Lemon"])
    assert listing.class_names == ("Kiwi",)
    assert listing.left_out == ("Fig", "Lemon", "Plum")


def test_classes_that_stand_in_one_part_only_can_be_left_out(unpaired: Path) -> None:
    listing = list_images(unpaired, leave_out_unpaired=True)
    assert listing.class_names == ("Kiwi", "Lemon")
    assert listing.left_out == ("Fig", "Plum")
    assert fruit_folder(unpaired, 8, leave_out_unpaired=True, cache=False).class_names == ("Kiwi", "Lemon")


def test_a_class_to_leave_out_must_exist(unpaired: Path) -> None:
    with pytest.raises(DataError, match="has no class folder Mango: it has Fig, Kiwi, Lemon, Plum"):
        list_images(unpaired, leave_out=["Mango"])


def test_leaving_all_out_is_refused(unpaired: Path) -> None:
    with pytest.raises(DataError, match=r"No class of .* is left"):
        list_images(unpaired, leave_out=["Fig", "Kiwi", "Lemon", "Plum"])


def test_classes_that_are_asked_for_need_no_others(unpaired: Path) -> None:
    assert list_images(unpaired, classes=("Lemon", "Kiwi")).class_names == ("Lemon", "Kiwi")


# -- what is passed over is counted


def test_files_that_are_no_images_are_counted(tmp_path: Path) -> None:
    _folder(tmp_path, "Kiwi", "Lemon")
    for name in ("a.txt", "b.TXT", "c.heic", "readme", ".hidden"):
        (tmp_path / "Kiwi" / name).write_bytes(b"x")
    (tmp_path / "Lemon" / "more").mkdir()
    (tmp_path / "Lemon" / "gone.jpg").symlink_to(tmp_path / "nowhere.jpg")
    (tmp_path / "loose.jpg").write_bytes(b"x")
    assert list_images(tmp_path).passed_over == {
        ".heic": 1,
        ".jpg": 1,
        ".txt": 2,
        "broken link": 1,
        "folder": 1,
        "without ending": 1,
    }


@pytest.mark.parametrize("suffix", [".jfif", ".JPE", ".tif", ".TIFF"])
def test_less_usual_endings_are_read(tmp_path: Path, suffix: str) -> None:
    _folder(tmp_path, "Kiwi", "Lemon")
    Image.new("RGB", (8, 8)).save(tmp_path / "Kiwi" / f"more{suffix}", "TIFF" if "tif" in suffix.lower() else "JPEG")
    listing = list_images(tmp_path)
    assert len(listing.train) + len(listing.test) == 5
    assert listing.passed_over == {}
