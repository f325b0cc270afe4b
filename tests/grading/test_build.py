"""What is derived from a solution is checked: stale files, shown solutions, missing hints."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from grading import build
from grading.curriculum import Exercise, Task, exercises
from grading.notebooks import CHECK_TAG, code_of, student_notebook
from grading.stubs import SourceError, stub_of

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


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Exercise:
    """An exercise of its own, in a folder of its own, freshly built."""
    for name in ("solutions", "exercises", "exercises/notebooks"):
        (tmp_path / name).mkdir()
    (tmp_path / "solutions/ex98_twice.py").write_text(LESSON, encoding="utf-8")

    class Here(Exercise):
        @property
        def stub(self) -> Path:
            return tmp_path / "exercises/ex98_twice.py"

        @property
        def solution(self) -> Path:
            return tmp_path / "solutions/ex98_twice.py"

    task = Task("twice", ("A nudge.", "The idea.", "Nearly the line."))
    one = Here("ex98", "ex98_twice", "Twice", "A", 5, ("numpy",), (task,), 1.0)
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setattr(build, "NOTEBOOKS", tmp_path / "exercises/notebooks")
    monkeypatch.setattr(build, "exercises", lambda: (one,))
    list(build.build())
    return one


def test_a_fresh_build_has_no_problems(made_up: Exercise) -> None:
    assert list(build.problems()) == []
    assert 'raise NotImplementedError("twice: not written yet")' in made_up.stub.read_text(encoding="utf-8")


def test_a_changed_solution_makes_both_derived_files_stale(made_up: Exercise) -> None:
    made_up.solution.write_text(LESSON.replace("Double a", "Double the"), encoding="utf-8")
    assert [sentence.split(" is stale")[0] for sentence in build.problems()] == [
        "exercises/ex98_twice.py",
        "exercises/notebooks/ex98_twice.ipynb",
    ]


def test_a_solution_line_in_prose_is_found(made_up: Exercise) -> None:
    text = LESSON.replace("adding a number to itself.", "easy: doubled_value = x + x + 0 * x")
    made_up.solution.write_text(text, encoding="utf-8")
    list(build.build())
    assert [s for s in build.problems() if "the lesson of ex98 shows the solution's line" in s]


def test_a_solution_line_outside_the_marks_is_found(made_up: Exercise) -> None:
    made_up.solution.write_text(LESSON + "\n\n# %%\nx = 1\ndoubled_value = x + x + 0 * x\n", encoding="utf-8")
    list(build.build())
    assert [s for s in build.problems() if "exercises/ex98_twice.py shows the solution's line" in s]


def test_missing_hints_are_found(made_up: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    short = dataclasses.replace(made_up, tasks=(Task("twice", ("A nudge.", "The idea.")),))
    monkeypatch.setattr(build, "exercises", lambda: (short,))
    assert list(build.problems()) == ["ex98: twice has 2 hints, needs 3"]


def test_a_task_without_its_function_is_found(made_up: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    more = dataclasses.replace(made_up, tasks=(*made_up.tasks, Task("thrice", ("a", "b", "c"))))
    monkeypatch.setattr(build, "exercises", lambda: (more,))
    assert "solutions/ex98_twice.py has no function thrice" in list(build.problems())


@pytest.mark.parametrize(
    ("change", "said"),
    [(("### END SOLUTION", "#"), "without an end"), (("### BEGIN SOLUTION", "#"), "without a beginning")],
)
def test_a_lost_mark_is_an_error_with_its_place(change: tuple[str, str], said: str) -> None:
    with pytest.raises(SourceError, match=said):
        stub_of(LESSON.replace(*change))


@pytest.mark.parametrize("exercise", exercises(), ids=lambda each: each.id)
def test_a_notebook_holds_the_stub_and_a_check_after_each_task(exercise: Exercise) -> None:
    text = student_notebook(exercise, stub_of(exercise.solution.read_text(encoding="utf-8")))
    cells = json.loads(text)["cells"]
    checks = [cell for cell in cells if CHECK_TAG in cell["metadata"].get("tags", [])]
    assert len(checks) == len(exercise.tasks) + 1
    assert len({cell["id"] for cell in cells}) == len(cells)
    namespace: dict[str, object] = {}
    exec(compile(code_of(text.encode(), "notebook"), "notebook", "exec"), namespace)  # noqa: S102 -- our own stub
    assert all(callable(namespace[task.name]) for task in exercise.tasks)
