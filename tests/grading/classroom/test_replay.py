"""A student is marked once more with the seed of the record: the same points, or a sentence that says what changed."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from grading.classroom.handed_in import submissions
from grading.classroom.replay import Case, differences, find_case
from grading.classroom.run import ClassRun, continued, mark_class
from grading.results import ExerciseResult, TestResult
from grading.subject.sandbox import Bare
from reference.ground.errors import UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.classroom.packing import zipped
from tests.grading.small import MODULE, SOLUTION

WRONG = SOLUTION.replace("return 2 * x", "return x * x")


@pytest.fixture
def run(exercise: Exercise, tmp_path: Path) -> ClassRun:
    """A class of two that has been marked."""
    for name, text in (("Anna Berg", SOLUTION), ("Ben Bergmann", WRONG)):
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / f"{MODULE}.py").write_text(text, encoding="utf-8")
    place = tmp_path / "class"
    out = tmp_path / "out"
    run = ClassRun(submissions([place]).submissions, [exercise], out, "5", Bare(), jobs=1, places=[str(place)])
    list(mark_class(run))
    return run


@pytest.fixture
def course(tmp_path: Path, run: ClassRun) -> Course:
    """The course of the small exercise."""
    return Course(tmp_path)


def case_of(run: ClassRun, course: Course, student: str, *places: Path) -> Case:
    """Return a student's case."""
    return find_case(run.out, student, course, run.out / ".unpacked", places)


def told(case: Case) -> list[str]:
    """Return what ends otherwise when it is marked again."""
    before, after = case.record.exercises, case.replay(Bare()).record.exercises
    return [line for old, new in zip(before, after, strict=True) for line in differences(old, new)]


@pytest.mark.parametrize(("student", "points"), [("Anna Berg", 3), ("Ben Bergmann", 1)])
def test_the_same_submission_gets_the_same_points(run: ClassRun, course: Course, student: str, points: float) -> None:
    case = case_of(run, course, student)
    assert case.changes == []
    assert case.record.points == case.replay(Bare()).record.points == points
    assert told(case) == []


@pytest.mark.parametrize("word", ["Anna Berg", "Anna_Berg", "anna berg", "anna", "a B"])
def test_a_student_goes_by_name_key_or_a_part_of_it(run: ClassRun, course: Course, word: str) -> None:
    assert case_of(run, course, word).record.student == "Anna Berg"


@pytest.mark.parametrize(
    ("word", "said"),
    [("Berg", "may be 2 students"), ("Zo\u00eb", "is no student of this run; there are Anna Berg, Ben"), ("", "is no")],
)
def test_who_is_nobody_or_two_is_told(run: ClassRun, course: Course, word: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        case_of(run, course, word)


def test_it_says_that_the_submission_has_changed(run: ClassRun, course: Course, tmp_path: Path) -> None:
    (tmp_path / "class" / "Anna Berg" / f"{MODULE}.py").write_text(WRONG, encoding="utf-8")
    case = case_of(run, course, "Anna Berg")
    assert case.changes == ["what was handed in has changed since"]
    assert told(case) == ["ex91: test_double was pass with 2 points and is fail with 0 points"]


def test_it_says_that_the_tests_have_changed(run: ClassRun, course: Course) -> None:
    suite = run.exercises[0].suite
    suite.write_text(suite.read_text(encoding="utf-8") + "\n# more\nMORE = 1\n", encoding="utf-8")
    changed = Course(course.root)
    assert case_of(run, changed, "Anna Berg").changes == ["the tests, or what they rest on, have changed since"]


def test_it_says_that_the_machine_has_changed(run: ClassRun, course: Course) -> None:
    record = run.folder.record("Anna_Berg")
    assert record is not None
    run.folder.write_record("Anna_Berg", replace(record, environment={**record.environment, "numpy": "0.9"}))
    assert "numpy 0.9 then" in case_of(run, course, "Anna Berg").changes[0]


def test_the_seed_is_that_of_the_record(run: ClassRun, course: Course) -> None:
    assert case_of(run, course, "Anna Berg").replay(Bare()).record.seed == "5"


def test_submissions_that_were_moved_can_be_named(run: ClassRun, course: Course, tmp_path: Path) -> None:
    shutil.move(tmp_path / "class", tmp_path / "moved")
    with pytest.raises(UserError, match=r"not where they were .*kata grade SUBMISSIONS --explain 'Anna Berg' --out"):
        case_of(run, course, "Anna Berg")
    assert case_of(run, course, "Anna Berg", tmp_path / "moved").changes == []


def test_a_student_whose_folder_is_gone_is_told(run: ClassRun, course: Course, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "class" / "Anna Berg")
    with pytest.raises(UserError, match="Anna Berg is not among the submissions in"):
        case_of(run, course, "Anna Berg")


def test_who_is_not_marked_has_nothing_to_explain(run: ClassRun, course: Course) -> None:
    record = run.out / "records" / "Anna_Berg.json"
    record.write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be read"):
        case_of(run, course, "Anna Berg")
    record.unlink()
    with pytest.raises(UserError, match="is not marked yet"):
        case_of(run, course, "Anna Berg")


def test_a_class_that_came_as_an_archive_is_unpacked_again(exercise: Exercise, tmp_path: Path) -> None:
    archive, out = tmp_path / "all.zip", tmp_path / "out"
    zipped({f"Anna_1_assignsubmission_file_/{MODULE}.py": SOLUTION, "b.txt": ""})(archive)
    found = submissions([archive], spare=out / ".unpacked").submissions
    run = ClassRun(found, [exercise], out, "5", Bare(), jobs=1, places=[str(archive)])
    list(mark_class(run))
    assert told(case_of(run, Course(tmp_path), "Anna")) == []


def test_a_later_run_of_one_student_forgets_no_place(run: ClassRun, tmp_path: Path) -> None:
    alone = tmp_path / "class" / "Anna Berg"
    again = continued(
        dataclasses.replace(run, submissions=submissions([alone]).submissions, places=[str(alone)], seed="9")
    )
    assert again.places == [str(alone), str(tmp_path / "class")]


def test_each_difference_is_told() -> None:
    def result(*tests: tuple[str, str]) -> ExerciseResult:
        made = [TestResult(name, "double", float(end == "pass"), 1.0, end) for name, end in tests]  # type: ignore[arg-type]
        return ExerciseResult.of("ex91", made, [])

    assert differences(result(("a", "pass"), ("b", "fail")), result(("a", "pass"), ("c", "pass"))) == [
        "ex91: c is new: pass, 1 points",
        "ex91: b is no test any more",
    ]
