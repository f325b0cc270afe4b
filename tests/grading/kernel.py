"""Runs a notebook in a real kernel, as a student's JupyterLab does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from reference.kit.course import Course

CELL_SECONDS = 120


def run_notebook(path: Path) -> list[dict[str, Any]]:
    """Run all cells of a notebook where it lies, errors or not; return them with their outputs.

    In a process of its own: a kernel's client leaves threads behind, and a process with threads cannot be forked.
    The shell is not activated: no `kata` is on the path.
    """
    environment = {
        **{name: value for name, value in os.environ.items() if name != "JPY_SESSION_NAME"},
        "PATH": os.defpath,
        "PYTHONPATH": os.fspath(Course.here().root),
    }
    command = [
        sys.executable,
        "-c",
        "from nbclient.cli import main; main()",
        "--inplace",
        "--allow-errors",
        f"--timeout={CELL_SECONDS}",
        path.name,
    ]
    done = subprocess.run(command, cwd=path.parent, env=environment, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return cells
