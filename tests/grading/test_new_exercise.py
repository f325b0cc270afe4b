"""An author's way: a skeleton that builds at once, proofs that say what is still to write, a course of one's own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from grading.authoring.build import build, problems
from grading.authoring.completeness import still_to_write
from grading.authoring.proofs import not_proven
from grading.authoring.skeleton import write_skeleton
from reference.ground.errors import UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise

SOLUTION = '''# %% [markdown]
# # Twice and half
# What is added to itself is doubled; what is taken apart evenly is halved.

# %%
import numpy as np
from jaxtyping import Float


# %%
def double(x: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """Give every number twice."""
    ### BEGIN SOLUTION
    numbers = np.asarray(x, dtype=float)
    return numbers + numbers
    ### END SOLUTION


# %%
def halve(x: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """Give half of every number."""
    ### BEGIN SOLUTION
    return np.asarray(x, dtype=float) / 2
    ### END SOLUTION
'''
SETTINGS = """title = "Twice and half"
part = "A"
minutes = 5
libraries = ["numpy"]

[[tasks]]
name = "double"
hints = ["A nudge.", "The idea.", "Nearly the line."]

[[tasks]]
name = "halve"
hints = ["A nudge.", "The idea.", "Nearly the line."]
"""
ORACLE = '''"""Oracles of ex01: NumPy's own."""

import numpy as np


def double(x):
    return np.multiply(x, 2.0)


def halve(x):
    return np.true_divide(x, 2.0)
'''
WRONG = {
    "double_squared": ("double", "np.asarray(x, dtype=float) ** 2", "squared every number: what is twice 3?"),
    "double_plus_two": ("double", "np.asarray(x, dtype=float) + 2", "added 2 to every number: what is twice 3?"),
    "double_unchanged": ("double", "np.array(x, dtype=float)", "gave the numbers as they were."),
    "halve_rounded": ("halve", "np.asarray(x, dtype=float) // 2", "rounded down: what is half of 3?"),
    "halve_of_the_square": ("halve", "np.asarray(x, dtype=float) ** 2 / 2", "halved the squares."),
    "halve_negative": ("halve", "np.asarray(x, dtype=float) / -2", "turned the sign."),
}
OTHER_WAYS = '''"""Other right ways of ex01."""

import numpy as np

from reference.kit.catalogue import other_way


@other_way("double", how="a product")
def double_by_product(x):
    return 2 * np.asarray(x, dtype=float)


@other_way("halve", how="a product")
def halve_by_product(x):
    return 0.5 * np.asarray(x, dtype=float)
