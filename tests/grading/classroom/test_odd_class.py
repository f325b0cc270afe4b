"""What was handed in is what is marked: a class of odd hand-ins in one run, each with what a careful person gives."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from grading.classroom.handed_in import submissions
from grading.classroom.placing import is_checkout
from grading.classroom.run import ClassRun, continued, mark_class
from grading.reports import write_reports
from grading.results import ExerciseResult, Record
from grading.subject import Sandbox
from grading.subject.handed_in import shown
from grading.subject.sandbox import bubblewrap_problem
from grading.wording import printable
from reference.kit.course import Course
from tests.grading.class_runs import rows
from tests.grading.classroom.odd_hand_ins import CLASS, EXERCISES, HandIn, write_class
from tests.grading.classroom.odd_hand_ins.hostile import OUTSIDE

pytestmark = [
    pytest.mark.xdist_group("odd class"),
    pytest.mark.timeout(3600),  # the class takes 90 s of processor time, which a busy machine gives late
    pytest.mark.skipif(bool(bubblewrap_problem()), reason="these hand-ins write and fork: they need the sandbox"),
]
CALL_SECONDS = 1.0
"""Limit of a call: an ordinary one takes a thousandth."""
SYSTEMS_OWN = ("__MACOSX", "env", "__pycache__", "figures")
"""Folders that nobody needs to speak of."""


@dataclass(frozen=True)
class Marked:
    """A class that was marked, and what came of it."""

    run: ClassRun
    place: Path
    records: dict[str, Record]
    """By the name of the student's folder."""
    aside: list[str]
    before: list[str]
    """What lay in the class's folder before it was marked."""

    def result(self, hand_in: HandIn) -> ExerciseResult:
        """Return what came of the exercise that a hand-in is about."""
        return next(one for one in self.records[hand_in.student].exercises if one.id == hand_in.exercise)


def listed(place: Path) -> list[str]:
    """Return all that lies in a folder."""
    return sorted(str(Path(folder) / name) for folder, *inner in os.walk(place) for name in [*inner[0], *inner[1]])


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Marked:
    """Mark the class as `kata grade` does: one run, one seed, several at a time, in the sandbox."""
    home = tmp_path_factory.mktemp("class")
    place = home / "Abgaben f\u00fcr heute"
    written = write_class(place)
    (place / "grades.xlsx").touch()
    (place / "again").symlink_to(place / "untouched")
    (place / "__MACOSX").mkdir()
    before = listed(place)
    exercises = [Course.here().exercise(name).hurried(CALL_SECONDS) for name in EXERCISES]
    who = submissions([place])
    run = ClassRun(who.submissions, exercises, home / "out", "1", Sandbox.best())
    list(mark_class(run))
    write_reports(run.out, Course.here())
    records = {one.path.name: run.folder.record(one.key) for one in who.submissions}
    assert {hand_in.student for hand_in in written} == set(records)
    return Marked(
        run,
        place,
        {name: record for name, record in records.items() if record is not None},
        [name for remark in who.aside for name in remark.files],
        before,
    )


def each(*, with_faults: bool = False) -> list[Any]:
    """Return the hand-ins as parameters of a test."""
    parameters = []
    for hand_in in CLASS:
        faulty = pytest.mark.xfail(strict=True, reason=hand_in.fault)
        name = printable(hand_in.student)[:60].replace("/", "-")
        parameters.append(pytest.param(hand_in, id=name, marks=[faulty] if hand_in.fault and with_faults else []))
    return parameters


def skip_where_not_written(marked: Marked, hand_in: HandIn) -> None:
    """Skip a test of a hand-in whose name the file system does not take."""
    if hand_in.student not in marked.records:
        pytest.skip("this file system takes UTF-8 names only")


def told(record: Record, result: ExerciseResult) -> str:
    """Return all that is said of a hand-in."""
    texts = [test.message for test in result.tests] + [remark.text for remark in (*record.remarks, *result.remarks)]
    return "\n".join(texts)


def test_the_class_has_more_than_forty_four_hand_ins_of_all_outcomes() -> None:
    assert len(CLASS) == len({hand_in.student for hand_in in CLASS}) >= 44
    assert {outcome for hand_in in CLASS for outcome in hand_in.outcomes} == {
        "pass",
        "fail",
        "error",
        "timeout",
        "crash",
        "not attempted",
    }


