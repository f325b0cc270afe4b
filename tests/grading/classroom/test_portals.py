"""Whose a file of a portal's download is, and whose it is not."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from grading.classroom.portals import Owner, is_owner, names_in, owner_of, told_apart


@pytest.mark.parametrize(
    ("name", "folder", "file"),
    [
        ("Anna Berg_12_assignsubmission_file_", Owner("Anna Berg", "12"), Owner("Anna Berg", "12")),
        ("Anna_Berg_12_assignsubmission_file_ex02.py", Owner("Anna_Berg", "12"), Owner("Anna_Berg", "12")),
        ("berganna_LATE_1234_567890_ex02.py", None, Owner("berganna", "1234", "1234")),
        ("berganna_1234_567890_ex02.py", None, Owner("berganna", "1234", "1234")),
        ("submission_1234", Owner("submission_1234", "1234"), None),
        ("submission_1234_old", None, None),
        ("ex02_softmax.py", None, None),
        ("Anna Berg", None, None),
    ],
)
def test_a_folder_or_file_is_whose_its_portal_says(name: str, folder: Owner | None, file: Owner | None) -> None:
    assert owner_of(name, is_folder=True) == folder
    assert owner_of(name=name, is_folder=False) == file
    assert is_owner(name) == (folder is not None)


EXPORT = """---
submission_17:
  :submitters:
  - :name: Anna Berg
    :sid: '101'
    :email: a@b.c
  - :name: "Ben Cole"
    :sid: 102
  :created_at: 2024
  :graders:
  - :name: Somebody Else
submission_2:
  :submitters:
  - :name: Cem
    :sid: ''
submission_3:
  :submitters: []
"""


def test_an_export_says_who_handed_in_each_submission_and_not_who_graded_it(tmp_path: Path) -> None:
    (tmp_path / "submission_metadata.yml").write_text(EXPORT, encoding="utf-8")
    assert names_in(tmp_path) == {
        "submission_17": Owner("Anna Berg and Ben Cole", "17", "101 102"),
        "submission_2": Owner("Cem", "2", ""),
    }


def test_a_folder_without_an_export_names_nobody(tmp_path: Path) -> None:
    assert names_in(tmp_path) == {}
    (tmp_path / "submission_metadata.yml").mkdir()
    assert names_in(tmp_path) == {}


def test_two_of_one_name_are_told_apart_by_the_portals_number_and_no_others() -> None:
    anna, other, ben = Owner("Anna", "1"), Owner("Anna", "2"), Owner("Ben", "3")
    assert told_apart([anna, ben, anna, other]) == {anna: "Anna (1)", ben: "Ben", other: "Anna (2)"}
    assert told_apart([anna, anna]) == {anna: "Anna"}


def test_an_owner_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Owner("Anna", "1").name = "Ben"  # type: ignore[misc]
