"""The students' notebooks run: stub cells, check cells and the picture, in a real kernel."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nbclient
import nbformat
import pytest

from grading.curriculum import exercise
from grading.notebooks import CHECK_TAG, student_notebook
from grading.stubs import stub_of

CELL_SECONDS = 120


def executed(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Run a notebook of ex02 that lies in `folder`; return what each check cell wrote."""
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    path = folder / "ex02_softmax.ipynb"
    path.write_text(text, encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)
    client = nbclient.NotebookClient(notebook, timeout=CELL_SECONDS, resources={"metadata": {"path": str(folder)}})
    client.execute()
    checks = [cell for cell in notebook.cells if CHECK_TAG in cell.metadata.get("tags", [])]
    return ["".join(output.get("text", "") for output in cell.outputs) for cell in checks]


def test_a_finished_notebook_passes_every_check_and_shows_its_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    softmax = exercise("ex02")
    text = student_notebook(softmax, softmax.solution.read_text(encoding="utf-8"))
    *tasks, whole = executed(text, tmp_path, monkeypatch)
    assert all("passed" in written and "failed" not in written for written in tasks)
    assert "10 of 10 points" in whole
    assert (tmp_path / "ex02_softmax.png").read_bytes().startswith(b"\x89PNG")


def test_an_untouched_notebook_runs_too_and_says_what_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    softmax = exercise("ex02")
    text = student_notebook(softmax, stub_of(softmax.solution.read_text(encoding="utf-8")))
    *tasks, whole = executed(text, tmp_path, monkeypatch)
    assert all("not written yet" in written for written in tasks)
    assert "0 of 10 points" in whole
