"""Which file answers which exercise, what is left over and what is said of it, rule by rule."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from grading.authoring.stubs import stub_of
from grading.classroom import placing
from grading.classroom.placing import Survey, choose, is_checkout, is_no_answer, placed, survey
from grading.errors import SubmissionError
from grading.results import Remark
from grading.subject import LoadedSource
from reference.kit.course import Course
from reference.kit.exercise import Exercise

COURSE = Course.here()
EX02 = COURSE.exercise("ex02")
WORKED = "def softmax(scores, axis=-1):\n    return {}\n"


def put(folder: Path, *names: str, text: str = "x = 1\n") -> Path:
    """Write files."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def names(paths: list[Path], folder: Path) -> list[str]:
    """Return where files lie below a folder."""
    return [path.relative_to(folder).as_posix() for path in paths]


def seen(folder: Path) -> dict[str, list[str]]:
    """Return what was found below a folder, by kind."""
    found = survey(folder)
    kinds = {name: names(getattr(found, name), folder) for name in ("code", "archives", "links", "others", "hidden")}
    return {name: paths for name, paths in {**kinds, "limits": found.limits}.items() if paths}


# What lies there


def test_files_are_sorted_by_kind_and_folder_by_folder(tmp_path: Path) -> None:
    put(tmp_path, "b.py", "a.ipynb", "C.PY", "x.zip", "y.tar.gz", "Z.7Z", "n.txt", "p.png", "deep/a.py", "deep/er/b.PY")
    put(tmp_path, ".hidden.py", ".note.txt", ".a.IPYNB", "none")
    assert seen(tmp_path) == {
        "code": ["C.PY", "a.ipynb", "b.py", "deep/a.py", "deep/er/b.PY"],
        "archives": ["Z.7Z", "x.zip", "y.tar.gz"],
        "others": ["n.txt", "none", "p.png"],
        "hidden": [".a.IPYNB", ".hidden.py"],
    }


@pytest.mark.parametrize("ending", placing.ARCHIVES)
def test_every_kind_of_archive_is_one(tmp_path: Path, ending: str) -> None:
    assert seen(put(tmp_path, f"all{ending}")) == {"archives": [f"all{ending}"]}


def test_a_single_file_is_looked_at_itself(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "b.txt")
    assert survey(tmp_path / "a.py") == Survey(code=[tmp_path / "a.py"])
    assert survey(tmp_path / "b.txt") == Survey(others=[tmp_path / "b.txt"])
    assert survey(tmp_path / "none.py") == Survey(code=[tmp_path / "none.py"])


def test_links_are_noted_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "other/ex02_softmax.py", "mine/a.py")
    (tmp_path / "mine" / "link.py").symlink_to(tmp_path / "other" / "ex02_softmax.py")
    (tmp_path / "mine" / "folder").symlink_to(tmp_path / "other")
    (tmp_path / "mine" / "nowhere").symlink_to(tmp_path / "none")
    (tmp_path / "mine" / ".hidden.py").symlink_to(tmp_path / "other" / "ex02_softmax.py")
    assert seen(tmp_path / "mine") == {"code": ["a.py"], "links": ["folder", "link.py", "nowhere"]}
    (tmp_path / "whole").symlink_to(tmp_path / "other")
    assert survey(tmp_path / "whole") == Survey(links=[tmp_path / "whole"])


@pytest.mark.parametrize("folder", [".git", "env", "venv", "node_modules", "site-packages", "__MACOSX", "__pycache__"])
def test_folders_of_programs_are_left_out(tmp_path: Path, folder: str) -> None:
    assert seen(put(tmp_path, f"{folder}/a.py", f"deep/{folder}/b.py", "c.py")) == {"code": ["c.py"]}
    assert is_no_answer(tmp_path / folder)


def test_an_environment_is_known_by_its_file(tmp_path: Path) -> None:
    assert seen(put(tmp_path, "mine/pyvenv.cfg", "mine/a.py", "my_env/a.py")) == {"code": ["my_env/a.py"]}


@pytest.mark.parametrize("name", ["._a.py", ".#a.py", ".~a.py", "~$a.docx"])
def test_what_programs_lay_beside_a_file_is_left_out(tmp_path: Path, name: str) -> None:
    assert seen(put(tmp_path, name, "a.py")) == {"code": ["a.py"]}


