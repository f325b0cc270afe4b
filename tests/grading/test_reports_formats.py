"""A student's result as JUnit XML, Gradescope's JSON and Markdown: what a reader of each makes of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from grading.reports import write_reports
from grading.reports.junit import junit_xml
from grading.reports.markdown import student_markdown
from grading.results import OUTCOMES, Record
from reference.kit.course import Course
from tests.grading.class_runs import class_run, record

HOSTILE = "]]> <b>&amp; \x00\x1b[31m \ud800 \uffff \"' \u202e ``` ```` | # * _ [x](javascript:alert(1)) <script>"

# What Jenkins's xUnit plugin allows ("junit-10"): for each element its attributes, those that must be there, and what
# it may hold.
ATTRIBUTES = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "time", "skipped", "timestamp", "hostname", "id", "package"},
    "properties": set(),
    "property": {"name", "value"},
    "testcase": {"name", "time", "classname", "group"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"type", "message"},
}
REQUIRED = {
    "testsuite": {"name", "tests", "failures", "errors"},
    "property": {"name", "value"},
    "testcase": {"name"},
}
HOLDS = {
    "testsuites": {"testsuite"},
    "testsuite": {"testsuite", "properties", "testcase", "system-out", "system-err"},
    "properties": {"property"},
    "testcase": {"skipped", "error", "failure", "system-out", "system-err"},
}
TIME = re.compile(r"(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?")


def check(element: ET.Element) -> None:
    """Assert that an element, and all that it holds, is as the schema wants it."""
    tag = element.tag
    assert set(element.attrib) <= ATTRIBUTES[tag]
    assert set(element.attrib) >= REQUIRED.get(tag, set())
    assert {child.tag for child in element} <= HOLDS.get(tag, set())
    assert tag in ("failure", "error", "skipped") or not (element.text or "").strip()
    if "time" in element.attrib:
        assert TIME.fullmatch(element.attrib["time"])
    for child in element:
        check(child)


def all_outcomes() -> Record:
    """Return a record with a test of each outcome."""
    return record("Ada", *OUTCOMES[:-1], message="first line\nsecond")


def test_the_xml_is_what_the_schema_wants() -> None:
    root = ET.fromstring(junit_xml(all_outcomes()))  # noqa: S314 -- our own
    assert root.tag == "testsuites"
    check(root)


def test_counts_and_outcomes_are_those_of_the_record() -> None:
    root = ET.fromstring(junit_xml(all_outcomes()))  # noqa: S314 -- our own
    (suite,) = root
    assert {name: suite.attrib[name] for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "6",
        "failures": "2",
        "errors": "3",
        "skipped": "0",
    }
    cases = suite.findall("testcase")
    assert [[child.tag for child in case] for case in cases] == [
        [],
        ["failure"],
        ["error"],
        ["error"],
        ["error"],
        ["failure"],
    ]
    assert cases[1][0].attrib == {"type": "fail", "message": "first line"}
    assert cases[1][0].text == "first line\nsecond"
    properties = {one.attrib["name"]: one.attrib["value"] for one in suite.iter("property")}
    assert (properties["points"], properties["max_points"], properties["test_0.points"]) == ("1", "6", "1")


def test_what_could_not_be_marked_is_skipped() -> None:
    root = ET.fromstring(junit_xml(record("Ada", "not marked")))  # noqa: S314 -- our own
    assert root[0].attrib["skipped"] == "1"
    assert root[0].find("testcase/skipped") is not None


def test_hostile_words_stay_words_in_xml() -> None:
    data = junit_xml(record(HOSTILE, "fail", message=HOSTILE))
    root = ET.fromstring(data)  # noqa: S314 -- our own
    check(root)
    assert b"<script>" not in data
    said = root.find("testsuite/testcase/failure")
    assert said is not None
    assert "<script>" in (said.text or "")


def test_markdown_says_points_and_what_failed() -> None:
    text = student_markdown(all_outcomes(), Course.here())
    assert text.startswith("# Ada\n\n**1 of 6 points**\n")
    assert "| ex02 Softmax" in text
    assert "\n```text\nfirst line\nsecond\n```\n" in text
    assert "Still to write: `softmax`" in text


def test_hostile_words_stay_words_in_markdown() -> None:
    text = student_markdown(record(HOSTILE, "fail", message=f"{HOSTILE}\n```\n# free\n"), Course.here())
    fence = re.search(r"\n(`{5,})text\n(?s:.*?)\n\1\n", text)
    assert fence is not None
    outside = text.replace(fence[0], "")
    assert "# free" in fence[0]
    assert not re.search(r"(?<!\\)[<\[]", outside)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)


def test_whatever_an_exercise_that_passed_has_nothing_to_say() -> None:
    assert "##" not in student_markdown(record("Ada", "pass"), Course.here())


@pytest.mark.parametrize("name", ["students/student-0.md", "junit/student-0.xml", "gradescope/student-0.json"])
def test_every_student_has_each_file(tmp_path: Path, name: str) -> None:
    out = class_run(tmp_path, {"Ada": all_outcomes(), "Ben": None})
    write_reports(out, Course.here())
    assert (out / name).is_file()
    assert not (out / name.replace("-0", "-1")).exists()


def test_gradescopes_score_is_that_of_the_record(tmp_path: Path) -> None:
    out = class_run(tmp_path, {"Ada": replace(all_outcomes(), note="a note")})
    write_reports(out, Course.here())
    content = json.loads((out / "gradescope" / "student-0.json").read_text(encoding="utf-8"))
    assert content["score"] == 1
    assert [test["status"] for test in content["tests"]] == ["passed", *["failed"] * 5]
    assert "a note" in content["output"]


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    out = class_run(tmp_path, {"Ada": all_outcomes()})
    index = write_reports(out, Course.here())
    before = {path: path.stat().st_ino for path in out.rglob("*") if path.is_file()}
    write_reports(out, Course.here())
    assert {path: path.stat().st_ino for path in before} == before
    index.write_text("spoilt", encoding="utf-8")
    write_reports(out, Course.here())
    assert index.read_text(encoding="utf-8") != "spoilt"
