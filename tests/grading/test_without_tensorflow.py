"""A student's run of the NumPy exercises needs no TensorFlow: it passes where TensorFlow cannot be imported."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from reference.kit.course import Course

NUMPY_ONLY = [exercise for exercise in Course.here().exercises if not exercise.is_heavy]
BLOCKED = """
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("tensorflow", "keras", "tensorboard", "h5py"):
            raise ModuleNotFoundError(f"No module named {name!r} (blocked)", name=name)
sys.meta_path.insert(0, Blocker())
sys.argv[0] = "kata"
from grading.commandline.app import main
main()
"""


def kata_without_tensorflow(*words: str) -> subprocess.CompletedProcess[str]:
    """Run `kata` in an interpreter, and children of it, in which TensorFlow cannot be imported."""
    command = [sys.executable, "-c", BLOCKED, *words]
    return subprocess.run(
        command, cwd=Course.here().root, capture_output=True, text=True, encoding="utf-8", timeout=300
    )


def test_the_blocker_blocks() -> None:
    code = BLOCKED.partition("sys.argv")[0] + "import tensorflow"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert "(blocked)" in done.stderr


@pytest.mark.parametrize("exercise_id", [exercise.id for exercise in NUMPY_ONLY])
def test_check_and_figure_work(exercise_id: str, tmp_path: object) -> None:
    checked = kata_without_tensorflow("check", exercise_id, "--subject", "solutions")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    drawn = kata_without_tensorflow("figure", exercise_id, "--subject", "solutions", "--out", f"{tmp_path}/x.png")
    assert drawn.returncode == 0, drawn.stdout + drawn.stderr


def test_no_suite_answer_or_oracle_of_a_numpy_exercise_imports_tensorflow() -> None:
    for exercise in NUMPY_ONLY:
        for path in (exercise.suite, exercise.solution, exercise.folder / "oracle.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
            names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
            assert not [name for name in names if name.partition(".")[0] in ("tensorflow", "keras")], path


def test_kata_starts_before_it_imports_what_takes_long() -> None:
    code = "import sys; import grading.commandline.app; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Course.here().root, capture_output=True, text=True, timeout=60, check=True
    )
    assert "typer" in done.stdout.split()
    assert not {"matplotlib", "scipy", "sklearn", "keras", "tensorflow", "hypothesis"} & set(done.stdout.split())
