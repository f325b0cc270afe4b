"""A picture of the student's work is drawn after the tests, by the worker that they ran in, from what they left."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from grading.marking import alike, suite
from grading.marking.job import Job
from grading.marking.suite import SuiteResult, run_suite
from grading.subject import Sandbox
from grading.subject.calls import Call
from grading.subject.reports import Value
from grading.worker.wire import Handle
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import SETTINGS, SOLUTION, SUITE, small_exercise, source, walled

PICTURE = '''
"""How much more twice is: as many rows as the test's number, or one."""

from matplotlib.figure import Figure


def draw(subject):
    figure = Figure(figsize=(1, 1 + subject.kept.get("rows", 0)), facecolor=subject.shout("red").lower())
    figure.subplots().plot([1, 2, 3], [float(subject.double(x)) for x in (1, 2, 3)])
    return figure
'''
LEAVING = SUITE.replace("x = draw", 'subject.keep(rows=2, made=subject.double("made"))\n    x = draw')
DPI = 40


@pytest.fixture
def drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Exercise]:
    """The small exercise with a picture; none is known yet."""
    monkeypatch.setattr(alike, "_asked", {})
    yield with_picture(tmp_path)
    Course.here().attach()


def with_picture(folder: Path, picture: str = PICTURE, **parts: Any) -> Exercise:
    """Return the small exercise with a picture."""
    exercise = small_exercise(folder, **parts)
    exercise.part_file("picture").write_text(picture, encoding="utf-8")
    return exercise


def boxes() -> list[Sandbox | None]:
    """Return the bindings of this machine."""
    return [None, *filter(None, [walled()])]


def drawn(exercise: Exercise, code: str = SOLUTION, sandbox: Sandbox | None = None, dpi: int = DPI) -> SuiteResult:
    """Run the suite and have the picture drawn."""
    return run_suite(Job(exercise, source(code), "1", sandbox, dpi=dpi))


def size(came: SuiteResult) -> tuple[int, int] | None:
    """Return how large the picture is in pixels; None where there is none."""
    return None if came.picture is None else Image.open(io.BytesIO(came.picture)).size


@pytest.mark.parametrize("box", boxes())
def test_it_is_drawn_where_it_is_asked_for(drawing: Exercise, box: Sandbox | None) -> None:
    assert size(drawn(drawing, sandbox=box)) == (40, 40)
    assert size(drawn(drawing, sandbox=box, dpi=0)) is None


@pytest.mark.parametrize("box", boxes())
def test_it_shows_what_a_test_left_for_it(tmp_path: Path, box: Sandbox | None) -> None:
    exercise = with_picture(tmp_path, suite=LEAVING)
    came = drawn(exercise, sandbox=box)
    Course.here().attach()
    assert came.result.passed
    assert size(came) == (40, 120)


def test_objects_that_a_test_left_stay_with_the_worker(tmp_path: Path) -> None:
    box = walled()
    if box is None:
        pytest.skip("no sandbox on this machine")
    picture = PICTURE.replace('subject.kept.get("rows", 0)', 'subject.probes.call(subject.kept["made"])')
    code = SOLUTION.replace("return 2 * x", 'return (lambda: 3) if x == "made" else 2 * x')
    exercise = with_picture(tmp_path, picture, suite=LEAVING.replace("x = draw", "pass\n    x = draw"))
    came = drawn(exercise, code.replace('x == "made"', "isinstance(x, str)"), box)
    Course.here().attach()
    assert size(came) == (40, 160)


@pytest.mark.parametrize("box", boxes())
@pytest.mark.parametrize(
    ("right", "wrong", "is_there"),
    [
        ("text.upper()", "text.lower()", True),
        ("2 * x", "no", False),
        ("text.upper()", "1 / 0", False),
    ],
)
def test_what_is_wrong_is_drawn_as_far_as_it_can_be(
    drawing: Exercise, box: Sandbox | None, right: str, wrong: str, is_there: bool
) -> None:
    came = drawn(drawing, SOLUTION.replace(right, wrong), box)
    assert (came.picture is not None) == is_there
    assert came.result.is_marked


def test_nothing_is_drawn_where_nothing_passed(drawing: Exercise) -> None:
    code = SOLUTION.replace("2 * x", "3 * x + 1").replace("upper", "lower")
    assert drawn(drawing, code.replace("3 * x + 1", "3")).picture is None


@pytest.mark.parametrize("ending", ["import os; os._exit(3)", "import time; time.sleep(60)"])
def test_nothing_is_drawn_where_something_hung(tmp_path: Path, ending: str) -> None:
    exercise = with_picture(tmp_path, settings=SETTINGS.replace("1.0", "0.3"))
    for box in boxes():
        came = drawn(exercise, SOLUTION.replace("return text", f"{ending}; return text"), box)
        assert came.picture is None
        assert came.result.points == 3
    Course.here().attach()


@pytest.mark.parametrize(
    "wrong", ["import os; os._exit(1)", "import time; time.sleep(60)", "raise SystemExit", "raise MemoryError"]
)
def test_a_drawing_that_does_not_end_well_costs_nothing(
    tmp_path: Path, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (suite, alike):
        monkeypatch.setattr(room, "DRAW_SECONDS", 0.5)
    monkeypatch.setattr(alike, "_asked", {})
    settings = SETTINGS.replace("1.0", "0.1")
    exercise = with_picture(tmp_path, f"def draw(subject):\n    {wrong}\n", settings=settings)
    for box in boxes():
        came = drawn(exercise, sandbox=box)
        assert came.picture is None
        assert came.result.passed
    Course.here().attach()


# Pictures that were drawn before


def known(exercise: Exercise) -> bytes:
    """Return the model answer's picture, which is drawn once it is worth its while."""
    came = drawn(exercise)
    assert alike._asked[exercise, DPI].known is None
    assert drawn(exercise).picture == came.picture
    picture = alike._asked[exercise, DPI].known
    assert picture is not None
    return picture.png


def marked(monkeypatch: pytest.MonkeyPatch, exercise: Exercise) -> None:
    """Have the model answer's picture be another, so that it is told from one that is drawn."""
    picture = alike._asked[exercise, DPI].known
    assert picture is not None
    monkeypatch.setattr(alike._asked[exercise, DPI], "known", alike.Known(picture.values, b"the same"))


@pytest.mark.parametrize("box", boxes())
def test_who_gives_the_same_has_the_same_picture(
    drawing: Exercise, box: Sandbox | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    png = known(drawing)
    assert drawn(drawing, sandbox=box).picture == png
    marked(monkeypatch, drawing)
    assert drawn(drawing, SOLUTION.replace("2 * x", "x + x"), box).picture == b"the same"
    assert drawn(drawing, SOLUTION.replace("2 * x", "2 * x + 1e-12"), box).picture == b"the same"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("2 * x", "2 * x if x is not 3 else 7"), ("2 * x", "2.1 * x"), ("text.upper()", "text.upper().lower()")],
)
def test_who_gives_something_else_has_a_picture_of_it(
    drawing: Exercise, right: str, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    png = known(drawing)
    marked(monkeypatch, drawing)
    wrong = wrong.replace("x is not 3", "not (np.ndim(x) == 0 and x == 3)")
    came = drawn(drawing, SOLUTION.replace(right, wrong))
    assert came.picture is not None
    assert came.picture != b"the same"
    assert (came.picture == png) == ("lower" in wrong), "which changes what a function gives, and nothing that is seen"


def test_a_picture_in_another_size_is_another(drawing: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    known(drawing)
    marked(monkeypatch, drawing)
    assert size(drawn(drawing, dpi=80)) == (80, 80)


def test_a_model_answer_that_cannot_be_drawn_is_no_picture_for_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alike, "_asked", {})
    exercise = with_picture(tmp_path, PICTURE.replace("subject.shout", "1 / 0 or subject.shout"))
    assert [drawn(exercise).picture for _ in range(3)] == [None] * 3
    Course.here().attach()


def test_objects_are_never_the_same(drawing: Exercise) -> None:
    figure, png = Handle(3, "Figure"), b"PNG"
    for given, want in (([2.0], png), ([figure], None), ([2.0, figure], None)):
        calls = [Call("double", (), {}, Value(0, value)) for value in given]
        alike._asked[drawing, DPI] = alike._Asked(5, alike.Known([("double", value) for value in given], png))
        assert alike.like(drawing, DPI, calls) == want