def test_of_a_checkout_only_the_students_folders_are_looked_at(tmp_path: Path) -> None:
    rooms = ("exercises", "solutions", "reference", "grading", "tests", "docs", "benchmarks", "changes", "figures")
    put(tmp_path, *(f"{room}/a.py" for room in rooms), "mine/b.py")
    assert seen(tmp_path) == {"code": ["exercises/a.py", "mine/b.py"]}
    put(tmp_path / "inner", *(f"{room}/a.py" for room in rooms[:4]))
    assert len(seen(tmp_path / "inner")["code"]) == 4, "without one of the five it is no checkout"
    assert is_checkout(rooms)
    assert is_checkout(rooms[:5])
    assert not is_checkout(rooms[1:])


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.py", "closed/b.py")
    scan = os.scandir

    def refuse(place: Any) -> Any:
        if os.fspath(place).endswith("closed"):
            raise PermissionError(13, "Permission denied", os.fspath(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", refuse)
    assert seen(tmp_path) == {"code": ["a.py"], "limits": ["folder closed cannot be read: Permission denied"]}


def test_a_folder_that_nobody_may_look_into_is_not_left_out_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)
    assert not is_no_answer(tmp_path / "closed")


# Limits


def test_the_limits_are_those_of_a_long_answer() -> None:
    limits = placing.FILES_LIMIT, placing.ENTRIES_LIMIT, placing.DEPTH_LIMIT, placing.VERSIONS_LIMIT
    assert limits == (5_000, 100_000, 8, 8)
    assert placing.NAMES_LIMIT == 12


def test_so_many_modules_are_looked_at_and_one_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "FILES_LIMIT", 1_003)
    put(tmp_path, *(f"{number:04}.py" for number in range(1_003)))
    assert "limits" not in seen(tmp_path)
    put(tmp_path, "a.py", "b.py", "zz/c.py")
    found = seen(tmp_path)
    assert found["limits"] == ["more than 1,003 modules and notebooks: the rest was not looked at"]
    assert len(found["code"]) == 1_004


def test_so_many_files_of_any_kind_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "ENTRIES_LIMIT", 3)
    put(tmp_path, "a.png", "b.png", "~$c.png", "d.py")
    assert "limits" not in seen(tmp_path)
    put(tmp_path, "e.py", "f.py")
    assert seen(tmp_path) == {
        "code": ["d.py", "e.py"],
        "others": ["a.png", "b.png"],
        "limits": ["more than 3 files: the rest was not looked at"],
    }


def test_eight_folders_deep_is_deep_enough(tmp_path: Path) -> None:
    eight = "/".join("abcdefgh")
    put(tmp_path, f"{eight}/x.py")
    assert seen(tmp_path) == {"code": [f"{eight}/x.py"]}
    put(tmp_path, f"{eight}/i/y.py")
    assert seen(tmp_path) == {
        "code": [f"{eight}/x.py"],
        "limits": ["folders in h lie too deep (8 levels) to be looked at"],
    }


# Which exercise


def answers(folder: Path, exercise: Exercise = EX02) -> list[str]:
    """Return the files that answer an exercise, the likeliest first."""
    return names(placed(survey(folder), COURSE).files[exercise.id], folder)


@pytest.mark.parametrize(
    "name",
    [
        "ex02_softmax.py",
        "EX02_SOFTMAX.PY",
        "ex02_softmax (1).py",
        "ex02_softmax(12).py",
        "ex02_softmax-2.ipynb",
        "ex02_softmax_3.py",
        "ex02_softmax 4.py",
        "ex02_softmax - Kopie.py",
        "ex02_softmax copy 2.py",
        "ex02_softmax_copie(3).py",
        "anna_123_ex02_softmax.py",
        "anna ex02_softmax-2.py",
        "ex2.py",
        "ex02.ipynb",
        "Ex 2.py",
        "ex_02.py",
        "ex-2 final.py",
        "Exercise 02 final.py",
        "exercise2.py",
        "anna-ex2b.py",
        "ex02 (1).py",
    ],
)
def test_a_name_says_which_exercise_it_answers(tmp_path: Path, name: str) -> None:
    assert answers(put(tmp_path, name)) == [name]
    assert placed(survey(tmp_path), COURSE).remarks == []


