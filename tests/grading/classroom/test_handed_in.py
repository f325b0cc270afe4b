"""Whose work a file is, and which exercise it answers, whatever its name has been through."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading.authoring.stubs import stub_of
from grading.authoring.worked import is_same_code, was_worked_on
from grading.classroom.folder import Conditions, RunFolder
from grading.classroom.handed_in import Submission, submissions
from grading.classroom.reading import read_submission
from grading.errors import SubmissionError
from grading.subject import LoadedSource
from reference.ground.errors import UserError
from reference.kit.course import Course
from tests.grading.classroom.packing import put

EX02 = Course.here().exercise("ex02")


def taken(folder: Path) -> str:
    """Return the text that is taken for ex02 from a student's folder, or what is said."""
    ((_, source),) = read_submission(Submission("anna", "anna", folder), [EX02]).sources
    return source.data.decode() if isinstance(source, LoadedSource) else f"{source.outcome}: {source}"


@pytest.mark.parametrize(
    "name",
    [
        "ex02_softmax.py",
        "EX02_SOFTMAX.py",
        "ex02_softmax (1).py",
        "ex02_softmax-2.py",
        "anna_123_ex02_softmax.py",
        "deep/er/ex02_softmax.py",
        "ex2.py",
        "ex2 final.py",
        "Exercise 02 final.py",
        "exercise_2.py",
        "anna ex02.py",
    ],
)
def test_a_file_is_found_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    assert taken(put(tmp_path, name)) == name


@pytest.mark.parametrize(
    "name",
    ["ex20_lime.py", "ex12_fruit_cnn.py", "softmax.py", "ex02_softmax.txt", "index2.py", "ex22.py", "flex02x.py"],
)
def test_another_file_is_not_taken_for_it(tmp_path: Path, name: str) -> None:
    assert taken(put(tmp_path, name)) == "not attempted: ex02_softmax.py was not handed in"


@pytest.mark.parametrize("hidden", [".git/ex02_softmax.py", "__pycache__/ex02_softmax.py", ".ex02_softmax.py"])
def test_hidden_files_are_not_handed_in(tmp_path: Path, hidden: str) -> None:
    assert taken(put(tmp_path, hidden)).startswith("not attempted")


def test_a_folder_behind_a_link_is_not_handed_in(tmp_path: Path) -> None:
    put(tmp_path / "other", "ex02_softmax.py")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "link").symlink_to(tmp_path / "other")
    assert taken(tmp_path / "mine").startswith("not attempted")


def test_a_file_behind_a_link_is_not_read(tmp_path: Path) -> None:
    put(tmp_path / "other", "ex02_softmax.py")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "ex02_softmax.py").symlink_to(tmp_path / "other" / "ex02_softmax.py")
    assert taken(tmp_path / "mine").startswith("error")


def test_a_folder_a_student_each(tmp_path: Path) -> None:
    put(tmp_path, "anna/ex02_softmax.py", "ben/notes.txt", ".trash/ex02_softmax.py")
    assert [submission.student for submission in submissions([tmp_path]).submissions] == ["anna", "ben"]


def test_a_place_that_holds_exercises_is_one_students(tmp_path: Path) -> None:
    put(tmp_path / "anna", "ex02_softmax.py")
    assert [submission.student for submission in submissions([tmp_path / "anna"]).submissions] == ["anna"]


def test_names_that_become_the_same_get_keys_of_their_own(tmp_path: Path) -> None:
    put(tmp_path, "M\u00fcller/a.py", "Muller/a.py", "mUller/a.py")
    keys = [submission.key for submission in submissions([tmp_path]).submissions]
    assert len({key.lower() for key in keys}) == 3
    assert all(key.isascii() and "/" not in key for key in keys)


@pytest.mark.parametrize("name", ["...", "  ", "\u4f60\u597d", "a" * 200, "-rf", "a\nb"])
def test_a_name_of_odd_signs_gives_a_key_that_is_a_file_name(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"{name}/a.py", "other/a.py")
    for submission in submissions([tmp_path]).submissions:
        assert 0 < len(submission.key) <= 64
        assert submission.key.isascii()
        assert not set(submission.key) & set("/\\\n ")
        assert submission.key.strip(".")


def test_a_place_that_is_not_there_or_empty_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no folder"):
        submissions([tmp_path / "nowhere"])
    with pytest.raises(UserError, match="no submissions"):
        submissions([tmp_path])


def test_a_file_that_cannot_be_taken_is_its_sources_own_problem(tmp_path: Path) -> None:
    (tmp_path / "ex02_softmax.ipynb").write_text("{", encoding="utf-8")
    ((_, source),) = read_submission(Submission("anna", "anna", tmp_path), [EX02]).sources
    assert isinstance(source, SubmissionError)