'''


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A folder with nothing in it, whose name has a space and an umlaut."""
    folder = tmp_path / "mein K\u00fcrs"
    folder.mkdir()
    return Course(folder)


@pytest.fixture
def skeleton(course: Course) -> Exercise:
    """A new exercise of two tasks in it, built."""
    exercise = write_skeleton(course, "ex01_doubling", ["double", "halve"], "Twice and half", "A")
    list(build(exercise.course))
    return exercise


@pytest.fixture
def finished(skeleton: Exercise) -> Exercise:
    """The same, written."""
    folder = skeleton.folder
    skeleton.solution.write_text(SOLUTION, encoding="utf-8")
    skeleton.settings_file.write_text(SETTINGS, encoding="utf-8")
    (folder / "oracle.py").write_text(ORACLE, encoding="utf-8")
    (folder / "other_ways.py").write_text(OTHER_WAYS, encoding="utf-8")
    functions = [
        f"@misconception\ndef {name}(x):\n    return {wrong}\n" for name, (_task, wrong, _says) in WRONG.items()
    ]
    head = "import numpy as np\n\nfrom reference.kit.catalogue import misconception\n"
    (folder / "misconceptions.py").write_text("\n\n".join([head, *functions]), encoding="utf-8")
    words = [
        f'[{name.replace("_", "-")}]\ntask = "{task}"\n'
        f'rejected_by = "test_{task}_gives_what_is_asked"\nsays = "{says}"\n'
        for name, (task, _wrong, says) in WRONG.items()
    ]
    (folder / "misconceptions.toml").write_text("\n".join(words), encoding="utf-8")
    (folder / "picture.py").write_text('"""The figure of ex01."""\n', encoding="utf-8")
    course = Course(skeleton.course.root)
    list(build(course))
    return course.exercise("ex01")


def test_a_skeleton_builds_at_once(skeleton: Exercise) -> None:
    assert list(problems(skeleton.course)) == []
    assert "double: not written yet" in skeleton.stub.read_text(encoding="utf-8")
    assert skeleton.notebook.is_file()


def test_a_skeleton_says_what_is_still_to_write(skeleton: Exercise) -> None:
    sentences = list(still_to_write(skeleton))
    assert "ex01 has no picture: write reference/ex01_doubling/picture.py" in sentences
    assert "ex01: halve has no misconception: name one in reference/ex01_doubling/misconceptions.toml" in sentences
    assert "ex01 has 0 other right ways, needs 2" in sentences


def test_a_finished_exercise_is_proven_from_four_sides(finished: Exercise) -> None:
    assert list(still_to_write(finished)) == []
    seen: list[str] = []
    assert list(not_proven(finished, seen.append)) == []
    assert seen[:3] == ["model answer", "stub", "double-squared"]
    assert len(seen) == 2 + 6 + 2


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("solutions/ex01_doubling.py", "numbers + numbers", "numbers + 1", "the model answer fails test_double_gives"),
        ("reference/ex01_doubling/other_ways.py", "0.5", "0.25", "the other right way halve-by-product fails"),
        ("reference/ex01_doubling/misconceptions.py", "** 2 / 2", "/ 2", "halve-of-the-square passes test_halve_gives"),
        ("tests/exercises/test_ex01_doubling.py", "points=5", "points=4", "ex01 is worth 9 points, not 10"),
    ],
)
def test_each_of_the_four_sides_is_looked_at(finished: Exercise, file: str, old: str, new: str, said: str) -> None:
    path = finished.course.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    course = Course(finished.course.root)
    list(build(course))
    code = (
        "import sys; from pathlib import Path; from reference.kit.course import Course;"
        "from grading.authoring.proofs import not_proven;"
        "print(*not_proven(Course.at(Path(sys.argv[1])).exercise('ex01')), sep='\\n')"
    )
    here = Course.here().root
    done = subprocess.run(
        [sys.executable, "-c", code, course.root], cwd=here, capture_output=True, encoding="utf-8", timeout=300
    )
    assert said in done.stdout, done.stdout + done.stderr


def test_words_without_their_wrong_way_are_found(finished: Exercise) -> None:
    path = finished.words_file
    path.write_text(path.read_text(encoding="utf-8").replace("[halve-negative]", "[halve-turned]"), encoding="utf-8")
    sentences = list(still_to_write(Course(finished.course.root).exercise("ex01")))
    assert "ex01: halve-negative is missing in misconceptions.toml" in sentences
    assert "ex01: halve-turned is missing in misconceptions.py" in sentences


@pytest.mark.parametrize(
    ("module", "tasks", "said"),
    [
        ("attention", ["attend"], "must look like ex21_attention"),
        ("ex21_../x", ["attend"], "must look like ex21_attention"),
        ("ex21_attention", ["class"], "cannot be a task's name"),
        ("ex21_attention", ["a", "a"], "must have different names"),
        ("ex01_other", ["attend"], "ex01 is ex01_doubling already"),
    ],
)
def test_a_name_that_cannot_be_is_refused(skeleton: Exercise, module: str, tasks: list[str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        write_skeleton(skeleton.course, module, tasks, "Title", "A")


def test_a_course_of_ones_own_stands_beside_ours(finished: Exercise) -> None:
    """Both have an ex01: each is checked against its own oracle, in one process after the other."""
    assert finished.oracle("double") is not None
    assert finished.oracle("linear") is None
    assert Course.here().exercise("ex01").oracle("linear") is not None
    assert finished.oracle("double") is not None
    assert list(not_proven(finished)) == []


def test_the_command_line_works_on_a_course_of_ones_own(finished: Exercise) -> None:
    def kata(*words: str) -> subprocess.CompletedProcess[str]:
        code = "import sys; sys.argv[0] = 'kata'; from grading.commandline.app import main; main()"
        command = [sys.executable, "-c", code, "--course", str(finished.course.root), *words]
        return subprocess.run(command, cwd=Course.here().root, capture_output=True, encoding="utf-8", timeout=300)

    assert "10 of 10 points" in kata("check", "ex01", "--subject", "solutions").stdout
    proven = kata("build", "--check", "ex01")
    assert proven.stdout.splitlines()[-1] == "Proven from four sides: ex01."
    assert kata("check", "ex02").returncode == 2