@pytest.mark.parametrize(
    "name",
    [
        "ex12_fruit_cnn.py",
        "ex20.py",
        "ex22.py",
        "ex002.py",
        "softmax.py",
        "index2.py",
        "complex2.py",
        "flex02_softmax.py",
        "test_ex02_softmax.py",
        "2.py",
        "ex.py",
    ],
)
def test_another_name_does_not(tmp_path: Path, name: str) -> None:
    assert answers(put(tmp_path, name)) == []


def test_a_name_in_either_form_of_unicode_is_the_same(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "\u00fcbung_ex02.py")
    assert len(answers(put(tmp_path, name))) == 1


def test_the_likeliest_file_comes_first(tmp_path: Path) -> None:
    put(
        tmp_path,
        "deep/ex02_softmax.py",
        "ex02_softmax.ipynb",
        "ex02_softmax (2).py",
        "ex02_softmax (10).py",
        "ex02_softmax.py",
        "ex2.py",
        "a/ex02 (7).py",
    )
    assert answers(tmp_path) == [
        "ex02_softmax (10).py",
        "ex02_softmax (2).py",
        "ex02_softmax.py",
        "ex02_softmax.ipynb",
        "deep/ex02_softmax.py",
        "ex2.py",
        "a/ex02 (7).py",
    ]


def test_a_link_counts_where_there_is_nothing_better(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/x.py", "mine/ex02_softmax.ipynb")
    (tmp_path / "mine" / "ex02_softmax").symlink_to(tmp_path / "elsewhere" / "x.py")
    assert answers(tmp_path / "mine") == ["ex02_softmax.ipynb", "ex02_softmax"]


def test_a_number_of_a_thousand_digits_is_a_number(tmp_path: Path) -> None:
    long = Path("x" + " 1" + "2" * 3000 + ".py")
    assert placing._preference(long) == (1, 0, True, -122222222, long.name)
    assert placing._preference(Path("a/b.txt")) == (2, 2, True, 0, "b.txt")


def test_files_of_the_kata_itself_are_nobodys_answer(tmp_path: Path) -> None:
    put(tmp_path, "solutions/ex02_softmax.py", text=EX02.solution.read_text(encoding="utf-8"))
    put(tmp_path, "__init__.py", "noxfile.py", EX02.suite.name)
    assert answers(tmp_path) == []
    assert placed(survey(tmp_path), COURSE).remarks == []
    put(tmp_path, "solutions/ex02_softmax.py", text=EX02.solution.read_text(encoding="utf-8").upper())
    assert answers(tmp_path) == ["solutions/ex02_softmax.py"]
    put(tmp_path, "solutions/ex02_softmax.py", text="# mine\n")
    assert answers(tmp_path) == ["solutions/ex02_softmax.py"]
    put(tmp_path, "answers/ex02_softmax.py", text=EX02.solution.read_text(encoding="utf-8"))
    assert answers(tmp_path) == ["answers/ex02_softmax.py", "solutions/ex02_softmax.py"]


# What is left over


def told(folder: Path) -> list[tuple[str, str, list[str]]]:
    """Return kind, sentence and files of each remark."""
    return [(remark.kind, remark.text, remark.files) for remark in placed(survey(folder), COURSE).remarks]


def test_one_of_each_that_is_left_over_is_told(tmp_path: Path) -> None:
    put(tmp_path, "mine.py", "ex03.txt", ".ex04.py", "all.zip", "notes.txt")
    (tmp_path / "link").symlink_to(tmp_path / "mine.py")
    assert told(tmp_path) == [
        ("not placed", "the name does not say which exercise it answers, so it was not marked: mine.py", ["mine.py"]),
        ("not placed", "the name ends neither in .py nor in .ipynb, so it was not marked: ex03.txt", ["ex03.txt"]),
        ("not placed", "the name begins with a dot, so it was not marked: .ex04.py", [".ex04.py"]),
        ("archive", "all.zip was not unpacked: unpack it, then mark again", ["all.zip"]),
        ("link", "link is a link, which is not followed: what it points to was not handed in", ["link"]),
        ("aside", "notes.txt is no module and no notebook", ["notes.txt"]),
    ]


def test_several_are_told_in_one_sentence(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "b.py", "a.zip", "b.zip", "a.txt", "b.txt")
    for name in ("c", "d"):
        (tmp_path / name).symlink_to(tmp_path / "a.py")
    assert [text for _, text, _ in told(tmp_path)] == [
        "the name does not say which exercise it answers, so it was not marked: a.py, b.py",
        "a.zip, b.zip were not unpacked: unpack them, then mark again",
        "c, d are links, which are not followed: what they point to was not handed in",
        "a.txt, b.txt are no modules and no notebooks",
    ]


@pytest.mark.parametrize(("count", "end"), [(12, "11.txt"), (13, "11.txt and 1 other"), (15, "11.txt and 3 others")])
def test_twelve_names_are_listed(tmp_path: Path, count: int, end: str) -> None:
    put(tmp_path, *(f"{number:02}.txt" for number in range(count)))
    ((_, text, files),) = told(tmp_path)
    assert text == ", ".join(f"{number:02}.txt" for number in range(11)) + f", {end} are no modules and no notebooks"
    assert len(files) == 12


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ex02_softmax.txt", "not placed"),
        ("ex02_softmax.py.txt", "not placed"),
        ("anna_ex02_softmax.doc", "not placed"),
        ("Exercise 2.docx", "not placed"),
        ("ex2.txt", "not placed"),
        ("ex02", "not placed"),
        ("ex02_softmax.png", "aside"),
        ("ex2.JPG", "aside"),
        ("ex222.txt", "aside"),
        ("complex2.txt", "aside"),
        ("readme.md", "aside"),
    ],
)
def test_what_may_be_meant_as_an_answer_is_not_placed(tmp_path: Path, name: str, kind: str) -> None:
    assert [(what, files) for what, _, files in told(put(tmp_path, name))] == [(kind, [name])]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Exercise 2.docx", ["aside"]),
        ("ex02_softmax.txt", ["not placed"]),
        (".ex02_softmax.py", []),
        ("ex03.txt", ["not placed"]),
    ],
)
def test_beside_an_answer_only_a_full_name_is_meant_as_one(tmp_path: Path, name: str, said: list[str]) -> None:
    assert [kind for kind, _, _ in told(put(tmp_path, "ex02_softmax.py", name))] == said


