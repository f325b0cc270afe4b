"""`kata try`: one's own network on one's own photograph or sentence, once the exercise has passed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from grading.commandline import chosen
from grading.commandline.app import app
from grading.reports.tried import coloured, in_signs, page
from reference.ground.errors import UserError
from reference.kit.course import Course
from tests.grading.small import MODULE, SOLUTION, small_exercise

TRIAL = '''
"""A trial of a photograph's brightness and a sentence's words."""

import numpy as np
from matplotlib.figure import Figure

from reference.kit.trial import Tried, Untried


def run(own, given):
    subject = own.subject("ex91")
    if isinstance(given, str):
        words = given.split()
        weights = [(word, float(subject.double(len(word))) * (-1) ** i) for i, word in enumerate(words)]
        return Tried([f"{len(words)} words"], words=weights)
    if given.mean() > 250:
        raise Untried("this is too bright: take another")
    return Tried([f"twice as bright: {subject.double(float(given.mean())):.1f}"], Figure(figsize=(1, 1)))
'''


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Course]:
    """A course of one exercise that can be tried."""
    small = small_exercise(tmp_path).course
    (tmp_path / "reference" / MODULE / "trial.py").write_text(TRIAL, encoding="utf-8")
    small.stubs.mkdir()
    (small.stubs / f"{MODULE}.py").write_text(SOLUTION, encoding="utf-8")
    small.notebooks.mkdir()
    monkeypatch.chdir(tmp_path)
    yield small
    chosen.choose(None)
    Course.here().attach()


@pytest.fixture
def attempt(course: Course) -> Callable[..., Result]:
    """Runs `kata --course HERE` with these words."""
    return lambda *words: CliRunner().invoke(app, ["--course", str(course.root), *words])


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "my fruit.png"
    Image.fromarray(np.full((9, 12, 3), 100, dtype=np.uint8)).save(path)
    return path


def said(result: Result) -> str:
    """Return the sentence that a command ended with."""
    assert isinstance(result.exception, UserError), result.output
    return str(result.exception)


def test_an_exercise_that_has_not_passed_is_not_tried(attempt: Callable[..., Result], photo: Path) -> None:
    assert "ex91" in said(attempt("try", "ex91", str(photo)))
    assert "kata check ex91" in said(attempt("try", "ex91", "a sentence"))


def test_a_photograph_is_tried_and_its_picture_and_page_are_written(
    attempt: Callable[..., Result], course: Course, photo: Path
) -> None:
    attempt("check", "ex91")
    result = attempt("try", "ex91", str(photo))
    assert result.exception is None
    assert "twice as bright: 200.0" in result.output
    with Image.open(course.figures / "try_ex91.png") as picture:
        assert picture.size == (120, 120)
    yours = (course.figures / "yours.html").read_text(encoding="utf-8")
    assert "twice as bright: 200.0" in yours
    assert "data:image/png;base64," in yours


def test_a_sentence_is_shown_with_the_words_that_decided(attempt: Callable[..., Result], course: Course) -> None:
    attempt("check", "ex91")
    result = attempt("try", "ex91", "lovely fabric but it fell apart")
    assert "++lovely --fabric +but" in " ".join(result.output.split())
    yours = (course.figures / "yours.html").read_text(encoding="utf-8")
    assert '<span class="for-4">lovely</span>' in yours
    assert '<span class="against-4">fabric</span>' in yours


def test_both_stand_on_one_page(attempt: Callable[..., Result], course: Course, photo: Path) -> None:
    attempt("check", "ex91")
    attempt("try", "ex91", str(photo))
    attempt("try", "ex91", "good")
    assert json.loads((course.state / "tried" / "ex91.json").read_text(encoding="utf-8"))["given"] == "good"


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("nowhere.jpg", "there is no file nowhere.jpg"),
        ("", "nothing was said"),
        (" ", "nothing was said"),
        (".", "is a folder"),
    ],
)
def test_what_cannot_be_tried_is_said_in_a_sentence(attempt: Callable[..., Result], what: str, says: str) -> None:
    attempt("check", "ex91")
    assert says in said(attempt("try", "ex91", what))


def test_a_damaged_photograph_is_said(attempt: Callable[..., Result], tmp_path: Path) -> None:
    attempt("check", "ex91")
    path = tmp_path / "broken.jpg"
    path.write_bytes(b"no image")
    assert "damaged or no image" in said(attempt("try", "ex91", str(path)))


def test_what_the_trial_refuses_is_said(attempt: Callable[..., Result], tmp_path: Path) -> None:
    attempt("check", "ex91")
    path = tmp_path / "bright.png"
    Image.new("RGB", (8, 8), "white").save(path)
    assert said(attempt("try", "ex91", str(path))) == "this is too bright: take another"


def test_an_exercise_without_a_trial_says_which_have_one(attempt: Callable[..., Result], course: Course) -> None:
    (course.reference / MODULE / "trial.py").unlink()
    assert "ex91 has nothing to try" in said(attempt("try", "ex91", "a sentence"))


def test_functions_that_were_broken_since_are_told_without_a_traceback(
    attempt: Callable[..., Result], course: Course, photo: Path
) -> None:
    attempt("check", "ex91")
    path = course.stubs / f"{MODULE}.py"
    path.write_text(SOLUTION.replace("2 * x", "1 / 0"), encoding="utf-8")
    assert "ZeroDivisionError" in said(attempt("try", "ex91", str(photo)))


def test_the_strongest_word_has_the_strongest_colour() -> None:
    words = [("a", 0.8), ("b", -0.4), ("c", 0.01), ("d", 0.0)]
    assert [word.style for word in coloured(words)] == ["for-4", "against-2", "", ""]
    assert in_signs(words) == "++a -b c d"
    assert coloured([]) == []
    assert [word.style for word in coloured([("a", 0.0)])] == [""]


def test_what_was_given_is_escaped_on_the_page(tmp_path: Path) -> None:
    kept = {"exercise": "ex18", "given": "<script>", "said": ["\x1b[31m"], "words": [["<b>", 1.0]]}
    (tmp_path / "ex18.json").write_text(json.dumps(kept), encoding="utf-8")
    markup = page(tmp_path, {"ex18": "Text"})
    assert "<script>" not in markup
    assert "<b>" not in markup
    assert "\x1b" not in markup


def test_a_page_without_trials_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "ex12.json").write_text("damaged", encoding="utf-8")
    assert "kata try ex12 PHOTO" in page(tmp_path, {"ex12": "Fruits"})