def students(*places: Path, out: Path | None = None) -> list[str]:
    """Return the names of who handed in."""
    return [submission.student for submission in submissions(places, out=out).submissions]


def test_what_is_named_twice_is_handed_in_once(tmp_path: Path) -> None:
    put(tmp_path, "anna/ex02_softmax.py", "ben/ex02_softmax.py")
    assert students(tmp_path, tmp_path) == ["anna", "ben"]
    assert students(tmp_path, tmp_path / "anna") == ["anna", "ben"]
    assert students(tmp_path / "ben", tmp_path) == ["ben", "anna"]


def test_the_folder_of_the_run_is_nobody_s(tmp_path: Path) -> None:
    put(tmp_path, "anna/ex02_softmax.py", "out/notes.txt")
    assert students(tmp_path) == ["anna", "out"]
    assert students(tmp_path, out=tmp_path / "x" / ".." / "out") == ["anna"]
    assert submissions([tmp_path], out=tmp_path / "out").aside[0].files == ["out"]


def test_the_folder_of_a_former_run_is_nobody_s(tmp_path: Path) -> None:
    put(tmp_path, "anna/ex02_softmax.py", "anna/run.json")
    former = Conditions(
        created="", seed="1", suite_hash="", sandbox="none", exercises=["ex02"], students={}, finished=True
    )
    RunFolder(tmp_path / "week 1").write_conditions(former)
    assert students(tmp_path) == ["anna"], "a file of that name makes no run"


@pytest.mark.parametrize(
    ("name", "said"), [("all.zip", "is an archive: unpack it"), ("notes.pdf", "is neither a folder nor a module")]
)
def test_a_single_file_that_is_no_answer_is_refused(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        submissions([put(tmp_path, name) / name])


def test_a_checkout_is_one_student_s_and_not_a_class_of_its_folders(tmp_path: Path) -> None:
    put(tmp_path, *(f"{room}/ex02_softmax.py" for room in ("exercises", "solutions", "reference", "grading", "tests")))
    assert [submission.path for submission in submissions([tmp_path]).submissions] == [tmp_path]
    assert len(students(tmp_path)) == 1
    assert taken(tmp_path) == "exercises/ex02_softmax.py"


def test_a_folder_that_nobody_may_look_into_ends_nobody_else_s_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "anna/ex02_softmax.py", "ben/ex02_softmax.py", "ben/mine/notes.txt")
    exists = Path.exists

    def refused(path: Path) -> bool:
        if path.name == "pyvenv.cfg":
            raise PermissionError(13, "Permission denied", str(path))
        return exists(path)

    monkeypatch.setattr(Path, "exists", refused)
    assert students(tmp_path) == ["anna", "ben"]
    assert taken(tmp_path / "ben") == "ben/ex02_softmax.py"


def remarks(folder: Path) -> list[tuple[str, list[str]]]:
    """Return kind and files of what is remarked on a hand-in."""
    said = read_submission(Submission("anna", "anna", folder), [EX02]).remarks
    return [(remark.kind, remark.files) for remark in said]


@pytest.mark.parametrize("name", ["Exercise 2.docx", "ex02", "ex2.txt", ".ex02_softmax.py"])
def test_what_may_be_meant_as_an_answer_is_told_where_there_is_none(tmp_path: Path, name: str) -> None:
    assert remarks(put(tmp_path, name)) == [("not placed", [name])]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Exercise 2.docx", "aside"), ("ex02_softmax.png", "aside"), ("ex02_softmax.py.txt", "not placed")],
)
def test_what_lies_beside_an_answer(tmp_path: Path, name: str, kind: str) -> None:
    assert remarks(put(tmp_path, "ex02_softmax.py", name)) == [(kind, [name])]


@pytest.mark.parametrize("name", [".~ex02_softmax.ipynb", "._ex02_softmax.py", ".#ex02_softmax.py", "~$ex02.docx"])
def test_what_programs_lay_beside_a_file_is_not_spoken_of(tmp_path: Path, name: str) -> None:
    assert remarks(put(tmp_path, name)) == []


def test_many_files_of_other_kinds_hide_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grading.classroom.placing.FILES_LIMIT", 3)
    put(tmp_path, *(f"a/{number}.jpg" for number in range(20)), "b/ex02_softmax.py")
    assert taken(tmp_path) == "b/ex02_softmax.py"


def test_a_stub_with_a_byte_order_mark_is_untouched() -> None:
    stub = stub_of(EX02.solution.read_text(encoding="utf-8"))
    assert not was_worked_on(EX02, b"\xef\xbb\xbf" + stub.encode())
    assert is_same_code(b"\xef\xbb\xbf" + stub.encode(), stub.encode())
