"""A handed-in file is read as bytes of a regular file, or one sentence says why not."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from grading.errors import SubmissionError
from grading.subject import handed_in
from grading.subject.handed_in import read_source, sources_from
from reference.ground.errors import UserError
from reference.kit.exercise import Exercise
from tests.grading.small import MODULE, SOLUTION


def refused(path: Path, exercise: Exercise) -> tuple[str, str]:
    """Return outcome and sentence for a file that cannot be taken."""
    with pytest.raises(SubmissionError) as caught:
        read_source(path, exercise)
    return caught.value.outcome, str(caught.value)


def notebook(path: Path, *cells: tuple[str, str]) -> Path:
    """Write a notebook of cells (kind, source)."""
    listed: list[dict[str, Any]] = [
        {
            "cell_type": kind,
            "metadata": {},
            "source": text,
            **({} if kind != "code" else {"outputs": [], "execution_count": None}),
        }
        for kind, text in cells
    ]
    path.write_text(json.dumps({"cells": listed, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}), encoding="utf-8")
    return path


def test_a_module_is_read_byte_by_byte(exercise: Exercise, tmp_path: Path) -> None:
    path = tmp_path / f"{MODULE}.py"
    path.write_bytes(b"\xff\r\n\x00x")
    assert read_source(path, exercise).data == b"\xff\r\n\x00x"


def test_a_file_that_is_not_there_was_not_attempted(exercise: Exercise, tmp_path: Path) -> None:
    assert refused(tmp_path / "none.py", exercise) == ("not attempted", "none.py was not handed in")


def test_a_link_is_not_followed(exercise: Exercise, tmp_path: Path) -> None:
    secret = tmp_path / "secret.py"
    secret.write_text("x = 1\n", encoding="utf-8")
    link = tmp_path / f"{MODULE}.py"
    link.symlink_to(secret)
    outcome, sentence = refused(link, exercise)
    assert outcome == "error"
    assert "is not a file of its own" in sentence


def test_a_folder_of_that_name_is_no_file(exercise: Exercise, tmp_path: Path) -> None:
    (tmp_path / f"{MODULE}.py").mkdir()
    outcome, sentence = refused(tmp_path / f"{MODULE}.py", exercise)
    assert outcome == "error"
    assert "is not a file of its own" in sentence


def test_a_pipe_of_that_name_is_not_waited_for(exercise: Exercise, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / f"{MODULE}.py")
    assert refused(tmp_path / f"{MODULE}.py", exercise)[0] == "error"


def test_a_file_of_many_bytes_is_not_read(exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handed_in, "FILE_LIMIT", 10)
    path = tmp_path / f"{MODULE}.py"
    path.write_bytes(b"x" * 10)
    assert len(read_source(path, exercise).data) == 10
    path.write_bytes(b"x" * 11)
    outcome, sentence = refused(path, exercise)
    assert outcome == "error"
    assert "11 bytes" in sentence


def test_the_limit_of_a_file_is_some_megabytes() -> None:
    assert 2**20 < handed_in.FILE_LIMIT <= 100 * 2**20


def test_a_notebook_gives_its_code(exercise: Exercise, tmp_path: Path) -> None:
    path = notebook(tmp_path / f"{MODULE}.ipynb", ("markdown", "# double"), ("code", SOLUTION), ("code", "x = 1"))
    text = read_source(path, exercise).data.decode()
    assert SOLUTION in text
    assert "x = 1" in text
    assert "# double" not in text


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"cells": null, "metadata": null}', '{"nbformat": 9}'])
def test_a_damaged_notebook_is_told_in_a_sentence(exercise: Exercise, tmp_path: Path, text: str) -> None:
    path = tmp_path / f"{MODULE}.ipynb"
    path.write_text(text, encoding="utf-8")
    outcome, sentence = refused(path, exercise)
    assert outcome in ("error", "not attempted")
    assert "\n" not in sentence


def test_sources_come_from_a_folder_a_module_or_a_notebook(exercise: Exercise, tmp_path: Path) -> None:
    course = exercise.course
    module = exercise.solution
    assert sources_from("solutions", course)(exercise).data == module.read_bytes()
    assert sources_from(str(module.parent), course)(exercise).data == module.read_bytes()
    assert sources_from(str(module), course)(exercise).data == module.read_bytes()
    (tmp_path / "alone").mkdir()
    alone = notebook(tmp_path / "alone" / f"{MODULE}.ipynb", ("code", "y = 2"))
    assert b"y = 2" in sources_from(str(alone.parent), course)(exercise).data


@pytest.mark.parametrize("name", ["nowhere", "notes.txt"])
def test_a_place_without_sources_is_told(exercise: Exercise, tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(UserError):
        sources_from(str(tmp_path / name), exercise.course)
