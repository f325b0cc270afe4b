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


# Limits


def test_the_limits_are_20_megabytes_of_a_file_and_one_of_code() -> None:
    assert (handed_in.FILE_LIMIT, handed_in.CODE_LIMIT) == (20 * 2**20, 2**20)


def test_code_of_many_bytes_is_not_taken(exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handed_in, "CODE_LIMIT", 1_010)
    path = tmp_path / f"{MODULE}.py"
    path.write_bytes(b"x" * 1_010)
    assert len(read_source(path, exercise).data) == 1_010
    path.write_bytes(b"x" * 1_011)
    assert refused(path, exercise) == (
        "error",
        f"{MODULE}.py has 1,011 bytes, more than 1,010: is data pasted into it?",
    )
    cells = notebook(tmp_path / f"{MODULE}.ipynb", ("code", "x" * 1_009), ("markdown", "y" * 2_000))
    assert len(read_source(cells, exercise).data) == 1_010
    notebook(cells, ("code", "x" * 1_010))
    assert refused(cells, exercise) == (
        "error",
        f"{MODULE}.ipynb has 1,011 bytes of code, more than 1,010: is data pasted into it?",
    )


def test_the_limit_of_a_file_is_told_with_both_numbers(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handed_in, "FILE_LIMIT", 1_000)
    path = tmp_path / f"{MODULE}.py"
    path.write_bytes(b"x" * 1_001)
    assert refused(path, exercise)[1] == f"{MODULE}.py has 1,001 bytes, more than 1,000: is data pasted into it?"
    pictures = tmp_path / f"{MODULE}.ipynb"
    pictures.write_bytes(b"x" * 1_001)
    assert refused(pictures, exercise)[1] == (
        f"{MODULE}.ipynb has 1,001 bytes, more than 1,000: clear the outputs of its cells"
    )


