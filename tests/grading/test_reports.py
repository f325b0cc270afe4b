"""Reports of a class run as pages: from real records of ex02, and from records that mean harm."""

from __future__ import annotations

import base64
import hashlib
import html
import os
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from grading.marking.records import mark
from grading.reports import html as pages
from grading.reports import write_reports
from grading.reports.remarks import IN_WORDS, SIGNS
from grading.results import OUTCOMES, Outcome, Record
from grading.subject.calls import LoadedSource
from reference.kit.course import Course
from tests.grading.class_runs import Tags, class_run, page, record, rows, seen

SOFTMAX = Course.here().exercise("ex02")
MISCONCEPTION = "softmax-over-the-batch"
PNG = b"\x89PNG\r\n\x1a\n" + b"no more than a beginning"
HOSTILE_NAME = '<img src=x onerror="alert(1)">\u202egnp.\x1b[31m'
HOSTILE_MESSAGE = "</pre><script>alert(2)</script>\x07\u2066'\"&amp;\n\tsecond line \ud800"
FAILURES: list[Outcome] = ["fail"] * 9


@pytest.fixture(scope="module")
def real() -> dict[str, Record]:
    """Records of the model answer, the stub, and one misconception."""
    solution = SOFTMAX.solution.read_text(encoding="utf-8")
    wrong = next(variant for variant in SOFTMAX.misconceptions if variant.id == MISCONCEPTION)
    texts = {"Ada": solution, "Ben": SOFTMAX.stub.read_text(encoding="utf-8"), "Zoë": wrong.source(solution)}

    def marked(name: str) -> Record:
        source = LoadedSource(SOFTMAX.id, SOFTMAX.module, texts[name].encode())
        return mark(name, [(SOFTMAX, source)], seed="3").record

    return {name: marked(name) for name in texts}


def test_the_path_of_the_class_page_is_returned(tmp_path: Path, real: dict[str, Record]) -> None:
    out = class_run(tmp_path, real)
    assert write_reports(out, Course.here()) == out / "index.html"
    assert (out / "index.html").is_file()


def test_grades_are_those_of_the_records(tmp_path: Path, real: dict[str, Record]) -> None:
    out = class_run(tmp_path, real)
    write_reports(out, Course.here())
    grades = rows(out)
    assert list(grades) == ["Ada", "Ben", "Zoë"]
    assert grades["Ada"]["points"] == grades["Ada"]["max_points"] == grades["Ada"]["ex02"] == "10"
    assert grades["Ada"]["percent"] == "100.0"
    assert grades["Ben"]["points"] == "0"
    assert float(grades["Zoë"]["points"]) == real["Zoë"].points
    assert 0 < real["Zoë"].points < 10


def test_a_finished_run_does_not_say_it_has_not_finished(tmp_path: Path) -> None:
    out = class_run(tmp_path, {"Ada": record("Ada", "pass")})
    assert "has not finished" not in write_reports(out, Course.here()).read_text(encoding="utf-8")


def test_hostile_names_and_messages_stay_text(tmp_path: Path) -> None:
    hostile = record(HOSTILE_NAME, "fail", "error", "pass", message=HOSTILE_MESSAGE, note=HOSTILE_MESSAGE)
    result = hostile.exercises[0]
    tests = [replace(test, id=f"test_{HOSTILE_NAME}", task="<u>task</u>") for test in result.tests]
    tests[0] = replace(tests[0], diagnosis='"><script>alert(3)</script>')
    out = class_run(tmp_path, {HOSTILE_NAME: replace(hostile, exercises=[replace(result, tests=tests)])})
    index = write_reports(out, Course.here()).read_text(encoding="utf-8")
    for markup in (index, page(out, 0)):
        tags = Tags(markup)
        assert not tags.names & {"img", "u", "iframe", "link", "object"}
        assert markup.count("<script") == (markup is index), "the one that sorts and filters the class"
        assert not [name for name, _ in tags.attributes if name.startswith("on")]
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", markup)
        assert "gnp.\\x1b[31m" in seen(markup)
    assert "<pre>&lt;/pre&gt;&lt;script&gt;alert(2)&lt;/script&gt;\\x07" in page(out, 0)
    assert "\n\tsecond line ?" in page(out, 0)