@pytest.mark.parametrize("hand_in", each(with_faults=True))
def test_a_hand_in_leads_to_what_a_careful_person_makes_of_it(marked: Marked, hand_in: HandIn) -> None:
    skip_where_not_written(marked, hand_in)
    record, result = marked.records[hand_in.student], marked.result(hand_in)
    said = [remark.kind for remark in (*record.remarks, *result.remarks)]
    remarks = [kind for kind in said if kind != "dragged down"]  # which speaks of functions, and of no file
    assert result.points == hand_in.points, told(record, result)
    assert {test.outcome for test in result.tests} == hand_in.outcomes
    assert sorted(remarks) == sorted(hand_in.remarks), told(record, result)
    assert hand_in.says in told(record, result)


@pytest.mark.parametrize("hand_in", each())
def test_whatever_has_not_passed_is_told_in_a_sentence_without_a_traceback(marked: Marked, hand_in: HandIn) -> None:
    skip_where_not_written(marked, hand_in)
    for result in marked.records[hand_in.student].exercises:
        for test in result.tests:
            assert bool(test.message) == (test.outcome != "pass")
            assert "Traceback" not in test.message


@pytest.mark.parametrize("hand_in", each())
def test_every_file_is_marked_or_spoken_of(marked: Marked, hand_in: HandIn) -> None:
    skip_where_not_written(marked, hand_in)
    record = marked.records[hand_in.student]
    if any("others are no modules" in remark.text for remark in record.remarks):
        return  # too many to be named
    said = "\n".join(remark.text for result in record.exercises for remark in (*record.remarks, *result.remarks))
    silent = {name for name in names_of_files(marked.place / hand_in.student) if name not in said}
    taken = [result for result in record.exercises if "was not handed in" not in result.problem]
    assert len(silent) <= len(taken) or "lie too deep" in said, silent


def names_of_files(folder: Path) -> set[str]:
    """Return the names of what a student has laid there, without what systems, programs and the kata itself add."""
    names: set[str] = set()
    for place, folders, files in os.walk(folder):
        if is_checkout(folders):
            folders[:] = ["my answers"] if "my answers" in folders else []
        folders[:] = [name for name in folders if not name.startswith(".") and name not in SYSTEMS_OWN]
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        names |= {shown(name) for name in [*files, *links] if not name.startswith(("._", ".DS", "~$"))}
    return names


@pytest.mark.parametrize("hand_in", each())
def test_what_was_not_handed_in_costs_and_gives_nothing_elsewhere(marked: Marked, hand_in: HandIn) -> None:
    skip_where_not_written(marked, hand_in)
    for result in marked.records[hand_in.student].exercises:
        if "was not handed in" in result.problem:
            assert {test.outcome for test in result.tests} == {"not attempted"}
            assert result.points == 0
        assert result.is_marked


def test_who_handed_in_all_three_has_all_three(marked: Marked) -> None:
    assert [result.points for result in marked.records["all three"].exercises] == [10, 10, 10]


def test_every_student_has_a_row_that_no_spreadsheet_takes_for_a_formula(marked: Marked) -> None:
    grades = rows(marked.run.out)
    assert len(grades) == len(marked.records)
    assert not [cell for row in grades.values() for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert not [cell for row in grades.values() for cell in row.values() if not cell.isprintable()]


def test_every_student_has_a_page_and_stands_on_that_of_the_class(marked: Marked) -> None:
    index = (marked.run.out / "index.html").read_text(encoding="utf-8")
    pages = {path.stem for path in (marked.run.out / "students").glob("*.html")}
    assert pages == {submission.key for submission in marked.run.submissions}
    assert all(f'href="students/{key}.html"' in index for key in pages)
    assert index.count("<script") == 1


def test_what_is_nobody_s_is_said(marked: Marked) -> None:
    assert sorted(marked.aside) == ["__MACOSX", "again", "grades.xlsx"]


def test_nothing_was_written_but_into_the_folder_of_the_run(marked: Marked) -> None:
    assert listed(marked.place) == marked.before
    assert not [place for place in (OUTSIDE, Path("/etc/kata-odd"), Path("/kata-odd")) if place.exists()]


def test_the_next_run_has_nothing_to_mark(marked: Marked) -> None:
    assert list(mark_class(continued(marked.run))) == []
