"""A fault of ours or of the machine is no outcome of the student's: outside the points, said plainly, marked again."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from msgspec.structs import replace

from grading.classroom import pool
from grading.classroom.folder import RunFolder
from grading.classroom.handed_in import submissions
from grading.classroom.run import ClassRun, Step, mark_class
from grading.commandline import grade, progress, student
from grading.errors import NotMarkedError
from grading.marking import suite
from grading.marking.events import Collected, Ended, Finished
from grading.marking.job import Job, Source
from grading.marking.records import mark
from grading.marking.suite import run_suite
from grading.reports import write_reports
from grading.results import ExerciseResult, Record, TestResult
from grading.subject import LoadedSource, Sandbox, isolated
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.class_runs import Tags, class_run, page, record, rows, seen

BUSY = "ex02 could not be marked: the machine is busy"


def not_marked() -> ExerciseResult:
    """Return the result of an exercise that could not be marked."""
    return ExerciseResult.not_marked("ex02", "softmax", "the machine is busy")


def source_of(exercise: Exercise, text: str) -> LoadedSource:
    """Return a source with this text."""
    return LoadedSource(exercise.id, exercise.module, text.encode())


def test_what_is_not_marked_has_no_points_and_none_to_be_had() -> None:
    result = not_marked()
    assert (result.points, result.max_points, result.bonus) == (0, 0, 0)
    assert not result.passed
    assert not result.attempted
    assert result.problem == BUSY


def test_one_test_that_is_not_marked_takes_its_exercise_out_of_the_points() -> None:
    tests = [TestResult("a", "softmax", 1.0, 1.0, "pass"), TestResult("b", "softmax", 0.0, 1.0, "not marked", BUSY)]
    result = ExerciseResult.of("ex02", tests, [])
    assert (result.points, result.max_points) == (0, 0)
    assert not result.is_marked


def test_a_record_counts_only_what_was_marked() -> None:
    ada = record("Ada", "pass", "fail")
    both = replace(ada, exercises=[ada.exercises[0], replace(not_marked(), id="ex03")])
    assert (both.points, both.max_points) == (1, 2)
    assert not both.passed
    assert [result.id for result in both.not_marked] == ["ex03"]
    assert Record.from_json(both.to_json()) == both


def test_a_worker_that_does_not_start_leaves_the_exercise_not_marked(
    softmax: Exercise, model_answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "START_SECONDS", 0.0)
    result = run_suite(Job(softmax, source_of(softmax, model_answer), "1", Sandbox.available())).result
    assert {test.outcome for test in result.tests} == {"not marked"}
    assert "ex02 could not be marked: the worker for ex02_softmax.py did not start" in result.problem


@pytest.mark.parametrize("finished", [Finished("pytest ended with code 4"), Finished("")])
def test_a_suite_that_cannot_be_run_leaves_the_exercise_not_marked(
    softmax: Exercise, model_answer: str, monkeypatch: pytest.MonkeyPatch, finished: Finished
) -> None:
    monkeypatch.setattr(suite, "heard", lambda _data: finished)
    result = run_suite(Job(softmax, source_of(softmax, model_answer), "1")).result
    assert not result.is_marked
    assert "the suite could not be run" in result.problem


def test_a_suite_that_ends_again_and_again_between_two_tests_is_not_marked(
    softmax: Exercise, model_answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(suite, "run_child", end)
    result = run_suite(Job(softmax, source_of(softmax, model_answer), "1")).result
    assert result.problem.endswith("its suite ended between two tests, again and again (signal SIGKILL)")


def test_nothing_counts_of_an_exercise_whose_last_test_could_not_be_marked(
    softmax: Exercise, model_answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed = TestResult("a", "softmax", 1.0, 1.0, "pass")
    events = iter(
        [
            Collected([passed, replace(passed, id="b")]),
            Ended(passed, "", {}),
            Ended(replace(passed, id="b", points=0.0, outcome="not marked", message="late"), "", {}),
        ]
    )
    monkeypatch.setattr(suite, "heard", lambda _data: next(events))
    expected = {name: replace(passed, id=name, points=0.0, outcome="not attempted") for name in ("a", "b")}
    monkeypatch.setattr(suite, "_expected", lambda _job: expected)
    result = run_suite(Job(softmax, source_of(softmax, model_answer), "1")).result
    assert result == ExerciseResult.not_marked("ex02", "softmax", "late")


@pytest.fixture
def two(class_folder: Path, tmp_path: Path, model_answer: str, softmax: Exercise) -> ClassRun:
    """A class of two, with the same right answers."""
    for name in ("Ada", "Ben"):
        (class_folder / name).mkdir()
        (class_folder / name / "ex02_softmax.py").write_text(model_answer, encoding="utf-8")
    out = tmp_path / "out"
    return ClassRun(
        submissions([class_folder]).submissions, [softmax], out, seed="7", sandbox=Sandbox.available(), jobs=1
    )


Marker = Callable[[pool.Unit, Sandbox], pool.Marked]


def failing_for(student: str, how: Callable[[], None]) -> Marker:
    """Return what marks a unit, and fails for one student's."""
    mark_one = pool.mark_one

    def mark_or_fail(unit: pool.Unit, sandbox: Sandbox) -> pool.Marked:
        if unit.key == student:
            how()
        return mark_one(unit, sandbox)

    # the pool's processes are forked and look it up by its name
    mark_or_fail.__module__, mark_or_fail.__qualname__ = pool.__name__, mark_one.__qualname__
    return mark_or_fail


