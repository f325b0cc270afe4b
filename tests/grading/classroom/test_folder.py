"""The folder of a class run is written and read in one place, and a damaged file is told."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from grading.classroom.folder import PICTURE_LIMIT, Conditions, RunFolder
from grading.results import Record
from reference.ground.errors import DamagedError, UserError

PNG = b"\x89PNG\r\n\x1a\n"
CONDITIONS = Conditions(
    created="2026-03-03T14:05:00+01:00",
    seed="f" * 32,
    suite_hash="f" * 64,
    sandbox="bubblewrap",
    exercises=["ex02"],
    students={"anna": "Anna"},
    finished=False,
)


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    """A folder that is not there yet."""
    return RunFolder(tmp_path / "out")


def test_conditions_are_read_as_they_were_written(folder: RunFolder) -> None:
    assert (folder.is_free(), folder.has_run()) == (True, False)
    folder.write_conditions(CONDITIONS)
    assert (folder.is_free(), folder.has_run()) == (False, True)
    assert folder.conditions() == CONDITIONS


def test_a_folder_without_a_run_is_told(folder: RunFolder) -> None:
    with pytest.raises(UserError, match="there is no class run in"):
        folder.conditions()


def test_an_empty_folder_is_free_and_one_with_something_else_is_not(folder: RunFolder) -> None:
    folder.path.mkdir()
    assert folder.is_free()
    (folder.path / "thesis.txt").touch()
    assert not folder.is_free()
    assert not RunFolder(folder.path / "thesis.txt").is_free()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"schema": 2}', '{"schema": "1"}', "\xff"])
def test_damaged_conditions_are_told(folder: RunFolder, text: str) -> None:
    folder.path.mkdir()
    (folder.path / "run.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(UserError, match="is damaged"):
        folder.conditions()


def test_conditions_of_another_version_are_told_as_such(folder: RunFolder) -> None:
    folder.path.mkdir()
    (folder.path / "run.json").write_text('{"schema": 99}', encoding="utf-8")
    with pytest.raises(UserError, match="is of schema 99"):
        folder.conditions()


def test_a_record_is_read_as_it_was_written(folder: RunFolder) -> None:
    record = Record("Anna", "f" * 64, "3", {}, "none", "0" * 64, [])
    assert folder.record("anna") is None
    folder.write_record("anna", record)
    assert folder.record("anna") == record


def test_a_damaged_record_is_not_none(folder: RunFolder) -> None:
    (folder.path / "records").mkdir(parents=True)
    (folder.path / "records" / "anna.json").write_text("{", encoding="utf-8")
    with pytest.raises(DamagedError):
        folder.record("anna")


def test_a_picture_is_kept_and_taken_away(folder: RunFolder) -> None:
    assert folder.picture("anna", "ex02") is None
    folder.write_picture("anna", "ex02", None)
    folder.write_picture("anna", "ex02", PNG + b"x")
    assert folder.picture("anna", "ex02") == PNG + b"x"
    folder.write_picture("anna", "ex02", None)
    assert folder.picture("anna", "ex02") is None


def test_what_is_no_picture_or_too_large_is_not_shown(folder: RunFolder) -> None:
    folder.write_picture("anna", "ex02", b"<script>")
    assert folder.picture("anna", "ex02") is None
    folder.write_picture("anna", "ex02", PNG.ljust(PICTURE_LIMIT, b"x"))
    assert folder.picture("anna", "ex02") is not None
    folder.write_picture("anna", "ex02", PNG.ljust(PICTURE_LIMIT + 1, b"x"))
    assert folder.picture("anna", "ex02") is None


def test_a_record_is_there_whole_or_damaged(folder: RunFolder) -> None:
    assert not folder.has_record("anna")
    (folder.path / "records").mkdir(parents=True)
    (folder.path / "records" / "anna.json").write_text("{", encoding="utf-8")
    assert folder.has_record("anna")
    assert not folder.has_record("ann")


def test_each_thing_lies_in_its_place(folder: RunFolder) -> None:
    folder.write_conditions(CONDITIONS)
    folder.write_record("anna", Record("Anna", "f" * 64, "3", {}, "none", "0" * 64, []))
    folder.write_picture("anna", "ex02", PNG)
    written = sorted(path.relative_to(folder.path).as_posix() for path in folder.path.rglob("*") if path.is_file())
    assert written == ["pictures/anna/ex02.png", "records/anna.json", "run.json"]


def test_a_folder_without_a_run_says_what_to_name(folder: RunFolder) -> None:
    said = (
        rf"^there is no class run in {folder.path} \(it has no run.json\): name the folder that `kata grade ... --out`"
    )
    with pytest.raises(UserError, match=said):
        folder.conditions()
    folder.path.write_text("a file", encoding="utf-8")
    with pytest.raises(UserError, match=said):
        folder.conditions()


@pytest.mark.parametrize(
    ("problem", "words"), [(PermissionError(13, "Permission denied"), "Permission denied"), (OSError(), "OSError")]
)
def test_what_cannot_be_opened_is_damaged(
    folder: RunFolder, monkeypatch: pytest.MonkeyPatch, problem: OSError, words: str
) -> None:
    def refuse(_path: Path) -> bytes:
        raise problem

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UserError, match=rf"^{folder.path}/run.json is damaged \({words}\): put the file back"):
        folder.conditions()
    with pytest.raises(DamagedError, match=f"^{words}$"):
        folder.record("anna")
    assert folder.picture("anna", "ex02") is None


@pytest.mark.parametrize("schema", [0, 1, 3])
def test_another_version_says_both(folder: RunFolder, schema: int) -> None:
    folder.path.mkdir()
    (folder.path / "run.json").write_text(f'{{"schema": {schema}}}', encoding="utf-8")
    with pytest.raises(UserError, match=f"run.json is of schema {schema}, this version reads 2: use the version"):
        folder.conditions()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("students", {"../anna": "Anna"}),
        ("students", {"anna": 3}),
        ("exercises", ["a/b"]),
        ("seeds", {"": "1"}),
        ("finished", 1),
        ("surplus", 1),
    ],
)
def test_conditions_of_another_form_are_damaged(folder: RunFolder, field: str, value: object) -> None:
    folder.write_conditions(CONDITIONS)
    path = folder.path / "run.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), field: value}), encoding="utf-8")
    with pytest.raises(UserError, match="is damaged"):
        folder.conditions()


def test_a_page_takes_in_four_megabytes_of_a_picture() -> None:
    assert PICTURE_LIMIT == 4 * 2**20


def test_the_roster_is_kept_byte_by_byte(folder: RunFolder) -> None:
    assert folder.roster() is None
    folder.path.mkdir()
    assert folder.roster() is None
    folder.write_roster(b"name;number\r\nAnna;7\xff\n")
    assert folder.roster() == b"name;number\r\nAnna;7\xff\n"
    assert (folder.path / "roster.csv").is_file()


def test_a_folder_and_its_conditions_stay_what_they_are(folder: RunFolder) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        folder.path = Path("elsewhere")  # type: ignore[misc]
    with pytest.raises(AttributeError, match="immutable"):
        CONDITIONS.seed = "0"  # type: ignore[misc]
