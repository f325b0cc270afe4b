"""A notebook's code cells become one module whose lines stand where they stood, and every cell has its number."""

from __future__ import annotations

import dataclasses
import json
from types import SimpleNamespace
from typing import Any

import pytest

from grading.errors import SubmissionError
from grading.subject import notebook
from grading.subject.notebook import CELLS_LIMIT, CHECK_TAG, RUN_THEIR_CONTENT, NotebookCode, code_of, python_of


def cell(source: Any, kind: str = "code", **fields: Any) -> dict[str, Any]:
    """Return a cell."""
    return {"cell_type": kind, "metadata": {}, "source": source, **fields}


def read(*cells: Any, **fields: Any) -> NotebookCode:
    """Read a notebook of these cells."""
    return code_of(json.dumps({"cells": list(cells), **fields}).encode(), "mine.ipynb")


def text(*cells: Any) -> str:
    """Return the module's text."""
    return read(*cells).data.decode()


def numbers(*cells: Any) -> list[tuple[int, ...]]:
    """Return where cells begin, and their numbers."""
    return [tuple(each) for each in read(*cells).cells]


def refused(data: str | bytes) -> str:
    """Return why a notebook cannot be read."""
    with pytest.raises(SubmissionError) as caught:
        code_of(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"), "mine.ipynb")
    assert caught.value.outcome == "error"
    start = "mine.ipynb cannot be read as a notebook: "
    assert str(caught.value).startswith(start)
    return str(caught.value).removeprefix(start)


# Cells


def test_cells_stand_one_after_the_other_with_two_lines_between() -> None:
    cells = cell("a = 1\nb = 2"), cell("c = 3\n"), cell("d = 4\n\n\n"), cell("e = 5")
    assert text(*cells) == "a = 1\nb = 2\n\n\nc = 3\n\n\nd = 4\n\n\ne = 5\n"
    assert numbers(*cells) == [(1, 1), (5, 2), (8, 3), (11, 4)]


def test_code_cells_alone_have_numbers_and_blank_ones_have_none() -> None:
    cells = (
        cell("# words", "markdown"),
        cell("a = 1"),
        cell("  \n\n"),
        cell("raw", "raw"),
        cell(""),
        cell("b = 2"),
        {"cell_type": "code"},
        cell("c = 3"),
    )
    assert numbers(*cells) == [(1, 1), (4, 2), (7, 3)]


def test_the_cells_that_check_are_no_answer_and_have_a_number() -> None:
    check = cell("%kata check ex02", metadata={"tags": ["other", CHECK_TAG]})
    assert numbers(cell("a = 1"), check, cell("b = 2")) == [(1, 1), (4, 3)]
    assert CHECK_TAG == "kata-check"


@pytest.mark.parametrize("more", ["a = 1", "  a = 1", "%kata check\na = 1", "print(1)"])
def test_what_a_student_wrote_into_a_cell_that_checks_is_an_answer(more: str) -> None:
    tagged = {"tags": [CHECK_TAG]}
    assert numbers(cell(more, metadata=tagged)) == [(1, 1)]
    assert numbers(cell("# words\n\n  %kata check ex02\n!ls", metadata=tagged)) == []


HEAD = "from grading.commandline.cell import check, other as second\n"


@pytest.mark.parametrize(
    "source",
    [HEAD, f"{HEAD}check('ex02')", f"{HEAD}second('ex02', task='softmax')\ncheck()", f"{HEAD}# words\ncheck(1, None)"],
)
def test_a_cell_that_only_calls_the_katas_check_is_no_answer(source: str) -> None:
    assert numbers(cell("a = 1"), cell(source), cell("b = 2")) == [(1, 1), (4, 3)]


@pytest.mark.parametrize(
    "source",
    [
        f"{HEAD}def double(x):\n    return 2 * x",
        f"{HEAD}x = 1",
        f"{HEAD}x = check('ex02')",
        f"{HEAD}check(double(3))",
        f"{HEAD}check('ex02', task=double(3))",
        f"{HEAD}print('ex02')",
        f"{HEAD}other('ex02')",
        f"{HEAD}module.check('ex02')",
        f"{HEAD}'a text'",
        f"{HEAD}check",
        f"{HEAD}from numpy import *",
        f"{HEAD}from zlib import *",
        f"{HEAD}from . import check",
        "import grading.commandline.cell",
        "from aaa import check  # grading.commandline.cell\ncheck('ex02')",
        "from zzz import check  # grading.commandline.cell\ncheck('ex02')",
        "# grading.commandline.cell\ndef (",
        "# grading.commandline.cell\nx = '\0'",
    ],
)
def test_what_else_a_student_wrote_beside_a_check_is_an_answer(source: str) -> None:
    assert numbers(cell(source)) == [(1, 1)]


@pytest.mark.parametrize("problem", [SyntaxError, ValueError, RecursionError, MemoryError])
def test_a_cell_that_cannot_be_parsed_is_told_when_it_is_run(
    monkeypatch: pytest.MonkeyPatch, problem: type[Exception]
) -> None:
    def refuse(_source: str) -> Any:
        raise problem

    monkeypatch.setattr(notebook, "ast", SimpleNamespace(parse=refuse))
    assert numbers(cell(f"{HEAD}check('ex02')")) == [(1, 1)]


def test_functions_in_cells_of_text_are_named() -> None:
    one = read(
        cell("def a(x):\n    def inner(x):\n        1\n\ndef  b(x):\ndef c(x):\nundef d(x)", "markdown"),
        cell("def e(x): pass", "raw"),
        cell("def f(x):\n    pass"),
        cell("def g(x): pass", "heading"),
        cell(5, "markdown"),
        cell(["def h", "(x)"], "markdown"),
    )
    assert one.in_text == ("a", "c", "e", "h")
    assert read(cell("a = 1")).in_text == ()


@pytest.mark.parametrize(
    "metadata", [None, 5, [], {}, {"tags": None}, {"tags": "kata-check"}, {"tags": ["kata"]}, {"tags": {CHECK_TAG: 1}}]
)
def test_other_metadata_does_not_matter(metadata: Any) -> None:
    assert numbers(cell("a = 1", metadata=metadata)) == [(1, 1)]


def test_a_source_is_a_text_or_lines() -> None:
    assert text(cell(["a = 1\n", "b = 2"])) == "a = 1\nb = 2\n"
    assert text(cell([])) == ""
    assert text({"cell_type": "code", "input": "a = 1"}) == "a = 1\n"
    assert text({"cell_type": "code", "input": "a = 1", "source": "b = 2"}) == "b = 2\n"


@pytest.mark.parametrize("source", [5, None, {"a": 1}, ["a", 5], [["a"]]])
def test_a_cell_without_text_is_told_with_its_position(source: Any) -> None:
    data = json.dumps({"cells": [cell("# words", "markdown"), cell("a = 1"), cell(source)]})
    assert refused(data) == "its cell at position 3 has no text"


@pytest.mark.parametrize("none", [5, None, "code", ["code"]])
def test_a_cell_that_is_none_is_told_with_its_position(none: Any) -> None:
    assert refused(json.dumps({"cells": [cell("a = 1"), none]})) == "its cell at position 2 is none"


def test_half_a_surrogate_is_a_question_mark() -> None:
    assert text(cell("a = '\ud800'")) == "a = '?'\n"


def test_magics_that_may_define_functions_are_numbered() -> None:
    one = read(
        cell("%%bash\nls"),
        cell("%%R\ndef f(x):\n    x"),
        cell("a = 1"),
        cell("%%cython\n  def  g(x):\n    x"),
        cell("%%cython\nif x:\n    def g(x):\n        x"),
    )
    assert one.unread == (2, 5)
    assert [tuple(each) for each in one.cells] == [(1, 3)]


def test_what_was_read_stays_as_it_is() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        read(cell("a = 1")).data = b""  # type: ignore[misc]


# Files


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"cells": "\xff"}', "it is not UTF-8"),
        ("[" * 100_000, "it is nested too deep"),
        ("null", "it has no cells"),
        ("[]", "it has no cells"),
        ("{}", "it has no cells"),
        ('{"cells": 5}', "it has no cells"),
        ('{"cells": {}}', "it has no cells"),
        ('{"worksheets": 5}', "it has no cells"),
        ('{"cells": [' + ", ".join(["{}"] * 2_001) + "]}", "it has 2,001 cells, more than 2,000"),
    ],
)
def test_why_a_file_is_no_notebook_is_said(data: str | bytes, why: str) -> None:
    assert refused(data) == why


