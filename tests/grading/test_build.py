"""What is derived from a solution is checked: stale files, shown solutions, missing hints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grading.authoring import build
from grading.authoring.notebooks import student_notebook
from grading.authoring.stubs import stub_of
from grading.subject.notebook import CHECK_TAG, code_of
from reference.ground.errors import SourceError, UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests import needs

LESSON = '''# %% [markdown]
# # Twice
# Doubling is adding a number to itself.

# %%
def twice(x: int) -> int:
    """Double a number."""
    ### BEGIN SOLUTION
    doubled_value = x + x + 0 * x
    return doubled_value
    ### END SOLUTION
'''


SETTINGS = """title = "Twice"
part = "A"
minutes = 5
libraries = ["numpy"]

[[tasks]]
name = "twice"
hints = ["A nudge.", "The idea.", "Nearly the line."]
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course of one exercise in a folder of its own, freshly built."""
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions/ex98_twice.py").write_text(LESSON, encoding="utf-8")
    (tmp_path / "solutions/ex98_twice.toml").write_text(SETTINGS, encoding="utf-8")
    course = Course.at(tmp_path)
    list(build.build(course))
    return course


def changed(course: Course, *, lesson: str = LESSON, settings: str = SETTINGS) -> Course:
    """Change the exercise's files and read the course again."""
    (course.solutions / "ex98_twice.py").write_text(lesson, encoding="utf-8")
    (course.solutions / "ex98_twice.toml").write_text(settings, encoding="utf-8")
    return Course.at(course.root)


def test_a_fresh_build_has_no_problems(course: Course) -> None:
    assert list(build.problems(course)) == []
    stub = course.exercise("ex98").stub.read_text(encoding="utf-8")
    assert 'raise NotImplementedError("twice: not written yet")' in stub


def test_a_changed_solution_makes_both_derived_files_stale(course: Course) -> None:
    course = changed(course, lesson=LESSON.replace("Double a", "Double the"))
    assert [sentence.split(" is stale")[0] for sentence in build.problems(course)] == [
        "exercises/ex98_twice.py",
        "exercises/notebooks/ex98_twice.ipynb",
    ]


def test_what_is_built_anew_is_kept_in_the_courses_own_folder(course: Course) -> None:
    course = changed(course, lesson=LESSON.replace("Double a", "Double the"))
    kept = [place for _, place in build.build(course)]
    assert [place.parent for place in kept if place is not None] == [course.backups] * 2


def test_a_solution_line_in_prose_is_found(course: Course) -> None:
    text = LESSON.replace("adding a number to itself.", "easy: doubled_value = x + x + 0 * x")
    course = changed(course, lesson=text)
    list(build.build(course))
    assert [s for s in build.problems(course) if "the lesson of ex98 shows the solution's line" in s]


def test_a_solution_line_outside_the_marks_is_found(course: Course) -> None:
    course = changed(course, lesson=LESSON + "\n\n# %%\nx = 1\ndoubled_value = x + x + 0 * x\n")
    list(build.build(course))
    assert [s for s in build.problems(course) if "exercises/ex98_twice.py shows the solution's line" in s]


def test_missing_hints_are_found(course: Course) -> None:
    course = changed(course, settings=SETTINGS.replace(', "Nearly the line."', ""))
    assert list(build.problems(course)) == ["ex98: twice has 2 hints, needs 3"]


def test_a_task_without_its_function_is_found(course: Course) -> None:
    more = SETTINGS + '[[tasks]]\nname = "thrice"\nhints = ["a", "b", "c"]\n'
    assert "solutions/ex98_twice.py has no function thrice" in list(build.problems(changed(course, settings=more)))


def test_a_setting_that_does_not_exist_is_named(course: Course) -> None:
    with pytest.raises(UserError, match=r"ex98_twice\.toml cannot be read: .*call_second"):
        changed(course, settings=f"call_second = 3\n{SETTINGS}").exercise("ex98")


@pytest.mark.parametrize(
    ("change", "said"),
    [(("### END SOLUTION", "#"), "without an end"), (("### BEGIN SOLUTION", "#"), "without a beginning")],
)
def test_a_lost_mark_is_an_error_with_its_place(change: tuple[str, str], said: str) -> None:
    with pytest.raises(SourceError, match=said):
        stub_of(LESSON.replace(*change))


@pytest.mark.parametrize("exercise", needs.as_parameters(Course.here().exercises))
def test_a_notebook_holds_the_stub_and_a_check_after_each_task(exercise: Exercise) -> None:
    text = student_notebook(exercise, stub_of(exercise.solution.read_text(encoding="utf-8")))
    cells = json.loads(text)["cells"]
    checks = [cell for cell in cells if CHECK_TAG in cell["metadata"].get("tags", [])]
    assert len(checks) == len(exercise.tasks) + 2, "one brings the magic, one checks everything"
    assert len({cell["id"] for cell in cells}) == len(cells)
    namespace: dict[str, object] = {}
    exec(compile(code_of(text.encode(), "notebook").data, "notebook", "exec"), namespace)  # noqa: S102 -- our own stub
    assert all(callable(namespace[task.name]) for task in exercise.tasks)
