"""What a class's records say together: shared mistakes, hard tests, a distribution."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace

from grading.reports import html as pages
from grading.reports import write_reports
from grading.reports.lessons import catalogued
from grading.results import ExerciseResult, Outcome, Record
from reference.kit.course import Course
from tests.grading.class_runs import class_run, record, seen

FAILURES: list[Outcome] = ["fail"] * 2


def test_a_shade_says_how_many_points() -> None:
    assert [pages.level(points, 10) for points in (0, 0.5, 2.5, 5, 9.5, 10)] == [0, 1, 2, 3, 4, 5]
    assert pages.level(0, 0) == 0


def test_the_misconception_that_most_share_stands_first(tmp_path: Path) -> None:
    def diagnosed(student: str, diagnosis: str) -> Record:
        failed = record(student, "fail")
        test = replace(failed.exercises[0].tests[0], diagnosis=diagnosis)
        return replace(failed, exercises=[ExerciseResult.of("ex02", [test], [])])

    had = {"Ada": "left-out-the-bias", "Ben": "worst-class-first", "Cem": "worst-class-first"}
    out = class_run(tmp_path, {name: diagnosed(name, diagnosis) for name, diagnosis in had.items()})
    lesson = write_reports(out, Course.here()).read_text(encoding="utf-8").partition('id="lesson"')[2]
    assert re.findall('class="slug">([^<]*)<', lesson) == ["worst-class-first", "left-out-the-bias"]


def test_a_general_misconception_names_no_function() -> None:
    assert catalogued(Course.here(), "ex02")("changes-its-argument") == ("", "changed its argument")


def test_a_mistake_of_every_exercise_has_its_own_words() -> None:
    look_up = catalogued(Course.here(), "ex02")
    assert look_up("opposite-sign") == ("", "gave the right numbers with the opposite sign.")
    assert look_up("rounds-its-result") == ("", "rounds its result")
    assert look_up("returns-nothing") == ("", "returns nothing")


def test_an_unknown_misconception_goes_by_its_own_words() -> None:
    assert catalogued(Course.here(), "ex02")("left-out-the-bias") == ("", "left out the bias")
    assert catalogued(Course.here(), "ex99")("left-out-the-bias") == ("", "left out the bias")


def test_the_hardest_test_is_the_one_that_fewest_passed_who_tried(tmp_path: Path) -> None:
    records = {
        "Ada": record("Ada", "pass", "pass", "fail", "not attempted", "pass"),
        "Ben": record("Ben", "fail", "pass", "fail", "not attempted", "pass"),
        "Cem": record("Cem", "not attempted", "fail", "fail", "not attempted", "pass"),
        "Dua": record("Dua", "not attempted", "fail", "fail", "not attempted", "pass"),
        "Eli": record("Eli", "not attempted", "fail", "fail", "not attempted", "pass"),
    }
    index = write_reports(class_run(tmp_path, records), Course.here()).read_text(encoding="utf-8")
    hard = seen(index.partition('id="hardest"')[2])
    assert re.findall(r"(\d) of (\d) (\d) ex02", hard) == [("0", "5", "2"), ("2", "5", "1"), ("1", "2", "0")]


def test_the_class_is_seen_as_a_distribution(tmp_path: Path) -> None:
    out = class_run(
        tmp_path, {name: record(name, "pass", *FAILURES[:i]) for i, name in enumerate(("Ada", "Ben", "Cem"))}
    )
    index = write_reports(out, Course.here()).read_text(encoding="utf-8")
    counts = re.findall(r'title="(\d+) with (\d+) to (\d+) percent"', index)
    assert [(low, count) for count, low, _ in counts if count != "0"] == [("30", "1"), ("50", "1"), ("90", "1")]
    assert "50 % median of points" in seen(index)