def test_where_all_is_answered_numbers_mean_nothing(tmp_path: Path) -> None:
    put(tmp_path, *(f"{exercise.module}.py" for exercise in COURSE.exercises), "ex2.txt", ".ex3.py")
    assert told(tmp_path) == [("aside", "ex2.txt is no module and no notebook", ["ex2.txt"])]


def test_limits_are_told(tmp_path: Path) -> None:
    assert placed(Survey(limits=["first", "second"]), COURSE).remarks == [
        Remark("limit", "first"),
        Remark("limit", "second"),
    ]


# Which of several


def write(folder: Path, **texts: str) -> list[Path]:
    """Write modules and return where they lie, in this order."""
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.py"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def chosen(*files: Path) -> tuple[str, list[tuple[str, str, list[str]]]]:
    """Return what is taken of the files of ex02, and what is said of it."""
    source, remarks = choose(EX02, list(files))
    text = source.data.decode() if isinstance(source, LoadedSource) else f"{source.outcome}: {source}"
    return text, [(remark.kind, remark.text, remark.files) for remark in remarks]


def stub() -> str:
    """Return the stub of ex02."""
    return stub_of(EX02.solution.read_text(encoding="utf-8"))


def test_nothing_was_handed_in_where_there_is_no_file() -> None:
    assert chosen() == ("not attempted: ex02_softmax.py was not handed in", [])


def test_a_single_file_is_taken_worked_on_or_not(tmp_path: Path) -> None:
    for text in (stub(), WORKED.format(1), "def ("):
        assert chosen(*write(tmp_path, a=text)) == (text, [])


def test_what_was_worked_on_goes_before_what_was_not(tmp_path: Path) -> None:
    one, other = write(tmp_path, a=stub(), b=WORKED.format(1))
    assert chosen(one, other) == (
        WORKED.format(1),
        [("taken", "ex02: b.py was marked; a.py is untouched", ["b.py", "a.py"])],
    )
    assert chosen(other, one) == (WORKED.format(1), [])


