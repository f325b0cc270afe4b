"""Grades go back into a gradebook: the roster's columns, whoever is who, and who handed in nothing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from grading.classroom.folder import RunFolder
from grading.reports import write_reports
from grading.reports.roster import matched, read_roster
from reference.ground.errors import UserError
from reference.kit.course import Course
from tests.grading.class_runs import class_run, record, seen

MOODLE = """\ufeff"First name",Surname,"ID number",Institution,"Email address","Course total (Real)"
Anna,Berg,4711,,anna.berg@example.org,-
Zo\u00eb,"van \u00d6z",4712,,zoe@example.org,-
Ben,Fall,4713,,ben1@example.org,-
Ben,Fall,4714,,ben2@example.org,-
"=HYPERLINK(""x"")",Evil,+4715,,@evil,-
"""
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Kata (99)
    Points Possible,,,,,200
"Berg, Anna",101,A1,aberg,Group 1,
"van \u00d6z, Zo\u00eb",102,A2,zoez,Group 1,
"Fall, Ben",103,A3,bfall,Group 2,
"""


def who(table: str, *students: tuple[str, str]) -> dict[str, str | None]:
    """Return whom each student, a name and a portal's number, is on a roster: the second of their cells."""
    roster = read_roster(table.encode("utf-8"), "roster.csv")
    found = matched(roster, [(name, name, number) for name, number in students])
    return {name: found.people[name].cells[1] if name in found.people else None for name, _ in students}


@pytest.mark.parametrize(
    ("name", "number", "canvas_id"),
    [
        ("Anna Berg", "", "101"),
        ("berg anna", "", "101"),
        ("ANNA  B\u00e9rg", "", "101"),
        ("aberg", "", "101"),
        ("A1", "", "101"),
        ("week1_aberg_final", "", "101"),
        ("berganna", "", "101"),
        ("vanozzoe", "", "102"),
        ("nobody", "103", "103"),
        ("Ben Fall (3)", "", "103"),
        ("Anna Berg group 7", "", "101"),
        ("Anna", "", None),
        ("fall", "", None),
        ("", "", None),
    ],
)
def test_a_student_is_found_on_the_roster(name: str, number: str, canvas_id: str | None) -> None:
    assert who(CANVAS, (name, number)) == {name: canvas_id}


def test_nobody_is_guessed_at() -> None:
    assert who(MOODLE, ("Ben Fall", "")) == {"Ben Fall": None}
    assert who(CANVAS, ("aberg", ""), ("Anna Berg", "")) == {"aberg": "101", "Anna Berg": None}
    assert who(CANVAS, ("Anna Berg", ""), ("Berg, Anna", "")) == {"Anna Berg": None, "Berg, Anna": None}


def graded(tmp_path: Path, table: str) -> tuple[list[str], list[dict[str, str]]]:
    """Return headings and rows of the grades of a class of three on a roster, with their duplicates by position."""
    names = ("Anna Berg", "Zo\u00eb van \u00d6z", "Stranger")
    out = class_run(tmp_path, {name: record(name, "pass") for name in names})
    RunFolder(out).write_roster(table.encode("utf-8"))
    write_reports(out, Course.here())
    with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *lines = csv.reader(file)
    return head, [dict(zip(head, line, strict=True)) for line in lines]


def test_moodle_finds_its_columns(tmp_path: Path) -> None:
    head, lines = graded(tmp_path, MOODLE)
    assert head[:6] == ["First name", "Surname", "ID number", "Email address", "student", "points"]
    by_name = {line["student"]: line for line in lines}
    assert (by_name["Anna Berg"]["ID number"], by_name["Anna Berg"]["points"]) == ("4711", "1")
    assert by_name["Zo\u00eb van \u00d6z"]["Email address"] == "zoe@example.org"
    assert by_name["Stranger"]["ID number"] == ""
    assert by_name["Stranger"]["needs a look"].startswith("cannot be told on the roster")


def test_canvas_finds_its_columns_at_the_beginning(tmp_path: Path) -> None:
    head, lines = graded(tmp_path, CANVAS)
    assert head[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert [line["Student"] for line in lines] == ["Berg, Anna", "", "van \u00d6z, Zo\u00eb", "Fall, Ben"]


def test_who_handed_in_nothing_has_a_row_without_a_zero(tmp_path: Path) -> None:
    _, lines = graded(tmp_path, MOODLE)
    missing = [line for line in lines if line["needs a look"] == "handed in nothing"]
    assert [line["ID number"] for line in missing] == ["4713", "4714", "'+4715"]
    assert {line["points"] for line in missing} == {""}


def test_no_cell_of_a_roster_is_a_formula(tmp_path: Path) -> None:
    _, lines = graded(tmp_path, MOODLE)
    assert not [cell for line in lines for cell in line.values() if cell.startswith(("=", "+", "-", "@"))]


def test_the_page_of_the_class_names_who_handed_in_nothing(tmp_path: Path) -> None:
    graded(tmp_path, MOODLE)
    page = seen((tmp_path / "index.html").read_text(encoding="utf-8"))
    assert "Handed in nothing 3" in page
    assert "Ben Fall" in page


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no roster"),
        (b"a,b\n1,2\n", "is no roster"),
        (b'Student,ID\n"Berg, Anna,1\n', "cannot be read as CSV"),
        (b"Student\n" * 10_000_000, "is no roster"),
    ],
    ids=["empty", "other", "quotes", "large"],
)
def test_another_table_is_no_roster(data: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_roster(data, "x.csv")


def test_excels_own_table_is_read() -> None:
    table = "Vorname;Surname;ID number\r\nJ\u00f6rg;M\u00fcller;7\r\n".replace("Vorname", "First name")
    (person,) = read_roster(table.encode("cp1252"), "x.csv").people
    assert (person.name, person.cells) == ("J\u00f6rg M\u00fcller", ("J\u00f6rg", "M\u00fcller", "7"))
