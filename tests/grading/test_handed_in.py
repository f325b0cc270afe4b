"""Who handed in, which file is whose and which exercise's, and what is said of all that was left over."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from grading.authoring.notebooks import student_notebook
from grading.authoring.stubs import stub_of
from grading.classroom.handed_in import submissions
from grading.classroom.reading import HandedIn, read_submission
from grading.errors import SubmissionError
from grading.marking.job import Source
from grading.results import RemarkKind
from grading.subject import LoadedSource
from reference.ground.errors import UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise


@pytest.fixture
def folder(class_folder: Path) -> Path:
    """The only student's folder."""
    path = class_folder / "anna"
    path.mkdir()
    return path


def write(path: Path, content: str | bytes = "x = 1\n") -> Path:
    """Write a file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def handed_in(folder: Path, *exercises: Exercise) -> HandedIn:
    """Read what the only student of a class handed in."""
    (submission,) = submissions([folder.parent], "class").submissions
    return read_submission(submission, list(exercises) or [Course.here().exercise("ex02")])


def said(result: HandedIn, kind: RemarkKind) -> str:
    """Return what is remarked of a kind."""
    return " ".join(remark.text for remark in result.remarks if remark.kind == kind)


def first(result: HandedIn) -> Source:
    """Return the source of the only exercise."""
    ((_, source),) = result.sources
    return source


def code(result: HandedIn) -> bytes:
    """Return the code that was taken."""
    source = first(result)
    assert isinstance(source, LoadedSource), source
    return source.data


@pytest.mark.parametrize("name", ["Softmax_v3.py", "\u00dcbung 3.py", "homework.ipynb", "ex02_softmax.py.txt"])
def test_a_file_that_no_rule_placed_is_named(folder: Path, name: str) -> None:
    write(folder / name)
    result = handed_in(folder)
    assert name in said(result, "not placed")
    assert [remark.needs_a_look for remark in result.remarks] == [True]
    assert "was not handed in" in str(first(result))


def test_a_file_of_another_exercise_is_placed_though_that_is_not_marked(folder: Path) -> None:
    write(folder / "ex03_cross_entropy.py")
    assert handed_in(folder).remarks == []


@pytest.mark.parametrize("name", ["answers.zip", "ex02_softmax.py.gz", "all.tar.xz", "x.7z", "Abgabe.RAR"])
def test_an_archive_is_named(folder: Path, name: str) -> None:
    write(folder / name, b"PK")
    assert name in said(handed_in(folder), "archive")


def test_a_student_who_hands_in_an_archive_alone_is_a_student(class_folder: Path, softmax: Exercise) -> None:
    write(class_folder / "anna.zip", b"PK")
    (submission,) = submissions([class_folder]).submissions
    assert submission.student == "anna"
    assert "anna.zip was not unpacked" in said(read_submission(submission, [softmax]), "archive")


def test_a_link_is_named_and_not_followed(folder: Path, tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.py", "secret = 1\n")
    (folder / "ex02_softmax.py").symlink_to(secret)
    (folder / "more").symlink_to(tmp_path)
    result = handed_in(folder)
    assert "ex02_softmax.py, more are links" in said(result, "link")
    assert "is not a file of its own" in str(first(result))


def test_a_finished_notebook_goes_before_the_untouched_stub_beside_it(
    folder: Path, softmax: Exercise, model_answer: str
) -> None:
    write(folder / "ex02_softmax.py", stub_of(model_answer))
    write(folder / "notebooks" / "ex02_softmax.ipynb", student_notebook(softmax, model_answer))
    result = handed_in(folder)
    assert b"np.exp" in code(result)
    assert "ex02_softmax.ipynb was marked; ex02_softmax.py is untouched" in said(result, "taken")
    assert not any(remark.needs_a_look for remark in result.remarks)


def test_a_finished_module_goes_before_the_untouched_notebook(
    folder: Path, softmax: Exercise, model_answer: str
) -> None:
    write(folder / "a" / "ex02_softmax.ipynb", student_notebook(softmax, stub_of(model_answer)))
    write(folder / "a" / "b" / "ex02_softmax.py", model_answer)
    assert b"np.exp" in code(handed_in(folder))


def test_a_stub_with_new_comments_and_cells_for_trying_is_untouched(folder: Path, model_answer: str) -> None:
    write(folder / "ex02_softmax.py", f"# Anna\n\n{stub_of(model_answer)}\nprint(1)\n")
    write(folder / "x" / "ex02_softmax (1).py", model_answer)
    assert b"np.exp" in code(handed_in(folder))


def test_of_two_versions_it_is_said_which_was_taken_and_why(folder: Path) -> None:
    write(folder / "ex02_softmax (1).py", "def softmax(x):\n    return 1\n")
    write(folder / "ex02_softmax (3).py", "def softmax(x):\n    return 3\n")
    result = handed_in(folder)
    assert b"return 3" in code(result)
    assert said(result, "two versions") == (
        "ex02: ex02_softmax (3).py was marked and ex02_softmax (1).py was not (it has the higher number)"
    )


def test_two_copies_of_the_same_code_are_one_version(folder: Path) -> None:
    write(folder / "ex02_softmax.py", "def softmax(x):\n    return 1\n")
    write(folder / "copy" / "ex02_softmax.py", "def softmax(x):\n    # mine\n    return 1\n")
    assert handed_in(folder).remarks == []


def test_what_programs_put_there_counts_neither_as_answers_nor_against_the_limit(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grading.classroom.placing.FILES_LIMIT", 10)
    for place in ("env", "venv", "node_modules", "lib/site-packages", "__MACOSX", ".git", "mine"):
        for number in range(8):
            write(folder / place / f"module_{number}.py")
    write(folder / "mine" / "pyvenv.cfg")
    write(folder / "zz" / "ex02_softmax.py", "taken = 1\n")
    result = handed_in(folder)
    assert code(result) == b"taken = 1\n"
    assert result.remarks == []


def test_a_limit_that_was_reached_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grading.classroom.placing.ENTRIES_LIMIT", 10)
    for number in range(12):
        write(folder / f"picture_{number:02}.png")
    assert "more than 10 files" in said(handed_in(folder), "limit")
    write(folder / "/".join("abcdefghij") / "ex02_softmax.py")
    monkeypatch.setattr("grading.classroom.placing.ENTRIES_LIMIT", 1000)
    assert "lie too deep" in said(handed_in(folder), "limit")


def test_a_whole_checkout_is_the_student_s_files_alone(folder: Path, softmax: Exercise, model_answer: str) -> None:
    write(folder / "exercises" / "ex02_softmax.py", stub_of(model_answer))
    write(folder / "solutions" / "ex02_softmax.py", model_answer)
    write(folder / "tests" / "exercises" / "test_ex02_softmax.py", softmax.suite.read_text(encoding="utf-8"))
    assert b"not written yet" in code(handed_in(folder))
    for room in ("reference", "grading"):
        write(folder / room / "module.py")
    assert b"not written yet" in code(handed_in(folder))
    assert handed_in(folder).remarks == []


def test_a_class_with_a_stray_exercise_is_refused_with_both_readings(class_folder: Path) -> None:
    write(class_folder / "anna" / "ex02_softmax.py")
    write(class_folder / "ex02_softmax.py")
    with pytest.raises(UserError) as caught:
        submissions([class_folder])
    assert "can be read two ways" in str(caught.value)
    assert "--class or --one-student" in str(caught.value)
    assert [s.student for s in submissions([class_folder], "class").submissions] == ["anna"]
    assert "ex02_softmax.py is nobody's" in submissions([class_folder], "class").aside[0].text
    assert [s.path for s in submissions([class_folder], "one").submissions] == [class_folder]


def test_single_files_under_names_beside_one_without_are_refused(class_folder: Path) -> None:
    write(class_folder / "ex02_softmax.py")
    write(class_folder / "anna_ex02_softmax.py")
    with pytest.raises(UserError, match="can be read two ways"):
        submissions([class_folder])


def test_a_student_s_own_folder_may_have_notebooks_and_pictures(class_folder: Path) -> None:
    write(class_folder / "ex02_softmax.py")
    write(class_folder / "notebooks" / "ex02_softmax.ipynb")
    write(class_folder / "pictures" / "cat.png")
    write(class_folder / "venv" / "lib" / "x.py")
    assert len(submissions([class_folder]).submissions) == 1


def test_what_was_found_is_said_with_what_is_nobody_s(class_folder: Path) -> None:
    for name in ("anna", "ben", "__MACOSX", ".git"):
        write(class_folder / name / "ex02_softmax.py")
    write(class_folder / "cem.ipynb")
    write(class_folder / "grades.xlsx")
    listed = submissions([class_folder])
    assert listed.in_words == "3 students (2 folders, 1 single file)"
    assert [remark.files for remark in listed.aside] == [["__MACOSX"], ["grades.xlsx"]]


JSON = [None, True, 5, 1.5, "text", [], [1], {}, {"tags": None}, {"tags": 5}, {"tags": True}, {"tags": "x"}]


@pytest.mark.parametrize("metadata", JSON, ids=json.dumps)
def test_metadata_of_any_kind_costs_nothing(folder: Path, metadata: object) -> None:
    cell = {"cell_type": "code", "metadata": metadata, "source": "taken = 1"}
    write(folder / "ex02_softmax.ipynb", json.dumps({"cells": [cell], "metadata": metadata, "nbformat": 4}))
    assert code(handed_in(folder)) == b"taken = 1\n"


def test_half_a_surrogate_costs_nothing(folder: Path) -> None:
    cell = {"cell_type": "code", "metadata": {}, "source": "taken = 1  # \ud800"}
    write(folder / "ex02_softmax.ipynb", json.dumps({"cells": [cell]}))
    assert code(handed_in(folder)) == b"taken = 1  # ?\n"


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 200_000,
        b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"cells": 5}',
        b'{"cells": [5]}',
        b'{"cells": [{"cell_type": "code", "source": 5}]}',
        b"null",
        b"\xff\xfe",
        b"",
        b'{"cells": [' + b"{}," * 3000 + b"{}]}",
        json.dumps({"cells": [{"cell_type": "code", "source": "x" * 2**21}]}).encode(),
    ],
    ids=lambda content: repr(content[:20]),
)
def test_a_notebook_that_cannot_be_read_is_its_own_outcome(folder: Path, content: bytes) -> None:
    write(folder / "ex02_softmax.ipynb", content)
    write(folder / "ex03_cross_entropy.py", "taken = 1\n")
    result = handed_in(folder, *(Course.here().exercise(name) for name in ("ex02", "ex03")))
    (_, softmax), (_, other) = result.sources
    assert isinstance(softmax, SubmissionError)
    assert softmax.outcome == "error"
    assert "ex02_softmax.ipynb" in str(softmax)
    assert isinstance(other, LoadedSource)


def test_seven_megabytes_of_nothing_are_read(folder: Path) -> None:
    cell = '{"cell_type": "code", "source": "taken = 1", "metadata": {"x": [' + "{}," * 2_300_000 + "{}]}}"
    write(folder / "ex02_softmax.ipynb", f'{{"cells": [{cell}]}}')
    assert code(handed_in(folder)) == b"taken = 1\n"


def test_what_takes_too_much_memory_is_its_own_outcome(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grading.classroom.limited.READ_MEMORY", 2**27)
    cell = '{"cell_type": "code", "source": "x", "metadata": {"x": [' + "{}," * 4_000_000 + "{}]}}"
    write(folder / "ex02_softmax.ipynb", f'{{"cells": [{cell}]}}')
    write(folder / "ex03_cross_entropy.py", "taken = 1\n")
    result = handed_in(folder, *(Course.here().exercise(name) for name in ("ex02", "ex03")))
    (_, softmax), (_, other) = result.sources
    assert "takes more memory" in str(softmax)
    assert isinstance(other, LoadedSource)


def test_what_takes_too_long_is_its_own_outcome(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grading.classroom.limited.READ_CPU_SECONDS", 1)
    monkeypatch.setattr("grading.classroom.placing.read_source", _for_ever)
    write(folder / "ex02_softmax.py", "for_ever = 1\n")
    assert "ex02_softmax.py cannot be read: it takes more time or memory" in str(first(handed_in(folder)))


def _for_ever(path: Path, exercise: Exercise) -> LoadedSource:
    while True:
        pass


def test_a_name_whose_bytes_are_no_utf8_is_written_out(folder: Path) -> None:
    odd = os.fsdecode(os.fsencode(folder) + b"/fr\xfch ex02_softmax.py")
    try:
        Path(odd).mkdir()
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xfcbung.py")).write_text("x = 1\n", encoding="utf-8")
    assert "\\xfcbung.py" in said(handed_in(folder), "not placed")


def test_a_cell_whose_magic_may_run_python_is_remarked(folder: Path) -> None:
    cells = [{"cell_type": "code", "source": text} for text in ("x = 1", "%%unknown\ndef softmax(x):\n    return x")]
    write(folder / "ex02_softmax.ipynb", json.dumps({"cells": cells}))
    assert "cell 2 of ex02_softmax.ipynb begins with a magic" in said(handed_in(folder), "unread cell")
