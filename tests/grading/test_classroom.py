"""A class is marked whole, whatever is in it, and goes on where it was stopped."""

from __future__ import annotations

import csv
import dataclasses
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grading.authoring.notebooks import student_notebook
from grading.classroom.folder import RunFolder
from grading.classroom.handed_in import submissions
from grading.classroom.reading import read_submission
from grading.classroom.run import ClassRun, continued, mark_class
from grading.marking.job import Source
from grading.reports import write_reports
from grading.results import Record
from grading.subject import LoadedSource, Sandbox
from reference.ground.errors import UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise


@pytest.fixture
def box() -> Sandbox:
    """Bubblewrap where there is one."""
    return Sandbox.available()


def hand_in(folder: Path, student: str, content: str | bytes, name: str = "ex02_softmax.py") -> Path:
    """Write a file as a student hands it in."""
    path = folder / student / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def class_run(folder: Path, out: Path, box: Sandbox, exercise: Exercise) -> ClassRun:
    """Return a run of one exercise."""
    return ClassRun(submissions([folder]).submissions, [exercise], out, seed="7", sandbox=box, jobs=2)


def marked(run: ClassRun) -> dict[str, Record]:
    """Mark a class and return the records that lie in its folder, by student."""
    list(mark_class(run))
    records = (run.folder.record(submission.key) for submission in run.submissions)
    return {record.student: record for record in records if record is not None}