def test_pages_forbid_themselves_all_but_their_own_style(tmp_path: Path, real: dict[str, Record]) -> None:
    out = class_run(tmp_path, real)
    index = write_reports(out, Course.here()).read_text(encoding="utf-8")
    for markup in (index, page(out, 2)):
        style = markup.partition("<style>")[2].partition("</style>")[0]
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', markup)
        assert policy is not None
        assert policy[1].startswith(f"default-src 'none'; img-src data:; style-src 'sha256-{digest}';")
        assert ("script-src" in policy[1]) == (markup is index)
        tags = Tags(markup)
        assert tags.open == []
        assert "style" not in dict(tags.attributes), "the policy does not allow a style on an element"


def test_pages_need_nothing_from_elsewhere(tmp_path: Path, real: dict[str, Record]) -> None:
    out = class_run(tmp_path, real)
    index = write_reports(out, Course.here()).read_text(encoding="utf-8")
    for markup in (index, page(out, 2)):
        assert "url(" not in markup
        assert "http:" not in markup
        assert "https:" not in markup
        links = [value for name, value in Tags(markup).attributes if name in ("href", "src")]
        for link in links:
            anchor = link.startswith("#") and f'id="{link[1:]}"' in markup
            assert anchor or link.startswith("data:image/png;") or (out / link).is_file()


def test_outcomes_are_told_by_a_sign_and_not_by_colour_alone(tmp_path: Path) -> None:
    assert len(set(SIGNS.values())) == len(OUTCOMES)
    assert set(SIGNS) == set(IN_WORDS) == set(OUTCOMES)
    out = class_run(tmp_path, {outcome: record(outcome, outcome) for outcome in OUTCOMES})
    index = write_reports(out, Course.here()).read_text(encoding="utf-8")
    table = index.partition('id="students"')[2]
    for outcome in OUTCOMES:
        row = re.search(rf"<bdi>{outcome}</bdi>.*?</tr>", table, re.DOTALL)
        assert row is not None
        assert f"<b>{SIGNS[outcome]}</b>" in row[0]


def test_a_misconception_is_shown_with_how_many_share_it(tmp_path: Path, real: dict[str, Record]) -> None:
    again = replace(real["Zoë"], student="Yan")
    out = class_run(tmp_path, {**real, "Yan": again})
    index = write_reports(out, Course.here()).read_text(encoding="utf-8")
    lesson = seen(index.partition('id="lesson"')[2].partition('id="hardest"')[0])
    assert re.search(r" 2 softmax has columns that sum to one: it normalised over the batch \(axis 0\)", lesson)
    assert f"{MISCONCEPTION} Yan, Zoë" in lesson.replace(" ,", ",")
    assert "3 tried, 1 passed" in lesson


def test_conditions_of_the_run_stand_at_the_foot(tmp_path: Path) -> None:
    out = class_run(tmp_path, {"Ada": record("Ada", "pass")}, sandbox="none")
    foot = seen(write_reports(out, Course.here()).read_text(encoding="utf-8").partition("<footer>")[2])
    assert "3 March 2026, 14:05 UTC+01:00 Seed 3 Tests ffffffffffff Sandbox none : submissions ran unprotected" in foot
    assert "python 3.12.1, numpy 2.1.0" in foot


def test_a_student_sees_what_failed_first_and_what_passed_folded(tmp_path: Path, real: dict[str, Record]) -> None:
    out = class_run(tmp_path, real)
    write_reports(out, Course.here())
    markup = page(out, 2)
    before, _, folded = markup.partition('<details class="passed">')
    assert "Each row sums to one" in before.partition('class="exercise"')[2]
    assert "Slide example" in folded
    assert '<details class="passed" open' not in markup
    message = next(test.message for test in real["Zoë"].exercises[0].tests if test.outcome == "fail")
    assert f"<pre>{html.escape(message, quote=True)}</pre>" in markup.replace("&#34;", "&quot;").replace(
        "&#39;", "&#x27;"
    )


def test_a_student_sees_what_to_do_next(tmp_path: Path, real: dict[str, Record]) -> None:
    out = class_run(tmp_path, real)
    write_reports(out, Course.here())
    assert "Well done!" in page(out, 0)
    assert "is waiting for you" in page(out, 1)
    assert "Still to write softmax" in seen(page(out, 1))
    assert "Begin with the test Each row sums to one ;" in seen(page(out, 2))


