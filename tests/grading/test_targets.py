"""The picture of a lesson is drawn by the model answer, stands in the notebook, and says what it was drawn from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from grading.authoring.build import build, problems
from grading.authoring.notebooks import student_notebook
from grading.authoring.targets import draw_target, has_place, in_module, is_current
from reference.ground.errors import SourceError
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import MODULE, SOLUTION, small_exercise

PLACE = "# %% [markdown]\n# Twice is more.\n#\n# ![How much more](target.png)\n\n# %%\n"
PICTURE = '''
"""How much more twice is."""

from matplotlib.figure import Figure


def draw(subject):
    figure = Figure(figsize=(1, 1))
    figure.subplots().plot([1, 2, 3], [subject.double(x) for x in (1, 2, 3)])
    return figure
'''


@pytest.fixture
def drawing(tmp_path: Path) -> Iterator[Exercise]:
    """The small exercise with a picture and a place for it."""
    exercise = small_exercise(tmp_path, solution=PLACE + SOLUTION)
    exercise.part_file("picture").write_text(PICTURE, encoding="utf-8")
    yield exercise
    Course.here().attach()


def test_the_module_names_the_command_and_the_notebook_holds_the_picture(drawing: Exercise) -> None:
    text = drawing.solution.read_text(encoding="utf-8")
    assert has_place(text)
    assert "# Picture: `kata figure ex91 --target`. How much more\n" in in_module(text, drawing)
    draw_target(drawing)
    cell = json.loads(student_notebook(drawing, text))["cells"][0]
    assert "![How much more](attachment:target.png)" in "".join(cell["source"])
    assert cell["attachments"]["target.png"]["image/png"]


def test_a_picture_that_was_not_drawn_leaves_its_caption(drawing: Exercise) -> None:
    cell = json.loads(student_notebook(drawing, drawing.solution.read_text(encoding="utf-8")))["cells"][0]
    assert "*How much more*" in "".join(cell["source"])
    assert "attachments" not in cell


def test_it_is_stale_once_the_model_answer_does_something_else(drawing: Exercise) -> None:
    assert not is_current(drawing)
    draw_target(drawing)
    assert is_current(drawing)
    text = drawing.solution.read_text(encoding="utf-8")
    drawing.solution.write_text(text.replace("Twice is more", "Twice is twice"), encoding="utf-8")
    assert is_current(drawing)
    drawing.solution.write_text(text.replace("2 * x", "x + x"), encoding="utf-8")
    assert not is_current(drawing)


def test_build_says_what_is_stale_and_draws_it_when_asked(drawing: Exercise) -> None:
    list(build(drawing.course))
    assert any(
        "target.png is missing or stale: run `kata build --pictures`" in line for line in problems(drawing.course)
    )
    assert drawing.target in [path for path, _ in build(drawing.course, pictures=True)]
    assert not [line for line in problems(drawing.course) if "target.png" in line]
    with Image.open(drawing.target) as image:
        assert image.size == (80, 80)


def test_a_model_answer_that_cannot_be_drawn_is_said(drawing: Exercise) -> None:
    drawing.part_file("picture").write_text(PICTURE.replace("Figure(", "Nothing("), encoding="utf-8")
    with pytest.raises(SourceError, match="ex91"):
        draw_target(drawing)


def test_a_lesson_without_a_place_has_no_picture(tmp_path: Path) -> None:
    exercise = small_exercise(tmp_path)
    assert not has_place(exercise.solution.read_text(encoding="utf-8"))
    assert in_module(SOLUTION, exercise) == SOLUTION
    assert exercise.module == MODULE
    Course.here().attach()