def test_every_submission_of_an_odd_class_gets_a_record(
    class_folder: Path, tmp_path: Path, box: Sandbox, softmax: Exercise, model_answer: str
) -> None:
    notebook = student_notebook(softmax, model_answer)
    hand_in(class_folder, "right", model_answer)
    hand_in(class_folder, "J\u00f6rg \u00d6zg\u00fcr", model_answer, "ex02_softmax (2).py")
    hand_in(class_folder, "deep", model_answer, "abgabe/src/anna_123_ex02_softmax-1.py")
    hand_in(class_folder, "notebook", notebook, "ex02_softmax.ipynb")
    hand_in(class_folder, "broken notebook", "{}", "ex02_softmax.ipynb")
    hand_in(class_folder, "empty", "")
    hand_in(class_folder, "bytes", bytes(range(256)))
    hand_in(class_folder, "other file", "x = 1", "homework.py")
    hand_in(class_folder, "raises", "raise SystemExit(0)")
    hand_in(class_folder, "=HYPERLINK", model_answer)
    (class_folder / "nothing at all").mkdir()
    (class_folder / "a folder" / "ex02_softmax.py").mkdir(parents=True)
    secret = tmp_path / "secret.py"
    secret.write_text(model_answer, encoding="utf-8")
    (class_folder / "a link").mkdir()
    (class_folder / "a link" / "ex02_softmax.py").symlink_to(secret)
    records = marked(class_run(class_folder, tmp_path / "out", box, softmax))
    full = {student for student, record in records.items() if record.points == 10}
    assert full == {"right", "J\u00f6rg \u00d6zg\u00fcr", "deep", "notebook", "=HYPERLINK"}
    assert len(records) == 13
    assert {record.seed for record in records.values()} == {"7"}
    assert (
        records["a link"]
        .exercises[0]
        .tests[0]
        .message.endswith("is not a file of its own (a folder, a link, a device)")
    )
    assert records["nothing at all"].note == "no exercise was handed in"
    assert not records["broken notebook"].note
    write_reports(tmp_path / "out", Course.here())
    with (tmp_path / "out" / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 14
    assert not [path for path in class_folder.iterdir() if path.name == "out"], (
        "nothing is written among the submissions"
    )


def test_names_that_look_alike_get_records_of_their_own(
    class_folder: Path, tmp_path: Path, box: Sandbox, softmax: Exercise
) -> None:
    for student in ("anna b", "anna_b", "ANNA-b", "(?)", "\u65e5\u672c"):
        hand_in(class_folder, student, "x = 1\n")
    run = class_run(class_folder, tmp_path / "out", box, softmax)
    assert len({submission.key.lower() for submission in run.submissions}) == 5
    assert len(marked(run)) == 5


def test_a_name_whose_bytes_are_no_utf8_is_marked(
    class_folder: Path, tmp_path: Path, box: Sandbox, softmax: Exercise, model_answer: str
) -> None:
    odd = Path(os.fsdecode(os.fsencode(class_folder) + b"/fr\xfchling"))
    try:
        odd.mkdir()
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (odd / "ex02_softmax.py").write_text(model_answer, encoding="utf-8")
    (record,) = marked(class_run(class_folder, tmp_path / "out", box, softmax)).values()
    assert record.points == 10
    assert record.student == "fr\\xfchling"


def test_a_second_run_marks_only_what_is_new(
    class_folder: Path, tmp_path: Path, box: Sandbox, softmax: Exercise, model_answer: str
) -> None:
    hand_in(class_folder, "first", model_answer)
    hand_in(class_folder, "second", "x = 1\n")
    out = tmp_path / "out"
    assert len(list(mark_class(class_run(class_folder, out, box, softmax)))) == 2
    hand_in(class_folder, "second", model_answer)
    hand_in(class_folder, "third", model_answer)
    steps = list(mark_class(continued(class_run(class_folder, out, box, softmax))))
    assert {step.submission.student for step in steps} == {"second", "third"}
    assert all(step.result.points == 10 for step in steps)


def test_a_damaged_record_is_marked_again(
    class_folder: Path, tmp_path: Path, box: Sandbox, softmax: Exercise, model_answer: str
) -> None:
    hand_in(class_folder, "first", model_answer)
    run = class_run(class_folder, tmp_path / "out", box, softmax)
    list(mark_class(run))
    (tmp_path / "out/records/first.json").write_text("{", encoding="utf-8")
    assert marked(run)["first"].points == 10


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path, class_folder: Path, box: Sandbox) -> None:
    hand_in(class_folder, "first", "x = 1\n")
    out = tmp_path / "out"
    out.mkdir()
    (out / "letters.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="holds something else than a class run"):
        continued(class_run(class_folder, out, box, Course.here().exercise("ex02")))


def test_a_killed_run_goes_on_with_its_seed(
    class_folder: Path, tmp_path: Path, softmax: Exercise, model_answer: str
) -> None:
    for number in range(6):
        hand_in(class_folder, f"student {number}", model_answer)
    hand_in(class_folder, "zz endless", model_answer + "\nwhile True: pass\n")
    out = tmp_path / "out"
    kind = Sandbox.available().kind
    words = ["grade", class_folder, "--out", out, "--only", "ex02", "--jobs", "1", "--sandbox", kind]
    code = "import sys; sys.argv[0] = 'kata'; from grading.commandline.app import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=Course.here().root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    records = out / "records"
    deadline = time.monotonic() + 120
    while len(list(records.glob("*.json"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    before = {path.name: path.read_bytes() for path in records.glob("*.json")}
    assert before
    former = RunFolder(out).conditions()
    assert not former.finished
    shutil.rmtree(class_folder / "zz endless")
    box = Sandbox.available()
    run = continued(dataclasses.replace(class_run(class_folder, out, box, softmax), seed="99"))
    assert run.seed == former.seed
    done = marked(run)
    assert {record.points for record in done.values()} == {10}
    assert len(done) == 6
    for name, data in before.items():
        assert (records / name).read_bytes() == data
    assert RunFolder(out).conditions().finished


def only_source(class_folder: Path, exercise: Exercise) -> Source:
    """Return what the only student of a class handed in for an exercise."""
    (submission,) = submissions([class_folder]).submissions
    ((_, source),) = read_submission(submission, [exercise]).sources
    return source


def test_a_module_goes_before_a_notebook_and_the_newest_copy_before_others(
    class_folder: Path, softmax: Exercise
) -> None:
    hand_in(class_folder, "a", "old = 1\n", "ex02_softmax (1).py")
    hand_in(class_folder, "a", "new = 1\n", "ex02_softmax (3).py")
    hand_in(class_folder, "a", "{}", "ex02_softmax.ipynb")
    hand_in(class_folder, "a", "no = 1\n", ".hidden/ex02_softmax.py")
    hand_in(class_folder, "a", "no = 1\n", "ex02_softmax_old_tests.py")
    source = only_source(class_folder, softmax)
    assert isinstance(source, LoadedSource)
    assert source.data == b"new = 1\n"


@pytest.mark.parametrize(
    "name", ["ex02.py", "Ex02 final.ipynb", "exercise 2.py", "EX_02-softmax.py", "anna_77_ex2.py", "Exercise02(1).py"]
)
def test_a_file_that_only_says_its_number_is_taken(class_folder: Path, softmax: Exercise, name: str) -> None:
    hand_in(class_folder, "a", '{"cells": [], "nbformat": 4}' if name.endswith("nb") else "x = 1\n", name)
    source = only_source(class_folder, softmax)
    assert "was not handed in" not in str(source)


@pytest.mark.parametrize("name", ["ex12.py", "ex020.py", "index02.py", "2.py", "flex2.py", "ex02_softmax_test.txt"])
def test_a_file_of_another_number_is_not(class_folder: Path, softmax: Exercise, name: str) -> None:
    hand_in(class_folder, "a", "x = 1\n", name)
    source = only_source(class_folder, softmax)
    assert "ex02_softmax.py was not handed in" in str(source)


def test_a_file_of_the_full_name_goes_before_one_that_only_says_its_number(
    class_folder: Path, softmax: Exercise
) -> None:
    hand_in(class_folder, "a", "notes = 1\n", "ex02_notes.py")
    hand_in(class_folder, "a", "right = 1\n", "deep/down/ex02_softmax.py")
    source = only_source(class_folder, softmax)
    assert isinstance(source, LoadedSource)
    assert source.data == b"right = 1\n"


def test_one_folder_with_exercises_is_one_student_s(class_folder: Path, softmax: Exercise) -> None:
    hand_in(class_folder, ".", "x = 1\n")
    assert [submission.path for submission in submissions([class_folder]).submissions] == [class_folder]


def test_nothing_is_started_for_exercises_that_nobody_handed_in(
    class_folder: Path, tmp_path: Path, box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (class_folder / "nothing").mkdir()
    hand_in(class_folder, "unreadable", "{", "ex12_fruit_cnn.ipynb")
    monkeypatch.setattr("grading.classroom.run.mark_all", lambda *_, **__: pytest.fail("something was started"))
    exercises = list(Course.here().exercises)
    run = ClassRun(submissions([class_folder]).submissions, exercises, tmp_path / "out", "7", box, jobs=1)
    records = marked(run)
    assert {record.max_points for record in records.values()} == {10.0 * len(exercises)}
    assert {test.outcome for result in records["nothing"].exercises for test in result.tests} == {"not attempted"}
    unreadable = {result.id: result for result in records["unreadable"].exercises}["ex12"]
    assert "ex12_fruit_cnn.ipynb cannot be read as a notebook" in unreadable.problem


def test_what_was_left_over_and_which_cell_failed_are_in_the_record_and_on_the_page(
    class_folder: Path, tmp_path: Path, box: Sandbox, softmax: Exercise, model_answer: str
) -> None:
    text = student_notebook(softmax, model_answer)
    cells = json.loads(text)
    cells["cells"].append({"cell_type": "code", "metadata": {}, "source": "import pandas\nundefined", "outputs": []})
    hand_in(class_folder, "anna", json.dumps(cells), "ex02_softmax.ipynb")
    hand_in(class_folder, "anna", "x = 1\n", "Softmax_v3.py")
    record = marked(class_run(class_folder, tmp_path / "out", box, softmax))["anna"]
    assert record.points == 10
    assert [(remark.kind, remark.files) for remark in record.remarks] == [("not placed", ["Softmax_v3.py"])]
    failed, refused = record.exercises[0].remarks
    assert "line 2 raised NameError: name 'undefined' is not defined" in failed.text
    assert "imports pandas, which this exercise does not allow" in refused.text
    write_reports(tmp_path / "out", Course.here())
    assert "does not say which exercise it answers, so it was not marked: Softmax_v3.py" in (
        tmp_path / "out" / "index.html"
    ).read_text(encoding="utf-8")
    page = (tmp_path / "out" / "students" / "anna.html").read_text(encoding="utf-8")
    assert "Softmax_v3.py" in page
    assert "imports pandas" in page
    hand_in(class_folder, "anna", "PK", "more.zip")
    again = marked(continued(class_run(class_folder, tmp_path / "out", box, softmax)))["anna"]
    assert [remark.kind for remark in again.remarks] == ["not placed", "archive"]
