"""`kata nbgrader autograde` marks as `nbgrader autograde` does, and ends."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grading.issuing.course import write_course
from reference.kit.course import Course
from tests.grading.nbgrader_desk import Desk
from tests.grading.nbgrader_run import nbgrader
from tests.grading.nbgrader_term import marks

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.skipif(importlib.util.find_spec("nbgrader") is None, reason="needs nbgrader, which is not installed"),
    pytest.mark.skipif(sys.platform == "win32", reason="submissions are isolated on Linux"),
]

KATA = "import sys; sys.argv[0] = 'kata'; from grading.commandline.app import main; main()"
EXPECTED = {"anna": 10.0, "ben": 6.0, "cem": 0.0, "dora": 5.0, "emil": 7.75}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course folder into which a small class has handed in."""
    softmax = Course.here().exercise("ex02")
    folder, name = tmp_path / "course", f"{softmax.module}.ipynb"
    list(write_course(folder, Course.here(), {"week1": [softmax]}))
    nbgrader([(folder, ["generate_assignment", "week1"])], tmp_path)
    desk = Desk(softmax, folder / "release/week1" / name, folder / "source/week1" / name)
    notebooks = {
        "anna": desk.done(),
        "ben": desk.written("softmax"),
        "cem": desk.untouched(),
        "dora": desk.mistaken("softmax-over-the-batch"),
        "emil": desk.mistaken("softmax-without-shift"),
    }
    for who, notebook in notebooks.items():
        place = folder / "submitted" / who / "week1"
        place.mkdir(parents=True)
        (place / name).write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def kata(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of `kata nbgrader` from elsewhere."""
    root = os.fspath(Course.here().root)
    return subprocess.run(
        [sys.executable, "-P", "-c", KATA, "nbgrader", *words, "--course-dir", os.fspath(folder)],
        cwd=folder.parent,
        env={"PATH": os.environ["PATH"], "HOME": os.fspath(folder.parent), "PYTHONPATH": root, "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def test_two_at_a_time_get_the_marks_of_nbgraders_own_command(folder: Path) -> None:
    other = shutil.copytree(folder, folder.with_name("other"))
    done = kata(folder, "autograde", "week1", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert sorted(line for line in done.stderr.splitlines() if line.startswith("[kata]"))[-1].startswith("[kata] 5")
    said = nbgrader([(folder, ["export"]), (other, ["autograde", "week1"])], folder.parent)
    assert {name: code for name, (code, _) in said.items()} == {"export": 0, "autograde": 0}, said
    nbgrader([(other, ["export"])], folder.parent)
    assert marks(folder / "grades.csv") == marks(other / "grades.csv") == EXPECTED


def test_what_cannot_be_marked_is_a_sentence_and_ends_too(folder: Path) -> None:
    done = kata(folder, "autograde", "week1", "--sandbox", "paper")
    assert done.returncode == 1
    assert "'paper'" in done.stderr
    assert "Traceback" not in done.stderr