@pytest.mark.parametrize("data", ["", "{", "{'cells': []}"])
def test_what_is_no_json_is_told_as_such(data: str) -> None:
    assert refused(data).startswith("it is not JSON: ")


def test_a_long_reason_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(str(notebook._unreadable("x", "y" * 500))) == len("x cannot be read as a notebook: ") + 200


def test_two_thousand_cells_are_read_and_a_mark_at_the_start_costs_nothing() -> None:
    assert CELLS_LIMIT == 2_000
    assert read(*[{}] * 2_000).data == b""
    data = json.dumps({"cells": [cell("a = 1")]}).encode("utf-8-sig")
    assert code_of(data, "mine.ipynb").data == b"a = 1\n"


def test_cells_of_version_3_stand_in_worksheets() -> None:
    sheets = [{"cells": [cell("a = 1")]}, {"cells": 5}, 5, {"cells": [cell("b = 2"), cell("c = 3")]}, {}]
    assert code_of(json.dumps({"worksheets": sheets}).encode(), "x").data == b"a = 1\n\n\nb = 2\n\n\nc = 3\n"
    both = {"worksheets": sheets, "cells": [cell("d = 4")]}
    assert code_of(json.dumps(both).encode(), "x").data == b"d = 4\n"


# Magics


@pytest.mark.parametrize(
    ("source", "python"),
    [
        ("a = 1", "a = 1\n"),
        ("a = 1\n", "a = 1\n"),
        ("a = 1\n\n", "a = 1\n\n"),
        ("a = 1\r\nb = 2\rc = 3", "a = 1\nb = 2\nc = 3\n"),
        ("\n\na = 1", "\n\na = 1\n"),
        ("    a = 1\n    b = 2", "a = 1\nb = 2\n"),
        (">>> a = 1\n... b = 2", "a = 1\nb = 2\n"),
        ("In [1]: a = 1", "a = 1\n"),
        ("%matplotlib inline\na = 1", "get_ipython().run_line_magic('matplotlib', 'inline')\na = 1\n"),
        ("!ls\na = 1", "get_ipython().system('ls')\na = 1\n"),
        ("a = !ls\nb = 2", "a = get_ipython().getoutput('ls')\nb = 2\n"),
        ("a?\nb = 2", "get_ipython().run_line_magic('pinfo', 'a')\nb = 2\n"),
        (
            "%time a = 1\n!ls\nb = 2",
            "get_ipython().run_line_magic('time', 'a = 1')\nget_ipython().system('ls')\nb = 2\n",
        ),
        ("def f(:\n  %x", "def f(:\n  %x\n"),
        ("x = [1,\n% 2]", "x = [1,\n% 2]\n"),
    ],
)
def test_a_cell_becomes_python_line_by_line(source: str, python: str) -> None:
    assert python_of(source) == python


