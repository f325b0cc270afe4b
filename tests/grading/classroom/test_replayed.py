"""Whom a complaint is about, what has changed since, and what ends otherwise: nothing is run.

`test_replay.py` marks submissions once more.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grading.classroom import replay
from grading.classroom.folder import Conditions, RunFolder
from grading.classroom.handed_in import Submission
from grading.classroom.replay import Case, differences, find_case
from grading.results import ExerciseResult, Outcome, Record, TestResult
from reference.ground.errors import DamagedError, UserError

STUDENTS = {"Anna_Berg": "Anna Berg", "Ben": "Ben Bergmann", "anna": "Zo\u00eb"}
HASH, SUITE, HERE = "b" * 64, "d" * 64, {"numpy": "2.0", "python": "3.12"}
COURSE: Any = SimpleNamespace(exercise=lambda name: f"exercise {name}")


def record(**more: Any) -> Record:
    """Return Anna's record, as it would be made today."""
    given = {"suite_hash": SUITE, "submission_hash": HASH, "environment": HERE, **more}
    results = [ExerciseResult.of("ex91", [], [])]
    return Record(student="Anna Berg", seed="5", sandbox="none", exercises=results, **given)


class Run:
    """A run, whose folder and submissions are stand-ins."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
        self.record: Any = record()
        self.students = dict(STUDENTS)
        self.places = [str(place)]
        self.reading: Any = None
        self.found = [Submission(name, "", Path(name)) for name in STUDENTS.values()]
        self.asked: list[Any] = []
        monkeypatch.setattr(RunFolder, "conditions", lambda _folder: self.conditions)
        monkeypatch.setattr(RunFolder, "record", lambda _folder, key: self.of(key))
        monkeypatch.setattr(replay, "submissions", self.submissions)
        monkeypatch.setattr(replay, "read_submission", self.read)
        monkeypatch.setattr(replay, "submission_hash", lambda _sources: HASH)
        monkeypatch.setattr(replay, "suite_hash", lambda _exercises: SUITE)
        monkeypatch.setattr(replay, "environment", lambda: HERE)

    @property
    def conditions(self) -> Conditions:
        """What the run says of itself."""
        return Conditions(
            created="",
            seed="5",
            suite_hash=SUITE,
            sandbox="none",
            exercises=["ex91"],
            students=self.students,
            places=self.places,
            reading=self.reading,
            finished=True,
        )

    def of(self, key: str) -> Any:
        """Return a student's record."""
        self.asked.append(key)
        if isinstance(self.record, Exception):
            raise self.record
        return self.record

    def submissions(self, there: list[Path], reading: Any, out: Path, spare: Path) -> Any:
        """Return who handed in."""
        assert (out, spare) == (Path("/out"), Path("/spare"))
        self.asked.append((there, reading))
        return SimpleNamespace(submissions=self.found)

    def read(self, submission: Submission, exercises: list[Any]) -> Any:
        """Return what was handed in."""
        assert exercises == ["exercise ex91"]
        return SimpleNamespace(sources=[("exercise ex91", submission.path.name)], remarks=["a remark"])

    def case(self, student: str = "Anna Berg", *places: Path, reading: Any = None) -> Case:
        """Return a student's case."""
        return find_case(Path("/out"), student, COURSE, Path("/spare"), places, reading)

    def refusal(self, student: str = "Anna Berg", *places: Path) -> str:
        """Return why there is none."""
        with pytest.raises(UserError) as caught:
            self.case(student, *places)
        return str(caught.value)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """A run of three students."""
    return Run(monkeypatch, tmp_path)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Anna_Berg", "Anna_Berg"),
        ("anna", "anna"),
        ("ANNA", "anna"),
        ("Anna", "anna"),
        ("ben", "Ben"),
        ("ANNA BERG", "Anna_Berg"),
        ("mann", "Ben"),
        ("ZO\u00cb", "anna"),
        ("zo", "anna"),
    ],
)
def test_a_student_goes_by_key_name_or_a_part_of_it_in_this_order(run: Run, word: str, key: str) -> None:
    case: Any = run.case(word)
    assert run.asked[0] == key
    assert case.sources == [("exercise ex91", STUDENTS[key])]
    assert case.remarks == ["a remark"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        case.changes = []


def test_a_word_that_means_nobody_or_several_is_told_with_so_many_names(run: Run) -> None:
    assert run.refusal("berg") == "'berg' may be 2 students (Anna Berg, Ben Bergmann): write one of these names"
    there_are = "there are Anna Berg, Ben Bergmann, Zo\u00eb"
    assert run.refusal("nobody") == f"'nobody' is no student of this run; {there_are}"
    assert run.refusal("") == f"'' is no student of this run; {there_are}"
    run.students = {f"s{n}": f"student {n}" for n in range(9)}
    eight = ", ".join(f"student {n}" for n in range(8))
    assert f"may be 9 students ({eight}):" in run.refusal("student")
    assert run.refusal("nobody").endswith(f"there are {eight}")


def test_who_has_no_record_is_told(run: Run) -> None:
    run.record = None
    assert run.refusal() == "Anna Berg is not marked yet: there is nothing to explain"
    run.record = DamagedError("cut off")
    assert run.refusal() == "the record of Anna Berg cannot be read (cut off): grade again"


def test_submissions_lie_where_the_run_had_them_or_where_it_is_said(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    run.places = [str(tmp_path), str(tmp_path / "gone")]
    run.reading = "class"
    run.case()
    run.case("Anna Berg", other, reading="one")
    assert [asked for asked in run.asked if isinstance(asked, tuple)] == [([tmp_path], "class"), ([other], "one")]


def test_submissions_that_are_not_there_are_told(run: Run, tmp_path: Path) -> None:
    run.places = ["/gone/a", "/gone/b"]
    said = "the submissions are not where they were ({}): name the folder, as in "
    said += "kata grade SUBMISSIONS --explain 'Anna Berg' --out /out"
    assert run.refusal() == said.format("/gone/a, /gone/b")
    assert run.refusal("Anna Berg", tmp_path / "no") == said.format(tmp_path / "no")
    run.places = []
    assert run.refusal() == said.format("nowhere that was written down")


@pytest.mark.parametrize("student", ["Anna Berg", "Ben", "zo"])
def test_a_student_whose_submission_is_gone_is_told(run: Run, student: str, tmp_path: Path) -> None:
    run.found = [one for one in run.found if not one.student.casefold().startswith(student.casefold())]
    assert len(run.found) == 2
    assert f"is not among the submissions in {tmp_path} any more" in run.refusal(student)


OTHER = "e" * 64
FIRST = "a" * 64


@pytest.mark.parametrize(
    ("more", "changes"),
    [
        ({}, []),
        ({"submission_hash": OTHER}, ["what was handed in has changed since"]),
        ({"submission_hash": FIRST}, ["what was handed in has changed since"]),
        ({"suite_hash": OTHER}, ["the tests, or what they rest on, have changed since"]),
        ({"suite_hash": FIRST}, ["the tests, or what they rest on, have changed since"]),
        (
            {"environment": {"numpy": "1.0", "python": "3.13"}},
            ["the machine has changed since: numpy 1.0 then, 2.0 now, python 3.13 then, 3.12 now"],
        ),
        (
            {"environment": {"keras": "3", "numpy": "2.0"}},
            ["the machine has changed since: keras 3 then, None now, python unknown then, 3.12 now"],
        ),
    ],
)
def test_what_a_mark_rests_on_is_compared(run: Run, more: dict[str, Any], changes: list[str]) -> None:
    run.record = record(**more)
    assert run.case().changes == changes


@pytest.mark.parametrize(("only", "marked"), [((), "ab"), (("b",), "b"), (("a", "b"), "ab"), (("c",), "")])
def test_what_is_named_is_marked_again_with_the_seed_of_the_record(
    only: tuple[str, ...], marked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(replay, "mark", lambda *given, **how: asked.append((given, how)))
    sources: Any = [("a", 1), ("b", 2)]
    exercises: Any = only
    Case(record(), sources, [], []).replay(None, exercises)  # type: ignore[arg-type]
    expected = [pair for pair in sources if pair[0] in marked]
    assert asked == [(("Anna Berg", expected), {"seed": "5", "sandbox": None})]


def result(*tests: tuple[str, Outcome, float]) -> ExerciseResult:
    """Return a result of tests: name, outcome and points."""
    return ExerciseResult.of("ex91", [TestResult(name, "t", points, 2.0, end) for name, end, points in tests], [])


def test_what_ends_otherwise_is_told_whichever_way_it_went() -> None:
    before = result(("a", "pass", 2), ("b", "fail", 0), ("c", "pass", 2), ("d", "fail", 0))
    now = result(("a", "pass", 2), ("b", "pass", 2), ("c", "fail", 0), ("d", "crash", 0))
    assert differences(before, now) == [
        "ex91: b was fail with 0 points and is pass with 2 points",
        "ex91: c was pass with 2 points and is fail with 0 points",
        "ex91: d was fail with 0 points and is crash with 0 points",
    ]
    assert differences(before, before) == []


def test_tests_that_came_or_went_are_told() -> None:
    assert differences(result(("a", "pass", 2)), result(("b", "pass", 1.5))) == [
        "ex91: b is new: pass, 1.5 points",
        "ex91: a is no test any more",
    ]
