"""What a suite imports is loaded before it is forked: a save in `kata watch` does not wait for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reference.kit.course import Course

NEW_MODULES = """
import runpy, sys
from reference.kit.course import Course
from grading.marking.warm import warm
wanted = Course.here().exercise(sys.argv[1])
warm(wanted)
known = set(sys.modules)
runpy.run_path(str(wanted.suite))
print(sorted(set(sys.modules) - known))
"""


@pytest.mark.parametrize("exercise_id", ["ex02", "ex05", "ex12"])
def test_a_suite_finds_loaded_what_it_imports(exercise_id: str) -> None:
    if "tensorflow" in Course.here().exercise(exercise_id).libraries:
        pytest.importorskip("tensorflow")
    command = [sys.executable, "-c", NEW_MODULES, exercise_id]
    done = subprocess.run(
        command, cwd=Course.here().root, capture_output=True, text=True, encoding="utf-8", timeout=300
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr[-2000:]
