"""Who handed in: folders, single files, archives, and what a portal's download says of its students.

Archives are unpacked by a stand-in here; `test_archives.py` has real ones.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from grading.classroom import handed_in
from grading.classroom.downloads import Download
from grading.classroom.handed_in import Class, submissions
from grading.results import Remark
from reference.ground.errors import UserError
from tests.grading.classroom.packing import put


def people(folder: Path, **options: Any) -> list[str]:
    """Return who handed in."""
    return [one.student for one in submissions([folder], **options).submissions]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (("a/x.py", "b/x.py", "c.py"), "3 students (2 folders, 1 single file)"),
        (("a/x.py",), "1 student (1 folder)"),
        (("a.py", "b.ipynb"), "2 students (2 single files)"),
        (("a.zip",), "1 student (1 archive)"),
    ],
)
def test_what_was_found_is_said_in_words(tmp_path: Path, count: tuple[str, ...], words: str) -> None:
    assert submissions([put(tmp_path, *count)]).in_words == words
    assert Class([]).in_words == "0 students ()"


def test_folders_modules_notebooks_and_archives_are_students(tmp_path: Path) -> None:
    put(
        tmp_path, "anna/x.txt", "ben.py", "cem.IPYNB", "dora.zip", "eva_ex02_softmax.py", "notes.txt", "ex02_softmax.py"
    )
    put(tmp_path, ".git/x.py", "env/x.py", ".hidden.py")
    (tmp_path / "link").symlink_to(tmp_path / "anna")
    found = submissions([tmp_path], "class")
    assert [(one.student, one.key, one.path.name) for one in found.submissions] == [
        ("anna", "anna", "anna"),
        ("ben", "ben", "ben.py"),
        ("cem", "cem", "cem.IPYNB"),
        ("dora", "dora", "dora.zip"),
        ("eva_ex02_softmax", "eva_ex02_softmax", "eva_ex02_softmax.py"),
    ]
    assert found.aside == [
        Remark("aside", f"{name} is nobody's", [name]) for name in ("env", "ex02_softmax.py", "link", "notes.txt")
    ]


def test_a_file_that_was_named_is_called_by_its_whole_name(tmp_path: Path) -> None:
    put(tmp_path, "anna.py")
    assert [one.student for one in submissions([tmp_path / "anna.py"]).submissions] == ["anna.py"]


def test_several_places_are_one_class(tmp_path: Path) -> None:
    put(tmp_path, "g1/anna/x.py", "g1/n.txt", "g2/ben/x.py", "g2/n.txt", "alone/ex02_softmax.py")
    found = submissions([tmp_path / "g1", tmp_path / "g2", tmp_path / "alone", tmp_path / "g1"])
    assert [one.student for one in found.submissions] == ["anna", "ben", "alone"]
    assert [remark.files for remark in found.aside] == [["n.txt"], ["n.txt"]]


@pytest.mark.parametrize(
    ("files", "reading", "names"),
    [
        (("ex02_softmax.py",), None, ["class"]),
        (("ex02_softmax.ipynb",), None, ["class"]),
        (("ex02_softmax.py", "notebooks/ex03_x.ipynb"), None, ["class"]),
        (("ex02_softmax.py", "pictures/x.png"), None, ["class"]),
        (("ex02_softmax.py", "env/x.py", ".git/x.py"), None, ["class"]),
        (("ex02_softmax.py", "helper.py"), None, ["class"]),
        (("ex2_softmax.py",), None, ["ex2_softmax"]),
        (("xex02_softmax.py",), None, ["xex02_softmax"]),
        (("ex02_softmax.pyc", "anna/x.py"), None, ["anna"]),
        (("ex02_softmax.py", "anna/x.py"), "class", ["anna"]),
        (("ex02_softmax.py", "anna/x.py"), "one", ["class"]),
        (("anna/x.py",), "one", ["class"]),
    ],
)
def test_a_folder_is_a_class_or_one_students(
    tmp_path: Path, files: tuple[str, ...], reading: Any, names: list[str]
) -> None:
    assert people(put(tmp_path / "class", *files), reading=reading) == names


def test_a_folder_named_like_an_exercise_is_a_student(tmp_path: Path) -> None:
    put(tmp_path, "ex02_softmax.py/x.py", "anna/x.py")
    assert people(tmp_path) == ["anna", "ex02_softmax.py"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (("anna/x.py",), "1 folder such as anna"),
        (("anna/x.py", "ben/y.ipynb", "cem/z.txt"), "2 folders such as anna"),
        (("anna_ex02_softmax.py", "ben-ex03_y.ipynb"), "2 files such as anna_ex02_softmax.py"),
        (("anna ex02_x.py", "anna_ex02_y.txt"), "1 file such as anna ex02_x.py"),
        (("anna/x.py", "ben_ex02_x.py"), "1 folder such as anna"),
        (("zoe/x.py", "notebooks/y.py"), "1 folder such as zoe"),
    ],
)
def test_what_can_be_read_two_ways_is_refused(tmp_path: Path, files: tuple[str, ...], said: str) -> None:
    with pytest.raises(UserError) as caught:
        submissions([put(tmp_path, "ex02_softmax.py", "ex03_x.py", *files)])
    assert str(caught.value) == (
        f"{tmp_path} can be read two ways: it holds ex02_softmax.py, as one student's folder does, and {said}, "
        "as a class does; say --class or --one-student"
    )


def test_links_make_no_class(tmp_path: Path) -> None:
    put(tmp_path, "mine/ex02_softmax.py", "other/x.py")
    (tmp_path / "mine" / "link").symlink_to(tmp_path / "other")
    assert people(tmp_path / "mine") == ["mine"]


def test_a_place_that_cannot_be_looked_at_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(UserError, match=rf"^{tmp_path} cannot be read: Permission denied$"):
        submissions([tmp_path])


def test_places_without_anybody_are_told(tmp_path: Path) -> None:
    for name in ("one", "other"):
        put(tmp_path / name, "notes.txt")
    with pytest.raises(UserError, match=rf"^no submissions in {tmp_path}/one, {tmp_path}/other: it must hold"):
        submissions([tmp_path / "one", tmp_path / "other"])
    with pytest.raises(UserError, match=rf"^there is no folder '{tmp_path}/none': name the folder"):
        submissions([tmp_path / "one", tmp_path / "none"])


def test_the_folder_of_the_run_alone_is_left_out_whatever_stands_before_and_after_it(tmp_path: Path) -> None:
    put(tmp_path, "anna/x.py", "out/x.py", "zoe/x.py")
    assert people(tmp_path, out=tmp_path / "out") == ["anna", "zoe"]


# Portals


def test_files_of_one_student_side_by_side_are_one_hand_in(tmp_path: Path) -> None:
    put(
        tmp_path,
        "berganna_101_5001_ex02_softmax.py",
        "berganna_101_5002_notes.txt",
        "berganna_101_5003_ex03.py",
        "fallben_LATE_102_5004_ex02_softmax.py",
        "Cem_7_assignsubmission_file_/ex02.py",
        "Cem_7_assignsubmission_onlinetext_/x.html",
        "Cem_8_assignsubmission_file_/ex02.py",
    )
    found = submissions([tmp_path], "class").submissions
    assert [(one.student, one.path.name, [path.name for path in one.more], one.number) for one in found] == [
        ("Cem (7)", "Cem_7_assignsubmission_file_", ["Cem_7_assignsubmission_onlinetext_"], ""),
        ("Cem (8)", "Cem_8_assignsubmission_file_", [], ""),
        (
            "berganna",
            "berganna_101_5001_ex02_softmax.py",
            ["berganna_101_5002_notes.txt", "berganna_101_5003_ex03.py"],
            "101",
        ),
        ("fallben", "fallben_LATE_102_5004_ex02_softmax.py", [], "102"),
    ]


def test_what_a_portal_says_of_its_students_is_nobodys_and_not_spoken_of(tmp_path: Path) -> None:
    put(tmp_path, "submission_11/x.py", "submission_metadata.yml", "a.txt", "zz.txt")
    found = submissions([tmp_path])
    assert [one.student for one in found.submissions] == ["submission_11"]
    assert [remark.files for remark in found.aside] == [["a.txt"], ["zz.txt"]]


# Archives of a class


class Unpacking:
    """Stands for `unpack_class`: what an archive holds lies beside it already, in a folder called after it."""

    def __init__(self) -> None:
        self.told: dict[str, list[Remark]] = {}
        self.heard: list[tuple[str, str]] = []

    def __call__(self, archive: Path, into: Path) -> Download:
        self.heard.append((archive.name, into.name))
        return Download(archive.parent / f"in {archive.name}", self.told)


@pytest.fixture
def unpacking(monkeypatch: pytest.MonkeyPatch) -> Unpacking:
    """How archives are unpacked."""
    stand_in = Unpacking()
    monkeypatch.setattr(handed_in, "unpack_class", stand_in)
    return stand_in


def remark(text: str) -> Remark:
    """Return what is said of an entry that was left out."""
    return Remark("archive", text)


def test_each_archive_is_unpacked_into_a_folder_of_its_own(tmp_path: Path, unpacking: Unpacking) -> None:
    put(tmp_path, "one.zip", "two.tar.gz", "in one.zip/anna/x.py", "in two.tar.gz/ben/x.py")
    places = [tmp_path / "one.zip", tmp_path / "two.tar.gz"]
    found = submissions(places, spare=tmp_path / "spare").submissions
    assert [one.student for one in found] == ["anna", "ben"]
    assert unpacking.heard == [("one.zip", "0"), ("two.tar.gz", "1")]
    assert len(submissions([tmp_path / "in one.zip"], spare=tmp_path / "spare").submissions) == 1
    assert len(unpacking.heard) == 2, "a folder is none"
    with pytest.raises(UserError, match=r"one\.zip is an archive: unpack it"):
        submissions(places)


@pytest.mark.usefixtures("unpacking")
@pytest.mark.parametrize(
    ("archive", "name"), [("anna-marie.tar.gz", "anna-marie"), ("Ben.ZIP", "Ben"), (".zip", ".zip"), ("c.d.zip", "c.d")]
)
def test_an_archive_that_is_one_students_is_called_without_its_ending(tmp_path: Path, archive: str, name: str) -> None:
    put(tmp_path, archive, f"in {archive}/ex02_softmax.py")
    (one,) = submissions([tmp_path / archive], spare=tmp_path / "spare").submissions
    assert (one.student, one.path) == (name, tmp_path / archive)


def test_what_was_left_out_is_told_to_whom_it_belongs(tmp_path: Path, unpacking: Unpacking) -> None:
    put(tmp_path, "all.zip", "in all.zip/anna/x.py", "in all.zip/fallben_101_5001_x.py", "in all.zip/notes.txt")
    names = [
        "anna",
        "fallben_101_5002_y.py",
        "Cem_7_assignsubmission_file_",
        "gut_103_5003_x.py",
        "dora.py",
        "submission_13",
        "stray",
        "",
    ]
    unpacking.told = {name: [remark(f"{name!r} was left out")] for name in names}
    found = submissions([tmp_path / "all.zip"], spare=tmp_path / "spare")
    assert {one.student: ([said.text for said in one.told], one.number) for one in found.submissions} == {
        "anna": (["'anna' was left out"], ""),
        "fallben": (["'fallben_101_5002_y.py' was left out"], "101"),
        "Cem": (["'Cem_7_assignsubmission_file_' was left out"], ""),
        "gut": (["'gut_103_5003_x.py' was left out"], "103"),
        "dora": (["'dora.py' was left out"], ""),
        "submission_13": (["'submission_13' was left out"], ""),
    }
    assert [said.text for said in found.aside] == [
        "notes.txt is nobody's",
        "'stray' was left out",
        "'' was left out",
    ]
    paths = {one.student: one.path.name for one in found.submissions}
    assert (paths["Cem"], paths["gut"], paths["dora"]) == (
        "Cem_7_assignsubmission_file_",
        "gut_103_5003_x.py",
        "dora.py",
    )


def test_who_handed_in_stays_as_it_was_found(tmp_path: Path) -> None:
    found = submissions([put(tmp_path, "anna/x.py")])
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.submissions = []  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.submissions[0].key = "ben"  # type: ignore[misc]