def test_a_file_that_grows_while_it_is_read_is_read_to_its_limit(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"{MODULE}.py"
    path.write_bytes(b"x" * 5)
    opened = Path.open

    def grow(file: Path, *args: Any, **kwargs: Any) -> Any:
        with opened(file, "ab") as growing:
            growing.write(b"y" * 100)
        return opened(file, *args, **kwargs)

    monkeypatch.setattr(handed_in, "FILE_LIMIT", 20)
    monkeypatch.setattr(Path, "open", grow)
    assert read_source(path, exercise).data == b"xxxxx" + b"y" * 15


# Places and names


def test_a_module_knows_where_it_lies_and_a_notebook_where_its_cells_begin(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"{MODULE}.py"
    path.write_bytes(b"x = 1\n")
    monkeypatch.chdir(tmp_path)
    source = read_source(Path(path.name), exercise)
    assert (source.exercise_id, source.module, source.path) == ("ex91", MODULE, path.resolve())
    assert (source.cells, source.unread) == ((), ())
    magic = "%%R\ndef f(x):\n    x"
    cells = notebook(tmp_path / f"{MODULE}.IPYNB", ("code", "x = 1"), ("code", magic), ("code", "y = 2"))
    source = read_source(cells, exercise)
    assert (source.exercise_id, source.module, source.path) == ("ex91", MODULE, None)
    assert [tuple(cell) for cell in source.cells] == [(1, 1), (4, 3)]
    assert source.unread == (2,)


def test_a_name_that_is_no_text_is_shown_as_text() -> None:
    assert handed_in.shown(os.fsdecode(b"caf\xe9.py")) == "caf\\xe9.py"
    assert handed_in.shown("cafe\u0301.py") == "caf\u00e9.py"


@pytest.mark.parametrize("where", ["lstat", "open"])
def test_a_file_that_cannot_be_opened_is_told_with_the_systems_reason(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    path = tmp_path / f"{MODULE}.py"
    path.write_bytes(b"x = 1\n")

    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, where, refuse)
    assert refused(path, exercise) == ("error", f"{MODULE}.py cannot be read: Permission denied")


def test_a_name_too_long_for_the_system_is_told(exercise: Exercise, tmp_path: Path) -> None:
    outcome, sentence = refused(tmp_path / f"{'x' * 5000}.py", exercise)
    assert outcome == "error"
    assert sentence.endswith("cannot be read: File name too long")


def test_stubs_and_model_answers_go_by_their_names(exercise: Exercise) -> None:
    course = exercise.course
    exercise.stub.parent.mkdir(parents=True, exist_ok=True)
    exercise.stub.write_text("stub = 1\n", encoding="utf-8")
    assert sources_from("exercises", course)(exercise).data == b"stub = 1\n"
    assert sources_from("solutions", course)(exercise).data == exercise.solution.read_bytes()


def test_in_a_folder_a_module_goes_before_a_notebook(exercise: Exercise, tmp_path: Path) -> None:
    folder = tmp_path / "both"
    folder.mkdir()
    source = sources_from(str(folder), exercise.course)
    with pytest.raises(SubmissionError, match=f"{MODULE}.py was not handed in"):
        source(exercise)
    notebook(folder / f"{MODULE}.ipynb", ("code", "y = 2"))
    assert b"y = 2" in source(exercise).data
    (folder / f"{MODULE}.py").write_bytes(b"x = 1\n")
    assert source(exercise).data == b"x = 1\n"


def test_a_place_is_taken_where_it_was_named(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"{MODULE}.py").write_bytes(b"x = 1\n")
    monkeypatch.chdir(tmp_path)
    source = sources_from(".", exercise.course)
    monkeypatch.chdir(tmp_path.parent)
    assert source(exercise).data == b"x = 1\n"


def test_what_is_no_place_is_told_in_a_sentence(exercise: Exercise, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^there is no file or folder 'nowhere': name one, or one of exercises and"):
        sources_from("nowhere", exercise.course)
    (tmp_path / "notes.txt").touch()
    with pytest.raises(UserError, match=r"notes.txt' is neither a module \(.py\) nor a notebook \(.ipynb\)$"):
        sources_from(str(tmp_path / "notes.txt"), exercise.course)


def test_a_module_or_a_notebook_is_the_answer_to_any_exercise(exercise: Exercise, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_bytes(b"x = 1\n")
    assert sources_from(str(tmp_path / "mine.py"), exercise.course)(exercise).data == b"x = 1\n"
    mine = notebook(tmp_path / "mine.ipynb", ("code", "y = 2"))
    assert b"y = 2" in sources_from(str(mine), exercise.course)(exercise).data


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\n\t \r\n", b" " * 99])
def test_a_notebook_is_known_by_what_it_holds_whatever_it_is_called(
    exercise: Exercise, tmp_path: Path, start: bytes
) -> None:
    held = notebook(tmp_path / "x", ("code", "y = 2"), ("markdown", "def double(x):")).read_bytes()
    path = tmp_path / f"{MODULE}.py"
    path.write_bytes(start + held)
    source = read_source(path, exercise)
    assert (source.data, source.is_notebook, source.in_text) == (b"y = 2\n", True, ("double",))
    assert source.file == f"{MODULE}.ipynb"


@pytest.mark.parametrize(
    "data", [b'{"a": 1}', b'x = {"nbformat": 4}', b" " * 100 + b'{"nbformat": 4}', b'# {\n{"nbformat": 4}', b""]
)
def test_another_module_holds_none(exercise: Exercise, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / f"{MODULE}.py"
    path.write_bytes(data)
    source = read_source(path, exercise)
    assert (source.data, source.is_notebook, source.file) == (data, False, f"{MODULE}.py")


@pytest.mark.parametrize("name", ["mine", "mine.docx", "mine.py.txt"])
def test_a_file_of_any_other_name_is_read_as_a_module(exercise: Exercise, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x = 1\n")
    source = read_source(tmp_path / name, exercise)
    assert (source.data, source.is_notebook) == (b"x = 1\n", False)


def test_a_suffix_in_capitals_is_one(exercise: Exercise, tmp_path: Path) -> None:
    (tmp_path / "MINE.PY").write_bytes(b"x = 1\n")
    assert sources_from(str(tmp_path / "MINE.PY"), exercise.course)(exercise).data == b"x = 1\n"


@pytest.mark.parametrize("named", ["latin-1", "iso-8859-15", "cp1252", "gbk", "shift_jis", "utf-8"])
def test_a_module_in_the_encoding_that_it_names_is_read(exercise: Exercise, tmp_path: Path, named: str) -> None:
    letter = "字" if named in ("gbk", "shift_jis") else "ü"
    text = f'#!/usr/bin/python\n# -*- coding: {named} -*-\nNAME = "{letter}"\n'
    (path := tmp_path / f"{MODULE}.py").write_bytes(text.encode(named))
    got = read_source(path, exercise).data
    assert got.decode("utf-8") == text.replace(named, "utf-8")
    assert got.count(b"\n") == 3


@pytest.mark.parametrize(
    "head",
    ["", "# coding: punycode\n", "# coding: zlib\n", "# coding: utf-7\n", "# coding: rot13\n", "# coding: nonsense\n"],
)
def test_bytes_in_no_encoding_of_letters_stay_as_they_are(exercise: Exercise, tmp_path: Path, head: str) -> None:
    for line in (b"x = 1  # +AGk-\n", "x = 1  # \u00fc\n".encode("latin-1")):
        data = head.encode() + line
        (path := tmp_path / f"{MODULE}.py").write_bytes(data)
        assert read_source(path, exercise).data == data


def test_letters_that_the_named_encoding_has_not_are_told_as_before(exercise: Exercise, tmp_path: Path) -> None:
    data = b"# coding: shift_jis\nx = 1  # \xff\xff\n"
    (path := tmp_path / f"{MODULE}.py").write_bytes(data)
    assert read_source(path, exercise).data == data
