"""Which fruits a picture shows: rendered ones unless it is drawn with a folder of one's own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reference.datasets.images import FRUITS_VARIABLE, rendered_fruits
from reference.datasets.shown import own_fruits, shown_fruits
from reference.datasets.writing import write_fruit_folder
from reference.ground.errors import DataError
from reference.ground.places import CHECKOUT

TWO = ("Kiwi", "Lemon")


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KATA_CACHE", str(tmp_path / "kept"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three classes, three images each in Training, two in Test."""
    folder = tmp_path_factory.mktemp("own") / "fruits"
    write_fruit_folder(folder, 1, 3, 2, size=20, classes=("Kiwi", "Lemon", "Plum"))
    return folder


def test_they_are_rendered_whatever_the_environment_says(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FRUITS_VARIABLE, str(folder))
    shown = shown_fruits(16, 2, 1, seed=4, classes=TWO)
    drawn = rendered_fruits(16, 2, 1, seed=4, classes=TWO)
    np.testing.assert_array_equal(shown.train_images, drawn.train_images)


def test_inside_they_are_ones_own(folder: Path) -> None:
    with own_fruits(folder) as sources:
        data = shown_fruits(16, 2, 1, classes=TWO)
    assert data.class_names == TWO
    assert (len(data.train_images), len(data.test_images)) == (4, 2)
    assert sources == [f"the fruits in {folder}"]


def test_classes_that_a_folder_lacks_are_replaced_by_its_own(folder: Path) -> None:
    with own_fruits(folder):
        assert shown_fruits(16, 2, 1, classes=("Banana", "Kiwi")).class_names == TWO
        assert shown_fruits(16, 2, 1).class_names == ("Kiwi", "Lemon", "Plum")


def test_a_picture_that_needs_its_classes_keeps_rendered_ones_and_says_why(folder: Path) -> None:
    with own_fruits(folder) as sources:
        assert shown_fruits(16, 2, 1, classes=("Banana", "Kiwi"), only_these=True).class_names == ("Banana", "Kiwi")
    assert sources == [f"rendered fruits, since {folder} has no Banana"]


def test_a_folder_of_one_class_is_refused(tmp_path: Path) -> None:
    write_fruit_folder(tmp_path / "one", 1, 3, 2, size=20, classes=("Kiwi",))
    with own_fruits(tmp_path / "one"), pytest.raises(DataError, match="has a single class, Kiwi"):
        shown_fruits(16)


def test_outside_again_they_are_rendered(folder: Path) -> None:
    with own_fruits(folder):
        pass
    with own_fruits(None) as sources:
        shown_fruits(16, 1, 1, classes=TWO)
    assert sources == ["rendered fruits"]


def test_nothing_but_pictures_asks_for_them() -> None:
    """What suites, oracles and thresholds use, a verdict hangs on: on rendered fruits, then."""
    users = {
        path.relative_to(CHECKOUT).as_posix()
        for room in ("reference", "grading", "tests/exercises", "solutions")
        for path in (CHECKOUT / room).rglob("*.py")
        if "datasets.shown" in path.read_text(encoding="utf-8")
    }
    users -= {path for path in users if path.startswith("reference/ex") and path.endswith("/picture.py")}
    assert users == {"grading/marking/picture.py"}
