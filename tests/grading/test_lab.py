"""In a real browser: an instructor marks with JupyterLab's formgrader, a student's notebook says what is wrong."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reference.kit.course import Course
from tests.grading.lab import chromium

NEEDED = ("playwright", "jupyterlab", "nbgrader")
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]

pytestmark = [
    pytest.mark.timeout(1200),
    pytest.mark.xdist_group("lab"),
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}, not installed here: see CONTRIBUTING.md"),
    pytest.mark.skipif(chromium() is None, reason="needs a browser: apt-get install chromium"),
    pytest.mark.skipif(sys.platform == "win32", reason="submissions are isolated on Linux"),
]
PICTURES = ("formgrader", "formgrader-marks", "formgrader-manual", "notebook-wrong", "notebook-right")


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of the walk go."""
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture(scope="module")
def said(pictures: Path) -> dict[str, str]:
    """What stood on the pages. In a process of its own: a browser's client leaves threads behind."""
    root = os.fspath(Course.here().root)
    command = [sys.executable, "-m", "tests.grading.lab", os.fspath(pictures)]
    environment = {**os.environ, "PYTHONPATH": root}
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=1100, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    pages: dict[str, str] = json.loads(done.stdout)
    return pages


def test_the_formgrader_lists_the_assignment_and_who_handed_in(said: dict[str, str]) -> None:
    assert said["listed"].split()[0] == "week1"
    assert said["listed"].split()[-1] == "3"


def test_its_button_marks_a_submission(said: dict[str, str]) -> None:
    assert "graded" in said["graded"]
    assert "5 / 10" in said["graded"]


def test_manual_grading_shows_the_answer_the_tests_and_the_diagnosis(said: dict[str, str]) -> None:
    assert "def softmax(" in said["manual"]
    assert "softmax: 1 of 6 points" in said["manual"]
    assert "it normalised over the batch (axis 0)" in said["comment"]


def test_a_wrong_answer_is_told_what_is_wrong_with_it(said: dict[str, str]) -> None:
    assert "it normalised over the batch (axis 0). Which axis holds the classes?" in said["wrong"]
    assert said["wrong"].split()[-1] == "1.0"


def test_the_right_answer_has_full_points(said: dict[str, str]) -> None:
    assert "softmax: 6 of 6 points, 11 tests passed" in said["right"]
    assert said["right"].split()[-1] == "6.0"


def test_there_is_a_picture_of_each_page(said: dict[str, str], pictures: Path) -> None:
    assert {path.stem for path in pictures.glob("*.png")} == set(PICTURES)
