"""`kata data`: what it says of a folder of images, in a line or a sentence each, and with which exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from grading.commandline.app import main
from tests import needs


class Said(NamedTuple):
    """What a command wrote, and its exit code."""

    code: int
    out: str
    problems: str


Kata = Callable[..., Said]


@pytest.fixture
def kata(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Kata:
    """Run `kata` in this process."""

    def run(*words: str | Path) -> Said:
        monkeypatch.setattr(sys, "argv", ["kata", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        written = capfd.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return Said(code, " ".join(written.out.split()), " ".join(written.err.split()))

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two parts, one class in both of them and one in the training part alone, three images each."""
    for place in ("train/Kiwi", "train/Fig", "test/Kiwi"):
        (tmp_path / place).mkdir(parents=True)
        for number in range(3):
            Image.new("RGB", (8, 8)).save(tmp_path / place / f"{number}.jpg")
    return tmp_path


def test_an_unpaired_class_is_a_sentence_with_the_option_that_helps(kata: Kata, folder: Path) -> None:
    said = kata("data", "look", folder)
    assert said.code == 2
    assert "Fig in" in said.problems
    assert "--leave-out Fig" in said.problems


@pytest.mark.parametrize("option", [("--leave-out", "Fig"), ("--leave-out-unpaired",)])
def test_what_is_left_out_is_said(kata: Kata, folder: Path, option: tuple[str, ...]) -> None:
    said = kata("data", "look", folder, *option)
    assert said.code == 0
    assert "left out: Fig" in said.out
    assert "Kiwi 3 3 all 3 3" in said.out


def test_where_the_images_were_seen_is_said(kata: Kata, folder: Path) -> None:
    said = kata("data", "look", folder.parent if folder.name == "train" else folder, "--leave-out", "Fig")
    assert "training: " in said.out
    assert "test: " in said.out


def test_files_that_are_passed_over_are_counted(kata: Kata, folder: Path) -> None:
    (folder / "train" / "Kiwi" / "more.heif").write_bytes(b"x")
    (folder / "train" / "Kiwi" / "notes.txt").write_bytes(b"x")
    said = kata("data", "look", folder, "--leave-out-unpaired")
    assert "1 .heif, 1 .txt; save those of photographs as JPEG" in said.out


def test_all_damaged_images_are_named_at_once(kata: Kata, folder: Path) -> None:
    for name in ("0.jpg", "2.jpg"):
        os.truncate(folder / "train" / "Kiwi" / name, 200)
    said = kata("data", "look", folder, "--leave-out-unpaired")
    assert said.code == 2
    assert "0.jpg is damaged" in said.problems
    assert "2.jpg is damaged" in said.problems
    assert "2 of 6 images cannot be read" in said.problems


def test_a_name_that_steers_a_terminal_is_written_out(kata: Kata, tmp_path: Path) -> None:
    for name in ("Ki\x1b[31mwi", os.fsdecode(b"Fig\xff")):
        (tmp_path / name).mkdir()
        for number in range(2):
            Image.new("RGB", (8, 8)).save(tmp_path / name / f"{number}.png")
    said = kata("data", "look", tmp_path)
    assert said.code == 0
    assert "\x1b" not in said.out


def test_rendered_fruits_say_what_uses_them(kata: Kata, tmp_path: Path) -> None:
    said = kata("data", "fruits", tmp_path / "new", "--train", "1", "--test", "1", "--size", "8")
    assert said.code == 0
    assert "kata figure shows them" in said.out


# -- a student's own fruits in figures, and nowhere else


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of fruits that a student might have: two classes, three images each."""
    for name, colour in (("Quince", (200, 200, 60)), ("Medlar", (120, 80, 50))):
        (tmp_path / "own" / name).mkdir(parents=True)
        for number in range(3):
            Image.new("RGB", (9, 12), colour).save(tmp_path / "own" / name / f"{number}.png")
    return tmp_path / "own"


def _figure(kata: Kata, exercise_id: str, folder: Path) -> Said:
    return kata("figure", exercise_id, "--subject", "solutions", "--out", folder / "figure.png")


@needs.tensorflow
def test_a_figure_shows_ones_own_fruits_and_says_so(
    kata: Kata, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KATA_FRUITS", str(own))
    said = _figure(kata, "ex10", tmp_path)
    assert said.code == 0
    assert f"The picture of ex10, with the fruits in {own}: " in said.out
    with Image.open(tmp_path / "figure.png") as file:
        assert file.info["Source"] == f"the fruits in {own}"


@needs.tensorflow
def test_a_figure_says_that_its_fruits_are_rendered(
    kata: Kata, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KATA_FRUITS", raising=False)
    assert "The picture of ex10, with rendered fruits: " in _figure(kata, "ex10", tmp_path).out


def test_a_folder_that_is_not_there_is_a_sentence(kata: Kata, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KATA_FRUITS", "/nowhere")
    said = _figure(kata, "ex10", tmp_path)
    assert (said.code, said.problems) == (2, "kata: There is no folder /nowhere: check the path you gave.")


def test_a_figure_without_fruits_does_not_look_for_any(
    kata: Kata, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KATA_FRUITS", "/nowhere")
    said = _figure(kata, "ex02", tmp_path)
    assert said.code == 0
    assert "The picture of ex02: " in said.out


# -- reviews


def test_reviews_are_written_and_looked_at(kata: Kata, tmp_path: Path) -> None:
    file = tmp_path / "reviews.csv"
    assert kata("data", "reviews", file, "--count", "200", "--family", "plain").code == 0
    said = kata("data", "look", file)
    assert said.code == 0
    assert "200 rows in utf-8, columns parted by ," in said.out
    assert "not recommended (the label 0): 100 reviews, 50.0% recommended (the label 1): 100 reviews, 50.0%" in said.out
    assert kata("data", "reviews", file).problems.endswith("name a new file, nothing is overwritten.")


def test_columns_are_shown_where_none_are_named(kata: Kata, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("Nr;Text\x1b[31m;Urteil\n1;Schön;ja\n2;Eng;nein\n3;;nein\n", encoding="utf-8")
    said = kata("data", "look", file)
    assert said.code == 0
    assert "Urteil: nein, ja" in said.out
    assert "--text COLUMN --label COLUMN" in said.out
    assert "\x1b" not in said.out


def test_named_columns_are_read_and_what_is_left_out_is_said(kata: Kata, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("Nr;Text;Urteil\n1;Schön;ja\n2;Eng;nein\n3;;nein\n", encoding="utf-8")
    said = kata("data", "look", file, "--text", "Text", "--label", "Urteil")
    assert "left out: 1 row without a text" in said.out
    said = kata("data", "look", file, "--text", "Review", "--label", "Urteil")
    assert (said.code, said.problems) == (
        2,
        "kata: The table has no column named 'Review': it has 'Nr', 'Text', 'Urteil'.",
    )


def test_an_unknown_family_of_reviews_is_a_sentence(kata: Kata, tmp_path: Path) -> None:
    said = kata("data", "reviews", tmp_path / "new.csv", "--family", "irony")
    assert said.code == 2
    assert "no family of reviews named 'irony'" in said.problems