def test_next_is_the_first_exercise_that_has_not_passed(tmp_path: Path) -> None:
    outcomes: list[Outcome] = ["pass", "fail", "not attempted"]
    results = [
        record("Ada", outcome, exercise_id=f"ex{i:02d}").exercises[0] for i, outcome in enumerate(outcomes, start=1)
    ]
    out = class_run(tmp_path, {"Ada": record("Ada", "pass", exercises=results)})
    write_reports(out, Course.here())
    assert re.search(r'What to do next</h2>\s*<p><a href="#ex02">', page(out, 0))


def test_a_students_page_carries_the_picture_in_itself(tmp_path: Path, real: dict[str, Record]) -> None:
    out = class_run(tmp_path, real)
    (out / "pictures" / "student-0").mkdir(parents=True)
    (out / "pictures" / "student-2").mkdir(parents=True)
    (out / "pictures" / "student-0" / "ex02.png").write_bytes(PNG)
    (out / "pictures" / "student-2" / "ex02.png").write_bytes(b"<svg>no PNG</svg>")
    write_reports(out, Course.here())
    assert f'src="data:image/png;base64,{base64.b64encode(PNG).decode()}"' in page(out, 0)
    assert "<img" not in page(out, 2)


def test_a_figure_that_was_measured_is_shown(tmp_path: Path) -> None:
    ada = record("Ada", "fail", "pass")
    result = ada.exercises[0]
    tests = [replace(test, measured=0.8731) for test in result.tests]
    out = class_run(tmp_path, {"Ada": replace(ada, exercises=[replace(result, tests=tests)])})
    write_reports(out, Course.here())
    assert page(out, 0).count("measured 0.8731") == 2


def test_many_failures_are_laid_open_a_few_at_a_time(tmp_path: Path) -> None:
    out = class_run(tmp_path, {"Ada": record("Ada", *FAILURES)})
    write_reports(out, Course.here())
    before, _, folded = page(out, 0).partition('<details class="more">')
    assert before.count('<article class="test fail">') == pages.SHOWN
    assert folded.count('<article class="test fail">') == 9 - pages.SHOWN


def test_a_cause_that_stops_many_tests_is_told_once(tmp_path: Path) -> None:
    out = class_run(tmp_path, {"Ada": record("Ada", "error", "error", "error", message="SyntaxError in line 3")})
    write_reports(out, Course.here())
    assert page(out, 0).count("SyntaxError in line 3") == 1
    assert "2 more for the same reason" in page(out, 0)


def test_a_file_that_was_not_handed_in_is_said_so(tmp_path: Path) -> None:
    message = "ex02_softmax.py was not handed in"
    out = class_run(
        tmp_path, {"Ada": record("Ada", "not attempted", "not attempted", message=message, reason="whole file")}
    )
    write_reports(out, Course.here())
    assert page(out, 0).count(message) == 1


def test_a_message_without_end_is_shortened(tmp_path: Path) -> None:
    out = class_run(tmp_path, {"Ada": record("Ada", "fail", message="x" * 10**6)})
    write_reports(out, Course.here())
    assert len(page(out, 0)) < 40_000
    assert "994000 more characters" in page(out, 0)


def test_a_report_is_the_same_when_made_again(tmp_path: Path, real: dict[str, Record]) -> None:
    out = class_run(tmp_path, real)
    write_reports(out, Course.here())
    files = sorted(path for path in out.rglob("*") if path.is_file())
    first = [path.read_bytes() for path in files]
    write_reports(out, Course.here())
    assert sorted(path for path in out.rglob("*") if path.is_file()) == files
    assert [path.read_bytes() for path in files] == first


def test_a_report_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, real: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = class_run(tmp_path, real)
    index = write_reports(out, Course.here())
    index.write_text("the old one", encoding="utf-8")

    replace = os.replace

    def full(source: str, target: Path) -> None:
        if Path(target).name == "index.html":
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_reports(out, Course.here())
    assert index.read_text(encoding="utf-8") == "the old one"


@pytest.mark.parametrize("count", [0, 1, 200])
def test_a_class_of_any_size_has_its_report(tmp_path: Path, count: int) -> None:
    out = class_run(tmp_path, {f"Student {i:03d}": record(f"Student {i:03d}", "pass", "fail") for i in range(count)})
    index = write_reports(out, Course.here()).read_text(encoding="utf-8")
    assert Tags(index).open == []
    assert index.count('<td class="cell s3') == count
    assert len(rows(out)) == count
