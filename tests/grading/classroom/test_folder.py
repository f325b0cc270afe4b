"""The folder of a class run is written and read in one place, and a damaged file is told."""

from __future__ import annotations

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
