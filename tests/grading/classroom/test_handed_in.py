"""Whose work a file is, and which exercise it answers, whatever its name has been through."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading.classroom.handed_in import Submission, read_submission, submissions
from grading.errors import SubmissionError
from grading.subject import LoadedSource
from reference.ground.errors import UserError
from reference.kit.course import Course

EX02 = Course.here().exercise("ex02")


def taken(folder: Path) -> str:
    """Return the text that is taken for ex02 from a student's folder, or what is said."""
    ((_, source),) = read_submission(Submission("anna", "anna", folder), [EX02]).sources
    return source.data.decode() if isinstance(source, LoadedSource) else f"{source.outcome}: {source}"


def put(folder: Path, *names: str) -> Path:
    """Write files that hold their own names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return folder


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
