"""The students' notebooks run: stub cells, check cells and the picture, in a real kernel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from grading.authoring.notebooks import student_notebook
from grading.authoring.stubs import stub_of
from grading.subject.notebook import CHECK_TAG
from reference.kit.course import Course

CELL_SECONDS = 120


def executed(text: str, folder: Path) -> list[str]:
    """Run a notebook of ex02 that lies in `folder`; return what each check cell wrote.

    In a process of its own: a kernel's client leaves threads behind, and a process with threads cannot be forked.
    """
    path = folder / "ex02_softmax.ipynb"
    path.write_text(text, encoding="utf-8")
    environment = {**os.environ, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    command = [
        sys.executable,
        "-c",
        "from nbclient.cli import main; main()",
        "--inplace",
        f"--timeout={CELL_SECONDS}",
        path.name,
    ]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    checks = [cell for cell in cells if CHECK_TAG in cell["metadata"].get("tags", [])]
    return ["".join("".join(output.get("text", "")) for output in cell["outputs"]) for cell in checks]


def test_a_finished_notebook_passes_every_check_and_shows_its_picture(tmp_path: Path) -> None:
    softmax = Course.here().exercise("ex02")
    text = student_notebook(softmax, softmax.solution.read_text(encoding="utf-8"))
    *tasks, whole = executed(text, tmp_path)
    assert all("passed" in written and "failed" not in written for written in tasks)
    assert "10 of 10 points" in whole
    assert (tmp_path / "ex02_softmax.png").read_bytes().startswith(b"\x89PNG")


def test_an_untouched_notebook_runs_too_and_says_what_is_open(tmp_path: Path) -> None:
    softmax = Course.here().exercise("ex02")
    text = student_notebook(softmax, stub_of(softmax.solution.read_text(encoding="utf-8")))
    *tasks, whole = executed(text, tmp_path)
    assert all("not written yet" in written for written in tasks)
    assert "0 of 10 points" in whole