def test_of_two_that_were_worked_on_the_first_is_taken_and_that_is_said(tmp_path: Path) -> None:
    one, other = write(tmp_path, a=WORKED.format(1), b=WORKED.format(2))
    assert chosen(one, other) == (
        WORKED.format(1),
        [("two versions", "ex02: a.py was marked and b.py was not (the first by name)", ["a.py", "b.py"])],
    )
    third = write(tmp_path, c=WORKED.format(3))
    _, ((_, text, files),) = chosen(one, other, *third)
    assert text == "ex02: a.py was marked and b.py, c.py was not (the first by name)"
    assert files == ["a.py", "b.py", "c.py"]


def test_the_same_code_twice_is_one_version(tmp_path: Path) -> None:
    one, other = write(tmp_path, a=WORKED.format(1), b="# mine\n" + WORKED.format(1))
    assert chosen(one, other) == (WORKED.format(1), [])


def test_what_cannot_be_read_is_taken_where_there_is_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text("{", encoding="utf-8")
    text, remarks = chosen(tmp_path / "a.ipynb")
    assert text.startswith("error: a.ipynb cannot be read as a notebook")
    assert remarks == []
    (readable,) = write(tmp_path, b=stub())
    assert chosen(tmp_path / "a.ipynb", readable) == (
        stub(),
        [
            (
                "two versions",
                "ex02: b.py was marked and a.ipynb was not (a module goes before a notebook)",
                ["b.py", "a.ipynb"],
            )
        ],
    )


def test_a_link_beside_an_answer_is_no_version(tmp_path: Path) -> None:
    (one,) = write(tmp_path, a=WORKED.format(1))
    (tmp_path / "b.py").symlink_to(one)
    assert chosen(one, tmp_path / "b.py") == (WORKED.format(1), [])


def test_eight_versions_are_read(tmp_path: Path) -> None:
    files = write(tmp_path, **{f"v{number}": stub() for number in range(8)}, v8=WORKED.format(8))
    text, ((kind, said, listed),) = chosen(*files)
    assert (text, kind) == (stub(), "two versions")
    assert said == "ex02: v0.py was marked and v8.py was not (the first by name)"
    assert listed == ["v0.py", "v8.py"]
    text, ((kind, said, _),) = chosen(*files[1:])
    assert (text, kind, said) == (WORKED.format(8), "taken", "ex02: v8.py was marked; v1.py is untouched")


def test_the_reason_is_that_of_the_first_that_was_not_taken(tmp_path: Path) -> None:
    files = write(tmp_path, a_2=WORKED.format(2), a_1=WORKED.format(1), b=WORKED.format(3))
    _, ((_, text, _),) = chosen(files[0], files[1], files[2])
    assert text == "ex02: a_2.py was marked and a_1.py, b.py was not (it has the higher number)"
    deeper = tmp_path / "deeper"
    deeper.mkdir()
    _, ((_, text, _),) = chosen(files[0], files[1], *write(deeper, b=WORKED.format(4)))
    assert text.endswith("(it has the higher number)")


def test_twelve_versions_are_listed(tmp_path: Path) -> None:
    _, ((_, _, listed),) = chosen(*write(tmp_path, **{f"v{n:02}": WORKED.format(n) for n in range(20)}))
    assert len(listed) == 12


@pytest.mark.parametrize(
    ("taken", "rival", "why"),
    [
        ("a.py", "deep/a.py", "it lies nearer to the top"),
        ("a.py", "a.ipynb", "a module goes before a notebook"),
        ("a (3).py", "a (1).py", "it has the higher number"),
        ("a (3).py", "a.py", "it has the higher number"),
        ("a_v2.py", "a_v1.py", "it has the higher number"),
        ("a V10.py", "a V9.py", "it has the higher number"),
        ("a-version 2.py", "a-version 1.py", "it has the higher number"),
        ("a_FINAL.py", "a.py", "it is called final"),
        ("a (final).py", "a_v7.py", "it is called final"),
        ("a_final_2.py", "a_final_1.py", "it has the higher number"),
        ("a.py", "a_finally.py", "the first by name"),
        ("a.py", "b.py", "the first by name"),
        ("b.py", "a.py", "it can be read"),
        ("deep/a.py", "a.ipynb", "it can be read"),
        ("a.py", "a.txt", "the first by name"),
        ("deep/a.py", "b.txt", "it can be read"),
    ],
)
def test_why_one_goes_before_another_is_said(taken: str, rival: str, why: str) -> None:
    assert placing._why(Path(taken), Path(rival)) == why