def killed() -> None:
    """End this process as a machine without memory does."""
    os.kill(os.getpid(), signal.SIGKILL)


def faulty() -> None:
    """Fail as our own code may."""
    raise ZeroDivisionError("a fault of ours")


@pytest.mark.parametrize("how", [killed, faulty])
def test_a_student_whose_marking_failed_is_not_marked_and_is_marked_by_the_next_run(
    two: ClassRun, monkeypatch: pytest.MonkeyPatch, how: Callable[[], None]
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(pool, "mark_one", failing_for("Ben", how))
        list(mark_class(two))
    ada, ben = (two.folder.record(key) for key in ("Ada", "Ben"))
    assert ada is not None
    assert ben is not None
    assert (ada.points, ada.max_points) == (10, 10)
    assert (ben.points, ben.max_points) == (0, 0)
    assert ben.exercises[0].problem.startswith("ex02 could not be marked: ")
    steps: list[Step] = list(mark_class(two))
    assert [step.submission.student for step in steps] == ["Ben"]
    again = two.folder.record("Ben")
    assert again is not None
    assert again.points == 10


def report_of_two(tmp_path: Path) -> Path:
    """Return the folder of a reported run of two, where one exercise of Ben's could not be marked."""
    ada, ben = (record(name, "pass") for name in ("Ada", "Ben"))
    second = replace(ada.exercises[0], id="ex03")
    out = class_run(
        tmp_path,
        {
            "Ada": replace(ada, exercises=[ada.exercises[0], second]),
            "Ben": replace(ben, exercises=[not_marked(), second]),
        },
    )
    write_reports(out, Course.here())
    return out


def test_the_page_of_the_class_says_on_top_who_was_not_marked(tmp_path: Path) -> None:
    index = (report_of_two(tmp_path) / "index.html").read_text(encoding="utf-8")
    top = seen(index.partition('id="students"')[0])
    assert "Not marked, by a fault of the grader's machine and no student's" in top
    assert f"Ben : {BUSY}" in top
    assert Tags(index).open == []
    assert "2 tried" not in seen(index.partition('id="ex02"')[2].partition("</article>")[0])


def test_a_class_that_is_all_marked_has_no_word_of_it(tmp_path: Path) -> None:
    out = class_run(tmp_path, {"Ada": record("Ada", "pass")})
    write_reports(out, Course.here())
    assert "not marked" not in (out / "index.html").read_text(encoding="utf-8").lower().partition("<body")[2]


def test_the_page_of_a_student_says_that_it_is_not_their_fault(tmp_path: Path) -> None:
    out = report_of_two(tmp_path)
    assert "Not marked yet: a fault of the grader's machine, not yours." in seen(page(out, 1))
    assert "What to do next" not in page(out, 1)
    assert "All of it passed" not in page(out, 1)
    assert "Not marked" not in seen(page(out, 0))


def test_grades_leave_the_cells_of_what_was_not_marked_empty(tmp_path: Path) -> None:
    grades = rows(report_of_two(tmp_path))
    assert (grades["Ben"]["ex02"], grades["Ben"]["ex03"]) == ("", "1")
    assert {grades["Ben"][name] for name in ("points", "max_points", "bonus", "percent")} == {""}
    assert grades["Ben"]["needs a look"] == f"{BUSY}; mark it again"
    assert (grades["Ada"]["ex02"], grades["Ada"]["points"], grades["Ada"]["needs a look"]) == ("1", "2", "")


def test_the_terminal_shows_it_and_the_command_ends_with_exit_code_2(
    two: ClassRun, class_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pool, "mark_one", failing_for("Ben", faulty))
    with pytest.raises(typer.Exit) as ended:
        grade.grade([class_folder], out=two.out, only=["ex02"], sandbox=two.sandbox.kind)
    told = capsys.readouterr()
    assert ended.value.exit_code == 2
    assert "Ben not marked 0/0" in " ".join(told.out.split())
    assert "1 exercise could not be marked, by no fault of a student's" in told.err
    assert RunFolder(two.out).conditions().finished


def test_a_check_says_so_in_one_sentence_and_ends_with_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def lost(*_: object) -> None:
        raise NotMarkedError("the machine is busy")

    monkeypatch.setattr(suite, "_run_parts", lost)
    monkeypatch.setattr(progress, "file", lambda: tmp_path / "progress.json")
    with pytest.raises(typer.Exit) as ended:
        student.check(["ex02"])
    told = capsys.readouterr().out
    assert ended.value.exit_code == 2
    assert told.endswith(f"ex02  Softmax: from scores to probabilities: not marked\n  x {BUSY}\n")
    assert progress.load().checked == {}, "what was remembered of the student stays"


def test_a_mark_of_several_exercises_goes_on_after_one_that_could_not_be_marked(
    softmax: Exercise, model_answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_parts, results = suite._run_parts, []

    def lost_once(job: Job, on_result: Callable[[TestResult], None]) -> suite.SuiteResult:
        results.append(job)
        if len(results) == 1:
            raise NotMarkedError("the machine is busy")
        return run_parts(job, on_result)

    monkeypatch.setattr(suite, "_run_parts", lost_once)
    sources: list[tuple[Exercise, Source]] = [(softmax, source_of(softmax, model_answer))] * 2
    ada = mark("Ada", sources, seed="1").record
    assert [result.is_marked for result in ada.exercises] == [False, True]
    assert (ada.points, ada.max_points) == (10, 10)
