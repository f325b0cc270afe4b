"""The site shows lessons without a line of a solution, and every slide of the workshop has its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grading.authoring.site import PARTS, configuration, page, slides, with_formulas, write_site
from grading.authoring.stubs import solution_lines
from reference.kit.course import Course
from reference.kit.exercise import Exercise

COURSE = Course.here()
DECK = COURSE.root.parent / "shared" / "seed" / "deck.txt"
THANKS = ("Workshop", "Image Classification & Natural Language Processing with Keras and TensorFlow in Python")


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda exercise: exercise.id)
def test_a_page_shows_the_lesson_and_no_line_of_the_solution(exercise: Exercise) -> None:
    text = page(exercise)
    lines = {line.strip() for line in text.splitlines()}
    solution = exercise.solution.read_text(encoding="utf-8")
    assert not [line for line in solution_lines(solution) if line in lines]
    assert text.startswith(f"# {exercise.title}\n") or exercise.title.partition(":")[0] in text.splitlines()[0]
    assert all(f"| `{task.name}` |" in text for task in exercise.tasks)
    assert "$$" not in re.sub(r"```.*?```", "", text, flags=re.DOTALL)


def test_formulas_are_shown_without_a_script_and_code_stays_code() -> None:
    shown = with_formulas("A $x^2$ and `$HOME`\n\n$$p_i = 1$$\n\n```\n$y$\n```\nIt costs $5 or $6.")
    assert shown.count("<math") == 2
    assert 'display="block"' in shown
    assert "`$HOME`" in shown
    assert "\n$y$\n" in shown
    assert "It costs $5 or $6." in shown


def test_the_contents_name_every_exercise_under_its_part(tmp_path: Path) -> None:
    text = configuration(COURSE)
    assert all(f"course/{exercise.id}.md" in text for exercise in COURSE.exercises)
    assert {exercise.part for exercise in COURSE.exercises} <= set(PARTS)
    pages = write_site(COURSE, tmp_path)
    assert {path.name for path in pages} >= {"index.md", "slides.md", "ex01.md"}
    assert "{{" not in (tmp_path / "index.md").read_text(encoding="utf-8")


def test_every_slide_says_where_it_is() -> None:
    assert not [slide.title for slide in slides(COURSE) if not slide.exercises and not slide.instead]


@pytest.mark.skipif(not DECK.is_file(), reason=f"the workshop's deck is not here: {DECK.name}")
def test_no_slide_of_the_deck_is_missing() -> None:
    titles = re.findall(r"^#+ (.+)$", DECK.read_text(encoding="utf-8"), flags=re.MULTILINE)
    wanted = {title.replace("*", "").strip() for title in titles} - set(THANKS)
    assert wanted - {slide.title for slide in slides(COURSE)} == set()
