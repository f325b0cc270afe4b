"""Reports of a class run as grades, and what becomes of records and runs that cannot be read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from grading.reports import write_reports
from grading.reports.remarks import sentence
from reference.ground.errors import UserError
from reference.kit.course import Course
from tests.grading.class_runs import class_run, page, record, rows, seen


def test_grades_open_in_a_spreadsheet_with_their_umlauts(tmp_path: Path) -> None:
    out = class_run(tmp_path, {"Zoë": record("Zoë", "pass")})
    write_reports(out, Course.here())
    assert (out / "grades.csv").read_bytes().startswith(b'\xef\xbb\xbf"student",')


def test_rows_are_sorted_by_student_whatever_the_accents(tmp_path: Path) -> None:
    out = class_run(
        tmp_path, {name: record(name, "pass") for name in ("Zoë", "Émile", "anna", "Łukasz", "Emma", "Max")}
    )
    write_reports(out, Course.here())
    assert list(rows(out)) == ["anna", "Émile", "Emma", "Łukasz", "Max", "Zoë"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\uff1d1+1"])
def test_no_name_is_a_formula(tmp_path: Path, name: str) -> None:
    out = class_run(tmp_path, {name: record(name, "pass")})
    write_reports(out, Course.here())
    (student,) = rows(out)
    assert student == "'" + name.strip()


def test_a_note_is_no_formula_and_stays_on_its_line(tmp_path: Path) -> None:
    out = class_run(tmp_path, {"Ada": record("Ada", "pass", note="=cmd|' /C calc'!A0\n2,3\x00")})
    write_reports(out, Course.here())
    assert rows(out)["Ada"]["needs a look"] == "'=cmd|' /C calc'!A0 2,3\\x00"


def test_what_needs_a_look_is_said_in_words(tmp_path: Path) -> None:
    out = class_run(
        tmp_path, {"Ada": record("Ada", "timeout", "crash", "crash", "pass"), "Ben": record("Ben", "fail", "error")}
    )
    index = write_reports(out, Course.here()).read_text(encoding="utf-8")
    assert rows(out)["Ada"]["needs a look"] == "ex02: 1 test timed out, 2 tests crashed"
    assert rows(out)["Ben"]["needs a look"] == ""
    assert "1 test timed out, 2 tests crashed" in seen(index)


def test_tests_that_were_not_run_are_counted_apart(tmp_path: Path) -> None:
    ada = record("Ada", "timeout", "timeout", "timeout", "pass")
    result = ada.exercises[0]
    closed = [replace(test, reason="not run") for test in result.tests[1:3]]
    tests = [result.tests[0], *closed, result.tests[3]]
    out = class_run(tmp_path, {"Ada": replace(ada, exercises=[replace(result, tests=tests)])})
    write_reports(out, Course.here())
    assert rows(out)["Ada"]["needs a look"] == "ex02: 1 test timed out, 2 tests not run after that"


def test_a_file_that_does_not_run_at_all_needs_a_look(tmp_path: Path) -> None:
    out = class_run(tmp_path, {"Ada": record("Ada", "error", "error", message="no UTF-8: line 3\nmore")})
    write_reports(out, Course.here())
    assert rows(out)["Ada"]["needs a look"] == "ex02: all tests end in the same error: no UTF-8: line 3"


def test_a_file_of_which_nothing_works_needs_a_look(tmp_path: Path) -> None:
    ada = record("Ada", "error", "error", "error")
    result = ada.exercises[0]
    tests = [replace(test, message=f"it has no f{n}", reason="own") for n, test in enumerate(result.tests)]
    out = class_run(tmp_path, {"Ada": replace(ada, exercises=[replace(result, tests=tests)])})
    write_reports(out, Course.here())
    assert rows(out)["Ada"]["needs a look"] == "ex02: all tests end in errors: is it another exercise's file?"


def test_a_record_of_another_seed_needs_a_look(tmp_path: Path) -> None:
    out = class_run(tmp_path, {"Ada": record("Ada", "pass"), "Ben": record("Ben", "pass", seed="4")})
    write_reports(out, Course.here())
    assert "another seed" in rows(out)["Ben"]["needs a look"]
    assert rows(out)["Ada"]["needs a look"] == ""


def test_who_is_not_marked_yet_has_no_zero(tmp_path: Path) -> None:
    out = class_run(tmp_path, {"Ada": record("Ada", "pass"), "Ben": None}, finished=False)
    index = seen(write_reports(out, Course.here()).read_text(encoding="utf-8"))
    assert rows(out)["Ben"]["points"] == rows(out)["Ben"]["ex02"] == rows(out)["Ben"]["percent"] == ""
    assert rows(out)["Ben"]["needs a look"] == "not marked yet"
    assert "This run has not finished: 1 of 2 marked so far" in index
    assert not (out / "students" / "student-1.html").exists()


def test_a_record_missing_from_a_finished_run_needs_a_look(tmp_path: Path) -> None:
    out = class_run(tmp_path, {"Ada": record("Ada", "pass"), "Ben": None})
    index = seen(write_reports(out, Course.here()).read_text(encoding="utf-8"))
    assert rows(out)["Ben"]["needs a look"] == "has no record: grade again"
    assert "Needs a look Ben has no record" in index


@pytest.mark.parametrize(
    "text",
    [
        "",
        '{"schema": 1, "stud',
        "[" * 100_000,
        "[]",
        '{"schema": 1}',
        json.dumps({**to_builtins(record("Ada", "pass")), "seed": 3}),
        json.dumps({**to_builtins(record("Ada", "pass")), "surplus": 3}),
        json.dumps(to_builtins(record("Ada", "pass"))).replace('"points": 1.0', '"points": NaN'),
        json.dumps(to_builtins(record("Ada", "pass"))).replace('"pass"', '"excellent"'),
        json.dumps(to_builtins(record("Somebody else", "pass"))),
    ],
    ids=["empty", "cut", "deep", "list", "bare", "seed", "surplus", "nan", "outcome", "other-student"],
)
def test_a_damaged_record_is_a_row_that_says_so(tmp_path: Path, text: str) -> None:
    out = class_run(tmp_path, {"Ben": record("Ben", "pass"), "Ada": text})
    index = seen(write_reports(out, Course.here()).read_text(encoding="utf-8"))
    assert rows(out)["Ben"]["points"] == "1"
    assert rows(out)["Ada"]["points"] == ""
    assert rows(out)["Ada"]["needs a look"].endswith(": grade again")
    assert re.search(r"Ada the record (cannot be read|is that of)", index)
    assert "not your fault" in page(out, 1)


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no class run in .*--out"):
        write_reports(tmp_path, Course.here())


@pytest.mark.parametrize(
    "change",
    [
        {"students": None},
        {"students": {"../../etc/x": "Ada"}},
        {"students": {"a/b": "Ada"}},
        {"students": {".": "Ada"}},
        {"exercises": ["../ex02"]},
        {"exercises": 3},
        {"finished": "no"},
        {"seed": None},
    ],
    ids=str,
)
def test_a_damaged_run_is_refused_in_one_sentence(tmp_path: Path, change: dict[str, object]) -> None:
    out = class_run(tmp_path, {"Ada": record("Ada", "pass")})
    data = json.loads((out / "run.json").read_text(encoding="utf-8"))
    (out / "run.json").write_text(json.dumps({**data, **change}), encoding="utf-8")
    with pytest.raises(UserError, match=r"run\.json is damaged .*: put the file back .*--out") as caught:
        write_reports(out, Course.here())
    assert "\n" not in str(caught.value)
    assert not (out / "index.html").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", "\xff", "[" * 100_000], ids=["empty", "cut", "list", "text", "deep"])
def test_a_run_that_is_no_object_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(UserError, match=r"run\.json is damaged"):
        write_reports(tmp_path, Course.here())


def test_a_run_of_another_version_is_refused_as_such(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"schema": 1}', encoding="utf-8")
    with pytest.raises(UserError, match="is of schema 1, this version reads 2"):
        write_reports(tmp_path, Course.here())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("test_rows_sum_to_one", "Rows sum to one"),
        ("test_padding[same-3]", "Padding (same-3)"),
        ("", ""),
    ],
)
def test_a_tests_name_is_a_sentence(name: str, words: str) -> None:
    assert sentence(name) == words