def notebook(path: Path, *cells: tuple[str, str]) -> Path:
    """Write a notebook."""
    path.write_text(
        json.dumps({"cells": [{"cell_type": kind, "metadata": {}, "source": text} for kind, text in cells]}),
        encoding="utf-8",
    )
    return path


def test_what_was_not_run_of_a_notebook_is_told(tmp_path: Path) -> None:
    magic = "%%unknown\ndef softmax(x):\n    return x"
    words = "def softmax(scores):\n    return 1\n\ndef other(x):\n    return 2\n\ndef softmax(x):\n    return 3"
    path = notebook(tmp_path / "a.ipynb", ("code", "x = 1"), ("code", magic), ("markdown", words))
    _, remarks = chosen(path)
    assert remarks == [
        ("unread cell", "ex02: cell 2 of a.ipynb begins with a magic and was not run as Python", ["a.ipynb"]),
        ("unread cell", "ex02: softmax stands in a cell of text of a.ipynb and was not run", ["a.ipynb"]),
    ]
    path = notebook(tmp_path / "a.ipynb", ("code", WORKED.format(1)), ("markdown", words))
    assert chosen(path) == (WORKED.format(1), [])


def test_a_file_that_takes_too_much_memory_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(placing, "read_source", full)
    (one,) = write(tmp_path, a="x = 1\n")
    assert chosen(one) == ("error: a.py takes more memory to read than a submission may", [])


def test_what_cannot_be_read_is_like_nothing() -> None:
    source = LoadedSource("ex02", "ex02_softmax", b"x = 1")
    problem = SubmissionError("error", "no")
    assert placing._say_the_same(source, source)
    assert not placing._say_the_same(source, problem)
    assert not placing._say_the_same(problem, source)
    assert not placing._say_the_same(problem, problem)


def test_files_are_the_same_byte_by_byte(tmp_path: Path) -> None:
    one, same, other, longer = write(tmp_path, a="x = 1", b="x = 1", c="x = 2", d="x = 11")
    assert placing._is_same_file(one, same)
    assert not placing._is_same_file(one, other)
    assert not placing._is_same_file(one, longer)
    assert not placing._is_same_file(longer, one)
    assert not placing._is_same_file(one, tmp_path / "none")


def test_a_file_of_another_exercises_functions_is_told(tmp_path: Path) -> None:
    """Handed in as ex02, it answers ex03; one that defines a function of ex02 as well may mean both."""
    course = Course.here()
    third = [task.name for task in course.exercise("ex03").tasks if not task.bonus]
    text = "\n".join(f"def {name}(x):\n    return {number}\n" for number, name in enumerate(third))
    (path,) = write(tmp_path, ex02_softmax=text)
    said = "ex02_softmax.py holds none of ex02's functions and all of ex03's: is its name wrong?"
    assert chosen(path) == (text, [("not placed", said, ["ex02_softmax.py"])])
    source, remarks = placing.choose(course.exercise("ex04"), write(tmp_path, ex04_backpropagation=text))
    assert isinstance(source, LoadedSource)
    assert [remark.kind for remark in remarks] == ["not placed"]
    (path,) = write(tmp_path, ex02_softmax=text + "\ndef softmax(scores):\n    return 1\n")
    assert chosen(path)[1] == []
    (path,) = write(tmp_path, ex02_softmax=text.replace(f"def {third[0]}", "def another"))
    assert chosen(path)[1] == []


def test_what_lies_in_an_archive_is_added_to_what_lies_beside_it() -> None:
    names = ("code", "archives", "links", "others", "hidden", "limits")
    first, second = (placing.Survey(*([f"{number} {name}"] for name in names)) for number in (1, 2))  # type: ignore[arg-type]
    first.add(second)
    assert first == placing.Survey(*([f"1 {name}", f"2 {name}"] for name in names))  # type: ignore[arg-type]