@pytest.mark.parametrize(
    "source",
    [
        "%time a = \\\n  f(1, \\\n  2)\nb = 2",
        "!ls \\\n -l\nb = 2",
        "a = !ls \\\n -l\nb = 2",
        "%a \\\n b\n%c \\\n d\nb = 2",
    ],
)
def test_lines_stay_where_they_are_behind_a_magic_of_several_lines(source: str) -> None:
    python = python_of(source)
    assert python is not None
    assert python.split("\n").index("b = 2") == source.split("\n").index("b = 2")
    assert "\\\n" not in python


def test_blank_lines_stand_behind_the_magic_whose_lines_they_replace() -> None:
    python = python_of("x = 1\n%time a = \\\n  f(1, \\\n  2)\nb = 2")
    assert python is not None
    first, magic, *others = python.split("\n")
    assert (first, others) == ("x = 1", ["", "", "b = 2", ""])
    assert magic.startswith("get_ipython().run_line_magic('time', 'a =")


@pytest.mark.parametrize("magic", ["bash", "R", "html", "writefile x.py", "cython", "sh", "timex", "", "javascript"])
def test_the_content_of_another_language_is_none(magic: str) -> None:
    assert python_of(f"%%{magic}\na = 1") is None


@pytest.mark.parametrize("magic", sorted(RUN_THEIR_CONTENT))
def test_the_content_of_a_magic_that_runs_it_is_python(magic: str) -> None:
    assert python_of(f"%%{magic}\na = 1\nb = 2") == "\na = 1\nb = 2\n"
    assert python_of(f"\n\n%%{magic} -q\na = 1") == "\n\n\na = 1\n" or magic == "timeit"


def test_magics_inside_a_magic_are_turned_too() -> None:
    assert python_of("%%time\n%%capture out\n!ls\na = 1") == "\n\nget_ipython().system('ls')\na = 1\n"
    assert python_of("%%time\n%%bash\nls") is None


def test_a_question_about_a_magic_is_no_magic() -> None:
    python = python_of("%%time?\na = 1")
    assert python is not None
    assert "pinfo" in python
    assert python_of("%%bash?") is not None


@pytest.mark.parametrize(
    ("options", "setup"),
    [
        ("", ""),
        ("-n 10 -r 3", ""),
        ("-n10 -r3", ""),
        ("-o -q -n 5 a = 1", "a = 1"),
        ("a = 1", "a = 1"),
        ("-t a = 1", "a = 1"),
        ("-c a = 1", "a = 1"),
        ("-p 3 -v x a = 1", "a = 1"),
        ("-a", "-a"),
    ],
)
def test_what_a_timeit_line_sets_up_is_run_first(options: str, setup: str) -> None:
    assert python_of(f"%%timeit {options}\nb = a") == f"{setup}\nb = a\n"


def test_a_setup_belongs_to_timeit_alone() -> None:
    assert python_of("%%time a = 1\nb = 2") == "\nb = 2\n"


def test_blank_lines_before_a_magic_count() -> None:
    assert python_of("\n%%timeit a = 1\nb = a") == "\na = 1\nb = a\n"


def test_a_cell_that_ipython_cannot_read_is_left_as_it_is() -> None:
    for source in ("x = '''open\n%magic", "if True:\n      a\n   b\n%magic"):
        python = python_of(source)
        assert python is not None
        assert python.count("\n") == source.count("\n") + 1
